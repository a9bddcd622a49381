"""Align, part: the order in which claims are compared. Those that meet come close together, so that little need be kept of them.

What is worked out of a claim is asked for again whenever it meets another one. In the order of their documents' paths
the pages of several publishers about one thing lie far apart, and all that was worked out would have to stay in
memory. So the documents are gathered in small groups of those whose claims share the keys that tell most.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from factcheck.model.claim import Claim

_TELLING = 8
"""A key of more claims says little of which documents belong together."""
_GROUP = 64
"""Documents of a group at most: what is worked out of their claims is easily kept."""


def ordered_by_nearness(claims: Sequence[Claim], blocks: Iterable[Sequence[int]]) -> list[int]:
    """The ids of the claims, those of documents that share small blocks together; `blocks` begin with the smallest."""
    numbers: dict[str, int] = {}
    document_of: dict[int, int] = {}
    for claim in claims:
        document_of[claim.id] = numbers.setdefault(claim.document, len(numbers))
    parents, sizes = array("I", range(len(numbers))), array("I", [1]) * len(numbers)

    def group_of(document: int) -> int:
        while parents[document] != document:
            parents[document] = document = parents[parents[document]]
        return document

    for block in blocks:
        if len(block) > _TELLING:
            break
        first = group_of(document_of[block[0]])
        for claim_id in block[1:]:
            other = group_of(document_of[claim_id])
            if other != first and sizes[first] + sizes[other] <= _GROUP:
                first, other = min(first, other), max(first, other)
                parents[other] = first
                sizes[first] += sizes[other]
    groups = [group_of(document) for document in range(len(numbers))]
    return sorted(document_of, key=lambda claim_id: (groups[document_of[claim_id]], claim_id))
