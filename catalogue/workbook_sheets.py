"""The sheets of our own workbook template: their names, headings, closed words and widths, for writing and reading.

The template is documented in `docs/workbook-layout.md`. A column's key is the place of its value in the native record
layout, with points between the objects ("decision.number").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

CODE = "Mã"
NUMBER = "Số thứ tự"
ORDER = "Thứ tự"
CONTINUED = "Nối tiếp"
GUIDE_SHEET = "Hướng dẫn"
OTHER_KEYS_SHEET = "Khóa khác"
POINTER = "Vị trí"
VALUE = "Giá trị (JSON)"

# What a sheet program takes in one cell, counted in UTF-16 units and in line breaks, with a little to spare.
MOST_CELL_UNITS = 32_000
MOST_CELL_BREAKS = 250


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = auto()
    LINES = auto()
    """Several texts, one on each line of the cell."""
    NUMBER = auto()
    WORD = auto()
    """One word of a closed list."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the native key of its values, what they are and how wide it stands (in characters).

    `words` pairs the words of the native layout with those that people see.
    """

    heading: str
    key: str
    width: int = 24
    holds: Holds = Holds.TEXT
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the list of the native layout whose members are its rows ("channels.fees"; none for procedures).

    `parent` is the heading of the column that says to which member of the outer list a row belongs.
    """

    name: str
    part: str
    columns: tuple[Column, ...]
    parent: str = ""


CHANNEL_WORDS = (
    ("direct", "trực tiếp"),
    ("online", "trực tuyến"),
    ("postal", "bưu chính"),
    ("other", "khác"),
)
TIME_UNIT_WORDS = (
    ("working_day", "ngày làm việc"),
    ("day", "ngày"),
    ("working_hour", "giờ làm việc"),
    ("hour", "giờ"),
    ("minute", "phút"),
    ("month", "tháng"),
    ("year", "năm"),
    ("other", "khác"),
)
FEE_WORDS = (("fee", "phí"), ("charge", "lệ phí"), ("price", "giá"), ("unknown", "chưa rõ"))

PROCEDURES = Sheet(
    "Thủ tục",
    "",
    (
        Column("Tên thủ tục", "name", 60),
        Column("Lĩnh vực", "field"),
        Column("Cấp thực hiện", "level", 16, Holds.LINES),
        Column("Loại thủ tục", "type", 16),
        Column("Số quyết định công bố", "decision.number", 20),
        Column("Ngày quyết định", "decision.date", 14),
        Column("Đơn vị công bố", "publisher"),
        Column("Cơ quan thực hiện", "agencies.implementing", 36, Holds.LINES),
        Column("Cơ quan có thẩm quyền", "agencies.competent", 36, Holds.LINES),
        Column("Cơ quan được ủy quyền", "agencies.authorised", 36, Holds.LINES),
        Column("Cơ quan phối hợp", "agencies.coordinating", 36, Holds.LINES),
        Column("Địa chỉ tiếp nhận", "receiving_addresses", 36, Holds.LINES),
        Column("Đối tượng thực hiện", "subjects", 30, Holds.LINES),
        Column("Số bộ hồ sơ", "dossier_sets", 14),
        Column("Yêu cầu, điều kiện", "conditions", 60),
        Column("Thủ tục liên quan", "related", 30, Holds.LINES),
        Column("Từ khóa", "keywords", 20, Holds.LINES),
        Column("Địa chỉ nguồn", "source.url", 24),
        Column("Ngày lấy", "source.retrieved", 14),
    ),
)
STEPS = Sheet("Bước", "steps", (Column("Tên bước", "name", 30), Column("Nội dung", "text", 100)))
CHANNELS = Sheet(
    "Cách thức",
    "channels",
    (
        Column("Hình thức", "kind", 14, Holds.WORD, CHANNEL_WORDS),
        Column("Thời hạn", "processing_time.quantity", 10, Holds.NUMBER),
        Column("Đơn vị thời hạn", "processing_time.unit", 16, Holds.WORD, TIME_UNIT_WORDS),
        Column("Thời hạn (lời văn)", "processing_time.text", 40),
        Column("Mô tả", "text", 60),
    ),
)
FEES = Sheet(
    "Phí lệ phí",
    "channels.fees",
    (
        Column("Loại", "kind", 12, Holds.WORD, FEE_WORDS),
        Column("Mức thu", "amount", 14, Holds.NUMBER),
        Column("Tiền tệ", "currency", 10),
        Column("Nội dung", "text", 60),
    ),
    parent="Cách thức thứ",
)
DOSSIERS = Sheet("Trường hợp hồ sơ", "dossiers", (Column("Tên trường hợp", "name", 80),))
PAPERS = Sheet(
    "Giấy tờ",
    "dossiers.papers",
    (
        Column("Tên giấy tờ", "text", 80),
        Column("Bản chính", "originals", 10, Holds.NUMBER),
        Column("Bản sao", "copies", 10, Holds.NUMBER),
        Column("Mẫu đơn, tờ khai", "form", 30),
        Column("Mã thành phần", "component_code", 18),
        Column("Số lượng (lời văn)", "quantity_text", 24),
    ),
    parent="Trường hợp thứ",
)
RESULTS = Sheet("Kết quả", "results", (Column("Mã kết quả", "code", 18), Column("Tên kết quả", "name", 80)))
LEGAL_BASES = Sheet(
    "Căn cứ pháp lý",
    "legal_bases",
    (
        Column("Số hiệu", "number", 20),
        Column("Tên văn bản", "title", 80),
        Column("Ngày ban hành", "date", 14),
        Column("Cơ quan ban hành", "issuer"),
    ),
)
OTHER_KEYS = Sheet(OTHER_KEYS_SHEET, "extra", (Column(POINTER, "pointer", 40), Column(VALUE, "value", 80)))

# Outer lists stand before the lists inside their members.
PARTS = (STEPS, CHANNELS, FEES, DOSSIERS, PAPERS, RESULTS, LEGAL_BASES)
SHEETS = (PROCEDURES, *PARTS, OTHER_KEYS)


def joining_headings(sheet: Sheet) -> tuple[str, ...]:
    """Return the headings that come before a sheet's own columns and say where a row belongs."""
    order = (ORDER,) if sheet.part else ()
    parent = (sheet.parent,) if sheet.parent else ()
    return (CODE, NUMBER, *parent, *order)


GUIDE = (
    "Mỗi trang tính giữ một phần của thủ tục; mỗi dòng là một thủ tục, một bước, một cách thức, một giấy tờ…",
    "Các dòng thuộc về nhau nhờ cột “Mã”; thủ tục chưa có mã dùng cột “Số thứ tự” của trang “Thủ tục”.",
    "Cột “Thứ tự” cho biết dòng đứng thứ mấy trong phần của thủ tục đó; để trống thì theo thứ tự các dòng.",
    "Phí và lệ phí thuộc về cách thức có “Thứ tự” ghi ở cột “Cách thức thứ”; giấy tờ thuộc về trường hợp ghi ở cột "
    "“Trường hợp thứ”.",
    "Ô có danh sách thả xuống chỉ nhận các từ trong danh sách. Ô trống nghĩa là nguồn không nói gì; số 0 là số 0.",
    "Ô “Bản chính”, “Bản sao”, “Thời hạn”, “Mức thu” ghi bằng số, ví dụ 50000; điều kiện đi kèm ghi ở ô lời văn.",
    "Ô có nhiều giá trị (đối tượng, cơ quan, từ khóa…): mỗi giá trị một dòng trong ô (Alt+Enter; LibreOffice: "
    "Ctrl+Enter).",
    "Ngày ghi theo dạng năm-tháng-ngày, ví dụ 2026-07-18.",
    "Văn bản dài hơn sức chứa của một ô được viết tiếp ở dòng sau, cột “Nối tiếp” ghi 1, 2, 3…; khi đọc lại, các đoạn "
    "được ghép liền nhau.",
    "Trang “Khóa khác” giữ những gì nguồn có mà mẫu này không có cột: vị trí và giá trị của nó; thường không cần sửa.",
    "Có thể đổi chỗ cột, thêm cột (được giữ lại và báo cáo), sắp xếp dòng và bỏ trang không dùng; không đổi tên cột.",
)
