"""Income per hour by year (thu nhập bình quân một người một giờ), by which the hours of a procedure are priced.

The values are data with their sources in `reviews/law/income.toml`; an office may give a file of its own in the same
shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from catalogue.problems import Problem, ProblemKind
from reviews.toml_files import needed, parse_toml, read_toml


@dataclass(frozen=True, slots=True)
class Income:
    """The income of one year: GDP per head in đồng over the working hours of a year.

    `verified` tells whether the GDP per head was seen in its source, `hours_verified` whether the working hours were.
    """

    year: int
    gdp_per_head: int
    hours_per_year: int
    source: str = ""
    verified: bool = False
    hours_source: str = ""
    hours_verified: bool = False

    @property
    def dong_per_hour(self) -> int:
        """The income per hour in whole đồng, halves up: GDP per head ÷ working hours.

        Thông tư 02/2017/TT-VPCP Điều 27 khoản 4 as recalled in DOMAIN.md §2.2–2.3 (12 months × 22 days × 8 hours).
        """
        return (2 * self.gdp_per_head + self.hours_per_year) // (2 * self.hours_per_year)

    @property
    def confirmed(self) -> bool:
        """Tell whether both the GDP per head and the working hours were seen in their sources."""
        return self.verified and self.hours_verified


@cache
def incomes() -> tuple[Income, ...]:
    """Return every year of `income.toml`, oldest first."""
    text = (files("reviews.law") / "income.toml").read_text(encoding="utf-8")
    return _parsed(parse_toml(text, "income.toml"), "income.toml")


def read_incomes(path: Path) -> tuple[Income, ...]:
    """Return the years of an office's own file; raises `Problem` where it is missing or not of that shape."""
    return _parsed(read_toml(path), str(path))


def _parsed(data: dict[str, Any], path: str) -> tuple[Income, ...]:
    hours, rows = needed(data, "hours", path), needed(data, "income", path)
    try:
        found = [_income(row, hours, path, at) for at, row in enumerate(rows, 1)]
    except (AttributeError, TypeError, ValueError) as error:
        raise Problem(ProblemKind.TABLE_UNREADABLE, path=path, reason=str(error)) from None
    years = [income.year for income in found]
    if not found or len(set(years)) != len(years):
        raise Problem(ProblemKind.TABLE_UNREADABLE, path=path, reason="year")
    return tuple(sorted(found, key=lambda income: income.year))


def _income(row: Any, hours: Any, path: str, at: int) -> Income:
    income = Income(
        needed(row, "year", f"{path}, income {at}"),
        needed(row, "gdp_per_head", f"{path}, income {at}"),
        needed(hours, "per_year", f"{path}, [hours]"),
        row.get("source", ""),
        row.get("verified", False),
        hours.get("source", ""),
        hours.get("verified", False),
    )
    whole = (income.year, income.gdp_per_head, income.hours_per_year)
    if any(type(number) is not int or number <= 0 for number in whole):
        raise ValueError(f"income {row.get('year')}")
    return income


def income_of(year: int | None = None, known: Sequence[Income] | None = None) -> Income:
    """Return the income of a year, of the newest known one where no year is given; an unknown year is refused."""
    table = incomes() if known is None else tuple(known)
    if year is None:
        return table[-1]
    for income in table:
        if income.year == year:
            return income
    raise Problem(ProblemKind.INCOME_YEAR_UNKNOWN, year=year, known=", ".join(str(income.year) for income in table))
