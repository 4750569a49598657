"""Paragraphs, runs and rules in a Word file: looks, even lines, and hidden bookmarks for the marks behind sentences.

Elements that come in thousands are made here and not by python-docx, which looks for the style, the end of the
document and the place among its siblings anew for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Final, NoReturn, TypeAlias

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from reviews.documents import docx_styles as styles
from reviews.documents import layout, tree
from reviews.documents.traced import Trace

Place: TypeAlias = WordDocument | WordCell

_VALUE: Final = qn("w:val")
_SPACE: Final = qn("xml:space")

# Word hides bookmarks whose names begin with an underscore; a name has at most 40 characters.
MARKED: Final = "_mark_"
EDITED: Final = "_edited_"


def add_paragraph(place: Place, style: str) -> WordParagraph:
    """Add an empty paragraph in a style at the end of a document or of a cell."""
    element = new_paragraph(style)
    if isinstance(place, WordCell):
        place._tc.append(element)
        return WordParagraph(element, place)
    # The last element of a document holds its page.
    place.element.body[-1].addprevious(element)
    return WordParagraph(element, place._body)


def new_paragraph(style: str) -> BaseOxmlElement:
    """Return an empty paragraph in a style, to be put into its place."""
    element, properties, named = OxmlElement("w:p"), OxmlElement("w:pPr"), OxmlElement("w:pStyle")
    named.set(_VALUE, styles.style_id(style))
    properties.append(named)
    element.append(properties)
    return element


def write(paragraph: WordParagraph, runs: Iterable[tree.Run]) -> None:
    """Write runs into a paragraph; those with marks behind them stand within a bookmark for each mark."""
    write_runs(paragraph._p, runs)


def write_runs(element: BaseOxmlElement, runs: Iterable[tree.Run]) -> None:
    """Write runs at the end of a paragraph's element; see `write`."""
    for trace, together in groupby(runs, key=lambda run: run.trace):
        names = [] if trace is None else _names(trace)
        element.extend([_bookmark("w:bookmarkStart", name) for name in names])
        element.extend([_run(run) for run in together])
        element.extend([_bookmark("w:bookmarkEnd") for _ in names])


def _run(run: tree.Run) -> BaseOxmlElement:
    made = OxmlElement("w:r")
    if run.bold or run.italic:
        look = OxmlElement("w:rPr")
        look.extend([OxmlElement(f"w:{name}") for name, is_so in (("b", run.bold), ("i", run.italic)) if is_so])
        made.append(look)
    for at, line in enumerate(run.text.split("\n")):
        if at:
            made.append(OxmlElement("w:br"))
        if line:
            text = OxmlElement("w:t")
            text.text = line
            text.set(_SPACE, "preserve")
            made.append(text)
    return made


def _names(trace: Trace) -> list[str]:
    start = EDITED if trace.edited else MARKED
    return [f"{start}{mark}" for mark in trace.marks or (0,)]


def _bookmark(tag: str, name: str = "") -> BaseOxmlElement:
    made = OxmlElement(tag)
    made.set(qn("w:id"), "0")
    if name:
        made.set(qn("w:name"), name)
    return made


def number_bookmarks(document: WordDocument) -> None:
    """Give every bookmark a number and a name of its own: one mark may stand behind several sentences."""
    opened: list[str] = []
    count = 0
    for element in document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        if element.tag == qn("w:bookmarkEnd"):
            element.set(qn("w:id"), opened.pop())
            continue
        count += 1
        element.set(qn("w:id"), str(count))
        element.set(qn("w:name"), f"{element.get(qn('w:name'))}_{count}")
        opened.append(str(count))


def refuse(block: tree.Block, where: str) -> NoReturn:
    """Refuse a block that has no rendering where it stands."""
    raise tree.UnknownToken(f"{type(block).__name__} in {where}".lower(), None)


def write_centred(paragraph: WordParagraph, runs: tree.Runs, size: float, available: float) -> None:
    """Write a line of one look, broken evenly where it is wider than the place it has (mm)."""
    if len(runs) == 1 and "\n" not in runs[0].text:
        lines = layout.balanced_lines(runs[0].text, size, available)
        runs = (replace(runs[0], text="\n".join(lines)),)
    write(paragraph, runs)


def add_short_rule(
    place: Place, above: tree.Runs, size: float, available: float, share: float = layout.SHORT_RULE
) -> WordParagraph:
    """Add the rule under a line of text, as long as a share of it."""
    text = tree.plain(above).rpartition("\n")[2]
    return add_rule(place, available, layout.rule_width(text, size, share, available))


def add_rule(place: Place, available: float, width: float) -> WordParagraph:
    """Add a centred rule: an empty paragraph with a border, held in by indents of what is left over."""
    paragraph = add_paragraph(place, styles.RULE)
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
    return paragraph
