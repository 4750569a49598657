"""An empty Word document laid out as Decree 30/2020/NĐ-CP asks: page, page number, styles, lists, properties.

python-docx starts from a template with coloured headings, theme fonts and hundreds of styles; they make way
for the ones defined here, so that an office that edits the document meets only the styles it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from reviews.documents import layout

HEADER: Final = "Header"
BODY: Final = "Body Text"
TITLE: Final = "Title"
SUBJECT: Final = "Subtitle"
DASH: Final = "List Bullet"
INNER_DASH: Final = "List Bullet 2"
NUMBERED: Final = "List Number"
POINT: Final = "Điểm"
REASON: Final = "Lý do"
AGENCY: Final = "Tên cơ quan"
NUMBER: Final = "Số ký hiệu"
NATION: Final = "Quốc hiệu"
MOTTO: Final = "Tiêu ngữ"
DATE: Final = "Địa danh thời gian"
RULE: Final = "Đường kẻ"
NOTE: Final = "Ghi chú"
RECIPIENTS_TITLE: Final = "Nơi nhận"
RECIPIENTS: Final = "Danh sách nơi nhận"
SIGNER_TITLE: Final = "Chức vụ người ký"
SIGNER_NAME: Final = "Họ tên người ký"
CELL: Final = "Nội dung bảng"
WIDE_CELL: Final = "Nội dung bảng rộng"
BASIS: Final = "Căn cứ"
CENTRED: Final = "Dòng giữa"
FIGURE: Final = "Hình"
CAPTION: Final = "Tên hình"

_KEPT: Final = frozenset({"Normal", "Default Paragraph Font", "Normal Table", "No List"})
_LEFT, _CENTRE, _JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_BLACK: Final = RGBColor(0, 0, 0)
_DASH_LIST: Final = 1
_PAGE_FIELD: Final = (
    '<w:fldChar {} w:fldCharType="begin"/>',
    "<w:instrText {}>PAGE</w:instrText>",
    '<w:fldChar {} w:fldCharType="separate"/>',
    "<w:t {}>2</w:t>",
    '<w:fldChar {} w:fldCharType="end"/>',
)


@dataclass(frozen=True, slots=True)
class _Look:
    """How one paragraph style looks: size and spaces in points, first line's indent in millimetres."""

    size: float = layout.BODY_SIZE
    bold: bool = False
    italic: bool = False
    alignment: WD_ALIGN_PARAGRAPH = _JUSTIFY
    indent: float = layout.FIRST_LINE_INDENT
    before: float = 0
    after: float = layout.PARAGRAPH_SPACE
    line_spacing: float = layout.LINE_SPACING
    keep_with_next: bool = False
    list_level: int | None = None


def _lines(size: float, alignment: WD_ALIGN_PARAGRAPH = _CENTRE, *, keep_with_next: bool = False) -> _Look:
    """Lines of a block of lines: set close, not indented."""
    return _Look(size, alignment=alignment, indent=0, after=0, line_spacing=1, keep_with_next=keep_with_next)


_LOOKS: Final = {
    BODY: _Look(),
    TITLE: _Look(bold=True, alignment=_CENTRE, indent=0, before=18, line_spacing=1, keep_with_next=True),
    SUBJECT: _Look(alignment=_CENTRE, indent=0, after=0, line_spacing=1),
    "Heading 1": _Look(bold=True, before=12, keep_with_next=True),
    "Heading 2": _Look(bold=True, before=6, keep_with_next=True),
    "Heading 3": _Look(bold=True, italic=True, before=6, keep_with_next=True),
    HEADER: _lines(layout.PAGE_NUMBER_SIZE),
    DASH: _Look(list_level=0),
    INNER_DASH: _Look(list_level=1),
    NUMBERED: _Look(),
    POINT: _Look(),
    REASON: _Look(),
    AGENCY: _lines(layout.AGENCY_SIZE),
    NUMBER: _lines(layout.NUMBER_SIZE),
    NATION: _lines(layout.NATION_SIZE),
    MOTTO: _lines(layout.MOTTO_SIZE),
    DATE: _lines(layout.DATE_SIZE),
    RULE: _lines(1),
    NOTE: _Look(layout.TABLE_SIZE, after=3, line_spacing=1),
    RECIPIENTS_TITLE: _lines(layout.RECIPIENTS_TITLE_SIZE, _LEFT, keep_with_next=True),
    RECIPIENTS: _lines(layout.RECIPIENTS_SIZE, _LEFT),
    SIGNER_TITLE: _lines(layout.BODY_SIZE),
    SIGNER_NAME: _lines(layout.BODY_SIZE),
    BASIS: _Look(italic=True),
    CENTRED: _Look(bold=True, alignment=_CENTRE, indent=0, before=6, after=12, keep_with_next=True),
    FIGURE: _Look(alignment=_CENTRE, indent=0, before=6, after=3, line_spacing=1, keep_with_next=True),
    CAPTION: _Look(layout.TABLE_SIZE, italic=True, alignment=_CENTRE, indent=0, after=12, line_spacing=1),
    CELL: _Look(layout.TABLE_SIZE, alignment=_LEFT, indent=0, before=2, after=2, line_spacing=1),
    WIDE_CELL: _Look(layout.WIDE_TABLE_SIZE, alignment=_LEFT, indent=0, before=2, after=2, line_spacing=1),
}


def style_id(name: str) -> str:
    """Return the name by which paragraphs of a file call a style: its own without spaces."""
    return name.replace(" ", "")


def new_document(title: str, moment: datetime) -> WordDocument:
    """Make the empty document; `moment` is written as the time it was created and changed (naive, UTC)."""
    document = Document()
    _drop_ballast(document)
    _set_defaults(document)
    _add_dash_list(document)
    for name, look in _LOOKS.items():
        _add_style(document, name, look)
    _set_page(document)
    _set_settings(document)
    _set_properties(document, title, moment)
    return document


def _drop_ballast(document: WordDocument) -> None:
    styles = document.styles.element
    for style in list(document.styles):
        if style.name not in _KEPT:
            styles.remove(style.element)
    unused = {RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.CUSTOM_XML}
    for relationships in (document.part.rels, document.part.package.rels):
        for identifier, relationship in list(relationships.items()):
            if relationship.reltype in unused or relationship.reltype.endswith("/stylesWithEffects"):
                del relationships[identifier]


def _set_defaults(document: WordDocument) -> None:
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    assert defaults is not None, "python-docx's own template has document defaults"
    styles.replace(
        defaults,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_fonts()}"
            f'<w:sz w:val="{round(2 * layout.BODY_SIZE)}"/><w:szCs w:val="{round(2 * layout.BODY_SIZE)}"/>'
            f'<w:lang w:val="{layout.LANGUAGE}" w:eastAsia="{layout.LANGUAGE}" w:bidi="ar-SA"/>'
            "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        ),
    )
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _apply(normal, _Look(indent=0, after=0, line_spacing=1, alignment=_LEFT))


def _fonts() -> str:
    scripts = " ".join(f'w:{script}="{layout.FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {nsdecls('w')} {scripts}/>"


def _add_style(document: WordDocument, name: str, look: _Look) -> None:
    built_in = name.isascii()
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=built_in)
    assert isinstance(style, ParagraphStyle)
    style.element.styleId = style_id(name)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.hidden = False
    _apply(style, look)
    if name.startswith("Heading") or name == TITLE:
        style.next_paragraph_style = document.styles[BODY]
    if name.startswith("Heading"):
        level = int(name.removeprefix("Heading ")) - 1
        style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))


def _apply(style: ParagraphStyle, look: _Look) -> None:
    font = style.font
    font.name = layout.FONT
    font.size = Pt(look.size)
    font.bold = look.bold
    font.italic = look.italic
    font.color.rgb = _BLACK
    properties = style.element.get_or_add_rPr()
    properties.replace(properties.find(qn("w:rFonts")), parse_xml(_fonts()))
    properties.find(qn("w:sz")).addnext(parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(2 * look.size)}"/>'))
    paragraph = style.paragraph_format
    paragraph.alignment = look.alignment
    paragraph.first_line_indent = Mm(look.indent) if look.indent else Emu(0)
    paragraph.space_before = Pt(look.before)
    paragraph.space_after = Pt(look.after)
    paragraph.line_spacing = look.line_spacing
    paragraph.keep_with_next = look.keep_with_next
    paragraph.widow_control = True
    if look.list_level is not None:
        numbering = style.element.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val = look.list_level
        numbering.get_or_add_numId().val = _DASH_LIST


def _add_dash_list(document: WordDocument) -> None:
    """Lists of official documents begin with a dash at the first-line indent, and with a plus inside one."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    indent = round(layout.FIRST_LINE_INDENT / 25.4 * 1440)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{indent}"/></w:pPr><w:rPr>{_fonts()}</w:rPr></w:lvl>'
        for level, (style, sign) in enumerate((("ListBullet", "-"), ("ListBullet2", "+")))
    )
    numbering.append(
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
            f"{levels}</w:abstractNum>"
        )
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{_DASH_LIST}"><w:abstractNumId w:val="0"/></w:num>'))


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(layout.MARGIN_TOP), Mm(layout.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.MARGIN_LEFT), Mm(layout.MARGIN_RIGHT)
    section.header_distance = Mm(layout.MARGIN_TOP / 2)
    section.footer_distance = Mm(layout.MARGIN_BOTTOM / 2)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    header = section.header.paragraphs[0]
    for paragraph in (header, *section.first_page_header.paragraphs):
        paragraph.style = document.styles[HEADER]
    for part in _PAGE_FIELD:
        header.add_run()._r.append(parse_xml(part.format(nsdecls("w"))))


def _set_settings(document: WordDocument) -> None:
    settings = document.settings.element
    language: BaseOxmlElement | None = settings.find(qn("w:themeFontLang"))
    if language is not None:
        language.attrib.clear()
        language.set(qn("w:val"), layout.LANGUAGE)
    compatibility = settings.find(qn("w:compat"))
    if compatibility is not None:
        # Justified text would stretch the words of a line that ends in a break.
        compatibility.insert(0, parse_xml(f"<w:doNotExpandShiftReturn {nsdecls('w')}/>"))
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for name in ("w:useFELayout", "w:savePreviewPicture", "w:rsids", "w:zoom"):
        for element in list(settings.iter(qn(name))):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)


def _set_properties(document: WordDocument, title: str, moment: datetime) -> None:
    properties = document.core_properties
    # The format allows 255 characters here.
    properties.title = title[:255]
    properties.language = layout.LANGUAGE
    properties.author = ""
    properties.comments = ""
    properties.last_modified_by = ""
    properties.created = properties.modified = moment
