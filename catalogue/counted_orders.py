"""The orders of an edition's entries, counted once, when the edition is complete.

An edition's entries never change. So a list in Vietnamese order, or the first of what is found in it, needs no sorting:
each order is kept as a whole (`catalogue.entry_orders`).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, text
from sqlmodel import col

from catalogue.entry_orders import BY_CODE, BY_FIELD, BY_NAME, PUBLISHED, kept_places, kept_stretches
from catalogue.packed_numbers import numbers
from catalogue.store import write_rows
from catalogue.tables import EntryOrderRow, EntryStretchRow

_STRETCH = ("edition_id", "order_name", "first_place", "entries", "procedures")
_STANDING = "SELECT e.id, e.procedure_id FROM entry e WHERE e.edition_id = :edition ORDER BY e.position"
_KEYS = (
    "SELECT p.sort_key, p.field_key FROM entry e JOIN procedure p ON p.id = e.procedure_id "
    "WHERE e.edition_id = :edition ORDER BY e.position"
)
_CODES = "SELECT e.code FROM entry e WHERE e.edition_id = :edition ORDER BY e.position"


def order_entries(connection: Connection, edition_id: int) -> None:
    """Count and keep the orders of an edition, within a writing transaction."""
    here = {"edition": edition_id}
    entries, procedures = numbers(4), numbers(4)
    for entry_id, procedure_id in connection.execute(text(_STANDING), here):
        entries.append(entry_id)
        procedures.append(procedure_id)
    for table in (EntryOrderRow, EntryStretchRow):
        connection.execute(delete(table).where(col(table.edition_id) == edition_id))
    for name, order in _orders(connection, edition_id, len(entries)).items():
        standing = numbers(4, [entries[at] for at in order]), numbers(4, [procedures[at] for at in order])
        kept = {"edition_id": edition_id, "order_name": name, **kept_places(standing[1])}
        connection.execute(insert(EntryOrderRow), kept)
        stretches = [(edition_id, name, *stretch) for stretch in kept_stretches(*standing)]
        write_rows(connection, EntryStretchRow, _STRETCH, stretches)


def _orders(connection: Connection, edition_id: int, count: int) -> dict[str, Sequence[int]]:
    """The orders by their names, each as the numbers of the entries, from 0 in the published order.

    The keys are compared here and not by the database, whose idea of an order may be another one.
    """
    here = {"edition": edition_id}
    names: list[str] = []
    fields: list[str] = []
    once: dict[str, str] = {}
    for name, field in connection.execute(text(_KEYS), here):
        names.append(name)
        fields.append(once.setdefault(field, field))
    # Sorting leaves what is equal in the order in which it was before.
    by_name = numbers(4, sorted(range(count), key=names.__getitem__))
    by_field = numbers(4, sorted(by_name, key=fields.__getitem__))
    del names, fields
    codes = [row[0] for row in connection.execute(text(_CODES), here)]
    by_code = numbers(4, sorted(range(count), key=codes.__getitem__))
    return {PUBLISHED: range(count), BY_NAME: by_name, BY_CODE: by_code, BY_FIELD: by_field}
