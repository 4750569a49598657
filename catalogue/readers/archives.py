"""Looking at a ZIP archive (workbooks and word documents are such) before anything of it is unpacked.

Everything here reads the archive's directory and, in bounded pieces, its XML; nothing is kept in memory.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.parsers import expat

from catalogue.problems import Problem, ProblemKind

ARCHIVE_BEGINNING = b"PK\x03\x04"
# The container of old Office files, in which encrypted new ones stand too.
CONTAINER_BEGINNING = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# The entry in which an OpenDocument file says in plain words what it is.
OPEN_DOCUMENT_TYPE = "mimetype"

MOST_ENTRIES = 10_000
MOST_BYTES = 1 << 30
# Real sheets and documents pack to a tenth or twentieth, all-blank ones to a fiftieth; 1,032 is the most there is.
MOST_RATIO = 150
_SMALL = 4 << 20
_PIECE = 1 << 16

# Parts that are no XML: pictures, fonts, macros, printer settings, embedded objects.
_OTHER_PARTS = (
    ".bin",
    ".svg",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".emf",
    ".wmf",
    ".tif",
    ".tiff",
    ".svm",
    ".odttf",
    ".ttf",
)


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """One entry of an archive's directory: its name and its size unpacked and packed, in bytes."""

    name: str
    size: int
    packed: int

    @property
    def is_xml(self) -> bool:
        """Tell whether the entry should hold XML, going by its name."""
        named = self.name.lower()
        return not named.endswith("/") and named != OPEN_DOCUMENT_TYPE and not named.endswith(_OTHER_PARTS)


# What is called with an element's name and attributes; False for the first element ends the calling.
StartElement = Callable[[str, dict[str, str]], bool | None]


def looked_at(path: Path) -> tuple[ArchiveEntry, ...]:
    """Return the entries of an archive that is safe to unpack by its directory.

    Raises `Problem`: FILE_ENCRYPTED, ARCHIVE_DAMAGED (cut off, no archive, entries that overlap or stand twice),
    ARCHIVE_TOO_LARGE (too many entries, too many bytes, or packed more tightly than any document is).
    """
    with _opened(path) as archive:
        found = archive.infolist()
        entries = tuple(ArchiveEntry(info.filename, info.file_size, info.compress_size) for info in found)
        if any(info.flag_bits & 1 for info in found):
            raise Problem(ProblemKind.FILE_ENCRYPTED, path=str(path))
    if len(entries) > MOST_ENTRIES:
        raise Problem(ProblemKind.ARCHIVE_TOO_LARGE, path=str(path), entry=entries[MOST_ENTRIES].name)
    if len({entry.name for entry in entries}) < len(entries):
        raise Problem(ProblemKind.ARCHIVE_DAMAGED, path=str(path))
    # Overlapping entries unpack the same bytes again and again.
    if sum(entry.packed for entry in entries) > path.stat().st_size:
        raise Problem(ProblemKind.ARCHIVE_DAMAGED, path=str(path))
    total = 0
    for entry in entries:
        total += entry.size
        if total > MOST_BYTES or entry.size > max(_SMALL, entry.packed * MOST_RATIO):
            raise Problem(ProblemKind.ARCHIVE_TOO_LARGE, path=str(path), entry=entry.name)
    return entries


def is_encrypted_container(path: Path) -> bool:
    """Tell whether an old-style container holds an encrypted document."""
    mark = "EncryptedPackage".encode("utf-16-le")
    with path.open("rb") as source:
        before = b""
        while piece := source.read(1 << 20):
            if mark in before + piece:
                return True
            before = piece[-len(mark) :]
    return False


def look_at_xml(path: Path, entry: str, on_start: StartElement | None = None) -> None:
    """Read one XML entry of an archive piece by piece and call `on_start` with each element's name and attributes.

    Names are as they are written, prefix included; where `on_start` answers False to the first element, the rest is
    only checked. Raises `Problem`: XML_UNSAFE for a document type or entities of its
    own, ARCHIVE_DAMAGED for what is not well-formed or cannot be unpacked.
    """
    with _opened(path) as archive:
        try:
            with archive.open(entry) as source:
                parse_safely(source, on_start)
        except _UnsafeXml:
            raise Problem(ProblemKind.XML_UNSAFE, path=str(path), entry=entry) from None
        except (expat.ExpatError, ValueError, LookupError, NotImplementedError):
            raise Problem(ProblemKind.ARCHIVE_DAMAGED, path=str(path)) from None


class _UnsafeXml(Exception):
    """A document type, which is where entities come from."""


def parse_safely(source: IO[bytes], on_start: StartElement | None) -> None:
    """Parse XML from a stream without any document type or entity."""

    def first(name: str, attributes: dict[str, str]) -> None:
        wanted = on_start is not None and on_start(name, attributes) is not False
        parser.StartElementHandler = on_start if wanted else None

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.UnparsedEntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    parser.StartElementHandler = first
    while piece := source.read(_PIECE):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


def _refuse(*_found: object) -> int:
    raise _UnsafeXml


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
        raise Problem(ProblemKind.ARCHIVE_DAMAGED, path=str(path)) from None
    except FileNotFoundError:
        raise Problem(ProblemKind.FILE_MISSING, path=str(path)) from None
    except OSError as error:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None
