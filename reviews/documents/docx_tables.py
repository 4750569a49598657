"""Tables in a Word file: with borders and repeated headings, and the invisible ones of letterhead and signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow

from reviews.documents import docx_styles as styles
from reviews.documents import layout, tree
from reviews.documents.docx_text import write

_ALIGNMENTS: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
# Word leaves 1.9 mm free on both sides of a cell.
_CELL_MARGINS: Final = 4.2
_WIDEST_WANTED: Final = 110.0
# A heading may stand in so many lines: it wraps before the texts under it do.
_HEADING_LINES: Final = 3


def add_columns(document: WordDocument, left: float, rows: int) -> WordTable:
    """Add a table of two columns without borders; `left` is the width of the first, in mm."""
    table: WordTable = document.add_table(rows, 2)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    table._tbl.tblPr.insert_element_before(
        parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"), "w:tblLook"
    )
    for row in table.rows:
        _keep_row_whole(row)
    for column, width in zip(table.columns, (left, layout.TEXT_WIDTH - left), strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _keep_row_whole(row: WordRow) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


def drop_first_paragraph(cell: WordCell) -> None:
    """A new cell holds an empty paragraph, which has done its duty once there is another."""
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1:
        cell._tc.remove(first._p)


def add_table(document: WordDocument, content: tree.Table, width: float) -> None:
    """Add a table as wide as the text (mm), its header row repeated on every page."""
    widths = column_widths((content.header, *content.rows), width)
    table = document.add_table(0, len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table._tbl.tblPr.insert_element_before(_grid_borders(), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for position, row in enumerate((content.header, *content.rows)):
        written = table.add_row()
        _keep_row_whole(written)
        if position == 0:
            written._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for cell, target, width in zip(row, written.cells, widths, strict=True):
            target.width = Mm(width)
            paragraph = target.paragraphs[0]
            paragraph.style = styles.CELL
            paragraph.alignment = _ALIGNMENTS["center" if position == 0 else cell.alignment]
            if position == 0:
                # LibreOffice loses the first row where only the heading row fits the end of a page.
                paragraph.paragraph_format.keep_with_next = True
            write(paragraph, (replace(run, bold=run.bold or position == 0) for run in cell.runs))
    close_table(document)


def close_table(document: WordDocument) -> None:
    """Add the paragraph that Word wants after a table; of its own making it would be a whole line high."""
    closing = document.add_paragraph(style=styles.RULE)
    closing.paragraph_format.line_spacing = Pt(1)
    closing.paragraph_format.space_after = Pt(layout.PARAGRAPH_SPACE)


def _grid_borders() -> BaseOxmlElement:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")


def column_widths(rows: Sequence[Sequence[tree.Cell]], available: float) -> list[float]:
    """Share a width (mm) among columns: no word is broken where there is room, long texts get what is left."""
    columns = [[tree.plain(cell.runs) for cell in column] for column in zip(*rows, strict=True)]
    words = [max(map(_widest_word, column)) for column in columns]
    least = [width + _CELL_MARGINS for width in words]
    if sum(least) >= available:
        return [available * width / sum(least) for width in least]
    # Beyond this a longer text wraps into more lines, so that it does not take the room of the others.
    wanted = [min(max(_wanted_widths(column)), _WIDEST_WANTED) + _CELL_MARGINS for column in columns]
    missing = [max(want - width, 0) for want, width in zip(wanted, least, strict=True)]
    if not any(missing):
        missing = least
    spare = available - sum(least)
    return [width + spare * part / sum(missing) for width, part in zip(least, missing, strict=True)]


def _wanted_widths(column: Sequence[str]) -> list[float]:
    """The widths (mm) that the texts of a column would like, its heading first."""
    heading, *texts = (layout.text_width(text, layout.TABLE_SIZE) for text in column)
    return [heading / _HEADING_LINES, *texts]


def _widest_word(text: str) -> float:
    return max((layout.text_width(word, layout.TABLE_SIZE) for word in text.split()), default=0.0)
