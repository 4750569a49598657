"""The places of an edition's entries in the orders of names and fields, counted once, when the edition is complete.

An edition's entries never change, so a list in Vietnamese order needs no sorting: it is read along an index.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

_RANK = """
    UPDATE entry SET name_rank = ranked.by_name, field_rank = ranked.by_field
    FROM (
        SELECT e.id AS entry_id,
               row_number() OVER (ORDER BY p.sort_key, e.position) AS by_name,
               row_number() OVER (ORDER BY p.field_key, p.sort_key, e.position) AS by_field
        FROM entry e JOIN procedure p ON p.id = e.procedure_id
        WHERE e.edition_id = :edition
    ) AS ranked
    WHERE entry.id = ranked.entry_id
"""


def rank_entries(connection: Connection, edition_id: int) -> None:
    """Give every entry of an edition its places, from 1, within a writing transaction."""
    connection.execute(text(_RANK), {"edition": edition_id})
