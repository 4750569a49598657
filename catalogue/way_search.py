"""The cheapest and the dearest way through an AND/OR problem: exact where it is small, between honest bounds beyond.

A way counts each procedure once, however many others rely on it, which makes the search hard in general (it contains
set cover). Branch and bound settles small problems; it stops after a number of trials, and then the best way found
and the bound that no way can pass are what is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.ways import Case, Option, Problem, Requirement, Way

MOST_TRIALS = 4_000
_MOST_PROCEDURES = 120


@dataclass(frozen=True, slots=True)
class Found:
    """The best way found, what the true best costs at least and at most, and whether that is settled."""

    way: Way
    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether no other way is better."""
        return self.low == self.high


def cheapest(problem: Problem, trials: int = MOST_TRIALS) -> Found:
    """Return the cheapest way to the problem's procedure."""
    best = problem.good_ways()[0]
    low = problem.lower_bound()
    if low < best.cost and len(problem.order) <= _MOST_PROCEDURES:
        search = _Search(problem, trials, best)
        if search.run():
            return Found(search.best, search.best.cost, search.best.cost)
        best = search.best
    return Found(best, low, best.cost)


def dearest(problem: Problem, trials: int = MOST_TRIALS) -> Found:
    """Return the dearest way to the problem's procedure, every choice made for the worse."""
    best = problem.good_ways()[-1]
    high = problem.upper_bound()
    if best.cost < high:
        search = _Search(problem, trials, best, worst=True)
        done = search.run()
        best = search.best
        if done:
            return Found(best, best.cost, best.cost)
    return Found(best, best.cost, high)


@dataclass(slots=True)
class _State:
    """A way under construction: what is settled, and what is still open."""

    cost: int
    taken: dict[int, Case]
    # For each procedure all that it relies on, over others too, as a set of bits.
    relied_on: dict[int, int]
    choices: dict[tuple[int, str], Option]
    open_entries: list[int]
    open_requirements: list[tuple[int, Requirement]]
    # The procedures taken, as a set of bits.
    bits: int = 0

    def copy(self) -> _State:
        return _State(
            self.cost,
            dict(self.taken),
            dict(self.relied_on),
            dict(self.choices),
            list(self.open_entries),
            list(self.open_requirements),
            self.bits,
        )

    def rely(self, asker: int, supplier: int, asking: int, supplying: int) -> None:
        """Let a procedure rely on another one; `asking` and `supplying` are their bits."""
        behind = supplying | self.relied_on.get(supplier, 0)
        for entry, others in self.relied_on.items():
            if others & asking:
                self.relied_on[entry] = others | behind
        self.relied_on[asker] = self.relied_on.get(asker, 0) | behind


class _Weights:
    """What sets of procedures cost together, looked up eight procedures at a time."""

    def __init__(self, problem: Problem, weights: Mapping[int, int]) -> None:
        listed = [weights[entry] for entry in problem.order]
        self._size = (len(listed) + 7) // 8
        self._tables = [self._table(listed[start : start + 8]) for start in range(0, len(listed), 8)]

    @staticmethod
    def _table(weights: list[int]) -> list[int]:
        sums = [0]
        for weight in weights:
            sums += [weight + rest for rest in sums]
        return sums

    def sum(self, bits: int) -> int:
        """Return what a set of procedures, given as bits, costs together."""
        return sum(
            [table[byte] for table, byte in zip(self._tables, bits.to_bytes(self._size, "little"), strict=True) if byte]
        )


class _Search:
    """A depth-first search that leaves out what cannot be better than the best way found so far."""

    def __init__(self, problem: Problem, trials: int, best: Way, worst: bool = False) -> None:
        self.best = best
        self._problem = problem
        self._trials = trials
        self._worst = worst
        self._behind = _behind(problem) if worst else problem.passed
        self._weights = _Weights(problem, problem.most if worst else problem.least)

    def run(self) -> bool:
        """Search; True where every way was tried or left out for good reason."""
        stack = [_State(0, {}, {}, {}, [self._problem.root], [])]
        while stack:
            if self._trials <= 0:
                return False
            self._trials -= 1
            state = stack.pop()
            if not self._can_be_better(state):
                continue
            if state.open_entries:
                stack.extend(reversed(self._with_cases(state)))
            elif state.open_requirements:
                stack.extend(reversed(self._with_options(state)))
            else:
                cases = {entry: case.number for entry, case in state.taken.items()}
                self.best = Way(state.cost, cases, state.choices)
        return True

    def _can_be_better(self, state: _State) -> bool:
        bits = 0
        for entry in state.open_entries:
            bits |= self._behind[entry]
        for _entry, requirement in state.open_requirements:
            reached = [self._behind[option.supplier] for option in requirement.options]
            common = reached[0]
            for other in reached[1:]:
                common = common | other if self._worst else common & other
            bits |= common
        # What is taken already is counted with the cost of its own case.
        bound = state.cost + self._weights.sum(bits & ~state.bits)
        return bound > self.best.cost if self._worst else bound < self.best.cost

    def _with_cases(self, state: _State) -> list[_State]:
        """The state with each case of the procedure that is still open, the most promising first."""
        entry = state.open_entries[-1]
        cases = sorted(self._problem.cases[entry], key=lambda case: (case.cost, len(case.requirements)))
        following = []
        for case in reversed(cases) if self._worst else cases:
            after = state.copy()
            after.open_entries.pop()
            after.taken[entry] = case
            after.bits |= self._problem.bit(entry)
            after.cost += case.cost
            after.open_requirements.extend((entry, one) for one in case.requirements)
            following.append(after)
        return following

    def _with_options(self, state: _State) -> list[_State]:
        """The state with each option of the open requirement that leaves least to choose."""
        at = min(range(len(state.open_requirements)), key=lambda place: len(state.open_requirements[place][1].options))
        entry, requirement = state.open_requirements[at]
        bit, relied_on = self._problem.bit, state.relied_on
        asking = bit(entry)
        options = [
            one for one in requirement.options if not (bit(one.supplier) | relied_on.get(one.supplier, 0)) & asking
        ]
        options.sort(key=lambda one: (one.supplier not in state.taken) != self._worst)
        seen: set[int] = set()
        following = []
        for option in options:
            if option.supplier in seen:
                continue
            seen.add(option.supplier)
            after = state.copy()
            del after.open_requirements[at]
            after.choices[entry, requirement.name] = option
            after.rely(entry, option.supplier, asking, bit(option.supplier))
            if option.supplier not in after.taken and option.supplier not in after.open_entries:
                after.open_entries.append(option.supplier)
            following.append(after)
        return following


def _behind(problem: Problem) -> Mapping[int, int]:
    """For every procedure all that lie behind it by any way, itself included, as a set of bits."""
    bits = {entry: 1 << at for at, entry in enumerate(problem.order)}
    changed = True
    while changed:
        changed = False
        for entry, cases in problem.cases.items():
            now = bits[entry]
            for case in cases:
                for requirement in case.requirements:
                    for option in requirement.options:
                        now |= bits[option.supplier]
            if now != bits[entry]:
                bits[entry] = now
                changed = True
    return bits
