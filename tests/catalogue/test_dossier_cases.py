"""Which dossiers add up and which exclude each other, and which rows stand for each other; headings are real ones."""

from __future__ import annotations

import pytest

from catalogue.dossier_cases import dossier_cases, row_groups


@pytest.mark.parametrize(
    ("headings", "cases"),
    [
        ([""], (0,)),
        ([], ()),
        (["* Giấy tờ phải nộp:", "* Giấy tờ phải xuất trình:", "* Lưu ý:", ""], (0, 0, 0, 0)),
        (["", "Đối với trường hợp giao rừng, cho thuê rừng thì phải có thêm"], (0, 2)),
        (["Nhóm 1 gồm các văn bản, tài liệu sau", "Nhóm 2 gồm các văn bản, tài liệu sau"], (0, 0)),
        (
            [
                "Đối với trường hợp chủ đầu tư dự án nộp hồ sơ đăng ký",
                "Đối với trường hợp người nhận chuyển nhượng quyền sử dụng đất",
            ],
            (1, 2),
        ),
        (["Người yêu cầu chứng thực nộp 01 (một) bộ hồ sơ yêu cầu chứng thực"], (0,)),
        (["Hồ sơ đối với cá nhân", "Hồ sơ đối với tổ chức", "Thành phần hồ sơ khác"], (1, 2, 0)),
    ],
)
def test_dossiers_exclude_each_other_unless_their_headings_add_up(headings: list[str], cases: tuple[int, ...]) -> None:
    assert dossier_cases(headings) == cases


def test_rows_under_one_of_the_following_with_marks_of_their_own_are_alternatives() -> None:
    rows = [
        "- Đơn đề nghị",
        "- Chứng cứ chứng minh quan hệ cha, con gồm một trong các giấy tờ sau đây:",
        "+ Văn bản của cơ quan y tế",
        "+ Thư từ, phim ảnh, băng, đĩa",
        "- Giấy chứng sinh",
        "+ Bản sao",
    ]
    assert row_groups(rows) == (0, 0, 2, 2, 0, 0)


@pytest.mark.parametrize(
    "rows",
    [
        ["Một trong các giấy tờ sau:"],
        ["- Một trong các giấy tờ sau:", "- Hộ chiếu", "- Thẻ căn cước"],
        ["Một trong các giấy tờ sau:", "Hộ chiếu", "Thẻ căn cước"],
        ["- Một trong các giấy tờ quy định tại khoản 2", "+ Hộ chiếu"],
        [],
    ],
)
def test_rows_that_cannot_be_told_from_what_follows_stand_for_themselves(rows: list[str]) -> None:
    assert set(row_groups(rows)) <= {0}
