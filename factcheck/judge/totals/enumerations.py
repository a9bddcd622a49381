"""Judge, part of the check total-mismatch: a count and all its parts in a row, told in one sentence or over two.

`nine boats, namely four trawlers, three tugs and three barges`; `26 rooms, 14 on the first floor and 11 on the second`; `Of the
eleven pilots, four were hired by one firm and six by the other`; `We keep 84 hives. There are 30 in one orchard, …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise

from factcheck.data import load_yaml
from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.phrases import Phrase, is_hedged_about, is_meant, noun_after, plural_after, sum_of
from factcheck.judge.totals.words import listed
from factcheck.patterns import pattern_of

_NEAR = Fraction(1, 6)
"""How far off parts may be that nothing but their place says to be all parts."""
_FEW = 3
_SMALL = 40
"""Up to so many a text that parts them tells all of them."""
_MOST_WORDS = 14
_ANNOUNCED = pattern_of(
    r"(?P<lead>[^.;:()]*?)(?::|\s[–—-]|\s?(?P<bracket>\()|,?\s(?:namely|that\sis,?|i\.e\.|made\sup\sof|consisting\sof|comprising|composed\sof),?)"
    r"\s?(?:(?:the|only|just|there\s(?:are|were))\s)?\Z",
    re.I,
)
_APPOSED = pattern_of(r"(?P<lead>[^.,;:()]*?),\s(?:with\s)?\Z")
_JOINT = pattern_of(
    r"(?P<rest>.*?)(?P<joint>,\sand|;\sand|,|;|\sand|,?\splus|\s&|,?\sor)\s(?:(?:the|another|an?\sfurther)\s)?(?:(?:other|remaining|last|final)\s)?\Z",
    re.S | re.I,
)
_ASIDE = pattern_of(r"\([^()]*\)")
_SAID_OF_ALL = pattern_of(r"\s*(?:all|each|none|most|every|both|which|who|where|though|although|so|making)\b", re.I)
_OF_THE = pattern_of(
    r"(?:\A|[,;]\s)\s*(?:And\s|But\s|Out\s)?of\s(?:(?:the|its|their|our|these|those|all|his|her)\s){1,2}\Z", re.I
)


def with_all_parts(phrase: Phrase) -> Iterator[Sum]:
    """A count with its parts behind a colon, a dash, a bracket, `namely` or a mere comma."""
    amounts = phrase.amounts
    for k, whole in enumerate(amounts[:-2]):
        gap = phrase.text[whole.end : amounts[k + 1].start]
        is_announced = _ANNOUNCED.fullmatch(gap)
        opened = is_announced or _APPOSED.fullmatch(gap)
        first = k + 1
        if opened is None and k < len(amounts) - 3 and _counts_parts(phrase, k + 1):
            first = k + 2  # `£50,000 in three instalments: £20,000 …`
            opened = is_announced = _ANNOUNCED.fullmatch(phrase.text[amounts[k + 1].end : amounts[first].start])
        if opened is None or len(opened["lead"].split()) > _MOST_WORDS or not _is_whole(phrase.text, whole):
            continue
        close = _end_of(phrase, opened, amounts[first].start)
        chain = _chain(phrase, first, close)
        parts = _in_one_unit(chain, whole)
        if first > k + 1 and amounts[k + 1].value != len(parts):
            continue
        if len(parts) < 2 or not _is_tail_plain(phrase.text[parts[-1].end : close]):
            continue
        if any(noun_after(phrase.text, p) in listed("times") for p in parts if not p.unit):
            continue
        found = sum_of(phrase, parts, whole)
        is_alike = _are_alike(phrase, parts, close)
        if is_announced:
            is_aside = opened["bracket"] is not None
            if _is_only_count(phrase, k) and not (is_aside and (not is_alike or _are_things(phrase, parts))):
                yield found
        elif is_alike and _is_close(found) and _is_only_count(phrase, k) and not _are_things(phrase, parts):
            if _is_no_part(phrase, whole, opened["lead"], parts):
                yield found


def of_all_of_them(phrase: Phrase) -> Iterator[Sum]:
    """`Of the eleven pilots, four were hired by one firm and six by the other`: what one verb parts."""
    if len(phrase.amounts) < 3:
        return
    whole = phrase.amounts[0]
    if not _OF_THE.search(phrase.text[phrase.start : whole.start]) or not _is_whole(phrase.text, whole):
        return
    if not re.fullmatch(r"(?:\s[\w’'-]+){1,6},\s", phrase.text[whole.end : phrase.amounts[1].start]):
        return
    semicolon = phrase.text.find(";", whole.end, phrase.end)
    close = semicolon if semicolon >= 0 else phrase.end
    told = [a for a in phrase.amounts[1:] if a.end <= close]
    parts = _in_one_unit([a for a in _chain(phrase, 1, close) if a.end <= close], whole)
    if not parts or len(parts) != len(told) or not _is_tail_plain(phrase.text[parts[-1].end : close]):
        return
    found = sum_of(phrase, parts, whole)
    is_told_whole = found.off > 0 or (abs(found.off) == 1 and whole.value <= _SMALL)  # else others may be left out
    if is_told_whole and _is_close(found):
        if _are_alike(phrase, parts, close) or (found.off > 0 and _are_outcomes(phrase, parts)):
            yield found


def conflict_over_places(before: Phrase, phrase: Phrase) -> Conflict | None:
    """`We keep 84 hives. There are 30 in one orchard, 26 in another and 25 in a third`: the only count before."""
    wholes = [a for a in before.amounts if _is_whole(before.text, a)]
    if len(before.amounts) != 1 or len(wholes) != 1 or len(phrase.amounts) < 3 or wholes[0].hedged:
        return None
    lead = phrase.text[phrase.start : phrase.amounts[0].start]
    if not _BARE_LEAD.fullmatch(lead):
        return None
    parts = _in_one_unit(_chain(phrase, 0, phrase.end), wholes[0])
    first = plural_after(phrase.text, parts[0]) if parts else ""
    own = re.match(rf"(?:\s[\w’'-]+){{0,2}}?\s{re.escape(first)}\b", phrase.text[parts[0].end :]) if first else None
    if own is not None and not parts[0].unit and first != plural_after(before.text, wholes[0]):
        return None
    tail = phrase.text[parts[-1].end : phrase.end] if parts else ""
    if len(parts) < 3 or len(parts) != len(phrase.amounts) or not _is_tail_plain(tail.partition(";")[0]):
        return None
    found = Sum(
        parts=tuple(Stated(block=phrase.block, amount=a) for a in parts),
        total=Stated(block=before.block, amount=wholes[0]),
    )
    if found.holds or not _is_close(found) or not _are_alike(phrase, parts, phrase.end) or not is_meant(phrase, found):
        return None
    if is_hedged_about(before, before.start, before.end):
        return None
    return conflict_of(phrase.document, found, confidence=0.75)


_FATE = pattern_of(
    r"\s(?:of\s(?:them|these|those)\s)?(?:still\s|now\s|also\s)?(?:have|has|had|are|were|was|is|stand|stands|stood|lie|lay|remain|remained|went|came|fell|survive[sd]?|serve[sd]?|[a-z]{3,}ed)\b"
)


_ELIDED = pattern_of(r"\s(?:by|to|in|for|from|on|at|with)\s")
"""What stands behind a part whose verb is that of the part before: `Five of them are sent by the clubs, two by the staff`."""


def conflict_over_fates(before: Phrase, phrase: Phrase) -> Conflict | None:
    """`There were seventeen mills. Eleven of these still stand, four are ruins, and three have vanished`: what became of each."""
    wholes = [a for a in before.amounts if _is_whole(before.text, a)]
    parts = _chain(phrase, 0, phrase.end)
    if len(wholes) != 1 or wholes[0].unit or wholes[0].hedged or len(parts) < 3 or len(parts) != len(phrase.amounts):
        return None
    if phrase.text[phrase.start : parts[0].start].strip() or not re.match(
        r"\sof\s(?:them|these|those)\b", phrase.text[parts[0].end :]
    ):
        return None
    if any(p.unit or p.hedged or not _FATE.match(phrase.text, p.end) for p in parts[:1]):
        return None
    if any(
        p.unit or p.hedged or not (_FATE.match(phrase.text, p.end) or _ELIDED.match(phrase.text, p.end)) for p in parts
    ):
        return None
    found = Sum(
        parts=tuple(Stated(block=phrase.block, amount=a) for a in parts),
        total=Stated(block=before.block, amount=wholes[0]),
    )
    is_told_whole = found.off > 0 or (abs(found.off) == 1 and wholes[0].value <= _SMALL)
    if found.holds or not is_told_whole or not _is_close(found) or is_hedged_about(before, before.start, before.end):
        return None
    if found.off > 0 and not _are_outcomes(phrase, parts):
        return None  # `Six of them are women, three work abroad`: one may be both
    return conflict_of(phrase.document, found, confidence=0.75)


_BARE_LEAD = pattern_of(r"\s*(?:(?:[Tt]here\s(?:are|were)|[Ww]e\s(?:have|had)|[Tt]hey\shad)\s)?")


def _are_things(phrase: Phrase, parts: Sequence[Amount]) -> bool:
    """Whether parts are things of their own, which the whole may have beside others: `240 pages (12 plates …`."""
    nouns = [plural_after(phrase.text, p) if _LONE.match(phrase.text, p.end) else "" for p in parts]
    return all(nouns) and not any(_PERSON.match(noun) for noun in nouns)


def _is_only_count(phrase: Phrase, at: int) -> bool:
    """Whether no other count stands beside the whole, of which the parts may be: `three floors and 24 rooms: …`."""
    before = phrase.amounts[at - 1] if at else None
    return before is None or not re.search(
        r"\b(?:and|with|plus)\s\Z|[,:;(]\s?\Z", phrase.text[before.end : phrase.amounts[at].start]
    )


def _is_no_part(phrase: Phrase, whole: Amount, lead: str, parts: Sequence[Amount]) -> bool:
    """Whether the number before a mere comma is no part like the others: `Nine boats went to Hull, four to Leith and three to Bergen`."""
    said = _said_of(phrase.text, parts[0], parts[1].start)
    if _OF_THE.search(phrase.text[phrase.start : whole.start]):
        return False
    if said is None or re.match(r"\s(?:of|in)\s(?:them|these|those)\b", phrase.text[parts[0].end :]):
        return said is not None
    if said.how == _PEOPLE:
        return not re.fullmatch(r"men|women|boys|girls", plural_after(phrase.text, whole))
    if said.how == _ALONE:
        return lead.split()[-1:] == [plural_after(phrase.text, whole)]
    hows = _WHERES if said.how in _WHERES else {said.how}
    return hows.isdisjoint(lead.lower().split())


def _counts_parts(phrase: Phrase, at: int) -> bool:
    """Whether a number counts in how many parts an amount before it is told."""
    amount = phrase.amounts[at]
    return not amount.unit and not amount.hedged and bool(plural_after(phrase.text, amount))


# --- the whole and its parts ------------------------------------------------------------------------------------------


def _is_whole(text: str, amount: Amount) -> bool:
    """Whether a number counts or measures something: a plural or a unit follows."""
    if (
        amount.hedged
        or amount.unit == "%"
        or re.match(r"\s(?:[a-z]+\s)?of\s(?:the|these|those|them|its|our|their|his|her)\b", text[amount.end :])
    ):
        return False
    if amount.unit:
        return True
    noun = plural_after(text, amount)
    return bool(noun) and noun not in listed("times")


def _chain(phrase: Phrase, first: int, close: int) -> list[Amount]:
    """The numbers in a row from the given one on, each joined to the next by a comma or `and`, those in brackets left out."""
    inner = [(m.start(), m.end()) for m in _ASIDE.finditer(phrase.text, phrase.start, close)]
    found: list[Amount] = []
    for amount in phrase.amounts[first:]:
        if amount.end > close or any(a <= amount.start < b for a, b in inner):
            continue
        if found and not _is_joint(phrase.text[found[-1].end : amount.start]):
            break
        found.append(amount)
    if len(found) < 2:
        return []
    last = _JOINT.fullmatch(_ASIDE.sub("", phrase.text[found[-2].end : found[-1].start]))
    is_closed = last is not None and last["joint"].strip(" ,;").lower() in ("and", "plus", "&")
    return found if is_closed or (len(found) > 2 and close < phrase.end) else []


def _is_joint(between: str) -> bool:
    plain = _ASIDE.sub("", between)
    match = _JOINT.fullmatch(plain)
    if match is None or len(plain.split()) > _MOST_WORDS or re.search(r"[:=×/]", plain):
        return False
    said = re.split(r",|;|\band\b", match["rest"])
    return all(not s.strip() or _SAID_OF_ALL.match(s) for s in said[1:])


def _is_tail_plain(tail: str) -> bool:
    """Whether nothing is added to the parts behind the last of them."""
    said = re.split(r",|;|\band\b|\bplus\b|\bbesides\b", _ASIDE.sub("", tail))
    return len(said[0].split()) < _MOST_WORDS and all(not s.strip(" .") or _SAID_OF_ALL.match(s) for s in said[1:])


def _end_of(phrase: Phrase, opened: re.Match[str], start: int) -> int:
    """Where the row of parts ends: at its bracket, its second dash, or with the sentence."""
    gap = opened[0].rstrip()
    if gap.endswith("("):
        end = phrase.text.find(")", start)
        return end if 0 <= end else phrase.end
    if gap[-1:] in "–—-":
        match = re.compile(rf"\s{gap[-1]}\s").search(phrase.text, start, phrase.end)
        return match.start() if match else phrase.end
    return phrase.end


def _in_one_unit(parts: Sequence[Amount], whole: Amount) -> list[Amount]:
    """The parts in the unit of the whole, which the first tells for all: `four days on foot, eleven by boat`."""
    if whole.unit and parts and parts[0].unit == whole.unit:
        return [replace(p, unit=whole.unit) if not p.unit else p for p in parts]
    return list(parts)


def _is_close(found: Sum) -> bool:
    return found.share_off <= _NEAR and (abs(found.off) <= _FEW or found.share_off <= _NEAR / 3 or found.is_slip)


# --- whether they are parts of one thing ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of a part: its preposition, or one word that stands alone."""

    how: str
    what: str


_VERB = r"(?:(?:of\s(?:them|these|those)\s)?(?:(?:(?:were|was|are|is|have|has|had)(?:\sbeen)?|came|come|went|go|took|live|lived|work|worked)\s)?(?:[a-z]+(?:ed|en|wn|ld|nt|ung|ought)\s)?)"
_HOW = re.compile(
    rf"\s{_VERB}(?P<how>in|on|at|for|from|by|under|near|to|aboard|against|during|as|through|into)\s(?P<what>[^,;.]+)"
)
_LONE = re.compile(
    r"\s(?:of\s(?:them|these|those)\s)?(?:(?:were|was|are|is|have|has|had)\s(?:been\s)?)?(?P<what>[a-z][a-z-]+)(?=\s*(?:[,;.)]|\sand\b|\Z))"
)
_WHERE, _ALONE, _PEOPLE = "where", "alone", "people"
_WHERES = frozenset({"in", "on", "at", "under", "near", "aboard"})
_PERSON = pattern_of(
    r"(?:men|women|boys|girls|adults|children|males?|females?|husbands|wives|sons|daughters|brothers|sisters)\Z"
)


def _are_alike(phrase: Phrase, parts: Sequence[Amount], close: int) -> bool:
    """Whether one and the same question parts the whole: by one preposition, by one word each, by sex or age."""
    said = [_said_of(phrase.text, a, b.start if b else close) for a, b in pairwise([*parts, None]) if a is not None]
    told = [s for s in said if s is not None]
    if len(told) != len(parts) or len({s.what for s in told}) != len(told):
        return False
    return len({_WHERE if s.how in _WHERES else s.how for s in told}) == 1


_BECAME = pattern_of(
    r"(?:\sof\s(?:them|these|those))?(?:\s(?:were|was|are|is|been|have|had|has|then|later|finally|still|now|also|since))*\s(?P<word>[a-z-]+)\b"
)


def _are_outcomes(phrase: Phrase, parts: Sequence[Amount]) -> bool:
    """Whether the parts tell what became of each, of which one shuts out the others: `12 were won, 7 lost and 6 drawn`."""
    told: list[str] = []
    for part in parts:
        match = _BECAME.match(phrase.text, part.end, phrase.end)
        if match is None:
            return False
        told.append(told[-1] if told and match["word"] in ("by", "to", "for", "in") else match["word"])
    return any(set(told) <= outcomes for outcomes in _outcomes())


@cache
def _outcomes() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in load_yaml("claims/totals.yaml")["outcomes"])


def _said_of(text: str, part: Amount, end: int) -> _Said | None:
    behind = text[part.end : end]
    noun = behind.split()[0].strip(",;.)").lower() if behind.split() else ""
    if _PERSON.match(noun):
        return _Said(_PEOPLE, noun)
    if match := _LONE.match(behind):
        return _Said(_ALONE, match["what"])
    if own := re.match(r"\s[a-z][\w’'-]*(?:\s[a-z][\w’'-]*)?(?=\s)", behind):
        # `Four days went on hauling`: the first part may tell what is counted
        if (match := _HOW.match(behind, own.end())) and plural_after(text, part):
            return _Said(match["how"], _plain(match["what"]))
    if match := _HOW.match(behind):
        return _Said(match["how"], _plain(match["what"]))
    return None


def _plain(words: str) -> str:
    return re.sub(r"\W*(?:\band)?\W*\Z", "", words.strip().lower())
