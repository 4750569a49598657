"""Kinds of files that offices have and that are not read, told by their content, with what to save them as."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.archives import (
    ARCHIVE_BEGINNING,
    CONTAINER_BEGINNING,
    OPEN_DOCUMENT_TYPE,
    is_encrypted_container,
)
from catalogue.readers.sheets import sheet_names
from catalogue.readers.text_files import head_text, is_tape_archive
from catalogue.text import fold

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
# How the directory of an old container calls a text, in UTF-16.
_OLD_WORD = "WordDocument".encode("utf-16-le")
_BEGINNINGS = {
    b"%PDF-": ("PDF", "DOCX"),
    b"{\\rtf": ("RTF", "DOCX"),
    b"\x89PNG": ("PNG", "DOCX, XLSX"),
    b"\xff\xd8\xff": ("JPEG", "DOCX, XLSX"),
    b"<!doctype html": ("HTML", "DOCX, XLSX"),
    b"<html": ("HTML", "DOCX, XLSX"),
    b"mime-version:": ("MHT", "DOCX, XLSX"),
    b"id;pwxl": ("SYLK", "XLSX"),
    b"id;pcalc": ("SYLK", "XLSX"),
    b"table\n0,1": ("DIF", "XLSX"),
    b"table\r\n0,1": ("DIF", "XLSX"),
}
# What stands near the beginning of XML that Office and LibreOffice write into one file.
_IN_XML = {
    b"urn:schemas-microsoft-com:office:spreadsheet": ("XML Spreadsheet", "XLSX"),
    b"http://schemas.microsoft.com/office/word/2003/wordml": ("Word XML", "DOCX"),
    b"http://schemas.microsoft.com/office/2006/xmlPackage": ("Word XML", "DOCX"),
    b"urn:oasis:names:tc:opendocument": ("OpenDocument XML", "DOCX, XLSX"),
}
_IN_XML_BYTES = 4096
_ARCHIVES = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"BZh": "BZ2",
    b"\xfd7zXZ\0": "XZ",
    b"\x28\xb5\x2f\xfd": "ZSTD",
}
_GZIP = b"\x1f\x8b"
_OFFICE_ARCHIVE = "[Content_Types].xml"
# The headings of a procedure, folded; two of them make a text one.
_PROCEDURE_HEADINGS = ("trinh tu thuc hien", "cach thuc thuc hien", "thanh phan ho so", "thanh phan, so luong ho so")
_MOST_BYTES = 64 << 20


def refuse_other_kinds(path: Path, head: bytes) -> None:
    """Raise `Problem` for a file of a known kind that is not read; `head` is how the file begins.

    SAVE_AS says what to save it as, UNPACK_FIRST that other files are packed in it.
    """
    if packed := _packing(path, head):
        raise Problem(ProblemKind.UNPACK_FIRST, path=str(path), found=packed)
    found = _kind(path, head)
    if found is not None:
        raise Problem(ProblemKind.SAVE_AS, path=str(path), found=found[0], wanted=found[1])


def _kind(path: Path, head: bytes) -> tuple[str, str] | None:
    if head.startswith(ARCHIVE_BEGINNING):
        return _kind_of_archive(path)
    if head.startswith(CONTAINER_BEGINNING):
        return None if is_encrypted_container(path) else _kind_of_container(path)
    if head.lstrip()[:5] == b"<?xml":
        return next((kind for mark, kind in _IN_XML.items() if mark in head[:_IN_XML_BYTES]), None)
    text = fold(head_text(head))
    if sum(heading in text for heading in _PROCEDURE_HEADINGS) > 1:
        return "TXT", "DOCX"
    beginning = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    return next((kind for mark, kind in _BEGINNINGS.items() if beginning.startswith(mark.lower())), None)


def _packing(path: Path, head: bytes) -> str:
    """How a file is packed that holds other files, "" where it is no such file."""
    if head.startswith(ARCHIVE_BEGINNING):
        try:
            with zipfile.ZipFile(path) as archive:
                names = set(archive.namelist())
        except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
            return ""
        return "" if not names or names & {_OFFICE_ARCHIVE, OPEN_DOCUMENT_TYPE} else "ZIP"
    if head.startswith(_GZIP):
        try:
            inner = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 1 << 16)
        except zlib.error:
            return ""
        if inner.startswith((ARCHIVE_BEGINNING, CONTAINER_BEGINNING, _GZIP)):
            return "GZIP"
        return _packing(path, inner)
    if is_tape_archive(head):
        return "TAR"
    return next((name for mark, name in _ARCHIVES.items() if head.startswith(mark)), "")


def _kind_of_archive(path: Path) -> tuple[str, str] | None:
    """OpenDocument texts and drawings, which say what they are in their first entry; sheets are read."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(OPEN_DOCUMENT_TYPE) as entry:
            named = entry.read(100).decode("ascii", "replace").strip()
    except (KeyError, OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, NotImplementedError):
        return None
    if named.startswith("application/epub"):
        return "EPUB", "DOCX"
    if not named.startswith(_OPEN_DOCUMENT) or named.startswith(f"{_OPEN_DOCUMENT}spreadsheet"):
        return None
    return "OpenDocument", "DOCX"


def _kind_of_container(path: Path) -> tuple[str, str] | None:
    """Old Word documents, and old workbooks that could not be read."""
    with path.open("rb") as source:
        if _OLD_WORD in source.read(_MOST_BYTES):
            return "DOC", "DOCX"
    try:
        sheet_names(path)
    except Problem as problem:
        if problem.kind is ProblemKind.ARCHIVE_DAMAGED:
            return "XLS", "XLSX"
        raise
    return None
