"""A procedure's texts as sets of numbers, by part, that two procedures share where their words agree.

Spelling does not count (`catalogue.text.spelling_key`), and an abbreviation is the words it stands for. A name, papers
and results are their words and pairs of neighbouring words; a body of any length is a sample of its runs of three
words, drawn so that two bodies with the same run draw it both or neither as far as their lengths agree (Broder, "On the
resemblance and containment of documents", 1997). The numbers depend on the words alone, never on the order of reading.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, pairwise
from typing import TypeVar

from catalogue.pair_outlines import Outline, bare_name
from catalogue.text import spelling_key, words

PARTS = ("name", "papers", "body", "results", "bases", "office")

_SAMPLE = 24
_BASIS_WORDS = 4
_WHOLE = 3
_BORDER = 2
_LARGEST_PART = 400
_WORDS_KEPT = 200_000
_TEXTS_KEPT = 20_000

Made = TypeVar("Made")

_ABBREVIATIONS = {
    "attp": "an toàn thực phẩm",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "cccd": "căn cước công dân",
    "cmnd": "chứng minh nhân dân",
    "đkdn": "đăng ký doanh nghiệp",
    "đkkd": "đăng ký kinh doanh",
    "gcn": "giấy chứng nhận",
    "gplx": "giấy phép lái xe",
    "gpxd": "giấy phép xây dựng",
    "hđnd": "hội đồng nhân dân",
    "htx": "hợp tác xã",
    "pccc": "phòng cháy và chữa cháy",
    "qsdđ": "quyền sử dụng đất",
    "tnhh": "trách nhiệm hữu hạn",
    "tthc": "thủ tục hành chính",
    "ubnd": "ủy ban nhân dân",
}


@dataclass(frozen=True, slots=True)
class Features:
    """One procedure's features: an array of distinct numbers for each of `PARTS`.

    `wholes` are single numbers for the whole name, papers and body, as far as there are any.
    """

    entry_id: int
    parts: tuple[array[int], ...]
    wholes: tuple[int, ...]


class FeatureReader:
    """Reads outlines into features and remembers the words and texts it has met."""

    def __init__(self) -> None:
        words_met = _WordNumbers()
        self._numbers = _TextNumbers(words_met)
        self._names = _NameWords(words_met)
        self._phrases = _TextPhrases(words_met)
        self._runs = _TextRuns(words_met)

    def read(self, outline: Outline) -> Features:
        """Return the features of an outline."""
        name = self._phrases[bare_name(outline.name)]
        bases = chain.from_iterable(self._numbers[text][-_BASIS_WORDS:] for text in outline.bases)
        office = chain.from_iterable(map(self._numbers.__getitem__, outline.office))
        parts = (
            _part(name),
            self.read_papers(outline),
            _part(self._sample(outline.body)),
            _part(chain.from_iterable(map(self._phrases.__getitem__, outline.results))),
            _part(bases),
            _part(office),
        )
        return Features(outline.entry_id, parts, tuple(hash(tuple(part)) for part in parts[:_WHOLE] if part))

    def read_papers(self, outline: Outline) -> array[int]:
        """Return the features of an outline's papers alone."""
        return _part(chain.from_iterable(map(self._phrases.__getitem__, outline.papers)))

    def name_words(self, name: str) -> frozenset[int]:
        """Return the features of a name's words alone."""
        return self._names[name]

    def _sample(self, texts: Iterable[str]) -> Iterable[int]:
        """Return the smallest features of some texts read as one, of which those over a border are made here."""
        found: set[int] = set()
        last: tuple[int, ...] = ()
        for runs in map(self._runs.__getitem__, texts):
            found.update(runs.smallest)
            border = last + runs.first
            found.update(map(hash, zip(border, border[1:], border[2:], strict=False)))
            last = (last + runs.last)[-_BORDER:]
        return sorted(found)[:_SAMPLE]


def _part(features: Iterable[int]) -> array[int]:
    """Each feature once, in order, so that sums over them come out the same wherever they are made."""
    found = sorted(set(features))
    return array("q", found[:_LARGEST_PART])


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs of three words in one text as far as a sample can hold them, and the words at its borders."""

    first: tuple[int, ...]
    last: tuple[int, ...]
    smallest: tuple[int, ...]


class _WordNumbers(dict[str, tuple[int, ...]]):
    """The numbers of what stands between two spaces, made when it is first met."""

    def __missing__(self, written: str) -> tuple[int, ...]:
        numbers = tuple(
            _number(key) for word in words(written) for key in spelling_key(_ABBREVIATIONS.get(word, word)).split()
        )
        if len(self) >= _WORDS_KEPT:
            self.clear()
        self[written] = numbers
        return numbers


class _Remembered(dict[str, Made]):
    """What is made of texts, made when a text is first met; catalogues say the same things over and over."""

    def __init__(self, words_met: _WordNumbers) -> None:
        super().__init__()
        self._words = words_met

    def __missing__(self, text: str) -> Made:
        made = self._made(tuple(chain.from_iterable(map(self._words.__getitem__, text.lower().split()))))
        if len(self) >= _TEXTS_KEPT:
            self.clear()
        self[text] = made
        return made

    def _made(self, numbers: tuple[int, ...]) -> Made:
        raise NotImplementedError


class _TextNumbers(_Remembered[tuple[int, ...]]):
    """The numbers of a text's words in order."""

    def _made(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        return numbers


class _NameWords(dict[str, frozenset[int]]):
    """The numbers of a name's words, without "procedure" in front; every province has the national names."""

    def __init__(self, words_met: _WordNumbers) -> None:
        super().__init__()
        self._words = words_met

    def __missing__(self, name: str) -> frozenset[int]:
        written = bare_name(name).lower().split()
        made = frozenset(chain.from_iterable(map(self._words.__getitem__, written)))
        if len(self) >= _TEXTS_KEPT:
            self.clear()
        self[name] = made
        return made


class _TextPhrases(_Remembered[tuple[int, ...]]):
    """The numbers of a text's words and of its pairs of neighbouring words."""

    def _made(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        return (*numbers, *map(hash, pairwise(numbers)))


class _TextRuns(_Remembered[_Runs]):
    """The smallest runs of three words in a text."""

    def _made(self, numbers: tuple[int, ...]) -> _Runs:
        runs = set(map(hash, zip(numbers, numbers[1:], numbers[2:], strict=False)))
        return _Runs(numbers[:_BORDER], numbers[-_BORDER:], tuple(sorted(runs)[:_SAMPLE]))


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=7).digest(), "big")
