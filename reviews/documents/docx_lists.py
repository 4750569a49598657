"""Lists in a Word file: dashes and pluses by real numbering, numbers as they were written."""

from __future__ import annotations

from collections.abc import Iterable

from reviews.documents import docx_styles as styles
from reviews.documents import tree
from reviews.documents.docx_text import Place, add_paragraph, refuse, write


def add_list(place: Place, items: Iterable[tree.ListItem], style: str | None = None, *, inner: bool = False) -> None:
    """Add a list, by default in the styles of lists, those within another one level down."""
    for item in items:
        dashed = item.marker == "-"
        list_style = styles.NUMBERED if not dashed else styles.INNER_DASH if inner else styles.DASH
        marker: str | None = "" if dashed and style is None else f"{item.marker} "
        for block in item.blocks:
            if isinstance(block, tree.Listing):
                add_list(place, block.items, style, inner=True)
            elif isinstance(block, tree.Paragraph):
                # Only an item's first paragraph carries the marker.
                continued = styles.BODY if marker is None else list_style
                paragraph = add_paragraph(place, style or continued)
                write(paragraph, (tree.Run(marker or ""), *block.runs))
                marker = None
            else:
                refuse(block, "a list")
