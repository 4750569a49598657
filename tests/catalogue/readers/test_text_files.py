"""Bytes become the text that their writer meant, or are refused by name."""

from __future__ import annotations

import codecs
import gzip
import json
import unicodedata
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.problems import Problem, ProblemKind
from catalogue.readers import native
from catalogue.readers.byte_evidence import change_of_encoding
from catalogue.readers.legacy_encodings import Encoding, from_tcvn3, from_vni, legacy_letters
from catalogue.readers.syllables import is_syllable, likeness
from catalogue.readers.text_files import (
    form_of,
    head_text,
    lines_of,
    pieces_of,
    readable_lines_of,
    refuse_mixed_encodings,
    text_form,
)
from catalogue.records import Note
from tests.catalogue.readers.made_workbooks import saved
from tests.catalogue.readers.old_encodings import in_tcvn3, in_vni, in_windows_1258

DATA = Path(__file__).resolve().parents[2] / "data"
SENTENCE = "Người yêu cầu đăng ký kết hôn nộp hồ sơ tại Ủy ban nhân dân cấp xã và xuất trình giấy tờ tùy thân."
VIETNAMESE_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
texts_of_letters = st.text(alphabet=f"{VIETNAMESE_LETTERS} .,;:()/-0123456789\n")


def real_texts() -> list[str]:
    """The texts of real records, one a string value."""
    found: list[str] = []
    for line in (DATA / "records.jsonl").read_text(encoding="utf-8").splitlines():
        _collect(json.loads(line), found)
    return found


def _collect(value: object, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(unicodedata.normalize("NFC", value))
    elif isinstance(value, list | dict):
        for member in value.values() if isinstance(value, dict) else value:
            _collect(member, found)


def _is_typable(text: str) -> bool:
    """Whether every letter is one that the old encodings have."""
    return all(letter.isascii() or letter.lower() in VIETNAMESE_LETTERS for letter in text)


REAL_TEXTS = [text for text in real_texts() if _is_typable(text)]
REAL_WORDS = sorted({word for text in REAL_TEXTS for word in text.split()})


def test_the_words_of_real_records_are_syllables() -> None:
    share, words = likeness("\n".join(REAL_TEXTS))
    assert words > 2_000
    assert share > 0.97


@pytest.mark.parametrize("word", ["nghiêng", "khuỷu", "quyển", "được", "giữa", "thuở", "ương", "yếu", "oằn", "quốc"])
def test_a_syllable_is_told_with_any_of_its_parts(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ộỹ", "thñ", "hµnh", "nghèện", "tụù", "façade", "größe"])
def test_letters_that_no_syllable_has_are_told(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Hµ Néi, UBND huyÖn", "Hà Nội, UBND huyện"),
        ("THµNH PHè Hµ NéI", "THÀNH PHỐ HÀ NỘI"),
    ],
)
def test_tcvn3_reads_as_it_was_typed(written: str, meant: str) -> None:
    assert from_tcvn3(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("ÔÛ ñaây ngöôøi löïa choïn, kyù giaáy, tyû leä, chæ", "Ở đây người lựa chọn, ký giấy, tỷ lệ, chỉ"),
    ],
)
def test_vni_reads_as_it_was_typed(written: str, meant: str) -> None:
    assert from_vni(written) == meant


@given(texts_of_letters)
def test_small_letters_go_to_tcvn3_and_back(text: str) -> None:
    assert from_tcvn3(in_tcvn3(text)) == text


@given(st.lists(st.sampled_from(REAL_WORDS)).map(" ".join), st.booleans())
def test_any_real_words_go_to_vni_and_back(text: str, in_capitals: bool) -> None:
    text = text.upper() if in_capitals else text
    assert from_vni(in_vni(text)) == text


@given(st.lists(st.sampled_from(REAL_WORDS)).map(" ".join))
def test_any_real_words_go_to_windows_1258_and_back(text: str) -> None:
    assert unicodedata.normalize("NFC", in_windows_1258(text).decode("cp1258")) == text


def test_real_texts_go_to_tcvn3_and_back_but_for_capitals_made_by_fonts() -> None:
    for text in REAL_TEXTS:
        assert from_tcvn3(in_tcvn3(text)).lower() == text.lower()


def test_real_texts_go_to_vni_and_back() -> None:
    for text in REAL_TEXTS:
        assert from_vni(in_vni(text)) == text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode(), Encoding.UTF_8),
        (codecs.BOM_UTF8 + SENTENCE.encode(), Encoding.UTF_8),
        (SENTENCE.encode("utf-16"), Encoding.UTF_16_LE),
        (SENTENCE.encode("utf-16-le"), Encoding.UTF_16_LE),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), Encoding.UTF_16_BE),
        (SENTENCE.encode("utf-16-be"), Encoding.UTF_16_BE),
        (in_windows_1258(SENTENCE), Encoding.WINDOWS_1258),
        (in_tcvn3(SENTENCE).encode("latin-1"), Encoding.TCVN3),
        (in_vni(SENTENCE).encode("latin-1"), Encoding.VNI),
    ],
)
def test_each_encoding_is_recognised_and_read(data: bytes, encoding: Encoding, tmp_path: Path) -> None:
    path = saved(tmp_path, data, "vanban.txt")
    form = form_of(path)
    assert form.encoding is encoding
    [line] = lines_of(path, form)
    assert unicodedata.normalize("NFC", line.text).lower() == SENTENCE.lower()


@pytest.mark.parametrize("written", [in_tcvn3, in_vni])
def test_letters_of_an_old_font_in_a_utf_8_file_are_converted(written: Callable[[str], str], tmp_path: Path) -> None:
    path = saved(tmp_path, written(SENTENCE).encode(), "vanban.txt")
    form = form_of(path)
    [line] = lines_of(path, form)
    assert line.text.lower() == SENTENCE.lower()
    assert [note.kind for note in form.notes] == ["encoding-converted"]


@pytest.mark.parametrize(
    "text", ["\n".join(REAL_TEXTS), "Le siège du café français à Orléans", "C¬ së", "25 °C «x» µm"]
)
def test_text_in_unicode_is_never_taken_for_an_old_font(text: str) -> None:
    assert legacy_letters(text) is None


@pytest.mark.parametrize(
    "data",
    ["Le siège du café français à Orléans, où déjà".encode("latin-1"), b"\xff\xfe\x00\x00x\x00\x00\x00", b"a\x80\x81b"],
    ids=["French", "UTF-32", "no text"],
)
def test_what_is_doubtful_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        form_of(saved(tmp_path, data, "vanban.txt"))
    assert refused.value.kind is ProblemKind.ENCODING_UNKNOWN


WRITTEN: dict[Encoding, Callable[[str], bytes]] = {
    Encoding.UTF_8: str.encode,
    Encoding.WINDOWS_1258: in_windows_1258,
    Encoding.TCVN3: lambda text: in_tcvn3(text).encode("latin-1"),
    Encoding.UTF_16_LE: lambda text: text.encode("utf-16-le"),
}


@pytest.mark.parametrize(("before", "here"), list(permutations(WRITTEN, 2)))
def test_a_file_put_together_of_two_encodings_is_refused_with_the_line_at_which_it_changes(
    before: Encoding, here: Encoding, tmp_path: Path
) -> None:
    lines = f"{SENTENCE}\n" * 3
    path = saved(tmp_path, WRITTEN[before](lines) + WRITTEN[here](lines), "danh sách.csv")
    with pytest.raises(Problem) as refused:
        refuse_mixed_encodings(path, path.read_bytes())
    facts = refused.value.facts
    assert refused.value.kind is ProblemKind.ENCODINGS_MIXED
    assert facts["before"] == before and facts["here"] in (here, "")
    # The line feed of UTF-16 takes a byte more, with which the next line begins.
    assert facts["line"] in (4, 5)


@pytest.mark.parametrize("encoding", WRITTEN)
def test_a_file_in_one_encoding_goes_over_into_no_other(encoding: Encoding) -> None:
    text = "".join(f"{number};{text}\r\n\r\n" for number, text in enumerate(REAL_TEXTS))
    assert change_of_encoding(WRITTEN[encoding](text)) is None


def test_one_strange_line_far_down_is_refused_and_the_others_can_be_kept(tmp_path: Path) -> None:
    data = in_windows_1258(f"{SENTENCE}\n" * 40) + in_tcvn3(f"{SENTENCE}\n").encode("latin-1")
    path = saved(tmp_path, data, "danh sách.csv")
    *good, strange = readable_lines_of(path, form_of(path))
    assert len(good) == 40 and all(line.refused is None for line in good)
    assert strange.refused is not None and strange.refused.kind is ProblemKind.ENCODINGS_MIXED
    assert strange.refused.facts["line"] == 41


def test_a_broken_line_in_a_utf_8_file_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path, f"{SENTENCE}\n{SENTENCE}\n".encode() + b"\xc3\x28\n", "vanban.txt")
    with pytest.raises(Problem) as refused:
        list(lines_of(path, form_of(path)))
    assert (refused.value.kind, refused.value.facts["line"]) == (ProblemKind.NOT_UTF8, 3)
    *good, broken = readable_lines_of(path, form_of(path))
    assert [line.text for line in good] == [SENTENCE, SENTENCE]
    assert broken.text == "" and broken.refused is not None and broken.refused.facts["line"] == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_mixed_line_ends_each_end_one_line(encoding: str, tmp_path: Path) -> None:
    path = saved(tmp_path, "một\r\nhai\nba\rbốn\r\n\nnăm".encode(encoding), "vanban.txt")
    lines = list(lines_of(path, form_of(path)))
    assert [(line.number, line.text) for line in lines] == [
        (1, "một"), (2, "hai"), (3, "ba"), (4, "bốn"), (5, ""), (6, "năm"),
    ]  # fmt: skip


@given(st.text(alphabet=f"{VIETNAMESE_LETTERS}\n ", min_size=1, max_size=300), st.sampled_from(["utf-8", "utf-16"]))
def test_pieces_put_together_are_the_text(tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str) -> None:
    path = saved(tmp_path_factory.mktemp("pieces"), text.encode(encoding), "vanban.txt")
    form = text_form(path.read_bytes())
    assert form is not None
    assert "".join(pieces_of(path, form)) == text


def test_a_long_word_across_pieces_stays_whole(tmp_path: Path) -> None:
    text = "đ" * 200_000 + " hết"
    path = saved(tmp_path, text.encode(), "vanban.txt")
    assert "".join(pieces_of(path, form_of(path))) == text


def test_a_cut_gzip_file_is_refused(tmp_path: Path) -> None:
    data = gzip.compress("\n".join(REAL_TEXTS).encode())
    path = saved(tmp_path, data[: len(data) // 2], "vanban.jsonl.gz")
    with pytest.raises(Problem) as refused:
        list(lines_of(path, form_of(path)))
    assert refused.value.kind is ProblemKind.FILE_TRUNCATED


def test_the_head_of_a_packed_file_is_its_text() -> None:
    assert head_text(gzip.compress(SENTENCE.encode())) == SENTENCE
    assert head_text(SENTENCE.encode()[:-1] + "ệ".encode()[:2]) == SENTENCE[:-1]


@pytest.mark.parametrize(
    ("write", "encoding"),
    [
        (lambda text: text.encode("utf-16"), "UTF-16 LE"),
        (in_windows_1258, "Windows-1258"),
        (lambda text: in_vni(text).encode("latin-1"), "VNI"),
        (lambda text: in_tcvn3(text).encode("latin-1"), "TCVN3"),
    ],
)
def test_a_native_file_in_an_old_encoding_is_read_and_noted_once(
    write: Callable[[str], bytes], encoding: str, tmp_path: Path
) -> None:
    names = ["Thủ tục đăng ký khai sinh", "Cấp lại giấy phép lái xe", "Xóa đăng ký thường trú"]
    lines = "\r\n".join(json.dumps({"name": name}, ensure_ascii=False) for name in names)
    path = saved(tmp_path, write(lines), "thu-tuc.jsonl")
    records = [native.interpret(raw, path) for raw in native.raw_records(path)]
    assert [record.procedure.name for record in records] == names
    assert [record.notes for record in records] == [(Note("encoding-converted", "", encoding),), (), ()]
