"""Settings, part: holds a table of the settings to its pydantic model, and says in words, with places, what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from factcheck.errors import Problem, UsageError
from factcheck.settings.source import KeyPath, Source, suggestion

HELP = "docs/configuration.md explains each key"
Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], value: Mapping[str, Any], source: Source, at: KeyPath = ()) -> Model:
    """The table as an object of its model; raises UsageError with everything that is wrong with it.

    Validators of the model find the folder of the settings file as `info.context["folder"]`.
    """
    found, problems = validated_part(model, value, source, at)
    if problems:
        raise UsageError(*problems)
    return found


def validated_part(
    model: type[Model], value: Mapping[str, Any], source: Source, at: KeyPath = ()
) -> tuple[Model, tuple[Problem, ...]]:
    """As `validated`, but what is wrong is taken out and the rest is given, with the problems.

    Raises UsageError where nothing is left that fits.
    """
    rest: Any = deepcopy(dict(value))
    problems: list[Problem] = []
    for _ in range(100):  # each round takes something out; a model may find more wrong with what is left
        try:
            return model.model_validate(rest, context={"folder": source.folder}), tuple(problems)
        except ValidationError as error:
            errors = error.errors()
            problems += _explained(model, errors, source, at)
            if not any([_take_out(rest, e["loc"]) for e in errors]):
                break
    raise UsageError(*problems)


def _take_out(value: Any, at: KeyPath) -> bool:
    """Deletes the innermost key of a path, never an item of a list; whether there was something to delete."""
    holder, key, deepest = value, None, None
    for part in at:
        if isinstance(holder, dict) and part in holder:
            deepest, key = holder, part
            holder = holder[part]
        elif isinstance(holder, list) and isinstance(part, int) and part < len(holder):
            holder = holder[part]
        else:
            break
    if deepest is None:
        return False
    del deepest[key]
    return True


def _explained(model: type[BaseModel], errors: list[Any], source: Source, above: KeyPath) -> Iterator[Problem]:
    """What each violation means; of one key the first only, since the members of a union each have their own."""
    seen: set[KeyPath] = set()
    for error in errors:
        at = _known_part(error["loc"], source, above)
        if at not in seen or error["type"] == "missing":
            seen.add(at)
            yield _problem(model, error, at, source, above)


def _known_part(loc: KeyPath, source: Source, above: KeyPath) -> KeyPath:
    """A path of pydantic's without the names of union members, which are no keys of the file."""
    at: KeyPath = ()
    for part in loc:
        if (*source.root, *above, *at, part) in source.places:
            at = (*at, part)
    return at


def _problem(model: type[BaseModel], error: Any, at: KeyPath, source: Source, above: KeyPath) -> Problem:
    key, full = str(error["loc"][-1]) if error["loc"] else "", (*above, *at)
    shown = _shown(full)

    def tell(message: str, remedy: str) -> Problem:
        return source.problem(message, full, remedy)

    match error["type"]:
        case "extra_forbidden":
            known = _keys(model, at[:-1])
            return tell(f"unknown key `{shown}`", f"{suggestion(key, known)}known keys: {', '.join(known) or 'none'}")
        case "missing":
            home = f"`[{shown}]`" if shown and not isinstance(full[-1], int) else f"`{shown}`" if shown else "the file"
            return tell(f"the key `{key}` is missing", f"add it to {home}")
        case "literal_error" | "enum":
            allowed = str(error["ctx"]["expected"]).replace("'", "`")
            words = [word.strip("` ") for word in allowed.replace(" or ", ", ").split(",")]
            hint = suggestion(str(error["input"]), words)
            return tell(f"`{shown}` cannot be {_value(error['input'])}", f"{hint}allowed: {allowed}")
        case "less_than_equal" | "greater_than_equal" | "string_too_short":
            return tell(
                f"`{shown}` cannot be {_value(error['input'])}", f"{_bound(error)} is wanted; {_described(model, at)}"
            )
        case "value_error" if not shown or isinstance(full[-1], int):
            return tell(f"{f'`{shown}` ' if shown else ''}{error['ctx']['error']}", HELP)
        case "value_error":
            return tell(f"`{shown}`: {error['ctx']['error']}", _described(model, at))
        case kind if wanted := _WANTED.get(kind.removesuffix("_type").removesuffix("_parsing")):
            return tell(f"`{shown}` is {_value(error['input'])}", f"{wanted} is wanted; {_described(model, at)}")
        case _:
            return tell(f"`{shown}` cannot be {_value(error['input'])}: {error['msg']}", _described(model, at))


_WANTED = {
    "bool": "true or false",
    "string": "a text in quotation marks",
    "list": "a list in brackets",
    "tuple": "a list in brackets",
    "dict": "a table",
    "model": "a table",
    "int": "a whole number",
    "float": "a number",
    "int_from_float": "a whole number",
}


def _bound(error: Any) -> str:
    """What a number or text that is out of bounds should be."""
    bounds = error["ctx"]
    if "le" in bounds:
        return f"at most {bounds['le']:g}"
    return f"at least {bounds['ge']:g}" if "ge" in bounds else "a text that is not empty"


def _shown(at: KeyPath) -> str:
    return ".".join(f"[{p + 1}]" if isinstance(p, int) else p for p in at).replace(".[", "[")


def _value(value: Any) -> str:
    shapes: tuple[tuple[type, Callable[[Any], str]], ...] = (
        (bool, lambda v: str(v).lower()),
        (dict, lambda v: "a table"),
        (list, lambda v: "a list"),
        (str, lambda v: f'the text "{v}"'),
        (int, lambda v: f"the number {v}"),
        (float, lambda v: f"the number {v:g}"),
    )
    return next((told(value) for kind, told in shapes if isinstance(value, kind)), str(value))


def _field(model: type[BaseModel], at: KeyPath) -> tuple[type[BaseModel] | None, Any]:
    """The innermost model that a path leads into, and the field that it names there."""
    inner: type[BaseModel] | None = model
    field: Any = None
    named = False  # whether the next part is a name that the user chose, as the ids of rules are
    for part in at:
        if isinstance(part, int) or inner is None or named:
            named = False
            continue
        field = inner.model_fields.get(part) or next((f for f in inner.model_fields.values() if f.alias == part), None)
        inner = _model_in(field.annotation) if field is not None else None
        named = field is not None and get_origin(field.annotation) is dict
    return inner, field


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part)) is not None), None)


def _keys(model: type[BaseModel], at: KeyPath) -> tuple[str, ...]:
    """The keys that may stand at a path."""
    inner, _ = _field(model, at)
    return tuple(field.alias or name for name, field in inner.model_fields.items()) if inner is not None else ()


def _described(model: type[BaseModel], at: KeyPath) -> str:
    """What the key is for, in the words of the model."""
    _, field = _field(model, at)
    return (field.description if field is not None else None) or HELP
