"""Paths as people type them: `~` is their folder, and a name in another Unicode form is the same name.

Archives and discs from other systems bring names whose Vietnamese letters are taken apart ("ệ" as "e" and two marks),
which no keyboard types.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from unicodedata import normalize

import click

from workbench.language import N_, translate

# What stands for standard input where a file is named.
STANDARD_INPUT = "-"


class TypedPath(click.Path):
    """A path given on the command line."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path as it lies on the disk, where there is such a file or folder."""
        return as_it_lies(Path(os.fsdecode(super().convert(value, param, ctx))))


def input_name(path: str) -> str:
    """Return what an input is called in a message: a file as it was named, standard input in words."""
    return translate(N_("standard input")) if path in (STANDARD_INPUT, "<stdin>") else path


def as_it_lies(path: Path) -> Path:
    """Return a path in the letters of the folders that hold it; what is not there stays as it was typed."""
    try:
        path = path.expanduser()
        if os.path.lexists(path):
            return path
        found = Path(path.anchor)
        for at, part in enumerate(path.parts[1 if path.anchor else 0 :], start=1 if path.anchor else 0):
            named = _named_in(found, part)
            if named is None:
                return found.joinpath(*path.parts[at:])
            found /= named
    except (OSError, ValueError, RuntimeError):
        # Whoever opens it says what is wrong with it.
        return path
    return found


def _named_in(folder: Path, part: str) -> str | None:
    """The one name in a folder that is the same word, or None."""
    if part == ".." or os.path.lexists(folder / part):
        return part
    if part.isascii():
        return None
    same = [name for name in os.listdir(folder) if normalize("NFC", name) == normalize("NFC", part)]
    return same[0] if len(same) == 1 else None
