"""Judge, part of the check deadline-missed: what a stretch of text asks for or tells as done, by sorts of deeds (`claims/statements/deeds.en.yaml`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.patterns import pattern_of
from factcheck.values.words import Token, content_stem, fold, stem, synonym, tokens

_LEXICON = "claims/statements/deeds.en.yaml"
_GAP = 5
"""Words that may stand between a verb and its particle: `turned the building over`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A word or phrase of a deed. Offsets are of the text."""

    start: int
    end: int
    sort: str
    """complete, install, treat, open, publish, submit, handover, leave, pay; empty for other verbs."""
    verb: str
    """The stem of the first word by which the lexicon knows it: `restoration` is to `restore`."""
    first: int
    """The number of its first token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a deed is done to, or who does it."""

    head: str
    """The stem of its noun; empty for a pronoun."""
    modifiers: frozenset[str]
    is_rest: bool
    """Whether it is the last of several: `the last house`, `the sixtieth`."""
    number: int | None
    """The number that an ordinal counts to: 60 of `the sixtieth`."""
    act: str
    """The deed that is told as done by another verb: restore of `the restoration of the mill was completed`."""
    is_partial: bool
    """Whether it is a part that is not the last one: `the first thirty`, `half of the doors`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """One wording of a deed, by stems."""

    words: tuple[str, ...]
    gapped: bool
    sort: str
    verb: str


@cache
def kept_it() -> re.Pattern[str]:
    """Words that say of the last day just told that it was kept."""
    return pattern_of(load_yaml(_LEXICON)["kept_it"], re.I)


@cache
def kept_deed() -> re.Pattern[str]:
    """Words that say of a deed that it was in time."""
    return pattern_of(load_yaml(_LEXICON)["kept_deed"], re.I)


@cache
def kept_limit() -> re.Pattern[str]:
    """Words before a day that say that it was a limit, and kept."""
    return pattern_of(load_yaml(_LEXICON)["kept_limit"], re.I)


@cache
def last_day() -> re.Pattern[str]:
    """Words before a day that make it a last one."""
    return pattern_of(load_yaml(_LEXICON)["last_day"], re.I)


@cache
def is_generic(root: str) -> bool:
    """Whether a noun, given by its stem, leaves open what is meant: `the works`."""
    return root in {stem(w) for w in load_yaml(_LEXICON)["generic"]}


@cache
def _phrases() -> dict[str, list[_Phrase]]:
    found: dict[str, list[_Phrase]] = defaultdict(list)
    for sort, entries in load_yaml(_LEXICON)["sorts"].items():
        for entry in entries:
            verb = stem(entry.split("|")[0].split()[0])
            for phrase in entry.split("|"):
                words = tuple(stem(w) for w in phrase.split() if w != "~")
                found[words[0]].append(_Phrase(words=words, gapped="~" in phrase, sort=sort, verb=verb))
    return {first: sorted(rows, key=lambda row: -len(row.words)) for first, rows in found.items()}


def begins_deed(root: str) -> bool:
    """Whether a word, given by its stem, is the first of the wording of a deed: `hand` of `hand in`."""
    return root in _phrases()


def is_deed_word(root: str) -> bool:
    """Whether a word, given by its stem, tells of a deed alone: `the restoration of the mill`."""
    return any(len(row.words) == 1 for row in _phrases().get(root, ()))


@lru_cache(maxsize=4096)
def deeds_in(text: str) -> tuple[Deed, ...]:
    """The deeds that a text names, in order."""
    found = tokens(text)
    roots = [stem(t.text) if t.text[:1].isalpha() else t.text for t in found]
    return tuple(_deeds(found, roots))


@lru_cache(maxsize=4096)
def other_deeds_in(text: str) -> tuple[Deed, ...]:
    """Passives of other verbs, of no sort: `was taped out`."""
    found = tokens(text)
    return tuple(
        Deed(start=t.start, end=t.end, sort="", verb=stem(t.text), first=n)
        for n, t in enumerate(found)
        if n and t.low.endswith("ed") and len(t.low) > 4 and any(b.low in _BE for b in found[max(0, n - 2) : n])
    )


def _deeds(found: Sequence[Token], roots: Sequence[str]) -> Iterator[Deed]:
    for n, root in enumerate(roots):
        for row in _phrases().get(root, ()):
            last = _end_of(roots, n, row.words, row.gapped)
            if last is not None:
                yield Deed(start=found[n].start, end=found[last].end, sort=row.sort, verb=row.verb, first=n)
                break


def _end_of(roots: Sequence[str], at: int, words: Sequence[str], gapped: bool) -> int | None:
    if len(words) == 1:
        return at
    if tuple(roots[at : at + len(words)]) == tuple(words):
        return at + len(words) - 1
    if gapped:
        for n in range(at + 1, min(len(roots), at + 2 + _GAP)):
            if roots[n] in ".,;:":
                return None
            if roots[n] == words[1]:
                return n
    return None


# --- numbers ----------------------------------------------------------------------------------------------------------

_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_ORDINAL_ONES = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")  # fmt: skip


@cache
def _spelled() -> tuple[dict[str, int], dict[str, int]]:
    cardinals = {w: n for n, w in enumerate(_ONES) if w}
    ordinals = {w: n for n, w in enumerate(_ORDINAL_ONES) if w}
    ordinals |= {f"{_ONES[n]}th": n for n in range(13, 20)}
    for ten, word in enumerate(_TENS):
        if word:
            cardinals[word] = 10 * ten
            ordinals[f"{word[:-1]}ieth"] = 10 * ten
            for one in range(1, 10):
                cardinals[f"{word}-{_ONES[one]}"] = 10 * ten + one
                ordinals[f"{word}-{_ORDINAL_ONES[one]}"] = 10 * ten + one
    cardinals["hundred"] = 100
    ordinals["hundredth"] = 100
    return cardinals, ordinals


def ordinal(word: str) -> int | None:
    """The number that a word counts to: `sixtieth`, `214th`."""
    match = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word)
    return int(match[1]) if match else _spelled()[1].get(word)


def number(word: str) -> int | None:
    """The number that a word is: `1,200`, `sixty`."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+", word):
        return int(word.replace(",", ""))
    return _spelled()[0].get(word)


# --- what it is done to -----------------------------------------------------------------------------------------------

_STOP = frozenset(["in", "on", "at", "from", "to", "with", "for", "by", "of", "off", "over", "that", "which", "who", "whose", "went", "go", "goes", "came", "began", "got", "stood", "took", "was", "were", "is", "are", "be", "being", "been", "has", "have", "had", "and", "or", "but", "when", "as", "after", "before", "until", "since", "than", "then", "so", "it", "they", "we", "he", "she", "this", "these", "those"])  # fmt: skip
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "its",
        "their",
        "our",
        "his",
        "her",
        "all",
        "both",
        "every",
        "each",
        "that",
        "this",
        "these",
        "those",
        "of",
    ]
)
_REST = frozenset(["last", "final", "remaining", "outstanding"])
_PARTIAL = frozenset(
    [
        "first",
        "half",
        "most",
        "some",
        "many",
        "several",
        "nearly",
        "almost",
        "partly",
        "partially",
        "part",
        "third-party",
        "initial",
        "early",
        "quarter",
    ]
)
_PRONOUNS = frozenset(["it", "they", "we", "he", "she", "this", "that", "everything", "all"])
_BE = frozenset(["was", "were", "is", "are", "been", "being", "be", "had", "has", "have"])


_COMES = frozenset(map(stem, ["reach", "arrive", "appear"]))
"""Deeds of which what is done is told before the verb: `The plan reached the office`."""


def theme_of(text: str, deed: Deed) -> Theme | None:
    """What a deed is done to, or who does it: the noun before a passive or a plain verb, else the one behind it."""
    found = tokens(text)
    before = found[: deed.first]
    start = next((n + 1 for n in range(len(before) - 1, -1, -1) if before[n].text in (";", ":", "|", "–", "—", "(")), 0)
    before = before[start:]
    if len(before) > 1 and before[0].low in ("on", "in") and before[1].start - before[0].end > 3:
        before = before[1:]  # a day that leads, blanked out
    subject = _phrase_of_subject(before)
    passive = bool(before) and any(t.low in _BE for t in before[-3:])
    if not passive and not (deed.verb in _COMES and subject is not None and subject.head):
        if before and before[-1].low in _PRONOUNS:
            subject = Theme(head="", modifiers=frozenset(), is_rest=False, number=None, is_partial=False, act="")
        after = [t for t in found[deed.first + 1 :] if t.end != deed.end]
        thing = _theme(after, from_start=True)
        if thing is not None and thing.head and (subject is None or subject.head == "" or not subject.is_rest):
            return thing if subject is None or not is_generic(thing.head) else subject
    return subject


def _phrase_of_subject(before: Sequence[Token]) -> Theme | None:
    rests = [n for n, t in enumerate(before) if t.low in _REST or (_is_counted(before, n))]
    if rests:
        return _theme(before[rests[0] :], from_start=True, rest=True)
    cuts = [n + 1 for n, t in enumerate(before) if t.text == "," or t.low in ("and", "but", "that", "when")]
    for at in (*reversed(cuts), 0):
        theme = _theme(before[at:], from_start=True)
        if theme is not None:
            return theme
    return None


def _is_counted(before: Sequence[Token], n: int) -> bool:
    count = ordinal(before[n].low)
    return count is not None and count > 3 and n > 0 and before[n - 1].low == "the"


def _theme(words: Sequence[Token], from_start: bool, rest: bool = False) -> Theme | None:
    """The first noun phrase of some words, if they begin with one."""
    nouns: list[str] = []
    count: int | None = None
    partial = False
    act = ""
    for n, token in enumerate(words):
        low = token.low
        if low in _PARTIAL and not rest:
            partial = True
        if rest and (found := ordinal(low)) is not None and not nouns:
            count = found
            continue
        if low in _DETERMINERS or low in _REST or (number(low) is not None and not nouns):
            if nouns and low == "of":
                if not (is_generic(nouns[-1]) or rest or is_deed_word(nouns[-1])):
                    break
                act = act or next((row.verb for row in _phrases().get(nouns[-1], ()) if len(row.words) == 1), "")
                nouns.clear()
            elif nouns:
                break
            continue
        if low in _PRONOUNS and not nouns:
            return Theme(head="", modifiers=frozenset(), is_rest=rest, number=count, is_partial=partial, act=act)
        if low in _STOP or token.text in ",;:()|–—" or not token.text[0].isalpha():
            if not nouns and n == 0:
                return None
            if nouns or count is None:
                break
            break
        root = content_stem(token.text)
        if root:
            nouns.append(root)
    if not nouns:
        if rest or count is not None:
            return Theme(head="", modifiers=frozenset(), is_rest=rest, number=count, is_partial=partial, act=act)
        return None
    return Theme(
        head=nouns[-1], modifiers=frozenset(nouns[:-1]), is_rest=rest, number=count, is_partial=partial, act=act
    )


def alike(root: str) -> str:
    """The head of the group of words that name the same: `home` and `house`."""
    return synonym(stem(fold(root)))
