"""A procedure as plain text for the command line: every element after its address, marks under their elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from catalogue.editions import Entry
from catalogue.elements import Element, Part, elements
from catalogue.records import Paper, Procedure
from reviews.marks import Mark
from workbench.language import day_words
from workbench.language import translate as _
from workbench.rendering.code_words import code_words
from workbench.rendering.dossier_words import dossier_heading, dossier_kinds, dossier_name, row_label
from workbench.rendering.labels import CHANNEL_LABELS
from workbench.rendering.lines import shown
from workbench.rendering.procedure_lines import mark_words

_INDENT = "  "


def procedure_text(entry: Entry, marks: Sequence[Mark]) -> str:
    """Return an entry with the marks on it as lines of text, none of them wrapped."""
    by_part: dict[Part, list[Element]] = {part: [] for part in Part}
    found = elements(entry.procedure)
    for element in found:
        by_part[element.part].append(element)
    column = max(len(element.address) for element in found) + 2
    drawing = _Drawing(marks, column)
    lines = [
        *_overview(entry),
        *drawing.marks_on(by_part[Part.PROCEDURE][0]),
        *drawing.part(_("ORDER OF STEPS ({count})"), by_part[Part.STEP]),
        *_dossiers(drawing, entry.procedure, by_part[Part.PAPER]),
        *_channels(drawing, entry, by_part),
        *drawing.part(_("RESULTS ({count})"), by_part[Part.RESULT]),
        *drawing.part(_("REQUIREMENTS AND CONDITIONS ({count})"), by_part[Part.CONDITION]),
        *drawing.part(_("LEGAL BASES ({count})"), by_part[Part.LEGAL_BASIS]),
    ]
    return "".join(f"{shown(line).rstrip()}\n" for line in lines)


class _Drawing:
    """Writes elements in one column of addresses, with their marks."""

    def __init__(self, marks: Iterable[Mark], column: int) -> None:
        self._column = column
        self._marks: dict[str, list[Mark]] = {}
        for mark in marks:
            self._marks.setdefault(mark.element, []).append(mark)

    def part(self, heading: str, found: Sequence[Element]) -> Iterator[str]:
        """Yield a heading and the elements under it."""
        yield ""
        yield heading.format(count=len(found))
        for element in found:
            yield from self.element(element)

    def element(self, element: Element, remark: str = "") -> Iterator[str]:
        """Yield the address and text of an element, what else is known of it, and its marks."""
        first, *others = (element.text or _("(no text)")).split("\n")
        yield f"{_INDENT}{element.address:<{self._column}}{first}"
        for line in [*others, *([remark] if remark else [])]:
            yield self._hanging(line)
        yield from self.marks_on(element)

    def marks_on(self, element: Element) -> Iterator[str]:
        """Yield a line for every mark on an element."""
        for mark in self._marks.get(element.address, ()):
            yield self._hanging(f"=> [{mark.id}] {mark_words(mark)}")

    def _hanging(self, line: str) -> str:
        return f"{_INDENT}{'':<{self._column}}{line}" if line else ""


def _overview(entry: Entry) -> Iterator[str]:
    procedure = entry.procedure
    decision = procedure.decision
    yield f"{entry.address}  {procedure.name}"
    facts = (
        (_("Edition"), entry.edition.name),
        (_("The code says"), code_words(entry.code)),
        (_("Field"), procedure.field),
        (_("Level"), ", ".join(procedure.level)),
        (_("Published by"), procedure.publisher),
        (_("Decision"), " ".join(part for part in (decision.number, day_words(decision.date)) if part)),
        (_("Handled by"), "; ".join(procedure.agencies.implementing)),
        (_("Competent"), "; ".join(procedure.agencies.competent)),
        (_("Coordinating"), "; ".join(procedure.agencies.coordinating)),
        (_("For"), "; ".join(procedure.subjects)),
        (_("Received at"), "; ".join(procedure.receiving_addresses)),
        (_("Dossier sets"), procedure.dossier_sets),
    )
    for label, value in facts:
        if value:
            yield f"{_INDENT}{label}: {value}"


def _dossiers(drawing: _Drawing, procedure: Procedure, papers: Sequence[Element]) -> Iterator[str]:
    yield ""
    yield dossier_heading(procedure)
    remaining = iter(papers)
    kinds = dossier_kinds(procedure)
    for at, dossier in enumerate(procedure.dossiers, 1):
        if name := dossier_name(procedure, at, kinds[at - 1]):
            yield _INDENT + name
        for paper, element in zip(dossier.papers, remaining, strict=False):
            label = row_label(procedure, at, paper)
            yield from drawing.element(element, f"[{label}]" if label else _paper_remark(paper))


def _paper_remark(paper: Paper) -> str:
    known = [
        _("originals: {count}").format(count=paper.originals) if paper.originals is not None else "",
        _("copies: {count}").format(count=paper.copies) if paper.copies is not None else "",
        paper.quantity_text,
        _("form: {name}").format(name=paper.form) if paper.form else "",
    ]
    return " · ".join(said for said in known if said)


def _channels(drawing: _Drawing, entry: Entry, by_part: dict[Part, list[Element]]) -> Iterator[str]:
    yield ""
    yield _("CHANNELS, TIME LIMITS, FEES")
    fees = iter(by_part[Part.FEE])
    channels = zip(entry.procedure.channels, by_part[Part.CHANNEL], by_part[Part.TIME], strict=True)
    for channel, element, time in channels:
        label = _(CHANNEL_LABELS[channel.kind])
        said = f"{label}\n{channel.text}" if channel.text else label
        yield from drawing.element(Element(Part.CHANNEL, element.address, said))
        yield from drawing.element(time, _time_remark(time, channel.processing_time.text))
        for _fee in channel.fees:
            yield from drawing.element(next(fees))


def _time_remark(time: Element, published: str) -> str:
    return "" if published == time.text or published.isdigit() else published
