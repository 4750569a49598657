"""A paper's text and its form's file name, told apart; the rows are from the portal's records of June 2026."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.paper_forms import part_form

PIECES = st.sampled_from(
    [
        "Tờ k",
        "hai ",
        "đổi",
        " thông tin",
        "TT-BCA)",
        ".",
        "1",
        "Mẫu",
        " số 01",
        "CT01",
        "NĐ-CP",
        "x",
        "4x6",
        " ",
        "của",
        ";",
    ]
)
ROWS = st.lists(PIECES).map("".join)


@pytest.mark.parametrize(
    ("text", "form", "whole", "name"),
    [
        (
            "Tờ k",
            "hai thay đổi thông tin cư trú (Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA)"
            ".1.MuCT01banhnhkmtheoThngts53 (5).doc",
            "Tờ khai thay đổi thông tin cư trú (Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA).",
            "1.MuCT01banhnhkmtheoThngts53 (5).doc",
        ),
        (
            "Đơ",
            "n đề nghị cấp đổi thẻ bảo hiểm y tếMau01-ĐN(BHYT) (1).doc",
            "Đơn đề nghị cấp đổi thẻ bảo hiểm y tế",
            "Mau01-ĐN(BHYT) (1).doc",
        ),
        (
            "01 Tờ k",
            "hai đề nghị cấp Giấy miễn thị thực (Mẫu NA9).10-Mẫu NA9.doc",
            "01 Tờ khai đề nghị cấp Giấy miễn thị thực (Mẫu NA9).",
            "10-Mẫu NA9.doc",
        ),
        (
            "P",
            "hiếu khai báo tạm trú cho người nước ngoài (mẫu NA17)101-Mau A17 tam tru cho nguoi nuoc ngoai.doc",
            "Phiếu khai báo tạm trú cho người nước ngoài (mẫu NA17)",
            "101-Mau A17 tam tru cho nguoi nuoc ngoai.doc",
        ),
        (
            "có ảnh k",
            "iểu chứng minh nhân dân cỡ 4x6 cm đóng dấu giáp lai.31-Mẫu số 1a-BCA(X13)-2014.doc",
            "có ảnh kiểu chứng minh nhân dân cỡ 4x6 cm đóng dấu giáp lai.",
            "31-Mẫu số 1a-BCA(X13)-2014.doc",
        ),
    ],
)
def test_a_text_cut_at_a_letter_gets_its_rest_back(text: str, form: str, whole: str, name: str) -> None:
    assert part_form(text, form) == (whole, name)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Tờ khai đăng ký kết hôn", "TK.docx"),
        ("- Đơn xin nhận con nuôi;", "1.nxinnhnconnui.doc"),
        ("Đơn đề nghị theo mẫu quy định;", "văn bản đề nghị.docx"),
        ("Đơn theo Mẫu số 04 kèm theo Quyết định số 47/2026/QĐ-UBND", "mẫu số 04 cấp xã.docx"),
        ("Tờ khai", "mau01.docx"),
        ("Tờ khai", "mẫu04.docx"),
        ("Tờ khai", "to khai mau 01a.docx"),
        ("Giấy hẹn khám lại", "https://csdl.dichvucong.gov.vn/web/jsp/download_file.jsp?ma=3fe0af31f64f8c19"),
        ("Bản sao Giấy khai sinh", ""),
        ("Sơ yếu lý lịch", "KHÔNG CẦN XÁC NHẬN CỦA UBND CẤP XÃ"),
        (
            "Sơ yếu lý lịch, có dá",
            "n ảnh cỡ 4x6cm, KHÔNG CẦN XÁC NHẬN CỦA UBND CẤP XÃ NƠI ĐĂNG KÝ THƯỜNG TRÚ,33-Mẫu số 02-Sơ yếu lý lịch.doc",
        ),
        ("", "Mẫu TP-CC-08.docx"),
        ("", ""),
    ],
)
def test_a_row_that_shows_no_seam_stays_as_it_is(text: str, form: str) -> None:
    assert part_form(text, form) == (text, form)


@given(ROWS, ROWS)
def test_a_mended_row_is_mended_once_and_nothing_of_it_is_lost(text: str, name: str) -> None:
    form = f"{name}.docx"
    mended = part_form(text, form)
    assert "".join(mended) == text + form
    assert part_form(*mended) == mended
