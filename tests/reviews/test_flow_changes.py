"""A procedure's flow before and after its marks, and what a leader's brief counts of it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from catalogue.records import Channel, Dossier, Paper, Procedure, ProcessingTime, Step
from reviews.flow_changes import Count, TimeChange, flow_changes
from reviews.marks import Mark

PROCEDURE = Procedure(
    name="Đăng ký khai sinh",
    steps=(
        Step(
            "",
            "Bước 1: Người yêu cầu nộp hồ sơ tại Bộ phận Một cửa.\n"
            "Bước 2: Công chức tiếp nhận chuyển hồ sơ.\n"
            "Bước 3: Công chức tư pháp - hộ tịch thẩm tra hồ sơ trong 05 ngày.\n"
            "Bước 4: Chủ tịch UBND cấp xã ký Giấy khai sinh.",
        ),
    ),
    channels=(
        Channel("direct", ProcessingTime(Decimal(5), "working_day")),
        Channel("online", ProcessingTime(Decimal(5), "working_day")),
    ),
    dossiers=(Dossier("", (Paper("Tờ khai đăng ký khai sinh"), Paper("Giấy chứng sinh"))),),
)

MakeMark = Callable[..., Mark]


def test_steps_that_go_and_steps_worded_anew_are_told_before_and_after(mark_of: MakeMark) -> None:
    marks = [
        mark_of(id=1, part="step", element="step:2", action="remove"),
        mark_of(id=2, part="step", element="step:3", action="reduce", target="Công chức thẩm tra hồ sơ trong ngày"),
        mark_of(id=3, part="step", element="step:4", action="keep"),
    ]
    changes = flow_changes(PROCEDURE, marks)
    assert changes.gone == {"step:2"}
    assert changes.reworded == {"step:3"}
    # The third step is the second of those that are left.
    assert changes.new_words == {"step:2"}
    assert changes.steps == Count(4, 3)
    assert changes.after is not None
    names = [node.name for node in changes.after.nodes if node.address]
    assert names == [
        "Người yêu cầu nộp hồ sơ tại Bộ phận Một cửa.",
        "Công chức thẩm tra hồ sơ trong ngày",
        "Chủ tịch UBND cấp xã ký Giấy khai sinh.",
    ]
    assert not changes.before.papers


def test_time_limits_and_papers_are_counted_before_and_after(mark_of: MakeMark) -> None:
    marks = [
        mark_of(id=1, part="time", element="time:1", action="reduce", target="3 ngày làm việc"),
        mark_of(id=2, part="paper", element="paper:1.2", action="replace", target="CSDL hộ tịch điện tử"),
    ]
    changes = flow_changes(PROCEDURE, marks)
    assert changes.times == (
        TimeChange("direct", "5 ngày làm việc", "3 ngày làm việc"),
        TimeChange("online", "5 ngày làm việc", "5 ngày làm việc"),
    )
    assert changes.papers == Count(2, 1)
    assert not changes.gone and not changes.new_words


def test_equal_time_limits_of_all_channels_are_told_once(mark_of: MakeMark) -> None:
    assert flow_changes(PROCEDURE, []).times == (TimeChange("", "5 ngày làm việc", "5 ngày làm việc"),)


def test_nothing_is_left_of_a_procedure_that_is_abolished(mark_of: MakeMark) -> None:
    changes = flow_changes(PROCEDURE, [mark_of(part="procedure", element="procedure", action="remove")])
    assert changes.after is None
    assert (changes.steps, changes.papers) == (Count(4, 0), Count(2, 0))


def test_words_that_read_as_several_steps_set_no_wrong_step_apart(mark_of: MakeMark) -> None:
    target = "Bước 1: Thẩm tra.\nBước 2: Trình ký."
    marks = [mark_of(part="step", element="step:3", action="reduce", target=target)]
    changes = flow_changes(PROCEDURE, marks)
    assert changes.reworded == {"step:3"}
    assert changes.steps.after >= 4
    assert len(changes.new_words) in (0, 1)
