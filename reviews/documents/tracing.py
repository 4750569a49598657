"""What stands behind the sentences of a Word file that the program wrote: read back from its hidden bookmarks.

A bookmark's name tells the mark (`_mark_12_3`: mark 12, third bookmark), or that an office put the sentence in its own
words (`_edited_12_3`). Words that were changed in Word stay within their bookmark, so that they are told as they are.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from catalogue.problems import Problem, ProblemKind

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SUBJECT: Final = "{http://purl.org/dc/elements/1.1/}subject"
_NAME: Final = re.compile(r"_(mark|edited)_(\d{1,12})_\d+")
_LARGEST: Final = 100 << 20


@dataclass(frozen=True, slots=True)
class TracedSentence:
    """One sentence of a file: its words, the marks behind it, and whether an office put it in its own words."""

    text: str
    marks: tuple[int, ...]
    edited: bool


@dataclass(frozen=True, slots=True)
class TracedFile:
    """The sentences of a file that have marks behind them, and the edition that it was made of."""

    edition: str
    sentences: tuple[TracedSentence, ...]


def trace_file(path: Path) -> TracedFile:
    """Read the sentences of a DOCX file; raises `Problem` for a file that is none."""
    if not path.exists():
        raise Problem(ProblemKind.FILE_MISSING, path=str(path))
    try:
        with zipfile.ZipFile(path) as archive:
            body = _part(archive, "word/document.xml")
            names = set(archive.namelist())
            core = _part(archive, "docProps/core.xml") if "docProps/core.xml" in names else None
    except (OSError, zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, ValueError) as error:
        raise Problem(ProblemKind.NOT_A_DOCUMENT, path=str(path)) from error
    subject = None if core is None else core.find(_SUBJECT)
    edition = "" if subject is None else subject.text or ""
    sentences = [one for paragraph in body.iter(f"{_WORD}p") for one in _sentences(paragraph)]
    return TracedFile(edition, tuple(sentences))


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    root: Element = ElementTree.fromstring(archive.read(name))
    return root


def _sentences(paragraph: Element) -> list[TracedSentence]:
    """The sentences of a paragraph: bookmarks that begin together are of one."""
    found: list[TracedSentence] = []
    open_marks: dict[str, tuple[str, int]] = {}
    words: list[str] = []
    for element in paragraph.iter():
        if element.tag == f"{_WORD}bookmarkStart" and (named := _NAME.fullmatch(element.get(f"{_WORD}name", ""))):
            open_marks[element.get(f"{_WORD}id", "")] = (named[1], int(named[2]))
        elif element.tag == f"{_WORD}t" and open_marks:
            words.append(element.text or "")
        elif element.tag == f"{_WORD}br" and open_marks:
            words.append(" ")
        elif element.tag == f"{_WORD}bookmarkEnd" and element.get(f"{_WORD}id", "") in open_marks:
            if words:
                said = open_marks.values()
                marks = tuple(sorted(mark for _, mark in said if mark))
                found.append(TracedSentence("".join(words), marks, any(kind == "edited" for kind, _ in said)))
            open_marks, words = {}, []
    return found
