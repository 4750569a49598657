"""A source's layout is told by its content, whatever it is called."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import shutil
import tarfile
from pathlib import Path

import pytest

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.detection import layout_named, layout_of
from tests.catalogue.readers.made_workbooks import (
    archive_bytes,
    open_document_sheet,
    saved,
    text_cell,
    text_rows,
    workbook_bytes,
)

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.mark.parametrize(
    ("file", "layout"),
    [
        ("records.jsonl", "native"),
        ("small.jsonl", "native"),
        ("portal/answers-native.jsonl", "native"),
        ("portal/answers.jsonl", "portal_api"),
        ("portal/list.xlsx", "portal_list"),
        ("portal/list.csv", "portal_list"),
    ],
)
def test_every_file_of_the_test_data_is_told_without_its_name(file: str, layout: str, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.dat"
    shutil.copy(DATA / file, path)
    assert layout == layout_of(path).LAYOUT


def test_packed_records_are_told(tmp_path: Path) -> None:
    for file, layout in (("records.jsonl", "native"), ("portal/answers.jsonl", "portal_api")):
        path = saved(tmp_path, gzip.compress((DATA / file).read_bytes()), "records.gz")
        assert layout == layout_of(path).LAYOUT


def test_a_record_of_nothing_but_a_name_is_native(tmp_path: Path) -> None:
    assert layout_of(saved(tmp_path, b'{"name": "A"}\n', "a.json")).LAYOUT == "native"


def test_a_folder_of_answers_is_told(tmp_path: Path) -> None:
    line = (DATA / "portal" / "answers.jsonl").read_text(encoding="utf-8").splitlines()[0]
    saved(tmp_path, line.encode(), "1.013313.json")
    assert layout_of(tmp_path).LAYOUT == "portal_api"


@pytest.mark.parametrize(
    "content",
    [
        b"Thu tuc dang ky khai sinh",
        json.dumps({"ten": "Đăng ký khai sinh"}).encode(),
        b"[1, 2, 3]",
        bytes(range(256)) * 40,
        workbook_bytes(text_rows(("Họ và tên", "Năm sinh"), ("Nguyễn Văn An", "1990"))),
    ],
    ids=["text", "other JSON", "numbers", "bytes", "other workbook"],
)
def test_what_is_of_no_layout_is_said_so(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        layout_of(saved(tmp_path, content, "la.bin"))
    assert refused.value.kind is ProblemKind.LAYOUT_UNKNOWN


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ProblemKind.FILE_ENCRYPTED),
        (workbook_bytes(text_rows(("a",)))[:300], ProblemKind.ARCHIVE_DAMAGED),
        (
            workbook_bytes(f'<row r="1">{text_cell("A1", "a")}</row><row r="99">{text_cell("XFE99", "b")}</row>'),
            ProblemKind.SHEET_TOO_LARGE,
        ),
        (
            workbook_bytes("", more={"xl/styles.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
            ProblemKind.XML_UNSAFE,
        ),
        (b"", ProblemKind.FILE_EMPTY),
    ],
    ids=["encrypted", "cut off", "too large", "entities", "empty"],
)
def test_the_reason_why_a_workbook_cannot_be_looked_into_is_said(
    content: bytes, kind: ProblemKind, tmp_path: Path
) -> None:
    with pytest.raises(Problem) as refused:
        layout_of(saved(tmp_path, content))
    assert refused.value.kind is kind


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        layout_of(tmp_path / "khong-co.jsonl")
    assert refused.value.kind is ProblemKind.FILE_MISSING


def test_layouts_have_names() -> None:
    assert layout_named("portal-api").LAYOUT == "portal_api"
    with pytest.raises(Problem) as refused:
        layout_named("../native")
    assert refused.value.kind is ProblemKind.FORMAT_UNKNOWN
    assert "portal_list" in str(refused.value.facts["known"])


OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("content", "found", "wanted"),
    [
        (b"%PDF-1.7\n\x00\x01\x02\xff", "PDF", "DOCX"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG", "DOCX, XLSX"),
        (b"<!DOCTYPE html>\n<html><body>Quy\xe1\xba\xbft \xc4\x91\xe1\xbb\x8bnh", "HTML", "DOCX, XLSX"),
        (archive_bytes({"mimetype": OPEN_DOCUMENT + b"text", "content.xml": b"<a/>"}), "OpenDocument", "DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "DOC", "DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), "XLS", "XLSX"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHT", "DOCX, XLSX"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML Spreadsheet",
         "XLSX"),
        (b'\n<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
         "Word XML", "DOCX"),
        (b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
         "OpenDocument XML", "DOCX, XLSX"),
        (archive_bytes({"mimetype": b"application/epub+zip"}), "EPUB", "DOCX"),
        (b"ID;PWXL;N;E\r\nP;PGeneral", "SYLK", "XLSX"),
        (b'TABLE\r\n0,1\r\n"EXCEL"', "DIF", "XLSX"),
        ("Thủ tục: Đăng ký khai tử\nTrình tự thực hiện:\nNộp.\nCách thức thực hiện:\nTrực tiếp".encode("utf-16"),
         "TXT", "DOCX"),
    ],
    ids=["PDF", "picture", "web page", "OpenDocument text", "old Word", "broken old Excel", "web archive",
         "Excel 2003", "Word 2003", "flat OpenDocument", "book", "SYLK", "DIF", "text of a procedure"],
)  # fmt: skip
def test_a_kind_of_file_that_is_not_read_is_named_with_what_to_save_it_as(
    content: bytes, found: str, wanted: str, tmp_path: Path
) -> None:
    with pytest.raises(Problem) as refused:
        layout_of(saved(tmp_path, content, "quyết định.dat"))
    assert refused.value.kind is ProblemKind.SAVE_AS
    assert (refused.value.facts["found"], refused.value.facts["wanted"]) == (found, wanted)


def _tar(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


_LIST = "Mã thủ tục;Tên thủ tục\n1.000894;Đăng ký kết hôn\n1.000656;Đăng ký khai tử\n".encode()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (archive_bytes({"danh mục.csv": _LIST}), "ZIP"),
        (archive_bytes({"anh.png": b"\x89PNG"}), "ZIP"),
        (_tar("danh mục.csv", _LIST), "TAR"),
        (gzip.compress(_tar("danh mục.csv", _LIST)), "TAR"),
        (gzip.compress(gzip.compress(_LIST)), "GZIP"),
        (gzip.compress(archive_bytes({"danh mục.csv": _LIST})), "GZIP"),
        (bz2.compress(_LIST), "BZ2"),
        (lzma.compress(_LIST), "XZ"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
    ],
)
@pytest.mark.parametrize("name", ["danh mục.dat", "danh mục.csv", "danh mục.jsonl.gz"])
def test_a_file_in_which_others_are_packed_is_not_read_as_one(
    content: bytes, found: str, name: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, content, name)
    with pytest.raises(Problem) as refused:
        list(layout_of(path).raw_records(path))
    assert (refused.value.kind, refused.value.facts["found"]) == (ProblemKind.UNPACK_FIRST, found)


@pytest.mark.parametrize("content", [b'{"a":' * 100_000, b"[" * 100_000], ids=["objects", "lists"])
def test_json_that_is_nested_too_deeply_is_said_to_be(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        layout_of(saved(tmp_path, content, "danh mục.json"))
    assert refused.value.kind is ProblemKind.TOO_DEEP


def test_a_folder_without_answers_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        layout_of(tmp_path)
    assert refused.value.kind is ProblemKind.FOLDER_UNKNOWN


def test_an_open_document_sheet_is_a_list(tmp_path: Path) -> None:
    rows = (("Mã số", "Tên", "Lĩnh vực"), ("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch"))
    assert layout_of(saved(tmp_path, open_document_sheet(*rows), "danh sách.ods")).LAYOUT == "portal_list"
