"""The particulars of the signing office are kept in the workspace as they were given."""

from __future__ import annotations

from catalogue.store import Store
from reviews.documents.content import Office
from reviews.offices import read_office, write_office
from reviews.workspace import open_workspace

DA_NANG = Office(
    parent_agency="Ủy ban nhân dân thành phố Đà Nẵng",
    agency="Sở Tư pháp",
    place="Đà Nẵng",
    number="128/PA-STP",
    signer_title="KT. Giám đốc\nPhó Giám đốc",
    signer_name="Trần Thị Minh Nguyệt",
    recipients=("Bộ Tư pháp", "UBND thành phố (để báo cáo);", "Lưu: VT, KSTT"),
)


def test_an_office_that_was_never_named_is_empty(store: Store) -> None:
    assert read_office(store) == Office()


def test_an_office_is_read_as_it_was_written(store: Store) -> None:
    write_office(store, DA_NANG)
    assert read_office(store) == DA_NANG
    again = open_workspace(store.path)
    assert read_office(again) == DA_NANG
    again.close()


def test_an_office_written_again_takes_the_place_of_the_old_one(store: Store) -> None:
    write_office(store, DA_NANG)
    write_office(store, Office(agency="Sở Nội vụ"))
    assert read_office(store) == Office(agency="Sở Nội vụ")


def test_a_recipient_of_two_lines_stays_one_recipient(store: Store) -> None:
    write_office(store, Office(recipients=("Bộ Tư pháp\n(để báo cáo)", "Lưu: VT")))
    assert read_office(store).recipients == ("Bộ Tư pháp (để báo cáo)", "Lưu: VT")
