"""Totals by field and agency, the red list, and procedures joined to be compared as one."""

from __future__ import annotations

from catalogue.burden import ProcedureChanges, burden_tests, burden_totals, red_list
from catalogue.differences import Burden, BurdenTest, Change, ChangedPart, ChangeKind, Reason, differences
from catalogue.edition_changes import joined
from catalogue.records import Dossier, Paper, Procedure

LONGER = Change(ChangedPart.TIME, ChangeKind.CHANGED, "5 ngày", "8 ngày", Burden.HEAVIER, reasons=(Reason.TIME_LONGER,))
DEARER = Change(
    ChangedPart.FEE, ChangeKind.CHANGED, "5.000 đồng", "8.000 đồng", Burden.HEAVIER, reasons=(Reason.FEE_HIGHER,)
)
DROPPED = Change(ChangedPart.PAPER, ChangeKind.REMOVED, "Hộ chiếu", "", Burden.LIGHTER, reasons=(Reason.PAPER_REMOVED,))
WRITTEN = Change(ChangedPart.NAME, ChangeKind.CHANGED, "Kĩ thuật", "Kỹ thuật", wording_only=True)

PROCEDURES = (
    ProcedureChanges("1.000001", "Đăng ký kết hôn", "Hộ tịch", "Bộ Tư pháp", (LONGER, DROPPED, WRITTEN)),
    ProcedureChanges("1.000002", "Đăng ký khai sinh", "Hộ tịch", "Bộ Tư pháp", (WRITTEN,)),
    ProcedureChanges("1.000003", "Cấp hộ chiếu", "Xuất nhập cảnh", "Bộ Công an", (LONGER, DEARER)),
)


def test_totals_count_changes_and_procedures_but_no_wording() -> None:
    totals = burden_totals(PROCEDURES)
    everything = totals.everything
    assert (everything.procedures, everything.changed) == (3, 2)
    assert (everything.heavier, everything.lighter, everything.neutral) == (3, 1, 0)
    assert (everything.heavier_procedures, everything.lighter_procedures) == (2, 1)
    assert everything.heavier_by_test == {BurdenTest.TIME: 2, BurdenTest.FEE: 1}
    assert everything.lighter_by_test == {BurdenTest.PAPERS: 1}


def test_fields_and_agencies_add_up_with_the_most_burdened_first() -> None:
    totals = burden_totals(PROCEDURES)
    assert [(total.name, total.heavier) for total in totals.fields] == [("Xuất nhập cảnh", 2), ("Hộ tịch", 1)]
    assert sum(total.heavier for total in totals.agencies) == totals.everything.heavier


def test_the_red_list_holds_every_burden_once() -> None:
    lines = [(line.procedure.code, line.change) for line in red_list(PROCEDURES)]
    assert lines == [("1.000003", LONGER), ("1.000003", DEARER), ("1.000001", LONGER)]


def test_the_tests_of_a_change_are_those_of_its_direction() -> None:
    assert burden_tests(LONGER, Burden.HEAVIER) == (BurdenTest.TIME,)
    assert burden_tests(LONGER, Burden.LIGHTER) == ()


def test_a_split_procedure_is_compared_with_its_parts_together() -> None:
    whole = Procedure("Cấp phép", dossiers=(Dossier("", (Paper("Đơn đề nghị cấp phép"), Paper("Bản vẽ thiết kế"))),))
    first = Procedure("Cấp phép", dossiers=(Dossier("", (Paper("Đơn đề nghị cấp phép"),)),))
    second = Procedure("Cấp phép", dossiers=(Dossier("", (Paper("Bản vẽ thiết kế"),)),))
    assert {change.burden for change in differences(whole, joined([first, second]))} <= {Burden.NEUTRAL}
