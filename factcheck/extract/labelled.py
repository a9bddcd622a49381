"""Extract, part of structure: a cell or pair with what its labels give to each claim in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.extract.clauses import Clauses, clauses_of, inherited_names
from factcheck.extract.label_heads import with_head_last
from factcheck.extract.label_lists import entries_of_value
from factcheck.extract.label_words import columns_first, names_of_heads, said_by_labels
from factcheck.extract.pair_labels import names_event
from factcheck.extract.predicates import is_first_event, predicate_of_words
from factcheck.extract.wording import occurrence_of, scope_of_label
from factcheck.frozen import dataclass, replace
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words, stem

_IDLE = frozenset(stem(w) for w in ["date", "first", "actual", "current", "official", "original", "exact", "when"])
"""Words of a label that name nothing."""
_SCALES = frozenset(stem(w) for w in ["thousand", "million", "billion", "thousands", "millions", "billions"])
_UNIT_BESIDE = pattern_of(r"[(\[](?:[^\W\d_]{1,3}[²³]?|%|[€$£¥]|€?[mk]?n?|[^\W\d_]{1,4}/[^\W\d_]{1,4})[)\]]")
"""A unit in brackets behind what a label names: `Vineyards (ha)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A cell or pair, its labels, and what they say of every value in it."""

    found: Extraction
    block: Block
    how: str
    """`table` or `pair`."""
    labels: Sequence[str]
    stems: tuple[str, ...]
    columns: Sequence[str]
    """The labels in the order in which they tell what is said."""
    predicate: str
    shared: Mapping[str, Any]
    """The fields that all drafts of it have in common."""
    sentences: Sequence[Clauses]
    entries: Mapping[int, str]
    """What each figure and time is of, where the value is a list of entries."""
    is_event: bool
    """Whether the label names an event."""

    @property
    def label(self) -> str:
        """The labels in one."""
        return " ".join(self.labels)

    def context_without(self, start: int, end: int) -> tuple[str, ...]:
        """The words of the labels and those around a value."""
        text = self.block.text
        return (*self.stems, *content_words(text[:start] + " " + text[end:]))

    def of_entry(self, draft: DraftClaim) -> DraftClaim:
        """The draft of a pair as one of its entry, where it stands in a list of them."""
        entry = self.entries.get(draft.value_start, "")
        if not entry:
            return draft
        return replace(draft, shown=entry, subject_stems=(*content_words(entry), *draft.subject_stems))


def labelled_of(found: Extraction, block: Block, labels: Sequence[str], heads: Sequence[int], how: str) -> Labelled:
    """A cell or pair with its labels: they tell predicate and measure, the values are its own."""
    label = " ".join(labels)
    stems = tuple(s for part in labels for s in content_words(_UNIT_BESIDE.sub(" ", part)) or content_words(part))
    stems = tuple(s for s in stems if s not in _SCALES) or stems
    columns, named = columns_first(found, block, labels)
    predicate = next((p for part in columns if (p := predicate_of_words(part))), "")
    told = {s for part in labels if predicate and is_first_event(part) for s in content_words(part)}
    head_names = names_of_heads(found, block, heads)
    shared = {
        "block": block.index,
        "start": 0,
        "end": len(block.text),
        "predicate": predicate or "-".join([s for part in named for s in content_words(part)][:3] or stems[:3]),
        "predicate_words": label,
        "said": said_by_labels(found, block, labels),
        "subject": "",
        "subject_names": head_names,
        "names": (*head_names, *(n.text for n in found.names[block.index])),
        "inherited": inherited_names(found, block),
        "subject_stems": with_head_last(
            [s for s in stems if s not in _IDLE and s not in told and (not predicate or not _says(s, predicate))],
            labels,
        ),
        "scope": scope_of_label(found, block, " ; ".join(labels)),
        "occurrence": occurrence_of(label),
        "extractor": how,
    }
    return Labelled(
        found=found,
        block=block,
        how=how,
        labels=labels,
        stems=stems,
        columns=columns,
        predicate=predicate,
        shared=shared,
        sentences=list(clauses_of(found, block)) if len(block.text) > 30 else [],
        entries=_entries(found, block, label) if how == "pair" else {},
        is_event=how == "pair" and names_event(label, predicate),
    )


def _entries(found: Extraction, block: Block, label: str) -> dict[int, str]:
    """What each figure and time of a pair is of, where its value is a list of entries."""
    if ";" not in block.text and "," not in block.text and block.key[-1:] != "s":
        return {}
    starts = [t.start for t in found.times[block.index]] + [q.start for q in found.quantities[block.index]]
    return entries_of_value(label, block.text, sorted(starts), found.names[block.index])


def _says(label_stem: str, predicate: str) -> bool:
    """Whether a word of a label is the predicate's own word (`Opened`, `Date of opening`) and names no thing."""
    return (
        label_stem in ("date", "day", "time", "deadline", "last", "final")
        or predicate_of_words(label_stem) == predicate
        or (label_stem == "found" == predicate)  # `Founded`, whose stem is also the past of find
    )
