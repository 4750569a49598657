"""A search answers what reading every procedure from end to end would answer, whichever way it takes."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import entry_codes, entry_orders, search_pages, search_sources, word_sets
from catalogue.editions import Edition, Entry, entry_ids, find_edition, load_entries
from catalogue.entry_orders import ORDERS
from catalogue.importing import EditionDetails, import_edition
from catalogue.search_grammar import Place, Term, code_beginnings, parse_query
from catalogue.search_index import not_indexed
from catalogue.store import Store, open_store
from catalogue.text import canonical_spelling, fold, has_diacritics, sort_key, words

NAMES = (
    "Thủ tục đăng ký khai sinh",
    "Cấp giấy phép xây dựng (nhà ở)",
    "Cấp lại giấy phép lái xe",
    "Đăng ký đất đai, tài sản gắn liền với đất",
    "Thu hồi giấy chứng nhận hoà giải viên",
    "Thu hồi đất/thu hồi nhà",
    "Nghiên cứu khoa học - Nghiệm thu",
    "Kỹ thuật toàn trình",
)
MORE = ("", "lần đầu", "lưu động", "ở xã", "toà án", "tòa", "số 15_2", "(khai)", "đạt chuẩn")
FIELDS = ("Hộ tịch", "Đất đai", "Xây dựng", "Hoà giải cơ sở", "")
AGENCIES = ("Ủy ban nhân dân xã", "Sở Xây dựng", "Sở Tư pháp", "Toà án nhân dân", "Bộ Công an")
PAPERS = ("Tờ khai", "Giấy chứng sinh", "Giấy phép xây dựng (bản sao)", "Đơn đề nghị", "Giấy tờ nhà đất")
LAWS = (("60/2014/QH13", "Luật Hộ tịch"), ("45/2013/QH13", "Luật Đất đai"), ("15/2021/NĐ-CP", "Nghị định về nhà ở"))


def records(seed: int, count: int) -> list[dict[str, Any]]:
    """Some procedures put together of a few parts, so that much matches and some of it under several codes."""
    drawn = random.Random(seed)
    found = []
    for at in range(count):
        found.append(
            {
                "code": f"{drawn.choice('123')}.{drawn.randrange(3)}{at:05}",
                "name": f"{drawn.choice(NAMES)} {drawn.choice(MORE)}".strip(),
                "field": drawn.choice(FIELDS),
                "level": [drawn.choice(("Cấp Xã", "Cấp Tỉnh", "Cấp Bộ"))],
                "publisher": drawn.choice(("Bộ Tư pháp", "Bộ Xây dựng")),
                "agencies": {"implementing": drawn.sample(AGENCIES, 2)},
                "dossiers": [{"papers": [{"text": text} for text in drawn.sample(PAPERS, 2)]}],
                "legal_bases": [{"number": number, "title": title} for number, title in drawn.sample(LAWS, 1)],
            }
        )
        if found and drawn.random() < 0.2:
            found.append(found[-1] | {"code": f"{drawn.choice('123')}.9{at:05}"})
    drawn.shuffle(found)
    return found


@dataclass(frozen=True)
class Kept:
    """An open workspace with one of its editions, and the entries of this edition as they are."""

    store: Store
    edition: Edition
    entries: Sequence[Entry]


SMALL = {
    word_sets: {"_SEGMENT": 16, "_FEW": 4, "_BEGINNING": 2},
    entry_orders: {"STRETCH": 8},
    entry_codes: {"STRETCH": 8},
    search_pages: {
        "STRETCH": 8,
        "_LOOKED_UP": 2,
        "_THIN": 1_000,
        "_SOME": 4,
        "_CHUNK": 2,
        "_LARGEST_CHUNK": 4,
        "_SOON_TESTED": 100,
        "_BEGINNING": 3,
    },
    search_sources: {"FEW": 3, "_FEW_CITATIONS": 3},
}
# Then what few members decide is decided by one rule for all.
STANDING = {
    search_pages: {"_LOOKED_UP": 0, "_LOOKING_UP": 1_000, "_LISTING": 1_000, "_SOON_TESTED": 0},
    search_sources: {"FEW": 0},
}
LOOKED_UP = {
    search_pages: {"_LOOKING_UP": 0, "_LISTING": 0, "_SOON_TESTED": 0, "_CHUNK": 1},
    search_sources: {"FEW": 0, "_SPREAD": 0},
}


@pytest.fixture(scope="module", params=[[], [SMALL], [SMALL, STANDING], [SMALL, LOOKED_UP]])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """A workspace with two editions that share contents, searched with large parts and with small ones."""
    folder = tmp_path_factory.mktemp("answers")
    with pytest.MonkeyPatch.context() as patch, closing(open_store(folder / "kept.db", create=True)) as store:
        for module, constants in ((one, of[one]) for of in request.param for one in of):
            for name, value in constants.items():
                patch.setattr(module, name, value)
        older = records(1, 60)
        bring_in(store, folder / "older.jsonl", older)
        bring_in(store, folder / "newer.jsonl", older[10:50] + records(2, 30))
        assert not_indexed(store) == 0
        edition = find_edition(store, "newer")
        yield Kept(store, edition, load_entries(store, entry_ids(store, edition)))


def bring_in(store: Store, path: Path, found: Sequence[dict[str, Any]]) -> None:
    """Import records as an edition with the name of the file; a code that is there already is left out."""
    once = {record["code"]: record for record in found}.values()
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in once), encoding="utf-8")
    import_edition(store, [path], EditionDetails(path.stem))


# -- reading everything ----------------------------------------------------------------------------------------------


def read_through(kept: Kept, typed: str, order: str) -> list[int]:
    """The ids of the entries that match, by looking at every one of them."""
    terms = parse_query(typed)
    found = [entry for entry in kept.entries if all(matches(entry, term) != term.excluded for term in terms)]
    return [entry.id for entry in sorted(found, key=ORDER_KEYS[order])]


ORDER_KEYS: dict[str, Callable[[Entry], Any]] = {
    "published": lambda entry: entry.position,
    "name": lambda entry: (sort_key(entry.procedure.name), entry.position),
    "code": lambda entry: (entry.code, entry.position),
    "field": lambda entry: (sort_key(entry.procedure.field), sort_key(entry.procedure.name), entry.position),
}


def matches(entry: Entry, term: Term) -> bool:
    """Whether an entry has what a term asks for, excluded or not."""
    procedure = entry.procedure
    if term.place is Place.CODE:
        return any(entry.code.startswith(beginning) for beginning in code_beginnings(term.text))
    if term.place is Place.LAW:
        return any(cites(term, basis.number, basis.title) for basis in procedure.legal_bases)
    agencies = (procedure.publisher, *procedure.agencies.implementing, *procedure.agencies.competent)
    papers = [paper.text for dossier in procedure.dossiers for paper in dossier.papers]
    columns: dict[Place, list[Sequence[str]]] = {
        Place.ANYWHERE: [(procedure.name,), (procedure.field,), agencies],
        Place.FIELD: [(procedure.field,)],
        Place.AGENCY: [agencies],
        Place.LEVEL: [procedure.level],
        Place.PAPER: [papers],
    }
    return has_term(term, [list(column) for column in columns[term.place]])


def cites(term: Term, number: str, title: str) -> bool:
    """Whether a cited law has the number, or its beginning, or the title that is asked for."""
    if term.text[:1].isdigit():
        return fold(number).startswith(fold(term.text))
    asked = " ".join(fold(word) for word in term.words)
    return f" {asked}" in " " + " ".join(fold(title).split())


def has_term(term: Term, columns: Sequence[Sequence[str]]) -> bool:
    """Whether the words of a term stand next to each other in a text, those with diacritics spelled so."""
    texts = [text for column in columns for text in column]
    exact = [words(canonical_spelling(text)) for text in texts]
    folded = [words(fold(canonical_spelling(text))) for text in texts]
    spelled = [canonical_spelling(word) for word in term.words]
    if len(spelled) == 1:
        asked = {spelled[0], term.words[0]} if term.begun else {spelled[0]}
        there = {word for text in (*exact, *folded) for word in text}
        return any(word.startswith(one) if term.begun else word == one for word in there for one in asked)
    whole = spelled[:-1] if term.begun else spelled
    have_all = all(any(word in text for text in exact) for word in whole if has_diacritics(word))
    return have_all and any(next_to_each_other([fold(word) for word in spelled], term.begun, text) for text in folded)


def next_to_each_other(asked: Sequence[str], begun: bool, text: Sequence[str]) -> bool:
    """Whether words follow each other in a text."""
    joined = f" {' '.join(asked)}" + ("" if begun else " ")
    return joined in f" {' '.join(text)} "


# -- what is asked ---------------------------------------------------------------------------------------------------

VOCABULARY = sorted({word for text in (*NAMES, *MORE, *FIELDS, *AGENCIES, *PAPERS) for word in words(text)})
WORD = st.sampled_from(VOCABULARY).flatmap(
    lambda word: st.sampled_from([word, fold(word), word[:2], fold(word)[:3], f"{word[:1]}*", f"{fold(word)[:4]}*"])
)
PHRASE = st.sampled_from([*NAMES, *FIELDS, *AGENCIES, *PAPERS]).flatmap(
    lambda text: st.tuples(st.integers(0, 4), st.integers(2, 4), st.sampled_from(["", "*"]), st.booleans()).map(
        lambda drawn: phrase(text, *drawn)
    )
)
FILTER = st.sampled_from(["", "", "", "-", "field:", "agency:", "cap:", "-linhvuc:", "-coquan:", "paper:", "-paper:"])
CODES = ["1.", "2.0", "3.9", "-1.1", "-2.", "1.000"]
LAWS_ASKED = ["law:60/2014", 'luat:"luật đất đai"', "-law:45/2013/QH13", 'luat:"nghi"']
# Words that are spelled otherwise where they stand next to each other.
OTHERWISE = ['"thủ hồi"', '-"thủ hồi"', '-"thu hồi"', '"giay phép"', '-"cáp giấy p*"', '-coquan:"bo tư"']
OTHER = st.sampled_from([*CODES, *LAWS_ASKED, *OTHERWISE])
TERM = st.one_of(st.tuples(FILTER, st.one_of(WORD, WORD, PHRASE)).map("".join), OTHER)


def phrase(text: str, start: int, count: int, star: str, plain: bool) -> str:
    """Some words of a text in quotes, perhaps the last one only begun."""
    chosen = words(text)[start : start + count]
    quoted = " ".join([*chosen[:-1], chosen[-1][:2]] if star and chosen else chosen)
    return f'"{fold(quoted) if plain else quoted}{star}"'


@settings(max_examples=80)
@given(typed=st.lists(TERM, max_size=4).map(" ".join), order=st.sampled_from(sorted(ORDERS)), limit=st.integers(0, 12))
def test_what_is_found_is_what_reading_everything_finds(kept: Kept, typed: str, order: str, limit: int) -> None:
    expected = read_through(kept, typed, order)
    assert entry_ids(kept.store, kept.edition, typed, order) == expected
    assert entry_ids(kept.store, kept.edition, typed, order, limit) == expected[:limit]


@pytest.mark.parametrize("typed", ["giay", "cấp g", "-giấy", '"giấy phép"', "1.", "1. giấy", "-1. t", "cap:xa -thu"])
def test_an_entry_is_found_under_each_of_the_codes_of_its_content(kept: Kept, typed: str) -> None:
    shared = {entry.procedure.name for entry in kept.entries}
    assert len(shared) < len(kept.entries)
    for order in ORDERS:
        expected = read_through(kept, typed, order)
        assert len(expected) > 8
        for limit in (-1, 1, 7, len(expected)):
            wanted = expected if limit < 0 else expected[:limit]
            assert entry_ids(kept.store, kept.edition, typed, order, limit) == wanted, (order, limit)


@pytest.mark.parametrize("typed", [*OTHERWISE, '"cấp giấ*"', '-"cap gi*"', 'coquan:"ban nhân dân x*" -"khai sinh"'])
def test_phrases_are_found_as_they_are_spelled(kept: Kept, typed: str) -> None:
    for order in ORDERS:
        expected = read_through(kept, typed, order)
        for limit in (-1, 5, 60):
            wanted = expected if limit < 0 else expected[:limit]
            assert entry_ids(kept.store, kept.edition, typed, order, limit) == wanted, (order, limit)
