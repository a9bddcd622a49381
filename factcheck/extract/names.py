"""Extract, part: proper names in a block's text, by capitals, closed classes of cues, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.name_joins import with_joined
from factcheck.extract.name_ties import with_aliases, with_qualifiers
from factcheck.frozen import maker, replace
from factcheck.model.mention import NameKind, NameMention, Sentence
from factcheck.values.calendar import MONTHS, WEEKDAYS
from factcheck.values.names import is_inverted
from factcheck.values.paths import stands_in_identifier
from factcheck.values.words import Token, WordTable, fold, function_words, keep, tokens

_name = maker(NameMention)


@cache
def _cues() -> dict[str, frozenset[str]]:
    data = load_yaml("claims/names/en.yaml")
    cues = {key: frozenset(value if isinstance(value, list) else value.split()) for key, value in data.items()}
    cues["ordinary"] = cues["ordinary"] | function_words()
    return cues


def is_organisation_word(word: str) -> bool:
    """Whether a word with its capital ends the names of organisations: `Foundation`, `Union`."""
    return word in _cues()["organisations"]


_IS_CAPITAL = WordTable(lambda word: word[0].isupper())


class _Words:
    """The words of a text as names are read in them."""

    __slots__ = ("begins", "capital", "capitals", "every", "inside", "text", "title_case", "words")

    def __init__(self, text: str, every: Sequence[Token], starts: set[int], title_case: bool) -> None:
        self.text, self.every, self.title_case = text, every, title_case
        self.words = [token.text for token in every]
        self.capital = list(map(_IS_CAPITAL.__getitem__, self.words))
        self.capitals = capitals = [k for k, is_capital in enumerate(self.capital) if is_capital]
        self.begins = {k for k in capitals if (at := every[k].start) in starts or _OPENS[text[max(0, at - 2) : at]]}
        """Indices of the words with a capital that begin a sentence, a quotation or a bracket."""
        self.inside = {self.words[k] for k in capitals if k not in self.begins}
        """Words that stand with a capital in mid-sentence somewhere in this text."""


def find_names(
    text: str, sentences: Sequence[Sentence], *, words: Sequence[Token] | None = None, title_case: bool = False
) -> tuple[NameMention, ...]:
    """The names in a text in order. In a heading in title case a capital tells nothing: only cue words and acronyms do."""
    found: list[NameMention] = []
    every = tokens(text) if words is None else words
    line = _Words(text, every, {sentence.start for sentence in sentences}, title_case)
    free = 0
    for index in line.capitals:
        if index < free:
            continue
        last = _name_from(line, index)
        if last is None:
            continue
        mention = _mention(text, every, index, last, title_case)
        if mention is not None:
            is_opening = last == index and index in line.begins and line.words[index] not in line.inside
            found.append(replace(mention, is_opening=True) if is_opening else mention)
        free = last + 1
    return with_aliases(text, with_qualifiers(text, with_joined(text, _with_inverted(text, found))))


def _with_inverted(text: str, found: list[NameMention]) -> list[NameMention]:
    """The names, with a surname that begins the text and the given names behind its comma as one."""
    if len(found) < 2 or found[0].start > 3 or " " in found[0].text:
        return found
    first, second = found[0], found[1]
    whole = text[first.start : second.end]
    if text[first.end : second.start] != ", " or not is_inverted(whole):
        return found
    return [replace(second, start=first.start, text=whole, kind=NameKind.PERSON), *found[2:]]


_OPENING = frozenset({'"', "“", "‘", "(", "•", ":", "*"})
_OPENS = WordTable(lambda before: before.strip() in _OPENING)
"""Whether a quotation, a bracket or an entry begins behind two characters."""
_JOINING = frozenset({"&", "–", "—", "-", "/", "’", "'"})
_ORDINARY, _FUNCTION, _CALENDAR, _DATE, _CUE, _PARTICLE, _EVENT = 1, 2, 4, 8, 16, 32, 64


def _facts_of(word: str) -> int:
    """The closed classes that a word belongs to, as one number."""
    cues, bare = _cues(), fold(contracted[1] if (contracted := _CONTRACTED.fullmatch(word)) is not None else word)
    return (
        _ORDINARY * (bare in cues["ordinary"])
        | _FUNCTION * (bare in function_words())
        | _CALENDAR * (bare in _MONTHS_AND_DAYS)
        | _DATE * (bare in _DATE_WORDS)
        | _CUE * (word in cues["things"] or word in cues["organisations"] or word in cues["places"])
        | _PARTICLE * (word in cues["particles"])
        | _EVENT * (bare in cues["events"])
    )


_CONTRACTED = re.compile(r"(i|we|you|he|she|it|they|there|that|who|what|here|let)['’](?:ve|d|ll|re|m|s)", re.I)
"""A pronoun that a verb is written together with: `I've`, `They'd`."""
_FACTS = WordTable(_facts_of)
_VERSION = re.compile(r"\d+(?:\.\d+)*")


def _name_from(line: _Words, index: int) -> int | None:
    """The index of the last token of the name that begins here, if one does."""
    text, every, words, capital = line.text, line.every, line.words, line.capital
    if index and words[index - 1] == "°":
        return None  # `below 10 °C. Batteries`
    own = _FACTS[words[index]]
    if own & _ORDINARY and (index in line.begins or not _next_is_capital(line, index)):
        # `The Treaty of Utrecht`, `After NATO`: the first word is no part of it
        return None
    if own & _DATE and index and (every[index - 1].low in _BEFORE_DATES or every[index - 1].low.isdecimal()):
        # `In June Fulmar sailed`, `On 6 November Mr Holm sailed`
        return None
    if own & _EVENT and index + 1 < len(every) and every[index + 1].low == "of":
        return None
    last = index
    k = index + 1
    while k < len(every):
        previous, following = every[k - 1], every[k]
        gap = text[previous.end : following.start]
        if gap and gap != " " and (gap.strip() or len(gap) > 2 or "\n" in gap):
            break
        word = words[k]
        facts = _FACTS[word]
        if capital[k]:
            if not facts & _FUNCTION or word in _ALSO_NOUNS:
                if last == k - 1 and words[k - 1].endswith(("'s", "’s")) and not facts & _CUE:
                    if (
                        words[index] != "The" or index in line.begins
                    ):  # a title: `their play, The Cooper's Boat, opened`
                        break
                if facts & _CALENDAR:
                    break
                last = k
                k += 1
                continue
        elif word in _JOINING:
            if (
                k + 1 < len(every)
                and capital[k + 1]
                and (word == "&" or (not gap and every[k + 1].start == following.end))
            ):
                k += 2
                last = k - 1
                continue
            if word == "-" and not gap and _is_serial(line, index, k):
                k += 2
                last = k - 1
                continue
        elif word == ".":
            if not gap and k + 1 < len(every) and capital[k + 1] and _is_shortened(words[k - 1]):
                k += 1
                continue
        elif gap == " " and len(word) <= 5 and word[0].isdecimal() and _VERSION.fullmatch(word):
            if not (word.isdigit() and len(word) == 4):
                after = every[k + 1].low if k + 1 < len(every) else ""
                if "." in word and last - index <= 1 and after not in _MONTHS_AND_DAYS:
                    last = k
                break
        if facts & _PARTICLE or word in ("of", "the"):
            j = k
            while j < len(every) and j < k + 3 and _FACTS[words[j]] & _PARTICLE:
                j += 1
            joined = j < len(every) and capital[j] and not text[every[j - 1].end : every[j].start].strip()
            if joined and not _FACTS[words[j]] & _CALENDAR and _joins(every, index, last, k, j):
                last = j
                k = j + 1
                continue
        break
    if last == index and _is_single_word_doubtful(line, index):
        return None
    return last


_SERIAL = re.compile(r"\d{1,3}[A-Za-z]?")


def _is_serial(line: _Words, index: int, dash: int) -> bool:
    """Whether a hyphen ties a number to the name before it, as to one of a series: `Falcon-9`, `Mariner-4B`; no `May-19`."""
    if dash + 1 >= len(line.every) or _FACTS[line.words[dash - 1]] & (_DATE | _FUNCTION):
        return False
    number, before = line.every[dash + 1], line.every[dash]
    return number.start == before.end and _SERIAL.fullmatch(number.text) is not None


def _is_shortened(word: str) -> bool:
    """`J.`, `Dr.`, `St.`: the full stop behind it ends no sentence."""
    return len(word) == 1 or word in _cues()["titles"] or word in ("St", "Mt", "Ft")


_DATE_WORDS = frozenset({*MONTHS, *WEEKDAYS})
_MONTHS_AND_DAYS = _DATE_WORDS - {"may"}
_BEFORE_DATES = frozenset(
    ["in", "of", "on", "since", "until", "till", "by", "from", "during", "last", "next", "this", "that", "early", "late", "mid", "every", "each", "before", "after"]
)  # fmt: skip


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


def _next_is_capital(line: _Words, index: int) -> bool:
    following = index + 1
    return (
        following < len(line.every)
        and line.capital[following]
        and line.text[line.every[index].end : line.every[following].start] == " "
        and not _FACTS[line.words[following]] & _FUNCTION
    )


def _is_single_word_doubtful(line: _Words, index: int) -> bool:
    word = line.words[index]
    if len(word) > 1 and word.isupper() and any(c.isalpha() for c in word):
        return line.title_case or (len(word) > 6 and not _is_code(line, index))
    if len(word) == 1 or _FACTS[word] & _CALENDAR:
        return True
    if line.title_case:
        return True
    if index not in line.begins or word in line.inside:
        return False
    # a sentence's first word with nothing to tell: a name if it looks like no word that grammar bends
    return word.endswith(_BENT) or bool(_FACTS[word] & _ORDINARY) or word.lower() in _NUMBERS


_ALSO_NOUNS = frozenset(["Well", "Down", "Over"])
"""Words of grammar that are nouns of places, too: `Holy Well`, `Hengist Down`."""
_NUMBERS = frozenset(["five", "seven", "eight", "nine", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundreds", "thousands", "dozens"])  # fmt: skip
_BENT = ("ing", "ed", "ly", "tion", "ment", "ness", "s")


def _is_code(line: _Words, index: int) -> bool:
    """Whether a number is tied to a word in capitals: `RENALIS-2`."""
    words, every = line.words, line.every
    return (
        index + 2 < len(words)
        and words[index + 1] == "-"
        and words[index + 2].isdigit()
        and every[index].end == every[index + 1].start == every[index + 2].start - 1
    )


def _mention(text: str, every: Sequence[Token], first: int, last: int, title_case: bool) -> NameMention | None:
    start, end = every[first].start, every[last].end
    if stands_in_identifier(text, start, end):
        return None
    words = [token.text for token in every[first : last + 1] if token.text != "."]
    raw = text[start:end]
    if raw[-1] in "s’'" and (possessive := _POSSESSIVE.search(raw)):
        end -= len(possessive[0])
        raw = text[start:end]
    if title_case and last > first:
        cues = _cues()
        if raw.isupper() and not any(
            w.title() in cues["things"] | cues["places"] | cues["organisations"] for w in words
        ):
            return None
        if all(fold(w) in cues["ordinary"] for w in words):
            return None
    return _name(start=start, end=end, text=raw, kind=_kind(text, start, tuple(words)))


@cache
def _kinds() -> dict[str, NameKind]:
    """Cue words with the kind of the names that they end."""
    groups = (
        ("places", NameKind.PLACE),
        ("organisations", NameKind.ORGANISATION),
        ("things", NameKind.THING),
    )
    return {word: kind for group, kind in groups for word in _cues()[group]}


def _kind(text: str, start: int, words: tuple[str, ...]) -> NameKind:
    own = _KINDS.get(words)
    if own is None:
        own = keep(_KINDS, words, _kind_by_itself(words))
    kind, is_settled = own
    if is_settled:
        return kind
    before = text[max(0, start - 24) : start].rstrip()
    before = before[before.rfind(" ") + 1 :]
    if before.rstrip(".") in _BEFORE_PERSON:
        return _PERSON
    return _PLACE if len(words) == 1 and before in _BEFORE_PLACE else kind


_KINDS: dict[tuple[str, ...], tuple[NameKind, bool]] = {}


def _kind_by_itself(words: Sequence[str]) -> tuple[NameKind, bool]:
    """The kind of a name by its own words, and whether that settles it, whatever stands before it."""
    final = words[-1].removesuffix("'s").removesuffix("’s").strip(".")
    if len(words) > 1 and words[0].strip(".") in _cues()["titles"]:
        return _PERSON, True
    cued = _kinds().get(final)
    if len(words) > 2 and cued is not _THING and (first := _kinds().get(words[0])) is not None:
        cued = first if cued is None or first is _THING else _ORGANISATION if first is not cued else cued
    if cued is not None:
        return cued, True
    own = [w for w in words if w not in _NOBILIARY]
    is_person = len(words) > 1 and 2 <= len(own) <= 3 and all([_PERSONAL[w] for w in own])
    return (_PERSON if is_person else _UNKNOWN), False


_PERSON, _ORGANISATION, _PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE
_THING, _UNKNOWN = NameKind.THING, NameKind.UNKNOWN
_POSSESSIVE = re.compile(r"[’']s\Z|(?<=s)[’']\Z")
_BEFORE_PERSON = frozenset({"Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Cllr"})
_BEFORE_PLACE = frozenset({"in", "at", "near", "from", "to", "towards", "outside", "around"})
_PERSONAL_FORM = re.compile(r"(?:Mc|Mac|Fitz|[OD][’'])?[A-ZÀ-Þ][a-zß-ÿ’'-]+(?:-[A-ZÀ-Þ][a-zß-ÿ’']+)?|[A-Z]\.?")
_PERSONAL = WordTable(lambda word: _PERSONAL_FORM.fullmatch(word) is not None)
_NOBILIARY = frozenset({"van", "von", "der", "den", "de", "di", "da", "del", "al", "bin", "ibn", "zu"})
