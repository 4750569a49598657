"""One procedure of a comparison as lines: every change with its words, side by side where there is room, else unified.

What went stands after − and is struck through, what came stands after + and is underlined, so that nothing is said by
colour alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from catalogue.changes.values import Burden, Change
from catalogue.edition_changes import PairChanges
from catalogue.word_diff import ADDED, REMOVED, SAME, Span, word_diff
from reviews.carrying import Carried
from workbench.comparison_rows import ComparedRow
from workbench.language import translate as _
from workbench.rendering.comparison_labels import (
    BURDEN_SIGNS,
    CAUSE_LABELS,
    CHANGE_KIND_LABELS,
    CHANGED_PART_LABELS,
    OUTCOME_LABELS,
    PAIR_KIND_LABELS,
    PAIR_REASON_LABELS,
    SETTLEMENT_LABELS,
)
from workbench.rendering.labels import element_words
from workbench.rendering.lines import Line, Piece, shown, wrapped_lines
from workbench.rendering.procedure_lines import mark_words

_STYLES = {SAME: "", REMOVED: "removed", ADDED: "added"}
_BURDEN_STYLES = {Burden.HEAVIER: "bad", Burden.LIGHTER: "good", Burden.NEUTRAL: "muted"}
_WORDS = re.compile(r"\s+|[^\s]+")
_GAP = 3


@dataclass(slots=True)
class ComparisonLayout:
    """A drawn procedure: its lines, and the lines of each item: first the heading, then each change."""

    lines: list[Line] = field(default_factory=list)
    item_lines: list[range] = field(default_factory=list)

    def add_item(self, lines: Iterable[Line]) -> None:
        """Draw an item below what is drawn, an empty line before it."""
        start = len(self.lines)
        item = len(self.item_lines)
        self.lines += [Line(line.pieces, item) for line in lines]
        self.item_lines.append(range(start, len(self.lines)))
        self.lines.append(Line())


def comparison_layout(row: ComparedRow, width: int, side_by_side: bool) -> ComparisonLayout:
    """Return a procedure of the comparison drawn at a width in cells."""
    layout = ComparisonLayout()
    layout.add_item([*_heading(row, width), *(line for one in row.marks for line in _mark_lines(one, width))])
    if row.pair is not None:
        meant = row.pair.meant
        wording = [change for change in row.pair.changes if change.wording_only]
        for change in (*meant, *wording):
            layout.add_item(_change_lines(change, width, side_by_side))
    return layout


def _heading(row: ComparedRow, width: int) -> list[Line]:
    lines: list[Line] = []
    for entries, others, sign in ((row.old, row.new, "− "), (row.new, row.old, "+ ")):
        known = {(entry.address, entry.name) for entry in others}
        for entry in entries:
            same = (entry.address, entry.name) in known
            if not (same and entries is row.old):
                first = (Piece(f"{'' if same else sign}{entry.address} ", "code"),)
                lines += wrapped_lines(first, entry.name, width, "title")
    lines += wrapped_lines((), "  ·  ".join(_told(row)), width, "muted")
    return lines


def _told(row: ComparedRow) -> list[str]:
    said = [_(PAIR_KIND_LABELS[row.kind])]
    if row.pair is not None:
        said += _certainty(row.pair)
    shown_entry = row.shown
    return [text for text in (*said, shown_entry.field, shown_entry.agency) if text]


def _certainty(pair: PairChanges) -> list[str]:
    state = _("a person should look whether they are one") if pair.pair.state == "review" else ""
    reasons = ", ".join(_(PAIR_REASON_LABELS.get(reason, reason)) for reason in pair.pair.reasons)
    return [state, f"{pair.pair.confidence:.0%}", reasons]


def _mark_lines(one: Carried, width: int) -> list[Line]:
    known = _(SETTLEMENT_LABELS[one.settled]) if one.settled else _(OUTCOME_LABELS[one.outcome.value])
    first = (Piece("● ", "mark"), Piece(f"{known}: ", "strong"))
    said = f"{element_words(one.mark.element)} – {mark_words(one.mark)}"
    causes = [_(CAUSE_LABELS[cause.value]) for cause in one.causes]
    named = [_("legal bases that came: {named}").format(named="; ".join(one.instruments))] if one.instruments else []
    return wrapped_lines(first, "; ".join([said, *causes, *named]), width, "", hang=2)


def _change_lines(change: Change, width: int, side_by_side: bool) -> list[Line]:
    sign = BURDEN_SIGNS[change.burden.value]
    kind = _(CHANGE_KIND_LABELS[change.kind.value])
    wording = " · " + _("wording only") if change.wording_only else ""
    head = Line(
        (
            Piece(f"{sign} ", _BURDEN_STYLES[change.burden]),
            Piece(_(CHANGED_PART_LABELS[change.part.value]), "heading"),
            Piece(f" · {kind}{wording}", "muted"),
        )
    )
    spans = word_diff(change.old, change.new)
    old = [span for span in spans if span.op != ADDED] if change.old else []
    new = [span for span in spans if span.op != REMOVED] if change.new else []
    if change.old == change.new:
        return [head, *_unified((), new, width)]
    return [head, *(_beside(old, new, width) if side_by_side else _unified(old, new, width))]


def _unified(old: Sequence[Span], new: Sequence[Span], width: int) -> list[Line]:
    lines = []
    for spans, sign, style in ((old, "− ", "removed-sign"), (new, "+ ", "added-sign")):
        if spans:
            wrapped = wrap_spans(spans, width - 2)
            lines += [Line((Piece(sign if at == 0 else "  ", style), *pieces)) for at, pieces in enumerate(wrapped)]
    return lines


def _beside(old: Sequence[Span], new: Sequence[Span], width: int) -> list[Line]:
    column = (width - _GAP) // 2
    left, right = wrap_spans(old, column - 2), wrap_spans(new, column - 2)
    lines = []
    for at in range(max(len(left), len(right))):
        before = _cell(left, at, column - 2, "− " if old and at == 0 else "  ", "removed-sign")
        after = _cell(right, at, column - 2, "+ " if new and at == 0 else "  ", "added-sign")
        lines.append(Line((*before, Piece(" │ ", "muted"), *after)))
    return lines


def _cell(lines: Sequence[Sequence[Piece]], at: int, width: int, sign: str, style: str) -> list[Piece]:
    pieces = list(lines[at]) if at < len(lines) else []
    taken = sum(cell_len(piece.text) for piece in pieces)
    return [Piece(sign, style), *pieces, Piece(" " * max(width - taken, 0))]


def wrap_spans(spans: Iterable[Span], width: int) -> list[list[Piece]]:
    """Return the lines of a text whose stretches differ in style, broken between words at a width in cells."""
    width = max(width, 1)
    lines: list[list[Piece]] = [[]]
    taken = 0
    for span in spans:
        for word in _WORDS.findall(shown(span.text.replace("\n", " "))):
            style = _STYLES[span.op]
            length = cell_len(word)
            if word.isspace():
                if taken and taken < width:
                    lines[-1].append(Piece(" ", style))
                    taken += 1
                continue
            if taken and taken + length > width:
                lines.append([])
                taken = 0
            while length > width:
                head = _head(word, width)
                lines[-1].append(Piece(head, style))
                lines.append([])
                word = word[len(head) :]
                length = cell_len(word)
            lines[-1].append(Piece(word, style))
            taken += length
    return lines


def _head(word: str, width: int) -> str:
    """The longest beginning of a word that fits, one character at least."""
    taken = 0
    for at, character in enumerate(word):
        taken += cell_len(character)
        if taken > width:
            return word[: max(at, 1)]
    return word
