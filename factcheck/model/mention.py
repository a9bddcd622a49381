"""What `extract` finds in a block beside times: sentences, names and quantities. Offsets are of the block's text."""

from __future__ import annotations

from enum import StrEnum

from factcheck.frozen import dataclass
from factcheck.values.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block, without the white space around it."""

    start: int
    end: int


class NameKind(StrEnum):
    """What a name seems to name; unknown when the words around it do not tell."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    THING = "thing"
    """A structure, a treaty, a product, a ship, a work: anything else with a name."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A proper name as it stands."""

    start: int
    end: int
    text: str
    kind: NameKind = NameKind.UNKNOWN
    alias_of: str = ""
    """The long form, where the text itself ties the two: `European Space Agency (ESA)`."""
    is_opening: bool = False
    """Whether it is one word that opens a sentence, where any word has a capital."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """A number with what it counts or measures."""

    start: int
    end: int
    """Of number and unit or counted noun, modifier included: `about 46,300 Frisian sheep`."""
    text: str
    number_start: int
    number_end: int
    quantity: Quantity
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Referent:
    """The subject of a verb as it stands: a name, a description, or a pronoun whose meaning the document has to tell."""

    start: int
    end: int
    is_object: bool = False
    """Whether it is no subject, but what a verb brings in: `She set up a laboratory`."""
