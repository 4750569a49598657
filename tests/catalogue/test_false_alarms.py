"""What did not change is not said to have changed, however another source writes it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest

from catalogue.differences import Burden, Change, ChangedPart, ChangeKind, Reason, differences
from catalogue.records import Agencies, Channel, Dossier, Paper, Procedure, ProcessingTime, Result, Step
from tests.catalogue.made_editions import sample

REAL = [record.procedure for name in ("2026-06", "2025-05 Đà Nẵng", "2021-08") for record in sample(name)[:40]]


def _meant(old: Procedure, new: Procedure) -> list[Change]:
    return [change for change in differences(old, new) if not change.wording_only]


def _with_texts(procedure: Procedure, written: Callable[[str], str]) -> Procedure:
    return replace(
        procedure,
        name=written(procedure.name),
        steps=tuple(Step(step.name, written(step.text)) for step in procedure.steps),
        conditions=written(procedure.conditions),
        dossiers=tuple(
            replace(dossier, papers=tuple(replace(paper, text=written(paper.text)) for paper in dossier.papers))
            for dossier in procedure.dossiers
        ),
        results=tuple(replace(result, name=written(result.name)) for result in procedure.results),
    )


def _decomposed(procedure: Procedure) -> Procedure:
    return _with_texts(procedure, lambda text: unicodedata.normalize("NFD", text))


def _tagged(procedure: Procedure) -> Procedure:
    tagged = _with_texts(procedure, lambda text: f"<p>{text}</p>" if text else text)
    return replace(tagged, name=procedure.name, results=procedure.results)


def _in_capitals(procedure: Procedure) -> Procedure:
    return replace(_with_texts(procedure, str), name=procedure.name.upper())


def _channels_turned(procedure: Procedure) -> Procedure:
    return replace(procedure, channels=procedure.channels[::-1])


def _results_in_one_row(procedure: Procedure) -> Procedure:
    if not procedure.results:
        return procedure
    return replace(procedure, results=(Result("", "\n".join(f"- {result.name}" for result in procedure.results)),))


def _a_step_a_line(procedure: Procedure) -> Procedure:
    lines = [line for step in procedure.steps for line in f"{step.name}\n{step.text}".split("\n") if line.strip()]
    return replace(procedure, steps=tuple(Step("", line) for line in lines))


def _with_page_tags(procedure: Procedure) -> Procedure:
    tagged = _with_texts(procedure, lambda text: f"<p>{text}</p>".replace("\n", "<br/>\n&nbsp;") if text else text)
    return replace(tagged, subjects=tuple(f"<p>{subject}</p>" for subject in procedure.subjects))


def _step_markers_shortened(procedure: Procedure) -> Procedure:
    return _with_texts(procedure, lambda text: re.sub(r"^Bước (\d)\b", r"B\1", text))


@pytest.mark.parametrize(
    "written",
    [
        _with_page_tags,
        _step_markers_shortened,
        _decomposed,
        _tagged,
        _in_capitals,
        _channels_turned,
        _results_in_one_row,
        _a_step_a_line,
    ],
)
def test_real_procedures_written_otherwise_differ_in_wording_alone(written: Callable[[Procedure], Procedure]) -> None:
    told = [(one.name, change) for one in REAL for change in _meant(one, written(one)) + _meant(written(one), one)]
    assert told == []


PERMIT = Procedure(
    name="Cấp giấy phép xe tập lái",
    agencies=Agencies(implementing=("Sở Xây dựng",)),
    subjects=("Cán bộ, công chức, viên chức", "Tổ chức (không bao gồm doanh nghiệp, HTX)"),
    steps=(Step("", "Bước 1: Cơ sở đào tạo nộp hồ sơ. Bước 2: Sở Xây dựng kiểm tra thực tế. Bước 3: Trả kết quả."),),
    channels=(
        Channel("direct", ProcessingTime(text="3 ngày làm việc"), text="Nộp hồ sơ trực tiếp hoặc qua bưu chính"),
    ),
    dossiers=(Dossier("", (Paper("Danh sách xe đề nghị cấp Giấy phép xe tập lái (Mẫu số 04)"),)),),
    results=(Result("", "Giấy phép xe tập lái"),),
)


@pytest.mark.parametrize(
    "other",
    [
        replace(PERMIT, name="Thủ tục cấp Giấy phép xe tập lái"),
        replace(
            PERMIT, subjects=("o Cán bộ", "công chức", "viên chức", "• Tổ chức (không bao gồm doanh nghiệp", "HTX)")
        ),
        replace(PERMIT, subjects=("Cá nhân, tổ chức",)),
        replace(PERMIT, channels=(*PERMIT.channels, replace(PERMIT.channels[0], kind="postal"))),
        replace(PERMIT, channels=(replace(PERMIT.channels[0], text="Thời hạn không quá 03 ngày làm việc"),)),
        replace(
            PERMIT,
            agencies=Agencies(implementing=("Sở Xây dựng TP. Đà Nẵng", "Cơ quan có thẩm quyền: Không có thông tin")),
        ),
        replace(PERMIT, dossiers=(Dossier("", (Paper(f"{PERMIT.dossiers[0].papers[0].text} Mau so 04.docx"),)),)),
        replace(PERMIT, dossiers=(Dossier("", (Paper(f"{PERMIT.dossiers[0].papers[0].text}: 01 (một) bản chính"),)),)),
        replace(
            PERMIT,
            dossiers=(Dossier("", (Paper(f"{PERMIT.dossiers[0].papers[0].text} (Bản chính: 1 - Bản sao: 0)"),)),),
        ),
        replace(PERMIT, dossiers=(Dossier("", (PERMIT.dossiers[0].papers[0], Paper("o Bản chính: 1"))),)),
        replace(PERMIT, dossiers=(Dossier("--", (PERMIT.dossiers[0].papers[0], Paper("- Không có thông tin;"))),)),
        replace(PERMIT, channels=(replace(PERMIT.channels[0], text="Không có thông tin"),)),
        replace(
            PERMIT,
            channels=(replace(PERMIT.channels[0], processing_time=ProcessingTime(text="03 (ba) ngày làm việc")),),
        ),
    ],
)
def test_another_way_of_saying_it_is_no_change(other: Procedure) -> None:
    assert [_meant(PERMIT, other), _meant(other, PERMIT)] == [[], []]


def test_a_step_that_changed_is_told_without_those_that_are_only_parted_otherwise() -> None:
    parted = ("Cơ sở đào tạo nộp hồ sơ.", "Sở Xây dựng kiểm tra thực tế trong 02 ngày.", "Trả kết quả.")
    changes = _meant(PERMIT, replace(PERMIT, steps=tuple(Step("", text) for text in parted)))
    assert [(change.part, change.new) for change in changes] == [
        (ChangedPart.STEP, "Sở Xây dựng kiểm tra thực tế trong 02 ngày.")
    ]


def test_a_way_of_submitting_that_nothing_named_before_is_added_once() -> None:
    online = Channel("online", ProcessingTime(text="3 ngày làm việc"))
    changes = _meant(PERMIT, replace(PERMIT, channels=(*PERMIT.channels, online, online)))
    assert [(change.part, change.kind, change.new) for change in changes] == [
        (ChangedPart.CHANNEL, ChangeKind.ADDED, "online")
    ]


def test_channels_of_one_kind_are_matched_by_what_they_say_and_not_by_their_order() -> None:
    def case(days: int, text: str) -> Channel:
        return Channel("direct", ProcessingTime(text=f"{days} ngày làm việc"), text=text)

    first, renewed = case(15, "Trường hợp cấp lần đầu"), case(5, "Trường hợp cấp lại")
    shorter = case(3, "Trường hợp cấp lại")
    changes = _meant(replace(PERMIT, channels=(first, renewed)), replace(PERMIT, channels=(shorter, first)))
    assert [(change.part, change.old, change.new, change.burden) for change in changes] == [
        (ChangedPart.TIME, "5 ngày làm việc", "3 ngày làm việc", Burden.LIGHTER)
    ]


def test_a_kind_of_applicant_that_came_is_told() -> None:
    (change,) = _meant(PERMIT, replace(PERMIT, subjects=(*PERMIT.subjects, "Doanh nghiệp")))
    assert (change.part, change.kind, change.new) == (ChangedPart.SUBJECT, ChangeKind.ADDED, "Doanh nghiệp")


def test_rows_written_in_one_and_headings_among_them_are_no_change() -> None:
    rows = ("Giấy tờ phải nộp:", "Đơn đề nghị cấp lại giấy phép", "Bản sao giấy đăng ký xe")
    old = replace(PERMIT, dossiers=(Dossier("", tuple(Paper(row, 1, 0) for row in rows)),))
    whole = "\n".join(f"{at}. {row};" for at, row in enumerate(rows, 1))
    new = replace(PERMIT, dossiers=(Dossier("", (Paper(whole, 1, 0),)),))
    assert _meant(old, new) == []
    assert _meant(new, old) == []


def test_more_of_a_paper_is_told_where_only_the_words_behind_it_say_how_many() -> None:
    one, other = (
        replace(PERMIT, dossiers=(Dossier("", (Paper(f"Danh sách xe đề nghị cấp Giấy phép: {many} bản chính"),)),))
        for many in ("01 (một)", "02 (hai)")
    )
    (change,) = _meant(one, other)
    assert change.reasons == (Reason.MORE_COPIES,)


def test_a_figure_inside_a_line_is_not_taken_for_its_number() -> None:
    other = Paper("Danh sách xe đề nghị cấp Giấy phép xe tập lái (Mẫu số 05)")
    (change,) = _meant(PERMIT, replace(PERMIT, dossiers=(Dossier("", (other,)),)))
    assert change.reasons == (Reason.FORM_OTHER,)


@pytest.mark.parametrize(
    ("before", "now", "reason", "burden"),
    [
        (
            "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
            "Công an cấp Tỉnh",
            Reason.COMPETENCE_LOWER,
            Burden.LIGHTER,
        ),
        ("Ủy ban nhân dân cấp tỉnh", "Sở Tư pháp", Reason.COMPETENCE_LOWER, Burden.LIGHTER),
        ("Sở Tư pháp", "Công an tỉnh", Reason.COMPETENCE_MOVED, Burden.HEAVIER),
        ("Uỷ ban nhân dân cấp xã", "Sở Y tế", Reason.COMPETENCE_HIGHER, Burden.HEAVIER),
        ("Bảo hiểm xã hội cấp huyện", "Bảo hiểm xã hội Việt Nam", Reason.COMPETENCE_HIGHER, Burden.HEAVIER),
        ("Sở Y tế", "Cơ quan đại diện có thẩm quyền", Reason.AGENCY_NOT_COMPARABLE, Burden.NEUTRAL),
    ],
)
def test_where_competence_moved_is_told_by_the_words_marks_and_all(
    before: str, now: str, reason: Reason, burden: Burden
) -> None:
    old, new = (replace(PERMIT, agencies=Agencies(implementing=(name,))) for name in (before, now))
    (change,) = _meant(old, new)
    assert (change.reasons, change.burden) == ((reason,), burden)


def test_a_department_told_by_what_it_is_for_is_the_one_of_that_name() -> None:
    told = "Cơ quan chuyên môn về nội vụ thuộc Ủy ban nhân dân cấp tỉnh"
    old, new = (replace(PERMIT, agencies=Agencies(implementing=(name,))) for name in ("Sở Nội vụ", told))
    assert _meant(old, new) == []


def test_nothing_said_under_a_number_is_no_paper() -> None:
    before, after = (
        Procedure(name="Hỗ trợ mai táng", dossiers=(Dossier("", (Paper(row),)),))
        for row in ("(Không có thông tin)", "1. (Không có thông tin);")
    )
    assert _meant(before, after) == _meant(after, before) == []


# Records in which lines end within the name of a form, or round bullets are typed as the letter o.
@pytest.mark.parametrize("code", ["1.010405", "1.009928.000.00.00.H17", "1.009947", "1.000028.000.00.00.H17"])
def test_line_breaks_ask_for_nothing_else(code: str) -> None:
    (published,) = (one.procedure for one in sample("2025-05 Đà Nẵng") if one.code.startswith(code))
    flat = _with_texts(published, lambda text: " ".join(text.split()))
    assert _meant(published, flat) == _meant(flat, published) == []
