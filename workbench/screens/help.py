"""The help screen: every key with what it does, made from the registry of actions."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from workbench.actions import ACTIONS, CONTEXT_TITLES, Context, actions_in, bindings, key_name
from workbench.language import translate as _
from workbench.rendering.labels import ACTION_LABELS, ACTION_SIGNS
from workbench.rendering.lines import Line, Piece, fit, wrapped_lines
from workbench.widgets.key_bar import KeyBar
from workbench.widgets.text_view import TextView

_KEYS_WIDTH = 16
_TITLE_WIDTH = 18


class HelpScreen(ModalScreen[None]):
    """Shows the keys of every context."""

    BINDINGS = bindings(Context.DIALOG)

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with Vertical(classes="dialog help"):
            yield TextView(help_lines, id="help")
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one(".dialog").border_title = _("Help: every key")
        self.query_one(KeyBar).show_contexts(Context.LISTS, Context.DIALOG)
        self.query_one(TextView).focus()

    def action_cancel(self) -> None:
        """Close."""
        self.dismiss()

    def action_save(self) -> None:
        """Close: there is nothing to save."""
        self.dismiss()


def help_lines(width: int) -> tuple[Line, ...]:
    """Return the help page at a width in cells."""
    lines: list[Line] = []
    for context in dict.fromkeys(action.context for action in ACTIONS):
        lines += [Line(), Line((Piece(_(CONTEXT_TITLES[context]), "heading"),))]
        for action in actions_in(context):
            keys = " ".join(key_name(key) for key in action.keys)
            lead = (
                Piece("  "),
                Piece(fit(keys, _KEYS_WIDTH), "code"),
                Piece(fit(_(action.title), _TITLE_WIDTH), "strong"),
            )
            lines += wrapped_lines(lead, _(action.help), width)
    signs = "   ".join(f"{sign} {_(ACTION_LABELS[action])}" for action, sign in ACTION_SIGNS.items())
    lines += [Line(), Line((Piece(_("Signs of marks"), "heading"),)), Line((Piece(f"  {signs}"),)), Line()]
    return tuple(lines)
