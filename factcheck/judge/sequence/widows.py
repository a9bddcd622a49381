"""Judge, part of sequences: nobody is a widow before the death of the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.judge.sequence.distances import is_plain
from factcheck.judge.sequence.said import Events, Said, dated_point
from factcheck.judge.sequence.scene import PERSON, Scene
from factcheck.model.claim import Claim, ClaimType, EntityId
from factcheck.patterns import pattern_of
from factcheck.values.network import Bound

_SPOUSE = pattern_of(r"\b(?:husband|wife)\b", re.I)
_FORMER = pattern_of(r"\b(?:first|second|third|former|ex-?|divorced|later|future)\b", re.I)


def widows_of(scene: Scene, claims: Sequence[Claim], events: Events) -> Iterator[Said]:
    """`In the autumn of 1918 Klara Venn, by then a widow, …`, where her only husband died in 1920."""
    spouses: dict[EntityId, set[EntityId]] | None = None
    for claim in claims:
        if claim.type is not ClaimType.DATE or not is_plain(claim):
            continue
        text = scene.sentence_of(claim).text
        if "widow" not in text and "Widow" not in text:
            continue
        spouses = _spouses(scene, claims) if spouses is None else spouses
        for entity in dict.fromkeys(claim.entities):
            known = spouses.get(entity, set())
            if len(known) != 1 or not _is_widow(scene, entity, text):
                continue
            died = events.get(f"{next(iter(known))}||", {}).get("die")
            if died is not None and claim not in died.claims:
                point = f"widow {claim.id}"
                said = dated_point(claim, point)
                yield Said(statement=said.statement, bounds=(*said.bounds, Bound(point, died.point, 0.0)))


def _spouses(scene: Scene, claims: Sequence[Claim]) -> dict[EntityId, set[EntityId]]:
    """Who is said to be married to whom, of those who married once."""
    found: dict[EntityId, set[EntityId]] = defaultdict(set)
    for claim in claims:
        is_kin = claim.type is ClaimType.ROLE and _SPOUSE.search(claim.predicate_words)
        if not is_kin and claim.predicate != "marry":
            continue
        people = [e for e in dict.fromkeys(claim.entities) if scene.kind(e) == PERSON]
        if _FORMER.search(scene.sentence_of(claim).text):
            people = people[:0]
        if len(people) == 2:
            found[people[0]].add(people[1])
            found[people[1]].add(people[0])
    return found


def _is_widow(scene: Scene, entity: EntityId, text: str) -> bool:
    """Whether the word stands beside the name and nobody else is the one whose widow it is."""
    return any(
        re.search(rf"\b{re.escape(n)}, (?:by then |then |now |already )?(?:a widow|widowed)\b(?! of)", text)
        or re.search(rf"\b(?:the widow|the widowed|widowed) {re.escape(n)}\b", text)
        for n in scene.names(entity)
    )
