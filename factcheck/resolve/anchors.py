"""Resolve, part: the known dates that others are completed from: the document's day, headings, what was told before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from factcheck.frozen import dataclass
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Provenance, Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity

_DATE_KEYS = pattern_of(
    r"(?:^|[._ -])(?:date|published|pubdate|published_time|issued|meeting[_ ]date|lastmod|last[_ ]modified|updated|modified|datetime|created)\Z",
    re.I,
)
_FIRST_KEYS = pattern_of(
    r"(?:^|[._ -])(?:date|published|pubdate|published_time|issued|meeting[_ ]date|date of (?:issue|publication)|(?:issue|publication) date"
    r"|(?:issued|published|dated) on)\Z",
    re.I,
)
_ORDER_SAID = pattern_of(r"\b(?:day[/. -]month[/. -]year|dd[/.-]mm[/.-]yyyy|day first|day\.month\.year)\b", re.I)
_ORDER_SAID_US = pattern_of(r"\b(?:month[/. -]day[/. -]year|mm[/.-]dd[/.-]yyyy|month first)\b", re.I)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A known date that others can be completed from."""

    value: DateValue
    source: str
    detail: str
    block: int | None = None
    start: int | None = None
    end: int | None = None

    def provenance(self, part: str) -> Provenance:
        """The record of an inferred part."""
        return Provenance(
            part=part, source=self.source, detail=self.detail, block=self.block, start=self.start, end=self.end
        )


@dataclass(frozen=True, slots=True)
class Order:
    """Whether dates in figures put the day first, and how that is known."""

    day_first: bool
    detail: str


DATED_BY = ("front-matter", "file-name", "dateline")
"""What tells a document's day where the settings do not say: front matter or meta, its file name, a dateline near its top."""


def document_date(
    document: Document, times: Mapping[int, tuple[Timex, ...]], path_times: tuple[Timex, ...]
) -> Anchor | None:
    """The day that the document speaks from: of what may tell it, in order, the first that does."""
    for source in DATED_BY if document.dated_by is None else document.dated_by:
        match source:
            case "front-matter":
                found = _by_key(document, times) or _by_address(document)
            case "file-name":
                found = _by_file_name(path_times)
            case "path":
                found = _by_folders(document.path)
            case _:
                found = _by_dateline(document, times)
        if found is not None:
            return found
    return None


def counts_file_name(document: Document) -> bool:
    """Whether the dates in the name of a document's file are dates of the document."""
    return document.dated_by is None or "file-name" in document.dated_by


_FOLDERS = pattern_of(r"(?<![^/])(?:(\d{4})[/_.-]?(\d{2})[/_.-]?(\d{2})/|(\d{4})/(\d{2})/(\d{2})[_-](?=[^/]*\Z))")


def _by_folders(path: str) -> Anchor | None:
    day = day_of_folders(path)
    return Anchor(day, "file-name", f"the path ({path})") if day is not None else None


def day_of_folders(path: str) -> DateValue | None:
    """The day that folders tell: `2024/03/15/fire.md`, `2024-03-15/fire.md`, `2024/03/15-fire.md`; the innermost one."""
    for match in reversed(list(_FOLDERS.finditer(path))):
        year, month, day = (int(part) for part in match.groups() if part is not None)
        if 1500 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= dates.days_in_month(year, month):
            return dates.day(year, month, day)
    return None


def is_date_key(key: str) -> bool:
    """Whether a key of front matter may tell the day of its document."""
    name = key.replace(":", ".")
    return bool(_FIRST_KEYS.search(name) or _DATE_KEYS.search(name))


def _by_key(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Anchor | None:
    keyed = [
        block
        for block in document.blocks
        if block.kind is BlockKind.FRONT_MATTER or (block.kind is BlockKind.KEY_VALUE and block.index <= 12)
    ]
    for pattern in (_FIRST_KEYS, _DATE_KEYS):
        for block in keyed:
            if not pattern.search(block.key.replace(":", ".")):
                continue
            known = next((t for t in times[block.index] if t.value and t.value.granularity is Granularity.DAY), None)
            if known and known.value:
                shown = f"`{block.key}: {known.text}`"
                return Anchor(known.value, "document-date", shown, block.index, known.start, known.end)
    return None


def _by_file_name(path_times: tuple[Timex, ...]) -> Anchor | None:
    for timex in path_times:
        if timex.value and timex.value.granularity is Granularity.DAY:
            return Anchor(timex.value, "file-name", f"the file name ({timex.text})")
    return None


_ADDRESSES = pattern_of(r"(?:path|permalink|url|slug|canonical(?:_url)?)\Z", re.I)


def _by_address(document: Document) -> Anchor | None:
    """The day in the address that front matter gives the page: `path: /2024/03/15/fire`."""
    for block in document.blocks:
        if block.kind is not BlockKind.FRONT_MATTER:
            break
        if _ADDRESSES.match(block.key) and (day := day_of_folders(f"{block.text}/")) is not None:
            return Anchor(day, "document-date", f"`{block.key}: {block.text}`", block.index, 0, len(block.text))
    return None


_ISSUED = pattern_of(r"\b(?:published|updated|issued|posted|dated)\b", re.I)
_GIVEN = pattern_of(r"\b(?:handed down|delivered|given|released|pronounced|circulated|promulgated)\s(?:on|in)\b", re.I)
_MINUTES = pattern_of(
    r"\W*(?:(?:draft|approved)\s)?(?:minutes|notes|record|proceedings|transcript)\s(?:of|from)\b", re.I
)
_FINITE = pattern_of(r"\b(?:is|are|was|were|has|have|had|will|shall|must)\b", re.I)


def _is_given(text: str) -> bool:
    """Whether a line without a verb tells when its page was given: `Judgment of Mr Justice Hale, handed down on 3 May 2019`."""
    return (_GIVEN.search(text) or _MINUTES.match(text)) is not None and _FINITE.search(text) is None


_PLACE_OF_NEWS = pattern_of(r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}(?:,\s|\.\s|\s)")


def _leads_news(text: str, timex: Timex) -> bool:
    """Whether a place and a day with its year open a passage, a full stop behind them: `Caerwen, 12 February 2024. Nine men`."""
    is_whole = timex.parts is not None and timex.parts.year is not None and timex.parts.day is not None
    return (
        is_whole
        and bool(_PLACE_OF_NEWS.fullmatch(text, 0, timex.start))
        and re.match(r"\.\s+[A-Z]", text[timex.end :]) is not None
    )


_REVISED = pattern_of(
    r"(?:\A|[.!|·(]\s*)(?:this\s)?(?:page\s|document\s)?(?:was\s)?(?:last\s)?(?:published|updated|issued|revised|reviewed|amended|modified)(?:\son)?:?\s\Z",
    re.I,
)


REVISED = "revised"
"""The source of a day on which a page was revised: what it tells need not be of that day."""


def _as_revised(block: Block, times: tuple[Timex, ...]) -> Anchor | None:
    """The day on which a page says that it was last revised."""
    for timex in times[:3]:
        is_day = timex.value is not None and timex.value.granularity is Granularity.DAY
        if is_day and timex.value is not None and _REVISED.search(block.text, max(0, timex.start - 50), timex.start):
            shown = f"the day of the last revision ({timex.text})"
            return Anchor(timex.value, REVISED, shown, block.index, timex.start, timex.end)
    return None


def _by_dateline(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Anchor | None:
    found = _at_the_top(document, times)
    for block in (*document.blocks[:4], *document.blocks[-3:]) if found is None else ():
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and (found := _as_revised(block, times[block.index])):
            break
    return found


def _at_the_top(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Anchor | None:
    for block in document.blocks[:7]:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            continue
        for timex in times[block.index][: 1 if len(block.text) > 400 else None]:
            if len(block.text) > 400 and not _leads_news(block.text, timex):
                continue
            near_start = timex.start < 60 and (
                len(block.text) < 130
                or _leads_news(block.text, timex)
                or re.match(r"\s*[.,]?\s*(?:—|–|\(|-\s)", block.text[timex.end :])
            )
            if (
                timex.value
                and timex.value.granularity is Granularity.DAY
                and near_start
                and timex.relation is Relation.AT
            ):
                is_led = re.search(r"\b(?:on|in|since|by)\s(?:the\s)?\Z", block.text[: timex.start]) is not None
                if is_led and not _ISSUED.search(block.text) and not _is_given(block.text):
                    continue
                return Anchor(
                    timex.value, "document-date", f"the dateline ({timex.text})", block.index, timex.start, timex.end
                )
    return None


_SCOPE_KEYS = pattern_of(
    r"(?:\A|[._-])(?:title|edition|(?:\w+[ _-])?year|season|term|semester|volume|issue|period)\Z", re.I
)
"""Keys of front matter that tell the period which a document is of."""


def fronts_of(document: Document) -> tuple[int, ...]:
    """The blocks of front matter that tell the period which a document is of, as indices."""
    return tuple(b.index for b in document.blocks if b.kind is BlockKind.FRONT_MATTER and _SCOPE_KEYS.search(b.key))


def scope_of(
    document: Document,
    times: Mapping[int, tuple[Timex, ...]],
    block: Block,
    title: Block | None,
    fronts: Sequence[int],
) -> Anchor | None:
    """The nearest heading, table head, caption or title that gives a year. Title and front matter are those of the document."""
    indices = [*reversed(block.headings)]
    if block.table is not None:
        indices = [
            *block.table.column_heads,
            *block.table.row_heads,
            *([block.table.caption] if block.table.caption is not None else []),
            *indices,
        ]
    if title is not None and title.index not in indices:
        indices.append(title.index)
    indices += fronts
    for index in indices:
        if index == block.index:
            continue
        for timex in times[index]:
            if block.table is None and not _heads(document.blocks[index].text, timex):
                continue
            if (
                timex.type is TimexType.DATE
                and timex.value
                and timex.relation in (Relation.AT, Relation.FOR)
                and _years(timex.value) <= 2
            ):
                kind = "title" if title is not None and index == title.index else "heading"
                return Anchor(timex.value, kind, f"`{timex.text}` in the {kind} above", index, timex.start, timex.end)
    return None


def _heads(text: str, timex: Timex) -> bool:
    """Whether a time is a heading's own date: at its start or end, or cut off by a colon or dash; `Report 2031 (extract)`."""
    return timex.start == 0 or _HEADED.match(text, timex.end) is not None


_HEADED = pattern_of(r"\s*(?:[:–—)|·-]|\([a-z][^()\d]*\)\s*\Z|,\s[a-z]+\s*\Z|\Z)")


def _years(value: DateValue) -> int:
    if value.earliest == dates.OPEN_START or value.latest == dates.OPEN_END:
        return 99
    return dates.civil(value.latest)[0] - dates.civil(value.earliest)[0] + 1


def order_of_corpus(orders: Iterable[bool | None]) -> Order | None:
    """The order that the documents agree on which show one; none if they disagree or none does."""
    known = {order for order in orders if order is not None}
    return Order(known.pop(), "the order of dates in the other documents") if len(known) == 1 else None


def order_of(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> bool | None:
    """Whether numeric dates put the day first, by what the document says or shows; None if nothing tells."""
    head = document.text[:4000]
    if _ORDER_SAID.search(head):
        return True
    if _ORDER_SAID_US.search(head):
        return False
    day_first = month_first = 0
    for found in times.values():
        for timex in found:
            if timex.pattern != "numeric" or timex.alternatives:
                continue
            match = re.match(r"(\d{1,2})[/-](\d{1,2})[/-]\d", timex.text)
            if match:
                day_first += int(match[1]) > 12
                month_first += int(match[2]) > 12
    if day_first and not month_first:
        return True
    return False if month_first and not day_first else None
