"""Marks into a proposal: which marks count, in which order, and what is said where something is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from catalogue.editions import Edition, Entry, find_entry
from catalogue.elements import find_element
from catalogue.problems import Problem, ProblemKind
from catalogue.store import Store
from reviews.actions import MarkAction
from reviews.documents.content import Office
from reviews.judgements import JudgementBook
from reviews.mark_book import MarkBook
from reviews.marks import Judgement, Mark, list_marks
from reviews.proposals import build_proposal, marked_elements
from reviews.volume_book import keep_volumes
from reviews.volumes import Volume

DECREE = "khoản 1 Điều 10 Nghị định số 123/2015/NĐ-CP"
Put = Callable[..., Mark]


@pytest.fixture
def put(store: Store, edition: Edition, book: MarkBook) -> Put:
    """Put An's mark on an element of a procedure."""

    def propose(address: str, action: str = "remove", code: str = "1.000894", who: str = "", **said: str) -> Mark:
        entry = find_entry(store, edition, code)
        hand = MarkBook(store, who) if who else book
        judgement = Judgement(MarkAction(action), **({"reason": "Không cần thiết"} | said))
        return hand.propose(entry, find_element(entry.procedure, address, code), judgement)

    return propose


def test_a_block_tells_the_procedure_and_its_changes_in_the_order_of_the_parts(
    store: Store, edition: Edition, put: Put
) -> None:
    put("condition:2")
    put("fee:1.1", "reduce", target="30.000")
    put("time:2", "reduce", target="3 ngày làm việc")
    put("time:1", "reduce", target="4 ngày làm việc")
    put("paper:1.2", "replace", target="Cơ sở dữ liệu hộ tịch điện tử", reason="Đã có dữ liệu;")
    put("paper:1.1", "reduce", target="1 bản chính, 0 bản sao")
    put("step:2")
    (block,) = build_proposal(store, edition).blocks
    assert (block.number, block.name, block.code) == (1, "Thủ tục đăng ký kết hôn", "1.000894")
    assert (block.field, block.agency) == ("Hộ tịch", "Ủy ban nhân dân cấp xã")
    assert [(item.part, item.sentence) for item in block.items] == [
        ("Trình tự thực hiện", "Bỏ bước thực hiện “Bước 2: Thẩm tra hồ sơ”."),
        (
            "Thành phần, số lượng hồ sơ",
            "Giảm số lượng phải nộp của thành phần hồ sơ “Tờ khai đăng ký kết hôn” từ 02 bản chính, 01 bản sao "
            "xuống còn 01 bản chính, không yêu cầu bản sao.",
        ),
        (
            "Thành phần, số lượng hồ sơ",
            "Thay thế thành phần hồ sơ “Giấy xác nhận tình trạng hôn nhân” bằng dữ liệu được khai thác từ "
            "Cơ sở dữ liệu hộ tịch điện tử.",
        ),
        (
            "Thời hạn giải quyết",
            "Rút ngắn thời hạn giải quyết từ 05 ngày làm việc xuống còn 04 ngày làm việc (trường hợp nộp trực tiếp).",
        ),
        (
            "Thời hạn giải quyết",
            "Rút ngắn thời hạn giải quyết từ 05 ngày làm việc xuống còn 03 ngày làm việc (trường hợp nộp trực tuyến).",
        ),
        ("Phí, lệ phí", "Giảm mức thu lệ phí từ 50.000 đồng xuống còn 30.000 đồng (trường hợp nộp trực tiếp)."),
        ("Yêu cầu, điều kiện", "Bỏ yêu cầu, điều kiện “Nữ từ đủ 18 tuổi trở lên”."),
    ]
    assert block.items[2].reason == "Đã có dữ liệu."
    assert [cost.value for cost in block.costs] == ["chưa tính"] * 4


def test_elements_of_a_part_come_in_their_published_order_past_nine(store: Store, edition: Edition, put: Put) -> None:
    for number in (10, 2, 12, 1, 9):
        put(f"paper:{number}", code="2.000635")
    (block,) = build_proposal(store, edition).blocks
    assert [item.sentence for item in block.items] == [
        f"Bỏ thành phần hồ sơ “Giấy tờ thứ {number}”." for number in (1, 2, 9, 10, 12)
    ]


def test_a_procedure_of_one_channel_needs_no_word_about_it(store: Store, edition: Edition, put: Put) -> None:
    put("time:1", "reduce", code="2.000635", target="4 giờ")
    (block,) = build_proposal(store, edition).blocks
    assert block.items[0].sentence == "Rút ngắn thời hạn giải quyết từ 01 ngày xuống còn 04 giờ."


def test_every_item_leads_back_to_its_mark(store: Store, edition: Edition, put: Put) -> None:
    ids = {put(address).id for address in ("procedure", "step:1", "paper:1.1")}
    (block,) = build_proposal(store, edition).blocks
    assert {item.mark_id for item in block.items} == ids
    assert {mark for line in block.recommendations for mark in line.mark_ids} == ids


def test_the_newest_mark_on_an_element_counts(store: Store, edition: Edition, put: Put) -> None:
    put("paper:1.1", reason="Của An")
    newest = put("paper:1.1", "reduce", who="Bình", target="1 bản chính", reason="Của Bình")
    (block,) = build_proposal(store, edition).blocks
    assert [(item.mark_id, item.reason) for item in block.items] == [(newest.id, "Của Bình.")]


def test_what_is_kept_is_left_out(store: Store, edition: Edition, put: Put) -> None:
    put("paper:1.1")
    put("paper:1.2", "keep")
    put("paper:1.1", "keep", who="Bình")
    put("step:1")
    (block,) = build_proposal(store, edition).blocks
    assert [item.part for item in block.items] == ["Trình tự thực hiện"]


def test_recommendations_gather_the_marks_of_an_article_and_name_what_has_none(
    store: Store, edition: Edition, put: Put
) -> None:
    none = put("condition:1")
    one = put("paper:1.1", article=DECREE)
    two = put("step:1", article="Điều 2 Thông tư số 04/2020/TT-BTP.")
    three = put("paper:1.2", article=DECREE)
    four = put("time:1")
    (block,) = build_proposal(store, edition).blocks
    assert [(line.mark_ids, line.sentence) for line in block.recommendations] == [
        ((two.id,), "Đề nghị Bộ Tư pháp sửa đổi, bổ sung Điều 2 Thông tư số 04/2020/TT-BTP."),
        ((one.id, three.id), f"Đề nghị Chính phủ sửa đổi, bổ sung {DECREE}."),
        (
            (four.id, none.id),
            "Đề nghị cơ quan có thẩm quyền sửa đổi, bổ sung ………… (chưa xác định điều khoản cần sửa đổi, bổ sung về "
            "thời hạn giải quyết và yêu cầu, điều kiện; căn cứ pháp lý của thủ tục do Quốc hội ban hành).",
        ),
    ]


def test_an_article_is_named_once_however_it_ends(store: Store, edition: Edition, put: Put) -> None:
    one, two = put("paper:1.1", article=DECREE), put("paper:1.2", article=f"{DECREE}; ")
    (block,) = build_proposal(store, edition).blocks
    assert [(line.mark_ids, line.sentence) for line in block.recommendations] == [
        ((one.id, two.id), f"Đề nghị Chính phủ sửa đổi, bổ sung {DECREE}.")
    ]


def test_a_procedure_that_goes_has_its_provisions_abolished(store: Store, edition: Edition, put: Put) -> None:
    put("procedure", article=DECREE)
    (block,) = build_proposal(store, edition).blocks
    assert block.items[0].sentence == "Bãi bỏ thủ tục hành chính."
    assert block.recommendations[0].sentence == f"Đề nghị Chính phủ bãi bỏ {DECREE}."


def test_procedures_come_in_the_order_of_the_edition_or_as_asked_for(store: Store, edition: Edition, put: Put) -> None:
    put("paper:1", code="2.000635")
    put("procedure", code="#3")
    put("paper:1")
    every = build_proposal(store, edition)
    assert [(block.number, block.code) for block in every.blocks] == [(1, "1.000894"), (2, "2.000635"), (3, "")]
    some = build_proposal(store, edition, ["#3", "1.000894"])
    assert [(block.number, block.name) for block in some.blocks] == [
        (1, "Đăng ký biến động đất đai"),
        (2, "Thủ tục đăng ký kết hôn"),
    ]


def test_a_procedure_named_twice_is_one_block(store: Store, edition: Edition, put: Put) -> None:
    put("paper:1")
    assert len(build_proposal(store, edition, ["1.000894", "1,000894", " 1.000894"]).blocks) == 1


def test_the_subject_names_the_procedure_or_counts_them(store: Store, edition: Edition, put: Put) -> None:
    put("paper:1")
    assert build_proposal(store, edition).subject == "Thủ tục đăng ký kết hôn"
    put("paper:1", code="2.000635")
    assert build_proposal(store, edition).subject == "02 thủ tục hành chính lĩnh vực Hộ tịch"
    put("procedure", code="#3")
    assert build_proposal(store, edition).subject == "03 thủ tục hành chính"


def test_office_day_edition_and_source_are_told(store: Store, edition: Edition, put: Put) -> None:
    put("paper:1")
    office, day = Office(agency="Sở Tư pháp"), date(2026, 7, 18)
    proposal = build_proposal(store, edition, office=office, day=day)
    assert (proposal.office, proposal.day, proposal.edition) == (office, day, "2026-06")
    assert proposal.sources == ("Nguồn: Danh mục tháng 6/2026 – Cổng DVCQG.",)
    plain = build_proposal(store, edition)
    assert (plain.office, plain.day) == (Office(), None)


@pytest.mark.parametrize("codes", [(), ("1.000894",), ("2.000635", "1.000894")])
def test_without_a_mark_that_changes_anything_there_is_no_proposal(
    store: Store, edition: Edition, put: Put, codes: tuple[str, ...]
) -> None:
    put("paper:1", "keep")
    with pytest.raises(Problem) as refused:
        build_proposal(store, edition, codes)
    assert refused.value.kind is ProblemKind.NO_MARKS
    assert refused.value.facts == {"code": codes[0] if codes else "2026-06"}


def test_an_unknown_procedure_is_named(store: Store, edition: Edition) -> None:
    with pytest.raises(Problem) as refused:
        build_proposal(store, edition, ["9.999999"])
    assert refused.value.kind is ProblemKind.PROCEDURE_UNKNOWN


def test_a_withdrawn_mark_is_not_proposed(store: Store, edition: Edition, put: Put, book: MarkBook) -> None:
    put("paper:1")
    book.withdraw(put("paper:2"))
    put("paper:3")
    book.undo()
    (block,) = build_proposal(store, edition).blocks
    assert [item.sentence for item in block.items] == ["Bỏ thành phần hồ sơ “Tờ khai đăng ký kết hôn”."]


def test_marks_are_found_by_the_element_they_stand_on(store: Store, marriage: Entry, put: Put) -> None:
    one, two = put("paper:1.1"), put("paper:1.1", "keep", who="Bình")
    step = put("step:2")
    found = marked_elements(marriage.procedure, list_marks(store))
    assert found == {"paper:1.1": [one, two], "step:2": [step]}
    assert marked_elements(marriage.procedure, []) == {}


def test_the_benefit_is_told_in_dong_a_year_once_the_volume_is_known(store: Store, edition: Edition, put: Put) -> None:
    put("paper:1.1")
    keep_volumes(JudgementBook(store, "An"), [Volume("1.000894", 2025, 1_000, 1_000, 1_000)])
    (block,) = build_proposal(store, edition).blocks
    *amounts, share = (cost.value for cost in block.costs)
    before, after, saved = (int(value.split(" ")[0].replace(".", "")) for value in amounts)
    assert before - after == saved > 0
    assert all(value.endswith(" đồng/năm (tạm tính)") for value in amounts)
    assert share.endswith(" % (tạm tính)")


def test_a_reason_begins_with_a_capital_after_its_label(store: Store, edition: Edition, put: Put) -> None:
    put("paper:1.2", reason="đã có trong cơ sở dữ liệu")
    (block,) = build_proposal(store, edition).blocks
    assert block.items[0].reason == "Đã có trong cơ sở dữ liệu."
