"""Resolve, part: reads the lexicon files of the user, `entities.yaml`: a closed shape, every mistake told with its line.

Imported only where a lexicon is given: the models cost more to import than a small file to read.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factcheck import data
from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass
from factcheck.model.lexicon import EntityLexicon, LexiconEntry
from factcheck.model.mention import NameKind
from factcheck.values import dates
from factcheck.values.names import normalise

_HELP = "docs/entities.md explains each key"


class EntryFile(BaseModel):
    """A thing with its names. In a mapping of names, the name is the key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, description="The canonical name.")
    aliases: list[str] = Field(default_factory=list, description="Other names, short forms, acronyms.")
    kind: Literal["person", "organisation", "place", "thing", "unknown"] = "unknown"
    lived: str = Field(default="", description="EDTF interval of a person's life: 1943/1991.")
    exists: str = Field(default="", description="EDTF interval in which anything else exists: 1922-12-30/1991-12-26.")
    not_: list[str] = Field(default_factory=list, alias="not", description="Names that are others, however alike.")


@dataclass(frozen=True, slots=True)
class _File:
    """A lexicon file as read, with the place of each key."""

    path: Path
    shown: str
    lines: Sequence[str]
    places: Mapping[data.KeyPath, data.Place]

    def problem(self, message: str, at: data.KeyPath, remedy: str) -> Problem:
        """A problem at a key, or at the nearest key above it that the file has."""
        line, column = next((self.places[at[:n]] for n in range(len(at), -1, -1) if at[:n] in self.places), (1, 1))
        quote = self.lines[line - 1] if line <= len(self.lines) else ""
        return Problem(
            message=message, path=self.shown, line=line, column=column, quote=quote, remedy=remedy, fatal=True
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry and where it stands."""

    file: _File
    at: data.KeyPath
    entry: LexiconEntry

    def place_of(self, name: str) -> data.KeyPath:
        """The key path of one of its names."""
        if name in self.entry.aliases:
            return (*self.at, "aliases", self.entry.aliases.index(name))
        return (*self.at, "name")


def load_lexicons(paths: Sequence[Path]) -> EntityLexicon:
    """The entries of all files; raises UsageError with every mistake of every file."""
    problems: list[Problem] = []
    entries: list[_Entry] = []
    for path in paths:
        try:
            entries += _load(path, problems)
        except UsageError as error:
            problems += error.problems
    problems += _clashes(entries)
    if problems:
        raise UsageError(*problems)
    return EntityLexicon(entries=tuple(e.entry for e in entries))


def _load(path: Path, problems: list[Problem]) -> list[_Entry]:
    value, places = data.load_yaml_with_places(path)
    file = _File(path, path.as_posix(), path.read_text(encoding="utf-8").splitlines(), places)
    if isinstance(value, dict):
        items = [((key,), {"name": key}, entry or {}) for key, entry in value.items()]
    elif isinstance(value, list):
        items = [((number,), {}, entry) for number, entry in enumerate(value)]
    elif value == "":
        return []
    else:
        problems.append(file.problem("is no lexicon: a list or a mapping of entries is wanted", (), _HELP))
        return []
    found: list[_Entry] = []
    mistakes: list[Problem] = []
    for at, given, entry in items:
        if not isinstance(entry, dict):
            mistakes.append(file.problem("is no entry: a mapping with `name:` is wanted", at, _HELP))
            continue
        if given and "name" in entry:
            mistakes.append(file.problem("unknown key `name`", (*at, "name"), "the entry's key is its name"))
            continue
        try:
            read = EntryFile.model_validate({**given, **entry})
        except ValidationError as error:
            mistakes += [_explained(e, file, at) for e in error.errors()]
            continue
        wrong = list(_contradictions(read, file, at))
        mistakes += wrong
        if not wrong:
            found.append(_Entry(file, at, _entry(read)))
    problems += sorted(mistakes, key=lambda p: (p.line, p.column))
    return found


def _entry(read: EntryFile) -> LexiconEntry:
    return LexiconEntry(
        name=read.name,
        aliases=tuple(read.aliases),
        kind=NameKind(read.kind),
        lifespan=read.lived or read.exists,
        others=tuple(read.not_),
    )


def _explained(error: Any, file: _File, at: data.KeyPath) -> Problem:
    """What one violation of the shape means, in the words of somebody who writes a lexicon."""
    where: data.KeyPath = (*at, *error["loc"])
    key = str(error["loc"][0])
    known = [field.alias or name for name, field in EntryFile.model_fields.items()]
    match error["type"]:
        case "extra_forbidden":
            close = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean `{close[0]}`? " if close else ""
            return file.problem(f"unknown key `{key}`", where, f"{hint}known keys: {', '.join(known)}")
        case "missing":
            return file.problem(f"the key `{key}` is missing", at, f"add it; {_HELP}")
        case "string_too_short":
            return file.problem(f"`{key}` is empty", where, "give the canonical name")
        case "literal_error":
            return file.problem(
                f"`{key}` cannot be {error['input']!r}", where, "allowed: person, organisation, place, thing, unknown"
            )
        case "list_type":
            return file.problem(f"`{key}` is the text {error['input']!r}", where, f"a list is wanted: `{key}: [...]`")
        case _:
            return file.problem(f"`{key}` is no text", where, _HELP)


def _contradictions(read: EntryFile, file: _File, at: data.KeyPath) -> Iterator[Problem]:
    """What is wrong with an entry of the right shape."""
    for key in ("lived", "exists"):
        text = getattr(read, key)
        if not text:
            continue
        try:
            if "/" not in text:
                raise ValueError("no interval")
            dates.from_edtf(text)
        except ValueError:
            yield file.problem(
                f"`{key}` cannot be {text!r}",
                (*at, key),
                "an EDTF interval is wanted: 1943/1991, 1943-05-02/.. where the end is open",
            )
    if read.lived and read.exists:
        yield file.problem("`lived` and `exists` stand in one entry", (*at, "exists"), "keep one of the two")
    own = {normalise(name) for name in (read.name, *read.aliases)}
    for number, other in enumerate(read.not_):
        if normalise(other) in own:
            yield file.problem(
                f"{other!r} is a name of the entry and of another",
                (*at, "not", number),
                "take it out of one of the two",
            )
    for number, alias in enumerate(read.aliases):
        if not normalise(alias):
            yield file.problem("an alias is empty", (*at, "aliases", number), "take it out")


def _clashes(entries: Sequence[_Entry]) -> Iterator[Problem]:
    """Names that two entries claim."""
    first: dict[str, tuple[_Entry, str]] = {}
    for entry in entries:
        for name in entry.entry.names:
            key = normalise(name)
            if key in first and first[key][0] is not entry:
                owner, as_written = first[key]
                there = owner.file.problem("", owner.place_of(as_written), "")
                yield entry.file.problem(
                    f"{name!r} is a name of two entries",
                    entry.place_of(name),
                    f"take it out of one of them: {there.path}:{there.line} has it for {owner.entry.name}",
                )
            first.setdefault(key, (entry, name))
