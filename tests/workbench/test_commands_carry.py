"""Marks carried to a later edition from the command line: every outcome, settling, undo."""

from __future__ import annotations

import copy
from collections.abc import Callable

from tests.workbench.carried_records import MARRIAGE, RECORDS, carried, changed, mark
from tests.workbench.conftest import CommandLine

DECREE = {"number": "120/2025/NĐ-CP", "title": "Quy định về phân định thẩm quyền"}


def test_an_unchanged_element_keeps_its_mark_wherever_it_stands_now(dated_edition: Callable[..., CommandLine]) -> None:
    records = changed()
    records[0]["dossiers"][0]["papers"].reverse()
    records[0]["channels"][0]["fees"][0]["amount"] = 70000
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = mark(workbench, "paper:1.3", "remove")
    one = carried(workbench)[number]
    assert (one["outcome"], one["new"]["element"]) == ("stays", "paper:1.1")
    assert workbench.json("marks", "--edition", "2026") == []


def test_applying_writes_what_stays_as_one_step_that_undo_takes_back(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    records = changed()
    records[0]["dossiers"][0]["papers"][0]["originals"] = 2
    workbench = dated_edition("2026", records)
    stays = [mark(workbench, "paper:1.2", "remove"), mark(workbench, "paper:1.1", "keep", code="2.000635")]
    waits = mark(workbench, "paper:1.1", "reduce", "--to", "0 bản sao")
    before = workbench.json("marks", "--edition", "2025")
    found = carried(workbench, "--apply")
    assert {number: one["settled"] for number, one in found.items()} == {**dict.fromkeys(stays, "stays"), waits: None}
    new = workbench.json("marks", "--edition", "2026")
    assert {(one["address"], one["element"], one["action"]) for one in new} == {
        ("1.000894", "paper:1.2", "remove"),
        ("2.000635", "paper:1.1", "keep"),
    }
    assert len({one["id"] for one in [*before, *new]}) == 5
    assert workbench.json("marks", "--edition", "2025") == before
    workbench.done("check")
    carried(workbench, "--apply")
    assert workbench.json("marks", "--edition", "2026") == new
    workbench.done("undo")
    assert workbench.json("marks", "--edition", "2026") == []
    assert workbench.json("marks", "--edition", "2025") == before
    workbench.done("redo")
    assert [one["id"] for one in workbench.json("marks", "--edition", "2026")] == [one["id"] for one in new]
    workbench.done("check")


def test_no_number_of_a_carried_mark_is_given_again(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", RECORDS)
    mark(workbench, "paper:1.2", "remove")
    carried(workbench, "--apply")
    taken = {one["id"] for one in workbench.json("marks")}
    workbench.done("undo")
    assert mark(workbench, "paper:1.3", "remove") not in taken
    workbench.done("check")


def test_a_carried_mark_that_was_taken_away_does_not_come_back(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", RECORDS)
    mark(workbench, "paper:1.2", "remove")
    carried(workbench, "--apply")
    (new,) = workbench.json("marks", "--edition", "2026")
    workbench.done("unmark", str(new["id"]))
    carried(workbench, "--apply")
    assert workbench.json("marks", "--edition", "2026") == []


def test_a_changed_element_is_to_be_looked_at_again_with_both_texts(dated_edition: Callable[..., CommandLine]) -> None:
    records = changed()
    records[0]["channels"][0]["processing_time"]["quantity"] = 10
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = mark(workbench, "time:1", "reduce", "--to", "5 ngày làm việc")
    one = carried(workbench, "--apply")[number]
    assert (one["outcome"], one["settled"]) == ("look-again", None)
    assert (one["old"]["text"], one["new"]["text"]) == ("15 ngày làm việc", "10 ngày làm việc")
    assert one["change"]["burden"] == "lighter"
    assert workbench.json("marks", "--edition", "2026") == []


def test_what_is_gone_is_linked_to_the_change_and_the_instrument_that_came(
    dated_edition: Callable[..., CommandLine],
) -> None:
    records = changed()
    del records[0]["dossiers"][0]["papers"][1]
    records[0]["legal_bases"].append(DECREE)
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = mark(workbench, "paper:1.2", "remove")
    one = carried(workbench)[number]
    assert (one["outcome"], one["new"]) == ("implemented", None)
    assert (one["change"]["part"], one["change"]["kind"]) == ("paper", "removed")
    assert one["instruments"] == ["120/2025/NĐ-CP Quy định về phân định thẩm quyền"]
    assert "120/2025/NĐ-CP" in workbench.done("carry", "2025", "2026")


def test_a_paper_that_was_to_stay_and_is_gone_was_not_implemented(dated_edition: Callable[..., CommandLine]) -> None:
    records = changed()
    del records[0]["dossiers"][0]["papers"][1]
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = mark(workbench, "paper:1.2", "keep")
    assert carried(workbench)[number]["outcome"] == "gone"


def test_a_paper_that_came_back_under_another_name_is_told(dated_edition: Callable[..., CommandLine]) -> None:
    records = changed()
    records[0]["dossiers"][0]["papers"][1] = {
        "text": "Văn bản về tình trạng hôn nhân của hai bên, có xác nhận của Trưởng thôn hoặc Tổ trưởng tổ dân phố nơi "
        "người có yêu cầu đang cư trú thường xuyên",
        "originals": 1,
        "copies": 0,
    }
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = mark(workbench, "paper:1.2", "remove")
    one = carried(workbench)[number]
    assert one["outcome"] == "renamed"
    assert "Trưởng thôn" in one["new"]["text"]


def test_an_aim_that_is_reached_to_the_number_is_seen_by_an_exact_match(
    dated_edition: Callable[..., CommandLine],
) -> None:
    records = changed()
    records[0]["channels"][0]["processing_time"]["quantity"] = 5
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = mark(workbench, "time:1", "reduce", "--to", "5 ngày làm việc")
    workbench.done("state", str(number), "decided", "--date", "2025-09-01", "--reason", "Nghị quyết số 12")
    one = carried(workbench)[number]
    assert (one["outcome"], one["causes"], one["settled"]) == ("implemented", ["target-reached"], None)
    assert carried(workbench, "--apply")[number]["settled"] == "seen"
    (promise,) = workbench.json("promises", "2026")["promises"]
    assert promise["verdict"] == "done"
    assert [(step["state"], step["by"], step["edition"]) for step in promise["life"]] == [
        ("decided", "person", ""),
        ("seen", "exact-match", "2026"),
    ]
    workbench.done("undo")
    assert workbench.json("marks", "--edition", "2025")[0]["state"] == "decided"
    workbench.done("check")


def test_a_mark_changed_on_both_sides_is_a_conflict_that_a_person_settles(
    dated_edition: Callable[..., CommandLine],
) -> None:
    records = changed()
    records[0]["channels"][0]["processing_time"]["quantity"] = 10
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = mark(workbench, "time:1", "reduce", "--to", "5 ngày làm việc")
    rival = mark(workbench, "time:1", "keep", edition="2026")
    one = carried(workbench, "--apply")[number]
    assert (one["outcome"], one["conflict_with"], one["settled"]) == ("conflict", rival, None)
    workbench.done("carry", "2025", "2026", "--settle", str(number), "keep", "--reason", "Giữ đề xuất cũ")
    (standing,) = workbench.json("marks", "--edition", "2026")
    assert (standing["id"], standing["action"], standing["target"]) == (rival, "reduce", "5 ngày làm việc")
    assert carried(workbench)[number]["settled"] == "keep"
    workbench.done("undo")
    assert workbench.json("marks", "--edition", "2026")[0]["action"] == "keep"
    workbench.done("check")


def test_a_mark_is_settled_by_editing_dropping_or_having_been_seen(dated_edition: Callable[..., CommandLine]) -> None:
    records = changed()
    records[0]["channels"][0]["processing_time"]["quantity"] = 10
    del records[0]["dossiers"][0]["papers"][1]
    records[0]["dossiers"][0]["papers"][0]["originals"] = 2
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    time = mark(workbench, "time:1", "reduce", "--to", "8 ngày làm việc")
    gone, paper = mark(workbench, "paper:1.2", "remove"), mark(workbench, "paper:1.1", "remove")
    settle = ("carry", "2025", "2026", "--settle")
    workbench.done(*settle, str(time), "edit", "--to", "7 ngày làm việc")
    workbench.done(*settle, str(gone), "seen")
    workbench.done(*settle, str(paper), "drop", "--reason", "Không còn cần thiết")
    assert {number: one["settled"] for number, one in carried(workbench).items()} == {
        time: "edit",
        gone: "seen",
        paper: "drop",
    }
    (new,) = workbench.json("marks", "--edition", "2026")
    assert (new["element"], new["target"]) == ("time:1", "7 ngày làm việc")
    # The mark that stands there now came of the settling: it is no other mark that contradicts the old one.
    edited = carried(workbench)[time]
    assert (edited["conflict_with"], edited["causes"]) == (None, [])
    assert f"[{new['id']}]" not in workbench.done("carry", "2025", "2026")
    states = {one["id"]: one["state"] for one in workbench.json("marks", "--edition", "2025")}
    assert states[gone] == "seen"
    workbench.done("check")


def test_what_is_not_in_the_newer_edition_cannot_be_kept_there(dated_edition: Callable[..., CommandLine]) -> None:
    records = changed()
    del records[0]["dossiers"][0]["papers"][1]
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    gone = mark(workbench, "paper:1.2", "remove")
    said = workbench.refused("carry", "2025", "2026", "--settle", str(gone), "keep")
    assert str(gone) in said and "drop" in said
    assert str(99) in workbench.refused("carry", "2025", "2026", "--settle", "99", "keep")


def test_a_procedure_under_another_code_is_told_and_its_elements_keep_their_marks(
    dated_edition: Callable[..., CommandLine],
) -> None:
    records = changed()
    records[0]["code"] = "3.000111"
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    whole, paper = mark(workbench, "procedure", "remove"), mark(workbench, "paper:1.2", "remove")
    found = carried(workbench)
    assert (found[whole]["outcome"], found[whole]["causes"]) == ("renamed", ["recoded"])
    assert (found[paper]["outcome"], found[paper]["new"]["procedure"]) == ("stays", "3.000111")


def test_an_abolished_procedure_asks_whether_that_was_proposed(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", changed()[:2])
    whole = mark(workbench, "procedure", "remove", code="1.012345")
    paper = mark(workbench, "paper:1.1", "remove", code="1.012345")
    found = carried(workbench)
    assert (found[whole]["outcome"], found[paper]["outcome"]) == ("implemented", "gone")
    assert found[paper]["causes"] == ["procedure-gone"]


def test_a_list_of_names_says_nothing_of_papers(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    names = [{key: one[key] for key in ("code", "name", "field")} for one in RECORDS]
    workbench = dated_edition("2026", names)
    number = mark(workbench, "paper:1.2", "remove")
    one = carried(workbench, "--apply")[number]
    assert (one["outcome"], one["causes"], one["settled"]) == ("look-again", ["not-published"], None)


def test_a_person_says_once_which_procedures_are_one(dated_edition: Callable[..., CommandLine]) -> None:
    records = changed()
    records[2] = {**copy.deepcopy(MARRIAGE), "code": "1.777777", "name": "Đăng ký kết hôn có yếu tố nước ngoài"}
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = mark(workbench, "paper:1.2", "remove")
    assert carried(workbench)[number]["new"]["procedure"] == "1.000894"
    workbench.done("pair", "2025", "2026", "1.000894", "1.777777", "--same", "--reason", "Văn bản của Bộ Tư pháp")
    pairs = {tuple(pair["old"]): pair for pair in workbench.json("compare", "2025", "2026")["pairs"]}
    assert pairs["1.000894",]["new"] == ["1.777777"]
    assert (pairs["1.000894",]["state"], pairs["1.000894",]["reasons"]) == ("accepted", ["confirmed"])
    assert carried(workbench)[number]["new"]["procedure"] == "1.777777"
    workbench.done("pair", "2025", "2026", "1.000894", "1.000894", "--same")
    pairs = {tuple(pair["old"]): pair for pair in workbench.json("compare", "2025", "2026")["pairs"]}
    assert pairs["1.000894",]["new"] == ["1.000894"]
    workbench.done("undo")
    pairs = {tuple(pair["old"]): pair for pair in workbench.json("compare", "2025", "2026")["pairs"]}
    assert pairs["1.000894",]["new"] == ["1.777777"]


def test_a_pair_that_was_denied_is_no_pair_and_its_marks_are_not_carried(
    dated_edition: Callable[..., CommandLine],
) -> None:
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", RECORDS)
    number = mark(workbench, "paper:1.2", "remove")
    workbench.done("pair", "2025", "2026", "1.000894", "--different")
    value = workbench.json("compare", "2025", "2026")
    assert "1.000894" in value["added"] and "1.000894" in value["removed"]
    assert carried(workbench)[number]["outcome"] == "gone"
    assert "1.000894" in workbench.done("history")
    assert "1.000894" in workbench.refused("pair", "2025", "2026", "1.000894", "--same")
    assert "--same" in workbench.misused("pair", "2025", "2026", "1.000894")


def test_a_mark_of_a_split_procedure_stays_with_the_part_that_has_its_element(
    dated_edition: Callable[..., CommandLine],
) -> None:
    one, other = copy.deepcopy(MARRIAGE), copy.deepcopy(MARRIAGE)
    papers = one["dossiers"][0]["papers"]
    one |= {"code": "3.000001", "name": "Đăng ký kết hôn trong nước"}
    other |= {"code": "3.000002", "name": "Đăng ký kết hôn có yếu tố nước ngoài"}
    one["dossiers"], other["dossiers"] = [{"papers": papers[:2]}], [{"papers": papers[2:]}]
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", [one, other, *changed()[1:]])
    first, last = mark(workbench, "paper:1.2", "remove"), mark(workbench, "paper:1.3", "remove")
    whole = mark(workbench, "procedure", "remove")
    workbench.done("pair", "2025", "2026", "1.000894", "3.000001", "3.000002", "--same")
    found = carried(workbench)
    places = [(found[number]["new"]["procedure"], found[number]["new"]["element"]) for number in (first, last)]
    assert places == [("3.000001", "paper:1.2"), ("3.000002", "paper:1.1")]
    assert [found[number]["outcome"] for number in (first, last, whole)] == ["stays", "stays", "look-again"]
    assert "split" in found[whole]["causes"]


def test_procedures_that_were_to_be_merged_and_are_were_implemented(dated_edition: Callable[..., CommandLine]) -> None:
    merged = copy.deepcopy(MARRIAGE) | {"code": "3.000001", "name": "Đăng ký kết hôn và cấp bản sao trích lục"}
    merged["dossiers"][0]["papers"] += copy.deepcopy(RECORDS[1]["dossiers"][0]["papers"])
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", [merged, copy.deepcopy(RECORDS[2])])
    whole = mark(workbench, "procedure", "merge", "--to", "1.000894", code="2.000635")
    paper = mark(workbench, "paper:1.1", "remove", code="2.000635")
    workbench.done("pair", "2025", "2026", "1.000894", "3.000001", "--same")
    workbench.done("pair", "2025", "2026", "2.000635", "3.000001", "--same")
    found = carried(workbench)
    assert (found[whole]["outcome"], found[whole]["causes"]) == ("implemented", ["merged"])
    assert (found[paper]["outcome"], found[paper]["new"]["element"]) == ("stays", "paper:1.4")


def test_two_reviewers_marks_are_carried_under_their_own_names(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", RECORDS)
    mark(workbench, "paper:1.2", "remove")
    workbench.done("--as", "Trần Văn Minh", "mark", "1.000894", "paper:1.2", "keep", "--edition", "2025")
    carried(workbench, "--apply")
    before = {(one["author"], one["action"]) for one in workbench.json("marks", "--edition", "2025")}
    assert {(one["author"], one["action"]) for one in workbench.json("marks", "--edition", "2026")} == before
    assert len(before) == 2
    workbench.done("check")


def test_volumes_follow_a_procedure_to_its_new_code(dated_edition: Callable[..., CommandLine]) -> None:
    records = changed()
    records[0]["code"] = "1.015555"
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    for code, year in ((MARRIAGE["code"], "2024"), (MARRIAGE["code"], "2025"), ("2.000635", "2025")):
        workbench.done("volumes", "--edition", "2025", "--code", code, "--year", year, "--cases", "1200")
    workbench.done("volumes", "--code", "1.015555", "--year", "2025", "--cases", "900")
    before = workbench.json("volumes")
    told = workbench("carry", "2025", "2026")
    assert "--apply" in told.stderr and f"{MARRIAGE['code']} → 1.015555" in told.stderr
    assert workbench.json("volumes") == before
    told = workbench("carry", "2025", "2026", "--apply")
    assert f"{MARRIAGE['code']} → 1.015555" in told.stderr
    after = {(one["code"], one["year"]): one["subjects"] for one in workbench.json("volumes")}
    # What was said of the new code stands, and the older edition keeps its own.
    assert after == {(one["code"], one["year"]): one["subjects"] for one in before} | {("1.015555", 2024): 1200}
    assert "→" not in workbench("carry", "2025", "2026", "--apply").stderr
    workbench.done("undo")
    assert workbench.json("volumes") == before
    workbench.done("check")
