"""The document that sets each procedure's flow before and after its simplification side by side, drawn as figures.

Reports on internal procedures hold result, reason, recommendation and the figures before and after (DOMAIN.md
sections 1.4 and 3.2, reports of Bình Dương 2025).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from catalogue.flow import short_name
from catalogue.text import one_line
from reviews.documents import layout
from reviews.documents.comparison_words import CHANNEL_NAMES
from reviews.documents.content import ProcedureBlock
from reviews.documents.drawing import Picture
from reviews.documents.figures import Drawing
from reviews.documents.flow_picture import FootLine, StepLook, flow_pictures
from reviews.documents.gathering import Gathered, Request
from reviews.documents.templating import counted
from reviews.flow_changes import FlowChanges, TimeChange, flow_changes
from reviews.proposals import reviewed_set
from reviews.sentences import two_digits

# What a page has room for beside a heading and a caption.
_HIGHEST = 218.0
_LONGEST_NAME = 120
_LONGEST_LIMIT = 160
_UNCHANGED = "không thay đổi"
_NONE = "không còn"


@dataclass(frozen=True, slots=True)
class Figure:
    """The name under which the document holds a drawing, and what stands under it."""

    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One line of the table over the figures: what is compared, before, after, and how it changed."""

    label: str
    before: str
    after: str
    change: str


@dataclass(frozen=True, slots=True)
class FlowBlock:
    """One procedure: its block of the proposal, what is counted, and the figures; none after where it is abolished."""

    block: ProcedureBlock
    rows: tuple[FlowRow, ...]
    before: tuple[Figure, ...]
    after: tuple[Figure, ...]


def flows_content(request: Request) -> Gathered:
    """Gather the flows before and after (quy trình trước và sau khi đơn giản hóa) of the marked procedures."""
    from reviews.documents.set_documents import about_name

    reviewed = reviewed_set(request.store, request.edition, request.codes, request.office, request.day)
    drawings: dict[str, Drawing] = {}
    blocks = []
    number = 0
    for case, block in zip(reviewed.cases, reviewed.proposal.blocks, strict=True):
        changes = flow_changes(case.entry.procedure, case.marks, case.entry.code)
        sides = []
        for side, pictures in enumerate((_before(block, changes), _after(block, changes))):
            named = {f"hinh{block.number}x{side}x{part}": picture for part, picture in enumerate(pictures)}
            drawings |= named
            figures = []
            for name, picture in named.items():
                number += 1
                figures.append(Figure(name, f"Hình {number}. {picture.title}"))
            sides.append(tuple(figures))
        blocks.append(FlowBlock(block, tuple(_rows(changes)), *sides))
    proposal = reviewed.proposal
    office = replace(proposal.office, number=proposal.office.report_number)
    return Gathered(
        {"office": office, "proposal": proposal, "flows": tuple(blocks)},
        about_name(proposal),
        reviewed.wording.sentences,
        drawings,
    )


def _before(block: ProcedureBlock, changes: FlowChanges) -> tuple[Picture, ...]:
    looks = dict.fromkeys(changes.gone, StepLook.GONE) | dict.fromkeys(changes.reworded, StepLook.CHANGED)
    foot = [FootLine(_time_line(time, time.before), gone=time.before != time.after) for time in changes.times]
    foot.append(FootLine(f"Thành phần hồ sơ: {counted(changes.papers.before)}"))
    if changes.after is None:
        looks = {node.address: StepLook.GONE for node in changes.before.nodes if node.address}
    if looks:
        foot.append(FootLine("Ghi chú: bước nét đứt, gạch ngang là bước bị bỏ; bước nét đậm là bước được sửa đổi."))
    title = f"Quy trình trước khi đơn giản hóa: {_title(block)}"
    return flow_pictures(changes.before, looks, foot, layout.TEXT_WIDTH, _HIGHEST, title)


def _after(block: ProcedureBlock, changes: FlowChanges) -> tuple[Picture, ...]:
    if changes.after is None:
        return ()
    looks = dict.fromkeys(changes.new_words, StepLook.CHANGED)
    foot = [FootLine(_time_line(time, time.after), new=time.before != time.after) for time in changes.times]
    papers = changes.papers
    foot.append(FootLine(f"Thành phần hồ sơ: {counted(papers.after)}", new=papers.before != papers.after))
    title = f"Quy trình sau khi đơn giản hóa: {_title(block)}"
    return flow_pictures(changes.after, looks, foot, layout.TEXT_WIDTH, _HIGHEST, title)


def _title(block: ProcedureBlock) -> str:
    return short_name(one_line(block.name).rstrip(" .;,"), _LONGEST_NAME)


def _time_line(time: TimeChange, words: str) -> str:
    return f"{_time_label(time)}: {_limit(words)}"


def _limit(words: str) -> str:
    """A time limit in the few words of a table: some publish a page of cases as one."""
    return two_digits(short_name(words, _LONGEST_LIMIT))


def _time_label(time: TimeChange) -> str:
    kind = CHANNEL_NAMES.get(time.kind, "")
    return f"Thời hạn giải quyết ({kind.lower()})" if kind else "Thời hạn giải quyết"


def _rows(changes: FlowChanges) -> Iterator[FlowRow]:
    gone = changes.after is None
    yield _counted_row("Số bước thực hiện", changes.steps.before, changes.steps.after, gone)
    for time in _named_once(changes.times):
        after = _NONE if gone else time.after
        change = _UNCHANGED if time.before == after else "thay đổi"
        yield FlowRow(_time_label(time), _limit(time.before), _limit(after), "bỏ" if gone else change)
    yield _counted_row("Số thành phần hồ sơ", changes.papers.before, changes.papers.after, gone)
    if changes.conditions.before:
        yield _counted_row("Số yêu cầu, điều kiện", changes.conditions.before, changes.conditions.after, gone)


def _named_once(times: Sequence[TimeChange]) -> Sequence[TimeChange]:
    """Times as they are, each only once: two channels of one kind often have the same limits."""
    return tuple(dict.fromkeys(times))


def _counted_row(label: str, before: int, after: int, gone: bool) -> FlowRow:
    if gone:
        return FlowRow(label, counted(before), _NONE, "bỏ")
    change = _UNCHANGED if before == after else f"{'giảm' if after < before else 'tăng'} {counted(abs(before - after))}"
    return FlowRow(label, counted(before), counted(after), change)
