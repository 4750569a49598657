"""An order of an edition as a whole: the places of its procedures, and what stands at each place.

So the first of a hundred thousand matches are found without looking any of them up in a table. The orders are counted
by `catalogue.counted_orders`.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from catalogue.packed_numbers import numbers, packed, unpacked, zeros
from catalogue.store import Store

PUBLISHED, BY_NAME, BY_CODE, BY_FIELD = "published", "name", "code", "field"
ORDERS = (PUBLISHED, BY_NAME, BY_CODE, BY_FIELD)

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


def count_places(store: Store, edition_id: int) -> int:
    """Return how many places an edition's orders have, 0 where there is no such edition."""
    found = store.rows("SELECT d.procedures FROM edition d WHERE d.id = :edition", {"edition": edition_id})
    return found[0][0] if found else 0


def read_places(store: Store, edition_id: int, order: str) -> Places:
    """Return the places of an edition's procedures in the order of one of the `ORDERS`."""
    kept = store.rows(
        "SELECT o.first_procedure, o.dense, o.others FROM entry_order o WHERE o.edition_id = :edition "
        "AND o.order_name = :order",
        {"edition": edition_id, "order": order},
    )
    if not kept:
        return Places(1, (), {})
    first, dense, pairs = kept[0][0], unpacked(4, kept[0][1]), unpacked(4, kept[0][2])
    others: dict[int, tuple[int, ...]] = {}
    for one, place in zip(pairs[::2], pairs[1::2], strict=True):
        others[one] = (*others.get(one, ()), place)
    return Places(first, dense, others)


def stretches(store: Store, edition_id: int, order: str, place: int = 1) -> Iterator[Stretch]:
    """Yield the stretches of an order, from the one that holds a place on, each read when it is asked for."""
    first = first_place_of(place)
    while found := stretches_at(store, edition_id, order, [first]):
        yield found[first]
        first += STRETCH


def stretches_at(store: Store, edition_id: int, order: str, first_places: Collection[int]) -> dict[int, Stretch]:
    """Return stretches of an order by their first places."""
    wanted = ", ".join(map(str, first_places))
    rows = store.rows(
        "SELECT s.first_place, s.entries, s.procedures FROM entry_stretch s WHERE s.edition_id = :edition "
        f"AND s.order_name = :order AND s.first_place IN ({wanted}) ORDER BY s.first_place",
        {"edition": edition_id, "order": order},
    )
    return {first: Stretch(first, unpacked(4, entries), unpacked(4, found)) for first, entries, found in rows}


def first_place_of(place: int) -> int:
    """Return the first place of the stretch that holds a place."""
    return place - (place - 1) % STRETCH


def kept_places(procedures: Sequence[int]) -> dict[str, Any]:
    """Return the places of procedures, given in an order, as the columns of the row that keeps it."""
    first, last = min(procedures, default=1), max(procedures, default=0)
    dense = zeros(4, last - first + 1 if last - first < _SPREAD * len(procedures) else 0)
    others = numbers(4)
    for place, one in enumerate(procedures, 1):
        if dense and not dense[one - first]:
            dense[one - first] = place
        else:
            others.extend((one, place))
    return {"first_procedure": first, "dense": packed(dense), "others": packed(others)}


def kept_stretches(entries: array[int], procedures: array[int]) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield what stands at all places, in order, as the rows that keep stretches: the first place and the numbers."""
    for start in range(0, len(entries), STRETCH):
        part = slice(start, start + STRETCH)
        yield start + 1, packed(entries[part]), packed(procedures[part])
