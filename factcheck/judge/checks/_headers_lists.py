"""Judge, part of the check header-disagrees: an entry in the list of a month whose day is of another month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.judge.checks._headers_findings import ANNOUNCES, conflict_of, sentence_at
from factcheck.judge.conflict import Conflict
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import Granularity

_NOT_ITS_DAY = pattern_of(
    r"\b(?:deadline|due|clos(?:e|es|ed|ing)|until|till|before|after|since|appl(?:y|ications?)|entries|register|regist\w+|book\w*"
    r"|tickets?|on\ssale|sales?\s(?:open|begin|start)\w*|subscri\w+|enrol\w*|postponed|put\soff|moved|rescheduled|cancel\w*|delayed"
    r"|instead|originally|previously|formerly|next|last|previous|earlier|later|then|again|expires?|effective|from|valid|planned)\b",
    re.I,
)


def list_conflicts(
    document: Document, heading: Block, scope: Timex, times: Mapping[int, tuple[Timex, ...]]
) -> Iterator[Conflict]:
    """Conflicts between the month of a heading and the one entry of its list that names a day of another month."""
    if scope.value is None or scope.value.granularity is not Granularity.MONTH:
        return
    dated: list[tuple[Block, Sequence[Timex]]] = []
    for block in document.blocks:
        if block.kind is BlockKind.LIST_ITEM and block.headings[-1:] == (heading.index,) and not block.struck:
            days = [t for t in times.get(block.index, ()) if t.type is TimexType.DATE and t.parts and t.parts.day]
            if days:
                dated.append((block, days))
    inside = [(b, d) for b, d in dated if dates.overlaps(scope.value, d[0].value or scope.value)]
    outside = [(b, d) for b, d in dated if (b, d) not in inside]
    if len(inside) < 2 or len(outside) != 1:
        return
    block, of_block = outside[0]
    timex = of_block[0]
    if len(of_block) > 1 or timex.relation is not Relation.AT or timex.until is not None or timex.shift is not None:
        return
    if timex.impossible or timex.value is None or _NOT_ITS_DAY.search(block.text[: timex.end + 30].replace("from", "")):
        return
    if ANNOUNCES.search(block.text, *sentence_at(block.text, timex.start)):
        return
    if scope.parts and timex.parts and scope.parts.month == timex.parts.month:
        return  # the same month of a year that was only inferred
    yield conflict_of(
        document, heading, scope, block, timex, f"The heading says {scope.text}, the entry below it {timex.text}."
    )
