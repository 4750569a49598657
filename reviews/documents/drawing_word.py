"""A drawing as native shapes of a Word file, which an office can move, reword and colour.

One group of DrawingML shapes stands inline in its paragraph. A program that cannot draw such groups gets the words of
the drawing instead (the fallback of `mc:AlternateContent`). Lengths in the file are English metric units.
"""

from __future__ import annotations

from typing import Final

from catalogue.bpmn import xml_text, xml_value
from reviews.documents.drawing import PADDING, Area, Box, Line, Outline, Picture, Shade, joined
from reviews.documents.layout import FONT

EMU: Final = 36_000
_EMU_A_POINT: Final = 12_700
_TWIPS_A_MM: Final = 1440 / 25.4
# Every shape of a file has a number of its own; a drawing takes its numbers from a range of its own.
_SHAPES_A_DRAWING: Final = 10_000

_NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_FORMS: Final = {
    Outline.NONE: "rect",
    Outline.RECTANGLE: "rect",
    Outline.ROUNDED: "roundRect",
    Outline.CAPSULE: "flowChartTerminator",
    Outline.DIAMOND: "diamond",
}


def picture_run(picture: Picture, identifier: int) -> str:
    """Return a drawing as one `<w:r>` element; the identifier tells it from the file's other drawings."""
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    size = f'cx="{_emu(picture.width)}" cy="{_emu(picture.height)}"'
    first = identifier * _SHAPES_A_DRAWING
    shapes = "".join(_shape(element, first + at) for at, element in enumerate(picture.elements, 1))
    told = xml_value(picture.title)
    return (
        f'<w:r {namespaces}><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{first}" name="Hình {identifier}" descr={told}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_NAMESPACES["wpg"]}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm>'
        f"</wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback>{_fallback(picture)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _emu(millimetres: float) -> int:
    return round(millimetres * EMU)


def _fallback(picture: Picture) -> str:
    lines = (f"[{picture.title}]", *(line for table in picture.tables for line in table.lines()))
    return "<w:br/>".join(f'<w:t xml:space="preserve">{xml_text(line)}</w:t>' for line in lines)


def _shape(element: Box | Line, number: int) -> str:
    if isinstance(element, Line):
        return _line(element, number)
    fill = f'<a:solidFill><a:srgbClr val="{element.shade.value}"/></a:solidFill>' if element.shade else "<a:noFill/>"
    drawn = element.outline is not Outline.NONE and bool(element.border)
    border = _pen(element.border, element.dashed) if drawn else "<a:ln><a:noFill/></a:ln>"
    form = f'<a:prstGeom prst="{_FORMS[element.outline]}"><a:avLst/></a:prstGeom>'
    kind = '<wps:cNvSpPr txBox="1"/>' if element.outline is Outline.NONE and element.lines else "<wps:cNvSpPr/>"
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Khối {number}"/>{kind}'
        f"<wps:spPr>{_placed(element.area)}{form}{fill}{border}</wps:spPr>{_words(element)}</wps:wsp>"
    )


def _placed(area: Area, flips: str = "") -> str:
    place = f'<a:off x="{_emu(area.x)}" y="{_emu(area.y)}"/>'
    return f'<a:xfrm{flips}>{place}<a:ext cx="{_emu(area.width)}" cy="{_emu(area.height)}"/></a:xfrm>'


def _pen(weight: float, dashed: bool, end: str = "") -> str:
    dashes = '<a:prstDash val="dash"/>' if dashed else ""
    black = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    return f'<a:ln w="{round(weight * _EMU_A_POINT)}">{black}{dashes}<a:miter lim="800000"/>{end}</a:ln>'


def _words(box: Box) -> str:
    """The text of a box as one paragraph, which Word breaks anew when somebody changes it."""
    side = _emu(PADDING) if box.outline in (Outline.RECTANGLE, Outline.ROUNDED) else 0
    insets = f'lIns="{side}" tIns="0" rIns="{side}" bIns="0"'
    body = f'<wps:bodyPr wrap="square" {insets} anchor="ctr"><a:noAutofit/></wps:bodyPr>'
    if not box.lines:
        return body
    kind = box.type
    look = "<w:b/>" if kind.bold else ""
    look += "<w:i/>" if kind.italic else ""
    look += "<w:strike/>" if kind.struck else ""
    look += f'<w:color w:val="{"FFFFFF" if box.shade is Shade.DARK else "000000"}"/>'
    size = round(2 * kind.size)
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    looks = f'<w:rPr>{fonts}{look}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    text = f'<w:r>{looks}<w:t xml:space="preserve">{xml_text(joined(box.lines))}</w:t></w:r>'
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{round(kind.line * _TWIPS_A_MM)}" w:lineRule="exact"/>'
    paragraph = f'<w:p><w:pPr>{spacing}<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="{kind.alignment}"/></w:pPr>'
    return f"<wps:txbx><w:txbxContent>{paragraph}{text}</w:p></w:txbxContent></wps:txbx>{body}"


def _line(line: Line, number: int) -> str:
    """A line of one piece as a connector, of several as a path."""
    end = '<a:tailEnd type="triangle" w="med" len="med"/>' if line.arrow else ""
    straight = len(line.points) == 2
    kind, form = (
        ("cNvCnPr", '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>') if straight else ("cNvSpPr", _path(line))
    )
    (x, y), (to_x, to_y) = line.points[0], line.points[-1]
    flips = (' flipH="1"' if to_x < x else "") + (' flipV="1"' if to_y < y else "") if straight else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Đường {number}"/><wps:{kind}/>'
        f"<wps:spPr>{_placed(line.area, flips)}{form}<a:noFill/>{_pen(line.weight, line.dashed, end)}</wps:spPr>"
        "<wps:bodyPr/></wps:wsp>"
    )


def _path(line: Line) -> str:
    area = line.area
    points = [(_emu(x - area.x), _emu(y - area.y)) for x, y in line.points]
    way = f'<a:moveTo><a:pt x="{points[0][0]}" y="{points[0][1]}"/></a:moveTo>'
    way += "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in points[1:])
    size = f'w="{_emu(area.width)}" h="{_emu(area.height)}"'
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path {size} fill="none">{way}</a:path></a:pathLst></a:custGeom>'
    )
