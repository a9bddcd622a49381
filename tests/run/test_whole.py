"""A run over the same documents by the same terms compares nothing: what its rules found is kept whole in the cache."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from factcheck import check, pipeline
from factcheck.cli import main
from factcheck.errors import Problem
from factcheck.extract import extract_or_report
from factcheck.model.document import Document
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.run import cache as caching
from factcheck.run import gathering, whole
from factcheck.run.cache import NAME, CacheChoice
from factcheck.run.gathering import Effort
from factcheck.run.local import CheckResult, run_check

FILES = {
    "mill.md": "# Sund mill\n\nSund mill was opened on 2 June 1954, and grinds 3,400 tonnes of oats a year.\n",
    "press.md": "# News\n\nSund mill was opened on 12 June 1955. It grinds 3,900 tonnes of oats a year.\n",
    "guide.html": "<h1>Guide</h1><p>Sund mill was opened on 9 June 1957.</p>\n",
    "notes.txt": "The weir was built on Friday, 4 June 1972.\n",
}


@pytest.fixture
def valley(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "valley"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many documents each run compared that knew nothing."""
    runs: list[int] = []
    plain = pipeline.check

    def told(documents: Any, *arguments: Any, **others: Any) -> Any:
        runs.append(len(documents))
        return plain(documents, *arguments, **others)

    monkeypatch.setattr(pipeline, "check", told)
    return runs


def run(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="factcheck", input=input)


def checked(kept: Path, *arguments: str, input: str | None = None) -> str:
    """What a check with a cache prints, which is what one without prints."""
    plain = run("check", ".", "--no-cache", *arguments, input=input)
    done = run("check", ".", "--cache-dir", str(kept), *arguments, input=input)
    assert plain.exit_code in (0, 1), plain.output
    assert (plain.exit_code, plain.stdout, plain.stderr) == (done.exit_code, done.stdout, done.stderr)
    return done.stdout


def result(kept: Path, **asked: Any) -> CheckResult:
    return run_check(["."], effort=Effort(jobs=1, cache=CacheChoice(folder=kept)), **asked)


# --- what is the same -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    ["terminal", "json", "sarif", "html", "markdown", "junit", "github", "gitlab", "checkstyle", "rdjson", "csv", "jsonl", "concise"],
)  # fmt: skip
def test_equal_bytes_in_every_format(valley: Path, kept: Path, judged: list[int], form: str) -> None:
    first = checked(kept, "--format", form)
    second = checked(kept, "--format", form)

    assert [4, 4, 4] == judged  # without a cache, with an empty one, without one: and then none
    assert first == second
    assert len(first) > 100


def test_its_documents_claims_and_entities_are_those_of_a_run(valley: Path, kept: Path, judged: list[int]) -> None:
    plain, cold, warm = check("."), check(".", cache=kept), check(".", cache=kept)

    assert 2 == len(judged)
    assert plain == cold == warm
    assert plain.documents == warm.documents
    assert warm.documents == plain.documents
    assert isinstance(warm.claims, tuple)
    assert [d.title for d in plain.documents] == [d.title for d in warm.documents]
    assert {hash(d) for d in plain.documents if d.format == "text"} <= {hash(d) for d in warm.documents}


def test_texts_in_memory(kept: Path, judged: list[int]) -> None:
    for texts in (FILES, {name: text.encode("utf-16") for name, text in FILES.items()}):
        judged.clear()
        assert check(texts) == check(texts, cache=kept) == check(texts, cache=kept)
        assert 2 == len(judged)


def test_a_document_that_cannot_be_decoded(valley: Path, kept: Path, judged: list[int]) -> None:
    (valley / "photo.md").write_bytes(b"\x89PNG" + bytes(range(256)))

    told = [result(kept) for _ in range(2)]

    assert 1 == len(judged)
    assert 1 == len(told[0].problems)
    assert told[0].report == told[1].report


# --- what makes it another result -------------------------------------------------------------------------------------


def _edit(valley: Path) -> list[str]:
    (valley / "mill.md").write_text(FILES["mill.md"].replace("1954", "1953"), encoding="utf-8")
    return []


def _rename(valley: Path) -> list[str]:
    (valley / "mill.md").rename(valley / "mills.md")
    return []


def _add(valley: Path) -> list[str]:
    (valley / "more.md").write_text("Sund mill was opened on 3 June 1954.\n", encoding="utf-8")
    return []


def _remove(valley: Path) -> list[str]:
    (valley / "press.md").unlink()
    return []


def _settings(text: str) -> Callable[[Path], list[str]]:
    def write(valley: Path) -> list[str]:
        (valley / "factcheck.toml").write_text(text, encoding="utf-8")
        return []

    return write


def _facts(valley: Path) -> list[str]:
    (valley / "facts.yaml").write_text("Sund mill opened: 1954-06-02\n", encoding="utf-8")
    return ["--facts", "facts.yaml"]


def _entities(valley: Path) -> list[str]:
    (valley / "names.yaml").write_text("- name: Sund mill\n  aliases: [the Mill]\n", encoding="utf-8")
    return ["--entities", "names.yaml"]


@pytest.mark.parametrize(
    "change",
    [
        _edit, _rename, _add, _remove, _facts, _entities,
        lambda valley: ["--rule", "event-date"],
        lambda valley: ["--day-first"],
        _settings('rules = {event-date = "note"}\n'),
        _settings("min_confidence = 0.99\n"),
        _settings('sources = [{match = "press.md", authority = 9}]\n'),
        _settings('overrides = [{match = "press.md", rules = {event-date = "off"}}]\n'),
        _settings('document_dates = []\n'),
    ],
)  # fmt: skip
def test_what_findings_depend_on(
    valley: Path, kept: Path, judged: list[int], change: Callable[[Path], list[str]]
) -> None:
    checked(kept, "--format", "json")
    options = change(valley)
    judged.clear()

    checked(kept, "--format", "json", *options)
    assert 2 == len(judged)
    checked(kept, "--format", "json", *options)
    assert 3 == len(judged)  # the one without a cache


def test_facts_that_change(valley: Path, kept: Path, judged: list[int]) -> None:
    for year in ("1954", "1955", "1955"):
        (valley / "facts.yaml").write_text(f"Sund mill opened: {year}-06-02\n", encoding="utf-8")
        checked(kept, "--format", "json", "--facts", "facts.yaml")

    assert 5 == len(judged)


def test_other_code_or_rules_are_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = caching.fingerprint_of_stages(b"made")

    assert plain == caching.fingerprint_of_stages(b"made")
    assert plain != caching.fingerprint_of_stages(b"other")
    monkeypatch.setattr(caching, "_COMPARING", ("align",))
    assert plain != caching.fingerprint_of_stages(b"made")


# --- what leaves it as it is ------------------------------------------------------------------------------------------


def test_what_triage_goes_by_is_no_part_of_it(valley: Path, kept: Path, judged: list[int]) -> None:
    everything = checked(kept, "--format", "json")
    assert 0 == run("baseline", ".", "--cache-dir", str(kept)).exit_code
    judged.clear()

    known = checked(kept, "--format", "json")
    (valley / "factcheck-baseline.yaml").unlink()
    (valley / "factcheck-suppressions.yaml").write_text(
        "- rule: event-date\n  passages: [{path: press.md, quote: opened on 12 June 1955}]\n  reason: of another mill\n",
        encoding="utf-8",
    )
    suppressed = checked(kept, "--format", "json", "--today", "2030-01-01")
    for options in (["--fail-on", "error"], ["--max-errors", "0"], ["--exit-zero"], ["--show-known"]):
        checked(kept, *options)

    assert [4] * 6 == judged  # those without a cache
    assert '"status": "known"' in known
    assert '"status": "suppressed"' in suppressed
    assert 3 == len({everything, known, suppressed})


def test_changed_lines_are_no_part_of_it(valley: Path, kept: Path, judged: list[int]) -> None:
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "all"],
    ):
        subprocess.run(["git", *command], check=True)
    (valley / "press.md").write_text(FILES["press.md"].replace("12 June", "13 June"), encoding="utf-8")
    everything = checked(kept, "--format", "json")
    judged.clear()

    since = checked(kept, "--format", "json", "--since", "HEAD")
    drafts = checked(kept, "--format", "json", "--against", "guide.html")
    unsaved = checked(kept, "--format", "json", "--stdin", "--stdin-path", "press.md", input=FILES["press.md"])

    assert [4] * 4 == judged  # the unsaved text is another document
    assert 4 == len({everything, since, drafts, unsaved})


def test_what_suppressed_findings_hide(valley: Path, kept: Path, judged: list[int]) -> None:
    """What 12 June 1955 and 9 June 1957 are against each other is judged when both are set aside against the third date."""
    report = check(".")
    both = [f for f in report.findings if f.rule == "event-date"]
    in_the_way = [f'- finding: "{f.fingerprint}"\n  reason: as printed\n' for f in both]
    assert 2 == len(both)
    (valley / "factcheck-suppressions.yaml").write_text("".join(in_the_way), encoding="utf-8")
    judged.clear()

    first = checked(kept, "--format", "json")
    second = checked(kept, "--format", "json")
    assert 3 == len(judged)
    (valley / "factcheck-suppressions.yaml").unlink()
    third = checked(kept, "--format", "json")
    assert 4 == len(judged)  # nothing is hidden: what the rules found is known all the same

    assert first == second != third


def test_what_they_hide_for_the_first_time_is_judged(valley: Path, kept: Path, judged: list[int]) -> None:
    report = check(".", cache=kept)
    text = "".join(f'- finding: "{f.fingerprint}"\n  reason: as printed\n' for f in report.findings)
    (valley / "factcheck-suppressions.yaml").write_text(text, encoding="utf-8")
    judged.clear()

    checked(kept, "--format", "json")
    checked(kept, "--format", "json")

    assert 3 == len(judged)


# --- what is not kept, and what can go wrong --------------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["rubbish", "parts of two", "one part", "of another layout"])
def test_a_damaged_result_is_worked_out_anew(valley: Path, kept: Path, judged: list[int], damage: str) -> None:
    plain = result(kept).report
    with sqlite3.connect(kept / NAME) as database:
        rows = [row for row in database.execute("SELECT key, packed FROM body") if len(row[0]) == 33]
        head, rest = sorted(key for key, _ in rows)
        assert 2 == len(rows)
        if damage == "rubbish":
            database.execute("UPDATE body SET packed = ? WHERE key = ?", (b"rubbish", head))
        elif damage == "parts of two":
            other = whole.pack_records(((), ()))
            database.execute("UPDATE body SET packed = ? WHERE key = ?", (other, rest))
        elif damage == "one part":
            database.execute("DELETE FROM body WHERE key = ?", (rest,))
        else:
            database.execute("UPDATE body SET packed = ? WHERE key = ?", (whole.pack_records((1, 2)), head))
    database.close()
    judged.clear()

    found, again = result(kept), result(kept)

    assert [4] == judged
    assert plain == found.report == again.report
    assert damage == "one part" or ["the cache held a damaged result, which was worked out anew"] == [
        note.message for note in found.notes
    ]
    assert () == again.notes


def test_a_rule_that_crashed_is_judged_again(
    valley: Path, kept: Path, judged: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from factcheck.judge.checks import dates_disjoint

    def crash(*_: object) -> None:
        raise RuntimeError("odd")

    with monkeypatch.context() as patch:
        patch.setattr(dates_disjoint, "check", crash)
        assert any(f.rule == "internal-error" for f in result(kept).report.findings)
    assert not any(f.rule == "internal-error" for f in result(kept).report.findings)

    assert 2 == len(judged)


def test_a_large_run_is_not_kept(valley: Path, kept: Path, judged: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "LARGE", 100)

    assert result(kept).report == result(kept).report
    assert 2 == len(judged)


def test_a_cache_that_is_too_small_for_it(
    valley: Path, kept: Path, judged: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "size_limit", lambda: 100)

    assert result(kept).report == result(kept).report
    assert 2 == len(judged)


def test_its_documents_are_used_with_it(valley: Path, kept: Path, judged: list[int]) -> None:
    """So that they are still there when one of them changes."""
    for _ in range(3):
        result(kept)
    with sqlite3.connect(kept / NAME) as database:
        used = {row[0] for row in database.execute("SELECT used FROM entry")}
    database.close()

    assert 1 == len(judged)
    assert 1 == len(used)


class Plain:
    """Finds nothing, and does not tell what it depends on."""

    name = "plain"

    def mentions(self, found: Extraction) -> Extraction:
        return found

    def claims(self, found: Extraction) -> tuple[DraftClaim, ...]:
        return ()


class Telling(Plain):
    name = "telling"
    cache_key = "1"


class Reporting(Telling):
    """Must see every document."""

    name = "reporting"

    def report(self) -> tuple[Problem, ...]:
        return (Problem(message="counted"),)


class Failing(Telling):
    name = "failing"

    def claims(self, found: Extraction) -> tuple[DraftClaim, ...]:
        raise RuntimeError("odd")


@pytest.mark.parametrize(
    ("runs", "extractor"),
    [(2, Plain()), (1, Telling()), (2, Reporting()), (2, Failing())],
    ids=lambda x: type(x).__name__,
)
def test_extractors_from_outside(valley: Path, kept: Path, judged: list[int], runs: int, extractor: Any) -> None:
    first, second = (result(kept, extractors=[extractor]) for _ in range(2))

    assert runs == len(judged)
    assert first.report == second.report


def test_a_document_that_got_lost(valley: Path, kept: Path, judged: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours or a process that dies costs the document for this run, and not for the next."""

    def lose(source: Any, extractors: Any = ()) -> Any:
        taken = gathering.Taken(problem=Problem(message="lost", path=source.path, fatal=True))
        return taken if source.path == "press.md" else plain(source, extractors)

    plain = gathering.take
    with monkeypatch.context() as patch:
        patch.setattr(gathering, "take", lose)
        lost = result(kept)
    found = result(kept)

    assert [3, 4] == judged
    assert 1 == len(lost.problems)
    assert () == found.problems


def test_a_known_document_reads_itself_once(valley: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    plain = whole.read_source

    def told(source: Any, held: Any) -> Document:
        reads.append(source.path)
        return plain(source, held)

    result(kept)
    monkeypatch.setattr(whole, "read_source", told)
    document = result(kept).report.documents[1]

    assert FILES["mill.md"] == document.text
    assert 2 == len(document.blocks)
    assert [] == reads
    assert document.blocks[1] == extract_or_report(document).document.blocks[1]
    assert ["mill.md"] == reads
