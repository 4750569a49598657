"""How fast open formats are written and read, and whether they keep to their standards.

    python benchmarks/bench_formats.py [EDITION.jsonl ...] [--shapes FILE.ttl] [--schema BPMN20.xsd] [--no-conformance]

For each edition (by default the sample editions) one line: the procedures; seconds of processor time to write
CPSV-AP as Turtle and as JSON-LD, and to read the JSON-LD back; to draw all procedures as BPMN; how many procedures
read back unequal; whether the Turtle conforms to the SHACL shapes; how many BPMN files are valid; how many pairs of
shapes overlap. Conformance needs rdflib, pyshacl and lxml (the test requirements).
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from catalogue.bpmn import bpmn_document
from catalogue.cpsv_ap import EditionFacts, edition_suppliers, service_nodes
from catalogue.flow import read_flow
from catalogue.flow_layout import lay_out
from catalogue.flow_shapes import FlowLayout
from catalogue.issuers import IssuedResult
from catalogue.linked_data import Node, json_ld_lines, turtle_lines
from catalogue.native_layout import content_digest
from catalogue.readers import cpsv_ap, native
from catalogue.records import RawRecord, ReadRecord
from catalogue.samples import sample_editions

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
HEADER = "edition           procedures  ttl s  json-ld s  read s  bpmn s  unequal  CPSV-AP   valid BPMN  overlaps"
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what some work gives and the processor seconds that it took."""
    start = time.process_time()
    done = work()
    return done, time.process_time() - start


def editions(paths: Sequence[Path]) -> Iterator[tuple[str, list[ReadRecord]]]:
    """Yield the editions by name: the files, or the sample editions where there are none."""
    if paths:
        for path in paths:
            yield path.stem, [native.interpret(raw, path) for raw in native.raw_records(path)]
        return
    for sample in sample_editions():
        lines = gzip.decompress(sample.records.read_bytes()).decode().splitlines()
        yield sample.name, [native.interpret(RawRecord(at, line), Path(sample.name)) for at, line in enumerate(lines)]


def nodes_of(name: str, records: Sequence[ReadRecord]) -> Iterator[Node]:
    """Yield an edition's nodes as the export does."""
    addressed = [(record.code or f"#{at}", record) for at, record in enumerate(records, 1)]
    results = [
        IssuedResult(0, record.procedure.name, result.name, result.code, address=address)
        for address, record in addressed
        for result in record.procedure.results
    ]
    return service_nodes(EditionFacts(name), addressed, edition_suppliers(name, results))


def read_back(text: str) -> list[ReadRecord]:
    """Return the records of a JSON-LD document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edition.jsonld"
        path.write_text(text, encoding="utf-8")
        return [cpsv_ap.interpret(raw, path) for raw in cpsv_ap.raw_records(path)]


def drawings(records: Sequence[ReadRecord]) -> list[tuple[FlowLayout, str]]:
    """Return each procedure's drawing and its BPMN."""
    layouts = (lay_out(read_flow(record.procedure, record.code)) for record in records)
    return [(layout, bpmn_document(layout)) for layout in layouts]


def overlaps(layout: FlowLayout) -> int:
    """Count the pairs of shapes and labels that share any area."""
    boxes = [shape.box for shape in layout.shapes]
    boxes += [shape.label for shape in layout.shapes if shape.label]
    boxes += [edge.label for edge in layout.edges if edge.label]
    return sum(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


def conforms(turtle: str, shapes: Path) -> str:
    """Tell in a word whether a Turtle document conforms to SHACL shapes."""
    from pyshacl import validate
    from rdflib import Graph

    found = validate(Graph().parse(data=turtle, format="turtle"), shacl_graph=Graph().parse(shapes))
    return "conforms" if found[0] else "VIOLATES"


def valid(documents: Sequence[str], schema: Any) -> int:
    """Count the BPMN documents that the schema allows."""
    from lxml import etree

    return sum(bool(schema.validate(etree.fromstring(document.encode()))) for document in documents)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("editions", nargs="*", type=Path)
    parser.add_argument("--shapes", type=Path, default=DATA / "cpsv-ap" / "cpsv-ap-3.2.0-shacl.ttl")
    parser.add_argument("--schema", type=Path, default=DATA / "bpmn" / "BPMN20.xsd")
    parser.add_argument("--no-conformance", action="store_true")
    asked = parser.parse_args()
    print(HEADER)  # noqa: T201
    for name, records in editions(asked.editions):
        turtle, turtle_time = timed(lambda: "\n".join(turtle_lines(nodes_of(name, records))) + "\n")  # noqa: B023
        linked, linked_time = timed(lambda: "\n".join(json_ld_lines(nodes_of(name, records))) + "\n")  # noqa: B023
        again, read_time = timed(lambda: read_back(linked))  # noqa: B023
        drawn, drawn_time = timed(lambda: drawings(records))  # noqa: B023
        unequal = sum(
            content_digest(one.procedure) != content_digest(other.procedure)
            for one, other in zip(records, again, strict=True)
        )
        judged, right, overlapping = "-", "-", "-"
        if not asked.no_conformance:
            from lxml import etree

            judged = conforms(turtle, asked.shapes)
            right = f"{valid([document for _, document in drawn], etree.XMLSchema(etree.parse(asked.schema)))}"
            overlapping = f"{sum(overlaps(layout) for layout, _ in drawn)}"
        times = f"{turtle_time:5.1f}  {linked_time:9.1f}  {read_time:6.1f}  {drawn_time:6.1f}"
        print(  # noqa: T201
            f"{name:17} {len(records):10}  {times}  {unequal:7}  {judged:8}  {right:>10}  {overlapping:>8}"
        )


if __name__ == "__main__":
    main()
