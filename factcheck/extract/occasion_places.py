"""Extract, part of statements: where an occasion was, told right behind its noun and its day, by no verb of its own.

`The awards evening on 21 March in the Corn Hall`, `the summit of June 2031 in Orme`, `the 2031 summit, which was held in Orme`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.extract.clauses import Clauses
from factcheck.extract.place_statements import whole_place
from factcheck.extract.statement_drafts import statement
from factcheck.extract.word_hints import hint_of
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind
from factcheck.values.calendar import MONTHS
from factcheck.values.holders import holders
from factcheck.values.occasion_kinds import occasion_nouns
from factcheck.values.words import stem


@cache
def _last_words() -> frozenset[str]:
    return frozenset(noun.split()[-1] for noun in occasion_nouns())


_MAY_BE = hint_of(lambda low: low in _last_words())


@cache
def _occasion() -> re.Pattern[str]:
    month = "|".join(f"{m.capitalize()}" for m in sorted(MONTHS, key=lambda m: -len(m)))
    day = rf"(?:(?:[A-Z][a-z]+day,?\s)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{month})|(?:{month})\s\d{{1,2}}(?:st|nd|rd|th)?,?|(?:{month})|(?:early|mid|late)-?\s?(?:{month}))(?:,?\s\d{{4}})?|\d{{4}}"
    nouns = "|".join(re.escape(noun) for noun in occasion_nouns())
    link = r"(?:,?\s(?:which|that))?\s?(?:(?:was|is|were|will\sbe|has\sbeen|had\sbeen)\s)?(?:(?:held|staged|hosted|takes\splace|took\splace|taking\splace|to\sbe\sheld|will\stake\splace|meets|met)\s)?"
    return re.compile(
        rf"(?P<thing>\b(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir|[Tt]his|[A-Z][\w’'-]*[’']s?)\s(?:\d{{4}}\s)?(?:(?!(?:for|of|in|at|on|to|from|after|before|with|and|by|or|was|is)\b)[\w’'-]+\s){{0,4}}?(?:\d{{4}}\s)?(?:{nouns}))"
        rf"(?P<when>,?\s(?:(?:of|on|in|for)\s)?(?:{day}))?,?{link}(?:\s)?(?P<lead>(?:in|at|on)\s(?:the\s)?)\Z"
    )


_BESIDE = re.compile(r"\b(?:after|before|for|following|since|until|during|from|like|unlike)\s\Z", re.I)
_YEAR_BEFORE = re.compile(r"\s\d{4}\s")
_REACH = 130


def occasion_places_of(found: Extraction, sentence: Clauses) -> Iterator[DraftClaim]:
    """The places of the occasions of a sentence that their day stands beside."""
    if not sentence.names or not sentence.hints & _MAY_BE:
        return
    text = sentence.block.text
    for name in sentence.names:
        if text[name.start - 4 : name.start].lower() not in ("the ", " in ", " at ", " on "):
            continue
        low = max(sentence.start, name.start - _REACH)
        match = _occasion().search(text, low, name.start)
        if match is not None and _BESIDE.search(text[max(low, match.start() - 12) : match.start()]):
            continue  # `the rehearsal for the awards evening`
        if match is None or not (match["when"] or _YEAR_BEFORE.search(match["thing"])):
            continue
        is_house = stem(name.text.split()[-1].lower()) in holders().sorts
        if name.kind is NameKind.PERSON and " " in name.text and not is_house:
            continue
        whole = whole_place(sentence, name)
        if whole is None or any(t.start <= name.start and name.end <= t.end for t in found.times[sentence.block.index]):
            continue
        yield statement(
            found, sentence, ClaimType.PLACE, whole, "hold", None, how="occasion", about=match.span("thing"),
            clause=(match.start("thing"), whole[1]), shown="held",
        )  # fmt: skip
