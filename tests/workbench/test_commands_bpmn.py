"""Drawing procedures as BPMN diagrams from the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.workbench.conftest import CommandLine


def test_every_procedure_of_an_edition_is_drawn_in_a_file_of_its_own(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    folder = tmp_path / "sơ đồ"
    report = workbench.json("export", "--format", "bpmn", "--out", str(folder))
    assert (report["format"], report["procedures"], len(set(report["files"]))) == ("bpmn", 8, 8)
    assert sorted(str(path) for path in folder.iterdir()) == sorted(report["files"])
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.-]*\.bpmn", path.name) for path in folder.iterdir())


def test_chosen_procedures_are_drawn_with_their_marks(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    reason = "Đã có trong Cơ sở dữ liệu quốc gia về dân cư"
    workbench.done("mark", "2.001023", "paper:1.1", "remove", "--reason", reason)
    report = workbench.json("export", "2.001023", "--format", "bpmn", "--out", str(tmp_path / "a"))
    [path] = map(Path, report["files"])
    assert path.name.startswith("2.001023-")
    written = path.read_text(encoding="utf-8")
    assert "<textAnnotation" in written and reason in written and "Giấy tờ 1.1" in written


def test_a_diagram_is_never_written_over_another_without_force(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    words = ("export", "2.001023", "3.000352", "--format", "bpmn", "--out", str(tmp_path / "a"))
    first, second = sorted(map(Path, workbench.json(*words)["files"]))
    first.unlink()
    second.write_text("của tôi", encoding="utf-8")
    assert "--force" in workbench.refused(*words)
    assert second.read_text(encoding="utf-8") == "của tôi" and not first.exists()
    workbench.done(*words, "--force")
    assert second.read_text(encoding="utf-8").startswith("<?xml") and first.exists()


def test_a_name_that_points_elsewhere_stays_in_the_folder(workbench: CommandLine, tmp_path: Path) -> None:
    names = ("../../ra ngoài", "CON", "a/b\\c:d*?", "Đăng ký", "Đăng ký", "." * 300, "x" * 500)
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"name": name}) + "\n" for name in names), encoding="utf-8")
    workbench.done("import", str(path), "--edition", "2026-06")
    report = workbench.json("export", "--format", "bpmn", "--out", str(tmp_path / "b" / "c"))
    files = [Path(file) for file in report["files"]]
    assert {file.parent for file in files} == {tmp_path / "b" / "c"} and len(set(files)) == len(names)
    assert all(len(file.name) <= 120 for file in files)


def test_wrong_usage_is_told(workbench: CommandLine, tmp_path: Path) -> None:
    workbench.with_small()
    assert "--out" in workbench.misused("export", "--format", "bpmn")
    assert "bpmn" in workbench.misused("export", "2.001023")
    assert "9.999999" in workbench.refused("export", "9.999999", "--format", "bpmn", "--out", str(tmp_path / "a"))
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    assert "tệp" in workbench.refused("export", "--format", "bpmn", "--out", str(tmp_path / "tệp"))
