"""What a paper row asks for, told from real rows of published procedures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.accepted_forms import FORMS
from catalogue.demand import DEMANDS
from catalogue.kind_words import kinds
from catalogue.kinds import ROLES, recognise

IDENTITY_ROW = "Bản sao CMND/CCCD hoặc Hộ chiếu còn hiệu lực (mang theo bản chính để đối chiếu)"


def test_a_row_tells_kinds_demand_forms_and_the_words_that_decided() -> None:
    found = recognise(IDENTITY_ROW)
    assert found.kinds == ("identity", "passport")
    assert (found.demand, found.forms, found.role) == ("alternative", ("copy",), "paper")
    assert {evidence.about for evidence in found.evidence} == {
        "kind:identity",
        "kind:passport",
        "demand:alternative",
        "form:copy",
    }
    assert all(evidence.words in IDENTITY_ROW for evidence in found.evidence)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Đơn đề nghị cấp Giấy phép lái xe quốc tế", ("form",)),
        ("Tờ khai đề nghị cấp hộ chiếu phổ thông theo mẫu", ("form",)),
        ("Giấy chứng nhận đăng ký doanh nghiệp", ("business_reg",)),
        ("Quyết định chấp thuận chủ trương đầu tư", ("investment",)),
        ("Giấy khai sinh hoặc trích lục khai sinh", ("birth",)),
        ("Trích lục khai tử", ("death",)),
        ("Giấy xác nhận tình trạng hôn nhân", ("marital_status",)),
        ("Bản án, quyết định của Tòa án có hiệu lực pháp luật", ("court",)),
        ("Phiếu lý lịch tư pháp số 1", ("criminal_record",)),
        ("Sơ yếu lý lịch có xác nhận", ("cv",)),
        ("Giấy khám sức khoẻ do cơ quan y tế có thẩm quyền cấp", ("health",)),
        ("Sổ bảo hiểm xã hội", ("social_insurance",)),
        ("Bằng tốt nghiệp đại học", ("diploma",)),
        ("Chứng chỉ hành nghề luật sư", ("prof_cert",)),
        ("02 ảnh chân dung cỡ 2cm x 3cm", ("photo",)),
        ("Giấy phép xây dựng", ("construction_permit",)),
        ("Giấy chứng nhận thẩm duyệt thiết kế về phòng cháy và chữa cháy", ("fire_cert",)),
        ("Báo cáo đánh giá tác động môi trường", ("env_doc",)),
        ("Tờ khai lệ phí trước bạ", ("tax_doc",)),
        ("Chứng từ chứng minh việc hoàn thành nghĩa vụ tài chính", ("fee_receipt",)),
        ("Văn bản ủy quyền yêu cầu cấp Phiếu lý lịch tư pháp", ("poa",)),
        ("Báo cáo tài chính trong 02 năm gần nhất đã được kiểm toán", ("fin_statement",)),
        ("Hợp đồng thuê nhà", ("contract",)),
        ("Mảnh trích đo bản đồ địa chính thửa đất", ("design",)),
        ("Chứng nhận đăng ký xe", ("vehicle_reg",)),
        ("Giấy chứng nhận an toàn kỹ thuật và bảo vệ môi trường của phương tiện", ("vehicle_inspection",)),
        ("Giấy xác nhận về thời gian công tác pháp luật của người được đề nghị", ("confirm_local",)),
        ("Giấy phép lao động còn thời hạn", ("other_state",)),
        ("Điều lệ của doanh nghiệp đối với công ty đấu giá hợp danh", ("other_private",)),
    ],
)
def test_papers_of_many_ministries_have_their_kind(text: str, wanted: tuple[str, ...]) -> None:
    assert recognise(text).kinds == wanted


def test_what_an_application_applies_for_is_no_paper_of_its_own() -> None:
    text = "Văn bản đề nghị cấp lại giấy phép, giấy chứng nhận đăng ký xe kèm theo 02 ảnh màu cỡ 3x4 cm"
    assert recognise(text).kinds == ("form", "photo")


def test_what_a_paper_must_contain_is_no_paper_of_its_own() -> None:
    text = (
        "Văn bản đề nghị, trong đó ghi rõ tên, địa chỉ của cơ quan; họ tên, số định danh cá nhân hoặc số hộ chiếu của "
        "người đại diện theo pháp luật; số giấy phép, giấy chứng nhận, chứng chỉ về quản lý, sử dụng vũ khí."
    )
    assert recognise(text).kinds == ("form",)
    assert recognise(text).demand == "yes"


def test_the_licence_that_the_procedure_changes_is_its_own() -> None:
    row = "Thẻ tư vấn viên pháp luật cũ (trong trường hợp Thẻ bị hư hỏng)"
    found = recognise(row, "Cấp lại thẻ tư vấn viên pháp luật")
    assert (found.kinds, found.demand) == (("own_licence",), "conditional")
    assert recognise("Thẻ tư vấn viên pháp luật", "Đăng ký hoạt động của chi nhánh").kinds == ("prof_cert",)
    assert recognise("- Bản gốc Giấy chứng nhận đã cấp.", "Tách thửa đất, hợp thửa đất").kinds == ("land_use",)


def test_a_file_name_glued_to_a_row_is_no_part_of_it() -> None:
    glued = "Giấy đề nghị đăng ký hoạt độngMẫu 04TP-TTTM-sđ.docx"
    assert recognise(glued).kinds == ("form",)
    assert recognise("a) Tờ khai tham gia bảo hiểm y tế;Mau01-BK(BHYT).doc").kinds == ("form",)


@pytest.mark.parametrize(
    ("text", "case", "demand"),
    [
        ("Hộ chiếu phổ thông còn thời hạn;", "", "yes"),
        ("Quyết định giao đất để quản lý (nếu có)", "", "conditional"),
        ("Giấy tờ chứng minh về trụ sở (trong trường hợp thay đổi trụ sở);", "", "conditional"),
        ("Giấy khám sức khỏe có giá trị sử dụng nếu được cấp chưa quá 06 tháng", "", "yes"),
        ("Xuất trình Hộ chiếu, thẻ thường trú (đối với người nước ngoài).", "", "present"),
        ("+ Hộ chiếu còn giá trị sử dụng.", "* Giấy tờ phải xuất trình:", "present"),
        ("Bản sao Giấy khai sinh và xuất trình bản chính để đối chiếu", "", "yes"),
        ("Giấy khai sinh, hộ chiếu;", "3. Giấy tờ chứng minh là trẻ em gồm một trong các giấy tờ:", "alternative"),
        ("Bản chính hoặc bản sao có chứng thực hoặc bản sao điện tử Quyết định công nhận", "", "yes"),
    ],
)
def test_how_strictly_a_paper_is_asked_for(text: str, case: str, demand: str) -> None:
    assert recognise(text, "", case).demand == demand


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Bản sao Giấy khai sinh", ("copy",)),
        ("Bản sao có chứng thực giấy phép xây dựng", ("certified",)),
        ("- Bản gốc Giấy chứng nhận đã cấp.", ("original",)),
        ("Bản sao kèm bản chính để đối chiếu hoặc bản sao có chứng thực Giấy phép thành lập", ("copy", "certified")),
        ("Bản chính hoặc bản sao từ sổ gốc, bản sao có chứng thực bằng cử nhân", ("original", "certified")),
        ("02 ảnh chụp không quá 06 tháng", ()),
    ],
)
def test_in_which_form_a_paper_is_accepted(text: str, forms: tuple[str, ...]) -> None:
    assert recognise(text).forms == forms


def test_the_heading_tells_the_form_where_the_row_is_silent() -> None:
    assert recognise("Giấy khai sinh", "", "Bản sao các giấy tờ:").forms == ("copy",)


def test_headings_and_notes_ask_for_nothing() -> None:
    heading = "- Người yêu cầu đăng ký lại khai sinh thực hiện việc nộp/xuất trình các giấy tờ sau:"
    note = "Phiếu này là biểu mẫu điện tử, công dân kê khai đối với trường hợp nộp hồ sơ trực tuyến."
    assert (recognise(heading).kinds, recognise(heading).demand, recognise(heading).role) == (
        ("none",),
        "no",
        "heading",
    )
    assert (recognise(note).kinds, recognise(note).demand, recognise(note).role) == (("none",), "no", "note")


def test_a_note_asks_where_it_says_so() -> None:
    text = (
        "* Lưu ý: - Người nước ngoài được nhập quốc tịch Việt Nam khi khai báo thông tin về cư trú lần đầu phải có "
        "Quyết định của Chủ tịch nước về việc cho nhập quốc tịch Việt Nam."
    )
    assert (recognise(text).kinds, recognise(text).demand) == (("other_state",), "conditional")


def test_spelling_and_spacing_do_not_count() -> None:
    assert recognise("Giấy  khám\u00a0sức khoẻ").kinds == recognise("Giấy khám sức khỏe").kinds == ("health",)
    assert recognise("Phiếu lí lịch tư pháp").kinds == ("criminal_record",)
    assert recognise("Hợp đồng lao⏎động".replace("⏎", "\n")).kinds == ("contract",)


@given(st.text(max_size=400), st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_answered_in_the_closed_vocabulary(text: str, procedure: str, case: str) -> None:
    found = recognise(text, procedure, case)
    assert found.kinds and set(found.kinds) <= set(kinds())
    assert found.demand in DEMANDS and set(found.forms) <= set(FORMS) and found.role in ROLES
    assert (found.kinds == ("none",)) == (found.demand == "no") == (found.role != "paper")
    assert found == recognise(text, procedure, case)


def test_every_kind_has_both_names() -> None:
    assert len(kinds()) == 36
    assert all(kind.vi and kind.en for kind in kinds().values())
