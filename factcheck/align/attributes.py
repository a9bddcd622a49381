"""Align, part: compares two claims attribute by attribute, each on its own, without the statistics of the corpus."""

from __future__ import annotations

from factcheck.align.blocking import AMOUNTS, measure_of, measure_words
from factcheck.align.closeness import (
    TELLING_SLIPS,
    closeness_of_dates,
    duration_closeness,
    number_closeness,
)
from factcheck.align.holding import (
    compare_bases,
    compare_occurrences,
    compare_periods,
    compare_rounds,
    compare_scopes,
    compare_times_of_figures,
)
from factcheck.align.lexicon import VETO, is_known, is_repeatable, level_of, related_classes
from factcheck.align.parallels import compare_paths, compare_years_of_names
from factcheck.align.subjects import are_of_two_pages, compare_subjects
from factcheck.model.cell import Level
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.patterns import pattern_of
from factcheck.values import durations, quantities
from factcheck.values.durations import Duration
from factcheck.values.lengths import length_words
from factcheck.values.names import name_tokens
from factcheck.values.paths import is_identifier
from factcheck.values.quantities import Quantity
from factcheck.values.units import is_currency
from factcheck.values.words import content_words, is_price_word, person_nouns, stem, synonym


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
    if (level := compare_paths(a, b)) is not None:
        return level
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
        return level_of("predicate", "different", detail)
    known = is_known(a.predicate), is_known(b.predicate)
    level = "other" if all(known) else "other-words" if a.predicate and b.predicate else "silent"
    return level_of("predicate", level if close != "slip" else f"{level}-slip", detail)


def _act(a: Claim, b: Claim) -> Level | None:
    """Of figures, whether what they are told with is one act: the tubs that were recalled, the tubs that were called back.

    Another act counts against two counts of things only: people take part in what they were invited to.
    """
    if a.type not in AMOUNTS:
        return None
    if a.type is ClaimType.DURATION and _tells_but_length(a, b):
        return None
    if a.type is ClaimType.DURATION and a.predicate and a.predicate == b.predicate and not are_of_two_pages(a, b):
        return level_of("act", "same", a.predicate)
    if not is_known(a.predicate) or not is_known(b.predicate):
        return None
    if a.predicate == b.predicate:
        return level_of("act", "same", a.predicate)
    if b.predicate in related_classes(a.predicate):
        return level_of("act", "related", f"{a.predicate} and {b.predicate}")
    if not (_is_count_of_things(a) and _is_count_of_things(b)):
        return None
    return level_of("act", "other", f"{a.predicate} and {b.predicate}")


def _tells_but_length(a: Claim, b: Claim) -> bool:
    """Whether the act tells only that something lasts (`took`, `ran for`), or is what the length is of, compared as its measure."""
    words = length_words()
    return a.predicate in words.verbs | words.staying or a.predicate == measure_of(a) == measure_of(b)


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
    shared = (_told(a) & _told(b)) - {""}
    shared -= {measure_of(a)} if a.type is ClaimType.DURATION and len(shared) > 1 else set()
    if measure_of(a) and measure_of(a) == measure_of(b):
        return level_of("measure", "phrase" if len(shared) > 1 else "same", ", ".join(sorted(shared)))
    named = {synonym(stem(t)) for e in set(a.subject) & set(b.subject) for t in name_tokens(e)}
    shared -= named  # the name of the thing tells nothing of what is measured of it
    if are_but_lengths(a, b):
        return level_of("measure", "same", f"{a.measure} and {b.measure}")
    if are_prices(a, b):
        return level_of("measure", "related", f"{a.measure} and {b.measure}")
    if a.measure and b.measure and not _mentions(a, b.measure) and not _mentions(b, a.measure):
        return level_of("measure", "other", f"{a.measure} and {b.measure}")
    if shared:
        return level_of("measure", "phrase" if len(shared) > 1 else "related", ", ".join(sorted(shared)))
    return level_of("measure", "unknown")


def are_but_lengths(a: Claim, b: Claim) -> bool:
    """Whether both say no more than how long something lasts: `Duration: five hours`, `The walk lasts four hours`."""
    if a.type is not ClaimType.DURATION:
        return False
    words = length_words()
    return all(c.measure in words.nouns | words.verbs for c in (a, b))


def are_prices(a: Claim, b: Claim) -> bool:
    """Whether both are sums of money that are asked for something, in other words: `The charge for a permit is`, `A permit costs`."""
    are_sums = all(isinstance(c.value, Quantity) and is_currency(c.value.unit.partition("/")[0]) for c in (a, b))
    return are_sums and is_price_word(a.measure) and is_price_word(b.measure)


def _told(claim: Claim) -> frozenset[str]:
    """The words for what is measured and for whose measure it is."""
    return frozenset([measure_of(claim), *[synonym(w) for w in (claim.measure, *claim.theme, *claim.labels)]])


def _are_people(claim: Claim) -> bool:
    return synonym(claim.measure) in person_nouns()


def _mentions(claim: Claim, word: str) -> bool:
    """Whether a claim's words hold the measure of another."""
    return synonym(word) in {synonym(w) for w in (*claim.theme, *claim.context, *claim.labels, *claim.heads)}


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


def _closeness(a: Claim, b: Claim) -> Level | None:
    if (close := closeness_of_dates(a, b)) != "":
        return level_of("closeness", close)
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and quantities.comparable(a.value, b.value):
        return level_of("closeness", number_closeness(a.value, b.value))
    if isinstance(a.value, Duration) and isinstance(b.value, Duration) and durations.comparable(a.value, b.value):
        return level_of("closeness", duration_closeness(a.value, b.value))
    return None


def _identifier(a: Claim, b: Claim) -> Level | None:
    """Two things that programs named are one only if their names are the same."""
    x, y = _identifier_of(a), _identifier_of(b)
    return level_of("subject", "different", f"{x} and {y}") if x and y and x != y else None


def _identifier_of(claim: Claim) -> str:
    """What a claim is of, or the head of its row, if a program named it."""
    head = claim.predicate_words.partition(" ")[0] if claim.extractor == "table" else ""
    return next((name for name in (claim.entity, head) if is_identifier(name)), "")


_SENTENCE = pattern_of(r"[A-Z`\"][^\s]*(?:\s\S+){2,}?[.!?]\s(?=\S)")
"""A sentence that heads the row of a cell, before what its column says."""


def _rows_of_sentences(a: Claim, b: Claim) -> Level | None:
    """Two rows that sentences head, as the items of a change log, are of one thing in one document at best."""
    if a.document == b.document or a.extractor != "table" or b.extractor != "table":
        return None
    x, y = _SENTENCE.match(a.predicate_words), _SENTENCE.match(b.predicate_words)
    return level_of("subject", "different", f"{x[0]} {y[0]}") if x is not None and y is not None else None


COMPARISONS = (
    _identifier, _rows_of_sentences, _document, _edition, compare_years_of_names, _predicate, _act, _measure, compare_subjects, compare_occurrences, compare_scopes, compare_periods,
    compare_times_of_figures, compare_bases, _participants, _topic, compare_rounds, _closeness,
)  # fmt: skip
