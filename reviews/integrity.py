"""Looking over what people judged: the journal's chain, its head, and what must follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from catalogue.integrity import Outcome, Progress, check_catalogue, guarded
from catalogue.store import Store
from reviews.journal import HEAD, Entry, chained
from reviews.marks import list_marks
from reviews.tables import JournalRow, JudgementRow

_BATCH = 1_000


def check_workspace(store: Store, progress: Progress | None = None) -> Iterator[Outcome]:
    """Give the outcome of every check of a workspace, as soon as it is known; nothing is changed."""
    for outcome in check_catalogue(store, progress):
        yield outcome
        if outcome.check == "tables":
            return
    yield guarded("journal", lambda: _journal(store))
    yield guarded("marks", lambda: _marks(store))
    yield guarded("judgements", lambda: _judgements(store))


def shortfalls(store: Store) -> list[str]:
    """Return the checks that fail already by counting: editions and their entries, contents, the journal's head.

    It reads no text, so that a fresh copy can be held against it at once.
    """
    found = []
    counted = "SELECT count(*) FROM edition d WHERE d.procedures <> "
    if store.rows(counted + "(SELECT count(*) FROM entry e WHERE e.edition_id = d.id)")[0][0]:
        found.append("editions")
    listed = "SELECT count(*) FROM entry e LEFT JOIN procedure p ON p.id = e.procedure_id WHERE p.digest IS NULL"
    if store.rows(listed)[0][0]:
        found.append("contents")
    ends = store.rows("SELECT count(*), max(seq) FROM journal")[0]
    last = store.rows("SELECT chain FROM journal ORDER BY seq DESC LIMIT 1")
    if ends[0] != (ends[1] or 0) or _head(store) != (ends[0], last[0][0] if last else ""):
        found.append("journal")
    return found


def _head(store: Store) -> tuple[int, str]:
    """How many entries the journal is said to have and how their chain is said to end; before the first, none."""
    rows = store.rows("SELECT value FROM setting WHERE key = :key", {"key": HEAD})
    count, _, chain = (rows[0][0] if rows else "0 ").partition(" ")
    return (int(count) if count.isdigit() else -1), chain


def _entries(store: Store) -> Iterator[Entry]:
    """All entries of the journal in their order, read in batches."""
    last = 0
    while True:
        statement = (
            select(JournalRow.__table__)  # type: ignore[attr-defined]
            .where(col(JournalRow.seq) > last)
            .order_by(col(JournalRow.seq))
            .limit(_BATCH)
        )
        with store.reading() as connection:
            batch = [Entry(**row._mapping) for row in connection.execute(statement)]
        yield from batch
        if len(batch) < _BATCH:
            return
        last = batch[-1].seq


def _journal(store: Store) -> tuple[int, list[str]]:
    """The first entry that does not follow from the one before it, and a tail that is missing."""
    count, chain = 0, ""
    for count, entry in enumerate(_entries(store), 1):
        values = {name: getattr(entry, name) for name in Entry.__slots__ if name != "chain"}
        chain = chained(chain, values)
        if entry.seq != count or entry.chain != chain:
            return count, [str(count)]
    told, end = _head(store)
    if (told, end) != (count, chain):
        return count, [f"{count} ≠ {told}" if told != count else str(count)]
    return count, []


def _marks(store: Store) -> tuple[int, list[str]]:
    """The marks that are not what the journal, gone through from its beginning, says."""
    replayed: dict[int, dict[str, Any]] = {}
    for entry in _entries(store):
        after = entry.after or {}
        told = {int(mark): values for mark, values in after.get("marks", {}).items()}
        for mark, values in told.items() if entry.topic else [(entry.mark_id, entry.after)]:
            if values is None:
                replayed.pop(mark, None)
            else:
                replayed[mark] = values
    standing = {mark.id: asdict(mark) for mark in list_marks(store)}
    different = {mark_id for mark_id in replayed.keys() | standing if replayed.get(mark_id) != standing.get(mark_id)}
    return len(standing), [str(mark_id) for mark_id in sorted(different)]


def _judgements(store: Store) -> tuple[int, list[str]]:
    """The judgements that are not what the journal says, by topic and subject."""
    replayed: dict[tuple[str, str], dict[str, Any]] = {}
    for entry in _entries(store):
        for subject, said in (entry.after or {}).get("values", {}).items() if entry.topic else ():
            if said is None:
                replayed.pop((entry.topic, subject), None)
            else:
                replayed[entry.topic, subject] = said
    with store.reading() as connection:
        rows = connection.execute(select(JudgementRow.__table__)).mappings()  # type: ignore[attr-defined]
        standing = {
            (row["topic"], row["subject"]): {name: row[name] for name in ("who", "at", "reason", "value")}
            for row in rows
        }
    different = {key for key in replayed.keys() | standing if replayed.get(key) != standing.get(key)}
    return len(standing), [" ".join(key) for key in sorted(different)]
