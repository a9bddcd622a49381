"""What a narrowed report keeps, and in which order: a pure function over a report made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck.model.changes import EVERY_LINE, ChangedLines, LineRange
from factcheck.model.document import Document, Span
from factcheck.model.finding import Edit, Finding, Place, Repair, Report, Side
from factcheck.model.rule import Severity
from factcheck.triage import keep_changed

TEXT = "".join(f"line {n}\n" for n in range(1, 10))


def place(path: str, first: int, last: int | None = None, *, value: int | None = None) -> Place:
    """From the first sign of a line to the last of another; the value may stand on a line of its own."""
    start, end = 7 * (first - 1), 7 * (last or first) - 1
    values = (Span(7 * (value - 1), 7 * value - 1),) if value else ()
    return Place(
        document=path, span=Span(start, end), values=values, line=first, column=1, end_line=last or first, end_column=7,
        quote=TEXT[start:end], before="", after="",
    )  # fmt: skip


def finding(name: str, *sides: tuple[Place, ...], **more: object) -> Finding:
    fields: dict[str, object] = {
        "rule": "event-date", "kind": "event-date", "severity": Severity.ERROR, "message": name, "reason": "",
        "sides": tuple(Side(label=str(n), places=places) for n, places in enumerate(sides)), "entity": "", "predicate": "",
        "confidence": 1.0, "fingerprint": name,
    }  # fmt: skip
    return Finding(**(fields | more))  # type: ignore[arg-type]


def narrowed(*findings: Finding, **lines: tuple[LineRange, ...]) -> Report:
    documents = tuple(
        Document(path=path, text=TEXT, format="text", encoding="utf-8", blocks=()) for path in ("a", "b", "c")
    )
    report = Report(documents=documents, claims=(), entities=(), findings=findings, rules=())
    return keep_changed(report, ChangedLines(lines=lines, told="lines changed since main"))


def names(report: Report) -> list[str]:
    return [f.fingerprint for f in report.findings]


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ((LineRange(3, 3),), True),
        ((LineRange(4, 5),), True),
        ((LineRange(1, 2), LineRange(8, 9)), False),
        ((LineRange(7, 7),), True),  # the heading that the date is taken from
        ((LineRange(4, 3),), True),  # a line was taken away within the evidence
        ((LineRange(3, 2),), False),  # before it
        ((LineRange(6, 5),), False),  # behind it
        (EVERY_LINE, True),
        ((), False),
    ],
)
def test_what_touches(changed: tuple[LineRange, ...], kept: bool) -> None:
    report = narrowed(finding("one", (place("a", 3, 5, value=7),), (place("b", 1),)), a=changed)

    assert (["one"] if kept else []) == names(report)
    assert "lines changed since main" == report.focus


def test_the_changed_side_and_its_changed_place_come_first() -> None:
    told = finding(
        "one",
        (place("a", 1),),
        (place("b", 1), place("c", 5)),
        suspect=0,
        repairs=(Repair(letter="a", edits=(Edit(document="b", span=Span(0, 1), text="x"),), description=""),),
    )

    (kept,) = narrowed(told, c=(LineRange(5, 5),)).findings

    assert [["c", "b"], ["a"]] == [[p.document for p in side.places] for side in kept.sides]
    assert [("b", True), ("a", False)] == [(side.letter, side.changed) for side in kept.sides]
    assert ("b", "a") == kept.letters
    assert 1 == kept.suspect
    assert told.repairs == kept.repairs


def test_sides_that_both_changed_keep_their_order() -> None:
    (kept,) = narrowed(finding("one", (place("a", 1),), (place("b", 1),)), a=EVERY_LINE, b=EVERY_LINE).findings

    assert ["a", "b"] == [side.places[0].document for side in kept.sides]


def test_findings_are_in_order_of_what_stands_first() -> None:
    first = finding("one", (place("a", 1),), (place("c", 1),))
    second = finding("two", (place("a", 2),), (place("b", 1),))

    assert ["two", "one"] == names(narrowed(first, second, b=EVERY_LINE, c=EVERY_LINE))


def test_a_knock_on_finding_comes_to_stand_by_itself() -> None:
    """Its cause lies elsewhere and is not told; it must not vanish with it."""
    knocked = [finding(name, (place("a", n),)) for n, name in enumerate(("two", "three", "four"), 2)]
    cause = finding("one", (place("a", 1),), (place("b", 1),), folded=tuple(knocked))

    report = narrowed(cause, a=(LineRange(3, 4),))

    assert ["three"] == names(report)
    assert ["four"] == [f.fingerprint for f in report.findings[0].folded]
    assert ["two", "three", "four"] == [f.fingerprint for f in narrowed(cause, b=EVERY_LINE).findings[0].folded]


def test_a_sum_that_lost_a_part() -> None:
    total = finding("one", (place("a", 6),), (place("a", 1), place("a", 3)))
    gap = (LineRange(5, 4),)

    assert [] == names(narrowed(total, a=gap))
    assert ["one"] == names(narrowed(replace(total, kind="total"), a=gap))


def test_what_has_no_place_stays() -> None:
    assert ["one"] == names(narrowed(finding("one"), a=EVERY_LINE))
