"""The questions that are asked of a whole edition's graph, by name, each answered in one form.

An answer concerns some procedures, the one that it is about first, and tells what speaks for it. `graph_questions`,
`cycles`, `clones` and `terrain` find the answers; this brings them under one roof, so that a command and a screen list
them alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from catalogue.clones import CloneGroup, clone_groups
from catalogue.cycles import cycles
from catalogue.graph import DependencyGraph
from catalogue.graph_questions import asked_back, implied_papers, unasked_results
from catalogue.journey import Journeys
from catalogue.terrain import Terrain


class Question(StrEnum):
    """What can be asked of a graph; the first two are asked of one procedure only."""

    NEEDS = "needs"
    FEEDS = "feeds"
    CYCLES = "cycles"
    ASKED_BACK = "asked-back"
    IMPLIED = "implied"
    UNASKED = "unasked"
    GATES = "gates"
    CLONES = "clones"


OF_ONE_PROCEDURE = frozenset({Question.NEEDS, Question.FEEDS})


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper of a procedure (or, for `unasked`, one result) by its address."""

    entry: int
    address: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the procedures that it concerns, the papers that speak for it, and what is counted.

    - needs, feeds: `number` is the distance, `papers` what is asked for on the last step
    - cycles: each procedure supplies the next; `papers` are those asked of the one before; `holds` says it is avoidable
    - asked-back: the asker, then the issuers, and the paper
    - implied: the asker; the implied paper, the one that implies it, then the chain
    - unasked: the issuer and its result
    - gates: the procedure, and how many others cannot be reached without it
    - clones: the versions, in how many provinces, and how they differ
    """

    procedures: tuple[int, ...]
    papers: tuple[Asked, ...] = ()
    number: int = 0
    holds: bool = False
    clones: CloneGroup | None = None


def answers(graph: DependencyGraph, question: Question, entry: int | None = None) -> tuple[Answer, ...]:
    """Return the answers to a question, all of them or those that concern one procedure.

    Asked of one procedure, `gates` are those that every way to it passes through. Raises ValueError where a question
    that is asked of one procedure names none.
    """
    if question in OF_ONE_PROCEDURE:
        if entry is None:
            raise ValueError(question)
        return tuple(_near(graph, question, entry))
    if question is Question.GATES and entry is not None:
        return tuple(_passed(graph, entry))
    found = _ANSWERING[question](graph)
    return tuple(answer for answer in found if entry is None or entry in answer.procedures)


def _near(graph: DependencyGraph, question: Question, entry: int) -> Iterator[Answer]:
    needs = question is Question.NEEDS
    distances = graph.closure(entry) if needs else graph.fed(entry)
    for other, distance in sorted(distances.items(), key=lambda pair: (pair[1], pair[0])):
        yield Answer((other,), tuple(_last_step(graph, entry, other, distances, needs)), distance)


def _last_step(
    graph: DependencyGraph, entry: int, other: int, distances: dict[int, int], needs: bool
) -> Iterator[Asked]:
    """Give the papers by which a procedure is joined to those one step nearer."""
    nearer = distances[other] - 1
    if needs:
        for asker, papers in graph.askers(other):
            if distances.get(asker, 0 if asker == entry else -1) == nearer:
                yield from (Asked(asker, paper) for paper in papers)
    else:
        for supplier in graph.suppliers(other):
            asking = graph.asking(supplier, other)
            if asking and distances.get(supplier, 0 if supplier == entry else -1) == nearer:
                yield from (Asked(other, paper) for paper in asking.papers)


def _terrain(graph: DependencyGraph) -> Terrain:
    return Journeys(graph, lambda _entries: {}).terrain


def _cycles(graph: DependencyGraph) -> Iterator[Answer]:
    for cycle in cycles(graph, _terrain(graph)):
        papers = (
            Asked(entry, paper) for entry, asked in zip(cycle.entries, cycle.papers, strict=True) for paper in asked
        )
        yield Answer(cycle.entries, tuple(papers), len(cycle.entries), cycle.avoidable)


def _asked_back(graph: DependencyGraph) -> Iterator[Answer]:
    for found in asked_back(graph):
        yield Answer((found.entry, *found.suppliers), (Asked(found.entry, found.paper),))


def _implied(graph: DependencyGraph) -> Iterator[Answer]:
    for found in implied_papers(graph):
        chain = tuple(Asked(*link) for link in found.chain)
        papers = (Asked(found.entry, found.paper), Asked(found.entry, found.by), *chain)
        yield Answer((found.entry, *(link.entry for link in chain)), papers, len(chain))


def _unasked(graph: DependencyGraph) -> Iterator[Answer]:
    for entry, output in unasked_results(graph):
        yield Answer((entry,), (Asked(entry, output.address),))


def _gates(graph: DependencyGraph) -> Iterator[Answer]:
    counted = _terrain(graph).gates()
    for entry, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        yield Answer((entry,), (), count)


def _passed(graph: DependencyGraph, entry: int) -> Iterator[Answer]:
    terrain = _terrain(graph)
    counted = terrain.gates()
    for other in sorted(terrain.passed.get(entry, frozenset()) - {entry}, key=lambda one: (-counted[one], one)):
        yield Answer((other,), (), counted[other])


def _clones(graph: DependencyGraph) -> Iterator[Answer]:
    for group in clone_groups(graph.nodes.values()):
        yield Answer(group.entries, (), len(group.provinces), clones=group)


_ANSWERING: dict[Question, Callable[[DependencyGraph], Iterator[Answer]]] = {
    Question.CYCLES: _cycles,
    Question.ASKED_BACK: _asked_back,
    Question.IMPLIED: _implied,
    Question.UNASKED: _unasked,
    Question.GATES: _gates,
    Question.CLONES: _clones,
}
