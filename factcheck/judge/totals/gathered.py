"""Judge, part of the check total-mismatch: lines and items that all end in a number of one thing, and their whole told elsewhere.

`Running time 96 minutes` stands over a list of films, `the set runs to 1,136 pages` under a list of volumes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from factcheck.frozen import dataclass
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount, amounts_in, has_numbers
from factcheck.judge.totals.closing import just_misses
from factcheck.judge.totals.findings import Stated, Sum, conflict_of, rounding_of
from factcheck.judge.totals.phrases import dates_in, plural_after, sentences_of
from factcheck.judge.totals.stated import PRICES
from factcheck.judge.totals.words import is_total_or_apart, listed, words
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of

_NEAR = 3
_FAR = Fraction(1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The lines of a paragraph, or the items of a list, with one amount each."""

    parts: tuple[Stated, ...]
    nouns: tuple[str, ...]
    """What each counts, where it is no measure."""
    first: Block
    last: Block

    @property
    def unit(self) -> str:
        """The one unit of all."""
        return self.parts[0].amount.unit


def gathered_conflicts(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Conflict]:
    """The total near a list whose members do not come to it, and shares that are said to be all and make no hundred."""
    for members in (*_of_items(document, times), *_of_lines(document, times), *_of_neighbours(document, times)):
        conflict = _over_hundred(document, members) if members.unit == "%" else _over_total(document, times, members)
        if conflict is not None:
            yield conflict


# --- the members ------------------------------------------------------------------------------------------------------


def _of_items(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Members]:
    run: list[Block] = []
    for block in [*document.blocks, None]:
        joins = block is not None and run and block.index == run[-1].index + 1 and block.headings == run[-1].headings
        is_item = block is not None and block.kind is BlockKind.LIST_ITEM and not block.struck and not block.boilerplate
        if run and not (is_item and joins):
            members = _members([(b, 0, len(b.text)) for b in run], times)
            if members is not None and len({b.level for b in run}) == 1:
                yield members
            run = []
        if is_item and block is not None:
            run.append(block)


def _of_lines(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Members]:
    """The lines of a paragraph of plain text, as the source breaks them."""
    for block in document.blocks:
        source = document.text[block.span.start : block.span.end]
        if block.kind is not BlockKind.PARAGRAPH or not 2 <= source.count("\n") < 20 or block.quoted:
            continue
        at, places = 0, []
        for line in source.split("\n"):
            told = " ".join(line.split())
            found = block.text.find(told, at) if told else -1
            if found < 0:
                break
            at = found + len(told)
            places.append((block, found, at))
        else:
            members = _members(places, times)
            if members is not None:
                yield members


def _of_neighbours(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Members]:
    """Pairs of a key and a value that follow each other: `Top drawer: ten spoons.`"""
    run: list[Block] = []
    for block in [*document.blocks, None]:
        is_pair = block is not None and block.kind is BlockKind.KEY_VALUE and not block.boilerplate
        is_pair = is_pair and block is not None and _at_end(block, 0, len(block.text), ()) is not None
        if run and not (is_pair and block is not None and block.index == run[-1].index + 1):
            members = _members([(b, 0, len(b.text)) for b in run], times)
            if members is not None:
                yield members
            run = []
        if is_pair and block is not None:
            run.append(block)


def _members(places: Sequence[tuple[Block, int, int]], times: Mapping[int, tuple[Timex, ...]]) -> Members | None:
    if not 3 <= len(places) <= 30:
        return None
    parts, nouns = [], []
    for block, start, end in places:
        found = _at_end(block, start, end, dates_in(times.get(block.index, ())))
        if (
            found is None
            or is_total_or_apart(block.text[start : found[0].amount.start])
            or _PARTLY.search(block.text, start, end)
        ):
            return None
        parts.append(found[0])
        nouns.append(found[1])
    if len({p.amount.unit for p in parts}) > 1 or any(p.amount.value <= 0 for p in parts):
        return None
    return Members(parts=tuple(parts), nouns=tuple(nouns), first=places[0][0], last=places[-1][0])


_PARTLY = pattern_of(
    r"\b(?:includ\w+|of\swh(?:ich|om)|thereof|from|up\sto|about|roughly|each|per(?!\s?cent)|same|optional|or)\b", re.I
)
_DOZEN = pattern_of(r"\b(?:half\sa\sdozen|an?\sdozen\sand\sa\shalf|an?\sdozen)\b", re.I)


def _at_end(block: Block, start: int, end: int, taken: Sequence[tuple[int, int]]) -> tuple[Stated, str] | None:
    """The one amount with which a line ends, but for what it counts."""
    if not has_numbers(block.text, start, end, 1):
        return None
    stretch = block.text[start:end].rstrip(" .;,")
    end = start + len(stretch)
    dozen = dozens_in(block.text, start, end)
    if dozen is not None:
        amounts: tuple[Amount, ...] = (dozen,)
    else:
        amounts = amounts_in(block.text[:end], taken, start, end)
    if not amounts or amounts[-1].hedged or amounts[-1].places:
        return None
    amount = amounts[-1]
    noun = plural_after(block.text[:end], amount)
    if any(a.unit == amount.unit and (a.unit or plural_after(block.text[:end], a)) for a in amounts[:-1]):
        return None
    tail = block.text[amount.end : end]
    if amount.unit:
        return (Stated(block=block, amount=amount), "") if not tail.strip() else None
    if not noun or len(tail.split()) > 3 or not tail.lower().endswith(noun) or noun in listed("times"):
        return None
    return Stated(block=block, amount=amount), noun


def dozens_in(text: str, start: int, end: int) -> Amount | None:
    """`a dozen`, `half a dozen` and `a dozen and a half`, which are no number words by themselves."""
    match = _DOZEN.search(text, start, end)
    if match is None:
        return None
    low = match[0].lower()
    value = 6 if low.startswith("half") else 18 if low.endswith("half") else 12
    return Amount(start=match.start(), end=match.end(), text=match[0], value=Fraction(value))


# --- the total --------------------------------------------------------------------------------------------------------

_TIMES = frozenset(("s", "min", "h", "spell"))
_LEAD = pattern_of(
    r"(?:\b(?:(?:runs?|ran|comes?|came|amounts?|amounted|extends?|adds\sup)\sto|(?:lasts?|plays?|played)(?:\sfor)?|lasted(?:\sfor)?|(?:in\sall|altogether|all\stold)(?:,?\s(?:there|they|we|it)\s[a-z]+)?|takes?\sup|totals?|totalled|give\sback|hand\sback|makes?|is\san?\s\w+\sof|a\stotal\sof)"
    r"|\bwhole\s(?:work|set|series|edition|book|trilogy|cycle|walk|route|line|programme|collection)\s(?:has|holds|fills|is|takes|covers|measures|weighs)"
    r"|\b(?:running|playing|reading|total|overall|whole|combined)\s(?:time|length|weight|distance|duration|width|mass|extent)(?:\s(?:is|was|of))?:?)\s(?:just\s|exactly\s|precisely\s|fully\s)?\Z",
    re.I,
)
_BEHIND = pattern_of(r"(?:\s[\w’'-]+){0,4}?,?\s(?:in\s(?:all|total)|altogether|all\stold)\b", re.I)
_SO = pattern_of(
    r"(?:So|Thus|Hence|Therefore|Altogether|In\sall|Together|(?:That|This|It)\s(?:all\s)?(?:makes|gives|comes))\b"
)
_SOME = pattern_of(
    r"\b(?:interval|intermission|introduct\w+|break|pauses?|changeover|parallel|meanwhile|simultaneous\w*|at\sthe\ssame\stime|at\sonce|side\sby\sside|overlap\w*|index|preface|supplement|includ\w+|excluding|without|besides|apart|plus|not\scounting|from\s\d|saving\w*|instead|discount\w*|reduced|up\sto|selection|among|some\sof|others?|most|more\sthan|at\sleast|about|only\sthe|first)\b",
    re.I,
)
_WITHOUT = pattern_of(
    r"\b(?:(?:without|no|with\sno)\s(?:an?\s|any\s)?(?:interval|intermission|break|pauses?|overlap\w*)|no\sothers?|none\sother|nothing\selse)\b",
    re.I,
)


_BUNDLE = pattern_of(r"\b(?:set|box|bundle|package|subscription|pass|ticket|season|course|offer)\b", re.I)


def _over_total(document: Document, times: Mapping[int, tuple[Timex, ...]], members: Members) -> Conflict | None:
    near = [b for b in document.blocks if _is_near(b, members)]
    around = _WITHOUT.sub(" ", " \n ".join(b.text for b in near))
    if words("silence", "table").search(around) or words("rounding").search(around):
        return None
    heads = " ".join(document.blocks[k].text for k in members.first.headings)
    if members.unit.isupper() and PRICES.search(f"{heads} {around}"):
        return None
    found = [
        Sum(parts=members.parts, total=Stated(block=block, amount=amount))
        for block in near
        for amount in _totals_in(block, dates_in(times.get(block.index, ())), members)
    ]
    if len(found) != 1:
        return None
    made = found[0]
    if made.off < 0 and members.unit in _TIMES and not _WITHOUT.search(" \n ".join(b.text for b in near)):
        return None  # what lies between the members may take its time
    if made.off > 0 and members.unit.isupper() and _BUNDLE.search(made.total.block.text):
        return None  # a set may be cheaper than its parts
    if not just_misses(made) or made.holds or made.given <= max(p.amount.value for p in made.parts):
        return None
    if any(abs(made.off) == p.amount.value for p in made.parts):
        return None
    if any(a.value == made.added for b in near for a in amounts_in(b.text)):
        return None
    return conflict_of(document, made, confidence=0.75)


def _is_near(block: Block, members: Members) -> bool:
    is_told = block.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION) and not (
        block.struck or block.boilerplate or block.quoted
    )
    if not is_told or any(p.block is block for p in members.parts):
        return False
    in_reach = members.first.index - _NEAR <= block.index <= members.last.index + _NEAR
    return in_reach and block.headings == members.first.headings


_PARTLY_SO = pattern_of(
    r"(?:\s[a-z’'-]+){0,2}?,?\s(?:with|without(?!\s(?:an?\s|any\s)?(?:interval|intermission|break|pauses?|overlap))|at|on|for|if|when|where|which|that|as|in\s(?:the|its|our|this))\b"
)
"""What makes a total one of some of it, or of more."""


def _totals_in(block: Block, taken: Sequence[tuple[int, int]], members: Members) -> Iterator[Amount]:
    """The amounts of a text that it says to be of the whole, and that measure or count what the members do."""
    amounts = amounts_in(block.text, taken)
    for start, end in sentences_of(block.text):
        if _SOME.search(_WITHOUT.sub(" ", block.text[start:end])):
            continue
        for amount in amounts:
            if not start <= amount.start < end or amount.hedged or amount.unit != members.unit:
                continue
            is_led = _LEAD.search(block.text[start : amount.start]) or _BEHIND.match(block.text[:end], amount.end)
            if not is_led:
                continue
            noun = plural_after(block.text[:end], amount)
            is_of_all = noun in listed("things") and _SO.match(block.text, start) is not None
            if _PARTLY_SO.match(block.text[:end], amount.end):
                continue
            if amount.unit or is_of_all or (noun and set(members.nouns) == {noun}):
                yield amount


# --- a hundred per cent -------------------------------------------------------------------------------------------------

_EVERYTHING = pattern_of(
    r"\b(?:(?:that|this|these|those)\s(?:is|are|were|was)\sall\b"
    r"|no\sother\s[a-z]+\s(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:named|given|mentioned|chosen|counted|recorded|used|reported)\b"
    r"|(?:nothing|nobody|no\sone)\selse\s(?:was|were|is|has\sbeen)\s(?:named|given|mentioned|chosen|counted|recorded|used|reported)\b|(?:and|there\s(?:is|are|was|were))\s(?:no\sothers?|no\smore|none)\b(?=\s?[.,;]))",
    re.I,
)
_ONE_EACH = pattern_of(
    r"\b(?:each|every)\s(?:[\w’'-]+\s){0,5}?(?:just|only|exactly|precisely)\sone\b|\b(?:each|every|everyone|everybody)\b[^.;]{0,40}\bonce\b(?!\s(?:per|an?|every|each|in|for)\b)",
    re.I,
)
"""What says that nobody is counted twice; somebody may have given no answer."""
_REST = pattern_of(
    r"\b(?:rest|remaind\w+|remaining|others?\b(?!\s\w+\s(?:was|were|is|are))|undecided|no\s(?:answer|opinion|wish|view|preference|reply)|some)\b",
    re.I,
)
_MOST_OFF = 15


def _over_hundred(document: Document, members: Members) -> Conflict | None:
    """Shares of a list of which the text says that they are all, and which are no hundred by more than their rounding."""
    near = [b for b in document.blocks if _is_near(b, members)]
    around = " \n ".join(b.text for b in near)
    over = sum((p.amount.value for p in members.parts), Fraction(-100))
    is_all = _EVERYTHING.search(around) or (over > 0 and _ONE_EACH.search(around))
    if not is_all or _REST.search(_EVERYTHING.sub(" ", around)) or words("silence", "shares").search(document.text):
        return None
    if any(a.unit == "%" for b in near for a in amounts_in(b.text)):
        return None  # the rest may be told there
    made = Sum(parts=members.parts, total=members.parts[-1], whole=Fraction(100))
    if not rounding_of(members.parts) < abs(made.off) <= _MOST_OFF:
        return None
    if words("rounding").search(around) or words("silence", "before").search(around):
        return None
    return conflict_of(document, made, confidence=0.75)
