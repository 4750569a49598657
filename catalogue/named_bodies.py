"""The bodies that a list of agencies names, each once however it is cut, spelled and said.

Sources cut one name at its commas ("Ủy ban nhân dân xã", "phường", "thị trấn"): a piece that begins with a small letter
goes on with the name before it. The kinds of unit of one level stand for the level: "xã, phường, thị trấn" is "cấp xã".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.changes.wording import meaning_key
from catalogue.text import one_line, spelling_key

# The kinds of unit of each level (Luật Tổ chức chính quyền địa phương, điều 1, 2015 and 2025).
_LEVELS = {
    "cấp tỉnh": ("tỉnh", "thành phố trực thuộc trung ương", "thành phố"),
    "cấp huyện": ("huyện", "quận", "thị xã", "thành phố thuộc tỉnh"),
    "cấp xã": ("xã", "phường", "thị trấn", "đặc khu"),
}


def _at_end(level: str, units: tuple[str, ...]) -> re.Pattern[str]:
    """The words at the end of a name that say no more than its level."""
    unit = f"(?:{'|'.join(sorted(map(spelling_key, units), key=len, reverse=True))})"
    joined = "|".join(map(spelling_key, ("và", "hoặc")))
    cap, own = spelling_key("cấp"), spelling_key(level)
    return re.compile(rf"(?<= )(?:{own}|{cap} {unit}|{unit})(?: (?:(?:{joined}) )?(?:{cap} )?{unit})*$")


_LEVEL_ENDS = {spelling_key(level): _at_end(level, units) for level, units in _LEVELS.items()}


def named_bodies(names: Iterable[str]) -> tuple[str, ...]:
    """Return the bodies that a list of agencies names, each once in the words of the first time, in order."""
    found: list[str] = []
    for piece in (one_line(piece).strip(" .,;") for name in names for piece in name.split(";")):
        if piece[:1].islower() and found:
            found[-1] = f"{found[-1]}, {piece}"
        elif piece:
            found.append(piece)
    return tuple({body_key(name): name for name in reversed(found)}.values())[::-1]


def body_key(name: str) -> str:
    """Return a key that is equal for two ways to name one body: letter case, abbreviations, the words for its level."""
    key = meaning_key(name)
    for level, at_end in _LEVEL_ENDS.items():
        if at_end.search(key):
            return at_end.sub(level, key)
    return key
