"""Ripple: a paper dropped at one procedure lowers the demand of the procedure that issues it, and so on along the path.

A procedure's cases fall by the share of them that came for the dropped paper; what falls at an issuer lowers in turn
what is asked of the issuers behind it. Shares are estimates between two bounds, so that everything here is a `Span`.
Only cases that no longer come are counted here, at what they cost after the issuer's own marks; what marks save on the
cases that still come belongs to the scenario, and so nothing is counted twice (PEERS.md §4, no. 3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from reviews.costs import NO_COST, CostSum, Exact, cost_sum

# Parts finer than this are rounded down, lest the fractions of long paths grow without end.
_FINEST = 10**12


@dataclass(frozen=True, slots=True)
class Span:
    """A number that is known only within bounds: low ≤ middle ≤ high."""

    low: Exact = 0
    middle: Exact = 0
    high: Exact = 0

    def __add__(self, other: Span) -> Span:
        if self.is_one and other.is_one:
            return exactly(self.low + other.low)
        return Span(self.low + other.low, self.middle + other.middle, self.high + other.high)

    def times(self, factor: Exact) -> Span:
        """Return the span of so many times the number."""
        if self.is_one:
            return exactly(self.low * factor)
        return Span(self.low * factor, self.middle * factor, self.high * factor)

    def of(self, other: Span) -> Span:
        """Return a part of a part, each bound of the other's."""
        if self.is_one and other.is_one:
            return exactly(self.low * other.low)
        return Span(self.low * other.low, self.middle * other.middle, self.high * other.high)

    @property
    def is_one(self) -> bool:
        """Tell whether all three were made as one number: then it need be counted once only."""
        return self.low is self.high and self.low is self.middle


def exactly(value: Exact) -> Span:
    """Return the span of a number that is known."""
    return Span(value, value, value)


NONE = exactly(0)


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """One paper that brings applicants to an issuer: the part of the asker's applicants who come for it, from 0 to 1.

    `choice` names the papers of one asker of which the applicant brings one, or the issuers of which one will do; it is
    empty where there is no choice. `of_askers` is the part of those who come among the ones who have to hand the paper
    in, where these are not all.
    """

    address: str
    part: Span
    choice: str = ""
    of_askers: Span | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """What one procedure asks of another: the papers, for all of which one application at the issuer is enough.

    `counted` is what the asker's own table holds already, for one case, for getting the papers from the issuer.
    """

    asker: str
    issuer: str
    papers: tuple[WantedPaper, ...]
    counted: CostSum = NO_COST


@dataclass(frozen=True, slots=True)
class Issuing:
    """A procedure as the ripple meets it: its cases a year (None where not known) and what one costs after its marks.

    `office_minutes` is what the agency works on one case.
    """

    cases: Exact | None
    once: CostSum
    office_minutes: Exact = 0


@dataclass(frozen=True, slots=True)
class Inflow:
    """The part of an issuer's cases, from 0 to 1, that one asker no longer brings, and the papers they came for."""

    asker: str
    papers: tuple[str, ...]
    part: Span


@dataclass(frozen=True, slots=True)
class IssuerRipple:
    """What reaches one issuer: the part of its cases that stay away, whose they are, and what that saves a year.

    `cases`, `office_minutes`, `saving` and the bounds are None where the issuer's volume is not known.
    """

    issuer: str
    part: Span
    inflows: tuple[Inflow, ...]
    cases: Span | None = None
    office_minutes: Span | None = None
    saving: CostSum | None = None
    low: Exact | None = None
    high: Exact | None = None


@dataclass(frozen=True, slots=True)
class Ripple:
    """The whole ripple of a scenario: each issuer it reaches, the sums, and the demands at which cycles were cut.

    `high` lets every choice fall on the dearest of its issuers once, so that it may be less than the issuers' own
    bounds together.
    """

    issuers: tuple[IssuerRipple, ...] = ()
    saving: CostSum = NO_COST
    low: Exact = 0
    high: Exact = 0
    office_minutes: Span = NONE
    cut: tuple[tuple[str, str], ...] = ()

    def of(self, issuer: str) -> IssuerRipple | None:
        """Return what reaches one issuer, None where nothing does."""
        return next((one for one in self.issuers if one.issuer == issuer), None)


def ripple(
    demands: Iterable[Demand],
    procedures: Mapping[str, Issuing],
    dropped: Mapping[str, Collection[str]],
    abolished: Collection[str] = (),
) -> Ripple:
    """Return what papers dropped (by asker) and procedures abolished save at the procedures behind them.

    Demands on a procedure that is not among `procedures`, and on itself, are left out.
    """
    asked = [one for one in demands if one.issuer in procedures and one.issuer != one.asker]
    flow = _Flow(asked, procedures, dropped, abolished)
    reached = tuple(one for one in flow.results() if one.part.high)
    high = sum(one.high or 0 for one in reached)
    single = _dearest_of_each_choice(asked, procedures)
    if single != asked:
        alone = _Flow(single, procedures, dropped, abolished).results()
        high = min(high, sum(one.high or 0 for one in alone))
    savings = [one.saving for one in reached if one.saving is not None]
    return Ripple(
        reached,
        cost_sum(savings),
        sum(one.low or 0 for one in reached),
        max(high, cost_sum(savings).total),
        sum((one.office_minutes for one in reached if one.office_minutes is not None), NONE),
        flow.cut,
    )


class _Flow:
    """One walk along the demands, from the procedures that drop something to the last issuer behind them."""

    def __init__(
        self,
        demands: Sequence[Demand],
        procedures: Mapping[str, Issuing],
        dropped: Mapping[str, Collection[str]],
        abolished: Collection[str],
    ) -> None:
        self._procedures = procedures
        self._dropped = {asker: frozenset(papers) for asker, papers in dropped.items()}
        self._gone = frozenset(abolished)
        self._by_asker: dict[str, list[Demand]] = defaultdict(list)
        self._on_issuer: dict[str, list[Demand]] = defaultdict(list)
        for demand in demands:
            self._by_asker[demand.asker].append(demand)
            self._on_issuer[demand.issuer].append(demand)
        # Whose own cases do not fall passes nothing on; the issuers of what it drops may.
        losing = {one.issuer for one in demands if any(paper.address in self._lost(one.asker) for paper in one.papers)}
        self._order, cut = _in_order(sorted(losing | self._gone), self._passing)
        self.cut = tuple(sorted(cut))
        self._not_passed = frozenset(cut)
        self._rates = {(one.asker, one.issuer): self._rate(one) for one in demands}
        self._asked: dict[str, Span] = {}

    def _passing(self, asker: str) -> list[str]:
        """The issuers to whom a fall of the asker's own cases is passed on: those it still asks something of."""
        gone = self._lost(asker)
        kept = (one for one in self._by_asker.get(asker, ()) if any(paper.address not in gone for paper in one.papers))
        return sorted({demand.issuer for demand in kept})

    def _lost(self, asker: str) -> frozenset[str]:
        return self._dropped.get(asker, frozenset())

    def results(self) -> Iterator[IssuerRipple]:
        """Give what reaches every procedure, in the order of the path."""
        fallen: dict[str, Span] = {}
        for issuer in self._order:
            inflows = [(one, self._inflow(one, fallen)) for one in self._on_issuer.get(issuer, ())]
            room = 0 if issuer in self._gone else 1
            kept = list(_within(room, [(one, part) for one, part in inflows if part.high]))
            part = _added(part for _, part in kept)
            fallen[issuer] = exactly(1) if issuer in self._gone else part
            if kept:
                yield self._result(issuer, kept, part)

    def _inflow(self, demand: Demand, fallen: Mapping[str, Span]) -> Span:
        """The part of the issuer's cases that an asker brought and brings no more."""
        gone = self._lost(demand.asker)
        whole = _most(demand.papers)
        left = [paper for paper in demand.papers if paper.address not in gone]
        fall = exactly(1) if demand.asker in self._gone else fallen.get(demand.asker, NONE)
        if (demand.asker, demand.issuer) in self._not_passed:
            fall = NONE
        if len(left) == len(demand.papers):
            return _at_most_all(self._weight(demand, whole).of(whole.of(fall))) if fall.high else NONE
        kept = _most(left)
        lost = whole
        if kept.high:
            lost = Span(
                max(whole.low - kept.high, 0) + kept.low * fall.low,
                whole.middle - kept.middle + kept.middle * fall.middle,
                min(whole.high - kept.low + kept.high * fall.high, whole.high),
            )
        return _at_most_all(self._weight(demand, whole).of(lost))

    def _weight(self, demand: Demand, part: Span) -> Span:
        """How many of an issuer's cases one whole asker makes, where both volumes are known; else nothing to all."""
        rate = self._rates[demand.asker, demand.issuer]
        if rate is None:
            return Span(0, 0, 1)
        if demand.issuer not in self._asked:
            rates = ((one, self._rates[one.asker, one.issuer]) for one in self._on_issuer[demand.issuer])
            all_who_ask = (_most(one.papers).times(known) for one, known in rates if known is not None)
            self._asked[demand.issuer] = _added(all_who_ask)
        asked, own = self._asked[demand.issuer], part.times(rate)
        if asked.is_one:
            return exactly(_shared(rate, asked.low))
        # Where more would come than there are cases, all who ask share them.
        return Span(
            _shared(rate, own.low + asked.high - own.high),
            _shared(rate, asked.middle),
            _shared(rate, own.high + asked.low - own.low),
        )

    def _rate(self, demand: Demand) -> Fraction | None:
        asker, issuer = self._procedures.get(demand.asker), self._procedures[demand.issuer]
        if asker is None or asker.cases is None or not issuer.cases:
            return None
        return Fraction(asker.cases) / issuer.cases

    def _result(self, issuer: str, kept: Sequence[tuple[Demand, Span]], part: Span) -> IssuerRipple:
        inflows = tuple(
            Inflow(one.asker, tuple(paper.address for paper in one.papers), _ordered(found)) for one, found in kept
        )
        known = self._procedures[issuer]
        if known.cases is None:
            return IssuerRipple(issuer, part, inflows)
        low: Exact = 0
        high: Exact = 0
        saving = NO_COST
        for counted, share in _by_counted(kept, part):
            one_case, coming = _beyond(known.once, counted), share.times(known.cases)
            saving += one_case.times(coming.middle)
            low += one_case.total * coming.low
            high += one_case.total * coming.high
        cases = part.times(known.cases)
        work = cases.times(known.office_minutes)
        bounds = _ordered(Span(low, saving.total, high))
        return IssuerRipple(issuer, part, inflows, cases, work, saving, bounds.low, bounds.high)


def _by_counted(kept: Sequence[tuple[Demand, Span]], part: Span) -> Iterable[tuple[CostSum, Span]]:
    """The parts that stay away, those together of which the askers' tables have counted the same."""
    first = kept[0][0].counted
    if all(demand.counted is first for demand, _ in kept):
        return [(first, part)]
    alike: dict[CostSum, Span] = {}
    for demand, inflow in kept:
        alike[demand.counted] = alike.get(demand.counted, NONE) + inflow
    return alike.items()


def _added(parts: Iterable[Span]) -> Span:
    """The sum of parts, over one common denominator: adding fractions one by one would shorten each sum anew."""
    found = tuple(parts)
    if len(found) < 2:
        return found[0] if found else NONE
    low = _sum_of([part.low for part in found])
    if all(part.is_one for part in found):
        return exactly(low)
    return Span(low, _sum_of([part.middle for part in found]), _sum_of([part.high for part in found]))


def _sum_of(values: Sequence[Exact]) -> Exact:
    whole = lcm(*(value.denominator for value in values))
    top = sum(value.numerator * (whole // value.denominator) for value in values)
    return top if whole == 1 else Fraction(top, whole)


def _shared(rate: Fraction, all_who_ask: Exact) -> Fraction:
    return rate / all_who_ask if all_who_ask > 1 else rate


def _most(papers: Sequence[WantedPaper]) -> Span:
    """The part of the applicants who come for any of the papers: one application is enough for all of them."""
    if len(papers) == 1:
        return papers[0].part
    parts = [paper.part for paper in papers]
    return Span(
        max((part.low for part in parts), default=0),
        max((part.middle for part in parts), default=0),
        max((part.high for part in parts), default=0),
    )


def _within(room: Exact, inflows: Sequence[tuple[Demand, Span]]) -> Iterator[tuple[Demand, Span]]:
    """The inflows as far as they find room, since no more cases than all can stay away."""
    left = exactly(room)
    for demand, part in inflows:
        if part.is_one and left.is_one:
            taken = exactly(min(part.low, left.low))
            left += taken.times(-1)
            yield demand, taken
            continue
        taken = Span(min(part.low, left.low), min(part.middle, left.middle), min(part.high, left.high))
        left += taken.times(-1)
        yield demand, taken


def _at_most_all(part: Span) -> Span:
    """A part as fine as parts are kept, in order and never more than everything."""
    if part.is_one:
        return exactly(_fine(min(part.low, 1)))
    low = _fine(min(part.low, 1))
    middle = max(_fine(min(part.middle, 1)), low)
    return Span(low, middle, max(_fine(min(part.high, 1)), middle))


def _ordered(span: Span) -> Span:
    """The span with its bounds about its middle; sharing room among several may have moved one of them past it."""
    if span.is_one:
        return span
    return Span(min(span.low, span.middle), span.middle, max(span.high, span.middle))


def _fine(part: Exact) -> Exact:
    if isinstance(part, int) or part.denominator <= _FINEST:
        return part
    return Fraction(part.numerator * _FINEST // part.denominator, _FINEST)


def _beyond(once: CostSum, counted: CostSum) -> CostSum:
    """What a case costs beyond what the asker's own table has counted for it, no part of it below nothing."""
    return CostSum(
        max(once.minutes - counted.minutes, 0),
        max(once.time - counted.time, 0),
        max(once.hired - counted.hired, 0),
        max(once.out_of_pocket - counted.out_of_pocket, 0),
        max(once.fees - counted.fees, 0),
    )


def _dearest_of_each_choice(demands: Sequence[Demand], procedures: Mapping[str, Issuing]) -> list[Demand]:
    """The demands with every choice fallen on its dearest issuer."""
    dearest: dict[tuple[str, str], tuple[Exact, str]] = {}
    for demand in demands:
        cost = _beyond(procedures[demand.issuer].once, demand.counted).total
        for paper in demand.papers:
            if paper.choice:
                key = demand.asker, paper.choice
                dearest[key] = max(dearest.get(key, (-1, "")), (cost, demand.issuer))
    found = []
    for demand in demands:
        papers = tuple(
            paper
            for paper in demand.papers
            if not paper.choice or dearest[demand.asker, paper.choice][1] == demand.issuer
        )
        found.append(demand if papers == demand.papers else replace(demand, papers=papers))
    return [demand for demand in found if demand.papers]


def _in_order(seeds: Sequence[str], after: Callable[[str], list[str]]) -> tuple[list[str], set[tuple[str, str]]]:
    """Everything reached from the seeds, askers before issuers, and the steps that would close a cycle, cut."""
    finished: list[str] = []
    closing: set[tuple[str, str]] = set()
    state: dict[str, bool] = {}
    for seed in seeds:
        if seed in state:
            continue
        state[seed] = False
        path = [(seed, iter(after(seed)))]
        while path:
            node, following = path[-1]
            for other in following:
                if other not in state:
                    state[other] = False
                    path.append((other, iter(after(other))))
                    break
                if not state[other]:
                    closing.add((node, other))
            else:
                state[node] = True
                finished.append(node)
                path.pop()
    return finished[::-1], closing
