"""A first mapping for a foreign source, proposed from its headings and keys by the names that they usually have.

A proposal is a mapping file and the columns that were not recognised; a person completes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.mapped_sources import SourceSheet, has_sheets, json_members, sheets_in
from catalogue.readers.mapping_file import COLUMNS
from catalogue.text import fold
from catalogue.workbook_sheets import PARTS

_SAMPLE = 200
_PART_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SIGNS = re.compile(r"[^a-z0-9]+")

# Other names than our own template's, folded; the template's headings are known beside them.
_NAMES: dict[str, dict[str, str]] = {
    "": {
        "code": "ma tthc|ma so|ma so tthc|ma thu tuc|ma so thu tuc|ma thu tuc hanh chinh|code|procedure code|ma tt",
        "name": "ten|ten tthc|ten thu tuc hanh chinh|thu tuc hanh chinh|name|procedure name|title|ten tt",
        "field": "linh vuc tthc|nganh linh vuc|ten linh vuc|linh vuc thuc hien|field|field name|category|domain",
        "level": "cap|cap giai quyet|level|levels|cap hanh chinh",
        "type": "loai tthc|loai thu tuc hanh chinh|type|procedure type",
        "decision.number": "so quyet dinh|decision no|quyet dinh cong bo|quyet dinh|decision number|decision",
        "decision.date": "ngay cong bo|ngay ban hanh|ngay ky|decision date",
        "publisher": "co quan cong bo|co quan ban hanh|bo nganh|publisher|department",
        "agencies.implementing": "don vi thuc hien|co quan giai quyet|co quan thuc hien tthc|agency|implementing agency"
        "|executing agencies"
        "|implementing agencies|co quan",
        "agencies.competent": "co quan quyet dinh|competent agency|co quan co tham quyen quyet dinh",
        "agencies.authorised": "co quan duoc phan cap|authorised agency|authorized agency",
        "agencies.coordinating": "coordinating agency",
        "receiving_addresses": "dia chi tiep nhan hs|noi tiep nhan|dia diem tiep nhan|dia diem thuc hien|address",
        "subjects": "doi tuong|subjects|applicants|subject",
        "dossier_sets": "so luong ho so|so luong bo ho so|number of sets",
        "conditions": "yeu cau|dieu kien|yeu cau dieu kien thuc hien|conditions|requirements|requirement"
        "|requirements and conditions",
        "related": "tthc lien quan|related",
        "keywords": "keywords|keyword",
        "source.url": "url|link|lien ket|duong dan|duong dan nguon",
        "source.retrieved": "retrieved|ngay truy cap|ngay cap nhat",
    },
    "steps": {"text": "trinh tu thuc hien|trinh tu|cac buoc|steps|mo ta|description|text", "name": "ten|name|buoc"},
    "channels": {
        "text": "cach thuc thuc hien|cach thuc|mo ta|description|text",
        "kind": "hinh thuc nop|kind|channel|submission method|hinh thuc nop ho so",
        "processing_time.text": "thoi han giai quyet|thoi gian giai quyet|thoi han|thoi gian|processing time"
        "|time limit",
        "processing_time.quantity": "so ngay|quantity",
        "processing_time.unit": "don vi tinh|unit|don vi",
    },
    "channels.fees": {
        "text": "phi le phi|le phi|phi|muc phi|fee|fees|phi va le phi|description|text|mo ta",
        "amount": "so tien|muc le phi|amount|gia tri",
        "kind": "loai phi|kind|type",
        "currency": "don vi tien te|currency",
    },
    "dossiers": {"name": "ten|name|truong hop"},
    "dossiers.papers": {
        "text": "thanh phan ho so|thanh phan|giay to|ho so|documents|papers|required documents|name|ten|text",
        "originals": "so ban chinh|ban goc|originals|original|original qty",
        "copies": "so ban sao|copies|copy|copy qty",
        "form": "mau don|bieu mau|mau don to khai|form|mau",
        "component_code": "ma giay to|component code",
        "quantity_text": "so luong|quantity",
    },
    "results": {"name": "ket qua thuc hien|ket qua|ket qua giai quyet|results|result|name|ten", "code": "ma|code"},
    "legal_bases": {
        "title": "can cu phap ly|trich yeu|van ban|legal basis|legal bases|laws|title|name|ten|co so phap ly",
        "number": "so ky hieu|so van ban|number|code|ky hieu",
        "date": "ngay|date|ngay hieu luc",
        "issuer": "noi ban hanh|issuer|issued by",
    },
}
# Columns of one row that tell a whole list: the list, the key inside it, and what parts its members.
_WHOLE_LISTS = {"steps": "text", "dossiers.papers": "text", "results": "name", "legal_bases": "title"}
# Words that say something in a list of their own, and too little in a row that tells everything.
_VAGUE_WORDS = (
    "name|ten|code|ma|kind|type|loai|text|description|mo ta|date|ngay|number|unit|don vi|quantity|so luong|title|mau"
    "|form|original|copy|category|subject|issuer|amount|currency|ho so|buoc|gia tri"
)
_VAGUE = frozenset(_VAGUE_WORDS.split("|"))
_COUNTING = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "id", "index"})


def folded_name(name: str) -> str:
    """Return a heading or key as folded words: "TenThuTuc", "ten_thu_tuc" and "Tên thủ tục" are the same."""
    plain = fold(name)
    if name.isascii() and not name.isupper():
        plain = " ".join(_PART_WORDS.findall(name)).lower()
    return _SIGNS.sub(" ", plain).strip()


def _known() -> dict[str, dict[str, str]]:
    known: dict[str, dict[str, str]] = {}
    for part, columns in COLUMNS.items():
        names = known.setdefault(part, {})
        for key, column in columns.items():
            names |= {folded_name(key): key, folded_name(column.heading): key}
        for key, others in _NAMES[part].items():
            for other in others.split("|"):
                names.setdefault(other, key)
    return known


_KNOWN = _known()


def key_named(name: str, part: str = "") -> str:
    """Return the key of a list's members that a heading or key names, empty where none is known by that name."""
    words = folded_name(name)
    found = _KNOWN[part].get(words, "")
    # In brackets stands an abbreviation or an explanation: "Tên thủ tục hành chính (TTHC)".
    return found or _KNOWN[part].get(folded_name(re.sub(r"\([^()]*\)", "", name)), "")


@dataclass(frozen=True, slots=True)
class ProposedMapping:
    """A mapping file as TOML text, and the columns with an example of each for which it has no place.

    `named` tells that it says where a procedure's name comes from, without which nothing can be read.
    """

    text: str
    unknown: tuple[tuple[str, str], ...]
    named: bool


@dataclass(slots=True)
class _Proposal:
    """What was recognised: keys with their columns, lists with theirs, and the columns that nothing is known of."""

    fields: dict[str, str] = field(default_factory=dict)
    parts: dict[str, dict[str, str]] = field(default_factory=dict)
    each: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    ignore: list[str] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)

    def add(self, column: str, example: str) -> None:
        """Find the place of one column of the record."""
        if folded_name(column) in _COUNTING:
            self.ignore.append(column)
            return
        key = key_named(column)
        if key and key not in self.fields:
            self.fields[key] = column
            return
        for part in ("channels.fees", "channels", "dossiers.papers", "steps", "results", "legal_bases"):
            key = "" if folded_name(column.rpartition(".")[2]) in _VAGUE else key_named(column, part)
            if key and self.part_of(part, key, column):
                return
        self.unknown.append((column, example))

    def part_of(self, part: str, key: str, column: str) -> bool:
        """Give a column to a list, if the list tells nothing of that key yet."""
        fields = self.parts.setdefault(part, {})
        if key in fields or part in self.each:
            return False
        fields[key] = column
        return True


def propose_mapping(path: Path) -> ProposedMapping:
    """Return a mapping file for a source.

    Raises `Problem` where the source cannot be read or holds no records.
    """
    if has_sheets(path):
        sheets = list(sheets_in(path))
        if not sheets:
            raise Problem(ProblemKind.FILE_EMPTY, path=str(path))
        return _proposed(path, *_sheet_proposal(sheets))
    proposal = _Proposal()
    members = [member.values for member in islice(json_members(path, "", _is_record), _SAMPLE)]
    if not members:
        raise Problem(ProblemKind.FILE_EMPTY, path=str(path))
    for column, values in _columns(members).items():
        lists = [value for value in values if isinstance(value, list)]
        objects = [one for value in lists for one in value if isinstance(one, dict)]
        if objects:
            _add_list(proposal, column, objects)
        else:
            proposal.add(column, _example(values))
    return _proposed(path, proposal, "")


def _is_record(found: Any) -> bool:
    """Tell whether an object is a record rather than an envelope around a list of them."""
    columns = _columns([found])
    keys = {key_named(column) for column in columns}
    return "name" in keys and ("code" in keys or any(_list_named(column) for column in columns))


def _columns(members: Iterable[Any], before: str = "") -> dict[str, list[Any]]:
    """The values of each key in records; keys of objects inside are told with points."""
    columns: dict[str, list[Any]] = {}
    for member in members:
        if not isinstance(member, dict):
            continue
        for key, value in member.items():
            if isinstance(value, dict):
                for inner, values in _columns([value], f"{before}{key}.").items():
                    columns.setdefault(inner, []).extend(values)
            else:
                columns.setdefault(f"{before}{key}", []).append(value)
    return columns


def _example(values: Iterable[Any]) -> str:
    found = next((value for value in values if value not in (None, "", [])), "")
    return " ".join((found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, default=str)).split())[
        :60
    ]


_LIST_NAMES = {
    "steps": "steps|trinh tu|trinh tu thuc hien|cac buoc|buoc|execution steps",
    "channels": "channels|cach thuc|cach thuc thuc hien|execution methods|hinh thuc",
    "dossiers": "dossiers|truong hop ho so|cases|execution cases|truong hop",
    "dossiers.papers": "papers|giay to|thanh phan ho so|documents|ho so|thanh phan",
    "results": "results|ket qua|ket qua thuc hien|results details",
    "legal_bases": "legal bases|can cu phap ly|laws|can cu|legal basises details|van ban",
}


def _list_named(name: str) -> str:
    words = folded_name(name.rpartition(".")[2])
    return next((part for part, names in _LIST_NAMES.items() if words in names.split("|")), "")


def _add_list(proposal: _Proposal, column: str, objects: list[Any]) -> None:
    part = _list_named(column)
    if not part or part in proposal.each:
        proposal.unknown.append((column, _example(objects)))
        return
    proposal.each[part] = column
    fields = proposal.parts[part] = {}
    for inner, values in _columns(objects).items():
        nested = [one for value in values if isinstance(value, list) for one in value if isinstance(one, dict)]
        below = {"channels": "channels.fees", "dossiers": "dossiers.papers"}.get(part, "")
        if nested and below and below not in proposal.each:
            proposal.each[below] = inner
            names = {key: name for name in _columns(nested) if (key := key_named(name, below))}
            proposal.parts[below] = names
            continue
        key = key_named(inner, part)
        if key and key not in fields:
            fields[key] = inner
        else:
            proposal.unknown.append((f"{column}.{inner}", _example(values)))


def _sheet_proposal(sheets: list[SourceSheet]) -> tuple[_Proposal, str]:
    """The proposal for the sheet with the most known columns; sheets that share its code give the lists."""
    main = max(sheets, key=lambda sheet: sum(1 for heading in sheet.headings if key_named(heading)))
    proposal = _Proposal()
    for heading in main.headings:
        proposal.add(heading, _example(row.values.get(heading, "") for row in main.rows[:_SAMPLE]))
    code = proposal.fields.get("code", "")
    by_name = {folded_name(sheet.name): sheet.part for sheet in PARTS}
    for sheet in sheets:
        part = by_name.get(folded_name(sheet.name), "") or _list_named(sheet.name)
        joined_on = next((heading for heading in sheet.headings if key_named(heading) == "code"), "")
        if sheet is main or not part or not code or not joined_on or part in proposal.sheets:
            continue
        fields = {key: name for name in sheet.headings if name != joined_on and (key := key_named(name, part))}
        # Papers in a sheet of their own are joined with the procedure, and not with a case.
        if part != "dossiers" and part != "channels.fees":
            proposal.sheets[part] = (sheet.name, code, joined_on)
            proposal.parts[part] = fields
    return proposal, main.name


def _proposed(path: Path, proposal: _Proposal, sheet: str) -> ProposedMapping:
    lines = [f"# {path.name}", "", "[source]"]
    lines += [f"sheet = {_quoted(sheet)}"] if sheet else []
    lines += [f"ignore = [{', '.join(map(_quoted, proposal.ignore))}]"] if proposal.ignore else []
    lines += ["", "[fields]"]
    lines += [f"{_key(key)} = {_quoted(column)}" for key, column in sorted(proposal.fields.items(), key=_rank)]
    for part in ("steps", "channels", "dossiers", "results", "legal_bases"):
        lines += _part_text(proposal, part)
    return ProposedMapping("\n".join(lines) + "\n", tuple(proposal.unknown), "name" in proposal.fields)


def _rank(item: tuple[str, str]) -> int:
    return list(COLUMNS[""]).index(item[0])


def _part_text(proposal: _Proposal, part: str) -> list[str]:
    inner = {"channels": "channels.fees", "dossiers": "dossiers.papers"}.get(part, "")
    own, nested = _list_text(proposal, part), _list_text(proposal, inner) if inner else []
    if not own and not nested:
        return []
    name = inner.partition(".")[2]
    text = ["", f"[parts.{part}]", *own[:-1], *_fields_text(f"parts.{part}", own)]
    if nested:
        table = f"parts.{part}.parts.{name}"
        text += ["", f"[{table}]", *nested[:-1], *_fields_text(table, nested)]
    return text


def _fields_text(table: str, told: list[Any]) -> list[str]:
    fields: dict[str, str] = told[-1] if told else {}
    return (
        [f"[{table}.fields]", *(f"{_key(key)} = {_quoted(column)}" for key, column in fields.items())] if fields else []
    )


def _list_text(proposal: _Proposal, part: str) -> list[Any]:
    """The lines that say where a list comes from, and last its fields; nothing where nothing is known of it."""
    fields = proposal.parts.get(part, {})
    if not fields and part not in proposal.each:
        return []
    if _is_split(proposal, part, fields):
        return [*_origin(proposal, part, fields), {_WHOLE_LISTS[part]: "."}]
    return [*_origin(proposal, part, fields), fields]


def _is_split(proposal: _Proposal, part: str, fields: dict[str, str]) -> bool:
    """Tell whether a list is told by one column of the record, whose text holds a member a line."""
    alone = part in _WHOLE_LISTS and list(fields) == [_WHOLE_LISTS[part]] and part != "steps"
    return alone and part not in proposal.each and part not in proposal.sheets


def _origin(proposal: _Proposal, part: str, fields: dict[str, str]) -> list[str]:
    if part in proposal.sheets:
        sheet, here, there = proposal.sheets[part]
        return [f"sheet = {_quoted(sheet)}", f"on = {{ {_quoted(here)} = {_quoted(there)} }}"]
    if part in proposal.each:
        return [f"each = {_quoted(proposal.each[part])}"]
    if _is_split(proposal, part, fields):
        return [f"each = {_quoted(fields[_WHOLE_LISTS[part]])}", 'split = "\\n"']
    return []


def _key(key: str) -> str:
    return f'"{key}"' if "." in key else key


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
