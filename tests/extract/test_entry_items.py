"""Lines of short items and pieces of practical pages: `entry_items.yaml`, `practical_pages.yaml`, `handbook_pages.yaml`, each on a page of its own."""

from pathlib import Path

import pytest
import yaml

from factcheck.pipeline import claims_of
from factcheck.read import read_text

CASES = [
    case
    for name in ("entry_items.yaml", "practical_pages.yaml", "handbook_pages.yaml")
    for case in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_items(case: dict) -> None:
    name = case.get("name", "notes.md")
    head = "# Notes\n\n" if name.endswith(".md") else "Notes\n=====\n\n"
    page = read_text(name, f"{head}{case['text']}\n")
    found = claims_of([page]).claims

    assert case["claims"] == [f"{c.type.value} {c.text_value} | {c.entity} | {c.said}" for c in found]
