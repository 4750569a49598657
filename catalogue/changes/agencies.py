"""Agencies and levels compared: who handles the procedure now, and whether competence moved, up or down.

An agency is told by the words that name the body; the desk that takes dossiers in, and the province or commune whose
body it is, do not make another one. A list that was cut at its commas says the same as the whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from catalogue.changes.values import Change, ChangedPart, ChangeKind, Reason, judged
from catalogue.changes.wording import meaning_key, same_wording
from catalogue.records import Agencies, Procedure

_DESK = re.compile(
    r"bộ\s+phận\s+(?:một\s+cửa|tiếp\s+nhận(?:\s+và\s+trả\s+kết\s+quả)?)|trung\s+tâm\s+(?:phục\s+vụ\s+)?hành\s+chính(?:\s+công)?"
    r"|cơ\s+quan\s+(?:có\s+thẩm\s+quyền(?:\s+quyết\s+định)?|trực\s+tiếp\s+thực\s+hiện)|thuộc\b|của\b"
    r"|không\s+có\s+thông\s+tin(?:\s+cụ\s+thể)?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:thành\s+phố|tp\.?|tỉnh|huyện|quận|xã|phường|thị\s+trấn|thị\s+xã)\s+(?=[A-ZĐÂĂÊÔƠƯÁÀẢÃẠÍÌÓÒÚÙÝ])(?:[A-ZĐÂĂÊÔƠƯÁÀẢÃẠÍÌÓÒÚÙÝ]\w*\s*){1,4}"
)
# Since 2023 decrees say what a department is for instead of its name, which differs from province to province.
_DEPARTMENT = re.compile(
    r"cơ\s+quan\s+chuyên\s+môn\s+(?:về\s+)?(?P<about>(?:(?!thuộc\b)\w+[\s,]+){1,8})thuộc\s+(?:ủy\s+ban\s+nhân\s+dân|ubnd)\s+(?:cấp\s+)?(?P<level>tỉnh|huyện|xã)",
    re.IGNORECASE,
)
_DEPARTMENTS = {"tỉnh": "sở", "huyện": "phòng", "xã": "phòng"}
# A body that is told by what it does, or that stands for any of its kind.
_BY_FUNCTION = re.compile(r"\W*(?:o\s+)?(?:(?:các\s+)?(?:cơ\s+quan|cơ\s+sở|tổ\s+chức|đơn\s+vị)|người)\b", re.IGNORECASE)
_COMMITTEE = re.compile(r"\W*(?:o\s+)?(?:chủ\s+tịch\s+)?(?:ủy\s+ban\s+nhân\s+dân|ubnd)\b", re.IGNORECASE)
_COMMUNE, _DISTRICT, _PROVINCE, _PROVINCE_COMMITTEE, _MINISTRYS_OWN, _MINISTRY, _STATE = range(7)
# Words are told apart by their marks: "quận" is a district and "quan" is not, "xã hội" is no commune.
_LEVELS = (
    (_COMMUNE, re.compile(r"\b(?:xã(?! hội)|phường|thị trấn|đặc khu)\b")),
    (_DISTRICT, re.compile(r"\b(?:huyện|quận|thị xã|phòng (?:tư pháp|nội vụ|tài chính|lao động))\b")),
    (_PROVINCE, re.compile(r"\b(?:tỉnh|thành phố|tp|(?<!cơ )sở|chi cục)\b")),
    (_MINISTRYS_OWN, re.compile(r"\b(?:tổng cục|cục|kho bạc nhà nước|việt nam)\b")),
    (_MINISTRY, re.compile(r"\b(?:bộ(?! phận)|trung ương|cấp bộ|ngân hàng nhà nước|thanh tra chính phủ)\b")),
    (_STATE, re.compile(r"\b(?:chính phủ|chủ tịch nước|quốc hội)\b")),
)
_LIKE_ENOUGH = 0.8


def agency_changes(old: Agencies, new: Agencies) -> Iterator[Change]:
    """Give the changes of who handles, decides, is authorised and coordinates; who names nobody says nothing."""
    told: set[tuple[str, str]] = set()
    handling = [(old.implementing, new.implementing), (old.competent, new.competent)]
    if not any(all(pair) for pair in handling):
        handling = [(old.implementing or old.competent, new.implementing or new.competent)]
    for before, after in handling:
        for change in _changes(before, after, competent=True):
            if (change.old, change.new) not in told:
                told.add((change.old, change.new))
                yield change
    yield from _changes(old.authorised, new.authorised, competent=False)
    yield from _changes(_only_coordinating(old), _only_coordinating(new), competent=False)


def _only_coordinating(agencies: Agencies) -> tuple[str, ...]:
    """Who coordinates without being named in another role, as some sources name everybody again."""
    others = {meaning_key(name) for name in agencies.implementing + agencies.competent}
    return tuple(name for name in agencies.coordinating if meaning_key(name) not in others)


def _changes(old: Sequence[str], new: Sequence[str], competent: bool) -> Iterator[Change]:
    before, after = tuple(dict.fromkeys(old)), tuple(dict.fromkeys(new))
    if not before or not after or before == after:
        return
    texts = "; ".join(before), "; ".join(after)
    if set(meaning_key(texts[0]).split()) == set(meaning_key(texts[1]).split()) or same_wording(*texts):
        yield _told(*texts, (Reason.WORDING,), wording_only=True)
        return
    before, after = _naming(before), _naming(after)
    bodies, others = [_body(name) for name in before], [_body(name) for name in after]
    if not bodies or not others:
        return
    kept = [body for body in bodies if any(_same_body(body, other) for other in others)]
    came = [other for other in others if not any(_same_body(body, other) for body in bodies)]
    if len(kept) == len(bodies) and not came:
        yield _told(*texts, (Reason.WORDING,), wording_only=True)
    elif kept or not competent:
        yield _told(*texts, ())
    else:
        yield _told(*texts, (_moved(before, after),))


def _told(old: str, new: str, reasons: tuple[Reason, ...], wording_only: bool = False) -> Change:
    return Change(ChangedPart.AGENCY, ChangeKind.CHANGED, old, new, judged(reasons), wording_only, reasons=reasons)


def _naming(names: Sequence[str]) -> tuple[str, ...]:
    """The names that name a body, without remarks such as "(cơ quan có thẩm quyền quyết định)"."""
    return tuple(name for name in names if _body(name))


def _body(name: str) -> str:
    named = _DEPARTMENT.sub(lambda match: f"{_DEPARTMENTS[match['level'].lower()]} {match['about']}", _spelled(name))
    return meaning_key(_PLACE.sub(" ", _DESK.sub(" ", named)))


def _spelled(name: str) -> str:
    """A name composed, with "uỷ" and "ủy" alike, so that patterns need one spelling."""
    return unicodedata.normalize("NFC", name).replace("uỷ", "ủy").replace("Uỷ", "Ủy")


def _same_body(one: str, other: str) -> bool:
    if one == other or f" {one} " in f" {other} " or f" {other} " in f" {one} ":
        return True
    return Indel.normalized_similarity(one, other) >= _LIKE_ENOUGH


def _moved(old: Sequence[str], new: Sequence[str]) -> Reason:
    """Where competence moved to: a body of a higher level, a lower one, or another of the same or an unknown level."""
    levels = [{level for name in names if (level := level_of(name)) is not None} for names in (old, new)]
    if all(levels) and min(levels[0]) != min(levels[1]):
        return Reason.COMPETENCE_HIGHER if min(levels[1]) > min(levels[0]) else Reason.COMPETENCE_LOWER
    told_otherwise = any(all(_BY_FUNCTION.match(name) for name in names) for names in (old, new))
    both_committees = all(any(_COMMITTEE.match(_spelled(name)) for name in names) for names in (old, new))
    if told_otherwise or both_committees:
        return Reason.AGENCY_NOT_COMPARABLE
    return Reason.COMPETENCE_MOVED


def level_of(name: str) -> int | None:
    """Return how far from people a name says that a body is; None where it says nothing of it.

    0 commune, 1 district, 2 province (its departments), 3 the committee of a province, 4 what belongs to a ministry,
    5 ministry, 6 government. A committee that hands a procedure to its department brings it nearer.
    """
    said = _spelled(name).lower()
    level = next((level for level, words in _LEVELS if words.search(said)), None)
    return _PROVINCE_COMMITTEE if level == _PROVINCE and _COMMITTEE.match(said) else level


def level_changes(old: Procedure, new: Procedure) -> Iterator[Change]:
    """Give the change of the levels at which a procedure is handled; an edition that names none says nothing."""
    before, after = _levels(old.level), _levels(new.level)
    if not before or not after or before.keys() == after.keys():
        return
    ranks = [{rank for name in names.values() if (rank := level_of(name)) is not None} for names in (before, after)]
    reasons: tuple[Reason, ...] = ()
    if all(ranks) and min(ranks[0]) != min(ranks[1]):
        higher = min(ranks[1]) > min(ranks[0])
        reasons = (Reason.COMPETENCE_HIGHER if higher else Reason.COMPETENCE_LOWER,)
    texts = "; ".join(before.values()), "; ".join(after.values())
    yield Change(ChangedPart.LEVEL, ChangeKind.CHANGED, *texts, judged(reasons), reasons=reasons)


def _levels(names: Sequence[str]) -> dict[str, str]:
    return {meaning_key(name): name for name in names}
