"""Who may apply, by the words of the portal and of local catalogues."""

from __future__ import annotations

import pytest

from catalogue.applicants import BUSINESS, OFFICE, PERSON, applicants, may_apply


@pytest.mark.parametrize(
    ("subjects", "sorts"),
    [
        (["Công dân Việt Nam"], {PERSON}),
        (["Người nước ngoài", "Người Việt Nam định cư ở nước ngoài"], {PERSON}),
        (["Tổ chức (không bao gồm doanh nghiệp, HTX)"], {OFFICE}),
        (["Cán bộ, công chức, viên chức"], {OFFICE}),
        (["Doanh nghiệp có vốn đầu tư nước ngoài", "Hợp tác xã"], {BUSINESS}),
        (["Cá nhân, tổ chức"], {PERSON, OFFICE}),
        (["Hộ kinh doanh"], {PERSON, BUSINESS}),
        ([""], set()),
        ([], set()),
    ],
)
def test_the_sorts_of_applicants_are_read_from_the_record(subjects: list[str], sorts: set[str]) -> None:
    assert applicants(subjects) == sorts


def test_a_citizen_may_not_apply_where_only_offices_do() -> None:
    assert not may_apply({OFFICE}, {PERSON})
    assert may_apply({OFFICE}, {PERSON, OFFICE})


def test_whoever_acts_for_a_business_is_a_person_too() -> None:
    assert may_apply({PERSON}, {BUSINESS})
    assert not may_apply({BUSINESS}, {OFFICE})


def test_where_nothing_is_known_anybody_may_apply() -> None:
    assert may_apply((), {PERSON})
    assert may_apply({PERSON}, ())
