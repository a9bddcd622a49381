"""Reports made by hand, for the tests of the outputs: none, a few and very many findings, and hostile documents."""

from __future__ import annotations

import dataclasses

from factcheck.errors import Problem
from factcheck.model.document import Document, Span
from factcheck.model.finding import Edit, Finding, Place, Repair, Report, Side
from factcheck.model.rule import Rule, Severity
from factcheck.render._lines import Lines

HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(2)) {{ 7*7 }} {% raw %} \x1b]8;;http://e\x07 \u202e [bold red] \\"
)


def document(path: str, text: str) -> Document:
    return Document(path=path, text=text, format="markdown", encoding="utf-8", blocks=())


def place(source: Document, evidence: str, *values: str, heading_path: tuple[str, ...] = ()) -> Place:
    """The place of an evidence that occurs once, with values that occur once in it (or in the document, beside it)."""
    start = source.text.index(evidence)
    end = start + len(evidence)
    spans = []
    for value in values:
        at = evidence.find(value)
        at = start + at if at >= 0 else source.text.index(value)
        spans.append(Span(at, at + len(value)))
    lines, until = source.text[:start].split("\n"), source.text[:end].split("\n")
    return Place(
        document=source.path,
        span=Span(start, end),
        values=tuple(spans),
        line=len(lines),
        column=len(lines[-1]) + 1,
        end_line=len(until),
        end_column=len(until[-1]) + 1,
        quote=evidence,
        before=source.text[max(0, start - 60) : start],
        after=source.text[end : end + 60],
        heading_path=heading_path,
    )


def rule(name: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(
        id=name,
        title="One event, two dates",
        kind=name,
        severity=severity,
        explain="Two sources date one event, and no single day satisfies both.",
        check="dates-disjoint",
        message="{entity}",
        precision="high",
        false_positives=("An event that happens every year.",),
    )


def finding(
    number: int, *sides: Side, severity: Severity = Severity.ERROR, message: str = "", **more: object
) -> Finding:
    fields: dict[str, object] = {
        "rule": "event-date",
        "kind": "event-date",
        "reason": "No single day satisfies both.",
        "entity": "Kelder Dome",
        "predicate": "open",
        "confidence": 0.9,
        "fingerprint": f"{number:016x}",
    }
    fields.update(more)
    told = message or f"Kelder Dome opened: {sides[0].label}, but {sides[-1].label}"
    return Finding(severity=severity, message=told, sides=sides, **fields)  # type: ignore[arg-type]


def report(documents: tuple[Document, ...], findings: tuple[Finding, ...], **more: object) -> Report:
    rules = (rule("event-date"), rule("weekday", Severity.WARNING))
    return Report(
        documents=documents,
        claims=(),
        entities=(),
        findings=findings,
        rules=rules,
        version="1.2.3",
        **more,  # type: ignore[arg-type]
    )


def empty() -> Report:
    return report((document("a.md", "Nothing of note.\n"),), ())


def long() -> Report:
    """Two sides whose passages have hundreds of thousands of signs, one of them in a single word."""
    first = (
        "On 3 May 1998 "
        + "each stone was numbered before the move " * 8000
        + "and on 4 June 1998 the dome stood again."
    )
    second = "They say: " + "x" * 200_000 + " opened on 3 May 1999 " + "to a crowd that had come by train " * 6000
    one, other = document("a.md", f"# Past\n\n{first}\n"), document("b.md", f"# News\n\n{second}\n\nMore.\n")
    sides = (
        Side(label="3 May 1998", places=(place(one, first, "3 May 1998", "4 June 1998", heading_path=("y" * 9000,)),)),
        Side(label="3 May 1999", places=(place(other, second, "3 May 1999"),)),
    )
    return report((one, other), tuple(finding(n, *sides) for n in range(1, 12)))


def few() -> Report:
    """Two sides with many places, one place alone with a value over two lines, and a hostile document."""
    history = document(
        "docs/history of it.md", "# Past\n\n" + "".join(f"{n}: Kelder opened on 3 May 1998.\n" for n in range(6))
    )
    press = document("docs/press.md", "Words before. Kelder Dome has been open since 3 May\n1999, we hear. More.\n")
    hostile = document("docs/b:c.md", f"{HOSTILE}\r\nShut on Monday, 19 September 2025 {HOSTILE}\r\n")
    old = tuple(
        place(history, f"{n}: Kelder opened on 3 May 1998", "3 May 1998", heading_path=("Past",)) for n in range(6)
    )
    new = (place(press, "open since 3 May\n1999", "3 May\n1999"),)
    bad = place(hostile, f"Monday, 19 September 2025 {HOSTILE}", "Monday", "19 September 2025", heading_path=(HOSTILE,))
    at = press.text.index("1999")
    findings = (
        finding(
            1,
            Side(label="3 May 1998", places=old),
            Side(label="3 May 1999", places=new),
            suspect=1,
            suspect_reasons=("six places say 1998",),
            repairs=(
                Repair(
                    letter="a",
                    edits=(Edit(document=press.path, span=Span(at, at + 4), text="1998"),),
                    description="Write 1998",
                ),
            ),
            explanation=("entity: exact",),
        ),
        finding(
            2,
            Side(label=HOSTILE, places=(bad,)),
            severity=Severity.WARNING,
            rule="weekday",
            kind="weekday",
            message=f"19 September 2025 is a Friday {HOSTILE}",
        ),
    )
    problems = (
        Problem(message="cannot be read: it is a PDF document", path="x.pdf", line=1, remedy="convert it", fatal=True),
    )
    return report((hostile, history, press), findings, problems=problems)


def many(count: int, documents: int = 300) -> Report:
    """So many findings between pairs of documents."""
    filler = "The members of the board met in the usual place and said what they had said before.\n\n"
    lines: list[list[str]] = [[f"# Paper {n}\n\n"] for n in range(documents)]
    for n in range(count):
        for side, year in ((n % documents, 1998), ((n * 7 + 1) % documents, 1999)):
            lines[side].append(f"{filler}Hall {n} of side {side} opened on 3 May {year} after long works.\n\n")
    papers = tuple(document(f"docs/paper-{n:04}.md", "".join(text)) for n, text in enumerate(lines))
    findings = []
    for n in range(count):
        sides = []
        for side, year in ((n % documents, 1998), ((n * 7 + 1) % documents, 1999)):
            quote = f"Hall {n} of side {side} opened on 3 May {year}"
            sides.append(Side(label=f"3 May {year}", places=(place(papers[side], quote, f"3 May {year}"),)))
        severity = Severity.ERROR if n < count // 3 else Severity.WARNING
        findings.append(finding(n, *sides, severity=severity, message=f"Hall {n} opened: 3 May 1998, but 3 May 1999"))
    return report(papers, tuple(findings))


def site(count: int, documents: int) -> Report:
    """As `many`, of a site as it may be: kinds, entities, headings, verdicts, repairs and explanations as long as real ones."""
    made = many(count, documents)
    kinds = ("event-date", "deadline", "quantity", "duration", "place", "role", "weekday")
    findings = []
    for n, plain in enumerate(made.findings):
        first, second = plain.sides
        sides = tuple(
            dataclasses.replace(
                side, places=tuple(dataclasses.replace(p, heading_path=_HEADINGS[: 1 + n % 3]) for p in side.places)
            )
            for side in plain.sides
        )
        named = f"The hall of ward {n % 700}"
        repairs = tuple(
            Repair(
                letter=letter,
                description=f"{right.label} is right: write it in {wrong.places[0].document}",
                edits=(Edit(document=wrong.places[0].document, span=wrong.places[0].values[0], text=right.label),),
            )
            for letter, right, wrong in (("a", first, second), ("b", second, first))
        )
        findings.append(
            dataclasses.replace(
                plain, kind=kinds[n * n % len(kinds)], entity=named, confidence=0.5 + n % 50 / 100, sides=sides, repairs=repairs,
                message=f"{named}, was opened: {first.label} in {first.places[0].document}, but {second.label} in {second.places[0].document}",
                reason=f"No day is both {first.label} and {second.label}.", fingerprint=f"{n * 2654435761 % 2**32:08x}{n:08x}",
                suspect=1 if n % 2 else None,
                suspect_reasons=("2 independent documents say so, 1 says otherwise", "it differs in one digit") if n % 2
                else ("undecided: 1 independent document for each, and nothing else tells",),
                explanation=tuple(f"{level} ({0.1 * (n % 30):+.2f}) {named.lower()}" for level in _LEVELS),
            )
        )  # fmt: skip
    return dataclasses.replace(made, findings=tuple(findings))


_HEADINGS = ("Annals of the town", "Public buildings and works", "The middle years, as they were remembered")
_LEVELS = (
    "blocking key date/open/@hall", "document: other", "predicate: same", "subject: same", "occurrence: same", "scope: same",
    "participants: none", "topic: shared", "closeness: slip-of-year", "context: rare", "passage: rare", "rivals: none",
)  # fmt: skip


def hostile(text: str) -> Report:
    """A report of three findings in which a document says the text wherever a document can: in its words, its name, its title."""
    name = text.replace("\x00", "").strip("/") or "x"
    bad = document(f"docs/{name}.md", f"# {text}\n\nOpened {text} in 1998 {text}\n")
    start = bad.text.index("Opened")
    end = bad.text.rindex("\n")
    at = bad.text.index("1998")
    before = Lines(bad.text)
    (line, column), (end_line, end_column) = before.position(start), before.position(end)
    first = Place(
        document=bad.path, span=Span(start, end), values=(Span(at, at + 4),), line=line, column=column, end_line=end_line,
        end_column=end_column, quote=bad.text[start:end], before=text, after=text, heading_path=(text, text),
    )  # fmt: skip
    good = document("docs/good.md", "The dome opened in 1999, they say.\n")
    second = place(good, "opened in 1999", "1999", heading_path=(text,))
    sides = (Side(label=text, places=(first,)), Side(label=f"{text} 1999", places=(second, second)))
    repairs = (
        Repair(letter="a", description=text, edits=(Edit(document=bad.path, span=Span(at, at + 4), text=text),)),
        Repair(letter="b", description=text, edits=(Edit(document=good.path, span=Span(14, 18), text=text),)),
    )
    words = {
        "message": text,
        "reason": f"{text}, you see",
        "entity": text,
        "predicate": text,
        "explanation": (text, text),
    }
    knocked = finding(9, *sides, **words)
    findings = (
        finding(1, *sides, repairs=repairs, suspect=0, suspect_reasons=(text, text), folded=(knocked,), **words),
        finding(2, sides[0], severity=Severity.WARNING, rule="weekday", kind="weekday", **words),
        finding(3, severity=Severity.NOTE, rule="internal-error", kind="internal-error", **words),
    )
    problem = Problem(message=text, path=bad.path, line=1, column=1, quote=text, remedy=text)
    lost = Problem(message=text, path=f"{name}.pdf", remedy=text, fatal=True)
    return report((bad, good), findings, problems=(problem, lost))
