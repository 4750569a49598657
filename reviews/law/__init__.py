"""Law and practice as data: reasons, databases and grounds, each with its source and whether it was verified."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class CommonReason:
    """One reason of the common list: for which actions and parts it is offered, its words and its ground."""

    code: str
    actions: tuple[str, ...]
    parts: tuple[str, ...]
    text: str
    ground: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Database:
    """One state database whose data replaces papers: its owner, the papers, and the clause that says so."""

    code: str
    name: str
    owner: str
    papers: str
    ground: str
    source: str
    verified: bool


@cache
def common_reasons() -> tuple[CommonReason, ...]:
    """Return every reason in `reasons.toml`, in the order in which they are offered."""
    return tuple(
        CommonReason(
            row["code"],
            tuple(row["actions"]),
            tuple(row["parts"]),
            row["text"],
            row.get("ground", ""),
            row.get("source", ""),
            row.get("verified", False),
        )
        for row in _rows("reasons.toml", "reason")
    )


def reasons_for(action: str, part: str) -> tuple[CommonReason, ...]:
    """Return the common reasons for doing an action to a part."""
    return tuple(reason for reason in common_reasons() if action in reason.actions and part in reason.parts)


@cache
def databases() -> tuple[Database, ...]:
    """Return every database in `databases.toml`."""
    return tuple(
        Database(row["code"], row["name"], row["owner"], row["papers"], row["ground"], row["source"], row["verified"])
        for row in _rows("databases.toml", "database")
    )


def _rows(file: str, table: str) -> list[dict[str, Any]]:
    text = (files("reviews.law") / file).read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)[table]
    return rows
