"""Read, part: front matter in YAML (`---`) or TOML (`+++`): each scalar is a block, a list of records a table."""

from __future__ import annotations

import re

from factcheck.errors import Problem
from factcheck.model.document import BlockKind, Span
from factcheck.patterns import pattern_of
from factcheck.read.building import Blocks, run_of
from factcheck.read.records import Mapping, RecordWriter
from factcheck.read.yaml import compose, tree_of

FRONT_TABLES = 10_000
"""The number of the first table of front matter, apart from those of the body."""

_YAML = pattern_of(r"\A---[ \t]*\r?\n(?P<body>.*?)(?:^---[ \t]*(?:\r?\n|\Z)|^\.\.\.[ \t]*(?:\r?\n|\Z))", re.S | re.M)
_TOML = pattern_of(r"\A\+\+\+[ \t]*\r?\n(?P<body>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_OURS = "factcheck"
"""The key whose fields are said to factcheck and to no reader."""
_OUR_TOML = pattern_of(r"^[ \t]*\[\[?[ \t]*factcheck\b.*?(?=^[ \t]*\[(?!\[?[ \t]*factcheck\b)|\Z)", re.S | re.M)
_TOML_LINE = pattern_of(r"^[ \t]*(?P<key>[\w.\"-]+)[ \t]*=[ \t]*(?P<quote>[\"']?)(?P<value>[^\"'\n#]+)(?P=quote)", re.M)
_YAML_LINE = pattern_of(r"^(?P<key>[\w-]+):[ \t]+(?P<quote>[\"']?)(?P<value>[^\n]+?)(?P=quote)[ \t]*$", re.M)


def read_front_matter(path: str, text: str, blocks: Blocks, problems: list[Problem]) -> int:
    """Adds the blocks of the front matter and gives the offset at which the body begins (0 if there is none)."""
    match = _YAML.match(text)
    if match:
        _read_yaml(path, text, match.start("body"), match.end("body"), blocks, problems)
        return match.end()
    match = _TOML.match(text)
    if match:
        _read_lines(
            text, match.start("body"), match.end("body"), _TOML_LINE, blocks, without=_our_tables(match["body"])
        )
        return match.end()
    return 0


def _read_yaml(path: str, text: str, start: int, end: int, blocks: Blocks, problems: list[Problem]) -> None:
    import yaml

    body = text[start:end]
    try:
        node = next(compose(body), None)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 2
        lines = text.splitlines()
        problems.append(
            Problem(
                message=f"broken front matter: {getattr(error, 'problem', None) or 'no valid YAML'}",
                path=path,
                line=line,
                column=(mark.column + 1) if mark else 0,
                quote=lines[line - 1] if 0 < line <= len(lines) else "",
                remedy="quote values that hold `: `; the lines that are plain `key: value` were read all the same",
            )
        )
        _read_lines(text, start, end, _YAML_LINE, blocks)
        return
    tree = tree_of(node, text, start)
    if isinstance(tree, Mapping):
        tree = Mapping(tuple(pair for pair in tree.items if pair[0].text != _OURS))
    if tree is not None:
        RecordWriter(blocks, BlockKind.FRONT_MATTER, first_table=FRONT_TABLES).write(tree)


def _our_tables(body: str) -> tuple[Span, ...]:
    """The stretches of TOML front matter that are said to factcheck."""
    return tuple(Span(*match.span()) for match in _OUR_TOML.finditer(body)) if _OURS in body else ()


def _read_lines(
    text: str, start: int, end: int, pattern: re.Pattern[str], blocks: Blocks, without: tuple[Span, ...] = ()
) -> None:
    for match in pattern.finditer(text, start, end):
        if match["key"].startswith(_OURS) or any(s.start <= match.start() - start < s.end for s in without):
            continue
        blocks.add(
            run_of(text, match.start("value"), match.end("value")),
            BlockKind.FRONT_MATTER,
            key=match["key"].strip('"'),
            key_span=Span(match.start("key"), match.end("key")),
        )
