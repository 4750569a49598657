"""A stored edition as linked data: its lines in Turtle or JSON-LD, a batch of procedures at a time in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalogue.cpsv_ap import EditionFacts, edition_suppliers, service_nodes
from catalogue.editions import Edition, Entry
from catalogue.issued_results import issued_results
from catalogue.linked_data import json_ld_lines, turtle_lines
from catalogue.records import ReadRecord
from catalogue.store import Store

SYNTAXES = ("turtle", "json-ld")


def edition_lines(store: Store, edition: Edition, entries: Iterable[Entry], syntax: str) -> Iterator[str]:
    """Yield the document of an edition's entries line by line, without line breaks, in one of SYNTAXES.

    A paper is linked to the results that supply it anywhere in the edition.
    """
    facts = EditionFacts(edition.name, edition.title, edition.day, edition.source)
    suppliers = edition_suppliers(edition.name, issued_results(store, edition))
    records = ((entry.address, ReadRecord(entry.code, entry.procedure, entry.origin)) for entry in entries)
    nodes = service_nodes(facts, records, suppliers)
    return turtle_lines(nodes) if syntax == "turtle" else json_ld_lines(nodes)
