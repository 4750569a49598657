"""A link from a paper to who issues it, judged once, holds for every row and edition and outranks the machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.editions import Entry, find_edition, find_entry
from catalogue.elements import find_element
from catalogue.graph import DependencyGraph
from catalogue.graph_building import build_graph, judged_graph
from catalogue.importing import EditionDetails, import_edition
from catalogue.papers import catalogue_papers
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews.issuer_links import SaidLink, say_link
from reviews.judged_issuers import issuer_links, judged_links
from reviews.judgements import JudgementBook
from reviews.mark_book import MarkBook
from reviews.workspace import open_workspace


def _record(code: str, name: str, result: str, *papers: str) -> dict[str, Any]:
    dossiers = [{"papers": [{"text": text} for text in papers]}]
    return {"code": code, "name": name, "results": [{"name": result}], "dossiers": dossiers}


# Shortened from records of the national portal (Cổng Dịch vụ công quốc gia, June 2026).
RECORDS = [
    _record("1.001193", "Thủ tục đăng ký khai sinh", "Giấy khai sinh", "Tờ khai đăng ký khai sinh", "Giấy chứng sinh"),
    _record("1.000894", "Thủ tục đăng ký kết hôn", "Giấy chứng nhận kết hôn", "Giấy khai sinh của hai bên nam, nữ"),
    _record("2.000986", "Xác nhận việc sinh tại cơ sở y tế", "Giấy báo sinh", "Giấy tờ tùy thân của người mẹ"),
    _record("1.004772", "Đăng ký khai sinh lưu động", "Giấy khai sinh", "Giấy chứng sinh hoặc Giấy khai sinh cũ"),
    _record("", "Thủ tục không mã", "Giấy chứng sinh", "Lưu ý:"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    source = tmp_path / "records.jsonl"
    source.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in RECORDS), encoding="utf-8")
    store = open_workspace(tmp_path / "workspace.db", create=True)
    for name in ("2026-06", "2026-07"):
        import_edition(store, [source], EditionDetails(name, f"{name}-01"))
    yield store
    store.close()


def _entry(store: Store, code: str, edition: str = "2026-06") -> Entry:
    return find_entry(store, find_edition(store, edition), code)


def _say(store: Store, code: str, row: str, issuer: str, holds: bool | None) -> SaidLink:
    asker = _entry(store, code)
    element = find_element(asker.procedure, row, asker.address)
    return say_link(JudgementBook(store, "an"), asker, element, _entry(store, issuer), holds, "Đã hỏi Sở Y tế")


def _graph(store: Store, edition: str = "2026-06") -> DependencyGraph:
    return build_graph(store, find_edition(store, edition), judged_links(store))


def _issuers(graph: DependencyGraph, code: str, row: str) -> list[str]:
    node = next(node for node in graph.nodes.values() if node.address == code)
    need = next(need for need in node.needs if need.address == row)
    return [graph.nodes[entry].address for entry in need.suppliers]


def test_a_confirmed_link_holds_for_all_rows_that_ask_for_the_paper_in_every_edition(store: Store) -> None:
    assert "2.000986" not in _issuers(_graph(store), "1.001193", "paper:1.2")
    assert _say(store, "1.001193", "paper:1.2", "2.000986", True).changed == 1
    for edition in ("2026-06", "2026-07"):
        graph = _graph(store, edition)
        assert "2.000986" in _issuers(graph, "1.001193", "paper:1.2")
        assert "2.000986" in _issuers(graph, "1.004772", "paper:1.1")


def test_a_denied_link_is_gone_whatever_the_names_say(store: Store) -> None:
    assert _issuers(_graph(store), "1.000894", "paper:1.1") == ["1.001193", "1.004772"]
    _say(store, "1.000894", "paper:1.1", "1.004772", False)
    graph = _graph(store)
    assert _issuers(graph, "1.000894", "paper:1.1") == ["1.001193"]
    paper = next(one for one in catalogue_papers(graph, judged_links(store)) if "khai sinh của hai bên" in one.name)
    assert "1.004772" not in [graph.nodes[entry].address for entry in paper.issuers]


def test_denying_one_paper_of_a_row_leaves_the_links_of_the_other(store: Store) -> None:
    _say(store, "1.001193", "paper:1.2", "2.000986", False)
    _say(store, "1.000894", "paper:1.1", "1.001193", True)
    assert "1.001193" in _issuers(_graph(store), "1.004772", "paper:1.1")


def test_a_confirmed_link_is_about_the_paper_of_the_row_that_the_issuer_s_result_comes_nearest_to(store: Store) -> None:
    said = _say(store, "1.004772", "paper:1.1", "1.001193", True)
    assert len(said.identities) == 1 and "khai sinh" in said.identities[0]
    assert len(_say(store, "1.004772", "paper:1.1", "1.001193", False).identities) == 2


def test_what_is_said_is_undone_and_redone_like_a_mark(store: Store) -> None:
    _say(store, "1.001193", "paper:1.2", "2.000986", True)
    book = MarkBook(store, "an")
    book.undo()
    assert judged_links(store) == {}
    book.redo()
    (link,) = issuer_links(store)
    assert (link.code, link.holds, link.who, link.reason) == ("2.000986", True, "an", "Đã hỏi Sở Y tế")
    assert (link.paper, link.procedure) == ("Giấy chứng sinh", "Xác nhận việc sinh tại cơ sở y tế")


def test_saying_it_again_changes_nothing_and_taking_it_back_leaves_it_to_the_machine(store: Store) -> None:
    _say(store, "1.000894", "paper:1.1", "1.004772", False)
    assert _say(store, "1.000894", "paper:1.1", "1.004772", False).changed == 0
    assert _say(store, "1.000894", "paper:1.1", "1.004772", None).changed == 1
    assert _issuers(_graph(store), "1.000894", "paper:1.1") == ["1.001193", "1.004772"]


def test_a_graph_brought_up_to_date_equals_one_built_from_the_start(store: Store) -> None:
    said = [("1.001193", "paper:1.2", "2.000986", True), ("1.000894", "paper:1.1", "1.004772", False)]
    graph, before = _graph(store), judged_links(store)
    for code, row, issuer, holds in [*said, (*said[0][:3], None)]:
        _say(store, code, row, issuer, holds)
        after = judged_links(store)
        graph, before = judged_graph(graph, before, after), after
        whole = _graph(store)
        assert graph.nodes == whole.nodes
        assert {entry: graph.askers(entry) for entry in graph.nodes} == {
            entry: whole.askers(entry) for entry in whole.nodes
        }


@pytest.mark.parametrize(
    ("code", "row", "issuer", "kind"),
    [
        ("1.001193", "result:1", "2.000986", ProblemKind.ROW_ASKS_FOR_NO_PAPER),
        ("#5", "paper:1.1", "2.000986", ProblemKind.ROW_ASKS_FOR_NO_PAPER),
        ("1.001193", "paper:1.2", "#5", ProblemKind.ISSUER_WITHOUT_CODE),
    ],
)
def test_what_no_link_can_lead_from_or_to_is_refused(
    store: Store, code: str, row: str, issuer: str, kind: ProblemKind
) -> None:
    with pytest.raises(Problem) as refused:
        _say(store, code, row, issuer, True)
    assert refused.value.kind is kind
    assert issuer_links(store) == ()
