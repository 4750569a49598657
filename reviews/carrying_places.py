"""Where an element of an older edition stands in a newer one, and which change is about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalogue.differences import Change, ChangedPart, ChangeKind
from catalogue.editions import Entry
from catalogue.elements import Element, Part, elements
from catalogue.records import Paper, Procedure
from reviews.marks import Mark

_PARTS = {
    ChangedPart.NAME: Part.PROCEDURE,
    ChangedPart.STEP: Part.STEP,
    ChangedPart.CHANNEL: Part.CHANNEL,
    ChangedPart.TIME: Part.TIME,
    ChangedPart.FEE: Part.FEE,
    ChangedPart.PAPER: Part.PAPER,
    ChangedPart.RESULT: Part.RESULT,
    ChangedPart.CONDITION: Part.CONDITION,
    ChangedPart.LEGAL_BASIS: Part.LEGAL_BASIS,
}


@dataclass(frozen=True, slots=True)
class Place:
    """An element of an entry of the newer edition."""

    entry: Entry
    element: Element


def marked_element(procedure: Procedure, mark: Mark) -> Element | None:
    """Return the element that a mark stands on, None where the procedure says something else there."""
    found = [element for element in elements(procedure) if element.digest == mark.element_digest]
    return next((element for element in found if element.address == mark.element), found[0] if found else None)


def change_of(element: Element, changes: Sequence[Change]) -> Change | None:
    """Return the change that is about an element, one of meaning before one of wording; None where there is none.

    Changes of time limits and fees are told once for all channels that they concern, so that one of them is about
    every element with the same words, or of the same channel.
    """
    about = [change for change in changes if _PARTS.get(change.part) is element.part and _is_about(change, element)]
    return min(about, key=lambda change: (change.wording_only, change.kind is ChangeKind.MOVED), default=None)


def _is_about(change: Change, element: Element) -> bool:
    if element.part is Part.PROCEDURE or change.old_address == element.address:
        return change.kind is not ChangeKind.ADDED
    if element.part is Part.TIME:
        return bool(change.old) and change.old == element.text
    if element.part is Part.FEE:
        return _channel(change.old_address) == _channel(element.address) or element.text in change.old.split("; ")
    return False


def _channel(address: str) -> str:
    return address.partition(":")[2].partition(".")[0]


def place_at(entries: Iterable[Entry], address: str) -> Place | None:
    """Return the element at an address of the first entry that has it, None where none has."""
    for entry in entries:
        for element in elements(entry.procedure):
            if address and element.address == address:
                return Place(entry, element)
    return None


def same_place(element: Element, old: Procedure, entries: Iterable[Entry]) -> Place | None:
    """Return where the same element stands in the first entry that has it, None where none has.

    Among several that say the same the one at the same address comes first, then one of the same way of submitting,
    then the one that comes as late among them as the old one did.
    """
    for entry in entries:
        alike = [one for one in elements(entry.procedure) if one.digest == element.digest]
        if alike:
            return Place(entry, _nearest(element, old, entry.procedure, alike))
    return None


def _nearest(element: Element, old: Procedure, new: Procedure, alike: Sequence[Element]) -> Element:
    if element.part in (Part.TIME, Part.FEE):
        way = _way(old, element)
        alike = [one for one in alike if _way(new, one) == way] or alike
    if len(alike) == 1:
        return alike[0]
    at_address = [one for one in alike if one.address == element.address]
    if at_address:
        return at_address[0]
    before = [one.address for one in elements(old) if one.digest == element.digest]
    return alike[min(before.index(element.address) if element.address in before else 0, len(alike) - 1)]


def _way(procedure: Procedure, element: Element) -> str:
    at = int(_channel(element.address))
    return procedure.channels[at - 1].kind


def same_quantity(old: Element, new: Element) -> bool:
    """Tell whether two elements with the same words are asked for in the same number."""
    match old.record, new.record:
        case Paper() as before, Paper() as after:
            return (before.originals, before.copies) == (after.originals, after.copies)
    return True


def is_only_listed(procedure: Procedure) -> bool:
    """Tell whether an edition only lists a procedure and publishes nothing of how it runs."""
    return not (procedure.steps or procedure.channels or procedure.dossiers)
