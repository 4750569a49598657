"""Writing documents: safe names, whole files, one kind of error."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path, PureWindowsPath

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.documents.content import Proposal
from reviews.documents.document import Document
from reviews.documents.set_documents import about_name
from reviews.documents.templating import render_markdown
from reviews.documents.traced import without_traces
from reviews.documents.writing import (
    LONGEST_NAME,
    DocumentExists,
    DocumentWriteError,
    UnknownFormat,
    WriteFault,
    safe_name,
    write_documents,
    write_files,
)


def _document(proposal: Proposal) -> Document:
    values = {"office": proposal.office, "day": proposal.day, "proposal": proposal}
    stem = safe_name(f"phuong-an {about_name(proposal)}")
    return Document("proposal", "proposal.md.j2", values, stem, proposal.day)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_each_format_is_written_under_one_name(proposal: Proposal, tmp_path: Path) -> None:
    folder = tmp_path / "hồ sơ" / "2026"
    written = write_documents(_document(proposal), folder, ["html", "docx", "md", "html"])
    name = "phuong-an-2-thu-tuc-1.000894-2.000635"
    assert written == [folder / f"{name}.{ending}" for ending in ("html", "docx", "md")]
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in written)
    assert written[0].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert docx.Document(str(written[1])).core_properties.language == "vi-VN"
    assert written[2].read_bytes() == without_traces(render_markdown(proposal)).encode()


def test_document_is_dated_by_the_day_of_the_proposal(proposal: Proposal, tmp_path: Path) -> None:
    (path,) = write_documents(_document(proposal), tmp_path, ["docx"])
    created = docx.Document(str(path)).core_properties.created
    assert created is not None
    assert created.date() == proposal.day


def test_name_of_one_procedure_has_its_code_and_name(proposal: Proposal) -> None:
    one = replace(proposal, blocks=proposal.blocks[:1])
    assert _document(one).stem == "phuong-an-1.000894-thu-tuc-dang-ky-ket-hon"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\win.ini", "c-windows-win.ini"),
        ("CON", "tep-con"),
        ("nul.txt", "tep-nul.txt"),
        ("Lpt1.a.b", "tep-lpt1.a.b"),
        ("console", "console"),
        ("aux." + "x" * 200, "tep-aux." + "x" * 107),
        ("ỹ" * 200, "y" * 115),
        ("Đăng ký khai sinh.", "dang-ky-khai-sinh"),
        (".ẩn", "an"),
        ("a/../b", "a.b"),
        ("a. .b", "a.b"),
        ("***", "phuong-an"),
        ("", "phuong-an"),
        ("a\x00b\nc", "a-b-c"),
    ],
)
def test_names_are_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.one_of(st.text(), st.text(alphabet="./\\:CONaux1 -ỹ", max_size=300)))
def test_any_text_makes_a_name_that_both_systems_accept_and_stays_in_the_folder(text: str) -> None:
    name = f"{safe_name(text)}.docx"
    assert len(name.encode()) <= LONGEST_NAME
    assert name.isascii()
    assert PureWindowsPath(name).name == name
    assert not set(name) & set('<>:"/\\|?* ')
    assert name[0] not in ".-"
    assert ".." not in name
    assert name.partition(".")[0] not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
    assert safe_name(safe_name(text)) == safe_name(text)


def test_existing_document_is_kept_unless_it_is_to_be_replaced(proposal: Proposal, tmp_path: Path) -> None:
    path = tmp_path / "mau.md"
    path.write_text("bản cũ", encoding="utf-8")
    with pytest.raises(DocumentExists) as caught:
        write_documents(_document(proposal), tmp_path, ["html", "md"], name="mau")
    assert (caught.value.path, caught.value.reason) == (path, WriteFault.EXISTS)
    assert _contents(tmp_path) == {"mau.md": "bản cũ".encode()}
    assert write_documents(_document(proposal), tmp_path, ["md"], name="mau", force=True) == [path]
    assert _contents(tmp_path) == {"mau.md": without_traces(render_markdown(proposal)).encode()}


def test_folder_that_is_a_file_is_refused(proposal: Proposal, tmp_path: Path) -> None:
    file = tmp_path / "ra"
    file.write_text("x", encoding="utf-8")
    for folder in (file, file / "trong"):
        with pytest.raises(DocumentWriteError) as caught:
            write_documents(_document(proposal), folder, ["md"])
        assert caught.value.path == folder
        assert caught.value.reason is WriteFault.NOT_A_FOLDER
        assert str(folder) in str(caught.value)
    assert file.read_text(encoding="utf-8") == "x"


def test_folder_in_the_place_of_the_document_is_refused(proposal: Proposal, tmp_path: Path) -> None:
    (tmp_path / "mau.md").mkdir()
    with pytest.raises(DocumentWriteError) as caught:
        write_documents(_document(proposal), tmp_path, ["md"], name="mau", force=True)
    assert caught.value.path == tmp_path / "mau.md"
    assert [path.name for path in tmp_path.iterdir()] == ["mau.md"]


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (errno.EACCES, WriteFault.NOT_ALLOWED),
        (errno.EROFS, WriteFault.NOT_ALLOWED),
        (errno.ENOSPC, WriteFault.NO_SPACE),
        (errno.EIO, WriteFault.OTHER),
    ],
)
def test_refused_write_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, fault: WriteFault
) -> None:
    calls: list[int] = []

    def refuse_the_second(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse_the_second)
    with pytest.raises(DocumentWriteError) as caught:
        write_files(tmp_path / "ra", {"a.md": b"a", "b.md": b"b"})
    assert (caught.value.path.name, caught.value.reason) == ("b.md", fault)
    assert caught.value.detail == os.strerror(number)
    assert list(tmp_path.iterdir()) == []


def test_failure_at_the_last_name_takes_the_first_away_and_keeps_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.md").write_bytes(b"old")
    rename = os.replace

    def refuse(source: Path, target: Path) -> None:
        if target.name == "b.md":
            raise PermissionError(errno.EACCES, "in use by another program")
        rename(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(DocumentWriteError) as caught:
        write_files(tmp_path, {"a.md": b"a", "b.md": b"new"}, force=True)
    assert caught.value.path == tmp_path / "b.md"
    assert _contents(tmp_path) == {"b.md": b"old"}


def test_interruption_leaves_nothing_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, {"a.md": b"a"})
    assert _contents(tmp_path) == {}


def test_files_are_on_disk_before_they_have_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    sync, rename = os.fsync, os.replace

    def note_sync(descriptor: int) -> None:
        order.append("sync")
        sync(descriptor)

    def note_rename(source: Path, target: Path) -> None:
        order.append(f"rename {target.name}")
        assert source.parent == target.parent
        rename(source, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_rename)
    write_files(tmp_path, {"a.md": b"a", "b.md": b"b"})
    assert order[:4] == ["sync", "sync", "rename a.md", "rename b.md"]


def test_link_in_the_documents_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "ngoai.txt"
    outside.write_bytes(b"outside")
    folder = tmp_path / "ra"
    folder.mkdir()
    (folder / "a.md").symlink_to(outside)
    with pytest.raises(DocumentExists):
        write_files(folder, {"a.md": b"a"})
    write_files(folder, {"a.md": b"a"}, force=True)
    assert outside.read_bytes() == b"outside"
    assert _contents(folder) == {"a.md": b"a"}


def test_unknown_format_is_refused_before_anything_is_written(proposal: Proposal, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="docx, html, md, pdf"):
        write_documents(_document(proposal), tmp_path / "ra", ["md", "xlsx"])
    assert not (tmp_path / "ra").exists()


def test_a_pipe_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "phương án.docx")
    with pytest.raises(DocumentWriteError) as refused:
        write_files(tmp_path, {"phương án.docx": b"x", "phương án.md": b"y"}, force=True)
    assert refused.value.detail == "not a regular file"
    assert (tmp_path / "phương án.docx").is_fifo() and len(list(tmp_path.iterdir())) == 1


def test_a_folder_made_in_vain_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("reviews.documents.writing.os.fsync", full)
    with pytest.raises(DocumentWriteError) as refused:
        write_files(tmp_path / "hồ sơ" / "sơ đồ", {"a.bpmn": b"x"})
    assert refused.value.reason is WriteFault.NO_SPACE
    assert list(tmp_path.iterdir()) == []
