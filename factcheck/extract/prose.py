"""Extract, part: draft claims of dates, durations and quantities in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.extract.chronicle import entry_of, leads_a_date
from factcheck.extract.clauses import (
    Clauses,
    clauses_of,
    draft_of,
    governing,
    names_within,
)
from factcheck.extract.closed_words import BE, DETERMINERS, HAVE, PREPOSITIONS
from factcheck.extract.idle_times import tells_nothing
from factcheck.extract.lifespans import lives_of, with_life
from factcheck.extract.limits import counted_from, is_limit
from factcheck.extract.measured import with_measure
from factcheck.extract.phrase_before import dates_event
from factcheck.extract.predicate_lexicon import predicate_class
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.statements import statements_of
from factcheck.extract.stretches import begun_in
from factcheck.extract.tags import Tag
from factcheck.extract.tasks import is_last_day, with_task
from factcheck.extract.terms import with_term
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import QuantityMention
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.values.words import content_words, function_words


def from_prose(found: Extraction, block: Block, sentences: Sequence[Clauses] | None = None) -> Iterator[DraftClaim]:
    for number, sentence in enumerate(clauses_of(found, block) if sentences is None else sentences):
        made = False
        if claims_nothing(block.text[sentence.start : sentence.end]):
            continue
        times, quantities = found.times[block.index], found.quantities[block.index]
        for index in begun_in(times, sentence.start, sentence.end):
            timex = times[index]
            if not sentence.start <= timex.start < sentence.end:
                continue
            draft = of_time(found, sentence, timex, index)
            if draft is not None:
                made = made or timex.type is TimexType.DATE
                yield draft
            if (limit := counted_limit(found, sentence, timex, index)) is not None:
                yield limit
        for index in begun_in(quantities, sentence.start, sentence.end):
            quantity = quantities[index]
            if sentence.start <= quantity.start < sentence.end and not _counts_nothing(block.text, quantity):
                yield _of_quantity(found, sentence, quantity, index)
        yield from lives_of(found, sentence)
        yield from statements_of(found, sentence)
        if not made and number == 0:
            yield from _under_date_heading(found, sentence)


_WITHOUT = re.compile(r"(?:\bwithout\s(?:the\s|our\s|its\s)?|\d\s?(?:by|x|×)\s)\Z", re.I)
_TIMES_AS = re.compile(r"\s(?:what|as|the|that|more|less|its|his|her|their|larger|bigger|higher|longer)\b")


def _counts_nothing(text: str, mention: QuantityMention) -> bool:
    """Whether a figure states nothing alone: `without 40 helpers`, the second side of `180 by 240 cm`, `three times as long`."""
    if _WITHOUT.search(text, max(0, mention.start - 12), mention.start):
        return True
    return mention.quantity.thing == "time" and _TIMES_AS.match(text, mention.end) is not None


def of_time(found: Extraction, sentence: Clauses, timex: Timex, index: int) -> DraftClaim | None:
    if timex.type is TimexType.SET or timex.pattern == "reference" or is_span_of_hours(timex):
        return None
    if is_last_day(timex) or tells_nothing(sentence, timex) or sentence.block.text.strip(" *_.") == timex.text:
        return None
    predicate = (
        None if _is_attributive(sentence.block.text, timex) else governing(sentence, timex.start, timex.end, timex)
    )
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
    if predicate is None and _only_heads(sentence, timex):
        return None
    if not is_duration and leads_a_date(found, sentence, timex):
        return None
    if not is_duration and (entry := entry_of(found, sentence, timex, index, predicate)) is not None:
        return entry
    kind = ClaimType.DURATION if is_duration else _date_type(sentence, timex, predicate)
    draft = draft_of(
        found,
        sentence,
        predicate,
        kind,
        (timex.start, timex.end),
        timex=index,
        extractor=f"prose/{timex.pattern}",
    )
    if heads:
        draft = replace(draft, shown=heads)
    if is_duration:
        draft = with_term(sentence, timex, predicate, draft)
    return (
        with_task(draft, sentence, timex, predicate)
        if kind is ClaimType.DEADLINE
        else with_life(draft, sentence, timex)
    )


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
    return replace(
        draft,
        end=max(draft.end, about[1]),
        subject=subject,
        subject_start=about[0],
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


_UNREAL = re.compile(
    r"[\W_]*(?:imagine|suppose|supposing|pretend|picture this|say that|i wish|if only|what if)\b"
    r"|[\W_]*(?:if|had|were)\b.*\bwould(?:n[’']t)?\s(?:not\s)?have\b",
    re.I | re.S,
)


def claims_nothing(sentence: str) -> bool:
    """Whether a sentence asks, or tells of what never was: `Was it opened in 1931?`, `If it had opened, it would have`."""
    return sentence.rstrip(' "”’)*_').endswith("?") or _UNREAL.match(sentence) is not None


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
    if counted is None or not is_limit(sentence.block, timex, sentence.start, sentence.end):
        return None
    predicate = governing(sentence, timex.start, timex.end, timex)
    draft = draft_of(
        found, sentence, predicate, ClaimType.DEADLINE, (timex.start, timex.end), timex=index, extractor="prose/counted"
    )
    draft = replace(draft, end=max(draft.end, counted.end), counted=counted)
    return with_task(draft, sentence, timex, predicate)


def is_span_of_hours(timex: Timex) -> bool:
    """Opening hours and other times of day that no day goes with: nothing happened then."""
    return timex.type is TimexType.TIME and (timex.relation is not Relation.AT or timex.parts is None)


def _is_attributive(text: str, timex: Timex) -> bool:
    """`the 2019 survey`, `our August 2021 releases`: the time tells which one, not when something happened."""
    if timex.parts is None or timex.parts.day or timex.relation is not Relation.AT:
        return False
    before, after = text[max(0, timex.start - 8) : timex.start].lower(), text[timex.end : timex.end + 24]
    return bool(_DETERMINED.search(before) and _WORD_BEHIND.match(after) and not _LINK_BEHIND.match(after))


_DETERMINED = re.compile(r"\b(?:the|our|its|their|a|an|this|his|her|first|second|last)\s\Z")
_WORD_BEHIND = re.compile(r"\s[a-zA-Z][a-z]+")
_LINK_BEHIND = re.compile(
    r"\s(?:and|or|to|by|in|at|on|with|when|for|from|was|were|is|has|had|of|the|it|he|she|we|they)\b"
)


_LAST_DATE = re.compile(
    r"\s+(?:as|is|was|for)\s+(?:the\s+)?(?:last|latest|final|closing)\s+(?:date|day|deadline)|\s+deadline\b"
)


LEADS_DEADLINE = re.compile(
    r"(?:deadline|closing date|(?:last|final|latest)(?:-time)? (?:day|date|orders?|buy|call|chance|bookings?|entry|entries|returns?|submissions?|registrations?|applications?|payments?)|due date|cut-?off(?: date)?|expiry date|expiration date|term|date set)\b[^.;]{0,60}\Z",
    re.I,
)


_DENIED = re.compile(
    r"(?:\b(?:no|not|never|cannot|nothing|nobody|neither)\b|n[’']t\b)(?!\s(?:only|later|just|before|after))[^.;,:]{0,70}\Z",
    re.I,
)


_CLOSES = re.compile(
    r"\b(?:closes|(?:will|shall|to|must) close|(?:due|(?:valid|open) until|closes?)\s?:)(?:\s(?:for|to)\s[^,.;:]{1,60})?(?:\son|\sagain on)?\s*\Z", re.I,
)  # fmt: skip
_TOO_LATE = re.compile(
    r"[^.;:]{0,40}?\b(?:(?:will|can|shall|may|would|could)\s?not|(?:won|can|shan|wouldn|couldn)[’']t|cannot|(?:is|are)\s(?:not|no\slonger)|will\sno\slonger)\s(?:then\s)?(?:be\s)?"
    r"(?:accept|consider|count|process|admit|receiv|entertain|heard|valid|eligible|reimburs|refund|paid|dealt|enter|includ|honou?r)", re.I,
)  # fmt: skip
"""What comes after a day that was the last one: `Entries received after 4 May cannot be accepted`."""
_DUTY = re.compile(r"\b(?:must|shall|should|(?:has|have|needs?) to|may (?!have\b)|can)\b[^.;:]{0,80}\Z", re.I)
"""Words of duty or leave: what must be done `before 1 March` has that for its last day."""
_OF_DEADLINES = ("deadline", "date", "day", "cut", "term", "last", "final", "latest")
_OF_CLOSINGS = ("close", "due", "until")
_OF_DENIALS = ("no", "never", "neither", "n't", "n’t")
"""What stands in any text that the pattern finds something in: a cheap look before a costly one."""


def _date_type(sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> ClaimType:
    """Whether a date is the last one at which something may be done, or just when it happened."""
    text = sentence.block.text
    before = text[sentence.start : timex.start]
    told = before.lower()
    if _LAST_DATE.match(text, timex.end, timex.end + 40) or (
        any([word in told for word in _OF_DEADLINES])
        and LEADS_DEADLINE.search(before)
        and not _is_attributive(text, timex)
    ):
        return ClaimType.DEADLINE
    if timex.relation is Relation.AT and any([word in told for word in _OF_CLOSINGS]) and _CLOSES.search(before):
        return ClaimType.DEADLINE
    known = predicate_class(predicate.name) if predicate else None
    if timex.relation is Relation.BY:
        return ClaimType.DEADLINE
    if timex.relation is Relation.BEFORE and (known or _DUTY.search(before)):
        return ClaimType.DEADLINE
    is_denied = any([word in told for word in _OF_DENIALS]) and _DENIED.search(before) is not None
    if timex.relation is Relation.UNTIL:
        return ClaimType.DATE if is_denied else ClaimType.DEADLINE  # what was not granted until May was granted then
    if timex.relation is Relation.AFTER and (is_denied or _TOO_LATE.match(text, timex.end, sentence.end)):
        return ClaimType.DEADLINE  # nothing is accepted after it
    if known and known.deadline and timex.relation in (Relation.AT, Relation.AFTER):
        return ClaimType.DEADLINE
    if known and known.name == "close" and re.search(r"\b(?:close|closes|will close|closing)\b", before):
        return ClaimType.DEADLINE
    return ClaimType.DATE


_MEASURE_BEFORE = re.compile(
    r"(?P<measure>(?:[a-z-]+\s){0,2}[a-z-]{3,})\s(?P<verb>of|is|was|are|were|measures|measured|reached|stood at|stands at|rose to|fell to|totals|totalled|numbered|at)\s(?:[a-z]+\s){0,2}\Z"
)


_BEFORE_MEASURED = frozenset(["of", "is", "was", "are", "were", "measures", "measured", "reached", "at", "to", "totals", "totalled", "numbered"])  # fmt: skip


def _has_copula_near(sentence: Clauses, at: int) -> bool:
    """Whether one of the last three words before a value can lead from a measure to it, as the pattern wants."""
    k = sentence.index(at)
    return not _BEFORE_MEASURED.isdisjoint(sentence.lows[max(0, k - 3) : k])


_MEASURE_AFTER = re.compile(
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
    return k >= 0 and (words[k].low in BE or words[k].low in HAVE)


def _is_had_behind(sentence: Clauses, predicate: PredicateMention, at: int) -> bool:
    """Whether a form of `have` with an object stands between a verb and a figure: `employs five people and has a budget of`."""
    words, tags = sentence.tokens, sentence.grammar.tags
    last = sentence.at(at)
    for k in range(predicate.last + 1, last):
        if words[k].low in HAVE and tags[k] is Tag.AUXILIARY and k + 1 < last and tags[k + 1] is Tag.DETERMINER:
            return True
    return False


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
    if predicate is not None and _is_had_behind(sentence, predicate, mention.start):
        predicate = None
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
    if is_of_subject and draft.subject_stems:
        draft = replace(draft, measure=draft.subject_stems[-1])  # `Turnout in the ballot of the union was`
    draft = with_measure(sentence, mention, draft)
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
    verbs = {p.first for p in sentence.predicates if p.form is not Form.NOUN}
    while last < len(words) and last - first < 5 and last not in verbs and last not in sentence.blocked:
        low = words[last].low
        if not low[0].isalpha() or low in PREPOSITIONS or low in function_words():
            break
        last += 1
    return (words[first].start, words[last - 1].end) if last > first else None


def _under_date_heading(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The main event of the first sentence under a date heading, when the sentence has no time of its own."""
    block = sentence.block
    if not block.headings or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or not sentence.predicates:
        return
    if any(
        b.headings == block.headings and b.kind is block.kind and b.index < block.index
        for b in found.document.blocks[max(0, block.index - 8) : block.index]
    ):
        return
    heading = found.document.blocks[block.headings[-1]]
    dated = [
        (n, t) for n, t in enumerate(found.times[heading.index]) if t.type is TimexType.DATE and t.parts and t.parts.day
    ]
    if len(dated) != 1 or not is_date_heading(heading.text, dated[0][1]):
        return
    verbs = [p for p in sentence.predicates if p.form is not Form.NOUN] or list(sentence.predicates)
    predicate = verbs[0]
    words = sentence.tokens
    yield draft_of(
        found,
        sentence,
        predicate,
        ClaimType.DATE,
        (words[predicate.first].start, words[predicate.last].end),
        timex=dated[0][0],
        time_block=heading.index,
        extractor="heading",
        headed=True,
    )


def is_date_heading(text: str, timex: Timex) -> bool:
    """Whether a heading is a date, alone or with a short title behind or before a colon or dash."""
    rest = (text[: timex.start] + " " + text[timex.end :]).strip(" :–—-.,·|")
    return not rest or bool(re.match(r"\s*(?:[:–—-]|$)", text[timex.end :])) or timex.start == 0
