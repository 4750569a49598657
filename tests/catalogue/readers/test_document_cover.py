"""Covers of decisions: who publishes the procedures, and of which field they all are."""

from __future__ import annotations

import pytest

from catalogue.readers.document_cover import field_of, publisher_of


@pytest.mark.parametrize(
    ("cover", "publisher"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI\nSố: 123/QĐ-UBND", "UBND tỉnh Lào Cai"),
        ("UỶ BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG\nSố: 5/QĐ-UBND", "UBND thành phố Hải Phòng"),
        ("UBND TỈNH THANH HOÁ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "UBND tỉnh Thanh Hóa"),
        ("BỘ TƯ PHÁP Số: 163/QĐ-BTP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Bộ Tư pháp"),
        ("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG\n-------", "Bộ Nông nghiệp và Môi trường"),
        ("ỦY BAN NHÂN DÂN XÃ MƯỜNG HUM\nSố: 12/QĐ-UBND", ""),
        ("QUYẾT ĐỊNH\nCăn cứ đề nghị của Bộ Tư pháp;", ""),
        ("", ""),
    ],
)
def test_the_publisher_is_whom_the_cover_begins_with(cover: str, publisher: str) -> None:
    assert publisher_of(cover) == publisher


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Về việc công bố Danh mục thủ tục hành chính mới ban hành trong lĩnh vực Hộ tịch", "Hộ tịch"),
        (
            "Về việc công bố thủ tục hành chính được sửa đổi, bổ sung lĩnh vực đăng ký, quản lý cư trú",
            "",
        ),
        (
            "Về việc công bố thủ tục hành chính thuộc lĩnh vực đất đai thuộc phạm vi chức năng quản lý của Bộ",
            "Đất đai",
        ),
        ("Về việc công bố thủ tục hành chính trong các lĩnh vực hộ tịch, chứng thực", ""),
        ("Điều 1. Công bố thủ tục hành chính trong lĩnh vực hộ tịch", ""),
    ],
)
def test_the_field_is_the_one_that_the_title_names(title: str, field: str) -> None:
    assert field_of(f"BỘ TƯ PHÁP\nQUYẾT ĐỊNH\n{title}\nCăn cứ Nghị định số 63/2010/NĐ-CP;") == field
