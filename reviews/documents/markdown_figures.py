"""Figures in a Markdown file, where nothing can be drawn: the caption, and what the drawing says as tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from reviews.documents.figures import Drawing, DrawingMissing
from reviews.documents.templating import escape_value

_FIGURE = re.compile(
    r"^(?P<colons>:{3,}) figure (?P<name>\S+)\n(?P<caption>.*?)\n(?P=colons)$", re.MULTILINE | re.DOTALL
)


def with_tables(markdown: str, drawings: Mapping[str, Drawing]) -> str:
    """Return Markdown with a table in the place of each figure; raises `DrawingMissing` for one without a drawing."""

    def told(figure: re.Match[str]) -> str:
        name = figure["name"]
        if name not in drawings:
            raise DrawingMissing(name)
        tables = ("\n".join(_table(table.header, table.rows)) for table in drawings[name].tables)
        return "\n\n".join((figure["caption"].strip(), *tables))

    return _FIGURE.sub(told, markdown)


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    cells = list(map(_cell, header))
    yield f"| {' | '.join(cells)} |"
    yield f"|{' --- |' * len(cells)}"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(text: str) -> str:
    return str(escape_value(" ".join(text.split())))
