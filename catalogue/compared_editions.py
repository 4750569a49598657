"""Two stored editions paired, reading no more of the workspace than the pairing asks for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from catalogue.editions import Edition, list_editions
from catalogue.pair_outlines import Heading, Opener, Outline
from catalogue.pair_verdicts import Verdicts
from catalogue.pairing import Progress, pair_listed
from catalogue.pairs import Pairing
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store, open_store

_BATCH = 500

# Each part of an outline with the statement that lists its texts, in their order.
_PARTS = {
    "papers": (
        "SELECT procedure_id, text FROM paper WHERE procedure_id IN ({}) ORDER BY procedure_id, dossier, position"
    ),
    "steps": "SELECT procedure_id, text FROM step WHERE procedure_id IN ({}) ORDER BY procedure_id, position",
    "results": "SELECT procedure_id, name FROM result WHERE procedure_id IN ({}) ORDER BY procedure_id, position",
    "bases": (
        "SELECT procedure_id, CASE WHEN number = '' THEN title ELSE number END FROM legal_basis "
        "WHERE procedure_id IN ({}) ORDER BY procedure_id, position"
    ),
}


def pair_stored(
    store: Store,
    old: Edition,
    new: Edition,
    judged: Verdicts | None = None,
    progress: Progress | None = None,
) -> Pairing:
    """Pair two editions of the workspace; the ids in the result are those of entries.

    Raises `Problem` EDITION_UNKNOWN where one of them is no longer there, or goes while it is read.
    """
    return pair_listed(StoredEdition(store, old), StoredEdition(store, new), judged or {}, progress)


class StoredEdition:
    """An edition of the workspace, for `pair_outlines.Listed`."""

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
        if len(rows) != self._edition.procedures:
            raise self._gone()
        return [_heading(row) for row in rows]

    def outlines(self, entry_ids: Sequence[int]) -> Iterator[Outline]:
        """Yield the outlines of some entries, in the order of the ids."""
        for start in range(0, len(entry_ids), _BATCH):
            yield from self._batch(entry_ids[start : start + _BATCH])

    def elsewhere(self) -> Opener | None:
        """Return how another process opens the workspace and reads the edition there."""
        return partial(_open_edition, self._store.path, self._edition)

    def _batch(self, entry_ids: Sequence[int]) -> Iterator[Outline]:
        places, values = _places(entry_ids)
        rows = self._store.rows(
            "SELECT e.id, p.id, p.name, p.conditions, p.field, p.publisher, p.implementing, p.competent "
            f"FROM entry e JOIN procedure p ON p.id = e.procedure_id WHERE e.id IN ({places})",
            values,
        )
        found = {row[0]: row[1:] for row in rows}
        if len(found) != len(entry_ids):
            raise self._gone()
        places, values = _places(sorted({row[0] for row in found.values()}))
        parts: dict[str, dict[int, list[str]]] = {}
        for part, statement in _PARTS.items():
            texts: dict[int, list[str]] = defaultdict(list)
            for procedure_id, text in self._store.rows(statement.format(places), values):
                texts[procedure_id].append(text)
            parts[part] = texts
        for entry_id in entry_ids:
            procedure_id, name, conditions, field, publisher, implementing, competent = found[entry_id]
            yield Outline(
                entry_id,
                name,
                papers=tuple(parts["papers"].get(procedure_id, ())),
                body=(*parts["steps"].get(procedure_id, ()), conditions),
                results=tuple(parts["results"].get(procedure_id, ())),
                bases=tuple(parts["bases"].get(procedure_id, ())),
                office=(field, publisher, *json.loads(implementing), *json.loads(competent)),
            )

    def _gone(self) -> Problem:
        known = ", ".join(edition.name for edition in list_editions(self._store))
        return Problem(ProblemKind.EDITION_UNKNOWN, edition=self._edition.name, known=known)


def _open_edition(path: Path, edition: Edition) -> StoredEdition:
    return StoredEdition(open_store(path), edition)


def _heading(row: Any) -> Heading:
    entry_id, position, code, digest, name, publisher, level, implementing = row
    address = code or f"#{position}"
    levels, agencies = tuple(json.loads(level)), tuple(json.loads(implementing))
    return Heading(entry_id, address, code, digest, name, publisher, levels, agencies)


def _places(ids: Sequence[int]) -> tuple[str, dict[str, int]]:
    """Return the named places of some ids in a statement, and their values."""
    values = {f"id{at}": one for at, one in enumerate(ids)}
    return ", ".join(f":{name}" for name in values), values
