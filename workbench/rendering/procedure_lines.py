"""A procedure with all its parts and marks as lines, every element an item that a cursor can stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.editions import Entry
from catalogue.elements import Element, Part, elements
from catalogue.records import Fee, Paper, ProcessingTime
from reviews.actions import MarkAction
from reviews.marks import Mark
from workbench.language import day_words
from workbench.language import translate as _
from workbench.rendering.code_words import code_words
from workbench.rendering.dossier_words import dossier_heading, dossier_kinds, dossier_name, row_label
from workbench.rendering.labels import ACTION_LABELS, ACTION_SIGNS, CHANNEL_LABELS
from workbench.rendering.lines import Line, Piece, unbulleted, wrapped_lines

_INDENT = 2


@dataclass(frozen=True, slots=True)
class ProcedureLayout:
    """A drawn procedure: its lines, its items in order, each item's lines, and the first item of each part."""

    lines: tuple[Line, ...]
    items: tuple[Element, ...]
    item_lines: tuple[range, ...]
    part_starts: tuple[int, ...]


@dataclass(slots=True)
class _Drawing:
    """The lines drawn so far."""

    width: int
    marks: Mapping[str, Sequence[Mark]]
    lines: list[Line] = field(default_factory=list)
    items: list[Element] = field(default_factory=list)
    item_lines: list[range] = field(default_factory=list)
    part_starts: list[int] = field(default_factory=list)


def procedure_layout(entry: Entry, marks: Mapping[str, Sequence[Mark]], width: int) -> ProcedureLayout:
    """Return a procedure drawn at a width in cells; `marks` holds the marks on each element by its address."""
    drawing = _Drawing(width, marks)
    by_part: dict[Part, list[Element]] = {part: [] for part in Part}
    for element in elements(entry.procedure):
        by_part[element.part].append(element)
    _draw_overview(drawing, entry, by_part[Part.PROCEDURE][0])
    _draw_part(drawing, _("ORDER OF STEPS ({count})"), by_part[Part.STEP])
    _draw_dossiers(drawing, entry, by_part[Part.PAPER])
    _draw_channels(drawing, entry, by_part)
    _draw_part(drawing, _("RESULTS ({count})"), by_part[Part.RESULT])
    _draw_part(drawing, _("REQUIREMENTS AND CONDITIONS ({count})"), by_part[Part.CONDITION])
    _draw_part(drawing, _("LEGAL BASES ({count})"), by_part[Part.LEGAL_BASIS])
    return ProcedureLayout(
        tuple(drawing.lines), tuple(drawing.items), tuple(drawing.item_lines), tuple(drawing.part_starts)
    )


def _draw_overview(drawing: _Drawing, entry: Entry, element: Element) -> None:
    procedure = entry.procedure
    decision = " ".join(part for part in (procedure.decision.number, day_words(procedure.decision.date)) if part)
    facts = (
        (_("Code"), entry.code or _("none (number {number} of the edition)").format(number=entry.position)),
        (_("The code says"), code_words(entry.code)),
        (_("Field"), procedure.field),
        (_("Level"), ", ".join(procedure.level)),
        (_("Published by"), procedure.publisher),
        (_("Decision"), decision),
        (_("Handled by"), "; ".join(procedure.agencies.implementing)),
        (_("Competent"), "; ".join(procedure.agencies.competent)),
        (_("Coordinating"), "; ".join(procedure.agencies.coordinating)),
        (_("For"), "; ".join(procedure.subjects)),
        (_("Received at"), "; ".join(procedure.receiving_addresses)),
        (_("Dossier sets"), procedure.dossier_sets),
        (_("Edition"), entry.edition.name),
    )
    drawing.part_starts.append(0)
    start = len(drawing.lines)
    drawing.lines += wrapped_lines((), procedure.name, drawing.width, "title", 0)
    _draw_marks(drawing, element, 0)
    for label, value in facts:
        if value:
            drawing.lines += wrapped_lines((Piece(f"{label}: ", "muted"),), value, drawing.width, "", 0, hang=4)
    _close_item(drawing, element, start)


def _draw_part(drawing: _Drawing, heading: str, found: Sequence[Element]) -> None:
    _heading(drawing, heading.format(count=len(found)))
    if not found:
        _remark(drawing, _("No information."))
        return
    drawing.part_starts.append(len(drawing.items))
    for at, element in enumerate(found, 1):
        _draw_element(drawing, element, f"{at}. ", element.text)


def _draw_dossiers(drawing: _Drawing, entry: Entry, papers: Sequence[Element]) -> None:
    procedure = entry.procedure
    dossiers = procedure.dossiers
    _heading(drawing, dossier_heading(procedure))
    if not papers:
        _remark(drawing, _("No information."))
        return
    drawing.part_starts.append(len(drawing.items))
    remaining = iter(papers)
    kinds = dossier_kinds(procedure)
    for at, dossier in enumerate(dossiers, 1):
        if name := dossier_name(procedure, at, kinds[at - 1]):
            drawing.lines += wrapped_lines((Piece(" " * _INDENT),), name, drawing.width, "strong")
        for paper_at, paper in enumerate(dossier.papers, 1):
            element = next(remaining)
            # The number is that of the element's address, so what is no paper leaves a gap.
            number = f"{at}.{paper_at} " if len(dossiers) > 1 else f"{paper_at}. "
            label = row_label(procedure, at, paper)
            lead = f"[{label}] " if label else number
            _draw_element(drawing, element, lead, element.text or _("(no text)"), counted=not label)


def _draw_channels(drawing: _Drawing, entry: Entry, by_part: Mapping[Part, Sequence[Element]]) -> None:
    _heading(drawing, _("CHANNELS, TIME LIMITS, FEES"))
    channels = entry.procedure.channels
    if not channels:
        _remark(drawing, _("No information."))
        return
    drawing.part_starts.append(len(drawing.items))
    fees = iter(by_part[Part.FEE])
    for channel, time in zip(channels, by_part[Part.TIME], strict=True):
        label = _(CHANNEL_LABELS[channel.kind])
        drawing.lines.append(Line((Piece(" " * _INDENT), Piece(label, "strong"))))
        _draw_element(drawing, time, _("Time limit: "), time.text)
        for fee in channel.fees:
            element = next(fees)
            _draw_element(drawing, element, "" if _names_itself(fee) else _("Fee, charge: "), element.text or "–")
        if channel.text:
            drawing.lines += wrapped_lines((Piece(" " * (_INDENT * 2)),), channel.text, drawing.width, "muted")


def _names_itself(fee: Fee) -> bool:
    return fee.kind != "unknown"


def _draw_element(drawing: _Drawing, element: Element, number: str, text: str, counted: bool = True) -> None:
    start = len(drawing.lines)
    item = len(drawing.items)
    sign = _sign(drawing.marks.get(element.address, ()))
    lead = (Piece(f"{sign} " if sign else "  ", "mark"), Piece(number, "code" if counted else "muted"))
    # The element has a number of its own here; a bullet behind it would only be noise.
    said = unbulleted(text)
    drawing.lines += wrapped_lines(lead, said, drawing.width, "", item, hang=_INDENT * 2)
    if counted and (remark := _small_print(element)):
        drawing.lines += wrapped_lines((Piece(" " * (_INDENT * 2), ""),), remark, drawing.width, "muted", item)
    _draw_marks(drawing, element, item)
    _close_item(drawing, element, start)


def _sign(marks: Sequence[Mark]) -> str:
    return ACTION_SIGNS[MarkAction(marks[-1].action)] if marks else ""


def _small_print(element: Element) -> str:
    """What is known of an element beside its text."""
    match element.record:
        case Paper() as paper:
            counts = [
                _("originals: {count}").format(count=paper.originals) if paper.originals is not None else "",
                _("copies: {count}").format(count=paper.copies) if paper.copies is not None else "",
                paper.quantity_text,
                _("form: {name}").format(name=paper.form) if paper.form else "",
            ]
            return " · ".join(said for said in counts if said)
        case ProcessingTime() as time:
            return time.text if time.text and time.text != element.text and not time.text.isdigit() else ""
    return ""


def _draw_marks(drawing: _Drawing, element: Element, item: int) -> None:
    for mark in drawing.marks.get(element.address, ()):
        lead = (Piece(" " * (_INDENT * 2)), Piece(f"{ACTION_SIGNS[MarkAction(mark.action)]} "))
        drawing.lines += wrapped_lines(lead, mark_words(mark), drawing.width, "mark", item, hang=_INDENT * 3)


def mark_words(mark: Mark) -> str:
    """Return what a mark says in one line: action, target, reason, article, author."""
    action = _(ACTION_LABELS[MarkAction(mark.action)]).upper()
    said = f"{action} → {mark.target}" if mark.target else action
    parts = [said, mark.reason.replace("\n", " "), mark.article, mark.author]
    return " · ".join(part for part in parts if part)


def _heading(drawing: _Drawing, text: str) -> None:
    drawing.lines.append(Line())
    rule = "─" * max(drawing.width - len(text) - 2, 0)
    drawing.lines.append(Line((Piece(f"{text} ", "heading"), Piece(rule, "muted"))))


def _remark(drawing: _Drawing, text: str) -> None:
    drawing.lines.append(Line((Piece(" " * _INDENT), Piece(text, "muted"))))


def _close_item(drawing: _Drawing, element: Element, start: int) -> None:
    drawing.items.append(element)
    drawing.item_lines.append(range(start, len(drawing.lines)))
