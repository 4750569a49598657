"""The entries of an edition with some codes: they are next to each other in the order of codes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from catalogue.entry_orders import BY_CODE, STRETCH, Stretch, count_places, first_place_of, stretches, stretches_at
from catalogue.procedure_bits import bits_of
from catalogue.search_grammar import code_beginnings
from catalogue.store import Store

_LAST = "\U0010ffff"


@dataclass(frozen=True)
class CodedEntries:
    """The entries whose codes begin as a term says; `excluded` tells that they are not wanted.

    `places` are their places in the order of codes, in ranges that ascend and do not meet.
    """

    store: Store
    edition_id: int
    places: tuple[range, ...]
    excluded: bool

    @cached_property
    def entries(self) -> set[int]:
        """The ids of the entries."""
        return {entry_id for entries, _ in self._standing() for entry_id in entries}

    @cached_property
    def procedures(self) -> int:
        """The set of their procedures, as in `catalogue.procedure_bits`."""
        return bits_of([procedure_id for _, procedures in self._standing() for procedure_id in procedures])

    def _standing(self) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
        for places in self.places:
            for stretch in stretches(self.store, self.edition_id, BY_CODE, places.start):
                start, stop = max(places.start - stretch.first_place, 0), places.stop - stretch.first_place
                yield stretch.entries[start:stop], stretch.procedures[start:stop]
                if stop <= STRETCH:
                    break


def coded_entries(store: Store, edition_id: int, typed: str, excluded: bool) -> CodedEntries:
    """Return the entries whose codes begin with what was typed, or with the national code in it."""
    codes = _Codes(store, edition_id)
    either = [range(*map(codes.first_place, (begun, begun + _LAST))) for begun in code_beginnings(typed)]
    return CodedEntries(store, edition_id, joined(either), excluded)


class _Codes:
    """The codes of an edition in their order, each looked up when it is asked for."""

    def __init__(self, store: Store, edition_id: int) -> None:
        self._store = store
        self._edition_id = edition_id
        self._places = range(1, count_places(store, edition_id) + 1)
        self._read: dict[int, Stretch] = {}

    def first_place(self, code: str) -> int:
        """Return the place of the first entry whose code is not before a code."""
        return bisect_left(self._places, code, key=self._at) + 1

    def _at(self, place: int) -> str:
        first = first_place_of(place)
        if first not in self._read:
            self._read |= stretches_at(self._store, self._edition_id, BY_CODE, [first])
        entry_id = self._read[first].entries[place - first]
        found: str = self._store.rows("SELECT e.code FROM entry e WHERE e.id = :entry", {"entry": entry_id})[0][0]
        return found


def joined(ranges: Iterable[range]) -> tuple[range, ...]:
    """Return ranges that ascend and do not meet, and hold what any of some ranges does."""
    found: list[range] = []
    for one in sorted((one for one in ranges if one), key=lambda one: one.start):
        if found and one.start <= found[-1].stop:
            found[-1] = range(found[-1].start, max(found[-1].stop, one.stop))
        else:
            found.append(one)
    return tuple(found)


def common(some: Iterable[range], others: Sequence[range]) -> tuple[range, ...]:
    """Return what is in some ranges and in others too; both ascend and do not meet."""
    both = (range(max(one.start, other.start), min(one.stop, other.stop)) for one in some for other in others)
    return tuple(one for one in both if one)


def without(some: Iterable[range], others: Sequence[range]) -> tuple[range, ...]:
    """Return what is in some ranges and not in others; both ascend and do not meet."""
    left = tuple(some)
    for other in others:
        left = common(left, (range(0, other.start), range(other.stop, max((one.stop for one in left), default=0))))
    return left
