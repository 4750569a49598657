"""The book in which one reviewer makes, changes, takes away, undoes and redoes marks."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from catalogue.editions import Entry, find_edition, find_entry
from catalogue.elements import Element
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews import journal, judgements
from reviews.mark_rows import find_mark, from_values, lay, new_mark, now, own_mark, put_back, to_values
from reviews.marks import Judgement, Mark
from reviews.merge_targets import checked_in_words


class MarkBook:
    """The marks of a workspace in one reviewer's hands; every change is a journal entry in the same transaction."""

    def __init__(self, store: Store, who: str) -> None:
        self._store = store
        self.who = who

    def propose(self, entry: Entry, element: Element, judgement: Judgement) -> Mark:
        """Put a mark on an element, or change the reviewer's own mark that already stands there.

        Raises `Problem` where the action is not for that part, or a reason or a target is missing or unreadable.
        """
        said = checked_in_words(self._store, entry, element, judgement)
        with self._store.writing() as connection:
            standing = own_mark(connection, entry.edition.name, entry.address, element.address, self.who)
            if standing is not None:
                return self._change(connection, standing, said)
            mark = new_mark(connection, entry, element, said, self.who)
            return self._write(connection, "proposed", None, mark)

    def change(self, mark: Mark, element: Element, judgement: Judgement) -> Mark:
        """Change what a mark says; refused where somebody changed it since it was read."""
        entry = find_entry(self._store, find_edition(self._store, mark.edition), mark.address)
        said = checked_in_words(self._store, entry, element, judgement)
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
            if entry.topic:
                judgements.put_back(connection, self.who, entry, kind)
                return entry
            standing, after = put_back(connection, entry.mark_id, from_values(entry.after), from_values(entry.before))
            journal.append(connection, self.who, kind, entry.mark_id, to_values(standing), to_values(after), entry.seq)
            return entry

    def _write(self, connection: Connection, kind: str, before: Mark | None, after: Mark | None) -> Mark:
        mark = after or before
        if mark is None:
            raise ValueError("a journal entry needs a mark on one side")
        lay(connection, before, after)
        journal.append(connection, self.who, kind, mark.id, to_values(before), to_values(after))
        return mark


def _changed(mark: Mark, said: Judgement) -> Mark:
    return replace(
        mark,
        action=said.action.value,
        target=said.target,
        reason_code=said.reason_code,
        reason=said.reason,
        article=said.article,
        changed_at=now(),
        version=mark.version + 1,
    )


def _unchanged(connection: Connection, mark: Mark) -> Mark:
    standing = find_mark(connection, mark.id)
    if standing is None:
        raise Problem(ProblemKind.MARK_UNKNOWN, mark=mark.id)
    if standing.version != mark.version:
        raise Problem(ProblemKind.MARK_CHANGED_ELSEWHERE, mark=mark.id)
    return standing
