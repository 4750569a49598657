"""What becomes of a mark in a later edition: it stays, is to be looked at again, was done, or contradicts another.

Three things are held against each other: the element as it was marked, the element as the later edition has it, and
the marks that already stand there. Nothing is decided for a person: only what is the same stays by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from catalogue.comparison import Pair
from catalogue.differences import Change, ChangedPart, ChangeKind, Reason
from catalogue.editions import Entry
from catalogue.elements import Element, Part
from catalogue.returned_papers import names_alike, returned_as
from reviews.actions import MarkAction
from reviews.carrying_places import (
    Place,
    change_of,
    is_only_listed,
    marked_element,
    place_at,
    same_place,
    same_quantity,
)
from reviews.marked_procedure import takes_away
from reviews.marks import Mark
from reviews.reductions import Reach, reach


class Outcome(StrEnum):
    """What becomes of a mark."""

    STAYS = "stays"
    LOOK_AGAIN = "look-again"
    IMPLEMENTED = "implemented"
    RENAMED = "renamed"
    CONFLICT = "conflict"
    GONE = "gone"


class Cause(StrEnum):
    """Why it becomes of a mark what it does, or what is to be known beside it."""

    PROCEDURE_GONE = "procedure-gone"
    PAIR_IN_REVIEW = "pair-in-review"
    RECODED = "recoded"
    SPLIT = "split"
    MERGED = "merged"
    NOT_PUBLISHED = "not-published"
    NOT_FOUND = "not-found"
    TARGET_REACHED = "target-reached"
    CAME_BACK = "came-back"
    OTHER_MARK = "other-mark"
    SAME_MARK = "same-mark"


@dataclass(frozen=True, slots=True)
class Found:
    """The later edition's side of one marked procedure: its pair, the entries on both sides, and what changed.

    `pair` is None where the procedure was not found again; `changes` are empty for a pair of several entries.
    """

    pair: Pair | None = None
    new: tuple[Entry, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """A mark of an older edition held against a newer one.

    `shown` is what the newer edition shows of the element; `outcome` differs from it only where a mark there
    contradicts this one (`rival`). `place` is the element in the newer edition, None where it is gone; `old` is None
    where the marked text is not in the older edition any more. `instruments` are the legal bases that came with the
    change. `settled` is what was already settled of it ("stays", "keep", "edit", "drop", "seen"), else empty.
    """

    mark: Mark
    outcome: Outcome
    shown: Outcome
    old: Element | None = None
    place: Place | None = None
    change: Change | None = None
    instruments: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    rival: Mark | None = None
    settled: str = ""

    @property
    def exact(self) -> bool:
        """Whether the newer edition says in so many numbers what the mark aims at."""
        return Cause.TARGET_REACHED in self.causes and Cause.PAIR_IN_REVIEW not in self.causes

    @property
    def reach(self) -> Reach:
        """How far the number that a reduction aims at was reached."""
        if self.old is None or self.place is None or self.mark.action != MarkAction.REDUCE:
            return Reach.UNKNOWN
        return reach(self.mark, self.old, self.place.element)


Standing = Mapping[tuple[str, str], Sequence[Mark]]


def carry(mark: Mark, old: Entry | None, found: Found, standing: Standing) -> Carried:
    """Return what becomes of a mark; `standing` are the newer edition's marks by entry and element address."""
    carried = _shown(mark, old, found)
    carried = replace(carried, instruments=_instruments(carried, found.changes))
    return _held_against(carried, standing)


def _shown(mark: Mark, old: Entry | None, found: Found) -> Carried:
    element = marked_element(old.procedure, mark) if old is not None else None
    pair = found.pair
    if old is None or element is None:
        return _as(mark, Outcome.LOOK_AGAIN, element, causes=(Cause.NOT_FOUND,))
    if pair is None:
        outcome = Outcome.IMPLEMENTED if _abolishes(mark) else Outcome.GONE
        return _as(mark, outcome, element, causes=(Cause.PROCEDURE_GONE,))
    causes = (Cause.RECODED,) if pair.recoded else ()
    place = same_place(element, old.procedure, found.new)
    if pair.state != "accepted":
        return _as(mark, Outcome.LOOK_AGAIN, element, place, causes=(*causes, Cause.PAIR_IN_REVIEW))
    if len(pair.old) + len(pair.new) > 2:
        return _in_family(mark, element, place, found)
    if element.part is Part.PROCEDURE:
        return _whole(mark, element, found, causes)
    if is_only_listed(found.new[0].procedure) and not is_only_listed(old.procedure):
        return _as(mark, Outcome.LOOK_AGAIN, element, causes=(*causes, Cause.NOT_PUBLISHED))
    change = change_of(element, found.changes)
    if change is None or change.wording_only:
        return _unchanged(mark, element, place, found, change, causes)
    return _changed(mark, element, place, found, change, causes)


def _as(
    mark: Mark,
    outcome: Outcome,
    old: Element | None,
    place: Place | None = None,
    change: Change | None = None,
    causes: tuple[Cause, ...] = (),
) -> Carried:
    return Carried(mark, outcome, outcome, old, place, change, (), causes)


def _abolishes(mark: Mark) -> bool:
    return mark.part == Part.PROCEDURE and takes_away(mark)


def _in_family(mark: Mark, element: Element, place: Place | None, found: Found) -> Carried:
    """A mark on a procedure that was split or merged: the element stays in the first part that has it."""
    split = found.pair is not None and len(found.pair.new) > 1
    causes = (Cause.SPLIT,) if split else (Cause.MERGED,)
    if element.part is Part.PROCEDURE:
        first = place_at(found.new, Part.PROCEDURE.value)
        merged = mark.action == MarkAction.MERGE and not split
        return _as(mark, Outcome.IMPLEMENTED if merged else Outcome.LOOK_AGAIN, element, first, causes=causes)
    stays = place is not None and same_quantity(element, place.element)
    return _as(mark, Outcome.STAYS if stays else Outcome.LOOK_AGAIN, element, place, causes=causes)


def _whole(mark: Mark, element: Element, found: Found, causes: tuple[Cause, ...]) -> Carried:
    """A mark on a procedure as a whole: it came back under its own name and code, or under others."""
    name = next((one for one in found.changes if one.part is ChangedPart.NAME and not one.wording_only), None)
    place = place_at(found.new, Part.PROCEDURE.value)
    outcome = Outcome.RENAMED if name is not None or causes else Outcome.STAYS
    return _as(mark, outcome, element, place, name, causes)


def _unchanged(
    mark: Mark, element: Element, place: Place | None, found: Found, change: Change | None, causes: tuple[Cause, ...]
) -> Carried:
    at = place_at(found.new, change.new_address) if change is not None else None
    if found.pair is not None and found.pair.kind == "unchanged":
        at = place_at(found.new, element.address)
    if (place := at or place) is None:
        return _as(mark, Outcome.LOOK_AGAIN, element, None, change, (*causes, Cause.NOT_FOUND))
    return _as(mark, Outcome.STAYS, element, place, change, causes)


def _changed(
    mark: Mark, element: Element, place: Place | None, found: Found, change: Change, causes: tuple[Cause, ...]
) -> Carried:
    if change.kind is ChangeKind.REMOVED:
        back = returned_as(change, found.changes)
        if back is not None:
            at = place_at(found.new, back.new_address)
            return _as(mark, Outcome.RENAMED, element, at, back, (*causes, Cause.CAME_BACK))
        return _as(mark, Outcome.IMPLEMENTED if takes_away(mark) else Outcome.GONE, element, None, change, causes)
    at = place_at(found.new, change.new_address) or place
    if at is not None and mark.action == MarkAction.REDUCE and reach(mark, element, at.element) is Reach.REACHED:
        return _as(mark, Outcome.IMPLEMENTED, element, at, change, (*causes, Cause.TARGET_REACHED))
    renamed = Reason.PAPER_REWORDED in change.reasons and not names_alike(change.old, change.new)
    return _as(mark, Outcome.RENAMED if renamed else Outcome.LOOK_AGAIN, element, at, change, causes)


def _instruments(carried: Carried, changes: Sequence[Change]) -> tuple[str, ...]:
    if carried.shown is Outcome.STAYS:
        return ()
    came = (one for one in changes if one.part is ChangedPart.LEGAL_BASIS and one.kind is ChangeKind.ADDED)
    return tuple(change.new for change in came)


def _held_against(carried: Carried, standing: Standing) -> Carried:
    """The mark beside those that already stand on its element in the newer edition."""
    if carried.place is None:
        return carried
    there = standing.get((carried.place.entry.address, carried.place.element.address), ())
    mine = [mark for mark in there if mark.author == carried.mark.author]
    if any(_same(mark, carried.mark) for mark in mine):
        return replace(carried, causes=(*carried.causes, Cause.SAME_MARK))
    text_changed = carried.shown in (Outcome.LOOK_AGAIN, Outcome.RENAMED)
    rivals = [mark for mark in (there if text_changed else mine) if not _same(mark, carried.mark)]
    if not rivals or carried.shown is Outcome.IMPLEMENTED:
        return carried
    return replace(carried, outcome=Outcome.CONFLICT, rival=rivals[-1], causes=(*carried.causes, Cause.OTHER_MARK))


def _same(one: Mark, other: Mark) -> bool:
    return one.judgement == other.judgement
