"""The life of a mark: proposed, agreed, decided, enacted, seen in a later edition; or rejected, or withdrawn.

A state is set by a person, but that a later edition shows what was proposed may also be found by an exact match; the
judgement under the topic "promise" says which, in which edition, and every step of the life before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews.carried_links import origins
from reviews.judgements import Judged, MarkChange, judged, record
from reviews.mark_rows import find_mark
from reviews.marks import Mark

TOPIC = "promise"


class MarkState(StrEnum):
    """The states of a mark, in the order in which a proposal goes through them; the last two end it."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECIDED = "decided"
    ENACTED = "enacted"
    SEEN = "seen"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class SetBy(StrEnum):
    """Who or what says that a state is reached."""

    PERSON = "person"
    EXACT_MATCH = "exact-match"


# What somebody entitled to it has promised; what is merely seen in an edition was promised by nobody.
PROMISED = (MarkState.DECIDED, MarkState.ENACTED)
_OPEN = (MarkState.PROPOSED, MarkState.AGREED)
ENDED = (MarkState.REJECTED, MarkState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a mark's life: the state, since which day (ISO), who set it, how, in which edition, and why."""

    state: MarkState
    day: str
    who: str
    by: SetBy = SetBy.PERSON
    edition: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MarkLife:
    """The steps of a mark's life from its first; a mark of which nobody said anything is only proposed."""

    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> MarkState:
        """The state that was reached last."""
        return self.steps[-1].state if self.steps else MarkState.PROPOSED

    @property
    def decided(self) -> Step | None:
        """The step that made a promise of the proposal, the first where there are several; None without one.

        What is set back to a mere proposal afterwards is promised by nobody any more.
        """
        found: Step | None = None
        for step in self.steps:
            if step.state in _OPEN:
                found = None
            elif found is None and step.state in PROMISED:
                found = step
        return found


def lives(store: Store) -> dict[int, MarkLife]:
    """Return the lives of the marks of which anybody has said anything, by the marks' numbers.

    A mark that was carried to a later edition goes on with the life of the one it was carried from.
    """
    known = {int(subject): _life(said) for subject, said in judged(store, TOPIC).items()}
    links = origins(store)
    # A mark is carried only from one with a lower number, so that lives are handed on in the order of numbers.
    for made in sorted(links):
        if made not in known and links[made] in known:
            known[made] = known[links[made]]
    return known


def _life(said: Judged) -> MarkLife:
    return MarkLife(tuple(_step(step) for step in said.value["life"]))


def _step(values: Mapping[str, Any]) -> Step:
    return Step(
        MarkState(values["state"]),
        values["day"],
        values["who"],
        SetBy(values["by"]),
        values["edition"],
        values["reason"],
    )


def set_states(store: Store, who: str, marks: Iterable[Mark], step: Step) -> int:
    """Add a step to the lives of some marks as one journal entry; return how many of them were not in that state.

    Raises `Problem` where a mark does not stand any more.
    """
    with store.writing() as connection:
        return add_step(connection, store, who, marks, step)


def add_step(connection: Connection, store: Store, who: str, marks: Iterable[Mark], step: Step) -> int:
    """Add a step to the lives of some marks within a transaction; see `set_states`."""
    known = lives(store)
    values: dict[str, dict[str, Any] | None] = {}
    changes: list[MarkChange] = []
    for mark in marks:
        standing = find_mark(connection, mark.id)
        if standing is None:
            raise Problem(ProblemKind.MARK_UNKNOWN, mark=mark.id)
        life = known.get(mark.id, MarkLife())
        if life.state is step.state:
            continue
        values[str(mark.id)] = {"life": [_values(one) for one in (*life.steps, step)]}
        changes.append((standing, replace(standing, state=step.state.value, version=standing.version + 1)))
    record(connection, who, TOPIC, values, step.reason, changes)
    return len(values)


def _values(step: Step) -> dict[str, str]:
    return {
        "state": step.state.value,
        "day": step.day,
        "who": step.who,
        "by": step.by.value,
        "edition": step.edition,
        "reason": step.reason,
    }


def today() -> str:
    """Return the present day in UTC as ISO text."""
    return datetime.now(UTC).date().isoformat()
