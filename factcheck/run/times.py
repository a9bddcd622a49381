"""Run, part: the times of documents by themselves, for `factcheck times` and `factcheck explain PLACE`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from factcheck.errors import Problem, UsageError
from factcheck.extract.languages import language_of
from factcheck.extract.times import find_times, find_times_in_path
from factcheck.extract.times.language import language
from factcheck.extract.times.timex3 import Timex3, day_bounds, timex3_of
from factcheck.frozen import dataclass
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.extractor import Extractor
from factcheck.model.time import Provenance, Timex
from factcheck.pipeline import claims_of
from factcheck.resolve.anchors import Order, counts_file_name, document_date, order_of, order_of_corpus
from factcheck.resolve.dates import resolve_times
from factcheck.resolve.steps import no_holidays
from factcheck.run.configuration import DEFAULTS, Configuration
from factcheck.run.listing import claim_record
from factcheck.run.local import read_all
from factcheck.values.dates import DateValue, Granularity, from_edtf
from factcheck.values.workdays import free_days


@dataclass(frozen=True, slots=True)
class DocumentTimes:
    """The times of one document, with their places in its source, and the day that it speaks from."""

    document: Document
    day: str
    """ISO date; empty if neither the document nor the user gave one."""
    day_source: str
    found: tuple[tuple[int, int, Timex3], ...]
    """Start and end in the source, in code points, sorted."""


def day_of(text: str | None) -> DateValue | None:
    """The day of `--date`; raises UsageError if it is none."""
    if text is None:
        return None
    try:
        value = from_edtf(text)
    except ValueError:
        value = None
    if value is None or value.granularity is not Granularity.DAY:
        raise UsageError(Problem(message=f"--date {text!r} is no day", remedy="write it as YYYY-MM-DD"))
    return value


def times_of(
    paths: Sequence[str],
    *,
    day: DateValue | None = None,
    code: str | None = None,
    casual: bool = False,
    country: str | None = None,
    day_first: bool | None = None,
    configuration: Configuration = DEFAULTS,
) -> tuple[tuple[DocumentTimes, ...], tuple[Problem, ...]]:
    """The times of all documents under the paths, and the problems of the inputs.

    `day` is the day of documents that give none; `code` the language where it is not to be found out; `country` that whose
    holidays are no working days; `day_first` says how 03/04/2025 is meant where neither the document nor the others show it.
    """
    free = no_holidays
    if country is not None:
        free_days(country, 2000)  # says at once what is missing
        free = partial(free_days, country)
    if code is not None:
        language(code)
    documents, problems = read_all(paths, None, configuration=configuration)
    problems = (*problems, *(p for d in documents for p in d.problems))
    found = []
    for document in documents:
        told = code or language_of(document)
        times = {block.index: find_times(block.text, told, casual=casual) for block in document.blocks}
        found.append((document, told, times))
    order = Order(day_first, "the settings") if day_first is not None else None
    order = order or order_of_corpus(order_of(document, times) for document, _, times in found)
    made = []
    for document, told, times in found:
        resolved = resolve_times(document, times, _path_times(document), day=day, ahead=casual, free=free, order=order)
        made.append(_times_of(document, day, told, resolved))
    return tuple(made), problems


def _path_times(document: Document) -> tuple[Timex, ...]:
    return find_times_in_path(document.path) if counts_file_name(document) else ()


def _times_of(
    document: Document, day: DateValue | None, code: str, times: Mapping[int, tuple[Timex, ...]]
) -> DocumentTimes:
    anchor = document_date(document, times, _path_times(document))
    found = []
    for block in document.blocks:
        for timex in timex3_of(block.text, times[block.index], code):
            span = block.source_span(timex.start, timex.end)
            found.append((span.start, span.end, timex))
    found.sort(key=lambda item: item[:2])
    told = anchor.value.edtf if anchor else day.edtf if day else ""
    return DocumentTimes(document, told, anchor.detail if anchor else "--date" if day else "", tuple(found))


def list_times(documents: Sequence[DocumentTimes], name: str) -> str:
    """The times as JSON lines, as TimeML, or as a table for people."""
    if name == "timeml":
        return _timeml(documents)
    records = [_record(d, *item) for d in documents for item in d.found]
    if name == "jsonl":
        return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    rows = [
        (
            f"{r['path']}:{r['line']}",
            r["type"],
            r["value"] + (" !" if r["impossible"] else ""),
            r["mod"],
            " ".join(r["text"].split()),
            "; ".join(f"{i['part']}: {i['detail']}" for i in r["inferred"]),
        )
        for r in records
    ]
    head = ("place", "type", "value", "mod", "words", "inferred")
    widths = [min(48, max(len(row[n]) for row in [head, *rows])) for n in range(len(head) - 1)]
    return "".join(
        "  ".join([*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[-1]]).rstrip() + "\n"
        for row in [head, *rows]
    )


def _record(document: DocumentTimes, start: int, end: int, timex: Timex3) -> dict[str, Any]:
    text = document.document.text
    before = text[:start]
    return {
        "path": document.document.path,
        "start": start,
        "end": end,
        "text": text[start:end],
        "type": timex.type,
        "value": timex.value,
        "edtf": timex.edtf,
        "mod": timex.mod,
        "bounds": list(day_bounds(timex.bounds)) if timex.bounds else None,
        "relation": timex.relation,
        "range": timex.range,
        "impossible": timex.impossible,
        "readings": list(timex.readings),
        "inferred": [_inferred(p) for p in timex.provenance],
        "line": before.count("\n") + 1,
        "column": start - (before.rfind("\n") + 1) + 1,
    }


def _inferred(why: Provenance) -> dict[str, str]:
    return {"part": why.part, "source": why.source, "detail": why.detail}


def _timeml(documents: Sequence[DocumentTimes]) -> str:
    """TimeML 1.2.1, one element a document; several stand under one root."""
    made = [_timeml_of(d) for d in documents]
    body = made[0] if len(made) == 1 else "<TimeMLDocuments>\n" + "".join(made) + "</TimeMLDocuments>\n"
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + body


def _timeml_of(document: DocumentTimes) -> str:
    text, parts, at = document.document.text, [], 0
    for number, (start, end, timex) in enumerate(document.found, 1):
        if start < at:
            continue
        mod = f" mod={quoteattr(timex.mod)}" if timex.mod else ""
        tag = f'<TIMEX3 tid="t{number}" type={quoteattr(timex.type)} value={quoteattr(timex.value)}{mod}>'
        parts += [_xml(text[at:start]), tag, _xml(text[start:end]), "</TIMEX3>"]
        at = end
    parts.append(_xml(text[at:]))
    day = document.day
    created = (
        f'<DCT><TIMEX3 tid="t0" type="DATE" value="{day}" functionInDocument="CREATION_TIME">{day}</TIMEX3></DCT>\n'
        if day
        else ""
    )
    return f"<TimeML>\n<DOCID>{escape(document.document.path)}</DOCID>\n{created}<TEXT>{''.join(parts)}</TEXT>\n</TimeML>\n"


def _xml(text: str) -> str:
    """Text without the control characters that XML 1.0 cannot hold."""
    return escape("".join(c if c >= " " or c in "\n\t" else " " for c in text))


def explain_place(
    place: str,
    *,
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    configuration: Configuration = DEFAULTS,
) -> str:
    """What was read at `PATH:LINE` or `PATH:LINE:COLUMN`: each time with its value and where its parts came from.

    Raises UsageError for what is no place.
    """
    path, line, column = parse_place(place)
    documents, problems = times_of([path], day_first=day_first, configuration=configuration)
    if problems:
        raise UsageError(*problems)
    lines: list[str] = []
    for document in documents:
        told = f"{document.day} ({document.day_source})" if document.day else "not known"
        lines.append(f"{document.document.path}:{line}   document date: {told}\n")
        for record in (_record(document, *item) for item in document.found):
            last = record["column"] + record["end"] - record["start"]
            if record["line"] == line and (column is None or record["column"] <= column < last):
                lines.extend(_explained(record))
        resolution = claims_of([document.document], day_first=day_first, extractors=extractors)
        lines.extend(_claimed(resolution.claims, document.document, line))
    return "".join(lines)


def parse_place(place: str) -> tuple[str, int, int | None]:
    """The path, line and column of `PATH:LINE[:COLUMN]`; raises UsageError if it is none."""
    parts = place.rsplit(":", 2)
    if len(parts) == 3 and parts[1].isdecimal() and parts[2].isdecimal():
        return parts[0], int(parts[1]), int(parts[2])
    parts = place.rsplit(":", 1)
    if len(parts) == 2 and parts[1].isdecimal():
        return parts[0], int(parts[1]), None
    raise UsageError(Problem(message=f"{place!r} is no place", remedy="write it as PATH:LINE or PATH:LINE:COLUMN"))


def _explained(record: Mapping[str, Any]) -> Iterator[str]:
    mod = f", {record['mod']}" if record["mod"] else ""
    yield f"\n  {record['column']:>3}  {record['text']}\n       {record['type']} {record['value']}{mod}"
    if record["bounds"]:
        first, last = record["bounds"]
        yield f"   ({first} to {last})" if first != last else ""
    yield "\n"
    if record["readings"]:
        yield f"       either {' or '.join(record['readings'])}: nothing shows whether the day comes first\n"
    if record["impossible"]:
        yield f"       no such date: {record['impossible']}\n"
    for why in record["inferred"]:
        yield f"       {why['part']} from {why['detail']}\n"


def _claimed(claims: Sequence[Claim], document: Document, line: int) -> Iterator[str]:
    for claim in claims:
        record = claim_record(claim, document.text)
        if record["line"] == line:
            yield f"\n  claim: {record['type']} {record['value'] or '?'}"
            yield f" | {record['entity'] or '?'} | {record['predicate'] or '?'}\n"
