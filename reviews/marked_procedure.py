"""A procedure as it would be published after its marks: the same record with what they propose done to it.

Elements have the addresses of the record before the marks; of several marks on one element the newest counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from catalogue.elements import Part
from catalogue.records import Channel, Dossier, Fee, Paper, Procedure, ProcessingTime, Step
from catalogue.steps import split_steps, split_text
from reviews.actions import MarkAction
from reviews.marks import Mark
from reviews.published_fees import currency_of
from reviews.targets import read_amount, read_copies, read_time_limit

Changes = Mapping[str, Mark]

_GONE = frozenset({MarkAction.REMOVE, MarkAction.REPLACE, MarkAction.MERGE})

_Row = TypeVar("_Row", Step, str)


def changes_of(marks: Iterable[Mark]) -> dict[str, Mark]:
    """Return the mark that counts on each element, the newest one, by the element's address; keeping is no change."""
    newest = {mark.element: mark for mark in sorted(marks, key=lambda mark: (mark.changed_at, mark.id))}
    return {address: mark for address, mark in newest.items() if mark.action != MarkAction.KEEP}


def takes_away(mark: Mark | None) -> bool:
    """Tell whether a mark takes its element out of the procedure: removed, replaced by data, or merged into another."""
    return mark is not None and mark.action in _GONE


def is_merged(marks: Iterable[Mark]) -> bool:
    """Tell whether the marks merge the whole procedure into another one."""
    whole = changes_of(marks).get(Part.PROCEDURE.value)
    return whole is not None and whole.action == MarkAction.MERGE


def asked_after(procedure: Procedure, marks: Sequence[Mark]) -> Procedure | None:
    """Return the procedure with what is still asked for after its marks; None only where it is abolished.

    What is merged into another procedure is asked for there, as its cost says (`cost_after.table_after`).
    """
    if is_merged(marks):
        return procedure_after(procedure, [mark for mark in marks if mark.part != Part.PROCEDURE])
    return procedure_after(procedure, marks)


def procedure_after(procedure: Procedure, marks: Iterable[Mark]) -> Procedure | None:
    """Return the procedure after its marks; None where it is abolished or merged into another procedure."""
    changes = changes_of(marks)
    if takes_away(changes.get(Part.PROCEDURE.value)):
        return None
    if not changes:
        return procedure
    parts = {address.partition(":")[0] for address in changes}
    steps, conditions = procedure.steps, procedure.conditions
    if Part.STEP in parts:
        kept = _kept(split_steps(steps), Part.STEP, changes)
        steps = tuple(step if mark is None else replace(step, text=mark.target) for step, mark in kept)
    if Part.CONDITION in parts:
        left = _kept(split_text(conditions), Part.CONDITION, changes)
        conditions = "\n".join(condition if mark is None else mark.target for condition, mark in left)
    return replace(
        procedure,
        steps=steps,
        conditions=conditions,
        dossiers=tuple(_dossier(at, dossier, changes) for at, dossier in enumerate(procedure.dossiers, 1)),
        channels=tuple(channel_after(at, channel, changes) for at, channel in enumerate(procedure.channels, 1)),
    )


def _kept(rows: Iterable[_Row], part: Part, changes: Changes) -> list[tuple[_Row, Mark | None]]:
    """The steps or conditions that stay, each with the mark that words it anew."""
    marked = ((row, changes.get(f"{part.value}:{at}")) for at, row in enumerate(rows, 1))
    return [(row, mark) for row, mark in marked if not takes_away(mark)]


def _dossier(at: int, dossier: Dossier, changes: Changes) -> Dossier:
    papers = [(changes.get(f"paper:{at}.{place}"), paper) for place, paper in enumerate(dossier.papers, 1)]
    kept = [paper_after(paper, mark) for mark, paper in papers if not takes_away(mark)]
    return replace(dossier, papers=tuple(kept))


def paper_after(paper: Paper, mark: Mark | None) -> Paper:
    """Return a paper that stays, with the lower numbers of originals and copies that a mark proposes."""
    if mark is None or mark.action != MarkAction.REDUCE:
        return paper
    wanted = read_copies(mark.target, paper)
    return replace(
        paper,
        originals=paper.originals if wanted.originals is None else wanted.originals,
        copies=paper.copies if wanted.copies is None else wanted.copies,
        quantity_text="",
    )


def channel_after(at: int, channel: Channel, changes: Changes) -> Channel:
    """Return the channel of a number (from 1) with the time limit and the fees that the marks leave of it."""
    time = changes.get(f"time:{at}")
    fees = [(changes.get(f"fee:{at}.{place}"), fee) for place, fee in enumerate(channel.fees, 1)]
    return replace(
        channel,
        processing_time=_time(channel.processing_time, time),
        fees=tuple(_fee(fee, mark) for mark, fee in fees if not takes_away(mark)),
    )


def _time(time: ProcessingTime, mark: Mark | None) -> ProcessingTime:
    if mark is None:
        return time
    return ProcessingTime() if takes_away(mark) else read_time_limit(mark.target)


def _fee(fee: Fee, mark: Mark | None) -> Fee:
    if mark is None:
        return fee
    currency = currency_of(fee)
    return replace(fee, amount=read_amount(mark.target, currency), currency=currency, text="")
