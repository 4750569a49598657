"""The two-column parts of an official document in a Word file: the letterhead, and recipients beside the signature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from docx.document import Document as WordDocument
from docx.shared import Pt
from docx.table import _Cell as WordCell

from reviews.documents import docx_styles as styles
from reviews.documents import layout, tree
from reviews.documents.docx_lists import add_list
from reviews.documents.docx_tables import add_columns, close_table, drop_first_paragraph
from reviews.documents.docx_text import add_paragraph, add_short_rule, refuse, write, write_centred


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


def add_letterhead(document: WordDocument, columns: tree.Columns) -> None:
    """Add the letterhead: names and rules in one row; number and date in the next, so that they are level."""
    table = add_columns(document, layout.LETTERHEAD_LEFT, 2)
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
                write(add_paragraph(below, side.below), runs)
            case tree.Paragraph(runs):
                style, size = side.above[min(count, len(side.above) - 1)]
                write_centred(add_paragraph(names, style), runs, size, side.width - side.gap)
                count += 1
            case tree.Rule():
                add_short_rule(names, runs, size, side.width, side.share)
                ruled = True
            case _:
                refuse(block, "the letterhead")
    drop_first_paragraph(names)
    drop_first_paragraph(below)


def add_signature(document: WordDocument, columns: tree.Columns) -> None:
    """Add recipients and signature, on the page of the last line of the text."""
    _keep_end_with_signature(document)
    table = add_columns(document, layout.SIGNATURE_LEFT, 1)
    left, right = table.cell(0, 0), table.cell(0, 1)
    for block in columns.left:
        match block:
            case tree.Paragraph(runs):
                write(add_paragraph(left, styles.RECIPIENTS_TITLE), runs)
            case tree.Listing(items):
                add_list(left, items, styles.RECIPIENTS)
            case _:
                refuse(block, "the recipients")
    for position, block in enumerate(columns.right):
        if not isinstance(block, tree.Paragraph):
            refuse(block, "the signature")
        signed = position == len(columns.right) - 1
        paragraph = add_paragraph(right, styles.SIGNER_NAME if signed else styles.SIGNER_TITLE)
        write_centred(paragraph, block.runs, layout.BODY_SIZE, layout.TEXT_WIDTH - layout.SIGNATURE_LEFT)
        if signed:
            paragraph.paragraph_format.space_before = Pt(layout.SIGNING_SPACE)
    drop_first_paragraph(left)
    drop_first_paragraph(right)
    close_table(document)


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
