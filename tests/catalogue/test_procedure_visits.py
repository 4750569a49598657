"""What the steps of a procedure ask of the applicant and of the offices."""

from __future__ import annotations

from catalogue.records import Procedure, Step
from catalogue.step_reading import Purpose
from catalogue.step_words import Actor
from catalogue.visits import ProcedureVisits, Waiting, procedure_visits


def visits(*texts: str) -> ProcedureVisits:
    return procedure_visits(Procedure("Cấp giấy", steps=tuple(Step("", text) for text in texts)))


def test_handing_in_and_paying_at_one_step_is_one_coming_and_the_result_another() -> None:
    found = visits(
        "Bước 1: Người yêu cầu nộp hồ sơ tại Trung tâm Phục vụ hành chính công và nộp lệ phí.\n"
        "Bước 2: Bộ phận Một cửa kiểm tra hồ sơ, chuyển hồ sơ đến Sở Tư pháp.\n"
        "Bước 3: Trong thời hạn 05 ngày làm việc, Sở Tư pháp thẩm định hồ sơ.\n"
        "Bước 4: Giám đốc Sở Tư pháp ký quyết định.\n"
        "Bước 5: Người yêu cầu nhận kết quả trực tiếp hoặc qua dịch vụ bưu chính."
    )
    assert found.in_person == (("direct", 2), ("online", 0), ("postal", 0))
    assert found.asked == ((1, (Purpose.SUBMIT, Purpose.PAY)), (5, (Purpose.RECEIVE,)))
    assert found.agencies == (
        (Actor.ONE_STOP_DESK, "bộ phận một cửa"),
        (Actor.HANDLING_AGENCY, "sở tư pháp"),
        (Actor.LEADER, "giám đốc sở tư pháp"),
    )
    assert found.hand_overs == 2
    assert found.waiting == (Waiting(3, Actor.HANDLING_AGENCY, "Trong thời hạn 05 ngày làm việc"),)


def test_fingerprints_bring_even_an_online_applicant_to_the_office() -> None:
    found = visits(
        "Bước 1: Công dân nộp hồ sơ trực tuyến.\nBước 2: Cán bộ tiến hành thu nhận vân tay.\nBước 3: Trả kết quả."
    )
    assert dict(found.in_person)["online"] == 1


def test_a_step_offered_only_online_asks_nobody_to_come() -> None:
    assert visits("Doanh nghiệp nộp hồ sơ trực tuyến.").in_person == (("direct", 0), ("online", 0), ("postal", 0))


def test_adding_papers_is_counted_apart() -> None:
    found = visits(
        "- Cá nhân nộp hồ sơ tại Sở Tư pháp.\n"
        "- Sở Tư pháp kiểm tra hồ sơ; trường hợp hồ sơ chưa đầy đủ thì hướng dẫn bổ sung."
    )
    assert (dict(found.in_person)["direct"], found.if_supplemented) == (1, 1)


def test_a_result_named_in_two_steps_is_received_once() -> None:
    found = visits(
        "Bước 1: Cá nhân nộp hồ sơ.\nBước 2: Sở Tư pháp cấp giấy, trả kết quả.\nBước 3: Cá nhân nhận kết quả."
    )
    assert dict(found.in_person)["direct"] == 2


def test_of_ways_that_exclude_each_other_the_one_with_most_visits_counts() -> None:
    procedure = Procedure(
        "Giao đất",
        steps=(
            Step("Trình tự đối với trường hợp không thu tiền", "- Người xin giao đất nộp hồ sơ.\n- Sở ký giấy."),
            Step(
                "Trình tự đối với trường hợp nộp tiền",
                "- Người xin giao đất nộp hồ sơ.\n- Người xin giao đất nộp tiền.\n- Sở trao giấy chứng nhận.",
            ),
        ),
    )
    found = procedure_visits(procedure)
    assert dict(found.in_person)["direct"] == 3
    assert [position for position, _ in found.asked] == [3, 4, 5]


def test_an_officer_who_signs_a_receipt_makes_nobody_come() -> None:
    found = visits(
        "- Người yêu cầu nộp hồ sơ trực tuyến.\n"
        "- Cán bộ tiếp nhận hồ sơ ký, ghi rõ họ tên và giao cho người nộp hồ sơ giấy biên nhận."
    )
    assert dict(found.in_person)["online"] == 0
    found = visits("Công chức trả kết quả; hướng dẫn người yêu cầu ký, ghi rõ họ, tên trong Sổ đăng ký khai sinh.")
    assert dict(found.in_person)["online"] == 1


def test_a_verb_is_no_agency() -> None:
    found = visits("- Thụ lý hồ sơ;\n- Xác minh thiệt hại;\n- Sở Tư pháp ra quyết định.")
    assert [name for _, name in found.agencies] == ["sở tư pháp"]


def test_a_procedure_without_steps_asks_nothing() -> None:
    found = procedure_visits(Procedure("Cấp giấy"))
    assert found.in_person == (("direct", 0), ("online", 0), ("postal", 0))
    assert (found.asked, found.agencies, found.hand_overs, found.waiting, found.unread) == ((), (), 0, (), 0)


def test_a_step_that_names_nobody_is_counted_as_unread() -> None:
    assert visits("Bước 1: Sử dụng mẫu dấu theo quy định.\nBước 2: Trả kết quả.").unread == 1
