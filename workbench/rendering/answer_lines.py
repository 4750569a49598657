"""The answers to a question about an edition's graph, as JSON values and as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalogue.clones import CloneGroup, Difference
from catalogue.graph import DependencyGraph
from catalogue.graph_answers import OF_ONE_PROCEDURE, Answer, Asked, Question
from catalogue.text import one_line
from workbench.language import N_, ngettext
from workbench.language import translate as _
from workbench.problem_sentences import printable_within
from workbench.rendering.labels import element_words
from workbench.rendering.lines import Line, Piece, wrapped_lines

# Rows that list every case of a law would push the next answers off the screen; JSON holds them whole.
_WIDEST_PAPER = 300
_MOST_PROVINCES = 4

QUESTION_NAMES = {
    Question.NEEDS: N_("What it needs"),
    Question.FEEDS: N_("What needs its results"),
    Question.CYCLES: N_("Circles"),
    Question.ASKED_BACK: N_("Papers asked back by their own issuer"),
    Question.IMPLIED: N_("Papers implied by another paper of the same dossier"),
    Question.UNASKED: N_("Results that nobody asks for"),
    Question.GATES: N_("Procedures that every way passes through"),
    Question.CLONES: N_("The same procedure of several provinces"),
}


def paper_text(graph: DependencyGraph, asked: Asked) -> str:
    """Return the words of a paper or result by its address, the address where it is not known."""
    node = graph.nodes[asked.entry]
    texts = [need.text for row in node.needs for need in row.each if need.address == asked.address]
    texts += [output.name for output in node.outputs if output.address == asked.address]
    return one_line(texts[0]) if texts else asked.address


def answer_values(graph: DependencyGraph, question: Question, answer: Answer) -> dict[str, Any]:
    """Return one answer as JSON."""
    values: dict[str, Any] = {"question": question.value}
    values["procedures"] = [_procedure(graph, entry) for entry in answer.procedures]
    if answer.papers:
        values["elements"] = [_element(graph, asked) for asked in answer.papers]
    if question in (Question.NEEDS, Question.FEEDS):
        values["distance"] = answer.number
    if question is Question.CYCLES:
        values["avoidable"] = answer.holds
    if question is Question.GATES:
        values["passed_by"] = answer.number
    if answer.clones:
        values |= _clone_values(graph, answer.clones)
    return values


def _procedure(graph: DependencyGraph, entry: int) -> dict[str, Any]:
    node = graph.nodes[entry]
    return {"code": node.address, "name": node.name, "province": node.province, "agency": node.agency}


def _element(graph: DependencyGraph, asked: Asked) -> dict[str, Any]:
    return {
        "code": graph.nodes[asked.entry].address,
        "element": asked.address,
        "text": paper_text(graph, asked),
    }


def _clone_values(graph: DependencyGraph, group: CloneGroup) -> dict[str, Any]:
    def codes(entries: tuple[int, ...]) -> list[str]:
        return [graph.nodes[entry].address for entry in entries]

    return {
        "name": group.name,
        "provinces": list(group.provinces),
        "differences": [
            {"part": one.part, "text": one_line(one.words), "having": codes(one.having), "lacking": codes(one.lacking)}
            for one in group.differences
        ],
    }


def answer_lines(graph: DependencyGraph, question: Question, answer: Answer, width: int) -> Iterator[Line]:
    """Yield one answer as lines; those of a procedure carry its entry's id as their item."""
    if answer.clones:
        yield from _clone_lines(graph, answer.clones, width)
        return
    for at, entry in enumerate(answer.procedures):
        lead = Piece("  ← " if at and question is Question.ASKED_BACK else "" if not at else "  → ")
        if at and question is Question.IMPLIED:
            break
        counted = "" if at else _counted(question, answer)
        yield from _named(graph, entry, width, lead, counted if question in OF_ONE_PROCEDURE else "")
        if counted and question not in OF_ONE_PROCEDURE:
            yield from wrapped_lines((Piece("    "),), counted, width, "muted", entry, hang=4)
    for at, asked in enumerate(answer.papers):
        yield from wrapped_lines(
            (Piece("    "), Piece(_mark(question, at)), Piece(f"{graph.nodes[asked.entry].address} ", "code")),
            f"{element_words(asked.address)}: {printable_within(paper_text(graph, asked), _WIDEST_PAPER)}",
            width,
            item=asked.entry,
            hang=6,
        )


def _mark(question: Question, at: int) -> str:
    """Return what stands before a paper: in a chain, the paper that implies and each step behind it are told apart."""
    if question is not Question.IMPLIED or at == 0:
        return ""
    return "⇐ " if at == 1 else "← "


def _counted(question: Question, answer: Answer) -> str:
    if question in (Question.NEEDS, Question.FEEDS):
        return ngettext("{count} step away", "{count} steps away", answer.number)
    if question is Question.GATES:
        return ngettext(
            "passed on every way to {count} procedure", "passed on every way to {count} procedures", answer.number
        )
    if question is Question.CYCLES:
        return _("another issuer or case leads around it") if answer.holds else _("nothing leads around it")
    return ""


def _named(graph: DependencyGraph, entry: int, width: int, lead: Piece, counted: str) -> Iterator[Line]:
    node = graph.nodes[entry]
    name = f"{one_line(node.name)} ({counted})" if counted else one_line(node.name)
    code = Piece(f"{node.address} ", "code")
    yield from wrapped_lines((lead, code), name, width, "" if lead.text else "title", entry, hang=4)


def _clone_lines(graph: DependencyGraph, group: CloneGroup, width: int) -> Iterator[Line]:
    count = len(group.provinces)
    said = ngettext("{count} province", "{count} provinces", count)
    counted = Piece(f"{said}: ", "muted")
    yield from wrapped_lines((counted,), one_line(group.name), width, "title", group.entries[0], hang=4)
    for entry in group.entries:
        node = graph.nodes[entry]
        yield from wrapped_lines(
            (Piece("  "), Piece(f"{node.address} ", "code")), node.province, width, item=entry, hang=4
        )
    for one in group.differences:
        part = _("paper") if one.part == "paper" else _("result")
        had = _("{having} of {all} have").format(having=len(one.having), all=len(group.entries))
        had = f"{had}, {_whose(graph, one)}"
        lead = (Piece("    "), Piece(f"{part}, {had}: ", "muted"))
        yield from wrapped_lines(lead, one_line(one.words), width, item=one.having[0], hang=6)


def _whose(graph: DependencyGraph, one: Difference) -> str:
    """Return which provinces have a paper or result, or which lack it, whichever are fewer."""
    lacking = len(one.lacking) <= len(one.having)
    entries = one.lacking if lacking else one.having
    provinces = ", ".join(graph.nodes[entry].province for entry in entries[:_MOST_PROVINCES])
    named = f"{provinces}…" if len(entries) > _MOST_PROVINCES else provinces
    return (_("but for {provinces}") if lacking else _("only {provinces}")).format(provinces=named)
