"""What published time limits say, read out of their words."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.evaluate_reading import time_reading, without_conditions
from catalogue.measures.times import (
    TimeLimit,
    TimeStatus,
    minutes,
    read_channel_time,
    read_processing_time,
    read_time,
    stage_sums,
)
from catalogue.records import Channel, Fee, ProcessingTime

LABELS = Path(__file__).parent.parent / "data" / "measures"


def limit(quantity: str, unit: str, condition: str = "") -> TimeLimit:
    return TimeLimit(Decimal(quantity), unit, condition)


@pytest.mark.parametrize(
    ("text", "quantity", "unit"),
    [
        ("05 Ngày làm việc", "5", "working_day"),
        ("Không quá 20 ngày kể từ ngày nhận đủ hồ sơ", "20", "day"),
        ("3,5 ngày làm việc", "3.5", "working_day"),
        ("2.5 ngày", "2.5", "day"),
        ("Nửa ngày làm việc", "0.5", "working_day"),
        ("01 buổi làm việc", "0.5", "working_day"),
        ("không quá 8h làm việc", "8", "working_hour"),
        ("5 (ngày làm việc)", "5", "working_day"),
        ("Không quá 3 ngày làm việc/hồ sơ", "3", "working_day"),
        ("05 (năm) ngày làm việc", "5", "working_day"),
        ("Mười lăm ngày", "15", "day"),
        ("20 (hai mươi) ngày, kể từ ngày nhận đủ hồ sơ hợp lệ.", "20", "day"),
        ("8 giờ làm việc", "8", "working_hour"),
        ("1 Giờ", "1", "hour"),
        ("tối đa 60 phút", "60", "minute"),
        ("6 Tháng", "6", "month"),
        ("02 tuần", "14", "day"),
        ("trong ngày", "1", "day"),
        ("Ngay trong ngày làm việc nhận được hồ sơ", "1", "working_day"),
        ("Từ 03 đến 05 ngày làm việc", "5", "working_day"),
        ("06 ngày\nlàm việc", "6", "working_day"),
    ],
)
def test_one_limit_is_read_with_its_unit(text: str, quantity: str, unit: str) -> None:
    reading = read_time(text)
    assert reading.status is TimeStatus.READ
    assert (reading.limits, reading.stages) == ((limit(quantity, unit),), ())


def test_stages_inside_a_limit_are_not_added_to_it() -> None:
    reading = read_time("15 ngày, trong đó: Sở Tư pháp 10 ngày; Ủy ban nhân dân cấp tỉnh 05 ngày")
    assert reading.limits == (limit("15", "day"),)
    assert reading.stages == (limit("10", "day", "Sở Tư pháp"), limit("5", "day", "Ủy ban nhân dân cấp tỉnh"))


def test_what_adds_up_to_the_limit_before_it_are_its_stages() -> None:
    reading = read_time(
        "Không quá 13 ngày làm việc (thời gian đăng ký đất đai không quá 10 ngày làm việc; thời gian cấp giấy chứng "
        "nhận không quá 03 ngày làm việc)"
    )
    assert reading.limits == (limit("13", "working_day"),)
    assert [stage.quantity for stage in reading.stages] == [10, 3]


def test_stages_without_a_stated_whole_are_summed_by_unit() -> None:
    reading = read_time(
        "- Thời gian thực hiện Bước 2 không quá 05 ngày làm việc.\n- Thời gian thực hiện Bước 3 không quá 10 ngày.\n"
        "- Thời gian thực hiện Bước 5 không quá 05 ngày làm việc."
    )
    assert reading.limits == ()
    assert stage_sums(reading) == {"working_day": Decimal(10), "day": Decimal(10)}


def test_limits_by_case_are_alternatives_with_their_cases() -> None:
    reading = read_time(
        "a) Không quá 05 ngày làm việc đối với thủ tục đổi tên;\n"
        "b) Không quá 07 ngày làm việc đối với thủ tục giảm diện tích"
    )
    assert reading.limits == (
        limit("5", "working_day", "đối với thủ tục đổi tên"),
        limit("7", "working_day", "đối với thủ tục giảm diện tích"),
    )
    verified = read_time("03 ngày làm việc, trường hợp phải xác minh thì không quá 08 ngày làm việc.")
    assert verified.limits == (limit("3", "working_day"), limit("8", "working_day", "trường hợp phải xác minh"))
    new_or_again = read_time("• Cấp mới: 06 ngày làm việc\n• Cấp lại: 03 ngày làm việc")
    assert new_or_again.limits == (limit("6", "working_day", "Cấp mới"), limit("3", "working_day", "Cấp lại"))


def test_more_time_in_mountainous_communes_is_an_extension_with_its_own_unit() -> None:
    reading = read_time(
        "Không quá 10 ngày làm việc. Đối với các xã miền núi thì thời gian thực hiện được tăng thêm không quá 10 ngày "
        "so với tổng thời gian thực hiện thủ tục này."
    )
    assert reading.limits == (limit("10", "working_day"),)
    assert reading.extensions == (limit("10", "day", "Đối với các xã miền núi"),)


def test_a_dossier_that_comes_in_late_has_one_more_working_day() -> None:
    reading = read_time(
        "Trong ngày làm việc nhận được hồ sơ hợp lệ; nếu nhận hồ sơ sau 15 giờ thì có thể hoàn thành trong ngày làm "
        "việc tiếp theo."
    )
    assert reading.limits == (limit("1", "working_day"),)
    assert reading.extensions == (limit("1", "working_day", "nếu nhận hồ sơ sau 15 giờ"),)


def test_time_that_is_not_counted_is_told_and_read_as_no_limit() -> None:
    reading = read_time("Không quá 03 ngày làm việc (không tính thời gian niêm yết 15 ngày)")
    assert reading.limits == (limit("3", "working_day"),)
    assert reading.exclusions == ("không tính thời gian niêm yết 15 ngày",)


@pytest.mark.parametrize(
    "text",
    [
        "Trong thời gian 30 ngày trước khi hết hạn thì nộp hồ sơ",
        "Trước ngày kiểm tra ít nhất 02 ngày làm việc",
        "Thẻ tạm trú có giá trị 05 năm",
        "Trẻ em dưới 06 tuổi",
        "Tiếp nhận từ 8 giờ các ngày từ thứ 2 đến thứ 6",
        "Trường hợp hồ sơ chưa đầy đủ, trong thời hạn 02 ngày làm việc thông báo bổ sung",
        "Trong thời hạn 03 ngày làm việc, cơ quan tiếp nhận thông báo bằng văn bản nếu hồ sơ chưa hợp lệ.",
        "Trong thời hạn 15 ngày kể từ ngày thông báo kết quả, thí sinh có quyền gửi đơn phúc khảo",
        "Chi trả 2 lần trong năm: lần 1 chi trả đủ 4 tháng (đối với học sinh phổ thông), 5 tháng (đối với sinh viên)",
    ],
)
def test_other_lengths_of_time_are_no_limits(text: str) -> None:
    assert read_time(text).limits == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Không có thông tin", TimeStatus.NO_INFORMATION),
        ("không quy định", TimeStatus.NO_INFORMATION),
        ("", TimeStatus.NO_INFORMATION),
        ("Theo mô tả", TimeStatus.SET_ELSEWHERE),
        ("Do sở giáo dục và đào tạo quy định", TimeStatus.SET_ELSEWHERE),
        ("Ngay sau khi nhận đủ hồ sơ", TimeStatus.AT_ONCE),
        ("khoảng vài hôm", TimeStatus.UNREADABLE),
        ("Chưa xác định", TimeStatus.NO_INFORMATION),
        ("Không quy định thời hạn giải quyết", TimeStatus.NO_INFORMATION),
        ("Theo thỏa thuận", TimeStatus.SET_ELSEWHERE),
        ("Tối thiểu 10 ngày làm việc", TimeStatus.UNREADABLE),
    ],
)
def test_what_states_no_limit_is_said_to_and_never_becomes_one(text: str, status: TimeStatus) -> None:
    reading = read_time(text)
    assert (reading.status, reading.limits) == (status, ())


def test_an_entered_limit_takes_its_case_from_the_description() -> None:
    entered = ProcessingTime(Decimal(20), "working_day")
    described = read_processing_time(
        entered, "* Đối với đất chưa được cấp Giấy chứng nhận thì không quá 20 ngày làm việc."
    )
    assert described.limits == (limit("20", "working_day", "Đối với đất chưa được cấp Giấy chứng nhận"),)
    longer = read_processing_time(
        entered, "Đối với các xã miền núi thì thời gian thực hiện không quá 30 ngày làm việc."
    )
    assert longer.limits == (limit("20", "working_day"), limit("30", "working_day", "Đối với các xã miền núi"))


def test_a_quantity_in_the_unit_other_says_nothing_by_itself() -> None:
    assert read_processing_time(ProcessingTime(Decimal(1), "other", "1")).status is TimeStatus.UNREADABLE
    told = read_processing_time(ProcessingTime(Decimal(1), "other", "1"), "Giải quyết trong ngày làm việc.")
    assert told.limits == (limit("1", "working_day"),)


def test_the_limit_glued_to_a_fee_is_found_where_the_channel_has_none() -> None:
    fee = Fee(text="Miễn phí(Trong 90 ngày)Trong thời hạn 05 ngày làm việc kể từ khi nhận đủ hồ sơ theo quy định.")
    channel = Channel("direct", ProcessingTime(text="Không có thông tin"), (fee,))
    assert read_channel_time(channel).limits == (limit("5", "working_day"),)


def test_minutes_keep_working_time_apart_from_the_calendar() -> None:
    assert minutes(limit("3.5", "working_day")) == ("working", 1_680)
    assert minutes(limit("8", "working_hour")) == minutes(limit("1", "working_day"))
    assert minutes(limit("1", "day")) == ("calendar", 1_440)
    assert minutes(limit("2", "hour")) == ("calendar", 120)
    assert minutes(limit("1", "month")) == minutes(limit("30", "day"))


def test_rows_under_a_limit_and_a_colon_are_its_stages_with_whatever_cases_they_name() -> None:
    reading = read_time(
        "9 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, cụ thể:\n1. Thời hạn kiểm tra hồ sơ, viết giấy hẹn: 01 "
        "ngày làm "
        "việc;\n2. Thời hạn kiểm tra: 05 ngày kể từ ngày viết giấy hẹn;\n3. Thời hạn cấp giấy chứng nhận đăng "
        "ký: 03 ngày "
        "làm việc kể từ ngày kết thúc kiểm tra đối với trường hợp xe máy chuyên dùng ngoài địa phương."
    )
    assert reading.limits == (limit("9", "working_day"),)
    assert [stage.quantity for stage in reading.stages] == [1, 5, 3]
    alternatives = read_time("Thời hạn giải quyết cụ thể:\n- Cấp mới: 10 ngày\n- Cấp lại: 05 ngày")
    assert alternatives.limits == (limit("10", "day", "Cấp mới"), limit("5", "day", "Cấp lại"))


def test_stages_may_be_named_behind_their_lengths() -> None:
    reading = read_time("55 ngày (trong đó 45 ngày đánh giá hồ sơ, 10 ngày trả chứng chỉ\nhành nghề)")
    assert reading.limits == (limit("55", "day"),)
    assert reading.stages == (limit("45", "day", "đánh giá hồ sơ"), limit("10", "day", "trả chứng chỉ hành nghề"))


def test_an_office_that_hands_its_work_on_has_a_stage_and_not_the_whole_time() -> None:
    reading = read_time(
        "- Trong thời hạn 15 ngày kể từ ngày nhận được hồ sơ hợp lệ, cơ quan có chức năng quản lý đất đai phải "
        "có văn bản "
        "thẩm định trình cấp có thẩm quyền xem xét.\n- Trong thời hạn không quá 05 ngày làm việc kể từ ngày nhận "
        "được văn "
        "bản thẩm định, cấp có thẩm quyền có văn bản chấp thuận."
    )
    assert not reading.limits
    assert [stage.quantity for stage in reading.stages] == [Decimal(15), Decimal(5)]


def test_stages_that_add_up_to_the_entered_limit_are_stages_though_a_case_is_named_in_one() -> None:
    reading = read_processing_time(
        ProcessingTime(Decimal("22.5"), "working_day"),
        "- Thời gian thu hồi Giấy chứng nhận đã cấp không quá 12,5 ngày làm việc.\n- Trường hợp thu hồi Giấy "
        "chứng nhận "
        "đã cấp lần đầu thì thời gian thực hiện đăng ký, cấp lại Giấy chứng nhận không quá 10 ngày làm việc.",
    )
    assert reading.limits == (limit("22.5", "working_day"),)
    assert [stage.quantity for stage in reading.stages] == [Decimal("12.5"), 10]


def test_the_dash_inside_a_department_s_name_parts_no_rows() -> None:
    reading = read_time(
        "1. Tại UBND cấp xã: 02 ngày\n2. Tại Sở Lao động - Thương binh và Xã hội: 07 ngày\n3. Tại UBND thành "
        "phố: 05 ngày"
    )
    assert [stage.condition for stage in reading.stages] == [
        "Tại UBND cấp xã",
        "Tại Sở Lao động - Thương binh và Xã hội",
        "Tại UBND thành phố",
    ]


def test_a_case_without_the_full_stop_before_it_is_told_from_the_limit_s_own() -> None:
    reading = read_time(
        "Không quá 10 ngày làm việc đối với trường hợp đăng ký quyền sở hữu tài sản gắn liền với đất Đối với các "
        "xã miền "
        "núi thì thời gian thực hiện được tăng thêm không quá 10 ngày làm việc."
    )
    assert reading.limits == (
        limit("10", "working_day", "đối với trường hợp đăng ký quyền sở hữu tài sản gắn liền với đất"),
    )
    assert reading.extensions == (limit("10", "working_day", "Đối với các xã miền núi"),)


def test_a_case_that_is_left_out_is_never_read_as_the_case_itself() -> None:
    reading = read_time("Không quá 05 ngày làm việc, trừ trường hợp cấp đổi đồng loạt")
    assert reading.limits == (limit("5", "working_day", "trừ trường hợp cấp đổi đồng loạt"),)


def test_what_a_limit_was_cut_down_to_stands_in_its_place() -> None:
    assert read_time("15 ngày làm việc, giảm còn 10 ngày làm việc").limits == (limit("10", "working_day"),)
    assert read_time("14 ngày làm việc (cắt giảm 06 ngày so với quy định)").limits == (limit("14", "working_day"),)
    assert read_time("10 ngày làm việc x 8 giờ = 80 giờ").limits == (limit("10", "working_day"),)
    assert read_time("7 ngày làm việc (56 giờ)").limits == (limit("7", "working_day"),)
    assert read_time("15 ngày (cắt giảm từ 20 ngày xuống còn 15 ngày)").limits == (limit("15", "day"),)
    assert read_time("30 ngày (đã cắt giảm 15 ngày so với quy định là 45 ngày)").limits == (limit("30", "day"),)
    after = read_time("Thời hạn theo quy định: 20 ngày làm việc. Thời hạn sau cắt giảm: 14 ngày làm việc.")
    assert [(int(found.quantity), found.unit) for found in after.limits] == [(14, "working_day")]


def test_what_is_added_up_or_follows_in_turn_are_stages() -> None:
    summed = read_time("20 ngày + 10 ngày")
    assert (summed.limits, summed.stages) == ((), (limit("20", "day"), limit("10", "day")))
    assert stage_sums(summed) == {"day": Decimal(30)}
    in_turn = read_time(
        "Trong thời hạn 02 ngày làm việc, Sở Công Thương kiểm tra hồ sơ; trong thời hạn 05 ngày làm việc tiếp theo "
        "thẩm định thực tế; trong 03 ngày làm việc cấp giấy phép"
    )
    assert (in_turn.limits, [int(stage.quantity) for stage in in_turn.stages]) == ((), [2, 5, 3])
    listed = read_time("Thẩm định hình thức: 01 tháng; Công bố đơn: 02 tháng; Thẩm định nội dung: 09 tháng")
    assert (listed.limits, [int(stage.quantity) for stage in listed.stages]) == ((), [1, 2, 9])


def test_cases_under_a_stage_s_name_are_stages_beside_another_and_limits_alone() -> None:
    cases = (
        "- Thời hạn công bố:\n+ Trường hợp công bố: 03 ngày làm việc.\n+ Trường hợp không công bố: 02 ngày làm việc."
    )
    both = read_time(f"10 ngày làm việc\n- Thời hạn kiểm tra: 05 ngày làm việc.\n{cases}")
    assert both.limits == (limit("10", "working_day"),)
    assert [stage.quantity for stage in both.stages] == [5, 3, 2]
    assert [found.quantity for found in read_time(cases).limits] == [3, 2]


def test_one_office_s_time_beside_a_case_is_the_limit_of_all_others() -> None:
    reading = read_time("Bộ Y tế trả kết quả trong vòng 60 ngày; đối với thuốc cấp bách trong 15 ngày")
    assert reading.stages == ()
    assert reading.limits == (limit("60", "day"), limit("15", "day", "đối với thuốc cấp bách"))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("05 ngày làm việc (cấp mới); 03 ngày làm việc (cấp lại)", "cấp mới", "cấp lại"),
        ("Không quá 05 ngày (đối với cấp mới), 03 ngày (đối với cấp lại)", "đối với cấp mới", "đối với cấp lại"),
        ("Cấp mới 05 ngày; cấp lại 03 ngày", "Cấp mới", "cấp lại"),
        ("Cấp mới: 05 ngày. Gia hạn: 03 ngày", "Cấp mới", "Gia hạn"),
    ],
)
def test_cases_may_stand_in_brackets_or_right_before_their_length(text: str, first: str, second: str) -> None:
    assert [found.condition for found in read_time(text).limits] == [first, second]


def test_what_only_tells_what_is_missing_bounds_no_decision() -> None:
    reading = read_time(
        "Trong thời hạn 03 ngày làm việc kể từ ngày nhận hồ sơ, Sở Y tế kiểm tra, nếu hồ sơ chưa hợp lệ thì thông báo "
        "bằng văn bản. Trong thời hạn 20 ngày kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Y tế cấp giấy phép."
    )
    assert reading.limits == (limit("20", "day"),)


def test_a_number_beside_words_that_nothing_is_prescribed_is_no_limit() -> None:
    reading = read_processing_time(ProcessingTime(None, "other", "1"), "Chưa có quy định cụ thể")
    assert reading.status is TimeStatus.NO_INFORMATION


@pytest.mark.parametrize("name", ["times", "times-2", "times-4"])
def test_the_tuning_half_of_the_labelled_time_limits_is_read_as_labelled(name: str) -> None:
    rows = [json.loads(line) for line in (LABELS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    tuning = [row for row in rows if row["half"] == "tuning"]
    assert len(tuning) >= 30
    for row in tuning:
        found, labelled = time_reading(row), row["reading"]
        assert without_conditions(found) == without_conditions(labelled), row["channel_text"] or row["text"]
        if name == "times":
            assert found == labelled


WORDS = st.sampled_from([
    "05", "ngày", "làm việc", "không quá", "trong đó", "(", ")", ":", ";", "- ", "\n", "Đối với",
    "trường hợp", "thì", "kể từ ngày", "tăng thêm", "giờ", "tháng", "năm", "Bước 2", "không tính thời gian",
    "trong ngày", "ngày làm việc tiếp theo", "Ngay", "mười lăm", "3,5", ".", ",", "Sở Tư pháp", "15", "10",
    "giảm", "sau",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join))


@given(TEXTS, TEXTS, st.one_of(st.none(), st.integers(-5, 400)), st.sampled_from(["working_day", "day", "other"]))
def test_any_time_is_read_without_an_error_and_no_limit_is_empty(
    text: str, description: str, quantity: int | None, unit: str
) -> None:
    entered = ProcessingTime(None if quantity is None else Decimal(quantity), unit, text)
    reading = read_processing_time(entered, description)
    for one in (*reading.limits, *reading.stages, *reading.extensions):
        assert one.quantity > 0
        assert minutes(one)[1] > 0
    assert bool(reading.limits or reading.stages) == (reading.status is TimeStatus.READ)


@given(st.integers(1, 999), st.sampled_from(["ngày làm việc", "ngày", "giờ", "phút", "tháng"]))
def test_a_limit_written_in_figures_is_read_back(quantity: int, unit: str) -> None:
    (found,) = read_time(f"Không quá {quantity:02} {unit} kể từ ngày nhận đủ hồ sơ hợp lệ").limits
    assert found.quantity == quantity
