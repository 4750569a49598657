"""Sentences that know the marks behind them, and how that knowledge passes through Markdown unseen.

A `Sentence` is a text like any other; only what prints it, the templates' last step, writes marker characters around
it. They are private-use characters, which the catalogue's normal form takes out of every text, so that no value can
bring its own. Parsed Markdown gives them back as a `Trace` on each run of text; Markdown files are written without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

BEGIN: Final = "\ue000"
TEXT: Final = "\ue001"
END: Final = "\ue002"
MARKER: Final = re.compile(f"{BEGIN}([^{TEXT}]*){TEXT}|{END}")
_EDITED: Final = "e"


@dataclass(frozen=True, slots=True)
class Trace:
    """What stands behind a run of text: the numbers of the marks, and whether an office wrote the words itself."""

    marks: tuple[int, ...] = ()
    edited: bool = False


class Sentence(str):
    """A sentence of a document with the key under which an office may put its own words, and the marks behind it.

    The text is what is printed. `generated` is what the program would say, `edited` whether an office said it in its
    own words, `outdated` whether a mark was changed after that.
    """

    __slots__ = ("edited", "generated", "key", "marks", "outdated")

    key: str
    marks: tuple[int, ...]
    generated: str
    edited: bool
    outdated: bool

    def __new__(
        cls,
        text: str,
        key: str = "",
        marks: tuple[int, ...] = (),
        *,
        generated: str | None = None,
        edited: bool = False,
        outdated: bool = False,
    ) -> Sentence:
        """Make a sentence that says a text; without `generated`, the program said it so."""
        made = super().__new__(cls, text)
        made.key = key
        made.marks = marks
        made.generated = text if generated is None else generated
        made.edited = edited
        made.outdated = outdated
        return made

    def saying(self, text: str) -> Sentence:
        """Return the same sentence with other words, as for one that lost its full stop."""
        return Sentence(
            text, self.key, self.marks, generated=self.generated, edited=self.edited, outdated=self.outdated
        )


def marked_up(markdown: str, sentence: Sentence) -> str:
    """Return a sentence's Markdown between markers that carry its trace."""
    if not sentence.marks and not sentence.edited:
        return markdown
    numbers = ",".join(str(mark) for mark in sentence.marks)
    return f"{BEGIN}{numbers}{_EDITED if sentence.edited else ''}{TEXT}{markdown}{END}"


def read_trace(written: str) -> Trace:
    """Read what stands in the first marker of a sentence; anything else is no trace."""
    numbers = written.removesuffix(_EDITED)
    marks = tuple(int(number) for number in numbers.split(",") if number.isascii() and number.isdigit())
    return Trace(marks, written.endswith(_EDITED))


def without_traces(markdown: str) -> str:
    """Return Markdown as people read it, without markers."""
    return MARKER.sub("", markdown)
