"""The file of suppressions: which findings its entries mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from factcheck import pipeline
from factcheck.errors import UsageError
from factcheck.judge.rulebook import load_rules
from factcheck.model.finding import Report
from factcheck.model.triage import Orders, Status
from factcheck.read import read_text
from factcheck.triage.suppressions_text import read_suppressions, write_suppression

RULES = load_rules()[0]
TEXTS = {
    "a/history.md": "The *Kelder Observatory* opened on 3 May 1998.\n",
    "a/press.md": "We hear that the Kelder Observatory opened on\n3 May 1999.\n",
    "b/ferry.md": "The ferry is laid up on Monday, 19 September 2025.\n",
}


def check(text: str, texts: Mapping[str, str] = TEXTS, **more: object) -> Report:
    orders = Orders(suppressions=read_suppressions(text, "s.yaml", None), **more)  # type: ignore[arg-type]
    return pipeline.check([read_text(p, t) for p, t in texts.items()], RULES, orders=orders)


PAIR = """
- rule: event-date
  passages:
    - {path: a/history.md, quote: the Kelder Observatory opened on 3 May 1998}
    - {path: a/press.md, quote: opened on 3 May 1999}
  reason: two domes
  owner: museum
"""
ONE = """
- passages: [{path: b/ferry.md, quote: "Monday, 19 September 2025"}]
  reason: as printed
"""


def counted(report: Report) -> list[str]:
    return sorted(f"{f.status.value} {f.rule}" for f in report.findings)


def test_a_pair() -> None:
    report = check(PAIR)

    assert ["new weekday", "suppressed event-date"] == counted(report)
    (found,) = report.of(Status.SUPPRESSED)
    assert found.suppression is not None
    assert ("two domes", "museum", "s.yaml", 2) == (
        found.suppression.reason, found.suppression.owner, found.suppression.path, found.suppression.line,
    )  # fmt: skip


def test_one_passage() -> None:
    assert ["new event-date", "suppressed weekday"] == counted(check(ONE))


def test_a_fingerprint() -> None:
    (found,) = (f for f in check("").findings if f.rule == "weekday")

    report = check(f"- finding: '{found.fingerprint[:8]}'\n  reason: as printed\n")

    assert ["new event-date", "suppressed weekday"] == counted(report)


def test_a_changed_value_is_reported_again_and_the_suppression_is_of_no_use() -> None:
    report = check(PAIR, {**TEXTS, "a/press.md": "The Kelder Observatory opened on 4 May 1999.\n"})

    assert ["new event-date", "new unused-suppression", "new weekday"] == counted(report)
    (unused,) = (f for f in report.findings if f.rule == "unused-suppression")
    assert ("s.yaml", 2) == (unused.places[0].document, unused.places[0].line)


def test_a_renamed_document() -> None:
    texts = {**TEXTS, "a/old.md": TEXTS["a/history.md"]}
    del texts["a/history.md"]

    report = check(PAIR, texts, vanished=frozenset({"a/history.md"}))

    assert ["new weekday", "suppressed event-date"] == counted(report)


def by_fingerprint(rule: str) -> str:
    """An entry that names the finding of a rule by its fingerprint, its wording and its documents."""
    (found,) = (f for f in check("").findings if f.rule == rule)
    paths = tuple(sorted({place.document for place in found.places}))
    return write_suppression(finding=found.fingerprint, wording=found.wording, paths=paths, reason="as printed")


@pytest.mark.parametrize("entry", [ONE, by_fingerprint("weekday")], ids=["passage", "fingerprint"])
@pytest.mark.parametrize(
    ("gone", "there", "expected"),
    [
        ([], ["b/ferry.md"], "suppressed b/ferry.md"),
        (["b/ferry.md"], ["b/boats.md"], "suppressed b/boats.md"),
        # a copy is reported: beside the original, beside what the original was renamed to, and where the original was not checked
        ([], ["b/copy.md", "b/ferry.md"], "new b/copy.md, suppressed b/ferry.md"),
        (["b/ferry.md"], ["b/boats.md", "c/copy.md"], "new c/copy.md, suppressed b/boats.md"),
        ([], ["c/copy.md"], "new c/copy.md"),
    ],
)
def test_renames_and_copies(entry: str, gone: list[str], there: list[str], expected: str) -> None:
    report = check(entry, dict.fromkeys(there, TEXTS["b/ferry.md"]), vanished=frozenset(gone), complete=False)

    assert expected == ", ".join(sorted(f"{f.status.value} {f.places[0].document}" for f in report.findings))


@pytest.mark.parametrize("gone", [["a/history.md"], ["a/press.md"], ["a/history.md", "a/press.md"]])
def test_a_fingerprint_of_two_documents(gone: list[str]) -> None:
    """One document may be renamed, or both; the words may have other marks of emphasis then."""
    entry = by_fingerprint("event-date")
    texts = {f"z/{path}" if path in gone else path: text.replace("*", "_") for path, text in TEXTS.items()}

    assert "suppressed event-date" in counted(check(entry, texts, vanished=frozenset(gone)))
    assert "new event-date" in counted(check(entry, texts))


def test_of_several_copies_the_heir_of_the_document_counts() -> None:
    """What else was said of the vanished document tells what it was renamed to."""
    ferry = TEXTS["b/ferry.md"]
    other = "The kiosk opens on Monday, 20 September 2025.\n"
    texts = {"b/a-copy.md": ferry, "b/boats.md": ferry + "\n" + other}
    more = "- passages: [{path: b/ferry.md, quote: 'Monday, 20 September 2025'}]\n  reason: as printed\n"

    report = check(ONE + more, texts, vanished=frozenset({"b/ferry.md"}))

    assert ["b/a-copy.md"] == [f.places[0].document for f in report.new]
    assert 2 == len(report.of(Status.SUPPRESSED))


def test_what_is_gone_for_good_is_of_no_use() -> None:
    report = check(ONE, {"a/history.md": TEXTS["a/history.md"]}, vanished=frozenset({"b/ferry.md"}))

    assert ["new unused-suppression"] == counted(report)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("wording: '01234567'", "`wording` without `paths`"),
        ("paths: [a.md]", "`paths` without `wording`"),
        ("wording: xyz\n  paths: [a.md]", "`xyz` is no wording"),
        ("wording: '01234567'\n  paths: a.md", "`paths` is no list"),
    ],
)
def test_wording_and_paths_go_together(entry: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        check(f"- finding: '01234567'\n  {entry}\n  reason: x\n")

    assert told in str(raised.value.problems[0])
    with pytest.raises(UsageError, match="goes with `finding` only"):
        check("- passages: [{quote: x}]\n  paths: [a.md]\n  reason: x\n")


def test_the_same_words_elsewhere_are_not_meant() -> None:
    texts = {**TEXTS, "b/copy.md": TEXTS["b/ferry.md"]}

    assert ["new event-date", "new weekday", "suppressed weekday"] == counted(check(ONE, texts))


def test_what_was_not_checked_is_not_called_unused() -> None:
    assert ["new weekday"] == counted(check(PAIR, {"b/ferry.md": TEXTS["b/ferry.md"]}))
    assert ["new event-date", "new weekday"] == counted(check("- finding: '00000000'\n  reason: x\n", complete=False))


@pytest.mark.parametrize(("today", "counts"), [("2027-01-31", "suppressed"), ("2027-02-01", "new")])
def test_a_day(today: str, counts: str) -> None:
    report = check(ONE + "  until: 2027-01-31\n", today=date.fromisoformat(today))

    assert f"{counts} weekday" in counted(report)
    assert (counts == "new") == ("new expired-suppression" in counted(report))


@pytest.mark.parametrize("reason", ["plain", 'with "quotes": and # signs', "null", "- x\ny", "ünïcödé 😀"])
def test_what_is_written_is_read(reason: str) -> None:
    text = write_suppression(
        reason=reason, rule="weekday", finding="0123456789abcdef", owner="o: x", until="2027-01-31"
    )

    (order,) = read_suppressions("# head\n" + text, "s.yaml", None)

    stated = order.suppression
    assert (" ".join(reason.split()), "o: x", date(2027, 1, 31)) == (stated.reason, stated.owner, stated.until)
    assert ("0123456789abcdef", ("weekday",)) == (order.fingerprint, order.rules)


def test_values_of_data_files_are_told_apart_by_what_they_are_about() -> None:
    agreed = "".join(
        f"  - name: {name}\n    born: 1 July 19{n}\n"
        for n, name in enumerate(("Cosmo Vane", "Dora Pell", "Egon Marsh", "Fay Linde"), 70)
    )
    people = "people:\n  - name: Ann Kerrow\n    born: 2 May 1950\n  - name: Bela Tosk\n    born: {0}\n" + agreed
    texts = {"one.yaml": people.format("3 May 1951"), "two.yaml": people.format("4 May 1951")}
    both = "- passages: [{path: one.yaml, quote: 3 May 1951}, {path: two.yaml, quote: 4 May 1951}]\n  reason: x\n"

    assert ["Bela Tosk"] == [f.entity for f in check("", texts).new]
    assert [] == [f.entity for f in check(both, texts).new]
    assert ["Bela Tosk"] == [
        f.entity for f in check(both + "  about: Ann Kerrow\n", texts).of(Status.NEW) if f.sides and f.entity
    ]
    assert () == check(both + "  about: bela  tosk\n", texts).new
