"""Whatever changes between two editions, every mark has an outcome and none is lost."""

from __future__ import annotations

import copy
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.editions import find_edition, find_entry
from catalogue.elements import elements
from catalogue.importing import EditionDetails, import_edition
from catalogue.problems import Problem, ProblemKind
from reviews.actions import MARKABLE, MarkAction
from reviews.carry_book import apply_carried, carried_marks
from reviews.carrying import Outcome
from reviews.integrity import check_workspace
from reviews.mark_book import MarkBook
from reviews.marks import Judgement, list_marks
from reviews.workspace import open_workspace
from tests.reviews.conftest import EXTRACT, LAND, MARRIAGE

PAPERS = [paper["text"] for paper in MARRIAGE["dossiers"][0]["papers"]] + [
    "Giấy khai sinh của hai bên nam, nữ",
    "Bản sao có chứng thực Hộ chiếu",
    "Văn bản xác nhận tình trạng hôn nhân của hai bên",
]

paper = st.builds(
    lambda text, originals, copies: {"text": text, "originals": originals, "copies": copies},
    st.sampled_from(PAPERS),
    st.integers(0, 2),
    st.integers(0, 2),
)
later = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["1.000894", "3.000111"]),
        "name": st.sampled_from(["Thủ tục đăng ký kết hôn", "Đăng ký kết hôn tại cấp xã"]),
        "dossiers": st.lists(st.builds(lambda papers: {"papers": papers}, st.lists(paper, max_size=4)), max_size=2),
        "days": st.integers(1, 9),
        "conditions": st.sampled_from([MARRIAGE["conditions"], "- Nam từ đủ 22 tuổi trở lên;", ""]),
    }
)


@given(later, st.booleans())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_mark_has_an_outcome_and_none_is_lost(
    tmp_path_factory: pytest.TempPathFactory, changes: dict[str, Any], listed: bool
) -> None:
    folder: Path = tmp_path_factory.mktemp("carry")
    new: dict[str, Any] = copy.deepcopy(MARRIAGE)
    new["channels"][0]["processing_time"]["quantity"] = changes.pop("days")
    new |= changes
    if listed:
        new = {key: new[key] for key in ("code", "name", "field")}
    with closing(open_workspace(folder / "w.db", create=True)) as store:
        for name, records in (("2025", [MARRIAGE, EXTRACT, LAND]), ("2026", [new, EXTRACT, LAND])):
            path = folder / f"{name}.jsonl"
            path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in records), encoding="utf-8")
            import_edition(store, [path], EditionDetails(name, f"{name}-06-01"))
        before, after = find_edition(store, "2025"), find_edition(store, "2026")
        book = MarkBook(store, "An")
        entry = find_entry(store, before, "1.000894")
        for element in elements(entry.procedure):
            if element.part in MARKABLE:
                book.propose(entry, element, Judgement(MarkAction.REMOVE, reason="Đã có dữ liệu"))
        marks = list_marks(store, "2025")
        found = carried_marks(store, before, after)
        assert [one.mark for one in found] == marks
        stays = [one for one in found if one.outcome is Outcome.STAYS]
        for one in stays:
            assert one.place is not None and one.place.element.digest == one.mark.element_digest
        written, _ = apply_carried(store, "An", after, found)
        assert written <= len(stays)
        assert list_marks(store, "2025") == marks
        assert len(list_marks(store, "2026")) == written
        again = carried_marks(store, before, after)
        assert apply_carried(store, "An", after, again) == (0, 0)
        assert [outcome for outcome in check_workspace(store) if outcome.faults] == []
        if written:
            book.undo()
        assert list_marks(store, "2026") == []


def test_editions_that_share_nothing_are_refused_with_their_names(tmp_path: Path) -> None:
    with closing(open_workspace(tmp_path / "w.db", create=True)) as store:
        foreign = {"code": "A-1", "name": "Apply for a fishing licence", "field": "Fisheries"}
        for name, record in (("2025", MARRIAGE), ("2026", foreign)):
            path = tmp_path / f"{name}.jsonl"
            path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
            import_edition(store, [path], EditionDetails(name, f"{name}-06-01"))
        before, after = find_edition(store, "2025"), find_edition(store, "2026")
        assert carried_marks(store, before, after) == ()
        entry = find_entry(store, before, "1.000894")
        MarkBook(store, "An").propose(entry, elements(entry.procedure)[0], Judgement(MarkAction.KEEP))
        with pytest.raises(Problem) as refused:
            carried_marks(store, before, after)
        assert (refused.value.kind, refused.value.facts) == (
            ProblemKind.EDITIONS_UNRELATED,
            {"old": "2025", "new": "2026"},
        )
