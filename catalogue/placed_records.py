"""One source record on its way into the tables, and where it stands in words that people find it by."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from catalogue.known_readings import KnownReading
from catalogue.problems import Problem
from catalogue.records import RawRecord


@dataclass(slots=True)
class PlacedRecord:
    """One record with what is known of it so far.

    `alone` tells that it has a file of its own within a folder, which its place names.
    """

    path: Path
    raw: RawRecord
    digest: str
    alone: bool = False
    known: bool = False
    refused: bool = False
    source_id: int = 0
    procedure_id: int = 0
    code: str = ""
    content: str = ""

    def use(self, reading: KnownReading) -> None:
        """Take over what was read out of the same text before; where something was noted, it is to be read again."""
        self.source_id, self.known = reading.source_id, reading.clean
        if reading.clean:
            self.procedure_id, self.code, self.content = reading.procedure_id, reading.code, reading.content

    @property
    def file(self) -> str:
        """The file that holds the record, which in a folder is the one that its place names."""
        # One text for all records of a file: the files of a hundred thousand codes are remembered.
        return sys.intern(str(self.path / self.raw.place if self.alone else self.path))

    @property
    def line(self) -> int:
        """The record's line, the first one where it has a file of its own."""
        return 1 if self.alone else self.raw.line

    @property
    def place(self) -> str:
        """Where the record stands in its file, where a line does not say it."""
        return "" if self.alone else self.raw.place

    def told(self, problem: Problem) -> Problem:
        """The same problem with the record's place, where it names no more than a line."""
        if "line" not in problem.facts or not self.place:
            return problem
        return Problem(problem.kind, **problem.facts | {"record_place": self.place})
