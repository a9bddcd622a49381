"""Run, part: finds and reads the baseline and the file of suppressions, and turns their paths into those of the run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from factcheck.errors import Problem, UsageError
from factcheck.judge.rulebook import load_rules
from factcheck.model.document import Document
from factcheck.model.triage import KnownFinding, Order, Orders
from factcheck.run.day import day_of_run
from factcheck.triage import baseline_text, suppressions_text
from factcheck.triage.baseline import id_of, paths_named

if TYPE_CHECKING:
    from factcheck.run.configuration import Configuration

_OUTSIDE = ("/", "..")
"""How paths begin that do not count from the working directory downwards: one file may then have two such names."""
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class TriageFiles:
    """Which files triage goes by, and which day."""

    paths: Sequence[str]
    """What is checked."""
    baseline: Path | None = None
    """Found to be there."""
    suppressions: Path | None = None
    today: date | None = None
    """The day that the user told."""
    folders: Sequence[str] = ()
    """Folders of rule files beside the shipped ones."""
    only: Sequence[str] = ()
    """The rules judged by, if not all."""

    def __call__(self, documents: Sequence[Document]) -> Orders:
        """What the findings of these documents are held against; raises UsageError where a file is wrong."""
        spoken = any("factcheck" in document.text for document in documents)
        if self.baseline is None and self.suppressions is None and not spoken:
            return Orders()
        paths = PathsOfRun(documents)
        baseline = None
        if self.baseline is not None:
            entries = baseline_text.read_baseline(read_text_of(self.baseline), shown(self.baseline))
            baseline = tuple(paths.of_entry(entry, self.baseline.parent) for entry in entries)
        orders: tuple[Order, ...] = ()
        if self.suppressions is not None:
            text = read_text_of(self.suppressions)
            orders = suppressions_text.read_suppressions(text, shown(self.suppressions), self._names)
            orders = tuple(paths.of_order(order, self.suppressions.parent) for order in orders)
        named = paths_named(baseline or ())
        named |= {passage.path for order in orders for passage in order.passages if passage.path}
        named |= {path for order in orders for path in order.paths}
        # git is asked for the day only where some suppression may have one
        dated = any("factcheck" in d.text and "until" in d.text for d in documents) or any(
            order.suppression.until is not None for order in orders
        )
        return Orders(
            baseline=baseline,
            suppressions=orders,
            today=day_of_run(self.today, self.paths) if dated else self.today,
            complete=not self.only and any(Path(path).is_dir() for path in self.paths),
            vanished=paths.vanished(named),
            rules=self._names,
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        """The ids that rules have and had, each with today's."""
        rules, _ = load_rules([Path(folder) for folder in self.folders if Path(folder).is_dir()])
        return {name: rule.id for rule in rules for name in (rule.id, *rule.formerly)}


def files_at_hand(
    configuration: Configuration, paths: Sequence[str], *, folders: Sequence[str] = (), only: Sequence[str] = ()
) -> TriageFiles:
    """The baseline and the suppressions that the settings name or that lie beside them: what a run goes by if not told."""
    folder, settings = configuration.folder, configuration.settings
    return TriageFiles(
        paths=paths,
        baseline=find_file(baseline_text.NAME, settings.baseline, folder),
        suppressions=find_file(suppressions_text.NAME, settings.suppressions, folder),
        folders=folders,
        only=only,
    )


OrdersOf = Callable[[Sequence[Document]], Orders]


class PathsOfRun:
    """Turns paths that count from the folder of a file into those under which documents are shown."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.checked = frozenset(document.path for document in documents)
        self._apart = any(path.startswith(_OUTSIDE) for path in self.checked)

    @cached_property
    def _real(self) -> dict[str, str]:
        """The documents by where they really lie."""
        return {os.path.realpath(path): path for path in self.checked}

    def vanished(self, named: Iterable[str]) -> frozenset[str]:
        """Those that are there no more."""
        return frozenset(path for path in named if path not in self.checked and not os.path.exists(path))

    def of(self, path: str, folder: Path) -> str:
        joined = PurePosixPath(os.path.normpath((folder / path).as_posix())).as_posix() if path else ""
        if not joined or joined in self.checked or not (self._apart or joined.startswith(_OUTSIDE)):
            return joined
        return self._real.get(os.path.realpath(joined), joined)

    def of_entry(self, entry: KnownFinding, folder: Path) -> KnownFinding:
        return replace(entry, sides=tuple(replace(side, path=self.of(side.path, folder)) for side in entry.sides))

    def of_order(self, order: Order, folder: Path) -> Order:
        return replace(
            order,
            passages=tuple(replace(p, path=self.of(p.path, folder)) for p in order.passages),
            paths=tuple(self.of(path, folder) for path in order.paths),
        )


def from_folder(entry: KnownFinding, folder: Path, *, keep_id: bool = False) -> KnownFinding:
    """The entry with paths that count from a folder; its id is made anew of them."""
    sides = tuple(replace(side, path=path_from(side.path, folder)) for side in entry.sides)
    return replace(entry, sides=sides, id=entry.id if keep_id else id_of(entry.rule, sides))


def path_from(path: str, folder: Path) -> str:
    """A shown path as it counts from a folder."""
    try:
        return Path(os.path.relpath(os.path.abspath(path), os.path.abspath(folder))).as_posix()
    except ValueError:  # another drive
        return path


def find_file(name: str, told: Path | None, folder: Path | None) -> Path | None:
    """A file of triage: the one that the settings name, else that beside them, else the nearest upwards; if there is one.

    The search ends at the root of a repository.
    """
    if told is not None:
        return told if told.is_file() else None
    if folder is not None:
        return folder / name if (folder / name).is_file() else None
    start = Path.cwd()
    for place in (start, *start.parents):
        if (place / name).is_file():
            return Path(os.path.relpath(place / name))
        if (place / ".git").exists():
            return None
    return None


def read_text_of(file: Path) -> str:
    """The text of a file of triage; raises UsageError, with line and remedy, for one that is none."""
    name = shown(file)
    try:
        if file.stat().st_size > MAX_BYTES:
            remedy = f"the limit is {MAX_BYTES // 1048576} MB: is it the right file?"
            raise UsageError(Problem(message="is too large", path=name, line=1, remedy=remedy, fatal=True))
        data = file.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(
            Problem(message=f"cannot be read: {error.strerror}", path=name, remedy="check the path and its permissions")
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UsageError(
            Problem(
                message="is not UTF-8",
                path=name,
                line=line,
                quote=error.object.splitlines()[line - 1].decode("utf-8", "replace")[:200],
                remedy="save the file as UTF-8, or take it from version control",
                fatal=True,
            )
        ) from error


def shown(file: Path) -> str:
    """The path as messages show it."""
    return PurePosixPath(os.path.normpath(file.as_posix())).as_posix()


def not_there(file: str, what: str, remedy: str) -> UsageError:
    """What is said of a file that the user named and that is not there."""
    return UsageError(Problem(message=f"is no {what}", path=file, remedy=remedy))


def suppressions_file(named: str | None, told: Path | None, folder: Path | None) -> Path:
    """Where the file of suppressions is, or will be."""
    if named is not None:
        return Path(named)
    found = find_file(suppressions_text.NAME, told, folder)
    return found or told or (folder or Path()) / suppressions_text.NAME


def baseline_file(named: str | None, told: Path | None, folder: Path | None) -> Path:
    """Where the baseline is, or will be: as the user or the settings name it, else beside the settings, else found upwards."""
    if named is not None:
        return Path(named)
    found = find_file(baseline_text.NAME, told, folder)
    return found or told or (folder or Path()) / baseline_text.NAME
