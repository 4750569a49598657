"""Workbooks made from bytes, for tests of what no spreadsheet program would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

# Cell formats by number: 0 general, 1 a day, 2 a day with time.
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><cellXfs count="3">'
    '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>'
)


def text_cell(address: str, text: str) -> str:
    """Return a cell that holds a text of its own."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'


def text_rows(*rows: tuple[str, ...]) -> str:
    """Return the rows of a sheet from row 1 on; empty texts make no cell."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(text_cell(f"{chr(ord('A') + at)}{number}", text) for at, text in enumerate(row) if text)
        lines.append(f'<row r="{number}">{cells}</row>')
    return "".join(lines)


def workbook_bytes(rows: str, after: str = "", more: Mapping[str, str | bytes] | None = None, name: str = "S") -> bytes:
    """Return a workbook of one sheet with these rows, whatever follows them, and more or other entries."""
    sheet = f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
            f'<Relationship Id="r3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        ),
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": sheet,
    }
    return archive_bytes(entries | dict(more or {}))


def archive_bytes(entries: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive with these entries."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return written.getvalue()


def merged(*ranges: str) -> str:
    """Return what follows the rows of a sheet with merged ranges."""
    return "<mergeCells>" + "".join(f'<mergeCell ref="{cells}"/>' for cells in ranges) + "</mergeCells>"


def saved(folder: Path, content: bytes, name: str = "danh-sach.xlsx") -> Path:
    """Write bytes to a file of a folder and return it."""
    path = folder / name
    path.write_bytes(content)
    return path


def open_document_sheet(*rows: tuple[str, ...]) -> bytes:
    """Return an OpenDocument sheet of texts, as LibreOffice writes it."""
    cells = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        for row in rows
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    prefixes = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {prefixes}><office:body><office:spreadsheet>'
        f'<table:table table:name="Danh sách">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return archive_bytes({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})
