"""The entries, in any order, of those whose procedures are in some sets and not in others: all, or a first page.

What the sets have in common is one number (`catalogue.procedure_bits`). Its first members in an order are found on the
shorter of two ways: along the order, holding what stands at each place against the set, or by looking up the place of
every member. A few members tell at which place a page ends at the latest, and so which way is shorter.

What only the database can tell (`catalogue.search_sources`) is asked for as the page comes together, a few procedures
at a time; where few of them are members, all members are fetched.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest
from itertools import compress

from catalogue.entry_codes import CodedEntries, common, without
from catalogue.entry_orders import (
    BY_CODE,
    PUBLISHED,
    STRETCH,
    Places,
    count_places,
    first_place_of,
    read_places,
    stretches,
    stretches_at,
)
from catalogue.procedure_bits import bits_of, flags_of, members_of, some_of
from catalogue.search_sources import Source, lie_close
from catalogue.store import Store
from catalogue.word_sets import every_procedure

# So few members, or one procedure in so many, are looked up without considering the other way.
_LOOKED_UP, _THIN = 256, 64
# So many members tell where a page ends at the latest.
_SOME = 1_024
# To look up the place of a member takes so many times longer than to hold a place against the set.
_LOOKING_UP = 2
# And so many times longer where all members are wanted, and must be sorted.
_LISTING = 6
# So few candidates are all tested; in units of fetching one member of a set.
_SOON_TESTED = 20_000
# So many places are looked at first.
_BEGINNING = 1_024
_CHUNK = 64
_LARGEST_CHUNK = 1_024

_Candidates = tuple[Sequence[int], Sequence[int]]
"""The ids of some entries, and those of their procedures."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: sets in which a procedure must be, and others in which it must not be.

    `inside` is None where every procedure may be meant.
    """

    inside: int | None = None
    outside: Sequence[int] = ()
    wanted: Sequence[Source] = ()
    unwanted: Sequence[Source] = ()
    codes: Sequence[CodedEntries] = ()


def found_entries(store: Store, edition_id: int, order: str, limit: int, asked: Asked) -> list[int]:
    """Return the ids of at most `limit` entries, all where it is negative, in one of `entry_orders.ORDERS`."""
    count = count_places(store, edition_id)
    finding = _Finding(store, edition_id, order, limit if limit >= 0 else count, count, asked)
    return finding.entries()


@dataclass
class _Finding:
    """One search on its way: what is known to hold the matches, and what is still to be asked."""

    store: Store
    edition_id: int
    order: str
    limit: int
    count: int
    asked: Asked
    bits: int | None = None
    inside: list[Source] = field(default_factory=list)
    outside: list[Source] = field(default_factory=list)
    patience: int = 0
    """How many candidates may be tested for a page before fetching whole sets is the shorter way."""
    places: Sequence[range] = ()

    def entries(self) -> list[int]:
        """Return the ids of the entries, in order."""
        self._narrow_by_sets()
        self._narrow_by_codes()
        self._narrow_by_sources()
        if self.bits == 0 or self.limit == 0 or not self.places:
            return []
        return self._tested() if self.inside or self.outside else self._page()

    def _page(self) -> list[int]:
        """Find the page where nothing is left to be tested."""
        found: list[int] = []
        for candidates in self._ordered(self.bits):
            found += self._with_codes(candidates)[0]
            if len(found) >= self.limit:
                break
        return found[: self.limit]

    # -- what is known beforehand --

    def _narrow_by_sets(self) -> None:
        self.bits = self.asked.inside
        for outside in self.asked.outside:
            self.bits = self._known() & ~outside

    def _known(self) -> int:
        return every_procedure(self.store) if self.bits is None else self.bits

    def _narrow_by_codes(self) -> None:
        self.places = (range(1, self.count + 1),)
        for codes in self.asked.codes:
            if self.order == BY_CODE:
                self.places = (without if codes.excluded else common)(self.places, codes.places)
            elif not codes.excluded:
                self.bits = self._known() & codes.procedures

    def _narrow_by_sources(self) -> None:
        """Ask at once for what is soon answered, and for everything where all that matches is wanted."""
        for wanted, sources in ((True, self.asked.wanted), (False, self.asked.unwanted)):
            for source in sources:
                known = self._soon(source, wanted)
                if known is None:
                    (self.inside if wanted else self.outside).append(source)
                else:
                    self.bits = self._known() & (known if wanted else ~known)

    def _soon(self, source: Source, wanted: bool) -> int | None:
        """All members, where there are few, or testing takes longer, or all matches are wanted; else None."""
        if self.limit >= self.count:
            return source.all()
        population = self._highest if self.bits is None else self.bits.bit_count()
        if population * source.cost <= _SOON_TESTED:
            self.patience = max(self.patience, population)
            return None
        few = source.few()
        if few is not None:
            return bits_of(few)
        expected = source.estimate(self._highest)
        self.patience = max(self.patience, 4 * _CHUNK, expected // source.cost)
        if self.order == PUBLISHED or not wanted:
            return None
        tested = self.limit * (population if source.narrowed else self._highest) // expected
        return source.all() if tested * source.cost > expected else None

    # -- in order --

    @cached_property
    def _highest(self) -> int:
        """The highest id of a procedure."""
        return self.store.rows("SELECT max(p.id) FROM procedure p")[0][0] or 0

    @cached_property
    def _places_of_order(self) -> Places:
        return read_places(self.store, self.edition_id, self.order)

    def _ordered(self, bits: int | None) -> Iterator[_Candidates]:
        """Yield the entries of a set in order, some at a time."""
        if bits is None:
            yield from self._standing(None, self.places)
            return
        some = bits.bit_count()
        if some <= max(_LOOKED_UP, self._highest // _THIN):
            found = self._places_of_order.of(members_of(bits))
            yield from self._looked_up(found, found[:: max(1, some // _SOME)], self.places)
            return
        # Most pages are found at once, near the beginning.
        first = self.places[0].start
        beginning = (range(first, min(first + _BEGINNING, first_place_of(first) + STRETCH)),)
        for part in common(self.places, beginning):
            yield self._beginning(bits, part)
        left = without(self.places, beginning)
        if left:
            yield from self._on_the_shorter_way(bits, some, left)

    def _beginning(self, bits: int, places: range) -> _Candidates:
        """What stands at a few places of one stretch and is in a set."""
        kept = bits.to_bytes(max(self._highest, bits.bit_length()) // 8 + 1, "little")
        first = first_place_of(places.start)
        stretch = stretches_at(self.store, self.edition_id, self.order, [first])[first]
        here = slice(places.start - first, places.stop - first)
        chosen = [kept[one >> 3] >> (one & 7) & 1 for one in stretch.procedures[here]]
        return list(compress(stretch.entries[here], chosen)), list(compress(stretch.procedures[here], chosen))

    def _on_the_shorter_way(self, bits: int, some: int, within: Sequence[range]) -> Iterator[_Candidates]:
        members = self._places_of_order.of(some_of(bits, _SOME))
        latest = self._latest_end(members, within)
        if latest - within[0].start < some * (_LOOKING_UP if self.limit < self.count else _LISTING):
            return self._standing(flags_of(bits, self._highest), within)
        if 8 * some < self._highest:
            return self._looked_up(self._places_of_order.of(members_of(bits)), members, within)
        return self._looked_up(self._places_of_order.flagged(flags_of(bits, self._highest)), members, within)

    def _latest_end(self, members: list[int], within: Sequence[range]) -> int:
        """A place behind which no page ends, by the places of some members."""
        known = nsmallest(self.limit, _within(members, within))
        return known[-1] if len(known) == self.limit else within[-1].stop - 1

    def _standing(self, flags: bytes | None, within: Sequence[range]) -> Iterator[_Candidates]:
        """What stands at places, one after the other, and is in a set."""
        size = min(4 * self.limit, STRETCH)
        for places in within:
            start = places.start
            for stretch in stretches(self.store, self.edition_id, self.order, places.start):
                end = min(places.stop, stretch.first_place + len(stretch.entries))
                while start < end:
                    stop = min(start + size, end)
                    here = slice(start - stretch.first_place, stop - stretch.first_place)
                    yield _flagged(stretch.entries[here], stretch.procedures[here], flags)
                    start, size = stop, min(4 * size, STRETCH)
                if start >= places.stop:
                    break

    def _looked_up(self, found: list[int], some: list[int], within: Sequence[range]) -> Iterator[_Candidates]:
        """What stands at the places found, given in no order; `some` of them tell which the page may need."""
        latest = self._latest_end(some, within)
        found = _within(found, within)
        for early in (True, False):
            part = sorted([place for place in found if (place <= latest) == early])
            start, size = 0, min(max(self.limit, 1), len(found))
            while places := part[start : start + size]:
                yield self._at(places)
                start, size = start + size, 4 * size

    def _at(self, places: Sequence[int]) -> _Candidates:
        entries: list[int] = []
        procedures: list[int] = []
        firsts = sorted({first_place_of(place) for place in places})
        found = stretches_at(self.store, self.edition_id, self.order, firsts)
        start = 0
        for first in firsts:
            end = bisect_left(places, first + STRETCH, start)
            stretch = found[first]
            entries += [stretch.entries[place - first] for place in places[start:end]]
            procedures += [stretch.procedures[place - first] for place in places[start:end]]
            start = end
        return entries, procedures

    def _with_codes(self, candidates: _Candidates) -> _Candidates:
        """Those with the codes asked for; entries with different codes may share a procedure."""
        for codes in self.asked.codes if self.order != BY_CODE else ():
            entries, procedures = candidates
            chosen = [(entry_id in codes.entries) != codes.excluded for entry_id in entries]
            candidates = list(compress(entries, chosen)), list(compress(procedures, chosen))
        return candidates

    # -- what is tested --

    def _tested(self) -> list[int]:
        """Find the page among candidates that are held against the sources a few at a time."""
        found: list[int] = []
        tested = 0
        size = _CHUNK
        for candidates in self._ordered(self.bits):
            entries, procedures = self._with_codes(candidates)
            start = 0
            while some := procedures[start : start + size]:
                accepted, close = self._accepted(set(some))
                found += [one for one, of in zip(entries[start : start + size], some, strict=True) if of in accepted]
                if len(found) >= self.limit:
                    return found[: self.limit]
                # Where the order is that of the ids, going on costs next to nothing.
                tested += 0 if close else len(some)
                # As many as were found among those that were tested are expected among the next ones.
                if tested * self.limit > self.patience * max(len(found), self.limit // 2):
                    return self._fetched()
                start += size
                needed = 3 * (self.limit - len(found)) * tested // (2 * max(len(found), 1))
                size = 4 * size if close else max(1, min(needed, 2 * size))
                size = min(size, _LARGEST_CHUNK)
        return found

    def _fetched(self) -> list[int]:
        """Find the page with all members fetched of what was tested until now."""
        for source in self.inside:
            self.bits = self._known() & source.all()
        for source in self.outside:
            self.bits = self._known() & ~source.all()
        return self._page()

    def _accepted(self, procedures: set[int]) -> tuple[set[int], bool]:
        """Those procedures that the sources hold and do not exclude, and whether the procedures lie close together."""
        close = lie_close(procedures)
        for source in self.inside:
            procedures = source.among(procedures)
        for source in self.outside:
            procedures = procedures - source.among(procedures)
        return procedures, close


def _within(places: list[int], within: Sequence[range]) -> list[int]:
    if len(within) == 1:
        start, stop = within[0].start, within[0].stop
        return [place for place in places if start <= place < stop]
    return [place for place in places if any(place in part for part in within)]


def _flagged(entries: Sequence[int], procedures: Sequence[int], flags: bytes | None) -> _Candidates:
    if flags is None:
        return entries, procedures
    chosen = [flags[procedure_id] for procedure_id in procedures]
    return list(compress(entries, chosen)), list(compress(procedures, chosen))
