"""What the words around a paper's name say: lists, alternatives, conditions, and who makes the paper."""

from __future__ import annotations

import pytest

from catalogue.kinds import recognise


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Giấy tờ chứng minh theo yêu cầu của pháp luật: Ví dụ như sơ đồ nhà ở, công trình xây dựng, thiết kế công"
            " trình, giấy phép xây dựng, văn bản xác nhận từ cơ quan có thẩm quyền về điều kiện tồn tại công trình.",
            {"design", "construction_permit", "confirm_local"},
        ),
        (
            "Bản sao giấy tờ chứng minh về thời gian công tác pháp luật bao gồm: Quyết định tuyển dụng, hợp đồng làm"
            " việc hoặc hợp đồng lao động",
            {"other_state", "contract"},
        ),
    ],
)
def test_what_only_leads_to_the_papers_listed_behind_it_is_no_paper(text: str, wanted: set[str]) -> None:
    assert set(recognise(text).kinds) == wanted


def test_a_collection_that_holds_more_than_the_papers_listed_stays_a_paper() -> None:
    text = "Tài liệu kỹ thuật liên quan đến cơ sở bán lẻ thuốc, bao gồm Giấy chứng nhận Thực hành tốt (nếu có)."
    assert set(recognise(text).kinds) == {"other_private", "other_state"}


def test_a_form_that_carries_a_photo_of_a_stated_size_asks_for_the_photo() -> None:
    with_photo = recognise("Đơn đăng ký dự thi (có dán ảnh 4x6cm).")
    assert set(with_photo.kinds) == {"form", "photo"}
    assert any(found.about == "kind:photo" and "4x6" in found.words for found in with_photo.evidence)


def test_degrees_and_certificates_are_two_papers() -> None:
    text = "bản sao văn bằng, chứng chỉ về trình độ chuyên môn của người dự kiến đứng đầu Văn phòng con nuôi"
    assert set(recognise(text).kinds) == {"diploma", "prof_cert"}


def test_the_certificates_of_the_procedure_are_not_asked_for_by_naming_their_holder() -> None:
    text = (
        "Giấy chứng minh nhân dân hoặc căn cước công dân hoặc hộ chiếu hoặc giấy tờ tùy thân hợp pháp khác có ảnh của"
        " người được cấp văn bằng, chứng chỉ."
    )
    found = recognise(text, "Chỉnh sửa nội dung văn bằng, chứng chỉ tại cấp Bộ")
    assert (set(found.kinds), found.demand) == ({"identity", "passport"}, "alternative")


def test_a_decision_that_a_change_follows_is_not_the_licence_that_it_changes() -> None:
    procedure = "Đăng ký biến động đối với trường hợp thay đổi quyền sử dụng đất theo quyết định của cơ quan nhà nước"
    text = "Quyết định của cơ quan nhà nước có thẩm quyền về giải quyết tranh chấp đất đai"
    assert recognise(text, procedure).kinds == ("other_state",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hoặc bản khai cá nhân dùng cho thân nhân của cán bộ, chiến sĩ (Mẫu số 04)", "alternative"),
        (
            "Trích lục hoặc quyết định thay đổi hoặc cải chính hộ tịch đối với trường hợp chỉnh sửa văn bằng",
            "alternative",
        ),
        ("phải nộp bản sao hộ chiếu/giấy tờ có giá trị thay thế hộ chiếu.", "alternative"),
        (
            "- Mẫu điện tử tương tác cấp Giấy xác nhận tình trạng hôn nhân (do người yêu cầu cung cấp thông tin theo"
            " hướng dẫn trên Cổng dịch vụ công nếu người có yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tuyến)",
            "conditional",
        ),
        (
            "Bản sao hoặc bản sao điện tử (đối với trường hợp nộp trên môi trường điện tử) Giấy chứng nhận kiểm định an"
            " toàn kỹ thuật và bảo vệ môi trường do cơ quan có thẩm quyền cấp còn hiệu lực.",
            "yes",
        ),
        (
            "Giấy xác nhận của chính quyền địa phương nơi học sinh cư trú với những học sinh có hoàn cảnh đặc biệt khó"
            " khăn về gia đình",
            "conditional",
        ),
        (
            "- Giấy tờ, tài liệu, chứng cứ do cơ quan, tổ chức có thẩm quyền cấp hoặc xác nhận hợp lệ chứng minh sự"
            " kiện chết đối với trường hợp đăng ký khai tử cho người chết đã lâu, không có Giấy báo tử hoặc giấy tờ"
            " thay thế Giấy báo tử.",
            "conditional",
        ),
        ("Xuất trình Bản chính giấy phép lái xe quốc gia do Việt Nam cấp", "present"),
        (
            "Quyết định cử cán bộ đi công tác hoặc các giấy tờ, tài liệu chứng minh nhiệm vụ tham dự hội nghị",
            "alternative",
        ),
        (
            "Giấy tờ chứng minh nhân thân: Đối với Căn cước công dân, Thẻ căn cước hoặc Giấy chứng nhận căn cước, người"
            " yêu cầu chỉ nộp trong trường hợp cơ quan giải quyết không khai thác được thông tin trong Cơ sở dữ liệu",
            "conditional",
        ),
        (
            "Tờ khai ghi vào Sổ hộ tịch việc khai sinh/Tờ khai ghi vào Sổ hộ tịch việc khai tử theo mẫu (nếu người có"
            " yêu cầu lựa chọn nộp hồ sơ theo hình thức trực tiếp)",
            "conditional",
        ),
        (
            "Văn bản đề nghị thực hiện dự án đầu tư, gồm cả cam kết chịu mọi chi phí, rủi ro nếu dự án không được chấp"
            " thuận",
            "yes",
        ),
        ("Quy trình an ninh hàng không bổ sung đối với hoạt động khai thác của hãng hàng không", "yes"),
    ],
)
def test_how_strictly_a_paper_is_asked_for_is_read_from_the_words_about_it(text: str, wanted: str) -> None:
    assert recognise(text).demand == wanted


def test_a_heading_about_what_no_database_holds_makes_its_papers_conditional() -> None:
    case = "Trường hợp công dân chưa có thông tin trong cơ sở dữ liệu quốc gia về dân cư thì hồ sơ còn có:"
    found = recognise("Giấy tờ pháp lý chứa thông tin công dân", "Cấp thẻ căn cước", case)
    assert found.demand == "conditional"
    assert any(part.about == "demand:conditional" and "dữ liệu" in part.words for part in found.evidence)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "- Giấy xác nhận của tổ chức y tế có thẩm quyền xác nhận các bên kết hôn",
            "health",
        ),
        ("Hợp đồng bảo hiểm trách nhiệm nghề nghiệp", "other_private"),
        ("Văn bản giao nhiệm vụ cho chi nhánh thực hiện đăng ký hoặc cung cấp thông tin", "poa"),
        ("Giấy tờ chứng minh quan hệ với người được cấp bản chính văn bằng, chứng chỉ", "other_state"),
        ("Bản khai nhân sự", "cv"),
        ("Giấy tờ chứng minh phần diện tích tăng thêm (nếu có)", "land_use"),
        ("Tài liệu chứng minh về năng lực tài chính của nhà đầu tư", "fin_statement"),
        ("Bản sao kê tài khoản ngân hàng 06 tháng gần nhất", "fin_statement"),
        ("Kết quả khám sức khỏe của nhân viên bức xạ", "health"),
        ("Dự kiến phương hướng hoạt động của hội", "other_private"),
        ("Thông bá", "form"),
        ("Tờ k", "form"),
    ],
)
def test_what_a_paper_proves_or_who_makes_it_tells_its_kind(text: str, wanted: str) -> None:
    assert recognise(text).kinds == (wanted,)


def test_a_licence_asked_back_by_its_own_procedure_is_its_own() -> None:
    found = recognise("Giấy phép lao động còn thời hạn", "Gia hạn giấy phép lao động cho người lao động nước ngoài")
    assert found.kinds == ("own_licence",)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Bản sao hộ chiếu có chứng thực", ("certified",)),
        ("Bản chụp Chứng minh nhân dân hoặc Thẻ căn cước công dân", ("copy",)),
        ("Xuất trình Bản chính giấy phép lái xe quốc gia", ("original",)),
        ("Bản sao kèm theo, xuất trình bản chính để đối chiếu giấy phép lái xe", ("copy",)),
    ],
)
def test_forms_are_told_by_the_words_about_them(text: str, forms: tuple[str, ...]) -> None:
    assert recognise(text).forms == forms


@pytest.mark.parametrize(
    "text",
    [
        "Ví dụ: Trường hợp giấy tờ chứng minh chỗ ở hợp pháp là giấy chứng nhận quyền sử dụng đất thì không phải nộp",
        "Công dân chuẩn bị hồ sơ và thực hiện đồng thời thủ tục cấp căn cước điện tử",
    ],
)
def test_examples_and_advice_ask_for_nothing(text: str) -> None:
    assert recognise(text).kinds == ("none",)
