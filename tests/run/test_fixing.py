"""`factcheck check --fix`: only what was picked, byte by byte, and nothing at all where something stands in the way."""

import json
import os
import stat
from pathlib import Path

import pytest
from command import run

from factcheck.errors import UsageError
from factcheck.judge.rulebook import load_rules
from factcheck.model.document import Span
from factcheck.model.finding import Edit, Finding, Repair
from factcheck.model.rule import Severity
from factcheck.pipeline import check_texts
from factcheck.read import read_document
from factcheck.run.fixing import Pick, apply_repairs

WRONG = "Café menu: oysters are served from Monday, 17 June 2025 on.{0}Closed in winter.{0}"
RIGHT = "Café menu: oysters are served from Tuesday, 17 June 2025 on.{0}Closed in winter.{0}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fingerprints(*rules: str) -> list[str]:
    report = json.loads(run("check", "docs", "-f", "json").stdout)
    return [f["fingerprint"] for f in report["findings"] if f["rule"] in rules or not rules]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_only_the_words_change(folder: Path, mark: bytes, newline: str) -> None:
    file = folder / "docs" / "menu.md"
    file.write_bytes(mark + WRONG.format(newline).encode())

    done = run("check", "docs", "--fix", f"{fingerprints()[0][:6]}=a")

    assert done.exit_code == 0, done.output
    assert file.read_bytes() == mark + RIGHT.format(newline).encode()
    assert fingerprints() == []


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("cp1252", b""), ("utf-16-le", b"")]
)
def test_encodings_stay(folder: Path, encoding: str, mark: bytes) -> None:
    file = folder / "docs" / "menu.txt"
    file.write_bytes(mark + WRONG.format("\r\n").encode(encoding))

    done = run("check", "docs", "--fix", f"{fingerprints()[0]}=a")

    assert done.exit_code == 0, done.output
    assert file.read_bytes() == mark + RIGHT.format("\r\n").encode(encoding)


def test_the_diff_and_the_dry_run(folder: Path) -> None:
    file = folder / "docs" / "menu.md"
    file.write_text(WRONG.format("\n"), encoding="utf-8")
    name = fingerprints()[0]

    dry = run("check", "docs", "--fix", f"{name}=b", "--fix-dry-run")

    assert file.read_text(encoding="utf-8") == WRONG.format("\n")
    assert dry.stdout.splitlines()[:2] == ["--- a/docs/menu.md", "+++ b/docs/menu.md"]
    assert "+Café menu: oysters are served from Monday, 16 June 2025 on." in dry.stdout
    assert dry.stdout == run("check", "docs", "--fix", f"{name}=b").stdout


def test_mode_and_links_stay(folder: Path) -> None:
    real = folder / "menu.md"
    real.write_text(WRONG.format("\n"), encoding="utf-8")
    real.chmod(0o640)
    link = folder / "docs" / "menu.md"
    link.symlink_to(real)

    assert run("check", "docs", "--fix", f"{fingerprints()[0]}=a").exit_code == 0

    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == RIGHT.format("\n")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(os.listdir(folder)) == [".git", "docs", "menu.md"]


def test_nothing_without_a_pick(folder: Path) -> None:
    file = folder / "docs" / "menu.md"
    file.write_text(WRONG.format("\n"), encoding="utf-8")

    assert run("check", "docs").exit_code == 1
    assert file.read_text(encoding="utf-8") == WRONG.format("\n")


def test_all_places_of_a_side(folder: Path) -> None:
    for name, text in (
        ("a.md", "The Sandvik observatory was opened on 4 June 1971."),
        ("b.md", "# Sandvik\n\n- Built: 1969\n\nThe Sandvik observatory was opened on June 4, 1971."),
        ("c.md", "The Sandvik observatory was opened on 15 June 1971."),
    ):
        (folder / "docs" / name).write_text(text, encoding="utf-8")

    done = run("check", "docs", "--fix", f"{fingerprints()[0]}=b")

    assert done.exit_code == 0
    assert "15 June 1971" in (folder / "docs" / "a.md").read_text(encoding="utf-8")
    assert "June 15, 1971" in (folder / "docs" / "b.md").read_text(encoding="utf-8")
    assert fingerprints() == []


@pytest.mark.parametrize(
    ("fixes", "told"),
    [
        (["{0}=z"], "has no repair 'z'"),
        (["{0}=z"], "there are a (the weekday is wrong"),
        (["{0}"], "names no repair"),
        (["{0}=ab"], "names no repair"),
        (["=a"], "names no repair"),
        (["0000000=a"], "no finding has a fingerprint that begins with '0000000'"),
        (["{0}=a", "{0}=b"], "two repairs are picked for {0}"),
        (["{0}=a", "0000000=a"], "no finding has a fingerprint"),
    ],
)
def test_what_is_refused(folder: Path, fixes: list[str], told: str) -> None:
    file = folder / "docs" / "menu.md"
    file.write_text(WRONG.format("\n"), encoding="utf-8")
    name = fingerprints()[0]

    done = run("check", "docs", *(part for fix in fixes for part in ("--fix", fix.format(name))))

    assert done.exit_code == 2
    assert told.format(name) in done.stderr
    assert done.stdout == ""
    assert file.read_text(encoding="utf-8") == WRONG.format("\n")


def test_a_dry_run_of_nothing(folder: Path) -> None:
    assert "add --fix" in run("check", "docs", "--fix-dry-run").stderr


def finding(number: int, *edits: Edit) -> Finding:
    return Finding(
        rule="weekday", kind="weekday", severity=Severity.ERROR, message="", reason="", sides=(), entity="", predicate="",
        confidence=0.5, fingerprint=f"{number:016x}", repairs=(Repair(letter="a", edits=edits, description=""),),
    )  # fmt: skip


def apply(folder: Path, *findings: Finding, data: bytes) -> str:
    documents = [read_document("docs/menu.md", data)]
    picks = [Pick(f.fingerprint, "a") for f in findings]
    return apply_repairs(findings, documents, ["docs"], picks)


def test_a_file_that_changed_is_left_alone(folder: Path) -> None:
    file = folder / "docs" / "menu.md"
    file.write_bytes(b"Open in May.\n")

    with pytest.raises(UsageError, match="changed after it was checked"):
        apply(folder, finding(1, Edit(document="docs/menu.md", span=Span(8, 11), text="June")), data=b"Open in Mai.\n")

    assert file.read_bytes() == b"Open in May.\n"


def test_overlapping_repairs_are_refused_together(folder: Path) -> None:
    file = folder / "docs" / "menu.md"
    file.write_bytes(b"Open on 3 May 1998.\n")
    one = finding(1, Edit(document="docs/menu.md", span=Span(8, 18), text="4 May 1998"))
    other = finding(2, Edit(document="docs/menu.md", span=Span(10, 13), text="June"))

    with pytest.raises(UsageError, match="change the same words"):
        apply(folder, one, other, data=file.read_bytes())

    assert file.read_bytes() == b"Open on 3 May 1998.\n"
    beside = finding(3, Edit(document="docs/menu.md", span=Span(14, 18), text="2001"))
    apply(
        folder,
        finding(2, Edit(document="docs/menu.md", span=Span(10, 13), text="June")),
        beside,
        data=file.read_bytes(),
    )
    assert file.read_bytes() == b"Open on 3 June 2001.\n"


def test_a_sign_that_the_encoding_lacks(folder: Path) -> None:
    file = folder / "docs" / "menu.md"
    file.write_bytes("Café, 3 May".encode("cp1252"))

    with pytest.raises(UsageError, match="save the file as UTF-8 first"):
        apply(folder, finding(1, Edit(document="docs/menu.md", span=Span(6, 7), text="٣")), data=file.read_bytes())


@pytest.mark.parametrize("name", ["marathon", "hesk-point-lighthouse"])
def test_every_repair_of_the_examples_settles_its_finding(root: Path, name: str) -> None:
    """And makes no new error: what reckoning alone finds never grows."""
    base = root / "examples" / name / "docs"
    texts = {
        p.relative_to(base).as_posix(): p.read_text(encoding="utf-8") for p in sorted(base.rglob("*")) if p.is_file()
    }
    rules = load_rules()[0]
    before = check_texts(texts, rules)
    errors = {f.fingerprint for f in before.all_findings if f.severity is Severity.ERROR}

    repairs = [(finding, repair) for finding in before.findings for repair in finding.repairs]
    assert repairs
    for finding, repair in repairs:
        changed = dict(texts)
        for edit in sorted(repair.edits, key=lambda e: -e.span.start):
            text = changed[edit.document]
            changed[edit.document] = text[: edit.span.start] + edit.text + text[edit.span.end :]
        after = check_texts(changed, rules)
        left = {f.fingerprint for f in after.all_findings}
        assert not left & {f.fingerprint for f in (finding, *finding.folded)}, (finding.message, repair)
        assert {f.fingerprint for f in after.all_findings if f.severity is Severity.ERROR} <= errors, (
            finding.message,
            repair,
        )
