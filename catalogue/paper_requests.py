"""Rows to be recognised, read from JSON Lines: `{"id": …, "procedure": "…", "case": "…", "text": "…"}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.json_values import parse_json
from catalogue.text import clean


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """One row as it was asked about; `id` is given back as it came."""

    id: str | int | float | None
    procedure: str
    case: str
    text: str


def read_requests(lines: Iterable[bytes], name: str) -> Iterator[PaperRequest]:
    """Yield the rows of a file's lines, blank ones left out; `name` is the file's name for refusals.

    Raises `Problem` with the number of the first line that is not UTF-8, not JSON, no object, or has no usable text.
    """
    for number, line in enumerate(lines, 1):
        text = _decoded(line, name, number).strip()
        if text:
            yield _request(parse_json(text, Path(name), number), {"path": name, "line": number})


def _decoded(line: bytes, name: str, number: int) -> str:
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise Problem(ProblemKind.NOT_UTF8, path=name, line=number) from None


def _request(found: Any, where: dict[str, str | int]) -> PaperRequest:
    if not isinstance(found, dict):
        raise Problem(ProblemKind.NOT_AN_OBJECT, **where)
    if not isinstance(found.get("text"), str):
        raise Problem(ProblemKind.ROW_WITHOUT_TEXT, **where)
    return PaperRequest(
        _identifier(found.get("id"), where),
        _optional(found, "procedure", where),
        _optional(found, "case", where),
        clean(found["text"]),
    )


def _identifier(value: Any, where: dict[str, str | int]) -> str | int | float | None:
    if isinstance(value, dict | list):
        raise Problem(ProblemKind.ROW_VALUE_UNUSABLE, **where, key="id")
    return float(value) if isinstance(value, Decimal) else value


def _optional(found: dict[str, Any], key: str, where: dict[str, str | int]) -> str:
    value = found.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Problem(ProblemKind.ROW_VALUE_UNUSABLE, **where, key=key)
    return clean(value)
