"""Times in whole sentences, negatives included; the cases are data.

Each file of `times/` names its language by its first two letters. A case marks its expressions with square brackets and
says of each its TIMEX3 type, value and modifier; `!` marks a date that does not exist. Extents leave the words of a
relation or modifier out; `date` is the day that the text speaks from.
"""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.data import load_yaml_file
from factcheck.extract.times import find_times, find_times_in_path
from factcheck.extract.times.language import language, languages
from factcheck.extract.times.timex3 import timex3_of
from factcheck.model.document import Block, BlockKind, Document, Piece, Span
from factcheck.resolve.dates import resolve_times
from factcheck.values.dates import from_edtf

FILES = sorted((Path(__file__).parent / "times").glob("*.yaml"))
CASES = [
    pytest.param(file.stem[:2], case, id=f"{file.stem}-{number}")
    for file in FILES
    for number, case in enumerate(load_yaml_file(file), 1)
]


def found_in(text: str, code: str, date: str | None) -> list[tuple[str, str]]:
    block = Block(
        index=0,
        kind=BlockKind.PARAGRAPH,
        text=text,
        span=Span(0, len(text)),
        pieces=(Piece(0, len(text), 0, len(text)),),
    )
    document = Document(path="case.txt", text=text, format="text", encoding="utf-8", blocks=(block,))
    times = resolve_times(document, {0: find_times(text, code)}, day=from_edtf(date) if date else None)
    return [
        (t.text, " ".join(filter(None, [t.type, t.value, t.mod, "!" if t.impossible else ""])))
        for t in timex3_of(text, times[0], code, split_ranges=False, with_modifiers=False)
    ]


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: dict[str, object]) -> None:
    marked = str(case["text"])
    expected = case.get("is") or []
    assert isinstance(expected, list)
    spans = re.findall(r"\[([^\]]*)\]", marked)

    found = found_in(marked.replace("[", "").replace("]", ""), code, str(case["date"]) if "date" in case else None)

    assert list(zip(spans, expected, strict=True)) == found


def examples() -> Iterator[object]:
    for code in languages():
        plain = {pattern.name for pattern in language(code).patterns}
        for casual in (False, True):
            for pattern in language(code, casual=casual).patterns:
                if casual and pattern.name in plain:
                    continue
                for text, value in pattern.examples.items():
                    name = f"{code}-{pattern.name}{'-casual' if casual else ''}-{text}"
                    yield pytest.param(code, casual, text, value, id=name)


@pytest.mark.parametrize(("code", "casual", "text", "value"), list(examples()))
def test_examples_of_the_patterns(code: str, casual: bool, text: str, value: str) -> None:
    times = find_times(text, code, casual=casual)

    found = timex3_of(text, times, code, split_ranges=False)

    assert [(text, value)] == [
        (t.text, " ".join(filter(None, [t.type, t.value, t.mod, "!" if t.impossible else ""]))) for t in found
    ]


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("news/2025-03-14-opening.md", ["2025-03-14"]),
        ("years/1918.md", ["1918"]),
        ("press-q1-2025.html", ["2025-33"]),
        ("report-20170302.html", ["2017-03-02"]),
        ("guide/4.2.md", []),
        ("index.html", []),
    ],
)
def test_paths(path: str, values: list[str]) -> None:
    assert values == [t.edtf for t in find_times_in_path(path)]


PIECES = [
    "1", "May ", "3 May 19", "12/", "from 3 to ", "(", "the first of ", "1998–", "two years ", "Monday, ", "the ", "the end of ",
    "1.", "1:", "a ", "one hundred ", "the early ", "twenty-", "and a half ", "3 to 5 ", " ", "'8", "Q1 ", "1990 BC ", "9,9",
    "2020-01-", "last ", "half past ", "12 - ", "every ", "the morning of ",
]  # fmt: skip


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("piece", PIECES)
def test_adversarial_texts_take_linear_time(piece: str, code: str) -> None:
    """Eight times the text may take at most some twenty times as long; quadratic would be sixty-four."""
    short, long = piece * (4_000 // len(piece)), piece * (32_000 // len(piece))
    find_times(short, code)

    assert any(_takes_linear_time(short, long, code) for _ in range(4))  # a busy machine may disturb a try


def _takes_linear_time(short: str, long: str, code: str) -> bool:
    began = time.process_time()
    find_times(short, code)
    middle = time.process_time()
    find_times(long, code)
    ended = time.process_time()
    return ended - middle < 20 * (middle - began) + 0.5
