"""Procedure codes: the national part that identifies a procedure, and what a publisher added to it.

`2.000205.000.00.00.H17` is the national procedure 2.000205 as the locality with the identifier H17 publishes it,
`3.000536.02` its second case, `1.014955-Xoa` one that the portal has deleted. A comma in place of the point, and seven
digits without either, come from spreadsheets that took the code for a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from catalogue.text import fold, one_line

_NATIONAL = re.compile(r"(?<![\d.,])(\d)[.,](\d{6})(?!\d)", re.ASCII)
_BEGINS_NATIONAL = re.compile(r"\d\.\d{6}")
# Seven digits, also as a sheet writes such a number with signs between its thousands.
_WITHOUT_POINT = re.compile(r"(\d)(\d{6})|(\d)[.,](\d{3})[.,](\d{3})", re.ASCII)
# Letters in place of digits, another sign in place of the point, a digit too few or too many.
_NEARLY_NATIONAL = re.compile(r"(?=.*\d)[\dIlO][.,‚·•:;-]?[\dOo]{5,8}")
_TWO_CODES = re.compile(r"(?<=\d{6}) (?=\d[.,]\d{6}(?!\d))", re.ASCII)
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_LOCAL = re.compile(r"\.(?P<order>000(?:\.\d{2}){2})(?!\d)")
_LOCALITY = re.compile(r"\.(?P<locality>[HGKTA]\d{2})(?!\d)", re.IGNORECASE)
_VARIANT = re.compile(r"[.\-_](?P<variant>\d{1,2})(?!\d|/)")
_DELETED = re.compile(r"\s*[-_.(]\s*(?:da ?)?xoa\b\)?")


@dataclass(frozen=True, slots=True)
class CodeParts:
    """What a published code says: its national part (empty where it has none) and the meaning of what was added.

    `variant` is the number of a case of the procedure (".02"), `locality` the identifier of the body that publishes
    it ("H17"), `local` the order of local publication before it ("000.00.00"), `deleted` whether the portal marked it
    so; `respelled` says that the national part was not written as such, and `rest` is what is left over. `text` is
    the whole code as it was published, on one line.
    """

    national: str
    variant: int | None = None
    local: str = ""
    locality: str = ""
    deleted: bool = False
    respelled: bool = False
    rest: str = ""
    text: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the code is the national part and nothing else, or has no national part at all."""
        return not self.national or self.national == self.text


def clean_code(text: str) -> str:
    """Return a published code without stray spaces and invisible characters, otherwise as it was published.

    Several codes that stand in one cell stay apart, with commas between them.
    """
    return _TWO_CODES.sub(",", one_line(text)).replace(" ", "")


def is_kept_under_other_code(kept_as: str, code: str) -> bool:
    """Tell whether what a record is kept under, as its file's name, begins with the code of another procedure."""
    named = _BEGINS_NATIONAL.match(kept_as)
    return named is not None and bool(code) and named.group() != national_code(code)


def national_code(code: str) -> str:
    """Return the national part of a code, as in `2.000205` out of `2.000205.000.00.00.H17` or `2,000205`.

    A code that holds no national part (a digit, a point or comma, six digits; or seven digits alone) is returned as it
    is.
    """
    found = _national_in(code)
    return found[0] if found else code


def is_nearly_national(code: str) -> bool:
    """Tell whether a code looks like a national one and is none: "1.OOO894", "I.000894", "1.00894"."""
    return _national_in(code) is None and _NEARLY_NATIONAL.fullmatch(code) is not None


def _national_in(text: str) -> tuple[str, int, int] | None:
    """The national part of a code, with where it begins and ends in the text as it is written."""
    # Keyboards set to full width write digits that look alike.
    plain = text if text.isascii() else text.translate(_WIDE)
    found = _NATIONAL.search(plain) or _WITHOUT_POINT.fullmatch(plain)
    if found is None:
        return None
    first, *others = filter(None, found.groups())
    return f"{first}.{''.join(others)}", found.start(), found.end()


@lru_cache(maxsize=20_000)
def read_code(text: str) -> CodeParts:
    """Return the parts of a published code; what cannot be read stays in `rest`, and nothing is lost."""
    line = one_line(text)
    found = _national_in(line)
    if not found:
        return CodeParts("", rest=line, text=line)
    national, start, end = found
    before, rest = line[:start], line[end:]
    local, rest = _taken(_LOCAL, rest)
    locality, rest = _taken(_LOCALITY, rest)
    variant, rest = _taken(_VARIANT, rest)
    # Folding keeps the number of letters, so a place in the folded text is one in the text.
    deleted = _DELETED.match(fold(rest)) if len(fold(rest)) == len(rest) else None
    if deleted:
        rest = rest[deleted.end() :]
    left = " ".join(part for part in (before.strip(), rest.strip(" ,;")) if part)
    respelled = line[start:end] != national
    return CodeParts(
        national, int(variant) if variant else None, local, locality.upper(), bool(deleted), respelled, left, line
    )


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """What a pattern finds at the beginning of a text, and the text behind it."""
    found = pattern.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)
