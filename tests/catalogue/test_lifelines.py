"""The life of a procedure over editions, and the catalogue's trends."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from catalogue.compared_editions import pair_stored
from catalogue.comparison import Pairing
from catalogue.editions import Edition, Entry, find_edition, find_entry
from catalogue.importing import EditionDetails, import_edition
from catalogue.lifelines import highest_fee, lifeline, published_papers, working_days
from catalogue.records import Channel, Dossier, Fee, Paper, Procedure, ProcessingTime
from catalogue.store import Store, open_store
from catalogue.trends import trends


def record(code: str, days: int, papers: int, **more: Any) -> dict[str, Any]:
    """One procedure of civil status as an edition publishes it."""
    texts = ["Tờ khai cấp bản sao trích lục", "Giấy tờ tùy thân", "Văn bản ủy quyền", "Giấy chứng tử"]
    said: dict[str, Any] = {
        "code": code,
        "name": "Cấp bản sao trích lục hộ tịch",
        "field": "Hộ tịch",
        "agencies": {"implementing": ["Ủy ban nhân dân cấp xã"]},
        "channels": [
            {
                "kind": "direct",
                "processing_time": {"quantity": days, "unit": "working_day"},
                "fees": [{"kind": "charge", "amount": 8000}],
            }
        ],
        "dossiers": [{"papers": [{"text": text, "originals": 1, "copies": 0} for text in texts[:papers]]}],
        "steps": [{"text": "Nộp hồ sơ tại bộ phận một cửa và nhận bản sao trích lục từ cơ sở dữ liệu hộ tịch."}],
    }
    return said | more


LAND = {"code": "1.012345", "name": "Đăng ký biến động đất đai", "field": "Đất đai"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A workspace of its own."""
    opened = open_store(tmp_path / "workspace.db", create=True)
    yield opened
    opened.close()


@pytest.fixture
def bring(store: Store, tmp_path: Path) -> Callable[..., Edition]:
    """Import records as the edition of a year."""

    def brought(year: str, *records: dict[str, Any]) -> Edition:
        path = tmp_path / f"{year}.jsonl"
        path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in records), encoding="utf-8")
        import_edition(store, [path], EditionDetails(year, f"{year}-06-01"))
        return find_edition(store, year)

    return brought


def test_a_life_follows_the_procedure_under_other_codes_and_over_gaps(
    store: Store, bring: Callable[..., Edition]
) -> None:
    bring("2023", record("2.000635", 3, 4), LAND)
    bring("2024", LAND)
    bring("2025", record("2.000635", 2, 3), LAND)
    newest = bring("2026", record("3.000111", 1, 2, channels=[{"kind": "online"}]), LAND)
    life = lifeline(store, find_entry(store, newest, "3.000111"), pair_stored)
    assert [(stage.edition, stage.address, stage.days, stage.papers) for stage in life.stages] == [
        ("2023", "2.000635", 3, 4),
        ("2025", "2.000635", 2, 3),
        ("2026", "3.000111", None, 2),
    ]
    assert life.missing == ("2024",)
    assert [stage.online for stage in life.stages] == [False, False, True]
    assert [stage.fee for stage in life.stages] == [8000, 8000, None]


def test_the_life_is_the_same_wherever_it_is_entered(store: Store, bring: Callable[..., Edition]) -> None:
    editions = [
        bring(year, record("2.000635", days, 2), LAND) for year, days in (("2024", 5), ("2025", 4), ("2026", 3))
    ]
    lives = [lifeline(store, find_entry(store, edition, "2.000635"), pair_stored).stages for edition in editions]
    assert lives[0] == lives[1] == lives[2]
    assert [stage.days for stage in lives[0]] == [5, 4, 3]


def test_behind_a_pair_that_nobody_confirmed_everything_is_in_doubt(
    store: Store, bring: Callable[..., Edition]
) -> None:
    from dataclasses import replace

    for year in ("2024", "2025", "2026"):
        bring(year, record("2.000635", 3, 2), LAND)

    def doubting(store: Store, old: Edition, new: Edition) -> Pairing:
        found = pair_stored(store, old, new)
        if new.name != "2025":
            return found
        return replace(found, pairs=tuple(replace(pair, state="review") for pair in found.pairs))

    newest: Entry = find_entry(store, find_edition(store, "2026"), "2.000635")
    stages = lifeline(store, newest, doubting).stages
    assert [stage.in_doubt for stage in stages] == [True, False, False]
    oldest = find_entry(store, find_edition(store, "2024"), "2.000635")
    assert [stage.in_doubt for stage in lifeline(store, oldest, doubting).stages] == [False, True, True]


def test_what_an_edition_does_not_say_is_no_nought() -> None:
    listed = Procedure(name="Cấp bản sao trích lục hộ tịch")
    assert (working_days(listed), published_papers(listed), highest_fee(listed)) == (None, None, None)
    said = Procedure(
        name="Cấp bản sao trích lục hộ tịch",
        channels=(
            Channel(
                "direct", ProcessingTime(None, "other", "07 ngày"), (Fee("fee", None, "VND", "Phí: 1.500.000 đồng"),)
            ),
            Channel("online", ProcessingTime(None, "other", "3 ngày làm việc")),
        ),
        dossiers=(Dossier("", (Paper("Tờ khai"), Paper("Giấy ủy quyền"))),),
    )
    assert (working_days(said), published_papers(said), highest_fee(said)) == (Fraction(5), 2, 1_500_000)


@pytest.mark.parametrize(
    ("fees", "highest"),
    [
        (("Miễn phí", "Lệ phí: miễn phí"), 0),
        (("Miễn phí", "Phí: 8.000 đồng"), 8_000),
        (("Miễn phí", "Theo quy định của Hội đồng nhân dân tỉnh"), None),
        ((), None),
    ],
)
def test_what_is_free_in_every_channel_costs_nought(fees: tuple[str, ...], highest: int | None) -> None:
    channels = tuple(Channel("direct", ProcessingTime(), (Fee("fee", None, "VND", fee),)) for fee in fees)
    assert highest_fee(Procedure(name="Đăng ký khai sinh", channels=channels)) == highest


def test_trends_count_what_each_edition_says(store: Store, bring: Callable[..., Edition]) -> None:
    bring("2025", record("2.000635", 3, 4), record("2.000636", 5, 2), LAND)
    online = {"channels": [{"kind": "online", "processing_time": {"quantity": 1, "unit": "working_day"}}]}
    bring("2026", record("2.000635", 3, 2, **online))
    told: list[tuple[int, int]] = []
    (all_of_it,) = trends(store, "all", lambda done, of: told.append((done, of)))
    assert [
        (point.edition, point.procedures, point.papers, point.days, point.online) for point in all_of_it.points
    ] == [
        ("2025", 3, 3.0, 4.0, 0.0),
        ("2026", 1, 2.0, 1.0, 1.0),
    ]
    by_field = {trend.name: trend for trend in trends(store, "field")}
    assert list(by_field) == ["Hộ tịch", "Đất đai"]
    land = by_field["Đất đai"].points
    assert [(point.edition, point.procedures, point.papers, point.days, point.online) for point in land] == [
        ("2025", 1, None, None, None)
    ]
    assert [trend.name for trend in trends(store, "agency")] == ["Ủy ban nhân dân cấp xã", ""]


def test_an_empty_workspace_has_no_trend(store: Store) -> None:
    assert trends(store, "all") == ()
