"""The command `issuers`: papers in as JSON Lines, the procedures that supply them out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.conftest import ROOT, CommandLine

RECORDS = ROOT / "tests" / "data" / "records.jsonl"
BIRTH = {"code": "1.001193", "procedure": "Thủ tục đăng ký khai sinh", "result": "Giấy khai sinh"}
DEATH = {"code": "1.000656", "procedure": "Thủ tục đăng ký khai tử", "result": "Trích lục khai tử"}


@pytest.fixture
def ask(workbench: CommandLine, tmp_path: Path) -> Any:
    """Write lines into a file and run the command on it."""

    def asked(*lines: Any, options: tuple[str, ...] = ()) -> list[str]:
        file = tmp_path / "giấy tờ.jsonl"
        file.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")
        return ["issuers", "--input", str(file), *options]

    return asked


def test_candidates_are_answered_by_those_that_supply_the_paper(workbench: CommandLine, ask: Any) -> None:
    line = {"id": "a1", "text": "Bản sao Giấy khai sinh", "candidates": [DEATH, BIRTH]}
    told = [
        json.loads(answer) for answer in workbench.done(*ask(line, "", line | {"id": 2, "candidates": []})).splitlines()
    ]
    assert told == [
        {"id": "a1", "issuers": [{"code": "1.001193", "confidence": 0.97}]},
        {"id": 2, "issuers": []},
    ]
    assert not workbench.workspace.exists()


def test_without_candidates_the_workspace_is_asked(workbench: CommandLine, ask: Any) -> None:
    workbench.done("import", str(RECORDS), "--edition", "2026-06")
    words = ask({"id": "a", "text": "Giấy khai sinh có chứng nhận của UBND cấp xã"}, options=("--edition", "2026-06"))
    (answer,) = workbench.done(*words).splitlines()
    assert [issuer["code"] for issuer in json.loads(answer)["issuers"]] == ["1.003583"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        '{"text": "Giấy khai sinh"}',
        '{"id": 1}',
        '{"id": {}, "text": "Giấy khai sinh"}',
        '{"id": NaN, "text": "Giấy khai sinh"}',
        '{"id": 1, "text": ["x"]}',
        '{"id": 1, "text": "x", "candidates": "y"}',
        '{"id": 1, "text": "x", "candidates": ["y"]}',
        '{"id": 1, "text": "x", "candidates": [{"result": "y"}]}',
        '{"id": 1, "text": "x", "candidates": [{"code": "1", "result": {}}]}',
    ],
)
def test_a_bad_line_is_refused_in_one_sentence_with_its_number(workbench: CommandLine, ask: Any, line: str) -> None:
    good = {"id": 0, "text": "Giấy khai sinh", "candidates": [BIRTH]}
    result = workbench(*ask(good, line))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1 and "giấy tờ.jsonl" in result.stderr and "2" in result.stderr
    assert result.stdout == ""


def test_asking_the_workspace_needs_one(workbench: CommandLine, ask: Any) -> None:
    assert "workbench demo" in workbench.refused(*ask({"id": 1, "text": "Giấy khai sinh"}))
