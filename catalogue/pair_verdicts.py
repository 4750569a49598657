"""What people said of pairs: confirmed or denied once, it holds for every later comparison of the same content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalogue.pair_outlines import Heading


@dataclass(frozen=True, slots=True)
class PairSubject:
    """What a verdict is about: an old entry by address and content, and the new entry's address.

    A split or a merger is confirmed by a verdict for each old and new entry in it.
    """

    old_address: str
    old_digest: str
    new_address: str


Verdicts = Mapping[PairSubject, bool]


@dataclass(frozen=True, slots=True)
class Decided:
    """Verdicts found again in two editions, by ids: groups that are one procedure, and pairs that are not."""

    confirmed: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()
    denied: frozenset[tuple[int, int]] = frozenset()


def decided(old: Iterable[Heading], new: Iterable[Heading], verdicts: Verdicts) -> Decided:
    """Return what the verdicts say of the entries of two editions.

    A confirmation whose address stands for several entries is not applied: which of them was meant is not known. A
    denial applies to all of them.
    """
    if not verdicts:
        return Decided()
    old_ids: dict[tuple[str, str], list[int]] = defaultdict(list)
    new_ids: dict[str, list[int]] = defaultdict(list)
    for heading in old:
        old_ids[heading.address, heading.digest].append(heading.entry_id)
    for heading in new:
        new_ids[heading.address].append(heading.entry_id)
    confirmed: list[tuple[int, int]] = []
    denied: set[tuple[int, int]] = set()
    for subject, verdict in verdicts.items():
        left = old_ids.get((subject.old_address, subject.old_digest), [])
        right = new_ids.get(subject.new_address, [])
        if not verdict:
            denied.update((one, other) for one in left for other in right)
        elif len(left) == len(right) == 1:
            confirmed.append((left[0], right[0]))
    return Decided(tuple(_groups(confirmed)), frozenset(denied))


def _groups(confirmed: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield one-to-one pairs, and those with one side in common as one group."""
    of_old: dict[int, list[int]] = defaultdict(list)
    of_new: dict[int, list[int]] = defaultdict(list)
    for old, new in sorted(confirmed):
        of_old[old].append(new)
        of_new[new].append(old)
    seen: set[int] = set()
    for start in of_old:
        if start in seen:
            continue
        left, right = {start}, set(of_old[start])
        while (grown := {old for new in right for old in of_new[new]}) != left:
            left = grown
            right = {new for old in left for new in of_old[old]}
        seen |= left
        yield tuple(sorted(left)), tuple(sorted(right))
