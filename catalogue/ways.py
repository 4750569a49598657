"""The AND/OR problem behind a journey: which procedures must be gone through before one of them.

A procedure takes one of its cases; a case stands where every requirement of it is met; a requirement is met by one of
its options. Procedures are named by numbers, what they cost by whole numbers above 0.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Option:
    """One way to meet a requirement: the paper's address and the procedure that issues it."""

    address: str
    supplier: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something that must be had before a procedure; one of the options will do."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a procedure: its number, what it costs by itself, and what it requires of other procedures."""

    number: int
    cost: int
    requirements: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A requirement taken as met since every way to meet it leads back: the procedures of the circle, in order."""

    entry: int
    requirement: str
    circle: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way through: for each procedure its case, and for each of its requirements the option taken."""

    cost: int
    cases: Mapping[int, int]
    choices: Mapping[tuple[int, str], Option]

    def suppliers(self, entry: int) -> tuple[int, ...]:
        """Return the procedures that a procedure of the way relies on."""
        return tuple(sorted({option.supplier for (asker, _), option in self.choices.items() if asker == entry}))


Expand = Callable[[int], Sequence[Case]]


class Problem:
    """Everything that lies behind one procedure, with the circles cut that would leave it out of reach."""

    def __init__(self, root: int, expand: Expand) -> None:
        """Take the procedure to reach, and what gives the cases of each procedure."""
        self.root = root
        self.cases = _closure(root, expand)
        self.cuts: tuple[Cut, ...] = ()
        self.order = self._reachable()
        if root not in self.order:
            self.cuts = tuple(_circles(root, self.cases, self.order.keys()))
            cut = {(found.entry, found.requirement) for found in self.cuts}
            self.cases = {
                entry: tuple(_without(entry, case, cut) for case in cases) for entry, cases in self.cases.items()
            }
            self.order = self._reachable()
        # What cannot be had at all is no option any more.
        self.cases = {
            entry: tuple(found for case in self.cases[entry] if (found := self._possible(case)) is not None)
            for entry in self.order
        }

    def _possible(self, case: Case) -> Case | None:
        requirements = tuple(
            Requirement(one.name, tuple(option for option in one.options if option.supplier in self.order))
            for one in case.requirements
        )
        return Case(case.number, case.cost, requirements) if all(one.options for one in requirements) else None

    def _reachable(self) -> dict[int, int]:
        """The procedures that can be gone through from nothing, with their place in an order that never leads back."""
        way = Cheapest(self.cases, sum)
        return {entry: at for at, entry in enumerate(way.costs)}

    @cached_property
    def _bits(self) -> dict[int, int]:
        return {entry: 1 << at for at, entry in enumerate(self.order)}

    @cached_property
    def passed(self) -> dict[int, int]:
        """For every procedure those that each way to it passes through, itself included, as a set of bits."""
        everything = (1 << len(self._bits)) - 1
        passed = dict.fromkeys(self.order, everything)
        changed = True
        while changed:
            changed = False
            for entry in self.order:
                now = self._bits[entry] | _all_of(self._behind(case, passed) for case in self.cases[entry])
                if now != passed[entry]:
                    passed[entry] = now
                    changed = True
        return passed

    def _behind(self, case: Case, passed: Mapping[int, int]) -> int:
        behind = 0
        for requirement in case.requirements:
            behind |= _all_of(passed[option.supplier] for option in requirement.options)
        return behind

    def bit(self, entry: int) -> int:
        """Return the bit that stands for a procedure."""
        return self._bits[entry]

    def members(self, bits: int) -> tuple[int, ...]:
        """Return the procedures of a set of bits, in order."""
        return tuple(entry for entry, bit in self._bits.items() if bits & bit)

    @cached_property
    def least(self) -> dict[int, int]:
        """The least that each procedure costs by itself."""
        return {entry: min(case.cost for case in cases) for entry, cases in self.cases.items()}

    @cached_property
    def most(self) -> dict[int, int]:
        """The most that each procedure costs by itself."""
        return {entry: max(case.cost for case in cases) for entry, cases in self.cases.items()}

    def lower_bound(self) -> int:
        """Return what no way costs less than: what each way passes through, or the longest chain, if that is more."""
        passed = sum(self.least[entry] for entry in self.members(self.passed[self.root]))
        chain = Cheapest(self.cases, lambda costs: max(costs, default=0)).costs[self.root]
        return max(passed, chain)

    def upper_bound(self) -> int:
        """Return what no way costs more than: everything that lies behind, each procedure once."""
        return sum(self.most.values())

    def good_ways(self) -> tuple[Way, ...]:
        """Return some cheap ways, the cheapest first; none needs to be the cheapest of all."""
        shared = set(self.members(self.passed[self.root]))
        plain = Cheapest(self.cases, sum)
        sharing = Cheapest(self.cases, sum, shared)
        ways = [cheapest.way(self.root, self.cases) for cheapest in (plain, sharing)]
        return tuple(sorted(ways, key=lambda way: way.cost))


def _all_of(sets: Iterable[int]) -> int:
    """What stands in every set; nothing where there are no sets."""
    common = -1
    for one in sets:
        common &= one
    return max(common, 0)


class Cheapest:
    """The cheapest derivation of every procedure, where a cost is put together out of its requirements' costs.

    The procedures stand in `costs` in the order in which they are settled (Knuth's generalisation of Dijkstra's
    algorithm), so a requirement met by an earlier one never leads back.
    """

    def __init__(
        self, cases: Mapping[int, Sequence[Case]], together: Callable[[list[int]], int], free: Iterable[int] = ()
    ) -> None:
        """Take the cases of every procedure, how costs go together, and the procedures that cost nothing."""
        self.costs: dict[int, int] = {}
        self.taken: dict[int, int] = {}
        free = frozenset(free)
        waiting: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        missing: dict[tuple[int, int], int] = {}
        met: dict[tuple[int, int], list[int | None]] = {}
        heap: list[tuple[int, int, int]] = []
        for entry, ways in cases.items():
            for at, case in enumerate(ways):
                missing[entry, at] = len(case.requirements)
                met[entry, at] = [None] * len(case.requirements)
                for place, requirement in enumerate(case.requirements):
                    for option in requirement.options:
                        waiting[option.supplier].append((entry, at, place))
                if not case.requirements:
                    heap.append((0 if entry in free else case.cost, entry, at))
        heapq.heapify(heap)
        while heap:
            cost, entry, at = heapq.heappop(heap)
            if entry in self.costs:
                continue
            self.costs[entry] = cost
            self.taken[entry] = at
            for asker, case_at, place in waiting.get(entry, ()):
                found = met[asker, case_at]
                if asker in self.costs or found[place] is not None:
                    continue
                found[place] = cost
                missing[asker, case_at] -= 1
                if not missing[asker, case_at]:
                    own = 0 if asker in free else cases[asker][case_at].cost
                    total = own + together([one for one in found if one is not None])
                    heapq.heappush(heap, (total, asker, case_at))

    def way(self, root: int, cases: Mapping[int, Sequence[Case]]) -> Way:
        """Return the way to a procedure that takes the cheapest option everywhere, of equal ones the first listed."""
        settled = {entry: at for at, entry in enumerate(self.costs)}
        taken: dict[int, int] = {}
        choices: dict[tuple[int, str], Option] = {}
        open_entries = [root]
        while open_entries:
            entry = open_entries.pop()
            if entry in taken:
                continue
            case = cases[entry][self.taken[entry]]
            taken[entry] = case.number
            for requirement in case.requirements:
                before = [
                    one for one in requirement.options if settled.get(one.supplier, len(settled)) < settled[entry]
                ]
                option = min(before, key=lambda one: self.costs[one.supplier])
                choices[entry, requirement.name] = option
                open_entries.append(option.supplier)
        return Way(sum(cases[entry][self.taken[entry]].cost for entry in taken), taken, choices)


def _closure(root: int, expand: Expand) -> dict[int, tuple[Case, ...]]:
    found: dict[int, tuple[Case, ...]] = {}
    front = [root]
    while front:
        entry = front.pop()
        if entry in found:
            continue
        found[entry] = tuple(expand(entry))
        front.extend(
            option.supplier
            for case in found[entry]
            for requirement in case.requirements
            for option in requirement.options
            if option.supplier not in found
        )
    return found


def _without(entry: int, case: Case, cut: set[tuple[int, str]]) -> Case:
    left = tuple(one for one in case.requirements if (entry, one.name) not in cut)
    return case if len(left) == len(case.requirements) else Case(case.number, case.cost, left)


def _circles(root: int, cases: Mapping[int, Sequence[Case]], reached: Iterable[int]) -> list[Cut]:
    """Walk from a procedure that cannot be reached, and cut every requirement whose options all lead back.

    After the cuts every procedure walked through can be reached: each requirement left has an option that was
    finished before.
    """
    have = set(reached)
    cuts: list[Cut] = []
    finished: set[int] = set()
    path: list[int] = [root]
    on_path = {root}
    pending = [_unmet(root, cases, have)]
    while path:
        entry = path[-1]
        while pending[-1]:
            requirement = pending[-1][-1]
            suppliers = [option.supplier for option in requirement.options]
            if any(supplier in finished for supplier in suppliers):
                pending[-1].pop()
                continue
            ahead = next((supplier for supplier in suppliers if supplier not in on_path), None)
            if ahead is not None:
                path.append(ahead)
                on_path.add(ahead)
                pending.append(_unmet(ahead, cases, have))
                break
            pending[-1].pop()
            # With several options the shortest circle says most.
            start = max(path.index(supplier) for supplier in suppliers)
            cuts.append(Cut(entry, requirement.name, tuple(path[start:])))
        else:
            finished.add(entry)
            on_path.discard(entry)
            path.pop()
            pending.pop()
    return cuts


def _unmet(entry: int, cases: Mapping[int, Sequence[Case]], have: set[int]) -> list[Requirement]:
    """What no procedure that can be reached supplies, for the case of a procedure that lacks least."""
    lacking = [
        [one for one in case.requirements if not any(option.supplier in have for option in one.options)]
        for case in cases[entry]
    ]
    return list(reversed(min(lacking, key=len)))
