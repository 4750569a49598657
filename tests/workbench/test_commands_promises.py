"""What became of decided proposals, and the states of marks, from the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.workbench.carried_records import RECORDS, carried, changed, mark
from tests.workbench.conftest import REVIEWER, CommandLine


def decided(workbench: CommandLine, number: int, day: str = "2025-09-01") -> int:
    """Say that a mark was decided."""
    workbench.done("state", str(number), "decided", "--date", day, "--reason", "Nghị quyết số 66/NQ-CP")
    return number


def found(workbench: CommandLine, *words: str) -> dict[int, dict[str, Any]]:
    """The promises by their marks' numbers."""
    return {one["mark"]: one for one in workbench.json("promises", *(words or ("2026",)))["promises"]}


def test_a_state_is_kept_with_who_said_it_since_when_and_why(dated_edition: Callable[..., CommandLine]) -> None:
    workbench = dated_edition("2025", RECORDS)
    number = mark(workbench, "paper:1.2", "remove")
    said = workbench.json("state", str(number), "agreed", "--date", "2025-07-01", "--reason", "Họp ngày 01/7")
    assert said == {
        "mark": number,
        "state": "agreed",
        "day": "2025-07-01",
        "who": REVIEWER,
        "by": "person",
        "edition": "",
        "reason": "Họp ngày 01/7",
    }
    assert workbench.json("marks")[0]["state"] == "agreed"
    workbench.done("state", str(number), "rejected")
    assert workbench.json("marks")[0]["state"] == "rejected"
    workbench.done("undo")
    assert workbench.json("marks")[0]["state"] == "agreed"
    assert len(workbench.json("history")) == 4
    workbench.done("check")
    workbench.misused("state", str(number), "agreed", "--edition", "2025")
    assert "99" in workbench.refused("state", "99", "agreed")


@pytest.mark.parametrize(
    ("days", "verdict"), [(5, "done"), (4, "done"), (10, "partly"), (15, "not"), (20, "reversed")], ids=str
)
def test_a_shorter_time_is_kept_partly_kept_or_reversed(
    days: int, verdict: str, dated_edition: Callable[..., CommandLine]
) -> None:
    records = changed()
    records[0]["channels"][0]["processing_time"]["quantity"] = days
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = decided(workbench, mark(workbench, "time:1", "reduce", "--to", "5 ngày làm việc"))
    assert found(workbench)[number]["verdict"] == verdict


@pytest.mark.parametrize(
    ("amount", "verdict"), [(30000, "done"), (40000, "partly"), (50000, "not"), (60000, "reversed")], ids=str
)
def test_a_lower_charge_is_kept_partly_kept_or_reversed(
    amount: int, verdict: str, dated_edition: Callable[..., CommandLine]
) -> None:
    records = changed()
    records[0]["channels"][0]["fees"][0]["amount"] = amount
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = decided(workbench, mark(workbench, "fee:1.1", "reduce", "--to", "30.000"))
    assert found(workbench)[number]["verdict"] == verdict


@pytest.mark.parametrize(
    ("paper", "verdict"),
    [
        (None, "done"),
        ({"originals": 1, "copies": 0}, "not"),
        ({"originals": 2, "copies": 0}, "reversed"),
        (
            {"originals": 0, "copies": 0, "text": "Giấy xác nhận tình trạng hôn nhân do UBND cấp xã cấp (nếu có)"},
            "partly",
        ),
    ],
    ids=["gone", "there", "more", "if-any"],
)
def test_a_paper_that_was_to_go_is_gone_there_or_dearer(
    paper: dict[str, Any] | None, verdict: str, dated_edition: Callable[..., CommandLine]
) -> None:
    records = changed()
    papers = records[0]["dossiers"][0]["papers"]
    if paper is None:
        del papers[1]
    else:
        papers[1] |= paper
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = decided(workbench, mark(workbench, "paper:1.2", "remove"))
    assert found(workbench)[number]["verdict"] == verdict


def test_the_rate_leaves_out_what_cannot_be_judged(dated_edition: Callable[..., CommandLine]) -> None:
    records = changed()
    del records[0]["dossiers"][0]["papers"][1]
    records[1] = {key: records[1][key] for key in ("code", "name", "field")}
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    decided(workbench, mark(workbench, "paper:1.2", "remove"))
    decided(workbench, mark(workbench, "paper:1.3", "remove"), "2024-03-01")
    decided(workbench, mark(workbench, "paper:1.1", "remove", code="2.000635"))
    decided(workbench, mark(workbench, "paper:1.1", "keep", code="1.012345"))
    mark(workbench, "paper:1.1", "remove")
    value = workbench.json("promises", "2025", "2026", "--by", "year")
    assert (value["total"]["promises"], value["total"]["unclear"], value["total"]["rate"]) == (3, 1, 0.5)
    assert [(group["name"], group["promises"], group["rate"]) for group in value["groups"]] == [
        ("2024", 1, 0.0),
        ("2025", 2, 1.0),
    ]
    agencies = workbench.json("promises", "2026")["groups"]
    assert [(group["name"], group["promises"]) for group in agencies] == [("Ủy ban nhân dân cấp xã", 3)]
    shown = workbench.done("promises", "2026")
    assert "50%" in shown and "Giấy xác nhận tình trạng hôn nhân" in shown


def test_a_promise_that_was_carried_on_counts_once_where_it_stands_last(
    dated_edition: Callable[..., CommandLine],
) -> None:
    dated_edition("2025", RECORDS)
    dated_edition("2026", RECORDS)
    records = changed()
    del records[0]["dossiers"][0]["papers"][1]
    workbench = dated_edition("2027", records)
    number = decided(workbench, mark(workbench, "paper:1.2", "remove"))
    carried(workbench, "--apply")
    (new,) = workbench.json("marks", "--edition", "2026")
    assert new["state"] == "decided"
    assert found(workbench, "2026")[number]["verdict"] == "not"
    promises = found(workbench, "2027")
    assert {one: promise["verdict"] for one, promise in promises.items()} == {new["id"]: "done"}
    assert promises[new["id"]]["year"] == "2025"


def test_a_rejected_proposal_is_neither_promise_nor_carried(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", RECORDS)
    number = decided(workbench, mark(workbench, "paper:1.2", "remove"))
    workbench.done("state", str(number), "rejected")
    assert found(workbench) == {}
    assert carried(workbench, "--apply") == {}
    assert [one["id"] for one in workbench.json("marks")] == [number]


def test_what_nobody_decided_is_no_promise_though_an_edition_shows_it(
    dated_edition: Callable[..., CommandLine],
) -> None:
    records = changed()
    records[0]["channels"][0]["processing_time"]["quantity"] = 5
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", records)
    number = mark(workbench, "time:1", "reduce", "--to", "5 ngày làm việc")
    assert carried(workbench, "--apply")[number]["settled"] == "seen"
    assert found(workbench) == {}


def test_what_is_set_back_to_a_proposal_is_no_promise_any_more(dated_edition: Callable[..., CommandLine]) -> None:
    dated_edition("2025", RECORDS)
    workbench = dated_edition("2026", changed())
    number = decided(workbench, mark(workbench, "paper:1.2", "remove"))
    assert number in found(workbench)
    workbench.done("state", str(number), "proposed", "--reason", "Bộ đề nghị xem lại")
    assert number not in found(workbench)
    decided(workbench, number, "2025-10-01")
    assert number in found(workbench)
