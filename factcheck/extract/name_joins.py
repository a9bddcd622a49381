"""Extract, part: names that stand in pieces, made one: firms of two partners, nicknames in quotes, people named after a place, codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import replace
from factcheck.model.mention import NameKind, NameMention
from factcheck.values.words import fold

_CODE = re.compile(r"[-–]\d{1,5}[A-Za-z]?(?![\w.]|[-–]\w|[ ]?%)")
_NUMBERED = frozenset(
    [
        "Line",
        "Plot",
        "Unit",
        "Block",
        "Gallery",
        "Ward",
        "Terminal",
        "Platform",
        "Zone",
        "Sector",
        "Shaft",
        "Seam",
        "Well",
        "Tank",
        "Reactor",
        "Route",
        "Building",
        "Warehouse",
        "Kiln",
        "Furnace",
        "Turbine",
        "Berth",
        "Quay",
        "Tower",
        "Trench",
        "Pit",
    ]
)
_NUMBER = re.compile(
    r"[ ](?:\d{1,3}[A-Za-z]?|[A-Z])(?![\w.,]\w|[ ]?%|\w|[ ](?:km|m|kg|t|January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
_LETTERS = re.compile(r"(?:.*\s)?[A-Z]{1,8}\Z")
_QUOTED = re.compile(r" [\"“‘']\Z")
_WITH_ARTICLE = frozenset(["Company", "Foundation", "Society", "Association", "Trust", "Institute", "Institution", "Council", "Committee", "Commission", "Authority", "Bank", "Board", "Corporation", "Ministry", "Department", "Office", "Agency", "Federation", "League", "Union", "Club", "Guild", "Railway", "Canal", "Line", "Consortium", "Syndicate", "Partnership", "Cooperative", "Alliance", "Confederation", "Charity"])  # fmt: skip
"""Nouns of bodies whose names take an article: a second one without it (`the Bank of X and Y Foundation`) is no second body."""


_BEHIND_NAMES = frozenset(
    [
        "K.C",
        "K.C.",
        "Q.C",
        "Q.C.",
        "KC",
        "QC",
        "MP",
        "M.P",
        "M.P.",
        "OBE",
        "MBE",
        "CBE",
        "KBE",
        "DBE",
        "M.D",
        "M.D.",
        "MD",
        "Ph.D",
        "Ph.D.",
        "PhD",
        "FRS",
        "F.R.S",
        "F.R.S.",
        "DSO",
        "MC",
        "VC",
        "Esq",
        "RN",
        "USN",
    ]
)
"""Letters behind the names of people, which name nobody."""


@cache
def _cues() -> dict[str, frozenset[str]]:
    data = load_yaml("claims/names/en.yaml")
    return {k: frozenset(data[k]) for k in ("titles", "organisations", "places", "things", "nobles")}


@cache
def _given() -> frozenset[str]:
    data = load_yaml("claims/names/given.yaml")
    return frozenset(f"{data['feminine']} {data['masculine']}".split())


def with_joined(text: str, found: Sequence[NameMention]) -> list[NameMention]:
    """The names of a text, those in pieces as one."""
    made: list[NameMention] = []
    for name in found:
        if name.text in _BEHIND_NAMES and made and text[made[-1].end : name.start] in (" ", ", "):
            continue
        mention = _with_code(text, name)
        if made and made[-1].end < mention.start <= made[-1].end + 5:
            gap = text[made[-1].end : mention.start]
            if gap == " and " or gap == " & ":
                if _is_one_body(text, made[-1], mention):
                    made[-1] = _one(text, made[-1], mention, NameKind.ORGANISATION)
                    continue
            elif gap == " of " or gap == " of the ":
                if _is_called_of(made[-1]):
                    made[-1] = _one(text, made[-1], mention, NameKind.PERSON)
                    continue
            elif gap[1:] in ('"', "“", "‘", "'"):
                # the nickname itself; the surname behind its closing quote comes next
                if text[mention.end : mention.end + 1] in "\"”’'" and _goes_on(text, mention.end + 1, found):
                    made[-1] = _one(text, made[-1], mention, made[-1].kind)
                    continue
            elif gap in ('" ', "” ", "’ ", "' ") and _QUOTED.search(text, 0, _start_of_last_word(made[-1])):
                made[-1] = _one(text, made[-1], mention, NameKind.PERSON)
                continue
            elif gap in ("’ ", "' ") and _is_owned_by_many(text, made[-1], mention):
                made[-1] = _one(text, made[-1], mention, mention.kind)
                continue
        made.append(mention)
    return made


def _is_owned_by_many(text: str, first: NameMention, second: NameMention) -> bool:
    """`the Miners' Institute`, `the Northern Weavers' Cup`: one name."""
    is_person = second.kind is NameKind.PERSON and (" " in second.text or fold(second.text) in _given())
    if not first.text.endswith("s") or is_person:
        return False
    return text[max(0, first.start - 4) : first.start].lower() == "the "


def _start_of_last_word(mention: NameMention) -> int:
    return mention.end - len(re.split(r"[\s\"“‘']", mention.text)[-1])


def _goes_on(text: str, at: int, found: Sequence[NameMention]) -> bool:
    return any(n.start == at + 1 for n in found) and text[at : at + 1] == " "


def _one(text: str, first: NameMention, second: NameMention, kind: NameKind) -> NameMention:
    return replace(first, end=second.end, text=text[first.start : second.end], kind=kind)


def _with_code(text: str, mention: NameMention) -> NameMention:
    """`Line` with its ` 4`; `Borehole OB` with its `-7`: letters and a number are one code."""
    if mention.text in _NUMBERED and text[mention.end : mention.end + 1] == " ":
        numbered = _NUMBER.match(text, mention.end)
        if numbered is not None:
            return replace(mention, end=numbered.end(), text=text[mention.start : numbered.end()])
    if text[mention.end : mention.end + 1] not in ("-", "–") or not _LETTERS.match(mention.text):
        return mention
    match = _CODE.match(text, mention.end)
    if match is None:
        return mention
    return replace(mention, end=match.end(), text=text[mention.start : match.end()])


def _is_called_of(mention: NameMention) -> bool:
    """Whether a place behind `of` is part of what somebody is called: `John of Sele`, `Countess Ilse of Drau`, `the Earl of Orrin`."""
    words = mention.text.split()
    if len(words) == 1:
        return words[0] in _cues()["nobles"] or fold(words[0]) in _given()
    return len(words) == 2 and words[0] in _cues()["nobles"]


def _is_one_body(text: str, first: NameMention, second: NameMention) -> bool:
    """`the Sele Coal and Iron Company`: the noun of a body after the second part is that of both."""
    words, ahead = second.text.split(), first.text.split()
    if len(words) < 2 or words[-1] not in _cues()["organisations"] | {"Railway", "Line", "Canal"}:
        return False
    if first.kind is NameKind.PERSON and ahead[0].rstrip(".") in _cues()["titles"]:
        return False
    is_led = text[max(0, first.start - 4) : first.start].lower() in ("the ", " the", "the")
    bodies = [w for w in ahead if w in _cues()["organisations"]]
    if not bodies:
        return is_led or first.start == 0 or text[first.start - 2 : first.start] in (". ", "\n")
    return is_led and ahead[1:2] == ["of"] and words[-1] in _WITH_ARTICLE and len(words) == 2
