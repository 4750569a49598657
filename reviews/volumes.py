"""Volumes: how many subjects go through a procedure in a year and how often, each year's by the procedure's code.

A volume is kept as plain values under the subject "1.000894|2025" of the topic "volume", one for a code and year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from reviews.cost_table import plain
from reviews.costs import ONCE_A_YEAR, Exact, Figure, FigureSource

TOPIC = "volume"


@dataclass(frozen=True, slots=True)
class Volume:
    """The volume of one procedure in one year.

    `subjects` is the middle of the range from `low` to `high` where the number is known only within bounds, else all
    three are equal. `online` is the part of the subjects who deal online, from 0 to 1, where it is known. `source`
    names the report or sheet.
    """

    code: str
    year: int
    subjects: int
    low: int
    high: int
    times: Exact = 1
    online: Fraction | None = None
    source: str = ""

    @property
    def key(self) -> str:
        """The subject under which the volume is kept."""
        return f"{self.code}|{self.year}"

    @property
    def subjects_figure(self) -> Figure:
        """The subjects as a number of the cost table; what is known only within bounds is not confirmed."""
        if self.low == self.high:
            return Figure(self.subjects, FigureSource.SURVEY, True, self.source)
        return Figure(self.subjects, FigureSource.SURVEY, False, self.source, self.low, self.high)

    @property
    def times_figure(self) -> Figure:
        """How often a year, as a number of the cost table."""
        return ONCE_A_YEAR_CONFIRMED if self.times == 1 else Figure(self.times, FigureSource.SURVEY, True, self.source)


# A volume counts cases where it names no frequency, so that once a year is no assumption there.
ONCE_A_YEAR_CONFIRMED = Figure(1, FigureSource.SURVEY, True, ONCE_A_YEAR.note)


def volume_values(volume: Volume) -> dict[str, Any]:
    """Return a volume as the plain values that are kept under its key."""
    values: dict[str, Any] = {
        "subjects": volume.subjects,
        "low": volume.low,
        "high": volume.high,
        "times": plain(volume.times),
        "source": volume.source,
    }
    return values if volume.online is None else values | {"online": plain(volume.online)}


def volume_from(key: str, values: Mapping[str, Any]) -> Volume:
    """Return the volume that was kept under a key; raises ValueError for what `volume_values` never wrote."""
    code, _, year = key.rpartition("|")
    online = values.get("online")
    times = Fraction(values.get("times", 1))
    return Volume(
        code,
        int(year),
        int(values["subjects"]),
        int(values["low"]),
        int(values["high"]),
        int(times) if times.denominator == 1 else times,
        None if online is None else Fraction(online),
        str(values.get("source", "")),
    )


def volume_of(volumes: Iterable[Volume], code: str, year: int | None = None) -> Volume | None:
    """Return the volume of a procedure in a year, of its newest year where none is given; None where there is none."""
    found = [volume for volume in volumes if volume.code == code and year in (None, volume.year)]
    return max(found, key=lambda volume: volume.year, default=None)
