"""A claim: who or what, did or is what, when, how much, where, by whom, and exactly where it is said."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

from factcheck.frozen import dataclass
from factcheck.model.document import Span
from factcheck.model.house import HouseFact
from factcheck.model.time import CountedFrom, Timex
from factcheck.values.dates import DateValue
from factcheck.values.durations import Duration
from factcheck.values.quantities import Quantity
from factcheck.values.yearly import YearlyDate

EntityId = NewType("EntityId", str)


class ClaimType(StrEnum):
    """What kind of value a claim holds."""

    DATE = "date"
    DEADLINE = "deadline"
    QUANTITY = "quantity"
    DURATION = "duration"
    PLACE = "place"
    ROLE = "role"
    """Who holds a role or did an act: the value is the name, the entity the thing led, designed, founded."""
    UNIQUE = "unique"
    """A title that one alone can hold (`the first bridge across the river`): the value is the title, the entity its holder."""
    NAME = "name"
    """Another name of the entity, or a spelling that may be a slip."""
    TEXT = "text"
    """A short text beside a label: the value of a cell or pair that is none of the others."""


class Modality(StrEnum):
    """How a claim is said. Only asserted and reported claims speak for the text; a planned one is not a fact yet."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    PROPOSED = "proposed"
    """Asked for, offered, considered, thought possible."""
    CONDITIONAL = "conditional"
    """Hung on a condition: `if the council agrees`, `would cost`."""
    ESTIMATED = "estimated"
    """Calculated, forecast or guessed before it was known."""
    DENIED = "denied"
    """Said not to be so, refused, cancelled."""
    REPORTED = "reported"
    """Said by somebody whom the text names, without its own judgement."""
    REFUTED = "refuted"
    """Quoted only to be called wrong, or with open doubt (`allegedly`, `legend has it`)."""
    SUPERSEDED = "superseded"
    """Said to have held formerly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of how a claim came about, in words, for `factcheck explain` and `trace`."""

    stage: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of one document, with its value known as far as the document lets it be known."""

    id: int
    """Position in the run, in order of path and place: stable for the same input."""
    document: str
    block: int
    span: Span
    """The evidence: the shortest clause that holds value and predicate, in the raw source."""
    value_span: Span
    """The value's own words inside the evidence."""
    quote: str
    """The raw source of the evidence."""
    type: ClaimType
    value: DateValue | YearlyDate | Quantity | Duration | str | None
    """None while half-known: such a claim is listed, and no rule speaks of it."""
    shown: str
    """The value for people, as it stands in the text."""
    text_value: str
    """The value for machines: EDTF, number and unit, or words."""
    entity: str
    """What the claim is about, as the document calls it with its fullest name."""
    entities: tuple[EntityId, ...] = ()
    """The entity and everything else that takes part, merged over all documents; the first is the subject."""
    subject: tuple[EntityId, ...] = ()
    """Those of the entities that the claim is about; empty where it is about something without a name."""
    theme: tuple[str, ...] = ()
    """Stems of the words for what the claim is about, the head last."""
    topic: tuple[EntityId, ...] = ()
    """What the headings above it and the title of its document are about, nearest first."""
    labels: tuple[str, ...] = ()
    """Of a table cell or pair: stems of the row head or key, which must be found in whatever it is compared with."""
    heads: tuple[str, ...] = ()
    """Of a table cell: stems of its column heads."""
    head_span: Span | None = None
    """Where the value stands, if it was inherited: the date in the heading or row head."""
    edition: tuple[str, ...] = ()
    """Numbers in the name and the title of its document: the year, the version, the issue that the text is of."""
    series: str = ""
    """The document's name without its numbers: what the editions of one series share."""
    group: str = ""
    """The table or list that it is a member of: members stand side by side and speak of different things."""
    years: tuple[int, ...] = ()
    """Years that the clause or its labels name beside the value: what a figure that changes holds for."""
    predicate: str = ""
    """The class of the predicate (`open`, `withdraw`), or the lemma where it has none."""
    predicate_words: str = ""
    """The words that said it."""
    said: str = ""
    """The predicate for people, as it is said: `has not been raised`."""
    on_topic: bool = False
    """Whether the text does not say what it is about, so that `entity` is the topic of its document."""
    measure: str = ""
    """Of a quantity: what is measured or counted (`height`, `troops`)."""
    timex: Timex | None = None
    modality: Modality = Modality.ASSERTED
    occurrence: str = ""
    """`again` for a re-opening, `2` for a second treaty, `1` for a first opening; empty when nothing is said."""
    scope: tuple[str, ...] = ()
    """What the claim holds for, as `series:member`: `phase:2`, `region:scotland`, `as-of:2024-05-03` of a running figure."""
    context: tuple[str, ...] = ()
    """Stems of the content words of its clause, its labels and table heads."""
    told_on: DateValue | None = None
    """The own date of its document."""
    entry: DateValue | None = None
    """The day of the entry that it stands in, where its document is a log of many days: minutes, notes, a diary."""
    passage: tuple[str, ...] = ()
    """Stems of the content words of its paragraph, or of its table's row, heads and caption."""
    under: tuple[str, ...] = ()
    """Stems of the content words of the two headings that it stands under most closely, the title left out."""
    attribution: str = ""
    """Who says it, in the words of the text, where the text leaves it to them."""
    headed: bool = False
    """Whether the value came from the heading, table head or title above and not from the clause itself."""
    extractor: str = ""
    fact: HouseFact | None = None
    """The house fact that it is: declared by the publisher and no statement of a document."""
    counted: CountedFrom | None = None
    """The event that its value was counted from: `within 30 days of the award`."""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A thing that the corpus speaks of, under all the names that it uses for it."""

    id: EntityId
    """Normalised canonical name."""
    name: str
    """The fullest name in the corpus."""
    aliases: tuple[str, ...] = ()
    kind: str = "unknown"
    documents: tuple[str, ...] = ()
    lifespan: str = ""
    """EDTF interval in which it lived or existed, where a lexicon tells."""


def subject_without_products(claim: Claim) -> tuple[EntityId, ...]:
    """What a claim is about; of a version of a product that version alone, whose subject names both."""
    if len(claim.subject) < 2 or not any(s.startswith("version:") for s in claim.scope):
        return claim.subject
    return tuple(e for e in claim.subject if not any(other.startswith(f"{e} ") for other in claim.subject))
