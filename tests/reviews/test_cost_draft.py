"""A first draft of the cost table: what the record says, a line for each paper, channel and fee, and what is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from catalogue.editions import Entry
from catalogue.records import Channel, Dossier, Fee, Paper, Procedure, ProcessingTime, Step
from reviews.cost_after import table_after
from reviews.cost_draft import DraftRules, channel_shares, draft_table
from reviews.costs import Activity, CostTable, Figure, FigureSource
from reviews.income import income_of
from reviews.marked_procedure import procedure_after
from reviews.marks import Mark
from reviews.norms import suggested_norms

INCOME = income_of(2025)
FORM = Paper("- Tờ khai đăng ký;", originals=1, copies=0)
COPIES = Paper("Bản sao có chứng thực Giấy chứng nhận đăng ký doanh nghiệp", originals=0, copies=3)
HELD = Paper("Hộ chiếu/Thẻ căn cước", originals=0, copies=0)


def procedure(*papers: Paper, **values: Any) -> Procedure:
    """A procedure with one dossier, submitted in person for a charge of 50,000 đồng."""
    charge = Fee("charge", Decimal(50_000))
    plain: dict[str, Any] = {"dossiers": (Dossier("", papers),), "channels": (Channel("direct", fees=(charge,)),)}
    return Procedure("Đăng ký hộ kinh doanh", **(plain | values))


def addresses(table: CostTable, activity: Activity) -> list[str]:
    """The addresses of the lines of an activity."""
    return [line.address for line in table.lines if line.activity is activity]


def test_the_lines_follow_the_six_activities_in_their_order(marriage: Entry) -> None:
    table = draft_table(marriage.procedure, INCOME)
    order = [line.activity for line in table.lines]
    assert order == sorted(order, key=list(Activity).index)
    assert addresses(table, Activity.PREPARE) == ["paper:1.1", "paper:1.2", "paper:1.3"]
    assert addresses(table, Activity.SUBMIT) == addresses(table, Activity.RECEIVE) == ["channel:1", "channel:2"]
    assert addresses(table, Activity.PAY) == ["channel:1", "fee:1.1"]


def test_each_number_says_where_it_comes_from_and_a_norm_is_not_confirmed(marriage: Entry) -> None:
    table = draft_table(marriage.procedure, INCOME)
    form = table.lines[0]
    assert (form.minutes.source, form.minutes.confirmed, form.minutes.note) == (
        FigureSource.NORM,
        False,
        "form + 2 × copy",
    )
    charge = next(line for line in table.lines if line.address == "fee:1.1").fee
    assert (charge.value, charge.source, charge.confirmed) == (50_000, FigureSource.RECORD, True)
    assert table.is_provisional


def test_minutes_and_dong_of_a_draft_are_whole(marriage: Entry) -> None:
    for line in draft_table(marriage.procedure, INCOME).lines:
        assert all(type(figure.value) is int for figure in (line.minutes, line.out_of_pocket, line.fee))


def test_headings_and_notes_are_no_papers() -> None:
    papers = (
        Paper("Giấy tờ phải nộp gồm:", originals=0, copies=0),
        FORM,
        Paper("Lưu ý: bản sao phải rõ nét", originals=0, copies=0),
        Paper("Người tiếp nhận hồ sơ thực hiện khai thác thông tin trong CSDL", originals=0, copies=0),
        HELD,
    )
    assert addresses(draft_table(procedure(*papers), INCOME), Activity.PREPARE) == ["paper:1.2", "paper:1.5"]


def test_alternatives_count_once() -> None:
    papers = (HELD, Paper("hoặc Giấy khai sinh;", originals=1), Paper("Giấy chứng nhận kết hôn; hoặc"), FORM)
    assert addresses(draft_table(procedure(*papers), INCOME), Activity.PREPARE) == ["paper:1.1", "paper:1.3"]


def test_of_cases_that_exclude_each_other_the_lower_middle_one_stands_for_all() -> None:
    cases = (
        Dossier("Giấy tờ phải nộp", (FORM,)),
        Dossier("Trường hợp chuyển nhượng", (COPIES, COPIES, HELD)),
        Dossier("Trường hợp thừa kế", (HELD,)),
        Dossier("Trường hợp tặng cho", (COPIES,)),
        Dossier("Lưu ý:", (HELD,)),
    )
    table = draft_table(procedure(dossiers=cases), INCOME)
    assert addresses(table, Activity.PREPARE) == ["paper:1.1", "paper:4.1"]


def test_copies_cost_by_their_number_and_by_certification() -> None:
    lines = draft_table(procedure(COPIES, dossier_sets="02 bộ"), INCOME).lines
    assert lines[0].minutes.note == "held + 6 × certified_copy"
    plain = Paper("Giấy phép (bản sao có chứng thực hoặc bản sao kèm bản chính để đối chiếu)", copies=1)
    assert draft_table(procedure(plain), INCOME).lines[0].minutes.note == "held + copy"


def test_an_inspection_in_the_steps_is_a_line_of_its_own() -> None:
    steps = (Step("", "Bước 1: Nộp hồ sơ.\nBước 2: Cơ quan tổ chức kiểm tra thực tế tại cơ sở.\nBước 3: Trả kết quả."),)
    table = draft_table(procedure(FORM, steps=steps), INCOME)
    assert addresses(table, Activity.INSPECTION) == ["step:2"]


def test_a_fee_that_cannot_be_told_is_a_gap_and_not_nothing() -> None:
    fees = (Fee("fee", None, text="Theo quy định của Hội đồng nhân dân cấp tỉnh"), Fee("price", Decimal(10), "USD"))
    table = draft_table(procedure(FORM, channels=(Channel("direct", fees=fees),)), INCOME)
    assert [(gap.kind, gap.address) for gap in table.gaps] == [
        ("fee-set-elsewhere", "fee:1.1"),
        ("currency-without-rate", "fee:1.2"),
    ]
    assert table.once.fees == 0 and table.is_provisional


def test_a_foreign_fee_is_counted_by_the_rate_that_is_given() -> None:
    channel = Channel("direct", fees=(Fee("fee", Decimal(10), "USD"),))
    rules = DraftRules(rates={"USD": Fraction(25_400)})
    assert draft_table(procedure(FORM, channels=(channel,)), INCOME, rules).once.fees == 254_000


def test_fees_of_one_kind_are_alternatives_and_kinds_add_up() -> None:
    amounts = (300_000, 100_000, 200_000)
    fees = (*(Fee("fee", Decimal(amount)) for amount in amounts), Fee("charge", Decimal(20_000)))
    table = draft_table(procedure(FORM, channels=(Channel("direct", fees=fees),)), INCOME)
    assert table.once.fees == 220_000
    chosen = next(line for line in table.lines if line.address == "fee:1.3").fee
    assert (chosen.low, chosen.high, chosen.confirmed) == (100_000, 300_000, False)


def test_shares_that_are_not_offered_fall_to_the_channels_that_are() -> None:
    wanted = {"online": Fraction(3, 5), "direct": Fraction(1, 5), "postal": Fraction(1, 5)}
    assert channel_shares(("direct", "online"), wanted) == (("direct", Fraction(1, 4)), ("online", Fraction(3, 4)))
    assert channel_shares(("postal", "online"), {}) == (("postal", 1),)
    assert channel_shares(("direct",), {"online": 1}) == (("direct", 1),)


MarkOf = Callable[..., Mark]
MIXED = procedure(
    FORM,
    COPIES,
    HELD,
    steps=(Step("", "Bước 1: Nộp hồ sơ.\nBước 2: Kiểm tra thực tế tại cơ sở.\nBước 3: Trả kết quả."),),
    conditions="- Đủ 18 tuổi;\n- Có trụ sở;",
)


def saved(marks: list[Mark], what: Procedure = MIXED) -> Fraction:
    """What the marks save of doing a procedure once."""
    table = draft_table(what, INCOME)
    return Fraction(table.cost_once - table_after(table, what, marks).cost_once)


def test_without_marks_everything_costs_what_it_costs_today(mark_of: MarkOf) -> None:
    table = draft_table(MIXED, INCOME)
    assert table_after(table, MIXED, []) is table
    assert saved([mark_of(part="paper", element="paper:1.1", action="keep")]) == 0


def test_a_paper_removed_or_replaced_by_data_costs_nothing_any_more(mark_of: MarkOf) -> None:
    line = next(line for line in draft_table(MIXED, INCOME).lines if line.address == "paper:1.2")
    cost = draft_table(MIXED, INCOME).line_cost(line).total
    for action in ("remove", "replace", "merge"):
        assert saved([mark_of(part="paper", element="paper:1.2", action=action, target="CSDL")]) == cost


def test_fewer_copies_save_what_copying_takes(mark_of: MarkOf) -> None:
    fewer = mark_of(part="paper", element="paper:1.2", action="reduce", target="00 bản chính, 01 bản sao")
    table = draft_table(MIXED, INCOME)
    after = table_after(table, MIXED, [fewer])
    norm = 30
    assert table.once.minutes - after.once.minutes == 2 * norm
    assert table.once.out_of_pocket - after.once.out_of_pocket == 2 * 4_000


def test_a_lower_fee_saves_its_difference_and_no_fee_saves_paying_too(mark_of: MarkOf) -> None:
    lower = mark_of(part="fee", element="fee:1.1", action="reduce", target="20.000 đồng")
    gone = mark_of(part="fee", element="fee:1.1", action="remove")
    table = draft_table(MIXED, INCOME)
    assert saved([lower]) == 30_000
    after = table_after(table, MIXED, [gone])
    assert after.once.fees == 0 and table.once.minutes - after.once.minutes == 10


def test_removing_the_cheap_alternative_of_a_fee_saves_nothing_and_costs_nothing(mark_of: MarkOf) -> None:
    fees = (Fee("fee", Decimal(100_000)), Fee("fee", Decimal(200_000)))
    two = procedure(FORM, channels=(Channel("direct", fees=fees),))
    assert saved([mark_of(part="fee", element="fee:1.1", action="remove")], two) == 0


def test_a_step_with_an_inspection_saves_it_and_a_shorter_limit_saves_no_cost(mark_of: MarkOf) -> None:
    assert saved([mark_of(part="step", element="step:2", action="remove")]) == Fraction(240 * INCOME.dong_per_hour, 60)
    assert saved([mark_of(part="time", element="time:1", action="reduce", target="1 ngày làm việc")]) == 0


def test_an_abolished_procedure_costs_nothing_and_a_merged_one_no_way_of_its_own(mark_of: MarkOf) -> None:
    table = draft_table(MIXED, INCOME)
    gone = table_after(table, MIXED, [mark_of(part="procedure", element="procedure", action="remove")])
    assert (gone.cost_once, gone.lines) == (0, ())
    merge = mark_of(part="procedure", element="procedure", action="merge", target="1.000894")
    merged = table_after(table, MIXED, [merge])
    assert not {line.activity for line in merged.lines} & {Activity.SUBMIT, Activity.RECEIVE}
    assert merged.once.fees == table.once.fees
    assert procedure_after(MIXED, [merge]) is None


def test_a_figure_that_a_reviewer_entered_stays_in_the_table_after(mark_of: MarkOf) -> None:
    table = draft_table(MIXED, INCOME)
    own = Figure(200, FigureSource.REVIEWER, True)
    edited = replace(table, lines=tuple(replace(line, minutes=own) for line in table.lines))
    after = table_after(edited, MIXED, [mark_of(part="paper", element="paper:1.3", action="remove")])
    assert {line.minutes for line in after.lines} == {own}


def test_the_procedure_after_its_marks_is_the_record_without_what_they_take(mark_of: MarkOf) -> None:
    marks = [
        mark_of(part="paper", element="paper:1.3", action="remove"),
        mark_of(part="paper", element="paper:1.2", action="reduce", target="00 bản chính, 01 bản sao"),
        mark_of(part="step", element="step:2", action="remove"),
        mark_of(part="condition", element="condition:2", action="remove"),
        mark_of(part="fee", element="fee:1.1", action="reduce", target="20.000 đồng"),
        mark_of(part="time", element="time:1", action="reduce", target="3 ngày làm việc"),
    ]
    after = procedure_after(MIXED, marks)
    assert after is not None
    assert [(paper.text, paper.copies) for paper in after.dossiers[0].papers] == [(FORM.text, 0), (COPIES.text, 1)]
    assert [step.text for step in after.steps] == ["Bước 1: Nộp hồ sơ.", "Bước 3: Trả kết quả."]
    assert after.conditions == "- Đủ 18 tuổi;"
    assert after.channels[0].fees[0].amount == 20_000
    assert after.channels[0].processing_time == ProcessingTime(Decimal(3), "working_day")


@st.composite
def papers_and_marked(draw: st.DrawFn) -> tuple[tuple[Paper, ...], list[int]]:
    """Some papers, and the numbers (from 1) of those that are marked."""
    paper = st.builds(
        Paper,
        st.sampled_from(["Tờ khai", "Báo cáo kết quả", "Bản sao có chứng thực bằng tốt nghiệp", "Hộ chiếu"]),
        st.integers(0, 4),
        st.integers(0, 4),
    )
    papers = tuple(draw(st.lists(paper, min_size=1, max_size=6)))
    return papers, draw(st.lists(st.integers(1, len(papers)), unique=True))


@given(papers_and_marked(), st.sampled_from(["remove", "replace", "merge", "reduce"]))
def test_savings_of_disjoint_marks_add_up_and_are_never_negative(
    drawn: tuple[tuple[Paper, ...], list[int]], action: str
) -> None:
    papers, marked = drawn
    what = procedure(*papers)
    marks = [_mark(f"paper:1.{at}", action) for at in marked]
    alone = [saved([mark], what) for mark in marks]
    assert all(saving >= 0 for saving in alone)
    assert saved(marks, what) == sum(alone)


def _mark(element: str, action: str) -> Mark:
    return Mark(
        id=1,
        edition="2026-06",
        address="1.000894",
        procedure_name="Đăng ký hộ kinh doanh",
        procedure_digest="",
        part="paper",
        element=element,
        element_digest="",
        element_text="",
        action=action,
        target="00 bản chính, 00 bản sao",
        reason_code="",
        reason="Đã có dữ liệu",
        article="",
        author="An",
        state="proposed",
        created_at="",
        changed_at="",
        version=1,
    )


def test_the_note_of_a_figure_names_its_norms_in_words() -> None:
    norms = suggested_norms()
    form, copy = norms.get("form").label, norms.get("copy").label
    assert norms.named("form + 2 × copy") == f"{form} + 2 × {copy}"
    assert norms.named("khảo sát tại Sở Tư pháp") == "khảo sát tại Sở Tư pháp"
    assert norms.named("") == ""
