"""Records that were read before by the same reader, known again by the digest of their very text.

Of most records nothing was noted, and they need not be read again. Those of which something was noted are, so that an
import tells every time all that there is to tell. The mark of which is which is part of the stored reading's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, update
from sqlmodel import col

from catalogue.store import rows_among
from catalogue.tables import SourceRow

_NOTHING_NOTED = " clean"
_READ = (
    "SELECT s.digest, s.reading, s.id, s.procedure_id, s.code, p.digest "
    "FROM source_record s JOIN procedure p ON p.id = s.procedure_id WHERE s.digest IN {values}"
)


class KnownReading(NamedTuple):
    """What was read out of a record: the numbers of its rows, its code and the digest of its content.

    `clean` tells that nothing was noted of it.
    """

    source_id: int
    procedure_id: int
    code: str
    content: str
    clean: bool


def reading_name(reader: str, noted: bool) -> str:
    """Return the name under which a reader's reading is stored; `reader` is its layout and version."""
    return reader if noted else reader + _NOTHING_NOTED


def known_readings(connection: Connection, reader: str, digests: Sequence[str]) -> dict[str, KnownReading]:
    """Return what a reader made of records, by the digests of their texts, as far as it has read them before."""
    clean = reading_name(reader, noted=False)
    known: dict[str, KnownReading] = {}
    for digest, reading, source_id, procedure_id, code, content in rows_among(connection, _READ, digests):
        if reading == clean:
            known[digest] = KnownReading(source_id, procedure_id, code, content, True)
        elif reading == reader:
            known.setdefault(digest, KnownReading(source_id, procedure_id, code, content, False))
    return known


def mark_clean(connection: Connection, reader: str, source_ids: Iterable[int]) -> None:
    """Keep of readings that were stored before the mark was known that nothing was noted of them."""
    rows = [{"source": source_id} for source_id in source_ids]
    if rows:
        statement = update(SourceRow).where(col(SourceRow.id) == bindparam("source"))
        connection.execute(statement.values(reading=reading_name(reader, noted=False)), rows)
