"""The palette: actions and procedures found by typing part of their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from catalogue.text import fold
from workbench.actions import Action, Context, actions_in, bindings
from workbench.desk import Desk
from workbench.key_names import key_name
from workbench.language import translate as _
from workbench.rendering.lines import Piece
from workbench.screens.browse_navigation import Navigator
from workbench.screens.work_screen import WorkScreen
from workbench.widgets.entry import Entry
from workbench.widgets.key_bar import KeyBar
from workbench.widgets.line_view import LineView
from workbench.widgets.record_list import RecordList

_MOST_PROCEDURES = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: an action to start, or the id of an entry to open."""

    action: Action | None
    entry: int
    label: str
    remark: str


class HitRows:
    """The rows of what was found."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.hits = hits

    def __len__(self) -> int:
        """Return how many were found."""
        return len(self.hits)

    def rows(self, start: int, stop: int) -> list[Sequence[Piece]]:
        """Return one piece per column."""
        return [
            (Piece(hit.remark, "code"), Piece(hit.label, "strong" if hit.action else ""))
            for hit in self.hits[start:stop]
        ]


class PaletteScreen(ModalScreen[None]):
    """Starts an action of the screen below, or opens a procedure there."""

    BINDINGS = bindings(Context.DIALOG)

    def __init__(self, desk: Desk, below: WorkScreen) -> None:
        super().__init__()
        self._desk = desk
        self._below = below
        self._focus_below = below.focused
        self._actions = [
            action for action in actions_in(*below.key_contexts()) if action.id not in ("palette", "save", "cancel")
        ]

    def compose(self) -> ComposeResult:
        """Lay out the entry above what it finds."""
        with Vertical(classes="dialog"):
            yield Entry(placeholder=_("Type part of an action's or a procedure's name, or a code"), id="typed")
            yield RecordList((12, 0), _("Nothing matches."), id="found")
            yield KeyBar()

    def on_mount(self) -> None:
        """Show every action before anything is typed."""
        self.query_one(".dialog").border_title = _("Commands and procedures")
        shown = [
            *actions_in(Context.CHOICES),
            *(action for action in actions_in(Context.DIALOG) if action.id == "cancel"),
        ]
        self.query_one(KeyBar).show_actions(shown)
        self.show_found()
        self.set_focus(self.query_one(Entry))

    @on(Input.Changed)
    def show_found(self) -> None:
        """Show what matches what is typed."""
        typed = self.query_one(Entry).text
        self.query_one(RecordList).show_rows(HitRows([*self._found_actions(typed), *self._found_entries(typed)]))

    def _found_actions(self, typed: str) -> list[Hit]:
        wanted = fold(typed).split()
        return [
            Hit(action, 0, f"{_(action.title)} – {_(action.help)}", key_name(action.keys[0]))
            for action in self._actions
            if all(word in fold(f"{_(action.title)} {_(action.help)}") for word in wanted)
        ]

    def _found_entries(self, typed: str) -> list[Hit]:
        if not typed.strip():
            return []
        ids = self._desk.find(typed, "name")[:_MOST_PROCEDURES]
        return [Hit(None, summary.id, summary.name, summary.address) for summary in self._desk.summaries(ids)]

    def on_key(self, event: object) -> None:
        """Move in the list while the entry keeps the focus."""
        key = getattr(event, "key", "")
        found = self.query_one(RecordList)
        moves = {
            "down": found.action_cursor_down,
            "up": found.action_cursor_up,
            "pagedown": found.action_page_down,
            "pageup": found.action_page_up,
        }
        if key in moves and self.focused is not found:
            moves[key]()

    @on(Input.Submitted)
    @on(LineView.Chosen)
    async def action_save(self) -> None:
        """Do what is under the cursor."""
        found = self.query_one(RecordList)
        source = found.source
        if not isinstance(source, HitRows) or not len(source):
            return
        hit = source.hits[found.cursor]
        self.dismiss()
        if hit.action is None:
            self._open(hit.entry)
        elif self._focus_below is not None and hit.action.context in (Context.PROCEDURE, Context.LISTS):
            await self._focus_below.run_action(f"{self._namespace(hit.action)}{hit.action.id}")
        else:
            await self._below.run_action(f"{self._namespace(hit.action)}{hit.action.id}")

    def _namespace(self, action: Action) -> str:
        if action.context is Context.EVERYWHERE:
            return "app."
        return "screen." if hasattr(self._below, f"action_{action.id}") else ""

    def _open(self, entry: int) -> None:
        for screen in reversed(self.app.screen_stack):
            if isinstance(screen, Navigator):
                screen.go_to(entry)
                return
            if screen is not self:
                screen.dismiss()

    def action_cancel(self) -> None:
        """Close."""
        self.dismiss()
