"""Extract, part of prose: the draft claim of a date, an hour or a length of time, by the words around it."""

from __future__ import annotations

from factcheck.extract.action_items import is_action
from factcheck.extract.around_figures import follows_copula
from factcheck.extract.chronicle import entry_of, leads_a_date, read_entry
from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.due_lines import read_due_line
from factcheck.extract.event_sentences import with_event
from factcheck.extract.gapped import with_gapped
from factcheck.extract.governing import governing, state_inserted
from factcheck.extract.idle_times import DETERMINED, is_attributive, tells_nothing
from factcheck.extract.label_lines import answers, of_length, of_line
from factcheck.extract.last_days import closing_verb, date_type, ends_day_before
from factcheck.extract.lifespans import with_life
from factcheck.extract.limits import counted_from, is_limit
from factcheck.extract.noun_phrases import nouns_behind, thing_after
from factcheck.extract.phrase_before import dates_event
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.standing_rules import is_standing_rule
from factcheck.extract.tags import VERBAL, Tag
from factcheck.extract.task_labels import is_last_day
from factcheck.extract.tasks import with_task
from factcheck.extract.terms import of_object, with_term
from factcheck.extract.time_given import act_of_time_given, of_time_given
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.document import BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words


def of_time(found: Extraction, sentence: Clauses, timex: Timex, index: int) -> DraftClaim | None:
    """The draft claim of a time of a sentence, where what stands around it makes one."""
    if _is_no_value(found, sentence, timex):
        return None
    is_attribute, is_duration = is_attributive(sentence.block.text, timex), timex.type is TimexType.DURATION
    given = act_of_time_given(sentence, timex)
    predicate = given or (None if is_attribute else governing(sentence, timex.start, timex.end, timex))
    if timex.pattern == "year" and (predicate is None or predicate.form is Form.NOUN):
        if _is_of_year(sentence, timex):
            return None
    if predicate is not None and predicate.form is not Form.NOUN and dates_event(sentence, timex.start):
        predicate = None
    if is_duration and sentence.block.text.startswith("-old", timex.end):
        return _of_age(found, sentence, timex, index)
    heads = _headed_by_clock(sentence, timex, predicate)
    if heads:
        predicate = None
    if is_duration and given is None and follows_copula(sentence, timex.start):
        predicate = None
    if (predicate is None or predicate.form is Form.NOUN) and _only_heads(sentence, timex):
        return None
    if not is_duration:
        if leads_a_date(found, sentence, timex):
            return None
        entry = (
            read_entry(found, sentence, timex, index, of_time)
            or read_due_line(found, sentence, timex, index, of_time)
            or entry_of(found, sentence, timex, index, predicate)
        )
        if entry is not None:
            return entry
    draft = _drafted(found, sentence, timex, index, predicate)
    draft = replace(draft, shown=heads) if heads else draft
    if draft.subject_start >= timex.end and ";" in sentence.block.text[timex.end : draft.subject_start]:
        draft = replace(draft, subject="", subject_start=-1, subject_names=(), subject_stems=(), shown="")
    if predicate is None and is_attribute and (phrase := _told_apart(sentence, timex)):
        draft = replace(draft, shown=phrase, shown_start=-1, said="of")
    if is_duration and not draft.shown and (lasting := _lasting_thing(sentence, timex)):
        draft = replace(draft, shown=lasting, shown_start=-1, said="of")
    if is_duration:
        draft = of_object(sentence, timex, predicate, with_term(sentence, timex, predicate, draft))
        draft = of_length(found, sentence, timex, draft)
        draft = of_time_given(sentence, timex, given, draft) if given is not None else draft
    elif (line := of_line(found, sentence, timex, predicate, draft)) is not None:
        return line
    return (
        with_task(draft, sentence, timex, predicate)
        if draft.type is ClaimType.DEADLINE
        else with_event(with_life(draft, sentence, timex), sentence, timex, predicate)
    )


def _is_no_value(found: Extraction, sentence: Clauses, timex: Timex) -> bool:
    """Whether a time is told by itself of nothing: an hour of every week, `the last day`, a line that is only a date."""
    if (
        (timex.type is TimexType.SET and not timex.repeats.startswith("XXXX-"))
        or timex.pattern == "reference"
        or is_span_of_hours(timex)
        or (timex.type is TimexType.TIME and _is_of_every_week(sentence, timex))
    ):
        return True
    if is_last_day(timex) or tells_nothing(sentence, timex):
        return True
    return sentence.block.text.strip(" *_.") == timex.text and not answers(found, sentence)


def _drafted(
    found: Extraction, sentence: Clauses, timex: Timex, index: int, predicate: PredicateMention | None
) -> DraftClaim:
    """The draft of a time and its predicate: an event, a last day or a length."""
    kind = ClaimType.DURATION if timex.type is TimexType.DURATION else date_type(sentence, timex, predicate)
    is_told_of = predicate is not None and predicate.form is Form.NOUN  # `before the next meeting on 10 March`
    if kind is ClaimType.DATE and not is_told_of and is_action(found, sentence, timex):
        kind = ClaimType.DEADLINE
    draft = draft_of(
        found, sentence, predicate, kind, (timex.start, timex.end), timex=index, extractor=f"prose/{timex.pattern}"
    )
    draft = with_gapped(sentence, predicate, draft)
    if kind is ClaimType.DATE and not draft.predicate and (verb := closing_verb(sentence, timex)):
        draft = replace(draft, predicate="close", predicate_words=verb, said=verb)  # `Mill Lane closes on 3 May`
    if predicate is None and (state := state_inserted(sentence, timex)):
        draft = replace(draft, said=state)
    if kind is ClaimType.DEADLINE and ends_day_before(sentence, timex):
        draft = replace(draft, day_before=True, modality=Modality.ASSERTED)
    return draft


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
    about = thing_after(sentence, timex.end + len("-old"))
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
    kept = _KEPT_FOR.search(sentence.block.text, sentence.start, timex.start)
    if not is_last and not is_standing_rule(sentence):
        return None
    predicate = governing(sentence, timex.start, timex.end, timex)
    if predicate is not None and counted.start <= sentence.starts[predicate.first] < counted.end:
        predicate = None  # `is valid for one year from the date of issue`
    kind = ClaimType.DEADLINE if is_last and not counted.comparator else ClaimType.DURATION
    draft = draft_of(found, sentence, predicate, kind, (timex.start, timex.end), timex=index, extractor="prose/counted")
    if kept is not None and not counted.comparator:
        counted = replace(counted, comparator=_SIGNS[(kept["how"] or "")[:2]])  # so long, and no less
    draft = replace(draft, end=max(draft.end, counted.end), counted=counted)
    return with_task(draft, sentence, timex, predicate) if kind is ClaimType.DEADLINE else draft


_KEPT_FOR = pattern_of(r"\b(?:for|during\sthe)\s(?:the\s)?(?:(?P<how>at\sleast|up\sto)\s)?\Z")
"""Before a length that something lasts, counted from an event: `must be kept for five years after the end`."""
_SIGNS = {"": "=", "at": ">=", "up": "<="}
"""Of `at least` and `up to`, by their first word."""


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
