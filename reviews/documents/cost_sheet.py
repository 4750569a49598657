"""The cost table as a workbook whose formulas recompute it: change a number, and every total follows.

Totals are taken from whole minutes and whole đồng before they are divided, as `reviews.costs` does, so that a sheet
program comes to the same figures. Every text is written as text: none can act as a formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from typing import Any

import xlsxwriter

from reviews.benefit_lines import NOT_COSTED
from reviews.cost_table import PROVISIONAL, TableRow, provenance, table_notes, table_rows
from reviews.costs import Activity, Comparison, CostTable, Exact
from reviews.norms import Norms

SHEET = "Chi phí tuân thủ"
SUMMARY = "Tổng hợp"
HEADINGS = (
    "STT",
    "Các công việc khi thực hiện TTHC",
    "Thời gian (phút)",
    "Thời gian (giờ)",
    "Mức TNBQ/người/giờ",
    "Chi phí thuê tư vấn, dịch vụ",
    "Chi phí khác",
    "Phí, lệ phí",
    "Tỷ lệ đối tượng thực hiện",
    "Số lần/năm",
    "Số đối tượng/năm",
    "Chi phí thực hiện TTHC",
    "Tổng chi phí/năm",
    "Nguồn số liệu",
)
_WIDTHS = (6, 48, 9, 9, 11, 13, 12, 12, 11, 9, 12, 15, 19, 38)
_SUMMARY_WIDTHS = (7, 16, 70, 22, 22, 22, 14)
# Numbers in the sheet are shown as they are written here, whatever the language of the sheet program.
_VIETNAMESE = "[$-42A]"
_A4 = 9
_LINE_POINTS = 15
_BOLD_ROOM = 0.85
_SUMMARY_HEADINGS = (
    "STT",
    "Mã thủ tục",
    "Tên thủ tục hành chính",
    "Chi phí trước khi đơn giản hóa",
    "Chi phí sau khi đơn giản hóa",
    "Chi phí tiết kiệm",
    "Tỷ lệ cắt giảm",
)
# Sheet programs allow 31 characters in a sheet's name, and none of these.
_LONGEST_SHEET = 31
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\]")
_LETTERS = "ABCDEFGHIJKLMN"
_INCOME_CELL = "$E$4"


@dataclass(frozen=True, slots=True)
class _Block:
    """Where a block ends: the row (from 1) of its totals, and whether the subjects are known."""

    total_row: int
    has_year: bool


class _Writer:
    """Writes the three blocks one under the other, keeping the next free row (from 1)."""

    def __init__(self, sheet: Any, formats: dict[str, Any], widths: Sequence[int]) -> None:
        self.sheet = sheet
        self.formats = formats
        self.row = 1
        self._widths = widths
        self._heights: dict[int, int] = {}
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        sheet.fit_to_pages(1, 0)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)

    def text(self, column: str, words: str, look: str = "text") -> None:
        """Write words into a cell of the row, as text, and make the row as high as they are."""
        at = _LETTERS.index(column)
        self.sheet.write_string(self.row - 1, at, words, self.formats[look])
        if look != "title":
            self._heighten(_lines_in(words, self._widths[at] * (_BOLD_ROOM if look in ("head", "bold") else 1)))

    def across(self, words: str, look: str) -> None:
        """Write words over the whole width of the row."""
        last = len(self._widths) - 1
        self.sheet.merge_range(self.row - 1, 0, self.row - 1, last, "", self.formats[look])
        self.sheet.write_string(self.row - 1, 0, words, self.formats[look])
        self._heighten(_lines_in(words, sum(self._widths)))

    def blank(self, columns: str, look: str = "text") -> None:
        """Draw the borders of cells that stay empty."""
        for column in columns:
            self.sheet.write_blank(self.row - 1, _LETTERS.index(column), None, self.formats[look])

    def _heighten(self, lines: int) -> None:
        # A sheet program makes no row higher by itself in a file that was not saved by it.
        if lines > self._heights.get(self.row, 1):
            self._heights[self.row] = lines
            self.sheet.set_row(self.row - 1, lines * _LINE_POINTS)

    def exact(self, column: str, value: Exact, look: str = "money") -> None:
        """Write a number; a fraction as a division, which the sheet program makes as exactly as it can."""
        at = (self.row - 1, _LETTERS.index(column))
        if isinstance(value, Fraction) and value.denominator != 1:
            formula = f"={value.numerator}/{value.denominator}"
            self.sheet.write_formula(*at, formula, self.formats[look], float(value))
        else:
            self.sheet.write_number(*at, int(value), self.formats[look])

    def formula(self, column: str, formula: str, value: Exact | None, look: str = "money") -> None:
        """Write a formula with the value that it comes to, for programs that only show stored values."""
        stored: float | int | str = "" if value is None else _stored(value)
        self.sheet.write_formula(self.row - 1, _LETTERS.index(column), formula, self.formats[look], stored)


def _lines_in(words: str, width: float) -> int:
    """How many lines words take in a column that is so many characters wide, broken between words."""
    lines, left = 1, width
    for word in words.split():
        while len(word) > width:
            word, lines, left = word[int(width) :], lines + 1, width
        if len(word) > left:
            lines, left = lines + 1, width
        left -= len(word) + 1
    return lines


def _stored(value: Exact) -> float | int:
    return int(value) if Fraction(value).denominator == 1 else float(value)


@dataclass(frozen=True, slots=True)
class CostedSheet:
    """What one sheet shows: a procedure by name and code, and what it costs before and after."""

    name: str
    code: str
    comparison: Comparison


def cost_workbook(name: str, code: str, comparison: Comparison, norms: Norms) -> bytes:
    """Return the workbook of one procedure: blocks A (hiện tại), B (sau đơn giản hóa) and C (so sánh), and notes."""
    return _workbook([(SHEET, CostedSheet(name, code, comparison))], norms)


def costs_workbook(sheets: Sequence[CostedSheet], norms: Norms) -> bytes:
    """Return one workbook of several procedures: a sheet for each, and a summary whose totals follow from them."""
    if len(sheets) == 1:
        return cost_workbook(sheets[0].name, sheets[0].code, sheets[0].comparison, norms)
    named = [(f"{at}. {_sheet_word(one.code)}"[:_LONGEST_SHEET], one) for at, one in enumerate(sheets, 1)]
    return _workbook(named, norms, summary=True)


def _sheet_word(code: str) -> str:
    return _NOT_IN_SHEETS.sub(" ", code).strip(" '")


def _workbook(named: Sequence[tuple[str, CostedSheet]], norms: Norms, summary: bool = False) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 13, "text_wrap": False}),
        "head": book.add_format({"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"}),
        "text": book.add_format({"text_wrap": True, "border": 1, "valign": "top"}),
        "bold": book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "top"}),
        "note": book.add_format({"italic": True, "text_wrap": True, "valign": "top"}),
        "money": book.add_format({"num_format": f"{_VIETNAMESE}#,##0", "border": 1, "valign": "top"}),
        "hours": book.add_format({"num_format": f"{_VIETNAMESE}#,##0.00", "border": 1, "valign": "top"}),
        "times": book.add_format({"num_format": f"{_VIETNAMESE}0.00", "border": 1, "valign": "top"}),
        "share": book.add_format({"num_format": f"{_VIETNAMESE}0.##%", "border": 1, "valign": "top"}),
        "whole": book.add_format({"num_format": "0%", "border": 1, "valign": "top"}),
        "total": book.add_format({"num_format": f"{_VIETNAMESE}#,##0", "border": 1, "bold": True, "valign": "top"}),
        "percent": book.add_format(
            {"num_format": f'{_VIETNAMESE}0.00" %"', "border": 1, "bold": True, "valign": "top"}
        ),
    }
    front = book.add_worksheet(SUMMARY) if summary else None
    rows = [_sheet(book.add_worksheet(name), formats, one, norms) for name, one in named]
    if front is not None:
        _summary(_Writer(front, formats, _SUMMARY_WIDTHS), named, rows)
    book.close()
    return buffer.getvalue()


def _sheet(sheet: Any, formats: dict[str, Any], one: CostedSheet, norms: Norms) -> int:
    """Write a procedure's sheet and return the row of its comparison's first line."""
    writer = _Writer(sheet, formats, _WIDTHS)
    _head(writer, one.name, one.code, one.comparison)
    before = _block(writer, "A. Chi phí hiện tại", one.comparison.before)
    after = _block(writer, "B. Chi phí sau khi đơn giản hóa", one.comparison.after)
    compared = writer.row + 2
    _comparison(writer, one.comparison, before, after)
    notes = (*table_notes(one.comparison.before, norms), *table_notes(one.comparison.after, norms))
    for note in dict.fromkeys(notes):
        writer.across(note, "note")
        writer.row += 1
    return compared


def _summary(writer: _Writer, named: Sequence[tuple[str, CostedSheet]], rows: Sequence[int]) -> None:
    """Write the summary: what each procedure costs a year before and after, from its sheet, and the totals."""
    writer.text("A", "Tổng hợp chi phí tuân thủ thủ tục hành chính (đồng/năm)", "title")
    writer.row = 3
    for letter, heading in zip(_LETTERS, _SUMMARY_HEADINGS, strict=False):
        writer.text(letter, heading, "head")
    first, before, after = 4, Fraction(0), Fraction(0)
    for at, ((name, one), row) in enumerate(zip(named, rows, strict=True), 1):
        writer.row = first + at - 1
        writer.text("A", str(at))
        writer.text("B", one.code)
        writer.text("C", one.name)
        today, later = one.comparison.before.cost_year, one.comparison.after.cost_year
        if today is None or later is None:
            writer.text("D", NOT_COSTED)
            continue
        before, after = before + today, after + later
        writer.formula("D", f"='{name}'!M{row}", today)
        writer.formula("E", f"='{name}'!M{row + 1}", later)
        _saving(writer, today, later)
    last, writer.row = writer.row, writer.row + 1
    writer.text("C", "Tổng cộng", "bold")
    writer.formula("D", f"=SUM(D{first}:D{last})", before, "total")
    writer.formula("E", f"=SUM(E{first}:E{last})", after, "total")
    _saving(writer, before, after)


def _saving(writer: _Writer, before: Exact, after: Exact) -> None:
    at = writer.row
    ratio = (Fraction(before) - after) * 100 / before if before else None
    writer.formula("F", f"=D{at}-E{at}", Fraction(before) - after, "total")
    writer.formula("G", f'=IF(D{at}=0,"",F{at}/D{at}*100)', ratio, "percent")


def _head(writer: _Writer, name: str, code: str, comparison: Comparison) -> None:
    stamp = f" ({PROVISIONAL})" if comparison.is_provisional else ""
    writer.text("A", f"Bảng tính chi phí tuân thủ thủ tục hành chính{stamp}", "title")
    writer.row += 1
    writer.text("A", f"{code} {name}".strip(), "title")
    writer.row += 2
    income = comparison.before.income
    year = f", năm {income.year}" if income.year else ""
    writer.text("B", f"Mức thu nhập bình quân một người một giờ{year} (đồng)", "bold")
    writer.exact("E", income.dong_per_hour, "total")
    writer.row += 2


def _block(writer: _Writer, title: str, table: CostTable) -> _Block:
    writer.text("A", title, "title")
    writer.row += 1
    for letter, heading in zip(_LETTERS, HEADINGS, strict=True):
        writer.text(letter, heading, "head")
    writer.row += 1
    first = writer.row
    rows = table_rows(table)
    # An empty row keeps the ranges of the totals valid where a block has no line.
    for row in rows or (TableRow("", "Không phát sinh chi phí", Activity.OTHER),):
        _row(writer, row, table, total_row=first + max(len(rows), 1))
        writer.row += 1
    _totals(writer, table, first, writer.row - 1)
    block = _Block(writer.row, table.subjects is not None)
    writer.row += 2
    return block


def _row(writer: _Writer, row: TableRow, table: CostTable, total_row: int) -> None:
    at = writer.row
    look = "text" if row.line is not None else "bold"
    writer.text("A", row.number, look)
    writer.text("B", row.words, look)
    line, cost = row.line, row.cost
    if line is None or cost is None:
        writer.blank(_LETTERS[2:])
        return
    writer.exact("C", line.minutes.value, "money" if Fraction(line.minutes.value).denominator == 1 else "hours")
    writer.formula("D", f"=C{at}/60", Fraction(line.minutes.value) / 60, "hours")
    writer.formula("E", f"={_INCOME_CELL}", table.income.dong_per_hour)
    if line.hired is not None:
        writer.exact("F", line.hired.value)
    else:
        writer.blank("F")
    writer.exact("G", line.out_of_pocket.value)
    writer.exact("H", line.fee.value)
    writer.exact("I", row.share, "share" if Fraction(row.share * 100).denominator != 1 else "whole")
    writer.formula("J", f"=J{total_row}", table.times.value, _times_look(table))
    writer.formula("L", f'=(IF(F{at}="",C{at}*E{at}/60,F{at})+G{at}+H{at})*I{at}', cost.total)
    if table.cases_a_year is not None:
        writer.formula("K", f"=K{total_row}", table.subjects.value if table.subjects is not None else None)
        writer.formula("M", f"=L{at}*J{at}*K{at}", cost.total * table.cases_a_year)
    else:
        writer.blank("KM")
    writer.text("N", provenance(line))


def _totals(writer: _Writer, table: CostTable, first: int, last: int) -> None:
    at = writer.row
    once = table.once

    def column(letter: str) -> str:
        return f"{letter}{first}:{letter}{last}"

    writer.text("B", "Tổng cộng", "bold")
    writer.formula("C", f'=SUMPRODUCT(({column("F")}="")*{column("C")}*{column("I")})', once.minutes, "total")
    writer.formula("D", f"=C{at}/60", Fraction(once.minutes) / 60, "hours")
    writer.formula("E", f"={_INCOME_CELL}", table.income.dong_per_hour)
    for letter, value in (("F", once.hired), ("G", once.out_of_pocket), ("H", once.fees)):
        writer.formula(letter, f"=SUMPRODUCT({column(letter)},{column('I')})", value, "total")
    writer.blank("AI")
    writer.exact("J", table.times.value, _times_look(table))
    writer.formula("L", f"=C{at}*E{at}/60+F{at}+G{at}+H{at}", once.total, "total")
    if table.subjects is not None:
        writer.exact("K", table.subjects.value)
        # Multiplied before it is divided: whole numbers stay whole as long as they can.
        formula = f"=C{at}*E{at}*J{at}*K{at}/60+(F{at}+G{at}+H{at})*J{at}*K{at}"
        writer.formula("M", formula, table.cost_year, "total")
    else:
        writer.blank("KM")
    stamp = PROVISIONAL if table.is_provisional else ""
    writer.text("N", stamp, "bold")


def _times_look(table: CostTable) -> str:
    return "money" if Fraction(table.times.value).denominator == 1 else "times"


def _comparison(writer: _Writer, comparison: Comparison, before: _Block, after: _Block) -> None:
    writer.text("A", "C. So sánh", "title")
    writer.row += 1
    for letter, heading in (("B", ""), ("L", HEADINGS[11]), ("M", HEADINGS[12])):
        writer.text(letter, heading, "head")
    writer.row += 1
    has_year = before.has_year and after.has_year
    letters: Sequence[str] = ("L", "M") if has_year else ("L",)
    year = comparison.saving_year
    saved = {"L": comparison.saving_once.total, "M": None if year is None else year.total}
    today = {"L": comparison.before.cost_once, "M": comparison.before.cost_year}
    later = {"L": comparison.after.cost_once, "M": comparison.after.cost_year}
    for words, block, values in (
        ("Chi phí tuân thủ trước khi đơn giản hóa", before, today),
        ("Chi phí tuân thủ sau khi đơn giản hóa", after, later),
    ):
        writer.text("B", words)
        for letter in letters:
            writer.formula(letter, f"={letter}{block.total_row}", values[letter])
        writer.row += 1
    writer.text("B", "Chi phí tiết kiệm")
    for letter in letters:
        writer.formula(letter, f"={letter}{writer.row - 2}-{letter}{writer.row - 1}", saved[letter], "total")
    writer.row += 1
    writer.text("B", "Tỷ lệ cắt giảm chi phí")
    for letter in letters:
        whole, part = today[letter], saved[letter]
        ratio = Fraction(part) * 100 / whole if whole and part is not None else None
        base, saving = f"{letter}{writer.row - 3}", f"{letter}{writer.row - 1}"
        writer.formula(letter, f'=IF({base}=0,"",{saving}/{base}*100)', ratio, "percent")
    writer.row += 2
