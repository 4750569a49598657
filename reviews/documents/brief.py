"""The brief for the leader: one page with the figures, two charts, the largest savings and who must decide.

Whatever the number of procedures, the page holds: lists are cut to a few lines, each of a bounded length, and say how
much they leave out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from catalogue.flow import short_name
from catalogue.text import one_line
from reviews.brief_figures import Cut, Decision, costs_by_field, cut_of, decisions, unseen_time_cuts, unverified_law
from reviews.cost_table import PROVISIONAL
from reviews.cost_targets import Measured, cut_targets
from reviews.cost_words import number
from reviews.documents import layout
from reviews.documents.charts import (
    Cost,
    Reached,
    before_after_chart,
    leading,
    pareto_chart,
    progress_chart,
    short_dong,
)
from reviews.documents.content import ProcedureBlock, Proposal
from reviews.documents.drawing import Picture, above, beside
from reviews.documents.gathering import Gathered, Request
from reviews.documents.templating import counted, listed
from reviews.income import income_of
from reviews.proposals import reviewed_set

CHART = "bieudo"
_MOST_BARS = 3
_MOST_SAVINGS = 5
_MOST_DECISIONS = 4
_MOST_INSTRUMENTS = 1
_LONGEST_NAME = 64
_LONGEST_BODY = 44
_GAP = 6.0
_NOT_NAMED = "Chưa ghi lĩnh vực"
_MEASURES = {
    Measured.COST: "Chi phí tuân thủ",
    Measured.TIME: "Thời hạn giải quyết",
    Measured.PAPERS: "Thành phần hồ sơ",
    Measured.CONDITIONS: "Yêu cầu, điều kiện",
}


def brief_content(request: Request) -> Gathered:
    """Gather the brief for the leader (tóm tắt kết quả rà soát) on one page."""
    from reviews.documents.set_documents import about_name

    reviewed = reviewed_set(request.store, request.edition, request.codes, request.office, request.day)
    proposal, cases = reviewed.proposal, reviewed.cases
    cut = cut_of(cases, proposal.totals)
    fields = [(name or _NOT_NAMED, before, after) for name, before, after in costs_by_field(cases)]
    values = {
        "office": replace(proposal.office, number=""),
        "proposal": proposal,
        "headings": _HEADINGS,
        "figures": _figures(proposal, cut),
        "decisions": _decision_lines(decisions(cases, proposal)),
        "warnings": _warnings(proposal, unseen_time_cuts(cases), unverified_law(cases, income_of())),
    }
    return Gathered(
        values,
        about_name(proposal),
        reviewed.wording.sentences,
        {CHART: _charts(proposal, fields, cut)},
    )


_HEADINGS = (
    "Số thủ tục",
    "Chi phí trước (đồng)",
    "Chi phí sau (đồng)",
    "Tiết kiệm (đồng)",
    "Tỷ lệ",
    "Giấy tờ giảm",
    "Ngày giảm",
)


def _figures(proposal: Proposal, cut: Cut) -> tuple[str, ...]:
    totals = proposal.totals
    costs: tuple[str, ...] = ("chưa tính",) * 4
    if totals is not None:
        amounts = (totals.before, totals.after, totals.saved)
        costs = (*map(short_dong, amounts), totals.percent)
    return (counted(len(proposal.blocks)), *costs, counted_change(cut.papers), number(cut.days))


def counted_change(count: int) -> str:
    """Return how many less there are; more, after marks that add some, with a minus."""
    return counted(count) if count >= 0 else f"−{counted(-count)}"


def _charts(proposal: Proposal, fields: Sequence[tuple[str, int, int]], cut: Cut) -> Picture:
    """Costs before and after on the left, progress on the right, the largest savings below."""
    width = (layout.TEXT_WIDTH - _GAP) / 2
    costs = [Cost(*field) for field in fields]
    what = "lĩnh vực"
    if len(costs) < 2:
        what = "thủ tục"
        costs = [
            Cost(_short(block), block.amounts.before, block.amounts.after) for block in proposal.blocks if block.amounts
        ]
    shown = leading(costs, _MOST_BARS)
    left = before_after_chart(shown, width, f"Chi phí một năm theo {what}")
    reached = [Reached(label, cut.percent(measure.value)) for measure, label in _MEASURES.items()]
    if proposal.totals is None:
        reached = reached[1:]
    goals = sorted({int(target.cut[Measured.COST]) for target in cut_targets() if Measured.COST in target.cut})
    right = progress_chart(reached, goals, width, "Mức cắt giảm so với mục tiêu")
    title = f"Chi phí trước, sau theo {what} và mức cắt giảm so với mục tiêu"
    both = beside(left, right, title, _GAP)
    savings = _largest_savings(proposal.blocks)
    return above(both, savings, title, _GAP / 2) if savings.tables[0].rows else both


def _largest_savings(blocks: Sequence[ProcedureBlock]) -> Picture:
    """The procedures that save most, with the share of all savings that is reached with each."""
    costs = [Cost(_coded(block), block.amounts.before, block.amounts.after) for block in blocks if block.amounts]
    ranked = sorted((cost for cost in costs if cost.saved > 0), key=lambda cost: (-cost.saved, cost.label))
    whole = sum(cost.saved for cost in costs)
    shown = counted(min(len(ranked), _MOST_SAVINGS))
    title = f"{shown} thủ tục tiết kiệm nhiều nhất một năm (trong ngoặc: tỷ trọng lũy kế)"
    return pareto_chart(ranked[:_MOST_SAVINGS], whole, layout.TEXT_WIDTH, title)


def _coded(block: ProcedureBlock) -> str:
    return f"{block.code} {_short(block)}".strip()


def _short(block: ProcedureBlock) -> str:
    return short_name(one_line(block.name), _LONGEST_NAME)


def _decision_lines(found: Sequence[Decision]) -> tuple[str, ...]:
    """One line for each body, and one for the bodies beyond those shown."""
    shown = found if len(found) <= _MOST_DECISIONS else found[: _MOST_DECISIONS - 1]
    told = [_decision_line(one) for one in shown]
    others = found[len(shown) :]
    if others:
        told.append(f"{counted(len(others))} cơ quan khác: xem phương án đơn giản hóa.")
    return tuple(told)


def _decision_line(one: Decision) -> str:
    waiting = f"{counted(one.procedures)} thủ tục"
    if not one.body:
        return f"Chưa xác định cơ quan quyết định: {waiting}, cần nêu rõ điều khoản phải sửa đổi."
    named = one.instruments[:_MOST_INSTRUMENTS]
    over = len(one.instruments) - len(named)
    instruments = listed([*named, *([f"{counted(over)} văn bản khác"] if over else [])]) if named else ""
    return f"{short_name(one.body, _LONGEST_BODY)}: {waiting}{f' ({instruments})' if instruments else ''}."


def _warnings(proposal: Proposal, unseen: int, unverified: Sequence[str]) -> str:
    """What is to be said of the figures: guesses, gaps, and grounds that nobody verified; empty where all is well."""
    told = []
    totals = proposal.totals
    if totals is not None and totals.provisional:
        told.append(f"chi phí là số {PROVISIONAL} (còn số liệu chưa được xác nhận)")
    missing = len(proposal.blocks) - (totals.counted if totals is not None else 0)
    if missing:
        told.append(f"chưa tính chi phí của {counted(missing)} thủ tục (chưa có số lượt thực hiện một năm)")
    if unseen:
        told.append(
            f"thời hạn rút ngắn ở {counted(unseen)} thủ tục không tính vào số ngày giảm (thời hạn dài nhất trong các "
            "cách thức thực hiện chưa thay đổi)"
        )
    if unverified:
        first = short_name(unverified[0], _LONGEST_NAME)
        more = f" và {counted(len(unverified) - 1)} căn cứ khác" if len(unverified) > 1 else ""
        told.append(f"căn cứ chưa kiểm chứng: {first}{more}")
    return "; ".join(told)
