"""The cost table of a procedure, edited in place; where the money is; and scenarios side by side."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Input, Static

from catalogue.editions import Entry as CatalogueEntry
from catalogue.problems import Problem
from reviews.cost_after import table_after
from reviews.cost_edits import LINE_COLUMNS, WHOLE_TABLE, Cell, CellEdit, Column, keep_edits, kept_edits, read_cell
from reviews.cost_table import table_rows
from reviews.cost_words import dong, number
from reviews.costed_edition import CostBasis, compared, costed_procedures, read_basis
from reviews.costs import Comparison, Figure
from reviews.judgements import JudgementBook
from reviews.live_totals import LiveTotals, procedure_cost
from reviews.marks import Mark, list_marks
from reviews.scenario import GROUPINGS, CostedProcedure, GroupComparison, Scenario, compare_scenarios
from reviews.scenario_book import kept_scenarios
from workbench.actions import Context, bindings
from workbench.desk import Desk
from workbench.language import N_
from workbench.language import translate as _
from workbench.rendering.cost_labels import ACTIVITY_LABELS, COLUMN_LABELS, COST_SOURCES
from workbench.rendering.cost_lines import money_lines, scenario_lines, total_lines
from workbench.rendering.lines import Line, Piece, fit, wrapped_lines
from workbench.screens.work_screen import WorkScreen
from workbench.widgets.cost_grid import CostGrid, GridRow
from workbench.widgets.entry import Entry
from workbench.widgets.text_view import TextView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Short, so that the words of a line have room at 80 columns.
_HEADINGS = (N_("Minutes"), N_("Hire"), N_("Other"), N_("Levies"), "%", N_("Cost"))
_TABLE, _MONEY, _SCENARIOS = range(3)
_NARROWEST_ENTRY = 14
# How a number is drawn, by where it comes from: what somebody said stands out, what is only suggested steps back.
_STYLES = {"record": "", "norm": "muted", "survey": "good", "reviewer": "mark"}


class CostScreen(WorkScreen):
    """Three views of cost: the table of the open procedure, the dearest procedures, and the scenarios."""

    BINDINGS = bindings(Context.COST)
    contexts = (Context.COST, Context.EVERYWHERE)

    def __init__(self, desk: Desk, entry: CatalogueEntry) -> None:
        super().__init__(desk)
        self._entry = entry
        self._basis: CostBasis = read_basis(desk.store)
        self._marks: list[Mark] = []
        self._comparison = self._compare()
        self._cells: list[tuple[Cell, ...]] = []
        self._figures: dict[Cell, Figure | None] = {}
        self._totals: LiveTotals | None = None
        self._compared: tuple[list[str], tuple[GroupComparison, ...]] | None = None
        self._view = _TABLE

    def content(self) -> ComposeResult:
        """Lay out the table with its totals, and the view of lines that takes its place."""
        yield Static("", id="cost-headings", markup=False)
        yield CostGrid([_(heading) for heading in _HEADINGS], id="cost-grid")
        yield TextView(lambda width: tuple(self._total_lines(width)), id="cost-totals")
        yield TextView(lambda width: tuple(self._ranking_lines(width)), id="cost-ranking")
        yield Entry(id="cost-cell", max_length=40)

    @property
    def grid(self) -> CostGrid:
        """The table."""
        return self.query_one("#cost-grid", CostGrid)

    @property
    def typing(self) -> Entry:
        """The entry that stands over the cell while it is edited."""
        return self.query_one("#cost-cell", Entry)

    def on_mount(self) -> None:
        """Show the table, and count the marked procedures beside the screen."""
        super().on_mount()
        self.typing.display = False
        self.query_one("#cost-totals", TextView).can_focus = False
        self._show_view(_TABLE)
        self._show_table()
        self.grid.cursor = next((at for at, cells in enumerate(self._cells) if cells), 0)
        self._count()

    def on_resize(self) -> None:
        """Lay the headings out anew."""
        self._draw_headings()

    def title_text(self) -> str:
        """Return what is shown, and of which procedure or edition."""
        if self._view == _TABLE:
            return " · ".join((_("Compliance cost"), f"{self._entry.address} {self._entry.procedure.name}"))
        name = _("Where the money is") if self._view == _MONEY else _("Scenarios side by side")
        return " · ".join((name, _("edition {name}").format(name=self._entry.edition.name)))

    def text_to_save(self) -> tuple[str, str]:
        """Return what is shown as text."""
        ranking = self.query_one("#cost-ranking", TextView)
        if self._view != _TABLE:
            return f"chi-phi-{self._entry.edition.name}", ranking.text()
        grid = self.grid
        lines = [grid.heading_line(grid.size.width), *(grid.line_at(at) for at in range(grid.line_count()))]
        lines += self._total_lines(grid.size.width)
        return f"chi-phi-{self._entry.address}", "".join(f"{line.text.rstrip()}\n" for line in lines)

    # -- the table ----------------------------------------------------------------------------------------------

    def _compare(self) -> Comparison:
        """The table as it is entered now, beside the one after the marks."""
        entry = self._entry
        self._marks = list_marks(self.desk.store, entry.edition.name, [entry.address])
        return compared(self._basis, entry.address, entry.procedure, self._marks)

    def _show_table(self) -> None:
        self._cells, self._figures = [], {}
        rows: list[GridRow] = []
        table = self._comparison.before
        for row in table_rows(table):
            if row.line is None or row.cost is None:
                rows.append(GridRow(row.number, _(ACTIVITY_LABELS[row.activity.value])))
                self._cells.append(())
                continue
            line = row.line
            figures = (line.minutes, line.hired, line.out_of_pocket, line.fee, line.burdened)
            rows.append(self._row(row.number, row.words, line.key, LINE_COLUMNS, figures, dong(row.cost.total)))
        whole = ((Column.SUBJECTS, table.subjects), (Column.TIMES, table.times))
        for column, figure in whole:
            rows.append(self._row("", _(COLUMN_LABELS[column.value]), WHOLE_TABLE, (column,), (figure,), ""))
        self.grid.show_rows(rows)
        self._draw_headings()
        self.query_one("#cost-totals", TextView).draw_again()

    def _row(
        self,
        place: str,
        words: str,
        key: str,
        columns: Sequence[Column],
        figures: Sequence[Figure | None],
        last: str,
    ) -> GridRow:
        cells = tuple(Cell(key, column) for column in columns)
        self._cells.append(cells)
        self._figures |= dict(zip(cells, figures, strict=True))
        texts = [_cell_text(cell, figure) for cell, figure in zip(cells, figures, strict=True)]
        styles = ["muted" if figure is None else _STYLES[figure.source.value] for figure in figures]
        missing = len(LINE_COLUMNS) - len(cells)
        return GridRow(place, words, (*texts, *[""] * missing), (*styles, *[""] * missing), last)

    def _draw_headings(self) -> None:
        grid = self.grid
        width = grid.scrollable_content_region.width
        if width:
            self.query_one("#cost-headings", Static).update(grid.heading_line(width).text)

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor, None on a heading."""
        row = self._cells[self.grid.cursor] if self._cells else ()
        return row[min(self.grid.column, len(row) - 1)] if row else None

    def _total_lines(self, width: int) -> Iterator[Line]:
        cell = self.cell
        words = "" if cell is None else self._cell_words(cell)
        yield Line((Piece(f" {fit(words, width - 1)}", "code"),))
        yield from total_lines(self._comparison, width)

    def _cell_words(self, cell: Cell) -> str:
        """Where the number under the cursor comes from."""
        figure = self._figures.get(cell)
        said = _(COLUMN_LABELS[cell.column.value])
        if figure is None:
            return ": ".join((said, _("nothing is entered")))
        source = _(COST_SOURCES[figure.source.value])
        note = f" ({self._basis.rules.norms.named(figure.note)})" if figure.note else ""
        told = [f"{said}: {_cell_text(cell, figure)}", f"{source}{note}"]
        return " – ".join(told if figure.confirmed else [*told, _("not confirmed")])

    @on(CostGrid.CellMoved)
    def cell_moved(self) -> None:
        """Tell where the number under the cursor comes from."""
        self.query_one("#cost-totals", TextView).draw_again()

    def action_previous_cell(self) -> None:
        """Go to the cell on the left."""
        if self._view == _TABLE:
            self.grid.move_column(-1)

    def action_next_cell(self) -> None:
        """Go to the cell on the right."""
        if self._view == _TABLE:
            self.grid.move_column(1)

    def action_edit_cell(self) -> None:
        """Put the entry over the cell under the cursor."""
        cell = self.cell
        if self._view != _TABLE or cell is None:
            return
        self.grid.column = [one.column for one in self._cells[self.grid.cursor]].index(cell.column)
        left, top, width = self.grid.cell_region()
        wide = max(width + 2, _NARROWEST_ENTRY)
        region = self.grid.region
        entry = self.typing
        entry.styles.width = wide
        entry.styles.offset = (max(region.x + left + width + 1 - wide, 0), region.y + top)
        entry.value = ""
        entry.placeholder = _cell_text(cell, self._figures.get(cell))
        entry.display = True
        entry.focus()

    @on(Input.Submitted, "#cost-cell")
    def cell_typed(self) -> None:
        """Keep what was typed, or say why not and go on typing; nothing typed brings the draft back."""
        cell, typed = self.cell, self.typing.text.strip()
        address, who = self._entry.address, self.desk.session.who
        if cell is None:
            return
        try:
            value = read_cell(cell, typed, _(COLUMN_LABELS[cell.column.value])) if typed else None
            keep_edits(JudgementBook(self.desk.store, who), address, {cell: value})
        except Problem as problem:
            self.tell_problem(problem)
            return
        self._stop_typing()
        self._clear_message()
        entered = dict(self._basis.edits.get(address, {}))
        entered.pop(cell, None)
        if value is not None:
            entered[cell] = CellEdit(value, who)
        self._take_over({**self._basis.edits, address: entered})

    def _stop_typing(self) -> None:
        self.typing.display = False
        self.grid.focus()

    def _take_over(self, edits: Mapping[str, Mapping[Cell, CellEdit]]) -> None:
        """Show what is entered now; only this procedure is counted anew."""
        self._basis = replace(self._basis, edits=edits)
        self._comparison = self._compare()
        self._compared = None
        address = self._entry.address
        if self._totals is not None and address in self._totals:
            self._totals.put(procedure_cost(address, self._entry.procedure.name, self._comparison))
        self._show_table()

    # -- where the money is, and scenarios ----------------------------------------------------------------------

    def marks_changed(self) -> None:
        """Count anew after a mark or a cell was changed or undone."""
        self._take_over(kept_edits(self.desk.store))
        self._count()

    @work(thread=True, exclusive=True, group="cost")
    def _count(self) -> None:
        """Count the marked procedures and compare the scenarios, one procedure after the other."""
        store, edition, basis = self.desk.store, self._entry.edition, self._basis
        marks = list_marks(store, edition.name)
        by_address: dict[str, list[Mark]] = {}
        for mark in marks:
            by_address.setdefault(mark.address, []).append(mark)
        totals = LiveTotals()
        costed: list[CostedProcedure] = []
        for one in costed_procedures(store, edition, basis, by_address):
            after = table_after(one.table, one.procedure, by_address[one.address], basis.rules_for(one.address))
            totals.put(procedure_cost(one.address, one.procedure.name, Comparison(one.table, after)))
            costed.append(one)
        procedures = {one.address: one.procedure for one in costed}
        scenarios = [Scenario(_("All marks"), by_address)]
        scenarios += [named.applied(marks, procedures) for named in kept_scenarios(store)]
        together = compare_scenarios(costed, scenarios, lambda _one: _("Together"), basis.rules)
        fields = compare_scenarios(costed, scenarios, GROUPINGS["field"], basis.rules)
        names = [scenario.name for scenario in scenarios]
        self.app.call_from_thread(partial(self._show_counted, totals, names, (*together, *fields)))

    def _show_counted(self, totals: LiveTotals, names: list[str], groups: tuple[GroupComparison, ...]) -> None:
        self._totals = totals
        self._compared = names, groups
        self.query_one("#cost-ranking", TextView).draw_again()

    def _ranking_lines(self, width: int) -> Iterator[Line]:
        if self._view == _MONEY and self._totals is not None:
            yield from money_lines(self._totals, width)
        elif self._view == _SCENARIOS and self._compared is not None:
            yield from scenario_lines(*self._compared, width)
        else:
            yield from wrapped_lines((Piece(" "),), _("Counting …"), width, "muted")

    def action_switch_view(self) -> None:
        """Go on to the next of the three views."""
        if self.typing.display:
            self._stop_typing()
        self._show_view((self._view + 1) % 3)
        if self._view == _SCENARIOS and self._totals is not None and self._compared is None:
            self._count()

    def _show_view(self, view: int) -> None:
        self._view = view
        for name in ("#cost-headings", "#cost-grid", "#cost-totals"):
            self.query_one(name).display = view == _TABLE
        ranking = self.query_one("#cost-ranking", TextView)
        ranking.display = view != _TABLE
        ranking.draw_again()
        (self.grid if view == _TABLE else ranking).focus()
        self.refresh_title()

    def action_close(self) -> None:
        """Leave the cell that is edited, else go back to where this was opened."""
        if self.typing.display:
            self._stop_typing()
        else:
            self.dismiss()


def _cell_text(cell: Cell, figure: Figure | None) -> str:
    """A cell's number as it is shown; nothing where nothing is hired, and no 100 percent."""
    if figure is None:
        return ""
    if cell.column is Column.BURDENED:
        return number(100 * figure.value)
    if cell.column in (Column.HIRED, Column.OUT_OF_POCKET, Column.FEE) and not figure.value:
        return "0" if cell.column is Column.HIRED else "–"
    return number(figure.value)
