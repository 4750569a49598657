"""The notes of an import, counted by what they say, the first of each kind with their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from catalogue.import_report import NotedPlace
from catalogue.placed_records import PlacedRecord
from catalogue.prepared_records import PreparedNote

# Of notes that are alike, so many are given with their places.
_PLACES = 100


class GatheredNotes:
    """Notes by kind and key: how many there are of each, and where the first of them were made."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.places: dict[tuple[str, str], list[NotedPlace]] = {}

    def keep(self, record: PlacedRecord, notes: Iterable[PreparedNote]) -> None:
        """Take in what was noted of a record."""
        for note in notes:
            if record.alone:
                self.add(note, _in_folder(record, note))
                continue
            # A note of one row knows better where that is than the record does.
            place = record.place if note.place in ("", record.raw.place) else note.place
            # What stands elsewhere than the record has a place of its own and no line.
            self.add(note, NotedPlace(record.file, record.line if place == record.place else 0, place, note.value))

    def add(self, note: PreparedNote, place: NotedPlace) -> None:
        """Take in a note whose place is known."""
        counted = note.kind, note.key
        self.counts[counted] += 1
        places = self.places.setdefault(counted, [])
        if len(places) < _PLACES:
            places.append(place)


def _in_folder(record: PlacedRecord, note: PreparedNote) -> NotedPlace:
    """The place of a note on a folder, where places name files: the record's own, or another that lies there."""
    if note.place in ("", record.raw.place):
        return NotedPlace(record.file, record.line, "", note.value)
    return NotedPlace(str(record.path / note.place), 0, "", note.value)
