"""The bytes of a text file into text: Unicode with or without a mark, Windows-1258, TCVN3 and VNI, any line ends.

What is not UTF-8 is recognised by evidence over the beginning of the file and converted; where the evidence does not
suffice, the file is refused rather than read wrongly.
"""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TypeVar, cast

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.byte_evidence import change_of_encoding, first_strange_line, single_byte_encoding
from catalogue.readers.legacy_encodings import Encoding, from_letters, legacy_letters
from catalogue.readers.plain_files import refuse_devices
from catalogue.records import Note, RefusedReading

Line = TypeVar("Line")

_SAMPLE_BYTES = 1 << 20
_MAXIMUM_LINE_BYTES = 64 << 20
_PIECE_BYTES = 1 << 16
_GZIP = b"\x1f\x8b"
_TAR, _TAR_AT = b"ustar", 257
_MARKS = (
    (codecs.BOM_UTF8, Encoding.UTF_8),
    (codecs.BOM_UTF16_LE, Encoding.UTF_16_LE),
    (codecs.BOM_UTF16_BE, Encoding.UTF_16_BE),
)
_CODECS = {
    Encoding.UTF_8: "utf-8",
    Encoding.UTF_16_LE: "utf-16-le",
    Encoding.UTF_16_BE: "utf-16-be",
    Encoding.WINDOWS_1258: "cp1258",
    Encoding.TCVN3: "latin-1",
    Encoding.VNI: "latin-1",
}
_ONE_BYTE = (Encoding.WINDOWS_1258, Encoding.TCVN3, Encoding.VNI)
_UTF_32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a file's text is written: its encoding, the length of its mark in bytes, and font letters to convert.

    `mixed_ends` tells that lines end in several ways, so that not all of them were written by one system.
    """

    encoding: Encoding
    mark: int = 0
    letters: Encoding | None = None
    mixed_ends: bool = False

    def text(self, data: bytes) -> str:
        """Return the text of whole characters; raises UnicodeDecodeError."""
        return self.converted(data.decode(_CODECS[self.encoding]))

    def converted(self, text: str) -> str:
        """Return decoded text with the letters of TCVN3 and VNI as Unicode."""
        text = from_letters(text, self.encoding)
        return from_letters(text, self.letters) if self.letters else text

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be noted of a file written so: nothing where it is UTF-8."""
        written = self.letters or (None if self.encoding is Encoding.UTF_8 else self.encoding)
        converted = () if written is None else (Note("encoding-converted", "", str(written)),)
        return (*converted, Note("line-ends-mixed", "")) if self.mixed_ends else converted


def text_form(data: bytes) -> TextForm | None:
    """Return how the text that begins with these bytes is written, or None where that is doubtful."""
    if data.startswith(_UTF_32_MARKS):
        return None
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return TextForm(encoding, len(mark), _font_letters(data[len(mark) :], encoding))
    wide = _without_mark(data)
    if wide is not None:
        return TextForm(wide)
    try:
        # A sample may end inside a character.
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        winner = single_byte_encoding(data)
        return TextForm(winner) if winner else None
    return TextForm(Encoding.UTF_8, 0, _font_letters(data, Encoding.UTF_8))


def _without_mark(data: bytes) -> Encoding | None:
    """UTF-16 shows itself by the zero bytes of its plain letters, which no other text holds."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    least = len(data) // 10
    if odd > least and even * 20 < odd:
        return Encoding.UTF_16_LE
    if even > least and odd * 20 < even:
        return Encoding.UTF_16_BE
    return None


def _font_letters(data: bytes, encoding: Encoding) -> Encoding | None:
    if data.isascii() and encoding is Encoding.UTF_8:
        return None
    return legacy_letters(data.decode(_CODECS[encoding], "ignore"))


def head_text(head: bytes) -> str:
    """Return the text with which a file begins, unpacked and decoded, without spaces before it; "" where doubtful."""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 1 << 18)
        except zlib.error:
            return ""
    form = text_form(head)
    if form is None:
        return _without_marks(_beginning_in_utf_8(head))
    data = head[form.mark :]
    for cut in range(4):
        try:
            return _without_marks(form.text(data[: len(data) - cut]))
        except UnicodeDecodeError:
            continue
    return ""


def _without_marks(text: str) -> str:
    return text.lstrip().lstrip("\ufeff").lstrip()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a file: its number from 1 and its text without the line's end, or why it has none."""

    number: int
    text: str
    refused: RefusedReading | None = None


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, unpacked where it is gzipped; reading errors become `Problem`s."""
    refuse_devices(path)
    try:
        with _open(path) as source:
            yield source
    except FileNotFoundError:
        raise Problem(ProblemKind.FILE_MISSING, path=str(path)) from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Problem(ProblemKind.FILE_TRUNCATED, path=str(path), line=1) from None
    except OSError as error:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None


def _open(path: Path) -> IO[bytes]:
    source = path.open("rb")
    if source.read(2) == _GZIP:
        source.close()
        return cast(IO[bytes], gzip.open(path, "rb"))
    source.seek(0)
    return source


def form_of(path: Path) -> TextForm:
    """Return how a file's text is written, going by its first megabyte.

    Raises `Problem`: FILE_EMPTY, UNPACK_FIRST, ENCODING_UNKNOWN, ENCODINGS_MIXED, or that the file cannot be read.
    """
    with opened(path) as source:
        sample = _sample(source)
    if not sample:
        raise Problem(ProblemKind.FILE_EMPTY, path=str(path))
    if is_tape_archive(sample):
        # Its files would be read as one, the first line with a head of bytes.
        raise Problem(ProblemKind.UNPACK_FIRST, path=str(path), found="TAR")
    form = text_form(sample)
    if form is None and _beginning_in_utf_8(sample):
        # Its lines are told apart later: those that are in UTF-8 and those that are not.
        form = TextForm(Encoding.UTF_8)
    if form is None:
        refuse_mixed_encodings(path, sample)
        raise Problem(ProblemKind.ENCODING_UNKNOWN, path=str(path), line=first_strange_line(sample))
    return replace(form, mixed_ends=_ends_are_mixed(sample))


def is_tape_archive(data: bytes) -> bool:
    """Tell whether what begins with these bytes is a tar archive, which can look like the text of its first file."""
    return data[_TAR_AT:].startswith(_TAR)


def refuse_mixed_encodings(path: Path, sample: bytes) -> None:
    """Raise `Problem` ENCODINGS_MIXED where the beginning of a file goes over from one encoding into another."""
    if sample.startswith(_UTF_32_MARKS):
        return
    if (change := change_of_encoding(sample)) is not None:
        raise Problem(
            ProblemKind.ENCODINGS_MIXED,
            path=str(path),
            line=change.line,
            before=change.before or "",
            here=change.here or "",
        )


def _ends_are_mixed(data: bytes) -> bool:
    """Tell whether lines end in several ways; cells of a table may hold line feeds where its rows end in both signs."""
    data = data.replace(b"\0", b"")
    pairs = data.count(b"\r\n")
    returns, feeds = data.count(b"\r") - pairs, data.count(b"\n") - pairs
    # A sample may end between the two signs of one end.
    returns -= data.endswith(b"\r")
    is_json = data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"{", b"["))
    return (returns > 0 and (pairs > 0 or feeds > 0)) or (is_json and pairs > 0 and feeds > 0)


def _sample(source: IO[bytes]) -> bytes:
    """The beginning of a file; of one that breaks off, what there is before that."""
    pieces: list[bytes] = []
    try:
        while sum(map(len, pieces)) < _SAMPLE_BYTES and (piece := source.read(_PIECE_BYTES // 16)):
            pieces.append(piece)
    except (EOFError, zlib.error):
        if not pieces:
            raise
    return b"".join(pieces)


def _beginning_in_utf_8(data: bytes) -> str:
    """The text before the first byte that is not UTF-8, where it shows by its letters that it is UTF-8; else ""."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data[: error.start].decode("utf-8")
        return "" if text.isascii() else text


def lines_of(path: Path, form: TextForm) -> Iterator[TextLine]:
    """Yield the lines of a file, whichever of the three line ends each of them has.

    Raises `Problem`: NOT_UTF8 for bytes that the encoding does not have, FILE_TRUNCATED for a damaged gzip file,
    SOURCE_TOO_HEAVY for a line longer than any record.
    """
    for line in readable_lines_of(path, form):
        if line.refused is not None:
            raise Problem(line.refused.kind, **line.refused.facts)
        yield line


def readable_lines_of(path: Path, form: TextForm) -> Iterator[TextLine]:
    """Yield the lines of a file like `lines_of`, one that is not in the file's encoding as refused and without text."""
    with opened(path) as source:
        for number, text in enumerate(_lines(source, path, form, _texts), start=1):
            yield _text_line(path, number, form, text)


def object_lines_of(path: Path, form: TextForm) -> Iterator[TextLine | bytes]:
    """Yield the lines of a file like `readable_lines_of`, as bytes those that look like whole JSON objects in UTF-8.

    Whether such bytes really are UTF-8 is for those to find out who decode them.
    """
    parted = _object_or_texts if form.encoding is Encoding.UTF_8 and form.letters is None else _texts
    with opened(path) as source:
        for number, line in enumerate(_lines(source, path, form, parted), start=1):
            yield line if isinstance(line, bytes) else _text_line(path, number, form, line)


def _text_line(path: Path, number: int, form: TextForm, text: str | None) -> TextLine:
    if text is None:
        return TextLine(number, "", _refused(path, number, form))
    # Files that were put together out of several have the marks of all of them.
    return TextLine(number, text.lstrip("\ufeff"))


def _refused(path: Path, number: int, form: TextForm) -> RefusedReading:
    facts: dict[str, str | int] = {"path": str(path), "line": number}
    if form.encoding is Encoding.UTF_8:
        return RefusedReading(ProblemKind.NOT_UTF8, facts)
    return RefusedReading(ProblemKind.ENCODINGS_MIXED, facts | {"before": form.encoding, "here": ""})


def _lines(
    source: IO[bytes], path: Path, form: TextForm, parted: Callable[[bytes, TextForm], list[Line]]
) -> Iterator[Line | str]:
    """Yield the lines of an opened file as what `parted` makes of the bytes before each line feed."""
    source.seek(form.mark)
    if form.encoding in (Encoding.UTF_16_LE, Encoding.UTF_16_BE):
        yield from _wide_lines(source, form, path)
        return
    number = 0
    while True:
        try:
            line = source.readline(_MAXIMUM_LINE_BYTES)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise Problem(ProblemKind.FILE_TRUNCATED, path=str(path), line=number + 1) from None
        if not line:
            return
        if len(line) == _MAXIMUM_LINE_BYTES and not line.endswith(b"\n"):
            raise Problem(ProblemKind.SOURCE_TOO_HEAVY, path=str(path))
        lines = parted(line.removesuffix(b"\n").removesuffix(b"\r"), form)
        number += len(lines)
        yield from lines


def _object_or_texts(line: bytes, form: TextForm) -> list[str | bytes | None]:
    """The bytes of a line that looks like one whole JSON object, the texts of any other."""
    if line.startswith(b"{") and line.endswith(b"}") and b"\r" not in line:
        return [line]
    return [*_texts(line, form)]


def _texts(line: bytes, form: TextForm) -> list[str | None]:
    """The lines within what ends at a line feed: other line ends part it once more; None for what has no text."""
    if form.encoding in _ONE_BYTE and not line.isascii() and _is_written_otherwise(line, form.encoding):
        return [None]
    try:
        return list(form.text(line).split("\r"))
    except UnicodeDecodeError:
        return [_decoded(part, form) for part in line.split(b"\r")]


def _is_written_otherwise(line: bytes, encoding: Encoding) -> bool:
    """Tell whether a line is certainly not in the encoding of its file, which would make other words of it."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return single_byte_encoding(line) not in (None, encoding)
    return True


def _decoded(line: bytes, form: TextForm) -> str | None:
    try:
        return form.text(line)
    except UnicodeDecodeError:
        return None


def _wide_lines(source: IO[bytes], form: TextForm, path: Path) -> Iterator[str]:
    rest = ""
    for piece in _pieces(source, form, path):
        *lines, rest = (rest + piece).split("\n")
        for line in lines:
            yield from line.removesuffix("\r").split("\r")
        if len(rest) > _MAXIMUM_LINE_BYTES:
            raise Problem(ProblemKind.SOURCE_TOO_HEAVY, path=str(path))
    if rest:
        yield from rest.removesuffix("\r").split("\r")


def pieces_of(path: Path, form: TextForm) -> Iterator[str]:
    """Yield a file's text in pieces of some kilobytes, line ends as they stand; raises `Problem` like `lines_of`."""
    with opened(path) as source:
        source.seek(form.mark)
        yield from _pieces(source, form, path)


def _pieces(source: IO[bytes], form: TextForm, path: Path) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(_CODECS[form.encoding])()
    line = 1
    held = ""
    while True:
        data = source.read(_PIECE_BYTES)
        try:
            text = held + decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise Problem(ProblemKind.NOT_UTF8, path=str(path), line=line) from None
        if not data:
            yield form.converted(text)
            return
        # A mark that begins the next piece belongs to the last word of this one, and so does a word's case.
        cut = max(text.rfind("\n"), text.rfind(" ")) + 1
        held = text[cut:] if len(text) - cut < _PIECE_BYTES else ""
        ready = text[: len(text) - len(held)]
        line += ready.count("\n")
        if ready:
            yield form.converted(ready)
