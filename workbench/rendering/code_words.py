"""What a procedure's code says beside the national part, in words."""

from __future__ import annotations

from catalogue.codes import read_code
from workbench.language import translate as _


def code_words(code: str) -> str:
    """Return the meaning of what was added to a code, or the empty string for a plain national or a local one."""
    parts = read_code(code)
    if parts.is_plain:
        return ""
    said = [
        _("national code {code}").format(code=parts.national),
        _("case {number}").format(number=parts.variant) if parts.variant is not None else "",
        _("published by locality {locality}").format(locality=parts.locality) if parts.locality else "",
        _("deleted on the portal") if parts.deleted else "",
        _("not spelled as a national code") if parts.respelled else "",
        _("with “{rest}”").format(rest=parts.rest) if parts.rest else "",
    ]
    return "; ".join(filter(None, said))
