"""The value types of an edition's records: what one procedure says, immutable and comparable by content.

The layout is the native record layout of `docs/native-layout.md`. Every text is in the normal form of
`catalogue.text`; a missing value is the empty string, an empty tuple or None, never a phrase.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from catalogue.problems import ProblemKind

CHANNEL_KINDS = ("direct", "online", "postal", "other")
TIME_UNITS = ("working_day", "day", "working_hour", "hour", "minute", "month", "year", "other")
FEE_KINDS = ("fee", "charge", "price", "unknown")


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that published the procedure (quyết định công bố)."""

    number: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Agencies:
    """Who handles the procedure (cơ quan thực hiện, có thẩm quyền, được ủy quyền, phối hợp)."""

    implementing: tuple[str, ...] = ()
    competent: tuple[str, ...] = ()
    authorised: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One published step (trình tự thực hiện); many sources publish the whole order as a single one."""

    name: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ProcessingTime:
    """A time limit (thời hạn giải quyết): a quantity in a unit of TIME_UNITS, and the words around it."""

    quantity: Decimal | None = None
    unit: str = "other"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee (phí), charge (lệ phí) or price (giá dịch vụ): an amount in a currency, and the words around it."""

    kind: str = "unknown"
    amount: Decimal | None = None
    currency: str = "VND"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way of submitting (cách thức thực hiện) with its own time limit and fees."""

    kind: str = "other"
    processing_time: ProcessingTime = ProcessingTime()
    fees: tuple[Fee, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One row of a dossier: a paper with its originals and copies (None where the source says nothing)."""

    text: str = ""
    originals: int | None = None
    copies: int | None = None
    form: str = ""
    component_code: str = ""
    quantity_text: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case of the dossier (thành phần hồ sơ) with its papers in order."""

    name: str = ""
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One result that the procedure issues (kết quả thực hiện)."""

    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One legal instrument that the procedure cites (căn cứ pháp lý)."""

    number: str = ""
    title: str = ""
    date: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """The content of one procedure, without the code and the source, which belong to an edition's entry.

    `extra` holds what the layout does not know: JSON pointers into the record and the values found there as JSON
    text, sorted by pointer.
    """

    name: str
    field: str = ""
    level: tuple[str, ...] = ()
    type: str = ""
    decision: Decision = Decision()
    publisher: str = ""
    agencies: Agencies = Agencies()
    receiving_addresses: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    channels: tuple[Channel, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    dossier_sets: str = ""
    results: tuple[Result, ...] = ()
    conditions: str = ""
    legal_bases: tuple[LegalBasis, ...] = ()
    related: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from: the address and the day it was retrieved (ISO text), both possibly empty."""

    url: str = ""
    retrieved: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader saw in a record and did not refuse: what kind, at which key, with which value.

    Kinds are lower-case words with hyphens ("unknown-key", "number-for-text", "form-mended"); the workbench has a
    sentence for each. Notes that concern one row of a sheet or document give its place ("sheet Giấy tờ, row 12").
    """

    kind: str
    key: str
    value: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """One record as a reader understood it: its code, its content, its origin and what was noticed."""

    code: str
    procedure: Procedure
    origin: Origin = Origin()
    notes: tuple[Note, ...] = field(default=())


class RefusedReading(NamedTuple):
    """Why a record was not understood, as the parts of a `Problem`, which themselves cannot go between processes."""

    kind: ProblemKind
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as it stands in a source, not yet understood: its line or row number and its own text.

    `written` is the text, or its bytes in UTF-8 where nobody has needed to decode them yet: a record that is known by
    its bytes never is. Sources that are no lines of text (sheets, documents, folders) give as text the JSON of what
    was found, so that the source record can be kept and read again; `place` then says where it stood ("sheet Thủ tục,
    row 12"). `notes` are what was seen on the way to the text and is no longer in it: an old encoding, merged cells.
    `refused` says why a record could not even be taken out of its source; it then has no text, and those after it are
    still given.
    """

    line: int
    written: str | bytes
    place: str = ""
    notes: tuple[Note, ...] = ()
    refused: RefusedReading | None = None

    @property
    def text(self) -> str:
        """The record's text; raises UnicodeDecodeError where its bytes are not UTF-8."""
        return self.written if isinstance(self.written, str) else self.written.decode()

    @property
    def data(self) -> bytes:
        """The record's text as bytes in UTF-8."""
        return self.written if isinstance(self.written, bytes) else self.written.encode()
