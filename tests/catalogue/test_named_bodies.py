"""Who is gone to: one body counts once, however its name is cut and spelled."""

from __future__ import annotations

import pytest

from catalogue.effort import effort
from catalogue.named_bodies import body_key, named_bodies
from catalogue.records import Agencies, Procedure


@pytest.mark.parametrize(
    ("listed", "bodies"),
    [
        (("Ủy ban Nhân dân\u00a0xã", "phường", "thị trấn."), ("Ủy ban Nhân dân xã, phường, thị trấn",)),
        (("Ủy ban Nhân dân xã; phường; thị trấn.",), ("Ủy ban Nhân dân xã, phường, thị trấn",)),
        (
            ("Cục cảnh sát quản lý hành chính về trật tự", "xã hội", "Công an tỉnh"),
            ("Cục cảnh sát quản lý hành chính về trật tự, xã hội", "Công an tỉnh"),
        ),
        (("UBND cấp xã", "ỦY BAN NHÂN DÂN CẤP XÃ", "Uỷ ban nhân dân xã, phường"), ("UBND cấp xã",)),
        (("Sở Tư pháp; Ủy ban nhân dân cấp tỉnh",), ("Sở Tư pháp", "Ủy ban nhân dân cấp tỉnh")),
        (("", ";", "."), ()),
    ],
)
def test_a_body_whose_name_was_cut_or_spelled_otherwise_is_one(
    listed: tuple[str, ...], bodies: tuple[str, ...]
) -> None:
    assert named_bodies(listed) == bodies
    assert effort(Procedure("Cấp giấy", agencies=Agencies(implementing=listed))).agencies == bodies


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ủy ban nhân dân xã, phường, thị trấn", "UBND cấp xã"),
        ("Ủy ban nhân dân xã, phường và đặc khu", "Ủy ban nhân dân cấp Xã"),
        ("Công an cấp xã", "Công an xã, phường, thị trấn"),
        ("Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương", "ủy ban nhân dân cấp tỉnh"),
        ("Ủy ban nhân dân quận, huyện, thị xã", "UBND cấp huyện"),
    ],
)
def test_the_kinds_of_unit_of_a_level_stand_for_the_level(one: str, other: str) -> None:
    assert body_key(one) == body_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ủy ban nhân dân cấp xã", "Ủy ban nhân dân cấp huyện"),
        ("Ủy ban nhân dân thị xã", "Ủy ban nhân dân xã"),
        ("Ủy ban nhân dân cấp xã", "Chủ tịch Ủy ban nhân dân cấp xã"),
        ("Ủy ban nhân dân xã Tân Lập", "Ủy ban nhân dân cấp xã"),
        ("Công an cấp xã", "Ủy ban nhân dân cấp xã"),
    ],
)
def test_other_bodies_stay_apart(one: str, other: str) -> None:
    assert body_key(one) != body_key(other)
