"""Which procedures' results supply a paper, with a confidence and the reasons, the reviewers' own judgement first.

A paper and a result meet where their names are the same after decorations, spelling and reviewed other names are taken
into account, or where one goes on with words that do not make it another paper. Their first words must agree, a name
that says only a sort of paper needs the procedure that asks for it, and what an applicant writes is never supplied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from catalogue.issuer_names import Stage, conjuncts, result_keys, stage_of
from catalogue.paper_identity import (
    asked_papers,
    completed_name,
    content_words,
    is_case_decision,
    is_foreign,
    is_form,
    is_generic,
    is_private,
    name_key,
    named_papers,
    paper_identities,
    paper_names,
)
from catalogue.paper_parts import is_note
from catalogue.paper_wording import spelled_evenly


@dataclass(frozen=True, slots=True)
class IssuedResult:
    """One result of one procedure.

    `procedure` is a number of the caller's, `name` the procedure's name, `code` the portal's code of the result,
    `address` what names the procedure in judgements, such as its national code.
    """

    procedure: int
    name: str
    result: str
    code: str = ""
    agency: str = ""
    level: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Supply:
    """One procedure that supplies a paper: by which result, at which stage, how surely (0 to 1) and why.

    Stages are "first", "reissue", "change" and "extension". Reasons are "confirmed", "result-code", "same-name",
    "alias", "same-words", "completed", "begins-with", "longer-form", "subject-agrees" and
    "asker-agrees".
    """

    procedure: int
    result: str
    stage: str
    confidence: float
    reasons: tuple[str, ...]


_CONFIDENCE = {
    "confirmed": 1.0,
    "same-name": 0.97,
    "result-code": 0.96,
    "alias": 0.95,
    "same-words": 0.92,
    "completed": 0.9,
    "subject-agrees": 0.9,
    "asker-agrees": 0.86,
    "begins-with": 0.88,
    "longer-form": 0.85,
}
_STAGE_ORDER = {Stage.FIRST: 0, Stage.REISSUE: 1, Stage.CHANGE: 2, Stage.EXTENSION: 3, Stage.REVOCATION: 4}
_LAND = "đất đai"
_PASSPORT = name_key("Hộ chiếu")
# Procedures whose applicants travel on a passport of another state.
_FOREIGNERS = re.compile(
    r"(?:người|lao động|luật sư|thương nhân)\s+nước\s+ngoài|thị\s+thực|thẻ\s+(?:tạm|thường)\s+trú"
    r"|công\s+dân\s+(?!việt)",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4
_WORDS_BEFORE_MORE = 6
_MOST_WORDS = 40
_Offer = Callable[[str, IssuedResult], None]
_CACHED_TEXTS = 300_000
# The share of a result's words that a paper must hold before the portal's own code joins them.
_CODE_SHARE = 0.6


class IssuerIndex:
    """The results of an edition by their names, asked which of them supply a paper."""

    def __init__(self, results: Iterable[IssuedResult], judged: Mapping[tuple[str, str], bool] | None = None) -> None:
        """Take the results, and what was judged: (paper identity, address of the procedure) -> supplied or not."""
        self._by_key: dict[str, list[IssuedResult]] = defaultdict(list)
        self._by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        self._by_code: dict[str, list[IssuedResult]] = defaultdict(list)
        self._by_address: dict[str, list[IssuedResult]] = defaultdict(list)
        self._judge(judged or {})
        for result in results:
            self._take(result)

    def _judge(self, judged: Mapping[tuple[str, str], bool]) -> None:
        self._judged = dict(judged)
        self._confirmed: dict[str, list[str]] = defaultdict(list)
        for (identity, address), holds in self._judged.items():
            if holds:
                self._confirmed[identity].append(address)
        self._found: dict[tuple[str, str, str], tuple[Supply, ...]] = {}

    def judging(self, judged: Mapping[tuple[str, str], bool]) -> IssuerIndex:
        """Return an index of the same results under other judgements."""
        after = copy(self)
        after._judge(judged)
        return after

    def _take(self, result: IssuedResult) -> None:
        self._by_address[result.address].append(result)
        if result.code:
            self._by_code[result.code].append(result)
        for key in result_keys(result.result, result.name):
            if is_form(key) or is_case_decision(key) or is_generic(key) or not _says_enough(key):
                continue
            if stage_of(result.name) is Stage.REVOCATION and not _about_ending(key):
                continue
            same = self._by_key[key]
            if not same:
                words = key.split()
                if len(words) >= _WORDS_BEFORE_MORE:
                    self._by_words[tuple(sorted(words))].append(key)
                for length in range(2, len(words)):
                    start = " ".join(words[:length])
                    if length >= _FEWEST_WORDS or start in paper_names().open_ended:
                        self._by_prefix[start].append(key)
            same.append(result)

    def suppliers(self, text: str, procedure: str = "", component_code: str = "") -> tuple[Supply, ...]:
        """Return the procedures that supply a paper, the surest first; empty where none does.

        `procedure` is the name of the procedure that asks, `component_code` the portal's code of the row.
        """
        asked = (text, procedure, component_code)
        found = self._found.get(asked)
        if found is None:
            if len(self._found) >= _CACHED_TEXTS:
                self._found.clear()
            found = self._found[asked] = self._look_up(text, procedure, component_code)
        return found

    def _look_up(self, text: str, procedure: str, component_code: str) -> tuple[Supply, ...]:
        best: dict[int, tuple[float, str, IssuedResult]] = {}

        def offer(reason: str, result: IssuedResult) -> None:
            sure = _CONFIDENCE[reason]
            if result.procedure not in best or best[result.procedure][0] < sure:
                best[result.procedure] = (sure, reason, result)

        names = named_papers(text)
        identities = paper_identities(text, procedure)
        wordings = _wordings(text)
        for at, name, military in wordings or ():
            allowed = self._unless_denied(identities[at], offer)
            self._by_name(name, procedure, _military_only(allowed) if military else allowed)
        for result in self._by_code.get(component_code, ()) if component_code and wordings is not None else ():
            # A code joins a row and a result, whichever paper of the row it is.
            if not self._denied(identities, result.address) and _code_agrees(result, names):
                offer("result-code", result)
        for identity in identities:
            for address in self._confirmed.get(identity, ()):
                for result in self._by_address.get(address, ()):
                    offer("confirmed", result)
        supplies = [
            Supply(number, result.result, stage_of(result.name).value, sure, (reason,))
            for number, (sure, reason, result) in best.items()
        ]
        return tuple(
            sorted(
                supplies, key=lambda supply: (-supply.confidence, _STAGE_ORDER[Stage(supply.stage)], supply.procedure)
            )
        )

    def _denied(self, identities: tuple[str, ...], address: str) -> bool:
        return any(self._judged.get((identity, address)) is False for identity in identities)

    def _unless_denied(self, identity: str, offer: _Offer) -> _Offer:
        """Offer only what no reviewer denied for a paper."""

        def offer_rest(reason: str, result: IssuedResult) -> None:
            if self._judged.get((identity, result.address)) is not False:
                offer(reason, result)

        return offer_rest if self._judged else offer

    def _by_name(self, name: str, procedure: str, offer: _Offer) -> None:
        key = name_key(name)
        if is_form(key) or is_case_decision(key) or (key == _PASSPORT and _FOREIGNERS.search(procedure)):
            return
        if is_generic(key):
            # Without an asker, the bare certificate is the one that the land law calls so.
            completed = completed_name(key, procedure or _LAND)
            if completed:
                self._by_whole_key(completed, procedure, lambda _reason, result: offer("completed", result))
        elif _says_enough(key):
            self._by_whole_key(key, procedure, offer)

    def _by_whole_key(self, key: str, procedure: str, offer: _Offer) -> None:
        """Offer the results that a name in full means."""
        for result in self._by_key.get(key, ()):
            offer("same-name" if key == name_key(result.result) else "alias", result)
        for other in self._by_words.get(tuple(sorted(key.split())), ()):
            for result in self._by_key[other] if other != key else ():
                offer("same-words", result)
        for longer in self._by_prefix.get(key, ()) if key in paper_names().open_ended or procedure else ():
            rest = longer.split()[len(key.split()) :]
            if key in paper_names().open_ended and rest[0] not in _OTHER_PAPER:
                reason = "longer-form"
            elif procedure and len(key.split()) >= _FEWEST_WORDS and _told(rest, procedure):
                reason = "asker-agrees"
            else:
                continue
            for result in self._by_key[longer]:
                offer(reason, result)
        self._by_beginning(key, offer)

    def _by_beginning(self, key: str, offer: _Offer) -> None:
        """Offer results whose name a paper's name begins with, where the rest does not make it another paper."""
        found = key.split()[:_MOST_WORDS]
        for length in range(len(found) - 1, _FEWEST_WORDS - 1, -1):
            results = self._by_key.get(" ".join(found[:length]))
            if not results:
                continue
            rest = found[length:]
            agreeing = [result for result in results if _told(rest, result.name)]
            for result in agreeing:
                offer("subject-agrees", result)
            whole = rest[0] in _OR or (length >= _WORDS_BEFORE_MORE and not _ends_generic(found[:length]))
            if not agreeing and whole and rest[0] not in _OTHER_PAPER:
                for result in results:
                    offer("begins-with", result)
            return


@lru_cache(maxsize=_CACHED_TEXTS)
def _wordings(text: str) -> tuple[tuple[int, str, bool], ...] | None:
    """The wordings of a row's papers that an authority may issue; None where the row is a note.

    Each has the place of its paper among `asked_papers`, and says whether it is the army's.
    """
    if is_note(spelled_evenly(text)):
        return None
    return tuple(
        (at, wording, _MILITARY.search(part) is not None)
        for at, (name, part) in enumerate(asked_papers(text))
        if not (is_foreign(part) or is_private(part))
        for wording in (name, *conjuncts(name))
    )


_OR = frozenset({name_key("hoặc"), name_key("hay")})
# Words that make another paper of the name before them.
_OTHER_PAPER = frozenset(
    name_key(
        "quốc tạm điện nước chi văn địa lại thay sửa bổ điều gia thu hủy đặc lần liên sinh cấp mới hết không có máy"
    ).split()
)


# The army issues papers of its own under names that civil ones bear too.
_MILITARY = re.compile(r"\b(?:quốc\s+phòng|quân\s+đội|quân\s+sự)\b", re.IGNORECASE)


def _military_only(offer: _Offer) -> _Offer:
    def offer_military(reason: str, result: IssuedResult) -> None:
        if _MILITARY.search(f"{result.result} {result.agency}") or (
            stage_of(result.name) is Stage.FIRST and _MILITARY.search(result.name)
        ):
            offer(reason, result)

    return offer_military


def _told(words: list[str], procedure: str) -> bool:
    """Tell whether a procedure's name says the words that its result's name leaves out."""
    return bool(words) and set(words) <= set(name_key(procedure).split())


def _ends_generic(words: list[str]) -> bool:
    """Tell whether a name ends in a bare sort of paper, so that what follows says which one ("thu hồi giấy phép")."""
    return any(is_generic(" ".join(words[at:])) for at in range(len(words)))


def _says_enough(key: str) -> bool:
    """Tell whether a name is long enough to mean one paper; reviewed names may be shorter."""
    return len(key.split()) >= _FEWEST_WORDS or key in paper_names().aliases.values()


def _about_ending(key: str) -> bool:
    return any(word in key for word in _ENDING_WORDS)


_ENDING_WORDS = tuple(
    name_key(word) for word in ("thu hồi", "hủy", "xóa", "chấm dứt", "giải thể", "miễn nhiệm", "khiếu nại")
)


def _code_agrees(result: IssuedResult, names: tuple[str, ...]) -> bool:
    """Tell whether a row that carries a result's code speaks of that result.

    Some portals number rows and results in one sequence, so that equal codes alone join papers at random.
    """
    for key in result_keys(result.result, result.name):
        words = set(key.split())
        for name in names:
            asked = name_key(name)
            shared = words & (set(asked.split()) | content_words(name))
            if asked.split()[:1] == key.split()[:1] and len(shared) >= _CODE_SHARE * len(words):
                return True
    return False
