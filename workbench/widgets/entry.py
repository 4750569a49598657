"""Text entry that a Vietnamese input method can type into.

UniKey and its kin replace a letter by sending Backspace and the new letter in one burst. Textual inserts a printable
character at once but runs Backspace later, as a binding, so the two swap. Here a widget's own keys act at once, in
the order in which they arrive; keys behind the one that leaves the entry go on to what has the focus then.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from textual import events
from textual.binding import BindingsMap
from textual.widgets import Input

from workbench.actions import Context, bindings

# Terminals send this for Backspace where their erase character is Ctrl+H.
_SAME_KEY = {"ctrl+h": "backspace"}


class Entry(Input):
    """A one-line text entry; `text` is what was typed, in NFC."""

    DEFAULT_CSS = """
    Entry { border: none; height: 1; padding: 0 1; background: $surface; }
    Entry:focus { border: none; background: $panel; }
    """

    BINDINGS = bindings(Context.FIELDS)

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        id: str | None = None,
        max_length: int = 0,
        leave: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(
            value=value,
            placeholder=placeholder,
            id=id,
            max_length=max_length,
            select_on_focus=False,
            highlighter=None,
        )
        self.cursor_blink = False
        self._leave = leave

    @property
    def text(self) -> str:
        """What was typed, composed (NFC) whatever form the terminal sent it in."""
        return unicodedata.normalize("NFC", self.value)

    async def action_submit(self) -> None:
        """Leave at once where the owner said how, before a key typed ahead arrives; else post `Submitted`."""
        if self._leave is not None:
            self._leave()
        else:
            await super().action_submit()

    async def _on_key(self, event: events.Key) -> None:
        focused = self.screen.focused
        if self._leave is not None and focused is not None and focused is not self:
            # Typed ahead of the focus: it was sent here before the entry was left.
            event.stop()
            event.prevent_default()
            focused.post_message(events.Key(event.key, event.character))
            return
        action = own_action(self._bindings, event.key)
        if action is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        await self.run_action(action)


def own_action(bindings: BindingsMap, key: str) -> str | None:
    """Return the action that a widget's own bindings give to a key, None where they have none."""
    found = bindings.key_to_bindings.get(_SAME_KEY.get(key, key))
    return found[0].action if found else None
