"""Lists in documents: which paragraphs are the papers of a dossier, its cases, and single members of other lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from catalogue.readers.document_headings import marker_class, same_length_fold, without_marker
from catalogue.readers.document_lines import Grid, Item, Line

_CAPITALS = "".join(letter for letter in map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1F00))) if letter.isupper())
_CASE = re.compile(
    r"(?:\d+\. )?(?:truong hop|doi voi|giay to (?:phai|can)|ho so (?:gom|bao gom|doi voi)|bao gom|thanh phan ho so"
    r"|cac giay to (?:phai|can)|giay to, tai lieu phai)"
)
_CASE_ALONE = re.compile(r"(?:cac )?(?:giay to|tai lieu|giay to, tai lieu) phai (?:nop|xuat trinh)|bao gom|ho so gom")
SEMICOLON = re.compile(r";\s*")
# In sentences a semicolon parts members only where the next one begins like a member.
_BEFORE_CAPITAL = re.compile(rf";\s*(?=[{_CAPITALS}•+-])")
_TRAILING = " ;.,"


@dataclass(slots=True)
class Case:
    """One case of a dossier: its name, and its papers with the items that they come from."""

    name: str = ""
    papers: list[str] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)


def listed_lines(items: Iterable[Item]) -> Iterator[Line]:
    """Yield the lines of a list; a paragraph of several marked lines is taken apart, and so are tables."""
    for item in items:
        if isinstance(item, Grid):
            yield from (Line(item.number, " | ".join(filter(None, row))) for row in item.rows if any(row))
            continue
        lines = [text for text in item.text.split("\n") if text]
        marked = [text for text in lines if marker_class(text) == marker_class(lines[0]) != ""]
        if len(marked) > 1:
            yield from (Line(item.number, text, listed=item.listed) for text in lines)
        else:
            yield item


def members(items: Iterable[Item], parted_by: re.Pattern[str] = _BEFORE_CAPITAL) -> list[str]:
    """Return the members of a list, each without its marker; what is set below a member belongs to it.

    A list without any marker has a member a line, and in a line as many as `parted_by` parts.
    """
    lines = list(listed_lines(items))
    top = next((own for line in lines if (own := marker_class(line.text))), "")
    if not top:
        texts = [part for line in lines for part in parted_by.split(line.text)]
        return [text for part in texts if (text := part.strip(_TRAILING))]
    found: list[str] = []
    for line in lines:
        if marker_class(line.text) == top or not found:
            found.append(without_marker(line.text))
        else:
            found[-1] = f"{found[-1]}\n{line.text}"
    return [text for member in found if (text := member.strip().rstrip(";").rstrip())]


def cases(items: Iterable[Item]) -> list[Case]:
    """Return the cases of a dossier with their papers, one nameless case where none is named."""
    found: list[Case] = [Case()]
    top: str | None = None
    lines = _with_grids(items)
    case_marker = _case_marker(lines)
    for at, item in enumerate(lines):
        if isinstance(item, Grid):
            found[-1].grids.append(item)
            continue
        following = lines[at + 1] if at + 1 < len(lines) else None
        if marker_class(item.text) == case_marker or isinstance(following, Grid) or _is_case(item, following):
            found.append(Case(_case_name(item)))
            top = None
            continue
        own = marker_class(item.text)
        if top is None and own:
            top = own
        _add_paper(found[-1], item, own, top)
    return [case for case in found if case.name or case.papers or case.grids]


def _with_grids(items: Iterable[Item]) -> list[Item]:
    lines: list[Item] = []
    for item in items:
        lines.extend([item] if isinstance(item, Grid) else listed_lines([item]))
    return lines


def _case_marker(items: Sequence[Item]) -> str | None:
    """The marker that stands before cases and nothing else: each such line ends with a colon, others come below it."""
    lines = [item for item in items if isinstance(item, Line)]
    first = marker_class(lines[0].text) if lines else ""
    if not first:
        return None
    for at, line in enumerate(lines):
        below = marker_class(lines[at + 1].text) if at + 1 < len(lines) else first
        if marker_class(line.text) == first and (not line.text.endswith(":") or below in (first, "")):
            return None
    return first


def _is_case(line: Line, following: Item | None) -> bool:
    """Tell whether a line names a case: it says so, ends with a colon, and another kind of line comes below it."""
    folded = same_length_fold(without_marker(line.text))
    if _CASE_ALONE.fullmatch(folded.rstrip(" :.")):
        return True
    if not folded.endswith(":") or not isinstance(following, Line):
        return False
    own, below = marker_class(line.text), marker_class(following.text)
    return (bool(below) and not own) or ((own != below or not own) and bool(_CASE.match(folded)))


def _case_name(line: Line) -> str:
    return without_marker(line.text).rstrip(" :")


def _add_paper(case: Case, line: Line, own: str, top: str | None) -> None:
    """Add a line as a paper, or to the paper that it goes on with: one set below it, or begun with a small letter."""
    text = line.text.rstrip()
    goes_on = bool(case.papers) and top is not None and own != top and (own != "" or text[:1].islower())
    if goes_on:
        case.papers[-1] = f"{case.papers[-1]}\n{text}"
    else:
        case.papers.append(without_marker(text) if own else text)
