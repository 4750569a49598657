"""Rows of the dossiers of ministries, as the national portal publishes them, are read as a person reads them."""

from __future__ import annotations

import pytest

from catalogue.kinds import recognise


@pytest.mark.parametrize(
    ("text", "kinds", "demand"),
    [
        # Who made it: the merchant's report, the customs' declaration, the insurer's decision
        ("Bản sao Tờ khai hàng hóa nhập, xuất kho ngoại quan có xác nhận của cơ quan hải quan", {"other_state"}, "yes"),
        ("Mẫu C/O không ưu đãi mẫu Venezuela đã được khai hoàn chỉnh", {"form"}, "yes"),
        ("/ Báo cáo kết quả tính toán kỹ thuật .", {"other_private"}, "yes"),
        ("/ Các tài liệu liên quan khác kèm theo .", {"other_private"}, "yes"),
        ("b) Báo cáo năng lực sản xuất, cơ sở sản xuất: 01 bản sao.", {"form"}, "yes"),
        ("Bản tóm tắt kết quả hoạt động sản xuất, kinh doanh trong 02 năm gần nhất.", {"form"}, "yes"),
        ("d) Chứng thư giám định lượng: 01 bản chụp.", {"other_private"}, "yes"),
        ("Bản sao thông số kỹ thuật và tính năng cơ bản của xe cơ giới", {"other_private"}, "yes"),
        ("Hình ảnh tác phẩm nhập khẩu, nêu rõ chất liệu, kích thước", {"photo"}, "yes"),
        ("e) Văn bản nêu rõ nguồn gốc xăng dầu, khí xuất khẩu: 01 bản chụp;", {"other_private"}, "yes"),
        ("Giấy chứng nhận hy sinh được cấp có thẩm quyền cấp trong từng trường hợp", {"other_state"}, "yes"),
        ("Thông báo về việc hoàn thành nghĩa vụ nộp tiền trồng rừng thay thế;", {"fee_receipt"}, "yes"),
        ("Phiếu xét nghiệm, đơn thuốc, hóa đơn thu tiền, giấy xuất viện", {"health", "fee_receipt"}, "yes"),
        (
            "- Trường hợp điều chỉnh Giấy phép: Bản sao tài liệu pháp lý do cơ quan có thẩm quyền cấp chứng minh sự"
            " thay"
            " đổi",
            {"other_state"},
            "conditional",
        ),
        (
            "Giấy tờ chứng minh quyền sử dụng đối với thửa đất xây dựng kho chứa hoặc Hợp đồng sử dụng dịch vụ tồn trữ",
            {"land_use", "contract"},
            "alternative",
        ),
        (
            "Bản sao Quyết định phê duyệt Kế hoạch phòng ngừa, ứng phó sự cố hóa chất của cơ quan có thẩm quyền hoặc"
            " Quyết định ban hành Biện pháp phòng ngừa, ứng phó sự cố hóa chất của kho chứa hóa chất",
            {"other_state", "other_private"},
            "alternative",
        ),
        # Applications that apply for two papers, and what goes with applications and lists
        (
            "- Tờ khai đề nghị cấp, gia hạn hộ chiếu ngoại giao, hộ chiếu công vụ và công hàm đề nghị phía nước ngoài"
            " cấp thị thực.",
            {"form"},
            "yes",
        ),
        (
            "Văn bản đề nghị thanh toán (trong đó nêu rõ số tiền thu được) kèm theo bảng kê chi tiết các khoản chi",
            {"form"},
            "yes",
        ),
        ("Đơn tố cáo hoặc văn bản ghi nội dung tố cáo", {"form"}, "alternative"),
        ("Bản án hoặc kết quả xác minh, kết luận của cơ quan có thẩm quyền", {"court", "other_state"}, "alternative"),
        # A plan that the authority approved, and the insurance file beside a contract
        (
            "quyết định điều động hoặc huy động hoặc kế hoạch thực hiện nhiệm vụ được cấp có thẩm quyền phê duyệt",
            {"other_state"},
            "alternative",
        ),
        (
            "- Bản sao chứng chỉ đăng kiểm viên hoặc hợp đồng lao động và hồ sơ bảo hiểm xã hội",
            {"prof_cert", "contract", "social_insurance"},
            "alternative",
        ),
        # Orders of a firm, letters that ask, papers of deals, of houses and of no name
        (
            "Các quyết định phân công công việc (giao nhiệm vụ) của tổ chức cho cá nhân hoặc văn bản xác nhận của đại"
            " diện hợp pháp của chủ đầu tư",
            {"other_private", "confirm_local"},
            "alternative",
        ),
        (
            "Công văn của Ủy ban nhân dân cấp tỉnh, tập đoàn, tổng công ty, Bộ, ngành chủ quản đề nghị thẩm định",
            {"form"},
            "yes",
        ),
        ("01 Đăng ký tổ chức hội chợ, triển lãm thương mại theo mẫu quy định;", {"form"}, "yes"),
        ("Bản tổng hợp kết quả tự đánh giá các tiêu chí, chỉ tiêu", {"form"}, "yes"),
        ("++ Giấy tờ chứng minh nhà, đất có nguồn gốc hợp pháp", {"land_use"}, "yes"),
        ("Giấy tờ tài liệu có liên quan khác", {"other_private"}, "yes"),
        ("Bản sao giấy tờ ký kết giữa bên giao tài sản và bên nhận tài sản", {"contract"}, "yes"),
        (
            "e)Bản sao có chứng thực hoặc tệp tin bản sao điện tử được chứng thực theo quy định giấy tờ về cư trú hoặc"
            " giấy phép lao động tại Việt Nam",
            {"residence", "other_state"},
            "alternative",
        ),
        (
            "- Giấy ủy quyền của đối tượng (bản chính; 01 bản) có xác nhận của cơ quan đại diện ngoại giao",
            {"poa"},
            "yes",
        ),
        (
            "Giấy tờ gốc hoặc giấy tờ có liên quan (bản chính hoặc bản sao có chứng thực) chứng minh là người tham gia"
            " kháng chiến",
            {"other_state"},
            "alternative",
        ),
        ("Chứng từ chứng minh tổ chức, cá nhân đủ điều kiện xuất khẩu hàng hóa", {"other_state"}, "yes"),
        (
            "Hợp đồng ủy thác: 01 bản chụp đối với trường hợp ủy thác nhập khẩu các mặt hàng thuộc diện phải có giấy"
            " phép nhập khẩu",
            {"contract"},
            "conditional",
        ),
        (
            "Bảng kê khai người có liên quan; Văn bản của ngân hàng nơi cổ đông mở tài khoản xác nhận số dư tiền gửi",
            {"form", "fin_statement"},
            "yes",
        ),
        # What the army decides, sends and keeps; honours; a choice of originals
        ("Văn bản đề nghị của cơ quan, đơn vị cấp trung đoàn và tương đương trở lên", {"other_state"}, "yes"),
        ("Phiếu báo di chuyển hồ sơ (Mẫu số 93 Phụ lục I Nghị định số 131/2021/NĐ-CP)", {"other_state"}, "yes"),
        (
            "Bản sao được chứng thực từ quyết định phong tặng hoặc bản sao được chứng thực từ Bằng anh hùng",
            {"other_state"},
            "alternative",
        ),
        ("Bản sao một trong các giấy tờ gốc", {"other_state"}, "alternative"),
        ("Hợp đồng lao động kèm theo văn bản gia hạn Hợp đồng lao động", {"contract"}, "yes"),
        ("g) Bản thông tin cá nhân theo mẫu quy định tại Phụ lục số 05/ĐKHN", {"form"}, "yes"),
        ("Đơn đề nghị theo quy định bản chính hoặc biểu mẫu điện tử", {"form"}, "yes"),
        (
            "Đơn đề nghị hưởng lại chế độ ưu đãi đối với người có công hoặc thân nhân người có công (Mẫu số 24)",
            {"form"},
            "yes",
        ),
        (
            "- Giấy tờ gốc hoặc giấy tờ liên quan chứng minh là người tham gia kháng chiến.\n- Đối với đối tượng đã từ"
            " trần: Giấy chứng tử",
            {"other_state", "death"},
            "alternative",
        ),
        # What a right or a paper is about is no condition
        (
            "Tờ khai đăng ký kiểm tra nghiệp vụ đại diện quyền đối với giống cây trồng theo Mẫu số 35",
            {"form"},
            "yes",
        ),
        ("Hóa đơn chứng từ hợp lệ đối với chi phí thực tế.", {"fee_receipt"}, "yes"),
        # The office's own look-up in brackets asks for nothing
        (
            "Giấy khai sinh (Cơ quan giải quyết TTHC khai thác, sử dụng thông tin trong Cơ sở dữ liệu hộ tịch điện tử"
            " để"
            " thay thế thành phần hồ sơ bản sao giấy chứng nhận đăng ký doanh nghiệp đối với cơ sở đào tạo)",
            {"birth"},
            "conditional",
        ),
        (
            "c) Bản chính Mẫu 2-CBH ban hành kèm theo Quyết định số 686/QĐ-BHXH trong trường hợp người đang hưởng bảo"
            " hiểm xã hội hàng tháng đề nghị"
            " cập nhật",
            {"form"},
            "conditional",
        ),
        (
            "c) Đối với thương nhân tham gia cơ chế AWSC, trường hợp không phải nhà sản xuất, thương nhân đề nghị đăng"
            " ký tự chứng nhận xuất xứ đính kèm bản sao cam kết của nhà sản xuất",
            {"other_private"},
            "conditional",
        ),
    ],
)
def test_rows_of_the_ministries_are_read_as_a_person_reads_them(text: str, kinds: set[str], demand: str) -> None:
    found = recognise(text)
    assert (set(found.kinds), found.demand) == (kinds, demand)


@pytest.mark.parametrize(
    "text",
    [
        "1. Hồ sơ đề nghị sửa đổi, bổ sung Văn bản chấp thuận tự chứng nhận xuất xứ hàng hóa đối với trường hợp thay"
        " đổi"
        " mặt hàng gồm bao gồm:",
        "2.3. Trong trường hợp chưa có các chứng từ nêu tại điểm c và điểm đ mục 2.1, thương nhân đề nghị cấp C/O có"
        " thể"
        " được nợ các chứng từ này nhưng không quá 15 ngày làm việc kể từ ngày được cấp C/O.",
        "Các tài liệu trong hồ sơ đề nghị chỉnh sửa nội dung văn bằng, chứng chỉ quy định tại các điểm b, c, d khoản 3"
        " là bản sao từ sổ gốc hoặc bản sao có chứng thực",
    ],
)
def test_headings_and_remarks_of_the_ministries_ask_for_nothing(text: str) -> None:
    procedure = "Cấp sửa đổi, bổ sung Văn bản chấp thuận tự chứng nhận xuất xứ hàng hóa trong ASEAN"
    assert recognise(text, procedure).kinds == ("none",)


def test_a_slip_that_a_postal_service_hands_in_stands_for_its_authority() -> None:
    text = (
        "- Trường hợp ủy quyền cho đơn vị cung cấp dịch vụ bưu chính công ích thì nhân viên bưu chính phải nộp: (i) Bản"
        " sao phiếu gửi hồ sơ theo mẫu do doanh nghiệp cung ứng dịch vụ bưu chính công ích phát hành"
    )
    found = recognise(text)
    assert (found.kinds, found.demand, found.forms) == (("poa",), "conditional", ("copy",))


def test_a_copy_stamped_by_the_merchant_is_not_certified() -> None:
    text = "Hợp đồng nhập khẩu: 1 (một) bản sao (có đóng dấu sao y bản chính của thương nhân)"
    assert recognise(text).forms == ("copy",)
    assert recognise("Bản sao có chứng thực Hợp đồng nhập khẩu").forms == ("certified",)


def test_what_a_long_heading_says_further_on_does_not_make_its_rows_shown() -> None:
    heading = (
        "Thành phần hồ sơ (chỉ bổ sung những nội dung thay đổi so với lần cấp phép gần nhất). Trường hợp giấy chứng"
        " nhận"
        " quyền sử dụng đất và giấy chứng nhận giáo viên đã có thì cơ sở đào tạo chỉ xuất trình bản sao"
    )
    assert recognise("Báo cáo đề nghị cấp giấy phép đào tạo lái xe theo mẫu", "", heading).demand == "yes"
    assert recognise("Thẻ căn cước", "", "Giấy tờ phải xuất trình").demand == "present"


def test_customs_declarations_are_the_form_of_the_customs_procedures_only() -> None:
    text = "Tờ khai Hải quan của lô hàng quá cảnh: 01 bản sao"
    assert recognise(text, "Cấp Giấy phép quá cảnh hàng hóa").kinds == ("other_state",)
    assert recognise("Tờ khai hải quan", "Thủ tục hải quan đối với hàng hóa xuất khẩu").kinds == ("form",)


def test_a_book_issued_besides_what_a_procedure_changes_is_not_its_own_licence() -> None:
    procedure = "Đăng ký, điều chỉnh đóng BHXH, BHYT, BHTN; cấp sổ BHXH, thẻ BHYT"
    assert recognise("Sổ BHXH của NLĐ", procedure).kinds == ("social_insurance",)


def test_a_file_name_of_one_word_glued_to_a_paper_takes_none_of_it_away() -> None:
    assert recognise("Giấy khai sinhMau_so_02.docx").kinds == ("birth",)
    assert recognise("Bảo sao Giấy chứng nhận đăng ký doanh nghiệp").forms == ("copy",)
