"""What dossiers of the ministries ask for, in the words of their decrees and circulars, has its kind."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from catalogue.kind_words import kinds
from catalogue.kinds import recognise
from catalogue.paper_names import kind_of_name
from catalogue.usual_papers import usual_papers


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Agriculture and environment
        ("Bản sao Giấy chứng nhận kiểm dịch của nước xuất khẩu", {"other_state"}),
        ("Bản thuyết minh về điều kiện bảo đảm an toàn thực phẩm của cơ sở theo mẫu tại Phụ lục VI", {"other_private"}),
        ("Phiếu kết quả phân tích chất lượng thuốc", {"other_private"}),
        ("Biên bản tiêu hủy động vật mắc bệnh có xác nhận của cán bộ thú y", {"other_state"}),
        ("Giấy chứng nhận VietGAP còn hiệu lực", {"other_private"}),
        ("Báo cáo kết quả thăm dò đánh giá trữ lượng nước dưới đất kèm theo phương án khai thác", {"other_private"}),
        ("Dự án nhận chìm theo Mẫu số 09", {"other_private"}),
        ("Quyết định phê duyệt trữ lượng khoáng sản của cơ quan nhà nước có thẩm quyền", {"other_state"}),
        # Health
        ("Bản chính hoặc bản sao có chứng thực Giấy chứng nhận đủ sức khỏe để hành nghề dược", {"health"}),
        ("Giấy xác nhận hoàn thành quá trình thực hành theo Mẫu 07", {"confirm_local"}),
        ("Giấy chứng nhận y tế (Health Certificate) của cơ quan có thẩm quyền của nước xuất xứ", {"other_state"}),
        ("Phiếu kết quả kiểm nghiệm an toàn thực phẩm của sản phẩm", {"other_private"}),
        ("Giấy chứng nhận lưu hành tự do (CFS)", {"other_state"}),
        ("Mẫu nhãn thuốc, tờ hướng dẫn sử dụng thuốc", {"other_private"}),
        # Construction and transport
        ("Quyết định thành lập tổ chức", {"business_reg"}),
        ("Hợp đồng và Biên bản nghiệm thu công việc đã thực hiện theo nội dung kê khai", {"contract", "other_private"}),
        ("Văn bản thẩm định thiết kế về phòng cháy và chữa cháy của chủ đầu tư", {"other_private"}),
        ("Mã số chứng chỉ hành nghề của các chức danh yêu cầu phải có chứng chỉ hành nghề", {"prof_cert"}),
        ("Chứng nhận chất lượng an toàn kỹ thuật và bảo vệ môi trường", {"vehicle_inspection"}),
        ("Bản chính phiếu kiểm tra chất lượng xuất xưởng", {"other_private"}),
        ("Chứng từ chuyển quyền sở hữu xe", {"contract"}),
        ("Danh sách thuyền viên", {"form"}),
        # Education, labour, home affairs
        ("Báo cáo giải trình việc tiếp thu ý kiến của các cơ quan có liên quan", {"other_private"}),
        ("Văn bản pháp lý xác nhận về số tiền do tổ chức đang quản lý", {"fin_statement"}),
        ("Các văn bằng, chứng chỉ theo quy định tại khoản 4 Điều 9", {"diploma", "prof_cert"}),
        ("Giấy chứng nhận đã hoàn thành khóa học về đào tạo bồi dưỡng kiến thức", {"diploma"}),
        ("Chứng chỉ đào tạo nghiệp vụ giám định", {"prof_cert"}),
        ("Kỷ niệm chương Tổ quốc ghi công", {"other_state"}),
        ("Bản chính văn bản cử hoặc quyết định cho ra nước ngoài của cơ quan có thẩm quyền", {"other_state"}),
        # Industry and trade, finance, investment
        ("Bản in tờ khai hải quan xuất khẩu", {"other_state"}),
        ("Bảng kê hóa đơn, chứng từ hàng hóa, dịch vụ mua vào", {"form"}),
        ("Bản sao vận tải đơn", {"other_private"}),
        (
            "Tài liệu chứng minh năng lực tài chính của nhà đầu tư gồm ít nhất một trong các tài liệu sau: báo cáo tài"
            " chính 02 năm gần nhất; cam kết hỗ trợ tài chính của công ty mẹ; bảo lãnh về năng lực tài chính",
            {"fin_statement"},
        ),
        ("Bản cáo bạch theo mẫu", {"other_private"}),
        ("Bản sao đơn đặt hàng của cơ quan nhà nước", {"other_private"}),
        # Culture, science, information, foreign affairs
        ("Kịch bản, danh mục tác phẩm gắn với tác giả", {"other_private"}),
        ("Bản dịch tư liệu Hán Nôm và tư liệu chữ viết khác có tại di tích", {"other_private"}),
        ("Quy định về mức giới hạn trách nhiệm bồi thường thiệt hại", {"other_private"}),
        ("Tài liệu chứng minh quyền ưu tiên (nếu có yêu cầu hưởng quyền ưu tiên)", {"other_private"}),
        ("Bản sao Chứng chỉ nhân viên bức xạ của người phụ trách an toàn", {"prof_cert"}),
        ("Giấy tờ, tài liệu đề nghị được hợp pháp hóa, đã được cơ quan đại diện chứng nhận", {"other_private"}),
        ("Bản chụp trang nhân thân hộ chiếu", {"passport"}),
        ("Giấy tờ nước ngoài đã được cơ quan có thẩm quyền chứng nhận", {"other_state"}),
    ],
)
def test_papers_of_the_ministries_have_their_kind(text: str, wanted: set[str]) -> None:
    assert set(recognise(text).kinds) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A body's field in a plan's name does not make the plan that body's.
        ("Đề án sản xuất thuốc thú y", {"other_private"}),
        ("Kế hoạch phát triển đại lý hải quan", {"other_private"}),
        ("Kế hoạch của Chi cục Hải quan", {"other_state"}),
        # What a licence or a certificate permits is not what it is.
        ("Giấy phép sử dụng thiết bị X-quang chẩn đoán trong y tế", {"other_state"}),
        ("Giấy phép vận chuyển hàng hóa nguy hiểm về cháy, nổ", {"other_state"}),
        ("Giấy chứng nhận trung tâm sát hạch lái xe đủ điều kiện hoạt động", {"other_state"}),
        ("Quyết định thành lập kho ngoại quan", {"other_state"}),
        ("Giấy phép phân loại phim", {"other_state"}),
        ("Quyết định phê duyệt nội dung, kịch bản trò chơi điện tử", {"other_state"}),
        # Where somebody works, in which tongue, and who confirmed what, is not what the paper is
        ("Giấy chứng nhận sử dụng mã số mã vạch của người đứng đầu cơ sở khám bệnh, chữa bệnh", {"other_state"}),
        ("Giấy chứng nhận đăng ký lưu hành chế phẩm tại bệnh viện", {"other_state"}),
        ("Giấy chứng nhận nhà khai thác tàu bay có xác nhận của Ủy ban nhân dân cấp xã", {"other_state"}),
        ("Quyết định cử đi học nước ngoài của người lao động", {"other_state"}),
        ("Tài liệu kỹ thuật bằng tiếng nước ngoài kèm bản dịch có chứng thực", {"other_private"}),
        ("Hồ sơ năng lực của tổ chức được lập theo mẫu do Bộ Tài chính ban hành", {"other_private"}),
        ("Văn bản của cơ quan có thẩm quyền của tổ chức, cá nhân đề nghị", {"other_state"}),
        # Deposits, statements that conditions are met, and confirmations from abroad
        ("Văn bản của tổ chức tín dụng xác nhận về việc doanh nghiệp đã nộp số tiền ký quỹ", {"other_private"}),
        ("Giấy tờ, tài liệu xác nhận đáp ứng được điều kiện kinh doanh", {"other_private"}),
        (
            "Giấy xác nhận là nhà sản xuất ra hoạt chất do cơ quan quản lý có thẩm quyền của nước ngoài cấp",
            {"other_state"},
        ),
        ("Thông báo đủ điều kiện tiêm chủng", {"form"}),
        ("Sổ hộ nghèo", {"other_state"}),
        ("Báo cáo kết quả xác minh nội dung khiếu nại", {"other_state"}),
        ("Kê khai số lượng chăn nuôi ban đầu được Ủy ban nhân dân cấp xã xác nhận", {"form"}),
        ("Danh mục sách, tài liệu giảng dạy", {"form"}),
        ("Giấy tờ chứng minh quyền tác giả đối với tác phẩm đăng ký", {"other_private"}),
        ("Giấy tờ chứng minh thuộc đối tượng miễn lệ phí trước bạ", {"other_state"}),
        ("Bản quá trình đóng bảo hiểm xã hội", {"social_insurance"}),
        ("Bản sao Quyết định trợ cấp của cha hoặc mẹ", {"other_state"}),
        ("Giấy chứng nhận đủ điều kiện sức khỏe còn hiệu lực", {"health"}),
        ("Thông báo hàng hải kèm theo hải đồ hoặc bình đồ về luồng hàng hải", {"other_state", "design"}),
        ("Bản chụp các văn bằng, chứng chỉ theo yêu cầu của vị trí dự tuyển", {"diploma"}),
        # "Có", "quyền nộp đơn", and copies that need no certification
        ("Có văn bản pháp lý xác nhận về số tiền do nhà trường đang quản lý", {"fin_statement"}),
        ("Thỏa thuận chuyển giao quyền nộp đơn, hợp đồng giao việc", {"contract"}),
        ("Bản sao không cần chứng thực giấy tờ về chất lượng của hàng hóa khuyến mại", {"other_private"}),
        (
            "Giấy chứng nhận xóa đăng ký đối với trường hợp mua bán ngoài tỉnh, thành phố hoặc đơn đề nghị cấp lại",
            {"other_state", "form"},
        ),
    ],
)
def test_what_a_name_is_about_does_not_say_who_made_the_paper(text: str, wanted: set[str]) -> None:
    assert set(recognise(text).kinds) == wanted


def test_a_written_paper_about_the_procedures_own_act_is_its_form() -> None:
    text = "Văn bản về việc chấm dứt hoạt động"
    assert recognise(text, "Chấm dứt hoạt động của chi nhánh, công ty luật nước ngoài").kinds == ("form",)
    assert recognise(text, "Cấp giấy phép hoạt động").kinds == ("other_private",)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("biên bản nghiệm thu", "other_private"),
        ("biên bản nghiệm thu của cơ quan nhà nước có thẩm quyền", "other_state"),
        ("quyết định bổ nhiệm", "other_state"),
        ("quyết định bổ nhiệm của hội đồng quản trị", "other_private"),
        ("văn bản chấp thuận của các chủ nợ", "other_private"),
        ("văn bản chấp thuận của cơ quan quản lý", "other_state"),
    ],
)
def test_the_maker_that_a_name_tells_outweighs_the_usual_one(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


def test_the_one_who_applies_is_no_paper() -> None:
    found = recognise("Giấy ủy quyền, nếu người nộp đơn là người được ủy quyền")
    assert (found.kinds, found.demand) == (("poa",), "conditional")


def test_every_usual_paper_is_listed_once_under_a_known_kind() -> None:
    listed = [name for field in usual_papers().values() for names in field.values() for name in names]
    assert {kind for field in usual_papers().values() for kind in field} <= set(kinds())
    assert [name for name, count in Counter(listed).items() if count > 1] == []
    assert [name for name in listed if " ".join(re.findall(r"\w+", name)) != name or name != name.lower()] == []


def test_every_usual_paper_is_recognised_by_its_own_name() -> None:
    told = {name: kind for field in usual_papers().values() for kind, names in field.items() for name in names}
    # Rules that are asked before the list may know more of a name; they agree on nearly all of it.
    agreeing = sum(kind_of_name(name) == kind for name, kind in told.items())
    assert len(told) > 3_000 and agreeing > 0.97 * len(told)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- Luận chứng kinh tế - kỹ thuật", "other_private"),
        ("3. Công thức phối chế sản phẩm;", "other_private"),
        ("Phong bì có dán tem và ghi rõ địa chỉ người nhận", "other_private"),
        ("Hải đồ khu vực neo đậu", "design"),
        ("Quy hoạch chi tiết khu vực dự án đã được phê duyệt", "other_state"),
        ("Tờ rời sổ bảo hiểm xã hội", "social_insurance"),
    ],
)
def test_a_short_row_of_an_uncommon_noun_is_a_paper(text: str, kind: str) -> None:
    assert recognise(text).kinds == (kind,)


@pytest.mark.parametrize(
    "text",
    [
        "Thành phần hồ sơ",
        "Cơ sở vật chất phải bảo đảm theo quy định tại Điều 5",
        "Năng lực, kinh nghiệm của tổ chức gồm:",
        "Phụ lục II ban hành kèm theo Nghị định này",
    ],
)
def test_headings_and_rules_of_such_nouns_are_no_papers(text: str) -> None:
    assert recognise(text).kinds == ("none",)
