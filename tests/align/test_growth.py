"""Cheap rejects lose nothing: what a full look at every pair joins is what `align` joins."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from factcheck import pipeline
from factcheck.align import Comparisons, align, compared_pairs
from factcheck.align.blocking import MAX_BLOCK, weak_limit
from factcheck.model.claim import Claim
from factcheck.read import read_text

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> tuple[Claim, ...]:
    from make_corpus import make

    folder = tmp_path_factory.mktemp("made")
    make(folder, 60, 7)
    pages = sorted(path for path in (folder / "docs").rglob("*") if path.is_file())
    documents = [read_text(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")) for path in pages]
    return pipeline.claims_of(documents).claims


def test_nothing_is_lost(claims: tuple[Claim, ...]) -> None:
    every = compared_pairs(claims)
    alignment = align(claims)
    assert list(alignment.pairs) == [pair for pair in every if pair.joined]
    assert alignment.met == len(every) > 5 * len(alignment.pairs) > 0


def test_a_single_pair_is_worked_out_as_among_all(claims: tuple[Claim, ...]) -> None:
    alone = Comparisons(claims)
    for pair in compared_pairs(claims)[::50]:
        assert alone.pair(pair.b, pair.a) == pair


def test_blocks_of_words_shrink_only_in_a_large_corpus() -> None:
    assert weak_limit(0) == weak_limit(5000) == MAX_BLOCK
    assert weak_limit(5000) > weak_limit(10_000) > weak_limit(10_000_000) > 1
