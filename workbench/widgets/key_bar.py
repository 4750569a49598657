"""The bar at the bottom that names the keys of what has the focus, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.widgets import Static

from workbench.actions import Action, Context, actions_in
from workbench.key_names import key_name
from workbench.language import translate as _


class KeyBar(Static):
    """One line of keys with their names, made from the registry of actions."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._actions: Sequence[Action] = ()

    def show_contexts(self, *contexts: Context) -> None:
        """Show the keys of some contexts, the nearest first."""
        self.show_actions(_shown(contexts))

    def show_choice(self, *contexts: Context) -> None:
        """Show the keys of some contexts in a list where a row is taken and nothing is saved."""
        self.show_actions([action for action in _shown(contexts) if action.id != "save"])

    def show_actions(self, actions: Sequence[Action]) -> None:
        """Show the keys of some actions, the most needed first."""
        self._actions = actions
        self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the keys to the new width."""
        self._draw()

    def _draw(self) -> None:
        self.update(key_line(self._actions, self.size.width))


def _shown(contexts: Sequence[Context]) -> list[Action]:
    return [action for context in contexts for action in actions_in(context) if action.shown]


def key_line(actions: Sequence[Action], width: int) -> Text:
    """Return keys and names in a width of cells; what does not fit is left out, but never the key of the help."""
    kept = [action for action in actions if action.id == "help"]
    room = width - sum(_cells(action) for action in kept)
    shown: list[Action] = []
    for action in actions:
        known = any(action.keys[0] == other.keys[0] for other in (*shown, *kept))
        if not known and _cells(action) <= room:
            shown.append(action)
            room -= _cells(action)
    line = Text(no_wrap=True)
    for action in (*shown, *kept):
        line.append(f" {key_name(action.keys[0])} ", "reverse")
        line.append(f" {_(action.title)} ")
    return line


def _cells(action: Action) -> int:
    return cell_len(key_name(action.keys[0])) + cell_len(_(action.title)) + 4
