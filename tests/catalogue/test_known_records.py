"""Records that were read before are not read again, and yet everything is told of them that a first import tells."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import importing, record_workers
from catalogue.editions import Edition
from catalogue.import_report import ImportReport
from catalogue.importing import EditionDetails, import_edition
from catalogue.problems import Problem, ProblemKind
from catalogue.readers import native
from catalogue.records import RawRecord, ReadRecord
from catalogue.store import Store, open_store

ANSWERS = Path(__file__).parents[1] / "data" / "portal" / "answers.jsonl"
READER = f"{native.LAYOUT} {native.READING_VERSION}"
MARRIAGE: dict[str, Any] = {
    "code": "1.000894",
    "name": "Thủ tục đăng ký kết hôn",
    "steps": [{"text": "Nộp hồ sơ tại Ủy ban nhân dân cấp xã"}],
}
ODD = MARRIAGE | {"code": "1.001193", "name": "Thủ tục đăng ký khai sinh", "nhóm": "Hộ tịch", "type": 5}


def noted(report: ImportReport) -> dict[tuple[str, str], tuple[int, list[tuple[int, str, str]]]]:
    return {
        key: (count, [(place.line, place.place, place.value) for place in report.places[key]])
        for key, count in report.notes.items()
    }


def first_report(folder: Path, file: Path) -> ImportReport:
    """What an import into a workspace that knows nothing tells."""
    fresh = open_store(folder / "mới.db", create=True)
    try:
        return import_edition(fresh, [file], EditionDetails("2026-07"), keep_good=True)
    finally:
        fresh.close()


def test_what_was_noted_of_a_record_is_noted_again_at_its_new_line(
    store: Store, records_file: Callable[..., Path], tmp_path: Path
) -> None:
    import_edition(store, [records_file([MARRIAGE, ODD])], EditionDetails("2026-06"))
    moved = records_file([ODD, MARRIAGE | {"code": "1.004222"}, MARRIAGE], "sau.jsonl")
    report = import_edition(store, [moved], EditionDetails("2026-07"))
    assert noted(report) == noted(first_report(tmp_path, moved))
    assert noted(report)["unknown-key", "/nhóm"] == (1, [(1, "", "")])
    assert report.new_contents == 0


def test_a_record_of_which_something_was_noted_is_stored_once(
    store: Store, bring_in: Callable[..., Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = bring_in(MARRIAGE, ODD)
    asked: list[int] = []
    read = native.interpret

    def watched(raw: RawRecord, path: Path) -> ReadRecord:
        asked.append(raw.line)
        return read(raw, path)

    monkeypatch.setattr(native, "interpret", watched)
    again = bring_in(MARRIAGE, ODD, edition="2026-07")
    assert (asked, again.digest) == ([2], first.digest)
    assert store.rows("SELECT count(*) FROM source_record")[0][0] == 2


def test_readings_stored_before_notes_were_told_apart_are_told_apart_when_they_come_again(
    store: Store, bring_in: Callable[..., Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(MARRIAGE, ODD)
    with store.writing() as connection:
        connection.exec_driver_sql(f"UPDATE source_record SET reading = '{READER}'")
    bring_in(MARRIAGE, ODD, edition="2026-07")
    assert store.rows("SELECT code, reading FROM source_record ORDER BY id") == [
        ("1.000894", f"{READER} clean"),
        ("1.001193", READER),
    ]
    monkeypatch.setattr(importing, "mark_clean", lambda connection, reader, ids: pytest.fail() if ids else None)
    bring_in(MARRIAGE, ODD, edition="2026-08")


def test_a_line_that_is_not_utf_8_is_named_behind_lines_known_by_their_bytes(
    store: Store, records_file: Callable[..., Path], tmp_path: Path
) -> None:
    known = records_file([MARRIAGE] + [{"name": f"Thủ tục thứ {number}"} for number in range(30)])
    import_edition(store, [known], EditionDetails("2026-06"))
    broken = tmp_path / "hỏng.jsonl"
    broken.write_bytes(known.read_bytes() + '{"name": "Cấp lại'.encode() + b'\xff\xfe"}\n')
    with pytest.raises(Problem) as refused:
        import_edition(store, [broken], EditionDetails("2026-07"))
    assert (refused.value.kind, refused.value.facts["line"]) == (ProblemKind.NOT_UTF8, 32)
    report = import_edition(store, [broken], EditionDetails("2026-07"), keep_good=True)
    assert (report.procedures, report.new_contents) == (31, 0)
    assert [(row.line, row.problem.kind) for row in report.refused] == [(32, ProblemKind.NOT_UTF8)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n \t\n", " \n", "\u2003\n", "\n\ufeff"])
def test_a_record_is_known_whatever_parts_it_from_the_next(store: Store, tmp_path: Path, end: str) -> None:
    texts = [json.dumps(record, ensure_ascii=False) for record in (MARRIAGE, {"name": "Cấp lại thẻ"})]
    for name, content in (("2026-06", "\n".join(texts)), ("2026-07", end.join(texts) + end)):
        path = tmp_path / f"{name}.jsonl"
        path.write_bytes(content.encode())
        report = import_edition(store, [path], EditionDetails(name))
        assert report.procedures == 2
    assert report.new_contents == 0
    assert store.rows("SELECT count(*) FROM source_record")[0][0] == 2


def test_a_known_answer_in_a_file_named_after_another_procedure_is_noted(store: Store, tmp_path: Path) -> None:
    answer = ANSWERS.read_text(encoding="utf-8").splitlines()[0]
    code = json.loads(answer)["code"]
    for name in (code, "1.999999"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.json").write_text(answer, encoding="utf-8")
    assert ("other-procedure", "/code") not in import_edition(store, [tmp_path / code], EditionDetails("đúng")).notes
    report = import_edition(store, [tmp_path / "1.999999"], EditionDetails("sai"))
    assert noted(report)["other-procedure", "/code"] == (1, [(1, "", "1.999999")])
    assert noted(report) == noted(first_report(tmp_path, tmp_path / "1.999999"))


def test_procedures_that_are_only_listed_may_have_the_same_content(
    store: Store, records_file: Callable[..., Path]
) -> None:
    listed = [{"code": code, "name": "Cấp lại thẻ"} for code in ("1.000894", "1.001193")]
    told = [record | {"code": f"2{record['code'][1:]}", "steps": [{"text": "Nộp"}]} for record in listed]
    report = import_edition(store, [records_file(listed + told)], EditionDetails("2026-06"))
    assert noted(report) == {("same-content", "/code"): (1, [(4, "", "2.000894")])}


def test_records_in_other_processes_tell_the_same(
    store: Store, records_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [MARRIAGE | {"code": f"1.{number:06}", "nhóm": number} for number in range(600)]
    file = records_file(records)
    alone = first_report(tmp_path, file)
    monkeypatch.setattr(record_workers, "_WORTH_STARTING_BYTES", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    for edition in ("2026-06", "2026-07"):
        assert noted(import_edition(store, [file], EditionDetails(edition))) == noted(alone)


@given(st.lists(st.sampled_from([MARRIAGE, ODD, {"name": "Cấp lại thẻ"}, ODD | {"code": ""}, MARRIAGE | {"x": 1}])))
def test_any_edition_is_told_of_alike_however_much_is_known(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("bản")
    file = folder / "records.jsonl"
    lines = [json.dumps(record, ensure_ascii=False) for record in (*records, {"name": "Cấp đổi thẻ"})]
    file.write_text("\n".join(lines), encoding="utf-8")
    known = open_store(folder / "biết.db", create=True)
    try:
        editions = (EditionDetails(name) for name in ("đầu", "giữa", "cuối"))
        reports = [import_edition(known, [file], edition, keep_good=True) for edition in editions]
    finally:
        known.close()
    told = [(noted(report), report.procedures, [row.line for row in report.refused]) for report in reports]
    assert told[0] == told[1] == told[2]
