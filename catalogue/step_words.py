"""Who acts in a step and what is done there, found by the words of `step_words.toml`.

Texts are compared in the spelling of `catalogue.text.canonical_spelling`; the words given back as evidence are in that
spelling too. Nothing is guessed: a step that names nobody and opens with no known verb has the actor `unknown`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from catalogue.text import canonical_spelling


class Actor(StrEnum):
    """Who does the first thing that a step says."""

    APPLICANT = "applicant"
    ONE_STOP_DESK = "one_stop_desk"
    HANDLING_AGENCY = "handling_agency"
    OTHER_AGENCY = "other_agency"
    LEADER = "leader"
    UNKNOWN = "unknown"


class Act(StrEnum):
    """What is done in a step, in the order in which a procedure usually goes."""

    PREPARE = "prepare"
    SUBMIT = "submit"
    TAKE_IN = "take_in"
    CHECK = "check"
    SUPPLEMENT = "supplement"
    APPRAISE = "appraise"
    INSPECT_ON_SITE = "inspect_on_site"
    CONSULT = "consult"
    DECIDE = "decide"
    PAY = "pay"
    RECEIVE = "receive"
    FORWARD = "forward"
    RECORD = "record"
    NOTIFY = "notify"


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in a text: which, with which words, and whether it is only asked by others unless it handles.

    `words` are those that tell the actor ("sở tư"), `name` the name as far as it goes on ("sở tư pháp").
    """

    actor: Actor
    words: str
    guest: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class FoundAct:
    """An act named in a text: which, with which words, and whether only as the aim of another act."""

    act: Act
    words: str
    aimed: bool = False


@dataclass(frozen=True, slots=True)
class _ActWords:
    act: Act
    pattern: re.Pattern[str]
    not_after: re.Pattern[str]
    in_conditions: bool


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return the word lists of `step_words.toml`."""
    return tomllib.loads(Path(__file__).with_name("step_words.toml").read_text(encoding="utf-8"))


@cache
def words_pattern(section: str, key: str) -> re.Pattern[str]:
    """Return one pattern that matches any of the words of a list in the vocabulary."""
    return _any_of(vocabulary()[section][key])


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    # A page's width can put any space of a published text at the end of a line.
    return re.compile("|".join(f"(?:{_letter_first(word)})" for word in words).replace(" ", r"\s"))


_LOOKS_BACK = re.compile(r"((?:\(\?<[!=][^()]*\))+)([a-zà-ỹđ])(?![?*+{])")


def _letter_first(word: str) -> str:
    """The same pattern with its first letter before what it looks back for: most places do not have the letter."""
    found = _LOOKS_BACK.match(word)
    if found is None:
        return word
    letter = found[2]
    behind = re.sub(r"(\(\?<[!=])([^()]*)\)", lambda look: f"{look[1]}(?:{look[2]}){letter})", found[1])
    return letter + behind + word[found.end() :]


def _ends_with(words: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")\s*$") if words else None


@cache
def _actor_patterns() -> tuple[re.Pattern[str], tuple[tuple[Actor, bool], ...], re.Pattern[str]]:
    entries = vocabulary()["actors"]["entry"]
    groups = [_any_of(entry["words"]).pattern for entry in entries]
    named = "|".join(rf"(?P<a{at}>{group})" for at, group in enumerate(groups))
    kinds = tuple((Actor(entry["actor"]), bool(entry.get("guest"))) for entry in entries)
    before = _ends_with(vocabulary()["actors"]["not_after"])
    assert before is not None
    return re.compile(rf"(?<!\w)(?:{named})"), kinds, before


def mentions(text: str) -> Iterator[tuple[int, Mention]]:
    """Yield every actor named in a text in canonical spelling, with the place where the name begins."""
    pattern, kinds, _ = _actor_patterns()
    for found in pattern.finditer(text):
        at = int((found.lastgroup or "a0")[1:])
        yield found.start(), Mention(kinds[at][0], found.group().strip(), kinds[at][1])


_NAME_WORDS = 14


def _full_name(text: str, start: int, end: int) -> str:
    """The name that begins at a place, read on to the first verb or pause, at most 14 words."""
    stop = re.compile(rf"[,.;:()\n]|\b(?:{'|'.join(vocabulary()['actors']['after_name'])})\b").search(text, end)
    return " ".join(text[start : stop.start() if stop else len(text)].split()[:_NAME_WORDS])


_MARK = re.compile(
    r"[\s\-–+•*▪.(]*(?:(?:bước|b)\s*\d[\d.]*\s*[.:)/-]*\s*|[ivx]+\s*[.)]\s*|\d[\d.]*\s*[.):]\s*|[a-zđ]\d?\s*\)\s*|o\s+)?[\s\-–+•*▪]*"
)
_TITLE_WORDS = 12
_SMALL_WORDS = r"(?:,?\s[a-zà-ỹđ]+){0,8}?"
_RUN_ON = re.compile(
    r"\W*(?:(?:[a-zđ]\)|\d[\d.]*\.?)\s*)?(?:Bước\s+\d[\d.]*\s*[.:]\s*)?"
    rf"(?:Nộp|Tiếp|Kiểm|Thẩm|Giải|Xử|Trả|Nhận|Lập|Gửi|Xem){_SMALL_WORDS}\s(?:hồ sơ|TTHC|kết quả(?: giải quyết)?)"
    r"(?=\s(?:Trong|Tổ|Cá|Chủ|Cơ|Doanh|Thương|Sau|Khi|Trường|Người|Sở|Ủy|Uỷ|Cục|NLĐ|Nhà|Đơn|Chậm|Đối|Căn)\b)"
)
_TITLE_END = re.compile(r"[:\n]|\.\s+(?=[-–]\s)")
_CONDITION = re.compile(r"(?:trình tự (?:thực hiện )?)?(?:nếu|trường hợp|đối với)\b[^.;\n]*?\bthì\s+")
# A case that heads the lines behind it: "a) Trường hợp do Sở thực hiện:".
_HEADING_CASE = re.compile(r"(?:trường hợp|đối với)\b[^\n]{0,300}:\s*\n\s*")
_CLAUSE = re.compile(r"[^,:\n]*[,:]\s*")
# "Khi có nhu cầu xác định, xác định lại …, người khuyết tật nộp …": a row of aims is no row of acts.
_IN_NEED = re.compile(r"khi có (?:nhu cầu|yêu cầu)\b")
# "Các cơ quan, tổ chức, cá nhân …" is a subject where it opens the clause.
_ALL_OF = re.compile(r"(?:các|những|mọi)\s+")


def find_actor(text: str) -> Mention:
    """Return who does the first thing that a step's text says; UNKNOWN with no words where it says nobody."""
    spelled = canonical_spelling(_with_title_apart(text))
    lead = lead_verb(spelled)
    subject = _subject(spelled)
    if subject is not None and subject.actor is Actor.APPLICANT and _IN_NEED.match(spelled, _behind_marks(spelled, 0)):
        return subject
    if lead.actor is Actor.APPLICANT or (lead.words and subject is None):
        return lead
    if lead.words and subject is not None:
        return _named_behind_title(spelled) or (
            subject if subject.actor is not Actor.APPLICANT and _title_end(spelled) else lead
        )
    return subject or Mention(Actor.UNKNOWN, "")


def _with_title_apart(text: str) -> str:
    """The text with a title on a line of its own that runs into the words behind it: "Nộp hồ sơ Chủ hàng nộp …"."""
    found = _RUN_ON.match(text)
    return f"{text[: found.end()]}\n{text[found.end() + 1 :]}" if found else text


def _title_end(text: str) -> int:
    """Where the first words end that only name the step ("Bước 2: Tiếp nhận hồ sơ"), 0 where they say more."""
    start = _behind_marks(text, 0)
    end = _TITLE_END.search(text, start)
    if end is None or len(text[start : end.start()].split()) > _TITLE_WORDS or not text[end.end() :].strip():
        return 0
    return end.end()


def _named_behind_title(text: str) -> Mention | None:
    """Who is named right behind the title of a step: "Tiếp nhận hồ sơ", and on the next line who hands it in."""
    end = _title_end(text)
    at = _start(text, end) if end else 0
    found = next((mention for start, mention in mentions(text[: at + 60]) if end and start == at), None)
    return replace(found, name=_full_name(text, at, at + len(found.words))) if found else None


def lead_verb(text: str) -> Mention:
    """Return the actor implied by the verb with which a text in canonical spelling opens, behind mark and clauses."""
    start = _start(text)
    for actor in (Actor.APPLICANT, Actor.HANDLING_AGENCY):
        found = words_pattern("leads", actor.value).match(text, start)
        if found:
            return Mention(actor, found.group().strip())
    return Mention(Actor.UNKNOWN, "")


def _behind_marks(text: str, at: int) -> int:
    """Where the words begin behind the marks at a place, also where two stand in a row ("Bước 3:", "a)")."""
    while (mark := _MARK.match(text, at)) is not None and mark.end() > at:
        at = mark.end()
    return at


def _start(text: str, at: int = 0) -> int:
    """Where the main clause of a text begins: behind the mark and behind clauses of time and condition."""
    at = _behind_marks(text, at)
    opening = re.compile(rf"(?:{'|'.join(vocabulary()['actors']['clauses'])})\b")
    while opening.match(text, at):
        clause = _CONDITION.match(text, at) or _HEADING_CASE.match(text, at) or _CLAUSE.match(text, at)
        if clause is None:
            break
        at = _behind_marks(text, clause.end())
    return at


def _subject(text: str) -> Mention | None:
    start = _start(text)
    all_of = _ALL_OF.match(text, start)
    opens = {start, all_of.end() if all_of else start}
    _, _, before = _actor_patterns()
    for at, mention in mentions(text):
        if at >= start and (at in opens or not before.search(text, max(0, at - 16), at)):
            return replace(mention, name=_full_name(text, at, at + len(mention.words)))
    return None


@cache
def _acts() -> tuple[_ActWords, ...]:
    return tuple(
        _ActWords(
            Act(entry["act"]),
            re.compile(rf"(?:\b|(?=[,;]))(?:{_any_of(entry['words']).pattern})"),
            _noun_before(entry["not_after"], bool(entry.get("nouns", True))),
            bool(entry.get("conditions")),
        )
        for entry in vocabulary()["acts"]
    )


_NOUN_REACH = 80
# Whoever is named behind "do" did what is said, outside of the step ("hồ sơ do Công an cấp xã chuyển đến").
_DONE_BY = r"(?<!lý )(?<!tự )do (?:[\w-]+ ){1,7}"


def _noun_before(words: Sequence[str], named: bool) -> re.Pattern[str]:
    """The words before a verb that make it no act of the step, also over a row of verbs ("kết quả kiểm tra, …")."""
    masks = vocabulary()["masks"]
    nouns = "|".join(masks["nouns"])
    row = "|".join(masks["rows"])
    own = "|".join(words)
    name = rf"|(?:{nouns}) +(?:(?:{row}) *(?:,|và|hoặc)? +)*" if named else ""
    before = rf"(?<!\w)(?:(?:{own}) *{name}|{_DONE_BY})$"
    return re.compile(before.replace(" ", r"\s"))


def _masked(text: str) -> str:
    """The text with times, conditions and names that hold act words blanked out; every place stays as it was."""
    return words_pattern("masks", "clauses").sub(lambda found: " " * len(found.group()), text)


def _without_conditions(text: str) -> str:
    return words_pattern("masks", "conditions").sub(lambda found: " " * len(found.group()), text)


@cache
def _aims() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(vocabulary()['masks']['aims'])})(?!\w)(?:(?! thì | có văn bản )[^.;\n])*$")


_BROKEN_OFF = re.compile(r"\n(?=[a-zà-ỹđ])(?!o\s|[a-zđ]\d?\s?[.)])")


# A procedure before and after its marks has most of its steps in common.
@lru_cache(maxsize=1 << 12)
def find_acts(text: str) -> tuple[FoundAct, ...]:
    """Return the acts that a text names, each once, in the order of `Act`; one that is done is kept before an aim."""
    # A line that goes on in a small letter was broken off by the width of a page.
    spelled = canonical_spelling(_with_title_apart(_BROKEN_OFF.sub(" ", text)))
    if _named_behind_title(spelled):
        # A title names the step, and what follows says what is done.
        spelled = " " * (title := _title_end(spelled)) + spelled[title:]
    masked = _masked(spelled)
    unconditional = _without_conditions(masked)
    best: dict[Act, FoundAct] = {}
    for words in _acts():
        found = _best(words, masked if words.in_conditions else unconditional, spelled)
        if found is not None and (words.act not in best or best[words.act].aimed):
            best[words.act] = found
    return tuple(best[act] for act in Act if act in best)


_PASSED_UP = ("trình", "báo cáo", "kết quả", "hồ sơ")


def _best(words: _ActWords, text: str, shown: str) -> FoundAct | None:
    """The first act done, or else the first aim; of what is sent and what is passed on, the latter."""
    sent: FoundAct | None = None
    aimed: FoundAct | None = None
    for found in words.pattern.finditer(text):
        named = " ".join(shown[found.start() : found.end()].split())
        if words.not_after.search(text, max(0, found.start() - _NOUN_REACH), found.start()):
            continue
        passed_up = words.act is Act.DECIDE and named.startswith(_PASSED_UP)
        if not passed_up and not _aims().search(text, max(0, found.start() - 160), found.start()):
            if words.act is not Act.FORWARD or not named.startswith("gửi"):
                return FoundAct(words.act, named)
            sent = sent or FoundAct(words.act, named)
        aimed = aimed or FoundAct(words.act, named, aimed=True)
    return sent or aimed
