"""Judge, part: the parameters that the `with:` of a rule may set for its check.

The `Params` of a check is a frozen record of texts and whole numbers, each with a description. A pydantic model is made of it
only where a rule file is to be validated or holds something odd: the models of all checks cost more time than the checks of a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, fields, is_dataclass
from functools import cache
from typing import Any, get_type_hints

_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,15}")


def setting(default: Any, description: str) -> Any:
    """A parameter of a check: its default, and what it means."""
    return field(default=default, metadata={"description": description})


@cache
def model_of(params: Any) -> Any:
    """The pydantic model of a check's `Params`, which knows what is wrong with a rule; of one that is such a model itself, it."""
    parts = fields(params) if is_dataclass(params) else None
    if parts is None:
        return params
    from pydantic import ConfigDict, Field, create_model

    kinds = get_type_hints(params)
    known: dict[str, Any] = {
        f.name: (kinds[f.name], Field(default=f.default, description=f.metadata.get("description"))) for f in parts
    }
    return create_model("Params", __config__=ConfigDict(extra="forbid", frozen=True), **known)


def parameters_of(params: Any, given: Mapping[str, Any]) -> Any:
    """The parameters of a rule as its check takes them; raises what pydantic raises where they are wrong."""
    kinds = {f.name: f.type for f in fields(params)} if is_dataclass(params) else None
    if kinds is None:
        return params(**given)
    made: dict[str, Any] = {}
    for name, value in given.items():
        kind = kinds.get(name)
        if kind == "str" and isinstance(value, str):
            made[name] = value
        elif kind == "int" and isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value):
            made[name] = int(value)
        else:
            return params(**dict(model_of(params)(**given)))
    return params(**made)
