"""The append-only history behind marks and judgements: who changed what and when, and a chain that shows tampering."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlmodel import col

from catalogue.store import Store
from catalogue.tables import SettingRow
from reviews.tables import JournalRow

# The number that stands for the mark in entries about judgements; one that makes marks as well has their highest.
NO_MARK = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its number, time (ISO, UTC), author, kind, the mark concerned and its values before and after."""

    seq: int
    at: str
    who: str
    kind: str
    mark_id: int
    undoes: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    chain: str

    @property
    def topic(self) -> str:
        """The topic of the judgements that the entry is about, empty where it is about one mark alone."""
        return str((self.after or self.before or {}).get("topic", ""))

    @property
    def mark(self) -> dict[str, Any]:
        """The mark's values after the change, or before it where it took the mark away."""
        return self.after or self.before or {}


Finder = Callable[[Connection, str], Entry | None]


def append(
    connection: Connection,
    who: str,
    kind: str,
    mark_id: int,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    undoes: int | None = None,
) -> None:
    """Add an entry within the transaction that makes the change."""
    last = connection.execute(
        select(col(JournalRow.seq), col(JournalRow.chain)).order_by(col(JournalRow.seq).desc()).limit(1)
    ).first()
    seq, chain = ((last[0] or 0) + 1, last[1]) if last else (1, "")
    values = {
        "seq": seq,
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "who": who,
        "kind": kind,
        "mark_id": mark_id,
        "undoes": undoes,
        "before": before,
        "after": after,
    }
    chain = chained(chain, values)
    connection.execute(insert(JournalRow), values | {"chain": chain})
    _note_head(connection, f"{seq} {chain}")


# Under this name a setting holds how many entries there are and how their chain ends. A journal whose last entries are
# cut off still follows entry by entry; only what is kept elsewhere shows it.
HEAD = "journal.head"


def _note_head(connection: Connection, head: str) -> None:
    changed = connection.execute(update(SettingRow).where(col(SettingRow.key) == HEAD).values(value=head))
    if changed.rowcount == 0:
        connection.execute(insert(SettingRow), {"key": HEAD, "value": head})


def chained(previous: str, values: dict[str, Any]) -> str:
    """Return the chain value of an entry (without its own chain) that follows the given one."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def history(store: Store, limit: int | None = None) -> list[Entry]:
    """Return the entries from the newest to the oldest."""
    statement = select(JournalRow.__table__).order_by(col(JournalRow.seq).desc()).limit(limit)  # type: ignore[attr-defined]
    with store.reading() as connection:
        return [Entry(**row._mapping) for row in connection.execute(statement)]


def broken_at(store: Store) -> int | None:
    """Return the number of the first entry that does not follow from the one before it, None for a whole chain."""
    chain = ""
    for seq, entry in enumerate(reversed(history(store)), 1):
        values = {name: getattr(entry, name) for name in Entry.__slots__ if name != "chain"}
        chain = chained(chain, values)
        if entry.seq != seq or entry.chain != chain:
            return seq
    return None


def next_mark_id(connection: Connection) -> int:
    """Return a number that no mark has had, withdrawn ones included."""
    return (connection.execute(select(func.max(col(JournalRow.mark_id)))).scalar() or 0) + 1


def last_undoable(connection: Connection, who: str) -> Entry | None:
    """Return the author's newest change that still stands: not undone, or undone and done again."""
    for entry in _own_entries(connection, who):
        if entry.kind not in ("undone", "redone") and _stands(connection, entry.seq):
            return entry
    return None


def last_redoable(connection: Connection, who: str) -> Entry | None:
    """Return the author's change that was undone last, None once the author has made another change since."""
    for entry in _own_entries(connection, who):
        if entry.kind == "redone":
            continue
        if entry.kind != "undone":
            return None
        if _stands(connection, entry.seq):
            return entry
    return None


def _own_entries(connection: Connection, who: str) -> Iterator[Entry]:
    statement = (
        select(JournalRow.__table__)  # type: ignore[attr-defined]
        .where(col(JournalRow.who) == who)
        .order_by(col(JournalRow.seq).desc())
    )
    for row in connection.execute(statement):
        yield Entry(**row._mapping)


def _stands(connection: Connection, seq: int) -> bool:
    """Tell whether an entry has not been taken back, following takings-back of takings-back."""
    reversal = connection.execute(
        select(col(JournalRow.seq)).where(col(JournalRow.undoes) == seq).order_by(col(JournalRow.seq).desc()).limit(1)
    ).scalar()
    return reversal is None or not _stands(connection, reversal)
