"""The reader of CPSV-AP: public services in Turtle or JSON-LD, as `catalogue.cpsv_ap` and others write them.

JSON-LD that the product wrote is read line by line; anything else needs rdflib (the extra `linked-data`). What others
wrote gives what the vocabulary itself can say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from catalogue.codes import clean_code
from catalogue.cpsv_ap_terms import PREFIXES
from catalogue.linked_data import JSON_LD_FOOT, Node
from catalogue.problems import Problem, ProblemKind
from catalogue.readers.json_values import parse_json
from catalogue.readers.linked_data import load_graph, services
from catalogue.readers.text_files import TextForm, form_of, head_text, lines_of
from catalogue.records import (
    CHANNEL_KINDS,
    FEE_KINDS,
    TIME_UNITS,
    Agencies,
    Channel,
    Decision,
    Dossier,
    Fee,
    LegalBasis,
    Origin,
    Paper,
    Procedure,
    ProcessingTime,
    RawRecord,
    ReadRecord,
    Result,
    Step,
)
from catalogue.text import clean, one_line

LAYOUT = "cpsv_ap"
READING_VERSION = 2

_VOCABULARIES = ("http://purl.org/vocab/cpsv#", "http://data.europa.eu/m8g/")
_KEYWORD = re.compile(r'"@(?:context|graph|id|type)"\s*:')
_TURTLE = re.compile(r"^\s*(?:@prefix|PREFIX)\s", re.MULTILINE | re.IGNORECASE)
_DATASET = re.compile(r'\{"@id": "[^"]*", "@type": "dcat:Dataset"')
_DURATION = re.compile(r"P(?:(\d+)Y|(\d+)M|(\d+)D|T(\d+)H|T(\d+)M)")
_OWN_BEGINNING, _OWN_ENDING, _OWN_TERMS = '{"@context": {', '}, "@graph": [', f'"tthc": "{PREFIXES["tthc"]}"'
_MOST_DIGITS = 400
_ROLES = ("implementing", "competent", "authorised", "coordinating")
_DURATION_UNITS = ("year", "month", "day", "hour", "minute")


def recognises(path: Path, head: bytes) -> bool:
    """Tell whether a file begins as Turtle or JSON-LD that speaks of public services."""
    if path.is_dir():
        return False
    text = head_text(head)
    if not any(name in text for name in _VOCABULARIES):
        return False
    return (_KEYWORD if _is_json(text) else _TURTLE).search(text) is not None


def _is_json(text: str) -> bool:
    return text.lstrip().startswith(("{", "["))


def raw_records(path: Path) -> Iterator[RawRecord]:
    """Yield the public services of a file, each with what is said of it as one line of JSON.

    Raises `Problem` like `linked_data.load_graph`; FILE_EMPTY where the file speaks of no public service.
    """
    form = replace(form_of(path), letters=None)
    first = next((line.text for line in lines_of(path, form) if line.text.strip()), "")
    records = _own_lines(path, form) if _is_own_head(first) else _framed(path, form, _is_json(first))
    empty = True
    for record in records:
        empty = False
        yield record
    if empty:
        raise Problem(ProblemKind.FILE_EMPTY, path=str(path))


def _is_own_head(line: str) -> bool:
    """Tell whether a line begins a document of ours, of this version of the terms or another."""
    return line.startswith(_OWN_BEGINNING) and line.endswith(_OWN_ENDING) and _OWN_TERMS in line


def _own_lines(path: Path, form: TextForm) -> Iterator[RawRecord]:
    """The lines between head and foot that tell a service."""
    ended = False
    number = 1
    for line in lines_of(path, form):
        number = line.number
        text = line.text.strip().removesuffix(",")
        if ended or not text or _is_own_head(text) or _DATASET.match(text):
            continue
        ended = text == JSON_LD_FOOT
        if not ended:
            yield RawRecord(number, text)
    if not ended:
        raise Problem(ProblemKind.NOT_JSON, path=str(path), line=number, column=1)


def _framed(path: Path, form: TextForm, json_ld: bool) -> Iterator[RawRecord]:
    for at, node in enumerate(services(load_graph(path, json_ld)), 1):
        yield RawRecord(at, json.dumps(node, ensure_ascii=False), node["@id"], form.notes if at == 1 else ())


def interpret(raw: RawRecord, path: Path) -> ReadRecord:
    """Return what one public service says; raises `Problem`: NOT_JSON, TOO_DEEP, RECORD_WITHOUT_NAME."""
    found = parse_json(raw.text, path, raw.line)
    if not isinstance(found, dict):
        raise Problem(ProblemKind.NOT_AN_OBJECT, path=str(path), line=raw.line)
    try:
        record = _Service(found).record()
    except RecursionError:
        raise Problem(ProblemKind.TOO_DEEP, path=str(path), line=raw.line) from None
    if not record.procedure.name:
        raise Problem(ProblemKind.RECORD_WITHOUT_NAME, path=str(path), line=raw.line)
    return replace(record, notes=raw.notes) if raw.notes else record


class _Service:
    """What a node says, term by term; a value of another shape than the term's counts as not said."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._told: dict[str, Node] = {}
        self._gather(node)

    def _gather(self, node: Node) -> None:
        """Keep where each node inside is told, since elsewhere it may only be named."""
        if "@type" in node:
            self._told[str(node.get("@id"))] = node
        for value in node.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    self._gather(one)

    def record(self) -> ReadRecord:
        node = self._node
        procedure = Procedure(
            name=one_line(_text(node, "dct:title")),
            field=self._label(node, "cv:sector"),
            level=_texts(node, "tthc:levels"),
            type=self._label(node, "dct:type"),
            decision=Decision(_text(node, "tthc:decisionNumber"), _text(node, "tthc:decisionDate")),
            publisher=self._label(node, "dct:publisher"),
            agencies=self._agencies(),
            receiving_addresses=_texts(node, "tthc:receivingAddresses"),
            subjects=_texts(node, "tthc:subjects") or self._labels(node, "dct:audience"),
            steps=tuple(
                Step(_text(step, "dct:title"), _text(step, "dct:description"))
                for step in self._nodes(node, "tthc:step")
            ),
            channels=self._channels(),
            dossiers=self._dossiers(),
            dossier_sets=_text(node, "tthc:dossierSets"),
            results=tuple(
                Result(_text(result, "tthc:resultCode"), _name(result)) for result in self._nodes(node, "cpsv:produces")
            ),
            conditions=_text(node, "tthc:conditions"),
            legal_bases=tuple(_legal_basis(rule) for rule in self._nodes(node, "cpsv:follows")),
            related=_texts(node, "tthc:related"),
            keywords=_texts(node, "tthc:keywords") or _texts(node, "dcat:keyword"),
            extra=tuple(sorted(_further(one) for one in self._nodes(node, "tthc:further"))),
        )
        code = "" if node.get("tthc:withoutCode") is True else clean_code(_text(node, "dct:identifier"))
        return ReadRecord(code, procedure, Origin(_text(node, "tthc:sourceAddress"), _text(node, "tthc:retrieved")))

    def _nodes(self, node: Node, term: str) -> list[Node]:
        """The nodes behind a term in their order, those only named replaced by what is told of them."""
        named = [one for one in _listed(node.get(term)) if isinstance(one, dict)]
        told = [self._told.get(str(one.get("@id")), one) for one in named]
        return sorted(told, key=_position)

    def _label(self, node: Node, term: str) -> str:
        return next(iter(self._labels(node, term)), "")

    def _labels(self, node: Node, term: str) -> tuple[str, ...]:
        """The names of the nodes behind a term, in the order in which they stand."""
        named = [one for one in _listed(node.get(term)) if isinstance(one, dict)]
        told = (self._told.get(str(one.get("@id")), one) for one in named)
        labels = (one_line(_text(one, "skos:prefLabel") or _text(one, "dct:title")) for one in told)
        return tuple(label for label in labels if label)

    def _agencies(self) -> Agencies:
        lists = [self._labels(self._node, f"tthc:{role}") for role in _ROLES]
        # Others know one kind of authority only; ours is named again there, or stands in for one.
        if not any(lists) and "tthc:position" not in self._node:
            lists[1] = self._labels(self._node, "cv:hasCompetentAuthority")
        return Agencies(*lists)

    def _channels(self) -> tuple[Channel, ...]:
        costs = self._nodes(self._node, "cv:hasCost")
        channels = self._nodes(self._node, "cv:hasChannel")
        if costs and not channels:
            return (Channel(fees=tuple(self._fee(cost) for cost in costs)),)
        by_channel: dict[str, list[Fee]] = {}
        for cost in costs:
            through = [one for one in _listed(cost.get("cv:ifAccessedThrough")) if isinstance(one, dict)]
            by_channel.setdefault(str(through[0].get("@id")) if through else "", []).append(self._fee(cost))
        known = {str(channel.get("@id")) for channel in channels}
        # A cost of no channel is due whichever is taken.
        shared = [fee for channel, fees in by_channel.items() if channel not in known for fee in fees]
        return tuple(
            Channel(
                kind=self._kind(channel, "dct:type", "channel", CHANNEL_KINDS, "other"),
                processing_time=self._time(channel),
                fees=(*by_channel.get(str(channel.get("@id")), ()), *shared),
                text=_text(channel, "dct:description"),
            )
            for channel in channels
        )

    def _time(self, channel: Node) -> ProcessingTime:
        words = _text(channel, "tthc:timeText")
        found = _DURATION.fullmatch(_text(channel, "cv:processingTime"))
        if found and "tthc:unit" not in channel:
            at = next(at for at, digits in enumerate(found.groups()) if digits)
            return ProcessingTime(Decimal(found[at + 1]), _DURATION_UNITS[at], words)
        unit = self._kind(channel, "tthc:unit", "unit", TIME_UNITS, "other")
        return ProcessingTime(_number(channel, "tthc:quantity"), unit, words)

    def _fee(self, cost: Node) -> Fee:
        amount = _number(cost, "tthc:amount")
        if amount is None:
            amount = _number(cost, "cv:hasValue")
        kind = self._kind(cost, "tthc:feeKind", "fee", FEE_KINDS, "unknown")
        return Fee(kind, amount, self._currency(cost), _text(cost, "dct:description"))

    def _currency(self, cost: Node) -> str:
        named = [one for one in _listed(cost.get("cv:currency")) if isinstance(one, dict)]
        last = str(named[0].get("@id", "")).rpartition("/")[2] if named else ""
        return self._label(cost, "cv:currency") or (last if re.fullmatch(r"[A-Z]{3}", last) else "VND")

    def _kind(self, node: Node, term: str, scheme: str, known: tuple[str, ...], otherwise: str) -> str:
        named = [str(one.get("@id")) for one in _listed(node.get(term)) if isinstance(one, dict)]
        kinds = [name.removeprefix(f"tthc:{scheme}-") for name in named if name.startswith(f"tthc:{scheme}-")]
        return next((kind for kind in kinds if kind in known), otherwise)

    def _dossiers(self) -> tuple[Dossier, ...]:
        cases = self._nodes(self._node, "tthc:dossier")
        if not cases:
            requirements = self._nodes(self._node, "cv:holdsRequirement")
            cases = [one for asked in requirements for one in self._nodes(asked, "cv:hasEvidenceTypeList")]
        if not cases and (papers := self._nodes(self._node, "cv:hasInputType")):
            return (Dossier("", tuple(_paper(paper) for paper in papers)),)
        return tuple(
            Dossier(_name(case), tuple(_paper(paper) for paper in self._nodes(case, "cv:specifiesEvidenceType")))
            for case in cases
        )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _position(node: Node) -> int:
    """Where a node stands among its kind; those that do not say so stand behind the others, in their order."""
    position = node.get("tthc:position")
    return position if isinstance(position, int) else 1 << 62


def _text(node: Node, term: str) -> str:
    found = next((one for one in _listed(node.get(term)) if isinstance(one, str)), "")
    return clean(found)


def _texts(node: Node, term: str) -> tuple[str, ...]:
    texts = (one_line(one) for one in _listed(node.get(term)) if isinstance(one, str))
    return tuple(text for text in texts if text)


def _name(node: Node) -> str:
    """The name that a node gives itself; one that only stands in for it is none."""
    return "" if node.get("tthc:unnamed") is True else _text(node, "dct:title")


def _number(node: Node, term: str) -> Decimal | None:
    try:
        number = Decimal(_text(node, term))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS else None


def _count(node: Node, term: str) -> int | None:
    found = node.get(term)
    return found if isinstance(found, int) and found >= 0 else None


def _paper(paper: Node) -> Paper:
    return Paper(
        text=_name(paper),
        originals=_count(paper, "tthc:originals"),
        copies=_count(paper, "tthc:copies"),
        form=_text(paper, "tthc:form"),
        component_code=_text(paper, "tthc:componentCode"),
        quantity_text=_text(paper, "tthc:quantityText"),
    )


def _legal_basis(rule: Node) -> LegalBasis:
    return LegalBasis(
        number=_text(rule, "tthc:instrumentNumber"),
        title=_name(rule),
        date=_text(rule, "tthc:instrumentDate"),
        issuer=_text(rule, "tthc:instrumentIssuer"),
    )


def _further(node: Node) -> tuple[str, str]:
    return str(node.get("tthc:pointer", "")), str(node.get("tthc:json", ""))
