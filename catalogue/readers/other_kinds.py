"""Kinds of files that offices have and that are not read, told by their content, with what to save them as."""

from __future__ import annotations

import zipfile
from pathlib import Path

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.archives import (
    ARCHIVE_BEGINNING,
    CONTAINER_BEGINNING,
    OPEN_DOCUMENT_TYPE,
    is_encrypted_container,
)
from catalogue.readers.sheets import sheet_names

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
}
_MOST_BYTES = 64 << 20


def refuse_other_kinds(path: Path, head: bytes) -> None:
    """Raise `Problem` SAVE_AS for a file of a known kind that is not read; `head` is how the file begins."""
    found = _kind(path, head)
    if found is not None:
        raise Problem(ProblemKind.SAVE_AS, path=str(path), found=found[0], wanted=found[1])


def _kind(path: Path, head: bytes) -> tuple[str, str] | None:
    if head.startswith(ARCHIVE_BEGINNING):
        return _kind_of_archive(path)
    if head.startswith(CONTAINER_BEGINNING):
        return None if is_encrypted_container(path) else _kind_of_container(path)
    beginning = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    return next((kind for mark, kind in _BEGINNINGS.items() if beginning.startswith(mark.lower())), None)


def _kind_of_archive(path: Path) -> tuple[str, str] | None:
    """OpenDocument texts and drawings, which say what they are in their first entry; sheets are read."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(OPEN_DOCUMENT_TYPE) as entry:
            named = entry.read(100).decode("ascii", "replace").strip()
    except (KeyError, OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, NotImplementedError):
        return None
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
