"""Extract, part of tasks: the task that the predicate of a last day tells, with its subject and object."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.extract.clauses import Clauses
from factcheck.extract.closings import stop_before
from factcheck.extract.last_days import is_shut
from factcheck.extract.phrases import Phrase
from factcheck.extract.predicate_lexicon import predicate_class
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.tags import Tag
from factcheck.extract.task_phrases import (
    OF,
    Matter,
    bounds,
    index_at,
    object_at,
    read_matter,
    right_before,
    task_of_noun,
    task_of_verb,
    task_words,
    with_head,
)
from factcheck.extract.task_requests import asked_before_noun, asked_or_sent, is_addressee, task_of_purpose
from factcheck.extract.task_states import group_start, shown_until, taken_in, used_until, valid_until
from factcheck.extract.tasks_by_words import THERE
from factcheck.frozen import dataclass, replace
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import Relation, Timex
from factcheck.patterns import last_match, pattern_of
from factcheck.values.words import Token, stem

_CLOSES_FOR = pattern_of(
    r"\b(?:clos(?:es?|ing)\s(?:for|to)|(?:open|available)\sfor|open\sto)\s(?=[^,.;:]{1,60}\Z)", re.I
)
_WANTING = frozenset(["need", "want", "expect", "requir"])
ENDING = frozenset(["", "close", "end", "expire", "stop", "finish", "shut", "cease", "lapse"])
_OPENNESS = frozenset(["open", "receive", "accept", "welcome", "invite", "take", "start", "arrive", "hold", "remain", "stay", "run", "serve", "last", "extend", "keep", "get", "reach", "make", "lodge", "do", "continue"])  # fmt: skip
_USING = pattern_of(r"\b(?:can|may|could|on|continue|keep)\s(?:to\s)?us(?:e|ing)\b[^,.;:]{0,40}\Z", re.I)
_SIGN = pattern_of(r"\bsign(?:ed|ing)?\s*\Z", re.I)
_DOERS = frozenset(["apply", "register", "vote", "appeal", "comment", "order", "renew"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the sentence tells of before its last day."""

    name: str
    """The class of the predicate."""
    verb: PredicateMention | None
    subject: Phrase | None
    end: int
    """The token at which what leads to the day ends."""
    there: bool
    """Whether something is to be where it is sent."""
    is_ended: bool
    """Whether a verb of closing, or of being there, stands in the place of the predicate."""


def of_predicate(
    draft: DraftClaim, sentence: Clauses, timex: Timex, predicate: PredicateMention | None
) -> Matter | None:
    """The task of a last day by its predicate, the subject and the object of that."""
    words, tags, text = sentence.tokens, sentence.grammar.tags, sentence.block.text
    begins = timex.relation_start if timex.relation_start is not None else timex.start
    told = _told(draft, sentence, timex, predicate)
    name, verb, end = told.name, told.verb, told.end
    if (matter := _state_until(sentence, timex, told)) is not None:
        return matter
    if verb is not None and (other := _coordinated(sentence, verb, timex, end)) is not None:
        return Matter(name, other.first, other.last)
    subject = told.subject
    if subject is None and verb is not None:
        subject = right_before(words, tags, group_start(words, verb.first))
    subject = with_head(words, tags, subject)
    if timex.relation is Relation.UNTIL and is_shut(text[sentence.start : begins]) and subject is not None:
        return Matter("close", subject.first, subject.last)  # `The path cannot be used until`
    if (closed := _closes_for(sentence, timex, end, subject)) is not None:
        return closed
    if predicate is not None and (task := task_of_purpose(words, predicate.first)):
        return Matter(task)  # `You can register to vote until`
    if text[begins : timex.start].lower().startswith("up ") and _SIGN.search(text, sentence.start, begins):
        return Matter("register")  # `can sign up until`
    if verb is None and predicate is not None:
        if (asked := asked_before_noun(words, tags, predicate, end)) is not None:
            return asked
        is_before = not told.there or words[predicate.first].start < timex.start
        if is_before and task_of_noun(words[predicate.first].text):
            first = predicate.first
            if subject is not None and subject.first < first < subject.last and _is_task(words, subject):
                first = subject.first  # `Objections to the plan must be in by`
            return read_matter(words, tags, first, end)  # `Entries after 9 June do not count`
    if verb is not None and (done := asked_or_sent(words, tags, verb, end, subject)) is not None:
        return done
    told = replace(told, subject=subject)
    return (
        _named_by_subject(words, tags, told)
        or _wanted_by(words, tags, told, timex)
        or _by_relation(words, told, timex)
        or _by_doer(draft, words, tags, told)
    )


def _told(draft: DraftClaim, sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> _Told:
    words, tags, text = sentence.tokens, sentence.grammar.tags, sentence.block.text
    end = index_at(words, timex.relation_start if timex.relation_start is not None else timex.start)
    name = draft.predicate
    verb = predicate if predicate is not None and predicate.form is not Form.NOUN else None
    subject = _subject_of(draft, sentence)
    there = _there(sentence, timex)
    stop = stop_before(sentence, timex) if timex.relation is Relation.AT else -1
    if stop >= 0 and verb is not None and verb.first <= stop <= verb.last and name in ("close", "end", "expire"):
        stop = -1  # the verb is the predicate already
    end = stop if stop >= 0 else end
    is_ended = True
    if stop >= 0 or (
        end < len(words) and text[words[end].start : timex.start].lower().startswith(("clos", "end", "expir"))
    ):
        name = "expire" if words[end].low.startswith(("expir", "laps")) else "close"
        own = sentence.grammar.subject(end)
        subject, verb = (own if stop >= 0 else None) or right_before(words, tags, end) or own or subject, None
    elif there is not None and (verb is None or verb.form is Form.PHRASE or words[verb.first].start < there.start()):
        at = index_at(words, there.start())
        subject, name, verb = right_before(words, tags, at) or sentence.grammar.subject(at) or subject, "", None
    else:
        is_ended = False
    return _Told(name=name, verb=verb, subject=subject, end=end, there=there is not None, is_ended=is_ended)


def _there(sentence: Clauses, timex: Timex) -> re.Match[str] | None:
    """The words right before a day by which something is to be where it is sent."""
    text, words = sentence.block.text, sentence.tokens
    there = last_match(THERE, text, sentence.start, timex.start)
    if there is None or any(c in ",;:" for c in text[there.end() : timex.start]):
        return None
    if there[0].lower().endswith("reach") and not is_addressee(words, index_at(words, there.end())):
        return None  # `The bridge must reach the far bank by`
    return there


def _state_until(sentence: Clauses, timex: Timex, told: _Told) -> Matter | None:
    """What is in use, taken in, valid or on show until then."""
    is_until = timex.relation is Relation.UNTIL
    if is_until and not told.is_ended:
        if (used := used_until(sentence, told.end)) is not None:
            return Matter("use", used.first, used.last)
        if last_match(_USING, sentence.block.text, sentence.start, timex.start) is not None:
            return Matter("use")
    if (taken := taken_in(sentence, told.end, timex)) is not None:
        return taken
    if is_until and (valid := valid_until(sentence, told.end)) is not None:
        return Matter("use", valid.first, valid.last)
    if is_until and (shown := shown_until(sentence, told.end)) is not None:
        return Matter("close", shown.first, shown.last)
    return None


def _closes_for(sentence: Clauses, timex: Timex, end: int, subject: Phrase | None) -> Matter | None:
    """`The portal closes for abstracts on`, `The prize is still open to applications until`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    closes = last_match(_CLOSES_FOR, sentence.block.text, sentence.start, timex.start)
    if closes is None:
        return None
    if timex.relation not in (Relation.UNTIL, Relation.AT, Relation.FOR) and closes[0][0] not in "cC":
        return None
    found = read_matter(words, tags, index_at(words, closes.end()), end)
    if found is not None and found.task and found.thing is None and subject is not None and closes[0][0] in "oO":
        return replace(found, first=subject.first, last=subject.last)
    if found is not None and (found.task or not closes[0].lower().startswith("open to")):
        return replace(found, task=found.task or "close")
    return None


def _named_by_subject(words: Sequence[Token], tags: Sequence[int], told: _Told) -> Matter | None:
    """The task that the subject names: `Objections must be lodged by`, `Registration stays open until`."""
    name, verb, subject = told.name, told.verb, told.subject
    about = _about(words, tags, subject, verb)
    if about is None or not about.task:
        return None
    if (name in task_words().sending or name == "") and about.task != "use":
        if about.task != "submit" or name != "" or told.there:
            return about  # `Objections must be lodged by`
    if name in ENDING or name in _OPENNESS:
        is_means = (
            about.task == "submit" and not about.by_means and subject is not None and _is_singular(words, subject)
        )
        if is_means and name in ("open", "close", "remain", "stay", "end", "expire"):
            is_out = name == "expire" or (verb is not None and words[verb.last].low == "out")
            return replace(about, task="expire" if is_out else "close")  # `The offer runs out on`
        return about
    return None


def _wanted_by(words: Sequence[Token], tags: Sequence[int], told: _Told, timex: Timex) -> Matter | None:
    """What somebody wants to have by then: `The kitchen needs final numbers by`."""
    if told.verb is None or timex.relation is not Relation.BY or stem(words[told.verb.first].text) not in _WANTING:
        return None
    wanted = object_at(words, tags, told.verb.last + 1, told.end)
    return Matter(told.name, wanted.first, wanted.last) if wanted is not None else None


def _by_relation(words: Sequence[Token], told: _Told, timex: Timex) -> Matter | None:
    """What is to be there, lasts or closes then, whatever the subject is."""
    name, verb, subject = told.name, told.verb, told.subject
    if subject is None:
        return None
    if told.there and name in ("", "arrive", "submit", "complete"):
        return Matter("submit", subject.first, subject.last)
    if timex.relation in (Relation.UNTIL, Relation.FOR) and verb is not None:
        low, lexicon = {stem(words[k].text) for k in range(verb.first, verb.last + 1)}, task_words()
        if low & lexicon.usable:
            return Matter("use", subject.first, subject.last)
        if low & lexicon.running:
            return Matter("close", subject.first, subject.last)
    if name in ("close", "expire") and verb is None:
        return Matter(name, subject.first, subject.last)
    return None


def _by_doer(draft: DraftClaim, words: Sequence[Token], tags: Sequence[int], told: _Told) -> Matter | None:
    """What is done by a subject that only does it: `Members may register until`, `You may change the date until`."""
    name, verb, subject, end = told.name, told.verb, told.subject, told.end
    if verb is None or verb.passive:
        return None
    k = verb.last + 1
    if name in _DOERS and not draft.subject_names:
        if k + 1 < end and words[k].low in ("for", "on", "against", "to"):
            on = object_at(words, tags, k + 1, end)
            if on is not None and not (words[k].low == "to" and task_of_verb(words[on.first].low, "")):
                return Matter(name, on.first, on.last)  # `comment on the plan`, `object to the path`
        elif object_at(words, tags, k, end) is None:
            return Matter(name)  # who does it is not what it is done to
    if subject is not None and _is_asked(words, subject):
        done_to = object_at(words, tags, k, end)
        if done_to is not None and k < end and tags[k] in (Tag.DETERMINER, Tag.NOUN):
            return Matter(name, done_to.first, done_to.last)
    if predicate_class(name) is not None and k < end and words[k].low == "for":
        return Matter(name, *(bounds(object_at(words, tags, k + 1, end)) or (0, 0)))
    return None


def _is_asked(words: Sequence[Token], subject: Phrase) -> bool:
    """Whether a subject is only who is spoken to: `you`, `we`."""
    return subject.last - subject.first == 1 and words[subject.first].low in ("you", "we", "i")


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


def _is_task(words: Sequence[Token], subject: Phrase) -> bool:
    """Whether the head of a subject, before its first preposition, is the noun of a task."""
    head = next((k for k in range(subject.first, subject.last) if words[k].low in OF), subject.last) - 1
    return head >= subject.first and bool(task_of_noun(words[head].text))


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


def _subject_of(draft: DraftClaim, sentence: Clauses) -> Phrase | None:
    """The subject of a draft as tokens, without a verb that was taken for a part of it."""
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
