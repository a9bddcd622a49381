"""Extract, part: proper names in a block's text, by capitals, closed classes of cues, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.name_ties import with_aliases, with_qualifiers
from factcheck.model.mention import NameKind, NameMention, Sentence
from factcheck.values.names import is_inverted
from factcheck.values.words import Token, fold, function_words, tokens


@cache
def _cues() -> dict[str, frozenset[str]]:
    data = load_yaml("claims/names/en.yaml")
    cues = {key: frozenset(value if isinstance(value, list) else value.split()) for key, value in data.items()}
    cues["ordinary"] = cues["ordinary"] | function_words()
    return cues


def find_names(
    text: str, sentences: Sequence[Sentence], *, words: Sequence[Token] | None = None, title_case: bool = False
) -> tuple[NameMention, ...]:
    """The names in a text in order. In a heading in title case a capital tells nothing: only cue words and acronyms do."""
    found: list[NameMention] = []
    every = tokens(text) if words is None else words
    starts = {sentence.start for sentence in sentences}
    capital_inside = _capitals_inside(every, starts, text)
    index = 0
    while index < len(every):
        if not _is_capital(every[index]):
            index += 1
            continue
        last = _name_from(every, index, starts, capital_inside, text, title_case)
        if last is None:
            index += 1
            continue
        mention = _mention(text, every, index, last, title_case)
        if mention is not None:
            found.append(mention)
        index = last + 1
    return with_aliases(text, with_qualifiers(text, _with_inverted(text, found)))


def _with_inverted(text: str, found: list[NameMention]) -> list[NameMention]:
    """The names, with a surname that begins the text and the given names behind its comma as one."""
    if len(found) < 2 or found[0].start > 3 or " " in found[0].text:
        return found
    first, second = found[0], found[1]
    whole = text[first.start : second.end]
    if text[first.end : second.start] != ", " or not is_inverted(whole):
        return found
    return [replace(second, start=first.start, text=whole, kind=NameKind.PERSON), *found[2:]]


def _capitals_inside(every: Sequence[Token], starts: set[int], text: str) -> frozenset[str]:
    """Words that stand with a capital in mid-sentence somewhere in this text."""
    return frozenset(t.text for t in every if t.text[0].isupper() and not _begins(text, t, starts))


def _begins(text: str, token: Token, starts: set[int]) -> bool:
    return token.start in starts or text[max(0, token.start - 2) : token.start].strip() in (
        '"',
        "“",
        "‘",
        "(",
        "•",
        ":",
        "*",
    )


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper()


def _name_from(
    every: Sequence[Token], index: int, starts: set[int], inside: frozenset[str], text: str, title_case: bool
) -> int | None:
    """The index of the last token of the name that begins here, if one does."""
    token = every[index]
    cues = _cues()
    word = token.text
    bare = fold(word)
    if bare in cues["ordinary"] and not _next_is_capital(every, index, text):
        return None
    if bare in cues["ordinary"] and _begins(text, token, starts):
        # `The Treaty of Utrecht`, `After NATO`: the first word is no part of it
        return None
    if bare in _DATE_WORDS and index and every[index - 1].text.lower() in _BEFORE_DATES:
        # `In June Fulmar sailed`
        return None
    if bare in cues["events"] and index + 1 < len(every) and every[index + 1].low == "of":
        return None
    last = index
    k = index + 1
    while k < len(every):
        gap = text[every[k - 1].end : every[k].start]
        following = every[k]
        if gap.strip() or len(gap) > 2 or "\n" in gap:
            break
        if (
            following.text in ("&", "–", "—", "-", "/", "’", "'")
            and k + 1 < len(every)
            and _is_capital(every[k + 1])
            and (following.text == "&" or (not gap and every[k + 1].start == following.end))
        ):
            k += 2
            last = k - 1
            continue
        if (
            following.text == "."
            and not gap
            and (
                len(every[k - 1].text) == 1
                or every[k - 1].text in cues["titles"]
                or every[k - 1].text in ("St", "Mt", "Ft")
            )
            and k + 1 < len(every)
            and _is_capital(every[k + 1])
        ):
            k += 1
            continue
        if _is_capital(following) and fold(following.text) not in function_words():
            if every[k - 1].text.endswith(("'s", "’s")) and last == k - 1 and not _is_thing(following.text):
                break
            if fold(following.text) in _MONTHS_AND_DAYS:
                break
            last = k
            k += 1
            continue
        if (
            re.fullmatch(r"\d+(?:\.\d+)*", following.text)
            and gap == " "
            and len(following.text) <= 5
            and not (following.text.isdigit() and len(following.text) == 4)
        ):
            after = every[k + 1].low if k + 1 < len(every) else ""
            if _is_versioned(every, index, last) and after not in _MONTHS_AND_DAYS and "." in following.text:
                last = k
            break
        if following.text in cues["particles"] or following.text in ("of", "the"):
            j = k
            while j < len(every) and j < k + 3 and every[j].text in cues["particles"]:
                j += 1
            joined = j < len(every) and _is_capital(every[j]) and not text[every[j - 1].end : every[j].start].strip()
            if joined and fold(every[j].text) not in _MONTHS_AND_DAYS and _joins(every, index, last, k, j):
                last = j
                k = j + 1
                continue
        break
    if last == index and _is_single_word_doubtful(token, starts, inside, text, title_case):
        return None
    return last


_MONTHS_AND_DAYS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)


_DATE_WORDS = _MONTHS_AND_DAYS | {"may"}
_BEFORE_DATES = frozenset(
    ["in", "of", "on", "since", "until", "till", "by", "from", "during", "last", "next", "this", "that", "early", "late", "mid", "every", "each", "before", "after"]
)  # fmt: skip


def _is_versioned(every: Sequence[Token], index: int, last: int) -> bool:
    return last - index <= 1


def _joins(every: Sequence[Token], index: int, last: int, k: int, j: int) -> bool:
    """Whether a particle binds two capital words into one name: `Treaty of Utrecht`, not `Paris and Rome`."""
    particle = every[k].text
    before, after = every[last].text, every[j].text
    cues = _cues()
    if particle in ("and", "in", "on", "for", "y", "e"):
        heads = cues["organisations"] | cues["things"]
        return (
            particle in ("and", "for")
            and before in heads - {"Council", "Bridge"}
            and j == k + 1
            and (
                after in heads
                or before
                in ("Ministry", "Department", "Institute", "Office", "Society", "Centre", "Board", "Committee")
            )
        )
    if particle == "of":
        return (
            before in cues["organisations"] | cues["things"] | cues["titles"] | cues["places"]
            or after in cues["things"]
            or (j > k + 1 and before.istitle())
        )
    return particle != "the"


def _next_is_capital(every: Sequence[Token], index: int, text: str) -> bool:
    return (
        index + 1 < len(every)
        and _is_capital(every[index + 1])
        and text[every[index].end : every[index + 1].start] == " "
        and fold(every[index + 1].text) not in function_words()
    )


def _is_thing(word: str) -> bool:
    cues = _cues()
    return word in cues["things"] or word in cues["organisations"] or word in cues["places"]


def _is_single_word_doubtful(
    token: Token, starts: set[int], inside: frozenset[str], text: str, title_case: bool
) -> bool:
    word = token.text
    if len(word) > 1 and word.isupper() and any(c.isalpha() for c in word):
        return title_case or len(word) > 6
    if len(word) == 1 or fold(word) in _MONTHS_AND_DAYS:
        return True
    if title_case:
        return True
    if not _begins(text, token, starts):
        return False
    if word in inside:
        return False
    # a sentence's first word with nothing to tell: a name if it looks like no word that grammar bends
    return bool(re.search(r"(?:ing|ed|ly|tion|ment|ness|s)\Z", word)) or fold(word) in _cues()["ordinary"]


def _mention(text: str, every: Sequence[Token], first: int, last: int, title_case: bool) -> NameMention | None:
    start, end = every[first].start, every[last].end
    words = [every[k].text for k in range(first, last + 1) if every[k].text != "."]
    raw = text[start:end]
    possessive = _POSSESSIVE.search(raw) if raw[-1] in "s’'" else None
    if possessive:
        end -= len(possessive[0])
        raw = text[start:end]
    cues = _cues()
    if (
        title_case
        and last > first
        and raw.isupper()
        and not any(w.title() in cues["things"] | cues["places"] | cues["organisations"] for w in words)
    ):
        return None
    if title_case and last > first and all(fold(w) in cues["ordinary"] for w in words):
        return None
    return NameMention(start=start, end=end, text=raw, kind=_kind(text, start, words))


def _kind(text: str, start: int, words: Sequence[str]) -> NameKind:
    cues = _cues()
    final = words[-1].removesuffix("'s").removesuffix("’s").strip(".")
    if words[0].strip(".") in cues["titles"] and len(words) > 1:
        return NameKind.PERSON
    for group, kind in (
        ("things", NameKind.THING),
        ("organisations", NameKind.ORGANISATION),
        ("places", NameKind.PLACE),
    ):
        if final in cues[group] or (len(words) > 2 and words[0] in cues[group]):
            return kind
    before = text[max(0, start - 24) : start].rstrip()
    before = before[before.rfind(" ") + 1 :]
    if before.rstrip(".") in _BEFORE_PERSON:
        return NameKind.PERSON
    if len(words) == 1 and before in _BEFORE_PLACE:
        return NameKind.PLACE
    own = [w for w in words if w not in _NOBILIARY]
    if 2 <= len(own) <= 3 and all(_PERSONAL.fullmatch(w) for w in own):
        return NameKind.PERSON
    return NameKind.UNKNOWN


_POSSESSIVE = re.compile(r"[’']s\Z|(?<=s)[’']\Z")
_BEFORE_PERSON = frozenset({"Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Cllr"})
_BEFORE_PLACE = frozenset({"in", "at", "near", "from", "to", "towards", "outside", "around"})
_PERSONAL = re.compile(r"(?:Mc|Mac|Fitz|[OD][’'])?[A-ZÀ-Þ][a-zß-ÿ’'-]+(?:-[A-ZÀ-Þ][a-zß-ÿ’']+)?|[A-Z]\.?")
_NOBILIARY = frozenset({"van", "von", "der", "den", "de", "di", "da", "del", "al", "bin", "ibn", "zu"})
