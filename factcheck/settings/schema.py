"""Settings, part: the closed shape of a settings file, from which the published `docs/settings.schema.json` is made.

Loaded only when there is a settings file: the models cost more to import than a small file to check.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, field_validator

_CLOSED = ConfigDict(extra="forbid", frozen=True)
Pattern = Annotated[StrictStr, Field(min_length=1)]
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


class SourceFile(BaseModel):
    """Documents whose word counts more or less than that of the others."""

    model_config = _CLOSED

    match: StrictStr = Field(
        min_length=1,
        description="Which documents: a pattern as in .gitignore, from the folder of the settings file (`docs/registrar/**`).",
    )
    authority: StrictInt = Field(
        ge=-1000,
        le=1000,
        description="How much their word counts; documents that no entry matches have 0. Of two sides the lesser is the suspect.",
    )


class SettingsFile(BaseModel):
    """The settings of factcheck: the file `factcheck.toml`, or the table `[tool.factcheck]` of `pyproject.toml`."""

    model_config = _CLOSED

    day_first: StrictBool | None = Field(
        default=None, description="How 03/04/2025 is meant where the document itself does not show it."
    )
    entities: list[StrictStr] = Field(
        default_factory=list, description="Files of entity lexicons; paths count from the folder of the settings file."
    )
    facts: list[StrictStr] = Field(
        default_factory=list,
        description="Files of house facts that documents are held against; paths count from the folder of the settings file.",
    )
    rules: list[StrictStr] = Field(
        default_factory=list,
        description="Folders of your own rule files; paths count from the folder of the settings file. None is read by default.",
    )
    extractors: ExtractorsFile = Field(
        default_factory=ExtractorsFile, description="Extractors beside the built-in ones."
    )
    sources: list[SourceFile] = Field(
        default_factory=list,
        description="How much the word of documents counts where two contradict each other; the last entry that matches counts.",
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


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a settings file."""
    schema = SettingsFile.model_json_schema()
    schema["title"] = "factcheck settings"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
