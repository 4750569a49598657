"""Procedures of one edition that say word for word the same under codes of different procedures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, func, select
from sqlmodel import col

from catalogue.codes import national_code
from catalogue.rows import PART_TABLES
from catalogue.tables import EntryRow

_BATCH = 500


def codes_of_equal_contents(connection: Connection, edition_id: int) -> Iterator[tuple[str, str]]:
    """Yield, in the edition's order, each code that has the content of another one before it, and that first code.

    Codes of one national procedure count as one; procedures that are only listed, without any part, are left out.
    """
    this = col(EntryRow.edition_id) == edition_id
    shared = select(col(EntryRow.procedure_id)).where(this, col(EntryRow.code) != "")
    shared = shared.group_by(col(EntryRow.procedure_id)).having(func.count() > 1)
    entries = connection.execute(
        select(col(EntryRow.procedure_id), col(EntryRow.code))
        .where(this, col(EntryRow.code) != "", col(EntryRow.procedure_id).in_(shared))
        .order_by(col(EntryRow.position))
    ).all()
    told = _told_at_length(connection, {procedure_id for procedure_id, _ in entries})
    first: dict[int, str] = {}
    for procedure_id, code in entries:
        if procedure_id in told and national_code(first.setdefault(procedure_id, code)) != national_code(code):
            yield code, first[procedure_id]


def _told_at_length(connection: Connection, procedure_ids: set[int]) -> set[int]:
    """The procedures that have parts."""
    told: set[int] = set()
    wanted = iter(procedure_ids)
    while batch := list(islice(wanted, _BATCH)):
        for table in PART_TABLES:
            owners = col(table.procedure_id)
            told.update(connection.execute(select(owners).distinct().where(owners.in_(batch))).scalars())
    return told
