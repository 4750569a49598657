"""What the proposal's Markdown says, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from catalogue.problems import Problem
from reviews.documents import tree
from reviews.documents.content import Proposal
from reviews.documents.templating import TemplateProblem, letter, recipients, render_markdown, written_date


def _lines(proposal: Proposal) -> list[str]:
    """The proposal's lines as a reader sees them, in reading order."""
    return list(_texts(tree.blocks(tree.parse(render_markdown(proposal)))))


def _texts(content: tuple[tree.Block, ...]) -> list[str]:
    texts: list[str] = []
    for block in content:
        match block:
            case tree.Paragraph(runs) | tree.Heading(_, runs):
                texts.append(tree.plain(runs))
            case tree.Listing(items):
                texts += [f"{item.marker} {' '.join(_texts(item.blocks))}" for item in items]
            case tree.Columns():
                texts += _texts(block.left) + _texts(block.right)
            case tree.Section():
                texts += _texts(block.blocks)
            case tree.Rule():
                texts.append("———")
            case tree.Table():
                raise AssertionError("a proposal has no table")
    return texts


def test_letterhead_names_office_number_nation_and_day(proposal: Proposal) -> None:
    assert _lines(proposal)[:9] == [
        "ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG",
        "SỞ TƯ PHÁP",
        "———",
        "Số: 128/PA-STP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "———",
        "Đà Nẵng, ngày 05 tháng 02 năm 2026",
        "PHƯƠNG ÁN ĐƠN GIẢN HÓA THỦ TỤC HÀNH CHÍNH",
    ]
    assert _lines(proposal)[9] == proposal.subject


def test_block_lists_content_with_reasons_then_recommendations_then_benefit(proposal: Proposal) -> None:
    lines = _lines(proposal)
    start = lines.index("1. Thủ tục đăng ký kết hôn (mã 1.000894)")
    end = lines.index("2. Thủ tục: Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh (mã 2.000635)")
    assert lines[start + 1 : end] == [
        "Lĩnh vực: Hộ tịch; cơ quan thực hiện: Ủy ban nhân dân cấp xã.",
        "1.1. Nội dung đơn giản hóa",
        'a) Thành phần hồ sơ: Bỏ "Giấy xác nhận tình trạng hôn nhân".',
        "Lý do: Thông tin đã có trong Cơ sở dữ liệu hộ tịch điện tử.",
        "b) Thành phần hồ sơ: Giảm bản chính Tờ khai đăng ký kết hôn từ 02 bản xuống 01 bản.",
        "Lý do: Cơ quan giải quyết chỉ lưu một bản.",
        "c) Thời hạn giải quyết: Giảm từ 05 ngày làm việc xuống 03 ngày làm việc.",
        "Lý do: Việc xác minh thực hiện qua hệ thống điện tử.",
        "d) Trình tự thực hiện: Bỏ Bước 3.",
        "Lý do: Trùng với việc tra cứu ở Bước 2.",
        "đ) Phí, lệ phí: Giữ nguyên.",
        "Lý do: Phù hợp Điều 11 Luật Hộ tịch năm 2014.",
        "1.2. Kiến nghị thực thi",
        "- Đề nghị Chính phủ sửa đổi Điều 10 Nghị định số 123/2015/NĐ-CP.",
        "- Đề nghị Bộ Tư pháp sửa đổi Điều 2 Thông tư số 04/2020/TT-BTP.",
        "- Thời gian, lộ trình thực hiện: Quý IV năm 2026.",
        "1.3. Lợi ích phương án đơn giản hóa",
        "- Chi phí tuân thủ TTHC trước khi đơn giản hóa: chưa tính.",
        "- Chi phí tuân thủ TTHC sau khi đơn giản hóa: chưa tính.",
        "- Chi phí tiết kiệm: chưa tính.",
        "- Tỷ lệ cắt giảm chi phí: chưa tính.",
    ]


def test_sources_recipients_and_signature_close_the_document(proposal: Proposal) -> None:
    assert _lines(proposal)[-10:] == [
        "Ghi chú:",
        "- Rà soát theo danh mục thủ tục hành chính, kỳ 2026-06.",
        "- Cổng Dịch vụ công quốc gia, ngày 10 tháng 6 năm 2026",
        "Nơi nhận:",
        "- Bộ Tư pháp;",
        "- UBND thành phố (để báo cáo);",
        "- Lưu: VT, KSTT.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Trần Thị Minh Nguyệt",
    ]


def test_what_the_office_has_not_told_is_a_dotted_blank(blank_proposal: Proposal) -> None:
    lines = _lines(blank_proposal)
    dots = "…" * 12
    assert lines[:4] == [dots, dots, "———", "Số: ………………………".replace("…" * 9, "…" * 8)]
    assert lines[7] == "…………, ngày … tháng … năm …"
    assert lines[9] == dots
    assert "- Thời gian, lộ trình thực hiện: ………………." in lines
    assert lines[-5:] == ["Nơi nhận:", "- …………;", "- Lưu: VT.", "…" * 10, "…" * 10]
    assert "Ghi chú:" not in lines


def test_ministry_without_a_parent_has_no_blank_above_its_name(proposal: Proposal) -> None:
    ministry = replace(proposal.office, parent_agency="", agency="Bộ Tư pháp")
    assert _lines(replace(proposal, office=ministry))[:2] == ["BỘ TƯ PHÁP", "———"]


def test_benefit_says_not_counted_when_there_are_no_cost_lines(proposal: Proposal) -> None:
    bare = replace(proposal, blocks=(replace(proposal.blocks[0], costs=()),))
    assert "- Chi phí tuân thủ thủ tục hành chính: chưa tính." in _lines(bare)


def test_procedure_without_a_code_has_no_empty_brackets(proposal: Proposal) -> None:
    uncoded = replace(proposal, blocks=(replace(proposal.blocks[1], code=""),))
    assert "2. Thủ tục: Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh" in _lines(uncoded)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
        (None, "ngày … tháng … năm …"),
    ],
)
def test_small_days_and_the_first_two_months_have_a_leading_zero(day: date | None, written: str) -> None:
    assert written_date(day) == written


def test_points_are_lettered_in_the_vietnamese_order() -> None:
    letters = [letter(number) for number in range(1, 26)]
    assert " ".join(letters) == "a b c d đ e g h i k l m n o p q r s t u v x y aa ab"


def test_last_recipient_is_the_file() -> None:
    assert recipients(["- Như trên;", "Lưu: VT", "Bộ Nội vụ."]) == ["Như trên;", "Bộ Nội vụ;", "Lưu: VT."]


def test_template_of_an_office_comes_before_the_built_in_one(proposal: Proposal, tmp_path: Path) -> None:
    (tmp_path / "proposal.md.j2").write_text("# {{ proposal.subject }} #1*\n", encoding="utf-8")
    assert render_markdown(replace(proposal, subject="Mẫu *riêng*"), tmp_path) == "# Mẫu \\*riêng\\* #1*\n"
    empty = tmp_path / "empty"
    empty.mkdir()
    assert render_markdown(proposal, empty) == render_markdown(proposal)


@pytest.mark.parametrize(
    ("template", "trouble"),
    [
        ("{{ proposal.subjekt }}", "subjekt"),
        ("một\n{% for %}", "template-syntax.*line=2"),
        ("một\n\n{% if office.agency %}", "template-syntax.*line=3"),
        ("{{ proposal.subject | dịch }}", "template-word-unknown.*dịch"),
        ("{% xuất %}", "template-word-unknown.*xuất"),
        ("{{ proposal.__class__ }}", "template-forbidden"),
        ("một\n{{ proposal.blocks | written_date }}", "template-field-unknown.*line=2.*month"),
        ("{{ 1 / 0 }}", "template-value-wrong"),
        ("{{ office + 1 }}", "template-value-wrong"),
        ("một\n{% include '../../etc/passwd' %}", "template-part-missing.*line=2.*passwd"),
    ],
)
def test_template_that_cannot_be_used_is_named_with_the_reason(
    proposal: Proposal, tmp_path: Path, template: str, trouble: str
) -> None:
    (tmp_path / "proposal.md.j2").write_text(template, encoding="utf-8")
    with pytest.raises(TemplateProblem, match=trouble) as caught:
        render_markdown(proposal, tmp_path)
    assert "proposal.md.j2" in str(caught.value)


def test_template_folder_that_is_not_there_is_said_to_be_missing(proposal: Proposal, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="template-folder-missing"):
        render_markdown(proposal, tmp_path / "mẫu")


@pytest.mark.parametrize(
    "template",
    [
        "{% for one in range(99999) %}{% for two in range(99999) %}{% endfor %}{% endfor %}",
        "{% for one in range(10 ** 9) %}x{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{{ 'x' * 10 ** 9 }}",
        "{{ 10 ** (10 ** 9) }}",
        "{{ '%999999999d' | format(1) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%*d' % (999999999, 1) }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ '{:{}}'.format(1, 999999999) }}",
        "{{ 'x'.ljust(999999999) }}",
        "{{ 'x' | center(999999999) }}",
    ],
)
def test_template_that_runs_away_is_stopped(proposal: Proposal, tmp_path: Path, template: str) -> None:
    (tmp_path / "proposal.md.j2").write_text(template, encoding="utf-8")
    with pytest.raises(TemplateProblem, match=r"template-too-long.*line=1"):
        render_markdown(proposal, tmp_path)


@pytest.mark.parametrize(
    "template",
    [
        "{% include 'proposal.md.j2' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    ],
)
def test_template_that_holds_itself_is_told(proposal: Proposal, tmp_path: Path, template: str) -> None:
    (tmp_path / "proposal.md.j2").write_text(template, encoding="utf-8")
    with pytest.raises(TemplateProblem, match="template-too-deep") as caught:
        render_markdown(proposal, tmp_path)
    assert str(tmp_path) in caught.value.template


def test_template_that_is_no_text_file_is_refused_and_not_passed_over(proposal: Proposal, tmp_path: Path) -> None:
    path = tmp_path / "proposal.md.j2"
    path.write_bytes("Tờ trình\n".encode() + b"\xff")
    with pytest.raises(Problem, match=r"not-utf8.*line=2"):
        render_markdown(proposal, tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(TemplateProblem, match="template-not-a-file"):
        render_markdown(proposal, tmp_path)


def test_loops_tell_their_place_as_templates_expect(proposal: Proposal, tmp_path: Path) -> None:
    (tmp_path / "proposal.md.j2").write_text(
        "{% for one in 'abc' %}{{ loop.index }}/{{ loop.length }}{% if not loop.last %}, {% endif %}{% endfor %}",
        encoding="utf-8",
    )
    assert render_markdown(proposal, tmp_path) == "1/3, 2/3, 3/3\n"
