"""The grammar of what is typed to search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.search_grammar import MOST_TERMS, Place, Term, code_beginnings, joined_words, parse_query


def told(typed: str) -> list[tuple[str, str]]:
    """Where each term is looked for, and its words: `*` for a beginning, `-` for what is left out."""
    return [
        (term.place.value, ("-" if term.excluded else "") + " ".join(term.words) + ("*" if term.begun else ""))
        for term in parse_query(typed)
    ]


def test_words_must_all_be_found_and_the_last_may_still_be_being_typed() -> None:
    assert told("khai sinh lưu") == [("", "khai"), ("", "sinh"), ("", "lưu*")]


def test_a_star_ends_the_beginning_of_a_word() -> None:
    assert told("kh* sinh") == [("", "kh*"), ("", "sinh*")]


@pytest.mark.parametrize("typed", ['"đăng ký lại" xã', "“đăng ký lại” xã", "«đăng ký lại» xã"])
def test_quotes_hold_words_together(typed: str) -> None:
    assert told(typed) == [("", "đăng ký lại"), ("", "xã*")]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("field", Place.FIELD),
        ("linhvuc", Place.FIELD),
        ("lĩnh vực", Place.FIELD),
        ("Lĩnh Vực", Place.FIELD),
        ("agency", Place.AGENCY),
        ("coquan", Place.AGENCY),
        ("cơ quan", Place.AGENCY),
        ("level", Place.LEVEL),
        ("cấp", Place.LEVEL),
        ("law", Place.LAW),
        ("luật", Place.LAW),
        ("paper", Place.PAPER),
        ("giấy tờ", Place.PAPER),
        ("code", Place.CODE),
        ("mã", Place.CODE),
    ],
)
def test_a_filter_has_an_english_and_a_vietnamese_name(name: str, place: Place) -> None:
    first = parse_query(f'{name}:"hộ tịch" xã')[0]
    assert (first.place, first.words) == (place, ("hộ", "tịch"))
    assert parse_query(f"{name}:hộ")[0].place is place


def test_a_stroke_leaves_out_words_phrases_and_filters() -> None:
    assert told('-lưu -"cấp tỉnh" -field:hộ khai') == [
        ("", "-lưu"),
        ("", "-cấp tỉnh"),
        ("field", "-hộ"),
        ("", "khai*"),
    ]


def test_a_code_or_its_beginning_is_told_from_words() -> None:
    assert [(term.place, term.text) for term in parse_query("1.0008 2")] == [
        (Place.CODE, "1.0008"),
        (Place.ANYWHERE, "2"),
    ]
    assert code_beginnings("1,000894") == ("1,000894", "1.000894")
    assert code_beginnings("2.000205.000.00.00.H17") == ("2.000205.000.00.00.H17", "2.000205")


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ('"đăng ký', [("", "đăng"), ("", "ký*")]),
        ('khai" sinh', [("", "khai"), ("", "sinh*")]),
        ("abc:khai", [("", "abc"), ("", "khai*")]),
        ("field:", []),
        ("field: hộ", [("", "hộ*")]),
        ('field:""', []),
        ('- -- * "" : \' ()', []),
        ("một-cửa", [("", "một"), ("", "cửa*")]),
        ("AND OR NOT NEAR(khai)", [("", "and"), ("", "or"), ("", "not"), ("", "near"), ("", "khai*")]),
        ("", []),
    ],
)
def test_what_is_not_closed_or_not_known_is_taken_as_it_stands(typed: str, terms: list[tuple[str, str]]) -> None:
    assert told(typed) == terms


def test_a_shell_takes_quotes_off_and_they_are_put_back() -> None:
    assert joined_words(["field:hộ tịch", "-cơ quan:bộ công an", "khai sinh"]) == (
        'field:"hộ tịch" -cơ quan:"bộ công an" khai sinh'
    )
    assert told(joined_words(['"đăng ký"', "xã"])) == [("", "đăng ký"), ("", "xã*")]


def test_far_more_than_anybody_types_is_cut() -> None:
    assert len(parse_query("khai " * 5_000)) == MOST_TERMS


@given(st.text(alphabet='abđạ "“*-:.,19fieldlawmã\u0130\u200b\x00\n', max_size=60) | st.text(max_size=60))
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    for term in parse_query(typed):
        assert isinstance(term, Term)
        assert term.words and all(term.words)
