"""What a reviewer can propose to do with an element, and what each proposal must say."""

from __future__ import annotations

from enum import StrEnum

from catalogue.elements import Part


class MarkAction(StrEnum):
    """The five things a mark can propose, named as on the command line."""

    REMOVE = "remove"
    REPLACE = "replace"
    REDUCE = "reduce"
    MERGE = "merge"
    KEEP = "keep"


MARKABLE = frozenset({Part.PROCEDURE, Part.STEP, Part.PAPER, Part.TIME, Part.FEE, Part.CONDITION})

_PARTS = {
    MarkAction.REMOVE: MARKABLE,
    MarkAction.REPLACE: frozenset({Part.PAPER, Part.CONDITION}),
    MarkAction.REDUCE: frozenset({Part.PAPER, Part.TIME, Part.FEE, Part.STEP, Part.CONDITION}),
    MarkAction.MERGE: frozenset({Part.PROCEDURE, Part.STEP, Part.PAPER}),
    MarkAction.KEEP: MARKABLE,
}

_NEEDS_TARGET = frozenset({MarkAction.REPLACE, MarkAction.REDUCE, MarkAction.MERGE})


def allows(action: MarkAction, part: Part) -> bool:
    """Tell whether an action can be proposed for a part: a time limit cannot be replaced by data."""
    return part in _PARTS[action]


def needs_target(action: MarkAction) -> bool:
    """Tell whether an action must say towards what: a database, a lower number, the element to merge with."""
    return action in _NEEDS_TARGET
