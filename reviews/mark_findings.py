"""What the catalogue's graph shows of a marked paper: asked back by its own issuer, or implied by another paper.

These are the findings with a proof: the procedures that issue the paper, or the chain through which it was seen before
(`catalogue.graph_questions`). A mark keeps none of them, since they follow from the edition and a better reader finds
more; they are looked up when somebody asks what stands behind a sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from catalogue.editions import find_edition, find_entry
from catalogue.elements import Part
from catalogue.graph import DependencyGraph
from catalogue.graph_answers import Answer, Asked, Question, answers
from catalogue.kept_graphs import kept_graph
from catalogue.problems import Problem
from catalogue.store import Store
from reviews.judged_issuers import judged_links
from reviews.marks import Mark

PROVING = (Question.ASKED_BACK, Question.IMPLIED)


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of an edition's graph that concerns a marked paper, with the question that it answers."""

    question: Question
    answer: Answer
    graph: DependencyGraph = field(repr=False, compare=False)


def findings_behind(store: Store, marks: Iterable[Mark]) -> dict[int, tuple[Finding, ...]]:
    """Return the findings on the papers of some marks by the marks' numbers; each edition's graph is taken once."""
    by_edition: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.part == Part.PAPER:
            by_edition[mark.edition].append(mark)
    found: dict[int, tuple[Finding, ...]] = {}
    for name, of_edition in by_edition.items():
        edition = find_edition(store, name)
        proved = proved_papers(kept_graph(store, edition, judged_links(store)))
        for mark in of_edition:
            try:
                entry = find_entry(store, edition, mark.address)
            except Problem:
                # The edition was imported anew without this procedure; the mark stays in the journal.
                continue
            if findings := proved.get(Asked(entry.id, mark.element)):
                found[mark.id] = findings
    return found


def proved_papers(graph: DependencyGraph) -> Mapping[Asked, tuple[Finding, ...]]:
    """Return every finding of a graph by the paper that it is about."""
    found: dict[Asked, list[Finding]] = defaultdict(list)
    for question in PROVING:
        for answer in answers(graph, question):
            found[answer.papers[0]].append(Finding(question, answer, graph))
    return {asked: tuple(findings) for asked, findings in found.items()}
