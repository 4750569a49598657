"""Procedures as public services of CPSV-AP 3.2.0, with our own terms for what it has no word for.

Everything that a record holds is said, so that `catalogue.readers.cpsv_ap` reads an equal record back; what is derived
from it (who acts in a step, which procedure issues a paper, a description) is said beside it. `docs/cpsv-ap.md` shows
the mapping.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from catalogue.cpsv_ap_terms import BASE, CURRENCIES, VIETNAM, procedure_iri
from catalogue.instruments import normalise_number
from catalogue.issuers import IssuedResult, IssuerIndex
from catalogue.linked_data import Node
from catalogue.records import (
    Agencies,
    Channel,
    Dossier,
    Fee,
    LegalBasis,
    Paper,
    Procedure,
    ProcessingTime,
    ReadRecord,
    Step,
)
from catalogue.step_reading import ReadStep, read_steps
from catalogue.steps import split_steps, split_text
from catalogue.text import fold

UNNAMED = "Không nêu tên"
UNSTATED_AGENCY = "Cơ quan chưa được nêu"
_CURRENCY = re.compile(r"[A-Z]{3}")
_ADDS_UP = re.compile(r"phai nop|phai xuat trinh")
_LONGEST_DURATION = 10_000


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What a document says of the edition as a whole; `day` is ISO text, every text but the name may be empty."""

    name: str
    title: str = ""
    day: str = ""
    source: str = ""


class Suppliers:
    """Which results of an edition supply a paper, by the addresses of those results in the document."""

    def __init__(self, results: Iterable[tuple[str, IssuedResult]]) -> None:
        """Take pairs of a result's address in the document and the result."""
        known = list(results)
        self._addresses = [address for address, _ in known]
        # Each result counts by itself, since the document points at results and not at procedures.
        self._index = IssuerIndex(replace(result, procedure=at) for at, (_, result) in enumerate(known))

    def of(self, paper: Paper, procedure: str) -> list[str]:
        """Return the addresses of the results that supply a paper of a procedure, in the order of the edition."""
        found = self._index.suppliers(paper.text, procedure, paper.component_code)
        return [self._addresses[at] for at in sorted({supply.procedure for supply in found})]


def edition_suppliers(edition: str, results: Iterable[IssuedResult], base: str = BASE) -> Suppliers:
    """Return the suppliers among an edition's results, those of each procedure in its own order."""
    return Suppliers(_placed_results(edition, results, base))


def _placed_results(edition: str, results: Iterable[IssuedResult], base: str) -> Iterator[tuple[str, IssuedResult]]:
    seen: Counter[str] = Counter()
    for result in results:
        seen[result.address] += 1
        yield f"{procedure_iri(edition, result.address, base)}#result:{seen[result.address]}", result


def dataset_node(edition: EditionFacts, base: str = BASE) -> Node:
    """Return the edition as a data set, which all its procedures are part of."""
    title = edition.title or f"Danh mục thủ tục hành chính {edition.name}"
    publisher = edition.source or UNSTATED_AGENCY
    node: Node = {
        "@id": procedure_iri(edition.name, "", base),
        "@type": "dcat:Dataset",
        "dct:identifier": edition.name,
        "dct:title": title,
        "dct:description": f"{title}. Nguồn: {publisher}.",
        "dct:publisher": {
            "@id": f"{base}publisher/{_digest(publisher)}",
            "@type": "foaf:Agent",
            "dct:identifier": _digest(publisher),
            "dct:title": publisher,
        },
    }
    if re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)", edition.day):
        node["dct:issued"] = edition.day
    return node


def service_nodes(
    edition: EditionFacts, records: Iterable[tuple[str, ReadRecord]], suppliers: Suppliers, base: str = BASE
) -> Iterator[Node]:
    """Yield the edition's data set and each of its procedures, given with the addresses that name them in it."""
    yield dataset_node(edition, base)
    for position, (address, record) in enumerate(records, 1):
        yield service_node(edition.name, position, address, record, suppliers, base)


def service_node(
    edition: str, position: int, address: str, record: ReadRecord, suppliers: Suppliers, base: str = BASE
) -> Node:
    """Return one procedure as a public service, everything that it says inside it."""
    return _Service(edition, address, suppliers, base).node(position, record)


class _Service:
    """Makes the nodes of one procedure; the methods leave out what the record leaves out."""

    def __init__(self, edition: str, address: str, suppliers: Suppliers, base: str) -> None:
        self._edition = edition
        self._address = address
        self._suppliers = suppliers
        self._base = base
        self._iri = procedure_iri(edition, address, base)
        self._name = ""

    def node(self, position: int, record: ReadRecord) -> Node:
        said = record.procedure
        self._name = said.name
        channels = [self._channel(at, channel) for at, channel in enumerate(said.channels, 1)]
        dossiers = [self._dossier(at, dossier) for at, dossier in enumerate(said.dossiers, 1)]
        rules = [self._rule(at, basis) for at, basis in enumerate(said.legal_bases, 1)]
        instruments = [_only_named(rule["cpsv:implements"]) for rule in rules if "cpsv:implements" in rule]
        conditions = enumerate(split_text(said.conditions), 1)
        node: Node = {
            "@id": self._iri,
            "@type": "cpsv:PublicService",
            "tthc:position": position,
            "dct:identifier": record.code or self._address,
            "tthc:withoutCode": not record.code,
            "dct:title": said.name,
            "dct:description": _description(said),
            "dct:isPartOf": {"@id": procedure_iri(self._edition, "", self._base)},
            "cv:sector": [self._concept("field", said.field)] if said.field else [],
            "dct:type": [self._concept("type", said.type)] if said.type else [],
            "dct:publisher": [self._agency(said.publisher)] if said.publisher else [],
            "tthc:levels": list(said.level),
            "tthc:subjects": list(said.subjects),
            "dct:audience": [self._concept("subject", name) for name in dict.fromkeys(said.subjects)],
            "tthc:keywords": list(said.keywords),
            "dcat:keyword": list(dict.fromkeys(said.keywords)),
            "tthc:related": list(said.related),
            "tthc:receivingAddresses": list(said.receiving_addresses),
            "tthc:decisionNumber": said.decision.number,
            "tthc:decisionDate": said.decision.date,
            **self._agencies(said.agencies, said.publisher),
            "tthc:step": self._steps(said.steps),
            "cv:hasChannel": channels,
            "cv:hasCost": [
                self._cost(channel_at, at, fee)
                for channel_at, channel in enumerate(said.channels, 1)
                for at, fee in enumerate(channel.fees, 1)
            ],
            "tthc:dossier": dossiers,
            "tthc:dossierSets": said.dossier_sets,
            "cv:hasInputType": [
                {"@id": paper["@id"]} for dossier in dossiers for paper in dossier.get("cv:specifiesEvidenceType", ())
            ],
            "cv:holdsRequirement": [
                *self._requirements(said.dossiers),
                *(self._condition(at, condition) for at, condition in conditions),
            ],
            "tthc:conditions": said.conditions,
            "cpsv:produces": [
                self._part("result", at, "cv:Output")
                | _named("dct:title", result.name)
                | _filled({"tthc:resultCode": result.code})
                for at, result in enumerate(said.results, 1)
            ],
            "cpsv:follows": rules,
            "cv:hasLegalResource": list({one["@id"]: one for one in instruments}.values()),
            "tthc:further": [
                {"@id": f"{self._iri}#further:{at}", "@type": "tthc:FurtherValue", "tthc:position": at}
                | {"tthc:pointer": pointer, "tthc:json": text}
                for at, (pointer, text) in enumerate(said.extra, 1)
            ],
            "tthc:sourceAddress": record.origin.url,
            "tthc:retrieved": record.origin.retrieved,
        }
        return _filled(node)

    def _part(self, part: str, place: int | str, kind: str) -> Node:
        """One element: its address in the document, its identifier, and its place among its kind."""
        element = f"{part}:{place}"
        return {
            "@id": f"{self._iri}#{element}",
            "@type": kind,
            "dct:identifier": f"{self._address}#{element}",
            "tthc:position": int(str(place).rpartition(".")[2]),
        }

    def _concept(self, scheme: str, name: str) -> Node:
        return {
            "@id": f"{self._base}{scheme}/{_digest(name)}",
            "@type": "skos:Concept",
            "skos:prefLabel": name,
        }

    def _agency(self, name: str) -> Node:
        return {
            "@id": f"{self._base}agency/{_digest(name)}",
            "@type": "cv:PublicOrganisation",
            "skos:prefLabel": name,
            "dct:spatial": {"@id": VIETNAM, "@type": "dct:Location"},
        }

    def _agencies(self, said: Agencies, publisher: str) -> Node:
        """The agencies as listed; the authority is the competent ones, else who carries it out, else the publisher."""
        authority = said.competent or said.implementing or ((publisher,) if publisher else (UNSTATED_AGENCY,))
        return {
            "cv:hasCompetentAuthority": [self._agency(name) for name in dict.fromkeys(authority)],
            "tthc:implementing": [self._agency(name) for name in said.implementing],
            "tthc:competent": [self._agency(name) for name in said.competent],
            "tthc:authorised": [self._agency(name) for name in said.authorised],
            "tthc:coordinating": [self._agency(name) for name in said.coordinating],
        }

    def _steps(self, steps: tuple[Step, ...]) -> list[Node]:
        published = []
        # All are read together, since who acts in one may be told by its neighbours.
        read = iter(read_steps(steps))
        for at, step in enumerate(steps, 1):
            parts = [self._step_part(part) for part in islice(read, len(split_steps((step,))))]
            node = {"@id": f"{self._iri}#published-step:{at}", "@type": "tthc:Step", "tthc:position": at}
            published.append(
                _filled(node | {"dct:title": step.name, "dct:description": step.text, "tthc:stepPart": parts})
            )
        return published

    def _step_part(self, read: ReadStep) -> Node:
        return _filled(
            self._part("step", read.position, "tthc:StepPart")
            | {
                "dct:description": read.text or read.name,
                "tthc:actor": _own("actor", read.actor),
                "tthc:act": [_own("act", act) for act in read.acts],
            }
        )

    def _channel(self, at: int, channel: Channel) -> Node:
        time = channel.processing_time
        return _filled(
            self._part("channel", at, "cv:Channel")
            | {
                "dct:type": _own("channel", channel.kind),
                "dct:description": channel.text,
                "cv:processingTime": duration(time),
                "tthc:quantity": _decimal(time.quantity),
                "tthc:unit": _own("unit", time.unit),
                "tthc:timeText": time.text,
            }
        )

    def _cost(self, channel_at: int, at: int, fee: Fee) -> Node:
        return _filled(
            self._part("fee", f"{channel_at}.{at}", "cv:Cost")
            | {
                "tthc:feeKind": _own("fee", fee.kind),
                "tthc:amount": _decimal(fee.amount),
                "cv:hasValue": "" if fee.amount is None else repr(float(fee.amount)),
                "cv:currency": self._currency(fee.currency),
                "dct:description": fee.text,
                "cv:ifAccessedThrough": {"@id": f"{self._iri}#channel:{channel_at}"},
            }
        )

    def _currency(self, currency: str) -> Node:
        if not _CURRENCY.fullmatch(currency):
            return self._concept("currency", currency)
        return {"@id": f"{CURRENCIES}{currency}", "@type": "skos:Concept", "skos:prefLabel": currency}

    def _dossier(self, at: int, dossier: Dossier) -> Node:
        node = self._part("dossier", at, "cv:EvidenceTypeList") | _named("dct:title", dossier.name)
        papers = [self._paper(f"{at}.{number}", paper) for number, paper in enumerate(dossier.papers, 1)]
        return _filled(node | {"cv:specifiesEvidenceType": papers})

    def _paper(self, place: str, paper: Paper) -> Node:
        return _filled(
            self._part("paper", place, "cv:EvidenceType")
            | _named("dct:title", paper.text)
            | {
                "tthc:originals": paper.originals,
                "tthc:copies": paper.copies,
                "tthc:form": paper.form,
                "tthc:componentCode": paper.component_code,
                "tthc:quantityText": paper.quantity_text,
                "tthc:suppliedBy": [{"@id": address} for address in self._suppliers.of(paper, self._name)],
            }
        )

    def _requirements(self, dossiers: tuple[Dossier, ...]) -> Iterator[Node]:
        """The lists of papers: those that add up are a requirement each, those that are alternatives are one."""
        alternatives = [at for at, one in enumerate(dossiers, 1) if not _ADDS_UP.search(fold(one.name))]
        adding = [[at] for at in range(1, len(dossiers) + 1) if at not in alternatives]
        for number, lists in enumerate(sorted([*adding, *([alternatives] if alternatives else [])]), 1):
            name = dossiers[lists[0] - 1].name if len(lists) == 1 else ""
            yield self._part("requirement", number, "cv:Requirement") | {
                "dct:title": name or "Thành phần hồ sơ",
                "dct:type": _own("requirement", "dossier"),
                "cv:hasEvidenceTypeList": [{"@id": f"{self._iri}#dossier:{at}"} for at in lists],
            }

    def _condition(self, at: int, text: str) -> Node:
        typed = {"dct:title": text, "dct:type": _own("requirement", "condition")}
        return self._part("condition", at, "cv:Requirement") | typed

    def _rule(self, at: int, basis: LegalBasis) -> Node:
        whole = " ".join(part for part in (basis.number, basis.title) if part)
        number = normalise_number(basis.number) or basis.number
        node = self._part("law", at, "cpsv:Rule") | _named("dct:title", basis.title)
        node |= {
            # A description is words of a language, which a number alone is not.
            "dct:description": whole if basis.title else f"Văn bản số {basis.number}" if basis.number else UNNAMED,
            "tthc:instrumentNumber": basis.number,
            "tthc:instrumentDate": basis.date,
            "tthc:instrumentIssuer": basis.issuer,
        }
        if whole:
            node["cpsv:implements"] = _filled(
                {
                    "@id": f"{self._base}instrument/{_digest(number or basis.title)}",
                    "@type": "eli:LegalResource",
                    "eli:id_local": number,
                }
            )
        return _filled(node)


def duration(time: ProcessingTime) -> str:
    """Return a time limit as an `xsd:duration`, empty where it has none: working days and hours cannot be said so."""
    quantity = time.quantity
    if quantity is None or not 0 < quantity <= _LONGEST_DURATION:
        return ""
    whole = quantity == quantity.to_integral_value()
    if time.unit in ("day", "month", "year") and whole:
        return f"P{int(quantity)}{time.unit[0].upper()}"
    minutes = quantity * {"day": 1440, "hour": 60, "minute": 1}.get(time.unit, 0)
    if minutes and minutes == minutes.to_integral_value():
        return f"PT{int(minutes)}M"
    return ""


def _description(said: Procedure) -> str:
    agencies = ", ".join(said.agencies.implementing or said.agencies.competent)
    facts = (("Lĩnh vực", said.field), ("Cơ quan thực hiện", agencies))
    return ". ".join([said.name, *(f"{label}: {words}" for label, words in facts if words)])


def _named(term: str, name: str) -> Node:
    """A name that must not be missing; one that stands in for it is said to."""
    return {term: name} if name else {term: UNNAMED, "tthc:unnamed": True}


def _own(scheme: str, name: str) -> Node:
    return {"@id": f"tthc:{scheme}-{name}", "@type": "skos:Concept"}


def _only_named(node: Node) -> Node:
    return {"@id": node["@id"]}


def _filled(node: Node) -> Node:
    """The node without the terms that have no value."""
    return {term: value for term, value in node.items() if value or (value == 0 and value is not False)}


def _decimal(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
