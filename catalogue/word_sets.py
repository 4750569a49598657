"""For every word, and for every beginning of one, the set of the procedures that have it, place by place.

What people type are words and beginnings of words, most of them with a hundred thousand matches. A set of procedures
takes a bit each, or two bytes a member where they are few; so the sets of all words together are small, and finding
what several words have in common needs no look at a single procedure (`catalogue.procedure_bits`).

Sets are written in segments, each over a stretch of ids. Contents are only ever added, with ids that follow each
other, so that an import writes segments of its own; short ones at the end are joined from time to time.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain, groupby
from operator import or_
from typing import TYPE_CHECKING

from catalogue.packed_numbers import numbers, packed, unpacked
from catalogue.procedure_bits import bits_of_flags
from catalogue.store import Store, write_rows

if TYPE_CHECKING:
    from sqlalchemy import Connection

# The places in which words are looked for; the first holds what stands in the next two, too.
ANYWHERE, FIELD, AGENCY, LEVEL = "", "field", "agency", "level"
# The word that every procedure has.
EVERY = "*"

# Beginnings of so many letters have sets of their own; behind longer ones stand so few words that theirs are joined.
_BEGINNING = 3
# The ids of one segment; what is gathered for it takes some megabytes, and two bytes are enough for a member.
_SEGMENT = 1 << 15
# A set of more than one in so many is kept as bits.
_FEW = 32
_AS_NUMBERS, _AS_BITS = b"\x00", b"\x01"
_TABLE, _COLUMNS = "word_set", ("place", "word", "first", "members")
_WORD = re.compile(r"[^\W_]+")
_LAST = "\U0010ffff"

# A set within a segment: its members, each once, or their bits.
_Part = Sequence[int] | int
_Row = tuple[str, str, int, bytes]

IndexedTexts = Callable[[int, int], Iterable[tuple[int, str, str, str, str]]]
"""What gives ids and indexed names, fields, agencies and levels, from an id on and before another one."""


class GatheredWords:
    """The sets of some new procedures with ids from a first one on, no more than make a segment."""

    def __init__(self, first: int) -> None:
        self.first = self.end = first
        self._pieces: defaultdict[str, array[int]] = defaultdict(_no_offsets)
        self._texts: dict[str, defaultdict[str, array[int]]] = {
            place: defaultdict(_no_offsets) for place in (FIELD, AGENCY, LEVEL)
        }

    def add(self, procedure_id: int, name: str, field: str, agency: str, level: str) -> None:
        """Add a procedure with its indexed texts; ids must ascend."""
        offset = procedure_id - self.first
        self.end = procedure_id + 1
        for piece in set(name.split()):
            self._pieces[piece].append(offset)
        for place, text in ((FIELD, field), (AGENCY, agency), (LEVEL, level)):
            self._texts[place][text].append(offset)

    def sets(self) -> Iterator[tuple[str, str, _Part]]:
        """Yield the set of every word and short beginning in every place, as offsets from the first id."""
        if self.end == self.first:
            return
        gathered = self._by_words()
        gathered[ANYWHERE][EVERY] = [numbers(2, chain.from_iterable(self._texts[LEVEL].values()))]
        for place, words in gathered.items():
            for word, part in _with_beginnings(words, self.end - self.first):
                yield place, word, part

    def _by_words(self) -> dict[str, dict[str, list[array[int]]]]:
        found: dict[str, dict[str, list[array[int]]]] = {
            place: defaultdict(list) for place in (ANYWHERE, FIELD, AGENCY, LEVEL)
        }
        for piece, offsets in self._pieces.items():
            for word in words_in(piece):
                found[ANYWHERE][word].append(offsets)
        for place, texts in self._texts.items():
            for text, offsets in texts.items():
                for word in words_in(text):
                    found[place][word].append(offsets)
                    if place != LEVEL:
                        found[ANYWHERE][word].append(offsets)
        return found


class WordSets:
    """The sets of a run of new procedures, gathered and written segment by segment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._gathered = GatheredWords(0)

    def add(self, procedure_id: int, name: str, field: str, agency: str, level: str) -> None:
        """Add a procedure with its indexed texts; ids must ascend."""
        empty = self._gathered.end == self._gathered.first
        if empty or procedure_id - self._gathered.first >= _SEGMENT:
            self._write()
            self._gathered = GatheredWords(procedure_id)
        self._gathered.add(procedure_id, name, field, agency, level)

    def finish(self) -> None:
        """Write what is still gathered, and join short segments, those of many small imports, at the end of all."""
        self._write()
        _join_short_segments(self._connection)

    def _write(self) -> None:
        first = self._gathered.first
        rows = _rows((place, word, first, part) for place, word, part in self._gathered.sets())
        write_rows(self._connection, _TABLE, _COLUMNS, rows)
        self._gathered = GatheredWords(0)


def _rows(sets: Iterable[tuple[str, str, int, _Part]]) -> list[_Row]:
    """Sets by place, word and first id as the rows that keep them, in the order in which they lie."""
    return sorted((place, word, first, _kept(part)) for place, word, first, part in sets)


def _join_short_segments(connection: Connection) -> None:
    """Join the last segments where one is at most twice as long as all behind it, so that few short ones remain.

    A joined segment is at least half as long again as its longest part, so that sets are not written anew with every
    import but only as often as their segment can grow so. Sets that cannot be read are left as they are, for checks
    to tell of.
    """
    from sqlalchemy import text

    try:
        joined = _short_segments(connection)
    except (ValueError, LookupError, TypeError, OverflowError):
        return
    if joined:
        within = {"start": joined[0].start, "last": joined[0].stop - 1}
        connection.execute(text(f"DELETE FROM {_TABLE} WHERE first BETWEEN :start AND :last"), within)
        write_rows(connection, _TABLE, _COLUMNS, joined[1])


def _short_segments(connection: Connection) -> tuple[range, list[_Row]] | None:
    """The ids of the last segments that are to be joined, and the joined rows; None where there is nothing to join."""
    from sqlalchemy import text

    every = text(f"SELECT first, members FROM {_TABLE} WHERE place = :place AND word = :word ORDER BY first")
    kept = connection.execute(every, _values(ANYWHERE, EVERY)).all()
    firsts = [first for first, _ in kept]
    end = firsts[-1] + _bits(kept[-1][1]).bit_length() if kept else 0
    at = len(firsts) - 1
    while at > 0 and end - firsts[at - 1] <= _SEGMENT and firsts[at] - firsts[at - 1] <= 2 * (end - firsts[at]):
        at -= 1
    if at >= len(firsts) - 1:
        return None
    start = firsts[at]
    those = text(f"SELECT place, word, first, members FROM {_TABLE} WHERE first BETWEEN :start AND :last")
    parts: defaultdict[tuple[str, str], list[_Part]] = defaultdict(list)
    for place, word, first, members in connection.execute(those, {"start": start, "last": end - 1}):
        parts[place, word].append(_moved(members, first - start))
    rows = ((place, word, start, _joined(some, end - start)) for (place, word), some in parts.items())
    return range(start, end), _rows(rows)


def _moved(kept: bytes, offset: int) -> _Part:
    """A kept set whose members stand so much further from the first id."""
    if kept[:1] == _AS_BITS:
        return _bits(kept) << offset
    return numbers(2, [member + offset for member in unpacked(2, kept[1:])])


def _no_offsets() -> array[int]:
    return numbers(2)


def words_in(indexed: str) -> set[str]:
    """Return the words of an indexed text, whichever characters part them."""
    return set(_WORD.findall(indexed))


def _with_beginnings(words: Mapping[str, list[array[int]]], length: int) -> Iterator[tuple[str, _Part]]:
    """Yield every word with its set, and every short beginning with what all words behind it have together."""
    sets = {word: _joined(words[word], length) for word in sorted(words)}
    yield from sets.items()
    for letters in range(1, _BEGINNING + 1):
        long_enough = (word for word in sets if len(word) >= letters and word != EVERY)
        for beginning, begun in groupby(long_enough, key=lambda word: word[:letters]):
            yield f"{beginning}*", _joined([sets[word] for word in begun], length)


def _joined(parts: Sequence[_Part], length: int) -> _Part:
    """Some sets as one, kept as bits where it is large."""
    listed = [part for part in parts if not isinstance(part, int)]
    large = [part for part in parts if isinstance(part, int)]
    if not large and sum(map(len, listed)) * _FEW <= length:
        return sorted(set().union(*listed))
    bits = reduce(or_, large, 0)
    if listed:
        flags = bytearray(length)
        for part in listed:
            for offset in part:
                flags[offset] = 1
        bits |= bits_of_flags(flags)
    return bits


def _kept(part: _Part) -> bytes:
    if isinstance(part, int):
        return _AS_BITS + part.to_bytes((part.bit_length() + 7) // 8, "little")
    return _AS_NUMBERS + packed(numbers(2, part))


def clear_word_sets(connection: Connection) -> None:
    """Take all sets away, so that they can be made anew."""
    from sqlalchemy import text

    connection.execute(text(f"DELETE FROM {_TABLE}"))


def with_word(store: Store, place: str, word: str, begun: bool = False) -> int:
    """Return the set of the procedures with a word in a place, or with any word that begins so."""
    statement = "SELECT w.first, w.members FROM word_set w WHERE w.place = :place AND "
    if begun and len(word) > _BEGINNING:
        rows = store.rows(f"{statement}w.word >= :word AND w.word < :end", _values(place, word) | {"end": word + _LAST})
    else:
        rows = store.rows(f"{statement}w.word = :word", _values(place, f"{word}*" if begun else word))
    return _read(rows)


def every_procedure(store: Store) -> int:
    """Return the set of all procedures that the sets know."""
    return with_word(store, ANYWHERE, EVERY)


def _values(place: str, word: str) -> dict[str, str]:
    return {"place": place, "word": word}


def _read(rows: Iterable[tuple[int, bytes]]) -> int:
    """Put the segments of some sets together as one set."""
    segments: defaultdict[int, int] = defaultdict(int)
    for first, kept in rows:
        segments[first] |= _bits(kept)
    if not segments:
        return 0
    highest = max(segments)
    whole = bytearray((highest + _SEGMENT) // 8)
    for first, bits in segments.items():
        # Two segments may meet within a byte.
        bits <<= first % 8
        at, size = first // 8, (bits.bit_length() + 7) // 8
        there = int.from_bytes(whole[at : at + size], "little")
        whole[at : at + size] = (there | bits).to_bytes(size, "little")
    return int.from_bytes(whole, "little")


def _bits(kept: bytes) -> int:
    if kept[:1] == _AS_BITS:
        return int.from_bytes(kept[1:], "little")
    bits = bytearray(_SEGMENT // 8)
    for offset in unpacked(2, kept[1:]):
        bits[offset >> 3] |= 1 << (offset & 7)
    return int.from_bytes(bits, "little")


def changed_sets(store: Store, indexed: IndexedTexts) -> int:
    """Return how many kept sets are not what the texts say, or are missing, counted by segments.

    `indexed` gives the texts of procedures as they are added, their ids ascending.
    """
    firsts = [row[0] for row in store.rows(f"SELECT DISTINCT w.first FROM {_TABLE} w ORDER BY w.first")]
    different = 0
    for first, end in zip(firsts, [*firsts[1:], sys.maxsize], strict=True):
        gathered = GatheredWords(first)
        for procedure_id, name, field, agency, level in indexed(first, end):
            if procedure_id - first >= _SEGMENT:
                raise ValueError(f"{_TABLE} {first}: {procedure_id}")
            gathered.add(procedure_id, name, field, agency, level)
        rows = store.rows(f"SELECT w.place, w.word, w.members FROM {_TABLE} w WHERE w.first = :first", {"first": first})
        kept = {(place, word): members for place, word, members in rows}
        for place, word, part in gathered.sets():
            members = kept.pop((place, word), None)
            different += members is None or _bits(members) != _bits(_kept(part))
        different += len(kept)
    return different
