"""Judge, part of sequences: equations of time told in one breath, by their time expressions alone.

Two dates and the length that lies between them, in one sentence or in two or three that go on with the same thing: `published on
3 May, two weeks after the hearing of 28 April`, `joined in 1990 and left after twelve years, in 1999`, `installed in 1903. In 1951 it was
taken down. It had hung for sixty-six years`. No name is needed: the form of the sentence says which dates and which length belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case
from factcheck.judge.sequence.durations import BROKEN
from factcheck.judge.sequence.events import Says, widened
from factcheck.judge.sequence.marked import Marked, form, is_length, is_yearless, marked, marks, pair_of, span_of
from factcheck.judge.sequence.office_lengths import bounds_of
from factcheck.judge.sequence.one_thing import ENDED, IN_USE, LEFT, goes_on, is_held, is_of_one, is_subject
from factcheck.judge.sequence.said import Said, time_between, time_point
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.durations import DAYS, Duration

_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CAPTION)
_HEDGE = (
    r"(?:(?:only|just|some|about|around|roughly|nearly|almost|close to|over|under|more than|less than|barely|hardly|exactly|not quite"
    r"|well over|just over|just under|a total of|a period of|all of|the|a|an|full|long|whole|of) )*"
)
_END = r"(?=\s*(?:[.,;)–—]|<S>|<P>|\Z|(?:and|but|with|when|as)\b))"
_ON = r"\s(?:on|in|at)\s(?:the\s)?(?:(?:early|late|start of|end of|beginning of|spring of|summer of|autumn of|winter of)\s)?"
_OF = r"(?:on|in|of|from|at|since|dated)\s(?:the\s)?"
_IT = r"(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey|[Tt]h(?:e|is|at|ese|ose)\s[a-z-]+(?:\s[a-z-]+)?)"
_BEGAN = (
    r"\b(?:began|begun|begins|started|starts|opened|joined|entered|appeared|elected|appointed|chosen|installed|commissioned|launched|founded"
    r"|established|set up|took over|taken over|took office|took up|hired|engaged|employed|moved in|enrolled|enlisted|closed|shut|imprisoned"
    r"|arrested|interned|broke out|lit|switched on|turned on|set out|set off|set sail|left|sailed|departed|embarked|called up|admitted"
    r"|came out|introduced|imposed|crowned|ordained|put up|erected|first used|inaugurated|came to power|came into use|went into|put into)\b"
)
_ARRIVED = (
    r"\b(?:[Aa]rrived|[Rr]eached|[Dd]ocked|[Ll]anded|[Aa]nchored|[Cc]ame (?:in|up|to anchor|into)|[Dd]ropped anchor|[Mm]ade (?:port|fast|land)|[Mm]oored|[Pp]ut in"
    r"|[Bb]erthed|[Ee]ntered|[Tt]ouched down|[Gg]ot (?:in|to|back)|[Ww]as at)\b"
)
_VOYAGE = r"(?:voyage|passage|journey|crossing|trip|trek|march|flight|run|cruise|ride|drive|expedition)"

_DAYLESS = f"[^{marks('<D>')}-{marks('<X>')}]"
"""Anything but a time of days."""

_FORMS = {
    # `published on 3 May, two weeks after the hearing of 28 April`
    "after": rf"(?P<b><D>)(?P<g1>,?\s|\s<w50>,?\s|,\s<w50>,\s)(?P<l>[<A><B>])\s(?P<g2><w70>)\b{_OF}(?P<a><D>){_END}",
    # `Three weeks after the fire of 2 May the school opened, on 30 May`
    "fronted": rf"(?:\A|<S>|<P>)(?P<g0>)(?P<l>[<A><B>])\s(?P<g1><w70>)\b{_OF}(?P<a><D>),?\s(?P<g2><w90>),?{_ON}(?P<b><D>){_END}",
    # `began on 3 May and ended on 9 May, eleven days later`
    "later": rf"(?P<a><D>)(?P<g1>[,;]?\s<w90>){_ON}(?P<b><D>)(?P<g2>),\s(?:{_HEDGE})?(?P<l><T>)(?=\s*(?:[.,;)]|<S>|<P>|\Z))",
    # `began on 3 May and, eleven days later, on 9 May, ended`
    "step": rf"(?P<a><D>)(?P<g1>[,;.]?[^{marks('<D>')}-{marks('<X>')}{marks('<P>')}]{{1,120}}?)(?P<l><T>),?(?P<g2>){_ON}(?P<b><D>)",
    # `joined in 1990 and left after twelve years, in 1999`
    "spent": rf"{_BEGAN}(?P<g0><w40>)(?P<a><D>)(?P<g1>,?\sand\s<w20>{ENDED}<w30>\s)after\s{_HEDGE}(?P<l><L>)(?P<g2>(?:{IN_USE}|\sthere)?),{_ON}(?P<b><D>){_END}",
    # `for twelve years, from 1998 until she left in 2006`
    "until": rf"(?P<g0>)(?P<l><L>)(?P<g1>,?\s(?:<w30>,\s)?)from\s(?:the\s)?(?P<a><D>)\s(?:until|till|to|up to)\s(?P<g2>(?:(?:his|her|its|their|the)\s|{_IT}\s)<w50>)\b{_OF}(?P<b><D>){_END}",
    "until that": rf"from\s(?:the\s)?(?P<a><D>)\s(?:until|till)\s(?P<g1>(?:(?:his|her|its|their|the)\s|{_IT}\s)<w50>)\b{_OF}(?P<b><D>),?\s(?P<g2>(?:for|or|altogether)?\s?)\(?{_HEDGE}(?P<l><L>)(?=\s*(?:[.,;)]|<S>|<P>|\Z))",
    "between": rf"[Bb]etween\s(?P<a><D>),\s(?P<g1>when\s<w50>),\sand\s(?P<b><D>),?\s(?P<g2><w40>)\bfor\s{_HEDGE}(?P<l><L>)",
    "for, between": rf"\bfor\s{_HEDGE}(?P<l><L>)(?P<g0>,?\s)between\s(?P<a><D>),\s(?P<g1>when\s<w50>),\sand\s(?P<g2>(?:his|her|its|their)\s<w30>\s(?:in|on)\s)?(?P<b><D>)",
    # `Building took six years: the first stone was laid in 1901, the last tile in 1904`
    "took": rf"\b(?:took|lasted|takes|lasts)\s{_HEDGE}(?P<l><L>)(?P<g0>(?:\s(?:to|in|from|of)\b<w40>)?)\s?[:–—;]\s(?P<g1><w70>)(?P<a><D>)(?P<g2>,?\s<w90>)(?P<b><D>)(?=[^{marks('<D>')}-{marks('<X>')}]*(?:<S>|<P>|\Z))",
    # `begun in April 2010 and took five years; the hall opened in June 2013`
    "begun and took": rf"{_BEGAN}(?P<g0><w40>)(?P<a><D>),?\sand\s(?:took|lasted|ran for|went on for|dragged on for|continued for)\s{_HEDGE}(?P<l><L>)(?P<g1>(?:\sto\s(?:build|complete|finish|make|write|dig|restore))?)(?:[;,:]|<S>)\s?(?P<g2><w50>{ENDED}<w50>)(?P<b><D>){_END}",
    "after work": rf"[Aa]fter\s{_HEDGE}(?P<l><L>)(?P<g0>\s(?:of|in|on)\s<w40>),?\s(?:which\s)?(?:had\s)?(?:been\s)?(?:begun|started|that\s(?:began|started))\s(?:in|on)\s(?P<a><D>),\s(?P<g1><w70>)(?P<g2>){_ON}(?P<b><D>){_END}",
    # `stood idle for nine years, until it was sold in 1993. It had closed in 1986`
    "had begun": rf"\bfor\s{_HEDGE}(?P<l><L>),?\suntil\s(?P<g1>{_IT}\s<w50>)\b{_OF}(?P<b><D>)[^{marks('<D>')}-{marks('<P>')}]{{0,30}}<S>{_IT}\shad\s(?P<g2><w10>{_BEGAN}<w40>)(?P<a><D>){_END}",
    # `elected in 1945. He remained for nineteen years, until he retired in 1961`
    "remained": rf"{_BEGAN}(?P<g0><w40>)(?P<a><D>)(?P<g1>(?:<w60><S>{_IT}|,?\sand)\s(?:<w15>\s)?[a-z]<w60>)\sfor\s{_HEDGE}(?P<l><L>),?\suntil\s(?P<g2>(?:{_IT}\s<w50>\b{_OF})?)(?P<b><D>){_END}",
    # `Elected in 1998, she held the chair for fourteen years and handed over in 2008`
    "held and ended": rf"(?:{_BEGAN}|\b(?:Appointed|Elected|Chosen|Engaged|Ordained|Crowned|Built|Opened|Founded|Launched|Installed)\b)(?P<g0><w40>)(?P<a><D>)(?P<g1>,\s(?:and\s)?{_IT}\s[a-z]<w50>)\sfor\s{_HEDGE}(?P<l><L>)(?P<g2>(?:\sthere)?,?\s(?:and|until|before)\s(?:{_IT}\s)?<w20>{ENDED}<w50>){_ON}(?P<b><D>){_END}",
    # `imposed on 1 May and lifted on 3 July, after five months`
    "ended after": rf"{_BEGAN}(?P<g0><w40>)(?P<a><D>)(?P<g1>(?:,?\s(?:and\s)?|<w20><S>{_IT}\s(?:was\s|were\s)?)(?:<w15>\s)?{ENDED}<w40>){_ON}(?P<b><D>),?\safter\s{_HEDGE}(?P<l><L>)(?P<g2>(?:{IN_USE}|\s(?:on\sthe\s(?:road|water|air|rails|market|shelves)|at\ssea|afloat|aloft))?)(?=\s*(?:[.,;)–—]|<S>|<P>|\Z))",
    # `It opened on 4 May. It lasted six weeks and ended on 20 May`
    "lasted and ended": rf"{_BEGAN}(?P<g0><w40>)(?P<a><D>)(?P<g1><w40>)(?:<S>(?:It|They|The\s[a-z]+)|,)\s(?:lasted|went on for|dragged on for|continued for|ran for)\s{_HEDGE}(?P<l><L>),?\sand\s(?P<g2>(?:<w10>\s)?{ENDED}<w40>){_ON}(?P<b><D>){_END}",
    # `retired in 1961 after nineteen years, having been appointed in 1950`
    "ended, having begun": rf"{ENDED}(?P<g0><w40>){_ON}(?P<b><D>),?\safter\s{_HEDGE}(?P<l><L>)(?P<g1>(?:\s(?:of|in|as|at)\b<w40>)?),\shaving\s(?:been\s|first\s)?(?P<g2>\b(?:appointed|elected|chosen|installed|commissioned|begun|launched|crowned|ordained|taken office|come to power)\b<w40>){_ON}(?P<a><D>){_END}",
    # `closed since 6 January and opened again on 2 November … the closure of six months`
    "closure": rf"\b(?:closed|shut)\b<w40>(?:since|on|in|from)\s(?P<a><D>)(?P<g0>),?\s(?:and|but)\s(?P<g1><w50>)\b(?:reopened|re-opened|(?:opened|again)\b<w20>|reopens)<w20>(?:on|in)\s(?P<b><D>){_END}(?P<g2>)(?P<g3>{_DAYLESS}{{0,600}}?)\b(?:[Tt]he|a|[Tt]his)\s(?:(?:closure|shutdown)\s(?:of|lasted)\s{_HEDGE}(?P<l><L>)|(?P<l2><L>)\s(?:closure|shutdown)\b)",
    "strike": rf"\b(?:strike|siege|stoppage|blockade|lock-?out|sit-in|curfew)\s(?P<g0>(?:was\s)?(?:began|started|broke out|called|imposed|laid)\b<w30>){_ON}(?P<a><D>)(?P<g1>(?:<w60>|<W60>){ENDED}<w30>){_ON}(?P<b><D>){_END}(?P<g2>)(?P<g3>{_DAYLESS}{{0,400}}?)\b(?:[Tt]he|a|[Tt]his)\s(?:(?:strike|siege|stoppage|blockade|lock-?out|sit-in|curfew)\s(?:of|lasted|had lasted)\s(?:for\s)?{_HEDGE}(?P<l><L>)|(?P<l2><L>)\s(?:strike|siege|stoppage|blockade|lock-?out|sit-in|curfew)\b)",
    # `left on 4 June … came to anchor on 19 June after a passage of eleven days`
    "voyage": rf"{LEFT}<w50>(?P<a><D>)(?P<g0>)(?P<g1>)(?P<g2>)(?P<g3>[^{marks('<D>')}-{marks('<X>')}]{{0,600}}?){_ARRIVED}<w50>(?P<b><D>)<w20>after\s(?:a|an|her|his|its|their|our)\s(?:(?:[a-z]+\s){{0,2}}{_VOYAGE}\sof\s{_HEDGE}(?P<l><L>)|(?P<l2><L>)\s(?:[a-z]+\s)?{_VOYAGE}\b)",
}

_FOREIGN = pattern_of(
    r"\b(?:who|whom|whose|which|that|while|whereas|but|if|unless|not|never|would|should|shall|could|might|planned|expected|scheduled"
    r"|intended|due|supposed|meant|hoped|instead|originally|within|every|each|per|another|again|about|later|earlier)\b|[“”\"]|\d"
)
"""Words by which a date or a length is that of something else, or of nothing that was."""
_JOINED = pattern_of(r"\b(?:and|or|when|where|as|because|since|until|before|after)\b")
_OTHER = pattern_of(r"\b(?:first|second|third|other|next|last|latter|former|new|old|one|both)\b(?! time\b)")
"""Words of one of several; a length of several is told with both its first and its last."""
_DISTANCES = frozenset({"after", "fronted", "later", "step"})
_ONE_CLAUSE = frozenset({"after", "fronted"})
_OVER_BLOCKS = frozenset({"voyage", "closure", "strike"})
_NEAR = 300
"""Days above which a date without a year may be of the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """A length with the two dates that it lies between."""

    length: tuple[Block, Timex]
    first: tuple[Block, Timex]
    last: tuple[Block, Timex]
    words: tuple[str, str]
    """What the two dates are of."""
    is_step: bool = False
    """Whether it is a word of order: `nine years later, in 1993`."""


def reckonings_of(case: Case) -> Iterator[Said]:
    """Lengths that do not fit between the dates that they are told with."""
    for path, document in sorted(case.documents.items()):
        times = case.times[path]
        if not times:
            continue
        for passage in _passages(document, times):
            seen: set[int] = set()
            for reckoning in _read(passage):
                if reckoning.length[1].start not in seen:
                    seen.add(reckoning.length[1].start)
                    yield from told(path, reckoning)


def _passages(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Marked]:
    """The paragraphs that have two dates and a length, and those that end a log begun in the paragraphs before."""
    run: list[tuple[Block, Sequence[Timex]]] = []
    for block in document.blocks:
        found: Sequence[Timex] = times.get(block.index, ())
        if block.kind not in _PROSE or block.boilerplate:
            run = []
            continue
        run = [*run[-7:], (block, found)]
        lengths = [t for t in found if is_length(t.duration)]
        if not lengths:
            continue
        if len(found) > 2:
            yield marked([(block, found)])
        if len(run) > 1 and _LOOKS_BACK.search(block.text):
            yield marked(run)


_LOOKS_BACK = pattern_of(
    rf"\bafter\s(?:a|an|her|his|its|their|our)\s(?:[\w-]+\s){{0,4}}{_VOYAGE}\b|\b(?:had|have)\s(?:been\s)?[a-z]|\b(?:closure|shutdown|strike|siege|stoppage|blockade)\b"
)


def _read(passage: Marked) -> Iterator[Reckoning]:
    text = passage.text
    is_log = len({block.index for block, _ in passage.times}) > 1
    for name, source in _FORMS.items():
        if is_log and name not in _OVER_BLOCKS:
            continue  # what one paragraph tells was read by itself
        if name in _DISTANCES and marks("<A>") not in text and marks("<B>") not in text and marks("<T>") not in text:
            continue
        for match in form(source).finditer(text):
            reckoning = _reckoned(passage, name, match)
            if reckoning is not None:
                yield reckoning
    yield from _served(passage)


def _reckoned(passage: Marked, name: str, match: re.Match[str]) -> Reckoning | None:
    text = passage.text
    groups = match.groupdict()
    gaps = [groups.get(g) or "" for g in ("g0", "g1", "g2")]
    if name == "step":
        gaps[1] = re.sub(marks("<S>"), " ", gaps[1])
    if any(_FOREIGN.search(re.sub(r"\bafter the\b", "", gap)) for gap in gaps):
        return None
    if name not in ("took", "voyage", "closure", "strike", "step", "later") and any(_OTHER.search(gap) for gap in gaps):
        return None
    if name in _ONE_CLAUSE and any(_JOINED.search(gap) for gap in gaps[1:]):
        return None
    ends = (passage.sentence(match.start("a")), passage.sentence(match.end() - 1))
    sentences = " ".join(text[slice(*end)] for end in sorted(set(ends)))
    if _PLANNED.search(sentences):
        return None
    if name not in _DISTANCES and (BROKEN.search(sentences) or _OF_TERM.search(sentences)):
        return None
    at = match.start("l") if match["l"] else match.start("l2")
    length, first, last = (passage.time(p) for p in (at, match.start("a"), match.start("b")))
    if is_before := text[at] == marks("<B>"):
        first, last = last, first
    if not is_off(text[max(0, at - 40) : at], length[1], first[1], last[1]):
        return None
    if _is_counted_from_another(passage, length[1], last[1]) or not is_of_one(name, match, passage):
        return None
    places = [match.start("b"), match.start("a")] if is_before else [match.start("a"), match.start("b")]
    return Reckoning(
        length=length,
        first=first,
        last=last,
        words=(verb_before(text, places[0]), verb_before(text, places[1])),
        is_step=name in ("later", "step"),
    )


def _is_counted_from_another(passage: Marked, length: Timex, last: Timex) -> bool:
    """Whether another date fits: it is the one that the length was counted from."""
    return any(
        t is not last and is_yearless(t) is is_yearless(last) and not is_off("", length, t, last, loosely=True)
        for _, t in passage.dates_before(len(passage.text))
    )


_OF_TERM = pattern_of(
    r"\b(?:contracts?|leases?|licen[cs]es?|agreements?|renew\w*|extend\w*|terminat\w*|early|premature\w*|suspend\w*|sentenced)\b"
)
"""What runs for a term need not run it out."""
_PLANNED = pattern_of(
    r"\b(?:due (?:on|in|by)|planned|expected|scheduled|intended|supposed|was to|were to|is to|are to|had hoped|financial|fiscal|tax year)\b"
)
_HAD_SERVED = form(
    rf"(?P<who>{_IT}|[Ww]e|[A-Z][\w’'-]+)\s(?P<has>had|have)\s(?:by then\s|thus\s|then\s)?(?P<state>[a-z]<w60>)\s?(?:for\s)?{_HEDGE}(?P<l><L>)(?=\s*(?:[.,;)]|<S>|<P>|\Z|\s(?:without|with|as|and)\b))"
)
_TWO = form(rf"(?P<a><D>)(?P<g1>{_DAYLESS}{{1,600}})(?P<b><D>)(?P<g2>{_DAYLESS}{{0,160}})\Z")
_BACK_AGAIN = pattern_of(r"\bre-?opened\b|\bagain\b|\breturn\w*|\bback\b|\bre-?join|\bsuspend|\bmeanwhile\b")
_IS_BEGUN, _IS_ENDED = pattern_of(_BEGAN), pattern_of(ENDED)


def _served(passage: Marked) -> Iterator[Reckoning]:
    """`It was installed in 1903. In 1951 it was taken down. It had served for sixty-six years.`"""
    text = passage.text
    if " had " not in text and "e have " not in text:
        return
    for match in _HAD_SERVED.finditer(text):
        two = _TWO.search(text, max(0, match.start() - 900), match.start())
        if two is None or _FOREIGN.search(match["state"]):
            continue
        began, ended, told_in = (passage.sentence(p) for p in (two.start("a"), two.start("b"), match.start("l")))
        clauses = text[slice(*began)], text[slice(*ended)]
        if began == ended:
            clauses = text[began[0] : two.start("b")], text[two.end("a") : ended[1]]
        if told_in[0] > ended[1] + 1 or not _IS_BEGUN.search(clauses[0]) or not _IS_ENDED.search(clauses[1]):
            continue
        if not (began == ended or goes_on(*clauses)) or not is_subject(match, clauses):
            continue
        if not is_held(match["state"], clauses[0]):
            continue
        whole = " ".join((*clauses, text[slice(*told_in)]))
        if BROKEN.search(whole) or _PLANNED.search(whole) or _BACK_AGAIN.search(text, began[0], match.start()):
            continue
        if _OTHER.search(re.sub(r"\b[Ff]irst\b", "", whole)):
            continue
        length, first, last = (passage.time(p) for p in (match.start("l"), two.start("a"), two.start("b")))
        if _is_counted_from_another(passage, length[1], last[1]):
            continue
        if is_off(text[max(0, match.start("l") - 40) : match.start("l")], length[1], first[1], last[1]):
            words = verb_before(text, two.start("a")), verb_before(text, two.start("b"))
            yield Reckoning(length=length, first=first, last=last, words=words)


# --- arithmetic -------------------------------------------------------------------------------------------------------


def is_off(lead: str, length: Timex, first: Timex, last: Timex, *, loosely: bool = False) -> bool:
    """Whether a length surely lies not between two dates that are in order; loosely also where one of the two is not known."""
    duration, pair = length.duration, pair_of(first, last)
    if duration is None or pair is None:
        return False
    start, end = pair
    if is_yearless(first) is not is_yearless(last):
        return False
    lower, upper = widened(start, first)
    least, most = widened(end, last)[0] - upper, widened(end, last)[1] - lower
    if most < 0:
        return loosely
    days = duration.count * DAYS[duration.unit]
    if days > _NEAR and any(p.part in ("year", "century") for t in (first, last) for p in t.provenance):
        return False
    if days > _NEAR and is_yearless(first):
        return False
    if duration.comparator == "=" and start.granularity is end.granularity is Granularity.YEAR:
        years = dates.civil(end.earliest)[0] - dates.civil(start.earliest)[0]
        top = duration.high if duration.high is not None else duration.count
        if duration.unit == "year" and (lower, upper) == (start.earliest, start.latest):
            return not duration.count - 1.5 < years < top + 1.5
    low, high = _bounds(duration, lead)
    return not (least <= high + 1 and low <= most + 1)


def _bounds(duration: Duration, lead: str) -> tuple[float, float]:
    low, high = bounds_of(duration, lead)
    if duration.unit == "week" and duration.comparator == "=" and duration.count == int(duration.count) > 1:
        slack = 0.2 * DAYS["week"]  # weeks are counted from day to day: two are never nearly three
        low, high = low + slack, high - slack
    return low, high


_VERB = pattern_of(
    rf"{_BEGAN}|{ENDED}|{LEFT}|{_ARRIVED}|\b[a-z]{{2,}}[a-z]ed\b"
    r"|\b(?:born|(?:re)?built|cast|cut|drawn|drew|fell|found|gave|given|held|hung|laid|made|met|ran|rose|sank|sent|shot|stood|sworn|taken|took|went|woke|won|written|wrote)\b"
)


def verb_before(text: str, at: int) -> str:
    """The verb that a date goes with, to be shown with it."""
    start = max(at - 60, max(text.rfind(chr(c), 0, at) for c in range(0xE001, 0xE00B)) + 1)
    verbs = _VERB.findall(text, max(0, start), at)
    return verbs[-1].lower() if verbs else ""


# --- telling ----------------------------------------------------------------------------------------------------------


def told(path: str, reckoning: Reckoning) -> Iterator[Said]:
    """The two dates and the length as statements of the network."""
    block, timex = reckoning.length
    dated = tuple(dated_in(path, reckoning))
    if not dated:
        return
    yield from dated
    duration = timex.duration
    assert duration is not None
    points = dated[0].statement.label, dated[1].statement.label
    lead = block.text[max(0, timex.start - 40) : timex.start]
    low, high = _bounds(duration, lead)
    if duration.unit == "year" and all(
        s.statement.date and s.statement.date.granularity is Granularity.YEAR for s in dated
    ):
        low, high = low + _LEAP_DAYS, high - _LEAP_DAYS
    shown = re.sub(r"\s(?:after|before|later|earlier|from)\Z", "", timex.text)
    hedge = _SHOWN_HEDGE.search(lead)
    words = (hedge[0] if hedge else "") + shown[:1].lower() + shown[1:]
    spans = (span_of(block, timex), span_of(block, timex))
    known = duration if not is_yearless(reckoning.first[1]) else None
    said = time_between(path, spans, words, points, (low - 1, high + 1), duration=known)
    if reckoning.is_step:
        said = replace(said, statement=replace(said.statement, says=Says.STEP, words=timex.text, shown=timex.text))
    yield said


_LEAP_DAYS = 3
"""By which years that are counted as years may be off as days."""
_SHOWN_HEDGE = pattern_of(r"\b(?:more than|less than|nearly|almost|over|about|just under|just over)\s\Z")


def dated_in(path: str, reckoning: Reckoning, *, wraps: bool = True) -> Iterator[Said]:
    """The two dates as points of their own, whose labels are those of their statements."""
    pair = pair_of(reckoning.first[1], reckoning.last[1], wraps=wraps)
    if pair is None:
        return
    for (place, timex), value, words in zip((reckoning.first, reckoning.last), pair, reckoning.words, strict=True):
        yield _dated(path, place, timex, value, f"reckoned {path} {place.index} {timex.start}", words)


def _dated(path: str, block: Block, timex: Timex, value: DateValue, point: str, words: str) -> Said:
    is_of_no_year = is_yearless(timex)
    said = time_point(path, span_of(block, timex), replace(timex, value=value), point, words)
    if is_of_no_year:  # it is shown as it stands
        return replace(said, statement=replace(said.statement, date=replace(value, extended=True)))
    return said
