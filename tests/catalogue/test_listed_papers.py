"""Papers listed in one row are all read, however the row lists them, and what is only mentioned is not.

The texts are those of published records (Cổng Dịch vụ công quốc gia), as `tests/data/gold` labels them, some shortened.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from catalogue.kinds import by_rules, recognise

PAPERS = (
    ("Đơn theo Mẫu số 18 ban hành kèm theo Quyết định số 47/2026/QĐ-UBND", "form"),
    ("Đơn đề nghị cấp bản sao văn bằng, chứng chỉ", "form"),
    ("Bản chụp trang nhân thân hộ chiếu", "passport"),
    ("Hồ sơ đề nghị vay vốn", "other_private"),
    ("Bản sao giấy chứng sinh hoặc bản sao giấy khai sinh đối với trẻ em dưới 6 tuổi", "birth"),
    ("Sổ bảo hiểm xã hội", "social_insurance"),
    ("Học bạ cấp trung học cơ sở", "diploma"),
    ("Hợp đồng chuyển nhượng Văn phòng Thừa phát lại có công chứng theo mẫu quy định", "contract"),
)


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


# What parts the papers of a list are the rules; pairs that no dossier holds tell nothing about weights.
@pytest.mark.parametrize("joint", ["; ", "\n", "\n- ", "\no ", "; b) "])
def test_items_of_a_list_are_each_read(joint: str) -> None:
    for (first, its), (second, other) in permutations(PAPERS, 2):
        lead = "o " if joint == "\no " else ""
        assert set(by_rules(f"{lead}{first}{joint}{second}", "").kinds) == {its, other}


@pytest.mark.parametrize("joined", ["- {} - {}", "a) {} b) {}", "+ {} + {}", "1) {} 2) {}"])
def test_items_of_one_line_are_each_read(joined: str) -> None:
    for (first, its), (second, other) in permutations(PAPERS[4:], 2):
        assert set(by_rules(joined.format(first, second), "").kinds) == {its, other}


def test_the_first_item_behind_what_a_dossier_consists_of_is_read() -> None:
    for (first, its), (second, other) in permutations(PAPERS, 2):
        assert set(by_rules(f"Hồ sơ gồm: {_small(first)}; {_small(second)}.", "").kinds) == {its, other}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # What follows an application's pattern is a paper of its own.
        ("Tờ khai đăng ký khai sinh theo mẫu và ảnh màu cỡ 4x6 cm có nền trắng", {"form", "photo"}),
        ("Đơn đề nghị theo Mẫu số 26 Phụ lục I Nghị định số 131/2021/NĐ-CP, học bạ", {"form", "diploma"}),
        ("Đơn khiếu nại, đồng thời nộp sổ bảo hiểm xã hội", {"form", "social_insurance"}),
        ("Danh sách giáo viên, hợp đồng lao động của từng người", {"form", "contract"}),
        # What a form contains ends before a further paper.
        (
            "Văn bản đề nghị, trong đó ghi rõ tên, địa chỉ, lý do, số lượng, chủng loại, nhãn hiệu vũ khí thể thao; "
            "văn bản đồng ý của cơ quan có thẩm quyền về việc trang bị vũ khí thể thao",
            {"form", "other_state"},
        ),
        (
            "Văn bản thông báo gồm các nội dung: tên, địa chỉ, số giấy phép; bản sao giấy phép kinh doanh vận tải",
            {"form", "other_state"},
        ),
        # A paper goes with another one, whatever is said about copies between them.
        (
            "Bản sao chứng nhận đăng ký xe ô tô có chứng thực kèm bản gốc giấy tờ xác nhận của tổ chức tín dụng",
            {"vehicle_reg", "other_private"},
        ),
        ("Đương sự phải có bản chính giấy chứng nhận kết hôn", {"marriage"}),
        # Papers told by an article stand beside others.
        (
            "Một trong các loại giấy tờ quy định tại Điều 137, khoản 1, khoản 5 Điều 148 Luật Đất đai, sơ đồ nhà ở, "
            "công trình xây dựng",
            {"land_use", "design"},
        ),
        (
            "kết quả thủ tục hành chính theo quy định của pháp luật về phòng cháy và chữa cháy đối với hồ sơ thiết kế",
            {"fire_cert"},
        ),
        # What a sentence asks for before it leads on is asked for.
        (
            "Người yêu cầu thi hành án nộp kèm theo bản gốc các tài liệu chứng minh lý do không thể yêu cầu thi hành "
            "án đúng hạn để đối chiếu hồ sơ. Tài liệu chứng minh gồm:",
            {"other_state"},
        ),
    ],
)
def test_papers_asked_for_together_are_read(text: str, kinds: set[str]) -> None:
    assert set(recognise(text, "").kinds) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # The title of a law names papers.
        (
            "Tờ khai cấp thẻ kiểm soát an ninh hàng không theo mẫu quy định (Mẫu 3, Phụ lục I ban hành kèm theo Thông "
            "tư số 31/2025/TT-BCA ngày 21/4/2025 của Bộ trưởng Bộ Công an quy định thẻ, giấy phép, chứng nhận an ninh "
            "hàng không)",
            {"form"},
        ),
        # A later sentence tells only how papers have to be.
        (
            "Giấy đề nghị thành lập chi nhánh theo mẫu do Bộ Tư pháp ban hành. Các giấy tờ kèm theo Giấy đề nghị nếu "
            "bằng tiếng nước ngoài thì phải được dịch ra tiếng Việt. Giấy tờ do cơ quan nước ngoài cấp phải được hợp "
            "pháp hóa lãnh sự",
            {"form"},
        ),
        # What the office may not demand, and what a body has issued.
        (
            "Phiếu lý lịch tư pháp (không yêu cầu người đề nghị nộp giấy khai sinh khi cơ quan giải quyết khai thác "
            "được thông tin)",
            {"criminal_record"},
        ),
        (
            "phải có xác nhận của cơ quan đã ra bản án, quyết định, cơ quan thi hành án có thẩm quyền",
            {"confirm_local"},
        ),
        # What an application applies for.
        ("Phiếu đề nghị khóa, mở khóa tài khoản định danh điện tử, căn cước điện tử (mẫu TK03)", {"form"}),
        (
            "Giấy tờ về việc xếp hạng di tích lịch sử - văn hóa, danh lam thắng cảnh hoặc danh mục kiểm kê di tích của "
            "Ủy ban nhân dân cấp tỉnh",
            {"other_state"},
        ),
    ],
)
def test_papers_only_mentioned_are_not_read(text: str, kinds: set[str]) -> None:
    assert set(recognise(text, "").kinds) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Văn bản thỏa thuận của cha, mẹ về việc lựa chọn quốc tịch cho con", {"other_private"}),
        ("Văn bản thông báo xử lý tài sản bảo đảm là tàu biển", {"other_private"}),
        ("Bảng tổng hợp diện tích các loại đất của công ty nông, lâm nghiệp", {"other_private"}),
        ("Điều lệ hoạt động của tổ chức đã được cơ quan có thẩm quyền phê duyệt", {"other_state"}),
        ("Văn bản của cơ quan y tế hoặc cơ quan khác có thẩm quyền xác nhận quan hệ cha con", {"confirm_local"}),
        ("Văn bản của cơ quan có thẩm quyền cho phép gia hạn thời hạn hoạt động của dự án đầu tư", {"investment"}),
        ("Văn bản về việc thay đổi quyền của người có quyền lợi liên quan", {"contract"}),
        (
            "Bản sao giấy chứng nhận quyền sở hữu, quyền sử dụng hoặc giấy tờ thay thế được pháp luật quy định",
            {"land_use", "other_state"},
        ),
        (
            "Đối với tổ chức sự nghiệp: - Quyết định thành lập hoặc văn bản quy định về tổ chức, hoạt động của cơ quan "
            "có thẩm quyền",
            {"other_state"},
        ),
    ],
)
def test_conventions_of_the_labels_are_kept(text: str, kinds: set[str]) -> None:
    assert set(recognise(text, "").kinds) == kinds


@pytest.mark.parametrize(
    ("text", "demand"),
    [
        # What is shown only goes with the paper handed in.
        ("Trường hợp ủy quyền phải kèm theo giấy ủy quyền hợp pháp và xuất trình tài khoản định danh", "conditional"),
        ("Văn bản ủy quyền (người được ủy quyền phải xuất trình Thẻ Căn cước hoặc Hộ chiếu)", "yes"),
        # An exception is no choice, and one in a sentence of its own counts.
        ("Sơ đồ nhà ở, trừ trường hợp đã nộp một trong các loại giấy tờ quy định tại Điều 148", "conditional"),
        ("Bản sao bệnh án điều trị tại cơ sở y tế. Trừ các trường hợp sau đây: người có công", "conditional"),
        # For whom a paper is translated, or in which form it comes, does not say whether it is asked for.
        ("Danh mục tác phẩm (đối với tác phẩm nước ngoài phải kèm bản dịch tiếng Việt)", "yes"),
        ("Tờ khai có dán ảnh màu, nếu là bản giấy phải đóng dấu giáp lai của cơ quan đề nghị", "yes"),
        ("thì phải có một trong các loại giấy tờ hợp pháp về đất đai", "alternative"),
    ],
)
def test_demands_of_rows_that_say_more_are_read(text: str, demand: str) -> None:
    assert recognise(text, "").demand == demand


def test_who_fetches_a_result_shows_an_identity_card() -> None:
    read = recognise(
        "+ Khi đến cơ quan đăng ký hộ tịch nhận kết quả, người có yêu cầu đăng ký giám hộ xuất trình giấy tờ tuỳ thân, "
        "nộp bản chính các giấy tờ là thành phần hồ sơ",
        "Thủ tục đăng ký giám hộ",
        "* Lưu ý:",
    )
    assert (read.kinds, read.demand) == (("identity",), "present")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # A paper for each of two sorts of applicants
        (
            "Quyết định tuyển dụng đối với tổ chức hoặc văn bằng chuyên môn đối với cá nhân; sơ yếu lý lịch",
            {"other_state", "diploma", "cv"},
        ),
        (
            "Giấy phép xây dựng đối với tổ chức hoặc giấy đăng ký xe đối với cá nhân; báo cáo tài chính",
            {"construction_permit", "vehicle_reg", "fin_statement"},
        ),
        (
            "Đối với tổ chức: văn bản chấp thuận của cơ quan có thẩm quyền; đối với cá nhân: giấy đăng ký xe",
            {"other_state", "vehicle_reg"},
        ),
        # What stands in a lost paper's place
        ("Giấy đăng ký xe; trường hợp bị mất thì thay bằng sơ yếu lý lịch", {"vehicle_reg", "cv"}),
        (
            "Biên bản nghiệm thu; trường hợp bị mất thì thay bằng chứng chỉ hành nghề dược",
            {"other_private", "prof_cert"},
        ),
        # What follows the article that asks for a paper
        (
            "Giấy chứng tử theo quy định tại Điều 5 Nghị định số 15/2021/NĐ-CP và chứng minh nhân dân",
            {"death", "identity"},
        ),
        # Lists and reports that have no object end before a comma
        (
            "Danh sách nhân sự, giấy chứng nhận đăng ký hợp tác xã hoặc bằng tốt nghiệp đại học",
            {"form", "business_reg", "diploma"},
        ),
        (
            "Báo cáo tình hình hoạt động, bản án của Tòa án và giấy ủy quyền",
            {"form", "court", "poa"},
        ),
    ],
)
def test_papers_of_several_sorts_of_applicants_and_in_place_of_others_are_each_read(text: str, kinds: set[str]) -> None:
    assert set(recognise(text).kinds) == kinds


def test_lists_of_papers_stay_one_list() -> None:
    assert recognise("Danh sách các giấy phép, chứng chỉ đã được cấp").kinds == ("form",)
    assert recognise("Báo cáo tình hình sử dụng lao động và danh sách tham gia BHXH, BHYT, BHTN").kinds == ("form",)


@pytest.mark.parametrize(
    "text",
    [
        "Văn bản chấp thuận của cơ quan có thẩm quyền đối với doanh nghiệp có vốn đầu tư nước ngoài",
        "Giấy ủy quyền đối với doanh nghiệp có vốn đầu tư nước ngoài",
    ],
)
def test_for_whom_a_paper_is_asked_is_a_condition_behind_any_authority(text: str) -> None:
    assert recognise(text).demand == "conditional"
