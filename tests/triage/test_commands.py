"""`check` and `baseline` on the command line: files found and written, exit codes, days, and what every output shows."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from factcheck.cli import main
from factcheck.data import load_yaml_file

CORRUPTED = load_yaml_file(Path(__file__).parent / "cases" / "corrupted.yaml")
DOCS = {
    "docs/history.md": "The Kelder Observatory opened on 3 May 1998.\n",
    "docs/press.md": "The Kelder Observatory opened on 3 May 1999.\n",
    "docs/ferry.md": "The ferry is laid up on Monday, 19 September 2025.\n",
}


@dataclass(frozen=True)
class Done:
    """What a command did."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str, cwd: Path, **environment: str) -> Done:
    """A command in this process: a hundred of them would take minutes otherwise."""
    with contextlib.chdir(cwd):
        result = CliRunner().invoke(main, arguments, env={"SOURCE_DATE_EPOCH": None, **environment})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for path, text in DOCS.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def found(place: Path, *arguments: str, **environment: str) -> list[str]:
    """Status and rule of every finding."""
    done = run("check", "docs", "-f", "json", *arguments, cwd=place, **environment)
    return sorted(f"{f['status']} {f['rule']}" for f in json.loads(done.stdout)["findings"])


def suppress(place: Path, text: str) -> None:
    (place / "factcheck-suppressions.yaml").write_text(text, encoding="utf-8")


def test_a_baseline_from_the_first_to_the_last(place: Path) -> None:
    file = place / "factcheck-baseline.yaml"
    first = run("baseline", "docs", cwd=place)
    assert (0, "factcheck-baseline.yaml: 2 findings.") == (first.returncode, first.stdout.splitlines()[0])
    assert 0 == run("check", "docs", cwd=place).returncode
    assert 1 == run("check", "docs", "--no-baseline", cwd=place).returncode
    text = file.read_bytes()

    again = run("baseline", "docs", cwd=place)
    assert 2 == again.returncode
    assert "--update accepts what is new" in again.stderr
    assert text == file.read_bytes()
    assert 0 == run("baseline", "docs", "--update", "--prune", cwd=place).returncode
    assert text == file.read_bytes()

    (place / "docs/yard.md").write_text("The yard opens on Sunday, 7 March 2023.\n", encoding="utf-8")
    (place / "docs/press.md").write_text("The Kelder Observatory opened on 3 May 1998.\n", encoding="utf-8")
    check = run("check", "docs", cwd=place)
    assert 1 == check.returncode
    assert "7 March 2023" in check.stdout
    assert "1 known" in check.stdout
    assert "Fixed: 1 entry of the baseline is found no more" in check.stdout
    pruned = run("baseline", "docs", "--prune", cwd=place)
    assert "1 finding taken out" in pruned.stdout
    assert ["known weekday", "new weekday"] == found(place)
    assert 0 == run("baseline", "docs", "--update", cwd=place).returncode
    assert ["known weekday", "known weekday"] == found(place)


def test_a_check_of_a_part_prunes_nothing_of_the_rest(place: Path) -> None:
    run("baseline", "docs", cwd=place)
    text = (place / "factcheck-baseline.yaml").read_bytes()

    run("baseline", "docs/ferry.md", "--prune", cwd=place)

    assert text == (place / "factcheck-baseline.yaml").read_bytes()


def test_a_copy_is_new_where_the_original_was_not_checked(place: Path) -> None:
    run("baseline", "docs", cwd=place)
    (place / "docs/copy.md").write_text(DOCS["docs/ferry.md"], encoding="utf-8")

    def of_copy() -> list[str]:
        done = run("check", "docs/copy.md", "-f", "json", cwd=place)
        return [f["status"] for f in json.loads(done.stdout)["findings"]]

    assert ["new"] == of_copy()
    (place / "docs/ferry.md").unlink()
    assert ["known"] == of_copy()


def test_from_another_folder(place: Path) -> None:
    (place / "factcheck.toml").write_text("", encoding="utf-8")
    run("baseline", "docs", cwd=place)

    for paths, cwd in ((".", place / "docs"), (str(place / "docs"), place), ("../docs", place / "docs")):
        done = run("check", paths, "-f", "json", cwd=cwd)
        assert {"known"} == {f["status"] for f in json.loads(done.stdout)["findings"]}
        assert [] == json.loads(done.stdout)["fixed"]


def test_files_that_are_named(place: Path) -> None:
    (place / "factcheck.toml").write_text('baseline = "etc/known.yaml"\n', encoding="utf-8")
    (place / "etc").mkdir()

    assert "etc/known.yaml: 2 findings." in run("baseline", "docs", cwd=place).stdout
    assert ["known event-date", "known weekday"] == found(place)
    run("baseline", "docs", "--baseline", "other.yaml", cwd=place)
    assert ["known event-date", "known weekday"] == found(place, "--baseline", "other.yaml")
    missing = run("check", "docs", "--baseline", "none.yaml", cwd=place)
    assert 2 == missing.returncode
    assert "none.yaml: is no baseline" in missing.stderr
    assert 2 == run("check", "docs", "--baseline", "other.yaml", "--no-baseline", cwd=place).returncode
    assert 2 == run("baseline", "docs", "--baseline", "none.yaml", "--prune", cwd=place).returncode


@pytest.mark.parametrize("case", CORRUPTED, ids=[case["name"] for case in CORRUPTED])
def test_what_is_corrupted_stops_the_run_and_stays_as_it_is(place: Path, case: dict[str, Any]) -> None:
    file = place / case["file"]
    file.write_text(case["text"], encoding="utf-8")
    commands = [("check", "docs")]
    commands += [("baseline", "docs", "--update", "--prune")] if "baseline" in case["file"] else []

    for command in commands:
        done = run(*command, cwd=place)

        assert 2 == done.returncode, done.stdout + done.stderr
        assert "" == done.stdout
        for part in case["says"]:
            assert part in done.stderr, done.stderr
        assert "internal error" not in done.stderr
        assert "    = " in done.stderr
    assert case["text"] == file.read_text(encoding="utf-8")
    assert 3 == len(list(place.iterdir())) + 1
    assert [] == [p for p in place.iterdir() if p.name.startswith(".")]


@pytest.mark.parametrize("name", ["factcheck-baseline.yaml", "factcheck-suppressions.yaml"])
def test_what_is_no_text_stops_the_run(place: Path, name: str) -> None:
    (place / name).write_bytes(b"# one\n# two\n\xff\xfe\n")

    done = run("check", "docs", cwd=place)

    assert 2 == done.returncode
    assert f"{name}:3: is not UTF-8" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_nothing_is_lost_where_nothing_can_be_written(place: Path) -> None:
    run("baseline", "docs", cwd=place)
    text = (place / "factcheck-baseline.yaml").read_bytes()
    place.chmod(0o555)
    try:
        done = run("baseline", "docs", "--update", cwd=place)
    finally:
        place.chmod(0o755)

    assert 2 == done.returncode
    assert text == (place / "factcheck-baseline.yaml").read_bytes()


def test_the_gate(place: Path) -> None:
    for arguments, code in (
        ((), 1),
        (("--exit-zero",), 0),
        (("--fail-on", "never"), 0),
        (("--max-errors", "1", "--max-warnings", "1"), 0),
        (("--max-errors", "1", "--max-warnings", "0"), 1),
        (("--max-errors", "1"), 1),
    ):
        assert code == run("check", "docs", *arguments, cwd=place).returncode, arguments
    assert 2 == run("check", "nowhere", "--exit-zero", cwd=place).returncode
    (place / "factcheck.toml").write_text("max_errors = 1\nmax_warnings = 1\n", encoding="utf-8")
    assert 0 == run("check", "docs", cwd=place).returncode
    assert 1 == run("check", "docs", "--max-warnings", "0", cwd=place).returncode


def test_the_day(place: Path) -> None:
    ferry = place / "docs/ferry.md"
    ferry.write_text(
        f"<!-- factcheck: ignore weekday until 2020-06-30 -- as printed -->\n{DOCS['docs/ferry.md']}", encoding="utf-8"
    )
    assert "suppressed weekday" in found(place)
    assert "was not judged" in run("check", "docs", cwd=place).stderr
    assert "new expired-suppression" in found(place, "--today", "2020-07-01")
    assert "suppressed weekday" in found(place, "--today", "2020-06-30")
    assert 2 == run("check", "docs", "--today", "July", cwd=place).returncode
    assert "suppressed weekday" in found(place, SOURCE_DATE_EPOCH="1593500000")
    assert "new expired-suppression" in found(place, SOURCE_DATE_EPOCH="1593600000")
    assert 2 == run("check", "docs", cwd=place, SOURCE_DATE_EPOCH="soon").returncode

    commit(place, "2020-06-30T12:00:00+00:00")
    assert "suppressed weekday" in found(place)
    commit(place, "2020-07-01T12:00:00+00:00")
    assert "new expired-suppression" in found(place)
    assert "suppressed weekday" in found(place, "--today", "2020-06-01")


def commit(place: Path, when: str) -> None:
    environment = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "x", "--allow-empty")):
        subprocess.run(["git", *identity, *command], cwd=place, env=environment, check=True, capture_output=True)


SUPPRESSED = """
- passages: [{path: docs/ferry.md, quote: Monday}]
  reason: as | printed <b>
  owner: quay
  until: 2031-01-31
"""


def test_every_output_shows_it(place: Path) -> None:
    run("baseline", "docs", cwd=place)
    suppress(place, SUPPRESSED)
    (place / "docs/yard.md").write_text("The yard opens on Sunday, 7 March 2023.\n", encoding="utf-8")
    formats = (
        "json",
        "sarif",
        "junit",
        "markdown",
        "csv",
        "gitlab",
        "github",
        "checkstyle",
        "rdjson",
        "concise",
        "html",
    )
    options = [part for name in formats for part in ("-f", f"{name}=out.{name}")]
    shown = run(
        "check",
        "docs",
        "--today",
        "2030-01-01",
        "--show-known",
        "--show-suppressed",
        *options,
        "-f",
        "terminal",
        cwd=place,
    )

    def text(name: str) -> str:
        return (place / f"out.{name}").read_text(encoding="utf-8")

    assert 1 == shown.returncode
    assert "suppressed: as | printed <b> (by quay, until 2031-01-31), factcheck-suppressions.yaml:2" in " ".join(
        shown.stdout.split()
    )
    assert "known: it stands in the baseline" in shown.stdout
    assert "Not counted: 1 known, 1 suppressed." in shown.stdout
    data = json.loads(text("json"))
    assert (1, 1, 1) == tuple(data["summary"][key] for key in ("new", "known", "suppressed"))
    suppressed = next(f for f in data["findings"] if f["status"] == "suppressed")["suppression"]
    assert {
        "reason": "as | printed <b>", "owner": "quay", "until": "2031-01-31", "origin": "file",
        "path": "factcheck-suppressions.yaml", "line": 2,
    } == suppressed  # fmt: skip
    results = json.loads(text("sarif"))["runs"][0]["results"]
    assert {"new": 2, "unchanged": 1} == {
        s: sum(r["baselineState"] == s for r in results) for s in ("new", "unchanged")
    }
    ((one,),) = (r["suppressions"] for r in results if r["suppressions"])
    assert ("external", "accepted", "as | printed <b>") == (one["kind"], one["status"], one["justification"])
    skipped = [element.get("message", "") for element in ET.fromstring(text("junit")).iter("skipped")]
    assert 2 == len(skipped)
    assert any("as | printed <b>" in message for message in skipped)
    assert "(1 known, 1 suppressed)" in text("markdown")
    assert "<b>" not in text("markdown").partition("Suppressed: 1")[2].partition("</details>")[0]
    assert 3 == text("csv").count(",new,") + text("csv").count(",suppressed,") + text("csv").count(",known,") - 1
    assert 1 == len(json.loads(text("gitlab")))
    assert 1 == text("github").count("::error")
    assert 1 == text("checkstyle").count("<error")
    assert 1 == len(json.loads(text("rdjson"))["diagnostics"])
    assert 1 == len(text("concise").splitlines())


def test_hidden_on_the_terminal_unless_asked_for(place: Path) -> None:
    run("baseline", "docs", cwd=place)
    suppress(place, SUPPRESSED)

    done = run("check", "docs", "--today", "2030-01-01", cwd=place)

    assert 0 == done.returncode
    assert "Not counted: 1 known, 1 suppressed (shown by --show-known, --show-suppressed)." in done.stdout
    assert "Kelder" not in done.stdout


def test_in_the_source_is_told_as_such(place: Path) -> None:
    ferry = place / "docs/ferry.md"
    ferry.write_text(f"<!-- factcheck: ignore weekday -- as printed -->\n{DOCS['docs/ferry.md']}", encoding="utf-8")

    results = json.loads(run("check", "docs", "-f", "sarif", cwd=place).stdout)["runs"][0]["results"]

    assert [[], ["inSource"]] == sorted([s["kind"] for s in r["suppressions"]] for r in results)
    assert not any("baselineState" in r for r in results)


def test_the_outputs_follow_their_schemas(place: Path, root: Path, shared: Path) -> None:
    validator = pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is a tool of developers")
    run("baseline", "docs/history.md", "docs/press.md", cwd=place)
    suppress(place, SUPPRESSED)
    run("check", "docs", "-f", "json=a.json", "-f", "sarif=a.sarif", cwd=place)

    schema = json.loads((root / "reports" / "report.schema.json").read_text(encoding="utf-8"))
    validator.validate(schema, json.loads((place / "a.json").read_text(encoding="utf-8")))
    oasis = json.loads((shared / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    validator.validate(oasis, json.loads((place / "a.sarif").read_text(encoding="utf-8")))


def test_what_is_said_of_suppressions_is_explained(place: Path) -> None:
    (place / "docs/ferry.md").write_text("<!-- factcheck: ignore weekday -- why -->\nWords.\n", encoding="utf-8")

    assert "new unused-suppression" in found(place)
    assert "Delete it" in run("explain", "unused-suppression", cwd=place).stdout
    rules = json.loads(run("check", "docs", "-f", "sarif", cwd=place).stdout)["runs"][0]["tool"]["driver"]["rules"]
    assert "A suppression that sets nothing aside" in [rule["shortDescription"]["text"] for rule in rules]


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_run_that_is_broken_off_leaves_the_old_file(place: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    run("baseline", "docs", cwd=place)
    before = (place / "factcheck-baseline.yaml").read_bytes()
    (place / "docs/yard.md").write_text("The yard opens on Sunday, 7 March 2023.\n", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    done = run("baseline", "docs", "--update", cwd=place)

    assert 2 == done.returncode
    assert "factcheck-baseline.yaml: cannot be written: No space left on device" in done.stderr
    assert before == (place / "factcheck-baseline.yaml").read_bytes()
    assert {"docs", "factcheck-baseline.yaml"} == {path.name for path in place.iterdir()}


def test_a_link_keeps_pointing_where_it_did(place: Path) -> None:
    (place / "etc").mkdir()
    (place / "factcheck-baseline.yaml").symlink_to(place / "etc" / "known.yaml")

    run("baseline", "docs", "--update", cwd=place)

    assert (place / "factcheck-baseline.yaml").is_symlink()
    assert ["known event-date", "known weekday"] == found(place)


def test_a_baseline_is_not_written_of_what_could_not_be_read(place: Path) -> None:
    assert 2 == run("baseline", "nowhere", cwd=place).returncode
    assert not (place / "factcheck-baseline.yaml").exists()
    assert 0 == run("baseline", "docs", cwd=place).returncode
    before = (place / "factcheck-baseline.yaml").read_bytes()

    for arguments in (["nowhere", "--update"], ["nowhere", "--prune"], ["docs", "nowhere", "--prune"]):
        done = run("baseline", *arguments, cwd=place)

        assert 2 == done.returncode
        assert "nowhere: does not exist" in done.stderr
        assert "factcheck-baseline.yaml: nothing was written" in done.stderr
        assert before == (place / "factcheck-baseline.yaml").read_bytes()
