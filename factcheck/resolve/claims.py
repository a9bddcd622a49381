"""Resolve, part: turns draft claims into claims: value known, subject bound, place exact in the raw source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from sys import intern

from factcheck.model.claim import Claim, ClaimType, EntityId, Modality, Step
from factcheck.model.document import Block, Document, Span
from factcheck.model.extraction import DOCUMENT_TIME, DraftClaim, Extraction
from factcheck.model.time import Relation, Timex
from factcheck.resolve.about_words import theme_of, words_about, words_around
from factcheck.resolve.claim_frames import (
    edition_of,
    group_of,
    heads_untold,
    labels_of,
    passage_of,
    untold,
    words_of_headings,
    years_around,
)
from factcheck.resolve.claim_values import ClaimValue, states_nothing, timex_of, value_of_claim
from factcheck.resolve.coreference import Discourse
from factcheck.resolve.document_times import entry_days
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.sharing import interned, shared
from factcheck.resolve.subject_words import heads_of
from factcheck.resolve.subjects import LABELLED
from factcheck.resolve.topics import topic_of, topic_words
from factcheck.resolve.versions import version_told
from factcheck.values import dates
from factcheck.values.dates import DateValue


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
    edition, series = edition_of(found.document)
    entries = entry_days(found.document, times)
    discourse = Discourse(found, index, topic)
    passages: dict[int, tuple[str, ...]] = {}
    headings: dict[tuple[int, ...], tuple[str, ...]] = {}
    for draft in sorted(found.drafts, key=lambda d: (d.block, d.value_start, d.start, d.extractor)):
        block = found.document.blocks[draft.block]
        timex = timex_of(draft, times)
        value, shown, text_value = value_of_claim(found, draft, block, timex)
        if timex is not None and states_nothing(draft, timex, value, text_value):
            continue
        subject, about, how = words_about(found, draft, index, discourse, topic)
        subject, scope = version_told(draft, subject, topic, found.document.path, index)
        shown_about = about or words_around(found, draft, block)
        if draft.type is ClaimType.ROLE and draft.extractor == "prose/agent" and shown_about == text_value:
            continue  # `An appeal by the Friends`: of nothing but the one who did it
        span = _evidence_span(found.document, draft, block)
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
                entities=shared(_participants(found, draft, index, subject)),
                predicate=intern(draft.predicate),
                predicate_words=intern(draft.predicate_words),
                said=intern(draft.said),
                measure=intern(draft.measure),
                timex=timex,
                modality=_modality(draft, value, dated),
                occurrence=draft.occurrence,
                scope=_with_time(draft, scope, times, dated),
                context=interned(draft.context),
                subject=shared(subject),
                theme=shared(interned(theme_of(found, draft, block, subject, about))),
                labels=untold(draft, labels_of(found, block)) if draft.extractor in LABELLED else (),
                heads=heads_untold(draft, heads_of(found, block)) if draft.extractor == "table" else (),
                head_span=_head_span(found, draft, timex),
                edition=edition,
                series=series,
                group=group_of(block),
                topic=shared(_topic_of(found, draft, index, topic)),
                years=years_around(found, draft, times),
                told_on=dated,
                entry=entries.get(draft.block),
                passage=passage_of(found, block, passages),
                under=words_of_headings(found, block, passages, headings),
                attribution=draft.attribution,
                headed=draft.headed,
                counted=draft.counted,
                extractor=intern(draft.extractor),
                fact=draft.fact,
                steps=shared(tuple(_steps(draft, timex, how))),
            )
        )
    return claims


def _steps(draft: DraftClaim, timex: Timex | None, how: str) -> Iterator[Step]:
    """How the claim came to be what it is."""
    yield _step("extract", f"{draft.extractor}: predicate {draft.predicate or '-'}")
    if how:
        yield _step("resolve", how)
    if timex is not None:
        for part in timex.provenance:
            yield _step("resolve", f"{part.part} from {part.detail}")


_step = lru_cache(maxsize=65536)(lambda stage, what: Step(stage=stage, what=what))


def _modality(draft: DraftClaim, value: ClaimValue, dated: DateValue | None) -> Modality:
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


def _evidence_span(document: Document, draft: DraftClaim, block: Block) -> Span:
    """The clause in the raw source; of a pair with its key, where the two stand side by side without markup between."""
    if draft.fact is not None:
        return draft.fact.span
    span = block.source_span(draft.start, draft.end)
    if draft.extractor == "pair" and block.key_span is not None and document.format != "html":
        return Span(min(block.key_span.start, span.start), span.end)
    return span


def _with_time(
    draft: DraftClaim, scope: tuple[str, ...], times: Mapping[int, tuple[Timex, ...]], dated: DateValue | None
) -> tuple[str, ...]:
    """The scope with the time that a figure holds for, as far as it is known: `as-of:2024-05-03`."""
    if draft.as_of is None:
        bound = _bound_of(draft, times)
        return (*scope, bound) if bound else scope
    value = dated if draft.as_of == DOCUMENT_TIME else times[draft.block][draft.as_of].value
    return (*scope, f"as-of:{value.edtf}") if value is not None and value.edtf else scope


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


def _head_span(found: Extraction, draft: DraftClaim, timex: Timex | None) -> Span | None:
    """Where the time stands that another block gives to the claim."""
    if draft.time_block is None or timex is None:
        return None
    return found.document.blocks[draft.time_block].source_span(timex.start, timex.end)


def _topic_of(
    found: Extraction, draft: DraftClaim, index: EntityIndex, topic: tuple[EntityId, ...]
) -> tuple[EntityId, ...]:
    """What headings and the document are about."""
    named = [e for n in draft.inherited if (e := index.entity(found.document.path, n))]
    return tuple(dict.fromkeys((*named, *topic)))


def _participants(
    found: Extraction, draft: DraftClaim, index: EntityIndex, subject: tuple[EntityId, ...]
) -> tuple[EntityId, ...]:
    """The subject and whatever else the clause names."""
    path = found.document.path
    named = [e for n in draft.names if (e := index.entity(path, n))]
    return tuple(dict.fromkeys((*subject, *named)))
