"""Run, part: makes a first settings file of what a survey found, for `factcheck init`, and says what to do next.

What the documents show is set; what only a person can know stands there as a comment, with what speaks for it.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from factcheck.errors import Problem, UsageError
from factcheck.resolve.anchors import DATED_BY
from factcheck.run.survey import OTHER, Folder, Order, Seen, Survey
from factcheck.settings import NAMES, find_source
from factcheck.settings.search import has_settings

FILE = NAMES[0]
_LANGUAGES = {"en": "English", "de": "German", "fr": "French"}
_WHY = {
    "generated": "written by others, or made of something else",
    "doubtful": "take the # away if they are no texts of yours",
    "version": "one edition beside others, which differ by nature: keep the one that is published",
}


def settings_text(survey: Survey) -> str:
    """The text of a settings file for a repository: valid, and as it should be until a person knows better."""
    parts = (
        _head(survey),
        _files(survey),
        _order(survey),
        _days(survey),
        _own_files(survey),
        _gate(survey),
        _tables(survey),
    )
    text = "\n\n".join("\n".join(lines) for part in parts if (lines := [_UNFIT.sub("\ufffd", line) for line in part]))
    return f"{text}\n"


_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""What must not stand in a line of TOML; names of files may hold it."""
_SPECIAL = re.compile(r"[\\*?\[\]!# ]")


def _pattern(folder: str, end: str) -> str:
    """A pattern as in .gitignore for just this folder of the root."""
    return f"/{_SPECIAL.sub(lambda match: chr(92) + match[0], folder)}{end}"


def _head(survey: Survey) -> Iterator[str]:
    yield "# Settings of factcheck, as `factcheck init` proposes them for what lies here. docs/configuration.md explains each key;"
    yield "# `factcheck config FILE` tells what applies to a file and why. Patterns and paths count from this folder."
    yield "#"
    formats = ", ".join(f"{count} {name}" for name, count in survey.formats.items()) or "none"
    yield f"# Documents: {_number(len(survey.documents), 'file')}, {_size(survey.size)} ({formats})."
    if survey.documents:
        yield f"# The largest is {survey.largest[0]} ({_size(survey.largest[1])})."
    if survey.too_large:
        yield f"# Too large to be checked: {_listed(survey.too_large)}."
    if survey.unread:
        told = ", ".join(f"{count} {suffix}" for suffix, count in survey.unread.items())
        yield f"# In formats that are not read: {told}."
    if survey.sampled < len(survey.documents):
        yield f"# What is said of dates and languages below was counted over {survey.sampled} of them, evenly spread."
    if survey.languages:
        told = ", ".join(
            f"{_number(len(found), 'document')} in {_language(code)}" for code, found in survey.languages.items()
        )
        yield f"# Languages, by their small words: {told}."
    if OTHER in survey.languages:
        yield f"# Of {OTHER} than {', '.join(_LANGUAGES.values())} little is understood: {_listed(survey.languages[OTHER])}."


def _files(survey: Survey) -> Iterator[str]:
    out = [folder for folder in survey.folders if folder.kind == "generated"]
    doubtful = [folder for folder in survey.folders if folder.kind in ("doubtful", "version")]
    yield "# Which files: those of a known format that no .gitignore or .factcheckignore hides."
    tops = Counter(path.split("/")[0] + "/" if "/" in path else "the root" for path in survey.documents)
    if len(tops) > 1:
        most = sorted(tops.items(), key=lambda item: (-item[1], item[0]))
        yield f"# They lie in {', '.join(f'{name} ({count})' for name, count in most[:8])}{', …' if len(most) > 8 else ''}."
        yield f"# include = {_toml([_pattern(name[:-1], '/') for name, _ in most if name.endswith('/')][:1])}  # would take no others"
    if not out and not doubtful:
        yield '# exclude = ["drafts/"]'
        return
    yield "exclude = ["
    for folder in (*out, *doubtful):
        mark = "" if folder.kind == "generated" else "# "
        yield f"    {mark}{_toml(_pattern(folder.path, '/'))},  # {_number(folder.documents, 'document')}: {_WHY[folder.kind]}"
    yield "]"


def _order(survey: Survey) -> Iterator[str]:
    order = survey.order
    yield "# How 03/04/2025 is meant where a document does not show it itself."
    yield f"# {_order_told(order)}"
    folders = {name: _decided(found) for name, found in survey.orders.items()}
    general = _general_order(survey)
    if general is None and order.day_first and order.month_first:
        yield f"# The day first: {_places(order.day_first)}"
        yield f"# The month first: {_places(order.month_first)}"
    if general is None:
        yield "# day_first = true"
        return
    mark = "" if len(order.day_first) + len(order.month_first) > 1 else "# "
    yield f"{mark}day_first = {str(general).lower()}"
    if any(found is (not general) for found in folders.values()):
        yield "# In some folders it is the other way round: see the overrides at the end."


def _order_told(order: Order) -> str:
    either = (
        f"{_number(order.either, 'date')} could be read both ways."
        if order.either
        else "No date could be read both ways."
    )
    if not order.day_first and not order.month_first:
        return f"No document shows it; {either[0].lower()}{either[1:]}"
    told = [
        f"{_number(len(seen), 'document')} put{'s' if len(seen) == 1 else ''} the {name} first ({seen[0]})"
        for name, seen in (("day", order.day_first), ("month", order.month_first))
        if seen
    ]
    return f"Here {' and '.join(told)}. {either}"


def _decided(order: Order) -> bool | None:
    """What an order's documents agree on."""
    if bool(order.day_first) is bool(order.month_first):
        return None
    return bool(order.day_first)


def _general_order(survey: Survey) -> bool | None:
    """The order of the repository: what all agree on, else, where each folder is of one mind, what most documents show."""
    decided = _decided(survey.order)
    if decided is not None:
        return decided
    if any(_decided(order) is None for order in survey.orders.values() if order.day_first or order.month_first):
        return None
    a, b = len(survey.order.day_first), len(survey.order.month_first)
    return a > b if a != b else None


def _days(survey: Survey) -> Iterator[str]:
    yield "# What tells the day that a document speaks from, which `tomorrow` and `on Friday` are reckoned from."
    keys = ", ".join(f"{key} {count}" for key, count in list(survey.date_keys.items())[:6])
    if survey.dated:
        told = ", ".join(f"{count} by {name}" for name, count in survey.dated.items())
        yield f"# Dated documents: {told}.{f' Keys of front matter: {keys}.' if keys else ''}"
    both = len(survey.at_odds)
    if both > 2:
        yield f"# In {both} documents the front matter tells another day than the file's name, as in {_listed(survey.at_odds)}:"
        yield '# if it is the day of a change or of a build, put "file-name" first.'
    if survey.dated.get("path", 0) > 2:
        yield f"document_dates = {_toml([*DATED_BY[:2], 'path', *DATED_BY[2:]])}"
    else:
        yield f"# document_dates = {_toml(list(DATED_BY))}"


def _own_files(survey: Survey) -> Iterator[str]:
    yield "# What you declare true, names that are one thing, and rules of your own."
    for key, example in (("facts", "facts.yaml"), ("entities", "entities.yaml"), ("rule_folders", "factcheck-rules")):
        found = survey.beside.get(key)
        yield f"{key} = {_toml([found])}" if found else f"# {key} = {_toml([example])}"


def _gate(survey: Survey) -> Iterator[str]:
    yield "# The gate: the least severity that makes the exit code 1, and how much of each may pass. `factcheck baseline` accepts what is"
    yield "# found today in factcheck-baseline.yaml beside this file, so that only what is new counts."
    yield '# fail_on = "warning"'
    yield "# max_warnings = 20"
    yield "# min_confidence = 0.6"


def _tables(survey: Survey) -> Iterator[str]:
    yield "# Severities: error, warning, note or off. `factcheck list rules` tells the rules."
    yield "# [rules]"
    yield '# deadline = "error"'
    for folder in survey.folders:
        if folder.kind == "drafts" and 2 * folder.documents < len(survey.documents):
            yield from (
                "",
                *_commented(
                    f"Drafts: their word counts less ({_number(folder.documents, 'document')}).",
                    "sources",
                    folder,
                    "authority = -1",
                ),
            )
    general = _general_order(survey)
    for name, order in survey.orders.items():
        decided = _decided(order)
        if name and general is not None and decided is (not general):
            seen = order.day_first if decided else order.month_first
            yield ""
            yield f"# {_number(len(seen), 'document')} put{'s' if len(seen) == 1 else ''} the {'day' if decided else 'month'} first here: {_places(seen)}"
            yield "[[overrides]]"
            yield f"match = {_toml(_pattern(name, '/**'))}"
            yield f"day_first = {str(decided).lower()}"
    for folder in survey.folders:
        if folder.kind == "old":
            told = f"What is wrong within the archive only ({_number(folder.documents, 'document')}) is a note."
            yield from ("", *_commented(told, "overrides", folder, 'rules = { dates = "note", amounts = "note" }'))


def _commented(told: str, table: str, folder: Folder, line: str) -> Sequence[str]:
    return (f"# {told}", f"# [[{table}]]", f"# match = {_toml(_pattern(folder.path, '/**'))}", f"# {line}")


def _toml(value: str | Sequence[str]) -> str:
    """A text or a list of texts as TOML has it; JSON's strings are TOML's, but for signs that only TOML wants escaped."""
    text = json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)
    return text.replace("\x7f", "\\u007f")


def _language(code: str) -> str:
    return _LANGUAGES.get(code, code)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count != 1 else ''}"


def _size(count: int) -> str:
    if count < 1024:
        return _number(count, "byte")
    return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")


def _places(seen: Sequence[Seen]) -> str:
    return _listed([str(place) for place in seen])


def refuse_to_overwrite(folder: Path, *, force: bool) -> None:
    """Raises UsageError where the folder is none, or has settings that `force` does not give up."""
    if not folder.is_dir():
        raise UsageError(
            Problem(message="is no folder", path=folder.as_posix(), remedy="name the root of your documents")
        )
    there = folder / FILE
    if force:
        return
    if there.exists():
        remedy = "--dry-run prints what would stand there, --force overwrites it"
        raise UsageError(Problem(message="is there already", path=_path(there), remedy=remedy))
    if has_settings(folder / NAMES[1]):
        remedy = f"--dry-run prints what would stand there; --force writes a {FILE}, which then counts instead"
        raise UsageError(Problem(message="has the settings already", path=_path(folder / NAMES[1]), remedy=remedy))


def write_settings(folder: Path, text: str) -> Path:
    """Writes the settings file; raises UsageError where that cannot be done."""
    file = folder / FILE
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        remedy = "choose a folder that you may write to, or redirect --dry-run"
        raise UsageError(
            Problem(message=f"cannot be written: {error.strerror}", path=_path(file), remedy=remedy)
        ) from error
    return file


def next_steps(folder: Path, survey: Survey, *, written: bool) -> str:
    """What to do with the settings, as commands."""
    here = _path(folder)
    some = _path(folder / survey.documents[0]) if survey.documents else here
    above = find_source(folder.resolve().parent)
    lines = [f"Wrote {_path(folder / FILE)}." if written else f"{_path(folder / FILE)} would say this."]
    if above is not None:
        lines.append(f"Up to now {above.shown} counted here; now this one does when only {here} is checked.")
    if not survey.documents:
        lines.append("There is no document yet that could be checked.")
    steps = (
        (f"factcheck check {here} --fail-on never", "what is found today, without a gate"),
        (f"factcheck baseline {here}", "accept it: only what is new counts from then on"),
        (f"factcheck check {here}", "in CI and before each commit"),
        (f"factcheck config {some}", "what applies to a file, and why"),
    )
    width = max(len(command) for command, _ in steps)
    return "\n".join([*lines, "Next:", *(f"  {command:<{width}}  {why}" for command, why in steps)]) + "\n"


def _path(path: Path) -> str:
    return Path(os.path.normpath(path)).as_posix()
