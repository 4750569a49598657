"""Making anew what is derived from the stored procedures: instruments, sorting keys and the search index.

It runs after a migration, so that no revision needs to know how such things are derived: today's code derives them
for old data as it does for new.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlmodel import col

from catalogue.counted_orders import order_entries
from catalogue.laws import InstrumentShelf
from catalogue.records import Procedure
from catalogue.rows import read_procedures
from catalogue.search_index import Indexing, clear_index, indexed_values
from catalogue.tables import EditionRow, InstrumentRow, LegalBasisRow, ProcedureRow
from catalogue.text import sort_key

_BATCH = 500


def derive_again(connection: Connection) -> None:
    """Derive everything anew within a writing transaction."""
    clear_index(connection)
    indexing = Indexing(connection)
    connection.execute(update(LegalBasisRow).values(instrument_id=None))
    connection.execute(delete(InstrumentRow))
    shelf = InstrumentShelf(connection)
    last = 0
    while batch := _ids_after(connection, last):
        procedures = read_procedures(connection, batch)
        indexing.add((row_id, indexed_values(procedures[row_id])) for row_id in batch)
        _write_sorting_keys(connection, procedures)
        _write_instruments(connection, shelf, procedures)
        last = batch[-1]
    indexing.finish()
    shelf.settle()
    for edition_id in connection.execute(select(col(EditionRow.id))).scalars().all():
        order_entries(connection, edition_id or 0)


def _ids_after(connection: Connection, last: int) -> list[int]:
    ids = select(col(ProcedureRow.id)).where(col(ProcedureRow.id) > last).order_by(col(ProcedureRow.id)).limit(_BATCH)
    return [row_id for (row_id,) in connection.execute(ids) if row_id is not None]


def _write_sorting_keys(connection: Connection, procedures: dict[int, Procedure]) -> None:
    keys = [
        {"row": procedure_id, "sort_key": sort_key(procedure.name), "field_key": sort_key(procedure.field)}
        for procedure_id, procedure in procedures.items()
    ]
    connection.execute(update(ProcedureRow).where(col(ProcedureRow.id) == bindparam("row")), keys)


def _write_instruments(connection: Connection, shelf: InstrumentShelf, procedures: dict[int, Procedure]) -> None:
    cited = [
        {"owner": procedure_id, "at": at, "instrument_id": instrument_id}
        for procedure_id, procedure in procedures.items()
        for at, instrument_id in enumerate(shelf.place(procedure.legal_bases, procedure.publisher), 1)
        if instrument_id is not None
    ]
    shelf.write()
    if cited:
        basis = (col(LegalBasisRow.procedure_id) == bindparam("owner"), col(LegalBasisRow.position) == bindparam("at"))
        connection.execute(update(LegalBasisRow).where(*basis), cited)
