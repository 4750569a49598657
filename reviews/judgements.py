"""What people judge beside marks: confirmed links and pairs, volumes, costs, promises; journaled and undone like marks.

A judgement stands under a topic ("issuer-link", "volume") and a subject within it ("1.000894|2025"); its value is a
small JSON object whose meaning belongs to the module that owns the topic. The newest word on a subject stands; the
journal keeps every one before it. Many subjects said at once, as from a sheet, are one entry and one undo.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlmodel import col

from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from catalogue.text import clean
from reviews import journal
from reviews.mark_rows import from_values, lay, now, to_values
from reviews.mark_rows import put_back as put_mark_back
from reviews.marks import Mark
from reviews.standing_judgements import Judged as Judged
from reviews.standing_judgements import Value as Value
from reviews.standing_judgements import judged as judged
from reviews.tables import JudgementRow

# A mark as it stood and as it stands after a change; None where there was or is none.
MarkChange = tuple[Mark | None, Mark | None]


class JudgementBook:
    """The judgements of a workspace in one reviewer's hands; every change is a journal entry in its transaction."""

    def __init__(self, store: Store, who: str) -> None:
        self._store = store
        self.who = who

    def say(self, topic: str, values: Mapping[str, Value | None], reason: str = "") -> int:
        """Put values on subjects of a topic, None taking one away; return how many of them are a change.

        Saying again what stands is no change and no journal entry.
        """
        with self._store.writing() as connection:
            return record(connection, self.who, topic, values, reason)


def record(
    connection: Connection,
    who: str,
    topic: str,
    values: Mapping[str, Value | None],
    reason: str = "",
    marks: Sequence[MarkChange] = (),
) -> int:
    """Put values on subjects within a transaction, as one entry with the marks that are made or changed by it.

    Return how many values are a change; where none is and there are no marks, there is no entry.
    """
    standing = _standing(connection, topic)
    changed = {
        subject: value
        for subject, value in values.items()
        if (standing[subject]["value"] if subject in standing else None) != value
    }
    if changed or marks:
        said = {"who": who, "at": now(), "reason": clean(reason)}
        after = {subject: None if value is None else said | {"value": value} for subject, value in changed.items()}
        for before_mark, after_mark in marks:
            lay(connection, before_mark, after_mark)
        _write(connection, who, "judged", topic, (_sides(standing, after), after), marks)
    return len(changed)


def put_back(connection: Connection, who: str, entry: journal.Entry, kind: str) -> None:
    """Undo an entry on judgements within a transaction; refused where somebody has judged anew since."""
    topic = entry.topic
    before, after = _values(entry.before), _values(entry.after)
    standing = _standing(connection, topic)
    anew = {subject: value or before.get(subject) for subject, value in after.items() if standing.get(subject) != value}
    if anew:
        raise Problem(ProblemKind.JUDGED_ELSEWHERE, topic=topic, judged=json.dumps(anew, ensure_ascii=False))
    made, back = _marks(entry.after), _marks(entry.before)
    marks = [
        put_mark_back(connection, int(mark), from_values(values), from_values(back.get(mark)))
        for mark, values in made.items()
    ]
    _write(connection, who, kind, topic, (after, before), marks, entry)


def _values(side: dict[str, Any] | None) -> dict[str, Value | None]:
    return dict((side or {}).get("values", {}))


def _marks(side: dict[str, Any] | None) -> dict[str, Value | None]:
    return dict((side or {}).get("marks", {}))


def _sides(standing: Mapping[str, Value], after: Mapping[str, Value | None]) -> dict[str, Value | None]:
    return {subject: standing.get(subject) for subject in after}


def _standing(connection: Connection, topic: str) -> dict[str, Value]:
    table = JudgementRow.__table__  # type: ignore[attr-defined]
    rows = connection.execute(select(table).where(col(JudgementRow.topic) == topic)).mappings()
    return {row["subject"]: {name: row[name] for name in ("who", "at", "reason", "value")} for row in rows}


def _write(
    connection: Connection,
    who: str,
    kind: str,
    topic: str,
    values: tuple[Mapping[str, Value | None], Mapping[str, Value | None]],
    marks: Sequence[MarkChange],
    undoes: journal.Entry | None = None,
) -> None:
    table = JudgementRow.__table__  # type: ignore[attr-defined]
    after = values[1]
    for subject in after:
        connection.execute(delete(table).where(table.c.topic == topic, table.c.subject == subject))
    if rows := [value | {"topic": topic, "subject": subject} for subject, value in after.items() if value is not None]:
        connection.execute(insert(table), rows)
    sides: list[dict[str, Any]] = [{"topic": topic, "values": dict(side)} for side in values]
    numbers = [mark.id for pair in marks for mark in (pair[1] or pair[0],) if mark is not None]
    if marks:
        for at, side in enumerate(sides):
            side["marks"] = {str(number): to_values(mark[at]) for number, mark in zip(numbers, marks, strict=True)}
    # New numbers of marks are counted from the highest that any entry names.
    highest = undoes.mark_id if undoes else max(numbers, default=journal.NO_MARK)
    journal.append(connection, who, kind, highest, sides[0], sides[1], undoes.seq if undoes else None)
