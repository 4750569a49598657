"""What a kind of document is asked for, and what it gathers for its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from catalogue.editions import Edition
from catalogue.store import Store
from reviews.documents.content import Office
from reviews.documents.figures import Drawing
from reviews.documents.traced import Sentence


@dataclass(frozen=True, slots=True)
class Request:
    """What a document is wanted of: the given procedures of an edition, or all that carry marks.

    `older` is the edition to compare with, for documents that compare.
    """

    store: Store
    edition: Edition
    codes: Sequence[str] = ()
    office: Office = field(default_factory=Office)
    day: date | None = None
    older: Edition | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a kind gathered: the values that its template may name, beside `office` and `day`, which it may replace.

    `about` ends the files' name, `lost` are the keys of edits whose sentences are gone; the rest is told at
    `document.Document`.
    """

    values: Mapping[str, object]
    about: str = ""
    sentences: tuple[Sentence, ...] = ()
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    workbook: Callable[[], bytes] | None = None
    lost: tuple[str, ...] = ()
