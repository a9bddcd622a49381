"""Judge, part: reads the rule files. A broken rule is left out with a clear problem, and the others load."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factcheck import data, discover
from factcheck.errors import Problem, UsageError
from factcheck.judge import checks
from factcheck.model.rule import Compare, Example, Rule, Severity

Kind = Literal[
    "event-date", "deadline", "header-date", "weekday", "impossible-date", "duration", "order", "deadline-missed",
    "quantity", "total", "place", "role", "unique", "name", "anachronism",
]  # fmt: skip
MESSAGE_PLACEHOLDERS = frozenset(
    {
        "entity",
        "predicate",
        "measure",
        "a.value",
        "a.source",
        "b.value",
        "b.source",
        "reason",
        "value",
        "source",
        "expected",
    }
)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class CompareFile(BaseModel):
    """`compare:` of a rule file."""

    model_config = ConfigDict(extra="forbid")

    type: list[Literal["date", "deadline", "quantity", "duration", "place", "role"]] = Field(default_factory=list)
    same: list[Literal["entity", "predicate", "occurrence", "measure", "scope", "period"]] = Field(default_factory=list)
    never: list[Literal["planned", "proposed", "denied", "reported", "refuted", "superseded", "recurring"]] = Field(
        default_factory=list
    )


class ExampleFile(BaseModel):
    """One of `examples:` of a rule file."""

    model_config = ConfigDict(extra="forbid")

    name: str
    finds: int = Field(ge=0)
    documents: dict[str, str]
    todo: str = ""


class RuleFile(BaseModel):
    """The shape of a rule file; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str
    kind: Kind | None = Field(default=None, description="one of the fifteen kinds; the id, if left out")
    severity: Literal["error", "warning", "note"]
    explain: str
    check: str
    with_: dict[str, str] = Field(default_factory=dict, alias="with")
    compare: CompareFile = Field(default_factory=CompareFile)
    message: str
    precision: Literal["very-high", "high", "medium", "low"] = "medium"
    false_positives: list[str] = Field(default_factory=list)
    formerly: list[str] = Field(default_factory=list)
    examples: list[ExampleFile]


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, as published in `rules/rule.schema.json`."""
    return RuleFile.model_json_schema(by_alias=True)


def fill(template: str, values: Mapping[str, str]) -> str:
    """The message with its placeholders replaced, and nothing else evaluated."""
    return _PLACEHOLDER.sub(lambda m: values.get(m[1], ""), template)


def load_rules(folders: Sequence[Path] = ()) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """All valid rules of the shipped packs and of the given folders, sorted by id, and what is wrong with the others."""
    rules: dict[str, Rule] = {}
    problems: list[Problem] = []
    shipped = data.folder("rules")
    files = [(f, f"rules/{f.relative_to(shipped).as_posix()}") for f in sorted(shipped.glob("*/*.yaml"))]
    for extra in folders:
        files += [(f, f.as_posix()) for f in sorted(extra.rglob("*.yaml"))]
    for path, shown in files:
        try:
            rule = load_rule(path, shown)
        except UsageError as error:
            problems.extend(error.problems)
            continue
        if rule.id in rules:
            problems.append(
                Problem(
                    message=f"the id {rule.id!r} is taken by {rules[rule.id].path}",
                    path=shown,
                    line=1,
                    remedy="choose another id and file name",
                )
            )
            continue
        rules[rule.id] = rule
    return tuple(rules[k] for k in sorted(rules)), tuple(problems)


def load_rule(path: Path, shown: str) -> Rule:
    """One rule file, validated; raises UsageError with every problem, its line and the line itself."""
    value, places = data.load_yaml_with_places(path, shown=shown)
    lines = path.read_text(encoding="utf-8").splitlines()

    def problem(message: str, at: tuple[str | int, ...], remedy: str = "") -> Problem:
        line, column = next((places[at[:n]] for n in range(len(at), -1, -1) if at[:n] in places), (1, 1))
        return Problem(
            message=message,
            path=shown,
            line=line,
            column=column,
            quote=lines[line - 1] if line <= len(lines) else "",
            remedy=remedy,
        )

    if not isinstance(value, dict):
        raise UsageError(
            Problem(
                message="is no rule: a mapping of keys is wanted",
                path=shown,
                line=1,
                remedy="see docs/writing-rules.md",
            )
        )
    try:
        file = RuleFile.model_validate(value)
    except ValidationError as error:
        raise UsageError(*(_explained(e, problem) for e in error.errors())) from error
    problems = []
    if file.id != path.stem:
        problems.append(
            problem(
                f"the id {file.id!r} is not the file's name",
                ("id",),
                f"call the file {file.id}.yaml, or set `id: {path.stem}`",
            )
        )
    known_kinds = Kind.__args__  # type: ignore[attr-defined]
    if (file.kind or file.id) not in known_kinds:
        problems.append(
            problem(f"no kind {(file.kind or file.id)!r}", ("kind",), f"set `kind:` to one of {', '.join(known_kinds)}")
        )
    for name in _PLACEHOLDER.findall(file.message):
        if name not in MESSAGE_PLACEHOLDERS:
            problems.append(
                problem(
                    f"unknown placeholder {{{name}}}",
                    ("message",),
                    f"there are {', '.join(sorted(MESSAGE_PLACEHOLDERS))}",
                )
            )
    problems += _check_problems(file, problem)
    if not any(e.finds for e in file.examples) or all(e.finds for e in file.examples):
        problems.append(
            problem(
                "at least one example must find something and one nothing",
                ("examples",),
                "add examples with `finds: 1` and `finds: 0`",
            )
        )
    if problems:
        raise UsageError(*problems)
    return Rule(
        id=file.id,
        title=file.title,
        kind=file.kind or file.id,
        severity=Severity(file.severity),
        explain=file.explain.strip(),
        check=file.check,
        message=file.message,
        compare=Compare(type=tuple(file.compare.type), same=tuple(file.compare.same), never=tuple(file.compare.never)),
        parameters=file.with_,
        precision=file.precision,
        false_positives=tuple(file.false_positives),
        formerly=tuple(file.formerly),
        examples=tuple(Example(name=e.name, finds=e.finds, documents=e.documents, todo=e.todo) for e in file.examples),
        path=shown,
    )


def _explained(error: Any, problem: Any) -> Problem:
    at = tuple("with" if part == "with_" else part for part in error["loc"])
    key = str(at[-1]) if at else ""
    if error["type"] == "extra_forbidden":
        model = CompareFile if at[:1] == ("compare",) else ExampleFile if at[:1] == ("examples",) else RuleFile
        names = [f.alias or n for n, f in model.model_fields.items()]
        close = difflib.get_close_matches(key, names, 1)
        hint = f"did you mean `{close[0]}`? " if close else ""
        found: Problem = problem(f"unknown key `{key}`", at, f"{hint}known keys: {', '.join(names)}")
        return found
    if error["type"] == "missing":
        missing: Problem = problem(
            f"the key `{key}` is missing", at[:-1], "add it; docs/writing-rules.md explains each key"
        )
        return missing
    other: Problem = problem(f"`{'.'.join(map(str, at))}`: {error['msg']}", at, "see docs/writing-rules.md")
    return other


def _check_problems(file: RuleFile, problem: Any) -> list[Problem]:
    name = file.check.replace("-", "_")
    known = discover.names(checks)
    if name not in known:
        close = difflib.get_close_matches(name, known, 1)
        hint = f"did you mean `{close[0].replace('_', '-')}`? " if close else ""
        return [
            problem(
                f"no check `{file.check}`",
                ("check",),
                f"{hint}there are {', '.join(n.replace('_', '-') for n in known)}",
            )
        ]
    module = discover.load(checks, name, "Params", "check")
    try:
        module.Params(**file.with_)
    except ValidationError as error:
        fields = ", ".join(module.Params.model_fields) or "none"
        return [
            problem(
                f"`with.{'.'.join(map(str, e['loc']))}`: {e['msg']}",
                ("with", *e["loc"]),
                f"parameters of {file.check}: {fields}",
            )
            for e in error.errors()
        ]
    return []
