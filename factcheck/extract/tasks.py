"""Extract, part: what a last day is for: the task, which becomes the predicate, and the thing that it is done to.

`Renewals of season tickets close on 2 July` and `you may renew your season ticket until 2 July` are claims of one task.
The words are data in `claims/predicates/tasks.en.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.grammar import Grammar, Tag
from factcheck.extract.phrases import Phrase, stems_of
from factcheck.extract.predicates import Form, PredicateMention, class_of_verb, predicate_class
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Relation, Timex
from factcheck.values.words import Token, stem, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexicon:
    nouns: Mapping[str, str]
    verbs: Mapping[str, str]
    papers: frozenset[str]
    requests: frozenset[str]
    sending: frozenset[str]
    running: frozenset[str]
    usable: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    data = load_yaml("claims/predicates/tasks.en.yaml")
    return _Lexicon(
        nouns={stem(word): task for task, words in data["nouns"].items() for word in words},
        verbs={stem(word): task for task, words in data["verbs"].items() for word in words},
        papers=frozenset(stem(word) for word in data["papers"]),
        requests=frozenset(data["requests"]),
        sending=frozenset(data["sending"]),
        running=frozenset(data["running"]),
        usable=frozenset(stem(word) for word in data["usable"]),
    )


@dataclass(frozen=True, slots=True)
class Matter:
    """What a last day is for. The thing is a stretch of tokens, empty where only the task is said."""

    task: str
    first: int = 0
    last: int = 0
    word: int = -1
    """The token that tells the task, where that is a noun."""

    @property
    def thing(self) -> Phrase | None:
        return Phrase(self.first, self.last) if self.last > self.first else None


@dataclass(frozen=True, slots=True)
class LabelMatter:
    """The task and the stems of the thing that a label names, and those of its words that say only that a day is the last."""

    task: str
    thing: tuple[str, ...]
    told: frozenset[str]


LAST_DAY = re.compile(
    r"\b(?:(?:last|final|closing|latest|due|cut-?off|expiry|expiration)\s(?:possible\s)?(?:day|date|time|hour|moment)|deadline|cut-?off)\b",
    re.I,
)
_LAST_DAY_ALONE = re.compile(r"(?:the |its |our |your )?(?:last|final) (?:day|date)", re.I)
_OF = frozenset(["for", "of", "to", "on", "in", "from", "against", "with"])
_LINKS = frozenset(["for", "to", "of"])
_WHICH = re.compile(
    r"\s(?:(?:on|by|in|at|until)\swhich|when)\s(?:\w+\s){1,4}?(?:can|may|must|should|could|will)\s(?:be\s)?", re.I
)
_AFTER_DAY = re.compile(
    r"\W*(?:is|was|will be|has been set as|as|being)?\s*(?:the|our|your)?\s*(?=(?:last|final|closing|latest|deadline)\b)",
    re.I,
)
_CLOSES_FOR = re.compile(r"\b(?:clos(?:es?|ing)|open|ends?|available)\s(?:for|to)\s(?=[^,.;:]{1,60}\Z)", re.I)
_ENDING = frozenset(["", "close", "end", "expire", "stop", "finish", "shut", "cease", "lapse"])
_OPENNESS = frozenset(["open", "receive", "accept", "welcome", "invite", "take", "start", "arrive", "hold", "remain", "stay", "run", "serve", "last", "extend", "keep", "get", "reach", "make", "lodge", "do", "continue"])  # fmt: skip
_THERE = re.compile(
    r"\b(?:must|shall|should|has to|have to|had to|needs? to|is to|are to|ought to)\s(?:be\s(?:in|back|here|with\s(?:us|the|our)|received|on\sour)\b|(?:reach|arrive)\b)", re.I,
)  # fmt: skip
"""Words by which something is to be where it is sent: `must be in by`, `has to be with us`, `should reach the office`."""


def with_task(draft: DraftClaim, sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> DraftClaim:
    """The draft of a last day with its task as predicate and the thing of the task as subject, where the sentence says it."""
    matter = _of_last_day(sentence, timex) or _of_predicate(draft, sentence, timex, predicate)
    if matter is not None:
        return _applied(draft, sentence, matter)
    if not draft.predicate and LAST_DAY.search(sentence.block.text, sentence.start, sentence.end):
        if task := task_above(texts_above(sentence.found, sentence.block)):
            return replace(draft, predicate=task)  # `The deadline is 3 May` under `How to apply`
    return draft


def is_last_day(timex: Timex) -> bool:
    """Whether a time is only the words `last day` of what the day is the last for, and no time of its own."""
    return timex.shift is not None and _LAST_DAY_ALONE.fullmatch(timex.text) is not None


# --- `the last day for`, `the deadline for` ---------------------------------------------------------------------------


def _of_last_day(sentence: Clauses, timex: Timex) -> Matter | None:
    text = sentence.block.text
    begins = timex.relation_start if timex.relation_start is not None else timex.start
    found = _last_match(LAST_DAY, text, sentence.start, timex.start)
    if found is None:
        lead = _AFTER_DAY.match(text, timex.end, sentence.end)
        found = LAST_DAY.match(text, lead.end()) if lead is not None else None
        begins = sentence.end
    if found is None or (found.end() < begins and begins - found.end() > 160):
        return None
    words, tags = sentence.tokens, sentence.grammar.tags
    end = _index(words, begins) if begins > found.end() else len(words)
    led = _before_head(words, tags, _index(words, found.start()))
    if (which := _WHICH.match(text, found.end())) is not None:
        return read_matter(words, tags, _index(words, which.end()), end, is_verb=True) or led
    k = _index(words, found.end())
    if k >= len(words) or words[k].low not in _LINKS:
        return led
    named = read_matter(words, tags, k + 1, end, is_verb=words[k].low == "to")
    if named is None or (led is not None and not named.task):
        return replace(led, first=named.first, last=named.last) if led and named else led
    return named


def _before_head(words: Sequence[Token], tags: Sequence[int], k: int) -> Matter | None:
    """The task that stands before the word: `the application deadline`, `Entry cut-off`."""
    first = k
    while first > 0 and k - first < 4 and tags[first - 1] is Tag.NOUN:
        first -= 1
    found = read_matter(words, tags, first, k) if first < k else None
    return found if found is not None and found.task else None


# --- from the predicate -----------------------------------------------------------------------------------------------


def _of_predicate(
    draft: DraftClaim, sentence: Clauses, timex: Timex, predicate: PredicateMention | None
) -> Matter | None:
    words, tags, lexicon = sentence.tokens, sentence.grammar.tags, _lexicon()
    text = sentence.block.text
    end = _index(words, timex.relation_start if timex.relation_start is not None else timex.start)
    name = draft.predicate
    verb = predicate if predicate is not None and predicate.form is not Form.NOUN else None
    subject = _subject_of(draft, sentence)
    there = _THERE.search(text, sentence.start, timex.start)
    if end < len(words) and text[words[end].start : timex.start].lower().startswith(("clos", "end", "expir")):
        subject, name, verb = sentence.grammar.subject(end) or subject, "close", None
    elif there is not None and (verb is None or verb.form is Form.PHRASE):
        at = verb.first if verb is not None else _index(words, there.end())
        subject, name = sentence.grammar.subject(at) or subject, ""
    elif timex.relation is Relation.UNTIL and (used := _used(sentence, end)) is not None:
        return Matter("use", used.first, used.last)
    subject = _with_head(words, tags, subject)
    about = read_matter(words, tags, subject.first, subject.last) if subject is not None else None
    if (closes := _last_match(_CLOSES_FOR, text, sentence.start, timex.start)) is not None:
        if (found := read_matter(words, tags, _index(words, closes.end()), end)) is not None:
            return replace(found, task=found.task or "close")  # `The portal closes for abstracts on`
    if predicate is not None and (task := _task_before(words, predicate.first)):
        return Matter(task)  # `You can register to vote until`
    if verb is not None and _is_request(words, verb):
        return _requested(words, tags, verb, end, subject)
    if verb is not None and (task := lexicon.verbs.get(stem(words[verb.first].text), "")):
        return Matter(task, *(_bounds(_object_at(words, tags, verb.last + 1, end)) or _bounds(subject) or (0, 0)))
    if (name in lexicon.sending or name == "") and about is not None and about.task not in ("", "use"):
        if about.task != "submit" or name != "" or there is not None:
            return about  # `Objections must be lodged by`
    if about is not None and about.task and (name in _ENDING or name in _OPENNESS):
        return about
    if there is not None and subject is not None and name in ("", "arrive", "submit", "complete"):
        return Matter("submit", subject.first, subject.last)
    if timex.relation is Relation.UNTIL and verb is not None and subject is not None:
        low = {stem(words[k].text) for k in range(verb.first, verb.last + 1)} | {name}
        if low & lexicon.usable and name not in ("open", "serve"):
            return Matter("use", subject.first, subject.last)
        if low & lexicon.running:
            return Matter("close", subject.first, subject.last)
    if name == "close" and verb is None and subject is not None:
        return Matter("close", subject.first, subject.last)
    known = predicate_class(name)
    if (
        verb is not None
        and known is not None
        and verb.last + 1 < end
        and words[verb.last + 1].low == "for"
        and not verb.passive
    ):
        return Matter(name, *(_bounds(_object_at(words, tags, verb.last + 2, end)) or (0, 0)))
    return None


def _used(sentence: Clauses, end: int) -> Phrase | None:
    """What may be used until then: `you may go on using the old pass`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    for k in range(end - 1, max(-1, end - 10), -1):
        if words[k].low in (",", ";", "."):
            return None
        if words[k].low in ("use", "using"):
            return _object_at(words, tags, k + 1, end)
    return None


def _with_head(words: Sequence[Token], tags: Sequence[int], subject: Phrase | None) -> Phrase | None:
    """A subject with the noun that a `to` cut off: `Objections to the wall`, `Entries to the race`."""
    if subject is None or subject.first < 2 or words[subject.first - 1].low != "to":
        return subject
    if tags[subject.first - 2] is not Tag.NOUN or not _task_of_noun(words[subject.first - 2].text):
        return subject
    return Phrase(subject.first - 2, subject.last)


def _task_of_noun(word: str) -> str:
    lexicon, head = _lexicon(), stem(word)
    return lexicon.nouns.get(head, "submit" if head in lexicon.papers else "")


def _is_request(words: Sequence[Token], verb: PredicateMention) -> bool:
    low, requests = stem(words[verb.first].text), _requests()
    after = words[verb.last + 1].low if verb.last + 1 < len(words) else ""
    return low in requests or (low, after) in requests


@cache
def _requests() -> frozenset[str | tuple[str, str]]:
    found: set[str | tuple[str, str]] = set()
    for words in _lexicon().requests:
        parts = words.split()
        found.add(stem(parts[0]) if len(parts) == 1 else (stem(parts[0]), parts[-1]))
    return frozenset(found)


def _requested(
    words: Sequence[Token], tags: Sequence[int], verb: PredicateMention, end: int, subject: Phrase | None
) -> Matter:
    """`claim a refund`, `ask for it`, `A refund can be requested`: what is asked for."""
    k = verb.last + 1
    if k < end and words[k].low in ("for", "in"):
        k += 2 if words[k].low == "in" else 1
    found = _object_at(words, tags, k, end) or (subject if verb.passive else None)
    return Matter("apply", *(_bounds(found) or (0, 0)))


def _task_before(words: Sequence[Token], k: int) -> str:
    """The task whose purpose a verb tells: `register to vote`, `apply to take part`."""
    if k < 2 or words[k - 1].low != "to":
        return ""
    task = _task_of_verb(words[k - 2].low, words[k - 2].low)
    return task if task in ("register", "apply") else ""


def _last_match(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text, start, end):
        pass
    return found


def _subject_of(draft: DraftClaim, sentence: Clauses) -> Phrase | None:
    if draft.subject_start < 0 or not draft.subject:
        return None
    words = sentence.tokens
    first, last = _index(words, draft.subject_start), _index(words, draft.subject_start + len(draft.subject))
    return Phrase(first, last) if first < last else None


# --- reading a phrase -------------------------------------------------------------------------------------------------


def read_matter(
    words: Sequence[Token], tags: Sequence[int], k: int, end: int, *, is_verb: bool = False
) -> Matter | None:
    """The task and the thing that a phrase names: `registering for the race`, `applications for a bursary`, `full proposals`."""
    k = _skip_lead(words, tags, k, end)
    if k >= end:
        return None
    low = words[k].low
    if is_verb or low.endswith("ing"):
        task = _task_of_verb(low.removesuffix("ing") if low.endswith("ing") else low, low)
        if task:
            return _done_to(words, tags, k, end, task)
    stop = _noun_end(words, tags, k, end)
    if stop == k:
        return None
    lexicon, head = _lexicon(), stem(words[stop - 1].text)
    task = lexicon.nouns.get(head, "")
    if task:
        after = _object_at(words, tags, stop + 1, end) if stop < end and words[stop].low in _OF else None
        return Matter(task, *(_bounds(after) or (k, stop - 1)), word=stop - 1)
    if head not in lexicon.papers:
        return Matter("", *(_bounds(_object_at(words, tags, k, end)) or (k, stop)))
    of = _object_at(words, tags, stop + 1, end) if stop < end and words[stop].low in _OF else None
    is_named = of is not None and tags[of.first] is not Tag.PRONOUN
    return Matter("submit", k, of.last if of is not None and is_named else stop)


def _done_to(words: Sequence[Token], tags: Sequence[int], k: int, end: int, task: str) -> Matter:
    """What a verb of a task is done to; a verb of sending that sends an application or objection is of that."""
    at = k + 1
    if at < end and words[at].low in ("in", "off", "up", "out", "back", "on"):
        at += 1
    if at < end and words[at].low in ("for", "as", "in", "on", "to", "from", "against", "with"):
        if words[at].low == "to" and at + 1 < end and _task_of_verb(words[at + 1].low, words[at + 1].low):
            return Matter(task)  # `to register to vote`
        at += 1
    found = _object_at(words, tags, at, end)
    if found is not None and task in _lexicon().sending:
        inner = read_matter(words, tags, found.first, end)
        if inner is not None and inner.task not in ("", "submit"):
            return inner
    return Matter(task, *(_bounds(found) or (0, 0)))


def _task_of_verb(base: str, word: str) -> str:
    lexicon = _lexicon()
    if stem(base) in _requests():
        return "apply"
    return lexicon.verbs.get(stem(word), "") or class_of_verb(word)


def _skip_lead(words: Sequence[Token], tags: Sequence[int], k: int, end: int) -> int:
    while k < end and (tags[k] in (Tag.DETERMINER, Tag.ADVERB, Tag.TIME) or words[k].low in _BARE):
        k += 1
    return k


_BARE = frozenset(["your", "my", "completed", "complete", "finished", "all", "any", "new", "further", "written", "online", "*", "“", "\"", "our", "their", "his", "her", "its", "whole", "own"])  # fmt: skip
"""Words before a noun that tell nothing of which thing it is."""


def _object_at(words: Sequence[Token], tags: Sequence[int], k: int, end: int) -> Phrase | None:
    """The noun phrase that begins there, with its `of`; a pronoun stands for itself."""
    k = _skip_lead(words, tags, k, end)
    if k < end and tags[k] is Tag.PRONOUN and words[k].low in ("it", "them", "one"):
        return Phrase(k, k + 1)
    stop = _noun_end(words, tags, k, end)
    if stop == k or words[stop - 1].low in ("one", "ones"):
        return None
    if stop + 1 < end and words[stop].low == "of":
        inner = _object_at(words, tags, stop + 1, end)
        if inner is not None and tags[inner.first] is not Tag.PRONOUN:
            stop = inner.last
    return Phrase(k, stop)


def _noun_end(words: Sequence[Token], tags: Sequence[int], k: int, end: int) -> int:
    """Where the nouns and adjectives that begin there end; a participle before a noun is one of them, `last season` is none."""
    stop = k
    while stop < end:
        is_noun = tags[stop] is Tag.NOUN or words[stop].low in _BARE
        if not is_noun and not (tags[stop] is Tag.VERB and stop + 1 < end and tags[stop + 1] is Tag.NOUN):
            break
        if stop > k and words[stop].low in ("last", "next", "previous"):
            break
        stop += 1
    return stop


def _bounds(phrase: Phrase | None) -> tuple[int, int] | None:
    return None if phrase is None else (phrase.first, phrase.last)


def _stems(words: Sequence[Token], phrase: Phrase) -> tuple[str, ...]:
    """The stems of a phrase, the head last: a letter of intent is an intent letter."""
    of = next((k for k in range(phrase.first + 1, phrase.last) if words[k].low in _OF), None)
    if of is None:
        return stems_of(words, phrase)
    return (*stems_of(words, Phrase(of, phrase.last)), *stems_of(words, Phrase(phrase.first, of)))


def _index(words: Sequence[Token], offset: int) -> int:
    return next((k for k, t in enumerate(words) if t.start >= offset), len(words))


# --- the draft --------------------------------------------------------------------------------------------------------


def _applied(draft: DraftClaim, sentence: Clauses, matter: Matter) -> DraftClaim:
    words, thing = sentence.tokens, matter.thing
    draft = replace(
        draft,
        predicate=matter.task or draft.predicate,
        predicate_words=words[matter.word].text if matter.word >= 0 else draft.predicate_words,
    )
    if thing is not None and words[thing.first].low in ("it", "them", "one") and thing.last - thing.first == 1:
        thing = _introduced(sentence, thing.first) or (thing if words[thing.first].low == "it" else None)
    if thing is None:
        if not draft.subject_names:
            return replace(draft, subject="", subject_start=-1, subject_stems=())
        return draft
    start, end = words[thing.first].start, words[thing.last - 1].end
    names = names_within(sentence, start, end)
    return replace(
        draft,
        subject=sentence.block.text[start:end],
        subject_start=start,
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=_stems(words, thing),
    )


def _introduced(sentence: Clauses, before: int) -> Phrase | None:
    """What the sentence introduced as `a refund` before a pronoun takes it up."""
    words, tags = sentence.tokens, sentence.grammar.tags
    for k, word in enumerate(words[:before]):
        if word.low in ("a", "an") and (found := _object_at(words, tags, k + 1, before)) is not None:
            return found
    return None


# --- labels -----------------------------------------------------------------------------------------------------------


_ENDS_LABEL = re.compile(
    r"\s*[-–:]?\s*\b(?:will\s)?(?:close|closes|closed|closing|due|end|ends|ending|open until|until|by|to be (?:in|received|returned|submitted))(?:\s(?:by|on|at|date))?\s*:?\s*\Z",
    re.I,
)
_CALL = re.compile(r"\b(?:call|invitation|request)\s(?:for|of)\s(\w+)", re.I)


def matter_of_label(labels: Sequence[str], above: Sequence[str]) -> LabelMatter | None:
    """The task of a date beside labels, the nearest first; a bare `deadline` is of what the headings above call for."""
    told: set[str] = set()
    for label in labels:
        words = tokens(label.strip(" *:"))
        if not words:
            continue
        tags = Grammar(words, (), set()).tags
        matter = _of_label(label.strip(" *:"), words, tags)
        if matter is None:
            continue
        role = matter.thing is not None and matter.first > 1 and {t.low for t in words[: matter.first]} & {"as"}
        thing = _stems(words, matter.thing) if matter.thing is not None else ()
        told = {stem(t.text) for t in words} - (set() if role else set(thing))
        if not matter.task and not thing:
            break
        return LabelMatter(matter.task, thing, frozenset(told))  # `register as a keeper`: the role goes without saying
    bare = [label for label in labels if LAST_DAY.search(label.replace("_", " ")) or _ENDS_LABEL.match(label)]
    if bare and (task := task_above(above)):
        return LabelMatter(task, (), frozenset(stem(t.text) for label in bare for t in tokens(label.replace("_", " "))))
    return None


def texts_above(found: Extraction, block: Block) -> list[str]:
    """The headings that a block stands under, the nearest first, and the title."""
    texts = [found.document.blocks[k].text for k in reversed(block.headings)]
    title = found.document.title
    if title is not None and title.index not in block.headings:
        texts.append(title.text)
    texts += [b.text for b in found.document.blocks[:_TOP] if b.kind is BlockKind.FRONT_MATTER and b.key == "title"]
    return texts


_TOP = 20
"""Blocks at the top of a document among which its front matter stands."""


def task_above(above: Sequence[str]) -> str:
    """The task that headings name: `Call for papers`, `How to apply`, `Registration`."""
    for text in above:
        if (call := _CALL.search(text)) is not None and (task := _task_of_noun(call[1])):
            return task
        words = tokens(text)
        for k, word in enumerate(words):
            task = _lexicon().nouns.get(stem(word.text), "")
            if not task and k and words[k - 1].low == "to":
                task = _task_of_verb(word.low, word.low)
                known = predicate_class(task)
                task = task if known is not None and (task in _TASKS) else ""
            if task and task != "use":
                return task
    return ""


_TASKS = frozenset(["apply", "register", "submit", "renew", "appoint", "comment", "vote", "pay", "appeal", "order", "refund"])  # fmt: skip


def _of_label(label: str, words: Sequence[Token], tags: Sequence[int]) -> Matter | None:
    if (found := LAST_DAY.search(label)) is not None:
        k, end = _index(words, found.end()), len(words)
        led = _before_head(words, tags, _index(words, found.start()))
        if k < end and words[k].low in _LINKS:
            named = read_matter(words, tags, k + 1, end, is_verb=words[k].low == "to")
            if named is not None:
                return replace(led, first=named.first, last=named.last) if led is not None and not named.task else named
        return led
    ends = _ENDS_LABEL.search(label)
    stop = _index(words, ends.start()) if ends is not None else len(words)
    if ends is not None and stop > 0 and (task := _task_of_verb(words[0].low, words[0].low)) and stop == 1:
        return Matter(task)  # `Apply by`
    found_matter = read_matter(words, tags, 0, stop) if stop > 0 else None
    if found_matter is None or (not found_matter.task and ends is None):
        return None
    return found_matter


__all__ = ["LAST_DAY", "LabelMatter", "is_last_day", "matter_of_label", "texts_above", "with_task"]
