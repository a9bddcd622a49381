"""Extract, part: calls the extractors from outside, and holds what they give to the contract of the built-in ones."""

from __future__ import annotations

from factcheck.errors import Problem, UsageError
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.extractor import Extractor, Sharpener


def with_mentions(extractor: Extractor, found: Extraction) -> Extraction:
    """The extraction with the extractor's mentions; unchanged but for a problem where it fails."""
    try:
        given = extractor.mentions(found)
        if given.document is not found.document:
            raise ValueError("it gave the mentions of another document")
        _hold_to_text(given)
    except Exception as error:
        return _with_problem(extractor, found, error)
    return given


def with_sharper_drafts(extractor: Extractor, found: Extraction) -> Extraction:
    """The extraction with its drafts sharpened, if the extractor does that; unchanged but for a problem where it fails."""
    if not isinstance(extractor, Sharpener):
        return found
    try:
        given = tuple(extractor.sharpened(found))
        if [_value_of(draft) for draft in given] != [_value_of(draft) for draft in found.drafts]:
            raise ValueError("it changed the value of a claim, or did not give each claim once and in order")
        for draft in given:
            _hold_draft(found, draft)
    except Exception as error:
        return _with_problem(extractor, found, error)
    return replace(found, drafts=given)


def with_claims(extractor: Extractor, found: Extraction) -> Extraction:
    """The extraction with the extractor's draft claims behind the others; unchanged but for a problem where it fails."""
    try:
        given = tuple(extractor.claims(found))
        for draft in given:
            _hold_draft(found, draft)
    except Exception as error:
        return _with_problem(extractor, found, error)
    return replace(found, drafts=(*found.drafts, *given)) if given else found


def _hold_to_text(found: Extraction) -> None:
    blocks = found.document.blocks
    for mentions in (found.names, found.times, found.quantities):
        if set(mentions) != {block.index for block in blocks}:
            raise ValueError("it left out the mentions of some blocks, or gave those of others")
        for index, listed in mentions.items():
            for mention in listed:
                if not 0 <= mention.start < mention.end <= len(blocks[index].text):
                    raise ValueError(
                        f"a mention at {mention.start}:{mention.end} lies outside the text of its block {index}"
                    )


def _value_of(draft: DraftClaim) -> tuple[object, ...]:
    """What of a draft is not to be sharpened."""
    return (
        draft.block, draft.type, draft.value_start, draft.value_end,
        draft.timex, draft.time_block, draft.quantity, draft.words,
    )  # fmt: skip


def _hold_draft(found: Extraction, draft: DraftClaim) -> None:
    text = found.document.blocks[draft.block].text
    if not 0 <= draft.start <= draft.value_start < draft.value_end <= draft.end <= len(text):
        raise ValueError(
            f"a claim at {draft.start}:{draft.end} with its value at {draft.value_start}:{draft.value_end} "
            f"does not lie inside the text of its block {draft.block}"
        )
    _hold_value(found, draft)


_TIMED = frozenset({ClaimType.DATE, ClaimType.DEADLINE, ClaimType.DURATION})


def _hold_value(found: Extraction, draft: DraftClaim) -> None:
    """Refuses a claim whose value is not there: a date without a time, a quantity without one, or an index of nothing."""
    times = found.times[draft.block if draft.time_block is None else draft.time_block]
    quantities = found.quantities[draft.block]
    if draft.timex is not None and not 0 <= draft.timex < len(times):
        raise ValueError(f"a claim speaks of the time {draft.timex}, and its block has {len(times)}")
    if draft.quantity is not None and not 0 <= draft.quantity < len(quantities):
        raise ValueError(f"a claim speaks of the quantity {draft.quantity}, and its block has {len(quantities)}")
    if (draft.type in _TIMED and draft.timex is None) or (draft.type is ClaimType.QUANTITY and draft.quantity is None):
        raise ValueError(f"a claim of the type {draft.type.value} has no {draft.type.value}")


def _with_problem(extractor: Extractor, found: Extraction, error: Exception) -> Extraction:
    problems = error.problems if isinstance(error, UsageError) else ()
    path = found.document.path
    new = problems or (
        Problem(
            message=f"the extractor {extractor.name} failed: {type(error).__name__}: {error}",
            path=path,
            remedy="the built-in extractors were used alone; switch it off in the settings or report it to its author",
        ),
    )
    placed = (p if p.path else replace(p, path=path) for p in new)
    return replace(found, problems=(*found.problems, *placed))
