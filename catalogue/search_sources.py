"""Sets of procedures that are found elsewhere than among words: phrases, words of long texts, and citations.

All members are found by the database's own indexes. Whether a few procedures are members is told sooner by what they
say: a full-text index that is asked for one procedure goes through lists of a hundred thousand.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from catalogue.procedure_bits import bits_of
from catalogue.search_grammar import Place
from catalogue.search_index import has_phrase, indexed_columns
from catalogue.store import Store

# So many members of a set are looked up at once, to see whether there are more and to estimate how many.
FEW = 500
# So many citations are all looked up.
_FEW_CITATIONS = 16_000
# Of so many procedures it is looked up whether they cite, to estimate how many do.
_TRIED = 256
# Members among procedures whose ids lie so close together are found in one go.
_SPREAD = 8
# All of a set as one JSON list takes half the time of as many rows.
_LISTING = "SELECT json_group_array(rowid) FROM ({statement})"


class Indexed:
    """What a full-text index finds for an expression."""

    narrowed = False
    """Whether the sets of words hold all members already, and not many more."""

    def __init__(self, store: Store, table: str, expression: str, words: int) -> None:
        self.store = store
        self._statement = f"SELECT rowid FROM {table} WHERE {table} MATCH :expression"
        self._values = {"expression": expression}
        self.cost = 100 * words
        """How many members can be fetched in the time in which one procedure is tested."""

    def few(self) -> list[int] | None:
        """Return all members where there are few of them, else None."""
        some = self._listed(f"{self._statement} LIMIT {FEW + 1}")
        return some if len(some) <= FEW else None

    def estimate(self, highest: int) -> int:
        """Return about how many members there are up to an id, by how far apart the first ones lie; at least 1."""
        some = self._listed(f"{self._statement} LIMIT {FEW + 1}")
        return max(1, len(some) * highest // (some[-1] - some[0] + 1)) if some else 1

    def all(self) -> int:
        """Return the set of all members, as in `catalogue.procedure_bits`."""
        return bits_of(self._listed(self._statement))

    def _listed(self, statement: str) -> list[int]:
        listed: list[int] = json.loads(self.store.rows(_LISTING.format(statement=statement), self._values)[0][0])
        return listed

    def among(self, procedure_ids: set[int]) -> set[int]:
        """Return those of some procedures that are members."""
        if not procedure_ids:
            return set()
        if lie_close(procedure_ids):
            within = f"BETWEEN {min(procedure_ids)} AND {max(procedure_ids)}"
        else:
            within = f"IN {_listed_ids(procedure_ids)}"
        rows = self.store.rows(f"{self._statement} AND rowid {within}", self._values)
        return procedure_ids.intersection(row[0] for row in rows)


class Phrase(Indexed):
    """The procedures in which some words stand next to each other; `with_words` is the set of those that have them."""

    narrowed = True

    def __init__(
        self, store: Store, expression: str, place: Place, words: Sequence[str], begun: bool, with_words: int
    ) -> None:
        super().__init__(store, "procedure_search", expression, len(words))
        self._place, self._words, self._begun = place, words, begun
        self._with_words = with_words.to_bytes((with_words.bit_length() + 7) // 8, "little")
        self.cost = 50

    def among(self, procedure_ids: set[int]) -> set[int]:
        """Return those of some procedures that are members."""
        having = {one for one in procedure_ids if self._has_words(one)}
        if not having or lie_close(having):
            return super().among(having)
        rows = self.store.rows(
            "SELECT p.id, p.name, p.field, p.publisher, p.implementing, p.competent, p.level FROM procedure p "
            f"WHERE p.id IN {_listed_ids(having)}"
        )
        return {row[0] for row in rows if self._is_in(*row[1:])}

    def _has_words(self, procedure_id: int) -> bool:
        at = procedure_id >> 3
        return at < len(self._with_words) and bool(self._with_words[at] >> (procedure_id & 7) & 1)

    def _is_in(self, name: str, field: str, publisher: str, *lists: str) -> bool:
        columns = indexed_columns(name, field, publisher, *map(json.loads, lists))
        looked_at = columns[:3] if self._place is Place.ANYWHERE else [columns[_AT[self._place]]]
        return any(has_phrase(column, self._words, self._begun) for column in looked_at)


_AT = {Place.FIELD: 1, Place.AGENCY: 2, Place.LEVEL: 3}


class Citing:
    """The procedures that cite any of some legal instruments."""

    narrowed = False
    cost = 30

    def __init__(self, store: Store, instruments: Sequence[int]) -> None:
        self.store = store
        # A word of titles names thousands of instruments, and all of them count; databases take fewer parameters.
        self._named = _listed_ids(instruments) if instruments else "(NULL)"
        self._from = f"FROM legal_basis b WHERE b.instrument_id IN {self._named}"

    def few(self) -> list[int] | None:
        """Return all members where there are few of them, else None."""
        counted = f"SELECT count(*) FROM (SELECT 1 {self._from} LIMIT {_FEW_CITATIONS + 1})"
        return self._found() if self.store.rows(counted)[0][0] <= _FEW_CITATIONS else None

    def estimate(self, highest: int) -> int:
        """Return about how many members there are up to an id, by some procedures taken from all over; at least 1."""
        some = set(range(1, highest + 1, max(1, highest // _TRIED)))
        return max(1, min(_FEW_CITATIONS, highest), len(self.among(some)) * highest // max(1, len(some)))

    def all(self) -> int:
        """Return the set of all members, as in `catalogue.procedure_bits`."""
        return bits_of(self._found())

    def _found(self) -> list[int]:
        return [row[0] for row in self.store.rows(f"SELECT b.procedure_id {self._from}")]

    def among(self, procedure_ids: set[int]) -> set[int]:
        """Return those of some procedures that are members."""
        # A plus sign before a column keeps the database from looking up every instrument with every procedure.
        statement = (
            f"SELECT b.procedure_id FROM legal_basis b WHERE b.procedure_id IN {_listed_ids(procedure_ids)} "
            f"AND +b.instrument_id IN {self._named}"
        )
        return {row[0] for row in self.store.rows(statement)}


Source = Indexed | Citing


def _listed_ids(row_ids: Collection[int]) -> str:
    return f"({', '.join(map(str, sorted(row_ids)))})"


def lie_close(procedure_ids: Collection[int]) -> bool:
    """Tell whether some procedures, at least one, are most of those between the first and the last of them."""
    return max(procedure_ids) - min(procedure_ids) < _SPREAD * len(procedure_ids)
