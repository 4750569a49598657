"""What commands print: JSON, JSON Lines and aligned text on standard output, messages on standard error."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click

# Characters that a terminal acts upon or that UTF-8 does not hold; inside JSON they can only stand in a text.
_ESCAPED = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")


def json_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON that is safe to print: invisible and control characters are written as `\\uXXXX`."""
    return escape_json(json.dumps(value, ensure_ascii=False, indent=indent))


def escape_json(text: str) -> str:
    """Return JSON text with its invisible and control characters written as `\\uXXXX`; the value stays the same."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def print_json(value: Any) -> None:
    """Print one JSON value."""
    click.echo(json_text(value, indent=2))


def print_values(values: Sequence[Any], form: str) -> None:
    """Print values as one JSON list ("json"), or as one JSON value a line ("jsonl")."""
    if form == "json":
        print_json(list(values))
    else:
        for value in values:
            click.echo(json_text(value))


def say(message: str) -> None:
    """Print a message for people, on standard error."""
    click.echo(message, err=True)


def cell_width(text: str) -> int:
    """Return how many terminal cells a one-line text takes."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def padded(text: str, width: int, right: bool = False) -> str:
    """Return a text filled with spaces to a width in cells; a longer text stays whole."""
    space = " " * (width - cell_width(text))
    return space + text if right else text + space


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print rows in aligned columns, the last one as long as it is; columns named in `right` are set to the right."""
    lines = [list(header), *(list(row) for row in rows)]
    widths = [max(cell_width(line[at]) for line in lines) for at in range(len(header))]
    for line in lines:
        cells = [padded(text, widths[at], at in right) for at, text in enumerate(line)]
        click.echo("  ".join(cells).rstrip())


class Progress:
    """How far a long piece of work has come: one line that is written over on a terminal, nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = ""

    def show(self, message: str, lasting: bool = False) -> None:
        """Show a message in place of the one before; elsewhere than on a terminal only a lasting one, on its line."""
        if not sys.stderr.isatty():
            if lasting:
                say(message)
            return
        rest = " " * (cell_width(self._shown) - cell_width(message))
        click.echo(f"\r{message}{rest}", nl=False, err=True)
        self._shown = message

    def clear(self) -> None:
        """Take the line away, so that what follows starts on an empty one."""
        if self._shown:
            self.show("")
            click.echo("\r", nl=False, err=True)
