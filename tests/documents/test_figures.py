"""A drawing stands where the template sets it: as SVG in a page, as a run in Word, in words in the terminal."""

from __future__ import annotations

import io
from dataclasses import dataclass

import docx
import pytest
from docx.oxml.ns import nsdecls

from reviews.documents import docx_styles as styles
from reviews.documents import tree
from reviews.documents.docx import render_docx
from reviews.documents.drawing import Told
from reviews.documents.figures import DrawingMissing
from reviews.documents.html import render_html
from reviews.documents.markdown_figures import with_tables
from workbench.rendering.document_lines import document_lines

FIGURE = "::: figure costs\n\nHình 1. Chi phí trước và sau\n\n:::\n"


@dataclass(frozen=True)
class Bars:
    """A drawing of two bars."""

    tables = (Told(("Lúc", "Chi phí"), (("Trước | sau", "10"),)),)

    def svg(self) -> str:
        return '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="20mm"></svg>'

    def word_run(self, identifier: int) -> str:
        return f"<w:r {nsdecls('w')}><w:t>hình {identifier}</w:t></w:r>"

    def words(self) -> tuple[str, ...]:
        return ("Trước: 10 triệu đồng", "Sau: 4 triệu đồng")


def test_a_drawing_stands_over_its_caption_in_every_output() -> None:
    tokens = tree.parse(FIGURE + "\n" + FIGURE)
    page = render_html(tokens, drawings={"costs": Bars()})
    assert page.count("<figure>\n<svg") == 2
    assert page.count("<figcaption>Hình 1. Chi phí trước và sau</figcaption>") == 2
    document = docx.Document(io.BytesIO(render_docx(tokens, drawings={"costs": Bars()})))
    cells = [table.cell(0, 0).paragraphs for table in document.tables]
    assert [[(paragraph.style.name, paragraph.text) for paragraph in cell if paragraph.style] for cell in cells] == [
        [(styles.FIGURE, f"hình {number}"), (styles.CAPTION, "Hình 1. Chi phí trước và sau")] for number in (1, 2)
    ]
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:cantSplit") for table in document.tables)
    told = with_tables(FIGURE, {"costs": Bars()})
    assert told.split("\n\n") == [
        "Hình 1. Chi phí trước và sau",
        "| Lúc | Chi phí |\n| --- | --- |\n| Trước &#124; sau | 10 |\n",
    ]
    lines = [line.text.strip() for line in document_lines(tree.blocks(tokens), 60, {"costs": Bars()})]
    assert lines[:3] == ["Trước: 10 triệu đồng", "Sau: 4 triệu đồng", "Hình 1. Chi phí trước và sau"]


def test_a_figure_without_its_drawing_is_named() -> None:
    for render in (render_html, render_docx):
        with pytest.raises(DrawingMissing, match="costs"):
            render(tree.parse(FIGURE))
    with pytest.raises(DrawingMissing, match="costs"):
        with_tables(FIGURE, {})


@pytest.mark.parametrize("markdown", ["::: figure\n\nHình\n\n:::\n", "::: figure x\n\n- Hình\n\n:::\n"])
def test_a_figure_needs_a_name_and_a_caption(markdown: str) -> None:
    with pytest.raises(tree.UnknownToken, match="container_figure"):
        tree.blocks(tree.parse(markdown))


def test_the_heading_row_of_a_table_stays_with_the_first_row() -> None:
    document = docx.Document(io.BytesIO(render_docx(tree.parse("| STT | Lý do |\n|---|---|\n| 1 | Trùng lặp |\n"))))
    kept = [
        [cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells] for row in document.tables[0].rows
    ]
    assert kept == [[True, True], [None, None]]
