"""The orders of an edition's entries, counted once, when the edition is complete.

An edition's entries never change. Each entry has its place in every order, so a list in Vietnamese order needs no
sorting: it is read along an index. And each order is kept as a whole for searching (`catalogue.entry_orders`).
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, text
from sqlmodel import col

from catalogue.entry_orders import COLUMNS, packed
from catalogue.tables import EntryOrderRow

_RANK = """
    UPDATE entry SET name_rank = ranked.by_name, field_rank = ranked.by_field, code_rank = ranked.by_code
    FROM (
        SELECT e.id AS entry_id,
               row_number() OVER (ORDER BY p.sort_key, e.position) AS by_name,
               row_number() OVER (ORDER BY p.field_key, p.sort_key, e.position) AS by_field,
               row_number() OVER (ORDER BY e.code, e.position) AS by_code
        FROM entry e JOIN procedure p ON p.id = e.procedure_id
        WHERE e.edition_id = :edition
    ) AS ranked
    WHERE entry.id = ranked.entry_id
"""


def order_entries(connection: Connection, edition_id: int) -> None:
    """Give every entry of an edition its places, and keep the orders, within a writing transaction."""
    connection.execute(text(_RANK), {"edition": edition_id})
    listed = text(f"SELECT procedure_id, {', '.join(COLUMNS)} FROM entry WHERE edition_id = :edition ORDER BY position")
    rows = connection.execute(listed, {"edition": edition_id}).fetchall()
    connection.execute(delete(EntryOrderRow).where(col(EntryOrderRow.edition_id) == edition_id))
    kept = [
        {"edition_id": edition_id, "column_name": column, **packed([(row[0], row[at]) for row in rows])}
        for at, column in enumerate(COLUMNS, 1)
    ]
    connection.execute(insert(EntryOrderRow), kept)
