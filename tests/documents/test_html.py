"""The HTML page: one file that stands alone and prints on A4."""

from __future__ import annotations

import re

from reviews.documents.content import Proposal
from reviews.documents.html import render_html
from reviews.documents.templating import render_markdown
from reviews.documents.tree import parse


def _page(proposal: Proposal) -> str:
    return render_html(parse(render_markdown(proposal)), "Phương án & <tên>")


def test_page_is_vietnamese_and_titled(proposal: Proposal) -> None:
    page = _page(proposal)
    assert page.startswith('<!DOCTYPE html>\n<html lang="vi">')
    assert '<meta charset="utf-8">' in page
    assert "<title>Phương án &amp; &lt;tên&gt;</title>" in page
    assert "<title>PHƯƠNG ÁN ĐƠN GIẢN HÓA THỦ TỤC HÀNH CHÍNH</title>" in render_html(parse(render_markdown(proposal)))


def test_page_needs_nothing_from_outside(proposal: Proposal) -> None:
    page = _page(proposal)
    assert not re.search(r"<(script|link|img|iframe|a)\b|\b(src|href)=|url\(|@import|https?:", page)
    assert "default-src 'none'" in page


def test_page_prints_on_a4_with_the_margins_of_the_decree(proposal: Proposal) -> None:
    page = _page(proposal)
    assert "@page { size: A4; margin: 20mm 15mm 20mm 30mm;" in page
    assert "@page :first { @top-center { content: none; } }" in page
    assert '"Times New Roman"' in page


def test_blocks_have_their_elements(proposal: Proposal) -> None:
    page = _page(proposal)
    assert "<h1>PHƯƠNG ÁN ĐƠN GIẢN HÓA THỦ TỤC HÀNH CHÍNH</h1>" in page
    assert "<h3>1. Thủ tục đăng ký kết hôn (mã 1.000894)</h3>" in page
    assert "<h4>2.3. Lợi ích phương án đơn giản hóa</h4>" in page
    assert "<li><p>Thời gian, lộ trình thực hiện: Quý IV năm 2026.</p></li>" in page
    assert '<div class="item">\n<p>d) Trình tự thực hiện: Bỏ Bước 3.</p>\n<p>Lý do: ' in page
    assert '<div class="columns letterhead">\n<div class="left">\n<p>ỦY BAN NHÂN DÂN' in page
    assert "<p><strong><em>Nơi nhận:</em></strong></p>" in page
    assert page.count("<div") == page.count("</div>")


def test_rule_under_the_motto_is_as_long_as_the_motto(proposal: Proposal) -> None:
    (length,) = re.findall(
        r'Độc lập - Tự do - Hạnh phúc</strong></p>\n<hr style="width: ([0-9.]+)mm">', _page(proposal)
    )
    assert 55 < float(length) < 58


def test_numbers_tables_and_breaks_are_shown() -> None:
    page = render_html(parse("3. ba\n\n| a | b |\n|--:|:-:|\n| 1 | **2** |\n\nx\\\ny\n\n***\n"), "Bảng")
    assert '<ol start="3">\n<li><p>ba</p></li>\n</ol>' in page
    assert '<th scope="col">a</th>' in page
    assert '<td class="right-aligned">1</td><td class="centred"><strong>2</strong></td>' in page
    assert "<p>x<br>y</p>" in page
    assert "<hr" in page
