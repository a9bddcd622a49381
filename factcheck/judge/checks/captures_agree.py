"""Check: what a pattern captures in some files is what another pattern captures in others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence
from factcheck.judge.paths import matches_any
from factcheck.judge.patterns import compile_pattern
from factcheck.model.document import Span
from factcheck.model.rule import Rule, Severity
from factcheck.values import dates, quantities
from factcheck.values.dates import DateValue
from factcheck.values.quantities import Quantity
from factcheck.values.words import fold

_CLOSED = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class SideParams(BaseModel):
    """One side: where to look, and for what."""

    model_config = _CLOSED

    files: Annotated[list[str], BeforeValidator(_listed)] = Field(
        min_length=1, description="a path as `pricing.md` or `docs/*.md`, or a list of them"
    )
    pattern: str = Field(
        description="a regular expression over the raw text of the file, with a group `(?P<value>...)`"
    )

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        compile_pattern(pattern)
        return pattern


class Params(BaseModel):
    """What the rule may set."""

    model_config = _CLOSED

    a: SideParams = Field(description="one side: `files` and `pattern`")
    b: SideParams = Field(description="the other side: `files` and `pattern`")
    as_: Literal["text", "number", "date", "quantity"] = Field(
        default="text",
        alias="as",
        description="what the captured words are compared as: text, number, date or quantity",
    )
    required: bool = Field(
        default=False, description="`yes` to be told, as a note, where only one side captures something"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What a pattern found: the whole match, the value in it, and the other groups, by which captures are paired."""

    document: str
    span: Span
    value_span: Span
    text: str
    key: tuple[tuple[str, str], ...]
    about: Mapping[str, str]
    """The other groups as they stand."""
    value: DateValue | Quantity | Decimal | str | None
    """None where the words are not what they are compared as."""


def check(case: Case, rule: Rule, params: Params) -> Iterator[Conflict]:
    """One conflict for each key under which the sides capture values that differ; notes for what cannot be compared."""
    sides = [list(_captures(case, side, params.as_)) for side in (params.a, params.b)]
    shared = _shared_keys(params)
    for capture in (c for side in sides for c in side if c.value is None):
        yield _note(capture, f"`{capture.text}` is no {params.as_}, so that it cannot be compared")
    by_key: list[dict[tuple[tuple[str, str], ...], list[Capture]]] = [{}, {}]
    for found, side in zip(by_key, sides, strict=True):
        for capture in side:
            if capture.value is not None:
                found.setdefault(tuple(kv for kv in capture.key if kv[0] in shared), []).append(capture)
    for key in sorted({*by_key[0], *by_key[1]}):
        a, b = (found.get(key, []) for found in by_key)
        if a and b:
            yield from _compared(a, b, key, params.as_)
        elif params.required:
            yield from _missing(case, a, b, key, params)
    if params.required and not by_key[0] and not by_key[1]:
        looked = [p for p in sorted(case.documents) if matches_any(p, (*params.a.files, *params.b.files))]
        if looked:
            yield Conflict(
                sides=(),
                reason=f"Neither pattern is found in {', '.join(looked[:4])}.",
                severity=Severity.NOTE,
                confidence=1.0,
                values={"statements": f"neither pattern is found in {', '.join(looked[:4])}", "source": looked[0]},
            )


def _shared_keys(params: Params) -> frozenset[str]:
    """The named groups that both patterns have, `value` left out: captures are paired by what they hold."""
    groups = [set(compile_pattern(side.pattern).groupindex) for side in (params.a, params.b)]
    return frozenset((groups[0] & groups[1]) - {"value"})


def _captures(case: Case, side: SideParams, kind: str) -> Iterator[Capture]:
    pattern = compile_pattern(side.pattern)
    for path, document in sorted(case.documents.items()):
        if not matches_any(path, side.files):
            continue
        for match in pattern.finditer(document.text):
            if match["value"] is None or not match["value"].strip():
                continue
            span = Span(*_stripped(document.text, *match.span("value")))
            text = document.text[span.start : span.end]
            yield Capture(
                document=path,
                span=Span(*_stripped(document.text, *match.span())),
                value_span=span,
                text=" ".join(text.split()),
                key=tuple(
                    (name, fold(held or "")) for name, held in sorted(match.groupdict().items()) if name != "value"
                ),
                about={name: " ".join(held.split()) for name, held in match.groupdict().items() if held},
                value=_value(case, path, span, text, kind),
            )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _value(case: Case, path: str, span: Span, text: str, kind: str) -> DateValue | Quantity | Decimal | str | None:
    """The captured words as what they are compared as; dates and quantities as the stages before have read them."""
    if kind == "text":
        return fold(text)
    if kind == "number":
        return _number(text)
    document = case.documents[path]
    for block in document.blocks:
        if not block.span.overlaps(span):
            continue
        if kind == "date":
            for timex in case.times[path].get(block.index, ()):
                at = block.source_span(timex.start, timex.end)
                if timex.value is not None and not timex.impossible and at.overlaps(span):
                    return timex.value
        else:
            for mention in case.quantities.get(path, {}).get(block.index, ()):
                if block.source_span(mention.number_start, mention.number_end).overlaps(span):
                    return mention.quantity
    if kind == "date":
        try:
            return dates.from_edtf(text.strip())
        except ValueError:
            return None
    number = _number(text)
    return Quantity(low=number, high=number) if number is not None else None


def _number(text: str) -> Decimal | None:
    """A number as it is written in most places: `1,299.00`, `1 299`, `1.299,00`, `−3`; one comma before three digits is for thousands."""
    plain = re.sub(r"[\s'’_\u00a0\u202f]", "", text).replace("−", "-")
    if not re.fullmatch(r"[+-]?\d[\d.,]*", plain):
        return None
    last = max(plain.rfind("."), plain.rfind(","))
    if "." in plain and "," in plain:
        plain = re.sub(r"[.,]", "", plain[:last]) + "." + plain[last + 1 :]
    elif re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+", plain) or plain.count(".") > 1:
        plain = re.sub(r"[.,]", "", plain)
    else:
        plain = plain.replace(",", ".")
    return Decimal(plain) if re.fullmatch(r"[+-]?\d+(?:\.\d*)?", plain) else None


def _agree(a: Capture, b: Capture) -> bool:
    x, y = a.value, b.value
    if isinstance(x, DateValue) and isinstance(y, DateValue):
        return dates.overlaps(x, y)
    if isinstance(x, Quantity) and isinstance(y, Quantity):
        return quantities.agree(x, y)
    return x == y


def _compared(
    a: Sequence[Capture], b: Sequence[Capture], key: tuple[tuple[str, str], ...], kind: str
) -> Iterator[Conflict]:
    wrong_a = [x for x in a if any(not _agree(x, y) for y in b)]
    wrong_b = [y for y in b if any(not _agree(x, y) for x in a)]
    if not wrong_a:
        return
    sides = [*_sides(wrong_a), *_sides(wrong_b)]
    about = ", ".join(a[0].about.get(name, "") for name, _ in key)
    told = "; ".join(f"{side.evidence[0].document} says {side.label}" for side in sides)
    yield Conflict(
        sides=tuple(sides),
        reason=f"The two are not the same {kind}.",
        entity=about,
        confidence=0.99,
        values={
            "a.value": wrong_a[0].text,
            "a.source": wrong_a[0].document,
            "b.value": wrong_b[0].text,
            "b.source": wrong_b[0].document,
            "statements": told,
        },
    )


def _sides(captures: Sequence[Capture]) -> list[ConflictSide]:
    """A side for each wording, in order of place."""
    by_text: dict[str, list[Capture]] = {}
    for capture in captures:
        by_text.setdefault(capture.text, []).append(capture)
    return [ConflictSide(label=text, evidence=tuple(map(_evidence, found))) for text, found in by_text.items()]


def _evidence(capture: Capture) -> Evidence:
    return Evidence(document=capture.document, span=capture.span, values=(capture.value_span,))


def _missing(
    case: Case, a: Sequence[Capture], b: Sequence[Capture], key: tuple[tuple[str, str], ...], params: Params
) -> Iterator[Conflict]:
    """A note that the other side captures nothing, where its files are among the documents."""
    found, files = (a, params.b.files) if a else (b, params.a.files)
    looked = [p for p in sorted(case.documents) if matches_any(p, files)]
    if not looked:
        return
    about = f" for {', '.join(found[0].about.get(name, '') for name, _ in key)}" if key else ""
    yield _note(found[0], f"nothing to compare it with{about} in {', '.join(looked[:4])}")


def _note(capture: Capture, why: str) -> Conflict:
    return Conflict(
        sides=(ConflictSide(label=capture.text, evidence=(_evidence(capture),)),),
        reason=why[0].upper() + why[1:] + ".",
        severity=Severity.NOTE,
        confidence=1.0,
        values={
            "a.value": capture.text,
            "a.source": capture.document,
            "statements": f"{capture.document} says {capture.text}; {why}",
        },
        message=f"{capture.document} says {capture.text}: {why}",
    )
