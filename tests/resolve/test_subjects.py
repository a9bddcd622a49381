"""What claims are about: short texts with the subject of each value, as the listing shows it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.pipeline import claims_of
from factcheck.read import read_document

CASES = yaml.safe_load((Path(__file__).parent / "subjects.yaml").read_text(encoding="utf-8"))


def abouts(case: dict[str, Any]) -> list[tuple[str, str]]:
    """The words of the value and what it is about, for each claim."""
    name = f"case.{case.get('format', 'txt')}"
    document = read_document(name, case["text"].encode())
    text = document.text
    return [
        (text[c.value_span.start : c.value_span.end].strip(), c.entity.removeprefix("the ").removeprefix("The "))
        for c in claims_of([document]).claims
    ]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_about(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if case.get("todo"):
        request.applymarker(pytest.mark.xfail(strict=True))
    found = abouts(case)
    for value, about in case["about"].items():
        wanted = about.removeprefix("the ").removeprefix("The ")
        near = [entity for words, entity in found if value in words or words in value]
        assert wanted in near, f"{value}: {near} of {found}"
