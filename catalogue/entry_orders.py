"""An order of an edition as a whole: the places of its procedures by their ids.

So the first of a hundred thousand matches are found without looking any of them up. The orders are counted by
`catalogue.ranking`.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.store import Store

# The columns of an entry that hold its places; the published order is that of the positions.
PUBLISHED, BY_NAME, BY_CODE, BY_FIELD = "position", "name_rank", "code_rank", "field_rank"
COLUMNS = (PUBLISHED, BY_NAME, BY_CODE, BY_FIELD)

# Ids that lie further apart than this, for each procedure, are kept one by one.
_SPREAD = 4
_FOUR_BYTES = next(code for code in "ILH" if array(code).itemsize == 4)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of an edition's procedures in one order, from 1.

    `dense` holds the place of the procedure with the id `first`, of the next one and so on, 0 where the edition does
    not have it; `others` holds what a procedure has beside: further places, or all where ids lie far apart.
    """

    first: int
    dense: Sequence[int]
    others: dict[int, tuple[int, ...]]

    def of(self, procedure_ids: Iterable[int]) -> list[int]:
        """Return all places of some procedures, in no order."""
        first, dense, end = self.first, self.dense, self.first + len(self.dense)
        wanted = procedure_ids if isinstance(procedure_ids, set) else set(procedure_ids)
        found = [dense[one - first] for one in wanted if first <= one < end]
        for one in self.others.keys() & wanted:
            found += self.others[one]
        return [place for place in found if place]


def read_places(store: Store, edition_id: int, column: str) -> Places:
    """Return the places of an edition's procedures in the order of one of the `COLUMNS`."""
    kept = store.rows(
        "SELECT o.first_procedure, o.dense, o.others FROM entry_order o WHERE o.edition_id = :edition "
        "AND o.column_name = :column",
        {"edition": edition_id, "column": column},
    )
    if not kept:
        return Places(1, (), {})
    first, dense, pairs = kept[0][0], _numbers(kept[0][1]), _numbers(kept[0][2])
    others: dict[int, tuple[int, ...]] = {}
    for one, place in zip(pairs[::2], pairs[1::2], strict=True):
        others[one] = (*others.get(one, ()), place)
    return Places(first, dense, others)


def packed(placed: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Return places, each a procedure's id and a place, as the columns of the row that keeps an order."""
    first = min((one for one, _ in placed), default=1)
    last = max((one for one, _ in placed), default=0)
    dense = array(_FOUR_BYTES, bytes(4 * (last - first + 1 if last - first < _SPREAD * len(placed) else 0)))
    others = array(_FOUR_BYTES)
    for one, place in placed:
        if dense and not dense[one - first]:
            dense[one - first] = place
        else:
            others.extend((one, place))
    return {"first_procedure": first, "dense": _bytes(dense), "others": _bytes(others)}


def _bytes(numbers: array[int]) -> bytes:
    """Numbers as they are kept on every machine: four bytes each, the lowest first."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(kept: bytes) -> array[int]:
    numbers = array(_FOUR_BYTES)
    numbers.frombytes(kept)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
