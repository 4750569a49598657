"""Foreign sources read through a mapping, mappings that are wrong, and mappings that are proposed."""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from catalogue.native_layout import content_digest
from catalogue.problems import Problem, ProblemKind
from catalogue.readers import native
from catalogue.readers.mapped import MappedLayout
from catalogue.readers.mapping_file import read_mapping
from catalogue.readers.mapping_proposal import key_named, propose_mapping
from catalogue.records import Channel, Fee, Note, ProcessingTime, ReadRecord
from catalogue.workbook_layout import write_workbook

DATA = Path(__file__).resolve().parents[2] / "data"


def mapping_file(folder: Path, text: str) -> Path:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


def read(path: Path, mapping: str, folder: Path) -> list[ReadRecord]:
    layout = MappedLayout(read_mapping(mapping_file(folder, mapping)))
    assert layout.recognises(path, path.read_bytes()[:100])
    return [layout.interpret(raw, path) for raw in layout.raw_records(path)]


def refused(path: Path, mapping: str, folder: Path) -> Problem:
    with pytest.raises(Problem) as problem:
        read(path, mapping, folder)
    return problem.value


def written(path: Path, value: Any) -> Path:
    path.write_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def book(path: Path, sheets: dict[str, list[list[str | float]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as made:
        for name, rows in sheets.items():
            worksheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                worksheet.write_row(at, 0, row)
    return path


RECORD = {
    "MaTTHC": "1.000894",
    "ThongTin": {"Ten": "Đăng ký kết hôn", "LinhVuc": {"Ten": "Hộ tịch"}},
    "DoiTuong": "Công dân Việt Nam; Người nước ngoài",
    "CachThuc": [
        {
            "Hinh thuc": "Trực tiếp",
            "SoNgay": "05",
            "DonVi": "ngày làm việc",
            "Phi": [{"Muc": "50.000", "Ten": "Lệ phí"}],
        },
        {"Hinh thuc": "1", "SoNgay": 3, "DonVi": "ngày"},
    ],
    "GiayTo": "Tờ khai đăng ký kết hôn\nHộ chiếu",
    "TrangThai": "UPDATED",
    "id": 17,
}
MAPPING = """
[source]
ignore = ["id"]
[fields]
code = "MaTTHC"
name = "ThongTin.Ten"
field = "thongtin.linhvuc.ten"
subjects = { from = "DoiTuong", split = ";" }
level = { constant = ["Cấp xã"] }
publisher = { constant = "Bộ Tư pháp" }
[parts.channels]
each = "CachThuc"
[parts.channels.fields]
kind = { from = "Hinh thuc", words = { "1" = "online" } }
"processing_time.quantity" = "SoNgay"
"processing_time.unit" = "DonVi"
[parts.channels.parts.fees]
each = "Phi"
[parts.channels.parts.fees.fields]
amount = "Muc"
kind = "Ten"
[parts.dossiers.parts.papers]
each = "GiayTo"
split = "\\n"
[parts.dossiers.parts.papers.fields]
text = "."
"""


@pytest.mark.parametrize("shape", ["list", "lines", "inside", "one"])
def test_any_json_is_read_through_paths_constants_separators_and_words(tmp_path: Path, shape: str) -> None:
    line = json.dumps(RECORD, ensure_ascii=False)
    text = {
        "list": f"[{line},\n{line}]",
        "lines": f"{line}\n{line}\n",
        "inside": json.dumps({"status": "ok", "data": {"total": 2, "items": [RECORD, RECORD]}}),
        "one": line,
    }[shape]
    found = read(written(tmp_path / "a.json", text), MAPPING, tmp_path)
    assert len(found) == (1 if shape == "one" else 2)
    record = found[-1]
    procedure = record.procedure
    assert (record.code, procedure.name, procedure.field) == ("1.000894", "Đăng ký kết hôn", "Hộ tịch")
    assert (procedure.subjects, procedure.level) == (("Công dân Việt Nam", "Người nước ngoài"), ("Cấp xã",))
    assert procedure.channels == (
        Channel("direct", ProcessingTime(Decimal(5), "working_day"), (Fee("charge", Decimal(50_000)),)),
        Channel("online", ProcessingTime(Decimal(3), "day")),
    )
    assert [paper.text for paper in procedure.dossiers[0].papers] == ["Tờ khai đăng ký kết hôn", "Hộ chiếu"]
    assert procedure.extra == (("/TrangThai", '"UPDATED"'),)
    assert [(note.kind, note.key) for note in record.notes] == [("unknown-key", "/TrangThai")]


def test_the_list_at_a_path_is_read_and_a_path_without_a_list_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", {"khac": [{"x": 1}] * 5, "thu tuc": {"ds": [{"ten": "Đăng ký khai tử"}]}})
    (found,) = read(path, '[source]\nrecords = "thu tuc.ds"\n[fields]\nname = "ten"', tmp_path)
    assert found.procedure.name == "Đăng ký khai tử"
    problem = refused(path, '[source]\nrecords = "thu tuc.x"\n[fields]\nname = "ten"', tmp_path)
    assert (problem.kind, problem.facts["key"]) == (ProblemKind.MAPPED_LIST_MISSING, "thu tuc.x")


def test_sheets_are_joined_by_a_column_and_headings_are_found_below_a_title(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        {
            "Danh mục": [
                ["DANH MỤC THỦ TỤC"],
                ["STT", "Mã", "Tên TTHC", "Ghi chú"],
                [1, "1.000894", "Đăng ký kết hôn", "mới"],
                [2, "1.000656", "Đăng ký khai tử", ""],
            ],
            "Hồ sơ": [["Mã TTHC", "Giấy tờ", "Số bản"], ["1.000656", "Giấy báo tử", 1], ["1.000894", "Tờ khai", 2]],
        },
    )
    mapping = """
[source]
sheet = "danh mục"
ignore = ["STT"]
[fields]
code = "Mã"
name = "tên tthc"
[parts.dossiers.parts.papers]
sheet = "Hồ sơ"
on = { "Mã" = "Mã TTHC" }
[parts.dossiers.parts.papers.fields]
text = "Giấy tờ"
originals = "Số bản"
"""
    first, second = read(path, mapping, tmp_path)
    assert [(paper.text, paper.originals) for paper in first.procedure.dossiers[0].papers] == [("Tờ khai", 2)]
    assert [paper.text for paper in second.procedure.dossiers[0].papers] == ["Giấy báo tử"]
    assert first.procedure.extra == (("/Ghi chú", '"mới"'),)
    assert first.notes == (Note("unknown-key", "/Ghi chú", "", "sheet Danh mục, row 3"),)


def test_a_day_is_a_constant_and_a_row_of_headings_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "Mã;Tên\n1.000894;Đăng ký kết hôn")
    (found,) = read(path, '[fields]\nname = "Tên"\n"decision.date" = { constant = 2026-07-01 }', tmp_path)
    assert found.procedure.decision.date == "2026-07-01"
    problem = refused(path, '[source]\nheader = 20\n[fields]\nname = "Tên"', tmp_path)
    assert (problem.kind, problem.facts["row"]) == (ProblemKind.MAPPED_HEADER_MISSING, 20)


def test_what_is_odd_in_a_source_is_noted_as_in_any_other(tmp_path: Path) -> None:
    mapping = '[fields]\ncode = "Mã"\nname = "Tên"'
    wide = tmp_path / "a.csv"
    wide.write_text("Mã;Tên\n1.000894;Đăng ký kết hôn\n1.000656;Đăng ký khai tử", encoding="utf-16")
    first, second = read(wide, mapping, tmp_path)
    assert (first.notes, second.notes) == ((Note("encoding-converted", "", "UTF-16 LE"),), ())
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("Danh mục")
        sheet.write_row(0, 0, ["Mã", "Tên"])
        sheet.write_row(1, 0, ["1.000894", "Đăng ký kết hôn"])
        sheet.write_row(2, 0, ["1.000656"])
        sheet.write_formula(2, 1, '="Đăng ký"&" khai tử"', None, "Đăng ký khai tử")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    first, second = read(path, mapping, tmp_path)
    assert [(note.kind, note.place) for note in first.notes] == [("macros", "sheet Danh mục, row 1")]
    assert [(note.kind, note.place) for note in second.notes] == [("formula", "sheet Danh mục, row 3")]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_csv_file_is_read_whichever_sign_parts_its_cells(tmp_path: Path, sign: str) -> None:
    rows = [["Mã", "Tên", "Cơ quan"], ["1.000894", '"Đăng ký ""kết hôn"""', "UBND cấp xã"], ["", "Đăng ký khai tử", ""]]
    path = written(tmp_path / "a.csv", "\r\n".join(sign.join(row) for row in rows))
    mapping = '[fields]\ncode = "Mã"\nname = "Tên"\n"agencies.implementing" = "Cơ quan"'
    first, second = read(path, mapping, tmp_path)
    assert (first.procedure.name, first.procedure.agencies.implementing) == ('Đăng ký "kết hôn"', ("UBND cấp xã",))
    assert (second.code, second.procedure.name) == ("", "Đăng ký khai tử")


def test_several_columns_are_joined_into_one_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "Tên,Trường hợp,Bước 1,Bước 2\nKết hôn,lưu động,Nộp,Nhận\n")
    mapping = (
        '[fields]\nname = { from = ["Tên", "Trường hợp"], join = " – " }\n'
        '[parts.steps.fields]\ntext = ["Bước 1", "Bước 2"]\n'
    )
    (found,) = read(path, mapping, tmp_path)
    assert found.procedure.name == "Kết hôn – lưu động"
    assert [step.text for step in found.procedure.steps] == ["Nộp\nNhận"]
    assert found.procedure.extra == ()


def test_readings_of_another_mapping_are_not_used_again(tmp_path: Path) -> None:
    names = set()
    for text in ('[fields]\nname = "Tên"', '[fields]\nname = "Mã"', '[fields]\nname = "Tên"'):
        names.add(MappedLayout(read_mapping(mapping_file(tmp_path, text))).LAYOUT)
    assert len(names) == 2 and all(name.startswith("mapped ") for name in names)


@pytest.mark.parametrize(
    ("text", "kind", "line", "key"),
    [
        ('[fields]\nname = "a"\ncode = ', ProblemKind.MAPPING_NOT_TOML, 3, None),
        ('[fields]\nname = "a"\n\nnam = "b"', ProblemKind.MAPPING_KEY_UNKNOWN, 4, "fields.nam"),
        ('[fields]\nname = "a"\n[part.steps]\neach = "b"', ProblemKind.MAPPING_KEY_UNKNOWN, 3, "part"),
        ('[fields]\nname = "a"\n[parts.steps]\neach = 5', ProblemKind.MAPPING_VALUE_WRONG, 4, "parts.steps.each"),
        ('[fields]\nname = "a"\ncode = 7', ProblemKind.MAPPING_VALUE_WRONG, 3, "fields.code"),
        ('[fields]\nname = "a"\ncode = { form = "x" }', ProblemKind.MAPPING_KEY_UNKNOWN, 3, "fields.code.form"),
        ('[fields]\nname = "a"\ncode = 2026-07-01', ProblemKind.MAPPING_VALUE_WRONG, 3, "fields.code"),
        *(
            (f'[source]\nheader = {row}\n[fields]\nname = "a"', ProblemKind.MAPPING_HEADER_WRONG, 2, "source.header")
            for row in ("-1", "1e400", "1.0", "true", "99999999", "2026-07-01")
        ),
        *(
            (
                f'[fields]\nname = "a"\nfield = {{ constant = {value} }}',
                ProblemKind.MAPPING_CONSTANT_WRONG,
                3,
                "fields.field",
            )
            for value in ("1e400", "nan", "true", "07:32:00", "{ a = 1 }")
        ),
        ('[fields]\nname = "a"\ncode = { split = "x" }', ProblemKind.MAPPING_VALUE_WRONG, 3, "fields.code"),
        ('[fields]\nname = "a"\n[parts.steps]\nsheet = "b"', ProblemKind.MAPPING_VALUE_WRONG, 4, "parts.steps.sheet"),
        (
            '[fields]\nname = "a"\n[parts.steps.parts.fees]',
            ProblemKind.MAPPING_KEY_UNKNOWN,
            3,
            "parts.steps.parts.fees",
        ),
    ],
)
def test_what_is_wrong_in_a_mapping_is_told_with_line_and_key(
    tmp_path: Path, text: str, kind: ProblemKind, line: int, key: str | None
) -> None:
    with pytest.raises(Problem) as problem:
        read_mapping(mapping_file(tmp_path, text))
    assert (problem.value.kind, problem.value.facts["line"], problem.value.facts.get("key")) == (kind, line, key)


def test_a_mapping_needs_the_name_and_columns_that_the_sheet_has(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "Mã,Tên\n1,Kết hôn\n")
    assert refused(path, '[fields]\ncode = "Mã"', tmp_path).kind is ProblemKind.MAPPING_WITHOUT_NAME
    problem = refused(path, '[fields]\nname = "Tên thủ tục"', tmp_path)
    assert (problem.kind, problem.facts["column"], problem.facts["known"]) == (
        ProblemKind.MAPPED_COLUMN_MISSING,
        "Tên thủ tục",
        "Mã, Tên",
    )
    joined = '[fields]\nname = "Tên"\n[parts.steps]\nsheet = "Bước"\non = { "Mã" = "Mã" }'
    assert refused(path, joined, tmp_path).kind is ProblemKind.MAPPED_SHEET_MISSING


def test_a_record_that_is_no_object_or_has_no_name_is_refused_with_its_line(tmp_path: Path) -> None:
    mapping = '[fields]\nname = "ten"'
    problem = refused(written(tmp_path / "a.json", '[{"ten": "A"},\n"chữ"]'), mapping, tmp_path)
    assert (problem.kind, problem.facts["line"]) == (ProblemKind.NOT_AN_OBJECT, 2)
    problem = refused(written(tmp_path / "b.json", '[{"ten": "A"},\n{"ten": null}]'), mapping, tmp_path)
    assert (problem.kind, problem.facts["line"]) == (ProblemKind.RECORD_WITHOUT_NAME, 2)


@pytest.mark.parametrize(
    ("name", "part", "key"),
    [
        ("Tên thủ tục hành chính (TTHC)", "", "name"),
        ("TenThuTuc", "", "name"),
        ("MÃ TTHC", "", "code"),
        ("co_quan_thuc_hien", "", "agencies.implementing"),
        ("procedureName", "", "name"),
        ("Lĩnh  vực", "", "field"),
        ("Thời gian giải quyết", "channels", "processing_time.text"),
        ("Trích yếu", "legal_bases", "title"),
        ("Màu sắc", "", ""),
    ],
)
def test_headings_are_known_by_their_vietnamese_and_english_names(name: str, part: str, key: str) -> None:
    assert key_named(name, part) == key


def test_the_mapping_proposed_for_native_records_reads_them_without_loss(tmp_path: Path) -> None:
    source = DATA / "records.jsonl"
    published = [native.interpret(raw, source) for raw in native.raw_records(source)]
    found = read(source, propose_mapping(source).text, tmp_path)
    assert [content_digest(record.procedure) for record in found] == [
        content_digest(one.procedure) for one in published
    ]


def test_the_mapping_proposed_for_a_workbook_joins_its_sheets(tmp_path: Path) -> None:
    source = DATA / "records.jsonl"
    published = [native.interpret(raw, source) for raw in native.raw_records(source)]
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        write_workbook(file, published)
    found = read(path, propose_mapping(path).text, tmp_path)
    for was, now in zip(published, found, strict=True):
        assert (was.code, was.procedure.name, was.procedure.steps) == (
            now.code,
            now.procedure.name,
            now.procedure.steps,
        )
        assert was.procedure.legal_bases == now.procedure.legal_bases
        papers = [paper for case in was.procedure.dossiers for paper in case.papers]
        assert papers == [paper for case in now.procedure.dossiers for paper in case.papers]


def test_a_proposal_for_a_list_names_what_it_knows_and_lists_what_it_does_not(tmp_path: Path) -> None:
    text = "STT,Mã số,Tên thủ tục,Thời hạn giải quyết,Phí lệ phí,Thành phần hồ sơ,Màu\n"
    path = written(tmp_path / "a.csv", text + '1,1.000894,Kết hôn,05 ngày,Không,"Tờ khai\nHộ chiếu",đỏ\n')
    proposed = propose_mapping(path)
    assert (proposed.unknown, proposed.named) == ((("Màu", "đỏ"),), True)
    (found,) = read(path, proposed.text, tmp_path)
    assert (found.code, found.procedure.name) == ("1.000894", "Kết hôn")
    assert found.procedure.channels[0].processing_time.text == "05 ngày"
    assert found.procedure.channels[0].fees[0].text == "Không"
    assert [paper.text for paper in found.procedure.dossiers[0].papers] == ["Tờ khai", "Hộ chiếu"]
    assert found.procedure.extra == (("/Màu", '"đỏ"'),)


def test_an_empty_source_is_refused(tmp_path: Path) -> None:
    for name, text in (("a.json", ""), ("b.csv", "\n\n"), ("c.json", "[]")):
        with pytest.raises(Problem) as problem:
            propose_mapping(written(tmp_path / name, text))
        assert problem.value.kind is ProblemKind.FILE_EMPTY
