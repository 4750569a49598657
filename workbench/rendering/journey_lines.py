"""A journey as lines: its totals in three columns, its stops in order with their papers, circles and choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from catalogue.graph_nodes import PART_MARK, ProcedureNode
from catalogue.journey import Journey, NeededPaper, Stop, Totals
from catalogue.text import one_line
from workbench.language import ngettext
from workbench.language import translate as _
from workbench.problem_sentences import printable_within
from workbench.rendering.effort_words import agencies_said, fees_said, time_range, time_said, visits_said
from workbench.rendering.labels import element_words
from workbench.rendering.lines import Line, Piece, unbulleted, wrapped_lines

Nodes = Mapping[int, ProcedureNode]

# Lines as long as they get, for a file or a pipe.
UNWRAPPED = 100_000
_MOST_OTHERS = 4
# Rows that list every case of a law would push the next stops off the screen; JSON holds them whole.
_WIDEST_PAPER = 300


def journey_lines(journey: Journey, nodes: Nodes, width: int) -> list[Line]:
    """Return a journey as lines; those of a stop carry its entry's id as their item."""
    return [
        *_heading(_("TOTALS")),
        *_totals(journey, width),
        Line(),
        *_heading(_("THE WAY, PROCEDURE BY PROCEDURE ({count})").format(count=len(journey.stops))),
        *(line for at, stop in enumerate(journey.stops, 1) for line in _stop(at, stop, journey, nodes, width)),
        *_remarks(journey, nodes, width),
    ]


def _heading(text: str) -> list[Line]:
    return [Line((Piece(text, "heading"),))]


def _totals(journey: Journey, width: int) -> Iterator[Line]:
    columns = (journey.total, journey.direct, journey.hidden)
    for label, words in _rows(columns):
        yield from wrapped_lines((Piece(f"  {label}: ", "muted"),), words, width, hang=6)
    label = _("Longest chain, the rest done beside it")
    yield from wrapped_lines((Piece(f"  {label}: ", "muted"),), _of_chain(journey), width, hang=6)
    yield from wrapped_lines((Piece("  ", "muted"),), _certainty(journey), width, "muted", hang=2)


def _rows(columns: Sequence[Totals]) -> Iterator[tuple[str, str]]:
    def told(*words: str) -> str:
        return _("{total} (this procedure {direct}, before it {hidden})").format(
            total=words[0], direct=words[1], hidden=words[2]
        )

    yield _("Procedures"), told(*(str(one.procedures) for one in columns))
    yield _("Papers"), told(*(str(one.papers) for one in columns))
    yield _("Visits in person"), told(*(visits_said(one) for one in columns))
    yield _("Offices"), told(*(agencies_said(one) for one in columns))
    yield _("Time one after another"), told(*(time_said(one) for one in columns))
    yield _("Fees and charges"), told(*(fees_said(one) for one in columns))


def _of_chain(journey: Journey) -> str:
    count = ngettext("{count} procedure", "{count} procedures", len(journey.critical))
    return f"{time_said(journey.chain)} ({count})"


def _certainty(journey: Journey) -> str:
    bounds = journey.procedures
    if bounds.exact and (journey.papers is None or journey.papers.exact):
        if journey.terms.longest:
            return _("No other choice of issuers and cases needs more procedures.")
        return _("No other choice of issuers and cases needs fewer procedures.")
    said = _("The best choice needs {low} to {high} procedures; more than {low} was not proved.")
    if journey.terms.longest:
        said = _("The longest choice needs {low} to {high} procedures.")
    return said.format(low=bounds.low, high=bounds.high)


def _stop(at: int, stop: Stop, journey: Journey, nodes: Nodes, width: int) -> Iterator[Line]:
    entry = stop.node.entry
    style = "title" if entry == journey.stops[-1].node.entry else ""
    yield from wrapped_lines(
        (Piece(f"{at:>3}. "), Piece(f"{stop.node.address} ", "code")), stop.node.name, width, style, entry, hang=5
    )
    for words in _about(stop, entry in journey.critical and len(journey.stops) > 1):
        yield from wrapped_lines((Piece("     "),), words, width, "muted", entry, hang=5)
    for paper in stop.papers:
        yield from _paper(paper, nodes, width, entry)


def _about(stop: Stop, critical: bool) -> Iterator[str]:
    effort = stop.effort
    if stop.case:
        yield _("dossier {number} of the cases").format(number=stop.case)
    if effort is not None:
        time = (
            _("time limit not known")
            if effort.shortest is None or effort.longest is None
            else time_range(effort.shortest, effort.longest)
        )
        visits = _("visits not known")
        if effort.visits is not None:
            visits = ngettext("{count} visit in person", "{count} visits in person", effort.visits)
        parts = ["; ".join(effort.agencies), visits, time, _("on the longest chain") if critical else ""]
        yield " · ".join(part for part in parts if part)
    if stop.conditional:
        yield ngettext(
            "{count} more paper is asked for in some cases only",
            "{count} more papers are asked for in some cases only",
            stop.conditional,
        )


def _paper(paper: NeededPaper, nodes: Nodes, width: int, entry: int) -> Iterator[Line]:
    text = printable_within(unbulleted(one_line(paper.need.text)), _WIDEST_PAPER) or _("(no text)")
    place = paper.need.address.partition(":")[2]
    style = "good" if paper.supplier is not None else ""
    yield from wrapped_lines((Piece(f"       {place} "),), text, width, style, entry, hang=11)
    if paper.held:
        yield from wrapped_lines((Piece("           "),), _("held by every citizen"), width, "muted", entry, hang=11)
    if paper.cut:
        words = _("taken as held: every way to it leads back here")
        yield from wrapped_lines((Piece("           "),), words, width, "bad", entry, hang=11)
    if paper.presumed:
        words = _("taken as held: no procedure is known that issues it for the first time")
        yield from wrapped_lines((Piece("           "),), words, width, "muted", entry, hang=11)
    if paper.supplier is None:
        return
    issuer = nodes[paper.supplier]
    yield from wrapped_lines(
        (Piece("           ← "),), f"{issuer.address} {issuer.name}", width, "code", entry, hang=13
    )
    if paper.others:
        others = ", ".join(nodes[one].address for one in paper.others[:_MOST_OTHERS])
        said = ngettext("chosen before {count} other", "chosen before {count} others", len(paper.others))
        more = "…" if len(paper.others) > _MOST_OTHERS else ""
        words = f"{said}: {others}{more}"
        yield from wrapped_lines((Piece("             "),), words, width, "muted", entry, hang=13)


def _remarks(journey: Journey, nodes: Nodes, width: int) -> Iterator[Line]:
    if journey.cuts:
        yield Line()
        yield from _heading(_("CIRCLES, CUT HERE ({count})").format(count=len(journey.cuts)))
        for cut in journey.cuts:
            ring = " → ".join(nodes[one].address for one in (*cut.circle, cut.circle[0]))
            said = _("{circle}: {paper} of {code} was taken as held").format(
                circle=ring, paper=element_words(cut.requirement.partition(PART_MARK)[0]), code=nodes[cut.entry].address
            )
            yield from wrapped_lines((Piece("  ↺ ", "bad"),), said, width, item=cut.entry, hang=4)
    if journey.passed:
        yield Line()
        yield from _heading(_("NO WAY AROUND ({count})").format(count=len(journey.passed)))
        for one in journey.passed:
            lead = (Piece("  "), Piece(f"{nodes[one].address} ", "code"))
            yield from wrapped_lines(lead, nodes[one].name, width, item=one, hang=4)
