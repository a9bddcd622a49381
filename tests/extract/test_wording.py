"""How a claim is said and what it holds for: `tests/extract/wording.yaml`, a sentence on a dated page each."""

from pathlib import Path

import pytest
import yaml

from factcheck.extract import extract
from factcheck.extract.wording import modality_of
from factcheck.model.extraction import DOCUMENT_TIME, DraftClaim, Extraction
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "wording.yaml").read_text(encoding="utf-8"))


def drafts_of(case: dict) -> tuple[Extraction, list[DraftClaim]]:
    """The drafts whose value lies over the one of the case."""
    found = extract(read_text("notes.txt", f"Notes\n\n{case['text']}\n"))
    block = next(b for b in reversed(found.document.blocks) if case["value"] in b.text)
    start = block.text.index(case["value"])
    end = start + len(case["value"])
    return found, [
        d
        for d in found.drafts
        if d.block == block.index
        and d.value_start < end
        and start < d.value_end
        and d.type.value in ("date", "deadline", "quantity", "duration")
    ]


def seen(found: Extraction, draft: DraftClaim) -> dict:
    times = found.times[draft.block]
    as_of = "" if draft.as_of is None else "document" if draft.as_of == DOCUMENT_TIME else times[draft.as_of].text
    return {
        "modality": draft.modality.value,
        "by": draft.attribution,
        "scope": draft.scope,
        "occurrence": draft.occurrence,
        "as-of": as_of,
    }


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, marks=[pytest.mark.xfail(strict=True, reason=c["todo"])] if "todo" in c else []) for c in CASES],
    ids=[f"{c['text'][:44]}|{c['value']}" for c in CASES],
)
def test_wording(case: dict) -> None:
    found, drafts = drafts_of(case)
    assert drafts, "no claim of this value"
    draft = min(drafts, key=lambda d: (abs(d.value_end - d.value_start - len(case["value"])), d.value_start))
    out = seen(found, draft)

    assert out["modality"] == case.get("modality", "asserted")
    assert out["by"] == case.get("by", "")
    assert set(case.get("scope", ())) <= set(out["scope"])
    assert not {item.split(":")[0] for item in out["scope"]} & set(case.get("free", ()))
    assert out["occurrence"] == case.get("occurrence", "")
    if "as-of" in case:
        assert out["as-of"] == case["as-of"]


def test_cases_are_many_and_plain_ones_among_them() -> None:
    plain = [c for c in CASES if not set(c) - {"text", "value", "free", "occurrence"}]

    assert len(CASES) >= 160
    assert len(plain) >= 40


INHERITED = [
    ("a heading", "# Fees\n\n## Phase two\n\nThe levy is 40 euros.\n", "40 euros", "phase:2"),
    ("own beats inherited", "# Fees\n\n## Phase two\n\nIn phase three the levy is 40 euros.\n", "40 euros", "phase:3"),
    ("a lead-in", "# Fees\n\nMembers of the Gold plan have:\n\n- a store of 40 GB\n- 7 seats\n", "40 GB", "plan:gold"),
    ("a column head", "# Dose\n\n| Drug | Second dose |\n|---|---|\n| Brenalin | 40 mg |\n", "40 mg", "dose:2"),
    ("a row head", "# Trial\n\n| Group | Patients |\n|---|---|\n| Arm B | 41 patients |\n", "41 patients", "arm:b"),
]


@pytest.mark.parametrize(("name", "text", "value", "member"), INHERITED, ids=[case[0] for case in INHERITED])
def test_scope_is_inherited(name: str, text: str, value: str, member: str) -> None:
    found = extract(read_text("notes.md", text))
    block = next(b for b in reversed(found.document.blocks) if value in b.text)
    scopes = [d.scope for d in found.drafts if d.block == block.index and d.type.value == "quantity"]

    assert scopes
    assert all(member in scope for scope in scopes)
    assert all(sum(item.startswith(member.split(":")[0]) for item in scope) == 1 for scope in scopes)


def test_the_heading_of_the_page_gives_no_season_and_no_direction() -> None:
    text = "# Northern Ferries Gazette, spring 2031\n\n## Winter\n\nThe crossing costs 9 euros.\n"
    draft = next(
        d
        for d in extract(read_text("gazette.md", text)).drafts
        if d.value_start == text.index("9 euros") - text.index("The crossing")
    )
    assert not {item.split(":")[0] for item in draft.scope} & {"direction"}
    assert "term:winter" in draft.scope


@pytest.mark.parametrize(
    ("label", "text", "modality"),
    [
        ("Transfer of a mooring", "possible until 3 May 2031", "asserted"),
        ("Samples requested by", "3 May 2031", "asserted"),
        ("Bids", "until 3 May 2031", "asserted"),
        ("Proposed closing day", "3 May 2031", "proposed"),
        ("Entries", "tentative: 3 May 2031", "proposed"),
    ],
)
def test_label_of_last_day(label: str, text: str, modality: str) -> None:
    assert modality_of(label, text, last_day=True).value == modality
