"""Typed cases and causes of change from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.workbench.conftest import SMALL, CommandLine

LICENCE = "9.000361"


def test_a_typed_case_needs_no_workspace_and_prints_the_official_figures(
    workbench: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "báo cáo thuế.csv"
    path.write_text(
        "Khối;Công việc;Chi phí;Số lần/năm;Số đối tượng/năm\nhiện tại;Báo cáo;250.000;12;325.000\n"
        "sau;Báo cáo;250.000;4;325.000\n",
        encoding="utf-8",
    )
    said = workbench.done("cost", "--table", str(path))
    assert "975.000.000.000" in said and "650.000.000.000" in said and "66,67 %" in said
    values = workbench.json("cost", "--table", str(path), "--income", "48.248")
    assert values["saving"]["percent"] == "66.67"
    assert values["before"]["income"]["dong_per_hour"] == 48_248
    out = tmp_path / "bảng.xlsx"
    workbench.done("cost", "--table", str(path), "--format", "xlsx", "--out", str(out))
    assert out.stat().st_size > 0


def test_causes_of_a_change_between_two_years_add_up(workbench: CommandLine) -> None:
    workbench.with_small()
    for year, cases in (("2023", "1.000"), ("2025", "1.500")):
        workbench.done("volumes", "--code", LICENCE, "--year", year, "--cases", cases)
    workbench.done("cost", LICENCE, "--set", "1.1:minutes=90")
    name = workbench.json("editions")[0]["name"]
    values = workbench.json("cost-changes", name, name, "--old-year", "2023", "--new-year", "2025")
    whole = values["whole"]
    assert sum(whole["parts"].values()) == whole["change"] == whole["after"] - whole["before"] != 0
    assert whole["parts"]["rule"] == whole["parts"]["method"] == 0
    assert whole["parts"]["volume"] and whole["parts"]["wage"] and whole["parts"]["correction"]
    assert "2023" in workbench.done("cost-changes", name, name, "--old-year", "2023", "--by", "procedure")


def test_a_procedure_that_is_gone_is_a_change_of_rule(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    lines = SMALL.read_text(encoding="utf-8").splitlines(keepends=True)
    fewer = tmp_path / "fewer.jsonl"
    fewer.write_text("".join(lines[1:]), encoding="utf-8")
    workbench.done("import", str(fewer), "--edition", "sau")
    old = next(one["name"] for one in workbench.json("editions") if one["name"] != "sau")
    whole = workbench.json("cost-changes", old, "sau", "--by", "agency")["whole"]
    assert whole["change"] == whole["parts"]["rule"] < 0
