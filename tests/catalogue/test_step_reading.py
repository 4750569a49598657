"""The steps of real procedures as read: their boundaries, who acts, what is done, branches and waiting."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.records import Step
from catalogue.step_branches import BranchKind, read_branches
from catalogue.step_reading import Purpose, ReadStep, StepKind, read_steps
from catalogue.step_words import Act, Actor
from catalogue.steps import split_step_text, split_steps

LABELS = Path(__file__).parents[1] / "data"
ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for name in ("steps", "steps-2", "steps-3")
    for line in (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
]
MARKS = (
    "", "  ", "(", "Bước 1: ", "- Bước 2. ", "B3 ", "Bước 1.1: ", "I. ", "1. ", "2) ", "1.1. ", "(1) ", "a) ", "đ) ",
    "b1) ", "(i) ", "ii) ", "- ", "-", "+ ", "++ ", "• ", "o ", "* ", "*",
)  # fmt: skip
SAID = (
    "",
    ")",
    "12",
    "và",
    "1.000.000 đồng",
    "Nộp hồ sơ",
    "trả kết quả.",
    "Sở Tư pháp thẩm định trong 05 ngày làm việc.",
    "Người yêu cầu nộp hồ sơ tại Sở Tư pháp.",
    "Trường hợp hồ sơ chưa đầy đủ thì hướng dẫn bổ sung;",
    "Nếu nộp trực tuyến, người yêu cầu kê khai",
    "Lưu ý:",
    "Trình tự thực hiện:",
    "Giải quyết TTHC:",
    "Hồ sơ gồm:",
)
LINES = st.lists(st.tuples(st.sampled_from(MARKS), st.sampled_from(SAID)).map("".join), max_size=14)


def texts(parts: tuple[str, ...]) -> list[str]:
    return [line for part in parts for line in part.split("\n")]


def read(text: str, name: str = "") -> tuple[ReadStep, ...]:
    return read_steps((Step(name, text),))


@given(LINES, st.booleans())
def test_every_line_stands_in_exactly_one_step_in_its_order(lines: list[str], whole: bool) -> None:
    parts = split_step_text("\n".join(lines), whole)
    assert texts(parts) == [line for line in lines if line.strip()]


@given(LINES)
def test_a_step_is_not_parted_again(lines: list[str]) -> None:
    for part in split_step_text("\n".join(lines)):
        assert split_step_text(part) == (part,)


@given(st.text())
def test_any_text_is_read_without_loss(text: str) -> None:
    steps = read(text)
    assert texts(tuple(step.text for step in steps)) == [line for line in text.split("\n") if line.strip()]
    assert [step.position for step in steps] == list(range(1, len(steps) + 1))


@given(LINES)
def test_steps_read_again_are_the_same(lines: list[str]) -> None:
    steps = read("\n".join(lines))
    again = read_steps([Step(step.name, step.text) for step in steps])
    assert again == steps


@pytest.mark.parametrize("half", ["tuning", "held_out"])
def test_labelled_texts_are_parted_where_a_reader_parts_them(half: str) -> None:
    rows = [row for row in ROWS if row["half"] == half]
    exact = 0
    for row in rows:
        starts, line = set(), 0
        for step in split_steps((Step(row["name"], row["text"]),)):
            starts.add(line)
            line += step.text.count("\n") + 1
        exact += starts == {part["line"] for part in row["parts"]}
    assert exact / len(rows) >= 0.9


@pytest.mark.parametrize("row", ROWS, ids=[f"{at}-{row['code']}" for at, row in enumerate(ROWS)])
def test_labels_stand_at_the_lines_they_name(row: dict[str, Any]) -> None:
    lines = [line for line in row["text"].split("\n") if line.strip()]
    for part in row["parts"]:
        assert " ".join(lines[part["line"]].split()).startswith(part["opens"])
    assert all(part["actor"] in list(Actor) and set(part["acts"]) <= set(Act) for part in row["parts"])


NUMBERED = [
    ("Bước 1: Nộp hồ sơ.\nBước 1.1: Tại xã.\nBước 1.2: Qua bưu chính.\nBước 2: Trả kết quả.", [3, 1]),
    ("1. Bước 1: Cá nhân gửi hồ sơ.\no Nếu nộp trực tiếp: trả lời ngay\n2. Bước 2: Cấp giấy phép.", [2, 1]),
    ("B1: Nộp hồ sơ.\n1. Đơn\n2. Giấy tờ\nB2: Trả kết quả.", [3, 1]),
    ("Bước I. Nộp hồ sơ\nBước II. Trả kết quả", [1, 1]),
    (
        "b) Khóa căn cước điện tử theo đề nghị của cơ quan tiến hành tố tụng\nBước 1: Cơ quan gửi văn bản.\n"
        "Bước 2: Cơ quan xem xét.",
        [2, 1],
    ),
    ("Bước 1: Nộp hồ sơ.\nBước 2: Trả kết quả.\n* Lưu ý: Mang theo giấy hẹn.\n- Bản chính giấy tờ.", [1, 1, 2]),
]
LISTED = [
    ("- Sở Tư pháp:\n+ Kiểm tra hồ sơ;\n+ Trình Chủ tịch.\n- Chủ tịch ký quyết định.", [3, 1]),
    ("- Người yêu cầu nộp hồ sơ.\n- Cán bộ kiểm tra.\n- Trường hợp thiếu thì hướng dẫn bổ sung.", [1, 2]),
    ("1. Nếu nộp trực tiếp, nộp tại xã.\n2. Nếu nộp trực tuyến, kê khai.\n3. Cán bộ kiểm tra.", [2, 1]),
    ("1. Tổ chức nộp hồ sơ gồm:\n1. Đơn\n2. Bản sao\n2. Sở Tư pháp thẩm định.\n3. Trả kết quả.", [3, 1, 1]),
    ("* Trình tự thực hiện:\n- Người yêu cầu nộp hồ sơ.\n- Sở Tư pháp thẩm định.", [2, 1]),
    (
        "a) Nộp hồ sơ TTHC:\nCơ quan đề nghị nộp 01 bộ hồ sơ đến Cục.\nb) Giải quyết TTHC:\n"
        "Trong thời hạn 01 ngày làm việc, Cục thông báo bổ sung hồ sơ.\nTrong thời hạn 07 ngày, Cục cấp thẻ.",
        [2, 3],
    ),
    ("a) Nộp hồ sơ TTHC:\n- Cá nhân nộp hồ sơ.\nb) Giải quyết TTHC:\n- Cục kiểm tra.\n- Cục cấp thẻ.", [2, 3]),
    ("b) Trường hợp cấp lại:\n- Cá nhân nộp hồ sơ.\n- Cục kiểm tra, cấp thẻ.", [2, 1]),
]
PARAGRAPHS = [
    ("Văn phòng lập 01 bộ hồ sơ và nộp về Sở Tư pháp.\nTrong thời hạn 05 ngày, Sở Tư pháp cấp giấy đăng ký.", [1, 1]),
    (
        "Người sử dụng đất nộp hồ sơ tới Trung tâm Phục vụ hành chính\ncông cấp xã.\n"
        "Trường hợp có biên bản họp thì người sử dụng đất không phải\nnộp hồ sơ.",
        [4],
    ),
    ("Sở Tư pháp có trách nhiệm:\n+ kiểm tra hồ sơ;\n+ trình Chủ tịch.", [3]),
]


@pytest.mark.parametrize(("text", "sizes"), NUMBERED + LISTED + PARAGRAPHS)
def test_a_text_is_parted_into_steps_of_so_many_lines(text: str, sizes: list[int]) -> None:
    assert [part.count("\n") + 1 for part in split_step_text(text)] == sizes


def test_a_step_published_under_its_own_number_stays_whole() -> None:
    text = "- Kiểm tra hồ sơ.\n- Chuyển hồ sơ đến Văn phòng đăng ký đất đai."
    assert len(split_steps((Step("Bước 2: Cơ quan tiếp nhận hồ sơ thực hiện:", text),))) == 1
    assert len(split_steps((Step("Trình tự thực hiện đối với trường hợp giao đất", text),))) == 2


def test_actors_and_acts_are_told_with_the_words_that_say_so() -> None:
    steps = read(
        "- Người yêu cầu nộp hồ sơ tại Trung tâm Phục vụ hành chính công và nộp lệ phí.\n"
        "- Cán bộ tiếp nhận hồ sơ kiểm tra hồ sơ; chuyển hồ sơ đến Phòng Tư pháp.\n"
        "- Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, Phòng Tư pháp thẩm định, trình Chủ tịch ký.\n"
        "- Cơ quan thuế ban hành thông báo nộp tiền.\n"
        "- Chủ tịch Ủy ban nhân dân cấp xã ký quyết định."
    )
    assert [step.actor for step in steps] == [
        Actor.APPLICANT,
        Actor.ONE_STOP_DESK,
        Actor.HANDLING_AGENCY,
        Actor.OTHER_AGENCY,
        Actor.LEADER,
    ]
    assert [step.acts for step in steps] == [
        (Act.SUBMIT, Act.PAY),
        (Act.CHECK, Act.FORWARD),
        (Act.APPRAISE, Act.FORWARD),
        (Act.NOTIFY,),
        (Act.DECIDE,),
    ]
    assert {found.of: found.words for found in steps[2].evidence} == {
        "handling_agency": "phòng tư pháp",
        "appraise": "thẩm định",
        "forward": "trình",
    }


def test_what_names_nobody_has_no_actor() -> None:
    (step,) = read("Bước 7: Sử dụng mẫu dấu theo quy định để đóng dấu bản vẽ thiết kế.")
    assert (step.actor, step.acts, step.evidence) == (Actor.UNKNOWN, (), ())


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        # A verb behind a noun is part of a name, also in a row of verbs.
        ("Nếu kết quả kiểm tra, xác minh hợp lệ, công chức trình Chủ tịch UBND cấp xã ký cấp Giấy xác nhận.", "DF"),
        ("Sở Y tế tiếp nhận hồ sơ do Trung tâm y tế chuyển đến.", "T"),
        ("Văn phòng công chứng nộp hồ sơ về Sở Tư pháp nơi đã ra quyết định cho phép thành lập.", "S"),
        # A council or team called together judges; a record of its work is kept.
        ("Phòng Y tế thành lập đoàn thẩm định và lập Biên bản thẩm định theo mẫu quy định.", "A"),
        ("Cơ quan tiếp nhận xem xét thành phần và tính hợp lệ của hồ sơ.", "C"),
        ("Cục Quản lý xuất nhập cảnh thẩm định hồ sơ, kiểm tra đánh giá thực tế cơ sở.", "AI"),
        ("Cơ quan cấp phép gửi văn bản lấy ý kiến của cơ quan quản lý nhà nước liên quan.", "O"),
        ("Sở Tư pháp yêu cầu cơ quan quản lý cơ sở dữ liệu lý lịch tư pháp cung cấp thông tin.", "O"),
        ("Cơ quan quản lý đất đai bàn giao đất trên thực địa và trao Giấy chứng nhận cho người sử dụng đất.", "R"),
        ("Cơ quan tiếp nhận hồ sơ có thông báo rõ cho tổ chức, cá\nnhân bổ sung.", "UN"),
        ("Sở Xây dựng yêu cầu bổ sung, giải trình hồ sơ.", "U"),
        ("Người lao động phải đến nhận quyết định về việc hưởng trợ cấp thất nghiệp.", "R"),
        ("Căn cứ theo ngày hẹn trên Phiếu tiếp nhận hồ sơ và hẹn trả kết quả để nhận thông báo kết quả.", "R"),
        ("Người đến nhận kết quả trực tiếp nhận kết quả tại Cục Quản lý xuất nhập cảnh.", "R"),
        ("Tổ chức nhận Giấy chứng nhận tại Sở hoặc gửi qua đường Bưu chính.", "R"),
        ("Thí sinh nộp 01 bộ hồ sơ đăng ký dự thi và kinh phí dự thi.", "SY"),
        ("Cơ sở đào tạo nhân viên an ninh hàng không gửi hồ sơ đến Cục Quản lý xuất nhập cảnh.", "S"),
        ("Người sử dụng lao động nộp hồ sơ đề nghị huấn luyện, cấp mới thẻ an toàn điện về Sở Công Thương.", "S"),
        ("Tổ chức, cá nhân hoàn thiện hồ sơ của thủ tục này và nộp hồ sơ trực tiếp tại Sở.", "PS"),
        ("Công dân nhập thông tin về số định danh cá nhân; kê khai thông tin trên ứng dụng.", "P"),
        ("Người yêu cầu nộp hồ sơ thay đổi, cải chính, bổ sung thông tin hộ tịch tại Ủy ban nhân dân cấp xã.", "S"),
        ("Sở Tư pháp xem xét, cấp Giấy phép; trường hợp từ chối phải nêu rõ lý do theo quy trình giải quyết.", "DN"),
        ("Văn phòng giám định tư pháp phải thông báo bằng văn bản cho Sở Tư pháp nơi đăng ký hoạt động.", "S"),
        ("Sở Nội vụ ban hành quyết định sửa đổi, bổ sung thông tin trong hồ sơ người có công.", "D"),
        ("Trường hợp hồ sơ đầy đủ, cơ quan có thẩm quyền ban hành quyết định bãi bỏ đường ngang.", "D"),
        ("Tổ chức nộp hồ sơ đăng ký cấp Giấy chứng nhận đủ điều kiện buôn bán thuốc thú y tại Sở.", "S"),
        ("Công ty giải trình về việc thay đổi tại Sở.", ""),
    ],
)
def test_an_act_is_read_where_somebody_does_it_and_not_where_a_name_holds_its_verb(text: str, acts: str) -> None:
    letters = dict(zip("PSTCUAIODYRFEN", Act, strict=True))
    (step,) = read(text)
    assert set(step.acts) == {letters[letter] for letter in acts}


def test_a_centre_handles_where_dossiers_are_submitted_to_it() -> None:
    steps = read(
        "1. Tổ chức, cá nhân nộp hồ sơ tại Trung tâm Quản lý và Khai thác nhà.\n"
        "2. Trung tâm kiểm tra hồ sơ.\n3. Trung tâm thông báo kết quả đến người dân."
    )
    assert [step.actor for step in steps] == [Actor.APPLICANT, Actor.HANDLING_AGENCY, Actor.HANDLING_AGENCY]
    (step,) = read("Trung tâm sát hạch lái xe phải nộp lại giấy phép sát hạch cho Phòng Cảnh sát giao thông.")
    assert step.actor is Actor.APPLICANT


def test_an_agency_that_others_ask_handles_where_nobody_else_does() -> None:
    steps = read(
        "- Người nộp thuế nộp hồ sơ qua Cổng thông tin điện tử.\n"
        "- Cơ quan thuế tiếp nhận hồ sơ, giải quyết hồ sơ và trả kết quả."
    )
    assert [step.actor for step in steps] == [Actor.APPLICANT, Actor.HANDLING_AGENCY]
    steps = read("- Người xin giao đất nộp hồ sơ tại Sở.\n- Sở thẩm định.\n- Cơ quan thuế thông báo nộp tiền.")
    assert steps[2].actor is Actor.OTHER_AGENCY


def test_the_name_of_a_way_does_not_say_who_acts_on_it() -> None:
    (step,) = read(
        "- Cơ quan chuyên môn về nông nghiệp và môi trường cấp xã tổ chức đo đạc.",
        "Trường hợp có biên bản họp giữa Ủy ban nhân dân cấp xã với người sử dụng đất:",
    )
    assert step.actor is Actor.HANDLING_AGENCY
    (step,) = read("- Người xin giao đất nộp 01 bộ hồ sơ.", "Trình tự thực hiện đối với trường hợp nộp tiền")
    assert (step.actor, step.acts) == (Actor.APPLICANT, (Act.SUBMIT,))


def test_a_case_said_in_one_sentence_opens_no_way_of_its_own() -> None:
    steps = read(
        "a) Tổ chức, cá nhân nộp 01 bộ hồ sơ tại cơ sở đăng kiểm;\n"
        "b) Trường hợp máy chính đã qua sử dụng thì phải được cơ sở đăng kiểm kiểm tra;\n"
        "c) Cơ sở đăng kiểm trả kết quả tại nơi nhận hồ sơ."
    )
    assert {step.path for step in steps} == {0}


@pytest.mark.parametrize("name", ["steps", "steps-3"])
def test_the_tuning_half_of_the_labelled_acts_is_read_as_labelled(name: str) -> None:
    parts = same = 0
    for row in map(json.loads, (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()):
        if row["half"] != "tuning":
            continue
        found, line = {}, 0
        for step in read_steps((Step(row["name"], row["text"]),)):
            found[line] = set(step.acts)
            line += step.text.count("\n") + 1
        parts += len(row["parts"])
        same += sum(found.get(part["line"]) == set(part["acts"]) for part in row["parts"])
    assert same / parts >= 0.9


def test_a_step_without_a_subject_is_told_by_its_verb() -> None:
    steps = read("Bước 1: Chuẩn bị hồ sơ theo quy định.\nBước 2: Trả kết quả.")
    assert [step.actor for step in steps] == [Actor.APPLICANT, Actor.HANDLING_AGENCY]


def test_the_police_are_another_agency_where_the_applicant_turned_to_the_department_of_justice() -> None:
    asked = "- Trong thời hạn 20 ngày, kể từ ngày nhận được đề nghị của Sở Tư pháp, cơ quan Công an cấp tỉnh xác minh."
    steps = read(f"- Người xin nộp hồ sơ tại Sở Tư pháp.\n{asked}")
    assert steps[1].actor is Actor.OTHER_AGENCY
    steps = read(f"- Người xin nộp hồ sơ tại Công an cấp tỉnh.\n{asked}")
    assert steps[1].actor is Actor.HANDLING_AGENCY


def test_an_aim_that_a_later_step_carries_out_is_an_act_of_that_step_alone() -> None:
    steps = read("- Sở Tư pháp trình Chủ tịch phê duyệt.\n- Chủ tịch phê duyệt danh sách.")
    assert [step.acts for step in steps] == [(Act.FORWARD,), (Act.DECIDE,)]
    (alone,) = read("- Sở Tư pháp trình Chủ tịch phê duyệt.")
    assert alone.acts == (Act.DECIDE, Act.FORWARD)


def test_ways_of_submitting_are_branches_of_one_step() -> None:
    steps = read(
        "- Nếu lựa chọn hình thức nộp hồ sơ trực tiếp, người yêu cầu nộp hồ sơ tại Trung tâm Phục vụ hành chính công.\n"
        "- Nếu lựa chọn hình thức nộp hồ sơ trực tuyến, người yêu cầu truy cập Cổng dịch vụ công quốc gia.\n"
        "- Công chức tư pháp - hộ tịch thẩm tra hồ sơ."
    )
    assert len(steps) == 2
    assert [branch.kind for branch in steps[0].branches] == [BranchKind.CHANNEL, BranchKind.CHANNEL]
    assert steps[0].branches[1].outcome == "người yêu cầu truy cập Cổng dịch vụ công quốc gia."
    assert [(visit.purpose, visit.channels) for visit in steps[0].visits] == [(Purpose.SUBMIT, ("direct", "online"))]


@pytest.mark.parametrize(
    ("text", "kind", "condition", "outcome"),
    [
        (
            "(i) Trường hợp hồ sơ đầy đủ, hợp lệ thì tiếp nhận hồ sơ.",
            BranchKind.COMPLETE,
            "Trường hợp hồ sơ đầy đủ, hợp lệ",
            "tiếp nhận hồ sơ.",
        ),
        (
            "+ Nếu hồ sơ chưa đầy đủ, hợp lệ, cán bộ tiếp nhận hướng dẫn bổ sung.",
            BranchKind.INCOMPLETE,
            "Nếu hồ sơ chưa đầy đủ, hợp lệ",
            "cán bộ tiếp nhận hướng dẫn bổ sung.",
        ),
        (
            "Sở Tư pháp cấp giấy; trường hợp từ chối phải thông báo bằng văn bản.",
            BranchKind.REFUSED,
            "trường hợp từ chối phải thông báo bằng văn bản.",
            "",
        ),
        (
            "Trường hợp không đủ điều kiện thì trả hồ sơ.",
            BranchKind.REFUSED,
            "Trường hợp không đủ điều kiện",
            "trả hồ sơ.",
        ),
        (
            "o Nếu nộp hồ sơ trực tiếp: Cơ quan kiểm tra thành\nphần hồ sơ.",
            BranchKind.CHANNEL,
            "Nếu nộp hồ sơ trực tiếp",
            "Cơ quan kiểm tra thành phần hồ sơ.",
        ),
        ("Đối với xe tạm nhập thì cấp 03 bản.", BranchKind.OTHER, "Đối với xe tạm nhập", "cấp 03 bản."),
    ],
)
def test_a_branch_is_told_from_its_condition(text: str, kind: BranchKind, condition: str, outcome: str) -> None:
    (branch,) = read_branches(text)
    assert (branch.kind, branch.condition, branch.outcome) == (kind, condition, outcome)


def test_what_says_no_step_is_a_note() -> None:
    steps = read(
        "Thực hiện đăng ký xe tạm thời bằng dịch vụ công trực tuyến một phần.\nBước 1: Chủ xe kê khai giấy khai.\n"
        "Bước 2: Cơ quan đăng ký xe cấp biển số.\n* Lưu ý: Cán bộ kiểm tra hồ sơ trong giờ hành chính."
    )
    assert [step.kind for step in steps] == [StepKind.NOTE, StepKind.STEP, StepKind.STEP, StepKind.NOTE]
    assert (steps[3].actor, steps[3].acts, steps[3].visits) == (Actor.UNKNOWN, (), ())


def test_a_heading_is_told_from_the_step_it_heads() -> None:
    (first, second) = read("1. Thủ tục thu hồi\nBước 1: Chủ xe nộp hồ sơ.\n2. Thủ tục đăng ký\nBước 2: Trả kết quả.")
    assert (first.heading, first.actor) == ("1. Thủ tục thu hồi", Actor.APPLICANT)
    assert (second.heading, second.acts) == ("2. Thủ tục đăng ký", (Act.RECEIVE,))


@pytest.mark.parametrize(
    ("text", "waiting"),
    [
        ("Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, Sở cấp thẻ.", ("Trong thời hạn 05 ngày làm việc",)),
        ("Công chức đăng ký khai sinh ngay trong ngày tiếp nhận hồ sơ.", ("ngay trong ngày",)),
        ("Sở xét trong thời gian không quá 20 (hai mươi) ngày, Chủ tịch xét trong vòng 2 tháng.", 2),
        ("Công an cấp thẻ theo Luật ngày 15 tháng 11 năm 2024 sau khi thu phí.", ()),
    ],
)
def test_time_limits_inside_a_step_are_given_as_published(text: str, waiting: tuple[str, ...] | int) -> None:
    (step,) = read(text)
    assert (step.waiting if isinstance(waiting, tuple) else len(step.waiting)) == waiting
    assert all(words in text for words in step.waiting)
