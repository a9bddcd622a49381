"""Settings, part: the closed shape of a settings file, from which the published `docs/settings.schema.json` is made.

Loaded only when there is a settings file: the models cost more to import than a small file to check.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    Tag,
    field_validator,
    model_validator,
)

_CLOSED = ConfigDict(extra="forbid", frozen=True)
Pattern = Annotated[StrictStr, Field(min_length=1)]
Level = Literal["error", "warning", "note", "off"]
DateSource = Literal["front-matter", "file-name", "path", "dateline", "none"]
Confidence = Annotated[float, Field(ge=0, le=1, strict=True)]
Budget = Annotated[StrictInt, Field(ge=0)]


class ExtractorsFile(BaseModel):
    """Extractors beside the built-in ones, and a table of options for each."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, dict[str, Any]] = Field(init=False)

    use: list[StrictStr] = Field(
        default_factory=list,
        description="Names of the extractors that are used, in order; `factcheck list extractors` tells them. None is on by default.",
    )

    @field_validator("use")
    @classmethod
    def _name_each_once(cls, use: list[str]) -> list[str]:
        twice = sorted({name for name in use if use.count(name) > 1})
        if twice:
            raise ValueError(f"{', '.join(f'`{name}`' for name in twice)} stands there twice")
        return use

    @property
    def tables(self) -> dict[str, dict[str, Any]]:
        """The tables of options by the name of their extractor."""
        return dict(self.__pydantic_extra__ or {})


class RuleFile(BaseModel):
    """What is set for one rule."""

    model_config = _CLOSED

    severity: Level | None = Field(
        default=None,
        description="The severity of its findings; `off` switches it off. A finding that the rule itself holds to be weaker stays weaker.",
    )
    min_confidence: Confidence | None = Field(
        default=None, description="Findings of the rule below this confidence are left out; from 0 to 1."
    )


RuleValue = Annotated[
    Annotated[Level, Tag("word")] | Annotated[RuleFile, Tag("table")],
    Discriminator(lambda value: "table" if isinstance(value, dict | RuleFile) else "word"),
]
RulesTable = dict[StrictStr, RuleValue]


def _once(sources: list[str] | None) -> list[str] | None:
    """The sources of a document's date as they stand; raises ValueError for one that stands twice, or beside `none`."""
    if sources is None:
        return None
    twice = sorted({name for name in sources if sources.count(name) > 1})
    if twice:
        raise ValueError(f"{', '.join(f'`{name}`' for name in twice)} stands there twice")
    if "none" in sources and len(sources) > 1:
        raise ValueError("`none` stands alone")
    return sources


_DATES = (
    "What tells the day that a document speaks from, the first that does so: `front-matter` (its date keys, meta tags, "
    "and lines such as `Date: ...` at its top), `file-name`, `path` (folders such as 2024/03/15), `dateline`; `none` alone for nothing."
)


class SourceFile(BaseModel):
    """What is said of some documents: whose word counts, the group they belong to, their language."""

    model_config = _CLOSED

    match: Pattern = Field(
        description="Which documents: a pattern as in .gitignore, from the folder of the settings file (`docs/registrar/**`).",
    )
    authority: StrictInt | None = Field(
        default=None,
        ge=-1000,
        le=1000,
        description="How much their word counts; documents that no entry matches have 0. Of two sides the lesser is the suspect.",
    )
    group: Pattern | None = Field(default=None, description="The name of their group, for `group` of an override.")
    language: StrictStr | None = Field(
        default=None,
        description="The code of their language (`en`, `de`, `fr`), whatever they declare; found out by default.",
    )

    @model_validator(mode="after")
    def _say_something(self) -> SourceFile:
        if self.authority is None and self.group is None and self.language is None:
            raise ValueError("says nothing of the documents that it matches: add `authority`, `group` or `language`")
        return self


class OverrideFile(BaseModel):
    """What is set otherwise for some documents."""

    model_config = _CLOSED

    match: Pattern | None = Field(
        default=None,
        description="Which documents: a pattern as in .gitignore, from the folder of the settings file (`archive/**`).",
    )
    group: Pattern | None = Field(default=None, description="Which documents: those of this group of `sources`.")
    rules: RulesTable = Field(
        default_factory=dict,
        description="Severity and confidence by rule, for findings all of whose places lie in these documents.",
    )
    min_confidence: Confidence | None = Field(
        default=None,
        description="The least confidence of findings all of whose places lie in these documents; from 0 to 1.",
    )
    day_first: StrictBool | None = Field(
        default=None, description="How 03/04/2025 is meant in these documents where they do not show it themselves."
    )
    document_dates: list[DateSource] | None = Field(default=None, description=_DATES)

    _each_once = field_validator("document_dates")(staticmethod(_once))

    @model_validator(mode="after")
    def _name_documents(self) -> OverrideFile:
        if (self.match is None) is (self.group is None):
            raise ValueError("wants either `match` or `group`, to say which documents it is for")
        return self


class SettingsFile(BaseModel):
    """The settings of factcheck: the file `factcheck.toml`, or the table `[tool.factcheck]` of `pyproject.toml`."""

    model_config = _CLOSED

    include: list[Pattern] | None = Field(
        default=None,
        description="Of the folders that are checked, only files that one of these patterns matches (as in .gitignore, from the folder of the settings file); by default every file of a known format.",
    )
    exclude: list[Pattern] = Field(
        default_factory=list,
        description="Files and folders that are left out: patterns as in .gitignore, from the folder of the settings file, read after all ignore files; `!pattern` takes back in.",
    )
    day_first: StrictBool | None = Field(
        default=None, description="How 03/04/2025 is meant where the document itself does not show it."
    )
    document_dates: list[DateSource] | None = Field(default=None, description=_DATES)
    entities: list[StrictStr] = Field(
        default_factory=list, description="Files of entity lexicons; paths count from the folder of the settings file."
    )
    facts: list[StrictStr] = Field(
        default_factory=list,
        description="Files of house facts that documents are held against; paths count from the folder of the settings file.",
    )
    rule_folders: list[StrictStr] = Field(
        default_factory=list,
        description="Folders of your own rule files; paths count from the folder of the settings file. None is read by default.",
    )
    rules: RulesTable = Field(
        default_factory=dict,
        description='Severity by the id of a rule: `deadline = "error"`, `"off"` for a rule that is not wanted, or a table with `severity` and `min_confidence`. (Folders of your own rules are named by `rule_folders`.)',
    )
    min_confidence: Confidence | None = Field(
        default=None, description="Findings below this confidence are left out; from 0 to 1, by default 0."
    )
    fail_on: Literal["error", "warning", "note", "never"] | None = Field(
        default=None, description="The least severity that closes the gate; `warning` by default."
    )
    max_errors: Budget | None = Field(default=None, description="How many errors the gate lets pass; by default none.")
    max_warnings: Budget | None = Field(
        default=None, description="How many warnings the gate lets pass; by default none, or all, as `fail_on` says."
    )
    baseline: Pattern | None = Field(
        default=None, description="The file of accepted findings; its path counts from the folder of the settings file."
    )
    suppressions: Pattern | None = Field(
        default=None, description="The file of suppressions; its path counts from the folder of the settings file."
    )
    labels: Pattern | None = Field(
        default=None,
        description="The file of labelled findings and pairs; its path counts from the folder of the settings file.",
    )
    extractors: ExtractorsFile = Field(
        default_factory=ExtractorsFile, description="Extractors beside the built-in ones."
    )
    sources: list[SourceFile] = Field(
        default_factory=list,
        description="Whose word counts, which group documents belong to, their language; of each, the last entry that matches and says so counts.",
    )
    overrides: list[OverrideFile] = Field(
        default_factory=list, description="What is set otherwise for some documents; later entries win."
    )

    _each_once = field_validator("document_dates")(staticmethod(_once))


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a settings file."""
    schema = SettingsFile.model_json_schema()
    schema["title"] = "factcheck settings"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
