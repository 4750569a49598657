"""Version 4: sets of procedures by words, the entries of every order in stretches, and an index for phrases alone."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS = (
    "DROP INDEX entry_name_order",
    "DROP INDEX entry_field_order",
    "DROP INDEX entry_code_rank_order",
    "ALTER TABLE entry DROP COLUMN name_rank",
    "ALTER TABLE entry DROP COLUMN field_rank",
    "ALTER TABLE entry DROP COLUMN code_rank",
    "DROP TABLE entry_order",
    """
    CREATE TABLE entry_order (
        edition_id INTEGER NOT NULL,
        order_name VARCHAR NOT NULL,
        first_procedure INTEGER NOT NULL,
        dense BLOB NOT NULL,
        others BLOB NOT NULL,
        PRIMARY KEY (edition_id, order_name),
        FOREIGN KEY(edition_id) REFERENCES edition (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE word_set (
        place VARCHAR NOT NULL,
        word VARCHAR NOT NULL,
        first INTEGER NOT NULL,
        members BLOB NOT NULL,
        PRIMARY KEY (place, word, first)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE entry_stretch (
        edition_id INTEGER NOT NULL,
        order_name VARCHAR NOT NULL,
        first_place INTEGER NOT NULL,
        entries BLOB NOT NULL,
        procedures BLOB NOT NULL,
        PRIMARY KEY (edition_id, order_name, first_place),
        FOREIGN KEY(edition_id) REFERENCES edition (id) ON DELETE CASCADE
    ) WITHOUT ROWID
    """,
    "DROP TABLE procedure_search",
    """
    CREATE VIRTUAL TABLE procedure_search USING fts5(
        name, field, agency, level, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0"
    )
    """,
)


def upgrade() -> None:
    """Make what is new; `catalogue.derived` fills it."""
    for statement in _STATEMENTS:
        op.execute(statement)
