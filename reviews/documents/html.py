"""Document tokens as one self-contained HTML file that prints like the DOCX.

No script, no outside file, no link: the page states so in a content security policy, and every text is
escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Final, assert_never

from markdown_it.token import Token

from reviews.documents import layout, tree
from reviews.documents.figures import Drawing, DrawingMissing
from reviews.documents.traced import Trace

_PAGE_MARGINS: Final = (
    f"{layout.MARGIN_TOP:g}mm {layout.MARGIN_RIGHT:g}mm {layout.MARGIN_BOTTOM:g}mm {layout.MARGIN_LEFT:g}mm"
)

_STYLE: Final = f"""
@page {{ size: A4; margin: {_PAGE_MARGINS};
  @top-center {{ content: counter(page); font: {layout.PAGE_NUMBER_SIZE:g}pt "{layout.FONT}", serif; }} }}
@page landscape {{ size: A4 landscape; }}
@page :first {{ @top-center {{ content: none; }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: #e8e8e8; color: #000;
  font: {layout.BODY_SIZE:g}pt/{layout.LINE_SPACING} "{layout.FONT}", Tinos, "Liberation Serif", serif; }}
main {{ width: {layout.PAGE_WIDTH:g}mm; max-width: 100%; margin: 8mm auto; padding: {_PAGE_MARGINS};
  background: #fff; box-shadow: 0 0 4mm #bbb; overflow-wrap: anywhere; }}
p, li, h2, h3, h4 {{ margin: 0 0 {layout.PARAGRAPH_SPACE:g}pt; text-align: justify;
  text-indent: {layout.FIRST_LINE_INDENT:g}mm; }}
h1, h2, h3, h4 {{ font-size: inherit; font-weight: bold; break-after: avoid; }}
h2 {{ margin-top: 12pt; }}
h3, h4 {{ margin-top: 6pt; }}
h4 {{ font-style: italic; }}
ul, ol {{ margin: 0; padding: 0; list-style-position: inside; }}
ul {{ list-style-type: "- "; }}
ul ul {{ list-style-type: "+ "; }}
li > p {{ display: inline; }}
hr {{ height: 0; border: 0; border-top: 0.75pt solid #000; 
  margin: {layout.RULE_SPACE:g}pt auto {layout.PARAGRAPH_SPACE:g}pt; }}
.columns {{ display: grid; break-inside: avoid; }}
.letterhead {{ grid-template-columns: {layout.LETTERHEAD_LEFT:g}fr
  {layout.TEXT_WIDTH - layout.LETTERHEAD_LEFT:g}fr; }}
.signature {{ grid-template-columns: {layout.SIGNATURE_LEFT:g}fr
  {layout.TEXT_WIDTH - layout.SIGNATURE_LEFT:g}fr; margin-top: 18pt; }}
.columns p, .title p {{ margin: 0; line-height: 1.2; text-align: center; text-indent: 0;
  text-wrap: balance; }}
.letterhead > div {{ display: flex; flex-direction: column; }}
.letterhead .left {{ padding: 0 {layout.LETTERHEAD_GAP / 2:g}mm; }}
.letterhead p:last-child {{ margin-top: auto; }}
.letterhead .left {{ font-size: {layout.AGENCY_SIZE:g}pt; }}
.letterhead .right {{ font-size: {layout.MOTTO_SIZE:g}pt; }}
.letterhead .right p:first-child {{ font-size: {layout.NATION_SIZE:g}pt; }}
.letterhead hr ~ p {{ font-size: {layout.NUMBER_SIZE:g}pt; }}
.title {{ margin: 18pt 0 12pt; }}
h1 {{ margin: 0 0 {layout.PARAGRAPH_SPACE:g}pt; text-align: center; }}
.basis p {{ font-style: italic; }}
.centred p {{ font-weight: bold; text-align: center; text-indent: 0; margin: 6pt 0 12pt; }}
.annex {{ break-before: page; margin-top: 12mm; }}
.landscape {{ page: landscape; margin: 6mm 0; overflow-x: auto; }}
figure {{ margin: 6pt 0 12pt; text-align: center; break-inside: avoid; }}
figure svg {{ max-width: 100%; height: auto; }}
figcaption {{ font-size: {layout.TABLE_SIZE:g}pt; font-style: italic; }}
[data-edited] {{ border-bottom: 1px dotted #888; }}
.item {{ break-inside: avoid-page; }}
.note p, .note li {{ font-size: {layout.TABLE_SIZE:g}pt; line-height: 1.2; margin-bottom: 3pt; }}
.signature .left p {{ font-size: {layout.RECIPIENTS_TITLE_SIZE:g}pt; text-align: left; }}
.signature .left li {{ font-size: {layout.RECIPIENTS_SIZE:g}pt; line-height: 1.2; margin: 0; text-align: left;
  text-indent: 0; }}
.signature .left li > p {{ font-size: inherit; }}
.signature .right p:last-child {{ margin-top: {layout.SIGNING_SPACE:g}pt; }}
table {{ width: 100%; border-collapse: collapse; margin-bottom: {layout.PARAGRAPH_SPACE:g}pt;
  font-size: {layout.TABLE_SIZE:g}pt; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
th, td {{ border: 0.5pt solid #000; padding: 2pt 1.9mm; vertical-align: top; }}
.left-aligned {{ text-align: left; }}
.centred {{ text-align: center; }}
.right-aligned {{ text-align: right; }}
@media print {{
  body {{ background: none; }}
  main {{ width: auto; margin: 0; padding: 0; box-shadow: none; }}
  .annex, .landscape {{ margin: 0; }}
  [data-edited] {{ border: 0; }}
}}
"""

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_ALIGNMENTS: Final = {"left": "left-aligned", "center": "centred", "right": "right-aligned"}


def render_html(tokens: Sequence[Token], title: str = "", drawings: Mapping[str, Drawing] | None = None) -> str:
    """Render tokens as a whole HTML page; `title` names it, by default the document's own title does.

    `drawings` are what figures show, by name. Raises `tree.UnknownToken` for what has no rendering, `DrawingMissing`
    for a figure without its drawing.
    """
    content = tree.blocks(tokens)
    body = _blocks(content, drawings or {}, layout.BODY_SIZE, layout.TEXT_WIDTH)
    return (
        f'<!DOCTYPE html>\n<html lang="{layout.LANGUAGE[:2]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title or tree.title_of(content))}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _blocks(
    content: Iterable[tree.Block],
    drawings: Mapping[str, Drawing],
    size: float,
    width: float,
    share: float = layout.SHORT_RULE,
) -> str:
    """Render blocks; size (points), width (mm) and share are those of a rule under a line of text."""
    rendered = []
    above: tree.Runs = ()
    for block in content:
        if isinstance(block, tree.Rule):
            text = tree.plain(above).rpartition("\n")[2]
            length = layout.rule_width(text, size, share, width)
            rendered.append(f'<hr style="width: {length:.1f}mm">\n')
        else:
            rendered.append(_block(block, drawings))
        above = block.runs if isinstance(block, tree.Paragraph) else above
    return "".join(rendered)


def _block(block: tree.Block, drawings: Mapping[str, Drawing]) -> str:
    match block:
        case tree.Paragraph(runs):
            return f"<p>{_inline(runs)}</p>\n"
        case tree.Heading(level, runs):
            return f"<h{level}>{_inline(runs)}</h{level}>\n"
        case tree.Rule():
            return "<hr>\n"
        case tree.Listing(items):
            return _list(items, drawings)
        case tree.Table():
            return _table(block)
        case tree.Columns():
            return _columns(block, drawings)
        case tree.Figure(name, caption):
            if name not in drawings:
                raise DrawingMissing(name)
            return f"<figure>\n{drawings[name].svg()}\n<figcaption>{_inline(caption)}</figcaption>\n</figure>\n"
        case tree.Section(kind, content):
            inner = _blocks(content, drawings, layout.BODY_SIZE, layout.TEXT_WIDTH)
            return f'<div class="{kind}">\n{inner}</div>\n'
        case _:
            assert_never(block)


def _inline(runs: Iterable[tree.Run]) -> str:
    parts = []
    for trace, together in groupby(runs, key=lambda run: run.trace):
        text = "".join(_run(run) for run in together)
        parts.append(text if trace is None else f"<span{_trace(trace)}>{text}</span>")
    return "".join(parts)


def _trace(trace: Trace) -> str:
    marks = f' data-mark="{" ".join(str(mark) for mark in trace.marks)}"' if trace.marks else ""
    return f"{marks} data-edited" if trace.edited else marks


def _run(run: tree.Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if run.italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.bold else text


def _list(items: Sequence[tree.ListItem], drawings: Mapping[str, Drawing]) -> str:
    contents = ("".join(_block(block, drawings) for block in item.blocks).rstrip() for item in items)
    content = "".join(f"<li>{item}</li>\n" for item in contents)
    if items[0].marker == "-":
        return f"<ul>\n{content}</ul>\n"
    return f'<ol start="{items[0].marker.rstrip(".")}">\n{content}</ol>\n'


def _table(table: tree.Table) -> str:
    header = "".join(f'<th scope="col">{_inline(cell.runs)}</th>' for cell in table.header)
    rows = "".join(
        "<tr>"
        + "".join(f'<td class="{_ALIGNMENTS[cell.alignment]}">{_inline(cell.runs)}</td>' for cell in row)
        + "</tr>\n"
        for row in table.rows
    )
    return f"<table>\n<thead>\n<tr>{header}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _columns(columns: tree.Columns, drawings: Mapping[str, Drawing]) -> str:
    if columns.kind == "letterhead":
        left = _blocks(columns.left, drawings, layout.AGENCY_SIZE, layout.LETTERHEAD_LEFT)
        right = _blocks(columns.right, drawings, layout.MOTTO_SIZE, layout.TEXT_WIDTH - layout.LETTERHEAD_LEFT, 1)
    else:
        left = _blocks(columns.left, drawings, layout.RECIPIENTS_TITLE_SIZE, layout.SIGNATURE_LEFT)
        right = _blocks(columns.right, drawings, layout.BODY_SIZE, layout.TEXT_WIDTH - layout.SIGNATURE_LEFT)
    return (
        f'<div class="columns {columns.kind}">\n<div class="left">\n{left}</div>\n'
        f'<div class="right">\n{right}</div>\n</div>\n'
    )
