"""Version 3: the order of codes counted like those of names and fields, and every order kept as a whole."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    "ALTER TABLE entry ADD COLUMN code_rank INTEGER DEFAULT '0' NOT NULL",
    "CREATE INDEX entry_code_rank_order ON entry (edition_id, code_rank, procedure_id)",
    """
    CREATE TABLE entry_order (
        edition_id INTEGER NOT NULL,
        column_name VARCHAR NOT NULL,
        first_procedure INTEGER NOT NULL,
        dense BLOB NOT NULL,
        others BLOB NOT NULL,
        PRIMARY KEY (edition_id, column_name),
        FOREIGN KEY(edition_id) REFERENCES edition (id) ON DELETE CASCADE
    )
    """,
)


def upgrade() -> None:
    """Make what is new; `catalogue.derived` fills it."""
    for statement in _STATEMENTS:
        op.execute(statement)
