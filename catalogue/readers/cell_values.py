"""Cells of sheets as texts: numbers without a needless ".0", days in ISO form, codes that a sheet took for numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

_DAY_ZERO = date(1899, 12, 30)
_DAY_AND_TIME = re.compile(r"\s*(\d{5})(?:\.\d+)?\s*")
# 1955 to 2118: a smaller or larger number in a column of days is no day of any instrument.
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_CUT_CODE = re.compile(r"(\d)[.,](\d{1,5})")
_COLUMN = re.compile(r"[A-Z]{1,3}")


def cell_text(value: object) -> str:
    """Return a cell's value as a text; nothing is the empty text."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            midnight = value.time() == time()
            return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
        case time():
            return value.isoformat("seconds")
        case timedelta():
            return _duration(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def figure_text(value: object) -> str:
    """Return a cell's value as a text in which a number has a comma before its decimals, as people here write it.

    A text that stands in the cell is left as it is: "1.125" is a thousand and more, the number 1.125 one and an
    eighth. It becomes "1,1250", since three digits behind a mark are read as thousands.
    """
    text = cell_text(value)
    if not isinstance(value, float):
        return text
    whole, mark, decimals = text.partition(".")
    return f"{whole},{decimals}{'0' if len(decimals) == 3 else ''}" if mark else text


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    hours, rest = divmod(abs(seconds), 3600)
    return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}"


def day_of_serial(text: str) -> str:
    """Return the ISO day for a day that a sheet shows as its serial number ("46221"), else the empty text."""
    found = _DAY_AND_TIME.fullmatch(text)
    if found is None or not _FIRST_SERIAL <= int(found[1]) <= _LAST_SERIAL:
        return ""
    return (_DAY_ZERO + timedelta(days=int(found[1]))).isoformat()


def whole_code(text: str) -> str:
    """Return a national code whose last zeros a sheet dropped with them again ("1.00008" as "1.000080").

    Any other text is returned as it is.
    """
    found = _CUT_CODE.fullmatch(text.strip())
    return f"{found[1]}.{found[2]:0<6}" if found else text


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0, as in A for 0 and XFD for 16383."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """Return the column counted from 0 that one to three capital letters name; raises ValueError for others."""
    if not _COLUMN.fullmatch(letters):
        raise ValueError(letters)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
