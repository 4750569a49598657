"""Confirming and denying, from a screen, that a procedure issues a paper."""

from __future__ import annotations

from collections.abc import Callable

from catalogue.problems import Problem
from reviews.issuer_links import SaidLink
from workbench.language import translate as _
from workbench.rendering.link_words import said_words
from workbench.screens.work_screen import WorkScreen

SayLink = Callable[[bool], SaidLink]


class LinkingScreen(WorkScreen):
    """A screen on which the link under the cursor can be confirmed and denied."""

    def link_under_cursor(self) -> SayLink | None:
        """Return what judges the link under the cursor, None where there is none."""
        return None

    def action_confirm_link(self) -> None:
        """Say that the procedure under the cursor issues the paper."""
        self._say(True)

    def action_deny_link(self) -> None:
        """Say that the procedure under the cursor does not issue the paper."""
        self._say(False)

    def _say(self, holds: bool) -> None:
        say = self.link_under_cursor()
        if say is None:
            self.tell(_("Put the cursor on a procedure that issues a paper first."))
            return
        try:
            said = say(holds)
        except Problem as problem:
            self.tell_problem(problem)
            return
        sentence = said_words(said, holds)
        undoing = _("{key} undoes it.").format(key="u")
        self.tell(f"{sentence} {undoing}" if said.changed else sentence)
        self.share_changes()
