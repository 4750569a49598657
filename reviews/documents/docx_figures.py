"""Figures in a Word file: drawing and caption in one cell without borders.

A cell that no page may cut keeps the two together; and LibreOffice 7 loses the words of grouped shapes that stand
inline after a table, unless they stand in a cell themselves.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from reviews.documents import docx_styles as styles
from reviews.documents.docx_tables import cell_margins, close_table, new_cell, new_row, place_table
from reviews.documents.docx_text import new_paragraph, write_runs
from reviews.documents.figures import Drawing
from reviews.documents.tree import Runs


def add_figure(document: WordDocument, drawing: Drawing, identifier: int, caption: Runs, width: float) -> None:
    """Add a drawing with its caption, as wide as the text (mm); the identifier tells it from the file's others."""
    table = place_table(document, [width], margins=cell_margins(0))
    row, cell = new_row(whole=True), new_cell(width)
    drawn, told = new_paragraph(styles.FIGURE), new_paragraph(styles.CAPTION)
    drawn.append(parse_xml(drawing.word_run(identifier)))
    write_runs(told, caption)
    cell.extend([drawn, told])
    row.append(cell)
    table.append(row)
    close_table(document)
