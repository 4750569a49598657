"""All procedures of an edition as one AND/OR problem, prepared once so that each journey looks at little of it."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from catalogue.way_search import Found, cheapest, dearest
from catalogue.ways import Case, Cheapest, Option, Problem, Requirement, Way

# Behind more procedures than these the dearest way is not searched for, only bounded.
_MOST_SEARCHED = 80


class Terrain:
    """What every procedure requires of the others, and what the cheapest chain to each costs."""

    def __init__(self, cases: Mapping[int, Sequence[Case]]) -> None:
        """Take the cases of every procedure."""
        self.cases = cases
        self._plain = Cheapest(cases, sum)
        self._chain = Cheapest(cases, lambda costs: max(costs, default=0)).costs

    def reaches(self, entry: int) -> bool:
        """Tell whether there is a way to a procedure that never leads back."""
        return entry in self._chain

    def behind(self, entry: int) -> frozenset[int]:
        """Return the procedures that could come into a way to one of them by any choice, itself included."""
        found = {entry}
        front = [entry]
        while front:
            for option in _options(self.cases[front.pop()]):
                if option.supplier not in found and self.reaches(option.supplier):
                    found.add(option.supplier)
                    front.append(option.supplier)
        return frozenset(found)

    def cheapest(self, root: int, case: int = 0) -> tuple[Found, Problem]:
        """Return the cheapest way to a procedure, and the part of the problem that was looked at.

        Where `case` is the number of one of the procedure's cases, only that one is taken at the end of the way.
        """
        problem = self._whole(root, case) if case or not self.reaches(root) else self._near(root)
        return cheapest(problem), problem

    def dearest(self, root: int, case: int = 0) -> tuple[Found, Problem | None]:
        """Return the dearest way to a procedure; behind very many procedures, a dear one and what bounds it."""
        behind = self.behind(root)
        if case or not self.reaches(root) or len(behind) <= _MOST_SEARCHED:
            problem = self._whole(root, case)
            return dearest(problem), problem
        way = self._walk(root, dear=True)
        return Found(way, way.cost, sum(max(one.cost for one in self.cases[entry]) for entry in behind)), None

    def _whole(self, root: int, number: int) -> Problem:
        """The problem with everything behind a procedure; an unknown number stands for all its cases."""
        own = [case for case in self.cases[root] if case.number == number] or self.cases[root]
        return Problem(root, lambda entry: own if entry == root else self.cases[entry])

    def _near(self, root: int) -> Problem:
        """The part of the problem in which every way lies that is no dearer than a good one.

        A way that leads over a procedure costs at least the chain from the root down to it and its own cheapest
        chain, since no procedure stands twice on a chain that never leads back.
        """
        most = self._walk(root).cost
        down = {root: min(case.cost for case in self.cases[root])}
        kept: dict[int, list[Case]] = {}
        heap = [(down[root], root)]
        while heap:
            cost, entry = heapq.heappop(heap)
            if entry in kept:
                continue
            affordable = (_affordable(case, most - cost, self._chain) for case in self.cases[entry])
            kept[entry] = [case for case in affordable if case is not None]
            for option in _options(kept[entry]):
                below = cost + min(case.cost for case in self.cases[option.supplier])
                if below < down.get(option.supplier, most + 1):
                    down[option.supplier] = below
                    heapq.heappush(heap, (below, option.supplier))
        return Problem(root, kept.__getitem__)

    def _walk(self, root: int, dear: bool = False) -> Way:
        """A way that always takes what was settled first, or what is dearest of all that was settled before."""
        place = self._place
        taken: dict[int, Case] = {}
        choices: dict[tuple[int, str], Option] = {}
        front = [root]
        while front:
            entry = front.pop()
            if entry in taken:
                continue
            taken[entry] = case = self.cases[entry][self._plain.taken[entry]]
            for wanted in case.requirements:
                # What is settled before the procedure itself cannot lead back to it.
                before = [one for one in wanted.options if place.get(one.supplier, len(place)) < place[entry]]
                if dear:
                    option = max(before, key=lambda one: (self._plain.costs[one.supplier], -one.supplier))
                else:
                    option = min(before, key=lambda one: place[one.supplier])
                choices[entry, wanted.name] = option
                front.append(option.supplier)
        cost = sum(case.cost for case in taken.values())
        return Way(cost, {entry: case.number for entry, case in taken.items()}, choices)

    @cached_property
    def _place(self) -> dict[int, int]:
        return {entry: at for at, entry in enumerate(self._plain.costs)}

    @cached_property
    def passed(self) -> Mapping[int, frozenset[int]]:
        """For every procedure that can be reached those that each way to it passes through, itself included."""
        passed: dict[int, frozenset[int]] = {}
        askers = self._askers
        waiting = dict.fromkeys(self._plain.costs)
        while waiting:
            entry = next(iter(waiting))
            del waiting[entry]
            ways = [_behind(case, passed) for case in self.cases[entry] if self._possible(case)]
            now = frozenset.intersection(*ways) | {entry}
            if passed.get(entry) != now:
                passed[entry] = now
                waiting |= dict.fromkeys(asker for asker in askers.get(entry, ()) if asker in passed)
        return passed

    def _possible(self, case: Case) -> bool:
        return all(any(self.reaches(one.supplier) for one in wanted.options) for wanted in case.requirements)

    @cached_property
    def _askers(self) -> Mapping[int, tuple[int, ...]]:
        askers: dict[int, list[int]] = {}
        for entry, cases in self.cases.items():
            for option in _options(cases):
                askers.setdefault(option.supplier, []).append(entry)
        return {entry: tuple(found) for entry, found in askers.items()}

    def gates(self) -> Counter[int]:
        """Return for each procedure how many others cannot be reached without it, itself not counted."""
        counts: Counter[int] = Counter()
        for entry, passed in self.passed.items():
            counts.update(passed - {entry})
        return counts


def _options(cases: Sequence[Case]) -> list[Option]:
    return [option for case in cases for wanted in case.requirements for option in wanted.options]


def _affordable(case: Case, rest: int, chain: Mapping[int, int]) -> Case | None:
    """A case with the options whose cheapest chains can still be paid for, None where something is left without."""
    requirements = []
    for wanted in case.requirements:
        options = tuple(one for one in wanted.options if chain.get(one.supplier, rest + 1) <= rest)
        if not options:
            return None
        requirements.append(Requirement(wanted.name, options))
    return Case(case.number, case.cost, tuple(requirements))


def _behind(case: Case, passed: Mapping[int, frozenset[int]]) -> frozenset[int]:
    """What is passed through for certain before a case; an option that is not known yet could be anything."""
    behind: frozenset[int] = frozenset()
    for wanted in case.requirements:
        known = [passed[one.supplier] for one in wanted.options if one.supplier in passed]
        if known:
            behind |= frozenset.intersection(*known)
    return behind
