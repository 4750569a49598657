"""Who comes to a procedure for the sake of another one: the ripple's demands, read off the dependency graph.

How many really come for a paper is nowhere recorded, so that each part is a range: a paper got for the occasion (a
confirmation, a certificate valid for some months) brings everybody who has to hand it in; one that lasts may be held
already; one that everybody holds, or that is only shown, brings hardly anyone. Who has to hand in what is asked in some
cases only is the part that the asker's cost table counts, or else the norm that tables are drafted by.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files

from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import HELD_KINDS, PaperNeed, ProcedureNode
from reviews.cost_papers import CONFIRMED
from reviews.costs import EVERYBODY, NO_COST, CostSum, CostTable, Figure, FigureSource
from reviews.norms import suggested_norms
from reviews.ripple import Demand, Span, WantedPaper, exactly

# Papers that are valid for this one occasion or some months only.
FOR_THE_OCCASION = frozenset({"marital_status", "criminal_record", "health", "confirm_local"})

_HALF = Fraction(1, 2)

Counted = Callable[[str, tuple[str, ...]], CostSum]
Tables = Callable[[str], CostTable | None]


def demands_of(graph: DependencyGraph, counted: Counted | None = None) -> Iterator[Demand]:
    """Give what every procedure of an edition asks of the others.

    `counted` tells what an asker's own table holds for getting papers from their issuer: (address, papers) -> a case.
    """
    nodes = graph.nodes
    for node in nodes.values():
        by_issuer: dict[int, list[WantedPaper]] = defaultdict(list)
        for paper, suppliers in _wanted(node):
            for supplier in suppliers:
                by_issuer[supplier].append(paper)
        for supplier, papers in sorted(by_issuer.items()):
            known = NO_COST if counted is None else counted(node.address, tuple(paper.address for paper in papers))
            yield Demand(node.address, nodes[supplier].address, tuple(papers), known)


def counted_demands(demands: Iterable[Demand], counted: Counted, tables: Tables) -> Iterator[Demand]:
    """Give demands with what the askers' own tables hold for getting the papers, and for how many have to.

    `tables` are those of all askers; `counted` tells of the procedures whose costs are compared.
    """
    for demand in demands:
        known = counted(demand.asker, tuple(paper.address for paper in demand.papers))
        papers = tuple(_asked_as_counted(paper, tables(demand.asker)) for paper in demand.papers)
        alike = known == demand.counted and papers == demand.papers
        yield demand if alike else replace(demand, counted=known, papers=papers)


def _asked_as_counted(paper: WantedPaper, table: CostTable | None) -> WantedPaper:
    """The paper, asked of that part of the asker's applicants whom the asker's table burdens with it."""
    shares = [line.burdened for line in table.lines if line.address == paper.address] if table is not None else []
    if not shares:
        return paper
    # A form may have a line for each way to deal with the office.
    share = max(shares, key=lambda figure: figure.value)
    whole = paper.part if paper.of_askers is None else paper.of_askers
    if share.value == 1:
        return WantedPaper(paper.address, whole, paper.choice)
    return WantedPaper(paper.address, whole.of(_span(share)), paper.choice, whole)


def _wanted(node: ProcedureNode) -> Iterator[tuple[WantedPaper, tuple[int, ...]]]:
    """The papers that a procedure asks others for, each with its suppliers; what it renews itself is none of them."""
    asked = [need for need in node.needs if need.links and not need.maintains and need.demand != "no"]
    together = Counter(need.group for need in node.needs if need.group)
    cases = len(node.cases)
    for need in asked:
        suppliers = tuple(entry for entry in need.suppliers if entry != node.entry)
        if not suppliers:
            continue
        ways = len(suppliers) * max(together[need.group], 1) * (cases if need.case else 1)
        choice = f"group:{need.group}" if together[need.group] > 1 else need.address if len(suppliers) > 1 else ""
        part = _one_of(ways, _part(need))
        if need.conditional:
            share = _span(suggested_norms().conditional)
            yield WantedPaper(need.address, part.of(share), choice, part), suppliers
        else:
            yield WantedPaper(need.address, part, choice), suppliers


def _span(share: Figure) -> Span:
    """The part of the applicants who must hand a paper in, within its bounds."""
    if share.low is None or share.high is None:
        return exactly(share.value)
    return Span(share.low, share.value, share.high)


def _part(need: PaperNeed) -> Span:
    """The part of those who must hand a paper in that comes for it."""
    if need.demand == "present" or (need.kinds and frozenset(need.kinds) <= HELD_KINDS):
        return Span(0, 0, 1)
    if not need.either and frozenset(need.kinds) & FOR_THE_OCCASION:
        return exactly(1)
    return Span(0, _HALF, 1)


def _one_of(ways: int, part: Span) -> Span:
    """The part of those who come this way, where there are several ways and nobody knows who takes which."""
    return part if ways == 1 else Span(0, Fraction(part.middle) / ways, part.high)


def counted_in(tables: Tables) -> Counted:
    """Return how to tell what askers' tables hold for getting papers: the lines that price a confirmation."""

    def counted(asker: str, papers: tuple[str, ...]) -> CostSum:
        table = tables(asker)
        if table is None:
            return NO_COST
        lines = [line for line in table.lines if line.address in papers and CONFIRMED in line.minutes.note.split(" + ")]
        # Whoever comes has to hand the paper in, however few those are among the asker's applicants.
        found = [table.line_cost(replace(line, channel="", burdened=EVERYBODY)) for line in lines]
        # One application is enough for all the papers, so that only the dearest line stands for it.
        return max(found, key=lambda cost: cost.total, default=NO_COST)

    return counted


@cache
def office_minutes() -> Figure:
    """Return the suggested minutes that an agency works on one case, from `office_norms.toml`; never confirmed law."""
    row = tomllib.loads((files("reviews.law") / "office_norms.toml").read_text(encoding="utf-8"))["case"]
    return Figure(row["minutes"], FigureSource.NORM, row["verified"], row["source"])
