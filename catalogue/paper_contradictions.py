"""Whether two names in nearly the same words are about two subjects: a paper of a branch and one of its company.

Words alone weigh too little here: "Giấy chứng nhận đăng ký biện pháp bảo đảm bằng tàu bay" and "… bằng tàu biển" differ
in one word of twelve. Two names contradict each other where one says in the same place another word than the other, and
where only one of them says a word that always makes another paper (`parting` in `paper_aliases.toml`).
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from functools import cache

from catalogue.paper_identity import paper_names

# How many words may stand in the place of others and still be one word's other, not another way of saying all.
_MOST_REPLACED = 3


@cache
def _parting() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words.split()) for words in paper_names().parting)


def contradicts(
    paper: tuple[str, ...], result: tuple[str, ...], by_asker: AbstractSet[str], by_issuer: AbstractSet[str]
) -> bool:
    """Tell whether the names of a paper and of a result, as words in order, are about two subjects.

    `by_asker` are all words that the paper's row and the procedure that asks say, `by_issuer` all words that the result
    and its procedure say: what one name leaves out may be said there.
    """
    unsaid, untold = set(paper) - by_issuer, set(result) - by_asker
    if not unsaid and not untold:
        return False
    if any(_says(paper, words) and not unsaid.isdisjoint(words) for words in _parting()) or says_more(result, by_asker):
        return True
    return bool(unsaid and untold) and _replaced(paper, result, unsaid, untold)


def says_more(result: tuple[str, ...], by_asker: AbstractSet[str]) -> bool:
    """Tell whether a result says a word that makes another paper and that a row and its procedure do not say."""
    # A name that says a word again lists papers, of which the one asked for is enough.
    lists = len(set(result)) < len(result)
    return not lists and any(_says(result, words) and not by_asker >= set(words) for words in _parting())


def _says(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(name[at : at + len(words)] == words for at in range(len(name) - len(words) + 1))


def _replaced(paper: tuple[str, ...], result: tuple[str, ...], unsaid: set[str], untold: set[str]) -> bool:
    """Tell whether a few unsaid words of one name stand where the other has unsaid words of its own."""
    for what, start, end, begin, stop in SequenceMatcher(None, paper, result, autojunk=False).get_opcodes():
        few = end - start <= _MOST_REPLACED and stop - begin <= _MOST_REPLACED
        if what == "replace" and few and unsaid & set(paper[start:end]) and untold & set(result[begin:stop]):
            return True
    return False
