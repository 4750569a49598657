"""Cost and volumes from the command line: tables, JSON, workbooks, and every refusal in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.workbench.conftest import CommandLine

LICENCE = "9.000361"
WITHDRAWAL = "3.000352"


@pytest.fixture
def marked(workbench: CommandLine) -> CommandLine:
    """The small edition with one paper to be asked for in fewer copies."""
    workbench.with_small()
    words = ("paper:1.4", "reduce", "--to", "1 bản chính, 0 bản sao", "--reason", "Cắt giảm chi phí")
    workbench.done("mark", LICENCE, *words)
    return workbench


def test_the_cost_is_told_before_and_after_with_its_parts_apart(marked: CommandLine) -> None:
    values = marked.json("cost", LICENCE, "--subjects", "1.000", "--income-year", "2023")
    before, after, saving = values["before"], values["after"], values["saving"]
    assert before["income"]["dong_per_hour"] == 48_248
    once = before["once"]
    assert once["total"] == once["time"] + once["hired"] + once["out_of_pocket"] + once["fees"]
    assert after["once"]["minutes"] < once["minutes"]
    assert saving["year"]["total"] == before["year"]["total"] - after["year"]["total"] > 0
    assert values["provisional"] is True
    line = before["lines"][0]
    assert (line["element"], line["minutes"]["source"], line["minutes"]["confirmed"]) == ("paper:1.1", "norm", False)


def test_without_marks_before_and_after_are_the_same(workbench: CommandLine) -> None:
    workbench.with_small()
    values = workbench.json("cost", LICENCE, "--subjects", "10")
    assert values["before"] == values["after"]
    assert values["saving"]["year"]["total"] == 0


def test_the_table_is_stamped_as_provisional_and_names_both_blocks(marked: CommandLine) -> None:
    said = marked.done("--lang", "en", "cost", LICENCE, "--subjects", "1.000")
    assert "A. Today" in said and "B. After the marks" in said and "C. Comparison" in said
    assert "provisional" in said and "norm?" in said
    assert "not known" in marked.done("--lang", "en", "cost", LICENCE)


def test_catalogue_text_in_the_table_cannot_act_on_the_terminal(marked: CommandLine) -> None:
    assert "\x1b" not in marked.done("cost", LICENCE)


def test_the_workbook_is_written_whole_and_not_over_another_file(marked: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "chi phí.xlsx"
    words = ("cost", LICENCE, "--subjects", "1.000", "--format", "xlsx", "--out", str(out))
    marked.done(*words)
    rows = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
    year = marked.json("cost", LICENCE, "--subjects", "1.000")["before"]["year"]["total"]
    totals = [row[12] for row in rows if row[1] == "Tổng cộng"]
    assert round(float(str(totals[0]))) == year
    assert str(out) in marked.refused(*words)
    marked.done(*words, "--force")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--income-year", "2019"), "2022, 2023, 2024, 2025"),
        (("--subjects", "-5"), "“-5”"),
        (("--subjects", "nhiều"), "“nhiều”"),
        (("--online", "120"), "“120”"),
        (("--rate", "USD"), "“USD” không phải là tỷ giá, ví dụ USD=25400"),
        (("--rate", "USD=0"), "“USD=0” phải lớn hơn 0"),
        (("--income", "0"), "“0” phải lớn hơn 0"),
        (("--times", "1/999999999999999"), "số lần trong năm, ví dụ 2, 0,5 hoặc 1/3"),
        (("--subjects", "9" * 5_000 + "x"), "999…” không phải là số nguyên"),
        (("--norms", "khong-co.toml"), "khong-co.toml"),
    ],
)
def test_bad_numbers_are_refused_in_one_sentence(marked: CommandLine, words: tuple[str, ...], said: str) -> None:
    assert said in marked.refused("cost", LICENCE, *words)


def test_a_workbook_needs_a_file(marked: CommandLine) -> None:
    marked.misused("cost", LICENCE, "--format", "xlsx")
    marked.misused("cost", LICENCE, "--out", "a.xlsx")


def test_volumes_of_a_sheet_are_kept_and_used_and_bad_rows_left_out(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    path = tmp_path / "khoi-luong.csv"
    path.write_text(
        f"Mã TTHC;Năm;Số hồ sơ;Thấp;Cao\n{LICENCE};2025;1.200;1.000;1.500\n{WITHDRAWAL};2025;-4;;\n9.999999;2025;5;;\n",
        encoding="utf-8",
    )
    answer = workbench("volumes", str(path), "--json")
    assert answer.exit_code == 1
    report = json.loads(answer.stdout)
    assert (report["kept"], report["changed"]) == (1, 1)
    assert [row["place"] for row in report["refused"]] == ["khoi-luong.csv, C3", "khoi-luong.csv, A4"]
    before = workbench.json("cost", LICENCE)["before"]
    assert (before["subjects"]["value"], before["subjects"]["low"]) == (1_200, 1_000)
    assert before["year"]["minutes"] == 1_200 * before["once"]["minutes"]
    workbench.done("undo")
    assert workbench.json("volumes") == []


def test_a_sheet_without_any_good_row_is_refused_and_changes_nothing(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    path = tmp_path / "khoi-luong.csv"
    path.write_text(f"code,year,cases\n{LICENCE},2025,nhiều\n", encoding="utf-8")
    assert "khoi-luong.csv, C2" in workbench.refused("volumes", str(path))
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "khoi-luong.csv" in workbench.refused("volumes", str(path))
    assert workbench.json("volumes") == []


def test_a_typed_volume_is_kept_under_the_code_of_the_edition(workbench: CommandLine) -> None:
    workbench.with_small()
    kept = workbench.json("volumes", "--code", LICENCE, "--year", "2025", "--cases", "1.200", "--times", "1/3")
    (row,) = kept
    assert (row["code"], row["year"], row["subjects"], row["times"]) == (LICENCE, 2025, 1_200, "1/3")
    assert "--cases" in workbench.refused("volumes", "--code", LICENCE, "--year", "2025", "--cases", "x")
    workbench.misused("volumes", "--code", LICENCE)
    workbench.misused("volumes", "--year", "2025")


def test_of_several_cells_the_bad_one_is_refused_and_the_others_kept(marked: CommandLine) -> None:
    cells = ("--set", "1.1:minutes=45", "--set", "1.1:burdened=120", "--set", "subjects=abc", "--set", "times=2")
    answer = marked("cost", LICENCE, *cells)
    assert answer.exit_code == 1
    assert "“120”" in answer.stderr and "“abc”" in answer.stderr and "45" not in answer.stderr
    before = marked.json("cost", LICENCE)["before"]
    assert before["times"]["value"] == 2 and before["subjects"] is None
    minutes = [row["minutes"]["value"] for row in before["lines"] if row["number"] == "1.1"]
    assert minutes == [45]
    marked.done("undo")
    assert marked.json("cost", LICENCE)["before"]["times"]["value"] == 1


def test_bounds_are_told_with_points_between_thousands(marked: CommandLine) -> None:
    assert "126.720" in marked.refused("cost", LICENCE, "--set", "1.1:minutes=999999")


def test_papers_of_some_are_named_with_their_share_and_counted_in_full_on_demand(
    workbench: CommandLine, tmp_path: Path
) -> None:
    record = {
        "code": "1.001193",
        "name": "Thủ tục đăng ký khai sinh",
        "channels": [{"kind": "direct"}],
        "dossiers": [{"papers": [{"text": "Tờ khai"}, {"text": "Văn bản ủy quyền trong trường hợp ủy quyền"}]}],
    }
    path = tmp_path / "khai-sinh.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    workbench.done("import", str(path), "--edition", "2026-06")
    said = workbench.done("--lang", "en", "cost", "1.001193")
    assert "Asked of some applicants only, counted for 25 % of them (not verified): 1.2" in said
    assert "--set 1.2:burdened=PERCENT" in said and "--conditional 100" in said
    lines = workbench.json("cost", "1.001193")["before"]["lines"]
    assert [line["burdened"]["value"] for line in lines[:2]] == [1, "1/4"]
    workbench.done("cost", "1.001193", "--set", "1.2:burdened=10")
    assert workbench.json("cost", "1.001193")["before"]["lines"][1]["burdened"]["value"] == "1/10"
    assert "some applicants" not in workbench.done("--lang", "en", "cost", "1.001193")
    workbench.done("undo")
    full = workbench.json("cost", "1.001193", "--conditional", "100")["before"]
    assert [line["share"] for line in full["lines"][:2]] == [1, 1]
    assert "“120”" in workbench.refused("cost", "1.001193", "--conditional", "120")


def test_an_income_and_a_year_of_income_are_not_given_together(marked: CommandLine) -> None:
    assert "--income-year" in marked.misused("cost", LICENCE, "--income", "48.248", "--income-year", "2023")


def test_a_cell_without_an_equals_sign_is_wrong_usage_and_loses_nothing(marked: CommandLine) -> None:
    marked.done("cost", LICENCE, "--set", "1.1:minutes=45")
    assert "1.2:minutes=90" in marked.misused("cost", LICENCE, "--set", "1.1:minutes")
    assert marked.json("cost", LICENCE)["before"]["lines"][0]["minutes"]["value"] == 45
    marked.done("cost", LICENCE, "--set", "1.1:minutes=")
    assert marked.json("cost", LICENCE)["before"]["lines"][0]["minutes"]["source"] == "norm"


def test_of_several_cells_that_are_all_bad_each_is_told(marked: CommandLine) -> None:
    answer = marked("cost", LICENCE, "--set", "1.1:minutes=lâu", "--set", "subjects=-1")
    assert answer.exit_code == 1 and "“lâu”" in answer.stderr and "“-1”" in answer.stderr


def test_of_a_sheet_with_bad_rows_only_each_is_told_as_its_cell_says(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    path = tmp_path / "khoi-luong.csv"
    path.write_text(f"code;year;cases\n{LICENCE};2025;nhiều\n9.9;2025;5\n{LICENCE};25;5\n", encoding="utf-8")
    answer = workbench("volumes", str(path))
    assert answer.exit_code == 1
    for place in ("C2", "A3", "B4"):
        assert f"khoi-luong.csv, {place}" in answer.stderr
    assert "“9.9”" in answer.stderr
    assert workbench.json("volumes") == []


def test_a_typed_case_with_a_bad_row_is_shown_and_ends_with_status_1(workbench: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "vụ việc.csv"
    path.write_text("Công việc;Giờ\nTờ khai;1\nNộp;hai buổi\n", encoding="utf-8")
    answer = workbench("cost", "--table", str(path), "--income", "48.248", "--json")
    assert answer.exit_code == 1
    values = json.loads(answer.stdout)
    assert values["before"]["once"]["total"] == 48_248
    assert [row["place"] for row in values["refused"]] == ["vụ việc.csv, B3"]


def test_every_bad_row_of_a_typed_case_without_a_good_one_is_told(workbench: CommandLine, tmp_path: Path) -> None:
    sheet, typed = tmp_path / "vụ việc.csv", tmp_path / "vụ việc.toml"
    sheet.write_text("Công việc;Giờ\nTờ khai;-1\nNộp;hai buổi\n", encoding="utf-8")
    minutes = ("1e400", "2026-07-01", "2026-07-01T07:30:00", "true", "nan")
    lines = "".join(f'[[before.line]]\nlabel = "Nộp"\nminutes = {value}\n' for value in minutes)
    typed.write_text(f"[before]\n{lines}", encoding="utf-8")
    for path, quoted in (
        (sheet, ("“-1 giờ”", "“hai buổi”")),
        (typed, ("“1e400”", "“01/07/2026”", "“01/07/2026 07:30”", "“true”", "“nan”")),
    ):
        answer = workbench("cost", "--table", str(path), "--income", "48.248")
        assert (answer.exit_code, answer.stdout) == (1, "")
        told = answer.stderr.splitlines()
        assert [text in line for text, line in zip(quoted, told, strict=True)] == [True] * len(quoted)


def test_undo_says_in_words_which_cell_is_taken_back(marked: CommandLine) -> None:
    marked.done("cost", LICENCE, "--set", "1.1:minutes=45", "--set", "times=2")
    answer = marked("undo")
    said = answer.stdout + answer.stderr
    assert f"{LICENCE} · paper:1.1 · Thời gian (phút)" in said and f"{LICENCE} · Số lần/năm" in said


@pytest.mark.parametrize("subjects", ["7", "4100", "1.001", "12.345"])
def test_what_is_saved_is_the_difference_of_the_amounts_that_are_printed(marked: CommandLine, subjects: str) -> None:
    words = ("cost", LICENCE, "--subjects", subjects, "--income", "59.422")
    values = marked.json(*words)
    for span in ("once", "year"):
        before, after, saving = values["before"][span], values["after"][span], values["saving"][span]
        for part in ("time", "hired", "out_of_pocket", "fees", "total"):
            assert saving[part] == before[part] - after[part]
    total = f"{values['saving']['year']['total']:,}".replace(",", ".")
    assert f"{total} đồng = " in marked.done(*words).rpartition("C. ")[2]
