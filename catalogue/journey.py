"""The whole journey to a procedure's result, from a citizen who holds nothing but the data on who they are.

A paper that an office issues has to be got from one of the procedures that issue it, and so on down; what nobody in
the catalogue issues is the applicant's own, to be written or brought along. Every procedure is gone through once.
Where a paper has several issuers, or a procedure several cases, the choice that makes the journey shortest is taken
(fewest procedures, then fewest papers), or the one that makes it longest. Circles are cut and named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from catalogue.effort import Duration, Effort, Fees, Money, sum_durations, sum_money
from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import HELD_KINDS, PaperNeed, ProcedureNode
from catalogue.issuer_choice import usual_issuers
from catalogue.named_bodies import body_key
from catalogue.terrain import Terrain
from catalogue.way_search import Found
from catalogue.ways import Case, Cut, Option, Problem, Requirement, Way

# A paper that has to be presumed held weighs more than all the papers of a journey, and a procedure more than all that
# are presumed: procedures are counted first, and no way is taken for shorter because it presumes what another one gets.
_PRESUMED = 100_000
_PROCEDURE = 100_000 * _PRESUMED


@dataclass(frozen=True, slots=True)
class Terms:
    """How journeys are taken: what the citizen holds, whether papers asked only in some cases count, which choices."""

    held: frozenset[str] = HELD_KINDS
    conditional: bool = False
    longest: bool = False


@dataclass(frozen=True, slots=True)
class NeededPaper:
    """One paper handed in on the journey: what it is, who issues it (None: nobody known), and who else could.

    A paper is `presumed` where only procedures are known that renew or change it, and none that issues it first; it is
    `cut` where every way to it leads back to the procedure that asks for it.
    """

    need: PaperNeed
    supplier: int | None
    others: tuple[int, ...] = ()
    held: bool = False
    presumed: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """One procedure of the journey, with the dossier taken, its papers, and what it asks by itself."""

    node: ProcedureNode
    case: int
    papers: tuple[NeededPaper, ...]
    conditional: int
    effort: Effort | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What some procedures ask together.

    `unvisited` counts the procedures whose visits are not known, `untimed` those without a time limit that could be
    read, `unplaced` those that name no agency, `fee_gaps` those whose fees are not all known; the sums lack what
    these ask.
    """

    procedures: int
    papers: int
    visits: int
    unvisited: int
    agencies: tuple[str, ...]
    unplaced: int
    shortest: Duration
    longest: Duration
    untimed: int
    fees: Fees
    fee_gaps: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number is at least and at most; it is exact where both are the same."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether the number is known."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey: its stops in an order in which they can be made, the last one the procedure asked about.

    `direct` is what that procedure asks by itself, `hidden` all before it, `total` both. `critical` are the stops,
    suppliers first, of the chain that takes longest when all else is done beside it, `chain` what they ask together.
    `procedures` bounds how many procedures the best journey has. `reachable` counts all procedures that could come
    into it by any choice.
    """

    stops: tuple[Stop, ...]
    direct: Totals
    hidden: Totals
    total: Totals
    critical: tuple[int, ...]
    chain: Totals
    procedures: Bounds
    papers: Bounds | None
    cuts: tuple[Cut, ...]
    passed: tuple[int, ...]
    reachable: int
    terms: Terms


ReadEfforts = Callable[[Sequence[int]], Mapping[int, Effort]]


class Journeys:
    """The journeys to the procedures of one graph on the same terms; only what lies behind a procedure is looked at."""

    def __init__(self, graph: DependencyGraph, efforts: ReadEfforts, terms: Terms = Terms()) -> None:
        """Take the graph and the terms; `efforts` is asked for the procedures of a journey, and may leave some out."""
        self._graph = graph
        self._efforts = efforts
        self._terms = terms

    @cached_property
    def terrain(self) -> Terrain:
        """The whole edition as one problem."""
        return self._terrain(self._graph.nodes)

    def _terrain(self, nodes: Nodes) -> Terrain:
        maintained = {entry: _maintained(node) for entry, node in nodes.items()}
        return Terrain({entry: _cases(node, self._terms, maintained, nodes) for entry, node in nodes.items()})

    def _behind(self, entry: int) -> Nodes:
        """A procedure and all that could come into a journey to it."""
        return {one: self._graph.nodes[one] for one in sorted((entry, *self._graph.closure(entry)))}

    def to(self, entry: int, case: int = 0) -> Journey:
        """Return the journey to a procedure's result; `case` is the dossier to take there (0: whichever is best)."""
        terms, nodes = self._terms, self._behind(entry)
        terrain = self._terrain(nodes)
        found, problem = (terrain.dearest if terms.longest else terrain.cheapest)(entry, case)
        order = _in_order(found.way, entry)
        known = self._efforts(order)
        cuts = problem.cuts if problem is not None else ()
        places = frozenset((cut.entry, cut.requirement) for cut in cuts)
        stops = tuple(_stop(nodes[one], nodes, found.way, known.get(one), terms, places) for one in order)
        critical = _critical(stops, found.way)
        return Journey(
            stops=stops,
            direct=totals(stops[-1:]),
            hidden=totals(stops[:-1]),
            total=totals(stops),
            critical=critical,
            chain=totals(stop for stop in stops if stop.node.entry in critical),
            procedures=Bounds(found.low // _PROCEDURE, found.high // _PROCEDURE),
            papers=_papers(found),
            cuts=tuple(cut for cut in cuts if cut.entry in found.way.cases),
            passed=_passed(entry, terrain, problem),
            reachable=len(terrain.behind(entry)),
            terms=terms,
        )


def _passed(entry: int, terrain: Terrain, problem: Problem | None) -> tuple[int, ...]:
    if terrain.reaches(entry):
        return tuple(sorted(terrain.passed[entry] - {entry}))
    found = problem.members(problem.passed[entry]) if problem is not None else ()
    return tuple(sorted(one for one in found if one != entry))


def journey(graph: DependencyGraph, entry: int, efforts: ReadEfforts, terms: Terms = Terms(), case: int = 0) -> Journey:
    """Return the journey to a single procedure's result, as `Journeys` does."""
    return Journeys(graph, efforts, terms).to(entry, case)


def _papers(found: Found) -> Bounds | None:
    """The bounds of the papers, only comparable between journeys of as many procedures that presume as much."""
    if found.low // _PRESUMED != found.high // _PRESUMED:
        return None
    return Bounds(found.low % _PRESUMED, found.high % _PRESUMED)


_OF_HOLDERS = re.compile(
    r"đối\s+với\s+(?:người|công\s+dân|cá\s+nhân|tổ\s+chức|trường\s+hợp)[^.;,]{0,30}?\sđã\s+(?:được\s+)?(?:cấp|có)\b",
    re.IGNORECASE,
)


def _asked_of_some(need: PaperNeed) -> bool:
    """Tell whether only some must hand a paper in.

    "Hộ chiếu cấp lần gần nhất đối với người đã được cấp hộ chiếu" is asked of those who renew theirs, whatever else the
    row lets them hand in instead.
    """
    return need.conditional or (need.maintains and _is_of_holders(need))


def _is_of_holders(need: PaperNeed) -> bool:
    return _OF_HOLDERS.search(need.text) is not None


def asked(node: ProcedureNode, case: int, terms: Terms) -> list[list[PaperNeed]]:
    """Return the papers to be handed in in a case, those that stand for each other in one list."""
    groups: dict[object, list[PaperNeed]] = {}
    for need in node.needs_in(case):
        some = _asked_of_some(need)
        if (need.certain and not some) or (terms.conditional and some):
            for paper in need.each:
                groups.setdefault(paper.group or paper.key, []).append(paper)
    return list(groups.values())


Maintained = Mapping[int, frozenset[int]]


Nodes = Mapping[int, ProcedureNode]


def _maintained(node: ProcedureNode) -> frozenset[int]:
    """The procedures that issue the papers which a procedure renews or changes, whoever comes."""
    papers = (paper for need in node.needs for paper in need.each if paper.maintains and not _is_of_holders(paper))
    return frozenset(one for paper in papers for one in paper.suppliers)


def _cases(node: ProcedureNode, terms: Terms, maintained: Maintained, nodes: Nodes) -> tuple[Case, ...]:
    return tuple(_case(node, number, terms, maintained, nodes) for number in node.cases)


def _case(node: ProcedureNode, number: int, terms: Terms, maintained: Maintained, nodes: Nodes) -> Case:
    papers = asked(node, number, terms)
    requirements = []
    presumed = 0
    for group in papers:
        if any(_at_hand(need, terms) for need in group):
            continue
        options = [Option(need.key, one) for need in group for one in _issuers(need, node, maintained, nodes)]
        if options:
            requirements.append(Requirement(group[0].key, tuple(options)))
        else:
            presumed += 1
    return Case(number, _PROCEDURE + presumed * _PRESUMED + len(papers), tuple(requirements))


def _issuers(need: PaperNeed, node: ProcedureNode, maintained: Maintained, nodes: Nodes) -> list[int]:
    """The procedures from which a paper can be had, the plainest first.

    What a procedure renews was issued by another one first, and not by one that renews it too: renewal, exchange and
    reissue of one paper all name each other.
    """
    issuers = usual_issuers(need, node, nodes)
    return [one for one in issuers if node.entry not in maintained[one]] if need.maintains else issuers


def _at_hand(need: PaperNeed, terms: Terms) -> bool:
    """Tell whether no procedure has to be gone through for a paper."""
    return need.held(terms.held) or not need.links


def _in_order(way: Way, entry: int) -> list[int]:
    """The procedures of a way, suppliers before those that rely on them."""
    done: dict[int, None] = {}
    path = [(entry, iter(way.suppliers(entry)))]
    while path:
        one, ahead = path[-1]
        supplier = next((other for other in ahead if other not in done), None)
        if supplier is None:
            done[one] = None
            path.pop()
        else:
            path.append((supplier, iter(way.suppliers(supplier))))
    return list(done)


def _stop(
    node: ProcedureNode,
    nodes: Nodes,
    way: Way,
    known: Effort | None,
    terms: Terms,
    cuts: frozenset[tuple[int, str]],
) -> Stop:
    case = way.cases[node.entry]
    papers = []
    for group in asked(node, case, terms):
        option = way.choices.get((node.entry, group[0].key))
        at_hand = [need for need in group if _at_hand(need, terms)]
        if option is None:
            need = at_hand[0] if at_hand else group[0]
            cut = (node.entry, group[0].key) in cuts
            presumed = not at_hand and not cut
            papers.append(NeededPaper(need, None, (), need.held(terms.held), presumed, cut))
        else:
            need = next(need for need in group if need.key == option.address)
            offered = dict.fromkeys(one for other in group for one in usual_issuers(other, node, nodes))
            others = tuple(one for one in offered if one != option.supplier)
            papers.append(NeededPaper(need, option.supplier, others))
    conditional = sum(_asked_of_some(need) for need in node.needs_in(case))
    return Stop(node, case, tuple(papers), conditional, known)


def totals(stops: Iterable[Stop]) -> Totals:
    """Return what some procedures ask together, each clock and each currency for itself."""
    stops = tuple(stops)
    efforts = [stop.effort for stop in stops if stop.effort is not None]
    timed = [(one.shortest, one.longest) for one in efforts if one.shortest is not None and one.longest is not None]
    visits = [one.visits for one in efforts if one.visits is not None]
    named = {body_key(agency): agency for one in reversed(efforts) for agency in reversed(one.agencies)}
    sums: tuple[Money, ...] = sum_money(money for one in efforts for money in one.fees.sums)
    unsummed = tuple(status for one in efforts for status in one.fees.unsummed)
    return Totals(
        procedures=len(stops),
        papers=sum(len(stop.papers) for stop in stops),
        visits=sum(visits),
        unvisited=len(stops) - len(visits),
        agencies=tuple(reversed(named.values())),
        unplaced=len(stops) - sum(bool(one.agencies) for one in efforts),
        shortest=sum_durations(shortest for shortest, _longest in timed),
        longest=sum_durations(longest for _shortest, longest in timed),
        untimed=len(stops) - len(timed),
        fees=Fees(sums, bool(efforts) and all(one.fees.free for one in efforts), unsummed),
        fee_gaps=sum(stop.effort is None or bool(stop.effort.fees.unsummed) for stop in stops),
    )


def _critical(stops: Sequence[Stop], way: Way) -> tuple[int, ...]:
    """The chain of stops that takes longest: by the time that is known, and where that is equal by their number."""
    chains: dict[int, tuple[Fraction, int, tuple[int, ...]]] = {}
    for stop in stops:
        entry = stop.node.entry
        before = max((chains[supplier] for supplier in way.suppliers(entry)), default=(Fraction(0), 0, ()))
        own = stop.effort.longest.length if stop.effort and stop.effort.longest else Fraction(0)
        chains[entry] = (before[0] + own, before[1] + 1, (*before[2], entry))
    return chains[stops[-1].node.entry][2]
