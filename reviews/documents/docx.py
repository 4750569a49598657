"""Document tokens as a Word file (DOCX) in the layout of Decree 30/2020/NĐ-CP.

The same tokens, title and moment always give the same bytes, so that a document kept under version control or
hash changes only when what it says changes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, assert_never

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from markdown_it.token import Token

from reviews.documents import docx_styles as styles
from reviews.documents import layout, tree
from reviews.documents.docx_columns import add_letterhead, add_signature
from reviews.documents.docx_figures import add_figure
from reviews.documents.docx_lists import add_list
from reviews.documents.docx_tables import add_table
from reviews.documents.docx_text import (
    add_paragraph,
    add_rule,
    add_short_rule,
    number_bookmarks,
    refuse,
    write,
    write_centred,
)
from reviews.documents.figures import Drawing, DrawingMissing

UNDATED: Final = datetime(2000, 1, 1)
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
# About six lines of text, in characters.
_LONGEST_KEPT: Final = 450


@dataclass(slots=True)
class _Page:
    """The Word file as it grows, and the page that it has come to: turned for wide tables or not."""

    document: WordDocument
    drawings: Mapping[str, Drawing]
    landscape: bool = False
    drawn: int = field(default=0)

    @property
    def width(self) -> float:
        """The width of the text in mm."""
        return layout.LANDSCAPE_TEXT_WIDTH if self.landscape else layout.TEXT_WIDTH

    def turn(self, landscape: bool) -> None:
        """Go on on a new page of the other kind, unless this one is of that kind."""
        if landscape is self.landscape:
            return
        begun = len(self.document.element.body) > 1
        section = self.document.add_section(WD_SECTION.NEW_PAGE) if begun else self.document.sections[0]
        section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
        sides = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
        section.page_width, section.page_height = reversed(sides) if landscape else sides
        # Only the first page of the document has no number.
        section.different_first_page_header_footer = not begun
        self.landscape = landscape


def render_docx(
    tokens: Sequence[Token],
    *,
    title: str = "",
    moment: datetime = UNDATED,
    drawings: Mapping[str, Drawing] | None = None,
    subject: str = "",
) -> bytes:
    """Render tokens as the bytes of a DOCX file.

    `title` and `subject` go into the file's properties, by default the document's own title and nothing; `moment`
    (naive, UTC) is the time written as created and changed; `drawings` are what figures show, by name. Raises
    `tree.UnknownToken` for what has no rendering, `DrawingMissing` for a figure without its drawing.
    """
    content = tree.blocks(tokens)
    document = styles.new_document(title or tree.title_of(content), moment)
    document.core_properties.subject = subject[:255]
    _add_blocks(_Page(document, drawings or {}), content)
    number_bookmarks(document)
    written = io.BytesIO()
    document.save(written)
    return _with_fixed_times(written.getvalue())


def _add_blocks(page: _Page, content: Sequence[tree.Block]) -> None:
    for before, block, after in zip((None, *content), content, (*content[1:], None), strict=False):
        if isinstance(block, tree.Section) and block.kind == "landscape":
            page.turn(landscape=True)
            _add_blocks(page, block.blocks)
            continue
        if isinstance(before, tree.Section) and before.kind == "landscape":
            page.turn(landscape=False)
        _add_block(page, block, keep_with_next=_leads_over(before, block, after))


def _leads_over(before: tree.Block | None, block: tree.Block, after: tree.Block | None) -> bool:
    """Tell whether a short paragraph belongs to what follows it, such as a table under its first line."""
    if not isinstance(block, tree.Paragraph) or len(tree.plain(block.runs)) > _LONGEST_KEPT:
        return False
    if isinstance(after, tree.Table | tree.Figure):
        return True
    return isinstance(before, tree.Heading) and isinstance(after, tree.Heading)


def _with_fixed_times(package: bytes) -> bytes:
    """The zip container stamps every part with the time of day; the same bytes need one fixed time."""
    repacked = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(repacked, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The default differs between Windows and the others.
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return repacked.getvalue()


def _add_block(page: _Page, block: tree.Block, *, keep_with_next: bool = False) -> None:
    document = page.document
    match block:
        case tree.Paragraph(runs):
            paragraph = add_paragraph(document, styles.BODY)
            if keep_with_next:
                paragraph.paragraph_format.keep_with_next = True
            write(paragraph, runs)
        case tree.Heading(level, runs):
            style = styles.TITLE if level == 1 else f"Heading {level - 1}"
            write(add_paragraph(document, style), runs)
        case tree.Rule():
            add_rule(document, page.width, page.width / 3)
        case tree.Listing(items):
            add_list(document, items)
        case tree.Table():
            add_table(document, block, page.width)
        case tree.Columns(kind="letterhead"):
            add_letterhead(document, block)
        case tree.Columns():
            add_signature(document, block)
        case tree.Figure():
            _add_figure(page, block)
        case tree.Section():
            _add_section(page, block)
        case _:
            assert_never(block)


def _add_section(page: _Page, section: tree.Section) -> None:
    match section.kind:
        case "title":
            _add_title(page, section.blocks)
        case "item":
            _add_item(page, section.blocks)
        case "note":
            _add_note(page.document, section.blocks)
        case "basis" | "centred":
            style = styles.BASIS if section.kind == "basis" else styles.CENTRED
            for block in section.blocks:
                if not isinstance(block, tree.Paragraph):
                    refuse(block, "the grounds")
                write(add_paragraph(page.document, style), block.runs)
        case "annex":
            _add_annex(page, section.blocks)
        case "landscape":
            page.turn(landscape=True)
            _add_blocks(page, section.blocks)
            page.turn(landscape=False)
        case _:
            assert_never(section.kind)


def _add_annex(page: _Page, content: Sequence[tree.Block]) -> None:
    """Add an annex on a page of its own; where the page is turned, a new one begins by itself."""
    wide = bool(content) and isinstance(content[0], tree.Section) and content[0].kind == "landscape"
    turned = wide and not page.landscape
    before = len(page.document.element.body)
    _add_blocks(page, content)
    added = page.document.element.body[before - 1 :]
    first = next((element for element in added if element.tag == qn("w:p")), None)
    if first is not None and not turned:
        WordParagraph(first, page.document._body).paragraph_format.page_break_before = True


def _add_figure(page: _Page, figure: tree.Figure) -> None:
    if figure.name not in page.drawings:
        raise DrawingMissing(figure.name)
    page.drawn += 1
    add_figure(page.document, page.drawings[figure.name], page.drawn, figure.caption, page.width)


def _add_title(page: _Page, content: Iterable[tree.Block]) -> None:
    above: tree.Runs = ()
    paragraph: WordParagraph | None = None
    for block in content:
        match block:
            case tree.Heading(_, runs):
                paragraph = add_paragraph(page.document, styles.TITLE)
                write_centred(paragraph, runs, layout.BODY_SIZE, page.width)
            case tree.Paragraph(runs):
                if paragraph is not None:
                    paragraph.paragraph_format.keep_with_next = True
                paragraph = add_paragraph(page.document, styles.SUBJECT)
                write_centred(paragraph, runs, layout.BODY_SIZE, page.width)
                above = runs
            case tree.Rule():
                paragraph = add_short_rule(page.document, above, layout.BODY_SIZE, page.width)
            case _:
                refuse(block, "the title")
    if paragraph is not None:
        paragraph.paragraph_format.space_after = Pt(2 * layout.PARAGRAPH_SPACE)


def _add_item(page: _Page, content: Sequence[tree.Block]) -> None:
    for position, block in enumerate(content):
        if isinstance(block, tree.Paragraph):
            paragraph = add_paragraph(page.document, styles.REASON if position else styles.POINT)
            write(paragraph, block.runs)
            # A reason that begins the next page has lost its point; a long point would leave a page half empty.
            if position < len(content) - 1 and len(tree.plain(block.runs)) <= _LONGEST_KEPT:
                paragraph.paragraph_format.keep_with_next = True
        else:
            _add_block(page, block)


def _add_note(document: WordDocument, content: Iterable[tree.Block]) -> None:
    for block in content:
        match block:
            case tree.Paragraph(runs):
                paragraph = add_paragraph(document, styles.NOTE)
                # A line such as "Ghi chú:" does not stay behind alone.
                if tree.plain(runs).endswith(":"):
                    paragraph.paragraph_format.keep_with_next = True
                write(paragraph, runs)
            case tree.Listing(items):
                add_list(document, items, styles.NOTE)
            case _:
                refuse(block, "a note")
