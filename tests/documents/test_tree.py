"""The document tree: what Markdown becomes, and that nothing is lost on the way."""

from __future__ import annotations

import pytest
from markdown_it.token import Token

from reviews.documents import tree
from reviews.documents.docx import render_docx
from reviews.documents.html import render_html


def _one(markdown: str) -> tree.Block:
    (block,) = tree.blocks(tree.parse(markdown))
    return block


def test_bold_italic_breaks_and_links_become_runs() -> None:
    assert _one("Căn cứ **Luật *Hộ tịch*** năm [2014](http://a.b)\\\nĐiều\n11") == tree.Paragraph(
        (
            tree.Run("Căn cứ "),
            tree.Run("Luật ", bold=True),
            tree.Run("Hộ tịch", bold=True, italic=True),
            tree.Run(" năm 2014\nĐiều 11"),
        )
    )


def test_list_in_a_list_keeps_its_markers() -> None:
    assert _one("3. Một\n   - Hai\n4. Ba\n") == tree.Listing(
        (
            tree.ListItem(
                "3.",
                (
                    tree.Paragraph((tree.Run("Một"),)),
                    tree.Listing((tree.ListItem("-", (tree.Paragraph((tree.Run("Hai"),)),)),)),
                ),
            ),
            tree.ListItem("4.", (tree.Paragraph((tree.Run("Ba"),)),)),
        )
    )


def test_table_keeps_header_rows_and_alignment() -> None:
    assert _one("| STT | Chi phí |\n|:-:|--:|\n| 1 | 20.000 |\n") == tree.Table(
        (tree.Cell((tree.Run("STT"),), "center"), tree.Cell((tree.Run("Chi phí"),), "right")),
        ((tree.Cell((tree.Run("1"),), "center"), tree.Cell((tree.Run("20.000"),), "right")),),
    )


def test_columns_hold_left_and_right() -> None:
    block = _one(":::: letterhead\n::: left\nA\n:::\n::: right\nB\n:::\n::::\n")
    expected = [(tree.Paragraph((tree.Run(text),)),) for text in "AB"]
    assert block == tree.Columns("letterhead", expected[0], expected[1])


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("    bốn dấu cách", "bốn dấu cách"),
        ("> trích", "> trích"),
        ("`mã`", "`mã`"),
        ("![ảnh](a.png)", "!ảnh"),
        ("<b>đậm</b>", "<b>đậm</b>"),
        ("<http://a.b>", "<http://a.b>"),
        ("[a]: http://b.c", "[a]: http://b.c"),
        ("x\n===", "x ==="),
        ('(c) "x" -- y...', '(c) "x" -- y...'),
    ],
)
def test_markdown_that_is_switched_off_stays_text(markdown: str, shown: str) -> None:
    assert _one(markdown) == tree.Paragraph((tree.Run(shown),))


def test_fence_and_html_block_lose_no_word() -> None:
    blocks = tree.blocks(tree.parse("```\nmã lệnh\n```\n\n<div>\nkhối\n</div>\n"))
    assert [type(block) for block in blocks] == [tree.Paragraph, tree.Paragraph]
    shown = " ".join(tree.plain(block.runs) for block in blocks if isinstance(block, tree.Paragraph))
    assert "mã lệnh" in shown
    assert "<div> khối </div>" in shown


def test_characters_no_format_can_hold_become_the_replacement_sign() -> None:
    assert _one("a\x00b\x1bc\ufffed") == tree.Paragraph((tree.Run("a\ufffdb\ufffdc\ufffdd"),))


@pytest.mark.parametrize(
    "tokens",
    [
        [Token("footnote_block", "section", 0, map=[6, 7])],
        [Token("html_block", "", 0, map=[6, 7], content="<b>")],
        [
            Token("paragraph_open", "p", 1, map=[6, 7]),
            Token("inline", "", 0, map=[6, 7], children=[Token("code_inline", "code", 0, content="x")]),
            Token("paragraph_close", "p", -1),
        ],
    ],
)
def test_every_renderer_refuses_a_token_it_does_not_know(tokens: list[Token]) -> None:
    kind = tokens[1].children[0].type if len(tokens) > 1 and tokens[1].children else tokens[0].type
    for render in (render_docx, render_html, tree.blocks):
        with pytest.raises(tree.UnknownToken, match=f"what={kind}.*, line=7") as caught:
            render(tokens)
        assert caught.value.line == 7


@pytest.mark.parametrize(
    "markdown",
    [
        ":::: letterhead\n::: left\nA\n:::\n::::\n",
        "::: left\nA\n:::\n",
        "##### quá sâu\n",
        "- # đề mục trong danh sách\n",
    ],
)
def test_structure_that_no_renderer_can_show_is_refused(markdown: str) -> None:
    with pytest.raises(tree.UnknownToken):
        tree.blocks(tree.parse(markdown))


@pytest.mark.parametrize(
    "markdown",
    [
        "::: title\n- mục\n:::\n",
        "::: note\n# đề mục\n:::\n",
        ":::: letterhead\n::: left\n- mục\n:::\n::: right\nB\n:::\n::::\n",
        ":::: signature\n::: left\n# A\n:::\n::: right\nB\n:::\n::::\n",
        ":::: signature\n::: left\nA\n:::\n::: right\n- B\n:::\n::::\n",
    ],
)
def test_word_refuses_what_a_place_of_the_layout_cannot_hold(markdown: str) -> None:
    with pytest.raises(tree.UnknownToken, match=r"what=.* in "):
        render_docx(tree.parse(markdown))


def test_title_is_the_first_heading_of_level_one() -> None:
    blocks = tree.blocks(tree.parse("Lời đầu\n\n::: title\n# **PHƯƠNG** ÁN\n:::\n\n# Khác\n"))
    assert tree.title_of(blocks) == "PHƯƠNG ÁN"
    assert tree.title_of(()) == ""
