"""What commands print: JSON, JSON Lines and aligned text on standard output, messages on standard error."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from workbench.text_table import cell_width, table_lines

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


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print rows in aligned columns, those named in `right` set to the right.

    On a terminal long texts are wrapped inside their columns; elsewhere every row is one line, for other programs.
    """
    lines = [list(header), *(list(row) for row in rows)]
    for line in table_lines(lines, right, terminal_width()):
        click.echo(line)


def terminal_width() -> int | None:
    """Return how many columns the terminal has that standard output goes to; None where it goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


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
