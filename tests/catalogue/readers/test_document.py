"""Documents that publish procedures: real records set in the ways of ministries and provinces and read back."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pytest

from catalogue.problems import Problem, ProblemKind
from catalogue.readers import document, native
from catalogue.readers.sheets import answers_of_child
from catalogue.records import Decision, LegalBasis, Note, ReadRecord
from tests.catalogue.readers import made_documents
from tests.catalogue.readers.made_documents import STYLES, add, bold, differences, rendered, saved, table

DATA = Path(__file__).resolve().parents[2] / "data"

# A code of the publisher's own count is not told from the name where nothing says that it is a code.
NOT_TOLD = {("dashed", "QLKTN003"), ("automatic_numbers", "QLKTN003")}


def real_records() -> list[ReadRecord]:
    files = (DATA / "small.jsonl", DATA / "records.jsonl")
    records = [native.interpret(raw, path) for path in files for raw in native.raw_records(path)]
    return list({record.code: record for record in records}.values())


def read(path: Path) -> list[ReadRecord]:
    assert document.recognises(path, path.read_bytes()[:65536])
    return [document.interpret(raw, path) for raw in document.raw_records(path)]


@pytest.mark.parametrize("style", STYLES)
def test_real_procedures_come_back_part_by_part_from_each_way_of_publishing(tmp_path: Path, style: str) -> None:
    records = [record for record in real_records() if (style, record.code) not in NOT_TOLD]
    found = read(rendered(tmp_path / "a.docx", style, records))
    assert [record.procedure.name for record in found] == [record.procedure.name for record in records]
    assert [gap for was, now in zip(records, found, strict=True) for gap in differences(was, now)] == []
    assert [record.notes for record in found] == [()] * len(records)


def decision(tmp_path: Path, records: list[ReadRecord]) -> Path:
    """A decision with its own articles, a list of procedures, the procedures at length, and forms behind them."""
    made = docx.Document()
    table(
        made, [["BỘ TƯ PHÁP\nSố: 163/QĐ-BTP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 16 tháng 01 năm 2026"]]
    )
    bold(made, "QUYẾT ĐỊNH")
    bold(made, "Về việc công bố thủ tục hành chính được sửa đổi, bổ sung trong lĩnh vực hộ tịch")
    add(
        made,
        [
            "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ;",
            "Điều 1. Công bố kèm theo Quyết định này.",
        ],
    )
    add(made, ["Nơi nhận:", "- Như Điều 3;"])
    bold(made, "PHẦN I. DANH MỤC THỦ TỤC HÀNH CHÍNH")
    table(made, made_documents.rows_of_list(records))
    bold(made, "PHẦN II. NỘI DUNG CỤ THỂ CỦA TỪNG THỦ TỤC HÀNH CHÍNH")
    bold(made, "A. THỦ TỤC HÀNH CHÍNH CẤP XÃ")
    bold(made, "I. LĨNH VỰC HỘ TỊCH")
    for number, record in enumerate(records, start=1):
        STYLES["numbered_bold"](made, number, record)
        bold(made, f"Mẫu số {number:02}")
        add(made, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỜ KHAI", "Kính gửi: ....."])
    return saved(tmp_path / "quyết định.docx", made)


def test_cover_and_forms_are_no_part_of_procedures_and_are_reported_with_their_paragraphs(tmp_path: Path) -> None:
    records = real_records()[:3]
    path = decision(tmp_path, records)
    found = read(path)
    assert [gap for was, now in zip(records, found, strict=True) for gap in differences(was, now)] == []
    assert {record.procedure.decision for record in found} == {Decision("163/QĐ-BTP", "2026-01-16")}
    assert {record.procedure.field for record in found} == {"Hộ tịch"}
    assert {record.procedure.level for record in found} == {("Cấp xã",)}
    before, *after = [note for record in found for note in record.notes]
    assert (before.kind, before.value[:10]) == ("text-before", "BỘ TƯ PHÁP")
    assert [note.kind for note in after] == ["text-after"] * 3
    first = json.loads(next(document.raw_records(path)).text)
    assert "Kính gửi: ....." in str(first["after"]) and "Điều 1. Công bố" in str(first["cover"])


def test_a_list_gives_the_codes_that_the_long_text_leaves_out(tmp_path: Path) -> None:
    record = real_records()[1]
    made = docx.Document()
    table(made, made_documents.rows_of_list([record]))
    nameless = ReadRecord("", record.procedure)
    STYLES["numbered_bold"](made, 1, nameless)
    (found,) = read(saved(tmp_path / "a.docx", made))
    assert found.code == record.code
    assert differences(nameless, found)[1:] == []


def test_a_list_alone_is_read_a_procedure_a_row_with_the_field_above_it(tmp_path: Path) -> None:
    records = real_records()[:4]
    header, *rows = made_documents.rows_of_list(records)
    made = docx.Document()
    lists = made.add_table(len(rows) + 2, len(header))
    for at, row in enumerate([header, ["I", "Lĩnh vực: Hộ tịch", *[""] * (len(header) - 2)], *rows]):
        for column, text in enumerate(row):
            lists.cell(at, column).text = text
    lists.cell(1, 1).merge(lists.cell(1, len(header) - 1))
    found = read(saved(tmp_path / "a.docx", made))
    assert [(one.code, one.procedure.name) for one in found] == [(one.code, one.procedure.name) for one in records]
    assert {one.procedure.field for one in found} == {"Hộ tịch"}
    for was, now in zip(records, found, strict=True):
        assert {gap.part for gap in differences(was, now)} <= {
            "steps",
            "ways",
            "cases",
            "papers",
            "subjects",
            "results",
            "conditions",
        }


def test_procedures_that_a_list_abolishes_are_not_read_as_procedures(tmp_path: Path) -> None:
    made = docx.Document()
    lists = made.add_table(5, 3)
    rows = [
        ["STT", "Tên thủ tục hành chính", "Cơ quan thực hiện"],
        ["I", "Thủ tục hành chính được sửa đổi", ""],
        ["1", "Đăng ký khai sinh", "UBND cấp xã"],
        ["II", "Thủ tục hành chính bị bãi bỏ", ""],
        ["1", "Đăng ký giám hộ cử", "UBND cấp xã"],
    ]
    for at, row in enumerate([[*row, "Lệ phí" if at == 0 else ""] for at, row in enumerate(rows)]):
        for column, text in enumerate(row[:3]):
            lists.cell(at, column).text = text
    lists.add_column(1).cells[0].text = "Phí, lệ phí"
    for at in (1, 3):
        lists.cell(at, 1).merge(lists.cell(at, 3))
    assert [one.procedure.name for one in read(saved(tmp_path / "a.docx", made))] == ["Đăng ký khai sinh"]


def test_papers_are_told_from_the_cases_that_they_stand_under(tmp_path: Path) -> None:
    made = docx.Document()
    bold(made, "1. Đăng ký kết hôn (1.000894)")
    add(
        made,
        [
            "a) Trình tự thực hiện: Nộp hồ sơ.",
            "b) Cách thức thực hiện: Nộp trực tiếp, qua bưu chính hoặc trực tuyến.",
            "c) Thành phần, số lượng hồ sơ:",
            "* Giấy tờ phải xuất trình:",
            "- Hộ chiếu hoặc thẻ căn cước;",
            "* Giấy tờ phải nộp:",
            "- Tờ khai đăng ký kết hôn theo mẫu;",
            "- Giấy xác nhận tình trạng hôn nhân, gồm:",
            "+ bản chính của bên nam;",
            "+ bản chính của bên nữ.",
            "Số lượng hồ sơ: 01 bộ",
            "Lưu ý: giấy tờ do nước ngoài cấp phải được hợp pháp hóa lãnh sự.",
            "d) Thời hạn giải quyết:",
            "- Trực tiếp: 05 ngày làm việc;",
            "- Trực tuyến: 03 ngày làm việc.",
            "đ) Lệ phí: 50.000 đồng",
            "e) Căn cứ pháp lý: Luật Hộ tịch số 60/2014/QH13 ngày 20/11/2014 của Quốc hội; Nghị định số 123/2015/NĐ-CP "
            "ngày 15 tháng 11 năm 2015 của Chính phủ quy định chi tiết Luật Hộ tịch.",
        ],
    )
    (found,) = read(saved(tmp_path / "a.docx", made))
    procedure = found.procedure
    assert [case.name for case in procedure.dossiers] == ["Giấy tờ phải xuất trình", "Giấy tờ phải nộp"]
    assert [paper.text.split("\n")[0] for paper in procedure.dossiers[1].papers] == [
        "Tờ khai đăng ký kết hôn theo mẫu;",
        "Giấy xác nhận tình trạng hôn nhân, gồm:",
        "Lưu ý: giấy tờ do nước ngoài cấp phải được hợp pháp hóa lãnh sự.",
    ]
    assert procedure.dossiers[1].papers[1].text.endswith("+ bản chính của bên nam;\n+ bản chính của bên nữ.")
    assert procedure.dossier_sets == "01 bộ"
    told = [(channel.kind, channel.processing_time.text, channel.fees[0].text) for channel in procedure.channels]
    assert {channel.fees[0].kind for channel in procedure.channels} == {"charge"}
    assert [one[:2] for one in told] == [
        ("direct", "05 ngày làm việc;"),
        ("postal", ""),
        ("online", "03 ngày làm việc."),
    ]
    assert {fee for _, _, fee in told} == {"50.000 đồng"}
    assert procedure.legal_bases == (
        LegalBasis(
            "60/2014/QH13", "Luật Hộ tịch số 60/2014/QH13 ngày 20/11/2014 của Quốc hội", "2014-11-20", "Quốc hội"
        ),
        LegalBasis(
            "123/2015/NĐ-CP",
            "Nghị định số 123/2015/NĐ-CP ngày 15 tháng 11 năm 2015 của Chính phủ quy định chi tiết Luật Hộ tịch",
            "2015-11-15",
            "Chính phủ",
        ),
    )


def test_a_line_that_looks_like_a_heading_inside_the_steps_stays_there(tmp_path: Path) -> None:
    made = docx.Document()
    bold(made, "1. Thủ tục: Đăng ký khai sinh")
    for at, (label, text) in enumerate(
        [
            (
                "Trình tự thực hiện",
                "Nộp hồ sơ tại UBND cấp xã.\nThời hạn giải quyết theo phiếu hẹn.\n- Kết quả: nhận tại bộ phận một cửa.",
            ),
            ("Cách thức thực hiện", "Trực tiếp"),
            ("Thời hạn giải quyết", "Trong ngày"),
            ("Kết quả thực hiện", "Giấy khai sinh"),
        ],
        start=1,
    ):
        bold(made, f"1.{at}. {label}:")
        add(made, text.split("\n"))
    (found,) = read(saved(tmp_path / "a.docx", made))
    assert found.procedure.steps[0].text.count("\n") == 2
    assert found.procedure.channels[0].processing_time.text == "Trong ngày"
    assert [result.name for result in found.procedure.results] == ["Giấy khai sinh"]


def test_lines_between_title_and_first_heading_are_reported_with_their_paragraphs(tmp_path: Path) -> None:
    made = docx.Document()
    bold(made, "Tên thủ tục: Đăng ký khai tử")
    add(made, ["Mã số: 1.000656"])
    made.add_paragraph("Trình tự thực hiện: Nộp hồ sơ.")
    made.add_paragraph("Tên mẫu đơn, mẫu tờ khai: Tờ khai đăng ký khai tử")
    made.add_paragraph("Kết quả thực hiện: Trích lục khai tử")
    (found,) = read(saved(tmp_path / "a.docx", made))
    assert (found.code, found.procedure.name) == ("1.000656", "Đăng ký khai tử")
    assert found.procedure.extra == (("/forms", '["Tờ khai đăng ký khai tử"]'),)
    assert found.notes == (Note("unknown-key", "/forms", "", "paragraphs 1-5"),)


@pytest.mark.parametrize(
    ("papers", "forms", "joined", "left"),
    [
        (
            ["- Tờ khai đăng ký khai tử theo mẫu;", "- Giấy báo tử."],
            ["Tờ khai đăng ký khai tử (Mẫu số 07 ban hành kèm theo Thông tư số 04/2024/TT-BTP)"],
            ["Tờ khai đăng ký khai tử (Mẫu số 07 ban hành kèm theo Thông tư số 04/2024/TT-BTP)", ""],
            [],
        ),
        (
            ["- Đơn đề nghị cấp giấy phép khai thác thuỷ sản;", "- Bản sao Giấy phép khai thác thủy sản đã cấp."],
            ["- Mẫu số 02.KT: Đơn đề nghị cấp giấy phép khai thác thủy sản", "- Mẫu số 03.KT: Giấy phép"],
            ["Mẫu số 02.KT: Đơn đề nghị cấp giấy phép khai thác thủy sản", ""],
            ["Mẫu số 03.KT: Giấy phép"],
        ),
        (
            ["- Tờ khai theo Mẫu số 1;", "- Bản cam kết theo Mẫu số 2."],
            ["Mẫu số 01; Mẫu số 02; Mẫu số 03"],
            ["Mẫu số 01", "Mẫu số 02"],
            ["Mẫu số 03"],
        ),
        (
            ["- Đơn đề nghị cấp lại chứng chỉ (Mẫu số 01);", "- Đơn đề nghị cấp lại chứng chỉ (Mẫu số 02)."],
            ["- Đơn đề nghị cấp lại chứng chỉ", "- Mẫu số 02: Đơn đề nghị cấp lại chứng chỉ"],
            ["Đơn đề nghị cấp lại chứng chỉ", "Mẫu số 02: Đơn đề nghị cấp lại chứng chỉ"],
            [],
        ),
        (
            ["- Đơn đề nghị cấp lại chứng chỉ;", "- Đơn đề nghị cấp lại chứng chỉ (Mẫu số 02)."],
            ["- Đơn đề nghị cấp lại chứng chỉ", "- Đơn đề nghị cấp lại chứng chỉ (bản in)"],
            ["", ""],
            ["Đơn đề nghị cấp lại chứng chỉ", "Đơn đề nghị cấp lại chứng chỉ (bản in)"],
        ),
        (["- Tờ khai;", "- Ảnh 4x6."], ["- Tờ khai theo mẫu"], ["Tờ khai theo mẫu", ""], []),
        (["- Tờ khai;", "- Tờ khai của người được ủy quyền."], ["- Mẫu số 9"], ["", ""], ["Mẫu số 9"]),
        (["- Tờ khai đăng ký khai tử."], ["Không có."], [""], []),
    ],
    ids=["by name", "written otherwise", "by number", "name and number", "two meant", "any form", "no name", "none"],
)
def test_forms_named_in_a_part_of_their_own_are_joined_with_the_papers_they_mean(
    tmp_path: Path, papers: list[str], forms: list[str], joined: list[str], left: list[str]
) -> None:
    made = docx.Document()
    bold(made, "Thủ tục: Đăng ký khai tử")
    for heading, lines in (("Trình tự thực hiện:", ["Nộp."]), ("Thành phần hồ sơ:", papers), ("Tên mẫu đơn:", forms)):
        bold(made, heading)
        add(made, lines)
    (found,) = read(saved(tmp_path / "a.docx", made))
    assert [paper.form for paper in found.procedure.dossiers[0].papers] == joined
    assert dict(found.procedure.extra) == ({"/forms": json.dumps(left, ensure_ascii=False)} if left else {})


def test_a_form_that_several_cases_ask_for_is_joined_in_each(tmp_path: Path) -> None:
    made = docx.Document()
    bold(made, "Thủ tục: Đăng ký khai tử")
    bold(made, "Trình tự thực hiện:")
    add(made, ["Nộp."])
    bold(made, "Thành phần hồ sơ:")
    case = ["- Tờ khai đăng ký khai tử;", "- Giấy báo tử."]
    add(made, ["a) Trường hợp trực tiếp:", *case, "b) Trường hợp trực tuyến:", *case])
    bold(made, "Mẫu đơn, mẫu tờ khai:")
    add(made, ["Tờ khai đăng ký khai tử"])
    (found,) = read(saved(tmp_path / "a.docx", made))
    forms = [[paper.form for paper in dossier.papers] for dossier in found.procedure.dossiers]
    assert (forms, found.notes) == ([["Tờ khai đăng ký khai tử", ""]] * 2, ())


def test_a_document_without_any_procedure_is_refused(tmp_path: Path) -> None:
    made = docx.Document()
    add(made, ["THÔNG BÁO", "Về việc nghỉ lễ"])
    with pytest.raises(Problem) as refused:
        read(saved(tmp_path / "a.docx", made))
    assert refused.value.kind is ProblemKind.NO_PROCEDURES


def packed(path: Path, entries: dict[str, bytes], base: Path | None = None) -> Path:
    """Write an archive with the entries of another one, some of them replaced."""
    found = {}
    if base is not None:
        with zipfile.ZipFile(base) as archive:
            found = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (found | entries).items():
            archive.writestr(name, content)
    return path


def one_procedure(tmp_path: Path) -> Path:
    return rendered(tmp_path / "gốc.docx", "numbered_bold", real_records()[:1])


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="w"><w:body>&b;</w:body></w:document>'
)
OUTSIDE = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document xmlns:w="w"><w:body>&a;</w:body></w:document>'
)


@pytest.mark.parametrize(
    ("entries", "kind"),
    [
        ({"word/document.xml": BOMB}, ProblemKind.XML_UNSAFE),
        ({"word/document.xml": OUTSIDE}, ProblemKind.XML_UNSAFE),
        ({"word/styles.xml": BOMB}, ProblemKind.XML_UNSAFE),
        ({"word/document.xml": b"<w:document"}, ProblemKind.ARCHIVE_DAMAGED),
        ({"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}, ProblemKind.ARCHIVE_TOO_LARGE),
    ],
)
def test_hostile_documents_are_refused_by_name_before_any_of_them_is_read(
    tmp_path: Path, entries: dict[str, bytes], kind: ProblemKind
) -> None:
    path = packed(tmp_path / "a.docx", entries, one_procedure(tmp_path))
    with pytest.raises(Problem) as refused:
        read(path)
    assert refused.value.kind is kind


def test_a_cut_off_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(one_procedure(tmp_path).read_bytes()[:-200])
    with pytest.raises(Problem) as refused:
        list(document.raw_records(path))
    assert refused.value.kind is ProblemKind.ARCHIVE_DAMAGED


def test_macros_are_reported_and_never_run(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.docm", {"word/vbaProject.bin": b"Sub AutoOpen()"}, one_procedure(tmp_path))
    (found,) = read(path)
    assert Note("macros", "") in found.notes


def test_deeply_nested_tables_are_refused(tmp_path: Path) -> None:
    cell = "<w:tbl><w:tr><w:tc>" * 40 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 40
    content = f'<w:document xmlns:w="w"><w:body>{cell}</w:body></w:document>'.encode()
    with pytest.raises(Problem) as refused:
        read(packed(tmp_path / "a.docx", {"word/document.xml": content}, one_procedure(tmp_path)))
    assert refused.value.kind is ProblemKind.SOURCE_TOO_HEAVY


def test_deleted_text_is_left_out_and_inserted_text_breaks_and_boxes_are_read(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>1. Đăng ký</w:t></w:r><w:del><w:r><w:delText> cũ</w:delText></w:r></w:del>"
        '<w:ins><w:r><w:t xml:space="preserve"> khai sinh</w:t></w:r></w:ins></w:p>'
        "<w:p><w:r><w:t>Trình tự</w:t><w:tab/><w:t>thực hiện: một</w:t><w:br/><w:t>hai</w:t></w:r>"
        "<w:r><w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    )
    content = f'<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'.encode()
    path = packed(tmp_path / "a.docx", {"word/document.xml": content}, one_procedure(tmp_path))
    with answers_of_child(path, "blocks", "catalogue.readers.document_child") as answers:
        texts = [answer[2] for answer in answers if answer[0] == "p"]
    assert texts == ["1. Đăng ký khai sinh", "Trình tự thực hiện: một\nhai", "trong khung"]


def test_other_files_are_not_taken_for_documents(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<a/>"})
    assert not document.recognises(path, path.read_bytes())
    assert not document.recognises(tmp_path, b"")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 nothing")
    assert not document.recognises(tmp_path / "b.docx", b"PK\x03\x04 nothing")
