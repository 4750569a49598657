"""What an edition's papers ask of other procedures is read once for each edition, judgement and program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from catalogue.editions import Edition
from reviews import kept_demands as keeping
from reviews.kept_demands import kept_demands
from reviews.ripple import Demand, Span, WantedPaper, exactly

EDITION = Edition(1, "2026-07", "", "2026-07-18", "", "", 3, "", "", "0" * 64)
JUDGED = {("giấy xác nhận tình trạng hôn nhân", "1.004873"): True}
DEMANDS = [
    Demand("1.000894", "1.004873", (WantedPaper("paper:1.2", exactly(1)), WantedPaper("paper:2.2", Span(0, 0, 1)))),
    Demand("1.000894", "#12", (WantedPaper("paper:1.3", Span(0, Fraction(1, 6), 1), "group:3"),)),
]


class Reading:
    """Gives the demands as reading an edition does, and counts how often it had to."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Iterator[Demand]:
        self.times += 1
        yield from DEMANDS


def test_what_was_kept_is_what_was_read_and_is_not_read_again(tmp_path: Path) -> None:
    reading = Reading()
    first, second = (kept_demands(tmp_path / "tạm", EDITION, JUDGED, reading) for _ in range(2))
    assert first == second == DEMANDS and reading.times == 1
    # The ripple counts a number that is known once only, which it tells by these.
    assert second[0].papers[0].part.is_one and not second[1].papers[0].part.is_one


def test_another_edition_judgement_or_program_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading()
    kept_demands(tmp_path, EDITION, JUDGED, reading)
    kept_demands(tmp_path, replace(EDITION, digest="1" * 64), JUDGED, reading)
    kept_demands(tmp_path, EDITION, dict.fromkeys(JUDGED, False), reading)
    monkeypatch.setattr(keeping, "rules_digest", lambda: "another program")
    kept_demands(tmp_path, EDITION, JUDGED, reading)
    assert reading.times == 4


@pytest.mark.parametrize("damage", [b"", b"\x00\x01 no zlib", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes) -> None:
    reading = Reading()
    kept_demands(tmp_path, EDITION, JUDGED, reading)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(damage)
    assert kept_demands(tmp_path, EDITION, JUDGED, reading) == DEMANDS and reading.times == 2
    assert kept_demands(tmp_path, EDITION, JUDGED, reading) == DEMANDS and reading.times == 2


def test_where_nothing_can_be_kept_it_is_read_every_time(tmp_path: Path) -> None:
    (tmp_path / "tạm").write_text("a file stands where the folder should be", encoding="utf-8")
    reading = Reading()
    assert kept_demands(tmp_path / "tạm", EDITION, JUDGED, reading) == DEMANDS
    assert kept_demands(tmp_path / "tạm", EDITION, JUDGED, reading) == DEMANDS and reading.times == 2


def test_only_the_newest_files_are_kept(tmp_path: Path) -> None:
    for at in range(keeping._MOST_FILES + 3):
        kept_demands(tmp_path, replace(EDITION, digest=f"{at:064}"), JUDGED, Reading())
    assert len(list(tmp_path.iterdir())) == keeping._MOST_FILES
