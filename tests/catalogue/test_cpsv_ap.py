"""Procedures as linked data: valid CPSV-AP, the same in both syntaxes, with our own terms defined."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from pyshacl import validate
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from catalogue.cpsv_ap import duration
from catalogue.cpsv_ap_terms import BASE, CURRENCIES, OWN_CLASSES, PREFIXES, TERMS, expanded
from catalogue.records import TIME_UNITS, ProcessingTime, ReadRecord
from tests.catalogue.linked_documents import DATA, document, published
from tests.catalogue.readers.made_procedures import READ_RECORDS

ROOT = Path(__file__).resolve().parents[2]
FILES = ("small.jsonl", "records.jsonl", "portal/answers-native.jsonl")
TTHC = PREFIXES["tthc"]


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The shapes of CPSV-AP 3.2.0 as the European Commission publishes them."""
    return Graph().parse(DATA / "cpsv-ap" / "cpsv-ap-3.2.0-shacl.ttl")


def turtle(records: list[ReadRecord]) -> Graph:
    return Graph().parse(data=document(records, "turtle"), format="turtle")


@pytest.mark.parametrize("file", FILES)
def test_real_procedures_conform_to_the_shapes(file: str, shapes: Graph) -> None:
    conforms, _, said = validate(turtle(published(file)), shacl_graph=shapes)
    assert conforms, said


@pytest.mark.parametrize("term", ["dct:title", "cv:hasCompetentAuthority", "dct:identifier", "dct:description"])
def test_the_shapes_find_what_a_procedure_must_say(term: str, shapes: Graph) -> None:
    graph = turtle(published("small.jsonl")[:1])
    service = next(iter(graph.subjects(RDF.type, URIRef(expanded("cpsv:PublicService")))))
    graph.remove((service, URIRef(expanded(term)), None))
    assert not validate(graph, shacl_graph=shapes)[0]


@settings(max_examples=15)
@given(READ_RECORDS)
def test_any_record_conforms_to_the_shapes(record: ReadRecord) -> None:
    shapes = Graph().parse(DATA / "cpsv-ap" / "cpsv-ap-3.2.0-shacl.ttl")
    conforms, _, said = validate(turtle([record]), shacl_graph=shapes)
    assert conforms, said


@pytest.mark.parametrize("file", FILES)
def test_both_syntaxes_say_the_same(file: str) -> None:
    records = published(file)
    other = Graph().parse(data=document(records, "json-ld"), format="json-ld")
    assert isomorphic(turtle(records), other)


@pytest.mark.parametrize("syntax", ["turtle", "json-ld"])
def test_a_document_written_twice_is_the_same_to_the_byte(syntax: str) -> None:
    assert document(published("small.jsonl"), syntax) == document(published("small.jsonl"), syntax)


def test_a_paper_that_another_procedure_issues_is_linked_to_that_result() -> None:
    records = published("records.jsonl")
    graph = turtle(records)
    supplied = set(graph.subject_objects(URIRef(f"{TTHC}suppliedBy")))
    edition = f"{BASE}2026-06%20%C4%90%C3%A0%20N%E1%BA%B5ng/"
    named = {(str(paper).removeprefix(edition), str(result).removeprefix(edition)) for paper, result in supplied}
    papers = {
        f"{record.code}#paper:{case}.{at}": paper.text
        for record in records
        for case, dossier in enumerate(record.procedure.dossiers, 1)
        for at, paper in enumerate(dossier.papers, 1)
    }
    linked = {(papers[paper].split(" có ")[0], result) for paper, result in named}
    assert ("Giấy khai sinh", "1.003583#result:1") in linked
    outputs = set(graph.subjects(RDF.type, URIRef(expanded("cv:Output"))))
    assert {result for _, result in supplied} <= outputs


def test_cases_are_alternatives_of_one_requirement_and_headed_lists_add_up() -> None:
    graph = turtle(published("small.jsonl"))
    lists = URIRef(expanded("cv:hasEvidenceTypeList"))
    for requirement in set(graph.subjects(lists)):
        titles = [str(graph.value(one, URIRef(expanded("dct:title")))) for one in graph.objects(requirement, lists)]
        assert len(titles) == 1 or not any("phải nộp" in title or "phải xuất trình" in title for title in titles)


def test_steps_say_who_acts_and_in_which_order() -> None:
    graph = turtle(published("small.jsonl")[:1])
    actors = {str(actor).removeprefix(TTHC) for actor in graph.objects(None, URIRef(f"{TTHC}actor"))}
    assert "actor-applicant" in actors
    assert set(graph.objects(None, URIRef(f"{TTHC}position"))) >= {Literal(1), Literal(2)}


def test_the_ontology_defines_every_own_term_that_is_written_and_no_other() -> None:
    ontology = Graph().parse(ROOT / "docs" / "cpsv-ap-terms.ttl")
    own = {expanded(term) for term in TERMS if term.startswith("tthc:")}
    assert {str(term) for term in ontology.subjects(RDF.type, RDF.Property)} == own
    assert {str(term) for term in ontology.subjects(RDF.type, RDFS.Class)} == {expanded(one) for one in OWN_CLASSES}
    assert all(ontology.value(URIRef(term), RDFS.comment) for term in own)
    graph = turtle([record for file in FILES for record in published(file)])
    used = {str(one) for one in graph.all_nodes() if str(one).startswith(TTHC)}
    defined = {str(one) for one in ontology.subjects()}
    assert used <= defined


@pytest.mark.parametrize(
    ("quantity", "unit", "written"),
    [
        ("5", "day", "P5D"),
        ("0.5", "day", "PT720M"),
        ("3", "month", "P3M"),
        ("1", "year", "P1Y"),
        ("8", "hour", "PT480M"),
        ("20", "minute", "PT20M"),
        ("5", "working_day", ""),
        ("4", "working_hour", ""),
        ("0.5", "month", ""),
        ("0", "day", ""),
        ("-1", "day", ""),
        ("100000000000", "day", ""),
        ("1", "other", ""),
    ],
)
def test_a_time_limit_is_a_duration_only_where_one_can_say_it(quantity: str, unit: str, written: str) -> None:
    assert unit in TIME_UNITS
    assert duration(ProcessingTime(Decimal(quantity), unit)) == written


def test_an_instrument_of_which_only_the_number_is_known_is_described_in_words() -> None:
    graph = turtle(published("records.jsonl"))
    told = {str(one) for one in graph.objects(None, URIRef(expanded("dct:description")))}
    assert "Văn bản số 85/2019/TT-BTC" in told and "85/2019/TT-BTC" not in told


def test_currencies_are_those_of_the_european_list_where_it_has_them() -> None:
    graph = turtle(published("portal/answers-native.jsonl"))
    used = {str(one).removeprefix(CURRENCIES) for one in graph.objects(None, URIRef(expanded("cv:currency")))}
    assert {"VND", "USD"} <= used
