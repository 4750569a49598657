"""The tiers of a fee inside a text: each sum with the case it applies to, and the cases in which nothing is charged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalogue.measures.clauses import Clause, clauses, without_lead
from catalogue.measures.fee_words import exemption, is_citation, is_flattened_table, is_free, kind_said, set_elsewhere
from catalogue.measures.money import Sum, may_hold_sums, sums

_LONGEST_HEADING = 250

# A sum that bounds the value of the thing at hand belongs to the case, not to the fee.
_OF_VALUE = re.compile(
    r"(?:(?:giá trị|trị giá|vốn|doanh thu|thu nhập|mức đầu tư)(?:\s+[^\s:;.,]+){0,6}"
    r"|(?:trên|dưới|hơn|vượt|≤|≥|<|>)(?:\s+từ)?)\s*\Z",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(r"(?:chưa|không)\s+(?:bao\s+)?gồm[^,;:]{0,30}\Z", re.IGNORECASE)
_CHARGED = re.compile(r"(?:thu|nộp|là|phí)\s*\Z", re.IGNORECASE)
_LABEL_FOLLOWS = re.compile(r"[^,.;:()|\n–-]{0,40}:|\s*(?:đến|tới)\s+(?:dưới|hết|không quá|bằng)\b", re.IGNORECASE)
_CASE_BEGINS = re.compile(
    r"[\s,]*(?:đối với|cho|kể từ|từ ngày|từ\b|nếu|khi\b|trường hợp|áp dụng|tại\b|trong\b|với\b|đến hết|tùy)",
    re.IGNORECASE,
)
_ITS_SOURCE = re.compile(
    r"[\s,]*(?:tại|trong)\s[^()]*?(?=\s*\(|\s(?:đối với|cho|nếu|khi|trường hợp|kể từ)\b|\Z)", re.IGNORECASE
)
_ENDS_OPEN = re.compile(r"[\s,]+(?:và|hoặc)\Z", re.IGNORECASE)
_APPLIES = re.compile(r"áp dụng\s+(?=(?:đến hết|từ ngày|kể từ|đối với|cho)\b)", re.IGNORECASE)
_DATE = r"(?:ngày )?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})"
# Of "Kể từ ngày … đến hết ngày …, mức thu lệ phí khi … bằng" only the period and the case say when it applies.
_PERIOD = re.compile(
    rf"(?P<period>(?:kể )?từ {_DATE} (?:đến|tới)(?: hết)? {_DATE}),? (?:các )?(?:mức|lệ phí|phí)\b[^;]*?"
    r"(?P<case>\b(?:khi|đối với|nếu)\b[^;]*)?\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(r",[^,;]*:\s*")
_NEXT_CASE = re.compile(r",\s*(?=(?:trường hợp|đối với|nếu|từ|tối đa)\b)", re.IGNORECASE)
_JOINING = (
    r"(?:áp dụng|thu|là|bằng|gồm|bao gồm|còn|giảm|tăng|thêm|nộp|tối đa|không quá|không vượt quá|tối thiểu|từ"
    r"|nhưng|(?<!tiếp )theo|được|có|chỉ|thì|như sau|cụ thể|với)"
)
_LEVY = r"(?:mức\s+thu\s+(?:lệ\s+phí|phí)|mức\s+(?:lệ\s+phí|phí|thu|giá)|lệ\s+phí|phí|số\s+tiền|mức|giá)"
_TRAILING = re.compile(
    rf"(?:(?<![^\W\d_]){_JOINING}|(?<=áp dụng ){_LEVY}|(?<=[,(] ){_LEVY}|(?<=[,(]){_LEVY}|(?<=thu ){_LEVY})\Z",
    re.IGNORECASE,
)
# Atomic, since the alternatives overlap.
_GENERIC = re.compile(
    rf"(?>\W|{_LEVY}\b|{_JOINING}\b|thực hiện\b|đồng\b|và\b|về\b|hiện hành\b|chi phí\b|xem chi tiết|nếu có)*+\Z",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\bgồm\b", re.IGNORECASE)
_EXEMPT_CASE = re.compile(r"\s*(?:đối với|cho|trong|khi|nếu|với|những|các|đến hết)\b", re.IGNORECASE)
_ONLY_NOW = re.compile(r"(?:hiện(?: nay| tại)?|tạm thời)\b", re.IGNORECASE)
_THEN = re.compile(r"\s+thì\b", re.IGNORECASE)
_EXEMPT_LATER = re.compile(r"[^.;]{0,60}?\b(?=(?:đối với|cho)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tier:
    """One sum with the kind of levy named beside it (or ""), its case, and the words it was read from.

    `part` says that the sum is a part of another ("gồm 3.000.000 đồng … và 1.500.000 đồng …").
    """

    kind: str
    sum: Sum
    condition: str
    evidence: str
    part: bool = False


@lru_cache(maxsize=10_000)
def tiers(text: str, exemptions: bool = True) -> tuple[Tier, ...]:
    """Return the tiers that a text lists, in order; a tier of 0 says that nothing is charged in its case.

    Words that exempt somebody are looked for unless told not to, as in texts that are mostly about other things.
    """
    if not exemptions and not may_hold_sums(text):
        return ()
    # The fees of one procedure often share their words.
    return tuple(tier for clause in clauses(text) for tier in _of_clause(clause, exemptions))


def free_of_all(text: str) -> bool:
    """Tell whether a clause of the text says that nothing is charged, of anybody."""
    for clause in clauses(text):
        found = exemption(clause.text)
        if is_free(clause.text) or (found and not _exempt_case(clause, found)):
            return True
    return False


def _of_clause(clause: Clause, exemptions: bool) -> Iterator[Tier]:
    found = _charged(clause.text, sums(clause.text))
    if not found:
        yield from _exempt(clause) if exemptions else ()
        return
    cases = _cases(clause.text, found)
    headings = [own_words(heading) for heading in clause.headings if len(heading) <= _LONGEST_HEADING]
    part = any(_PARTS.search(words) for words in (*clause.headings[-1:], clause.text[: found[0].start]))
    shared = own_words(cases[0][0]) if cases[0][0].rstrip().endswith(":") else ""
    for one, (said, after) in zip(found, cases, strict=True):
        free, before = _told_first(said)
        if free and exemptions:
            yield from _exempt(Clause(free, clause.level))
        own = own_words(before) or (shared if after else "")
        condition = "; ".join(words for words in (*headings, own, after) if words)
        kind = kind_said(before) or next(filter(None, map(kind_said, reversed(clause.headings))), "")
        yield Tier(kind, one, condition, clause.text[one.start : one.end].strip(), part)
    rest = clause.text[found[-1].end :].rpartition(";")[2]
    if exemptions and rest.strip():
        yield from _exempt(Clause(rest.strip(), clause.level))


def _charged(text: str, found: Sequence[Sum]) -> list[Sum]:
    """The sums that are charged, without those that only bound a value ("dưới 2,1 tỷ đồng")."""
    charged = []
    end = 0
    for at, one in enumerate(found):
        before = text[end : one.start]
        bounds = (_OF_VALUE.search(before) and not _CHARGED.search(before)) or _LEFT_OUT.search(before)
        label = _LABEL_FOLLOWS.match(text[one.end : found[at + 1].start]) if at + 1 < len(found) else None
        labels = label is not None and not kind_said(label.group())
        if not bounds and not labels:
            charged.append(one)
            end = one.end
    return charged


def _cases(text: str, found: Sequence[Sum]) -> list[tuple[str, str]]:
    """For every sum the words before it and the case said after it."""
    before = [text[: found[0].start]]
    after = []
    for one, later in zip(found, (*found[1:], None), strict=True):
        between = text[one.end : later.start if later else len(text)]
        own, rest = _parted(between, last=later is None)
        after.append(own)
        before.append(rest)
    return list(zip(before, after, strict=False))


def _parted(words: str, last: bool) -> tuple[str, str]:
    """The words between two sums: the case of the first, and what stands before the second."""
    bracketed = re.match(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)", words)
    if bracketed:
        inside = bracketed[1].strip()
        own, rest = _parted(words[bracketed.end() :], last)
        case = "" if is_citation(inside) else inside
        case = _APPLIES.sub("", case, count=1) if _APPLIES.match(case) else case
        return "; ".join(filter(None, (case, own))), rest
    semicolon = max(words.rfind(";"), words.rfind("|"))
    if not last and semicolon >= 0:
        first = words.find(";")
        if 0 <= first < semicolon and exemption(words[first:]):
            semicolon = first
        return _case_after(words[:semicolon]), words[semicolon + 1 :]
    if not _CASE_BEGINS.match(words) or (not last and _LABEL.fullmatch(words)):
        return "", words
    turn = None if last else _NEXT_CASE.search(words, 3)
    if turn:
        return _case_after(words[: turn.start()]), words[turn.end() :]
    return _case_after(words) if last or "(" not in words else _split_at_bracket(words)[0], _split_at_bracket(words)[1]


def _told_first(words: str) -> tuple[str, str]:
    """What words before a sum say about nobody's or another case's charge, and the rest that leads to the sum."""
    left, semicolon, right = words.rpartition(";")
    if semicolon and (exemption(left) or is_free(left)):
        return left, right
    found = exemption(words)
    comma = words.rfind(",")
    if found and comma > found.end() and _EXEMPT_CASE.match(words, found.end()):
        return words[:comma], words[comma + 1 :]
    return "", words


def _split_at_bracket(words: str) -> tuple[str, str]:
    at = words.rfind("(")
    return (_case_after(words[:at]), words[at:]) if at >= 0 else (_case_after(words), "")


def _case_after(words: str) -> str:
    """The case that words after a sum name, up to a closing bracket that was opened before them."""
    if not _CASE_BEGINS.match(words):
        return ""
    source = _ITS_SOURCE.match(words)
    if source and is_citation(source.group().strip(" ,")):
        words = words[source.end() :].lstrip(" (")
        words = "" if is_citation(words.removeprefix("Đồng").lstrip(" (")) else words
    depth = 0
    for at, character in enumerate(words):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            words = words[:at]
            break
    tidy = _period(_ENDS_OPEN.sub("", " ".join(words.split()).strip(" ,.;:")))
    if _GENERIC.match(tidy):
        return ""
    return _APPLIES.sub("", tidy, count=1) if _APPLIES.match(tidy) else tidy


def own_words(words: str) -> str:
    """Return the case that words before a sum name, without the words that only lead to the sum."""
    tidy = " ".join(words.split())
    if _GENERIC.match(tidy):
        return ""
    tidy = without_lead(tidy, _TRAILING).strip(" ,.;:(=–-+•|")
    if _GENERIC.match(tidy) or (set_elsewhere(tidy) and is_citation(tidy)):
        return ""
    return _period(tidy)


def _period(words: str) -> str:
    """The words of a case without those that only name the levy between its period and the rest."""
    found = _PERIOD.match(words)
    return "; ".join(filter(None, found.groups())) if found else words


def _exempt(clause: Clause) -> Iterator[Tier]:
    found = exemption(clause.text)
    if not found or is_flattened_table(clause.text):
        return
    case = _exempt_case(clause, found)
    if case:
        nothing = Sum(found.start(), found.end(), 0, 0, "VND")
        yield Tier(kind_said(found.group().replace("miễn", "")), nothing, case, found.group())


def _exempt_case(clause: Clause, found: re.Match[str]) -> str:
    """The case in which nothing is charged; the empty string where that holds for everybody."""
    later = clause.text[found.end() :]
    before = clause.text[: found.start()]
    words = ""
    if _EXEMPT_CASE.match(later):
        words = later
    elif before.rstrip().endswith(":") and not later.strip(" .;)"):
        words = before.rstrip(" :")
    elif (reach := _EXEMPT_LATER.match(later)) is not None:
        words = later[reach.end() :]
    elif _ONLY_NOW.sub("", before).strip(" (-–•+*") or clause.text.endswith(":"):
        words = clause.text
    depth = 0
    for at, character in enumerate(words):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            words = words[:at]
            break
    if _GENERIC.match(words.replace(found.group(), "")):
        return ""
    return _THEN.split(" ".join(words.split()), maxsplit=1)[0].strip(" ,.;:(")
