"""Why the cost of a catalogue changed between two editions or years: each procedure in two states, and the groups.

The old side counts what the draft gave, the new side also the cells that people entered since: what those change is a
correction of data, no real change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from catalogue.editions import Edition, Entry, entry_ids, load_entries
from catalogue.pairs import Pairing
from catalogue.records import Procedure
from catalogue.store import Store
from reviews.cost_edits import WHOLE_TABLE, Cell, CellEdit
from reviews.costed_edition import CostBasis
from reviews.costs import Exact
from reviews.decomposition import CostState, Decomposition, LineFigures, decompose
from reviews.volumes import Volume


@dataclass(frozen=True, slots=True)
class CostChange:
    """One procedure in two states, the newer (else the older) record telling its address, name and group."""

    address: str
    procedure: Procedure
    before: CostState
    after: CostState


@dataclass(frozen=True, slots=True)
class GroupChange:
    """One group of procedures: how many there are, and why their cost changed."""

    group: str
    procedures: int
    change: Decomposition


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison: what its tables are made with, and whether the cells people entered count."""

    edition: Edition
    basis: CostBasis
    corrected: bool


def side_by_side(store: Store, old: Side, new: Side, pairing: Pairing | None) -> Iterator[CostChange]:
    """Give every procedure of two editions with its states; without a pairing both are one edition in two years.

    Of a split or a merger the first procedure of each side stands against the other, and the rest is new or gone. A
    volume that is known on one side only counts on both, since an unknown number is no change; where no volume is known
    at all everything counts once.
    """
    before = _entries(store, old.edition)
    after = before if pairing is None else _entries(store, new.edition)
    by_year = bool(old.basis.volumes or new.basis.volumes)
    for one, other in _couples(before, pairing):
        first = before.get(one) if one is not None else None
        second = after.get(other) if other is not None else None
        shown = second or first
        if shown is None:
            continue
        cases = _cases(old, new, first or shown, second or shown, by_year)
        states = [
            _state(side, entry, many) for side, entry, many in zip((old, new), (first, second), cases, strict=True)
        ]
        yield CostChange(shown.address, shown.procedure, states[0], states[1])


def _entries(store: Store, edition: Edition) -> dict[int, Entry]:
    return {entry.id: entry for entry in load_entries(store, entry_ids(store, edition))}


def _couples(before: Mapping[int, Entry], pairing: Pairing | None) -> Iterator[tuple[int | None, int | None]]:
    if pairing is None:
        yield from ((entry_id, entry_id) for entry_id in before)
        return
    for pair in pairing.pairs:
        yield pair.old[0], pair.new[0]
        yield from ((entry_id, None) for entry_id in pair.old[1:])
        yield from ((None, entry_id) for entry_id in pair.new[1:])
    yield from ((entry_id, None) for entry_id in pairing.removed)
    yield from ((None, entry_id) for entry_id in pairing.added)


def _cases(old: Side, new: Side, first: Entry, second: Entry, by_year: bool) -> tuple[Exact, Exact]:
    if not by_year:
        return 1, 1
    before, after = old.basis.volumes.get(first.address), new.basis.volumes.get(second.address)
    return _yearly(before or after), _yearly(after or before)


def _yearly(volume: Volume | None) -> Exact:
    return 0 if volume is None else volume.subjects * volume.times


def _state(side: Side, entry: Entry | None, cases: Exact) -> CostState:
    address = "" if entry is None else entry.address
    edits = side.basis.edits.get(address, {}) if side.corrected else {}
    return CostState(
        None if entry is None else entry.procedure,
        _entered_cases(edits, cases),
        side.basis.income,
        side.basis.rules_for(address),
        corrections(edits),
    )


def _entered_cases(edits: Mapping[Cell, CellEdit], cases: Exact) -> Exact:
    entered = {cell.column.value: edit.value for cell, edit in edits.items() if cell.key == WHOLE_TABLE}
    subjects = entered.get("subjects")
    return cases if subjects is None else subjects * entered.get("times", 1)


def corrections(edits: Mapping[Cell, CellEdit]) -> dict[str, LineFigures]:
    """Return the cells that people entered as numbers put right, by the key of their line."""
    found: dict[str, LineFigures] = {}
    for cell, edit in edits.items():
        if cell.key != WHOLE_TABLE:
            changed: dict[str, Any] = {cell.column.value: edit.figure}
            found[cell.key] = replace(found.get(cell.key, LineFigures()), **changed)
    return found


def change_by(changes: Sequence[CostChange], group_of: Callable[[CostChange], str]) -> tuple[GroupChange, ...]:
    """Return why the cost of each group changed, the largest change first; rounded parts add up within each group."""
    groups: dict[str, list[CostChange]] = {}
    for one in changes:
        groups.setdefault(group_of(one), []).append(one)
    found = [GroupChange(group, len(members), change_of(members)) for group, members in groups.items()]
    return tuple(sorted(found, key=lambda one: (-abs(one.change.change), one.group)))


def change_of(changes: Iterable[CostChange]) -> Decomposition:
    """Return why the cost of some procedures together changed."""
    return decompose((one.before, one.after) for one in changes)
