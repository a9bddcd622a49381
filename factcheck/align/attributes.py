"""Align, part: compares two claims attribute by attribute, each on its own, without the statistics of the corpus."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.align.blocking import AMOUNTS, measure_words
from factcheck.align.closeness import (
    TELLING_SLIPS,
    closeness_of_dates,
    duration_closeness,
    number_closeness,
)
from factcheck.align.lexicon import VETO, is_known, is_repeatable, related_classes, weights
from factcheck.model.cell import Level
from factcheck.model.claim import Claim, ClaimType, EntityId, Modality
from factcheck.values import dates, durations, quantities
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.names import differ_surely, name_tokens
from factcheck.values.quantities import Quantity
from factcheck.values.words import content_words, person_nouns, stem, synonym


@lru_cache(maxsize=1 << 14)
def level_of(attribute: str, level: str, detail: str = "") -> Level:
    """A level of an attribute with its weight of `claims/align/weights.yaml`."""
    return Level(attribute=attribute, level=level, weight=weights()[attribute][level], detail=detail)


def _document(a: Claim, b: Claim) -> Level:
    if a.document != b.document:
        return level_of("document", "other")
    if a.group and a.group == b.group:
        return level_of("document", "same-group", a.group)
    if a.headed and b.headed:
        return level_of("document", "same-group", "two entries under dates of their own")
    if a.labels and b.labels:
        return level_of("document", "parallel", "two tables or lists of one document")
    close = a.block == b.block and a.span.overlaps(b.span)
    near = a.block == b.block and abs(a.span.start - b.span.start) < 240
    return level_of("document", "same-sentence" if close or near or a.value_span == b.value_span else "same")


def _edition(a: Claim, b: Claim) -> Level | None:
    """Whether the two stand in different editions of one series: the survey of another year, the notes of another release."""
    if a.document == b.document or not a.edition or not b.edition or set(a.edition) == set(b.edition):
        return None
    if a.series == b.series or (a.series and b.series and _is_alike(a.series, b.series)):
        figure = a.type in AMOUNTS or a.type is ClaimType.DEADLINE
        return level_of(
            "edition", "sibling-figure" if figure else "sibling", f"{' '.join(a.edition)} and {' '.join(b.edition)}"
        )
    if not set(a.edition) & set(b.edition):
        return level_of("edition", "other", f"{' '.join(a.edition)} and {' '.join(b.edition)}")
    return None


def _is_alike(a: str, b: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.ratio(a, b) >= 75


def _predicate(a: Claim, b: Claim) -> Level | None:
    if a.type in AMOUNTS:
        return None
    if a.predicate and a.predicate == b.predicate:
        level = (
            "unknown"
            if not is_known(a.predicate)
            else "repeatable"
            if is_repeatable(a.predicate) and a.type is not ClaimType.DEADLINE
            else "same"
            if _share_a_word(a, b)
            else "class"
        )
        return level_of("predicate", level, a.predicate)
    if b.predicate in related_classes(a.predicate):
        return level_of("predicate", "related", f"{a.predicate} and {b.predicate}")
    if a.type is ClaimType.DEADLINE:
        return level_of("predicate", "other-deadline", f"{a.predicate} and {b.predicate}")
    detail = f"{a.predicate or '-'} and {b.predicate or '-'}"
    close = closeness_of_dates(a, b) if a.type is ClaimType.DATE else ""
    if close != "slip" and close not in TELLING_SLIPS:
        return Level(attribute="predicate", level="different", weight=VETO, detail=detail)
    known = is_known(a.predicate), is_known(b.predicate)
    level = "other" if all(known) else "other-words" if a.predicate and b.predicate else "silent"
    return level_of("predicate", level if close != "slip" else f"{level}-slip", detail)


def _act(a: Claim, b: Claim) -> Level | None:
    """Of figures, whether what they are told with is one act: the tubs that were recalled, the tubs that were called back.

    Another act counts against two counts of things only: people take part in what they were invited to.
    """
    if a.type not in AMOUNTS or not is_known(a.predicate) or not is_known(b.predicate):
        return None
    if a.predicate == b.predicate:
        return level_of("act", "same", a.predicate)
    if b.predicate in related_classes(a.predicate):
        return level_of("act", "related", f"{a.predicate} and {b.predicate}")
    if not (_is_count_of_things(a) and _is_count_of_things(b)):
        return None
    return level_of("act", "other", f"{a.predicate} and {b.predicate}")


def _is_count_of_things(claim: Claim) -> bool:
    return isinstance(claim.value, Quantity) and bool(claim.value.thing) and not _are_people(claim)


def _share_a_word(a: Claim, b: Claim) -> bool:
    """Whether the two say it in one word, not only in words of one class; what heads a cell or pair says it in no word."""
    x, y = set(content_words(a.predicate_words)), set(content_words(b.predicate_words))
    return not x or not y or bool(x & y)


def _measure(a: Claim, b: Claim) -> Level | None:
    if a.type not in AMOUNTS:
        return None
    x, y = set(measure_words(a)), set(measure_words(b))
    counted = isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and bool(a.value.thing and b.value.thing)
    if counted and not x & y:
        if _are_people(a) and _are_people(b):
            return level_of("measure", "people", f"{a.measure} and {b.measure}")
        return Level(attribute="measure", level="different", weight=VETO, detail=f"{a.measure} and {b.measure}")
    for one, other in ((a, b), (b, a)):
        if (
            isinstance(one.value, Quantity)
            and isinstance(other.value, Quantity)
            and one.value.thing
            and not other.value.thing
            and not one.value.unit
        ):
            if synonym(one.measure) not in {
                synonym(w) for w in (*other.labels, *other.heads, *other.theme, other.measure)
            }:
                return Level(
                    attribute="measure", level="different", weight=VETO, detail=f"{one.measure} and {other.measure}"
                )
    shared = (
        {synonym(w) for w in (a.measure, *a.theme, *a.labels)} & {synonym(w) for w in (b.measure, *b.theme, *b.labels)}
    ) - {""}
    if a.measure and b.measure and synonym(a.measure) == synonym(b.measure):
        return level_of("measure", "phrase" if len(shared) > 1 else "same", ", ".join(sorted(shared)))
    if a.measure and b.measure and not _mentions(a, b.measure) and not _mentions(b, a.measure):
        return level_of("measure", "other", f"{a.measure} and {b.measure}")
    if shared:
        return level_of("measure", "phrase" if len(shared) > 1 else "related", ", ".join(sorted(shared)))
    return level_of("measure", "unknown")


def _are_people(claim: Claim) -> bool:
    return synonym(claim.measure) in person_nouns()


def _mentions(claim: Claim, word: str) -> bool:
    """Whether a claim's words hold the measure of another."""
    return synonym(word) in {synonym(w) for w in (*claim.theme, *claim.context, *claim.labels, *claim.heads)}


def _subject(a: Claim, b: Claim) -> Level:
    if a.subject and b.subject:
        if set(a.subject) & set(b.subject):
            if _are_contrasted(a, b):
                return level_of("subject", "contrasted", f"{' '.join(a.theme)} and {' '.join(b.theme)}")
            if a.type not in AMOUNTS and _are_two_of_one(a, b):
                return level_of("subject", "mentioned", f"{' '.join(a.theme)} and {' '.join(b.theme)}")
            return level_of("subject", "same", a.subject[0])
        if _may_be_one(a, b) or _may_be_one(b, a):
            return level_of("subject", "silent", f"{a.subject[0]} and {b.subject[0]}")
        return level_of("subject", "different", f"{a.subject[0]} and {b.subject[0]}")
    if not a.theme and not b.theme:
        return level_of("subject", "silent" if set(a.entities) & set(b.entities) else "unknown")
    if a.subject or b.subject:
        named, other = (a, b) if a.subject else (b, a)
        if not other.theme or _is_of_its_page(named):
            return level_of("subject", "silent")
        words = {synonym(stem(t)) for e in named.subject for t in name_tokens(e)} | {synonym(w) for w in named.theme}
        if synonym(other.theme[-1]) in words:
            return level_of("subject", "described", other.theme[-1])
        if named.theme and {synonym(w) for w in named.theme} & {synonym(w) for w in other.theme}:
            return level_of("subject", "silent", " ".join(other.theme))
        if a.type is ClaimType.DATE and _is_mentioned(named, other):
            return level_of("subject", "mentioned", f"{named.subject[0]} and {other.theme[-1]}")
        return level_of("subject", _other_subject(a), f"{named.subject[0]} and {other.theme[-1]}")
    if not a.theme or not b.theme:
        return level_of("subject", "silent")
    x, y = [synonym(w) for w in a.theme], [synonym(w) for w in b.theme]
    if x[-1] == y[-1] and x[-1] in GENERIC:
        return level_of("subject", "silent", x[-1])
    if x[-1] == y[-1]:
        rest_x, rest_y = set(x[:-1]), set(y[:-1])
        if rest_x and rest_y and not rest_x & rest_y:
            return level_of("subject", "contrasted", f"{' '.join(a.theme)} and {' '.join(b.theme)}")
        if _are_of_two_things(a, b):
            return level_of("subject", "of-another", f"{a.entity} and {b.entity}")
        return level_of("subject", "head", x[-1])
    if set(x) & set(y):
        return level_of("subject", "silent", ", ".join(sorted(set(x) & set(y))))
    return level_of("subject", _other_subject(a), f"{x[-1]} and {y[-1]}")


def _other_subject(claim: Claim) -> str:
    """What other words for the subject say: less of a figure, whose measure tells more than its subject does, than of a day."""
    return "other-words" if claim.type in AMOUNTS else "other-thing"


def _are_contrasted(a: Claim, b: Claim) -> bool:
    """Whether two things of one owner are told apart by their words: its welding course and its pottery course."""
    x, y = [synonym(w) for w in a.theme], [synonym(w) for w in b.theme]
    if not x or not y or x[-1] != y[-1]:
        return False
    if x[-1] in _VARIANTS:
        return set(x) != set(y)
    return x[-1] not in GENERIC and bool(x[:-1]) and bool(y[:-1]) and not set(x[:-1]) & set(y[:-1])


def _are_two_of_one(a: Claim, b: Claim) -> bool:
    """Whether two things share but the name that they are told by: the gallery at the Orme factory, the factory in Orme."""
    x, y = {synonym(w) for w in a.theme}, {synonym(w) for w in b.theme}
    return bool(x) and bool(y) and not x & y


_OF_WHAT = re.compile(r"\s(?:of|for|in|to|on|at|from|with|against)\s")


def _are_of_two_things(a: Claim, b: Claim) -> bool:
    """Whether what two subjects of one head are of is another thing: the flaw in the hinge, the flaw in the lid."""
    x, y = _what_it_is_of(a.entity), _what_it_is_of(b.entity)
    if not x or not y or x & y:
        return False
    return not x & {synonym(w) for w in (*b.context, *b.theme)} and not y & {synonym(w) for w in (*a.context, *a.theme)}


@lru_cache(maxsize=1 << 14)
def _what_it_is_of(shown: str) -> frozenset[str]:
    """The words of what follows the first preposition of a noun phrase."""
    head, _, rest = shown.partition(match[0]) if (match := _OF_WHAT.search(shown)) else (shown, "", "")
    return frozenset(synonym(w) for w in content_words(rest)) if head and len(rest) < 60 else frozenset()


_VARIANTS = frozenset(stem(w) for w in ["version", "edition", "cut", "variant", "model", "episode", "series", "part", "leg", "stage", "option", "package", "course", "tour"])  # fmt: skip
"""Nouns of things of which there are several sorts as a rule: what is said of one more closely is not said of another."""


def _is_of_its_page(claim: Claim) -> bool:
    """Whether a line of a sheet names no thing itself, and is put down to what its page is about."""
    if isinstance(claim.value, Quantity) and not (claim.value.unit or claim.value.thing):
        return False  # a bare number may be the number of the page itself
    return claim.extractor in ("pair", "front-matter") and not claim.theme and set(claim.subject) <= set(claim.topic)


def _is_mentioned(named: Claim, other: Claim) -> bool:
    """Whether all words of a name stand in the clause of the other: its grammar may have been misread."""
    said = {synonym(w) for w in other.context}
    return any(all(synonym(stem(t)) in said for t in name_tokens(e)) for e in named.subject)


GENERIC = frozenset(
    [
        "majority",
        "number",
        "part",
        "share",
        "rest",
        "half",
        "third",
        "quarter",
        "proportion",
        "most",
        "total",
        "person",
        "respondent",
        "user",
        "one",
        "thing",
        "way",
        "lot",
        "group",
        "case",
        "event",
        "day",
        "year",
        "time",
        "version",
        "percent",
        "percentage",
        "amount",
    ]
)
"""Head nouns that are said of anything."""


def _may_be_one(a: Claim, b: Claim) -> bool:
    """Whether the subject of one takes part in the other, or is a longer wording of it, so that silence is not contrast."""
    others = set(b.entities)
    if set(a.subject) & others and not any(differ_surely(x, y) for x in a.subject for y in b.subject):
        return True
    return are_longer_and_shorter(a.subject, b.subject)


@lru_cache(maxsize=1 << 15)
def are_longer_and_shorter(a: tuple[EntityId, ...], b: tuple[EntityId, ...]) -> bool:
    """Whether a name of one is a longer wording of a name of the other."""
    return any(
        (set(name_tokens(x)) < set(name_tokens(y)) or set(name_tokens(y)) < set(name_tokens(x)))
        and not differ_surely(x, y)
        for x in a
        for y in b
    )


def _participants(a: Claim, b: Claim) -> Level:
    x, y = set(a.entities) - set(a.subject), set(b.entities) - set(b.subject)
    shared = (set(a.entities) & set(b.entities)) - (set(a.subject) & set(b.subject))
    if shared:
        return level_of("participants", "shared", ", ".join(sorted(shared)))
    if x and y and not _any_words(x, y):
        return level_of("participants", "different", f"{sorted(x)[0]} and {sorted(y)[0]}")
    return level_of("participants", "none")


def _any_words(x: set[EntityId], y: set[EntityId]) -> bool:
    return bool({t for e in x for t in name_tokens(e)} & {t for e in y for t in name_tokens(e)})


def _topic(a: Claim, b: Claim) -> Level:
    x, y = {*a.topic, *a.entities}, {*b.topic, *b.entities}
    if set(a.topic) & y or set(b.topic) & x:  # entities of the clause are compared as participants
        return level_of("topic", "shared", ", ".join(sorted((set(a.topic) & y) | (set(b.topic) & x))[:3]))
    if a.topic and b.topic and not _any_words(x, y):
        return level_of("topic", "different")
    return level_of("topic", "none")


def _occurrence(a: Claim, b: Claim) -> Level:
    x, y = a.occurrence, b.occurrence
    if x == y or {x, y} == {"", "1"}:  # what is told of one opening is told of the first
        return level_of("occurrence", "same")
    if x and y and {x, y} not in _PERHAPS_ONE:
        return level_of("occurrence", "different", f"{x} and {y}")
    return level_of("occurrence", "one-silent", x or y)


_PERHAPS_ONE = ({"again", "2"}, {"again", "3"}, {"1", "earlier"})
"""What may be one: to open again is to open for the second or third time."""


def _scope(a: Claim, b: Claim) -> Level:
    x, y = series_of(a), series_of(b)
    for series in sorted((set(x) & set(y)) - {"with", "without"}):
        if not x[series] & y[series]:
            return level_of("scope", "different", f"{'/'.join(sorted(x[series]))} and {'/'.join(sorted(y[series]))}")
    for one, other in ((x, y), (y, x)):
        if shared := one.get("without", set()) & other.get("with", set()):
            return level_of("scope", "different", f"without and with {', '.join(sorted(shared))}")
    said = (set(x) ^ set(y)) - {"with"}
    if said & _PARTS or (a.type in AMOUNTS and said & _STAGES):
        return level_of("scope", "part", ", ".join(sorted(said)))
    if said:
        return level_of("scope", "one-silent", ", ".join(sorted(said)))
    # that both are told per head, or both of a part, says nothing of the thing that they are told of
    return level_of("scope", "same" if (set(x) & set(y)) - _FIGURES_ONLY - _PARTS - {"with"} else "none")


_PARTS = frozenset({"whole", "without", "valid"})
"""Series of which a claim that is silent holds the whole."""
_STAGES = frozenset({"phase", "stage", "leg", "half"})
"""Series of parts that follow each other: what the first phase cost is not what all of them cost."""
_FIGURES_ONLY = frozenset({"region", "per", "days", "peak"})
"""Series that only a figure or a last day may differ by: an event in Scotland is an event in Europe."""
_NO_SERIES = frozenset({"as-of"})


def series_of(claim: Claim) -> dict[str, set[str]]:
    """The members of each series that a claim holds for, of the series that claims of its type may differ by."""
    found: dict[str, set[str]] = {}
    figure = claim.type in (ClaimType.QUANTITY, ClaimType.DEADLINE, ClaimType.DURATION)
    for item in claim.scope:
        series, _, member = item.partition(":")
        if series in _NO_SERIES or (series in _FIGURES_ONLY and not figure):
            continue
        found.setdefault(series, set()).add(member)
    return found


def _as_of(a: Claim, b: Claim) -> Level | None:
    """Whether two figures that change are of one time: the totals of two dates are two figures."""
    if a.type not in AMOUNTS:
        return None
    x, y = time_of_figure(a), time_of_figure(b)
    if x and y:
        same = dates.overlaps(dates.from_edtf(x), dates.from_edtf(y))
        return level_of("as-of", "same" if same else "different", f"{x} and {y}")
    if not x and not y:
        return level_of("as-of", "none")
    # what is told without a time is not told of a day after that of its document
    day = (b if x else a).told_on
    if day is not None and day.latest < dates.from_edtf(x or y).earliest:
        return level_of("as-of", "another", f"{x or y} and {dates.describe(day)}")
    return level_of("as-of", "one-silent", x or y)


def time_of_figure(claim: Claim) -> str:
    """The time that a running figure is told of, in EDTF; empty where it is not told."""
    return next((item.partition(":")[2] for item in claim.scope if item.startswith("as-of:")), "")


def _basis(a: Claim, b: Claim) -> Level | None:
    """An estimate and a figure that was counted may differ and both be right."""
    if (a.modality is Modality.ESTIMATED) == (b.modality is Modality.ESTIMATED):
        return None
    return level_of("basis", "one-estimated")


def _period(a: Claim, b: Claim) -> Level | None:
    if a.type not in AMOUNTS and a.type is not ClaimType.DEADLINE:
        return None
    x, y = set(a.years), set(b.years)
    if x and y:
        return level_of("period", "same" if x & y else "different", f"{sorted(x)} and {sorted(y)}")
    if not x and not y:
        return level_of("period", "none")
    # what is told without a year is told of the time that its document is of
    own = {int(n) for n in (b if x else a).edition if re.fullmatch(r"(?:1[5-9]|20)\d\d", n)}
    named = {y // 10 if y > 9999 else y for y in x | y}
    if a.type in AMOUNTS and own and not own & named:
        return level_of("period", "another", f"{sorted(named)} and {sorted(own)}")
    return level_of("period", "one-silent")


_ROUND = 30
"""Days after which a last day that is announced is surely not one that had passed by then."""


def _round(a: Claim, b: Claim) -> Level | None:
    """Whether one last day had long passed when the other, still to come, was announced: that of another round."""
    if a.type is not ClaimType.DEADLINE or not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return None
    for old, new in ((a, b), (b, a)):
        if new.told_on is None or not isinstance(old.value, DateValue) or not isinstance(new.value, DateValue):
            continue
        day = new.told_on.earliest
        if old.value.latest + _ROUND < day <= new.value.latest:
            return level_of("round", "passed", f"{dates.describe(old.value)} before {dates.describe(new.told_on)}")
    return None


def _closeness(a: Claim, b: Claim) -> Level | None:
    if (close := closeness_of_dates(a, b)) != "":
        return level_of("closeness", close)
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and quantities.comparable(a.value, b.value):
        return level_of("closeness", number_closeness(a.value, b.value))
    if isinstance(a.value, Duration) and isinstance(b.value, Duration) and durations.comparable(a.value, b.value):
        return level_of("closeness", duration_closeness(a.value, b.value))
    return None


COMPARISONS = (
    _document, _edition, _predicate, _act, _measure, _subject, _occurrence, _scope, _period, _as_of, _basis, _participants, _topic, _round, _closeness,
)  # fmt: skip
