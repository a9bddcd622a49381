"""Align, part: which claims may meet at all. Several keys in order; a pair is made once and remembers its key."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from factcheck.align.lexicon import classes_of, happens_once, is_known, related_classes
from factcheck.align.statements import STATEMENTS, statement_keys
from factcheck.model.claim import Claim, ClaimType
from factcheck.model.time import TimexType
from factcheck.values.dates import OPEN_END, DateValue, Granularity, civil
from factcheck.values.quantities import Quantity, dimension, format_number
from factcheck.values.units import is_currency
from factcheck.values.words import function_words, is_price_word, stem, synonym
from factcheck.values.yearly import YearlyDate

MAX_BLOCK = 120
"""A larger block says too little: its claims meet by a finer key or not at all."""
LEAST_DIGITS, LEAST_OF_COUNT = 2, 4
"""Of a number with one digit that is not zero any other one is a slip; small counts of one thing differ by a digit wherever things are counted."""
_SMALL, _LEAST_BLOCK = 5000, 24
"""Up to so many claims all blocks may be as large; beyond, those of words alone shrink to this, and there are none of digits alone."""

AMOUNTS = frozenset({ClaimType.QUANTITY, ClaimType.DURATION})
"""Types whose claims meet by what is measured, not by what happened."""
_COMPARED = frozenset({ClaimType.DATE, ClaimType.DEADLINE, ClaimType.DURATION, ClaimType.QUANTITY})
"""The types of claims that rules compare; the others are listed."""


def _is_hour(claim: Claim) -> bool:
    """Whether a claim tells a time of day whose day is only inferred."""
    timex = claim.timex
    return timex is not None and timex.type is TimexType.TIME and not (timex.parts and timex.parts.day)


_SORT = re.compile(r"(?:the\s)?\d+-bits?", re.I)


def _is_of_sort(claim: Claim) -> bool:
    """Whether a figure names the sort of a thing, as `64-bit` does, and measures none."""
    return claim.type is ClaimType.QUANTITY and _SORT.fullmatch(claim.shown) is not None


def _is_bare_weekday(claim: Claim) -> bool:
    """Whether a day is a weekday and nothing else, in short or as in a column of them: which week is meant is only guessed.

    What prose says happened `on Tuesday` is told of the days about its own.
    """
    parts = claim.timex.parts if claim.timex is not None else None
    if parts is None or parts.weekday is None or claim.timex is None or claim.timex.until is not None:
        return False
    if not claim.timex.text.strip(" .,").isalpha() or parts.day or parts.month or parts.year or parts.nth:
        return False
    is_written_out = claim.timex.text.strip(" .,").lower().endswith("day")
    return not is_written_out or bool(claim.labels or claim.heads)


_OF_A_PAGE = frozenset(stem(w) for w in ["last", "update", "modify", "revise", "review", "check", "page", "meta", "date", "print", "publish", "post", "document", "site", "article", "issue", "time", "create", "version", "web", "website", "text", "information", "generate", "change", "edit", "retrieve", "access", "correct", "upload", "modification", "publication", "revision", "creation"])  # fmt: skip
_WRITTEN = frozenset(stem(w) for w in ["update", "modify", "revise", "review", "check", "print", "publish", "post", "create", "generate", "change", "edit", "retrieve", "access", "upload", "modification", "publication", "revision", "creation", "last", "meta"])  # fmt: skip


def is_of_page(claim: Claim) -> bool:
    """Whether a date is that of the document itself: `Last updated`, `This page was reviewed on`."""
    if claim.subject or claim.type is not ClaimType.DATE:
        return False
    said = (
        {stem(w) for w in re.findall(r"[a-z]+", claim.predicate_words.lower())} | set(claim.theme) | set(claim.labels)
    )
    said = {part for word in said for part in re.split(r"[-_. ]", word) if part}
    return bool(said & _WRITTEN) and said <= _OF_A_PAGE


_COVERED = frozenset(stem(w) for w in ["period", "coverage", "covered", "covers", "span", "timespan", "interval", "reporting", "report", "range", "financial", "fiscal", "accounting", "year"])  # fmt: skip
_SPANS = frozenset(
    stem(w) for w in ["period", "coverage", "covered", "covers", "span", "timespan", "interval", "range"]
)


def _is_span_covered(claim: Claim) -> bool:
    """Whether a pair or cell tells the time that a page or row is of (`period: 2024`, a column `Period`), and no event."""
    if claim.type is not ClaimType.DATE or claim.extractor not in ("pair", "front-matter", "table"):
        return False
    said = {stem(w) for w in re.findall(r"[a-z]+", claim.predicate_words.lower())}
    return bool(said & _SPANS) and said <= _COVERED


_NUMBERED = re.compile(r"v?\d{1,3}\.\d{1,2}\.\d\d(?!\d)")
_NAMED = re.compile(
    r"(?:\b(?!\w*day\b)[A-Z][\w+]*[ \n]+|\w-|\b[vV]|\b(?:versions?|releases?)[ \n]+(?:(?:is|was|of|to)[ \n]+)?)[*`]*\Z"
)
_WORD_BEFORE = re.compile(r"(?<![\w.-])(?P<word>[a-z][a-z0-9+-]*)[ \n]+\Z")


_BEFORE_DAYS = frozenset(["vom", "bis", "seit", "ab", "zum", "le", "du", "au", "dès", "dated"])
"""Words before a day that are none of English grammar."""


def _is_version(claim: Claim) -> bool:
    """Whether a date is rather the number of what stands right before it: `Tarnkit 2.6.11`, `tarnkit-2.6.11`, `uses tarnkit 2.6.11`."""
    if claim.timex is None or not _NUMBERED.match(claim.timex.text):
        return False
    before = claim.quote[: max(0, claim.value_span.start - claim.span.start)]
    if _NAMED.search(before):
        return True
    named = _WORD_BEFORE.search(before)
    if named is None or named["word"] in function_words() or named["word"] in _BEFORE_DAYS:
        return False
    return not classes_of(stem(named["word"]))


def group_of(claim: Claim) -> str:
    """The sort of value: dates and deadlines apart, both apart from those of every year, quantities by what they can be compared with."""
    if claim.type is ClaimType.QUANTITY and isinstance(claim.value, Quantity):
        return f"quantity:{dimension(claim.value)}"
    return f"{claim.type.value}:yearly" if isinstance(claim.value, YearlyDate) else claim.type.value


def measure_of(claim: Claim) -> str:
    """What is measured, as one word for all of its class: a length of time is that of an act, however it is called.

    `Construction took` and `was built in` tell of one; so do `Loan period:` and `are lent for`.
    """
    if claim.type is not ClaimType.DURATION:
        return synonym(claim.measure)
    return _process(claim.measure, claim.predicate)


@lru_cache(maxsize=1 << 13)
def _process(measure: str, predicate: str) -> str:
    classes = classes_of(measure)
    if len(classes) == 1:
        return next(iter(classes))
    return synonym(measure) if measure else predicate if is_known(predicate) else ""


def measure_words(claim: Claim) -> tuple[str, ...]:
    """The words that say what is measured or counted: of a count the thing, else also the words for its subject."""
    if claim.measure and isinstance(claim.value, Quantity) and claim.value.thing:
        return (synonym(claim.measure),)
    words = [synonym(w) for w in (claim.measure, *claim.labels, *claim.theme) if w]
    if isinstance(claim.value, Quantity) and is_price_word(claim.measure) and is_currency(claim.value.unit):
        words.append(_PRICE)
    return tuple(dict.fromkeys([measure_of(claim), *words] if claim.type is ClaimType.DURATION else words))


_PRICE = stem("price")
"""The key that what is asked for a thing has besides its own word: `Fee`, `Charge`."""


def keys_of(claim: Claim, *, every_type: bool = False) -> Iterator[str]:
    """The blocking keys of a claim, the most telling first; of types that no two documents are compared in only if asked for."""
    if claim.type in STATEMENTS and not every_type:
        yield from statement_keys(claim)
        return
    if (
        claim.value is None
        or (claim.type not in _COMPARED and not every_type)
        or _is_hour(claim)
        or _is_bare_weekday(claim)
        or _is_of_sort(claim)
        or _is_version(claim)
        or claim.extractor == "front-matter/date"
        or claim.extractor.endswith("/as-of")
        or is_of_page(claim)
        or _is_span_covered(claim)
    ):
        return
    group = group_of(claim)
    if claim.type is ClaimType.DURATION and not measure_of(claim) and not every_type:
        # of what it is the length is not told: only what it names may tell
        yield from (f"{group}/@{entity}" for entity in dict.fromkeys((*claim.subject, *claim.entities)))
        return
    if claim.type is ClaimType.QUANTITY or measure_of(claim):
        yield from _keys_of_digits(claim)
        if claim.type is ClaimType.DURATION:
            yield from (f"{group}/@{entity}" for entity in dict.fromkeys((*claim.subject, *claim.entities)))
        for word in measure_words(claim):
            for entity in (*claim.subject, *claim.entities, *claim.topic):
                yield f"{group}/{word}/@{entity}"
            for other in dict.fromkeys((*claim.theme, *claim.context)):
                if synonym(other) != word:
                    yield f"{group}/{word}/{synonym(other)}"
            yield f"{group}/{word}"
        return
    if claim.type in (ClaimType.DEADLINE, ClaimType.TEXT) or (every_type and claim.type is ClaimType.DURATION):
        for word in dict.fromkeys((*claim.theme, *claim.context)):
            yield f"{group}/{synonym(word)}"
    if claim.type in (ClaimType.DATE, ClaimType.DEADLINE):
        yield from _keys_of_slips(claim)
    if not claim.predicate:
        return
    predicates = [
        claim.predicate,
        *(f"{min(claim.predicate, r)}+{max(claim.predicate, r)}" for r in related_classes(claim.predicate)),
    ]
    for predicate in predicates:
        for entity in (*claim.subject, *claim.entities, *claim.topic):
            yield f"{group}/{predicate}/@{entity}"
        for word in dict.fromkeys((*claim.theme[-1:], *claim.context)):
            yield f"{group}/{predicate}/{synonym(word)}"
    if is_known(claim.predicate) and (claim.type is ClaimType.DEADLINE or happens_once(claim.predicate)):
        yield f"{group}/{claim.predicate}"  # the last resort of a small corpus: in a large one the block is too large


def _keys_of_slips(claim: Claim) -> Iterator[str]:
    """A day without its year and without its month, and without the first digit of it: a date that was copied wrongly keeps the rest."""
    value = claim.value
    is_last = claim.type is ClaimType.DEADLINE
    if not isinstance(value, DateValue) or not (
        value.granularity is Granularity.DAY or (is_last and value.latest < OPEN_END)
    ):
        return
    year, month, day = civil(value.latest)
    slip = "digit/due" if is_last else "slip"  # last days meet by words in any case
    yield f"{slip}/{month:02d}-{day:02d}"
    yield f"{slip}/{year}-{day:02d}"
    yield f"digit/{claim.type.value}/{year}-{month:02d}-_{day % 10}"
    if not is_last:
        for entity in (*claim.subject, *claim.entities, *claim.topic):
            yield f"{slip}/{year}-{month:02d}/@{entity}"
        for word in dict.fromkeys((*claim.theme[-1:], *claim.context)):
            yield f"{slip}/{year}-{month:02d}/{synonym(word)}"


def _keys_of_digits(claim: Claim) -> Iterator[str]:
    """The digits of a number in order of their size, which numbers share of which one was copied with two digits swapped; and all but one of them."""
    value = claim.value
    if not isinstance(value, Quantity) or value.low != value.high:
        return
    number = format_number(value.low).lstrip("-")
    told = len(number.replace(".", "").strip("0"))
    if told >= 3:
        yield f"digits/{value.unit}/{number.find('.')}/{''.join(sorted(number))}"
    if told >= LEAST_DIGITS and (value.unit or len(number) >= LEAST_OF_COUNT):
        for k, digit in enumerate(number):
            if digit.isdigit():
                yield f"digit/{value.unit}/{number[:k]}_{number[k + 1 :]}"
        if told == LEAST_DIGITS:
            yield f"digit/{value.unit}/{number.find('.')}/{''.join(sorted(number))}"


class Blocks:
    """The claims by their keys. Who meets whom is told for one claim at a time, so that no list of all pairs is ever made."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        numbers: dict[str, int] = {}
        sizes = array("I")
        told, ends = array("I"), array("I")  # the keys of all claims one after the other, and where those of each end
        for claim in claims:
            for key in dict.fromkeys(keys_of(claim)):
                if not makes_block(key, len(claims)):
                    continue
                number = numbers.setdefault(key, len(sizes))
                if number == len(sizes):
                    sizes.append(0)
                sizes[number] += 1
                told.append(number)
            ends.append(len(told))
        weak = weak_limit(len(claims))
        kept = sorted(
            key
            for key, number in numbers.items()
            if 2 <= (size := sizes[number]) <= MAX_BLOCK and (size <= weak or is_strong(key))
        )
        kept.sort(key=lambda key: sizes[numbers[key]])
        self.keys = kept
        """The keys of which there are blocks, those of the smallest first: what few claims share tells most."""
        self._starts = array("I", accumulate((sizes[numbers[key]] for key in self.keys), initial=0))
        self._members = array("I", bytes(array("I").itemsize * self._starts[-1]))
        self._ranks = array("I")
        self._ranks_of: dict[int, int] = {}
        """Where the ranks of a claim begin; their number stands there."""
        ranks = array("I", [_NONE]) * len(sizes)
        for rank, key in enumerate(self.keys):
            ranks[numbers[key]] = rank
        numbers.clear()
        free, start = self._starts[:], 0
        for claim, end in zip(claims, ends, strict=True):
            own = sorted([rank for number in told[start:end] if (rank := ranks[number]) != _NONE])
            for rank in own:
                self._members[free[rank]] = claim.id
                free[rank] += 1
            if own:
                self._ranks_of[claim.id] = len(self._ranks)
                self._ranks.append(len(own))
                self._ranks.extend(own)
            start = end

    def members(self) -> Iterator[Sequence[int]]:
        """The ids of the claims of each block, those of the smallest first."""
        return (self._members[start:end] for start, end in pairwise(self._starts))

    def partners(self, claim_id: int) -> dict[int, int]:
        """The claims behind this one that share a key with it, each with the place of the most telling in `keys`."""
        found: dict[int, int] = {}
        members, starts = self._members, self._starts
        for rank in self._ranks_for(claim_id):
            end = starts[rank + 1]
            for other in members[bisect_right(members, claim_id, starts[rank], end) : end]:
                found.setdefault(other, rank)
        return found

    def shared(self, a: int, b: int) -> str:
        """The most telling key of two claims; empty if they never meet."""
        common = set(self._ranks_for(a)).intersection(self._ranks_for(b))
        return self.keys[min(common)] if common else ""

    def _ranks_for(self, claim_id: int) -> Sequence[int]:
        """The places in `keys` of the blocks of a claim, in ascending order."""
        at = self._ranks_of.get(claim_id)
        return self._ranks[at + 1 : at + 1 + self._ranks[at]] if at is not None else ()


_NONE = 0xFFFFFFFF


def is_strong(key: str) -> bool:
    """Whether a key names a thing or a value, and not only words that anything may be told in."""
    return "@" in key or key.startswith(("slip/", "digits/"))


def makes_block(key: str, claims: int) -> bool:
    """Whether a key brings claims together: one that holds all but a digit of a value does so among few claims only."""
    return claims <= _SMALL or not key.startswith("digit/")


def weak_limit(claims: int) -> int:
    """How large a block of a key of words alone may be. In a large corpus what so many share is told of many things."""
    return max(_LEAST_BLOCK, min(MAX_BLOCK, MAX_BLOCK * _SMALL // max(claims, 1)))
