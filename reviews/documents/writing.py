"""Writing documents to files: whole or not at all, under names that Linux and Windows both accept."""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Final

from markdown_it.token import Token

from catalogue.placing import refuse_replacing
from catalogue.problems import Problem, ProblemKind
from catalogue.text import fold
from reviews.documents.document import Document
from reviews.documents.markdown_figures import with_tables
from reviews.documents.traced import without_traces
from reviews.documents.tree import parse
from reviews.written_files import WrittenFiles, digest_of

FORMATS: Final = ("docx", "html", "md", "pdf", "xlsx")
LONGEST_NAME: Final = 120

_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
# The longest ending that a name gets.
_LONGEST_ENDING: Final = len(".docx")
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9.]+")


class WriteFault(StrEnum):
    """Why a document could not be written."""

    NOT_A_FOLDER = "not-a-folder"
    NOT_ALLOWED = "not-allowed"
    NO_SPACE = "no-space"
    EXISTS = "exists"
    EDITED = "edited"
    OTHER = "other"


_FAULTS: Final = {
    errno.EEXIST: WriteFault.NOT_A_FOLDER,
    errno.ENOTDIR: WriteFault.NOT_A_FOLDER,
    errno.EISDIR: WriteFault.NOT_A_FOLDER,
    errno.EACCES: WriteFault.NOT_ALLOWED,
    errno.EPERM: WriteFault.NOT_ALLOWED,
    errno.EROFS: WriteFault.NOT_ALLOWED,
    errno.ENOSPC: WriteFault.NO_SPACE,
    errno.EDQUOT: WriteFault.NO_SPACE,
}


_KINDS: Final = {
    WriteFault.EXISTS: ProblemKind.FILE_EXISTS,
    WriteFault.EDITED: ProblemKind.FILE_EDITED,
    WriteFault.NO_SPACE: ProblemKind.DISK_FULL,
}


class DocumentWriteError(Problem):
    """A document could not be written; `path` says where, `reason` why, `detail` what the system said."""

    def __init__(self, path: Path, reason: WriteFault, detail: str = "") -> None:
        kind = _KINDS.get(reason, ProblemKind.FOLDER_UNWRITABLE)
        facts = {"path": str(path)} | ({"reason": detail} if kind is ProblemKind.FOLDER_UNWRITABLE else {})
        super().__init__(kind, **facts)
        self.path = path
        self.reason = reason
        self.detail = detail


class DocumentExists(DocumentWriteError):
    """A document of that name is there already and was not asked to be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, WriteFault.EXISTS)


class DocumentEdited(DocumentWriteError):
    """A document of that name was written before and edited since, and was not asked to be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, WriteFault.EDITED)


class UnknownFormat(Problem):
    """A format was asked for that documents cannot be written in."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(ProblemKind.FORMAT_UNKNOWN, format=name, known=", ".join(known))
        self.format = name


def write_documents(
    document: Document,
    folder: Path,
    formats: Sequence[str],
    *,
    force: bool = False,
    name: str | None = None,
    templates: Path | None = None,
    written: WrittenFiles | None = None,
) -> list[Path]:
    """Write a document into a folder, one file a format, and return the files' paths in the formats' order.

    The folder is made if it is missing. `name` is the files' name without its ending, by default the document's own;
    `templates` is a folder of templates that come before the built-in ones.
    All formats are rendered before anything is written, each file appears whole, and files of a failed call
    are taken away. With `written`, a file that still holds what was last written there is replaced.
    Raises `UnknownFormat`, `DocumentExists`, `DocumentEdited` (both without `force`), `DocumentWriteError`,
    `TemplateProblem`.
    """
    stem = safe_name(name) if name else document.stem
    contents = render_formats(document, formats, templates)
    named = {f"{stem}.{ending}": content for ending, content in contents.items()}
    return _write_named(folder, named, force, written)


def write_document_file(
    document: Document,
    path: Path,
    *,
    force: bool = False,
    templates: Path | None = None,
    written: WrittenFiles | None = None,
) -> Path:
    """Write a document as the one file of a path, in the format that the path's ending names; see `write_documents`."""
    ending = format_named(path)
    if ending is None:
        raise UnknownFormat(path.suffix.lstrip("."), _formats_of(document))
    (content,) = render_formats(document, [ending], templates).values()
    return _write_named(path.parent, {path.name: content}, force, written)[0]


def format_named(path: Path) -> str | None:
    """Return the format that a path's ending names, None where it names a folder."""
    ending = path.suffix.lstrip(".").lower()
    return ending if ending in FORMATS and not path.is_dir() else None


def _write_named(folder: Path, named: dict[str, bytes], force: bool, written: WrittenFiles | None) -> list[Path]:
    if written is None:
        return write_files(folder, named, force=force)
    untouched = [] if force else [name for name in named if _untouched(folder / name, written)]
    paths = write_files(folder, named, force=force, replaced=untouched)
    written.note({path: named[path.name] for path in paths})
    return paths


def _untouched(path: Path, written: WrittenFiles) -> bool:
    """Tell whether a file holds what was last written there; raises `DocumentEdited` where it was edited since."""
    digest = written.digest(path)
    if not digest or not path.is_file() or path.is_symlink():
        return False
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DocumentWriteError(path, _FAULTS.get(error.errno or 0, WriteFault.OTHER), str(error)) from error
    if digest_of(content) != digest:
        raise DocumentEdited(path)
    return True


def render_formats(document: Document, formats: Iterable[str], templates: Path | None = None) -> dict[str, bytes]:
    """Render a document in each format, as the bytes of a file by the file's ending; UTF-8 where it is text."""
    wanted = list(dict.fromkeys(formats))
    for name in wanted:
        if name not in FORMATS or (name == "xlsx" and document.workbook is None):
            raise UnknownFormat(name, _formats_of(document))
    markdown = document.markdown(templates)
    tokens = parse(markdown)
    contents: dict[str, bytes] = {}
    for name in wanted:
        if name in ("docx", "pdf"):
            if "docx" not in contents:
                contents["docx"] = _docx(document, tokens)
            if name == "pdf":
                from reviews.documents.pdf import to_pdf

                contents["pdf"] = to_pdf(contents["docx"])
        elif name == "html":
            from reviews.documents.html import render_html

            contents[name] = render_html(tokens, drawings=document.drawings).encode()
        elif name == "xlsx" and document.workbook is not None:
            contents[name] = document.workbook()
        else:
            contents[name] = with_tables(without_traces(markdown), document.drawings).encode()
    return {name: contents[name] for name in wanted}


def _formats_of(document: Document) -> tuple[str, ...]:
    return tuple(name for name in FORMATS if name != "xlsx" or document.workbook is not None)


def _docx(document: Document, tokens: Sequence[Token]) -> bytes:
    # Word's library takes a tenth of a second to load, which other formats need not wait for.
    from reviews.documents.docx import UNDATED, render_docx

    moment = UNDATED if document.day is None else datetime.combine(document.day, time())
    return render_docx(tokens, moment=moment, drawings=document.drawings, subject=document.edition)


def safe_name(text: str) -> str:
    """Return a file's name, without its ending, in lower-case ASCII letters, digits, dots and hyphens.

    At most `LONGEST_NAME` characters with the longest ending; never empty, hidden, a device of Windows, or a
    way out of the folder.
    """
    name = _NOT_IN_NAMES.sub("-", fold(text))
    name = re.sub(r"[-.]*\.[-.]+|[-.]+\.[-.]*", ".", re.sub("-{2,}", "-", name))
    name = name.strip("-.") or "phuong-an"
    if name.partition(".")[0] in _RESERVED:
        name = f"tep-{name}"
    return name[: LONGEST_NAME - _LONGEST_ENDING].rstrip("-.")


def write_files(
    folder: Path, contents: dict[str, bytes], *, force: bool = False, replaced: Collection[str] = ()
) -> list[Path]:
    """Write files into a folder so that either all appear, each of them whole, or none does.

    `contents` maps names to bytes. A file that is there already is replaced with `force` or where `replaced` names
    it, else `DocumentExists` is raised; a pipe or a device is never replaced, and a folder made in vain is taken away
    again. Whatever the system refuses is raised as `DocumentWriteError`.
    """
    targets = [folder / name for name in contents]
    asides: list[Path] = []
    appeared: list[Path] = []
    current = folder
    made = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for current in targets:
            if not current.is_dir():
                refuse_replacing(current)
            if os.path.lexists(current) and not force and current.name not in replaced:
                raise DocumentExists(current)
        for current in targets:
            aside = folder / f".{secrets.token_hex(8)}.tmp"
            asides.append(aside)
            _write_through(aside, contents[current.name])
        for aside, current in zip(asides, targets, strict=True):
            there = os.path.lexists(current)
            os.replace(aside, current)
            if not there:
                appeared.append(current)
        _settle(folder)
    except BaseException as error:
        _take_away((*asides, *appeared))
        for one in made:
            # A folder that somebody else has put something into meanwhile stays.
            with suppress(OSError):
                one.rmdir()
        if isinstance(error, OSError):
            detail = error.strerror or str(error)
            reason = _FAULTS.get(error.errno or 0, WriteFault.OTHER)
            raise DocumentWriteError(current, reason, detail) from error
        raise
    return targets


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Make the new names survive a power cut; Windows does so by itself and opens no folders."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _take_away(paths: Collection[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)
