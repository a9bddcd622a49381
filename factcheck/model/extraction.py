"""What `extract` gives for one document: its mentions by block, and claims whose value and subject may be half-known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from factcheck.errors import Problem
from factcheck.frozen import dataclass, replace
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.house import HouseFact
from factcheck.model.mention import NameMention, QuantityMention, Referent, Sentence
from factcheck.model.time import CountedFrom, Timex
from factcheck.values.words import Token

_TOP = 80
"""Blocks at the top of a document among which its front matter stands."""
DOCUMENT_TIME = -1
"""Stands for the document's own date: `so far`, `currently`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClaim:
    """A claim before resolution. Offsets are of the text of its block."""

    block: int
    start: int
    end: int
    """Of the clause."""
    value_start: int
    value_end: int
    type: ClaimType
    timex: int | None = None
    """Index into the times of `time_block`."""
    time_block: int | None = None
    """The block that the time stands in, where it is not the claim's own: a heading, a table head, a row head."""
    range_end: int = 0
    """Which end of a range it is that the claim holds: 1 the first, 2 the last, 0 the whole time."""
    day_before: bool = False
    """Whether its last day is the one before the time: `From 21 February on no entries are taken`."""
    quantity: int | None = None
    """Index into the quantities of the block."""
    words: str = ""
    """The value of a place or role claim."""
    predicate: str = ""
    predicate_words: str = ""
    shown: str = ""
    """What the claim is about for people, where no name and no pronoun stands for it: `the owner` of `the owner, X`."""
    shown_start: int = -1
    """Where those words stand, if they are to be resolved as a subject is: `its thickness`, `the crack`."""
    said: str = ""
    """The predicate for people, with its auxiliaries and its `not`; empty where `predicate_words` or the measure do."""
    measure: str = ""
    subject: str = ""
    """The words of what the claim is about, as they stand; a pronoun or a description is resolved later."""
    subject_start: int = -1
    """Where those words stand; -1 where they are not in the block."""
    subject_names: tuple[str, ...] = ()
    """Names inside the subject."""
    names: tuple[str, ...] = ()
    """All names of the clause, the subject's first."""
    inherited: tuple[str, ...] = ()
    """Names from headings, table heads and the title that the clause stands under, nearest first."""
    subject_stems: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    """Stems of its labels that say only its predicate, or that a day is the last one: they need not be found elsewhere."""
    context: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTED
    occurrence: str = ""
    scope: tuple[str, ...] = ()
    attribution: str = ""
    as_of: int | None = None
    """Of an amount that changes, the time that it holds for: an index into the times of its block, or DOCUMENT_TIME."""
    headed: bool = False
    counted: CountedFrom | None = None
    """The event that its value is counted from, where no time beside it is."""
    extractor: str = ""
    fact: HouseFact | None = None
    """The house fact that it is, where the publisher declares it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The mentions and draft claims of one document. Keys of the mappings are block indices."""

    document: Document
    tokens: Mapping[int, tuple[Token, ...]]
    sentences: Mapping[int, tuple[Sentence, ...]]
    times: Mapping[int, tuple[Timex, ...]]
    quantities: Mapping[int, tuple[QuantityMention, ...]]
    names: Mapping[int, tuple[NameMention, ...]]
    drafts: tuple[DraftClaim, ...]
    referents: Mapping[int, tuple[Referent, ...]] = field(default_factory=dict)
    """The grammatical subjects of each block in order."""
    problems: tuple[Problem, ...] = ()
    """What went wrong in an extractor from outside."""
    title: Block | None = field(init=False, repr=False, compare=False)
    """The document's title, looked up once."""
    front_titles: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Indices of the blocks of front matter that give a title."""

    def __post_init__(self) -> None:
        top = self.document.blocks[:_TOP]
        given = tuple(b.index for b in top if b.kind is BlockKind.FRONT_MATTER and b.key.lower() == "title")
        object.__setattr__(self, "title", self.document.title)
        object.__setattr__(self, "front_titles", given)


def rest_of(extraction: Extraction, times: Mapping[int, tuple[Timex, ...]]) -> Extraction:
    """What later stages ask for of an extraction whose claims are resolved: its document, completed times and quantities."""
    return replace(extraction, tokens={}, sentences={}, times=times, names={}, drafts=(), referents={})
