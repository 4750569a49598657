"""One normal form for Vietnamese text, and the keys made of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text import (
    canonical_spelling,
    clean,
    fold,
    has_diacritics,
    is_no_value,
    one_line,
    sort_key,
    spelling_key,
    value_or_empty,
    words,
)

ANY_TEXT = st.text(st.characters())
TROUBLE = st.text(
    st.sampled_from(
        "aơđ̀ệ \t\n\r\u00a0\u00ad\u200b\u200d\u2028\u2003\u202e\u0301\u0323\ue000\uf0b7\ufeff\x00\x1b\x85\ud800-"
    )
)
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
VIETNAMESE = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "     ,.-/0123456789"))

PROVINCES = [
    "An Giang",
    "Bà Rịa - Vũng Tàu",
    "Bạc Liêu",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Ninh",
    "Bến Tre",
    "Bình Dương",
    "Bình Định",
    "Bình Phước",
    "Bình Thuận",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Đắk Nông",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Giang",
    "Hà Nam",
    "Hà Nội",
    "Hà Tĩnh",
    "Hải Dương",
    "Hải Phòng",
    "Hậu Giang",
    "Hòa Bình",
    "Hưng Yên",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Long An",
]


@given(ANY_TEXT | TROUBLE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT | TROUBLE)
def test_clean_text_is_composed_and_can_be_stored(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned


@given(ANY_TEXT | TROUBLE)
def test_clean_text_holds_nothing_that_reaches_a_terminal_unseen(text: str) -> None:
    assert {unicodedata.category(c) for c in clean(text).replace("\n", "")} & {"Cc", "Co", "Cs", "Zl", "Zp"} == set()
    assert not set(clean(text)) & set("\u00ad\u200b\u200d\u200e\u202e\u2066\ufeff\u00a0\u2003\u3000\t")


@given(ANY_TEXT | TROUBLE)
def test_clean_lines_have_no_space_at_their_ends_and_no_two_in_a_row(text: str) -> None:
    cleaned = clean(text)
    assert all(line == line.strip(" ") and "  " not in line for line in cleaned.split("\n"))
    assert "\n\n\n" not in cleaned


@given(VIETNAMESE)
def test_cleaning_keeps_every_vietnamese_letter(text: str) -> None:
    assert clean(text).split() == text.split()


@given(VIETNAMESE)
def test_both_unicode_forms_clean_to_the_same_text(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == clean(text)


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("Thủ tục\u00a0đăng ký\u00a0 kết hôn ", "Thủ tục đăng ký kết hôn"),
        ("Giấy chứng\u00ad nhận", "Giấy chứng nhận"),
        ("\ufeffĐăng\u200b ký", "Đăng ký"),
        ("\uf0b7 Bản sao Giấy khai sinh", "• Bản sao Giấy khai sinh"),
        ("\uf02d Đơn đề nghị", "- Đơn đề nghị"),
        ("Bước 1\r\nBước 2\u2028Bước 3\rBước 4", "Bước 1\nBước 2\nBước 3\nBước 4"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("\x1b[31mĐỏ\x1b[0m", "[31mĐỏ[0m"),
        ("[b]Tờ khai[/b]", "[b]Tờ khai[/b]"),
        ("Hòa va\u0300 Hòa", "Hòa và Hòa"),
        # A joiner between a letter and its tone leaves a decomposed pair behind.
        ("ho\u200b\u0323c", "học"),
        ("\ud800Tờ khai\udfff", "Tờ khai"),
        ("Thuỷ sản, hoà giải, kĩ thuật", "Thuỷ sản, hoà giải, kĩ thuật"),
        ("", ""),
        (" \n\u200b\n ", ""),
    ],
)
def test_published_texts_are_shown_clean(published: str, shown: str) -> None:
    assert clean(published) == shown


def test_a_line_break_of_a_word_processor_parts_two_words() -> None:
    assert clean("Bước 1\x0bBước 2\x0cBước 3\x85Bước 4") == "Bước 1\nBước 2\nBước 3\nBước 4"


def test_one_line_has_no_line_break() -> None:
    assert one_line(" Thủ tục\nđăng ký\r\n\r\nkhai sinh ") == "Thủ tục đăng ký khai sinh"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Không có thông tin",
        "không",
        "Không.",
        "--",
        " - ",
        "KHÔNG CÓ",
        "Không quy định",
        "…",
        "“Không”",
        "[Không có]",
        "&nbsp;",
        unicodedata.normalize("NFD", "Chưa có thông tin"),
        "...",
        "• Không có.",
        "Không có yêu cầu, điều kiện",
        "Không có điều kiện đặc biệt yêu cầu.",
        "Không có quy định cụ thể",
    ],
)
def test_phrases_that_say_nothing_count_as_no_value(said: str) -> None:
    assert is_no_value(said)
    assert value_or_empty(said) == ""


@pytest.mark.parametrize(
    "said",
    [
        "Không gian văn hóa cồng chiêng",
        "Không thu lệ phí đối với người thuộc hộ nghèo",
        "Không quá 05 ngày làm việc",
        "Có",
        "0",
        "Không có thông tin về nơi cư trú thì nộp tại Công an cấp xã",
        "Không yêu cầu bản chính",
        "Không có điều kiện nhận con nuôi thì bị từ chối",
    ],
)
def test_a_text_that_begins_with_no_keeps_what_it_says(said: str) -> None:
    assert not is_no_value(said)
    assert value_or_empty(said) == said


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("ĐẤT ĐAI – MÔI TRƯỜNG", "dat dai – moi truong"),
        ("Ủy ban nhân dân phường Ỷ La", "uy ban nhan dan phuong y la"),
        ("Huỳnh Thúc Kháng", "huynh thuc khang"),
    ],
)
def test_folding_takes_every_diacritic_and_the_stroke_of_d(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded
    assert has_diacritics(text)
    assert not has_diacritics(folded)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain_ascii_in_either_unicode_form(text: str) -> None:
    assert fold(text).isascii()
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà giải", "Hòa giải"),
        ("thuỷ sản", "THỦY SẢN"),
        ("kĩ thuật", "kỹ thuật"),
        ("Lý lịch tư pháp", "lí lịch tư pháp"),
        ("quý", "quí"),
        ("xoá đăng ký", "xóa   đăng - ký."),
        ("khoẻ mạnh", "khỏe mạnh"),
        ("Đăng ký", unicodedata.normalize("NFD", "đăng ký")),
    ],
)
def test_two_spellings_of_the_same_words_have_one_key(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("đất", "dat"), ("đất", "đạt"), ("hòa", "hóa"), ("tủy", "túi"), ("khai sinh", "khai tử"), ("ma", "má")],
)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@given(ANY_TEXT | VIETNAMESE)
def test_keys_do_not_depend_on_the_unicode_form(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert spelling_key(composed) == spelling_key(decomposed)
    assert sort_key(composed) == sort_key(decomposed)
    assert canonical_spelling(composed) == canonical_spelling(decomposed)


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("Hoà giải", "hòa giải"),
        ("thuỷ", "thủy"),
        ("HUỶ", "hủy"),
        ("khoẻ", "khỏe"),
        ("quý", "quý"),
        ("quỹ", "quỹ"),
        ("toàn", "toàn"),
        ("ngoài", "ngoài"),
        ("xoá hoặc huỷ", "xóa hoặc hủy"),
        ("hòa", "hòa"),
    ],
)
def test_the_tone_stands_on_the_first_vowel_only_where_two_spellings_exist(written: str, spelled: str) -> None:
    assert canonical_spelling(written) == spelled


@given(VIETNAMESE)
def test_one_spelling_stays_that_spelling(text: str) -> None:
    assert canonical_spelling(canonical_spelling(text)) == canonical_spelling(text)


def test_provinces_sort_as_in_a_vietnamese_dictionary() -> None:
    assert sorted(reversed(PROVINCES), key=sort_key) == PROVINCES


def test_letters_come_before_tones_and_tones_in_their_order() -> None:
    ordered = [
        "ba",
        "bà",
        "bả",
        "bã",
        "bá",
        "bạ",
        "ban",
        "bán",
        "băn",
        "bân",
        "ca",
        "da",
        "đa",
        "e",
        "ê",
        "o",
        "ô",
        "ơ",
    ]
    assert sorted(reversed(ordered), key=sort_key) == ordered


def test_letters_outside_the_alphabet_sort_after_it_by_their_own_code() -> None:
    ordered = ["y", "ß", "я", "中", "\U00020000"]
    assert sorted(reversed(ordered), key=sort_key) == ordered


@given(VIETNAMESE, VIETNAMESE)
def test_names_sort_alike_in_either_unicode_form(one: str, other: str) -> None:
    decomposed = [unicodedata.normalize("NFD", text) for text in (one, other)]
    assert (sort_key(one) < sort_key(other)) == (sort_key(decomposed[0]) < sort_key(decomposed[1]))


@given(ANY_TEXT)
def test_a_sort_key_is_ascii_and_its_words_carry_no_punctuation(text: str) -> None:
    assert sort_key(text).isascii()
    assert all(word.replace("_", "").isalnum() for word in words(text))
