"""The headings under which decisions publish the parts of a procedure, and the markers that stand before them.

The headings follow Decree 63/2010/NĐ-CP, article 8, and Circular 02/2017/TT-VPCP, as ministries and provinces write
them: numbered ("1.1. Trình tự thực hiện:"), lettered, after a dash, bold, or in the first cell of a table row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.readers.document_lines import Line
from catalogue.text import fold

# A marker before a text: numbers, letters, dashes, several of them in a row ("- a)").
_ONE_MARKER = (
    r"(?:\(?\d{1,4}(?:\.\d{1,3}){0,4}\s*[.):/](?!\d)|\d{1,3}(?:\.\d{1,3}){1,4}(?=\s)|[IVXL]{1,6}\s*[.):/]"
    r"|\(?[a-zđ](?:\.?\d{1,2}(?:\.\d{1,2})*)?\s*[.)](?=\s|\S)(?!\w+\.)|[A-ZĐ]\s*[.)](?=\s)|\([ivx]{1,5}\)|[-–—+*•○●▪■□✓►»]+)"
)
_MARKER = re.compile(rf"\s*(?:{_ONE_MARKER}\s*)")
_MARKERS = re.compile(rf"\s*(?:{_ONE_MARKER}\s*){{0,2}}")


def same_length_fold(text: str) -> str:
    """Return the folded text, letter for letter as long as the text itself."""
    folded = fold(text)
    return folded if len(folded) == len(text) else "".join((fold(letter) or letter)[0] for letter in text)


def marker_of(text: str) -> str:
    """Return the first marker before a text, as it is written, empty where there is none."""
    found = _MARKER.match(text)
    return found.group().strip() if found and found.end() < len(text) else ""


def without_marker(text: str) -> str:
    """Return the text without the first marker before it."""
    found = _MARKER.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


def marker_class(text: str) -> str:
    """Return how a text's first marker is made: "1.", "1.1", "a)", "I.", "-" …; equal for the members of one list."""
    marker = marker_of(text).replace(" ", "")
    marker = re.sub(r"[•○●▪■□✓►»]+", "•", re.sub(r"[–—]", "-", marker))
    marker = re.sub(r"([-+*•])\1+", r"\1", re.sub(r"\d+", "1", marker))
    if re.fullmatch(r"[IVXL]+[.):/]", marker):
        return "I" + marker[-1]
    marker = re.sub(r"[A-ZĐ]", "A", re.sub(r"[a-zđ]", "a", marker))
    return marker.rstrip("./") if "1.1" in marker else marker


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the beginning of a line: the part that it opens, its own words (folded), and where these end.

    A `weak` heading is a word or two that also stand in running text.
    """

    part: str
    words: str
    end: int
    weak: bool


_AND = r"(?:,| va|, va| hoac|/) ?"
_SETS = r"so luong(?: bo)?(?: ho so)?"
_REACHED = r"duoc (?:uy quyen|phan cap)(?:,? (?:hoac )?(?:phan cap|uy quyen))?"

# Each part with the words of its headings, folded; the second pattern holds words that also stand in running text.
_LABELS: tuple[tuple[str, str, str], ...] = (
    ("code", r"ma (?:so )?(?:tthc|thu tuc(?: hanh chinh)?|ho so tthc)", r"ma so|ma"),
    ("name", r"ten (?:tthc|thu tuc(?: hanh chinh)?)", ""),
    ("decision", r"(?:so )?quyet dinh cong bo|so quyet dinh", ""),
    ("level", r"cap (?:thuc hien|giai quyet)", ""),
    ("type", r"loai (?:tthc|thu tuc(?: hanh chinh)?)", ""),
    ("field", r"thuoc linh vuc", r"linh vuc"),
    (
        "steps",
        r"trinh tu(?:,? (?:va )?cach thuc)? (?:thuc hien|giai quyet)|cac buoc (?:thuc hien|tien hanh)",
        r"trinh tu",
    ),
    (
        "channels",
        r"(?:dia diem,? )?cach thuc (?:thuc hien|nop ho so)",
        r"hinh thuc nop(?: ho so)?|cach thuc",
    ),
    ("sets", r"so luong(?: bo)? ho so|so bo ho so", r"so luong"),
    (
        "dossier",
        rf"thanh phan{_AND}{_SETS}|thanh phan ho so(?:{_AND}{_SETS})?|ho so,? giay to",
        r"ho so(?: gom| bao gom)?",
    ),
    ("time", r"thoi (?:han|gian) (?:giai quyet|thuc hien)", r"thoi han"),
    ("subjects", r"doi tuong (?:thuc hien|ap dung)", r"doi tuong"),
    ("competent", r"co quan(?: hoac nguoi|,? nguoi)? co tham quyen(?: quyet dinh| giai quyet)?", ""),
    ("authorised", rf"co quan (?:hoac nguoi co tham quyen )?{_REACHED}", ""),
    ("coordinating", r"co quan phoi hop", ""),
    (
        "implementing",
        r"co quan(?:,? (?:hoac )?(?:don vi|to chuc|ca nhan))*(?: truc tiep)? (?:thuc hien|giai quyet)",
        "",
    ),
    (
        "addresses",
        r"(?:dia chi|dia diem|noi) (?:tiep nhan|nop)(?: ho so| hs)?(?: va tra ket qua)?|dia diem thuc hien",
        "",
    ),
    ("results", r"ket qua (?:thuc hien|giai quyet|cua viec thuc hien)", r"ket qua"),
    (
        "forms",
        r"(?:ten )?(?:cac )?mau don,? (?:va )?(?:mau )?to khai|ten (?:cac )?mau don|bieu mau,? mau don",
        r"mau don",
    ),
    ("fees", rf"(?:muc )?phi{_AND}le phi|(?:muc )?le phi{_AND}phi", r"le phi|phi"),
    (
        "conditions",
        rf"(?:cac )?yeu cau{_AND}dieu kien|(?:cac )?dieu kien{_AND}yeu cau|dieu kien thuc hien",
        r"yeu cau|dieu kien",
    ),
    ("laws", r"(?:can cu|co so) phap ly(?: cua)?", r"can cu"),
    ("keywords", r"tu khoa", ""),
    ("description", "", r"mo ta"),
)
_TAIL = (
    r"(?:,? (?:thuc hien|giai quyet|cua|viec|thu tuc hanh chinh|thu tuc|tthc|ho so|dinh kem|kem theo|neu co|can co"
    r"|hanh chinh|chinh|cong viec))*(?: ?\([^()]{0,100}\)){0,2}"
)
_COMPILED = tuple(
    (part, re.compile(rf"(?P<label>{words}){_TAIL}"), weak)
    for part, strong, unsure in _LABELS
    for words, weak in ((strong, False), (unsure, True))
    if words
)
_AFTER = re.compile(r"\s*(?::|;|\.(?=\s|$))?\s*(?=(.?))")

PARTS = tuple(part for part, _, _ in _LABELS)
# What stands in the head of a procedure, before its parts.
HEAD_PARTS = frozenset({"code", "name", "decision", "level", "type", "field", "keywords", "description"})


def heading_of(line: Line) -> Heading | None:
    """Return the heading with which a line begins, if it is written as one: before a colon, alone, or in bold."""
    found = _MARKERS.match(line.text)
    start = found.end() if found and found.end() < len(line.text) else 0
    folded = same_length_fold(line.text)
    matches = [(part, match, weak) for part, words, weak in _COMPILED if (match := words.match(folded, start))]
    headings = [heading for part, match, weak in matches if (heading := _heading(line, folded, part, match, weak))]
    return max(headings, key=lambda heading: len(heading.words), default=None)


def _heading(line: Line, folded: str, part: str, match: re.Match[str], weak: bool) -> Heading | None:
    after = _AFTER.match(folded, match.end())
    end = after.end() if after else match.end()
    mark = folded[match.end() : end].strip()
    alone = end >= len(folded)
    marked_by_bold = match.end() - 1 <= line.bold <= end + 1 < len(folded) or (line.is_bold and alone)
    if mark.startswith(":") or marked_by_bold or line.label or (alone and not weak):
        return Heading(part, match.group().strip(), end, weak)
    return None


def style_of(line: Line) -> str:
    """Return how a heading is set: marker, bold beginning, a cell of its own; headings of one kind are set alike."""
    return f"{marker_class(line.text)} {'bold' if line.bold else 'plain'} {'cell' if line.label else 'text'}"


_LEAST_PARTS = 3


def heading_styles(lines: Iterable[Line]) -> frozenset[str]:
    """Return the ways in which a document sets its headings: those that open at least three different parts.

    A document in which no way does so has too little to tell by, and all ways count.
    """
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        heading = heading_of(line)
        if heading is not None and not heading.weak:
            parts[style_of(line)].add(heading.part)
    usual = frozenset(style for style, found in parts.items() if len(found) >= _LEAST_PARTS)
    return usual or frozenset(parts)


# Under a part's own heading these open lists of their own, set in whatever way.
_INSIDE = {("dossier", "dossier"), ("dossier", "sets"), ("sets", "dossier"), ("sets", "sets")}
# A line such as "Lệ phí: 50.000 đồng" is content where fees are told.
_CONTENT_OF = {("fees", "fees"), ("channels", "fees"), ("channels", "time"), ("steps", "results")}


_DASHES = frozenset("-–+*•")


def opens(line: Line, current: str, seen: set[str], styles: frozenset[str]) -> Heading | None:
    """Return the heading that a line is after the part `current`, None where the line is content.

    Headings are set as the document sets them; a whole one may be set otherwise where its part was not `seen` before.
    """
    heading = heading_of(line)
    if heading is None:
        return None
    if (current, heading.part) in _INSIDE:
        return heading
    if heading.weak and (current, heading.part) in _CONTENT_OF:
        return None
    if style_of(line) in styles or (heading.part in HEAD_PARTS and not heading.weak):
        return heading
    marker = marker_class(line.text)
    usual = (
        not marker or line.bold or (marker not in _DASHES and any(style.startswith(f"{marker} ") for style in styles))
    )
    return heading if usual and not heading.weak and heading.part not in seen else None
