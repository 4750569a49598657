"""The texts of two editions as pairing reads them: as features, of which those of papers are remembered.

Splits and mergers ask again for the papers of what was read before, and papers are a small part of the features.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from catalogue.pair_features import PARTS, FeatureReader, Features
from catalogue.pair_outlines import Outline, Outlined

_PAPERS = PARTS.index("papers")


class ReadEdition:
    """One edition with the reader of its features."""

    def __init__(self, listed: Outlined, reader: FeatureReader) -> None:
        self._listed = listed
        self._reader = reader
        self._papers: dict[int, array[int]] = {}

    def outlines(self, entry_ids: Sequence[int]) -> Iterable[Outline]:
        """Yield the outlines of some entries, in the order of the ids."""
        return self._listed.outlines(entry_ids)

    def features(self, entry_ids: Sequence[int]) -> list[Features]:
        """Read the features of some entries, in the order of the ids."""
        found = [self._reader.read(outline) for outline in self._listed.outlines(entry_ids)]
        for features in found:
            self._papers[features.entry_id] = features.parts[_PAPERS]
        return found

    def papers(self, entry_ids: Sequence[int]) -> dict[int, array[int]]:
        """Return the features of the papers of some entries, by their ids."""
        unread = [entry_id for entry_id in entry_ids if entry_id not in self._papers]
        for outline in self._listed.outlines(unread):
            self._papers[outline.entry_id] = self._reader.read_papers(outline)
        return {entry_id: self._papers[entry_id] for entry_id in entry_ids}

    def name_words(self, name: str) -> tuple[int, ...]:
        """Return the features of a name's words alone."""
        return self._reader.name_words(name)


class BothRead(NamedTuple):
    """The old and the new edition of one pairing."""

    old: ReadEdition
    new: ReadEdition


def both_read(old: Outlined, new: Outlined) -> BothRead:
    """Return two editions with one reader, which remembers the words of both."""
    reader = FeatureReader()
    return BothRead(ReadEdition(old, reader), ReadEdition(new, reader))
