"""Extract, part: entries of a chronicle, `1854 – the inventor`, `1745  18 September: peace is signed`, `1873 Foundation of the Bank`.

What a date leads is dated by it. Where no verb tells what happened, a noun at the head of the entry does, else the heading.
"""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.label_sentences import Reader, read_label
from factcheck.extract.predicate_lexicon import class_of_event
from factcheck.extract.predicates import Form, PredicateMention, predicate_of_words
from factcheck.extract.task_labels import is_last_day
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.values.words import Token, content_words

_DASH = re.compile(r"[*_)\]]*(?:\s*(?:[–—:-]|\t)\s*|\.\s+(?=[\"“A-Z]))")
_GAP = re.compile(r"[*_)\]]*\s+(?=[A-Z])")
_OF_TERM = re.compile(
    r"(?:\s(?:term|semester|session|intake|season|quarter))?\s*(?::|\s[–—-])[*_]*\s*(?=(?:by|on|until)?\s?\w*\d|(?:by|on|until)\s|[A-Z][a-z]+\s\d)",
    re.I,
)
"""What makes a season the label of the date behind it: `Autumn: 15 August`."""
_OF = frozenset({"of", "by", "from", "for"})


def leads_a_date(found: Extraction, sentence: Clauses, timex: Timex) -> bool:
    """Whether a year only tells the year of the day that follows at once: `1745  18 September: peace is signed`."""
    if timex.parts is None or timex.parts.month or timex.until is not None:
        return False
    text = sentence.block.text
    if timex.parts.season and not timex.parts.year:
        return (
            _OF_TERM.match(text, timex.end) is not None
            and not text[sentence.start : timex.start].strip(" *_-•")[-1:].isalnum()
        )
    if timex.start != sentence.start:
        return False
    after = next((t for t in found.times[sentence.block.index] if t.start >= timex.end), None)
    if after is None or after.parts is None or not after.parts.month:
        return False
    if after.parts.year:
        return False
    return not text[timex.end : after.start].strip(" :")


def entry_of(
    found: Extraction, sentence: Clauses, timex: Timex, index: int, predicate: PredicateMention | None
) -> DraftClaim | None:
    """The claim of an entry of a chronicle: its date is of what it begins with."""
    text, words = sentence.block.text, sentence.tokens
    match = _DASH.match(text, timex.end, sentence.end)
    if match is None and sentence.block.kind is BlockKind.LIST_ITEM:
        match = _GAP.match(text, timex.end, sentence.end)
    if match is None or match.end() >= sentence.end or not _begins(found, sentence, timex):
        return None
    first = next((k for k, t in enumerate(words) if t.start >= match.end()), None)
    if first is None:
        return None
    last = first
    verbs = {p.first for p in sentence.predicates if p.form is not Form.NOUN}
    while last < len(words) and words[last].text not in ",.;:()–—" and last not in verbs:
        last += 1
    noun = _event_at(words, first, last)
    told = noun or _told_by_heading(found, sentence)
    if last == first or last in verbs or (predicate is not None and not told):
        return None
    head = first + 2 if noun and first + 2 < last and words[first + 1].low in _OF else first
    while head + 1 < last and words[head].low in ("the", "a", "an", "its", "his", "her"):
        head += 1
    about = (words[head].start, words[last - 1].end)
    names = names_within(sentence, *about)
    draft = draft_of(
        found, sentence, None, ClaimType.DATE, (timex.start, timex.end), timex=index, extractor=f"prose/{timex.pattern}"
    )
    return replace(
        draft,
        end=max(draft.end, about[1]),
        predicate=told,
        predicate_words=words[first].text if noun else "",
        subject=text[slice(*about)],
        subject_start=about[0],
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=content_words(text[slice(*about)]),
    )


_LONGEST_ENTRY = 120


def read_entry(found: Extraction, sentence: Clauses, timex: Timex, index: int, read: Reader) -> DraftClaim | None:
    """The claim of an entry that says by its own words that its day is a last one, or that a noun of an event leads.

    `16 May: bids for the kiosk due`, `3 May 2031 Opening of the skate park`; what a verb tells is read as any sentence is.
    """
    text = sentence.block.text
    if timex.type is not TimexType.DATE or timex.until is not None or timex.relation is not Relation.AT:
        return None
    if sentence.end - timex.end > _LONGEST_ENTRY or not _begins(found, sentence, timex):
        return None
    dash = _DASH.match(text, timex.end, sentence.end)
    gap = None if dash is not None else _GAP.match(text, timex.end, sentence.end)
    match = dash or gap
    if match is None or match.end() >= sentence.end or (gap is not None and not (timex.parts and timex.parts.day)):
        return None
    others = [t for t in found.times[sentence.block.index] if timex.end <= t.start < sentence.end]
    if any([t.type is TimexType.DATE and not is_last_day(t) for t in others]):
        return None
    names = [replace(n, start=n.start - match.end()) for n in sentence.names if n.start >= match.end()]
    label = text[match.end() : sentence.end].rstrip(" .!")
    told = read_label(label, "", timex.text, read, names=names)
    if told is None or not (told.is_limit or told.is_noun):
        return None
    kind = ClaimType.DEADLINE if told.is_limit else ClaimType.DATE
    draft = draft_of(
        found, sentence, None, kind, (timex.start, timex.end), timex=index, extractor=f"prose/{timex.pattern}"
    )
    start = told.start + match.end() if told.start >= 0 else -1
    about = names_within(sentence, start, start + len(told.subject)) if start >= 0 else ()
    return replace(
        draft,
        start=min(draft.start, timex.start),
        end=max(draft.end, match.end() + len(label)),
        predicate=told.predicate,
        predicate_words=told.words,
        said=told.words,
        subject=told.subject,
        subject_start=start,
        subject_names=about,
        names=tuple(dict.fromkeys((*about, *draft.names))),
        subject_stems=told.stems,
    )


def named_by_event(draft: DraftClaim, sentence: Clauses) -> DraftClaim:
    """The draft of a row that an event noun leads, with that as its predicate: `Publication of the final report`."""
    words = sentence.tokens
    if len(words) < 3 or words[1].low not in _OF:
        return draft
    told = class_of_event(words[0].text)
    if not told or told == draft.predicate:
        return draft
    last = next((k for k in range(2, len(words)) if words[k].text in ",.;:()–—"), len(words))
    head = 2
    while head + 1 < last and words[head].low in ("the", "a", "an", "its", "his", "her"):
        head += 1
    about = (words[head].start, words[last - 1].end)
    names = names_within(sentence, *about)
    subject = sentence.block.text[slice(*about)]
    return replace(
        draft,
        start=min(draft.start, words[0].start),
        end=max(draft.end, about[1]),
        predicate=told,
        predicate_words=words[0].text,
        subject=subject,
        subject_start=about[0],
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=content_words(subject),
    )


def _begins(found: Extraction, sentence: Clauses, timex: Timex) -> bool:
    """Whether nothing but the year stands before a time in its sentence."""
    before = sentence.block.text[sentence.start : timex.start].strip("*_ ([:")
    if not before:
        return True
    lead = next((t for t in found.times[sentence.block.index] if t.start >= sentence.start), None)
    return lead is not None and lead.end <= timex.start and leads_a_date(found, sentence, lead)


def _event_at(words: tuple[Token, ...], first: int, last: int) -> str:
    """The class of an event noun that an entry begins with: `Foundation of the Bank`, `Opening of the line`."""
    while first + 1 < last and words[first].low in ("the", "first", "final", "formal", "official", "public"):
        first += 1
    if first + 1 < last and words[first + 1].low not in _OF:
        return ""
    return class_of_event(words[first].text)


def _told_by_heading(found: Extraction, sentence: Clauses) -> str:
    """What a heading of one word says of the entries under it: `Born`, `Deaths`, and not `News from the Foundation`."""
    headings = (found.document.blocks[k].text for k in reversed(sentence.block.headings))
    return next((c for text in headings if len(content_words(text)) == 1 and (c := predicate_of_words(text))), "")
