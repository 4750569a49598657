"""The lines and tables of a document in reading order, as source records keep them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its number, its text, how many of its first characters are bold, whether it is listed.

    `label` tells that it filled a table's cell of its own beside the content that it names.
    """

    number: int
    text: str
    bold: int = 0
    listed: bool = False
    label: bool = False

    @property
    def is_bold(self) -> bool:
        """Tell whether the whole line is bold."""
        return self.bold >= len(self.text) > 0


@dataclass(frozen=True, slots=True)
class Grid:
    """One table inside a procedure: the number of its first paragraph, and its rows of texts."""

    number: int
    rows: tuple[tuple[str, ...], ...]


Item = Line | Grid


def to_values(items: Iterable[Item]) -> list[Any]:
    """Return items as plain values for JSON."""
    return [
        {"n": item.number, "rows": [list(row) for row in item.rows]}
        if isinstance(item, Grid)
        else [item.number, item.text, item.bold, int(item.listed), int(item.label)]
        for item in items
    ]


def from_values(values: Iterable[Any]) -> Iterator[Item]:
    """Yield the items that `to_values` made plain."""
    for value in values:
        if isinstance(value, dict):
            yield Grid(value["n"], tuple(tuple(row) for row in value["rows"]))
        else:
            number, text, bold, listed, label = value
            yield Line(number, text, bold, bool(listed), bool(label))


def place_of(items: Iterable[Item]) -> str:
    """Return where items stand: "paragraph 12", or "paragraphs 12-15"."""
    numbers = [item.number for item in items]
    first, last = min(numbers), max(numbers)
    return f"paragraph {first}" if first == last else f"paragraphs {first}-{last}"


def text_of(items: Iterable[Item]) -> str:
    """Return the text of items, a line for each paragraph and each table row."""
    lines = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item.text)
        else:
            lines.extend(" | ".join(cell.replace("\n", " ") for cell in row if cell) for row in item.rows)
    return "\n".join(line for line in lines if line)
