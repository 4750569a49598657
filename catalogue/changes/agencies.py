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
from catalogue.successor_bodies import abolished_levels, in_force, mergers

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
_LEVEL_NAMES = {"commune": _COMMUNE, "district": _DISTRICT, "province": _PROVINCE}
_RULED_BY: dict[int | None, str] = {
    _COMMUNE: "commune",
    _DISTRICT: "district",
    _PROVINCE: "province",
    _PROVINCE_COMMITTEE: "province",
}
_LIKE_ENOUGH = 0.8


def agency_changes(old: Agencies, new: Agencies, day: str = "") -> Iterator[Change]:
    """Give the changes of who handles, decides, is authorised and coordinates; who names nobody says nothing.

    `day` is when the new content was decided (ISO), where that is known: only from then on is a successor one.
    """
    told: set[tuple[str, str]] = set()
    handling = [(old.implementing, new.implementing), (old.competent, new.competent)]
    if not any(all(pair) for pair in handling):
        handling = [(old.implementing or old.competent, new.implementing or new.competent)]
    for before, after in handling:
        for change in _changes(before, after, day, competent=True):
            if (change.old, change.new) not in told:
                told.add((change.old, change.new))
                yield change
    yield from _changes(old.authorised, new.authorised, day, competent=False)
    yield from _changes(_only_coordinating(old), _only_coordinating(new), day, competent=False)


def _only_coordinating(agencies: Agencies) -> tuple[str, ...]:
    """Who coordinates without being named in another role, as some sources name everybody again."""
    others = {meaning_key(name) for name in agencies.implementing + agencies.competent}
    return tuple(name for name in agencies.coordinating if meaning_key(name) not in others)


def _changes(old: Sequence[str], new: Sequence[str], day: str, competent: bool) -> Iterator[Change]:
    before, after = tuple(dict.fromkeys(old)), tuple(dict.fromkeys(new))
    if not before or not after or before == after:
        return
    texts = "; ".join(before), "; ".join(after)
    if set(meaning_key(texts[0]).split()) == set(meaning_key(texts[1]).split()) or same_wording(*texts):
        yield _told(*texts, (Reason.WORDING,), wording_only=True)
        return
    before, after = _naming(before), _naming(after)
    if not before or not after:
        return
    kept = [name for name in before if any(_same_body(name, other) for other in after)]
    came = [other for other in after if not any(_same_body(name, other) for name in before)]
    if len(kept) == len(before) and not came:
        yield _told(*texts, (Reason.WORDING,), wording_only=True)
    elif _is_taken_over(before, after, day):
        yield _told(*texts, (Reason.BODY_SUCCEEDED,))
    elif kept or not competent:
        yield _told(*texts, ())
    else:
        yield _told(*texts, (_moved(before, after),))


def _is_taken_over(old: Sequence[str], new: Sequence[str], day: str) -> bool:
    """Tell whether every body is still there or its successor is, and nobody else came."""
    kin = {
        (at, to)
        for at, one in enumerate(old)
        for to, other in enumerate(new)
        if _same_body(one, other) or _is_successor(one, other, day)
    }
    return len({at for at, _ in kin}) == len(old) and len({to for _, to in kin}) == len(new)


def _is_successor(old: str, new: str, day: str) -> bool:
    """Tell whether a body was merged into another, or stood at a level that was abolished and handed over."""
    one, other = f" {_body(old)} ", f" {_body(new)} "
    for merger in mergers():
        if in_force(merger.since, day) and _names_one(one, merger.old) and _names_one(other, merger.new):
            return True
    return _is_handed_over(level_of(old), level_of(new), day)


def _names_one(body: str, names: tuple[str, ...]) -> bool:
    return any(f" {key} " in body for key in map(_body, names))


def _is_handed_over(old: int | None, new: int | None, day: str) -> bool:
    return any(
        in_force(gone.since, day) and old == _LEVEL_NAMES[gone.level] and _RULED_BY.get(new) in gone.to
        for gone in abolished_levels()
    )


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


def _same_body(name: str, other_name: str) -> bool:
    one, other = _body(name), _body(other_name)
    if one == other or f" {one} " in f" {other} " or f" {other} " in f" {one} ":
        return True
    # "Ủy ban nhân dân cấp huyện" and "… cấp xã" differ in one word, and are two bodies.
    levels = level_of(name), level_of(other_name)
    if None not in levels and levels[0] != levels[1]:
        return False
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
    lost = ranks[0] - ranks[1] if all(ranks) else set()
    if lost and all(any(_is_handed_over(rank, to, new.decision.date) for to in ranks[1]) for rank in lost):
        reasons = (Reason.BODY_SUCCEEDED,)
    elif all(ranks) and min(ranks[0]) != min(ranks[1]):
        higher = min(ranks[1]) > min(ranks[0])
        reasons = (Reason.COMPETENCE_HIGHER if higher else Reason.COMPETENCE_LOWER,)
    texts = "; ".join(before.values()), "; ".join(after.values())
    yield Change(ChangedPart.LEVEL, ChangeKind.CHANGED, *texts, judged(reasons), reasons=reasons)


def _levels(names: Sequence[str]) -> dict[str, str]:
    return {meaning_key(name): name for name in names}
