"""Fees and time limits in the wordings of many ministries, each read as a careful person reads it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from catalogue.measures.amounts import AmountReading, AmountStatus, read_amounts, read_fee
from catalogue.measures.times import TimeLimit, TimeReading, TimeStatus, read_processing_time, read_time
from catalogue.records import Fee, ProcessingTime

_SHORT_UNITS = {"working_day": "wd", "day": "d", "hour": "h", "working_hour": "wh", "minute": "min", "month": "m"}


def fee_as_text(reading: AmountReading) -> str:
    """The amounts of a reading, "low-high CUR /unit [condition]" each."""
    amounts = []
    for one in reading.amounts:
        range_ = f"{one.low}" if one.low == one.high else f"{one.low}-{'' if one.high is None else one.high}"
        currency = "" if one.currency == "VND" else f" {one.currency}"
        per = f" /{one.per}" if one.per else ""
        amounts.append(f"{range_}{currency}{per}" + (f" [{one.condition}]" if one.condition else ""))
    return "; ".join(amounts)


def time_as_text(reading: TimeReading) -> str:
    """The parts of a reading: limits, then after "|" the stages and after "+" the extensions, without their cases."""
    return "".join(
        sign + ", ".join(map(length, parts))
        for sign, parts in (("", reading.limits), ("|", reading.stages), ("+", reading.extensions))
        if parts
    )


def length(limit: TimeLimit) -> str:
    return f"{limit.quantity.normalize():f}{_SHORT_UNITS[limit.unit]}"


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("1.200.000 đồng/điểm kinh doanh/lần thẩm định", "1200000 /điểm kinh doanh/lần thẩm định"),
        ("30.000 đồng/lần cấp/01 người", "30000 /lần cấp/người"),
        ("1.000.000 đồng/1 sản phẩm/1 lần", "1000000 /sản phẩm/lần"),
        ("50 USD/hồ sơ hoặc tương đương bằng tiền Việt Nam", "5000 USD /hồ sơ"),
        ("10 triệu - 50 triệu đồng/hồ sơ", "10000000-50000000 /hồ sơ"),
        (
            "Dưới 10 tỷ đồng: 5.000.000 đồng; từ 10 tỷ đồng đến dưới 50 tỷ đồng: 10.000.000 đồng; từ 50 tỷ đồng trở "
            "lên: 20.000.000 đồng",
            "5000000 [Dưới 10 tỷ đồng]; 10000000 [từ 10 tỷ đồng đến dưới 50 tỷ đồng]; 20000000 [từ 50 tỷ đồng trở lên]",
        ),
        (
            "Phí thẩm định thiết kế: 0,05 % giá trị dự toán công trình, tối thiểu 500.000 đồng, tối đa 150.000.000 "
            "đồng/dự án",
            "500 PERCENT /giá trị dự toán công trình [Phí thẩm định thiết kế]; 500000-; 0-150000000 /dự án",
        ),
        (
            "Tính theo trọng lượng: 1.000 đồng/kg, tối đa 10 triệu đồng một lô",
            "1000 /kg [Tính theo trọng lượng]; 0-10000000 /lô",
        ),
        (
            "Giảm 50% mức thu phí quy định tại Thông tư số 38/2023/TT-BTC khi nộp hồ sơ trực tuyến",
            "500000 PERCENT /mức thu phí quy định [khi nộp hồ sơ trực tuyến]",
        ),
        (
            "Mức thu phí bằng 50% mức thu phí quy định tại Thông tư 27/2023/TT-BTC (áp dụng từ ngày 01/07/2025 đến hết "
            "ngày 31/12/2026)",
            "500000 PERCENT /mức thu phí quy định [từ ngày 01/07/2025 đến hết ngày 31/12/2026]",
        ),
        (
            "Dự án nhóm A: 60.000.000 đồng; dự án nhóm B: 40.000.000 đồng; dự án nhóm C: 20.000.000 đồng",
            "60000000 [Dự án nhóm A]; 40000000 [dự án nhóm B]; 20000000 [dự án nhóm C]",
        ),
        (
            "1.000.000 đồng/giấy phép đối với trường hợp cấp mới và 500.000 đồng/giấy phép đối với trường hợp cấp lại.",
            "1000000 /giấy phép [đối với trường hợp cấp mới]; 500000 /giấy phép [đối với trường hợp cấp lại]",
        ),
        ("25.000 đồng/bản; các bản tiếp theo 5.000 đồng/bản", "25000 /bản; 5000 /bản [các bản tiếp theo]"),
        ("Phí: Không; Lệ phí: 25.000 đồng/bản", "25000 /bản"),
        (
            "Nộp trực tuyến: 0 đồng; nộp trực tiếp: 30.000 đồng",
            "30000 [nộp trực tiếp]; 0 [Nộp trực tuyến]",
        ),
        (
            "Trực tuyến: Miễn phí. Trực tiếp: 75.000 đồng/trường hợp.",
            "75000 /trường hợp [Trực tiếp]; 0 [Trực tuyến]",
        ),
        (
            "Miễn phí cho hộ nghèo, 50.000 đồng đối với các đối tượng khác",
            "50000 [đối với các đối tượng khác]; 0 [cho hộ nghèo]",
        ),
        (
            "Không thu phí đến hết 31/12/2025; từ ngày 01/01/2026: 100.000 đồng/hồ sơ",
            "100000 /hồ sơ [từ ngày 01/01/2026]; 0 [đến hết 31/12/2025]",
        ),
    ],
)
def test_a_charged_fee_is_read_with_its_unit_and_case(text: str, amounts: str) -> None:
    reading = read_amounts(text, "fee")
    assert (reading.status, fee_as_text(reading)) == (AmountStatus.READ, amounts)


@pytest.mark.parametrize(
    ("entered", "text", "amounts"),
    [
        (1_200_000, "đồng/lần thẩm định/cơ sở", "1200000 /lần thẩm định/cơ sở"),
        (1_200_000, "/01 hồ sơ", "1200000 /hồ sơ"),
        (None, "1,500,000 VNĐ(đồng/lần)", "1500000 /lần"),
        (50, "50.000 đồng", "50000"),
        (100, "100 USD/hồ sơ", "10000 USD /hồ sơ"),
        (300_000, "300.000đ/hồ sơ (chưa bao gồm 50.000 đồng chi phí gửi)", "300000 /hồ sơ"),
        (None, "Phí : 600000 Đồng Lệ phí : 50000 Đồng", "600000; 50000"),
        (
            None,
            "Bằng 50% mức thu phí quy định tại Biểu ban hành ngày 11 tháng 11 năm 2016 Đồng",
            "500000 PERCENT /mức thu phí quy định",
        ),
    ],
)
def test_an_entered_amount_takes_its_unit_from_the_words_and_is_not_counted_twice(
    entered: int | None, text: str, amounts: str
) -> None:
    reading = read_fee(Fee("fee", None if entered is None else Decimal(entered), "VND", text))
    assert [part.split(" [")[0] for part in fee_as_text(reading).split("; ")] == amounts.split("; ")


def test_a_nought_entered_for_want_of_a_rate_is_no_free_fee() -> None:
    reading = read_fee(Fee("fee", Decimal(0), "VND", "Không quy định."))
    assert reading.status is AmountStatus.NO_INFORMATION


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chưa thu phí", AmountStatus.FREE),
        ("Hiện nay chưa thu", AmountStatus.FREE),
        ("Tạm thời không thu", AmountStatus.FREE),
        ("Không yêu cầu phí, lệ phí", AmountStatus.FREE),
        ("Không áp dụng", AmountStatus.FREE),
        ("0 đồng (theo Thông tư 63/2023/TT-BTC áp dụng khi nộp trực tuyến)", AmountStatus.FREE),
        ("Không thu phí đến hết ngày 31/12/2026.", AmountStatus.FREE),
        ("Đang cập nhật", AmountStatus.NO_INFORMATION),
        ("TT 37/2024/TT-BTC", AmountStatus.SET_ELSEWHERE),
        ("Xem Phụ lục đính kèm", AmountStatus.SET_ELSEWHERE),
        ("Phí kiểm nghiệm: theo chi phí thực tế", AmountStatus.SET_ELSEWHERE),
        ("Theo hợp đồng thỏa thuận giữa hai bên", AmountStatus.SET_ELSEWHERE),
        ("Gửi qua bưu điện: theo giá cước chuyển phát", AmountStatus.SET_ELSEWHERE),
        (
            "- Phí thẩm định: theo khoản 1 Điều 4 Thông tư số 02/2022/TT-BTC\n- Miễn phí đối với dự án đầu tư công",
            AmountStatus.SET_ELSEWHERE,
        ),
    ],
)
def test_a_fee_without_a_sum_is_told_free_unknown_or_set_elsewhere(text: str, status: AmountStatus) -> None:
    assert read_amounts(text, "fee").status is status


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("01 tháng 15 ngày", "45d"),
        ("1 năm 6 tháng", "18m"),
        ("02 ngày 4 giờ làm việc", "2.5wd"),
        ("03 ngày (72 giờ)", "3d"),
        ("03 ngày l/v", "3wd"),
        ("10 ngày LV", "10wd"),
        ("Trả kết quả sau 05 ngày làm việc kể từ ngày nhận hồ sơ", "5wd"),
        ("Không quá 3 tháng, vụ việc phức tạp không quá 6 tháng", "3m, 6m"),
        ("20 ngày. Trường hợp cần phải xem xét thêm thì không được quá 10 ngày kể từ ngày hết hạn", "20d+10d"),
        (
            "Thẩm định hồ sơ: 10 ngày làm việc; kiểm tra thực tế: 05 ngày làm việc; cấp giấy phép: 03 ngày làm việc",
            "|10wd, 5wd, 3wd",
        ),
        ("- Tiếp nhận hồ sơ: 0,5 ngày\n- Thẩm định: 5 ngày\n- Trả kết quả: 0,5 ngày", "|0.5d, 5d, 0.5d"),
        ("10 ngày làm việc cho thẩm định, 5 ngày làm việc cho phê duyệt", "|10wd, 5wd"),
        ("15 ngày làm việc tại Cục, 5 ngày tại Bộ", "|15wd, 5d"),
        ("25 ngày làm việc (20 ngày tại Sở + 05 ngày tại UBND tỉnh)", "25wd|20d, 5d"),
        (
            "Thời hạn thẩm định báo cáo: không quá 45 ngày đối với dự án nhóm I; không quá 30 ngày đối với dự án nhóm "
            "II. Thời hạn phê duyệt: 20 ngày kể từ ngày nhận được báo cáo đã chỉnh sửa",
            "|45d, 30d, 20d",
        ),
        (
            "Trong vòng 10 ngày làm việc, Sở Xây dựng thẩm định, trình UBND tỉnh; trong vòng 05 ngày làm việc, UBND "
            "tỉnh phê duyệt",
            "|10wd, 5wd",
        ),
        ("20 ngày làm việc. Cơ sở phải khắc phục trong thời hạn 60 ngày", "20wd"),
        ("Cơ sở bổ sung hồ sơ trong thời hạn 30 ngày; Cục thẩm định trong 15 ngày", "15d"),
        ("Thời gian làm bài: 120 phút. Công bố kết quả: 15 ngày", "15d"),
        ("Tiếp nhận sáng: 7h30 - 11h30; chiều: 13h30 - 17h. Thời hạn: 02 ngày", "2d"),
    ],
)
def test_a_time_limit_is_told_from_stages_extensions_and_other_deadlines(text: str, read: str) -> None:
    reading = read_time(text)
    assert (reading.status, time_as_text(reading)) == (TimeStatus.READ, read)


def test_what_is_settled_at_once_has_the_next_working_day_for_what_comes_late() -> None:
    reading = read_time("Ngay sau khi nhận hồ sơ; nếu nhận hồ sơ sau 15 giờ thì trả trong ngày làm việc tiếp theo")
    assert (reading.status, time_as_text(reading)) == (TimeStatus.AT_ONCE, "+1wd")


def test_an_entered_limit_said_again_is_one_and_has_the_case_that_the_description_tells() -> None:
    entered = ProcessingTime(Decimal(2), "working_day", "2 Ngày làm việc")
    (limit,) = read_processing_time(entered, "Trường hợp quyết định công bố: trong thời hạn 02 ngày làm việc.").limits
    assert limit.condition == "Trường hợp quyết định công bố"


def test_a_complete_dossier_is_no_case() -> None:
    (limit,) = read_time("Trường hợp nhận đủ hồ sơ hợp lệ theo quy định, trong thời hạn 03 ngày làm việc").limits
    assert limit.condition == ""


def test_equal_stages_that_make_up_the_limit_are_both_kept() -> None:
    said = "a) Trong thời hạn 07 ngày, Cục kiểm tra hồ sơ; b) Trong thời hạn 07 ngày tiếp theo, Cục cấp giấy phép"
    reading = read_processing_time(ProcessingTime(Decimal(14), "day"), said)
    assert time_as_text(reading) == "14d|7d, 7d"


def test_the_words_of_a_case_keep_its_exception() -> None:
    (limit,) = read_time("05 ngày làm việc kể từ ngày nhận hồ sơ, trừ trường hợp cấp đổi đồng loạt").limits
    assert limit.condition == "trừ trường hợp cấp đổi đồng loạt"
