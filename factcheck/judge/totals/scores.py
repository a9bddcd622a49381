"""Judge, part of the check total-mismatch: halves and quarters of a match that do not make its final score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount, amounts_in
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.phrases import dates_in, sentences_of
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of

_PAIR = pattern_of(r"(?<![\d–—-])(?P<a>\d{1,3})\s?[–—-]\s?(?P<b>\d{1,3})(?![\d–—-])")
_NAMED = pattern_of(
    r"(?P<one>[A-Z][\w’'. -]{1,40}?),?\s(?P<a>\d{1,3})\s?[,;:–—-]\s(?P<two>[A-Z][\w’'. -]{1,40}?),?\s(?P<b>\d{1,3})(?!\d)"
)
_BEAT = pattern_of(
    r"(?P<one>[A-Z][\w’' .-]{1,50}?)\s(?:beat|defeated|overcame|edged|saw\soff)\s(?P<two>[A-Z][\w’' .-]{1,50}?),?\s(?:by\s)?\Z"
)
_LEAD = 120
"""Letters before a score within which its two sides stand."""
_MORE_TIME = pattern_of(
    r"(?<!no\s)\b(?:extra\stime|overtime|extra\speriod|tie-?break\w*|penalty\sshoot-?out|first\sleg|second\sleg|aggregate|return\s(?:match|leg))\b",
    re.I,
)
_AT_HALF = pattern_of(r"\b(?:at\shalf[ -]?time|at\sthe\s(?:break|interval|turn)|by\shalf[ -]?time)\b", re.I)
_AFTER = pattern_of(
    r"\b(?:after\s(?:the\s(?:break|interval|turn|restart)|half[ -]?time)|in\sthe\ssecond\shalf)\b", re.I
)
_TWO_MORE = pattern_of(
    r"\b(?:put\sin|added|scored|shot|netted|kicked|managed|got)\s(?:another\s|a\sfurther\s)?\Z", re.I
)
_QUARTERS = pattern_of(
    r"\s(?:[a-z]+\s)?in\sthe\sfirst(?:\s(?P<what>quarter|period|third|set))?\b.*?\sin\sthe\ssecond(?:\s[a-z]+)?\b(?:.*?\sin\sthe\sthird(?:\s[a-z]+)?\b)?.*?\sin\sthe\s(?:last|fourth|final|third)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A final score: two sides and what each made."""

    block: Block
    amounts: tuple[Amount, Amount]
    sides: tuple[str, str]


def score_conflicts(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Conflict]:
    """The side whose halves or quarters, told one by one, do not come to its score."""
    scores = list(_scores(document))
    if len({tuple(a.value for a in s.amounts) for s in scores}) != 1 or _MORE_TIME.search(document.text):
        return
    score = scores[0]
    sentences = [
        (b, start, end, [a for a in amounts_in(b.text, dates_in(times.get(b.index, ()))) if start <= a.start < end])
        for b in document.blocks
        if b.kind is BlockKind.PARAGRAPH and not b.boilerplate and not b.quoted
        for start, end in sentences_of(b.text)
    ]
    for n, (block, start, end, amounts) in enumerate(sentences):
        found = _of_quarters(score, block, start, end, amounts)
        if found is None and n:
            found = _of_halves(score, sentences[n - 1], sentences[n])
        if found is not None:
            yield conflict_of(document, found, confidence=0.75)
            return


def _scores(document: Document) -> Iterator[Score]:
    """Final scores: of a title or heading with two names, or behind a verb of winning."""
    for block in document.blocks:
        if block.boilerplate or block.quoted or block.table is not None:
            continue
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING) and (match := _NAMED.search(block.text)):
            yield _score(block, match, match["one"], match["two"])
        elif block.kind is BlockKind.PARAGRAPH:
            for match in _PAIR.finditer(block.text):
                if beat := _BEAT.search(block.text, max(0, match.start() - _LEAD), match.start()):
                    yield _score(block, match, beat["one"], beat["two"])


def _score(block: Block, match: re.Match[str], one: str, two: str) -> Score:
    first, second = (_number(match[name], match.start(name)) for name in ("a", "b"))
    return Score(block=block, amounts=(first, second), sides=(one, two))


def _number(text: str, start: int) -> Amount:
    [amount] = amounts_in(text)
    return Amount(start=start, end=start + len(text), text=text, value=amount.value)


def _of_quarters(score: Score, block: Block, start: int, end: int, amounts: Sequence[Amount]) -> Sum | None:
    """`Hull made 20 in the first quarter, 18 in the second, 11 in the third and 25 in the last`."""
    if len(amounts) not in (3, 4) or any(a.unit or a.hedged for a in amounts):
        return None
    match = _QUARTERS.match(block.text[:end], amounts[0].end)
    if match is None or block.text[amounts[-1].end : match.end()].count(" in the ") != 1:
        return None
    if block.text[amounts[0].end : match.end()].count(" in the ") != len(amounts):
        return None
    if len(amounts) == 3 and (match["what"] or "").lower() not in ("period", "third"):
        return None
    side = _side(score, block.text[start : amounts[0].start])
    if side is None:
        return None
    parts = tuple(Stated(block=block, amount=a) for a in amounts)
    found = Sum(parts=parts, total=Stated(block=score.block, amount=score.amounts[side]))
    is_other = found.added == score.amounts[1 - side].value
    return found if found.off and not is_other and 5 * abs(found.off) <= found.given else None


def _side(score: Score, lead: str) -> int | None:
    """The side that a stretch names."""
    named = [set(re.findall(r"[A-Z][\w’']+", s.title() if s.isupper() else s)) - {"The"} for s in score.sides]
    told = set(re.findall(r"[A-Z][\w’']+", lead)) - {"The"}
    held = [bool(n & told) for n in named]
    return held.index(True) if sum(held) == 1 else None


Sentence = tuple[Block, int, int, list[Amount]]


def _of_halves(score: Score, before: Sentence, sentence: Sentence) -> Sum | None:
    """`Hull led by 14 to 9 at half time. After the break they added 11 more and Brent 16`: one side comes to its score."""
    (block, start, end, first), (other, begin, stop, second) = before, sentence
    text = block.text[start:end]
    half = _AT_HALF.search(text)
    after = _AFTER.search(other.text, begin, stop)
    pair = _PAIR.search(text)
    firsts = [a for a in first if not a.hedged and not a.unit]
    if pair is not None and not firsts:
        firsts = [_number(pair[name], start + pair.start(name)) for name in ("a", "b")]
    seconds = [a for a in second if not a.hedged and not a.unit]
    if half is None or after is None or len(firsts) != 2 or len(seconds) != 2:
        return None
    between = block.text[firsts[0].end : firsts[1].start]
    led = re.search(r"\bled\b", block.text[start : firsts[0].start])
    if (
        led is None
        or not re.fullmatch(r"(?:\s[a-z]+)?\sto\s|\s?[–—-]\s?", between)
        or firsts[0].value < firsts[1].value
    ):
        return None
    if not _TWO_MORE.search(other.text[begin : seconds[0].start]):
        return None
    pairs = [Sum(parts=(Stated(block=block, amount=a), Stated(block=other, amount=b)), total=Stated(block=score.block, amount=score.amounts[0])) for a, b in zip(firsts, seconds, strict=True)]  # fmt: skip
    finals = [a.value for a in score.amounts]
    if sorted(p.added for p in pairs) == sorted(finals) or firsts[0].value + seconds[1].value in finals:
        return None
    right = [p for p in pairs if p.added in finals]
    if len(right) != 1:
        return None
    odd = next(p for p in pairs if p is not right[0])
    left = score.amounts[1 - finals.index(right[0].added)]
    found = Sum(parts=odd.parts, total=Stated(block=score.block, amount=left))
    return found if 4 * abs(found.off) <= found.given else None
