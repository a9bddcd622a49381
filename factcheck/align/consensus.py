"""Align, part of comparison: how many documents state one of two numbers for what is measured."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.align.blocking import group_of, measure_words
from factcheck.align.closeness import (
    CLOSE_NUMBERS,
    agree,
    number_closeness,
)
from factcheck.align.lexicon import (
    level_of,
)
from factcheck.model.cell import Level
from factcheck.model.claim import Claim
from factcheck.values.quantities import Quantity
from factcheck.values.words import keep

MOST_KEPT = 1 << 15
"""Claims of which it is kept what was worked out of them."""
Support = dict[tuple[str, str], tuple[tuple[Quantity, str], ...]]
"""By sort of value and word of a measure the numbers stated, each with its document."""


def supports(claims: Sequence[Claim]) -> Support:
    """For each measure the numbers that are stated for it, with their documents; small counts support nothing."""
    found: dict[tuple[str, str], list[tuple[Quantity, str]]] = {}
    for claim in claims:
        if isinstance(claim.value, Quantity) and abs(claim.value.high) > 12:
            for word in measure_words(claim):
                found.setdefault((group_of(claim), word), []).append((claim.value, claim.document))
    return {key: tuple(values) for key, values in found.items() if len(values) <= 60}


class Consensus:
    """What several documents state of one measure, which is likely the same thing."""

    def __init__(self, support: Support) -> None:
        self.support = support
        self._alike_by_id: dict[int, tuple[frozenset[str], ...]] = {}

    def level(self, a: Claim, b: Claim) -> Level:
        """How many documents state one of the two numbers for this measure: what several say is likely the same thing."""
        documents = 1
        if (
            isinstance(a.value, Quantity)
            and isinstance(b.value, Quantity)
            and number_closeness(a.value, b.value) in CLOSE_NUMBERS
        ):
            for claim, other in ((a, b), (b, a)):
                for same in self._stated_alike(claim):
                    documents = max(documents, len(same | {claim.document}) if other.document not in same else 1)
        return level_of(
            "consensus", "many" if documents >= 3 else "two" if documents == 2 else "none", f"{documents} documents"
        )

    def _stated_alike(self, claim: Claim) -> tuple[frozenset[str], ...]:
        """For each measure of a number the documents that state the same number for it, worked out once."""
        known = self._alike_by_id.get(claim.id)
        if known is None:
            value = claim.value
            alike = tuple(
                frozenset(
                    d
                    for stated, d in self.support.get((group_of(claim), word), ())
                    if isinstance(value, Quantity) and agree(stated, value)
                )
                for word in measure_words(claim)
            )
            known = keep(self._alike_by_id, claim.id, alike, MOST_KEPT)
        return known
