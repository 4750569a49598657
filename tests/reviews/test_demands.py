"""What procedures ask of each other, read off the graph, and the ripple of a scenario over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from catalogue.records import Channel, Dossier, Paper, Procedure
from reviews.cost_draft import draft_table
from reviews.costs import CostSum, Figure, FigureSource
from reviews.demands import counted_demands, counted_in, demands_of, office_minutes
from reviews.income import income_of
from reviews.marks import Mark
from reviews.norms import suggested_norms
from reviews.ripple import Demand, Span, WantedPaper, exactly
from reviews.scenario import CostedProcedure, Scenario, compare_scenarios, scenario_table
from reviews.scenario_ripple import dropped_papers, involved, scenario_ripple
from tests.catalogue.made_graphs import graph_of, need, node

MarkOf = Callable[..., Mark]
HALF = Fraction(1, 2)


def parts(*rows: object, gives: str = "x") -> dict[str, Span]:
    """The part that each paper of one procedure brings to the second one, which issues x."""
    graph = graph_of(node(1, rows), node(2, gives=gives))  # type: ignore[arg-type]
    return {paper.address: paper.part for demand in demands_of(graph) for paper in demand.papers}


def test_a_paper_for_the_occasion_brings_everybody_and_one_that_lasts_some() -> None:
    assert parts(need("x", kinds=("marital_status",))) == {"paper:1.1": exactly(1)}
    assert parts(need("x", kinds=("business_reg",))) == {"paper:1.1": Span(0, HALF, 1)}


def test_what_is_asked_of_some_brings_the_part_of_them_that_the_cost_table_counts() -> None:
    quarter = Fraction(suggested_norms().conditional.value)
    assert parts(need("x", kinds=("marital_status",), demand="conditional")) == {"paper:1.1": Span(0, quarter, 1)}
    # Of those who have to hand in a paper that lasts, half may hold it already.
    assert parts(need("x", kinds=("business_reg",), demand="conditional")) == {"paper:1.1": Span(0, quarter / 2, 1)}


def test_the_part_that_an_asker_s_table_burdens_stands_in_the_place_of_the_norm() -> None:
    text = f"{CONFIRMATION} (nếu có)"
    graph = graph_of(
        node(1, [need("x", text=text, kinds=("marital_status",), demand="conditional")]), node(2, gives="x")
    )
    asker = costed("1.000001", text)
    (line,) = (line for line in asker.table.lines if line.address == "paper:1.1")
    for share, part in (
        (Figure(Fraction(1, 10), FigureSource.SURVEY, True), exactly(Fraction(1, 10))),
        (Figure(1, FigureSource.SURVEY, True), exactly(1)),
    ):
        lines = tuple(replace(one, burdened=share) if one is line else one for one in asker.table.lines)
        tables = {"1.000001": replace(asker.table, lines=lines)}
        (found,) = counted_demands(demands_of(graph), lambda _asker, _papers: CostSum(), tables.get)
        assert [paper.part for paper in found.papers] == [part]
    (unknown,) = counted_demands(demands_of(graph), lambda _asker, _papers: CostSum(), lambda _asker: None)
    assert unknown.papers == next(demands_of(graph)).papers


def test_what_everybody_holds_or_only_shows_brings_nobody_in_the_middle() -> None:
    assert parts(need("x", kinds=("identity",))) == {"paper:1.1": Span(0, 0, 1)}
    assert parts(need("x", kinds=("marital_status",), demand="present")) == {"paper:1.1": Span(0, 0, 1)}
    assert parts(need("x", demand="no")) == {}


def test_where_one_of_several_will_do_nobody_knows_who_takes_which() -> None:
    kinds = ("marital_status",)
    graph = graph_of(node(1, [need("x", kinds=kinds)]), node(2, gives="x"), node(3, gives="x"))
    found = [paper for demand in demands_of(graph) for paper in demand.papers]
    assert [paper.part for paper in found] == [Span(0, HALF, 1)] * 2
    assert {paper.choice for paper in found} == {"paper:1.1"}
    rows = (need("x", 1, kinds=kinds, group=7), need("y", 2, kinds=kinds, group=7))
    assert parts(*rows) == {"paper:1.1": Span(0, HALF, 1)}
    cases = (need("x", 1, kinds=kinds, case=1), need("y", 2, kinds=kinds, case=2))
    assert parts(*cases) == {"paper:1.1": Span(0, HALF, 1)}


def test_a_procedure_asks_nothing_of_itself() -> None:
    graph = graph_of(node(1, [need("x")], gives="x"))
    assert list(demands_of(graph)) == []


def costed(address: str, *papers: str, subjects: int = 1_000) -> CostedProcedure:
    """A procedure with papers of some words and its drafted table."""
    dossier = Dossier("", tuple(Paper(text, originals=1) for text in papers))
    procedure = Procedure("Đăng ký", channels=(Channel("direct"),), dossiers=(dossier,))
    many = Figure(subjects, FigureSource.SURVEY, True)
    return CostedProcedure(address, procedure, draft_table(procedure, income_of(2025), subjects=many))


CONFIRMATION = "Giấy xác nhận tình trạng hôn nhân do Ủy ban nhân dân cấp xã cấp"


def test_the_price_of_a_confirmation_is_what_the_asker_s_table_counts_for_getting_it() -> None:
    asker = costed("1.000001", CONFIRMATION, "Hộ chiếu")
    counted = counted_in({asker.address: asker.table}.get)
    assert counted(asker.address, ("paper:1.1",)).minutes == 120
    assert counted(asker.address, ("paper:1.2",)) == CostSum()
    assert counted("1.000009", ("paper:1.1",)) == CostSum()


def test_marks_drop_papers_and_abolish_procedures(mark_of: MarkOf) -> None:
    marks = {
        "1.000001": [
            mark_of(id=1, element="paper:1.1"),
            mark_of(id=2, element="paper:1.2", action="reduce", target="1 bản chính"),
            mark_of(id=3, element="step:2", part="step"),
        ],
        "1.000002": [mark_of(id=4, part="procedure", element="procedure")],
        "1.000003": [mark_of(id=5, part="procedure", element="procedure", action="merge")],
    }
    assert dropped_papers(marks) == ({"1.000001": frozenset({"paper:1.1"})}, frozenset({"1.000002"}))


def test_direct_saving_and_ripple_together_are_what_the_catalogue_costs_less(mark_of: MarkOf) -> None:
    asker, issuer = costed("1.000001", "Giấy tờ", subjects=300), costed("1.000002", "Tờ khai", "Giấy tờ khác")
    demands = [Demand("1.000001", "1.000002", (WantedPaper("paper:1.1", exactly(1)),))]
    marks = {
        "1.000001": [mark_of(address="1.000001", element="paper:1.1")],
        "1.000002": [mark_of(address="1.000002", element="paper:1.2")],
    }
    scenario = Scenario("bỏ giấy tờ", marks)
    (whole,) = compare_scenarios([asker, issuer], [scenario], lambda _: "")
    found = scenario_ripple([asker, issuer], scenario, demands, office_minutes=office_minutes().value)
    asking, issuing = (scenario_table(one, scenario).once for one in (asker, issuer))
    # 300 of the issuer's 1,000 cases stay away, and its own mark makes each of the others cheaper.
    assert whole.scenarios[0].year - found.saving == asking.times(300) + issuing.times(700)
    assert found.office_minutes == exactly(300 * 90)


def test_only_what_a_ripple_can_reach_is_involved(mark_of: MarkOf) -> None:
    chain = [
        Demand(asker, issuer, (WantedPaper("paper:1.1", exactly(1)),))
        for asker, issuer in (("1", "2"), ("2", "3"), ("4", "3"), ("5", "6"))
    ]
    assert involved(chain, [Scenario("", {"1": [mark_of(element="paper:1.1")]})]) == {"1", "2", "3", "4"}
    assert involved(chain, [Scenario("")]) == frozenset()
