"""A comparison of two editions as an XLSX file: figures, the red list, every change, and what came and went.

Texts stand in cells of text, never as formulas or links; figures are numbers.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from catalogue.burden import burden_totals, red_list
from catalogue.edition_changes import EditionChanges
from reviews.documents import comparison_words as words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# What a sheet and a cell hold at most; one row and some letters are kept for saying that there was more.
MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767
_MORE = " … (còn nữa)"
_CREATED = datetime(2026, 1, 1)
_WIDTHS = {"Thủ tục": 50, "Kỳ cũ": 60, "Kỳ mới": 60, "Vì sao": 30, "Mã": 18, "Mã kỳ cũ": 18, "Mã kỳ mới": 18}

Cell = str | int | float


def comparison_workbook(changes: EditionChanges) -> bytes:
    """Return the bytes of the file; equal comparisons give equal bytes."""
    from xlsxwriter import Workbook

    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(written, options)
    workbook.set_properties({"created": _CREATED, "title": "Đối chiếu hai kỳ danh mục thủ tục hành chính"})
    sheets = _Sheets(workbook)
    sheets.add("Tổng hợp", ("Chỉ tiêu", "Số lượng"), _summary(changes))
    sheets.add("Nặng hơn", _RED_HEADINGS, _red_rows(changes))
    totals = burden_totals(changes.procedures)
    for name, heading, lines in (
        ("Theo lĩnh vực", "Lĩnh vực", totals.fields),
        ("Theo cơ quan", "Cơ quan", totals.agencies),
    ):
        rows: list[tuple[Cell, ...]] = [(label, *words.total_cells(total)) for label, total in words.named(lines)]
        sheets.add(name, (heading, *words.TOTAL_HEADINGS), rows)
    sheets.add("Cặp thủ tục", _PAIR_HEADINGS, _pair_rows(changes))
    sheets.add("Thay đổi", _CHANGE_HEADINGS, _change_rows(changes))
    for name, entries in (("Thêm mới", changes.added), ("Không còn", changes.removed)):
        sheets.add(name, _LONE_HEADINGS, ((one.address, one.name, one.field, one.agency) for one in entries))
    workbook.close()
    return written.getvalue()


class _Sheets:
    """Writes sheets of headings and rows, a row too many going into a further sheet."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._heading = workbook.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8E8E8", "border": 1})
        self._text = workbook.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self._number = workbook.add_format({"valign": "top"})

    def add(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Write one sheet."""
        sheet, count, at = self._new(name, headings), 1, 1
        for row in rows:
            if at >= MOST_ROWS:
                count += 1
                sheet, at = self._new(f"{name} ({count})", headings), 1
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, _fitting(cell), self._text)
                else:
                    sheet.write_number(at, column, cell, self._number)
            at += 1

    def _new(self, name: str, headings: Sequence[str]) -> Worksheet:
        sheet = self._workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for at, heading in enumerate(headings):
            sheet.set_column(at, at, _WIDTHS.get(heading, 24))
            sheet.write_string(0, at, heading, self._heading)
        return sheet


def _fitting(text: str) -> str:
    """The text as a cell holds it: letters outside the first plane count as two, and what is cut is said to be."""
    if len(text.encode("utf-16-le")) // 2 <= MOST_LETTERS:
        return text
    kept = text.encode("utf-16-le")[: 2 * (MOST_LETTERS - len(_MORE))].decode("utf-16-le", "ignore")
    return kept + _MORE


def _summary(changes: EditionChanges) -> Iterable[Sequence[Cell]]:
    yield "Kỳ cũ", changes.old.name
    yield "Kỳ mới", changes.new.name
    yield from words.summary_figures(changes)
    yield "Cách tính", words.METHOD


_RED_HEADINGS = ("Mã", "Thủ tục", "Lĩnh vực", "Cơ quan", "Bộ phận", "Vì sao", "Kỳ cũ", "Kỳ mới")


def _red_rows(changes: EditionChanges) -> Iterable[Sequence[Cell]]:
    for line in red_list(changes.procedures):
        procedure = line.procedure
        yield (
            *(procedure.code + words.review_words(procedure), procedure.name, procedure.field, procedure.agency),
            *(words.PARTS[line.change.part], words.reason_words(line.change), *words.texts(line.change)),
        )


_PAIR_HEADINGS = (
    *("Mã kỳ cũ", "Mã kỳ mới", "Thủ tục", "Lĩnh vực", "Cơ quan", "Loại", "Cần xem lại", "Độ tin cậy"),
    *("Nặng hơn", "Nhẹ hơn", "Khác", "Chỉ khác cách viết"),
)
_PAIR_KINDS = {"unchanged": "không đổi", "changed": "thay đổi", "split": "tách", "merged": "gộp"}


def _pair_rows(changes: EditionChanges) -> Iterable[Sequence[Cell]]:
    for one in changes.pairs:
        procedure = one.procedure
        yield (
            " + ".join(entry.address for entry in one.old),
            " + ".join(entry.address for entry in one.new),
            *(procedure.name, procedure.field, procedure.agency, _PAIR_KINDS[one.kind]),
            "x" if one.pair.state == "review" else "",
            round(one.pair.confidence, 3),
            *(procedure.count(burden) for burden in words.BURDENS),
            len(one.changes) - len(one.meant),
        )


_CHANGE_HEADINGS = (
    *("Mã kỳ cũ", "Mã kỳ mới", "Thủ tục", "Bộ phận", "Vị trí", "Loại", "Gánh nặng", "Vì sao"),
    *("Chỉ khác cách viết", "Kỳ cũ", "Kỳ mới"),
)


def _change_rows(changes: EditionChanges) -> Iterable[Sequence[Cell]]:
    for one in changes.pairs:
        codes = " + ".join(entry.address for entry in one.old), " + ".join(entry.address for entry in one.new)
        for change in one.changes:
            yield (
                *(*codes, one.new[0].name, words.PARTS[change.part], words.element_words(change)),
                *(words.KINDS[change.kind], words.BURDENS[change.burden], words.reason_words(change)),
                *("x" if change.wording_only else "", *words.texts(change)),
            )


_LONE_HEADINGS = ("Mã", "Thủ tục", "Lĩnh vực", "Cơ quan")
