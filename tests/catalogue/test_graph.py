"""Which results supply which papers, and what follows from that for a whole edition; names are real ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue.editions import Edition, find_edition, find_entry
from catalogue.graph import DependencyGraph
from catalogue.graph_building import build_graph
from catalogue.importing import EditionDetails, import_edition
from catalogue.store import Store


@pytest.fixture
def real_graph(store: Store, real_records_file: Path) -> tuple[DependencyGraph, Callable[[str], int]]:
    """The graph of the real records, and the number of an entry by its code."""
    import_edition(store, [real_records_file], EditionDetails("2026-06"))
    edition = find_edition(store)
    return build_graph(store, edition), lambda code: find_entry(store, edition, code).id


RealGraph = tuple[DependencyGraph, Callable[[str], int]]


def test_a_paper_leads_to_the_procedure_that_issues_it(real_graph: RealGraph) -> None:
    graph, entry = real_graph
    hiring, birth = entry("1.004055"), entry("1.003583")
    need = graph.needs(hiring)[0]
    assert (need.address, need.text) == ("paper:1.1", "Giấy khai sinh có chứng nhận của UBND cấp xã")
    assert need.suppliers == (birth,)
    assert graph.results(birth) == ("Giấy khai sinh",)
    assert graph.suppliers(hiring) == (birth,)
    assert graph.askers(birth) == ((hiring, ("paper:1.1",)),)


def test_the_form_of_a_procedure_leads_nowhere(real_graph: RealGraph) -> None:
    graph, entry = real_graph
    forms = [need for need in graph.needs(entry("1.003583")) if "Tờ khai đăng ký khai sinh" in need.text]
    assert forms and all(need.suppliers == () for need in forms)


def test_a_procedure_that_renews_its_own_result_maintains_it(real_graph: RealGraph) -> None:
    graph, entry = real_graph
    renewal = entry("2.000473")
    assert graph.graph.edges[renewal, renewal]["maintains"]
    assert graph.suppliers(renewal) == () and graph.askers(renewal) == ()
    assert graph.cycles_through(renewal) == frozenset()


def test_a_procedure_that_withdraws_a_licence_does_not_issue_it(real_graph: RealGraph) -> None:
    graph, entry = real_graph
    exchange, withdrawal = entry("3.000350"), entry("3.000352")
    assert graph.suppliers(exchange) == ()
    assert graph.suppliers(withdrawal) == (exchange,)
    assert graph.closure(withdrawal, 5) == {exchange: 1}
    assert graph.cycles_through(exchange) == graph.cycles_through(withdrawal) == frozenset()


def test_two_procedures_that_need_each_other_are_a_cycle(store: Store, bring_in: Callable[..., Edition]) -> None:
    graph = build_graph(store, bring_in(*each_other()))
    one, other, third = graph.nodes
    assert graph.cycles_through(one) == {other}
    assert graph.cycles_through(other) == {one}
    assert graph.cycles_through(third) == frozenset()
    assert graph.fed(other) == {one: 1, third: 1}


def each_other() -> list[dict[str, Any]]:
    """A contract that needs a residence card, a card that needs the contract, and a third that needs the card."""
    return [
        procedure("Cấp giấy phép lao động", "Giấy phép lao động", "Thẻ tạm trú"),
        procedure("Cấp thẻ tạm trú", "Thẻ tạm trú", "Bản sao Giấy phép lao động"),
        procedure("Cấp thẻ ưu tiên", "Thẻ ưu tiên", "Thẻ tạm trú"),
    ]


def procedure(name: str, result: str, *papers: str, **more: Any) -> dict[str, Any]:
    """A record of a procedure with one result and the papers of one dossier."""
    dossiers = [{"papers": [{"text": text} for text in papers]}]
    return {"name": name, "results": [{"name": result}], "dossiers": dossiers} | more


def chain(length: int) -> list[dict[str, Any]]:
    """Procedures each of which asks for the result of the one before it."""
    return [
        {
            "code": f"1.{number:06}",
            "name": f"Cấp giấy phép bậc {number}",
            "results": [{"name": f"Giấy phép bậc {number}"}],
            "dossiers": [{"papers": [{"text": "Đơn đề nghị"}, {"text": f"- Bản sao Giấy phép bậc {number - 1}"}]}],
        }
        for number in range(1, length + 1)
    ]


def test_the_procedures_behind_a_procedure_carry_their_distance(store: Store, bring_in: Callable[..., Edition]) -> None:
    graph = build_graph(store, bring_in(*chain(5)))
    first, *_, last = graph.nodes
    assert sorted(graph.closure(last, 3).values()) == [1, 2, 3]
    assert sorted(graph.closure(last, 99).values()) == [1, 2, 3, 4]
    assert graph.closure(first, 99) == {}


def test_one_procedure_asked_for_two_papers_is_one_edge_with_both(
    store: Store, bring_in: Callable[..., Edition]
) -> None:
    asking = {
        "name": "Đăng ký",
        "dossiers": [{"papers": [{"text": "Giấy phép bậc 1"}, {"text": "Bản sao Giấy phép bậc 1"}]}],
    }
    graph = build_graph(store, bring_in(*chain(1), asking))
    issuer, asker = graph.nodes
    assert graph.askers(issuer) == ((asker, ("paper:1.1", "paper:1.2")),)


def test_an_edition_without_results_has_no_edges(store: Store, bring_in: Callable[..., Edition]) -> None:
    graph = build_graph(store, bring_in({"name": "Đăng ký", "dossiers": [{"papers": [{"text": "Giấy khai sinh"}]}]}))
    (entry,) = graph.nodes
    assert graph.graph.number_of_edges() == 0
    assert graph.results(entry) == ()
    assert [need.suppliers for need in graph.needs(entry)] == [()]
    assert (graph.closure(entry, 9), graph.cycles_through(entry)) == ({}, frozenset())


def test_the_graph_of_one_edition_knows_nothing_of_another(store: Store, bring_in: Callable[..., Edition]) -> None:
    bring_in(*chain(3), edition="2025")
    graph = build_graph(store, bring_in(chain(3)[2]))
    assert graph.graph.number_of_edges() == 0
