"""Extract, part: draft claims of dates, durations and quantities in running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.extract.asked_amounts import of_asked_thing
from factcheck.extract.claimless import asked_from, claims_nothing
from factcheck.extract.clauses import Clauses, clauses_of
from factcheck.extract.dated_entries import entry_of_block, of_entry, tense_of, under_day
from factcheck.extract.entry_items import as_item, item_line, lead_of_item, of_item, of_segment
from factcheck.extract.event_dates import date_from_event
from factcheck.extract.hours import of_hour
from factcheck.extract.lifespans import lives_of, who_lived
from factcheck.extract.periods import end_by_length, end_of_period, ends_of_run
from factcheck.extract.prose_quantities import of_quantities
from factcheck.extract.prose_times import counted_limit, of_time
from factcheck.extract.quoted_speech import is_of_speaker
from factcheck.extract.required_versions import required_versions_of
from factcheck.extract.statements import statements_of
from factcheck.extract.stretches import begun_in
from factcheck.frozen import replace
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Timex, TimexType
from factcheck.patterns import pattern_of


def from_prose(found: Extraction, block: Block, sentences: Sequence[Clauses] | None = None) -> Iterator[DraftClaim]:
    """The draft claims of a block of running text, in the order of its sentences."""
    entry, tense = entry_of_block(found, block), ""
    lead: tuple[int, int] | None = None
    for number, sentence in enumerate(clauses_of(found, block) if sentences is None else sentences):
        made = False
        if claims_nothing(block.text[sentence.start : sentence.end]):
            continue
        times, asked = found.times[block.index], asked_from(sentence)
        line = item_line(sentence) if times or found.quantities[block.index] else None
        figures = tuple(of_quantities(found, sentence, line, lead, asked))
        stands_for = {
            figure.as_of for figure in figures if figure.as_of is not None and _is_counted_then(block, figure)
        }
        opened: tuple[DraftClaim, Timex] | None = None
        for index in begun_in(times, sentence.start, sentence.end):
            timex = times[index]
            if not sentence.start <= timex.start < asked:
                continue
            draft = of_hour(found, sentence, timex) or of_time(found, sentence, timex, index)
            if draft is not None and who_lived(sentence, timex) is not None:
                draft = None  # of a person, and of nothing that the clause tells
            if draft is not None and is_of_speaker(block.text, draft):
                draft = None
            if draft is not None:
                draft = as_item(draft, sentence, line) if line is not None else of_segment(draft, sentence)
                draft = of_item(draft, sentence, lead) if lead is not None else draft
                draft = of_asked_thing(found, sentence, draft)
                if index in stands_for and draft.predicate in _STATES:
                    draft = replace(draft, extractor=f"{draft.extractor}/as-of")
                made = made or timex.type is TimexType.DATE
                yield draft
                if timex.until is not None and (last := end_of_period(draft, timex, sentence)) is not None:
                    yield last
                else:
                    yield from ends_of_run(draft, timex, sentence)
                if opened is not None and (last := end_by_length(*opened, timex, index, sentence)) is not None:
                    yield last
                opened = draft, timex
            if (limit := counted_limit(found, sentence, timex, index)) is not None:
                yield limit
            elif (step := date_from_event(found, sentence, timex, index)) is not None:
                yield step
        yield from figures
        yield from required_versions_of(found, block, sentence)
        yield from lives_of(found, sentence)
        yield from statements_of(found, sentence)
        if entry is not None:
            told = tense_of(sentence)
            tense = tense or (told if told == "past" or entry.may_be_present else "")
            if not made and told and told == tense and (draft := of_entry(found, sentence, entry)) is not None:
                yield draft
        elif not made and number == 0:
            yield from under_day(found, sentence)
        if number == 0:
            lead = lead_of_item(sentence)


_STATES = frozenset(
    {"", "count", "number", "employ", "total", "have", "stand", "include", "comprise", "contain", "hold", "own"}
)
"""What is told with a figure of a day, and happens on none: `On 3 May 2021 the club had 40 members`."""
_COUNTED = pattern_of(
    r"\b(?:ha[sd]|have|count(?:s|ed)|number(?:s|ed)|totall?ed|stood\sat|stands\sat|employ(?:s|ed)|held|holds|own(?:s|ed))\s(?:(?:about|some|only|just|over|more\sthan|nearly|almost|a\stotal\sof)\s)?\Z"
)


def _is_counted_then(block: Block, figure: DraftClaim) -> bool:
    """Whether a figure is what a verb of having or counting tells, right behind it: no `held its first race with 120 runners`."""
    return _COUNTED.search(block.text, max(0, figure.value_start - 40), figure.value_start) is not None
