"""Run, part: what a check is about: lines that changed since a revision, unsaved text, drafts against a reference."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass, replace
from factcheck.model.changes import EVERY_LINE, ChangedLines
from factcheck.run.selection import Selection
from factcheck.run.sources import Source, find_sources, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """The text of a document as it stands in an editor."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What findings must touch; nothing set means that all are told."""

    since: str = ""
    """A revision: lines that changed since HEAD left its line."""
    unsaved: Unsaved | None = None
    """Text that takes the place of a document, or is one more; findings must touch it."""
    against: tuple[str, ...] = ()
    """Reference documents: what the paths of the check are held against, and not checked against itself."""


EVERYTHING = Focus()


@dataclass(frozen=True, slots=True, kw_only=True)
class Focused:
    """The sources of a run, and which of them it is about."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    own: frozenset[str]
    """Shown paths of the documents that findings must touch."""


def refuse_contradictions(focus: Focus) -> None:
    """Raises UsageError for a focus that has two meanings."""
    if focus.since and focus.unsaved is not None:
        raise UsageError(
            Problem(message="--since and --stdin exclude each other", remedy="an unsaved text is checked as a whole")
        )


def find_focused(paths: Sequence[str], focus: Focus, selection: Selection | None = None) -> Focused:
    """The sources under the paths, with what the focus adds to them or puts in their place."""
    sources, problems = find_sources(paths, selection)
    own = frozenset(source.path for source in sources)
    if focus.against:
        known = {os.path.realpath(source.file) for source in sources}
        reference, wrong = find_sources(focus.against, selection)
        sources = (*sources, *(s for s in reference if os.path.realpath(s.file) not in known))
        problems = (*problems, *wrong)
    if focus.unsaved is not None:
        sources, problems, own = _with_unsaved(sources, problems, focus.unsaved)
    return Focused(sources=tuple(sorted(sources, key=lambda s: s.path)), problems=problems, own=own)


def _with_unsaved(
    sources: tuple[Source, ...], problems: tuple[Problem, ...], unsaved: Unsaved
) -> tuple[tuple[Source, ...], tuple[Problem, ...], frozenset[str]]:
    """The sources with the text in the place of its file, under the path that the file is shown with."""
    file = Path(unsaved.path)
    real = os.path.realpath(file)
    saved = next((source for source in sources if os.path.realpath(source.file) == real), None)
    source = replace(saved or Source(shown(file), file), data=unsaved.data)
    # a folder that was empty until now is not: it holds this document; and the file itself need not be there
    folders = {shown(parent) for parent in (file, *file.parents)}
    problems = tuple(p for p in problems if not (p.fatal and p.path in folders and not os.path.isfile(p.path)))
    others = tuple(s for s in sources if s is not saved)
    return (*others, source), problems, frozenset({source.path})


def changes_of(focus: Focus, paths: Sequence[str], focused: Focused, facts: Sequence[str] = ()) -> ChangedLines | None:
    """The lines that findings must touch; none where everything is told. Raises UsageError with what git cannot tell."""
    if focus.unsaved is not None:
        return ChangedLines(lines=dict.fromkeys(focused.own, EVERY_LINE), told="the unsaved text")
    if focus.since:
        from factcheck.run.changes import lines_since

        own = [source for source in focused.sources if source.path in focused.own]
        own += [Source(shown(Path(file)), Path(file)) for file in facts]
        return ChangedLines(lines=lines_since(focus.since, paths, own), told=f"lines changed since {focus.since}")
    if focus.against:
        return ChangedLines(lines=dict.fromkeys(focused.own, EVERY_LINE), told="the drafts")
    return None
