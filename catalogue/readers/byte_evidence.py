"""What the bytes of a text without a mark tell of how its letters are written, as a whole and line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.readers.legacy_encodings import Encoding, clear_winner, from_tcvn3, from_vni

_JUDGED_BYTES = 40_000
_OUTSIDE_ASCII = re.compile(rb"[\x80-\xff]")


def single_byte_encoding(data: bytes) -> Encoding | None:
    """Return in which encoding of one byte a letter a text is written, None where that is doubtful."""
    data = data[_first_letter_outside_ascii(data) :][:_JUDGED_BYTES]
    as_letters = data.decode("latin-1")
    readings = {
        Encoding.WINDOWS_1258: data.decode("cp1258", "replace"),
        Encoding.TCVN3: from_tcvn3(as_letters),
        Encoding.VNI: from_vni(as_letters),
    }
    return clear_winner(readings)


def _first_letter_outside_ascii(data: bytes) -> int:
    found = _OUTSIDE_ASCII.search(data)
    return max(0, found.start() - 100) if found else 0


def first_strange_line(data: bytes) -> int:
    """Return the number, from 1, of the first line that holds a byte outside ASCII."""
    found = _OUTSIDE_ASCII.search(data)
    return data.count(b"\n", 0, found.start()) + 1 if found else 1


@dataclass(frozen=True, slots=True)
class EncodingChange:
    """The first line whose letters are written otherwise than those before; None where an encoding is not certain."""

    line: int
    before: Encoding | None
    here: Encoding | None


def change_of_encoding(data: bytes) -> EncodingChange | None:
    """Return where a text goes over into another encoding, as one does that was put together out of several files."""
    *lines, _unfinished = [*data.split(b"\n"), b""] if data.endswith(b"\n") else data.split(b"\n")
    shown: Encoding | None = None
    first = True
    for number, line in enumerate(lines or [data], start=1):
        if not line.strip(b"\0\r ") or (b"\0" not in line and line.isascii()):
            # Plain letters tell something only where every letter takes two bytes.
            if shown is Encoding.UTF_16_LE and line.strip(b"\0\r "):
                return EncodingChange(number, shown, None)
            continue
        here = _encoding_of(line)
        if first:
            shown, first = here, False
        elif here is not shown and _surely_differ(here, shown):
            return EncodingChange(number, shown, here)
        elif shown is None:
            shown = here
    return None


def _surely_differ(one: Encoding | None, other: Encoding | None) -> bool:
    """Tell whether two lines are written differently; an uncertain one is certainly of one byte a letter."""
    certain = (Encoding.UTF_8, Encoding.UTF_16_LE)
    return (one is not None and other is not None) or one in certain or other in certain


def _encoding_of(line: bytes) -> Encoding | None:
    """How a line that is not plain ASCII is written; UTF-16 is told by its zero bytes, whichever comes first."""
    if b"\0" in line:
        return Encoding.UTF_16_LE
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return single_byte_encoding(line)
    return Encoding.UTF_8
