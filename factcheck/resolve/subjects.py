"""Resolve, part of claims: what a claim is about: the entities behind its subject, and the words for them."""

from __future__ import annotations

import re

from factcheck.model.claim import ClaimType, EntityId
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.patterns import pattern_of
from factcheck.resolve.coreference import Discourse
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.section_things import (
    is_of_no_thing,
    is_part_of_page,
    person_of_sheet,
    thing_of_prices,
    thing_of_record,
    thing_of_section,
)
from factcheck.resolve.subject_words import heads_of, is_bare_title, names_at_head
from factcheck.resolve.table_subjects import only_name
from factcheck.resolve.topics import is_titled, topic_words
from factcheck.values.lengths import length_words
from factcheck.values.names import is_state_adjective
from factcheck.values.words import is_measure_word

LABELLED = ("table", "pair", "timeline")


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
    if draft.extractor == "pair" and (one := _named_by_key(found, block, index)) is not None:
        return (one,), index.name(one), "its label begins with the name"
    if draft.extractor == "pair" and (one := _named_by_heading(found, block, index)) is not None:
        return (one,), index.name(one), "its section is one of several that bear names"
    if draft.extractor == "pair" and (
        thing := (is_of_no_thing(draft) and thing_of_section(found, block)) or thing_of_prices(found, draft, block)
    ):
        named_small = index.entity(found.document.path, thing) if found.document.format in _DATA else None
        told = (named_small,) if named_small is not None else topic[:1] if _is_of_topic(draft, topic) else ()
        return told, thing, "the pair speaks of what its section is about"
    if (
        _is_length_of_sheet(found, draft, index, topic)
        or _is_of_sheet(found, draft)
        or _is_line_of_sheet(found, draft, index, topic)
        or _is_count_of_sheet(found, draft, index, topic)
    ):
        if (above := only_name(found, block, index)) is not None:
            return (above,), index.name(above), "the heading above names it"
        is_told = draft.type is not ClaimType.DATE or draft.extractor == "pair" or is_titled(found, index, topic)
        if _is_of_topic(draft, topic) and is_told:
            return topic[:1], topic_words(found, index, topic), "the pair speaks of the document's topic"
    if not meaning.words and not draft.subject and (record := _told_by_record(found, block, index)) is not None:
        return (*record, "it stands in the record of that name")
    return (), meaning.words, meaning.how


_PRONOUN_AND = pattern_of(r"(?:he|she)\sand\s", re.I)


def _is_of_topic(draft: DraftClaim, topic: tuple[EntityId, ...]) -> bool:
    """Whether a line of a sheet is of what the document is about: of one thing, if the label has more words than its measure."""
    return len(topic) == 1 or (bool(topic) and draft.extractor == "pair" and not draft.subject_stems)


def _is_of_sheet(found: Extraction, draft: DraftClaim) -> bool:
    """Whether a pair, or a row of a table of two columns, gives a measure of the thing that the sheet is of."""
    if draft.extractor not in ("pair", "table"):
        return False
    if draft.extractor == "pair" and (not draft.subject_stems or draft.type in (ClaimType.ROLE, ClaimType.PLACE)):
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


def _is_count_of_sheet(found: Extraction, draft: DraftClaim, index: EntityIndex, topic: tuple[EntityId, ...]) -> bool:
    """Whether a pair tells how many of something the thing has that its page is of: `Cars: 52` under `MV Tarna`."""
    if draft.extractor != "pair" or draft.type is not ClaimType.QUANTITY or len(topic) != 1:
        return False
    if not draft.measure or draft.subject_stems != (draft.measure,) or found.document.format in _DATA:
        return False
    return is_titled(found, index, topic)


def _is_length_of_sheet(found: Extraction, draft: DraftClaim, index: EntityIndex, topic: tuple[EntityId, ...]) -> bool:
    """Whether a line tells how long the thing lasts that its page is of: `- Duration: five hours`, `Running time: 94 minutes`."""
    if draft.type is not ClaimType.DURATION or not draft.subject_stems or len(topic) != 1:
        return False
    nouns = length_words().nouns | {"run", "play", "total"}
    text = found.document.blocks[draft.block]
    is_label = draft.extractor == "pair" or bool(_LENGTH_LABEL.match(text.text)) or text.kind is BlockKind.KEY_VALUE
    return is_label and nouns.issuperset(draft.subject_stems) and is_titled(found, index, topic)


_LENGTH_LABEL = pattern_of(r"[\W_]*(?:[A-Za-z]+\s){0,2}[A-Za-z]+[*_]*\s?:")


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
    if match is None or draft.value_start - match.end() > _NEAR_LABEL or not is_titled(found, index, topic):
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


def _named_by_key(found: Extraction, block: Block, index: EntityIndex) -> EntityId | None:
    """What a label names before a mark: `Tarn Gallery – Capacity`, as another text calls it."""
    name, _, rest = _KEY_MARK.sub("|", block.key, count=1).partition("|")
    if not rest.strip() or " " not in name.strip() or not name[:1].isupper():
        return None
    return index.entity(found.document.path, name.strip(" *_"))


_KEY_MARK = pattern_of(r"\s[–—-]\s|,\s|:\s")


def _named_by_heading(found: Extraction, block: Block, index: EntityIndex) -> EntityId | None:
    """What the section of a block is about, where its heading is a name and no more, as that of another section of its level is."""
    title = found.title
    if not block.headings or (title is not None and block.headings[-1] == title.index):
        return None
    heading = found.document.blocks[block.headings[-1]]
    if not _is_name_alone(found, heading):
        return None
    is_one_of_several = any(
        other.kind is BlockKind.HEADING and other is not heading and other.level == heading.level
        and _is_name_alone(found, other)
        for other in found.document.blocks
    )  # fmt: skip
    return index.entity(found.document.path, found.names[heading.index][0].text) if is_one_of_several else None


def _is_name_alone(found: Extraction, heading: Block) -> bool:
    """Whether a heading is the name of one thing, with an aside in brackets at most."""
    names = found.names[heading.index]
    if len(names) != 1 or " " not in names[0].text or is_part_of_page(heading.text.strip(" :*_")):
        return False
    return heading.text[: names[0].start].strip(" *_") == "" and bool(_ASIDE.fullmatch(heading.text, names[0].end))


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
    return only_name(found, found.document.blocks[draft.block], index)


_DATA = frozenset({"toml", "yaml", "json"})
"""Formats whose sections bear names that are written small: `[gold]`."""


def _is_adjective(words: str, name: str) -> bool:
    """Whether a name only tells what sort of thing is meant: `the last Danish ferry`."""
    at = words.find(name)
    return at >= 0 and is_state_adjective(name) and re.match(r"\s[a-z]", words[at + len(name) :]) is not None
