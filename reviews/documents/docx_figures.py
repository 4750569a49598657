"""Figures in a Word file: drawing and caption in one cell without borders.

A cell that no page may cut keeps the two together; and LibreOffice 7 loses the words of grouped shapes that stand
inline after a table, unless they stand in a cell themselves.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from reviews.documents import docx_styles as styles
from reviews.documents.docx_tables import close_table
from reviews.documents.docx_text import write
from reviews.documents.figures import Drawing
from reviews.documents.tree import Runs


def add_figure(document: WordDocument, drawing: Drawing, identifier: int, caption: Runs, width: float) -> None:
    """Add a drawing with its caption, as wide as the text (mm); the identifier tells it from the file's others."""
    table = document.add_table(1, 1)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    table._tbl.tblPr.insert_element_before(
        parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"), "w:tblLook"
    )
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    table.columns[0].width = Mm(width)
    cell = table.cell(0, 0)
    cell.width = Mm(width)
    paragraph = cell.paragraphs[0]
    paragraph.style = styles.FIGURE
    paragraph._p.append(parse_xml(drawing.word_run(identifier)))
    write(cell.add_paragraph(style=styles.CAPTION), caption)
    close_table(document)
