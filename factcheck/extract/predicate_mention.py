"""Extract, part: what the words of a predicate in a sentence are: the record that the readings of prose pass around."""

from __future__ import annotations

from enum import StrEnum

from factcheck.frozen import dataclass


class Form(StrEnum):
    """How a predicate is worded."""

    VERB = "verb"
    NOUN = "noun"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateMention:
    """A predicate in a sentence. `first` and `last` are token indices, inclusive."""

    first: int
    last: int
    name: str
    form: Form
    passive: bool = False
    known: bool = True
    """Whether the lexicon has it."""
    own: str = ""
    """Which noun phrase is part of the wording and names no thing: `subject` (`ground was broken`), `object` (`cut the ribbon`)."""
    by_subject: bool = False
    """Whether its subject told the class: `contact was lost`."""
