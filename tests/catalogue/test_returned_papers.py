"""A paper that went and came back under another name, told from one that is another paper."""

from __future__ import annotations

import pytest

from catalogue.differences import Change, ChangedPart, ChangeKind
from catalogue.returned_papers import names_alike, returned_as


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Giấy xác nhận tình trạng hôn nhân",
            "Văn bản về tình trạng hôn nhân của hai bên, có xác nhận của Trưởng thôn",
        ),
        ("Giấy khám sức khỏe", "Kết quả khám sức khoẻ trong 06 tháng"),
        ("Sơ yếu lý lịch", "Bản khai sơ yếu lí lịch theo mẫu"),
    ],
)
def test_a_paper_under_another_name_is_known_by_its_words(one: str, other: str) -> None:
    assert names_alike(one, other) and names_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Giấy chứng sinh", "Giấy chứng tử"),
        ("Đơn đề nghị cấp giấy phép xây dựng", "Bản sao Giấy chứng nhận quyền sử dụng đất"),
        ("Giấy tờ", "Giấy tờ"),
    ],
)
def test_words_that_every_paper_has_make_no_paper_the_same(one: str, other: str) -> None:
    assert not names_alike(one, other)


def test_only_a_paper_that_was_added_can_be_the_one_that_went() -> None:
    gone = Change(ChangedPart.PAPER, ChangeKind.REMOVED, old="Giấy khám sức khỏe", old_address="paper:1.2")
    came = Change(ChangedPart.PAPER, ChangeKind.ADDED, new="Kết quả khám sức khỏe", new_address="paper:1.4")
    step = Change(ChangedPart.STEP, ChangeKind.ADDED, new="Khám sức khỏe", new_address="step:4")
    assert returned_as(gone, [step, gone, came]) == came
    assert returned_as(gone, [step, gone]) is None
    assert returned_as(came, [came]) is None
