"""Looking a workspace over: what is whole is said to be whole, and every kind of damage is seen and named."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.conftest import CommandLine

CHECKS = ["structure", "references", "contents", "sources", "editions", "search", "journal", "marks", "judgements"]


@pytest.fixture
def marked(workbench: CommandLine) -> CommandLine:
    """A workspace with an edition, three marks, a change and something undone."""
    workbench.with_small()
    for element in ("paper:1.1", "paper:1.2", "step:1"):
        workbench.done("mark", "3.000352", element, "remove", "--reason", "Không cần thiết")
    workbench.done("mark", "3.000352", "step:1", "keep")
    workbench.done("mark", "2.001023", "step:1", "keep")
    workbench.done("undo")
    return workbench


def damage(path: Path, *statements: str) -> None:
    """Change the workspace behind the program's back."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def faults(workbench: CommandLine) -> dict[str, list[str]]:
    """What is found broken, by the names of the checks; the command must end as broken."""
    result = workbench("check", "--json")
    assert result.exit_code == 1, result.output
    report = json.loads(result.stdout)
    assert report["whole"] is False
    return {check["check"]: check["faults"] for check in report["checks"] if check["faults"]}


def test_a_whole_workspace_is_said_to_be_whole(marked: CommandLine) -> None:
    report = marked.json("check")
    assert report["whole"] is True
    assert [check["check"] for check in report["checks"]] == CHECKS
    examined = {check["check"]: check["examined"] for check in report["checks"]}
    assert (examined["contents"], examined["sources"], examined["editions"]) == (8, 8, 1)
    assert (examined["journal"], examined["marks"]) == (6, 3)
    said = marked.done("check")
    assert len(said.splitlines()) == 1 + len(CHECKS)
    assert said.count("nguyên vẹn") == len(CHECKS)


def test_nothing_is_changed_by_looking(marked: CommandLine) -> None:
    before = hashlib.sha256(marked.workspace.read_bytes()).digest()
    marked.done("check")
    assert hashlib.sha256(marked.workspace.read_bytes()).digest() == before
    assert [path.name for path in marked.workspace.parent.iterdir()] == [marked.workspace.name]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE procedure SET conditions = conditions || 'x' WHERE id = 2",
        "UPDATE paper SET originals = originals + 1 WHERE procedure_id = 2 AND position = 1",
        "DELETE FROM legal_basis WHERE procedure_id = 2",
        "UPDATE procedure SET level = 'không phải JSON' WHERE id = 2",
        "UPDATE channel SET time_quantity = 'ba' WHERE procedure_id = 2",
        "UPDATE procedure SET conditions = CAST(x'C3' AS TEXT) WHERE id = 2",
    ],
)
def test_a_changed_content_is_named_by_its_code_and_edition(marked: CommandLine, change: str) -> None:
    damage(marked.workspace, change)
    assert faults(marked) == {"contents": ["3.000352 (2026-06)"]}


def test_a_command_that_meets_a_broken_text_says_so(marked: CommandLine) -> None:
    damage(marked.workspace, "UPDATE procedure SET conditions = CAST(x'C3' AS TEXT) WHERE id = 2")
    for command in (("show", "3.000352"), ("export",)):
        assert "hỏng" in marked.refused(*command)


@pytest.mark.parametrize("body", ["zeroblob(40)", "substr(body, 1, 40)", "NULL || 'x'", "'văn bản'"])
def test_a_changed_source_record_is_named(marked: CommandLine, body: str) -> None:
    damage(marked.workspace, f"UPDATE source_record SET body = coalesce({body}, x'00') WHERE id = 2")
    assert faults(marked) == {"sources": ["3.000352 (2026-06)"]}


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM entry WHERE position = 8",
        "DELETE FROM entry WHERE position = 3",
        "UPDATE entry SET code = '9.999999' WHERE position = 3",
        "UPDATE edition SET procedures = 7",
        "UPDATE entry SET procedure_id = 1 WHERE position = 3",
    ],
)
def test_an_edition_whose_list_changed_is_named(marked: CommandLine, change: str) -> None:
    damage(marked.workspace, change)
    assert faults(marked) == {"editions": ["2026-06"]}


def test_a_row_that_points_at_nothing_is_named(marked: CommandLine) -> None:
    damage(marked.workspace, "PRAGMA foreign_keys=OFF", "UPDATE entry SET source_id = 77 WHERE position = 3")
    assert faults(marked)["references"] == ["entry 3 → source_record"]


def test_a_search_index_that_lacks_procedures_is_seen(marked: CommandLine) -> None:
    damage(marked.workspace, "INSERT INTO procedure_search(procedure_search) VALUES ('delete-all')")
    assert faults(marked) == {"search": ["8"]}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE word_set SET members = x'00' WHERE place = '' AND word = 'thu'",
        "UPDATE word_set SET members = x'01' || CAST(x'01' AS TEXT) WHERE place = 'field' AND word = 'h*'",
        "UPDATE word_set SET word = 'thủy' WHERE place = '' AND word = 'thủ'",
        "DELETE FROM word_set WHERE place = 'agency' AND word = 'bo'",
        "INSERT INTO word_set VALUES ('level', 'tinh', 900, x'0100')",
    ],
)
def test_a_changed_set_of_one_word_is_seen(marked: CommandLine, change: str) -> None:
    damage(marked.workspace, change)
    assert list(faults(marked)) == ["search"]


def test_a_damaged_index_is_made_anew_from_what_is_stored(marked: CommandLine) -> None:
    found = marked.json("search", "cấp giấy", "--json")
    damage(
        marked.workspace,
        "UPDATE word_set SET members = x'00'",
        "DELETE FROM entry_stretch",
        "INSERT INTO paper_search(paper_search) VALUES ('delete-all')",
    )
    said = marked("check")
    assert said.exit_code == 1 and "check --rebuild" in said.stderr
    assert "workbench restore" not in said.stderr
    assert marked.json("check", "--rebuild")["whole"] is True
    assert marked.json("check")["whole"] is True
    assert marked.json("search", "cấp giấy", "--json") == found


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE word_set SET members = x'0001'",
        "UPDATE word_set SET members = x'00ffff'",
        "UPDATE word_set SET members = 'không phải bit'",
        "UPDATE entry_stretch SET entries = x'01'",
        "UPDATE entry_order SET dense = x'010203'",
        "DELETE FROM entry_stretch",
    ],
)
def test_a_search_that_meets_a_damaged_index_says_so(marked: CommandLine, change: str) -> None:
    damage(marked.workspace, change)
    assert "check --rebuild" in marked.refused("search", "thủ tục")
    marked.done("check", "--rebuild")
    marked.done("search", "thủ tục")


def test_an_index_is_not_made_anew_from_contents_that_cannot_be_read(marked: CommandLine) -> None:
    damage(marked.workspace, "UPDATE procedure SET level = 'không phải JSON' WHERE id = 2")
    before = hashlib.sha256(marked.workspace.read_bytes()).digest()
    assert "hỏng" in marked.refused("check", "--rebuild")
    assert hashlib.sha256(marked.workspace.read_bytes()).digest() == before


def test_a_copy_of_which_only_the_index_is_damaged_is_restored_with_a_new_one(
    marked: CommandLine, tmp_path: Path
) -> None:
    damage(marked.workspace, "UPDATE word_set SET members = x'00' WHERE word = 'thu'")
    copy = tmp_path / "bản sao.db"
    marked.done("backup", str(copy))
    marked.done("restore", str(copy))
    assert marked.json("check")["whole"] is True


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry_order SET dense = zeroblob(length(dense)) WHERE order_name = 'name'",
        "UPDATE entry_stretch SET entries = procedures || x'00000000' WHERE order_name = 'code'",
        "DELETE FROM entry_stretch WHERE order_name = 'field'",
    ],
)
def test_a_changed_order_is_named_by_its_edition(marked: CommandLine, change: str) -> None:
    damage(marked.workspace, change)
    assert faults(marked) == {"search": ["2026-06"]}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE mark SET reason = 'Lý do khác' WHERE id = 2", ["2"]),
        ("DELETE FROM mark WHERE id = 1", ["1"]),
        ("UPDATE mark SET id = 9 WHERE id = 1", ["1", "9"]),
    ],
)
def test_a_mark_that_does_not_follow_from_the_history_is_named(
    marked: CommandLine, change: str, found: list[str]
) -> None:
    damage(marked.workspace, change)
    assert faults(marked) == {"marks": found}


def test_a_changed_entry_of_the_history_is_named(marked: CommandLine) -> None:
    damage(marked.workspace, "DROP TRIGGER journal_no_update", "UPDATE journal SET who = 'Ai đó' WHERE seq = 2")
    assert faults(marked) == {"journal": ["2"]}


def test_a_missing_entry_of_the_history_is_named(marked: CommandLine) -> None:
    damage(marked.workspace, "DROP TRIGGER journal_no_delete", "DELETE FROM journal WHERE seq = 5")
    assert faults(marked)["journal"] == ["5"]


def test_a_history_whose_end_is_cut_off_is_seen_though_its_chain_holds(marked: CommandLine) -> None:
    # The last two entries made a mark and took it back, so that not even the marks tell.
    damage(marked.workspace, "DROP TRIGGER journal_no_delete", "DELETE FROM journal WHERE seq >= 5")
    assert faults(marked) == {"journal": ["4 ≠ 6"]}


def test_a_head_that_was_taken_away_is_seen(marked: CommandLine) -> None:
    damage(marked.workspace, "DELETE FROM setting WHERE key = 'journal.head'")
    assert faults(marked) == {"journal": ["6 ≠ 0"]}


def test_the_history_refuses_to_be_changed_in_the_ordinary_way(marked: CommandLine) -> None:
    for statement in ("UPDATE journal SET who = 'Ai đó'", "DELETE FROM journal"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            damage(marked.workspace, statement)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("DROP TABLE mark", ["mark"]),
        ("DROP TABLE paper_search", ["paper_search"]),
        ("ALTER TABLE edition DROP COLUMN title", ["edition.title"]),
    ],
)
def test_a_missing_table_or_column_is_named(marked: CommandLine, change: str, found: list[str]) -> None:
    damage(marked.workspace, change)
    assert faults(marked) == {"tables": found}


def test_broken_pages_are_reported_and_never_end_in_a_traceback(marked: CommandLine) -> None:
    whole = marked.workspace.read_bytes()
    seen = 0
    # Every tenth page is filled with other bytes in turn, the first one, which says what the file is, left alone.
    for page in range(1, len(whole) // 4096, 10):
        broken = bytearray(whole)
        broken[page * 4096 : page * 4096 + 2048] = b"\xa5" * 2048
        marked.workspace.write_bytes(broken)
        result = marked("check")
        assert result.exit_code == 1, (page, result.output)
        assert "Traceback" not in result.output
        seen += 1
    assert seen > 5


def test_people_read_what_is_broken_and_what_to_do(marked: CommandLine) -> None:
    damage(marked.workspace, "UPDATE procedure SET conditions = 'khác' WHERE id = 2")
    result = marked("check")
    assert result.exit_code == 1
    assert "  Nội dung thủ tục: 3.000352 (2026-06)" in result.stdout.splitlines()
    assert "workbench restore" in result.stderr


def test_a_workspace_without_marks_is_whole(workbench: CommandLine) -> None:
    workbench.with_small()
    report: dict[str, Any] = workbench.json("check")
    assert report["whole"] is True
