"""Bad input from the command line: one sentence with file and line and what to do, and nothing half-written."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbench.conftest import SMALL, CommandLine

GOOD = [line for line in SMALL.read_text(encoding="utf-8").splitlines() if line]


def _second_line(text: bytes) -> bytes:
    return GOOD[0].encode() + b"\n" + text + b"\n" + GOOD[1].encode() + b"\n"


def _truncated() -> bytes:
    whole = gzip.compress(SMALL.read_bytes())
    return whole[: len(whole) // 2]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("không phải JSON.jsonl", _second_line(b'{"name": "x",'), "dòng 2, cột 14: không phải JSON"),
        (
            "khóa hai lần.jsonl",
            _second_line(b'{"name": "x", "field": "y", "field": "z"}'),
            "dòng 2: khóa field xuất hiện",
        ),
        ("NaN.jsonl", _second_line(b'{"name": "NaN", "code": NaN}'), "dòng 2, cột 25: không phải JSON"),
        (
            "ngoặc kép.csv",
            'Mã TTHC,Tên thủ tục\n1.001193,"Đăng ký khai sinh\n1.000894,Đăng ký kết hôn\n'.encode(),
            "dòng 2: dấu ngoặc kép",
        ),
        ("danh sách.jsonl", _second_line(b'["x"]'), "dòng 2: dòng này không phải là đối tượng JSON"),
        ("không tên.jsonl", _second_line(b'{"code": "1.000001"}'), "dòng 2: bản ghi không có tên"),
        ("tên trống.jsonl", _second_line('{"name": " \u200b "}'.encode()), "dòng 2: bản ghi không có tên"),
        ("sai kiểu.jsonl", _second_line(b'{"name": "x", "steps": "y"}'), "dòng 2: khóa /steps chứa một chuỗi chữ"),
        ("sai kiểu 2.jsonl", _second_line(b'{"name": {"vi": "x"}}'), "dòng 2: khóa /name chứa một đối tượng"),
        ("trùng mã.jsonl", _second_line(GOOD[0].encode() + b" "), "dòng 2: mã 2.001023 đã dùng ở"),
        (
            "latin1.jsonl",
            _second_line('{"name": "Thủ tục cấp"}'.encode("utf-16-le")),
            "dòng 2: chữ không theo mã UTF-8",
        ),
        ("trống.jsonl", b"\n  \n", "không có bản ghi nào"),
        ("rỗng.jsonl", b"", "không có bản ghi nào"),
        ("cụt.jsonl.gz", _truncated(), "bị cụt hoặc hỏng từ dòng"),
        ("hỏng.jsonl.gz", b"\x1f\x8b\x08\x00 khong phai gzip that", "bị cụt hoặc hỏng từ dòng 1"),
        ("sâu.jsonl", b'{"name": "x", "y": ' + b"[" * 200_000, "dòng 1: các giá trị lồng nhau quá sâu"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_line(
    workbench: CommandLine, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    sentence = workbench.refused("import", str(file), "--edition", "2026-07")
    assert str(file) in sentence
    assert said in sentence
    assert not workbench.workspace.exists()


def test_a_missing_file_and_a_folder_are_refused(workbench: CommandLine, tmp_path: Path) -> None:
    missing = tmp_path / "không có.jsonl"
    assert workbench.refused("import", str(missing), "--edition", "2026-07").startswith(f"Không có tệp {missing};")
    folder = workbench.refused("import", str(tmp_path), "--edition", "2026-07")
    assert str(tmp_path) in folder and "là thư mục" in folder


def test_a_code_used_in_two_files_names_both_places(workbench: CommandLine, tmp_path: Path) -> None:
    other = tmp_path / "khác.jsonl"
    other.write_text(json.dumps({"name": "Thu hồi giấy phép", "code": "3.000352"}), encoding="utf-8")
    sentence = workbench.refused("import", str(SMALL), str(other), "--edition", "2026-07")
    assert f"{other}, dòng 1" in sentence and f"{SMALL}:2" in sentence


def test_a_failed_import_leaves_the_workspace_and_its_folder_as_they_were(
    workbench: CommandLine, tmp_path: Path
) -> None:
    workbench.with_small()
    workbench.done("mark", "3.000352", "paper:1.1", "keep")
    before = _everything(workbench)
    bad = tmp_path / "hỏng.jsonl"
    bad.write_text("\n".join([*GOOD[:7], '{"name": ""}']), encoding="utf-8")
    assert "dòng 8" in workbench.refused("import", str(bad), "--edition", "2026-07")
    assert _everything(workbench) == before
    assert [path.name for path in workbench.workspace.parent.iterdir()] == [workbench.workspace.name]


def _everything(workbench: CommandLine) -> list[object]:
    commands = (("editions",), ("marks",), ("history",), ("search", "cấp"))
    return [workbench.json(*command) for command in commands] + [workbench.done("export")]


def test_an_edition_is_not_replaced_by_another_of_its_name(workbench: CommandLine) -> None:
    workbench.with_small()
    before = workbench.done("export")
    assert "Đã có kỳ danh mục “2026-06”" in workbench.refused("import", str(SMALL), "--edition", " 2026-06 ")
    assert workbench.done("export") == before


def _no_workspace(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 day la mot tep nen, khong phai tep lam viec")


def _other_database(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()


@pytest.mark.parametrize("make", [_no_workspace, _other_database, Path.mkdir])
@pytest.mark.parametrize("words", [("editions",), ("import", str(SMALL), "--edition", "2026-06"), ()])
def test_a_file_that_is_no_workspace_is_refused_and_left_alone(
    workbench: CommandLine, tmp_path: Path, make: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    file = tmp_path / "lạ.db"
    make(file)
    before = file.read_bytes() if file.is_file() else None
    sentence = workbench.refused("--workspace", str(file), *words)
    assert sentence.startswith(f"{file} không phải là tệp làm việc")
    assert (file.read_bytes() if file.is_file() else None) == before


@pytest.mark.parametrize("spoilt", [slice(4096, None), slice(100, 4096), slice(200, 20_000)])
def test_a_damaged_workspace_is_refused_in_one_sentence(workbench: CommandLine, spoilt: slice) -> None:
    workbench.with_small()
    content = bytearray(workbench.workspace.read_bytes())
    content[spoilt] = b"\xa5" * len(content[spoilt])
    workbench.workspace.write_bytes(content)
    for words in (("editions",), ("show", "3.000352"), ("import", str(SMALL), "--edition", "mới")):
        sentence = workbench.refused(*words)
        assert str(workbench.workspace) in sentence and ("bị hỏng" in sentence or "không phải là tệp" in sentence)


def test_a_workspace_cut_short_is_refused_in_one_sentence(workbench: CommandLine) -> None:
    workbench.with_small()
    content = workbench.workspace.read_bytes()
    workbench.workspace.write_bytes(content[: len(content) // 3])
    assert "bị hỏng" in workbench.refused("show", "3.000352")


def test_a_workspace_of_a_newer_release_is_not_touched(workbench: CommandLine) -> None:
    import sqlite3

    workbench.with_small()
    with sqlite3.connect(workbench.workspace) as connection:
        connection.execute("PRAGMA user_version=999")
    connection.close()
    assert "phiên bản 999" in workbench.refused("editions")


def test_a_missing_workspace_says_how_to_make_one(workbench: CommandLine) -> None:
    for words in (("editions",), ("show", "1.000894"), ("marks",), ("office", "--agency", "Sở Tư pháp"), ()):
        sentence = workbench.refused(*words)
        assert str(workbench.workspace) in sentence
        assert "workbench demo" in sentence and "workbench import" in sentence
    assert not workbench.workspace.exists()


def test_an_address_of_a_server_is_no_workspace_of_this_release(workbench: CommandLine) -> None:
    assert "postgresql://máy/kho" in workbench.refused("--workspace", "postgresql://máy/kho", "editions")


def test_a_place_below_a_file_cannot_be_written(workbench: CommandLine, tmp_path: Path) -> None:
    blocking = tmp_path / "tệp"
    blocking.write_text("x", encoding="utf-8")
    words = ("import", str(SMALL), "--edition", "2026-06")
    assert str(blocking) in workbench.refused("--workspace", str(blocking / "kho.db"), *words)
    workbench.with_small()
    assert str(blocking) in workbench.refused("export", "--out", str(blocking / "ra.jsonl"))


def test_unknown_editions_procedures_and_elements_name_what_there_is(workbench: CommandLine) -> None:
    workbench.with_small()
    assert "tệp làm việc đang có: 2026-06" in workbench.refused("show", "3.000352", "--edition", "1999")
    assert "không có thủ tục 1.234567" in workbench.refused("show", "1.234567")
    assert "không có thủ tục #99" in workbench.refused("show", "#99")
    assert "không có phần tử “bước 2”" in workbench.refused("mark", "3.000352", "bước 2", "keep")


def test_an_output_that_is_there_stays_unless_force_is_given(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    out = tmp_path / "ra.jsonl"
    out.write_text("của tôi", encoding="utf-8")
    assert str(out) in workbench.refused("export", "--out", str(out))
    assert out.read_text(encoding="utf-8") == "của tôi"
    workbench.done("export", "--out", str(out), "--force")
    assert len(out.read_text(encoding="utf-8").splitlines()) == len(GOOD)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


def test_what_a_user_typed_cannot_act_on_the_terminal(workbench: CommandLine) -> None:
    workbench.with_small()
    sentence = workbench.refused("show", "1.1\x1b[31m\u202e", "--edition", "2026\x1b]0;x\x07")
    assert "\x1b" not in sentence and "\u202e" not in sentence and "\x07" not in sentence


@pytest.mark.parametrize(
    "record",
    [
        {"name": "Số rất lớn", "channels": [{"fees": [{"amount": "1e999999999"}]}]},
        {"name": "Nửa ký tự \ud800", "lạ\udfff": "\ud800"},
        {"name": "Bản sao quá nhiều", "dossiers": [{"papers": [{"text": "Giấy", "originals": 10**30}]}]},
    ],
)
def test_odd_numbers_and_broken_characters_are_read_and_written_again(
    workbench: CommandLine, tmp_path: Path, record: dict[str, object]
) -> None:
    file = tmp_path / "lạ.jsonl"
    file.write_text(json.dumps(record).replace('"1e999999999"', "1e999999999"), encoding="utf-8")
    workbench.done("import", str(file), "--edition", "một")
    out = tmp_path / "ra.jsonl"
    workbench.done("export", "--out", str(out))
    workbench.done("import", str(out), "--edition", "hai")
    assert len({edition["digest"] for edition in workbench.json("editions")}) == 1


def test_a_name_too_long_for_the_system_is_named(workbench: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    named = "n" * 300
    assert f"{named} (tên tệp quá dài)" in workbench.refused("import", named, "--edition", "2026-07")
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(workbench.workspace.with_name(named)))
    assert f"{named} (tên tệp quá dài)" in workbench.refused("import", str(SMALL), "--edition", "2026-07")


def test_a_workspace_that_is_a_pipe_a_device_or_a_loop_is_said_to_be(
    workbench: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "ống dẫn.db")
    (tmp_path / "vòng.db").symlink_to(tmp_path / "vòng.db")
    for name, said in (
        (str(tmp_path / "ống dẫn.db"), "ống dẫn hoặc thiết bị"),
        (os.devnull, "ống dẫn hoặc thiết bị"),
        (str(tmp_path / "vòng.db"), "vòng về chính nó"),
    ):
        monkeypatch.setenv("WORKBENCH_WORKSPACE", name)
        for words in (("editions",), ("import", str(SMALL), "--edition", "2026-07")):
            sentence = workbench.refused(*words)
            assert name in sentence and said in sentence


def test_a_workspace_and_an_edition_need_a_sensible_name(workbench: CommandLine, tmp_path: Path) -> None:
    assert "dấu cách" in workbench.misused("--workspace", " ", "import", str(SMALL))
    assert "dài nhất 200 ký tự" in workbench.misused("import", str(SMALL), "--edition", "k" * 201)
    path = tmp_path / "mã dài.jsonl"
    path.write_text(json.dumps({"name": "Đăng ký khai sinh", "code": "1" * 5000}), encoding="utf-8")
    assert "dòng 1: mã số dài quá" in workbench.refused("import", str(path), "--edition", "2026-07")
