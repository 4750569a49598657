"""A source's layout is told by its content, whatever it is called."""

from __future__ import annotations

import gzip
import json
import shutil
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
        archive_bytes({"anh.png": b"\x89PNG"}),
    ],
    ids=["text", "other JSON", "numbers", "bytes", "other workbook", "other archive"],
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
    ],
    ids=["PDF", "picture", "web page", "OpenDocument text", "old Word", "broken old Excel"],
)
def test_a_kind_of_file_that_is_not_read_is_named_with_what_to_save_it_as(
    content: bytes, found: str, wanted: str, tmp_path: Path
) -> None:
    with pytest.raises(Problem) as refused:
        layout_of(saved(tmp_path, content, "quyết định.dat"))
    assert refused.value.kind is ProblemKind.SAVE_AS
    assert (refused.value.facts["found"], refused.value.facts["wanted"]) == (found, wanted)


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
