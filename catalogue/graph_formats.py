"""A picture of the graph in the text formats that other programs read: GraphML, Graphviz DOT and Mermaid."""

from __future__ import annotations

import re
from typing import Any

import networkx as nx

from catalogue.flow import short_name
from catalogue.graph_picture import Picture, PictureEdge, Shape, Tie

# Longer labels make a drawing unreadable; the whole text stays in the GraphML.
_LONGEST_LABEL = 90

_DOT_SHAPES = {
    Shape.PROCEDURE: "shape=box, style=bold",
    Shape.PAPER: "shape=note",
    Shape.CHOICE: "shape=diamond",
    Shape.CASE: "shape=diamond",
    Shape.STEP: "shape=box, style=rounded",
}
_MERMAID_SHAPES = {
    Shape.PROCEDURE: ("[", "]"),
    Shape.PAPER: (">", "]"),
    Shape.CHOICE: ("{", "}"),
    Shape.CASE: ("{", "}"),
    Shape.STEP: ("(", ")"),
}
_DASHED = (Tie.MAINTAINS, Tie.ONE_OF, Tie.CASE)


def graphml(picture: Picture) -> str:
    """Return a picture as GraphML, with every attribute of nodes and edges."""
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for node in picture.nodes:
        graph.add_node(
            node.key, kind=node.shape.value, label=printable(node.label), code=node.code, element=node.element
        )
    for edge in picture.edges:
        attributes: dict[str, Any] = {"kind": edge.tie.value, "evidence": printable(edge.evidence)}
        if edge.confidence is not None:
            attributes["confidence"] = edge.confidence
        graph.add_edge(edge.source, edge.target, **attributes)
    lines = nx.generate_graphml(graph, named_key_ids=True)
    return "<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(lines) + "\n"


_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def dot(picture: Picture) -> str:
    """Return a picture in the language of Graphviz."""
    lines = ["digraph procedure {", "  rankdir=LR;", '  node [fontname="sans-serif"];']
    for node in picture.nodes:
        lines.append(f"  {_quoted(node.key)} [label={_quoted(_short(node.label))}, {_DOT_SHAPES[node.shape]}];")
    for edge in picture.edges:
        style = ", style=dashed" if edge.tie in _DASHED else ""
        lines.append(f'  {_quoted(edge.source)} -> {_quoted(edge.target)} [class="{edge.tie.value}"{style}];')
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    """A quoted string of DOT; a backslash would begin an escape such as a line break."""
    escaped = printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else short_name(text, _LONGEST_LABEL)


def mermaid(picture: Picture) -> str:
    """Return a picture as a Mermaid flowchart."""
    names = {node.key: f"n{at}" for at, node in enumerate(picture.nodes)}
    lines = ["flowchart LR"]
    for node in picture.nodes:
        left, right = _MERMAID_SHAPES[node.shape]
        lines.append(f'    {names[node.key]}{left}"{_entities(_short(node.label))}"{right}')
    lines.extend(f"    {names[edge.source]} {_arrow(edge)} {names[edge.target]}" for edge in picture.edges)
    return "\n".join(lines) + "\n"


def _arrow(edge: PictureEdge) -> str:
    return "-.->" if edge.tie in _DASHED else "-->"


def _entities(text: str) -> str:
    """A text for Mermaid: signs that mean something to it or to HTML as numbered entities."""
    written = "".join(
        character if character.isalnum() or character in " .,/()–-" else f"#{ord(character)};"
        for character in printable(text).replace("\n", " ")
    )
    # "1. " at a label's beginning would be read as a list in Markdown.
    return re.sub(r"^(\d+)\. ", r"\1#46; ", written)
