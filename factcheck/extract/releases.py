"""Extract, part: what came out when, by headings, lines and rows that are a version and a day: `## 2.4.0 (2026-03-12)`.

The claim is that of a sentence which says it: a release, of the product that the line, the page or its folder names.
"""

from __future__ import annotations

import re
from functools import cache

from factcheck.extract.clauses import inherited_names
from factcheck.extract.numbers import number_data
from factcheck.extract.scope import inherited_scope
from factcheck.extract.wording import modality_of
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.versions import STAGE, version_member
from factcheck.values.words import content_words, fold

_LINES = frozenset([BlockKind.HEADING, BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM])
_HEADS = frozenset([BlockKind.HEADING, BlockKind.TITLE])
_LONGEST = 100
_VERSION = pattern_of(
    rf"[\[(*]{{0,4}}(?P<lead>(?:[^\W\d_][\w+-]{{0,30}}[ ]){{0,4}})[*\[]{{0,4}}(?P<v>[vV]?)(?P<version>\d{{1,4}}(?:\.\d{{1,5}}){{1,3}}(?i:{STAGE})?)(?![\w.])[\])*]{{0,4}}"
)
_NUMBER = pattern_of(r"\d{1,4}(?:\.\d{1,5}){1,3}")
_BETWEEN = pattern_of(
    r"[\s*_]*(?:[(\[|/–—:,-]+[\s*_]*)?(?:(?:was\s|to\sbe\s)?(?:released?|published|planned|expected|due|scheduled|tagged|dated|release\sdate)"
    r"(?:\s(?:on|for|in|of))?:?\s*)?[*_]*",
    re.I,
)
_BEHIND = pattern_of(r"[\])*_\s]*(?:[:–—|-][^.!?]{0,60}|\([^()]{0,40}\)|,?\s(?:by|codename|code\sname)\s.{0,40})?\s*")
_LOG = pattern_of(r"\b(?:change\s?-?logs?|changes|releases?|release[\s_-]?notes|versions?|what['’]?s[\s_-]new)\b", re.I)
_NEWS = pattern_of(r"\b(?:history|news|updates?)\b", re.I)
"""What also names pages of other things than versions."""
_SAID = frozenset(["version", "release", "ver", "v", "tag", "the", "of"])
"""Words before a number that only say that it is one of a version."""
_PARTS = frozenset(["changelog", "changelogs", "change", "changes", "log", "logs", "release", "releases", "note", "notes", "history", "news", "version", "versions", "what's", "what’s", "whats", "new", "update", "updates", "for", "of", "in", "the", "to", "a", "all", "notable", "project", "this", "released", "and", "roadmap", "schedule", "documentation", "docs"])  # fmt: skip
_COLUMNS = frozenset(["date", "released", "release date", "release", "published", "date released", "date of release", "released on", "general availability", "ga", "ga date", "available", "day"])  # fmt: skip
_DATA = frozenset({"json", "yaml", "toml"})
_ROWS = frozenset(["version", "release", "tag", "versions", "releases"])


def release_in_line(found: Extraction, block: Block) -> DraftClaim | None:
    """The claim of a heading or of a line that is a version and the day that it came out."""
    text = block.text
    if block.kind not in _LINES or len(text) > _LONGEST or "." not in text:
        return None
    times = [(n, t) for n, t in enumerate(found.times[block.index]) if not _NUMBER.fullmatch(t.text)]
    if len(times) != 1 or not _is_day(times[0][1]):
        return None
    index, timex = times[0]
    match = _VERSION.match(text)
    is_line: re.Match[str] | None = None
    if match is not None and match.end() <= timex.start:
        if _BETWEEN.fullmatch(text, match.end(), timex.start):
            is_line = _BEHIND.fullmatch(text, timex.end)
    elif not text[: timex.start].strip(" *_([") and (gap := _AFTER_DAY.match(text, timex.end)) is not None:
        match = _VERSION.match(text, gap.end())
        is_line = _REST.fullmatch(text, match.end()) if match is not None else None
    else:
        return None
    if match is None or is_line is None or not _is_of_version(found, block, match):
        return None
    lead = " ".join(w for w in match["lead"].split() if fold(w) not in _SAID)
    return _draft(found, block, timex, index, (match.start("version"), match.end("version")), lead)


_AFTER_DAY = pattern_of(r"[\])*_]*\s*(?:[:–—|/,-]+\s*)?")
_REST = pattern_of(
    r"[*\])_]*(?:\s(?:released?|is\sout|published|available))?(?:\s?[:–—|-][^.!?]{0,60}|\s\([^()]{0,40}\))?\s*[.:]?\s*"
)


def _is_day(timex: Timex) -> bool:
    parts = timex.parts
    return (
        timex.type is TimexType.DATE
        and timex.relation is Relation.AT
        and timex.until is None
        and timex.shift is None
        and not timex.impossible
        and parts is not None
        and bool(parts.month)
        and parts.year is not None
    )


def _is_of_version(found: Extraction, block: Block, match: re.Match[str]) -> bool:
    """Whether a number with points is one of a version: by its form, the word before it, or what the page is."""
    words = [fold(w) for w in match["lead"].split()]
    if any(w in _series() and w not in _SAID for w in words):
        return False  # `Section 2.1 (3 May 2031)`
    if match["v"] or any(w in ("version", "release", "ver") for w in words) or is_log(found.document):
        return True
    return block.kind in _HEADS and (match["version"].count(".") > 1 or not match["version"].replace(".", "").isdigit())


@cache
def _series() -> frozenset[str]:
    """Nouns whose figure only numbers one of a series: `Section 2.1`."""
    return frozenset({*number_data()["labels"], *number_data()["series"]})


def is_log(document: Document) -> bool:
    """Whether a page lists what came out when: by its name or its title."""
    name = document.path.rpartition("/")[2].partition(".")[0]
    title = document.title.text if document.title is not None else ""
    return _LOG.search(name.replace("_", " ")) is not None or _LOG.search(title) is not None


def _draft(
    found: Extraction, block: Block, timex: Timex, index: int, version: tuple[int, int], lead: str
) -> DraftClaim:
    number = block.text[slice(*version)]
    product = lead or _product(found)
    name = f"{lead} {number}" if lead else product
    own = (f"version:{version_member(number)}", *package_of(found, product))
    modality = modality_of("", block.text[:80])
    return DraftClaim(
        block=block.index,
        start=min(version[0], timex.start),
        end=max(version[1], timex.end),
        value_start=timex.start,
        value_end=timex.end,
        type=ClaimType.DATE,
        timex=index,
        predicate="release",
        predicate_words="released",
        said="released",
        shown=f"{product or 'Version'} {number}",
        subject_names=(name,) if name else (),
        names=(name,) if name else (),
        inherited=inherited_names(found, block),
        subject_stems=content_words(product) or ("version",),
        scope=inherited_scope(found, block, own),
        modality=modality,
        extractor="release",
    )


def _product(found: Extraction) -> str:
    """What the title of a log says that it is of: `Loamkit` of `Changelog of Loamkit`."""
    if found.title is None or not (_LOG.search(found.title.text) or _NEWS.search(found.title.text)):
        return ""
    words = found.title.text.replace("–", " ").replace("—", " ").replace(":", " ").replace("|", " ").split()
    kept = [w for w in words if fold(w) not in _PARTS and w != "-"]
    is_name = 0 < len(kept) < 4 and kept[0][0].isalpha() and not any(c.isdigit() for w in kept for c in w)
    return " ".join(kept) if is_name and (kept[0][0].isupper() or len(kept) == 1) else ""


def package_of(found: Extraction, product: str = "") -> tuple[str, ...]:
    """The folder of a log that tells of which package it is, where neither its lines nor its title do."""
    folders = found.document.path.split("/")[:-1]
    if product or not folders or fold(folders[-1]) in _HOMES or any(c.isdigit() for c in folders[-1]):
        return ()
    return (f"package:{fold(folders[-1])}",)


_HOMES = frozenset(["docs", "doc", "documentation", "content", "website", "pages", "page", "blog", "posts", "news", "releases", "release", "release-notes", "changelog", "changelogs", "changes", "about", "en", "guide", "guides", "reference", "history", "community", ".github", "data", "_data", "_posts"])  # fmt: skip
"""Folders that hold the pages of a product, whatever it is."""


def of_version_row(found: Extraction, block: Block, draft: DraftClaim) -> DraftClaim:
    """The draft of a cell in a table of versions as what it tells of the version that heads its row: a day alone, when it came out."""
    place = block.table
    if place is None or len(place.row_heads) != 1 or len(place.column_heads) != 1:
        return draft
    head, column = (found.document.blocks[k] for k in (place.row_heads[0], place.column_heads[0]))
    above = [found.document.blocks[k].text.strip(" *:").lower() for k in head.table.column_heads] if head.table else []
    is_record = not above and found.document.format in _DATA  # the naming field of a record has no head
    match = _VERSION.match(head.text) if len(above) == 1 or is_record else None
    if match is None or head.text[match.end() :].strip(" *_)]"):
        return draft
    words = [fold(w) for w in match["lead"].split()]
    if not is_record and above[0] not in _ROWS and words[:1] not in (["version"], ["release"]):
        return draft
    lead = " ".join(w for w in match["lead"].split() if fold(w) not in _SAID)
    product = lead or _product(found)
    version = version_member(match["version"])
    scope = tuple(
        sorted(
            {s for s in draft.scope if not s.startswith("version:")}
            | {f"version:{version}", *package_of(found, product)}
        )
    )
    names = (f"{lead} {match['version']}",) if lead else (product,) if product else ()
    draft = replace(draft, scope=scope, subject_names=names or draft.subject_names, names=(*names, *draft.names))
    if draft.type is not ClaimType.DATE or column.text.strip(" *:").lower() not in _COLUMNS:
        return draft
    return replace(
        draft,
        predicate="release",
        predicate_words="released",
        said="released",
        shown=f"{product or 'Version'} {match['version']}",
        subject_stems=content_words(product) or ("version",),
    )
