"""Graphs that are kept beside the workspace: the same as a graph built anew, and never one of something else."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue import kept_graphs
from catalogue.editions import Edition, find_edition
from catalogue.graph import DependencyGraph
from catalogue.graph_building import build_graph, judged_graph
from catalogue.kept_graphs import kept_file, kept_graph
from catalogue.learned_weights import WEIGHTS
from catalogue.paper_identity import paper_identity
from catalogue.store import Store

Bring = Callable[..., Edition]


def _record(code: str, name: str, result: str, *papers: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": name,
        "subjects": ["Công dân Việt Nam"],
        "results": [{"name": result}],
        "dossiers": [{"name": "", "papers": [{"text": text} for text in papers]}],
    }


BIRTH = _record("1.001193", "Thủ tục đăng ký khai sinh", "Giấy khai sinh", "Giấy chứng sinh")
MARRIAGE = _record("1.000894", "Thủ tục đăng ký kết hôn", "Giấy chứng nhận kết hôn", "Bản sao Giấy khai sinh")
BOTH = _record("2.000001", "Nhập hộ khẩu", "Thông báo", "Bản sao Giấy khai sinh và Giấy chứng nhận kết hôn")
# The same result in its own dossier.
RENEWED = _record("1.000132", "Cấp lại thẻ thường trú", "Thẻ thường trú", "Thẻ thường trú")


def _entry(graph: DependencyGraph, code: str) -> int:
    return next(entry for entry, node in graph.nodes.items() if node.address == code)


def _suppliers(graph: DependencyGraph, code: str) -> list[str]:
    return [graph.nodes[entry].address for entry in graph.suppliers(_entry(graph, code))]


def _kept(store: Store, edition: Edition) -> bytes:
    return gzip.decompress(kept_file(store, edition).read_bytes())


def _same(one: DependencyGraph, other: DependencyGraph) -> bool:
    return one.nodes == other.nodes and all(one.askers(entry) == other.askers(entry) for entry in other.nodes)


@pytest.fixture
def no_building(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be built from the store any more."""

    def refused(*_asked: Any) -> DependencyGraph:
        raise AssertionError("built anew")

    monkeypatch.setattr("catalogue.graph_building.build_graph", refused)


@pytest.fixture
def edition(bring_in: Bring) -> Edition:
    """An edition of four procedures."""
    return bring_in(BIRTH, MARRIAGE, BOTH, RENEWED)


def test_a_graph_that_was_kept_is_read_back_as_it_was_built(
    store: Store, edition: Edition, request: pytest.FixtureRequest
) -> None:
    built = kept_graph(store, edition, {})
    request.getfixturevalue("no_building")
    again = kept_graph(store, edition, {})
    assert _same(again, built)
    assert [node.open_to for node in again.nodes.values()] == [("person",)] * 4
    assert any(need.parts for node in again.nodes.values() for need in node.needs)


def test_a_graph_read_back_is_brought_up_to_date_like_any_other(store: Store, edition: Edition) -> None:
    kept_graph(store, edition, {})
    judged = {(paper_identity("Giấy khai sinh"), "1.001193"): False}
    after = judged_graph(kept_graph(store, edition, {}), {}, judged)
    assert _same(after, build_graph(store, edition, judged))
    assert _same(kept_graph(store, edition, judged), after)


def test_another_judgement_and_another_edition_give_other_graphs(
    store: Store, edition: Edition, bring_in: Bring
) -> None:
    assert _suppliers(kept_graph(store, edition, {}), "1.000894") == ["1.001193"]
    denied = {(paper_identity("Giấy khai sinh"), "1.001193"): False}
    assert _suppliers(kept_graph(store, edition, denied), "1.000894") == []
    assert _suppliers(kept_graph(store, edition, {}), "1.000894") == ["1.001193"]
    later = bring_in(MARRIAGE, edition="2026-07")
    assert [node.address for node in kept_graph(store, later, {}).nodes.values()] == ["1.000894"]
    assert len(kept_graph(store, edition, {}).nodes) == 4


def test_an_edition_whose_entries_changed_is_built_anew(store: Store, edition: Edition) -> None:
    kept_graph(store, edition, {})
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM entry WHERE code = '1.001193'")
    assert _suppliers(kept_graph(store, find_edition(store, None), {}), "1.000894") == []


def test_what_other_code_kept_is_not_trusted(store: Store, edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_graph(store, edition, {})
    kept = _kept(store, edition)
    monkeypatch.setattr(kept_graphs, "_code", lambda: "another release")
    assert len(kept_graph(store, edition, {}).nodes) == 4
    assert _kept(store, edition).splitlines()[0] != kept.splitlines()[0]


@pytest.mark.parametrize(
    "spoilt", [b"", b"\n", b"{}", b"[1]", b'{"links": [], "nodes": [[1]]}', b"\xff\xfe", b"[" * 99_999]
)
def test_a_spoilt_file_is_made_anew(store: Store, edition: Edition, spoilt: bytes) -> None:
    built = kept_graph(store, edition, {})
    made_of = _kept(store, edition).partition(b"\n")[0]
    kept_file(store, edition).write_bytes(gzip.compress(made_of + b"\n" + spoilt))
    assert _same(kept_graph(store, edition, {}), built)
    assert _kept(store, edition).startswith(made_of)


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda kept: b"",
    "cut off": lambda kept: kept[:-20],
    "with something before it": lambda kept: b"x" + kept,
    "damaged inside": lambda kept: kept[: len(kept) // 2] + b"zzzz" + kept[len(kept) // 2 + 4 :],
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_file_that_cannot_be_unpacked_is_made_anew(
    store: Store, edition: Edition, spoil: Callable[[bytes], bytes]
) -> None:
    built = kept_graph(store, edition, {})
    path = kept_file(store, edition)
    whole, kept = _kept(store, edition), path.read_bytes()
    path.write_bytes(spoil(kept))
    assert _same(kept_graph(store, edition, {}), built)
    assert _kept(store, edition) == whole


def test_a_file_that_was_cut_off_between_its_lines_is_made_anew(
    store: Store, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_graphs, "_ON_A_LINE", 1)
    built = kept_graph(store, edition, {})
    whole = _kept(store, edition)
    assert len(whole.splitlines()) == 2 + len(built.nodes)
    kept_file(store, edition).write_bytes(gzip.compress(whole[: whole.rindex(b"\n", 0, -1) + 1]))
    assert _same(kept_graph(store, edition, {}), built)
    assert _kept(store, edition) == whole


def test_where_no_file_can_be_kept_the_graph_is_built_all_the_same(store: Store, edition: Edition) -> None:
    kept_file(store, edition).parent.write_text("a file stands where the folder would", encoding="utf-8")
    assert len(kept_graph(store, edition, {}).nodes) == 4
    assert len(kept_graph(store, edition, {}).nodes) == 4


def test_an_edition_without_results_keeps_a_graph_without_links(store: Store, bring_in: Bring) -> None:
    edition = bring_in({"name": "Thủ tục không có kết quả", "dossiers": [{"papers": [{"text": "Giấy khai sinh"}]}]})
    kept_graph(store, edition, {})
    assert kept_graph(store, edition, {}).graph.number_of_edges() == 0


def test_nothing_half_written_is_left_beside_the_workspace(store: Store, edition: Edition) -> None:
    kept_graph(store, edition, {})
    folder: Path = kept_file(store, edition).parent
    assert [file.name for file in folder.iterdir()] == [f"graph-{edition.id}.json.gz"]


def test_that_a_graph_has_to_be_built_is_told_once(store: Store, edition: Edition) -> None:
    told: list[str] = []
    for _ in range(2):
        kept_graph(store, edition, {}, lambda: told.append("built"))
    assert told == ["built"]


def test_rules_words_and_weights_all_have_a_say_in_whether_a_kept_graph_is_trusted() -> None:
    files = kept_graphs.recognising_files()
    assert {WEIGHTS.name, "kinds.toml", "usual_papers.toml", "kinds_by_rule.py"} <= {file.name for file in files}
