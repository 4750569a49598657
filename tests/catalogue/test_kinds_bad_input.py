"""Rows that mislead: long ones, tables, foreign languages, negations and look-alikes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from catalogue.kinds import recognise
from catalogue.recognition_runs import recognise_many

SMALL = Path(__file__).resolve().parents[1] / "data" / "small.jsonl"


def test_a_row_of_5000_characters_is_read_whole() -> None:
    filling = "trong đó nêu rõ quá trình hoạt động của tổ chức qua từng thời kỳ " * 80
    text = f"Đơn đề nghị cấp giấy phép; {filling[:4900]}; Giấy chứng nhận đăng ký doanh nghiệp"
    assert len(text) > 4_950
    assert recognise(text).kinds == ("form", "business_reg")


def test_a_table_in_a_row_gives_the_papers_of_its_lines() -> None:
    text = (
        "Tên giấy tờ | Mẫu đơn, tờ khai | Số lượng\n"
        "Thông báo thực hiện khuyến mại theo mẫu quy định | Mẫu số 01 ĐP.docx | Bản chính: 1 | Bản sao: 0\n"
        "Giấy chứng nhận đăng ký doanh nghiệp | | Bản chính: 0 | Bản sao: 1"
    )
    assert set(recognise(text).kinds) == {"form", "business_reg"}


def test_a_numbered_list_in_a_row_gives_each_of_its_papers() -> None:
    text = (
        "1. Văn bản đề nghị cấp giấy phép lao động (Mẫu số 11/PLI – NĐ 152/2020/NĐ-\nCP).\n"
        "2. Giấy khám sức khỏe có hiệu lực 12 tháng.\n3. Phiếu lý lịch tư pháp (không quá 06 tháng).\n"
        "5. 02 ảnh màu (4x6 cm).\n6. Bản sao có chứng thực hộ chiếu còn giá trị."
    )
    assert recognise(text).kinds == ("form", "health", "criminal_record", "photo", "passport")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Passport (copy)", ("passport",)),
        ("Giấy phép lao động/Work permit; hộ chiếu/passport", ("other_state", "passport")),
        ("Đơn xin cấp/gia hạn Giấy phép hoạt động của tổ chức con nuôi nước ngoài (song ngữ Việt-Anh);", ("form",)),
        ("Application form", ("form",)),
    ],
)
def test_english_and_bilingual_rows_are_understood(text: str, wanted: tuple[str, ...]) -> None:
    assert recognise(text).kinds == wanted


def test_a_confirmation_that_is_not_needed_is_not_asked_for() -> None:
    text = "Bản lý lịch tự khai (theo mẫu của Bộ Công an) KHÔNG CẦN XÁC NHẬN CỦA CHÍNH QUYỀN ĐỊA PHƯƠNG."
    assert (recognise(text).kinds, recognise(text).demand) == (("cv",), "yes")


def test_certification_that_is_not_required_is_no_accepted_form() -> None:
    text = "Văn bản thỏa thuận của những người nhận thừa kế không bắt buộc phải công chứng, chứng thực"
    assert (recognise(text).kinds, recognise(text).forms) == (("contract",), ())


def test_a_paper_that_need_not_be_submitted_is_none() -> None:
    text = (
        "Lưu ý: Cơ quan giải quyết thủ tục hành chính có trách nhiệm yêu cầu cơ quan quản lý dữ liệu lý lịch tư pháp "
        "cung cấp thông tin lý lịch tư pháp; cá nhân không phải nộp Phiếu lý lịch tư pháp."
    )
    assert (recognise(text).kinds, recognise(text).demand) == (("none",), "no")


def test_a_photo_in_the_manner_of_an_identity_card_is_a_photo() -> None:
    assert recognise("02 ảnh màu cỡ 3x4 cm kiểu chứng minh nhân dân").kinds == ("photo",)


def test_the_tax_offices_word_on_residence_is_not_a_household_book() -> None:
    text = "Giấy chứng nhận cư trú của cơ quan thuế nước cư trú cấp"
    assert "identity" not in recognise(text).kinds
    assert recognise("Giấy xác nhận không nợ thuế do cơ quan quản lý thuế nơi cư trú cấp").kinds == ("tax_doc",)


def test_a_place_of_household_registration_is_only_a_place() -> None:
    text = "Giấy khám sức khỏe do cơ sở y tế tại nơi đăng ký hộ khẩu thường trú cấp"
    assert recognise(text).kinds == ("health",)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "Vă", "Đơ", ") (khoản 2 Điều 42 Nghị định số 99/2022/NĐ-CP).", "\u0000", "⏎"]
)
def test_scraps_are_answered(text: str) -> None:
    assert recognise(text).kinds


def test_many_rows_are_answered_in_order_as_each_alone() -> None:
    rows = [
        (paper["text"], record["name"], dossier["name"])
        for record in map(json.loads, SMALL.read_text(encoding="utf-8").splitlines())
        for dossier in record.get("dossiers", [])
        for paper in dossier["papers"]
    ]
    assert list(recognise_many(rows, processes=1)) == [recognise(*row) for row in rows]


def test_shared_out_among_processes_rows_keep_their_order() -> None:
    names: Sequence[str] = ("Giấy khai sinh", "Hộ chiếu", "Đơn đề nghị", "Lưu ý:")
    rows = [(f"{names[at % 4]} {at % 50}", "", "") for at in range(9_000)]
    assert [found.kinds for found in recognise_many(rows, processes=2)] == [recognise(*row).kinds for row in rows]
