"""`workbench graph`: the procedures behind a procedure's papers, and those that ask for its result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import WholeNumber, argument, edition_option, json_option, new_command, option
from workbench.commands.show import CODE_HELP
from workbench.graph_reading import read_graph
from workbench.language import N_, translate
from workbench.output import print_json
from workbench.problem_sentences import printable
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.editions import Entry
    from catalogue.graph import DependencyGraph
    from catalogue.graph_nodes import PaperNeed

FORMATS = ("tree", "json", "graphml", "dot", "mermaid", "svg")


@new_command(
    "graph",
    N_(
        "Show a procedure's steps and papers as a tree, with the procedures that issue the papers.\n\n"
        "“↺” marks a procedure that stands further up in the same branch. GraphML, DOT, Mermaid and SVG go to standard "
        "output; an SVG drawing needs no other file."
    ),
)
@argument("code", metavar=N_("CODE"), help=CODE_HELP)
@edition_option
@option(
    "--depth",
    type=WholeNumber(1, 12),
    default=3,
    show_default=True,
    metavar=N_("NUMBER"),
    help=N_("How many procedures deep to go."),
)
@option("--format", "form", type=click.Choice(FORMATS), default="tree", help=N_("How to write the graph."))
@json_option
@click.pass_obj
def command(session: WorkSession, code: str, edition: str | None, depth: int, form: str, as_json: bool) -> None:
    """Build the edition's graph and print one procedure's part of it."""
    from catalogue.editions import find_edition, find_entry
    from reviews.judged_issuers import judged_links

    with session.store() as store:
        looked_at = find_edition(store, edition)
        entry = find_entry(store, looked_at, code)
        graph = read_graph(store, looked_at, judged_links(store))
    if as_json or form == "json":
        print_json(_values(graph, entry, depth))
    elif form == "tree":
        for line in _tree(graph, entry, depth):
            click.echo(printable(line))
    else:
        click.echo(_drawn(graph, entry, depth, form), nl=False)


def _drawn(graph: DependencyGraph, entry: Entry, depth: int, form: str) -> str:
    from catalogue import graph_formats
    from catalogue.graph_drawing import svg
    from catalogue.graph_picture import picture
    from workbench.rendering.graph_words import PictureWords

    # GraphML is for programs, the others are for people.
    wording = None if form == "graphml" else PictureWords()
    drawn = picture(graph, entry.id, depth, {entry.id: _steps(entry)}, wording)
    write = {"graphml": graph_formats.graphml, "dot": graph_formats.dot, "mermaid": graph_formats.mermaid, "svg": svg}
    return write[form](drawn)


def _steps(entry: Entry) -> list[str]:
    from catalogue.steps import split_steps
    from catalogue.text import one_line

    return [one_line(f"{step.name} {step.text}") for step in split_steps(entry.procedure.steps)]


def _values(graph: DependencyGraph, entry: Entry, depth: int) -> dict[str, Any]:
    def address(entry_id: int) -> str:
        return graph.nodes[entry_id].address

    behind = graph.closure(entry.id, depth)
    shown = [entry.id, *sorted(behind, key=lambda entry_id: (behind[entry_id], entry_id))]
    return {
        "code": entry.address,
        "edition": entry.edition.name,
        "steps": _steps(entry),
        "procedures": [
            {
                "code": address(entry_id),
                "name": graph.nodes[entry_id].name,
                "distance": behind.get(entry_id, 0),
                "province": graph.nodes[entry_id].province,
                "results": list(graph.results(entry_id)),
                "papers": [_paper_values(graph, need) for need in graph.needs(entry_id)],
            }
            for entry_id in shown
        ],
        "asked_for_by": [
            {"code": address(asker), "elements": list(papers)} for asker, papers in graph.askers(entry.id)
        ],
        "feeds_in_the_end": len(graph.fed(entry.id)),
        "cycle_with": sorted(address(other) for other in graph.cycles_through(entry.id)),
    }


def _paper_values(graph: DependencyGraph, need: PaperNeed) -> dict[str, Any]:
    return {
        "element": need.address,
        "text": need.text,
        "kinds": list(need.kinds),
        "demand": need.demand,
        "case": need.case,
        "alternatives": need.group,
        "maintains": need.maintains,
        "issued_by": [graph.nodes[supplier].address for supplier in need.suppliers],
        "links": [
            {
                "code": graph.nodes[link.entry].address,
                "result": link.result,
                "stage": link.stage,
                "confidence": link.confidence,
                "reasons": list(link.reasons),
                "stands_for": link.clones,
            }
            for link in need.links
        ],
    }


def _tree(graph: DependencyGraph, entry: Entry, depth: int) -> Iterator[str]:
    from catalogue.text import one_line

    yield f"{entry.address} {entry.procedure.name}"
    steps = _steps(entry)
    yield "  " + translate(N_("Steps ({count})")).format(count=len(steps))
    for at, step in enumerate(steps, 1):
        yield f"    {at}. {step}"
    yield from _papers(graph, entry.id, depth, (entry.id,))
    askers = graph.askers(entry.id)
    names = one_line("; ".join(graph.results(entry.id))) or translate(N_("none published"))
    told = translate(N_("Result: {names} – asked for by {count} procedures"))
    yield "  " + told.format(names=names, count=len(askers))
    for asker, papers in askers:
        yield f"    {graph.nodes[asker].address} {graph.nodes[asker].name} ({', '.join(papers)})"


def _papers(graph: DependencyGraph, entry: int, depth: int, path: tuple[int, ...]) -> Iterator[str]:
    from catalogue.text import one_line
    from workbench.rendering.graph_words import demand_words, papers_counted

    indent = "  " * (2 * len(path) - 1)
    needs = graph.needs(entry)
    yield indent + papers_counted(needs)
    for need in needs:
        said = "" if need.demand == "yes" else f"({demand_words(need.demand)}) "
        yield f"{indent}  {need.address} {said}{one_line(need.text)}"
        for supplier in need.suppliers:
            again = supplier in path
            node = graph.nodes[supplier]
            yield f"{indent}    ← {'↺ ' if again else ''}{node.address} {node.name}"
            if not again and len(path) < depth:
                yield from _papers(graph, supplier, depth, (*path, supplier))
