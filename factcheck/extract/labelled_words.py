"""Extract, part of structure: the draft claim of a cell or pair whose value is words: a role, a place, a title, a name, a short text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.extract.action_items import is_task_of_row_head
from factcheck.extract.clauses import inherited_names
from factcheck.extract.label_words import names_of_heads, said_by_labels
from factcheck.extract.predicates import predicate_of_words
from factcheck.extract.statement_words import is_superlative, statement_words
from factcheck.extract.wording import modality_of, scope_of_label
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words, stem


def worded(
    found: Extraction, block: Block, labels: Sequence[str], heads: Sequence[int], how: str
) -> Iterator[DraftClaim]:
    """The claim of a cell or pair whose value is words: a role, a place, a title, a name, or a short text."""
    text = block.text.strip()
    label = " ".join(labels).strip()
    if not label or not text or len(text) > 90 or len(text.split()) > 12 or not any(c.isalnum() for c in text):
        return
    start = block.text.index(text)
    value = (start, start + len(text))
    kind, act = _kind_of_words(found, block, labels)
    if kind is ClaimType.ROLE and block.table is not None and not found.names[block.index] and not text[0].islower():
        kind, act = ClaimType.TEXT, ""  # `Treasurer | Questions about fees`: no holder
    if kind is ClaimType.ROLE and found.names[block.index]:
        first = found.names[block.index][0]
        value = (first.start, first.end)
    head_names = names_of_heads(found, block, heads)
    stems = tuple(s for part in labels for s in content_words(part))
    is_untold = is_task_of_row_head(found, block)
    yield DraftClaim(
        block=block.index,
        start=0,
        end=len(block.text),
        value_start=value[0],
        value_end=value[1],
        type=kind,
        words=block.text[slice(*value)],
        predicate=act or ("" if is_untold else "-".join(stems[:3])),
        predicate_words="" if is_untold else label,
        said="" if is_untold else said_by_labels(found, block, labels),
        subject_names=head_names,
        names=(*head_names, *(n.text for n in found.names[block.index])),
        inherited=inherited_names(found, block),
        subject_stems=stems,
        context=(*stems, *content_words(text)),
        scope=scope_of_label(found, block, " ; ".join(labels)),
        modality=modality_of(label, text),
        extractor=how,
    )


_NO_FIRSTS = frozenset(["first aid", "first name", "first names", "last name", "last updated", "last modified", "last orders", "last entry", "last admission", "last train", "last bus", "best before", "first floor", "first come", "latest version"])  # fmt: skip


def _kind_of_words(found: Extraction, block: Block, labels: Sequence[str]) -> tuple[ClaimType, str]:
    """What sort of words a label leads to, and the act or title that it names."""
    for part in labels:
        if act := predicate_of_label(part):
            return ClaimType.ROLE, act
    words = statement_words()
    if _is_led_by_person(found, block):
        for part in labels:
            if act := _act_of_office(part):
                return ClaimType.ROLE, act
    for part in labels:
        bare = part.strip(" :*").lower().replace("_", " ").replace("-", " ")
        first = bare.split()[0] if bare.split() else ""
        if is_superlative(first) and len(bare.split()) < 4 and bare not in _NO_FIRSTS:
            return ClaimType.UNIQUE, first
        placed = _PLACED_BY.fullmatch(bare)
        if placed is not None and (act := predicate_of_words(placed["verb"] or placed["done"])):
            return ClaimType.PLACE, act  # `Built at`
        if words.place_label.search(bare):
            return ClaimType.PLACE, "place"
        if words.name_label.search(bare):
            return ClaimType.NAME, "name"
    return ClaimType.TEXT, ""


def predicate_of_label(label: str) -> str:
    """The act that a label's noun of a role stands for: `Architect`, `Chair of the board`."""
    words = statement_words()
    bare = label.strip(" :*").lower().replace("_", " ")
    if bare in words.role_of:
        return words.role_of[bare]
    if bare.startswith(("signed for ", "signed on behalf of ")):
        return "sign"
    if bare.endswith(" by"):
        verb = bare.split()[-2]  # Designed by
        act = words.act_of.get(stem(verb)) or predicate_of_words(verb)
        return act if act in words.agentive else ""
    head = bare.partition(" of ")[0].split(" (")[0].partition(", ")[0]
    return words.role_of.get(head) or (words.role_of.get(head[:-1], "") if head.endswith("s") else "")


_PLACED_BY = pattern_of(r"(?P<verb>[a-z]+(?:ed|t|n|d|k|g))\s(?:at|in)|place\s(?P<done>[a-z]+(?:ed|t|n))")


def _is_led_by_person(found: Extraction, block: Block) -> bool:
    """Whether the words of a cell or pair begin with the name of a person."""
    names = found.names[block.index]
    if not names or block.text[: names[0].start].strip(" *_"):
        return False
    is_person = names[0].kind is NameKind.PERSON
    return is_person or (
        names[0].kind is NameKind.UNKNOWN and _LIKE_PERSON.fullmatch(block.text.strip(" *_")) is not None
    )


_LIKE_PERSON = pattern_of(
    r"[A-Z][^\W\d_]+(?:\s[A-Z]\.)?(?:\s(?:de|van|von|der|den|di|da|la|le|al|bin|ter)){0,2}\s[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?"
)


_OFFICE = pattern_of(
    r"(?:the\s)?(?P<office>[a-z][a-z’'-]+(?:\s[a-z][a-z’'-]+){1,3}?)(?:\sin\scharge)?(?=\s(?:of|for|at)\s|,|\s\(|\Z)"
)


def _act_of_office(label: str) -> str:
    """The act of the office that a label names with words before its noun: `Race director`, `Architect in charge`."""
    match = _OFFICE.match(label.strip(" :*").lower().replace("_", " "))
    if match is None:
        return ""
    words = match["office"].split()
    role_of = statement_words().role_of
    return next((role_of[" ".join(words[k:])] for k in range(len(words)) if " ".join(words[k:]) in role_of), "")
