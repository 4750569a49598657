"""Tables in a Word file: with borders and repeated headings, and the invisible ones of letterhead and signature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow

from reviews.documents import docx_styles as styles
from reviews.documents import layout, tree
from reviews.documents.column_widths import WIDE, TableType, column_widths, table_type
from reviews.documents.docx_text import add_paragraph, new_paragraph, write_runs

# A row that is estimated to be higher (mm) may break across pages: kept whole, it would leave half a page empty, and
# one higher than a page would lose its end.
_HIGHEST_WHOLE: Final = 60.0
_LINE_SPACING: Final = 1.15
# Free at both sides of a cell of a wide table, in twentieths of a point.
_CLOSE: Final = 57
_TWIPS_A_MM: Final = 1440 / 25.4
_WIDTH: Final = qn("w:w")
_TYPE: Final = qn("w:type")
_VALUE: Final = qn("w:val")
_LOOKS: Final = qn("w:pPr")


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
    rows = (content.header, *content.rows)
    widths = column_widths([[tree.plain(cell.runs) for cell in row] for row in rows], width)
    kind = table_type(len(widths))
    table = place_table(document, widths, _grid_borders(), cell_margins(_CLOSE) if kind is WIDE else "")
    table.append(_header_row(content.header, widths, kind))
    body = [_body_row(row, widths, kind) for row in content.rows]
    for at, row in enumerate(body[:-1]):
        # The sum at a table's end would say nothing alone on a page, nor would the heading of a part of it.
        if at == len(body) - 2 or _heads_others(content.rows[at]):
            _keep_with_next(row)
    table.extend(body)
    close_table(document)


def place_table(document: WordDocument, widths: Sequence[float], looks: str = "", margins: str = "") -> BaseOxmlElement:
    """Put a centred table without rows at the end of a document, its columns so wide (mm), and return its element.

    `looks` are its borders, `margins` those of its cells, as XML.
    """
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'{looks}<w:tblLayout w:type="fixed"/>{margins}</w:tblPr><w:tblGrid>{columns}</w:tblGrid></w:tbl>'
    )
    document.element.body[-1].addprevious(table)
    return table


def cell_margins(twips: int) -> str:
    """Return, as XML, what the cells of a table keep free at both sides."""
    sides = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side in ("left", "right"))
    return f"<w:tblCellMar>{sides}</w:tblCellMar>"


def new_row(*, whole: bool, header: bool = False) -> BaseOxmlElement:
    """Return a row without cells; a whole one is not broken across pages, a header is repeated on every page."""
    row = OxmlElement("w:tr")
    wanted = [name for name, is_so in (("w:cantSplit", whole), ("w:tblHeader", header)) if is_so]
    if wanted:
        properties = OxmlElement("w:trPr")
        properties.extend([OxmlElement(name) for name in wanted])
        row.append(properties)
    return row


def new_cell(width: float) -> BaseOxmlElement:
    """Return a cell so wide (mm), without the paragraph that it must have."""
    cell, properties, wide = OxmlElement("w:tc"), OxmlElement("w:tcPr"), OxmlElement("w:tcW")
    wide.set(_WIDTH, str(_twips(width)))
    wide.set(_TYPE, "dxa")
    properties.append(wide)
    cell.append(properties)
    return cell


def _header_row(cells: Sequence[tree.Cell], widths: Sequence[float], kind: TableType) -> BaseOxmlElement:
    row = new_row(whole=True, header=True)
    for cell, width in zip(cells, widths, strict=True):
        paragraph = _words((replace(run, bold=True) for run in cell.runs), "center", kind)
        # LibreOffice loses the first row where only the heading row fits the end of a page.
        paragraph[0].insert(1, OxmlElement("w:keepNext"))
        row.append(_holding(paragraph, width))
    return row


def _heads_others(cells: Sequence[tree.Cell]) -> bool:
    """Tell whether a row heads a part of the table: bold throughout, with cells left empty."""
    runs = [run for cell in cells for run in cell.runs if run.text.strip()]
    empty = any(not tree.plain(cell.runs).strip() for cell in cells)
    return bool(runs) and empty and all(run.bold for run in runs)


def _keep_with_next(row: BaseOxmlElement) -> None:
    for looks in row.iter(_LOOKS):
        looks.insert(1, OxmlElement("w:keepNext"))


def _body_row(cells: Sequence[tree.Cell], widths: Sequence[float], kind: TableType) -> BaseOxmlElement:
    row = new_row(whole=_height(cells, widths, kind) <= _HIGHEST_WHOLE)
    filled = ((_words(cell.runs, cell.alignment, kind), width) for cell, width in zip(cells, widths, strict=True))
    row.extend([_holding(paragraph, width) for paragraph, width in filled])
    return row


def _height(cells: Sequence[tree.Cell], widths: Sequence[float], kind: TableType) -> float:
    """About how high a row is, in mm."""
    lengths = (kind.length(tree.plain(cell.runs)) for cell in cells)
    lines = (length // max(width - kind.sides, 1) + 1 for length, width in zip(lengths, widths, strict=True))
    return max(lines, default=1) * kind.size * _LINE_SPACING / layout.POINTS_PER_MM


def _words(runs: Iterable[tree.Run], alignment: tree.Alignment, kind: TableType) -> BaseOxmlElement:
    paragraph, aligned = new_paragraph(styles.WIDE_CELL if kind is WIDE else styles.CELL), OxmlElement("w:jc")
    aligned.set(_VALUE, alignment)
    paragraph[0].append(aligned)
    write_runs(paragraph, runs)
    return paragraph


def _holding(paragraph: BaseOxmlElement, width: float) -> BaseOxmlElement:
    cell = new_cell(width)
    cell.append(paragraph)
    return cell


def _twips(width: float) -> int:
    return round(width * _TWIPS_A_MM)


def close_table(document: WordDocument) -> None:
    """Add the paragraph that Word wants after a table; of its own making it would be a whole line high."""
    closing = add_paragraph(document, styles.RULE)
    closing.paragraph_format.line_spacing = Pt(1)
    closing.paragraph_format.space_after = Pt(layout.PARAGRAPH_SPACE)


def _grid_borders() -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return f"<w:tblBorders>{sides}</w:tblBorders>"
