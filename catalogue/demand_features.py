"""What tells how strictly a row asks, as weights see it: its words in order, the words that weaken, what rules read.

Weights for the demand (`catalogue.learned_demand`) are learned for these features; what changes here needs learning
anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from catalogue.row_features import SeenRow

_WORD_OR_SIGN = re.compile(r"[^\W\d]\w*|[/;,():]")
# Words that weaken a demand or join papers, and the signs between papers; the first of two words stands for both.
_CUES = frozenset("/;,():") | frozenset(
    ("hoặc", "hay", "nếu", "trường", "đối", "khi", "xuất", "trừ", "không", "sau", "gồm", "thì", "và", "kèm", "thay")
)
_WEAK = frozenset(("hoặc", "hay", "nếu", "trường", "đối", "xuất", "trong"))
_LONGEST, _MOST_CUES, _THIRDS = 150, 30, 3
_MANY = 4
_NONE = ("", "", "")


def demand_features(seen: SeenRow, demand: str) -> set[str]:
    """Return the features of a row that tell its demand beside those of `row_features`; `demand` is what rules read."""
    words = _WORD_OR_SIGN.findall(seen.row)[:_LONGEST]
    features = {f"u:{one} {two}" for one, two in pairwise(words)}
    cues = [word for word in words if word in _CUES][:_MOST_CUES]
    pairs = [f"q:{one} {two}" for one, two in pairwise(cues)]
    features.update(pairs)
    features.update([f"{pair} {third}" for pair, third in zip(pairs, cues[2:], strict=False)])
    if not _WEAK.isdisjoint(cues) or "trong" in words:
        features.update(_weakened(seen, words, demand))
    features.update(
        ("z:" + " ".join(seen.row[name.end : later.start].split()[-2:]) for name, later in pairwise(seen.names))
    )
    features.add("d:" + demand)
    features.add(f"d:{demand} {min(_MANY, len(seen.names))}")
    features.add(f"d:{demand} {'+'.join(sorted(seen.kinds)) if len(seen.kinds) < _MANY else 'many'}")
    return features


def _weakened(seen: SeenRow, words: list[str], demand: str) -> Iterator[str]:
    first = len(_WORD_OR_SIGN.findall(seen.row[: seen.names[0].start])) if seen.names else len(words)
    padded = ["", *words, *_NONE]
    for at, word in enumerate(words):
        if word in _WEAK:
            before, cue, after, then, last = padded[at : at + 5]
            yield f"v:{cue} {after} {then}"
            yield f"v:{cue} {after} {then} {last}"
            yield f"v:{before} {cue} {after}"
            yield f"v:{cue} {after} {_THIRDS * at // len(words)} of {_THIRDS}"
            yield f"v:{cue} {after} {'before' if at < first else 'after'} the first"
            yield f"d:{demand} {cue} {after} {then}"
