"""What a drawing in a document has to offer, so that every renderer can show it in its own way.

A template sets its place with `::: figure NAME` and a caption; the document holds the drawing under that name.
Renderers ask a drawing for its own form of it and know nothing of what is drawn.
"""

from __future__ import annotations

from typing import Protocol

from catalogue.problems import Problem, ProblemKind
from reviews.documents.drawing import Told


class Drawing(Protocol):
    """A drawing that can be shown in an HTML page and a Word file, and told in words where nothing can be drawn."""

    @property
    def tables(self) -> tuple[Told, ...]:
        """What it shows as tables, for Markdown."""
        ...

    def svg(self) -> str:
        """Return one `<svg>` element with its size, without scripts, links or outside references."""
        ...

    def word_run(self, identifier: int) -> str:
        """Return one `<w:r>` element, namespaces declared, that draws it inline; the identifier is unique in a file."""
        ...

    def words(self) -> tuple[str, ...]:
        """Return what it shows, line by line, for the terminal."""
        ...


class DrawingMissing(Problem):
    """A template asks for a drawing that the document does not hold."""

    def __init__(self, name: str) -> None:
        super().__init__(ProblemKind.TEMPLATE_FIGURE_UNKNOWN, template="", line=0, figure=name)
        self.name = name
