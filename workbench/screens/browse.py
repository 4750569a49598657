"""The first screen: the edition's procedures on the left, filtered as one types, the open one on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from catalogue.editions import Entry as CatalogueEntry
from catalogue.elements import Element, Part
from catalogue.entry_orders import ORDERS
from reviews.marks import Mark
from workbench.actions import Action, Context, actions_in, bindings
from workbench.desk import Desk, EntryRows
from workbench.language import ngettext
from workbench.language import translate as _
from workbench.rendering.labels import ORDER_LABELS
from workbench.screens.marking import MarkingScreen
from workbench.widgets.entry import Entry
from workbench.widgets.line_view import LineView
from workbench.widgets.procedure_view import ProcedureView
from workbench.widgets.record_list import RecordList

# Holding a key down goes through the list; the open procedure follows once the cursor rests.
_REST_SECONDS = 0.08
_LONGEST_FILTER = 200
_SHOWN_IN_PROCEDURE = (
    "mark_remove",
    "mark_replace",
    "mark_reduce",
    "mark_merge",
    "mark_keep",
    "back",
    "edit_mark",
    "withdraw_mark",
    "undo",
    "show_proposal",
    "show_graph",
    "show_marks",
    "help",
)
# Seconds between looks at whether another program changed the workspace.
_LOOK_SECONDS = 4.0


class BrowseScreen(MarkingScreen):
    """List and procedure side by side, or one of them where the terminal is narrow."""

    BINDINGS = bindings(Context.BROWSE)
    AUTO_FOCUS = "#list"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._order = next(iter(ORDERS))
        self._rest: Timer | None = None
        self._wanted_element = ""

    def content(self) -> ComposeResult:
        """Lay out the filter above the list and the procedure."""
        with Horizontal(id="filter-bar"):
            yield Entry(
                placeholder=_("/ filters name, field, agency, code; diacritics not needed"),
                id="filter",
                max_length=_LONGEST_FILTER,
                leave=self.leave_filter,
            )
            yield Static("", id="count", markup=False)
        with Horizontal(id="panes"):
            yield RecordList((3, 10, 0, 0), id="list")
            yield ProcedureView(_("No procedure is open."), id="procedure")

    def on_mount(self) -> None:
        """Show the open edition with the cursor in the list."""
        super().on_mount()
        self.add_class("-listing")
        # At once: focus() would take effect only behind keys that were typed while the program started.
        self.set_focus(self.list)
        self.open_edition(None)
        self._version = self.desk.store.version()
        self.set_interval(_LOOK_SECONDS, self.look_for_changes)

    def look_for_changes(self) -> None:
        """Show the marks anew where somebody else, at another terminal, changed them."""
        version = self.desk.store.version()
        if version != self._version:
            self._version = version
            self.share_changes()

    @property
    def list(self) -> RecordList:
        """The list of procedures."""
        return self.query_one("#list", RecordList)

    @property
    def view(self) -> ProcedureView:
        """The open procedure."""
        return self.query_one("#procedure", ProcedureView)

    @property
    def filter(self) -> Entry:
        """The entry that filters the list."""
        return self.query_one("#filter", Entry)

    def shown_actions(self) -> Sequence[Action]:
        """Return what the bar of keys names: in the procedure, marking, then the ways on and back."""
        if self.focused is not self.view:
            return super().shown_actions()
        known = {action.id: action for action in actions_in(*self.key_contexts())}
        return [known[name] for name in _SHOWN_IN_PROCEDURE]

    def key_contexts(self) -> tuple[Context, ...]:
        """Return the marking keys first where the procedure has the focus."""
        if self.focused is self.view:
            return (Context.PROCEDURE, Context.BROWSE, Context.EVERYWHERE)
        return (Context.BROWSE, Context.EVERYWHERE)

    def title_text(self) -> str:
        """Return edition, number of marks and reviewer."""
        edition = self.desk.edition
        if edition is None:
            return ""
        marks = sum(self.desk.counts.values())
        parts = (
            _("edition {name}").format(name=edition.name),
            ngettext("{count} mark", "{count} marks", marks),
            self.desk.session.who,
            edition.title,
        )
        return "  ·  ".join(part for part in parts if part)

    def text_to_save(self) -> tuple[str, str]:
        """Return the open procedure as text."""
        entry = self.view.entry
        return (entry.address if entry else "", self.view.text() if entry else "")

    # -- the list -----------------------------------------------------------------------------------------------

    def open_edition(self, name: str | None, entry_id: int = 0) -> None:
        """Show an edition from its first entry, or at an entry of it; no name keeps the open one."""
        if name is not None:
            self.desk.open_edition(name)
            self.view.show_entry(None, {})
        self._lay_out_columns()
        self.refresh_title()
        self._clear_filter(keep=entry_id)

    def _clear_filter(self, keep: int) -> None:
        """Empty the filter and show the whole list, the cursor on an entry of it."""
        with self.prevent(Input.Changed):
            self.filter.value = ""
        self._read_list(keep)

    def on_resize(self, _event: Any) -> None:
        """Show the field beside the name only where there is room for both."""
        self._lay_out_columns()

    def _lay_out_columns(self) -> None:
        coded = self.desk.edition is None or self.app.size.width >= 60
        self.list.set_columns((3, 10 if coded else 6, 0, 18 if self.app.size.width >= 160 else -1))

    def _read_list(self, keep: int = 0) -> None:
        self._find(self.filter.text, self._order, keep)

    @work(thread=True, exclusive=True, group="find")
    def _find(self, typed: str, order: str, keep: int) -> None:
        ids = self.desk.find(typed, order)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_found, ids, keep)

    def _show_found(self, ids: Any, keep: int) -> None:
        total = self.desk.edition.procedures if self.desk.edition is not None else 0
        cursor = ids.index(keep) if keep in ids else 0
        self.list.show_rows(EntryRows(self.desk, ids), cursor, _("Nothing matches. Escape clears the filter."))
        self.query_one("#count", Static).update(f"{len(ids)}/{total} · {_(ORDER_LABELS[self._order])}")
        if not ids:
            self.view.show_entry(None, {})

    @on(Input.Changed, "#filter")
    def filter_changed(self) -> None:
        """Show what matches while it is typed."""
        self._read_list()

    def leave_filter(self) -> None:
        """Go from the filter into the list."""
        self.set_focus(self.list)

    @on(LineView.Moved, "#list")
    def list_moved(self) -> None:
        """Open the procedure under the cursor once the cursor rests."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(_REST_SECONDS, self.show_selected)

    def show_selected(self) -> None:
        """Open the procedure under the cursor."""
        self._rest = None
        selected = self._selected_entry()
        if selected and (self.view.entry is None or self.view.entry.id != selected or self._wanted_element):
            self._read_entry(selected)

    @work(thread=True, exclusive=True, group="entry")
    def _read_entry(self, entry_id: int) -> None:
        entry = self.desk.entry(entry_id)
        if entry is not None and not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show_entry, entry, self.desk.marks_on(entry))

    def _show_entry(self, entry: CatalogueEntry, marks: Mapping[str, Sequence[Mark]]) -> None:
        if entry.id != self._selected_entry():
            return
        self.view.show_entry(entry, marks)
        if self._wanted_element:
            # The view may only now come into sight, and cannot scroll before it has its height.
            self.view.call_after_refresh(self.view.go_to_element, self._wanted_element)
            self._wanted_element = ""

    def go_to(self, entry_id: int, element: str = "") -> None:
        """Open a procedure, the list's cursor on it, and put the cursor on one of its elements."""
        self._wanted_element = element
        self.view.show_entry(None, {})
        self._clear_filter(keep=entry_id)
        self._read_procedure()

    @on(LineView.Chosen, "#list")
    def action_open_procedure(self) -> None:
        """Go into the procedure under the cursor."""
        if self.focused is self.filter:
            self.set_focus(self.list)
            return
        self.show_selected()
        if self._selected_entry():
            self._read_procedure()

    def _read_procedure(self) -> None:
        self.set_class(True, "-reading")
        self.set_class(False, "-listing")
        self.set_focus(self.view)

    def _read_list_again(self) -> None:
        self.set_class(False, "-reading")
        self.set_class(True, "-listing")
        self.set_focus(self.list)

    # -- actions ------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that move the focus to an entry that is being typed into."""
        if action == "filter" and self.focused is self.filter:
            return False
        return super().check_action(action, parameters)

    def action_filter(self) -> None:
        """Type into the filter from now on."""
        self.set_class(False, "-reading")
        self.set_class(True, "-listing")
        self.set_focus(self.filter)

    def action_switch_pane(self) -> None:
        """Move between the list and the procedure."""
        if self.focused is self.view:
            self._read_list_again()
        else:
            self.action_open_procedure() if self.focused is self.list else self.set_focus(self.list)

    def action_back(self) -> None:
        """From the procedure or the filter to the list; in the list, clear the filter."""
        if self.focused is self.list and self.filter.value:
            self._clear_filter(self._selected_entry())
        self._read_list_again()

    def action_change_order(self) -> None:
        """Sort the list in the next order."""
        orders = list(ORDERS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._read_list(self._selected_entry())

    def _selected_entry(self) -> int:
        """The id of the entry under the list's cursor, 0 where the list is empty."""
        source = self.list.source
        return source.ids[self.list.cursor] if isinstance(source, EntryRows) and len(source) else 0

    def action_choose_edition(self) -> None:
        """Choose another edition to show, or one to compare with."""
        self._ask_for_edition(compare=False)

    def action_compare_edition(self) -> None:
        """Compare the open edition with another one."""
        self._ask_for_edition(compare=True)

    def _ask_for_edition(self, compare: bool) -> None:
        from workbench.screens.editions import EditionChoice, EditionScreen

        def chosen(choice: EditionChoice | None) -> None:
            if choice is None:
                return
            if choice.compare:
                self._compare_with(choice.name)
            else:
                self.open_edition(choice.name)
                self._read_list_again()

        self.app.push_screen(EditionScreen(self.desk, compare), chosen)

    def _compare_with(self, name: str) -> None:
        """Show the comparison of an edition with the open one, the one of the earlier day as the older."""
        from workbench.screens.comparison import ComparisonScreen

        editions = self.desk.editions()
        places = {edition.name: at for at, edition in enumerate(editions)}
        here = self.desk.edition
        if here is None or name not in places or here.name not in places:
            return
        new, old = sorted((places[name], places[here.name]))
        self.app.push_screen(ComparisonScreen(self.desk, editions[old], editions[new], self))

    def action_show_graph(self) -> None:
        """Show the open procedure's steps and papers as a tree."""
        from workbench.screens.graph import GraphScreen

        if self.view.entry is not None:
            self.app.push_screen(GraphScreen(self.desk, self.view.entry, self))

    def action_show_journey(self) -> None:
        """Show the whole way to the open procedure's result."""
        from workbench.screens.journey import JourneyScreen

        if self.view.entry is not None:
            self.app.push_screen(JourneyScreen(self.desk, self.view.entry.id, self))

    def action_show_questions(self) -> None:
        """Show the questions about the edition's graph."""
        from workbench.screens.questions import QuestionsScreen

        self.app.push_screen(QuestionsScreen(self.desk, self))

    def action_show_paper(self) -> None:
        """Show the page of the paper under the cursor."""
        from workbench.screens.paper import PaperScreen

        place = self.place_under_cursor()
        if place is None or place[1].part is not Part.PAPER:
            self.tell(_("Put the cursor on a paper of the open procedure first."))
            return
        self.app.push_screen(PaperScreen(self.desk, place[0].id, place[1].address, self))

    def action_show_cost(self) -> None:
        """Show what the open procedure costs those who do it."""
        from workbench.screens.cost import CostScreen

        if self.view.entry is not None:
            self.app.push_screen(CostScreen(self.desk, self.view.entry))

    def action_show_marks(self) -> None:
        """List every mark of the edition."""
        from workbench.screens.marks import MarksScreen

        self.app.push_screen(MarksScreen(self.desk, self))

    def action_show_proposal(self) -> None:
        """Preview the proposal for the open procedure."""
        if self.view.entry is not None:
            self._preview((self.view.entry.address,))

    def action_show_whole_proposal(self) -> None:
        """Preview the proposal for every marked procedure."""
        self._preview(())

    def _preview(self, addresses: tuple[str, ...]) -> None:
        from workbench.screens.proposal import ProposalScreen

        self.app.push_screen(ProposalScreen(self.desk, addresses))

    # -- marks --------------------------------------------------------------------------------------------------

    def marks_changed(self) -> None:
        """Show marks anew in the list, the procedure and the title."""
        self.refresh_title()
        self.list.rows_changed()
        entry = self.view.entry
        if entry is not None:
            self.view.show_entry(entry, self.desk.marks_on(entry))

    def place_under_cursor(self) -> tuple[CatalogueEntry, Element] | None:
        """Return the open procedure and the element under its cursor, if it has the focus."""
        entry, element = self.view.entry, self.view.element
        return (entry, element) if entry and element and self.focused is self.view else None

    def marks_under_cursor(self) -> Sequence[Mark]:
        """Return the marks on the element under the cursor."""
        return self.view.marks_here if self.focused is self.view else ()
