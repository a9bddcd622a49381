"""Judge, part of sequences: stages of one matter whose dates fall: `received 4 May 2019, accepted 2 March 2019`.

A request is made before it is granted, a patient admitted before discharge, a letter written before it is answered: the chains
lie in `claims/stages.yaml`. They are read in a sentence, over two sentences that go on with the same thing, in the pairs of one
sheet and in the row of a table; each date must stand with the words of one stage.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, groupby

from factcheck.data import load_yaml
from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case
from factcheck.judge.sequence.beginnings import is_known
from factcheck.judge.sequence.events import Statement, widened
from factcheck.judge.sequence.marked import is_yearless
from factcheck.judge.sequence.said import Said, time_point
from factcheck.judge.sequence.scene import cut_sentences
from factcheck.model.document import Block, BlockKind, Document, Span
from factcheck.model.time import Provenance, Relation, Timex
from factcheck.patterns import by_first_letter, pattern_of
from factcheck.values import dates
from factcheck.values.network import Bound
from factcheck.values.words import stem

_NEAR = 60
"""Days that a date whose year is left to the sentence may fall: more, and it is of the next year."""


_NO_YEAR = 2001
"""Of two days of one year that is not told: any will do."""


@dataclass(frozen=True, slots=True)
class _Chain:
    name: str
    strict: bool
    joined: bool
    returns: bool
    fixed: bool
    one: bool
    needs: re.Pattern[str]
    stages: tuple[re.Pattern[str], ...]


@cache
def _chains() -> tuple[_Chain, ...]:
    return tuple(
        _Chain(
            chain["name"],
            chain.get("strict") == "true",
            chain.get("joined") == "true",
            chain.get("returns") == "true",
            chain.get("fixed") == "true",
            chain.get("one") == "true",
            re.compile(chain.get("needs", ""), re.I),
            tuple(re.compile(rf"\b(?:{words})\b", re.I) for words in chain["stages"]),
        )
        for chain in load_yaml("claims/stages.yaml")["chains"]
    )


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(load_yaml("claims/stages.yaml")["apart"])  # `May` is a month


@cache
def _any() -> re.Pattern[str]:
    """What every text with a stage has in lower case, and others may have: six times as fast as the stages themselves."""
    chains = load_yaml("claims/stages.yaml")["chains"]
    words = "|".join(words for chain in chains for words in chain["stages"])
    bare = _MAY_STAND_FIRST.sub(r"\1", words)
    return re.compile(rf"\b(?:{by_first_letter(bare)})")


_MAY_STAND_FIRST = pattern_of(r"(^|\|)\(\?:(?:[a-z]+ \|?)+\)\?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Staged:
    """A date with the stage that it is of."""

    chain: int
    stage: int
    block: Block
    timex: Timex
    words: str
    start: int
    end: int
    """Where the words of the stage stand in the text of the block."""


def stages_of(case: Case) -> Iterator[Said]:
    """Two stages of one chain whose dates stand in the wrong order."""
    for path, document in sorted(case.documents.items()):
        times = case.times[path]
        before: list[_Staged] = []
        for block in document.blocks:
            found = times.get(block.index, ())
            is_prose = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CAPTION)
            if found and is_prose and not block.boilerplate and _any().search(block.text.lower()):
                before = before if before and before[0].block.index == block.index - 1 else []
                before = yield from _in_prose(path, block, found, before)
        yield from _in_sheets(path, document, times)


# --- prose ------------------------------------------------------------------------------------------------------------


def _in_prose(
    path: str, block: Block, found: Sequence[Timex], before: list[_Staged]
) -> Generator[Said, None, list[_Staged]]:
    """Those of one block; `before` are the stages that the sentence before it tells, and what is returned are its last."""
    chains = [(n, chain) for n, chain in enumerate(_chains()) if chain.needs.search(block.text)]
    for start, end in cut_sentences(block.text):
        dated = [t for t in found if start <= t.start < end]
        here = list(_staged(block, start, end, dated, chains))
        for one, other in combinations([*before, *here], 2):
            if other not in here or not _is_fallen(one, other, is_prose=True):
                continue
            if _goes_on(other, start) if one.block is not block else _is_same(block.text, one, other, start):
                yield from _tell(path, one, other)
        before = here
    return before


def _staged(
    block: Block, start: int, end: int, dated: Sequence[Timex], chains: Sequence[tuple[int, _Chain]]
) -> Iterator[_Staged]:
    """Each date of a sentence with the words of the stage before it, or behind it where it begins the sentence."""
    text = block.text
    edges = [start, *(t.end for t in dated)]
    for number, told in enumerate(dated):
        timex = _of_same_year(told, dated)
        if not is_known(timex) or not _is_plain(timex, text):
            continue
        gap_start, gap_end = edges[number], timex.start
        lead = max((gap_start + m.end() for m in re.finditer(r"[.;:]\s", text[gap_start:gap_end])), default=gap_start)
        is_front = number == 0 and _FRONT.fullmatch(text[start:gap_end]) is not None
        if is_front:
            until = dated[1].start if len(dated) > 1 else end
            stop = re.search(r"[.;:]\s", text[timex.end : until])
            lead, gap_end = timex.end, timex.end + stop.start() if stop else until
        for chain_number, chain in chains:
            cues = [
                (m.start(), m.end(), stage)
                for stage, pattern in enumerate(chain.stages)
                for m in pattern.finditer(text, lead, gap_end)
            ]
            if not cues:
                continue
            at, until_, stage = min(cues) if is_front else max(cues, key=lambda c: (c[1], c[1] - c[0]))
            between = text[until_ : timex.start] if not is_front else text[timex.end : at]
            if chain.joined and not is_front and not _WITHOUT_OBJECT.fullmatch(between):
                continue
            if len(between) > 70 or _apart().search(text[max(lead, at - 24) : gap_end]):
                continue
            yield _Staged(
                chain=chain_number, stage=stage, block=block, timex=timex, words=text[at:until_], start=at, end=until_
            )


def _goes_on(staged: _Staged, start: int) -> bool:
    """Whether a stage is the subject of its sentence and can be no other's: `Sentence was passed on 7 March`."""
    lead = staged.block.text[start : staged.start]
    return _chains()[staged.chain].one and re.fullmatch(r"(?:[Tt]he\s)?", lead) is not None


_BARE = pattern_of(r"(?:\s(?:on|in|at))?\s(?:the\s)?")


def _is_bare(text: str, first: _Staged, second: _Staged, between: str) -> bool:
    """Whether two verbs of one thing stand with nothing but their dates: `passed on 3 May and introduced on 9 June`."""
    gaps = (text[s.end : s.timex.start] for s in (first, second))
    return _AND.fullmatch(between) is not None and all(_BARE.fullmatch(gap) for gap in gaps)


def _is_plain(timex: Timex, text: str) -> bool:
    """Whether a date says when something was; `closes on 3 May` tells a closing and no limit."""
    if timex.relation is Relation.BY and timex.relation_start is not None:
        return text[timex.relation_start : timex.start].lower().startswith("clos")
    return timex.relation in (Relation.AT, Relation.DURING)


def _of_same_year(timex: Timex, dated: Sequence[Timex]) -> Timex:
    """A day whose year stands with the next date of its sentence: `admitted on 4 June and discharged on 6 June 2021`."""
    parts = timex.parts
    if parts is None or parts.year is not None or not parts.month or not parts.day or timex.shift is not None:
        return timex
    if all(is_yearless(t) for t in dated) and (parts.month, parts.day) != (2, 29):
        left_out = Provenance(part="year", source="sentence", detail="none is told")
        value = replace(dates.day(_NO_YEAR, parts.month, parts.day), extended=True)  # it is shown as it stands
        return replace(timex, value=value, provenance=(left_out,))
    years = {t.parts.year for t in dated if t.parts is not None and t.parts.year is not None}
    behind = [t for t in dated if t.start > timex.start]
    if len(years) != 1 or not behind or behind[0].parts is None or behind[0].parts.year is None or behind[0].until:
        return timex
    year = behind[0].parts.year
    if parts.day > dates.days_in_month(year, parts.month):
        return timex
    value, other = dates.day(year, parts.month, parts.day), behind[0].value
    if other is None or value.earliest - other.latest > _NEAR:
        return timex  # from December to January
    return replace(timex, value=value, provenance=(), yearly=None)


_WITHOUT_OBJECT = pattern_of(
    r"(?:\s(?:for good|formally|here|there|early|late|in public|in print))?(?:\s(?:by|at|for|to|from|in|before)\s[^,;.:]{1,40}?)?,?(?:\s(?:on|in|at))?\s(?:the\s)?(?:[a-z]+\sof\s)?"
)
_AND = pattern_of(
    r"(?:\s(?:at|in|by|to|from|with|for)\s[^,;.:]{1,40})?(?:,\s|,?\s(?:and|but|then|and then)\s)(?:(?:it|he|she|they|so|then|duly|finally|was|were|is|are|only)\s)*"
)
_HAVING = pattern_of(r",?\s(?:having|after\s(?:it|he|she|they)\shad)\s(?:been\s)?")
_FRONT = pattern_of(r"(?:[\s\"“(*_-]*(?:(?:On|In|At|Early in|Late in)\s)?(?:the\s)?)", re.I)
_LOOKING_BACK = pattern_of(r"\b(?:having(?:\sbeen)?|after|which\shad|that\shad|who\shad)\b")
_SUBJECT = pattern_of(
    r"(?:[.;,]|\band|\bbut|\bwhile|\bwhere|\bwhen)\s+(?P<words>(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)\s(?:[\w’'-]+\s){1,4}?|(?:[A-Z][\w’'-]*\s){1,4})(?:had |has |were |was )?\Z"
)


def _is_same(text: str, one: _Staged, other: _Staged, start: int) -> bool:
    """Whether the second goes on with the thing of the first: no new subject between them, or one named before."""
    first, second = sorted((one, other), key=lambda s: s.start)
    between = text[first.end : second.start]
    chain = _chains()[first.chain]
    is_back = _LOOKING_BACK.search(between) is not None
    behind = text[max(first.end, first.timex.end) : second.start]
    if first.stage < second.stage and is_back and chain.returns:
        return False  # opened in May, having been closed in March
    if first.stage > second.stage and not is_back and not (chain.fixed and _is_bare(text, first, second, behind)):
        return False  # told as it happened: discharged from one house, admitted to another
    if first.start < start and _goes_on(second, start):
        return True
    if chain.joined and first.start >= start:
        return (_HAVING if is_back else _AND).fullmatch(behind) is not None
    told = text[max(0, first.start - 160) : first.end] if first.start < start else text[start : first.end]
    subject = _SUBJECT.search(between)
    if subject is None:
        if first.start < start:  # the next sentence: it must go on with a pronoun
            return re.search(r"[.!?]\s+(?:It|He|She|They)\s(?:was|were|had)?\s?\Z", between) is not None
        return _apart().search(between) is None
    words = [stem(w) for w in re.findall(r"[\w’'-]+", subject["words"])]
    heads = {stem(w) for w in re.findall(r"[\w’'-]+", told + between[: subject.start()])}
    return words[-1] in heads


# --- sheets and rows --------------------------------------------------------------------------------------------------


def _in_sheets(path: str, document: Document, times: Mapping[int, Sequence[Timex]]) -> Iterator[Said]:
    keyed = [(b, b.key) for b in document.blocks if b.kind is BlockKind.KEY_VALUE and b.key and not b.boilerplate]
    for _, run in groupby(enumerate(keyed), key=lambda n: (n[1][0].index - n[0], n[1][0].headings)):
        yield from _in_run(path, [pair for _, pair in run], times)
    cells = [
        (b, document.heads_over(b))
        for b in document.blocks
        if b.kind is BlockKind.TABLE_CELL and b.table is not None and not b.table.head and b.table.column_heads
    ]
    for _, row in groupby(cells, key=lambda c: (c[0].table.table, c[0].table.row) if c[0].table else (0, 0)):
        yield from _in_run(path, list(row), times)


def _in_run(path: str, pairs: Sequence[tuple[Block, str]], times: Mapping[int, Sequence[Timex]]) -> Iterator[Said]:
    """The pairs of one sheet, or the cells of one row, that date a stage each; a stage told twice is let be."""
    dated = [(b, key.strip(" :"), times[b.index][0]) for b, key in pairs if len(times.get(b.index, ())) == 1]
    times_of = [t for _, _, t in dated]
    dated = [(b, key, _of_same_year(t, times_of)) for b, key, t in dated]
    dated = [item for item in dated if is_known(item[2])]
    if len(dated) < 2:
        return
    keys = " ".join(key for _, key in pairs)
    for number, chain in enumerate(_chains()):
        if not chain.needs.search(keys):
            continue
        staged = [
            _Staged(chain=number, stage=stage, block=b, timex=t, words=key, start=0, end=len(b.text))
            for b, key, t in dated
            for stage, pattern in enumerate(chain.stages)
            if pattern.fullmatch(re.sub(r"\s(?:on|date)\Z", "", key))
        ]
        if len({s.stage for s in staged}) < len(staged):
            continue
        for one, other in combinations(staged, 2):
            if _is_fallen(one, other, is_prose=False):
                yield from _tell(path, one, other)


# --- both -------------------------------------------------------------------------------------------------------------


def _is_fallen(one: _Staged, other: _Staged, *, is_prose: bool) -> bool:
    """Whether the two are of one chain and the later stage is surely dated before the earlier one."""
    if one.chain != other.chain or one.stage == other.stage:
        return False
    early, late = sorted((one, other), key=lambda s: s.stage)
    if early.timex.value is None or late.timex.value is None:
        return False
    if not is_prose and not _chains()[one.chain].strict and early.block.index > late.block.index:
        return False
    fallen = widened(early.timex.value, early.timex)[0] - widened(late.timex.value, late.timex)[1]
    is_sure = not any(p.part in ("year", "century") for t in (early.timex, late.timex) for p in t.provenance)
    return fallen > 0 and (is_sure or fallen <= _NEAR)


def _tell(path: str, one: _Staged, other: _Staged) -> Iterator[Said]:
    early, late = sorted((one, other), key=lambda s: s.stage)
    points = []
    for staged in (early, late):
        points.append(f"stage {path} {staged.block.index} {staged.timex.start}")
        start, end = staged.timex.start, staged.timex.end
        if staged.end <= len(staged.block.text) and staged.words in staged.block.text:
            start, end = min(start, staged.start), max(end, staged.end)
        said = time_point(path, staged.block.source_span(start, end), staged.timex, points[-1], _shown(staged))
        value = staged.block.source_span(staged.timex.start, staged.timex.end)
        yield Said(statement=_with_value(said.statement, value), bounds=said.bounds)
    yield Said(
        statement=said.statement,
        bounds=(Bound(points[1], points[0], 0.0, ""),),
    )


def _shown(staged: _Staged) -> str:
    """The words of a stage; the key of a sheet is not written large in a sentence."""
    words = " ".join(staged.words.split())
    return words if words in staged.block.text else words.lower()


def _with_value(statement: Statement, value: Span) -> Statement:
    evidence = statement.evidence[0]
    return replace(statement, evidence=(replace(evidence, values=(value,)),))
