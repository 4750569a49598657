"""`workbench recognise`: JSON Lines in, JSON Lines out, and one sentence for a line that cannot be used."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.workbench.conftest import CommandLine
from workbench.cli import cli

ROWS = (
    '{"id": "r1", "procedure": "Cấp lại thẻ tư vấn viên pháp luật", "case": "", '
    '"text": "Thẻ tư vấn viên pháp luật cũ"}\n'
    "\n"
    '{"id": 2, "text": "Bản sao có chứng thực Giấy khai sinh (nếu có)"}\n'
)


def test_every_row_gets_one_object_with_its_labels(workbench: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "dòng giấy tờ.jsonl"
    file.write_text(ROWS, encoding="utf-8")
    answers = [json.loads(line) for line in workbench.done("recognise", str(file)).splitlines()]
    assert answers == [
        {"id": "r1", "kinds": ["own_licence"], "demand": "yes", "forms": []},
        {"id": 2, "kinds": ["birth"], "demand": "conditional", "forms": ["certified"]},
    ]


def test_standard_input_is_read_where_no_file_is_named(workbench: CommandLine) -> None:
    result = CliRunner().invoke(cli, ["recognise", "--evidence"], input=ROWS)
    assert result.exit_code == 0, result.stderr
    second = json.loads(result.stdout.splitlines()[1])
    assert second["role"] == "paper"
    assert {"about": "kind:birth", "words": "Giấy khai sinh"} in second["evidence"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"id": 1', r"hỏng.jsonl, \w+ 2\b"),
        (b"[1]", r"hỏng.jsonl, \w+ 2\b"),
        (b'{"id": 1, "procedure": "x"}', r"hỏng.jsonl, \w+ 2\b"),
        (b'{"id": 1, "text": null}', r"hỏng.jsonl, \w+ 2\b"),
        (b'{"id": 1, "text": "x", "case": 7}', r"hỏng.jsonl, \w+ 2\b"),
        (b'{"id": {}, "text": "x"}', r"hỏng.jsonl, \w+ 2\b"),
        (b'{"text": "\xff"}', r"hỏng.jsonl, \w+ 2\b"),
        (b'{"text": ' + b"[" * 100_000, r"hỏng.jsonl, \w+ 2\b"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_nothing_is_printed(
    workbench: CommandLine, tmp_path: Path, line: bytes, said: str
) -> None:
    file = tmp_path / "hỏng.jsonl"
    file.write_bytes(ROWS.splitlines()[0].encode() + b"\n" + line + b"\n")
    sentence = workbench.refused("recognise", str(file))
    assert str(file) in sentence
    assert re.search(said, sentence)


@pytest.mark.parametrize(
    ("command", "lang", "name"),
    [
        ("recognise", "vi", "đầu vào chuẩn"),
        ("issuers", "vi", "đầu vào chuẩn"),
        ("recognise", "en", "standard input"),
        ("issuers", "en", "standard input"),
    ],
)
def test_standard_input_has_one_name_in_what_is_refused(command: str, lang: str, name: str) -> None:
    result = CliRunner().invoke(cli, ["--lang", lang, command], input='{"id": 1\n')
    assert (result.exit_code, result.stdout) == (1, "")
    assert name in result.stderr and "stdin" not in result.stderr


def test_a_missing_file_is_refused(workbench: CommandLine, tmp_path: Path) -> None:
    missing = tmp_path / "không có.jsonl"
    assert str(missing) in workbench.refused("recognise", str(missing))
