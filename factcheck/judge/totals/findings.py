"""Judge, part of the check total-mismatch: one sum that fails, its arithmetic in words, and the conflict that tells it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Conflict, ConflictRepair, ConflictSide, Evidence, Remedy
from factcheck.judge.totals.amounts import Amount, is_slip, shown
from factcheck.model.document import Block, Document

_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """An amount and the block that states it."""

    block: Block
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Parts that a text adds up and the total that it gives. A part that is taken away has a sign of -1."""

    parts: tuple[Stated, ...]
    total: Stated
    signs: tuple[int, ...] = ()
    whole: Fraction | None = None
    """What shares must come to where no total is written."""

    @property
    def added(self) -> Fraction:
        """What the parts come to."""
        signs = self.signs or (1,) * len(self.parts)
        return sum((s * p.amount.value for s, p in zip(signs, self.parts, strict=True)), Fraction(0))

    @property
    def given(self) -> Fraction:
        """The total as the text gives it."""
        return self.total.amount.value if self.whole is None else self.whole

    @property
    def slack(self) -> Fraction:
        """How far parts and total may differ by their rounding."""
        own = self.total.amount.slack if self.whole is None else Fraction(0)
        return sum((p.amount.slack for p in self.parts), own)

    @property
    def off(self) -> Fraction:
        """By how much the parts exceed the total."""
        return self.added - self.given

    @property
    def holds(self) -> bool:
        """Whether the digits leave room for the parts to make the total."""
        return abs(self.off) <= self.slack

    @property
    def share_off(self) -> Fraction:
        """The difference as a share of the larger number."""
        largest = max(abs(self.added), abs(self.given))
        return abs(self.off) / largest if largest else Fraction(0)

    @property
    def is_slip(self) -> bool:
        """Whether one digit of the total, put right, makes the sum hold."""
        return is_slip(self.given, self.added)


def rounding_of(parts: Sequence[Stated]) -> float:
    """How far shares may lie off their sum by rounding alone: three standard deviations of so many rounded digits."""
    places = min(p.amount.places for p in parts)
    return float(3 * math.sqrt(len(parts) / 12) / 10**places)


def arithmetic(found: Sum, given: str = "") -> str:
    """`248 + 335 = 583, but 578 is given`."""
    amounts = [p.amount for p in found.parts]
    like = [*amounts, found.total.amount] if found.whole is None else amounts
    total = given or shown(found.given, [found.total.amount] if found.whole is None else amounts)
    added = shown(found.added, like)
    if len(amounts) > _MOST_SHOWN:
        return f"the {len(amounts)} parts add up to {added}, but {total} is given"
    signs = found.signs or (1,) * len(amounts)
    terms = shown(signs[0] * amounts[0].value, [amounts[0]])
    for sign, amount in zip(signs[1:], amounts[1:], strict=True):
        value = sign * amount.value
        terms += f" {'-' if value < 0 else '+'} {shown(abs(value), [amount])}"
    return f"{terms} = {added}, but {total} is given"


def conflict_of(
    document: Document,
    found: Sum,
    *,
    reason: str = "",
    entity: str = "",
    confidence: float = 0.8,
    hints: Sequence[str] = (),
) -> Conflict:
    """The conflict of a sum: the place of the total on one side, those of the parts on the other."""
    total = found.total
    amounts = [p.amount for p in found.parts]
    true = shown(found.added, [*amounts, total.amount])
    span = total.block.source_span(total.amount.start, total.amount.end)
    repairs: tuple[ConflictRepair, ...] = ()
    if found.whole is None:
        repairs = (
            ConflictRepair(
                document=document.path, span=span, text=true, description=f"the parts are right, and add up to {true}"
            ),
        )
    return Conflict(
        sides=(
            ConflictSide(label=total.amount.text, evidence=(_evidence(document, total),)),
            ConflictSide(label=true, evidence=tuple(_evidence(document, p) for p in found.parts if p != total)),
        ),
        reason=reason or arithmetic(found),
        entity=entity,
        predicate="total",
        confidence=confidence,
        values={"a.value": total.amount.text, "b.value": true, "a.source": document.path, "b.source": document.path},
        explanation=(*hints, *_hints(found)),
        repairs=repairs,
        remedies=tuple(_remedies(document, found)),
    )


def _remedies(document: Document, found: Sum) -> Iterator[Remedy]:
    """The total, which should be what the parts come to, and each part, which may make up the difference."""
    if found.whole is None:
        yield _remedy(document, found.total, found.added)
    for sign, part in zip(found.signs or (1,) * len(found.parts), found.parts, strict=True):
        if part != found.total:
            yield _remedy(document, part, part.amount.value - sign * found.off)


def _remedy(document: Document, stated: Stated, wanted: Fraction) -> Remedy:
    span = stated.block.source_span(stated.amount.start, stated.amount.end)
    return Remedy(document=document.path, span=span, wanted=(wanted,))


def _evidence(document: Document, stated: Stated) -> Evidence:
    span = stated.block.source_span(stated.amount.start, stated.amount.end)
    return Evidence(document=document.path, span=span, values=(span,))


def _hints(found: Sum) -> tuple[str, ...]:
    """What may have gone wrong, where the arithmetic points to it."""
    if found.whole is not None:
        return ()
    hints = []
    if found.is_slip:
        hints.append("one digit of the total, or two neighbours that changed places, would explain it")
    alone = [p for p in found.parts if abs(found.off) == abs(p.amount.value)]
    if len(alone) == 1:
        told = "left out of the total" if found.off > 0 else "counted twice in the total"
        hints.append(f"the difference is {alone[0].amount.text}: perhaps {told}")
    return tuple(hints)
