"""Stage 1, read, of a facts file: its house facts, each with its place, and everything that is wrong with it.

YAML, TOML or JSON; the shape is closed, and a fact that is wrong is told and left out.
"""

from __future__ import annotations

import collections.abc
import difflib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import field

from factcheck import data
from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass
from factcheck.model.document import Block, BlockKind, Document, Span
from factcheck.model.house import HouseFact
from factcheck.read.building import Blocks, run_of
from factcheck.read.decoding import decode
from factcheck.read.literals import Literals
from factcheck.read.records import Mapping, Node, Scalar, Sequence
from factcheck.values import dates
from factcheck.values.dates import DateValue

FORMAT = "facts"
Places = collections.abc.Mapping[data.KeyPath, data.Place]
KEYS = (
    "entity", "aliases", "predicate", "scope", "value", "type", "source", "valid_from", "valid_until", "severity",
)  # fmt: skip
TYPES = ("date", "deadline", "quantity", "duration", "role", "text")
SEVERITIES = ("error", "warning", "note")
_HELP = "docs/house-facts.md shows both forms"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBook:
    """A facts file, read: a document with one block for each value, and its facts by the number of their block."""

    document: Document
    facts: tuple[tuple[Block, HouseFact], ...]


def read_facts(path: str, source: bytes) -> FactBook:
    """The house facts that the bytes hold; the problems of its document say what could not be taken."""
    decoded = decode(path, source)
    if isinstance(decoded, Problem):
        return FactBook(
            document=Document(path=path, text="", format=FORMAT, encoding="", blocks=(), problems=(decoded,)), facts=()
        )
    text, encoding = decoded
    return read_facts_text(path, text, encoding=encoding)


def read_facts_text(path: str, text: str, *, encoding: str = "utf-8") -> FactBook:
    """As `read_facts`, of a text that is decoded."""
    reader = _Reader(path, text)
    reader.read()
    document = Document(
        path=path,
        text=text,
        format=FORMAT,
        encoding=encoding,
        blocks=tuple(reader.blocks.made),
        problems=tuple(sorted(reader.problems, key=lambda p: (p.line, p.column))),
    )
    return FactBook(document=document, facts=tuple((document.blocks[index], fact) for index, fact in reader.facts))


def _tree(path: str, text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a file of valid YAML, TOML or JSON, and its keys without a value; raises UsageError for any other."""
    suffix = posixpath.splitext(path)[1].lower()
    if suffix in (".toml", ".json"):
        from factcheck.read import json, toml

        module = toml if suffix == ".toml" else json
        if problems := module.read(path, text, "utf-8").problems:
            raise UsageError(*problems)
        return toml.tree_of(text) if suffix == ".toml" else Literals(text).value(), []
    from factcheck.read.yaml import compose, tree_of

    value, places = data.parse_yaml(text, path)  # refuses a key that stands twice, and says where
    nodes = list(compose(text))
    return tree_of(nodes[0], text) if nodes else None, _without_value(value, places, path, text)


def _without_value(value: object, places: Places, path: str, text: str) -> list[Problem]:
    """The keys of a YAML file that have no value, which its tree leaves out."""
    lines = text.split("\n")
    return [
        Problem(
            message=f"`{key[-1]}` has no value",
            path=path,
            line=line,
            column=column,
            quote=lines[line - 1].rstrip("\r"),
            remedy="write the value behind the colon"
            if str(key[-1])[0].isalpha()
            else "a value with a comma stands in quotation marks here",
            fatal=True,
        )
        for key in _empty(value, ())
        for line, column in [places[key]]
    ]


def _empty(value: object, at: data.KeyPath) -> Iterator[data.KeyPath]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _empty(inner, (*at, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _empty(inner, (*at, number))
    elif value == "" and at:
        yield at


@dataclass(slots=True)
class _Reader:
    """Walks over the tree of a facts file once."""

    path: str
    text: str
    blocks: Blocks = field(default_factory=Blocks)
    facts: list[tuple[int, HouseFact]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> None:
        try:
            tree, self.problems = _tree(self.path, self.text)
        except UsageError as error:
            from dataclasses import replace

            self.problems += [replace(p, fatal=True) for p in error.problems]
            return
        if isinstance(tree, Mapping) and len(tree.items) == 1 and tree.items[0][0].text == "facts":
            tree = tree.items[0][1]
        if tree is None:
            return
        if isinstance(tree, Scalar):
            self.tell(
                "is no list of facts", tree.span, f"write a fact a line, `Lantern Bridge opened: 1998-05-03`; {_HELP}"
            )
            return
        if isinstance(tree, Mapping):
            self.entries(tree)
            return
        self.items(tree)

    def items(self, sequence: Sequence) -> None:
        """Facts in a list, in either form."""
        for item in sequence.items:
            if isinstance(item, Mapping):
                if any(key.text == "entity" for key, _ in item.items):
                    self.full(item)
                else:
                    self.entries(item)
            else:
                self.tell("is no fact", _span(item), f"a fact has words, a colon and a value; {_HELP}")

    def tell(self, message: str, span: Span, remedy: str) -> None:
        line, column = self.position(span.start)
        lines = self.text.split("\n")
        self.problems.append(
            Problem(
                message=message,
                path=self.path,
                line=line,
                column=column,
                quote=lines[line - 1].rstrip("\r") if line <= len(lines) else "",
                remedy=remedy,
                fatal=True,
            )
        )

    def position(self, offset: int) -> tuple[int, int]:
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)

    def entries(self, mapping: Mapping) -> None:
        """Facts in the short hand: the words, and the value or a mapping with the value and more."""
        for key, value in mapping.items:
            if key.text in KEYS and len(mapping.items) > 1:
                self.tell("the key `entity` is missing", key.span, f"add it, or write the short hand; {_HELP}")
                return
            if isinstance(value, Sequence) and key.text == "facts":
                self.items(value)
            elif isinstance(value, Sequence):
                self.tell(f"`{key.text}` has several values", key.span, "a fact has one value; write a fact for each")
            elif isinstance(value, Scalar):
                self.add(key, {}, value, value_key=key)
            else:
                found = self.fields(value, taken=("entity", "predicate"), inside=key.text)
                if found is not None:
                    self.add(key, *found)

    def full(self, mapping: Mapping) -> None:
        """A fact in the full form."""
        found = self.fields(mapping)
        if found is not None:
            self.add(None, *found)

    def fields(
        self, mapping: Mapping, taken: tuple[str, ...] = (), inside: str = ""
    ) -> tuple[dict[str, tuple[str, ...]], Scalar, Scalar] | None:
        """The checked fields of a mapping, its value and the key of that; none where it cannot be used."""
        before = len(self.problems)
        fields: dict[str, tuple[str, ...]] = {}
        value: tuple[Scalar, Scalar] | None = None
        for key, node in mapping.items:
            name = key.text
            if name not in KEYS:
                close = difflib.get_close_matches(name.lower(), KEYS, 1, 0.6)
                hint = f"did you mean `{close[0]}`? " if close else ""
                self.tell(f"unknown key `{name}`", key.span, f"{hint}known keys: {', '.join(KEYS)}")
            elif name in taken:
                self.tell(f"`{name}` stands there already", key.span, f"`{inside}` says it; write either form; {_HELP}")
            elif name == "aliases":
                texts = node.items if isinstance(node, Sequence) else (node,)
                fields[name] = tuple(t.text for t in texts if isinstance(t, Scalar))
                if len(fields[name]) < len(texts):
                    self.tell("`aliases` holds something that is no name", key.span, "write a list of names")
            elif not isinstance(node, Scalar):
                self.tell(f"`{name}` is no text", key.span, f"write one text; {_HELP}")
            elif name == "value":
                value = (node, key)
            else:
                fields[name] = (node.text,)
                self.check(name, node)
        if "entity" not in taken and not fields.get("entity", ("",))[0].strip():
            self.tell("`entity` is empty", _span(mapping), "say what the fact is about")
        if value is None:
            self.tell("the key `value` is missing", _span(mapping), f"add it; {_HELP}")
        if "valid_from" in fields and "valid_until" in fields and len(self.problems) == before:
            if dates.disjoint(*_bounds(fields)):
                self.tell("`valid_until` lies before `valid_from`", _span(mapping), "change one of them")
        return None if value is None or len(self.problems) > before else (fields, *value)

    def check(self, name: str, node: Scalar) -> None:
        allowed = {"type": TYPES, "severity": SEVERITIES}.get(name)
        if allowed and node.text not in allowed:
            close = difflib.get_close_matches(node.text.lower(), allowed, 1, 0.6)
            hint = f"did you mean `{close[0]}`? " if close else ""
            self.tell(f"`{name}` cannot be {node.text!r}", node.span, f"{hint}allowed: {', '.join(allowed)}")
        if name in ("valid_from", "valid_until"):
            try:
                dates.from_edtf(node.text)
            except ValueError:
                self.tell(f"`{name}` is no date: {node.text!r}", node.span, "write 2025-01-31, 2025-01 or 2025")

    def add(
        self, key: Scalar | None, fields: dict[str, tuple[str, ...]], value: Scalar, value_key: Scalar | None
    ) -> None:
        """One fact, and its block; none where something of its line is missing."""
        if any(p.line == self.position(value.span.start)[0] for p in self.problems):
            return
        words = key.text if key is not None else fields["entity"][0]
        scope = fields.get("scope", ("",))[0]
        if key is not None:
            words, comma, said = words.partition(",")
            scope = ", ".join(part for part in (said.strip() if comma else "", scope) if part)
        where = key.span if key is not None else value.span
        if not re.search(r"[^\W\d_]", words):
            self.tell("a fact without words", where, "say what the value is of: `Lantern Bridge opened: 1998-05-03`")
            return
        if not value.text.strip():
            self.tell(f"`{words}` has no value", where, "write the value behind the colon")
            return
        start = (
            value_key.span.start
            if value_key is not None and value_key.span.start < value.span.start
            else value.span.start
        )
        fact = HouseFact(
            entity=" ".join(words.split()),
            predicate=fields.get("predicate", ("",))[0],
            scope=scope,
            value=" ".join(value.text.split()),
            type=fields.get("type", ("",))[0],
            aliases=fields.get("aliases", ()),
            source=fields.get("source", ("",))[0],
            valid=_valid(fields),
            severity=fields.get("severity", ("error",))[0],
            document=self.path,
            line=self.position(start)[0],
            span=Span(start, value.span.end),
            value_span=value.span,
        )
        block = self.blocks.add(
            run_of(self.text, value.span.start, value.span.end), BlockKind.KEY_VALUE, key=fact.key, key_span=None
        )
        if block is not None:
            self.facts.append((block, fact))


def _bounds(fields: dict[str, tuple[str, ...]]) -> tuple[DateValue, DateValue]:
    return (
        dates.open_from(dates.from_edtf(fields["valid_from"][0])),
        dates.open_until(dates.from_edtf(fields["valid_until"][0])),
    )


def _valid(fields: dict[str, tuple[str, ...]]) -> DateValue | None:
    """The time at which a fact holds, both days included."""
    if "valid_from" in fields and "valid_until" in fields:
        return dates.interval(*(dates.from_edtf(fields[name][0]) for name in ("valid_from", "valid_until")))
    if "valid_from" in fields:
        return dates.open_from(dates.from_edtf(fields["valid_from"][0]))
    if "valid_until" in fields:
        return dates.open_until(dates.from_edtf(fields["valid_until"][0]))
    return None


def _span(node: Node) -> Span:
    """Where a node begins, as far as its scalars tell."""
    return next(_scalars(node), Scalar("", Span(0, 0))).span


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.items:
            yield key
            yield from _scalars(value)
