"""Which procedure of one edition is which of another: by content, code and name, and never by a code alone."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from catalogue.comparison import Compared, Pair, Pairing, PairSubject, pair_editions
from catalogue.records import Paper, Procedure, Step
from tests.catalogue.made_editions import (
    changed_codes,
    compared,
    licence,
    published_list,
    rewritten,
    sample,
    well_drilling,
)

JUNE = sample("2026-06")
CITY = sample("2025-05 Đà Nẵng")
WITHOUT_CODES = sample("2021-08")

SOME_RECORDS = st.lists(st.sampled_from(JUNE[:40]), unique_by=lambda record: record.entry_id, max_size=12)


def only_pair(pairing: Pairing) -> Pair:
    assert len(pairing.pairs) == 1, pairing
    return pairing.pairs[0]


def ids(pairing: Pairing, state: str = "accepted") -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(pair.old, pair.new) for pair in pairing.pairs if pair.state == state}


def in_other_unicode(procedure: Procedure) -> Procedure:
    def apart(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    return replace(
        procedure,
        name=apart(procedure.name),
        steps=tuple(Step(step.name, apart(step.text)) for step in procedure.steps),
        dossiers=tuple(
            replace(dossier, papers=tuple(replace(paper, text=apart(paper.text)) for paper in dossier.papers))
            for dossier in procedure.dossiers
        ),
        conditions=apart(procedure.conditions),
    )


@given(SOME_RECORDS)
def test_an_edition_paired_with_itself_is_unchanged_throughout(records: list[Compared]) -> None:
    pairing = pair_editions(records, records)
    assert ids(pairing) == {((record.entry_id,), (record.entry_id,)) for record in records}
    assert {pair.kind for pair in pairing.pairs} <= {"unchanged"}
    assert not any(pair.recoded or pair.renamed or pair.moved for pair in pairing.pairs)
    assert (pairing.added, pairing.removed) == ((), ())


@given(SOME_RECORDS)
def test_beside_an_empty_edition_everything_is_added_or_removed(records: list[Compared]) -> None:
    everything = tuple(record.entry_id for record in records)
    assert pair_editions([], records) == Pairing((), everything, ())
    assert pair_editions(records, []) == Pairing((), (), everything)


@given(SOME_RECORDS, SOME_RECORDS, st.booleans())
def test_swapping_the_editions_swaps_the_pairs(old: list[Compared], new: list[Compared], recoded: bool) -> None:
    new = changed_codes(new) if recoded else new
    swapped = {"split": "merged", "merged": "split"}
    there, back = pair_editions(old, new), pair_editions(new, old)
    assert {(pair.old, pair.new, pair.kind, pair.state) for pair in there.pairs} == {
        (pair.new, pair.old, swapped.get(pair.kind, pair.kind), pair.state) for pair in back.pairs
    }
    assert (set(there.added), set(there.removed)) == (set(back.removed), set(back.added))


@given(SOME_RECORDS, SOME_RECORDS)
def test_every_entry_stands_in_one_place_of_the_result(old: list[Compared], new: list[Compared]) -> None:
    pairing = pair_editions(old, changed_codes(new))
    left = [entry for pair in pairing.pairs for entry in pair.old] + list(pairing.removed)
    right = [entry for pair in pairing.pairs for entry in pair.new] + list(pairing.added)
    assert sorted(left) == sorted(record.entry_id for record in old)
    assert sorted(right) == sorted(record.entry_id for record in new)


def test_when_every_code_changes_every_procedure_is_still_found() -> None:
    pairing = pair_editions(JUNE, changed_codes(JUNE))
    assert ids(pairing) == {((record.entry_id,), (record.entry_id,)) for record in JUNE}
    assert all(pair.kind == "unchanged" and pair.recoded for pair in pairing.pairs)


def test_texts_in_decomposed_unicode_pair_with_the_same_certainty() -> None:
    apart = [rewritten(record, in_other_unicode(record.procedure)) for record in changed_codes(JUNE)]
    pairing = pair_editions(JUNE, apart)
    assert ids(pairing) == {((record.entry_id,), (record.entry_id,)) for record in JUNE}
    assert not any(pair.renamed for pair in pairing.pairs)


def test_tone_placement_and_i_for_y_rename_nothing() -> None:
    old = compared([("1.000001", licence("Thủ tục hòa giải về kỹ thuật"))])
    new = compared([("1.000001", licence("Thủ tục hoà giải về kĩ thuật"))])
    assert not only_pair(pair_editions(old, new)).renamed


def test_a_procedure_with_a_new_code_and_a_new_name_is_found_by_its_content() -> None:
    renamed = licence("Giải quyết đề nghị hoạt động lữ hành trên môi trường điện tử")
    pair = only_pair(pair_editions(compared([("1.004628", licence())]), compared([("3.000111", renamed)])))
    assert (pair.state, pair.kind, pair.recoded, pair.renamed) == ("accepted", "changed", True, True)
    assert {"close-papers", "close-steps"} <= set(pair.reasons)


def test_a_reused_code_is_never_accepted_as_the_same_procedure() -> None:
    old = compared([("1.004628", licence())])
    new = compared([("1.004628", well_drilling())])
    pairing = pair_editions(old, new)
    assert ids(pairing) == set()


def test_where_two_codes_changed_places_the_content_decides() -> None:
    changed = replace(licence(), conditions="Người phụ trách tốt nghiệp trung cấp trở lên chuyên ngành lữ hành.")
    old = compared([("1.004628", licence()), ("1.004211", well_drilling())])
    new = compared([("1.004628", well_drilling()), ("1.004211", changed)])
    assert ids(pair_editions(old, new)) == {((0,), (1,)), ((1,), (0,))}


def test_a_code_that_stands_twice_is_told_apart_by_content() -> None:
    old = compared([("1.004628", licence()), ("1.004628", well_drilling())])
    new = compared([("1.004628", well_drilling()), ("1.004628", licence())])
    assert ids(pair_editions(old, new)) == {((0,), (1,)), ((1,), (0,))}


def test_two_equal_procedures_without_codes_are_for_a_person_to_tell_apart() -> None:
    old = compared([("", licence()), ("", licence())])
    new = compared([("", replace(licence(), keywords=("lữ hành",))), ("", replace(licence(), keywords=("tua",)))])
    pairing = pair_editions(old, new)
    assert ids(pairing, "review") == {((0,), (0,)), ((1,), (1,))}
    assert all("near-rival" in pair.reasons for pair in pairing.pairs)


def test_another_publisher_has_the_procedure_moved() -> None:
    new = licence(publisher="Bộ Nội vụ")
    pair = only_pair(pair_editions(compared([("1.004628", licence())]), compared([("1.004628", new)])))
    assert (pair.state, pair.moved) == ("accepted", True)


def test_another_country_and_language_pairs_nothing() -> None:
    foreign = compared(
        (
            f"{number}",
            licence(
                name,
                (f"Application form for {name}", "Proof of identity of the applicant"),
                (f"Submit the application for {name} to the municipal office.", "Collect the permit at the desk."),
                f"Permit: {name}",
                "Ministry of Interior",
            ),
        )
        for number, name in enumerate(["Residence permit", "Birth registration", "Fishing licence", "Building permit"])
    )
    pairing = pair_editions(JUNE, foreign)
    assert (pairing.pairs, len(pairing.added), len(pairing.removed)) == ((), 4, len(JUNE))


def test_a_split_is_proposed_with_all_its_parts() -> None:
    parts = [
        ("3.000111", licence("Cấp giấy phép kinh doanh dịch vụ lữ hành nội địa đối với tổ chức")),
        ("3.000112", licence("Cấp giấy phép kinh doanh dịch vụ lữ hành nội địa đối với cá nhân")),
    ]
    pair = only_pair(pair_editions(compared([("1.004628", licence())]), compared(parts)))
    assert (pair.kind, pair.state, pair.old, pair.new) == ("split", "review", (0,), (0, 1))
    assert pair.reasons == ("parts-together",)


def test_a_merger_is_proposed_with_all_it_took_in() -> None:
    reissue = licence(
        "Cấp lại giấy phép kinh doanh dịch vụ lữ hành nội địa",
        ("Đơn đề nghị cấp lại giấy phép kinh doanh dịch vụ lữ hành nội địa", "Giấy phép đã cấp bị hư hỏng"),
    )
    papers = [paper.text for one in (licence(), reissue) for paper in one.dossiers[0].papers]
    both = licence("Cấp, cấp lại giấy phép kinh doanh dịch vụ lữ hành nội địa", papers)
    old = compared([("1.004628", licence()), ("1.004629", reissue), ("1.004211", well_drilling())])
    pairing = pair_editions(old, compared([("3.000111", both), ("1.004211", well_drilling())]))
    assert ids(pairing, "review") == {((0, 1), (0,))}
    assert ids(pairing) == {((2,), (1,))}


def test_a_city_s_own_edition_pairs_with_the_national_one_by_the_national_code() -> None:
    pairing = pair_editions(CITY, JUNE)
    codes = {
        (CITY[pair.old[0]].code[:8], JUNE[pair.new[0]].code)
        for pair in pairing.pairs
        if pair.state == "accepted" and pair.kind == "changed"
    }
    assert {("1.013237", "1.013237"), ("2.001955", "2.001955"), ("1.012784", "1.012784")} <= codes
    assert len(codes) == 29
    assert all(old == new for old, new in codes)


def test_the_same_code_under_another_name_and_content_is_for_a_person_to_settle() -> None:
    found = {JUNE[pair.new[0]].code: pair for pair in pair_editions(CITY, JUNE).pairs}
    pair = found["1.009794"]
    assert (pair.state, pair.recoded, pair.renamed) == ("review", False, True)
    assert {"same-national-code", "other-name", "other-content"} <= set(pair.reasons)


def test_what_a_city_publishes_under_another_code_is_for_a_person_to_confirm() -> None:
    names = {
        (CITY[pair.old[0]].procedure.name, JUNE[pair.new[0]].code): pair.reasons
        for pair in pair_editions(CITY, JUNE).pairs
        if pair.state == "review"
    }
    assert "of-a-province" in names["Cấp bản sao trích lục hộ tịch", "2.000635"]


def test_an_edition_without_codes_is_paired_by_name_and_content() -> None:
    pairing = pair_editions(WITHOUT_CODES, JUNE)
    found = {(WITHOUT_CODES[pair.old[0]].procedure.name, JUNE[pair.new[0]].code): pair.state for pair in pairing.pairs}
    kept = "Liên thông các thủ tục hành chính về đăng ký khai sinh, cấp Thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi"
    assert found[kept, "2.001023"] == "accepted"
    # The laws on residence and civil status were rewritten between the two, so little but the names is left.
    assert found["Đăng ký thường trú", "1.004222"] == "review"
    assert found["Thủ tục đăng ký khai sinh", "1.001193"] == "review"
    assert not any(pair.recoded for pair in pairing.pairs)


def test_a_list_whose_profession_was_renamed_pairs_by_code() -> None:
    old, new = published_list("list-2026-06.csv"), published_list("list-2026-07.csv")
    pairing = pair_editions(old, new)
    renamed = {new[pair.new[0]].code for pair in pairing.pairs if pair.renamed}
    assert renamed == {f"1.0089{number}" for number in range(21, 29)}
    assert all(old[pair.old[0]].code == new[pair.new[0]].code for pair in pairing.pairs)
    assert all(pair.state == "accepted" for pair in pairing.pairs)
    assert {new[entry].code for entry in pairing.added} == {"1.115189", "1.115191"}
    assert {old[entry].code for entry in pairing.removed} == {
        "1.003133",
        "1.003201",
        "1.013429",
        "1.013430",
        "2.002196",
    }


def test_lists_without_codes_pair_by_name_where_names_agree() -> None:
    old = [replace(record, code="") for record in published_list("list-2026-06.csv")]
    new = [replace(record, code="") for record in published_list("list-2026-07.csv")]
    pairing = pair_editions(old, new)
    accepted = [pair for pair in pairing.pairs if pair.state == "accepted"]
    assert len(accepted) >= 11
    assert not any(pair.renamed for pair in accepted)


def test_a_pair_that_a_person_denied_is_not_made_again() -> None:
    old, new = compared([("1.004628", licence())]), compared([("1.004628", licence())])
    denied = {PairSubject("1.004628", old[0].digest, "1.004628"): False}
    assert pair_editions(old, new, denied).pairs == ()


def test_a_pair_that_a_person_confirmed_holds_against_content_and_code() -> None:
    old = compared([("1.004628", licence()), ("1.004211", well_drilling())])
    new = compared([("1.004628", licence()), ("1.004211", well_drilling())])
    confirmed = {PairSubject("1.004628", old[0].digest, "1.004211"): True}
    pairing = pair_editions(old, new, confirmed)
    assert pairing.pairs[0].reasons == ("confirmed",)
    assert (pairing.pairs[0].old, pairing.pairs[0].new, pairing.pairs[0].confidence) == ((0,), (1,), 1.0)


def test_a_verdict_about_another_content_does_not_hold() -> None:
    old, new = compared([("1.004628", licence())]), compared([("1.004628", licence())])
    denied = {PairSubject("1.004628", "0" * 64, "1.004628"): False}
    assert only_pair(pair_editions(old, new, denied)).state == "accepted"


def test_a_confirmed_split_is_accepted_as_one_pair() -> None:
    old = compared([("", licence())])
    new = compared([("3.000111", licence("Cấp giấy phép A")), ("3.000112", well_drilling())])
    confirmed = {
        PairSubject("#1", old[0].digest, "3.000111"): True,
        PairSubject("#1", old[0].digest, "3.000112"): True,
    }
    pair = only_pair(pair_editions(old, new, confirmed))
    assert (pair.kind, pair.state, pair.new) == ("split", "accepted", (0, 1))


def test_abbreviations_in_a_name_are_the_words_they_stand_for() -> None:
    old = [("", licence("Cấp GCN đăng ký doanh nghiệp tại UBND xã", (), (), "")), ("", well_drilling())]
    new = [("", licence("Cấp giấy chứng nhận đăng ký doanh nghiệp tại Ủy ban nhân dân xã", (), (), ""))]
    assert ids(pair_editions(compared(old), compared(new))) == {((0,), (0,))}


def test_progress_ends_with_what_is_settled() -> None:
    told: list[int] = []
    pair_editions(JUNE, changed_codes(JUNE), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 2 * len(JUNE)


def test_papers_beyond_number_do_not_hide_what_is_the_same() -> None:
    many = licence(papers=[f"Bản kê khai phương tiện vận chuyển khách số {number}" for number in range(900)])
    fewer = replace(many, dossiers=(replace(many.dossiers[0], papers=(*many.dossiers[0].papers, Paper("Hợp đồng"))),))
    old, new = compared([("1.004628", many)]), compared([("3.000111", fewer)])
    assert ids(pair_editions(old, new)) == {((0,), (0,))}


def test_what_went_in_one_province_did_not_come_in_another_that_both_editions_have() -> None:
    well, tour = well_drilling(), licence()
    old = [("1.004628.000.00.00.H17", tour), ("1.004211.000.00.00.H17", well), ("1.004211.000.00.00.H26", well)]
    renamed = licence(name="Cấp giấy phép lữ hành nội địa cho doanh nghiệp")
    new = [("1.004211.000.00.00.H17", well), ("1.004211.000.00.00.H26", well), ("3.000111.000.00.00.H26", renamed)]
    pairing = pair_editions(compared(old), compared(new))
    assert (pairing.removed, pairing.added) == ((0,), (2,))


def test_names_of_one_kind_propose_no_pair_where_the_contents_differ() -> None:
    wedding, vaccination = (
        licence(f"Cấp lại Giấy chứng nhận {about} do hết thời hạn", (paper,), (step,), about, publisher)
        for about, paper, step, publisher in (
            ("đăng ký kết hôn", "Tờ khai của hai bên", "Hai bên nam, nữ có mặt tại trụ sở ký sổ.", "Bộ Tư pháp"),
            ("tiêm chủng", "Sổ tiêm", "Trung tâm y tế dự phòng tra cứu dữ liệu và in giấy.", "Bộ Y tế"),
        )
    )
    assert pair_editions(compared([("", wedding)]), compared([("", vaccination)])).pairs == ()
