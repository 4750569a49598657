"""What is in the workspace: its editions, their entries in pages, and single procedures with all their parts."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.codes import clean_code, national_code
from catalogue.entry_orders import PUBLISHED
from catalogue.native_layout import to_native
from catalogue.problems import Problem, ProblemKind
from catalogue.records import Origin, Procedure
from catalogue.search import find_entries
from catalogue.store import Store
from catalogue.text import one_line
from catalogue.whole_procedures import whole_procedures

_MOST_IDS = 500


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition as the list of editions shows it; days and times are ISO text."""

    id: int
    name: str
    title: str
    day: str
    source: str
    file: str
    procedures: int
    imported_at: str
    imported_by: str
    digest: str


@dataclass(frozen=True, slots=True)
class EntrySummary:
    """One line of an edition's list."""

    id: int
    position: int
    code: str
    procedure_id: int
    name: str
    field: str
    agency: str

    @property
    def address(self) -> str:
        """What names this entry within its edition: its code, or its number in the list where it has none."""
        return self.code or f"#{self.position}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure of an edition, whole."""

    id: int
    edition: Edition
    position: int
    code: str
    digest: str
    procedure: Procedure
    origin: Origin

    @property
    def address(self) -> str:
        """What names this entry within its edition: its code, or its number in the list where it has none."""
        return self.code or f"#{self.position}"

    def to_native(self) -> dict[str, Any]:
        """Return the entry in the native layout."""
        return to_native(self.procedure, self.code, self.origin)


_EDITION_COLUMNS = (
    "d.id, d.name, d.title, d.day, d.source, d.file, d.procedures, d.imported_at, d.imported_by, d.digest"
)


def list_editions(store: Store) -> list[Edition]:
    """Return the editions from the newest day to the oldest; one without a day counts as of the day of its import."""
    day = "CASE WHEN d.day = '' THEN substr(d.imported_at, 1, 10) ELSE d.day END"
    rows = store.rows(f"SELECT {_EDITION_COLUMNS} FROM edition d ORDER BY {day} DESC, d.id DESC")
    return [Edition(*row) for row in rows]


def find_edition(store: Store, name: str | None = None) -> Edition:
    """Return an edition by its name, the newest where no name is given."""
    editions = list_editions(store)
    if not editions:
        raise Problem(ProblemKind.NO_EDITIONS, path=str(store.path))
    if name is None:
        return editions[0]
    wanted = one_line(name)
    for edition in editions:
        if edition.name == wanted:
            return edition
    known = ", ".join(edition.name for edition in editions)
    raise Problem(ProblemKind.EDITION_UNKNOWN, edition=name, known=known)


def entry_ids(store: Store, edition: Edition, typed: str = "", order: str = PUBLISHED, limit: int = -1) -> list[int]:
    """Return the ids of the entries that match what was typed, in one of `catalogue.entry_orders.ORDERS`."""
    return find_entries(store, edition.id, typed, order, limit)


def entry_ids_at(store: Store, edition: Edition, addresses: Iterable[str]) -> list[int]:
    """Return the ids of the entries at some addresses, in the edition's order; unknown addresses are left out."""
    wanted = set(addresses)
    rows = store.rows(
        "SELECT e.id, e.code, e.position FROM entry e WHERE e.edition_id = :edition ORDER BY e.position",
        {"edition": edition.id},
    )
    return [entry_id for entry_id, code, position in rows if (code or f"#{position}") in wanted]


def entry_summaries(store: Store, ids: Sequence[int]) -> list[EntrySummary]:
    """Return the list lines of entries, in the order of the ids; ids that are gone are left out."""
    rows = _rows_of(
        store,
        "SELECT e.id, e.position, e.code, e.procedure_id, p.name, p.field, p.implementing "
        "FROM entry e JOIN procedure p ON p.id = e.procedure_id",
        ids,
    )
    found = {row[0]: _summary(row) for row in rows}
    return [found[entry_id] for entry_id in ids if entry_id in found]


def _rows_of(store: Store, statement: str, ids: Sequence[int]) -> list[Any]:
    """Read the rows of some entries `e`, a bounded number of them in one statement."""
    rows: list[Any] = []
    for start in range(0, len(ids), _MOST_IDS):
        batch = ids[start : start + _MOST_IDS]
        values = {f"id{at}": entry_id for at, entry_id in enumerate(batch)}
        places = ", ".join(f":{name}" for name in values)
        rows += store.rows(f"{statement} WHERE e.id IN ({places})", values)
    return rows


def _summary(row: Any) -> EntrySummary:
    entry_id, position, code, procedure_id, name, field, implementing = row
    agencies = json.loads(implementing)
    return EntrySummary(entry_id, position, code, procedure_id, name, field, agencies[0] if agencies else "")


def load_entries(store: Store, ids: Sequence[int]) -> list[Entry]:
    """Return whole entries in the order of the ids; ids that are gone are left out."""
    rows = _rows_of(
        store,
        f"SELECT {_EDITION_COLUMNS}, e.id, e.position, e.code, e.procedure_id, p.digest, s.url, s.retrieved "
        "FROM entry e JOIN edition d ON d.id = e.edition_id JOIN procedure p ON p.id = e.procedure_id "
        "JOIN source_record s ON s.id = e.source_id",
        ids,
    )
    found = {row[10]: row for row in rows}
    procedures = whole_procedures(store, [row[13] for row in found.values()])
    return [_entry(found[entry_id], procedures) for entry_id in ids if entry_id in found]


def _entry(row: Any, procedures: dict[int, Procedure]) -> Entry:
    entry_id, position, code, procedure_id, digest, url, retrieved = row[10:]
    return Entry(entry_id, Edition(*row[:10]), position, code, digest, procedures[procedure_id], Origin(url, retrieved))


def find_entry(store: Store, edition: Edition, address: str) -> Entry:
    """Return the entry that a user names: by its code, by the national part of it, or as `#12` by its number.

    A code with more than the national part names only the entry with that very code.
    """
    found = store.rows(*_address_statement(edition, address))
    if not found or not _names(address, found[0][1]):
        raise Problem(ProblemKind.PROCEDURE_UNKNOWN, code=address, edition=edition.name)
    return load_entries(store, [found[0][0]])[0]


def _names(address: str, code: str) -> bool:
    """Tell whether an address that found an entry means it: only a bare national code may stand for a longer one."""
    typed = clean_code(address)
    return address.startswith("#") or typed == code or typed.replace(",", ".") == national_code(typed)


def _address_statement(edition: Edition, address: str) -> tuple[str, dict[str, str | int]]:
    listed = "SELECT e.id, e.code FROM entry e WHERE e.edition_id = :edition"
    if re.fullmatch(r"#[0-9]{1,9}", address):
        return f"{listed} AND e.position = :position", {"edition": edition.id, "position": int(address[1:])}
    code = clean_code(address)
    values: dict[str, str | int] = {"edition": edition.id, "code": code, "national": national_code(code)}
    return (
        "SELECT e.id, e.code FROM entry e JOIN source_record s ON s.id = e.source_id WHERE e.edition_id = :edition "
        "AND s.national_code = :national AND e.code <> '' "
        "ORDER BY CASE WHEN e.code = :code THEN 0 ELSE 1 END, e.position",
        values,
    )


def source_text(store: Store, entry_id: int) -> str:
    """Return the source record of an entry exactly as it came."""
    statement = "SELECT s.body FROM source_record s JOIN entry e ON e.source_id = s.id WHERE e.id = :id"
    return zlib.decompress(store.rows(statement, {"id": entry_id})[0][0]).decode()
