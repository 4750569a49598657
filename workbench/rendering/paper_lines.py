"""A paper's page as lines: who issues it, in how many words it is asked for, and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.papers import CataloguePaper
from workbench.language import translate as _
from workbench.rendering.journey_lines import Nodes
from workbench.rendering.labels import element_words
from workbench.rendering.lines import Line, Piece, unbulleted, wrapped_lines


def paper_lines(paper: CataloguePaper, nodes: Nodes, width: int) -> list[Line]:
    """Return a paper's page as lines; those of a procedure carry its entry's id as their item."""
    issuers = issuer_lines(paper, nodes, width)
    return [*issuers, Line(), *_wordings(paper, width), Line(), *_askers(paper, nodes, width)]


def issuer_lines(paper: CataloguePaper, nodes: Nodes, width: int) -> Iterator[Line]:
    """Yield the first part of the page: who issues the paper."""
    yield Line((Piece(_("ISSUED BY ({count})").format(count=len(paper.issuers)), "heading"),))
    if not paper.issuers:
        yield Line((Piece("  " + _("No procedure of this edition is known to issue it."), "muted"),))
    for entry in paper.issuers:
        lead = (Piece("  "), Piece(f"{nodes[entry].address} ", "code"))
        yield from wrapped_lines(lead, nodes[entry].name, width, item=entry, hang=4)


def _wordings(paper: CataloguePaper, width: int) -> Iterator[Line]:
    yield Line((Piece(_("IN THESE WORDS ({count})").format(count=len(paper.wordings)), "heading"),))
    for text, count in paper.wordings:
        yield from wrapped_lines((Piece(f"  {count:>4}× ", "muted"),), unbulleted(text), width, hang=8)


def _askers(paper: CataloguePaper, nodes: Nodes, width: int) -> Iterator[Line]:
    yield Line((Piece(_("ASKED FOR BY ({count})").format(count=paper.procedures), "heading"),))
    rows: dict[int, list[str]] = {}
    for entry, address in paper.asked:
        rows.setdefault(entry, []).append(element_words(address))
    for entry, places in rows.items():
        lead = (Piece("  "), Piece(f"{nodes[entry].address} ", "code"))
        words = f"{nodes[entry].name} ({', '.join(places)})"
        yield from wrapped_lines(lead, words, width, item=entry, hang=4)
