"""Judge, part: reads the rule files of `rules/` and of the user's folders into rules.

A broken file is left out with a clear problem for each of its mistakes, and the others load.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck import data, discover
from factcheck.errors import Problem, UsageError
from factcheck.judge import checks
from factcheck.judge.parameters import model_of
from factcheck.judge.shipped_rules import rule_of
from factcheck.model.rule import Compare, Example, Rule, Severity
from factcheck.patterns import pattern_of

if TYPE_CHECKING:
    from factcheck.judge.rule_schema import RuleFile

MESSAGE_PLACEHOLDERS = (
    "entity", "predicate", "measure", "a.value", "a.source", "b.value", "b.source", "reason", "value", "source",
    "expected", "statements", "fact", "fact.source",
)  # fmt: skip
_PLACEHOLDER = pattern_of(r"\{([^{}]*+)\}")
_HELP = "docs/writing-rules.md explains each key"

_KeyPath = tuple[str | int, ...]
_Locate = Callable[[str, _KeyPath, str], Problem]
"""Makes a problem of a message, the key path that it speaks of, and a remedy."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, as published in `rules/rule.schema.json`."""
    from factcheck.judge.rule_schema import json_schema as schema

    return schema()


def fill(template: str, values: Mapping[str, str]) -> str:
    """The message with its placeholders replaced once, from left to right; a value is never read as a template.

    A placeholder without a value is left out. Nothing is evaluated: rule files may come from strangers.
    """
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], ""), template)


def load_rules(
    folders: Sequence[Path] = (), *, select: Sequence[str] = (), proven: bool = True
) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """All valid rules of the shipped packs and of the given folders, sorted by id, and what is wrong with the others.

    `select` keeps the rules of these ids (or former ids, or packs: names of folders) and reports names that match none.
    The shipped rules are `proven` by their tests; otherwise they are validated as those of the folders are.
    """
    shipped = data.folder("rules")
    files = [(path, f"rules/{path.relative_to(shipped).as_posix()}") for path in sorted(shipped.glob("*/*.yaml"))]
    number_shipped = len(files) if proven else 0
    rules: dict[str, Rule] = {}
    problems: list[Problem] = []
    for folder in folders:
        problems += _passed_over(folder)
        files += [(path, path.as_posix()) for path in sorted(folder.rglob("*.yaml")) if path.is_file()]
    for number, (path, shown) in enumerate(files):
        try:
            rule = (rule_of(data.load_yaml(shown), shown) if number < number_shipped else None) or load_rule(
                path, shown
            )
        except UsageError as error:
            problems += error.problems
            continue
        clash = _clash(rule, rules)
        if clash is None:
            rules[rule.id] = rule
        else:
            problems.append(clash)
    ordered = tuple(rules[id_] for id_ in sorted(rules))
    if not select:
        return ordered, tuple(problems)
    return _selected(ordered, select), (*problems, *_unknown(ordered, select))


def load_rule(path: Path, shown: str) -> Rule:
    """One rule file, validated; raises UsageError with every mistake, its line, column and the line itself."""
    from pydantic import ValidationError

    from factcheck.judge.rule_schema import RuleFile

    value, places = data.load_yaml_with_places(path, shown=shown)
    locate = partial(_located, path, shown, places)
    if not isinstance(value, dict):
        raise UsageError(locate("is no rule: a mapping of keys is wanted", (), _HELP))
    try:
        file = RuleFile.model_validate(value)
    except ValidationError as error:
        raise UsageError(*_by_line(_explained(e, value, locate) for e in error.errors())) from error
    problems = _by_line(_contradictions(file, path.stem, locate))
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
        compare=Compare(
            type=tuple(file.compare.type),
            same=tuple(file.compare.same),
            entity=file.compare.entity,
            predicate=file.compare.predicate,
            files=tuple(file.compare.files),
            never=tuple(file.compare.never),
        ),
        parameters=file.with_,
        precision=file.precision,
        false_positives=tuple(file.false_positives),
        formerly=tuple(file.formerly),
        examples=tuple(
            Example(name=e.name, finds=e.finds, documents=e.documents, facts=e.facts, todo=e.todo)
            for e in file.examples
        ),
        path=shown,
    )


def _located(
    path: Path, shown: str, places: Mapping[_KeyPath, data.Place], message: str, at: _KeyPath, remedy: str
) -> Problem:
    """A problem at the place of a key path, or of the nearest key above it that the file has."""
    line, column = next((places[at[:n]] for n in range(len(at), -1, -1) if at[:n] in places), (1, 1))
    lines = path.read_text(encoding="utf-8").splitlines()
    return Problem(
        message=message,
        path=shown,
        line=line,
        column=column,
        quote=lines[line - 1] if line <= len(lines) else "",
        remedy=remedy,
    )


def _by_line(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def _explained(error: Any, value: Any, locate: _Locate) -> Problem:
    """What one violation of the shape means, in the words of somebody who writes rules."""
    from factcheck.judge.rule_schema import keys_at

    at: _KeyPath = tuple(error["loc"])
    key = str(at[-1]) if at else ""
    shown = ".".join(str(part) if isinstance(part, str) else f"[{part + 1}]" for part in at).replace(".[", "[")
    match error["type"]:
        case "extra_forbidden":
            return locate(f"unknown key `{key}`", at, _meant(key, keys_at(at), "known keys: "))
        case "missing":
            return locate(f"the key `{key}` is missing", at[:-1], f"add it; {_HELP}")
        case "literal_error":
            allowed = re.findall(r"'([^']*)'", str(error["ctx"]["expected"]))
            return locate(
                f"`{shown}` cannot be {error['input']!r}", at, _meant(str(error["input"]), allowed, "allowed: ")
            )
        case "string_pattern_mismatch":
            return locate(
                f"`{shown}` cannot be {error['input']!r}", at, "small letters, digits and single dashes: `event-date`"
            )
        case "string_too_short":
            return locate(f"`{shown}` is empty", at, f"say it in words; {_HELP}")
        case "too_short":
            return locate(f"`{shown}` holds too little", at, f"at least {error['ctx']['min_length']} wanted; {_HELP}")
        case "int_parsing" | "int_from_float" | "greater_than_equal":
            return locate(f"`{shown}` cannot be {error['input']!r}", at, "a whole number from 0 is wanted")
        case "string_type" | "list_type" | "dict_type" | "model_type" | "model_attributes_type" | "int_type":
            wanted = {"string": "a text", "list": "a list", "int": "a whole number"}.get(
                error["type"].split("_")[0], "a mapping"
            )
            return locate(f"`{shown}` is {_shape(error['input'])}", at, f"{wanted} is wanted; {_HELP}")
        case _:
            return locate(f"`{shown}`: {error['msg']}", at, _HELP)


def _shape(value: Any) -> str:
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else f"the text {value!r}"


def _meant(given: str, known: Sequence[str], label: str) -> str:
    """A remedy that names the known words, the closest one first."""
    close = difflib.get_close_matches(given.lower(), known, 1, 0.6)
    listed = f"{label}{', '.join(known)}" if known else f"{label}none"
    return f"did you mean `{close[0]}`? {listed}" if close else listed


def _contradictions(file: RuleFile, stem: str, locate: _Locate) -> Iterator[Problem]:
    """What is wrong with a file of the right shape."""
    from factcheck.judge.rule_schema import KINDS

    if file.id != stem:
        remedy = f"call the file {file.id}.yaml, or set `id: {stem}`"
        yield locate(f"the id `{file.id}` is not the file's name", ("id",), remedy)
    if file.kind is None and file.id not in KINDS:
        yield locate(
            "the key `kind` is missing, and the id is no kind", ("id",), f"set `kind:` to one of {', '.join(KINDS)}"
        )
    for name in _PLACEHOLDER.findall(file.message):
        if name not in MESSAGE_PLACEHOLDERS:
            yield locate(
                f"unknown placeholder `{{{name}}}`", ("message",), _meant(name, MESSAGE_PLACEHOLDERS, "there are ")
            )
    if re.search(r"[{}]", _PLACEHOLDER.sub("", file.message)):
        yield locate("a brace without its partner", ("message",), "braces hold a placeholder, as in {a.value}")
    yield from _wrong_check(file, locate)
    yield from _wrong_examples(file, locate)


def _wrong_check(file: RuleFile, locate: _Locate) -> Iterator[Problem]:
    from pydantic import ValidationError

    known = discover.names(checks)
    name = file.check.replace("-", "_")
    if name not in known:
        names = [n.replace("_", "-") for n in known]
        yield locate(f"no check `{file.check}`", ("check",), _meant(file.check, names, "there are "))
        return
    params = model_of(discover.load(checks, name, "Params", "check").Params)
    yield from _wrong_compare(file, name == "claims_agree", locate)
    try:
        params.model_validate(dict(file.with_))
    except ValidationError as error:
        for e in error.errors():
            yield _wrong_parameter(file.check, params, e, locate)


def _wrong_compare(file: RuleFile, by_words: bool, locate: _Locate) -> Iterator[Problem]:
    """Words under `compare:` that the check does not look at, or that it lacks."""
    compare = file.compare
    if by_words:
        for key in ("entity", "type"):
            if not getattr(compare, key):
                yield locate(f"`{file.check}` wants `compare.{key}`", ("compare",), f"add it under `compare:`; {_HELP}")
        return
    for key in ("entity", "predicate", "files"):
        if getattr(compare, key):
            yield locate(
                f"`{file.check}` does not look at `compare.{key}`", ("compare", key), "`check: claims-agree` does"
            )


def _wrong_parameter(check: str, params: Any, error: Any, locate: _Locate) -> Problem:
    """What is wrong with a parameter, which may lie inside another."""
    loc: _KeyPath = tuple(part for part in error["loc"] if not str(part).startswith(("list[", "str", "function-")))
    at, key = ("with", *loc), str(loc[-1]) if loc else ""
    shown = ".".join(map(str, at))
    fields = _fields_at(params, loc[:-1])
    if error["type"] == "extra_forbidden":
        inside = f"`{check}`" if len(loc) == 1 else f"`{'.'.join(map(str, at[:-1]))}`"
        return locate(f"{inside} has no parameter `{key}`", at, _meant(key, tuple(fields), "its parameters: "))
    if error["type"] == "missing":
        remedy = "add it under `with:`" if len(loc) == 1 else f"add it under `{'.'.join(map(str, at[:-1]))}:`"
        return locate(f"`{check}` wants the parameter `{'.'.join(map(str, loc))}`", at[:-1], remedy)
    field = fields.get(key)
    if error["type"] == "value_error":
        return locate(f"`{shown}`: {error['ctx']['error']}", at, (field.description if field else None) or _HELP)
    if error["type"] == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(error["ctx"]["expected"]))
        return locate(f"`{shown}` cannot be {error['input']!r}", at, _meant(str(error["input"]), allowed, "allowed: "))
    return locate(
        f"`{shown}` cannot be {error['input']!r}: {error['msg']}", at, (field.description if field else None) or _HELP
    )


def _fields_at(model: Any, at: _KeyPath) -> dict[str, Any]:
    """The parameters of a model, or of a model inside it, by the names that stand in the file."""
    for part in at:
        field = next((f for n, f in model.model_fields.items() if part in (n, f.alias)), None)
        if field is None or not hasattr(field.annotation, "model_fields"):
            return {}
        model = field.annotation
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _wrong_examples(file: RuleFile, locate: _Locate) -> Iterator[Problem]:
    if all(example.finds for example in file.examples):
        yield locate("no example shows what the rule leaves alone", ("examples",), "add one with `finds: 0`")
    if not any(example.finds for example in file.examples):
        yield locate("no example shows what the rule finds", ("examples",), "add one with `finds: 1`")
    names: set[str] = set()
    for number, example in enumerate(file.examples):
        if example.name in names:
            remedy = "say what is special about this one"
            yield locate(f"two examples are called {example.name!r}", ("examples", number, "name"), remedy)
        names.add(example.name)
        if re.sub(r"[^⟦⟧]+", "", example.facts).replace("⟦⟧", ""):
            yield locate(
                "a mark ⟦ or ⟧ without its partner",
                ("examples", number, "facts"),
                "marks come in pairs and do not nest",
            )
        for document, text in example.documents.items():
            # the marks of a text, in order, must be pairs
            if re.sub(r"[^⟦⟧]+", "", text).replace("⟦⟧", ""):
                at: _KeyPath = ("examples", number, "documents", document)
                yield locate("a mark ⟦ or ⟧ without its partner", at, "marks come in pairs and do not nest")


def _passed_over(folder: Path) -> Iterator[Problem]:
    """Files that look like rules and are none, so that nobody waits for them to act."""
    for path in sorted(folder.rglob("*.yml")):
        yield Problem(message="is not read", path=path.as_posix(), remedy=f"call it {path.stem}.yaml")


def _clash(rule: Rule, rules: Mapping[str, Rule]) -> Problem | None:
    """What keeps a rule from standing beside those that are there: an id or former id that is taken."""
    owners = {name: other for other in rules.values() for name in (other.id, *other.formerly)}
    for name in (rule.id, *rule.formerly):
        if name in owners:
            return Problem(
                message=f"the id `{name}` is taken by {owners[name].path}",
                path=rule.path,
                line=1,
                remedy="ids, former ones too, belong to one rule: choose another id and file name",
            )
    return None


def _selected(rules: tuple[Rule, ...], select: Sequence[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if not set(select).isdisjoint(_names(rule)))


def _unknown(rules: tuple[Rule, ...], select: Sequence[str]) -> Iterator[Problem]:
    known = {name for rule in rules for name in _names(rule)}
    for name in dict.fromkeys(select):
        if name not in known:
            yield Problem(message=f"no rule or pack `{name}`", remedy=_meant(name, sorted(known), "there are "))


def _names(rule: Rule) -> tuple[str, ...]:
    """The names by which a rule can be asked for."""
    return (rule.id, *rule.formerly, Path(rule.path).parent.name)
