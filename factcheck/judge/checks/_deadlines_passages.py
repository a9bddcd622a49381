"""Check deadline-missed, part: last days and deeds that stand in one passage or sheet, read from the words around their dates.

`The contract obliged them to finish by 28 May 2019. They did so on 9 July.` needs no claim of the deed. What a text says was
kept (`in good time`, `we met that order`) is held against the last day told before it, and against a last day that comes back each
year. A sheet whose handover came after the agreed one is a conflict only if some passage says that it was in time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass
from factcheck.judge.checks._deadlines_apart import are_of_two
from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence
from factcheck.judge.deeds import alike, deeds_in, is_generic, theme_of
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.scene import Scene, cut_sentences
from factcheck.model.document import Block, BlockKind, Span
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.words import content_words, stem
from factcheck.values.workdays import add

Place = tuple[str, int]
"""A document and the offset of a value in it."""

_MUST = pattern_of(
    r"\b(?:had to|has to|have to|must|oblig\w+|required?|requires|ordered|orders|was to|were to|is to|are to|be \w+ed by|due|deadlines?"
    r"|condition|laid down|undertook|promised|demand\w*|instructed|asked|told|shall|should|contract|no later than|not later than|at the latest)\b",
    re.I,
)
_DID_SO = pattern_of(
    r"\b(?:did\s(?:so|this|it|that)|(?:[Tt]his|[Tt]hat)\s(?:was\s(?:done|achieved)|happened)|so\s(?:it|they|he|she)\sdid)\b[^.;:]{0,40}\Z"
)
THAT_ORDER = pattern_of(
    r"\b(?:this|that|the|these|those)\s(?:\w+\s)?(?:order|condition|deadline|date|demand|requirement|term|limit|obligation|instruction|undertaking|promise)\b",
    re.I,
)
_IT = pattern_of(r"[\s\"“(]*(?:It|They|We|He|She|This)\b|.{0,40}\b(?:and|but)\s(?:it|they|this|one|was|were)\b")
_LAST = pattern_of(r"\b(?:last|final|remaining)\b")
_MISSED = pattern_of(r"\b(?:late|missed|delay\w*|not within|extended|overdue|penalt\w+|fined?)\b", re.I)
_NEAR = 400
"""Days by which a deed may lie after its last day: later, it is another one."""
OFTEN = pattern_of(
    r"\b(?:every|each|per) (?:\w+ )?(?:year|month|week|day|quarter|term|semester|season|session|time|case|one|spring|summer"
    r"|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december|calendar|"
    r"financial|fiscal|academic)|\b(?:annual\w*|yearly|monthly|weekly|quarterly)\b",
    re.I,
)
"""Words by which a deadline comes back."""
_COMMON = frozenset(
    stem(w)
    for w in [
        "day",
        "month",
        "year",
        "week",
        "date",
        "time",
        "order",
        "condition",
        "deadline",
        "new",
        "old",
        "last",
        "first",
        "contract",
        "rule",
        "article",
        "good",
        "be",
        "do",
    ]
)
_LATER_YEAR = pattern_of(
    r"\b(?:following|next|same|that|each|every)\s(?:calendar\s)?year\b|\byear\s(?:after|following)\b|\bof\sthe\s(?:next|following)(?=[.,;]|\Z)"
    r"|\bof\s(?:the|its|that|each|every)\s(?:[a-z]+\s){0,2}year\b(?!\s(?:19|20)\d\d)"
)
_EACH_YEAR = pattern_of(r"\b(?:[Ee](?:ach|very)\s(?:\w+\s)?year|[Aa]nnual\w*|[Yy]early)\b")
_CHANGED = pattern_of(
    r"\b(?:(?:until|till|before|up to|from|since|as of)\s(?:[A-Z][a-z]+\s)?(?:19|20)\d\d|previously|formerly|used to be|no longer)\b",
    re.I,
)
"""Words that say that the rule was another one before."""
_GRANTED = pattern_of(
    r"\b(?:ha(?:s|ve|d)|giv(?:es?|en)|gave|allow(?:s|ed)?|grant(?:s|ed)?)\s(?:[\w’'-]+\s){0,4}until\s\Z", re.I
)
"""Words that make a last day of `until`: `gives the council until 31 May of each year`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    """A day in a passage with the words of its sentence."""

    path: str
    block: Block
    start: int
    end: int
    timex: Timex
    value: DateValue
    slack: int = 0
    """Days by which a counted last day may be meant otherwise."""


def in_passages(scene: Scene, case: Case) -> Iterator[tuple[Conflict, Place]]:
    """Conflicts between last days and deeds of one passage or sheet, with the place of the deed."""
    kept = list(_kept_elsewhere(case))
    yearly = [due for path, document in sorted(case.documents.items()) for due in _yearly(case, path, document.blocks)]
    for path, document in sorted(case.documents.items()):
        times = case.times[path]
        for block in document.blocks:
            found = times.get(block.index, ())
            if not found or block.boilerplate or block.kind in (BlockKind.TITLE, BlockKind.HEADING):
                continue
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION):
                yield from _in_block(path, block, found, kept)
                yield from _of_year(path, block, found, yearly)
        yield from _in_sheet(scene, case, path, kept)


# --- a passage --------------------------------------------------------------------------------------------------------


def _in_block(
    path: str, block: Block, found: Sequence[Timex], kept: Sequence[_Kept]
) -> Iterator[tuple[Conflict, Place]]:
    if not any(t.relation in _AHEAD for t in found):
        return
    sentences = cut_sentences(block.text)
    for number, (start, end) in enumerate(sentences):
        for due in _due_in(path, block, start, end, found):
            for s, e in sentences[number : number + 3]:
                deed = _deed(path, block, s, e, found, due)
                if deed is not None:
                    conflict = _held(block, due, deed, sentences, kept)
                    if conflict is not None:
                        yield conflict, (path, block.source_span(deed.timex.start, deed.timex.end).start)
                    break


_AHEAD = (Relation.BY, Relation.BEFORE, Relation.WITHIN)


def _due_in(path: str, block: Block, start: int, end: int, found: Sequence[Timex]) -> Iterator[_Dated]:
    """The last days of a sentence: a day, month or year told with `by`, or so many days after a day told before."""
    text = block.text
    for timex in (t for t in found if start <= t.start < end):
        lead = text[start : timex.start]
        if not _MUST.search(lead) or OFTEN.search(text[start:end]):
            continue
        if timex.relation in (Relation.BY, Relation.BEFORE) and _is_sure(timex) and timex.value is not None:
            last = timex.value
            if timex.relation is Relation.BEFORE and last.granularity is Granularity.DAY:
                last = dates.of_day(last.earliest - 1)
            yield _Dated(path=path, block=block, start=start, end=end, timex=timex, value=dates.of_day(last.latest))
        elif timex.type is TimexType.DURATION and timex.relation is Relation.WITHIN:
            counted = _counted(block, found, timex)
            if counted is not None:
                last_day, slack = counted
                yield _Dated(path=path, block=block, start=start, end=end, timex=timex, value=last_day, slack=slack)


_OF_WHAT = pattern_of(r"\s(?:of|after|from|following)\s(?:the\s|its\s|their\s|his\s|her\s)?(?P<what>[a-z]+)\b")


def _counted(block: Block, found: Sequence[Timex], timex: Timex) -> tuple[DateValue, int] | None:
    """`within 14 days of the judgment`, where a sentence before dates that alone; with the days that counting may differ by."""
    match, length = _OF_WHAT.match(block.text, timex.end), timex.duration
    if match is None or length is None or length.vague or length.high is not None or length.count != int(length.count):
        return None
    days = {
        t.value.earliest
        for start, end in cut_sentences(block.text)
        for t in found
        if start <= t.start < end <= timex.start and is_known(t) and t.value is not None
        if t.value.granularity is Granularity.DAY and t.relation is Relation.AT and not t.value.extended
        if match["what"][:5]
        in {w[:5] for w in re.findall(r"[a-z]+", block.text[start:end].lower())}  # refusal, refused
    }
    if len(days) != 1:
        return None
    day, count = next(iter(days)), int(length.count)
    if length.working:
        return dates.of_day(add(day, count)), 4
    if length.unit not in ("day", "week", "fortnight", "month", "year"):
        return None
    unit = "week" if length.unit == "fortnight" else length.unit
    moved = dates.shift(dates.of_day(day), count * (2 if length.unit == "fortnight" else 1), unit)
    return dates.of_day(moved.latest), 1


def _is_sure(timex: Timex) -> bool:
    value = timex.value
    if timex.type is not TimexType.DATE or value is None or timex.impossible or timex.alternatives:
        return False
    if timex.shift is not None or timex.repeats or value.latest >= dates.OPEN_END:
        return False
    return value.granularity <= Granularity.YEAR and not any(
        p.part in ("year", "century") and p.source not in ("sentence", "heading", "other-end") for p in timex.provenance
    )


def _deed(path: str, block: Block, start: int, end: int, found: Sequence[Timex], due: _Dated) -> _Dated | None:
    """The only day that a sentence tells behind the last day; of `the last of them` the last one."""
    told = [
        t
        for t in found
        if start <= t.start < end and t.start > due.timex.end and t.type is TimexType.DATE and t.relation is Relation.AT
        if is_known(t) and t.value is not None and not t.value.extended
    ]
    if not told:
        return None
    so = [t for t in told if _DID_SO.search(block.text[max(start, due.timex.end) : t.start])]
    timex = so[0] if so else told[-1]
    if len(told) > 1 and not so and not _LAST.search(block.text[told[-2].end : timex.start]):
        return None
    value = timex.value
    if value is None or not due.slack < value.earliest - due.value.latest <= _NEAR:
        return None
    year_left = any(p.part in ("year", "century") for p in timex.provenance)
    if year_left and value.earliest - due.value.latest > 120:
        return None
    return _Dated(path=path, block=block, start=start, end=end, timex=timex, value=value)


def _held(
    block: Block, due: _Dated, deed: _Dated, sentences: Sequence[tuple[int, int]], kept: Sequence[_Kept]
) -> Conflict | None:
    """A conflict, if the deed is said to be the one asked for, or to have been in time."""
    text = block.text
    told = text[max(deed.start, due.timex.end) : deed.end]
    lead = text[max(deed.start, due.timex.end) : deed.timex.start]
    around = text[due.timex.end : next((e for s, e in sentences if s >= deed.end), deed.end)]
    is_so = _DID_SO.search(lead) is not None
    says_kept = knowledge().kept.search(around) is not None
    is_late = knowledge().late.search(around) is not None if not says_kept else _MISSED.search(around) is not None
    shared = (_matter(text[due.start : due.timex.start]) & _matter(told)) - _COMMON
    goes_on = _IT.match(told) is not None or THAT_ORDER.search(text[due.timex.end : deed.timex.start]) is not None
    is_linked = is_so or shared or (goes_on and knowledge().kept.search(told) is not None)
    if says_kept and is_linked and not is_late:
        return _conflict((due.path, block, due.timex, due.value), (deed.path, block, deed.timex, deed.value))
    if not is_so:
        return None
    if not is_late:
        return _conflict((due.path, block, due.timex, due.value), (deed.path, block, deed.timex, deed.value))
    if is_late and re.search(r"\b(?:only|late|later|after the deadline|too late)\b", lead):
        return None
    said = [
        k
        for k in kept
        if (k.path, k.block.index) != (due.path, block.index) and len(k.words & shared_of(due, deed)) > 1
    ]
    if len(said) == 1:
        return _conflict(
            (due.path, block, due.timex, due.value), (deed.path, block, deed.timex, deed.value), said=said[0]
        )
    return None


def shared_of(due: _Dated, deed: _Dated) -> frozenset[str]:
    """The words of matter of a last day and its deed."""
    text = due.block.text
    return _matter(text[due.start : due.end]) | _matter(text[deed.start : deed.end])


def _matter(text: str) -> frozenset[str]:
    return frozenset(w for w in content_words(text) if not w[:1].isdigit())


# --- what is said to have been kept, elsewhere ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A sentence that says that something was in time."""

    path: str
    block: Block
    start: int
    end: int
    """Where the words that say so stand."""
    words: frozenset[str]


def _kept_elsewhere(case: Case) -> Iterator[_Kept]:
    for path, document in sorted(case.documents.items()):
        for block in document.blocks:
            if block.boilerplate or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
                continue
            for start, end in cut_sentences(block.text) if knowledge().may_be_kept.search(block.text.lower()) else ():
                text = block.text[start:end]
                match = knowledge().kept.search(text)
                if match is not None and not _MISSED.search(text) and not _NOT.search(text):
                    yield _Kept(
                        path=path,
                        block=block,
                        start=start + match.start(),
                        end=start + match.end(),
                        words=_matter(text),
                    )


_NOT = pattern_of(r"\b(?:not|never|nor|hardly|will|would|should|must|may|might|if|hope\w*|expect\w*)\b|n[’']t\b")


# --- a last day that comes back ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Yearly:
    path: str
    block: Block
    timex: Timex
    month: int
    day: int
    words: frozenset[str]
    text: str


def _yearly(case: Case, path: str, blocks: Sequence[Block]) -> Iterator[_Yearly]:
    """`no later than 1 March of the following year`: a day of any year."""
    for block in blocks:
        for timex in case.times[path].get(block.index, ()):
            parts = timex.parts
            if parts is None or parts.month is None or parts.day is None:
                continue
            if timex.relation is not Relation.BY and not (
                timex.relation is Relation.UNTIL and _GRANTED.search(block.text[max(0, timex.start - 60) : timex.start])
            ):
                continue
            if parts.year is not None or block.boilerplate:
                continue
            text = block.text
            start, end = next((s, e) for s, e in cut_sentences(text) if s <= timex.start < e)
            is_yearly = _EACH_YEAR.search(text, start, timex.start) is not None
            if not is_yearly and not _LATER_YEAR.search(text[timex.start : timex.end + 32]):
                continue
            if _CHANGED.search(text):
                continue
            if block.table is not None:
                row = [
                    b.text
                    for b in blocks
                    if b.table and (b.table.table, b.table.row) == (block.table.table, block.table.row)
                ]
                text = " ".join(row)
            else:
                text = text[start:end]
            yield _Yearly(
                path=path,
                block=block,
                timex=timex,
                month=parts.month,
                day=parts.day,
                words=_matter(text) - _COMMON,
                text=text,
            )


def _of_year(
    path: str, block: Block, found: Sequence[Timex], yearly: Sequence[_Yearly]
) -> Iterator[tuple[Conflict, Place]]:
    if not yearly or not knowledge().kept.search(block.text):
        return
    for start, end in cut_sentences(block.text):
        text = block.text[start:end]
        told = [t for t in found if start <= t.start < end and is_known(t) and t.relation is Relation.AT]
        days = [t for t in told if t.value is not None and t.value.granularity is Granularity.DAY]
        kept = knowledge().kept.search(text)
        if len(days) != 1 or kept is None or _MISSED.search(text):
            continue
        value = days[0].value
        assert value is not None
        if _NOT.search(text, 0, max(kept.end(), days[0].end - start)):
            continue
        words = _matter(text) - _COMMON
        alike = [(len(words & due.words), due) for due in yearly if len(words & due.words) >= min(2, len(due.words))]
        best = max((n for n, _ in alike), default=0)
        nearest = [due for n, due in alike if n == best and n > 0]
        if len({(due.month, due.day) for due in nearest}) != 1:
            continue
        due = nearest[0]
        if _is_of_other(due, text, days[0].start - start):
            continue
        last = dates.day_number(dates.civil(value.earliest)[0], due.month, due.day)
        if 0 < value.earliest - last <= 120:
            conflict = _conflict((due.path, due.block, due.timex, dates.of_day(last)), (path, block, days[0], value))
            yield conflict, (path, block.source_span(days[0].start, days[0].end).start)


def _is_of_other(due: _Yearly, text: str, at: int) -> bool:
    """Whether what was done is not what is due each year: the list of trainers, not that of members."""
    deed = next((d for d in reversed(deeds_in(text)) if d.end <= at), None)
    theme = theme_of(text, deed) if deed is not None else None
    if theme is not None and theme.head and not is_generic(theme.head):
        if alike(theme.head) not in {alike(w) for w in due.words}:
            return True
    return are_of_two(due.text, text)


# --- a sheet ----------------------------------------------------------------------------------------------------------

_KEY_DUE = pattern_of(
    r"(?:contractual|contracted|agreed|target|due|required|latest|stipulated|promised)\s(?P<what>[a-z]+)(?:\s(?:date|day))?|(?P<that>[a-z]+)\s(?:due|deadline)(?:\s(?:date|day))?",
    re.I,
)
_DONE = pattern_of(
    r"(?:[a-z]+\s){0,2}?(?:actual\s)?(?P<what>handed|handover|deliver(?:ed|y)|complet(?:ed|ion)|finish(?:ed)?|returned|return|submitted|submission|paid|payment|filed|received)(?:\sover|\sin|\sup)?(?:\s(?:on|date))?",
    re.I,
)
_FAMILIES = (
    frozenset(map(stem, ["handover", "handed", "hand", "delivered", "delivery", "completed", "completion", "finished", "finish", "built", "building", "builders"])),
    frozenset(map(stem, ["returned", "return", "submitted", "submission", "filed", "filing", "report", "received"])),
    frozenset(map(stem, ["paid", "payment", "pay", "settled"])),
)  # fmt: skip


def _in_sheet(scene: Scene, case: Case, path: str, kept: Sequence[_Kept]) -> Iterator[tuple[Conflict, Place]]:
    """`Delivery agreed: 3 May` and `Delivered: 9 May`, and a passage that says it was in time."""
    keyed = [b for b in case.documents[path].blocks if b.kind is BlockKind.KEY_VALUE and b.key and not b.boilerplate]
    for block in keyed:
        match = _KEY_DUE.fullmatch(block.key.strip(" :"))
        due = _only(case, path, block)
        family = _family(match["what"] or match["that"]) if match is not None else None
        if due is None or family is None or due.value is None:
            continue
        for other in keyed:
            done = _DONE.fullmatch(other.key.strip(" :"))
            deed = _only(case, path, other)
            if other is block or done is None or deed is None or deed.value is None or _family(done["what"]) != family:
                continue
            if not 0 < deed.value.earliest - due.value.latest <= _NEAR or other.headings != block.headings:
                continue
            said = [
                k
                for k in kept
                if k.words & _FAMILIES[family] and (k.path == path or scene.lookup.share_name(path, k.path))
            ]
            if len(said) == 1:
                conflict = _conflict((path, block, due, due.value), (path, other, deed, deed.value), said=said[0])
                yield conflict, (path, other.source_span(deed.start, deed.end).start)


def _family(word: str) -> int | None:
    return next((n for n, family in enumerate(_FAMILIES) if stem(word.lower()) in family), None)


def _only(case: Case, path: str, block: Block) -> Timex | None:
    found = case.times[path].get(block.index, ())
    return found[0] if len(found) == 1 and is_known(found[0]) else None


# --- both -------------------------------------------------------------------------------------------------------------


def _conflict(
    due: tuple[str, Block, Timex, DateValue], deed: tuple[str, Block, Timex, DateValue], said: _Kept | None = None
) -> Conflict:
    sides = [_side(path, block, timex) for path, block, timex, _ in (due, deed)]
    reason = f"{dates.describe(deed[3])} is after {dates.describe(due[3])}, the last day for it"
    if said is not None:
        words = said.block.text[said.start : said.end]
        span = said.block.source_span(said.start, said.end)
        sides.append(ConflictSide(label=words, evidence=(Evidence(document=said.path, span=span, values=(span,)),)))
        reason += f"; {said.path} says `{words}`"
    return Conflict(
        sides=tuple(sides),
        reason=f"{reason}.",
        entity=_what(due[1], due[2]),
        predicate="done",
        confidence=0.7,
        values={
            "a.value": due[2].text,
            "b.value": deed[2].text,
            "a.source": due[0],
            "b.source": deed[0],
        },
    )


def _what(block: Block, timex: Timex) -> str:
    """What was due, in the words before its last day."""
    if block.key:
        return block.key
    start = next((s for s, e in cut_sentences(block.text) if s <= timex.start < e), 0)
    words = block.text[start : timex.relation_start if timex.relation_start is not None else timex.start].split()
    text = " ".join(words) or block.text[timex.end :].strip() or "It"
    return text if len(text) <= 60 else "…" + text[-57:]


def _side(path: str, block: Block, timex: Timex) -> ConflictSide:
    span: Span = block.source_span(timex.start, timex.end)
    return ConflictSide(label=timex.text, evidence=(Evidence(document=path, span=span, values=(span,)),))
