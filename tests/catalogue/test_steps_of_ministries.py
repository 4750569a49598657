"""Steps in the wordings of many ministries: who acts, and what is done."""

from __future__ import annotations

import pytest

from catalogue.records import Step
from catalogue.step_reading import ReadStep, read_steps
from catalogue.step_words import Act, Actor

LETTERS = dict(zip("PSTCUAIODYRFEN", Act, strict=True))


def read(text: str) -> tuple[ReadStep, ...]:
    return read_steps([Step("", text)])


@pytest.mark.parametrize(
    ("text", "actor", "acts"),
    [
        ("Bước 1: Chủ hàng gửi 01 bộ hồ sơ đăng ký kiểm dịch đến Cục Chăn nuôi và Thú y.", Actor.APPLICANT, "S"),
        ("Bước 1: Chủ hàng khai báo kiểm dịch với Trạm Kiểm dịch thực vật cửa khẩu.", Actor.APPLICANT, "S"),
        ("Bước 1: Tổ chức tín dụng lập hồ sơ gửi Ngân hàng Nhà nước chi nhánh Khu vực.", Actor.APPLICANT, "PS"),
        ("Bước 1: Chủ rừng lập hồ sơ đề nghị phê duyệt phương án và gửi Hạt Kiểm lâm.", Actor.APPLICANT, "PS"),
        ("a) Nhà trường gửi trực tiếp hoặc qua bưu điện 01 bộ hồ sơ đến Sở Giáo dục và Đào tạo;", Actor.APPLICANT, "S"),
        ("- Đơn vị, doanh nghiệp có văn bản đề nghị gửi Cục Quản lý Dược.", Actor.APPLICANT, "S"),
        ("- Cơ sở đào tạo có văn bản đề nghị cấp lại giấy phép gửi đến Sở Xây dựng.", Actor.APPLICANT, "S"),
        ("Bước 1: Thương binh gửi đơn đề nghị giám định lại đến Sở Nội vụ.", Actor.APPLICANT, "S"),
        ("- Đoàn đánh giá phải gửi kết luận về cơ quan chỉ định.", Actor.HANDLING_AGENCY, "F"),
        ("- Cơ quan chỉ định xem xét và chỉ định cơ sở kiểm nghiệm nếu đạt yêu cầu.", Actor.HANDLING_AGENCY, "D"),
        ("- Cơ quan chuyên môn tiến hành soát xét hồ sơ.", Actor.HANDLING_AGENCY, "C"),
        ("- Sở Công Thương thẩm định hồ sơ, kiểm tra điều kiện thực tế.", Actor.HANDLING_AGENCY, "AI"),
        ("- Ủy ban đánh giá năng lực thực tế tại tổ chức.", Actor.HANDLING_AGENCY, "I"),
        ("- Đoàn kiểm tra tổ chức xác minh tại hiện trường.", Actor.HANDLING_AGENCY, "AI"),
        ("- Hạt Kiểm lâm kiểm tra thành phần hồ sơ.", Actor.HANDLING_AGENCY, "C"),
        ("- Cảng vụ hàng hải kiểm tra giấy tờ và cấp Giấy phép rời cảng cho tàu thuyền.", Actor.HANDLING_AGENCY, "CD"),
        ("- Vụ Giáo dục Đại học tổ chức thẩm định.", Actor.HANDLING_AGENCY, "A"),
        ("- Ngân hàng Nhà nước lấy ý kiến của Ủy ban nhân dân cấp tỉnh.", Actor.HANDLING_AGENCY, "O"),
        ("- Sở Công Thương gửi hồ sơ kèm văn bản lấy ý kiến Bộ Công Thương.", Actor.HANDLING_AGENCY, "O"),
        ("- Cục gửi văn bản đồng ý và hướng dẫn kiểm dịch cho chủ hàng.", Actor.HANDLING_AGENCY, "D"),
        ("- Sở Xây dựng ban hành văn bản lấy ý kiến của các cơ quan.", Actor.HANDLING_AGENCY, "O"),
        ("- Chi cục cấp Giấy chứng nhận và gửi trực tiếp hoặc qua bưu chính cho chủ tàu.", Actor.HANDLING_AGENCY, "DR"),
        ("- Cơ quan tiếp nhận thông báo bằng văn bản cho tổ chức.", Actor.ONE_STOP_DESK, "N"),
        ("- Tư lệnh Quân khu ra quyết định hưởng chế độ trợ cấp một lần.", Actor.LEADER, "D"),
        ("- Hạt trưởng Hạt Kiểm lâm xác nhận bảng kê lâm sản.", Actor.LEADER, "D"),
        ("- Chủ tịch Ủy ban nhân dân cấp xã quyết định trợ cấp xã hội hàng tháng.", Actor.LEADER, "D"),
        (
            "b) Sở Nội vụ trả lời ngay tính đầy đủ của hồ sơ đối với trường hợp nộp trực tiếp.",
            Actor.HANDLING_AGENCY,
            "CN",
        ),
        ("- Chủ hàng phải đăng ký kiểm dịch với Chi cục Chăn nuôi và Thú y.", Actor.APPLICANT, "S"),
        ("- Căn cứ kế hoạch do Sở công bố, hướng dẫn viên gửi đơn đến Sở Du lịch.", Actor.APPLICANT, "S"),
        ("Bước 1: Người nộp hồ sơ tại Bộ phận Một cửa.", Actor.APPLICANT, "S"),
        ("Các cơ quan, tổ chức, cá nhân có nhu cầu gửi 01 bộ hồ sơ tại UBND cấp huyện.", Actor.APPLICANT, "S"),
        ("Khi có nhu cầu xác định, xác định lại mức độ, người khuyết tật nộp hồ sơ.", Actor.APPLICANT, "S"),
        ("- Cơ sở giáo dục tiếp nhận hồ sơ, thẩm định.", Actor.HANDLING_AGENCY, "TA"),
        ("Thông báo và trả kết quả: Sở gửi tin nhắn cho người nộp.", Actor.HANDLING_AGENCY, "N"),
        ("Trường hợp nộp hồ sơ trực tiếp: Cơ sở đăng kiểm kiểm tra thành phần hồ sơ.", Actor.APPLICANT, "C"),
        ("- Sở Y tế thành lập Đoàn đánh giá và đánh giá thực tế tại cơ sở.", Actor.HANDLING_AGENCY, "AI"),
        ("- Sở cấp lại Giấy phép, đồng thời gửi cho các đơn vị liên quan.", Actor.HANDLING_AGENCY, "DF"),
        ("- Cơ quan chuyên môn cung cấp thông tin quy hoạch cho tổ chức, cá nhân.", Actor.HANDLING_AGENCY, "R"),
        ("- Sở thông báo bằng văn bản những nội dung cần chỉnh sửa cho nhà trường.", Actor.HANDLING_AGENCY, "UN"),
        ("- Ủy ban nhân dân cấp tỉnh trả lời xác nhận việc đăng ký tổ chức hội chợ.", Actor.HANDLING_AGENCY, "DN"),
        ("- Quỹ bảo vệ và phát triển rừng thông báo cho chủ đầu tư.", Actor.OTHER_AGENCY, "N"),
        ("b) Bước 2: Tiếp nhận hồ sơ Trong thời hạn 01 ngày, Hạt Kiểm lâm kiểm tra hồ sơ.", Actor.HANDLING_AGENCY, "C"),
        ("Ủy ban nhân dân cấp xã lập hồ sơ đề nghị công nhận trình UBND cấp tỉnh.", Actor.APPLICANT, "PS"),
        ("- Chi cục Hải quan trả 01 tờ khai; 01 bản sao cho đối tượng.", Actor.HANDLING_AGENCY, "R"),
        ("- Bộ Tư lệnh Quân khu thẩm định hồ sơ.", Actor.HANDLING_AGENCY, "A"),
        ("- Công chứng viên nộp hồ sơ đăng ký hành nghề tại Sở Tư pháp.", Actor.APPLICANT, "S"),
        ("- Nghiên cứu sinh nộp hồ sơ về Bộ Giáo dục và Đào tạo.", Actor.APPLICANT, "S"),
        ("- Các đơn vị liên quan có ý kiến bằng văn bản.", Actor.OTHER_AGENCY, "O"),
        ("- Sở Nội vụ quyết định tạm dừng hưởng trợ cấp.", Actor.HANDLING_AGENCY, "D"),
        ("- Bộ Công Thương gửi Giấy phép cho thương nhân.", Actor.HANDLING_AGENCY, "R"),
        ("- Doanh nghiệp đăng ký với cơ quan hải quan.", Actor.APPLICANT, "S"),
        ("- Chủ đầu tư nộp đủ số tiền trồng rừng thay thế vào Quỹ.", Actor.APPLICANT, "Y"),
        ("- Bộ Công Thương cấp Giấy chứng nhận theo Mẫu số 6 cho thương nhân.", Actor.HANDLING_AGENCY, "D"),
        ("- Doanh nghiệp khai báo hồ sơ thương nhân trên hệ thống.", Actor.APPLICANT, "P"),
        ("- Phòng quản lý xuất nhập khẩu khu vực kiểm tra hồ sơ và cấp C/O.", Actor.HANDLING_AGENCY, "CD"),
        ("- Doanh nghiệp nhận C/O tại phòng quản lý.", Actor.APPLICANT, "R"),
        ("- Tổ chức đánh giá sự phù hợp nộp hồ sơ tại Ủy ban.", Actor.APPLICANT, "S"),
        ("- Cục gửi báo cáo đánh giá cho cơ sở.", Actor.HANDLING_AGENCY, ""),
        ("- Cơ quan kiểm tra, đánh giá tính đầy đủ của hồ sơ.", Actor.HANDLING_AGENCY, "C"),
        ("- Sở gửi văn bản yêu cầu bổ sung hồ sơ một lần.", Actor.HANDLING_AGENCY, "U"),
        ("- Hiệu trưởng ra quyết định tiếp nhận học sinh.", Actor.LEADER, "D"),
        (
            "UBND cấp xã trong thời hạn 05 ngày kể từ ngày nhận đủ giấy tờ có trách nhiệm xác nhận bản khai.",
            Actor.HANDLING_AGENCY,
            "D",
        ),
        ("- Ngân hàng Nhà nước có văn bản xác nhận đã nhận đầy đủ hồ sơ.", Actor.HANDLING_AGENCY, "T"),
        ("- Ủy ban có ý kiến yêu cầu sửa đổi, bổ sung hồ sơ.", Actor.HANDLING_AGENCY, "U"),
        ("- Cơ quan kiểm dịch kiểm tra thực trạng lô hàng.", Actor.HANDLING_AGENCY, "I"),
        ("Tổ chức tôn giáo gửi văn bản thông báo về việc bổ nhiệm đến Sở Dân tộc.", Actor.APPLICANT, "S"),
        (
            "- Đơn vị vận tải nộp hồ sơ đề nghị khai thác tuyến, bổ sung hoặc thay thế phương tiện.",
            Actor.APPLICANT,
            "S",
        ),
        ("- Tổ chức có nhu cầu cấp chứng chỉ kiểm định máy gửi hồ sơ đến Bộ phận Một cửa.", Actor.APPLICANT, "S"),
        ("- Người sử dụng đất có nhu cầu nộp hồ sơ tại Trung tâm.", Actor.APPLICANT, "S"),
        ("- Sau khi nhận và kiểm tra hồ sơ, cán bộ tiếp nhận cập nhật vào hệ thống.", Actor.ONE_STOP_DESK, "TCE"),
        ("- Cục có văn bản thỏa thuận vị trí và gửi qua bưu chính đến chủ đầu tư.", Actor.HANDLING_AGENCY, "DR"),
        ("- Các cơ quan liên quan có văn bản tham gia ý kiến gửi tới Cục.", Actor.OTHER_AGENCY, "O"),
        ("- Cục thẩm định hồ sơ và xin ý kiến chấp thuận của Bộ.", Actor.HANDLING_AGENCY, "AO"),
        ("- Cơ sở đào tạo tiếp nhận hồ sơ; cơ sở đào tạo gửi hồ sơ đến Cục.", Actor.HANDLING_AGENCY, "TF"),
        ("Đầu mối đăng ký gửi 01 bản chính văn bản đến Tổng cục Hải quan.", Actor.APPLICANT, "S"),
        ("- Cơ quan quản lý nhà nước về tài chính giải ngân khoản vốn hỗ trợ.", Actor.OTHER_AGENCY, "R"),
        (
            "Tổ chức có trách nhiệm thông báo cho Ủy ban nhân dân cấp xã. Thông báo ghi rõ thời điểm. "
            "Doanh nghiệp gửi văn bản thông báo đến Sở.",
            Actor.APPLICANT,
            "S",
        ),
        ("Tổ chức nộp một (01) bộ hồ sơ đề nghị đăng ký và cấp Sổ thuyền viên.", Actor.APPLICANT, "S"),
        ("Người khai hải quan khai báo tờ khai hải quan và xuất trình hồ sơ.", Actor.APPLICANT, "PS"),
        ("- Cơ quan hải quan kiểm tra hồ sơ và thực hiện thông quan hàng hóa.", Actor.HANDLING_AGENCY, "CD"),
        ("- Cục có văn bản đề nghị hãng hàng không hoàn chỉnh hồ sơ.", Actor.HANDLING_AGENCY, "U"),
        ("Cá nhân nộp 01 bộ hồ sơ đề nghị xác nhận việc cấp Giấy chứng nhận.", Actor.APPLICANT, "S"),
        ("- Sở tiếp nhận văn bản thông báo.", Actor.HANDLING_AGENCY, "T"),
        ("Kết quả thẩm định được thông báo bằng văn bản cho người đề nghị.", Actor.UNKNOWN, "N"),
    ],
)
def test_who_acts_and_what_is_done_is_read(text: str, actor: Actor, acts: str) -> None:
    (step,) = read(text)
    assert (step.actor, set(step.acts)) == (actor, {LETTERS[letter] for letter in acts})


def test_what_stands_under_a_lettered_stage_is_one_step() -> None:
    steps = read(
        "a) Nộp hồ sơ TTHC:\n- Chủ đầu tư gửi hồ sơ đến Khu Quản lý đường bộ.\nb) Giải quyết TTHC:\n"
        "- Khu Quản lý đường bộ kiểm tra hồ sơ.\n- Trong thời hạn 07 ngày, cấp giấy phép thi công.\n"
        "- Việc trả kết quả được thực hiện tại Khu Quản lý đường bộ."
    )
    assert [step.actor for step in steps] == [Actor.APPLICANT, Actor.HANDLING_AGENCY]
    assert set(steps[1].acts) == {Act.CHECK, Act.DECIDE, Act.RECEIVE}


def test_the_applicant_acts_first_under_the_name_of_what_the_office_does() -> None:
    (step,) = read(
        "Bước 1: Tiếp nhận hồ sơ\nTổ chức, cá nhân nộp hồ sơ đến Sở.\nSở tiếp nhận và kiểm tra thành phần của hồ sơ."
    )
    assert (step.actor, set(step.acts)) == (Actor.APPLICANT, {Act.SUBMIT, Act.TAKE_IN, Act.CHECK})


def test_the_treasury_is_asked_where_the_tax_office_handles() -> None:
    steps = read(
        "- Người nộp thuế nộp hồ sơ đề nghị hoàn thuế.\n- Cơ quan thuế ban hành quyết định hoàn thuế.\n"
        "- Kho bạc Nhà nước chi trả tiền hoàn thuế cho người nộp thuế."
    )
    assert [step.actor for step in steps] == [Actor.APPLICANT, Actor.HANDLING_AGENCY, Actor.OTHER_AGENCY]


def test_an_office_is_the_one_that_handles_where_a_dossier_is_put_before_it() -> None:
    steps = read(
        "Bước 1: Chủ đầu tư trình hồ sơ đến cơ quan chuyên môn về xây dựng.\n"
        "Bước 2: Cơ quan chuyên môn về xây dựng tổ chức thẩm định."
    )
    assert [step.actor for step in steps] == [Actor.APPLICANT, Actor.HANDLING_AGENCY]


def test_a_report_put_before_the_competent_office_asks_it_to_decide() -> None:
    (step,) = read("- Sở lập báo cáo trình Ủy ban nhân dân cấp tỉnh xem xét, quyết định chuyển trả cho doanh nghiệp.")
    assert set(step.acts) == {Act.FORWARD, Act.DECIDE}


def test_a_word_that_looks_back_is_found_at_the_start_and_behind_other_words() -> None:
    (step,) = read("- Tiếp nhận hồ sơ; trực tiếp nhận kết quả.")
    assert set(step.acts) == {Act.TAKE_IN, Act.RECEIVE}
