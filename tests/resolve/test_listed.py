"""What a reader of the listing sees for each value of a sentence: `tests/resolve/listed.yaml`."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.pipeline import claims_of
from factcheck.read import read_document

CASES = yaml.safe_load((Path(__file__).parent / "listed.yaml").read_text(encoding="utf-8"))


def seen(case: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """The words of each value, what it is about, what is said of it, and the value for machines."""
    title = "" if case.get("format", "txt") != "txt" or case.get("whole") else "Notes\n\n"
    document = read_document(f"case.{case.get('format', 'txt')}", (title + case["text"] + "\n").encode())
    return [
        (
            document.text[c.value_span.start : c.value_span.end].strip(),
            c.entity,
            c.said or c.predicate_words or c.predicate,
            c.text_value,
        )
        for c in claims_of([document]).claims
    ]


def bare(words: str) -> str:
    for lead in ("the ", "a ", "an ", "its ", "their "):
        words = words.removeprefix(lead).removeprefix(lead.capitalize())
    return words


@pytest.mark.parametrize("case", CASES, ids=[" ".join(c["text"].split())[:60] for c in CASES])
def test_listed(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if case.get("todo"):
        request.applymarker(pytest.mark.xfail(strict=True))
    found = seen(case)
    for value, wanted in case.get("is", {}).items():
        about, _, says = wanted.partition(" | ")
        near = [(e, s) for words, e, s, _ in found if value in words or (words in value and len(words) > 3)]
        assert any(bare(e) == bare(about) and says in (s if says else "") for e, s in near), (
            f"{value}: {near} of {found}"
        )
    for value, wanted in case.get("values", {}).items():
        assert wanted in [v for words, _, _, v in found if value in words], f"{value}: {found}"
    for value in case.get("none", ()):
        assert not any(value in words for words, *_ in found), f"{value} in {found}"
