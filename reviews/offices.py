"""The particulars of the office that signs the documents, asked for once and kept in the workspace."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel import col

from catalogue.store import Store
from catalogue.tables import SettingRow
from catalogue.text import one_line
from reviews.documents.content import Office

_PREFIX = "office."
_SEPARATOR = "\n"
# The particulars that are lists, one entry a line.
_LISTS = ("recipients", "decision_recipients", "basis")


def read_office(store: Store) -> Office:
    """Return the office's particulars; what was never said is empty."""
    statement = select(col(SettingRow.key), col(SettingRow.value)).where(col(SettingRow.key).startswith(_PREFIX))
    with store.reading() as connection:
        kept = {key.removeprefix(_PREFIX): value for key, value in connection.execute(statement)}
    known: dict[str, Any] = {field.name: kept[field.name] for field in fields(Office) if field.name in kept}
    for name in _LISTS:
        known[name] = tuple(line for line in known.get(name, "").split(_SEPARATOR) if line)
    return replace(Office(), **known)


def write_office(store: Store, office: Office) -> None:
    """Keep the office's particulars in place of what was kept before."""
    values = {
        name: _SEPARATOR.join(map(one_line, value)) if name in _LISTS else value
        for name, value in asdict(office).items()
    }
    rows = [{"key": _PREFIX + name, "value": value} for name, value in values.items()]
    with store.writing() as connection:
        connection.execute(delete(SettingRow).where(col(SettingRow.key).startswith(_PREFIX)))
        connection.execute(insert(SettingRow), rows)
