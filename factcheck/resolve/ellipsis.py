"""Resolve, part of coreference: what a number, `the others`, `the last` or `the first one` leaves out, by what was told before.

`The archive keeps 14 ledgers. Twelve were bound; the others were burned`: twelve of the ledgers, the other ledgers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.resolve.subject_words import HUMANS
from factcheck.values.words import stem

_REACH = 320
"""Characters back to the things of which some are told of."""
_NUMBERS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|\d{1,3})"
)
_SOME = pattern_of(
    rf"(?:another\s)?(?:all\sbut\s)?(?:some|most|many|several|half|both|none|{_NUMBERS})(?:\sof\s(?:them|these|those))?",
    re.I,
)
_OTHERS = pattern_of(
    rf"(?P<lead>the\sother(?:s|\s{_NUMBERS})?|the\srest|the\sremaining\s{_NUMBERS}|{_NUMBERS}\sothers)", re.I
)
_ORDER = pattern_of(rf"the\s(?:first|second|third|fourth|fifth|sixth|last|largest|smallest|oldest|youngest|longest|shortest|earliest|latest|worst|best|highest|lowest|heaviest|fastest|newest|deepest|cheapest)(?:\s{_NUMBERS}|\sof\s(?:them|these|those))?", re.I)  # fmt: skip
_EACH = pattern_of(r"each(?:\s\w+ing)?", re.I)
_ONE = pattern_of(r"(?P<lead>(?:the|a|an|its|his|her|their)\s(?:\w+\s){1,2}|the\s)(?P<one>ones?)", re.I)
_OWNED = frozenset(["his", "her", "their", "its", "my", "our", "your"])
_NO_THINGS = frozenset(stem(w) for w in ["time", "percent", "people", "year", "part", "point", "vote", "goal"])
_LONGEST = 34


def may_leave_out(words: str) -> bool:
    """Whether a subject is short and names nothing by itself."""
    return len(words) <= _LONGEST and _names_nothing(words)


@lru_cache(maxsize=1 << 14)
def _names_nothing(words: str) -> bool:
    return any(p.fullmatch(words) for p in (_SOME, _OTHERS, _ORDER, _EACH, _ONE))


def completed(words: str, text: str, start: int, counted: Sequence[QuantityMention], earlier: Sequence[str]) -> str:
    """A subject with the noun that it leaves out; empty where nothing before it is told to be several such things.

    `counted` are the numbers of its block, `earlier` the subjects before it, the nearest first.
    """
    if one := _ONE.fullmatch(words):
        return _as_one(one["lead"], one["one"], earlier)
    things = _things_before(text, start, counted)
    if not things and _ORDER.fullmatch(words):
        things = _plural_told(earlier)
    if not things:
        return ""
    if words.lower() == "the other":
        return f"{words} of the {things}"
    if others := _OTHERS.fullmatch(words):
        lead = re.sub(r"\bthe\s(?:rest|others)\b", "the other", others["lead"], flags=re.I)
        lead = re.sub(r"\bothers\b", "other", lead, flags=re.I)
        return f"{_with_case(words, lead)} {things}"
    bare = re.sub(r"\sof\s(?:them|these|those)\Z", "", words, flags=re.I)
    if _EACH.fullmatch(words):
        bare = words.split()[0]
    return f"{bare} of the {things}"


def _plural_told(earlier: Sequence[str]) -> str:
    """The noun of the nearest subject that is several things: of `Breakdowns were common`, the breakdowns."""
    for words in earlier[:2]:
        head = re.split(r"\s(?:of|in|at|on|for|from|to|with|by|that|which)\s", words, maxsplit=1)[0].split()
        if (
            not head
            or " and " in words
            or not head[-1].isalpha()
            or not head[-1].endswith("s")
            or head[-1].endswith(("ss", "us", "is"))
        ):
            continue
        if head[-1].islower() or len(head) == 1:
            return head[-1].lower()
    return ""


def _with_case(words: str, lead: str) -> str:
    return lead[0].upper() + lead[1:] if words[0].isupper() else lead


def _things_before(text: str, start: int, counted: Sequence[QuantityMention]) -> str:
    """The noun of the last things counted before a place: `ledgers`; empty where they are too far or of no kind."""
    for mention in reversed(counted):
        if mention.end > start or start - mention.end > _REACH:
            continue
        thing = mention.quantity.thing
        if mention.quantity.unit or not thing or thing in _NO_THINGS or mention.quantity.low <= 1:
            continue
        words = text[mention.number_end : mention.end].split()
        if not words or not words[-1].isalpha() or not words[-1].islower():
            continue
        return words[-1]
    return ""


def _as_one(lead: str, one: str, earlier: Sequence[str]) -> str:
    """`the first one` behind `The first ticket`: the same noun, the nearest that is neither a name nor a pronoun."""
    for words in earlier:
        parts = re.split(r"\s(?:of|in|at|on|for|from|to|with|by|that|which)\s", words, maxsplit=1)[0].split()
        if len(parts) < 2 or not parts[-1].isalpha() or not parts[-1].islower():
            continue
        noun = parts[-1]
        if parts[0].lower() in _OWNED or stem(noun) in HUMANS:
            continue  # `Her aunt had bought the first one`
        if noun.endswith("s") and not noun.endswith("ss"):
            noun = noun if one.lower() == "ones" else noun[:-1]
        elif one.lower() == "ones":
            continue
        return f"{lead.strip()} {noun}"
    return ""
