"""Version 1, the first release: editions with shared procedures, the search index, marks and their journal."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE edition (
        id INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        day VARCHAR NOT NULL,
        source VARCHAR NOT NULL,
        layout VARCHAR NOT NULL,
        file VARCHAR NOT NULL,
        imported_at VARCHAR NOT NULL,
        imported_by VARCHAR NOT NULL,
        procedures INTEGER NOT NULL,
        digest VARCHAR NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (name)
    )
    """,
    """
    CREATE TABLE procedure (
        id INTEGER NOT NULL,
        digest VARCHAR NOT NULL,
        name TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        field VARCHAR NOT NULL,
        type VARCHAR NOT NULL,
        publisher VARCHAR NOT NULL,
        decision_number VARCHAR NOT NULL,
        decision_date VARCHAR NOT NULL,
        dossier_sets VARCHAR NOT NULL,
        conditions TEXT NOT NULL,
        level JSON NOT NULL,
        implementing JSON NOT NULL,
        competent JSON NOT NULL,
        authorised JSON NOT NULL,
        coordinating JSON NOT NULL,
        receiving_addresses JSON NOT NULL,
        subjects JSON NOT NULL,
        related JSON NOT NULL,
        keywords JSON NOT NULL,
        extra JSON NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (digest)
    )
    """,
    """
    CREATE TABLE setting (
        "key" VARCHAR NOT NULL,
        value VARCHAR NOT NULL,
        PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE journal (
        seq INTEGER NOT NULL,
        at VARCHAR NOT NULL,
        who VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        mark_id INTEGER NOT NULL,
        undoes INTEGER,
        "before" JSON,
        "after" JSON,
        chain VARCHAR NOT NULL,
        PRIMARY KEY (seq)
    )
    """,
    """
    CREATE TABLE mark (
        id INTEGER NOT NULL,
        edition VARCHAR NOT NULL,
        address VARCHAR NOT NULL,
        procedure_name VARCHAR NOT NULL,
        procedure_digest VARCHAR NOT NULL,
        part VARCHAR NOT NULL,
        element VARCHAR NOT NULL,
        element_digest VARCHAR NOT NULL,
        element_text VARCHAR NOT NULL,
        action VARCHAR NOT NULL,
        target VARCHAR NOT NULL,
        reason_code VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        article VARCHAR NOT NULL,
        author VARCHAR NOT NULL,
        state VARCHAR NOT NULL,
        created_at VARCHAR NOT NULL,
        changed_at VARCHAR NOT NULL,
        version INTEGER NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE step (
        procedure_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        PRIMARY KEY (procedure_id, position),
        FOREIGN KEY(procedure_id) REFERENCES procedure (id)
    )
    """,
    """
    CREATE TABLE channel (
        procedure_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        time_quantity VARCHAR,
        time_unit VARCHAR NOT NULL,
        time_text VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        PRIMARY KEY (procedure_id, position),
        FOREIGN KEY(procedure_id) REFERENCES procedure (id)
    )
    """,
    """
    CREATE TABLE fee (
        procedure_id INTEGER NOT NULL,
        channel INTEGER NOT NULL,
        position INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        amount VARCHAR,
        currency VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        PRIMARY KEY (procedure_id, channel, position),
        FOREIGN KEY(procedure_id) REFERENCES procedure (id)
    )
    """,
    """
    CREATE TABLE dossier (
        procedure_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        PRIMARY KEY (procedure_id, position),
        FOREIGN KEY(procedure_id) REFERENCES procedure (id)
    )
    """,
    """
    CREATE TABLE paper (
        procedure_id INTEGER NOT NULL,
        dossier INTEGER NOT NULL,
        position INTEGER NOT NULL,
        text VARCHAR NOT NULL,
        originals INTEGER,
        copies INTEGER,
        form VARCHAR NOT NULL,
        component_code VARCHAR NOT NULL,
        quantity_text VARCHAR NOT NULL,
        PRIMARY KEY (procedure_id, dossier, position),
        FOREIGN KEY(procedure_id) REFERENCES procedure (id)
    )
    """,
    """
    CREATE TABLE result (
        procedure_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        code VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        PRIMARY KEY (procedure_id, position),
        FOREIGN KEY(procedure_id) REFERENCES procedure (id)
    )
    """,
    """
    CREATE TABLE legal_basis (
        procedure_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        number VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        day VARCHAR NOT NULL,
        issuer VARCHAR NOT NULL,
        PRIMARY KEY (procedure_id, position),
        FOREIGN KEY(procedure_id) REFERENCES procedure (id)
    )
    """,
    """
    CREATE TABLE source_record (
        id INTEGER NOT NULL,
        digest VARCHAR NOT NULL,
        reading VARCHAR NOT NULL,
        body BLOB NOT NULL,
        code VARCHAR NOT NULL,
        national_code VARCHAR NOT NULL,
        url VARCHAR NOT NULL,
        retrieved VARCHAR NOT NULL,
        procedure_id INTEGER NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (digest, reading),
        FOREIGN KEY(procedure_id) REFERENCES procedure (id)
    )
    """,
    """
    CREATE TABLE entry (
        id INTEGER NOT NULL,
        edition_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        code VARCHAR NOT NULL,
        source_id INTEGER NOT NULL,
        procedure_id INTEGER NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (edition_id, position),
        FOREIGN KEY(edition_id) REFERENCES edition (id),
        FOREIGN KEY(source_id) REFERENCES source_record (id),
        FOREIGN KEY(procedure_id) REFERENCES procedure (id)
    )
    """,
    "CREATE VIRTUAL TABLE procedure_search USING fts5(folded, exact, content='', "
    "tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3')",
    "CREATE INDEX ix_procedure_sort_key ON procedure (sort_key)",
    "CREATE INDEX mark_entry ON mark (edition, address)",
    "CREATE INDEX ix_source_record_national_code ON source_record (national_code)",
    "CREATE INDEX ix_source_record_procedure_id ON source_record (procedure_id)",
    "CREATE INDEX ix_entry_code ON entry (code)",
    "CREATE INDEX ix_entry_procedure_id ON entry (procedure_id)",
    "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END",
    "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END",
    "CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal "
    "WHEN EXISTS (SELECT 1 FROM journal WHERE rowid = NEW.rowid) "
    "BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END",
)


def upgrade() -> None:
    """Make every table, index and trigger of version 1."""
    for statement in TABLES:
        op.execute(statement)
