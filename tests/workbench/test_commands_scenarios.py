"""Scenarios, targets, instruments and entered cells from the command line."""

from __future__ import annotations

import json

import pytest

from tests.workbench.conftest import CommandLine

LICENCE = "9.000361"
WITHDRAWAL = "3.000352"
DECREE = "Điều 11 Nghị định 123/2015/NĐ-CP"


@pytest.fixture
def marked(workbench: CommandLine) -> CommandLine:
    """The small edition with a volume of two procedures and marks that name a decree and nothing."""
    workbench.with_small()
    for code, cases in ((LICENCE, "1.000"), (WITHDRAWAL, "50")):
        workbench.done("volumes", "--code", code, "--year", "2025", "--cases", cases)
    for paper, more in (("paper:1.1", ("--article", DECREE)), ("paper:1.2", ())):
        workbench.done("mark", LICENCE, paper, "remove", "--reason", "Đã có dữ liệu", *more)
    return workbench


def test_a_scenario_is_kept_by_its_filter_listed_and_taken_away(marked: CommandLine) -> None:
    marked.done("scenario", "bỏ giấy tờ", "--action", "remove", "--online", "80")
    (kept,) = marked.json("scenario")
    assert (kept["name"], kept["actions"], kept["online"]) == ("bỏ giấy tờ", ["remove"], "4/5")
    marked.done("scenario", "bỏ giấy tờ", "--delete")
    assert marked.json("scenario") == []
    marked.done("undo")
    assert len(marked.json("scenario")) == 1


def test_scenarios_stand_side_by_side_and_one_without_marks_saves_nothing(marked: CommandLine) -> None:
    marked.done("scenario", "tất cả", "--all")
    marked.done("scenario", "không có gì", "--author", "Người khác")
    values = marked.json("scenario", "tất cả", "không có gì", "--by", "procedure")
    (group,) = values["groups"]
    everything, nothing = group["scenarios"]
    assert group["group"] == LICENCE and group["without_volume"] == 0
    assert nothing["year"] == group["today"]["year"] and nothing["percent"] == "0.00"
    assert everything["year"]["total"] < group["today"]["year"]["total"]
    assert [one["marks"] for one in values["scenarios"]] == [2, 0]
    said = marked.done("scenario", "tất cả", "không có gì")
    assert "tất cả" in said and "không có gì" in said


def test_a_ripple_is_told_with_its_issuers_or_none(marked: CommandLine) -> None:
    marked.done("scenario", "tất cả", "--all")
    ripple = marked.json("scenario", "tất cả", "--ripple")["ripple"]["tất cả"]
    assert ripple["low"] <= ripple["saving"]["total"] <= ripple["high"]
    assert isinstance(ripple["issuers"], list) and ripple["cycles_cut"] == []


def test_an_unknown_scenario_is_refused_with_those_that_are_known(marked: CommandLine) -> None:
    marked.done("scenario", "tất cả", "--all")
    assert "tất cả" in marked.refused("scenario", "không có")
    marked.misused("scenario", "--all")


def test_the_fewest_instruments_are_named_with_their_marks_and_who_may_amend_them(marked: CommandLine) -> None:
    plan = marked.json("instruments", "--target", "1")
    assert plan["reached"] and plan["exact"] and plan["cost"] == "year"
    (instrument,) = plan["instruments"]
    assert (instrument["number"], instrument["authority"]) == ("123/2015/NĐ-CP", "Chính phủ")
    assert [one["code"] for one in instrument["marks"]] == [LICENCE]
    assert [one["code"] for one in plan["no_change_named"]] == [LICENCE]
    far = marked.json("instruments", "--target", "99")
    assert not far["reached"] and far["possible"] == far["saving"]
    assert "123/2015/NĐ-CP" in marked.done("instruments", "--target", "1")


def test_a_target_over_100_percent_is_refused(marked: CommandLine) -> None:
    assert "101" in marked.refused("instruments", "--target", "101")


def test_a_baseline_is_frozen_once_and_progress_measured_against_it(marked: CommandLine) -> None:
    assert "2024" in marked.refused("targets")
    marked.done("targets", "--freeze", "2024")
    assert "2024" in marked.refused("targets", "--freeze", "2024")
    for year in ("99999", "0", "20.24", "2101"):
        assert "2100" in marked("targets", "--freeze", year).stderr
    today = marked.json("targets")["progress"]
    assert all(row["before"] == row["now"] for row in today)
    after = marked.json("targets", "--after-marks", "--target", "nq66-2025")
    whole = {row["measure"]: row for row in after["progress"] if row["field"] is None}
    assert whole["papers"]["before"] - whole["papers"]["now"] == 2
    assert whole["cost"]["reached"] is False and whole["cost"]["goal"] == "30.00"
    assert "%" in marked.done("targets")


def test_a_cell_that_is_entered_is_kept_counts_everywhere_and_can_be_taken_back(marked: CommandLine) -> None:
    before = marked.json("cost", WITHDRAWAL)["before"]
    entered = marked.json("cost", WITHDRAWAL, "--set", "1.1:minutes=1,5 giờ", "--set", "subjects=70")["before"]
    line = entered["lines"][0]
    assert (line["minutes"]["value"], line["minutes"]["source"], line["minutes"]["confirmed"]) == (90, "reviewer", True)
    assert entered["subjects"]["value"] == 70
    assert marked.json("cost", WITHDRAWAL)["before"] == entered
    assert marked.json("cost", WITHDRAWAL, "--set", "1.1:minutes=", "--set", "subjects=")["before"] == before
    marked.done("undo")
    assert marked.json("cost", WITHDRAWAL)["before"] == entered


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("1.1:minutes=-5", "-5"),
        ("1.1:minutes=nhiều", "nhiều"),
        ("1.1:minutes=9.999.999", "9.999.999"),
        ("1.1:burdened=120", "120"),
        ("1.1:out_of_pocket=10 USD", "USD"),
        ("77.1:minutes=5", "77.1:minutes"),
        ("1.1:weight=5", "1.1:weight"),
    ],
)
def test_an_absurd_cell_is_refused_where_it_stands_and_the_rest_is_kept(
    marked: CommandLine, cell: str, told: str
) -> None:
    before = marked.json("cost", WITHDRAWAL)
    assert told in marked.refused("cost", WITHDRAWAL, "--set", cell)
    assert marked.json("cost", WITHDRAWAL) == before
    answer = marked("cost", WITHDRAWAL, "--set", "1.1:fee=5.000", "--set", cell)
    assert answer.exit_code == 1 and told in answer.stderr
    after = marked.json("cost", WITHDRAWAL)
    assert after["before"]["once"]["fees"] == before["before"]["once"]["fees"] + 5_000
    assert after["before"]["once"]["minutes"] == before["before"]["once"]["minutes"]


def test_every_formula_is_traced_to_code_and_test(workbench: CommandLine) -> None:
    values = json.loads(workbench.done("trace", "--json"))
    assert {one["code"] for one in values} >= {"once", "year", "ripple", "instruments"}
    assert all(one["missing"] == [] for one in values)
    assert "Điều 27" in workbench.done("trace")


def test_a_scenario_needs_a_name_that_can_be_shown(marked: CommandLine) -> None:
    for name in ("", "   ", "\n", "x" * 101):
        marked.misused("scenario", name, "--all")
    assert marked.json("scenario") == []
    marked.done("scenario", " bỏ \n giấy  tờ\x1b[31m ", "--all")
    assert [one["name"] for one in marked.json("scenario")] == ["bỏ giấy tờ\ufffd[31m"]
