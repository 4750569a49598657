"""Results whose first word their publisher lost: "phép lái xe" for "Giấy phép lái xe", "định thi hành án".

One export of the national portal cuts the first word off whenever a result was typed with a bullet. What is left begins
with a small letter; the word comes back from the reviewed list of heads (`paper_aliases.toml`), or from the
procedure's name, where it stands before the same words.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from catalogue.paper_parts import begins_as_paper

_CACHED = 200_000
# Words that the names of papers begin with, alone or with the word behind them.
_FIRST = r"(?:thẻ|giấy|sổ|bằng|phiếu|chứng|quyết|văn|trích|hộ|biên|bản|kết)"
# What only this word stands before, so that one word behind it is enough.
_FIRST_OF_TWO = r"(?:biển|con|tem)"


@cache
def _heads() -> tuple[tuple[re.Pattern[str], str], ...]:
    with (Path(__file__).parent / "paper_aliases.toml").open("rb") as file:
        heads = tomllib.load(file)["heads"]
    return tuple((re.compile(rf"{re.escape(cut)}\b"), whole) for cut, whole in sorted(heads.items(), reverse=True))


@lru_cache(maxsize=_CACHED)
def completed_result(result: str, procedure: str) -> str:
    """Return a result with the first word that its publisher lost; one that begins with a capital as it is."""
    words = result.split()
    if not words or not words[0].islower():
        return result
    for cut, whole in _heads():
        if cut.match(result):
            return cut.sub(whole, result, count=1)
    if begins_as_paper(result):
        return result
    for length, first in ((3, _FIRST), (2, _FIRST), (1, _FIRST_OF_TWO)):
        behind = r"\s+".join(map(re.escape, words[:length]))
        if found := re.search(rf"\b({first})\s+{behind}\b", procedure, re.IGNORECASE):
            return f"{found[1]} {result}"
    return result
