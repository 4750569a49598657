"""The legal grounds that a decision on a proposal usually cites, as data with source and verification."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class BasisLine:
    """One ground (căn cứ): its words as they are printed, where they come from, and whether that was seen."""

    words: str
    source: str
    verified: bool
    whose: str = ""


@cache
def usual_basis(agency: str = "", *, ministry: bool = False) -> tuple[BasisLine, ...]:
    """Return the usual grounds of a province's or a ministry's decision in their order.

    `agency` is the deciding body. An office gives its own grounds where these do not fit.
    """
    text = (files("reviews.law") / "decision_basis.toml").read_text(encoding="utf-8")
    whose = "ministry" if ministry else "local"
    return tuple(
        BasisLine(row["words"].format(agency=agency or "……"), row["source"], row["verified"], row.get("whose", ""))
        for row in tomllib.loads(text)["basis"]
        if row.get("whose", whose) == whose
    )
