"""The graph as GraphML, DOT, Mermaid and SVG: whole, escaped, and with nothing lying over anything else."""

from __future__ import annotations

import io
import re
from itertools import combinations
from xml.etree import ElementTree

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from catalogue.graph_drawing import svg
from catalogue.graph_formats import dot, graphml, mermaid
from catalogue.graph_layout import Box, lay_out
from catalogue.graph_picture import Picture, Shape, Tie, picture
from tests.catalogue.made_graphs import graph_of, need, node

SPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = 'Giấy <script>alert("1")</script> & \\n "kép" #35; [x](y) \x01{}|'


def small_picture() -> Picture:
    """A procedure with cases, alternatives, a maintained paper, a circle, steps, somebody it feeds and odd texts."""
    rows = [
        need("b", 1, text=HOSTILE),
        need("c", 2, group=1),
        need("d", 3, group=1),
        need("a", 4, case=2),
        need("x", 5),
    ]
    graph = graph_of(
        node(1, rows, "a", name=HOSTILE), node(2, "a", "b"), node(3, gives="c d"), node(4, "a", "z"), node(5, "z")
    )
    return picture(graph, 1, 3, {1: ["Nộp hồ sơ", "Trả kết quả <b>"]})


def test_a_picture_holds_papers_choices_cases_steps_and_whom_a_procedure_feeds() -> None:
    found = small_picture()
    shapes = [one.shape for one in found.nodes]
    assert [shapes.count(shape) for shape in (Shape.CHOICE, Shape.CASE, Shape.STEP)] == [1, 1, 2]
    ties = {(edge.source, edge.target, edge.tie) for edge in found.edges}
    assert ("2", "1/paper:1.1", Tie.SUPPLIES) in ties and ("1", "1/paper:1.4", Tie.MAINTAINS) in ties
    assert ("1/paper:1.4", "1/case:2", Tie.ASKED) in ties and ("1/case:2", "1", Tie.CASE) in ties
    assert ("1/paper:1.2", "1/choice:1", Tie.ONE_OF) in ties and ("1/choice:1", "1", Tie.ASKED) in ties
    assert ("1", "1/step:1", Tie.FIRST) in ties and ("1/step:1", "1/step:2", Tie.THEN) in ties
    assert ("1", "4", Tie.FEEDS) in ties
    keys = {one.key for one in found.nodes}
    assert {end for edge in found.edges for end in (edge.source, edge.target)} <= keys


def test_graphml_is_read_back_with_every_node_and_edge() -> None:
    found = small_picture()
    read = nx.read_graphml(io.BytesIO(graphml(found).encode()), force_multigraph=True)
    assert set(read.nodes) == {one.key for one in found.nodes}
    assert read.number_of_edges() == len(found.edges)
    assert read.nodes["1/step:2"]["label"] == "2. Trả kết quả <b>"
    assert read.nodes["1/paper:1.1"]["element"] == "paper:1.1"


def test_labels_carry_no_sign_of_a_list_and_are_cut_between_words() -> None:
    long = (
        "Giấy tờ có giá trị chứng minh thông tin về cư trú trong trường hợp cơ quan đăng ký hộ tịch không thể tra cứu"
    )
    found = picture(graph_of(node(1, [need("b", 1, text=f"- {long}")], "a"), node(2, "a", "b")), 1, 2, {1: ["+ Nộp"]})
    labels = {one.key: one.label for one in found.nodes}
    assert labels["1/paper:1.1"] == long and labels["1/step:1"] == "1. Nộp"
    for drawn in (dot(found), mermaid(found)):
        assert re.search(r"hộ tịch(…|#8230;)", drawn) or re.search(r"hộ(…|#8230;)", drawn)


def test_dot_and_mermaid_quote_what_would_mean_something_to_them() -> None:
    found = small_picture()
    for line in dot(found).splitlines()[3:-1]:
        assert len(re.findall(r'(?<!\\)"', line.replace("\\\\", ""))) % 2 == 0
        assert line.endswith("];")
    drawn = mermaid(found)
    assert "<script>" not in drawn and drawn.count('"') == 2 * len(found.nodes)
    assert drawn.startswith("flowchart LR\n") and len(drawn.splitlines()) == 1 + len(found.nodes) + len(found.edges)


def test_a_drawing_is_one_file_that_needs_no_other_and_keeps_texts_inside_their_boxes() -> None:
    found = small_picture()
    drawn = svg(found)
    root = ElementTree.fromstring(drawn)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names == {"svg", "g", "rect", "text", "tspan", "title", "path"}
    assert not re.search(r"href|url\(|@import|<script", drawn)
    groups = [group for group in root.iter(f"{SPACE}g") if group.find("{*}rect") is not None]
    assert len(groups) == len(found.nodes)
    for group in groups:
        rect = group.find("{*}rect")
        assert rect is not None
        left, top = float(rect.get("x", "")), float(rect.get("y", ""))
        for span in group.iter(f"{SPACE}tspan"):
            assert left < float(span.get("x", "")) < left + float(rect.get("width", ""))
            assert top < float(span.get("y", "")) < top + float(rect.get("height", ""))


def overlap(one: Box, other: Box) -> bool:
    apart = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not (apart or one.y + one.height <= other.y or other.y + other.height <= one.y)


@given(st.data())
def test_no_node_lies_over_another_whatever_the_edges(data: st.DataObject) -> None:
    names = [f"n{at}" for at in range(data.draw(st.integers(1, 12)))]
    size = st.tuples(st.integers(10, 200), st.integers(10, 80))
    sizes = {name: data.draw(size) for name in names}
    pair = st.tuples(st.sampled_from(names), st.sampled_from(names))
    edges = data.draw(st.lists(pair, max_size=25))
    column = data.draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    layout = lay_out(sizes, edges, [column] if column else [])
    assert set(layout.boxes) == set(names)
    assert not any(overlap(one, other) for one, other in combinations(layout.boxes.values(), 2))
    for box in layout.boxes.values():
        assert box.x >= 0 and box.y >= 0
        assert box.x + box.width <= layout.width and box.y + box.height <= layout.height
    assert set(layout.paths) == {(one, other) for one, other in edges if one != other}
    assert [layout.boxes[name].y for name in column] == sorted(layout.boxes[name].y for name in column)


def test_an_edge_over_several_layers_runs_between_the_boxes_that_it_passes() -> None:
    sizes = dict.fromkeys("abcd", (100.0, 40.0))
    layout = lay_out(sizes, [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")])
    for x, y in layout.paths["a", "d"][1:-1]:
        assert not any(
            box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height for box in layout.boxes.values()
        )
