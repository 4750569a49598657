"""Rows of a dossier told apart: papers, headings over them, and notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.evaluate_cases import labelled
from catalogue.records import Dossier, Paper
from catalogue.row_roles import HEADING, NOTE, PAPER, ROLES, paper_role, papers_of, row_role


@pytest.mark.parametrize(
    "text",
    [
        "Đơn khiếu nại",
        "- Tờ khai đăng ký khai sinh theo mẫu (nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tiếp);",
        "b) Đối với tổ chức tôn giáo: Quyết định công nhận tổ chức của cơ quan có thẩm quyền.",
        "Trường hợp không có Giấy chứng sinh thì thay thế bằng: văn bản của người làm chứng xác nhận về việc sinh",
        "(4) Cán bộ, chiến sĩ hy sinh trong trường hợp dũng cảm thực hiện công việc cấp bách: Biên bản xảy ra sự việc",
        "Trường hợp thẻ thường trú bị mất phải có đơn báo mất",
        "giấy khai sinh hoặc trích lục ghi vào sổ hộ tịch việc khai sinh",
        "1. Đơn đề nghị theo mẫu.\n2. Hồ sơ thiết kế kỹ thuật, gồm:",
        "Hộ chiếu (bản sao)",
    ],
)
def test_what_is_handed_in_or_shown_is_a_paper(text: str) -> None:
    assert row_role(text) == PAPER


@pytest.mark.parametrize(
    "text",
    [
        "Hồ sơ bao gồm:",
        "Thành phần hồ sơ",
        "* Giấy tờ phải nộp",
        "* Đối với cá nhân:",
        "Đối với doanh nghiệp",
        "Trường hợp 1: ",
        "- Chứng cứ chứng minh quan hệ cha, con hoặc quan hệ mẹ, con gồm:",
        "- Người có yêu cầu đăng ký kết hôn thực hiện việc nộp/xuất trình (theo hình thức trực tiếp) các giấy tờ sau:",
    ],
)
def test_what_only_leads_to_other_rows_is_a_heading(text: str) -> None:
    assert row_role(text) == HEADING


@pytest.mark.parametrize(
    "text",
    [
        "Lưu ý: Trường hợp nộp hồ sơ trực tiếp thì người yêu cầu có thể nộp bản sao",
        "*Ghi chú: các giấy tờ nộp bản sao",
        "* Số lượng hồ sơ: 01 (một) bộ.",
        "Trường hợp gửi hồ sơ qua hệ thống bưu chính thì phải gửi kèm theo bản sao có chứng thực các giấy tờ nêu trên.",
        "Cơ quan đăng ký hộ tịch từ chối giải quyết nếu có cơ sở xác định nội dung cam đoan không đúng sự thật.",
        "có chứng thực) (khoản 2 Điều 42 Nghị định số 99/2022/NĐ-CP).",
        ") (khoản 1 Điều 39 Nghị định số 99/2022/NĐ-CP).",
        "hoặc 0",
        "+ 0",
        "",
        "(đối với trường hợp tích hợp, cập nhật, điều chỉnh thông tin trên thẻ căn cước đã cấp).",
    ],
)
def test_remarks_and_pieces_of_cut_sentences_are_notes(text: str) -> None:
    assert row_role(text) == NOTE


def test_every_row_under_a_note_is_a_note() -> None:
    assert row_role("- Bản chụp các giấy tờ phải rõ nét.", "* Lưu ý:") == NOTE
    dossier = Dossier("* Lưu ý :", (Paper("Giấy tờ do nước ngoài cấp", 0, 0), Paper("Bản chụp", 0, 0)))
    assert papers_of(dossier) == ()


def test_a_case_that_asks_for_no_copy_is_a_note_and_one_that_asks_for_a_paper_is_not() -> None:
    about = Paper("Trường hợp đã có trong Cơ sở dữ liệu quốc gia về dân cư thì không phải xuất trình", 0, 0)
    asked = Paper("Trường hợp không có chứng cứ nêu trên thì phải có văn bản cam đoan của các bên", 0, 0)
    dossier = Dossier("", (about, asked))
    assert [paper_role(dossier, row) for row in dossier.papers] == [NOTE, PAPER]


def test_the_tuning_half_of_the_labelled_rows_has_the_labelled_roles() -> None:
    rows = labelled("row-roles", "tuning")
    assert len(rows) == 50
    for row in rows:
        paper = Paper(row["text"], row["originals"], row["copies"])
        assert paper_role(Dossier(row["dossier"], (paper,)), paper) == row["role"], row["text"]


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_row_has_a_role(text: str, name: str) -> None:
    assert row_role(text, name) in ROLES
