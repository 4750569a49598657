"""A short list of sentences, one of which is taken with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.actions import Context, bindings
from workbench.rendering.lines import Piece
from workbench.widgets.record_list import RecordList


class ChoiceRows:
    """The rows of a list of sentences."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.texts)

    def rows(self, start: int, stop: int) -> list[Sequence[Piece]]:
        """Return one piece a row."""
        return [(Piece(text),) for text in self.texts[start:stop]]


class ChoiceList(RecordList, inherit_bindings=False):
    """A list in a dialog; Enter posts `Chosen` for the row under the cursor, characters are left to the dialog."""

    BINDINGS = bindings(Context.CHOICES, Context.LISTS, typing=True)

    def action_choose(self) -> None:
        """Take the row under the cursor."""
        if self.item_count():
            self.post_message(self.Chosen(self, self.cursor))
