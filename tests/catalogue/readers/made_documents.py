"""Documents made from procedures, in the ways in which ministries and provinces publish them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document

from catalogue.instruments import read_number
from catalogue.records import Channel, Fee, Procedure, ReadRecord

CHANNEL_WORDS = {"direct": "Trực tiếp", "online": "Trực tuyến", "postal": "Dịch vụ bưu chính", "other": "Khác"}
FEE_WORDS = {"fee": "Phí", "charge": "Lệ phí", "price": "Giá", "unknown": "Phí"}

Section = tuple[str, list[str]]


def lines_of(text: str) -> list[str]:
    return text.split("\n") if text else ["Không"]


def time_lines(procedure: Procedure) -> list[str]:
    return lines_of(procedure.channels[0].processing_time.text if procedure.channels else "")


def fee_lines(procedure: Procedure) -> list[str]:
    fees = procedure.channels[0].fees if procedure.channels else ()
    return [fee_line(fee) for fee in fees] or ["Không"]


def fee_line(fee: Fee) -> str:
    return f"{FEE_WORDS[fee.kind]}: {fee.text}"


def way_lines(procedure: Procedure) -> list[str]:
    return [way_line(channel) for channel in procedure.channels] or ["Không quy định"]


def way_line(channel: Channel) -> str:
    return f"{CHANNEL_WORDS[channel.kind]}: {channel.text}" if channel.text else CHANNEL_WORDS[channel.kind]


def paper_lines(procedure: Procedure, marker: str) -> list[str]:
    lines = []
    for case in procedure.dossiers:
        lines += [f"* {case.name.lstrip('-+* ').rstrip(':')}:"] if case.name else []
        lines += [f"{marker} {paper.text.lstrip('-+* ')};".lstrip() for paper in case.papers]
    return lines


def sections(procedure: Procedure, marker: str) -> list[Section]:
    """The parts of a procedure under their standard headings, in the standard order."""
    agencies = procedure.agencies
    return [
        ("Trình tự thực hiện", [line for step in procedure.steps for line in lines_of(step.text)]),
        ("Cách thức thực hiện", [f"{marker} {line}" for line in way_lines(procedure)]),
        ("Thành phần, số lượng hồ sơ", []),
        ("Thời hạn giải quyết", time_lines(procedure)),
        ("Đối tượng thực hiện thủ tục hành chính", ["; ".join(procedure.subjects) or "Không quy định"]),
        ("Cơ quan thực hiện thủ tục hành chính", [f"{marker} {name}" for name in agencies.implementing]),
        (
            "Kết quả thực hiện thủ tục hành chính",
            [f"{marker} {result.name}." for result in procedure.results] or ["Không"],
        ),
        ("Phí, lệ phí (nếu có)", fee_lines(procedure)),
        ("Tên mẫu đơn, mẫu tờ khai (nếu có)", ["Không"]),
        ("Yêu cầu, điều kiện thực hiện thủ tục hành chính (nếu có)", lines_of(procedure.conditions)),
        (
            "Căn cứ pháp lý của thủ tục hành chính",
            [f"{marker} {law_line(procedure, at)};" for at in range(len(procedure.legal_bases))],
        ),
    ]


def law_line(procedure: Procedure, at: int) -> str:
    basis = procedure.legal_bases[at]
    return basis.title if basis.number in basis.title else f"Văn bản số {basis.number}: {basis.title}"


Render = Callable[[Document, int, ReadRecord], None]


def numbered_bold(document: Document, number: int, record: ReadRecord) -> None:
    """ "1. Thủ tục: … (mã …)" and "1.1. Trình tự thực hiện:" in bold, the content in paragraphs below."""
    bold(document, f"{number}. Thủ tục: {record.procedure.name}" + (f" (mã {record.code})" if record.code else ""))
    for at, (label, lines) in enumerate(sections(record.procedure, "-"), start=1):
        bold(document, f"{number}.{at}. {label}:")
        if at == 3:
            document.add_paragraph("a) Thành phần hồ sơ:")
            add(document, paper_lines(record.procedure, "-"))
            document.add_paragraph(f"b) Số lượng hồ sơ: {record.procedure.dossier_sets or '01 bộ'}.")
        add(document, lines)


def lettered_run_in(document: Document, number: int, record: ReadRecord) -> None:
    """ "a) Trình tự thực hiện: Bước 1…" in plain text, the code on a line of its own."""
    document.add_paragraph(f"{number}. {record.procedure.name}").runs[0].bold = True
    document.add_paragraph(f"Mã số TTHC: {record.code}")
    for at, (label, lines) in enumerate(sections(record.procedure, "-")):
        lines = [*paper_lines(record.procedure, "+"), *lines] if at == 2 else lines
        first, rest = (lines[0], lines[1:]) if lines and at not in (1, 2, 5, 6, 10) else ("", lines)
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{chr(ord('a') + at)}) {label}: ").italic = True
        paragraph.add_run(first)
        add(document, rest)
        if at == 2:
            document.add_paragraph(f"Số lượng hồ sơ: {record.procedure.dossier_sets or '01 bộ'}")


def dashed(document: Document, number: int, record: ReadRecord) -> None:
    """ "- Trình tự thực hiện:" before the content, papers and laws after "+"."""
    bold(document, f"THỦ TỤC {number}: {record.procedure.name}" + (f" - {record.code}" if record.code else ""))
    for at, (label, lines) in enumerate(sections(record.procedure, "+")):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"- {label}:").bold = True
        if at == 2:
            document.add_paragraph("* Thành phần hồ sơ:")
            add(document, paper_lines(record.procedure, "+"))
            document.add_paragraph(f"* Số lượng hồ sơ: {record.procedure.dossier_sets or '01 bộ'}")
        add(document, lines)


def two_columns(document: Document, number: int, record: ReadRecord) -> None:
    """A table for each procedure: the heading on the left, the content on the right."""
    document.add_paragraph(
        f"{number}. {record.procedure.name}" + (f", mã thủ tục: {record.code}" if record.code else "")
    )
    rows = sections(record.procedure, "-")
    table = document.add_table(len(rows), 2)
    for at, (label, lines) in enumerate(rows):
        if at == 2:
            lines = ["a) Thành phần hồ sơ:", *paper_lines(record.procedure, "-"), "b) Số lượng hồ sơ: 01 bộ"]
        table.cell(at, 0).text = label
        table.cell(at, 1).text = "\n".join(lines[:1])
        for line in lines[1:]:
            table.cell(at, 1).add_paragraph(line)


def three_columns(document: Document, number: int, record: ReadRecord) -> None:
    """A table with the title in a row over all columns, then number, heading and content."""
    rows = sections(record.procedure, "-")
    table = document.add_table(len(rows) + 2, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).paragraphs[0].add_run(
        f"{number}. Thủ tục: {record.procedure.name}"
    ).bold = True
    for at, (label, lines) in enumerate([("Mã số TTHC", [record.code]), *rows], start=1):
        if at == 4:
            lines = [*paper_lines(record.procedure, "-"), *lines]
        table.cell(at, 0).text = str(at)
        table.cell(at, 1).text = f"{label}:"
        table.cell(at, 2).text = lines[0] if lines else ""
        for line in lines[1:]:
            table.cell(at, 2).add_paragraph(line)


def portal_form(document: Document, _number: int, record: ReadRecord) -> None:
    """The national portal's own printout: bold labels, and tables for ways, papers and laws."""
    procedure = record.procedure
    document.add_heading("CHI TIẾT THỦ TỤC HÀNH CHÍNH", 1)
    labelled(document, "Mã thủ tục", record.code)
    labelled(document, "Số quyết định", procedure.decision.number)
    labelled(document, "Tên thủ tục", procedure.name)
    labelled(document, "Cấp thực hiện", ", ".join(procedure.level))
    labelled(document, "Lĩnh vực", procedure.field)
    labelled(document, "Trình tự thực hiện", "")
    add(document, [line for step in procedure.steps for line in lines_of(step.text)])
    labelled(document, "Cách thức thực hiện", "")
    ways = [
        [CHANNEL_WORDS[way.kind], way.processing_time.text, "\n".join(map(fee_line, way.fees)), way.text]
        for way in procedure.channels
    ]
    table(document, [["Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả"], *ways])
    labelled(document, "Thành phần hồ sơ", "")
    for case in procedure.dossiers:
        add(document, [f"{case.name}:"] if case.name else [])
        papers = [
            [paper.text, paper.form, f"Bản chính: {paper.originals or 0}\nBản sao: {paper.copies or 0}"]
            for paper in case.papers
        ]
        table(document, [["Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"], *papers])
    labelled(document, "Số lượng hồ sơ", procedure.dossier_sets or "01 bộ")
    labelled(document, "Đối tượng thực hiện", ", ".join(procedure.subjects))
    labelled(document, "Cơ quan thực hiện", "; ".join(procedure.agencies.implementing))
    labelled(document, "Kết quả thực hiện", "; ".join(result.name for result in procedure.results))
    labelled(document, "Căn cứ pháp lý", "")
    laws = [[law.number, law.title, law.date, law.issuer] for law in procedure.legal_bases]
    table(document, [["Số ký hiệu", "Trích yếu", "Ngày ban hành", "Cơ quan ban hành"], *laws])
    labelled(document, "Yêu cầu, điều kiện thực hiện", "")
    add(document, lines_of(procedure.conditions))
    labelled(document, "Từ khóa", "Không có thông tin")


def automatic_numbers(document: Document, _number: int, record: ReadRecord) -> None:
    """Headings in a heading style, numbers and bullets given by the word processor."""
    document.add_heading(record.procedure.name + (f" ({record.code})" if record.code else ""), 2)
    for at, (label, lines) in enumerate(sections(record.procedure, "")):
        document.add_paragraph(label, style="List Number").runs[0].bold = True
        if at == 2:
            for case in record.procedure.dossiers:
                add(document, [f"{case.name}:"] if case.name else [])
                for paper in case.papers:
                    document.add_paragraph(paper.text.lstrip("-+* "), style="List Bullet")
        for line in lines:
            marked = at in (1, 5, 6, 10) and line != "Không"
            document.add_paragraph(line.strip(), style="List Bullet" if marked else None)


STYLES: dict[str, Render] = {
    function.__name__: function
    for function in (numbered_bold, lettered_run_in, dashed, two_columns, three_columns, portal_form, automatic_numbers)
}


def rows_of_list(records: list[ReadRecord]) -> list[list[str]]:
    """A list of procedures as decisions begin with it: a row each."""
    header = [
        "STT",
        "Mã số TTHC",
        "Tên thủ tục hành chính",
        "Thời hạn giải quyết",
        "Phí, lệ phí",
        "Căn cứ pháp lý",
        "Cơ quan thực hiện",
    ]
    rows = [
        [
            str(at),
            record.code,
            record.procedure.name,
            "\n".join(time_lines(record.procedure)),
            "\n".join(fee_lines(record.procedure)),
            "\n".join(f"- {law_line(record.procedure, law)};" for law in range(len(record.procedure.legal_bases))),
            "; ".join(record.procedure.agencies.implementing),
        ]
        for at, record in enumerate(records, start=1)
    ]
    return [header, *rows]


def bold(document: Document, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def labelled(document: Document, label: str, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}:").bold = True
    if text:
        paragraph.add_run(f" {text}")


def add(document: Document, lines: list[str]) -> None:
    for line in lines:
        document.add_paragraph(line)


def table(document: Document, rows: list[list[str]]) -> None:
    made = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            first, *rest = text.split("\n")
            made.cell(at, column).text = first
            for line in rest:
                made.cell(at, column).add_paragraph(line)


def saved(path: Path, document: Document) -> Path:
    document.save(str(path))
    return path


def rendered(path: Path, style: str, records: list[ReadRecord]) -> Path:
    document = docx.Document()
    for number, record in enumerate(records, start=1):
        STYLES[style](document, number, record)
    return saved(path, document)


@dataclass(frozen=True)
class Difference:
    """A part that was read otherwise than it was published."""

    code: str
    part: str
    published: object
    read: object


def fee_word(fee: Fee) -> str:
    """The word for a fee's kind; documents have none for a kind that is not known."""
    return FEE_WORDS[fee.kind]


def law_number(number: str) -> str:
    """The number without what sources glue to it."""
    read = read_number(number)
    return read.number if read is not None else ""


def squeezed(text: str) -> str:
    return " ".join(text.split()).strip(" .;:-+*")


def told_parts(record: ReadRecord) -> Iterator[tuple[str, object]]:
    """What a document tells of a procedure, part by part, without the marks between lines."""
    procedure = record.procedure
    yield "name", squeezed(procedure.name)
    yield "code", record.code
    yield "steps", squeezed(" ".join(step.text for step in procedure.steps))
    yield "ways", [channel.kind for channel in procedure.channels]
    yield "cases", [squeezed(case.name) for case in procedure.dossiers if case.papers and case.name]
    yield "papers", [squeezed(paper.text) for case in procedure.dossiers for paper in case.papers]
    yield "time", squeezed(procedure.channels[0].processing_time.text) if procedure.channels else ""
    yield (
        "fees",
        [(fee_word(fee), squeezed(fee.text)) for fee in procedure.channels[0].fees] if procedure.channels else [],
    )
    yield "subjects", [squeezed(subject) for subject in procedure.subjects]
    yield "agencies", [squeezed(agency) for agency in procedure.agencies.implementing]
    yield "results", [squeezed(result.name) for result in procedure.results]
    yield "conditions", squeezed(procedure.conditions)
    yield "laws", [number for basis in procedure.legal_bases if (number := law_number(basis.number))]


def differences(published: ReadRecord, read: ReadRecord) -> list[Difference]:
    pairs = zip(told_parts(published), told_parts(read), strict=True)
    return [Difference(published.code, part, was, now) for (part, was), (_, now) in pairs if was != now]
