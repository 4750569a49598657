"""Marks in a reviewer's hands: what they must say, and how they are changed, taken away and undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.editions import Edition, Entry, entry_ids, find_entry, load_entries
from catalogue.elements import Element, Part, find_element
from catalogue.problems import Problem, ProblemKind
from catalogue.records import Fee
from catalogue.store import Store
from reviews import journal
from reviews.actions import MarkAction
from reviews.mark_book import MarkBook
from reviews.marks import Judgement, Mark, checked, get_mark, list_marks, mark_counts
from reviews.merge_targets import with_target_in_words
from reviews.workspace import open_workspace

DROP = Judgement(
    MarkAction.REMOVE, reason="Đã có trong Cơ sở dữ liệu hộ tịch điện tử", article="Điều 10 NĐ 123/2015/NĐ-CP"
)
KEEP = Judgement(MarkAction.KEEP)


def kind_of(action: Callable[[], object]) -> ProblemKind:
    with pytest.raises(Problem) as refused:
        action()
    return refused.value.kind


def element(entry: Entry, address: str) -> Element:
    return find_element(entry.procedure, address, entry.address)


def said(marks: list[Mark]) -> list[tuple[str, str, str]]:
    return sorted((mark.author, mark.element, mark.action) for mark in marks)


def test_a_mark_holds_what_it_was_put_on(store: Store, marriage: Entry, book: MarkBook) -> None:
    mark = book.propose(marriage, element(marriage, "paper:2"), DROP)
    assert (mark.edition, mark.address, mark.part, mark.element) == ("2026-06", "1.000894", "paper", "paper:1.2")
    assert mark.element_text == "Giấy xác nhận tình trạng hôn nhân."
    assert (mark.procedure_name, mark.procedure_digest) == (marriage.procedure.name, marriage.digest)
    assert (mark.author, mark.state, mark.version, mark.judgement) == ("An", "proposed", 1, DROP)
    assert mark.created_at.endswith("+00:00")
    assert list_marks(store) == [mark] and get_mark(store, mark.id) == mark
    assert mark_counts(store, "2026-06") == {"1.000894": 1}


def test_a_procedure_without_a_code_is_marked_at_its_place(store: Store, edition: Edition, book: MarkBook) -> None:
    land = find_entry(store, edition, "#3")
    assert book.propose(land, element(land, "procedure"), DROP).address == "#3"


def test_a_second_mark_of_the_same_reviewer_on_an_element_changes_the_first(
    store: Store, marriage: Entry, book: MarkBook, other_book: MarkBook
) -> None:
    paper = element(marriage, "paper:1.1")
    first = book.propose(marriage, paper, DROP)
    other_book.propose(marriage, paper, KEEP)
    second = book.propose(marriage, paper, Judgement(MarkAction.REDUCE, "1 bản chính", reason="Một bản là đủ"))
    assert (second.id, second.version, second.target) == (first.id, 2, "01 bản chính")
    assert said(list_marks(store)) == [("An", "paper:1.1", "reduce"), ("Bình", "paper:1.1", "keep")]


@pytest.mark.parametrize(
    ("address", "judgement", "kind"),
    [
        ("time:1", Judgement(MarkAction.REPLACE, "CSDL hộ tịch", reason="x"), ProblemKind.ACTION_NOT_FOR_PART),
        ("result:1", KEEP, ProblemKind.ACTION_NOT_FOR_PART),
        ("law:1", DROP, ProblemKind.ACTION_NOT_FOR_PART),
        ("channel:1", DROP, ProblemKind.ACTION_NOT_FOR_PART),
        ("procedure", Judgement(MarkAction.REDUCE, "x", reason="x"), ProblemKind.ACTION_NOT_FOR_PART),
        ("paper:1", Judgement(MarkAction.REMOVE), ProblemKind.REASON_MISSING),
        ("paper:1", Judgement(MarkAction.REMOVE, reason=" \u200b\n"), ProblemKind.REASON_MISSING),
        ("paper:1", Judgement(MarkAction.REPLACE, reason="x"), ProblemKind.TARGET_MISSING),
        ("step:1", Judgement(MarkAction.MERGE, " \u00a0", reason="x"), ProblemKind.TARGET_MISSING),
        ("time:1", Judgement(MarkAction.REDUCE, "nhanh hơn", reason="x"), ProblemKind.TARGET_UNREADABLE),
        ("time:1", Judgement(MarkAction.REDUCE, "5 ngày làm việc", reason="x"), ProblemKind.TARGET_NOT_LOWER),
    ],
)
def test_a_mark_that_must_not_stand_is_refused_and_leaves_no_trace(
    store: Store, marriage: Entry, book: MarkBook, address: str, judgement: Judgement, kind: ProblemKind
) -> None:
    assert kind_of(lambda: book.propose(marriage, element(marriage, address), judgement)) is kind
    assert list_marks(store) == [] and journal.history(store) == []


def test_keeping_an_element_needs_no_reason(marriage: Entry) -> None:
    assert checked(element(marriage, "paper:1"), KEEP) == KEEP


def test_what_is_said_is_kept_clean(marriage: Entry) -> None:
    judged = checked(
        element(marriage, "paper:1"),
        Judgement(
            MarkAction.REPLACE, " CSDL\nhộ tịch ", "da-co-du-lieu", "Đã có\u00a0 dữ liệu\x1b ", " Điều 10\n NĐ 123 "
        ),
    )
    assert judged == Judgement(MarkAction.REPLACE, "CSDL hộ tịch", "da-co-du-lieu", "Đã có dữ liệu", "Điều 10 NĐ 123")


def test_a_change_keeps_the_mark_and_counts_its_version(store: Store, marriage: Entry, book: MarkBook) -> None:
    paper = element(marriage, "paper:1")
    mark = book.propose(marriage, paper, DROP)
    changed = book.change(mark, paper, replace(DROP, reason="Lý do khác"))
    assert (changed.id, changed.version, changed.reason, changed.created_at) == (
        mark.id,
        2,
        "Lý do khác",
        mark.created_at,
    )
    assert get_mark(store, mark.id) == changed


def test_a_mark_somebody_changed_since_it_was_read_is_not_overwritten(
    store: Store, marriage: Entry, book: MarkBook, other_book: MarkBook
) -> None:
    paper = element(marriage, "paper:1")
    mark = book.propose(marriage, paper, DROP)
    changed = other_book.change(mark, paper, replace(DROP, reason="Của Bình"))
    for attempt in (lambda: book.change(mark, paper, KEEP), lambda: book.withdraw(mark)):
        assert kind_of(attempt) is ProblemKind.MARK_CHANGED_ELSEWHERE
    assert kind_of(book.undo) is ProblemKind.MARK_CHANGED_ELSEWHERE
    assert list_marks(store) == [changed]
    other_book.undo()
    book.undo()
    assert list_marks(store) == []


def test_a_mark_that_is_gone_cannot_be_changed_or_taken_away(store: Store, marriage: Entry, book: MarkBook) -> None:
    paper = element(marriage, "paper:1")
    mark = book.propose(marriage, paper, DROP)
    book.withdraw(mark)
    for attempt in (
        lambda: book.change(mark, paper, KEEP),
        lambda: book.withdraw(mark),
        lambda: get_mark(store, mark.id),
    ):
        assert kind_of(attempt) is ProblemKind.MARK_UNKNOWN


def test_undo_and_redo_go_back_and_forth_over_every_kind_of_change(
    store: Store, marriage: Entry, book: MarkBook
) -> None:
    paper = element(marriage, "paper:1")
    mark = book.propose(marriage, paper, DROP)
    changed = book.change(mark, paper, KEEP)
    book.withdraw(changed)
    seen = [said(list_marks(store))]
    for _ in range(3):
        book.undo()
        seen.append(said(list_marks(store)))
    removed, kept = [("An", "paper:1.1", "remove")], [("An", "paper:1.1", "keep")]
    assert seen == [[], kept, removed, []]
    assert kind_of(book.undo) is ProblemKind.NOTHING_TO_UNDO
    back = []
    for _ in range(3):
        book.redo()
        back.append(said(list_marks(store)))
    assert back == [removed, kept, []]
    assert kind_of(book.redo) is ProblemKind.NOTHING_TO_REDO


def test_a_new_change_ends_redoing(marriage: Entry, book: MarkBook) -> None:
    book.propose(marriage, element(marriage, "paper:1"), DROP)
    book.undo()
    book.propose(marriage, element(marriage, "paper:2"), DROP)
    assert kind_of(book.redo) is ProblemKind.NOTHING_TO_REDO


def test_undo_names_the_change_it_took_back(marriage: Entry, book: MarkBook) -> None:
    mark = book.propose(marriage, element(marriage, "paper:2"), DROP)
    entry = book.undo()
    assert (entry.kind, entry.mark_id, entry.mark["element_text"]) == ("proposed", mark.id, mark.element_text)
    assert (book.redo().kind, book.undo().kind) == ("undone", "proposed")


def test_nobody_undoes_what_another_reviewer_did(
    store: Store, marriage: Entry, book: MarkBook, other_book: MarkBook
) -> None:
    book.propose(marriage, element(marriage, "paper:1"), DROP)
    other_book.propose(marriage, element(marriage, "paper:2"), DROP)
    book.undo()
    assert said(list_marks(store)) == [("Bình", "paper:1.2", "remove")]
    assert kind_of(book.undo) is ProblemKind.NOTHING_TO_UNDO
    assert kind_of(other_book.redo) is ProblemKind.NOTHING_TO_REDO


def test_a_number_of_a_mark_is_never_used_again(marriage: Entry, book: MarkBook) -> None:
    first = book.propose(marriage, element(marriage, "paper:1"), DROP)
    book.undo()
    assert book.propose(marriage, element(marriage, "paper:1"), DROP).id > first.id


def test_a_mark_does_not_come_back_beside_a_newer_one_of_its_author_on_the_same_element(
    store: Store, marriage: Entry, book: MarkBook, other_book: MarkBook
) -> None:
    paper = element(marriage, "paper:1")
    other_book.withdraw(book.propose(marriage, paper, DROP))
    newer = book.propose(marriage, paper, KEEP)
    assert kind_of(other_book.undo) is ProblemKind.MARK_CHANGED_ELSEWHERE
    assert list_marks(store) == [newer]


def test_marks_survive_closing_the_workspace(store: Store, marriage: Entry, book: MarkBook) -> None:
    mark = book.propose(marriage, element(marriage, "paper:1"), DROP)
    store.close()
    again = open_workspace(store.path)
    assert list_marks(again) == [mark]
    assert MarkBook(again, "An").undo().mark_id == mark.id
    again.close()


def test_marks_are_listed_by_edition_and_address(
    store: Store, edition: Edition, marriage: Entry, book: MarkBook
) -> None:
    extract = find_entry(store, edition, "2.000635")
    one = book.propose(marriage, element(marriage, "paper:2"), DROP)
    two = book.propose(extract, element(extract, "paper:1"), DROP)
    three = book.propose(marriage, element(marriage, "paper:1"), DROP)
    assert list_marks(store, "2026-06") == [one, three, two]
    assert list_marks(store, "2026-06", ["2.000635"]) == [two]
    assert list_marks(store, "2026-06", ["2.000635", "1.000894"]) == [one, three, two]
    assert list_marks(store, "2026-06", []) == []
    assert list_marks(store, "2021-08") == []
    assert mark_counts(store, "2026-06") == {"1.000894": 2, "2.000635": 1}
    assert mark_counts(store, "2021-08") == {}


def test_two_workspaces_know_nothing_of_each_other(
    store: Store, marriage: Entry, book: MarkBook, workspaces: Callable[[Path], Store], tmp_path: Path
) -> None:
    book.propose(marriage, element(marriage, "paper:1"), DROP)
    (tmp_path / "other").mkdir()
    other = workspaces(tmp_path / "other")
    assert list_marks(other) == []
    other.close()


def test_the_same_judgement_said_twice_is_no_change_to_undo(store: Store, book: MarkBook, marriage: Entry) -> None:
    element = find_element(marriage.procedure, "paper:1.1")
    said = Judgement(MarkAction.REMOVE, reason="Trùng lặp")
    first = book.propose(marriage, element, said)
    assert book.propose(marriage, element, said) == first
    assert book.change(first, element, said) == first
    book.undo()
    assert list_marks(store) == []


def test_what_an_element_is_merged_with_is_kept_in_words(marriage: Entry, book: MarkBook) -> None:
    merge = Judgement(MarkAction.MERGE, "step:1", reason="Kiểm tra ngay khi tiếp nhận")
    step = book.propose(marriage, element(marriage, "step:2"), merge)
    assert step.target.startswith("bước 1 “") and "step:" not in step.target
    paper = book.propose(marriage, element(marriage, "paper:1"), replace(merge, target="paper:2"))
    assert paper.target.startswith("thành phần hồ sơ “")
    changed = book.change(paper, element(marriage, "paper:1"), replace(merge, target=" PAPER:1.2 "))
    assert changed == paper


def test_a_procedure_that_another_is_merged_with_is_kept_by_name_and_code(
    store: Store, marriage: Entry, book: MarkBook
) -> None:
    entries = load_entries(store, entry_ids(store, marriage.edition))
    for other in (entry for entry in entries if entry.address != marriage.address):
        code = f" (mã {other.code})" if other.code else ""
        merge = Judgement(MarkAction.MERGE, other.address, reason="Thực hiện liên thông")
        mark = book.propose(marriage, element(marriage, "procedure"), merge)
        assert mark.target == f"thủ tục “{other.procedure.name}”{code}"


@pytest.mark.parametrize("target", ["Tờ khai dùng chung", "paper:9.9", "9.999999"])
def test_merging_with_what_the_edition_does_not_name_stays_as_typed(
    marriage: Entry, book: MarkBook, target: str
) -> None:
    merge = Judgement(MarkAction.MERGE, target, reason="Trùng nội dung")
    assert book.propose(marriage, element(marriage, "paper:1"), merge).target == target


def test_the_new_words_of_a_step_are_no_address(marriage: Entry) -> None:
    judgement = Judgement(MarkAction.REDUCE, "step:2", reason="Gọn hơn")
    assert kind_of(lambda: checked(element(marriage, "step:1"), judgement)) is ProblemKind.TARGET_UNREADABLE


@pytest.mark.parametrize("words", ["Miễn phí", "miễn lệ phí.", "Không thu phí"])
def test_there_is_no_fee_to_take_away_where_nothing_is_charged(words: str) -> None:
    fee = Element(Part.FEE, "fee:1.1", words, Fee(text=words))
    assert kind_of(lambda: checked(fee, DROP)) is ProblemKind.NOTHING_CHARGED
    assert checked(fee, KEEP) == KEEP


def test_a_fee_that_is_set_elsewhere_can_be_taken_away() -> None:
    words = "Miễn phí (Mức lệ phí cụ thể do Hội đồng nhân dân tỉnh, thành phố quy định)"
    assert checked(Element(Part.FEE, "fee:1.1", words, Fee(text=words)), DROP) == DROP


def test_an_address_kept_by_an_older_release_is_told_in_words(marriage: Entry, book: MarkBook) -> None:
    merge = Judgement(MarkAction.MERGE, "paper:2", reason="Trùng nội dung")
    mark = book.propose(marriage, element(marriage, "paper:1"), merge)
    assert with_target_in_words(replace(mark, target="paper:1.2"), marriage.procedure) == mark
    assert with_target_in_words(replace(mark, target="paper:9.9"), marriage.procedure).target == "paper:9.9"
