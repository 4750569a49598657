"""Volumes out of a sheet (XLSX, ODS, CSV): a row of headings, then code, year and cases; each bad row refused alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from catalogue.codes import clean_code, national_code
from catalogue.problems import Problem, ProblemKind
from catalogue.text import fold, one_line
from reviews.cost_entry import read_count, read_percent, read_times
from reviews.headed_rows import HeadedRow, Headings, headed_rows
from reviews.volumes import Volume

# What a heading says, folded and without signs, by what its column holds.
_HEADINGS = {
    "code": "ma|ma so|ma tthc|ma thu tuc|ma so tthc|ma thu tuc hanh chinh|ma so thu tuc hanh chinh|code",
    "year": "nam|nam so lieu|year",
    "cases": "so ho so|so luong|so luong ho so|so luot|so luot thuc hien|so ho so giai quyet|so ho so tiep nhan|cases"
    "|so ho so nam|so doi tuong|so doi tuong nam|so doi tuong tuan thu|subjects|so doi tuong tuan thu nam",
    "times": "so lan|so lan nam|so lan thuc hien|so lan thuc hien nam|tan suat|times",
    "low": "thap|muc thap|thap nhat|low",
    "high": "cao|muc cao|cao nhat|high",
    "online": "truc tuyen|ty le truc tuyen|ty le nop truc tuyen|ho so truc tuyen|online",
    "source": "nguon|nguon so lieu|source",
}
_SHEET = Headings(_HEADINGS, ("code", "year", "cases"), ProblemKind.VOLUME_HEADINGS_MISSING, ("online",))
# A sheet program that takes a code for a number drops the zeros at its end.
_CUT_CODE = re.compile(r"\d[.,]\d{1,5}")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class VolumeSheet:
    """What a sheet gives: the volumes of its good rows, and for every other row why it was refused."""

    volumes: tuple[Volume, ...]
    refusals: tuple[Problem, ...]


def read_volumes(path: Path, known_codes: Collection[str] | None = None) -> VolumeSheet:
    """Return the volumes of a workbook or CSV file, and what was refused in it row by row.

    `known_codes` are the codes of the edition; a code that is none of them, by its national part either, is refused.
    Of two volumes for one code and year the first is kept. Raises `Problem` where the file cannot be read at all, or
    has no row of headings with code, year and cases.
    """
    known = None if known_codes is None else _by_national_code(known_codes)
    volumes: dict[str, Volume] = {}
    places: dict[str, str] = {}
    refusals: list[Problem] = []
    for row in headed_rows(path, _SHEET):
        try:
            volume = _volume(row, path, known)
            place = row.places["code"]
            if volume.key in volumes:
                first = places[volume.key]
                raise Problem(ProblemKind.VOLUME_TWICE, place=place, code=volume.code, year=volume.year, first=first)
        except Problem as problem:
            refusals.append(problem)
        else:
            volumes[volume.key], places[volume.key] = volume, place
    return VolumeSheet(tuple(volumes.values()), tuple(refusals))


def _by_national_code(codes: Collection[str]) -> dict[str, str]:
    """The code to keep for a code as published and, where no other has it, for its national part."""
    return {national_code(code): code for code in reversed(list(codes))} | {code: code for code in codes}


def _volume(row: HeadedRow, path: Path, known: dict[str, str] | None) -> Volume:
    code = _code(row.cells["code"], row.places["code"], known)
    return _read({**row.cells, "code": code, "source": row.cells["source"] or path.name}, row.places)


def typed_volume(typed: Mapping[str, str]) -> Volume:
    """Return the volume that somebody typed: "code", "year" and "cases", and if given "times", "low", "high", "online".

    Raises `Problem` with the option's name as its place.
    """
    return _read({part: one_line(typed.get(part, "")) for part in _HEADINGS}, {part: f"--{part}" for part in _HEADINGS})


def _read(cells: Mapping[str, str], places: Mapping[str, str]) -> Volume:
    year = _year(cells["year"], places["year"])
    low = read_count(cells["low"], places["low"]) if cells["low"] else None
    high = read_count(cells["high"], places["high"]) if cells["high"] else None
    # Of a range without a middle the midpoint counts, in whole subjects.
    bounded = not cells["cases"] and low is not None and high is not None
    middle = ((low or 0) + (high or 0)) // 2 if bounded else read_count(cells["cases"], places["cases"])
    low, high = middle if low is None else low, middle if high is None else high
    if not low <= middle <= high:
        raise Problem(ProblemKind.RANGE_DISORDERED, place=places["cases"], low=low, middle=middle, high=high)
    times = _plain(read_times(cells["times"], places["times"])) if cells["times"] else 1
    online = Fraction(read_percent(cells["online"], places["online"]), 100) if cells["online"] else None
    return Volume(cells["code"], year, middle, low, high, times, online, cells["source"])


def _plain(value: int | Fraction) -> int | Fraction:
    return int(value) if Fraction(value).denominator == 1 else value


def _code(typed: str, place: str, known: dict[str, str] | None) -> str:
    # A sheet program made a number of a code, or somebody typed a comma.
    code = clean_code(typed.replace(",", "."))
    if _CUT_CODE.fullmatch(code):
        code = f"{code[:2]}{code[2:]:0<6}"
    if not code:
        raise Problem(ProblemKind.VOLUME_CODE_UNKNOWN, place=place, code=typed)
    if known is None:
        return code
    kept = known.get(code) or known.get(national_code(code))
    if kept is None:
        raise Problem(ProblemKind.VOLUME_CODE_UNKNOWN, place=place, code=typed)
    return kept


def _year(typed: str, place: str) -> int:
    digits = re.sub(r"^nam\s+", "", fold(typed))
    if not re.fullmatch(r"\d{4}", digits) or not _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
        raise Problem(ProblemKind.YEAR_UNREADABLE, place=place, value=typed)
    return int(digits)
