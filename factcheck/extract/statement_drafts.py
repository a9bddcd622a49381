"""Extract, part of statements: the draft of a statement, and how its words are found in a sentence."""

from __future__ import annotations

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import PREPOSITIONS
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.predicates import PredicateMention
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words


def statement(
    found: Extraction,
    sentence: Clauses,
    kind: ClaimType,
    value: tuple[int, int],
    act: str,
    predicate: PredicateMention | None,
    *,
    how: str,
    clause: tuple[int, int] | None = None,
    about: tuple[int, int] | None = None,
    shown: str = "",
) -> DraftClaim:
    draft = draft_of(found, sentence, predicate, kind, value, extractor=f"prose/{how}")
    draft = replace(
        draft,
        words=sentence.block.text[slice(*value)],
        predicate=act,
        predicate_words=draft.predicate_words or shown,
        said=shown or draft.said,
    )
    return draft if clause is None and about is None else told_of(sentence, draft, about, clause=clause)


def told_of(
    sentence: Clauses, draft: DraftClaim, about: tuple[int, int] | None, *, clause: tuple[int, int] | None = None
) -> DraftClaim:
    """The statement as one about other words of its sentence, or about none; `clause` is the stretch that tells it."""
    text = sentence.block.text
    start, end = clause or (draft.value_start, draft.value_end)
    if about is not None:
        start, end = min(start, about[0]), max(end, about[1])
    subject = text[slice(*about)] if about else ""
    inside = tuple(n.text for n in sentence.names if about and about[0] <= n.start < about[1])
    return replace(
        draft,
        start=start,
        end=end,
        subject=subject,
        subject_start=about[0] if about else -1,
        subject_names=inside,
        names=tuple(dict.fromkeys((*inside, *draft.names))),
        subject_stems=content_words(_PLACED.sub("", subject)) if about else (),
    )


_PLACED = pattern_of(r"(?<=[a-z])\s(?:at|in|near|on)\s(?:the\s)?(?=[A-Z]).*\Z")
"""Where a thing with a noun of its own is: `the terminal at Port Ames` is a terminal."""


def owned_thing(sentence: Clauses, draft: DraftClaim) -> tuple[int, int] | None:
    """Of `X, whose horse was stolen`: the thing together with whose it is."""
    words, at = sentence.tokens, sentence.at(draft.subject_start) if draft.subject else 0
    if at and words[at].low == "whose":
        at += 1
    if at < 2 or words[at - 1].low != "whose":
        return None
    owner = at - 2 - (words[at - 2].text == ",")
    name = next((n for n in sentence.names if owner >= 0 and n.end == words[owner].end), None)
    return (name.start, draft.subject_start + len(draft.subject)) if name is not None else None


def name_at(sentence: Clauses, k: int) -> NameMention | None:
    """The name that a noun phrase begins with, past a determiner and at most four words in small letters."""
    words = sentence.tokens
    for at in range(k, min(len(words), k + 6)):
        token = words[at]
        name = next((n for n in sentence.names if n.start <= token.start < n.end), None)
        if name is not None and not _is_adjective(sentence, at, name):
            return name
        low = token.low
        if token.text == "," and at > k and at + 1 < len(words):
            if any(n.start == words[at + 1].start for n in sentence.names):
                continue  # by Rowan's daughter, Ann Lee
            return None
        if low == "of" and at > k and words[at - 1].low in _FIRMS:
            continue  # by the firm of Rowan and Sons
        if not token.text[0].isalpha() or at in sentence.blocked or low in PREPOSITIONS or low in ("and", "or"):
            return None
    return None


_FIRMS = frozenset(["firm", "house", "workshop", "studio", "practice", "foundry", "yard"])
"""What a name with `of` behind it stands for itself: `the firm of Rowan and Sons`."""


def holder_behind(sentence: Clauses, name: NameMention) -> NameMention:
    """Of `the Lord Provost, Harriet Coll, opened it`: the person whom a title with an article stands for."""
    k = sentence.at(name.start)
    if not k or sentence.tokens[k - 1].low != "the" or sentence.block.text[name.end : name.end + 2] != ", ":
        return name
    behind = next((n for n in sentence.names if n.start == name.end + 2), None)
    if behind is None or behind.kind is not NameKind.PERSON or " " not in behind.text:
        return name
    return behind if sentence.block.text[behind.end : behind.end + 1] in (",", ".", ";", ")", "") else name


def _is_adjective(sentence: Clauses, at: int, name: NameMention) -> bool:
    """`the Danish architect Ida Holm`: a name that a noun in small letters and the name proper follow."""
    words = sentence.tokens
    if words[at].text.endswith(("'s", "’s")) and at + 1 < len(words) and words[at + 1].text.islower():
        return True  # by Rowan's daughter, Ann Lee
    nearby = words[at + 1 : at + 4]
    if name.end != words[at].end or not nearby or not nearby[0].text.islower() or not nearby[0].text.isalpha():
        return False
    return any(
        n.start == token.start and all(t.text.isalpha() and t.text.islower() for t in nearby[:k])
        for k, token in enumerate(nearby)
        for n in sentence.names
    )
