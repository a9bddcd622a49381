"""What the builders of sites (MkDocs, Sphinx) share: the pages of a site checked, and each finding as a line of a log."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from factcheck import Finding, Report, UsageError, load_settings
from factcheck.api import examine
from factcheck.frozen import dataclass
from factcheck.run.cache import choose_cache
from factcheck.run.configuration import configured
from factcheck.run.gathering import Effort
from factcheck.run.orders import files_at_hand
from factcheck.triage.gate import LEVELS, is_blocked

__all__ = ["LEVELS", "Notice", "SiteCheck", "check_site", "shown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A finding for a log: what is said, and the page and line that it is about first."""

    severity: str
    rule: str
    message: str
    path: str = ""
    line: int = 0
    stops: bool = False
    """Whether it stops the build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCheck:
    """What was found in the pages of a site."""

    notices: tuple[Notice, ...]
    problems: tuple[str, ...]
    """What is wrong with pages or settings, in words."""
    stops: str = ""
    """Why the build is to be stopped, in words."""


def check_site(pages: Mapping[str, bytes], root: Path, *, settings: str | None, fail_on: str) -> SiteCheck:
    """Checks the pages of a site, by their paths, against each other.

    `settings` names the settings file; by default the nearest one from `root`, the folder of the pages, upwards. What
    is wrong with it is told as a problem, and nothing is checked: where anything may stop the build, that does. Findings
    that the baseline knows and suppressed ones are not told.
    """
    try:
        configuration = configured(load_settings(settings, paths=[root]))
        # a site is built again and again while it is written; in one process, as the builder has threads of its own
        effort = Effort(jobs=1, cache=choose_cache(None))
        orders = files_at_hand(configuration, ())
        report = examine(dict(pages), settings=configuration, orders=orders, effort=effort).report
    except UsageError as error:
        stops = "" if fail_on == "never" else "factcheck: nothing was checked, for the settings are wrong"
        return SiteCheck(notices=(), problems=tuple(map(str, error.problems)), stops=stops)
    notices = tuple(_notices(report, fail_on))
    count = sum(notice.stops for notice in notices)
    told = f"factcheck: {count} finding{'s' if count != 1 else ''} of severity {fail_on} or above" if count else ""
    return SiteCheck(notices=notices, problems=tuple(map(str, report.problems)), stops=told)


def shown(path: str | os.PathLike[str]) -> str:
    """A path as it is shown: from the working directory, where that is possible."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return Path(path).as_posix()


def _notices(report: Report, fail_on: str) -> Iterator[Notice]:
    short = report.short_fingerprints
    for finding in report.new:
        first = finding.places[0] if finding.places else None
        yield Notice(
            severity=finding.severity.value,
            rule=finding.rule,
            message=f"{finding.message} [{finding.rule} {short[finding.fingerprint]}]{_elsewhere(finding)}",
            path=first.document if first else "",
            line=first.line if first else 0,
            stops=is_blocked([finding], fail_on),
        )


def _elsewhere(finding: Finding) -> str:
    """The places of the other sides."""
    places = [f"{place.document}:{place.line}" for side in finding.sides[1:] for place in side.places]
    return f" (other side: {', '.join(places)})" if places else ""
