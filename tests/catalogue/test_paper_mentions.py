"""Which papers a row asks for, of those that it names; rows are real ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.paper_mentions import asked_mentions, names_papers, without_authority


def asked(text: str) -> list[str]:
    """Return the parts of a row that name a paper it asks for."""
    return [part for part, _ in asked_mentions(text)]


@pytest.mark.parametrize(
    ("row", "papers"),
    [
        ("Bản sao Giấy khai sinh", ["Giấy khai sinh"]),
        (
            "4. Tài liệu, bao gồm Giấy chứng nhận đủ điều kiện kinh doanh dược hoặc Giấy chứng nhận Thực hành tốt",
            ["Giấy chứng nhận đủ điều kiện kinh doanh dược", "Giấy chứng nhận Thực hành tốt"],
        ),
        (
            "- Tài liệu chứng minh thuộc trường hợp được xin đích danh, bao gồm:+) Bản sao giấy chứng nhận kết hôn của "
            "cha dượng hoặc mẹ kế",
            ["giấy chứng nhận kết hôn của cha dượng hoặc mẹ kế"],
        ),
        (
            "trường hợp cha, mẹ của trẻ đã đăng ký kết hôn thì phải xuất trình Giấy chứng nhận kết hôn",
            ["Giấy chứng nhận kết hôn"],
        ),
        (
            "phải nộp bản sao trích lục hộ tịch về việc đã ghi vào sổ việc ly hôn (Trích lục ghi chú ly hôn);",
            ["trích lục hộ tịch về việc đã ghi vào sổ việc ly hôn (", "Trích lục ghi chú ly hôn)"],
        ),
        (
            "1. Đơn đề nghị cấp giấy phép theo mẫu\n2. Bản sao có chứng thực:\no Giấy chứng nhận đăng ký xe",
            ["Giấy chứng nhận đăng ký xe"],
        ),
        (
            "Chứng nhận đăng ký xe (trường hợp đổi chứng nhận đăng ký xe) hoặc biển số xe (trường hợp đổi biển số xe).",
            ["Chứng nhận đăng ký xe (trường hợp đổi chứng nhận đăng ký xe)", "biển số xe (trường hợp đổi biển số xe)."],
        ),
        ("1. Đơn đề nghị. 2. Giấy phép thi công. 3. Ảnh 3x4 cm", ["Giấy phép thi công", "Ảnh 3x4 cm"]),
        ("Các giấy tờ: giấy phép thi công, hợp đồng thuê đất", ["giấy phép thi công"]),
        ("Giấy chứng nhận đăng ký tàu cá và hợp đồng mua bán tàu", ["Giấy chứng nhận đăng ký tàu cá"]),
        ("Hợp đồng thuê đất hoặc giấy chứng nhận quyền sử dụng đất", ["giấy chứng nhận quyền sử dụng đất"]),
        (
            "phải có văn bản ủy quyền và thẻ căn cước của người được ủy quyền",
            ["văn bản ủy quyền", "thẻ căn cước của người được ủy quyền"],
        ),
        (
            "Cơ quan giải quyết thủ tục có trách nhiệm khai thác thông tin về đăng ký doanh nghiệp, nếu không thể khai "
            "thác được thông tin này thì người yêu cầu đăng ký nộp giấy chứng nhận đăng ký doanh nghiệp.",
            ["giấy chứng nhận đăng ký doanh nghiệp."],
        ),
    ],
)
def test_the_papers_that_a_row_asks_for_are_found_wherever_they_stand(row: str, papers: list[str]) -> None:
    assert asked(row) == papers


@pytest.mark.parametrize(
    "row",
    [
        "Đơn đề nghị cấp Giấy phép lái xe",
        "Cán bộ tiếp nhận tra cứu; trường hợp không tra cứu được thì không phải nộp Giấy chứng nhận kết hôn",
        "Giấy khai thu hồi chứng nhận đăng ký xe, biển số xe (Mẫu ĐKX11)",
        "Các tài liệu liên quan đến việc thay đổi nội dung giấy chứng nhận (nếu có).",
        "trừ trường hợp được miễn giấy phép theo quy định của Luật Xây dựng",
        "Văn bản giải trình trước thời điểm đề nghị cấp Chứng chỉ hành nghề luật sư",
        "- Mẫu điện tử tương tác yêu cầu cấp bản sao Giấy khai sinh, bản sao Trích lục hộ tịch",
        "Trường hợp giấy phép lao động bị mất thì phải báo cơ quan Công an cấp xã",
        "",
    ],
)
def test_papers_that_a_row_only_speaks_of_are_not_asked_for(row: str) -> None:
    assert asked(row) == []


def test_an_application_is_followed_by_no_paper_of_its_own_unless_a_copy_is_asked_for() -> None:
    row = "Đơn đề nghị cấp lại Giấy phép sát hạch và bản sao Quyết định thành lập"
    assert asked(row) == ["Quyết định thành lập"]


def test_the_clause_of_a_paper_is_kept_with_it() -> None:
    row = "Nộp lệ phí; Người nước ngoài phải nộp bản sao hộ chiếu"
    assert asked_mentions(row) == (("hộ chiếu", "Người nước ngoài phải nộp bản sao hộ chiếu"),)


def test_the_authority_between_head_and_subject_is_no_part_of_a_name() -> None:
    said = "Quyết định của Chủ tịch nước về việc cho nhập quốc tịch Việt Nam"
    assert without_authority(said) == "Quyết định cho nhập quốc tịch Việt Nam"
    assert without_authority("Quyết định giao đất") == "Quyết định giao đất"


def test_a_row_without_a_word_for_a_paper_names_none() -> None:
    assert names_papers("Bản sao Giấy khai sinh")
    assert not names_papers("02 tấm chân dung cỡ 3 x 4 cm")


@given(st.text(alphabet="giấy phép quyết định bản sao hoặc,;:()\n.-1ABđề nghị cấp", max_size=300))
def test_every_part_is_a_piece_of_its_clause(row: str) -> None:
    for part, clause in asked_mentions(row):
        assert part in clause


@pytest.mark.parametrize(
    "row",
    [
        "Ảnh cỡ 4x6 chụp theo kiểu căn cước/căn cước công dân, không quá 06 tháng",
        "02 ảnh chân dung kiểu chứng minh nhân dân hoặc căn cước công dân",
    ],
)
def test_a_photograph_that_looks_like_the_one_on_a_card_asks_for_no_card(row: str) -> None:
    assert all("ảnh" in part.lower() for part in asked(row))


def test_a_card_beside_such_a_photograph_is_asked_for() -> None:
    assert asked("02 ảnh kiểu chứng minh nhân dân và bản sao thẻ căn cước")[-1] == "thẻ căn cước"
