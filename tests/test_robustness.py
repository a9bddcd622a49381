"""Bad input: a clear message with file, line and remedy; the rest goes on; the documented exit code."""

from pathlib import Path

import pytest
from calling import call, start

GOOD = "The Kelder Observatory opened on 3 May 1998.\n"


def conflict(folder: Path) -> None:
    """Two documents that contradict each other."""
    (folder / "a.md").write_text(GOOD, encoding="utf-8")
    (folder / "b.md").write_text(GOOD.replace("1998", "1999"), encoding="utf-8")


def test_a_file_that_cannot_be_decoded(tmp_path: Path) -> None:
    conflict(tmp_path)
    (tmp_path / "broken.md").write_bytes(b"\xff\xfeA\x00\n\x00\x00\xd8")

    done = start("check", ".", cwd=tmp_path)

    assert done.returncode == 2
    assert "broken.md:2: cannot be decoded as utf-16-le" in done.stderr
    assert "save the file as UTF-8" in done.stderr
    assert "3 May 1999" in done.stdout


def test_a_binary_file_named_markdown(tmp_path: Path) -> None:
    conflict(tmp_path)
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))

    done = call("check", ".", cwd=tmp_path)

    assert done.returncode == 2
    assert "picture.md:1: cannot be read: it is a PNG picture" in done.stderr
    assert "1 warning" in done.stdout


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    done = call("check", "empty", cwd=tmp_path)

    assert done.returncode == 2
    assert "empty: holds no document that could be checked" in done.stderr
    assert ".md" in done.stderr


def test_a_missing_path(tmp_path: Path) -> None:
    conflict(tmp_path)

    done = call("check", "a.md", "b.md", "nowhere.md", cwd=tmp_path)

    assert done.returncode == 2
    assert "nowhere.md: does not exist" in done.stderr
    assert "1 warning" in done.stdout


def test_a_single_line_of_fifty_megabytes(tmp_path: Path) -> None:
    conflict(tmp_path)
    (tmp_path / "huge.txt").write_text("word " * 10_000_000, encoding="utf-8")

    done = call("check", ".", cwd=tmp_path)

    assert done.returncode == 2
    assert "huge.txt:1: is too large to be checked (48 MB; the limit is 32 MB)" in done.stderr
    assert ".factcheckignore" in done.stderr
    assert "1 warning" in done.stdout


def test_broken_front_matter(tmp_path: Path) -> None:
    conflict(tmp_path)
    (tmp_path / "c.md").write_text("---\ntitle: A: b\ndate: 2024-01-01\n---\n\nText.\n", encoding="utf-8")

    done = call("check", ".", cwd=tmp_path)

    assert done.returncode == 1
    assert "c.md:2:9: broken front matter" in done.stderr
    assert "| title: A: b" in done.stderr
    assert "1 warning" in done.stdout


def test_a_rule_with_an_unknown_key(tmp_path: Path) -> None:
    conflict(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "weekday2.yaml").write_text(
        "id: weekday2\ntitle: T\nkind: weekday\nseverity: error\nexplain: E\ncheck: weekday-mismatch\nmesage: M\nexamples: []\n",
        encoding="utf-8",
    )

    done = call("check", "a.md", "b.md", "--rules", "mine", cwd=tmp_path)

    assert done.returncode == 2
    assert "mine/weekday2.yaml:7:1: unknown key `mesage`" in done.stderr
    assert "did you mean `message`?" in done.stderr
    assert "| mesage: M" in done.stderr
    assert "1 warning" in done.stdout


def test_encodings(tmp_path: Path) -> None:
    text = "The Café Kelder opened on 3 May 1998.\n"
    (tmp_path / "a.md").write_bytes(text.encode("utf-8-sig"))
    (tmp_path / "b.md").write_bytes(text.replace("1998", "1999").encode("cp1252"))
    (tmp_path / "c.md").write_bytes(text.encode("utf-16"))

    done = call("check", ".", cwd=tmp_path)

    assert done.returncode == 1
    assert "3 May 1999" in done.stdout
    assert done.stderr == ""


def test_ignore_files_are_honoured(tmp_path: Path) -> None:
    conflict(tmp_path)
    (tmp_path / ".factcheckignore").write_text("b.md\n", encoding="utf-8")

    assert call("check", ".", cwd=tmp_path).returncode == 0
    assert call("check", "a.md", "b.md", cwd=tmp_path).returncode == 1


def test_an_empty_file_and_an_unknown_suffix(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    (tmp_path / "notes.rev").write_text(GOOD, encoding="utf-8")

    done = call("check", "empty.md", "notes.rev", cwd=tmp_path)

    assert done.returncode == 0
    assert "2 documents" in done.stdout


def test_a_document_that_an_extractor_of_ours_stumbles_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck import extract, pipeline
    from factcheck.read import read_text

    find_times = extract.find_times

    def stumble(text: str, language: str) -> object:
        if "every 5.3 hours" in text:
            raise ValueError("no whole number")
        return find_times(text, language)

    monkeypatch.setattr(extract, "find_times", stumble)
    documents = [
        read_text("a.txt", "The pump runs every 5.3 hours.\n"),
        read_text("b.txt", "It opened on 3 May 1990.\n"),
    ]

    found = pipeline.claims_of(documents)

    assert [c.text_value for c in found.claims] == ["1990-05-03"]
    (problem,) = found.problems
    assert problem.path == "a.txt"
    assert problem.fatal
    assert "internal error in extract: ValueError: no whole number (test_robustness.py:" in problem.message
