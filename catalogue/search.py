"""Full-text search over the catalogue, typed with or without diacritics.

An FTS5 table holds two columns per procedure: the text folded by `catalogue.text.fold`, and the text with its
diacritics in one spelling. A word typed without diacritics is looked up in the first, a word typed with them in the
second, so that "dat" finds đất and đạt, and "đất" only đất.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from catalogue.records import Procedure
from catalogue.store import Store
from catalogue.text import canonical_spelling, fold, has_diacritics, words

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Far more than anybody types; the database refuses expressions of a thousand terms.
_MOST_WORDS = 64

_INSERT = "INSERT INTO procedure_search(rowid, folded, exact) VALUES (?, ?, ?)"


def searchable_text(procedure: Procedure) -> str:
    """Return the words by which a procedure is looked up: name, field, publisher and agencies."""
    agencies = procedure.agencies
    parts = (procedure.name, procedure.field, procedure.publisher, *agencies.implementing, *agencies.competent)
    return "\n".join(part for part in parts if part)


def index_procedures(connection: Connection, procedures: Iterable[tuple[int, Procedure]]) -> None:
    """Add procedures, each with its row id, to the search index."""
    rows = []
    for procedure_id, procedure in procedures:
        found = canonical_spelling(searchable_text(procedure))
        rows.append((procedure_id, fold(found), found))
    if rows:
        connection.exec_driver_sql(_INSERT, rows)


def match_expression(typed: str) -> str | None:
    """Return the FTS5 expression for what a user typed, or None where it holds no word.

    Every word must be found; the last one may be the beginning of a word, since it may still be being typed.
    """
    *whole, last = words(typed)[:_MOST_WORDS] or [""]
    terms = [_term(canonical_spelling(word)) for word in whole]
    if last:
        # "toà" is toà, written tòa, or the beginning of toàn.
        begun = dict.fromkeys((canonical_spelling(last), last))
        terms.append("(" + " OR ".join(f"{_term(word)} *" for word in begun) + ")")
    return " AND ".join(terms) or None


def _term(word: str) -> str:
    column = "exact" if has_diacritics(word) else "folded"
    return f'{column} : "{word}"'


def find_entries(store: Store, edition_id: int, typed: str, order: Sequence[str], limit: int = -1) -> list[int]:
    """Return the ids of an edition's entries that match what was typed, in the given order of columns.

    A word that looks like a code or its beginning ("1.0008") is compared with the entries' codes; the other words
    go to the index. Nothing typed finds every entry. `order` holds column expressions chosen by the caller, never
    user text.
    """
    codes = [word for word in typed.split() if _looks_like_code(word)][:_MOST_WORDS]
    expression = match_expression(" ".join(word for word in typed.split() if not _looks_like_code(word)))
    conditions = ["e.edition_id = :edition"]
    values: dict[str, str | int] = {"edition": edition_id, "limit": limit}
    if expression is not None:
        conditions.append("p.id IN (SELECT rowid FROM procedure_search WHERE procedure_search MATCH :expression)")
        values["expression"] = expression
    for at, code in enumerate(codes):
        conditions.append(f"e.code >= :code{at} AND e.code < :code{at}_end")
        values |= {f"code{at}": code, f"code{at}_end": code + "\U0010ffff"}
    statement = (
        "SELECT e.id FROM entry e JOIN procedure p ON p.id = e.procedure_id "
        f"WHERE {' AND '.join(conditions)} ORDER BY {', '.join(order)} LIMIT :limit"
    )
    return [row[0] for row in store.rows(statement, values)]


def _looks_like_code(word: str) -> bool:
    return len(word) >= 2 and word[0].isdigit() and word[1] in ".," and word.isascii()
