"""Extract, part: how a claim is said and what it holds for: modality, occurrence and scope, from closed classes of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from factcheck.data import load_yaml
from factcheck.model.claim import Modality
from factcheck.values.words import fold, stem

_ORDER = ("refuted", "planned", "denied", "proposed", "superseded", "reported")


@cache
def _modalities() -> tuple[tuple[Modality, re.Pattern[str]], ...]:
    data = load_yaml("claims/modality.yaml")
    made = []
    for name in _ORDER:
        words = "|".join(re.escape(w) for w in sorted(data[name], key=lambda w: (-len(w), w)))
        made.append((Modality(name), re.compile(rf"(?:(?<![\w])|(?<=n)(?='t))(?:{words})(?![\w])")))
    return tuple(made)


def modality_of(before: str, clause: str) -> Modality:
    """How a clause is said; `before` is what leads to it in its sentence."""
    text = fold(clause)
    lead = fold(before)[-60:]
    for modality, pattern in _modalities():
        if pattern.search(text) or (
            modality in (Modality.REFUTED, Modality.PROPOSED, Modality.PLANNED, Modality.SUPERSEDED)
            and pattern.search(lead)
        ):
            return modality
    return Modality.ASSERTED


@cache
def _contrasts() -> dict[str, str]:
    table: dict[str, str] = {}
    for series, members in load_yaml("claims/contrasts.yaml").items():
        for member, wordings in members.items():
            for wording in wordings:
                table.setdefault(" ".join(stem(w) for w in wording.split()), f"{series}:{member}")
    return table


def scope_of(stems: Iterable[str]) -> tuple[str, ...]:
    """The members of contrast series that a stretch of stems names, as `series:member`, sorted."""
    table = _contrasts()
    listed = list(stems)
    pairs = [f"{a} {b}" for a, b in pairwise(listed)]
    return tuple(sorted({table[s] for s in (*listed, *pairs) if s in table}))


_AGAIN = re.compile(
    r"\b(?:again|once more|anew|for the (?:second|third|fourth) time|re-?(?:open|elect|launch|build|built|establish|introduc|start|naming)\w*)\b"
)
_NTH = re.compile(
    r"\b(second|third|fourth|fifth|2nd|3rd|4th|5th)\s+(?!half|quarter|week|day|month|year|floor|of\b|time\b)[a-z-]+"
)
_EARLIER = re.compile(
    r"\b(?:earlier|previous|former|first|original|initial)\s+(?:[a-z]+\s)?(?:declaration|opening|agreement|treaty|attempt|version|edition|election|meeting|closure|marriage|visit|bridge|building|plan|date|deadline|proclamation)\b"
)


def occurrence_of(clause: str) -> str:
    """Which of several such events is meant: `again`, `2`, `earlier`, or nothing."""
    text = fold(clause)
    if _AGAIN.search(text):
        return "again"
    if match := _NTH.search(text):
        return {"second": "2", "third": "3", "fourth": "4", "fifth": "5"}.get(match[1], match[1][0])
    return "earlier" if _EARLIER.search(text) else ""
