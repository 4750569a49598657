"""The parts of one procedure in a document, put together as one record of the native layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from catalogue.instruments import numbers_in
from catalogue.readers.document_channels import channels_of
from catalogue.readers.document_division import CODE
from catalogue.readers.document_forms import join_forms
from catalogue.readers.document_headings import Heading, opens, same_length_fold, without_marker
from catalogue.readers.document_items import SEMICOLON, Case, cases, members
from catalogue.readers.document_lines import Grid, Item, Line, place_of, text_of
from catalogue.records import Note
from catalogue.text import fold, is_no_value, one_line

_TITLE_PREFIX = re.compile(
    r"(?:ten )?(?:thu tuc hanh chinh|thu tuc|tthc)(?: so)?(?: \d+)?\s*[:.]\s*|(?:thu tuc|tthc)(?: so)? \d+\s*[-–]\s*"
)
_BEFORE_CODE = re.compile(
    r"[\s,;–-]*\(?(?:mã(?: số)?(?: TTHC| thủ tục(?: hành chính)?| hồ sơ TTHC)?\s*[:.]?\s*)?$", re.IGNORECASE
)
# Codes of a publisher's own count are told by the word before them.
_NAMED_CODE = re.compile(
    r"(?<=[(,–-])\s*mã(?: số)?(?: TTHC| thủ tục)?\s*:?\s*(?P<code>[A-Z0-9][A-Z0-9.-]{2,30})(?=\)?$)", re.IGNORECASE
)
_AFTER_CODE = re.compile(r"\s*\)?\s*[:.–-]?\s*")
_LONGEST_CODE = 40
_QUOTES = "“”\"'«»"
_DAY = re.compile(r"ngày\s*(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})", re.IGNORECASE)
_ISSUER = re.compile(
    r"\bcủa ((?:Chính phủ|Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|Thủ tướng Chính phủ|Chủ tịch nước|(?:Bộ trưởng )?Bộ "
    r"[^,;.()]*?|Tòa án nhân dân tối cao|(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) [^,;.()]*?))"
    r"(?= (?:quy định|về|hướng dẫn|ban hành|sửa đổi|bãi bỏ|công bố)\b|[,;.()]|$)"
)
_NEXT_LAW = re.compile(
    r";\s*(?=[-+•]?\s*(?:Bộ luật|Luật|Nghị định|Thông tư|Quyết định|Nghị quyết|Pháp lệnh|Văn bản)\b)"
)
_COPIES = re.compile(r"(?:ban )?(chinh|goc|sao)\s*:?\s*(\d{1,3})|(\d{1,3}) ban (chinh|goc|sao)")

# The kinds of applicants as the national portal lists them; commas part them and stand in them.
_SUBJECT_WORDS = (
    "Công dân Việt Nam",
    "Người Việt Nam định cư ở nước ngoài",
    "Người nước ngoài",
    "Người nước ngoài cư trú tại Việt Nam",
    "Cán bộ, công chức, viên chức",
    "Doanh nghiệp có vốn đầu tư nước ngoài",
    "Doanh nghiệp Việt Nam",
    "Doanh nghiệp",
    "Tổ chức (không bao gồm doanh nghiệp, HTX)",
    "Tổ chức nước ngoài",
    "Hợp tác xã",
    "Cá nhân",
    "Tổ chức",
    "Hộ gia đình",
    "Cộng đồng dân cư",
)
_SUBJECT_LIST = re.compile(
    rf"(?:({'|'.join(re.escape(fold(words)) for words in sorted(_SUBJECT_WORDS, key=len, reverse=True))})(?:,\s*|$))"
)


@dataclass(slots=True)
class DocumentRecord:
    """One procedure on its way from a document to the native layout: the record, and what could not be placed."""

    native: dict[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def parts_of(items: Iterable[Item], styles: frozenset[str]) -> dict[str, list[Item]]:
    """Return the content of each part by its name, "" holding what stands before the first heading.

    A heading that comes twice goes on with its part.
    """
    parts: dict[str, list[Item]] = {"": []}
    part = ""
    for item in items:
        heading: Heading | None = None
        if isinstance(item, Line):
            heading = opens(item, part, {found for found in parts if found}, styles)
        if heading is None or not isinstance(item, Line):
            # What follows the number of sets is told of the dossier again.
            part = "dossier" if part == "sets" and parts["sets"] and "dossier" in parts else part
            parts[part].append(item)
            continue
        part = heading.part
        content = parts.setdefault(part, [])
        rest = item.text[heading.end :].strip()
        if rest:
            # The kind of a fee stands in its heading.
            shown = f"{item.text[: heading.end].strip()} {rest}" if heading.part == "fees" and heading.weak else rest
            content.append(Line(item.number, shown, listed=item.listed))
    return parts


def record_of(title: list[Line], items: list[Item], styles: frozenset[str]) -> DocumentRecord:
    """Return the native record that a procedure's title, lines and tables make."""
    record = DocumentRecord()
    parts = parts_of(items, styles)
    before = parts.pop("")
    name, code = _titled(" ".join(line.text for line in title))
    record.native = _native(parts, name, code)
    if not record.native["code"]:
        codes = (CODE.search(item.text) for item in before if isinstance(item, Line) and len(item.text) <= 60)
        record.native["code"] = next((found.group() for found in codes if found), "")
    left = [item for item in before if not (isinstance(item, Line) and _is_code_line(item, record.native["code"]))]
    if left:
        record.notes.append(Note("text-unplaced", "", one_line(text_of(left))[:100], place_of(left)))
    return record


def record_of_row(number: int, cells: Iterable[Iterable[str]]) -> DocumentRecord:
    """Return the native record that one row of a list of procedures makes; other columns stand under their headings."""
    parts: dict[str, list[Item]] = {}
    others: dict[str, str] = {}
    for part, text in cells:
        if part in _PARTS or part in ("name", "code"):
            parts.setdefault(part, []).extend(Line(number, line) for line in text.split("\n"))
        elif fold(part) not in _COUNTING:
            others[part] = text
    name, code = _titled(" ".join(item.text for item in parts.pop("name", []) if isinstance(item, Line)))
    native = _native(parts, name, code)
    return DocumentRecord({key: text for key, text in others.items() if key not in native} | native)


_COUNTING = frozenset({"stt", "tt", "so tt", "so thu tu"})


def _native(parts: dict[str, list[Item]], name: str, code: str) -> dict[str, Any]:
    native: dict[str, Any] = {}
    native["name"] = one_line(text_of(parts.pop("name", []))).strip(_QUOTES) or name
    native["code"] = _code(text_of(parts.pop("code", []))) or code
    for part, content in parts.items():
        if content:
            _PARTS[part](native, content)
    _add_channels(native, parts)
    join_forms(native)
    return native


def _titled(title: str) -> tuple[str, str]:
    """The name and the code that a title gives."""
    text = one_line(without_marker(title))
    found = CODE.search(text) or _NAMED_CODE.search(text)
    code = ""
    if found is not None:
        code = found["code"] if "code" in found.re.groupindex else found.group()
        before = _BEFORE_CODE.sub("", text[: found.start()])
        after = _AFTER_CODE.match(text, found.end())
        text = f"{before} {text[after.end() if after else found.end() :]}".strip()
    prefix = _TITLE_PREFIX.match(same_length_fold(text))
    return text[prefix.end() if prefix else 0 :].strip(f" .:{_QUOTES}"), code


def _code(text: str) -> str:
    """The code in a text, or the whole of a short text: some publishers count in a way of their own."""
    found = CODE.search(text)
    if found is not None:
        return found.group()
    return one_line(text).strip("() .") if len(text) <= _LONGEST_CODE and not is_no_value(text) else ""


def _is_code_line(line: Line, code: str) -> bool:
    return bool(code) and code in line.text and len(line.text) <= len(code) + 40


def _text(key: str) -> Callable[[dict[str, Any], list[Item]], None]:
    def add(native: dict[str, Any], items: list[Item]) -> None:
        native[key] = text_of(items)

    return add


def _kept(key: str) -> Callable[[dict[str, Any], list[Item]], None]:
    """What the layout has no place for is kept as a key of its own, where it says anything."""

    def add(native: dict[str, Any], items: list[Item]) -> None:
        found = [member for member in members(items) if not is_no_value(member)]
        if found:
            native[key] = found

    return add


def _list(*keys: str) -> Callable[[dict[str, Any], list[Item]], None]:
    def add(native: dict[str, Any], items: list[Item]) -> None:
        target = native
        for key in keys[:-1]:
            target = target.setdefault(key, {})
        found = [one_line(member) for member in members(items, SEMICOLON)]
        target[keys[-1]] = [member for member in found if not is_no_value(member)]

    return add


def _add_steps(native: dict[str, Any], items: list[Item]) -> None:
    native["steps"] = [{"name": "", "text": text_of(items)}]


def _add_subjects(native: dict[str, Any], items: list[Item]) -> None:
    native["subjects"] = [subject for member in members(items, SEMICOLON) for subject in _subjects(one_line(member))]


def _subjects(text: str) -> list[str]:
    """The kinds of applicants in a text, taken apart at commas where nothing but known kinds is listed."""
    folded, found, at = same_length_fold(text).rstrip(". "), [], 0
    while at < len(folded):
        match = _SUBJECT_LIST.match(folded, at)
        if match is None:
            return [] if is_no_value(text) else [text]
        found.append(text[match.start(1) : match.end(1)])
        at = match.end()
    return found


def _add_dossiers(native: dict[str, Any], items: list[Item]) -> None:
    native["dossiers"] = [{"name": case.name, "papers": list(_papers(case))} for case in cases(items)]


def _papers(case: Case) -> Iterator[dict[str, Any]]:
    yield from ({"text": text} for text in case.papers if not is_no_value(text))
    for grid in case.grids:
        yield from _grid_papers(grid)


_PAPER_COLUMNS = {
    "text": re.compile(r"(?:ten |loai |cac )?(?:giay to|thanh phan ho so|tai lieu|ten ho so)"),
    "form": re.compile(r"(?:ten )?(?:bieu )?mau(?: don| to khai)?"),
    "copies": re.compile(r"(?:so luong )?ban sao"),
    "originals": re.compile(r"(?:so luong )?ban (?:chinh|goc)"),
    "quantity_text": re.compile(r"so luong|so ban"),
}


def _grid_papers(grid: Grid) -> Iterator[dict[str, Any]]:
    columns = _columns(grid.rows[0], _PAPER_COLUMNS)
    if "text" not in columns:
        yield from ({"text": " | ".join(filter(None, row))} for row in grid.rows if any(row))
        return
    for row in grid.rows[1:]:
        paper: dict[str, Any] = {key: row[at] for key, at in columns.items() if at < len(row) and row[at]}
        if not paper.get("text"):
            continue
        quantity = paper.pop("quantity_text", "")
        counted: dict[str, Any] = dict(_counted(quantity))
        if quantity and not counted:
            counted = {"quantity_text": one_line(quantity)}
        paper |= counted
        for key in ("originals", "copies"):
            if str(paper.get(key, "")).isdecimal():
                paper[key] = int(paper[key])
        yield paper


def _columns(header: tuple[str, ...], known: dict[str, re.Pattern[str]]) -> dict[str, int]:
    """The columns that a table's first row names, each key once."""
    columns: dict[str, int] = {}
    for at, text in enumerate(header):
        folded = same_length_fold(one_line(text))
        key = next((key for key, words in known.items() if words.match(folded) and key not in columns), None)
        if key is not None:
            columns[key] = at
    return columns


def _counted(text: str) -> dict[str, int]:
    """Originals and copies in "Bản chính: 1\\nBản sao: 0"; nothing where anything else is said."""
    folded = same_length_fold(one_line(text))
    counted: dict[str, int] = {}
    for match in _COPIES.finditer(folded):
        key = "copies" if (match[1] or match[4]) == "sao" else "originals"
        counted[key] = counted.get(key, 0) + int(match[2] or match[3])
    rest = _COPIES.sub("", folded).replace("ban", "").strip(" ,;.-")
    return {} if rest else counted


def _add_results(native: dict[str, Any], items: list[Item]) -> None:
    native["results"] = [{"name": one_line(member)} for member in members(items) if not is_no_value(member)]


_LAW_COLUMNS = {
    "number": re.compile(r"so(?:,| /)? ?ky hieu|so hieu|so van ban"),
    "title": re.compile(r"trich yeu|ten van ban|noi dung"),
    "date": re.compile(r"ngay ban hanh|ngay"),
    "issuer": re.compile(r"co quan ban hanh|noi ban hanh"),
}


def _add_laws(native: dict[str, Any], items: list[Item]) -> None:
    laws: list[dict[str, str]] = []
    lines: list[Item] = []
    for item in items:
        columns = _columns(item.rows[0], _LAW_COLUMNS) if isinstance(item, Grid) else {}
        if isinstance(item, Grid) and "title" in columns:
            laws += [{key: _law_cell(key, row, at) for key, at in columns.items()} for row in item.rows[1:] if any(row)]
        else:
            lines.append(item)
    texts = [text for member in members(lines) for text in _laws_in(member)]
    laws += [_law(one_line(text)) for text in texts if text.strip() and not is_no_value(text)]
    native["legal_bases"] = laws


def _laws_in(text: str) -> list[str]:
    """The instruments that one member of a list names; the title of an amending one goes on with what it amends."""
    parts = _NEXT_LAW.split(text)
    return [text] if "sua doi" in fold(parts[0]) else parts


def _law_cell(key: str, row: tuple[str, ...], at: int) -> str:
    text = one_line(row[at]) if at < len(row) else ""
    return (day_in(f"ngày {text}") or text) if key == "date" else text


def _law(text: str) -> dict[str, str]:
    number = next((found.number for _, _, found in numbers_in(text)), "")
    issuer = _ISSUER.search(text)
    return {"number": number, "title": text, "date": day_in(text), "issuer": issuer[1].strip() if issuer else ""}


def day_in(text: str) -> str:
    """Return the first day in a text, in ISO form, empty where there is none or no such day exists."""
    found = _DAY.search(text)
    if found is None or not (1 <= int(found[1]) <= 31 and 1 <= int(found[2]) <= 12):
        return ""
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"


def _add_decision(native: dict[str, Any], items: list[Item]) -> None:
    text = one_line(text_of(items))
    number = next((found.number for _, _, found in numbers_in(text)), "")
    native["decision"] = {"number": number or text, "date": day_in(text)}


def _nothing(_native: dict[str, Any], _items: list[Item]) -> None:
    """Times and fees are told by channels."""


def _add_channels(native: dict[str, Any], parts: dict[str, list[Item]]) -> None:
    told = [parts.get(part, []) for part in ("channels", "time", "fees")]
    if any(told):
        native["channels"] = channels_of(*told)


_PARTS: dict[str, Callable[[dict[str, Any], list[Item]], None]] = {
    "decision": _add_decision,
    "level": _list("level"),
    "type": _text("type"),
    "field": _text("field"),
    "steps": _add_steps,
    "channels": _nothing,
    "time": _nothing,
    "fees": _nothing,
    "dossier": _add_dossiers,
    "sets": _text("dossier_sets"),
    "subjects": _add_subjects,
    "implementing": _list("agencies", "implementing"),
    "competent": _list("agencies", "competent"),
    "authorised": _list("agencies", "authorised"),
    "coordinating": _list("agencies", "coordinating"),
    "addresses": _list("receiving_addresses"),
    "results": _add_results,
    "forms": _kept("forms"),
    "conditions": _text("conditions"),
    "laws": _add_laws,
    "keywords": _list("keywords"),
    "description": _kept("description"),
}
