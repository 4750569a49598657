"""Documents from the command line: every kind, checks, wording, tracing, and templates of an office."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviews import (
    baselines,
    carried_links,
    cost_edits,
    judged_issuers,
    mark_states,
    pair_book,
    scenario_book,
    volumes,
    wording,
)
from tests.workbench.conftest import CommandLine
from workbench.rendering.labels import TOPIC_LABELS

WITHDRAWAL = "3.000352"
ARTICLE = "Điều 5 Nghị định số 31/2018/NĐ-CP"
LOCAL = "Điều 3 Quyết định số 12/2024/QĐ-UBND"


@pytest.fixture
def marked(workbench: CommandLine) -> CommandLine:
    """The small edition with one paper to go, asked of the Government."""
    workbench.with_small()
    workbench.done("mark", WITHDRAWAL, "paper:1.2", "remove", "--reason", "Trùng lặp", "--article", ARTICLE)
    return workbench


def test_every_kind_of_the_set_is_written_in_every_text_format(marked: CommandLine, tmp_path: Path) -> None:
    kinds = [kind["kind"] for kind in marked.json("document")]
    assert {"proposal", "decision", "submission", "report", "before-after", "costs"} <= set(kinds)
    written = marked.json("document", "set", "--format", "docx,html,md,xlsx", "--out", str(tmp_path))["files"]
    assert all(Path(path).stat().st_size for path in written)
    names = [Path(path).name for path in written]
    for start in ("phuong-an", "quyet-dinh", "to-trinh", "bao-cao", "so-sanh", "chi-phi"):
        endings = {name.rpartition(".")[2] for name in names if name.startswith(start)}
        assert endings >= {"docx", "html", "md"}
    assert sum(name.endswith(".xlsx") for name in names) == 1


def test_a_decision_counts_its_procedures_and_tells_whose_authority_they_are(
    marked: CommandLine, tmp_path: Path
) -> None:
    marked.done("mark", "9.000361", "paper:1.4", "remove", "--reason", "Trùng lặp", "--article", LOCAL)
    parent = "Ủy ban nhân dân thành phố Đà Nẵng"
    marked.done("office", "--agency", "Sở Công Thương", "--parent-agency", parent)
    (path,) = marked.done("decision", "--format", "md", "--out", str(tmp_path)).splitlines()
    text = Path(path).read_text(encoding="utf-8")
    assert "**CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG**" in text
    assert "Thông qua phương án đơn giản hóa 02 thủ tục hành chính" in text
    own, others = text.index("## I. THỦ TỤC"), text.index("## II. THỦ TỤC")
    assert own < text.index(LOCAL) < others < text.index(ARTICLE)
    assert f"Đề nghị {parent} sửa đổi, bổ sung {LOCAL}" in text
    assert f"Đề nghị Chính phủ sửa đổi, bổ sung {ARTICLE}" in text


@pytest.mark.parametrize(("article", "own"), [(ARTICLE, False), (LOCAL, True)])
def test_chapters_are_numbered_from_the_first_that_there_is(
    workbench: CommandLine, tmp_path: Path, article: str, own: bool
) -> None:
    workbench.with_small()
    workbench.done("mark", WITHDRAWAL, "paper:1.2", "remove", "--reason", "Trùng lặp", "--article", article)
    parent = "Ủy ban nhân dân thành phố Đà Nẵng"
    workbench.done("office", "--agency", "Sở Công Thương", "--parent-agency", parent)
    (path,) = workbench.done("decision", "--format", "md", "--out", str(tmp_path)).splitlines()
    text = Path(path).read_text(encoding="utf-8")
    assert ("## I. THỦ TỤC HÀNH CHÍNH THUỘC" if own else "## I. THỦ TỤC HÀNH CHÍNH KHÔNG THUỘC") in text
    assert "## II." not in text and "tại mục I Phụ lục" in text
    assert (r"cấp có thẩm quyền ban hành\." in text) is own


def test_what_is_merged_is_told_by_its_name_in_a_document(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    words = ("--reason", "Trùng lặp", "--article", ARTICLE)
    workbench.done("mark", WITHDRAWAL, "paper:1.2", "merge", "--to", "paper:1.1", *words)
    for kind in ("proposal", "before-after"):
        (path,) = workbench.done("document", kind, "--format", "md", "--out", str(tmp_path)).splitlines()
        text = Path(path).read_text(encoding="utf-8")
        assert "với thành phần hồ sơ “" in text and "paper:" not in text


def test_a_check_tells_where_reviewers_propose_different_things(marked: CommandLine) -> None:
    assert "contested" not in {fault["kind"] for fault in marked.json("proposal", "--check")["faults"]}
    marked.done("--as", "Bình", "mark", WITHDRAWAL, "paper:1.2", "remove", "--reason", "Cũng vậy", "--article", ARTICLE)
    assert "contested" not in {fault["kind"] for fault in marked.json("proposal", "--check")["faults"]}
    marked.done("mark", WITHDRAWAL, "paper:1.1", "remove", "--reason", "Trùng lặp", "--article", ARTICLE)
    marked.done("--as", "Bình", "mark", WITHDRAWAL, "paper:1.1", "keep")
    said = marked.done("proposal", "--check")
    assert "người rà soát đề xuất khác nhau; văn bản theo đánh dấu mới nhất" in said
    assert "Giữ nguyên (Bình)" in said and said.count("đề xuất khác nhau") == 1


def test_a_check_ends_with_status_1_only_where_something_is_broken(marked: CommandLine) -> None:
    said = marked.json("proposal", "--check")
    assert said["broken"] == 0
    assert {"not-costed", "blank"} <= {fault["kind"] for fault in said["faults"]}
    marked.done("mark", WITHDRAWAL, "paper:1.1", "remove", "--reason", "Trùng lặp")
    assert "article to amend is missing" in marked("--lang", "en", "proposal", "--check").output
    assert marked("decision", "--check").exit_code == 1


def test_an_edited_sentence_is_kept_and_a_changed_mark_under_it_is_pointed_out(
    marked: CommandLine, tmp_path: Path
) -> None:
    key = next(one["key"] for one in marked.json("wording") if one["key"].endswith(":content"))
    marked.done("wording", key, "Bỏ giấy *thừa* này.")
    (path,) = marked.done("proposal", "--format", "html", "--out", str(tmp_path)).splitlines()
    assert "data-edited>Bỏ giấy *thừa* này.</span>" in Path(path).read_text(encoding="utf-8")
    (sentence,) = marked.json("wording", key)
    assert sentence["edited"] and not sentence["outdated"]
    marked.done("mark", WITHDRAWAL, "paper:1.2", "remove", "--reason", "Cơ quan đã có", "--article", ARTICLE)
    (sentence,) = marked.json("wording", key)
    assert sentence["text"] == "Bỏ giấy *thừa* này." and sentence["outdated"]
    checked = marked("proposal", "--check", "--json")
    assert checked.exit_code == 1
    assert "edit-outdated" in {fault["kind"] for fault in json.loads(checked.stdout)["faults"]}
    marked.done("wording", key, "--restore")
    (sentence,) = marked.json("wording", key)
    assert not sentence["edited"] and sentence["text"] == sentence["generated"]
    assert "99:content" in marked.refused("wording", "99:content", "x")


def test_a_document_leads_back_to_the_marks_behind_its_sentences(marked: CommandLine, tmp_path: Path) -> None:
    (path,) = marked.done("proposal", "--out", str(tmp_path)).splitlines()
    traced = marked.json("trace", path)
    assert traced["edition"]
    sentence = traced["sentences"][0]
    assert sentence["text"].startswith("Bỏ thành phần hồ sơ")
    (mark,) = sentence["marks"]
    assert (mark["procedure"], mark["element"], mark["article"]) == (WITHDRAWAL, "paper:1.2", ARTICLE)
    other = tmp_path / "khác.docx"
    other.write_text("không phải văn bản", encoding="utf-8")
    assert "khác.docx" in marked.refused("trace", str(other))


def test_what_the_graph_finds_on_a_marked_paper_is_told_with_its_proof(workbench: CommandLine, tmp_path: Path) -> None:
    office = {"implementing": ["Ủy ban nhân dân xã Hòa Vang"]}
    confirming = {
        "code": "1.004873",
        "name": "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
        "agencies": office,
        "results": [{"name": "Giấy xác nhận tình trạng hôn nhân"}],
    }
    marriage = {
        "code": "1.000894",
        "name": "Thủ tục đăng ký kết hôn",
        "agencies": office,
        "dossiers": [{"papers": [{"text": "Giấy xác nhận tình trạng hôn nhân", "originals": 1}]}],
        "results": [{"name": "Giấy chứng nhận kết hôn"}],
    }
    records = tmp_path / "2026-06.jsonl"
    lines = (json.dumps(record, ensure_ascii=False) for record in (confirming, marriage))
    records.write_text("\n".join(lines), encoding="utf-8")
    workbench.done("import", str(records), "--edition", "2026-06")
    reason = ("--reason", "co-quan-da-giu", "--article", "Điều 10 123/2015/NĐ-CP")
    workbench.done("mark", "1.000894", "paper:1.1", "remove", *reason)
    (path,) = workbench.done("proposal", "--out", str(tmp_path)).splitlines()
    (mark,) = workbench.json("trace", path)["sentences"][0]["marks"]
    (finding,) = mark["findings"]
    assert finding["question"] == "asked-back"
    assert [one["code"] for one in finding["procedures"]] == ["1.000894", "1.004873"]
    said = workbench.done("trace", path)
    assert "phát hiện: Giấy tờ bị chính cơ quan cấp đòi lại" in said
    assert "← 1.004873 Thủ tục cấp Giấy xác nhận tình trạng hôn nhân" in said
    assert "Điều 10 Nghị định số 123/2015/NĐ-CP" in said


def test_an_office_folder_of_templates_is_used_and_an_unknown_field_is_named_with_its_line(
    marked: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "mẫu"
    folder.mkdir()
    (folder / "signature.md.j2").write_text("Ký tên: {{ office.signer_name }}\n", encoding="utf-8")
    marked.done("office", "--templates", str(folder), "--signer-name", "Trần *An*")
    (path,) = marked.done("report", "--format", "md", "--out", str(tmp_path)).splitlines()
    assert "Ký tên: Trần \\*An\\*" in Path(path).read_text(encoding="utf-8")
    (folder / "signature.md.j2").write_text("Ký tên\n\n{{ office.signer }}\n", encoding="utf-8")
    said = marked.refused("report", "--format", "md", "--out", str(tmp_path))
    assert "signature.md.j2" in said and "dòng 3" in said and "signer" in said


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("Ký tên\n{{ officce.agency }}", "dòng 2, nêu trường officce"),
        ("Ký tên\n\n{{ office.agency.nope }}", "dòng 3, nêu trường nope"),
        ("Ký tên\n\n::: figure sơ-đồ\n\nHình 1\n\n:::", "signature.md.j2, dòng 3, đòi hình sơ-đồ"),
        ("##### Mục quá sâu", "không thể hiện được (heading h5)"),
        ("{% if office.agency %}\nKý tên", "signature.md.j2, dòng "),
        ("{% for one in range(10 ** 9) %}x{% endfor %}", "dòng 1"),
    ],
)
def test_a_template_that_cannot_be_shown_is_refused_and_nothing_is_written(
    marked: CommandLine, tmp_path: Path, template: str, told: str
) -> None:
    folder = tmp_path / "mẫu"
    folder.mkdir()
    (folder / "signature.md.j2").write_text(template, encoding="utf-8")
    out = tmp_path / "ra"
    assert told in marked.refused("proposal", "--templates", str(folder), "--out", str(out))
    assert not out.exists() or not list(out.iterdir())


def test_an_unknown_kind_is_refused_with_the_known_ones(marked: CommandLine, tmp_path: Path) -> None:
    said = marked.refused("document", "thông-báo", "--out", str(tmp_path))
    assert "thông-báo" in said and "decision" in said


def test_a_path_that_ends_like_a_file_becomes_that_one_file(marked: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "nơi khác" / "Phương án 2026.HTML"
    assert marked.done("proposal", "--out", str(page)).splitlines() == [str(page)]
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    word = tmp_path / "quyết định.docx"
    assert marked.json("decision", "--out", str(word), "--format", "docx")["files"] == [str(word)]
    assert word.read_bytes().startswith(b"PK")
    assert marked.done("decision", "--out", str(word)).splitlines() == [str(word)]
    word.write_bytes(word.read_bytes() + b"edited")
    assert "quyết định.docx" in marked.refused("decision", "--out", str(word))


def test_a_folder_that_ends_like_a_file_stays_a_folder(marked: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "bản.docx"
    folder.mkdir()
    (path,) = marked.done("proposal", "--out", str(folder)).splitlines()
    assert Path(path).parent == folder


def test_a_file_that_cannot_hold_what_is_asked_is_wrong_usage(marked: CommandLine, tmp_path: Path) -> None:
    assert "thư mục" in marked.misused("document", "set", "--out", str(tmp_path / "cả bộ.docx"))
    assert "pdf" in marked.misused("proposal", "--format", "pdf", "--out", str(tmp_path / "phương án.docx"))
    assert "docx, html, md, pdf" in marked.misused("decision", "--format", "xlsx", "--out", str(tmp_path))
    assert "docx, html, md, pdf" in marked.misused("decision", "--out", str(tmp_path / "quyết định.xlsx"))
    assert not list(tmp_path.glob("**/quyết*")) and not list(tmp_path.glob("**/*.docx"))


def test_a_document_without_a_place_is_written_beside_and_the_place_is_told(
    marked: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = marked("report", "--format", "md")
    assert result.exit_code == 0
    (path,) = result.stdout.splitlines()
    assert Path(path).parent == Path("van-ban") and Path(path).is_file()
    assert str(tmp_path / "van-ban") in result.stderr


def test_what_is_broken_is_named_while_writing(marked: CommandLine, tmp_path: Path) -> None:
    marked.done("mark", "9.000361", "paper:1.4", "remove", "--reason", "Trùng lặp")
    found = json.loads(marked("proposal", "--check", "--json").stdout)
    result = marked("proposal", "--format", "md", "--out", str(tmp_path))
    assert result.stderr.count("Sai: ") == found["broken"] > 0


def test_the_history_names_what_was_worded_and_which_state_was_set(marked: CommandLine) -> None:
    (mark,) = marked.json("marks")
    marked.done("wording", f"{mark['id']}:reason", "Cơ quan đã có bản điện tử")
    marked.done("state", str(mark["id"]), "decided")
    said = marked.done("history")
    assert f"Câu chữ của văn bản · 2026-06, lý do [{mark['id']}]" in said
    assert f"Trạng thái của kiến nghị · [{mark['id']}] → đã quyết định" in said


def test_every_topic_of_the_journal_has_words() -> None:
    owners = (baselines, carried_links, cost_edits, judged_issuers, mark_states, pair_book, scenario_book, volumes)
    assert {owner.TOPIC for owner in (*owners, wording)} == TOPIC_LABELS.keys()
