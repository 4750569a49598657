"""The DOCX as Decree 30/2020/NĐ-CP lays a document out, read back from the file."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from reviews.documents import docx_styles as styles
from reviews.documents import layout
from reviews.documents.content import Proposal
from reviews.documents.docx import render_docx
from reviews.documents.templating import render_markdown
from reviews.documents.tree import parse


def _bytes(proposal: Proposal) -> bytes:
    return render_docx(parse(render_markdown(proposal)))


def _opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


@pytest.fixture
def document(proposal: Proposal) -> WordDocument:
    return _opened(_bytes(proposal))


def _style(paragraph: WordParagraph) -> ParagraphStyle:
    assert paragraph.style is not None
    return paragraph.style


def _size(paragraph: WordParagraph) -> float:
    size = _style(paragraph).font.size
    assert size is not None
    points: float = size.pt
    return points


def _starting(paragraphs: Iterable[WordParagraph], start: str) -> WordParagraph:
    (found,) = (paragraph for paragraph in paragraphs if paragraph.text.startswith(start))
    return found


def _cells(document: WordDocument) -> list[list[WordCell]]:
    """The cells of the letterhead's two rows and of the signature's one."""
    return [list(row.cells) for table in document.tables for row in table.rows]


def _rule(cell: WordCell) -> float:
    """The length in millimetres of the only rule in a cell."""
    (rule,) = (paragraph for paragraph in cell.paragraphs if paragraph._p.xpath("w:pPr/w:pBdr"))
    assert cell.width is not None
    left, right = rule.paragraph_format.left_indent, rule.paragraph_format.right_indent
    assert left is not None
    assert right == left
    length: float = cell.width.mm - left.mm - right.mm
    return length


def test_page_is_a4_with_the_margins_of_the_decree(document: WordDocument) -> None:
    (section,) = document.sections
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(length.mm) for length in lengths if length is not None] == [210, 297, 20, 20, 30, 15]


def test_page_number_stands_centred_in_the_top_margin_from_page_two(document: WordDocument) -> None:
    (section,) = document.sections
    assert section.different_first_page_header_footer
    assert not section.first_page_header.is_linked_to_previous
    assert [paragraph.text for paragraph in section.first_page_header.paragraphs] == [""]
    assert not section.first_page_header.paragraphs[0]._p.xpath(".//w:instrText")
    (number,) = section.header.paragraphs
    assert _style(number).paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [field.text for field in number._p.xpath(".//w:instrText")] == ["PAGE"]
    assert _size(number) == 13


def test_every_style_is_black_times_new_roman_for_all_scripts(document: WordDocument) -> None:
    paragraph_styles = [
        style
        for style in document.styles
        if isinstance(style, ParagraphStyle) and style.type == WD_STYLE_TYPE.PARAGRAPH
    ]
    assert {"Normal", "Title", "Heading 1", "List Bullet", "Điểm"} <= {style.name for style in paragraph_styles}
    for style in paragraph_styles:
        fonts = style.element.rPr.find(qn("w:rFonts"))
        scripts = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert scripts == {"Times New Roman"}, style.name
        assert str(style.font.color.rgb) == "000000", style.name
        assert not style.element.xpath(".//@w:asciiTheme"), style.name


def test_body_is_justified_14_points_with_indent_and_spacing(document: WordDocument) -> None:
    for start in ("c) Thời hạn", "b) Thành phần", "Đề nghị Chính phủ", "Lý do: Cơ quan"):
        paragraph = _starting(document.paragraphs, start)
        form = _style(paragraph).paragraph_format
        assert _size(paragraph) == 14
        assert form.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
        assert form.first_line_indent is not None
        assert round(form.first_line_indent.cm, 2) == 1.27
        assert form.space_after is not None
        assert form.space_after.pt >= 6
        assert isinstance(form.line_spacing, float)
        assert 1 <= form.line_spacing <= 1.5


def test_headings_are_bold_heading_styles_that_stay_with_what_follows(document: WordDocument) -> None:
    for start, name in (
        ("I. THỦ TỤC HÀNH CHÍNH KHÔNG THUỘC", "Heading 1"),
        ("1. Thủ tục đăng ký", "Heading 2"),
        ("1.2. Kiến nghị", "Heading 3"),
    ):
        heading = _starting(document.paragraphs, start)
        assert _style(heading).name == name
        assert _style(heading).font.bold
        assert _style(heading).paragraph_format.keep_with_next
    assert _starting(document.paragraphs, "Lĩnh vực: Hộ tịch; cơ quan thực hiện: Ủy").paragraph_format.keep_with_next


def test_point_stays_on_the_page_of_its_reason(document: WordDocument) -> None:
    point = _starting(document.paragraphs, "đ) Phí, lệ phí")
    assert _style(point).name == styles.POINT
    assert point.paragraph_format.keep_with_next


def test_point_of_half_a_page_may_break_across_pages() -> None:
    words = "giấy tờ kèm theo " * 100
    document = _opened(render_docx(parse(f"::: item\na) Bỏ {words}\n\nLý do: trùng.\n:::\n")))
    assert [bool(paragraph.paragraph_format.keep_with_next) for paragraph in document.paragraphs] == [False, False]


def test_recommendations_are_a_real_list_with_dashes(document: WordDocument) -> None:
    paragraph = _starting(document.paragraphs, "Đề nghị Chính phủ")
    assert _style(paragraph).name == "List Bullet"
    (number,) = _style(paragraph).element.xpath("w:pPr/w:numPr/w:numId/@w:val")
    numbering = document.part.numbering_part.element
    assert numbering.xpath(f"w:num[@w:numId='{number}']/w:abstractNumId/@w:val") == ["0"]
    assert numbering.xpath("w:abstractNum[@w:abstractNumId='0']/w:lvl[@w:ilvl='0']/w:lvlText/@w:val") == ["-"]


def test_letterhead_has_parent_plain_and_agency_bold_over_a_short_rule(document: WordDocument) -> None:
    left = _cells(document)[0][0]
    parent, agency, _ = left.paragraphs
    assert parent.text == "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐÀ NẴNG"
    assert not any(run.bold for run in parent.runs)
    assert agency.text == "SỞ TƯ PHÁP"
    assert all(run.bold for run in agency.runs)
    assert {_size(parent), _size(agency)} == {12}
    width = layout.text_width("SỞ TƯ PHÁP", 12)
    assert width / 3 <= _rule(left) <= width / 2


def test_letterhead_has_nation_and_motto_bold_over_a_rule_as_long_as_the_motto(
    document: WordDocument,
) -> None:
    right = _cells(document)[0][1]
    nation, motto, _ = right.paragraphs
    assert (nation.text, _size(nation)) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
    assert (motto.text, _size(motto)) == ("Độc lập - Tự do - Hạnh phúc", 13)
    assert all(run.bold for run in (*nation.runs, *motto.runs))
    # LibreOffice sets the motto in 13 points bold 159.1 points wide.
    assert _rule(right) == pytest.approx(159.1 / 72 * 25.4, abs=0.5)


def test_number_and_date_are_level_in_one_row(document: WordDocument) -> None:
    number, date = (cell.paragraphs[0] for cell in _cells(document)[1])
    assert (number.text, _size(number)) == ("Số: 128/PA-STP", 13)
    assert (date.text, _size(date)) == ("Đà Nẵng, ngày 05 tháng 02 năm 2026", 13)
    assert all(run.italic for run in date.runs)
    assert not any(run.italic or run.bold for run in number.runs)


def test_letterhead_and_signature_have_no_borders(document: WordDocument) -> None:
    assert len(document.tables) == 2
    for table in document.tables:
        assert not table._tbl.xpath(".//w:tblBorders | .//w:tcBorders | .//w:tblStyle")


def test_title_is_bold_centred_capitals_over_the_subject(document: WordDocument, proposal: Proposal) -> None:
    title = _starting(document.paragraphs, "PHƯƠNG ÁN ĐƠN GIẢN HÓA THỦ TỤC HÀNH CHÍNH")
    subject = _starting(document.paragraphs, "Đơn giản hóa 02")
    assert " ".join(subject.text.split()) == proposal.subject
    assert [_style(title).name, _style(subject).name] == ["Title", "Subtitle"]
    for paragraph in (title, subject):
        assert _size(paragraph) == 14
        assert _style(paragraph).font.bold or all(run.bold for run in paragraph.runs)
        assert _style(paragraph).paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_signature_has_recipients_left_and_signer_right(document: WordDocument) -> None:
    left, right = _cells(document)[2]
    heading, *recipients = left.paragraphs
    assert (heading.text, _size(heading)) == ("Nơi nhận:", 12)
    assert all(run.bold and run.italic for run in heading.runs)
    assert [line.text for line in recipients] == [
        "- Bộ Tư pháp;",
        "- UBND thành phố (để báo cáo);",
        "- Lưu: VT, KSTT.",
    ]
    assert {_size(line) for line in recipients} == {11}
    assert [line.text for line in right.paragraphs] == [
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Trần Thị Minh Nguyệt",
    ]
    assert all(run.bold for line in right.paragraphs for run in line.runs)
    room = right.paragraphs[-1].paragraph_format.space_before
    assert room is not None
    assert room.pt > 50


def test_last_line_of_the_text_and_the_notes_stay_with_the_signature(document: WordDocument) -> None:
    last_cost = [paragraph for paragraph in document.paragraphs if paragraph.text.startswith("Chi phí tiết")][-1]
    start = [paragraph._p for paragraph in document.paragraphs].index(last_cost._p)
    kept = [paragraph for paragraph in document.paragraphs[start:] if paragraph.text]
    assert [paragraph.text.split(":")[0] for paragraph in kept][:2] == ["Chi phí tiết kiệm", "Ghi chú"]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in kept)


def test_table_repeats_its_header_and_breaks_no_row() -> None:
    rows = "".join(f"| {number} | Thủ tục đăng ký lại khai sinh | 20.000 |\n" for number in range(1, 4))
    document = _opened(render_docx(parse(f"| STT | Thủ tục | Phí |\n|--:|---|:-:|\n{rows}")))
    (table,) = document.tables
    assert [len(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [1, 0, 0, 0]
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
    assert [cell.text for cell in table.rows[3].cells] == ["3", "Thủ tục đăng ký lại khai sinh", "20.000"]
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [
        WD_ALIGN_PARAGRAPH.RIGHT,
        WD_ALIGN_PARAGRAPH.LEFT,
        WD_ALIGN_PARAGRAPH.CENTER,
    ]
    widths = [column.width.mm for column in table.columns if column.width is not None]
    assert sum(widths) == pytest.approx(layout.TEXT_WIDTH, abs=0.5)
    assert widths[1] == max(widths)


def test_the_sum_of_a_table_and_the_heading_of_a_part_never_stand_alone() -> None:
    rows = (
        "| **1** | **Chuẩn bị hồ sơ** | |\n| 1.1 | Tờ khai | 5 |\n| 1.2 | Bản sao | 6 |\n| | **Tổng cộng** | **11** |\n"
    )
    document = _opened(render_docx(parse(f"| STT | Công việc | Giờ |\n|---|---|---:|\n{rows}")))
    kept = [bool(row.cells[1].paragraphs[0].paragraph_format.keep_with_next) for row in document.tables[0].rows]
    assert kept == [True, True, False, True, False]


def test_lists_of_other_kinds_keep_their_markers() -> None:
    document = _opened(render_docx(parse("7. Bảy\n   - trong\n\n     tiếp\n8. Tám\n\n- gạch\n  - cộng\n")))
    lines = [(paragraph.text, _style(paragraph).name) for paragraph in document.paragraphs]
    assert lines == [
        ("7. Bảy", "List Number"),
        ("trong", "List Bullet 2"),
        ("tiếp", "Body Text"),
        ("8. Tám", "List Number"),
        ("gạch", "List Bullet"),
        ("cộng", "List Bullet 2"),
    ]


def test_properties_name_the_document_and_its_language(proposal: Proposal) -> None:
    moment = datetime(2026, 2, 5, 8, 30)
    written = _opened(render_docx(parse(render_markdown(proposal)), moment=moment)).core_properties
    assert written.title == "PHƯƠNG ÁN ĐƠN GIẢN HÓA THỦ TỤC HÀNH CHÍNH"
    assert written.language == "vi-VN"
    assert written.created is not None
    assert written.modified is not None
    assert written.created.replace(tzinfo=None) == written.modified.replace(tzinfo=None) == moment
    assert (written.author, written.comments) == ("", "")


def test_same_proposal_gives_the_same_bytes(proposal: Proposal, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _bytes(proposal)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 7, 1, 1, 1, 1, 0, 1, 0))
    monkeypatch.setattr("time.time", lambda: 1_900_000_000.0)
    assert _bytes(proposal) == first


def test_package_has_no_ballast_of_the_library(proposal: Proposal) -> None:
    with zipfile.ZipFile(io.BytesIO(_bytes(proposal))) as package:
        names = set(package.namelist())
        assert package.testzip() is None
    assert {"word/document.xml", "word/styles.xml", "word/numbering.xml", "docProps/core.xml"} <= names
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "Effects" in name]


@pytest.mark.parametrize("empty", ["", "\n"])
def test_empty_document_is_still_a_document(empty: str) -> None:
    assert _opened(render_docx(parse(empty))).paragraphs == []


def test_long_names_break_evenly() -> None:
    name = "ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG"
    assert layout.balanced_lines(name, 12, 68) == ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ ĐÀ NẴNG"]
    assert layout.balanced_lines("SỞ TƯ PHÁP", 12, 68) == ["SỞ TƯ PHÁP"]
    assert layout.balanced_lines("Ư" * 500, 12, 68) == ["Ư" * 500]
    assert layout.balanced_lines("", 12, 68) == [""]


def _convert(document: Path, kind: str) -> bytes:
    """What LibreOffice, with a profile of its own, makes of a document."""
    program = shutil.which("soffice")
    assert program is not None
    profile = (document.parent / "profile").as_uri()
    command = [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(document.parent), str(document)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return document.with_suffix(f".{kind.partition(':')[0]}").read_bytes()


def test_office_program_opens_the_document_and_shows_its_text(proposal: Proposal, tmp_path: Path) -> None:
    path = tmp_path / "phuong-an.docx"
    path.write_bytes(_bytes(proposal))
    if shutil.which("soffice"):
        pdf = _convert(path, "pdf")
        assert pdf.startswith(b"%PDF")
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
        text = _convert(path, "txt:Text (encoded):UTF8").decode("utf-8-sig")
    else:
        text = "\n".join(_opened(path.read_bytes()).element.body.xpath(".//w:t/text()"))
    for said in (
        "SỞ TƯ PHÁP",
        "1.3. Lợi ích phương án đơn giản hóa",
        "Trùng với việc tra cứu ở Bước 2.",
        "Nguyệt",
    ):
        assert said in text
