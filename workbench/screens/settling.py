"""What a person settles on the comparison: whether a pair is one procedure, and what becomes of a mark."""

from __future__ import annotations

from catalogue.editions import Edition, load_entries
from catalogue.problems import Problem
from reviews.carried_volumes import MovedVolumes, keep_moved
from reviews.carry_book import Settlement, apply_carried, settle
from reviews.carrying import Carried, Outcome
from reviews.judgements import JudgementBook
from reviews.marks import Judgement
from reviews.pair_book import judge_pair
from workbench.comparison_rows import ComparedRow
from workbench.desk import Desk
from workbench.language import ngettext
from workbench.language import translate as _
from workbench.rendering.mark_text import volumes_followed
from workbench.screens.comparison_dialogs import SettleDialog
from workbench.screens.mark_dialog import MarkDialog
from workbench.screens.work_screen import WorkScreen


class SettlingScreen(WorkScreen):
    """A screen over two editions on which pairs are judged and marks are settled."""

    def __init__(self, desk: Desk, old: Edition, new: Edition) -> None:
        super().__init__(desk)
        self.old = old
        self.new = new
        self.carried: tuple[Carried, ...] = ()
        self.moved: tuple[MovedVolumes, ...] = ()

    def row_under_cursor(self) -> ComparedRow | None:
        """Return the procedure that the keys are about, None where there is none."""
        raise NotImplementedError

    def action_confirm_pair(self) -> None:
        """Say that both sides are one procedure."""
        self._judge(True)

    def action_deny_pair(self) -> None:
        """Say that both sides are different procedures."""
        self._judge(False)

    def _judge(self, same: bool) -> None:
        row = self.row_under_cursor()
        if row is None:
            return
        if row.pair is None:
            said = _("It stands in one edition only; “workbench pair” says which procedure of the other it is.")
            self.tell(said, warning=True)
            return
        store = self.desk.store
        old, new = (load_entries(store, [entry.id for entry in side]) for side in (row.old, row.new))
        try:
            changed = judge_pair(JudgementBook(store, self.desk.session.who), store, old, new, same)
        except Problem as problem:
            self.tell_problem(problem)
            return
        if changed:
            said = (
                _("Kept: one procedure. {key} undoes it.")
                if same
                else _("Kept: different procedures. {key} undoes it.")
            )
            self.tell(said.format(key="u"))
        self.share_changes()

    def action_settle_mark(self) -> None:
        """Say what becomes of the first mark of this procedure that waits."""
        row = self.row_under_cursor()
        waiting = [one for one in row.marks if not one.settled] if row is not None else []
        if not waiting:
            self.tell(_("No mark of the older edition waits here."), warning=True)
            return
        one = waiting[0]

        def chosen(way: Settlement | None) -> None:
            if way is Settlement.EDIT:
                self._edit(one)
            elif way is not None:
                self._settle(one, way)

        self.app.push_screen(SettleDialog(one), chosen)

    def _edit(self, one: Carried) -> None:
        if one.place is None:
            return
        entry, element = one.place.entry, one.place.element

        def answered(judgement: Judgement | None) -> None:
            if judgement is not None:
                self._settle(one, Settlement.EDIT, judgement)

        self.app.push_screen(MarkDialog(entry, element, one.mark.judgement), answered)

    def _settle(self, one: Carried, way: Settlement, judgement: Judgement | None = None) -> None:
        try:
            settle(self.desk.store, self.desk.session.who, self.new, one, way, judgement)
        except Problem as problem:
            self.tell_problem(problem)
        else:
            self.tell(_("The mark is settled; {key} undoes it.").format(key="u"))
        self.share_changes()

    def action_carry_marks(self) -> None:
        """Write every mark whose element is the same into the newer edition; volumes follow to new codes."""
        waits = any(one.outcome in (Outcome.STAYS, Outcome.IMPLEMENTED) and not one.settled for one in self.carried)
        if not waits and not self.moved:
            self.tell(_("No mark waits to be carried."), warning=True)
            return
        try:
            if self.moved:
                keep_moved(self.desk.store, self.desk.session.who, self.new, self.moved)
            written, seen = apply_carried(self.desk.store, self.desk.session.who, self.new, self.carried)
        except Problem as problem:
            self.tell_problem(problem)
            return
        said = [
            ngettext(
                "{count} mark written into the newer edition.", "{count} marks written into the newer edition.", written
            )
        ]
        if seen:
            said.append(ngettext("{count} mark seen by an exact match.", "{count} marks seen by an exact match.", seen))
        if self.moved:
            said.append(volumes_followed(self.moved))
        self.tell(" ".join(said))
        self.share_changes()
