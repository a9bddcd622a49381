"""Extract, part: a sentence with what was found in it, the predicate that governs a value, and the draft claim of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from factcheck.extract.cue_line import Cue
from factcheck.extract.cues import find_cues
from factcheck.extract.phrases import Phrase, clause_breaks, head_group, stems_of, subject_of, theme_of
from factcheck.extract.predicates import (
    AUXILIARIES,
    BE,
    HAVE,
    PREPOSITIONS,
    Form,
    PredicateMention,
    find_predicates,
)
from factcheck.extract.wording import wording_of
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameMention
from factcheck.model.time import Timex
from factcheck.values.words import Token, content_words, tokens

_MAX_COST = 22.0
_TOP = 80
"""Blocks at the top of a document among which its front matter stands."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence with what was found in it."""

    block: Block
    start: int
    end: int
    tokens: tuple[Token, ...]
    predicates: tuple[PredicateMention, ...]
    breaks: list[int]
    blocked: set[int]
    names: tuple[NameMention, ...]
    read: dict[str, tuple[Cue, ...]] = field(default_factory=dict)
    """What is read on its first use."""

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The words that tell how something is said."""
        if "cues" not in self.read:
            self.read["cues"] = find_cues(self.tokens, self.predicates, self.breaks, self.blocked)
        return self.read["cues"]


def clauses_of(found: Extraction, block: Block) -> Iterator[Clauses]:
    times = found.times[block.index]
    measures = [q for q in found.quantities[block.index] if q.quantity.unit]
    for sentence in found.sentences[block.index]:
        words = tuple(
            Token(t.start + sentence.start, t.end + sentence.start, t.text)
            for t in tokens(block.text[sentence.start : sentence.end])
        )
        if not words:
            continue
        blocked = {
            k
            for k, t in enumerate(words)
            for x in times
            if (x.relation_start if x.relation_start is not None else x.start) <= t.start < x.end
        }
        blocked |= {k for k, t in enumerate(words) for q in measures if q.number_start <= t.start < q.end}
        predicates = tuple(
            p for p in find_predicates(words) if not any(k in blocked for k in range(p.first, p.last + 1))
        )
        yield Clauses(
            block,
            sentence.start,
            sentence.end,
            words,
            predicates,
            clause_breaks(words, predicates),
            blocked,
            tuple(n for n in found.names[block.index] if sentence.start <= n.start < sentence.end),
        )


def governing(sentence: Clauses, start: int, end: int, timex: Timex | None = None) -> PredicateMention | None:
    """The predicate that a value belongs to: the cheapest by distance, clause boundaries, direction and form."""
    words = sentence.tokens
    first = next((k for k, t in enumerate(words) if t.end > start), 0)
    last = next((k for k in range(len(words) - 1, -1, -1) if words[k].start < end), first)
    fronted = timex is not None and all(
        words[k].text.lower()
        in (
            "on",
            "in",
            "at",
            "by",
            "from",
            "since",
            "until",
            "the",
            "before",
            "after",
            "during",
            "late",
            "early",
            "between",
            ",",
            "*",
            "of",
            "night",
            "morning",
            "around",
            "about",
            "only",
        )
        or k in sentence.blocked
        for k in range(first)
    )
    if timex is not None and re.match(
        r"\s+as\s+the\s+(?:last|latest|final)\s+(?:date|day|moment)\s+(?:by|on|for|at)\b", sentence.block.text[end:]
    ):
        # `fixed 3 May as the last day by which ...`: the deadline is of what follows
        return next((p for p in sentence.predicates if p.first > last), None)
    fronted = fronted or (timex is not None and _is_between_commas(words, first, last, sentence.blocked))
    best: tuple[float, PredicateMention] | None = None
    for predicate in sentence.predicates:
        if predicate.first <= last and predicate.last >= first:
            continue
        cost = _cost(sentence, predicate, first, last, fronted)
        if best is None or cost < best[0]:
            best = (cost, predicate)
    return best[1] if best and best[0] < _MAX_COST else None


def _is_between_commas(words: Sequence[Token], first: int, last: int, blocked: set[int]) -> bool:
    """`In a bold move, on 3 May 1990, the company agreed`: a time set off by commas belongs to what follows."""
    start = first
    while start > 0 and start - 1 in blocked:
        start -= 1
    if start > 0 and words[start - 1].text.lower() in ("on", "in", "at"):
        start -= 1
    return start > 0 and words[start - 1].text == "," and last + 1 < len(words) and words[last + 1].text == ","


def _cost(sentence: Clauses, predicate: PredicateMention, first: int, last: int, fronted: bool) -> float:
    breaks = sentence.breaks
    if predicate.last < first:
        between = first - predicate.last - 1
        crossed = breaks[first] - breaks[predicate.last]
        cost = float(between) + 7.0 * crossed
    else:
        between = predicate.first - last - 1
        crossed = breaks[predicate.first] - breaks[last]
        cost = between * (0.5 if fronted else 1.0) + 7.0 * crossed + (0.0 if fronted else 14.0)
    if predicate.form is Form.NOUN:
        cost += 4.0 if not fronted else 6.0
    if predicate.form is Form.PHRASE:
        cost -= 1.0
    if not predicate.known:
        cost += 1.5
    return cost


def draft_of(
    found: Extraction,
    sentence: Clauses,
    predicate: PredicateMention | None,
    kind: ClaimType,
    value: tuple[int, int],
    *,
    timex: int | None = None,
    time_block: int | None = None,
    quantity: int | None = None,
    measure: str = "",
    extractor: str,
    headed: bool = False,
) -> DraftClaim:
    block, words = sentence.block, sentence.tokens
    theme: Phrase | None = None
    other: Phrase | None = None
    if predicate is not None:
        theme, other = theme_of(words, predicate, sentence.predicates, sentence.blocked)
        name, shown = predicate.name, block.text[words[predicate.first].start : words[predicate.last].end]
        marks = [words[predicate.first].start, words[predicate.last].end]
    else:
        theme = _phrase_before(sentence, value[0])
        name, shown, marks = "", "", []
    if theme is not None:
        marks += [words[theme.first].start, words[theme.last - 1].end]
    start, end = min([value[0], *marks]), max([value[1], *marks])
    wording = wording_of(
        found, block, sentence, predicate, kind, value, (start, end),
        timex=timex if time_block is None else None, quantity=quantity,
    )  # fmt: skip
    group = head_group(words, theme) if theme else None
    subject = block.text[words[theme.first].start : words[theme.last - 1].end] if theme else ""
    in_theme = names_within(sentence, words[theme.first].start, words[theme.last - 1].end) if theme else ()
    in_other = names_within(sentence, words[other.first].start, words[other.last - 1].end) if other else ()
    near = tuple(
        n.text
        for n in sentence.names
        if _same_clause(sentence, n.start, predicate, value) and n.text not in in_theme and n.text not in in_other
    )
    return DraftClaim(
        block=block.index,
        start=start,
        end=end,
        value_start=value[0],
        value_end=value[1],
        type=kind,
        timex=timex,
        time_block=time_block,
        quantity=quantity,
        predicate=name,
        predicate_words=shown,
        measure=measure,
        subject=subject,
        subject_names=in_theme,
        names=(*in_theme, *in_other, *near),
        inherited=inherited_names(found, block),
        subject_stems=stems_of(words, group) if group else (),
        context=context_of(sentence, start, end),
        modality=wording.modality,
        attribution=wording.attribution,
        occurrence=wording.occurrence,
        scope=wording.scope,
        as_of=wording.as_of,
        headed=headed,
        extractor=extractor,
    )


def _phrase_before(sentence: Clauses, at: int) -> Phrase | None:
    """The noun phrase that a bare time hangs on: `the Treaty of Utrecht in 1713`, `the mill of 1874`."""
    words = sentence.tokens
    last = next((k for k, t in enumerate(words) if t.end > at), len(words))
    end = last
    while end > 0 and (
        end - 1 in sentence.blocked
        or words[end - 1].text.lower() in ("in", "of", "on", "from", "the", "(", ",", "since")
    ):
        end -= 1
    if end > 1 and words[end - 1].text == ":":
        # `First beta: 3 May 2021`: a label, and its value after the colon
        end -= 1
        first = end
        while first > 0 and end - first < 9 and words[first - 1].text not in ".;:—–!?":
            first -= 1
        return _with_matter(sentence, first, end)
    copula = end
    while copula > 0 and (
        words[copula - 1].text.lower() in AUXILIARIES
        or words[copula - 1].text.lower()
        in ("about", "some", "nearly", "measures", "measured", "just", "exactly", "around")
    ):
        copula -= 1
    if (
        copula < end
        and copula > 0
        and any(
            words[k].text.lower() in BE | HAVE or words[k].text.lower() in ("measures", "measured")
            for k in range(copula, end)
        )
    ):
        # `the main span of the bridge is 384 metres long`: the subject of the copula
        probe = PredicateMention(first=copula, last=copula, name="", form=Form.VERB)
        found = subject_of(words, probe, sentence.predicates, sentence.blocked)
        if found is not None:
            return found
    first = end
    while (
        first > 0
        and end - first < 8
        and words[first - 1].text not in ",.;:()—–"
        and words[first - 1].text.lower()
        not in ("and", "that", "which", "was", "is", "were", "by", "to", "with", "in", "from")
    ):
        first -= 1
    return _with_matter(sentence, first, end)


def _with_matter(sentence: Clauses, first: int, end: int) -> Phrase | None:
    """A phrase without the prepositions and softeners at its ends; none if nothing is left that names a thing."""
    words = sentence.tokens
    while first < end and words[first].text.lower() in PREPOSITIONS | _SOFT:
        first += 1
    while first < end and words[end - 1].text.lower() in PREPOSITIONS | _SOFT | {"the", "a", "an"}:
        end -= 1
    phrase = Phrase(first, end)
    return phrase if first < end and stems_of(words, phrase) else None


_SOFT = frozenset(["just", "only", "about", "over", "more", "less", "than", "almost", "nearly", "at", "least", "some", "also", "still", "exactly"])  # fmt: skip


def names_within(sentence: Clauses, start: int, end: int) -> tuple[str, ...]:
    return tuple(n.text for n in sentence.names if start <= n.start < end)


def _same_clause(sentence: Clauses, at: int, predicate: PredicateMention | None, value: tuple[int, int]) -> bool:
    """Whether a name stands close enough to take part: in the clause of the predicate or of the value."""
    k = next((k for k, t in enumerate(sentence.tokens) if t.end > at), 0)
    anchors = [next((n for n, t in enumerate(sentence.tokens) if t.end > value[0]), 0)]
    if predicate is not None:
        anchors.append(predicate.first)
    return any(abs(sentence.breaks[k] - sentence.breaks[a]) == 0 for a in anchors)


def context_of(sentence: Clauses, start: int, end: int) -> tuple[str, ...]:
    """The content stems of the clause, widened to its neighbours inside the clause boundary."""
    words = sentence.tokens
    inside = [k for k, t in enumerate(words) if start <= t.start < end]
    if not inside:
        return ()
    low, high = inside[0], inside[-1]
    while low > 0 and sentence.breaks[low - 1] == sentence.breaks[inside[0]]:
        low -= 1
    while high + 1 < len(words) and sentence.breaks[high + 1] == sentence.breaks[inside[-1]]:
        high += 1
    if low > 0 and words[low - 1].text == ":":
        low = 0  # a lead-in before a colon goes with what it leads to
    text = " ".join(words[k].text for k in range(low, high + 1) if k not in sentence.blocked)
    return content_words(text)


def inherited_names(found: Extraction, block: Block) -> tuple[str, ...]:
    """Names that the block stands under, nearest first: headings, then the title."""
    names: list[str] = []
    for index in reversed(block.headings):
        names.extend(n.text for n in found.names[index])
    title = found.document.title
    if title is not None and title.index != block.index:
        names.extend(n.text for n in found.names[title.index])
    for other in found.document.blocks[:_TOP]:
        if other.kind is BlockKind.FRONT_MATTER and other.key.lower() == "title":
            names.extend(n.text for n in found.names[other.index])
    return tuple(dict.fromkeys(names))
