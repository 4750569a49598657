"""The book in which one reviewer makes, changes, takes away, undoes and redoes marks."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from catalogue.editions import Entry
from catalogue.elements import Element
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews import journal, judgements
from reviews.marks import Judgement, Mark, checked
from reviews.tables import MarkRow


class MarkBook:
    """The marks of a workspace in one reviewer's hands; every change is a journal entry in the same transaction."""

    def __init__(self, store: Store, who: str) -> None:
        self._store = store
        self.who = who

    def propose(self, entry: Entry, element: Element, judgement: Judgement) -> Mark:
        """Put a mark on an element, or change the reviewer's own mark that already stands there.

        Raises `Problem` where the action is not for that part, or a reason or a target is missing or unreadable.
        """
        said = checked(element, judgement)
        with self._store.writing() as connection:
            standing = _own_mark(connection, entry.edition.name, entry.address, element.address, self.who)
            if standing is not None:
                return self._change(connection, standing, said)
            mark = _new_mark(connection, entry, element, said, self.who)
            return self._write(connection, "proposed", None, mark)

    def change(self, mark: Mark, element: Element, judgement: Judgement) -> Mark:
        """Change what a mark says; refused where somebody changed it since it was read."""
        said = checked(element, judgement)
        with self._store.writing() as connection:
            return self._change(connection, _unchanged(connection, mark), said)

    def _change(self, connection: Connection, standing: Mark, said: Judgement) -> Mark:
        # The same said twice is no change: undo must not seem to do nothing.
        if standing.judgement == said:
            return standing
        return self._write(connection, "changed", standing, _changed(standing, said))

    def withdraw(self, mark: Mark) -> None:
        """Take a mark away; the journal keeps it and undo brings it back."""
        with self._store.writing() as connection:
            self._write(connection, "withdrawn", _unchanged(connection, mark), None)

    def undo(self) -> journal.Entry:
        """Take back this reviewer's last change that still stands, and return its journal entry."""
        return self._reverse(journal.last_undoable, ProblemKind.NOTHING_TO_UNDO, "undone")

    def redo(self) -> journal.Entry:
        """Do again what was last undone, and return the journal entry that had been undone."""
        return self._reverse(journal.last_redoable, ProblemKind.NOTHING_TO_REDO, "redone")

    def _reverse(self, find: journal.Finder, nothing: ProblemKind, kind: str) -> journal.Entry:
        with self._store.writing() as connection:
            entry = find(connection, self.who)
            if entry is None:
                raise Problem(nothing)
            if entry.mark_id == journal.NO_MARK:
                judgements.put_back(connection, self.who, entry, kind)
                return entry
            before, after = _from_values(entry.after), _from_values(entry.before)
            standing = find_mark(connection, entry.mark_id)
            if _said(standing) != _said(before):
                raise Problem(ProblemKind.MARK_CHANGED_ELSEWHERE, mark=entry.mark_id)
            if standing is not None and after is not None:
                after = replace(after, version=standing.version + 1)
            if standing is None and after is not None:
                # Somebody else took the mark away, and its author has put a newer one in its place.
                newer = _own_mark(connection, after.edition, after.address, after.element, after.author)
                if newer is not None:
                    raise Problem(ProblemKind.MARK_CHANGED_ELSEWHERE, mark=newer.id)
            self._write(connection, kind, standing, after, undoes=entry.seq)
            return entry

    def _write(
        self, connection: Connection, kind: str, before: Mark | None, after: Mark | None, undoes: int | None = None
    ) -> Mark:
        mark = after or before
        if mark is None:
            raise ValueError("a journal entry needs a mark on one side")
        if after is None:
            connection.execute(delete(MarkRow).where(col(MarkRow.id) == mark.id))
        elif before is None:
            connection.execute(insert(MarkRow), asdict(after))
        else:
            connection.execute(update(MarkRow).where(col(MarkRow.id) == mark.id), asdict(after))
        journal.append(connection, self.who, kind, mark.id, _to_values(before), _to_values(after), undoes)
        return mark


def find_mark(connection: Connection, mark_id: int) -> Mark | None:
    """Return a standing mark by its number within a transaction, None where it does not stand."""
    row = connection.execute(select(MarkRow.__table__).where(col(MarkRow.id) == mark_id)).first()  # type: ignore[attr-defined]
    return None if row is None else Mark(**row._mapping)


def _own_mark(connection: Connection, edition: str, address: str, element: str, author: str) -> Mark | None:
    statement = select(MarkRow.__table__).where(  # type: ignore[attr-defined]
        col(MarkRow.edition) == edition,
        col(MarkRow.address) == address,
        col(MarkRow.element) == element,
        col(MarkRow.author) == author,
    )
    row = connection.execute(statement).first()
    return None if row is None else Mark(**row._mapping)


def _new_mark(connection: Connection, entry: Entry, element: Element, said: Judgement, who: str) -> Mark:
    now = _now()
    return Mark(
        id=journal.next_mark_id(connection),
        edition=entry.edition.name,
        address=entry.address,
        procedure_name=entry.procedure.name,
        procedure_digest=entry.digest,
        part=element.part.value,
        element=element.address,
        element_digest=element.digest,
        element_text=element.text,
        action=said.action.value,
        target=said.target,
        reason_code=said.reason_code,
        reason=said.reason,
        article=said.article,
        author=who,
        state="proposed",
        created_at=now,
        changed_at=now,
        version=1,
    )


def _changed(mark: Mark, said: Judgement) -> Mark:
    return replace(
        mark,
        action=said.action.value,
        target=said.target,
        reason_code=said.reason_code,
        reason=said.reason,
        article=said.article,
        changed_at=_now(),
        version=mark.version + 1,
    )


def _unchanged(connection: Connection, mark: Mark) -> Mark:
    standing = find_mark(connection, mark.id)
    if standing is None:
        raise Problem(ProblemKind.MARK_UNKNOWN, mark=mark.id)
    if standing.version != mark.version:
        raise Problem(ProblemKind.MARK_CHANGED_ELSEWHERE, mark=mark.id)
    return standing


def _to_values(mark: Mark | None) -> dict[str, Any] | None:
    return None if mark is None else asdict(mark)


def _from_values(values: dict[str, Any] | None) -> Mark | None:
    return None if values is None else Mark(**values)


def _said(mark: Mark | None) -> Mark | None:
    """The mark without what undoing itself changes, so that a mark brought back counts as the same."""
    return None if mark is None else replace(mark, version=0, changed_at="")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
