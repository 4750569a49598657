"""Linked data is read back to equal content, and what others wrote as far as the vocabulary goes."""

from __future__ import annotations

import gzip
import importlib.util
import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from rdflib import Graph

from catalogue.native_layout import content_digest
from catalogue.problems import Problem, ProblemKind
from catalogue.readers import cpsv_ap
from catalogue.readers.detection import layout_of
from catalogue.records import Agencies, Channel, Dossier, Fee, Paper, ProcessingTime, RawRecord, ReadRecord
from tests.catalogue.linked_documents import DATA, document, published, read_back, saved_document
from tests.catalogue.readers.made_procedures import READ_RECORDS

FILES = ("small.jsonl", "records.jsonl", "portal/answers-native.jsonl")
SYNTAXES = ("turtle", "json-ld")

FOREIGN = """
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.org/1> a cpsv:PublicService ;
    dct:identifier "1.000894" ;
    dct:title "Marriage registration"@en, "Đăng ký kết hôn"@vi ;
    cv:hasCompetentAuthority [ a cv:PublicOrganisation ; skos:prefLabel "UBND cấp xã"@vi ] ;
    cv:hasChannel <https://example.org/1/desk> ;
    cv:hasCost [ a cv:Cost ; cv:hasValue "50000.0"^^xsd:double ; dct:description "Lệ phí"@vi ;
        cv:currency <http://publications.europa.eu/resource/authority/currency/VND> ] ;
    cv:hasInputType [ a cv:EvidenceType ; dct:title "Tờ khai đăng ký kết hôn"@vi ] .
<https://example.org/1/desk> a cv:Channel ; cv:processingTime "P5D"^^xsd:duration ; dct:description "Tại quầy"@vi .
"""


def saved(folder: Path, text: str) -> Path:
    path = folder / "catalogue.dat"
    path.write_text(text, encoding="utf-8")
    return path


def problem_of(path: Path) -> Problem:
    with pytest.raises(Problem) as raised:
        read_back(path)
    return raised.value


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("file", FILES)
def test_real_records_come_back_with_equal_content(file: str, syntax: str, tmp_path: Path) -> None:
    records = published(file)
    path = saved_document(tmp_path, records, syntax)
    assert layout_of(path).LAYOUT == "cpsv_ap"
    read = read_back(path)
    assert [(one.code, one.origin, one.procedure) for one in read] == [
        (one.code, one.origin, one.procedure) for one in records
    ]
    assert [content_digest(one.procedure) for one in read] == [content_digest(one.procedure) for one in records]


@pytest.mark.parametrize("syntax", SYNTAXES)
@given(record=READ_RECORDS)
@settings(max_examples=60)
def test_any_record_comes_back_the_same(syntax: str, record: ReadRecord) -> None:
    with tempfile.TemporaryDirectory() as folder:
        [read] = read_back(saved_document(Path(folder), [record], syntax))
    assert (read.code, read.origin, read.procedure) == (record.code, record.origin, record.procedure)
    assert content_digest(read.procedure) == content_digest(record.procedure)


def test_a_packed_document_is_read(tmp_path: Path) -> None:
    path = tmp_path / "danh-muc.gz"
    path.write_bytes(gzip.compress(document(published("small.jsonl"), "json-ld").encode()))
    assert layout_of(path).LAYOUT == "cpsv_ap"
    assert len(read_back(path)) == 8


def test_json_ld_of_a_version_with_fewer_terms_is_read_without_rdflib(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalogue.readers.linked_data.find_spec", lambda _name: None)
    written = document(published("small.jsonl"), "json-ld")
    older = written.replace('"dct:issued": {"@id": "http://purl.org/dc/terms/issued", "@type": "xsd:date"}, ', "", 1)
    assert older != written
    assert len(read_back(saved(tmp_path, older))) == 8


def test_our_json_ld_that_went_through_another_program_is_read(tmp_path: Path) -> None:
    records = published("small.jsonl")
    graph = Graph().parse(data=document(records, "json-ld"), format="json-ld")
    path = saved(tmp_path, graph.serialize(format="json-ld"))
    assert layout_of(path).LAYOUT == "cpsv_ap"
    assert [one.procedure for one in read_back(path)] == [one.procedure for one in records]


def test_what_others_wrote_gives_what_the_vocabulary_says(tmp_path: Path) -> None:
    [read] = read_back(saved(tmp_path, FOREIGN))
    found = read.procedure
    assert (read.code, found.name) == ("1.000894", "Đăng ký kết hôn")
    assert found.agencies == Agencies(competent=("UBND cấp xã",))
    fee = Fee("unknown", Decimal(50000), "VND", "Lệ phí")
    assert found.channels == (Channel("other", ProcessingTime(Decimal(5), "day"), (fee,), "Tại quầy"),)
    assert found.dossiers == (Dossier("", (Paper("Tờ khai đăng ký kết hôn"),)),)


def test_turtle_without_rdflib_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        "catalogue.readers.linked_data.find_spec", lambda name: None if name == "rdflib" else find_spec(name)
    )
    path = saved_document(tmp_path, published("small.jsonl"), "turtle")
    assert problem_of(path).kind is ProblemKind.LINKED_DATA_MISSING
    assert len(read_back(saved_document(tmp_path, published("small.jsonl"), "json-ld"))) == 8


def test_a_context_from_the_network_is_refused_and_not_fetched(tmp_path: Path) -> None:
    for context in ("https://example.org/c", ["https://example.org/c"], {"@import": "https://example.org/c"}):
        body = {"@context": context, "@graph": [], "x": "http://purl.org/vocab/cpsv#PublicService"}
        problem = problem_of(saved(tmp_path, json.dumps(body)))
        assert (problem.kind, problem.facts["address"]) == (ProblemKind.LINKED_DATA_REMOTE, "https://example.org/c")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@prefix cpsv: <http://purl.org/vocab/cpsv#> .\n<a> a cpsv:PublicService\n<b>", None),
        ('{"@context": {"cpsv": "http://purl.org/vocab/cpsv#"},\n"@graph": [', 2),
    ],
)
def test_broken_documents_are_refused_with_a_line(text: str, line: int | None, tmp_path: Path) -> None:
    problem = problem_of(saved(tmp_path, text))
    assert problem.kind is ProblemKind.LINKED_DATA_UNREADABLE
    assert isinstance(problem.facts["line"], int) and problem.facts["line"] in (line or problem.facts["line"], 2, 3)


def test_a_document_that_breaks_off_is_refused(tmp_path: Path) -> None:
    whole = document(published("small.jsonl"), "json-ld")
    lines = whole.splitlines()
    assert problem_of(saved(tmp_path, "\n".join(lines[:-1]))).kind is ProblemKind.NOT_JSON
    assert problem_of(saved(tmp_path, whole[: len(whole) // 2])).kind is ProblemKind.NOT_JSON


def test_a_document_without_services_or_names_is_refused(tmp_path: Path) -> None:
    assert problem_of(saved(tmp_path, document([], "turtle"))).kind is ProblemKind.FILE_EMPTY
    assert problem_of(saved(tmp_path, document([], "json-ld"))).kind is ProblemKind.FILE_EMPTY
    nameless = "@prefix cpsv: <http://purl.org/vocab/cpsv#> .\n<urn:a:b> a cpsv:PublicService ."
    assert problem_of(saved(tmp_path, nameless)).kind is ProblemKind.RECORD_WITHOUT_NAME


@pytest.mark.parametrize(
    "value", [None, 5, "x", [], {}, [[["x"]]], {"@id": 3}, {"@id": "tthc:unit-x"}, [{"@id": "a", "@type": "b"}], True]
)
def test_values_of_another_shape_are_no_crash(value: Any, tmp_path: Path) -> None:
    [line] = [one for one in document(published("small.jsonl")[:1], "json-ld").splitlines() if "PublicService" in one]
    service = json.loads(line)
    for term in list(service):
        if term not in ("dct:title", "@id", "@type"):
            strange = service | {term: value}
            raw = RawRecord(1, json.dumps(strange))
            assert cpsv_ap.interpret(raw, tmp_path).procedure.name


def test_a_list_that_leads_into_itself_ends(tmp_path: Path) -> None:
    text = (
        "@prefix cpsv: <http://purl.org/vocab/cpsv#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n"
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n@prefix tthc: <urn:x-tthc:terms#> .\n"
        '<urn:a:b> a cpsv:PublicService ; dct:title "Đăng ký" ; tthc:levels _:l .\n'
        '_:l rdf:first "Cấp xã" ; rdf:rest _:l .\n'
    )
    [read] = read_back(saved(tmp_path, text))
    assert read.procedure.level == ()


def test_the_data_folder_names_the_shapes() -> None:
    assert "cpsv-ap-3.2.0-shacl.ttl" in (DATA / "README.md").read_text(encoding="utf-8")
