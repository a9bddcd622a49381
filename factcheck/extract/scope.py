"""Extract, part: what a claim holds for: its phase, plan, cohort, edition, region, part, as `series:member`.

`scope_members.py` finds what a text names; here it is told which of them hold for a value, and what headings add.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from factcheck.extract.scope_members import Member, members_in
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import Extraction
from factcheck.patterns import pattern_of
from factcheck.values.words import stem

_FOLLOWS = pattern_of(r"\s*(?:(?:for|in|on|to|at|among|of|per|during)\s(?:(?:the|all|each|our|those)\s)?)?\Z")
_JOINED = pattern_of(r"\s*(?:,|and|or|to|&|/|–|-|and\sthe|or\sthe|,\sand)?\s*\Z")


_TIMELY = frozenset({"order", "term", "position", "part", "half", "age", "extreme"})
"""Series whose words may be parts of a time: `the first of May`, `the autumn of 1989`, `half an hour`."""


_OF_VALUES = frozenset({"per", "with", "without", "whole", "extreme"})
"""Series whose words may be part of the value: `12 euros a head`, `at least 30 members`, `a maximum of 10 books`."""


def scope_at(text: str, start: int, end: int, times: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """The members that hold for the value of a clause: of a series with several the one that leads to it.

    Words inside `times` are parts of a date and name no member of a series of contrasts.
    """
    by_series: dict[str, list[Member]] = {}
    for member in members_in(text):
        if member.series in _TIMELY and any(s < member.end and member.start < e for s, e in times):
            continue
        if member.start < end and start < member.end and member.series in _OF_VALUES:
            continue  # inside the value itself
        by_series.setdefault(member.series, []).append(member)
    held: set[str] = set()
    for series, members in by_series.items():
        if series == "whole":
            members = [m for m in members if m.end <= start]
        elif series == "per":
            members = [m for m in members if m.end <= start or m.start - end < 12]
        chosen = members if len({m.member for m in members}) < 2 else _nearest(text, members, start, end)
        held.update(f"{series}:{m.member}" for m in chosen)
    return tuple(sorted(held))


_EXTENT = pattern_of(
    r"\b(?<!since )(?P<word>without|excluding|except for|apart from|not counting|not including|leaving out|including|counting)\s"
    r"(?:the\s|its\s|their\s|any\s)?(?P<what>[a-z][a-z-]+)",
    re.I,
)
_DOING = pattern_of(
    r"(?!counting|including)[a-z]+ing\s(?:the|an?|my|your|his|her|its|our|their|any|one|it|them|him|us)\b", re.I
)
"""An act with what it is done to, and nothing that a figure could leave out."""
_OF_EXTENT = ("without", "cluding", "except for", "apart from", "counting", "leaving out")
"""One of these stands in any text that the pattern finds something in: a cheap look before a costly one."""


_CHANGES = r"(?:lowered|reduced|cut|limited|raised|increased|extended|shortened|restricted)\b"
_WHILE = pattern_of(
    r"\b(?:while|during|until|throughout|for\sthe\sduration\sof)\b[^.;]{3,80}\b(?:is|are|will\sbe)\s(?:[a-z]+ly\s)?"
    + _CHANGES
    + r"|\b(?:is|are|will\sbe)\s(?:temporarily|provisionally)\b|\b(?:is|are|will\sbe)\s"
    + _CHANGES
    + r"[^.;]{0,60}\b(?:while|during|until)\b",
    re.I,
)
_CHANGED = pattern_of(r"\b" + _CHANGES + r"|\b(?:temporarily|provisionally)\b", re.I)
FOR_A_WHILE = frozenset({"while", "during", "until", "throughout", "duration", "temporarily", "provisionally"})
"""One of these stands in any sentence that tells what is changed for a time only."""


def for_a_while(text: str, clause: str) -> tuple[str, ...]:
    """Whether a clause of a sentence tells what is changed for a time only: `While the work lasts the limit is lowered to 50 km/h`."""
    return ("temporary:yes",) if _CHANGED.search(clause) and _WHILE.search(text) else ()


def extent_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """What a sentence says that its figures leave out or take in: `Without the gallery, the hall seats 540`.

    Said at the head of the sentence it holds for all of it, elsewhere for the clause from `start` to `end`.
    """
    found: set[str] = set()
    low = text.lower()
    if not any([words in low for words in _OF_EXTENT]):
        return ()
    for match in _EXTENT.finditer(text):
        if _DOING.match(text, match.start("what")):
            continue  # `without losing a day`
        if start <= match.start() < end or not text[: match.start()].strip(' "“(*_'):
            kind = "with" if match["word"].lower() in ("including", "counting") else "without"
            found.add(f"{kind}:{stem(match['what'])}")
    return tuple(sorted(found))


def _nearest(text: str, members: Sequence[Member], start: int, end: int) -> list[Member]:
    groups: list[list[Member]] = []
    for member in members:
        if groups and _JOINED.match(text[groups[-1][-1].end : member.start]):
            groups[-1].append(member)
        else:
            groups.append([member])
    if len(groups) == 1:
        return groups[0]
    follows = [g for g in groups if g[0].start >= end and _FOLLOWS.match(text[end : g[0].start])]
    leads = [g for g in groups if g[-1].end <= start]
    inside = [g for g in groups if g[0].start < end and start < g[-1].end]
    return (inside or follows or leads[-1:] or groups)[0]


_MAX_INHERITED = 160


def inherited_scope(found: Extraction, block: Block, own: Sequence[str]) -> tuple[str, ...]:
    """The scope with what the clause does not say itself but stands under: lead-in, caption, headings, nearest first.

    A season or a side of the compass in the heading of the whole page is its date or part of a name (`Western Isles
    Gazette, spring 2031`): the page is not of one of several.
    """
    if not (block.headings or block.table is not None or block.lead_in is not None):
        return tuple(sorted(set(own))) if own else ()
    blocks = found.document.blocks
    above: list[int] = []
    if block.lead_in is not None and block.kind is BlockKind.LIST_ITEM:
        above.append(block.lead_in)
    if block.table is not None and block.table.caption is not None:
        above.append(block.table.caption)
    above += reversed(block.headings[-2:])
    texts = [
        (blocks[index].text, _NOT_OF_PAGE if blocks[index].level == 1 else _NOT_INHERITED)
        for index in above
        if index != block.index and len(blocks[index].text) <= _MAX_INHERITED
    ]
    return _with_scope_of(tuple(own), tuple(texts))


_NOT_INHERITED = frozenset({"whole", "with", "per"})
_NOT_OF_PAGE = _NOT_INHERITED | {"term", "direction"}


@lru_cache(maxsize=4096)
def _with_scope_of(own: tuple[str, ...], texts: tuple[tuple[str, frozenset[str]], ...]) -> tuple[str, ...]:
    """A scope with the members of further series that some texts name, the nearest text first; with each the series left out."""
    held = list(own)
    named = {item.split(":", 1)[0] for item in own}
    for text, left_out in texts:
        for member in members_in(text):
            if member.series not in named and member.series not in left_out:
                held.append(f"{member.series}:{member.member}")
        named |= {item.split(":", 1)[0] for item in held}
    return tuple(sorted(set(held)))
