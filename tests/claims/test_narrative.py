"""Claims of narrative prose in all their parts: `tests/claims/narrative*.yaml`, a passage each, as the listing shows them."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.run.listing import list_claims

CASES = [
    case
    for path in sorted(Path(__file__).parent.glob("narrative*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def listed(case: dict[str, Any]) -> list[str]:
    """The claims of a passage as `type value | entity | words of the predicate`, cut as the table cuts them."""
    name, mark = ("page.md", "# ") if case.get("markdown") else ("page.txt", "")
    document = read_text(name, f"{mark}{case['title']}\n\n{case['text']}\n")
    table = list_claims(claims_of([document]).claims, {name: document.text}, "table").splitlines()
    head = table[0]
    at = [head.index(word) for word in ("type", "value", "entity", "predicate", "words")]
    rows = [[row[a:b].strip() for a, b in pairwise(at)] for row in table[1:]]
    return [f"{kind} {value} | {entity} | {said}" for kind, value, entity, said in rows]


def cut(line: str) -> str:
    """An expected line with its parts cut as the table cuts them."""
    value, entity, said = line.split(" | ")
    return f"{value} | {short(entity, 28)} | {short(said, 24)}"


def short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:50] for c in CASES])
def test_narrative(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if case.get("todo"):
        request.applymarker(pytest.mark.xfail(strict=True))
    found = listed(case)
    missing = [line for line in case.get("is", ()) if cut(line) not in found]
    wrong = [piece for piece in case.get("without", ()) if any(piece in line for line in found)]
    assert (missing, wrong) == ([], []), found
