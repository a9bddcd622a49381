"""Run, part: the day that suppressions are held against: one that is told, that of the commit, or that of the build. Never the clock."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from factcheck.errors import Problem, UsageError
from factcheck.run.git import day_of_head


def day_told(text: str | None) -> date | None:
    """The day of `--today`; raises UsageError for what is none."""
    if text is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(Problem(message=f"--today {text!r} is no day", remedy="write it as 2027-01-31"))


def day_of_run(told: date | None, paths: Sequence[str], environment: Mapping[str, str] = os.environ) -> date | None:
    """What was told, else the day of the commit that is checked out, else SOURCE_DATE_EPOCH, else none."""
    return told or _day_of_commit(paths) or _day_of_build(environment)


def _day_of_commit(paths: Sequence[str]) -> date | None:
    """The committer's day of HEAD in the repository of the first path; git is not asked where there is none."""
    first = Path(paths[0]) if paths else Path()
    folder = first if first.is_dir() else first.parent
    if not any((f / ".git").exists() for f in (folder.resolve(), *folder.resolve().parents)):
        return None
    return day_of_head(folder)


def _day_of_build(environment: Mapping[str, str]) -> date | None:
    """The day of SOURCE_DATE_EPOCH, in UTC."""
    given = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if not given:
        return None
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        remedy = "set it to whole seconds since 1970, or give --today 2027-01-31"
        raise UsageError(Problem(message=f"SOURCE_DATE_EPOCH={given!r} is no time", remedy=remedy)) from error
