"""Stage 2, extract, of a facts file: each house fact becomes a draft claim, its value read by the taggers of the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.errors import Problem
from factcheck.extract.labelled_words import predicate_of_label
from factcheck.extract.languages import language_of
from factcheck.extract.last_days import is_deadline_label
from factcheck.extract.names import find_names
from factcheck.extract.predicates import find_predicates
from factcheck.extract.quantities import find_quantities
from factcheck.extract.scope_members import members_in
from factcheck.extract.sentences import find_sentences
from factcheck.extract.times import find_times
from factcheck.extract.wording import occurrence_of
from factcheck.frozen import dataclass, replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block, Document
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.house import HouseFact
from factcheck.model.mention import NameMention, QuantityMention
from factcheck.model.time import Timex, TimexType
from factcheck.values.words import content_words, tokens

HOUSE = "house"
"""The extractor of the claims that are house facts."""


def extract_facts(document: Document, facts: tuple[tuple[Block, HouseFact], ...]) -> Extraction:
    """The draft claims of a facts file; a value that is not what its type says becomes a problem."""
    language = language_of(document)
    words, sentences, times, quantities = {}, {}, {}, {}
    names: dict[int, tuple[NameMention, ...]] = {}
    drafts: list[DraftClaim] = []
    problems: list[Problem] = []
    for block, fact in facts:
        words[block.index] = tokens(block.text)
        sentences[block.index] = find_sentences(block.text)
        times[block.index] = find_times(block.text, language)
        number = fact.type == ClaimType.QUANTITY.value  # then no year stands in the way of a number
        taken = [(t.start, t.end) for t in times[block.index] if t.type is not TimexType.SET and not number]
        quantities[block.index] = tuple(map(_exactly, find_quantities(block.text, taken)))
        names[block.index] = tuple(_names_of(fact))
        reading = _read_value(block, fact, times[block.index], quantities[block.index])
        if isinstance(reading, str):
            problems.append(_misread(document, fact, reading))
        else:
            counted = quantities[block.index][reading.quantity] if reading.quantity is not None else None
            drafts.append(_draft(block, fact, reading, names[block.index], counted))
    return Extraction(
        document=document,
        tokens=words,
        sentences=sentences,
        times=times,
        quantities=quantities,
        names=names,
        drafts=tuple(drafts),
        problems=tuple(problems),
    )


def _exactly(mention: QuantityMention) -> QuantityMention:
    """A declared number is meant as it stands: £4,000 is not £4,500 rounded, unless `about` says so."""
    if mention.quantity.comparator != "=":
        return mention
    return replace(mention, quantity=replace(mention.quantity, tolerance=Decimal(0)))


_RATE = re.compile(r"\s(?:per|an?|each|every)\s\w+\Z")
"""What a quantity is of each, where the quantity itself leaves it out: `24 euros per month`."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a value is, and which mention of its block stands for it."""

    type: ClaimType
    timex: int | None = None
    quantity: int | None = None


def _read_value(
    block: Block, fact: HouseFact, times: tuple[Timex, ...], quantities: tuple[QuantityMention, ...]
) -> _Reading | str:
    """The value of a fact, or why it is not what its type says. A mention counts that is the whole value."""
    end = len(block.text)
    wanted = ClaimType(fact.type) if fact.type else None
    time = next((n for n, t in enumerate(times) if t.start <= 3 and t.end == end and t.type is not TimexType.SET), None)
    number = next(
        (n for n, q in enumerate(quantities) if q.start == 0 and (q.end == end or _RATE.match(block.text, q.end))), None
    )
    if number is None and wanted in (None, ClaimType.QUANTITY) and block.text.isdigit() and time is not None:
        bare = find_quantities(block.text, [])
        if bare and wanted is None and not _tells_an_event(fact):
            return "a number alone looks like a year here; write its unit or what it counts"
    if wanted is ClaimType.QUANTITY or (wanted is None and number is not None and time is None):
        return _Reading(ClaimType.QUANTITY, quantity=number) if number is not None else "no number with its unit"
    if wanted in (ClaimType.ROLE, ClaimType.TEXT):
        return _Reading(wanted)
    if time is not None:
        return _read_time(fact, times[time], time, wanted)
    if wanted is not None:
        return "no length of time" if wanted is ClaimType.DURATION else "no date"
    return _Reading(ClaimType.ROLE if _act_of(fact) else ClaimType.TEXT)


def _read_time(fact: HouseFact, timex: Timex, index: int, wanted: ClaimType | None) -> _Reading | str:
    if (timex.type is TimexType.DURATION) is not (wanted is ClaimType.DURATION) and wanted is not None:
        return "no length of time" if wanted is ClaimType.DURATION else "no date"
    if timex.type is TimexType.DURATION:
        return _Reading(ClaimType.DURATION, timex=index)
    if timex.impossible:
        return f"no date that exists: {timex.impossible}"
    if timex.type is TimexType.TIME or timex.parts is None or timex.shift is not None or not _has_year(timex):
        return "no date with its year"
    deadline = wanted is ClaimType.DEADLINE or (wanted is None and is_deadline_label(fact.key))
    return _Reading(ClaimType.DEADLINE if deadline else ClaimType.DATE, timex=index)


def _has_year(timex: Timex) -> bool:
    parts = timex.parts
    return parts is not None and (parts.year is not None or parts.decade is not None or parts.century is not None)


def _tells_an_event(fact: HouseFact) -> bool:
    return bool(find_predicates(tokens(fact.predicate or fact.entity), label=True))


def _act_of(fact: HouseFact) -> str:
    """The act that the words of a fact name: an office (`Mayor of Ashby`), or what somebody did (`designed by`)."""
    for words in (fact.predicate, fact.entity):
        if words and (act := predicate_of_label(words)):
            return act
    said = fact.predicate or fact.entity
    if said.lower().endswith(" by"):
        found = find_predicates(tokens(said), label=True)
        return found[-1].name if found else ""
    # `Ashby mayor`: the office stands last
    parts = said.split()
    return next((act for n in range(1, len(parts)) if (act := predicate_of_label(" ".join(parts[n:])))), "")


def _names_of(fact: HouseFact) -> Iterator[NameMention]:
    """The proper names of what a fact is about, and those of its aliases that are names; `team seat` is a description."""
    about = fact.entity
    head, of, rest = about.partition(" of ")
    if of and predicate_of_label(head):
        about = rest  # `Mayor of Ashby` is about Ashby
    listed = [n.text for n in find_names(about, find_sentences(about), words=tokens(about))]
    if (fact.predicate or about is rest) and _is_name(about):
        listed = [about]
    for name in listed:
        yield NameMention(start=0, end=1, text=name)
    for alias in fact.aliases:
        if _is_name(alias):
            yield NameMention(start=0, end=1, text=alias, alias_of=listed[0] if listed else "")


def _is_name(words: str) -> bool:
    """Whether all words that carry matter are written as in a name."""
    return all(w[0].isupper() or w[0].isdigit() or not content_words(w) for w in words.split())


def _draft(
    block: Block,
    fact: HouseFact,
    reading: _Reading,
    names: tuple[NameMention, ...],
    counted: QuantityMention | None,
) -> DraftClaim:
    thing = counted.quantity.thing if counted is not None else ""
    rate = block.text[counted.end :] if counted is not None else ""
    said = fact.predicate or fact.entity
    stems = content_words(fact.key)
    found = find_predicates(tokens(said), label=True)
    act = _act_of(fact) if reading.type is ClaimType.ROLE else found[-1].name if found else ""
    last = content_words(said)
    return DraftClaim(
        block=block.index,
        start=0,
        end=len(block.text),
        value_start=0,
        value_end=len(block.text),
        type=reading.type,
        timex=reading.timex,
        quantity=reading.quantity,
        words="" if reading.timex is not None or reading.quantity is not None else block.text,
        predicate=act or "-".join(stems[:3]),
        predicate_words=_predicate_words(fact, reading.type),
        measure=thing or (last[-1] if last and reading.type is ClaimType.QUANTITY else ""),
        subject_names=tuple(n.text for n in names),
        names=tuple(n.text for n in names),
        subject_stems=stems,
        context=stems,
        occurrence=occurrence_of(fact.key),
        scope=tuple(sorted({f"{m.series}:{m.member}" for m in members_in(f"{fact.key};{rate}")})),
        extractor=HOUSE,
        fact=fact,
    )


def _predicate_words(fact: HouseFact, kind: ClaimType) -> str:
    """The words of a fact that say its predicate, as far as they can be told from the others."""
    if fact.predicate:
        return fact.predicate
    words = tokens(fact.entity)
    found = find_predicates(words, label=True)
    if kind is ClaimType.ROLE and not fact.entity.lower().endswith(" by"):
        head, of, _ = fact.entity.partition(" of ")
        return head if of else ""
    return fact.entity[words[found[-1].first].start : words[found[-1].last].end] if found else ""


def _misread(document: Document, fact: HouseFact, why: str) -> Problem:
    lines = document.text.split("\n")
    kind = f"`type: {fact.type}`" if fact.type else "the fact"
    return Problem(
        message=f"{kind} cannot be {fact.value!r}: {why}",
        path=document.path,
        line=document.text.count("\n", 0, fact.value_span.start) + 1,
        column=fact.value_span.start - document.text.rfind("\n", 0, fact.value_span.start),
        quote=lines[document.text.count("\n", 0, fact.value_span.start)].rstrip("\r"),
        remedy="dates as 1998-05-03 or 3 May 1998, quantities with their unit, or `type:` with another type",
        fatal=True,
    )
