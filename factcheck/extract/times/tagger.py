"""Extract, part of times: scans a text once for triggers and reads the longest expression at each.

The stretches between spaces tell the places where a time may begin (`trigger.py`); the patterns that begin so are tried there and the
longest match is read; what stands around it says how it bounds its clause, or that it is no time at all. Every step
looks at a bounded stretch, so the whole is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress

from factcheck.extract.times.context import Around, is_no_time, look_around
from factcheck.extract.times.language import DEFAULT, Language, Pattern, language
from factcheck.extract.times.reading import Reading, completed
from factcheck.extract.times.readings import READERS
from factcheck.extract.times.templates import fold
from factcheck.frozen import maker, replace
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.values import dates
from factcheck.values.words import WordTable

_made = maker(Timex)

_Match = tuple[int, Pattern, re.Match[str]]


def find_times(text: str, code: str = DEFAULT, *, casual: bool = False) -> tuple[Timex, ...]:
    """The time expressions of a block's plain text, sorted, never overlapping, the longest at each place.

    `code` is the language. A value is given where the words alone tell it; otherwise the parts or the shift say what is
    known. `casual` lets in the forms of chat and calendars: `at 6`, `2/15`, `tmrw`.
    """
    known = language(code, casual=casual)
    folded = fold(text)
    found: list[Timex] = []
    by_figures, by_word = known.by_figures, known.by_word
    stretches = folded.split(" ")
    every = list(map(known.trigger.places.__getitem__, stretches))
    if not any(every):
        return ()
    lengths = accumulate(map(len, stretches), initial=0)
    at = 0
    for spaces, length in compress(enumerate(lengths), every):
        begin = length + spaces
        for offset, figure, words in every[spaces]:
            start = begin + offset
            if start < at:
                continue
            key = figure
            if words is not None:
                if (trigger := words(folded, start)) is None:
                    continue
                key = trigger[0]
            if key.isdecimal():
                end = start + len(key)
                candidates: Sequence[Pattern] | None = by_figures(len(key), folded[end : end + 3])
            else:
                candidates = by_word.get(key) or by_word.get(key[:-1] + "#")
            timex = _longest(text, folded, start, candidates, known) if candidates else None
            if timex is not None:
                if (
                    found
                    and found[-1].type is TimexType.TIME
                    and found[-1].until is None
                    and found[-1].relation is not Relation.AT
                ):
                    timex = _sharing(found[-1], timex, folded, known)
                found.append(timex)
                at = timex.end
            else:
                at = start + _BREAKS[key]
    return tuple(found)


def _sharing(clock: Timex, timex: Timex, folded: str, known: Language) -> Timex:
    """The date of `until 5 pm on Friday` bounds its clause as the time of day before it does."""
    if timex.type is not TimexType.DATE or timex.relation is not Relation.AT:
        return timex
    if folded[clock.end : timex.start].strip() not in known.joins["date_after_time"]:
        return timex
    return replace(timex, relation=clock.relation, relation_start=clock.relation_start)


def _first_break(key: str) -> int:
    """Where the second word of a trigger begins, or its end."""
    breaks = [n + (key[n] == "'") for n in (key.find(" "), key.find("-"), key.find("'")) if n > 0]
    return min(breaks, default=0) or len(key)


_BREAKS = WordTable(_first_break)


def find_times_in_path(path: str, code: str = DEFAULT) -> tuple[Timex, ...]:
    """The dates in a file name or folder name: `2025-03-14-news.md`, `press/july-12.md`, `reports/q1-2025.html`."""
    text = re.sub(r"\.[A-Za-z]{1,8}\Z", "", path.rsplit("/", 1)[-1])
    whole = find_times(text, code)
    if any(t.value is not None and t.parts is not None and t.parts.day for t in whole):
        return whole
    words = re.sub(r"[-_.]+", " ", text)
    titled = " ".join(word.title() if word.isalpha() else word.upper() for word in words.split(" "))
    return find_times(titled, code) or whole


def _longest(text: str, folded: str, start: int, candidates: Iterable[Pattern], known: Language) -> Timex | None:
    """The longest match that reads as a time; of equals the pattern that comes first."""
    best: _Match | None = None
    others: list[_Match] | None = None
    for pattern in candidates:
        match = pattern.match(folded, start)
        if match is None:
            continue
        end = match.end()
        if end == start:
            continue
        if best is None:
            best = (end, pattern, match)
        else:
            others = others or []
            if end > best[0]:
                others.append(best)
                best = (end, pattern, match)
            else:
                others.append((end, pattern, match))
    if best is None:
        return None
    timex = _read(text, folded, best, known)
    if timex is None and others:
        for other in sorted(others, key=lambda m: (-m[0], m[1].rank)):
            timex = _read(text, folded, other, known)
            if timex is not None:
                break
    return timex


def _read(text: str, folded: str, found: _Match, known: Language) -> Timex | None:
    end, pattern, match = found
    start = match.start()
    groups: dict[str, object] = dict(pattern.given)
    if known.day_first:
        groups["day_first"] = 1
    for (name, values), word in zip(pattern.holes, match.groups(), strict=True):
        if word is not None:
            groups[name] = values[word if word in values else " ".join(word.split())] if values else word
    if is_no_time(text, folded, start, end, pattern, groups, known):
        return None
    reading: Reading | None = READERS[pattern.reads](groups, folded[start:end])
    if reading is None:
        return None
    around = look_around(folded, start, end, reading, known)
    if around is None:
        return None
    if reading.shift is not None and reading.shift.anchor == "event" and _is_whole_span(folded, start, end, known):
        return None
    if reading.shift is not None and reading.shift.anchor == "event" and known.around["closes"].match(folded, end):
        reading.shift = replace(reading.shift, anchor="narrative")
    if reading.shift is not None and reading.shift.anchor == "narrative" and _leads_event(folded, start, end, known):
        reading.shift = replace(reading.shift, anchor="event")
    split = None
    if (
        "to" in groups
        and groups["to"] in ("and", "or")
        and not known.around["between"].search(folded[max(0, start - 16) : start])
    ):
        # a list, not a range: the others are read by themselves
        return _first_of_list(text, match, reading, pattern, around)
    for group in pattern.to:
        if match.start(group) >= 0:
            split = (match.start(group), match.end(group))
    for group in pattern.direction:
        if match.start(group) >= 0:
            split = (match.start(group), match.start(group))
    return _timex(text, start, end, reading, pattern, around, split)


def _is_whole_span(folded: str, start: int, end: int, known: Language) -> bool:
    """`Seven weeks from the first day to the last`: how long all of it was, and nothing is counted from the first day."""
    whole = known.around.get("whole_span")
    return whole is not None and folded.endswith(" from", start, end) and whole.match(folded, end) is not None


def _leads_event(folded: str, start: int, end: int, known: Language) -> bool:
    """`The day after the wedding`: what is counted from stands behind, and need not have been told before."""
    leads = known.around.get("leads_event")
    return (
        leads is not None
        and leads.fullmatch(folded, start, end) is not None
        and known.around["event"].match(folded, end) is not None
    )


def _first_of_list(text: str, match: re.Match[str], reading: Reading, pattern: Pattern, around: Around) -> Timex | None:
    parts = reading.parts
    if parts is None:
        return None
    if reading.type is TimexType.DATE:
        first = completed(parts)
        if parts.century and reading.value is not None:
            first.value = dates.century(parts.century)
    else:
        first = Reading(type=reading.type, parts=parts)
    first.shift, first.modifier = reading.shift, reading.modifier
    return _timex(text, match.start(), max(match.start(group) for group in pattern.to), first, pattern, around, None)


def _timex(
    text: str,
    start: int,
    end: int,
    reading: Reading,
    pattern: Pattern,
    around: Around,
    split: tuple[int, int] | None,
) -> Timex:
    value = reading.value
    return _made(
        start=start,
        end=end,
        text=text[start:end],
        type=reading.type,
        relation=around.relation,
        relation_start=around.relation_start,
        modifier=reading.modifier or around.modifier,
        modifier_start=around.modifier_start,
        parts=reading.parts,
        until=reading.until,
        shift=reading.shift,
        value=value,
        alternatives=reading.alternatives,
        duration=around.duration or reading.duration,
        impossible=reading.impossible,
        edtf=reading.edtf or (value.edtf if value is not None else ""),
        split=split,
        repeats=reading.repeats,
        reference=reading.reference,
        pattern=pattern.name,
    )
