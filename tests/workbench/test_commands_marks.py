"""Marking, undoing and proposing from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.workbench.conftest import REVIEWER, CommandLine, Process

LICENCE = "9.000361"
WITHDRAWAL = "3.000352"
ARTICLE = "khoản 1 Điều 6 Nghị định số 160/2024/NĐ-CP"


def test_a_mark_says_who_proposes_what_for_which_element_and_why(workbench: CommandLine) -> None:
    workbench.with_small()
    words = ("--reason", "Cơ quan cấp phép đã có giấy này", "--article", ARTICLE)
    mark = workbench.json("mark", WITHDRAWAL, "paper:1.2", "remove", *words)
    assert (mark["author"], mark["action"], mark["element"], mark["edition"]) == (
        REVIEWER,
        "remove",
        "paper:1.2",
        "2026-06",
    )
    assert (mark["reason"], mark["article"]) == ("Cơ quan cấp phép đã có giấy này", ARTICLE)
    assert workbench.json("marks") == [mark]
    assert workbench.json("show", WITHDRAWAL)["marks"] == [mark]
    assert f"=> [{mark['id']}] BỎ · Cơ quan cấp phép" in workbench.done("show", WITHDRAWAL)


def test_a_common_reason_and_a_database_can_be_named_by_their_codes(workbench: CommandLine) -> None:
    workbench.with_small()
    known = workbench.json("reasons")
    reason = next(reason for reason in known["reasons"] if reason["code"] == "da-co-du-lieu")
    database = next(database for database in known["databases"] if database["code"] == "dan-cu")
    words = ("replace", "--to", "dan-cu", "--reason-code", "da-co-du-lieu")
    mark = workbench.json("mark", WITHDRAWAL, "paper:1.1", *words)
    assert (mark["reason"], mark["reason_code"]) == (reason["text"], "da-co-du-lieu")
    assert (mark["target"], mark["article"]) == (database["name"], "")
    assert reason["text"] in workbench.done("reasons")


@pytest.mark.parametrize(
    ("element", "target", "kept"),
    [
        ("paper:1.4", "1 bản chính, 0 bản sao", "01 bản chính, 00 bản sao"),
        ("time:1", "3 ngày làm việc", "3 ngày làm việc"),
        ("fee:1.1", "100.000 đồng", "100.000 đồng"),
    ],
)
def test_a_reduction_keeps_the_lower_number(workbench: CommandLine, element: str, target: str, kept: str) -> None:
    workbench.with_small()
    mark = workbench.json("mark", LICENCE, element, "reduce", "--to", target, "--reason", "Cắt giảm chi phí")
    assert mark["target"] == kept


def test_keeping_an_element_needs_no_reason(workbench: CommandLine) -> None:
    workbench.with_small()
    assert workbench.json("mark", WITHDRAWAL, "procedure", "keep")["reason"] == ""


def test_marks_of_some_procedures_or_of_one_edition_are_listed_alone(workbench: CommandLine) -> None:
    workbench.with_small()
    for code in (WITHDRAWAL, LICENCE):
        workbench.done("mark", code, "step:1", "keep")
    assert [mark["address"] for mark in workbench.json("marks")] == [WITHDRAWAL, LICENCE]
    assert [mark["address"] for mark in workbench.json("marks", LICENCE)] == [LICENCE]
    lines = workbench.done("marks", "--edition", "2026-06", "--jsonl").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [1, 2]
    result = workbench("marks")
    assert result.stdout.startswith(f"== 2026-06\n[1] {WITHDRAWAL} step:1  GIỮ NGUYÊN")
    assert result.stderr == "2 đánh dấu.\n"


def test_a_mark_that_is_taken_away_comes_back_with_undo_and_goes_again_with_redo(workbench: CommandLine) -> None:
    workbench.with_small()
    mark = workbench.json("mark", WITHDRAWAL, "paper:1.1", "keep")
    workbench.done("unmark", str(mark["id"]))
    assert workbench.json("marks") == []
    assert workbench.json("undo")["kind"] == "withdrawn"
    assert [back["id"] for back in workbench.json("marks")] == [mark["id"]]
    workbench.done("redo")
    assert workbench.json("marks") == []
    kinds = [entry["kind"] for entry in workbench.json("history")]
    assert kinds == ["redone", "undone", "withdrawn", "proposed"]
    assert len(workbench.json("history", "--limit", "2")) == 2


def test_undo_takes_back_only_what_the_same_person_did(workbench: CommandLine) -> None:
    workbench.with_small()
    workbench.done("--as", "Trần Văn Bình", "mark", WITHDRAWAL, "paper:1.1", "keep")
    assert "không còn thay đổi nào" in workbench.refused("undo")
    workbench.done("--as", "Trần Văn Bình", "undo")
    assert workbench.json("marks") == []


def test_the_history_names_author_and_kind_of_every_change(workbench: CommandLine) -> None:
    workbench.with_small()
    workbench.done("mark", WITHDRAWAL, "paper:1.1", "keep")
    result = workbench("history")
    assert REVIEWER in result.stdout
    assert f"đã đề xuất: [1] {WITHDRAWAL} paper:1.1" in result.stdout
    assert result.stderr == "1 thay đổi.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((WITHDRAWAL, "paper:9.9", "keep"), "không có phần tử “paper:9.9”"),
        ((WITHDRAWAL, "paper:1.1", "remove"), "“Bỏ” cần có lý do"),
        ((WITHDRAWAL, "paper:1.1", "replace", "--reason", "x"), "“Thay bằng dữ liệu” (giấy tờ) phải nêu rõ đích"),
        ((WITHDRAWAL, "time:1", "merge", "--to", "x", "--reason", "x"), "Không thể đề xuất “Gộp”"),
        ((LICENCE, "time:1", "reduce", "--to", "9 ngày làm việc", "--reason", "x"), "không thấp hơn mức hiện hành"),
        ((LICENCE, "fee:1.1", "reduce", "--to", "ít thôi", "--reason", "x"), "Không đọc được “ít thôi”"),
        (("1.999999", "procedure", "keep"), "không có thủ tục 1.999999"),
    ],
)
def test_a_mark_that_cannot_stand_is_refused_with_the_way_out(
    workbench: CommandLine, words: tuple[str, ...], said: str
) -> None:
    workbench.with_small()
    assert said in workbench.refused("mark", *words)
    assert workbench.json("marks") == []
    assert workbench.json("history") == []


def test_a_reason_is_given_in_words_or_by_code_and_the_code_must_be_known(workbench: CommandLine) -> None:
    workbench.with_small()
    both = ("--reason", "x", "--reason-code", "da-co-du-lieu")
    assert "--reason-code" in workbench.misused("mark", WITHDRAWAL, "paper:1.1", "remove", *both)
    unknown = workbench.misused("mark", WITHDRAWAL, "paper:1.1", "remove", "--reason-code", "khong-co")
    assert "“khong-co”" in unknown and "workbench reasons" in unknown


def test_unmarking_what_does_not_stand_is_refused(workbench: CommandLine) -> None:
    workbench.with_small()
    assert "đánh dấu số 7" in workbench.refused("unmark", "7")
    assert "chưa hoàn tác gì" in workbench.refused("redo")


def test_the_office_keeps_what_was_said_and_clears_what_is_empty(workbench: CommandLine) -> None:
    workbench.with_small()
    workbench.done(
        "office", "--agency", "Sở Tư pháp", "--place", "Đà Nẵng", "--recipient", "Như trên", "--recipient", "Lưu: VT"
    )
    workbench.done("office", "--place", "")
    office = workbench.json("office")
    assert (office["agency"], office["place"]) == ("Sở Tư pháp", "")
    assert office["recipients"] == ["Như trên", "Lưu: VT"]
    assert "Nơi nhận" in workbench.done("office")


def test_a_proposal_is_written_in_every_format_asked_for(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    workbench.done("office", "--agency", "Sở Tư pháp")
    said = ("--reason", "Cơ quan cấp phép đã có giấy này", "--article", ARTICLE)
    workbench.done("mark", WITHDRAWAL, "paper:1.2", "remove", *said)
    folder = tmp_path / "văn bản"
    words = ("--format", "md,html,docx", "--out", str(folder), "--date", "2026-07-02")
    written = workbench.json("proposal", WITHDRAWAL, *words)
    assert [procedure["code"] for procedure in written["procedures"]] == [WITHDRAWAL]
    files = [Path(name) for name in written["files"]]
    assert [file.suffix for file in files] == [".md", ".html", ".docx"]
    assert all(file.parent == folder and file.stat().st_size > 500 for file in files)
    text = files[0].read_text(encoding="utf-8")
    assert "ngày 02 tháng 7 năm 2026" in text and "Cơ quan cấp phép đã có giấy này" in text


def test_documents_that_are_there_are_replaced_only_when_asked(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    workbench.done("mark", WITHDRAWAL, "paper:1.2", "remove", "--reason", "Trùng lặp")
    words = ("proposal", "--format", "md", "--out", str(tmp_path))
    (first,) = workbench.done(*words).splitlines()
    before = Path(first).read_bytes()
    workbench.done("mark", WITHDRAWAL, "paper:1.1", "remove", "--reason", "Trùng lặp")
    # What nobody touched since it was written holds nothing that could be lost.
    assert workbench.done(*words).splitlines() == [first]
    assert Path(first).read_bytes() != before
    Path(first).write_bytes(before)
    assert first in workbench.refused(*words)
    assert Path(first).read_bytes() == before
    workbench.done(*words, "--force")
    assert Path(first).read_bytes() != before
    Path(first).rename(tmp_path / "cất đi.md")
    Path(first).write_text("của người khác", encoding="utf-8")
    assert first in workbench.refused(*words)


def test_a_proposal_without_marks_or_in_an_unknown_format_is_refused(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    folder = tmp_path / "văn bản"
    assert WITHDRAWAL in workbench.refused("proposal", WITHDRAWAL, "--out", str(folder))
    assert "odt" in workbench.misused("proposal", "--format", "docx,odt", "--out", str(folder))
    assert not folder.exists()


def test_a_proposal_is_not_written_below_a_file(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    workbench.done("mark", WITHDRAWAL, "paper:1.2", "remove", "--reason", "Trùng lặp")
    blocking = tmp_path / "tệp"
    blocking.write_text("x", encoding="utf-8")
    assert str(blocking) in workbench.refused("proposal", "--out", str(blocking / "trong"))


def test_a_mark_is_there_in_another_process(workbench: CommandLine, process: Process) -> None:
    workbench.with_small()
    done = process(["-m", "workbench", "mark", WITHDRAWAL, "paper:1.2", "remove", "--reason", "Trùng lặp", "--json"])
    assert done.returncode == 0, done.stderr
    assert workbench.json("marks") == [json.loads(done.stdout)]
    again = process(["-m", "workbench", "marks", "--json"])
    assert json.loads(again.stdout) == [json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("word", "action"), [("bỏ", "remove"), ("Bãi bỏ", "remove"), ("giu", "keep"), ("giữ nguyên", "keep")]
)
def test_actions_can_be_named_in_vietnamese(workbench: CommandLine, word: str, action: str) -> None:
    workbench.with_small()
    assert workbench.json("mark", WITHDRAWAL, "paper:1.2", word, "--reason", "Đã có dữ liệu")["action"] == action


def test_replacing_reducing_and_merging_are_named_in_vietnamese_too(workbench: CommandLine) -> None:
    workbench.with_small()
    words = (("thay", "dan-cu"), ("gộp", "paper:1.2"), ("giảm", "0 bản sao"))
    for (word, target), action in zip(words, ("replace", "merge", "reduce"), strict=True):
        mark = workbench.json("mark", LICENCE, "paper:1.4", word, "--to", target, "--reason", "Cắt giảm giấy tờ")
        assert mark["action"] == action


@pytest.mark.parametrize(
    ("element", "target"),
    [("paper:1.2", "paper:1.2"), ("paper:1.2", " Paper:1.2 "), ("paper:1.2", "paper:2"), ("procedure", WITHDRAWAL)],
)
def test_nothing_is_merged_with_itself(workbench: CommandLine, element: str, target: str) -> None:
    workbench.with_small()
    sentence = workbench.refused("mark", WITHDRAWAL, element, "merge", "--to", target, "--reason", "Trùng nội dung")
    assert "chính là thành phần đang đánh dấu" in sentence
    assert workbench.json("marks") == []


@pytest.mark.parametrize(("target", "known"), [("paper:1.9", False), ("paper:1.1", True), ("Tờ khai chung", True)])
def test_merging_with_what_is_not_there_is_kept_and_told(workbench: CommandLine, target: str, known: bool) -> None:
    workbench.with_small()
    result = workbench("mark", WITHDRAWAL, "paper:1.2", "merge", "--to", target, "--reason", "Trùng nội dung")
    assert result.exit_code == 0
    assert (result.stderr == "") is known
    assert known or f"“{target}” không phải là thành phần" in result.stderr


def test_merging_with_a_procedure_that_the_edition_does_not_have_is_told(workbench: CommandLine) -> None:
    workbench.with_small()
    words = ("procedure", "gộp", "--reason", "Trùng nội dung", "--to")
    assert "“9.9” không phải là thành phần" in workbench("mark", WITHDRAWAL, *words, "9.9").stderr
    assert workbench("mark", WITHDRAWAL, *words, LICENCE).stderr == ""
