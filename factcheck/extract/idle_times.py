"""Extract, part: times that state nothing: what something is compared with, what a rate is per, a season of every year."""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, HAVE
from factcheck.extract.tags import VERBAL, Tag
from factcheck.extract.verb_forms import IS_PARTICIPLE
from factcheck.model.mention import NameKind
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.paths import stands_in_path
from factcheck.values.words import stem

_OF_COMPARED = ("than", "as", "same")
"""One of these stands in any text that the pattern finds something in: a cheap look before a costly one."""
_COMPARED = pattern_of(
    r"(?:(?<!later )(?<!earlier )(?<!sooner )(?<!before )|(?<!no )(?<!not )sooner )\bthan\s(?:(?:in|at|on|during|before|for|since)\s)?(?:the\s)?\Z"
    r"|\bas\s(?:many|much|high|low|large|long|good|well)(?:\s[a-z]+)?\sas\s(?:in|at|on|during)\s\Z|\bsame\s[a-z]+\s(?:of|in)\s\Z",
    re.I,
)
_THAN = pattern_of(r".{1,8}?(?:later|earlier|sooner)\sthan\b", re.I)
_APART = pattern_of(
    r"\s(?:(?:his|her|their|my|your|our|its|\w+[’']s)\s(?:senior|junior|elder)\b|(?:older|younger)\sthan\b)"
)
_BARE_PLURAL = pattern_of(r"(?:seconds|minutes|hours|days|weeks|months|years)", re.I)
"""`within seconds`, `for years`: of no length that is told."""
_BYLINE = pattern_of(
    r"[\s*_]*(?:[Bb]y|[Tt]ext|[Ww]ords|[Ss]tory)[ :]\s?(?:[A-ZÀ-Þ][\w.’'-]*\s?){1,4}(?:,[^,\d]{2,40})?,?[\s*_|·–—-]+"
)
_SHORT = pattern_of(r"an?\s(?:second|minute|hour)", re.I)
_A_UNIT = pattern_of(r"(?:an?|one|any|each)\s(?:day|week|month|year|session|night)", re.I)
_AFTER_AMOUNT = pattern_of(r"\b(?:in|within)\s\Z")
_VAGUE = pattern_of(r"(?:(?:these|those|the last|the first|the final|the early|the next)\s)?[a-z]+s", re.I)
_BESIDE = pattern_of(
    r"\b(?:double|twice|triple|than|exceeds?|exceeded|beat|matched)\s(?:the\s)?(?:[a-z]+\s){0,2}(?:of|for|in|from)\s\Z"
    r"|\b(?:against|(?:up|down)\sfrom|compared\s(?:with|to))\s(?:only\s)?[€$£]?[\d.,]+(?:\s?%|\sper\scent|\s[a-z]+){0,2}\s(?:in|on|at|during|for)\s(?:the\s)?\Z",
    re.I,
)
"""What leads the time of a figure that another one is held against."""
_OF_BESIDE = ("double", "twice", "triple", "than", "exceed", "beat", "match", "against", "from", "compared")
_IN_CODE = pattern_of(r"\d/\Z")
_CITED = pattern_of(
    r"(?:\(|;\s)(?:see\s)?[A-Z][\w’'-]+(?:\set\sal\.?|(?:,\s[A-Z][\w’'-]+)*,?\s(?:and|&)\s[A-Z][\w’'-]+)?,?\s\Z"
)
_OF_OTHER = pattern_of(r"\s?(?::|–|—)\s")
_NUMBERED = pattern_of(
    r"\b(?:Chart|Sheet|Form|Model|Flight|Lot|Item|Catalogue|Sector|Engine|Hull|Locomotive|Serial|Drawing|Folio|Stock|Unit)\s\Z"
)
_POINTING = pattern_of(r"\b(?:these|those|of|from|in|all)\s(?:these\s|those\s|the\s)?\Z", re.I)
_RATE = pattern_of(r"an?\s[a-z]+", re.I)
_OF_WEEKDAY = pattern_of(r"\b(?:the|our|its|their|a|his|her|my|your|every|each|this)\s\Z", re.I)


_OF_STRETCH = pattern_of(
    r"\b(?:in|of|during|over|for)\s(?:each\sof\s)?(?:the|its|his|her|their|our)\s(?:last|past|first|previous|next|coming|following|final)\s\Z"
    r"|\bthe\s(?:first|only|last|[a-z]+est|most\s[a-z]+|worst|best)\s(?:[a-z]+\s){1,3}in\s(?:over\s|almost\s|nearly\s|more\sthan\s)?\Z",
    re.I,
)
"""Before a length that tells of which time something is told, and of no length of anything."""
_STRETCH = pattern_of(
    r"(?:the|its|his|her|their|our)\s(?:last|past|first|previous|next|coming|following|final)\s", re.I
)
_IN_STRETCH = pattern_of(r"\b(?:in|(?<!summary )(?<!report )of|during|over|for)\s(?:each\sof\s)?\Z", re.I)
_DAYS_BESIDE = frozenset(
    ["the day before", "the day after", "the night before", "the evening before", "the morning after"]
)
_BESIDE_EVENT = pattern_of(r"\s(?:the|an?|his|her|its|their|our|my|he|she|it|they|we|i)\s", re.I)
_OUT = pattern_of(r"\sout(?:[,.;]|\s(?:of|from)\b)")
_TO_GO = pattern_of(r"\s(?:of\s[\w\s]{3,24}?\s)?(?:left|remaining|to\s(?:go|play|spare))\b")
_LAST_OF_SEVERAL = pattern_of(r"the\s(?:last|first)\s(?:evening|night|morning|afternoon|day)", re.I)
_SPELLS = frozenset(["year", "decade", "century", "season"])


def _is_described(sentence: Clauses, timex: Timex) -> bool:
    """Whether a year or a longer time only is what is told of: `The twentieth century was less kind`, `1968 was a poor year`."""
    if timex.pattern not in _SPELLS or sentence.at(timex.start) > 1 or sentence.block.text[sentence.start] == "*":
        return False
    k = sentence.index(timex.end)
    lows = sentence.lows
    return (
        k + 2 < len(lows)
        and lows[k] in ("was", "were", "is", "are")
        and lows[k + 1] not in _POINTED
        and ":" not in lows
    )


_TEMPLATE = pattern_of(r"[\s*_,]*(?:\{\{|\{%|<%|\$\{|<\?)")
"""A place that a program fills in behind a day: with its year, most often."""
_NAMED_AFTER = pattern_of(r"\b(?:of|like|unlike|following|from)\s(?:the|our|its|their|this)\s\Z", re.I)
_NAME_BEHIND = pattern_of(r"\s[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*")


_IN_PARTS = pattern_of(r"\d{1,2}\.\d{1,2}\.\d{2}")
_BEFORE_DAY = pattern_of(
    r"\b(?:on|until|till|by|dated|since|before|after|of|from|to|between|and|through|am|vom|bis|zum|seit|den|der|le|du|au|day|date)\W{1,2}\Z|[(:|–—]\s?\Z|\A\W*\Z",
    re.I,
)


_OF_UPDATE = pattern_of(r"\b(?:updat|upgrad|downgrad|bump|rebas|migrat|version)\w*\b[^.;]*(?:\d[.\d]*[^.;]*)?\Z", re.I)
"""What is done to software, in the clause of its version."""


def _is_version(text: str, timex: Timex) -> bool:
    """Whether three numbers behind a word are a version and no day with a year in short: `the kernel was updated to 5.4.13`."""
    if _IN_PARTS.fullmatch(timex.text) is None:
        return False
    is_day = _BEFORE_DAY.search(text, max(0, timex.start - 12), timex.start) is not None
    return not is_day or _OF_UPDATE.search(text, max(0, timex.start - 60), timex.start) is not None


def _is_of_name(text: str, timex: Timex) -> bool:
    """Whether a year is part of the name of an event that something else is told of: `the success of the 2020 Winter School`."""
    return (
        timex.pattern == "year"
        and _NAMED_AFTER.search(text, max(0, timex.start - 20), timex.start) is not None
        and _NAME_BEHIND.match(text, timex.end) is not None
    )


_POINTED = frozenset(["the", "when", "also", "his", "her", "its", "their", "to", "that"])


def tells_nothing(sentence: Clauses, timex: Timex) -> bool:
    """Whether a time is no statement: what something is compared with, what a rate is per, the name of an event of a weekday."""
    text = sentence.block.text
    if stands_in_path(text, timex.start, timex.end):
        return True
    if timex.type is TimexType.DURATION:
        if _TIER.match(text, timex.end) is not None and _LEADS_TIER.fullmatch(text, sentence.start, timex.start):
            return True  # `15 to 28 days: half the price is kept`
        if _OUT.match(text, timex.end) or (
            text[max(0, timex.start - 5) : timex.start].lower() == "with " and _TO_GO.match(text, timex.end)
        ):
            return True  # `Two days out, the engine failed`, `with four minutes left`
        if timex.text.lower().startswith("all ") or _TIMES_A.search(text, max(0, timex.start - 8), timex.start):
            return True  # `open all night`, `once an hour`
        if " and " in timex.text and _SERIES.search(text, max(0, timex.start - 6), timex.start):
            return True  # `7, 21 and 35 days`
        if _APART.match(text, timex.end) or _is_bare_plural(text, timex):
            return True  # how much older one is than another
        if re.fullmatch(r"the (?:last|first|final|early)\s[a-z]+s", timex.text, re.I):
            return True  # `in the last days`: of no length
        if _OF_STRETCH.search(text, max(0, timex.start - 40), timex.start) or (
            _STRETCH.match(timex.text) and _IN_STRETCH.search(text, max(0, timex.start - 16), timex.start)
        ):
            return True  # `in each of the last three years`, `the first increase in two years`
        if _VAGUE.fullmatch(text, max(0, timex.start), timex.end) and _POINTING.search(
            text[max(0, timex.start - 9) : timex.start]
        ):
            return True
        if _A_UNIT.fullmatch(timex.text) and _AFTER_AMOUNT.search(text, max(0, timex.start - 6), timex.start):
            start = timex.start - 4 if text.endswith(" in ", 0, timex.start) else timex.start - 8
            ends = [q.end for q in sentence.found.quantities[sentence.block.index]]
            ends += [t.end for t in sentence.found.times[sentence.block.index] if t is not timex]
            if any([abs(end - start) < 2 for end in ends]):
                return True  # `more than five hours in a day`, `£150 in one month`
        if _SHORT.fullmatch(timex.text) and text[: timex.start].endswith(" in "):
            return any(q.end == timex.start - 4 for q in sentence.found.quantities[sentence.block.index])
        if not _RATE.fullmatch(timex.text) or (timex.relation_start or timex.start) < timex.start:
            return False
        k = sentence.at(timex.start)
        return k > 0 and sentence.grammar.tags[k - 1] in (Tag.NOUN, Tag.TIME, Tag.CLOSING)  # `6 million litres a day`
    if timex.text.lower() in _DAYS_BESIDE and _BESIDE_EVENT.match(text, timex.end):
        return True  # `dated 6 July, the day before the ship left`
    if timex.type is TimexType.TIME and _UNTIL_NOW.search(text, max(0, timex.start - 40), timex.start) is not None:
        return True  # `from 1 March until 9 pm (until now it closed at 10 pm)`
    if _BYLINE.fullmatch(text, 0, timex.start) and not text[timex.end :].strip(" .*_"):
        return True  # who wrote a page did nothing on its day
    if "turn of the century" in timex.text.lower() or text.startswith("turn of the century", timex.start):
        return True  # of which one, the text does not say
    if timex.type is TimexType.DATE and text.startswith(("-year-old", "-year old"), timex.end):
        return True  # `a goal by the 19-year-old Ida Berg`
    if timex.relation in (Relation.UNTIL, Relation.BY) and _LAST_OF_SEVERAL.fullmatch(timex.text):
        return True  # `until the last evening`
    if _is_described(sentence, timex) or _is_of_name(text, timex) or _is_version(text, timex):
        return True
    if timex.parts is not None and not timex.parts.year and _TEMPLATE.match(text, timex.end) is not None:
        return True  # `January 1, {{ year }}`
    start = timex.relation_start if timex.relation_start is not None else timex.start
    if _THAN.match(text, timex.end - 8):
        return True  # `three months later than planned`
    if timex.text.lower().startswith("the same ") and text[timex.end : timex.end + 4] in (" of ", " in ", " las"):
        return True  # `against 1,430 in the same month of 2023`
    lead = text[max(0, start - 60) : timex.start].lower()
    if (
        timex.type is TimexType.DATE
        and any([word in lead for word in _OF_BESIDE])
        and _BESIDE.search(text, max(0, timex.start - 60), timex.start)
    ):
        return True
    if timex.shift is not None and _OWNS.match(text, timex.end) is not None:
        return True  # `pay last year's price`
    if timex.shift is not None and timex.shift.count in (1, -1) and _OF_COURSE.match(text, timex.end) is not None:
        return True  # `on the last Thursday of the stay`
    if timex.parts is not None and timex.parts.weekday is not None and not timex.parts.day:
        if _EACH.search(text, max(0, timex.start - 24), timex.start) is not None:
            return True  # `every clear Thursday`
    if timex.parts is not None and timex.parts.day is None and _OF_ISSUE.match(text, timex.end) is not None:
        return True  # `the November number goes to press`
    if _PUT_OFF.search(text, max(0, start - 20), timex.start) is not None and text[timex.end : timex.end + 1] == ")":
        return True  # `18 January (extended from 11 January)`
    if (
        timex.relation in (Relation.BEFORE, Relation.AFTER)
        and _OF_WHICH.search(text, max(0, start - 50), start) is not None
    ):
        return True  # `Work that has been published before September is not eligible`
    if _OWNS_DATES.match(text, timex.end) is not None:
        return True  # `Next year's dates: 7 to 9 May`
    if _is_beside_figure(sentence, timex):
        return True  # `A full plot is £68 a year (£62 last year)`
    if timex.pattern == "year":
        if text.endswith(" at ", 0, timex.start) and timex.text.isdecimal():
            return True  # `issued at 1725`: an hour
        if _ends_name(sentence, timex):
            return True  # `a case of Clos Verrane 1961, which sold`
        if _IN_CODE.search(text, max(0, timex.start - 2), timex.start):
            return True  # `Bulletin No. 47/2024`
        if _CITED.search(text, max(0, timex.start - 60), timex.start) and text[timex.end : timex.end + 1] in ")a;":
            return True  # `a trial (Ortega 2017)`
        if text[timex.start - 1 : timex.start] == "(" and _OF_OTHER.match(text, timex.end):
            return True  # `a loss of £7 million (2022: profit of £2 million)`
        if _NUMBERED.search(text, max(0, timex.start - 12), timex.start):
            return True  # `Chart 2182`
    if timex.text[:1].isdigit() and _IN_NUMBER.search(text, max(0, timex.start - 2), timex.start):
        return True  # `Document 1187-3, March 2031`
    if (
        timex.relation in (Relation.BEFORE, Relation.AFTER)
        and _tells_which(sentence, start, timex.end)
        and (_is_coarse(timex) or _has_day_behind(sentence, timex))
    ):
        return True  # `Flats built after 2019 get none`, `Tokens created before 1 May 2031 expire`
    lead = lead[-24 - (timex.start - start) :]
    if any([word in lead for word in _OF_COMPARED]) and (
        _COMPARED.search(text, max(0, start - 24), start) or _COMPARED.search(text, max(0, start - 24), timex.start)
    ):
        return True
    parts = timex.parts
    if parts is None:
        return False
    after = text[timex.end : timex.end + 2]
    if parts.weekday is not None and not parts.day:
        # `our Thursday café`, `its Sunday series`
        return (
            after[:1] == " "
            and after[1:].islower()
            and bool(_OF_WEEKDAY.search(text[max(0, timex.start - 8) : timex.start]))
            and not _GOES_ON.match(text, timex.end)
        )
    if parts.season and not parts.year and _is_every_year(sentence, timex):
        return True
    if parts.season and timex.text.split()[-1][0].isupper() and not parts.year and timex.start > sentence.start:
        return after[:1] == " " and after[1:].isupper()  # `the Autumn Exhibition`
    return False


def _ends_name(sentence: Clauses, timex: Timex) -> bool:
    """Whether a year stands right behind a name in a sentence with a verb, as the last part of the name: a vintage or an edition."""
    if timex.relation_start is not None or sentence.block.text[timex.end : timex.end + 1] not in (",", " ", "."):
        return False
    name = next((n for n in sentence.names if n.end == timex.start - 1), None)
    if name is None or " " not in name.text or name.kind is NameKind.PLACE:
        return False
    first = sentence.at(name.start)
    before = sentence.lows[first - 1] if first else ""
    return before in ("of", "a", "an", "the") and any(tag in VERBAL for tag in sentence.grammar.tags)


def _is_beside_figure(sentence: Clauses, timex: Timex) -> bool:
    """Whether a year or day in brackets only tells when the figure before it in them held."""
    text = sentence.block.text
    opened = text.rfind("(", sentence.start, timex.start)
    if opened < 0 or ")" in text[opened : timex.start] or text[timex.end : timex.end + 1] not in ("", ")", ",", ";"):
        return False
    return any(
        [
            opened < q.start < timex.start and _BEFORE_TIME.fullmatch(text, q.end, timex.start) is not None
            for q in sentence.found.quantities[sentence.block.index]
        ]
    )


_BEFORE_TIME = pattern_of(r",?\s(?:(?:in|for|at|as\sof|from|since|until|before)\s)?(?:the\s)?")
_OWNS_DATES = pattern_of(r"[’']s\s(?:dates?|festival|edition|programme|conference|fair|show|event|meeting)\s?:")
_UNTIL_NOW = pattern_of(r"\b(?:until\snow|so\sfar|formerly|previously)\b[^.;()]*\Z", re.I)
_TIMES_A = pattern_of(r"\b(?:once|twice|times)\s\Z", re.I)
_SERIES = pattern_of(r"\d,\s\Z")
_LEADS_TIER = pattern_of(
    r"[\W_]*(?:(?:from|more|fewer|less|longer|over|under|at\sleast|up\sto|within|after|than|between)\s)*", re.I
)
_TIER = pattern_of(r"[^.;:()]{0,30}:[*_]*\s")
_OF_COURSE = pattern_of(r"\sof\s(?:the|each|every|your|our|their|its|a|term|any)\b", re.I)
_OWNS = pattern_of(r"[’']s\s[a-z]")
_EACH = pattern_of(r"\b(?:every|each)\s(?:[a-z]+\s)?\Z", re.I)
_OF_ISSUE = pattern_of(r"\s(?:number|issue|edition|bulletin|newsletter)\b(?!\sof\b)")
_PUT_OFF = pattern_of(r"\((?:extended|moved|postponed|brought forward|changed|put back)\sfrom\s\Z", re.I)
_OF_WHICH = pattern_of(
    r"\b(?:that|which|who)\s(?:has|have|was|were|is|are)\s(?:been\s)?(?:already\s)?\w+(?:ed|en|n)\s\Z"
)
_IN_NUMBER = pattern_of(r"\w-\Z")


def _is_coarse(timex: Timex) -> bool:
    return timex.parts is not None and timex.parts.day is None


def _has_day_behind(sentence: Clauses, timex: Timex) -> bool:
    """Whether the day of what is said of them follows: `Tokens created before 1 May expire on 15 November`."""
    return any(
        [
            timex.end < t.start < sentence.end and t.parts is not None and bool(t.parts.day)
            for t in sentence.found.times[sentence.block.index]
        ]
    )


def _tells_which(sentence: Clauses, start: int, end: int) -> bool:
    """Whether a participle right behind a plural and before a time tells which of them are meant, and a verb in the present follows.

    What is sent in is no such thing: of `Bids received before` the day is the last one.
    """
    lows, tags = sentence.lows, sentence.grammar.tags
    k = sentence.index(start) - 1
    if k < 1 or not (IS_PARTICIPLE[lows[k]] or lows[k] == "born") or lows[k] in _SENT:
        return False
    if tags[k - 1] is not Tag.NOUN or not lows[k - 1].endswith("s") or tags[k] is Tag.AUXILIARY:
        return False
    if not {"was", "were", "had"}.isdisjoint(lows):
        return False
    return any(
        [
            tag in (Tag.VERB, Tag.AUXILIARY) or is_present(low)
            for low, tag in zip(lows[sentence.index(end) :][:3], tags[sentence.index(end) :][:3], strict=True)
        ]
    )


_SENT = frozenset(["received", "submitted", "posted", "sent", "lodged", "made", "filed", "delivered", "returned", "postmarked", "paid", "registered", "entered", "dated"])  # fmt: skip


def _is_bare_plural(text: str, timex: Timex) -> bool:
    """Whether a length is none that is told: `within seconds`, `for years`; `after years` says at least that it is later."""
    if _BARE_PLURAL.fullmatch(text, timex.start, timex.end) is None:
        return False
    return timex.text.lower() not in ("months", "years") or not text.endswith(" after ", 0, timex.start)


_NO_SEASON = frozenset(["spring", "fall", "the spring", "the fall", "a spring", "a fall"])


def _is_every_year(sentence: Clauses, timex: Timex) -> bool:
    """Whether a season without a year is that of every year, or none: `It takes 35 minutes in summer`, `The spring at Sele yields`."""
    text = sentence.block.text
    low = text[timex.start : timex.end].lower()
    start = timex.relation_start if timex.relation_start is not None else timex.start
    if low in _NO_SEASON and not _IN_SEASON.search(text, max(0, start - 8), timex.start):
        return True
    if "last" in low or "next" in low or "this" in low or "that" in low:
        return False
    first = sentence.found.times[sentence.block.index][0]
    if (
        first is not timex
        and first.parts is not None
        and first.parts.year
        and not text[: first.start].strip(" *_#([•·–-")
    ):
        return False  # `1851  In the spring the second depot opens`
    verbs = [k for k, tag in enumerate(sentence.grammar.tags) if tag is Tag.VERB or tag is Tag.AUXILIARY]
    return bool(verbs) and all(is_present(sentence.lows[k]) for k in verbs)


_IN_SEASON = pattern_of(
    r"\b(?:in|by|since|until|till|of|from|during|before|after|for|over|through|that|this|last|next)\s(?:the\s)?", re.I
)


def is_present(verb: str) -> bool:
    """Whether a form tells what is always so: `takes`, `are`, not `took`, `was`, `will`."""
    if verb in BE | HAVE:
        return verb in ("is", "are", "be", "has", "have")
    return verb.endswith("s") or stem(verb) in (verb, verb.rstrip("e"))


_GOES_ON = pattern_of(
    r"\s(?:and|or|to|by|in|at|on|with|when|for|from|was|were|is|has|had|of|the|it|he|she|we|they|after|before|morning|afternoon|evening|night|until|last|next|that|which|who|will|would|a|an)\b"
)


def is_attributive(text: str, timex: Timex) -> bool:
    """`the 2019 survey`, `our August 2021 releases`: the time tells which one, not when something happened."""
    if timex.parts is None or timex.parts.day or timex.relation is not Relation.AT:
        return False
    before, after = text[max(0, timex.start - 8) : timex.start].lower(), text[timex.end : timex.end + 24]
    return bool(DETERMINED.search(before) and _WORD_BEHIND.match(after) and not _LINK_BEHIND.match(after))


DETERMINED = pattern_of(r"\b(?:the|our|its|their|a|an|this|his|her|first|second|last)\s\Z")
_WORD_BEHIND = pattern_of(r"\s[a-zA-Z][a-z]+")
_LINK_BEHIND = pattern_of(
    r"\s(?:and|or|to|by|in|at|on|with|when|for|from|was|were|is|has|had|of|the|it|he|she|we|they)\b"
)
