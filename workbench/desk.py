"""The reviewer's desk: one open workspace with its editions, entries and marks, as the screens ask for them."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from platformdirs import user_documents_path

from catalogue.editions import (
    Edition,
    Entry,
    EntrySummary,
    entry_ids,
    entry_summaries,
    find_edition,
    find_entry,
    list_editions,
    load_entries,
)
from catalogue.store import Store
from reviews.marks import Mark, list_marks, mark_counts
from workbench.rendering.lines import Piece
from workbench.session import WorkSession

if TYPE_CHECKING:
    from catalogue.graph import DependencyGraph
    from catalogue.journey import Journeys, Terms
    from catalogue.judged_links import JudgedLinks
    from catalogue.papers import CataloguePaper
    from reviews.judgements import JudgementBook
    from reviews.mark_book import MarkBook


class Desk:
    """What is open now. Reading methods may be called from worker threads; marks are made on the screens' thread."""

    def __init__(self, session: WorkSession, store: Store) -> None:
        self.session = session
        self.store = store
        self.edition: Edition | None = None
        self.counts: dict[str, int] = {}
        # Where documents were written last; the user's own documents to begin with.
        self.export_folder: Path = user_documents_path()
        # Called where a graph has to be built, which takes long.
        self.tell_building: Callable[[], None] = _nobody_listens
        # Who asks for a graph while it is built waits for it, instead of building another one.
        self._building = Lock()
        # What was made of an edition's graph, each with the graph it was made of: a judged link makes another graph.
        self._graphs: dict[int, tuple[JudgedLinks, DependencyGraph]] = {}
        self._journeys: dict[tuple[int, Terms], tuple[DependencyGraph, Journeys]] = {}
        self._papers: dict[int, tuple[DependencyGraph, tuple[CataloguePaper, ...]]] = {}

    @cached_property
    def book(self) -> MarkBook:
        """The book in which this reviewer's marks are made."""
        # Loaded with the first use: the first list must not wait for the library behind it.
        from reviews.mark_book import MarkBook

        return MarkBook(self.store, self.session.who)

    @cached_property
    def judgements(self) -> JudgementBook:
        """The book in which this reviewer judges what is no mark."""
        from reviews.judgements import JudgementBook

        return JudgementBook(self.store, self.session.who)

    def open_edition(self, name: str | None = None) -> Edition:
        """Open an edition by name, the newest where no name is given; raises `Problem` where there is none."""
        self.edition = find_edition(self.store, name)
        self.refresh_counts()
        return self.edition

    def editions(self) -> list[Edition]:
        """Return the editions of the workspace, the newest first."""
        return list_editions(self.store)

    def find(self, typed: str, order: str) -> list[int]:
        """Return the ids of the open edition's entries that match what was typed."""
        return entry_ids(self.store, self.edition, typed, order) if self.edition else []

    def summaries(self, ids: Sequence[int]) -> list[EntrySummary]:
        """Return the list lines of entries."""
        return entry_summaries(self.store, ids)

    def entry(self, entry_id: int) -> Entry | None:
        """Return an entry whole, None where it is gone."""
        found = load_entries(self.store, [entry_id])
        return found[0] if found else None

    def entry_at(self, address: str) -> Entry:
        """Return an entry of the open edition by its address."""
        return find_entry(self.store, self.edition or self.open_edition(), address)

    def marks_on(self, entry: Entry) -> Mapping[str, Sequence[Mark]]:
        """Return the marks on an entry by the addresses of its elements."""
        by_element: dict[str, list[Mark]] = defaultdict(list)
        for mark in list_marks(self.store, entry.edition.name, [entry.address]):
            by_element[mark.element].append(mark)
        return by_element

    def marks(self) -> list[Mark]:
        """Return every mark of the open edition."""
        return list_marks(self.store, self.edition.name) if self.edition else []

    def refresh_counts(self) -> None:
        """Count the open edition's marks anew."""
        self.counts = mark_counts(self.store, self.edition.name) if self.edition else {}

    def graph(self) -> DependencyGraph:
        """Return the open edition's dependency graph, built once and brought up to date when links are judged."""
        with self._building:
            return self._graph()

    def _graph(self) -> DependencyGraph:
        from catalogue.graph_building import judged_graph
        from catalogue.kept_graphs import kept_graph
        from reviews.judged_issuers import judged_links

        edition = self.edition or self.open_edition()
        judged = judged_links(self.store)
        if edition.id not in self._graphs:
            self._graphs[edition.id] = judged, kept_graph(self.store, edition, judged, self.tell_building)
            # The graph stays: walking all of it whenever garbage is looked for would make the screens halt.
            gc.freeze()
        before, graph = self._graphs[edition.id]
        if judged != before:
            graph = judged_graph(graph, before, judged)
            self._graphs[edition.id] = judged, graph
        return graph

    def journeys(self, terms: Terms) -> Journeys:
        """Return the journeys of the open edition on some terms, prepared once for a graph."""
        from catalogue.journey import Journeys
        from catalogue.journey_reading import EffortBook

        edition = self.edition or self.open_edition()
        graph = self.graph()
        made_of, journeys = self._journeys.get((edition.id, terms), (None, None))
        if journeys is None or made_of is not graph:
            journeys = Journeys(graph, EffortBook(self.store), terms)
            self._journeys[edition.id, terms] = graph, journeys
        return journeys

    def papers(self) -> tuple[CataloguePaper, ...]:
        """Return the papers of the open edition by what they are, put together once for a graph."""
        from catalogue.papers import catalogue_papers
        from reviews.judged_issuers import judged_links

        edition = self.edition or self.open_edition()
        graph = self.graph()
        made_of, papers = self._papers.get(edition.id, (None, ()))
        if made_of is not graph:
            papers = catalogue_papers(graph, judged_links(self.store))
            self._papers[edition.id] = graph, papers
        return papers


def _nobody_listens() -> None:
    """Stand where nobody wants to be told."""


class EntryRows:
    """The rows of the list of procedures: marks, code, name, field."""

    def __init__(self, desk: Desk, ids: Sequence[int]) -> None:
        self.ids = ids
        self._desk = desk

    def __len__(self) -> int:
        """Return how many entries are listed."""
        return len(self.ids)

    def rows(self, start: int, stop: int) -> list[Sequence[Piece]]:
        """Return one piece per column for some entries."""
        return [self._row(summary) for summary in self._desk.summaries(self.ids[start:stop])]

    def _row(self, summary: EntrySummary) -> Sequence[Piece]:
        count = self._desk.counts.get(summary.address, 0)
        return (
            Piece(f"●{count}" if count else "", "mark"),
            Piece(summary.address, "code"),
            Piece(summary.name),
            Piece(summary.field, "muted"),
        )
