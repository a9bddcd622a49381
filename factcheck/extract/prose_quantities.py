"""Extract, part of prose: the draft claims of the figures of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.extract.around_figures import (
    follows_copula,
    has_measure_of,
    is_had_behind,
    is_of_counted,
    measure_around,
)
from factcheck.extract.asked_amounts import as_answer, of_asked_thing
from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.entry_items import ItemLine, as_item, of_item, of_segment
from factcheck.extract.gapped import with_gapped
from factcheck.extract.governing import governing
from factcheck.extract.measured import with_measure
from factcheck.extract.noun_phrases import thing_after
from factcheck.extract.parts_told import counted_of_which, state_of_part
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.quoted_speech import is_of_speaker
from factcheck.extract.required_versions import PATTERN as REQUIRED_VERSION
from factcheck.extract.stretches import begun_in
from factcheck.extract.told_apart import of_change, of_next_thing, of_no_other, with_phrase_behind, with_subject_of_list
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import QuantityMention
from factcheck.patterns import pattern_of
from factcheck.values.units import dimension_of, is_currency
from factcheck.values.words import content_words, stem


def of_quantities(
    found: Extraction, sentence: Clauses, line: ItemLine | None, lead: tuple[int, int] | None, asked: int
) -> Iterator[DraftClaim]:
    """The figures of a sentence."""
    block, before, plain, unit = sentence.block, None, None, ""
    quantities = found.quantities[block.index]
    for index in begun_in(quantities, sentence.start, sentence.end):
        quantity = quantities[index]
        is_told = quantity.start < asked or block.text.startswith(", which", quantity.end)
        if quantity.pattern == REQUIRED_VERSION:
            continue
        if not sentence.start <= quantity.start < sentence.end or not is_told or _counts_nothing(block.text, quantity):
            continue
        draft = _of_quantity(found, sentence, quantity, index)
        if is_of_speaker(block.text, draft):
            continue
        draft = of_asked_thing(found, sentence, as_answer(found, sentence, draft, quantity.quantity.unit))
        draft = of_next_thing(sentence, quantity, plain, unit, draft)
        draft = with_subject_of_list(sentence, quantity, plain, unit, draft)
        plain, unit = draft, quantity.quantity.unit
        draft = of_no_other(sentence, quantities, with_phrase_behind(sentence, quantity, quantities, draft))
        draft = of_change(sentence, quantity, before, draft)
        draft = as_item(draft, sentence, line) if line is not None else of_segment(draft, sentence)
        before = _of_ingredient(sentence, quantity, of_item(draft, sentence, lead) if lead is not None else draft)
        yield _of_stuff(block.text, quantity, _whose_measure(before))


_READERS = frozenset({"you", "we", "i", "one"})
_STUFF = pattern_of(
    r"\sof\s(?:[a-z-]+\s){0,2}?(?P<what>[a-z]{3,})(?=[^\w\s]|\s(?:and|or|in|on|for|to|with|from|at|a|per|is|are)\b|\Z)"
)


def _of_stuff(text: str, mention: QuantityMention, draft: DraftClaim) -> DraftClaim:
    """The draft of so much of a stuff with that as its subject, where no other is told: `You want 250 g of flour`."""
    if draft.subject_stems or draft.subject.lower() not in _READERS or not draft.measure or not mention.quantity.unit:
        return draft
    if dimension_of(mention.quantity.unit) not in ("mass", "volume"):
        return draft
    match = _STUFF.match(text, mention.end)
    if match is None or stem(match["what"]) != draft.measure:
        return draft
    stuff = match[0].removeprefix(" of ").strip()
    return replace(draft, subject_stems=(draft.measure,), shown=stuff, shown_start=match.end() - len(stuff))


_MEASURE_OF = pattern_of(
    r"(?:(?:the|a|an|its|our|their|your)\s)?(?:[a-z-]+\s)?(?P<measure>[a-z]{3,})\s(?:of|for)\s"
    r"(?P<what>(?:(?:the|an?|our|your|its|this|that|each|every)\s)?[a-z-]+(?:\s[a-z-]+){0,2}?)(?:\s(?:in|on|at|from|for|of|with|by|to)\s.{0,60})?",
    re.I,
)


def _whose_measure(draft: DraftClaim) -> DraftClaim:
    """The draft of a figure with what its measure is of as its subject: the permit of `The charge for a permit is £9`."""
    if not draft.measure or draft.subject_stems != (draft.measure,) or draft.subject_names:
        return draft
    match = _MEASURE_OF.fullmatch(draft.subject)
    if match is None or stem(match["measure"]) != draft.measure:
        return draft
    stems = content_words(match["what"])
    return replace(draft, subject_stems=stems) if stems else draft


_INGREDIENT = pattern_of(r"\s(?:of\s)?(?P<what>[a-z][a-z-]+(?:\s[a-z-]+){0,2})(?:,\s[^.!?:;]{0,40}|\s\([^()]*\))?\s*\Z")


def _of_ingredient(sentence: Clauses, mention: QuantityMention, draft: DraftClaim) -> DraftClaim:
    """The draft of an item that is an amount and what it is of, measured by that: `150 g butter, softened`."""
    text = sentence.block.text
    is_item = sentence.block.kind is BlockKind.LIST_ITEM and not text[: mention.start].strip(" *_")
    if (
        not is_item
        or draft.measure
        or not mention.quantity.unit
        or (match := _INGREDIENT.match(text, mention.end)) is None
    ):
        return draft
    stems = content_words(match["what"])
    return replace(draft, measure=stems[-1]) if stems else draft


_WITHOUT = pattern_of(r"(?:\bwithout\s(?:the\s|our\s|its\s)?|\ball\sbut\s|\d\s?(?:by|x|×)\s)\Z", re.I)
_OF_SEVERAL = pattern_of(r"(?<![\w.,€£$¥])\d[\d.]*(?:,\s\d[\d.]*)+,?\s(?:and|or)\s\Z")
"""Figures that share the unit of the last one: `40, 60 and 100 mm`."""
_TIMES_AS = pattern_of(r"\s(?:what|as|the|that|more|less|its|his|her|their|larger|bigger|higher|longer)\b")


def _counts_nothing(text: str, mention: QuantityMention) -> bool:
    """Whether a figure states nothing alone: `without 40 helpers`, `all but six`, the second side of `180 by 240 cm`, `three times as long`."""
    if _WITHOUT.search(text, max(0, mention.start - 12), mention.start):
        return True
    if (
        mention.quantity.unit
        and not is_currency(mention.quantity.unit)
        and _OF_SEVERAL.search(text, max(0, mention.start - 40), mention.start)
    ):
        return True
    return mention.quantity.thing == "time" and _TIMES_AS.match(text, mention.end) is not None


def _predicate_of(found: Extraction, sentence: Clauses, mention: QuantityMention) -> PredicateMention | None:
    """The predicate that a figure belongs to; none where it is told of a thing by `be`, `have` or a bracket."""
    text = sentence.block.text
    predicate = None if follows_copula(sentence, mention.start) else governing(sentence, mention.start, mention.end)
    if predicate is not None and predicate.form is Form.NOUN and text[mention.start - 1 : mention.start] == "(":
        is_other_unit = any(
            [mention.start - 3 <= q.end < mention.start for q in found.quantities[sentence.block.index]]
        )
        predicate = predicate if is_other_unit else None  # `a record check (£38)`
    if predicate is not None and predicate.form is Form.NOUN and is_of_counted(sentence, predicate, mention):
        predicate = None
    if predicate is not None and is_had_behind(sentence, predicate, mention.start):
        predicate = None
    return None if predicate is not None and has_measure_of(sentence, mention.start) else predicate


def _of_quantity(found: Extraction, sentence: Clauses, mention: QuantityMention, index: int) -> DraftClaim:
    """The draft claim of one figure."""
    text = sentence.block.text
    before, after = text[sentence.start : mention.start].lower(), text[mention.end : mention.end + 40].lower()
    measure, is_of_subject = measure_around(sentence, mention, before, after)
    predicate = _predicate_of(found, sentence, mention)
    is_part = "which" in sentence.vocabulary or "whom" in sentence.vocabulary
    part = state_of_part(sentence, (mention.start, mention.end)) if is_part else None
    counted = counted_of_which(sentence, (mention.start, mention.end)) if is_part and part is None else None
    predicate = None if part is not None else predicate
    draft = draft_of(
        found,
        sentence,
        predicate,
        ClaimType.QUANTITY,
        (mention.start, mention.end),
        quantity=index,
        measure=measure,
        extractor=f"prose/{mention.pattern}",
    )
    draft = with_gapped(sentence, predicate, draft)
    if is_of_subject and draft.subject_stems:
        draft = replace(draft, measure=draft.subject_stems[-1])  # `Turnout in the ballot of the union was`
    draft = with_measure(sentence, mention, draft)
    if part is not None:
        draft = replace(draft, shown=part[0], shown_start=-1, said=part[1], predicate_words="")
    if counted is not None:
        is_behind = predicate is not None and 2 <= predicate.first - sentence.index(mention.end) <= 4
        draft = replace(draft, shown=counted[0], shown_start=-1, said=draft.said if is_behind else counted[1])
    if draft.subject or mention.quantity.thing or (about := thing_after(sentence, mention.end)) is None:
        return draft
    subject = text[slice(*about)]
    names = names_within(sentence, *about)
    return replace(
        draft,
        end=max(draft.end, about[1]),
        subject=subject,
        subject_start=about[0],
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=content_words(subject),
    )
