"""Which layout a source is of, told by its content."""

from __future__ import annotations

import codecs
import json
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.archives import CONTAINER_BEGINNING, is_encrypted_container, looked_at
from catalogue.readers.layout import Layout
from catalogue.readers.other_kinds import refuse_other_kinds
from catalogue.readers.plain_files import refuse_devices
from catalogue.readers.sheets import beginnings_of, is_workbook
from catalogue.readers.text_files import form_of, head_text, refuse_mixed_encodings

# In the order in which they are asked: our template is a list of procedures too, so that it comes before lists, and
# linked data is JSON too, so that it comes before every other JSON.
LAYOUT_NAMES = ("cpsv_ap", "native", "portal_api", "workbook", "portal_list", "document")

_HEAD_BYTES = 1 << 16
_TEXT_NAMES = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".ttl")
# Fewer brackets than this can be open where Python's own parser gives up.
_DEEPEST = 500
_UTF_32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# Bytes that stand in pictures and programs, and in no text of one byte a letter.
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def layout_named(name: str) -> Layout:
    """Return the layout of a name ("native", "portal_api" or "portal-api"); raises `Problem` FORMAT_UNKNOWN."""
    known = [layout for layout in LAYOUT_NAMES if find_spec(f"catalogue.readers.{layout}")]
    module = name.replace("-", "_")
    if module not in known:
        raise Problem(ProblemKind.FORMAT_UNKNOWN, format=name, known=", ".join(known))
    return cast(Layout, import_module(f"catalogue.readers.{module}"))


def layout_of(path: Path) -> Layout:
    """Return the layout that a file or folder is of.

    Raises `Problem`: FILE_MISSING, FILE_UNREADABLE, FILE_EMPTY; FILE_ENCRYPTED, ARCHIVE_DAMAGED, ARCHIVE_TOO_LARGE,
    XML_UNSAFE, SHEET_TOO_LARGE, SOURCE_TOO_HEAVY, NOT_UTF8, ENCODING_UNKNOWN or ENCODINGS_MIXED where that is
    why nothing is recognised; SAVE_AS, TOO_DEEP or FOLDER_UNKNOWN; else LAYOUT_UNKNOWN.
    """
    head = b"" if path.is_dir() else _head(path)
    for name in LAYOUT_NAMES:
        if find_spec(f"catalogue.readers.{name}") is None:
            continue
        layout = layout_named(name)
        if layout.recognises(path, head):
            return layout
    if path.is_dir():
        raise Problem(ProblemKind.FOLDER_UNKNOWN, path=str(path))
    refuse_other_kinds(path, head)
    _say_why(path, head)
    _refuse_too_deep(path, head)
    if path.name.lower().endswith(_TEXT_NAMES) or not _CONTROLS.search(head):
        refuse_mixed_encodings(path, head)
    if not head_text(head) and (head.startswith(_UTF_32_MARKS) or not _CONTROLS.search(head)):
        # Letters that nobody can be certain of are the reason why nothing is recognised.
        form_of(path)
    # A file that calls itself lines of records is read as such, so that the reader can say what is wrong in which line.
    if path.name.lower().endswith((".jsonl", ".jsonl.gz")):
        return layout_named("native")
    raise Problem(ProblemKind.LAYOUT_UNKNOWN, path=str(path))


def _head(path: Path) -> bytes:
    refuse_devices(path)
    try:
        with path.open("rb") as source:
            head = source.read(_HEAD_BYTES)
    except FileNotFoundError:
        raise Problem(ProblemKind.FILE_MISSING, path=str(path)) from None
    except OSError as error:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None
    if not head:
        raise Problem(ProblemKind.FILE_EMPTY, path=str(path))
    return head


def _say_why(path: Path, head: bytes) -> None:
    """Raise the reason why a workbook or document could not even be looked into, if there is one."""
    if not is_workbook(head):
        return
    if head.startswith(CONTAINER_BEGINNING):
        if is_encrypted_container(path):
            raise Problem(ProblemKind.FILE_ENCRYPTED, path=str(path))
    elif not any(entry.name.startswith("xl/") for entry in looked_at(path)):
        return
    for _row in beginnings_of(path):
        pass


def _refuse_too_deep(path: Path, head: bytes) -> None:
    """Raise `Problem` TOO_DEEP for JSON whose beginning opens more brackets than any record does."""
    text = head_text(head)
    if text.startswith(("{", "[")) and text.count("{") + text.count("[") - text.count("}") - text.count("]") > _DEEPEST:
        try:
            json.loads(text)
        except RecursionError:
            raise Problem(ProblemKind.TOO_DEEP, path=str(path), line=1) from None
        except ValueError:
            return
