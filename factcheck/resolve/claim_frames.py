"""Resolve, part of claims: what frames a claim on its page: edition, group, passage, headings, labels, and the years named around it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from factcheck.model.claim import ClaimType
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.resolve.sharing import interned, shared
from factcheck.values import dates
from factcheck.values.record_keys import spoken_key
from factcheck.values.words import WordTable, content_stem, content_words, stem, words_of

_OF_DAYS = frozenset(stem(word) for word in ["date", "day", "time", "deadline", "when"])
"""Heads that say no more than that a day stands below."""


def untold(draft: DraftClaim, words: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of a claim without those that say only its predicate or its type."""
    told = {*draft.told, *_OF_DAYS} if draft.type is ClaimType.DEADLINE else set(draft.told)
    return tuple(w for w in words if w not in told) if told else words


def heads_untold(draft: DraftClaim, words: tuple[str, ...]) -> tuple[str, ...]:
    """The heads of a claim's column, unless they say its predicate or its type: `Last day`, `Full support until`, `Closes`."""
    if draft.type is ClaimType.DEADLINE and _ENDS.issuperset(words):
        return ()
    return words if untold(draft, words) == words else ()


_ENDS = frozenset(stem(w) for w in ["close", "closing", "end", "final", "last", "latest", "deadline", "due", "expire", "expiry", "cut-off", "date", "day", "time"])  # fmt: skip
"""Words of a column's head that say only that last days stand below it."""
_OF_FOLDER = frozenset({"index", "_index", "readme", "main", "default", "home", "content"})
"""Names of the file that is shown for its folder."""


def edition_of(document: Document) -> tuple[tuple[str, ...], str]:
    """The numbers in the name of a document (its folder's, if that is what it is shown for) and in its title, and its name without them."""
    *folders, name = re.sub(r"\.[A-Za-z]+\Z", "", document.path).split("/")
    if folders and name.lower() in _OF_FOLDER:
        name = folders[-1]
    title = document.title.text if document.title else ""
    numbers = re.findall(r"\d+(?:\.\d+)*", f"{name} {title}")
    return tuple(dict.fromkeys(numbers)), re.sub(
        r"[\d\W_]+", "", re.sub(r"\b[a-z]?\d+(?:\.\d+)*[a-z]?\b", "", name.lower())
    )


def passage_of(found: Extraction, block: Block, known: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The stems of the words that a block is about: its own, those of a cell's row and heads, those that lead in a list."""
    if (told := known.get(block.index)) is not None:
        return told
    blocks = [block.index, *([block.lead_in] if block.lead_in is not None else [])]
    if block.table is not None:
        blocks += [*block.table.row_heads, *block.table.column_heads]
        blocks += [block.table.caption] if block.table.caption is not None else []
    words = {word for k in dict.fromkeys(blocks) for word in words_of(found.document.blocks[k].text)}
    stems = {*map(_CONTENT_STEMS.__getitem__, words), *content_words(block.key)}
    stems.discard("")
    known[block.index] = told = interned(tuple(sorted(stems)))
    return told


_CONTENT_STEMS = WordTable(content_stem)


def words_of_headings(
    found: Extraction,
    block: Block,
    passages: dict[int, tuple[str, ...]],
    known: dict[tuple[int, ...], tuple[str, ...]],
) -> tuple[str, ...]:
    """The words of the two headings above a block; one object for all claims that stand under them."""
    above = block.headings[-2:]
    if above not in known:
        words = {word for k in above for word in passage_of(found, found.document.blocks[k], passages)}
        known[above] = shared(tuple(sorted(words)))
    return known[above]


_HOURS = pattern_of(r"\b\d{1,2}:\d\d(?::\d\d)?\b")
"""Times of day in a label, which number nothing."""


def labels_of(found: Extraction, block: Block) -> tuple[str, ...]:
    """The words of the label of a cell or pair."""
    if block.table is not None:
        heads = block.table.row_heads
        if not heads and block.table.column_heads and block.table.column == 0:
            heads = block.table.column_heads
        texts = [found.document.blocks[k].text for k in heads]
        numbers = [n for text in texts for n in re.findall(r"\bv?(\d+(?:\.\w+)*)", _HOURS.sub(" ", text))]
        return tuple(dict.fromkeys((*(w for text in texts for w in content_words(text)), *numbers)))
    return (
        content_words(spoken_key(block.key).replace(".", " "))
        if block.kind in (BlockKind.KEY_VALUE, BlockKind.FRONT_MATTER)
        else ()
    )


def group_of(block: Block) -> str:
    """The table, list or sheet that a block is a part of."""
    if block.table is not None:
        return f"table {block.table.table}"
    if block.kind is BlockKind.LIST_ITEM:
        return f"list {block.lead_in} {block.headings[-1] if block.headings else ''}"
    if block.kind is BlockKind.FRONT_MATTER:
        return "front matter"
    if block.kind is BlockKind.KEY_VALUE:
        return f"pairs {block.headings[-1] if block.headings else ''}"
    return ""


def years_around(found: Extraction, draft: DraftClaim, times: Mapping[int, tuple[Timex, ...]]) -> tuple[int, ...]:
    """The years named in the clause, the labels and the nearest heading, other than in the value itself."""
    block = found.document.blocks[draft.block]
    around = (
        0 if draft.extractor.endswith("/apposed") else 40
    )  # told in passing, it has no part in the time of its clause
    where = [(draft.block, t) for t in times[draft.block] if draft.start - around <= t.start < draft.end + around]
    if block.table is not None:
        heads = (
            *block.table.row_heads,
            *block.table.column_heads,
            *([block.table.caption] if block.table.caption is not None else []),
        )
        where += [(k, t) for k in heads for t in times[k]]
    if block.headings and not found.document.blocks[block.headings[-1]].text.rstrip().endswith("?"):
        where += [(block.headings[-1], t) for t in times[block.headings[-1]]]
    named: set[int] = set()
    for at, timex in where:
        if timex.value is None or (at == draft.block and timex.start == draft.value_start):
            continue
        if (
            timex.value.earliest > dates.OPEN_START
            and timex.value.latest < dates.OPEN_END
            and timex.parts
            and timex.parts.year
        ):
            named.update(_period(timex))
    if not named:
        title = found.title
        for index in [*(block.headings[:1]), *([title.index] if title is not None else [])]:
            for timex in times[index]:
                if timex.parts and timex.parts.year and timex.value and timex.value.latest < dates.OPEN_END:
                    named.update(_period(timex))
    labels = draft.predicate_words if draft.extractor in ("table", "pair") else ""
    named.update(int(y) for y in re.findall(r"\b(?:1[5-9]|20)\d\d\b", labels))
    parts_of_years = {y for y in named if y > 9999}
    return tuple(sorted(parts_of_years or named))


def _period(timex: Timex) -> tuple[int, ...]:
    """The years of a time; a quarter or half of a year is a period of its own, numbered after its year (20251)."""
    assert timex.value is not None
    assert timex.parts is not None
    first, last = dates.civil(timex.value.earliest)[0], dates.civil(timex.value.latest)[0]
    if timex.parts.quarter or timex.parts.half:
        return (
            (timex.parts.year * 10 + (timex.parts.quarter or 4 + (timex.parts.half or 0)),) if timex.parts.year else ()
        )
    if timex.parts.fiscal and timex.parts.year and "/" not in timex.value.edtf:
        return (timex.parts.year,)
    return (first, last)
