"""Rows that the national portal publishes, read with the name of their procedure."""

from __future__ import annotations

import pytest

from catalogue.kinds import recognise

PASSAGE = "Gia hạn thời gian lưu hành tại Việt Nam cho phương tiện của Campuchia"
PETROL = "Thủ tục hải quan đối với xăng dầu, hóa chất, khí chuyển tiêu thụ nội địa"
ORIGIN = "Cấp lại Giấy chứng nhận xuất xứ hàng hoá (C/O)"
EXPLOSIVES = "Cấp điều chỉnh Giấy chứng nhận đủ điều kiện sản xuất tiền chất thuốc nổ"
REFURBISHED = "Gia hạn hiệu lực Mã số tân trang theo Hiệp định EVFTA và Hiệp định UKVFTA"
FUEL = "Cấp Giấy tiếp nhận thông báo kinh doanh xăng dầu bằng thiết bị bán xăng dầu quy mô nhỏ"
POWER = "Cấp lại giấy phép hoạt động điện lực thuộc thẩm quyền cấp của Ủy ban nhân dân cấp tỉnh"
LABORATORY = "Đăng ký chỉ định cơ sở kiểm nghiệm kiểm chứng về an toàn thực phẩm"


@pytest.mark.parametrize(
    ("procedure", "text", "kinds", "demand"),
    [
        # A row that repeats what is applied for is the application; a notice of the very act is a form
        (
            PASSAGE,
            "Gia hạn thời gian lưu hành của phương tiện tại Việt Nam cho phương tiện của Campuchia",
            {"form"},
            "yes",
        ),
        (FUEL, "- Thông báo kinh doanh xăng dầu bằng thiết bị bán xăng dầu quy mô nhỏ theo Mẫu số 3a", {"form"}, "yes"),
        ("", "Giấy Đăng ký kiểm tra chất lượng muối nhập khẩu theo Mẫu số 01", {"form"}, "yes"),
        (
            LABORATORY,
            "Kết quả hoạt động kiểm nghiệm trong mười hai (12) tháng gần nhất theo mẫu quy định tại Phụ lục 4",
            {"form"},
            "yes",
        ),
        # Another paper after an application, and a declaration made before
        (
            PETROL,
            "- Giấy đăng ký kiểm tra nhà nước về chất lượng xăng dầu (đối với trường hợp khi tạm nhập chưa thực hiện"
            " kiểm tra) hoặc Thông báo kết quả kiểm tra nhà nước về chất lượng xăng dầu",
            {"form", "other_state"},
            "alternative",
        ),
        (PETROL, "- Tờ khai hải quan tạm nhập của lô hàng: 01 bản chụp có đóng dấu;", {"other_state"}, "yes"),
        ("", "Hóa đơn kèm theo bản chính bảng kê các nội dung giám định", {"fee_receipt", "form"}, "yes"),
        # The licence itself: by its short form, not what only begins alike, and not what "đổi với" seems to change
        (ORIGIN, "- Bản gốc và bản sao C/O đã cấp trước đó (nếu có).", {"own_licence"}, "conditional"),
        (ORIGIN, "- Mẫu C/O tương ứng đã được khai hoàn chỉnh;", {"form"}, "yes"),
        (
            EXPLOSIVES,
            "Bản sao giấy chứng nhận đủ điều kiện về an ninh, trật tự do cơ quan Công an cấp",
            {"other_state"},
            "yes",
        ),
        (
            "Cấp Giấy chứng nhận bảo hiểm về trách nhiệm dân sự đổi với thiệt hại ô nhiễm dầu (CLC 1992)",
            "Bản chính Giấy chứng nhận bảo hiểm đáp ứng yêu cầu tại Điều VII của Công ước CLC 1992",
            {"other_private"},
            "yes",
        ),
        # What a paper is compared with, and since when it holds, is not asked for
        (
            POWER,
            "Bản cam kết về việc các nội dung của giấy phép hoạt động điện lực không thay đổi so với giấy phép đã cấp",
            {"other_private"},
            "yes",
        ),
        (
            "",
            "Lý lịch đảng viên khai trước ngày Quyết định số 49/2015/QĐ-TTg có hiệu lực thi hành",
            {"cv"},
            "yes",
        ),
        ("", "b) Danh sách kèm theo mẫu chữ ký của người có thẩm quyền ký: 01 bản sao.", {"form"}, "yes"),
        # A database that cannot be searched: the sentence goes on to what is asked for then
        (
            "",
            "Trường hợp không khai thác được dữ liệu doanh nghiệp trên Cơ sở dữ liệu quốc gia, Cơ quan giải quyết yêu"
            " cầu doanh nghiệp bổ sung Bản sao Giấy chứng nhận đăng ký doanh nghiệp để đơn giản hóa thủ tục",
            {"business_reg"},
            "conditional",
        ),
        # Who made it
        ("", "- Bản sao Giấy xác nhận làm thương nhân kinh doanh xăng dầu", {"other_state"}, "yes"),
        ("", "Văn bản giao làm chủ đầu tư nút giao đấu nối", {"other_state"}, "yes"),
        ("", "- Bản sao Danh mục hàng hóa (Packing List – nếu có);", {"other_private"}, "conditional"),
        ("", "+ Đề án giải trình về mô hình, tổ chức hoạt động của Sở giao dịch hàng hóa;", {"other_private"}, "yes"),
        ("", "Phiếu thẩm định hồ sơ đề nghị công nhận thương binh/bệnh binh (Mẫu số 91)", {"other_state"}, "yes"),
        ("", "Biên bản kết quả niêm yết công khai", {"other_state"}, "yes"),
        ("", "4. Trường hợp bị BNN mà không điều trị nội trú thì có thêm Giấy khám BNN.", {"health"}, "conditional"),
        ("", "5. Chỉ định của cơ sở KCB, cơ sở chỉnh hình về trang cấp PTTGSH (nếu có)", {"health"}, "conditional"),
        ("", "- Giấy giới thiệu di chuyển đăng ký nghĩa vụ quân sự", {"other_state"}, "yes"),
        # A declaration yet to be made, what a list has to tell, and who values or audits
        (
            "",
            "Tờ khai hàng hóa nhập khẩu theo các chỉ tiêu thông tin tại Mẫu số 01 Phụ lục I ban hành kèm theo Thông tư"
            " số 39/2018/TT-BTC",
            {"form"},
            "yes",
        ),
        (
            "",
            "7/ Danh sách thành viên hợp danh, trong đó phải thể hiện rõ các nội dung sau: a) Họ và tên; Số và ngày cấp"
            " giấy chứng minh nhân dân hoặc hộ chiếu hoặc chứng thực cá nhân hợp pháp khác đối với cá nhân",
            {"form"},
            "yes",
        ),
        (
            "",
            "Chứng thư của tổ chức có chức năng thẩm định giá về giá trị tài sản được đưa vào góp vốn. Chứng thư phải"
            " còn hiệu lực tính đến ngày nộp hồ sơ.",
            {"other_private"},
            "yes",
        ),
        (
            "",
            "Giấy phép vận chuyển hàng nguy hiểm do cơ quan có thẩm quyền của Trung Quốc cấp (bản sao kèm bản dịch có"
            " chứng thực các giấy tờ, văn bản từ tiếng Trung sang tiếng Việt hoặc tiếng Anh đối với trường hợp bản gốc"
            " không có song ngữ)",
            {"other_state"},
            "yes",
        ),
        # A language is no paper, a title no condition, and what a list may lack is not what may be lacking
        (
            "",
            "- Bản sao Hợp đồng (Contract) mua bán hàng hóa (là bản tiếng Việt hoặc bản tiếng Anh, nếu là ngôn ngữ khác"
            " thì người nhập khẩu phải nộp kèm bản dịch ra tiếng Việt)",
            {"contract"},
            "yes",
        ),
        (
            "",
            "Quyết định chấm dứt hưởng chế độ ưu đãi đối với người có công hoặc thân nhân (Mẫu số 72 Phụ lục I)",
            {"other_state"},
            "yes",
        ),
        (
            "",
            "- Danh mục tài sản đề nghị giao (tên tài sản, địa chỉ, loại hình công trình, năm xây dựng, giá trị – nếu"
            " có): 01 bản chính;",
            {"form"},
            "yes",
        ),
    ],
)
def test_published_rows_are_read_as_a_person_reads_them(
    procedure: str, text: str, kinds: set[str], demand: str
) -> None:
    read = recognise(text, procedure)
    assert (set(read.kinds), read.demand) == (kinds, demand)


@pytest.mark.parametrize(
    "text",
    [
        "Hồ sơ đề nghị gia hạn hiệu lực Mã số tân trang bao gồm",
        "Trường hợp có sửa đổi, bổ sung thông tin so với Mã số tân trang đã được cấp, doanh nghiệp gửi bổ sung các tài"
        " liệu",
        "- Trong lần đề nghị cấp C/O đầu tiên, hồ sơ bao gồm các chứng từ đã liệt kê tại mục 2.1.",
        "Các chứng từ trong hồ sơ đề nghị cấp C/O nêu tại các điểm e, điểm g và điểm h, mục 2.1 có giá trị trong thời"
        " hạn 2 năm kể từ ngày thương nhân nộp cho Tổ chức cấp C/O.",
        "+ Hồ sơ pháp lý:",
        "Giấy tờ chứng minh điều kiện về trình độ nghiệp vụ:",
    ],
)
def test_headings_and_what_stands_elsewhere_ask_for_nothing(text: str) -> None:
    assert recognise(text, REFURBISHED).kinds == ("none",)


def test_a_row_that_only_begins_as_its_procedure_is_read_by_its_own_words() -> None:
    assert set(recognise("Gia hạn giấy phép: hợp đồng thuê kho", PASSAGE).kinds) == {"contract"}
    assert recognise("Gia hạn thời gian lưu hành tại Việt Nam:", PASSAGE).kinds == ("none",)
