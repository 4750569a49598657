"""Records as documents of linked data, for the tests that write and read them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from catalogue.cpsv_ap import EditionFacts, edition_suppliers, service_nodes
from catalogue.issuers import IssuedResult
from catalogue.linked_data import json_ld_lines, turtle_lines
from catalogue.readers import cpsv_ap, native
from catalogue.records import RawRecord, ReadRecord

DATA = Path(__file__).resolve().parents[1] / "data"
WRITERS = {"turtle": turtle_lines, "json-ld": json_ld_lines}
EDITION = EditionFacts("2026-06 Đà Nẵng", "Danh mục tháng 6/2026", "2026-06-10", "Cổng Dịch vụ công quốc gia")


def published(name: str) -> list[ReadRecord]:
    """Return the records of a file of the test data."""
    path = DATA / name
    return [native.interpret(raw, path) for raw in native.raw_records(path)]


def document(records: Sequence[ReadRecord], syntax: str) -> str:
    """Return records as one document, the way an edition is written."""
    addressed = [(record.code or f"#{at}", record) for at, record in enumerate(records, 1)]
    results = [
        IssuedResult(0, record.procedure.name, result.name, result.code, address=address)
        for address, record in addressed
        for result in record.procedure.results
    ]
    nodes = service_nodes(EDITION, addressed, edition_suppliers(EDITION.name, results))
    return "".join(f"{line}\n" for line in WRITERS[syntax](nodes))


def saved_document(folder: Path, records: Sequence[ReadRecord], syntax: str) -> Path:
    """Write records as a document and return its path, whose name tells nothing."""
    path = folder / "danh-muc.dat"
    path.write_text(document(records, syntax), encoding="utf-8")
    return path


def read_back(path: Path) -> list[ReadRecord]:
    """Return the records that a document holds."""
    raws: list[RawRecord] = list(cpsv_ap.raw_records(path))
    return [cpsv_ap.interpret(raw, path) for raw in raws]
