"""Reads what the procedures of a journey ask by themselves out of the store, and keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catalogue.editions import load_entries
from catalogue.effort import Effort, effort
from catalogue.store import Store


class EffortBook:
    """The efforts of procedures, read when they are first asked for and kept by the digest of the content."""

    def __init__(self, store: Store) -> None:
        """Take the store to read from."""
        self._store = store
        self._known: dict[int, Effort] = {}
        self._by_digest: dict[str, Effort] = {}

    def __call__(self, entries: Sequence[int]) -> Mapping[int, Effort]:
        """Return the efforts of entries; those that are gone are left out."""
        missing = [entry for entry in entries if entry not in self._known]
        for found in load_entries(self._store, missing) if missing else ():
            if found.digest not in self._by_digest:
                self._by_digest[found.digest] = effort(found.procedure)
            self._known[found.id] = self._by_digest[found.digest]
        return {entry: self._known[entry] for entry in entries if entry in self._known}
