"""A drawn flow as a figure: SVG that needs nothing beside it, for documents and for the eye."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.bpmn import xml_text
from catalogue.flow_shapes import LINE_HEIGHT, Box, Edge, EdgeKind, FlowLayout, Lane, Shape, ShapeKind, wrapped

_STYLE = (
    "text{font:12px 'Times New Roman',serif;fill:#111}"
    ".f{fill:#fff;stroke:#222}.n{fill:none;stroke:#666}.e{fill:none;stroke:#222}"
    ".d{fill:none;stroke:#555;stroke-dasharray:2 3}.t{font-weight:bold}"
)


def flow_svg(layout: FlowLayout) -> str:
    """Return a drawn flow as an SVG document, as large as its layout."""
    size = f'width="{layout.width}" height="{layout.height}" viewBox="0 0 {layout.width} {layout.height}"'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', *_content(layout), "</svg>", ""])


def _content(layout: FlowLayout) -> Iterator[str]:
    yield f"<title>{xml_text(f'{layout.code} {layout.name}')}</title><style>{_STYLE}</style>"
    yield '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    yield '<path d="M0 0L8 4L0 8z"/></marker></defs>'
    yield _rectangle(layout.pool)
    yield _upright(layout.name, layout.pool)
    for lane in layout.lanes:
        yield from _lane(lane)
    for edge in layout.edges:
        yield from _edge(edge)
    for shape in layout.shapes:
        yield from _shape(shape)


def _lane(lane: Lane) -> Iterator[str]:
    yield _rectangle(lane.box)
    yield _upright(lane.title, lane.box)


def _upright(text: str, box: Box) -> str:
    """Words set upwards along the left end of a box, as many as fit."""
    x, y = box.x + 20, box.middle.y
    line = next(iter(wrapped(text, box.height)), "")
    if line != text and len(line) > 1:
        line = f"{line[:-1]}…"
    return f'<text class="t" text-anchor="middle" transform="translate({x} {y}) rotate(-90)">{xml_text(line)}</text>'


def _edge(edge: Edge) -> Iterator[str]:
    points = " ".join(f"{point.x},{point.y}" for point in edge.points)
    style = "e" if edge.kind is EdgeKind.FLOW else "d"
    arrow = "" if edge.kind is EdgeKind.NOTE else ' marker-end="url(#a)"'
    yield f'<polyline class="{style}" points="{points}"{arrow}/>'
    if edge.label:
        yield from _words(wrapped(edge.name, edge.label.width), edge.label)


def _shape(shape: Shape) -> Iterator[str]:
    box, centre = shape.box, shape.box.middle
    if shape.kind is ShapeKind.TASK:
        yield f'<rect class="f" rx="8" {_place(box)}/>'
    elif shape.kind is ShapeKind.NOTE:
        yield f'<path class="n" d="M{box.x + 8} {box.y}H{box.x}V{box.bottom}h8"/>'
    elif shape.kind is ShapeKind.DECISION:
        corners = (box.top_middle, box.right_middle, box.bottom_middle, box.left_middle)
        yield f'<polygon class="f" points="{" ".join(f"{point.x},{point.y}" for point in corners)}"/>'
        yield f'<path class="e" d="M{centre.x - 8} {centre.y - 8}l16 16m0 -16l-16 16"/>'
    elif shape.kind in (ShapeKind.PAPER, ShapeKind.RESULT):
        fold = f"M{box.right - 10} {box.y}v10h10"
        sheet = f"M{box.x} {box.y}H{box.right - 10}L{box.right} {box.y + 10}V{box.bottom}H{box.x}z"
        yield f'<path class="f" d="{sheet}{fold}"/>'
    else:
        width = 4 if shape.kind is ShapeKind.END else 1.5
        yield f'<circle class="f" cx="{centre.x}" cy="{centre.y}" r="{box.width // 2 - 2}" stroke-width="{width}"/>'
    yield from _words(shape.lines, shape.label or box)


def _words(lines: tuple[str, ...], box: Box) -> Iterator[str]:
    """Lines of words in the middle of a box."""
    first = box.middle.y - len(lines) * LINE_HEIGHT // 2 + LINE_HEIGHT - 4
    for at, line in enumerate(lines):
        yield f'<text x="{box.middle.x}" y="{first + at * LINE_HEIGHT}" text-anchor="middle">{xml_text(line)}</text>'


def _rectangle(box: Box) -> str:
    return f'<rect class="f" {_place(box)}/>'


def _place(box: Box) -> str:
    return f'x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}"'
