"""The terms of the linked-data layout: CPSV-AP 3.2.0, what it borrows, and our own for what it has no word for.

`docs/cpsv-ap.md` explains the mapping, `docs/cpsv-ap-terms.ttl` defines our own terms. The names behind our prefix are
names only; nothing stands at such an address.
"""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import quote

PREFIXES = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tthc": "urn:x-tthc:terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
BASE = "urn:x-tthc:"
LANGUAGE = "vi"
VIETNAM = "http://publications.europa.eu/resource/authority/country/VNM"
CURRENCIES = "http://publications.europa.eu/resource/authority/currency/"


class Range(StrEnum):
    """What stands behind a term: how its values are written and read."""

    TEXT = "text"  # words in Vietnamese
    PLAIN = "plain"  # a text without a language: a code, a number, an address
    PLAINS = "plains"  # plain texts in order
    INTEGER = "integer"
    DECIMAL = "decimal"
    DOUBLE = "double"
    DURATION = "duration"
    DATE = "date"
    FLAG = "flag"
    THING = "thing"  # a node, or several without order
    THINGS = "things"  # nodes in order


DATATYPES = {
    Range.INTEGER: "xsd:integer",
    Range.DECIMAL: "xsd:decimal",
    Range.DOUBLE: "xsd:double",
    Range.DURATION: "xsd:duration",
    Range.DATE: "xsd:date",
    Range.FLAG: "xsd:boolean",
}

TERMS: dict[str, Range] = {
    "cpsv:follows": Range.THING,
    "cpsv:implements": Range.THING,
    "cpsv:produces": Range.THING,
    "cv:currency": Range.THING,
    "cv:hasChannel": Range.THING,
    "cv:hasCompetentAuthority": Range.THING,
    "cv:hasCost": Range.THING,
    "cv:hasEvidenceTypeList": Range.THING,
    "cv:hasInputType": Range.THING,
    "cv:hasLegalResource": Range.THING,
    "cv:hasValue": Range.DOUBLE,
    "cv:holdsRequirement": Range.THING,
    "cv:ifAccessedThrough": Range.THING,
    "cv:processingTime": Range.DURATION,
    "cv:sector": Range.THING,
    "cv:specifiesEvidenceType": Range.THING,
    "dcat:keyword": Range.TEXT,
    "dct:audience": Range.THING,
    "dct:description": Range.TEXT,
    "dct:identifier": Range.PLAIN,
    "dct:isPartOf": Range.THING,
    "dct:issued": Range.DATE,
    "dct:publisher": Range.THING,
    "dct:spatial": Range.THING,
    "dct:title": Range.TEXT,
    "dct:type": Range.THING,
    "eli:id_local": Range.PLAIN,
    "skos:prefLabel": Range.TEXT,
    "tthc:act": Range.THING,
    "tthc:actor": Range.THING,
    "tthc:amount": Range.DECIMAL,
    "tthc:authorised": Range.THINGS,
    "tthc:competent": Range.THINGS,
    "tthc:componentCode": Range.PLAIN,
    "tthc:conditions": Range.TEXT,
    "tthc:coordinating": Range.THINGS,
    "tthc:copies": Range.INTEGER,
    "tthc:decisionDate": Range.PLAIN,
    "tthc:decisionNumber": Range.PLAIN,
    "tthc:dossier": Range.THING,
    "tthc:dossierSets": Range.TEXT,
    "tthc:feeKind": Range.THING,
    "tthc:form": Range.PLAIN,
    "tthc:further": Range.THING,
    "tthc:implementing": Range.THINGS,
    "tthc:instrumentDate": Range.PLAIN,
    "tthc:instrumentIssuer": Range.TEXT,
    "tthc:instrumentNumber": Range.PLAIN,
    "tthc:json": Range.PLAIN,
    "tthc:keywords": Range.PLAINS,
    "tthc:levels": Range.PLAINS,
    "tthc:originals": Range.INTEGER,
    "tthc:pointer": Range.PLAIN,
    "tthc:position": Range.INTEGER,
    "tthc:quantity": Range.DECIMAL,
    "tthc:quantityText": Range.TEXT,
    "tthc:receivingAddresses": Range.PLAINS,
    "tthc:related": Range.PLAINS,
    "tthc:resultCode": Range.PLAIN,
    "tthc:retrieved": Range.PLAIN,
    "tthc:sourceAddress": Range.PLAIN,
    "tthc:step": Range.THING,
    "tthc:stepPart": Range.THING,
    "tthc:subjects": Range.PLAINS,
    "tthc:suppliedBy": Range.THING,
    "tthc:timeText": Range.TEXT,
    "tthc:unit": Range.THING,
    "tthc:unnamed": Range.FLAG,
    "tthc:withoutCode": Range.FLAG,
}

OWN_CLASSES = ("tthc:Step", "tthc:StepPart", "tthc:FurtherValue")


def expanded(name: str) -> str:
    """Return the whole address of a name with one of our prefixes; any other address as it is."""
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def compacted(iri: str) -> str:
    """Return an address with one of our prefixes where it has one."""
    for prefix, whole in PREFIXES.items():
        if iri.startswith(whole):
            return f"{prefix}:{iri[len(whole) :]}"
    return iri


def procedure_iri(edition: str, address: str, base: str = BASE) -> str:
    """Return the address of a procedure within an edition; its elements add `#` and their own address."""
    return f"{base}{quote(edition, safe='')}/{quote(address, safe='')}"


def json_ld_context() -> dict[str, object]:
    """Return the JSON-LD context in which the layout is written: the prefixes, and what stands behind each term."""
    context: dict[str, object] = dict(PREFIXES)
    for term, kind in TERMS.items():
        if kind is Range.TEXT:
            context[term] = {"@id": expanded(term), "@language": LANGUAGE}
        elif kind is Range.THINGS:
            context[term] = {"@id": expanded(term), "@type": "@id", "@container": "@list"}
        elif kind is Range.PLAINS:
            context[term] = {"@id": expanded(term), "@container": "@list"}
        elif kind is Range.THING:
            context[term] = {"@id": expanded(term), "@type": "@id"}
        elif kind in DATATYPES:
            context[term] = {"@id": expanded(term), "@type": DATATYPES[kind]}
    return context
