"""One official document before it is rendered: which template, filled with what, under which file name.

A kind of document makes such a value out of a workspace (`registry`); every renderer starts from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from catalogue.problems import ProblemKind
from reviews.documents.figures import Drawing
from reviews.documents.templating import TemplateProblem, fill, place_of_figure
from reviews.documents.traced import Sentence

_FIGURE: Final = re.compile(r"^:{3,} *figure +(\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """A document to render: `values` are what its template may name, `drawings` what its figures show.

    `stem` is the files' name without its ending, `edition` goes into the file's properties. `sentences` are those that
    an office may put in its own words, in the order in which they were made, `lost` the keys of edits
    whose sentences are gone. `workbook` makes the bytes of an XLSX
    file, where the kind has one.
    """

    kind: str
    template: str
    values: Mapping[str, object]
    stem: str
    day: date | None = None
    edition: str = ""
    sentences: tuple[Sentence, ...] = ()
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    workbook: Callable[[], bytes] | None = None
    lost: tuple[str, ...] = ()

    def markdown(self, templates: Path | None = None) -> str:
        """Fill the template, the office's own where its folder has one; raises `templating.TemplateProblem`."""
        text = fill(self.template, self.values, templates)
        for name in _FIGURE.findall(text):
            if name not in self.drawings:
                where, line = place_of_figure(name, templates)
                raise TemplateProblem(ProblemKind.TEMPLATE_FIGURE_UNKNOWN, where, line, figure=name)
        return text
