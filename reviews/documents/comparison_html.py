"""A comparison of two editions as one self-contained HTML page, to be read by whoever decides.

Figures first, then what became heavier, the figures by field and agency, and every change with its words marked. No
script, no outside file; every text is escaped, and the page prints on A4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, zip_longest

from catalogue.burden import BurdenTotal, RedLine, burden_totals, red_list
from catalogue.differences import Burden, Change
from catalogue.edition_changes import EditionChanges
from catalogue.editions import EntrySummary
from catalogue.word_diff import ADDED, REMOVED, Span
from reviews.documents import comparison_words as words

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
@page { size: A4; margin: 18mm 15mm 18mm 20mm; }
* { box-sizing: border-box; }
body { margin: 0; background: #f2f2f2; color: #1a1a1a; font: 11pt/1.4 "Times New Roman", Tinos, serif; }
main { max-width: 210mm; margin: 0 auto; padding: 12mm 15mm; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 17pt; text-align: center; margin: 0 0 2mm; }
h2 { font-size: 14pt; margin: 8mm 0 2mm; border-bottom: 1px solid #666; break-after: avoid; }
h3 { font-size: 12pt; margin: 5mm 0 1mm; break-after: avoid; }
p { margin: 0 0 2mm; }
.subtitle { text-align: center; font-style: italic; }
table.figures { margin: 4mm 0; font-size: 10.5pt; }
.figures th { background: none; font-weight: normal; }
.figures td { font-size: 14pt; font-weight: bold; }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt; margin-bottom: 3mm; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.5pt solid #777; padding: 1mm 1.5mm; text-align: left; vertical-align: top; }
th { background: #e8e8e8; }
tr.procedure th { background: #f6f6f6; font-size: 10.5pt; break-after: avoid; }
td.number, th.number { text-align: right; }
td.number { white-space: nowrap; }
ul { margin: 0 0 2mm; padding-left: 6mm; }
li { margin-bottom: 1.5mm; }
del { background: #fbdcdc; text-decoration: line-through; }
ins { background: #d9f0d9; text-decoration: underline; }
.heavier { color: #a00000; font-weight: bold; }
.lighter { color: #00661a; font-weight: bold; }
.note { font-size: 9pt; color: #444; }
@media print { body { background: none; } main { max-width: none; margin: 0; padding: 0; } }
"""


_RED_LIST_WIDTHS = (14, 20, 66)
_TOTAL_WIDTHS = (37, 9, 9, 9, 9, 9, 9, 9)
_LIST_WIDTHS = (14, 46, 18, 22)
_NUMBER = ' class="number"'


def comparison_html(changes: EditionChanges) -> str:
    """Return the whole page."""
    title = "Đối chiếu hai kỳ danh mục thủ tục hành chính"
    body = "".join(_body(changes))
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}: {escape(words.edition_words(changes))}</title>\n<style>{_STYLE}</style>\n"
        f'</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p class="subtitle">{escape(words.edition_words(changes))}</p>\n'
        f"{body}</main>\n</body>\n</html>\n"
    )


def _body(changes: EditionChanges) -> Iterator[str]:
    yield from _figures(words.summary_figures(changes))
    yield f'<p class="note">{escape(words.METHOD)}</p>\n'
    yield from _red_list(changes)
    totals = burden_totals(changes.procedures)
    yield from _totals("Theo lĩnh vực", "Lĩnh vực", words.named(totals.fields))
    yield from _totals("Theo cơ quan", "Cơ quan", words.named(totals.agencies))
    yield "<h2>Từng thủ tục thay đổi</h2>\n"
    found = False
    for codes, procedure in words.changed_procedures(changes):
        found = True
        yield f"<section>\n<h3>{escape(codes)} – {escape(procedure.name)}</h3>\n<ul>\n"
        yield from (f"<li>{_change(change)}</li>\n" for change in procedure.meant)
        yield "</ul>\n</section>\n"
    if not found:
        yield "<p>Không thủ tục nào thay đổi về nội dung.</p>\n"
    yield from _lone("Thủ tục thêm mới", changes.added)
    yield from _lone("Thủ tục bãi bỏ hoặc không còn trong kỳ mới", changes.removed)


def _figures(figures: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A table of figures beside their names, two to a row."""
    cells = [
        f'<th scope="row">{escape(label)}</th><td class="number">{escape(figure)}</td>' for label, figure in figures
    ]
    yield f'<table class="figures" width="100%">\n{_columns((38, 12, 38, 12))}<tbody>\n'
    yield from (f"<tr>{''.join(pair)}</tr>\n" for pair in zip_longest(cells[::2], cells[1::2], fillvalue=""))
    yield "</tbody>\n</table>\n"


def _red_list(changes: EditionChanges) -> Iterator[str]:
    yield "<h2>Những điểm nặng hơn</h2>\n"
    lines = red_list(changes.procedures)
    if not lines:
        yield "<p>Không có điểm nào nặng hơn.</p>\n"
        return
    headings = ("Bộ phận", "Vì sao", "Nội dung")
    yield f'<table width="100%">\n{_columns(_RED_LIST_WIDTHS)}{_head(headings)}'
    # A procedure's name stands once, over the whole width: names may be several lines long.
    for procedure, found in groupby(lines, key=lambda line: line.procedure):
        name = f"{procedure.code}{words.review_words(procedure)} – {procedure.name}"
        over = f'<tr class="procedure"><th scope="rowgroup" colspan="{len(headings)}">{escape(name)}</th></tr>\n'
        yield f"<tbody>\n{over}{''.join(map(_red_row, found))}</tbody>\n"
    yield "</table>\n"


def _red_row(line: RedLine) -> str:
    part, why = words.PARTS[line.change.part], words.reason_words(line.change)
    return f"<tr><td>{escape(part)}</td><td>{escape(why)}</td><td>{_marked(words.excerpt(line.change))}</td></tr>\n"


def _totals(title: str, heading: str, lines: Sequence[tuple[str, BurdenTotal]]) -> Iterator[str]:
    if not lines:
        return
    yield f"<h2>{escape(title)}</h2>\n"
    rows = ((escape(name), *(str(figure) for figure in words.total_cells(total))) for name, total in lines)
    yield _table((heading, *words.TOTAL_HEADINGS), rows, _TOTAL_WIDTHS, numbers=True)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], numbers: bool = False) -> str:
    """A table of cells that are HTML already; with `numbers` all columns but the first are figures.

    `widths` are those of the columns in percent.
    """
    kinds = ["", *(_NUMBER if numbers else "" for _ in headings[1:])]
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, row, strict=True)) + "</tr>\n"
        for row in rows
    )
    return f'<table width="100%">\n{_columns(widths)}{_head(headings, numbers)}<tbody>\n{body}</tbody>\n</table>\n'


def _columns(widths: Iterable[int]) -> str:
    """The widths of a table's columns in percent, which programs without style sheets heed, too."""
    return "<colgroup>" + "".join(f'<col width="{width}%">' for width in widths) + "</colgroup>\n"


def _head(headings: Sequence[str], numbers: bool = False) -> str:
    kinds = ["", *(_NUMBER if numbers else "" for _ in headings[1:])]
    cells = (f'<th scope="col"{kind}>{escape(text)}</th>' for kind, text in zip(kinds, headings, strict=True))
    return f"<thead><tr>{''.join(cells)}</tr></thead>\n"


def _change(change: Change) -> str:
    place = words.element_words(change)
    told = f"<strong>{escape(words.PARTS[change.part])}</strong>{f' ({escape(place)})' if place else ''}"
    told += f", {words.KINDS[change.kind]}"
    if change.burden is not Burden.NEUTRAL:
        told += f', <span class="{change.burden.value}">{words.BURDENS[change.burden]}</span>'
    reasons = words.reason_words(change)
    if reasons:
        told += f' <span class="note">[{escape(reasons)}]</span>'
    return f"{told}: {_marked(words.excerpt(change))}"


def _marked(spans: Iterable[Span]) -> str:
    tags = {REMOVED: "del", ADDED: "ins"}
    return "".join(
        f"<{tags[span.op]}>{escape(span.text)}</{tags[span.op]}>" if span.op in tags else escape(span.text)
        for span in spans
    )


def _lone(title: str, entries: Sequence[EntrySummary]) -> Iterator[str]:
    if not entries:
        return
    yield f"<h2>{escape(title)} ({len(entries)})</h2>\n"
    rows = (tuple(map(escape, (entry.address, entry.name, entry.field, entry.agency))) for entry in entries)
    yield _table(("Mã", "Thủ tục", "Lĩnh vực", "Cơ quan"), rows, _LIST_WIDTHS)
