"""The papers that a row asks for as results are looked for, and results that lost their first word."""

from __future__ import annotations

import pytest

from catalogue.asked_names import asked_names, described
from catalogue.cut_results import completed_result
from catalogue.paper_identity import name_key


def keys(text: str) -> list[str]:
    """The keys of the papers that a row asks for."""
    return [name.key for name in asked_names(text)]


def test_the_army_s_own_papers_are_told_from_civil_ones_that_soldiers_hand_in() -> None:
    card = (
        "Sơ yếu lý lịch và Phiếu lý lịch tư pháp (Trường hợp người được đề nghị đang là sĩ quan quân đội, công nhân "
        "quốc phòng thì không cần có Phiếu lý lịch tư pháp)"
    )
    (record,) = asked_names(card)
    assert (record.key, record.military) == (name_key("Phiếu lý lịch tư pháp"), False)
    (licence,) = asked_names("Giấy phép lái xe do Bộ Quốc phòng cấp")
    assert licence.military


def test_a_remark_that_says_when_a_paper_is_handed_in_asks_for_it() -> None:
    text = (
        "Lưu ý: Đối với Chứng minh nhân dân, Thẻ Căn cước hoặc Giấy chứng nhận căn cước, người yêu cầu bồi thường "
        "chỉ nộp trong trường hợp cơ quan giải quyết bồi thường không khai thác được thông tin"
    )
    assert name_key("Thẻ căn cước") in keys(text)
    assert keys("Lưu ý: người có Thẻ căn cước không phải nộp bản sao") == []


def test_who_only_tells_the_numbers_of_papers_hands_none_in() -> None:
    text = (
        "Trường hợp giấy tờ tùy thân sử dụng là: Hộ chiếu, Thẻ căn cước, Căn cước công dân, Giấy chứng nhận căn cước "
        "thì người có yêu cầu đăng ký hộ tịch chỉ cần cung cấp thông tin số định danh cá nhân hoặc thông tin về giấy tờ"
    )
    assert keys(text) == []


@pytest.mark.parametrize(
    ("text", "reviewed"),
    [
        ("2. Bản sao giấy chứng tử của đối tượng", "Trích lục khai tử"),
        (
            "Bản sao Giấy chứng nhận đăng ký hộ kinh doanh có ngành nghề phù hợp",
            "Giấy chứng nhận đăng ký hộ kinh doanh",
        ),
        ("xuất trình Giấy chứng nhận kết hôn hoặc ly hôn", "Giấy chứng nhận kết hôn"),
        ("PLLTP được cấp chưa quá 12 tháng tính đến ngày nộp hồ sơ", "Phiếu lý lịch tư pháp"),
    ],
)
def test_a_reviewed_name_is_known_whatever_follows_it(text: str, reviewed: str) -> None:
    assert name_key(reviewed) in {key for name in asked_names(text) for key in name.keys}


def test_a_bare_sort_of_paper_is_not_known_by_its_start() -> None:
    (name,) = asked_names("Quyết định thành lập của tổ chức hành nghề luật sư")
    assert name.keys == (name.key,)


def test_what_a_bracket_says_of_other_people_s_papers_and_exceptions_is_not_asked_for() -> None:
    assert keys("Văn bản ủy quyền (người được ủy quyền phải xuất trình Thẻ căn cước hoặc Hộ chiếu)") == []
    assert keys("Giấy phép lái xe (trừ trường hợp Hộ chiếu ngoại giao)") == [name_key("Giấy phép lái xe")]


def test_what_a_paper_has_become_is_no_part_of_its_name() -> None:
    assert keys("Thẻ bị hỏng (nếu có)") == [name_key("Thẻ")]
    assert keys("Nộp lại giấy phép bị mờ, hỏng hoặc không còn dấu hiệu bảo mật.") == [name_key("Giấy phép")]
    assert keys("thẻ ABTC cứng nếu có") == keys("Thẻ ABTC")


@pytest.mark.parametrize(
    ("result", "procedure", "whole"),
    [
        ("phép lái xe", "Cấp giấy phép lái xe", "giấy phép lái xe"),
        ("định thi hành án dân sự", "Yêu cầu thi hành án dân sự", "quyết định thi hành án dân sự"),
        ("công chứng viên", "Cấp thẻ công chứng viên", "thẻ công chứng viên"),
        ("số xe", "Cấp chứng nhận đăng ký xe, biển số xe", "biển số xe"),
        ("sao trích lục hộ tịch", "Cấp bản sao trích lục hộ tịch", "bản sao trích lục hộ tịch"),
        ("Phép lái xe", "Cấp giấy phép lái xe", "Phép lái xe"),
        ("cập nhật thông tin về cư trú", "Tách hộ", "cập nhật thông tin về cư trú"),
        ("", "Tách hộ", ""),
    ],
)
def test_a_result_gets_the_first_word_back_that_its_publisher_lost(result: str, procedure: str, whole: str) -> None:
    assert completed_result(result, procedure) == whole


@pytest.mark.parametrize(
    ("asker", "expected"),
    [
        ("Cấp lại Giấy chứng nhận tham gia Cơ chế thử nghiệm", ()),
        ("Cấp lại Giấy chứng nhận do bị mất", ("land-certificate",)),
        ("Đăng ký biến động", ("land-certificate",)),
        ("", ("land-certificate",)),
    ],
)
def test_a_granted_certificate_is_of_land_only_where_the_procedure_that_asks_may_mean_land(
    asker: str, expected: tuple[str, ...]
) -> None:
    assert described("Giấy chứng nhận đã được cấp", asker) == expected


def test_a_granted_certificate_beside_land_is_of_land_whoever_asks() -> None:
    asker = "Cấp lại Giấy chứng nhận tham gia Cơ chế thử nghiệm"
    assert described("Giấy chứng nhận đã cấp cho thửa đất", asker) == ("land-certificate",)


def test_what_this_state_recognises_is_its_own_paper_whoever_issued_the_diploma() -> None:
    assert keys("Giấy công nhận văn bằng do cơ sở giáo dục nước ngoài cấp") == [name_key("Giấy công nhận văn bằng")]
    assert keys("Giấy chứng nhận đăng ký do cơ quan nước ngoài cấp") == []


@pytest.mark.parametrize(
    "text",
    [
        "- Chấp thuận bằng văn bản của Sở Xây dựng về vị trí đấu nối",
        "Chấp thuận của cơ quan nhà nước có thẩm quyền về việc vị trí đấu nối",
        "Văn bản cho ý kiến chấp thuận của Bộ Xây dựng về vị trí đấu nối",
    ],
)
def test_an_assent_said_as_a_deed_or_an_opinion_is_a_paper(text: str) -> None:
    assert keys(text) == [name_key("Văn bản chấp thuận vị trí đấu nối")]


def test_a_paper_of_this_or_another_state_is_asked_for() -> None:
    either = "Phiếu lý lịch tư pháp do nước ngoài cấp hoặc do cơ quan có thẩm quyền Việt Nam cấp"
    assert keys(either) == [name_key("Phiếu lý lịch tư pháp")]
    assert keys("Phiếu lý lịch tư pháp do nước ngoài cấp") == []
