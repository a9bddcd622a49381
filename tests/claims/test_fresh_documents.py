"""What the claims of three documents of other fields are: the listed ones, against a golden, and those that a reader expects.

The documents and `*.expected.yaml` were written by somebody who had not seen the extractors. `*.claims.txt` is what comes out;
`reading.md` says how many of the listed claims a reader judged right.
"""

from pathlib import Path

import pytest
import yaml

from factcheck.pipeline import claims_of
from factcheck.read import read_document
from factcheck.run.listing import claim_record, list_claims

FOLDER = Path(__file__).parent / "documents"
NAMES = ("recipe-site.md", "court-ruling.txt", "mountain-rescue.html")
ALIKE = [{"date", "deadline"}, {"quantity", "duration"}]
SHARE = 0.85
"""Of the claims that a careful reader lists, those that are found with their type in their place."""


def records(name: str) -> tuple[list[dict], str]:
    document = read_document(name, (FOLDER / name).read_bytes())
    claims = claims_of([document]).claims
    texts = {name: document.text}
    return [claim_record(c, document.text) for c in claims], list_claims(claims, texts, "table")


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


@pytest.mark.parametrize("name", NAMES)
def test_expected(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    expected = yaml.safe_load((FOLDER / f"{Path(name).stem}.expected.yaml").read_text(encoding="utf-8"))["claims"]
    found, _ = records(name)
    missed = []
    for claim in expected:
        start = text.index(claim["quote"])
        kinds = next((k for k in ALIKE if claim["type"] in k), {claim["type"]})
        near = [r for r in found if r["start"] < start + len(claim["quote"]) and r["end"] > start]
        if not any(r["type"] in kinds for r in near):
            missed.append(claim["quote"])
    assert len(missed) <= (1 - SHARE) * len(expected), missed
