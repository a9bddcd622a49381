"""Times in whole sentences, negatives included; the cases are data."""

import time
from pathlib import Path

import pytest

from factcheck.data import load_yaml_file
from factcheck.extract.times import find_times, find_times_in_path

CASES = [
    pytest.param(case, id=case["text"][:60])
    for file in sorted((Path(__file__).parent / "times").glob("*.yaml"))
    for case in load_yaml_file(file)
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, object]) -> None:
    text = str(case["text"])

    found = [
        f"{t.text} | {t.type.value} | {t.duration.iso if t.type.value == 'DURATION' and t.duration else t.edtf} | {t.relation.value}"
        + (" | impossible" if t.impossible else "")
        for t in find_times(text)
    ]

    assert case["finds"] == found or (case["finds"] == "" and not found)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("news/2025-03-14-opening.md", ["2025-03-14"]),
        ("years/1918.md", ["1918"]),
        ("press-q1-2025.html", ["2025-33"]),
        ("guide/4.2.md", []),
        ("index.html", []),
    ],
)
def test_paths(path: str, values: list[str]) -> None:
    assert values == [t.edtf for t in find_times_in_path(path)]


@pytest.mark.parametrize(
    "piece", ["1", "May ", "3 May 19", "12/", "from 3 to ", "(", "the first of ", "1998–", "two years ", "Monday, "]
)
def test_adversarial_texts_take_linear_time(piece: str) -> None:
    """Eight times the text may take at most some twenty times as long; quadratic would be sixty-four."""
    short, long = piece * (4_000 // len(piece)), piece * (32_000 // len(piece))
    find_times(short)
    began = time.perf_counter()
    find_times(short)
    middle = time.perf_counter()
    find_times(long)
    ended = time.perf_counter()

    assert ended - middle < 20 * (middle - began) + 0.5
