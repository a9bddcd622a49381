"""Extract, part: a sentence with what was found in it, its clauses, and the names and words of a clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from factcheck.extract.closed_words import BE, DETERMINERS, HAVE, MODALS
from factcheck.extract.counted import is_plural
from factcheck.extract.cue_line import Cue
from factcheck.extract.cues import MAY_BE_CUE, find_cues
from factcheck.extract.grammar import Grammar
from factcheck.extract.phrases import clause_breaks
from factcheck.extract.predicates import Form, PredicateMention, find_predicates
from factcheck.extract.stretches import near
from factcheck.extract.tags import TaggedSentence
from factcheck.extract.verb_forms import IS_PARTICIPLE
from factcheck.extract.word_hints import hints_in
from factcheck.frozen import replace
from factcheck.model.document import Block
from factcheck.model.extraction import Extraction
from factcheck.model.mention import NameMention, Sentence
from factcheck.model.time import Timex
from factcheck.values.words import Token, WordTable, content_stem

_DATING = frozenset(["date", "dates"])
_PHRASE, _VERB = Form.PHRASE, Form.VERB
LED_BY = frozenset(["end", "ends", "close", "closes", "expire", "expires"])


class Clauses:
    """A sentence with what was found in it. Its cues are worked out when first asked for."""

    __slots__ = (
        "_cues", "_inherited", "_levels", "block", "blocked", "breaks", "end", "ends", "firsts", "found", "grammar",
        "hints", "lows", "names", "predicates", "start", "starts", "texts", "tokens", "vocabulary",
    )  # fmt: skip

    starts: list[int]
    ends: list[int]
    texts: list[str]
    lows: list[str]
    """The tokens by columns: where they begin and end, as they stand, and in lower case."""
    breaks: list[int]
    """For each token the number of clause boundaries before it."""
    grammar: Grammar
    """The tags of the sentence and the noun phrases around its verbs."""

    def __init__(self, found: Extraction, block: Block, sentence: Sentence, whole: _Whole | None = None) -> None:
        self.found, self.block = found, block
        whole = _Whole(found.tokens[block.index]) if whole is None else whole
        self._inherited = whole.inherited
        self.start, self.end = start, end = sentence.start, sentence.end
        first, last = bisect_left(whole.starts, start), bisect_left(whole.starts, end)
        self.tokens = tokens = found.tokens[block.index][first:last]
        self.starts, self.ends = whole.starts[first:last], whole.ends[first:last]
        self.texts, self.lows = whole.texts[first:last], whole.lows[first:last]
        self.vocabulary = frozenset(self.lows)
        """All words in lower case: what asks for a word that is not among them need not look further."""
        self.hints = hints_in(self.vocabulary)
        """What they may lead to, as bits: see `word_hints`."""
        self.names: tuple[NameMention, ...] = tuple(
            [n for n in near(found.names[block.index], start, end) if start <= n.start < end]
        )
        self.firsts = [self.at(n.start) for n in self.names]
        """For each name the index of its first token."""
        self.blocked = self._blocked()
        """Indices of the tokens of times, with the words that lead them, and of measures."""
        self.predicates = find_predicates(tokens, self.lows)
        if self.blocked:
            self.predicates = tuple(self._beside_times())
            if not self.vocabulary.isdisjoint(_DATING) and (dating := self._dating()):
                self.predicates = tuple(sorted((*self.predicates, *dating), key=lambda p: p.first))
        if self.predicates and (counted := self._counted()):
            self.predicates = tuple([p for p in self.predicates if p.first not in counted])
        # needed of nearly every sentence and asked for often, so that it must cost nothing to ask
        self.breaks = clause_breaks(tokens, self.lows, self.predicates, self.hints)
        several = [(self.index(n.start), self.index(n.end)) for n in self.names if not n.text.isalnum()]
        self.grammar = Grammar(
            TaggedSentence(tokens, self.texts, self.lows, self.predicates, self.blocked, several, self.hints)
        )
        self._levels: list[int] | None = None
        self._cues: tuple[Cue, ...] | None = None

    @property
    def inherited(self) -> tuple[str, ...]:
        """The names that the block stands under, looked up once for all its sentences."""
        if not self._inherited:
            self._inherited.append(inherited_names(self.found, self.block))
        return self._inherited[0]

    def _blocked(self) -> set[int]:
        inside: set[int] = set()
        start, end, index = self.start, self.end, self.index
        for x in near(self.found.times[self.block.index], start, end):
            if x.end > start and not _names_part(x, self.block.text) and not _is_adjective(x, self.block.text):
                first = x.relation_start if x.relation_start is not None else x.start
                if first < end:
                    inside.update(range(index(first), index(x.end)))
        for q in near(self.found.quantities[self.block.index], start, end):
            if q.end > start and q.number_start < end and q.quantity.unit:
                inside.update(range(index(q.number_start), index(q.end)))
        return inside

    def _dating(self) -> list[PredicateMention]:
        """The verb of `The tower dates from 1871`, whose preposition leads a time; not the noun of `The dates from 1871 were lost`."""
        lows, found = self.lows, []
        for k in range(1, len(lows) - 1):
            if lows[k] not in _DATING or lows[k + 1] not in ("from", "to") or k + 1 not in self.blocked:
                continue
            end = next((n for n in range(k + 1, len(lows)) if n not in self.blocked), len(lows))
            follows = lows[end] if end < len(lows) else "."
            is_relative = lows[k - 1] in ("which", "that", "it")
            if (lows[k - 1] in DETERMINERS and not is_relative) or follows in BE | HAVE | MODALS | {"to", "until"}:
                continue
            if any(p.first <= k <= p.last for p in self.predicates):
                continue
            found.append(PredicateMention(first=k, last=k, name="found", form=Form.PHRASE))
        return found

    def _ends_before_time(self, p: PredicateMention) -> bool:
        """Whether the last word of a predicate goes with the time behind it as well: `picked up until`, `falls due on`."""
        return self.lows[p.last] == "up" or (self.lows[p.last] == "due" and self.lows[p.first] in ("fall", "falls"))

    def _beside_times(self) -> Iterator[PredicateMention]:
        """The predicates of which no word is part of a time, but a last `up`: `picked up until 3 May`."""
        for p in self.predicates:
            if not self._is_in_time(p):
                yield p
            elif self._is_passive_around(p):
                last = next(k for k in range(p.first + 1, p.last + 1) if k in self.blocked) - 1
                yield replace(p, first=last, last=last, form=_VERB, passive=True)  # `was fined £40,000 for`
            elif p.form is _PHRASE and self.lows[p.first] in BE and self._has_now(p):
                yield replace(p, first=p.last, form=_VERB, passive=True)  # `are now held by the museum`
            elif p.last > p.first and self._ends_before_time(p) and self.blocked.isdisjoint(range(p.first, p.last)):
                yield replace(p, last=p.last - 1)

    def _is_passive_around(self, predicate: PredicateMention) -> bool:
        """Whether a set phrase is a passive with a measure inside it."""
        first = predicate.first
        is_passive = predicate.form is _PHRASE and self.lows[first] in BE and IS_PARTICIPLE[self.lows[first + 1]]
        return is_passive and self.blocked.isdisjoint((first, first + 1))

    def _has_now(self, predicate: PredicateMention) -> bool:
        """Whether the only word of a time inside a phrase tells that it is so now."""
        inside = [self.lows[k] for k in range(predicate.first, predicate.last + 1) if k in self.blocked]
        return predicate.last - predicate.first == 2 and inside == ["now"]

    def _is_in_time(self, predicate: PredicateMention) -> bool:
        """Whether a predicate is part of a time, or a noun before the verb that leads one: `the window for grants closes on`."""
        if not self.blocked.isdisjoint(range(predicate.first, predicate.last + 1)):
            return True
        after = predicate.last + 1
        return after in self.blocked and self.lows[after] in LED_BY and predicate.form is _VERB

    def _counted(self) -> set[int]:
        """Indices of the tokens of things counted, which are no verbs: `the remains of 140 cave bears`."""
        inside: set[int] = set()
        for q in near(self.found.quantities[self.block.index], self.start, self.end):
            if q.pattern == "count" and q.number_start >= self.start and q.end <= self.end:
                inside.update(range(self.index(q.number_start), self.index(q.end)))
        return inside

    @property
    def levels(self) -> list[int]:
        """For each name the number of clause boundaries before it."""
        if self._levels is None:
            breaks = self.breaks
            self._levels = [breaks[first] for first in self.firsts]
        return self._levels

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The words that tell how something is said."""
        if self._cues is None:
            may_hold = self.hints & MAY_BE_CUE
            self._cues = (
                find_cues(self.tokens, self.texts, self.predicates, self.breaks, self.blocked, lambda: self.grammar)
                if may_hold
                else ()
            )
        return self._cues

    def index(self, offset: int) -> int:
        """The index of the first token that begins there or later."""
        return bisect_left(self.starts, offset)

    def at(self, offset: int) -> int:
        """The index of the token that stands there or next; 0 behind the last one."""
        k = bisect_right(self.ends, offset)
        return k if k < len(self.ends) else 0

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The indices of the first and the last token that a stretch of the text touches; at least one."""
        ends = self.ends
        first = min(bisect_right(ends, start), len(ends) - 1)
        return first, max(first, bisect_left(self.starts, end) - 1)


_PART_BEHIND = re.compile(
    r"\s(?:terms?|semesters?|sessions?|holidays?|break|season|school|course|programme|collection|sale|fair|show|edition|issue|concerts?|timetable|menu|prices?|rates?|hours)\b"
)


_PRESENT = re.compile(r"\s(?!(?:is|was|has|had|and|or|are|day|time|in|of|at|on|to|for|with|from|by|as)\b)[a-z]{3,}")


def _is_adjective(timex: Timex, text: str) -> bool:
    """Whether a time only tells which of several things is meant: `the present building`, `Annual passes are sold`."""
    if timex.pattern == "frequency":
        noun = _NOUN_BEHIND.match(text, timex.end)
        return noun is not None and is_plural(noun[1]) and timex.start == timex.end - len(timex.text)
    return (
        timex.pattern == "reference" and timex.text.lower() == "the present" and bool(_PRESENT.match(text, timex.end))
    )


_NOUN_BEHIND = re.compile(r"\s([a-z]{4,})\b(?!-)")


def _names_part(timex: Timex, text: str) -> bool:
    """Whether a season or month without more tells which part of the year is meant, as a word of its name: `Autumn term runs`."""
    parts = timex.parts
    return (
        parts is not None
        and bool(parts.season)
        and not (parts.year or parts.month or parts.day)
        and timex.relation_start is None
        and timex.text.istitle()
        and " " not in timex.text
        and _PART_BEHIND.match(text, timex.end) is not None
    )


class _Whole:
    """What the sentences of a block share: its tokens by columns, and the names that it stands under, once they are asked for."""

    __slots__ = ("ends", "inherited", "lows", "starts", "texts")

    def __init__(self, tokens: Sequence[Token]) -> None:
        columns = map(list, zip(*tokens, strict=True)) if tokens else ([], [], [], [])
        self.starts, self.ends, self.texts, self.lows = columns
        self.inherited: list[tuple[str, ...]] = []


def clauses_of(found: Extraction, block: Block) -> Iterator[Clauses]:
    """The sentences of a block that hold a word."""
    whole = _Whole(found.tokens[block.index])
    for sentence in found.sentences[block.index]:
        clauses = Clauses(found, block, sentence, whole)
        if clauses.tokens:
            yield clauses


def names_within(sentence: Clauses, start: int, end: int) -> tuple[str, ...]:
    return tuple([n.text for n in sentence.names if start <= n.start < end])


def context_of(sentence: Clauses, start: int, end: int) -> tuple[str, ...]:
    """The content stems of the clause, widened to its neighbours inside the clause boundary."""
    words, breaks = sentence.tokens, sentence.breaks
    low, high = sentence.index(start), sentence.index(end) - 1
    if low > high:
        return ()
    low, high = bisect_left(breaks, breaks[low]), bisect_right(breaks, breaks[high]) - 1
    if low > 0 and words[low - 1].text == ":":
        low = 0  # a lead-in before a colon goes with what it leads to
    if (
        high + 1 < len(words)
        and words[high + 1].text == ":"
        and not any([t.text[0].isdigit() for t in words[high + 2 :]])
    ):
        high = len(words) - 1  # but not figures of their own: `holds 40 boats: Anna seats 12 and Berta 20`
    stems = list(map(_CONTENT_STEMS.__getitem__, sentence.texts[low : high + 1]))
    if sentence.blocked:
        return tuple([root for k, root in enumerate(stems, low) if root and k not in sentence.blocked])
    return tuple([root for root in stems if root])


_CONTENT_STEMS = WordTable(content_stem)


def inherited_names(found: Extraction, block: Block) -> tuple[str, ...]:
    """Names that the block stands under, nearest first: headings, then the title."""
    names: list[str] = []
    for index in reversed(block.headings):
        names.extend(n.text for n in found.names[index])
    title = found.title
    if title is not None and title.index != block.index:
        names.extend(n.text for n in found.names[title.index])
    for index in found.front_titles:
        names.extend(n.text for n in found.names[index])
    return tuple(dict.fromkeys(names))
