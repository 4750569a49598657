"""The comparison of two editions: what changed as a list with facets, and each change with its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static
from textual.worker import Worker, get_current_worker

from catalogue.comparison import Pairing
from catalogue.edition_changes import EditionChanges
from catalogue.editions import Edition
from catalogue.problems import Problem
from reviews.carried_volumes import MovedVolumes
from reviews.carrying import Carried
from workbench.actions import ACTIONS, SEQUENCE_TWINS, Action, Context, actions_in, bindings
from workbench.comparison_rows import ComparedRow, ComparedRows, Facet, chosen_rows, compared_rows, facet_counts
from workbench.desk import Desk
from workbench.language import ngettext
from workbench.language import translate as _
from workbench.rendering.comparison_labels import PAIR_KIND_LABELS
from workbench.screens.browse_navigation import Navigator
from workbench.screens.comparison_dialogs import FacetDialog, facet_words
from workbench.screens.settling import SettlingScreen
from workbench.widgets.change_view import ChangeView
from workbench.widgets.entry import Entry
from workbench.widgets.line_view import LineView
from workbench.widgets.record_list import RecordList

_LONGEST_FILTER = 200
_SHOWN = (
    "open_changes",
    "next_change",
    "back",
    "settle_mark",
    "confirm_pair",
    "deny_pair",
    "choose_facets",
    "filter",
    "carry_marks",
    "undo",
    "help",
)
_LONGEST_FACETS = 60


class _Stopped(Exception):
    """The comparison is not wanted any more."""


class ComparisonScreen(SettlingScreen):
    """List above, changes below; read by a worker, which closing the screen stops."""

    BINDINGS = bindings(Context.COMPARISON)
    contexts = (Context.COMPARISON, Context.EVERYWHERE)

    def __init__(self, desk: Desk, old: Edition, new: Edition, navigator: Navigator) -> None:
        super().__init__(desk, old, new)
        self._navigator = navigator
        self._rows: tuple[ComparedRow, ...] = ()
        self._facets: frozenset[Facet] = frozenset()
        self._begun = ""
        self._wants_last = False
        self._ready = False

    def content(self) -> ComposeResult:
        """Lay out the filter above the list and the changes."""
        with Horizontal(id="filter-bar"):
            yield Entry(
                placeholder=_("/ filters: name, field, agency or code"),
                id="filter",
                max_length=_LONGEST_FILTER,
            )
            yield Static("", id="count", markup=False)
        yield RecordList((4, 4, 4, 14, 24, 0, -1), _("The editions are being compared…"), "compared")
        yield ChangeView("", "changes")

    def on_mount(self) -> None:
        """Begin to compare."""
        super().on_mount()
        self._lay_out_columns()
        self.list.focus()
        self.compare()

    @property
    def list(self) -> RecordList:
        """The list of procedures."""
        return self.query_one("#compared", RecordList)

    @property
    def view(self) -> ChangeView:
        """The changes of the procedure under the list's cursor."""
        return self.query_one("#changes", ChangeView)

    @property
    def filter(self) -> Entry:
        """The entry that filters the list."""
        return self.query_one("#filter", Entry)

    def shown_actions(self) -> Sequence[Action]:
        """Return what the bar of keys names: going through the changes and back, then settling, then choosing."""
        known = {action.id: action for action in actions_in(*self.key_contexts())}
        return [known[name] for name in _SHOWN]

    def title_text(self) -> str:
        """Return both editions and how many procedures are in either."""
        said = _("Comparison · {old} ({before}) → {new} ({after})")
        return said.format(old=self.old.name, before=self.old.procedures, new=self.new.name, after=self.new.procedures)

    def text_to_save(self) -> tuple[str, str]:
        """Return the changes of the procedure that is shown, as text."""
        row = self.view.row
        return f"{self.old.name}-{self.new.name}-{row.shown.address if row else ''}", self.view.text() if row else ""

    # -- comparing ----------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Compare anew; what is shown stays until that is done."""
        self._ready = False
        self._compare()

    @work(thread=True, exclusive=True, group="compare")
    def _compare(self) -> None:
        from reviews.carried_volumes import moved_volumes
        from reviews.carry_book import carried_marks
        from reviews.pair_book import compare_as_judged

        worker = get_current_worker()

        def settled(count: int) -> None:
            _go_on(worker)
            self.app.call_from_thread(self._tell_progress, count, self.old.procedures + self.new.procedures)

        def compared(done: int, of: int) -> None:
            _go_on(worker)
            self.app.call_from_thread(self._tell_progress, done, of)

        try:
            changes = compare_as_judged(self.desk.store, self.old, self.new, compared, settled)
            pairing = _pairing_of(changes)
            try:
                carried = carried_marks(self.desk.store, self.old, self.new, lambda *_editions: pairing)
            except Problem:
                # Editions of which nothing can be carried can still be compared.
                carried = ()
            moved = moved_volumes(self.desk.store, self.old, self.new, lambda *_editions: pairing)
            rows = compared_rows(changes, carried)
        except _Stopped:
            return
        except Problem as problem:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._tell_failure, problem)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_rows, rows, carried, moved)

    def _tell_progress(self, done: int, of: int) -> None:
        if not self._ready:
            self.query_one("#count", Static).update(_("comparing {done}/{all}… (Esc stops)").format(done=done, all=of))

    def _tell_failure(self, problem: Problem) -> None:
        self.query_one("#count", Static).update("")
        self.list.show_rows(ComparedRows((), {}), 0, _("Nothing could be compared."))
        self.tell_problem(problem)

    def _show_rows(
        self, rows: tuple[ComparedRow, ...], carried: tuple[Carried, ...], moved: tuple[MovedVolumes, ...]
    ) -> None:
        self._ready = True
        self.carried, self.moved = carried, moved
        self._rows = rows
        row = self.view.row
        self._choose(row.key if row else None)
        if self.old.id == self.new.id:
            self.tell(_("“{edition}” was compared with itself.").format(edition=self.old.name))

    def marks_changed(self) -> None:
        """Compare anew: a mark, a verdict on a pair or how a mark was settled may have changed, or been undone."""
        if self._ready:
            self.compare()

    # -- the list -----------------------------------------------------------------------------------------------

    def _choose(self, keep: Any = None) -> None:
        """Show the rows that filter and facets choose, the cursor on the one that is to be kept."""
        rows = chosen_rows(self._rows, self._facets, self.filter.text)
        keys = [row.key for row in rows]
        kinds = {kind: _(label) for kind, label in PAIR_KIND_LABELS.items()}
        cursor = keys.index(keep) if keep in keys else min(self.list.cursor, max(len(rows) - 1, 0)) if keep else 0
        empty = _("Nothing changed.") if not (self._facets or self.filter.value) else _("Nothing matches.")
        self.list.show_rows(ComparedRows(rows, kinds), cursor, empty)
        if not rows:
            self.view.show_row(None)
        self.query_one("#count", Static).update(self._count_words(len(rows)))

    def _count_words(self, shown: int) -> str:
        chosen = ", ".join(sorted(facet_words(facet) for facet in self._facets))
        chosen = chosen if len(chosen) <= _LONGEST_FACETS else f"{chosen[:_LONGEST_FACETS]}…"
        waiting = sum(row.waiting for row in self._rows)
        marks = ngettext("{count} mark waits", "{count} marks wait", waiting) if waiting else ""
        return " · ".join(filter(None, (f"{shown}/{len(self._rows)}", chosen, marks)))

    def on_resize(self, _event: Any) -> None:
        """Show as many columns as there is room for."""
        self._lay_out_columns()

    def _lay_out_columns(self) -> None:
        width = self.app.size.width
        if width < 100:
            self.list.set_columns((4, 4, 4, 12, 14, 0, -1))
        else:
            self.list.set_columns((4, 4, 4, 14, 24, 0, 26 if width >= 160 else -1))

    def row_under_cursor(self) -> ComparedRow | None:
        """Return the row under the list's cursor, None where the list is empty."""
        source = self.list.source
        return source.compared[self.list.cursor] if isinstance(source, ComparedRows) and len(source) else None

    @on(LineView.Moved, "#compared")
    def list_moved(self) -> None:
        """Show the changes of the procedure under the cursor."""
        self.view.show_row(self.row_under_cursor(), self._wants_last)
        self._wants_last = False

    @on(Input.Changed, "#filter")
    def filter_changed(self) -> None:
        """Show what matches while it is typed."""
        if self._rows:
            self._choose()

    @on(Input.Submitted, "#filter")
    def filter_submitted(self) -> None:
        """Go from the filter into the list."""
        self.set_focus(self.list)

    # -- actions ------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Start an action by two characters struck one after the other, as in `]c`."""
        character = SEQUENCE_TWINS.get(event.character or "", event.character or "")
        begun, self._begun = self._begun, ""
        for action in ACTIONS:
            if action.context is not Context.COMPARISON or not action.sequence:
                continue
            if begun + character == action.sequence:
                event.stop()
                self.call_later(self.run_action, f"screen.{action.id}")
                return
            if character and character == action.sequence[0]:
                event.stop()
                self._begun = character
                return

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that move the focus to an entry that is being typed into."""
        if action == "filter" and self.focused is self.filter:
            return False
        return super().check_action(action, parameters)

    @on(LineView.Chosen, "#compared")
    def action_open_changes(self) -> None:
        """Go into the changes."""
        if self.focused is self.filter:
            self.set_focus(self.list)
        elif self.row_under_cursor() is not None:
            self.set_focus(self.view)

    def action_next_change(self) -> None:
        """Go to the next change, in the next procedure where this one has no more."""
        if not self.view.step(1) and self.list.cursor + 1 < self.list.item_count():
            self.list.cursor += 1

    def action_previous_change(self) -> None:
        """Go to the change before, in the procedure before where this one has none."""
        if not self.view.step(-1) and self.list.cursor > 0:
            self._wants_last = True
            self.list.cursor -= 1

    def action_filter(self) -> None:
        """Type into the filter from now on."""
        self.set_focus(self.filter)

    def action_choose_facets(self) -> None:
        """Choose which rows to show."""

        def chosen(facets: frozenset[Facet] | None) -> None:
            if facets is not None:
                self._facets = facets
                self._choose()

        if self._rows:
            self.app.push_screen(FacetDialog(facet_counts(self._rows), self._facets), chosen)

    def action_switch_pane(self) -> None:
        """Move between the list and the changes."""
        self.set_focus(self.list if self.focused is self.view else self.view)

    def action_back(self) -> None:
        """From the changes or the filter to the list; in the list, clear filter and facets, then close."""
        if self.focused is not self.list:
            self.set_focus(self.list)
        elif self.filter.value or self._facets:
            row = self.row_under_cursor()
            self._facets = frozenset()
            with self.prevent(Input.Changed):
                self.filter.value = ""
            self._choose(row.key if row else None)
        else:
            self.workers.cancel_group(self, "compare")
            self.dismiss()

    def action_go_to_procedure(self) -> None:
        """Open the procedure in the newer edition, or in the older one where it is gone."""
        row = self.row_under_cursor()
        if row is None:
            return
        edition, entry = (self.new, row.new[0]) if row.new else (self.old, row.old[0])
        self.workers.cancel_group(self, "compare")
        self.dismiss()
        if self.desk.edition is None or self.desk.edition.id != edition.id:
            self._navigator.open_edition(edition.name, entry.id)
        self._navigator.go_to(entry.id)


def _go_on(worker: Worker[Any]) -> None:
    if worker.is_cancelled:
        raise _Stopped


def _pairing_of(changes: EditionChanges) -> Pairing:
    """The pairing behind a comparison, so that marks are carried by the same pairs."""
    return Pairing(
        tuple(pair.pair for pair in changes.pairs),
        tuple(entry.id for entry in changes.added),
        tuple(entry.id for entry in changes.removed),
    )
