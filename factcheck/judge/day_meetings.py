"""Judge, part of places: pairs of places of what took place on one day, which both texts tell, each by a noun of its own.

`The exercises were held on June 4 at the Fair Arena`, `The ceremony, on Saturday the 4th, took place in the Lind Gymnasium`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from factcheck.frozen import dataclass
from factcheck.judge.common_ground import are_of_one_ground, names_in_common
from factcheck.judge.conflict import Case
from factcheck.judge.occasions import occasion_of
from factcheck.judge.offices import is_among, main_names
from factcheck.judge.statements import sentence_of
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim, ClaimType
from factcheck.patterns import pattern_of
from factcheck.values.calendar import MONTHS
from factcheck.values.dates import Granularity
from factcheck.values.events import event_words
from factcheck.values.names import normalise
from factcheck.values.occasion_kinds import occasion_kinds
from factcheck.values.words import content_stem, fold, stem, synonym, tokens

_SCORE = 3.0
_MOST = 40
"""Claims of one day and kind beyond which it tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a claim of place says took place, by its noun."""

    kind: str
    matter: frozenset[str]
    """The stems before the noun: of `the annual public meeting`, that it is yearly and public."""
    is_definite: bool
    of: str
    """The name that follows: of `the annual meeting of Tarn Water`, that of Tarn Water."""


def met_days(case: Case) -> Iterator[Pair]:
    """Joined pairs of places of one day's event in two documents, in order of their ids."""
    blocks: dict[tuple[str, int], list[tuple[Claim, Told]]] = defaultdict(list)
    for _, claim in sorted(case.claims.items()):
        told = (
            told_by(case, claim)
            if claim.type is ClaimType.PLACE and claim.fact is None and claim.value is not None
            else None
        )
        if told is not None and (day := _day_of(case, claim)) is not None:
            blocks[told.kind, day].append((claim, told))
    made: dict[tuple[int, int], Pair] = {}
    for (kind, _), block in sorted(blocks.items()):
        for n, (a, x) in enumerate(block) if len(block) <= _MOST else ():
            for b, y in block[n + 1 :]:
                if a.document != b.document and _are_one(case, a, b, x, y):
                    level = Level(attribute="meeting", level="day", weight=_SCORE, detail=kind)
                    made[a.id, b.id] = Pair(
                        a=a.id, b=b.id, key=f"one day's {kind}", levels=(level,), score=_SCORE, joined=True
                    )
    yield from (made[key] for key in sorted(made))


def _day_of(case: Case, claim: Claim) -> int | None:
    """The one day that the sentence of a claim tells."""
    days = {v.earliest for v in occasion_of(case, claim).own if v.granularity is Granularity.DAY}
    return next(iter(days)) if len(days) == 1 else None


def told_by(case: Case, claim: Claim) -> Told | None:
    """What a claim of place says took place; None where it is nothing that takes place on a day."""
    kinds = occasion_kinds()
    if claim.entity.lower().startswith(("one of ", "some of ")):
        return None
    leading, phrase = _whole_phrase(case, claim)
    if _BESIDE.search(leading) and claim.predicate_words.lower() not in phrase.lower():
        return None  # `The reception after the ceremony was held`
    words = [t for t in tokens(_OF_NAME.sub("", phrase)) if t.text[0].isalnum()]
    roots = [stem(t.text) for t in words]
    for size in (3, 2, 1):
        kind = kinds.kind_of.get(" ".join(roots[-size:])) if len(roots) >= size else None
        if kind is not None:
            lead = words[: len(words) - size]
            is_definite = bool(lead) and (lead[0].low in _DEFINITE or lead[-1].low.endswith(("'s", "’s")))
            matter = {synonym(root) for t in lead if (root := content_stem(t.text))} - event_words().idle
            is_definite = is_definite or kind == "premiere"
            return Told(kind=kind, matter=frozenset(matter), is_definite=is_definite, of=_name_behind(case, claim))
    if stem(claim.predicate) in kinds.meets and claim.subject:
        return Told(kind="meeting", matter=frozenset(), is_definite=True, of="")
    return None


def are_alike(case: Case, a: Claim, b: Claim) -> bool:
    """Whether nothing in the noun phrases of two claims tells that two meetings or ceremonies took place on their day."""
    x, y = told_by(case, a), told_by(case, b)
    if x is None or y is None:
        return True
    if x.kind != y.kind or not _CONTRASTS.isdisjoint(x.matter ^ y.matter):
        return False  # the quiz evening, the junior awards
    if not (x.matter <= y.matter or y.matter <= x.matter) or x.is_definite != y.is_definite:
        return False
    return _is_of(case, b, x.of) and _is_of(case, a, y.of)


def _name_behind(case: Case, claim: Claim) -> str:
    behind = sentence_of(case, claim).partition(claim.entity)[2]
    match = _OF_NAME.search(claim.entity) or _OF_NAME.match(behind)
    name = normalise(match["name"]) if match is not None else ""
    return "" if fold(name.partition(" ")[0]) in MONTHS else name  # `the summit of June 2031`


_OF_NAME = pattern_of(r"\sof\s(?:the\s)?(?P<name>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)")


def _is_of(case: Case, claim: Claim, name: str) -> bool:
    """Whether the text of a claim is about a name, or there is none."""
    return not name or is_among(name, main_names(case, claim.document)) or name in normalise(sentence_of(case, claim))


def _whole_phrase(case: Case, claim: Claim) -> tuple[str, str]:
    """What leads to the noun phrase of what took place, and it with the words that alignment leaves out: `the annual` public meeting."""
    lead, phrase, _ = sentence_of(case, claim).partition(claim.entity)
    match = _BEFORE.search(lead) if phrase else None
    if match is None:
        return lead if phrase else "", claim.entity
    return lead[: match.start()], f"{match[0]}{claim.entity}"


_BESIDE = pattern_of(r"\b(?:after|before|of|for|during|following)\s\Z")
_CONTRASTS = frozenset(stem(w) for w in ["junior", "senior", "youth", "women", "men", "girl", "boy", "regional", "district", "staff", "student", "children", "school", "branch", "online", "winter", "summer", "spring", "autumn", "opening", "closing", "second", "third", "small", "extra", "extraordinary", "special", "preparatory", "fringe", "international", "european"])  # fmt: skip
"""Words before a noun by which there are two of it on one day or in one year."""
_BEFORE = pattern_of(r"\b(?:the|our|its|their|this|your|my)\s(?:[a-z-]+\s){0,3}\Z", re.I)
_DEFINITE = frozenset(["the", "our", "its", "their", "this", "your", "my"])
_OTHER = pattern_of(
    r"\b(?:last|previous|past|next|former|second|third|other|another|earlier|later|every|each|some|two|three|four|both|one of)\b"
)
_PART_OF_DAY = pattern_of(r"\b(?:morning|afternoon|evening|night|noon|midday)\b")
_HOUR = pattern_of(r"\b(\d{1,2})(?:[.:]\d\d)?\s?([ap])\.?m\b", re.I)


def _are_one(case: Case, a: Claim, b: Claim, x: Told, y: Told) -> bool:
    if not (x.is_definite and y.is_definite) or not are_alike(case, a, b):
        return False
    texts = [sentence_of(case, c).lower() for c in (a, b)]
    if any(_OTHER.search(text) for text in texts):
        return False
    for pattern in (_PART_OF_DAY, _HOUR):
        told = [set(pattern.findall(text)) for text in texts]
        if told[0] and told[1] and not told[0] & told[1]:
            return False  # in the morning here, in the evening there
    if a.subject and b.subject and not set(a.subject) & set(b.subject):
        return False
    is_same = bool(x.matter and x.matter == y.matter) or bool(set(a.subject) & set(b.subject))
    if x.kind not in occasion_kinds().sole and not is_same:
        return False
    if are_of_one_ground(case, a.document, b.document):
        return True
    names = names_in_common(case, a.document, b.document)
    mains = [main_names(case, c.document) for c in (a, b)]
    return bool(names) and (is_same or any(is_among(name, mains[0]) and is_among(name, mains[1]) for name in names))
