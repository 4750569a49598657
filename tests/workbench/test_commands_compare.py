"""Comparing editions from the command line: every format, and odd editions."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from catalogue.differences import differences
from tests.workbench.conftest import ROOT, SMALL, CommandLine

COMPARISON = ROOT / "tests" / "data" / "comparison"
NASTY = '=HYPERLINK("http://a.b";"<script>alert(1)</script> | **đậm**")'

RECORDS: list[dict[str, Any]] = [
    {
        "code": "1.000001",
        "name": "Thủ tục đăng ký kết hôn",
        "field": "Hộ tịch",
        "agencies": {"implementing": ["Ủy ban nhân dân cấp xã"]},
        "channels": [{"kind": "direct", "processing_time": {"quantity": 5, "unit": "working_day"}}],
        "dossiers": [{"papers": [{"text": "Tờ khai đăng ký kết hôn", "originals": 1, "copies": 0}]}],
    },
    {
        "code": "1.000002",
        "name": "Cấp bản sao trích lục hộ tịch",
        "field": "Hộ tịch",
        "conditions": "Có trong Sổ hộ tịch",
    },
]


@pytest.fixture
def edition(workbench: CommandLine, tmp_path: Path) -> Callable[..., CommandLine]:
    """Import records under the name of an edition."""

    def bring(name: str, *records: dict[str, Any]) -> CommandLine:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.jsonl"
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
        workbench.done("import", str(path), "--edition", name)
        return workbench

    return bring


@pytest.fixture
def city_and_nation(workbench: CommandLine) -> CommandLine:
    """Three procedures as Đà Nẵng published them in 2025 and the nation in 2026."""
    workbench.done("import", str(COMPARISON / "da-nang-2025-05.jsonl"), "--edition", "2025", "--date", "2025-05-07")
    workbench.done("import", str(COMPARISON / "national-2026-06.jsonl"), "--edition", "2026", "--date", "2026-06-10")
    return workbench


def _heavier(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records with more days and a paper whose text tries everything."""
    changed = json.loads(json.dumps(records))
    changed[0]["channels"][0]["processing_time"]["quantity"] = 8
    changed[0]["dossiers"][0]["papers"].append({"text": NASTY, "originals": 1, "copies": 0})
    return list(changed)


def test_the_json_has_the_documented_shape(city_and_nation: CommandLine) -> None:
    value = city_and_nation.json("compare", "2025", "2026")
    assert set(value) == {"pairs", "added", "removed"}
    pairs = {pair["new"][0]: pair for pair in value["pairs"]}
    pair = pairs["2.001955"]
    assert {"old", "new", "kind", "state", "recoded", "renamed", "confidence", "reasons", "changes"} <= set(pair)
    assert pair["kind"] == "changed" and pair["state"] in ("accepted", "review")
    time = next(change for change in pair["changes"] if change["part"] == "time")
    assert {"part", "kind", "old", "new", "burden"} <= set(time)
    assert (time["kind"], time["new"], time["burden"]) == ("changed", "7 ngày làm việc", "heavier")
    assert city_and_nation.done("compare", "2025", "2026", "--format", "json") == city_and_nation.done(
        "compare", "2025", "2026", "--json"
    )


def test_the_table_names_what_became_heavier(edition: Callable[..., CommandLine]) -> None:
    edition("cũ", *RECORDS)
    workbench = edition("mới", *_heavier(RECORDS))
    shown = workbench.done("compare", "cũ", "mới")
    (time,) = [line for line in shown.splitlines() if "▲" in line and "8 ngày làm việc" in line]
    assert time.startswith("1.000001") and "5 ngày làm việc" in time
    assert "1.000002" not in shown


class _Page(HTMLParser):
    """Collects the tags and the visible text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and the addresses it points to."""
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        """Add visible text."""
        self.text += data


def test_the_page_is_self_contained_and_shows_texts_as_texts(
    edition: Callable[..., CommandLine], tmp_path: Path
) -> None:
    edition("cũ", *RECORDS)
    workbench = edition("mới", *_heavier(RECORDS))
    out = tmp_path / "báo cáo.html"
    workbench.done("compare", "cũ", "mới", "--format", "html", "--out", str(out))
    page = _Page()
    page.feed(out.read_text(encoding="utf-8"))
    assert "script" not in page.tags and page.links == []
    assert NASTY in page.text
    assert page.text.index("Những điểm nặng hơn") < page.text.index("Theo lĩnh vực") < page.text.index("Từng thủ tục")
    assert {"ins", "del"} <= set(page.tags)


def test_the_red_list_names_each_procedure_once_over_the_whole_width(
    edition: Callable[..., CommandLine], tmp_path: Path
) -> None:
    edition("cũ", *RECORDS)
    workbench = edition("mới", *_heavier(RECORDS))
    out = tmp_path / "báo cáo.html"
    workbench.done("compare", "cũ", "mới", "--format", "html", "--out", str(out))
    text = out.read_text(encoding="utf-8")
    red = text[text.index("Những điểm nặng hơn") : text.index("Theo lĩnh vực")]
    assert red.count('<th scope="rowgroup" colspan="3">') == 1
    assert red.count("<td>") == 2 * 3
    assert 'width="100%"' in red and "<col width=" in red


def test_the_workbook_holds_texts_and_numbers_but_no_formula(
    edition: Callable[..., CommandLine], tmp_path: Path
) -> None:
    edition("cũ", *RECORDS)
    workbench = edition("mới", *_heavier(RECORDS))
    out = tmp_path / "so sánh.xlsx"
    workbench.done("compare", "cũ", "mới", "--format", "xlsx", "--out", str(out))
    sheets = CalamineWorkbook.from_path(out)
    red = sheets.get_sheet_by_name("Nặng hơn").to_python()
    assert [row[4] for row in red[1:]] == ["Thời hạn giải quyết", "Thành phần hồ sơ"]
    assert red[2][7] == NASTY
    with ZipFile(out) as package:
        written = "".join(package.read(name).decode() for name in package.namelist() if "/sheet" in name)
    assert "<f>" not in written and "hyperlink" not in written.lower()


def test_the_markdown_escapes_what_texts_hold(edition: Callable[..., CommandLine]) -> None:
    edition("cũ", *RECORDS)
    workbench = edition("mới", *_heavier(RECORDS))
    shown = workbench.done("compare", "cũ", "mới", "--format", "markdown")
    assert "\\<script\\>alert(1)\\</script\\> &#124; \\*\\*đậm\\*\\*" in shown
    assert "<script>" not in shown
    tables = [line for line in shown.splitlines() if line.startswith("| 1.000001")]
    assert tables and {line.count(" |") for line in tables} == {6}


def test_a_file_that_exists_is_not_replaced_unless_asked(city_and_nation: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "so-sanh.md"
    out.write_text("giữ lại", encoding="utf-8")
    said = city_and_nation.refused("compare", "2025", "2026", "--format", "markdown", "--out", str(out))
    assert str(out) in said and out.read_text(encoding="utf-8") == "giữ lại"
    city_and_nation.done("compare", "2025", "2026", "--format", "markdown", "--out", str(out), "--force")
    assert out.read_text(encoding="utf-8").startswith("# Đối chiếu")


def test_wrong_usage_is_told_before_anything_is_compared(workbench: CommandLine) -> None:
    workbench.misused("compare", "a", "b", "--format", "xlsx")
    workbench.misused("compare", "a", "b", "--format", "html", "--json")
    workbench.misused("compare", "a", "b", "--out", "bảng.txt")
    workbench.misused("compare", "a")


def test_an_unknown_edition_is_named_with_those_there_are(city_and_nation: CommandLine) -> None:
    said = city_and_nation.refused("compare", "2024", "2026")
    assert "2024" in said and "2025" in said and "2026" in said


def test_an_edition_compared_with_itself_has_changed_nothing(workbench: CommandLine) -> None:
    result = workbench.with_small()("--lang", "en", "compare", "2026-06", "2026-06", "--json")
    assert result.exit_code == 0
    value = json.loads(result.stdout)
    assert {pair["kind"] for pair in value["pairs"]} == {"unchanged"} and len(value["pairs"]) == 8
    assert all(pair["changes"] == [] for pair in value["pairs"]) and value["added"] == value["removed"] == []
    assert "“2026-06” was compared with itself." in result.stderr


def test_an_empty_edition_has_everything_added_or_removed(workbench: CommandLine) -> None:
    workbench.with_small().done("import", str(SMALL), "--edition", "rỗng")
    with sqlite3.connect(workbench.workspace) as database:
        database.execute("DELETE FROM entry WHERE edition_id = (SELECT id FROM edition WHERE name = 'rỗng')")
        database.execute("UPDATE edition SET procedures = 0 WHERE name = 'rỗng'")
    result = workbench("--lang", "en", "compare", "2026-06", "rỗng", "--json")
    value = json.loads(result.stdout)
    assert value["pairs"] == value["added"] == [] and len(value["removed"]) == 8
    assert "The edition “rỗng” holds no procedures." in result.stderr
    assert len(workbench.json("compare", "rỗng", "2026-06")["added"]) == 8


def test_editions_of_two_languages_share_nothing_and_that_is_said(edition: Callable[..., CommandLine]) -> None:
    edition("vi", *RECORDS)
    workbench = edition(
        "en",
        {"code": "A-1", "name": "Apply for a fishing licence", "field": "Fisheries", "conditions": "A boat"},
        {"code": "A-2", "name": "Register a dog", "dossiers": [{"papers": [{"text": "Proof of vaccination"}]}]},
    )
    result = workbench("--lang", "en", "compare", "vi", "en", "--json")
    value = json.loads(result.stdout)
    assert not [pair for pair in value["pairs"] if pair["state"] == "accepted"]
    assert "No procedure of “vi” was found again in “en”" in result.stderr


def test_half_the_texts_in_another_unicode_form_change_nothing(
    edition: Callable[..., CommandLine], workbench: CommandLine
) -> None:
    records = [json.loads(line) for line in SMALL.read_text(encoding="utf-8").splitlines()]
    edition("NFC", *records)
    decomposed = [
        json.loads(unicodedata.normalize("NFD", json.dumps(record, ensure_ascii=False))) if at % 2 else record
        for at, record in enumerate(records)
    ]
    edition("NFD", *decomposed)
    pairs = workbench.json("compare", "NFC", "NFD")["pairs"]
    assert len(pairs) == len(records)
    assert [change for pair in pairs for change in pair["changes"] if not change["wording_only"]] == []


def test_an_edition_deleted_while_it_is_compared_is_told_and_nothing_is_written(
    city_and_nation: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def delete_meanwhile(old: Any, new: Any) -> Any:
        with sqlite3.connect(city_and_nation.workspace) as database:
            database.execute("DELETE FROM entry WHERE edition_id = (SELECT id FROM edition WHERE name = '2025')")
            database.execute("DELETE FROM edition WHERE name = '2025'")
        return differences(old, new)

    monkeypatch.setattr("catalogue.edition_changes.differences", delete_meanwhile)
    out = tmp_path / "so-sanh.html"
    result = city_and_nation("--lang", "en", "compare", "2025", "2026", "--format", "html", "--out", str(out))
    assert result.exit_code == 1 and not out.exists()
    assert result.stderr.startswith("Error: The edition “2025” was deleted while it was being compared")


def test_marks_are_untouched_by_a_comparison(city_and_nation: CommandLine) -> None:
    city_and_nation.done("mark", "2.001955", "paper:1.1", "remove", "--reason", "Đã có dữ liệu", "--edition", "2026")
    before = city_and_nation.json("marks", "--edition", "2026")
    assert before
    city_and_nation.done("compare", "2025", "2026")
    assert city_and_nation.json("marks", "--edition", "2026") == before


def test_records_without_codes_that_all_say_the_same_are_each_found_again(edition: Callable[..., CommandLine]) -> None:
    marriages = [{"code": "", "name": "Đăng ký kết hôn"}] * 30
    edition("2025", *marriages)
    workbench = edition("2026", *marriages[:28])
    itself = workbench("compare", "2025", "2025", "--json")
    value = json.loads(itself.stdout)
    assert [(pair["old"], pair["kind"], pair["state"]) for pair in value["pairs"]] == [
        ([f"#{at}"], "unchanged", "accepted") for at in range(1, 31)
    ]
    assert value["added"] == value["removed"] == [] and "không" not in itself.stderr.lower()
    fewer = workbench.json("compare", "2025", "2026")
    assert (len(fewer["pairs"]), len(fewer["added"]), len(fewer["removed"])) == (28, 0, 2)


def test_pairs_that_wait_for_a_person_are_not_said_to_be_none(edition: Callable[..., CommandLine]) -> None:
    edition("2025", {"code": "", "name": "Đăng ký kết hôn"}, {"code": "", "name": "Đăng ký kết hôn lưu động"})
    workbench = edition("2026", {"code": "", "name": "Đăng ký kết hôn tại nhà"})
    result = workbench("--lang", "en", "compare", "2025", "2026", "--json")
    states = [pair["state"] for pair in json.loads(result.stdout)["pairs"]]
    assert "accepted" not in states
    assert ("waits for a person" in result.stderr) == bool(states)
    assert ("are they of one catalogue" in result.stderr) != bool(states)
