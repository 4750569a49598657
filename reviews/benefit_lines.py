"""The four lines of a proposal on its benefit (lợi ích phương án đơn giản hóa): before, after, saved, and the share.

Thông tư 02/2017/TT-VPCP Điều 27 khoản 1 and 3 điểm b: what a year costs today, what after, and the difference.
"""

from __future__ import annotations

from reviews.cost_table import PROVISIONAL
from reviews.cost_words import dong, percent, rounded
from reviews.costs import Comparison

NOT_COSTED = "chưa tính"
BENEFIT_LABELS = (
    "Chi phí tuân thủ thủ tục hành chính trước khi đơn giản hóa",
    "Chi phí tuân thủ thủ tục hành chính sau khi đơn giản hóa",
    "Chi phí tiết kiệm",
    "Tỷ lệ cắt giảm chi phí",
)


def benefit_lines(comparison: Comparison | None) -> tuple[tuple[str, str], ...]:
    """Return each label with its value; "chưa tính" where it is not known how many subjects a year there are.

    Values that rest on a number nobody confirmed are stamped "tạm tính".
    """
    before = None if comparison is None else comparison.before.cost_year
    after = None if comparison is None else comparison.after.cost_year
    if comparison is None or before is None or after is None:
        return tuple((label, NOT_COSTED) for label in BENEFIT_LABELS)
    stamp = f" ({PROVISIONAL})" if comparison.is_provisional else ""
    # The difference of what is printed, so that the three amounts add up to the đồng.
    amounts = (before, after, rounded(before) - rounded(after))
    values = [f"{dong(amount)} đồng/năm{stamp}" for amount in amounts]
    return tuple(zip(BENEFIT_LABELS, (*values, f"{percent(comparison.percent)}{stamp}"), strict=True))
