"""Read, part: YAML files. Composed to nodes only, nothing is constructed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcheck.errors import Problem
from factcheck.model.document import Document, Span
from factcheck.read.building import Blocks
from factcheck.read.records import MAX_DEPTH, MAX_SCALARS, Mapping, Node, RecordWriter, Scalar, Sequence, count_scalars


def read(path: str, text: str, encoding: str) -> Document:
    """The document of a YAML file; a stream of several documents is one after the other."""
    import yaml

    blocks, problems = Blocks(), []
    try:
        for node in compose(text):
            tree = tree_of(node, text)
            if tree is None:
                continue
            if count_scalars(tree) > MAX_SCALARS:
                problems.append(too_large(path))
                continue
            RecordWriter(blocks).write(tree)
    except yaml.YAMLError as error:
        problems.append(broken_yaml(path, text, error))
    return Document(
        path=path, text=text, format="yaml", encoding=encoding, blocks=tuple(blocks.made), problems=tuple(problems)
    )


def compose(text: str) -> Iterator[Any]:
    """The nodes of the documents in a YAML text. Raises YAMLError, also for what is nested more than MAX_DEPTH deep."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    for event in yaml.parse(text, Loader=loader):  # composing recurses, in C without any bound
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(problem=f"nested more than {MAX_DEPTH} deep", problem_mark=mark)
    yield from yaml.compose_all(text, Loader=loader)


def tree_of(node: Any, text: str, offset: int = 0, seen: frozenset[int] = frozenset()) -> Node | None:
    """The tree of a composed node; an alias stands for nothing, since what it repeats is read where it is anchored."""
    visited: set[int] = set(seen)

    def build(node: Any, depth: int) -> Node | None:
        if node is None or depth > MAX_DEPTH or (id(node) in visited and node.id != "scalar"):
            return None
        visited.add(id(node))
        if node.id == "mapping":
            pairs = []
            for key, value in node.value:
                made = build(value, depth + 1)
                if made is not None and key.id == "scalar" and key.value != "<<":
                    pairs.append((_scalar(key, text, offset), made))
            return Mapping(tuple(pairs))
        if node.id == "sequence":
            return Sequence(tuple(made for item in node.value if (made := build(item, depth + 1)) is not None))
        if not node.value or node.tag == "tag:yaml.org,2002:null":
            return None
        return _scalar(node, text, offset)

    return build(node, 0)


def _scalar(node: Any, text: str, offset: int) -> Scalar:
    start, end = offset + node.start_mark.index, offset + node.end_mark.index
    if node.style in ('"', "'"):
        start, end = start + 1, end - 1
    elif node.style in ("|", ">"):
        line = text.find("\n", start)
        start = line + 1 if 0 <= line < end else start
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if end <= start:
        return Scalar("", Span(start, start))
    value = text[start:end] if node.style in ("|", ">") else str(node.value).strip()
    return Scalar(value, Span(start, end))


def broken_yaml(path: str, text: str, error: Exception) -> Problem:
    """What is wrong with a file that is no valid YAML, and where."""
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 0
    lines = text.splitlines()
    return Problem(
        message=f"no valid YAML: {getattr(error, 'problem', None) or 'it cannot be parsed'}",
        path=path,
        line=line,
        column=mark.column + 1 if mark else 0,
        quote=lines[line - 1] if 0 < line <= len(lines) else "",
        remedy="mend it, or leave the file out; what stands before the fault was read",
    )


def too_large(path: str, most: int = MAX_SCALARS) -> Problem:
    """What is said of a file that is no text for readers."""
    return Problem(
        message=f"holds more than {most:,} values and was not read",
        path=path,
        remedy="leave it out by an ignore file, or split it",
    )
