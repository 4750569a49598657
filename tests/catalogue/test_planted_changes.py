"""Whatever part of a real procedure is changed in meaning, the change is told, and nothing of other parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from catalogue.differences import ChangedPart, Reason, differences
from catalogue.records import Agencies, Channel, Fee, LegalBasis, Paper, Procedure, ProcessingTime, Result, Step
from tests.catalogue.made_editions import sample

REAL = [record.procedure for record in sample("2026-07")]


def _name(one: Procedure) -> Procedure:
    return replace(one, name=f"{one.name} đối với tổ chức nước ngoài")


def _field(one: Procedure) -> Procedure:
    return replace(one, field="Thi đua, khen thưởng")


def _agency(one: Procedure) -> Procedure:
    return replace(one, agencies=Agencies(implementing=("Kho bạc Nhà nước",), competent=("Kho bạc Nhà nước",)))


def _subject(one: Procedure) -> Procedure:
    return replace(one, subjects=("Doanh nghiệp có vốn đầu tư nước ngoài",))


def _step(one: Procedure) -> Procedure:
    check = "Cơ quan giải quyết kiểm tra thực địa và lập biên bản có chữ ký của người sử dụng."
    return replace(one, steps=(*one.steps, Step("Bước 9", check)))


def _channel(one: Procedure) -> Procedure:
    return replace(one, channels=(*one.channels, Channel("postal", text="Gửi qua dịch vụ bưu chính")))


def _longer(one: Procedure) -> Procedure:
    limit = ProcessingTime(Decimal(240), "working_day")
    return replace(one, channels=tuple(replace(channel, processing_time=limit) for channel in one.channels))


def _dearer(one: Procedure) -> Procedure:
    fees = (Fee("fee", Decimal(99_000_000)),)
    return replace(one, channels=tuple(replace(channel, fees=fees) for channel in one.channels))


def _paper(one: Procedure) -> Procedure:
    more = Paper("Giấy xác nhận số dư tài khoản của ngân hàng thương mại", 1, 0)
    first = one.dossiers[0]
    return replace(one, dossiers=(replace(first, papers=(*first.papers, more)), *one.dossiers[1:]))


def _without_paper(one: Procedure) -> Procedure:
    first = one.dossiers[0]
    return replace(one, dossiers=(replace(first, papers=first.papers[1:]), *one.dossiers[1:]))


def _result(one: Procedure) -> Procedure:
    return replace(one, results=(*one.results, Result("", "Thẻ ưu tiên đi lại của doanh nhân")))


def _condition(one: Procedure) -> Procedure:
    return replace(one, conditions=f"{one.conditions}\n- Có vốn điều lệ từ 100 tỷ đồng trở lên.".strip())


def _law(one: Procedure) -> Procedure:
    return replace(one, legal_bases=(*one.legal_bases, LegalBasis("999/2026/NĐ-CP", "Nghị định về kiểm thử")))


PLANTED = [
    (_name, ChangedPart.NAME, lambda one: True),
    (_field, ChangedPart.FIELD, lambda one: bool(one.field)),
    (_agency, ChangedPart.AGENCY, lambda one: bool(one.agencies.implementing or one.agencies.competent)),
    (_subject, ChangedPart.SUBJECT, lambda one: one.subjects == ("Công dân Việt Nam",)),
    (_step, ChangedPart.STEP, lambda one: bool(one.steps)),
    (_channel, ChangedPart.CHANNEL, lambda one: {channel.kind for channel in one.channels} == {"direct"}),
    (_longer, ChangedPart.TIME, lambda one: any(channel.processing_time.quantity for channel in one.channels)),
    (_dearer, ChangedPart.FEE, lambda one: any(fee.amount for channel in one.channels for fee in channel.fees)),
    (_paper, ChangedPart.PAPER, lambda one: bool(one.dossiers)),
    (_result, ChangedPart.RESULT, lambda one: bool(one.results)),
    (_condition, ChangedPart.CONDITION, lambda one: True),
    (_law, ChangedPart.LEGAL_BASIS, lambda one: bool(one.legal_bases)),
]


@pytest.mark.parametrize(("changed", "part", "fits"), PLANTED, ids=lambda value: getattr(value, "__name__", str(value)))
def test_a_change_of_a_part_is_told_in_every_real_procedure(
    changed: Callable[[Procedure], Procedure], part: ChangedPart, fits: Callable[[Procedure], bool]
) -> None:
    fitting = [one for one in REAL if fits(one)]
    assert fitting
    for one in fitting:
        told = {change.part for change in differences(one, changed(one)) if not change.wording_only}
        assert told == {part}, one.name


def test_a_paper_that_goes_is_told_in_every_real_procedure() -> None:
    for one in REAL:
        texts = [paper.text for dossier in one.dossiers for paper in dossier.papers]
        # A heading, a remark, and what stands in another case too asks nobody for less when it goes.
        if len(one.dossiers) != 1 or len(texts) < 2 or texts[0] in texts[1:] or texts[0].rstrip().endswith(":"):
            continue
        told = [change for change in differences(one, _without_paper(one)) if not change.wording_only]
        assert {change.part for change in told} == {ChangedPart.PAPER}, one.name
        if told[0].reasons != (Reason.NOTE,):
            assert any(Reason.PAPER_REMOVED in change.reasons for change in told), one.name
