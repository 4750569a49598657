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
from reviews.documents.figures import DrawingMissing
from reviews.documents.html import render_html
from workbench.rendering.document_lines import document_lines

FIGURE = "::: figure costs\n\nHình 1. Chi phí trước và sau\n\n:::\n"


@dataclass(frozen=True)
class Bars:
    """A drawing of two bars."""

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
    assert [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style][:3] == [
        (styles.FIGURE, "hình 1"),
        (styles.CAPTION, "Hình 1. Chi phí trước và sau"),
        (styles.FIGURE, "hình 2"),
    ]
    lines = [line.text.strip() for line in document_lines(tree.blocks(tokens), 60, {"costs": Bars()})]
    assert lines[:3] == ["Trước: 10 triệu đồng", "Sau: 4 triệu đồng", "Hình 1. Chi phí trước và sau"]


def test_a_figure_without_its_drawing_is_named() -> None:
    for render in (render_html, render_docx):
        with pytest.raises(DrawingMissing, match="costs"):
            render(tree.parse(FIGURE))


@pytest.mark.parametrize("markdown", ["::: figure\n\nHình\n\n:::\n", "::: figure x\n\n- Hình\n\n:::\n"])
def test_a_figure_needs_a_name_and_a_caption(markdown: str) -> None:
    with pytest.raises(tree.UnknownToken, match="container_figure"):
        tree.blocks(tree.parse(markdown))
