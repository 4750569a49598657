"""The tables that hold editions: procedures shared by content, and the entries by which editions list them.

A procedure's content is written once, under its digest; an edition's entry points to it and adds the code and the
source record as it came. Rows of a procedure's parts are numbered from 1 in their published order.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class EditionRow(SQLModel, table=True):
    """One edition of the catalogue: its name, day, source and size."""

    __tablename__ = "edition"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    title: str = ""
    day: str = ""
    source: str = ""
    layout: str = ""
    file: str = ""
    imported_at: str = ""
    imported_by: str = ""
    procedures: int = 0
    digest: str = ""


class ProcedureRow(SQLModel, table=True):
    """The content of one procedure; lists of texts are JSON arrays, `extra` pairs of pointer and JSON text."""

    __tablename__ = "procedure"
    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    name: str = Field(sa_column=Column(Text, nullable=False))
    sort_key: str = Field(sa_column=Column(Text, nullable=False))
    field: str = ""
    type: str = ""
    publisher: str = ""
    decision_number: str = ""
    decision_date: str = ""
    dossier_sets: str = ""
    conditions: str = Field(default="", sa_column=Column(Text, nullable=False))
    level: list[str] = Field(default_factory=list, sa_type=JSON)
    implementing: list[str] = Field(default_factory=list, sa_type=JSON)
    competent: list[str] = Field(default_factory=list, sa_type=JSON)
    authorised: list[str] = Field(default_factory=list, sa_type=JSON)
    coordinating: list[str] = Field(default_factory=list, sa_type=JSON)
    receiving_addresses: list[str] = Field(default_factory=list, sa_type=JSON)
    subjects: list[str] = Field(default_factory=list, sa_type=JSON)
    related: list[str] = Field(default_factory=list, sa_type=JSON)
    keywords: list[str] = Field(default_factory=list, sa_type=JSON)
    extra: list[list[str]] = Field(default_factory=list, sa_type=JSON)
    field_key: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))


class StepRow(SQLModel, table=True):
    """One published step of a procedure."""

    __tablename__ = "step"

    procedure_id: int = Field(primary_key=True, foreign_key="procedure.id")
    position: int = Field(primary_key=True)
    name: str = ""
    text: str = ""


class ChannelRow(SQLModel, table=True):
    """One way of submitting with its time limit; the quantity is an exact decimal written as text."""

    __tablename__ = "channel"

    procedure_id: int = Field(primary_key=True, foreign_key="procedure.id")
    position: int = Field(primary_key=True)
    kind: str
    time_quantity: str | None = None
    time_unit: str = "other"
    time_text: str = ""
    text: str = ""


class FeeRow(SQLModel, table=True):
    """One fee, charge or price of a channel; the amount is an exact decimal written as text."""

    __tablename__ = "fee"

    procedure_id: int = Field(primary_key=True, foreign_key="procedure.id")
    channel: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    kind: str
    amount: str | None = None
    currency: str = "VND"
    text: str = ""


class DossierRow(SQLModel, table=True):
    """One case of a procedure's dossier."""

    __tablename__ = "dossier"

    procedure_id: int = Field(primary_key=True, foreign_key="procedure.id")
    position: int = Field(primary_key=True)
    name: str = ""


class PaperRow(SQLModel, table=True):
    """One row of a dossier's papers."""

    __tablename__ = "paper"

    procedure_id: int = Field(primary_key=True, foreign_key="procedure.id")
    dossier: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    text: str
    originals: int | None = None
    copies: int | None = None
    form: str = ""
    component_code: str = ""
    quantity_text: str = ""


class ResultRow(SQLModel, table=True):
    """One result that a procedure issues."""

    __tablename__ = "result"

    procedure_id: int = Field(primary_key=True, foreign_key="procedure.id")
    position: int = Field(primary_key=True)
    code: str = ""
    name: str = ""


class LegalBasisRow(SQLModel, table=True):
    """One legal basis of a procedure, as it is written, and the instrument that it cites by number."""

    __tablename__ = "legal_basis"
    __table_args__ = (Index("legal_basis_cites", "instrument_id", "procedure_id"),)

    procedure_id: int = Field(primary_key=True, foreign_key="procedure.id")
    position: int = Field(primary_key=True)
    number: str = ""
    title: str = ""
    day: str = ""
    issuer: str = ""
    instrument_id: int | None = Field(default=None, foreign_key="instrument.id")


class InstrumentRow(SQLModel, table=True):
    """One legal instrument, shared by all legal bases that cite it; see `catalogue.citations.Instrument`."""

    __tablename__ = "instrument"
    __table_args__ = (UniqueConstraint("number", "place"),)

    id: int | None = Field(default=None, primary_key=True)
    number: str
    place: str = ""
    kind: str = ""
    issuer: str = ""
    year: int | None = None
    day: str = ""
    title: str = Field(default="", sa_column=Column(Text, nullable=False))
    whole: bool = True


class SourceRow(SQLModel, table=True):
    """A source record exactly as it came (compressed), and what was read out of it.

    `digest` is the hexadecimal SHA-256 of the record's text; `reading` names layout and version of the reader, so
    that the same record under the same reader is not read twice; see `catalogue.known_readings`.
    """

    __tablename__ = "source_record"
    __table_args__ = (UniqueConstraint("digest", "reading"),)

    id: int | None = Field(default=None, primary_key=True)
    digest: str
    reading: str
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    code: str = ""
    national_code: str = Field(default="", index=True)
    url: str = ""
    retrieved: str = ""
    procedure_id: int = Field(foreign_key="procedure.id", index=True)


class EntryRow(SQLModel, table=True):
    """One procedure as an edition lists it, at its position in the published order."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("edition_id", "position"),
        Index("entry_code_order", "edition_id", "code"),
    )

    id: int | None = Field(default=None, primary_key=True)
    edition_id: int = Field(foreign_key="edition.id")
    position: int
    code: str = ""
    source_id: int = Field(foreign_key="source_record.id")
    procedure_id: int = Field(foreign_key="procedure.id", index=True)


class EntryOrderRow(SQLModel, table=True):
    """One order of an edition as a whole; see `catalogue.entry_orders.Places`, the numbers four bytes each."""

    __tablename__ = "entry_order"

    edition_id: int = Field(primary_key=True, foreign_key="edition.id", ondelete="CASCADE")
    order_name: str = Field(primary_key=True)
    first_procedure: int
    dense: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    others: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class EntryStretchRow(SQLModel, table=True):
    """Some entries that follow each other in an order; see `catalogue.entry_orders.Stretch`, four bytes a number."""

    __tablename__ = "entry_stretch"
    __table_args__ = {"sqlite_with_rowid": False}

    edition_id: int = Field(primary_key=True, foreign_key="edition.id", ondelete="CASCADE")
    order_name: str = Field(primary_key=True)
    first_place: int = Field(primary_key=True)
    entries: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    procedures: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class WordSetRow(SQLModel, table=True):
    """One segment of the set of procedures with a word in a place; see `catalogue.word_sets`."""

    __tablename__ = "word_set"
    __table_args__ = {"sqlite_with_rowid": False}

    place: str = Field(primary_key=True)
    word: str = Field(primary_key=True)
    first: int = Field(primary_key=True)
    members: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class SettingRow(SQLModel, table=True):
    """One named setting of the workspace."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str = ""
