"""Dossiers told apart: parts that add up, cases of which one applies, and what comes on top."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.evaluate_cases import kinds_of, labelled, procedure_of
from catalogue.dossier_cases import DossierGroup, case_of, dossier_groups, papers_asked, ways_to_apply
from catalogue.records import Dossier, Paper, Procedure


def procedure(*dossiers: tuple[str, int]) -> Procedure:
    """A procedure with dossiers of a name and a number of plain papers."""
    papers = ("Tờ khai", "Giấy khai sinh", "Hộ chiếu", "Bản vẽ", "Hợp đồng")
    return Procedure("Thủ tục", dossiers=tuple(Dossier(name, tuple(map(Paper, papers[:n]))) for name, n in dossiers))


def test_papers_to_hand_in_and_papers_to_show_add_up() -> None:
    read = procedure(("* Giấy tờ phải nộp:", 2), ("* Giấy tờ phải xuất trình:", 1), ("* Lưu ý:", 3), ("", 1))
    assert dossier_groups(read) == (
        DossierGroup("submit", "Giấy tờ phải nộp", (1,)),
        DossierGroup("present", "Giấy tờ phải xuất trình", (2,)),
        DossierGroup("note", "Lưu ý", (3,)),
        DossierGroup("common", "", (4,)),
    )
    assert ways_to_apply(read) == ((1, 2, 4),)
    assert papers_asked(read) == (4, 4)


def test_of_several_cases_one_applies() -> None:
    read = procedure(("a) Đối với cá nhân:", 1), ("b) Đối với cơ quan, tổ chức:", 3))
    assert ways_to_apply(read) == ((1,), (2,))
    assert papers_asked(read) == (1, 3)


def test_cases_stand_beside_what_everybody_hands_in() -> None:
    read = procedure(("Thành phần hồ sơ:", 2), ("Trường hợp cấp mới", 1), ("Trường hợp cấp lại", 2))
    assert ways_to_apply(read) == ((1, 2), (1, 3))


def test_what_a_case_adds_comes_on_top_of_every_way() -> None:
    read = procedure(
        ("* Trường hợp thay đổi chủ hộ kinh doanh", 1),
        ("* Trường hợp thay đổi thành viên", 1),
        ("* Trường hợp ủy quyền thực hiện thủ tục thì hồ sơ phải kèm theo một trong những giấy tờ sau:", 1),
    )
    assert ways_to_apply(read) == ((1,), (1, 3), (2,), (2, 3))
    alone = procedure(("", 2), ("Đối với trường hợp giao rừng thì phải có thêm các tài liệu sau", 1))
    assert ways_to_apply(alone) == ((1,), (1, 2))


def test_dossiers_of_two_people_are_parts() -> None:
    read = procedure(("Hồ sơ của người nhận con nuôi:", 2), ("Hồ sơ của người được nhận làm con nuôi:", 2))
    assert ways_to_apply(read) == ((1, 2),)


def test_dossiers_of_the_same_name_are_one_case() -> None:
    rented = "Đăng ký vào chỗ ở do thuê"
    read = procedure((rented, 1), ("Đăng ký vào cơ sở tôn giáo", 1), (rented, 2))
    assert ways_to_apply(read) == ((1, 3), (2,))


def test_a_procedure_without_papers_has_no_way_to_apply() -> None:
    assert ways_to_apply(Procedure("Thủ tục")) == ()
    assert papers_asked(procedure(("", 0), ("* Lưu ý:", 2))) == (0, 0)


def test_a_paper_stands_under_the_last_heading_row_that_its_own_bullet_does_not_end() -> None:
    rows = (
        "- Tờ khai theo mẫu",
        "- Chứng cứ chứng minh quan hệ cha, con gồm:",
        "+ Văn bản của cơ quan y tế",
        "- Giấy ủy quyền",
        "* Đối với tổ chức:",
        "Quyết định thành lập",
    )
    evidence, case = "Chứng cứ chứng minh quan hệ cha, con gồm", "Đối với tổ chức"
    read = Procedure("Thủ tục", dossiers=(Dossier("", tuple(map(Paper, rows))),))
    assert [case_of(read, 1, at) for at in range(1, 7)] == ["", "", evidence, "", "", case]


def test_the_tuning_half_of_the_labelled_procedures_is_told_apart_as_labelled() -> None:
    rows = labelled("dossier-cases", "tuning")
    assert len(rows) == 30
    for row in rows:
        read = procedure_of(row)
        assert kinds_of(read) == row["kinds"], row["code"]
        assert set(ways_to_apply(read)) == {tuple(way) for way in row["ways"]}, row["code"]


NAMES = st.sampled_from(
    ["", "* Giấy tờ phải nộp:", "Đối với cá nhân", "Trường hợp cấp lại", "* Lưu ý:", "có thêm", "x"]
)


@given(st.lists(st.tuples(NAMES, st.integers(0, 3)), max_size=9))
def test_every_dossier_is_in_one_group_and_every_way_is_in_order(dossiers: list[tuple[str, int]]) -> None:
    read = procedure(*dossiers)
    grouped = sorted(at for group in dossier_groups(read) for at in group.dossiers)
    assert grouped == list(range(1, len(dossiers) + 1))
    for way in ways_to_apply(read):
        assert list(way) == sorted(set(way)) != []
