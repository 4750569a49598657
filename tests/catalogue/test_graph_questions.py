"""Questions asked of a whole graph: circles, papers asked back or implied, unused results, clones, gates, papers."""

from __future__ import annotations

from catalogue.clones import clone_groups
from catalogue.cycles import cycles
from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import Output
from catalogue.graph_questions import asked_back, evidence, implied_papers, unasked_results
from catalogue.journey import Journeys
from catalogue.papers import catalogue_papers, matching, paper_at
from catalogue.terrain import Terrain
from tests.catalogue.made_graphs import graph_of, need, node


def terrain(graph: DependencyGraph) -> Terrain:
    return Journeys(graph, lambda _entries: {}).terrain


def test_a_pair_that_needs_each_other_is_a_cycle_with_the_papers_that_close_it() -> None:
    graph = graph_of(node(1, "x b", "a"), node(2, "a", "b"))
    (cycle,) = cycles(graph, terrain(graph))
    assert (cycle.entries, cycle.papers, cycle.avoidable) == ((1, 2), (("paper:1.2",), ("paper:1.1",)), False)


def test_a_cycle_that_another_issuer_leads_around_is_avoidable() -> None:
    graph = graph_of(node(1, "b", "a"), node(2, "a", "b"), node(3, "đơn", "b"))
    assert [cycle.avoidable for cycle in cycles(graph, terrain(graph))] == [True]


def test_of_a_longer_tangle_the_shortest_circle_is_told() -> None:
    graph = graph_of(node(1, "c", "a"), node(2, "a", "b"), node(3, "b", "c"), node(4, "c", "d"))
    assert [cycle.entries for cycle in cycles(graph, terrain(graph))] == [(1, 2, 3)]


def test_renewals_and_self_loops_are_no_cycles() -> None:
    graph = graph_of(node(1, "a", "a"), node(2, "a", "a"), node(3, "a", "b"))
    assert cycles(graph, terrain(graph)) == ()


def test_what_a_citizen_holds_or_the_same_procedure_at_another_level_issues_closes_no_circle() -> None:
    either = [need("b", text="Hộ chiếu hoặc CCCD", kinds=("passport", "identity"), demand="alternative")]
    held = graph_of(node(1, either, "a"), node(2, "a", "b"))
    assert held.suppliers(1) == (2,) and cycles(held, terrain(held)) == ()
    levels = graph_of(
        node(1, "đơn", "đơn", name="Giải quyết khiếu nại về tố tụng (thực hiện tại cấp tỉnh)"),
        node(2, "đơn", "đơn", name="Giải quyết khiếu nại về tố tụng (thực hiện tại cấp xã)"),
    )
    assert all(paper.maintains for one in (1, 2) for paper in levels.needs(one))
    assert cycles(levels, terrain(levels)) == () and implied_papers(levels) == ()


def test_an_edition_without_results_has_nothing_to_answer() -> None:
    graph = graph_of(node(1, "a b"), node(2, "a"))
    assert not any((cycles(graph, terrain(graph)), asked_back(graph), implied_papers(graph), unasked_results(graph)))
    empty = graph_of()
    assert not any((cycles(empty, terrain(empty)), catalogue_papers(empty), clone_groups(())))


def test_a_paper_whose_every_issuer_sits_in_the_same_office_is_asked_back() -> None:
    graph = graph_of(
        node(1, "a b", agency="Sở Tư pháp"),
        node(2, gives="a", agency="Sở tư pháp."),
        node(3, gives="b", agency="Sở Tư pháp"),
        node(4, gives="b", agency="Sở Nội vụ"),
    )
    assert [(found.entry, found.paper, found.suppliers) for found in asked_back(graph)] == [(1, "paper:1.1", (2,))]


def test_what_a_mission_abroad_issues_is_not_asked_back_by_an_office_at_home() -> None:
    text = "Giấy xác nhận tình trạng hôn nhân do Cơ quan đại diện ngoại giao, Cơ quan đại diện lãnh sự của Việt Nam cấp"
    office = "Ủy ban nhân dân cấp xã"
    graph = graph_of(node(1, [need("a", text=text)], agency=office), node(2, gives="a", agency=office))
    assert asked_back(graph) == ()


def test_what_every_issuer_of_a_paper_has_asked_for_is_implied_by_that_paper() -> None:
    graph = graph_of(node(1, "a b"), node(2, "b", "a"), node(3, "c b", "a"))
    (found,) = implied_papers(graph)
    assert (found.entry, found.paper, found.by, found.chain) == (1, "paper:1.2", "paper:1.1", ((2, "paper:1.1"),))
    assert implied_papers(graph_of(node(1, "a b"), node(2, "b", "a"), node(3, "c", "a"))) == ()


def test_a_paper_is_implied_over_the_papers_behind_a_paper_too() -> None:
    graph = graph_of(node(1, "a d"), node(2, "b", "a"), node(3, "d", "b"))
    chains = {(found.paper, found.by): found.chain for found in implied_papers(graph)}
    assert chains == {("paper:1.2", "paper:1.1"): ((2, "paper:1.1"), (3, "paper:1.1"))}


def test_forms_and_conditional_papers_imply_nothing() -> None:
    form = need("tờ khai", 2, kinds=("form",))
    graph = graph_of(node(1, [need("a"), form]), node(2, [need("tờ khai", kinds=("form",))], "a"))
    assert implied_papers(graph) == ()
    graph = graph_of(node(1, "a b"), node(2, [need("b", demand="conditional")], "a"))
    assert implied_papers(graph) == ()


def test_results_that_nobody_asks_for_are_told_and_renewing_them_is_no_asking() -> None:
    graph = graph_of(node(1, "b", "b"), node(2, "a"), node(3, gives="a c"))
    assert [(entry, output.identity) for entry, output in unasked_results(graph)] == [(1, "b"), (3, "c")]


def test_a_result_that_hands_over_no_paper_is_not_told_as_unasked() -> None:
    refusing = node(
        1, gives="a", outputs=(Output("result:1", "Văn bản từ chối", ""), Output("result:2", "Giấy a", "a"))
    )
    assert [(entry, output.address) for entry, output in unasked_results(graph_of(refusing))] == [(1, "result:2")]


def test_gates_are_what_others_cannot_be_reached_without() -> None:
    graph = graph_of(
        node(1, "a"), node(2, "b", "a"), node(3, gives="b"), node(4, "b"), node(5, "c"), node(6, gives="c")
    )
    assert terrain(graph).gates() == {3: 3, 2: 1, 6: 1}


def test_an_edge_keeps_what_speaks_for_it() -> None:
    graph = graph_of(node(1, "x a"), node(2, gives="a"))
    assert [(found.address, link.result) for found, link in evidence(graph, 2, 1)] == [("paper:1.2", "a")]


def test_the_same_procedure_of_several_provinces_is_a_group_with_its_differences() -> None:
    groups = clone_groups(
        [
            node(1, "a b", "d", province="Lào Cai", name="Thủ tục cấp đổi giấy tỉnh Lào Cai"),
            node(2, "a", "d", province="Lai Châu", name="Cấp đổi Giấy"),
            node(3, "a c", "d e", province="Hải Phòng", name="Cấp đổi giấy."),
            node(4, "a", province="Lào Cai", name="Cấp lại giấy"),
            node(5, "a", name="Cấp đổi giấy"),
        ]
    )
    (group,) = groups
    assert (group.entries, group.provinces) == ((1, 2, 3), ("Hải Phòng", "Lai Châu", "Lào Cai"))
    told = {(one.part, one.words): (one.having, one.lacking) for one in group.differences}
    assert told == {
        ("paper", "Giấy b"): ((1,), (2, 3)),
        ("paper", "Giấy c"): ((3,), (1, 2)),
        ("result", "Giấy e"): ((3,), (1, 2)),
    }


def test_rows_that_ask_for_the_same_paper_are_one_paper_with_its_wordings_and_issuers() -> None:
    rows = ["Giấy khai sinh", "Bản sao Giấy khai sinh (nếu có)", "- Giấy khai sinh"]
    graph = graph_of(
        *(node(at, [need("ks", text=text)]) for at, text in enumerate(rows, 1)),
        node(4, [need("ks", 1, text="Giấy khai sinh"), need("ks", 2, text="Giấy khai sinh", demand="no")], "ks"),
    )
    (paper,) = catalogue_papers(graph)
    assert (paper.name, paper.procedures, paper.issuers) == ("Giấy khai sinh", 4, (4,))
    assert paper.wordings[0] == ("Giấy khai sinh", 2) and len(paper.wordings) == 3
    assert paper_at([paper], 2, "paper:1.1") is paper and paper_at([paper], 2, "paper:1.2") is None


def test_papers_are_found_by_words_with_and_without_diacritics_those_next_to_each_other_first() -> None:
    texts = ["Giấy tờ khai báo sinh hoạt", "Giấy khai sinh", "Giấy khai tử"]
    graph = graph_of(*(node(at, [need(f"g{at}", text=text)]) for at, text in enumerate(texts, 1)))
    papers = catalogue_papers(graph)
    assert [paper.name for paper in matching(papers, "giay khai si")] == [
        "Giấy khai sinh",
        "Giấy tờ khai báo sinh hoạt",
    ]
    assert [paper.name for paper in matching(papers, "khai tử")] == ["Giấy khai tử"]
    assert matching(papers, "khai tự") == ()
    assert matching(papers, " ") == papers and matching(papers, "...") == papers
