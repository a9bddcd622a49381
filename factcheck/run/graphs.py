"""Run, part: the claim graph as GraphML, node-link JSON, Graphviz DOT or a Mermaid flowchart, for `factcheck graph`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.align import align
from factcheck.align.graph import claim_graph
from factcheck.resolve import Resolution

if TYPE_CHECKING:
    import networkx

    Graph = networkx.Graph[str]

_MAX_LABEL = 80
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_SHAPE = {"entity": "box", "claim": "ellipse", "time": "diamond", "value": "plaintext"}
_MERMAID = {"entity": ("[", "]"), "claim": ("(", ")"), "time": ("{{", "}}"), "value": ("[/", "/]")}


def list_graph(resolution: Resolution, name: str) -> str:
    """The claim graph in one of the formats; nodes and edges in order of the documents."""
    alignment = align(resolution.claims)
    return draw_graph(claim_graph(resolution.claims, resolution.entities, alignment.pairs), name)


def draw_graph(graph: Graph, name: str) -> str:
    """The graph as graphml, dot, mermaid or json."""
    import networkx

    if name == "graphml":
        return "\n".join(networkx.generate_graphml(_as_xml_holds_it(graph))) + "\n"
    if name == "dot":
        return "\n".join(_dot(graph)) + "\n"
    if name == "mermaid":
        return "\n".join(_mermaid(graph)) + "\n"
    return json.dumps(networkx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1) + "\n"


def _as_xml_holds_it(graph: Graph) -> Graph:
    """The same without characters that XML cannot hold, in names and in what nodes hold."""
    import networkx

    names = {node: _UNSEEN.sub("\ufffd", node) for node in graph}
    if len(set(names.values())) < len(names):
        names = {node: f"{name} {number}" for number, (node, name) in enumerate(names.items())}
    found = networkx.relabel_nodes(graph, names)
    for _, held in found.nodes(data=True):
        held.update({key: _UNSEEN.sub("\ufffd", value) for key, value in held.items() if isinstance(value, str)})
    return found


def _dot(graph: Graph) -> Iterator[str]:
    """Names and labels are quoted strings, in which only the quote and the backslash mean anything."""
    yield "graph claims {"
    yield '  graph [rankdir="LR"];'
    numbers = {node: f"n{number}" for number, node in enumerate(graph)}
    for node, held in graph.nodes(data=True):
        shape = _SHAPE.get(held.get("kind", ""), "ellipse")
        tip = f", tooltip={_quoted(held['document'])}" if "document" in held else ""
        yield f'  {numbers[node]} [label={_quoted(_label(held, node))}, shape="{shape}"{tip}];'
    for a, b, held in graph.edges(data=True):
        style = ', style="bold"' if held["kind"] == "same" else ""
        yield f"  {numbers[a]} -- {numbers[b]} [label={_quoted(held['kind'])}{style}];"
    yield "}"


def _mermaid(graph: Graph) -> Iterator[str]:
    """Labels are quoted, and every sign in them that Mermaid or HTML could take for markup is a character code."""
    yield "flowchart LR"
    numbers = {node: f"n{number}" for number, node in enumerate(graph)}
    for node, held in graph.nodes(data=True):
        opening, closing = _MERMAID.get(held.get("kind", ""), ("[", "]"))
        yield f'  {numbers[node]}{opening}"{_coded(_label(held, node))}"{closing}'
    for a, b, held in graph.edges(data=True):
        line = "===" if held["kind"] == "same" else "---"
        yield f'  {numbers[a]} {line}|"{_coded(held["kind"])}"| {numbers[b]}'


def _label(held: dict[str, str], node: str) -> str:
    text = " ".join(_UNSEEN.sub(" ", held.get("label") or node).split()) or "?"
    return text if len(text) <= _MAX_LABEL else text[: _MAX_LABEL - 1] + "…"


def _quoted(text: str) -> str:
    """A quoted string of DOT; a backslash begins an escape in labels, so it is doubled."""
    return '"' + _UNSEEN.sub(" ", text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _coded(text: str) -> str:
    return re.sub(r"[^\w .,:()'+/-]", lambda match: f"#{ord(match[0])};", text)
