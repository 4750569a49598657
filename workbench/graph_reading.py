"""The graph of an edition for a command: read back, or built while a line on the terminal says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.language import N_, translate
from workbench.output import Progress

if TYPE_CHECKING:
    from catalogue.editions import Edition
    from catalogue.graph import DependencyGraph
    from catalogue.judged_links import JudgedLinks
    from catalogue.store import Store


BUILDING = N_("Finding out which procedures issue which papers; this is done once for an edition…")


def read_graph(store: Store, edition: Edition, judged: JudgedLinks) -> DependencyGraph:
    """Return the dependency graph of an edition, as `kept_graph` does."""
    from catalogue.kept_graphs import kept_graph

    progress = Progress()
    try:
        return kept_graph(store, edition, judged, lambda: progress.show(translate(BUILDING)))
    finally:
        progress.clear()
