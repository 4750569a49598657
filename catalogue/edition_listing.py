"""A stored edition as pairing reads it: its list in one statement, the texts of those entries only that need them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from catalogue.comparison import Heading, Outline, Pairing, Progress, Verdicts, pair_listed
from catalogue.editions import Edition, load_entries
from catalogue.pair_outlines import outline_of
from catalogue.store import Store

_BATCH = 200


class StoredListing:
    """One edition of a workspace, for `catalogue.comparison.Listed`."""

    def __init__(self, store: Store, edition: Edition) -> None:
        self._store = store
        self._edition = edition

    def headings(self) -> Sequence[Heading]:
        """Return a heading for each entry, in the edition's order."""
        rows = self._store.rows(
            "SELECT e.id, e.position, e.code, p.digest, p.name, p.publisher, p.level, p.implementing "
            "FROM entry e JOIN procedure p ON p.id = e.procedure_id WHERE e.edition_id = :edition ORDER BY e.position",
            {"edition": self._edition.id},
        )
        return [
            Heading(
                entry,
                code or f"#{position}",
                code,
                digest,
                name,
                publisher,
                tuple(json.loads(level)),
                tuple(json.loads(implementing)),
            )
            for entry, position, code, digest, name, publisher, level, implementing in rows
        ]

    def outlines(self, entry_ids: Sequence[int]) -> Iterator[Outline]:
        """Yield the outlines of some entries, a batch at a time in memory; entries that are gone are left out."""
        for start in range(0, len(entry_ids), _BATCH):
            for entry in load_entries(self._store, entry_ids[start : start + _BATCH]):
                yield outline_of(entry.id, entry.procedure)


def pair_stored_editions(
    store: Store, old: Edition, new: Edition, judged: Verdicts | None = None, progress: Progress | None = None
) -> Pairing:
    """Pair two editions of a workspace; `judged` are what people said of pairs."""
    return pair_listed(StoredListing(store, old), StoredListing(store, new), judged or {}, progress)
