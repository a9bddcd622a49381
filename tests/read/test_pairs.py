"""Lists of labels and values in every format: which are sheets of facts, and that their spans stay exact."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest

from factcheck.data import load_yaml_file
from factcheck.model.document import BlockKind
from factcheck.read import read_text

CASES = load_yaml_file(Path(__file__).with_name("pairs.yaml"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_pairs(case: dict[str, Any]) -> None:
    document = read_text(case["path"], case["text"])

    pairs = [b for b in document.blocks if b.kind is BlockKind.KEY_VALUE]

    assert sorted(case["pairs"]) == sorted(f"{b.key} = {b.text}" for b in pairs)
    for block in pairs:
        assert block.key_span is not None
        assert block.key == unescape(document.quote(block.key_span)).strip("*")
        assert block.text == unescape(document.quote(block.span))
        assert block.text[-1] == unescape(document.quote(block.source_span(len(block.text) - 1, len(block.text))))


def test_blocks_stay_in_their_places() -> None:
    document = read_text("a.md", "# The mill\n\n- Built: 1874\n- Height: 42 m\n- Length: 18 m\n\nIt stands empty.\n")

    assert list(range(len(document.blocks))) == [b.index for b in document.blocks]
