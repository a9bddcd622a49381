"""Extract, part: what a last day is for: the task, which becomes the predicate, and the thing that it is done to.

`Renewals of season tickets close on 2 July` and `you may renew your season ticket until 2 July` are claims of one task.
The words are data in `claims/predicates/tasks.en.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.closed_words import AUXILIARIES, BE
from factcheck.extract.closings import matter_by_words, stop_before
from factcheck.extract.last_days import as_ended, is_shut
from factcheck.extract.phrases import Phrase
from factcheck.extract.predicate_lexicon import predicate_class
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.tags import Tag
from factcheck.extract.task_labels import scope_of_task, task_above, texts_above
from factcheck.extract.task_phrases import (
    LAST_DAY,
    LINKS,
    OF,
    Matter,
    bounds,
    index_at,
    object_at,
    read_matter,
    requests,
    right_before,
    stems_with_of,
    task_before_head,
    task_of_noun,
    task_of_verb,
    task_words,
    with_head,
)
from factcheck.frozen import replace
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import Relation, Timex
from factcheck.patterns import pattern_of
from factcheck.values.words import Token, content_words, person_nouns, stem

_WHICH = pattern_of(
    r"\s(?:(?:on|by|in|at|until)\swhich|when)\s(?:\w+\s){1,4}?(?:can|may|must|should|could|will)\s(?:be\s)?", re.I
)
_AFTER_DAY = pattern_of(
    r"\W*(?:is|was|will be|has been set as|as|being)?\s*(?:the|our|your)?\s*(?=(?:last|final|closing|latest|deadline)\b)",
    re.I,
)
_LAST_DAY_OR_CHANCE = pattern_of(rf"{LAST_DAY.pattern}|\b(?:last|final)\s(?:chance|opportunity)\b", re.I)
_CLOSES_FOR = pattern_of(
    r"\b(?:clos(?:es?|ing)\s(?:for|to)|(?:open|available)\sfor|open\sto)\s(?=[^,.;:]{1,60}\Z)", re.I
)
_WANTED = frozenset(["want", "wants", "need", "needs", "expect", "expects", "require", "requires"])
_WANTING = frozenset(["need", "want", "expect", "requir"])
_ENDING = frozenset(["", "close", "end", "expire", "stop", "finish", "shut", "cease", "lapse"])
_OPENNESS = frozenset(["open", "receive", "accept", "welcome", "invite", "take", "start", "arrive", "hold", "remain", "stay", "run", "serve", "last", "extend", "keep", "get", "reach", "make", "lodge", "do", "continue"])  # fmt: skip
_USING = pattern_of(r"\b(?:can|may|could|on|continue|keep)\s(?:to\s)?us(?:e|ing)\b[^,.;:]{0,40}\Z", re.I)
_THERE = pattern_of(
    r"\b(?:must|shall|should|has to|have to|had to|needs? to|is to|are to|ought to)\s(?:be\s(?:in|back|here|with\s(?:us|the|our)|received|on\sour)\b|(?:reach|arrive)\b)", re.I,
)  # fmt: skip
"""Words by which something is to be where it is sent: `must be in by`, `has to be with us`, `should reach the office`."""


def with_task(draft: DraftClaim, sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> DraftClaim:
    """The draft of a last day with its task as predicate and the thing of the task as subject, where the sentence says it."""
    matter = (
        _none_from(draft, sentence, timex)
        or matter_by_words(sentence, timex)
        or _of_last_day(sentence, timex)
        or _given_until(sentence, timex)
        or _of_predicate(draft, sentence, timex, predicate)
    )
    draft = replace(
        draft, scope=scope_of_task(draft.scope, sentence.block.text, texts_above(sentence.found, sentence.block))
    )
    if matter is not None and predicate is not None and predicate.form is Form.NOUN and matter.word < 0:
        if sentence.tokens[predicate.first].start >= timex.end:  # `Motions must be in by 5 May, and nominations close`
            draft = replace(draft, predicate_words="", said="")
    if matter is not None:
        draft = as_ended(_applied(draft, sentence, matter), sentence, timex, predicate)
        return _with_surroundings(_said_there(draft, sentence, timex), sentence)
    draft = as_ended(draft, sentence, timex, predicate)
    if draft.predicate in _ENDING and LAST_DAY.search(sentence.block.text, sentence.start, sentence.end):
        if task := task_above(texts_above(sentence.found, sentence.block)):
            draft = replace(draft, predicate=task)  # `The deadline is 3 May` under `How to apply`
    is_none = draft.subject.lower() in ("nothing", "none", "nobody")
    if is_none or (draft.subject_stems and _ONLY_LAST_DAY.issuperset(draft.subject_stems)):  # `please`, `the deadline`
        draft = replace(draft, subject="", subject_start=-1, subject_stems=())
    return _with_surroundings(draft, sentence)


def _said_there(draft: DraftClaim, sentence: Clauses, timex: Timex) -> DraftClaim:
    """`has to be in`, `must be back`: with where something is to be, which is all that such words say."""
    there = _last_match(_THERE, sentence.block.text, sentence.start, timex.start)
    if there is None or not there[0].lower().endswith(_PLACES) or not there[0].lower().startswith(draft.said.lower()):
        return draft
    return replace(draft, said=there[0])


_PLACES = (" in", " back", " here")


def _with_surroundings(draft: DraftClaim, sentence: Clauses) -> DraftClaim:
    """A last day of nothing named (`You can apply until`) has the words of the heading above and of the sentence before it."""
    if draft.subject_stems:
        return draft
    block, found = sentence.block, sentence.found
    words: list[str] = []
    if block.headings:
        words.extend(content_words(found.document.blocks[block.headings[-1]].text))
    earlier = [s for s in found.sentences[block.index] if s.end <= sentence.start]
    if earlier:
        words.extend(content_words(block.text[earlier[-1].start : earlier[-1].end])[-_FEW:])
    return replace(draft, context=tuple(dict.fromkeys((*draft.context, *words))))


_FEW = 12
"""Words of the sentence before that may tell what a last day is of."""


def _none_from(draft: DraftClaim, sentence: Clauses, timex: Timex) -> Matter | None:
    """`From 9 May on no further boats will be admitted`: what stands between the day and the verb."""
    if not draft.day_before:
        return None
    words, tags = sentence.tokens, sentence.grammar.tags
    first = index_at(words, timex.end)
    while first < len(words) and words[first].low in _ONWARDS:
        first += 1
    last = next(
        (k for k in range(first, len(words)) if tags[k] is Tag.AUXILIARY or words[k].low in ("no", "longer")), first
    )
    found = read_matter(words, tags, first, last) if last > first else None
    if found is None or found.task:
        return found
    taken = any([stem(w.text) in _TAKEN for w in words[last : last + 6]])
    return replace(found, task="use") if taken else found


_ONWARDS = frozenset(["on", "onwards", "onward", ",", "no", "any"])


def _given_until(sentence: Clauses, timex: Timex) -> Matter | None:
    """`They have until 3 May to lodge an appeal`, `withdrawals, for which students have until 3 May`."""
    text, words, tags = sentence.block.text, sentence.tokens, sentence.grammar.tags
    begins = timex.relation_start if timex.relation_start is not None else timex.start
    k = index_at(words, timex.end)
    is_given = _GIVEN.search(text, sentence.start, begins) is not None
    if k + 1 < len(words) and words[k].low == "to" and (is_given or not tags[:k].count(Tag.VERB)):
        found = read_matter(words, tags, k + 1, len(words), is_verb=True)
        return found if found is not None and found.task else None
    which = _last_match(_FOR_WHICH, text, sentence.start, begins) if is_given else None
    if which is not None:
        return read_matter(words, tags, index_at(words, which.start(1)), index_at(words, which.end(1)))
    return None


_GIVEN = pattern_of(
    r"\b(?:ha(?:s|ve|d)|(?:give|gives|given|gave|allow|allows|allowed|leave|leaves|left)(?:\s(?:them|us|you|him|her|it|the\s\w+|\w+s))?)(?:\s(?:only|just|still|now|exactly))?\s*\Z", re.I,
)  # fmt: skip
_FOR_WHICH = pattern_of(r"\b(\w+),?\sfor\swhich\s", re.I)
_SIGN = pattern_of(r"\bsign(?:ed|ing)?\s*\Z", re.I)
_DOERS = frozenset(["apply", "register", "vote", "appeal", "comment", "order", "renew"])
_ONLY_LAST_DAY = frozenset(stem(w) for w in ["tell", "let", "us", "know", "deadline", "date", "day", "time", "closing", "last", "final", "due", "cut-off", "cutoff", "latest", "please"])  # fmt: skip


# --- `the last day for`, `the deadline for` ---------------------------------------------------------------------------


def _of_last_day(sentence: Clauses, timex: Timex) -> Matter | None:
    text = sentence.block.text
    begins = timex.relation_start if timex.relation_start is not None else timex.start
    found = _last_match(LAST_DAY, text, sentence.start, timex.start)
    if found is None:
        lead = _AFTER_DAY.match(text, timex.end, sentence.end)
        found = _LAST_DAY_OR_CHANCE.match(text, lead.end()) if lead is not None else None
        begins = sentence.end
    if found is None or (found.end() < begins and begins - found.end() > 160):
        return None
    every = sentence.found.times[sentence.block.index]
    if any(
        found.end() <= t.start and t.end < begins and t.parts is not None and t.parts.day
        for t in every
        if t is not timex
    ):
        return None  # it led to another day: `The deadline for names is 3 May, and transfers close on 9 May`
    words, tags = sentence.tokens, sentence.grammar.tags
    end = index_at(words, begins) if begins > found.end() else len(words)
    led = task_before_head(words, tags, index_at(words, found.start()))
    if (which := _WHICH.match(text, found.end())) is not None:
        return read_matter(words, tags, index_at(words, which.end()), end, is_verb=True) or led
    k = index_at(words, found.end())
    if k >= len(words) or words[k].low not in LINKS:
        return led
    named = read_matter(words, tags, k + 1, end, is_verb=words[k].low == "to")
    if named is not None and words[k].low == "to" and stem(words[k + 1].text) in task_words().running:
        return replace(named, task="close")  # `the last chance to see the show`
    if named is None or (led is not None and not named.task):
        return replace(led, first=named.first, last=named.last) if led and named else led
    return named


# --- from the predicate -----------------------------------------------------------------------------------------------


def _of_predicate(
    draft: DraftClaim, sentence: Clauses, timex: Timex, predicate: PredicateMention | None
) -> Matter | None:
    words, tags, lexicon = sentence.tokens, sentence.grammar.tags, task_words()
    text = sentence.block.text
    begins = timex.relation_start if timex.relation_start is not None else timex.start
    end = index_at(words, begins)
    name = draft.predicate
    verb = predicate if predicate is not None and predicate.form is not Form.NOUN else None
    subject = _subject_of(draft, sentence)
    there = _last_match(_THERE, text, sentence.start, timex.start)
    if there is not None and any(c in ",;:" for c in text[there.end() : timex.start]):
        there = None
    if (
        there is not None
        and there[0].lower().endswith("reach")
        and not _is_addressee(words, index_at(words, there.end()))
    ):
        there = None  # `The bridge must reach the far bank by`
    stop = stop_before(sentence, timex) if timex.relation is Relation.AT else -1
    if stop >= 0 and verb is not None and verb.first <= stop <= verb.last and name in ("close", "end", "expire"):
        stop = -1  # the verb is the predicate already
    end = stop if stop >= 0 else end
    if stop >= 0 or (
        end < len(words) and text[words[end].start : timex.start].lower().startswith(("clos", "end", "expir"))
    ):
        name = "expire" if words[end].low.startswith(("expir", "laps")) else "close"
        own = sentence.grammar.subject(end)
        subject, verb = (own if stop >= 0 else None) or right_before(words, tags, end) or own or subject, None
    elif there is not None and (verb is None or verb.form is Form.PHRASE or words[verb.first].start < there.start()):
        at = index_at(words, there.start())
        subject, name, verb = right_before(words, tags, at) or sentence.grammar.subject(at) or subject, "", None
    elif timex.relation is Relation.UNTIL and (used := _used(sentence, end)) is not None:
        return Matter("use", used.first, used.last)
    elif timex.relation is Relation.UNTIL and _last_match(_USING, text, sentence.start, timex.start) is not None:
        return Matter("use")
    if (taken := _taken_in(sentence, end, timex)) is not None:
        return taken
    if timex.relation is Relation.UNTIL and (valid := _valid(sentence, end)) is not None:
        return Matter("use", valid.first, valid.last)
    if timex.relation is Relation.UNTIL and (shown := _shown(sentence, end)) is not None:
        return Matter("close", shown.first, shown.last)
    if verb is not None and (other := _coordinated(sentence, verb, timex, end)) is not None:
        return Matter(name, other.first, other.last)
    if subject is None and verb is not None:
        subject = right_before(words, tags, _group_start(words, verb.first))
    subject = with_head(words, tags, subject)
    if timex.relation is Relation.UNTIL and is_shut(text[sentence.start : begins]) and subject is not None:
        return Matter("close", subject.first, subject.last)  # `The path cannot be used until`
    about = _about(words, tags, subject, verb)
    if (closes := _last_match(_CLOSES_FOR, text, sentence.start, timex.start)) is not None and (
        timex.relation in (Relation.UNTIL, Relation.AT, Relation.FOR) or closes[0][0] in "cC"
    ):
        found = read_matter(words, tags, index_at(words, closes.end()), end)
        if found is not None and found.task and found.thing is None and subject is not None and closes[0][0] in "oO":
            return replace(
                found, first=subject.first, last=subject.last
            )  # `The prize is still open to applications until`
        if found is not None and (found.task or not closes[0].lower().startswith("open to")):
            return replace(found, task=found.task or "close")  # `The portal closes for abstracts on`
    if predicate is not None and (task := _task_before(words, predicate.first)):
        return Matter(task)  # `You can register to vote until`
    if text[begins : timex.start].lower().startswith("up ") and _SIGN.search(text, sentence.start, begins):
        return Matter("register")  # `can sign up until`
    if verb is None and predicate is not None and (asked := _asked_for(words, tags, predicate, end)) is not None:
        return asked
    is_before = predicate is not None and (there is None or words[predicate.first].start < timex.start)
    if verb is None and predicate is not None and is_before and task_of_noun(words[predicate.first].text):
        return read_matter(words, tags, predicate.first, end)  # `Entries after 9 June do not count`
    if verb is not None and _is_request(words, verb):
        return _requested(words, tags, verb, end, subject)
    if verb is not None and (task := lexicon.verbs.get(stem(words[verb.first].text), "")):
        return Matter(task, *(bounds(object_at(words, tags, verb.last + 1, end)) or bounds(subject) or (0, 0)))
    if verb is not None and (sent := _sent_to_us(words, tags, verb, end)) is not None:
        return sent
    if (name in lexicon.sending or name == "") and about is not None and about.task not in ("", "use"):
        if about.task != "submit" or name != "" or there is not None:
            return about  # `Objections must be lodged by`
    if about is not None and about.task and (name in _ENDING or name in _OPENNESS):
        is_means = (
            about.task == "submit" and not about.by_means and subject is not None and _is_singular(words, subject)
        )
        if is_means and name in ("open", "close", "remain", "stay", "end", "expire"):
            is_out = name == "expire" or (verb is not None and words[verb.last].low == "out")
            return replace(about, task="expire" if is_out else "close")  # `The offer runs out on`
        return about
    if verb is not None and timex.relation is Relation.BY and stem(words[verb.first].text) in _WANTING:
        wanted = object_at(words, tags, verb.last + 1, end)
        if wanted is not None:
            return Matter(name, wanted.first, wanted.last)  # `The kitchen needs final numbers by`
    if there is not None and subject is not None and name in ("", "arrive", "submit", "complete"):
        return Matter("submit", subject.first, subject.last)
    if timex.relation in (Relation.UNTIL, Relation.FOR) and verb is not None and subject is not None:
        low = {stem(words[k].text) for k in range(verb.first, verb.last + 1)}
        if low & lexicon.usable:
            return Matter("use", subject.first, subject.last)
        if low & lexicon.running:
            return Matter("close", subject.first, subject.last)
    if name in ("close", "expire") and verb is None and subject is not None:
        return Matter(name, subject.first, subject.last)
    if verb is not None and name in _DOERS and not verb.passive and not draft.subject_names:
        k = verb.last + 1
        if k + 1 < end and words[k].low in ("for", "on", "against", "to"):
            on = object_at(words, tags, k + 1, end)
            if on is not None and not (words[k].low == "to" and task_of_verb(words[on.first].low, "")):
                return Matter(name, on.first, on.last)  # `comment on the plan`, `object to the path`
        elif object_at(words, tags, k, end) is None:
            return Matter(name)  # `Members may register until`: who does it is not what it is done to
    if verb is not None and not verb.passive and subject is not None and _is_asked(words, subject):
        done_to = object_at(words, tags, verb.last + 1, end)
        if done_to is not None and verb.last + 1 < end and tags[verb.last + 1] in (Tag.DETERMINER, Tag.NOUN):
            return Matter(name, done_to.first, done_to.last)  # `You may change the date until`
    known = predicate_class(name)
    if (
        verb is not None
        and known is not None
        and verb.last + 1 < end
        and words[verb.last + 1].low == "for"
        and not verb.passive
    ):
        return Matter(name, *(bounds(object_at(words, tags, verb.last + 2, end)) or (0, 0)))
    return None


def _sent_to_us(words: Sequence[Token], tags: Sequence[int], verb: PredicateMention, end: int) -> Matter | None:
    """`should give us their new telephone number by`: what goes in, whatever the verb may be elsewhere."""
    k = verb.last + 1
    if k >= end or words[k].low not in ("us", "me") or stem(words[verb.first].text) not in task_words().sending:
        return None
    sent = object_at(words, tags, k, end)
    if sent is None:
        return None
    found = read_matter(words, tags, sent.first, end)
    return found if found is not None and found.task else Matter("submit", sent.first, sent.last)


def _is_asked(words: Sequence[Token], subject: Phrase) -> bool:
    """Whether a subject is only who is spoken to: `you`, `we`."""
    return subject.last - subject.first == 1 and words[subject.first].low in ("you", "we", "i")


def _is_addressee(words: Sequence[Token], k: int) -> bool:
    """Whether somebody who takes in what is sent is named there: `us`, `the secretary`, `our office`, `the Clerk of Works`."""
    if k >= len(words) or words[k].low in ("us", "me", "him", "her", "them"):
        return k < len(words)
    heads = [stem(w.text) for w in words[k : k + 4]]
    return words[k].low in ("our", "your", "my") or any([h in _OFFICES or h in person_nouns() for h in heads])


_OFFICES = frozenset(stem(w) for w in ["office", "secretariat", "committee", "board", "department", "ministry", "agency", "authority", "council", "court", "registry", "bureau", "club", "society", "school", "hospital", "clinic", "address", "inbox", "desk", "treasurer", "secretary", "clerk", "editor", "registrar", "organiser", "organizer", "returning", "laboratory", "headquarters", "depot", "warehouse"])  # fmt: skip


def _about(
    words: Sequence[Token], tags: Sequence[int], subject: Phrase | None, verb: PredicateMention | None
) -> Matter | None:
    """The task that a subject names, with what a `to` behind it cuts off: `The window to submit claims closes`."""
    if subject is None:
        return None
    last = subject.last
    if verb is not None and last < verb.first and words[last].low == "to":
        last = verb.first
    return read_matter(words, tags, subject.first, last, is_subject=True)


def _taken_in(sentence: Clauses, end: int, timex: Timex) -> Matter | None:
    """What is taken in until then: `Our portal accepts grant applications until`, `No bookings for the tour are taken after`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    k = next((n for n in range(min(end, len(words)) - 1, -1, -1) if stem(words[n].text) in task_words().accepting), -1)
    if k > 0 and words[k - 1].low in ("who", "which", "that") and words[k].low in _WANTED:
        return None  # `Travellers who want a refund must ask for it by`
    if k > 0 and ";" in sentence.vocabulary and any([w.text == ";" for w in words[k:end]]):
        return None
    if k <= 0 or any([word.low in _TOLD for word in words[max(0, k - 3) : k]]):
        return None
    is_passive = any([word.low in BE for word in words[max(0, k - 3) : k]]) or words[k].low == "received"
    if is_passive:
        if (done := _to_do(words, tags, _group_start(words, k))) is not None:
            return done
        subject = right_before(words, tags, _group_start(words, k)) or sentence.grammar.subject(k)
        subject = with_head(words, tags, subject)
        found = read_matter(words, tags, subject.first, subject.last) if subject is not None else None
    else:
        found = read_matter(words, tags, k + 1, end)
    after = words[k + 1].low if k + 1 < len(words) else ""
    if after in _PARTICLES:
        return None  # `must be taken down by`
    if found is not None and not found.task and _is_taken(words, k, timex, is_passive=is_passive):
        return replace(found, task="use") if found.thing is not None else None  # `The clinic accepts referrals until`
    return found if found is not None and found.task and found.task != "use" else None


def _to_do(words: Sequence[Token], tags: Sequence[int], at: int) -> Matter | None:
    """`Applications to join the panel` before `are accepted`: a noun of a task with what is asked for."""
    subject = right_before(words, tags, at)
    k = subject.first - 1 if subject is not None else -1
    if subject is None or k < 2 or words[k - 1].low != "to" or tags[k - 2] is not Tag.NOUN:
        return None
    task = task_of_noun(words[k - 2].text)
    return Matter(task, subject.first, subject.last, word=k - 2) if task and task != "submit" else None


def _is_taken(words: Sequence[Token], k: int, timex: Timex, *, is_passive: bool) -> bool:
    """Whether a verb tells of what is accepted for as long as told: not of a decision that is taken."""
    if timex.relation is Relation.BEFORE:
        return False
    if words[k].low == "taken":
        return is_passive and not any([stem(w.text) in _TAKEN_ONCE for w in words[max(0, k - 5) : k]])
    return stem(words[k].text) == "accept"


_TAKEN_ONCE = frozenset(stem(w) for w in ["decision", "action", "step", "measure", "photograph", "picture", "photo", "vote", "oath", "care", "sample", "reading", "exam", "test", "prisoner", "minute", "advice", "over"])  # fmt: skip
_PARTICLES = frozenset(["down", "out", "away", "off", "up", "back", "over", "apart", "part", "place"])
_TAKEN = frozenset(["accept", "take", "receive"])
_TOLD = frozenset(["was", "were", "had", "been"])


def _valid(sentence: Clauses, end: int) -> Phrase | None:
    """What is valid until then: `The rail pass is valid to`."""
    words = sentence.tokens
    at = next((n for n in (end - 1, end) if 0 < n < len(words) and words[n].low in ("valid", "usable", "good")), 0)
    k = _group_start(words, at)
    return right_before(words, sentence.grammar.tags, k) if 0 < k < at else None


def _shown(sentence: Clauses, end: int) -> Phrase | None:
    """What is on sale or on show until then: `Tickets are on sale until`."""
    words = sentence.tokens
    at = next(
        (n for n in range(end - 1, max(0, end - 6), -1) if words[n].low in _SHOWN and words[n - 1].low == "on"), 0
    )
    k = _group_start(words, at - 1)
    if not 0 < k < at - 1:
        return None
    return right_before(words, sentence.grammar.tags, k) or sentence.grammar.subject(k)


_SHOWN = frozenset(["sale", "show", "display", "view", "offer", "exhibition", "loan"])


def _group_start(words: Sequence[Token], k: int) -> int:
    """Where the auxiliaries begin that stand before a participle or an adjective: `are taken`, `will remain open`."""
    while k > 0 and (words[k - 1].low in AUXILIARIES or words[k - 1].low in _STAYS or words[k - 1].low.endswith("ly")):
        k -= 1
    return k


_STAYS = frozenset(["remain", "remains", "stay", "stays"])


def _is_singular(words: Sequence[Token], subject: Phrase) -> bool:
    """Whether a subject is one thing: a form stays open, and is the means; entries close, and are what is sent in."""
    head = next((k for k in range(subject.first, subject.last) if words[k].low in OF), subject.last) - 1
    return not words[head].low.endswith("s")


def _coordinated(sentence: Clauses, verb: PredicateMention, timex: Timex, end: int) -> Phrase | None:
    """The second thing of `register teams by 31 May and players by 15 August`: the verb is not said again."""
    words, tags = sentence.tokens, sentence.grammar.tags
    after = words[verb.last].end
    if not any(after < t.start and t.end < timex.start for t in sentence.found.times[sentence.block.index]):
        return None
    k = end - 1
    while k > verb.last and tags[k] in (Tag.NOUN, Tag.DETERMINER, Tag.PREPOSITION):
        k -= 1
    if k <= verb.last or words[k].low != "and" or k + 1 >= end:
        return None
    return object_at(words, tags, k + 1, end)


def _used(sentence: Clauses, end: int) -> Phrase | None:
    """What may be used until then: `you may go on using the old pass`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    for k in range(end - 1, max(-1, end - 10), -1):
        if words[k].low in (",", ";", "."):
            return None
        if words[k].low in ("use", "using"):
            return object_at(words, tags, k + 1, end)
    return None


def _is_request(words: Sequence[Token], verb: PredicateMention) -> bool:
    low, asking = stem(words[verb.first].text), requests()
    after = words[verb.last + 1].low if verb.last + 1 < len(words) else ""
    return low in asking or (low, after) in asking


def _asked_for(words: Sequence[Token], tags: Sequence[int], noun: PredicateMention, end: int) -> Matter | None:
    """`ask for a refund until`, where the noun tells of an event of its own."""
    for k in range(noun.first - 1, max(-1, noun.first - 5), -1):
        if tags[k] not in (Tag.NOUN, Tag.DETERMINER, Tag.PREPOSITION, Tag.VERB, Tag.ADVERB):
            return None
        if _is_request(words, PredicateMention(first=k, last=k, name="", form=Form.VERB)):
            return Matter(
                "apply", *(bounds(object_at(words, tags, k + (2 if words[k + 1].low == "for" else 1), end)) or (0, 0))
            )
    return None


def _requested(
    words: Sequence[Token], tags: Sequence[int], verb: PredicateMention, end: int, subject: Phrase | None
) -> Matter:
    """`claim a refund`, `ask for it`, `A refund can be requested`: what is asked for."""
    k = verb.last + 1
    if k < end and words[k].low in ("for", "in"):
        k += 2 if words[k].low == "in" else 1
    found = object_at(words, tags, k, end) or (subject if verb.passive else None)
    return Matter("apply", *(bounds(found) or (0, 0)))


def _task_before(words: Sequence[Token], k: int) -> str:
    """The task whose purpose a verb tells: `register to vote`, `apply to take part`."""
    if k < 2 or words[k - 1].low != "to":
        return ""
    task = task_of_verb(words[k - 2].low, words[k - 2].low)
    return task if task in ("register", "apply") else ""


def _last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    matches = list(pattern.finditer(text, start, end))
    return matches[-1] if matches else None


def _subject_of(draft: DraftClaim, sentence: Clauses) -> Phrase | None:
    if draft.subject_start < 0 or not draft.subject:
        return None
    words = sentence.tokens
    first, last = index_at(words, draft.subject_start), index_at(words, draft.subject_start + len(draft.subject))
    while last - 1 > first and stem(words[last - 1].text) in ("stay", "remain", "keep"):
        last -= 1  # `the form stays open`
    if last - first == 1 and stem(words[first].text) in ("stay", "remain"):
        return _before_aside(sentence, first)
    return Phrase(first, last) if first < last else None


def _before_aside(sentence: Clauses, k: int) -> Phrase | None:
    """The noun phrase that a verb's aside cuts off: `The diaries (boxes 8 and 9) remain shut`, `The hut, small as it is, stays shut`."""
    words = sentence.tokens
    closing = words[k - 1].text if k else ""
    opening = {")": "(", ",": ",", "—": "—", "–": "–"}.get(closing)
    at = next((n for n in range(k - 2, 0, -1) if words[n].text == opening), -1) if opening else -1
    return right_before(words, sentence.grammar.tags, at) if at > 0 else None


# --- the draft --------------------------------------------------------------------------------------------------------


def _applied(draft: DraftClaim, sentence: Clauses, matter: Matter) -> DraftClaim:
    words, thing = sentence.tokens, matter.thing
    draft = replace(
        draft,
        predicate=matter.task or draft.predicate,
        predicate_words=words[matter.word].text if matter.word >= 0 else draft.predicate_words,
    )
    if thing is not None and words[thing.first].low in ("it", "them", "one") and thing.last - thing.first == 1:
        is_first = words[thing.first].low == "it" and sentence.breaks[thing.first] == 0
        thing = _introduced(sentence, thing.first) or (thing if is_first else None)
    if thing is not None and _ANY_PAPER.issuperset(stems_with_of(words, thing)):
        if not stems_with_of(words, thing):
            return replace(draft, subject_stems=())
        start, end = (
            words[thing.first].start,
            words[thing.last - 1].end,
        )  # `Hand in your forms by`: of what, the text around tells
        return replace(draft, subject_stems=(), subject=sentence.block.text[start:end], subject_start=start)
    if thing is not None and _is_cohort(stems_with_of(words, thing), draft):
        return replace(draft, subject_stems=())  # `for undergraduate students`: whom it holds for is its scope
    if thing is None:
        if draft.subject_names and matter.task != "use":
            return draft
        draft = replace(draft, subject_stems=())
        return draft if matter.word >= 0 else replace(draft, subject="", subject_start=-1)
    start, end = words[thing.first].start, words[thing.last - 1].end
    led = next((k for k in range(thing.first + 1, thing.last) if words[k].low in OF - {"of"}), thing.last)
    names = names_within(sentence, start, words[led - 1].end)  # `reports for the fund` are not the fund
    within = names_within(sentence, start, end)
    return replace(
        draft,
        subject=sentence.block.text[start:end],
        subject_start=start,
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *within, *draft.names))),
        subject_stems=stems_with_of(words, thing),
    )


_ANY_PAPER = frozenset(stem(w) for w in ["form", "document", "paperwork", "paper"])
_PEOPLE = frozenset(stem(w) for w in ["student", "people", "person", "applicant", "candidate", "member", "user"])


def _is_cohort(thing: Sequence[str], draft: DraftClaim) -> bool:
    members = {stem(item.partition(":")[2]) for item in draft.scope}
    return not members.isdisjoint(thing) and set(thing) <= members | _PEOPLE and thing[-1] in _PEOPLE | members


def _introduced(sentence: Clauses, before: int) -> Phrase | None:
    """What the sentence introduced as `a refund` before a pronoun takes it up."""
    words, tags = sentence.tokens, sentence.grammar.tags
    for k, word in enumerate(words[:before]):
        if word.low in ("a", "an") and (found := object_at(words, tags, k + 1, before)) is not None:
            return found
    return None
