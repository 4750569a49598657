"""The tables that hold what people judged: the append-only journal, and what follows from it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel


class JournalRow(SQLModel, table=True):
    """One entry of the journal, never changed or deleted.

    `before` and `after` are the whole mark on either side of the change (None where there was none). Where a side has
    a `topic`, the entry is about judgements: the sides give the values by subject and, under `marks`, the marks by
    number that were made or changed with them. `undoes` names the entry that this one takes back. `chain` is the
    hexadecimal SHA-256 of the previous entry's chain and this entry's text, so that a changed or missing entry shows.
    """

    __tablename__ = "journal"
    __table_args__ = {"info": {"append_only": True}}

    seq: int | None = Field(default=None, primary_key=True)
    at: str
    who: str
    kind: str
    mark_id: int
    undoes: int | None = None
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    chain: str


class MarkRow(SQLModel, table=True):
    """One mark as it stands after every entry of the journal."""

    __tablename__ = "mark"
    __table_args__ = (Index("mark_entry", "edition", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    edition: str
    address: str
    procedure_name: str
    procedure_digest: str
    part: str
    element: str
    element_digest: str
    element_text: str
    action: str
    target: str = ""
    reason_code: str = ""
    reason: str = ""
    article: str = ""
    author: str
    state: str = "proposed"
    created_at: str
    changed_at: str
    version: int = 1


class JudgementRow(SQLModel, table=True):
    """One judgement as it stands after every entry of the journal; see `reviews.judgements`."""

    __tablename__ = "judgement"

    topic: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    value: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    who: str
    at: str
    reason: str = ""
