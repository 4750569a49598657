"""Document tokens as a Word file (DOCX) in the layout of Decree 30/2020/NĐ-CP.

The same tokens, title and moment always give the same bytes, so that a document kept under version control or
hash changes only when what it says changes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NoReturn, TypeAlias, assert_never

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
from docx.text.paragraph import Paragraph as WordParagraph
from markdown_it.token import Token

from reviews.documents import docx_styles as styles
from reviews.documents import layout, tree

UNDATED: Final = datetime(2000, 1, 1)
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_ALIGNMENTS: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_WIDEST_CELL: Final = 40
_NARROWEST_CELL: Final = 6
# About six lines of text, in characters.
_LONGEST_KEPT: Final = 450

Place: TypeAlias = WordDocument | WordCell


def render_docx(tokens: Sequence[Token], *, title: str = "", moment: datetime = UNDATED) -> bytes:
    """Render tokens as the bytes of a DOCX file.

    `title` goes into the file's properties, by default the document's own title; `moment` (naive, UTC) is
    the time written as created and changed. Raises `tree.UnknownToken` for what has no rendering.
    """
    content = tree.blocks(tokens)
    document = styles.new_document(title or tree.title_of(content), moment)
    for before, block, after in zip((None, *content), content, (*content[1:], None), strict=False):
        between_headings = isinstance(before, tree.Heading) and isinstance(after, tree.Heading)
        _add_block(document, block, keep_with_next=between_headings)
    written = io.BytesIO()
    document.save(written)
    return _with_fixed_times(written.getvalue())


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


def _add_block(document: WordDocument, block: tree.Block, *, keep_with_next: bool = False) -> None:
    match block:
        case tree.Paragraph(runs):
            paragraph = document.add_paragraph(style=styles.BODY)
            paragraph.paragraph_format.keep_with_next = keep_with_next or None
            _write(paragraph, runs)
        case tree.Heading(level, runs):
            style = styles.TITLE if level == 1 else f"Heading {level - 1}"
            _write(document.add_paragraph(style=style), runs)
        case tree.Rule():
            _add_rule(document, layout.TEXT_WIDTH, layout.TEXT_WIDTH / 3)
        case tree.Listing(items):
            _add_list(document, items)
        case tree.Table():
            _add_table(document, block)
        case tree.Columns(kind="letterhead"):
            _add_letterhead(document, block)
        case tree.Columns():
            _add_signature(document, block)
        case tree.Section(kind="title"):
            _add_title(document, block.blocks)
        case tree.Section(kind="item"):
            _add_item(document, block.blocks)
        case tree.Section():
            _add_note(document, block.blocks)
        case _:
            assert_never(block)


def _write(paragraph: WordParagraph, runs: Iterable[tree.Run]) -> None:
    for run in runs:
        written = paragraph.add_run(run.text)
        # Unset, so that a bold style stays bold.
        written.bold = run.bold or None
        written.italic = run.italic or None


def _write_centred(paragraph: WordParagraph, runs: tree.Runs, size: float, available: float) -> None:
    """Write a line of one look, broken evenly where it is wider than the place it has (mm)."""
    if len(runs) == 1 and "\n" not in runs[0].text:
        lines = layout.balanced_lines(runs[0].text, size, available)
        runs = (tree.Run("\n".join(lines), runs[0].bold, runs[0].italic),)
    _write(paragraph, runs)


def _add_list(place: Place, items: Iterable[tree.ListItem], style: str | None = None, *, inner: bool = False) -> None:
    for item in items:
        dashed = item.marker == "-"
        list_style = styles.NUMBERED if not dashed else styles.INNER_DASH if inner else styles.DASH
        marker: str | None = "" if dashed and style is None else f"{item.marker} "
        for block in item.blocks:
            if isinstance(block, tree.Listing):
                _add_list(place, block.items, style, inner=True)
            elif isinstance(block, tree.Paragraph):
                # Only an item's first paragraph carries the marker.
                continued = styles.BODY if marker is None else list_style
                paragraph = place.add_paragraph(style=style or continued)
                _write(paragraph, (tree.Run(marker or ""), *block.runs))
                marker = None
            else:
                _refuse(block, "a list")


def _refuse(block: tree.Block, where: str) -> NoReturn:
    raise tree.UnknownToken(f"{type(block).__name__} in {where}".lower(), None)


def _add_title(document: WordDocument, content: Iterable[tree.Block]) -> None:
    above: tree.Runs = ()
    for block in content:
        match block:
            case tree.Heading(_, runs):
                paragraph = document.add_paragraph(style=styles.TITLE)
                _write_centred(paragraph, runs, layout.BODY_SIZE, layout.TEXT_WIDTH)
            case tree.Paragraph(runs):
                document.paragraphs[-1].paragraph_format.keep_with_next = True
                paragraph = document.add_paragraph(style=styles.SUBJECT)
                _write_centred(paragraph, runs, layout.BODY_SIZE, layout.TEXT_WIDTH)
                above = runs
            case tree.Rule():
                _add_short_rule(document, above, layout.BODY_SIZE, layout.TEXT_WIDTH)
            case _:
                _refuse(block, "the title")
    document.paragraphs[-1].paragraph_format.space_after = Pt(2 * layout.PARAGRAPH_SPACE)


def _add_item(document: WordDocument, content: Sequence[tree.Block]) -> None:
    for position, block in enumerate(content):
        if isinstance(block, tree.Paragraph):
            paragraph = document.add_paragraph(style=styles.REASON if position else styles.POINT)
            _write(paragraph, block.runs)
            # A reason that begins the next page has lost its point; a long point would leave a page half empty.
            kept = position < len(content) - 1 and len(paragraph.text) <= _LONGEST_KEPT
            paragraph.paragraph_format.keep_with_next = kept or None
        else:
            _add_block(document, block)


def _add_note(document: WordDocument, content: Iterable[tree.Block]) -> None:
    for block in content:
        match block:
            case tree.Paragraph(runs):
                _write(document.add_paragraph(style=styles.NOTE), runs)
            case tree.Listing(items):
                _add_list(document, items, styles.NOTE)
            case _:
                _refuse(block, "a note")


def _add_columns(document: WordDocument, left: float, rows: int) -> WordTable:
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


def _drop_first_paragraph(cell: WordCell) -> None:
    """A new cell holds an empty paragraph, which has done its duty once there is another."""
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1:
        cell._tc.remove(first._p)


@dataclass(frozen=True, slots=True)
class _LetterheadSide:
    """How one side of the letterhead is set: widths in mm, sizes in points.

    The lines above the rule take the styles in `above`, of which the last one repeats, and keep `gap` free.
    """

    width: float
    gap: float
    above: tuple[tuple[str, float], ...]
    below: str
    below_size: float
    share: float


_AGENCY_SIDE: Final = _LetterheadSide(
    layout.LETTERHEAD_LEFT,
    layout.LETTERHEAD_GAP,
    ((styles.AGENCY, layout.AGENCY_SIZE),),
    styles.NUMBER,
    layout.NUMBER_SIZE,
    layout.SHORT_RULE,
)
_NATION_SIDE: Final = _LetterheadSide(
    layout.TEXT_WIDTH - layout.LETTERHEAD_LEFT,
    0,
    ((styles.NATION, layout.NATION_SIZE), (styles.MOTTO, layout.MOTTO_SIZE)),
    styles.DATE,
    layout.DATE_SIZE,
    1,
)


def _add_letterhead(document: WordDocument, columns: tree.Columns) -> None:
    """Add the letterhead: names and rules in one row; number and date in the next, so that they are level."""
    table = _add_columns(document, layout.LETTERHEAD_LEFT, 2)
    for position, (content, side) in enumerate(((columns.left, _AGENCY_SIDE), (columns.right, _NATION_SIDE))):
        _fill_letterhead(table.cell(0, position), table.cell(1, position), content, side)


def _fill_letterhead(names: WordCell, below: WordCell, content: Iterable[tree.Block], side: _LetterheadSide) -> None:
    runs: tree.Runs = ()
    size = side.below_size
    count = 0
    ruled = False
    for block in content:
        match block:
            case tree.Paragraph(runs) if ruled:
                _write(below.add_paragraph(style=side.below), runs)
            case tree.Paragraph(runs):
                style, size = side.above[min(count, len(side.above) - 1)]
                _write_centred(names.add_paragraph(style=style), runs, size, side.width - side.gap)
                count += 1
            case tree.Rule():
                _add_short_rule(names, runs, size, side.width, side.share)
                ruled = True
            case _:
                _refuse(block, "the letterhead")
    _drop_first_paragraph(names)
    _drop_first_paragraph(below)


def _add_signature(document: WordDocument, columns: tree.Columns) -> None:
    _keep_end_with_signature(document)
    table = _add_columns(document, layout.SIGNATURE_LEFT, 1)
    left, right = table.cell(0, 0), table.cell(0, 1)
    for block in columns.left:
        match block:
            case tree.Paragraph(runs):
                _write(left.add_paragraph(style=styles.RECIPIENTS_TITLE), runs)
            case tree.Listing(items):
                _add_list(left, items, styles.RECIPIENTS)
            case _:
                _refuse(block, "the recipients")
    for position, block in enumerate(columns.right):
        if not isinstance(block, tree.Paragraph):
            _refuse(block, "the signature")
        signed = position == len(columns.right) - 1
        paragraph = right.add_paragraph(style=styles.SIGNER_NAME if signed else styles.SIGNER_TITLE)
        _write_centred(paragraph, block.runs, layout.BODY_SIZE, layout.TEXT_WIDTH - layout.SIGNATURE_LEFT)
        if signed:
            paragraph.paragraph_format.space_before = Pt(layout.SIGNING_SPACE)
    _drop_first_paragraph(left)
    _drop_first_paragraph(right)
    _close_table(document)


def _keep_end_with_signature(document: WordDocument) -> None:
    """Keep the last line of the text, and the notes after it, on the signature's page.

    A signature alone on a page could be put under any text.
    """
    for position, paragraph in enumerate(reversed(document.paragraphs)):
        paragraph.paragraph_format.keep_with_next = True
        if position == 0:
            paragraph.paragraph_format.space_after = Pt(3 * layout.PARAGRAPH_SPACE)
        if paragraph.style is None or paragraph.style.name != styles.NOTE:
            break


def _add_short_rule(
    place: Place, above: tree.Runs, size: float, available: float, share: float = layout.SHORT_RULE
) -> None:
    text = tree.plain(above).rpartition("\n")[2]
    _add_rule(place, available, layout.rule_width(text, size, share, available))


def _add_rule(place: Place, available: float, width: float) -> None:
    """Add a centred rule: an empty paragraph with a border, held in by indents of what is left over."""
    paragraph = place.add_paragraph(style=styles.RULE)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((available - width) / 2)
    form.space_before = Pt(layout.RULE_SPACE)
    form.space_after = Pt(layout.PARAGRAPH_SPACE)
    form.line_spacing = Pt(1)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'),
        "w:shd",
        "w:tabs",
        "w:spacing",
        "w:ind",
        "w:jc",
    )


def _add_table(document: WordDocument, content: tree.Table) -> None:
    widths = _column_widths((content.header, *content.rows))
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
            runs = (tree.Run(run.text, run.bold or position == 0, run.italic) for run in cell.runs)
            _write(paragraph, runs)
    _close_table(document)


def _close_table(document: WordDocument) -> None:
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


def _column_widths(rows: Sequence[Sequence[tree.Cell]]) -> list[float]:
    """Share the width of the text among columns by their longest texts, in millimetres."""
    weights = [
        max(_NARROWEST_CELL, *(min(_WIDEST_CELL, len(tree.plain(cell.runs))) for cell in column))
        for column in zip(*rows, strict=True)
    ]
    return [layout.TEXT_WIDTH * weight / sum(weights) for weight in weights]
