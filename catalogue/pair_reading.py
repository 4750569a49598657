"""The texts of two editions as pairing reads them: as features, of which those of papers are remembered.

Splits and mergers ask again for the papers of what was read before, and papers are a small part of the features. What
was just read for its texts is at hand when its features are asked for, as far as it is not too much to hold.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from catalogue.pair_features import PARTS, FeatureReader, Features
from catalogue.pair_outlines import Outline, Outlined

_PAPERS = PARTS.index("papers")
_MOST_AT_HAND = 5_000


class ReadEdition:
    """One edition with the reader of its features."""

    def __init__(self, listed: Outlined, reader: FeatureReader) -> None:
        self._listed = listed
        self._reader = reader
        self._papers: dict[int, array[int]] = {}
        self._at_hand: dict[int, Outline] = {}

    def outlines(self, entry_ids: Sequence[int]) -> Iterable[Outline]:
        """Yield the outlines of some entries, in the order of the ids, and keep those of a place at hand."""
        if len(entry_ids) > _MOST_AT_HAND:
            return self._listed.outlines(entry_ids)
        if len(entry_ids) + len(self._at_hand) > _MOST_AT_HAND:
            self._at_hand.clear()
        self._at_hand.update((outline.entry_id, outline) for outline in self._unread(entry_ids))
        return (self._at_hand[entry_id] for entry_id in entry_ids)

    def _unread(self, entry_ids: Sequence[int]) -> Iterable[Outline]:
        return self._listed.outlines([entry_id for entry_id in entry_ids if entry_id not in self._at_hand])

    def features(self, entry_ids: Sequence[int]) -> list[Features]:
        """Read the features of some entries, in the order of the ids."""
        made: dict[int, Features] = {}
        for outline in self._unread(entry_ids):
            made[outline.entry_id] = self._reader.read(outline)
        for entry_id in entry_ids:
            if entry_id not in made:
                made[entry_id] = self._reader.read(self._at_hand[entry_id])
            self._papers[entry_id] = made[entry_id].parts[_PAPERS]
        self._at_hand.clear()
        return [made[entry_id] for entry_id in entry_ids]

    def papers(self, entry_ids: Sequence[int]) -> dict[int, array[int]]:
        """Return the features of the papers of some entries, by their ids."""
        unread = [entry_id for entry_id in entry_ids if entry_id not in self._papers]
        for outline in self._listed.outlines(unread):
            self._papers[outline.entry_id] = self._reader.read_papers(outline)
        return {entry_id: self._papers[entry_id] for entry_id in entry_ids}

    def name_words(self, name: str) -> frozenset[int]:
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
