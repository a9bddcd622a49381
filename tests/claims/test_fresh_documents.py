"""What the claims of documents of other fields are: the listed ones, against a golden, and those that a reader expects.

The documents and `*.expected.yaml` were written by people who had not seen the extractors. `*.claims.txt` is what comes out;
`reading.md` says how many of the listed claims a reader judged right.
"""

import re
from pathlib import Path

import pytest
import yaml

from factcheck.pipeline import claims_of
from factcheck.read import read_document
from factcheck.run.listing import claim_record, list_claims
from factcheck.values.words import content_words

FOLDER = Path(__file__).parent / "documents"
NAMES = sorted(
    p.name
    for p in FOLDER.iterdir()
    if not p.name.endswith((".claims.txt", ".expected.yaml")) and p.name != "reading.md"
)
EXPECTED = {
    "clinical-trial.html": 0.80,
    "court-ruling.txt": 0.85,
    "mountain-rescue.html": 0.85,
    "museum-guide.md": 0.74,
    "recipe-site.md": 0.85,
    "release-notes.rst": 0.81,
    "ship-history.txt": 0.75,
}
"""Of the claims that a careful reader lists, the share that is found with its type in its place; these only rise."""
ABOUT = 0.68
"""Of those found in all documents, the share that is put down to what the reader puts it down to."""
ALIKE = [{"date", "deadline"}, {"quantity", "duration"}]


def records(name: str) -> tuple[list[dict], str]:
    document = read_document(name, (FOLDER / name).read_bytes())
    claims = claims_of([document]).claims
    listed = list_claims(claims, {name: document.text}, "table")
    return [{**claim_record(c, document.text), "at": c.value_span} for c in claims], listed


def expected(name: str) -> list[dict]:
    return yaml.safe_load((FOLDER / f"{Path(name).stem}.expected.yaml").read_text(encoding="utf-8"))["claims"]


def matches(name: str) -> list[tuple[dict, list[dict]]]:
    """Each expected claim of a document with the listed ones of its type that touch its place."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    found, _ = records(name)
    pairs = []
    for claim in expected(name):
        start = -1
        for _ in range(int(claim.get("nth", 1))):
            start = text.index(claim["quote"], start + 1)
        end = start + len(claim["quote"])
        kinds = next((k for k in ALIKE if claim["type"] in k), {claim["type"]})
        pairs.append((claim, [r for r in found if r["start"] < end and r["end"] > start and r["type"] in kinds]))
    return pairs


def words(text: str) -> set[str]:
    return {*content_words(text), *re.findall(r"\d[\d.]*", text)}


@pytest.mark.parametrize("name", NAMES)
def test_listing(name: str, request: pytest.FixtureRequest) -> None:
    golden = FOLDER / f"{Path(name).stem}.claims.txt"
    _, table = records(name)
    if request.config.getoption("--update-golden"):
        golden.write_text(table, encoding="utf-8")
    assert table == golden.read_text(encoding="utf-8"), "look at what changed, then refresh it with --update-golden"


@pytest.mark.parametrize("name", NAMES)
def test_quotes_are_exact(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    found, _ = records(name)
    assert found
    assert all(text[r["start"] : r["end"]] == r["quote"] for r in found)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_expected(name: str) -> None:
    pairs = matches(name)
    missed = [claim["quote"] for claim, near in pairs if not near]
    assert len(missed) <= (1 - EXPECTED[name]) * len(pairs), missed


def test_about() -> None:
    judged = right = 0
    for name in sorted(EXPECTED):
        for claim, near in matches(name):
            if near:
                judged += 1
                right += any(
                    words(claim["about"]) & words(r["entity"] + (f" {r['value']}" if claim["type"] == "role" else ""))
                    for r in near
                )
    assert ABOUT * judged <= right, f"{right} of {judged}"
