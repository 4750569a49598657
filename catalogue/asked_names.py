"""The names of the papers that a row asks for, prepared once for every text, as results are looked for by them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from catalogue.described_papers import descriptions_asked
from catalogue.issuer_names import conjuncts, grades, ungraded
from catalogue.paper_identity import (
    asked_papers,
    completed_name,
    is_about_land,
    is_case_decision,
    is_foreign,
    is_form,
    is_generic,
    is_private,
    name_key,
    paper_names,
    undecorated,
)
from catalogue.paper_likeness import LAISSEZ_PASSER, PASSPORT, NameWords, is_vague, name_words
from catalogue.paper_mentions import asked_mentions, names_papers, without_authority
from catalogue.paper_parts import is_note
from catalogue.paper_wording import spelled_evenly, without_brackets

_CACHED = 200_000
_LAND = "đất đai"
# Procedures whose applicants travel on a passport of another state.
_FOREIGNERS = re.compile(
    r"(?:người|lao động|luật sư|thương nhân)\s+nước\s+ngoài|giấy\s+phép\s+lao\s+động|thị\s+thực"
    r"|thẻ\s+(?:tạm|thường)\s+trú"
    r"|(?<!cước\s)công\s+dân\s+(?!việt)",
    re.IGNORECASE,
)
# A row asks for the passport of another state where it speaks of foreigners, and of no citizen beside them.
_OF_FOREIGNERS = re.compile(
    r"^(?!.*(?:công\s+dân\s+việt|người\s+việt)).*người\s+nước\s+ngoài"
    r"|người\s+nước\s+ngoài\s+(?:thì\s+)?(?:phải\s+|cần\s+)?(?:nộp|xuất\s+trình|gửi)\b",
    re.IGNORECASE | re.DOTALL,
)
_TRAVEL = frozenset({PASSPORT, LAISSEZ_PASSER})
# The army issues papers of its own under names that civil ones bear too.
MILITARY = re.compile(r"\b(?:quốc\s+phòng|quân\s+đội|quân\s+sự)\b", re.IGNORECASE)
# Whom the army decides on; what it decides says so in the procedure's name alone.
SOLDIERS = re.compile(
    r"\b(?:quân\s+nhân|quân\s+đội|quốc\s+phòng|bộ\s+đội|dân\s+quân|quân\s+sự|du\s+kích|hạ\s+sĩ\s+quan)\b", re.IGNORECASE
)
_BY_ARMY = re.compile(r"\b(?:do|của)\s+(?:bộ\s+)?(?:quốc\s+phòng|quân\s+đội)\b", re.IGNORECASE)
# What a card or book has become is no part of its name.
_STATE = re.compile(r"^(thẻ|sổ|bằng)\s+(?:bị|cũ|đã|được|hiện|còn)\b.*", re.IGNORECASE)
# What goes on about one specimen of a paper (whose, which number, the last, to be changed) is no part of its name.
_SPECIMEN = re.compile(
    r"^(\S+\s+\S+\s+\S.*?)\s+(?:(?:mang|đứng)\s+tên|(?<!nhận\s)(?<!sự\s)phù\s+hợp\s+(?:với|theo|hạng)|(?:(?:lần|bản)\s+)?(?:gần|mới)\s+nhất"
    r"|qua\s+(?:các\s+(?:thời\s+kỳ|giai\s+đoạn)|(?:dịch\s+vụ\s+|đường\s+)?bưu\s+(?:chính|điện))|hạng\s+(?:[0-9]|[ivx]{1,4}|[a-f][0-9]?e?|nhất|nhì)|số\s+[0-9]+\s*[/-]\S*"
    r"|(?<!thuận\s)(?<!đồng\sý\s)(?<!phép\s)(?<!quyết\s)(?<!nhận\s)(?:cần|đề\s+nghị)\s+(?:được\s+)?(?:cấp|đổi|gia\s+hạn|điều\s+chỉnh|sửa\s+đổi|thay\s+đổi|bổ\s+sung|thu\s+hồi|đính\s+chính))(?![^\W_]).*",
    re.IGNORECASE | re.DOTALL,
)
# What this state recognises may well have been issued by another one, or by a school.
_RECOGNISES = re.compile(r"(?:giấy|văn\s+bản|quyết\s+định)\s+công\s+nhận\b", re.IGNORECASE)
# An assent may be said as a deed: "chấp thuận bằng văn bản của Sở X về Y".
_DEED = re.compile(r"^(\W*)((?:chấp\s+thuận|đồng\s+ý))(?:\s+bằng\s+văn\s+bản)?(?=\s+của\b)", re.IGNORECASE)
_OF_EITHER_STATE = re.compile(r"\bhoặc\b[^;]*\bviệt\s+nam\s+cấp\b|\bviệt\s+nam\s+cấp\b[^;]*\bhoặc\b", re.IGNORECASE)
# How many words of a row's part may say what its name leaves out.
_BEYOND = 30


@dataclass(frozen=True, slots=True)
class AskedName:
    """One paper that a row asks for: its key and words, and the keys of it and of each decision that it lists.

    `beyond` are the words that the row says around the name, `in_case` tells a decision in one case, `military` that
    only the army issues the paper; `grades` are its classes and numbers, each with its word: ("hạng", "ii").
    """

    key: str
    words: NameWords
    keys: tuple[str, ...]
    beyond: frozenset[str]
    in_case: bool
    military: bool
    grades: frozenset[tuple[str, str]]


def _is_only_foreign(part: str) -> bool:
    return is_foreign(part) and _OF_EITHER_STATE.search(part) is None


@lru_cache(maxsize=_CACHED)
def asked_names(text: str) -> tuple[AskedName, ...]:
    """Return the papers that a row asks for and that an authority of this state may issue, in order."""
    names = []
    for name, part in _named(text).items():
        key = name_key(name)
        if is_form(key) or (_RECOGNISES.match(name) is None and (_is_only_foreign(part) or is_private(part))):
            continue
        names.append(
            AskedName(
                key,
                name_words(name),
                _keys(key, name),
                frozenset(name_words(part).all[:_BEYOND]),
                is_case_decision(key),
                MILITARY.search(name) is not None or _BY_ARMY.search(without_brackets(part)) is not None,
                grades(part),
            )
        )
    return tuple(names)


def _keys(key: str, name: str) -> tuple[str, ...]:
    """The keys under which a result may be the paper of a name, its own key first."""
    parts = map(name_key, (ungraded(name), *conjuncts(name)))
    return tuple(dict.fromkeys((key, *parts, *_before_and(name), *_reviewed_start(name))))


_AND = re.compile(r"\s+và\s", re.IGNORECASE)
_FEWEST_BEFORE = 4
# What follows such a word says whose a paper is, what stands in it, or what else may be handed in.
_GOES_ON = frozenset(("của", "cho", "hoặc", "và", "có", "kèm", "trong", "do", "đã", "được", "với", "ghi"))


def _before_and(name: str) -> tuple[str, ...]:
    """Return the keys of what a name says before each "và": it may be a paper of its own, beside another thing."""
    starts = [name[: found.start()] for found in _AND.finditer(name)]
    return tuple(
        name_key(start)
        for start in starts
        if len(start.split()) >= _FEWEST_BEFORE and not is_vague(name_words(start).core)
    )


def _reviewed_start(name: str) -> tuple[str, ...]:
    """Return the key of the longest reviewed name that another goes on from: "giấy chứng tử của đối tượng"."""
    said = name.lower().split()
    reviewed = paper_names().aliases
    for at in range(len(said) - 1, 0, -1):
        if said[at] in _GOES_ON or said[at - 1].endswith(","):
            start = " ".join(said[:at]).rstrip(" ,")
            key = name_key(start)
            if key in reviewed.values() and not is_vague(name_words(start).core):
                return (key,)
    return ()


def _named(text: str) -> dict[str, str]:
    """Return the names of the papers that a row asks for, each with the part of the row that asks for it."""
    asked = {}
    text = _DEED.sub(r"\1Văn bản \2", text)
    for part, clause in asked_mentions(text):
        name = _SPECIMEN.sub(r"\1", _STATE.sub(r"\1", undecorated(without_authority(part))))
        # "Hộ chiếu hoặc giấy tờ khác do nước ngoài cấp" says of both who issues them.
        foreign = name_words(name).sort in _TRAVEL and (_OF_FOREIGNERS.search(clause) or is_foreign(clause))
        if name and not foreign:
            asked[name] = part
    if not names_papers(text) and not is_note(spelled_evenly(text)):
        asked = dict(asked_papers(text))
    return asked


@lru_cache(maxsize=_CACHED)
def _serves_foreigners(procedure: str) -> bool:
    return _FOREIGNERS.search(procedure) is not None


def is_of_another_state(name: AskedName, procedure: str) -> bool:
    """Tell whether a paper is the passport of another state, since foreigners apply in that procedure."""
    return name.words.sort in _TRAVEL and _serves_foreigners(procedure)


def completing(text: str, procedure: str) -> str:
    """Return what a name that says only a sort of paper is completed from.

    Without an asker, the bare certificate of a row about land is the one that the land law calls so.
    """
    return procedure or (_LAND if is_about_land(text) else "")


# A certificate that says no more than that it was granted. The law on land calls its own so, and so does every row that
# means the certificate its own procedure is about.
_GRANTED = re.compile(r"giấy chứng nhận(?: \(bản gốc\))? đã (?:được )?cấp", re.IGNORECASE)
_BARE = re.compile(r"giấy chứng nhận(?:$|[^\w\s]| (?:đã (?:được )?cấp|do bị mất)\b)", re.IGNORECASE)
_LAND_CERTIFICATE = "land-certificate"


@lru_cache(maxsize=_CACHED)
def described(text: str, procedure: str) -> tuple[str, ...]:
    """Return the described papers that a row asks for; a granted certificate only where land may be meant."""
    found = descriptions_asked(text, procedure)
    if _LAND_CERTIFICATE not in found or not procedure or _means_land(procedure):
        return found
    rest = _GRANTED.sub(" ", spelled_evenly(text))
    if is_about_land(rest) or _LAND_CERTIFICATE in descriptions_asked(rest, procedure):
        return found
    return tuple(name for name in found if name != _LAND_CERTIFICATE)


def _means_land(procedure: str) -> bool:
    even = spelled_evenly(procedure)
    return is_about_land(even) or _BARE.search(even) is not None


@dataclass(frozen=True, slots=True)
class Wanted:
    """All by which a result could be found for a row, but the words of names: whole names as keys, and descriptions."""

    keys: frozenset[str]
    descriptions: tuple[str, ...]


@lru_cache(maxsize=_CACHED)
def wanted(text: str, procedure: str) -> Wanted:
    """Return all by which a result could be found for a row of a procedure of that name."""
    names = asked_names(text)
    keys = {key for name in names for key in (name.key, *name.keys)}
    whole = completing(text, procedure)
    keys |= {completed_name(key, whole) for key in keys if is_generic(key)}
    return Wanted(frozenset(keys), described(text, procedure))
