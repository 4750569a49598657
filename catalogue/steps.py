"""The steps inside published texts: one text that numbers or lists its parts, taken apart in order.

Nothing is stored: the parts follow from the text, so that a better reading can replace this one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from catalogue.records import Step

# Markers by which sources part a text, from the strongest to the weakest; only one kind parts a given text.
_MARKERS = (
    re.compile(r"(?:[-+•*.]\s*)?(?:bước|b)\s*\d+(?:\.\d+)*\s*[.:)/-]?", re.IGNORECASE),
    re.compile(r"[IVX]{1,5}\s*[.)]\s"),
    re.compile(r"\d{1,2}\s*[.)]\s*(?!\d)"),
    re.compile(r"\(?[a-hđ]\s*\)", re.IGNORECASE),
    re.compile(r"[-–•*]\s*(?=\S)"),
    re.compile(r"\+\s*(?=\S)"),
)


def split_text(text: str) -> tuple[str, ...]:
    """Return the parts of a text in order, every line of it in exactly one part.

    The strongest kind of marker that begins at least two lines parts the text; what stands before the first marked
    line is a part of its own. A text without such markers is one part; an empty text has none.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    for marker in _MARKERS:
        starts = [at for at, line in enumerate(lines) if marker.match(line)]
        if len(starts) >= 2:
            return _parts(lines, starts)
    return ("\n".join(lines),) if lines else ()


def _parts(lines: Sequence[str], starts: Sequence[int]) -> tuple[str, ...]:
    bounds = [*([0] if starts[0] > 0 else []), *starts, len(lines)]
    return tuple("\n".join(lines[start:end]) for start, end in pairwise(bounds))


def split_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps of a procedure one by one: each published step's text parted, its name on the first part."""
    parted: list[Step] = []
    for step in steps:
        parts = split_text(step.text)
        if not parts and step.name:
            parted.append(step)
        parted.extend(Step(step.name if at == 0 else "", part) for at, part in enumerate(parts))
    return tuple(parted)
