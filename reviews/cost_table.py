"""The official cost table as rows: activities in their order, a line under each, its numbers and where they come from.

Structure: the table of Thông tư 02/2017/TT-VPCP (blocks hiện tại, sau đơn giản hóa, so sánh; DOMAIN.md §2.2). Its words
are Vietnamese, since they stand in documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from catalogue.elements import Part
from catalogue.text import one_line
from reviews.cost_words import decimal_of, dong, number, rounded
from reviews.costs import Activity, Comparison, CostLine, CostSum, CostTable, Exact, Figure, FigureSource
from reviews.income import Income
from reviews.norms import CONDITIONAL, Norms
from reviews.sensitivity import cost_range, swings
from reviews.sentences import PART_NAMES

ACTIVITY_NAMES = {
    Activity.PREPARE: "Chuẩn bị hồ sơ",
    Activity.SUBMIT: "Nộp hồ sơ",
    Activity.PAY: "Nộp phí, lệ phí",
    Activity.INSPECTION: "Phục vụ việc kiểm tra, đánh giá thực tế của cơ quan có thẩm quyền",
    Activity.OTHER: "Công việc khác",
    Activity.RECEIVE: "Nhận kết quả",
}
SOURCE_NAMES = {
    FigureSource.RECORD: "hồ sơ TTHC",
    FigureSource.NORM: "định mức gợi ý",
    FigureSource.SURVEY: "khảo sát",
    FigureSource.REVIEWER: "người rà soát",
}
CHANNEL_NAMES = {"direct": "trực tiếp", "online": "trực tuyến", "postal": "bưu chính", "other": "cách thức khác"}
GAP_NAMES = {
    "fee-unreadable": "không đọc được mức thu",
    "fee-set-elsewhere": "mức thu quy định ở văn bản khác",
    "currency-without-rate": "chưa có tỷ giá để quy đổi",
    "row-refused": "dòng không đọc được",
}
CONDITIONAL_NAME = "Giấy tờ chỉ một số đối tượng phải nộp (nếu có, trong trường hợp …)"
PROVISIONAL = "tạm tính"
UNVERIFIED = "chưa kiểm chứng"

_ORDER = tuple(Activity)
_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a block: its number ("1", "1.2"), its words, and its line with what it costs; none for an activity."""

    number: str
    words: str
    activity: Activity
    line: CostLine | None = None
    cost: CostSum | None = None
    share: Exact = 1


def table_rows(table: CostTable) -> tuple[TableRow, ...]:
    """Return the rows of a table, each activity before its lines; lines that burden nobody are left out."""
    rows: list[TableRow] = []
    burdening = [line for line in table.lines if table.share(line)]
    ordered = sorted(burdening, key=lambda line: _ORDER.index(line.activity))
    for at, (activity, lines) in enumerate(groupby(ordered, key=lambda line: line.activity), 1):
        rows.append(TableRow(str(at), ACTIVITY_NAMES[activity], activity))
        for place, line in enumerate(lines, 1):
            share = table.share(line)
            rows.append(TableRow(f"{at}.{place}", line_words(line), activity, line, table.line_cost(line), share))
    return tuple(rows)


def conditional_rows(table: CostTable) -> tuple[TableRow, ...]:
    """Return the rows that count for the suggested part of the applicants, since only some have to do them."""
    return tuple(row for row in table_rows(table) if row.line is not None and row.line.burdened.note == CONDITIONAL)


def line_words(line: CostLine) -> str:
    """Return what a line says in one short line."""
    words = one_line(line.label).lstrip("-–+•* ").rstrip(" ;.,:")
    if len(words) > _LONGEST_LABEL:
        words = words[:_LONGEST_LABEL].rsplit(" ", 1)[0] + "…"
    return (
        f"{words} ({CHANNEL_NAMES[line.channel]})"
        if line.channel in CHANNEL_NAMES and line.address[:3] == "fee"
        else words
    )


def provenance(line: CostLine) -> str:
    """Return where a line's numbers come from, each source once, those that nobody confirmed marked as such."""
    told: dict[str, None] = {}
    for figure in line.figures:
        if not figure.value and figure.source is FigureSource.RECORD:
            continue
        if figure is line.burdened and figure.value == 1:
            continue
        note = f" ({figure.note})" if figure.note else ""
        told[f"{SOURCE_NAMES[figure.source]}{note}{'' if figure.confirmed else f', {UNVERIFIED}'}"] = None
    return "; ".join(told)


def table_notes(table: CostTable, norms: Norms, *, codes: bool = True) -> tuple[str, ...]:
    """Return the notes under a table: the income and its source, the norms used, how applicants deal, what is open.

    With `codes`, norms and elements are named as a sheet's cells and the command line name them, otherwise in words.
    """
    notes = [income_note(table.income)]
    used = {
        part.split(" × ")[-1]
        for line in table.lines
        if table.share(line)
        for figure in line.figures
        if figure.source is FigureSource.NORM
        for part in figure.note.split(" + ")
    }
    for norm in norms.rows:
        if norm.code in used:
            unverified = "" if norm.verified else f" ({UNVERIFIED})"
            name = f"{norm.code}: {norm.label}" if codes else norm.label
            worth = f"{norm.minutes.value} phút, {dong(norm.out_of_pocket.value)} đồng"
            notes.append(f"{name} – {worth}. Nguồn: {norm.source}{unverified}.")
    if CONDITIONAL in used:
        share = norms.share
        name = f"{CONDITIONAL}: {CONDITIONAL_NAME}" if codes else CONDITIONAL_NAME
        unverified = "" if share.verified else f" ({UNVERIFIED})"
        notes.append(f"{name} – {number(share.percent)} % số đối tượng. Nguồn: {share.source}{unverified}.")
    if any(line.channel for line in table.lines) and table.shares:
        shares = ", ".join(f"{CHANNEL_NAMES.get(kind, kind)} {number(100 * share)} %" for kind, share in table.shares)
        notes.append(f"Cách thực hiện: {shares}{'' if table.shares_confirmed else f' ({UNVERIFIED})'}.")
    for gap in table.gaps:
        name = gap.address if codes else PART_NAMES[Part(gap.address.partition(":")[0])]
        notes.append(f"{name}: {GAP_NAMES[gap.kind]} – {one_line(gap.text)[:120]}.")
    return tuple(dict.fromkeys(notes))


def income_note(income: Income) -> str:
    """Return what an hour is worth and how that was found, in one sentence; a year of 0 is an income somebody typed."""
    if not income.year:
        return f"Thu nhập bình quân: {dong(income.dong_per_hour)} đồng/người/giờ. Nguồn: {income.source}."
    mark = "" if income.verified else f" ({UNVERIFIED})"
    hours_mark = "" if income.hours_verified else f" ({UNVERIFIED})"
    return (
        f"Thu nhập bình quân {income.year}: {dong(income.dong_per_hour)} đồng/người/giờ = "
        f"{dong(income.gdp_per_head)} đồng{mark} : {dong(income.hours_per_year)} giờ{hours_mark}. "
        f"Nguồn: {income.source}; {income.hours_source}."
    )


def figure_values(figure: Figure) -> dict[str, Any]:
    """Return a number with its origin as plain values for JSON."""
    values: dict[str, Any] = {
        "value": plain(figure.value),
        "source": figure.source.value,
        "confirmed": figure.confirmed,
        "note": figure.note,
    }
    if figure.low is not None and figure.high is not None:
        values |= {"low": plain(figure.low), "high": plain(figure.high)}
    return values


def plain(value: Exact) -> int | str:
    """Return an exact number for JSON: an integer, or a fraction as "1/3"."""
    return value if isinstance(value, int) else int(value) if value.denominator == 1 else str(value)


def sum_values(cost: CostSum | None) -> dict[str, Any] | None:
    """Return a cost as plain values: whole đồng, minutes, and the time in hours with two decimals."""
    if cost is None:
        return None
    return {
        "minutes": plain(cost.minutes),
        "hours": str(decimal_of(Fraction(cost.minutes) / 60, 2)),
        "time": rounded(cost.time),
        "hired": rounded(cost.hired),
        "out_of_pocket": rounded(cost.out_of_pocket),
        "fees": rounded(cost.fees),
        "total": rounded(cost.total),
    }


def printed_saving(comparison: Comparison) -> tuple[int, CostSum]:
    """Return what is saved a year, or once where no year is known, as the difference of what both tables print.

    The whole, and the parts apart with their minutes exact: whoever subtracts the printed amounts gets the same.
    """
    before, after = comparison.before.year, comparison.after.year
    if before is None or after is None:
        before, after = comparison.before.once, comparison.after.once
    return _printed_difference(before, after)


def _printed_difference(before: CostSum, after: CostSum) -> tuple[int, CostSum]:
    parts = CostSum(
        before.minutes - after.minutes,
        rounded(before.time) - rounded(after.time),
        rounded(before.hired) - rounded(after.hired),
        rounded(before.out_of_pocket) - rounded(after.out_of_pocket),
        rounded(before.fees) - rounded(after.fees),
    )
    return rounded(before.total) - rounded(after.total), parts


def _saving_values(before: CostSum | None, after: CostSum | None) -> dict[str, Any] | None:
    if before is None or after is None:
        return None
    total, parts = _printed_difference(before, after)
    values = sum_values(parts)
    return values if values is None else values | {"total": total}


def table_values(table: CostTable) -> dict[str, Any]:
    """Return a table as plain values for JSON, every number with its origin."""
    income, bounds, rows = table.income, cost_range(table), table_rows(table)
    numbers = {row.line.key: row.number for row in rows if row.line is not None}
    return {
        "income": {
            "year": income.year,
            "dong_per_hour": income.dong_per_hour,
            "source": income.source,
            "verified": income.verified,
            "hours_per_year": income.hours_per_year,
            "hours_verified": income.hours_verified,
        },
        "times": figure_values(table.times),
        "subjects": None if table.subjects is None else figure_values(table.subjects),
        "shares": {kind: plain(share) for kind, share in table.shares},
        "lines": [
            {
                "number": row.number,
                "activity": row.line.activity.value,
                "words": row.words,
                "element": row.line.address,
                "channel": row.line.channel,
                "share": plain(row.share),
                "burdened": figure_values(row.line.burdened),
                "minutes": figure_values(row.line.minutes),
                "hired": None if row.line.hired is None else figure_values(row.line.hired),
                "out_of_pocket": figure_values(row.line.out_of_pocket),
                "fee": figure_values(row.line.fee),
                "cost": sum_values(row.cost),
            }
            for row in rows
            if row.line is not None
        ],
        "gaps": [{"kind": gap.kind, "element": gap.address, "text": gap.text} for gap in table.gaps],
        "once": sum_values(table.once),
        "year": sum_values(table.year),
        "range": {"low": rounded(bounds.low), "middle": rounded(bounds.middle), "high": rounded(bounds.high)},
        "swings": [
            {
                "number": numbers.get(swing.key, ""),
                "column": swing.field,
                "low": rounded(swing.low),
                "high": rounded(swing.high),
            }
            for swing in swings(table)
        ],
        "provisional": table.is_provisional,
    }


def comparison_values(comparison: Comparison) -> dict[str, Any]:
    """Return both tables and what is saved as plain values for JSON; the reduction is percent with two decimals."""
    percent = comparison.percent
    return {
        "before": table_values(comparison.before),
        "after": table_values(comparison.after),
        "saving": {
            "once": _saving_values(comparison.before.once, comparison.after.once),
            "year": _saving_values(comparison.before.year, comparison.after.year),
            "percent": None if percent is None else str(decimal_of(percent, 2)),
        },
        "provisional": comparison.is_provisional,
    }
