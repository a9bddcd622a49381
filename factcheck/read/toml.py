"""Read, part: TOML files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

from factcheck.errors import Problem
from factcheck.model.document import Document
from factcheck.read.building import Blocks
from factcheck.read.literals import Literals
from factcheck.read.records import MAX_SCALARS, Mapping, Node, RecordWriter, Scalar, Sequence, count_scalars
from factcheck.read.yaml import too_large


def read(path: str, text: str, encoding: str) -> Document:
    """The document of a TOML file."""
    blocks, problems = Blocks(), []
    try:
        tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        line = int(place[1]) if place else 0
        lines = text.splitlines()
        problems.append(
            Problem(
                message=f"no valid TOML: {str(error).partition(' (at')[0] or 'nested too deeply'}",
                path=path,
                line=line,
                column=int(place[2]) if place else 0,
                quote=lines[line - 1] if 0 < line <= len(lines) else "",
                remedy="mend it, or leave the file out",
                fatal=True,
            )
        )
    else:
        tree = tree_of(text)
        if count_scalars(tree) > MAX_SCALARS:
            problems.append(too_large(path))
        else:
            RecordWriter(blocks).write(tree)
    return Document(
        path=path, text=text, format="toml", encoding=encoding, blocks=tuple(blocks.made), problems=tuple(problems)
    )


@dataclass(slots=True)
class _Table:
    """A table under construction."""

    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node | _Table | list[_Table]] = field(default_factory=dict)

    def inner(self, key: Scalar) -> _Table:
        self.keys.setdefault(key.text, key)
        found = self.values.setdefault(key.text, _Table())
        if isinstance(found, list):
            return found[-1]
        return found if isinstance(found, _Table) else _Table()

    def finish(self) -> Mapping:
        made: list[tuple[Scalar, Node]] = []
        for name, value in self.values.items():
            if isinstance(value, list):
                made.append((self.keys[name], Sequence(tuple(table.finish() for table in value))))
            else:
                made.append((self.keys[name], value.finish() if isinstance(value, _Table) else value))
        return Mapping(tuple(made))


def tree_of(text: str) -> Mapping:
    """The tree of a text that is valid TOML."""
    root = _Table()
    current = root
    scanner = Literals(text)
    while (first := scanner.next()) != "":
        if first == "[":
            double = text.startswith("[[", scanner.at)
            scanner.at += 2 if double else 1
            keys = scanner.key()
            end = text.find("]", scanner.at)
            scanner.at = (end if end >= 0 else len(text)) + (2 if double else 1)
            if not keys:
                continue
            current = root
            for key in keys[:-1]:
                current = current.inner(key)
            if double:
                current.keys.setdefault(keys[-1].text, keys[-1])
                rows = current.values.setdefault(keys[-1].text, [])
                current = _Table()
                if isinstance(rows, list):
                    rows.append(current)
            else:
                current = current.inner(keys[-1])
            continue
        keys = scanner.key()
        if not keys or scanner.next() != "=":
            scanner.at += 1
            continue
        scanner.at += 1
        value = scanner.value()
        table = current
        for key in keys[:-1]:
            table = table.inner(key)
        if value is not None:
            table.keys.setdefault(keys[-1].text, keys[-1])
            table.values[keys[-1].text] = value
    return root.finish()
