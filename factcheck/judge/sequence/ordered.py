"""Judge, part of sequences: two dates of a sentence in the order that its words say, whatever happened on them.

`After the fire of 1911 the school was rebuilt in 1908`, `demolished in 1960, having been built in 1970`, `finished in March and only then
painted in January`, `the first volume came out in 1902, the second followed in 1899`. Where the clauses hang on names, `steps.py` and
`distances.py` read them over all documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.judge.conflict import Case
from factcheck.judge.sequence.events import widened
from factcheck.judge.sequence.marked import Marked, form, is_yearless, mark_of, marked, pair_of
from factcheck.judge.sequence.reckonings import Reckoning, dated_in, verb_before
from factcheck.judge.sequence.said import Said
from factcheck.model.document import Block, BlockKind
from factcheck.model.time import Relation, Timex
from factcheck.patterns import pattern_of
from factcheck.values.network import Bound

_END = r"(?=\s*(?:[.,;)–—]|<S>|<P>|\Z|(?:and|but|with|when|by|at)\b))"
_ON = r"\s(?:on|in)\s(?:the\s)?(?:(?:early|late|spring of|summer of|autumn of|winter of)\s)?"
_WAS = r"(?:was|were|came|went|took|moved|began|started|reopened|opened|closed|left|built|bought|sold|returned|followed|appeared|met|became|made|got)"
_EVENT = (
    r"(?:[a-z-]+\s){0,2}?(?:fires?|floods?|storms?|gales?|hurricane|earthquakes?|tremor|avalanche|landslip"
    r"|landslide|eruption|explosion|blast|accident|crash|collision"
    r"|collapse|wreck|sinking|derailment|war|battle|siege|raid|bombing|air raid|invasion|occupation|armistice"
    r"|surrender|revolution|revolt|uprising|rising|riots?|coup|strike"
    r"|lock-?out|plague|epidemic|outbreak|famine|drought|frost|death|birth|marriage|wedding|divorce|funeral"
    r"|retirement|resignation|arrest|trial|election|vote|referendum"
    r"|coronation|opening|reopening|closure|closing|founding|foundation|launch|merger|takeover|sale|purchase"
    r"|bankruptcy|move|removal|demolition|rebuilding|restoration"
    r"|renovation|conversion|extension|repairs?|departure|arrival|return|robbery|theft|burglary|murder|treaty"
    r"|union|reform|reunification|independence|enclosure)"
    r"(?:\s(?:of|at|by)\s<w40>)?"
)
"""What happened on a day or in a year; what was only of it, such as a list or a duke, comes neither before nor after."""
_NO_SERIES = (
    r"(?:prize|place|team|eleven|violin|floor|division|class|name|half|lieutenant|officer|lady|cousin|wife|husband|choice|degree|person"
    r"|of|world|time|two|three|day|week|month|year|thing|one|man|woman|round|seat|deputy|vice)"
)

_FORMS = (
    # `After the fire of 1911 the school was rebuilt in 1908`
    ("a", rf"(?:\A|<S>|<P>)After\s(?:the|an?|its|his|her|their)\s(?P<g1>{_EVENT})\s(?:of|in|on)\s(?:the\s)?(?P<a><D>),?\s(?P<g2>(?P<main><w50>\b{_WAS}\b<w40>)),?{_ON}(?P<b><D>){_END}"),
    ("b", rf"(?:\A|<S>|<P>)Before\s(?:the|an?|its|his|her|their)\s(?P<g1>{_EVENT})\s(?:of|in|on)\s(?:the\s)?(?P<a><D>),?\s(?P<g2>(?P<main><w50>\b{_WAS}\b<w40>)),?{_ON}(?P<b><D>){_END}"),
    # `finished in March and only then painted in January`
    ("a", rf"(?P<a><D>)(?P<g1><w30>)[,;]?\s(?:and\s|but\s)?(?:only (?:then|afterwards|after that|thereafter)|(?:was|were)\sonly\s(?:then|afterwards))\s(?P<g2><w60>){_ON}(?P<b><D>){_END}"),
    # `The sluice was dug by 11 May. Only then was the weir begun, on 8 May`
    ("a", rf"(?P<a><D>)(?P<g1><w90>)<S>(?:Only\s(?:when|after|once|then)\b)(?P<g2><w60>\b(?:did|was|were|could|had)\b<w80>),?{_ON}(?P<b><D>){_END}"),
    # `demolished in 1960, having been built in 1970`
    ("b", rf"(?P<a><D>)(?P<g1><w30>),\s(?:after\s)?having\s(?:already\s|first\s|previously\s)?(?P<g2>(?:been\s)?[a-z]+(?:ed|en|t|n|g|wn|ld|ne|de|un)\b<w40>){_ON}(?P<b><D>){_END}"),
    # `the first volume came out in 1902, the second followed in 1899`
    ("a", rf"\b[Tt]he\sfirst\s(?!{_NO_SERIES}\b)(?P<g1>(?P<noun>[a-z]+)\b<w50>){_ON}(?P<a><D>)[,;]?\s(?:and\s|while\s)?(?:the|a)\ssecond(?:\s(?P=noun))?(?P<g2>\s(?:only\s)?(?:followed|came\sout)){_ON}(?P<b><D>){_END}"),
    # `The vote was held on 12 March; the campaign had opened on 20 March`
    ("b", rf"\b(?:was|were|took place|came)\b<w40>(?P<a><D>);\s(?P<g1>(?:the|it|they|he|she|its|their)\b<w30>)\shad\s(?P<g2>[a-z]+(?:\s[a-z]+)?)\son\s(?P<b><D>){_END}"),
)  # fmt: skip
_FOREIGN = pattern_of(
    r"\b(?:who|whom|whose|which|that|while|whereas|but|if|unless|not|never|no|would|should|shall|will|could|might|planned|expected|scheduled"
    r"|intended|due|supposed|meant|hoped|instead|originally|again|already|earlier|previous(?:ly)?|built in|dating|dated|since)\b|[“”\"]"
)
_MAIN = pattern_of(
    rf"\b(?:was|were)\s(?:(?:[a-z]+ly|then|soon|at last|never)\s)?[a-z]+\b|\b(?!(?:built|bought|sold|made|met"
    rf"|left)\s?\Z){_WAS}\b"
)
_PARTICIPLE = pattern_of(
    r"\b(?:[a-z]{3,}ed|built|rebuilt|made|written|held|laid|bought|sold|drawn|taken|given|born|known|led|kept|cut"
    r"|cast|set|won|met|left|is|are|has|have|had|saw|used)\b"
)
_MAY_TELL = pattern_of(r"\b(?:After|Before|[Oo]nly|having|[Tt]he first|had)\b")


def ordered_of(case: Case) -> Iterator[Said]:
    """Two dates that stand in the other order than the words between or before them say."""
    for path, document in sorted(case.documents.items()):
        times = case.times[path]
        for block in document.blocks:
            found = times.get(block.index, ())
            if len(found) < 2 or block.boilerplate or block.kind in (BlockKind.TITLE, BlockKind.HEADING):
                continue
            if block.kind is not BlockKind.TABLE_CELL and _MAY_TELL.search(block.text):
                yield from _in_block(path, block, found)


def _in_block(path: str, block: Block, found: Sequence[Timex]) -> Iterator[Said]:
    if sum(mark_of(t) == "D" for t in found) < 2:
        return
    passage = marked([(block, found)])
    for first, source in _FORMS:
        for match in form(source).finditer(passage.text):
            if any(_FOREIGN.search(match[g]) for g in ("g1", "g2")):
                continue
            if not match.groupdict().get("main") or _is_main(match["main"]):
                yield from _told(path, passage, match, first)


def _is_main(clause: str) -> bool:
    """Whether a date goes with the verb of a clause, and not with a participle: `our source is the list made in 1908`."""
    verb = _MAIN.search(clause)
    if verb is None or _PARTICIPLE.search(clause[: verb.start()]):
        return False
    return not _PARTICIPLE.search(clause[verb.end() :])


def _told(path: str, passage: Marked, match: re.Match[str], first: str) -> Iterator[Said]:
    places = [match.start("a"), match.start("b")]
    if first == "b":
        places.reverse()
    early, late = (passage.time(p) for p in places)
    if any(t.relation not in (Relation.AT, Relation.DURING) for _, t in (early, late)):
        return
    if any(p.part in ("year", "century") and p.source != "sentence" for _, t in (early, late) for p in t.provenance):
        return
    pair = pair_of(early[1], late[1], wraps=False)
    if pair is None:
        return
    fallen = widened(pair[0], early[1])[0] - widened(pair[1], late[1])[1]
    is_filled = is_yearless(early[1]) or any(p.part == "year" for _, t in (early, late) for p in t.provenance)
    if fallen <= 0 or (is_filled and fallen > 60):
        return
    reckoning = Reckoning(
        length=early,
        first=early,
        last=late,
        words=(verb_before(passage.text, places[0]), verb_before(passage.text, places[1])),
    )
    one, other = dated_in(path, reckoning, wraps=False)
    yield one
    yield Said(
        statement=other.statement,
        bounds=(*other.bounds, Bound(other.statement.label, one.statement.label, 0.0, "")),
    )
