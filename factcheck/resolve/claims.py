"""Resolve, part: turns draft claims into claims: value known, subject bound, place exact in the raw source."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from sys import intern
from typing import TypeVar, cast

from factcheck.frozen import replace
from factcheck.model.claim import Claim, ClaimType, EntityId, Modality, Step
from factcheck.model.document import Block, BlockKind, Document, Span
from factcheck.model.extraction import DOCUMENT_TIME, DraftClaim, Extraction
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.resolve.coreference import Discourse
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.section_things import thing_of_record, thing_of_section
from factcheck.resolve.subjects import (
    LABELLED,
    PRONOUNS,
    SPEAKERS,
    about_of,
    heads_of,
    row_words,
    sheet_subject,
    spoken,
    topic_of,
    topic_words,
)
from factcheck.values import dates, quantities, yearly
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.names import name_tokens
from factcheck.values.parts import value_of
from factcheck.values.quantities import Quantity
from factcheck.values.record_keys import spoken_key
from factcheck.values.words import WordTable, content_stem, content_words, stem, tokens, words_of
from factcheck.values.yearly import YearlyDate


def resolve_claims(
    found: Extraction,
    times: Mapping[int, tuple[Timex, ...]],
    index: EntityIndex,
    first_id: int,
    dated: DateValue | None = None,
) -> list[Claim]:
    """The claims of one document in order of their place; `dated` is the document's own date."""
    topic = topic_of(found, index)
    claims: list[Claim] = []
    edition, series = _edition(found.document)
    discourse = Discourse(found, index, topic)
    passages: dict[int, tuple[str, ...]] = {}
    headings: dict[tuple[int, ...], tuple[str, ...]] = {}
    for draft in sorted(found.drafts, key=lambda d: (d.block, d.value_start, d.start, d.extractor)):
        block = found.document.blocks[draft.block]
        timex = _timex_of(draft, times)
        value, shown, text_value = _value(found, draft, block, timex)
        if draft.counted is not None and timex is not None and timex.type is TimexType.DATE and timex.value is not None:
            continue  # counted from a time beside it: the claim is there already
        if (
            draft.counted is None
            and value is None
            and timex is not None
            and (timex.type is TimexType.TIME or not text_value)
        ):
            continue  # an hour of no known day, a time of which nothing is known: `in those days`
        if timex is not None and timex.type is TimexType.TIME and not draft.headed and _is_of_no_day(timex, draft):
            continue  # `concerts begin at 7.30 pm`: an hour of every day, not of the day on which the page was written
        subject, about, how = about_of(found, draft, index, discourse, topic)
        about = draft.fact.entity if draft.fact is not None else about
        if draft.fact is None:
            about = _shown(found, draft, index, discourse, topic) or (about if subject else about or spoken(draft))
        about = "" if about.isdigit() and len(about) == 4 else SPEAKERS.get(about.lower(), about)
        if draft.extractor == "table" and not draft.shown:
            about = sheet_subject(found, block, index, topic) or row_words(found, block) or about
        elif draft.extractor.endswith("/label") and not draft.subject:
            about = topic_words(found, index, topic) if topic else about
        shown_about = about or row_words(found, block)
        if not shown_about and block.kind is BlockKind.LIST_ITEM:
            shown_about = _ticket_of(block, draft) or thing_of_section(
                found, block
            )  # `- Bookable two weeks ahead` under `Group rooms`
        if draft.type is ClaimType.ROLE and draft.extractor == "prose/agent" and shown_about == text_value:
            continue  # `An appeal by the Friends`: of nothing but the one who did it
        entities = _participants(found, draft, index, subject)
        span = _evidence_span(found.document, draft, block)
        steps = [_step("extract", f"{draft.extractor}: predicate {draft.predicate or '-'}")]
        if how:
            steps.append(_step("resolve", how))
        if timex is not None:
            steps.extend(_step("resolve", f"{p.part} from {p.detail}") for p in timex.provenance)
        claims.append(
            Claim(
                id=first_id + len(claims),
                document=found.document.path,
                block=draft.block,
                span=span,
                value_span=block.source_span(draft.value_start, draft.value_end),
                quote=found.document.quote(span),
                type=draft.type,
                value=value,
                shown=shown,
                text_value=text_value,
                entity=shown_about or topic_words(found, index, topic),
                on_topic=not shown_about and draft.extractor.startswith("prose"),
                entities=_shared(entities),
                predicate=intern(draft.predicate),
                predicate_words=intern(draft.predicate_words),
                said=intern(draft.said),
                measure=intern(draft.measure),
                timex=timex,
                modality=_modality(draft, value, dated),
                occurrence=draft.occurrence,
                scope=_with_time(draft, times, dated),
                context=_interned(draft.context),
                subject=_shared(subject),
                theme=_shared(_interned(_theme_of(found, draft, block, subject, about))),
                labels=_untold(draft, _labels_of(found, block)) if draft.extractor in LABELLED else (),
                heads=_heads_untold(draft, heads_of(found, block)) if draft.extractor == "table" else (),
                head_span=_head_span(found, draft, timex),
                edition=edition,
                series=series,
                group=_group_of(block),
                topic=_shared(_topic_of(found, draft, index, topic)),
                years=_years(found, draft, times),
                told_on=dated,
                passage=_passage_of(found, block, passages),
                under=_under(found, block, passages, headings),
                attribution=draft.attribution,
                headed=draft.headed,
                counted=draft.counted,
                extractor=intern(draft.extractor),
                fact=draft.fact,
                steps=_shared(tuple(steps)),
            )
        )
    return claims


_step = lru_cache(maxsize=65536)(lambda stage, what: Step(stage=stage, what=what))


Facts = TypeVar("Facts", bound=tuple[Hashable, ...])


@lru_cache(maxsize=1 << 15)
def _one_of(facts: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    return facts


def _shared(facts: Facts) -> Facts:
    """The same facts, one object for all claims that hold them: the pages about one thing name the same things."""
    return cast(Facts, _one_of(facts))


def _interned(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, of which many documents have the same: one object for each is a good part of what a claim takes."""
    return tuple(map(intern, words))


_BEFORE_COMPLEMENT = re.compile(r"\s(?:of|in|at|on|for|from|to|with|by|about)\s")


def _theme_of(
    found: Extraction, draft: DraftClaim, block: Block, subject: tuple[EntityId, ...], about: str
) -> tuple[str, ...]:
    """The words of what a claim is about; of a pair in a record whose name is none of its labels those of that name."""
    if draft.subject_stems and draft.type is not ClaimType.ROLE:
        return draft.subject_stems
    if draft.extractor == "pair" and (record := thing_of_record(found, block)):
        named = {stem(token) for entity in subject for token in name_tokens(entity)}
        return tuple(
            w for w in content_words(record if subject else _BEHIND_HEAD.split(record, maxsplit=1)[0]) if w not in named
        )
    return draft.subject_stems or _theme_of_pronoun(draft, subject, about)


_BEHIND_HEAD = pattern_of(r"\s(?:of|in|at|on|for|near)\s|,")


def _theme_of_pronoun(draft: DraftClaim, subject: tuple[EntityId, ...], about: str) -> tuple[str, ...]:
    """Of a last day the words that its pronoun stands for: `The show … It runs until`."""
    if draft.type is not ClaimType.DEADLINE or subject or draft.subject.lower() not in PRONOUNS:
        return ()
    return content_words(_BEFORE_COMPLEMENT.split(about, maxsplit=1)[0])


_OF_DAYS = frozenset(stem(word) for word in ["date", "day", "time", "deadline", "when"])
"""Heads that say no more than that a day stands below."""


def _untold(draft: DraftClaim, words: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of a claim without those that say only its predicate or its type."""
    told = {*draft.told, *_OF_DAYS} if draft.type is ClaimType.DEADLINE else set(draft.told)
    return tuple(w for w in words if w not in told) if told else words


def _heads_untold(draft: DraftClaim, words: tuple[str, ...]) -> tuple[str, ...]:
    """The heads of a claim's column, unless they say its predicate or its type: `Last day`, `Full support until`, `Closes`."""
    if draft.type is ClaimType.DEADLINE and _ENDS.issuperset(words):
        return ()
    return words if _untold(draft, words) == words else ()


_ENDS = frozenset(stem(w) for w in ["close", "closing", "end", "final", "last", "latest", "deadline", "due", "expire", "expiry", "cut-off", "date", "day", "time"])  # fmt: skip
"""Words of a column's head that say only that last days stand below it."""


def _modality(
    draft: DraftClaim,
    value: DateValue | YearlyDate | Quantity | Duration | str | None,
    dated: DateValue | None,
) -> Modality:
    """How the claim is said; `could` tells what was possible of a day long past, and what may come of any other."""
    if draft.modality is not Modality.PROPOSED or not isinstance(value, DateValue):
        return draft.modality
    words = draft.said.lower().split()
    if "could" not in words or "have" in words:
        return draft.modality
    told = dated.earliest if dated is not None else _OF_OUR_TIME
    return Modality.ASSERTED if value.latest < told - _LONG_PAST else draft.modality


_OF_OUR_TIME = dates.day_number(2000, 1, 1)
"""When a text at the earliest was written that does not tell it."""
_LONG_PAST = 366


_OF_FOLDER = frozenset({"index", "_index", "readme", "main", "default", "home", "content"})
"""Names of the file that is shown for its folder."""


def _edition(document: Document) -> tuple[tuple[str, ...], str]:
    """The numbers in the name of a document (its folder's, if that is what it is shown for) and in its title, and its name without them."""
    *folders, name = re.sub(r"\.[A-Za-z]+\Z", "", document.path).split("/")
    if folders and name.lower() in _OF_FOLDER:
        name = folders[-1]
    title = document.title.text if document.title else ""
    numbers = re.findall(r"\d+(?:\.\d+)*", f"{name} {title}")
    return tuple(dict.fromkeys(numbers)), re.sub(
        r"[\d\W_]+", "", re.sub(r"\b[a-z]?\d+(?:\.\d+)*[a-z]?\b", "", name.lower())
    )


def _evidence_span(document: Document, draft: DraftClaim, block: Block) -> Span:
    """The clause in the raw source; of a pair with its key, where the two stand side by side without markup between."""
    if draft.fact is not None:
        return draft.fact.span
    span = block.source_span(draft.start, draft.end)
    if draft.extractor == "pair" and block.key_span is not None and document.format != "html":
        return Span(min(block.key_span.start, span.start), span.end)
    return span


def _with_time(draft: DraftClaim, times: Mapping[int, tuple[Timex, ...]], dated: DateValue | None) -> tuple[str, ...]:
    """The scope with the time that a figure holds for, as far as it is known: `as-of:2024-05-03`."""
    if draft.as_of is None:
        bound = _bound_of(draft, times)
        return (*draft.scope, bound) if bound else draft.scope
    value = dated if draft.as_of == DOCUMENT_TIME else times[draft.block][draft.as_of].value
    return (*draft.scope, f"as-of:{value.edtf}") if value is not None and value.edtf else draft.scope


_NEAR_BY = 60


def _bound_of(draft: DraftClaim, times: Mapping[int, tuple[Timex, ...]]) -> str:
    """The time that a figure is bounded by, in its clause or at its head: `Until 26 March the fare remains £13.80`."""
    if draft.type is not ClaimType.QUANTITY or draft.extractor in ("table", "pair"):
        return ""
    for timex in times[draft.block]:
        start = timex.relation_start if timex.relation_start is not None else timex.start
        if timex.relation in (Relation.UNTIL, Relation.FROM) and timex.parts is not None and timex.parts.day:
            if draft.start - _NEAR_BY <= start <= draft.end + 2 and timex.value is not None and timex.value.edtf:
                return f"valid:{timex.relation.value}-{timex.value.edtf}"
    return ""


def _timex_of(draft: DraftClaim, times: Mapping[int, tuple[Timex, ...]]) -> Timex | None:
    if draft.timex is None:
        return None
    timex = times[draft.block if draft.time_block is None else draft.time_block][draft.timex]
    return _end_of(timex, draft.range_end) if draft.range_end else timex


_ITS = frozenset(["its", "their", "his", "her"])


def _shown(
    found: Extraction, draft: DraftClaim, index: EntityIndex, discourse: Discourse, topic: tuple[EntityId, ...]
) -> str:
    """The words for what a claim is about that its draft brings, with what they mean where they are to be resolved."""
    if draft.shown_start < 0:
        return draft.shown
    owner, _, rest = draft.shown.partition(" ")
    is_owner = 0 <= draft.subject_start < draft.shown_start and draft.subject.lower() not in PRONOUNS
    if owner.lower() in _ITS and is_owner and discourse.is_subject(draft.block, draft.subject_start):
        whose = about_of(found, draft, index, discourse, topic)[1]
        return f"{whose}’s {rest}" if whose else draft.shown  # `the gallery had lost 9 mm of its thickness of`
    end = draft.shown_start + len(draft.shown)
    names = tuple([n.text for n in found.names[draft.block] if draft.shown_start <= n.start < end])
    meant = replace(draft, subject=draft.shown, subject_start=draft.shown_start, subject_names=names)
    _, words, how = about_of(found, meant, index, discourse, topic)
    is_event = draft.type is ClaimType.DATE and bool(draft.predicate_words) and draft.predicate_words in rest
    is_near = how.endswith("named before") or _is_named_in_sentence(found, draft, index, words)
    if owner.lower() in _ITS and is_event and how and not is_near:
        return draft.shown  # nothing near tells whose it is
    return words or draft.shown


_TICKET = re.compile(r"[(\[]?(#\d+|[A-Z]{2,8}-\d+)[)\]]?:?\s")


def _ticket_of(block: Block, draft: DraftClaim) -> str:
    """The number of the entry of a list of changes that a claim without a subject stands in: `#4127 Labels were lost. Reported by two users`."""
    ticket = _TICKET.match(block.text) if draft.extractor.startswith("prose") else None
    return ticket[1] if ticket is not None else ""


def _is_named_in_sentence(found: Extraction, draft: DraftClaim, index: EntityIndex, words: str) -> bool:
    """Whether the owner of what a draft shows stands by name earlier in its sentence: `Ann Lee stayed until her death`."""
    home = max((s.start for s in found.sentences[draft.block] if s.start <= draft.shown_start), default=0)
    before = [n.text for n in found.names[draft.block] if home <= n.start < draft.shown_start]
    owners = (index.name(e) for name in before if (e := index.entity(found.document.path, name)) is not None)
    return any(words.startswith(f"{owner}’s ") for owner in owners)


def _end_of(timex: Timex, end: int) -> Timex:
    """One end of a range as a time of its own."""
    parts = timex.parts if end == 1 else timex.until
    if parts is None or timex.split is None:
        return timex
    value = value_of(parts)[0]
    at = (0, timex.split[0] - timex.start) if end == 1 else (timex.split[1] - timex.start, timex.end - timex.start)
    return replace(timex, text=timex.text[slice(*at)], parts=parts, until=None, split=None, value=value)


def _is_of_no_day(timex: Timex, draft: DraftClaim) -> bool:
    """Whether the day of an hour is only that of the document, and nothing is told as past: news tell what happened that day."""
    told = timex.parts is not None and (timex.parts.day or timex.parts.weekday)
    if told or not any(p.part == "day" and p.source == "document-date" for p in timex.provenance):
        return False
    words = draft.predicate_words.lower().split()
    return not any(w.endswith("ed") or (stem(w) not in (w, w[:-1]) and not w.endswith(("s", "ing"))) for w in words)


def _value(
    found: Extraction, draft: DraftClaim, block: Block, timex: Timex | None
) -> tuple[DateValue | YearlyDate | Quantity | Duration | str | None, str, str]:
    """The value of a claim, as it stands, and for machines."""
    if draft.quantity is not None:
        mention = found.quantities[draft.block][draft.quantity]
        around = block.text[max(0, mention.start - 40) : mention.start]
        if mention.pattern == "some":
            around = block.text[mention.end : mention.end + 80]
        words = _machine_thing(mention.text, mention.quantity, around)
        return mention.quantity, mention.text, words
    if timex is None:
        return draft.words or None, draft.words, draft.words
    if timex.duration is not None and draft.type is ClaimType.DURATION:
        duration = timex.duration
        sign = "" if duration.comparator == "=" else duration.comparator
        if duration.high is not None and not duration.also:
            return duration, timex.text, f"{duration.count:g}/{duration.high:g} {duration.unit}s"
        parts = [(duration.count, duration.unit), *duration.also]
        return duration, timex.text, sign + " ".join(f"{n:g} {unit}{'s' if n != 1 else ''}" for n, unit in parts)
    shown = timex.text
    if draft.counted is not None:
        return None, shown, ""
    if timex.yearly is not None:
        days = yearly.until(timex.yearly) if draft.type is ClaimType.DEADLINE else timex.yearly
        return days, shown, days.edtf
    if timex.value is None or timex.impossible:
        return (timex.value, shown, timex.edtf or "")
    value = timex.value
    if draft.type is ClaimType.DEADLINE:
        if draft.day_before or (draft.modality is not Modality.DENIED and _is_short_of(timex, block, value)):
            value = dates.of_day(value.earliest - 1)
        return dates.open_until(value), shown, dates.open_until(value).edtf
    if timex.relation is Relation.BY and timex.relation_start is not None:
        if block.text.startswith(("by ", "By "), timex.relation_start):
            return (
                dates.open_until(value),
                shown,
                dates.open_until(value).edtf,
            )  # `by 1908 had closed`: at the latest then
    if timex.relation is Relation.SINCE and value.granularity >= dates.Granularity.YEAR:
        return value, shown, f"{value.edtf}/.."  # since some day of that year on; a day or month is when it began
    return value, shown, value.edtf


_PERIODS = (dates.Granularity.MONTH, dates.Granularity.SEASON, dates.Granularity.QUARTER, dates.Granularity.YEAR)
_RUNS_OUT = re.compile(
    r"\s(?:is|are|was|has)\s(?:out|over|up|through|done|at\san\send|ended)\b|\s(?:ends|closes|runs\sout)\b"
)


def _is_short_of(timex: Timex, block: Block, value: DateValue) -> bool:
    """Whether a last day lies before a month or year begins: `before June`, and not `before June is out`, `before the end of June`."""
    if timex.relation is not Relation.BEFORE or timex.modifier or value.granularity not in _PERIODS:
        return False
    return timex.pattern != "unit-runs-out" and _RUNS_OUT.match(block.text, timex.end) is None


def _machine_thing(text: str, quantity: Quantity, before: str = "") -> str:
    scale = re.search(r"\d\s?(million|billion|trillion)\b", text)
    if scale and quantity.low == quantity.high:
        # as written, so that 1.65 million stays legible; the claim's own value is the full number
        factor = {"million": 10**6, "billion": 10**9, "trillion": 10**12}[scale[1]]
        number = quantities.format_number(quantity.low / factor)
        return f"{number} {scale[1]} {quantity.unit or quantity.thing}".strip()
    words = [t.text for t in tokens(text) if quantity.thing and stem(t.text) == quantity.thing]
    if quantity.unit:
        machine = quantities.machine(quantity)
        return machine.replace(f" {quantity.thing}/", f" {words[-1]}/") if words else machine
    words = words or [
        t.text for t in tokens(before) if quantity.thing and stem(t.text) == quantity.thing
    ]  # `an audience of 64`
    number = quantities.machine(Quantity(low=quantity.low, high=quantity.high))
    return f"{number} {words[-1] if words else quantity.thing}".strip()


def _passage_of(found: Extraction, block: Block, known: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The stems of the words that a block is about: its own, those of a cell's row and heads, those that lead in a list."""
    if (told := known.get(block.index)) is not None:
        return told
    blocks = [block.index, *([block.lead_in] if block.lead_in is not None else [])]
    if block.table is not None:
        blocks += [*block.table.row_heads, *block.table.column_heads]
        blocks += [block.table.caption] if block.table.caption is not None else []
    words = {word for k in dict.fromkeys(blocks) for word in words_of(found.document.blocks[k].text)}
    stems = {*map(_CONTENT_STEMS.__getitem__, words), *content_words(block.key)}
    stems.discard("")
    known[block.index] = told = _interned(tuple(sorted(stems)))
    return told


_CONTENT_STEMS = WordTable(content_stem)


def _under(
    found: Extraction,
    block: Block,
    passages: dict[int, tuple[str, ...]],
    known: dict[tuple[int, ...], tuple[str, ...]],
) -> tuple[str, ...]:
    """The words of the two headings above a block; one object for all claims that stand under them."""
    above = block.headings[-2:]
    if above not in known:
        words = {word for k in above for word in _passage_of(found, found.document.blocks[k], passages)}
        known[above] = _shared(tuple(sorted(words)))
    return known[above]


def _labels_of(found: Extraction, block: Block) -> tuple[str, ...]:
    if block.table is not None:
        heads = block.table.row_heads
        if not heads and block.table.column_heads and block.table.column == 0:
            heads = block.table.column_heads
        texts = [found.document.blocks[k].text for k in heads]
        numbers = [n for text in texts for n in re.findall(r"\bv?(\d+(?:\.\w+)*)", text)]
        return tuple(dict.fromkeys((*(w for text in texts for w in content_words(text)), *numbers)))
    return (
        content_words(spoken_key(block.key).replace(".", " "))
        if block.kind in (BlockKind.KEY_VALUE, BlockKind.FRONT_MATTER)
        else ()
    )


def _head_span(found: Extraction, draft: DraftClaim, timex: Timex | None) -> Span | None:
    if draft.time_block is None or timex is None:
        return None
    return found.document.blocks[draft.time_block].source_span(timex.start, timex.end)


def _group_of(block: Block) -> str:
    if block.table is not None:
        return f"table {block.table.table}"
    if block.kind is BlockKind.LIST_ITEM:
        return f"list {block.lead_in} {block.headings[-1] if block.headings else ''}"
    if block.kind is BlockKind.FRONT_MATTER:
        return "front matter"
    if block.kind is BlockKind.KEY_VALUE:
        return f"pairs {block.headings[-1] if block.headings else ''}"
    return ""


def _topic_of(
    found: Extraction, draft: DraftClaim, index: EntityIndex, topic: tuple[EntityId, ...]
) -> tuple[EntityId, ...]:
    named = [e for n in draft.inherited if (e := index.entity(found.document.path, n))]
    return tuple(dict.fromkeys((*named, *topic)))


def _years(found: Extraction, draft: DraftClaim, times: Mapping[int, tuple[Timex, ...]]) -> tuple[int, ...]:
    """The years named in the clause, the labels and the nearest heading, other than in the value itself."""
    block = found.document.blocks[draft.block]
    around = (
        0 if draft.extractor.endswith("/apposed") else 40
    )  # told in passing, it has no part in the time of its clause
    where = [(draft.block, t) for t in times[draft.block] if draft.start - around <= t.start < draft.end + around]
    if block.table is not None:
        heads = (
            *block.table.row_heads,
            *block.table.column_heads,
            *([block.table.caption] if block.table.caption is not None else []),
        )
        where += [(k, t) for k in heads for t in times[k]]
    if block.headings and not found.document.blocks[block.headings[-1]].text.rstrip().endswith("?"):
        where += [(block.headings[-1], t) for t in times[block.headings[-1]]]
    named: set[int] = set()
    for at, timex in where:
        if timex.value is None or (at == draft.block and timex.start == draft.value_start):
            continue
        if (
            timex.value.earliest > dates.OPEN_START
            and timex.value.latest < dates.OPEN_END
            and timex.parts
            and timex.parts.year
        ):
            named.update(_period(timex))
    if not named:
        title = found.title
        for index in [*(block.headings[:1]), *([title.index] if title is not None else [])]:
            for timex in times[index]:
                if timex.parts and timex.parts.year and timex.value and timex.value.latest < dates.OPEN_END:
                    named.update(_period(timex))
    labels = draft.predicate_words if draft.extractor in ("table", "pair") else ""
    named.update(int(y) for y in re.findall(r"\b(?:1[5-9]|20)\d\d\b", labels))
    parts_of_years = {y for y in named if y > 9999}
    return tuple(sorted(parts_of_years or named))


def _period(timex: Timex) -> tuple[int, ...]:
    """The years of a time; a quarter or half of a year is a period of its own, numbered after its year (20251)."""
    assert timex.value is not None
    assert timex.parts is not None
    first, last = dates.civil(timex.value.earliest)[0], dates.civil(timex.value.latest)[0]
    if timex.parts.quarter or timex.parts.half:
        return (
            (timex.parts.year * 10 + (timex.parts.quarter or 4 + (timex.parts.half or 0)),) if timex.parts.year else ()
        )
    if timex.parts.fiscal and timex.parts.year and "/" not in timex.value.edtf:
        return (timex.parts.year,)
    return (first, last)


def _participants(
    found: Extraction, draft: DraftClaim, index: EntityIndex, subject: tuple[EntityId, ...]
) -> tuple[EntityId, ...]:
    path = found.document.path
    named = [e for n in draft.names if (e := index.entity(path, n))]
    return tuple(dict.fromkeys((*subject, *named)))
