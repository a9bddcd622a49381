"""Run, part: applies the repairs that a user picked, and only those; every other byte of the files stays as it is."""

from __future__ import annotations

import difflib
import os
import stat
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass
from factcheck.model.document import Document
from factcheck.model.finding import Edit, Finding, Repair
from factcheck.read.decoding import decode
from factcheck.run.explanation import find_finding
from factcheck.run.selection import Selection
from factcheck.run.sources import Source, find_sources

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Pick:
    """A repair that the user picked."""

    fingerprint: str
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A file with its edits made, in bytes."""

    path: str
    file: Path
    before: str
    after: str
    data: bytes


def picks_of(given: Sequence[str]) -> tuple[Pick, ...]:
    """The picks of `--fix FINGERPRINT=LETTER`; raises UsageError with everything that is none."""
    picks, problems = [], []
    for text in given:
        fingerprint, equals, letter = text.partition("=")
        if not equals or not fingerprint or len(letter) != 1 or not letter.isalpha():
            problems.append(
                Problem(
                    message=f"--fix {text!r} names no repair",
                    remedy="write --fix FINGERPRINT=a; `factcheck explain FINGERPRINT` lists the repairs with their letters",
                )
            )
        else:
            picks.append(Pick(fingerprint, letter.lower()))
    if problems:
        raise UsageError(*problems)
    return tuple(picks)


def apply_repairs(
    findings: Sequence[Finding],
    documents: Sequence[Document],
    paths: Sequence[str],
    picks: Sequence[Pick],
    *,
    dry_run: bool = False,
    selection: Selection | None = None,
) -> str:
    """Writes the picked repairs into their files and gives the unified diff; with `dry_run` the diff alone.

    Nothing at all is written if one pick cannot be applied: no such repair, overlapping edits, a file that changed since
    it was read. Raises UsageError with everything that stands in the way.
    """
    edits = _picked(findings, picks)
    _refuse_overlaps(edits)
    files = {source.path: source for source in find_sources(paths, selection)[0]}
    changes: list[_Change] = []
    problems: list[Problem] = []
    for document in documents:
        own = [edit for edit in edits if edit.document == document.path]
        if own:
            change = _changed(document, files.get(document.path), own)
            if isinstance(change, Problem):
                problems.append(change)
            else:
                changes.append(change)
    if problems:
        raise UsageError(*problems)
    if not dry_run:
        for change in changes:
            _write(change)
    return "".join(_diff(change) for change in changes)


def _picked(findings: Sequence[Finding], picks: Sequence[Pick]) -> tuple[Edit, ...]:
    problems: list[Problem] = []
    chosen: dict[str, Repair] = {}
    for pick in picks:
        try:
            finding = find_finding(findings, pick.fingerprint)
        except UsageError as error:
            problems.extend(error.problems)
            continue
        repair = next((r for r in finding.repairs if r.letter == pick.letter), None)
        if repair is None:
            problems.append(_no_such_repair(finding, pick))
        elif chosen.setdefault(finding.fingerprint, repair) is not repair:
            problems.append(
                Problem(message=f"two repairs are picked for {finding.fingerprint}", remedy="pick one of them")
            )
    if problems:
        raise UsageError(*problems)
    return tuple(dict.fromkeys(edit for repair in chosen.values() for edit in repair.edits))


def _no_such_repair(finding: Finding, pick: Pick) -> Problem:
    place = finding.places[0] if finding.places else None
    if finding.repairs:
        remedy = "there are " + ", ".join(f"{r.letter} ({r.description})" for r in finding.repairs)
    else:
        remedy = "factcheck offers none that is sure to leave the text whole: mend it by hand"
    return Problem(
        message=f"{finding.fingerprint} has no repair {pick.letter!r}",
        path=place.document if place else "",
        line=place.line if place else 0,
        remedy=remedy,
    )


def _refuse_overlaps(edits: Sequence[Edit]) -> None:
    ordered = sorted(edits, key=lambda e: (e.document, e.span.start, e.span.end))
    problems = [
        Problem(
            message=f"two picked repairs change the same words: {one.text!r} and {other.text!r}",
            path=one.document,
            remedy="pick one, check again, then pick the next",
        )
        for one, other in pairwise(ordered)
        if one.document == other.document and other.span.start < one.span.end
    ]
    if problems:
        raise UsageError(*problems)


def _changed(document: Document, source: Source | None, edits: Sequence[Edit]) -> _Change | Problem:
    """The file with its edits made; a problem if it is not just what was checked."""
    if source is None:
        return Problem(message="is no file that could be changed", path=document.path, remedy="mend it by hand")
    try:
        data = source.file.read_bytes()
    except OSError as error:
        return Problem(message=f"cannot be read: {error.strerror}", path=document.path, remedy="check its permissions")
    mark = next((m for m in _MARKS if data.startswith(m)), b"")
    decoded = decode(document.path, data)
    if isinstance(decoded, Problem) or decoded != (document.text, document.encoding):
        return Problem(message="changed after it was checked", path=document.path, remedy="run the same command again")
    text, encoding = decoded
    after = text
    for edit in sorted(edits, key=lambda e: -e.span.start):
        after = after[: edit.span.start] + edit.text + after[edit.span.end :]
    try:
        written = mark + after.encode(encoding)
        unchanged = mark + text.encode(encoding) == data
    except UnicodeEncodeError as error:
        return Problem(
            message=f"cannot hold {error.object[error.start : error.end]!r} in its encoding, {encoding}",
            path=document.path,
            remedy="save the file as UTF-8 first",
        )
    if not unchanged:
        return Problem(
            message=f"would not stay as it is: it is not quite {encoding}", path=document.path, remedy="mend it by hand"
        )
    return _Change(path=document.path, file=source.file, before=text, after=after, data=written)


def _write(change: _Change) -> None:
    """Puts the new bytes in the place of the old file in one step; a link keeps pointing where it did."""
    target = Path(os.path.realpath(change.file))
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(change.data)
            os.chmod(name, mode)
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise UsageError(
            Problem(message=f"cannot be written: {error.strerror}", path=change.path, remedy="check its permissions")
        ) from error


def _diff(change: _Change) -> str:
    """A unified diff whose lines end as those of the file do."""
    before, after = (text.splitlines(keepends=True) for text in (change.before, change.after))
    lines = difflib.unified_diff(before, after, f"a/{change.path}", f"b/{change.path}", n=2)
    return "".join(line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines)
