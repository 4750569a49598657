"""The highest fee that the law lets be charged for a procedure, as data (`fee_ceilings.toml`), each with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from catalogue.pair_outlines import name_key


@dataclass(frozen=True, slots=True)
class FeeCeiling:
    """The highest amount in đồng, from the day `since` on, with the instrument and whether anybody verified it."""

    highest: int
    since: date
    source: str
    verified: bool


@cache
def fee_ceilings() -> Mapping[str, FeeCeiling]:
    """Return the ceilings by the key of the procedure's name."""
    entries = tomllib.loads(Path(__file__).with_name("fee_ceilings.toml").read_text(encoding="utf-8"))["ceiling"]
    return {
        name_key(name): FeeCeiling(entry["highest"], entry["since"], entry["source"], entry["verified"])
        for entry in entries
        for name in entry["names"]
    }


def ceiling_of(name: str, day: str) -> FeeCeiling | None:
    """Return the ceiling for a procedure whose content was decided on a day (ISO, or empty where nobody says)."""
    found = fee_ceilings().get(name_key(name))
    return found if found is not None and (not day or day >= found.since.isoformat()) else None
