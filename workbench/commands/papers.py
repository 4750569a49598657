"""`workbench papers`: the papers of an edition by what they are, how often they are asked for and who issues them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import argument, edition_option, limit_option, list_options, new_command, option
from workbench.graph_reading import read_graph
from workbench.language import N_, ngettext, translate
from workbench.output import print_table, print_values, say
from workbench.problem_sentences import printable
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.graph import DependencyGraph
    from catalogue.papers import CataloguePaper

# A longer name fills several lines of a table; --wordings and --json give it whole.
_LONGEST_NAME = 100


@new_command(
    "papers",
    N_(
        "List the papers of an edition, those that most procedures ask for first.\n\n"
        "Rows that ask for the same paper in other words count as one. Words given must stand in one of its wordings, "
        "the last one may be a beginning; typed without diacritics they find all spellings."
    ),
)
@argument("words", nargs=-1, metavar=N_("[TEXT...]"), help=N_("Words of the paper; all papers without them."))
@edition_option
@limit_option(50, N_("How many results to show at most."))
@option("--wordings", is_flag=True, help=N_("Show every wording with who asks for it and who issues it."))
@list_options
@click.pass_obj
def command(
    session: WorkSession, words: tuple[str, ...], edition: str | None, limit: int, wordings: bool, form: str | None
) -> None:
    """Print the papers found, and on standard error how many there are in all."""
    from catalogue.editions import find_edition
    from catalogue.papers import catalogue_papers, matching
    from reviews.judged_issuers import judged_links

    with session.store() as store:
        looked_at = find_edition(store, edition)
        judged = judged_links(store)
        graph = read_graph(store, looked_at, judged)
    found = matching(catalogue_papers(graph, judged), " ".join(words))
    shown = found[:limit]
    if form:
        print_values([_values(paper, graph) for paper in shown], form)
    elif wordings:
        for paper in shown:
            _print_page(paper, graph)
    elif shown:
        header = [translate(word) for word in (N_("Procedures"), N_("Wordings"), N_("Issuers"), N_("Paper"))]
        print_table(header, [_row(paper) for paper in shown], right=(0, 1, 2))
    say(_counted(len(found), len(shown), looked_at.name))


def _row(paper: CataloguePaper) -> tuple[str, ...]:
    return str(paper.procedures), str(len(paper.wordings)), str(len(paper.issuers)), printable(_cut(paper.name))


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _print_page(paper: CataloguePaper, graph: DependencyGraph) -> None:
    from workbench.rendering.journey_lines import UNWRAPPED
    from workbench.rendering.lines import plain_text
    from workbench.rendering.paper_lines import paper_lines

    click.echo(printable(paper.name))
    click.echo(plain_text(paper_lines(paper, graph.nodes, UNWRAPPED)))


def _values(paper: CataloguePaper, graph: DependencyGraph) -> dict[str, Any]:
    return {
        "identity": paper.identity,
        "name": paper.name,
        "kinds": list(paper.kinds),
        "procedures": paper.procedures,
        "wordings": [{"text": text, "count": count} for text, count in paper.wordings],
        "asked_by": [{"code": graph.nodes[entry].address, "element": address} for entry, address in paper.asked],
        "issued_by": [graph.nodes[entry].address for entry in paper.issuers],
    }


def _counted(total: int, shown: int, edition: str) -> str:
    said = ngettext("{count} paper found", "{count} papers found", total)
    if shown < total:
        said += translate(N_(", the first {shown} shown (--limit)")).format(shown=shown)
    return said + translate(N_(" in edition “{edition}”.")).format(edition=edition)
