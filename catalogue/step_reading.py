"""The steps of a procedure as read: who acts, what is done, on which branches, with which visits and which waiting.

Every value follows from the published words alone, and the words that decided it stand beside it (`evidence`). What
the words do not say is `unknown` or missing, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from catalogue.records import Step
from catalogue.step_acts import settled_acts
from catalogue.step_branches import Branch, read_branches
from catalogue.step_lines import SECTIONS, is_case, is_heading, is_note, names_channel, read_line
from catalogue.step_words import (
    Act,
    Actor,
    FoundAct,
    Mention,
    find_actor,
    find_acts,
    lead_verb,
    mentions,
    words_pattern,
)
from catalogue.steps import split_steps
from catalogue.text import canonical_spelling


class StepKind(StrEnum):
    """Whether a part of the published order is a step, or only says something about the steps."""

    STEP = "step"
    NOTE = "note"


class Purpose(StrEnum):
    """What the applicant comes, calls or writes for."""

    SUBMIT = "submit"
    SUPPLEMENT = "supplement"
    PAY = "pay"
    ATTEND = "attend"
    RECEIVE = "receive"


@dataclass(frozen=True, slots=True)
class Visit:
    """One occasion on which the applicant deals with an office.

    `channels` are those the step names ("direct", "online", "postal"), none where it names none. `conditional` tells
    that it only takes place on a branch (papers to be added).
    """

    purpose: Purpose
    channels: tuple[str, ...]
    conditional: bool = False

    def in_person(self, channel: str) -> int:
        """Return 1 where the applicant must come in person when dealing through a channel, else 0.

        Whoever submits online or by post comes only for what needs a person (fingerprints, an interview); whoever
        submits directly comes for all, but for what the step offers without coming only.
        """
        if self.purpose is Purpose.ATTEND:
            return 1
        return int(channel == "direct" and (not self.channels or "direct" in self.channels))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words (lower case, canonical spelling) that decided a value: an actor or act by its name, or a channel."""

    of: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadStep:
    """One step as read; `position` counts from 1 and is the number of the element `step:n`.

    `path` is 0 for steps that every applicant takes, and counts the ways a procedure publishes side by side
    ("Trình tự đối với trường hợp …"). `waiting` are the time limits named in the step, as published.
    """

    position: int
    name: str
    text: str
    kind: StepKind
    heading: str
    path: int
    actor: Actor
    acts: tuple[Act, ...]
    branches: tuple[Branch, ...]
    visits: tuple[Visit, ...]
    waiting: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def in_person(self, channel: str) -> int:
        """Return how often the applicant must come in person for this step through a channel: 0 or 1.

        What is asked of the applicant in one step is done in one coming; what only a branch asks for does not count.
        """
        return max((visit.in_person(channel) for visit in self.visits if not visit.conditional), default=0)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A step before what its neighbours say is taken into account."""

    position: int
    step: Step
    words: str
    path: int
    kind: StepKind
    mention: Mention
    acts: tuple[FoundAct, ...]


def read_steps(steps: Sequence[Step]) -> tuple[ReadStep, ...]:
    """Return the steps of a procedure, parted by `split_steps`, as read, in order."""
    drafts: list[_Draft] = []
    for at, step in enumerate(split_steps(steps), 1):
        drafts.append(_draft(at, step, drafts[-1].path if drafts else 0))
    hosts = _hosts(drafts)
    alone = _handles_alone(drafts)
    named = [replace(draft, mention=_in_context(draft, hosts, alone)) for draft in drafts]
    settled = [replace(draft, acts=settled_acts(draft.acts, draft.mention, draft.words)) for draft in named]
    return tuple(_read(draft, settled[at + 1 :]) for at, draft in enumerate(settled))


def _draft(position: int, step: Step, path: int) -> _Draft:
    words = step.text if not step.name or step.text.startswith(step.name) else f"{step.name}\n{step.text}"
    body = _without_heading(words)
    # The name of a way ("… đối với trường hợp phải nộp tiền") says when it is taken, not what is done and by whom.
    said = step.text if step.name and _opens_path(step) else body
    acts = find_acts(said)
    mention = find_actor(said)
    timed = mention.actor is not Actor.UNKNOWN and bool(_waiting(body))
    kind = StepKind.NOTE if _says_no_step(step, body, bool(acts) or timed) else StepKind.STEP
    if kind is StepKind.NOTE:
        acts, mention = (), Mention(Actor.UNKNOWN, "")
    return _Draft(position, step, words, path + _opens_path(step), kind, mention, acts)


def _without_heading(words: str) -> str:
    head = _heading(words)
    return words[len(head) :].lstrip("\n") if head else words


def _heading(words: str) -> str:
    """The lines that only head a step, "" where there are none or nothing follows them."""
    lines = words.split("\n")
    count = 0
    while count < len(lines) - 1 and _heads(lines, count):
        count += 1
    return "\n".join(lines[:count])


def _heads(lines: Sequence[str], at: int) -> bool:
    line, after = read_line(lines[at]), read_line(lines[at + 1])
    return is_heading(line) or (line.kind in SECTIONS and after.kind == "step")


def _says_no_step(step: Step, body: str, something_done: bool) -> bool:
    line = read_line(body.split("\n", 1)[0])
    if is_note(line):
        return True
    named = bool(step.name) or line.kind == "step"
    return not something_done and not named and not _sets_to_work(canonical_spelling(body))


def _sets_to_work(words: str) -> bool:
    """Tell whether a text opens with a verb of a step, or with an office that does something unheard of."""
    if lead_verb(words).actor is not Actor.UNKNOWN:
        return True
    found = find_actor(words)
    if found.actor in (Actor.APPLICANT, Actor.UNKNOWN) or not found.name:
        return False
    behind = words[words.find(found.name) + len(found.name) :]
    return words_pattern("leads", "undertakes").match(behind.lstrip()) is not None


def _opens_path(step: Step) -> int:
    line = read_line(step.name or step.text.split("\n", 1)[0])
    if line.kind == "step":
        return 0
    if step.name:
        return int("trường hợp" in line.words)
    # A way has steps of its own behind its colon; a case said in one sentence is a branch of what stands before.
    heads = line.words.endswith(":") or (":" in line.words and not names_channel(line))
    return int(line.kind in SECTIONS and is_case(line) and heads)


_ADDRESSED = re.compile(r"(?:nộp|gửi|trình (?=hồ sơ|đơn|văn bản))[^.;\n]*")


def _hosts(drafts: Sequence[_Draft]) -> tuple[Mention, ...]:
    """The agencies to which the applicant first submits."""
    for draft in drafts:
        if draft.kind is StepKind.STEP and any(_hands_over(found, draft) for found in draft.acts):
            addressed = " ".join(_ADDRESSED.findall(canonical_spelling(draft.words)))
            named = tuple(mention for _, mention in mentions(addressed))
            return tuple(mention for mention in named if mention.actor is not Actor.APPLICANT or _may_handle(mention))
    return ()


def _hands_over(found: FoundAct, draft: _Draft) -> bool:
    """Tell whether an act turns to the agency that handles; an applicant's "trình hồ sơ" does."""
    return found.act is Act.SUBMIT or (found.act is Act.FORWARD and draft.mention.actor is Actor.APPLICANT)


def _may_handle(mention: Mention) -> bool:
    """Tell whether a name that mostly is an applicant's handles dossiers where they are submitted to it."""
    return words_pattern("actors", "hosts").fullmatch(mention.words) is not None


def _handles_alone(drafts: Sequence[_Draft]) -> str:
    """The words of the first agency, where only such act as are asked by others elsewhere; "" where others handle.

    In tax procedures the tax office handles, and the treasury is asked.
    """
    actors = {draft.mention.actor for draft in drafts}
    others = [draft.mention.words for draft in drafts if draft.mention.actor is Actor.OTHER_AGENCY]
    submitted = any(
        draft.mention.actor is Actor.APPLICANT and any(found.act is Act.SUBMIT for found in draft.acts)
        for draft in drafts
    )
    return others[0] if submitted and others and not actors & {Actor.HANDLING_AGENCY, Actor.LEADER} else ""


def _in_context(draft: _Draft, hosts: Sequence[Mention], alone: str) -> Mention:
    mention = draft.mention
    if mention.actor is Actor.UNKNOWN:
        own = (found.words for found in draft.acts if _by_applicant(found))
        return next((Mention(Actor.APPLICANT, words) for words in own), mention)
    if mention.actor is not Actor.APPLICANT and (_hands_in(draft) or _applies(draft)):
        return replace(mention, actor=Actor.APPLICANT)
    if mention.actor is Actor.OTHER_AGENCY and mention.words == alone:
        return replace(mention, actor=Actor.HANDLING_AGENCY)
    turned_to = any(mention.words == host.words for host in hosts)
    if _may_handle(mention) and _takes_in(draft):
        return replace(mention, actor=Actor.HANDLING_AGENCY)
    if turned_to and (mention.actor is Actor.OTHER_AGENCY or _may_handle(mention)):
        return replace(mention, actor=Actor.HANDLING_AGENCY)
    if mention.guest and hosts and not any(host.guest for host in hosts):
        return replace(mention, actor=Actor.OTHER_AGENCY)
    return mention


_OFFICE_ACTS = re.compile(
    r"yêu cầu|hướng dẫn|thông báo|đề nghị|nhận|chuyển|trả lời|kiểm tra|xem xét|xác định|ban hành|thu\b|cấp\b"
    r"|trường hợp|nếu|khi|đối với|;"
)
_NEAR = 160
_TAKES_IN = re.compile(r"[^,.;:\n]{0,80}?\btiếp nhận (?:hồ sơ|đơn)")
_DOSSIER = re.compile(r"[^.;,\n]{0,80}(?:hồ sơ|đơn\b|tờ khai)")


def _hands_in(draft: _Draft) -> bool:
    """Tell whether whoever a step names first hands a dossier in there, as no office that handles dossiers does."""
    submit = next((found for found in draft.acts if found.act is Act.SUBMIT and not found.aimed), None)
    if submit is None or not submit.words.startswith(("nộp", "gửi")):
        return False
    spelled = canonical_spelling(draft.words)
    if submit.words.startswith("gửi") and not _sends_dossier(draft, spelled[spelled.find(submit.words) :]):
        return False
    name = draft.mention.name or draft.mention.words
    subject = spelled.find(name)
    until = spelled.find(submit.words, max(subject, 0))
    if not 0 <= subject < until:
        return False
    between = spelled[subject + len(name) : until]
    return len(between) < _NEAR and not _OFFICE_ACTS.search(between) and not any(True for _ in mentions(between))


_OWN_DOSSIER = re.compile(r"\blập (?:\d+ )?(?:\(\w+\) )?(?:bộ )?hồ sơ (?:đề nghị|xin|đăng ký)")


def _applies(draft: _Draft) -> bool:
    """Tell whether an agency that a text begins with draws up a dossier of its own: "UBND cấp xã lập hồ sơ đề nghị"."""
    first = draft.position == 1 and draft.mention.actor is Actor.HANDLING_AGENCY
    spelled = canonical_spelling(draft.words)
    name = draft.mention.name or draft.mention.words
    at = spelled.find(name)
    found = _OWN_DOSSIER.search(spelled, max(at, 0)) if first else None
    return found is not None and not _OFFICE_ACTS.search(spelled[at + len(name) : found.start()])


def _takes_in(draft: _Draft) -> bool:
    """Tell whether whoever a step names first takes dossiers in there: "Cơ sở giáo dục tiếp nhận hồ sơ, thẩm định"."""
    spelled = canonical_spelling(draft.words)
    at = spelled.find(draft.mention.words)
    return at >= 0 and _TAKES_IN.match(spelled, at) is not None


def _sends_dossier(draft: _Draft, sent: str) -> bool:
    """Tell whether an agency that a text begins with sends a dossier of its own, and not one to ask others about."""
    first = draft.position == 1 and draft.mention.actor is Actor.HANDLING_AGENCY
    asks = any(found.act is Act.CONSULT for found in draft.acts)
    return first and not asks and _DOSSIER.match(sent) is not None


def _by_applicant(found: FoundAct) -> bool:
    received = found.act is Act.RECEIVE and found.words.startswith("nhận")
    return received or (found.act is Act.SUBMIT and not found.aimed)


def _read(draft: _Draft, later: Sequence[_Draft]) -> ReadStep:
    acts = tuple(found for found in draft.acts if not (found.aimed and _done_later(found.act, later)))
    note = draft.kind is StepKind.NOTE
    channels = _channels(draft.words)
    visits = () if note else _visits(draft, acts, tuple(channel.of for channel in channels))
    evidence = [Evidence(draft.mention.actor, draft.mention.name or draft.mention.words)] if draft.mention.words else []
    evidence += [Evidence(found.act, found.words) for found in acts]
    return ReadStep(
        position=draft.position,
        name=draft.step.name,
        text=draft.step.text,
        kind=draft.kind,
        heading=_heading(draft.words),
        path=draft.path,
        actor=draft.mention.actor,
        acts=tuple(found.act for found in acts),
        branches=() if note else read_branches(draft.words),
        visits=visits,
        waiting=() if note else _waiting(draft.words),
        evidence=(*evidence, *(channels if visits else ())),
    )


def _done_later(act: Act, later: Sequence[_Draft]) -> bool:
    return any(found.act is act and not found.aimed for draft in later for found in draft.acts)


def _channels(words: str) -> tuple[Evidence, ...]:
    spelled = canonical_spelling(words)
    found = ((name, words_pattern("visits", name).search(spelled)) for name in ("direct", "online", "postal"))
    return tuple(Evidence(name, match.group()) for name, match in found if match)


def _visits(draft: _Draft, acts: Sequence[FoundAct], channels: tuple[str, ...]) -> tuple[Visit, ...]:
    kinds = {found.act for found in acts}
    purposes = [Purpose(act.value) for act in (Act.SUBMIT, Act.PAY, Act.RECEIVE) if act in kinds]
    visits = [Visit(purpose, channels) for purpose in purposes]
    if words_pattern("visits", "attend").search(canonical_spelling(draft.words)):
        visits.append(Visit(Purpose.ATTEND, ("direct",)))
    if Act.SUPPLEMENT in kinds:
        visits.append(Visit(Purpose.SUPPLEMENT, channels, conditional=True))
    return tuple(sorted(visits, key=lambda visit: list(Purpose).index(visit.purpose)))


_UNITS = r"(?:giờ|ngày|tuần|tháng|năm|phút)(?: làm việc)?"
_LIMITS = r"(?:ngay )?trong(?: thời hạn| vòng| thời gian)?|thời (?:hạn|gian)|chậm nhất|tối đa|không (?:quá|muộn hơn)"
_NUMBER = r"(?<!ngày )(?<!tháng )\d{1,3} (?:\([^)\n]{1,20}\) )?"
_WAITING = re.compile(
    rf"\b(?:(?:{_LIMITS}|sau|trước|hạn)[^\d.;\n]{{0,40}}?{_NUMBER}{_UNITS}"
    rf"|ngay trong ngày(?: làm việc)?|trong ngày làm việc|(?:tối đa|không quá) một {_UNITS})"
)


def _waiting(words: str) -> tuple[str, ...]:
    lowered = words.lower()  # The same places: no letter that is published changes its length.
    return tuple(dict.fromkeys(words[found.start() : found.end()] for found in _WAITING.finditer(lowered)))
