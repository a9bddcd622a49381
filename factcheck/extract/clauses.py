"""Extract, part: a sentence with what was found in it, the predicate that governs a value, and the draft claim of the two."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.extract.closed_words import BE, DETERMINERS, HAVE, MODALS
from factcheck.extract.coordinated_times import (
    is_of_state_before,
    verb_behind_insertion,
    verb_joined_behind,
    verb_of_list,
)
from factcheck.extract.cue_line import Cue
from factcheck.extract.cues import find_cues
from factcheck.extract.grammar import Grammar
from factcheck.extract.hanging import hanging_of, said_behind
from factcheck.extract.label_lists import entry_under_label
from factcheck.extract.parts_told import part_of_which
from factcheck.extract.phrase_before import phrase_before
from factcheck.extract.phrases import Phrase, clause_breaks, head_group, stems_of
from factcheck.extract.predicate_lexicon import predicate_class
from factcheck.extract.predicates import Form, PredicateMention, find_predicates
from factcheck.extract.said import (
    is_quality,
    label_of_item,
    lead_of,
    modifies_noun,
    owner_of_figure,
    said_by,
    said_by_copula,
    subject_of_copula,
    whole_noun,
    with_manner,
)
from factcheck.extract.stretches import near
from factcheck.extract.tags import POSSESSIVES, VERBAL, Tag, TaggedSentence
from factcheck.extract.verb_forms import IS_PARTICIPLE
from factcheck.extract.wording import wording_of
from factcheck.frozen import maker, replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameMention, QuantityMention, Sentence
from factcheck.model.time import Timex
from factcheck.values.words import Token, WordTable, content_stem

_draft = maker(DraftClaim)

_MAX_COST = 22.0


_DATING = frozenset(["date", "dates"])


class Clauses:
    """A sentence with what was found in it. Clause boundaries, grammar and cues are worked out when first asked for."""

    __slots__ = (
        "_breaks", "_cues", "_grammar", "_inherited", "_levels", "block", "blocked", "end", "ends", "firsts",
        "found", "lows", "names", "predicates", "start", "starts", "texts", "tokens", "vocabulary",
    )  # fmt: skip

    starts: list[int]
    ends: list[int]
    texts: list[str]
    lows: list[str]
    """The tokens by columns: where they begin and end, as they stand, and in lower case."""

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
        self._breaks: list[int] | None = None
        self._levels: list[int] | None = None
        self._grammar: Grammar | None = None
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
            if x.end > start and not _names_part(x, self.block.text):
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
        return after in self.blocked and self.lows[after] in _LED_BY and predicate.form is _VERB

    def _counted(self) -> set[int]:
        """Indices of the tokens of things counted, which are no verbs: `the remains of 140 cave bears`."""
        inside: set[int] = set()
        for q in near(self.found.quantities[self.block.index], self.start, self.end):
            if q.pattern == "count" and q.number_start >= self.start and q.end <= self.end:
                inside.update(range(self.index(q.number_start), self.index(q.end)))
        return inside

    @property
    def breaks(self) -> list[int]:
        """For each token the number of clause boundaries before it."""
        if self._breaks is None:
            self._breaks = clause_breaks(self.tokens, self.lows, self.predicates)
        return self._breaks

    @property
    def levels(self) -> list[int]:
        """For each name the number of clause boundaries before it."""
        if self._levels is None:
            breaks = self.breaks
            self._levels = [breaks[first] for first in self.firsts]
        return self._levels

    @property
    def grammar(self) -> Grammar:
        """The tags of the sentence and the noun phrases around its verbs."""
        if self._grammar is None:
            several = [(self.index(n.start), self.index(n.end)) for n in self.names if not n.text.isalnum()]
            self._grammar = Grammar(
                TaggedSentence(self.tokens, self.texts, self.lows, self.predicates, self.blocked, several)
            )
        return self._grammar

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The words that tell how something is said."""
        if self._cues is None:
            self._cues = find_cues(
                self.tokens, self.texts, self.predicates, self.breaks, self.blocked, lambda: self.grammar
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


_QUANTITY, _DATE = ClaimType.QUANTITY, ClaimType.DATE


def clauses_of(found: Extraction, block: Block) -> Iterator[Clauses]:
    """The sentences of a block that hold a word."""
    whole = _Whole(found.tokens[block.index])
    for sentence in found.sentences[block.index]:
        clauses = Clauses(found, block, sentence, whole)
        if clauses.tokens:
            yield clauses


_BEFORE_FRONTED = frozenset(["on", "in", "at", "by", "from", "since", "until", "the", "before", "after", "during", "late", "early", "between", ",", "*", "of", "night", "morning", "around", "about", "only"])  # fmt: skip
_DIRECTIONS = frozenset(["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "above", "below", "from", "away", "beyond", "past", "up", "down", "off", "further", "farther", "inland", "upstream", "downstream", "after", "before"])  # fmt: skip
_LAST_DAY_OF = re.compile(
    r"\s+as\s+the\s+(?:last|latest|final)\s+(?:date|day|moment)\s+(?:by|on|for|at)\b"
    r"|\s+(?:is|was)\s+the\s+(?:date|day)\s+(?:by|before|until)\s+which\b"
)


_IT_WAS = re.compile(
    r"\bit\s(?:was|is|will\sbe|had\sbeen)\s(?:only\s|not\suntil\s|also\s|thus\s)?(?:(?:on|in|at|by)\s)?(?:the\s)?\Z",
    re.I,
)
_CLEFT = re.compile(r",?(?:\s\w+){0,2}\s*,?\s+that\b")


def governing(sentence: Clauses, start: int, end: int, timex: Timex | None = None) -> PredicateMention | None:
    """The predicate that a value belongs to: the cheapest by distance, clause boundaries, direction and form."""
    if not sentence.predicates:
        return None
    words, breaks = sentence.tokens, sentence.breaks
    first = sentence.at(start)
    last = max(sentence.index(end) - 1, 0)
    fronted = timex is not None and all(
        words[k].low in _BEFORE_FRONTED or k in sentence.blocked or words[k].low.isdecimal() for k in range(first)
    )
    if timex is not None and _LAST_DAY_OF.match(sentence.block.text, end):
        # `fixed 3 May as the last day by which ...`: the deadline is of what follows
        after = [p for p in sentence.predicates if p.first > last]
        return next((p for p in after if p.form is not Form.NOUN), after[0] if after else None)
    if timex is None and first == 0 and last + 1 < len(words) and words[last + 1].low in _DIRECTIONS:
        fronted = True  # `Two hundred metres north of the pier a band of quartz cuts the cliff`
    if timex is not None and _CLEFT.match(sentence.block.text, end) and _IT_WAS.search(sentence.block.text[:start]):
        # `it was on 3 May that the mayor cut the ribbon`: the time is of what follows
        return next((p for p in sentence.predicates if p.first > last and p.form is not Form.NOUN), None)
    if fronted and timex is not None and (main := _main_verb(sentence, last)) is not None:
        return main
    if timex is not None and (relative := _verb_of_relative(sentence, first, last)) is not None:
        return relative
    if timex is not None and (joined := verb_joined_behind(sentence, first, last)) is not None:
        return joined
    fronted = fronted or (timex is not None and _is_between_commas(words, first, last, sentence.blocked))
    best: tuple[float, PredicateMention] | None = None
    if timex is None and (behind := verb_behind_insertion(sentence, first, last)) is not None:
        return behind
    if timex is None and (own := _of_own_clause(sentence, first, last)) is not None:
        return own
    beside = _apposed_before(sentence, first) if timex is not None else None
    for predicate in sentence.predicates:
        if predicate.first <= last and predicate.last >= first:
            continue
        if beside is not None and beside[0] < predicate.first < beside[1]:
            continue  # `married Otto Lind, a railway engineer, in 1966`
        if ";" in sentence.vocabulary and predicate.first > last and ";" in sentence.texts[last + 1 : predicate.first]:
            continue  # `£12; sign up by Friday`
        cost = _cost(sentence, breaks, predicate, first, last, fronted)
        if best is None or cost < best[0]:
            best = (cost, predicate)
    if (best is None or best[0] >= _MAX_COST) and timex is None and ";" in sentence.vocabulary:
        return verb_of_list(sentence, first, last)
    if best is not None and sentence.lows[best[1].first] in _WINNING and best[1].last < first:
        before = [p for p in sentence.predicates if p.first < best[1].first and p.form is not Form.NOUN]
        return before[-1] if before else best[1]  # `won the cup, beating the holders in front of 11,000 people`
    if best is None or best[0] >= _MAX_COST or (not fronted and is_of_state_before(sentence, best[1], first, last)):
        return None
    return best[1]


def _apposed_before(sentence: Clauses, first: int) -> tuple[int, int] | None:
    """The commas around a description without a verb right before a time: `, a railway engineer, in 1966`."""
    tags = sentence.grammar.tags
    end = first - 1
    while end > 0 and (end in sentence.blocked or tags[end] is Tag.PREPOSITION):
        end -= 1
    if end < 3 or tags[end] is not Tag.COMMA:
        return None
    k = end - 1
    while k > 0 and tags[k] in (Tag.NOUN, Tag.DETERMINER, Tag.PREPOSITION) and end - k < 9:
        k -= 1
    return (k, end) if tags[k] is Tag.COMMA and sentence.lows[k + 1] in ("a", "an", "the", "then") else None


def _verb_of_relative(sentence: Clauses, first: int, last: int) -> PredicateMention | None:
    """`the tribunal, which in 2021 overturned`: the verb behind a time that follows its relative pronoun."""
    k = first - 1
    while k > 0 and (k in sentence.blocked or sentence.lows[k] in ("in", "on", "at", "since", "until", "by", "from")):
        k -= 1
    if k < 0 or sentence.lows[k] not in ("which", "who"):
        return None
    return next((p for p in sentence.predicates if last < p.first <= last + 4 and p.form is not Form.NOUN), None)


def _main_verb(sentence: Clauses, last: int) -> PredicateMention | None:
    """The verb of the main clause behind a time that leads its sentence, where a clause put in before it has a verb of its own.

    `4 March 1979: The guild, a league that the dyers had formed, breaks up`, `The bridge designed by Holm opens`.
    """
    verbs = [p for p in sentence.predicates if p.first > last and p.form is not Form.NOUN]
    if len(verbs) < 2:
        return None
    lows, tags = sentence.lows, sentence.grammar.tags
    if tags[last + 1] is Tag.COMMA and lows[last + 2] in _LEADS_CLAUSE:
        # `Three years later, after her brother had died, she was allowed`
        comma = next((k for k in range(last + 2, len(tags)) if tags[k] is Tag.COMMA), len(tags))
        main = [
            p
            for p in verbs
            if comma < p.first < comma + 9 and not (p.first == comma + 1 and lows[p.first].endswith("ing"))
        ]
        subject = sentence.grammar.subject(main[0].first) if main and verbs[0].first < comma else None
        return main[0] if subject is not None and subject.first > comma else None
    if not is_put_in(sentence, verbs[0], last):
        return None
    return next((p for p in verbs[1:] if not is_put_in(sentence, p, last)), None)


def is_put_in(sentence: Clauses, predicate: PredicateMention, last: int) -> bool:
    """Whether a verb is that of a relative clause or a participle with `by` behind its noun."""
    words, tags = sentence.tokens, sentence.grammar.tags
    for k in range(predicate.first - 1, last, -1):
        if tags[k] is Tag.RELATIVE:
            return True
        if tags[k] in (Tag.VERB, Tag.COMMA, Tag.STOP, Tag.SUBORDINATOR):
            break
    before = tags[predicate.first - 1] if predicate.first else Tag.STOP
    behind = words[predicate.last + 1].low if predicate.last + 1 < len(words) else ""
    if predicate.passive and before in (Tag.NOUN, Tag.COMMA) and behind == "by":
        return True
    is_participle = predicate.passive or IS_PARTICIPLE[words[predicate.first].low]
    return is_participle and before is Tag.COMMA and _is_closed_before_verb(sentence, predicate)


def _is_closed_before_verb(sentence: Clauses, predicate: PredicateMention) -> bool:
    """Whether a participle between commas stands right before the verb of its noun: `The talks, held in the mill, collapse`."""
    tags = sentence.grammar.tags
    comma = next((k for k in range(predicate.last + 1, len(tags)) if tags[k] in (Tag.COMMA, Tag.STOP)), len(tags))
    inside = tags[predicate.last + 1 : comma]
    if comma >= len(tags) or tags[comma] is not Tag.COMMA or not VERBAL.isdisjoint(inside):
        return False
    return any(comma < p.first <= comma + 5 and p.form is not Form.NOUN for p in sentence.predicates)


_LEADS_CLAUSE = frozenset(["after", "when", "because", "although", "though", "while", "once", "as", "since"])
_WINNING = frozenset(["beating", "defeating", "overcoming", "thrashing", "outplaying", "eliminating"])
_BEFORE_VERB = frozenset([Tag.TIME, Tag.PREPOSITION, Tag.ADVERB, Tag.AUXILIARY])


def _of_own_clause(sentence: Clauses, first: int, last: int) -> PredicateMention | None:
    """The verb whose subject holds the value: `was closed in 1974, and fines of up to £5,000 have been imposed`."""
    tags = sentence.grammar.tags
    for predicate in sentence.predicates:
        if predicate.first <= last or predicate.form is Form.NOUN or _is_called_by(sentence, predicate):
            continue
        if predicate.first - last > 12:
            return None
        if sentence.breaks[predicate.first] != sentence.breaks[last]:
            continue  # `at the fair in St. Louis, which awarded`
        subject = sentence.grammar.subject(predicate.first)
        if (
            subject is not None
            and subject.first <= first
            and Tag.COMMA not in tags[last + 1 : subject.last]  # `at the Harp, a pub that has become`
            and (last < subject.last or all([tags[k] in _BEFORE_VERB for k in range(subject.last, predicate.first)]))
        ):
            return predicate
    return None


def _is_called_by(sentence: Clauses, predicate: PredicateMention) -> bool:
    """Whether a participle with `by` only tells which ones are meant, before their verb: `two of the men called by us said`."""
    k = predicate.last + 1
    if (
        not predicate.passive
        or sentence.lows[k : k + 1] != ["by"]
        or sentence.grammar.tags[predicate.first - 1] is not Tag.NOUN
    ):
        return False
    behind = next((p for p in sentence.predicates if p.first > k and p.form is not Form.NOUN), None)
    return (
        behind is not None
        and behind.first - k < 6
        and not behind.passive
        and Tag.COMMA not in sentence.grammar.tags[k : behind.first]
    )


def _is_between_commas(words: Sequence[Token], first: int, last: int, blocked: set[int]) -> bool:
    """`In a bold move, on 3 May 1990, the company agreed`: a time set off by commas belongs to what follows."""
    start = first
    while start > 0 and start - 1 in blocked:
        start -= 1
    if start > 0 and words[start - 1].low in ("on", "in", "at"):
        start -= 1
    if start > 1 and words[start - 1].low in ("and", "but") and words[start - 2].text in (",", ";"):
        return True  # `the capital was rebuilt, and in 1872 the bank was founded`
    if start > 0 and words[start - 1].text == ";":
        return True
    if last + 2 < len(words) and words[last + 2].low in _RELATIVE_ADVERBS:
        return False  # `ran from 1920 until 4 May 1931, when the Tern struck the pier`
    return start > 0 and words[start - 1].text == "," and last + 1 < len(words) and words[last + 1].text == ","


_RELATIVE_ADVERBS = frozenset(["when", "where", "which", "whose"])
_NAMING = frozenset(["called", "named", "nicknamed", "dubbed", "styled"])
_OF_WHICH = frozenset(["which", "whom"])
_EACH = frozenset(["each", "every", "per"])
_LIGHT = frozenset(["give", "make", "take", "have", "do"])
_NOUN, _PHRASE, _VERB = Form.NOUN, Form.PHRASE, Form.VERB


def _cost(
    sentence: Clauses, breaks: Sequence[int], predicate: PredicateMention, first: int, last: int, fronted: bool
) -> float:
    if predicate.last < first:
        between = first - predicate.last - 1
        crossed = breaks[first] - breaks[predicate.last]
        cost = float(between) + 7.0 * crossed
    else:
        between = predicate.first - last - 1
        crossed = breaks[predicate.first] - breaks[last]
        cost = between * (0.5 if fronted else 1.0) + 7.0 * crossed + (0.0 if fronted else 14.0)
        if not crossed and not _OF_WHICH.isdisjoint(sentence.lows[last + 1 : predicate.first]):
            cost += 7.0  # `The diaries fill 30 boxes, of which the library bought`
    if predicate.form is _NOUN:
        cost += 4.0 if not fronted else 6.0
        cost += 8.0 if modifies_noun(sentence, predicate) else 0.0
        cost += 6.0 if predicate.first > last and sentence.lows[predicate.first - 1] in _EACH else 0.0
    if predicate.form is _PHRASE:
        cost -= 1.0
    if (
        sentence.lows[predicate.first] in _NAMING
        and predicate.first
        and sentence.grammar.tags[predicate.first - 1] is Tag.NOUN
    ):
        cost += 12.0  # `was drawn by a surveyor called Dahl in 1902`
    if not predicate.known:
        cost += 1.5
        if predicate.name in _LIGHT and any(
            p.first == predicate.last + 1 and p.form is _NOUN and p.known for p in sentence.predicates
        ):
            cost += 6.0  # `gave birth`: the noun tells what happened
    return cost


def draft_of(
    found: Extraction,
    sentence: Clauses,
    predicate: PredicateMention | None,
    kind: ClaimType,
    value: tuple[int, int],
    *,
    timex: int | None = None,
    time_block: int | None = None,
    quantity: int | None = None,
    measure: str = "",
    extractor: str,
    headed: bool = False,
) -> DraftClaim:
    block, words = sentence.block, sentence.tokens
    whole = ""
    theme: Phrase | None = None
    other: Phrase | None = None
    if predicate is not None:
        theme, other = sentence.grammar.theme(predicate, (sentence.at(value[0]), max(sentence.index(value[1]) - 1, 0)))
        if other is not None and kind is not _DATE and _is_taken(sentence, predicate, theme, value):
            theme, other = other, theme  # `took her team 22 months`
        if kind is _QUANTITY and other is not None and _is_doer(sentence, predicate, other, value):
            theme, other = other, theme  # who did it is counted: `Two people must approve it`
        name, shown = predicate.name, block.text[words[predicate.first].start : words[predicate.last].end]
        marks = [words[predicate.first].start, words[predicate.last].end]
        said = said_by(words, sentence.grammar.tags, predicate, sentence.blocked)
    else:
        theme = phrase_before(sentence, value[0])
        name, shown, marks = "", "", []
        said = said_by_copula(words, sentence.grammar.tags, sentence.at(value[0]), theme if quantity is None else None)
    if theme is not None:
        marks += [words[theme.first].start, words[theme.last - 1].end]
    start, end = min([value[0], *marks]), max([value[1], *marks])
    wording = wording_of(
        found, block, sentence, predicate, kind, value, (start, end),
        timex=timex if time_block is None else None, quantity=quantity,
    )  # fmt: skip
    if (entry := entry_under_label(sentence, predicate, value)) is not None:
        whole, said = entry.words, entry.label
        theme = Phrase(sentence.at(entry.start), sentence.at(entry.start) + len(entry.words.split()))
    if predicate is None and theme is not None and (label := label_of_item(sentence, theme, value)):
        whole, said = label, block.text[words[theme.first].start : words[theme.last - 1].end]
    if predicate is None and theme is not None and not whole and is_quality(sentence, theme):
        said, theme = words[theme.first].text, None  # `Ready in 11 weeks`: of what the entry is headed by
    whole_start = -1
    if kind is _QUANTITY and not whole and (owned := owner_of_figure(sentence, value)):
        whole, said = owned[0] or whole, owned[1]
    is_valued = quantity is not None or (timex is not None and time_block is None)
    if is_valued and (hanging := hanging_of(sentence, value, _mention(found, block, quantity), predicate)) is not None:
        said = hanging.says or said or said_behind(sentence, value)
        if (phrase := hanging.phrase) is not None:
            whole = block.text[words[phrase.first].start : words[phrase.last - 1].end]
            is_part = theme is not None and theme.first < phrase.first and phrase.last <= theme.last
            whole_start = -1 if is_part else words[phrase.first].start
    else:
        doer = other if predicate is not None and predicate.form is Form.VERB and not predicate.passive else None
        is_going = predicate is not None and sentence.lows[predicate.first] in _GOING
        is_of_doer = predicate is not None and (not predicate.known or predicate.name in _OF_DOER or is_going)
        if is_valued and not whole and doer is not None and theme is not None and predicate is not None and is_of_doer:
            if doer.last <= predicate.first <= theme.first:  # `who succeeds Dr Frey in May`: of the one who does
                whole = block.text[words[doer.first].start : words[doer.last - 1].end]
                whole_start = words[doer.first].start
        said = said or (said_behind(sentence, value) if predicate is None and quantity is not None else "")
        said = with_manner(sentence, said, value)
        is_inside = (
            kind is ClaimType.DURATION
            and "-" in block.text[slice(*value)]
            and other is not None
            and _overlaps(sentence, other, value)
        )
        if (
            is_inside
            and other is not None
            and other.first > 0
            and not whole
            and predicate is not None
            and other.first > predicate.last
        ):
            whole = block.text[words[other.first].start : words[other.last - 1].end]  # `a new two-year lease`
    if timex is not None and time_block is None and (ending := _ending_verb(found.times[block.index][timex], block)):
        said = ending
    if predicate is not None and not whole and (given := _given_thing(sentence, predicate, theme, other, value, kind)):
        whole_start, whole = words[given.first].start, block.text[words[given.first].start : words[given.last - 1].end]
    counted = theme
    if kind is _QUANTITY and other is not None and _overlaps(sentence, other, value):
        known = predicate_class(predicate.name) if predicate is not None else None
        counted = other if known is None or known.theme == "object" else theme
    group = head_group(words, counted) if counted else None
    if (
        kind is _QUANTITY
        and predicate is not None
        and predicate.known
        and theme is not None
        and _is_doer(sentence, predicate, theme, value)
    ):
        group = None  # what is counted is the measure, and no more is told of what it is about
    subject = block.text[words[theme.first].start : words[theme.last - 1].end] if theme else ""
    in_theme: tuple[str, ...] = ()
    in_other: tuple[str, ...] = ()
    near: Sequence[str] = ()
    if theme and sentence.names:
        in_theme = names_within(sentence, words[theme.first].start, words[theme.last - 1].end)
    if predicate is not None and theme is not None and not in_theme:
        own = "" if whole else whole_noun(sentence, predicate, theme)
        whole = whole or own
        if own and own.split()[0].lower() in POSSESSIVES:
            whole_start = block.text.rfind(own, sentence.start, words[predicate.last].end)  # `his death in 1981`
        if own and modifies_noun(sentence, predicate):
            said = lead_of(sentence, value[0]) or said_by_copula(words, sentence.grammar.tags, sentence.at(value[0]))
            # `The harvest supper on 30 September`, `The harvest supper is`
        elif (
            whole_start < 0
            and predicate.form is Form.NOUN
            and kind is not _DATE
            and (told := subject_of_copula(sentence, predicate, value[0]))
        ):
            whole, said = told  # `The fair was the best attended for a decade`
    if theme is not None and not whole:
        whole = part_of_which(sentence, theme)
    if sentence.names:
        if other:
            in_other = names_within(sentence, words[other.first].start, words[other.last - 1].end)
        near = [n for n in _names_near(sentence, predicate, value) if n not in in_theme and n not in in_other]
    context = context_of(sentence, start, end)
    return _draft(
        block=block.index,
        start=start,
        end=end,
        value_start=value[0],
        value_end=value[1],
        type=kind,
        timex=timex,
        time_block=time_block,
        quantity=quantity,
        predicate=name,
        predicate_words=shown,
        shown=whole,
        shown_start=whole_start,
        said=said,
        measure=measure,
        subject=subject,
        subject_start=words[theme.first].start if theme else -1,
        subject_names=in_theme,
        names=(*in_theme, *in_other, *near),
        inherited=sentence.inherited,
        subject_stems=stems_of(words, group) if group else (),
        context=context,
        modality=wording.modality,
        attribution=wording.attribution,
        occurrence=""
        if wording.occurrence and in_theme and _is_counted(wording.occurrence, subject)
        else wording.occurrence,
        scope=wording.scope,
        as_of=wording.as_of,
        headed=headed,
        extractor=extractor,
    )


def _is_taken(sentence: Clauses, predicate: PredicateMention, theme: Phrase | None, value: tuple[int, int]) -> bool:
    """Whether what a verb is followed by is whom it took so long or cost so much: `took the team 22 months`."""
    if theme is None or sentence.lows[predicate.last] not in _TAKING or theme.first != predicate.last + 1:
        return False
    return theme.last == sentence.at(value[0]) or sentence.lows[theme.last : sentence.at(value[0])] in (["some"], ["about"], ["nearly"], ["almost"], ["over"])  # fmt: skip


_TAKING = frozenset(["took", "takes", "take", "taken", "taking", "cost", "costs", "costing"])


def _given_thing(
    sentence: Clauses,
    predicate: PredicateMention,
    theme: Phrase | None,
    other: Phrase | None,
    value: tuple[int, int],
    kind: ClaimType,
) -> Phrase | None:
    """Of a verb that tells hardly anything alone, its object, for people: `She gave him a watch in 1921`."""
    if kind is not _DATE or predicate.name not in _LIGHT or predicate.form is not _VERB or predicate.passive:
        return None
    if theme is None or other is None or theme.last > predicate.first or other.first < predicate.last:
        return None
    is_led = sentence.lows[other.first] in _BEFORE_GIVEN  # else who gets it stands first: `gave the ship new engines`
    return other if is_led and not _overlaps(sentence, other, value) else None


_BEFORE_GIVEN = frozenset(["a", "an", "its", "his", "her", "their"])
_GOING = frozenset(["leaves", "leave", "left", "reaches", "reach", "reached", "enters", "entered", "enter"])
_OF_DOER = frozenset({"replace", "visit"})
"""Classes whose object the event is no change of."""


def _ending_verb(timex: Timex, block: Block) -> str:
    """The verb among the words that lead a time, as in `The festival ends on 19 October`."""
    if timex.relation_start is None or timex.relation_start >= timex.start:
        return ""
    lead = block.text[timex.relation_start : timex.start].split(" ", 1)[0]
    return lead if lead.lower() in _ENDINGS else ""


_LED_BY = frozenset(["end", "ends", "close", "closes", "expire", "expires"])
"""Verbs among the words that lead a time: what stands before them is their subject."""
_ENDINGS = frozenset(
    {
        "end",
        "close",
        "expire",
        "finish",
        "stop",
        "ends",
        "ended",
        "closes",
        "closed",
        "expires",
        "expired",
        "finishes",
        "finished",
        "stops",
        "stopped",
    }
)


def _mention(found: Extraction, block: Block, quantity: int | None) -> QuantityMention | None:
    return found.quantities[block.index][quantity] if quantity is not None else None


def _is_doer(sentence: Clauses, predicate: PredicateMention, phrase: Phrase, value: tuple[int, int]) -> bool:
    return phrase.last <= predicate.first and _overlaps(sentence, phrase, value)


_COUNTED = {"2": ("second", "2nd"), "3": ("third", "3rd"), "4": ("fourth", "4th"), "5": ("fifth", "5th")}


def _is_counted(occurrence: str, subject: str) -> bool:
    """`the third region, Aber, opened`: what has a name is one of several, and its opening the only one."""
    words = subject.split()
    return any(w.lower() in _COUNTED.get(occurrence, ()) and after.islower() for w, after in pairwise(words))


def _overlaps(sentence: Clauses, phrase: Phrase, value: tuple[int, int]) -> bool:
    words = sentence.tokens
    return words[phrase.first].start < value[1] and value[0] < words[phrase.last - 1].end


def names_within(sentence: Clauses, start: int, end: int) -> tuple[str, ...]:
    return tuple([n.text for n in sentence.names if start <= n.start < end])


def _names_near(sentence: Clauses, predicate: PredicateMention | None, value: tuple[int, int]) -> list[str]:
    """The names that stand close enough to take part: in the clause of the predicate or of the value."""
    breaks = sentence.breaks
    level = breaks[sentence.at(value[0])]
    other = breaks[predicate.first] if predicate is not None else level
    return [n.text for n, own in zip(sentence.names, sentence.levels, strict=True) if own in (level, other)]


def context_of(sentence: Clauses, start: int, end: int) -> tuple[str, ...]:
    """The content stems of the clause, widened to its neighbours inside the clause boundary."""
    words, breaks = sentence.tokens, sentence.breaks
    low, high = sentence.index(start), sentence.index(end) - 1
    if low > high:
        return ()
    low, high = bisect_left(breaks, breaks[low]), bisect_right(breaks, breaks[high]) - 1
    if low > 0 and words[low - 1].text == ":":
        low = 0  # a lead-in before a colon goes with what it leads to
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
