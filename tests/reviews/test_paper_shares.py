"""Who has to prepare which row: everybody, some, those of one channel; and what marks on such rows save.

The texts are those of the national portal, June 2026 (Thủ tục đăng ký khai sinh and others).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.problems import Problem, ProblemKind
from catalogue.records import Channel, Dossier, Paper, Procedure
from reviews.cost_after import table_after
from reviews.cost_draft import DraftRules, draft_table
from reviews.cost_table import conditional_rows, table_notes
from reviews.costs import CostTable, FigureSource
from reviews.income import income_of
from reviews.marks import Mark
from reviews.norms import read_norms, suggested_norms, typed_share
from reviews.paper_shares import IN_PERSON, ONLINE, alternatives, asked_of_some, paper_channel

INCOME = income_of(2025)
FOUND = "- Trường hợp trẻ em bị bỏ rơi thì phải có biên bản về việc trẻ bị bỏ rơi do cơ quan có thẩm quyền lập."
POWER = (
    "- Văn bản ủy quyền (được chứng thực) theo quy định của pháp luật trong trường hợp ủy quyền thực hiện việc đăng ký "
    "khai sinh. Trường hợp người được ủy quyền là ông, bà, cha, mẹ thì văn bản ủy quyền không phải chứng thực."
)
BIRTH = (
    "- Giấy chứng sinh; trường hợp không có Giấy chứng sinh thì nộp văn bản của người làm chứng xác nhận về việc sinh."
)
ON_PAPER = (
    "- Tờ khai đăng ký khai sinh theo mẫu (nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tiếp hoặc gửi "
    "hồ sơ qua hệ thống bưu chính);"
)
ON_SCREEN = (
    "- Mẫu hộ tịch điện tử tương tác đăng ký khai sinh (do người yêu cầu cung cấp thông tin theo hướng dẫn trên Cổng "
    "dịch vụ công, nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tuyến)"
)
RESIDENCE = (
    "- Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp cơ quan đăng ký hộ tịch không thể khai thác "
    "được thông tin. Trường hợp khai thác được thì không phải xuất trình (theo hình thức trực tiếp) hoặc tải lên (theo "
    "hình thức trực tuyến)."
)
EVERY_WAY = (Channel("direct"), Channel("online"), Channel("postal"))
REGISTERED = Procedure(
    "Thủ tục đăng ký khai sinh",
    channels=EVERY_WAY,
    dossiers=(
        Dossier("* Giấy tờ phải nộp:", tuple(Paper(text, 1, 0) for text in (FOUND, POWER, BIRTH))),
        Dossier("* Giấy tờ phải xuất trình:", (Paper(RESIDENCE),)),
        Dossier("", (Paper(ON_PAPER, 1, 0), Paper(ON_SCREEN, 1, 0))),
    ),
)


@pytest.mark.parametrize("text", [FOUND, POWER, RESIDENCE, "Bản sao Giấy phép xây dựng (nếu có)"])
def test_a_condition_in_the_first_sentence_asks_the_paper_of_some(text: str) -> None:
    assert asked_of_some(text)


@pytest.mark.parametrize(
    "text",
    [BIRTH, ON_PAPER, ON_SCREEN, "Tờ khai (Dùng cho cá nhân trong trường hợp ủy quyền), Mẫu số 05", "Hộ chiếu"],
)
def test_how_to_deal_who_fills_it_in_and_what_else_will_do_are_no_condition(text: str) -> None:
    assert not asked_of_some(text)


def test_a_remark_at_the_end_keeps_a_form_to_those_who_deal_so() -> None:
    assert (paper_channel(ON_PAPER), paper_channel(ON_SCREEN)) == (IN_PERSON, ONLINE)
    assert paper_channel(RESIDENCE) == paper_channel(FOUND) == ""


def test_rows_joined_by_or_and_announced_ones_stand_for_each_other() -> None:
    announced = ("Một trong các giấy tờ sau:", "- Giấy phép", "- Quyết định", "Tờ khai; hoặc", "Đơn", "hoặc Phiếu")
    groups = alternatives(Dossier("", tuple(Paper(text) for text in announced)))
    assert groups[0] == 0 and groups[1] == groups[2] > 0
    assert groups[3] == groups[4] == groups[5] < 0
    assert alternatives(Dossier("Nộp một trong các giấy tờ sau", (Paper("Giấy phép"), Paper("Quyết định")))) == (3, 3)


def drafted(what: Procedure = REGISTERED, /, **shares: Fraction) -> CostTable:
    """The draft of a procedure whose applicants deal in these shares."""
    return draft_table(what, INCOME, DraftRules(shares=shares))


def test_what_some_must_hand_in_counts_for_the_suggested_part_and_is_not_confirmed() -> None:
    table = drafted()
    parts = {line.address: line.burdened for line in table.lines}
    assert [parts[at].value for at in ("paper:1.1", "paper:1.2", "paper:1.3")] == [Fraction(1, 4), Fraction(1, 4), 1]
    part = parts["paper:1.2"]
    assert (part.source, part.confirmed, part.low, part.high) == (FigureSource.NORM, False, 0, 1)
    assert [row.number for row in conditional_rows(table)] == ["1.1", "1.2", "1.4"]
    assert any(
        "25 % số đối tượng" in note and "chưa kiểm chứng" in note for note in table_notes(table, suggested_norms())
    )


def test_the_form_on_paper_and_the_one_on_the_screen_count_once_by_channel() -> None:
    def minutes(table: CostTable) -> Fraction:
        forms = [line for line in table.lines if line.address in ("paper:3.1", "paper:3.2")]
        return Fraction(sum(table.line_cost(line).minutes for line in forms))

    ways: tuple[dict[str, Fraction], ...] = (
        {},
        {"online": Fraction(1)},
        {"online": Fraction(1, 3), "postal": Fraction(2, 3)},
    )
    for shares in ways:
        assert minutes(drafted(REGISTERED, **shares)) == 30


def test_of_announced_alternatives_the_cheapest_counts_until_the_last_is_gone(mark_of: Callable[..., Mark]) -> None:
    rows = ("Một trong các giấy tờ sau:", "- Báo cáo tài chính", "- Giấy phép", "- Giấy xác nhận của ngân hàng")
    what = replace(REGISTERED, dossiers=(Dossier("", tuple(Paper(text, 1, 0) for text in rows)),))
    table = drafted(what)
    assert [line.address for line in table.lines if line.address[:5] == "paper"] == ["paper:1.3"]

    def saved(*places: int) -> Fraction:
        marks = [mark_of(id=at, part="paper", element=f"paper:1.{at}", action="remove") for at in places]
        return Fraction(table.cost_once - table_after(table, what, marks).cost_once)

    assert saved(3) == saved(2, 4) == saved(3, 4) == 0
    assert saved(2, 3, 4) == table.line_cost(table.lines[0]).total > 0


def test_one_case_on_top_of_what_everybody_hands_in_is_asked_of_some() -> None:
    added = Dossier("Trường hợp ủy quyền thì phải có thêm", (Paper("Văn bản ủy quyền", 1, 0),))
    what = replace(REGISTERED, dossiers=(Dossier("Giấy tờ phải nộp", (Paper("Hộ chiếu"),)), added))
    parts = {line.address: line.burdened.value for line in drafted(what).lines}
    assert (parts["paper:1.1"], parts["paper:2.1"]) == (1, Fraction(1, 4))


@given(st.sets(st.sampled_from(["1.1", "1.2", "1.3", "2.1", "3.1", "3.2"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_marks_on_such_papers_save_their_part_and_add_up(mark_of: Callable[..., Mark], places: set[str]) -> None:
    table = drafted(online=Fraction(2, 5), direct=Fraction(3, 5))
    marks = [
        mark_of(id=at, part="paper", element=f"paper:{place}", action="remove")
        for at, place in enumerate(sorted(places))
    ]
    after = table_after(table, REGISTERED, marks)
    alone = [table.cost_once - table_after(table, REGISTERED, [mark]).cost_once for mark in marks]
    assert all(saving > 0 for saving in alone)
    assert sum(alone) == table.cost_once - after.cost_once


def test_an_office_may_give_the_share_or_leave_it_out(tmp_path: Path) -> None:
    text = Path("reviews/law/norms.toml").read_text(encoding="utf-8")
    own = tmp_path / "norms.toml"
    own.write_text(text.partition("[conditional]")[0], encoding="utf-8")
    assert read_norms(own).share == suggested_norms().share
    own.write_text(text.replace("percent = 25", "percent = 10"), encoding="utf-8")
    assert read_norms(own).conditional.value == Fraction(1, 10)
    own.write_text(text.replace("percent = 25", "percent = 101"), encoding="utf-8")
    with pytest.raises(Problem) as refused:
        read_norms(own)
    assert refused.value.kind is ProblemKind.TABLE_UNREADABLE


def test_a_typed_share_of_all_counts_everything_in_full() -> None:
    full = suggested_norms().with_share(typed_share(100, "--conditional"))
    table = draft_table(REGISTERED, INCOME, DraftRules(full))
    assert {line.burdened.value for line in table.lines} == {1}
    assert all(line.burdened.confirmed for line in table.lines)
