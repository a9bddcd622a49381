"""Judge, part of places: pairs of places of one event that both texts tell by its noun, in two documents that are of one house.

`The annual general meeting will be held in the Guildhall`, `Our annual general meeting takes place at the Linen Hall`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from factcheck.judge.common_ground import are_dated_together, are_of_one_ground, are_of_one_name, are_of_one_season
from factcheck.judge.conflict import Case
from factcheck.judge.event_nouns import EventNoun, event_of
from factcheck.judge.occasions import are_apart, occasion_of
from factcheck.judge.statements import sentence_of
from factcheck.model.cell import Level, Pair
from factcheck.model.claim import Claim
from factcheck.patterns import pattern_of
from factcheck.values.events import event_words
from factcheck.values.words import tokens

_SCORE = 3.0
_MOST = 60
"""Claims that share a word beyond which it tells nothing."""

Told = tuple[Claim, EventNoun]


def met_events(case: Case) -> Iterator[Pair]:
    """Joined pairs of places of one event in two documents, in order of their ids."""
    made: dict[tuple[int, int], Pair] = {}
    for key, block in sorted(_blocks(case).items()):
        for n, (a, x) in enumerate(block) if len(block) <= _MOST else ():
            for b, y in block[n + 1 :]:
                if a.document == b.document or (a.id, b.id) in made:
                    continue
                if (what := _one_noun(x, y)) and _are_one(case, a, b, x, y):
                    level = Level(attribute="meeting", level="event", weight=_SCORE, detail=f"{key[0]} {what}")
                    made[a.id, b.id] = Pair(
                        a=a.id, b=b.id, key=f"event by its noun/{what}", levels=(level,), score=_SCORE, joined=True
                    )
    yield from (made[key] for key in sorted(made))


def _blocks(case: Case) -> dict[tuple[str, str], list[Told]]:
    """The claims of place by what was done and a word that tells of what; what a pronoun stands for by the words around it."""
    told = [
        (claim, event)
        for _, claim in sorted(case.claims.items())
        if claim.fact is None and claim.value is not None and (event := event_of(case, claim)) is not None
    ]
    blocks: dict[tuple[str, str], list[Told]] = defaultdict(list)
    known = {(event.sort, word) for _, event in told for word in event.matter | event.names}
    for claim, event in told:
        for word in (event.matter | event.names) or event.around:
            if (event.sort, word) in known:
                blocks[event.sort, word].append((claim, event))
    return blocks


def _one_noun(x: EventNoun, y: EventNoun) -> str:
    """The stems by which two nouns are of one event; empty where they are not."""
    if x.around or y.around:
        told, around = (y, x.around) if x.around else (x, y.around)
        needed = told.matter | told.names
        enough = len(needed) > 1 or bool(told.names)
        return " ".join(sorted(needed)) if enough and not told.around and needed <= around else ""
    if x.names & y.names and (x.matter <= y.matter or y.matter <= x.matter):
        return " ".join(sorted(x.names & y.names))
    shared = (x.matter & y.matter) - event_words().gatherings
    if x.matter == y.matter or (shared and x.matter ^ y.matter <= event_words().gatherings):
        return " ".join(sorted(x.matter & y.matter))
    return ""


_OTHER_TIME = pattern_of(
    r"\b(?:last|previous|past|next|former|second|third|other|another|earlier|later|every|each|some)\b"
)


def _are_one(case: Case, a: Claim, b: Claim, x: EventNoun, y: EventNoun) -> bool:
    if not (x.is_definite or y.is_definite) or (
        len(x.matter) < 2 and not (x.names or y.names) and x.sort == "gathering"
    ):
        return False
    if a.years and b.years and not set(a.years) & set(b.years):
        return False
    if bool(_OTHER_TIME.search(_around(case, a))) != bool(_OTHER_TIME.search(_around(case, b))):
        return False
    if not are_of_one_name(case, (a, x.names), (b, y.names), anywhere=True):
        return False
    if _are_of_other_parts(a, b):
        return False
    if are_apart(occasion_of(case, a), occasion_of(case, b)):
        if "yearly" not in x.matter | y.matter and not are_dated_together(case, a, b):
            return False
    return are_of_one_ground(case, a.document, b.document) and are_of_one_season(case, a, b)


def _around(case: Case, claim: Claim) -> str:
    return sentence_of(case, claim).lower()


_OF_THE_SENTENCE = frozenset(["order", "sex", "term", "season", "year", "trial-flow"])
"""Series whose words, in the sentence of an event, tell of something else as a rule: `the first of our members`, `last spring`."""


def _are_of_other_parts(a: Claim, b: Claim) -> bool:
    """Whether the two hold for two members of a series; a place told by its number (`Trench 4`) is none of those."""
    places = {token.low for claim in (a, b) for token in tokens(claim.shown)}
    x, y = ({s.partition(":")[0]: s for s in c.scope} for c in (a, b))
    return any(x[k] != y[k] for k in sorted(x.keys() & y.keys()) if k not in places | _OF_THE_SENTENCE)
