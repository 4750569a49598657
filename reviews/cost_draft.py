"""A first draft of a procedure's cost table, made from its record and the suggested norms.

What the record says (papers, copies, channels, fees, inspections) gives the lines; how long each takes comes from the
norms, which nobody has confirmed, so that a draft is provisional until a reviewer has been over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

from catalogue.records import Procedure, Step
from catalogue.steps import split_steps
from reviews.cost_fees import fee_lines
from reviews.cost_papers import paper_lines
from reviews.costs import ONCE_A_YEAR, CostLine, CostTable, Exact, Figure, Gap
from reviews.income import Income
from reviews.norms import Norm, Norms, suggested_norms

# Of the channels that are offered the first of these is taken where nobody said how applicants deal.
_USUAL_CHANNELS = ("direct", "postal", "online")

# An office inspects on the spot: the place, and shortly before it in the same clause what is done there.
_PLACES = ("thực tế", "thực địa", "hiện trường", "tại chỗ", "tại cơ sở", "tại nơi")
_PLACE = re.compile("|".join(_PLACES))
_DONE_THERE = re.compile(r"(?:kiểm tra|thẩm định|đánh giá|khảo sát|xác minh|thẩm tra)[^.;\n]{0,60}\Z")
_FARTHEST_WORK = 60 + len("thẩm định")
_ATTENDANCE = ("phỏng vấn", "sát hạch", "chụp ảnh chân dung", "thi kiểm tra", "dự thi", "thi tuyển")
_FINGERPRINTS = re.compile(r"(?:thu nhận|thu thập|lấy|lăn)\s+(?:dấu\s+)?vân tay")


@dataclass(frozen=True, slots=True)
class DraftRules:
    """What a draft is made with: the norms, rates of foreign currencies in đồng, and shares of the channels.

    `shares` (adding up to 1) is what somebody said of how applicants deal; empty where nobody did.
    """

    norms: Norms = field(default_factory=suggested_norms)
    rates: Mapping[str, Fraction] = field(default_factory=dict)
    shares: Mapping[str, Exact] = field(default_factory=dict)


def draft_table(
    procedure: Procedure,
    income: Income,
    rules: DraftRules | None = None,
    times: Figure = ONCE_A_YEAR,
    subjects: Figure | None = None,
) -> CostTable:
    """Return the table that follows from a record: a line per paper, then per channel, inspection and fee."""
    rules = rules or DraftRules()
    lines, gaps = draft_lines(procedure, rules)
    offered = channel_kinds(procedure)
    shares = channel_shares(offered, rules.shares)
    known = len(offered) < 2 or bool(rules.shares)
    return CostTable(tuple(lines), income, times, subjects, shares, known, tuple(gaps))


def channel_kinds(procedure: Procedure) -> tuple[str, ...]:
    """Return the kinds of channel that a procedure offers, in the order of its record; direct where it names none."""
    return tuple(dict.fromkeys(channel.kind for channel in procedure.channels)) or ("direct",)


def channel_shares(offered: tuple[str, ...], wanted: Mapping[str, Exact]) -> tuple[tuple[str, Exact], ...]:
    """Return how applicants spread over the channels that are offered, adding up to 1.

    What is wanted of channels that are not offered falls to the others in their proportion; without any wish everybody
    uses the usual channel: direct, else postal, else online.
    """
    kept = {kind: wanted[kind] for kind in offered if wanted.get(kind)}
    whole = sum(kept.values())
    if whole:
        return tuple((kind, share if whole == 1 else Fraction(share) / whole) for kind, share in kept.items())
    usual = next((kind for kind in _USUAL_CHANNELS if kind in offered), offered[0])
    return ((usual, 1),)


def draft_lines(procedure: Procedure, rules: DraftRules) -> tuple[list[CostLine], list[Gap]]:
    """Return a draft's lines in the order of the official table, for every channel that is offered, and its gaps."""
    norms = rules.norms
    submit: list[CostLine] = []
    pay: list[CostLine] = []
    receive: list[CostLine] = []
    gaps: list[Gap] = []
    for kind in channel_kinds(procedure):
        way = kind if kind in _USUAL_CHANNELS else "direct"
        address = _channel_address(procedure, kind)
        submit.append(_line(norms.get(f"submit_{way}"), address, kind))
        receive.append(_line(norms.get(f"receive_{way}"), address, kind))
        fees, open_questions = fee_lines(procedure.channels, kind, rules.rates)
        gaps += open_questions
        if fees:
            pay.append(_line(norms.get("pay_online" if way == "online" else "pay_direct"), address, kind))
            pay += fees
    lines = (
        paper_lines(procedure, norms, channel_kinds(procedure)) + submit + pay + _step_lines(procedure, norms) + receive
    )
    return lines, gaps


def _channel_address(procedure: Procedure, kind: str) -> str:
    for at, channel in enumerate(procedure.channels, 1):
        if channel.kind == kind:
            return f"channel:{at}"
    return ""


def _line(norm: Norm, address: str = "", channel: str = "") -> CostLine:
    return CostLine(norm.activity, norm.label, address, channel, minutes=norm.minutes, out_of_pocket=norm.out_of_pocket)


def _step_lines(procedure: Procedure, norms: Norms) -> list[CostLine]:
    """A line for an inspection and one for coming in person for more than papers, where the steps speak of them."""
    found = zip(("inspection", "attend"), _steps_asking(procedure.steps), strict=True)
    return [_line(norms.get(code), f"step:{at}" if at else "") for code, at in found if at is not None]


@lru_cache(maxsize=100_000)
def _steps_asking(steps: tuple[Step, ...]) -> tuple[int | None, int | None]:
    """The first step with an inspection and the first asking for presence: None for none, 0 where it is not clear."""
    whole = "\n".join(step.text for step in steps).lower()
    return _first(steps, whole, _inspects), _first(steps, whole, _asks_presence)


def _first(steps: tuple[Step, ...], whole: str, speaks_of_it: Callable[[str], bool]) -> int | None:
    if not speaks_of_it(whole):
        return None
    return next((at for at, step in enumerate(split_steps(steps), 1) if speaks_of_it(step.text.lower())), 0)


def _inspects(lower: str) -> bool:
    """Tell whether a text in small letters speaks of an inspection on the spot."""
    if not any(place in lower for place in _PLACES):
        return False
    # Texts are long and places few: looking back from each of them is far quicker than looking on from each work.
    return any(
        _DONE_THERE.search(lower, max(place.start() - _FARTHEST_WORK, 0), place.start())
        for place in _PLACE.finditer(lower)
    )


def _asks_presence(lower: str) -> bool:
    """Tell whether a text in small letters asks the applicant to be there for more than papers."""
    asked = any(words in lower for words in _ATTENDANCE)
    return asked or ("vân tay" in lower and _FINGERPRINTS.search(lower) is not None)


def with_shares(table: CostTable, wanted: Mapping[str, Exact], offered: tuple[str, ...]) -> CostTable:
    """Return a table whose applicants deal through the channels in other shares."""
    return replace(table, shares=channel_shares(offered, wanted), shares_confirmed=True)
