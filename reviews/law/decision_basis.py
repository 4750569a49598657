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


@cache
def usual_basis() -> tuple[BasisLine, ...]:
    """Return the usual grounds of a decision in their order; an office gives its own where these do not fit."""
    text = (files("reviews.law") / "decision_basis.toml").read_text(encoding="utf-8")
    return tuple(BasisLine(row["words"], row["source"], row["verified"]) for row in tomllib.loads(text)["basis"])
