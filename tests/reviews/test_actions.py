"""What can be proposed for which part of a procedure."""

from __future__ import annotations

import pytest

from catalogue.elements import Part
from reviews.actions import MARKABLE, MarkAction, allows, needs_target

ALLOWED = {
    Part.PROCEDURE: {"remove", "merge", "keep"},
    Part.STEP: {"remove", "reduce", "merge", "keep"},
    Part.PAPER: {"remove", "replace", "reduce", "merge", "keep"},
    Part.TIME: {"remove", "reduce", "keep"},
    Part.FEE: {"remove", "reduce", "keep"},
    Part.CONDITION: {"remove", "replace", "reduce", "keep"},
    Part.CHANNEL: set(),
    Part.RESULT: set(),
    Part.LEGAL_BASIS: set(),
}


@pytest.mark.parametrize("part", Part)
def test_each_part_takes_its_own_actions(part: Part) -> None:
    assert {action.value for action in MarkAction if allows(action, part)} == ALLOWED[part]
    assert (part in MARKABLE) == bool(ALLOWED[part])


def test_actions_that_aim_at_something_must_say_at_what() -> None:
    assert {action.value for action in MarkAction if needs_target(action)} == {"replace", "reduce", "merge"}
