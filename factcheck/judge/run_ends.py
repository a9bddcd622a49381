"""Judge, part of days and last days: whether the end of what runs from one day to another is that of which another text tells.

A run has more than one first day: the preview, that of members, that in the next town, that of next year. A day read off a run
is held against another text only where nothing tells of those.
"""

from __future__ import annotations

import re

from factcheck.judge.conflict import Case
from factcheck.judge.statements import sentence_of
from factcheck.model.claim import Claim
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.names import name_tokens, normalise

_SOME = pattern_of(
    r"\b(?:previews?|pre-?opening|private\sview|vernissage|press|reception|part(?:y|ies)|dinner|parade|members|friends|lenders|guests|invited|professionals|trade|staff|teachers|residents|exhibitors|online|postal|tutorials?|rehearsals?"
    r"|stages?|legs?|rounds?|heats?|sessions?|sittings?|modules?|sections?|phases?|weeks?|finals?|practice|first\shalf|second\shalf|half[-\s]term|year\s\d+|extended|prolonged|until\snow)\b", re.I,
)  # fmt: skip
"""What tells that only some are let in, or that a part is spoken of."""
_FOR_SOME = pattern_of(
    r"\b(?:open|start|begin|beg[au]n|clos|end)\w*\b[^.;]{0,40}?\b(?:for|to)\s(?!(?:the\s)?(?:public|general|everyone|everybody|all|visitors|view|celebrate|mark|coincide|make|give|show)\b)(?!an?\b)(?!\d)(?:[a-z]+[\s-]){0,2}(?P<who>[a-z]{3,}(?<!s)s|reception|bookings?|entry|business)\b",
    re.I,
)
_COUNTED = pattern_of(r"(?:days|weeks|months|years|hours|nights|weekends|minutes)\Z")
_PLACE = pattern_of(
    r"\b(?:at|in)\s(?:the\s)?(?P<name>(?:[A-Z][\w’'-]+)(?:\s(?:of|the|[A-Z][\w’'-]+)){0,4}|[A-Z][\w’'-]+\s[a-z]+)"
)
_NO_PLACE = frozenset(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "spring", "summer", "autumn", "winter", "easter", "christmas"])  # fmt: skip
_FAR = 200
"""Days between which two first days of other years are those of two editions."""


def is_end_of_run(claim: Claim) -> bool:
    """Whether a day is read off what runs from one day to another."""
    timex = claim.timex
    return timex is not None and "/" in timex.edtf and timex.until is None and timex.value is not None


def are_of_other_runs(case: Case, a: Claim, b: Claim) -> bool:
    """Whether one of two days is read off a run, and the texts tell of two editions, towns, parts or publics."""
    x, y = a.timex, b.timex
    if x is None or y is None or not ("/" in x.edtf or "/" in y.edtf):
        return False
    if x.value is not None and y.value is not None and _are_of_two_years(x.value, y.value):
        return True
    if not (is_end_of_run(a) or is_end_of_run(b)):
        return False
    p, q = (_plain(sentence_of(case, claim)) for claim in (a, b))
    if {m[0].lower() for m in _SOME.finditer(p)} != {m[0].lower() for m in _SOME.finditer(q)}:
        return True
    if _publics(p) != _publics(q):
        return True
    here, there = _places(p), _places(q)
    if here and there:
        return not any(i & j for i in here for j in there)
    for names, claim in ((here, b), (there, a)):
        text = normalise(case.documents[claim.document].text)
        if names and _LEADS_PLACE.search(p if names is here else q) and not any(w in text for n in names for w in n):
            return True  # `The Weekend in Elmham takes place`, and another page that knows of no Elmham
    return False


_LEADS_PLACE = pattern_of(r"\A\W*(?:[Tt]he\s)?(?:[\w’'-]+\s){1,4}(?:in|at)\s(?:the\s)?[A-Z]")


def _plain(text: str) -> str:
    return re.sub(r"[*_]", "", text)


def _publics(text: str) -> set[str]:
    """For whom something opens or starts on a day: `for exhibitors`, `to members`, and no `for six weeks`."""
    return {m["who"].lower() for m in _FOR_SOME.finditer(text) if not _COUNTED.search(m["who"])}


def _places(text: str) -> list[set[str]]:
    found = [set(name_tokens(normalise(m["name"]))) for m in _PLACE.finditer(text)]
    return [words for words in found if words and words.isdisjoint(_NO_PLACE)]


def _are_of_two_years(x: DateValue, y: DateValue) -> bool:
    """Whether two days lie in two years and not on one day of them, which would be a slip."""
    if any(
        v.earliest <= dates.OPEN_START or v.latest >= dates.OPEN_END or v.latest - v.earliest > _FAR for v in (x, y)
    ):
        return False
    (i, *m), (j, *n) = dates.civil(x.earliest), dates.civil(y.earliest)
    return i != j and m != n and abs(x.latest - y.latest) > _FAR
