"""The reader of the native layout: what it refuses and where, what it mends, and what it keeps."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from catalogue.native_layout import content_digest, native_line, native_schema, to_native
from catalogue.problems import Problem, ProblemKind
from catalogue.readers.native import interpret, raw_records
from catalogue.records import Note, Origin, RawRecord, ReadRecord

NOWHERE = Path("danh-muc.jsonl")
GOOD = '{"code": "1.000894", "name": "Thủ tục đăng ký kết hôn"}'


def read(record: dict[str, Any] | str) -> ReadRecord:
    text = record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
    return interpret(RawRecord(7, text), NOWHERE)


def read_file(path: Path) -> list[ReadRecord]:
    return [interpret(raw, path) for raw in raw_records(path)]


def refusal(path: Path) -> Problem:
    with pytest.raises(Problem) as refused:
        read_file(path)
    return refused.value


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    problem = refusal(tmp_path / "không có.jsonl")
    assert problem.kind is ProblemKind.FILE_MISSING
    assert problem.facts == {"path": str(tmp_path / "không có.jsonl")}


def test_a_folder_and_a_path_below_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(GOOD, encoding="utf-8")
    for path in (tmp_path, tmp_path / "a.jsonl" / "b.jsonl"):
        problem = refusal(path)
        assert problem.kind is ProblemKind.FILE_UNREADABLE
        assert problem.facts["path"] == str(path)
        assert problem.facts["reason"]


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf\n", gzip.compress(b"", mtime=0)])
def test_a_file_without_a_record_is_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    assert refusal(path).kind is ProblemKind.FILE_EMPTY


@pytest.mark.parametrize(
    ("damage"),
    [
        pytest.param(lambda packed: packed[: len(packed) // 2], id="cut in the middle"),
        pytest.param(lambda packed: packed[:-4], id="cut at the end"),
        pytest.param(lambda packed: packed[:2], id="nothing but the mark"),
        pytest.param(lambda packed: packed[:-8] + b"\x00\x00\x00\x00" + packed[-4:], id="wrong checksum"),
        pytest.param(lambda packed: packed[:40] + bytes(40) + packed[80:], id="bytes lost"),
        pytest.param(lambda packed: packed + b"more", id="something behind"),
    ],
)
def test_a_damaged_gzip_file_is_refused_as_cut_off(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    lines = "".join(f'{{"name": "Thủ tục số {number * 7919}"}}\n' for number in range(300))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(damage(gzip.compress(lines.encode(), mtime=0)))
    problem = refusal(path)
    assert problem.kind is ProblemKind.FILE_TRUNCATED
    assert problem.facts["path"] == str(path)
    assert 1 <= int(problem.facts["line"]) <= 301


def test_a_gzip_file_is_known_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(gzip.compress(GOOD.encode()))
    assert [record.code for record in read_file(path)] == ["1.000894"]


@pytest.mark.parametrize(
    ("lines", "kind", "line"),
    [
        ([GOOD, "", '{"name": "a"'], ProblemKind.NOT_JSON, 3),
        (["Thủ tục đăng ký kết hôn"], ProblemKind.NOT_JSON, 1),
        ([GOOD, GOOD + GOOD], ProblemKind.NOT_JSON, 2),
        (['{"name": "a", "x": NaN}'], ProblemKind.NOT_JSON, 1),
        (['{"name": "a", "x": Infinity}'], ProblemKind.NOT_JSON, 1),
        (['{"name": "a", "x": ' + "[" * 100_000], ProblemKind.TOO_DEEP, 1),
        ([GOOD, "[]"], ProblemKind.NOT_AN_OBJECT, 2),
        (["null"], ProblemKind.NOT_AN_OBJECT, 1),
        (['"Thủ tục"'], ProblemKind.NOT_AN_OBJECT, 1),
        (["1.000894"], ProblemKind.NOT_AN_OBJECT, 1),
        ([GOOD, "", "", '{"code": "1.000895"}'], ProblemKind.RECORD_WITHOUT_NAME, 4),
        (['{"name": null}'], ProblemKind.RECORD_WITHOUT_NAME, 1),
        (['{"name": " \u200b\u00a0\\n"}'], ProblemKind.RECORD_WITHOUT_NAME, 1),
    ],
)
def test_a_line_that_holds_no_record_is_named(
    records_file: Callable[..., Path], lines: list[str], kind: ProblemKind, line: int
) -> None:
    path = records_file(lines)
    problem = refusal(path)
    assert problem.kind is kind
    assert (problem.facts["path"], problem.facts["line"]) == (str(path), line)


@pytest.mark.parametrize("depth", [50, 980, 985, 990, 995, 2000, 20_000])
def test_a_record_nested_beyond_reason_is_read_or_refused_but_never_crashes(depth: int) -> None:
    try:
        record = read('{"name": "a", "x": ' + "[" * depth + "]" * depth + "}")
    except Problem as problem:
        assert problem.kind in (ProblemKind.NOT_JSON, ProblemKind.TOO_DEEP)
    else:
        assert record.procedure.extra == (("/x", "[" * depth + "]" * depth),)


def test_the_column_of_a_broken_line_is_named() -> None:
    with pytest.raises(Problem) as refused:
        read('{"name": "a",, }')
    assert refused.value.facts == {"path": str(NOWHERE), "line": 7, "column": 14}


def test_bytes_that_are_no_utf8_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(GOOD.encode() + b"\n" + b'{"name": "\x81\x8d\x8f\x90\x9d"}')
    problem = refusal(path)
    assert problem.kind is ProblemKind.NOT_UTF8
    assert problem.facts == {"path": str(path), "line": 2}


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode() + b"\r\n" + GOOD.replace("894", "895").encode())
    assert [(raw.line, raw.text[:20]) for raw in raw_records(path)] == [(1, GOOD[:20]), (2, '{"code": "1.000895",')]


@pytest.mark.parametrize(
    ("record", "key", "found"),
    [
        ({"name": ["a"]}, "/name", "list"),
        ({"name": {"vi": "a"}}, "/name", "object"),
        ({"name": True}, "/name", "boolean"),
        ({"name": "a", "agencies": "UBND cấp xã"}, "/agencies", "text"),
        ({"name": "a", "steps": "Bước 1: Nộp hồ sơ"}, "/steps", "text"),
        ({"name": "a", "steps": ["Bước 1"]}, "/steps/0", "text"),
        ({"name": "a", "dossiers": [{"papers": [{}, {"text": ["b"]}]}]}, "/dossiers/0/papers/1/text", "list"),
        ({"name": "a", "channels": [{"fees": {"amount": 5}}]}, "/channels/0/fees", "object"),
        ({"name": "a", "channels": [{"processing_time": 5}]}, "/channels/0/processing_time", "number"),
        (
            {"name": "a", "channels": [{"processing_time": {"quantity": []}}]},
            "/channels/0/processing_time/quantity",
            "list",
        ),
        ({"name": "a", "level": [["Cấp xã"]]}, "/level/0", "list"),
        ({"name": "a", "subjects": [None]}, "/subjects/0", "null"),
    ],
)
def test_a_key_that_cannot_mean_what_it_holds_is_named(record: dict[str, Any], key: str, found: str) -> None:
    with pytest.raises(Problem) as refused:
        read(record)
    assert refused.value.kind is ProblemKind.WRONG_TYPE
    assert refused.value.facts == {"path": str(NOWHERE), "line": 7, "key": key, "found": found}


def test_every_key_but_the_name_may_be_missing_null_or_empty() -> None:
    full = json.loads(native_schema())["properties"]
    empty = read({"name": "a"})
    assert read({key: None for key in full} | {"name": "a"}).procedure == empty.procedure
    assert read({"name": "a", "code": "", "level": [], "steps": [], "decision": {}, "source": {}}) == empty
    assert empty.procedure.extra == () and empty.notes == ()


def test_numbers_in_the_place_of_texts_are_written_out_and_noted() -> None:
    record = read('{"name": "a", "code": 1.000890, "dossier_sets": 2, "level": [1]}')
    assert (record.code, record.procedure.dossier_sets, record.procedure.level) == ("1.000890", "2", ("1",))
    assert [(note.kind, note.key) for note in record.notes] == [
        ("number-for-text", "/code"),
        ("number-for-text", "/level/0"),
        ("number-for-text", "/dossier_sets"),
    ]


def test_digits_in_the_place_of_a_number_are_a_number_and_noted() -> None:
    record = read({"name": "a", "channels": [{"fees": [{"amount": "50000"}]}]})
    assert record.procedure.channels[0].fees[0].amount == Decimal(50000)
    assert record.notes == (Note("text-for-number", "/channels/0/fees/0/amount", "50000"),)


def test_words_in_the_place_of_a_quantity_go_to_the_text_beside_it() -> None:
    record = read({"name": "a", "channels": [{"processing_time": {"quantity": "Ngay khi nhận", "text": "trong ngày"}}]})
    time = record.procedure.channels[0].processing_time
    assert (time.quantity, time.text) == (None, "Ngay khi nhận\ntrong ngày")


def test_words_in_the_place_of_a_number_of_copies_are_kept_under_their_key() -> None:
    record = read({"name": "a", "dossiers": [{"papers": [{"text": "Tờ khai", "originals": "02 bộ", "copies": -1}]}]})
    paper = record.procedure.dossiers[0].papers[0]
    assert (paper.originals, paper.copies) == (None, None)
    assert to_native(record.procedure)["dossiers"][0]["papers"][0] == {
        "text": "Tờ khai",
        "originals": "02 bộ",
        "copies": -1,
        "form": "",
        "component_code": "",
    }


def test_numbers_below_0_are_noted_and_kept_as_words() -> None:
    record = read(
        {
            "name": "a",
            "channels": [{"processing_time": {"quantity": -5}, "fees": [{"amount": -1}]}],
            "dossiers": [{"papers": [{"text": "Tờ khai", "originals": -3}]}],
        }
    )
    channel = record.procedure.channels[0]
    assert (channel.fees[0].amount, channel.fees[0].text) == (None, "-1")
    assert (channel.processing_time.quantity, channel.processing_time.text) == (None, "-5")
    assert set(record.notes) == {
        Note("number-out-of-range", "/channels/0/fees/0/amount", "-1"),
        Note("number-out-of-range", "/channels/0/processing_time/quantity", "-5"),
        Note("number-out-of-range", "/dossiers/0/papers/0/originals", "-3"),
    }


def test_numbers_far_higher_than_usual_are_noted_and_kept() -> None:
    record = read(
        {
            "name": "a",
            "channels": [{"processing_time": {"quantity": 999999}, "fees": [{"amount": 999999999999999}]}],
            "dossiers": [{"papers": [{"text": "Tờ khai", "copies": 5000}]}],
        }
    )
    assert record.procedure.channels[0].fees[0].amount == 999999999999999
    assert record.procedure.dossiers[0].papers[0].copies == 5000
    assert {note.kind for note in record.notes} == {"number-unusual"} and len(record.notes) == 3


def test_an_unknown_kind_of_channel_unit_or_fee_is_other_and_kept() -> None:
    said = {"kind": "drone", "processing_time": {"quantity": 1, "unit": "fortnight"}, "fees": [{"kind": "thuế"}]}
    record = read({"name": "a", "channels": [said]})
    channel = record.procedure.channels[0]
    assert (channel.kind, channel.processing_time.unit, channel.fees[0].kind) == ("other", "other", "unknown")
    put_back = to_native(record.procedure)["channels"][0]
    assert (put_back["kind"], put_back["processing_time"]["unit"], put_back["fees"][0]["kind"]) == (
        "drone",
        "fortnight",
        "thuế",
    )


def test_unknown_keys_are_kept_noted_and_put_back_where_they_stood() -> None:
    unknown: dict[str, Any] = {
        "name": "a",
        "nhóm/loại~1": {"b": [1, 2.5, None, True, "đ"], "a": {}},
        "": "khóa trống",
        "decision": {"number": "1/QĐ", "ký bởi": "Bộ trưởng"},
        "agencies": {"khác": ["x"]},
        "source": {"url": "https://dichvucong.gov.vn", "trang": 3},
        "channels": [{"processing_time": {"~": 0}, "fees": [{}, {"ghi chú": "mỗi bản"}]}],
        "dossiers": [{"papers": [{}, {"text": "Tờ khai", "a/b": {"~": 1}}], "loại": "nộp"}],
        "legal_bases": [{"hiệu lực": True}],
    }
    record = read(unknown)
    native = to_native(record.procedure, record.code, record.origin)
    assert native["nhóm/loại~1"] == unknown["nhóm/loại~1"]
    assert native[""] == "khóa trống"
    assert native["decision"] == {"number": "1/QĐ", "date": None, "ký bởi": "Bộ trưởng"}
    assert native["agencies"]["khác"] == ["x"]
    assert native["source"]["trang"] == 3
    assert native["channels"][0]["processing_time"]["~"] == 0
    assert native["channels"][0]["fees"][1]["ghi chú"] == "mỗi bản"
    assert native["dossiers"][0]["papers"][1]["a/b"] == {"~": 1}
    assert native["dossiers"][0]["loại"] == "nộp"
    assert native["legal_bases"][0]["hiệu lực"] is True
    assert {note.kind for note in record.notes} == {"unknown-key"}
    assert len(record.notes) == 10


def test_unknown_keys_of_the_source_can_be_written_without_a_source() -> None:
    record = read({"name": "a", "source": {"trang": 3}})
    assert to_native(record.procedure)["source"] == {"trang": 3}


@pytest.mark.parametrize(
    "number", ["1e400", "1e5000", "1e-400", "123456789012345678901234567890", "0.12345678901234567891", "-1e999999999"]
)
def test_a_number_beyond_every_amount_is_kept_as_it_was_written(number: str) -> None:
    line = f'{{"name": "a", "x": {number}, "dossiers": [{{"papers": [{{"originals": {number}}}]}}]}}'
    record = read(line)
    native = to_native(record.procedure)
    assert str(native["x"]) == number
    assert str(native["dossiers"][0]["papers"][0]["originals"]) == number
    assert record.procedure.dossiers[0].papers[0].originals is None


@pytest.mark.parametrize("amount", ["9" * 34, '"' + "9" * 34 + '"', "9" * 5000, '"' + "9" * 5000 + '"'])
def test_an_amount_of_more_digits_than_any_amount_is_words(amount: str) -> None:
    record = read(f'{{"name": "a", "channels": [{{"fees": [{{"amount": {amount}}}]}}]}}')
    fee = record.procedure.channels[0].fees[0]
    assert (fee.amount, fee.text) == (None, amount.strip('"'))


def test_half_a_character_pair_is_shown_as_a_replacement_and_can_be_stored() -> None:
    record = read('{"name": "Đất \\ud800 đai", "x\\udfff": "\\ud83d", "y": "\\ud83d\\ude00"}')
    assert record.procedure.name == "Đất � đai"
    assert native_line(record.procedure).encode()
    assert ("/y", '"😀"') in record.procedure.extra


def test_a_cut_row_of_a_real_record_gets_its_text_back(real_records_file: Path) -> None:
    records = {record.code: record.procedure for record in read_file(real_records_file)}
    paper = records["1.010041"].dossiers[0].papers[0]
    assert paper.text == ("Tờ khai thay đổi thông tin cư trú (Mẫu CT01 ban hành kèm theo Thông tư số 53/2025/TT-BCA).")
    assert paper.form == "1.MuCT01banhnhkmtheoThngts53.doc"


def test_no_value_is_empty_in_fields_of_their_own_and_kept_in_running_text() -> None:
    record = read(
        {
            "name": "a",
            "field": "Không có thông tin",
            "conditions": "Không.",
            "subjects": ["--", "Công dân"],
            "steps": [{"text": "Không"}],
        }
    )
    assert (record.procedure.field, record.procedure.conditions) == ("", "")
    assert record.procedure.subjects == ("Công dân",)
    assert record.procedure.steps[0].text == "Không"


def test_one_text_counts_as_a_list_of_it() -> None:
    assert read({"name": "a", "level": "Cấp xã"}).procedure.level == ("Cấp xã",)


def test_where_a_record_came_from_is_kept_apart_from_its_content() -> None:
    record = read({"name": "a", "source": {"url": "https://dichvucong.gov.vn", "retrieved": "2026-06-10"}})
    assert record.origin == Origin("https://dichvucong.gov.vn", "2026-06-10")
    assert content_digest(record.procedure) == content_digest(read({"name": "a"}).procedure)


@pytest.mark.parametrize("code", ["1.014955-Xoa", "1,000894", "1000894", "1.009358 Số quyết định 4790/QĐ-UBND"])
def test_a_code_that_is_deleted_misspelled_or_has_words_behind_it_is_noted_and_kept(code: str) -> None:
    record = read({"code": code, "name": "Thủ tục"})
    assert record.code == code.replace(" ", "")
    assert record.notes == (Note("unusual-code", "/code", code),)


def test_a_locality_and_a_case_in_a_code_are_ordinary() -> None:
    for code in ("2.000205.000.00.00.H17", "3.000536.02", "QLKTN003", ""):
        assert read({"code": code, "name": "Thủ tục"}).notes == ()
