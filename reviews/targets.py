"""What a mark aims at: the lower number of copies, time or money, read out of what a reviewer typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from catalogue.elements import Element, Part, money_words, time_words
from catalogue.measures.times import read_processing_time
from catalogue.problems import Problem, ProblemKind
from catalogue.records import Fee, Paper, ProcessingTime
from catalogue.text import fold, one_line
from reviews.published_fees import currency_of, highest_charged

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_ORIGINALS = re.compile(r"(?<!\d)(\d{1,4})\s*(?:ban chinh|originals?)")
_COPIES = re.compile(r"(?<!\d)(\d{1,4})\s*(?:ban sao|copies|copy)")
_TIME = re.compile(rf"({_NUMBER.pattern})\s*(.+)")
_UNITS = {
    "ngay lam viec": "working_day",
    "working days": "working_day",
    "working day": "working_day",
    "ngay": "day",
    "days": "day",
    "day": "day",
    "gio lam viec": "working_hour",
    "working hours": "working_hour",
    "working hour": "working_hour",
    "gio": "hour",
    "hours": "hour",
    "hour": "hour",
    "phut": "minute",
    "minutes": "minute",
    "minute": "minute",
    "thang": "month",
    "months": "month",
    "month": "month",
    "nam": "year",
    "years": "year",
    "year": "year",
}

# How a target is written, in the language of the documents that it goes into.
_EXAMPLES = {Part.PAPER: "1 bản chính, 0 bản sao", Part.TIME: "10 ngày làm việc", Part.FEE: "50.000 đồng"}
_EXAMPLE_OF_WORDS = "Cán bộ tiếp nhận kiểm tra hồ sơ ngay khi nhận"
_ADDRESS = re.compile(r"[a-z]+:[0-9]+(?:\.[0-9]+)?", re.IGNORECASE)
_FREE_OF_CHARGE = re.compile(r"(?:mien (?:phi|le phi|phi, le phi|thu)|khong thu(?: phi| le phi| phi, le phi)?)\W*")
_FREE = re.compile(r"mien (?:phi|le phi|thu)|khong (?:co|thu|mat)?\s*(?:phi|le phi)|khong(?: co)?\W*$")
_CALENDAR_MINUTES = {
    "minute": 1,
    "hour": 60,
    "working_hour": 60,
    "day": 1440,
    "working_day": 2016,
    "month": 43_200,
    "year": 525_600,
}


@dataclass(frozen=True, slots=True)
class Copies:
    """How many originals and copies of a paper are asked for; None where it is not said."""

    originals: int | None = None
    copies: int | None = None


def read_target(element: Element, typed: str) -> str:
    """Return a reduction's target in the form in which marks keep it, checked to be below today's value.

    A paper takes "1 bản chính, 0 bản sao" or one number (of copies), a time limit "10 ngày làm việc", a fee an
    amount in its own currency ("50.000", "5 USD"); other parts take words, not another element's address. Raises
    `Problem` where it cannot be read or is not lower.
    """
    typed = one_line(typed)
    match element.record:
        case Paper() as paper:
            return copies_words(_lower_copies(read_copies(typed, paper), paper, typed))
        case ProcessingTime() as time:
            return time_words(_shorter(read_time_limit(typed), time, typed))
        case Fee() as fee:
            return _cheaper(read_amount(typed, currency_of(fee)), fee, typed)
    if is_address(typed):
        raise _unreadable(typed, element.part)
    return typed


def is_address(target: str) -> bool:
    """Tell whether a target is written as the address of an element, such as `paper:1.2`."""
    return bool(_ADDRESS.fullmatch(target))


def is_free_of_charge(element: Element) -> bool:
    """Tell whether an element is a fee that says nothing but that nothing is charged."""
    fee = element.record
    return isinstance(fee, Fee) and not fee.amount and bool(_FREE_OF_CHARGE.fullmatch(fold(one_line(fee.text))))


def read_copies(typed: str, paper: Paper | None = None) -> Copies:
    """Return the numbers of originals and copies in words such as "1 bản chính và 1 bản sao".

    A bare number means copies, or originals of a paper that is asked for in originals only.
    """
    folded = fold(typed)
    originals, copies = _ORIGINALS.search(folded), _COPIES.search(folded)
    if originals or copies:
        return Copies(int(originals[1]) if originals else None, int(copies[1]) if copies else None)
    bare = re.fullmatch(r"\s*(\d{1,4})\s*(?:ban)?\s*", folded)
    if bare is None:
        raise _unreadable(typed, Part.PAPER)
    if paper is not None and paper.originals and not paper.copies:
        return Copies(originals=int(bare[1]))
    return Copies(copies=int(bare[1]))


def copies_words(copies: Copies) -> str:
    """Return numbers of originals and copies in Vietnamese words."""
    said = [(copies.originals, "bản chính"), (copies.copies, "bản sao")]
    return ", ".join(f"{number:02d} {words}" for number, words in said if number is not None)


def _lower_copies(target: Copies, paper: Paper, typed: str) -> Copies:
    pairs = [(target.originals, paper.originals), (target.copies, paper.copies)]
    known = [(new, old) for new, old in pairs if new is not None and old is not None]
    if any(new > old for new, old in known) or (known and all(new == old for new, old in known)):
        current = copies_words(Copies(paper.originals, paper.copies))
        raise Problem(ProblemKind.TARGET_NOT_LOWER, target=typed, current=current)
    return target


def read_time_limit(typed: str) -> ProcessingTime:
    """Return the time limit in words such as "10 ngày làm việc"; raises `Problem` where they name none."""
    found = _TIME.fullmatch(fold(typed).strip())
    unit = _UNITS.get(found[2].strip()) if found else None
    if found is None or unit is None:
        raise _unreadable(typed, Part.TIME)
    return ProcessingTime(_number(found[1]), unit)


def _shorter(target: ProcessingTime, time: ProcessingTime, typed: str) -> ProcessingTime:
    new, old = _rough_minutes(target), _rough_minutes(time)
    # Across units the comparison is rough, so only what is longer beyond doubt is refused.
    too_long = new >= old if target.unit == time.unit else new > old
    if old and too_long:
        raise Problem(ProblemKind.TARGET_NOT_LOWER, target=typed, current=time_words(time))
    return target


def _rough_minutes(time: ProcessingTime) -> Decimal:
    """The longest limit in calendar minutes, a working day as 7/5 of a day; 0 where none can be read."""
    if time.quantity is not None and time.unit in _CALENDAR_MINUTES:
        return time.quantity * _CALENDAR_MINUTES[time.unit]
    limits = read_processing_time(time).limits
    known = [limit.quantity * _CALENDAR_MINUTES[limit.unit] for limit in limits if limit.unit in _CALENDAR_MINUTES]
    return max(known) if known and len(known) == len(limits) else Decimal(0)


def read_amount(typed: str, currency: str) -> Decimal:
    """Return the amount in words such as "50.000 đồng" or "5 USD"; raises `Problem` where they name none."""
    names = "dong|d|vnd" if currency == "VND" else re.escape(fold(currency))
    found = re.fullmatch(rf"({_NUMBER.pattern})\s*(?:{names})?", fold(typed).strip())
    if found is None:
        raise _unreadable(typed, Part.FEE)
    return _number(found[1])


def _cheaper(target: Decimal, fee: Fee, typed: str) -> str:
    if not fee.amount and target and _FREE.match(fold(fee.text)):
        raise Problem(ProblemKind.TARGET_NOT_LOWER, target=typed, current=one_line(fee.text))
    currency, highest = currency_of(fee), highest_charged(fee)
    if highest is not None and target >= highest:
        raise Problem(ProblemKind.TARGET_NOT_LOWER, target=typed, current=money_words(highest, currency))
    return money_words(target, currency)


def _unreadable(typed: str, part: Part) -> Problem:
    return Problem(
        ProblemKind.TARGET_UNREADABLE, target=typed, part=part.value, example=_EXAMPLES.get(part, _EXAMPLE_OF_WORDS)
    )


def _number(text: str) -> Decimal:
    """A number the Vietnamese way: `.` between thousands, `,` before decimals."""
    return Decimal(text.replace(".", "").replace(",", "."))
