"""The door for Python: `from factcheck import check`. The command line goes through it, too.

Names and meanings stay as they are from release to release; docs/api.md shows them. Nothing heavy loads before it is called.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from factcheck.frozen import replace
from factcheck.settings import Settings, load_settings

if TYPE_CHECKING:
    from factcheck.model.claim import Claim
    from factcheck.model.finding import Report
    from factcheck.pipeline import Progress
    from factcheck.run.configuration import Configuration
    from factcheck.run.focus import Focus
    from factcheck.run.gathering import Effort
    from factcheck.run.local import CheckResult
    from factcheck.run.orders import OrdersOf
    from factcheck.run.spark_session import Engine

__all__ = ["Documents", "check", "claims", "draw", "examine", "load_settings"]

PathLike: TypeAlias = str | os.PathLike[str]
Documents: TypeAlias = PathLike | Sequence[PathLike] | Mapping[str, str | bytes]
"""A file or folder, several of them, or texts in memory by their paths, whose suffixes name the formats."""


def check(
    documents: Documents,
    *,
    settings: Settings | Mapping[str, Any] | None = None,
    rules: Sequence[str] = (),
    rule_folders: Sequence[PathLike] = (),
    facts: Sequence[PathLike] = (),
    entities: Sequence[PathLike] = (),
    day_first: bool | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
    cache: PathLike | None = None,
) -> Report:
    """Everything that cannot all be true in some documents.

    `settings` are those of the nearest settings file, as on the command line, if none are given; of texts in memory the
    defaults. They may be given as a mapping with the keys of `factcheck.toml`. `rules` are the ids to judge by, all by
    default. `rule_folders`, `facts` and `entities` add to those of the settings, `day_first` goes before theirs. `progress`
    is called with the stage, how much of it is done, and how much there is. `jobs` is how many processes do the work,
    `cache` a folder that keeps what was extracted for the next call: neither changes what comes out.

    A baseline and a file of suppressions are taken as on the command line: what they hold has its status, and the findings
    that count are `report.new`.

    Documents that could not be read are told in `problems` of the report; the others are checked all the same. Raises
    UsageError for wrong settings and for a rule that there is not.
    """
    report = examine(
        documents,
        settings=settings,
        rules=rules,
        rule_folders=rule_folders,
        facts=facts,
        entities=entities,
        day_first=day_first,
        progress=progress,
        effort=_effort(jobs, cache),
    ).report
    if cache is None:
        return report
    return replace(report, claims=tuple(report.claims), entities=tuple(report.entities))  # which may wait to be loaded


def examine(
    documents: Documents,
    *,
    settings: Settings | Mapping[str, Any] | Configuration | None = None,
    rules: Sequence[str] = (),
    rule_folders: Sequence[PathLike] = (),
    facts: Sequence[PathLike] = (),
    entities: Sequence[PathLike] = (),
    day_first: bool | None = None,
    progress: Progress | None = None,
    focus: Focus | None = None,
    orders: OrdersOf | None = None,
    effort: Effort | None = None,
    engine: Engine | None = None,
) -> CheckResult:
    """As `check`, with how long each stage took; this is what the command line calls, and may grow with it.

    `focus` says what findings must touch; the report holds all of them. `orders` tells the baseline and the suppressions,
    by default those of the settings; `effort` with what means the run works, by default in this process and without a cache;
    `engine` that Spark does it (docs/spark.md), with the same report.
    """
    from factcheck.run.focus import EVERYTHING
    from factcheck.run.gathering import ALONE
    from factcheck.run.local import run_check
    from factcheck.run.orders import files_at_hand

    configuration = _configuration(documents, settings, day_first)
    paths, folders = _paths(documents), configuration.rule_folders(_names(rule_folders))
    if orders is None and (paths or configuration.folder is not None):
        orders = files_at_hand(configuration, paths, folders=folders, only=rules)
    asked: dict[str, Any] = {
        "only": rules,
        "folders": folders,
        "progress": progress,
        "day_first": configuration.day_first(day_first),
        "extractors": configuration.extractors,
        "facts": configuration.fact_files(_names(facts)),
        "lexicons": configuration.lexicons(_names(entities)),
        "configuration": configuration,
        "focus": focus or EVERYTHING,
        "orders": orders,
    }
    if engine is not None:
        from factcheck.run.spark import run_check_on_spark

        if isinstance(documents, Mapping):
            raise _of_texts()
        return run_check_on_spark(paths, engine, **asked)
    texts = documents if isinstance(documents, Mapping) else {}
    return run_check(paths, texts=texts, effort=effort or ALONE, **asked)


def claims(
    documents: Documents,
    *,
    settings: Settings | Mapping[str, Any] | None = None,
    entities: Sequence[PathLike] = (),
    day_first: bool | None = None,
    jobs: int = 1,
    cache: PathLike | None = None,
) -> tuple[Claim, ...]:
    """The claims that some documents make, in order of path and place. The arguments are those of `check`."""
    from factcheck.run.local import run_claims

    configuration = _configuration(documents, settings, day_first)
    return run_claims(
        _paths(documents),
        texts=documents if isinstance(documents, Mapping) else {},
        day_first=configuration.day_first(day_first),
        extractors=configuration.extractors,
        lexicons=configuration.lexicons(_names(entities)),
        configuration=configuration,
        effort=_effort(jobs, cache),
    ).resolution.claims


def draw(report: Report, format: str = "json", **options: Any) -> str:
    """The report in a format of `factcheck list formats`. `options` are the fields of `factcheck.render.Options`.

    Raises UsageError for a format that there is not.
    """
    from factcheck.errors import Problem, UsageError
    from factcheck.render import Options, formats
    from factcheck.render import draw as drawn
    from factcheck.settings.source import suggestion

    if format not in formats():
        remedy = f"{suggestion(format, formats())}there are {', '.join(formats())}"
        raise UsageError(Problem(message=f"no format {format!r}", remedy=remedy))
    return drawn(report, format, Options(**options))


def _of_texts() -> Exception:
    from factcheck.errors import Problem, UsageError

    remedy = "write them to files, JSON lines or Parquet, or check them without an engine"
    return UsageError(Problem(message="Spark takes no texts in memory", remedy=remedy))


def _effort(jobs: int, cache: PathLike | None) -> Effort:
    from factcheck.run.cache import choose_cache
    from factcheck.run.gathering import Effort

    return Effort(jobs=jobs, cache=choose_cache(os.fspath(cache)) if cache is not None else None)


def _configuration(
    documents: Documents, settings: Settings | Mapping[str, Any] | Configuration | None, day_first: bool | None
) -> Configuration:
    from factcheck.run.configuration import Configuration, configure, configured
    from factcheck.settings import settings_from

    if isinstance(settings, Configuration):
        return settings
    if settings is None:
        in_memory = isinstance(documents, Mapping)
        return configure(ignore=in_memory, paths=_paths(documents), day_first=day_first)
    found = configured(settings if isinstance(settings, Settings) else settings_from(settings))
    return replace(found, day_first_told=day_first)


def _paths(documents: Documents) -> tuple[str, ...]:
    if isinstance(documents, Mapping):
        return ()
    return _names([documents] if isinstance(documents, str | os.PathLike) else documents)


def _names(paths: Sequence[PathLike]) -> tuple[str, ...]:
    return tuple(os.fspath(path) for path in paths)
