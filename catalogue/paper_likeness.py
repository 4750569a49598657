"""Whether a paper's name in a row and a result's name mean the same paper, told by their words and how rare they are.

Two names are alike where their first words say the same sort of paper, where nearly all of the result's own words are
said by the row, and where the row says hardly any word that neither the result nor its procedure says. Words weigh by
their rarity (`word_rarity.toml`); what follows "của", "cho" or "đối với" names a holder and weighs nothing where the
words before it already tell the paper.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from catalogue.paper_contradictions import contradicts, says_more
from catalogue.paper_identity import paper_names, whole_name
from catalogue.text import spelling_key


@cache
def _rarities() -> tuple[dict[str, float], float]:
    with (Path(__file__).parent / "word_rarity.toml").open("rb") as file:
        values = tomllib.load(file)
    return {
        spelling_key(word): float(rarity) for rarity, said in values["rarity"].items() for word in said.split()
    }, float(values["unknown"])


def rarity(word: str) -> float:
    """Return how much a word, as a spelling key, tells: 1 for the commonest, 7 for one that is hardly ever said."""
    known, unknown = _rarities()
    return known.get(word, unknown)


def _key(words: str) -> str:
    return " ".join(word for word in spelling_key(words).split() if word not in paper_names().idle)


PASSPORT = "passport"
LAISSEZ_PASSER = "laissez-passer"
REGISTRATION = "registration"
# First words of names, and the sort of paper that they say.
_SORTS = {
    "giấy chứng nhận": "certificate",
    "văn bản chứng nhận": "certificate",
    "chứng nhận": "certificate",
    "giấy xác nhận": "confirmation",
    "văn bản xác nhận": "confirmation",
    "xác nhận": "confirmation",
    "giấy phép": "licence",
    "giấy đăng ký": REGISTRATION,
    "giấy chứng nhận đăng ký": REGISTRATION,
    "văn bản chứng nhận đăng ký": REGISTRATION,
    "chứng nhận đăng ký": REGISTRATION,
    "giấy": "paper",
    "thẻ": "card",
    "sổ": "book",
    "bằng": "diploma",
    "chứng chỉ": "proficiency",
    "giấy chứng chỉ": "proficiency",
    "quyết định": "decision",
    "quyết định chứng nhận": "certificate",
    "văn bản": "decision",
    "phiếu": "slip",
    "trích lục": "extract",
    "thông báo": "notice",
    "thông báo kết quả": "outcome",
    "văn bản thông báo kết quả": "outcome",
    "văn bản thông báo": "told",
    "văn bản trả lời": "answer",
    "công văn": "letter",
    "biên bản": "minutes",
    "kết luận": "conclusion",
    "biển số": "plate",
    "hộ chiếu": PASSPORT,
    "giấy thông hành": LAISSEZ_PASSER,
    "bản sao": "copy",
    "tem": "stamp",
    "hợp đồng": "contract",
}


@cache
def _sorts() -> tuple[tuple[tuple[str, ...], str], ...]:
    keyed = [(tuple(_key(first).split()), sort) for first, sort in _SORTS.items()]
    return tuple(sorted(keyed, key=lambda pair: -len(pair[0])))


@cache
def _vague() -> frozenset[str]:
    return frozenset(word for name in paper_names().vague for word in name.split())


@cache
def _vague_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names that say no subject by their first words, the longest first."""
    names = sorted((tuple(name.split()) for name in paper_names().vague), key=len, reverse=True)
    return {first: tuple(name for name in names if name[0] == first) for first in {name[0] for name in names}}


# A row may say a word or two before the result's own first word: "giấy phép kinh doanh vận tải".
_OPENING = 3


@dataclass(frozen=True, slots=True)
class NameWords:
    """A name taken apart: the sort of paper it says, its words in order, and those behind the first holder."""

    sort: str
    core: tuple[str, ...]
    tail: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """All words behind those that say the sort."""
        return self.core + self.tail if self.tail else self.core

    @property
    def openings(self) -> tuple[str, ...]:
        """The words of which a result's own first word must be one, for its name to be alike."""
        return self.core[:_OPENING]


# What is done to another paper makes a paper of its own.
_ACTS = (
    "thu hồi",
    "hủy",
    "xóa",
    "chấm dứt",
    "miễn nhiệm",
    "điều chỉnh",
    "thay đổi",
    "sửa đổi",
    "gia hạn",
    "đình chỉ",
    "từ chối",
    "không",
)


@cache
def _acts() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(spelling_key(act).split()) for act in _ACTS)


# How many words a decision says at least of what is agreed to.
_FEWEST_BEHIND = 4
# Words behind which a name says whose the paper is, or in which case it is issued.
_HOLDER_WORDS = frozenset(spelling_key(word) for word in ("của", "cho", "đối", "kèm", "do", "tại"))


@cache
def _assents() -> frozenset[tuple[str, ...]]:
    """Return the words that a decision may open with or not: to agree to a thing, to accept and to allow it are one."""
    return frozenset(
        tuple(spelling_key(words).split()) for words in ("đồng ý", "chấp thuận", "chấp nhận", "cho phép", "phê duyệt")
    )


@cache
def _appraised() -> tuple[str, ...]:
    """Return the words that say of a thing approved that it was appraised before, as it always is."""
    return tuple(spelling_key("kết quả thẩm định").split())


@cache
def _said_or_not() -> tuple[tuple[str, ...], ...]:
    """Return the words that names leave out at will, and those beside which they do.

    Before the subject, that conditions are met; beside it, that an establishment meets them; and "in Vietnam".
    """
    left_out = ("đáp ứng", "đủ điều kiện", "tại Việt Nam", "cơ sở")
    return tuple(tuple(spelling_key(words).split()) for words in left_out)


def _plain(sort: str, rest: list[str]) -> list[str]:
    met, fit, here, place = _said_or_not()
    if tuple(rest[: len(place + fit)]) in (place + fit, fit + place) and len(rest) > len(place + fit) + 1:
        rest = [*fit, *rest[len(place + fit) :]]
    for words in (met, *((fit,) if sort == "licence" else ())):
        if tuple(rest[: len(words)]) == words and len(rest) > len(words) + 1:
            rest = rest[len(words) :]
    return rest[: -len(here)] if tuple(rest[-len(here) :]) == here and len(rest) > len(here) + 1 else rest


@lru_cache(maxsize=300_000)
def name_words(name: str) -> NameWords:
    """Return a name without decorations taken apart."""
    opened = whole_name(name).split()
    sort, first = "", 0
    for words, said in _sorts():
        # A bare "giấy chứng nhận đăng ký" is a certificate that says no more than that it registers.
        if tuple(opened[: len(words)]) == words and (said != REGISTRATION or len(opened) > len(words)):
            sort, first = said, len(words)
            break
    rest = opened[first:]
    for act in _acts():
        if tuple(rest[: len(act)]) == act:
            sort = f"{sort} {'-'.join(act)}"
    while sort == "decision" and tuple(rest[:2]) in _assents() and len(rest) - 2 >= _FEWEST_BEHIND:
        rest = rest[2:]
    appraised = _appraised()
    if (
        sort == "decision"
        and tuple(rest[: len(appraised)]) == appraised
        and len(rest) - len(appraised) >= _FEWEST_BEHIND
    ):
        rest = rest[len(appraised) :]
    rest = _plain(sort, rest)
    cut = next((at for at, word in enumerate(rest) if word in _HOLDER_WORDS and at > 0), len(rest))
    idle = paper_names().idle
    return NameWords(
        sort,
        tuple(word for word in rest[:cut] if word not in idle),
        tuple(word for word in rest[cut:] if word not in idle),
    )


def share_said(words: Iterable[str], said: frozenset[str] | set[str]) -> float:
    """Return the share of the words' weight that is said; 1 where there are none."""
    known, unknown = _rarities()
    whole = told = 0.0
    for word in words:
        weight = known.get(word, unknown)
        whole += weight
        if word in said:
            told += weight
    return told / whole if whole else 1.0


def ends_another(name: NameWords) -> bool:
    """Tell whether a name is of what ends or changes another paper: a decision to withdraw, a certificate of recall."""
    return " " in name.sort


@lru_cache(maxsize=300_000)
def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name that say its subject, without the names in it that say none."""
    left: list[str] = []
    vague = _vague_names()
    at = 0
    while at < len(words):
        length = next((len(name) for name in vague.get(words[at], ()) if words[at : at + len(name)] == name), 0)
        left += () if length else (words[at],)
        at += length or 1
    return tuple(left)


def says_no_subject(text: str) -> bool:
    """Tell whether a text holds only words that say no subject, such as "công ty" or "văn phòng đại diện"."""
    return is_vague(word for word in whole_name(text).split() if word not in paper_names().idle)


def is_vague(words: Iterable[str]) -> bool:
    """Tell whether words say no subject: activity, registration, establishment, branch, permission."""
    return _vague().issuperset(words)


# The shares of weight that must be said: of a result's words by the paper, of a paper's words by the result and its
# procedure, of what a paper says behind its holder, and where a whole name is meant.
RESULT_SAID = 0.88
PAPER_SAID = 0.8
TAIL_SAID = 0.5
NEARLY_ALL = 0.95


def likeness(
    paper: NameWords,
    result: NameWords,
    procedure: tuple[str, ...],
    asker: tuple[str, ...] = (),
    beyond: frozenset[str] = frozenset(),
) -> str:
    """Return why a paper's name and a result's are of one paper: "alike", "subject-agrees", "asker-agrees", or "".

    `procedure` are the words of the issuing procedure's name, `asker` those of the procedure that asks, `beyond`
    those that the row says behind the paper's name.
    """
    return Compared(paper, result, asker, beyond).likeness(procedure)


class Compared:
    """A paper's name beside a result's, with what does not depend on the procedure that issues it told once."""

    __slots__ = ("_asker", "_beyond", "_left", "_paper", "_result", "_said", "_vague", "possible")

    def __init__(self, paper: NameWords, result: NameWords, asker: tuple[str, ...], beyond: frozenset[str]) -> None:
        """Take the arguments of `likeness`; where it is not `possible`, no procedure makes them one paper."""
        self._paper, self._result, self._asker, self._beyond = paper, result, asker, beyond
        sorts = bool(paper.sort) and paper.sort == result.sort
        self.possible = sorts and bool(result.core) and result.core[0] in paper.openings
        if not self.possible:
            return
        self._vague = is_vague(result.core)
        self._said = frozenset(result.all)
        # The words that a procedure must say some of, where the result leaves too many unsaid.
        enough = share_said(paper.core, self._said) >= PAPER_SAID
        self._left = frozenset[str]() if enough else frozenset(paper.core) - self._said

    def likeness(self, procedure: tuple[str, ...]) -> str:
        """Return what `likeness` does for the words of an issuing procedure."""
        if not self.possible:
            return ""
        paper, result, asker, beyond = self._paper, self._result, self._asker, self._beyond
        if self._vague and (reason := _told_by_procedures(paper, result, procedure, asker)):
            return "" if reason == "subject-agrees" and self._result_is_parted() else reason
        if self._left and self._left.isdisjoint(procedure):
            return ""
        said = self._said.union(procedure)
        if share_said(paper.core, said) < PAPER_SAID:
            return ""
        if _says_result(paper, result, said, beyond) and _says_subject(paper, result, beyond):
            reason = "alike"
        elif asker and self._asker_agrees():
            reason = "asker-agrees"
        else:
            return ""
        return reason if self._of_one_subject(said) else ""

    def _of_one_subject(self, said: frozenset[str]) -> bool:
        paper, result = self._paper, self._result
        if not _share_a_compound(paper.all, result.all):
            return False
        # Whose a paper is need not agree where the words before it tell the paper.
        subject = paper.all if is_vague(paper.core) else paper.core
        return not contradicts(subject, result.all, {*paper.all, *self._beyond, *self._asker}, said)

    def _result_is_parted(self) -> bool:
        return says_more(self._result.all, {*self._paper.all, *self._beyond, *self._asker})

    def _asker_agrees(self) -> bool:
        paper, result = self._paper, self._result
        if is_vague(result.all):
            return False
        bare = is_vague(paper.all)
        telling = paper.all if bare else _telling(paper.all)
        # Where a name has a subject of its own, the asker may only add to it.
        added = bare or not is_vague(word for word in result.all if word not in paper.all)
        whole = share_said(telling, self._said) >= NEARLY_ALL
        return added and whole and share_said(result.all, {*paper.all, *self._asker}) >= NEARLY_ALL


def _share_a_compound(paper: tuple[str, ...], result: tuple[str, ...]) -> bool:
    """Tell whether two names say two words in a row alike, since one syllable of a compound tells nothing."""
    return len(result) == 1 or not {*pairwise(paper)}.isdisjoint(pairwise(result))


def _says_subject(paper: NameWords, result: NameWords, beyond: frozenset[str]) -> bool:
    """Tell whether a paper's name and the words around it say the subject of a result, however common its words."""
    return share_said(_telling(result.core), {*paper.all, *beyond}) >= PAPER_SAID


def _says_result(paper: NameWords, result: NameWords, said: frozenset[str], beyond: frozenset[str]) -> bool:
    """Tell whether a paper's name says nearly all that the result's says, up to a holder that one leaves out."""
    core = set(paper.core)
    tail_said = share_said(paper.tail, said) >= TAIL_SAID
    if not is_vague(result.all):
        if share_said(result.all, core) >= RESULT_SAID:
            return True
        another = result.tail and paper.tail and result.tail[0] not in paper.tail[:3] and set(result.tail) - core
        full = {*paper.all, *(() if is_vague(paper.core) else beyond)}
        if not another and tail_said and share_said(result.all, full) >= RESULT_SAID:
            return True
        # "Quyết định bổ nhiệm của các công chứng viên nhận vốn góp" goes on about the persons, not about the paper.
        if paper.all[: len(result.all)] == result.all and not is_vague(result.all[len(paper.core) :]):
            return True
    if is_vague(paper.core) or not result.tail or not tail_said:
        return False
    return share_said(result.core, core) >= NEARLY_ALL and share_said(paper.core, set(result.core)) >= PAPER_SAID


def _told_by_procedures(paper: NameWords, result: NameWords, procedure: tuple[str, ...], asker: tuple[str, ...]) -> str:
    """Return why a result that says no subject is the paper: its procedure goes on as the paper or its asker does."""
    rest = _behind(result.core, procedure)
    own = paper.all[len(result.core) :]
    if not own:
        return "asker-agrees" if asker and _goes_on_alike(rest, _behind(result.core, asker)) else ""
    telling = [word for word in own if word not in _vague()]
    subject = [word for word in result.tail if word not in _vague()]
    agrees = (
        telling
        and rest[:1] == own[:1]
        and share_said(telling, {*result.all, *rest}) >= NEARLY_ALL
        and (share_said(telling, set(rest)) >= NEARLY_ALL or share_said(subject, {*paper.all, *asker}) >= PAPER_SAID)
    )
    return "subject-agrees" if agrees else ""


_FEWEST_ALIKE = 2


def _goes_on_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two procedures' names begin with the same words that say a subject."""
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return shared >= _FEWEST_ALIKE and not is_vague(one[:shared])


def _behind(core: tuple[str, ...], procedure: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a procedure's name says behind the words of a result; nothing where it does not say them."""
    for at in range(len(procedure) - len(core) + 1):
        if procedure[at : at + len(core)] == core:
            return procedure[at + len(core) :]
    return ()
