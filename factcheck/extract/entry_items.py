"""Extract, part of prose: lines of short items, `Sun 14 June – Pier swim, entry £12, closing date 5 June`, `Beginners: ten lessons, £86`.

What leads the line, behind its date or before its colon, is what each item behind it is of; the words of an item say what.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.closed_words import AUXILIARIES
from factcheck.extract.last_days import is_deadline_label
from factcheck.extract.predicates import Form, predicate_of_words
from factcheck.extract.tags import Tag
from factcheck.extract.verb_forms import IS_PARTICIPLE
from factcheck.extract.verbal_words import UNCHANGED
from factcheck.extract.word_hints import hint_of
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import BlockKind
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import TimexType
from factcheck.patterns import pattern_of
from factcheck.values.words import content_words

_LONGEST_LINE, _LONGEST_ITEM, _LONGEST_NAME = 180, 45, 60
_AFTER_DATE = pattern_of(r"[*_)\]]*\s*(?:[–—:|-]|,(?=\s[A-Z]))\s*[*_]*|[*_)\]]*\s+(?=[A-Z])")
_LABEL = pattern_of(
    r"[\W_]*(?P<name>[^\W\d_][^:;.!?,–—|]{1,60}?)(?:[*_]*\s\((?P<facts>[^()]{1,60})\))?[*_]*\s*(?::|\s[–—-])[*_]*\s+"
)
_ROSTER = pattern_of(
    r"[\W_]*(?P<name>(?:[A-ZÀ-Þ][\w.’'-]*\s){1,3}[A-ZÀ-Þ][\w’'-]+)[*_]*,\s(?=[^,;:]{2,40},\s(?:until|till|from|since|to)\s)"
)
"""A line of a list of members: who, of what or as what, and until when: `Mara Lind, Halden Foundry, until May 2026`."""
_LEADS_DAY = frozenset(["until", "till", "from", "since", "to"])
_MAY_LABEL = hint_of(frozenset([":", "–", "—", "-"]).__contains__)
_CLOCK = pattern_of(r"[\W_]*\d{1,2}[:.]\d\d(?:\s?[–-]\s?\d{1,2}[:.]\d\d)?[*_]*\s+")
_LABELLED = pattern_of(r":\s|\s[–—]\s")
_VERBAL = AUXILIARIES - {"to", "am"}
_PERSON = pattern_of(r"\s(?:with|by|from)\s")
_PART = pattern_of(r"\s*[,;·|]\s+")
_IN_BRACKETS = pattern_of(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A line of short items: the stretch that names what they are of, and where they begin."""

    name: tuple[int, int]
    parts: tuple[tuple[int, int], ...]
    is_dated: bool


def item_line(sentence: Clauses) -> ItemLine | None:
    """The line of items that a sentence is, if it is one: a name, and behind it two short items or more without a verb."""
    block, text = sentence.block, sentence.block.text
    if block.kind not in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH) or sentence.end - sentence.start > _LONGEST_LINE:
        return None
    if "," not in text and ";" not in text and "·" not in text and "|" not in text:
        return None
    if not _VERBAL.isdisjoint(sentence.lows) and any(
        [low in _VERBAL and k not in sentence.blocked for k, low in enumerate(sentence.lows)]
    ):
        return None  # but `Tuesday 12 May 2026, 18:00`
    facts: tuple[tuple[int, int], ...] = ()
    lead = next((t for t in sentence.found.times[block.index] if t.start >= sentence.start), None)
    is_dated = (
        lead is not None
        and lead.type is TimexType.DATE
        and lead.parts is not None
        and lead.parts.day is not None
        and not text[sentence.start : lead.start].strip("*_ •-")
    )
    if lead is not None and is_dated:
        match = _AFTER_DATE.match(text, lead.end, sentence.end)
        if match is None:
            return None
        stop = _PART.search(text, match.end(), sentence.end)
        if stop is None:
            return None
        person = _PERSON.search(text, match.end(), stop.start())
        name, begins = (match.end(), person.start() if person is not None else stop.start()), stop.end()
    elif block.kind is BlockKind.LIST_ITEM and (roster := _ROSTER.match(text, sentence.start, sentence.end)):
        name, begins = roster.span("name"), roster.end()
    else:
        if not sentence.hints & _MAY_LABEL:
            return None
        clock = _CLOCK.match(text, sentence.start, sentence.end)
        label = _LABEL.match(text, clock.end() if clock is not None else sentence.start, sentence.end)
        if label is None:
            return None
        name, begins = label.span("name"), label.end()
        if label["facts"] and any([c.isdigit() for c in label["facts"]]):
            facts = _parts(text, *label.span("facts"))  # `Sharpening (3 hours, £12): Saturday 21 March`
        if not facts and not _is_shed(label["name"]) and predicate_of_words(label["name"]):
            return None  # `Opened: 4 June, the north pier`: the label says what happened, and names no thing
    first, last = sentence.index(name[0]), sentence.index(name[1])
    shed = last - 1 if _is_shed(text[slice(*name)]) else -1
    if any([p.form is Form.VERB and first < p.first < last and p.first != shed for p in sentence.predicates]):
        return None
    if not 2 < name[1] - name[0] <= _LONGEST_NAME or not text[name[0]].isalpha():
        return None
    parts = (*facts, *_parts(text, begins, sentence.end))
    if any([not _is_item(sentence, part) for part in parts]) or (not is_dated and len(parts) < 2):
        return None
    return ItemLine(name, parts, is_dated)


def _is_shed(name: str) -> bool:
    """Whether a label ends in a noun that is a verb elsewhere: `Bike shed`, `Film set`."""
    words = name.lower().split()
    return len(words) > 1 and words[-1] in UNCHANGED and words[-2] not in AUXILIARIES


def _parts(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    found = []
    for match in _PART.finditer(text, start, end):
        if text.count("(", start, match.start()) > text.count(")", start, match.start()):
            continue  # `24 (12 large, 12 small)`
        found.append((start, match.start()))
        start = match.end()
    found.append((start, end))
    return tuple(found)


def _is_item(sentence: Clauses, part: tuple[int, int]) -> bool:
    """Whether a stretch is short and no clause: `entry £12`, `300 places`, `last day for bookings 9 September`."""
    if part[1] - part[0] > _LONGEST_ITEM or _LABELLED.search(sentence.block.text, *part):
        return False
    first, last = sentence.index(part[0]), sentence.index(part[1])
    lows = sentence.lows[first:last]
    if any([p.form is Form.VERB and first < p.first < last for p in sentence.predicates]):
        return False  # `yields fell by a quarter`
    return 0 < len(lows) <= 9 and not any(
        [
            low.isalpha() and low.endswith("ed") and IS_PARTICIPLE[low] and k not in sentence.blocked
            for k, low in enumerate(lows, first)
        ]
    )


def as_item(draft: DraftClaim, sentence: Clauses, line: ItemLine) -> DraftClaim:
    """The draft of a value in an item as one of what leads the line, with the item's own words as what is said."""
    if draft.type not in (ClaimType.QUANTITY, ClaimType.DURATION, ClaimType.DATE, ClaimType.DEADLINE):
        return draft
    part = next((p for p in line.parts if p[0] <= draft.value_start < p[1]), None)
    if part is None:
        return _of_lead(draft, sentence, line)
    text = sentence.block.text
    rest = f"{text[part[0] : draft.value_start]} {text[draft.value_end : part[1]]}"
    label = " ".join(_IN_BRACKETS.sub("", rest).strip(" .:*_()").split())
    if label.lower() in _LEADS_DAY:
        label = ""
    kind = draft.type
    if kind in (ClaimType.DATE, ClaimType.DEADLINE) and is_deadline_label(label):
        kind = ClaimType.DEADLINE
    predicate = predicate_of_words(label) if label else ""
    if kind is ClaimType.DEADLINE and draft.predicate and draft.type is ClaimType.DEADLINE:
        predicate = draft.predicate
    measure = (content_words(label) or ("",))[-1] if kind is ClaimType.QUANTITY and label else ""
    return replace(
        _named(draft, sentence, line),
        type=kind,
        start=min(draft.start, line.name[0]),
        predicate=predicate,
        predicate_words=label,
        said=label,
        measure=draft.measure or measure,
    )


def _of_lead(draft: DraftClaim, sentence: Clauses, line: ItemLine) -> DraftClaim:
    """The draft of the day that leads a line, of what follows it and of none of the items."""
    is_inside = line.name[0] <= draft.subject_start < line.name[1]
    if not line.is_dated or draft.value_start >= line.name[0] or is_inside:
        return draft
    named = _named(draft, sentence, line)
    return replace(
        named,
        type=ClaimType.DATE,
        end=max(draft.value_end, line.name[1]),
        predicate=predicate_of_words(named.subject),
        predicate_words="",
        said="",
    )


def _named(draft: DraftClaim, sentence: Clauses, line: ItemLine) -> DraftClaim:
    """The draft as one of what leads the line."""
    name = sentence.block.text[slice(*line.name)].strip(" *_")
    names = names_within(sentence, *line.name)
    return replace(
        draft,
        shown=name,
        shown_start=-1,
        subject=name,
        subject_start=line.name[0],
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=content_words(name),
    )


def of_segment(draft: DraftClaim, sentence: Clauses) -> DraftClaim:
    """The draft of a figure behind a semicolon and a bare noun as one of that noun: `no fires on the beach; firewood £6 a net`."""
    if draft.type not in (ClaimType.QUANTITY, ClaimType.DURATION) or ";" not in sentence.vocabulary:
        return draft
    text = sentence.block.text
    begins = text.rfind(";", sentence.start, draft.value_start) + 1
    if not begins:
        return draft
    first, last = sentence.index(begins), sentence.index(draft.value_start)
    tags = sentence.grammar.tags[first:last]
    if draft.type is ClaimType.DURATION:
        while tags and tags[-1] is Tag.TIME:
            last, tags = last - 1, tags[:-1]  # `; laptops for four hours`, with the verb before the semicolon
        if not 0 < len(tags) < 4 or any([tag not in (Tag.NOUN, Tag.DETERMINER) for tag in tags]):
            return draft
        return _named(draft, sentence, ItemLine((sentence.starts[first], sentence.ends[last - 1]), (), False))
    if _SEGMENT_ENDS.match(text, draft.value_end) is None:
        return draft
    if not 0 < len(tags) < 5 or any([tag not in (Tag.NOUN, Tag.DETERMINER) for tag in tags]):
        return draft
    name = (sentence.starts[first], sentence.ends[last - 1])
    return replace(_named(draft, sentence, ItemLine(name, (), False)), predicate="", predicate_words="", said="")


_SEGMENT_ENDS = pattern_of(r"\s*(?:[;,.)]|\Z)")


# --- what follows in an item ------------------------------------------------------------------------------------------

_LEAD = pattern_of(r"[\W_]*(?:\d{1,2}[:.]\d\d(?:\s?[–-]\s?\d{1,2}[:.]\d\d)?[\W_]*)?(?P<name>[A-Z][^.,;:!?()–—|]{2,60}?)[*_]*(?=\s(?:with|by|from|in|at|for)\s|\s?[.,;:(–—|]|\Z)")  # fmt: skip


def lead_of_item(sentence: Clauses) -> tuple[int, int] | None:
    """What the first sentence of a list item names, where it has no verb: `10:00 Fiddle workshop with Ann Lee, Net Loft.`"""
    if sentence.block.kind is not BlockKind.LIST_ITEM or sentence.end - sentence.start > 120:
        return None
    if any([tag is Tag.VERB or tag is Tag.AUXILIARY for tag in sentence.grammar.tags]):
        return None
    match = _LEAD.match(sentence.block.text, sentence.start, sentence.end)
    return match.span("name") if match is not None and len(match["name"].split()) < 7 else None


def of_item(draft: DraftClaim, sentence: Clauses, lead: tuple[int, int]) -> DraftClaim:
    """The draft of a later sentence of an item that names nothing itself, as one of what the item names: `25 places, £12.`"""
    if draft.type not in (ClaimType.QUANTITY, ClaimType.DEADLINE) or not _names_nothing(draft, sentence):
        return draft
    name = sentence.block.text[slice(*lead)]
    names = tuple([n.text for n in sentence.found.names[sentence.block.index] if lead[0] <= n.start < lead[1]])
    return replace(
        draft,
        shown=name,
        shown_start=-1,
        subject=name,
        subject_start=-1,
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=content_words(name),
    )


def _names_nothing(draft: DraftClaim, sentence: Clauses) -> bool:
    if draft.type is ClaimType.DEADLINE:
        return not draft.subject_stems and not draft.subject
    first, last = sentence.index(draft.value_start), sentence.index(draft.value_end)
    tags = sentence.grammar.tags
    if any([tag is Tag.VERB or tag is Tag.AUXILIARY for tag in tags[:first]]):
        return False
    figures = sentence.found.quantities[sentence.block.index]
    counted = {k for q in figures for k in range(*map(sentence.index, (q.start, q.end)))}
    before = [k for k in range(first) if tags[k] is Tag.NOUN and k not in counted]
    return not before and (last >= len(tags) or tags[last] not in (Tag.PREPOSITION, Tag.NOUN, Tag.VERB, Tag.AUXILIARY))
