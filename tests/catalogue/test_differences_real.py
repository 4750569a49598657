"""Differences between real published records: what did not change says so, and what changed is found.

The records are named in `tests/data/README.md`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.codes import national_code
from catalogue.differences import Burden, ChangedPart, Reason, differences
from catalogue.readers import native
from catalogue.records import Procedure

COMPARISON = Path(__file__).parent.parent / "data" / "comparison"


def _procedures(name: str) -> dict[str, Procedure]:
    path = COMPARISON / name
    records = (native.interpret(raw, path) for raw in native.raw_records(path))
    return {national_code(record.code)[:8]: record.procedure for record in records}


JUNE, JULY = _procedures("unchanged-2026-06.jsonl"), _procedures("unchanged-2026-07.jsonl")
CITY, NATION = _procedures("da-nang-2025-05.jsonl"), _procedures("national-2026-06.jsonl")


@pytest.mark.parametrize("code", sorted(JUNE))
def test_what_did_not_change_between_june_and_july_differs_in_wording_alone(code: str) -> None:
    assert JUNE[code] != JULY[code]
    assert [change for change in differences(JUNE[code], JULY[code]) if not change.wording_only] == []


@pytest.mark.parametrize("code", sorted(JUNE))
def test_nor_does_it_seen_from_july_back_to_june(code: str) -> None:
    assert [change for change in differences(JULY[code], JUNE[code]) if not change.wording_only] == []


@pytest.mark.parametrize(
    ("code", "before", "now", "burden", "reason"),
    [
        ("1.013237", "55 ngày", "6 ngày", Burden.LIGHTER, Reason.TIME_SHORTER),
        ("1.009794", "30 ngày làm việc", "16 ngày làm việc", Burden.LIGHTER, Reason.TIME_SHORTER),
        ("2.001955", "06 (sáu) ngày làm việc", "7 ngày làm việc", Burden.HEAVIER, Reason.TIME_LONGER),
    ],
)
def test_time_limits_in_a_citys_free_text_and_in_the_national_table_are_compared(
    code: str, before: str, now: str, burden: Burden, reason: Reason
) -> None:
    (change,) = [one for one in differences(CITY[code], NATION[code]) if one.part is ChangedPart.TIME]
    assert before in change.old and now == change.new
    assert (change.burden, change.reasons) == (burden, (reason,))


def test_papers_listed_in_one_row_are_found_again_in_rows_of_their_own() -> None:
    changes = [one for one in differences(CITY["2.001955"], NATION["2.001955"]) if one.part is ChangedPart.PAPER]
    (meant,) = [one for one in changes if not one.wording_only]
    assert meant.old == "3. Văn bản góp ý của tổ chức đại diện người lao động tại cơ sở (nếu có)"
    assert Reason.DEMAND_STRICTER in meant.reasons and meant.burden is Burden.HEAVIER


def test_instruments_that_came_are_told_and_those_cited_on_both_sides_are_not() -> None:
    laws = [one for one in differences(CITY["1.013237"], NATION["1.013237"]) if one.part is ChangedPart.LEGAL_BASIS]
    assert [one.new for one in laws] == ["14/2026/NĐ-CP", "144/2025/NĐ-CP", "24/2026/NQ-CP"]
