"""The cost table after marks: today's lines with what the marks take off them, and nothing else.

The lines of today are changed in place, never drafted anew: figures that a reviewer entered stay, the case that stands
for the procedure stays, and so no mark makes anything dearer unless its own figure says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from catalogue.elements import Part, find_element
from catalogue.records import Paper, Procedure
from reviews.actions import MarkAction
from reviews.cost_draft import DraftRules
from reviews.cost_fees import fee_lines
from reviews.cost_papers import dossier_sets, preparation, preparation_figures
from reviews.costs import Activity, CostLine, CostTable, Exact, Figure, FigureSource
from reviews.marked_procedure import changes_of, channel_after, paper_after, takes_away
from reviews.marks import Mark
from reviews.norms import Norms
from reviews.paper_shares import alternative_addresses

_DONE_WITH_THE_OTHER = frozenset({Activity.SUBMIT, Activity.RECEIVE})


def table_after(
    table: CostTable, procedure: Procedure, marks: Iterable[Mark], rules: DraftRules | None = None
) -> CostTable:
    """Return the table of a procedure after marks.

    What is removed, replaced by data or merged into another element costs nothing any more. Fewer copies save what the
    norms give for copying them, a lower fee its difference; who has nothing left to pay on a channel saves the time of
    paying too. A procedure merged into another saves handing in and receiving, which are done with the other. Shorter
    time limits save no cost, since waiting is no work (Thông tư 02/2017/TT-VPCP Điều 27 khoản 2: no opportunity cost).
    """
    changes = changes_of(marks)
    if not changes:
        return table
    rules = rules or DraftRules()
    whole = changes.get(Part.PROCEDURE.value)
    if whole is not None and whole.action == MarkAction.REMOVE:
        return replace(table, lines=(), gaps=())
    together = alternative_addresses(procedure) if any(key.startswith("paper:") for key in changes) else {}
    lines = [line for line in table.lines if _is_fee(line) or not _is_gone(line.address, changes, together)]
    if whole is not None and whole.action == MarkAction.MERGE:
        lines = [line for line in lines if line.activity not in _DONE_WITH_THE_OTHER]
    lines = [_paper_line(line, procedure, changes, rules.norms) for line in lines]
    if any(address.startswith("fee:") for address in changes):
        lines = list(_without_idle_payment(_fees_after(lines, procedure, changes, rules), table))
    gaps = tuple(gap for gap in table.gaps if not takes_away(changes.get(gap.address)))
    return replace(table, lines=tuple(lines), gaps=gaps)


def _is_fee(line: CostLine) -> bool:
    return line.address.startswith("fee:")


def _is_gone(address: str, changes: Mapping[str, Mark], together: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether marks take an element away; of papers that stand for each other, only when the last one goes."""
    return all(takes_away(changes.get(one)) for one in together.get(address, (address,)))


def _paper_line(line: CostLine, procedure: Procedure, changes: Mapping[str, Mark], norms: Norms) -> CostLine:
    mark = changes.get(line.address)
    if mark is None or mark.part != Part.PAPER or mark.action != MarkAction.REDUCE:
        return line
    paper = find_element(procedure, line.address).record
    if not isinstance(paper, Paper):
        return line
    sets = dossier_sets(procedure.dossier_sets)
    today, later = preparation(paper, sets), preparation(paper_after(paper, mark), sets)
    if today is None or later is None:
        return line
    before, after = preparation_figures(today, norms), preparation_figures(later, norms)
    return replace(
        line,
        minutes=_less(line.minutes, before[0].value - after[0].value),
        out_of_pocket=_less(line.out_of_pocket, before[1].value - after[1].value),
    )


def _less(figure: Figure, saved: Exact) -> Figure:
    """The number less what is saved, never below 0 nor above what it was."""
    saved = max(saved, 0)
    bounds = (None if end is None else max(end - saved, 0) for end in (figure.low, figure.high))
    low, high = bounds
    return replace(figure, value=max(figure.value - saved, 0), low=low, high=high)


def _fees_after(
    lines: list[CostLine], procedure: Procedure, changes: Mapping[str, Mark], rules: DraftRules
) -> Iterator[CostLine]:
    """The lines with the fees that the marks leave; the alternatives left on a channel are weighed again."""
    channels = tuple(channel_after(at, channel, changes) for at, channel in enumerate(procedure.channels, 1))
    for line in lines:
        kind = line.channel
        if not _is_fee(line) or not _is_touched(procedure, kind, changes):
            yield line
            continue
        mark = changes.get(line.address)
        drafted = _same_fee(line, fee_lines(procedure.channels, kind, rules.rates)[0])
        left = _same_fee(line, fee_lines(channels, kind, rules.rates)[0])
        if drafted is None or drafted.fee.value != line.fee.value:
            # A reviewer's own figure: only a mark on that very fee changes it.
            if mark is None:
                yield line
            elif not takes_away(mark) and left is not None:
                yield replace(line, fee=_proposed(left.fee.value, mark))
        elif left is not None:
            lower = mark is not None and mark.action == MarkAction.REDUCE
            amount = left.fee.value if lower else min(left.fee.value, line.fee.value)
            yield line if amount == line.fee.value else replace(line, fee=_proposed(amount, mark))


def _is_touched(procedure: Procedure, kind: str, changes: Mapping[str, Mark]) -> bool:
    for at, channel in enumerate(procedure.channels, 1):
        if channel.kind == kind and any(f"fee:{at}.{place}" in changes for place in range(1, len(channel.fees) + 1)):
            return True
    return False


def _same_fee(line: CostLine, drafted: list[CostLine]) -> CostLine | None:
    return next((other for other in drafted if other.label == line.label), None)


def _proposed(amount: Exact, mark: Mark | None) -> Figure:
    note = "" if mark is None else f"[{mark.id}]"
    return Figure(amount, FigureSource.REVIEWER, True, note)


def _without_idle_payment(lines: Iterator[CostLine], table: CostTable) -> Iterator[CostLine]:
    """The lines without the time of paying on channels where nothing is left to pay."""
    kept = list(lines)
    left = {line.channel for line in kept if line.fee.value}
    had = {line.channel for line in table.lines if line.fee.value}
    for line in kept:
        idle = line.activity is Activity.PAY and not line.fee.value and line.channel in had - left
        if not idle or _is_fee(line):
            yield line
