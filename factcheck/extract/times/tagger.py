"""Extract, part of times: scans a text once for triggers and reads the longest expression at each.

One factored trigger pattern finds the places, the grammar's patterns are tried only there, and a look behind decides how
the time bounds its clause or that it is no time at all. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from factcheck.extract.times.forms import forms, patterns, relation_before, trigger
from factcheck.extract.times.readings import READINGS, Reading
from factcheck.model.time import Relation, Timex, TimexType

_DIGIT_ORDER = (
    "iso",
    "iso_week",
    "numeric_ymd",
    "numeric",
    "fiscal",
    "decade",
    "iso_month",
    "clock",
    "dmy",
    "century",
    "era_year",
    "years",
    "numeric_dm",
    "relative",
    "duration",
    "year",
)
_WORD_ORDER = (
    "holiday", "nth_weekday", "nth_week", "end_year", "half", "quarter", "fiscal", "dmy", "mdy", "relative", "set",
    "century", "decade", "season", "month", "duration", "duration_word", "day_only", "weekday", "year", "era_year", "clock",
)  # fmt: skip

# what stands right before a number that is no time: labels, prices, units of other things
_VETO_BEFORE = re.compile(
    r"(?:[$£€¥#№§]\s?|\b(?:[Ss]ections?|[Ss]ec\.|[Cc]hapters?|[Pp]ages?|pp?\.|[Rr]oom|[Nn]o\.|[Nn]r\.|[Nn]umber|RFC|ISO|IEC|DIN|EN|ISBN|ISSN|[Vv]ersion|[Vv]er\.|[Vv]ol\.|"
    r"[Vv]olume|[Ff]ig\.|[Ff]igure|[Tt]able|[Pp]ort|[Mm]odel|[Bb]oeing|[Ee]xt\.|[Tt]el\.|[Pp]hone|[Cc]all|[Aa]rt\.|[Aa]rticle|[Pp]aragraph|[Rr]oute|[Ff]light|[Bb]us|PEP|CVE|Windows|"
    r"USD|EUR|GBP|about|around|nearly|almost|some|over|than|least|most|to|only)\s)\Z"
)
_SOFT = re.compile(r"(?:about|around|nearly|almost|some|over|than|least|most|to|only)\s\Z")
_COUNTED_AFTER = re.compile(
    r"\s?(?:people|men|women|troops|soldiers|residents|homes|houses|words|copies|vehicles|m\b|km\b|cm\b|mm\b|ft\b|feet|foot|met(?:re|er)s?|miles?|yards?|acres?|hectares?|"
    r"tonnes?|tons?|kg\b|g\b|lbs?\b|litres?|liters?|dollars|euros|pounds|kronor|francs|votes?|seats?|hp\b|kW\b|MW\b|GB\b|MB\b|TB\b|%|per\b|million|billion|thousand|"
    r"passengers|visitors|students|pupils|employees|members|steps|points|credits|units|members|cars|guests|jobs|flats|spaces|rivets|participants|patients|"
    r"square|cubic|litre|requests|[a-z]+s\s(?:of|in|were|are|have|had)\b)"
)


def find_times(text: str) -> tuple[Timex, ...]:
    """The time expressions of a block's plain text, sorted, never overlapping, the longest at each place.

    A value is given where the words alone tell it; otherwise the parts or the shift say what is known.
    """
    found: list[Timex] = []
    at = 0
    for match in trigger().finditer(text):
        start = match.start()
        if start < at:
            continue
        timex = _read(text, start)
        if timex is None:
            continue
        timex = _related(text, timex)
        found.append(timex)
        at = timex.end
    return tuple(found)


def find_times_in_path(path: str) -> tuple[Timex, ...]:
    """The dates in a file name or folder name: `2025-03-14-news.md`, `press/july-12.md`, `reports/q1-2025.html`."""
    text = re.sub(r"\.[A-Za-z]{1,8}\Z", "", path.rsplit("/", 1)[-1])
    whole = find_times(text)
    if any(t.value is not None and t.parts is not None and t.parts.day for t in whole):
        return whole
    words = re.sub(r"[-_.]+", " ", text)
    titled = " ".join(word.title() if word.isalpha() else word.upper() for word in words.split(" "))
    return find_times(titled) or whole


def _read(text: str, start: int) -> Timex | None:
    order = _DIGIT_ORDER if text[start].isdigit() or text[start] in "'’" else _WORD_ORDER
    table = patterns()
    best: tuple[int, int, str, re.Match[str]] | None = None
    for rank, name in enumerate(order):
        match = table[name].match(text, start)
        if match is None or match.end() == start:
            continue
        if match.end() < len(text) and text[match.end()].isalnum() and text[match.end() - 1].isalnum():
            continue
        if best is None or match.end() > best[0]:
            best = (match.end(), rank, name, match)
    while best is not None:
        _, _, name, match = best
        reading = _interpret(text, name, match)
        if reading is not None:
            return _timex(text, name, match, reading)
        best = None
        for other in order:  # the longest was vetoed: the first that reads at all
            candidate = table[other].match(text, start)
            if other == name or candidate is None or candidate.end() == start:
                continue
            if candidate.end() < len(text) and text[candidate.end()].isalnum() and text[candidate.end() - 1].isalnum():
                continue
            reading = _interpret(text, other, candidate)
            if reading is not None:
                return _timex(text, other, candidate, reading)
    return None


def _interpret(text: str, name: str, match: re.Match[str]) -> Reading | None:
    if _is_vetoed(text, name, match):
        return None
    reader: Callable[[re.Match[str]], Reading | None] = READINGS[name]
    return reader(match)


def _timex(text: str, name: str, match: re.Match[str], reading: Reading) -> Timex:
    start, end = match.start(), match.end()
    while end > start and text[end - 1] in " ,":
        end -= 1
    return Timex(
        start=start,
        end=end,
        text=text[start:end],
        type=reading.type,
        modifier=reading.modifier,
        parts=reading.parts,
        until=reading.until,
        shift=reading.shift,
        value=reading.value,
        alternatives=reading.alternatives,
        duration=reading.duration,
        impossible=reading.impossible,
        edtf=reading.edtf or (reading.value.edtf if reading.value else ""),
        pattern=name,
    )


def _is_vetoed(text: str, name: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 30]
    if name in ("year", "years", "numeric", "numeric_dm", "era_year"):
        veto = _VETO_BEFORE.search(before)
        if veto and not (name == "years" and _SOFT.search(before)) and not (_SOFT.search(before) and name != "year"):
            if not (
                _SOFT.search(before)
                and re.search(r"(?:from\s\S+\s|prior\s|back\s|up\s|according\s)to\s\Z|around\s\Z|about\s\Z", before)
                and not _COUNTED_AFTER.match(after)
            ):
                return True
        if before.endswith(("-", "–", "/")) and name == "year" and re.search(r"[\w][-–/]\Z", before):
            return True
    if name == "year" and (_COUNTED_AFTER.match(after) or re.match(r"\s?[x×]\s?\d|\s[a-z]+\s\(?[£$€]", after)):
        return True
    if (
        name == "year"
        and match["part"] is None
        and re.search(r"[A-Z][a-z]+\s\Z", before)
        and re.match(r"\s?(?:GT|Series|Pro|Edition|model)\b", after)
    ):
        return True
    if name in ("month", "weekday", "season"):
        return _is_only_a_word(text, name, match, before, after)
    if name == "numeric_dm" and (re.search(r"[\w.]\Z", before) or ("." in match[0] and len(text) > 24)):
        return True  # `Go 1.5.` at the end of a sentence is a version
    if name == "dmy" and match["month"].strip(".").lower() in ("may", "march") and match["month"][0].islower():
        return True
    if name in ("dmy", "mdy") and re.search(r"[$£€#]\s?\Z", before):
        return True
    return name == "day_only" and not re.search(
        r"(?:\bon|\buntil|\bto|\bby|\bfrom|\band|\bof|\bsince|\bbetween|\bafter|\bbefore)\s\Z", before
    )


_MONTH_CUES = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|of|during|before|after|for|and|to|through|between|last|next|this|every|each|that|early|late|mid|the|on|or|around|about|as)\s|[-–—(|:/]\s?|^)\Z",
    re.IGNORECASE,
)


def _is_only_a_word(text: str, name: str, match: re.Match[str], before: str, after: str) -> bool:
    """Whether a month, weekday or season by itself is a name, a verb or a plain word here."""
    groups = match.groupdict()
    if any(groups.get(key) for key in ("year", "year2", "month2", "part")):
        return False
    if name == "season":
        return (
            groups["season"] in ("fall", "spring", "Fall", "Spring")
            and not re.search(r"\b(?:in\s(?:the\s)?|the|this|next|last|since|until|by|every|each|of)\s\Z", before, re.I)
        ) or bool(re.match(r"\s(?:water|steel|onions?|rolls?|tide|in|back|apart|short|below|under|to|from)\b", after))
    if name == "weekday":
        return bool(
            groups["wd"].strip(".").lower() in ("sun", "sat", "wed", "mon", "fri")
            and not re.match(r"\s?\d|[,.]|\s*$", after)
            and not re.search(r"[|:(]\s?\Z|^\Z", before)
        )
    word = groups["month"].strip(".")
    if re.match(
        r"\s[A-Z][a-z]+\s(?:said|says|was|is|won|has|had|will)\b|\s(?:said|says|told|has|had|who|added)\b|['’]s\b|,?\s(?:Inc|Ltd)\b",
        after,
    ) and word in ("May", "April", "June", "August", "Jan"):
        return True
    if word == "August" and re.match(r"\s(?:von|de)\b", after):
        return True
    if (
        len(word) == 3
        and word not in ("May",)
        and not match[0].endswith(".")
        and not re.match(r"\s*$|\s?[-–|),]", after)
    ):
        return True
    if word in ("May", "March", "Mar", "Jan") or match["month"].isupper():
        return not _MONTH_CUES.search(before) or bool(
            re.match(r"\s(?:I|we|you|he|she|they|it|the|not|be|have)\b", after)
        )
    return bool(
        re.match(r"\s[A-Z][a-z]+", after)
        and re.search(r"(?:\b[A-Z][a-z]+\s|^)\Z", before)
        and word in ("April", "June", "August")
    )


_AFTER_WORDS = re.compile(r"\s(?:at\sthe\slatest|latest)\b")
_ONWARDS = re.compile(r"\s(?:onwards?|on(?=[,.;)]|$))")


def _related(text: str, timex: Timex) -> Timex:
    """The expression with its relation to the clause, from the words before and after it."""
    from dataclasses import replace

    window = text[max(0, timex.start - 42) : timex.start]
    relation, start = Relation.AT, None
    match = relation_before().search(window)
    if match:
        words = " ".join(match[1].lower().split())
        relation = dict(forms().relations)[words]
        start = timex.start - len(window) + match.start(1)
        if (
            words == "by"
            and re.search(
                r"\b(?:up|increased|rose|grew|fell|cut|reduced|divided|multiplied|followed|led)\s\Z",
                window[: match.start(1)],
            )
        ) or (
            timex.type is TimexType.DURATION
            and relation
            not in (
                Relation.FOR,
                Relation.WITHIN,
                Relation.AFTER,
                Relation.DURING,
            )
        ):
            relation, start = Relation.AT, None
    if _AFTER_WORDS.match(text, timex.end):
        relation = Relation.BY
    elif _ONWARDS.match(text, timex.end) and relation in (Relation.AT, Relation.FROM):
        relation = Relation.FROM
    if relation is Relation.AT and start is None:
        return timex
    return replace(timex, relation=relation, relation_start=start)
