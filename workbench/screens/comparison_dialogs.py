"""The dialogs of the comparison: which rows to show, and what becomes of a mark of the older edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from catalogue.text import one_line
from reviews.carry_book import Settlement
from reviews.carrying import Carried
from workbench.actions import Context, bindings
from workbench.comparison_rows import Facet
from workbench.language import N_
from workbench.language import translate as _
from workbench.rendering.comparison_labels import (
    BURDEN_LABELS,
    CAUSE_LABELS,
    CERTAINTY_LABELS,
    CHANGED_PART_LABELS,
    FACET_GROUP_LABELS,
    MOVE_LABELS,
    OUTCOME_LABELS,
    PAIR_KIND_LABELS,
)
from workbench.rendering.labels import element_words
from workbench.rendering.lines import Piece, fit, unbulleted
from workbench.rendering.procedure_lines import mark_words
from workbench.widgets.choice_list import ChoiceList, ChoiceRows
from workbench.widgets.key_bar import KeyBar
from workbench.widgets.line_view import LineView

_LONGEST_TEXT = 300
_VALUES: Mapping[str, Mapping[str, str]] = {
    "kind": PAIR_KIND_LABELS | MOVE_LABELS,
    "burden": BURDEN_LABELS,
    "part": CHANGED_PART_LABELS,
    "certainty": CERTAINTY_LABELS,
    "marks": OUTCOME_LABELS | {"settled": N_("settled")},
}


def facet_words(facet: Facet) -> str:
    """Return the value of a facet as people read it."""
    known = _VALUES.get(facet.group, {}).get(facet.value)
    return _(known) if known else facet.value or "–"


class FacetRows:
    """The rows of the list of facets: chosen or not, the group, the value, how many procedures have it."""

    def __init__(self, counts: Sequence[tuple[Facet, int]], chosen: Iterable[Facet]) -> None:
        self._counts = counts
        self._chosen = frozenset(chosen)

    def __len__(self) -> int:
        """Return how many facets there are."""
        return len(self._counts)

    def rows(self, start: int, stop: int) -> list[Sequence[Piece]]:
        """Return one piece per column."""
        return [
            (
                Piece("[×]" if facet in self._chosen else "[ ]", "mark"),
                Piece(_(FACET_GROUP_LABELS[facet.group]), "muted"),
                Piece(facet_words(facet)),
                Piece(f"{count:>6}", "code"),
            )
            for facet, count in self._counts[start:stop]
        ]


class FacetDialog(ModalScreen[frozenset[Facet] | None]):
    """Shows every facet with its count; Enter takes one in or out, saving closes with those that are in."""

    BINDINGS = bindings(Context.DIALOG)

    def __init__(self, counts: Mapping[Facet, int], chosen: Iterable[Facet]) -> None:
        super().__init__()
        self._counts = list(counts.items())
        self._chosen = set(chosen)

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(classes="dialog facets"):
            yield ChoiceList((3, 16, 0, 6), id="facets")
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(".dialog").border_title = _("Show only (Enter takes in or out)")
        self.query_one(KeyBar).show_contexts(Context.CHOICES, Context.DIALOG)
        found = self.query_one(ChoiceList)
        found.show_rows(FacetRows(self._counts, self._chosen))
        self.set_focus(found)

    @on(LineView.Chosen)
    def take(self, event: LineView.Chosen) -> None:
        """Take the facet under the cursor in or out."""
        self._chosen ^= {self._counts[event.item][0]}
        self.query_one(ChoiceList).show_rows(FacetRows(self._counts, self._chosen), event.item)

    def action_save(self) -> None:
        """Close with what is chosen."""
        self.dismiss(frozenset(self._chosen))

    def action_cancel(self) -> None:
        """Close and leave the choice as it was."""
        self.dismiss(None)


_WAYS = {
    Settlement.KEEP: N_("Keep it as it is in the newer edition"),
    Settlement.EDIT: N_("Change it for the newer edition…"),
    Settlement.SEEN: N_("Seen: the newer edition does what it proposes"),
    Settlement.DROP: N_("Leave it behind in the older edition"),
}


class SettleDialog(ModalScreen[Settlement | None]):
    """Shows a mark with the texts of both editions, and closes with what is to become of it."""

    BINDINGS = bindings(Context.DIALOG)

    def __init__(self, one: Carried) -> None:
        super().__init__()
        self._one = one
        self._ways = [way for way in _WAYS if one.place is not None or way in (Settlement.SEEN, Settlement.DROP)]

    def compose(self) -> ComposeResult:
        """Lay out both texts above the ways."""
        one = self._one
        with Vertical(classes="dialog"):
            said = f"{element_words(one.mark.element)} – {mark_words(one.mark)}"
            yield Static(said, classes="label", markup=False)
            yield Static(_text("−", one.mark.element_text), classes="element", markup=False)
            if one.place is not None:
                yield Static(_text("+", one.place.element.text), classes="element", markup=False)
            causes = "; ".join(_(CAUSE_LABELS[cause.value]) for cause in one.causes)
            named = "; ".join(one.instruments)
            if causes or named:
                yield Static("; ".join(filter(None, (causes, named))), classes="label", markup=False)
            if one.rival is not None:
                yield Static(f"! {mark_words(one.rival)}", classes="label", markup=False)
            yield ChoiceList((0,), id="ways")
            yield KeyBar()

    def on_mount(self) -> None:
        """Fill the list of ways."""
        self.query_one(".dialog").border_title = _(OUTCOME_LABELS[self._one.outcome.value])
        self.query_one(KeyBar).show_contexts(Context.CHOICES, Context.DIALOG)
        found = self.query_one(ChoiceList)
        found.show_rows(ChoiceRows([_(_WAYS[way]) for way in self._ways]))
        self.set_focus(found)

    @on(LineView.Chosen)
    def action_save(self) -> None:
        """Close with the way under the cursor."""
        self.dismiss(self._ways[self.query_one(ChoiceList).cursor])

    def action_cancel(self) -> None:
        """Close without settling."""
        self.dismiss(None)


def _text(sign: str, text: str) -> str:
    return f"{sign} {fit(unbulleted(one_line(text)), _LONGEST_TEXT).rstrip()}"
