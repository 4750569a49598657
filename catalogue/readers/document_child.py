"""The child process that takes a DOCX apart into paragraphs and tables, within limits of memory and time.

`python -m catalogue.readers.document_child blocks PATH` writes JSON lines on standard output: paragraphs as
`["p", number, text, bold, listed]` and tables as `["t", number, rows]`, then `["macros"]` where the document holds any,
and at last `["end"]` or `["problem", kind, facts]`.

Paragraphs are numbered from 1 through the whole document, those in tables included. `bold` is how many characters at
the beginning of the text are bold, `listed` tells that the word processor numbers the paragraph; the number or bullet
then stands before the text. A row is a list of cells, a cell `[columns, continues, blocks]`: over how many columns it
spans, whether it goes on from the row above, and its paragraphs and tables.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.archives import look_at_xml, looked_at
from catalogue.readers.document_names import MAIN_PART, child, children, on, tag, value
from catalogue.readers.document_numbering import Numbering, Styles, read_numbering, read_styles
from catalogue.readers.sheet_child import limit_this_process
from catalogue.text import clean

_DEEPEST_TABLE = 8
# One table column for each column of a page is more than any document has.
_MOST_COLUMNS = 200
_MOST_CHARACTERS = 1 << 28

Answer = list[Any]


def main(arguments: list[str]) -> int:
    """Answer about one document on standard output; the status is 0 also where the answer is a problem."""
    path = Path(arguments[1])
    limit_this_process()
    output = sys.stdout.buffer
    try:
        for answer in answers(path):
            _write(output, answer)
        _write(output, ["end"])
    except Problem as problem:
        _write(output, ["problem", problem.kind.value, problem.facts])
    except (MemoryError, RecursionError):
        _write(output, ["problem", ProblemKind.SOURCE_TOO_HEAVY.value, {"path": str(path)}])
    output.flush()
    return 0


def _write(output: IO[bytes], answer: Answer) -> None:
    output.write(json.dumps(answer).encode("ascii") + b"\n")


def answers(path: Path) -> Iterator[Answer]:
    """Yield the blocks of a document in order; raises `Problem` like `archives.looked_at` and `look_at_xml`."""
    entries = looked_at(path)
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.is_xml and entry.name.endswith((".xml", ".rels")):
            look_at_xml(path, entry.name)
    try:
        with zipfile.ZipFile(path) as archive:
            main_part = _main_part(_tree(archive, "_rels/.rels", names))
            styles = read_styles(_tree(archive, "word/styles.xml", names))
            numbering = read_numbering(_tree(archive, "word/numbering.xml", names))
            with archive.open(main_part) as source:
                yield from _Blocks(styles, numbering, path).of_document(source)
    except (ParseError, ValueError, KeyError, zipfile.BadZipFile):
        raise Problem(ProblemKind.ARCHIVE_DAMAGED, path=str(path)) from None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        yield ["macros"]


def _tree(archive: zipfile.ZipFile, name: str, names: set[str]) -> Element | None:
    from defusedxml.ElementTree import parse

    if name not in names:
        return None
    with archive.open(name) as source:
        root: Element = parse(source, forbid_dtd=True).getroot()
        return root


def _main_part(relations: Element | None) -> str:
    """The part that holds the text; most programs give it the same name, and some a number of their own."""
    for relation in children(relations, "Relationship"):
        if value(relation, "Type").endswith("/officeDocument"):
            return value(relation, "Target").lstrip("/")
    return MAIN_PART


class _Blocks:
    """Takes paragraphs and tables out of a document's body, in order."""

    def __init__(self, styles: Styles, numbering: Numbering, path: Path) -> None:
        self._styles = styles
        self._numbering = numbering
        self._path = path
        self._paragraphs = 0
        self._characters = _MOST_CHARACTERS

    def of_document(self, source: IO[bytes]) -> Iterator[Answer]:
        """Yield the blocks of the body, one of them at a time in memory."""
        from defusedxml.ElementTree import iterparse

        depth = 0
        body_depth = -1
        for event, element in iterparse(source, ("start", "end"), forbid_dtd=True):
            if event == "start":
                depth += 1
                if tag(element) == "body" and body_depth < 0:
                    body_depth = depth
                continue
            depth -= 1
            if depth == body_depth:
                yield from self._blocks([element], 0)
                element.clear()

    def _blocks(self, elements: list[Element], deep: int) -> Iterator[Answer]:
        for element in elements:
            match tag(element):
                case "p":
                    yield from self._paragraph(element, deep)
                case "tbl":
                    yield self._table(element, deep)
                case "sdt" | "sdtContent" | "customXml" | "ins" | "smartTag" | "moveTo":
                    yield from self._blocks(list(element), deep)

    def _paragraph(self, element: Element, deep: int) -> Iterator[Answer]:
        self._paragraphs += 1
        number = self._paragraphs
        properties = child(element, "pPr")
        style = self._styles.of(value(child(properties, "pStyle")))
        runs = list(_runs(element, style.bold))
        text = clean("".join(run for run, _ in runs))
        self._characters -= len(text)
        if self._characters < 0:
            raise Problem(ProblemKind.SOURCE_TOO_HEAVY, path=str(self._path))
        if text:
            label = self._numbering.label(child(properties, "numPr"), style)
            bold = len(clean(_bold_beginning(runs)))
            shown = f"{label} {text}" if label else text
            yield ["p", number, shown, bold + len(shown) - len(text) if bold else 0, bool(label)]
        boxed = [box for box in element.iter() if tag(box) == "txbxContent"] if deep < _DEEPEST_TABLE else []
        for box in _once(boxed):
            yield from self._blocks(list(box), deep + 1)

    def _table(self, element: Element, deep: int) -> Answer:
        number = self._paragraphs + 1
        if deep >= _DEEPEST_TABLE:
            raise Problem(ProblemKind.SOURCE_TOO_HEAVY, path=str(self._path))
        rows = []
        for row in _rows(element):
            cells = [self._cell(cell, deep) for cell in _cells(row)]
            rows.append(cells[:_MOST_COLUMNS])
        return ["t", number, rows]

    def _cell(self, cell: Element, deep: int) -> Answer:
        properties = child(cell, "tcPr")
        span = value(child(properties, "gridSpan"))
        merged = child(properties, "vMerge")
        continues = merged is not None and value(merged) != "restart"
        columns = int(span) if span.isdecimal() and 0 < int(span) <= _MOST_COLUMNS else 1
        return [columns, continues, list(self._blocks(list(cell), deep + 1))]


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if tag(element) == "tr":
            yield element
        elif tag(element) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        if tag(element) == "tc":
            yield element
        elif tag(element) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(element)


def _once(boxes: list[Element]) -> Iterator[Element]:
    """Text boxes stand twice, for new and for old programs; each content is given once."""
    seen = set()
    for box in boxes:
        text = "".join(box.itertext())
        if text not in seen:
            seen.add(text)
            yield box


def _bold_beginning(runs: list[tuple[str, bool]]) -> str:
    """The text up to the first run that is not bold; runs of nothing but spaces do not count."""
    beginning = ""
    for text, bold in runs:
        if not bold and text.strip():
            break
        beginning += text
    return beginning


_INSIDE = frozenset(
    {"hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "moveTo", "dir", "bdo"}
)
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _runs(element: Element, bold: bool) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a paragraph with whether they are bold; what was deleted in a revision is left out."""
    for part in element:
        name = tag(part)
        if name == "r":
            yield "".join(_characters(part)), on(child(child(part, "rPr"), "b"), bold)
        elif name in _INSIDE:
            yield from _runs(part, bold)


def _characters(run: Element) -> Iterator[str]:
    for part in children(run):
        name = tag(part)
        if name == "t":
            yield part.text or ""
        elif name == "sym":
            code = value(part, "char")
            yield chr(int(code, 16)) if code and int(code, 16) < 0x110000 else ""
        else:
            yield _CHARACTERS.get(name, "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
