"""Which body took over from which when ministries, departments and levels were merged or abolished.

The law is data (`successor_bodies.toml`), each entry with its source and whether anybody verified it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Merger:
    """Names of bodies that were merged, and of those that took over, as published; from the day `since` on."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    since: date
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class AbolishedLevel:
    """A level of administration (commune, district, province) that was abolished, and those it handed over to."""

    level: str
    to: tuple[str, ...]
    since: date
    source: str
    verified: bool


@cache
def mergers() -> tuple[Merger, ...]:
    """Return the mergers of bodies, a name for each kind of body and each way of writing it."""
    return tuple(
        Merger(
            _names(entry["kinds"], entry["old"]),
            _names(entry.get("new_kinds", entry["kinds"]), entry["new"]),
            entry["since"],
            entry["source"],
            entry["verified"],
        )
        for entry in _read()["merger"]
    )


@cache
def abolished_levels() -> tuple[AbolishedLevel, ...]:
    """Return the levels that were abolished."""
    return tuple(
        AbolishedLevel(entry["level"], tuple(entry["to"]), entry["since"], entry["source"], entry["verified"])
        for entry in _read()["abolished"]
    )


def in_force(since: date, day: str) -> bool:
    """Tell whether a content decided on a day (ISO, or empty where nobody says) can know of a change since then."""
    return not day or day >= since.isoformat()


def _read() -> dict[str, list[dict[str, Any]]]:
    path = Path(__file__).with_name("successor_bodies.toml")
    found: dict[str, list[dict[str, Any]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found


def _names(kinds: Iterable[str], subjects: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{kind} {subject}" for kind in kinds for subject in subjects)
