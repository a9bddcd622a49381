"""Check deadline-missed, part: the last days and the deeds that sentences and rows tell, with the words of matter around them."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.checks._deadlines_passages import OFTEN, THAT_ORDER
from factcheck.judge.checks._deadlines_words import (
    COUNT,
    Passage,
    matter,
    members_of,
    passage_of,
    without_times,
)
from factcheck.judge.conflict import Case
from factcheck.judge.deeds import (
    Deed,
    Theme,
    deeds_in,
    kept_deed,
    kept_it,
    kept_limit,
    last_day,
    number,
    other_deeds_in,
    theme_of,
)
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.scene import cut_sentences
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity

_MISSED = pattern_of(
    r"\b(?:late|missed|delay\w*|not within|overdue|penalt\w+|fined?|failed|exten\w+|postpon\w+)\b", re.I
)
_REFUSED = pattern_of(
    r"\b(?:no|without(?: an?| any)?|refused|refusing|despite)\s(?:(?:an?|any|the|further|to)\s){0,2}(?:extension|delay|postponement|exten\w+)s?\b"
    r"|\b(?:extension|delay|postponement)\b[^.;]{0,40}\b(?:refused|denied|rejected|turned down)\b",
    re.I,
)
_NOT = pattern_of(r"\b(?:not|never|nor|hardly|neither|nobody|will|would|should|must|(?-i:may)|might|if|whether|hope\w*|expect\w*|unless|almost|nearly)\b|n[’']t\b", re.I)  # fmt: skip
_UNREAL = pattern_of(
    r"\b(?:will|would|shall|should|could|may|might|must|planned|plan(?:s|ning)? (?:to|for)|expect\w*|hop(?:e|es|ed|ing)|aim\w*|schedul\w*|due(?! to the)|target(?:s|ed)?|intend\w*|if|not|never|nor"
    r"|unless|propos\w*|forecast\w*|estimat\w*|provisional\w*|to be|originally|had been meant|official\w*|formal\w*|ceremon\w*|inaugurat\w*|again|anniversary"
    r"|re-?(?:opened|started) after)\b|n[’']t\b",
    re.I,
)
"""Words of a deed that is planned, denied, celebrated or done once more."""
_DOUBTED = pattern_of(r"\b(?:wrong\w*|mistaken\w*|incorrect\w*|fals\w+|untrue|claim(?:s|ed)|alleg\w+|reportedly|rumou?r\w*|supposed\w*|according to|misprint\w*|erroneous\w*|correction)\b", re.I)  # fmt: skip
_NOT_UNTIL = pattern_of(r"\b(?:not|never|n[’']t)\b[^.;]{0,60}\b(?:until|till|before)\s\Z", re.I)
_ASKED = pattern_of(
    r"\b(?:had to|has to|have to|must|oblig\w+|requir\w+|order\w*|was to|were to|is to|are to|be|due|deadlines?|condition\w*|laid down|undertook|promis\w+"
    r"|demand\w*|instruct\w+|asked|told|shall|should|contract\w*|no later than|not later than|at the latest|set|fixed|gave|given|allow\w*|agreed?|limit\w*|resolved|want(?:s|ed)|need(?:s|ed)|call(?:s|ed) for|insist\w*)\b",
    re.I,
)
_GRANTED = pattern_of(r"\b(?:ha(?:s|ve|d)|giv(?:es?|en|ing)|gave|allow(?:s|ed)?|grant(?:s|ed)?|was|were)\s(?:[\w’'&-]+\s){0,6}(?:until|till|up to)\s\Z", re.I)  # fmt: skip
_AS_LAST = pattern_of(r"\s+(?:as|was|is|being)\s(?:the|its|their|our)\s(?:(?:last|latest|final|closing)\s(?:possible\s)?(?:day|date)|deadline|limit)\b")  # fmt: skip
_GOES_ON = pattern_of(
    r"\W*(?:(?:this|that|these|it|we|they|he|she|both|so|thus|happily|the|our|its|all|everything|every|each|in the event|and|i am|glad)\b)",
    re.I,
)
_EXTENDED = pattern_of(
    r"\b(?:exten(?:ded|sion|d|ds|ding)\b|postpon\w+|put (?:back|off)|pushed back|moved (?:back|forward|to (?=\d|early|late|mid|the (?:end|start|middle)|[A-Z][a-z]+ \d))|new (?:date|deadline|limit)|revised|relax\w+|more time|grace|deferr\w*|later date|reschedul\w*)\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A last day, and whether its passage says that it was kept."""

    passage: Passage
    block: Block
    timex: Timex
    value: DateValue
    sorts: frozenset[str]
    verbs: frozenset[str]
    task: frozenset[str]
    """The words of matter before the last day."""
    is_kept: bool
    is_asked: bool
    is_partial: bool
    """Whether it is for some of several only: half of the trees, the first fifty homes."""
    has_later: bool
    """Whether its sentence tells a later day, too: `asked for 1 July at first, but agreed to 31 October`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A deed on a day, and whether its passage says that it was in time."""

    passage: Passage
    block: Block
    timex: Timex
    value: DateValue
    deed: Deed
    theme: Theme | None
    is_kept: bool
    is_row: bool
    release: frozenset[str] = frozenset()
    """Of an entry of a log of versions, the words for what came with it for the first time."""


# --- last days and deeds ------------------------------------------------------------------------------------------


_TOLD = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)


def _sentences(case: Case, path: str, document: Document) -> Iterator[tuple[Block, Sequence[Timex], int]]:
    for block in document.blocks:
        found = case.times[path].get(block.index, ())
        if found and not block.boilerplate and not block.struck and block.kind in _TOLD:
            for n in range(len(cut_sentences(block.text))):
                yield block, found, n


def dues_of(case: Case, path: str, document: Document) -> Iterator[Due]:
    for block, found, n in _sentences(case, path, document):
        sentences = cut_sentences(block.text)
        start, end = sentences[n]
        last = [t for t in found if start <= t.start < end and _is_last(block.text, start, t)]
        if len(last) != 1:
            continue
        timex = last[0]
        value = timex.value
        assert value is not None
        text = block.text[start:end]
        if _comes_back(text[: timex.end - start + 25]):
            continue
        if timex.relation is Relation.BEFORE and value.granularity is Granularity.DAY:
            value = dates.of_day(value.earliest - 1)
        asked = _ASKED.search(text) is not None
        kept = _is_kept(block, found, sentences, n, timex, value)
        if not asked and not kept:
            continue
        passage = passage_of(document, block, start, end, found)
        named = deeds_in(passage.text)
        deeds = [d for d in named if d.start < timex.end - start or not kept] or named
        yield Due(
            passage=passage,
            block=block,
            timex=timex,
            value=dates.of_day(value.latest),
            sorts=frozenset(d.sort for d in deeds) or (_ANY_WORK if timex.relation is Relation.AT else frozenset()),
            verbs=frozenset(d.verb for d in deeds) | frozenset(w for x in passage.own for w in (x, *x.split("-"))),
            task=matter(passage.text[: timex.start - start]),
            is_kept=kept,
            is_asked=asked,
            is_partial=_SOME.search(text, 0, timex.start - start) is not None,
            has_later=any(_is_later(t, timex, value) for t in found if timex.end <= t.start < end),
        )


def _is_later(other: Timex, timex: Timex, value: DateValue) -> bool:
    return _is_day(other) and other.value is not None and other.value.earliest > value.latest


_SOME = pattern_of(
    r"\b(?:first|second|third|middle|upper|lower|northern|southern|eastern|western|one) (?:section|part|half|stage|stretch|batch|lot|floor|wing|leg)\b|\b(?:half|a (?:third|quarter|part)|two[- ]thirds|three[- ]quarters|most|some|part) of\b|\bat least\b|\bthe first (?:\d|half|batch|part|two|three|four|five|six|ten|twenty|thirty|forty|fifty|hundred)",
    re.I,
)


_OTHER = pattern_of(
    r"\b(?:another|further|additional|extra|other|neighbouring|neighboring|adjacent|adjoining|nearby|next door)\b", re.I
)


def _comes_back(text: str) -> bool:
    return OFTEN.search(re.sub(r"\b[Ee](?:very|ach) (?:single )?one\b", "all", text)) is not None


_ANY_WORK = frozenset(["complete", "install"])
"""The sorts of what is asked for without a word for it: `the deadline for the new tank`."""


def _is_last(text: str, start: int, timex: Timex) -> bool:
    """Whether a time is told as a last day."""
    value = timex.value
    if timex.type is not TimexType.DATE or value is None or timex.impossible or timex.alternatives or timex.repeats:
        return False
    if (
        timex.shift is not None
        or value.extended
        or value.latest >= dates.OPEN_END
        or value.granularity > Granularity.MONTH
    ):
        return False
    lead = text[start : timex.start]
    if timex.relation in (Relation.BY, Relation.BEFORE):
        return True
    if timex.relation is Relation.UNTIL:
        return _GRANTED.search(lead) is not None
    if timex.relation is not Relation.AT:
        return False
    return (
        last_day().search(lead) is not None
        or (kept_limit().search(lead) is not None and _IN.search(lead) is None)
        or _AS_LAST.match(text, timex.end) is not None
    )


_IN = pattern_of(r"\b(?:in|on|since|from|during)\s(?:the\s)?\Z", re.I)


_BUT_SOME = pattern_of(
    r"\b(?:all but|except\w*|apart from|save for|nearly|almost|most(?! of all)|(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) of the|in part|partly|largely|mostly|half of)\b",
    re.I,
)
"""Words by which a last day was kept by some only."""


def _is_kept(
    block: Block,
    found: Sequence[Timex],
    sentences: Sequence[tuple[int, int]],
    n: int,
    timex: Timex,
    value: DateValue,
) -> bool:
    """Whether the words around a last day, or the sentence behind it, say that it was kept."""
    start, end = sentences[n]
    text = block.text
    if _MISSED.search(_REFUSED.sub(" ", text[start:end])):
        return False
    lead = text[start : timex.start]
    if kept_limit().search(lead) and not _IN.search(lead):
        return not _NOT.search(lead)
    if _BUT_SOME.search(text, timex.end, end):
        return False
    said = _says_kept(text[timex.end : end])
    if not said and (match := knowledge().kept.search(lead)) is not None and timex.relation is not Relation.AT:
        said = _OF_LIMIT.match(match[0]) is not None and not _NOT.search(lead[max(0, match.start() - 40) : match.end()])
    if said:
        return True
    if n + 1 == len(sentences):
        return False
    s, e = sentences[n + 1]
    following = text[s:e]
    goes_on = _GOES_ON.match(following) is not None or THAT_ORDER.search(following) is not None
    if not goes_on or _MISSED.search(_REFUSED.sub(" ", following)):
        return False
    if any(s <= t.start < e and t.value is not None and t.value.latest > value.latest for t in found):
        return False
    return _BUT_SOME.search(following) is None and _says_kept(following)


_OF_LIMIT = pattern_of(r"(?:met|meeting|kept|keeping|honou?red|fulfilled|complied|satisfied)\b", re.I)


def _says_kept(text: str) -> bool:
    for pattern in (knowledge().kept, kept_it()):
        match = pattern.search(text)
        if match is not None and not _NOT.search(
            text[max(0, match.start() - 50) : match.end()].replace("not a day", "")
        ):
            return True
    return False


def deeds_of(case: Case, path: str, document: Document) -> Iterator[Done]:
    for block, found, n in _sentences(case, path, document):
        sentences = cut_sentences(block.text)
        start, end = sentences[n]
        yield from _in_sentence(document, block, found, sentences, n, start, end)
    yield from _in_rows(case, path, document)
    yield from _in_log(case, path, document)


_BOUNDS = (Relation.BY, Relation.BEFORE, Relation.SINCE, Relation.FROM)
_CUT = pattern_of(
    r"[;:]\s|\s[–—]\s|,?\s(?:and|but|while|whereas|though|although)\s(?:it|they|he|she|we|the|in|on|its|their)\b"
)


def _in_sentence(
    document: Document,
    block: Block,
    found: Sequence[Timex],
    sentences: Sequence[tuple[int, int]],
    n: int,
    start: int,
    end: int,
) -> Iterator[Done]:
    here = [t for t in found if start <= t.start < end]
    if not any(_is_day(t) for t in here):
        return
    text = block.text
    cuts = [start, *[m.start() + 1 for m in _CUT.finditer(text, start, end)], end]
    for low, high in itertools.pairwise(cuts):
        days = [t for t in here if low <= t.start < high and t.type is TimexType.DATE]
        told = [t for t in days if _is_day(t) and (t.relation is Relation.AT or _is_not_until(text, start, t))]
        if len(told) > 1 and any(t.parts is not None and t.parts.month for t in told):
            told = [t for t in told if t.parts is None or t.parts.month]  # `on the fourth and last machine`
        said = knowledge().kept.search(text, low, high) or kept_deed().search(text, low, high)
        if said is not None and len(told) > 1:
            told = [t for t in told if t.start < said.start()]
            days = [t for t in days if t.start < said.start()]
        if len(told) != 1 or any(t.relation in _BOUNDS and t.start < told[0].start for t in days):
            continue
        timex = told[0]
        clause = without_times(text[low:high], low, found)
        if _OTHER.search(clause) or _comes_back(clause) or _DOUBTED.search(text, start, end):
            continue
        deed = _nearest(clause, timex.start - low, timex.end - low)
        if deed is None or timex.value is None:
            continue
        if timex.relation is Relation.AT and _UNREAL.search(clause, 0, max(deed.end, timex.end - low)):
            continue
        kept = _deed_is_kept(block, found, sentences, n, start, end)
        theme = theme_of(clause, deed)
        passage = passage_of(document, block, start, end, found)
        if n and theme is not None and theme.is_rest and not theme.head:
            passage = _with_antecedent(passage, passage_of(document, block, *sentences[n - 1], found))
        yield Done(
            passage=passage,
            block=block,
            timex=timex,
            value=timex.value,
            deed=deed,
            theme=theme,
            is_kept=kept,
            is_row=False,
        )


def _with_antecedent(passage: Passage, before: Passage) -> Passage:
    """A passage on `the last of them`, with what the sentence before it tells of them."""
    return replace(passage, own=passage.own | before.own, counts=passage.counts | before.counts)


def _is_not_until(text: str, start: int, timex: Timex) -> bool:
    return (
        timex.relation in (Relation.UNTIL, Relation.BEFORE) and _NOT_UNTIL.search(text[start : timex.start]) is not None
    )


def _is_day(timex: Timex) -> bool:
    return is_known(timex) and timex.value is not None and not timex.value.extended and timex.value.granularity <= Granularity.MONTH  # fmt: skip


_NOUN = pattern_of(r"(?:al|ion|ment|ance|ling|ery)\Z", re.I)


def _nearest(clause: str, start: int, end: int) -> Deed | None:
    """The deed that a date in a clause dates: the last one before it, or the first behind a date that leads."""
    others = other_deeds_in(clause)
    deeds = [
        d for d in deeds_in(clause) if not _NOUN.search(clause[d.start : d.end]) and not _is_noun(clause, d)
    ] or others
    before = [d for d in deeds if d.end <= start] or [d for d in others if d.end <= start]
    behind = [d for d in deeds if d.start >= end]
    if before and (len(clause[before[-1].end : start]) <= 70):
        return before[-1]
    return behind[0] if behind and (start <= 30 or not before) else None


def _is_noun(clause: str, deed: Deed) -> bool:
    """Whether the word of a deed is what something is done to: `the safety file was approved`."""
    return _WAS.match(clause, deed.end) is not None and not clause[: deed.end].endswith("ed")


_WAS = pattern_of(r"\s(?:was|were|had|has|have|is|are)\b")


def _deed_is_kept(
    block: Block, found: Sequence[Timex], sentences: Sequence[tuple[int, int]], n: int, start: int, end: int
) -> bool:
    text = block.text
    own = text[start:end]
    if _MISSED.search(_REFUSED.sub(" ", own)):
        return False
    match = knowledge().kept.search(own) or kept_deed().search(own)
    high = end if match is None else start + match.end() + 30  # what is told behind is another deed
    if any(start <= t.start < high and t.relation in (Relation.BY, Relation.BEFORE) for t in found):
        return False
    if match is not None:
        return not _NOT.search(own[max(0, match.start() - 50) : match.end()].replace("not a day", ""))
    if n + 1 == len(sentences):
        return False
    s, e = sentences[n + 1]
    following = text[s:e]
    match = knowledge().kept.search(following) or kept_deed().search(following)
    if match is not None and any(
        s <= t.start < (e if t.relation in (Relation.BY, Relation.BEFORE) else s + match.start())
        and t.type is TimexType.DATE
        for t in found
    ):
        return False
    if match is None or _GOES_ON.match(following) is None or _MISSED.search(following):
        return False
    return match.start() < 90 and not _NOT.search(following[: match.end()].replace("not a day", ""))


def _in_rows(case: Case, path: str, document: Document) -> Iterator[Done]:
    """`| 16 September | Doors open to the public |` of a chronicle, and `Opened: 16 September`."""
    rows: dict[tuple[int, int], list[Block]] = defaultdict(list)
    for block in document.blocks:
        if block.kind is BlockKind.TABLE_CELL and block.table is not None and not block.table.head and not block.struck:
            rows[block.table.table, block.table.row].append(block)
    for _, cells in sorted(rows.items()):
        dated = [(c, t) for c in cells for t in case.times[path].get(c.index, ()) if t.type is TimexType.DATE]
        if len(dated) != 1 or len(cells) > 3 or not _is_day(dated[0][1]) or dated[0][1].relation is not Relation.AT:
            continue
        cell, timex = dated[0]
        text = " | ".join(c.text if c is not cell else " " for c in cells)
        deeds = deeds_in(text)
        if not deeds or timex.value is None or _UNREAL.search(text) or _UNREAL.search(document.heads_over(cell)):
            continue
        if _UNREAL.search(" ".join((*document.heading_path(cell), document.heads_over(cell)))):
            continue
        passage = passage_of(document, cell, 0, len(cell.text), case.times[path].get(cell.index, ()))
        own = matter(text)
        yield Done(
            passage=Passage(
                path=path,
                text=text,
                own=own,
                around=passage.around,
                counts=frozenset(x for m in COUNT.finditer(text) if (x := number(m[0].lower())) is not None and x > 2),
                members=members_of(text) or passage.members,
                years=frozenset(),
            ),
            block=cell,
            timex=timex,
            value=timex.value,
            deed=deeds[0],
            theme=theme_of(text, deeds[0]),
            is_kept=False,
            is_row=True,
        )


_VERSION = pattern_of(r"(?<![\d.])v?\d{1,4}(?:\.\d+){1,3}(?![\w.]*(?:alpha|beta|rc|pre|dev|preview|nightly))", re.I)
_NO_RELEASE = pattern_of(r"\b(?:alpha|beta|rc\d*|preview|nightly|planned|unreleased|upcoming|candidate|draft)\b", re.I)
_FIRST_TIME = pattern_of(r"\bfor the first time\b", re.I)
_NEW_HERE = pattern_of(r"\b(?:added|new|new features|highlights)\b", re.I)
_ENTRY = pattern_of(r"[^.,;:()–—]+")


def _in_log(case: Case, path: str, document: Document) -> Iterator[Done]:
    """`- Offline maps, in a public release for the first time` under `## 4.2.0 - 2031-07-15` of a log of versions."""
    for block in document.blocks:
        if block.kind is not BlockKind.LIST_ITEM or block.boilerplate or block.struck or not block.headings:
            continue
        is_first = _FIRST_TIME.search(block.text) is not None
        entry = _ENTRY.match(block.text)
        if entry is None or _UNREAL.search(block.text):
            continue
        if not is_first and (
            len(block.text) - entry.end() > 1 or not _NEW_HERE.search(document.heading_path(block)[-1])
        ):
            continue
        heads = [document.blocks[n] for n in block.headings]
        dated = [
            (head, t)
            for head in heads
            for t in case.times[path].get(head.index, ())
            if t.type is TimexType.DATE and t.value is not None and t.value.granularity is Granularity.DAY
        ]
        if len(dated) != 1 or not _is_day(dated[0][1]) or dated[0][1].relation is not Relation.AT:
            continue
        head, timex = dated[0]
        if not _VERSION.search(without_times(head.text, 0, [timex])) or _NO_RELEASE.search(head.text):
            continue
        words = matter(entry[0]) - {"first"}
        assert timex.value is not None
        if words:
            yield Done(
                passage=passage_of(document, block, 0, len(block.text), ()),
                block=head,
                timex=timex,
                value=timex.value,
                deed=Deed(start=0, end=0, sort="publish", verb="", first=0),
                theme=Theme(head="", modifiers=frozenset(), is_rest=False, number=None, is_partial=False, act=""),
                is_kept=False,
                is_row=True,
                release=words,
            )


def moved_in(case: Case) -> Iterator[tuple[Passage, tuple[DateValue, ...]]]:
    """Sentences that move a last day, with the days that they tell."""
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            if block.boilerplate or not _EXTENDED.search(block.text):
                continue
            found = case.times[path].get(block.index, ())
            sentences = cut_sentences(block.text)
            for n, (start, end) in enumerate(sentences):
                if not _EXTENDED.search(_REFUSED.sub(" ", block.text[start:end])):
                    continue
                low = sentences[n - 1][0] if n and THAT_ORDER.search(block.text[start:end]) else start
                values = tuple(t.value for t in found if low <= t.start < end and t.value is not None)
                if values:
                    yield passage_of(document, block, low, end, found), values
