"""What an import noted, as lines for people: each kind of note once, with the first places at which it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.language import N_, ngettext, translate
from workbench.problem_sentences import printable, printable_within
from workbench.rendering.places import in_file, place_words

if TYPE_CHECKING:
    from catalogue.import_report import ImportReport, NotedPlace

# Of notes that are alike, so many are shown with their places; --json gives more.
_PLACES_SHOWN = 3
_KINDS_SHOWN = 100
_VALUE_SHOWN = 80

_NOTES = {
    "unknown-key": N_("key or column that the layout does not have, kept with the record"),
    "unknown-column": N_("column that lists of procedures do not have, kept with the record but read as no part of it"),
    "number-for-text": N_("number read as text"),
    "text-for-number": N_("text read as number"),
    "encoding-converted": N_("text converted from another encoding"),
    "other-procedure": N_("holds something of another procedure, kept under its own code"),
    "same-content": N_("says word for word what another procedure says, both kept"),
    "code-mended": N_("zeros put back at a code's end"),
    "unusual-code": N_("code that is deleted, misspelled or has words behind it, kept as published"),
    "headings-moved": N_("headings found further down or to the right, or in two rows"),
    "long-text": N_("text far longer than usual, kept whole"),
    "dimension-wrong": N_("sheet that claims more rows or columns than it can have, read as far as it goes"),
    "line-ends-mixed": N_("line ends of several systems in one file, each read as a line end"),
    "file-left-out": N_("file or folder that is no answer of the portal, left out"),
    "row-left-out": N_("row without a procedure left out"),
    "sheet-left-out": N_("sheet without procedures left out"),
    "formula": N_("formula read as its stored value"),
    "error-cell": N_("cell with an error read as empty"),
    "merged-cells": N_("merged cell's text given to each row"),
    "macros": N_("macros in the workbook, not run"),
    "row-without-procedure": N_("row whose procedure is nowhere, kept with the last one"),
    "row-without-parent": N_("row whose case or way of submitting is missing, one made for it"),
    "number-out-of-range": N_("number below 0 or of too many digits, kept as words and not reckoned with"),
    "number-unusual": N_("number far higher than usual, kept as it is; check it"),
    "not-a-number": N_("words in place of a number, kept as words"),
    "day-as-number": N_("day shown as a number, read as a day"),
    "key-without-place": N_("other key whose place is gone, kept under its own name"),
    "text-before": N_("text before the first procedure"),
    "text-after": N_("text after a procedure that is none of its parts"),
    "text-unplaced": N_("text that could not be placed"),
    "listed-only": N_("procedure in a list only, not told at length"),
}


def note_lines(report: ImportReport) -> Iterator[str]:
    """Yield the lines of an import's notes, the most frequent first; places stand four columns to the right.

    The file is named where there are several.
    """
    several = len({place.path for places in report.places.values() for place in places}) > 1
    ordered = sorted(report.notes.items(), key=lambda note: (-note[1], note[0]))
    for (kind, key), count in ordered[:_KINDS_SHOWN]:
        about = f": {printable_within(key, _VALUE_SHOWN)}" if key else ""
        yield f"{translate(_NOTES.get(kind, kind))}{about} ({count})"
        yield from (f"  {line}" for line in _place_lines(report.places[kind, key], count, several))
    if (rest := len(ordered) - _KINDS_SHOWN) > 0:
        yield ngettext("… and {count} more kind of note", "… and {count} more kinds of notes", rest)


def _place_lines(places: Sequence[NotedPlace], count: int, several: bool) -> Iterator[str]:
    """The first places that differ, how often each was noted, and how many notes there are beside."""
    noted = Counter(_place_line(place, several) for place in places)
    shown = list(noted.items())[:_PLACES_SHOWN]
    for line, times in shown:
        yield line if times == 1 else f"{line} (× {times})"
    if rest := count - sum(times for _, times in shown):
        yield ngettext("… and {count} more", "… and {count} more", rest)


def _place_line(noted: NotedPlace, several: bool) -> str:
    where = in_file(noted.path, noted.place, noted.line) if several else place_words(noted.place, noted.line)
    value = noted.value if len(noted.value) <= _VALUE_SHOWN else f"{noted.value[:_VALUE_SHOWN]}…"
    return printable(": ".join(filter(None, (where or noted.path, value))))
