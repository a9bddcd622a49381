"""Resolve, part of claims: what a document is about, as an entity and in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from factcheck.model.claim import EntityId
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.patterns import pattern_of
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.subject_words import heads_of, names_at_head
from factcheck.values.names import name_tokens
from factcheck.values.words import fold, is_common_word


def topic_of(found: Extraction, index: EntityIndex) -> tuple[EntityId, ...]:
    """What the document is about: the names of its title, else the name that it uses most."""
    document, title = found.document, found.title
    names = list(found.names[title.index]) if title is not None else []
    for block in document.blocks:
        if block.kind is BlockKind.FRONT_MATTER and block.key.lower() in ("title", "name"):
            names.extend(found.names[block.index])
        if block.kind is BlockKind.KEY_VALUE and block.key.lower() == "name":
            names.extend(found.names[block.index])
    ids = [
        e
        for n in (_of_things(names, title.text) if title is not None else names)
        if (e := _without_sort(document.path, n.text, index))
    ]
    if ids:
        return tuple(dict.fromkeys(ids))
    if (called := _called_by_key(found, index)) is not None:
        return (called,)
    if (led := _subtitle(found, index)) is not None:
        return (led,)
    if (named := _named_by_file(found, index)) is not None:
        return (named,)
    counts = Counter(
        e
        for block in document.blocks
        for n in found.names[block.index]
        if (e := index.entity(document.path, n.text)) and not _IN_PLACE.search(block.text, max(0, n.start - 8), n.start)
    )
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2]
    if len(most) == 2 and most[0][1] < 2 * most[1][1]:
        return ()  # of several things alike
    return tuple(e for e, n in most[:1] if n > 1)


def _of_things(names: Sequence[NameMention], title: str) -> Sequence[NameMention]:
    """The names of a title without those that only say what sort of paper it is: `Player Card: Ann Lee`, `Orme - Vessel data`."""
    if (
        len(names) == 2
        and title.strip() == f"{names[0].text}, {names[1].text}"
        and names[0].kind is not NameKind.PERSON
    ):
        names = names[:1]  # `Church of St Oda, Pollan Quay`: where it stands
    return [n for n in names if not _says_sort(n.text) and not _opens_sort(title, n)]


def _says_sort(name: str) -> bool:
    """Whether a name is the sort of a paper: `Structure Record`; no `Orme-2 Mission Overview`."""
    words = name.lower().split()
    return words[-1] in _SHEETS and not any(c.isdigit() for c in name) and len(words) < 4


def _opens_sort(title: str, name: NameMention) -> bool:
    """Whether small words go on with a name to the sort of a paper, behind a mark that parts the title: `– Vessel data`."""
    if name.text != title[name.start : name.end] or " " in name.text:
        return False
    match = _SORT_BEHIND.match(title, name.end)
    if match is None or match["sort"] not in _SHEETS:
        return False
    lead = title[: name.start].rstrip()
    return lead.endswith(_MARKS) or (not lead and is_common_word(name.text))


_MARKS = (":", "–", "—", "-", "|", ",", "(")


_SORT_BEHIND = pattern_of(r"(?:\s[a-z]+)??\s(?P<sort>[a-z]+)(?=\s*(?:\Z|[:–—|,)(]|-\s))")


def _without_sort(path: str, name: str, index: EntityIndex) -> EntityId | None:
    """What a name of a title means; of `Orme-2 Mission Overview` that is Orme-2, if some text calls it so."""
    words = name.split()
    if len(words) > 1 and words[-1].lower() in _SHEETS:
        for end in range(len(words) - 1, 0, -1):
            entity = index.entity(path, " ".join(words[:end]))
            if entity is not None:
                return entity
    return index.entity(path, name)


_IN_PLACE = pattern_of(r"\b(?:in|at|near|from|to)\s\Z")
"""Before a name that only tells where something is or was."""


_NO_MAIN_NAMES = frozenset(["contact", "first", "last", "user", "file", "family", "given", "author", "your", "full", "middle", "display", "host", "domain", "brand"])  # fmt: skip


def _called_by_key(found: Extraction, index: EntityIndex) -> EntityId | None:
    """The name behind `Trial name:` or `Name of the vessel:`, among the first lines of a document."""
    for block in found.document.blocks[:10]:
        key = _key_of(found, block)
        if not key or not found.names[block.index]:
            continue
        words = key.lower().split()
        is_work = words in (["title"], ["working", "title"]) and len(found.names[block.index][0].text.split()) > 1
        is_name = (
            bool(words) and (words[-1] == "name" or words[:2] == ["name", "of"]) and words[0] not in _NO_MAIN_NAMES
        )
        if is_name or is_work:
            return index.entity(found.document.path, found.names[block.index][0].text)
    return None


def _key_of(found: Extraction, block: Block) -> str:
    """The key of a pair, or what heads the row of a cell of a sheet in two columns: `Name | North Granary`."""
    if block.kind is BlockKind.KEY_VALUE and block.index < _FIRST_PAIRS:
        return block.key
    if block.table is None or block.table.column != 1 or len(block.table.row_heads) != 1 or heads_of(found, block):
        return ""
    return found.document.blocks[block.table.row_heads[0]].text.strip(" *_:")


_FIRST_PAIRS = 6


def _subtitle(found: Extraction, index: EntityIndex) -> EntityId | None:
    """The only thing that a line without a verb right under the title names: what the document is about."""
    title = found.title
    if title is None or title.index + 1 >= len(found.document.blocks):
        return None
    block = found.document.blocks[title.index + 1]
    text = block.text.strip()
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or len(text) > 60 or text.endswith((".", ":", ";")):
        return None
    if block.kind is BlockKind.HEADING and any(
        b.kind is BlockKind.HEADING and b.level == block.level for b in found.document.blocks[block.index + 1 :]
    ):
        return None  # the first of several sections
    if found.times[block.index] or not found.names[block.index] or _BYLINE.match(text):
        return None
    first = found.names[block.index][0]
    return index.entity(found.document.path, first.text) if first.start < 5 else None


_BYLINE = pattern_of(r"[*_\s]*(?:by|text|words|story|photos?|reported by)[:\s]", re.I)


def _named_by_file(found: Extraction, index: EntityIndex) -> EntityId | None:
    """The only thing that the name of the file names, of those that the text speaks of: `label-nevarta.txt`."""
    words = set(re.split(r"[^a-z0-9]+", fold(found.document.path.rsplit("/", 1)[-1].rpartition(".")[0])))
    known = {
        e
        for names in found.names.values()
        for n in names
        if (e := index.entity(found.document.path, n.text)) is not None
    }
    others = {w: e for w in words if len(w) > 3 and (e := index.entity(found.document.path, w)) is not None}
    if others:
        text = fold(found.document.text)
        known |= {e for w, e in others.items() if w in text}
    named = {e for e in known if set(name_tokens(e)) <= words}
    return named.pop() if len(named) == 1 else None


def topic_words(found: Extraction, index: EntityIndex, topic: tuple[EntityId, ...]) -> str:
    """What a claim without a subject is put down to: the only thing that the title names, else the title, else the most named."""
    title = found.title
    if title is None:
        return index.name(topic[0]) if topic else found.document.path.rsplit("/", 1)[-1]
    text = title.text
    if len(topic) != 1:
        return text
    if (owner := _OWNED_TITLE.fullmatch(text)) and any(n.text == owner["name"] for n in found.names[title.index]):
        return text  # `Aunt Ilse's plum tart`
    if len(text) < 40 and not names_at_head(text, [n.text for n in found.names[title.index]]):
        if (match := _OF_MATTER.fullmatch(text)) and match["head"].lower().split()[-1] not in _DOCUMENTS:
            return text  # `The caves of Sarn`
    return index.name(topic[0])


_OF_MATTER = pattern_of(
    r"(?:(?:[Tt]he|[Aa]|[Oo]ur)\s)?(?P<head>(?:[A-Za-z][\w’'-]*\s){0,2}(?:[A-Za-z][\w’'-]*|\d{1,3}))\s(?:of|at|in|on)\s(?:the\s)?(?:[A-Z][\w’'-]*\s?)+"
)


_OWNED_TITLE = re.compile(r"(?P<name>[A-Z][\w. -]{2,40})[’']s(?:\s[a-z][a-z-]+){1,4}")


_DOCUMENTS = frozenset(["history", "report", "guide", "notes", "minutes", "overview", "story", "chronicle", "introduction", "review", "survey", "list", "facts", "timeline", "life", "biography", "statutes", "rules", "calendar", "programme", "program", "newsletter", "news", "welcome", "visit", "map", "results", "account", "memoir", "background", "sheet", "profile", "record", "records", "years", "work", "summary", "description", "catalogue", "index", "page", "site", "website", "proceedings", "annals", "diary", "letter", "notice", "bulletin", "statement"])  # fmt: skip
"""Heads of titles that name the document and not its thing: `History of the Krahl Observatory`."""


_SHEETS = frozenset(["record", "records", "card", "sheet", "data", "datasheet", "factsheet", "profile", "overview", "file", "entry", "schedule", "description", "portrait", "form", "register", "directory", "specification", "specifications", "particulars", "details", "information", "info", "dossier", "booklet", "brochure", "leaflet", "imprint", "inventory", "checklist", "facts", "fiche", "handbook", "manual", "guide", "faq", "catalogue"])  # fmt: skip
"""Those that a title says beside the name of its thing: `Player Card: Ann Lee`; no reports and reviews, which are of their time."""


def is_titled(found: Extraction, index: EntityIndex, topic: tuple[EntityId, ...]) -> bool:
    """Whether the title itself names what the document is about, or the sheet does by its row `Name`."""
    title = found.title
    if title is None and topic and _called_by_key(found, index) in topic[:1]:
        return True
    names = found.names[title.index] if title is not None else ()
    return any(_without_sort(found.document.path, n.text, index) in topic[:1] for n in names)
