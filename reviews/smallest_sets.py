"""The fewest parts to choose so that what depends on them reaches a goal: exact where that is feasible, else greedy.

Each gain needs every one of its parts, and gains add up. Finding the fewest parts is hard in general (it contains the
densest-subgraph problem), so that the search stops after a fixed number of steps, the same on every machine, and then
gives the best set that it has, with the number below which no set can reach the goal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import lcm

from reviews.costs import Exact

MOST_STEPS = 6_000
# Of what needs more parts than this, only single parts and the whole are looked at when sets are made greedily.
_WIDEST = 4


@dataclass(frozen=True, slots=True)
class SmallestSet:
    """A set of parts with what it gains; `exact` tells that no smaller one reaches the goal.

    No set with fewer than `at_least` parts can. `reached` is False where even everything together does not come to the
    goal; the set is then everything that gains anything.
    """

    parts: tuple[str, ...]
    gain: Exact
    reached: bool
    exact: bool
    at_least: int


def smallest_set(
    gains: Iterable[tuple[frozenset[str], Exact]], goal: Exact, most_steps: int = MOST_STEPS
) -> SmallestSet:
    """Return the fewest parts whose gains together reach a goal.

    Gains of nothing or less are left out, and so are those that need no part: they would be had anyway.
    """
    merged: dict[frozenset[str], Fraction] = defaultdict(Fraction)
    for parts, gain in gains:
        if parts and gain > 0:
            merged[parts] += Fraction(gain)
    if goal <= 0:
        return SmallestSet((), 0, True, True, 0)
    whole = sum(merged.values())
    if whole < goal:
        everything = tuple(sorted(frozenset[str]().union(*merged)))
        return SmallestSet(everything, whole, False, True, len(everything))
    scale = lcm(*(gain.denominator for gain in merged.values()), Fraction(goal).denominator)
    bundles = {parts: int(gain * scale) for parts, gain in merged.items()}
    wanted = int(goal * scale)
    found, exact, at_least = _searched(bundles, wanted, most_steps)
    return SmallestSet(tuple(sorted(found)), Fraction(_gain(bundles, found), scale), True, exact, at_least)


def _gain(bundles: Mapping[frozenset[str], int], chosen: Iterable[str]) -> int:
    kept = frozenset(chosen)
    return sum(gain for parts, gain in bundles.items() if parts <= kept)


def _searched(bundles: Mapping[frozenset[str], int], goal: int, most_steps: int) -> tuple[frozenset[str], bool, int]:
    best = min(_greedy(bundles, goal), _by_potential(bundles, goal), key=len)
    search = _Search(bundles, goal)
    at_least = search.needed()
    if len(best) == at_least:
        return best, True, at_least
    found, finished = search.run(best, most_steps)
    return found, finished, len(found) if finished else at_least


def _greedy(bundles: Mapping[frozenset[str], int], goal: int) -> frozenset[str]:
    """A set made by adding, again and again, the missing parts that gain most a part."""
    missing = dict(bundles)
    chosen: frozenset[str] = frozenset()
    gained = 0
    while gained < goal:
        step = max(missing, key=lambda parts: (Fraction(_together(missing, parts), len(parts)), sorted(parts)))
        chosen |= step
        left: dict[frozenset[str], int] = defaultdict(int)
        for parts, gain in missing.items():
            if parts <= step:
                gained += gain
            else:
                left[parts - step] += gain
        missing = left
    return _without_idle(bundles, chosen, gained, goal)


def _together(missing: Mapping[frozenset[str], int], parts: frozenset[str]) -> int:
    """What some parts gain together: what needs all of them, and what needs only some of them."""
    gain = missing[parts]
    sizes = range(1, len(parts)) if len(parts) <= _WIDEST else (1,)
    for size in sizes:
        for some in combinations(parts, size):
            gain += missing.get(frozenset(some), 0)
    return gain


def _by_potential(bundles: Mapping[frozenset[str], int], goal: int) -> frozenset[str]:
    """A set made by choosing, again and again, the part with the largest potential."""
    search = _Search(bundles, goal)
    while search.gained < goal:
        search.choose(search.largest())
    chosen = frozenset(search.name_of(part) for part in search.chosen)
    return _without_idle(bundles, chosen, search.gained, goal)


def _without_idle(
    bundles: Mapping[frozenset[str], int], chosen: frozenset[str], gained: int, goal: int
) -> frozenset[str]:
    """The set without parts that it can do without, those that lose least first."""
    held = {parts: gain for parts, gain in bundles.items() if parts <= chosen}
    while True:
        losses = dict.fromkeys(sorted(chosen), 0)
        for parts, gain in held.items():
            for part in parts:
                losses[part] += gain
        idle = min(losses, key=lambda part: losses[part], default=None)
        if idle is None or gained - losses[idle] < goal:
            return chosen
        chosen -= {idle}
        gained -= losses[idle]
        held = {parts: gain for parts, gain in held.items() if idle not in parts}


class _Search:
    """Branch and bound over choosing or leaving out one part after the other.

    Every gain is shared out evenly over the parts it still lacks; the sum of a part's shares is its potential. However
    k more parts are chosen, each gain that they complete has its shares among theirs, so that the k largest potentials
    bound what k parts can gain.
    """

    def __init__(self, bundles: Mapping[frozenset[str], int], goal: int) -> None:
        self._names = sorted(frozenset[str]().union(*bundles))
        number = {name: at for at, name in enumerate(self._names)}
        self._goal = goal
        self._parts = [[number[part] for part in sorted(parts)] for parts in bundles]
        self._gains = list(bundles.values())
        self._holding: list[list[int]] = [[] for _ in self._names]
        for bundle, parts in enumerate(self._parts):
            for part in parts:
                self._holding[part].append(bundle)
        self._lacking = [len(parts) for parts in self._parts]
        self._barred = [0] * len(self._parts)
        self._open = [True] * len(self._names)
        self._potential = [0] * len(self._names)
        for bundle, gain in enumerate(self._gains):
            self._share_out(bundle, gain, 1)
        self.chosen: list[int] = []
        self.gained = 0

    def name_of(self, part: int) -> str:
        """Return the name of a part."""
        return self._names[part]

    def largest(self) -> int:
        """Return the open part with the largest potential."""
        return max((part for part, still in enumerate(self._open) if still), key=self._potential.__getitem__)

    def _share_out(self, bundle: int, gain: int, sign: int) -> None:
        """Add (or take away) a bundle's share to each part that it lacks; shares are rounded up to stay a bound."""
        lacking = self._lacking[bundle]
        if lacking and not self._barred[bundle]:
            share = sign * -(-gain // lacking)
            for part in self._parts[bundle]:
                if self._open[part]:
                    self._potential[part] += share

    def choose(self, part: int) -> None:
        """Choose a part."""
        for bundle in self._holding[part]:
            self._share_out(bundle, self._gains[bundle], -1)
            self._lacking[bundle] -= 1
            if not self._lacking[bundle] and not self._barred[bundle]:
                self.gained += self._gains[bundle]
        self._open[part] = False
        for bundle in self._holding[part]:
            self._share_out(bundle, self._gains[bundle], 1)
        self.chosen.append(part)

    def _take_back(self, part: int) -> None:
        for bundle in self._holding[part]:
            self._share_out(bundle, self._gains[bundle], -1)
        self._open[part] = True
        for bundle in self._holding[part]:
            if not self._lacking[bundle] and not self._barred[bundle]:
                self.gained -= self._gains[bundle]
            self._lacking[bundle] += 1
            self._share_out(bundle, self._gains[bundle], 1)
        self.chosen.pop()

    def _leave_out(self, part: int) -> None:
        for bundle in self._holding[part]:
            self._share_out(bundle, self._gains[bundle], -1)
            self._barred[bundle] += 1
        self._open[part] = False

    def _let_in(self, part: int) -> None:
        self._open[part] = True
        for bundle in self._holding[part]:
            self._barred[bundle] -= 1
            self._share_out(bundle, self._gains[bundle], 1)

    def needed(self) -> int:
        """Return the fewest further parts that could reach the goal, more than there are where none can."""
        left = self._goal - self.gained
        if left <= 0:
            return 0
        ranked = sorted((self._potential[part] for part, still in enumerate(self._open) if still), reverse=True)
        for count, potential in enumerate(ranked, 1):
            left -= potential
            if left <= 0:
                return count
        return len(self._names) + 1

    def run(self, best: frozenset[str], most_steps: int) -> tuple[frozenset[str], bool]:
        """Return the smallest set, at best smaller than the one given, and whether the search came to its end."""
        decided: list[tuple[int, bool]] = []
        for _ in range(most_steps):
            needed = self.needed()
            if needed and len(self.chosen) + needed < len(best):
                part = self.largest()
                self.choose(part)
                decided.append((part, True))
                continue
            if not needed and len(self.chosen) < len(best):
                best = frozenset(self._names[part] for part in self.chosen)
            while decided and not decided[-1][1]:
                self._let_in(decided.pop()[0])
            if not decided:
                return best, True
            part = decided.pop()[0]
            self._take_back(part)
            self._leave_out(part)
            decided.append((part, False))
        return best, False
