"""Judge, part of sequences: ages and anniversaries told with both their dates, of whom or what the text does not name.

`He died on 4 May 1950, aged 61. He had been born on 3 March 1885`, `(born 1885; died 1950) lived to be 71`, `the club, founded in 1920,
celebrated its 75th anniversary in 1990`. Where a name is told, `ages.py` and `anniversaries.py` read them over all documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.frozen import replace
from factcheck.judge.conflict import Case, Evidence
from factcheck.judge.sequence.anniversaries import FEASTS
from factcheck.judge.sequence.events import Says, Statement, widened
from factcheck.judge.sequence.knowledge import number_of, ordinal_of
from factcheck.judge.sequence.marked import Marked, form, is_yearless, marked, marks, span_of, value_of
from factcheck.judge.sequence.said import Said, time_point
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.durations import DAYS
from factcheck.values.network import between

_YEAR = DAYS["year"]
_N = r"(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)?)"
_AGED = rf"(?:aged|at the age of|at age)\s{_N}\b(?!\s?(?:or|to|and|months|weeks|days)\b)"
_END = r"(?=\s*(?:[.,;)–—]|<S>|<P>|\Z|(?:and|but|with|when|in|at|of|by|as|from)\b))"
_ON = r"\s(?:(?:on|in|at)\s)?(?:the\s)?(?:(?:early|late|spring of|summer of|autumn of|winter of)\s)?"
_SET_UP = r"(?:founded|established|set up|formed|incorporated|instituted|started|launched|created|opened|built|inaugurated|first (?:held|published|opened|printed)|chartered|consecrated)"
_NTH = rf"(?P<nth>(?:(?P<d>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>[a-z]+(?:-[a-z]+)?))\s(?:anniversary|birthday)|(?P<feast>{'|'.join(FEASTS)}))"
_KEPT = r"(?:celebrat\w+|mark(?:ed|s)?|observ\w+|commemorat\w+|had|reached|kept|toasted)"
_LIVED = rf"(?:lived to be\s{_N}|lived to the age of\s{_N.replace('<n>', '<n2>')}|reached the age of\s{_N.replace('<n>', '<n3>')}|died\s{_AGED.replace('<n>', '<n4>')})\b"

_LIVES = (
    # `He died on 4 May 1950, aged 61. He had been born on 3 March 1885`
    rf"\b(?P<who>[Hh]e|[Ss]he)\s(?:<w30>\s)?died\b<w50>(?P<b><D>)<w40>,?\s{_AGED}(?P<g><w40>)<S>(?P<he>He|She)\s(?:had\sbeen|was)\sborn\b<w40>(?P<a><D>)",
    rf"\b(?P<who>[Hh]e|[Ss]he)\s(?:<w30>\s)?died\s{_AGED}<w30>{_ON}(?P<b><D>)(?P<g><w40>)<S>(?P<he>He|She)\s(?:had\sbeen|was)\sborn\b<w40>(?P<a><D>)",
    # `He was born on 3 March 1885. He died on 4 May 1950, aged 61`
    rf"\b(?P<who>[Hh]e|[Ss]he)\s(?:was|had\sbeen)\sborn\b<w50>(?P<a><D>)(?P<g><w60><S>(?P<he>He|She)|<w40>\sand)\sdied\b<w50>(?P<b><D>)<w20>,?\s{_AGED}",
    rf"\b[Bb]orn\b<w50>(?P<a><D>)(?P<g><w40>)\sand\sdied\b<w50>(?P<b><D>)<w20>,?\s{_AGED}",
    # `(born 1885; died 1950) lived to be 71`
    rf"\((?:born|b\.)\s(?:in\s|on\s)?(?:[A-Z]\w+,\s)?(?P<a><D>)[;,]\s?(?:died|d\.)\s(?:in\s|on\s)?(?P<b><D>)\)(?P<g><w60>|<w90><S>(?:He|She)\s(?:<w20>\s)?){_LIVED}",
    rf"\((?P<r><R>)\),?(?P<g><w60>|<w90><S>(?:He|She)\s(?:<w20>\s)?){_LIVED}",
)
_FEASTS = (
    # `founded in 1920, celebrated its 75th anniversary in 1990`
    rf"\b{_SET_UP}{_ON}(?P<a><D>)(?P<g>,?\s<w60>)\b{_KEPT}\s(?:its|their|the|our)\s{_NTH}(?P<h>(?:\swith\s<w30>)?){_ON}(?P<b><D>){_END}",
    # `In 1990 the club, which was founded in 1920, turned 75`
    rf"\b(?:In|On)\s(?P<b><D>),?\s(?P<g><w50>),\s(?:(?:which|that)\s)?(?:had\sbeen\s|was\s|were\s)?{_SET_UP}{_ON}(?P<a><D>),\s(?P<h><w15>)(?:{_KEPT}\s(?:its|their|our)\s{_NTH}|turned\s(?P<n>\d{{2,3}}|[a-z]+(?:-[a-z]+)?)\b)(?!\s(?:of|as|in|since|season|edition|year)\b)",
    rf"\b{_SET_UP}{_ON}(?P<a><D>)(?P<g>,\s<w40>)\bturned\s(?P<n>\d{{2,3}}|[a-z]+(?:-[a-z]+)?)(?P<h>){_ON}(?P<b><D>){_END}",
    # `In 1990 it marked the 75th anniversary of its founding in 1920`
    rf"\b(?:In|On)\s(?P<b><D>),?\s(?P<g><w60>)\b{_KEPT}\s(?:its|their|the|our)\s{_NTH}\sof\s(?:its|their|the|our)\s(?P<h>[a-z]+){_ON}(?P<a><D>){_END}",
    # `It was founded in 1920. In 1990 it celebrated its 75th anniversary`
    rf"\b{_SET_UP}{_ON}(?P<a><D>)(?P<g><w60>)<S>(?:In|On)\s(?P<b><D>),?\s(?P<h>(?:it|they|we|the\s[a-z-]+)\s(?:duly\s|then\s)?){_KEPT}\s(?:its|their|our)\s{_NTH}(?!\s(?:of|as|in|since|season|edition|year))",
)
_FOREIGN = pattern_of(
    r"\b(?:who|whose|after|before|until|while|but|not|belated\w*|late|postponed|delayed|deferred|brother|sister|wife|husband|son|daughter"
    r"|father|mother|will|would|should|planned|re-?opened|rebuilt|again|first|second|other)\b"
)
_OWNED = pattern_of(r"\bof\s(?:the|a|an|its|his|her|their|our)\b|[’']s?\s|\b(?:he|she|I)\b")
"""A thing that belongs to another is told with it: which of the two was founded is not clear."""
_SUBJECT = pattern_of(r"(?:\b(?:was|were|been)|,|\A\s*(?:The|Our|This|It|They|We)(?:\s[\w’'-]+){0,3})\s\Z")
"""What stands before `founded in 1920` when that is told of the subject of its sentence."""
_SAME = pattern_of(
    r",?\s(?:(?:by|in|at|with|under|on|from)\s[^,]+,\s)?"
    r"(?:(?:and|it|they|we|has|had|have|duly|then|recently|proudly|itself|finally|at last)\s)*"
)
"""What may stand between a founding and its feast when no other subject does."""
_GUEST = pattern_of(r"the\s([a-z-]+)")
_IS_PLACE = pattern_of(r"(?:built|opened|consecrated|inaugurated|created)\b")
_MAY_TELL = pattern_of(rf"\baged?\b|\blived to\b|\bturned\b|anniversary|birthday|{'|'.join(FEASTS)}")


def ages_told(case: Case) -> Iterator[Said]:
    """Ages and anniversaries that do not fit between the two dates that they are told with."""
    for path, document in sorted(case.documents.items()):
        times = case.times[path]
        for block in document.blocks:
            found = times.get(block.index, ())
            if not found or block.boilerplate or block.kind in (BlockKind.TITLE, BlockKind.HEADING):
                continue
            if (len(found) > 1 or found[0].until is not None) and _MAY_TELL.search(block.text):
                yield from _in_block(path, block, found)


def _in_block(path: str, block: Block, found: Sequence[Timex]) -> Iterator[Said]:
    passage = marked([(block, found)])
    for says, forms in ((Says.AGE, _LIVES), (Says.ANNIVERSARY, _FEASTS)):
        for source in forms:
            for match in form(source).finditer(passage.text):
                yield from _counted(path, block, passage, match, says)


def _counted(path: str, block: Block, passage: Marked, match: re.Match[str], says: Says) -> Iterator[Said]:
    groups = match.groupdict()
    if groups.get("he") and str(groups["he"]).lower() != str(groups["who"]).lower():
        return
    if any(_FOREIGN.search(groups.get(g) or "") for g in ("g", "h")):
        return
    if says is Says.ANNIVERSARY and not _is_of_one(passage, match):
        return
    count = _count(groups)
    ends = _ends(passage, match)
    if count is None or not 0 < count < (116 if says is Says.AGE else 2000) or ends is None:
        return
    (first, start), (last, end) = ends
    slack = 2 if says is Says.AGE else _YEAR + 1
    low, high = count * _YEAR - slack, (count + 1) * _YEAR + slack
    if says is Says.ANNIVERSARY:
        high -= _YEAR
    least, most = widened(end, last)[0] - widened(start, first)[1], widened(end, last)[1] - widened(start, first)[0]
    if most < 0 or (least <= high and low <= most):
        return
    if start.granularity is end.granularity is Granularity.YEAR:
        years = dates.civil(end.earliest)[0] - dates.civil(start.earliest)[0]
        if count - 1 <= years <= count + 1:
            return
    points = []
    for name, (timex, value) in (("from", (first, start)), ("to", (last, end))):
        points.append(f"told {path} {block.index} {name} {timex.start}")
        words = {("from", Says.AGE): "born", ("to", Says.AGE): "died", ("from", Says.ANNIVERSARY): "begun"}.get(
            (name, says), ""
        )
        yield time_point(path, span_of(block, timex), replace(timex, value=value), points[-1], words)
    yield _told(path, block, passage, match, says, count, (points[0], points[1]), (low, high))


def _is_of_one(passage: Marked, match: re.Match[str]) -> bool:
    """Whether what has its anniversary is what was founded, and neither a guest in it nor who owns it."""
    gap, rest = match["g"], match["h"]
    if match.start("b") < match.start("a"):
        return not _OWNED.search(gap)
    before = passage.text[passage.sentence(match.start("a"))[0] : match.start()]
    if match.end("g") > match.start("b") or marks("<S>") not in passage.text[match.end("g") : match.start("b")]:
        return bool(_SUBJECT.search(before)) and bool(_SAME.fullmatch(gap))
    told = _GUEST.match(rest)
    if told is None:
        return not _IS_PLACE.match(match[0]) or rest.startswith("it ")
    named = re.sub(r"\s(?:of|by|for|in|at|near)\s.*", " was", before)
    return bool(re.search(rf"\b{told[1]}(?:,|\s(?:itself|was|were|had)\b|\s*\Z)", named))


def _told(
    path: str,
    block: Block,
    passage: Marked,
    match: re.Match[str],
    says: Says,
    count: int,
    points: tuple[str, str],
    days: tuple[float, float],
) -> Said:
    group = next(g for g in ("nth", "n", "n2", "n3", "n4") if match.groupdict().get(g))
    start, end = (passage.origin(p) for p in match.span(group))
    span = block.source_span(start, end)
    shown = match[group] if group == "nth" else f"the age of {match[group]}"
    statement = Statement(
        label=f"{says.value} told {path} {span.start}",
        says=says,
        words=shown,
        shown=shown,
        evidence=(Evidence(document=path, span=span, values=(span,)),),
        documents=(path,),
        count=count,
        unit="year",
        start=points[0],
    )
    return Said(statement=statement, bounds=tuple(between(*points, *days, statement.label)))


def _count(groups: dict[str, str | None]) -> int | None:
    for group in ("n", "n2", "n3", "n4"):
        if told := groups.get(group):
            return number_of(told)
    if feast := groups.get("feast"):
        return FEASTS[feast]
    return int(groups["d"] or 0) if groups.get("d") else ordinal_of(groups.get("word") or "")


_End = tuple[Timex, DateValue]


def _ends(passage: Marked, match: re.Match[str]) -> tuple[_End, _End] | None:
    if match.groupdict().get("r"):
        timex = passage.time(match.start("r"))[1]
        value = timex.value
        if value is None or "/" not in value.edtf or ".." in value.edtf:
            return None
        first, last = value.edtf.split("/")
        return (timex, dates.from_edtf(first)), (timex, dates.from_edtf(last))
    one, other = (passage.time(match.start(g))[1] for g in ("a", "b"))
    if (
        is_yearless(one)
        or is_yearless(other)
        or any(p.part in ("year", "century") for t in (one, other) for p in t.provenance)
    ):
        return None
    start, end = value_of(one), value_of(other)
    return ((one, start), (other, end)) if start is not None and end is not None else None
