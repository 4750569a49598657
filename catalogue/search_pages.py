"""The first entries, in any order, of those whose procedures are in some sets and not in others.

A first page must not wait for all that matches. A set that is not too large is fetched, and the places of its members
in the order are read off the order as a whole (`catalogue.entry_orders`); the lowest of them are the page. Of larger
sets the page lies near the beginning of the order: the entries are walked, a few at a time, and held against the
sets. Where that takes long, because what matches stands late in the order, the large sets are fetched after all.
"""

from __future__ import annotations

import heapq
import json
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.entry_orders import BY_CODE, PUBLISHED, Places, read_places
from catalogue.store import Store

# So many members of a set are fetched at once, to see whether there are more and to estimate how many.
FEW = 500
# The entries with the codes asked for are looked up one by one where there are so many.
_CODED = 2_000
# To hold one procedure against a set of one word takes as long as fetching so many members of it.
_TESTED = 130
_CHUNK = 64
# Members among procedures whose ids lie so close together are found in one go.
_SPREAD = 8
# Of sets with so large a share of all procedures a page is found soon, wherever most of them stand.
_LARGE_SHARE = 16
# So many times later than expected, the first of a few members tells that all stand late.
_LATE = 4
_LARGEST_CHUNK = 1_024


@dataclass(frozen=True, slots=True)
class Source:
    """A set of procedures: the statement that gives them, with its values, and its column that holds them.

    `ascending` tells that they come in the order of their ids, each once. `listing` holds a statement around
    "{statement}" that gives all of them as one JSON list, which takes half the time of as many rows; it may be empty.
    `words` is how many words a member must have, each of which is looked for when one procedure is tested.
    """

    statement: str
    column: str
    values: dict[str, Any]
    ascending: bool
    listing: str = ""
    words: int = 1


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
        self.words = source.words
        self.expected = 0
        self.known: Sequence[int] | None = None
        """The members, each once, where they were fetched."""
        self.sample = self._first(FEW + 1)
        if len(self.sample) <= FEW:
            self.known = self.sample
            return
        highest = store.rows("SELECT max(p.id) FROM procedure p")[0][0] or 1
        # How far apart they lie tells how many more there are.
        spread = self.sample[-1] - self.sample[0] + 1
        self.expected = len(self.sample) * highest // spread if source.ascending else 0
        """About how many there are, 0 where nothing tells."""
        if self.expected <= most and len(found := self._first(most + 1)) <= most:
            self.known = found

    def _first(self, count: int) -> list[int]:
        return self._each_once(f"{self._source.statement} LIMIT {count}")

    def _each_once(self, statement: str) -> list[int]:
        if self._source.listing:
            listing = self._source.listing.format(statement=statement)
            listed: list[int] = json.loads(self._store.rows(listing, self._source.values)[0][0])
            return listed
        found = [row[0] for row in self._store.rows(statement, self._source.values)]
        return found if self._source.ascending else list(dict.fromkeys(found))

    def fetch(self) -> None:
        """Fetch all members, however many there are."""
        if self.known is None:
            self.known = self._each_once(self._source.statement)

    def among(self, procedure_ids: set[int]) -> set[int]:
        """Return those of some procedures that are members."""
        if self.known is not None:
            return procedure_ids.intersection(self.known)
        if lie_close(procedure_ids):
            within = f"BETWEEN {min(procedure_ids)} AND {max(procedure_ids)}"
        else:
            within = f"IN ({', '.join(map(str, sorted(procedure_ids)))})"
        statement = f"{self._source.statement} AND {self._source.column} {within}"
        return procedure_ids.intersection(row[0] for row in self._store.rows(statement, self._source.values))


def lie_close(procedure_ids: Collection[int]) -> bool:
    """Tell whether some procedures, at least one, are most of those between the first and the last of them."""
    return max(procedure_ids) - min(procedure_ids) < _SPREAD * len(procedure_ids)


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
    most = max(FEW, round(math.sqrt(count * limit * _TESTED))) if column != PUBLISHED else FEW
    walk = _Walk(store, edition_id, column, limit, codes, count, chunk=_CHUNK)
    walk.inside = [Members(store, source, most) for source in wanted]
    walk.outside = [Members(store, source, most) for source in unwanted]
    return walk.page()


class _Ascending:
    """Numbers of which only the lowest are wanted, a few at a time."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._heap = list(numbers)
        heapq.heapify(self._heap)

    def take(self, count: int) -> list[int]:
        """Take the lowest ones that are left, in order."""
        return [heapq.heappop(self._heap) for _ in range(min(count, len(self._heap)))]


def _next(places: Sequence[int] | _Ascending, start: int, count: int) -> Sequence[int]:
    return places.take(count) if isinstance(places, _Ascending) else places[start : start + count]


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
    chunk: int = 1
    close: bool = False
    order: Places | None = None

    def page(self) -> list[int]:
        """Return the entries of the page."""
        if self._stand_late():
            return self._rest(0)
        found: list[int] = []
        tested, patience = 0, self._patience()
        for last, entries in self._walked(self._places(0)):
            found += self._accepted(entries)
            # Where the order is that of the ids, going on costs next to nothing.
            tested += 0 if self.close else len(entries)
            if len(found) >= self.limit:
                return found[: self.limit]
            # As many as were found among those that were tested are expected among the next ones.
            expected = tested * self.limit // len(found) if found else 2 * tested
            if tested >= _CHUNK and self._unknown() and expected > patience:
                return (found + self._rest(last))[: self.limit]
            if self.close:
                self.chunk = max(1, min(4 * self.chunk, _SPREAD * _LARGEST_CHUNK))
                continue
            expected = 3 * (self.limit - len(found)) * tested // (2 * max(len(found), 1))
            self.chunk = max(1, min(expected, 2 * self.chunk, _LARGEST_CHUNK))
        return found

    def _patience(self) -> int:
        """How many entries may be tested for a page before fetching a whole set is the shorter way."""
        words = max((members.words for members in self.inside if members.known is None), default=1)
        return round(max(4 * _CHUNK, self._fewest() / _TESTED) / words)

    def _fewest(self) -> int:
        """About how many procedures the smallest of the sets has that were not fetched."""
        return min((members.expected for members in self.inside if members.known is None), default=0)

    def _unknown(self) -> bool:
        return any(members.known is None for members in self.inside)

    def _stand_late(self) -> bool:
        """Tell whether the matches stand late in the order, so that it is not worth while to walk to them.

        Of some members taken without regard to the order, the first one stands near the beginning but once in fifty.
        """
        if self.column == PUBLISHED or not self._unknown():
            return False
        places = self._order()
        firsts = [min(places.of(members.sample), default=0) for members in self.inside if members.known is None]
        if self._fewest() * _LARGE_SHARE > self.count:
            # Of so many, the page stands far before the first one of a few.
            return max(firsts) > 2 * _LATE * self._patience()
        return max(firsts) > _LATE * self.count // max(FEW, 1)

    def _rest(self, last: int) -> list[int]:
        """What is found behind a place, with all sets fetched."""
        for members in self.inside:
            members.fetch()
        found: list[int] = []
        for _, entries in self._walked(self._places(last)):
            found += self._accepted(entries)
            if len(found) >= self.limit:
                break
        return found[: self.limit]

    def _places(self, after: int) -> Sequence[int] | _Ascending:
        """The places behind a place at which a match may stand, in order."""
        chosen: Collection[int] | None = self._coded()
        known = sorted((members.known for members in self.inside if members.known is not None), key=len)
        if known:
            both = known[0] if len(known) == 1 else set(known[0]).intersection(*known[1:])
            places = self._order().of(both)
            chosen = places if chosen is None else set(chosen).intersection(places)
        if chosen is None:
            return range(max(after + 1, self._first_coded()), self.count + 1)
        behind = [place for place in chosen if place > after] if after else chosen
        decided = len(known) == len(self.inside) and not self.outside and not self.codes.conditions
        return heapq.nsmallest(self.limit, behind) if decided else _Ascending(behind)

    def _order(self) -> Places:
        if self.order is None:
            self.order = read_places(self.store, self.edition_id, self.column)
        return self.order

    def _coded(self) -> set[int] | None:
        """The places of the entries with the codes asked for, None where any may be meant or they are many."""
        if not self.codes.asked:
            return None
        most = _CODED * (4 if self.inside else 1)
        found = self.store.rows(
            f"SELECT e.{self.column} FROM entry e WHERE {self._conditions()} LIMIT {most + 1}", self._values()
        )
        return {row[0] for row in found} if len(found) <= most else None

    def _first_coded(self) -> int:
        """The first place at which a code asked for may stand: codes that begin alike are next to each other."""
        if not self.codes.asked or self.column != BY_CODE:
            return 1
        statement = f"SELECT e.{self.column} FROM entry e WHERE {self._conditions()} ORDER BY e.code LIMIT 1"
        found = self.store.rows(statement, self._values())
        return found[0][0] if found else self.count + 1

    def _walked(self, places: Sequence[int] | _Ascending) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Yield the entries at some places, a few at a time: the last place, then each entry and its procedure."""
        start = 0
        while some := _next(places, start, self.chunk):
            if isinstance(some, range):
                within = f"e.{self.column} BETWEEN {some[0]} AND {some[-1]}"
            else:
                within = f"e.{self.column} IN ({', '.join(map(str, some))})"
            statement = (
                f"SELECT e.id, e.procedure_id FROM entry e WHERE {self._conditions(walking=True)} AND {within} "
                f"ORDER BY e.{self.column}"
            )
            yield some[-1], self.store.rows(statement, self._values())
            start += len(some)

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
        self.close = bool(procedures) and lie_close(procedures)
        for members in self.inside:
            procedures = members.among(procedures) if procedures else procedures
        for members in self.outside:
            procedures -= members.among(procedures) if procedures else procedures
        return [entry_id for entry_id, procedure_id in entries if procedure_id in procedures]
