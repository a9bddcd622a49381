"""Extract, part of the endpoint extractor: the running text of a document, cut into passages to ask about.

Tables, pairs, front matter, navigation and struck-out text are never among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from factcheck.frozen import dataclass
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import Extraction

_ASKED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a block's text: the whole block, unless it is longer than a passage may be."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What one request asks about. Parts are numbered from 1 in its text."""

    parts: tuple[Part, ...]
    text: str
    frame: tuple[int, ...]
    """The blocks of the title and headings that stand in its text for context."""


def passages_of(found: Extraction, most: int) -> tuple[Passage, ...]:
    """The passages of a document, each of at most so many characters of its text, cut at headings where that fits.

    Those without any time, quantity or name are left out: no claim could be made of them.
    """
    packed: list[list[Part]] = []
    size = 0
    for section in _sections(found, most):
        length = sum(p.end - p.start for p in section)
        if packed and size + length <= most:
            packed[-1].extend(section)
            size += length
            continue
        size = 0
        packed.append([])
        for part in section:
            if packed[-1] and size + part.end - part.start > most:
                packed.append([])
                size = 0
            packed[-1].append(part)
            size += part.end - part.start
    return tuple(_passage(found, parts) for parts in packed if _has_matter(found, parts))


def _sections(found: Extraction, most: int) -> Iterator[list[Part]]:
    blocks = [
        b for b in found.document.blocks if b.kind in _ASKED and not b.boilerplate and not b.struck and b.text.strip()
    ]
    for _, section in groupby(blocks, key=lambda b: b.headings):
        yield [part for block in section for part in _parts(found, block, most)]


def _parts(found: Extraction, block: Block, most: int) -> Iterator[Part]:
    """The block as a whole, or cut between sentences; a sentence that is too long is cut where it must be."""
    start = 0
    end = 0
    for stop in (*(s.end for s in found.sentences[block.index]), len(block.text)):
        if stop - start > most and end > start:
            yield Part(block.index, start, end)
            start = end
        while stop - start > most:
            yield Part(block.index, start, start + most)
            start += most
        end = stop
    if end > start:
        yield Part(block.index, start, end)


def _has_matter(found: Extraction, parts: list[Part]) -> bool:
    return any(found.times[p.block] or found.quantities[p.block] or found.names[p.block] for p in parts)


def _passage(found: Extraction, parts: list[Part]) -> Passage:
    blocks = found.document.blocks
    title = found.document.title
    frame: list[int] = [title.index] if title is not None else []
    lines = [f"Title: {_in_one_line(title.text)}"] if title is not None else []
    above: tuple[int, ...] = ()
    for number, part in enumerate(parts, 1):
        headings = blocks[part.block].headings
        if headings and headings != above:
            above = headings
            frame.extend(headings)
            lines.append("Heading: " + " > ".join(_in_one_line(blocks[k].text) for k in headings))
        lines.append(f"[{number}] {blocks[part.block].text[part.start : part.end]}")
    return Passage(parts=tuple(parts), text="\n".join(lines), frame=tuple(dict.fromkeys(frame)))


def _in_one_line(text: str) -> str:
    return " ".join(text.split())[:300]
