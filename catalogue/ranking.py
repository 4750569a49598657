"""The orders of an edition's entries, counted once, when the edition is complete.

An edition's entries never change. Each entry has its place in every order, so a list in Vietnamese order needs no
sorting: it is read along an index. And each order is kept as a whole for searching (`catalogue.entry_orders`).
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, text
from sqlmodel import col

from catalogue.entry_orders import COLUMNS, kept_places, kept_stretches
from catalogue.store import write_rows
from catalogue.tables import EntryOrderRow, EntryStretchRow

_STRETCH = ("edition_id", "column_name", "first_place", "entries", "procedures")

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
    named = ", ".join(COLUMNS)
    listed = text(f"SELECT id, procedure_id, {named} FROM entry WHERE edition_id = :edition ORDER BY position")
    rows = connection.execute(listed, {"edition": edition_id}).fetchall()
    for table in (EntryOrderRow, EntryStretchRow):
        connection.execute(delete(table).where(col(table.edition_id) == edition_id))
    for at, column in enumerate(COLUMNS, 2):
        places = kept_places([(row[1], row[at]) for row in rows])
        connection.execute(insert(EntryOrderRow), {"edition_id": edition_id, "column_name": column, **places})
        standing = kept_stretches([(row[at], row[0], row[1]) for row in rows])
        write_rows(connection, EntryStretchRow, _STRETCH, [(edition_id, column, *stretch) for stretch in standing])
