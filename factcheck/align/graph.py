"""Align, part: the claim graph (networkx): entities, claims and values as nodes, for export and for a look at a component."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.model.cell import Pair
from factcheck.model.claim import Claim, Entity

if TYPE_CHECKING:
    import networkx


def claim_graph(claims: Sequence[Claim], entities: Sequence[Entity], pairs: Sequence[Pair]) -> networkx.Graph[str]:
    """A graph with entity, claim and time nodes; edges `about`, `takes part`, `at` and, between claims, `same`.

    Node attributes: kind, label, and of claims document, start, end, type, value, predicate. All attributes are strings
    or numbers, so that GraphML can hold them.
    """
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    used = {e for claim in claims for e in claim.entities}
    for entity in entities:
        if entity.id in used:
            graph.add_node(f"entity:{entity.id}", kind="entity", label=entity.name)
    for claim in claims:
        node = f"claim:{claim.id}"
        graph.add_node(
            node,
            kind="claim",
            label=f"{claim.predicate or claim.measure}: {claim.shown}",
            document=claim.document,
            start=claim.span.start,
            end=claim.span.end,
            type=claim.type.value,
            value=claim.text_value,
            predicate=claim.predicate,
            modality=claim.modality.value,
        )
        for entity_id in claim.entities:
            graph.add_node(
                f"entity:{entity_id}", kind="entity", label=entity_id
            ) if f"entity:{entity_id}" not in graph else None
            graph.add_edge(node, f"entity:{entity_id}", kind="about" if entity_id in claim.subject else "takes part")
        if claim.text_value:
            value = f"{'time' if claim.type.value in ('date', 'deadline') else 'value'}:{claim.text_value}"
            graph.add_node(value, kind=value.split(":", 1)[0], label=claim.text_value)
            graph.add_edge(node, value, kind="at")
    for pair in pairs:
        if pair.joined:
            graph.add_edge(f"claim:{pair.a}", f"claim:{pair.b}", kind="same", weight=round(pair.score, 3), key=pair.key)
    return graph
