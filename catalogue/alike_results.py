"""Results by the words of their names, looked up by likeness (`catalogue.paper_likeness`) among the few that may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from catalogue.issuer_names import procedure_words, result_names, told_by
from catalogue.paper_likeness import (
    NEARLY_ALL,
    Compared,
    NameWords,
    ends_another,
    is_vague,
    name_words,
    rarity,
    share_said,
)

if TYPE_CHECKING:
    from catalogue.issuers import IssuedResult

# The sort of paper that a name says, and the first word behind it.
Opening = tuple[str, str]


class AlikeResults:
    """Results by the sort of paper that their names say, the first word behind it and the rarest word of all."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._by_words: dict[NameWords, dict[str, list[IssuedResult]]] = {}
        self._by_opening: dict[Opening, dict[str, list[NameWords]]] = {}

    def take(self, words: NameWords, result: IssuedResult) -> None:
        """Take a result by the words of one of its names, which has a word behind its sort."""
        named = self._by_words.get(words)
        if named is None:
            named = self._by_words[words] = {}
            telling = words.core if is_vague(words.core) else words.all
            openings = self._by_opening.setdefault((words.sort, words.core[0]), defaultdict(list))
            openings[max(telling, key=rarity)].append(words)
        named.setdefault(result.name, []).append(result)

    def alike(self, words: NameWords, procedure: str, beyond: frozenset[str]) -> Iterator[tuple[str, IssuedResult]]:
        """Yield the results that a paper's name may mean, each with the reason; see `likeness` for the arguments."""
        asker = procedure_words(procedure)
        said = dict.fromkeys((*words.all, *asker))
        for opening in openings(words):
            rarest = self._by_opening.get(opening, {})
            # In the order of the words, so that it is always the same.
            for word in said if rarest else ():
                for named in rarest.get(word, ()):
                    yield from self._of_name(named, words, asker, beyond)

    def _of_name(
        self, named: NameWords, words: NameWords, asker: tuple[str, ...], beyond: frozenset[str]
    ) -> Iterator[tuple[str, IssuedResult]]:
        compared = Compared(words, named, asker, beyond)
        another = ends_another(named)
        for issuing, results in self._by_words[named].items() if compared.possible else ():
            told = procedure_words(issuing) if another else told_by(issuing)
            if reason := compared.likeness(told):
                for result in results:
                    if reason != "asker-agrees" or _subject_agrees(result, words, asker):
                        yield reason, result

    def openings(self) -> Collection[Opening]:
        """Return the openings of all names."""
        return self._by_opening.keys()

    def may_be(self, words: NameWords, procedure: str) -> bool:
        """Tell whether `alike` can find something for a paper's name; seldom wrongly so."""
        asker = procedure_words(procedure)
        return any(
            not found.keys().isdisjoint(words.all) or not found.keys().isdisjoint(asker)
            for opening in openings(words)
            if (found := self._by_opening.get(opening))
        )


def openings(words: NameWords) -> Iterator[Opening]:
    """Return the openings of which a result's name must have one, to be like a paper's name."""
    return ((words.sort, first) for first in dict.fromkeys(words.openings))


def _subject_agrees(result: IssuedResult, words: NameWords, asker: tuple[str, ...]) -> bool:
    """Tell whether a paper and its asker say the subject of a whole result, of which a shorter name was found alike."""
    names = result_names(result.result, result.name)
    telling = [word for word in name_words(names[0]).all if not is_vague((word,))] if names else []
    return share_said(telling, {*words.all, *asker}) >= NEARLY_ALL
