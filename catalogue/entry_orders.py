"""An order of an edition as a whole: the places of its procedures, and what stands at each place.

So the first of a hundred thousand matches are found without looking any of them up in a table. The orders are counted
by `catalogue.ranking`.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from catalogue.packed_numbers import numbers, packed, unpacked, zeros
from catalogue.store import Store

# The columns of an entry that hold its places; the published order is that of the positions.
PUBLISHED, BY_NAME, BY_CODE, BY_FIELD = "position", "name_rank", "code_rank", "field_rank"
COLUMNS = (PUBLISHED, BY_NAME, BY_CODE, BY_FIELD)

# Ids that lie further apart than this, for each procedure, are kept one by one.
_SPREAD = 4
# So many places are kept together, a first page being found in the first of them.
STRETCH = 1 << 13


@dataclass(frozen=True, slots=True)
class Places:
    """The places of an edition's procedures in one order, from 1.

    `dense` holds the place of the procedure with the id `first`, of the next one and so on, 0 where the edition does
    not have it; `others` holds what a procedure has beside: further places, or all where ids lie far apart.
    """

    first: int
    dense: Sequence[int]
    others: dict[int, tuple[int, ...]]

    def of(self, procedure_ids: Collection[int]) -> list[int]:
        """Return all places of some procedures, each given once, in no order."""
        first, dense, end = self.first, self.dense, self.first + len(self.dense)
        found = [dense[one - first] for one in procedure_ids if first <= one < end]
        if self.others:
            for one in procedure_ids:
                found += self.others.get(one, ())
        return [place for place in found if place]

    def flagged(self, flags: bytes) -> list[int]:
        """Return all places of the procedures at whose ids a byte is not 0, in no order."""
        found = [place for place in compress(self.dense, flags[self.first :]) if place]
        for one, places in self.others.items():
            if one < len(flags) and flags[one]:
                found += places
        return found


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands at some places that follow each other: the ids of the entries, and of their procedures."""

    first_place: int
    entries: Sequence[int]
    procedures: Sequence[int]


def read_places(store: Store, edition_id: int, column: str) -> Places:
    """Return the places of an edition's procedures in the order of one of the `COLUMNS`."""
    kept = store.rows(
        "SELECT o.first_procedure, o.dense, o.others FROM entry_order o WHERE o.edition_id = :edition "
        "AND o.column_name = :column",
        {"edition": edition_id, "column": column},
    )
    if not kept:
        return Places(1, (), {})
    first, dense, pairs = kept[0][0], unpacked(4, kept[0][1]), unpacked(4, kept[0][2])
    others: dict[int, tuple[int, ...]] = {}
    for one, place in zip(pairs[::2], pairs[1::2], strict=True):
        others[one] = (*others.get(one, ()), place)
    return Places(first, dense, others)


def stretches(store: Store, edition_id: int, column: str, place: int = 1) -> Iterator[Stretch]:
    """Yield the stretches of an order, from the one that holds a place on, each read when it is asked for."""
    first = first_place_of(place)
    while found := stretches_at(store, edition_id, column, [first]):
        yield found[first]
        first += STRETCH


def stretches_at(store: Store, edition_id: int, column: str, first_places: Collection[int]) -> dict[int, Stretch]:
    """Return stretches of an order by their first places."""
    wanted = ", ".join(map(str, first_places))
    rows = store.rows(
        "SELECT s.first_place, s.entries, s.procedures FROM entry_stretch s WHERE s.edition_id = :edition "
        f"AND s.column_name = :column AND s.first_place IN ({wanted}) ORDER BY s.first_place",
        {"edition": edition_id, "column": column},
    )
    return {first: Stretch(first, unpacked(4, entries), unpacked(4, found)) for first, entries, found in rows}


def first_place_of(place: int) -> int:
    """Return the first place of the stretch that holds a place."""
    return place - (place - 1) % STRETCH


def kept_places(placed: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Return places, each a procedure's id and a place, as the columns of the row that keeps an order."""
    first = min((one for one, _ in placed), default=1)
    last = max((one for one, _ in placed), default=0)
    dense = zeros(4, last - first + 1 if last - first < _SPREAD * len(placed) else 0)
    others = numbers(4)
    for one, place in placed:
        if dense and not dense[one - first]:
            dense[one - first] = place
        else:
            others.extend((one, place))
    return {"first_procedure": first, "dense": packed(dense), "others": packed(others)}


def kept_stretches(standing: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield all places, each with its entry and procedure, as the rows that keep stretches: first place and numbers."""
    entries, procedures = zeros(4, len(standing)), zeros(4, len(standing))
    for place, entry_id, procedure_id in standing:
        entries[place - 1], procedures[place - 1] = entry_id, procedure_id
    for start in range(0, len(standing), STRETCH):
        yield start + 1, _part(entries, start), _part(procedures, start)


def _part(values: array[int], start: int) -> bytes:
    return packed(values[start : start + STRETCH])
