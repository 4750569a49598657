"""Papers that rows describe instead of naming, and what must not be taken for a description."""

from __future__ import annotations

import pytest

from catalogue.described_papers import descriptions_asked, descriptions_met
from catalogue.issuers import IssuedResult, IssuerIndex

LAND = "Tách thửa hoặc hợp thửa đất"


def linked(text: str, *results: tuple[str, str], procedure: str = "") -> list[int]:
    """The places of the results that a row is linked to, each given as (procedure, result)."""
    index = IssuerIndex(IssuedResult(at, name, result) for at, (name, result) in enumerate(results))
    return sorted(supply.procedure for supply in index.suppliers(text, procedure))


@pytest.mark.parametrize(
    ("text", "name", "result"),
    [
        (
            "Quyết định xử phạt vi phạm hành chính và giấy tờ chứng minh đã thực hiện quyết định xử phạt",
            "Thủ tục nộp tiền vào ngân sách nhà nước",
            "lai thu thuế, phí, lệ phí và thu phạt vi phạm hành chính",
        ),
        (
            "(2) Bản gốc Giấy chứng nhận đã cấp.",
            "Đính chính Giấy chứng nhận đã cấp",
            "• Đính chính trên Giấy chứng nhận đã cấp hoặc cấp mới Giấy chứng nhận quyền sử dụng đất.",
        ),
        (
            "Giấy tờ chứng minh đã thực hiện nghĩa vụ thuế đối với việc chuyển nhượng Văn phòng Thừa phát lại;",
            "Thủ tục xác nhận hoàn thành nghĩa vụ nộp thuế",
            "Xác nhận việc thực hiện nghĩa vụ nộp thuế",
        ),
        (
            "Trích lục hoặc quyết định thay đổi hoặc cải chính hộ tịch, xác định lại dân tộc",
            "Thủ tục thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc",
            "Trích lục thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc",
        ),
        (
            "giấy tờ hợp lệ khác chứng minh quan hệ cha con, mẹ con",
            "Thủ tục đăng ký nhận cha, mẹ, con",
            "Trích lục đăng ký nhận cha, mẹ, con",
        ),
        (
            "- Giấy tờ, tài liệu chứng minh việc sở hữu chỗ ở hợp pháp.",
            "Xác nhận về điều kiện diện tích bình quân nhà ở để đăng ký thường trú",
            "Xác nhận tình trạng chỗ ở hợp pháp, diện tích nhà ở tối thiểu để đăng ký thường trú, đăng ký tạm trú",
        ),
        (
            "- Một trong các loại giấy tờ hợp pháp về đất đai theo quy định tại Điều 53 Nghị định số 175/2024/NĐ-CP",
            "Giao đất, cho thuê đất đối với trường hợp không đấu giá quyền sử dụng đất",
            "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
        ),
        (
            "giấy chứng nhận quyền sở hữu, quyền sử dụng đối với tài sản mà pháp luật quy định phải đăng ký",
            LAND,
            "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
        ),
        (
            "kết quả thực hiện thủ tục hành chính về phòng cháy, chữa cháy đối với hồ sơ thiết kế",
            "Thẩm định thiết kế về phòng cháy chữa cháy",
            "Văn bản thẩm định thiết kế về phòng cháy và chữa cháy",
        ),
        ("Văn bằng bảo hộ đã được cấp", "Thủ tục đăng ký nhãn hiệu", "Giấy chứng nhận đăng ký nhãn hiệu"),
        (
            "Trường hợp xóa đăng ký theo yêu cầu thì bản án, quyết định có hiệu lực của Tòa án là tài liệu phải có",
            "Đăng ký cấp sao bản án, tài liệu trong hồ sơ vụ án",
            "Văn bản tố tụng của Tòa án theo tiến trình giải quyết",
        ),
    ],
)
def test_a_described_paper_is_supplied_by_the_result_that_fits_it(text: str, name: str, result: str) -> None:
    assert linked(text, (name, result)) == [0]


@pytest.mark.parametrize(
    "text",
    [
        "Giấy tờ chứng minh đủ điều kiện quy định tại khoản 3, 4 Điều 17 của Nghị định số 08/2020/NĐ-CP",
        "Giấy tờ của chủ xe theo quy định;",
        "Một trong các loại giấy tờ theo quy định tại Điều 137 của Luật Đất đai",
        "Các loại giấy tờ về miễn, giảm nghĩa vụ tài chính (nếu có)",
        "Giấy tờ làm căn cứ thay đổi, cải chính, bổ sung thông tin hộ tịch.",
        "Giấy tờ chứng minh tình trạng hôn nhân của người nước ngoài do cơ quan nước ngoài cấp",
        "giấy tờ chứng minh nơi thường trú ở khu vực biên giới của công dân nước láng giềng",
        "Giá trị sử dụng của giấy tờ chứng minh tình trạng hôn nhân là 06 tháng",
    ],
)
def test_conditions_and_other_states_papers_describe_nothing(text: str) -> None:
    assert descriptions_asked(text) == ()


def test_an_approved_design_is_not_an_accepted_building() -> None:
    text = "kết quả thực hiện thủ tục hành chính về phòng cháy, chữa cháy đối với hồ sơ thiết kế"
    accepted = (
        "Nghiệm thu về phòng cháy chữa cháy",
        "Văn bản chấp thuận kết quả nghiệm thu về phòng cháy và chữa cháy",
    )
    assert linked(text, accepted) == []


def test_a_remark_describes_no_paper_that_is_asked_for() -> None:
    remark = "Lưu ý đối với các giấy tờ: - Người nộp hồ sơ trực tiếp phải xuất trình giấy tờ tùy thân"
    assert descriptions_asked(remark) == ()
    assert descriptions_asked("Thẻ BHYT và giấy tờ chứng minh về nhân thân của người đó") == ("identity",)


def test_who_gives_up_a_nationality_has_it() -> None:
    given_up = ("Thôi quốc tịch Việt Nam ở trong nước", "Quyết định cho thôi quốc tịch Việt Nam của Chủ tịch nước")
    assert linked("Giấy tờ chứng minh người xin thôi quốc tịch Việt Nam có quốc tịch Việt Nam", given_up) == []
    assert linked("Giấy tờ chứng minh đã được Chủ tịch nước cho thôi quốc tịch Việt Nam", given_up) == [0]


def test_what_stands_in_an_exemption_or_names_the_case_is_not_asked_for() -> None:
    assert descriptions_asked("Tờ khai, trừ trường hợp có giấy tờ chứng minh quan hệ cha, mẹ, con") == ()
    shared = (
        "Văn bản thỏa thuận của các thành viên đối với trường hợp đổi hoặc giấy chứng nhận đã cấp không còn dòng trống"
    )
    assert descriptions_asked(shared, LAND) == ()
    wrong = "Giấy tờ chứng minh sai sót so với thông tin trên Giấy chứng nhận đã cấp"
    assert descriptions_asked(wrong, LAND) == ()


def test_the_certificate_already_issued_is_another_one_where_the_asker_is_about_another() -> None:
    text = "Bản gốc Giấy chứng nhận đã cấp"
    assert descriptions_asked(text, "Cấp lại Giấy chứng nhận do bị mất") == ("land-certificate",)
    assert descriptions_asked(text, "Cấp lại giấy chứng nhận đủ điều kiện về an ninh, trật tự") == ()


def test_what_withdraws_or_certifies_an_application_is_no_land_certificate() -> None:
    assert descriptions_met("Giấy chứng nhận.", LAND) == ("land-certificate",)
    assert descriptions_met("Giấy chứng nhận quyền sử dụng đất (nếu có)", LAND) == ("land-certificate",)
    withdrawn = ("Quyết định thu hồi Giấy chứng nhận đã cấp sai quy định", "Thu hồi Giấy chứng nhận đã cấp lần đầu")
    assert descriptions_met(*withdrawn) == ()
    noted = "Xác nhận vào đơn đăng ký cấp giấy chứng nhận quyền sử dụng đất."
    assert descriptions_met(noted, "Xác nhận nguồn gốc đất") == ()
    assert linked("Giấy chứng nhận đã cấp", (withdrawn[1], withdrawn[0]), procedure=LAND) == []


def test_an_application_to_amend_a_licence_does_not_ask_for_it() -> None:
    licence = "Giấy phép kinh doanh sản phẩm, dịch vụ an toàn thông tin mạng"
    assert linked(f"Đơn đề nghị sửa đổi, bổ sung {licence}.", (f"Cấp {licence}", licence)) == []
    assert linked(f"Bổ sung {licence}", (f"Cấp {licence}", licence)) == [0]


def test_the_procedure_that_asks_says_what_a_name_leaves_out() -> None:
    results = [
        ("Cấp giấy phép thành lập Công ty luật nước ngoài", "Giấy phép thành lập công ty luật nước ngoài"),
        ("Cấp Giấy phép thành lập chi nhánh", "Giấy phép thành lập chi nhánh của công ty luật nước ngoài tại Việt Nam"),
    ]
    text = "Bản chính Giấy phép thành lập của các công ty luật bị sáp nhập"
    assert linked(text, *results, procedure="Sáp nhập công ty luật nước ngoài") == [0]
    card = [("Cấp văn bản cho phép", "Văn bản đồng ý cho phép sử dụng thẻ ABTC")]
    assert linked("văn bản cho phép sử dụng thẻ của cấp có thẩm quyền", *card, procedure="Cấp mới thẻ ABTC") == [0]


def test_a_national_licence_is_not_the_international_one_that_is_applied_for() -> None:
    results = [
        ("Cấp giấy phép lái xe quốc tế", "Giấy phép lái xe quốc tế"),
        ("Cấp giấy phép lái xe", "Giấy phép lái xe"),
    ]
    text = "Xuất trình Bản chính giấy phép lái xe quốc gia do Việt Nam cấp"
    assert linked(text, *results, procedure="Cấp giấy phép lái xe quốc tế") == [1]


def test_a_very_long_row_is_read_and_links_nothing_by_chance() -> None:
    text = "Giấy tờ chứng minh đáp ứng điều kiện theo quy định của pháp luật chuyên ngành. " * 65
    assert len(text) > 5_000
    assert linked(text, (LAND, "Giấy chứng nhận"), ("Đăng ký khai sinh", "Giấy khai sinh")) == []
