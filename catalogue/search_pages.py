"""The first entries, in any order, of those whose procedures are in some sets and not in others.

A first page must not wait for all that matches. A set that is not too large is fetched, and the places of its members
in the order are read off the order as a whole (`catalogue.entry_orders`); the lowest of them are the page. Of larger
sets the page lies near the beginning of the order: the entries are walked, a few at a time, and held against the
sets. Where that takes long, because what matches stands late in the order, the large sets are fetched after all.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.entry_orders import Places, read_places
from catalogue.store import Store

# So many members of a set are fetched at once, to see whether there are more and to estimate how many.
FEW = 2_000
# To hold one procedure against a set takes as long as fetching so many members of it, and a page needs so many hits.
_TESTED = 130
_CHUNK = 64
_LARGEST_CHUNK = 1_024


@dataclass(frozen=True, slots=True)
class Source:
    """A set of procedures: the statement that gives them, with its values, and its column that holds them.

    `ascending` tells that they come in the order of their ids.
    """

    statement: str
    column: str
    values: dict[str, Any]
    ascending: bool


@dataclass(frozen=True, slots=True)
class Codes:
    """What the codes of the entries must be: conditions on the entry `e`, with their values.

    `asked` tells whether any asks for codes, instead of leaving some out.
    """

    conditions: tuple[str, ...]
    values: dict[str, Any]
    asked: bool


class Members:
    """A set of procedures, fetched where it is not too large."""

    def __init__(self, store: Store, source: Source, most: int) -> None:
        self._store = store
        self._source = source
        self.known: set[int] | None = None
        found = self._first(FEW + 1)
        if len(found) <= FEW:
            self.known = set(found)
            return
        highest = store.rows("SELECT max(p.id) FROM procedure p")[0][0] or 1
        # How far apart they lie tells how many more there are.
        expected = len(found) * highest / (found[-1] - found[0] + 1) if source.ascending else 0
        if expected <= most and len(found := self._first(most + 1)) <= most:
            self.known = set(found)

    def _first(self, count: int) -> list[int]:
        return [row[0] for row in self._store.rows(f"{self._source.statement} LIMIT {count}", self._source.values)]

    def fetch(self) -> set[int]:
        """Return all members, however many there are."""
        if self.known is None:
            self.known = {row[0] for row in self._store.rows(self._source.statement, self._source.values)}
        return self.known

    def among(self, procedure_ids: set[int]) -> set[int]:
        """Return those of some procedures that are members."""
        if self.known is not None:
            return self.known & procedure_ids
        listed = ", ".join(map(str, sorted(procedure_ids)))
        statement = f"{self._source.statement} AND {self._source.column} IN ({listed})"
        return {row[0] for row in self._store.rows(statement, self._source.values)}


def first_entries(
    store: Store,
    edition_id: int,
    column: str,
    limit: int,
    wanted: Sequence[Source],
    unwanted: Sequence[Source],
    codes: Codes,
) -> list[int]:
    """Return the ids of at most `limit` entries, in the order of one of `entry_orders.COLUMNS`."""
    size = store.rows("SELECT d.procedures FROM edition d WHERE d.id = :edition", {"edition": edition_id})
    count = size[0][0] if size else 0
    # Fetching so many takes as long as walking to a page in a set of which there are so many.
    most = max(FEW, round(math.sqrt(count * limit * _TESTED)))
    walk = _Walk(store, edition_id, column, limit, codes, count)
    walk.inside = [Members(store, source, most) for source in wanted]
    walk.outside = [Members(store, source, most) for source in unwanted]
    return walk.page()


@dataclass(slots=True)
class _Walk:
    """One way along an order, from its beginning to the end of the page."""

    store: Store
    edition_id: int
    column: str
    limit: int
    codes: Codes
    count: int
    inside: Sequence[Members] = ()
    outside: Sequence[Members] = ()

    def page(self) -> list[int]:
        found: list[int] = []
        patience = max(_LARGEST_CHUNK, self.count // _TESTED)
        for last, entries in self._walked(self._places(0)):
            found += self._accepted(entries)
            patience -= len(entries)
            if len(found) >= self.limit:
                return found[: self.limit]
            if patience < 0 and any(members.known is None for members in self.inside):
                return (found + self._rest(last))[: self.limit]
        return found

    def _rest(self, last: int) -> list[int]:
        """What is found behind a place, with all sets fetched."""
        for members in self.inside:
            members.fetch()
        found: list[int] = []
        for _, entries in self._walked(self._places(last)):
            found += self._accepted(entries)
            if len(found) >= self.limit:
                break
        return found

    def _places(self, after: int) -> Sequence[int]:
        """The places behind a place at which a match may stand, in order."""
        chosen = self._coded()
        known = sorted((members.known for members in self.inside if members.known is not None), key=len)
        if known:
            places = set(self._order().of(known[0].intersection(*known[1:])))
            chosen = places if chosen is None else chosen & places
        if chosen is None:
            return range(after + 1, self.count + 1)
        behind = [place for place in chosen if place > after] if after else chosen
        decided = len(known) == len(self.inside) and not self.outside and not self.codes.conditions
        return heapq.nsmallest(self.limit, behind) if decided else sorted(behind)

    def _order(self) -> Places:
        return read_places(self.store, self.edition_id, self.column)

    def _coded(self) -> set[int] | None:
        """The places of the entries with the codes asked for, None where any may be meant or they are many."""
        if not self.codes.asked:
            return None
        found = self.store.rows(
            f"SELECT e.{self.column} FROM entry e WHERE {self._conditions()} LIMIT {FEW + 1}", self._values()
        )
        return {row[0] for row in found} if len(found) <= FEW else None

    def _walked(self, places: Sequence[int]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Yield the entries at some places, a few at a time: the last place, then each entry and its procedure."""
        start, chunk = 0, max(_CHUNK, self.limit)
        while start < len(places):
            some = places[start : start + chunk]
            if isinstance(some, range):
                within = f"e.{self.column} BETWEEN {some[0]} AND {some[-1]}"
            else:
                within = f"e.{self.column} IN ({', '.join(map(str, some))})"
            statement = (
                f"SELECT e.id, e.procedure_id FROM entry e WHERE {self._conditions(walking=True)} AND {within} "
                f"ORDER BY e.{self.column}"
            )
            yield some[-1], self.store.rows(statement, self._values())
            start += chunk
            chunk = max(chunk, min(chunk * 2, _LARGEST_CHUNK))

    def _conditions(self, walking: bool = False) -> str:
        coded = self.codes.conditions
        if walking:
            # A plus sign before a column keeps the database from using its index.
            coded = tuple(condition.replace("e.code", "+e.code") for condition in coded)
        return " AND ".join(("e.edition_id = :edition", *coded))

    def _values(self) -> dict[str, Any]:
        return {"edition": self.edition_id} | self.codes.values

    def _accepted(self, entries: Sequence[tuple[int, int]]) -> list[int]:
        procedures = {procedure_id for _, procedure_id in entries}
        for members in self.inside:
            procedures = members.among(procedures) if procedures else procedures
        for members in self.outside:
            procedures -= members.among(procedures) if procedures else procedures
        return [entry_id for entry_id, procedure_id in entries if procedure_id in procedures]
