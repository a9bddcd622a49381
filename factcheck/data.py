"""Where the data folders `claims/`, `rules/` and `reports/` lie, and how their YAML is read.

A checkout (or editable install) comes first: a wheel's copy beside it would be a stale snapshot.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.errors import InternalError, Problem, UsageError

KINDS = ("claims", "rules", "reports")
Place = tuple[int, int]
KeyPath = tuple[str | int, ...]


@cache
def folder(kind: str) -> Path:
    """The data folder of that kind: `claims`, `rules` or `reports`."""
    if kind not in KINDS:
        raise InternalError(f"no data folder {kind!r}; there are {', '.join(KINDS)}")
    package = Path(__file__).resolve().parent
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / kind).is_dir():
        return checkout / kind
    packed = package / "_data" / kind
    if packed.is_dir():
        return packed
    raise InternalError(f"the data folder {kind}/ is missing: reinstall factcheck")


@cache
def load_yaml(relative: str) -> Any:
    """The content of a shipped data file such as `claims/units.yaml`, every scalar a string.

    Read once, for several modules make their own of one file: nobody may change what he gets.
    """
    kind, _, rest = relative.partition("/")
    path = folder(kind) / rest
    try:
        node = _composed(path.read_text(encoding="utf-8"))
    except Exception:
        return load_yaml_file(path, shown=relative)  # which says what is wrong
    return _value(node) if node is not None else ""


def load_yaml_file(path: Path, *, shown: str = "") -> Any:
    """The content of a YAML file, every scalar a string; raises UsageError with line and quote where it is wrong."""
    return load_yaml_with_places(path, shown=shown)[0]


def load_yaml_with_places(path: Path, *, shown: str = "") -> tuple[Any, Mapping[KeyPath, Place]]:
    """The content of a YAML file and, for each key path, the line and column (from 1) at which its key stands."""
    shown = shown or path.as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(
            Problem(
                message=f"cannot be read: {error.strerror}", path=shown, remedy="check the path and its permissions"
            )
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(Problem(message="is not UTF-8", path=shown, remedy="save the file as UTF-8")) from error
    return parse_yaml(text, shown)


def parse_yaml(text: str, shown: str) -> tuple[Any, Mapping[KeyPath, Place]]:
    """As `load_yaml_with_places`, from a text; `shown` names it in problems."""
    import yaml

    try:
        node = _composed(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        what = getattr(error, "problem", None) or "is no valid YAML"
        raise UsageError(
            Problem(
                message=f"broken YAML: {what}",
                path=shown,
                line=line,
                column=column,
                quote=_line(text, line),
                remedy="quote values that hold `: ` or ` #`, and indent with spaces",
            )
        ) from error
    places: dict[KeyPath, Place] = {}
    problems: list[Problem] = []
    value = _plain(node, (), places, problems, text, shown) if node is not None else ""
    if problems:
        raise UsageError(*problems)
    return value, places


@cache
def _loader() -> Any:
    """A loader that does not ask what type a scalar is of: here each is a text."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    nothing = lambda *_: None  # noqa: E731
    given = {"descend_resolver": nothing, "ascend_resolver": nothing, "resolve": lambda *_: ""}
    return type("Loader", (loader,), given)


def _composed(text: str) -> Any:
    import yaml

    return yaml.compose(text, Loader=_loader())


def _value(node: Any) -> Any:
    """As `_plain`, of a file whose keys are known to stand once, and whose places nobody asks for."""
    kind = node.id
    if kind == "scalar":
        value = node.value
        return "" if node.style is None and value in ("", "~", "null") else value
    if kind == "mapping":
        return {key.value: _value(value) for key, value in node.value}
    return [_value(item) for item in node.value]


def _plain(node: Any, at: KeyPath, places: dict[KeyPath, Place], problems: list[Problem], text: str, shown: str) -> Any:
    kind = node.id if hasattr(node, "id") else ""
    places.setdefault(at, (node.start_mark.line + 1, node.start_mark.column + 1))
    if kind == "mapping":
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key in result:
                problems.append(
                    Problem(
                        message=f"the key {key!r} stands twice",
                        path=shown,
                        line=place[0],
                        column=place[1],
                        quote=_line(text, place[0]),
                        remedy=f"keep one of them; the first is on line {places[(*at, key)][0]}",
                    )
                )
                continue
            places[(*at, key)] = place
            result[key] = _plain(value_node, (*at, key), places, problems, text, shown)
        return result
    if kind == "sequence":
        return [_plain(item, (*at, n), places, problems, text, shown) for n, item in enumerate(node.value)]
    # an empty value and a plain `null` are the empty string; a quoted "null" is the word
    return "" if node.style is None and node.value in ("", "~", "null") else str(node.value)


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""
