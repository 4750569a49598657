"""What published fees say, read out of their words."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.evaluate_reading import fee_reading
from catalogue.measures.amounts import Amount, AmountStatus, read_amounts, read_fee
from catalogue.records import Fee

LABELS = Path(__file__).parent.parent / "data" / "measures" / "fees.jsonl"


def amount(low: int, per: str = "", condition: str = "", kind: str = "unknown", currency: str = "VND") -> Amount:
    return Amount(kind, low, low, currency, per, condition)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,000 Việt Nam Đồng(/trang)", [amount(2_000, "trang")]),
        ("300.000 đồng/trường hợp", [amount(300_000, "trường hợp")]),
        ("10 USD(/bản)", [amount(1_000, "bản", currency="USD")]),
        ("100 USD(100 USD/thẻ.)", [amount(10_000, "thẻ", currency="USD")]),
        ("50.000đ/tem “AB”", [amount(50_000, "tem “AB”")]),
        ("- Cấp lần đầu: 200.000 đồng; - Cấp lại: 400.000 đồng", [
            amount(200_000, "", "Cấp lần đầu"), amount(400_000, "", "Cấp lại"),
        ]),
        ("Sát hạch lý thuyết:\n+ Cấp lần đầu: 600.000 đồng/lần.\n+ Cấp lại: 400.000 đồng/lần.", [
            amount(600_000, "lần", "Sát hạch lý thuyết; Cấp lần đầu"),
            amount(400_000, "lần", "Sát hạch lý thuyết; Cấp lại"),
        ]),
        ("Phí: 800.000 đồng/hồ sơ.\nLệ phí: 100.000 đồng/hồ sơ.", [
            amount(800_000, "hồ sơ", kind="fee"), amount(100_000, "hồ sơ", kind="charge"),
        ]),
        ("Giá dịch vụ: 70.000 đồng/xe", [amount(70_000, "xe", "Giá dịch vụ", "price")]),
        ("hai trăm nghìn đồng/hồ sơ", [amount(200_000, "hồ sơ")]),
        ("1 triệu đồng", [amount(1_000_000)]),
        ("1,5 triệu đồng/lần", [amount(1_500_000, "lần")]),
        ("2.500.000 đồng (Hai triệu năm trăm đồng)", [amount(2_500_000)]),
        ("4.500.000 (bốn triệu năm trăm nghìn) đồng/trường hợp", [amount(4_500_000, "trường hợp")]),
        ("8.000.000/lần", [amount(8_000_000, "lần")]),
        ("Lệ phí: 200000 ĐồngXem chi tiết Lệ phí: 500000 ĐồngXem chi tiết", [
            amount(200_000, kind="charge"), amount(500_000, kind="charge"),
        ]),
    ],
)  # fmt: skip
def test_sums_are_read_with_unit_case_and_kind(text: str, expected: list[Amount]) -> None:
    reading = read_amounts(text)
    assert reading.status is AmountStatus.READ
    assert list(reading.amounts) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("từ 100.000 đồng đến 200.000 đồng", 100_000, 200_000),
        ("100.000 - 200.000 đồng/hồ sơ", 100_000, 200_000),
        ("không quá 200.000 đồng/bản", 0, 200_000),
        ("tối thiểu 500.000 đồng/hồ sơ", 500_000, None),
        ("Phí: 500.000 đồng trở lên", 500_000, None),
    ],
)
def test_ranges_and_bounds_keep_both_ends(text: str, low: int, high: int | None) -> None:
    (found,) = read_amounts(text).amounts
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "share", "per"),
    [
        ("bằng 50% mức thu lệ phí quy định", 500_000, "mức thu lệ phí quy định"),
        ("Mức thu: 0,019% tổng mức đầu tư", 190, "tổng mức đầu tư"),
        ("được giảm 30% mức thu phí cho hộ gia đình", 700_000, "mức thu phí"),
    ],
)
def test_percentages_are_the_share_that_is_paid(text: str, share: int, per: str) -> None:
    (found,) = read_amounts(text).amounts
    assert (found.low, found.currency, found.per) == (share, "PERCENT", per)


def test_values_that_bound_a_case_are_not_charged() -> None:
    reading = read_amounts(
        "Dưới 50 triệu đồng: 50.000 đồng; từ 50 triệu đồng đến 100 triệu đồng: 100.000 đồng; "
        "trên 100 triệu đồng: 0,1% giá trị tài sản"
    )
    assert [(one.low, one.currency) for one in reading.amounts] == [
        (50_000, "VND"),
        (100_000, "VND"),
        (1_000, "PERCENT"),
    ]
    assert reading.amounts[1].condition == "từ 50 triệu đồng đến 100 triệu đồng"


def test_an_entered_zero_gives_way_to_the_amount_in_the_words() -> None:
    assert read_amounts("Miễn phí(20.000.000 đồng/lần)").amounts == (amount(20_000_000, "lần"),)
    assert read_fee(Fee("charge", Decimal(0), text="8.000 đồng/bản")).amounts == (amount(8_000, "bản", kind="charge"),)


def test_an_amount_whose_thousands_were_cut_off_is_taken_from_the_words() -> None:
    assert read_amounts("20 VNĐ(20.000 đồng/lần.)").amounts == (amount(20_000, "lần"),)
    assert read_amounts("145 VNĐ(Thẻ tạm trú: 145 USD/thẻ.)").amounts == (
        amount(14_500, "thẻ", "Thẻ tạm trú", currency="USD"),
    )


def test_words_that_contradict_the_entered_amount_stand_beside_it() -> None:
    reading = read_fee(Fee("fee", Decimal(5000), text="Nộp hồ sơ trực tuyến thu 7.000 đồng/lần đăng ký."))
    assert [one.low for one in reading.amounts] == [5_000, 7_000]


def test_a_rate_for_some_years_stands_beside_the_lasting_one() -> None:
    reading = read_amounts(
        "800,000 Việt Nam Đồng((áp dụng mức phí 400.000 đồng/hồ sơ kể từ ngày 01/7/2025 đến hết ngày 31/12/2026 theo "
        "Thông tư số 64/2025/TT-BTC))"
    )
    when = "kể từ ngày 01/7/2025 đến hết ngày 31/12/2026 theo Thông tư số 64/2025/TT-BTC"
    assert reading.amounts == (amount(800_000, kind="fee"), amount(400_000, "hồ sơ", when, "fee"))


def test_parts_of_a_whole_are_not_alternatives_to_it() -> None:
    reading = read_amounts("4,000,000 Việt Nam ĐồngBao gồm:\n- 1.000.000 đồng phí A\n- 3.000.000 đồng phí B")
    assert [one.low for one in reading.amounts] == [4_000_000]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Miễn phí", AmountStatus.FREE),
        ("Miễn phíTrong thời hạn 05 ngày làm việc kể từ khi nhận đủ hồ sơ", AmountStatus.FREE),
        ("Không", AmountStatus.FREE),
        ("Không thu phí.", AmountStatus.FREE),
        ("Phí: Không Đồng", AmountStatus.FREE),
        ("theo quy định của HĐND", AmountStatus.SET_ELSEWHERE),
        ("Miễn phí(Mức lệ phí cụ thể do Hội đồng nhân dân tỉnh quyết định.)", AmountStatus.SET_ELSEWHERE),
        ("Chi tiết tại biểu phí, lệ phí kèm theo", AmountStatus.SET_ELSEWHERE),
        ("Không có thông tin", AmountStatus.NO_INFORMATION),
        ("Không có thông tin nộp hồ sơ trực tiếp theo quy định", AmountStatus.NO_INFORMATION),
        ("Không quy định", AmountStatus.NO_INFORMATION),
        ("", AmountStatus.NO_INFORMATION),
        ("50 VNĐ(hồ sơ)", AmountStatus.UNREADABLE),
        ("0.000đ/giấy", AmountStatus.UNREADABLE),
        ("T", AmountStatus.UNREADABLE),
        ("Mức thu (đồng) Đất Tài sản 500.000 500.000 610.000", AmountStatus.UNREADABLE),
    ],
)
def test_what_states_no_amount_is_said_to_and_never_becomes_one(text: str, status: AmountStatus) -> None:
    reading = read_amounts(text)
    assert (reading.status, reading.amounts) == (status, ())


def test_who_pays_nothing_is_kept_with_the_rate_set_elsewhere() -> None:
    reading = read_amounts(
        "Mức lệ phí do Hội đồng nhân dân tỉnh quyết định. Miễn lệ phí cho người thuộc hộ nghèo; người khuyết tật."
    )
    assert reading.status is AmountStatus.SET_ELSEWHERE
    assert reading.amounts == (amount(0, "", "cho người thuộc hộ nghèo; người khuyết tật", "charge"),)


def test_words_about_other_things_are_no_sums() -> None:
    for text in (
        "Miễn phíUỷ ban nhân dân không đồng ý thì trả lời",
        "Miễn phíđối tượng không thuộc diện",
        "ba đồng chí",
    ):
        assert read_amounts(text).amounts == ()


def test_the_tuning_half_of_the_labelled_fees_is_read_as_labelled() -> None:
    rows = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    tuning = [row for row in rows if row["half"] == "tuning"]
    assert len(tuning) == 30
    for row in tuning:
        assert fee_reading(row) == row["reading"], row["text"]


WORDS = st.sampled_from([
    "Miễn phí", "(", ")", "50.000", "đồng", "/hồ sơ", "Lệ phí", "phí", ":", ";", "- ", "\n", "10 USD",
    "không quá", "từ", "đến", "trở lên", "50%", "mức thu", "theo quy định", "HĐND", "đối với", "trường hợp",
    "hai trăm nghìn", "triệu", "VNĐ", "0", ".", ",", "Không có thông tin", "gồm", "bao gồm", "giảm",
    "(Năm nghìn đồng)",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS, max_size=25).map("".join)
)
AMOUNTS = st.one_of(st.none(), st.decimals(allow_nan=False, allow_infinity=False, places=2))


@given(
    TEXTS, AMOUNTS, st.sampled_from(["fee", "charge", "price", "unknown"]), st.sampled_from(["VND", "USD", "JPY", ""])
)
def test_any_fee_is_read_without_an_error_and_no_amount_is_negative(
    text: str, value: Decimal | None, kind: str, currency: str
) -> None:
    reading = read_fee(Fee(kind, value, currency, text))
    for one in reading.amounts:
        assert one.low >= 0
        assert one.high is None or one.high >= one.low
    above = [one for one in reading.amounts if one.high != 0]
    assert bool(above) == (reading.status is AmountStatus.READ)
    assert all(one.condition for one in reading.amounts if one.high == 0)


@given(st.integers(1, 10**12).map(lambda thousands: thousands * 1_000), st.sampled_from([".", ","]))
def test_every_published_way_of_writing_a_sum_gives_it_back(value: int, mark: str) -> None:
    figure = f"{value:,}".replace(",", mark)
    for text in (f"{figure} đồng/hồ sơ", f"Lệ phí: {figure} VNĐ", f"{value} đồng", f"{value:,} Việt Nam Đồng(/lần)"):
        (found,) = read_amounts(text).amounts
        assert (found.low, found.high) == (value, value)


@pytest.mark.parametrize("unit", ["/1 lần", "/lần", "/01 lần", "/ một lần"])
def test_one_of_a_unit_is_that_unit(unit: str) -> None:
    reading = read_amounts(f"550,000 Việt Nam Đồng({unit} (Thông tư số 193/2016/TT-BTC))")
    assert [(amount.low, amount.per) for amount in reading.amounts] == [(550_000, "lần")]
