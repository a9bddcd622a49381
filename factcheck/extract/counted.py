"""Extract, part: the thing that a number counts: the noun behind it, before it (`a crew of 38`), or joined by a hyphen."""

from __future__ import annotations

from functools import cache

from factcheck.extract.numbers import number_data
from factcheck.patterns import pattern_of
from factcheck.values.words import fold, function_words, stem

_WORD = pattern_of(r"[ \u00a0](?P<word>[^\W\d_][\w'’-]*)")
_VERB_FORM = pattern_of(r"(?:[a-z]+ly|[a-z]+ed|was|were|died|left|came|went)")
_MONEY = pattern_of(r"[ \u00a0](?:about |around |only |just |up to )?(?:[€£$¥]|[A-Z]{3} ?\d|\d)")
_TAKES = pattern_of(r"[ \u00a0](?:place|part|effect|over|off|up)\b")
_OBJECT = pattern_of(r"\s(?:a|an|the|us|you|it|its|their|your|our|how)\b")
_CLAUSE = pattern_of(r"\s(?:to|that)\b")
_OF_THE = pattern_of(r"\sof(?:\sall)?(?:\s(?:the|its|his|her|their|our|these|those)\b)?(?=\s\w)")
_OWNER = pattern_of(r"(?:\s[A-Z][\w-]*){0,3}\s[\w-]+(?:['’]s|s['’])(?=\s)")
"""`a third of the mill's turnover`"""
_OF_IT = pattern_of(r"\sof\s(?:it|them|this|that|these|those|which|whom|us|you)\b(?!\s[a-z]+s\b)")
_GROUP = pattern_of(r"\b([a-z]{4,})\s(?:of|is|was|numbered|totals|totalled|to)\s(?:\w+\s){0,2}\Z")
_HYPHEN = pattern_of(r"-(?P<unit>[A-Za-z]{2,14})(?=[\s,.;)-])")
_PLURALS = frozenset(["men", "women", "children", "people", "staff", "crew", "personnel", "feet", "dead", "cattle", "sheep", "aircraft", "series", "spacecraft", "reindeer", "deer", "fish", "salmon", "police", "youth", "oxen", "geese", "mice", "teeth"])  # fmt: skip

_PLURAL_ENDINGS = ("children", "women", "smen", "rmen", "hmen", "tmen", "emen", "ymen", "dmen")
"""`grandchildren`, `fishermen`, `clergymen`, but `specimen`, `omen`."""


def counted_after(text: str, at: int, *, plain: bool = False, rate: bool = False) -> tuple[str, int]:
    """The head noun after a number, as its stem, and where it ends: the first plural of the words that follow.

    `plain`: the number is of digits alone and may be part of a name (`Node 22`). `rate`: what follows the noun was seen to be a rate, so it is no verb.
    """
    words: list[tuple[str, int]] = []
    position = at
    for _ in range(4):
        match = _WORD.match(text, position)
        if not match:
            break
        word = match["word"]
        if fold(word) in function_words():
            break
        if words and _VERB_FORM.fullmatch(word):
            break
        if word == "takes" and _TAKES.match(text, match.end()):
            break  # `The meeting 2026 takes place`
        if word in ("cost", "costs") and _MONEY.match(text, match.end()):
            break  # `a set of four costs €164`
        position = match.end()
        words.append((word, position))
        if text[position : position + 1] not in (" ", "\u00a0"):
            break
    plural = next((n for n, (word, _) in enumerate(words) if is_plural(word)), None)
    if plural is None:
        return "", at
    word, end = words[plural]
    if plain and not rate and word.endswith("s") and _is_verb(text, at, end):
        return "", at  # `Node 22 includes a runner`: a verb, not a counted thing
    if (
        plain
        and plural
        and _SHORT.search(text, max(0, at - 3), at)
        and all(w[0].isupper() and not w.rstrip("s").isupper() for w, _ in words[: plural + 1])
    ):
        return "", at  # `12 Angry Men`: a name
    # `flood victims`, `parking spaces`: a plural directly after a plural heads them both
    return stem(word), end


def _is_verb(text: str, at: int, end: int) -> bool:
    if _OBJECT.match(text, end):
        return True
    named = _NAME_BEFORE.search(text[max(0, at - 30) : at])
    return named is not None and bool(_CLAUSE.match(text, end))


_SHORT = pattern_of(r"(?<!\d)\d{1,2}\Z")
_NAME_BEFORE = pattern_of(r"\b[A-Z]\w*\s\d+\Z")


def shared_after(text: str, at: int) -> tuple[str, int]:
    """What a share is of: `of the voters`, `majority`; and where it ends."""
    if _OF_IT.match(text, at):
        return "", at  # of what, the words before tell
    of = _OF_THE.match(text, at)
    begin = of.end() if of else at
    thing, end = counted_after(text, begin)
    if thing:
        return thing, end
    owner = _OWNER.match(text, begin)
    word = _WORD.match(text, owner.end() if owner is not None else begin)
    if word is None or fold(word["word"]) in function_words() or not (of or word["word"] in ("majority", "share")):
        return "", at
    return stem(word["word"]), word.end()


def is_plural(word: str) -> bool:
    """Whether a word is a plural, by its form."""
    lowered = word.lower().replace("’", "'")
    if lowered in _PLURALS or lowered.endswith(_PLURAL_ENDINGS):
        return True
    return len(lowered) > 3 and lowered.endswith("s") and not lowered.endswith(("ss", "us", "is", "'s"))


def counted_before(before: str) -> str:
    """`a crew of 38`, `a population of 12,300`, `capacity: 900`: the noun before the number."""
    if not any(group in before for group in _groups()):
        return ""
    match = _GROUP.search(before)
    return stem(match[1]) if match and match[1] in _groups() else ""


def counted_by_hyphen(text: str, at: int) -> tuple[str, int]:
    """`a twelve-storey block`: the thing behind the hyphen and where it ends."""
    match = _HYPHEN.match(text, at)
    if match is None or match["unit"].lower() not in _hyphenated():
        return "", at
    return stem(match["unit"]), match.end()


@cache
def _groups() -> tuple[str, ...]:
    return tuple(number_data()["groups"])


@cache
def _hyphenated() -> frozenset[str]:
    return frozenset(number_data()["hyphenated"])
