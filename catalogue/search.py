"""Search over the catalogue, typed with or without diacritics, in the grammar of `catalogue.search_grammar`.

A word, or the beginning of one, is looked up as the set of the procedures that have it (`catalogue.word_sets`). Phrases
and the words of long texts are held against the indexes of `catalogue.search_index`, laws against the instruments.
How what is found becomes a page or a list in an order: `catalogue.search_pages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_

from catalogue.entry_codes import CodedEntries, coded_entries
from catalogue.instruments import read_number
from catalogue.search_grammar import Place, Term, parse_query
from catalogue.search_index import FOLDED
from catalogue.search_pages import Asked, found_entries
from catalogue.search_sources import Citing, Indexed, Phrase, Source
from catalogue.store import Store
from catalogue.text import canonical_spelling, fold, has_diacritics
from catalogue.word_sets import AGENCY, ANYWHERE, FIELD, LEVEL, with_word, words_in

_COLUMNS = {Place.ANYWHERE: "{name field agency}", Place.FIELD: "field", Place.AGENCY: "agency", Place.LEVEL: "level"}
_SETS = {Place.ANYWHERE: ANYWHERE, Place.FIELD: FIELD, Place.AGENCY: AGENCY, Place.LEVEL: LEVEL}
# So many instruments are looked up for one term.
_INSTRUMENTS = 500


def find_entries(store: Store, edition_id: int, typed: str, order: str, limit: int = -1) -> list[int]:
    """Return the ids of an edition's entries that match what was typed.

    Nothing typed finds every entry. `order` is one of `catalogue.entry_orders.ORDERS`. A negative `limit` asks for all.
    """
    terms = parse_query(typed)
    wanted = [term for term in terms if not term.excluded]
    unwanted = [term for term in terms if term.excluded]
    sets = [_with_words(store, term) for term in wanted if term.place in _SETS]
    if 0 in sets:
        return []
    asked = Asked(
        inside=reduce(and_, sets) if sets else None,
        outside=[_with_words(store, term) for term in unwanted if term.place in _SETS and _is_one_word(term)],
        wanted=_sources(store, wanted),
        # What is excluded is excluded by itself, not only where all of it comes together.
        unwanted=[source for term in unwanted for source in _sources(store, [term])],
        codes=_codes(store, edition_id, terms),
    )
    return found_entries(store, edition_id, order, limit, asked)


# -- words ------------------------------------------------------------------------------------------------------------


def _is_one_word(term: Term) -> bool:
    return len(term.words) == 1


def _with_words(store: Store, term: Term) -> int:
    """The procedures that have all words of a term, next to each other or not."""
    place = _SETS[term.place]
    if _is_one_word(term):
        # "toà" is toà, written tòa, or the beginning of toàn.
        spelled = canonical_spelling(term.words[0])
        either = {spelled, term.words[0]} if term.begun else {spelled}
        found = 0
        for word in either:
            found |= with_word(store, place, word, term.begun)
        return found
    found = -1
    for word, begun in _words_of_phrase(term):
        found &= with_word(store, place, word, begun)
    return found


def _words_of_phrase(term: Term) -> Iterable[tuple[str, bool]]:
    """The words that a procedure with the phrase must have, each with whether it may go on."""
    whole, last = (term.words[:-1], term.words[-1:]) if term.begun else (term.words, ())
    for spelled in map(canonical_spelling, whole):
        yield from ((word, False) for word in words_in(spelled if has_diacritics(spelled) else fold(spelled)))
    for spelled in map(canonical_spelling, last):
        yield fold(spelled), True


# -- what is looked up elsewhere --------------------------------------------------------------------------------------


def _sources(store: Store, terms: Sequence[Term]) -> list[Source]:
    """The sets, beside those of words, in which a procedure must be for the terms."""
    phrases = (term for term in terms if term.place in _SETS and not _is_one_word(term))
    papers = [term for term in terms if term.place is Place.PAPER]
    sources: list[Source] = [_phrase(store, term) for term in phrases]
    if papers:
        words = sum(len(term.words) for term in papers)
        sources.append(Indexed(store, "paper_search", match_expression(papers), words))
    laws = (term for term in terms if term.place is Place.LAW)
    return sources + [Citing(store, _instruments(store, term)[:_INSTRUMENTS]) for term in laws]


def _phrase(store: Store, term: Term) -> Phrase:
    folded = [fold(canonical_spelling(word)) for word in term.words]
    return Phrase(store, match_expression([term]), term.place, folded, term.begun, _with_words(store, term))


def match_expression(terms: Iterable[Term]) -> str:
    """Return the FTS5 expression for which every one of some terms must be found."""
    return " AND ".join(f"({_match(term)})" for term in terms)


def _match(term: Term) -> str:
    """The expression for one term: its words next to each other, those with diacritics found as they are typed."""
    column = f"{_COLUMNS[term.place]} : " if term.place in _COLUMNS else ""
    spelled = [canonical_spelling(word) for word in term.words]
    star = " *" if term.begun else ""
    if len(spelled) == 1:
        begun = dict.fromkeys((spelled[0], term.words[0])) if term.begun else (spelled[0],)
        return " OR ".join(f'{column}"{word}"{star}' for word in begun)
    together = f'{column}"{" ".join(fold(word) for word in spelled)}"{star}'
    whole = spelled[:-1] if term.begun else spelled
    exact = (f'{column}"{word}"' for word in whole if has_diacritics(word))
    return " AND ".join((together, *exact))


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
    wanted = " " + " ".join(FOLDED[word] for word in term.words)
    return [row[0] for row in rows if wanted in " " + " ".join([FOLDED[word] for word in row[2].split()])]


def _codes(store: Store, edition_id: int, terms: Sequence[Term]) -> tuple[CodedEntries, ...]:
    coded = (term for term in terms if term.place is Place.CODE)
    return tuple(coded_entries(store, edition_id, term.text, term.excluded) for term in coded)
