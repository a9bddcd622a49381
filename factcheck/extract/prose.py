"""Extract, part: draft claims of dates, durations and quantities in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.extract.action_items import is_action
from factcheck.extract.asked_amounts import as_answer, of_asked_thing
from factcheck.extract.chronicle import entry_of, leads_a_date, read_entry
from factcheck.extract.clauses import Clauses, clauses_of, names_within
from factcheck.extract.closed_words import BE, DETERMINERS, DIMENSIONS, HAVE, PREPOSITIONS
from factcheck.extract.dated_entries import entry_of_block, of_entry, tense_of, under_day
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.due_lines import read_due_line
from factcheck.extract.entry_items import ItemLine, as_item, item_line, lead_of_item, of_item, of_segment
from factcheck.extract.event_dates import date_from_event
from factcheck.extract.event_sentences import with_event
from factcheck.extract.gapped import with_gapped
from factcheck.extract.governing import governing, state_inserted
from factcheck.extract.hours import of_hour
from factcheck.extract.idle_times import DETERMINED, is_attributive, tells_nothing
from factcheck.extract.label_lines import answers, of_length, of_line
from factcheck.extract.last_days import date_type, ends_day_before
from factcheck.extract.lifespans import lives_of, with_life
from factcheck.extract.limits import counted_from, is_limit
from factcheck.extract.measured import with_measure
from factcheck.extract.noun_phrases import nouns_behind
from factcheck.extract.parts_told import counted_of_which, state_of_part
from factcheck.extract.periods import end_of_period
from factcheck.extract.phrase_before import dates_event
from factcheck.extract.predicate_lexicon import GETTING
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.quoted_speech import is_of_speaker
from factcheck.extract.standing_rules import is_standing_rule
from factcheck.extract.statements import statements_of
from factcheck.extract.stretches import begun_in
from factcheck.extract.tags import VERBAL, Tag
from factcheck.extract.task_labels import is_last_day
from factcheck.extract.tasks import with_task
from factcheck.extract.terms import with_term
from factcheck.extract.told_apart import of_change, of_next_thing, of_no_other, with_phrase_behind, with_subject_of_list
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import QuantityMention
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.units import is_currency
from factcheck.values.words import content_words, function_words, is_measure_word


def from_prose(found: Extraction, block: Block, sentences: Sequence[Clauses] | None = None) -> Iterator[DraftClaim]:
    entry, tense = entry_of_block(found, block), ""
    lead: tuple[int, int] | None = None
    for number, sentence in enumerate(clauses_of(found, block) if sentences is None else sentences):
        made = False
        if claims_nothing(block.text[sentence.start : sentence.end]):
            continue
        times, asked = found.times[block.index], asked_from(sentence)
        line = item_line(sentence) if times or found.quantities[block.index] else None
        for index in begun_in(times, sentence.start, sentence.end):
            timex = times[index]
            if not sentence.start <= timex.start < asked:
                continue
            draft = of_hour(found, sentence, timex) or of_time(found, sentence, timex, index)
            if draft is not None and is_of_speaker(block.text, draft):
                draft = None
            if draft is not None:
                draft = as_item(draft, sentence, line) if line is not None else of_segment(draft, sentence)
                draft = of_item(draft, sentence, lead) if lead is not None else draft
                draft = of_asked_thing(found, sentence, draft)
                made = made or timex.type is TimexType.DATE
                yield draft
                if timex.until is not None and (last := end_of_period(draft, timex, sentence)) is not None:
                    yield last
            if (limit := counted_limit(found, sentence, timex, index)) is not None:
                yield limit
            elif (step := date_from_event(found, sentence, timex, index)) is not None:
                yield step
        yield from _of_quantities(found, sentence, line, lead, asked)
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


def _of_quantities(
    found: Extraction, sentence: Clauses, line: ItemLine | None, lead: tuple[int, int] | None, asked: int
) -> Iterator[DraftClaim]:
    """The figures of a sentence."""
    block, before, plain, unit = sentence.block, None, None, ""
    quantities = found.quantities[block.index]
    for index in begun_in(quantities, sentence.start, sentence.end):
        quantity = quantities[index]
        is_told = quantity.start < asked or block.text.startswith(", which", quantity.end)
        if not sentence.start <= quantity.start < sentence.end or not is_told or _counts_nothing(block.text, quantity):
            continue
        draft = _of_quantity(found, sentence, quantity, index)
        if is_of_speaker(block.text, draft):
            continue
        draft = of_asked_thing(found, sentence, as_answer(found, sentence, draft, quantity.quantity.unit))
        draft = of_next_thing(sentence, quantity, plain, unit, draft)
        draft = with_subject_of_list(sentence, quantity, plain, unit, draft)
        plain, unit = draft, quantity.quantity.unit
        draft = of_no_other(sentence, quantities, with_phrase_behind(sentence, quantity, quantities, draft))
        draft = of_change(sentence, quantity, before, draft)
        draft = as_item(draft, sentence, line) if line is not None else of_segment(draft, sentence)
        before = of_item(draft, sentence, lead) if lead is not None else draft
        yield before


_WITHOUT = pattern_of(r"(?:\bwithout\s(?:the\s|our\s|its\s)?|\ball\sbut\s|\d\s?(?:by|x|×)\s)\Z", re.I)
_OF_SEVERAL = pattern_of(r"(?<![\w.,€£$¥])\d[\d.]*(?:,\s\d[\d.]*)+,?\s(?:and|or)\s\Z")
"""Figures that share the unit of the last one: `40, 60 and 100 mm`."""
_TIMES_AS = pattern_of(r"\s(?:what|as|the|that|more|less|its|his|her|their|larger|bigger|higher|longer)\b")


def _counts_nothing(text: str, mention: QuantityMention) -> bool:
    """Whether a figure states nothing alone: `without 40 helpers`, `all but six`, the second side of `180 by 240 cm`, `three times as long`."""
    if _WITHOUT.search(text, max(0, mention.start - 12), mention.start):
        return True
    if (
        mention.quantity.unit
        and not is_currency(mention.quantity.unit)
        and _OF_SEVERAL.search(text, max(0, mention.start - 40), mention.start)
    ):
        return True
    return mention.quantity.thing == "time" and _TIMES_AS.match(text, mention.end) is not None


def of_time(found: Extraction, sentence: Clauses, timex: Timex, index: int) -> DraftClaim | None:
    if (
        (timex.type is TimexType.SET and not timex.repeats.startswith("XXXX-"))
        or timex.pattern == "reference"
        or is_span_of_hours(timex)
        or (timex.type is TimexType.TIME and _is_of_every_week(sentence, timex))
    ):
        return None
    if is_last_day(timex) or tells_nothing(sentence, timex):
        return None
    if sentence.block.text.strip(" *_.") == timex.text and not answers(found, sentence):
        return None
    predicate = (
        None if is_attributive(sentence.block.text, timex) else governing(sentence, timex.start, timex.end, timex)
    )
    if timex.pattern == "year" and (predicate is None or predicate.form is Form.NOUN):
        if _is_of_year(sentence, timex):
            return None
    if predicate is not None and predicate.form is not Form.NOUN and dates_event(sentence, timex.start):
        predicate = None
    if timex.type is TimexType.DURATION and sentence.block.text.startswith("-old", timex.end):
        return _of_age(found, sentence, timex, index)
    heads = _headed_by_clock(sentence, timex, predicate)
    if heads:
        predicate = None
    is_duration = timex.type is TimexType.DURATION
    if is_duration and _follows_copula(sentence, timex.start):
        predicate = None
    if (predicate is None or predicate.form is Form.NOUN) and _only_heads(sentence, timex):
        return None
    if not is_duration and leads_a_date(found, sentence, timex):
        return None
    if not is_duration and (entry := read_entry(found, sentence, timex, index, of_time)) is not None:
        return entry
    if not is_duration and (line := read_due_line(found, sentence, timex, index, of_time)) is not None:
        return line
    if not is_duration and (entry := entry_of(found, sentence, timex, index, predicate)) is not None:
        return entry
    kind = ClaimType.DURATION if is_duration else date_type(sentence, timex, predicate)
    is_told_of = predicate is not None and predicate.form is Form.NOUN  # `before the next meeting on 10 March`
    if kind is ClaimType.DATE and not is_told_of and is_action(found, sentence, timex):
        kind = ClaimType.DEADLINE
    draft = draft_of(
        found,
        sentence,
        predicate,
        kind,
        (timex.start, timex.end),
        timex=index,
        extractor=f"prose/{timex.pattern}",
    )
    draft = with_gapped(sentence, predicate, draft)
    if predicate is None and (state := state_inserted(sentence, timex)):
        draft = replace(draft, said=state)
    if kind is ClaimType.DEADLINE and ends_day_before(sentence, timex):
        draft = replace(draft, day_before=True, modality=Modality.ASSERTED)
    if heads:
        draft = replace(draft, shown=heads)
    if draft.subject_start >= timex.end and ";" in sentence.block.text[timex.end : draft.subject_start]:
        draft = replace(draft, subject="", subject_start=-1, subject_names=(), subject_stems=(), shown="")
    if predicate is None and is_attributive(sentence.block.text, timex) and (phrase := _told_apart(sentence, timex)):
        draft = replace(draft, shown=phrase, shown_start=-1, said="of")
    if is_duration and not draft.shown and (lasting := _lasting_thing(sentence, timex)):
        draft = replace(draft, shown=lasting, shown_start=-1, said="of")
    if is_duration:
        draft = of_length(found, sentence, timex, with_term(sentence, timex, predicate, draft))
    elif (line := of_line(found, sentence, timex, predicate, draft)) is not None:
        return line
    return (
        with_task(draft, sentence, timex, predicate)
        if kind is ClaimType.DEADLINE
        else with_event(with_life(draft, sentence, timex), sentence, timex, predicate)
    )


def _lasting_thing(sentence: Clauses, timex: Timex) -> str:
    """What a length with a hyphen tells of, with its article: `moved it into a one-year bond`."""
    text, k = sentence.block.text, sentence.at(timex.start)
    if "-" not in timex.text or k == 0 or sentence.lows[k - 1] not in ("a", "an"):
        return ""
    about = nouns_behind(sentence, timex.end)
    return text[sentence.starts[k - 1] : about[1]] if about is not None else ""


def _is_of_year(sentence: Clauses, timex: Timex) -> bool:
    """Whether a year only tells for which one a thing of its kind is: `the draft rules for 2032`."""
    k = sentence.at(timex.start)
    return k > 1 and sentence.lows[k - 1] == "for" and sentence.grammar.tags[k - 2] is Tag.NOUN


def _of_age(found: Extraction, sentence: Clauses, timex: Timex, index: int) -> DraftClaim:
    """`the fourteen-year-old Ida Berg`, `a 12-year-old girl`: of whom the age is."""
    draft = draft_of(
        found,
        sentence,
        None,
        ClaimType.DURATION,
        (timex.start, timex.end),
        timex=index,
        extractor=f"prose/{timex.pattern}",
    )
    about = _thing_after(sentence, timex.end + len("-old"))
    if about is None:
        return replace(draft, said="old")
    subject, names = sentence.block.text[slice(*about)], names_within(sentence, *about)
    k = sentence.at(timex.start)
    first = sentence.starts[k - 1] if k and sentence.lows[k - 1] == "the" else about[0]  # who is told of already
    return replace(
        draft,
        end=max(draft.end, about[1]),
        subject=sentence.block.text[first : about[1]],
        subject_start=first,
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=content_words(subject),
        said="old",
    )


def _headed_by_clock(sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> str:
    """Of `09:05 An alert fires, but goes to a channel that was archived`: what happened then, before the first comma."""
    words = sentence.tokens
    if timex.type is not TimexType.TIME or predicate is None or timex.start > words[0].start:
        return ""
    stop = next((k for k, t in enumerate(words) if t.start >= timex.end and t.text in ",;."), len(words))
    first = next((k for k, t in enumerate(words) if t.start >= timex.end), stop)
    if predicate.first < stop or stop - first < 2:
        return ""
    return sentence.block.text[words[first].start : words[stop - 1].end]


_UNREAL = pattern_of(
    r"[\W_]*(?:imagine|suppose|supposing|pretend|picture this|say that|i wish|if only|what if)\b"
    r"|[\W_]*(?:if|had|were)\b.*\bwould(?:n[’']t)?\s(?:not\s)?have\b",
    re.I | re.S,
)


_ASKED = pattern_of(
    r"\b(?:asks?|asked|asking|wonders?|wondered|wants?\sto\sknow|wanted\sto\sknow|enquires?|enquired|inquires?|inquired)\b[^.,;:]{0,60}?\s"
    r"(?:how\s(?:many|much|long|old|far|often)|whether|when|what|if|who)\b",
    re.I,
)


def asked_from(sentence: Clauses) -> int:
    """Where a question begins that a sentence tells of, whose words state nothing: `To ask how many ferries were cancelled in 2028`."""
    if sentence.vocabulary.isdisjoint(_ASKERS) or sentence.vocabulary.isdisjoint(_ASKING):
        return sentence.end
    match = _ASKED.search(sentence.block.text, sentence.start, sentence.end)
    is_aside = (match is not None and '"' in sentence.texts) or "”" in sentence.texts
    if match is not None and (is_aside or sentence.grammar.tags[0] is Tag.SUBORDINATOR):
        return sentence.end  # `When asked if it would open, she said in June`
    return match.end() if match is not None else sentence.end


_ASKERS = frozenset(["ask", "asks", "asked", "asking", "wonder", "wonders", "wondered", "know", "enquire", "enquires", "enquired", "inquire", "inquires", "inquired"])  # fmt: skip
_ASKING = frozenset(["how", "whether", "when", "what", "if", "who"])


def claims_nothing(sentence: str) -> bool:
    """Whether a sentence asks, or tells of what never was: `Was it opened in 1931?`, `If it had opened, it would have`."""
    if sentence.rstrip(' "”’)*_').endswith("?"):
        return True
    return not (sentence[:1].isalpha() and sentence[0] not in _BEGINS_UNREAL) and _UNREAL.match(sentence) is not None


_BEGINS_UNREAL = frozenset("iIİıspwhSPWHſ")
"""The letters that what was never may begin with."""


def _only_heads(sentence: Clauses, timex: Timex) -> bool:
    """Whether a date in a heading is the frame of what follows, and not the day of what the heading names."""
    block = sentence.block
    if block.kind not in (BlockKind.TITLE, BlockKind.HEADING):
        return False
    rest = block.text[: timex.start] + block.text[timex.end :]
    return not (timex.parts and timex.parts.day) or not any(c.isalnum() for c in rest)


def counted_limit(found: Extraction, sentence: Clauses, timex: Timex, index: int) -> DraftClaim | None:
    """The last day that a sentence counts from an event: `must report within 30 days of the award`."""
    if timex.type not in (TimexType.DATE, TimexType.DURATION) or (timex.value is not None and timex.shift is None):
        return None
    counted = counted_from(sentence.block, timex, sentence.start, sentence.end)
    if counted is None:
        return None
    is_told = any([tag in VERBAL for tag in sentence.grammar.tags[: sentence.index(timex.start)]])
    # `becomes valid two days after you enrol and must be renewed`: the duty is of what follows
    is_last = is_limit(sentence.block, timex, sentence.start, counted.end if is_told else sentence.end)
    if not is_last and not is_standing_rule(sentence):
        return None
    predicate = governing(sentence, timex.start, timex.end, timex)
    if predicate is not None and counted.start <= sentence.starts[predicate.first] < counted.end:
        predicate = None  # `is valid for one year from the date of issue`
    kind = ClaimType.DEADLINE if is_last and not counted.comparator else ClaimType.DURATION
    draft = draft_of(found, sentence, predicate, kind, (timex.start, timex.end), timex=index, extractor="prose/counted")
    draft = replace(draft, end=max(draft.end, counted.end), counted=counted)
    return with_task(draft, sentence, timex, predicate) if kind is ClaimType.DEADLINE else draft


def is_span_of_hours(timex: Timex) -> bool:
    """Opening hours and other times of day that no day goes with: nothing happened then."""
    if timex.type is not TimexType.TIME:
        return False
    if timex.parts is None or timex.relation is not Relation.AT:
        return True
    return timex.until is not None and not timex.parts.day and timex.parts.weekday is None


def _is_of_every_week(sentence: Clauses, timex: Timex) -> bool:
    """Whether an hour goes with days of every week: `on Mondays at six`."""
    if timex.parts is None or timex.parts.day or timex.parts.weekday is not None:
        return False
    return any(
        [
            t.type is TimexType.SET and sentence.start <= t.start < sentence.end
            for t in sentence.found.times[sentence.block.index]
        ]
    )


def _told_apart(sentence: Clauses, timex: Timex) -> str:
    """Of `In our 2024 trial each plant gave`: the thing that the time tells apart, with it."""
    text = sentence.block.text
    nouns = nouns_behind(sentence, timex.end)
    before = DETERMINED.search(text, sentence.start, timex.start)
    return text[before.start() : nouns[1]] if nouns is not None and before is not None else ""


_MEASURE_BEFORE = pattern_of(
    r"(?P<measure>(?:[a-z-]+\s){0,2}[a-z-]{3,})\s(?P<verb>of|is|was|are|were|measures|measured|reached|stood at|stands at|rose to|fell to|totals|totalled|numbered|at)\s(?:[a-z]+\s){0,2}\Z"
)


_BEFORE_MEASURED = frozenset(["of", "is", "was", "are", "were", "measures", "measured", "reached", "at", "to", "totals", "totalled", "numbered"])  # fmt: skip


def _has_copula_near(sentence: Clauses, at: int) -> bool:
    """Whether one of the last three words before a value can lead from a measure to it, as the pattern wants."""
    k = sentence.index(at)
    return not _BEFORE_MEASURED.isdisjoint(sentence.lows[max(0, k - 3) : k])


_MEASURE_AFTER = pattern_of(
    r"\s?(?:in\s)?(?P<measure>high|tall|long|wide|deep|thick|height|length|width|depth|breadth|old|in diameter|above|below|per\s[a-z]+|of\s(?:the\s)?[a-z-]+)"
)


_MEASURES = {
    "high": "height", "tall": "height", "long": "length", "wide": "width", "deep": "depth", "thick": "thickness",
    "breadth": "width", "in diameter": "diameter",
}  # fmt: skip  # fmt: skip


def _follows_copula(sentence: Clauses, at: int) -> bool:
    """`it has 84 members`, `the tower is 40 m tall`: no act, the number is told of the subject itself."""
    words = sentence.tokens
    k = sentence.at(at) - 1
    while k >= 0 and words[k].low in _SOFTENERS:
        k -= 1
    if k >= 0 and words[k].low in GETTING and sentence.grammar.tags[k] is Tag.VERB:
        return False  # `Winners get £40`
    return k >= 0 and (words[k].low in BE or words[k].low in HAVE)


def _is_had_behind(sentence: Clauses, predicate: PredicateMention, at: int) -> bool:
    """Whether a form of `have` with an object stands between a verb and a figure: `employs five people and has a budget of`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    last = sentence.at(at)
    for k in range(predicate.last + 1, last):
        if words[k].low in HAVE and tags[k] is Tag.AUXILIARY and k + 1 < last and tags[k + 1] is Tag.DETERMINER:
            return True
    return False


def _is_of_counted(sentence: Clauses, predicate: PredicateMention, mention: QuantityMention) -> bool:
    """Whether an event noun behind things counted tells only which they are or how they stand: `Two letters of recommendation`, `Six places are on offer`."""
    lows, k = sentence.lows, predicate.first
    if sentence.starts[k] < mention.end or k < 2:
        return False
    if lows[k - 1] == "of":
        return sentence.ends[k - 2] == mention.end and bool(mention.quantity.thing)
    return lows[k - 1] in ("on", "under", "in") and lows[k - 2] in BE


def _has_measure_of(sentence: Clauses, at: int) -> bool:
    """`which has a range of 22 nautical miles, is not expected`: the figure is of the subject of `has`."""
    lows, k = sentence.lows, sentence.at(at) - 1
    while k > 0 and lows[k] in _SOFTENERS and lows[k] not in ("a", "an", "the"):
        k -= 1
    if k < 3 or lows[k] != "of" or not is_measure_word(lows[k - 1]):
        return False
    first = k - 2
    while first > 0 and k - first < 5 and lows[first] not in ("a", "an", "the"):
        first -= 1
    return first > 0 and lows[first] in ("a", "an", "the") and lows[first - 1] in HAVE


_SOFTENERS = frozenset(["about", "some", "nearly", "almost", "roughly", "around", "over", "more", "than", "at", "least", "only", "just", "exactly", "now", "also", "still", "a", "an", "the", "up", "to", "under", "about", "currently"])  # fmt: skip


def _measure_around(sentence: Clauses, mention: QuantityMention, before: str, after: str) -> tuple[str, bool]:
    """The measure that the words next to a number name, and whether it is the noun before the verb that tells it."""
    if mention.quantity.thing:
        return mention.quantity.thing, False
    match = _MEASURE_AFTER.match(after)
    if match and (
        match["measure"] in _MEASURES or not match["measure"].startswith(("of", "per", "above", "below", "old"))
    ):
        return _MEASURES.get(match["measure"], match["measure"]), False
    if _has_copula_near(sentence, mention.start) and (said := _MEASURE_BEFORE.search(before)):
        return (content_words(said["measure"]) or ("",))[-1], said["verb"] not in ("of", "at")
    if match and match["measure"].startswith("of "):
        return (content_words(match["measure"]) or ("",))[-1], False
    return "", False


def _of_quantity(found: Extraction, sentence: Clauses, mention: QuantityMention, index: int) -> DraftClaim:
    text = sentence.block.text
    before, after = text[sentence.start : mention.start].lower(), text[mention.end : mention.end + 40].lower()
    measure, is_of_subject = _measure_around(sentence, mention, before, after)
    predicate = None if _follows_copula(sentence, mention.start) else governing(sentence, mention.start, mention.end)
    if predicate is not None and predicate.form is Form.NOUN and text[mention.start - 1 : mention.start] == "(":
        is_other_unit = any(
            [mention.start - 3 <= q.end < mention.start for q in found.quantities[sentence.block.index]]
        )
        predicate = predicate if is_other_unit else None  # `a record check (£38)`
    if predicate is not None and predicate.form is Form.NOUN and _is_of_counted(sentence, predicate, mention):
        predicate = None
    if predicate is not None and _is_had_behind(sentence, predicate, mention.start):
        predicate = None
    if predicate is not None and _has_measure_of(sentence, mention.start):
        predicate = None
    is_part = "which" in sentence.vocabulary or "whom" in sentence.vocabulary
    part = state_of_part(sentence, (mention.start, mention.end)) if is_part else None
    counted = counted_of_which(sentence, (mention.start, mention.end)) if is_part and part is None else None
    predicate = None if part is not None else predicate
    draft = draft_of(
        found,
        sentence,
        predicate,
        ClaimType.QUANTITY,
        (mention.start, mention.end),
        quantity=index,
        measure=measure,
        extractor=f"prose/{mention.pattern}",
    )
    draft = with_gapped(sentence, predicate, draft)
    if is_of_subject and draft.subject_stems:
        draft = replace(draft, measure=draft.subject_stems[-1])  # `Turnout in the ballot of the union was`
    draft = with_measure(sentence, mention, draft)
    if part is not None:
        draft = replace(draft, shown=part[0], shown_start=-1, said=part[1], predicate_words="")
    if counted is not None:
        is_behind = predicate is not None and 2 <= predicate.first - sentence.index(mention.end) <= 4
        draft = replace(draft, shown=counted[0], shown_start=-1, said=draft.said if is_behind else counted[1])
    if draft.subject or mention.quantity.thing or (about := _thing_after(sentence, mention.end)) is None:
        return draft
    subject = text[slice(*about)]
    names = names_within(sentence, *about)
    return replace(
        draft,
        end=max(draft.end, about[1]),
        subject=subject,
        subject_start=about[0],
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=content_words(subject),
    )


def _thing_after(sentence: Clauses, at: int) -> tuple[int, int] | None:
    """What a bare measure is of: `420 g wholegrain flour`, `400 m of rope`."""
    words = sentence.tokens
    first = next((k for k, t in enumerate(words) if t.start >= at), len(words))
    if first < len(words) and words[first].low == "of":
        first += 1
    while first < len(words) and words[first].low in DETERMINERS:
        first += 1
    last = first
    if first < len(words) and words[first].low in _DIMENSIONS:
        return None  # `5 cm deep`
    verbs = {p.first for p in sentence.predicates if p.form is not Form.NOUN}
    while last < len(words) and last - first < 5 and last not in verbs and last not in sentence.blocked:
        low = words[last].low
        if not low[0].isalpha() or low in PREPOSITIONS or low in function_words():
            break
        last += 1
    return (words[first].start, words[last - 1].end) if last > first else None


_DIMENSIONS = DIMENSIONS | {"apart"}
