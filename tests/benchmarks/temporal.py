"""Predictions of the temporal tagger for the public sets of times, in the form that their scorers read, and its speed.

    python tests/benchmarks/temporal.py FOLDER [--out PRED.jsonl] [--language en] [--ranges split|whole]
                                        [--extent timeml|relation] [--speed N]
    python tests/benchmarks/temporal.py EXAMPLES.jsonl --out PRED.jsonl

FOLDER holds `docs/<name>.txt` and `docs.jsonl` ({"doc", "dct"}); each line of a text is a paragraph. A file is taken for
isolated expressions with a reference time ({"text", "ref"}): the predictions are then {"i", "start"}. `--extent relation`
takes the words before an expression in (`since August`), as the Recognizers-Text specification does.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

from factcheck.extract.times import find_times
from factcheck.model.document import Block, BlockKind, Document, Piece, Span
from factcheck.model.time import Timex
from factcheck.resolve.dates import resolve_times
from factcheck.resolve.timex3 import timex3_of
from factcheck.values.dates import civil, from_edtf


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--ranges", choices=["split", "whole"], default="split")
    parser.add_argument("--extent", choices=["timeml", "relation"], default="timeml")
    parser.add_argument("--speed", type=int, default=0, metavar="N", help="time N runs over all texts instead")
    options = parser.parse_args()
    if options.source.is_file():
        lines = isolated(options.source, options.language)
    elif options.speed:
        measure(options.source, options.language, options.speed)
        return
    else:
        lines = predictions(options)
    out = options.out.open("w", encoding="utf-8") if options.out else sys.stdout
    for line in lines:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Each line that is not empty, with where it begins."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found


def document_of(name: str, text: str) -> Document:
    """A document of one paragraph a line."""
    blocks = tuple(
        Block(
            index=number,
            kind=BlockKind.PARAGRAPH,
            text=line,
            span=Span(start, start + len(line)),
            pieces=(Piece(0, len(line), start, start + len(line)),),
        )
        for number, (start, line) in enumerate(paragraphs(text))
    )
    return Document(path=name, text=text, format="text", encoding="utf-8", blocks=blocks)


def resolved(document: Document, dct: str | None, language: str) -> dict[int, tuple[Timex, ...]]:
    """The times of a document, resolved."""
    times = {block.index: find_times(block.text, language) for block in document.blocks}
    return resolve_times(document, times, day=from_edtf(dct[:10]) if dct else None)


def predictions(options: argparse.Namespace) -> list[dict[str, object]]:
    """One line a TIMEX3, offsets in the whole text."""
    lines = []
    for entry in map(json.loads, (options.source / "docs.jsonl").read_text(encoding="utf-8").splitlines()):
        text = (options.source / "docs" / f"{entry['doc']}.txt").read_bytes().decode("utf-8")
        document = document_of(entry["doc"], text)
        for index, times in resolved(document, entry.get("dct"), options.language).items():
            block = document.blocks[index]
            starts = {t.start: t.relation_start for t in times if t.relation_start is not None}
            for found in timex3_of(block.text, times, options.language, split_ranges=options.ranges == "split"):
                begin = found.start
                if options.extent == "relation":
                    begin = min([begin, *(r for s, r in starts.items() if found.start <= s <= found.end and found.range != "end")])
                lines.append(
                    {
                        "doc": entry["doc"],
                        "start": block.span.start + begin,
                        "end": block.span.start + found.end,
                        "value": found.value,
                        "type": found.type,
                        "pattern": found.pattern,
                    }
                )
    return lines


def isolated(source: Path, language: str) -> list[dict[str, object]]:
    """The beginning of the first date or time of each expression, counted from its reference time."""
    lines = []
    for number, entry in enumerate(map(json.loads, source.read_text(encoding="utf-8").splitlines())):
        document = document_of("expression", entry["text"])
        times = resolved(document, entry["ref"], language)
        start = next((s for t in times.get(0, ()) if (s := _begin(t))), None)
        if start:
            lines.append({"i": number, "start": start})
    return lines


def _begin(timex: Timex) -> str | None:
    if timex.value is None:
        return None
    year, month, day = civil(timex.value.earliest)
    clock = f"T{timex.parts.hour:02d}:{timex.parts.minute or 0:02d}" if timex.parts and timex.parts.hour is not None else ""
    return f"{year:04d}-{month:02d}-{day:02d}{clock or 'T00:00'}"


def measure(folder: Path, language: str, runs: int) -> None:
    """Megabytes a second of tagging with resolution, on one core."""
    documents, size = [], 0
    for entry in map(json.loads, (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()):
        raw = (folder / "docs" / f"{entry['doc']}.txt").read_bytes()
        size += len(raw)
        documents.append((document_of(entry["doc"], raw.decode("utf-8")), entry.get("dct")))
    speeds = []
    for _ in range(runs + 1):
        began = time.process_time()
        for document, dct in documents:
            resolved(document, dct, language)
        speeds.append(size / (time.process_time() - began) / 1e6)
    speeds = speeds[1:]
    print(f"MB/s: median {statistics.median(speeds):.2f}, least {min(speeds):.2f}, most {max(speeds):.2f}")


if __name__ == "__main__":
    main()
