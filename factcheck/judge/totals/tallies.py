"""Judge, part of the check total-mismatch: sums of a known form: played, won, drawn, lost; at the start, come, gone, at the end; so many at so much each.

Also what is split evenly, and a count in brackets behind a heading that heads a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount, amounts_in, has_numbers, shown
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.phrases import dates_in, plural_after, sentences_of
from factcheck.judge.totals.words import words
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of

_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.QUOTATION)
_ABOUT = pattern_of(
    r"\bplayed\b|\bwon\b.*\blost\b|\b(?:each|apiece|per|@)\b|\b(?:evenly|equally)\b|\b(?:joined|resigned|arrived|admitted|discharged|died)\b|[x×@]\s?[£€$\d]",
    re.I | re.S,
)


def tally_conflicts(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Conflict]:
    """Conflicts inside sums of a known form, and between a heading's count and its list."""
    for block in document.blocks:
        if block.kind not in _PROSE or block.boilerplate or block.struck:
            continue
        text = block.text
        if not _ABOUT.search(text) or not has_numbers(text, 0, len(text), 2):
            continue
        taken = dates_in(times.get(block.index, ()))
        told = [amounts_in(text, taken, start, end) for start, end in sentences_of(text)]
        for n, (start, end) in enumerate(sentences_of(text)):
            if _NOT_ALL.search(text, start, end) or words("labels", "reduced").search(text, start, end):
                continue
            made = _split(text, start, told[n - 1] if n else (), told[n])
            if made is None and not words("silence", "sentence").search(text, start, end):
                made = _record(text, told[n]) or _product(text, told[n])
            if made is not None and not (found := made.of(block)).holds and found.share_off <= Fraction(1, 2):
                yield conflict_of(document, found, reason=made.reason, confidence=0.8)
        movement = _movement(text, [a for amounts in told for a in amounts])
        if movement is not None and not (found := movement.of(block)).holds:
            yield conflict_of(document, found, confidence=0.75)
    yield from _of_headings(document)


@dataclass(frozen=True, slots=True)
class _Told:
    """Numbers that a text adds up, takes away or multiplies, the number that it gives for that, and how to write it out."""

    parts: tuple[Amount, ...]
    total: Amount
    signs: tuple[int, ...] = ()
    reason: str = ""

    def of(self, block: Block) -> Sum:
        """The sum, in its block."""
        return Sum(
            parts=tuple(Stated(block=block, amount=p) for p in self.parts),
            total=Stated(block=block, amount=self.total),
            signs=self.signs,
        )


_NOT_ALL = pattern_of(
    r"\b(?:abandon\w*|postpon\w*|rained\soff|washed\sout|called\soff|cancel\w*|void\w*|unfinished|no\sresult|forfeit\w*|walkovers?|awarded"
    r"|deposit|tax(?:es)?|duty|fees?|costs|net|gross|rounded|less|plus|extra|tips?)\b",
    re.I,
)
"""What makes a count or a price another than its numbers make it."""


# --- played 22, won 12, drew 5, lost 6 --------------------------------------------------------------------------------

_RESULTS = {
    "won": pattern_of(r"\bw[io]n(?:ning)?\s\Z", re.I),
    "drawn": pattern_of(r"\b(?:drew|drawn|drawing|tied|tying|shared)\s\Z", re.I),
    "lost": pattern_of(r"\b(?:lost|losing)\s\Z", re.I),
}
_PLAYED = pattern_of(r"\b(?:played|playing)\s(?:in\s|all\s)?\Z", re.I)
_GAMES = pattern_of(r"\s(?:[a-z]+\s){0,2}(?:games|matches|fixtures|ties|bouts|frames|starts)\b", re.I)


def _record(text: str, amounts: Sequence[Amount]) -> _Told | None:
    found: dict[str, Amount] = {}
    for amount in amounts:
        lead = text[max(0, amount.start - 16) : amount.start]
        for name, pattern in _RESULTS.items():
            if pattern.search(lead):
                if name in found:
                    return None
                found[name] = amount
    games = [
        a
        for a in amounts
        if a not in found.values()
        and (_PLAYED.search(text[max(0, a.start - 16) : a.start]) or _GAMES.match(text, a.end))
    ]
    if (
        len(games) != 1
        or not {"won", "lost"} <= set(found)
        or len(found) + 1 != len([a for a in amounts if not a.unit])
    ):
        return None
    if any(a.unit or a.hedged for a in (*found.values(), games[0])):
        return None
    results = tuple(found.values())
    is_whole = "drawn" in found or sum(a.value for a in results) > games[0].value
    return _Told(results, games[0]) if is_whole else None


# --- 14 seats at £9 each: £116 ----------------------------------------------------------------------------------------

_AT = pattern_of(r"(?:\s[\w’'-]+){1,7}?\s(?:at|for|of|@)\s|\s?[x×@]\s?|(?:\s[\w’'-]+){1,5}?\s[x×@]\s?")
_EACH = pattern_of(r"\s?(?:each|apiece|per\s\w+|a\s(?:head|piece|time|person|ticket|seat)|every)\b")
_COMES_TO = pattern_of(
    r"(?::|\s=|\s?\(|,?\s(?:or|makes?|making|made|comes?\sto|came\sto|coming\sto|totals?|totall?ing|amounts?\sto|amounting\sto|that\sis)"
    r"|,\s(?:a\stotal\sof|in\sall|altogether|together))\s?(?:a\stotal\sof\s|=\s)?"
)


def _product(text: str, amounts: Sequence[Amount]) -> _Told | None:
    for number, price, total in zip(amounts, amounts[1:], amounts[2:], strict=False):
        at = _AT.fullmatch(text, number.end, price.start)
        each = _EACH.match(text, price.end)
        if at is None or number.unit or not price.unit or price.unit != total.unit or "%" in price.unit:
            continue
        if each is None and at[0].strip() not in ("x", "×", "@"):
            continue
        if not _COMES_TO.fullmatch(text, each.end() if each else price.end, total.start):
            continue
        if any(a.hedged for a in (number, price, total)) or number.value <= 1:
            continue
        made = replace(
            number, value=number.value * price.value, slack=Fraction(0), unit=price.unit, scale=price.scale,
            places=price.places, text=text[number.start : price.end], end=price.end,
        )  # fmt: skip
        return _Told((made,), total, (), _multiplied(number, price, made.value, total))
    return None


# --- split evenly between four, each £250 -----------------------------------------------------------------------------

_SPLIT = pattern_of(
    r"\b(?:split|divided|shared)\s(?:out\s|up\s)?(?:evenly|equally)\s(?:between|among|amongst|by|to)\s(?:the\s|its\s|their\s|our\s)?\Z",
    re.I,
)
_EACH_HAS = pattern_of(
    r"\b(?:each|every\sone)\b[^.;:£€$]{0,40}?\s(?:had|has|got|gets|received|receives|given|is\sgiven|is\spaid|paid|of)\s\Z",
    re.I,
)


def _split(text: str, start: int, before: Sequence[Amount], amounts: Sequence[Amount]) -> _Told | None:
    for k, number in enumerate(amounts):
        if number.unit or not _SPLIT.search(text, start, number.start):
            continue
        shares = [a for a in amounts[k + 1 :] if a.unit and _EACH_HAS.search(text, number.end, a.start)]
        wholes = [a for a in (*amounts[:k], *before) if shares and a.unit == shares[0].unit]
        if len(shares) != 1 or len(wholes) != 1 or shares[0].hedged or wholes[0].hedged:
            return None
        share, whole = shares[0], wholes[0]
        made = replace(share, value=number.value * share.value, slack=share.slack * number.value)
        return _Told((made,), whole, (), _multiplied(number, share, made.value, whole))
    return None


def _multiplied(number: Amount, each: Amount, product: Fraction, given: Amount) -> str:
    return f"{number.text} × {each.text} = {shown(product, [given])}, but {given.text} is given"


# --- 62 at the start, nine came, four left, 69 at the end -------------------------------------------------------------

_BEGAN = pattern_of(
    r"\b(?:began|begin|started|start|opened|entered)\b[^.;]{0,40}\bwith\s\Z|\b(?:at\sthe\s(?:start|beginning|outset)|on\s1\sJanuary)\b[^.;]{0,60}\s(?:had|were|was|numbered|stood\sat|counted)\s(?:there\s(?:were\s)?)?\Z",
    re.I,
)
_ENDED = pattern_of(
    r"\b(?:ended|end|finished|closed|close)\b[^.;]{0,40}\b(?:with|at|on|numbered|had|have|were)\s\Z|\b(?:now|therefore|today)\b[^.;]{0,30}\s(?:have|has|had|are|were|numbers?|numbered|stands?\sat|stood\sat)\s\Z"
    r"|\b(?:numbers?|numbered|stands?\sat|stood\sat)\s(?:now\s|therefore\s)?\Z",
    re.I,
)
_CAME = pattern_of(
    r"\s(?:(?:new|more|further)\s)?(?:[a-z]+\s){0,2}?(?:(?:were|was|have|had|has)\s)?(?:joined|enrolled|arrived|came|born|admitted|added|recruited|hatched|gained|taken\son|new)\b",
    re.I,
)
_WENT = pattern_of(
    r"\s(?:[a-z]+\s){0,2}?(?:(?:were|was|have|had|has)\s)?(?:resigned|left|died|lapsed|withdrew|discharged|went|moved\saway|retired|departed|sold|lost|dropped\sout|gave\sup)\b",
    re.I,
)


def _movement(text: str, amounts: Sequence[Amount]) -> _Told | None:
    plain = [a for a in amounts if not a.unit]
    first = [a for a in plain if _BEGAN.search(text, max(0, a.start - 90), a.start)]
    last = [a for a in plain if _ENDED.search(text, max(0, a.start - 60), a.start) and a not in first]
    if len(first) != 1 or len(last) != 1 or first[0].start > last[0].start or len(plain) < 3:
        return None
    moved: list[tuple[Amount, int]] = []
    for amount in plain:
        if amount in (first[0], last[0]):
            continue
        sign = 1 if _CAME.match(text, amount.end) else -1 if _WENT.match(text, amount.end) else 0
        if not sign or not first[0].start < amount.start < last[0].start:
            return None
        moved.append((amount, sign))
    if any(a.hedged for a in plain) or not moved or not plural_after(text, first[0]):
        return None
    return _Told((first[0], *(a for a, _ in moved)), last[0], (1, *(s for _, s in moved)))


# --- ### Clarinets (5) ------------------------------------------------------------------------------------------------

_COUNTED = pattern_of(r"(?P<name>.*\S)\s\((?P<number>\d{1,3})\)\Z")
_NUMBERED = pattern_of(r"\s(?:\d+|[IVX]+|[A-Z])\Z")
_OF_SEVERAL = pattern_of(
    r"\A(?:see|none|as\sabove|n/a|tba|tbc|vacant)\b|\A(?:an?\s)?(?:two|three|four|five|six|pair|couple|several|some|many|other|others)\b|(?:\band\b|&|/|\+|[()])",
    re.I,
)
"""An item that may be several, or none."""


def _of_headings(document: Document) -> Iterator[Conflict]:
    """A count behind a heading whose list has another number of items, where other headings of the document count theirs right."""
    told: list[tuple[Block, re.Match[str], list[Block]]] = []
    for n, block in enumerate(document.blocks):
        match = _COUNTED.match(block.text) if block.kind is BlockKind.HEADING else None
        if match is None:
            continue
        under: list[Block] = []
        for later in document.blocks[n + 1 :]:
            if later.kind is BlockKind.HEADING:
                break
            under.append(later)
        run = _run_of_items(under)
        if run and not _NUMBERED.search(match["name"]) and not any(_OF_SEVERAL.search(b.text) for b in run):
            told.append((block, match, run))
    right = sum(int(match["number"]) == len(run) for _, match, run in told)
    for block, match, run in told:
        number = int(match["number"])
        if number == len(run) or right < max(2, len(told) - right) or abs(number - len(run)) > max(2, number // 3):
            continue
        at, end = match.span("number")
        total = Amount(start=at, end=end, text=match["number"], value=Fraction(number))
        parts = tuple(
            Stated(block=b, amount=Amount(start=0, end=len(b.text), text=b.text, value=Fraction(1))) for b in run
        )
        found = Sum(parts=parts, total=Stated(block=block, amount=total))
        reason = f"{number} are announced, but the list has {len(run)}"
        yield conflict_of(document, found, reason=reason, entity=match["name"], confidence=0.75)


def _run_of_items(under: Sequence[Block]) -> list[Block]:
    """The items of the one list that a section begins with; none where it has nested ones or more than one."""
    run: list[Block] = []
    for block in under:
        if block.kind is not BlockKind.LIST_ITEM:
            break
        run.append(block)
    if any(b.level != run[0].level for b in run) or any(b.kind is BlockKind.LIST_ITEM for b in under[len(run) :]):
        return []
    return run
