"""Align, part: the most that two claims can score, told cheaply. Nineteen of twenty pairs that meet need no closer look.

What `comparison.py` and `attributes.py` tell of two claims is followed here with sets that are made once for each
claim, as far as it costs next to nothing; wherever that leaves a level open, the best one counts. So a pair whose
limit lies below the threshold is surely not joined.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache

from factcheck.align import holding, subjects
from factcheck.align.attributes import are_but_lengths, are_prices
from factcheck.align.blocking import AMOUNTS, measure_of, measure_words
from factcheck.align.closeness import CLOSE_NUMBERS, date_closeness, number_closeness
from factcheck.align.comparison import NAMED, Comparer
from factcheck.align.lexicon import (
    VETO,
    is_known,
    is_repeatable,
    is_task,
    related_classes,
    threshold,
    weights,
)
from factcheck.align.properties import are_cells
from factcheck.align.time_limits import may_be_limits
from factcheck.model.claim import Claim, ClaimType, EntityId, Modality
from factcheck.model.corpus import MANY
from factcheck.values import quantities
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.names import name_tokens
from factcheck.values.quantities import Quantity, format_number
from factcheck.values.words import person_nouns, stem, synonym

_NO_SLIPS = frozenset({"distant", "apart"})
"""Levels of closeness that no slip of a date has."""
SLACK = 0.002
"""What rounding may add."""


@cache
def best_of(attribute: str) -> float:
    """The best that an attribute can add: nothing, if all of its levels take away."""
    return max(0.0, *weights()[attribute].values())


class Profile:
    """What is compared of a claim, in the form in which it costs least. One for each claim, made when it is first asked for."""

    __slots__ = (
        "_middle", "about", "about_tokens", "claim", "counted", "digits", "document", "edition", "entities", "estimated", "exact",
        "figure", "head", "is_generic", "is_open", "is_person", "least", "measure", "measured", "mentioned", "named", "named_words",
        "occurrence", "others", "others_tokens", "predicate", "series", "slips", "sole", "subject", "subject_tokens", "theme",
        "thing", "told", "topic", "unit", "words", "years",
    )  # fmt: skip

    def __init__(self, claim: Claim, comparer: Comparer, is_alone: bool) -> None:
        self.claim, self.document = claim, claim.document
        self.named, self.sole = comparer.named[claim.document], is_alone
        self.slips = comparer.lone.may_slip(claim, comparer.documents)
        self.words = comparer.words(claim)
        self.least = comparer.least(claim)
        self.subject, self.entities, self.others = _takers(claim.subject, claim.entities)
        self.topic, self.about = _surroundings(claim.topic, claim.entities)
        self.is_open = not all(map(name_tokens, claim.subject))
        self.subject_tokens, self.others_tokens = _tokens_of(self.subject), _tokens_of(self.others)
        self.about_tokens = _tokens_of(self.about)
        self.theme, self.named_words = _words_for(claim.theme, claim.subject)
        self.head = synonym(claim.theme[-1]) if claim.theme else ""
        self.is_generic = self.head in subjects.GENERIC
        self.occurrence, self.series = claim.occurrence, claim.series
        self.edition, self.years = frozenset(claim.edition), frozenset(claim.years)
        self.told = frozenset(holding.series_of(claim))
        self.figure = holding.time_of_figure(claim)
        self.estimated = claim.modality is Modality.ESTIMATED
        self.predicate = claim.predicate
        self.measure, self.thing, self.unit = "", "", ""
        self.measured = self.mentioned = self.counted = frozenset[str]()
        self.is_person = self.exact = False
        self.digits = ""
        if claim.type in AMOUNTS:
            self._measure(claim)
        if isinstance(claim.value, Quantity):
            self._number(claim.value)

    def _measure(self, claim: Claim) -> None:
        self.measure = measure_of(claim)
        own = (claim.measure, *claim.theme, *claim.labels)
        self.measured = frozenset([self.measure, *(synonym(w) for w in own)]) - {""}
        self.mentioned = frozenset(synonym(w) for w in (*claim.theme, *claim.context, *claim.labels, *claim.heads))
        self.counted = frozenset(measure_words(claim))
        self.is_person = self.measure in person_nouns()

    def _number(self, value: Quantity) -> None:
        self.thing, self.unit = value.thing, value.unit
        self.exact = value.comparator == "=" and value.low == value.high
        self.digits = format_number(value.low)
        self._middle: tuple[float, float] | None = None

    def middle(self, value: Quantity) -> tuple[float, float]:
        """The middle of its number and how far that is rounded, in base units; worked out when it is first asked for."""
        if self._middle is None:
            low, high, tolerance = quantities.to_base(value)
            self._middle = _rounded(low + high) / 2, _rounded(tolerance)
        return self._middle


Names = frozenset[EntityId]
_KEPT = 1 << 13
"""What so many claims name is made once for all that name the same: profiles take a third less memory by it."""


@lru_cache(maxsize=_KEPT)
def _takers(subject: tuple[EntityId, ...], entities: tuple[EntityId, ...]) -> tuple[Names, Names, Names]:
    """What a claim is about, what takes part in it, and what of this it is not about."""
    own, every = frozenset(subject), frozenset(entities)
    return own, every, every - own


@lru_cache(maxsize=_KEPT)
def _surroundings(topic: tuple[EntityId, ...], entities: tuple[EntityId, ...]) -> tuple[Names, Names]:
    """What stands above a claim, without and with what takes part in it."""
    above = frozenset(topic)
    return above, above | frozenset(entities)


@lru_cache(maxsize=_KEPT)
def _tokens_of(names: Names) -> frozenset[str]:
    return frozenset([token for name in names for token in name_tokens(name)])


@lru_cache(maxsize=_KEPT)
def _words_for(theme: tuple[str, ...], subject: tuple[EntityId, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The words for what a claim is about, without and with those of its names."""
    words = frozenset([synonym(word) for word in theme])
    return words, words | {synonym(stem(token)) for name in subject for token in name_tokens(name)}


def _rounded(number: Fraction) -> float:
    """A number as a machine holds it; one of hundreds of digits as the largest that it holds."""
    return float(max(-_LARGEST, min(_LARGEST, number)))


_LARGEST = Fraction(10**300)


class Limits:
    """Upper bounds of scores, with the weights of `claims/align/weights.yaml` and the statistics of a corpus."""

    def __init__(self, comparer: Comparer) -> None:
        table = weights()
        self.idf, self.consensus, self.is_large = comparer.idf, comparer.consensus.level, comparer.documents >= MANY
        self.w = table
        self.context = best_of("context")
        gain = best_of("rivals")
        self.floors = {kind: threshold(kind.value) - gain - SLACK for kind in ClaimType}
        self.closest = {kind: _closest(kind) for kind in ClaimType}
        """The most that close values can bring."""
        self.document = table["document"]
        self.names_tell = table["subject"]["different"] == VETO
        self.predicates: dict[tuple[ClaimType, str, str], float] = {}
        self.acts: dict[tuple[ClaimType, str, str], float] = {}
        self.lone = {kind: _lone(kind) for kind in ClaimType}
        self.strangers = table["documents"]["strangers"]

    def are_of_two(self, p: Profile, b: Claim) -> bool:
        """Whether the names of two subjects alone tell them apart: for this nothing need be worked out or loaded of the other claim."""
        if not (self.names_tell and p.subject and b.subject):
            return False
        subject, entities, _ = _takers(b.subject, b.entities)
        if not (p.subject.isdisjoint(subject) and p.subject.isdisjoint(entities) and p.entities.isdisjoint(subject)):
            return False
        is_clear = (
            not p.is_open and all(map(name_tokens, b.subject)) and p.subject_tokens.isdisjoint(_tokens_of(subject))
        )
        return is_clear or not subjects.are_longer_and_shorter(p.claim.subject, b.subject)

    def may_be_joined(self, p: Profile, q: Profile) -> bool:
        """Whether two claims of one type can come up to the threshold at all."""
        floor = self.floors[p.claim.type]
        limit = self._cheap(p, q)
        if limit + self.closest[p.claim.type] + self._lone(p, q) < floor:
            return False
        x, y = p.claim.value, q.claim.value
        if isinstance(x, Quantity) and isinstance(y, Quantity):
            close = self._numbers(p, q, x, y)
            if limit + close < floor:
                return False
            limit += self._context(p, q) - self.context + self._strangeness(p, q)
            return limit + close >= floor and limit + self._exactly(p, q, x, y) >= floor
        limit += self._context(p, q) - self.context + self._strangeness(p, q)
        if limit + self.closest[p.claim.type] + self._lone(p, q) < floor:
            return False
        return limit + self._closeness(p, q) >= floor

    def limit(self, p: Profile, q: Profile) -> float:
        """The most that two claims of one type can score before rivals count."""
        x, y = p.claim.value, q.claim.value
        limit = self._cheap(p, q)
        if isinstance(x, Quantity) and isinstance(y, Quantity):
            limit += self._exactly(p, q, x, y)
        else:
            limit += self._closeness(p, q)
        return limit + self._context(p, q) - self.context + self._strangeness(p, q) + SLACK

    def _strangeness(self, p: Profile, q: Profile) -> float:
        if not self.is_large or not p.named.isdisjoint(q.named):
            return 0.0
        return self.strangers if min(len(p.named), len(q.named)) >= NAMED else 0.0

    def _cheap(self, p: Profile, q: Profile) -> float:
        """All attributes that sets tell, and the best of those that are looked at later."""
        w, a, b = self.w, p.claim, q.claim
        limit = self._subject(p, q)
        if limit == VETO:
            return VETO
        if p.document == q.document:
            if (a.group and a.group == b.group) or (a.headed and b.headed) or (a.labels and b.labels):
                return VETO
            limit += self.document["same"]
        else:
            limit += self.document["other"]
        is_amount = a.type in AMOUNTS
        if is_amount or a.type is ClaimType.DEADLINE:
            if p.years and q.years:
                if p.years.isdisjoint(q.years) and not holding.may_be_of_one_time(a, b):
                    return VETO
                limit += w["period"]["same"]
            elif p.years or q.years:
                limit += w["period"]["one-silent"]
            if p.series == q.series and p.edition != q.edition and p.edition and q.edition and p.document != q.document:
                return VETO
        if p.occurrence != q.occurrence and {p.occurrence, q.occurrence} != {"", "1"}:
            silent = q if p.occurrence else p
            is_apart = not (p.occurrence and q.occurrence) and not holding.is_of_that_year(
                p.occurrence or q.occurrence, silent.claim
            )
            limit += w["occurrence"]["one-silent"] if is_apart else 0.0
        if p.told and q.told:
            limit += w["scope"]["same"]
        elif p.told != q.told and len(p.told | q.told) > ("with" in p.told or "with" in q.told):
            limit += w["scope"]["one-silent"]
        if not p.entities.isdisjoint(q.entities):
            limit += w["participants"]["shared"]
        elif p.others and q.others and p.others_tokens.isdisjoint(q.others_tokens):
            limit += w["participants"]["different"]
        if not (p.topic.isdisjoint(q.about) and q.topic.isdisjoint(p.about)):
            limit += w["topic"]["shared"]
        elif p.topic and q.topic and p.about_tokens.isdisjoint(q.about_tokens):
            limit += w["topic"]["different"]
        if is_amount:
            if p.figure and q.figure:
                limit += w["as-of"]["same"]
            elif p.figure or q.figure:
                limit += w["as-of"]["one-silent"]
            limit += self._measure(p, q) + self._act(a.type, a.predicate, b.predicate)
        else:
            limit += self._predicate(a.type, p.predicate, q.predicate)
        if p.estimated is not q.estimated:
            limit += w["basis"]["one-estimated"]
        if a.labels or b.labels:
            limit += (bool(a.labels) + bool(b.labels)) * w["labels"]["found"]
        if may_be_limits(a, b):
            limit += w["limit"]["of-one-task"]
        if is_amount and are_cells(a, b):
            limit += w["cells"]["of-one"]
        if a.heads or b.heads:
            limit += (bool(a.heads) + bool(b.heads)) * w["heads"]["found"]
        return limit + self.context + w["passage"]["rare"]

    def _subject(self, p: Profile, q: Profile) -> float:
        w = self.w["subject"]
        if p.subject and q.subject:
            if not p.subject.isdisjoint(q.subject):
                return w["same"]
            if not p.subject.isdisjoint(q.entities) or not q.subject.isdisjoint(p.entities):
                return w["silent"]
            if p.is_open or q.is_open or not p.subject_tokens.isdisjoint(q.subject_tokens):
                names = p.claim.subject, q.claim.subject
                return w["silent"] if subjects.are_longer_and_shorter(*names) else w["different"]
            return w["different"]
        if p.subject or q.subject:
            named, other = (p, q) if p.subject else (q, p)
            if other.head in named.named_words:
                return w["described"]
            return w["mentioned"] if named.claim.type is ClaimType.DATE else w["silent"]
        if not p.head and not q.head and subjects.are_of_one_wording(p.claim, q.claim):
            return w["head"]
        if not p.head or not q.head:
            return w["silent"]
        if p.head == q.head:
            return w["silent"] if p.is_generic and p.predicate != "release" else w["head"]
        is_length = p.claim.type is ClaimType.DURATION  # whose subject may be the length itself
        is_open = is_length or p.thing or q.thing  # whose subject may be no more than what is counted
        disjoint = p.theme.isdisjoint(q.theme) and not is_open
        return max(w["other-words"], w["other-thing"]) if disjoint else w["silent"]

    def _act(self, kind: ClaimType, x: str, y: str) -> float:
        known = self.acts.get((kind, x, y))
        if known is None:
            w = self.w["act"]
            known = 0.0
            if (is_known(x) and is_known(y)) or kind is ClaimType.DURATION:
                known = w["same"] if x == y else max(w["related"], 0.0) if y in related_classes(x) else 0.0
            self.acts[kind, x, y] = known
        return known

    def _predicate(self, kind: ClaimType, x: str, y: str) -> float:
        known = self.predicates.get((kind, x, y))
        if known is None:
            w = self.w["predicate"]
            if x == y and not is_known(x):
                known = w["unknown"]
            elif x == y:
                is_each_time = is_repeatable(x) and kind is not ClaimType.DEADLINE
                known = w["repeatable"] if is_each_time else max(w["same"], w["class"])
            elif y in related_classes(x):
                known = w["related"]
            elif kind is ClaimType.DEADLINE:
                known = w["other-deadline"]
            else:
                known = max(w["other"], w["other-words"], w["silent"]) if kind is ClaimType.DATE else VETO
            self.predicates[kind, x, y] = known
        return known

    def _measure(self, p: Profile, q: Profile) -> float:
        w = self.w["measure"]
        lifted = VETO if self.is_large else w["other-wording"]  # two digits that changed places lift a veto
        if p.thing and q.thing and p.counted.isdisjoint(q.counted):
            return w["people"] if p.is_person and q.is_person else lifted
        if p.measure and p.measure == q.measure:
            return w["phrase"]
        if are_but_lengths(p.claim, q.claim):
            return w["phrase"]
        if p.measure and q.measure and q.measure not in p.mentioned and p.measure not in q.mentioned:
            return max(lifted, w["other"], w["unknown"], w["related"] if are_prices(p.claim, q.claim) else VETO)
        return max(lifted, w["unknown"]) if p.measured.isdisjoint(q.measured) else w["phrase"]

    def _context(self, p: Profile, q: Profile) -> float:
        common = p.words & q.words
        if not common:
            return 0.0
        idf = self.idf
        shared = sum([idf.get(word, 1.0) for word in common])
        least = p.least if p.least < q.least else q.least
        share = 0.5 * min(1.0, shared / 2.5) + 0.5 * (shared / least if least > 0.299 else 0.0)
        return self.context * share

    def _closeness(self, p: Profile, q: Profile) -> float:
        """The value of how close two values are, with what only close values can bring besides."""
        x, y = p.claim.value, q.claim.value
        w = self.w["closeness"]
        if isinstance(x, DateValue) and isinstance(y, DateValue):
            level = date_closeness(p.claim, q.claim, x, y)
            if p.predicate != q.predicate and p.claim.type is ClaimType.DATE:
                if level not in ("slip", "slip-of-year", "slip-of-month") and q.predicate not in related_classes(
                    p.predicate
                ):
                    return VETO
            lone = 0.0 if level in _NO_SLIPS else self._lone(p, q)
            return w[level] + self._sole(p, q, level) + lone
        if isinstance(x, Quantity) and isinstance(y, Quantity):
            return self._numbers(p, q, x, y)
        return best_of("closeness") + (
            max(self.w["sole"]["length"], self.w["sole"]["sort"]) + self._lone(p, q) if isinstance(x, Duration) else 0.0
        )

    def _lone(self, p: Profile, q: Profile) -> float:
        """What values can bring that are slips of each other and of no third one."""
        return self.lone[p.claim.type] if p.slips and q.slips and p.document != q.document else 0.0

    def _sole(self, p: Profile, q: Profile, level: str) -> float:
        if p.document == q.document:
            return 0.0
        w = self.w["sole"]
        if p.claim.type is ClaimType.DEADLINE:
            is_close = level in ("slip", "slip-of-month", "near")
            return w["both"] if is_close and is_task(p.predicate) and is_task(q.predicate) else 0.0
        is_telling = level in ("slip-of-year", "slip-of-month")
        return w["event"] if is_telling and p.sole and q.sole and p.predicate == q.predicate else 0.0

    def _exactly(self, p: Profile, q: Profile, x: Quantity, y: Quantity) -> float:
        """How close two numbers are by all that is known of them: costly, and so looked at last."""
        if not quantities.comparable(x, y):
            return best_of("consensus")
        level = number_closeness(x, y)
        is_a_digit_off = len(p.digits) == len(q.digits) and _is_a_digit_off(p.digits, q.digits)
        lone = self._lone(p, q) if is_a_digit_off or level not in ("close", "near", "far", "apart") else 0.0
        if p.claim.type is not ClaimType.QUANTITY or level not in CLOSE_NUMBERS:
            return self.w["closeness"][level] + lone
        return self.w["closeness"][level] + self.consensus(p.claim, q.claim).weight + lone

    def _numbers(self, p: Profile, q: Profile, x: Quantity, y: Quantity) -> float:
        w, more = self.w["closeness"], best_of("consensus")
        if p.unit != q.unit:
            return best_of("closeness") + more
        m, n = p.digits, q.digits
        if len(m) == len(n) and len(m) > 1 and (p.unit or p.thing or q.thing):
            are_shuffled = m != n and sorted(m) == sorted(n)
            if are_shuffled or _is_a_digit_off(m, n):
                told = max(len(m.replace(".", "").strip("0")), len(n.replace(".", "").strip("0")))
                slip = w["slip-of-two"] if told < 3 else w["slip-of-three"] if told == 3 else w["slip-of-many"]
                return (
                    more
                    + self._lone(p, q)
                    + max(slip, w["close"], w["near"], w["swapped"] if are_shuffled and told > 2 else VETO)
                )
        (mid, tolerance), (other, more_tolerance) = p.middle(x), q.middle(y)
        largest = max(abs(mid), abs(other))
        apart = abs(mid - other) / largest if largest else 0.0
        if apart < 0.16:
            return max(w["close"], w["near"]) + more
        if apart < 0.36 or not (p.exact and q.exact) or apart * largest <= 2.1 * (tolerance + more_tolerance):
            return w["near"]
        return w["far"] if apart < 0.61 else w["apart"]


def _closest(kind: ClaimType) -> float:
    """The best of what `_closeness` may give for claims of a type."""
    w = weights()
    if kind is ClaimType.DURATION:
        return best_of("closeness") + max(w["sole"]["length"], w["sole"]["sort"])
    if kind is ClaimType.QUANTITY:
        return best_of("closeness") + best_of("consensus")
    days = ("slip", "slip-of-month", "slip-of-year", "near", "far", "distant", "apart")
    return max(w["closeness"][level] for level in days) + best_of("sole")


def _lone(kind: ClaimType) -> float:
    """The best of what `lone` may give for claims of a type."""
    names = {
        ClaimType.DATE: ("digit", "week", "month", "year"),
        ClaimType.DEADLINE: ("digit-of-task", "week-of-task", "month-of-task", "year-of-task"),
        ClaimType.QUANTITY: ("number",),
        ClaimType.DURATION: ("length",),
    }
    return max((weights()["lone"][name] for name in names.get(kind, ())), default=0.0)


def _is_a_digit_off(m: str, n: str) -> bool:
    """Whether two numbers of one length differ at one place; equal ones count, too."""
    wrong = 0
    for c, d in zip(m, n, strict=True):
        if c != d:
            wrong += 1
            if wrong > 1:
                return False
    return True


def happens_alone(claim: Claim, dates: Mapping[tuple[str, str], int]) -> bool:
    """Whether a document dates but one event of the claim's class, one that is known and does not recur."""
    return (
        claim.type is ClaimType.DATE
        and dates[claim.document, claim.predicate] == 1
        and is_known(claim.predicate)
        and not is_repeatable(claim.predicate)
    )
