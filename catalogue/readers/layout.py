"""What every reader of a layout offers, and which reader fits a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from catalogue.records import RawRecord, ReadRecord


class Layout(Protocol):
    """One layout that catalogues come in: a module of `catalogue.readers` with these names.

    `recognises` looks at the beginning of a file (or the names in a folder) and says whether it is of this layout;
    it never raises for strange content. `raw_records` takes the source apart without understanding it and raises
    `Problem` where the source as a whole cannot be read. `interpret` understands one raw record, or raises `Problem`
    with `path` and `line`. A change in what `interpret` makes of a record raises READING_VERSION, so that stored
    readings are made anew.
    """

    LAYOUT: str
    READING_VERSION: int

    def recognises(self, path: Path, head: bytes) -> bool:
        """Tell whether a file that begins with `head` (up to 64 KiB), or a folder, is of this layout."""
        ...

    def raw_records(self, path: Path) -> Iterator[RawRecord]:
        """Yield the records of a source as they stand."""
        ...

    def interpret(self, raw: RawRecord, path: Path) -> ReadRecord:
        """Return what one record says."""
        ...
