"""Extract, part: a sentence as the words that tell how something is said are read in it, and what such a word governs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from typing import Protocol

from factcheck.data import load_yaml
from factcheck.extract.closed_words import BE
from factcheck.extract.grammar import Grammar
from factcheck.extract.predicates import PredicateMention
from factcheck.frozen import dataclass
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.mention import QuantityMention
from factcheck.model.time import Timex
from factcheck.values.quantities import Quantity
from factcheck.values.words import Token, stem


class Reach(StrEnum):
    """What of the tokens in its reach a cue speaks of."""

    CONTENT = "content"
    """Everything: `plans to open the line on 3 May`."""
    OBJECT = "object"
    """Amounts, and a day that follows at once; a day with a preposition is of the cue's own act."""
    MONEY = "money"
    """As an object, but of sums of money alone."""
    VERB = "verb"
    """What the verb at `first` governs."""
    CLOSE = "close"
    """The value that follows at once."""
    SUBJECT = "subject"
    """A value inside the subject, but no time that only leads in: `the concert on 9 June was cancelled`."""
    CONDITION = "condition"
    """All that hangs on a condition; the condition itself runs from `at` to `last`."""
    SAID = "said"
    """A value that follows a verb of telling at once: `the plaque says 4 July 1802`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word or phrase that tells how what it governs is said. Token indices, inclusive."""

    modality: Modality
    reach: Reach
    at: int
    first: int
    last: int
    speaker: tuple[int, int] | None = None
    """Of a report, the tokens of who says it; last exclusive."""
    word: str = ""


@cache
def words_of(key: str) -> frozenset[str]:
    """The stems of the single words under a key of the lexicon."""
    return frozenset(stem(w) for w in load_yaml("claims/modality.yaml")[key])


@cache
def wordings(key: str, name: str = "") -> frozenset[str]:
    """The words and phrases under a key, or under a name below it, as they stand."""
    found = load_yaml("claims/modality.yaml")[key]
    return frozenset(found[name] if name else found)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the constructions read it."""

    tokens: Sequence[Token]
    low: Sequence[str]
    stems: Sequence[str]
    breaks: Sequence[int]
    predicates: Sequence[PredicateMention]
    verbs: frozenset[int]
    blocked: set[int]
    grammar: Callable[[], Grammar]
    """The grammar of the sentence, worked out when first asked for."""

    def start_of(self, k: int) -> int:
        """The first token of the clause of token k."""
        while k > 0 and self.breaks[k - 1] == self.breaks[k]:
            k -= 1
        return k

    def end_of(self, k: int) -> int:
        """The last token of the clause of token k, with a second infinitive that shares its governor."""
        last = len(self.low) - 1
        while k < last and (self.breaks[k + 1] == self.breaks[k] or self._goes_on(k + 1)):
            k += 1
        return k

    def _goes_on(self, k: int) -> bool:
        if k + 1 >= len(self.low):
            return False
        if self.low[k] in ("and", "or") and k + 1 in self.verbs and not self.low[k + 1].endswith("ed"):
            return self.low[k + 1] in (self.stems[k + 1], self.stems[k + 1] + "e")
        return False

    def segment_start(self, k: int) -> int:
        """The first token after the mark or adversative that separates two statements."""
        while k > 0 and not self._separates(k - 1):
            k -= 1
        return k

    def segment_end(self, k: int) -> int:
        while k + 1 < len(self.low) and not self._separates(k + 1):
            k += 1
        return k

    def _separates(self, k: int) -> bool:
        return self.low[k] in (";", "—") or (
            self.low[k] in ("but", "whereas", "while", "yet", "although", "though") and k > 0 and self.low[k - 1] == ","
        )


def is_adverb(line: Line, k: int) -> bool:
    return line.low[k].endswith("ly") and k not in line.verbs


def is_capital(line: Line, k: int) -> bool:
    return k < len(line.low) and line.tokens[k].text[0].isupper()


def is_passive(line: Line, k: int) -> bool:
    return any(p.first <= k <= p.last and p.passive for p in line.predicates) or (k > 0 and line.low[k - 1] in BE)


def leads_to_value(line: Line, k: int) -> bool:
    """Whether a value follows at once, perhaps behind a preposition or `about`."""
    for n in range(k, min(k + 3, len(line.low))):
        if n in line.blocked or line.low[n][0].isdigit() or line.low[n] in "€$£¥":
            return True
        if line.low[n] not in ("on", "in", "at", "for", "about", "some", "by", "a", "around", "roughly", "to"):
            return False
    return False


FINITE = frozenset({"is", "are", "was", "were", "has", "had", "will", "did", "does", "failed", "came", "went"})


@dataclass(frozen=True, slots=True)
class Value:
    """A value in its sentence: token indices, inclusive, and what it is."""

    first: int
    last: int
    kind: ClaimType
    timex: Timex | None = None
    amount: QuantityMention | None = None

    @property
    def quantity(self) -> Quantity | None:
        return self.amount.quantity if self.amount is not None else None

    @property
    def is_date(self) -> bool:
        return self.kind is _DATE or self.kind is _DEADLINE


_DATE, _DEADLINE = ClaimType.DATE, ClaimType.DEADLINE


class Said(Protocol):
    """A sentence as far as the way it is said goes."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def tokens(self) -> Sequence[Token]: ...
    @property
    def lows(self) -> Sequence[str]: ...
    @property
    def vocabulary(self) -> frozenset[str]: ...
    @property
    def breaks(self) -> Sequence[int]: ...
    @property
    def predicates(self) -> Sequence[PredicateMention]: ...
    @property
    def blocked(self) -> set[int]: ...
    @property
    def cues(self) -> Sequence[Cue]: ...
    def stretch(self, start: int, end: int) -> tuple[int, int]: ...
