"""Extract, part of the endpoint extractor: draft claims of what a model told, as far as the document itself says it.

Every word of a draft is the document's: the quote must stand in it, the value is the built-in mention at that place, the
subject must stand in the text or above it. What a model makes up, or is talked into, finds no place and falls away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from factcheck.extract.claimless import claims_nothing
from factcheck.extract.clauses import Clauses, clauses_of
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.extractors._endpoint_answer import Told
from factcheck.extract.extractors._endpoint_passages import Part, Passage
from factcheck.extract.phrases import Phrase, head_group, stems_of
from factcheck.extract.predicates import PredicateMention, predicate_of_words
from factcheck.extract.prose_times import is_span_of_hours
from factcheck.extract.verb_forms import lemma
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import QuantityMention
from factcheck.model.time import Timex, TimexType
from factcheck.values.words import content_words, tokens

_MAX_QUOTE = 1200
_MAX_WORDS = 160
"""Of a value in words, a subject, a predicate, in characters."""
_MAX_PLACES = 50

_DATES = frozenset({ClaimType.DATE, ClaimType.DEADLINE})


class Dropped(Exception):
    """A claim that the document does not bear out; the text is the reason, as it goes behind a count."""


_NO_SHAPE = "of another form than asked for"
_NO_QUOTE = "whose quote does not stand in the text"
_TWICE = "whose quote stands in the text more than once"
_NO_VALUE = "whose value does not stand once in the quote"
_NO_MENTION = "whose value is no single date or quantity"
_NO_NAME = "whose value names nothing"
_NO_SUBJECT = "about something that the text does not name"
_NO_CLAIM = "from a question or a supposition"


class Drafter:
    """Makes the drafts of one document; keeps the sentences that it has taken apart, and counts what it drops."""

    def __init__(self, found: Extraction) -> None:
        self._found = found
        self._clauses: dict[int, tuple[Clauses, ...]] = {}
        self._drafts: list[DraftClaim] = []
        self._read: dict[int, list[DraftClaim]] = {}
        for draft in found.drafts:
            self._read.setdefault(draft.block, []).append(draft)
        self.dropped: Counter[str] = Counter()
        self.told = 0

    def take(self, passage: Passage, told: Sequence[Told], misshapen: int) -> None:
        """Adds what a model told of a passage."""
        self.told += len(told) + misshapen
        if misshapen:
            self.dropped[_NO_SHAPE] += misshapen
        for claim in told:
            try:
                self._drafts.append(self._draft(passage, claim))
            except Dropped as error:
                self.dropped[str(error)] += 1

    def drafts(self) -> tuple[DraftClaim, ...]:
        """The drafts in the order of their places, without those that the built-in extractors, or others of them, say."""
        seen: set[tuple[object, ...]] = set()
        kept: list[DraftClaim] = []
        for draft in sorted(self._drafts, key=_place):
            key = (draft.block, draft.value_start, draft.value_end, draft.type, draft.subject, draft.predicate)
            if key not in seen and not _is_said(draft, self._read.get(draft.block, ())):
                seen.add(key)
                kept.append(draft)
        return tuple(kept)

    def _draft(self, passage: Passage, told: Told) -> DraftClaim:
        block, start, end = _place_of_quote(self._found, passage, told)
        text = self._found.document.blocks[block].text
        value = _place_of_value(text, start, end, told.value)
        kind, value, timex, quantity = self._mention(told.type, block, value)
        sentence = self._sentence(block, value[0])
        if sentence is None or claims_nothing(text[sentence.start : sentence.end]):
            raise Dropped(_NO_CLAIM)
        predicate, name, shown = _predicate(sentence, told.predicate)
        draft = draft_of(
            self._found,
            sentence,
            predicate,
            kind,
            value,
            timex=timex,
            quantity=quantity,
            measure=self._measure(block, quantity) if quantity is not None else "",
            extractor=f"endpoint/{kind.value}",
        )
        draft = replace(
            draft,
            start=min(start, value[0]),
            end=max(end, value[1]),
            predicate=name,
            predicate_words=shown,
            words="" if timex is not None or quantity is not None else text[slice(*value)],
            modality=told.modality if draft.modality is Modality.ASSERTED else draft.modality,
        )
        return self._with_subject(draft, passage, told.subject.strip())

    def _mention(
        self, kind: ClaimType, block: int, value: tuple[int, int]
    ) -> tuple[ClaimType, tuple[int, int], int | None, int | None]:
        """The type and place of a value, with its index among the times or the quantities where it is one of them."""
        times, quantities = self._found.times[block], self._found.quantities[block]
        if kind in _DATES or kind is ClaimType.DURATION:
            index = _only(k for k, t in enumerate(times) if _is_time(t, kind) and _covers_time(value, t))
            return kind, (times[index].start, times[index].end), index, None
        if kind is ClaimType.QUANTITY:
            index = _only(k for k, q in enumerate(quantities) if _covers_number(value, q))
            return kind, (quantities[index].start, quantities[index].end), None, index
        words = self._found.document.blocks[block].text[slice(*value)]
        if len(words) > _MAX_WORDS or any(t.start <= value[0] and value[1] <= t.end for t in times):
            raise Dropped(_NO_NAME)
        has_name = any(n.start < value[1] and value[0] < n.end for n in self._found.names[block])
        if not has_name and (kind is ClaimType.ROLE or not content_words(words)):
            raise Dropped(_NO_NAME)
        return kind, value, None, None

    def _measure(self, block: int, quantity: int) -> str:
        """What is measured or counted: as the built-in extractor reads it, else the thing beside the number."""
        read = (d.measure for d in self._read.get(block, ()) if d.quantity == quantity)
        return next((m for m in read if m), self._found.quantities[block][quantity].quantity.thing)

    def _sentence(self, block: int, at: int) -> Clauses | None:
        if block not in self._clauses:
            self._clauses[block] = tuple(clauses_of(self._found, self._found.document.blocks[block]))
        return next((s for s in self._clauses[block] if s.start <= at < s.end), None)

    def _with_subject(self, draft: DraftClaim, passage: Passage, subject: str) -> DraftClaim:
        if not content_words(subject):
            return draft  # nothing, or a pronoun, which the built-in reading of the clause has as well
        names = self._names_of(draft, passage, subject)
        return replace(
            draft,
            subject=subject,
            subject_start=-1,
            subject_names=names,
            names=tuple(dict.fromkeys((*names, *draft.names))),
            subject_stems=_head_stems(subject),
        )

    def _names_of(self, draft: DraftClaim, passage: Passage, subject: str) -> tuple[str, ...]:
        """The names in the words of a subject, where they stand: in the sentence, its block, the passage, the headings."""
        if len(subject) > _MAX_WORDS:
            raise Dropped(_NO_SUBJECT)
        blocks = self._found.document.blocks
        own = blocks[draft.block].text
        inside = [p for p in _places(own, subject, 0, len(own)) if p < draft.end]
        nearest = max(inside, default=None, key=lambda p: (p >= draft.start, p))
        if nearest is not None:
            return self._names_at(draft.block, nearest, nearest + len(subject))
        for index in dict.fromkeys((draft.block, *(p.block for p in passage.parts), *passage.frame)):
            text = blocks[index].text
            at = next(iter(_places(text, subject, 0, len(text))), None)
            if at is not None:
                return self._names_at(index, at, at + len(subject))
        raise Dropped(_NO_SUBJECT)

    def _names_at(self, block: int, start: int, end: int) -> tuple[str, ...]:
        return tuple(n.text for n in self._found.names[block] if start <= n.start and n.end <= end)


def _head_stems(subject: str) -> tuple[str, ...]:
    """The stems of a subject up to its first preposition: `the roof of the hall` is a roof."""
    words = tokens(subject)
    return stems_of(words, head_group(words, Phrase(0, len(words)))) if words else ()


def _place(draft: DraftClaim) -> tuple[object, ...]:
    return (
        draft.block, draft.value_start, draft.start, draft.value_end, draft.end, draft.type.value, draft.subject,
        draft.predicate, draft.modality.value,
    )  # fmt: skip


def _is_said(draft: DraftClaim, others: Sequence[DraftClaim]) -> bool:
    """Whether another draft of the block reads a claim of that kind out of these words already.

    Its reading stands, since it is the tested one; but where it found nothing that the claim is about, and the model did,
    the model's is kept beside it. A date and a deadline are two readings of one value.
    """
    return any(
        other.time_block is None
        and other.value_start < draft.value_end
        and draft.value_start < other.value_end
        and (other.type is draft.type or {other.type, draft.type} <= _DATES)
        and (bool(other.subject or other.subject_names) or not draft.subject)
        for other in others
    )


# --- places -----------------------------------------------------------------------------------------------------------


def _place_of_quote(found: Extraction, passage: Passage, told: Told) -> tuple[int, int, int]:
    """The block of a quote and where it stands in it, code point for code point."""
    if not told.quote.strip() or len(told.quote) > _MAX_QUOTE:
        raise Dropped(_NO_QUOTE)
    named = passage.parts[told.passage - 1 : told.passage] if told.passage > 0 else ()
    hits = _hits(found, named, told.quote) or _hits(found, passage.parts, told.quote)
    if not hits:
        raise Dropped(_NO_QUOTE)
    if len(hits) > 1 and (before := told.before.rstrip()):
        hits = [
            (block, at)
            for block, at in hits
            if found.document.blocks[block].text[max(0, at - len(before) - 2) : at].rstrip().endswith(before)
        ]
    if len(hits) != 1:
        raise Dropped(_TWICE)
    block, at = hits[0]
    return block, at, at + len(told.quote)


def _hits(found: Extraction, parts: Sequence[Part], quote: str) -> list[tuple[int, int]]:
    return [
        (part.block, at)
        for part in parts
        for at in _places(found.document.blocks[part.block].text, quote, part.start, part.end)
    ]


def _places(text: str, words: str, start: int, end: int) -> list[int]:
    """Where words stand in a stretch of a text, without cutting a word or number at either end."""
    places: list[int] = []
    at = text.find(words, start, end)
    while at >= 0 and len(places) < _MAX_PLACES:
        if _is_whole(text, at, at + len(words)):
            places.append(at)
        at = text.find(words, at + 1, end)
    return places


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (start > 0 and text[start - 1].isalnum() and text[start].isalnum()) and not (
        end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    )


def _place_of_value(text: str, start: int, end: int, value: str) -> tuple[int, int]:
    if not any(c.isalnum() for c in value):
        raise Dropped(_NO_VALUE)
    places = _places(text, value, start, end)
    if len(places) != 1:
        raise Dropped(_NO_VALUE)
    return places[0], places[0] + len(value)


# --- mentions ---------------------------------------------------------------------------------------------------------


def _only(indices: Iterator[int]) -> int:
    """The one index; a value that is none of the mentions, or several of them, is none that could be compared."""
    listed = list(indices)
    if len(listed) != 1:
        raise Dropped(_NO_MENTION)
    return listed[0]


def _is_time(timex: Timex, kind: ClaimType) -> bool:
    if kind is ClaimType.DURATION:
        return timex.type is TimexType.DURATION
    dated = timex.type in (TimexType.DATE, TimexType.TIME)
    return dated and timex.pattern != "reference" and not is_span_of_hours(timex)


def _covers_time(value: tuple[int, int], timex: Timex) -> bool:
    """Whether the words are that time: half of it at least, and both ends of a range."""
    shared = min(value[1], timex.end) - max(value[0], timex.start)
    length = timex.end - timex.start
    return shared >= length if timex.until is not None else shared * 2 >= length


def _covers_number(value: tuple[int, int], mention: QuantityMention) -> bool:
    return value[0] <= mention.number_start and mention.number_end <= value[1]


def _predicate(sentence: Clauses, words: str) -> tuple[PredicateMention | None, str, str]:
    """The predicate of the sentence that a model names, its class or lemma, and its words.

    Words that do not stand in the sentence are good for a class of the lexicon alone.
    """
    words = words.strip()
    if not words or len(words) > _MAX_WORDS:
        return None, "", ""
    text = sentence.block.text
    at = next(iter(_places(text, words, sentence.start, sentence.end)), None)
    if at is None:
        return None, predicate_of_words(words), ""
    for mention in sentence.predicates:
        first, last = sentence.tokens[mention.first], sentence.tokens[mention.last]
        if first.start < at + len(words) and at < last.end:
            return mention, mention.name, text[first.start : last.end]
    named = predicate_of_words(words)
    last_word = [t.text for t in tokens(words) if t.text[0].isalpha()][-1:]
    return None, named or (lemma(last_word[0]) if last_word else ""), words
