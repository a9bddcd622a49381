"""Run, part: what applies to a path and where each value comes from, for `factcheck config`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.frozen import dataclass
from factcheck.model.rule import Rule
from factcheck.read import format_of
from factcheck.resolve.anchors import DATED_BY
from factcheck.run.configuration import FAIL_ON, Configuration
from factcheck.run.policy import RuleBook
from factcheck.run.sources import why_not_taken
from factcheck.run.terms import Terms, TermsBook
from factcheck.settings import Settings
from factcheck.settings.source import KeyPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a value comes from."""

    kind: str
    """default, file, override, command-line, or rule: its own file."""
    file: str = ""
    line: int = 0
    override: int = 0
    """The number of the override, from 1."""

    def __str__(self) -> str:
        if self.kind in ("default", "command-line"):
            return self.kind.replace("-", " ")
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"override {self.override}, {place}" if self.override else place


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A value that applies."""

    key: str
    value: Any
    origin: Origin
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """Everything that applies to a path."""

    path: str
    format: str
    """Of a file; empty for a folder."""
    left_out: str
    """Why a walk over its folder passes a file over; empty for one that is taken, and for a folder."""
    settings: str
    """The settings file; empty if there is none."""
    overrides: tuple[int, ...]
    """The numbers, from 1, of the overrides that are for it."""
    values: tuple[Applied, ...]
    rules: tuple[Applied, ...]


_DEFAULT = Origin(kind="default")
_TOLD = Origin(kind="command-line")


def effective(
    path: str, configuration: Configuration, rules: Sequence[Rule], told: Mapping[str, Any] | None = None
) -> Effective:
    """What applies to a file or folder; `told` is what the command line says, by key."""
    settings = configuration.settings
    is_folder = Path(path).is_dir()
    book = TermsBook(settings)
    terms = book(path) if not is_folder else book.general()
    rule_book = configuration.rule_book(rules) or RuleBook(settings, rules)
    return Effective(
        path=path,
        format="" if is_folder else format_of(path),
        left_out="" if is_folder else why_not_taken(Path(path), configuration.selection),
        settings=settings.source.shown if settings.source is not None else "",
        overrides=tuple(number + 1 for number in terms.overrides),
        values=tuple(_values(settings, terms, rule_book, told or {})),
        rules=tuple(_rule(settings, rule, rule_book, terms.overrides) for rule in rules),
    )


def _origin(settings: Settings, at: KeyPath) -> Origin:
    if not at or settings.source is None:
        return _DEFAULT
    line, _ = settings.source.place_of(at)
    number = at[1] + 1 if at[0] == "overrides" and isinstance(at[1], int) else 0
    return Origin(kind="override" if number else "file", file=settings.source.shown, line=line, override=number)


def _values(settings: Settings, terms: Terms, book: RuleBook, told: Mapping[str, Any]) -> Iterator[Applied]:
    """All keys in the order of the settings."""
    for key in ("include", "exclude"):
        value = getattr(settings, key)
        yield _plain(settings, key, list(value) if value is not None else None, "every file of a known format")
    yield _over(settings, "day_first", terms.day_first.value, terms.day_first.at, told, "what the documents show")
    dated = terms.document_dates
    yield _over(settings, "document_dates", list(DATED_BY if dated.value is None else dated.value), dated.at, told)
    for key in ("authority", "group", "language"):
        term = getattr(terms, key)
        default = 0 if key == "authority" else None
        note = "found out" if key == "language" and term.value is None else ""
        yield _over(settings, key, default if term.value is None else term.value, term.at, told, note)
    for key, attribute in (("entities", "entities"), ("facts", "facts"), ("rule_folders", "rule_folders")):
        yield _added(settings, key, [path.as_posix() for path in getattr(settings, attribute)], told.get(key) or ())
    least = book.verdict("", terms.overrides).min_confidence
    yield _over(settings, "min_confidence", least.value or 0, least.at, told)
    fail_on = settings.fail_on
    yield _over(settings, "fail_on", fail_on or FAIL_ON, ("fail_on",) if fail_on else (), told)
    for key in ("max_errors", "max_warnings"):
        value = getattr(settings, key)
        yield _over(settings, key, value, (key,) if value is not None else (), told, "as fail_on says")
    for key in ("baseline", "suppressions", "labels"):
        value = getattr(settings, key)
        yield _plain(settings, key, value.as_posix() if value is not None else None, "none is named")
    used = [extractor.name for extractor in settings.extractors if extractor.used]
    at: KeyPath = ("extractors", "use")
    yield Applied(key="extractors.use", value=used, origin=_origin(settings, at) if used else _DEFAULT)


def _plain(settings: Settings, key: str, value: Any, note: str) -> Applied:
    is_set = value is not None and value != []
    return Applied(
        key=key,
        value=value,
        origin=_origin(settings, (key,)) if is_set else _DEFAULT,
        note="" if value is not None else note,
    )


def _over(settings: Settings, key: str, value: Any, at: KeyPath, told: Mapping[str, Any], note: str = "") -> Applied:
    """A value, or what the command line says instead."""
    origin = _origin(settings, at)
    if told.get(key) is not None:
        return Applied(key=key, value=told[key], origin=_TOLD, note=f"over {_shown(value)}, {origin}" if at else "")
    return Applied(key=key, value=value, origin=origin, note=note if value is None or note == "found out" else "")


def _added(settings: Settings, key: str, value: list[str], told: Sequence[str]) -> Applied:
    """A list that the command line adds to."""
    origin = _origin(settings, (key,)) if value else _DEFAULT
    if not told:
        return Applied(key=key, value=value, origin=origin)
    return Applied(key=key, value=[*value, *told], origin=_TOLD, note=f"added to {origin}" if value else "")


def _rule(settings: Settings, rule: Rule, book: RuleBook, overrides: tuple[int, ...]) -> Applied:
    verdict = book.verdict(rule.id, overrides)
    least = verdict.min_confidence
    note = f"from confidence {least.value:g}, {_origin(settings, least.at)}" if least.value else ""
    severity = verdict.severity.value
    origin = Origin(kind="rule", file=rule.path) if severity is None else _origin(settings, verdict.severity.at)
    return Applied(key=rule.id, value=severity or rule.severity.value, origin=origin, note=note)


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return str(value).lower()
    return "-" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def as_text(found: Effective) -> str:
    """What applies, for people: a line a value, with its origin."""
    lines = [found.path]
    if found.format:
        taken = f"a walk passes it over: {found.left_out}" if found.left_out else "taken when its folder is checked"
        lines.append(f"  read as {found.format}; {taken}")
    lines.append(f"  settings: {found.settings or 'no file, all defaults'}")
    if found.overrides:
        lines.append(
            f"  overrides that are for it: {', '.join(map(str, found.overrides))}; severities and confidence of these"
            " hold for findings all of whose places lie in their documents"
        )
    lines += ["", *_table(found.values), "", "rules", *(f"  {line}" for line in _table(found.rules))]
    return "".join(f"{line}\n" for line in lines)


def _table(rows: Sequence[Applied]) -> Iterator[str]:
    shown = [(row.key, _shown(row.value), f"{row.origin}{f' ({row.note})' if row.note else ''}") for row in rows]
    widths = [min(40, max(len(row[n]) for row in shown)) for n in range(2)]
    for key, value, origin in shown:
        yield f"{key:<{widths[0]}}  {value:<{widths[1]}}  {origin}".rstrip()


def as_json(found: Effective) -> str:
    """What applies, for machines."""

    def applied(row: Applied) -> dict[str, Any]:
        origin = {k: v for k in ("kind", "file", "line", "override") if (v := getattr(row.origin, k))}
        told = {"key": row.key, "value": row.value, "origin": origin}
        return {**told, "note": row.note} if row.note else told

    record = {
        "path": found.path,
        "format": found.format or None,
        "taken": not found.left_out,
        "left_out": found.left_out or None,
        "settings": found.settings or None,
        "overrides": list(found.overrides),
        "values": [applied(row) for row in found.values],
        "rules": [applied(row) for row in found.rules],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
