"""The licence that a procedure renews, changes, reissues or revokes is told from the other licences of its dossier."""

from __future__ import annotations

import pytest

from catalogue.kinds import recognise


@pytest.mark.parametrize(
    ("text", "procedure"),
    [
        ("Bản chính giấy phép", "Trả lại giấy phép khai thác nước dưới đất"),
        ("Phù hiệu", "Cấp lại phù hiệu xe ô tô kinh doanh vận tải"),
        ("Bản gốc thẻ đã được cấp", "Cấp lại thẻ hướng dẫn viên du lịch"),
        ("Giấy phép lao động còn thời hạn đã được cấp", "Gia hạn giấy phép lao động cho người lao động nước ngoài"),
        ("Bản chính Giấy phép khai thác khoáng sản", "Chuyển nhượng quyền khai thác khoáng sản"),
        (
            "Bản chính Giấy phép thành lập Văn phòng đại diện",
            "Chấm dứt hoạt động của Văn phòng đại diện của thương nhân nước ngoài tại Việt Nam",
        ),
        (
            "Quyết định chấp thuận hoạt động của sân tập lái để sát hạch lái xe mô tô",
            "Thu hồi chấp thuận hoạt động của sân tập lái để sát hạch lái xe mô tô",
        ),
        (
            "Bản chính Quyết định cho phép thành lập Văn phòng đã được cấp",
            "Chuyển đổi loại hình Văn phòng giám định tư pháp",
        ),
        (
            "Giấy chứng nhận đăng ký mẫu con dấu được cấp trước đó",
            "Đăng ký lại mẫu con dấu (thực hiện tại cấp trung ương)",
        ),
        ("Nộp lại giấy phép bị mờ, hỏng.", "Cấp lại giấy phép kiểm soát an ninh cảng hàng không, sân bay"),
        ("Bản gốc Giấy chứng nhận đăng ký đầu tư", "Điều chỉnh Giấy chứng nhận đăng ký đầu tư"),
        ("Bản gốc Văn bằng bảo hộ", "Gia hạn hiệu lực giấy chứng nhận đăng ký nhãn hiệu"),
        ("Bản sao số lưu hành còn hiệu lực", "Gia hạn số lưu hành trang thiết bị y tế"),
        ("Quyết định cấp giấy đăng ký lưu hành đã được cấp", "Gia hạn giấy đăng ký lưu hành thuốc"),
        (
            "Giấy chứng nhận doanh nghiệp khoa học và công nghệ (bản chính)",
            "Thay đổi nội dung Giấy chứng nhận đăng ký doanh nghiệp khoa học và công nghệ",
        ),
        ("Giấy chứng nhận quyền sử dụng mã số mã vạch đã cấp", "Cấp lại, cấp đổi giấy chứng nhận mã số mã vạch"),
        ("Bản sao giấy phép hoạt động", "Cấp phó bản Giấy phép hoạt động"),
    ],
)
def test_what_the_procedure_changes_or_takes_back_is_its_own_licence(text: str, procedure: str) -> None:
    assert recognise(text, procedure).kinds == ("own_licence",)


@pytest.mark.parametrize(
    ("text", "procedure", "kinds"),
    [
        ("Giấy phép lái xe", "Thu hồi giấy phép lái xe", {"driving_licence", "own_licence"}),
        ("Chứng nhận đăng ký xe", "Thu hồi giấy chứng nhận đăng ký, biển số xe", {"vehicle_reg", "own_licence"}),
        ("Thẻ bảo hiểm y tế cũ", "Cấp đổi thẻ bảo hiểm y tế", {"social_insurance", "own_licence"}),
    ],
)
def test_papers_of_kinds_of_their_own_keep_them_beside(text: str, procedure: str, kinds: set[str]) -> None:
    assert set(recognise(text, procedure).kinds) == kinds


def test_the_heading_tells_of_the_change_where_the_name_does_not() -> None:
    text, procedure = "Bản chính giấy phép nhân viên kiểm soát an ninh", "Cấp giấy phép nhân viên kiểm soát an ninh"
    assert recognise(text, procedure, "Hồ sơ đề nghị gia hạn").kinds == ("own_licence",)
    assert "own_licence" not in recognise(text, procedure, "Hồ sơ cấp lần đầu").kinds


@pytest.mark.parametrize(
    ("text", "procedure"),
    [
        (
            "Bản sao Giấy phép thành lập Trung tâm",
            "Thay đổi tên gọi, địa chỉ trụ sở Trung tâm hòa giải thương mại",
        ),
        ("Giấy chứng nhận đăng ký doanh nghiệp", "Cấp lại Giấy phép bán buôn rượu"),
        (
            "Giấy phép, văn bản của cơ quan có thẩm quyền của nước nơi tổ chức được thành lập",
            "Gia hạn giấy phép hoạt động của tổ chức con nuôi nước ngoài tại Việt Nam",
        ),
        ("Bản dịch giấy phép lái xe nước ngoài ra tiếng Việt", "Đổi giấy phép lái xe của người nước ngoài"),
        ("Giấy khai sinh đã được cấp", "Đăng ký lại khai sinh"),
        ("Bản gốc Văn bằng bảo hộ giống cây trồng", "Gia hạn giấy phép nhập khẩu giống cây trồng"),
        ("Bản sao Chứng chỉ hành nghề dược", "Cấp lại Giấy chứng nhận đủ điều kiện kinh doanh dược"),
        ("Bản chính Giấy phép lao động", "Cấp giấy phép lao động cho người lao động nước ngoài"),
    ],
)
def test_other_licences_are_not_its_own(text: str, procedure: str) -> None:
    assert "own_licence" not in recognise(text, procedure).kinds
