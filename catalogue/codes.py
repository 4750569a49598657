"""Procedure codes: the national part that identifies a procedure, and whatever a publisher added to it."""

from __future__ import annotations

import re

from catalogue.text import one_line

_NATIONAL = re.compile(r"(?<![\d.,])(\d)[.,](\d{6})(?!\d)")


def clean_code(text: str) -> str:
    """Return a published code without stray spaces and invisible characters, otherwise as it was published."""
    return one_line(text).replace(" ", "")


def national_code(code: str) -> str:
    """Return the national part of a code, as in `2.000205` out of `2.000205.000.00.00.H17` or `2,000205`.

    A code that holds no national part (a digit, a point or comma, six digits) is returned as it is.
    """
    found = _NATIONAL.search(code)
    return f"{found[1]}.{found[2]}" if found else code
