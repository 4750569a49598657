"""What an import tells of itself: how much was stored, what was noted and where, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from catalogue.problems import Problem


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record that was left out: its file, line and place there, and why."""

    path: str
    line: int
    place: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class NotedPlace:
    """Where a note was made: the file, the record's line and place there, and the value that it is about."""

    path: str
    line: int
    place: str
    value: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: records stored, contents stored anew, contents shared, notes, and records left out.

    Notes are counted by kind and key; of each, the first places are given.
    """

    edition: str
    procedures: int
    new_contents: int
    shared_contents: int
    notes: dict[tuple[str, str], int]
    refused: tuple[RefusedRecord, ...] = ()
    places: dict[tuple[str, str], list[NotedPlace]] = field(default_factory=dict)
