"""Resolve, part of claims: the words for what a claim is about: those that are shown, and the stems that are compared."""

from __future__ import annotations

import re

from factcheck.frozen import replace
from factcheck.model.claim import ClaimType, EntityId
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.patterns import pattern_of
from factcheck.resolve.coreference import Discourse
from factcheck.resolve.entities import EntityIndex
from factcheck.resolve.section_things import thing_of_record, thing_of_section
from factcheck.resolve.subjects import PRONOUNS, SPEAKERS, about_of, spoken
from factcheck.resolve.table_subjects import row_words, sheet_subject
from factcheck.resolve.topics import topic_words
from factcheck.values.names import name_tokens
from factcheck.values.words import content_words, stem

_BEFORE_COMPLEMENT = re.compile(r"\s(?:of|in|at|on|for|from|to|with|by|about)\s")


def words_about(
    found: Extraction, draft: DraftClaim, index: EntityIndex, discourse: Discourse, topic: tuple[EntityId, ...]
) -> tuple[tuple[EntityId, ...], str, str]:
    """The entities that a claim is about, the words for that, and how they were found."""
    block = found.document.blocks[draft.block]
    subject, about, how = about_of(found, draft, index, discourse, topic)
    about = draft.fact.entity if draft.fact is not None else about
    if draft.fact is None:
        about = _shown_words(found, draft, index, discourse, topic) or (about if subject else about or spoken(draft))
    about = "" if about.isdigit() and len(about) == 4 else SPEAKERS.get(about.lower(), about)
    if draft.extractor == "table" and not draft.shown:
        about = sheet_subject(found, block, index, topic) or row_words(found, block) or about
    elif draft.extractor.endswith("/label") and not draft.subject:
        about = topic_words(found, index, topic) if topic else about
    return subject, about, how


def words_around(found: Extraction, draft: DraftClaim, block: Block) -> str:
    """What a claim is of that says nothing of it itself, by its row, its entry or its section."""
    words = row_words(found, block)
    if not words and block.kind is BlockKind.LIST_ITEM:
        return _ticket_of(block, draft) or thing_of_section(
            found, block
        )  # `- Bookable two weeks ahead` under `Group rooms`
    return words


def theme_of(
    found: Extraction, draft: DraftClaim, block: Block, subject: tuple[EntityId, ...], about: str
) -> tuple[str, ...]:
    """The words of what a claim is about; of a pair in a record whose name is none of its labels those of that name."""
    if draft.subject_stems and draft.type is not ClaimType.ROLE:
        return draft.subject_stems
    if draft.extractor == "pair" and (record := thing_of_record(found, block)):
        named = {stem(token) for entity in subject for token in name_tokens(entity)}
        return tuple(
            w for w in content_words(record if subject else _BEHIND_HEAD.split(record, maxsplit=1)[0]) if w not in named
        )
    return draft.subject_stems or _theme_of_pronoun(draft, subject, about)


_BEHIND_HEAD = pattern_of(r"\s(?:of|in|at|on|for|near)\s|,")


def _theme_of_pronoun(draft: DraftClaim, subject: tuple[EntityId, ...], about: str) -> tuple[str, ...]:
    """Of a last day the words that its pronoun stands for: `The show … It runs until`."""
    if draft.type is not ClaimType.DEADLINE or subject or draft.subject.lower() not in PRONOUNS:
        return ()
    return content_words(_BEFORE_COMPLEMENT.split(about, maxsplit=1)[0])


_ITS = frozenset(["its", "their", "his", "her"])


def _shown_words(
    found: Extraction, draft: DraftClaim, index: EntityIndex, discourse: Discourse, topic: tuple[EntityId, ...]
) -> str:
    """The words for what a claim is about that its draft brings, with what they mean where they are to be resolved."""
    if draft.shown_start < 0:
        return draft.shown
    owner, _, rest = draft.shown.partition(" ")
    is_owner = 0 <= draft.subject_start < draft.shown_start and draft.subject.lower() not in PRONOUNS
    if owner.lower() in _ITS and is_owner and discourse.is_subject(draft.block, draft.subject_start):
        whose = about_of(found, draft, index, discourse, topic)[1]
        return f"{whose}’s {rest}" if whose else draft.shown  # `the gallery had lost 9 mm of its thickness of`
    end = draft.shown_start + len(draft.shown)
    names = tuple([n.text for n in found.names[draft.block] if draft.shown_start <= n.start < end])
    meant = replace(draft, subject=draft.shown, subject_start=draft.shown_start, subject_names=names)
    _, words, how = about_of(found, meant, index, discourse, topic)
    is_event = draft.type is ClaimType.DATE and bool(draft.predicate_words) and draft.predicate_words in rest
    is_near = how.endswith("named before") or _is_named_in_sentence(found, draft, index, words)
    if owner.lower() in _ITS and is_event and how and not is_near:
        return draft.shown  # nothing near tells whose it is
    return words or draft.shown


_TICKET = re.compile(r"[(\[]?(#\d+|[A-Z]{2,8}-\d+)[)\]]?:?\s")


def _ticket_of(block: Block, draft: DraftClaim) -> str:
    """The number of the entry of a list of changes that a claim without a subject stands in: `#4127 Labels were lost. Reported by two users`."""
    ticket = _TICKET.match(block.text) if draft.extractor.startswith("prose") else None
    return ticket[1] if ticket is not None else ""


def _is_named_in_sentence(found: Extraction, draft: DraftClaim, index: EntityIndex, words: str) -> bool:
    """Whether the owner of what a draft shows stands by name earlier in its sentence: `Ann Lee stayed until her death`."""
    home = max((s.start for s in found.sentences[draft.block] if s.start <= draft.shown_start), default=0)
    before = [n.text for n in found.names[draft.block] if home <= n.start < draft.shown_start]
    owners = (index.name(e) for name in before if (e := index.entity(found.document.path, name)) is not None)
    return any(words.startswith(f"{owner}’s ") for owner in owners)
