"""The names of the papers that a procedure's result hands over, and results of one class told from those of another."""

from __future__ import annotations

import pytest

from catalogue.issuer_names import grades, of_other_grades, result_keys, ungraded
from catalogue.issuers import IssuedResult, IssuerIndex
from catalogue.paper_identity import name_key


@pytest.mark.parametrize(
    ("result", "procedure", "name"),
    [
        (
            "Giấy phép sử dụng tần số và thiết bị vô tuyến điện",
            "Cấp giấy phép sử dụng tần số vô tuyến điện",
            "Giấy phép sử dụng tần số vô tuyến điện",
        ),
        ("Chứng chỉ hành nghề đo đạc hạng II", "Cấp chứng chỉ", "Chứng chỉ hành nghề đo đạc"),
        (
            "Văn bản chấp thuận đóng mới, cải hoán, thuê, mua tàu cá",
            "Cấp văn bản chấp thuận",
            "Văn bản chấp thuận đóng mới tàu cá",
        ),
        (
            "Quyết định của Chủ tịch nước cho thôi quốc tịch Việt Nam",
            "Thôi quốc tịch Việt Nam",
            "Quyết định cho thôi quốc tịch Việt Nam",
        ),
    ],
)
def test_a_result_is_known_by_names_that_papers_ask_for(result: str, procedure: str, name: str) -> None:
    assert name_key(name) in result_keys(result, procedure)


@pytest.mark.parametrize(
    ("result", "procedure", "name"),
    [
        ("Giấy phép lái xe", "Đổi giấy phép lái xe quân sự", "Giấy phép lái xe quân sự"),
        ("Văn bản trả lời", "Cấp giấy phép sử dụng tần số", "Giấy phép sử dụng tần số"),
        (
            "Giấy phép thành lập chi nhánh, công ty luật nước ngoài",
            "Cấp lại",
            "Giấy phép thành lập chi nhánh nước ngoài",
        ),
    ],
)
def test_a_result_is_not_known_by_what_it_does_not_hand_over(result: str, procedure: str, name: str) -> None:
    assert name_key(name) not in result_keys(result, procedure)


def test_classes_and_numbers_of_a_paper_are_read_with_their_word() -> None:
    assert grades("Phiếu lý lịch tư pháp số 1, số 2") == {("số", "1"), ("số", "2")}
    assert grades("Chứng chỉ hành nghề hạng II") == {("hạng", "ii")}
    assert grades("Đơn theo Mẫu số 01 Nghị định số 15/2021/NĐ-CP") == frozenset()
    assert ungraded("Số lưu hành thiết bị y tế loại C, D") == "Số lưu hành thiết bị y tế"
    assert of_other_grades(grades("hạng I"), grades("hạng II"))
    assert not of_other_grades(grades("hạng I"), grades("loại 2"))


def test_a_paper_of_one_class_is_supplied_by_results_of_that_class_or_of_none() -> None:
    results = [
        IssuedResult(1, "Cấp Phiếu lý lịch tư pháp", "Phiếu lý lịch tư pháp số 1"),
        IssuedResult(2, "Cấp Phiếu lý lịch tư pháp cho cơ quan tố tụng", "Phiếu lý lịch tư pháp số 2"),
        IssuedResult(3, "Cấp Phiếu lý lịch tư pháp", "Phiếu lý lịch tư pháp"),
    ]
    index = IssuerIndex(results)
    assert {found.procedure for found in index.suppliers("Phiếu lý lịch tư pháp số 1")} == {1, 3}
    assert {found.procedure for found in index.suppliers("Phiếu lý lịch tư pháp")} == {1, 2, 3}


def test_a_name_ends_before_the_way_of_handing_in_and_without_the_authority_in_it() -> None:
    index = IssuerIndex(
        [
            IssuedResult(1, "Cấp Giấy phép", "Giấy phép thành lập trung tâm hòa giải thương mại"),
            IssuedResult(2, "Xác nhận", "Giấy xác nhận điều kiện diện tích bình quân nhà ở"),
        ]
    )

    def suppliers(text: str) -> list[int]:
        return [found.procedure for found in index.suppliers(text)]

    assert suppliers("Giấy phép thành lập Trung tâm hòa giải thương mại qua dịch vụ bưu chính") == [1]
    assert suppliers("Xác nhận của Ủy ban nhân dân cấp xã về điều kiện diện tích bình quân nhà ở") == [2]


def test_what_stands_before_an_and_is_asked_for_by_itself_too() -> None:
    index = IssuerIndex([IssuedResult(1, "Cấp giấy phép", "Giấy phép nhân viên hàng không")])
    assert [found.procedure for found in index.suppliers("Giấy phép nhân viên hàng không và năng định")] == [1]


def test_a_branch_s_paper_is_not_its_head_s_where_the_procedure_tells_the_result() -> None:
    branch = IssuedResult(
        1,
        "Đăng ký hoạt động cho chi nhánh Trung tâm tư vấn pháp luật",
        "Giấy đăng ký hoạt động của Chi nhánh Trung tâm tư vấn pháp luật",
    )
    index = IssuerIndex([branch])
    assert index.suppliers("Giấy đăng ký hoạt động Trung tâm tư vấn pháp luật") == ()
    assert index.suppliers("Giấy đăng ký hoạt động của Chi nhánh Trung tâm tư vấn pháp luật") != ()
