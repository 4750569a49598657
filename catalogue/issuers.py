"""Which procedures' results supply a paper, with a confidence and the reasons, the reviewers' own judgement first.

A paper and a result meet where their names are the same after decorations, spelling and reviewed other names are taken
into account, or where the rarer of their words agree (`catalogue.paper_likeness`). Only the papers that a row asks for
count (`catalogue.paper_mentions`), and what an applicant writes is never supplied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from catalogue.alike_results import AlikeResults, openings
from catalogue.asked_names import (
    MILITARY,
    SOLDIERS,
    AskedName,
    asked_names,
    completing,
    described,
    is_of_another_state,
    wanted,
)
from catalogue.described_papers import descriptions_met
from catalogue.issuer_names import Stage, grades, of_other_grades, result_keys, result_names, stage_of
from catalogue.paper_identity import (
    completed_name,
    content_words,
    is_case_decision,
    is_form,
    is_generic,
    name_key,
    named_papers,
    paper_identities,
    paper_names,
)
from catalogue.paper_likeness import NameWords, name_words
from catalogue.paper_parts import is_note
from catalogue.paper_wording import spelled_evenly, without_brackets


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
    "alias", "completed", "alike", "subject-agrees", "asker-agrees", "longer-form" and "described".
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
    "alike": 0.92,
    "subject-agrees": 0.91,
    "completed": 0.9,
    "asker-agrees": 0.86,
    "longer-form": 0.85,
    "described": 0.8,
}
_STAGE_ORDER = {Stage.FIRST: 0, Stage.REISSUE: 1, Stage.CHANGE: 2, Stage.EXTENSION: 3, Stage.REVOCATION: 4}
_FEWEST_WORDS = 3
_Offer = Callable[[str, IssuedResult], None]
_CACHED_TEXTS = 300_000
# The share of a result's words that a paper must hold before the portal's own code joins them.
_CODE_SHARE = 0.6
# The share of an issuing procedure's words that the procedure which asks must hold to be about the same cases.
_SAME_CASES = 0.9


class IssuerIndex:
    """The results of an edition by their names, asked which of them supply a paper."""

    def __init__(self, results: Iterable[IssuedResult], judged: Mapping[tuple[str, str], bool] | None = None) -> None:
        """Take the results, and what was judged: (paper identity, address of the procedure) -> supplied or not."""
        self._by_key: dict[str, list[IssuedResult]] = defaultdict(list)
        self._longer: dict[str, list[str]] = defaultdict(list)
        self._by_words = AlikeResults()
        self._by_code: dict[str, list[IssuedResult]] = defaultdict(list)
        self._by_description: dict[str, list[IssuedResult]] = defaultdict(list)
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
        if stage_of(result.name) is not Stage.REVOCATION:
            for description in descriptions_met(result.result, result.name):
                self._by_description[description].append(result)
        for key, words in _published(result.result, result.name):
            if words is not None:
                self._by_words.take(words, result)
            if key:
                self._take_key(key, result)

    def _take_key(self, key: str, result: IssuedResult) -> None:
        same = self._by_key[key]
        if not same:
            said = key.split()
            for length in range(1, len(said)):
                start = " ".join(said[:length])
                if start in paper_names().open_ended:
                    self._longer[start].append(key)
        if not same or same[-1] is not result:
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
            of_soldiers = reason != "confirmed" and _of_soldiers(result.name, result.result)
            if of_soldiers and not _says_soldiers(text, procedure):
                return
            sure = _CONFIDENCE[reason]
            if result.procedure not in best or best[result.procedure][0] < sure:
                best[result.procedure] = (sure, reason, result)

        identities = paper_identities(text, procedure) if self._judged else ()
        whole = completing(text, procedure)
        for name in asked_names(text):
            if not is_of_another_state(name, procedure):
                graded = _graded(name, offer)
                self._by_name(name, procedure, whole, _military_only(graded) if name.military else graded)
        for description in described(text, procedure):
            for result in self._by_description.get(description, ()):
                offer("described", result)
        if component_code and not is_note(spelled_evenly(text)):
            for result in self._by_code.get(component_code, ()):
                if _code_agrees(result, named_papers(text)):
                    offer("result-code", result)
        for identity in identities:
            for address in self._confirmed.get(identity, ()):
                for result in self._by_address.get(address, ()):
                    offer("confirmed", result)
        supplies = [
            Supply(number, result.result, stage_of(result.name).value, sure, (reason,))
            for number, (sure, reason, result) in best.items()
            if reason == "confirmed" or not self._denied(identities, result.address)
        ]
        return tuple(
            sorted(
                supplies, key=lambda supply: (-supply.confidence, _STAGE_ORDER[Stage(supply.stage)], supply.procedure)
            )
        )

    def _denied(self, identities: tuple[str, ...], address: str) -> bool:
        return any(self._judged.get((identity, address)) is False for identity in identities)

    def _by_name(self, name: AskedName, procedure: str, whole: str, offer: _Offer) -> None:
        if name.in_case:
            for result in self._by_key.get(name.key, ()):
                if _same_cases(result.name, procedure):
                    offer("asker-agrees", result)
            return
        for reason, result in self._by_words.alike(name.words, procedure, name.beyond):
            offer(reason, result)
        for key in name.keys:
            if is_generic(key):
                for result in self._by_key.get(completed_name(key, whole), ()):
                    offer("completed", result)
            elif _says_enough(key):
                self._by_whole_key(key, offer)

    def reached_by(self, text: str, procedure: str) -> bool:
        """Tell whether a row of a procedure of that name could be supplied by one of the results; seldom wrongly so."""
        looked_for = wanted(text, procedure)
        return (
            not self._by_key.keys().isdisjoint(looked_for.keys)
            or not self._longer.keys().isdisjoint(looked_for.keys)
            or not self._by_description.keys().isdisjoint(looked_for.descriptions)
            or any(self._by_words.may_be(name.words, procedure) for name in asked_names(text))
        )

    def offered(self) -> Iterator[Hashable]:
        """Return the marks by which these results are found; see `sought`."""
        yield from self._by_key
        yield from self._longer
        yield from self._by_words.openings()
        yield from (("described", description) for description in self._by_description)

    def _by_whole_key(self, key: str, offer: _Offer) -> None:
        """Offer the results that a name in full means."""
        for result in self._by_key.get(key, ()):
            offer("same-name" if key == name_key(result.result) else "alias", result)
        for longer in self._longer.get(key, ()):
            if longer.split()[len(key.split())] not in _OTHER_PAPER:
                for result in self._by_key[longer]:
                    offer("longer-form", result)


def sought(text: str, procedure: str) -> Iterator[Hashable]:
    """Return the marks by which a row's suppliers are looked for: an index that offers none of them supplies none.

    Reviewers' judgements and the portal's own codes come on top.
    """
    looked_for = wanted(text, procedure)
    yield from looked_for.keys
    yield from (("described", description) for description in looked_for.descriptions)
    for name in asked_names(text):
        yield from openings(name.words)


@lru_cache(maxsize=_CACHED_TEXTS)
def _published(result: str, procedure: str) -> tuple[tuple[str, NameWords | None], ...]:
    """Return what a result's names are found by: a key, empty where it means too little, and words, where they may."""
    withdraws = stage_of(procedure) is Stage.REVOCATION
    found: list[tuple[str, NameWords | None]] = []
    for name in result_names(result, procedure):
        key = name_key(name)
        if is_form(key) or (withdraws and not _about_ending(key)):
            continue
        words = name_words(name)
        whole = _says_enough(key) and not is_generic(key)
        found.append((key if whole else "", words if words.core and not is_case_decision(key) else None))
    return tuple(found)


# Words that make another paper of the name before them.
_OTHER_PAPER = frozenset(
    name_key(
        "quốc tạm điện nước chi văn địa lại thay sửa bổ điều gia thu hủy đặc lần liên sinh cấp mới hết không có máy ra"
        " dịch"
    ).split()
)


@lru_cache(maxsize=_CACHED_TEXTS)
def _of_soldiers(procedure: str, result: str) -> bool:
    """Tell whether a result grants an allowance to soldiers; civil decisions on allowances bear the same name."""
    return SOLDIERS.search(procedure) is not None and any(word in name_key(result) for word in _ALLOWANCES)


def _says_soldiers(text: str, procedure: str) -> bool:
    return SOLDIERS.search(f"{text} {procedure}") is not None


_ALLOWANCES = tuple(name_key(word) for word in ("trợ cấp", "chế độ", "hưu trí"))


def _graded(name: AskedName, offer: _Offer) -> _Offer:
    """Return what offers only results of the classes that a row says, where it says any."""

    def offer_of_grade(reason: str, result: IssuedResult) -> None:
        if not of_other_grades(name.grades, grades(result.result)):
            offer(reason, result)

    return offer_of_grade if name.grades else offer


def _military_only(offer: _Offer) -> _Offer:
    def offer_military(reason: str, result: IssuedResult) -> None:
        if MILITARY.search(f"{result.result} {result.agency}") or (
            stage_of(result.name) is Stage.FIRST and MILITARY.search(result.name)
        ):
            offer(reason, result)

    return offer_military


def _same_cases(issuing: str, asking: str) -> bool:
    """Tell whether two procedures are about the same cases, at most at other levels of one body."""
    said, asked = (set(name_key(without_brackets(spelled_evenly(name))).split()) for name in (issuing, asking))
    return bool(said) and len(said & asked) >= _SAME_CASES * len(said)


def _says_enough(key: str) -> bool:
    """Tell whether a name is long enough to mean one paper; reviewed names may be shorter."""
    return len(key.split()) >= _FEWEST_WORDS or key in paper_names().aliases.values()


def _about_ending(key: str) -> bool:
    return any(word in key for word in _ENDING_WORDS)


_ENDING_WORDS = tuple(
    name_key(word) for word in ("thu hồi", "hủy", "xóa", "chấm dứt", "giải thể", "miễn nhiệm", "khiếu nại", "tố cáo")
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
