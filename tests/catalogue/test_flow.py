"""Procedures as flows: steps in their lanes, decisions where the words say so, papers and notes in their places."""

from __future__ import annotations

from catalogue.flow import Flow, NodeKind, read_flow
from catalogue.records import Dossier, Paper, Procedure, Result, Step
from catalogue.step_branches import BranchKind
from catalogue.step_words import Actor

STEPS = Step(
    "",
    "Bước 1: Người yêu cầu nộp hồ sơ tại Bộ phận Một cửa của UBND cấp xã.\n"
    "Bước 2: Công chức tiếp nhận kiểm tra hồ sơ. Trường hợp hồ sơ đầy đủ, hợp lệ thì cấp giấy tiếp nhận. "
    "Trường hợp hồ sơ chưa đầy đủ thì hướng dẫn bổ sung, hoàn thiện. "
    "Nếu không đủ điều kiện thì từ chối và trả lại hồ sơ.\n"
    "Bước 3: Chủ tịch UBND cấp xã ký Giấy chứng nhận kết hôn.\n"
    "Bước 4: Người yêu cầu nhận kết quả tại Bộ phận Một cửa.",
)
MARRIAGE = Procedure(
    name="Đăng ký kết hôn",
    steps=(STEPS,),
    dossiers=(Dossier("", (Paper("- Tờ khai đăng ký kết hôn;"), Paper("Giấy xác nhận tình trạng hôn nhân"))),),
    results=(Result("", "Giấy chứng nhận kết hôn"),),
)


def ways(flow: Flow) -> set[tuple[str, str]]:
    return {(line.source, line.target) for line in flow.lines}


def test_steps_follow_each_other_in_the_lanes_of_those_who_act() -> None:
    flow = read_flow(MARRIAGE, "1.000894")
    tasks = {node.id: node.actor for node in flow.nodes if node.address}
    assert list(tasks) == ["step_1", "step_2", "step_3", "step_4"]
    assert (tasks["step_1"], tasks["step_2"], tasks["step_3"]) == (
        Actor.APPLICANT,
        Actor.ONE_STOP_DESK,
        Actor.LEADER,
    )
    assert {("start", "step_1"), ("step_1", "step_2"), ("step_3", "step_4"), ("step_4", "end")} <= ways(flow)


def test_an_incomplete_dossier_goes_back_and_a_refused_one_ends() -> None:
    flow = read_flow(MARRIAGE)
    assert {
        ("step_2", "decision_2"),
        ("decision_2", "supplement_2"),
        ("supplement_2", "step_2"),
        ("decision_2", "refused_2"),
        ("decision_2", "step_3"),
    } <= ways(flow)
    kinds = {line.target: line.branch for line in flow.lines if line.source == "decision_2"}
    assert kinds == {"supplement_2": BranchKind.INCOMPLETE, "refused_2": BranchKind.REFUSED, "step_3": None}
    supplement = next(node for node in flow.nodes if node.id == "supplement_2")
    assert supplement.actor is Actor.APPLICANT and "bổ sung" in supplement.text


def test_a_step_is_called_by_its_words_without_number() -> None:
    names = [node.name for node in read_flow(MARRIAGE).nodes if node.address]
    assert names[0] == "Người yêu cầu nộp hồ sơ tại Bộ phận Một cửa của UBND cấp xã."
    assert all(len(name) <= 81 and not name.startswith("Bước") for name in names)


def test_papers_go_into_the_step_that_hands_them_in_and_results_come_out_at_the_end() -> None:
    flow = read_flow(MARRIAGE)
    assert (flow.taken_in_by, flow.issued_by) == ("step_1", "step_4")
    assert [paper.name for paper in flow.papers] == ["Tờ khai đăng ký kết hôn", "Giấy xác nhận tình trạng hôn nhân"]
    assert [(result.address, result.name) for result in flow.results] == [("result:1", "Giấy chứng nhận kết hôn")]
    assert read_flow(MARRIAGE, papers=False).papers == ()


def test_headings_and_notes_among_the_rows_are_drawn_as_no_papers_and_addresses_stay() -> None:
    rows = (Paper("* Giấy tờ phải nộp:"), Paper("- Tờ khai đăng ký kết hôn;"), Paper("Lưu ý: nộp bản chính."))
    flow = read_flow(Procedure(name="Đăng ký kết hôn", steps=(STEPS,), dossiers=(Dossier("", rows),)))
    assert [paper.address for paper in flow.papers] == ["paper:1.2"]


def test_papers_go_into_the_first_step_of_the_applicant_where_none_says_that_they_are_handed_in() -> None:
    text = "Bước 1: Công an cấp xã lập danh sách.\nBước 2: Công dân đến Công an cấp xã.\nBước 3: Công an cấp xã ký."
    assert read_flow(Procedure(name="Cấp lại thẻ", steps=(Step("", text),))).taken_in_by == "step_2"


def test_ways_side_by_side_begin_at_a_choice_and_end_each() -> None:
    text = (
        "1. Đối với trường hợp đăng ký trực tiếp:\nBước 1: Người yêu cầu nộp hồ sơ.\n"
        "Bước 2: Công chức tiếp nhận kiểm tra hồ sơ.\n"
        "2. Đối với trường hợp đăng ký trực tuyến:\nBước 1: Người yêu cầu nộp hồ sơ qua mạng.\n"
        "Bước 2: Công chức tiếp nhận kiểm tra hồ sơ."
    )
    flow = read_flow(Procedure(name="Đăng ký", steps=(Step("", text),)))
    chosen = [line for line in flow.lines if line.source == "choice"]
    assert [line.name for line in chosen] == ["Trường hợp 1", "Trường hợp 2"]
    assert sum(node.kind is NodeKind.END for node in flow.nodes) == 2


def test_a_procedure_without_steps_still_begins_and_ends() -> None:
    flow = read_flow(Procedure(name="Đăng ký khai tử"))
    assert ways(flow) == {("start", "end")}
    assert (flow.taken_in_by, flow.issued_by) == ("", "")


def test_notes_are_kept_with_their_elements_and_empty_ones_are_not() -> None:
    flow = read_flow(MARRIAGE, notes={"step:1": ["BỎ", "Trùng lặp"], "paper:1.1": ["\u200b"]})
    assert flow.notes == (("step:1", "BỎ\nTrùng lặp"),)
