"""A picture of the graph as a drawing: one SVG file that needs nothing else, with whole texts as tooltips."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from catalogue.graph_formats import printable
from catalogue.graph_layout import Box, Layout, lay_out
from catalogue.graph_picture import Picture, PictureNode, Shape, Tie

_WIDTH = 230.0
_SMALL_WIDTH = 90.0
_LINE = 16.0
_PADDING = 8.0
# At 12 pixels no letter of the usual faces is wider, but for a few capitals.
_LETTER = 7.0
_MOST_LINES = 4

_FILLS = {
    Shape.PROCEDURE: ("#dbeafe", "#1d4ed8"),
    Shape.PAPER: ("#fef9c3", "#a16207"),
    Shape.CHOICE: ("#f3e8ff", "#7e22ce"),
    Shape.CASE: ("#f3e8ff", "#7e22ce"),
    Shape.STEP: ("#f1f5f9", "#475569"),
}
_COLOURS = {Tie.SUPPLIES: "#15803d", Tie.MAINTAINS: "#c2410c", Tie.FEEDS: "#1d4ed8"}
_DASHED = (Tie.MAINTAINS, Tie.ONE_OF, Tie.CASE)


def svg(picture: Picture) -> str:
    """Return a picture as an SVG drawing, suppliers on the left."""
    texts = {node.key: _lines(node.label, _width(node)) for node in picture.nodes}
    sizes = {node.key: (_width(node), len(texts[node.key]) * _LINE + 2 * _PADDING) for node in picture.nodes}
    edges = [(edge.source, edge.target) for edge in picture.edges]
    layout = lay_out(sizes, edges, _columns(picture))
    width, height = round(layout.width), round(layout.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect class="paper" width="{width}" height="{height}" fill="#ffffff"/>',
        *_edges(picture, layout),
        *(_node(node, layout.boxes[node.key], texts[node.key], node.key == picture.root) for node in picture.nodes),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _width(node: PictureNode) -> float:
    return _SMALL_WIDTH if node.shape in (Shape.CHOICE, Shape.CASE) else _WIDTH


def _columns(picture: Picture) -> list[list[str]]:
    """The steps of each procedure, to stand below each other."""
    columns: dict[str, list[str]] = {}
    for node in picture.nodes:
        if node.shape is Shape.STEP:
            columns.setdefault(node.key.partition("/")[0], []).append(node.key)
    return list(columns.values())


def _lines(text: str, width: float) -> list[str]:
    """A label broken into lines of a box, cut after the last that it may have."""
    most = int((width - 2 * _PADDING) / _LETTER)
    lines = [""]
    for word in printable(text).split():
        pieces = [word[at : at + most] for at in range(0, len(word), most)]
        for piece in pieces:
            if lines[-1] and len(lines[-1]) + 1 + len(piece) > most:
                lines.append(piece)
            else:
                lines[-1] = f"{lines[-1]} {piece}".strip()
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][: most - 1].rstrip() + "…"]
    return lines


def _node(node: PictureNode, box: Box, lines: Sequence[str], root: bool) -> str:
    fill, stroke = _FILLS[node.shape]
    radius = 10 if node.shape is Shape.STEP else 2
    spans = "".join(
        f'<tspan x="{box.x + _PADDING:.1f}" y="{box.y + _PADDING + _LINE * at + 12:.1f}">{escape(line)}</tspan>'
        for at, line in enumerate(lines)
    )
    return (
        f"<g class={quoteattr(node.shape.value)}><title>{escape(printable(node.label))}</title>"
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="{radius}" '
        f'fill="{fill}" stroke="{stroke}" stroke-width="{3 if root else 1}"/>'
        f'<text fill="#111827">{spans}</text></g>'
    )


def _edges(picture: Picture, layout: Layout) -> list[str]:
    drawn = []
    for edge in picture.edges:
        points = layout.paths.get((edge.source, edge.target))
        if points is None:
            continue
        colour = _COLOURS.get(edge.tie, "#6b7280")
        dashes = ' stroke-dasharray="5 4"' if edge.tie in _DASHED else ""
        said = f"<title>{escape(printable(edge.evidence))}</title>" if edge.evidence else ""
        drawn.append(
            f'<g class="edge {edge.tie.value}">{said}'
            f'<path d="{_curve(points)}" fill="none" stroke="{colour}"{dashes}/>'
            f'<path d="{_arrow(points)}" fill="{colour}"/></g>'
        )
    return drawn


def _curve(points: Sequence[tuple[float, float]]) -> str:
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    if points[0][0] == points[-1][0]:
        out = points[0][0] - 22
        (x, y), (_x, end) = points[0], points[-1]
        return f"{parts[0]} C{out:.1f} {y:.1f} {out:.1f} {end:.1f} {x:.1f} {end:.1f}"
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (x + to_x) / 2
        parts.append(f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}")
    return " ".join(parts)


def _arrow(points: Sequence[tuple[float, float]]) -> str:
    """A small triangle at the end, pointing the way that the edge comes in."""
    x, y = points[-1]
    back = -7 if points[-2][0] <= x else 7
    return f"M{x:.1f} {y:.1f} L{x + back:.1f} {y - 3.5:.1f} L{x + back:.1f} {y + 3.5:.1f} Z"
