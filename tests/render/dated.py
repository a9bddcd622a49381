"""Reports made by hand of claims with dates, for the tests of the pictures: a line a claim, the text made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.model.claim import Claim, ClaimType, Entity, EntityId, Modality
from factcheck.model.document import Document, Span
from factcheck.model.finding import Finding, Place, Report, Side
from factcheck.model.rule import Severity
from factcheck.model.time import DateParts, Timex, TimexType
from factcheck.render._lines import Lines
from factcheck.values.dates import describe, from_edtf

Row = Mapping[str, Any]


def dated_report(
    rows: Sequence[Row], conflicts: Sequence[Sequence[Sequence[int]]], extra: Mapping[str, str] | None = None
) -> Report:
    """A claim for each row (`in`, `about`, `said`, `date` in EDTF, and `clock`, `how`, `type`, `words`), and a finding for each
    conflict: the numbers of the rows of each side, a row being negative (-1 for the first) where no claim stands for its place.
    """
    texts: dict[str, str] = dict(extra or {})
    drafts: list[tuple[Row, int, str, str]] = []
    for row in rows:
        value = from_edtf(row["date"])
        shown = describe(value) + (f", {row['clock']}" if "clock" in row else "")
        words = row.get("words", "{about} {said} {shown}").format(about=row["about"], said=row["said"], shown=shown)
        at = len(texts.setdefault(row["in"], f"# {row['in']}\n\n"))
        texts[row["in"]] += f"{words}.\n\n"
        drafts.append((row, at, words, shown))
    documents = tuple(
        Document(path=path, text=text, format="markdown", encoding="utf-8", blocks=())
        for path, text in sorted(texts.items())
    )
    claims = tuple(_claim(n, *draft) for n, draft in enumerate(drafts))
    lines = {document.path: Lines(document.text) for document in documents}
    findings = tuple(_finding(n, sides, claims, lines) for n, sides in enumerate(conflicts, 1))
    names = dict.fromkeys(row["about"] for row in rows)
    entities = tuple(Entity(id=EntityId(name.lower()), name=name) for name in names)
    return Report(documents=documents, claims=claims, entities=entities, findings=findings, rules=(), version="1.2.3")


def _claim(number: int, row: Row, at: int, words: str, shown: str) -> Claim:
    value = from_edtf(row["date"])
    start = at + (words.index(shown) if shown in words else 0)
    hour, minute = map(int, row["clock"].split(":")) if "clock" in row else (None, None)
    timex = Timex(start=0, end=1, text=shown, type=TimexType.DATE, parts=DateParts(hour=hour, minute=minute))
    subject = (EntityId(row["about"].lower()),)
    return Claim(
        id=number, document=row["in"], block=0, span=Span(at, at + len(words)), value_span=Span(start, start + len(shown)),
        quote=words, type=ClaimType(row.get("type", "date")), value=value, shown=shown, text_value=value.edtf,
        entity=row["about"], entities=subject, subject=subject, predicate=row["said"], said=row["said"], timex=timex,
        modality=Modality(row.get("how", "asserted")),
    )  # fmt: skip


def _finding(
    number: int, sides: Sequence[Sequence[int]], claims: Sequence[Claim], lines: Mapping[str, Lines]
) -> Finding:
    first = claims[_row(sides[0][0])]
    return Finding(
        rule="event-date", kind="event-date", severity=Severity.ERROR, message=f"{first.entity} {first.said}: two dates",
        reason="No single day satisfies both.", entity=first.entity, predicate=first.said, confidence=0.9,
        fingerprint=f"{number:016x}",
        sides=tuple(
            Side(label=claims[_row(side[0])].shown, places=tuple(_place(n, claims, lines) for n in side)) for side in sides
        ),
    )  # fmt: skip


def _row(number: int) -> int:
    return number if number >= 0 else -number - 1


def _place(number: int, claims: Sequence[Claim], lines: Mapping[str, Lines]) -> Place:
    claim = claims[_row(number)]
    line, column = lines[claim.document].position(claim.span.start)
    return Place(
        document=claim.document, span=claim.span, values=(claim.value_span,), line=line, column=column, end_line=line,
        end_column=column + len(claim.quote), quote=claim.quote, before="", after="", claim=None if number < 0 else claim.id,
    )  # fmt: skip
