"""Which results supply which papers; names are real ones, with their procedures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalogue.issuers import IssuedResult, IssuerIndex
from catalogue.paper_identity import paper_identity

LABELS = Path(__file__).resolve().parent.parent / "data" / "gold" / "paper_issuers_2.jsonl"
LAND = "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất"
RESULTS = [
    IssuedResult(1, "Thủ tục đăng ký khai sinh", "Giấy khai sinh", address="1.001193"),
    IssuedResult(2, "Thủ tục đăng ký kết hôn", "Giấy chứng nhận kết hôn"),
    IssuedResult(3, "Cấp giấy phép lái xe", "Giấy phép lái xe", address="3.000346"),
    IssuedResult(4, "Cấp lại giấy phép lái xe", "Giấy phép lái xe"),
    IssuedResult(5, "Thu hồi giấy phép lái xe", "Giấy phép lái xe"),
    IssuedResult(6, "Cấp giấy phép lái xe quốc tế", "Giấy phép lái xe quốc tế"),
    IssuedResult(7, "Đăng ký hoạt động Văn phòng công chứng", "Giấy đăng ký hoạt động của Văn phòng công chứng"),
    IssuedResult(8, "Đăng ký hoạt động Trung tâm trọng tài", "Giấy đăng ký hoạt động"),
    IssuedResult(9, "Bổ nhiệm lại công chứng viên", "Quyết định bổ nhiệm lại công chứng viên"),
    IssuedResult(10, "Đăng ký lại mẫu con dấu", "Con dấu và Giấy chứng nhận đăng ký mẫu con dấu"),
    IssuedResult(
        11,
        "Cấp lại Giấy phép thành lập chi nhánh, công ty luật nước ngoài",
        "Giấy phép thành lập chi nhánh, công ty luật nước ngoài",
    ),
    IssuedResult(12, "Tách thửa hoặc hợp thửa đất", "Giấy chứng nhận hoặc bản vẽ tách thửa, hợp thửa đất"),
    IssuedResult(13, "Cấp đổi thẻ căn cước", "Thẻ căn cước"),
    IssuedResult(14, "Gia hạn giấy phép lao động", "Gia hạn giấy phép lao động cho người lao động nước ngoài"),
    IssuedResult(15, "Đăng ký tạm trú", "Cập nhật thông tin trong Cơ sở dữ liệu về cư trú"),
    IssuedResult(16, "Sử dụng đất kết hợp đa mục đích", "Phương án sử dụng đất kết hợp"),
    IssuedResult(17, "Giải quyết khiếu nại lần đầu cấp Quân đoàn", "Quyết định giải quyết khiếu nại"),
    IssuedResult(18, "Cấp điều chỉnh giấy phép xây dựng", "Giấy phép xây dựng được điều chỉnh"),
    IssuedResult(19, "Cấp Giấy phép môi trường", "1. Giấy phép môi trường\n2. Văn bản thông báo trả hồ sơ"),
]


def suppliers(text: str, procedure: str = "") -> set[int]:
    """Return the numbers of the procedures that supply a paper."""
    return {supply.procedure for supply in IssuerIndex(RESULTS).suppliers(text, procedure)}


@pytest.mark.parametrize(
    ("paper", "issuers"),
    [
        ("Bản sao Giấy khai sinh của trẻ em", {1}),
        ("01 bản sao trích lục khai sinh (nếu có).", {1}),
        ("a) Giấy chứng nhận kết hôn của cha, mẹ nếu cha, mẹ có đăng ký kết hôn", {2}),
        ("Bản chính Giấy phép lái xe", {3, 4}),
        ("Quyết định bổ nhiệm của các công chứng viên hợp danh dự kiến và dự thảo Điều lệ", {9}),
        ("- Văn bản đề nghị đăng ký lại mẫu con dấu; - Giấy chứng nhận đăng ký mẫu con dấu được cấp trước đó.", {10}),
        ("Bản chính Giấy phép thành lập của công ty luật nước ngoài được chuyển đổi", {11}),
        ("Bản gốc Giấy chứng nhận đã cấp", {12}),
        (LAND, {12}),
        ("Bản sao hợp lệ giấy chứng minh nhân dân, thẻ căn cước công dân hoặc hộ chiếu", {13}),
        ("Giấy phép lao động của người nước ngoài", {14}),
        ("Bản sao Giấy phép xây dựng", {18}),
        ("Giấy phép môi trường", {19}),
        ("Giấy đăng ký hoạt động của Trung tâm trọng tài", {8}),
        ("Giấy đăng ký hoạt động của Văn phòng công chứng", {7}),
    ],
)
def test_a_paper_is_supplied_by_the_results_of_its_name(paper: str, issuers: set[int]) -> None:
    assert suppliers(paper) == issuers


@pytest.mark.parametrize(
    "paper",
    [
        "Tờ khai đăng ký khai sinh",
        "Tờ khai cấp Giấy khai sinh",
        "Đơn đề nghị cấp Giấy phép lái xe",
        "Giấy đề nghị cấp Giấy chứng nhận kết hôn",
        "Giấy khám sức khỏe của người lái xe",
        "Quyết định thu hồi Giấy phép lái xe",
        "Hồ sơ cấp Giấy phép lái xe",
        "Giấy xác nhận về việc bị mất Giấy đăng ký hoạt động",
        "Giấy đăng ký hoạt động của Trung tâm hòa giải thương mại",
        "Giấy phép lái xe do cơ quan có thẩm quyền của nước ngoài cấp",
        "Giấy phép lái xe do Bộ Quốc phòng cấp",
        "Phương án sử dụng đất kết hợp",
        "Quyết định giải quyết khiếu nại",
        "Lưu ý: Việc nộp Giấy khai sinh chỉ thực hiện trong trường hợp cơ quan tiếp nhận không thể khai thác thông tin",
        "Người tiếp nhận có trách nhiệm kiểm tra Giấy khai sinh",
        "Ảnh kiểu chứng minh nhân dân",
        "Giấy tờ",
        "",
        "---",
    ],
)
def test_what_the_applicant_writes_or_another_paper_is_not_supplied(paper: str) -> None:
    assert suppliers(paper) == set()


@pytest.mark.parametrize(
    ("result", "procedure", "paper"),
    [
        (
            "Giấy phép hoạt động của tổ chức con nuôi nước ngoài tại Việt Nam",
            "Thủ tục Cấp giấy phép hoạt động của tổ chức con nuôi nước ngoài tại Việt Nam",
            "Bản chính Giấy phép hoạt động của tổ chức con nuôi nước ngoài tại Việt Nam;",
        ),
        (
            "Mẫu Giấy chứng nhận cơ sở đủ điều kiện đào tạo, huấn luyện nghiệp vụ nhân viên hàng không",
            "Cấp lại Giấy chứng nhận cơ sở đủ điều kiện đào tạo",
            "Giấy chứng nhận cơ sở đủ điều kiện đào tạo, huấn luyện nghiệp vụ nhân viên hàng không đã cấp",
        ),
        (
            "định giao khu vực biển theo Mẫu số 06 của Nghị định số 11/2021/NĐ-CP",
            "Giao khu vực biển",
            "Quyết định giao khu vực biển",
        ),
        (
            "Văn bản chấp thuận/không chấp thuận đề nghị gia hạn thời gian thử nghiệm có kiểm soát",
            "Gia hạn thời gian thử nghiệm có kiểm soát",
            "Văn bản chấp thuận đề nghị gia hạn thời gian thử nghiệm có kiểm soát",
        ),
        (
            "Quyết định bổ nhiệm và cấp thẻ giám định viên tư pháp",
            "Bổ nhiệm và cấp thẻ giám định viên tư pháp cấp tỉnh",
            "Thẻ giám định viên tư pháp đang sử dụng",
        ),
    ],
)
def test_a_result_is_known_however_carelessly_it_was_published(result: str, procedure: str, paper: str) -> None:
    assert [found.procedure for found in IssuerIndex([IssuedResult(1, procedure, result)]).suppliers(paper)] == [1]


def test_the_same_words_about_another_subject_are_no_match() -> None:
    assert suppliers("Giấy phép lái xe quốc tế") == {6}
    assert suppliers("Giấy phép lái tàu") == set()


def test_a_passport_of_a_foreigner_is_not_supplied() -> None:
    index = IssuerIndex([IssuedResult(1, "Cấp hộ chiếu phổ thông", "Hộ chiếu phổ thông")])
    assert [supply.procedure for supply in index.suppliers("Hộ chiếu", "Cấp giấy phép lái xe quốc tế")] == [1]
    assert index.suppliers("Bản sao hộ chiếu có chứng thực", "Cấp thẻ thường trú cho người nước ngoài") == ()


def test_a_passport_beside_a_citizens_card_is_one_of_this_state() -> None:
    index = IssuerIndex([IssuedResult(1, "Cấp hộ chiếu phổ thông", "Hộ chiếu phổ thông")])
    assert index.suppliers("Bản sao thẻ căn cước công dân hoặc hộ chiếu")
    assert index.suppliers("Người nước ngoài, công dân Việt Nam định cư ở nước ngoài phải nộp bản sao hộ chiếu")


def test_a_bare_licence_is_that_of_the_procedure_which_asks() -> None:
    assert suppliers("Giấy phép đã được cấp") == set()
    assert suppliers("Giấy phép đã được cấp", "Đổi giấy phép môi trường") == {19}


def test_a_procedure_whose_own_dossier_names_its_result_supplies_it_to_itself() -> None:
    index = IssuerIndex([IssuedResult(7, "Cấp lại thẻ thường trú", "Thẻ thường trú")])
    (supply,) = index.suppliers("Thẻ thường trú", "Cấp lại thẻ thường trú")
    assert (supply.procedure, supply.stage) == (7, "reissue")


@pytest.mark.parametrize(
    ("procedure", "stage"),
    [
        ("Cấp thẻ thường trú", "first"),
        ("Thủ tục cấp lại thẻ thường trú", "reissue"),
        ("Cấp đổi thẻ thường trú", "reissue"),
        ("Gia hạn thẻ thường trú", "extension"),
        ("Sửa đổi, bổ sung thẻ thường trú", "change"),
        ("Thu hồi thẻ thường trú và cấp thẻ thường trú", "reissue"),
        ("Cấp, cấp lại, gia hạn thẻ thường trú", "first"),
    ],
)
def test_a_supply_tells_at_which_stage_the_paper_is_issued(procedure: str, stage: str) -> None:
    (supply,) = IssuerIndex([IssuedResult(1, procedure, "Thẻ thường trú")]).suppliers("Thẻ thường trú")
    assert supply.stage == stage


def test_the_surest_supplier_comes_first_and_first_issues_before_others() -> None:
    found = IssuerIndex(RESULTS).suppliers("Giấy phép lái xe")
    assert [supply.procedure for supply in found] == [3, 4]
    assert all(0 < supply.confidence < 1 and supply.reasons for supply in found)


def test_what_a_reviewer_judged_outranks_the_machine() -> None:
    identity = paper_identity("Giấy phép lái xe")
    judged = {(identity, "3.000346"): False, (identity, "1.001193"): True}
    found = IssuerIndex(RESULTS, judged).suppliers("Bản sao Giấy phép lái xe")
    assert (found[0].procedure, found[0].confidence, found[0].reasons) == (1, 1.0, ("confirmed",))
    assert {supply.procedure for supply in found} == {1, 4}


def test_a_code_joins_a_row_and_a_result_only_where_their_names_agree() -> None:
    index = IssuerIndex([IssuedResult(1, "Điều chỉnh dự án", "Giấy xác nhận thay đổi nội dung dự án", "H38-KQ000269")])
    text = "Giấy xác nhận thay đổi dự án đầu tư"
    assert index.suppliers(text) == ()
    assert index.suppliers(text, component_code="H38-KQ000269")[0].reasons == ("result-code",)
    assert index.suppliers("Đơn theo Mẫu số 01", component_code="H38-KQ000269") == ()


@pytest.mark.parametrize(
    ("paper", "result", "procedure"),
    [
        (
            "Văn bản thẩm định thiết kế về phòng cháy và chữa cháy của chủ đầu tư",
            "Văn bản thẩm duyệt phương án chữa cháy",
            "Thẩm duyệt phương án chữa cháy",
        ),
        ("Giấy chứng nhận hộ nghèo.", "Giấy chứng nhận", "Cấp đổi Giấy chứng nhận quyền sử dụng đất"),
        (
            "Quyết định giao đất, quyết định cho thuê đất",
            "Quyết định điều chỉnh quyết định giao đất, cho thuê đất, cho phép chuyển mục đích sử dụng đất",
            "Điều chỉnh quyết định giao đất, cho thuê đất, cho phép chuyển mục đích sử dụng đất",
        ),
        ("Quyết định cho thuê đất", "Quyết định chuyển hình thức giao đất, cho thuê đất", "Chuyển hình thức giao đất"),
        ("Văn bằng, chứng chỉ về trình độ chuyên môn", "Bản sao văn bằng, chứng chỉ từ sổ gốc", "Cấp bản sao văn bằng"),
        (
            "Trong trường hợp có Giấy phép thành lập Trung tâm hòa giải thương mại",
            "Giấy phép thành lập Trung tâm trọng tài",
            "Thành lập, đăng ký hoạt động Trung tâm trọng tài",
        ),
        (
            "Bản dịch giấy phép lái xe nước ngoài ra tiếng Việt, đóng dấu giáp lai với bản sao giấy phép lái xe",
            "Giấy phép lái xe",
            "Cấp giấy phép lái xe",
        ),
        ("Người nước ngoài phải nộp bản sao hộ chiếu", "Hộ chiếu phổ thông", "Cấp hộ chiếu phổ thông ở trong nước"),
        (
            "- Trường hợp nhận cha, mẹ, con giữa công dân Việt Nam với người nước ngoài thì người nước ngoài phải "
            "nộp bản sao hộ chiếu hoặc giấy tờ có giá trị thay hộ chiếu để chứng minh về nhân thân.",
            "Hộ chiếu phổ thông",
            "Cấp hộ chiếu phổ thông ở trong nước",
        ),
        (
            "người đã có quốc tịch nước ngoài thì nộp bản sao Hộ chiếu hoặc giấy tờ về nhân thân có dán ảnh do cơ quan "
            "có thẩm quyền của nước ngoài cấp",
            "Hộ chiếu phổ thông",
            "Cấp hộ chiếu phổ thông ở trong nước",
        ),
        (
            "Giấy phép hoạt động của tổ chức đã được hợp pháp hóa lãnh sự, trừ trường hợp được miễn",
            "Giấy phép hoạt động của tổ chức",
            "Cấp giấy phép hoạt động của tổ chức",
        ),
        (
            "Giấy xác nhận tình trạng hôn nhân do cơ quan có thẩm quyền của nước láng giềng cấp",
            "Giấy xác nhận tình trạng hôn nhân",
            "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
        ),
        (
            "Giấy chứng nhận kiểm dịch thực vật của nước xuất khẩu",
            "Giấy chứng nhận kiểm dịch thực vật",
            "Cấp Giấy chứng nhận kiểm dịch thực vật đối với vật thể xuất khẩu",
        ),
        (
            "Bản sao văn bằng hoặc chứng chỉ chuyên môn của đội ngũ quản lý, điều hành, kỹ thuật.",
            "Giấy chứng nhận khả năng chuyên môn, chứng chỉ chuyên môn.",
            "Cấp, cấp lại, chuyển đổi giấy chứng nhận khả năng chuyên môn, chứng chỉ chuyên môn",
        ),
        (
            "Giấy biên nhận đã nộp luận án cho Thư viện Quốc gia Việt Nam",
            "1. Giấy biên nhận 2. Trường hợp nội dung Nội quy lao động trái với quy định pháp luật, có văn bản",
            "Đăng ký Nội quy lao động của doanh nghiệp",
        ),
        (
            "Văn bản của cơ quan nhà nước có thẩm quyền chấp thuận nhà đầu tư theo quy định của pháp luật về đầu tư",
            "Quyết định đầu tư, quyết định chủ đầu tư dự án",
            "Quyết định đầu tư và quyết định chủ đầu tư dự án đầu tư xây dựng nhà ở công vụ",
        ),
        (
            "Giấy phép thành lập và hoạt động của công ty chứng khoán",
            "Giấy phép thành lập và hoạt động của công ty quản lý quỹ đầu tư chứng khoán",
            "Cấp giấy phép thành lập và hoạt động của công ty quản lý quỹ",
        ),
        (
            "Bản chính Giấy phép thành lập của Chi nhánh Tổ chức trọng tài nước ngoài tại Việt Nam",
            "Giấy phép thành lập chi nhánh, công ty luật nước ngoài",
            "Cấp lại Giấy phép thành lập chi nhánh, công ty luật nước ngoài",
        ),
        (
            "Giấy chứng nhận đăng ký đầu tư",
            "Giấy chứng nhận đăng ký đầu tư ra nước ngoài",
            "Cấp Giấy chứng nhận đăng ký đầu tư ra nước ngoài",
        ),
    ],
)
def test_a_look_alike_about_another_subject_is_not_linked(paper: str, result: str, procedure: str) -> None:
    assert IssuerIndex([IssuedResult(1, procedure, result)]).suppliers(paper) == ()


@pytest.mark.parametrize(
    ("paper", "result", "procedure"),
    [
        (
            "3. Bản sao có chứng thực Chứng chỉ hành nghề dược.",
            "Chứng chỉ hành nghề hoặc văn bản trả lời có nêu rõ lý do không cấp.",
            "Cấp Chứng chỉ hành nghề dược theo hình thức xét hồ sơ",
        ),
        (
            "phải có Quyết định của Chủ tịch nước về việc cho nhập quốc tịch Việt Nam.",
            "Quyết định cho nhập quốc tịch Việt Nam của Chủ tịch nước",
            "Nhập quốc tịch Việt Nam ở trong nước",
        ),
        (
            "Chứng chỉ hành nghề đấu giá của Trưởng chi nhánh",
            "Quyết định cấp lại chứng chỉ hành nghề đấu giá",
            "Cấp lại Chứng chỉ hành nghề đấu giá",
        ),
        (
            "quyết định chấp thuận chủ trương đầu tư",
            "Điều chỉnh quyết định giao chủ đầu tư, điều chỉnh quyết định chấp thuận chủ trương đầu tư.",
            "Thủ tục điều chỉnh quyết định giao chủ đầu tư, quyết định chấp thuận chủ trương đầu tư",
        ),
        (
            "Giấy tờ chứng minh người xin thôi quốc tịch có quốc tịch Việt Nam là bản sao Hộ chiếu Việt Nam",
            "Hộ chiếu phổ thông",
            "Cấp hộ chiếu phổ thông ở trong nước",
        ),
        (
            "Giấy phép bán buôn rượu trong phạm vi toàn quốc",
            "Giấy phép bán buôn rượu",
            "Cấp Giấy phép bán buôn rượu trên địa bàn tỉnh, thành phố trực thuộc trung ương",
        ),
        (
            "Giấy chứng nhận Thực hành tốt sản xuất thuốc (GMP) của cơ sở sản xuất",
            "Giấy chứng nhận đáp ứng Thực hành tốt sản xuất thuốc",
            "Đánh giá đáp ứng Thực hành tốt sản xuất thuốc, nguyên liệu làm thuốc",
        ),
        (
            "Giấy phép hoạt động điện lực lĩnh vực phát điện",
            "Giấy phép hoạt động điện lực",
            "Cấp Giấy phép hoạt động điện lực đối với lĩnh vực phát điện có quy mô công suất dưới 3MW",
        ),
        (
            "Giấy tờ chứng minh tư cách pháp lý (Giấy chứng nhận đăng ký doanh nghiệp/Quyết định thành lập)",
            "Giấy chứng nhận đăng ký doanh nghiệp",
            "Đăng ký thành lập công ty cổ phần",
        ),
        (
            "Giấy chứng nhận bản quyền tác giả hoặc hợp đồng chuyển nhượng",
            "Giấy chứng nhận đăng ký quyền tác giả",
            "Thủ tục cấp Giấy chứng nhận đăng ký quyền tác giả",
        ),
        (
            "Biên bản giám định mức suy giảm khả năng lao động của Hội đồng giám định y khoa",
            "Biên bản giám định y khoa",
            "Khám giám định lần đầu do tai nạn lao động",
        ),
        ("biển số xe (trường hợp đổi biển số xe).", "Biển số xe", "Cấp lại chứng nhận đăng ký xe, biển số xe"),
        *(
            (f"Giấy phép kinh doanh công cụ hỗ trợ {described}", "Giấy phép kinh doanh công cụ hỗ trợ", "Cấp Giấy phép")
            for described in (
                "số 12/GP-BCA ngày 01/02/2020",
                "mang tên người đề nghị",
                "phù hợp với ngành nghề đăng ký",
                "bản mới nhất",
                "cần điều chỉnh",
                "đề nghị cấp lại",
                "hạng II",
            )
        ),
        (
            "Bản sao giấy phép lái xe quá thời hạn sử dụng, trừ trường hợp người có giấy phép lái xe bị mất",
            "Giấy phép lái xe",
            "Cấp giấy phép lái xe",
        ),
    ],
)
def test_a_paper_in_other_words_or_within_a_sentence_is_linked(paper: str, result: str, procedure: str) -> None:
    assert [found.procedure for found in IssuerIndex([IssuedResult(1, procedure, result)]).suppliers(paper)] == [1]


def test_a_bare_registration_is_that_of_the_asker_s_own_trade() -> None:
    index = IssuerIndex(
        IssuedResult(number, f"Đăng ký hoạt động của {body}", f"Giấy đăng ký hoạt động của {body}")
        for number, body in enumerate(
            ("Trung tâm trọng tài", "Trung tâm tư vấn pháp luật", "Trung tâm hòa giải thương mại")
        )
    )
    asker = "Thay đổi nội dung Giấy đăng ký hoạt động của Trung tâm trọng tài, Chi nhánh Trung tâm trọng tài"
    assert [found.procedure for found in index.suppliers("2. Bản chính giấy đăng ký hoạt động;", asker)] == [0]


def test_an_allowance_for_soldiers_is_not_the_civil_one_of_the_same_name() -> None:
    index = IssuerIndex(
        [
            IssuedResult(
                1, "Giải quyết chế độ trợ cấp hằng tháng đối với quân nhân", "Quyết định hưởng trợ cấp hằng tháng"
            ),
            IssuedResult(2, "Xét hưởng chế độ đối với cán bộ, chiến sĩ Công an", "Quyết định hưởng trợ cấp hằng tháng"),
        ]
    )
    text = "Quyết định về việc hưởng trợ cấp hằng tháng (Mẫu số 05A)"
    assert [found.procedure for found in index.suppliers(text)] == [2]
    assert {found.procedure for found in index.suppliers(text, "Di chuyển hồ sơ đối với quân nhân")} == {1, 2}


def test_a_decision_in_one_case_is_that_of_the_same_cases_alone() -> None:
    police = "Giải quyết tố cáo của công dân đối với lực lượng Công an nhân dân"
    index = IssuerIndex(
        [
            IssuedResult(1, f"{police} (cấp tỉnh)", "Kết luận nội dung tố cáo"),
            IssuedResult(2, "Giải quyết tố cáo trong Quân đội", "Kết luận nội dung tố cáo"),
        ]
    )
    assert index.suppliers("Kết luận nội dung tố cáo") == ()
    assert [found.procedure for found in index.suppliers("Kết luận nội dung tố cáo", police)] == [1]


def test_the_tuning_part_of_the_labelled_papers_is_linked_as_labelled() -> None:
    right = wrong = missed = 0
    for line in LABELS.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["part"] != "tuning":
            continue
        index = IssuerIndex(
            IssuedResult(at, found["procedure"], found["result"]) for at, found in enumerate(row["candidates"])
        )
        linked = {supply.procedure for supply in index.suppliers(row["text"])}
        labelled = {at for at, found in enumerate(row["candidates"]) if found["issues"]}
        right += len(linked & labelled)
        wrong += len(linked - labelled)
        missed += len(labelled - linked)
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.85


def test_an_edition_without_results_supplies_nothing() -> None:
    assert IssuerIndex([]).suppliers("Giấy khai sinh") == ()


def test_a_row_of_five_thousand_characters_is_answered() -> None:
    assert suppliers("Bản sao Giấy khai sinh " + "có nội dung rất dài " * 260) == {1}
