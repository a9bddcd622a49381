"""Extract, part of scope: the members of series that a text names: its phase, plan, cohort, edition, region, part.

Heads with an identifier (`claims/scopes.yaml`) and closed classes of contrasting words (`claims/contrasts.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.patterns import pattern_of
from factcheck.values.versions import STAGE, version_member
from factcheck.values.words import Token, WordTable, fold, function_words, stem, tokens


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a series, where a text names it. Offsets are of that text."""

    start: int
    end: int
    series: str
    member: str


# --- heads with an identifier -----------------------------------------------------------------------------------------

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")  # fmt: skip
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ROMAN = {
    r: str(n) for n, r in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1)
}
_NUMBER = {
    **{w: str(n) for n, w in enumerate(ORDINALS, 1)},
    **{w: str(n) for n, w in enumerate(_CARDINALS, 1)},
    **{f"{n}{'st' if n == 1 else 'nd' if n == 2 else 'rd' if n == 3 else 'th'}": str(n) for n in range(1, 21)},
}


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = load_yaml("claims/scopes.yaml")
    return found


@cache
def _heads() -> dict[str, str]:
    return {head: series for series, heads in _data()["heads"].items() for head in heads}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = _data()
    heads = "|".join(sorted(_heads(), key=lambda w: (-len(w), w)))
    numbers = "|".join((*ORDINALS, r"1st|2nd|3rd|1[0-9]th|[4-9]th|20th"))
    after = re.compile(
        rf"(?<![\w-])(?P<head>{heads})[ -](?P<id>(?i:{'|'.join(_CARDINALS)})|\d{{1,4}}[a-z]?(?:\.\d+)*|[IVX]{{1,4}}|[A-Z](?:\d{{1,2}})?)(?![\w%°-]|[.,]\d)",
        re.I,
    )
    before = re.compile(
        rf"(?<![\w-])(?P<id>{numbers}|(?:19|20)\d\d(?:[/–-](?:\d\d\d\d|\d\d))?)[ -](?P<head>{heads})s?(?![\w-])", re.I
    )
    members = {w for words in data["members"].values() for w in words}
    named = "|".join(sorted(data["named"], key=lambda w: (-len(w), w)))
    words = "|".join(sorted(members, key=lambda w: (-len(w), w)))
    worded = re.compile(
        rf"(?<![\w-])(?:(?P<id>{words})[ -](?P<head>{heads})|(?P<name>(?-i:[A-Z][a-z]+(?:-[A-Z][a-z]+)?)) (?P<of>{named}))s?(?![\w-])",
        re.I,
    )
    return after, before, worded


_WORD = pattern_of(r"[^\W\d_]+")
_COUNTED = pattern_of(r"\s+(?P<word>[a-z]{3,})")
"""What follows a number that counts: `on stage 40 dancers appeared`."""

_NO_NOUN = frozenset(["was", "were", "has", "had", "have", "will", "would", "and", "but", "for", "from", "with", "the", "its", "are", "can", "may", "must", "opened", "closed", "began", "ended", "starts", "started", "runs", "ran", "covers", "costs", "takes", "took", "holds", "held", "gives", "gave", "received", "receives", "includes", "that", "which", "who", "when", "where", "after", "before", "until", "since", "into", "over", "under", "between", "than", "then", "also", "not", "only", "per", "ends", "pays", "paid", "includes", "contains", "showed", "shows"])  # fmt: skip


def _headed(text: str) -> Iterator[Member]:
    heads = _heads()
    after, before, worded = _patterns()
    for match in after.finditer(text):
        head, name = match["head"], match["id"]
        if name in ("a", "i") or (name == "A" and head[0].islower() and _is_article(text, match.end())):
            continue
        if name[0].isalpha() and name.lower() not in _NUMBER and not name[0].isupper():
            continue
        if name[0].isdigit() and len(name) < 4 and head[0].islower() and (counted := _COUNTED.match(text, match.end())):
            if counted["word"] not in _NO_NOUN:
                continue
        if name.isdigit() and len(name) == 4 and heads[head.lower()] not in ("cohort", "class", "season", "edition", "plan", "model", "round", "release", "version"):  # fmt: skip
            continue
        series = heads[head.lower()]
        if "." in name and series in ("version", "release"):
            yield Member(match.start(), match.end(), "version", version_member(name))
        else:
            yield Member(match.start(), match.end(), series, _normal(name))
    for match in before.finditer(text):
        yield Member(match.start(), match.end(), heads[match["head"].lower()], _normal(match["id"]))
    listed = _data()["members"]
    for match in worded.finditer(text):
        if match["id"]:
            series = heads[match["head"].lower()]
            if match["id"].lower() in listed.get(series, ()) or (
                match["id"][0].isupper() and match["head"].lower() in _data()["named"]
            ):
                yield Member(match.start(), match.end(), series, match["id"].lower())
        elif match["name"].lower() not in _NO_NAMES and fold(match["name"]) not in function_words():
            if match.start() or match["of"][0].isupper():  # at the beginning a capital is none of a name
                yield Member(match.start(), match.end(), heads[match["of"].lower()], match["name"].lower())


def _is_article(text: str, at: int) -> bool:
    """Whether a capital A is a title's article: what follows is a noun and no function word."""
    match = re.compile(r"\s+([a-z]+)").match(text, at)
    return match is not None and match[1] not in function_words() and match[1] not in _NO_NOUN


_NO_NAMES = frozenset(["every", "each", "this", "that", "these", "those", "new", "old", "next", "last", "first", "second", "third", "other", "another", "any", "all", "both", "our", "your", "its", "their", "the", "previous", "current", "final", "main", "national", "royal", "central", "city", "town", "public", "under", "over", "when", "which", "what", "such", "same", "whole", "entire"])  # fmt: skip


def _normal(name: str) -> str:
    """One form for an identifier in words, figures, Roman numerals and letters; a split year as `2024/25`."""
    if name in _ROMAN:
        return _ROMAN[name]
    low = name.lower()
    return _NUMBER.get(low) or _split_year(low) or low


def _split_year(text: str) -> str:
    match = re.fullmatch(r"(\d{4})\s?[/–-]\s?(?:\d\d)?(\d\d)", text)
    return f"{match[1]}/{match[2]}" if match else ""


# --- years, versions, ages, shares: forms of their own ----------------------------------------------------------------

_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d))?"
_YEARS = pattern_of(
    rf"\b(?:(?P<kind>academic|school|fiscal|financial|tax|budget|crop|marketing)\s(?:year\s(?:of\s|ending\s|ended\s)?)?(?P<a>{_YEAR})"
    rf"|(?P<b>{_YEAR})\s(?P<of>academic|school|fiscal|financial|tax|budget|crop|marketing)\syear"
    rf"|FY\s?'?(?P<fy>{_YEAR}|\d\d(?:[/–-]\d\d)?))(?!\w)"
)
_VERSION = pattern_of(
    rf"(?<![\w.])v(\d+(?:\.\d+)*(?i:{STAGE})?)(?![\w-])|\b(?:[Vv]ersions?|[Rr]eleases?)\s(\d+(?:\.\d\w*)+(?i:{STAGE})?|\d+\.[a-zx]\b)"
    r"|\b[Vv]ersions?\s(\d+)\b(?!\.\d)"
)
_QUARTER = pattern_of(r"\bQ([1-4])\b|\b(first|second|third|fourth)[ -]quarter\b|\bH([12])\b|\b(first|second)[ -]half\sof\s(?:the\s)?(?:\w+\s)?(?:year|(?:19|20)\d\d)", re.I)  # fmt: skip
_AGE = pattern_of(
    r"\b(?P<a>under|over)[ -](?P<n>\d{1,2})(?:'?s|-year-olds)\b"
    r"|\b(?:aged|age|ages|children|people|persons|those|adults|anyone|patients|pupils|visitors)\s(?:aged\s)?(?P<b>under|over|below|above)\s(?P<m>\d{1,2})\b(?!\s?(?:%|per\b|k?g\b|c?m\b|°))"
    r"|\b(?P<o>\d{1,2})\s(?:and|or|years\sand)\s(?P<c>over|older|under|younger)\b",
    re.I,
)
_YEAR_GROUP = pattern_of(
    r"\b((?i:first|second|third|fourth|fifth|sixth|final))-year\b|\bYear\s(\d{1,2})\b(?!\s(?:of\s)?(?:BC|AD))"
)
_WITHOUT = pattern_of(r"\b(?:(?P<no>excluding|exclusive of|not including|excl\.|net of|other than|apart from|except for)|(?P<yes>including|inclusive of|incl\.))\s(?:(?:the|all|any|its|their)\s)?(?P<what>[A-Za-z-]+)", re.I)  # fmt: skip
_PER = pattern_of(r"\b(?:per|each|every)\s(?P<what>[a-z][a-z-]+)(?P<and>\s(?:and|other)\b)?", re.I)


def _formed(text: str, hints: int) -> Iterator[Member]:
    low = text.lower()
    if hints & _OF_YEAR and ("year" in low or "FY" in text or "fiscal" in low or "financial" in low):
        for match in _YEARS.finditer(text):
            yield _year_member(match)
        for match in _YEAR_GROUP.finditer(text):
            name = (match[1] or match[2]).lower()
            yield Member(match.start(), match.end(), "year-group", _NUMBER.get(name, name))
    if hints & _OF_VERSION:
        for match in _VERSION.finditer(text):
            yield Member(match.start(), match.end(), "version", version_member(match[1] or match[2] or match[3]))
    if hints & _OF_QUARTER:
        for match in _QUARTER.finditer(text):
            half = match[3] or (match[4] and _NUMBER[match[4].lower()])
            quarter = match[1] or (match[2] and _NUMBER[match[2].lower()])
            yield Member(match.start(), match.end(), "half" if half else "quarter", half or quarter or "")
    if hints & _OF_AGE and hints & _DIGIT:
        for match in _AGE.finditer(text):
            side = (match["a"] or match["b"] or match["c"]).lower()
            side = {"below": "under", "younger": "under", "above": "over", "older": "over"}.get(side, side)
            yield Member(match.start(), match.end(), "age", f"{side}-{match['n'] or match['m'] or match['o']}")
    if hints & _LEAVES_OUT:
        for match in _WITHOUT.finditer(text):
            if fold(match["what"]) not in function_words():
                yield Member(match.start(), match.end(), "without" if match["no"] else "with", stem(match["what"]))
    if hints & _OF_EACH and ("per " in low or "each " in low or "every " in low):
        for match in _PER.finditer(text):
            what = match["what"].lower()
            if what not in ("cent", "se", "annum", "of", "other", "one", "time", "day", "year", "morning", "evening", "week", "month", "night", "side", "and", "to", "with") or match[0].lower().startswith("per "):  # fmt: skip
                if what not in ("cent", "se", "of"):
                    yield Member(match.start(), match.end(), "per", stem("year" if what == "annum" else what))


def _year_member(match: re.Match[str]) -> Member:
    kind = (match["kind"] or match["of"] or "fiscal").lower()
    year = re.sub(r"\s", "", match["a"] or match["b"] or match["fy"])
    kind = {"school": "academic", "financial": "fiscal", "budget": "fiscal", "marketing": "crop"}.get(kind, kind)
    if len(year) == 2 or re.match(r"\d\d[/–-]", year):
        year = f"20{year}"
    split = _split_year(year)
    if kind == "fiscal" and split:
        # a fiscal year is mostly called after the calendar year in which it ends
        year = split[: len(split) - 5] + str(int(split[:4]) + 1)
    return Member(match.start(), match.end(), f"{kind}-year", year if kind == "fiscal" else split or year)


# --- contrasting words ------------------------------------------------------------------------------------------------


@cache
def _contrasts() -> dict[str, tuple[str, str]]:
    """Stems of one or two words to series and member."""
    table: dict[str, tuple[str, str]] = {}
    for source in (load_yaml("claims/contrasts.yaml"), _data()["alone"]):
        for series, members in source.items():
            for member, wordings in members.items():
                for wording in wordings:
                    table.setdefault(" ".join(stem(w) for w in wording.split()), (series, member))
    return table


@cache
def _capitalised() -> frozenset[str]:
    """The stems of words that name a member with a capital only."""
    listed = [w for members in load_yaml("claims/contrasts.yaml").values() for words in members.values() for w in words]
    return frozenset(stem(word) for word in listed if word[0].isupper())


@cache
def _regions() -> re.Pattern[str]:
    names = "|".join(re.escape(r) for r in _data()["regions"])
    return re.compile(rf"(?:\b[Ii]n|\b[Ff]or|\b[Aa]cross|\b[Tt]hroughout)\s({names})(?![\w-]|\s[A-Z])")


@cache
def _parts() -> re.Pattern[str]:
    words = "|".join(_data()["parts"])
    return re.compile(
        rf"(?:\A|[,;(—:]\s*|\band\s)(?:{words})\b|(?<!to and )\bincluding\s(?=(?:the\s|about\s|some\s)?(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|ten\b))",
        re.I,
    )


_SHARE = frozenset({"a", "one", "two"})
_HEAD, _CONTRAST = 1, 2


def _roles_in_series(word: str) -> int:
    """Whether a word is the head of members of a series, and whether it stands in the table of contrasts, alone or as the first of two."""
    heads, low = _heads(), word.lower()
    return _HEAD * (low in heads or low.rstrip("s") in heads) | _CONTRAST * (stem(word) in _first_stems())


_ROLES = WordTable(_roles_in_series)


@cache
def _first_stems() -> frozenset[str]:
    return frozenset(k.split()[0] for k in _contrasts())


def _worded(text: str) -> Iterator[Member]:
    table = _contrasts()
    words = [t for t in tokens(text) if t.text[0].isalnum()]
    for k in [k for k, role in enumerate(map(_ROLES.__getitem__, [t.text for t in words])) if role & _CONTRAST]:
        word = stem(words[k].text)
        if k + 1 < len(words) and (pair := f"{word} {stem(words[k + 1].text)}") in table:
            yield Member(words[k].start, words[k + 1].end, *table[pair])
        if word not in table:
            continue
        if word in _capitalised() and not words[k].text[0].isupper():
            continue
        series, member = table[word]
        if (means := _MEANS.get(series)) is not None and not means(text, words, k):
            continue
        yield Member(words[k].start, words[k].end, series, member)


def _hints_of(stretch: str) -> int:
    """What a text with this stretch between two spaces may name: whatever is not hinted at need not be looked for."""
    hints = 0
    for word in _WORD.findall(stretch):
        hints |= _ROLES[word]
    low = stretch.lower()
    if _ANY_FORM.search(low):
        for hint, form in _FORMS:
            if form.search(low):
                hints |= hint
    if _longest_words("regions").search(stretch):
        hints |= _REGION
    if "including" in low or _longest_words("parts").search(low):
        hints |= _PART
    return hints


_REGION, _PART, _OF_YEAR, _OF_VERSION, _OF_QUARTER, _OF_AGE, _LEAVES_OUT, _OF_EACH, _DIGIT = (4 << n for n in range(9))
_FORMED = _OF_YEAR | _OF_VERSION | _OF_QUARTER | _OF_AGE | _LEAVES_OUT | _OF_EACH
_FORMS = (
    (_OF_YEAR, re.compile(r"year|fy|fiscal|financial")),
    (_OF_VERSION, re.compile(r"v\d|version|release")),
    (_OF_QUARTER, re.compile(r"q[1-4]|quarter|h[12]|half")),
    (_OF_AGE, re.compile(r"under|over|below|above|older|younger")),
    (_LEAVES_OUT, re.compile(r"clu|cl\.|net|other|apart|except")),
    (_OF_EACH, re.compile(r"\b(?:per|each|every)(?:\s|\Z)")),
    (_DIGIT, re.compile(r"\d")),
)
"""For each form of a member what stands in one stretch of any text that has it."""
_ANY_FORM = pattern_of("|".join(form.pattern for _, form in _FORMS))
_HINTS = WordTable(_hints_of)


@cache
def _longest_words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted({re.escape(max(words.split(), key=len)) for words in _data()[name]})))


def _is_ordinal(text: str, words: Sequence[Token], k: int) -> bool:
    """Whether an ordinal counts things: not `a third of the guests`, `Rents first, since`, `at first`, `first of all`."""
    before, word, behind = [words[n].text.lower() if 0 <= n < len(words) else "" for n in (k - 1, k, k + 1)]
    if (before in _SHARE and behind == "of") or (word == "third" and behind in ("party", "parties", "world")):
        return False
    if word != "first":
        return True
    if before in _COME or text[words[k].end : words[k].end + 1] in (",", ":", ";", "."):
        return False  # `The ropemakers came first: their shed`
    return before != "at" and behind not in _BEHIND_ADVERBS


def _is_season(text: str, words: Sequence[Token], k: int) -> bool:
    """Whether a word is the name of a time of year: not what fell, nor what falls."""
    return stem(words[k].text) != "fall" or words[k].text.lower() == "fall"


def _is_plan(text: str, words: Sequence[Token], k: int) -> bool:
    """Whether a word names what a customer has: `for Team`, `free accounts`, a cell `Free`; no `free of charge`, no `our team`."""
    word, behind = words[k], words[k + 1] if k + 1 < len(words) else None
    if len(words) <= _MOST_OF_LABEL:
        return True
    if behind is not None and behind.text.lower() in _CUSTOMERS:
        return True
    return k > 0 and word.text[0].isupper() and (behind is None or not behind.text[0].isupper())


def _is_of_courses(text: str, words: Sequence[Token], k: int) -> bool:
    """Whether a word tells a group of people: not what one of them is, `a graduate of`."""
    before, behind = [words[n].text.lower() if 0 <= n < len(words) else "" for n in (k - 1, k + 1)]
    return not (before in ("a", "an") and behind in ("of", "in", "from"))


_MEANS = {"order": _is_ordinal, "term": _is_season, "plan": _is_plan, "cohort": _is_of_courses}
"""Series whose words mean other things, too."""
_BEHIND_ADVERBS = frozenset({"of", "come"})
_COME = frozenset({"come", "comes", "came", "coming", "go", "goes", "went", "arrived", "finished", "ranked", "placed"})
_CUSTOMERS = frozenset({"users", "user", "customers", "customer", "accounts", "account", "subscribers", "subscriber", "subscriptions", "members", "member", "memberships", "membership", "version", "versions", "edition", "editions", "licences", "licence", "licenses", "license", "workspaces", "workspace", "rate", "rates", "fare", "fares", "ticket", "tickets", "price", "fee", "room", "rooms", "seat", "seats"})  # fmt: skip
_MOST_OF_LABEL = 6


@lru_cache(maxsize=8192)
def members_in(text: str) -> tuple[Member, ...]:
    """All members of series that a text names, in order; a word that identifies a head is no member of its own."""
    hints = 0
    for hint in set(map(_HINTS.__getitem__, text.split(" "))):
        hints |= hint
    if not hints:
        return ()
    found = list(_headed(text)) if hints & _HEAD else []
    if hints & _FORMED:
        found += _formed(text, hints)
    if hints & _REGION and (
        " in " in text or text[:3] in ("In ", "For") or " for " in text or "cross " in text or "hroughout " in text
    ):
        found += [
            Member(m.start(), m.end(), "region", fold(m[1].removeprefix("the ")).replace(" ", "-"))
            for m in _regions().finditer(text)
        ]
    if hints & _PART and ("f " in text or "ong " in text or "cluding " in text):
        found += [Member(m.start(), m.end(), "whole", "part") for m in _parts().finditer(text)]
    for member in _worded(text) if hints & _CONTRAST else ():
        if member.series in ("order", "phase", "plan", "position", "term", "stage") and any(
            m.start <= member.start < m.end for m in found if m.series not in ("region", "whole")
        ):
            continue
        found.append(member)
    return tuple(sorted(set(found), key=lambda m: (m.start, m.end, m.series, m.member)))
