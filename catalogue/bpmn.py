"""A drawn flow as BPMN 2.0: the process, its lanes and data, and the diagram with every coordinate.

Papers are data objects that steps take in or put out, notes are text annotations. Nothing is executable; the words of
a step stand in its documentation, those of a condition in the expression of its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from catalogue.flow_shapes import Box, Edge, EdgeKind, FlowLayout, Shape, ShapeKind
from catalogue.text import clean

_NAMESPACES = {
    "xmlns": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "targetNamespace": "urn:x-tthc:bpmn",
}
_ELEMENTS = {
    ShapeKind.START: "startEvent",
    ShapeKind.TASK: "task",
    ShapeKind.DECISION: "exclusiveGateway",
    ShapeKind.END: "endEvent",
}
_DATA = (ShapeKind.PAPER, ShapeKind.RESULT)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Return a text as the content of an XML element: cleaned, without what XML cannot hold, its signs escaped."""
    return escape(_NOT_IN_XML.sub("", clean(text)))


def xml_value(text: str) -> str:
    """Return a text as the quoted value of an XML attribute."""
    return quoteattr(_NOT_IN_XML.sub("", clean(text)))


def bpmn_document(layout: FlowLayout) -> str:
    """Return a drawn flow as a BPMN 2.0 document."""
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *_definitions(layout), ""])


def _definitions(layout: FlowLayout) -> Iterator[str]:
    attributes = " ".join(f'{name}="{value}"' for name, value in _NAMESPACES.items())
    name = f"{layout.code} {layout.name}".strip()
    yield f'<definitions {attributes} id="definitions" name={xml_value(name)}>'
    yield '<collaboration id="collaboration">'
    yield f'<participant id="pool" name={xml_value(name)} processRef="process"/>'
    yield "</collaboration>"
    yield f'<process id="process" name={xml_value(layout.name)} isExecutable="false">'
    yield from _lane_set(layout)
    for shape in layout.shapes:
        if shape.kind in _ELEMENTS:
            yield from _flow_node(shape, layout)
        elif shape.kind in _DATA:
            yield f'<dataObject id="data_{shape.id}"/>'
            yield f'<dataObjectReference id="{shape.id}" name={xml_value(shape.name)} dataObjectRef="data_{shape.id}">'
            yield f"{_documentation(shape.text)}</dataObjectReference>"
    for edge in layout.edges:
        if edge.kind is EdgeKind.FLOW:
            yield _sequence_flow(edge)
    for shape in layout.shapes:
        if shape.kind is ShapeKind.NOTE:
            yield f'<textAnnotation id="{shape.id}"><text>{xml_text(shape.text or shape.name)}</text></textAnnotation>'
    for edge in layout.edges:
        if edge.kind is EdgeKind.NOTE:
            yield f'<association id="{edge.id}" sourceRef="{edge.source}" targetRef="{edge.target}"/>'
    yield "</process>"
    yield from _diagram(layout)
    yield "</definitions>"


def _documentation(text: str) -> str:
    said = xml_text(text)
    return f"<documentation>{said}</documentation>" if said else ""


def _lane_set(layout: FlowLayout) -> Iterator[str]:
    yield '<laneSet id="lanes">'
    for lane in layout.lanes:
        nodes = "".join(f"<flowNodeRef>{node}</flowNodeRef>" for node in lane.nodes)
        yield f'<lane id="{lane.id}" name={xml_value(lane.title)}>{nodes}</lane>'
    yield "</laneSet>"


def _flow_node(shape: Shape, layout: FlowLayout) -> Iterator[str]:
    element = _ELEMENTS[shape.kind]
    yield f'<{element} id="{shape.id}" name={xml_value(shape.name)}>{_documentation(shape.text)}'
    edges = layout.edges
    yield from (f"<incoming>{one.id}</incoming>" for one in edges if _is_flow(one) and one.target == shape.id)
    yield from (f"<outgoing>{one.id}</outgoing>" for one in edges if _is_flow(one) and one.source == shape.id)
    taken = [one for one in edges if one.kind is EdgeKind.DATA_IN and one.target == shape.id]
    given = [one for one in edges if one.kind is EdgeKind.DATA_OUT and one.source == shape.id]
    if taken or given:
        yield from _data_of(taken, given)
    yield f"</{element}>"


def _is_flow(edge: Edge) -> bool:
    return edge.kind is EdgeKind.FLOW


def _data_of(taken: Iterable[Edge], given: Iterable[Edge]) -> Iterator[str]:
    """What a step takes in and puts out, each over a slot of its own."""
    taken, given = list(taken), list(given)
    yield "<ioSpecification>"
    yield from (f'<dataInput id="slot_{one.id}"/>' for one in taken)
    yield from (f'<dataOutput id="slot_{one.id}"/>' for one in given)
    yield "<inputSet>" + "".join(f"<dataInputRefs>slot_{one.id}</dataInputRefs>" for one in taken) + "</inputSet>"
    yield "<outputSet>" + "".join(f"<dataOutputRefs>slot_{one.id}</dataOutputRefs>" for one in given) + "</outputSet>"
    yield "</ioSpecification>"
    for one in taken:
        yield f'<dataInputAssociation id="{one.id}"><sourceRef>{one.source}</sourceRef>'
        yield f"<targetRef>slot_{one.id}</targetRef></dataInputAssociation>"
    for one in given:
        yield f'<dataOutputAssociation id="{one.id}"><sourceRef>slot_{one.id}</sourceRef>'
        yield f"<targetRef>{one.target}</targetRef></dataOutputAssociation>"


def _sequence_flow(edge: Edge) -> str:
    name = f" name={xml_value(edge.name)}" if edge.name else ""
    head = f'<sequenceFlow id="{edge.id}"{name} sourceRef="{edge.source}" targetRef="{edge.target}"'
    condition = xml_text(edge.text or edge.name)
    if not condition:
        return f"{head}/>"
    return f"{head}><conditionExpression>{condition}</conditionExpression></sequenceFlow>"


def _diagram(layout: FlowLayout) -> Iterator[str]:
    yield '<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">'
    yield _shape("pool", layout.pool, ' isHorizontal="true"')
    for lane in layout.lanes:
        yield _shape(lane.id, lane.box, ' isHorizontal="true"')
    for shape in layout.shapes:
        marker = ' isMarkerVisible="true"' if shape.kind is ShapeKind.DECISION else ""
        yield _shape(shape.id, shape.box, marker, shape.label)
    for edge in layout.edges:
        points = "".join(f'<di:waypoint x="{point.x}" y="{point.y}"/>' for point in edge.points)
        label = f"<bpmndi:BPMNLabel>{_bounds(edge.label)}</bpmndi:BPMNLabel>" if edge.label else ""
        yield f'<bpmndi:BPMNEdge id="{edge.id}_di" bpmnElement="{edge.id}">{points}{label}</bpmndi:BPMNEdge>'
    yield "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"


def _shape(element: str, box: Box, more: str = "", label: Box | None = None) -> str:
    placed = f"<bpmndi:BPMNLabel>{_bounds(label)}</bpmndi:BPMNLabel>" if label else ""
    head = f'<bpmndi:BPMNShape id="{element}_di" bpmnElement="{element}"{more}>'
    return f"{head}{_bounds(box)}{placed}</bpmndi:BPMNShape>"


def _bounds(box: Box) -> str:
    return f'<dc:Bounds x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}"/>'
