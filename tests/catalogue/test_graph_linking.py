"""Provinces are kept apart, and a graph brought up to date equals one built from the start."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from catalogue.graph import DependencyGraph
from catalogue.graph_building import IssuedResults
from catalogue.graph_nodes import Link, Output, PaperNeed, ProcedureNode
from catalogue.judged_links import JudgedLinks
from catalogue.paper_identity import paper_identities
from tests.catalogue.made_graphs import ByIdentity, graph_of, need, node


def test_a_province_s_procedure_is_supplied_by_its_own_province_and_by_the_nation() -> None:
    graph = graph_of(
        node(1, gives="đất", province="Lào Cai"),
        node(2, gives="đất", province="Lai Châu"),
        node(3, gives="đất"),
        node(4, asks="đất", province="Lào Cai"),
    )
    assert graph.suppliers(4) == (1, 3)
    assert graph.askers(2) == ()


def test_for_a_national_procedure_one_province_stands_for_all_that_publish_the_same() -> None:
    graph = graph_of(
        node(1, gives="đất", province="Lào Cai", name="Cấp giấy trên địa bàn tỉnh Lào Cai"),
        node(2, gives="đất", province="Lai Châu", name="Thủ tục cấp giấy"),
        node(3, gives="đất", province="Lai Châu", name="Đổi giấy"),
        node(4, asks="đất"),
    )
    assert [(link.entry, link.clones) for link in graph.needs(4)[0].links] == [(1, 2), (3, 1)]


def test_a_national_issuer_leaves_the_provinces_out() -> None:
    graph = graph_of(node(1, gives="đất", province="Lào Cai"), node(2, gives="đất"), node(3, asks="đất"))
    assert graph.suppliers(3) == (2,)


def test_what_is_not_asked_for_is_linked_to_nobody() -> None:
    graph = graph_of(node(1, gives="a"), node(2, asks=[need("a", demand="no")]))
    assert graph.needs(2)[0].links == () and graph.askers(1) == ()


def test_a_procedure_that_names_its_own_result_in_its_dossier_maintains_it() -> None:
    graph = graph_of(node(1, asks="thẻ", gives="thẻ"), node(2, gives="thẻ"), node(3, asks="thẻ"))
    assert graph.needs(1)[0].maintains and not graph.needs(3)[0].maintains
    assert graph.graph.edges[1, 1]["maintains"] and graph.graph.edges[2, 1]["maintains"]
    assert not graph.graph.edges[1, 3]["maintains"]
    assert graph.suppliers(1) == (2,)


PAPERS = ("a", "b", "c")
PROVINCES = ("", "", "Lào Cai", "Lai Châu")


@st.composite
def procedures(draw: st.DrawFn, entry: int) -> ProcedureNode:
    words = st.lists(st.sampled_from(PAPERS), max_size=2, unique=True).map(" ".join)
    return node(
        entry,
        asks=draw(words),
        gives=draw(words),
        province=draw(st.sampled_from(PROVINCES)),
        name=draw(st.sampled_from(("Cấp giấy", "Cấp lại giấy"))),
    )


def seen(graph: DependencyGraph) -> object:
    """Everything that a graph tells."""
    edges = {(one, other): graph.asking(one, other) for one in graph.nodes for other in graph.nodes}
    return graph.nodes, edges, {entry: graph.askers(entry) for entry in graph.nodes}


@given(st.data())
def test_after_any_changes_the_graph_is_the_one_built_from_the_start(data: st.DataObject) -> None:
    count = data.draw(st.integers(0, 5))
    nodes = {entry: data.draw(procedures(entry)) for entry in range(count)}
    graph = DependencyGraph(nodes.values(), ByIdentity)
    for _change in range(3):
        entry = data.draw(st.integers(0, 6))
        if entry in nodes and data.draw(st.booleans()):
            del nodes[entry]
        else:
            nodes[entry] = data.draw(procedures(entry))
        before = seen(graph)
        after = graph.updated(entry, nodes.get(entry))
        assert seen(graph) == before
        graph = after
        assert seen(graph) == seen(DependencyGraph(nodes.values(), ByIdentity))


def test_a_change_leaves_procedures_that_it_does_not_touch_as_they_are() -> None:
    graph = graph_of(node(1, gives="a"), node(2, asks="a"), node(3, asks="b"), node(4, gives="b"))
    after = graph.updated(4, node(4, gives="c"))
    assert after.nodes[1] is graph.nodes[1] and after.nodes[2] is graph.nodes[2]
    assert after.suppliers(3) == () and graph.suppliers(3) == (4,)


class Counting(ByIdentity):
    """Counts how often suppliers are looked for."""

    asked = 0

    def suppliers(self, need: PaperNeed, asker: ProcedureNode) -> tuple[Link, ...]:
        Counting.asked += 1
        return super().suppliers(need, asker)


def test_a_change_looks_only_for_the_suppliers_of_papers_that_it_touches() -> None:
    chain = [node(at, asks=f"p{at}", gives=f"p{at + 1}") for at in range(1_000)]
    graph = DependencyGraph(chain, Counting)
    Counting.asked = 0
    after = graph.updated(500, node(500, asks="p500", gives="p501 p7"))
    # The procedure itself, the two that ask for its results, and the index of those that stand for several provinces.
    assert 3 <= Counting.asked <= 6
    assert {entry for entry in after.nodes if after.nodes[entry] is not graph.nodes[entry]} == {500, 501, 7}


LAND = "Giấy chứng nhận quyền sử dụng đất"
REAL = (
    ("Đăng ký đất đai lần đầu", ("Tờ khai",), (LAND,)),
    ("Tách thửa hoặc hợp thửa đất", ("Bản gốc Giấy chứng nhận đã cấp",), ("Giấy chứng nhận",)),
    ("Đính chính Giấy chứng nhận đã cấp", (LAND,), ("Đính chính trên Giấy chứng nhận đã cấp",)),
    ("Cấp giấy phép lái xe", ("Giấy khai sinh hoặc Hộ chiếu",), ("Giấy phép lái xe",)),
    ("Cấp giấy phép lái xe quốc tế", ("Giấy phép lái xe quốc gia",), ("Giấy phép lái xe quốc tế",)),
    ("Cấp mới thẻ ABTC", ("văn bản cho phép sử dụng thẻ của cấp có thẩm quyền",), ("Thẻ ABTC",)),
    ("Cấp văn bản cho phép sử dụng thẻ ABTC", (), ("Văn bản đồng ý cho phép sử dụng thẻ ABTC",)),
    ("Trở lại quốc tịch", ("Giấy tờ chứng minh quan hệ cha con, mẹ con",), ("Quyết định hành chính",)),
    ("Đăng ký khai sinh", (), ("Giấy khai sinh",)),
)


def real(entry: int, at: int) -> ProcedureNode:
    """One of the real procedures under an entry."""
    name, asked, given = REAL[at]
    needs = tuple(PaperNeed(f"paper:1.{place}", text, text) for place, text in enumerate(asked, 1))
    outputs = tuple(Output(f"result:{place}", text, text) for place, text in enumerate(given, 1))
    return ProcedureNode(entry, f"1.{entry:06}", name, needs, outputs)


@given(st.lists(st.integers(0, len(REAL) - 1), max_size=6), st.integers(0, 6), st.integers(-1, len(REAL) - 1))
def test_a_change_keeps_the_links_of_real_wordings_as_if_built_from_the_start(
    first: list[int], entry: int, then: int
) -> None:
    nodes = {at: real(at, kind) for at, kind in enumerate(first)}
    after = DependencyGraph(nodes.values(), IssuedResults).updated(entry, real(entry, then) if then >= 0 else None)
    nodes.pop(entry, None)
    if then >= 0:
        nodes[entry] = real(entry, then)
    assert seen(after) == seen(DependencyGraph(nodes.values(), IssuedResults))


def test_after_many_changes_everything_is_indexed_anew_and_nothing_is_forgotten() -> None:
    nodes = {at: node(at, asks=f"p{at}", gives=f"p{at + 1}") for at in range(1, 8)}
    graph = DependencyGraph(nodes.values(), ByIdentity)
    # More changes than an index holds beside it, some to another result and some back.
    for change in range(250):
        entry = change % 7 + 1
        nodes.pop(entry)
        nodes[entry] = node(entry, asks=f"p{entry}", gives=f"p{entry + 1 + change % 2}")
        graph = graph.updated(entry, nodes[entry])
    for entry in range(100, 250):
        nodes[entry] = node(entry, asks="p2", gives=f"q{entry}")
        graph = graph.updated(entry, nodes[entry])
    assert seen(graph) == seen(DependencyGraph(nodes.values(), ByIdentity))


def test_two_changes_of_one_graph_know_nothing_of_each_other() -> None:
    first = graph_of(node(1, gives="a"), node(2, asks="b"), node(3, asks="c"))
    one, other = first.updated(2, node(2, asks="c")), first.updated(3, node(3, asks="b"))
    # What changed in one of them only is looked at in both, and linked where it is so.
    assert one.updated(1, node(1, gives="c")).askers(1) == ((2, ("paper:1.1",)), (3, ("paper:1.1",)))
    assert other.updated(1, node(1, gives="b")).askers(1) == ((2, ("paper:1.1",)), (3, ("paper:1.1",)))
    assert first.updated(1, node(1, gives="b")).askers(1) == ((2, ("paper:1.1",)),)


class Judging(IssuedResults):
    """Counts the results that are indexed."""

    indexed = 0

    def __init__(self, nodes: Iterable[ProcedureNode], judged: JudgedLinks | None = None) -> None:
        known = list(nodes)
        Judging.indexed += len(known)
        super().__init__(known, judged)


def test_a_change_indexes_what_changed_and_no_more() -> None:
    nodes = {at: real(at, at % len(REAL)) for at in range(1, 40)}
    graph = DependencyGraph(nodes.values(), Judging)
    Judging.indexed = 0
    after = graph.updated(3, real(3, 5))
    assert Judging.indexed <= 6
    assert seen(after) == seen(DependencyGraph({**nodes, 3: real(3, 5)}.values(), IssuedResults))


@given(st.integers(0, 8), st.integers(-1, len(REAL) - 1), st.booleans())
def test_a_change_keeps_what_reviewers_judged(entry: int, then: int, holds: bool) -> None:
    nodes = {at: real(at, kind) for at, kind in enumerate(range(len(REAL)))}
    (identity,) = paper_identities("Giấy khai sinh hoặc Hộ chiếu"[:14])
    judged = {(identity, "1.000004"): holds, (identity, "1.000008"): not holds}
    before = DependencyGraph(nodes.values(), lambda some: IssuedResults(some, judged))
    after = before.updated(entry, real(entry, then) if then >= 0 else None)
    nodes.pop(entry)
    if then >= 0:
        nodes[entry] = real(entry, then)
    assert seen(after) == seen(DependencyGraph(nodes.values(), lambda some: IssuedResults(some, judged)))
