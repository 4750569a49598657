"""A mapping file: which column or JSON path of a foreign source gives which key of the native record layout.

The file is TOML and documented in `docs/mapping.md`. Everything that is wrong in it is refused with its line and key.
"""

from __future__ import annotations

import difflib
import hashlib
import math
import re
import tomllib
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.plain_files import refuse_devices
from catalogue.readers.sheet_look import MOST_ROWS
from catalogue.workbook_sheets import PARTS, PROCEDURES, Column

# The keys of the native layout that take a value, by the list that they stand in ("" for the record itself).
COLUMNS: dict[str, dict[str, Column]] = {
    "": {"code": Column("Mã", "code"), **{column.key: column for column in PROCEDURES.columns}},
    **{sheet.part: {column.key: column for column in sheet.columns} for sheet in PARTS},
}
_INNER = {"channels": "fees", "dossiers": "papers"}
_OUTER = tuple(part for part in COLUMNS if part and "." not in part)

_SOURCE_KEYS = {"records": str, "sheet": str, "header": int, "ignore": list}
_VALUE_KEYS = {"from": (str, list), "join": str, "split": str, "words": dict, "constant": (str, int, float, date, list)}
_PART_KEYS = {"each": str, "split": str, "sheet": str, "on": dict, "fields": dict, "parts": dict}
_OWN_KINDS = {"header": ProblemKind.MAPPING_HEADER_WRONG, "constant": ProblemKind.MAPPING_CONSTANT_WRONG}
_TOML_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Value:
    """Where one key's value comes from: columns or paths joined with a text, or a constant.

    `split` parts a text into the members of a list; `words` turns the source's words into those of the layout.
    """

    columns: tuple[str, ...] = ()
    join: str = "\n"
    split: str = ""
    words: Map[str, str] = field(default_factory=dict)
    constant: Any = None


@dataclass(frozen=True, slots=True)
class Part:
    """Where the members of one list come from: a path to a list, a text to be split, or rows of another sheet.

    `on` pairs a column of the record with the column of the other sheet that holds the same.
    """

    each: str = ""
    split: str = ""
    sheet: str = ""
    on: tuple[str, str] = ("", "")
    fields: Map[str, Value] = field(default_factory=dict)
    parts: Map[str, Part] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping; `digest` is the SHA-256 of its file, `header` the row of headings, 0 where it is to be found."""

    path: Path
    digest: str
    records: str = ""
    sheet: str = ""
    header: int = 0
    ignore: tuple[str, ...] = ()
    fields: Map[str, Value] = field(default_factory=dict)
    parts: Map[str, Part] = field(default_factory=dict)


def read_mapping(path: Path) -> Mapping:
    """Return the mapping that a TOML file holds.

    Raises `Problem`: FILE_MISSING, FILE_UNREADABLE, NOT_UTF8, MAPPING_NOT_TOML, MAPPING_KEY_UNKNOWN,
    MAPPING_VALUE_WRONG, MAPPING_WITHOUT_NAME.
    """
    try:
        refuse_devices(path)
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
        found = tomllib.loads(text)
    except FileNotFoundError:
        raise Problem(ProblemKind.FILE_MISSING, path=str(path)) from None
    except OSError as error:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Problem(ProblemKind.NOT_UTF8, path=str(path), line=line) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line_said = _TOML_LINE.search(str(error))
        line = int(line_said[1]) if line_said else text.count("\n") + 1
        raise Problem(ProblemKind.MAPPING_NOT_TOML, path=str(path), line=line) from None
    return _Reading(path, text).mapping(found, hashlib.sha256(data).hexdigest())


class _Reading:
    """Takes a mapping out of parsed TOML and knows on which line each key stands."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def mapping(self, found: dict[str, Any], digest: str) -> Mapping:
        self._known(found, "", ("source", "fields", "parts"))
        source = self._table(found, "source", "")
        self._typed(source, "source", _SOURCE_KEYS)
        fields = self._fields(found, "", "")
        if "name" not in fields:
            raise Problem(ProblemKind.MAPPING_WITHOUT_NAME, path=str(self._path))
        parts = {
            name: self._part(part, name, f"parts.{name}", with_inner=True)
            for name, part in self._parts(found, "", _OUTER).items()
        }
        ignore = tuple(str(column) for column in source.get("ignore", ()))
        places = source.get("records", ""), source.get("sheet", ""), source.get("header", 0)
        if not 0 <= places[2] <= MOST_ROWS:
            self._refuse(ProblemKind.MAPPING_HEADER_WRONG, "source", "header")
        return Mapping(self._path, digest, *places, ignore, fields, parts)

    def _parts(self, found: dict[str, Any], table: str, known: tuple[str, ...]) -> dict[str, Any]:
        parts = self._table(found, "parts", table)
        self._known(parts, f"{table}.parts".lstrip("."), known)
        return parts

    def _part(self, found: Any, name: str, table: str, with_inner: bool) -> Part:
        if not isinstance(found, dict):
            self._wrong(table.rpartition(".")[0], table.rpartition(".")[2])
        self._typed(found, table, _PART_KEYS)
        on = found.get("on", {})
        if (
            len(on) > 1
            or bool(on) != bool(found.get("sheet"))
            or not all(isinstance(other, str) for other in on.values())
        ):
            self._wrong(table, "on" if "on" in found else "sheet")
        inner = _INNER.get(name, "") if with_inner else ""
        for key, part in self._table(found, "parts", table).items():
            # Rows of another sheet are joined with the record, not with a member of its lists.
            if isinstance(part, dict) and part.get("sheet") and (found.get("each") or found.get("sheet")):
                self._wrong(f"{table}.parts.{key}", "sheet")
        parts = self._parts(found, table, (inner,) if inner else ())
        return Part(
            found.get("each", ""),
            found.get("split", ""),
            found.get("sheet", ""),
            next(iter(on.items()), ("", "")),
            self._fields(found, table, name),
            {key: self._part(part, f"{name}.{key}", f"{table}.parts.{key}", False) for key, part in parts.items()},
        )

    def _fields(self, found: dict[str, Any], table: str, part: str) -> dict[str, Value]:
        name = f"{table}.fields".lstrip(".")
        fields = _flat(self._table(found, "fields", table), COLUMNS[part])
        self._known(fields, name, tuple(COLUMNS[part]))
        return {key: self._value(value, name, key) for key, value in fields.items()}

    def _value(self, found: Any, table: str, key: str) -> Value:
        if isinstance(found, str):
            return Value((found,))
        if isinstance(found, list) and all(isinstance(column, str) for column in found):
            return Value(tuple(found))
        if not isinstance(found, dict):
            self._wrong(table, key)
        self._typed(found, table, _VALUE_KEYS, key)
        columns = found.get("from", ())
        constant = found.get("constant")
        if isinstance(constant, float) and not math.isfinite(constant):
            self._refuse(ProblemKind.MAPPING_CONSTANT_WRONG, table, key)
        columns = (columns,) if isinstance(columns, str) else tuple(columns)
        words = found.get("words", {})
        texts = (*columns, *words, *words.values())
        if bool(columns) == ("constant" in found) or not all(isinstance(text, str) for text in texts):
            self._wrong(table, key)
        # A day in the file is a text in records.
        constant = constant.isoformat() if isinstance(constant, date) else constant
        return Value(columns, found.get("join", "\n"), found.get("split", ""), words, constant)

    def _table(self, found: dict[str, Any], key: str, table: str) -> dict[str, Any]:
        value = found.get(key, {})
        if not isinstance(value, dict):
            self._wrong(table, key)
        return value

    def _known(self, found: dict[str, Any], table: str, known: tuple[str, ...]) -> None:
        for key in found:
            if key not in known:
                near = difflib.get_close_matches(key, known, 3) or known
                self._refuse(ProblemKind.MAPPING_KEY_UNKNOWN, table, key, known=", ".join(near))

    def _typed(self, found: dict[str, Any], table: str, known: Map[str, Any], of: str = "") -> None:
        self._known(found, f"{table}.{of}".rstrip("."), tuple(known))
        for key, value in found.items():
            if not isinstance(value, known[key]) or isinstance(value, bool):
                if key in ("header", "constant"):
                    self._refuse(_OWN_KINDS[key], table, of or key)
                self._wrong(table, of or key)

    def _wrong(self, table: str, key: str) -> NoReturn:
        self._refuse(ProblemKind.MAPPING_VALUE_WRONG, table, key)

    def _refuse(self, kind: ProblemKind, table: str, key: str, **facts: str) -> NoReturn:
        whole = f"{table}.{key}".lstrip(".")
        raise Problem(kind, path=str(self._path), line=self._line(table, key), key=whole, **facts)

    def _line(self, table: str, key: str) -> int:
        """The line of a key: its own, that of the table or inline table that it stands in, or the first."""
        whole = f"{table}.{key}".lstrip(".")
        current, inside, header = "", 0, 0
        for number, line in enumerate(self._lines, start=1):
            text = line.strip()
            if text.startswith("["):
                current = text.strip("[] ").replace('"', "")
                if current == whole or current.startswith(f"{whole}."):
                    return number
                header = number if current == table else header
                continue
            named = f"{current}.{text.partition('=')[0].strip().replace(chr(34), '')}".lstrip(".")
            if named == whole:
                return number
            inside = number if named == table else inside
        return inside or header or 1


def _flat(found: dict[str, Any], known: Map[str, Column]) -> dict[str, Any]:
    """Keys with points written as TOML tables (`decision.number = …` unquoted) as one key each."""
    flat: dict[str, Any] = {}
    for key, value in found.items():
        if isinstance(value, dict) and key not in known and any(other.startswith(f"{key}.") for other in known):
            flat |= {f"{key}.{inner}": inner_value for inner, inner_value in value.items()}
        else:
            flat[key] = value
    return flat
