"""The elements of a procedure that a person can point at: each with an address, its part and its text.

An address is written as on the command line: `procedure`, `step:2`, `paper:1.3` (third paper of the first case),
`time:1` (time limit of the first channel), `fee:1.2`, `condition:1`, `result:1`, `law:4`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catalogue.problems import Problem, ProblemKind
from catalogue.records import Fee, Paper, Procedure, ProcessingTime
from catalogue.steps import split_steps, split_text
from catalogue.text import spelling_key


class Part(StrEnum):
    """The kinds of element, named as they stand in addresses."""

    PROCEDURE = "procedure"
    STEP = "step"
    CHANNEL = "channel"
    TIME = "time"
    FEE = "fee"
    PAPER = "paper"
    RESULT = "result"
    CONDITION = "condition"
    LEGAL_BASIS = "law"


@dataclass(frozen=True, slots=True)
class Element:
    """One element: where it is, what it says, and the record behind it where it has one of its own.

    `digest` is made of the part and the text as spelled (case, punctuation and tone placement do not count), so that
    the same element is known again in another edition.
    """

    part: Part
    address: str
    text: str
    record: Paper | Fee | ProcessingTime | None = None

    @property
    def digest(self) -> str:
        """The hexadecimal SHA-256 that tells this element from others."""
        return hashlib.sha256(f"{self.part}\n{spelling_key(self.text)}".encode()).hexdigest()


def elements(procedure: Procedure) -> tuple[Element, ...]:
    """Return every element of a procedure in the order in which it is shown."""
    return tuple(_elements(procedure))


def _elements(procedure: Procedure) -> Iterator[Element]:
    yield Element(Part.PROCEDURE, Part.PROCEDURE.value, procedure.name)
    for at, step in enumerate(split_steps(procedure.steps), 1):
        text = f"{step.name}\n{step.text}" if step.name and step.text else step.name or step.text
        yield Element(Part.STEP, f"step:{at}", text)
    for dossier_at, dossier in enumerate(procedure.dossiers, 1):
        for at, paper in enumerate(dossier.papers, 1):
            yield Element(Part.PAPER, f"paper:{dossier_at}.{at}", paper.text, paper)
    for channel_at, channel in enumerate(procedure.channels, 1):
        yield Element(Part.CHANNEL, f"channel:{channel_at}", f"{channel.kind}\n{channel.text}".strip())
        yield Element(Part.TIME, f"time:{channel_at}", time_words(channel.processing_time), channel.processing_time)
        for at, fee in enumerate(channel.fees, 1):
            yield Element(Part.FEE, f"fee:{channel_at}.{at}", fee_words(fee), fee)
    for at, result in enumerate(procedure.results, 1):
        yield Element(Part.RESULT, f"result:{at}", result.name)
    for at, condition in enumerate(split_text(procedure.conditions), 1):
        yield Element(Part.CONDITION, f"condition:{at}", condition)
    for at, basis in enumerate(procedure.legal_bases, 1):
        yield Element(Part.LEGAL_BASIS, f"law:{at}", " ".join(t for t in (basis.number, basis.title) if t))


_UNIT_WORDS = {
    "working_day": "ngày làm việc",
    "day": "ngày",
    "working_hour": "giờ làm việc",
    "hour": "giờ",
    "minute": "phút",
    "month": "tháng",
    "year": "năm",
}


UNSTATED_TIME = "chưa nêu rõ thời hạn"


def number_words(number: Any) -> str:
    """Return a number the Vietnamese way: `.` between thousands, `,` before decimals."""
    return f"{number:,f}".replace(",", " ").replace(".", ",").replace(" ", ".") if number is not None else ""


def time_words(time: ProcessingTime) -> str:
    """Return a time limit in Vietnamese words: the quantity with its unit, else the published text."""
    if time.quantity is not None and time.unit in _UNIT_WORDS:
        return f"{number_words(time.quantity)} {_UNIT_WORDS[time.unit]}"
    # Portals write the unit "other" and a bare number where the limit stands nowhere but in some description.
    return UNSTATED_TIME if time.text.isdigit() or not time.text else time.text


_FEE_WORDS = {"fee": "Phí", "charge": "Lệ phí", "price": "Giá dịch vụ", "unknown": ""}
_CURRENCY_WORDS = {"VND": "đồng"}


def money_words(amount: Any, currency: str) -> str:
    """Return an amount with its currency in Vietnamese words."""
    return f"{number_words(amount)} {_CURRENCY_WORDS.get(currency, currency)}"


def fee_words(fee: Fee) -> str:
    """Return a fee in Vietnamese words: its kind, its amount if there is one, and the published text."""
    amount = ""
    if fee.amount is not None:
        amount = money_words(fee.amount, fee.currency)
    # A published amount of 0 beside a text usually means that the text holds the real amount.
    if fee.amount == 0 and fee.text:
        amount = ""
    said = ": ".join(words for words in (_FEE_WORDS.get(fee.kind, ""), amount or fee.text) if words)
    return f"{said} ({fee.text})" if amount and fee.text else said


def find_element(procedure: Procedure, address: str, code: str = "") -> Element:
    """Return the element at an address; `paper:3` is the third paper where there is only one case.

    Raises `Problem` where the procedure has no such element.
    """
    wanted = address.strip().lower()
    part, _, place = wanted.partition(":")
    holders = {Part.PAPER.value: procedure.dossiers, Part.FEE.value: procedure.channels}.get(part, ())
    if len(holders) == 1 and place.isdigit():
        wanted = f"{part}:1.{place}"
    if part in (Part.TIME, Part.CONDITION) and not place:
        wanted = f"{part}:1"
    for element in elements(procedure):
        if element.address == wanted:
            return element
    raise Problem(ProblemKind.ELEMENT_UNKNOWN, element=address, code=code or procedure.name)
