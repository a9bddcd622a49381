"""Resolve, part of claims: what a claim is about: the entities behind its subject, and the words for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from factcheck.model.claim import ClaimType, EntityId
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.model.time import TimexType
from factcheck.patterns import pattern_of
from factcheck.resolve.coreference import Discourse
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.section_things import (
    is_of_no_thing,
    person_of_sheet,
    thing_of_prices,
    thing_of_record,
    thing_of_section,
)
from factcheck.resolve.subject_words import is_bare_title, names_at_head
from factcheck.values.names import is_state_adjective, name_tokens
from factcheck.values.words import content_words, fold, is_common_word, is_generic_head, is_measure_word

LABELLED = ("table", "pair", "timeline")


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
    if found.times[block.index] or not found.names[block.index] or _BYLINE.match(text):
        return None
    first = found.names[block.index][0]
    return index.entity(found.document.path, first.text) if first.start < 5 else None


_BYLINE = pattern_of(r"[*_\s]*(?:by|text|words|story|photos?|reported by)[:\s]", re.I)
_RANK = pattern_of(r"(?:rank|no|nr|number|#|pos|position|place|seed|entry|item)?[.:]?", re.I)
_OF_NAME = pattern_of(r"(?:[Tt]he\s)?([A-Z][\w’'-]+)\sof\s(?:the\s)?[A-Z].*")
SPEAKERS = {
    "we": "we",
    "our": "we",
    "us": "we",
    "ours": "we",
    "i": "I",
    "my": "I",
    "me": "I",
    "you": "you",
    "your": "you",
}
_ORDINAL = pattern_of(
    r"(?:a|another)\s(?:second|third|fourth|fifth|sixth)\Z|the\s(?:first|second|third|fourth|fifth|last|other|others|rest|latter|former|next|previous)\b",
    re.I,
)


def spoken(draft: DraftClaim) -> str:
    """A subject that stands for itself, since nothing tells what it means: `we`, `nobody`, `the first`."""
    low = draft.subject.lower()
    if low in SPEAKERS:
        return SPEAKERS[low]
    if low in PRONOUNS:
        return draft.subject
    return draft.subject if _ORDINAL.match(low) or low.split(" ", 1)[0] in _NOBODY else ""


PRONOUNS = frozenset(["it", "they", "he", "she", "this", "these", "them", "him", "her", "his", "its", "their"])
_NOBODY = frozenset(["nobody", "none", "nothing", "everyone", "everybody", "anyone", "anybody", "someone", "somebody", "those", "some", "many", "few", "most", "each", "both", "all"])  # fmt: skip


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


def row_words(found: Extraction, block: Block) -> str:
    """The words that head the row of a cell, where they name something."""
    if block.table is None:
        return ""
    if not block.table.row_heads:
        return _named_beside(found, block)
    head = block.table.row_heads[0]
    text = found.document.blocks[head].text
    column = found.document.blocks[head].table
    heads = [found.document.blocks[k].text for k in column.column_heads] if column is not None else []
    is_named = any(c.isalpha() for c in text)
    is_year = re.fullmatch(r"\d{4}(?:\s?[/–-]\s?\d{2,4})?", text.strip()) is not None
    if (
        not is_named
        and (is_year or not _is_time(found, head))
        and not any(_RANK.fullmatch(h.strip()) for h in heads[:1])
    ):
        return f"{heads[0]} {text}" if heads and len(heads[0]) < 40 else text
    if is_named and (not _is_time(found, head) or not any(c.isdigit() for c in text)):
        return text if len(text) <= 60 else ""
    if is_named and block.index == _first_in_words(found, block):
        return text if len(text) <= 60 else ""  # where it was, of the day that heads the row
    # a row that a date or a number heads is of what its first cell in words names
    place = block.table
    if not is_named and block.table.column == 1:
        return f"{heads[0]} {text}" if heads and len(heads[0]) < 40 else text
    for other in found.document.blocks[head + 1 : head + 12]:
        if other.table is None or (other.table.table, other.table.row) != (place.table, place.row):
            break
        if other.index != block.index and not _is_time(found, other.index) and any(c.isalpha() for c in other.text):
            return other.text if len(other.text) <= 60 else ""
    return f"{heads[0]} {text}" if heads and len(heads[0]) < 40 else ""


def _named_beside(found: Extraction, block: Block) -> str:
    """Of a date that heads a row of three cells or more: the first of them in words."""
    place = block.table
    if place is None or place.head or place.column or not place.column_heads or not _is_time(found, block.index):
        return ""
    first = _first_in_words(found, block)
    cells = [b for b in found.document.blocks[block.index + 1 : block.index + 3] if b.table is not None]
    if first is None or len(cells) < 2 or (cells[-1].table is not None and cells[-1].table.row != place.row):
        return ""
    text = found.document.blocks[first].text
    return text if len(text) <= 60 else ""


def _first_in_words(found: Extraction, block: Block) -> int | None:
    """The first cell of a row behind the one that heads it that is no time and has letters."""
    place = block.table
    if place is None:
        return None
    first = block.index
    while first > 0 and (before := found.document.blocks[first - 1].table) is not None:
        if (before.table, before.row) != (place.table, place.row):
            break
        first -= 1
    for other in found.document.blocks[first + 1 : first + 12]:
        if other.table is None or (other.table.table, other.table.row) != (place.table, place.row):
            return None
        if not _is_time(found, other.index) and any(c.isalpha() for c in other.text):
            return other.index
    return None


def sheet_subject(found: Extraction, block: Block, index: EntityIndex, topic: tuple[EntityId, ...]) -> str:
    """What a table of labels and values is about: what the heading above names, else the topic; nothing of a table of things.

    Labels tell themselves by their words (`Height`, `Opened`), or by values of several kinds in one column.
    """
    place = block.table
    if place is None or place.column != 1 or not place.row_heads or not (topic or found.title):
        return ""
    if not all([is_generic_head(found.document.blocks[k].text) for k in place.column_heads]):
        return ""
    kinds: set[str] = set()
    labels = rows = named = 0
    blocks = found.document.blocks
    first = block.index
    while first > 0 and (before := blocks[first - 1].table) is not None and before.table == place.table:
        first -= 1
    for other in blocks[first:]:
        if other.table is None or other.table.table != place.table:
            break
        if other.table.column > 1:
            return ""
        if other.table.column == 1:
            rows += 1
            kinds.add(_kind_of_value(found, other.index))
        elif any(" " in n.text for n in found.names[other.index]):
            named += 1
        else:
            labels += any(is_measure_word(w) for w in content_words(other.text))
    if rows < 2 or 2 * named > rows or (len(kinds) < 2 and 2 * labels < rows):
        return ""
    above = _only_name(found, block, index)
    if (
        above is None
        and place.column_heads
        and found.title is not None
        and not any(" " in index.name(t) for t in topic)
    ):
        return found.title.text  # of `Service information` the one word is no name of anything
    return index.name(above) if above is not None else topic_words(found, index, topic)


def _kind_of_value(found: Extraction, index: int) -> str:
    if any(t.type is TimexType.DATE for t in found.times[index]):
        return "date"
    figures = found.quantities[index]
    return (figures[0].quantity.unit or "count") if figures else "words"


def _is_time(found: Extraction, index: int) -> bool:
    """Whether a block is hardly more than a time."""
    text = found.document.blocks[index].text
    return any(t.end - t.start > 0.6 * len(text) and t.parts for t in found.times[index])


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


def _is_named_after(subject: str, entity: EntityId, index: EntityIndex) -> bool:
    """Whether what was founded only bears the surname of somebody: `Norrin was founded by Sven Norrin`."""
    known, name = index.by_id.get(entity), index.name(entity)
    return known is not None and known.kind == "person" and " " not in subject and name.endswith(f" {subject}")


def _is_of_people(subject: str, name: str) -> bool:
    """Whether a name with its article alone is somebody of a state and not the state: `The Croatian, who rides for`."""
    return subject.lower() in (f"the {name}".lower(), f"a {name}".lower()) and is_state_adjective(name)


def about_of(
    found: Extraction,
    draft: DraftClaim,
    index: EntityIndex,
    discourse: Discourse,
    topic: tuple[EntityId, ...],
) -> tuple[tuple[EntityId, ...], str, str]:
    """The entities that the claim is about, its words for them, and how they were found."""
    names = [n for n in draft.subject_names if not _is_adjective(draft.subject, n) and not is_bare_title(n)]
    if len(names) == 1 and _is_of_people(draft.subject, names[0]):
        return (), draft.subject, ""
    named = tuple(dict.fromkeys(e for n in names if (e := index.entity(found.document.path, n))))
    if draft.fact is not None:
        return named, draft.fact.entity, ""
    meaning = discourse.meaning_of(draft)
    if named and meaning.plural and meaning.ids and _PRONOUN_AND.match(draft.subject):
        return tuple(dict.fromkeys((*meaning.ids, *named))), meaning.words, meaning.how  # `she and her sister Ida`
    if named and draft.predicate == "found" and _is_named_after(draft.subject, named[0], index):
        return (), draft.subject, ""
    if named:
        if meaning.words and not meaning.ids and not names_at_head(draft.subject, draft.subject_names):
            return named, meaning.words, meaning.how  # about something of what is named: `the tolls of Foster Bridge`
        words = index.name(named[0])
        if len(draft.subject) < 60 and (longer := _OF_NAME.fullmatch(draft.subject)) and longer[1] == names[0]:
            words = draft.subject.removeprefix("the ")  # `the Order of St. Olav`
        elif len(draft.subject) < 60 and draft.subject.startswith((f"{names[0]} and ", f"{names[0]} & ")):
            words = draft.subject  # `Ann Lee and her sons`
        return named, words, ""
    is_of_heading = draft.extractor in LABELLED or draft.predicate == "use"
    if draft.type is ClaimType.DEADLINE and is_of_heading and not draft.subject_stems and not draft.subject:
        if (above := _named_above(found, draft, index)) is not None:
            return (above,), index.name(above), "the heading above names it"
    if meaning.ids:
        is_pair = len(meaning.ids) == 2 and meaning.person and draft.subject.lower() == "they"
        return meaning.ids, meaning.words if is_pair else index.name(meaning.ids[0]), meaning.how
    block = found.document.blocks[draft.block]
    if draft.extractor == "pair" and (person := person_of_sheet(found, block)) is not None:
        entity = index.entity(found.document.path, person)
        return ((entity,) if entity else ()), index.name(entity) if entity else person, "the sheet is of that person"
    if draft.extractor == "pair" and (led := _led_in_by_name(found, block, index)) is not None:
        return (led,), index.name(led), "the line above the list names it"
    if draft.extractor == "pair" and (own := _told_by_section(found, block, index)) is not None:
        return (*own, "the pair speaks of what its section is about")
    if draft.extractor == "pair" and (
        thing := (is_of_no_thing(draft) and thing_of_section(found, block)) or thing_of_prices(found, draft, block)
    ):
        named_small = index.entity(found.document.path, thing) if found.document.format in _DATA else None
        told = (named_small,) if named_small is not None else topic[:1] if _is_of_topic(draft, topic) else ()
        return told, thing, "the pair speaks of what its section is about"
    if _is_of_sheet(found, draft) or _is_line_of_sheet(found, draft, index, topic):
        if (above := _only_name(found, block, index)) is not None:
            return (above,), index.name(above), "the heading above names it"
        is_told = draft.type is not ClaimType.DATE or draft.extractor == "pair" or _is_titled(found, index, topic)
        if _is_of_topic(draft, topic) and is_told:
            return topic[:1], topic_words(found, index, topic), "the pair speaks of the document's topic"
    if not meaning.words and not draft.subject and (record := _told_by_record(found, block, index)) is not None:
        return (*record, "it stands in the record of that name")
    return (), meaning.words, meaning.how


def _is_titled(found: Extraction, index: EntityIndex, topic: tuple[EntityId, ...]) -> bool:
    """Whether the title itself names what the document is about, or the sheet does by its row `Name`."""
    title = found.title
    if title is None and topic and _called_by_key(found, index) in topic[:1]:
        return True
    names = found.names[title.index] if title is not None else ()
    return any(_without_sort(found.document.path, n.text, index) in topic[:1] for n in names)


_PRONOUN_AND = pattern_of(r"(?:he|she)\sand\s", re.I)


def _is_of_topic(draft: DraftClaim, topic: tuple[EntityId, ...]) -> bool:
    """Whether a line of a sheet is of what the document is about: of one thing, if the label has more words than its measure."""
    return len(topic) == 1 or (bool(topic) and draft.extractor == "pair" and not draft.subject_stems)


def _is_of_sheet(found: Extraction, draft: DraftClaim) -> bool:
    """Whether a pair, or a row of a table of two columns, gives a measure of the thing that the sheet is of."""
    if draft.extractor not in ("pair", "table"):
        return False
    if draft.extractor == "pair" and (not draft.subject_stems or draft.type is ClaimType.ROLE):
        return True
    is_event = draft.type is ClaimType.DATE and not draft.subject_stems and draft.predicate not in ("", "date")
    block = found.document.blocks[draft.block]
    is_headless = block.table is not None and not block.table.column_heads and len(draft.subject_stems) < 4
    if not is_event and (draft.type is not ClaimType.QUANTITY or not (is_headless or is_measure_word(draft.measure))):
        return False
    if block.table is None:
        return block.kind is BlockKind.KEY_VALUE
    place = block.table
    beside = [
        b.table
        for b in found.document.blocks[draft.block + 1 : draft.block + 2]
        if b.table is not None and (b.table.table, b.table.row) == (place.table, place.row)
    ]
    return place.column == 1 and not beside and not heads_of(found, block)


def _is_line_of_sheet(found: Extraction, draft: DraftClaim, index: EntityIndex, topic: tuple[EntityId, ...]) -> bool:
    """Whether a line is a verb as a label and its value, on the page of one thing that its title names: `- Born: 1882`."""
    block = found.document.blocks[draft.block]
    if (
        draft.subject
        or block.kind not in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
        or draft.type is not ClaimType.DATE
    ):
        return False
    match = _LINE_LABEL.match(block.text)
    if match is None or draft.value_start - match.end() > _NEAR_LABEL or not _is_titled(found, index, topic):
        return False
    return match["label"].lower() == draft.predicate_words.lower()


_LINE_LABEL = pattern_of(
    r"[\W_]*(?P<label>[A-Z][a-z]*(?:ed|orn|ilt|aid|unk|ung|ade|ent|old)(?:\s[a-z]+){0,2})[*_]*\s?:[*_]*\s*"
)
_NEAR_LABEL = 8
_AT_A_GLANCE = pattern_of(r"(?P<what>.{3,60}?)(?:\s*[:—–-]\s*|,?\s)(?:at a glance|in (?:figures|numbers|brief)|(?:key\s)?(?:facts|data|figures)(?: and figures)?|fact sheet|data sheet|profile|specifications?)", re.I)  # fmt: skip


_SORTS_OF_DATA = frozenset(["technical", "key", "basic", "general", "important", "main", "vital", "personal", "financial", "product", "quick", "further", "physical", "electrical", "mechanical", "operating", "company", "contact", "test", "system", "design", "performance", "minimum", "hardware", "software"])  # fmt: skip
"""What stands before `data` or `facts` and names no thing."""


def _led_in_by_name(found: Extraction, block: Block, index: EntityIndex) -> EntityId | None:
    """What a list of pairs is of that stands right below a line which is a name, with an aside at most: `**MF Tarna** (built 2019)`."""
    lead = found.document.blocks[block.lead_in] if block.lead_in is not None else None
    if lead is None or lead.kind is not BlockKind.PARAGRAPH or len(lead.text) > 80:
        return None
    name = next(iter(found.names[lead.index]), None)
    is_line = name is not None and not lead.text[: name.start].strip(" *_") and _ASIDE.fullmatch(lead.text, name.end)
    entity = index.entity(found.document.path, name.text) if name is not None and is_line else None
    known = index.by_id.get(entity) if entity is not None else None
    if name is None or known is None or name.text.isupper():
        return None
    is_told = len(known.documents) > 1 or found.document.text.count(name.text) > 1
    return entity if is_told else None  # else it may be what any section of a sheet is called: `Airframe`


_ASIDE = pattern_of(r"[*_]*\s*(?:\([^()]*\)|[,–—-]\s[^.!?]{0,40})?[*_]*\s*[:.]?\s*")


def _told_by_section(found: Extraction, block: Block, index: EntityIndex) -> tuple[tuple[EntityId, ...], str] | None:
    """What the sheet of a section is about, as entities and in words: by its pair `Name`, or a heading `The ferry at a glance`."""
    path, title = found.document.path, found.title
    if not block.headings or (title is not None and block.headings[-1] == title.index):
        return None
    if (record := _told_by_record(found, block, index)) is not None:
        return record
    for other in found.document.blocks[block.headings[-1] + 1 : block.index]:
        if other.kind is BlockKind.KEY_VALUE and other.key.lower() == "name" and found.names[other.index]:
            name = found.names[other.index][0].text
            entity = index.entity(path, name)
            return ((entity,) if entity else ()), name
    heading = _AT_A_GLANCE.fullmatch(found.document.blocks[block.headings[-1]].text.strip())
    if heading is None or heading["what"].lower() in _SORTS_OF_DATA:
        return None
    words = heading["what"].title() if heading["what"].isupper() else heading["what"]
    entity = index.entity(path, words)
    return ((entity,) if entity else ()), words


def _told_by_record(found: Extraction, block: Block, index: EntityIndex) -> tuple[tuple[EntityId, ...], str] | None:
    """What the record is of that a block stands in."""
    record = thing_of_record(found, block)
    if not record:
        return None
    names = [n.text for n in found.names[block.headings[-1]]]
    known = (index.entity(found.document.path, name) for name in (record, *names_at_head(record, names)))
    entity = next((e for e in known if e is not None), None)
    return ((entity,) if entity else ()), record


def _named_above(found: Extraction, draft: DraftClaim, index: EntityIndex) -> EntityId | None:
    return _only_name(found, found.document.blocks[draft.block], index)


def _only_name(found: Extraction, block: Block, index: EntityIndex) -> EntityId | None:
    """The only thing that the nearest heading names, where that is not the title of the whole."""
    title = found.title
    if not block.headings or (title is not None and block.headings[-1] == title.index):
        return None
    named = {e for n in found.names[block.headings[-1]] if (e := index.entity(found.document.path, n.text))}
    return named.pop() if len(named) == 1 else None


_DATA = frozenset({"toml", "yaml", "json"})
"""Formats whose sections bear names that are written small: `[gold]`."""


def _is_adjective(words: str, name: str) -> bool:
    """Whether a name only tells what sort of thing is meant: `the last Danish ferry`."""
    at = words.find(name)
    return at >= 0 and is_state_adjective(name) and re.match(r"\s[a-z]", words[at + len(name) :]) is not None


def heads_of(found: Extraction, block: Block) -> tuple[str, ...]:
    if block.table is None or not block.table.row_heads:
        return ()
    return tuple(
        dict.fromkeys(
            w
            for k in block.table.column_heads
            if not is_generic_head(text := found.document.blocks[k].text)
            for w in content_words(text)
        )
    )
