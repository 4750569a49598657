"""A fee that changes to more than the law lets be charged is above the law; the amounts are data with their source."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalogue.differences import Burden, Change, ChangedPart, Reason, differences
from catalogue.fee_ceilings import ceiling_of, fee_ceilings
from catalogue.records import Channel, Decision, Fee, Procedure

RECORD = "Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam"


def _charging(amount: int, name: str = RECORD, day: str = "2026-06-01") -> Procedure:
    fee = Fee("fee", Decimal(amount))
    return Procedure(name, decision=Decision(date=day), channels=(Channel("direct", fees=(fee,)),))


def _fee_change(old: Procedure, new: Procedure) -> Change:
    (change,) = (change for change in differences(old, new) if change.part is ChangedPart.FEE)
    return change


@pytest.mark.parametrize(
    ("before", "now", "reasons"),
    [
        (150_000, 250_000, (Reason.FEE_HIGHER, Reason.FEE_ABOVE_LAW)),
        (150_000, 200_000, (Reason.FEE_HIGHER,)),
        (300_000, 250_000, (Reason.FEE_LOWER, Reason.FEE_ABOVE_LAW)),
        (250_000, 150_000, (Reason.FEE_LOWER,)),
    ],
)
def test_a_fee_is_judged_by_the_highest_that_is_lawful(before: int, now: int, reasons: tuple[Reason, ...]) -> None:
    change = _fee_change(_charging(before), _charging(now))
    assert change.reasons == reasons
    # A fee that falls and is still unlawful stays on the red list.
    heavier = Reason.FEE_HIGHER in reasons or Reason.FEE_ABOVE_LAW in reasons
    assert change.burden is (Burden.HEAVIER if heavier else Burden.LIGHTER)


def test_a_procedure_without_a_ceiling_is_judged_by_rise_and_fall_alone() -> None:
    change = _fee_change(_charging(150_000, "Cấp giấy phép xe tập lái"), _charging(900_000, "Cấp giấy phép xe tập lái"))
    assert change.reasons == (Reason.FEE_HIGHER,)


def test_a_ceiling_holds_from_its_first_day_however_the_name_is_written() -> None:
    assert ceiling_of("Thủ tục " + RECORD.upper(), "2026-06-01") is not None
    assert ceiling_of(RECORD, "2016-05-01") is None
    assert ceiling_of(RECORD, "") is not None


def test_every_ceiling_names_its_instrument_and_is_marked_as_unverified() -> None:
    assert all("/20" in ceiling.source and not ceiling.verified for ceiling in fee_ceilings().values())
    assert all(ceiling.highest > 0 for ceiling in fee_ceilings().values())
