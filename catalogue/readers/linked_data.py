"""Turtle and JSON-LD of any hand, read with rdflib into the nodes of `catalogue.linked_data`.

rdflib comes with the extra `linked-data`; JSON-LD that the product wrote itself needs none of this.
"""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue.cpsv_ap_terms import LANGUAGE, TERMS, Range, compacted, expanded
from catalogue.linked_data import Node
from catalogue.problems import Problem, ProblemKind
from catalogue.readers.text_files import form_of, pieces_of

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node as Term

SERVICE = "cpsv:PublicService"
# A node that stands by itself is named inside others and never told there.
_APART = frozenset({SERVICE, "dcat:Dataset"})
_DEEPEST = 12
# The library takes some thirty times the room of its text.
_LONGEST = 64 << 20


def load_graph(path: Path, json_ld: bool) -> Graph:
    """Return the statements of a file.

    Raises `Problem`: LINKED_DATA_MISSING where rdflib is not installed, LINKED_DATA_REMOTE where the file asks for
    another one from the network, LINKED_DATA_UNREADABLE where it is neither syntax, or that it cannot be read.
    """
    if find_spec("rdflib") is None:
        raise Problem(ProblemKind.LINKED_DATA_MISSING, path=str(path))
    from rdflib import Graph

    data = _text_of(path)
    if json_ld:
        _refuse_remote(path, data)
    # What the library remarks on values that it cannot convert is not for the people who import.
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    graph = Graph()
    try:
        graph.parse(data=data, format="json-ld" if json_ld else "turtle")
    except Exception as error:
        # The library's parsers raise what they like, with no common ancestor.
        line = getattr(error, "lines", None) or getattr(error, "lineno", None) or 0
        raise Problem(ProblemKind.LINKED_DATA_UNREADABLE, path=str(path), line=int(line) + 1) from error
    return graph


def _text_of(path: Path) -> str:
    """The text of a whole file, which is no larger than what the library can hold."""
    parts: list[str] = []
    length = 0
    for piece in pieces_of(path, replace(form_of(path), letters=None)):
        parts.append(piece)
        length += len(piece)
        if length > _LONGEST:
            raise Problem(ProblemKind.SOURCE_TOO_HEAVY, path=str(path))
    return "".join(parts)


def _refuse_remote(path: Path, data: str) -> None:
    """Refuse a document whose context would be fetched from elsewhere."""
    try:
        waiting = [json.loads(data)]
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise Problem(ProblemKind.LINKED_DATA_UNREADABLE, path=str(path), line=line) from None
    while waiting:
        found = waiting.pop()
        if isinstance(found, list):
            waiting += found
        if isinstance(found, dict):
            for key, value in found.items():
                named = value if isinstance(value, list) else [value]
                for one in named:
                    if key in ("@context", "@import") and isinstance(one, str):
                        raise Problem(ProblemKind.LINKED_DATA_REMOTE, path=str(path), address=one)
                waiting += named


def services(graph: Graph) -> list[Node]:
    """Return the public services of a graph as nodes, in the order that they give themselves, then by address."""
    from rdflib import RDF, URIRef

    subjects = set(graph.subjects(RDF.type, URIRef(expanded(SERVICE))))
    nodes = [_Framing(graph, subject).node(subject, 0) for subject in subjects]
    return sorted(nodes, key=_place)


def _place(node: Node) -> tuple[int, str]:
    position = node.get("tthc:position")
    return (position if isinstance(position, int) else 1 << 62), node["@id"]


class _Framing:
    """Gathers what a graph says of one service into a tree, each node told once."""

    def __init__(self, graph: Graph, service: Term) -> None:
        self._graph = graph
        self._service = service
        self._told: set[Term] = set()

    def node(self, subject: Term, depth: int) -> Node:
        """Return a subject with what is said of it."""
        from rdflib import RDF

        kinds = sorted(compacted(str(kind)) for kind in self._graph.objects(subject, RDF.type))
        node: Node = {"@id": compacted(str(subject))}
        apart = subject != self._service and not _APART.isdisjoint(kinds)
        if subject in self._told or apart or depth > _DEEPEST:
            return node
        self._told.add(subject)
        node["@type"] = kinds
        for term in sorted(TERMS):
            values = list(self._graph.objects(subject, _predicate(term)))
            if values and (value := self._value(term, values, depth)) not in (None, []):
                node[term] = value
        return node

    def _value(self, term: str, values: list[Term], depth: int) -> Any:
        from rdflib import Literal

        kind = TERMS[term]
        if kind is Range.THINGS:
            return [self.node(one, depth + 1) for one in self._listed(values)]
        if kind is Range.THING:
            return sorted((self.node(one, depth + 1) for one in values if not isinstance(one, Literal)), key=_place)
        if kind is Range.PLAINS:
            return [str(one) for one in self._listed(values)]
        literals = sorted((one for one in values if isinstance(one, Literal)), key=_spoken_first)
        if not literals:
            return None
        if term == "dcat:keyword":
            return [str(one) for one in literals]
        return _plain(kind, str(literals[0]))

    def _listed(self, values: list[Term]) -> list[Term]:
        """The members of a list; values without order stand for a list of them."""
        from rdflib import RDF
        from rdflib.collection import Collection

        if len(values) == 1 and (values[0] == RDF.nil or (values[0], RDF.first, None) in self._graph):
            try:
                return list(Collection(self._graph, values[0]))
            except ValueError:
                # A list that leads back into itself.
                return []
        return sorted(values, key=str)


def _predicate(term: str) -> Term:
    from rdflib import URIRef

    return URIRef(expanded(term))


def _spoken_first(literal: Any) -> tuple[bool, str, str]:
    """Vietnamese words come before those of other languages."""
    return literal.language != LANGUAGE, literal.language or "", str(literal)


def _plain(kind: Range, text: str) -> Any:
    if kind is Range.INTEGER:
        return int(text) if text.lstrip("-").isdecimal() and len(text) < 16 else None
    return text in ("true", "1") if kind is Range.FLAG else text
