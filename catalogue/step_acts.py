"""The acts of a step told apart by who does it: handing in from passing on, a notice owed from one given.

One verb stands for both: an applicant who "gửi" a dossier hands it in, an office passes it on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from catalogue.step_words import Act, Actor, FoundAct, Mention, find_acts, mentions
from catalogue.text import canonical_spelling


def settled_acts(acts: Sequence[FoundAct], who: Mention, words: str) -> tuple[FoundAct, ...]:
    """Return the acts found in a step's words as they are meant by the one who acts first there, in their order."""
    actor = who.actor
    given = _with_notice_given(acts, words) if actor is Actor.APPLICANT else tuple(acts)
    kinds = {found.act for found in given}
    dropped: set[Act] = set()
    added: list[FoundAct] = []
    submit = next((found for found in given if found.act is Act.SUBMIT), None)
    if submit is not None and Act.RECEIVE in kinds and submit.words.startswith(_CHANNELS):
        # Only the way by which the result comes: "… hoặc gửi qua đường bưu chính".
        dropped.add(Act.SUBMIT)
    elif submit is not None and (
        actor is Actor.APPLICANT or _said_of_applicant(words, submit.words, who.words if Act.TAKE_IN in kinds else "")
    ):
        dropped |= {found.act for found in given if found.act is Act.FORWARD and _is_the_same(found, submit)}
    elif submit is not None:
        dropped.add(Act.SUBMIT)
        sent_out = submit.words.startswith("gửi") and not submit.words.startswith(_CHANNELS)
        to_somebody = sent_out and not _goes_to_applicant(words, submit.words)
        decided = any(found.act is Act.DECIDE and found.words.startswith("gửi") for found in given)
        added += [replace(submit, act=Act.FORWARD)] if to_somebody and not decided and not kinds & _PASSED_ON else []
    if actor is Actor.APPLICANT:
        dropped |= {found.act for found in given if found.act is Act.RECORD and found.words.startswith(_OWN_RECORDS)}
        dropped |= {found.act for found in given if found.act is Act.DECIDE and found.words.startswith("ký hợp đồng")}
        sent = [found for found in given if found.act is Act.FORWARD and found.words.startswith(_SENT)]
        if sent and submit is None:
            # Whoever applies sends to an office what an office would pass on.
            dropped.add(Act.FORWARD)
            added = [replace(found, act=Act.SUBMIT) for found in sent]
    kept = [*(found for found in given if found.act not in dropped), *added]
    return tuple(sorted(kept, key=lambda found: list(Act).index(found.act)))


_PASSED_ON = frozenset({Act.FORWARD, Act.CONSULT})
_CHANNELS = ("gửi qua", "gửi trực")
_SENT = ("gửi", "báo cáo", "có văn bản báo cáo", "có văn bản đề nghị", "trình")
# What applicants type in, keep or declare is their own, not the office's register.
_OWN_RECORDS = ("nhập", "lưu giữ", "đăng ký tờ")


def _is_the_same(passed_on: FoundAct, submit: FoundAct) -> bool:
    return passed_on.words.startswith(("gửi", "có văn bản đề nghị")) or passed_on.words in submit.words


_NOTICE = re.compile(
    r"(?:gửi\s)?(?:văn\sbản\s)?thông\sbáo(?:\sbằng\svăn\sbản)?[^.;]{0,140}?\s(?:cho|với|tới|đến)\s(?:các\s)?"
    r"(?:ủy\sban|ubnd|sở|bộ|cục|cơ\squan|chủ\stịch|trung\stâm|công\san|phòng)\b"
)
_SUBJECT_NEAR = 60


def _with_notice_given(acts: Sequence[FoundAct], words: str) -> tuple[FoundAct, ...]:
    """The acts of an applicant's step; a notice that the applicant owes the office hands something in."""
    if not any(found.act is Act.NOTIFY for found in acts):
        return tuple(acts)
    spelled = canonical_spelling(words)
    owed = [
        notice for notice in _NOTICE.finditer(spelled) if _is_near_applicant(spelled, notice.start(), _SUBJECT_NEAR)
    ]
    if not owed:
        return tuple(acts)
    rest = spelled
    for notice in owed:
        rest = f"{rest[: notice.start()]};{' ' * (len(notice.group()) - 1)}{rest[notice.end() :]}"
    others = (found for found in acts if found.act is not Act.NOTIFY)
    told = (found for found in find_acts(rest) if found.act is Act.NOTIFY)
    given = FoundAct(Act.SUBMIT, " ".join(owed[0].group().split()))
    return (*others, *told) if any(found.act is Act.SUBMIT for found in acts) else (*others, *told, given)


def _is_near_applicant(spelled: str, at: int, reach: int) -> bool:
    """Tell whether the last one named before a place, within some letters, is an applicant."""
    near = list(mentions(spelled[max(0, at - reach) : max(at, 0)]))
    return bool(near) and near[-1][1].actor is Actor.APPLICANT


_TO_APPLICANT = re.compile(r"[^.;,\n]{0,80}? (?:cho|tới|đến) (?:các )?(?=[a-zđ])")


def _goes_to_applicant(words: str, said: str) -> bool:
    """Tell whether what an agency sends goes to the applicant, and is passed on to nobody."""
    spelled = canonical_spelling(words)
    sent = spelled.find(said)
    to = _TO_APPLICANT.match(spelled, sent + len(said)) if sent >= 0 else None
    if to is None:
        return False
    addressed = next((mention for at, mention in mentions(spelled[to.end() : to.end() + 60]) if at == 0), None)
    return addressed is not None and addressed.actor is Actor.APPLICANT


_HANDED_IN = re.compile(r"hồ sơ|đơn|đề nghị|tờ khai")
_SAID_NEAR = 80


def _said_of_applicant(words: str, said: str, taker: str) -> bool:
    """Tell whether an agency's step says in passing that the applicant hands something in.

    `taker` are the words for whoever takes dossiers in there, "" where nobody does: a training centre that takes
    dossiers in passes on what it took.
    """
    spelled = canonical_spelling(words)
    at = spelled.find(said)
    own = bool(taker) and taker in spelled[max(0, at - _SAID_NEAR) : max(at, 0)]
    return _HANDED_IN.search(said) is not None and not own and _is_near_applicant(spelled, at, _SAID_NEAR)
