"""One count of papers, whichever command shows it: a procedure's page, its life, the trends and the targets."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.workbench.conftest import ROOT, CommandLine

SAMPLE = ROOT / "catalogue" / "samples" / "2026-07.jsonl.gz"
MANY = 60
# "Thủ tục đăng ký khai sinh": 33 rows in its dossiers, of which 25 are headings and notes.
BIRTH = "1.001193"


@pytest.fixture
def sample(dated_edition: Callable[..., CommandLine]) -> CommandLine:
    """Birth registration and the first other procedures of the published sample as an edition."""
    with gzip.open(SAMPLE, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    records.sort(key=lambda record: record["code"] != BIRTH)
    return dated_edition("2026", records[:MANY])


def test_every_command_counts_the_same_papers(sample: CommandLine) -> None:
    listed: list[dict[str, Any]] = [
        json.loads(line) for line in sample.done("export", "--edition", "2026").splitlines() if line
    ]
    assert len(listed) == MANY
    shown = {record["code"]: sample.json("show", record["code"]) for record in listed}
    for value in shown.values():
        papers = [element for element in value["elements"] if element.get("role") == "paper"]
        assert value["papers"] == len(papers)
    (whole,) = sample.json("trends", "--no-cost")
    with_dossier = [value["papers"] for value in shown.values() if value["dossiers"]]
    assert whole["points"][0]["papers"] == pytest.approx(sum(with_dossier) / len(with_dossier))
    sample.done("targets", "--freeze", "2024")
    progress = sample.json("targets")["progress"]
    (papers,) = (row for row in progress if row["measure"] == "papers" and row["field"] is None)
    assert int(papers["now"]) == sum(value["papers"] for value in shown.values())
    for code in list(shown)[:5]:
        assert [stage["papers"] for stage in sample.json("life", code)["stages"]] == [shown[code]["papers"]]


def test_headings_and_notes_count_as_no_papers(sample: CommandLine) -> None:
    (stage,) = sample.json("life", BIRTH)["stages"]
    assert stage["papers"] == 8
    assert "THÀNH PHẦN HỒ SƠ: 8 giấy tờ" in sample.done("show", BIRTH)


def test_the_graph_counts_the_papers_of_the_page_and_tells_the_other_rows_apart(sample: CommandLine) -> None:
    counted = 0
    for code in [json.loads(line)["code"] for line in sample.done("export", "--edition", "2026").splitlines()][:12]:
        shown = sample.json("show", code)
        head = next((line.strip() for line in sample.done("graph", code).splitlines() if "Giấy tờ (" in line), "")
        assert head.startswith(f"Giấy tờ ({shown['papers']})")
        counted += shown["papers"]
    assert counted > 12
    assert "25 dòng là đề mục hoặc ghi chú" in sample.done("graph", BIRTH)
