"""Reading the TOML files that an office gives (norms, incomes, a typed case); each refusal names file and place."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from catalogue.problems import Problem, ProblemKind
from catalogue.readers.plain_files import refuse_devices

# A table of norms or incomes has some kilobytes; what is larger is another file.
_MOST_BYTES = 1 << 20
_LINE = re.compile(r"\(at line (\d+)")


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML file of at most 1 MiB holds.

    Raises `Problem`: FILE_MISSING, FILE_UNREADABLE (pipes, devices and large files too), NOT_UTF8, TOML_UNREADABLE.
    """
    refuse_devices(path)
    try:
        with path.open("rb") as source:
            data = source.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise Problem(ProblemKind.FILE_MISSING, path=str(path)) from None
    except OSError as error:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)) from None
    if len(data) > _MOST_BYTES:
        raise Problem(ProblemKind.FILE_UNREADABLE, path=str(path), reason="larger than 1 MiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Problem(ProblemKind.NOT_UTF8, path=str(path), line=line) from None
    return parse_toml(text, str(path))


def parse_toml(text: str, path: str) -> dict[str, Any]:
    """Return what a TOML text holds; raises `Problem` TOML_UNREADABLE with the line where it is none, or too deep."""
    try:
        return tomllib.loads(text, parse_float=_number)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        # Where nothing but the end of the file tells of the fault, its last line does.
        said = _LINE.search(str(error))
        line = int(said[1]) if said else max(len(text.splitlines()), 1)
        raise Problem(ProblemKind.TOML_UNREADABLE, path=path, line=line) from None


def _number(text: str) -> float | str:
    """A number, or its text where it is none to reckon with ("1e400", "nan"), so that it is shown as it was written."""
    number = float(text)
    return number if math.isfinite(number) else text


def needed(values: Any, key: str, place: str) -> Any:
    """Return the value of a key that a table must have; raises `Problem` TABLE_KEY_MISSING where there is none."""
    if not isinstance(values, Mapping) or key not in values:
        raise Problem(ProblemKind.TABLE_KEY_MISSING, path=place, key=key)
    return values[key]


def refuse_unknown(values: Mapping[str, Any], known: Collection[str], place: str) -> None:
    """Raise `Problem` TABLE_KEY_UNKNOWN for the first key that no such table has, with those that it may have."""
    unknown = next((key for key in values if key not in known), None)
    if unknown is not None:
        told = ", ".join(sorted(known))
        raise Problem(ProblemKind.TABLE_KEY_UNKNOWN, path=place, key=unknown, known=told)
