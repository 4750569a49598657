"""What every full screen shares: a title line, a bar of keys, and being told that marks changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from catalogue.problems import Problem
from workbench.actions import Action, Context, actions_in
from workbench.desk import Desk
from workbench.problem_sentences import problem_sentence
from workbench.widgets.key_bar import KeyBar

_MESSAGE_SECONDS = 8


class WorkScreen(Screen[None]):
    """A full screen over the desk: title above, content, keys below."""

    contexts: tuple[Context, ...] = (Context.EVERYWHERE,)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._message_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the title, the content and the bar of keys."""
        yield Static("", id="title", markup=False)
        yield from self.content()
        yield Static("", id="message", markup=False)
        yield KeyBar(id="keys")

    def content(self) -> Sequence[Widget] | ComposeResult:
        """Return the widgets between the title and the keys."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show title and keys for the first time."""
        self.query_one("#message", Static).display = False
        self.refresh_title()
        self.query_one(KeyBar).show_actions(self.shown_actions())

    def title_text(self) -> str:
        """Return the line at the top."""
        raise NotImplementedError

    def key_contexts(self) -> tuple[Context, ...]:
        """Return the contexts whose keys work now, the nearest first."""
        return self.contexts

    def shown_actions(self) -> Sequence[Action]:
        """Return the actions that the bar of keys names, the most needed first."""
        return [action for action in actions_in(*self.key_contexts()) if action.shown]

    def refresh_title(self) -> None:
        """Show the title anew."""
        self.query_one("#title", Static).update(self.title_text())

    def marks_changed(self) -> None:
        """Show marks anew after one was made, changed or undone."""

    def share_changes(self) -> None:
        """Let every open screen show the marks as they are now."""
        self.desk.refresh_counts()
        for screen in self.app.screen_stack:
            if isinstance(screen, WorkScreen):
                screen.marks_changed()

    def text_to_save(self) -> tuple[str, str]:
        """Return a file name (without its ending) and the text of what is open."""
        raise NotImplementedError

    def on_descendant_focus(self, _event: Any) -> None:
        """Show the keys of what has the focus now."""
        self.query_one(KeyBar).show_actions(self.shown_actions())

    def tell(self, sentence: str, warning: bool = False) -> None:
        """Say one sentence above the keys for some seconds, its text taken as it is."""
        message = self.query_one("#message", Static)
        message.update(f" {sentence}")
        message.set_class(warning, "-warning")
        message.display = True
        if self._message_timer is not None:
            self._message_timer.stop()
        self._message_timer = self.set_timer(_MESSAGE_SECONDS, self._clear_message)

    def _clear_message(self) -> None:
        self.query_one("#message", Static).display = False

    def tell_problem(self, problem: Problem) -> None:
        """Say what was refused and what to do."""
        self.tell(problem_sentence(problem), warning=True)
