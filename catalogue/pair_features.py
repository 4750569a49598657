"""A procedure's texts as sets of numbers, by part, that two procedures share where their words agree.

Spelling does not count (`catalogue.text.spelling_key`), and an abbreviation is the words it stands for. A name, papers
and results are their words and pairs of neighbouring words; a body of any length is a sample of its runs of three
words, drawn so that two bodies with the same run draw it both or neither as far as their lengths agree (Broder, "On the
resemblance and containment of documents", 1997). The numbers depend on the words alone, never on the order of reading.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, pairwise

from catalogue.pair_outlines import Outline
from catalogue.text import spelling_key, words

PARTS = ("name", "papers", "body", "results", "bases", "office")

_SAMPLE = 24
_BASIS_WORDS = 4
_WHOLE = 3
_LARGEST_PART = 400
_WORDS_KEPT = 200_000
_TEXTS_KEPT = 20_000

_PROCEDURE = re.compile(r"^\W*thủ tục\W+(?=\w)", re.IGNORECASE)

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
        self._words = _WordNumbers()
        self._texts: dict[str, list[int]] = {}

    def read(self, outline: Outline) -> Features:
        """Return the features of an outline."""
        name = self._phrases((_bare(outline.name),))
        papers = self._phrases(outline.papers)
        body = self._sample(outline.body)
        results = self._phrases(outline.results)
        bases = set().union(*[self._numbers(text)[-_BASIS_WORDS:] for text in outline.bases])
        office = set().union(*map(self._numbers, outline.office))
        parts = tuple(array("q", part) for part in (name, papers, body, results, bases, office))
        return Features(outline.entry_id, parts, tuple(hash(frozenset(part)) for part in parts[:_WHOLE] if part))

    def read_papers(self, outline: Outline) -> array[int]:
        """Return the features of an outline's papers alone."""
        return array("q", self._phrases(outline.papers))

    def name_words(self, name: str) -> frozenset[int]:
        """Return the features of a name's words alone."""
        return frozenset(self._numbers(_bare(name)))

    def _numbers(self, text: str) -> list[int]:
        """Return the numbers of a text's words in order."""
        found = self._texts.get(text)
        if found is None:
            found = list(chain.from_iterable(map(self._words.__getitem__, text.lower().split())))
            if len(self._texts) >= _TEXTS_KEPT:
                self._texts.clear()
            self._texts[text] = found
        return found

    def _phrases(self, texts: Iterable[str]) -> Iterable[int]:
        found: set[int] = set()
        for text in texts:
            numbers = self._numbers(text)
            found.update(numbers)
            found.update(map(hash, pairwise(numbers)))
        return found if len(found) <= _LARGEST_PART else sorted(found)[:_LARGEST_PART]

    def _sample(self, texts: Iterable[str]) -> Iterable[int]:
        numbers = list(chain.from_iterable(map(self._numbers, texts)))
        return sorted(set(map(hash, zip(numbers, numbers[1:], numbers[2:], strict=False))))[:_SAMPLE]


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


def _bare(name: str) -> str:
    """A name without the word "procedure" in front, which editions put there or leave out as they please."""
    return _PROCEDURE.sub("", name)


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=7).digest(), "big")
