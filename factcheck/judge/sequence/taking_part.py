"""Judge, part of presences: the words around a name that show that its bearer took part, and the date that goes with them.

The words are data in `claims/sequences.yaml`. What is told so is hung on its date by nearness within the clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.judge.sequence.knowledge import knowledge
from factcheck.judge.sequence.other_dates import is_attribute, is_of_another, is_participle
from factcheck.model.time import Relation, Timex
from factcheck.patterns import pattern_of
from factcheck.values.words import function_words, stem


@dataclass(frozen=True, slots=True)
class _Words:
    """The words before, behind and around a name that show that its bearer was there."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    entry: re.Pattern[str]
    """A deed in the present tense, as the entry of a chronicle tells it."""
    cleft: re.Pattern[str]
    seen_behind: re.Pattern[str]
    seen_before: re.Pattern[str]
    sees: re.Pattern[str]
    person_before: re.Pattern[str]
    person_behind: re.Pattern[str]
    hindsight: re.Pattern[str]
    open: re.Pattern[str]


@cache
def _words() -> _Words:
    words = load_yaml("claims/sequences.yaml")["presence"]

    def some(key: str) -> str:
        return "|".join(re.escape(w) for w in dict.fromkeys(words[key]))

    obj = r"(?:\s(?:[^,;:.()]|(?<=\d)[,.](?=\d)){1,60}?|,\s[^;:.()]{2,60}?,)??"
    leads = [
        rf"(?:{some(key)}){obj}\s(?:{prep})"
        for key, prep in (
            ("to", "to"),
            ("from", "from"),
            ("in", "at|in|inside"),
            ("for", "for"),
            ("with", "with"),
            ("of", "of|at|with|to"),
        )
    ]
    leads += [rf"(?:{some('object')})", rf"(?:{some('by')}){obj}\sby"]
    aux = r"(?:(?:had|has|have|also|then|first|again|soon|even|only|itself|[a-z]+ly)\s)*"
    aside = r"(?:,\s[^,;:.]{3,80},|\s\([^()]{1,60}\))?"
    return _Words(
        before=pattern_of(rf"\b(?:{'|'.join(leads)})\s(?:the\s|our\s|their\s|its\s|an?\s)?\Z", re.I),
        behind=pattern_of(rf"{aside}\s{aux}(?:{some('deeds')})\b(?!\s(?:by|as|from)\b)"),
        entry=pattern_of(rf"\s(?:{'|'.join(_present(words['deeds']))}|{some('deeds_now')})\b(?!\s(?:by|as|from)\b)"),
        cleft=pattern_of(rf"\s(?:that|which)\s(?:(?:in|on)\s[^,;:.]{{3,30}}?\s)?{aux}(?:{some('deeds')})\b"),
        seen_behind=pattern_of(rf"\s(?:was|were|had been)\s(?:[a-z]+ly\s)?(?:{some('seen')})\b"),
        seen_before=pattern_of(rf"\b(?:{some('views')})\s(?:of|from)\s(?:the\s)?\Z", re.I),
        sees=pattern_of(rf"\b(?:{some('sees')})\s(?:the\s(?:wreck\sof\sthe\s)?)?\Z"),
        person_before=pattern_of(
            rf"\b(?:(?:{some('person_object')})|(?:{some('person_by')}){obj}\sby)\s(?:(?:the\s|an?\s)?(?:[a-z]+\s){{0,3}}(?!of\b|in\b|from\b|with\b|at\b|for\b)[a-z]+\s|the\s)?(?:[A-Z][a-z]+\.?\s)?\Z"
        ),
        person_behind=pattern_of(rf"{aside}\s{aux}(?:{some('person_deeds')})\b(?!\s(?:by|as|from)\b)"),
        hindsight=pattern_of(words["hindsight"], re.I),
        open=pattern_of(words["open"]),
    )


def _present(deeds: Sequence[str]) -> list[str]:
    """The forms in the present tense of regular verbs: orders, publishes, bans."""
    stems = [w[:-2] for w in dict.fromkeys(deeds) if w.endswith("ed") and " " not in w]
    return [form for w in stems for form in (f"{w}e?s", *([f"{w[:-1]}s"] if w[-1:] == w[-2:-1] else []))]


_ENTRY_LEAD = pattern_of(r"\W*\d[\w.,/ –-]{0,20}?[\s:–—-]+(?:The\s)?\Z")
"""`14.07.1987  The …`: the date at the head of an entry."""
_OTHER_NAME = pattern_of(r"\s+[A-Z][a-z]|[’']s?\b|\s+(?:and|&)\s+[A-Z]")
_NEXT = pattern_of(r"\s+([a-z]+)\b")


def words_of_part(
    text: str, start: int, end: int, match: re.Match[str], *, is_find: bool, is_person: bool = False
) -> tuple[int, int] | None:
    """The words that show that the thing of a name was there."""
    shows = _words()
    before, behind = text[start : match.start()], text[match.end() : end]
    if not is_person and re.search(r"\b[A-Z][\w’'-]*\s\Z", before) and not re.search(r"(?:\A|[.!?]\s)\w+\s\Z", before):
        return None  # the tail of a longer name
    if (word := re.search(r"([a-z]+)\s\Z", before)) and stem(word[1]) in knowledge().other:
        return None
    if _OTHER_NAME.match(behind):
        return None
    if is_find:
        found = shows.seen_before.search(before) or shows.sees.search(before)
        shown = (start + found.start(), match.end()) if found is not None else None
        if shown is None and (seen := shows.seen_behind.match(behind)):
            shown = (match.start(), match.end() + seen.end())
    elif is_person:
        shown = _part_of_person(shows, before, behind, start, match)
    else:
        shown = _part(shows, before, behind, start, match)
    if shown is None:
        return None
    near = text[max(start, shown[0] - 60) : min(end, match.end() + 50)]
    if shows.hindsight.search(near) or shows.open.search(text[start : match.end()]):
        return None
    return shown


def _part(shows: _Words, before: str, behind: str, start: int, match: re.Match[str]) -> tuple[int, int] | None:
    found = shows.before.search(before)
    if found is not None:
        following = _NEXT.match(behind)
        is_verb = following is not None and (following[1].endswith("ed") or shows.behind.match(behind))
        if following is None or is_verb or following[1] in function_words() or following[1].endswith("ly"):
            return start + found.start(), match.end()
        return None  # `Orrinford Museum committee`
    deed = shows.behind.match(behind)
    if deed is not None and CLAUSE_START.search(before) and not GOVERNED.search(before):
        return match.start(), match.end() + deed.end()
    deed = shows.entry.match(behind) if _ENTRY_LEAD.fullmatch(before) else None
    if deed is not None:
        return match.start(), match.end() + deed.end()
    deed = shows.cleft.match(behind)
    if deed is not None and _CLEFT.search(before):
        return match.start(), match.end() + deed.end()
    return None


def _part_of_person(
    shows: _Words, before: str, behind: str, start: int, match: re.Match[str]
) -> tuple[int, int] | None:
    if re.search(r"\b[Tt]he\s\Z", before):
        return None  # a ship, a house
    found = shows.person_before.search(before)
    if found is not None:
        return (start + found.start(), match.end()) if re.match(r"[.,;:)]|\s[a-z]|\Z|\s*\Z", behind) else None
    deed = shows.person_behind.match(behind)
    if deed is not None and CLAUSE_START.search(before) and not GOVERNED.search(before):
        return match.start(), match.end() + deed.end()
    return None


CLAUSE_START = pattern_of(r"(?:\A|[.,;:]\s|\d\s|[a-z]\s)(?:[Tt]he\s|[Oo]ur\s)?\Z")
GOVERNED = pattern_of(
    r"\b(?:of|by|with|to|for|from|in|at|on|between|against|under|like|than|about|as)\s(?:the\s|our\s)?\Z", re.I
)
_CLEFT = pattern_of(r"\b[Ii]t\swas\s(?:the\s|our\s)?\Z")
_BREAK = pattern_of(
    r"[;:!?(–—]|\.\s|\b(?:who|whom|which|that|when|where|whose|while|because|after|before|until|since|(?<!more )(?<!less )(?<!fewer )than|but|founded|established"
    r"|opened|born|died|created|built|made|dated|bought|named|later|earlier|ago|(?<=[rhsk][ -])old)\b|,\s(?:then|now|the|an?|its)\b|\band\s(?!\d|[A-Z])"
)
_WHERE = pattern_of(r"\s(?:to\s)?where\s(?:it|they)\s(?:now\s|still\s)?(?:stands?|lies?|lie|hangs?|stood|lay)\b,?")
"""`moved to the square where it is now`: the place and no clause of its own."""
_AND_ALSO = pattern_of(r",?\sand\s(?:the\s|its\s|our\s)?\Z")
_ASIDES = pattern_of(
    r"[;:!?(–—]|\.\s|\b(?:who|whom|which|that|when|where|whose|while|because|after|before|until|since|than|but|later|earlier|ago|old)\b"
)
_SURVEY = pattern_of(
    r"\b(?:survey|study|poll|census|count|report|review|inspection|inventory|questionnaire|trial)\s(?:of|in|from|by)\s\Z"
)
_FOUND_THAT = pattern_of(r"\A\s(?:found|showed|shows|finds|reported|revealed|recorded|counted|noted)\sthat\b")
_CLEFT_GAP = pattern_of(r"\s(?:that|which)\s(?:in|on)\s(?:the\s)?\Z")
_AFTER = frozenset({Relation.AT, Relation.DURING, Relation.FROM, Relation.SINCE, Relation.UNTIL})
_MAIN_VERB = pattern_of(r"[,)]?\s(?:was|were|is|are|has|had|have|did|does|covers?|shows?|goes|go|dates?)\b")
"""Behind a clause, the verb of which its noun is the subject: `the lake, owned by the Trust, has had a regatta since`."""
_FIRST_WORD = pattern_of(r"\A\W*[\w’'-]+")
_FINITE = pattern_of(
    r"\b(?:was|were|is|are|had|has|have|but|who|which|that|later|then|now|before|after|until)\b"
    r"|\band\s(?:(?:\w+ly|first|later|then|was|were|now)\s)*(?:[a-z]+ed|sold|bought|lent|given|sent|built|shown|made|paid|worked|taught|sang|ran|held|kept|won|brought|taken|played|left|written|begun|found|drawn|cut|cast|laid|hung|led|wrote|took|gave|began|flew|sailed|drove|rode|became|went|came|left)\b"
)
"""What parts a date from the verb behind it: `written in 1910 and first recorded by`."""
_FRONT = pattern_of(r"[\s\"“(]*(?:(?:In|On|At|During|From|Early in|Late in|By)\s)?(?:the\s)?", re.I)


_DONE_TO = pattern_of(r"(?P<verb>[a-z]+)\b")
_NO_NOUN_BEFORE = pattern_of(
    r"(?:\A|[,.;:(]\s?|\b(?:was|were|is|are|been|being|be|had|has|have|got|and|or|but|he|she|they|it|we|who|which|that|also|then|later|first|[a-z]+ly)\s)\Z",
    re.I,
)
_MAIN_PAST = pattern_of(
    r"\s(?:was|were|is|are|has|had|have|did|(?!(?:in|and|named|called|based)\b)[a-z]+ed|fetched|stood|lay|hung|came|went|fell|sank|won|became|made|brought|sold)\b"
)


def is_reduced(text: str, start: int, role: tuple[int, int], match: re.Match[str]) -> bool:
    """Whether the words only say which thing is meant, before a verb of its own: `the lock built by the Company was restored`."""
    if role[1] > match.end():
        return False
    verb = _DONE_TO.match(text, role[0])
    if verb is None or not is_participle(verb["verb"]) or _NO_NOUN_BEFORE.search(text[start : role[0]]):
        return False
    return re.search(r"\b[a-z][\w’'-]*\s\Z", text[start : role[0]]) is not None and _MAIN_PAST.match(text, match.end()) is not None  # fmt: skip


def date_near(
    text: str, start: int, dated: Sequence[Timex], role: tuple[int, int], match: re.Match[str]
) -> Timex | None:
    """The date of what is told: within its words, behind them in the clause, or before them."""
    inside = [t for t in dated if role[0] <= t.start < match.start()]
    if inside:
        timex = inside[0]
        is_of_verb = _FINITE.search(text, timex.end, match.start()) is None
        words = _FIRST_WORD.sub("", text[role[0] : timex.start])
        is_sure = len(inside) == 1 and timex.relation in _AFTER and is_of_verb
        return timex if is_sure and not is_attribute(words, timex.text, text[timex.end : match.start()]) else None
    after = next((t for t in dated if t.start >= match.end()), None)
    before = next((t for t in reversed(dated) if t.end <= role[0]), None)
    if after is not None:
        gap = text[
            max(match.end(), role[1]) : after.relation_start if after.relation_start is not None else after.start
        ]
        gap = _WHERE.sub("", gap)
        behind = _CLEFT_GAP.search(text[match.end() : after.start])
        is_closed = _MAIN_VERB.match(gap) is not None
        if behind is None and (len(gap) > 90 or is_closed or _BREAK.search(gap)):
            after = None
    if before is not None:
        gap = text[before.end : role[0]]
        lead = text[start : before.start]
        if len(dated) == 1 and _FRONT.fullmatch(lead) and (also := _AND_ALSO.search(gap)):
            # `On 4 May 1887 the theatre opened, and the band played`
            gap = "" if not _ASIDES.search(gap[: also.start()]) else gap
        if _SURVEY.search(lead):
            gap = _FOUND_THAT.sub("", gap)
        if ("," in gap or ")" in gap) and not _FRONT.fullmatch(lead):
            before = None  # `the clock, made in 1801, was given`
        elif len(gap) > 90 or _BREAK.search(gap) or before.relation not in (Relation.AT, Relation.DURING):
            before = None
    if after is not None and before is not None:
        return None
    chosen = after or before
    if chosen is None or chosen.relation not in _AFTER:
        return None
    last = role[1] if role[1] > match.end() else match.end()
    day = (chosen.start - start, chosen.end - start)
    return None if is_of_another(text[start:], (role[0] - start, last - start), day) else chosen
