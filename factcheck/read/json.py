"""Read, part: JSON files."""

from __future__ import annotations

import json

from factcheck.errors import Problem
from factcheck.model.document import Document
from factcheck.read.building import Blocks
from factcheck.read.literals import Literals
from factcheck.read.records import MAX_SCALARS, RecordWriter, count_scalars
from factcheck.read.yaml import too_large


def read(path: str, text: str, encoding: str) -> Document:
    """The document of a JSON file."""
    blocks, problems = Blocks(), []
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        lines = text.splitlines()
        problems.append(
            Problem(
                message=f"no valid JSON: {getattr(error, 'msg', 'nested too deeply')}",
                path=path,
                line=line,
                column=column,
                quote=lines[line - 1][:200] if 0 < line <= len(lines) else "",
                remedy="mend it, or leave the file out",
                fatal=True,
            )
        )
    else:
        tree = Literals(text).value()
        if tree is not None and count_scalars(tree) > MAX_SCALARS:
            problems.append(too_large(path))
        elif tree is not None:
            RecordWriter(blocks).write(tree)
    return Document(
        path=path, text=text, format="json", encoding=encoding, blocks=tuple(blocks.made), problems=tuple(problems)
    )
