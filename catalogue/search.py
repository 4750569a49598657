"""Full-text search over the catalogue, typed with or without diacritics, in the grammar of `catalogue.search_grammar`.

FTS5 tables hold, per procedure, every text twice: folded by `catalogue.text.fold`, then, after a sign that nobody can
type, with its diacritics in one spelling. "dat" is found in the first half and finds đất and đạt; "đất" stands only in
the second. Names, fields, agencies and levels are in one table, the long texts of papers, results and conditions in
another, which nothing but the filter for them reads.

A whole list is one statement; how a first page is found without waiting for all of it: `catalogue.search_pages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from catalogue.instruments import read_number
from catalogue.records import Procedure
from catalogue.search_grammar import Place, Term, code_beginnings, parse_query
from catalogue.search_pages import FEW, Codes, Source, first_entries
from catalogue.store import Store
from catalogue.text import canonical_spelling, fold, has_diacritics

if TYPE_CHECKING:
    from sqlalchemy import Connection

INDEX_TABLES = ("procedure_search", "paper_search")

_BETWEEN = "\ue000"
_COLUMNS = {Place.ANYWHERE: "{name field agency}", Place.FIELD: "field", Place.AGENCY: "agency", Place.LEVEL: "level"}
_LISTING = "SELECT json_group_array(rowid) FROM ({statement})"
_GATHERED_BYTES = 8 << 20
_INSERT = "INSERT INTO procedure_search(rowid, name, field, agency, level) VALUES (?, ?, ?, ?, ?)"
_INSERT_PAPERS = "INSERT INTO paper_search(rowid, body) VALUES (?, ?)"


class _Spellings(dict[str, str]):
    """Words as they are indexed, each made once; the same few thousand make up nearly every text."""

    def __init__(self, spell: Any) -> None:
        super().__init__()
        self._spell = spell

    def __missing__(self, word: str) -> str:
        if len(self) > 200_000:
            self.clear()
        spelled: str = self._spell(word)
        self[word] = spelled
        return spelled


_EXACT = _Spellings(canonical_spelling)
_FOLDED = _Spellings(lambda word: fold(canonical_spelling(word)))


def _indexed(texts: Iterable[str]) -> str:
    """Some texts as they are indexed: folded, then with diacritics; no phrase reaches from one text into the next."""
    parts = [text.split() for text in texts if text]
    folded = f" {_BETWEEN} ".join(" ".join([_FOLDED[word] for word in part]) for part in parts)
    exact = f" {_BETWEEN} ".join(" ".join([_EXACT[word] for word in part]) for part in parts)
    return f"{folded} {_BETWEEN} {exact}"


def indexed_values(procedure: Procedure) -> tuple[str, ...]:
    """Return what the index holds of a procedure: its name, field, agencies and levels, and the long texts."""
    agencies = procedure.agencies
    acting = (procedure.publisher, *agencies.implementing, *agencies.competent)
    said = ((procedure.name,), (procedure.field,), acting, procedure.level, _papers(procedure))
    return tuple(_indexed(texts) for texts in said)


def begin_indexing(connection: Connection) -> None:
    """Let a writing transaction gather many procedures in memory before they are sorted into the index.

    That halves the time of indexing, and leaves fewer parts of the index to look through.
    """
    for table in INDEX_TABLES:
        connection.exec_driver_sql(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {_GATHERED_BYTES})")


def index_procedures(connection: Connection, procedures: Iterable[tuple[int, tuple[str, ...]]]) -> None:
    """Add procedures to the search index, each with its row id and its `indexed_values`."""
    rows, papers = [], []
    for procedure_id, values in procedures:
        rows.append((procedure_id, *values[:-1]))
        papers.append((procedure_id, values[-1]))
    if rows:
        connection.exec_driver_sql(_INSERT, rows)
        connection.exec_driver_sql(_INSERT_PAPERS, papers)


def _papers(procedure: Procedure) -> Iterable[str]:
    for dossier in procedure.dossiers:
        yield from (paper.text for paper in dossier.papers)
    yield from (result.name for result in procedure.results)
    yield procedure.conditions


def clear_index(connection: Connection) -> None:
    """Empty the search index, so that it can be made anew."""
    for table in INDEX_TABLES:
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('delete-all')")


def not_indexed(store: Store) -> int:
    """Return how many procedures the search index leaves out or knows beside those that there are."""
    different = 0
    for table in INDEX_TABLES:
        indexed = f"SELECT rowid FROM {table} WHERE {table} MATCH :every"
        for one, other in (("SELECT id FROM procedure", indexed), (indexed, "SELECT id FROM procedure")):
            counted = f"SELECT count(*) FROM (SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}))"
            different += store.rows(counted, {"every": f'"{_BETWEEN}"'})[0][0]
    return different


# -- what is asked for ------------------------------------------------------------------------------------------------


def match_expression(terms: Iterable[Term]) -> str | None:
    """Return the FTS5 expression for which every term must be found, or None where there is no term."""
    expressions = [_match(term) for term in terms]
    return " AND ".join(f"({expression})" for expression in expressions) or None


def _match(term: Term) -> str:
    """The expression for one term: its words next to each other, those with diacritics found as they are typed."""
    column = f"{_COLUMNS[term.place]} : " if term.place in _COLUMNS else ""
    spelled = [canonical_spelling(word) for word in term.words]
    star = " *" if term.begun else ""
    if len(spelled) == 1:
        # "toà" is toà, written tòa, or the beginning of toàn.
        begun = dict.fromkeys((spelled[0], term.words[0])) if term.begun else (spelled[0],)
        return " OR ".join(f'{column}"{word}"{star}' for word in begun)
    together = f'{column}"{" ".join(fold(word) for word in spelled)}"{star}'
    whole = spelled[:-1] if term.begun else spelled
    exact = (f'{column}"{word}"' for word in whole if has_diacritics(word))
    return " AND ".join((together, *exact))


def _sources(store: Store, terms: Sequence[Term], named: str) -> list[Source]:
    """The sets in which a procedure must be for the terms (all of them included, or all of them excluded)."""
    sources: list[Source] = []
    for table, places in (("procedure_search", tuple(_COLUMNS)), ("paper_search", (Place.PAPER,))):
        here = [term for term in terms if term.place in places]
        # What is excluded is excluded by itself, not only where all of it comes together.
        groups = [[term] for term in here] if named == "without" else [here]
        for group in groups:
            expression = match_expression(group)
            if expression is not None:
                name = f"{named}{len(sources)}"
                statement = f"SELECT rowid FROM {table} WHERE {table} MATCH :{name}"
                words = sum(len(term.words) for term in group)
                sources.append(Source(statement, "rowid", {name: expression}, True, _LISTING, words))
    for term in terms:
        if term.place is Place.LAW:
            sources.append(_citing(store, term, f"{named}{len(sources)}_"))
    return sources


def _citing(store: Store, term: Term, name: str) -> Source:
    found = _instruments(store, term)[:500]
    values = {f"{name}{at}": instrument_id for at, instrument_id in enumerate(found)}
    places = ", ".join(f":{place}" for place in values) or "NULL"
    statement = f"SELECT b.procedure_id FROM legal_basis b WHERE b.instrument_id IN ({places})"
    return Source(statement, "b.procedure_id", values, ascending=False)


def _instruments(store: Store, term: Term) -> list[int]:
    """The instruments that a term names: by number or its beginning, or by words of the title."""
    rows = store.rows("SELECT id, number, title FROM instrument ORDER BY id")
    number = read_number(term.text)
    if number is not None and number.whole:
        same = [row[0] for row in rows if row[1] == number.number]
        if same:
            return same
    begun = fold(term.text)
    if begun[:1].isdigit():
        return [row[0] for row in rows if fold(row[1]).startswith(begun)]
    wanted = " " + " ".join(_FOLDED[word] for word in term.words)
    return [row[0] for row in rows if wanted in " " + " ".join([_FOLDED[word] for word in row[2].split()])]


def _codes(terms: Sequence[Term]) -> Codes:
    conditions: list[str] = []
    values: dict[str, Any] = {}
    coded = [term for term in terms if term.place is Place.CODE]
    for at, term in enumerate(coded):
        ranges = []
        for beginning, code in enumerate(code_beginnings(term.text)):
            name = f"code{at}_{beginning}"
            values |= {name: code, f"{name}_end": code + "\U0010ffff"}
            ranges.append(f"(e.code >= :{name} AND e.code < :{name}_end)")
        either = f"({' OR '.join(ranges)})"
        conditions.append(f"NOT {either}" if term.excluded else either)
    return Codes(tuple(conditions), values, any(not term.excluded for term in coded))


# -- finding ----------------------------------------------------------------------------------------------------------


def find_entries(store: Store, edition_id: int, typed: str, column: str, limit: int = -1) -> list[int]:
    """Return the ids of an edition's entries that match what was typed.

    Nothing typed finds every entry. `column` is the order, one of `catalogue.entry_orders.COLUMNS`. A negative `limit`
    asks for all.
    """
    terms = parse_query(typed)
    wanted = _sources(store, [term for term in terms if not term.excluded], "with")
    unwanted = _sources(store, [term for term in terms if term.excluded], "without")
    codes = _codes(terms)
    if limit >= 0:
        return first_entries(store, edition_id, column, limit, wanted, unwanted, codes)
    bound: dict[str, Any] = {"edition": edition_id} | codes.values
    conditions = [*codes.conditions, *(f"e.procedure_id NOT IN ({source.statement})" for source in unwanted)]
    for source in (*wanted, *unwanted):
        bound |= source.values
    restricted = " AND ".join((*_memberships(store, wanted), *conditions))
    return [row[0] for row in store.rows(f"SELECT e.id FROM entry e WHERE {restricted} ORDER BY e.{column}", bound)]


def _memberships(store: Store, sources: Sequence[Source]) -> list[str]:
    """Return the conditions for being in the edition and in all sets.

    A plus sign before a column keeps the database from using its index: the entries are looked up by the procedures of
    a set where there are few, else walked along their order.
    """
    looked_up = next((source for source in sources if _has_few(store, source)), None)
    others = [f"+e.procedure_id IN ({source.statement})" for source in sources if source is not looked_up]
    if looked_up is None:
        return ["e.edition_id = :edition", *others]
    return ["+e.edition_id = :edition", f"e.procedure_id IN ({looked_up.statement})", *others]


def _has_few(store: Store, source: Source) -> bool:
    counted = f"SELECT count(*) FROM ({source.statement} LIMIT {FEW + 1})"
    return bool(store.rows(counted, source.values)[0][0] <= FEW)
