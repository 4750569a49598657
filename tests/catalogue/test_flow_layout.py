"""A drawn flow: nothing overlaps, lines join shapes at their borders and cross no other; the BPMN is valid."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from catalogue.bpmn import bpmn_document
from catalogue.elements import elements
from catalogue.flow import read_flow
from catalogue.flow_figure import flow_svg
from catalogue.flow_layout import lay_out
from catalogue.flow_shapes import Box, Edge, EdgeKind, FlowLayout, Point, ShapeKind
from catalogue.records import Dossier, Paper, Procedure, Result, Step
from tests.catalogue.linked_documents import DATA, published

FILES = ("small.jsonl", "records.jsonl", "portal/answers-native.jsonl")
MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DIAGRAM = "{http://www.omg.org/spec/BPMN/20100524/DI}"

SENTENCES = st.sampled_from(
    [
        "Người yêu cầu nộp hồ sơ tại Bộ phận Một cửa.",
        "Công chức tiếp nhận kiểm tra hồ sơ.",
        "Trường hợp hồ sơ chưa đầy đủ thì hướng dẫn bổ sung.",
        "Nếu không đủ điều kiện thì từ chối, trả lại hồ sơ.",
        "Trường hợp hồ sơ đầy đủ, hợp lệ thì tiếp nhận.",
        "Sở Tư pháp thẩm định hồ sơ.",
        "Cơ quan thuế thông báo nghĩa vụ tài chính.",
        "Chủ tịch UBND cấp xã ký quyết định.",
        "Người dân nộp lệ phí, nhận kết quả.",
        "<script>&\x1b[31m ]]> “a” 😀",
    ]
)
WORDS = st.text(max_size=60) | SENTENCES
STEP_TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join), max_size=7).map(
    lambda parts: "\n".join(f"Bước {at}: {part}" for at, part in enumerate(parts, 1))
)
WAYS = st.lists(STEP_TEXTS, min_size=1, max_size=3).map(
    lambda ways: "\n".join(
        f"{at}. Đối với trường hợp thứ {at}:\n{way}" if len(ways) > 1 else way for at, way in enumerate(ways, 1)
    )
)
PROCEDURES = st.builds(
    Procedure,
    name=WORDS.map(lambda name: name or "Đăng ký"),
    steps=WAYS.map(lambda text: (Step("", text),)),
    dossiers=st.lists(
        st.builds(Dossier, WORDS, st.lists(st.builds(Paper, WORDS), max_size=9).map(tuple)), max_size=3
    ).map(tuple),
    results=st.lists(st.builds(Result, st.just(""), WORDS), max_size=6).map(tuple),
)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The XML schema of BPMN 2.0 as the Object Management Group publishes it."""
    return etree.XMLSchema(etree.parse(DATA / "bpmn" / "BPMN20.xsd"))


def with_every_note(procedure: Procedure, code: str = "") -> FlowLayout:
    """The drawing of a procedure with a note about each of its elements."""
    notes = {element.address: [f"BỎ · {element.text[:150]}"] for element in elements(procedure)}
    return lay_out(read_flow(procedure, code, notes))


def boxes(layout: FlowLayout) -> Iterator[tuple[str, Box]]:
    for shape in layout.shapes:
        yield shape.id, shape.box
        if shape.label:
            yield f"{shape.id} label", shape.label
    for edge in layout.edges:
        if edge.label:
            yield f"{edge.id} label", edge.label


def on_border(point: Point, box: Box) -> bool:
    inside = box.x <= point.x <= box.right and box.y <= point.y <= box.bottom
    return inside and (point.x in (box.x, box.right) or point.y in (box.y, box.bottom))


def runs_through(one: Point, other: Point, box: Box) -> bool:
    return (
        min(one.x, other.x) < box.right
        and max(one.x, other.x) > box.x
        and min(one.y, other.y) < box.bottom
        and max(one.y, other.y) > box.y
    )


def segments(edge: Edge) -> list[tuple[int, int, int, int]]:
    return [(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)) for a, b in pairwise(edge.points)]


def lie_on_each_other(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    upright = one[0] == one[2] == other[0] == other[2] and one[1] < other[3] and other[1] < one[3]
    level = one[1] == one[3] == other[1] == other[3] and one[0] < other[2] and other[0] < one[2]
    return upright or level


def check_drawing(layout: FlowLayout) -> None:
    """Nothing overlaps, and every line goes from border to border around everything else."""
    placed = list(boxes(layout))
    for (name, box), (other, second) in combinations(placed, 2):
        assert not box.overlaps(second), (name, other)
    shapes = {shape.id: shape for shape in layout.shapes}
    for edge in layout.edges:
        assert on_border(edge.points[0], shapes[edge.source].box), edge
        assert on_border(edge.points[-1], shapes[edge.target].box), edge
        for start, end in pairwise(edge.points):
            assert start != end and (start.x == end.x or start.y == end.y), edge
            for name, box in placed:
                assert not runs_through(start, end, box), (edge, name)
    flows = [edge for edge in layout.edges if edge.kind is EdgeKind.FLOW]
    for edge, beside in combinations(flows, 2):
        if not {edge.source, edge.target} & {beside.source, beside.target}:
            assert not any(lie_on_each_other(a, b) for a in segments(edge) for b in segments(beside)), (edge, beside)
    inside = [shape.box for shape in layout.shapes] + [layout.pool]
    assert all(box.x >= 0 and box.y >= 0 and box.right <= layout.width for box in inside)
    assert all(box.bottom <= layout.height for box in inside)


def check_lanes(layout: FlowLayout) -> None:
    """Lanes fill the pool without overlapping, and each holds its own nodes."""
    shapes = {shape.id: shape for shape in layout.shapes}
    for one, other in pairwise(layout.lanes):
        assert one.box.bottom == other.box.y
    assert (layout.lanes[0].box.y, layout.lanes[-1].box.bottom) == (layout.pool.y, layout.pool.bottom)
    for lane in layout.lanes:
        for node in lane.nodes:
            assert lane.box.y <= shapes[node].box.y and shapes[node].box.bottom <= lane.box.bottom


@pytest.mark.parametrize("file", FILES)
def test_real_procedures_are_drawn_without_overlaps(file: str) -> None:
    for record in published(file):
        for layout in (lay_out(read_flow(record.procedure, record.code)), with_every_note(record.procedure)):
            check_drawing(layout)
            check_lanes(layout)


@given(PROCEDURES)
@settings(max_examples=40)
def test_any_procedure_is_drawn_without_overlaps_and_as_valid_bpmn(procedure: Procedure) -> None:
    layout = with_every_note(procedure)
    check_drawing(layout)
    check_lanes(layout)
    schema = etree.XMLSchema(etree.parse(DATA / "bpmn" / "BPMN20.xsd"))
    schema.assertValid(etree.fromstring(bpmn_document(layout).encode()))
    etree.fromstring(flow_svg(layout).encode())


@pytest.mark.parametrize("file", FILES)
def test_real_procedures_are_valid_bpmn(file: str, schema: etree.XMLSchema) -> None:
    for record in published(file):
        schema.assertValid(etree.fromstring(bpmn_document(with_every_note(record.procedure, record.code)).encode()))


def test_the_schema_finds_what_is_no_bpmn(schema: etree.XMLSchema) -> None:
    document = etree.fromstring(bpmn_document(with_every_note(published("small.jsonl")[0].procedure)).encode())
    flow = next(document.iter(f"{MODEL}sequenceFlow"))
    del flow.attrib["targetRef"]
    assert not schema.validate(document)


def test_every_element_of_the_process_has_its_place_in_the_diagram() -> None:
    for record in published("small.jsonl"):
        document = etree.fromstring(bpmn_document(with_every_note(record.procedure)).encode())
        placed = {one.get("bpmnElement") for one in document.iter(f"{DIAGRAM}BPMNShape", f"{DIAGRAM}BPMNEdge")}
        drawn = [
            "task",
            "startEvent",
            "endEvent",
            "exclusiveGateway",
            "dataObjectReference",
            "textAnnotation",
            "lane",
            "participant",
        ]
        joined = ["sequenceFlow", "association", "dataInputAssociation", "dataOutputAssociation"]
        wanted = {one.get("id") for one in document.iter(*(f"{MODEL}{name}" for name in (*drawn, *joined)))}
        assert placed == wanted


def test_marks_on_a_paper_a_step_and_the_procedure_stand_beside_what_they_are_about() -> None:
    procedure = published("small.jsonl")[0].procedure
    notes = {"paper:1.1": ["Bỏ giấy này"], "step:1": ["Bỏ bước này"], "procedure": ["Bãi bỏ"], "fee:1.1": ["Giảm"]}
    layout = lay_out(read_flow(procedure, "", notes))
    about = {edge.source: edge.target for edge in layout.edges if edge.kind is EdgeKind.NOTE}
    said = {shape.id: shape.text for shape in layout.shapes if shape.kind is ShapeKind.NOTE}
    assert said[about["paper_1_1"]] == "Bỏ giấy này"
    assert said[about["step_1"]] == "Bỏ bước này"
    assert said[about["start"]] == "Bãi bỏ\nGiảm"


def test_catalogue_text_stays_text_in_bpmn_and_svg() -> None:
    procedure = Procedure(
        name='<script>alert(1)</script> & "x" \'\x1b[31m',
        steps=(Step("", "Bước 1: Người yêu cầu nộp <b>hồ sơ</b> ]]> \x00\ufffe\nBước 2: Cơ quan giải quyết."),),
        dossiers=(Dossier("", (Paper("<!-- giấy --> &amp; \x07"),)),),
    )
    layout = with_every_note(procedure)
    for written in (bpmn_document(layout), flow_svg(layout)):
        assert "<script" not in written and "<b>" not in written and "<!--" not in written
        assert not any(ord(letter) < 32 and letter != "\n" for letter in written)
        etree.fromstring(written.encode())


def test_a_drawing_is_the_same_every_time() -> None:
    procedure = published("small.jsonl")[0].procedure
    assert with_every_note(procedure) == with_every_note(procedure)
    assert bpmn_document(with_every_note(procedure)) == bpmn_document(with_every_note(procedure))


def test_the_figure_is_as_large_as_the_drawing_and_shows_every_name() -> None:
    layout = with_every_note(published("small.jsonl")[0].procedure)
    figure = etree.fromstring(flow_svg(layout).encode())
    assert (figure.get("width"), figure.get("height")) == (str(layout.width), str(layout.height))
    words = " ".join(str(one.text) for one in figure.iter("{http://www.w3.org/2000/svg}text"))
    assert all(line in words for shape in layout.shapes for line in shape.lines)


def test_the_schema_files_are_named_in_the_data_folder() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert all(Path(path).name in readme for path in (DATA / "bpmn").iterdir())
