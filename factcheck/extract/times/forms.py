"""Extract, part of times: surface forms from `claims/times/en/` and the patterns made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from factcheck.data import load_yaml
from factcheck.model.time import Relation


@dataclass(frozen=True, slots=True)
class Forms:
    """The lexicon of times, keys folded to lower case."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    units: dict[str, str]
    decades: dict[str, int]
    holidays: dict[str, str]
    relations: tuple[tuple[str, Relation], ...]


@cache
def forms() -> Forms:
    """The lexicon, read once."""
    data = load_yaml("claims/times/en/words.yaml")
    relations = [(words, Relation(name)) for name, entries in data["relations"].items() for words in entries]
    return Forms(
        months={k.lower(): int(v) for k, v in data["months"].items()},
        weekdays={k.lower(): int(v) for k, v in data["weekdays"].items()},
        seasons=data["seasons"],
        numbers={k: int(v) for k, v in data["numbers"].items()},
        ordinals={k: int(v) for k, v in data["ordinals"].items()},
        units=data["units"],
        decades={k: int(v) for k, v in data["decades"].items()},
        holidays={k.lower(): v for k, v in data["holidays"].items()},
        relations=tuple(sorted(relations, key=lambda item: -len(item[0]))),
    )


def alternation(words: object) -> str:
    """A pattern that matches any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))  # type: ignore[call-overload]


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The grammar: each pattern is matched at the place of a trigger only."""
    f = forms()
    full = [m.title() for m in f.months if len(m) > 3 or m == "may"]
    short = [m.title() for m in f.months if len(m) <= 4 and m not in ("may", "june", "july")]
    month = rf"(?:{alternation(full)}|(?:{alternation(short)})\b\.?)"
    month_any = rf"(?:{month}|{alternation([m.upper() for m in full])}|{alternation([m.lower() for m in full if m.lower() not in ('may', 'march')])})"
    weekday = rf"(?:(?:{alternation([w.title() for w in f.weekdays if len(w) > 5])})s?\b|(?:{alternation([w.title() for w in f.weekdays if len(w) <= 5])})\b\.?)"
    ordinal_words = alternation([o for o in f.ordinals])
    dom = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|(?:{ordinal_words}))"
    year = r"(?:(?:1\d|20|21)\d\d|[1-9]\d{2,3}(?=\s?(?:BC|BCE|AD|CE)\b))"
    year_tail = rf"(?:,?\s+(?P<year>{year})(?![\d–-]*\d)(?!,\d)(?:\s?(?P<era>BC|BCE|AD|CE)\b)?|\s?’(?P<year2>\d\d)\b)"
    clock = r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:a\.?m\.?|p\.?m\.?)(?!\w)|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?(?:UTC|GMT|CET|CEST|BST|EST|EDT|PST|PDT)\b)?|noon\b|midnight\b|\d{1,2} o['’]clock)"
    dash = r"(?:\s?[-–—]\s?|\s(?:to|till|until|and|through|/)\s|\s?[/&]\s?)"
    number = rf"(?:\d+(?:[.,]\d+)?|(?:{alternation([n for n in f.numbers if n not in ('hundred',)])})(?:[- ](?:{alternation([n for n in f.numbers if 1 <= f.numbers[n] <= 9 and len(n) > 2])}))?(?:\shundred)?)"
    unit = rf"(?:{alternation(f.units)})s?"
    part = r"(?:(?P<part>early|mid|middle|late|end|beginning|start|turn|close)(?:[- ]|\sof\s)(?:the\s|in\s|of\s)?)"
    table = {
        "iso": r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?",
        "iso_week": r"(?P<year>\d{4})-?W(?P<week>\d\d)(?:-[1-7])?\b",
        "iso_month": r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![\d-])",
        "numeric": r"(?P<a>\d{1,2})(?P<sep>[./])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<year>\d{4}|\d{2})(?![\d./]\d|\d)",
        "numeric_ymd": r"(?P<year>\d{4})(?P<sep>[/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        "numeric_dm": r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?!\d)|(?P<day2>[0-3]\d)/(?P<month2>[01]\d)(?![\d/])",
        # [Friday,] 14 [to 16] March [2025]; [Monday] 3 [May] to [Friday] 7 May [1998]
        "dmy": rf"(?:(?P<wd>{weekday}),?\s+(?P<open>\()?(?:the\s|on\s)?)?(?P<day>{dom})(?:\s(?P<month0>{month_any}))?(?:{dash}(?:(?P<wd2>{weekday}),?\s)?(?:the\s)?(?P<day2>{dom}))?(?:\s+(?:day\s)?of)?\s?(?P<month>{month_any})\b(?!['’]s)(?:{year_tail})?(?(open)\)|(?:\s\((?:an?\s)?(?P<wd3>{weekday})\))?)",
        # [Friday,] March 14 [to 16][, 2025]
        "mdy": rf"(?:(?P<wd>{weekday}),?\s+(?P<open>\()?(?:the\s)?)?(?P<month>{month_any})\s+(?:the\s)?(?P<day>{dom})(?![\d:]|\s?(?:%|per|°|a\.?m|p\.?m))(?:{dash}(?:(?P<wd2>{weekday}),?\s)?(?:(?P<month2>{month_any})\s+)?(?P<day2>\d{{1,2}}(?:st|nd|rd|th)?)(?![\d:]))?(?:{year_tail})?(?(open)\)|(?:\s\((?:an?\s)?(?P<wd3>{weekday})\))?)",
        # [mid-]March [to May] 2020
        "month": rf"(?:{part})?(?P<month>{month_any})(?:(?:\s(?P<year1>{year}))?{dash}(?P<month2>{month_any}))?\b(?!['’]s)(?:(?:\s+of)?{year_tail})?",
        "season": rf"(?:{part})?(?P<season>(?:{alternation(f.seasons)})|(?:{alternation([s.title() for s in f.seasons])}))\b(?:(?:\s+of)?(?:\s+(?P<year>{year})(?:[–/-](?P<tail>\d{{2,4}}))?(?!\d)|\s?’(?P<year2>\d\d)\b))?",
        "quarter": rf"(?:Q(?P<q>[1-4])|(?:the\s)?(?P<qw>first|second|third|fourth|last)\squarter)(?:\s+of)?(?:\s+(?:fiscal\s)?(?:the\s)?)?(?:\s?(?P<year>{year}))?(?!\d)",
        "half": rf"(?:H(?P<h>[12])\s(?P<yearh>{year})|(?:the\s)?(?P<hw>first|second)\shalf\sof\s(?:the\syear\s)?(?P<year>{year}))(?!\d)",
        "fiscal": r"(?:FY\s?|[Ff]iscal(?:\syear)?\s|[Ff]inancial\syear\s|[Aa]cademic\syear\s|(?=\d{4}[/–-]\d\d))(?P<year>(?:19|20)\d\d)(?:[/–-](?P<tail>\d{2}|\d{4}))?(?![\d-])(?:\s(?:season|academic\syear|financial\syear|fiscal\syear|budget))?",
        "decade": rf"(?:{part})?(?:the\s)?(?:(?P<year>(?:1\d|20)\d0)['’]?s\b|['’](?P<short>[1-9]0)s\b|(?P<words>(?:nineteen[- ])?(?:{alternation(f.decades)}))\b)",
        "century": rf"(?:{part})?(?:the\s)?(?P<n>\d{{1,2}}(?:st|nd|rd|th)|{ordinal_words})[- ](?:century|centuries)\b(?:\s(?P<era>BC|BCE))?",
        "era_year": r"(?:AD\s(?P<ad>\d{1,4})|(?P<year>\d{1,4})\s?(?P<era>BC|BCE|AD|CE)\b)",
        "years": r"(?P<year>1\d{3}|20\d{2})(?:\s?[–—-]\s?|\s(?:to|until|and)\s)(?P<year2>1\d{3}|20\d{2}|\d{2})(?![\d-])",
        "year": rf"(?:{part})?(?P<year>1[0-9]\d\d|20\d\d|21\d\d)(?![\d-]|[.,:/]\d|\s?%)",
        "weekday": rf"(?:(?P<which>last|next|this|the\sfollowing|the\snext|the\sprevious|the\spreceding)\s)?(?P<wd>{weekday})(?!['’]s\sChild)",
        "nth_weekday": rf"(?:the\s)?(?P<n>first|second|third|fourth|last|1st|2nd|3rd|4th)\s(?P<wd>{weekday})\s(?:in|of)\s(?P<month>{month_any})(?:{year_tail})?",
        "nth_week": rf"(?:the\s)?(?P<n>first|second|third|last)\s(?P<unit>week|weekend)\s(?:in|of)\s(?P<month>{month_any})(?:{year_tail})?",
        "end_year": rf"(?:the\s)?(?P<part>end|beginning|start|middle|close|turn)\sof\s(?:the\syear\s)?(?P<year>{year})(?!\d)",
        "holiday": rf"(?P<holiday>{alternation([h for h in load_yaml('claims/times/en/words.yaml')['holidays']])})(?:,?\s(?P<year>{year}))?",
        "clock": clock,
        "day_only": rf"(?:the\s)(?P<day>\d{{1,2}}(?:st|nd|rd|th)|(?:{alternation([o for o in f.ordinals if f.ordinals[o] > 3])}))(?=\s?(?:[.,;:)]|$|of\s(?:the\smonth|that\smonth)|and\s|at\s|to\s|in\sthe))",
        "relative": rf"(?:(?P<count>{number}|a\sfew|several|some)\s(?P<unit>{unit})\s(?P<dir>later|earlier|before|after|afterwards|ago|previously|hence)(?:\sthat\b)?|the\s(?P<adj>following|next|previous|preceding|same|very\snext)\s(?P<unit2>day|night|morning|evening|afternoon|week|weekend|month|year|spring|summer|autumn|winter)|(?P<this>(?:this|next|last)(?!\sday)|that|that\ssame|later\sthat|later\sthe\ssame|earlier\sthat)\s(?P<unit3>day|week|weekend|month|year|spring|summer|autumn|fall|winter|decade|century|evening|night|morning|afternoon)\b|(?P<adv>yesterday|today|tomorrow|tonight|the\sday\sbefore|the\snight\sbefore|the\sday\safter|the\syear\sbefore|the\syear\safter))\b",
        "duration": rf"(?P<count>{number}(?:\sand\sa\shalf)?|half\sa|a\squarter\sof\sa|three\squarters\sof\sa)(?:[-–\s](?:to[-\s]|or[-\s])?(?P<high>{number}))?[-\s](?P<work>working\s|business\s|consecutive\s|full\s|whole\s|calendar\s|teaching\s)?(?P<unit>{unit})\b(?:[-\s]?(?:and\sa\s(?P<half>half))\b)?(?:['’](?=\s))?",
        "duration_word": r"(?:a\s)?(?P<unit>fortnight|half-century|decade|century)\b",
        "set": rf"(?:every|each)\s(?:(?P<wd>{weekday})|(?P<n>second|third|other|two|three|four|five|six)?\s?(?P<unit>day|week|month|year|quarter|{month_any}|spring|summer|autumn|winter))(?:s\b)?|annually\b|monthly\b|weekly\b|daily\b|yearly\b|fortnightly\b|quarterly\b|(?:on\s)?(?P<wds>(?:{alternation([w.title() for w in f.weekdays if len(w) > 4])})s)\b",
    }
    return {name: re.compile(pattern) for name, pattern in table.items()}


@cache
def trigger() -> re.Pattern[str]:
    """Places at which a time may begin."""
    f = forms()
    words = [w for w in (*f.months, *f.weekdays) if len(w) > 2]
    capital = {w.title() for w in words} | {w.upper() for w in f.months if len(w) > 3} | {w.title() for w in f.seasons}
    lower = (
        {w for w in f.months if len(w) > 3 and w not in ("march",)}
        | set(f.seasons)
        | {w for w in f.numbers}
        | set(f.ordinals)
        | set(f.decades)
        | {
            "early",
            "mid",
            "late",
            "end",
            "beginning",
            "start",
            "middle",
            "turn",
            "close",
            "the",
            "this",
            "next",
            "last",
            "that",
            "later",
            "earlier",
        }
        | {
            "yesterday",
            "today",
            "tomorrow",
            "tonight",
            "every",
            "each",
            "annually",
            "monthly",
            "weekly",
            "daily",
            "yearly",
            "fortnightly",
            "quarterly",
        }
        | {
            "half",
            "several",
            "some",
            "fortnight",
            "noon",
            "midnight",
            "nineteen",
            "quarter",
            "fiscal",
            "financial",
            "academic",
            "three",
        }
    )
    holidays = {h.split()[0] for h in load_yaml("claims/times/en/words.yaml")["holidays"]}
    sentence_start = {
        "Early",
        "Mid",
        "Late",
        "The",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "A",
        "This",
        "Next",
        "Last",
        "That",
        "Later",
        "Yesterday",
        "Today",
        "Every",
        "Each",
        "First",
        "Second",
        "Third",
        "Fourth",
        "Fiscal",
        "Financial",
        "Academic",
        "Half",
        "Several",
    }
    other = {"Q1", "Q2", "Q3", "Q4", "H1", "H2", "FY", "AD"}
    every = capital | lower | holidays | sentence_start | other
    return re.compile(rf"(?<![\w.,/])(?:['’]?\d|(?:{alternation(every)})(?![a-z]))|(?<=[\s(–-])['’]\d0s", 0)


@cache
def relation_before() -> re.Pattern[str]:
    """Words right before a time that relate it to its clause; matched against the text up to the time."""
    f = forms()
    return re.compile(
        rf"(?:^|(?<=[\s(;,:–—-]))({alternation([words for words, _ in f.relations])})(?:\s+(?:about|around|approximately|roughly|c\.|ca\.|circa|the|on|at|the\sday\sof|only|as\slate\sas|as\searly\sas)){{0,2}}\s*\Z",
        re.IGNORECASE,
    )
