"""Records of a name and its pairs, which stand right below it: `tests/read/stanzas.yaml`."""

from pathlib import Path

import pytest

from factcheck.data import load_yaml_file
from factcheck.model.document import BlockKind
from factcheck.pipeline import claims_of
from factcheck.read import read_text

CASES = load_yaml_file(Path(__file__).with_name("stanzas.yaml"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_record(case: dict) -> None:
    document = read_text(case["path"], case["text"])

    told = []
    for block in document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            continue
        above = document.blocks[block.headings[-1]].text if block.headings else "-"
        told.append(f"{above}: {block.key} = {block.text}" if block.key else f"{above}: {block.text}")
        assert block.text.split() == document.quote(block.span).replace("**", "").split()

    assert case["under"] == told


def test_pairs_are_of_their_record() -> None:
    text = CASES[0]["text"] + "\n**Opening hours**\nSummer: from 3 May 2035\nWinter: until 4 June 2035\n"

    about = {claim.entity for claim in claims_of([read_text("works.md", text)]).claims if claim.extractor == "pair"}

    assert about >= {"Weir at Lune Foot", "Footbridge, Orm Lane"}
    assert "Opening hours" not in about


def test_sections_that_hold_the_same_labels_are_of_what_their_headings_name() -> None:
    text = (
        "# The Orm Press\n\n### Atlas of Fens\n\n- Editor: Ida Brandt\n- Pages: 552\n- Price: £45\n- On sale until 3 May 2035\n"
        "\n### Footpaths, a guide\n\n- Editor: Otto Falk\n- Pages: 88\n- Price: £9\n- On sale until 4 June 2035\n"
    )

    about = {claim.entity for claim in claims_of([read_text("press.md", text)]).claims}

    assert about == {"Atlas of Fens", "Footpaths, a guide"}
