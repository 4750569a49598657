"""The app: one desk, the screens over it, and the actions that work everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from catalogue.problems import Problem
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.graph_reading import BUILDING
from workbench.language import translate as _
from workbench.screens.browse import BrowseScreen
from workbench.screens.work_screen import WorkScreen

if TYPE_CHECKING:
    from reviews import journal

_THEMES = ("textual-dark", "textual-light", "ansi-dark")


class WorkbenchApp(App[None]):
    """Shows the workspace on the desk until the user leaves."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.EVERYWHERE)]
    CSS_PATH = "workbench.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        desk.tell_building = self._tell_building
        self._reading: Static | None = None
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]
        # Every animation is traffic on a slow link and a picture between two states that mean something.
        self.animation_level = "none"
        theme = os.environ.get("TEXTUAL_THEME", _THEMES[0])
        self.theme = theme if theme in self.available_themes else _THEMES[0]

    async def on_mount(self) -> None:
        """Open the first screen; keys typed while the program starts wait until it can take them."""
        await self.push_screen(BrowseScreen(self.desk))

    def get_loading_widget(self) -> Widget:
        """Return what stands where something is still being read."""
        self._reading = Static(_("Reading …"), classes="reading")
        return self._reading

    def _tell_building(self) -> None:
        """Say where something is being read that the graph is built, which takes long; called beside the screens."""
        self.call_later(self._say_building)

    def _say_building(self) -> None:
        if self._reading is not None:
            self._reading.update(_(BUILDING))

    async def on_event(self, event: events.Event) -> None:
        """Take the line feed that a terminal made of an Enter typed before the program listened for Enter."""
        if isinstance(event, events.Key) and event.key == "ctrl+j":
            event = events.Key("enter", "\r")
        await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        """Leave at once and let the caller tell the fault in one sentence, instead of printing where it happened."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    @property
    def fault(self) -> Exception | None:
        """What went wrong in the program itself, if anything did."""
        return self._exception

    def action_help(self) -> None:
        """Show every key with what it does."""
        from workbench.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            here = self.screen.key_contexts() if isinstance(self.screen, WorkScreen) else (Context.DIALOG,)
            self.push_screen(HelpScreen(here))

    def action_palette(self) -> None:
        """Find an action or a procedure by typing part of its name."""
        from workbench.screens.palette import PaletteScreen

        if isinstance(self.screen, WorkScreen):
            self.push_screen(PaletteScreen(self.desk, self.screen))

    def action_undo(self) -> None:
        """Take back the reviewer's last change."""
        self._reverse(self.desk.book.undo, _("Undone: {change}"))

    def action_redo(self) -> None:
        """Do again what was last undone."""
        self._reverse(self.desk.book.redo, _("Done again: {change}"))

    def _reverse(self, reverse: Callable[[], journal.Entry], sentence: str) -> None:
        if not isinstance(self.screen, WorkScreen):
            return
        screen = self.screen
        try:
            entry = reverse()
        except Problem as problem:
            screen.tell_problem(problem)
            return
        from workbench.rendering.mark_text import change_summary

        screen.share_changes()
        screen.tell(sentence.format(change=change_summary(entry)))

    def action_help_quit(self) -> None:
        """Say how to leave, to whoever presses Ctrl+C for it."""
        if isinstance(self.screen, WorkScreen):
            self.screen.tell(_("Press q to leave the program; every mark is saved."))

    def action_switch_theme(self) -> None:
        """Go on to the next set of colours."""
        at = _THEMES.index(self.theme) if self.theme in _THEMES else -1
        self.theme = _THEMES[(at + 1) % len(_THEMES)]

    def action_save_screen_text(self) -> None:
        """Write the text of what is open into a file beside the workspace and name it."""
        from reviews.documents.writing import safe_name, write_files

        if not isinstance(self.screen, WorkScreen):
            return
        name, text = self.screen.text_to_save()
        if not text.strip():
            return
        try:
            folder = self.desk.session.workspace.parent
            path = write_files(folder, {f"{safe_name(name)}.txt": text.encode()}, force=True)[0]
        except Problem as problem:
            self.screen.tell_problem(problem)
            return
        self.copy_to_clipboard(text)
        self.screen.tell(_("Saved as {path}; also sent to the terminal's clipboard.").format(path=path))
