"""The dialog in which another edition is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import translate as _
from workbench.rendering.lines import Piece
from workbench.widgets.choice_list import ChoiceList
from workbench.widgets.key_bar import KeyBar
from workbench.widgets.line_view import LineView
from workbench.widgets.record_list import widest


class EditionRows:
    """The rows of the list of editions: name, size, title."""

    def __init__(self, rows: Sequence[tuple[str, int, str]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        """Return how many editions there are."""
        return len(self._rows)

    def rows(self, start: int, stop: int) -> list[Sequence[Piece]]:
        """Return one piece per column."""
        return [
            (Piece(name, "strong"), Piece(f"{count:>6}", "code"), Piece(title, "muted"))
            for name, count, title in self._rows[start:stop]
        ]


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """The name of a chosen edition, and whether it is to be compared with the open one instead of opened."""

    name: str
    compare: bool = False


class EditionScreen(ModalScreen[EditionChoice | None]):
    """Shows the editions, the newest first, and closes with the chosen one.

    `compare` asks which edition to compare with the open one, which is not among them then.
    """

    BINDINGS = bindings(Context.EDITIONS, Context.DIALOG)

    def __init__(self, desk: Desk, compare: bool = False) -> None:
        super().__init__()
        editions = desk.editions()
        names = [edition.name for edition in editions]
        here = desk.edition
        self._place = names.index(here.name) if here and here.name in names else 0
        others = [edition for edition in editions if not compare or here is None or edition.name != here.name]
        # With a single edition there is none to compare it with but itself.
        self._editions = others or editions
        self._compare = compare

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        names = [edition.name for edition in self._editions]
        with Vertical(classes="dialog"):
            yield ChoiceList((widest(names, 8, 30), 6, 0), id="editions")
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list, the cursor on the open edition."""
        title = _("Compare with which edition?") if self._compare else _("Editions (Enter opens)")
        dialog = self.query_one(".dialog")
        dialog.border_title = title
        if not self._compare:
            dialog.border_subtitle = _("“workbench import FILE” brings in another one")
        self.query_one(KeyBar).show_choice(Context.CHOICES, Context.EDITIONS, Context.DIALOG)
        rows = [(edition.name, edition.procedures, edition.title or edition.file) for edition in self._editions]
        names = [edition.name for edition in self._editions]
        # Without the open one, the edition before it stands in its place: the likeliest to be compared with it.
        cursor = min(self._place, len(names) - 1)
        found = self.query_one(ChoiceList)
        found.show_rows(EditionRows(rows), cursor)
        self.set_focus(found)

    @on(LineView.Chosen)
    def action_save(self) -> None:
        """Close with the edition under the cursor."""
        self._close(self._compare)

    def action_compare_with(self) -> None:
        """Close with the edition under the cursor, to be compared."""
        self._close(True)

    def _close(self, compare: bool) -> None:
        self.dismiss(EditionChoice(self._editions[self.query_one(ChoiceList).cursor].name, compare))

    def action_cancel(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
