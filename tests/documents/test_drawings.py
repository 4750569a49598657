"""Drawings: text stands in its box, nothing overlaps, SVG and Word's shapes show the same, and words stand for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from catalogue.flow import read_flow
from catalogue.records import Procedure, Step
from reviews.documents.charts import (
    Cost,
    Reached,
    before_after_chart,
    leading,
    pareto_chart,
    progress_chart,
    short_dong,
)
from reviews.documents.drawing import Area, Box, Line, Outline, Picture, Shade, Type, above, beside, joined
from reviews.documents.flow_picture import FootLine, StepLook, flow_pictures
from reviews.documents.type_widths import BREAK, broken, shortened, width_of
from tests.catalogue.linked_documents import published
from tests.catalogue.test_flow_layout import FILES, PROCEDURES

WIDTH, HIGHEST = 165.0, 218.0
SVG = "{http://www.w3.org/2000/svg}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# Characters that no XML holds never reach a drawing: the catalogue's normal form takes them out.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=80) | st.sampled_from(
    [
        "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
        "Nghiêng ngả khuếch khoác thưởng thức đường đời",
        "<script>alert('x')</script> & ]]> \"",
        "https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-hanh-chinh.html?ma_thu_tuc=1.000894",
    ]
)
COSTS = st.lists(st.builds(Cost, TEXTS, st.integers(0, 10**13), st.integers(0, 10**13)), max_size=8)


def bounded(picture: Picture) -> None:
    """Everything stands on the picture, every text in its own box, and no two texts on each other."""
    page = Area(0, 0, picture.width, picture.height)
    boxes = [element for element in picture.elements if isinstance(element, Box)]
    for element in picture.elements:
        assert page.holds(element.area), element
    written = [box for box in boxes if box.lines]
    for box in written:
        room = box.area
        if box.outline is Outline.DIAMOND:
            room = Area(room.x + room.width / 4, room.y + room.height / 4, room.width / 2, room.height / 2)
        assert room.holds(box.text_area), box
    for one, other in combinations(written, 2):
        assert not one.text_area.overlaps(other.text_area), (one, other)


def stretches(picture: Picture) -> Iterator[Area]:
    """The straight stretches of all lines, as areas without width or height."""
    for element in picture.elements:
        if isinstance(element, Line):
            for (x, y), (to_x, to_y) in pairwise(element.points):
                yield Area(min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))


def runs_through(stretch: Area, area: Area) -> bool:
    """Tell whether a line goes through the inside of an area; along a side does not count."""
    inside = Area(area.x + 0.01, area.y + 0.01, area.width - 0.02, area.height - 0.02)
    across = (stretch.x < inside.right and inside.x < stretch.right) or inside.x < stretch.x < inside.right
    down = (stretch.y < inside.bottom and inside.y < stretch.bottom) or inside.y < stretch.y < inside.bottom
    return across and down


def drawn_apart(pictures: Sequence[Picture]) -> None:
    """Steps, labels and lines of a flow keep apart."""
    for picture in pictures:
        bounded(picture)
        boxes = [element for element in picture.elements if isinstance(element, Box)]
        nodes = [box for box in boxes if box.lines and box.shade is not Shade.CLEAR and box.type != Type(9, bold=True)]
        labels = [box for box in boxes if box.lines and box.type.italic]
        for one, other in combinations((*nodes, *labels), 2):
            assert not one.area.overlaps(other.area), (one, other)
        for stretch in stretches(picture):
            for box in nodes:
                assert not runs_through(stretch, box.area), (stretch, box)
            for box in labels:
                assert not runs_through(stretch, box.text_area), (stretch, box)


def svg_texts(picture: Picture) -> list[str]:
    """The lines of text that the SVG shows, white space aside."""
    root = etree.fromstring(picture.svg().encode())
    return ["".join((text.text or "").split()) for text in root.iter(f"{SVG}text")]


def word_texts(picture: Picture) -> list[str]:
    """The texts of the shapes in a Word file, white space aside."""
    root = etree.fromstring(picture.word_run(1).encode())
    return ["".join("".join(text.itertext()).split()) for text in root.iter(f"{WPS}txbx")]


@given(TEXTS, st.floats(6, 14), st.floats(5, 80), st.booleans())
def test_broken_text_fits_and_loses_no_letter(text: str, size: float, width: float, bold: bool) -> None:
    lines = broken(text, size, width, bold=bold)
    assert "".join("".join(lines).replace(BREAK, "").split()) == "".join(text.replace(BREAK, "").split())
    widest = max((width_of(letter, size, bold=bold) for letter in text), default=0)
    assert all(width_of(line, size, bold=bold) <= max(width, widest) + 1e-6 for line in lines)
    assert "".join(joined(lines).split()) == "".join("".join(lines).replace(BREAK, "").split())


def test_vietnamese_letters_are_as_wide_as_their_base_and_the_horn_widens() -> None:
    assert width_of("ệ", 10) == width_of("e", 10)
    assert width_of("ữ", 10) > width_of("ũ", 10) == width_of("u", 10)
    assert width_of("Đ", 10) > width_of("đ", 10)
    # A line of the country's name at 12 points is 88 mm wide in bold; the estimate leaves some room.
    assert 88 <= width_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True) <= 100


def test_what_is_cut_says_so_within_the_width() -> None:
    lines = broken("Cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất", 9, 30)
    kept = shortened(lines, 2, 9, 30)
    assert len(kept) == 2 < len(lines)
    assert kept[-1].endswith("…")
    assert width_of(kept[-1], 9) <= 30
    assert shortened(lines, len(lines), 9, 30) == lines


@given(COSTS, st.sampled_from([80.0, WIDTH]))
@settings(max_examples=40)
def test_charts_of_any_costs_keep_their_texts_apart(costs: list[Cost], width: float) -> None:
    whole = sum(cost.saved for cost in costs)
    reached = [Reached(cost.label, Fraction(cost.before, 10**12)) for cost in costs]
    bars = before_after_chart(costs, width, "Chi phí tuân thủ một năm")
    savings = pareto_chart(leading(costs, 5), whole, width, "Tiết kiệm theo thủ tục")
    progress = progress_chart(reached, (30, 50), width, "Mức cắt giảm so với mục tiêu")
    both = beside(bars, savings, "Hai biểu đồ", 5), above(savings, progress, "Hai biểu đồ", 3)
    for picture in (bars, savings, progress, *both):
        bounded(picture)
        etree.fromstring(picture.svg().encode())
        assert svg_texts(picture) and sorted("".join(word_texts(picture))) == sorted(
            "".join(svg_texts(picture)).replace(BREAK, "")
        )


def test_bars_are_as_long_as_their_amounts() -> None:
    picture = before_after_chart(
        [Cost("Đăng ký kết hôn", 1_000_000_000, 250_000_000), Cost("Đăng ký khai sinh", 500_000_000, 0)],
        WIDTH,
        "Chi phí",
    )
    bars = [
        box.area.width
        for box in picture.elements
        if isinstance(box, Box) and box.outline is Outline.RECTANGLE and not box.lines
    ][2:]
    assert [round(bar / bars[0], 3) for bar in bars[:3]] == [1, 0.25, 0.5]
    assert bars[3] < 0.01 * bars[0]
    assert picture.tables[0].rows[0] == ("Đăng ký kết hôn", "1.000.000.000", "250.000.000", "750.000.000")


def test_savings_begin_with_the_largest_and_set_off_those_that_bring_four_fifths() -> None:
    costs = [Cost("Nhỏ", 10, 5), Cost("Lớn", 100, 30), Cost("Vừa", 40, 20), Cost("Rất nhỏ", 9, 5), Cost("Tăng", 5, 6)]
    shown = leading(costs, 3)
    assert [(cost.label, cost.saved) for cost in shown] == [("Lớn", 70), ("Vừa", 20), ("Các mục còn lại (3)", 8)]
    picture = pareto_chart(shown, 98, WIDTH, "Tiết kiệm")
    assert [row[2] for row in picture.tables[0].rows] == ["71,4 %", "91,8 %", "100,0 %"]
    bars = [box.shade for box in picture.elements if isinstance(box, Box) and box.outline is Outline.RECTANGLE]
    assert bars == [Shade.DARK, Shade.DARK, Shade.LIGHT]


def test_progress_says_which_goals_are_met_and_draws_them_as_dashed_lines() -> None:
    reached = [Reached("Chi phí", Fraction(43)), Reached("Thời hạn", Fraction(50)), Reached("Điều kiện", None)]
    picture = progress_chart(reached, (30, 50), WIDTH, "Mức cắt giảm")
    assert picture.tables[0].rows == (
        ("Chi phí", "43,0 %", "đạt", "chưa đạt"),
        ("Thời hạn", "50,0 %", "đạt", "đạt"),
        ("Điều kiện", "–", "–", "–"),
    )
    goals = [line for line in picture.elements if isinstance(line, Line) and line.dashed]
    assert len(goals) == 2 and goals[0].area.x < goals[1].area.x


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0"),
        (950_000, "950.000"),
        (12_400_000, "12,40 triệu"),
        (1_250_000_000, "1,25 tỷ"),
        (12_100_000_000, "12,10 tỷ"),
        (2_000_000_000, "2,00 tỷ"),
        (-630_000_000, "-630,00 triệu"),
    ],
)
def test_amounts_are_short_and_vietnamese(amount: int, words: str) -> None:
    assert short_dong(amount) == words


@given(PROCEDURES, st.sampled_from([90.0, HIGHEST]))
@settings(max_examples=40)
def test_any_flow_is_drawn_without_overlaps(procedure: Procedure, highest: float) -> None:
    flow = read_flow(procedure, papers=False, longest=150)
    looks = {"step:1": StepLook.CHANGED, "step:2": StepLook.GONE}
    drawn_apart(flow_pictures(flow, looks, [FootLine("Thời hạn giải quyết: 05 ngày")], WIDTH, highest, "Quy trình"))


@pytest.mark.parametrize("file", FILES)
def test_real_flows_fit_their_pages_without_overlaps(file: str) -> None:
    for record in published(file):
        flow = read_flow(record.procedure, record.code, papers=False, longest=150)
        pictures = flow_pictures(flow, {}, [FootLine("Thời hạn giải quyết: 05 ngày")], WIDTH, HIGHEST, flow.name)
        drawn_apart(pictures)
        assert all(picture.height <= HIGHEST for picture in pictures)
        told = [row[2] for picture in pictures for row in picture.tables[0].rows]
        assert told == [node.name for node in flow.nodes]


STEPS = Procedure(
    name="Đăng ký kết hôn",
    steps=(
        Step(
            "",
            "Bước 1: Người yêu cầu nộp hồ sơ tại Bộ phận Một cửa.\n"
            "Bước 2: Công chức tiếp nhận chuyển hồ sơ cho phòng chuyên môn.\n"
            "Bước 3: Chủ tịch UBND cấp xã ký Giấy chứng nhận kết hôn.",
        ),
    ),
)


def test_a_step_that_goes_is_struck_and_dashed_and_one_worded_anew_is_bold() -> None:
    looks = {"step:2": StepLook.GONE, "step:3": StepLook.CHANGED}
    foot = [FootLine("Thời hạn giải quyết: 15 ngày", gone=True), FootLine("Thời hạn giải quyết: 10 ngày", new=True)]
    (picture,) = flow_pictures(read_flow(STEPS, papers=False), looks, foot, WIDTH, HIGHEST, "Quy trình")
    boxes = {joined(box.lines): box for box in picture.elements if isinstance(box, Box) and box.lines}
    gone = boxes["Công chức tiếp nhận chuyển hồ sơ cho phòng chuyên môn."]
    changed = boxes["Chủ tịch UBND cấp xã ký Giấy chứng nhận kết hôn."]
    assert gone.dashed and gone.type.struck and not gone.type.bold
    assert changed.type.bold and changed.border > gone.border and not changed.dashed
    assert boxes["Thời hạn giải quyết: 15 ngày"].type.struck
    assert boxes["Thời hạn giải quyết: 10 ngày"].type.bold
    assert [row[3] for row in picture.tables[0].rows] == ["", "", "bỏ", "sửa đổi", ""]
    assert "text-decoration" in picture.svg() and "stroke-dasharray" in picture.svg()
    run = etree.fromstring(picture.word_run(1).encode())
    assert len(list(run.iter(f"{W}strike"))) == 2
    assert len(list(run.iter(f"{A}prstDash"))) == 1


def test_a_flow_too_long_for_a_page_is_cut_between_steps_and_loses_none() -> None:
    text = "\n".join(f"Bước {at}: Cán bộ phòng chuyên môn thẩm định phần thứ {at} của hồ sơ." for at in range(1, 31))
    flow = read_flow(Procedure(name="Thẩm định", steps=(Step("", text),)), papers=False)
    pictures = flow_pictures(flow, {}, [FootLine("Thời hạn giải quyết: 30 ngày")], WIDTH, 100, "Quy trình")
    assert len(pictures) > 2
    assert all(picture.height <= 100 for picture in pictures)
    assert pictures[0].title == f"Quy trình (phần 1/{len(pictures)})"
    assert sum(len(picture.tables[0].rows) for picture in pictures) == len(flow.nodes)
    assert "30 ngày" in pictures[-1].words()[-1] and "30 ngày" not in pictures[0].words()[-1]


def test_shapes_of_a_word_file_are_native_numbered_and_have_words_to_fall_back_on() -> None:
    (picture,) = flow_pictures(read_flow(STEPS, papers=False), {}, [], WIDTH, HIGHEST, "Quy trình <trước> & sau")
    runs = [etree.fromstring(picture.word_run(identifier).encode()) for identifier in (1, 2)]
    numbers = [
        element.get("id")
        for run in runs
        for element in run.iter()
        if isinstance(element.tag, str) and etree.QName(element).localname in ("docPr", "cNvPr")
    ]
    assert len(numbers) == len(set(numbers)) > 2 * len(picture.elements)
    run = runs[0]
    (choice,) = run.iter(f"{MC}Choice")
    (fallback,) = run.iter(f"{MC}Fallback")
    assert choice.get("Requires") in run.nsmap
    assert len(list(choice.iter(f"{WPS}wsp"))) == len(picture.elements)
    told = [text.text for text in fallback.iter(f"{W}t")]
    assert told[0] == "[Quy trình <trước> & sau]"
    assert any("ký Giấy chứng nhận kết hôn" in (line or "") for line in told)
    assert not list(run.iter("{*}pic"))


def test_a_drawing_of_a_page_has_no_script_link_or_outside_reference() -> None:
    hostile = Cost("<script>x</script> [a](javascript:x) http://a.vn", 2, 1)
    svg = before_after_chart([hostile], WIDTH, "<b>").svg()
    tags = {etree.QName(element).localname for element in etree.fromstring(svg.encode()).iter()}
    assert tags <= {"svg", "title", "rect", "polygon", "polyline", "text"}
    etree.fromstring(before_after_chart([Cost("a\ufffe\x1b[31m\u200bb", 2, 1)], WIDTH, "\uffff").word_run(1).encode())
    attributes = {name for element in etree.fromstring(svg.encode()).iter() for name in element.attrib}
    assert not {name for name in attributes if "href" in name or name.startswith("on") or name == "style"}
