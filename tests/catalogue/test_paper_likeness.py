"""When a paper's name and a result's mean one paper; names are real ones, with their procedures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.issuer_names import told_by
from catalogue.paper_likeness import ends_another, is_vague, likeness, name_words, rarity
from catalogue.text import spelling_key

LAWYERS = "Giấy phép hành nghề tại Việt Nam của luật sư nước ngoài"


def alike(paper: str, result: str, procedure: str = "", asker: str = "", beyond: str = "") -> str:
    """Return why a paper and a result are one, by their names as they are written."""
    said = frozenset(name_words(beyond).all)
    return likeness(name_words(paper), name_words(result), told_by(procedure), told_by(asker), said)


@pytest.mark.parametrize(
    ("paper", "result"),
    [
        ("Thẻ công chứng viên của các công chứng viên của Văn phòng công chứng hợp nhất", "Thẻ công chứng viên"),
        ("Giấy chứng nhận đã qua khóa cập nhật kiến thức", "Giấy chứng nhận khóa cập nhật kiến thức"),
        ("Quyết định cho nhập quốc tịch Việt Nam", "Quyết định cho nhập quốc tịch Việt Nam của Chủ tịch nước"),
        ("Văn bản chứng nhận đăng ký hợp quy", "Giấy chứng nhận đăng ký hợp quy"),
        ("Giấy chứng nhận đăng ký hoạt động cai nghiện", "Giấy đăng ký hoạt động cai nghiện"),
        ("Giấy chứng chỉ môi giới bất động sản", "Chứng chỉ môi giới bất động sản"),
        (
            "Quyết định bổ nhiệm của các công chứng viên nhận chuyển nhượng vốn góp",
            "Quyết định bổ nhiệm công chứng viên",
        ),
        ("Quyết định thành lập Văn phòng Thừa phát lại", "Quyết định cho phép thành lập Văn phòng Thừa phát lại"),
        (
            "Văn bản đồng ý khai thác công trình tạm phục vụ thi công",
            "Văn bản chấp thuận khai thác công trình tạm phục vụ thi công",
        ),
        (
            "Giấy chứng nhận đủ điều kiện cơ sở đóng mới, cải hoán tàu cá",
            "Giấy chứng nhận cơ sở đủ điều kiện đóng mới, cải hoán tàu cá",
        ),
        (
            "Quyết định chứng nhận đủ điều kiện quan trắc môi trường",
            "Giấy chứng nhận đủ điều kiện quan trắc môi trường",
        ),
        (
            "Quyết định phê duyệt phương án cải tạo, phục hồi môi trường",
            "Quyết định phê duyệt kết quả thẩm định phương án cải tạo, phục hồi môi trường",
        ),
        (
            "Văn bản phê duyệt phương án sử dụng tầng đất mặt",
            "Văn bản chấp thuận phương án sử dụng tầng đất mặt",
        ),
    ],
)
def test_names_that_say_the_same_in_other_words_are_alike(paper: str, result: str) -> None:
    assert alike(paper, result) == "alike"


@pytest.mark.parametrize(
    ("paper", "result"),
    [
        ("Giấy phép lái xe", "Giấy phép lái tàu"),
        ("Giấy phép lái xe quốc gia", "Giấy phép lái xe quốc tế"),
        ("Giấy chứng nhận nguồn gốc xe", "Giấy chứng nhận nguồn gốc thủy sản khai thác"),
        ("Quyết định giao đất", "Quyết định điều chỉnh quyết định giao đất"),
        ("Giấy phép hoạt động cai nghiện ma túy", "Quyết định thu hồi Giấy phép hoạt động cai nghiện ma túy"),
        ("Chứng chỉ hành nghề luật sư", "Chứng chỉ hành nghề đấu giá"),
        ("Thẻ luật sư", "Chứng chỉ hành nghề luật sư"),
        ("Quyết định cho phép sáp nhập văn phòng công chứng", "Quyết định cho phép sáp nhập Văn phòng Thừa phát lại"),
        ("Giấy chứng nhận đăng ký xe", "Giấy chứng nhận thu hồi đăng ký, biển số xe"),
        ("Văn bản thông báo xử lý tài sản bảo đảm", "Thông báo xử lý tài sản bảo đảm"),
    ],
)
def test_the_same_words_about_another_subject_or_act_are_not_alike(paper: str, result: str) -> None:
    assert alike(paper, result) == ""


def test_a_result_without_a_subject_is_told_by_its_procedure() -> None:
    paper = "Giấy đăng ký hoạt động của tổ chức hành nghề luật sư thành lập chi nhánh"
    firm = "Giấy đăng ký hoạt động cho Văn phòng luật sư/Công ty TNHH 1 thành viên"
    assert alike(paper, firm, "Đăng ký hoạt động của tổ chức hành nghề luật sư") == "subject-agrees"
    branch = "Giấy đăng ký hoạt động của chi nhánh của tổ chức hành nghề luật sư"
    assert alike(paper, branch, "Đăng ký hoạt động của chi nhánh của tổ chức hành nghề luật sư") == ""


def test_a_paper_without_a_subject_is_told_by_the_procedure_that_asks() -> None:
    asker = "Thay đổi nội dung Giấy đăng ký hoạt động của Trung tâm trọng tài"
    issuing = "Thành lập, đăng ký hoạt động Trung tâm trọng tài"
    assert alike("Giấy đăng ký hoạt động", "Giấy đăng ký hoạt động", issuing, asker) == "asker-agrees"
    assert alike("Giấy đăng ký hoạt động", "Giấy đăng ký hoạt động", issuing) == ""
    assert alike("Giấy đăng ký hoạt động", "Giấy đăng ký hoạt động", "Đăng ký hoạt động Văn phòng luật sư", asker) == ""


def test_what_the_row_says_behind_a_name_may_complete_it() -> None:
    paper = "Giấy phép hành nghề luật sư tại Việt Nam"
    assert alike(paper, LAWYERS) == ""
    assert alike(paper, LAWYERS, beyond=f"{paper} đối với luật sư nước ngoài do Bộ Tư pháp cấp") == "alike"


def test_a_procedure_that_turns_one_paper_into_another_does_not_tell_its_result() -> None:
    assert told_by("Đổi giấy phép lái xe quân sự do Bộ Quốc phòng cấp") == ()
    assert alike("Giấy phép lái xe quân sự", "Giấy phép lái xe", "Đổi giấy phép lái xe quân sự") == ""


def test_a_name_is_taken_apart_into_sort_core_and_holder() -> None:
    words = name_words("Giấy phép thành lập chi nhánh của công ty luật nước ngoài")
    assert words.sort == "licence"
    assert " ".join(words.core) == spelling_key("thành lập chi nhánh")
    assert " ".join(words.tail) == spelling_key("công ty luật nước ngoài")
    assert is_vague(words.core)
    assert not is_vague(words.all)
    assert ends_another(name_words("Quyết định thu hồi Thẻ công chứng viên"))


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    assert rarity(spelling_key("giấy")) < rarity(spelling_key("hoạt")) < rarity("khoangsan")


@given(st.text(max_size=80))
def test_any_name_is_taken_apart(name: str) -> None:
    words = name_words(name)
    assert words.all == words.core + words.tail
    assert likeness(words, words, ()) in ("", "alike")
