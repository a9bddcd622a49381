"""Predictions of the temporal tagger for the public sets of times, in the form that their scorers read, and its speed.

    python tests/benchmarks/temporal.py FOLDER [--out PRED.jsonl] [--language en] [--casual] [--recognizers]
                                        [--speed N]
    python tests/benchmarks/temporal.py EXAMPLES.jsonl --out PRED.jsonl [--casual]

FOLDER holds `docs/<name>.txt` and `docs.jsonl` ({"doc", "dct"}); each line of a text is a paragraph. A file is taken for
isolated expressions with a reference time ({"text", "ref"}): the predictions are then {"i", "start"}. TimeML keeps the two
ends of a range and the words before an expression apart; the Recognizers-Text specification joins them (`since August`,
`between 3 and 5 May`), which `--recognizers` follows.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

from factcheck.extract.times import find_times
from factcheck.extract.times.timex3 import Timex3, timex3_of
from factcheck.model.document import Block, BlockKind, Document, Piece, Span
from factcheck.model.time import Timex
from factcheck.resolve.dates import resolve_times
from factcheck.values.dates import civil, from_edtf


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--casual", action="store_true", help="take in the forms of chat: bare hours, `tmrw`")
    parser.add_argument(
        "--recognizers", action="store_true", help="ranges as one and the extents of the Recognizers-Text specification"
    )
    parser.add_argument("--speed", type=int, default=0, metavar="N", help="time N runs over all texts instead")
    options = parser.parse_args()
    if options.source.is_file():
        lines = isolated(options.source, options.language, options.casual)
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


def resolved(document: Document, dct: str | None, language: str, casual: bool = False) -> dict[int, tuple[Timex, ...]]:
    """The times of a document, resolved."""
    times = {block.index: find_times(block.text, language, casual=casual) for block in document.blocks}
    return resolve_times(document, times, day=from_edtf(dct[:10]) if dct else None, ahead=casual)


def predictions(options: argparse.Namespace) -> list[dict[str, object]]:
    """One line a TIMEX3, offsets in the whole text."""
    lines = []
    for entry in map(json.loads, (options.source / "docs.jsonl").read_text(encoding="utf-8").splitlines()):
        text = (options.source / "docs" / f"{entry['doc']}.txt").read_bytes().decode("utf-8")
        document = document_of(entry["doc"], text)
        for index, times in resolved(document, entry.get("dct"), options.language, options.casual).items():
            block = document.blocks[index]
            known = {t.start: t for t in times}
            for found in timex3_of(
                block.text,
                times,
                options.language,
                split_ranges=not options.recognizers,
                with_modifiers=not options.recognizers,
            ):
                begin = found.start
                if options.recognizers:
                    begin = _with_relation(block.text, found, known.get(found.start))
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


_TAKEN_IN = (
    "since ", "before ", "after ", "by ", "until ", "till ", "as of ", "prior to ", "no later than ", "on or after ",
    "within ", "starting ", "beginning ", "later than ", "as early as ", "as late as ",
)  # fmt: skip
_OF_RANGES = ("from ", "between ")
_COMPARED = ("more than ", "less than ", "greater than ")
_WITHOUT_ARTICLE = frozenset({"part-of-a-year", "school-year", "which", "stretch", "stretch-of-workdays", "adjacent-holiday", "week-number"})  # fmt: skip


def _with_relation(text: str, found: Timex3, timex: Timex | None) -> int:
    """Where an expression begins in that specification: with the words before it that bound it, without some articles."""
    before = text[: found.start].lower()
    if (
        found.pattern in _WITHOUT_ARTICLE or found.text.lower().startswith(("the eo", "the end of"))
    ) and found.text.lower().startswith("the "):
        return found.start + 4
    for word in _COMPARED:
        if before.endswith(word):
            return found.start - len(word)
    if before.endswith("in ") and (found.pattern.startswith(("part-of-day", "in-a-while")) or found.type == "TIME"):
        return found.start - 3
    if before.endswith("around ") and found.type == "TIME":
        return found.start - 7
    if "/" in found.value and found.type != "DURATION":
        for word in _OF_RANGES:
            if f" {before}".endswith(f" {word}"):
                return found.start - len(word)
    if before.endswith("in the ") and found.type == "TIME":
        return found.start - 7
    if timex is not None and timex.relation_start is not None:
        words = before[timex.relation_start :]
        if words.startswith(_TAKEN_IN) and (found.type != "DURATION" or words.startswith("within")):
            return timex.relation_start
    return found.start


def isolated(source: Path, language: str, casual: bool) -> list[dict[str, object]]:
    """The beginning of the first date or time of each expression, counted from its reference time."""
    lines = []
    for number, entry in enumerate(map(json.loads, source.read_text(encoding="utf-8").splitlines())):
        document = document_of("expression", entry["text"])
        times = resolved(document, entry["ref"], language, casual)
        start = next((s for t in times.get(0, ()) if (s := _begin(t))), None)
        if start:
            lines.append({"i": number, "start": start})
    return lines


_THIRDS = {"START": 0.0, "MID": 1 / 3, "END": 2 / 3}


def _begin(timex: Timex) -> str | None:
    """The first day of the value, of a part of one the first of its third; with the time of day where it has one."""
    if timex.value is None:
        return None
    first = timex.value.earliest
    if timex.edtf.count("/") == 0 and timex.edtf:
        first = from_edtf(timex.edtf).earliest  # the value may be wider: `two months ago` is said of some weeks
    if timex.modifier is not None and timex.modifier.value in _THIRDS and timex.edtf.count("/") == 0:
        whole = from_edtf(timex.edtf)
        first = whole.earliest + int((whole.latest - whole.earliest + 1) * _THIRDS[timex.modifier.value] + 0.01)
    year, month, day = civil(first)
    clock = "T00:00"
    if timex.parts and timex.parts.hour is not None:
        clock = f"T{timex.parts.hour:02d}:{timex.parts.minute or 0:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}{clock}"


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
