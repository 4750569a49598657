"""A procedure as a flow: who does what after what, what is decided, which papers go in and which results come out.

The steps are those that `catalogue.step_reading` reads out of the published words. A step that says what happens where
the dossier is incomplete or is refused is followed by a decision; steps published side by side ("Trình tự đối với
trường hợp …") by a choice of way. Nothing else is guessed. `catalogue.flow_layout` places a flow on a drawing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from catalogue.records import Procedure
from catalogue.row_roles import PAPER, paper_role
from catalogue.step_branches import Branch, BranchKind
from catalogue.step_lines import read_line
from catalogue.step_reading import ReadStep, StepKind, read_steps
from catalogue.step_words import Act, Actor
from catalogue.text import clean, one_line

LANE_TITLES = {
    Actor.APPLICANT: "Tổ chức, cá nhân",
    Actor.ONE_STOP_DESK: "Bộ phận Một cửa",
    Actor.HANDLING_AGENCY: "Cơ quan giải quyết",
    Actor.OTHER_AGENCY: "Cơ quan khác",
    Actor.LEADER: "Lãnh đạo",
    Actor.UNKNOWN: "Chưa xác định",
}
_START, _END = "Bắt đầu", "Kết thúc"
_COMPLETE, _INCOMPLETE, _REFUSED = "Đủ điều kiện", "Chưa đầy đủ", "Không đủ điều kiện"
_DECIDED, _SUPPLEMENTED, _SENT_BACK = "Xem xét hồ sơ", "Bổ sung, hoàn thiện hồ sơ", "Từ chối, trả lại hồ sơ"
_CHOICE, _WAY = "Chọn trường hợp", "Trường hợp {number}"
_UNNAMED = "Không nêu tên"
LONGEST_NAME = 80
# The one decision that has any number of ways on.
CHOICE = "choice"


class NodeKind(StrEnum):
    """What a node of a flow is."""

    START = "start"
    TASK = "task"
    DECISION = "decision"
    END = "end"


@dataclass(frozen=True, slots=True)
class FlowNode:
    """One node; `name` is short, `text` whole, `address` the element of the procedure that it stands for, or empty."""

    id: str
    kind: NodeKind
    actor: Actor
    name: str
    text: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One way on from a node to another; `name` says when it is taken in few words, `text` in the published ones.

    `branch` is the outcome of a decision that it stands for, if it is one that sends the dossier back or away.
    """

    source: str
    target: str
    name: str = ""
    text: str = ""
    branch: BranchKind | None = None


@dataclass(frozen=True, slots=True)
class FlowPaper:
    """A paper that goes in or a result that comes out; `case` is the number of the dossier, 0 for results."""

    id: str
    address: str
    case: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Flow:
    """One procedure's flow.

    Nodes stand in the order of the steps. `cases` are the names of the dossiers where there are several. Papers go
    into the node `taken_in_by`, results come out of `issued_by`; both are empty where no step is published. `notes`
    are texts by the address of the element that they speak of.
    """

    code: str
    name: str
    nodes: tuple[FlowNode, ...]
    lines: tuple[FlowLine, ...]
    papers: tuple[FlowPaper, ...] = ()
    results: tuple[FlowPaper, ...] = ()
    cases: tuple[str, ...] = ()
    taken_in_by: str = ""
    issued_by: str = ""
    notes: tuple[tuple[str, str], ...] = ()


def read_flow(
    procedure: Procedure,
    code: str = "",
    notes: Mapping[str, Sequence[str]] | None = None,
    papers: bool = True,
    longest: int = LONGEST_NAME,
) -> Flow:
    """Return the flow of a procedure.

    `notes` are what is to be said beside elements, by their addresses; `papers` tells whether papers and results
    belong to the drawing; `longest` is how many letters the name of a step may have.
    """
    steps = [step for step in read_steps(procedure.steps) if step.kind is StepKind.STEP]
    drawing = _Drawing(longest)
    drawing.draw(steps)
    said = ((address, "\n".join(map(clean, texts))) for address, texts in (notes or {}).items())
    return Flow(
        code=code,
        name=one_line(procedure.name),
        nodes=tuple(drawing.nodes),
        lines=tuple(drawing.lines),
        papers=_papers(procedure) if papers else (),
        results=_results(procedure) if papers else (),
        cases=tuple(dossier.name for dossier in procedure.dossiers) if len(procedure.dossiers) > 1 else (),
        taken_in_by=_first_id(
            *_doing(Act.SUBMIT, steps), *(one for one in steps if one.actor is Actor.APPLICANT), *steps
        ),
        issued_by=_first_id(*_doing(Act.RECEIVE, steps[::-1]), *_doing(Act.DECIDE, steps[::-1]), *steps[::-1]),
        notes=tuple((address, text) for address, text in said if text),
    )


def _doing(act: Act, steps: Sequence[ReadStep]) -> list[ReadStep]:
    return [step for step in steps if act in step.acts]


def _first_id(*steps: ReadStep) -> str:
    """The first of the steps that may be meant, best first; empty where there is none."""
    return _step_id(steps[0]) if steps else ""


def _step_id(step: ReadStep) -> str:
    return f"step_{step.position}"


def _papers(procedure: Procedure) -> tuple[FlowPaper, ...]:
    """The papers that are handed in or shown; headings and notes among their rows are none."""
    return tuple(
        FlowPaper(f"paper_{case}_{at}", f"paper:{case}.{at}", case, short_name(paper.text), paper.text)
        for case, dossier in enumerate(procedure.dossiers, 1)
        for at, paper in enumerate(dossier.papers, 1)
        if paper_role(dossier, paper) == PAPER
    )


def _results(procedure: Procedure) -> tuple[FlowPaper, ...]:
    return tuple(
        FlowPaper(f"result_{at}", f"result:{at}", 0, short_name(result.name), result.name)
        for at, result in enumerate(procedure.results, 1)
    )


@dataclass(slots=True)
class _Drawing:
    """Puts nodes one after the other; `open` are the lines that wait for the next node."""

    longest: int
    nodes: list[FlowNode] = field(default_factory=list)
    lines: list[FlowLine] = field(default_factory=list)
    open: list[FlowLine] = field(default_factory=list)

    def draw(self, steps: Sequence[ReadStep]) -> None:
        first = steps[0].actor if steps else Actor.APPLICANT
        self._put(FlowNode("start", NodeKind.START, first, _START))
        self._chain([step for step in steps if step.path == 0])
        ways = sorted({step.path for step in steps} - {0})
        if not ways:
            self._end("end")
            return
        last = self.nodes[-1]
        self._put(FlowNode(CHOICE, NodeKind.DECISION, last.actor, _CHOICE))
        for number, path in enumerate(ways, 1):
            way = [step for step in steps if step.path == path]
            words = one_line(way[0].heading or way[0].name)
            self.open = [FlowLine(CHOICE, "", _WAY.format(number=number), words)]
            self._chain(way)
            self._end(f"end_{number}")

    def _put(self, node: FlowNode) -> None:
        """Put a node behind the lines that wait for one; it waits for the next itself."""
        self.lines += [replace(line, target=node.id) for line in self.open]
        self.nodes.append(node)
        self.open = [FlowLine(node.id, "")]

    def _end(self, name: str) -> None:
        self._put(FlowNode(name, NodeKind.END, self.nodes[-1].actor, _END))
        self.open = []

    def _chain(self, steps: Sequence[ReadStep]) -> None:
        for step in steps:
            name, text = _step_name(step, self.longest), clean(f"{step.name}\n{step.text}")
            self._put(FlowNode(_step_id(step), NodeKind.TASK, step.actor, name, text, f"step:{step.position}"))
            self._decide(step)

    def _decide(self, step: ReadStep) -> None:
        incomplete = [branch for branch in step.branches if branch.kind is BranchKind.INCOMPLETE]
        refused = [branch for branch in step.branches if branch.kind is BranchKind.REFUSED]
        complete = [branch for branch in step.branches if branch.kind is BranchKind.COMPLETE]
        if not incomplete and not refused:
            return
        number = step.position
        decision = FlowNode(f"decision_{number}", NodeKind.DECISION, step.actor, _DECIDED)
        self._put(decision)
        going_on = FlowLine(decision.id, "", _COMPLETE, _conditions(complete))
        if incomplete:
            self.open = [FlowLine(decision.id, "", _INCOMPLETE, _conditions(incomplete), BranchKind.INCOMPLETE)]
            words = _outcomes(incomplete)
            self._put(FlowNode(f"supplement_{number}", NodeKind.TASK, Actor.APPLICANT, _SUPPLEMENTED, words))
            self.lines.append(FlowLine(f"supplement_{number}", _step_id(step)))
        if refused:
            self.open = [FlowLine(decision.id, "", _REFUSED, _conditions(refused), BranchKind.REFUSED)]
            self._put(FlowNode(f"refused_{number}", NodeKind.END, step.actor, _SENT_BACK, _outcomes(refused)))
        self.open = [going_on]


def _conditions(branches: Sequence[Branch]) -> str:
    return "\n".join(branch.condition for branch in branches)


def _outcomes(branches: Sequence[Branch]) -> str:
    return "\n".join(branch.outcome for branch in branches if branch.outcome)


_ONLY_NUMBER = re.compile(r"(?:bước|b)\s*[\dIVX.]+\s*[.:)-]*", re.IGNORECASE)


def _step_name(step: ReadStep, longest: int) -> str:
    """What a step is called: its name, its heading or its first words, without number and mark."""
    for words in (step.name, step.heading, *step.text.split("\n")):
        line = one_line(words)
        told = line[-len(read_line(line).words) :] if read_line(line).words else ""
        if told and not _ONLY_NUMBER.fullmatch(line):
            return short_name(told, longest)
    return short_name(step.name or step.text, longest)


def short_name(text: str, longest: int = LONGEST_NAME) -> str:
    """Return a text as a name on one line, cut at a word where it is too long, never empty."""
    line = one_line(text).strip(" -–+*•;:,")
    if len(line) <= longest:
        return line or _UNNAMED
    cut = line.rfind(" ", longest // 2, longest)
    return line[: cut if cut > 0 else longest - 1].rstrip(" ,;:(") + "…"
