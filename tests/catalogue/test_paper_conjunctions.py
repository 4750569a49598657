"""Which papers one row asks for together; the rows are real ones of the national portal (June 2026), some shortened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.paper_conjunctions import papers_together
from catalogue.paper_identity import paper_name


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("Học bạ và bằng tốt nghiệp trung học phổ thông;", ["Học bạ", "bằng tốt nghiệp trung học phổ thông"]),
        (
            "a) Giấy chứng nhận hộ cận nghèo kèm theo Giấy chứng nhận khuyết tật do cơ quan có thẩm quyền cấp;",
            ["Giấy chứng nhận hộ cận nghèo", "Giấy chứng nhận khuyết tật"],
        ),
        (
            "Quyết định hưởng trợ cấp xã hội hàng tháng; Quyết định tiếp nhận đối tượng vào chăm sóc, nuôi dưỡng",
            ["Quyết định hưởng trợ cấp xã hội hàng tháng", "Quyết định tiếp nhận đối tượng vào chăm sóc, nuôi dưỡng"],
        ),
        (
            "Giấy khai sinh; Giấy chứng nhận kết hôn hoặc Giấy xác nhận tình trạng hôn nhân",
            ["Giấy khai sinh", "Giấy chứng nhận kết hôn"],
        ),
        (
            "Sơ yếu lý lịch tự thuật, phiếu lý lịch tư pháp và văn bản chấp thuận",
            ["Sơ yếu lý lịch tự thuật", "phiếu lý lịch tư pháp", "văn bản chấp thuận"],
        ),
    ],
)
def test_papers_joined_by_and_or_a_semicolon_are_each_asked_for(row: str, names: list[str]) -> None:
    assert [paper_name(part) for part in papers_together(row)] == names


@pytest.mark.parametrize(
    "row",
    [
        "Giấy chứng sinh",
        "Hộ chiếu hoặc thẻ căn cước công dân",
        "Chứng minh nhân dân/Thẻ căn cước công dân/Hộ chiếu",
        "Giấy khai sinh, hộ chiếu, thẻ căn cước",
        "Giấy khai sinh và hộ chiếu hoặc thẻ căn cước",
        "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất",
        "Đơn đề nghị cấp Giấy phép và Giấy chứng nhận",
        "Một trong các giấy tờ: Giấy khai sinh; Hộ chiếu",
        "Giấy khai sinh; trường hợp không có thì nộp Giấy chứng sinh",
        "02 ảnh mới chụp, cỡ 2 x 3cm (01 ảnh dán vào tờ khai; 01 ảnh để rời)",
        "Đơn đề nghị theo mẫu số 11 ban hành kèm theo Quyết định này",
        "Bản sao bằng tốt nghiệp trung cấp;\nhoặc bản sao bằng tốt nghiệp đại học và chứng chỉ nghiệp vụ",
        "",
    ],
)
def test_alternatives_cases_and_names_that_list_things_are_one_need(row: str) -> None:
    assert papers_together(row) == ()


_PIECES = ["Giấy khai sinh", "hộ chiếu", "; ", " và ", " hoặc ", "(", ")", "\n", ", "]


@given(st.lists(st.sampled_from(_PIECES), max_size=9))
def test_parts_are_words_of_the_row_in_its_order(pieces: list[str]) -> None:
    row = "".join("".join(pieces).split())
    at = 0
    for part in papers_together("".join(pieces)):
        words = "".join(part.split())
        found = row.find(words, at)
        assert words and found >= at
        at = found + len(words)
