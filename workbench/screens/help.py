"""The help screen: every key with what it does, made from the registry of actions."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from workbench.actions import ACTIONS, CONTEXT_TITLES, Action, Context, actions_in, bindings
from workbench.key_names import named_keys
from workbench.language import translate as _
from workbench.rendering.labels import ACTION_LABELS, ACTION_SIGNS
from workbench.rendering.lines import Line, Piece, fit, wrapped_lines
from workbench.widgets.key_bar import KeyBar
from workbench.widgets.text_view import TextView

_KEYS_WIDTH = 16
_TITLE_WIDTH = 18
_NARROWEST_TABLE = 60


class HelpScreen(ModalScreen[None]):
    """Shows the keys of every context."""

    BINDINGS = bindings(Context.HELP)

    def __init__(self, first: Sequence[Context] = ()) -> None:
        super().__init__()
        self._first = tuple(first)

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with Vertical(classes="dialog help"):
            yield TextView(lambda width: help_lines(width, self._first), id="help")
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one(".dialog").border_title = _("Help: every key")
        self.query_one(KeyBar).show_contexts(Context.HELP)
        self.query_one(TextView).focus()

    def action_close(self) -> None:
        """Close."""
        self.dismiss()


def help_lines(width: int, first: Sequence[Context] = ()) -> tuple[Line, ...]:
    """Return the help page at a width in cells, some contexts before the others."""
    lines: list[Line] = []
    for context in dict.fromkeys((*first, *(action.context for action in ACTIONS))):
        lines += [Line(), Line((Piece(_(CONTEXT_TITLES[context]), "heading"),))]
        for action in actions_in(context):
            lines += _action_lines(action, width)
    signs = "   ".join(f"{sign} {_(ACTION_LABELS[action])}" for action, sign in ACTION_SIGNS.items())
    lines += [Line(), Line((Piece(_("Signs of marks"), "heading"),)), Line((Piece(f"  {signs}"),)), Line()]
    return tuple(lines)


def _action_lines(action: Action, width: int) -> list[Line]:
    """An action's keys, name and help in three columns; below each other where that would leave no room."""
    keys = " ".join(named_keys(action))
    if width < _NARROWEST_TABLE:
        named = wrapped_lines((Piece(f"  {keys} ", "code"),), _(action.title), width, "strong", hang=4)
        return named + wrapped_lines((Piece("    "),), _(action.help), width)
    lead = (Piece(f"  {fit(keys, _KEYS_WIDTH)}", "code"), Piece(fit(_(action.title), _TITLE_WIDTH), "strong"))
    return wrapped_lines(lead, _(action.help), width)
