"""A procedure's flow before and after its marks, with what sets its steps, time limits and papers apart.

The flow before is that of the published steps, the flow after that of `marked_procedure.procedure_after`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.dossier_cases import paper_count
from catalogue.elements import time_words
from catalogue.flow import Flow, NodeKind, read_flow
from catalogue.records import Channel, Procedure
from catalogue.steps import split_steps
from catalogue.text import one_line
from reviews.actions import MarkAction
from reviews.cost_targets import condition_count
from reviews.marked_procedure import changes_of, procedure_after, takes_away
from reviews.marks import Mark

# A name of a step in a document may be longer than on a wide drawing.
LONGEST_STEP = 150


@dataclass(frozen=True, slots=True)
class TimeChange:
    """The time limit of one channel before and after, in words; `kind` is the channel's."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something a procedure has before and after."""

    before: int
    after: int


@dataclass(frozen=True, slots=True)
class FlowChanges:
    """Both flows of a procedure; `after` is None where the whole procedure goes.

    `gone` and `reworded` are addresses of steps before the marks, `new_words` those after them.
    """

    before: Flow
    after: Flow | None
    gone: frozenset[str]
    reworded: frozenset[str]
    new_words: frozenset[str]
    times: tuple[TimeChange, ...]
    steps: Count
    papers: Count
    conditions: Count


def flow_changes(procedure: Procedure, marks: Sequence[Mark], code: str = "") -> FlowChanges:
    """Return the flows of a procedure before and after its marks."""
    changes = changes_of(marks)
    later = procedure_after(procedure, marks)
    addresses = [f"step:{at}" for at in range(1, len(split_steps(procedure.steps)) + 1)]
    gone = frozenset(address for address in addresses if takes_away(changes.get(address)))
    reworded = frozenset(
        address for address in addresses if address in changes and changes[address].action == MarkAction.REDUCE
    )
    before = read_flow(procedure, code, papers=False, longest=LONGEST_STEP)
    after = None if later is None else before
    if later is not None and later.steps != procedure.steps:
        after = read_flow(later, code, papers=False, longest=LONGEST_STEP)
    return FlowChanges(
        before,
        after,
        gone,
        reworded,
        _moved(addresses, gone, reworded, later),
        _times(procedure, later),
        Count(_tasks(before), 0 if after is None else _tasks(after)),
        Count(paper_count(procedure), 0 if later is None else paper_count(later)),
        Count(condition_count(procedure), 0 if later is None else condition_count(later)),
    )


def _tasks(flow: Flow) -> int:
    """How many published steps a flow has; what follows from decisions is none."""
    return sum(node.kind is NodeKind.TASK and bool(node.address) for node in flow.nodes)


def _moved(
    addresses: Sequence[str], gone: frozenset[str], reworded: frozenset[str], later: Procedure | None
) -> frozenset[str]:
    """The addresses after the marks of steps worded anew; none where new words read as another number of steps."""
    kept = [address for address in addresses if address not in gone]
    if later is None or len(split_steps(later.steps)) != len(kept):
        return frozenset()
    return frozenset(f"step:{at}" for at, address in enumerate(kept, 1) if address in reworded)


def _times(procedure: Procedure, later: Procedure | None) -> tuple[TimeChange, ...]:
    """The limits of all channels; where every channel has the same ones, one without a channel."""
    told = [
        TimeChange(channel.kind, _limit(channel), "" if later is None else _limit(later.channels[at]))
        for at, channel in enumerate(procedure.channels)
    ]
    limits = {(time.before, time.after) for time in told}
    return tuple(TimeChange("", time.before, time.after) for time in told[:1]) if len(limits) == 1 else tuple(told)


def _limit(channel: Channel) -> str:
    return one_line(time_words(channel.processing_time))
