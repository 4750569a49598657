"""Columns share a table's width so that words stay whole, and long rows may break across pages."""

from __future__ import annotations

import io

import docx
import pytest
from docx.table import Table as WordTable
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.documents.column_widths import USUAL, WIDE, column_widths, table_type
from reviews.documents.docx import render_docx
from reviews.documents.tree import parse

_PAPER = "Bỏ thành phần hồ sơ “Văn bản thỏa thuận của cha, mẹ về việc lựa chọn quốc tịch cho con”. " * 3
_REASON = "Thông tin đã có trong cơ sở dữ liệu quốc gia."


def _table(markdown: str) -> WordTable:
    (table,) = docx.Document(io.BytesIO(render_docx(parse(markdown)))).tables
    return table


@given(
    st.lists(st.lists(st.text("aơ -1.%", max_size=60), min_size=3, max_size=3), min_size=1, max_size=6),
    st.floats(60, 300),
)
@settings(max_examples=60)
def test_widths_add_up_to_what_there_is(rows: list[list[str]], available: float) -> None:
    widths = column_widths(rows, available)
    assert sum(widths) == pytest.approx(available, rel=1e-3)
    assert all(width > 0 for width in widths)


def test_a_long_text_gets_more_room_than_a_short_one() -> None:
    number, content, reason = column_widths([["STT", "Nội dung", "Lý do"], ["1", _PAPER, _REASON]], 165)
    assert content > 2 * reason > 4 * number


def test_one_endless_text_does_not_starve_the_texts_of_the_other_rows() -> None:
    rows = [["Thủ tục", "Nội dung", "Lý do"], ["Đăng ký biến động đất đai " * 60, _PAPER, _REASON]]
    rows += [["", _PAPER, _REASON]] * 11
    name, content, reason = column_widths(rows, 165)
    assert content > name > reason


def test_a_number_and_its_percent_sign_stay_on_one_line() -> None:
    share, _ = column_widths([["Tỷ lệ", "Nội dung"], ["42,68 %", _PAPER]], 165)
    assert share - USUAL.sides >= USUAL.length("42,68 %")


def test_a_number_of_an_instrument_may_break_after_its_hyphen() -> None:
    number, _ = column_widths([["Số", "Nội dung"], ["52/2026/QĐ-UBND", _PAPER * 40]], 80)
    assert number < USUAL.length("52/2026/QĐ-UBND") + USUAL.sides


def test_a_table_of_many_columns_is_set_smaller_and_closer() -> None:
    assert (table_type(7), table_type(8)) == (USUAL, WIDE)
    head = "| " + " | ".join("abcdefgh") + " |\n|" + "---|" * 8 + "\n"
    table = _table(head + "| " + " | ".join("12345678") + " |\n")
    assert {cell.paragraphs[0].style.name for cell in table.rows[1].cells if cell.paragraphs[0].style} == {
        "Nội dung bảng rộng"
    }
    assert table._tbl.xpath("w:tblPr/w:tblCellMar/w:left/@w:w") == ["57"]


def test_a_short_row_stays_whole_and_one_longer_than_a_page_may_break() -> None:
    table = _table(f"| Nội dung | Lý do |\n|---|---|\n| {_REASON} | {_REASON} |\n| {_PAPER * 30} | {_REASON} |\n")
    header, short, long = table.rows
    assert header._tr.xpath("w:trPr/w:tblHeader") and header._tr.xpath("w:trPr/w:cantSplit")
    assert short._tr.xpath("w:trPr/w:cantSplit")
    assert not long._tr.xpath("w:trPr/w:cantSplit")
