"""The whole way to a result: what it counts, what it chooses, and what it says about what it does not know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from catalogue.effort import Duration, Effort, Fees, Money, effort
from catalogue.graph import DependencyGraph
from catalogue.graph_nodes import Link
from catalogue.issuer_choice import usual_issuers
from catalogue.journey import Bounds, Journey, Journeys, Terms, journey
from catalogue.records import Agencies, Channel, Fee, Procedure, ProcessingTime
from tests.catalogue.made_graphs import graph_of, need, node


def asks(days: int, fee: int | None = None, agency: str = "UBND cấp xã", calendar: bool = False) -> Effort:
    """What a procedure asks by itself: one visit, a time limit in working or calendar days, a fee or none known."""
    time = Duration(calendar=days * 24 * 60) if calendar else Duration(working=days * 8 * 60)
    fees = (
        Fees(unsummed=("set_elsewhere",)) if fee is None else Fees((Money("VND", fee, fee),) if fee else (), fee == 0)
    )
    return Effort(1, 0, 0, (agency,), time, time, "read", fees)


def way(
    graph: DependencyGraph,
    entry: int,
    efforts: Mapping[int, Effort] | None = None,
    conditional: bool = False,
    longest: bool = False,
) -> Journey:
    """The journey to a procedure; what is not told of a procedure stays unknown."""

    def known(entries: Sequence[int]) -> Mapping[int, Effort]:
        return {one: told for one, told in (efforts or {}).items() if one in entries}

    return journey(graph, entry, known, Terms(conditional=conditional, longest=longest))


def entries(found: Journey) -> list[int]:
    return [stop.node.entry for stop in found.stops]


def test_papers_behind_papers_come_before_those_that_need_them() -> None:
    graph = graph_of(node(1, "b c"), node(2, "d", "b"), node(3, "d", "c"), node(4, "đơn", "d"))
    found = way(graph, 1)
    assert entries(found) in ([4, 2, 3, 1], [4, 3, 2, 1])
    assert (found.direct.papers, found.hidden.papers, found.total.papers) == (2, 3, 5)
    assert (found.procedures, found.papers) == (Bounds(4, 4), Bounds(5, 5))
    assert found.passed == (2, 3, 4)


def test_what_does_not_lie_behind_a_procedure_makes_no_difference_to_its_journey() -> None:
    chain = [node(1, "b c"), node(2, "d", "b"), node(3, "d", "c"), node(4, "đơn", "d")]
    beside = [node(at, f"p{at}", f"p{at + 1} a{at}") for at in range(10, 60)]
    assert way(graph_of(*chain), 1) == way(graph_of(*beside, *chain, node(5, "b z", "y")), 1)


def test_a_citizen_holds_what_says_who_they_are_and_nothing_else() -> None:
    held = [need("cccd", 1, kinds=("identity",)), need("hc", 2, kinds=("passport",))]
    graph = graph_of(node(1, held), node(2, gives="cccd"), node(3, gives="hc"))
    assert entries(way(graph, 1)) == [3, 1]
    either = [need("hc", text="Hộ chiếu hoặc CCCD", kinds=("passport", "identity"), demand="alternative")]
    assert entries(way(graph_of(node(1, either), node(3, gives="hc")), 1)) == [1]


def test_among_several_issuers_the_one_with_fewest_procedures_behind_it_is_taken_and_the_others_named() -> None:
    graph = graph_of(node(1, "b"), node(2, "c", "b"), node(3, "", "b"), node(4, "", "c"))
    found = way(graph, 1)
    assert entries(found) == [3, 1]
    (paper,) = found.stops[-1].papers
    assert (paper.supplier, paper.others) == (3, (2,))
    assert entries(way(graph, 1, longest=True)) == [4, 2, 1]


def test_of_issuers_alike_the_plainest_that_is_open_to_the_applicant_is_taken() -> None:
    record = "Cấp Phiếu lý lịch tư pháp"
    offices = node(2, gives="b", name=record, open_to=("office",))
    ordinary = node(3, gives="b", name=f"{record} cho công dân Việt Nam", open_to=("person",))
    prisoners = node(4, gives="b", name=f"{record} cho công dân Việt Nam đang chấp hành án", open_to=("person",))
    graph = graph_of(node(1, "b", open_to=("person",)), offices, prisoners, ordinary)
    assert entries(way(graph, 1)) == [3, 1]
    assert way(graph, 1).stops[-1].papers[0].others == (4,)
    assert entries(way(graph_of(node(1, "b", open_to=("person",)), offices), 1)) == [2, 1]
    assert entries(way(graph_of(node(1, "b", open_to=("office",)), offices, ordinary), 1)) == [2, 1]


def test_of_issuers_alike_the_first_issue_comes_before_a_reissue() -> None:
    links = (Link(2, "result:1", "reissue"), Link(3, "result:1", "first"))
    asker, nodes = node(1, "b"), {2: node(2, name="Cấp"), 3: node(3, name="Cấp lần đầu")}
    assert usual_issuers(need("b", links=links), asker, {1: asker} | nodes) == [3, 2]


def test_the_same_procedure_at_another_level_supplies_nothing_on_the_way() -> None:
    name = "Cấp bản sao từ sổ gốc ({})"
    graph = graph_of(
        node(1, "b", "b", name=name.format("cấp tỉnh")), node(2, "", "b", name=name.format("thực hiện tại cấp xã"))
    )
    assert entries(way(graph, 1)) == [1]


def test_of_rows_that_stand_for_each_other_one_is_counted() -> None:
    rows = [need("b", 1, group=7), need("c", 2, group=7)]
    assert entries(way(graph_of(node(1, rows), node(2, "d", "b"), node(3, "", "c"), node(4, "", "d")), 1)) == [3, 1]
    own = way(graph_of(node(1, rows), node(2, "", "b")), 1)
    assert entries(own) == [1] and own.total.papers == 1


def test_of_cases_that_exclude_each_other_the_shortest_is_taken_unless_one_is_named() -> None:
    rows = [need("a", 1), need("b", 2, case=1), need("c", 3, case=2), need("d", 4, case=2)]
    graph = graph_of(node(1, rows), node(2, "", "b"))
    assert [(stop.node.entry, stop.case) for stop in way(graph, 1).stops] == [(1, 2)]
    named = Journeys(graph, lambda _entries: {}).to(1, case=1)
    assert [(stop.node.entry, stop.case) for stop in named.stops] == [(2, 0), (1, 1)]


def test_what_is_asked_in_some_cases_only_counts_when_it_is_wanted() -> None:
    graph = graph_of(node(1, [need("b", demand="conditional")]), node(2, "", "b"))
    found = way(graph, 1)
    assert entries(found) == [1] and found.stops[0].conditional == 1
    assert entries(way(graph, 1, conditional=True)) == [2, 1]


def test_a_renewal_presumes_the_paper_where_no_first_issue_is_known() -> None:
    graph = graph_of(node(1, "thẻ", "thẻ"), node(2, "thẻ", "thẻ"))
    found = way(graph, 1)
    assert entries(found) == [1] and found.cuts == ()
    assert found.stops[0].papers[0].presumed
    first = way(graph_of(node(1, "thẻ", "thẻ"), node(2, "thẻ", "thẻ"), node(3, "đơn", "thẻ")), 1)
    assert entries(first) == [3, 1]


def test_no_way_is_taken_for_shorter_because_it_presumes_a_paper() -> None:
    # A renewal and a first issue supply the passport; only renewals of the renewal's own paper are known.
    graph = graph_of(node(1, "hc"), node(2, "cũ", "hc cũ"), node(3, "đơn ảnh", "hc"))
    found = way(graph, 1)
    assert entries(found) == [3, 1]
    assert not any(paper.presumed for stop in found.stops for paper in stop.papers)


PASSPORT = "Hộ chiếu phổ thông cấp lần gần nhất đối với người đã được cấp hộ chiếu; trường hợp bị mất phải báo mất"


def test_who_issues_a_paper_first_asks_for_the_old_one_of_those_who_have_one() -> None:
    old = need("hc", 1, text=PASSPORT, kinds=("passport",), demand="alternative")
    restored = need("hc", 1, text="Hộ chiếu phổ thông còn nguyên vẹn", kinds=("passport",))
    graph = graph_of(
        node(1, [old], "hc", name="Cấp hộ chiếu phổ thông"),
        node(2, [restored], "hc", name="Khôi phục giá trị sử dụng hộ chiếu phổ thông"),
        node(3, "hc"),
    )
    first, second, last = way(graph, 1), way(graph, 2), way(graph, 3)
    assert (entries(first), first.total.papers, first.stops[0].conditional) == ([1], 0, 1)
    assert entries(second) == [1, 2] and not second.stops[1].papers[0].presumed
    assert entries(last) == [1, 3]
    assert way(graph, 1, conditional=True).total.papers == 1


def test_a_circle_is_cut_and_named() -> None:
    found = way(graph_of(node(1, "b", "a"), node(2, "a", "b")), 1)
    assert entries(found) == [2, 1]
    assert [(cut.entry, cut.requirement, cut.circle) for cut in found.cuts] == [(2, "paper:1.1", (1, 2))]
    (paper,) = found.stops[0].papers
    assert paper.cut and not paper.presumed


def test_working_days_calendar_days_and_money_are_added_each_for_itself() -> None:
    graph = graph_of(node(1, "b c"), node(2, "", "b"), node(3, "", "c"))
    efforts = {1: asks(3, 50_000), 2: asks(10, 0), 3: asks(20, None, "Sở Tư pháp", calendar=True)}
    found = way(graph, 1, efforts)
    assert found.total.longest == Duration(working=13 * 480, calendar=20 * 1440)
    assert found.total.fees.sums == (Money("VND", 50_000, 50_000),) and found.total.fee_gaps == 1
    assert (found.total.visits, set(found.total.agencies)) == (3, {"UBND cấp xã", "Sở Tư pháp"})
    # Twenty days are longer than ten working days.
    assert found.critical == (3, 1)
    assert found.chain.longest == Duration(working=3 * 480, calendar=20 * 1440)


def test_what_is_not_known_is_counted_as_not_known_and_never_as_nothing() -> None:
    found = way(graph_of(node(1, "b"), node(2, "", "b")), 1, {1: asks(3, 50_000)})
    assert (found.total.untimed, found.total.fee_gaps) == (1, 1)
    assert (found.hidden.untimed, found.hidden.fee_gaps, found.hidden.fees.free) == (1, 1, False)
    assert (found.total.visits, found.total.unvisited) == (1, 1)
    assert effort(Procedure(name="Đăng ký")).visits is None


def test_an_office_that_is_not_named_is_not_known_and_never_none() -> None:
    graph = graph_of(node(1, "a"), node(2, gives="a"))
    nameless = replace(asks(5, 0), agencies=())
    found = way(graph, 1, {1: asks(5, 0), 2: nameless})
    assert (found.total.agencies, found.total.unplaced) == (("UBND cấp xã",), 1)
    assert (found.hidden.agencies, found.hidden.unplaced, found.direct.unplaced) == ((), 1, 0)


def test_a_procedure_that_asks_for_nothing_is_a_journey_of_one() -> None:
    found = way(graph_of(node(1)), 1)
    assert entries(found) == [1] and found.total.papers == 0 and found.hidden.procedures == 0


def test_the_effort_of_a_procedure_is_what_its_channel_in_person_says() -> None:
    fees = (Fee("fee", Decimal(100_000)), Fee("charge", Decimal(8000)), Fee("charge", Decimal(5000)))
    found = effort(
        Procedure(
            name="Cấp thẻ",
            agencies=Agencies(implementing=("Sở Du lịch",)),
            channels=(
                Channel("online", ProcessingTime(Decimal(1), "day")),
                Channel("direct", ProcessingTime(Decimal(15), "working_day"), fees),
            ),
        )
    )
    assert found.longest is not None and found.longest.working_days == Fraction(15)
    # Two charges are the cases of one levy; a fee and a charge are two.
    assert found.fees.sums == (Money("VND", 105_000, 108_000),)
    assert found.agencies == ("Sở Du lịch",)


def test_a_fee_set_elsewhere_and_a_missing_time_limit_are_said_to_be_unknown() -> None:
    channel = Channel("direct", ProcessingTime(), (Fee("charge", text="Theo quy định của Hội đồng nhân dân tỉnh"),))
    found = effort(Procedure(name="Đăng ký", channels=(channel,)))
    assert (found.shortest, found.longest) == (None, None)
    assert (found.fees.sums, found.fees.free, found.fees.unsummed) == ((), False, ("set_elsewhere",))
    assert effort(Procedure(name="Đăng ký")).fees.unsummed == ("no_information",)


def test_what_is_shown_only_where_the_office_cannot_look_it_up_counts_in_some_cases_only() -> None:
    text = "Giấy tờ chứng minh thông tin về cư trú trong trường hợp cơ quan đăng ký hộ tịch không thể khai thác được"
    shown = need("a", text=text, demand="present")
    assert (shown.certain, shown.conditional) == (False, True)
    plain = need("a", text="Giấy tờ chứng minh nơi cư trú", demand="present")
    assert (plain.certain, plain.conditional) == (True, False)
