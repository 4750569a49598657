"""What searches look in: sets of procedures by words, and full-text indexes for words that stand next to each other.

Every text is indexed twice: folded by `catalogue.text.fold`, then, after a sign that nobody can type, with its
diacritics in one spelling. "dat" is found in the first half and finds đất and đạt; "đất" stands only in the second.
Words and their beginnings are looked up in `catalogue.word_sets`. Two FTS5 tables know where words stand: one for
names, fields, agencies and levels, which phrases are held against, another for the long texts of papers, results and
conditions, which nothing but the filter for them reads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from catalogue.procedure_bits import bits_of
from catalogue.records import Procedure
from catalogue.store import Store
from catalogue.text import canonical_spelling, fold
from catalogue.word_sets import WordSets, changed_sets, clear_word_sets, every_procedure

if TYPE_CHECKING:
    from sqlalchemy import Connection

INDEX_TABLES = ("procedure_search", "paper_search")

_BETWEEN = "\ue000"
_TOKEN = re.compile(rf"[^\W_]+|{_BETWEEN}")
_GATHERED_BYTES = 8 << 20
_INSERT = "INSERT INTO procedure_search(rowid, name, field, agency, level) VALUES (?, ?, ?, ?, ?)"
_BATCH = 1_000
_TEXTS = (
    "SELECT p.id, p.name, p.field, p.publisher, p.implementing, p.competent, p.level FROM procedure p "
    "WHERE p.id >= :first AND p.id < :end ORDER BY p.id LIMIT :batch"
)
_INSERT_PAPERS = "INSERT INTO paper_search(rowid, body) VALUES (?, ?)"


class _Spellings(dict[str, str]):
    """Words as they are indexed, each made once; the same few thousand make up nearly every text."""

    def __init__(self, spell: Any) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, word: str) -> str:
        if len(self) > 200_000:
            self.clear()
        spelled: str = self._spell(word)
        self[word] = spelled
        return spelled


_EXACT = _Spellings(canonical_spelling)
FOLDED = _Spellings(lambda word: fold(canonical_spelling(word)))


def _indexed(texts: Iterable[str]) -> str:
    """Some texts as they are indexed: folded, then with diacritics; no phrase reaches from one text into the next."""
    parts = [text.split() for text in texts if text]
    folded = f" {_BETWEEN} ".join(" ".join([FOLDED[word] for word in part]) for part in parts)
    exact = f" {_BETWEEN} ".join(" ".join([_EXACT[word] for word in part]) for part in parts)
    return f"{folded} {_BETWEEN} {exact}"


def indexed_values(procedure: Procedure) -> tuple[str, ...]:
    """Return what the index holds of a procedure: its name, field, agencies and levels, and the long texts."""
    agencies = procedure.agencies
    acting = (agencies.implementing, agencies.competent)
    columns = indexed_columns(procedure.name, procedure.field, procedure.publisher, *acting, procedure.level)
    return (*columns, _indexed(_papers(procedure)))


def indexed_columns(
    name: str, field: str, publisher: str, implementing: Iterable[str], competent: Iterable[str], level: Iterable[str]
) -> tuple[str, ...]:
    """Return the short texts of a procedure as they are indexed: name, field, agencies and levels."""
    return tuple(map(_indexed, ((name,), (field,), (publisher, *implementing, *competent), level)))


def has_phrase(indexed: str, words: Sequence[str], begun: bool) -> bool:
    """Tell whether folded words stand next to each other in an indexed text; the last may be the beginning of one."""
    end = "" if begun else " "
    return f" {' '.join(words)}{end}" in f" {' '.join(_TOKEN.findall(indexed))} "


def _papers(procedure: Procedure) -> Iterable[str]:
    for dossier in procedure.dossiers:
        yield from (paper.text for paper in dossier.papers)
    yield from (result.name for result in procedure.results)
    yield procedure.conditions


class Indexing:
    """The search index of a writing transaction, to which new procedures are added, their row ids ascending."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sets = WordSets(connection)
        # Many procedures gathered before they are sorted into an index halve the time, and leave fewer parts of it.
        for table in INDEX_TABLES:
            connection.exec_driver_sql(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {_GATHERED_BYTES})")

    def add(self, procedures: Iterable[tuple[int, tuple[str, ...]]]) -> None:
        """Add procedures, each with its row id and its `indexed_values`."""
        rows, papers = [], []
        for procedure_id, (name, field, agency, level, long_texts) in procedures:
            rows.append((procedure_id, name, field, agency, level))
            papers.append((procedure_id, long_texts))
            self._sets.add(procedure_id, name, field, agency, level)
        if rows:
            self._connection.exec_driver_sql(_INSERT, rows)
            self._connection.exec_driver_sql(_INSERT_PAPERS, papers)

    def finish(self) -> None:
        """Write what is still gathered; the index is whole only then."""
        self._sets.finish()


def clear_index(connection: Connection) -> None:
    """Empty the search index, so that it can be made anew."""
    for table in INDEX_TABLES:
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
    clear_word_sets(connection)


def not_indexed(store: Store) -> int:
    """Return how many procedures the search index leaves out or knows beside those that there are."""
    different = 0
    for table in INDEX_TABLES:
        indexed = f"SELECT rowid FROM {table} WHERE {table} MATCH :every"
        for one, other in (("SELECT id FROM procedure", indexed), (indexed, "SELECT id FROM procedure")):
            counted = f"SELECT count(*) FROM (SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}))"
            different += store.rows(counted, {"every": f'"{_BETWEEN}"'})[0][0]
    there = bits_of([row[0] for row in store.rows("SELECT id FROM procedure")])
    return different + (there ^ every_procedure(store)).bit_count()


def not_as_indexed(store: Store) -> int:
    """Return how many sets of words are not what the stored names, fields, agencies and levels say."""

    def indexed(first: int, end: int) -> Iterator[tuple[int, str, str, str, str]]:
        while rows := store.rows(_TEXTS, {"first": first, "end": end, "batch": _BATCH}):
            for row_id, name, field, publisher, *lists in rows:
                name, field, agency, level = indexed_columns(name, field, publisher, *map(json.loads, lists))
                yield row_id, name, field, agency, level
            first = rows[-1][0] + 1

    return changed_sets(store, indexed)
