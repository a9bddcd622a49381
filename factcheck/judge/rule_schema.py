"""Judge, part: the closed shape of a rule file, from which the published `rules/rule.schema.json` is made.

Only the rulebook imports it, and only when it reads rules: the models cost more to import than the rules to read.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Kind = Literal[
    "event-date", "deadline", "header-date", "weekday", "impossible-date", "duration", "order", "deadline-missed",
    "quantity", "total", "place", "role", "unique", "name", "anachronism",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)

_CLOSED = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
_NAME = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"


def _listed(value: Any) -> Any:
    """One word is a list of one."""
    return [value] if isinstance(value, str) else value


class CompareFile(BaseModel):
    """Which claims meet under the rule, and which never do."""

    model_config = _CLOSED

    type: Annotated[
        list[Literal["date", "deadline", "quantity", "duration", "place", "role", "unique", "name", "text"]],
        BeforeValidator(_listed),
    ] = Field(default_factory=list, description="The types of claim that meet; one may stand without brackets.")
    same: list[Literal["entity", "predicate", "occurrence", "measure", "scope", "period"]] = Field(
        default_factory=list, description="What two claims must agree in before they are compared."
    )
    entity: str = Field(default="", description="Of claims-agree: what the claims are about, in your words.")
    predicate: str = Field(default="", description="Of claims-agree: what is said of it, in your words.")
    files: list[str] = Field(
        default_factory=list,
        description="Of claims-agree: the files that are compared, as `pricing.md` or `docs/*.md`; all, if left out.",
    )
    never: list[
        Literal[
            "planned",
            "proposed",
            "conditional",
            "estimated",
            "denied",
            "reported",
            "refuted",
            "superseded",
            "recurring",
        ]
    ] = Field(default_factory=list, description="What keeps a claim out: how it is said.")


class ExampleFile(BaseModel):
    """Documents in small, and what the rule must make of them. Every example is a test."""

    model_config = _CLOSED

    name: str = Field(min_length=1, description="What the example shows; it names the test.")
    finds: int = Field(ge=0, description="How many findings there must be.")
    documents: dict[str, str] = Field(
        min_length=1,
        description="Path to text. The path's ending is the format; the marks ⟦ ⟧ show what the finding must cite.",
    )
    facts: str = Field(
        default="",
        description="A facts file in small, in YAML, that the documents are held against; marks may stand in it.",
    )
    todo: str = Field(default="", description="Why it does not hold yet: then it must fail, or the line must go.")


class RuleFile(BaseModel):
    """A rule of factcheck: knowledge, without code. One file holds one rule and is called by its id."""

    model_config = _CLOSED

    id: str = Field(pattern=_NAME, description="The file's name without `.yaml`; never used again for another rule.")
    title: str = Field(min_length=1, description="One line that names the conflict.")
    kind: Kind | None = Field(default=None, description="The kind of finding; the id, if left out.")
    severity: Literal["error", "warning", "note"] = Field(description="The level in every report.")
    explain: str = Field(min_length=1, description="What it means, what to do, and when it is no error.")
    compare: CompareFile = Field(default_factory=CompareFile, description="Which claims meet, and which never do.")
    check: str = Field(pattern=_NAME, description="The comparison: a module of factcheck/judge/checks, with dashes.")
    with_: dict[str, Any] = Field(
        default_factory=dict,
        alias="with",
        description="Parameters of the check; `factcheck list checks` names them.",
        json_schema_extra={"additionalProperties": {"type": ["string", "number", "boolean", "object", "array"]}},
    )
    message: str = Field(min_length=1, description="One sentence with placeholders such as {a.value} and {b.source}.")
    precision: Literal["very-high", "high", "medium", "low"] = Field(
        default="medium", description="As measured on labelled documents; SARIF shows it."
    )
    false_positives: list[str] = Field(default_factory=list, description="Known ways in which the rule errs.")
    formerly: list[str] = Field(default_factory=list, description="Former ids, so that suppressions live on.")
    examples: list[ExampleFile] = Field(min_length=2, description="At least one that finds and one that does not.")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a rule file, as published in `rules/rule.schema.json`."""
    schema = RuleFile.model_json_schema(by_alias=True)
    schema["title"] = "factcheck rule"
    listed = schema["$defs"]["CompareFile"]["properties"]["type"]
    listed["anyOf"] = [{"type": listed.pop("type"), "items": listed["items"]}, listed.pop("items")]
    # a file without `kind:` is of the kind that its id names
    schema["anyOf"] = [{"required": ["kind"]}, {"properties": {"id": {"enum": list(KINDS)}}}]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def keys_at(at: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that a rule file may have at a key path: at its top, under `compare:`, or in an example."""
    model: type[BaseModel] = RuleFile
    if at[:1] == ("compare",) and len(at) > 1:
        model = CompareFile
    elif at[:1] == ("examples",) and len(at) > 2:
        model = ExampleFile
    return tuple(field.alias or name for name, field in model.model_fields.items())
