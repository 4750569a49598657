"""What the graph takes of a published dossier: its cases, additions and notes, and rows that ask for two papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from catalogue.editions import find_edition
from catalogue.graph import DependencyGraph
from catalogue.graph_building import build_graph
from catalogue.importing import EditionDetails, import_edition
from catalogue.journey import Terms, journey
from catalogue.store import open_store


def _record(code: str, name: str, result: str, dossiers: dict[str, list[str]]) -> dict[str, Any]:
    listed = [{"name": name, "papers": [{"text": text} for text in rows]} for name, rows in dossiers.items()]
    return {"code": code, "name": name, "results": [{"name": result}], "dossiers": listed}


@pytest.fixture
def build(tmp_path: Path) -> Any:
    """Build the graph of some records."""

    def built(*records: dict[str, Any]) -> DependencyGraph:
        file = tmp_path / "records.jsonl"
        file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
        store = open_store(tmp_path / "workspace.db", create=True)
        import_edition(store, [file], EditionDetails("2026-06", "2026-06-01"))
        graph = build_graph(store, find_edition(store, None))
        store.close()
        return graph

    return built


BIRTH = _record("1.001193", "Thủ tục đăng ký khai sinh", "Giấy khai sinh", {"": ["Giấy chứng sinh"]})
MARRIAGE = _record("1.000894", "Thủ tục đăng ký kết hôn", "Giấy chứng nhận kết hôn", {"": ["Tờ khai đăng ký kết hôn"]})


def _by_address(graph: DependencyGraph, code: str) -> int:
    return next(entry for entry, node in graph.nodes.items() if node.address == code)


def _shortest(graph: DependencyGraph, code: str, conditional: bool = False, longest: bool = False) -> set[str]:
    found = journey(
        graph, _by_address(graph, code), lambda _entries: {}, Terms(conditional=conditional, longest=longest)
    )
    return {stop.node.address for stop in found.stops} - {code}


def test_a_row_that_asks_for_two_papers_needs_an_issuer_of_each(build: Any) -> None:
    asker = _record("1.1", "Nhập hộ khẩu", "Thông báo", {"": ["Bản sao Giấy khai sinh và Giấy chứng nhận kết hôn"]})
    graph = build(BIRTH, MARRIAGE, asker)
    entry = _by_address(graph, "1.1")
    (need,) = graph.needs(entry)
    assert [(part.text, len(part.links)) for part in need.parts] == [
        ("Giấy khai sinh", 1),
        ("Giấy chứng nhận kết hôn", 1),
    ]
    assert _shortest(graph, "1.1") == {"1.001193", "1.000894"}
    (stop,) = journey(graph, entry, lambda _entries: {}).stops[-1:]
    assert [paper.need.key for paper in stop.papers] == ["paper:1.1/1", "paper:1.1/2"]


def test_a_row_that_asks_for_one_of_two_papers_needs_one_issuer(build: Any) -> None:
    asker = _record("1.1", "Nhập hộ khẩu", "Thông báo", {"": ["Giấy khai sinh hoặc Giấy chứng nhận kết hôn"]})
    graph = build(BIRTH, MARRIAGE, asker)
    assert len(graph.suppliers(_by_address(graph, "1.1"))) == 2
    assert len(_shortest(graph, "1.1")) == 1


def test_of_several_cases_one_is_taken_and_what_everybody_hands_in_comes_with_each(build: Any) -> None:
    dossiers = {
        "Giấy tờ phải nộp": ["Giấy chứng nhận kết hôn"],
        "Trường hợp đăng ký cho trẻ em": ["Giấy khai sinh"],
        "Trường hợp đăng ký cho người lớn": ["Tờ khai theo mẫu"],
    }
    graph = build(BIRTH, MARRIAGE, _record("1.1", "Đăng ký cư trú", "Thông báo", dossiers))
    node = graph.nodes[_by_address(graph, "1.1")]
    assert [need.case for need in node.needs] == [0, 2, 3]
    assert _shortest(graph, "1.1") == {"1.000894"}
    assert _shortest(graph, "1.1", longest=True) == {"1.000894", "1.001193"}


def test_what_comes_on_top_in_a_case_is_never_taken_alone_and_counts_only_with_the_conditional_papers(
    build: Any,
) -> None:
    dossiers = {
        "": ["Giấy chứng nhận kết hôn"],
        "Trường hợp ủy quyền thì hồ sơ phải có thêm": ["Giấy khai sinh"],
    }
    graph = build(BIRTH, MARRIAGE, _record("1.1", "Đăng ký cư trú", "Thông báo", dossiers))
    node = graph.nodes[_by_address(graph, "1.1")]
    assert (node.cases, [need.addition for need in node.needs]) == ((0,), [False, True])
    assert _shortest(graph, "1.1") == {"1.000894"}
    assert _shortest(graph, "1.1", conditional=True) == {"1.000894", "1.001193"}


def test_notes_and_rows_that_only_head_others_ask_for_nothing(build: Any) -> None:
    dossiers = {"Giấy tờ phải nộp": ["Hồ sơ gồm:", "Giấy khai sinh"], "* Lưu ý:": ["Giấy chứng nhận kết hôn bản gốc"]}
    graph = build(BIRTH, MARRIAGE, _record("1.1", "Đăng ký cư trú", "Thông báo", dossiers))
    node = graph.nodes[_by_address(graph, "1.1")]
    assert [need.demand for need in node.needs] == ["no", "yes", "no"]
    assert _shortest(graph, "1.1", longest=True) == {"1.001193"}


@pytest.mark.parametrize(
    "result",
    [
        "Văn bản từ chối tiếp nhận đăng ký khai thác",
        "Cập nhật thông tin vào Cơ sở dữ liệu quốc gia về dân cư",
        "...",
    ],
)
def test_a_result_that_refuses_or_only_enters_something_is_no_paper(build: Any, result: str) -> None:
    graph = build(_record("1.1", "Đăng ký khai thác", result, {"": ["Đơn đề nghị"]}), BIRTH)
    assert [output.identity for output in graph.nodes[_by_address(graph, "1.1")].outputs] == [""]
    assert all(output.identity for output in graph.nodes[_by_address(graph, "1.001193")].outputs)
