"""Version 2: shared legal instruments, the wider search index, orders, judgements, and the journal's head."""

from __future__ import annotations

from alembic import op
from sqlalchemy import inspect, text

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    """
    CREATE TABLE instrument (
        id INTEGER NOT NULL,
        number VARCHAR NOT NULL,
        place VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        issuer VARCHAR NOT NULL,
        year INTEGER,
        day VARCHAR NOT NULL,
        title TEXT NOT NULL,
        whole BOOLEAN NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (number, place)
    )
    """,
    "ALTER TABLE legal_basis ADD COLUMN instrument_id INTEGER REFERENCES instrument (id)",
    "CREATE INDEX legal_basis_cites ON legal_basis (instrument_id, procedure_id)",
    "ALTER TABLE procedure ADD COLUMN field_key TEXT DEFAULT '' NOT NULL",
    "DROP INDEX ix_procedure_sort_key",
    "ALTER TABLE entry ADD COLUMN name_rank INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE entry ADD COLUMN field_rank INTEGER DEFAULT '0' NOT NULL",
    "CREATE INDEX entry_name_order ON entry (edition_id, name_rank, procedure_id)",
    "CREATE INDEX entry_field_order ON entry (edition_id, field_rank, procedure_id)",
    "DROP INDEX ix_entry_code",
    "CREATE INDEX entry_code_order ON entry (edition_id, code)",
    "DROP TABLE procedure_search",
    """
    CREATE VIRTUAL TABLE procedure_search USING fts5(
        name, field, agency, level,
        content='', columnsize=0, tokenize="unicode61 remove_diacritics 0", prefix='1 2 3 4 5 6'
    )
    """,
    """
    CREATE VIRTUAL TABLE paper_search USING fts5(
        body, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0"
    )
    """,
    """
    CREATE TABLE judgement (
        topic VARCHAR NOT NULL,
        subject VARCHAR NOT NULL,
        value JSON NOT NULL,
        who VARCHAR NOT NULL,
        at VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        PRIMARY KEY (topic, subject)
    )
    """,
)


def upgrade() -> None:
    """Make what is new; `catalogue.derived` fills it, except for the journal's head, which is judged data."""
    for statement in _STATEMENTS:
        op.execute(statement)
    _note_journal_head()


def _note_journal_head() -> None:
    """Note how many entries the journal has and how its chain ends, as every new entry does from now on."""
    connection = op.get_bind()
    if not inspect(connection).has_table("journal"):
        return
    count = connection.execute(text("SELECT count(*) FROM journal")).scalar_one()
    chain = connection.execute(text("SELECT chain FROM journal ORDER BY seq DESC LIMIT 1")).scalar()
    connection.execute(
        text("INSERT INTO setting (key, value) VALUES ('journal.head', :head)"), {"head": f"{count} {chain or ''}"}
    )
