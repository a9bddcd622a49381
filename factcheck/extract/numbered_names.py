"""Extract, part: names whose last part is a figure, as models have (`the Corvel 60`), by how the whole document uses them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from factcheck.data import load_yaml
from factcheck.extract.closed_words import BE, DO, HAVE, MODALS, PREPOSITIONS
from factcheck.extract.long_subjects import is_finite_behind_figure
from factcheck.extract.numbers import number_data
from factcheck.frozen import replace
from factcheck.model.document import Block
from factcheck.model.mention import NameKind, NameMention, QuantityMention
from factcheck.model.time import Timex
from factcheck.values.words import fold

Names = dict[int, tuple[NameMention, ...]]
Quantities = dict[int, tuple[QuantityMention, ...]]

_FIGURE = re.compile(r"[ \u00a0]((?!1[5-9]\d\d\b|20\d\d\b)\d{1,4}[A-Z]{0,2})(?![\w%°]|[.,:/]\d|[-–/]\w|\s?[%°€£$])")
"""A figure right behind a name that is no year, no part of another number and no score: of `Corvel 60`, `Lume 5S`."""
_DETERMINED = re.compile(
    r"(?:\A|[\s(“\"])(?:an?|the|this|each|every|our|its|your|their)\s(?P<between>(?:[a-z-]+\s){0,2})\Z", re.I
)
_FINITE = (BE | HAVE | DO | MODALS) - {"to", "'s"}


class _Use(NamedTuple):
    """A name with a figure behind it."""

    block: int
    name: int
    end: int
    figure: str
    is_clean: bool
    """Whether the words around it leave no other reading than a name."""
    is_counting: bool
    """Whether the figure could count what follows it."""


@cache
def _labels() -> frozenset[str]:
    """Nouns whose figure only numbers one of a series: `Chapter 3`, `Day 2`, `Phase 1`."""
    heads: dict[str, list[str]] = load_yaml("claims/scopes.yaml")["heads"]
    series = {noun for nouns in heads.values() for noun in nouns}
    return frozenset({*number_data()["labels"], *series, *number_data()["series"]})


def with_figures_of_names(
    blocks: Sequence[Block], names: Names, times: Mapping[int, Sequence[Timex]], quantities: Quantities
) -> tuple[Names, Quantities]:
    """The names, those with a figure that is part of them as one; and the quantities without such figures.

    The figure is part of it where one of its uses can be read in no other way (`an Orrin 60 weighs`), and the name never
    stands without one: `Lume 4` of a program that is called Lume else is a version of it.
    """
    uses: dict[str, list[_Use]] = defaultdict(list)
    alone = set()
    for block in blocks:
        for at, name in enumerate(names[block.index]):
            if (use := _use_of(block, at, name, times[block.index], quantities[block.index])) is not None:
                uses[fold(name.text)].append(use)
            elif not _FIGURE.match(block.text, name.end):
                alone.add(fold(name.text))
    taken = [
        use
        for base, own in uses.items()
        if base not in alone and any(u.is_clean for u in own)
        for use in own
        if _is_part(use, own)
    ]
    if not taken:
        return names, quantities
    names, quantities = dict(names), dict(quantities)
    told = {blocks[use.block].text[names[use.block][use.name].start : use.end] for use in taken}
    for use in taken:
        own = list(names[use.block])
        name = own[use.name]
        text = blocks[use.block].text[name.start : use.end]
        own[use.name] = replace(name, end=use.end, text=text, kind=NameKind.THING, is_opening=False)
        names[use.block] = tuple(own)
    _add_openings(blocks, names, told)
    for block in blocks:
        ends = [n.end for n in names[block.index] if n.text in told]
        if ends:
            quantities[block.index] = tuple(
                [q for q in quantities[block.index] if not any(q.number_start < end <= q.number_end for end in ends)]
            )
    return names, quantities


def _add_openings(blocks: Sequence[Block], names: Names, told: Set[str]) -> None:
    """Adds such names where they open a sentence and their first word was taken for none (`Doris 8 heats`), or stand in capitals."""
    words = "|".join(map(re.escape, sorted(told, reverse=True)))
    pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w%]|[.,]\d)")
    for block in blocks:
        text, own = block.text, names[block.index]
        if text.isupper():
            text = text.upper()
            found = [m for m in re.finditer(pattern.pattern, text, re.I) if len(text) == len(block.text)]
        else:
            found = list(pattern.finditer(text))
        new = [
            NameMention(start=m.start(), end=m.end(), text=block.text[m.start() : m.end()], kind=NameKind.THING)
            for m in found
            if not any(n.start < m.end() and m.start() < n.end and n.end - n.start >= len(m[0]) for n in own)
        ]
        if new:
            own = tuple(n for n in own if not any(m.start < n.end and n.start < m.end for m in new))
            names[block.index] = tuple(sorted([*own, *new], key=lambda n: n.start))


def _is_part(use: _Use, own: Sequence[_Use]) -> bool:
    """Whether the figure of a use belongs to its name, which is used so elsewhere; a count only of a figure known by then."""
    return use.is_clean or not use.is_counting or any(u.is_clean and u.figure == use.figure for u in own)


def _use_of(
    block: Block, at: int, name: NameMention, times: Sequence[Timex], quantities: Sequence[QuantityMention]
) -> _Use | None:
    text = block.text
    if name.kind in (NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION) or name.text[-1].isdigit():
        return None
    match = _FIGURE.match(text, name.end)
    if match is None or fold(name.text.rsplit(" ", 1)[-1]) in _labels():
        return None
    start = match.start(1)
    if any(t.start < match.end() and start < t.end for t in times):
        return None
    k = bisect_left(quantities, start, key=lambda q: q.number_start)
    own = quantities[k] if k < len(quantities) and quantities[k].number_start == start else None
    if own is not None and own.quantity.unit:
        return None
    is_counting = own is not None and bool(own.quantity.thing) and own.pattern != "of"
    return _Use(block.index, at, match.end(), match[1], _is_clean(text, name, match.end(), is_counting), is_counting)


def _is_clean(text: str, name: NameMention, end: int, is_counting: bool) -> bool:
    before = text[max(0, name.start - 40) : name.start]
    behind = _WORDS.match(text, end)
    after, beyond = (behind[1] or "", behind[2] or "") if behind is not None else ("", "")
    is_verb = after in _FINITE or is_finite_behind_figure(after, beyond)
    if is_counting and not (is_verb and after not in _FINITE):
        return False
    led = _DETERMINED.search(before)
    if led is not None and PREPOSITIONS.isdisjoint(led["between"].split()):
        words = before[: led.start()].split()
        # `On the Corvel 31 were saved`
        return not (is_verb and words and words[-1].strip('(“"').lower() in PREPOSITIONS)
    return False  # what has no article is a version rather than a model: `Lume 4 needs 2 GB`


_WORDS = re.compile(r"[ ]([a-z]+)(?:[ ]([^\s.,;:]+))?")
