"""Styles and automatic numbers of word-processor documents: which paragraphs are bold, and what stands before them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from catalogue.readers.document_names import child, children, on, value
from catalogue.text import clean

_LONGEST_CHAIN = 20
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says: bold or not, and the list and level that number its paragraphs."""

    bold: bool = False
    list_id: str = ""
    level: int = 0


class Styles:
    """The paragraph styles of a document by their ids."""

    def __init__(self, styles: dict[str, Style]) -> None:
        self._styles = styles

    def of(self, style_id: str) -> Style:
        """Return a style; an unknown one says nothing."""
        return self._styles.get(style_id, Style())


def read_styles(root: Element | None) -> Styles:
    """Return the styles of `word/styles.xml`; a style follows the one that it is based on."""
    elements = {value(element, "styleId"): element for element in children(root, "style")}
    return Styles({style_id: _style(style_id, elements) for style_id in elements})


def _style(style_id: str, elements: dict[str, Element]) -> Style:
    chain: list[Element] = []
    while style_id in elements and len(chain) < _LONGEST_CHAIN:
        chain.append(elements[style_id])
        style_id = value(child(elements[style_id], "basedOn"))
    bold, list_id, level = False, "", 0
    for element in reversed(chain):
        bold = on(child(child(element, "rPr"), "b"), bold)
        numbered = child(child(element, "pPr"), "numPr")
        list_id = value(child(numbered, "numId")) or list_id
        level = _level(numbered) if numbered is not None else level
    return Style(bold, list_id, level)


def _level(numbered: Element | None) -> int:
    text = value(child(numbered, "ilvl"))
    return min(int(text), _LEVELS - 1) if text.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how its numbers are written, the text around them and where they start."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class _List:
    """One list and how far its numbers have come, by level."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document and says what stands before each."""

    def __init__(self, lists: dict[str, _List]) -> None:
        self._lists = lists

    def label(self, numbered: Element | None, style: Style) -> str:
        """Return the number or bullet of the next paragraph with these properties, empty where it has none."""
        list_id = value(child(numbered, "numId")) or style.list_id
        level = _level(numbered) if numbered is not None and child(numbered, "ilvl") is not None else style.level
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return ""
        first = found.levels[level].start
        found.counts[level] = found.counts.get(level, first - 1) + 1
        for deeper in [at for at in found.counts if at > level]:
            del found.counts[deeper]
        return _label(found, level)


def _label(found: _List, level: int) -> str:
    own = found.levels[level]
    if own.form == "bullet":
        return clean(own.text) or "•"
    if own.form == "none":
        return clean(own.text)

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = found.levels.get(at, own)
        return _number(found.counts.get(at, other.start), other.form)

    return clean(_PLACEHOLDER.sub(number, own.text))


def _number(count: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman = _roman(count)
            return roman if form == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{count:02}"
        case _:
            return str(count)


def _roman(count: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        while count >= size and len(written) < 20:
            written += letters
            count -= size
    return written


def read_numbering(root: Element | None) -> Numbering:
    """Return the lists of `word/numbering.xml`; lists made from one pattern go on counting together."""
    patterns = {value(element, "abstractNumId"): _levels(element) for element in children(root, "abstractNum")}
    shared: defaultdict[str, dict[int, int]] = defaultdict(dict)
    lists = {}
    for element in children(root, "num"):
        pattern = value(child(element, "abstractNumId"))
        overrides = children(element, "lvlOverride")
        levels = dict(patterns.get(pattern, {}))
        for override in overrides:
            at = value(override, "ilvl")
            start = value(child(override, "startOverride"))
            if at.isdecimal() and int(at) in levels and start.isdecimal():
                old = levels[int(at)]
                levels[int(at)] = _Level(old.form, old.text, min(int(start), 9_999))
        lists[value(element, "numId")] = _List(levels, {} if overrides else shared[pattern])
    return Numbering(lists)


def _levels(pattern: Element) -> dict[int, _Level]:
    levels = {}
    for element in children(pattern, "lvl"):
        at, start = value(element, "ilvl"), value(child(element, "start"))
        if at.isdecimal() and int(at) < _LEVELS:
            first = min(int(start), 9_999) if start.isdecimal() else 1
            form = value(child(element, "numFmt")) or "decimal"
            levels[int(at)] = _Level(form, value(child(element, "lvlText")), first)
    return levels
