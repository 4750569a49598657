"""The portal's own answers say what the same procedures say in the native layout."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.native_layout import content_digest, native_line
from catalogue.problems import Problem, ProblemKind
from catalogue.readers import native, portal_api
from catalogue.readers.json_values import array_members
from catalogue.records import Fee, Note, ProcessingTime, RawRecord, ReadRecord
from tests.catalogue.readers.made_workbooks import saved
from tests.catalogue.readers.old_encodings import in_tcvn3

DATA = Path(__file__).resolve().parents[2] / "data" / "portal"
ANSWERS = DATA / "answers.jsonl"
LINES = ANSWERS.read_text(encoding="utf-8").splitlines()


def read(path: Path) -> list[ReadRecord]:
    return [portal_api.interpret(raw, path) for raw in portal_api.raw_records(path)]


def read_one(answer: dict[str, Any]) -> ReadRecord:
    return portal_api.interpret(RawRecord(1, json.dumps(answer, ensure_ascii=False)), Path("answers.jsonl"))


def answer(code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(found for found in map(json.loads, LINES) if found["code"] == code)
    return found


REAL = {record.code: record for record in read(ANSWERS)}


def test_every_part_is_what_the_native_edition_says_of_the_same_procedure() -> None:
    path = DATA / "answers-native.jsonl"
    expected = {
        record.code: record.procedure for record in (native.interpret(r, path) for r in native.raw_records(path))
    }
    assert expected.keys() == REAL.keys()
    for code, procedure in expected.items():
        # The native edition leaves out a field without `category`, the words of a type, and parts keywords at commas.
        found = REAL[code].procedure
        alike = replace(found, field=procedure.field or "", type=procedure.type, keywords=procedure.keywords, extra=())
        assert alike == procedure


def test_a_field_stands_in_the_categories_where_there_is_no_category() -> None:
    assert "category" not in answer("1.013313")
    assert REAL["1.013313"].procedure.field == "Đăng ký, quản lý cư trú"


def test_the_portals_words_become_the_layouts() -> None:
    procedure = REAL["1.115403"].procedure
    assert procedure.type == "TTHC được giao luật quy định chi tiết"
    assert procedure.channels[0].kind == "direct"
    assert procedure.channels[0].processing_time == ProcessingTime(Decimal(2), "month")
    assert procedure.channels[0].fees == (Fee("fee", Decimal(100), "USD"),)


def test_a_day_in_milliseconds_is_a_day_in_vietnam() -> None:
    assert answer("1.115606")["procedureProposal"]["decisionDate"] == 1783875600000
    assert REAL["1.115606"].procedure.decision.date == "2026-07-13"
    assert REAL["1.115606"].procedure.channels[0].processing_time.quantity == Decimal("11.5")


def test_words_in_place_of_a_time_limit_are_its_text() -> None:
    time = REAL["1.115740"].procedure.channels[0].processing_time
    assert time.quantity is None
    assert time.text.startswith("Thời gian thực hiện việc thẩm định")


def test_what_no_part_has_a_place_for_is_kept() -> None:
    kept = dict(REAL["1.115728"].procedure.extra)
    assert any(pointer.endswith("/isProcessingResult") and text == "true" for pointer, text in kept.items())
    ways = json.loads(dict(REAL["1.115691"].procedure.extra)["/returningMethods"])
    assert ways[0] == {"type": "ONLINE", "value": ["AT_HOME", "ONLINE"]}


def test_two_forms_of_one_paper_are_both_named() -> None:
    forms = {paper.form for dossier in REAL["1.115691"].procedure.dossiers for paper in dossier.papers}
    assert "Mẫu số 21 cấp xã.docx, Mẫu số 24 cấp xã.docx" in forms


def test_every_record_exports_to_the_native_layout_and_comes_back_the_same() -> None:
    for code, record in REAL.items():
        line = native_line(record.procedure, code)
        back = native.interpret(RawRecord(1, line), Path("back.jsonl"))
        assert content_digest(back.procedure) == content_digest(record.procedure)


def test_unknown_keys_at_any_depth_are_kept_where_an_export_finds_them() -> None:
    found = answer("1.013313")
    found["executionMethods"][0]["address"] = "Số 1 Tràng Thi"
    found["executionMethods"][0]["fees"][0]["tier"] = {"from": 1}
    found["procedureProposal"]["signedBy"] = "Bộ trưởng"
    found["departmentsExecuting"] = [{"id": "1", "name": "Công an cấp Xã", "phone": "113"}]
    record = read_one(found)
    kept = dict(record.procedure.extra)
    assert kept["/channels/0/address"] == '"Số 1 Tràng Thi"'
    assert kept["/channels/0/fees/0/tier"] == '{"from": 1}'
    assert kept["/procedureProposal~1signedBy"] == '"Bộ trưởng"'
    assert kept["/departmentsExecuting~10~1phone"] == '"113"'
    assert Note("unknown-key", "/procedureProposal/signedBy") in record.notes
    back = native.interpret(RawRecord(1, native_line(record.procedure, record.code)), Path("back.jsonl"))
    assert content_digest(back.procedure) == content_digest(record.procedure)


def test_identifiers_and_times_of_storing_change_nothing() -> None:
    found = answer("1.013313")
    later = found | {"id": "other", "updatedAt": 1, "createdAt": 2, "state": "UPDATED"}
    assert content_digest(read_one(later).procedure) == content_digest(read_one(found).procedure)


def test_a_kind_that_the_portal_did_not_have_is_kept() -> None:
    found = answer("1.013313")
    found["executionMethods"][0]["submissionMethod"] = "KIOSK"
    record = read_one(found)
    assert record.procedure.channels[0].kind == "other"
    assert dict(record.procedure.extra)["/channels/0/submissionMethod"] == '"KIOSK"'


def test_numbers_in_place_of_texts_are_read_and_noted() -> None:
    record = read_one(answer("1.013313") | {"requirementsAndConditions": 18, "description": 18})
    assert record.procedure.conditions == "18"
    assert Note("number-for-text", "/requirementsAndConditions", "18") in record.notes


def test_a_text_of_a_hundred_thousand_letters_stays_whole() -> None:
    long = "Người yêu cầu nộp hồ sơ. " * 4_000
    record = read_one(answer("1.013313") | {"executionSteps": [{"name": "", "description": long}]})
    assert record.procedure.steps[0].text == long.strip()


def as_lines(lines: list[str]) -> str:
    return "\n".join(lines)


def as_array(lines: list[str]) -> str:
    return f"[{','.join(lines)}]"


def as_indented_array(lines: list[str]) -> str:
    return json.dumps([json.loads(line) for line in lines], ensure_ascii=False, indent=2)


def as_envelope(lines: list[str]) -> str:
    content = [json.loads(line) for line in lines]
    return json.dumps({"status": 200, "data": {"content": content, "totalElements": len(lines)}}, indent=1)


@pytest.mark.parametrize("written", [as_lines, as_array, as_indented_array, as_envelope])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_answers_read_alike_however_they_are_kept(
    written: Callable[[list[str]], str], encoding: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, written(LINES).encode(encoding), "answers.json")
    assert portal_api.recognises(path, path.read_bytes()[: 1 << 16])
    assert [record.procedure for record in read(path)] == [record.procedure for record in REAL.values()]


def test_one_answer_over_many_lines_is_one_record(tmp_path: Path) -> None:
    path = saved(tmp_path, json.dumps(answer("1.013313"), indent=4).encode(), "answer.json")
    assert [record.procedure for record in read(path)] == [REAL["1.013313"].procedure]


def test_a_folder_of_single_files_reads_by_name(tmp_path: Path) -> None:
    for line in LINES:
        saved(tmp_path, line.encode(), f"{json.loads(line)['code']}.json")
    assert portal_api.recognises(tmp_path, b"")
    records = read(tmp_path)
    assert [record.code for record in records] == sorted(REAL)
    assert not [note for record in records for note in record.notes if note.kind == "other-procedure"]
    assert next(iter(portal_api.raw_records(tmp_path))).place == "1.013313.json"


def test_an_envelope_that_names_another_code_is_noted() -> None:
    record = read_one({"code": "1.004222", "data": answer("1.013313")})
    assert record.code == "1.013313"
    assert ("other-procedure", "1.004222") in [(note.kind, note.value) for note in record.notes]


@pytest.mark.parametrize(
    "other",
    [
        {"codeNotation": "1.004222"},
        {"cases": [{"code": "1.004222.01", "name": "Đăng ký thường trú"}]},
        {"cases": [{"code": "1.013313.01", "name": "Cấp giấy phép lái xe quốc tế"}]},
    ],
    ids=["second code", "code of a case", "name of a case"],
)
def test_parts_of_another_procedure_in_an_answer_are_noted(other: dict[str, Any]) -> None:
    record = read_one(answer("1.013313") | other)
    assert [note.kind for note in record.notes if note.kind == "other-procedure"] == ["other-procedure"]


def test_no_real_answer_is_taken_for_another_procedures() -> None:
    assert not [note for record in REAL.values() for note in record.notes if note.kind == "other-procedure"]


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        (f"{LINES[0]}\n{LINES[1][:500]}\n", ProblemKind.NOT_JSON, 2),
        (f"[{LINES[0]},\n{LINES[1][:-1]}", ProblemKind.NOT_JSON, 2),
        (f"[{LINES[0]},\n 17]", ProblemKind.NOT_AN_OBJECT, 2),
        (f'{LINES[0]}\n{{"codeNotation": "1", "formalityType": "OTHER"}}', ProblemKind.RECORD_WITHOUT_NAME, 2),
        (f'{LINES[0]}\n{{"name": "A", "executionSteps": "B", "codeNotation": ""}}', ProblemKind.WRONG_TYPE, 2),
        (f'{LINES[0]}\n{{"name": {"[" * 100_000}', ProblemKind.TOO_DEEP, 2),
        (f'{LINES[0]}\n{{"name": "A", "x": {"[" * 200}{"]" * 200}}}', None, 0),
        ("\n \n", ProblemKind.FILE_EMPTY, None),
    ],
    ids=["cut line", "open array", "number", "no name", "text for list", "nesting", "deep but whole", "blank"],
)
def test_what_cannot_be_read_is_said_with_its_line(
    text: str, kind: ProblemKind | None, line: int | None, tmp_path: Path
) -> None:
    path = saved(tmp_path, text.encode(), "answers.json")
    if kind is None:
        assert len(read(path)) == 2
        return
    with pytest.raises(Problem) as refused:
        read(path)
    assert (refused.value.kind, refused.value.facts.get("line")) == (kind, line)


def test_a_broken_file_of_a_folder_is_named(tmp_path: Path) -> None:
    saved(tmp_path, LINES[0].encode(), "1.013313.json")
    broken = saved(tmp_path, b'{"name": ', "1.115403.json")
    with pytest.raises(Problem) as refused:
        read(tmp_path)
    assert refused.value.facts["path"] == str(broken)


def test_a_folder_without_answers_is_empty(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        read(tmp_path)
    assert refused.value.kind is ProblemKind.FILE_EMPTY


def test_answers_in_an_old_encoding_are_converted_and_noted(tmp_path: Path) -> None:
    path = saved(tmp_path, in_tcvn3(LINES[0].replace("–", "-")).encode("latin-1", "replace"), "answers.jsonl")
    [record] = read(path)
    assert record.procedure.name.lower() == REAL["1.013313"].procedure.name.lower()
    assert Note("encoding-converted", "", "TCVN3") in record.notes


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='a"\\[]{},: \n\u1ebf'),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
)


@given(st.lists(json_values), st.sampled_from([None, 2]), st.integers(1, 40))
def test_the_members_of_an_array_are_parted_wherever_its_text_is_cut(
    members: list[Any], indent: int | None, length: int
) -> None:
    text = json.dumps(members, indent=indent, ensure_ascii=False)
    pieces = [text[at : at + length] for at in range(0, len(text), length)]
    found = list(array_members(pieces, Path("a.json")))
    assert [json.loads(member) for _, member in found] == members
    lines = text.split("\n")
    assert all(
        lines[line - 1].strip().startswith(member.split("\n")[0][:20].strip()) for line, member in found if indent
    )
