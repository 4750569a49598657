"""The words by which a reviewer names what a mark proposes: English as in files, or Vietnamese as one speaks."""

from __future__ import annotations

from typing import Any

import click

from catalogue.text import fold
from reviews.actions import MarkAction

# Folded, so that they can be typed without diacritics.
_WORDS = {
    MarkAction.REMOVE: ("bo", "bai bo", "cat bo", "xoa"),
    MarkAction.REPLACE: ("thay", "thay the", "thay bang du lieu"),
    MarkAction.REDUCE: ("giam", "cat giam"),
    MarkAction.MERGE: ("gop", "hop nhat"),
    MarkAction.KEEP: ("giu", "giu nguyen"),
}
_ACTION_OF = {word: action for action, words in _WORDS.items() for word in words}


class ActionWord(click.Choice[str]):
    """One of the five actions in English, or in Vietnamese with or without diacritics."""

    def __init__(self) -> None:
        super().__init__([action.value for action in MarkAction], case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the action; anything else is wrong usage."""
        known = _ACTION_OF.get(" ".join(fold(str(value)).split()))
        return super().convert(known.value if known else value, param, ctx)
