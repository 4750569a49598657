"""The one document tree: Markdown is parsed once here, and every renderer shows the same tokens.

`parse` turns Markdown into markdown-it-py tokens; `blocks` folds those into the values below, which are all
that a renderer (DOCX, HTML, the terminal preview) has to show:

- `Paragraph`, `Heading` (level 1 is the title of the document, 2 to 4 its sections), `Rule`;
- `Listing` of `ListItem` (marker "-" or "1."), whose blocks are paragraphs and further lists;
- `Table` of `Cell`;
- `Columns`: the containers `letterhead` and `signature`, each holding exactly one `left` and one `right`. A
  letterhead's sides hold paragraphs with one rule among them; of a signature, the left holds paragraphs and
  lists, the right only paragraphs, the last of which is the signer's name;
- `Section`: the containers `title` (document title, trích yếu and a rule), `item` (a lettered line and its
  reason), `note` (small print after the text, of paragraphs and lists), `basis` (the căn cứ of a decision, one a
  paragraph), `centred` (bold lines in the middle), `annex` (which begins a page) and `landscape` (pages turned for
  wide tables);
- `Figure`: the container `figure` followed by the name of a drawing (`::: figure costs`), whose one paragraph is the
  caption.

Within text there are bold, italic and hard breaks; a run knows the marks behind it (`traced`). Of a link only its
text is kept. HTML, code, quotations,
images and reference links are switched off, so what looks like them stays text. Any other token raises
`UnknownToken`: nothing is silently lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

from catalogue.problems import Problem, ProblemKind
from reviews.documents.traced import BEGIN, MARKER, Trace, read_trace

Alignment: TypeAlias = Literal["left", "center", "right"]
ColumnsKind: TypeAlias = Literal["letterhead", "signature"]
SectionKind: TypeAlias = Literal["title", "item", "note", "basis", "centred", "annex", "landscape"]

SECTIONS: Final[tuple[SectionKind, ...]] = ("title", "item", "note", "basis", "centred", "annex", "landscape")
CONTAINERS: Final = ("letterhead", "signature", "left", "right", "figure", *SECTIONS)
_SWITCHED_OFF: Final = (
    *("code", "fence", "blockquote", "reference", "html_block", "lheading"),
    *("backticks", "image", "autolink", "html_inline"),
)
# Characters that XML, and so DOCX, cannot hold, and those that steer a terminal.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class UnknownToken(Problem):
    """A document holds Markdown that the renderers have no way to show; says which token and on which line.

    An office's own template is where that comes from: ours hold nothing of the kind. The line is that of the Markdown.
    """

    def __init__(self, token: str, line: int | None) -> None:
        super().__init__(ProblemKind.TEMPLATE_UNSHOWABLE, what=token, line=line or 0)
        self.token = token
        self.line = line


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look and from the same marks; a hard line break is the text "\\n"."""

    text: str
    bold: bool = False
    italic: bool = False
    trace: Trace | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is the document's title, 2 to 4 are its sections."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule; within a letterhead or a title it belongs to the line above it."""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list, with the marker to print before its first paragraph."""

    marker: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, of dashes or of numbers."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    runs: Runs
    alignment: Alignment = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one header row, repeated on every page, and rows of as many cells."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns side by side: the letterhead, or recipients and signature."""

    kind: ColumnsKind
    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """The place of a drawing: the name under which the document holds it, and its caption."""

    name: str
    caption: Runs


@dataclass(frozen=True, slots=True)
class Section:
    """A group of blocks that is set in its own way."""

    kind: SectionKind
    blocks: tuple[Block, ...]


Block: TypeAlias = Paragraph | Heading | Rule | Listing | Table | Columns | Section | Figure


def parse(markdown: str) -> list[Token]:
    """Parse a document's Markdown into tokens; characters that no file format can hold become U+FFFD."""
    return _parser().parse(_UNPRINTABLE.sub("\ufffd", markdown))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    parser.enable("table").disable(list(_SWITCHED_OFF))
    for name in CONTAINERS:
        parser.use(container_plugin, name)
    return parser


def blocks(tokens: Sequence[Token]) -> tuple[Block, ...]:
    """Fold tokens into the blocks that renderers show; raises `UnknownToken` for anything else."""
    return _blocks(SyntaxTreeNode(list(tokens)).children)


def plain(runs: Iterable[Run]) -> str:
    """Return the text of some runs without their look."""
    return "".join(run.text for run in runs)


def title_of(content: Iterable[Block]) -> str:
    """Return the text of the first level 1 heading, or the empty string where a document has none."""
    for block in content:
        if isinstance(block, Heading) and block.level == 1:
            return plain(block.runs)
        if isinstance(block, Section) and (title := title_of(block.blocks)):
            return title
    return ""


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(_block(node) for node in nodes)


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "paragraph":
            return Paragraph(_inline(node))
        case "heading" if node.tag in ("h1", "h2", "h3", "h4"):
            return Heading(int(node.tag[1]), _inline(node))
        case "hr":
            return Rule()
        case "bullet_list" | "ordered_list":
            return _listing(node)
        case "table":
            return _table(node)
        case "container_letterhead":
            return Columns("letterhead", *_left_and_right(node))
        case "container_signature":
            return Columns("signature", *_left_and_right(node))
        case "container_figure":
            return _figure(node)
    for kind in SECTIONS:
        if node.type == f"container_{kind}":
            return Section(kind, _blocks(node.children))
    raise _unknown(node)


def _figure(node: SyntaxTreeNode) -> Figure:
    name = node.info.strip().removeprefix("figure").strip()
    if not name:
        raise _unknown(node, " without a name")
    if [child.type for child in node.children] != ["paragraph"]:
        raise _unknown(node, " without one paragraph as its caption")
    return Figure(name, _inline(node.children[0]))


def _unknown(node: SyntaxTreeNode, trouble: str = "") -> UnknownToken:
    # Tokens within a line have no map of their own.
    lines = node.map or (node.parent.map if node.parent is not None else None)
    kind = f"{node.type} {node.tag}" if node.type == "heading" else node.type
    return UnknownToken(kind + trouble, None if lines is None else lines[0] + 1)


def _left_and_right(node: SyntaxTreeNode) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    if [child.type for child in node.children] != ["container_left", "container_right"]:
        raise _unknown(node, " without one left and one right")
    left, right = node.children
    return _blocks(left.children), _blocks(right.children)


def _listing(node: SyntaxTreeNode) -> Listing:
    if node.type == "bullet_list":
        return Listing(tuple(ListItem("-", _item_blocks(item)) for item in node.children))
    start = int(node.attrs.get("start", 1))
    return Listing(
        tuple(ListItem(f"{number}.", _item_blocks(item)) for number, item in enumerate(node.children, start))
    )


def _item_blocks(item: SyntaxTreeNode) -> tuple[Block, ...]:
    for child in item.children:
        if child.type not in ("paragraph", "bullet_list", "ordered_list"):
            raise _unknown(child)
    return _blocks(item.children)


def _table(node: SyntaxTreeNode) -> Table:
    rows = [tuple(_cell(cell) for cell in row.children) for part in node.children for row in part.children]
    return Table(rows[0], tuple(rows[1:]))


def _cell(node: SyntaxTreeNode) -> Cell:
    style = str(node.attrs.get("style", ""))
    if style.endswith("center"):
        return Cell(_inline(node), "center")
    return Cell(_inline(node), "right" if style.endswith("right") else "left")


def _inline(node: SyntaxTreeNode) -> Runs:
    return _joined(_traced(run for inline in node.children for run in _runs(inline, bold=False, italic=False)))


def _traced(runs: Iterable[Run]) -> Iterable[Run]:
    """Take the markers out of the text and put what they say on the runs between them."""
    trace: Trace | None = None
    for run in runs:
        at = 0
        for marker in MARKER.finditer(run.text):
            yield Run(run.text[at : marker.start()], run.bold, run.italic, trace)
            trace = read_trace(marker[1]) if marker.group().startswith(BEGIN) else None
            at = marker.end()
        yield Run(run.text[at:], run.bold, run.italic, trace)


def _runs(node: SyntaxTreeNode, *, bold: bool, italic: bool) -> Iterable[Run]:
    match node.type:
        case "text":
            yield Run(node.content, bold, italic)
        case "softbreak":
            yield Run(" ", bold, italic)
        case "hardbreak":
            yield Run("\n", bold, italic)
        case "inline" | "link" | "strong" | "em":
            for child in node.children:
                yield from _runs(child, bold=bold or node.type == "strong", italic=italic or node.type == "em")
        case _:
            raise _unknown(node)


def _joined(runs: Iterable[Run]) -> Runs:
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = joined[-1] if joined else None
        if last is not None and (last.bold, last.italic, last.trace) == (run.bold, run.italic, run.trace):
            joined[-1] = Run(last.text + run.text, run.bold, run.italic, run.trace)
        else:
            joined.append(run)
    return tuple(joined)
