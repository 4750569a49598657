"""Suggested times and expenses (định mức gợi ý) by which a first draft of the cost table is made.

They are data with their sources in `reviews/law/norms.toml`, none of them law; an office may give a file of its own in
the same shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from catalogue.problems import Problem, ProblemKind
from reviews.costs import Activity, Exact, Figure, FigureSource
from reviews.toml_files import needed, parse_toml, read_toml

# What a draft asks for; a file of norms must give each of them.
NORM_CODES = (
    "form",
    "written",
    "confirmed",
    "held",
    "copy",
    "certified_copy",
    "submit_direct",
    "submit_postal",
    "submit_online",
    "pay_direct",
    "pay_online",
    "inspection",
    "attend",
    "receive_direct",
    "receive_postal",
    "receive_online",
)


@dataclass(frozen=True, slots=True)
class Norm:
    """One suggested norm: minutes and out-of-pocket đồng of doing something once, and where they come from."""

    code: str
    activity: Activity
    label: str
    minutes: Figure
    out_of_pocket: Figure
    source: str
    verified: bool


CONDITIONAL = "conditional"

_NORM_KEYS = ("code", "activity", "label", "minutes", "out_of_pocket", "source", "verified")
_SHARE_KEYS = ("percent", "source", "verified")


@dataclass(frozen=True, slots=True)
class ShareNorm:
    """The suggested part of the applicants, in percent, who have to hand in what only some must."""

    percent: Exact
    source: str
    verified: bool

    @property
    def figure(self) -> Figure:
        """The part from 0 to 1; where nobody confirmed it, it may be anything from none to all."""
        part = Fraction(self.percent) / 100
        share: Exact = part if part.denominator > 1 else int(part)
        low, high = (share, share) if self.verified else (0, 1)
        return Figure(share, FigureSource.NORM, self.verified, CONDITIONAL, low, high)


def typed_share(percent: Exact, place: str) -> ShareNorm:
    """Return the share that somebody typed, confirmed by whoever did."""
    return ShareNorm(percent, place, verified=True)


class Norms:
    """A whole set of norms, each of NORM_CODES once, and the share of those who must hand in what only some must.

    A set is equal to itself alone.
    """

    __slots__ = ("_by_code", "conditional", "rows", "share")

    def __init__(self, rows: Iterable[Norm], share: ShareNorm) -> None:
        self.rows = tuple(rows)
        self.share = share
        self.conditional = share.figure
        self._by_code = {norm.code: norm for norm in self.rows}

    def get(self, code: str) -> Norm:
        """Return the norm of a code."""
        return self._by_code[code]

    def named(self, note: str) -> str:
        """Return a figure's note, such as `form + 2 × copy`, with the labels of the norms in place of their codes."""
        return " + ".join(_labelled(part, self._by_code) for part in note.split(" + "))

    def with_share(self, share: ShareNorm) -> Norms:
        """Return the set with another share."""
        return Norms(self.rows, share)


def _labelled(part: str, by_code: Mapping[str, Norm]) -> str:
    count, times, code = part.rpartition(" × ")
    return f"{count}{times}{by_code[code].label}" if code in by_code else part


@cache
def suggested_norms() -> Norms:
    """Return the norms of `norms.toml`."""
    text = (files("reviews.law") / "norms.toml").read_text(encoding="utf-8")
    return _parsed(parse_toml(text, "norms.toml"), "norms.toml")


def read_norms(path: Path) -> Norms:
    """Return the norms of an office's own file; raises `Problem` where it is missing or not of that shape."""
    return _parsed(read_toml(path), str(path))


def _parsed(data: dict[str, Any], path: str) -> Norms:
    rows = needed(data, "norm", path)
    try:
        found = tuple(_norm(row, f"{path}, norm {at}") for at, row in enumerate(rows, 1))
        share = _share(data[CONDITIONAL], path) if CONDITIONAL in data else suggested_norms().share
    except (TypeError, ValueError) as error:
        raise Problem(ProblemKind.TABLE_UNREADABLE, path=path, reason=str(error)) from None
    codes = [norm.code for norm in found]
    wrong = [code for code in NORM_CODES if codes.count(code) != 1]
    if wrong:
        raise Problem(ProblemKind.TABLE_UNREADABLE, path=path, reason=", ".join(wrong))
    return Norms(found, share)


def _share(row: Any, path: str) -> ShareNorm:
    percent, source, verified = (needed(row, key, f"{path}, [{CONDITIONAL}]") for key in _SHARE_KEYS)
    if type(percent) is not int or not 0 <= percent <= 100:
        raise ValueError(CONDITIONAL)
    return ShareNorm(percent, source, verified)


def _norm(row: Any, place: str) -> Norm:
    code, activity, label, minutes, spent, source, verified = (needed(row, key, place) for key in _NORM_KEYS)
    if any(type(number) is not int or number < 0 for number in (minutes, spent)):
        raise ValueError(code)
    return Norm(
        code,
        Activity(activity),
        label,
        Figure(minutes, FigureSource.NORM, verified, code),
        Figure(spent, FigureSource.NORM, verified, code),
        source,
        verified,
    )
