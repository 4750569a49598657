"""Catalogue text stays text: no value can start Markdown, HTML or a new block, in any format."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pytest
from docx.document import Document as WordDocument
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalogue.text import one_line
from reviews.documents import tree
from reviews.documents.content import ContentItem, Proposal
from reviews.documents.docx import render_docx
from reviews.documents.html import render_html
from reviews.documents.templating import environment, escape_value, filled, render_markdown

HOSTILE = [
    "*đậm* **rất đậm** _nghiêng_ __x__",
    "# Thông báo #",
    "| a | b |",
    "<script>alert('x')</script> &amp; &#42;",
    "C:\\thu-muc\\",
    "[mẫu](javascript:alert(1)) ![ảnh](http://a.b/c.png)",
    "[đỏ] [/b] [foo]: http://a.b",
    "1. Tờ khai",
    "2) Bản sao",
    "- gạch đầu dòng",
    "+ cộng",
    "::: left",
    ":::: letterhead\nxuống dòng\n\n# nữa",
    "{{ proposal }} {% raw %} {# #} ${x} $y$",
    "---",
    "===",
    "***",
    "> trích",
    "    thụt vào",
    "```python",
    "~~bỏ~~ `mã`",
    "<http://a.b>",
    "\x1b[31mđỏ\x1b[0m\x07",
    "khô\u200bng \u202ecó\ufeff \ufffe",
    "\ud800",
    "a\\|b |---| \\\\",
    "!",
    "x" * 5000,
]

_TEXT = st.one_of(
    st.text(min_size=1, max_size=40),
    st.text(alphabet="*_#|<>\\[]()`~!-+=:.1 \n\tđ&;{}%\"'", min_size=1, max_size=20),
    st.sampled_from(HOSTILE),
).filter(filled)


class _Reader(HTMLParser):
    """Collects the text of paragraphs and headings, and every tag, of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.tags: set[str] = set()
        self._inside = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("p", "h1", "h2", "h3"):
            self._inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in ("p", "h1", "h2", "h3")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


def _shown(text: str) -> str:
    return one_line(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _word_texts(document: WordDocument) -> Iterable[str]:
    return (" ".join(paragraph.text.split()) for paragraph in document.paragraphs)


def _with_item(proposal: Proposal, sentence: str, reason: str) -> Proposal:
    item = ContentItem(1, "Thành phần hồ sơ", sentence, reason)
    return replace(proposal, blocks=(replace(proposal.blocks[0], items=(item,)),))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(sentence=_TEXT, reason=_TEXT)
def test_any_text_reads_the_same_in_html_and_docx(proposal: Proposal, sentence: str, reason: str) -> None:
    tokens = tree.parse(render_markdown(_with_item(proposal, sentence, reason)))
    lines = [f"a) Thành phần hồ sơ: {_shown(sentence)}", f"Lý do: {_shown(reason)}"]
    page = _Reader(render_html(tokens))
    assert [text for text in page.texts if text in lines] == lines
    document = docx.Document(io.BytesIO(render_docx(tokens)))
    assert [text for text in _word_texts(document) if text in lines] == lines


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=_TEXT)
def test_any_text_anywhere_leaves_the_structure_as_it_is(proposal: Proposal, text: str) -> None:
    assert _structure(_filled_with(proposal, text)) == _structure(_filled_with(proposal, "Tờ khai"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_anywhere_leaves_the_structure_as_it_is(proposal: Proposal, text: str) -> None:
    expected = _filled_with(proposal, "Tờ khai" if filled(text) else "")
    assert _structure(_filled_with(proposal, text)) == _structure(expected)


def _filled_with(proposal: Proposal, text: str) -> Proposal:
    """The proposal with every text of its content replaced, but for those that are split into lines."""
    block = proposal.blocks[0]
    item = ContentItem(1, text, text, text)
    recommendation = replace(block.recommendations[0], sentence=text)
    cost = replace(block.costs[0], label=text, value=text)
    office = replace(proposal.office, place=text, number=text, signer_name=text)
    return replace(
        proposal,
        office=office,
        subject=text,
        blocks=(
            replace(
                block,
                name=text,
                items=(item, item),
                recommendations=(recommendation,),
                timetable=text,
                costs=(cost,),
            ),
        ),
        sources=(text, text),
    )


def _structure(proposal: Proposal) -> list[tuple[str, str, int]]:
    tokens = tree.parse(render_markdown(proposal))
    inner = [child for token in tokens for child in token.children or ()]
    return [(token.type, token.tag, token.level) for token in (*tokens, *inner)]


@given(text=_TEXT)
@settings(max_examples=200)
@example("\\")
@example("a|b")
@example("1.")
def test_any_value_stands_in_a_line_a_heading_a_list_and_a_table(text: str) -> None:
    template = environment().from_string(
        "{{ text }}\n\n## {{ text }}\n\n- {{ text }}\n\n|a|b|\n|-|-|\n|{{ text }}|{{ text }}|\n\n**{{ text }}**\n"
    )
    paragraph, heading, listing, table, bold = tree.blocks(tree.parse(template.render(text=text)))
    shown = (tree.Run(_shown(text)),)
    assert paragraph == tree.Paragraph(shown)
    assert heading == tree.Heading(2, shown)
    assert listing == tree.Listing((tree.ListItem("-", (tree.Paragraph(shown),)),))
    assert isinstance(table, tree.Table)
    assert table.rows == ((tree.Cell(shown), tree.Cell(shown)),)
    assert bold == tree.Paragraph((tree.Run(_shown(text), bold=True),))


def test_page_with_hostile_text_has_no_tag_but_its_own(proposal: Proposal) -> None:
    plain = _Reader(render_html(tree.parse(render_markdown(proposal)), "Phương án"))
    hostile = _filled_with(proposal, "<script>x</script></style><img src=x onerror=y> \"><a href='javascript:x'>")
    page = render_html(tree.parse(render_markdown(hostile)), "</title><script>x</script>")
    assert _Reader(page).tags == plain.tags
    assert not {"script", "a", "img", "link", "iframe"} & plain.tags


def test_ordinary_text_is_written_without_escapes() -> None:
    text = 'Sửa đổi điểm b khoản 1 Điều 10 (Nghị định số 123/2015/NĐ-CP): "Tờ khai" - 02 bản, 1.000 đ.'
    assert escape_value(text) == text
