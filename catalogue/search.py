"""Full-text search over the catalogue, typed with or without diacritics, in the grammar of `catalogue.search_grammar`.

FTS5 tables hold, per procedure, every text twice: folded by `catalogue.text.fold`, then, after a sign that nobody can
type, with its diacritics in one spelling. "dat" is found in the first half and finds đất and đạt; "đất" stands only in
the second. Names, fields, agencies and levels are in one table, the long texts of papers, results and conditions in
another, which nothing but the filter for them reads.

A first page must not wait for everything that matches. Few matches are sorted; of many, the entries are walked in the
order asked for until the page is full; and where very many match, the page lies among the first entries, which are
held against a small part of the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalogue.instruments import read_number
from catalogue.records import Procedure
from catalogue.search_grammar import Place, Term, code_beginnings, parse_query
from catalogue.store import Store
from catalogue.text import canonical_spelling, fold, has_diacritics

if TYPE_CHECKING:
    from sqlalchemy import Connection

# So many matches are fetched one by one; of up to as many as the second number the entries are looked up and sorted.
_FEW = 2_000
_MANY = 5_000
# A first page is looked for among this many times the entries among which it is expected, but not further than so far.
_ENOUGH = 4
_FAR = 20_000
# Looking up one procedure in a set takes as long as collecting so many of them.
_ONE_BY_ONE = 1 / 700

INDEX_TABLES = ("procedure_search", "paper_search")

_BETWEEN = "\ue000"
_COLUMNS = {Place.ANYWHERE: "{name field agency}", Place.FIELD: "field", Place.AGENCY: "agency", Place.LEVEL: "level"}
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


def index_procedures(connection: Connection, procedures: Iterable[tuple[int, Procedure]]) -> None:
    """Add procedures, each with its row id, to the search index."""
    rows = []
    papers = []
    for procedure_id, procedure in procedures:
        agencies = procedure.agencies
        acting = (procedure.publisher, *agencies.implementing, *agencies.competent)
        said = ((procedure.name,), (procedure.field,), acting, procedure.level)
        rows.append((procedure_id, *(_indexed(texts) for texts in said)))
        papers.append((procedure_id, _indexed(_papers(procedure))))
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


@dataclass(frozen=True, slots=True)
class _Source:
    """A set of procedures: the statement that gives them, with its values, and its column that holds them.

    `ascending` tells that they come in the order of their ids.
    """

    statement: str
    column: str
    values: dict[str, Any]
    ascending: bool


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


def _sources(store: Store, terms: Sequence[Term], named: str) -> list[_Source]:
    """The sets in which a procedure must be for the terms (all of them included, or all of them excluded)."""
    sources: list[_Source] = []
    for table, places in (("procedure_search", tuple(_COLUMNS)), ("paper_search", (Place.PAPER,))):
        here = [term for term in terms if term.place in places]
        # What is excluded is excluded by itself, not only where all of it comes together.
        groups = [[term] for term in here] if named == "without" else [here]
        for group in groups:
            expression = match_expression(group)
            if expression is not None:
                name = f"{named}{len(sources)}"
                statement = f"SELECT rowid FROM {table} WHERE {table} MATCH :{name}"
                sources.append(_Source(statement, "rowid", {name: expression}, ascending=True))
    for term in terms:
        if term.place is Place.LAW:
            sources.append(_citing(store, term, f"{named}{len(sources)}_"))
    return sources


def _citing(store: Store, term: Term, name: str) -> _Source:
    found = _instruments(store, term)[:500]
    values = {f"{name}{at}": instrument_id for at, instrument_id in enumerate(found)}
    places = ", ".join(f":{place}" for place in values) or "NULL"
    statement = f"SELECT b.procedure_id FROM legal_basis b WHERE b.instrument_id IN ({places})"
    return _Source(statement, "b.procedure_id", values, ascending=False)


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


def _code_conditions(terms: Sequence[Term]) -> tuple[list[str], dict[str, str]]:
    conditions: list[str] = []
    values: dict[str, str] = {}
    for at, term in enumerate(term for term in terms if term.place is Place.CODE):
        ranges = []
        for beginning, code in enumerate(code_beginnings(term.text)):
            name = f"code{at}_{beginning}"
            values |= {name: code, f"{name}_end": code + "\U0010ffff"}
            ranges.append(f"(e.code >= :{name} AND e.code < :{name}_end)")
        either = f"({' OR '.join(ranges)})"
        conditions.append(f"NOT {either}" if term.excluded else either)
    return conditions, values


# -- finding ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Look:
    """What a first look at a set shows: all of it where there are few, and how many of all procedures are expected."""

    source: _Source
    few: list[int] | None
    expected: int
    share: float


def find_entries(store: Store, edition_id: int, typed: str, order: Sequence[str], limit: int = -1) -> list[int]:
    """Return the ids of an edition's entries that match what was typed, in the given order of columns.

    Nothing typed finds every entry. `order` holds columns of the entry `e`, chosen by the caller, never user text. A
    negative `limit` asks for all.
    """
    terms = parse_query(typed)
    conditions, values = _code_conditions(terms)
    bound: dict[str, Any] = {"edition": edition_id, "limit": limit} | values
    for source in _sources(store, [term for term in terms if term.excluded], "without"):
        conditions.append(f"e.procedure_id NOT IN ({source.statement})")
        bound |= source.values
    looks = [_look(store, source) for source in _sources(store, [t for t in terms if not t.excluded], "with")]
    ordered = f"ORDER BY {', '.join(order)} LIMIT :limit"
    if limit > 0 and looks and all(look.few is None for look in looks):
        restricted = " AND ".join(("e.edition_id = :edition", *conditions))
        found = _among_the_first(store, looks, f"FROM entry e WHERE {restricted} {ordered}", bound, limit)
        if found is not None:
            return found
    for look in looks:
        bound |= look.source.values
    restricted = " AND ".join((*_memberships(store, edition_id, looks, bound), *conditions))
    return [row[0] for row in store.rows(f"SELECT e.id FROM entry e WHERE {restricted} {ordered}", bound)]


def _look(store: Store, source: _Source) -> _Look:
    """Fetch a few procedures of a set, and where there are more, estimate how many."""
    found = [row[0] for row in store.rows(f"{source.statement} LIMIT {_FEW + 1}", source.values)]
    if len(found) <= _FEW:
        return _Look(source, found, len(found), 0.0)
    highest = store.rows("SELECT max(id) FROM procedure")[0][0] or 1
    if source.ascending:
        # How far apart they lie tells how many more there are.
        share = min(len(found) / (found[-1] - found[0] + 1), 1.0)
    else:
        counted = f"SELECT count(*) FROM ({source.statement} LIMIT {highest})"
        share = min(store.rows(counted, source.values)[0][0] / highest, 1.0)
    return _Look(source, None, round(share * highest), share)


def _among_the_first(
    store: Store, looks: Sequence[_Look], ordered: str, bound: dict[str, Any], limit: int
) -> list[int] | None:
    """Return the first page where it lies among the first entries in the order, None where it may reach further."""
    share = 1.0
    for look in looks:
        share *= look.share
    window = round(_ENOUGH * limit / max(share, 0.001))
    entries = store.rows(f"SELECT e.id, e.procedure_id {ordered}", bound | {"limit": window}) if window < _FAR else []
    if not entries:
        return None
    tried = sorted({procedure_id for _, procedure_id in entries})
    if tried[-1] - tried[0] < _ENOUGH * window:
        # Contents that came in with one edition lie one behind the other.
        within, bounds = "BETWEEN :lowest AND :highest", {"lowest": tried[0], "highest": tried[-1]}
    elif len(tried) < _ONE_BY_ONE * min(look.expected for look in looks):
        bounds = {f"tried{at}": procedure_id for at, procedure_id in enumerate(tried)}
        within = f"IN ({', '.join(f':{name}' for name in bounds)})"
    else:
        return None
    found = {entry_id: procedure_id for entry_id, procedure_id in entries}
    for look in looks:
        rows = store.rows(f"{look.source.statement} AND {look.source.column} {within}", look.source.values | bounds)
        members = {row[0] for row in rows}
        found = {entry_id: procedure_id for entry_id, procedure_id in found.items() if procedure_id in members}
    return list(found)[:limit] if len(found) >= limit or len(entries) < window else None


def _memberships(store: Store, edition_id: int, looks: Sequence[_Look], bound: dict[str, Any]) -> list[str]:
    """Return the conditions for being in the edition and in all sets, and bind the procedures of a small one.

    A plus sign before a column keeps the database from using its index: the entries are looked up by the procedures
    of the smallest set, or where that is large, walked along their order.
    """
    if not looks:
        return ["e.edition_id = :edition"]
    smallest, *others = sorted(looks, key=lambda look: look.expected)
    conditions = [f"+e.procedure_id IN ({look.source.statement})" for look in others]
    if smallest.few is not None:
        names = {f"few{at}": procedure_id for at, procedure_id in enumerate(dict.fromkeys(smallest.few))}
        bound |= names
        listed = ", ".join(f":{name}" for name in names) or "NULL"
        return ["+e.edition_id = :edition", f"e.procedure_id IN ({listed})", *conditions]
    size = store.rows("SELECT d.procedures FROM edition d WHERE d.id = :edition", {"edition": edition_id})
    if smallest.expected <= min(_MANY, size[0][0] if size else 0):
        return ["+e.edition_id = :edition", f"e.procedure_id IN ({smallest.source.statement})", *conditions]
    return ["e.edition_id = :edition", f"+e.procedure_id IN ({smallest.source.statement})", *conditions]
