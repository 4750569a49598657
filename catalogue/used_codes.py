"""The codes that an edition has used already, each with where it stands."""

from __future__ import annotations

from array import array

from catalogue.placed_records import PlacedRecord


class UsedCodes:
    """Where each code of an edition stands: file, line, and place where a line does not say it.

    There may be hundreds of thousands, so that each costs little more than the code itself.
    """

    def __init__(self) -> None:
        self._uses: dict[str, int] = {}
        self._lines = array("q")
        self._files: list[str] = []
        self._places: list[str] = []

    def where(self, code: str) -> tuple[str, int, str] | None:
        """Return the file, the line and the place at which a code was used, or None."""
        number = self._uses.get(code)
        return None if number is None else (self._files[number], self._lines[number], self._places[number])

    def use(self, code: str, record: PlacedRecord) -> None:
        """Keep that a record has a code."""
        self._uses[code] = len(self._lines)
        self._lines.append(record.line)
        self._files.append(record.file)
        self._places.append(record.place)
