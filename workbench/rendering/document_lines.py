"""An official document as lines of the terminal, from the same blocks that become DOCX and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len

from reviews.documents.column_widths import lowest_widths
from reviews.documents.figures import Drawing
from reviews.documents.tree import (
    Block,
    Columns,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Rule,
    Run,
    Section,
    Table,
    plain,
)
from workbench.rendering.lines import Line, Piece, fit, wrap

_PAGE_WIDTH = 96
# Cells of a table have " │ " between them.
_BETWEEN = 3


Drawings = Mapping[str, Drawing]


def document_lines(blocks: Iterable[Block], width: int, drawings: Drawings | None = None) -> tuple[Line, ...]:
    """Return a document's lines at a width in cells, at most as wide as a page is read comfortably.

    Of drawings their words are shown; sentences that an office put in its own words stand out.
    """
    page = max(min(width - 2, _PAGE_WIDTH), 20)
    margin = max((width - page) // 2, 0)
    lines = [line for block in blocks for line in _block(block, page, drawings or {})]
    return tuple(Line((Piece(" " * margin), *line.pieces), at) for at, line in enumerate(lines))


def _block(block: Block, width: int, drawings: Drawings, centred: bool = False) -> Iterator[Line]:
    match block:
        case Paragraph(runs):
            yield from _text(runs, width, centred=centred)
            yield Line()
        case Heading(level, runs):
            yield from _text(runs, width, style="title" if level == 1 else "heading", centred=centred or level == 1)
            yield Line()
        case Rule():
            yield _centred_line("─" * (width // 4), width, "muted")
        case Listing(items):
            for item in items:
                yield from _listed(item.marker, item.blocks, width, drawings)
            yield Line()
        case Table(header, rows):
            yield from _table([[plain(cell.runs) for cell in row] for row in (header, *rows)], width)
        case Columns(_, left, right):
            yield from _columns(left, right, width, drawings)
        case Figure(name, caption):
            if name in drawings:
                for words in drawings[name].words():
                    yield from _drawn(words, width)
            yield from _text(caption, width, style="muted", centred=True)
            yield Line()
        case Section(kind, content):
            for inner in content:
                yield from _block(inner, width, drawings, centred=kind in ("title", "centred"))


def _drawn(words: str, width: int) -> Iterator[Line]:
    """A line of a drawing: with all its spaces where it fits, since bars stand under each other."""
    if cell_len(words) <= width:
        yield Line((Piece(words),))
    else:
        yield from _text((Run(words),), width)


def _listed(marker: str, content: Sequence[Block], width: int, drawings: Drawings) -> Iterator[Line]:
    indent = cell_len(marker) + 1
    inner = [line for block in content for line in _block(block, width - indent, drawings) if line.pieces]
    for at, line in enumerate(inner):
        yield Line((Piece(f"{marker} " if at == 0 else " " * indent), *line.pieces))


def _text(runs: Sequence[Run], width: int, style: str = "", centred: bool = False) -> Iterator[Line]:
    bold = bool(runs) and all(run.bold for run in runs if run.text.strip())
    edited = any(run.trace is not None and run.trace.edited for run in runs)
    chosen = style or ("changed" if edited else "strong" if bold else "")
    for part in wrap(plain(runs), width):
        yield _centred_line(part, width, chosen) if centred else Line((Piece(part, chosen),))


def _centred_line(text: str, width: int, style: str) -> Line:
    return Line((Piece(" " * max((width - cell_len(text)) // 2, 0)), Piece(text, style)))


def _columns(left: Sequence[Block], right: Sequence[Block], width: int, drawings: Drawings) -> Iterator[Line]:
    """Two columns beside each other; the paragraphs of a side stand close together, in its middle."""
    halves = (width * 2 // 5, width - width * 2 // 5)
    sides = [
        [line for block in side for line in _block(block, half - 2, drawings, centred=True) if line.pieces]
        for side, half in zip((left, right), halves, strict=True)
    ]
    for at in range(max(len(side) for side in sides)):
        pieces: list[Piece] = []
        for side, half in zip(sides, halves, strict=True):
            line = side[at] if at < len(side) else Line()
            pieces += [*line.pieces, Piece(" " * max(half - cell_len(line.text), 0))]
        yield Line(tuple(pieces))
    yield Line()


def _table(rows: Sequence[Sequence[str]], width: int) -> Iterator[Line]:
    """A table whose words fit into its columns; else each row as a record, one line a cell."""
    columns = list(zip(*rows, strict=True))
    least = [max(cell_len(word) for cell in column for word in (cell.split() or [""])) for column in columns]
    room = width - _BETWEEN * (len(columns) - 1)
    if sum(least) > room:
        yield from _records(rows, width)
        return
    lengths = [[cell_len(cell) for cell in column] for column in columns]
    most = [max(of_column) for of_column in lengths]
    shared = most if sum(most) <= room else lowest_widths(lengths, least, most, room)
    widths = [max(int(wide), low, 1) for wide, low in zip(shared, least, strict=True)]
    for at, row in enumerate(rows):
        wrapped = [wrap(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        for number in range(max(len(cell) for cell in wrapped)):
            cells = [
                fit(cell[number] if number < len(cell) else "", wide)
                for cell, wide in zip(wrapped, widths, strict=True)
            ]
            yield Line((Piece(" │ ".join(cells), "strong" if at == 0 else ""),))
        if at == 0:
            yield Line((Piece("─" * min(width, sum(widths) + _BETWEEN * (len(widths) - 1)), "muted"),))
    yield Line()


def _records(rows: Sequence[Sequence[str]], width: int) -> Iterator[Line]:
    header, *body = rows
    for row in body:
        for name, cell in zip(header, row, strict=True):
            if cell:
                yield from (Line((Piece(part),)) for part in wrap(f"{name}: {cell}", width))
        yield Line((Piece("─" * (width // 4), "muted"),))
    yield Line()
