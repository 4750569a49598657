"""What a paper row looks like to weights: its words, the papers that the rules find in it, and the act it belongs to.

Weights (`catalogue.learned_kinds`) are learned for these features; what changes here needs learning anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from catalogue.kind_words import NONE
from catalogue.paper_names import PaperName

_WORD = re.compile(r"[^\W\d]\w*")
_MAKER = re.compile(r"(?<!\w)(?:của|do) (?:các )?(\w+(?: \w+)?)")
_NUMBERING = re.compile(r"[\W\d_]*(?:(?:[a-zđ]|[ivx]+)[.)] *)?[\W_]*")
# Words that say nothing about which paper a name names.
_FORM_WORDS = frozenset(
    (
        *("và", "của", "các", "có", "theo", "tại", "về", "được", "cho", "do", "với", "trong", "hoặc", "là", "số"),
        *("từ", "đến", "một", "này", "khi", "đã", "bị"),
    )
)
# A row goes on for whole pages now and then; what it asks for is said before.
_LONGEST = 150
_OPENING = 5
_HEAD = 5
_OWN_WORDS = 12
_MANY = 6
_HALF, _MOST = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row as the rules have read it.

    `row` is its spelled text, `plain` the same without contents, `names` the papers named in it, `kinds` what the rules
    find that it asks for ((), where nothing); `procedure` is spelled, `case` spelled and without its numbers.
    """

    row: str
    plain: str
    names: Sequence[PaperName]
    kinds: tuple[str, ...]
    procedure: str
    case: str


def row_features(seen: SeenRow) -> set[str]:
    """Return the features of a row, each a sign for its sort and words: "b:bản sao" are two words in a row."""
    return own_features(seen) | context_features(seen.procedure, seen.case)


@lru_cache(maxsize=20_000)
def context_features(procedure: str, case: str) -> frozenset[str]:
    """Return those features that all rows of a case share; none of them is among a row's own."""
    return frozenset((*_act_features(procedure), *_case_features(case)))


def own_features(seen: SeenRow) -> set[str]:
    """Return those features of a row that are not its context's."""
    opening = _WORD.findall(seen.row[_after_numbering(seen.row) :][:80])
    acts = act_words(seen.procedure)
    features = set(_word_features(seen.plain, seen.row))
    features.update(_beginnings("o", opening, _OPENING))
    act = acts[0] if acts else ""
    features.add(f"po:{act}|{' '.join(opening[:2])}")
    features.add(f"pp:{' '.join(acts[:2])}|{' '.join(opening[:1])}")
    for name in seen.names:
        features.update(paper_features(name.name, seen.procedure))
    features.update(_shape_features(seen))
    features.update(_rule_features(seen.kinds, opening, act))
    return features


def _after_numbering(row: str) -> int:
    numbering = _NUMBERING.match(row)
    return numbering.end() if numbering else 0


@lru_cache(maxsize=20_000)
def act_words(procedure: str) -> tuple[str, ...]:
    """Return the words of a spelled procedure's name from its act on: "thủ tục cấp lại …" begins with "cấp"."""
    words = tuple(_WORD.findall(procedure))
    return words[2:] if words[:2] == ("thủ", "tục") else words


def _act_features(procedure: str) -> tuple[str, ...]:
    acts = act_words(procedure)
    pairs = {f"pb:{one} {two}" for one, two in pairwise(acts)}
    return (*_beginnings("p", acts, 3), *pairs)


def _case_features(case: str) -> tuple[str, ...]:
    if not case:
        return ()
    words = _WORD.findall(case)
    near = words[:40]
    pairs = {f"cb:{one} {two}" for one, two in pairwise(near)}
    return ("c", *_beginnings("c", words, 3), f"ce:{' '.join(words[-2:])}", *pairs)


def _beginnings(sort: str, words: Sequence[str], longest: int) -> Iterator[str]:
    for count in range(1, min(longest, len(words)) + 1):
        yield f"{sort}{count}:{' '.join(words[:count])}"


def _word_features(plain: str, row: str) -> list[str]:
    words = _WORD.findall(plain)[:_LONGEST]
    features = ["w:" + word for word in words]
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    features += ["b:" + pair for pair in pairs]
    features += [f"t:{pair} {third}" for pair, third in zip(pairs, words[2:], strict=False)]
    if row != plain:
        features += ["x:" + word for word in set(_WORD.findall(row)[:_LONGEST]).difference(words)]
    return features


@lru_cache(maxsize=100_000)
def paper_features(name: str, procedure: str) -> tuple[str, ...]:
    """Return the features of a paper named in a row: how it begins, who makes it, what it shares with the act."""
    words = _WORD.findall(name)
    features = list(_beginnings("h", words, _HEAD))
    head = " ".join(words[:2])
    for maker in _MAKER.finditer(name):
        features += (f"m:{maker[1].split()[0]}", f"m:{maker[1]}", f"hm:{head}@{maker[1].split()[0]}")
    own = [word for word in words if word not in _FORM_WORDS][:_OWN_WORDS]
    acts = act_words(procedure)
    shared = sum(word in acts for word in own) / max(1, len(own))
    share = "most" if shared > _MOST else "half" if shared > _HALF else "few"
    act = acts[0] if acts else ""
    features += (f"s:{share}", f"s:{share} {head}", f"s:{share}@{act}", f"s:{share} {head}@{act}")
    return tuple(features)


def _shape_features(seen: SeenRow) -> Iterator[str]:
    yield f"n:{min(len(seen.names), _MANY)}"
    if any(name.either for name in seen.names):
        yield "n:either"
    yield f"l:{min(9, len(seen.row) // 40)}"
    yield f"l:ends {seen.row.rstrip()[-1:]}"
    yield f"l:begins {seen.row.lstrip()[:1]}"


def _rule_features(kinds: tuple[str, ...], opening: Sequence[str], act: str) -> Iterator[str]:
    said = kinds or (NONE,)
    head = " ".join(opening[:2])
    for kind in said:
        yield "r:" + kind
        yield f"r:{kind}|{head}"
        yield f"r:{kind}@{act}"
    yield "rs:" + "+".join(sorted(said))
    yield f"rn:{min(4, len(said))}"
