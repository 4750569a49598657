"""Marking from a screen: asking for a judgement, changing a mark, taking it away."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.editions import Entry
from catalogue.elements import Element, find_element
from catalogue.problems import Problem
from reviews.actions import MarkAction
from reviews.marks import Judgement, Mark, refuse_action
from workbench.language import translate as _
from workbench.rendering.labels import ACTION_LABELS
from workbench.screens.mark_dialog import MarkDialog
from workbench.screens.work_screen import WorkScreen


class MarkingScreen(WorkScreen):
    """A screen on which marks can be made, changed and taken away."""

    def place_under_cursor(self) -> tuple[Entry, Element] | None:
        """Return the procedure and the element that a new mark would stand on."""
        return None

    def marks_under_cursor(self) -> Sequence[Mark]:
        """Return the marks that editing and taking away can act on."""
        return ()

    def action_mark_remove(self) -> None:
        """Propose to remove."""
        self._start_mark(MarkAction.REMOVE)

    def action_mark_replace(self) -> None:
        """Propose to replace by data."""
        self._start_mark(MarkAction.REPLACE)

    def action_mark_reduce(self) -> None:
        """Propose to reduce."""
        self._start_mark(MarkAction.REDUCE)

    def action_mark_merge(self) -> None:
        """Propose to merge."""
        self._start_mark(MarkAction.MERGE)

    def action_mark_keep(self) -> None:
        """Propose to keep."""
        self._start_mark(MarkAction.KEEP)

    def action_edit_mark(self) -> None:
        """Change the reviewer's own mark under the cursor."""
        mark = self._own_mark()
        if mark is None:
            self.tell(_("No mark of yours stands here."), warning=True)
            return
        entry = self.desk.entry_at(mark.address)
        self._ask(entry, _marked_element(entry, mark), mark.judgement, mark)

    def action_withdraw_mark(self) -> None:
        """Take away the reviewer's own mark under the cursor."""
        mark = self._own_mark()
        if mark is None:
            self.tell(_("No mark of yours stands here."), warning=True)
            return
        try:
            self.desk.book.withdraw(mark)
        except Problem as problem:
            self.tell_problem(problem)
        else:
            self.tell(_("The mark is taken away; {key} brings it back.").format(key="u"))
        self.share_changes()

    def _own_mark(self) -> Mark | None:
        own = [mark for mark in self.marks_under_cursor() if mark.author == self.desk.session.who]
        return own[-1] if own else None

    def _start_mark(self, action: MarkAction) -> None:
        place = self.place_under_cursor()
        if place is None:
            return
        entry, element = place
        try:
            refuse_action(element, action)
        except Problem as problem:
            self.tell_problem(problem)
            return
        mark = self._own_mark()
        before = mark.judgement if mark is not None and mark.action == action else Judgement(action)
        self._ask(entry, element, before, mark)

    def _ask(self, entry: Entry, element: Element, before: Judgement, mark: Mark | None) -> None:
        def answered(judgement: Judgement | None) -> None:
            if judgement is not None:
                self._save(entry, element, judgement, mark)

        self.app.push_screen(MarkDialog(entry, element, before), answered)

    def _save(self, entry: Entry, element: Element, judgement: Judgement, mark: Mark | None) -> None:
        try:
            if mark is None:
                self.desk.book.propose(entry, element, judgement)
            else:
                self.desk.book.change(mark, element, judgement)
        except Problem as problem:
            self.tell_problem(problem)
        else:
            self.tell(_("Saved: {action}. {key} undoes it.").format(action=_(ACTION_LABELS[judgement.action]), key="u"))
        self.share_changes()


def _marked_element(entry: Entry, mark: Mark) -> Element:
    return find_element(entry.procedure, mark.element, entry.address)
