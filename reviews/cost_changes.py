"""Why the cost of a catalogue changed between two editions or years: each procedure in two states, and the groups.

The old side counts what the draft gave, the new side also the cells that people entered since: what those change is a
correction of data, no real change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
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

    What was split stands against each of its parts with the part of its cases that they have, and so does a merger
    against what went into it. A volume that is known on one side only counts on both, since an unknown number is no
    change. Where no volume is known at all everything counts once: then the first procedure of a split or merger stands
    against the first of the other side, and the rest is new or gone.
    """
    before = _entries(store, old.edition)
    after = before if pairing is None else _entries(store, new.edition)
    by_year = bool(old.basis.volumes or new.basis.volumes)
    for couple in _couples(before, after, old, new, pairing, by_year):
        shown = couple.new or couple.old
        if shown is None:
            continue
        cases = _cases(old, new, couple, shown, by_year)
        first = _state(old, couple.old, cases[0], couple.old_part)
        second = _state(new, couple.new, cases[1], couple.new_part)
        yield CostChange(shown.address, shown.procedure, first, second)


def _entries(store: Store, edition: Edition) -> dict[int, Entry]:
    return {entry.id: entry for entry in load_entries(store, entry_ids(store, edition))}


@dataclass(frozen=True, slots=True)
class _Couple:
    """An old and a new procedure, with the part of each one's cases, from 0 to 1, that stands against the other."""

    old: Entry | None
    new: Entry | None
    old_part: Exact = 1
    new_part: Exact = 1


def _couples(
    before: Mapping[int, Entry],
    after: Mapping[int, Entry],
    old: Side,
    new: Side,
    pairing: Pairing | None,
    by_year: bool,
) -> Iterator[_Couple]:
    if pairing is None:
        yield from (_Couple(entry, entry) for entry in before.values())
        return
    for pair in pairing.pairs:
        olds, news = [before[one] for one in pair.old], [after[one] for one in pair.new]
        if by_year:
            parts, origins = _parts_of(news, new), _parts_of(olds, old)
            for one, origin in zip(olds, origins, strict=True):
                yield from (_Couple(one, other, part, origin) for other, part in zip(news, parts, strict=True))
        else:
            yield _Couple(olds[0], news[0])
            yield from (_Couple(one, None) for one in olds[1:])
            yield from (_Couple(None, other) for other in news[1:])
    yield from (_Couple(before[entry_id], None) for entry_id in pairing.removed)
    yield from (_Couple(None, after[entry_id]) for entry_id in pairing.added)


def _parts_of(entries: Sequence[Entry], side: Side) -> list[Exact]:
    """The part of all their cases that each of some procedures has; equal parts where none is known."""
    if len(entries) == 1:
        return [1]
    cases = [Fraction(_yearly(side.basis.volumes.get(entry.address))) for entry in entries]
    whole = sum(cases)
    return [many / whole if whole else Fraction(1, len(entries)) for many in cases]


def regrouped(pairing: Pairing | None) -> int:
    """Return how many splits and mergers a pairing holds."""
    return 0 if pairing is None else sum(len(pair.old) > 1 or len(pair.new) > 1 for pair in pairing.pairs)


def _cases(old: Side, new: Side, couple: _Couple, shown: Entry, by_year: bool) -> tuple[Exact, Exact]:
    if not by_year:
        return 1, 1
    before = old.basis.volumes.get((couple.old or shown).address)
    after = new.basis.volumes.get((couple.new or shown).address)
    first = None if before is None else _yearly(before) * couple.old_part
    second = None if after is None else _yearly(after) * couple.new_part
    known = first if first is not None else second
    return (known or 0) if first is None else first, (known or 0) if second is None else second


def _yearly(volume: Volume | None) -> Exact:
    return 0 if volume is None else volume.subjects * volume.times


def _state(side: Side, entry: Entry | None, cases: Exact, part: Exact) -> CostState:
    address = "" if entry is None else entry.address
    edits = side.basis.edits.get(address, {}) if side.corrected else {}
    return CostState(
        None if entry is None else entry.procedure,
        _entered_cases(edits, cases, part),
        side.basis.income,
        side.basis.rules_for(address),
        corrections(edits),
    )


def _entered_cases(edits: Mapping[Cell, CellEdit], cases: Exact, part: Exact) -> Exact:
    entered = {cell.column.value: edit.value for cell, edit in edits.items() if cell.key == WHOLE_TABLE}
    subjects = entered.get("subjects")
    return cases if subjects is None else subjects * entered.get("times", 1) * part


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
