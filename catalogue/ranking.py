"""The orders of an edition's entries, counted once, when the edition is complete.

An edition's entries never change. Each entry has its place in every order, so a list in Vietnamese order needs no
sorting: it is read along an index. And each order is kept as a whole for searching (`catalogue.entry_orders`).
While an edition comes in, its entries wait in a table of their own, so that each is written once, with all its places.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, text
from sqlmodel import col

from catalogue.entry_orders import COLUMNS, packed
from catalogue.store import let_pages_go, write_rows
from catalogue.tables import EntryOrderRow

_RANKS = """
    row_number() OVER (ORDER BY p.sort_key, e.position) AS by_name,
    row_number() OVER (ORDER BY p.field_key, p.sort_key, e.position) AS by_field,
    row_number() OVER (ORDER BY e.code, e.position) AS by_code
"""
_RANK = f"""
    UPDATE entry SET name_rank = ranked.by_name, field_rank = ranked.by_field, code_rank = ranked.by_code
    FROM (
        SELECT e.id AS entry_id, {_RANKS}
        FROM entry e JOIN procedure p ON p.id = e.procedure_id
        WHERE e.edition_id = :edition
    ) AS ranked
    WHERE entry.id = ranked.entry_id
"""
_BEGIN = """
    CREATE TEMPORARY TABLE new_entry (
        position INTEGER PRIMARY KEY, code VARCHAR, source_id INTEGER, procedure_id INTEGER
    )
"""
_NEW_ENTRY = ("position", "code", "source_id", "procedure_id")
_LIST = f"""
    INSERT INTO entry (edition_id, position, code, source_id, procedure_id, name_rank, field_rank, code_rank)
    SELECT :edition, e.position, e.code, e.source_id, e.procedure_id, {_RANKS}
    FROM new_entry e JOIN procedure p ON p.id = e.procedure_id
    ORDER BY e.position
"""


def begin_entries(connection: Connection) -> None:
    """Make ready for the entries of a new edition, within a writing transaction."""
    connection.execute(text(_BEGIN))


def add_entries(connection: Connection, entries: Sequence[tuple[int, str, int, int]]) -> None:
    """Take in entries of the new edition: position, code, and the ids of the source record and the procedure."""
    write_rows(connection, "new_entry", _NEW_ENTRY, entries)


def list_entries(connection: Connection, edition_id: int) -> None:
    """Write the entries that were taken in, each with its places, and keep the orders of the edition."""
    let_pages_go(connection)
    connection.execute(text(_LIST), {"edition": edition_id})
    connection.execute(text("DROP TABLE new_entry"))
    _keep_orders(connection, edition_id)


def order_entries(connection: Connection, edition_id: int) -> None:
    """Give every entry of an edition its places, and keep the orders, within a writing transaction."""
    connection.execute(text(_RANK), {"edition": edition_id})
    _keep_orders(connection, edition_id)


def _keep_orders(connection: Connection, edition_id: int) -> None:
    listed = text(f"SELECT procedure_id, {', '.join(COLUMNS)} FROM entry WHERE edition_id = :edition ORDER BY position")
    rows = connection.execute(listed, {"edition": edition_id}).fetchall()
    connection.execute(delete(EntryOrderRow).where(col(EntryOrderRow.edition_id) == edition_id))
    kept = [
        {"edition_id": edition_id, "column_name": column, **packed([(row[0], row[at]) for row in rows])}
        for at, column in enumerate(COLUMNS, 1)
    ]
    connection.execute(insert(EntryOrderRow), kept)
