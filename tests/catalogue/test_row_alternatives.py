"""Which rows of a dossier stand for each other."""

from __future__ import annotations

import pytest

from catalogue.row_alternatives import row_groups


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
