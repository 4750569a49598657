"""What submission, report, decision and their tables say, read back from the Word files of one reviewed workspace."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from reviews.documents import docx_styles as styles
from reviews.documents.content import Office, Proposal
from reviews.documents.document import Document
from reviews.documents.gathering import Request
from reviews.documents.registry import KINDS, gather
from reviews.documents.writing import render_formats

_BORDERED = qn("w:tblBorders")


def _opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(render_formats(document, ["docx"])["docx"]))


def _proposal(document: Document) -> Proposal:
    proposal = document.values["proposal"]
    assert isinstance(proposal, Proposal)
    return proposal


def _lines(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def _tables(document: WordDocument) -> list[WordTable]:
    """The tables with borders: not those that hold letterhead, signature or figures."""
    return [table for table in document.tables if table._tbl.tblPr.find(_BORDERED) is not None]


def _headings(document: WordDocument) -> list[str]:
    return [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]


def _amounts(text: str) -> Iterator[int]:
    return (int(found.replace(".", "")) for found in re.findall(r"(\d[\d.]*) đồng/năm", text))


def test_a_submission_goes_from_the_grounds_to_what_is_asked_for(reviewed: Request) -> None:
    document = gather("submission", reviewed)
    opened, proposal = _opened(document), _proposal(document)
    lines = _lines(opened)
    assert _headings(opened) == [
        "I. QUÁ TRÌNH RÀ SOÁT",
        "II. NỘI DUNG PHƯƠNG ÁN",
        "III. LỢI ÍCH PHƯƠNG ÁN",
        "IV. ĐỀ NGHỊ",
    ]
    assert "Kính gửi: Ủy ban nhân dân thành phố Đà Nẵng" in lines
    assert any(line.startswith("Thực hiện quy định tại Nghị định số 63/2010/NĐ-CP") for line in lines)
    count = f"{len(proposal.blocks):02}"
    assert any(f"xem xét, thông qua phương án đơn giản hóa {count} thủ tục hành chính như sau:" in one for one in lines)
    for block in proposal.blocks:
        assert sum(f"(mã {block.code})" in line for line in lines) == 1
    assert lines[-1].endswith("kèm theo)./.")
    (benefit,) = (line for line in lines if "tỷ lệ cắt giảm" in line)
    before, after, saved = _amounts(benefit)
    assert before - after == saved


def test_a_submission_is_addressed_as_the_office_says(reviewed: Request) -> None:
    office = replace(reviewed.office, addressee="Chủ tịch Ủy ban nhân dân thành phố Đà Nẵng")
    lines = _lines(_opened(gather("submission", replace(reviewed, office=office))))
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân thành phố Đà Nẵng" in lines


def test_the_office_of_a_committee_asks_by_its_head_and_is_charged_once(reviewed: Request) -> None:
    committee = "Ủy ban nhân dân tỉnh Lào Cai"
    office = replace(reviewed.office, agency=f"Văn phòng {committee}", parent_agency=committee, proposer="")
    office = replace(office, drafter="", supervisor="", decider="")
    lines = _lines(_opened(gather("decision", replace(reviewed, office=office))))
    assert any(line.startswith(f"Theo đề nghị của Chánh Văn phòng {committee} tại Tờ trình") for line in lines)
    assert any(line.startswith(f"Điều 5. Văn phòng {committee} và các cơ quan, đơn vị") for line in lines)


def test_nobody_submits_a_proposal_to_himself(reviewed: Request) -> None:
    committee = "Ủy ban nhân dân tỉnh Lào Cai"
    office = replace(reviewed.office, agency=committee, parent_agency="", decider="", addressee="")
    lines = _lines(_opened(gather("submission", replace(reviewed, office=office))))
    assert not any(line.startswith("Kính gửi") and committee in line for line in lines)
    asking = [line for line in lines if "kính trình" in line or "kính đề nghị" in line]
    assert len(asking) == 2
    assert all(line.count(committee) == 1 and "…" in line for line in asking)


def test_a_report_counts_what_was_reviewed(reviewed: Request) -> None:
    document = gather("report", reviewed)
    opened, proposal = _opened(document), _proposal(document)
    lines = _lines(opened)
    assert _headings(opened) == [
        "I. TỔ CHỨC THỰC HIỆN",
        "II. KẾT QUẢ RÀ SOÁT",
        "III. KHÓ KHĂN, VƯỚNG MẮC",
        "IV. ĐỀ XUẤT, KIẾN NGHỊ",
    ]
    assert sum(line.endswith("./.") for line in lines) == 1
    count = f"{len(proposal.blocks):02}"
    assert f"Tổng số thủ tục hành chính được rà soát: {count};" in lines
    assert f"Số thủ tục hành chính đề nghị sửa đổi, bổ sung hoặc thay thế: {count}." in lines
    others = sum(not block.own for block in proposal.blocks)
    assert any(line.startswith(f"Có {others:02} thủ tục hành chính mà phương án") for line in lines)
    changes = lines[lines.index("2. Phương án đơn giản hóa chủ yếu") + 1 : lines.index("3. Chi phí tuân thủ")]
    told = sum(int(re.findall(r"\d+", line)[0]) for line in changes)
    assert told == sum(len(block.items) for block in proposal.blocks)


def test_the_annex_of_a_report_has_a_row_for_every_point_and_adds_up(reviewed: Request) -> None:
    document = gather("report", reviewed)
    proposal = _proposal(document)
    (table,) = _tables(_opened(document))
    header, *rows, total = [[cell.text.strip() for cell in row.cells] for row in table.rows]
    assert header == [
        *("STT", "Thủ tục hành chính", "Nội dung đơn giản hóa", "Lý do", "Kiến nghị thực thi"),
        *("Chi phí trước", "Chi phí sau", "Tiết kiệm", "Tỷ lệ", "Ghi chú"),
    ]
    items = [item for block in proposal.blocks for item in block.items]
    assert [row[2] for row in rows] == [str(item.sentence) for item in items]
    assert [row[3] for row in rows] == [str(item.reason) for item in items]
    asked = [line.sentence for block in proposal.blocks for line in block.recommendations]
    assert sorted(row[4] for row in rows if row[4]) == sorted(asked)
    numbered = [row for row in rows if row[0]]
    assert [row[0] for row in numbered] == [str(block.number) for block in proposal.blocks]
    for column in (5, 6, 7):
        amounts = [int(row[column].replace(".", "")) for row in numbered]
        assert sum(amounts) == int(total[column].replace(".", ""))
    assert total[1] == "Tổng cộng"


def test_a_decision_cites_its_grounds_one_a_line_and_counts_the_blocks_of_its_annex(reviewed: Request) -> None:
    document = gather("decision", reviewed)
    opened, proposal = _opened(document), _proposal(document)
    grounds = [one.text for one in opened.paragraphs if one.style is not None and one.style.name == styles.BASIS]
    assert grounds[0] == "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025;"
    assert all(line.endswith(";") for line in grounds[:-1])
    assert grounds[-1] == "Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 129/TTr-STP."
    lines = _lines(opened)
    articles = [line for line in lines if line.startswith("Điều ")]
    assert [line.partition(". ")[0] for line in articles] == [f"Điều {number}" for number in range(1, 6)]
    assert f"đơn giản hóa {len(proposal.blocks):02} thủ tục hành chính" in articles[0]
    blocks = [one.text for one in opened.paragraphs if one.style is not None and one.style.name == "Heading 2"]
    assert len(blocks) == len(proposal.blocks)


def test_a_ministry_cites_no_law_on_local_government(reviewed: Request) -> None:
    office = Office(agency="Bộ Tư pháp", place="Hà Nội", signer_title="Bộ trưởng")
    document = gather("decision", replace(reviewed, office=office))
    grounds = "\n".join(one.text for one in _opened(document).paragraphs if one.text.startswith("Căn cứ"))
    assert "chính quyền địa phương" not in grounds
    assert "cơ cấu tổ chức của Bộ Tư pháp" in grounds


def test_costs_of_a_document_are_those_of_its_proposal(reviewed: Request) -> None:
    document = gather("costs", reviewed)
    proposal = _proposal(document)
    tables = _tables(_opened(document))
    assert len(tables) == 2 * len(proposal.blocks)
    for block, before, after in zip(proposal.blocks, tables[::2], tables[1::2], strict=True):
        assert block.amounts is not None
        for table, amount in ((before, block.amounts.before), (after, block.amounts.after)):
            cells = [cell.text for cell in table.rows[-1].cells]
            assert cells[1] == "Tổng cộng"
            assert int(cells[-1].replace(".", "")) == amount


def test_before_and_after_of_every_point_stand_side_by_side(reviewed: Request) -> None:
    document = gather("before-after", reviewed)
    tables = _tables(_opened(document))
    for block, table in zip(_proposal(document).blocks, tables, strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        assert [row[0] for row in rows] == [str(number) for number in range(1, len(block.items) + 1)]
        assert {(row[2], row[3]) for row in rows} == {(item.before, str(item.after)) for item in block.items}


def test_flows_tell_each_reason_once_with_its_points(reviewed: Request) -> None:
    document = gather("flows", reviewed)
    lines = _lines(_opened(document))
    block = _proposal(document).blocks[0]
    start, end = lines.index("1.2. Lý do") + 1, lines.index("1.3. Kiến nghị thực thi")
    told = lines[start:end]
    reasons = dict.fromkeys(str(item.reason) for item in block.items)
    assert [line.partition(": ")[2] for line in told] == list(reasons)
    letters = re.findall(r"\b[a-eđ]\b", " ".join(line.partition(": ")[0].removeprefix("Đối với điểm") for line in told))
    assert sorted(letters) == sorted("abcdđeg"[: len(block.items)])


@pytest.mark.parametrize("kind", KINDS)
def test_every_paragraph_has_a_style_of_the_decree_and_no_font_of_its_own(reviewed: Request, kind: str) -> None:
    opened = _opened(gather(kind, reviewed))
    known = {style.style_id for style in opened.styles}
    paragraphs = [style for style in opened.styles if style.type == WD_STYLE_TYPE.PARAGRAPH]
    assert all(style.style_id == styles.style_id(str(style.name)) for style in paragraphs)
    body = opened.element.body
    used = {named.get(qn("w:val")) for named in body.iter(qn("w:pStyle"))}
    assert used and used <= known
    # Words of drawings are set in the font by themselves, since shapes have no styles.
    fonts = {fonts.get(qn("w:ascii")) for fonts in body.iter(qn("w:rFonts"))}
    assert fonts <= {"Times New Roman"}


@pytest.mark.parametrize("kind", KINDS)
def test_headings_and_lines_over_tables_stay_with_what_follows(reviewed: Request, kind: str) -> None:
    opened = _opened(gather(kind, reviewed))
    kept = {style.style_id for style in opened.styles if style.element.xpath("w:pPr/w:keepNext[not(@w:val='0')]")}
    assert {"Title", "Heading1", "Heading2", "Heading3"} <= kept
    elements = list(opened.element.body)
    for before, element in pairwise(elements):
        bordered = element.tag == qn("w:tbl") and element.find(qn("w:tblPr")).find(_BORDERED) is not None
        if bordered and before.tag == qn("w:p") and before.xpath("w:pPr/w:pStyle[@w:val='BodyText']"):
            assert before.xpath("w:pPr/w:keepNext")
