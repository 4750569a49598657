"""The workbook template: what is written, edited in a sheet program and read back is the same procedure."""

from __future__ import annotations

import errno
import gc
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.native_layout import content_digest
from catalogue.problems import Problem, ProblemKind
from catalogue.readers import native, workbook
from catalogue.readers.sheets import rows_of, sheet_names
from catalogue.records import Channel, Dossier, Note, Paper, Procedure, ReadRecord, Step
from catalogue.workbook_layout import pieces, write_workbook
from catalogue.workbook_sheets import MOST_CELL_BREAKS, MOST_CELL_UNITS
from tests.catalogue.readers.made_procedures import READ_RECORDS

DATA = Path(__file__).resolve().parents[2] / "data"
Sheets = dict[str, list[list[str | int]]]


def real_records() -> list[ReadRecord]:
    files = (DATA / "small.jsonl", DATA / "records.jsonl")
    records = [native.interpret(raw, path) for path in files for raw in native.raw_records(path)]
    return list({record.code: record for record in records}.values())


def written(path: Path, *records: ReadRecord) -> Path:
    with path.open("wb") as file:
        assert write_workbook(file, records) == len(records)
    return path


def read(path: Path) -> list[ReadRecord]:
    return [workbook.interpret(raw, path) for raw in workbook.raw_records(path)]


def content(record: ReadRecord) -> tuple[object, ...]:
    return record.code, record.procedure, record.origin, content_digest(record.procedure)


def sheets_of(path: Path) -> Sheets:
    sheets: Sheets = {name: [] for name in sheet_names(path)}
    for row in rows_of(path):
        sheets[row.sheet].append(list(row.cells))
    return sheets


def saved(path: Path, sheets: Sheets) -> Path:
    """Save sheets the way a sheet program does: texts shared between cells, numbers as numbers."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for name, rows in sheets.items():
            worksheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    write: Callable[..., Any] = (
                        worksheet.write_string if isinstance(cell, str) else worksheet.write_number
                    )
                    write(at, column, cell)
    return path


def edited(path: Path, folder: Path) -> Path:
    """Open and save a workbook in LibreOffice Calc; where there is none, save what it holds anew by other means."""
    folder.mkdir()
    program = shutil.which("soffice")
    if program is not None:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        words = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
        subprocess.run(words, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    if not (folder / path.name).exists():
        saved(folder / path.name, sheets_of(path))
    assert (folder / path.name).read_bytes() != path.read_bytes()
    return folder / path.name


def made(code: str = "1.000894", **parts: Any) -> ReadRecord:
    return ReadRecord(code, Procedure("Thủ tục đăng ký kết hôn", **parts))


def test_real_procedures_come_back_equal_from_the_workbook_as_written(tmp_path: Path) -> None:
    records = real_records()
    assert [content(record) for record in read(written(tmp_path / "a.xlsx", *records))] == [*map(content, records)]


def test_real_procedures_come_back_equal_after_a_sheet_program_saved_them(tmp_path: Path) -> None:
    records = real_records()
    path = edited(written(tmp_path / "danh mục.xlsx", *records), tmp_path / "sửa")
    assert workbook.recognises(path, path.read_bytes()[:65536])
    assert [content(record) for record in read(path)] == [*map(content, records)]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(READ_RECORDS, min_size=1, max_size=6, unique_by=lambda record: record.code or object()))
def test_any_procedures_come_back_equal_with_their_unknown_keys(tmp_path: Path, records: list[ReadRecord]) -> None:
    path = written(tmp_path / "a.xlsx", *records)
    assert [content(record) for record in read(path)] == [*map(content, records)]
    again = saved(tmp_path / "b.xlsx", sheets_of(path))
    assert [content(record) for record in read(again)] == [*map(content, records)]


def test_equal_records_give_equal_files(tmp_path: Path) -> None:
    records = real_records()
    first, second = written(tmp_path / "a.xlsx", *records), written(tmp_path / "b.xlsx", *records)
    assert first.read_bytes() == second.read_bytes()


def test_a_bullet_or_an_equals_sign_begins_a_text_and_never_a_formula(tmp_path: Path) -> None:
    texts = ("=HYPERLINK(A1)", "- Tờ khai", "+ Bản sao", "@ghi chú", "{=1}", "https://dichvucong.gov.vn/x", "'trích")
    record = made(steps=tuple(Step("", text) for text in texts))
    path = written(tmp_path / "a.xlsx", record)
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert not [sheet for sheet in sheets if "<f>" in sheet or "<hyperlink " in sheet]
    assert read(path)[0].procedure == record.procedure


@pytest.mark.parametrize(
    "text",
    [
        "Tờ khai đăng ký kết hôn " * 5_000 + "hết",
        "a" * 100_000,
        "😀" * 40_000,
        "\n".join(f"- Dòng {number}" for number in range(1_000)),
        "\n\n".join("😀 b" for _ in range(700)),
    ],
)
def test_a_text_longer_than_a_cell_goes_on_in_the_rows_below_and_is_joined_again(tmp_path: Path, text: str) -> None:
    papers = (Paper(text, 1, 0, "TK.docx"), Paper("Giấy khai sinh", 0, 2))
    record = made(
        conditions=text,
        dossiers=(Dossier("Bao gồm", papers),),
        extra=(("/ghi chú", json.dumps(text, ensure_ascii=False)),),
    )
    path = edited(written(tmp_path / "a.xlsx", record, made("1.000895")), tmp_path / "sửa")
    assert [content(one)[:2] for one in read(path)] == [content(record)[:2], content(made("1.000895"))[:2]]
    longest = max((cell for row in rows_of(path) for cell in row.cells), key=len)
    assert len(longest.encode("utf-16-le")) // 2 <= 32_767


@given(st.text(st.sampled_from("ab \n😀"), max_size=400), st.integers(1, 4))
def test_pieces_make_up_the_text_and_fit_in_cells(text: str, times: int) -> None:
    whole = re.sub(r"\s\s+", " ", text * 100 * times).strip()
    found = pieces(whole)
    assert "".join(found) == whole
    assert all(len(piece.encode("utf-16-le")) <= 2 * MOST_CELL_UNITS for piece in found)
    assert all(piece.count("\n") <= MOST_CELL_BREAKS for piece in found)


@given(st.lists(st.sampled_from(["Tờ", "khai", "đăng ký", "(bản", "sao)"]), min_size=1, max_size=9))
def test_a_long_text_is_parted_inside_words_so_that_no_space_is_lost_at_an_end(words: list[str]) -> None:
    text = " ".join(words * 9_000)
    assert "".join(piece.strip() for piece in pieces(text)) == text


def test_headings_stay_in_view_columns_have_widths_and_closed_words_are_offered_in_vietnamese(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", *real_records())
    assert sheet_names(path) == (
        "Hướng dẫn",
        "Thủ tục",
        "Bước",
        "Cách thức",
        "Phí lệ phí",
        "Trường hợp hồ sơ",
        "Giấy tờ",
        "Kết quả",
        "Căn cứ pháp lý",
        "Khóa khác",
    )
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(f"xl/worksheets/sheet{at}.xml").decode() for at in range(2, 11)]
    assert all('state="frozen"' in sheet and "<cols>" in sheet for sheet in sheets)
    lists = [words for sheet in sheets for words in re.findall("<formula1>(.*?)</formula1>", sheet)]
    assert lists == [
        '"trực tiếp,trực tuyến,bưu chính,khác"',
        '"ngày làm việc,ngày,giờ làm việc,giờ,phút,tháng,năm,khác"',
        '"phí,lệ phí,giá,chưa rõ"',
    ]


def test_closed_words_are_read_in_any_case_and_other_words_are_kept_with_their_place(tmp_path: Path) -> None:
    sheets = sheets_of(written(tmp_path / "a.xlsx", made(channels=(Channel("direct"), Channel("online")))))
    sheets["Cách thức"][1][3] = "TRỰC TUYẾN "
    sheets["Cách thức"][2][3] = "qua điện thoại"
    (record,) = read(saved(tmp_path / "b.xlsx", sheets))
    assert [channel.kind for channel in record.procedure.channels] == ["online", "other"]
    assert record.procedure.extra == (("/channels/1/kind", '"qua điện thoại"'),)
    assert record.notes == (Note("unknown-key", "/channels/1/kind", "", "sheet Cách thức, row 3"),)


def test_rows_follow_their_numbers_and_not_the_order_in_which_somebody_sorted_them(tmp_path: Path) -> None:
    record = made(
        dossiers=(
            Dossier("Giấy tờ phải nộp", (Paper("Tờ khai", 1), Paper("x" * 70_000, 0, 1))),
            Dossier("Giấy tờ phải xuất trình", (Paper("Hộ chiếu", 1),)),
        ),
        conditions="y" * 70_000,
    )
    sheets = sheets_of(written(tmp_path / "a.xlsx", made("1.000001"), record))
    for name in ("Giấy tờ", "Trường hợp hồ sơ"):
        header, *rows = sheets[name]
        sheets[name] = [header, *reversed(rows)]
    assert content(read(saved(tmp_path / "b.xlsx", sheets))[1])[:2] == content(record)[:2]


def test_rows_added_without_numbers_come_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    sheets = sheets_of(written(tmp_path / "a.xlsx", made(steps=(Step("", "Bước 1: Nộp hồ sơ"),))))
    sheets["Bước"] += [["1.000894", "", "", "", "Bước 2: Thẩm định"], ["1.000894", "", "", "", "Bước 3: Trả kết quả"]]
    (record,) = read(saved(tmp_path / "b.xlsx", sheets))
    assert [step.text[:6] for step in record.procedure.steps] == ["Bước 1", "Bước 2", "Bước 3"]


def test_columns_may_be_moved_and_added_and_headings_may_start_lower(tmp_path: Path) -> None:
    record = made(steps=(Step("Nộp", "Nộp hồ sơ"), Step("Nhận", "Nhận kết quả")))
    sheets = sheets_of(written(tmp_path / "a.xlsx", record))
    width = len(sheets["Bước"][0])
    moved = [list(reversed([*row, *[""] * (width - len(row))])) for row in sheets["Bước"]]
    sheets["Bước"] = [["PHỤ LỤC CÁC BƯỚC"], [], [*moved[0], "Ghi chú"], moved[1], [*moved[2], "xem lại"]]
    del sheets["Khóa khác"], sheets["Kết quả"]
    (found,) = read(saved(tmp_path / "b.xlsx", sheets))
    assert found.procedure == replace(record.procedure, extra=(("/steps/1/Ghi chú", '"xem lại"'),))
    assert found.notes == (Note("unknown-key", "/steps/1/Ghi chú", "", "sheet Bước, row 5"),)


def test_a_procedure_without_a_code_is_joined_with_its_rows_by_its_number(tmp_path: Path) -> None:
    records = [made("", results=(replace_result(name),)) for name in ("Trích lục", "Giấy chứng nhận")]
    path = written(tmp_path / "a.xlsx", *records)
    assert {row[0] for row in sheets_of(path)["Kết quả"][1:]} == {""}
    assert [record.procedure.results[0].name for record in read(path)] == ["Trích lục", "Giấy chứng nhận"]


def replace_result(name: str) -> Any:
    from catalogue.records import Result

    return Result("", name)


def test_a_paper_of_no_procedure_is_kept_and_reported_with_its_place(tmp_path: Path) -> None:
    sheets = sheets_of(written(tmp_path / "a.xlsx", made("1.000894"), made("1.000895")))
    sheets["Giấy tờ"].append(["1.999999", "", 1, 1, "Tờ khai thất lạc"])
    path = saved(tmp_path / "b.xlsx", sheets)
    first, last = read(path)
    assert first.notes == ()
    assert last.notes == (Note("row-without-procedure", "Giấy tờ", "1.999999", "sheet Giấy tờ, row 2"),)
    assert "Tờ khai thất lạc" in list(workbook.raw_records(path))[1].text


def test_a_number_that_is_no_number_is_kept_as_words_and_reported_with_its_place(tmp_path: Path) -> None:
    record = made(channels=(Channel("direct"),), dossiers=(Dossier("", (Paper("Tờ khai"),)),))
    sheets = sheets_of(written(tmp_path / "a.xlsx", record))
    sheets["Cách thức"][1] += [""] * (5 - len(sheets["Cách thức"][1]))
    sheets["Cách thức"][1][4] = "không quá năm ngày"
    sheets["Giấy tờ"][1] += ["một", "02"]
    sheets["Phí lệ phí"].append(["1.000894", "", 1, 1, "lệ phí", "300.000"])
    (found,) = read(saved(tmp_path / "b.xlsx", sheets))
    (channel,) = found.procedure.channels
    assert (channel.processing_time.quantity, channel.processing_time.text) == (None, "không quá năm ngày")
    assert channel.fees[0].amount == Decimal(300_000)
    assert (found.procedure.dossiers[0].papers[0].originals, found.procedure.dossiers[0].papers[0].copies) == (None, 2)
    assert found.procedure.extra == (("/dossiers/0/papers/0/originals", '"một"'),)
    assert [(note.kind, note.value, note.place) for note in found.notes] == [
        ("not-a-number", "không quá năm ngày", "sheet Cách thức, row 2"),
        ("text-for-number", "300.000", "sheet Phí lệ phí, row 2"),
        ("not-a-number", "một", "sheet Giấy tờ, row 2"),
        ("unknown-key", "", "sheet Giấy tờ, row 2"),
    ]


def test_a_paper_of_a_case_that_is_not_there_makes_the_case_and_is_reported(tmp_path: Path) -> None:
    sheets = sheets_of(written(tmp_path / "a.xlsx", made(dossiers=(Dossier("Bao gồm", (Paper("Tờ khai"),)),))))
    sheets["Giấy tờ"].append(["1.000894", "", 7, 1, "Hộ chiếu"])
    (found,) = read(saved(tmp_path / "b.xlsx", sheets))
    assert [(case.name, case.papers[0].text) for case in found.procedure.dossiers] == [
        ("Bao gồm", "Tờ khai"),
        ("", "Hộ chiếu"),
    ]
    assert found.notes == (Note("row-without-parent", "Giấy tờ: Trường hợp thứ", "7", "sheet Giấy tờ, row 3"),)


def test_an_other_key_whose_place_is_gone_is_kept_under_its_own_name(tmp_path: Path) -> None:
    record = made(steps=(Step("", "Nộp"),), extra=(("/steps/0/người làm", '"cán bộ"'),))
    sheets = sheets_of(written(tmp_path / "a.xlsx", record))
    del sheets["Bước"][1]
    (found,) = read(saved(tmp_path / "b.xlsx", sheets))
    assert found.procedure.extra == (("/~1steps~10~1người làm", json.dumps('"cán bộ"', ensure_ascii=False)),)
    assert [note.kind for note in found.notes] == ["key-without-place", "unknown-key"]
    assert {note.place for note in found.notes} == {"sheet Khóa khác, row 2"}


def test_codes_that_a_sheet_took_for_numbers_and_days_as_numbers_are_mended(tmp_path: Path) -> None:
    rows: Sheets = {
        "Thủ tục": [["Mã", "Tên thủ tục", "Ngày quyết định"], [1.00008, "Đăng ký khai sinh", 46038]],  # type: ignore[list-item]
        "Bước": [["Mã", "Nội dung"], [1.00008, "Nộp hồ sơ"]],  # type: ignore[list-item]
    }
    (found,) = read(saved(tmp_path / "a.xlsx", rows))
    assert (found.code, found.procedure.decision.date) == ("1.000080", "2026-01-16")
    assert found.procedure.steps == (Step("", "Nộp hồ sơ"),)
    assert Note("day-as-number", "/decision/date", "46038", "sheet Thủ tục, row 2") in found.notes


def test_a_code_that_looks_like_a_cut_number_stays_as_it_was_published(tmp_path: Path) -> None:
    path = edited(written(tmp_path / "a.xlsx", made("1.0089", steps=(Step("", "Nộp"),))), tmp_path / "sửa")
    (found,) = read(path)
    assert (found.code, found.procedure.steps) == ("1.0089", (Step("", "Nộp"),))


def test_a_full_sheet_goes_on_in_a_second_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.workbook_layout.MOST_ROWS", 4)
    records = [made(f"1.00089{at}", steps=(Step("", f"Bước {at}"), Step("", "Nhận"))) for at in range(5)]
    path = written(tmp_path / "a.xlsx", *records)
    assert {"Bước", "Bước (4)", "Thủ tục (2)"} <= set(sheet_names(path))
    assert [content(record) for record in read(path)] == [*map(content, records)]


def test_macros_in_the_workbook_are_reported_with_its_first_procedure(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", made("1.000894"), made("1.000895"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    first, second = workbook.raw_records(path)
    assert ([note.kind for note in first.notes], second.notes) == (["macros"], ())
    assert [[note.kind for note in workbook.interpret(raw, path).notes] for raw in (first, second)] == [["macros"], []]


def test_other_workbooks_and_other_files_are_not_taken_for_the_template(tmp_path: Path) -> None:
    other = saved(tmp_path / "a.xlsx", {"Thủ tục": [["Mã", "Tên thủ tục"]]})
    text = tmp_path / "b.xlsx"
    text.write_bytes(b"PK\x03\x04 not an archive")
    for path in (other, text):
        assert not workbook.recognises(path, path.read_bytes())
    assert not workbook.recognises(tmp_path, b"")


def test_a_template_without_headings_or_without_procedures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem) as headless:
        read(saved(tmp_path / "a.xlsx", {"Thủ tục": [["1.000894", "Kết hôn"]], "Bước": []}))
    assert headless.value.kind is ProblemKind.HEADER_MISSING
    with pytest.raises(Problem) as empty:
        read(written(tmp_path / "b.xlsx"))
    assert empty.value.kind is ProblemKind.FILE_EMPTY


def test_a_procedure_without_a_name_is_refused_with_its_row(tmp_path: Path) -> None:
    sheets = sheets_of(written(tmp_path / "a.xlsx", made("1.000894"), made("1.000895")))
    sheets["Thủ tục"][2][2] = ""
    with pytest.raises(Problem) as refused:
        read(saved(tmp_path / "b.xlsx", sheets))
    assert (refused.value.kind, refused.value.facts["line"]) == (ProblemKind.RECORD_WITHOUT_NAME, 3)


class FullDisk(io.BytesIO):
    """A file on a disk that has room for some thousand bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data: Any) -> int:
        """Refuse what does not fit."""
        if self.tell() + len(data) > self._room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("room", [10, 1_000, 5_000])
def test_a_full_disk_is_told_once(room: int) -> None:
    with pytest.raises(OSError, match="No space left"), FullDisk(room) as file:
        write_workbook(file, real_records())
    gc.collect()
