"""The sentences of the proposal: each action on each part as an official writes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.elements import Part
from reviews.actions import MARKABLE, MarkAction, allows
from reviews.marks import Mark
from reviews.sentences import PART_NAMES, content_sentence, quotation, words_after

DATABASE = "Cơ sở dữ liệu hộ tịch điện tử"
PAPER = "- Giấy xác nhận tình trạng hôn nhân;"
STEP = "- Bước 2: Thẩm tra hồ sơ."
FEE = "Lệ phí: 50.000 đồng"
CONDITION = "a) Nam từ đủ 20 tuổi trở lên;"

EXEMPT = "Trường hợp công dân thuộc diện được miễn phí thì phải xuất trình giấy tờ chứng minh thuộc diện được miễn trừ"

SENTENCES = [
    ("procedure", "remove", "Thủ tục đăng ký kết hôn", "", "Bãi bỏ thủ tục hành chính"),
    (
        "procedure",
        "merge",
        "Thủ tục đăng ký kết hôn",
        "thủ tục đăng ký lại kết hôn",
        "Gộp thủ tục hành chính với thủ tục đăng ký lại kết hôn",
    ),
    ("procedure", "keep", "Thủ tục đăng ký kết hôn", "", "Giữ nguyên thủ tục hành chính"),
    ("step", "remove", STEP, "", "Bỏ bước thực hiện “Bước 2: Thẩm tra hồ sơ”"),
    (
        "step",
        "reduce",
        STEP,
        "Thẩm tra trên hệ thống",
        "Sửa đổi bước thực hiện “Bước 2: Thẩm tra hồ sơ” thành “Thẩm tra trên hệ thống”",
    ),
    ("step", "merge", STEP, "Bước 1", "Gộp bước thực hiện “Bước 2: Thẩm tra hồ sơ” với Bước 1"),
    ("step", "keep", STEP, "", "Giữ nguyên bước thực hiện “Bước 2: Thẩm tra hồ sơ”"),
    ("paper", "remove", PAPER, "", "Bỏ thành phần hồ sơ “Giấy xác nhận tình trạng hôn nhân”"),
    (
        "paper",
        "replace",
        PAPER,
        DATABASE,
        "Thay thế thành phần hồ sơ “Giấy xác nhận tình trạng hôn nhân” bằng dữ liệu được khai thác từ "
        "Cơ sở dữ liệu hộ tịch điện tử",
    ),
    (
        "paper",
        "reduce",
        PAPER,
        "01 bản chính",
        "Giảm số lượng phải nộp của thành phần hồ sơ “Giấy xác nhận tình trạng hôn nhân” xuống còn 01 bản chính",
    ),
    (
        "paper",
        "merge",
        PAPER,
        "Tờ khai đăng ký kết hôn",
        "Gộp thành phần hồ sơ “Giấy xác nhận tình trạng hôn nhân” với “Tờ khai đăng ký kết hôn”",
    ),
    ("paper", "keep", PAPER, "", "Giữ nguyên thành phần hồ sơ “Giấy xác nhận tình trạng hôn nhân”"),
    ("time", "remove", "5 ngày làm việc", "", "Bỏ quy định về thời hạn giải quyết 05 ngày làm việc"),
    (
        "time",
        "reduce",
        "5 ngày làm việc",
        "3 ngày làm việc",
        "Rút ngắn thời hạn giải quyết từ 05 ngày làm việc xuống còn 03 ngày làm việc",
    ),
    ("time", "keep", "5 ngày làm việc", "", "Giữ nguyên quy định về thời hạn giải quyết 05 ngày làm việc"),
    ("fee", "remove", FEE, "", "Bỏ quy định thu lệ phí 50.000 đồng"),
    ("fee", "reduce", FEE, "30.000 đồng", "Giảm mức thu lệ phí từ 50.000 đồng xuống còn 30.000 đồng"),
    ("fee", "keep", FEE, "", "Giữ nguyên mức thu lệ phí 50.000 đồng"),
    ("condition", "remove", CONDITION, "", "Bỏ yêu cầu, điều kiện “Nam từ đủ 20 tuổi trở lên”"),
    (
        "condition",
        "replace",
        CONDITION,
        DATABASE,
        "Thay việc chứng minh yêu cầu, điều kiện “Nam từ đủ 20 tuổi trở lên” bằng việc khai thác dữ liệu từ "
        "Cơ sở dữ liệu hộ tịch điện tử",
    ),
    (
        "condition",
        "reduce",
        CONDITION,
        "Nam từ đủ 18 tuổi",
        "Sửa đổi yêu cầu, điều kiện “Nam từ đủ 20 tuổi trở lên” thành “Nam từ đủ 18 tuổi”",
    ),
    ("condition", "keep", CONDITION, "", "Giữ nguyên yêu cầu, điều kiện “Nam từ đủ 20 tuổi trở lên”"),
]


@pytest.mark.parametrize(("part", "action", "text", "target", "sentence"), SENTENCES)
def test_a_mark_reads_as_an_official_writes(
    mark_of: Callable[..., Mark], part: str, action: str, text: str, target: str, sentence: str
) -> None:
    assert content_sentence(mark_of(part=part, action=action, element_text=text, target=target)) == sentence


@pytest.mark.parametrize(
    ("part", "action", "text", "target", "sentence"),
    [
        ("time", "reduce", "20 ngày", "10 ngày", "Rút ngắn thời hạn giải quyết từ 20 ngày xuống còn 10 ngày"),
        ("time", "reduce", "Không có thông tin", "1 ngày", "Quy định rõ thời hạn giải quyết là 01 ngày"),
        ("fee", "reduce", "Không có thông tin", "1.000 đồng", "Quy định rõ mức thu phí, lệ phí là 1.000 đồng"),
        ("fee", "reduce", "Phí: Không quy định", "1.000 đồng", "Quy định rõ mức thu phí là 1.000 đồng"),
        ("time", "reduce", "3,5 ngày", "1 ngày", "Rút ngắn thời hạn giải quyết từ 3,5 ngày xuống còn 01 ngày"),
        (
            "time",
            "reduce",
            "Trong ngày làm việc tiếp theo",
            "4 giờ",
            "Rút ngắn thời hạn giải quyết từ “Trong ngày làm việc tiếp theo” xuống còn 04 giờ",
        ),
        (
            "time",
            "reduce",
            "chưa nêu rõ thời hạn",
            "3 ngày làm việc",
            "Quy định rõ thời hạn giải quyết là 03 ngày làm việc",
        ),
        ("fee", "reduce", "Phí: 50.000 đồng", "0 đồng", "Miễn phí (mức thu hiện hành: 50.000 đồng)"),
        (
            "fee",
            "reduce",
            "Phí: 8.000 đồng (một bản sao Trích lục)",
            "5.000 đồng",
            "Giảm mức thu phí từ 8.000 đồng (một bản sao Trích lục) xuống còn 5.000 đồng",
        ),
        (
            "fee",
            "reduce",
            "Phí: Do Hội đồng nhân dân tỉnh quy định",
            "10.000 đồng",
            "Quy định mức thu phí là 10.000 đồng, thay cho quy định hiện hành “Do Hội đồng nhân dân tỉnh quy định”",
        ),
        (
            "fee",
            "reduce",
            f"20,000 Việt Nam Đồng({EXEMPT})",
            "10.000 đồng",
            "Giảm mức thu phí, lệ phí từ 20.000 đồng xuống còn 10.000 đồng",
        ),
        ("fee", "remove", "10 USD(10 USD/giấy)", "", "Bỏ quy định thu phí, lệ phí 10 USD/giấy"),
        ("fee", "keep", "Lệ phí: 7,000 Việt Nam Đồng(/lần)", "", "Giữ nguyên mức thu lệ phí 7.000 đồng/lần"),
        ("fee", "remove", "Theo biểu mức", "", "Bỏ quy định thu phí, lệ phí “Theo biểu mức”"),
        ("step", "remove", "Thẩm tra hồ sơ;", "", "Bỏ bước 2 “Thẩm tra hồ sơ”"),
        ("paper", "merge", PAPER, "thành phần hồ sơ số 1", None),
    ],
)
def test_what_is_published_otherwise_reads_well_too(
    mark_of: Callable[..., Mark], part: str, action: str, text: str, target: str, sentence: str | None
) -> None:
    mark = mark_of(part=part, action=action, element=f"{part}:2", element_text=text, target=target)
    whole = sentence or f"Gộp thành phần hồ sơ “Giấy xác nhận tình trạng hôn nhân” với {target}"
    assert content_sentence(mark) == whole


def test_copies_are_told_before_and_after_without_those_of_which_none_is_asked_for(
    mark_of: Callable[..., Mark],
) -> None:
    mark = mark_of(part="paper", action="reduce", element_text=PAPER, target="01 bản chính, 00 bản sao")
    assert content_sentence(mark, "02 bản chính, 01 bản sao") == (
        "Giảm số lượng phải nộp của thành phần hồ sơ “Giấy xác nhận tình trạng hôn nhân” từ 02 bản chính, 01 bản sao "
        "xuống còn 01 bản chính, không yêu cầu bản sao"
    )
    assert content_sentence(mark, "02 bản chính, 00 bản sao").endswith("từ 02 bản chính xuống còn 01 bản chính")


def test_every_action_that_is_allowed_has_its_sentence_here() -> None:
    pairs = {(part.value, action.value) for part in MARKABLE for action in MarkAction if allows(action, part)}
    assert {(part, action) for part, action, *_ in SENTENCES} == pairs


def test_every_part_has_its_official_name() -> None:
    assert set(PART_NAMES) == set(Part)
    assert len(set(PART_NAMES.values())) == len(Part)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("- Tờ khai đăng ký kết hôn;", "Tờ khai đăng ký kết hôn"),
        ("-Đơn xin nhận con nuôi;", "Đơn xin nhận con nuôi"),
        ("+ Bản sao Giấy khai sinh.", "Bản sao Giấy khai sinh"),
        ("• Hộ chiếu", "Hộ chiếu"),
        ("- a) Hộ chiếu:", "Hộ chiếu"),
        ("đ) Giấy ủy quyền", "Giấy ủy quyền"),
        ("01. Tờ khai", "Tờ khai"),
        ("(2) Tờ khai", "Tờ khai"),
        ("01 ảnh 3x4", "01 ảnh 3x4"),
        ("TM. Ủy ban nhân dân xác nhận", "TM. Ủy ban nhân dân xác nhận"),
        ("Tờ khai\ntheo mẫu\r\nquy định", "Tờ khai theo mẫu quy định"),
        ("Bước 1. Nộp hồ sơ", "Bước 1: Nộp hồ sơ"),
        ("- Bước 2 : Trả kết quả", "Bước 2: Trả kết quả"),
        ("Bước 1.1: Nộp trực tiếp", "Bước 1.1: Nộp trực tiếp"),
        ("Bước 3", "Bước 3"),
        ("BƯỚC 3:", "BƯỚC 3"),
        ("Giấy “chứng nhận” của “Sở”", "Giấy ‘chứng nhận’ của ‘Sở’"),
        ('Giấy "chứng nhận"', 'Giấy "chứng nhận"'),
        ("", ""),
    ],
)
def test_a_quotation_is_one_line_without_bullet_or_closing_mark(text: str, quoted: str) -> None:
    assert quotation(text) == quoted


def test_a_long_text_is_cut_between_words() -> None:
    text = "Bản sao Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất " * 5
    quoted = quotation(text)
    assert quoted.endswith("…") and len(quoted) <= 221
    assert text.startswith(quoted[:-1])
    assert text[len(quoted) - 1] in " ,"


def test_a_cut_comes_where_a_sentence_ends() -> None:
    first = "Bước 2: Trung tâm Phục vụ hành chính công cấp xã kiểm tra hồ sơ và cấp Giấy tiếp nhận hồ sơ"
    assert quotation(
        f"{first}. Trường hợp chưa đầy đủ thì trả hồ sơ kèm Phiếu yêu cầu. {'Việc trả. ' * 30}"
    ).startswith(first)
    assert quotation(f"{first}: - {'Kiểm tra tính đầy đủ của thành phần hồ sơ ' * 9}") == f"{first}…"


def test_a_cut_leaves_no_bracket_open() -> None:
    long = "Bản sao Giấy chứng nhận quyền sử dụng đất " * 5
    assert quotation(f"{long}(có chứng thực của cơ quan có thẩm quyền theo quy định)") == f"{long.strip()}…"


def test_a_long_text_without_a_space_is_cut_as_well() -> None:
    assert quotation("x" * 5000) == "x" * 220 + "…"


@given(st.text() | st.text(st.sampled_from("- •+a1).;:“”\n Bước 1.")))
def test_a_quotation_never_closes_itself(text: str) -> None:
    quoted = quotation(text)
    assert "“" not in quoted and "”" not in quoted and "\n" not in quoted
    assert len(quoted) <= 225


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("01 bản chính", "01 bản chính"),
        ("00 bản chính", "Không yêu cầu bản chính"),
        ("01 bản chính, 00 bản sao", "01 bản chính, không yêu cầu bản sao"),
        ("00 bản chính, 00 bản sao", "Không yêu cầu nộp"),
    ],
)
def test_a_table_never_says_that_none_is_left_in_figures(mark_of: Callable[..., Mark], target: str, words: str) -> None:
    assert words_after(mark_of(part="paper", action="reduce", element_text=PAPER, target=target)) == words


@pytest.mark.parametrize(
    ("target", "today", "sentence"),
    [
        ("00 bản chính", "01 bản chính, 00 bản sao", "Không yêu cầu nộp {} (hiện hành: 01 bản chính)"),
        ("00 bản chính, 00 bản sao", "", "Không yêu cầu nộp {}"),
        ("00 bản chính", "", "Không yêu cầu nộp bản chính của {}"),
        ("theo quy định", "", "Giảm số lượng phải nộp của {} xuống còn theo quy định"),
        (
            "00 bản chính",
            "01 bản chính, 02 bản sao",
            "Giảm số lượng phải nộp của {} từ 01 bản chính, 02 bản sao xuống còn 02 bản sao, không yêu cầu bản chính",
        ),
    ],
)
def test_a_paper_of_which_nothing_is_left_is_not_asked_for(
    mark_of: Callable[..., Mark], target: str, today: str, sentence: str
) -> None:
    mark = mark_of(part="paper", action="reduce", element_text=PAPER, target=target)
    paper = "thành phần hồ sơ “Giấy xác nhận tình trạng hôn nhân”"
    assert content_sentence(mark, today) == sentence.format(paper)
