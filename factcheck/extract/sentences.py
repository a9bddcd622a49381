"""Extract, part: the sentences of a block's text."""

from __future__ import annotations

import re

from factcheck.frozen import maker
from factcheck.model.mention import Sentence
from factcheck.patterns import pattern_of
from factcheck.values.words import WordTable

_sentence = maker(Sentence)

# a possible end: a mark, closing quotes and brackets, white space, then something that can begin a sentence
_END = pattern_of(r"(?<![.!?…])[.!?…]+(?:\[\d{1,3}\])?[\"'”’)\]»]*\s+(?=[\"'“‘(\[«¿¡—–-]*\s?[A-ZÀ-ÖØ-Þ0-9]|§+\s?\d)")
_NUMBERING = pattern_of(
    r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=(?!(?:Million|Billion|Trillion|Percent)\b)[A-Z][a-z]*\s?[a-z])"
)
"""The number of a paragraph, which is no part of its first sentence: `3.1 Volunteers who`."""
_SECTION = pattern_of(
    r"(?:§+\s?\d{1,3}[a-z]?(?:\s?\(\d{1,2}\))?\.?|\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)"
    r"|(?:Article|Art\.?|Section|Sec\.|Clause|Rule|Paragraph)\s\d{1,3}(?:\.\d{1,2}){0,2}[.:]?)\s+(?=[A-Z][a-z]*,?\s[a-z(])"
)
"""The mark of a section of a law or of rules, which is no part of the sentence behind it: `§ 3 Entries close`, `(b) Members may`."""
_ABBREVIATION = pattern_of(
    r"(?:^|[\s(\"'“‘\[—–-])(?:[A-Z]|Mr|Mrs|Ms|Mx|Dr|Prof|St|Ste|Sr|Jr|Rev|Hon|Gen|Col|Lt|Capt|Sgt|Maj|Cmdr|Adm|Gov|Sen|Rep|Pres|No|Nos|Nr|Art|Arts|Sec|Secs|Fig|Figs|Vol|vol|pp|p|ch|"
    r"cf|vs|v|ca|c|approx|est|e\.g|i\.e|etc|al|ed|eds|Ed|Inc|Ltd|Co|Corp|Bros|Mt|Ft|Ave|Blvd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|"
    r"Sat|Sun|Cllr|Messrs|Mme|Mlle|b|d|m|fl|r|Bt|MM|Univ|Dept|Assn|Soc|Gmbh|Nr|tel|Tel|ext|[A-Z]\.(?:[A-Z]\.)*[A-Z])\Z"
)
_ENDS_ALL_THE_SAME = pattern_of(r"(?:etc|a\.m|p\.m|U\.S|U\.K|E\.U|Inc|Ltd|Co|Corp|Jr|Sr|St|al)\Z")


_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_LEADING_DATE = pattern_of(
    r"\W*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|{_MONTH}\s\d{{4}}|\d{{4}}(?:-\d\d(?:-\d\d)?)?)"
)
"""A date that leads an entry and is no sentence of its own: `18 October 2031. The bridge opens`."""


def find_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order, white space left out; an abbreviation, initial or ordinal ends none."""
    found: list[Sentence] = []
    numbered = _NUMBERING.match(text) if text[:1].isdigit() else None
    start = numbered.end() if numbered is not None else 0
    for match in _END.finditer(text):
        if _continues(text, match) or (not found and _LEADING_DATE.fullmatch(text, start, match.start())):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return tuple(found)


def _continues(text: str, match: re.Match[str]) -> bool:
    """Whether the mark belongs to an abbreviation, an initial or a German ordinal."""
    if match[0][0] != "." or match[0].startswith(".."):
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    following = text[match.end() : match.end() + 24]
    if before[-1:].isdecimal() and _NUMBERED.search(before) and _GERMAN_MONTH.match(following):
        return True
    if following[:1].isupper() and _UNIT_ENDS.search(before) is not None:
        return False  # `no higher than 2.2 m. Ask before you build`
    if not _IS_ABBREVIATED[before[max(0, before.rfind(" ")) :]]:
        return False
    word = re.match(r"[\"'“‘(]*([A-Z][a-z]+)", following)
    starts_sentence = word is not None and word[1] in _STARTERS
    return not (
        starts_sentence
        and (
            _ENDS_ALL_THE_SAME.search(before)
            or (re.search(r"(?:^|\s)[A-Z]\Z", before) is None and before[-1:].islower() and len(before.split()[-1]) > 3)
        )
    )


_UNIT_ENDS = pattern_of(r"\d\s?(?:m|cm|mm|km|kg|g|mg|l|ml|t|ha|kW|V|W)\Z")
_NUMBERED = pattern_of(r"(?:^|\s)\d{1,2}\Z")
_GERMAN_MONTH = pattern_of(r"(?:Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|[A-Z][a-z]+er\b)")
_IS_ABBREVIATED = WordTable(lambda before: _ABBREVIATION.search(before) is not None)
"""Whether what stands before a full stop, from the last space on, ends with an abbreviation."""
_STARTERS = frozenset(
    [
        "The",
        "A",
        "An",
        "This",
        "That",
        "These",
        "Those",
        "It",
        "He",
        "She",
        "They",
        "We",
        "You",
        "I",
        "His",
        "Her",
        "Its",
        "Their",
        "Our",
        "In",
        "On",
        "At",
        "By",
        "For",
        "From",
        "To",
        "With",
        "After",
        "Before",
        "Since",
        "Until",
        "When",
        "While",
        "As",
        "If",
        "But",
        "And",
        "However",
        "Although",
        "There",
        "Here",
        "What",
        "Who",
        "Why",
        "How",
        "Both",
        "All",
        "Each",
        "Some",
    ]
)


_MARKS = frozenset("§(ASCRP")


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[start : start + 1] in _MARKS and (marked := _SECTION.match(text, start, end)) is not None:
        start = marked.end()
    if start < end:
        found.append(_sentence(start, end))
