"""An import: each record read once, each content stored once, all or nothing."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlmodel import col

from catalogue import importing
from catalogue.editions import Edition, entry_ids, find_edition, find_entry, list_editions, load_entries, source_text
from catalogue.importing import EditionDetails, import_edition
from catalogue.native_layout import native_line
from catalogue.problems import Problem, ProblemKind
from catalogue.readers import native
from catalogue.search_index import not_indexed
from catalogue.store import Store, open_store
from catalogue.tables import EditionRow, EntryRow, PaperRow, ProcedureRow, SettingRow, SourceRow

ROOT = Path(__file__).parents[2]

# Imports, and stops in the middle of it until somebody kills it.
IMPORT_AND_HANG = """
import sys
from pathlib import Path
from catalogue.importing import EditionDetails, import_edition
from catalogue.store import open_store
def hang(count):
    print(count, flush=True)
    if count > 500:
        sys.stdin.readline()
import_edition(open_store(sys.argv[1]), [Path(sys.argv[2])], EditionDetails("2026-07"), progress=hang)
"""

MARRIAGE = {"code": "1.000894", "name": "Thủ tục đăng ký kết hôn", "dossiers": [{"papers": [{"text": "Tờ khai"}]}]}
BIRTH = {
    "code": "1.001193",
    "name": "Thủ tục đăng ký khai sinh",
    "dossiers": [{"papers": [{"text": "Giấy chứng sinh"}]}],
}


def many(count: int) -> list[dict[str, Any]]:
    return [
        {"code": f"9.{number:06}", "name": f"Thủ tục thứ {number}", "steps": [{"text": f"Bước {number}"}]}
        for number in range(count)
    ]


def counts(store: Store) -> dict[str, int]:
    tables = (EditionRow, EntryRow, ProcedureRow, SourceRow, PaperRow)
    with store.reading() as connection:
        found = {
            str(table.__tablename__): connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        }
    return found


def sound(store: Store) -> bool:
    with store.reading() as connection:
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    return whole and not dangling and not_indexed(store) == 0


def codes(store: Store, edition: Edition) -> list[str]:
    return [entry.code for entry in load_entries(store, entry_ids(store, edition))]


def test_records_come_back_in_their_published_order(store: Store, real_records_file: Path) -> None:
    report = import_edition(store, [real_records_file], EditionDetails("2026-06", "2026-06-10", "Tháng 6"), who="An")
    edition = find_edition(store)
    assert (report.procedures, report.new_contents, report.shared_contents) == (6, 6, 0)
    assert (edition.name, edition.day, edition.title, edition.procedures) == ("2026-06", "2026-06-10", "Tháng 6", 6)
    assert (edition.file, edition.imported_by) == ("records.jsonl", "An")
    assert codes(store, edition) == ["1.003583", "1.004055", "2.000473", "3.000350", "3.000352", "1.010041"]
    assert sound(store)


def test_the_source_of_a_record_is_kept_as_it_came(store: Store, real_records_file: Path) -> None:
    import_edition(store, [real_records_file], EditionDetails("2026-06"))
    kept = [source_text(store, entry) for entry in entry_ids(store, find_edition(store))]
    assert kept == real_records_file.read_text(encoding="utf-8").splitlines()


def test_what_is_exported_comes_in_again_with_equal_digests(
    store: Store, real_records_file: Path, tmp_path: Path
) -> None:
    import_edition(store, [real_records_file], EditionDetails("2026-06"))
    first = load_entries(store, entry_ids(store, find_edition(store)))
    exported = tmp_path / "exported.jsonl.gz"
    lines = [native_line(entry.procedure, entry.code, entry.origin) for entry in first]
    exported.write_bytes(gzip.compress("\n".join(lines).encode()))
    report = import_edition(store, [exported], EditionDetails("again"))
    again = load_entries(store, entry_ids(store, find_edition(store, "again")))
    assert [entry.digest for entry in again] == [entry.digest for entry in first]
    assert (report.new_contents, report.shared_contents) == (0, 6)
    assert find_edition(store, "again").digest == find_edition(store, "2026-06").digest


def test_editions_share_the_contents_they_have_in_common(
    store: Store, bring_in: Callable[..., Edition], records_file: Callable[..., Path]
) -> None:
    bring_in(MARRIAGE, BIRTH)
    before = counts(store)
    recoded = MARRIAGE | {"code": "1.000894.01", "source": {"retrieved": "2026-07-18"}}
    changed = BIRTH | {"field": "Hộ tịch"}
    report = import_edition(store, [records_file([recoded, changed], "b.jsonl")], EditionDetails("2026-07"))
    after = counts(store)
    assert (report.procedures, report.new_contents, report.shared_contents) == (2, 1, 1)
    assert after["procedure"] == before["procedure"] + 1
    assert after["paper"] == before["paper"] + 1
    assert not_indexed(store) == 0
    june, july = (find_edition(store, name) for name in ("2026-06", "2026-07"))
    assert find_entry(store, june, "1.000894").digest == find_entry(store, july, "1.000894").digest
    assert june.digest != july.digest
    assert sound(store)


def test_a_record_known_to_the_letter_is_not_read_again(
    store: Store, bring_in: Callable[..., Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    june = bring_in(MARRIAGE, BIRTH)
    monkeypatch.setattr(native, "interpret", lambda raw, path: pytest.fail(f"line {raw.line} was read again"))
    again = bring_in(MARRIAGE, BIRTH, edition="2026-06 again")
    assert again.digest == june.digest
    assert [entry.procedure for entry in load_entries(store, entry_ids(store, again))] == [
        entry.procedure for entry in load_entries(store, entry_ids(store, june))
    ]
    assert counts(store)["source_record"] == 2


def test_a_better_reader_reads_known_records_anew(
    store: Store, bring_in: Callable[..., Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(MARRIAGE)
    monkeypatch.setattr(native, "READING_VERSION", native.READING_VERSION + 1)
    bring_in(MARRIAGE, edition="2026-06 again")
    assert counts(store)["source_record"] == 2
    assert counts(store)["procedure"] == 1


def test_the_same_record_without_a_code_may_stand_twice(store: Store, bring_in: Callable[..., Edition]) -> None:
    record = {"name": "Cấp lại thẻ"}
    edition = bring_in(record, record)
    entries = load_entries(store, entry_ids(store, edition))
    assert [entry.address for entry in entries] == ["#1", "#2"]
    assert find_entry(store, edition, "#2").id == entries[1].id
    assert counts(store) == {"edition": 1, "entry": 2, "procedure": 1, "source_record": 1, "paper": 0}


@pytest.mark.parametrize(
    "second",
    [MARRIAGE, BIRTH | {"code": "1.000894"}, BIRTH | {"code": " 1.000894\u200b"}],
    ids=["same", "other", "spaces"],
)
def test_a_code_that_stands_twice_in_a_file_is_named_with_both_lines(
    store: Store, records_file: Callable[..., Path], second: dict[str, Any]
) -> None:
    path = records_file([MARRIAGE, "", BIRTH, second])
    with pytest.raises(Problem) as refused:
        import_edition(store, [path], EditionDetails("2026-06"))
    assert refused.value.kind is ProblemKind.DUPLICATE_CODE
    assert refused.value.facts == {"path": str(path), "line": 4, "code": "1.000894", "first": f"{path}:1"}
    assert set(counts(store).values()) == {0}


def test_a_code_that_stands_in_two_files_is_named_with_both(store: Store, records_file: Callable[..., Path]) -> None:
    one, two = records_file([BIRTH, MARRIAGE], "a.jsonl"), records_file([MARRIAGE | {"field": "Hộ tịch"}], "b.jsonl")
    with pytest.raises(Problem) as refused:
        import_edition(store, [one, two], EditionDetails("2026-06"))
    assert refused.value.facts == {"path": str(two), "line": 1, "code": "1.000894", "first": f"{one}:2"}


def test_the_same_file_given_twice_repeats_its_codes(store: Store, records_file: Callable[..., Path]) -> None:
    path = records_file([MARRIAGE])
    with pytest.raises(Problem) as refused:
        import_edition(store, [path, path], EditionDetails("2026-06"))
    assert refused.value.kind is ProblemKind.DUPLICATE_CODE


def test_codes_that_differ_by_a_suffix_are_two_procedures(store: Store, bring_in: Callable[..., Edition]) -> None:
    edition = bring_in(MARRIAGE | {"code": "2.000205.000.00.00.H17"}, BIRTH | {"code": "2.000205"})
    assert find_entry(store, edition, "2.000205").procedure.name == BIRTH["name"]
    assert find_entry(store, edition, "2.000205.000.00.00.H17").procedure.name == MARRIAGE["name"]
    assert find_entry(store, edition, "2,000205").procedure.name in (BIRTH["name"], MARRIAGE["name"])


@pytest.mark.parametrize("address", ["1.999999", "", "#0", "#3", "#" + "9" * 30, "#²", "Thủ tục"])
def test_an_address_that_names_no_entry_is_refused(
    store: Store, bring_in: Callable[..., Edition], address: str
) -> None:
    edition = bring_in(MARRIAGE, {"name": "Cấp lại thẻ"})
    with pytest.raises(Problem) as refused:
        find_entry(store, edition, address)
    assert refused.value.kind is ProblemKind.PROCEDURE_UNKNOWN
    assert refused.value.facts == {"code": address, "edition": "2026-06"}


def test_an_edition_of_the_same_name_is_refused(store: Store, bring_in: Callable[..., Edition]) -> None:
    bring_in(MARRIAGE)
    with pytest.raises(Problem) as refused:
        bring_in(BIRTH)
    assert refused.value.kind is ProblemKind.EDITION_EXISTS
    assert refused.value.facts == {"edition": "2026-06"}
    assert counts(store)["entry"] == 1


def test_an_unknown_edition_and_an_empty_workspace_are_told_apart(
    store: Store, bring_in: Callable[..., Edition]
) -> None:
    with pytest.raises(Problem) as refused:
        find_edition(store)
    assert refused.value.kind is ProblemKind.NO_EDITIONS
    bring_in(MARRIAGE, edition="2021-08", day="2021-08-01")
    bring_in(MARRIAGE)
    assert find_edition(store).name == "2026-06"
    with pytest.raises(Problem) as refused:
        find_edition(store, "2025")
    assert refused.value.facts == {"edition": "2025", "known": "2026-06, 2021-08"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("{", ProblemKind.NOT_JSON),
        ('{"code": "9.999999"}', ProblemKind.RECORD_WITHOUT_NAME),
        ('{"name": "a", "steps": 5}', ProblemKind.WRONG_TYPE),
        ('{"code": "9.000000", "name": "a"}', ProblemKind.DUPLICATE_CODE),
    ],
)
def test_one_bad_line_behind_hundreds_of_good_ones_leaves_nothing_behind(
    store: Store, bring_in: Callable[..., Edition], records_file: Callable[..., Path], line: str, kind: ProblemKind
) -> None:
    bring_in(MARRIAGE)
    before = counts(store)
    with pytest.raises(Problem) as refused:
        import_edition(store, [records_file([*many(600), line])], EditionDetails("2026-07"))
    assert refused.value.kind is kind
    assert refused.value.facts["line"] == 601
    assert counts(store) == before
    assert sound(store)
    assert entry_ids(store, find_edition(store), "thứ") == []


def test_a_missing_second_file_leaves_nothing_behind(
    store: Store, records_file: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(Problem) as refused:
        import_edition(store, [records_file([MARRIAGE]), tmp_path / "b.jsonl"], EditionDetails("2026-06"))
    assert refused.value.kind is ProblemKind.FILE_MISSING
    assert set(counts(store).values()) == {0}


def test_notes_are_counted_by_kind_and_key(store: Store, records_file: Callable[..., Path]) -> None:
    record = {"name": "a", "nhóm": 1, "dossiers": [{"papers": [{"x": 1}, {"x": 2, "copies": "3"}]}]}
    report = import_edition(store, [records_file([record, record | {"name": "b"}])], EditionDetails("2026-06"))
    assert report.notes == {
        ("unknown-key", "/nhóm"): 2,
        ("unknown-key", "/dossiers/*/papers/*/x"): 4,
        ("text-for-number", "/dossiers/*/papers/*/copies"): 2,
    }


def test_what_was_noted_of_a_file_is_said_again_of_records_known_from_another(store: Store, tmp_path: Path) -> None:
    line = '{"code": "1.000894", "name": "Thủ tục đăng ký kết hôn có yếu tố nước ngoài"}'
    plain, wide = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    plain.write_text(line, encoding="utf-8")
    wide.write_text(line, encoding="utf-16")
    assert import_edition(store, [plain], EditionDetails("2026-06")).notes == {}
    report = import_edition(store, [wide], EditionDetails("2026-07"))
    assert (report.shared_contents, report.notes) == (1, {("encoding-converted", ""): 1})


@pytest.mark.parametrize("change", ["grows", "is cut", "is written anew", "is replaced", "goes away"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    store: Store, records_file: Callable[..., Path], change: str, tmp_path: Path
) -> None:
    file = records_file(many(600))

    def changed(count: int) -> None:
        if count == 250:
            with file.open("r+b") as opened:
                if change == "grows":
                    opened.seek(0, 2)
                    opened.write(b'{"name": "x"}')
                elif change == "is cut":
                    opened.truncate(300)
                elif change == "is written anew":
                    opened.write(b"{")
            if change == "is replaced":
                file.rename(tmp_path / "cũ.jsonl")
                records_file(many(600))
            elif change == "goes away":
                file.unlink()

    with pytest.raises(Problem) as refused:
        import_edition(store, [file], EditionDetails("2026"), progress=changed)
    # What was cut off may have been half a line.
    assert refused.value.kind in (ProblemKind.FILE_CHANGED, ProblemKind.NOT_JSON)
    assert refused.value.kind is ProblemKind.FILE_CHANGED or change == "is cut"
    assert set(counts(store).values()) == {0}


def test_progress_counts_what_is_stored(store: Store, records_file: Callable[..., Path]) -> None:
    seen: list[int] = []
    import_edition(store, [records_file(many(1100))], EditionDetails("2026-06"), progress=seen.append)
    assert seen == [250, 500, 750, 1000, 1100]


def test_an_edition_can_be_read_while_another_comes_in(
    store: Store, bring_in: Callable[..., Edition], records_file: Callable[..., Path]
) -> None:
    bring_in(MARRIAGE)
    reader = open_store(store.path)
    seen: list[list[str]] = []
    import_edition(
        store,
        [records_file(many(3))],
        EditionDetails("2026-07", "2026-07-18"),
        progress=lambda count: seen.append([edition.name for edition in list_editions(reader)]),
    )
    assert seen == [["2026-06"]]
    assert [edition.name for edition in list_editions(reader)] == ["2026-07", "2026-06"]
    reader.close()


def test_a_second_writer_waits_for_an_import_and_then_sees_it(store: Store, records_file: Callable[..., Path]) -> None:
    trying = threading.Event()
    seen: list[int] = []

    def write() -> None:
        second = open_store(store.path)
        trying.set()
        with second.writing() as connection:
            seen.append(connection.execute(select(func.count()).select_from(EntryRow)).scalar_one())
            connection.execute(insert(SettingRow), {"key": "a", "value": "1"})
        second.close()

    writer = threading.Thread(target=write)

    def start_writer(count: int) -> None:
        writer.start()
        assert trying.wait(timeout=30)

    import_edition(store, [records_file(many(3))], EditionDetails("2026-07"), progress=start_writer)
    writer.join()
    assert seen == [3]
    with store.reading() as connection:
        assert connection.execute(select(col(SettingRow.key))).scalars().all() == ["a"]


def test_an_import_killed_in_the_middle_leaves_the_workspace_as_it_was(
    store: Store, bring_in: Callable[..., Edition], records_file: Callable[..., Path]
) -> None:
    bring_in(MARRIAGE)
    before = counts(store)
    path = records_file(many(1200), "b.jsonl")
    store.close()
    command = [sys.executable, "-c", IMPORT_AND_HANG, str(store.path), str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(2)] == ["250\n", "500\n"]
    process.kill()
    process.communicate()
    again = open_store(store.path)
    assert counts(again) == before
    assert sound(again)
    assert [edition.name for edition in list_editions(again)] == ["2026-06"]
    assert import_edition(again, [path], EditionDetails("2026-07")).procedures == 1200
    again.close()


def test_records_of_any_length_and_look_are_stored_whole(store: Store, bring_in: Callable[..., Edition]) -> None:
    paper = "Giấy tờ [b]đậm[/b] " * 300
    edition = bring_in({"name": "[/b] [red]Cấp lại", "dossiers": [{"papers": [{"text": paper, "copies": 10**14}]}]})
    found = load_entries(store, entry_ids(store, edition))[0].procedure
    assert found.name == "[/b] [red]Cấp lại"
    assert (found.dossiers[0].papers[0].text, found.dossiers[0].papers[0].copies) == (paper.strip(), 10**14)


def test_an_import_reads_only_as_much_at_a_time_as_a_batch(
    store: Store, records_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BATCH", 2)
    record = json.dumps({"name": "Cấp lại thẻ"}, ensure_ascii=False)
    report = import_edition(store, [records_file([record] * 5)], EditionDetails("2026-06"))
    assert (report.procedures, report.new_contents, report.shared_contents) == (5, 1, 4)
