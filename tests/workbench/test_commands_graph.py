"""`graph`, `journey` and `papers` from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.workbench.conftest import CommandLine
from workbench.commands.questions import QUESTIONS


def record(code: str, name: str, result: str, *papers: str, **more: Any) -> dict[str, Any]:
    """A record of a procedure with one result and the papers of one dossier."""
    dossiers = [{"papers": [{"text": text} for text in papers]}]
    return {"code": code, "name": name, "results": [{"name": result}], "dossiers": dossiers} | more


RECORDS = [
    record(
        "1.001193",
        "Thủ tục đăng ký khai sinh",
        "Giấy khai sinh",
        "Tờ khai đăng ký khai sinh theo mẫu",
        "- Giấy chứng sinh",
        agencies={"implementing": ["Ủy ban nhân dân cấp xã"]},
        channels=[
            {
                "kind": "direct",
                "processing_time": {"quantity": 1, "unit": "working_day"},
                "fees": [{"kind": "charge", "amount": 8000, "currency": "VND"}],
            }
        ],
    ),
    record(
        "1.000894", "Thủ tục đăng ký kết hôn", "Giấy chứng nhận kết hôn", "Bản sao Giấy khai sinh của hai bên nam, nữ"
    ),
    {"code": "1.004222", "name": "Đăng ký <thường> trú"},
]


@pytest.fixture
def with_records(workbench: CommandLine, tmp_path: Path) -> CommandLine:
    """The three records as the edition "2026-06"."""
    file = tmp_path / "records.jsonl"
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in RECORDS), encoding="utf-8")
    workbench.done("import", str(file), "--edition", "2026-06")
    return workbench


def test_the_journey_counts_what_lies_behind_the_papers(with_records: CommandLine) -> None:
    found = with_records.json("journey", "1.000894")
    assert [stop["code"] for stop in found["stops"]] == ["1.001193", "1.000894"]
    assert found["procedures"] == {"low": 2, "high": 2, "exact": True}
    assert (found["direct"]["papers"], found["hidden"]["papers"]) == (1, 2)
    assert found["total"]["fees"] == [{"currency": "VND", "low": 8000, "high": 8000}]
    # The second procedure says nothing on time and fees.
    assert (found["total"]["procedures_without_time"], found["total"]["procedures_with_unknown_fees"]) == (1, 1)
    assert found["total"]["shortest"] == {"working_minutes": 480, "calendar_minutes": 0}
    assert found["stops"][1]["papers"][0]["issued_by"] == "1.001193"


def test_the_journey_as_text_names_the_procedures_in_order(with_records: CommandLine) -> None:
    text = with_records.done("journey", "1.000894")
    assert text.startswith("1.000894 Thủ tục đăng ký kết hôn\n")
    assert text.index("  1. 1.001193 ") < text.index("  2. 1.000894 ")
    assert "← 1.001193 Thủ tục đăng ký khai sinh" in text and "8.000 đồng" in text


def test_a_case_that_a_procedure_does_not_have_is_refused(with_records: CommandLine) -> None:
    assert "1.000894" in with_records.refused("journey", "1.000894", "--case", "3")


def test_a_procedure_without_papers_and_results_has_a_journey_and_a_graph(with_records: CommandLine) -> None:
    found = with_records.json("journey", "1.004222")
    assert found["total"]["papers"] == 0 and len(found["stops"]) == 1
    assert with_records.json("graph", "1.004222")["procedures"][0]["papers"] == []


def test_the_graph_as_json_gives_the_evidence_of_every_link(with_records: CommandLine) -> None:
    found = with_records.json("graph", "1.000894")
    (paper,) = found["procedures"][0]["papers"]
    assert paper["issued_by"] == ["1.001193"] and paper["kinds"] == ["birth"]
    (link,) = paper["links"]
    assert link["result"] == "Giấy khai sinh" and link["stage"] == "first" and 0 < link["confidence"] <= 1
    assert with_records.json("graph", "1.000894") == json.loads(
        with_records.done("graph", "1.000894", "--format", "json")
    )


@pytest.mark.parametrize("form", ["svg", "graphml"])
def test_drawings_in_xml_are_well_formed_and_hold_catalogue_text_as_text(with_records: CommandLine, form: str) -> None:
    ElementTree.fromstring(with_records.done("graph", "1.000894", "--format", form))
    drawn = ElementTree.fromstring(with_records.done("graph", "1.004222", "--format", form))
    assert "1.004222 Đăng ký <thường> trú" in {element.text for element in drawn.iter()}


@pytest.mark.parametrize(("form", "first"), [("dot", "digraph procedure {"), ("mermaid", "flowchart LR")])
def test_drawings_in_words_begin_as_their_language_does(with_records: CommandLine, form: str, first: str) -> None:
    assert with_records.done("graph", "1.000894", "--format", form).splitlines()[0] == first


def test_papers_are_listed_by_how_many_procedures_ask_for_them(with_records: CommandLine) -> None:
    papers = with_records.json("papers", "khai", "sinh")
    names = {paper["name"]: paper for paper in papers}
    birth = names["Bản sao Giấy khai sinh của hai bên nam, nữ"]
    assert birth["issued_by"] == ["1.001193"]
    assert birth["asked_by"] == [{"code": "1.000894", "element": "paper:1.1"}]
    assert "Giấy chứng sinh" not in names
    assert "Giấy chứng sinh" in with_records.done("papers")
    page = with_records.done("papers", "--wordings", "giay", "khai")
    assert "1.001193 Thủ tục đăng ký khai sinh" in page


def test_an_edition_with_nothing_but_a_name_has_no_papers(workbench: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"name": "Đăng ký"}\n', encoding="utf-8")
    workbench.done("import", str(file), "--edition", "2026-06")
    assert workbench.json("papers") == []
    assert [stop["code"] for stop in workbench.json("journey", "#1")["stops"]] == ["#1"]


def test_every_question_is_answered_by_a_command(with_records: CommandLine) -> None:
    (needed,) = with_records.json("questions", "needs", "1.000894")
    assert [one["code"] for one in needed["procedures"]] == ["1.001193"]
    assert needed["distance"] == 1
    assert [(one["code"], one["element"], one["text"]) for one in needed["elements"]] == [
        ("1.000894", "paper:1.1", "Bản sao Giấy khai sinh của hai bên nam, nữ")
    ]
    (fed,) = with_records.json("questions", "feeds", "1.001193")
    assert [one["code"] for one in fed["procedures"]] == ["1.000894"]
    (unasked,) = with_records.json("questions", "unasked")
    assert [one["text"] for one in unasked["elements"]] == ["Giấy chứng nhận kết hôn"]
    (gate,) = with_records.json("questions", "gates")
    assert (gate["procedures"][0]["code"], gate["passed_by"]) == ("1.001193", 1)
    assert with_records.json("questions", "gates", "1.000894") == [gate]
    for question in ("cycles", "asked-back", "implied", "clones"):
        assert with_records.json("questions", question) == []


def test_answers_are_told_in_words_and_how_many_there_are(with_records: CommandLine) -> None:
    told = with_records("questions", "needs", "1.000894")
    assert "1.001193 Thủ tục đăng ký khai sinh (cách 1 bước)" in told.stdout
    assert "Bản sao Giấy khai sinh của hai bên nam, nữ" in told.stdout
    assert told.stderr == "1 câu trả lời trong kỳ danh mục “2026-06”.\n"


def test_what_is_asked_of_one_procedure_names_it(with_records: CommandLine) -> None:
    refused = with_records("questions", "needs")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "Hãy nêu mã thủ tục" in refused.stderr


def test_visits_to_an_office_that_nobody_names_are_visits_to_an_unknown_office(
    workbench: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "khai sinh.jsonl"
    record = {
        "name": "Thủ tục đăng ký khai sinh",
        "code": "1.001193",
        "channels": [{"kind": "direct"}],
        "steps": [{"text": "Người yêu cầu nộp hồ sơ trực tiếp."}, {"text": "Người yêu cầu đến nhận kết quả."}],
    }
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    workbench.done("import", str(path), "--edition", "2026-07")
    assert "Số cơ quan: chưa rõ (thủ tục này chưa rõ, trước đó 0)" in workbench.done("journey", "1.001193")


def test_questions_without_a_question_say_what_each_asks(workbench: CommandLine) -> None:
    listed = workbench.done("questions")
    assert [line.split()[0] for line in listed.splitlines() if line[:1] != " "][1:] == list(QUESTIONS)
    assert "vòng" in listed and "cycles" in listed
