"""Legal instruments by their numbers: `Nghị định số 19/2011/ND-CP` and `19/2011/NĐ-CP19` are both 19/2011/NĐ-CP.

A number says the kind of the instrument, who issued it and mostly the year (Decree 34/2016/NĐ-CP, article 57). What
published lists add to it (words before, the first letters of the next title, digits of a year or of the number
itself glued to it) is taken off and kept as `rest`. A number that breaks off is mended only where one reading is
possible; otherwise it stays as it is and says that it is not whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from catalogue.issuing_bodies import ASSEMBLY, BODIES, BY_FOLDED, LOCAL, STANDING_COMMITTEE
from catalogue.text import fold, one_line


class InstrumentKind(StrEnum):
    """What kind of legal instrument a number belongs to.

    The number of an act of the National Assembly does not say whether it is a law or a resolution; where no title
    says it either, the kind is `ASSEMBLY_ACT`.
    """

    CONSTITUTION = "constitution"  # Hiến pháp
    CODE = "code"  # Bộ luật
    LAW = "law"  # Luật
    ASSEMBLY_ACT = "assembly-act"  # Luật hoặc nghị quyết, pháp lệnh
    ORDINANCE = "ordinance"  # Pháp lệnh
    ORDER = "order"  # Lệnh
    RESOLUTION = "resolution"  # Nghị quyết
    JOINT_RESOLUTION = "joint-resolution"  # Nghị quyết liên tịch
    DECREE = "decree"  # Nghị định
    DECISION = "decision"  # Quyết định
    DIRECTIVE = "directive"  # Chỉ thị
    CIRCULAR = "circular"  # Thông tư
    JOINT_CIRCULAR = "joint-circular"  # Thông tư liên tịch
    CONSOLIDATION = "consolidation"  # Văn bản hợp nhất
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class InstrumentNumber:
    """A number in its one form, with what it says; `year` is None where it has none, `rest` what was glued to it.

    `whole` is False where the number breaks off; `local` tells that each province counts such numbers for itself.
    """

    number: str
    kind: InstrumentKind
    issuer: str
    year: int | None
    rest: str = ""
    whole: bool = True
    local: bool = False


_TYPES = {
    "ND": ("NĐ", InstrumentKind.DECREE),
    "TT": ("TT", InstrumentKind.CIRCULAR),
    "TTLT": ("TTLT", InstrumentKind.JOINT_CIRCULAR),
    "QD": ("QĐ", InstrumentKind.DECISION),
    "NQ": ("NQ", InstrumentKind.RESOLUTION),
    "NQLT": ("NQLT", InstrumentKind.JOINT_RESOLUTION),
    "PL": ("PL", InstrumentKind.ORDINANCE),
    "CT": ("CT", InstrumentKind.DIRECTIVE),
    "L": ("L", InstrumentKind.ORDER),
    "VBHN": ("VBHN", InstrumentKind.CONSOLIDATION),
    "QC": ("QC", InstrumentKind.OTHER),
    "QCPH": ("QCPH", InstrumentKind.OTHER),
    "KH": ("KH", InstrumentKind.OTHER),
    "TB": ("TB", InstrumentKind.OTHER),
    "CV": ("CV", InstrumentKind.OTHER),
    "HD": ("HD", InstrumentKind.OTHER),
    "KL": ("KL", InstrumentKind.OTHER),
}

# Who can issue a kind, where that decides how a number that breaks off goes on.
_ONLY_ISSUERS = {"NĐ": ("CP",), "NQ": ("CP", "HĐND", "HĐTP")}

# Instruments of these kinds never reach a thousand in one year, so that a fourth digit belongs to something else.
_FEW_A_YEAR = frozenset({"NĐ", "TT", "TTLT", "QH", "UBTVQH"})

# The National Assembly's terms by their first and last years.
_TERMS = {8: (1987, 1992), 9: (1992, 1997), 10: (1997, 2002), 11: (2002, 2007), 12: (2007, 2011)} | {
    term: (2011 + 5 * (term - 13), 2016 + 5 * (term - 13)) for term in range(13, 20)
}

# What follows a number in lists whose lines run together: the first letters of the next title.
_NEXT_WORDS = [
    "LUAT",
    "THONG",
    "NGHI",
    "QUYET",
    "QUY",
    "QUYEN",
    "SUA",
    "BAN",
    "HUONG",
    "VE",
    "BO",
    "CHINH",
    "THI",
    "PHAP",
    "NGAY",
    "CUA",
    "CHI",
    "TIET",
    "BAI",
    "DIEU",
    "VAN",
    "CAN",
    "HIEN",
]

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_LETTERS = r"[^\W\d_]"
_NUMBER = re.compile(
    # A look at one character comes first, since most places fail it. No number goes on with a letter that is taken
    # for a mistyped digit.
    r"(?=\d)(?:(?<![\w/.])|(?<=\bTT)|(?<=\bNĐ)|(?<=\bQĐ)|(?<=\bNQ))(?P<n>\d{1,4}(?:\.\d{1,3})?(?:\s?\.?(?![oli])[a-zđ])?)"
    r"\s*(?:/|-(?=(?:19|20)\d\d\s*/))\s*(?:(?P<year>(?:19|20)\d\d)\s*[/-]?\s*)?"
    rf"(?P<symbol>(?:UBTV)?QH[\s-]{{1,2}}1\d(?!\w)|{_LETTERS}[\w&]*(?:(?:\s?[-/]\s?|\.(?=(?:CP|TTg|UBND|HĐND)\b)){_LETTERS}[\w&]*)*)",
    re.IGNORECASE,
)
# The letters O and l where a typist meant 0 and 1.
_MISTYPED = re.compile(r"(?<![\w/.])[\dOolI]{1,4}\s*/\s*[12][\dOolI]{3}(?=\s*/)|(?<=QH)\s?[\dlI][\dOolI](?!\w)")
_MAY_BE_MISTYPED = re.compile(r"\d[OolI]|[OolI]\d|QH\s?[lI]")
_MEANT = str.maketrans("OolI", "0011")
# Signs that were run together: "15/2021/NĐCP".
_RUN_TOGETHER = re.compile(
    r"(?:(?<=^NĐ)|(?<=^ND)|(?<=^NQ))(?=CP\b)|(?:(?<=^QĐ)|(?<=^QD)|(?<=^CT))(?=TTg\b)", re.IGNORECASE
)
# Dots in place of slashes and hyphens: "15.2021.NĐ-CP", "04.2020/TT.BTP".
_DOTTED = re.compile(
    r"(?<![\w/.,-])(?P<n>\d{1,4})(?:\.(?P<year>(?:19|20)\d\d)[./]|/(?P<after>(?:19|20)\d\d)\.)"
    rf"(?P<symbol>(?:N[ĐDÐ]|TTLT|TT|Q[ĐDÐ]|NQLT|NQ|PL|CT|VBHN|UBTVQH|QH)(?=[-./\d])(?:\.{_LETTERS}[\w&]*)*)",
    re.IGNORECASE,
)
# Until 1997 the Government's decrees had no year and no sign of their kind, which only the word before them tells:
# "Nghị định số 12/CP". Its resolutions, and decisions without a year, are numbered that way to this day.
_OLD_DECREE = re.compile(
    r"(?<!\w)ngh[iị] [đd][iị]nh(?: s[ốo])?\s*:?\s*(?P<n>\d{1,3}[a-z]?)\s?[-/]\s?CP(?![\w/]|-\w)", re.IGNORECASE
)
_PARTY_NUMBER = re.compile(rf"(?<![\w/.])(\d{{1,5}})\s?-\s?(QĐ|CT|NQ|HD|QC|KL)\s?/\s?({_LETTERS}{{2,5}})(?!\w)")
_ASSEMBLY = re.compile(r"(?:(NQ|PL|L)-)?(UBTVQH|QH)(\d*)(.*)")
_ISSUER = re.compile(r"([A-Z&]+)(.*)", re.DOTALL)


def normalise_number(text: str) -> str:
    """Return the first instrument number of a text in its one form, the empty string where it holds none."""
    found = read_number(text)
    return found.number if found else ""


@lru_cache(maxsize=50_000)
def read_number(text: str) -> InstrumentNumber | None:
    """Return the first instrument number that a text holds, None where it holds none."""
    return next((number for _, _, number in numbers_in(text)), None)


def numbers_in(text: str) -> Iterator[tuple[int, int, InstrumentNumber]]:
    """Give the instrument numbers of a text in order, each with where it begins and ends in `one_line(text)`."""
    plain = _DASHES.sub("-", one_line(text))
    if _MAY_BE_MISTYPED.search(plain):
        plain = _MISTYPED.sub(lambda typed: typed.group().translate(_MEANT), plain)
    plain = _DOTTED.sub(_undotted, plain)
    old = list(_OLD_DECREE.finditer(plain)) if "CP" in plain.upper() else []
    if not old:
        yield from _dated_numbers(plain)
        return
    decrees = [(found.start("n"), found.end(), _read(found["n"], None, "NĐ-CP")) for found in old]
    told = [(start, end, number) for start, end, number in decrees if number is not None]
    yield from sorted([*told, *_dated_numbers(plain)], key=lambda one: one[0])


def _undotted(found: re.Match[str]) -> str:
    symbol = found["symbol"].replace(".", "-")
    return f"{found['n']}/{found['year'] or found['after']}/{symbol}"


def _dated_numbers(plain: str) -> Iterator[tuple[int, int, InstrumentNumber]]:
    at = 0
    while found := _NUMBER.search(plain, at):
        number = _read(found["n"], found["year"], found["symbol"])
        # Words may follow a hyphen or a slash that is no part of the number.
        shorter = found["symbol"]
        while number is None and (cut := max(shorter.rfind("-"), shorter.rfind("/"))) > 0:
            shorter = shorter[:cut].rstrip()
            number = _read(found["n"], found["year"], shorter)
        end = found.start("symbol") + len(shorter)
        if number is not None:
            yield found.start(), end, number
        at = max(end, found.start() + 1)
    if at == 0 and (party := _PARTY_NUMBER.search(plain)):
        yield party.start(), party.end(), _party_number(party)


def _party_number(found: re.Match[str]) -> InstrumentNumber:
    kind = _TYPES[fold(found[2]).upper()][1]
    body = BY_FOLDED.get(fold(found[3]).upper(), found[3].upper())
    return InstrumentNumber(f"{found[1]}-{found[2].upper()}/{body}", kind, BODIES.get(body, ""), None)


def _read(n: str, year_text: str | None, symbol: str) -> InstrumentNumber | None:
    year = int(year_text) if year_text else None
    plain = re.sub(r"\s?([-/])\s?", r"\1", symbol.replace(".", "-"))
    plain = _RUN_TOGETHER.sub("-", re.sub(r"(?<=QH)[\s-]+(?=\d)", "", plain))
    folded = fold(plain).upper()
    assembly = _ASSEMBLY.fullmatch(folded)
    if assembly and year:
        return _assembly_number(n, year, assembly, plain)
    return _ministry_number(n, year, folded, plain)


def _assembly_number(n: str, year: int, found: re.Match[str], symbol: str) -> InstrumentNumber | None:
    prefix, body, digits, _ = found.groups()
    term, whole = _term(digits, year)
    number, before = _own_number(n, year, body)
    after = symbol[found.start(3) + len(term) :] if whole and digits.startswith(term) else symbol[found.start(4) :]
    kind = {"NQ": InstrumentKind.RESOLUTION, "PL": InstrumentKind.ORDINANCE, "L": InstrumentKind.LAW}.get(
        prefix or "", InstrumentKind.ASSEMBLY_ACT
    )
    # The Assembly's own numbers name no kind; those of its standing committee may.
    shown = f"{prefix}-{body}" if prefix and body == "UBTVQH" else body
    issuer = ASSEMBLY if body == "QH" else STANDING_COMMITTEE
    return InstrumentNumber(f"{number}/{year}/{shown}{term}", kind, issuer, year, _rest(before, after), whole)


def _term(digits: str, year: int) -> tuple[str, bool]:
    """The Assembly's term out of the digits that follow its sign, and whether it is known."""
    possible = [str(term) for term, (first, last) in _TERMS.items() if first <= year <= last]
    for term in possible:
        if digits.startswith(term):
            return term, True
    if len(digits) >= 2 and digits[:2].isdigit() and int(digits[:2]) in _TERMS:
        return digits[:2], True
    begun = [term for term in possible if term.startswith(digits)] if digits else []
    return (begun[0], True) if len(begun) == 1 else (digits, False)


def _ministry_number(n: str, year: int | None, folded: str, symbol: str) -> InstrumentNumber | None:
    head, _, tail = folded.replace("/", "-").partition("-")
    if head not in _TYPES:
        return None
    sign, kind = _TYPES[head]
    issuers, after, whole = _issuers(sign, year, tail, symbol[len(head) + 1 :])
    number, before = _own_number(n, year, sign if not set(issuers) & set(LOCAL) else "")
    middle = f"{year}/" if year else ""
    names = " - ".join(dict.fromkeys(BODIES[body] for body in issuers if body in BODIES))
    local = bool(set(issuers) & set(LOCAL)) or (not issuers and sign in ("QĐ", "NQ", "CT"))
    signs = "-".join((sign, *issuers))
    return InstrumentNumber(f"{number}/{middle}{signs}", kind, names, year, _rest(before, after), whole, local)


def _issuers(sign: str, year: int | None, folded: str, symbol: str) -> tuple[list[str], str, bool]:
    """The issuers' abbreviations out of what follows the kind, what is glued to the last, and whether it is whole."""
    if not folded:
        return [], "", False
    issuers: list[str] = []
    at = 0
    for token in folded.split("-"):
        found = _ISSUER.fullmatch(token)
        if found is None:
            return issuers, symbol[max(at - 1, 0) :], bool(issuers)
        body, length, whole = _body(sign, year, found[1].replace("&", ""), len(found[1]))
        issuers.append(body if body in BODIES else symbol[at : at + length].upper())
        if length < len(token) or not whole:
            return issuers, symbol[at + length :], whole
        at += len(token) + 1
    return issuers, "", True


def _body(sign: str, year: int | None, letters: str, length: int) -> tuple[str, int, bool]:
    """The abbreviation that some letters are or begin with, how many of them it takes, and whether it is whole."""
    if letters in BY_FOLDED:
        return BY_FOLDED[letters], length, True
    for shorter in range(len(letters) - 1, 1, -1):
        glued = letters[shorter:]
        if letters[:shorter] in BY_FOLDED and any(word.startswith(glued) for word in _NEXT_WORDS):
            return BY_FOLDED[letters[:shorter]], length - len(glued), True
    begun = [body for folded, body in BY_FOLDED.items() if folded.startswith(letters)]
    possible = [body for body in begun if body in _ONLY_ISSUERS.get(sign, begun)]
    if sign == "QĐ" and year is not None and year >= 2009 and "TTg" in possible:
        # Since the law on legislation of 2008 nobody else with such letters issues numbered decisions with a year.
        return "TTg", length, True
    if len(possible) == 1 and sign in _ONLY_ISSUERS:
        return possible[0], length, True
    return letters, length, not begun


def _own_number(n: str, year: int | None, sign: str) -> tuple[str, str]:
    """The instrument's own number with at least two digits, and the digits before it that belong to something else."""
    n = re.sub(r"[\s.](?=[a-zđ]$)", "", n.lower())
    before = ""
    if glued := re.fullmatch(r"((?:19|20)\d\d)\.(\d+[a-zđ]?)", n):
        before, n = glued[1] + ".", glued[2]
    elif year is not None and sign in _FEW_A_YEAR and re.fullmatch(r"\d{4}", n):
        # "năm 2023" run together with "23/2023/QH15": at most four digits were kept of it.
        years = 2000 + int(n[:2]) <= year or 1900 + int(n[:2]) >= 1986
        taken = 2 if years or n[1] == "0" else 1
        before, n = n[:taken], n[taken:]
    whole, point, more = n.partition(".")
    digits = whole.rstrip("abcdefghijklmnopqrstuvwxyzđ")
    return digits.lstrip("0").rjust(2, "0") + whole[len(digits) :] + point + more, before


def _rest(before: str, after: str) -> str:
    glued = re.split("[-/ ]", after, maxsplit=1)[0]
    return " … ".join(part for part in (before, glued) if part)
