"""`link` and `links` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.workbench.conftest import REVIEWER, CommandLine
from tests.workbench.test_commands_graph import RECORDS


@pytest.fixture
def with_records(workbench: CommandLine, tmp_path: Path) -> CommandLine:
    """The three records as the edition "2026-06"."""
    file = tmp_path / "records.jsonl"
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in RECORDS), encoding="utf-8")
    workbench.done("import", str(file), "--edition", "2026-06")
    return workbench


def _issued_by(workbench: CommandLine) -> list[str]:
    (paper,) = workbench.json("graph", "1.000894")["procedures"][0]["papers"]
    found: list[str] = paper["issued_by"]
    return found


def test_a_denied_link_leaves_graph_journey_papers_and_issuers(with_records: CommandLine, tmp_path: Path) -> None:
    assert _issued_by(with_records) == ["1.001193"]
    told = with_records.json("link", "1.000894", "paper:1.1", "1.001193", "--no", "--reason", "Bản sao tự có")
    assert (told["holds"], told["code"], told["changed"]) == (False, "1.001193", 1)
    assert _issued_by(with_records) == []
    assert with_records.json("journey", "1.000894")["total"]["procedures"] == 1
    (paper,) = [one for one in with_records.json("papers") if "khai sinh của hai bên" in one["name"]]
    assert paper["issued_by"] == []
    asked = tmp_path / "asked.jsonl"
    asked.write_text(json.dumps({"id": 1, "text": "Bản sao Giấy khai sinh của hai bên nam, nữ"}), encoding="utf-8")
    assert json.loads(with_records.done("issuers", "--input", str(asked)))["issuers"] == []
    with_records.done("undo")
    assert _issued_by(with_records) == ["1.001193"]


def test_a_confirmed_link_is_listed_with_who_said_it_and_why(with_records: CommandLine) -> None:
    with_records.done("link", "1.001193", "paper:1.2", "1.000894", "--yes", "--reason", "Thử")
    (link,) = with_records.json("links")
    assert (link["code"], link["holds"], link["who"], link["reason"]) == ("1.000894", True, REVIEWER, "Thử")
    assert "Giấy chứng sinh" in with_records.done("links")
    (found,) = with_records.json("graph", "1.001193")["procedures"][0]["papers"][1]["links"]
    assert (found["code"], found["confidence"], found["reasons"]) == ("1.000894", 1.0, ["confirmed"])
    with_records.done("link", "1.001193", "paper:1.2", "1.000894", "--clear")
    assert with_records.json("links") == []


def test_history_and_undo_name_the_paper_and_not_its_key(with_records: CommandLine) -> None:
    with_records.done("link", "1.000894", "paper:1.1", "1.001193", "--no")
    with_records.done("link", "1.001193", "paper:1.2", "1.000894", "--yes")
    told = with_records.done("history")
    assert "1.001193 không cấp “Giấy khai sinh”" in told and "1.000894 cấp “Giấy chứng sinh”" in told
    assert "1.000894 cấp “Giấy chứng sinh”" in with_records.done("undo")


def test_what_cannot_be_linked_is_refused(with_records: CommandLine) -> None:
    assert "1.004222" in with_records.refused("link", "1.001193", "paper:1.2", "1.004222", "--yes")
    assert "paper:1.9" in with_records.refused("link", "1.001193", "paper:1.9", "1.000894", "--yes")
    assert "--yes" in with_records.misused("link", "1.001193", "paper:1.2", "1.000894")
    assert with_records.json("links") == []


def test_a_link_said_anew_by_somebody_else_is_named_by_its_paper_where_undo_is_refused(
    with_records: CommandLine,
) -> None:
    with_records.done("link", "1.000894", "paper:1.1", "1.001193", "--no")
    with_records.done("--as", "Trần Văn Minh", "link", "1.000894", "paper:1.1", "1.001193", "--yes")
    told = with_records.refused("undo")
    assert "1.001193 không cấp “Giấy khai sinh”" in told
    assert "|" not in told
