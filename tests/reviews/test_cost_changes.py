"""Why the cost changed between two editions: what was split or merged stands against its parts, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from catalogue.editions import Edition, Entry, entry_ids, find_edition, load_entries
from catalogue.importing import EditionDetails, import_edition
from catalogue.pairs import Pair, Pairing
from catalogue.store import Store
from reviews.cost_changes import CostChange, Side, change_of, regrouped, side_by_side
from reviews.costed_edition import CostBasis
from reviews.decomposition import Cause
from reviews.income import income_of
from reviews.volumes import Volume

BIRTH = {"papers": [{"text": "Tờ khai đăng ký khai sinh", "originals": 1}, {"text": "Giấy chứng sinh", "originals": 1}]}
HOME = {"papers": [{"text": "Tờ khai đăng ký khai sinh", "originals": 1}]}


def record(code: str, name: str, dossier: Mapping[str, Any]) -> dict[str, Any]:
    """A procedure of civil status with one dossier."""
    return {
        "code": code,
        "name": name,
        "field": "Hộ tịch",
        "channels": [{"kind": "direct", "processing_time": {"quantity": 1, "unit": "working_day"}}],
        "dossiers": [dossier],
    }


WHOLE = [record("1.001193", "Đăng ký khai sinh", BIRTH)]
PARTS = [
    record("1.001194", "Đăng ký khai sinh tại trụ sở", BIRTH),
    record("1.001195", "Đăng ký khai sinh lưu động", HOME),
]


def edition_of(store: Store, folder: Path, name: str, records: Sequence[Mapping[str, Any]]) -> Edition:
    """Import records under a name."""
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    import_edition(store, [path], EditionDetails(name))
    return find_edition(store, name)


def changes(
    store: Store,
    folder: Path,
    old: Sequence[Mapping[str, Any]],
    new: Sequence[Mapping[str, Any]],
    volumes: dict[str, int],
) -> list[CostChange]:
    """The changes where everything of the old edition became everything of the new one."""
    sides = []
    for name, records in (("cũ", old), ("mới", new)):
        many = {code: Volume(code, 2025, cases, cases, cases) for code, cases in volumes.items()}
        sides.append(Side(edition_of(store, folder, name, records), CostBasis(income_of(2025), volumes=many), False))
    before, after = (entries(store, side.edition) for side in sides)
    kind = "split" if len(after) > 1 else "merged"
    ids = tuple(one.id for one in before), tuple(one.id for one in after)
    pairing = Pairing((Pair(*ids, kind, "accepted", False, False, False, 1.0, ()),), (), ())
    assert regrouped(pairing) == 1
    return list(side_by_side(store, sides[0], sides[1], pairing))


def entries(store: Store, edition: Edition) -> list[Entry]:
    """The entries of an edition in order."""
    return load_entries(store, entry_ids(store, edition))


def test_the_parts_of_a_split_stand_against_the_whole_with_their_part_of_its_cases(
    store: Store, tmp_path: Path
) -> None:
    found = changes(store, tmp_path, WHOLE, PARTS, {"1.001193": 1_000, "1.001194": 600, "1.001195": 300})
    assert [(one.address, one.before.cases, one.after.cases) for one in found] == [
        ("1.001194", 1_000 * Fraction(2, 3), 600),
        ("1.001195", 1_000 * Fraction(1, 3), 300),
    ]
    whole = change_of(found)
    assert sum(whole.parts.values()) == whole.change
    # Fewer cases, and at one of the parts a paper less: nothing is told as new or gone.
    assert whole.parts[Cause.VOLUME] < 0 and whole.parts[Cause.RULE] < 0
    assert change_of(found[:1]).parts[Cause.RULE] == 0


def test_a_split_that_changes_nothing_costs_what_it_cost(store: Store, tmp_path: Path) -> None:
    alike = [PARTS[0], PARTS[0] | {"code": "1.001195", "name": "Đăng ký khai sinh lưu động"}]
    whole = change_of(changes(store, tmp_path, WHOLE, alike, {"1.001193": 1_000}))
    assert whole.change == 0 and set(whole.parts.values()) == {0} and whole.before > 0


def test_a_merger_stands_against_what_went_into_it(store: Store, tmp_path: Path) -> None:
    found = changes(store, tmp_path, PARTS, WHOLE, {"1.001193": 900, "1.001194": 600, "1.001195": 300})
    assert [(one.before.cases, one.after.cases) for one in found] == [(600, 600), (300, 300)]
    assert change_of(found).parts[Cause.VOLUME] == 0 and change_of(found).parts[Cause.RULE] > 0


@pytest.mark.parametrize(("old", "new"), [(WHOLE, PARTS), (PARTS, WHOLE)])
def test_without_volumes_the_first_stand_against_each_other_and_the_rest_is_a_rule(
    store: Store, tmp_path: Path, old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> None:
    found = changes(store, tmp_path, old, new, {})
    whole = change_of(found)
    assert len(found) == 2 and whole.parts[Cause.RULE] == whole.change != 0
