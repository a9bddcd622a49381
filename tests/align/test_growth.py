"""Cheap rejects lose nothing: what a full look at every pair joins is what `align` joins."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from factcheck import pipeline
from factcheck.align import Comparisons, align, compared_pairs
from factcheck.align.blocking import MAX_BLOCK, weak_limit
from factcheck.judge.rulebook import load_rules
from factcheck.model.claim import Claim
from factcheck.read import read_text

RULES, _ = load_rules()
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


TOWNS = (
    "Arvik",
    "Bolden",
    "Corrie",
    "Dunmore",
    "Elvet",
    "Farnley",
    "Gosden",
    "Hexley",
    "Ilmer",
    "Jessop",
    "Kilby",
    "Lorne",
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")


def choirs(*more: tuple[str, str]) -> dict[str, str]:
    """Two pages about the choir of each of twelve towns, which agree, and further ones."""
    texts = {}
    for n, town in enumerate(TOWNS):
        day = f"{3 + 2 * n} {MONTHS[n % 11]} {1887 + 7 * n}"
        texts[f"press/{town}.md"] = (
            f"# {town} Choir\n\nThe members of {town} Choir sing on Mondays. It gave {1204 + 1311 * n} concerts.\n\nOn {day}, {town} Choir was founded.\n"
        )
        texts[f"guide/{town}.md"] = (
            f"# {town} Choir\n\nThe choir met in a barn. {town} Choir was founded on {day}.\n\nApplications to the {town} Music Fund close on {2 + 2 * n} March 2027.\n"
        )
    return {**texts, **dict(more)}


def told(texts: dict[str, str], rule: str) -> list[str]:
    rules = [known for known in RULES if known.id == rule]
    return [finding.message for finding in pipeline.check_texts(texts, rules).findings]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        # a slip away from what is told of another town, and nothing but common words shared
        ("The choir was founded on 3 January 1888.", "event-date"),
        ("Moorland Choir was founded on 5 February 1895.", "event-date"),
        ("Applications to the Moorland Music Fund close on 7 March 2027.", "deadline"),
        ("It gave 2,151 concerts.", "quantity"),
    ],
)
def test_a_slip_from_one_of_a_crowd_is_chance(sentence: str, rule: str) -> None:
    assert not told(choirs(("moor.md", f"# Moorland Choir\n\n{sentence}\n")), rule)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Elvet Choir was founded on 11 May 1916.", "event-date"),
        ("Applications to the Elvet Music Fund close on 15 March 2027.", "deadline"),
    ],
)
def test_what_names_a_thing_of_a_crowd_meets_it(sentence: str, rule: str) -> None:
    assert len(told(choirs(("elvet.md", f"# Elvet Choir\n\n{sentence}\n")), rule)) == 1


def test_few_documents_make_no_crowd() -> None:
    few = {path: text for path, text in choirs().items() if "Arvik" in path or "Bolden" in path}
    levels = {level.attribute for pair in compared_pairs(claims_of(few)) for level in pair.levels}

    assert levels
    assert not levels & {"crowd", "names"}


def claims_of(texts: dict[str, str]) -> tuple[Claim, ...]:
    return pipeline.claims_of([read_text(path, text) for path, text in sorted(texts.items())]).claims
