"""Extract, part of extractors from outside: subjects and doers by the dependency arcs of a parsed block.

Reads the labels of spaCy's English pipelines (`nsubjpass`, `dobj`) and of Universal Dependencies (`nsubj:pass`, `obj`).
A token is spaCy's; its offsets `idx` are those of the block's text. Silent where the arcs leave a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcheck.extract.clauses import clauses_of, inherited_names
from factcheck.extract.closed_words import DETERMINERS
from factcheck.extract.predicate_lexicon import predicate_class
from factcheck.extract.predicates import predicate_of_words
from factcheck.extract.statement_words import statement_words
from factcheck.extract.wording import wording_of
from factcheck.frozen import dataclass, replace
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words, stem

_PASSIVE = frozenset({"nsubjpass", "nsubj:pass"})
_SUBJECTS = _PASSIVE | {"nsubj"}
_OBJECTS = frozenset({"dobj", "obj"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_VERBAL = frozenset({"VERB", "AUX"})
_ASIDE = frozenset({"relcl", "acl", "acl:relcl", "appos", "parataxis", "punct"})
_SHARED = frozenset({"conj", "xcomp"})
_RELATIVE = frozenset({"relcl", "acl", "acl:relcl"})
_BOUND = frozenset(["it", "he", "she", "they", "this", "that", "these", "those", "which", "who"])
"""Pronouns that `resolve` binds to something named before."""
_RELATIVES = frozenset({"which", "who", "that", "whom"})
_UNBOUND = frozenset(
    ["i", "we", "you", "one", "there", "what", "someone", "everyone", "nobody", "nothing", "something"]
)
_SPLIT = pattern_of(r"[;:]\s")
_CLOSING = " \"'”’»)]*_"
_PREPOSITION = frozenset({"prep", "case"})
_OF = frozenset({"of", "de", "du", "von", "der", "des"})
_MAX_WORDS = 12
_VALUED = frozenset({ClaimType.DATE, ClaimType.DEADLINE, ClaimType.DURATION, ClaimType.QUANTITY})


@dataclass(frozen=True, slots=True)
class _About:
    """A noun phrase: its stretch of the text, where its head noun ends, and where what is only around it begins."""

    start: int
    end: int
    head_end: int
    named_end: int
    """`the bank of Denmark` is called after what follows `of`, `the derby in Leeds` is not."""


def with_subject(found: Extraction, doc: Any, draft: DraftClaim) -> DraftClaim:
    """A draft of running text with what its verb is about, where the built-in reading found nothing that could be it.

    That is where its subject is missing, a pronoun, the value itself, a stretch with the verb in it, or a part of a
    clause that only describes the subject. A pronoun or a number never becomes a subject.
    """
    if draft.type not in _VALUED or not draft.extractor.startswith("prose/") or draft.headed:
        return draft
    if draft.time_block is not None or not doc.has_annotation("DEP"):
        return draft
    value = doc.char_span(draft.value_start, draft.value_end, alignment_mode="expand")
    verb = _governor(value) if value is not None else None
    if verb is None or not _agrees(draft, verb):
        return draft
    head = _theme(verb, value, draft.predicate)
    about = _phrase(head) if head is not None and head.text not in draft.predicate_words.split() else None
    if about is None or not _is_wanting(doc, draft, verb, head, about):
        return draft
    stems = content_words(doc.text[about.start : about.head_end])
    if not stems or not _in_one_sentence(found, draft, about) or _crosses_value(found, draft.block, about):
        return draft
    between = doc.text[min(about.end, draft.value_end) : max(about.start, draft.value_start)]
    if _SPLIT.search(between) or (about.start < draft.value_end and draft.value_start < about.end):
        return draft
    inside = _names_in(found, draft.block, about)
    predicate, shown = _predicate(draft, verb)
    return replace(
        draft,
        start=min(draft.start, about.start),
        end=max(draft.end, about.end),
        subject=doc.text[about.start : about.end],
        subject_names=inside,
        names=tuple(dict.fromkeys((*inside, *draft.names))),
        subject_stems=stems,
        predicate=predicate,
        predicate_words=shown,
        extractor=f"{draft.extractor}+spacy",
    )


def _agrees(draft: DraftClaim, verb: Any) -> bool:
    """Whether the verb is the predicate of the built-in reading, if that has one: two readings that differ leave a doubt."""
    if not draft.predicate:
        return True
    return verb.text.lower() in draft.predicate_words.lower().split()


def _is_wanting(doc: Any, draft: DraftClaim, verb: Any, head: Any, about: _About) -> bool:
    """Whether the built-in subject is none, so that the one of the arcs takes its place."""
    given = draft.subject
    if not given:
        return True
    if given.lower() in _BOUND:
        own = _subject(verb)
        return own is None or own.text.lower() != given.lower()  # else both readings agree
    start = doc.text.find(given, draft.start, draft.end)
    if start < 0:
        return False
    end = start + len(given)
    if draft.value_start <= start and end <= draft.value_end:
        return True
    if start <= verb.idx < end:
        # `Ida Holm has been chair since 2019`: of a copula the complement tells one claim from another
        return verb.pos_ == "VERB" and verb.lemma_ not in ("be", "have")
    if start < about.end and about.start < end:
        return False
    described = [t for t in head.subtree if not about.start <= t.idx < about.end]
    return any(start <= t.idx < end for t in described) and end <= max(t.idx + len(t) for t in described)


def _predicate(draft: DraftClaim, verb: Any) -> tuple[str, str]:
    """The predicate and its words; of a draft that has none the verb, if it was taken for a part of the subject."""
    name = ""
    if not draft.predicate and verb.pos_ == "VERB" and verb.text.lower() in draft.subject.lower().split():
        name = predicate_of_words(verb.text.lower()) or verb.lemma_
    return (name, verb.text) if name else (draft.predicate, draft.predicate_words)


def _theme(verb: Any, value: Any, predicate: str) -> Any:
    """What the verb is about: of a verb with a predicate and an object that, else its subject."""
    subject = _subject(verb)
    known = predicate_class(predicate)
    if not predicate or (known is not None and known.theme == "subject"):
        return subject
    if subject is not None and subject.dep_ in _PASSIVE:
        return subject
    object_ = next((c for c in verb.children if c.dep_ in _OBJECTS and not value.start <= c.i < value.end), None)
    if object_ is not None and object_.text.lower() in _RELATIVES:
        return _described(verb)
    if object_ is None and verb.dep_ == "relcl" and subject is not None and subject.i != verb.head.i:
        return None  # `the bridge the king opened`, but `the year the king died`
    return object_ if object_ is not None else subject


def _described(verb: Any) -> Any:
    """The noun that a verb's clause is added to; none for one that the clause picks out (`the treaty that they signed`).

    What is picked out is another thing than the one of that name that the text speaks of elsewhere.
    """
    noun = verb.head
    if not _is_nominal(noun):
        return None
    is_added = any(t.text in ",(–—" for t in noun.doc[noun.i + 1 : verb.i])
    return noun if is_added or noun.pos_ == "PROPN" else None


def _governor(span: Any) -> Any:
    """The verb above a value; none where a noun outside the value stands between: `the opening of 3 May was a success`."""
    token = span.root
    while token.pos_ not in _VERBAL and not any(c.dep_ in _SUBJECTS for c in token.children):
        outside = not span.start <= token.i < span.end
        if token.head.i == token.i or (outside and _is_nominal(token)):
            return None
        token = token.head
    while token.dep_ in ("aux", "auxpass", "aux:pass"):
        token = token.head
    return token


def _is_nominal(token: Any) -> bool:
    return token.pos_ in _NOMINAL or (not token.pos_ and token.dep_ in _SUBJECTS | _OBJECTS | {"pobj", "attr", "obl"})


def _subject(verb: Any, steps: int = 0) -> Any:
    """The subject of a verb: its own, that of the verb it is joined to, or the noun that its clause describes."""
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if verb.dep_ in _RELATIVE and (own is None or own.text.lower() in _RELATIVES):
        return _described(verb)
    if own is None and verb.dep_ in _SHARED and steps < 4 and verb.head.i != verb.i:
        return _subject(verb.head, steps + 1)
    return own


def _phrase(head: Any) -> _About | None:
    """The noun phrase of a head, without clauses and additions that are set off; the head alone where it is long."""
    if head.text.lower() in _UNBOUND or head.pos_ in _VERBAL:
        return None
    inside = {t.i for t in head.subtree}
    for aside in head.subtree:
        if aside.dep_ in _ASIDE and aside.i != head.i:
            inside -= {t.i for t in aside.subtree}
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    doc = head.doc
    while last > head.i and doc[last].pos_ in ("ADP", "DET", "CCONJ", "PUNCT", "SPACE"):
        last -= 1
    if last - first >= _MAX_WORDS:
        last = head.i
    if last - first >= _MAX_WORDS:
        return None
    around = next((t for t in doc[head.i + 1 : last + 1] if t.dep_ in _PREPOSITION and t.text.lower() not in _OF), None)
    end = doc[last].idx + len(doc[last])
    return _About(doc[first].idx, end, head.idx + len(head), around.idx if around is not None else end)


def _in_one_sentence(found: Extraction, draft: DraftClaim, about: _About) -> bool:
    """Whether the two stand in one sentence that ends as one: arcs over headlines and fragments are guesses."""
    start, end = min(about.start, draft.value_start), max(about.end, draft.value_end)
    text = found.document.blocks[draft.block].text
    return any(
        s.start <= start and end <= s.end and text[s.start : s.end].rstrip(_CLOSING)[-1:] in {".", "!", "…", ":", ";"}
        for s in found.sentences[draft.block]
    )


def _crosses_value(found: Extraction, block: int, about: _About) -> bool:
    """Whether the phrase holds a time or a number: `the budget of 1931` tells which budget, and `188 mm` is a value."""
    stretches = [(t.start, t.end) for t in found.times[block]]
    stretches += [(q.number_start, q.number_end) for q in found.quantities[block]]
    return any(start < about.end and about.start < end for start, end in stretches)


def _names_in(found: Extraction, block: int, about: _About) -> tuple[str, ...]:
    return tuple(n.text for n in found.names[block] if about.start <= n.start < about.named_end)


# --- doers ------------------------------------------------------------------------------------------------------------


def doers(found: Extraction, doc: Any, block: int) -> Iterator[DraftClaim]:
    """Claims of who did an act whose doer is a role: `Ida Holm, after years abroad, designed the bridge`."""
    if not doc.has_annotation("DEP"):
        return
    known = {(d.block, d.value_start) for d in found.drafts if d.type is ClaimType.ROLE}
    for verb in doc:
        act = _act(verb) if verb.pos_ == "VERB" else ""
        if not act or _is_open(verb):
            continue
        pair = _doer_and_deed(verb)
        if pair is None:
            continue
        name = next((n for n in found.names[block] if n.start <= pair[0].idx < n.end), None)
        about = _phrase(pair[1])
        if name is None or about is None or name.kind is NameKind.PLACE or (block, name.start) in known:
            continue
        if not _is_definite(found, doc, block, about):
            continue
        if pair[0].idx + len(pair[0]) < name.end or (about.start < name.end and name.start < about.end):
            continue  # a name that only describes the doer: `the Danish architect`
        draft = _doer(found, doc, block, verb, act, name, about)
        if draft is not None:
            known.add((block, name.start))
            yield draft


def _is_definite(found: Extraction, doc: Any, block: int, about: _About) -> bool:
    """Whether a phrase is a thing that an act can be done to: not `place` in `took place`, nor a number of years."""
    first = doc.text[about.start : about.end].split()[0]
    is_thing = first.lower() in DETERMINERS or bool(_names_in(found, block, about))
    return is_thing and not _crosses_value(found, block, about)


def _act(verb: Any) -> str:
    words = statement_words()
    act = words.act_of.get(stem(verb.text.lower())) or predicate_of_words(verb.text.lower())
    return act if act in words.agentive else ""


def _is_open(verb: Any) -> bool:
    """Whether the verb says that something may be, was not, or is asked."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "mark" and child.text.lower() in ("if", "unless", "whether")):
            return True
        if child.dep_ == "aux" and child.text.lower() in (
            "would",
            "could",
            "may",
            "might",
            "should",
            "can",
            "must",
            "to",
        ):
            return True
    return False


def _doer_and_deed(verb: Any) -> tuple[Any, Any] | None:
    """Who did it and what was done, as tokens: subject and object, or the `by` of a passive and its subject."""
    subject = _subject(verb)
    by = next((c for c in verb.children if c.dep_ in ("agent", "obl:agent")), None)
    if by is not None:
        doer = next((c for c in by.children if c.dep_ == "pobj"), None) if by.dep_ == "agent" else by
        return (doer, subject) if doer is not None and subject is not None else None
    object_ = next((c for c in verb.children if c.dep_ in _OBJECTS), None)
    is_passive = any(c.dep_ in ("auxpass", "aux:pass") for c in verb.children) or verb.dep_ == "acl"
    if object_ is None or subject is None or is_passive or subject.dep_ in _PASSIVE:
        return None
    return subject, object_


def _doer(
    found: Extraction, doc: Any, block: int, verb: Any, act: str, name: NameMention, about: _About
) -> DraftClaim | None:
    start, end = min(name.start, about.start, verb.idx), max(name.end, about.end, verb.idx + len(verb))
    sentence = next((s for s in found.sentences[block] if s.start <= start and end <= s.end), None)
    subject, stems = doc.text[about.start : about.end], content_words(doc.text[about.start : about.head_end])
    if sentence is None or not stems or doc.text[sentence.start : sentence.end].rstrip(_CLOSING).endswith("?"):
        return None
    inside = _names_in(found, block, about)
    context = content_words(doc.text[start:end])
    said = next((c for c in clauses_of(found, found.document.blocks[block]) if c.start <= start < c.end), None)
    wording = (
        wording_of(
            found, found.document.blocks[block], said, None, ClaimType.ROLE, (name.start, name.end), (start, end)
        )
        if said is not None
        else None
    )
    return DraftClaim(
        block=block,
        start=start,
        end=end,
        value_start=name.start,
        value_end=name.end,
        type=ClaimType.ROLE,
        words=name.text,
        predicate=act,
        predicate_words=verb.text,
        subject=subject,
        subject_names=inside,
        names=tuple(dict.fromkeys((*inside, name.text))),
        inherited=inherited_names(found, found.document.blocks[block]),
        subject_stems=stems,
        context=context,
        modality=wording.modality if wording is not None else Modality.ASSERTED,
        attribution=wording.attribution if wording is not None else "",
        occurrence=wording.occurrence if wording is not None else "",
        scope=wording.scope if wording is not None else (),
        extractor="spacy/doer",
    )
