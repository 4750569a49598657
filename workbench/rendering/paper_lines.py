"""A paper's page as lines: who issues it, in how many words it is asked for, and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.papers import CataloguePaper
from workbench.language import ngettext
from workbench.language import translate as _
from workbench.rendering.graph_words import STAGE_LABELS, stage_words
from workbench.rendering.journey_lines import Nodes
from workbench.rendering.labels import element_words
from workbench.rendering.lines import Line, Piece, unbulleted, wrapped_lines


def paper_lines(paper: CataloguePaper, nodes: Nodes, width: int) -> list[Line]:
    """Return a paper's page as lines; those of a procedure carry its entry's id as their item."""
    issuers = issuer_lines(paper, nodes, width)
    return [*issuers, Line(), *_wordings(paper, width), Line(), *_askers(paper, nodes, width)]


def issuer_lines(paper: CataloguePaper, nodes: Nodes, width: int) -> Iterator[Line]:
    """Yield the first part of the page: in how many places it occurs, and who issues it, the first issue first."""
    yield from wrapped_lines((Piece("  "),), _summary(paper), width, "muted")
    yield Line()
    yield Line((Piece(_("ISSUED BY ({count})").format(count=len(paper.issuers)), "heading"),))
    if not paper.issuers:
        yield Line((Piece("  " + _("No procedure of this edition is known to issue it."), "muted"),))
    stages = _stages(paper, nodes)
    for entry in sorted(paper.issuers, key=lambda one: (_STAGES.index(stages.get(one, "")), one)):
        lead = (Piece("  "), Piece(f"{nodes[entry].address} ", "code"))
        name = f"{nodes[entry].name} ({stage_words(stages[entry])})" if stages.get(entry) else nodes[entry].name
        yield from wrapped_lines(lead, name, width, item=entry, hang=4)


# What is issued for the first time comes first; where nothing is known of what is done to the paper, last.
_STAGES = (*STAGE_LABELS, "")


def _summary(paper: CataloguePaper) -> str:
    return " · ".join(
        (
            ngettext("issued by {count} procedure", "issued by {count} procedures", len(paper.issuers)),
            ngettext("asked for by {count} procedure", "asked for by {count} procedures", paper.procedures),
            ngettext("in {count} wording", "in {count} wordings", len(paper.wordings)),
        )
    )


def _stages(paper: CataloguePaper, nodes: Nodes) -> dict[int, str]:
    """What each issuer that a row is linked to does to the paper."""
    rows = set(paper.asked)
    return {
        link.entry: link.stage
        for entry in {entry for entry, _address in rows}
        for need in nodes[entry].needs
        for part in need.each
        if (entry, part.address) in rows and part.identity == paper.identity
        for link in part.links
        if link.stage in STAGE_LABELS
    }


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
