"""`workbench journey`: everything a citizen goes through to a procedure's result, papers behind papers included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.command_line import WholeNumber, argument, edition_option, json_option, new_command, option
from workbench.commands.show import CODE_HELP
from workbench.graph_reading import read_graph
from workbench.language import N_
from workbench.output import print_json
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.editions import Entry
    from catalogue.effort import Duration, Effort, Money
    from catalogue.graph import DependencyGraph
    from catalogue.journey import Bounds, Journey, NeededPaper, Stop, Totals


@new_command(
    "journey",
    N_(
        "Show the whole way to a procedure's result, from a citizen who holds only the data on who they are.\n\n"
        "Papers that an office issues have to be got first, and the papers for those before them; every procedure is "
        "counted once. Among several issuers the way with the fewest procedures is taken. Working days and days are "
        "never added together, and what could not be read is said and not counted as 0."
    ),
)
@argument("code", metavar=N_("CODE"), help=CODE_HELP)
@edition_option
@option(
    "--case",
    type=WholeNumber(),
    default=None,
    metavar=N_("NUMBER"),
    help=N_("Which of the procedure's dossiers to take; the best one if it is not given."),
)
@option("--longest", is_flag=True, help=N_("Make every choice so that the way is longest."))
@option("--conditional", is_flag=True, help=N_("Count papers too that are asked for in some cases only."))
@json_option
@click.pass_obj
def command(
    session: WorkSession,
    code: str,
    edition: str | None,
    case: int | None,
    longest: bool,
    conditional: bool,
    as_json: bool,
) -> None:
    """Build the edition's graph and print the journey to one procedure."""
    from catalogue.editions import find_edition, find_entry
    from catalogue.journey import Terms, journey
    from catalogue.journey_reading import EffortBook
    from catalogue.problems import Problem, ProblemKind
    from reviews.judged_issuers import judged_links

    with session.store() as store:
        looked_at = find_edition(store, edition)
        entry = find_entry(store, looked_at, code)
        graph = read_graph(store, looked_at, judged_links(store))
        cases = graph.nodes[entry.id].cases
        if case is not None and case not in cases:
            raise Problem(ProblemKind.CASE_UNKNOWN, case=case, code=entry.address, known=_known(cases))
        terms = Terms(conditional=conditional, longest=longest)
        found = journey(graph, entry.id, EffortBook(store), terms, case or 0)
    if as_json:
        print_json(_values(found, graph, entry))
        return
    from workbench.rendering.journey_lines import UNWRAPPED, journey_lines
    from workbench.rendering.lines import plain_text

    click.echo(f"{entry.address} {entry.procedure.name}\n")
    click.echo(plain_text(journey_lines(found, graph.nodes, UNWRAPPED)), nl=False)


def _known(cases: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in cases if number) or "–"


def _values(journey: Journey, graph: DependencyGraph, entry: Entry) -> dict[str, Any]:
    from catalogue.graph_nodes import PART_MARK

    def address(one: int) -> str:
        return graph.nodes[one].address

    return {
        "code": entry.address,
        "edition": entry.edition.name,
        "procedures": _bounds(journey.procedures),
        "papers": _bounds(journey.papers) if journey.papers else None,
        "reachable_procedures": journey.reachable,
        "total": _totals(journey.total),
        "direct": _totals(journey.direct),
        "hidden": _totals(journey.hidden),
        "longest_chain": {
            "codes": [address(one) for one in journey.critical],
            "shortest": _duration(journey.chain.shortest),
            "longest": _duration(journey.chain.longest),
            "procedures_without_time": journey.chain.untimed,
        },
        "stops": [_stop(stop, graph) for stop in journey.stops],
        "cycles": [
            {
                "codes": [address(one) for one in cut.circle],
                "cut_at": {"code": address(cut.entry), "element": cut.requirement.partition(PART_MARK)[0]},
            }
            for cut in journey.cuts
        ],
        "passed_by_every_way": [address(one) for one in journey.passed],
    }


def _bounds(bounds: Bounds) -> dict[str, Any]:
    return {"low": bounds.low, "high": bounds.high, "exact": bounds.exact}


def _duration(duration: Duration | None) -> dict[str, int] | None:
    if duration is None:
        return None
    return {"working_minutes": duration.working, "calendar_minutes": duration.calendar}


def _money(money: Money) -> dict[str, Any]:
    return {"currency": money.currency, "low": money.low, "high": money.high}


def _totals(totals: Totals) -> dict[str, Any]:
    return {
        "procedures": totals.procedures,
        "papers": totals.papers,
        "visits": totals.visits,
        "procedures_without_visits": totals.unvisited,
        "agencies": list(totals.agencies),
        "procedures_without_agencies": totals.unplaced,
        "shortest": _duration(totals.shortest),
        "longest": _duration(totals.longest),
        "procedures_without_time": totals.untimed,
        "fees": [_money(money) for money in totals.fees.sums],
        "procedures_with_unknown_fees": totals.fee_gaps,
    }


def _stop(stop: Stop, graph: DependencyGraph) -> dict[str, Any]:
    return {
        "code": stop.node.address,
        "name": stop.node.name,
        "case": stop.case,
        "papers": [_paper(paper, graph) for paper in stop.papers],
        "conditional_papers": stop.conditional,
        "effort": _effort(stop.effort) if stop.effort else None,
    }


def _paper(paper: NeededPaper, graph: DependencyGraph) -> dict[str, Any]:
    return {
        "element": paper.need.address,
        "text": paper.need.text,
        "issued_by": graph.nodes[paper.supplier].address if paper.supplier is not None else None,
        "others": [graph.nodes[one].address for one in paper.others],
        "held": paper.held,
        "presumed": paper.presumed,
        "cut": paper.cut,
    }


def _effort(effort: Effort) -> dict[str, Any]:
    return {
        "visits": effort.visits,
        "visits_if_supplemented": effort.visits_if_supplemented,
        "steps_without_actor": effort.unread_steps,
        "agencies": list(effort.agencies),
        "time_status": effort.time_status,
        "shortest": _duration(effort.shortest),
        "longest": _duration(effort.longest),
        "fees": [_money(money) for money in effort.fees.sums],
        "free": effort.fees.free,
        "fees_not_summed": list(effort.fees.unsummed),
    }
