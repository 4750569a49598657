"""Who amends the instruments of bodies that no longer exist, as data with source and verification."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Successor:
    """A body that is gone, and the one that took its tasks over; `to` is empty where they went to several."""

    name: str
    to: str
    source: str
    verified: bool


@cache
def successors() -> dict[str, Successor]:
    """Return the successors by the names of the bodies that are gone."""
    rows = tomllib.loads((files("reviews.law") / "successors.toml").read_text(encoding="utf-8"))["body"]
    found = (Successor(row["name"], row["to"], row["source"], row["verified"]) for row in rows)
    return {one.name: one for one in found}


def present_body(name: str) -> str:
    """Return who answers today for what a body issued, as documents name it."""
    gone = successors().get(name)
    if gone is None:
        return name
    return gone.to or f"cơ quan tiếp nhận nhiệm vụ của {name}"
