"""The order in which claims are compared: it changes what must be kept, never what comes out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from factcheck.align.nearness import ordered_by_nearness


def _claims(*documents: str) -> Any:
    return cast(Any, [SimpleNamespace(id=number, document=document) for number, document in enumerate(documents)])


def test_documents_that_share_a_small_block_stand_together() -> None:
    claims = _claims("a/mill", "a/quay", "b/mill", "b/quay")
    assert ordered_by_nearness(claims, [[0, 2], [1, 3]]) == [0, 2, 1, 3]


def test_a_large_block_tells_nothing() -> None:
    claims = _claims(*(f"page-{number:02}" for number in range(20)))
    assert ordered_by_nearness(claims, [list(range(20))]) == list(range(20))


def test_a_group_does_not_grow_without_end_and_every_claim_is_there_once() -> None:
    claims = _claims(*(f"page-{number:03}" for number in range(300)))
    ordered = ordered_by_nearness(claims, [[number, number + 1] for number in range(299)])
    assert sorted(ordered) == list(range(300))
