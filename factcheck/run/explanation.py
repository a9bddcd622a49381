"""Run, part: how a finding came about, for people: what was read, what brought the sides together, what the check said."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import product

from factcheck.align.lexicon import VETO, threshold
from factcheck.errors import Problem, UsageError
from factcheck.judge.conflict import Evidence
from factcheck.judge.remedies import timex_at
from factcheck.model.cell import Pair
from factcheck.model.claim import Claim
from factcheck.model.finding import Finding, Place, Repair, Side
from factcheck.model.time import Timex
from factcheck.model.triage import OWN_RULES
from factcheck.run.casebook import Casebook
from factcheck.run.orders import shown
from factcheck.run.standing import Triaged

WIDTH = 80
SHORTEST = 6
"""At least so many digits of a fingerprint name a finding."""
_FINGERPRINT = re.compile(r"[0-9a-f]{6,16}|[0-9a-f]{13}-\d+")
_MOST_PLACES = 8
_MOST_PAIRS = 6


def is_fingerprint(text: str) -> bool:
    """Whether a text may name a finding: six hexadecimal digits or more."""
    return bool(_FINGERPRINT.fullmatch(text.lower()))


def find_finding(findings: Sequence[Finding], prefix: str) -> Finding:
    """The one finding whose fingerprint begins so; raises UsageError if there is none, or if there are several."""
    begun = [f for f in findings if f.fingerprint.startswith(prefix.lower())]
    exact = [f for f in begun if f.fingerprint == prefix.lower()]
    found = exact or begun
    if len(found) == 1 and len(prefix) >= SHORTEST:
        return found[0]
    if len(prefix) < SHORTEST:
        raise UsageError(
            Problem(
                message=f"{prefix!r} is too short for a fingerprint", remedy=f"give at least {SHORTEST} of its digits"
            )
        )
    if not found:
        raise UsageError(
            Problem(
                message=f"no finding has a fingerprint that begins with {prefix!r}",
                remedy="give the paths that were checked, written as they were then; `factcheck check` shows the fingerprints",
            )
        )
    listed = "".join(f"\n      {f.fingerprint}  {f.rule}: {_shorten(f.message, 54)}" for f in found)
    raise UsageError(
        Problem(message=f"{len(found)} findings begin with {prefix!r}", remedy=f"give more digits; there are{listed}")
    )


def explain_finding(book: Casebook, prefix: str, triaged: Triaged) -> str:
    """The account of one finding, at 80 columns; that of a suppression, if the fingerprint is that of one of no use."""
    of_orders = (f for f in triaged.report.findings if f.rule in OWN_RULES)
    finding = find_finding((*book.all_findings, *of_orders), prefix)
    return "\n".join(line.rstrip() for line in _account(book, finding, triaged)) + "\n"


def _account(book: Casebook, finding: Finding, triaged: Triaged) -> Iterator[str]:
    rule = book.rules.get(finding.rule) or OWN_RULES.get(finding.rule)
    yield f"{finding.fingerprint}  {finding.severity.value} {finding.rule}" + (f": {rule.title}" if rule else "")
    if rule is not None and rule.check:
        yield f"rule {rule.path}, check {rule.check}"
    status, *more = triaged.standing(finding)
    yield from wrapped(status, "status ", "       ")
    for clause in more:
        yield from wrapped(clause, "       ", "       ")
    yield ""
    yield from wrapped(finding.message)
    cause = next((f for f in book.findings if finding in f.folded), None)
    if cause is not None:
        yield from wrapped(f"Folded under {cause.fingerprint} ({cause.rule}): one value put right settles both.")
    for number, side in enumerate(finding.sides):
        yield ""
        yield from _side(book, side, f"Side {chr(65 + number)}" if len(finding.sides) > 1 else "The text")
    yield from _comparisons(book, finding)
    yield ""
    yield "What the check found"
    yield from wrapped(finding.reason)
    yield from _consequences(book, finding)
    entry = triaged.suppression_of(finding)
    if entry:
        yield ""
        yield from wrapped(f"To set it aside, in {shown(triaged.suppressions)}", "", "")
        yield from (f"  {line}" for line in entry.splitlines())


def _side(book: Casebook, side: Side, name: str) -> Iterator[str]:
    places = [place for place in side.places if place.values] or list(side.places)
    count = f" ({len(places)} places)" if len(places) > 1 else ""
    yield from wrapped(f"{name}: {side.label}{count}", "", "  ")
    for place in places[:_MOST_PLACES]:
        yield from wrapped(f"{place.document}:{place.line}:{place.column}", "  ", "    ")
        yield from wrapped(place.quote, "    | ", "    | ", most=3)
        claim = book.case.claims.get(place.claim) if place.claim is not None else None
        yield from _facts(read_at(book, place) if claim is None else said_of(book, claim))
    if len(places) > _MOST_PLACES:
        yield f"  and {len(places) - _MOST_PLACES} more"


Facts = Iterator[tuple[str, str]]


def said_of(book: Casebook, claim: Claim) -> Facts:
    """How a claim was read: extractor and pattern, value and where its parts came from, what it is about and how that was found."""
    yield "read by", claim.extractor or "?"
    value = claim.text_value or "not known"
    yield "value", f"{claim.type.value} {value}" + (f", from the heading {claim.shown!r}" if claim.headed else "")
    yield from _parts(claim.timex)
    if claim.predicate:
        words = claim.predicate_words
        yield "says", claim.predicate + (f" (`{words}`)" if words and words != claim.predicate else "")
    if claim.measure:
        yield "measures", claim.measure
    yield "about", claim.entity or " ".join(claim.theme) or "nothing with a name"
    for identity in claim.subject[:2]:
        entity = book.entities.get(identity)
        names = [a for a in (entity.aliases if entity else ()) if entity and a != entity.name]
        if entity is not None and (names or entity.name != claim.entity):
            yield "name", f"{entity.name}" + (f", also {', '.join(names[:6])}" if names else "")
    inferred = {f"{p.part} from {p.detail}" for p in (claim.timex.provenance if claim.timex else ())}
    for step in claim.steps:
        if step.stage != "extract" and step.what not in inferred:
            yield "found by", step.what
    for name, held in (
        ("modality", "" if claim.modality.value == "asserted" else claim.modality.value),
        ("said by", claim.attribution),
        ("occurrence", claim.occurrence),
        ("scope", ", ".join(claim.scope)),
    ):
        if held:
            yield name, held


def read_at(book: Casebook, place: Place) -> Facts:
    """What stands at a place that is no claim: the time that the check read there."""
    evidence = Evidence(document=place.document, span=place.span, values=place.values)
    for span in place.values:
        timex = timex_at(book.case, evidence, span)
        if timex is not None:
            yield "read by", f"times/{timex.pattern}"
            yield "value", timex.value.edtf if timex.value else timex.edtf or timex.text
            yield from _parts(timex)


def _parts(timex: Timex | None) -> Facts:
    for why in timex.provenance if timex is not None else ():
        yield "inferred", f"{why.part} from {why.detail}"


def _facts(facts: Facts) -> Iterator[str]:
    for name, text in facts:
        yield from wrapped(text, f"    {name:<11}", " " * 15)


# --- comparisons ------------------------------------------------------------------------------------------------------


def _comparisons(book: Casebook, finding: Finding) -> Iterator[str]:
    """The best pair between the sides in full, the others by their scores."""
    claims = [
        [c for c in book.case.claims.values() if c.id in {p.claim for p in side.places}] for side in finding.sides
    ]
    found = {
        (pair.a, pair.b): pair
        for n, own in enumerate(claims)
        for other in claims[n + 1 :]
        for a, b in product(own, other)
        if (pair := book.pair(a.id, b.id)) is not None
    }
    pairs = sorted(found.values(), key=lambda p: (-p.score, p.a, p.b))
    if not pairs:
        return
    yield ""
    yield "Why the sides were compared"
    yield from compared(book, pairs[0])
    if len(pairs) > 1:
        yield ""
        yield f"  {'other pairs':<48}{'score':>8}"
    for pair in pairs[1:_MOST_PAIRS]:
        yield f"  {_between(book, pair, 48):<48}{_number(pair.score):>8}" + ("" if pair.joined else "  not joined")
    if len(pairs) > _MOST_PAIRS:
        yield f"  and {len(pairs) - _MOST_PAIRS} more"


def compared(book: Casebook, pair: Pair) -> Iterator[str]:
    """One pair: its key, its levels as a table, and its sum against the threshold."""
    yield from wrapped(_between(book, pair, 400))
    yield from wrapped(f"brought together by the key {pair.key}")
    yield ""
    yield f"  {'attribute':<14}{'level':<16}{'weight':>7}"
    for level in pair.levels:
        row = f"  {level.attribute:<14}{level.level:<16}{_number(level.weight):>7}"
        yield from wrapped(level.detail, row + "  ", " " * 41) if level.detail else [row]
    limit = threshold(book.case.claims[pair.a].type.value)
    verdict = "joined" if pair.joined else "not joined"
    yield f"  {'sum':<14}{verdict:<16}{_number(pair.score):>7}  threshold {limit:.2f}"


def _number(weight: float) -> str:
    return "veto" if weight == VETO else f"{weight:+.2f}"


def _between(book: Casebook, pair: Pair, width: int) -> str:
    a, b = (book.case.claims[n] for n in (pair.a, pair.b))
    return _shorten_start(f"{place_of(book, a)} with {place_of(book, b)}", width)


def place_of(book: Casebook, claim: Claim) -> str:
    """`path:line` of a claim."""
    return f"{claim.document}:{line_of(book.case.documents[claim.document].text, claim.value_span.start)}"


def line_of(text: str, offset: int) -> int:
    """The line of an offset, from 1."""
    return len(re.findall(r"\r\n|\n|\r", text[:offset])) + 1


# --- consequences -----------------------------------------------------------------------------------------------------


def _consequences(book: Casebook, finding: Finding) -> Iterator[str]:
    if finding.folded:
        yield ""
        yield "Also explains"
        for other in finding.folded:
            yield from wrapped(f"{other.fingerprint} {other.rule}: {other.message}", "  ", "    ")
    if finding.suspect_reasons:
        yield ""
        if finding.suspect is None:
            yield "Which side is wrong"
        else:
            yield from wrapped(
                f"Likely wrong: side {chr(65 + finding.suspect)}, {finding.sides[finding.suspect].label}", "", "  "
            )
        for reason in finding.suspect_reasons:
            yield from wrapped(reason, "  - ", "    ")
    if finding.repairs:
        yield ""
        yield "Repairs, applied only if you pick one"
        for repair in finding.repairs:
            yield from _repair(book, finding, repair)


def _repair(book: Casebook, finding: Finding, repair: Repair) -> Iterator[str]:
    yield from wrapped(repair.description, f"  {repair.letter}  ", "     ")
    for edit in repair.edits:
        document = book.case.documents[edit.document]
        place = f"{edit.document}:{line_of(document.text, edit.span.start)}"
        yield from wrapped(f"{place}: `{document.quote(edit.span)}` becomes `{edit.text}`", "     ", "       ")
    yield f"     factcheck check PATHS --fix {finding.fingerprint}={repair.letter}"


# --- text -------------------------------------------------------------------------------------------------------------


def wrapped(text: str, first: str = "  ", rest: str = "  ", *, most: int = 0) -> list[str]:
    """The text in lines of at most 80 columns, without control characters; with `most`, the last one is cut."""
    lines = textwrap.wrap(_clean(text), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: WIDTH - 2] + " …"]
    return lines or [first.rstrip()]


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", text)).strip()


def _shorten(text: str, width: int) -> str:
    text = _clean(text)
    return text if len(text) <= width else text[: width - 1] + "…"


def _shorten_start(text: str, width: int) -> str:
    text = _clean(text)
    return text if len(text) <= width else "…" + text[-width + 1 :]
