"""A drawing as SVG within an HTML page: no script, no link, no style sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.bpmn import xml_text
from reviews.documents.drawing import Area, Box, Line, Outline, Picture, Shade
from reviews.documents.layout import FONT
from reviews.documents.type_widths import POINT

_HEAD_LENGTH, _HEAD_WIDTH = 2.0, 1.5
_DASHES = "1.2 0.9"
_BASELINE = 0.9


def picture_svg(picture: Picture) -> str:
    """Return a drawing as one `<svg>` element, as large as it is on paper."""
    size = f'width="{_n(picture.width)}mm" height="{_n(picture.height)}mm"'
    view = f'viewBox="0 0 {_n(picture.width)} {_n(picture.height)}"'
    font = f"font-family=\"'{FONT}', Tinos, 'Liberation Serif', serif\""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} {view} {font} fill="#000">',
        f"<title>{xml_text(picture.title)}</title>",
    ]
    for element in picture.elements:
        parts += _box(element) if isinstance(element, Box) else _line(element)
    return "\n".join((*parts, "</svg>"))


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _box(box: Box) -> Iterator[str]:
    area = box.area
    if box.outline is not Outline.NONE or box.shade is not Shade.CLEAR:
        fill = f"#{box.shade.value}" if box.shade else "none"
        drawn = box.outline is not Outline.NONE and box.border
        border = f' stroke="#000" stroke-width="{_n(box.border * POINT)}"' if drawn else ""
        dashes = f' stroke-dasharray="{_DASHES}"' if box.dashed else ""
        yield f'<{_form(box.outline, area)} fill="{fill}"{border}{dashes}/>'
    yield from _text(box)


def _form(outline: Outline, area: Area) -> str:
    if outline is Outline.DIAMOND:
        middle, centre = area.x + area.width / 2, area.y + area.height / 2
        corners = ((middle, area.y), (area.right, centre), (middle, area.bottom), (area.x, centre))
        return f'polygon points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in corners)}"'
    rounding = {Outline.ROUNDED: min(1.5, area.height / 4), Outline.CAPSULE: min(area.height, area.width) / 2}
    round_corner = f' rx="{_n(rounding[outline])}"' if outline in rounding else ""
    place = f'x="{_n(area.x)}" y="{_n(area.y)}" width="{_n(area.width)}" height="{_n(area.height)}"'
    return f"rect {place}{round_corner}"


def _text(box: Box) -> Iterator[str]:
    if not box.lines:
        return
    kind, area = box.type, box.area
    x = {"left": area.x, "center": area.x + area.width / 2, "right": area.right}[kind.alignment]
    anchor = {"left": "start", "center": "middle", "right": "end"}[kind.alignment]
    look = ' font-weight="bold"' if kind.bold else ""
    look += ' font-style="italic"' if kind.italic else ""
    look += ' text-decoration="line-through"' if kind.struck else ""
    # A dark box is written on in white.
    look += ' fill="#fff"' if box.shade is Shade.DARK else ""
    top = box.text_area.y
    for at, line in enumerate(box.lines):
        y = top + at * kind.line + _BASELINE * kind.size * POINT
        place = f'x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-size="{_n(kind.size * POINT)}"'
        yield f"<text {place}{look}>{xml_text(line)}</text>"


def _line(line: Line) -> Iterator[str]:
    points = list(line.points)
    head = ""
    if line.arrow:
        (x, y), (tip_x, tip_y) = points[-2:]
        length = ((tip_x - x) ** 2 + (tip_y - y) ** 2) ** 0.5 or 1
        across, down = (tip_x - x) / length, (tip_y - y) / length
        back_x, back_y = tip_x - across * _HEAD_LENGTH, tip_y - down * _HEAD_LENGTH
        side_x, side_y = down * _HEAD_WIDTH / 2, across * _HEAD_WIDTH / 2
        corners = ((tip_x, tip_y), (back_x + side_x, back_y - side_y), (back_x - side_x, back_y + side_y))
        head = f'<polygon points="{" ".join(f"{_n(a)},{_n(b)}" for a, b in corners)}"/>'
        # The line ends where its head begins, so that the tip is sharp.
        points[-1] = (back_x, back_y)
    dashes = f' stroke-dasharray="{_DASHES}"' if line.dashed else ""
    way = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    yield f'<polyline points="{way}" fill="none" stroke="#000" stroke-width="{_n(line.weight * POINT)}"{dashes}/>'
    if head:
        yield head
