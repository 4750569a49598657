"""Marks as rows within a transaction: found, made, laid down as a journal entry says; every caller journals them."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import col

from catalogue.editions import Entry
from catalogue.elements import Element
from catalogue.problems import Problem, ProblemKind
from reviews import journal
from reviews.marks import Judgement, Mark
from reviews.tables import MarkRow


def find_mark(connection: Connection, mark_id: int) -> Mark | None:
    """Return a standing mark by its number within a transaction, None where it does not stand."""
    row = connection.execute(select(MarkRow.__table__).where(col(MarkRow.id) == mark_id)).first()  # type: ignore[attr-defined]
    return None if row is None else Mark(**row._mapping)


def own_mark(connection: Connection, edition: str, address: str, element: str, author: str) -> Mark | None:
    """Return the mark that an author has on an element, None where there is none."""
    statement = select(MarkRow.__table__).where(  # type: ignore[attr-defined]
        col(MarkRow.edition) == edition,
        col(MarkRow.address) == address,
        col(MarkRow.element) == element,
        col(MarkRow.author) == author,
    )
    row = connection.execute(statement).first()
    return None if row is None else Mark(**row._mapping)


def new_mark(connection: Connection, entry: Entry, element: Element, said: Judgement, who: str) -> Mark:
    """Return a mark that is about to be made, with a number that no mark has had."""
    made = now()
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
        created_at=made,
        changed_at=made,
        version=1,
    )


def lay(connection: Connection, before: Mark | None, after: Mark | None) -> None:
    """Write, change or take away one mark's row, so that it stands as it is after a change."""
    if after is not None and before is None:
        connection.execute(insert(MarkRow), asdict(after))
    elif after is not None:
        connection.execute(update(MarkRow).where(col(MarkRow.id) == after.id), asdict(after))
    elif before is not None:
        connection.execute(delete(MarkRow).where(col(MarkRow.id) == before.id))


def put_back(
    connection: Connection, mark_id: int, made: Mark | None, back: Mark | None
) -> tuple[Mark | None, Mark | None]:
    """Put a mark back to what it was before a change, and return it as it stood and as it stands now.

    `made` is what the change made of it. Raises `Problem` where somebody has changed the mark since, or where its
    author has put a newer one in its place.
    """
    standing = find_mark(connection, mark_id)
    if _said(standing) != _said(made):
        raise Problem(ProblemKind.MARK_CHANGED_ELSEWHERE, mark=mark_id)
    if back is not None and standing is not None:
        back = replace(back, version=standing.version + 1)
    elif back is not None:
        newer = own_mark(connection, back.edition, back.address, back.element, back.author)
        if newer is not None:
            raise Problem(ProblemKind.MARK_CHANGED_ELSEWHERE, mark=newer.id)
    lay(connection, standing, back)
    return standing, back


def to_values(mark: Mark | None) -> dict[str, Any] | None:
    """Return a mark as the journal holds it."""
    return None if mark is None else asdict(mark)


def from_values(values: dict[str, Any] | None) -> Mark | None:
    """Return the mark that the journal holds."""
    return None if values is None else Mark(**values)


def _said(mark: Mark | None) -> Mark | None:
    """The mark without what undoing itself changes, so that a mark brought back counts as the same."""
    return None if mark is None else replace(mark, version=0, changed_at="")


def now() -> str:
    """Return the present moment as marks hold it: ISO, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
