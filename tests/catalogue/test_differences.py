"""What counts as a change of meaning, of wording, and as heavier or lighter."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.differences import Burden, Change, ChangedPart, ChangeKind, Reason, differences
from catalogue.records import (
    Agencies,
    Channel,
    Dossier,
    Fee,
    LegalBasis,
    Paper,
    Procedure,
    ProcessingTime,
    Result,
    Step,
)

FORM = Paper("Tờ khai đăng ký kết hôn theo mẫu", 1, 0)
BIRTH = Paper("Giấy chứng nhận tình trạng hôn nhân do Ủy ban nhân dân cấp xã cấp", 1, 0)
HOUSE = Paper("Bản sao Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở", 0, 1)
MARRIAGE = Procedure(
    name="Thủ tục đăng ký kết hôn",
    field="Hộ tịch",
    level=("Cấp xã",),
    agencies=Agencies(implementing=("Ủy ban nhân dân cấp xã",)),
    subjects=("Công dân Việt Nam", "Người Việt Nam định cư ở nước ngoài"),
    steps=(Step("", "Bước 1: Người yêu cầu nộp hồ sơ.\nBước 2: Công chức kiểm tra hồ sơ.\nBước 3: Trả kết quả."),),
    channels=(Channel("direct", ProcessingTime(Decimal(5), "working_day"), (Fee("charge", Decimal(50000)),)),),
    dossiers=(Dossier("", (FORM, BIRTH, HOUSE)),),
    results=(Result("", "Giấy chứng nhận kết hôn"),),
    conditions="- Nam từ đủ 20 tuổi trở lên\n- Nữ từ đủ 18 tuổi trở lên",
    legal_bases=(LegalBasis("60/2014/QH13", "Luật Hộ tịch"), LegalBasis("123/2015/NĐ-CP", "")),
)


def _with_papers(*papers: Paper) -> Procedure:
    return replace(MARRIAGE, dossiers=(Dossier("", papers),))


def _with_time(quantity: int, unit: str, text: str = "") -> Procedure:
    time = ProcessingTime(Decimal(quantity), unit, text)
    return replace(MARRIAGE, channels=(replace(MARRIAGE.channels[0], processing_time=time),))


def _with_fee(*fees: Fee) -> Procedure:
    return replace(MARRIAGE, channels=(replace(MARRIAGE.channels[0], fees=fees),))


def _meant(old: Procedure, new: Procedure) -> list[Change]:
    return [change for change in differences(old, new) if not change.wording_only]


def _only(old: Procedure, new: Procedure) -> Change:
    (change,) = _meant(old, new)
    return change


def test_equal_contents_have_no_differences() -> None:
    assert differences(MARRIAGE, replace(MARRIAGE)) == ()


@pytest.mark.parametrize(
    "written",
    [
        "tờ khai đăng kí kết hôn theo mẫu;",
        "- Tờ khai đăng ký kết hôn theo mẫu.",
        "a) Tờ khai  đăng ký kết hôn, theo mẫu",
        unicodedata.normalize("NFD", "Tờ khai đăng ký kết hôn theo mẫu"),
        "Tờ khai đăng ký kêt hôn theo mẫu",
        "Tờ khai đnăg ký kết hôn theo mẫu",
        "Tờ khai đăng ký kếthôn theo mẫu",
    ],
)
def test_a_paper_written_otherwise_is_wording_only(written: str) -> None:
    changes = differences(MARRIAGE, _with_papers(replace(FORM, text=written), BIRTH, HOUSE))
    assert [(change.part, change.wording_only) for change in changes] == [(ChangedPart.PAPER, True)]


def test_abbreviations_and_tone_placement_say_the_same() -> None:
    written = replace(BIRTH, text="Giấy chứng nhận tình trạng hôn nhân do UBND cấp xã cấp")
    assert _meant(MARRIAGE, _with_papers(FORM, written, HOUSE)) == []
    land = Paper("Bản sao hóa đơn của cửa hàng hoà bình")
    assert _meant(_with_papers(land), _with_papers(Paper("Bản sao hoá đơn của cửa hàng hòa bình"))) == []


def test_papers_in_another_order_are_moved_and_nothing_else() -> None:
    changes = differences(MARRIAGE, _with_papers(BIRTH, HOUSE, FORM))
    assert changes and {(change.kind, change.wording_only) for change in changes} == {(ChangeKind.MOVED, True)}


def test_a_paper_more_is_heavier_and_a_paper_less_is_lighter() -> None:
    passport = Paper("Hộ chiếu còn thời hạn", 1, 0)
    added = _only(MARRIAGE, _with_papers(FORM, BIRTH, HOUSE, passport))
    assert (added.kind, added.new, added.burden) == (ChangeKind.ADDED, "Hộ chiếu còn thời hạn", Burden.HEAVIER)
    assert added.new_address == "paper:1.4"
    removed = _only(MARRIAGE, _with_papers(FORM, HOUSE))
    assert (removed.kind, removed.old_address, removed.burden) == (ChangeKind.REMOVED, "paper:1.2", Burden.LIGHTER)


def test_a_reworded_paper_is_one_change_and_not_an_addition_and_a_removal() -> None:
    reworded = replace(BIRTH, text="Giấy xác nhận tình trạng hôn nhân do Ủy ban nhân dân cấp xã nơi cư trú cấp")
    change = _only(MARRIAGE, _with_papers(FORM, reworded, HOUSE))
    assert (change.kind, change.reasons, change.burden) == (
        ChangeKind.CHANGED,
        (Reason.PAPER_REWORDED,),
        Burden.NEUTRAL,
    )


@pytest.mark.parametrize(
    ("paper", "reason", "burden"),
    [
        (replace(FORM, originals=2), Reason.MORE_COPIES, Burden.HEAVIER),
        (replace(FORM, originals=0, copies=1), Reason.OTHER_COPIES, Burden.NEUTRAL),
        (replace(FORM, originals=0), Reason.COPIES_STATED, Burden.NEUTRAL),
        (replace(FORM, text=f"{FORM.text} (nếu có)"), Reason.DEMAND_LOOSER, Burden.LIGHTER),
    ],
)
def test_numbers_and_rigour_are_meaning_and_not_wording(paper: Paper, reason: Reason, burden: Burden) -> None:
    change = _only(MARRIAGE, _with_papers(paper, BIRTH, HOUSE))
    assert (change.part, change.reasons, change.burden) == (ChangedPart.PAPER, (reason,), burden)


def test_a_copy_that_must_now_be_certified_is_heavier_and_the_other_way_lighter() -> None:
    certified = replace(HOUSE, text=HOUSE.text.replace("Bản sao", "Bản sao có chứng thực"))
    change = _only(MARRIAGE, _with_papers(FORM, BIRTH, certified))
    assert (change.reasons, change.burden) == ((Reason.CERTIFICATION_STRICTER,), Burden.HEAVIER)
    back = _only(_with_papers(FORM, BIRTH, certified), MARRIAGE)
    assert (back.reasons, back.burden) == ((Reason.CERTIFICATION_LOOSER,), Burden.LIGHTER)


def test_papers_of_a_further_alternative_case_burden_nobody() -> None:
    further = Dossier("Trường hợp người nước ngoài", (Paper("Hộ chiếu còn thời hạn", 1, 0),))
    named = replace(MARRIAGE, dossiers=(Dossier("Trường hợp công dân Việt Nam", (FORM, BIRTH, HOUSE)),))
    changes = _meant(named, replace(named, dossiers=(*named.dossiers, further)))
    assert {change.burden for change in changes} == {Burden.NEUTRAL}
    must = replace(further, name="Giấy tờ phải xuất trình")
    changes = _meant(named, replace(named, dossiers=(*named.dossiers, must)))
    assert Burden.HEAVIER in {change.burden for change in changes}


@pytest.mark.parametrize(
    ("quantity", "unit", "reasons", "burden"),
    [
        (7, "working_day", (Reason.TIME_LONGER,), Burden.HEAVIER),
        (24, "working_hour", (Reason.TIME_SHORTER,), Burden.LIGHTER),
        (15, "day", (Reason.TIME_LONGER, Reason.CLOCKS_DIFFER), Burden.HEAVIER),
        (3, "day", (Reason.TIME_SHORTER, Reason.CLOCKS_DIFFER), Burden.LIGHTER),
        (6, "day", (Reason.CLOCKS_NOT_COMPARABLE,), Burden.NEUTRAL),
        (5, "day", (Reason.CLOCKS_NOT_COMPARABLE,), Burden.NEUTRAL),
    ],
)
def test_five_working_days_against_another_time_limit(
    quantity: int, unit: str, reasons: tuple[Reason, ...], burden: Burden
) -> None:
    change = _only(MARRIAGE, _with_time(quantity, unit))
    assert (change.part, change.reasons, change.burden) == (ChangedPart.TIME, reasons, burden)


def test_the_same_time_limit_in_hours_of_the_same_clock_is_no_change() -> None:
    assert _meant(MARRIAGE, _with_time(40, "working_hour")) == []


@pytest.mark.parametrize(
    ("fees", "reason", "burden"),
    [
        ((Fee("charge", Decimal(75000)),), Reason.FEE_HIGHER, Burden.HEAVIER),
        ((Fee("charge", Decimal(20000)),), Reason.FEE_LOWER, Burden.LIGHTER),
        ((Fee("charge", Decimal(0)),), Reason.FEE_LOWER, Burden.LIGHTER),
        (
            (Fee("charge", None, "VND", "Theo quy định của Hội đồng nhân dân tỉnh"),),
            Reason.FEE_NOT_COMPARABLE,
            Burden.NEUTRAL,
        ),
    ],
)
def test_fees_are_compared_by_what_is_charged(fees: tuple[Fee, ...], reason: Reason, burden: Burden) -> None:
    change = _only(MARRIAGE, _with_fee(*fees))
    assert (change.part, change.reasons, change.burden) == (ChangedPart.FEE, (reason,), burden)


def test_the_same_amount_in_words_is_no_change() -> None:
    assert _meant(MARRIAGE, _with_fee(Fee("charge", None, "VND", "50.000 đồng"))) == []


def test_a_result_that_is_valid_for_less_long_is_heavier() -> None:
    old = replace(MARRIAGE, results=(Result("", "Giấy xác nhận tình trạng hôn nhân có giá trị 06 tháng"),))
    new = replace(MARRIAGE, results=(Result("", "Giấy xác nhận tình trạng hôn nhân có giá trị 03 tháng"),))
    burdens = {reason: change.burden for change in _meant(old, new) for reason in change.reasons}
    assert burdens[Reason.VALIDITY_SHORTER] is Burden.HEAVIER
    back = {reason for change in _meant(new, old) for reason in change.reasons}
    assert Reason.VALIDITY_LONGER in back


@pytest.mark.parametrize(
    ("agency", "reason", "burden"),
    [
        ("Sở Tư pháp", Reason.COMPETENCE_HIGHER, Burden.HEAVIER),
        ("Công an cấp xã", Reason.COMPETENCE_MOVED, Burden.HEAVIER),
    ],
)
def test_competence_that_moved_is_told(agency: str, reason: Reason, burden: Burden) -> None:
    change = _only(MARRIAGE, replace(MARRIAGE, agencies=Agencies(implementing=(agency,))))
    assert (change.part, change.reasons, change.burden) == (ChangedPart.AGENCY, (reason,), burden)


def test_competence_nearer_to_people_is_lighter() -> None:
    province = replace(MARRIAGE, agencies=Agencies(implementing=("Sở Tư pháp",)), level=("Cấp tỉnh",))
    assert {change.burden for change in _meant(province, MARRIAGE)} == {Burden.LIGHTER}


def test_a_list_of_agencies_cut_at_its_commas_is_wording_only() -> None:
    whole = replace(MARRIAGE, agencies=Agencies(implementing=("Ủy ban nhân dân xã, phường, thị trấn",)))
    cut = replace(MARRIAGE, agencies=Agencies(implementing=("Ủy ban nhân dân xã", "phường", "thị trấn.")))
    assert [change.wording_only for change in differences(whole, cut)] == [True]


def test_steps_parted_and_numbered_otherwise_are_wording_only() -> None:
    parted = (
        Step("Bước 1", "Người yêu cầu nộp hồ sơ."),
        Step("Bước 2", "Công chức kiểm tra hồ sơ."),
        Step("Bước 3", "Trả kết quả."),
    )
    assert _meant(MARRIAGE, replace(MARRIAGE, steps=parted)) == []


def test_a_step_more_and_a_condition_more_are_found_at_their_addresses() -> None:
    steps = (Step("", MARRIAGE.steps[0].text + "\nBước 4: Lưu trữ hồ sơ theo quy định."),)
    added = _only(MARRIAGE, replace(MARRIAGE, steps=steps))
    assert (added.part, added.kind, added.new_address) == (ChangedPart.STEP, ChangeKind.ADDED, "step:4")
    conditions = MARRIAGE.conditions + "\n- Không bị mất năng lực hành vi dân sự"
    added = _only(MARRIAGE, replace(MARRIAGE, conditions=conditions))
    assert (added.reasons, added.burden) == ((Reason.CONDITION_ADDED,), Burden.HEAVIER)


def test_a_number_in_a_condition_is_meaning() -> None:
    change = _only(MARRIAGE, replace(MARRIAGE, conditions=MARRIAGE.conditions.replace("20", "21")))
    assert (change.part, change.kind) == (ChangedPart.CONDITION, ChangeKind.CHANGED)


def test_instruments_are_compared_by_their_numbers_in_one_form() -> None:
    same = (LegalBasis("Nghị định số 123/2015/ND-CP", "Nghị định của Chính phủ"), LegalBasis("60/2014/QH13L", ""))
    assert _meant(MARRIAGE, replace(MARRIAGE, legal_bases=same)) == []
    other = (LegalBasis("60/2014/QH13", "Luật Hộ tịch"), LegalBasis("07/2025/NĐ-CP", ""))
    changes = _meant(MARRIAGE, replace(MARRIAGE, legal_bases=other))
    assert [(change.kind, change.old or change.new) for change in changes] == [
        (ChangeKind.REMOVED, "123/2015/NĐ-CP"),
        (ChangeKind.ADDED, "07/2025/NĐ-CP"),
    ]


def test_subjects_in_another_order_do_not_differ_and_another_subject_does() -> None:
    assert differences(MARRIAGE, replace(MARRIAGE, subjects=MARRIAGE.subjects[::-1])) == ()
    changes = _meant(MARRIAGE, replace(MARRIAGE, subjects=("Công dân Việt Nam",)))
    assert [(change.part, change.kind) for change in changes] == [(ChangedPart.SUBJECT, ChangeKind.REMOVED)]


def test_an_edition_that_only_lists_says_nothing_of_papers_steps_and_fees() -> None:
    listed = Procedure("Thủ tục đăng ký kết hôn", field="Hộ tịch")
    assert differences(MARRIAGE, listed) == ()
    assert [change.part for change in differences(MARRIAGE, replace(listed, field="Quốc tịch"))] == [ChangedPart.FIELD]


TEXTS = st.lists(
    st.sampled_from(
        ["Tờ khai theo mẫu", "Hộ chiếu", "Giấy khai sinh", "Bản sao giấy phép", "Ảnh 4x6 cm", "Đơn đề nghị"]
    ),
    unique=True,
    max_size=5,
)


@given(TEXTS, TEXTS)
def test_every_paper_of_either_side_is_told_or_stands_on_both(old: list[str], new: list[str]) -> None:
    before, after = _with_papers(*map(Paper, old)), _with_papers(*map(Paper, new))
    changes = [change for change in differences(before, after) if change.part is ChangedPart.PAPER]
    told_old = {change.old for change in changes if change.old}
    told_new = {change.new for change in changes if change.new}
    assert set(old) - set(new) <= told_old
    assert set(new) - set(old) <= told_new


@given(TEXTS, TEXTS)
def test_what_is_heavier_one_way_is_lighter_the_other(old: list[str], new: list[str]) -> None:
    before, after = _with_papers(*map(Paper, old)), _with_papers(*map(Paper, new))
    there = sorted(change.burden for change in differences(before, after))
    turned = {Burden.HEAVIER: Burden.LIGHTER, Burden.LIGHTER: Burden.HEAVIER, Burden.NEUTRAL: Burden.NEUTRAL}
    assert sorted(turned[change.burden] for change in differences(after, before)) == there
