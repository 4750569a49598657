"""Law and practice as data: every reason and database can be offered and says where it comes from."""

from __future__ import annotations

import pytest

from catalogue.elements import Part
from catalogue.text import clean
from reviews.actions import MarkAction, allows
from reviews.law import CommonReason, Database, common_reasons, databases, reasons_for

each_reason = pytest.mark.parametrize("reason", common_reasons(), ids=lambda reason: reason.code)
each_database = pytest.mark.parametrize("database", databases(), ids=lambda database: database.code)


def test_codes_are_unique() -> None:
    for rows in (common_reasons(), databases()):
        codes = [row.code for row in rows]
        assert codes and len(codes) == len(set(codes))
        assert all(code.isascii() and code == code.strip().lower() for code in codes)


@each_reason
def test_a_reason_is_offered_for_actions_and_parts_that_exist(reason: CommonReason) -> None:
    assert {MarkAction(action) for action in reason.actions}
    assert {Part(part) for part in reason.parts}


@each_reason
def test_every_action_and_every_part_of_a_reason_go_together_with_another(reason: CommonReason) -> None:
    for action in reason.actions:
        assert any(allows(MarkAction(action), Part(part)) for part in reason.parts)
    for part in reason.parts:
        assert any(allows(MarkAction(action), Part(part)) for action in reason.actions)


@each_reason
def test_a_reason_that_names_a_ground_names_its_source(reason: CommonReason) -> None:
    assert reason.text and reason.text == clean(reason.text) and not reason.text.endswith(".")
    assert bool(reason.ground) == bool(reason.source)
    instrument = reason.ground.rpartition(" ")[2]
    assert instrument in reason.source


@each_database
def test_a_database_names_its_owner_its_papers_and_the_clause(database: Database) -> None:
    assert all((database.name, database.owner, database.papers, database.source))
    assert database.ground.endswith(database.source)
    assert database.verified


def test_reasons_fit_the_action_and_the_part_asked_for() -> None:
    codes = [reason.code for reason in reasons_for("replace", "paper")]
    assert codes[0] == "da-co-du-lieu"
    assert [reason.code for reason in reasons_for("keep", "fee")] == ["can-thiet"]
    assert "ban-sao-thua" not in codes
    assert reasons_for("replace", "time") == ()


@pytest.mark.parametrize("action", ["remove", "replace", "reduce", "merge", "keep"])
@pytest.mark.parametrize("part", ["procedure", "step", "paper", "time", "fee", "condition"])
def test_a_reason_is_at_hand_for_every_common_proposal(action: str, part: str) -> None:
    if allows(MarkAction(action), Part(part)):
        assert reasons_for(action, part)


def test_the_thirty_percent_target_and_the_data_resolution_are_cited_by_their_numbers() -> None:
    grounds = {reason.code: reason.ground for reason in common_reasons()}
    assert grounds["da-co-du-lieu"] == "Điều 4 Nghị quyết 66.7/2025/NQ-CP"
    assert grounds["muc-cat-giam-30"] == "Nghị quyết 66/NQ-CP"
    assert [database.ground for database in databases()] == [
        f"khoản {clause} Điều 4 Nghị quyết 66.7/2025/NQ-CP" for clause in range(1, 10)
    ]
