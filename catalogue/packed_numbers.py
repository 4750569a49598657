"""Numbers as they are kept in one column: two, four or eight bytes each, the lowest byte first on every machine."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable

_CODES = {size: next(code for code in "HILQ" if array(code).itemsize == size) for size in (2, 4, 8)}


def numbers(size: int, values: Iterable[int] = ()) -> array[int]:
    """Return an array of numbers from 0 that take two, four or eight bytes each."""
    return array(_CODES[size], list(values))


def zeros(size: int, count: int) -> array[int]:
    """Return an array of so many zeros that take two, four or eight bytes each."""
    return array(_CODES[size], bytes(size * count))


def packed(values: array[int]) -> bytes:
    """Return numbers as they are kept."""
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()


def unpacked(size: int, kept: bytes) -> array[int]:
    """Return numbers that were kept, of two, four or eight bytes each."""
    values = numbers(size)
    values.frombytes(kept)
    if sys.byteorder == "big":
        values.byteswap()
    return values
