"""`factcheck explain FINGERPRINT` and `--why-not`, through the command line."""

import json
import re
from pathlib import Path

import pytest
from command import run

from factcheck.errors import UsageError
from factcheck.model.finding import Finding
from factcheck.model.rule import Severity
from factcheck.run.explanation import find_finding

DOCUMENTS = {
    "docs/history.md": "# Harrow Cross\n\nThe clinic at Harrow Cross opened on 3 May 1998. It has 40 beds.\n",
    "docs/press.md": "# News\n\nHarrow Cross: the clinic opened on 13 May 1998.\n\nThe clinic at Harrow Cross closed on 9 June 2011.\n",
    "docs/plan.md": "# Plans\n\nThe clinic at Harrow Cross is to be opened on 1 May 1998.\n",
    "docs/notes.md": "# Notes\n\nNothing of note.\n\nThe board meets on Monday, 17 June 2025.\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in DOCUMENTS.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(output: str) -> list[str]:
    """The fingerprints at the ends of the findings, in their order."""
    return re.findall(r"^  ([0-9a-f]{8,})$", output, re.M)


def test_the_terminal_names_each_finding(folder: Path) -> None:
    shown = run("check", "docs").output

    assert 2 == len(names(shown))
    assert f"factcheck explain {names(shown)[0]}" in shown


@pytest.mark.parametrize("length", [6, 8, 16])
def test_an_account(folder: Path, length: int) -> None:
    name = names(run("check", "docs").output)[1]
    full = run("explain", name, "docs").output.split()[0]

    done = run("explain", full[:length], "docs")

    assert done.exit_code == 0
    assert done.stderr == ""
    assert max(map(len, done.stdout.splitlines())) <= 80
    for held in (
        "event-date: One event, two dates",
        "check dates-disjoint",
        "Side A: 3 May 1998",
        "docs/history.md:3:1",
        "read by    prose/day-month-year",
        "value      date 1998-05-03",
        "Why the sides were compared",
        "brought together by the key digit/date/1998-05-_3",
        "subject",
        "threshold 4.40",
        "No day is both 3 May 1998 and 13 May 1998.",
        "docs/press.md:3: `13 May 1998` becomes `3 May 1998`",
        f"--fix {full}=a",
    ):
        assert held in done.stdout
    weights = [float(w) for w in re.findall(r"^  \S+ +\S+ +([+-]\d+\.\d\d)(?: |$)", done.stdout, re.M)]
    assert weights[-1] == pytest.approx(sum(weights[:-1]), abs=0.06), "the sum is that of the levels"


def test_the_working_directory_is_the_default(folder: Path) -> None:
    name = names(run("check", ".").output)[0]

    assert "the weekday is wrong" in run("explain", name).stdout


def test_what_is_folded_has_an_account_too(folder: Path) -> None:
    (folder / "docs" / "x.md").write_text("The Ostrava bridge was opened on Friday, 13 May 1999.\n", encoding="utf-8")
    (folder / "docs" / "y.md").write_text("The Ostrava bridge was opened on 21 May 1999.\n", encoding="utf-8")
    shown = run("check", "docs").output

    name = re.search(r"also explains: event-date,[^(]*\((\w+)\)", shown)

    assert name is not None
    done = run("explain", name[1], "docs")
    assert "Folded under" in done.stdout


def status(name: str, *arguments: str) -> str:
    """What an account says of the standing of a finding, on one line."""
    told = run("explain", name, "docs", *arguments)
    assert (0, "") == (told.exit_code, told.stderr)
    assert max(map(len, told.stdout.splitlines())) <= 80
    return " ".join(told.stdout.split("\nstatus ")[1].split("\n\n")[0].split())


def test_the_standing_of_a_finding(folder: Path) -> None:
    """New, known, suppressed by whom, why and until when, and no longer suppressed; after a rename, too."""
    name = names(run("check", "docs").output)[0]
    side = folder / "factcheck-suppressions.yaml"
    assert "new" == status(name)
    told = run("explain", name, "docs").stdout
    assert "To set it aside, in factcheck-suppressions.yaml" in told
    entry = "\n".join(line[2:] for line in told.split("factcheck-suppressions.yaml\n")[1].splitlines())

    run("baseline", "docs")
    base = (folder / "factcheck-baseline.yaml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(base, 1) if "weekday" in text)
    assert f"known: entry {base[line - 1].split()[0]} of the baseline, factcheck-baseline.yaml:{line}" == status(name)
    assert "To set it aside" not in run("explain", name, "docs").stdout
    assert "new" == status(name, "--no-baseline")
    (folder / "factcheck-baseline.yaml").unlink()

    side.write_text(f"{entry}\n  owner: board\n  until: 2030-05-31\n", encoding="utf-8")
    held = "by board until 2030-05-31 in factcheck-suppressions.yaml:1: say why this is right as it is"
    assert f"suppressed {held}" == status(name, "--today", "2030-05-31")
    assert f"new no longer suppressed: the last day has passed; it was {held}" == status(name, "--today", "2030-06-01")

    (folder / "docs/notes.md").rename(folder / "docs/minutes.md")
    found = json.loads(run("check", "docs", "--today", "2030-05-31", "-f", "json").stdout)["findings"]
    (renamed,) = (f["fingerprint"] for f in found if f["rule"] == "weekday")
    assert not renamed.startswith(name)
    assert f"suppressed {held}" == status(renamed, "--today", "2030-05-31")

    kept = DOCUMENTS["docs/notes.md"].replace("Nothing", "Little")
    (folder / "docs/notes.md").write_text(kept, encoding="utf-8")
    assert "new" == status(renamed, "--today", "2030-05-31")
    assert f"suppressed {held}" == status(name, "--today", "2030-05-31")


def test_the_account_of_a_suppression_of_no_use(folder: Path) -> None:
    (folder / "factcheck-suppressions.yaml").write_text("- {finding: '01234567', reason: x}\n", encoding="utf-8")
    (name,) = re.findall(r"unused-suppression.*?\n  ([0-9a-f]{8})\n", run("check", "docs").output, re.S)

    told = run("explain", name, "docs").stdout

    assert "unused-suppression: A suppression that sets nothing aside" in told
    assert "factcheck-suppressions.yaml:1:" in told
    assert "To set it aside" not in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["explain", "abcdef012", "docs"], "no finding has a fingerprint that begins with 'abcdef012'"),
        (["explain", "abcdef012", "nowhere"], "nowhere: does not exist"),
        (["explain"], "nothing to explain"),
        (["explain", "weekday", "docs"], "only those take paths"),
        (["explain", "wekday"], "did you mean weekday?"),
        (["explain", "--why-not", "docs/history.md:3", "docs/press.md:77"], "its last line is 6"),
        (["explain", "--why-not", "docs/history.md:3", "docs/press.md:1"], "there are claims on lines 3, 5"),
        (["explain", "--why-not", "docs/history.md:1", "docs/press.md:3"], "| # Harrow Cross"),
        (["explain", "--why-not", "docs/notes.md:3", "docs/press.md:3"], "no claim was read on this line"),
        (["explain", "--why-not", "docs/history.md:3", "docs/pres.md:3"], "is none of the checked documents"),
        (["explain", "--why-not", "docs/history.md", "docs/press.md:3"], "write it as PATH:LINE"),
    ],
)
def test_wrong_use(folder: Path, arguments: list[str], told: str) -> None:
    done = run(*arguments)

    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("docs/history.md:3", "docs/press.md:3", ["event-date: this is a finding", "sum", "joined"]),
        ("docs/press.md:3", "docs/history.md:3", ["event-date: this is a finding"]),
        ("docs/history.md:3", "docs/press.md:5", ["They never met", "open and close"]),
        ("docs/history.md:3", "docs/plan.md:3", ["is planned, of which the rule never speaks"]),
        ("docs/history.md:3:44", "docs/press.md:3", ["date 1998-05-03 and date 1998-05-13"]),
    ],
)
def test_why_not(folder: Path, a: str, b: str, told: list[str]) -> None:
    done = run("explain", "--why-not", a, b, "docs")

    assert done.exit_code == 0, done.output
    assert max(map(len, done.stdout.splitlines())) <= 80
    flat = " ".join(done.stdout.split())
    for held in told:
        assert held in flat


def test_why_not_for_agreement_and_for_vetoes(folder: Path) -> None:
    (folder / "docs" / "a.md").write_text("The Sandvik mill was opened in May 1998.\n", encoding="utf-8")
    (folder / "docs" / "b.md").write_text("The Sandvik mill was opened on 3 May 1998.\n", encoding="utf-8")
    (folder / "docs" / "c.md").write_text("The Sandvik mill was reopened on 3 May 2008.\n", encoding="utf-8")
    (folder / "docs" / "d.md").write_text("The Oslo court was opened on 9 May 1998.\n", encoding="utf-8")

    agree = " ".join(run("explain", "--why-not", "docs/a.md:1", "docs/b.md:1", "docs").stdout.split())
    other = " ".join(run("explain", "--why-not", "docs/b.md:1", "docs/d.md:1", "docs").stdout.split())

    assert "both can be true" in agree
    assert "Kept apart" in other or "They never met" in other


def finding(fingerprint: str) -> Finding:
    return Finding(
        rule="event-date", kind="event-date", severity=Severity.WARNING, message="Kelder opened twice", reason="", sides=(),
        entity="", predicate="", confidence=0.5, fingerprint=fingerprint,
    )  # fmt: skip


def test_an_ambiguous_prefix_lists_what_it_may_mean() -> None:
    findings = [
        finding(name) for name in ("abcdef0011223344", "abcdef9911223344", "0123456789abc-2", "0123456789abcdef")
    ]

    assert find_finding(findings, "ABCDEF00").fingerprint == "abcdef0011223344"
    assert find_finding(findings, "0123456789abc-2").fingerprint == "0123456789abc-2"
    with pytest.raises(UsageError, match="2 findings begin with 'abcdef'") as error:
        find_finding(findings, "abcdef")
    assert "abcdef0011223344  event-date: Kelder opened twice" in str(error.value)
    with pytest.raises(UsageError, match="too short"):
        find_finding(findings, "01234")
