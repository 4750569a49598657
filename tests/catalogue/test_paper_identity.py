"""What papers are called and when two rows ask for the same one; rows are real ones."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.paper_identity import named_papers, paper_identities, paper_identity, paper_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- 01 bản sao có chứng thực Giấy khai sinh (nếu có);\nxuất trình bản chính", "Giấy khai sinh"),
        ("b) Bản chính Thẻ thường trú; hộ chiếu", "Thẻ thường trú"),
        (
            "Mẫu số 24. Đơn đăng ký biến động đất đai, tài sản gắn liền với đất",
            "Đơn đăng ký biến động đất đai, tài sản gắn liền với đất",
        ),
        (
            "- Tờ khai thay đổi thông tin cư trú (Mẫu CT01 ban hành kèm theo Thông tư số 56/2021/TT-BCA);",
            "Tờ khai thay đổi thông tin cư trú",
        ),
        ("Hộ chiếu phổ thông còn thời hạn;", "Hộ chiếu phổ thông"),
        ("Giấy khai sinh có chứng nhận của UBND cấp xã", "Giấy khai sinh"),
        ("Quyết định bổ nhiệm công chứng viên", "Quyết định bổ nhiệm công chứng viên"),
        (
            "Bản sao chứng thực Giấy đăng ký hoạt động của Văn phòng công chứng",
            "Giấy đăng ký hoạt động của Văn phòng công chứng",
        ),
        ("02 ảnh mới chụp, cỡ 2 x 3cm, mặt nhìn thẳng, không đội mũ", "ảnh 2 x 3 cm"),
        (
            "Con chưa thành niên cùng trở lại quốc tịch thì phải nộp bản sao Giấy khai sinh của người con",
            "Giấy khai sinh",
        ),
        ("Giấy xác nhận về việc bị mất Giấy đăng ký hoạt động", "Giấy xác nhận về việc bị mất Giấy đăng ký hoạt động"),
        (
            "Phiếu đề nghị cấp tài khoản định danh điện tử (mẫu TK01)TK01-Phiunghcptikhonnhdanh.docx",
            "Phiếu đề nghị cấp tài khoản định danh điện tử",
        ),
    ],
)
def test_a_name_is_what_is_left_without_decorations(text: str, name: str) -> None:
    assert paper_name(text) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bản sao GCN QSDĐ", "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất"),
        ("01 bản sao trích lục khai sinh", "Giấy khai sinh (bản chính)"),
        ("Giấy xác nhận độc thân", "Giấy xác nhận tình trạng hôn nhân do UBND cấp xã cấp"),
        ("GCN đủ điều kiện về ANTT", "Giấy chứng nhận đủ điều kiện an ninh, trật tự"),
        ("Giấy đăng ký hoạt động cho Văn phòng luật sư", "Bản sao Giấy ĐKHĐ của Văn phòng luật sư"),
        ("Một ảnh màu cỡ 3cm x 4cm", "03 (ba) ảnh mầu cỡ 3 cm x 4 cm, đầu để trần"),
        ("Văn bản thẩm duyệt PCCC", "Giấy chứng nhận thẩm duyệt thiết kế về phòng cháy và chữa cháy"),
        ("chứng nhận đăng ký doanh nghiệp", "Giấy chứng nhận đăng ký doanh nghiệp"),
    ],
)
def test_rows_that_ask_for_the_same_paper_in_other_words_share_an_identity(one: str, other: str) -> None:
    assert paper_identity(one) == paper_identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Giấy phép lái xe", "Giấy phép lái xe quốc tế"),
        ("Phiếu lý lịch tư pháp số 1", "Phiếu lý lịch tư pháp số 2"),
        ("Giấy chứng minh nhân dân", "Thẻ căn cước"),
        ("ảnh cỡ 2 x 3 cm", "ảnh cỡ 4 x 6 cm"),
        ("Giấy xác nhận có quốc tịch Việt Nam", "giấy xác nhận mất quốc tịch Việt Nam"),
        ("Đơn xin nhập quốc tịch Việt Nam", "Đơn xin trở lại quốc tịch Việt Nam."),
        ("Giấy khám sức khỏe", "Giấy khám sức khỏe của người lái xe"),
    ],
)
def test_near_names_of_other_papers_do_not(one: str, other: str) -> None:
    assert paper_identity(one) != paper_identity(other)


def test_a_form_without_a_name_of_its_own_belongs_to_its_procedure() -> None:
    text = "Đơn đề nghị theo Mẫu số 01"
    assert paper_identity(text, "Tách thửa đất") != paper_identity(text, "Cấp giấy phép lao động")
    assert paper_identity("Đơn xin nhập quốc tịch Việt Nam", "A") == paper_identity(
        "Đơn xin nhập quốc tịch Việt Nam", "B"
    )


def test_a_bare_sort_of_paper_is_completed_by_the_procedure_that_asks() -> None:
    assert paper_identity("Giấy phép đã được cấp", "Cấp lại Giấy phép sát hạch") == paper_identity("Giấy phép sát hạch")
    land = paper_identity("Giấy chứng nhận quyền sử dụng đất")
    assert paper_identity("Bản gốc Giấy chứng nhận đã cấp", "Tách thửa hoặc hợp thửa đất") == land


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Bản sao CMND/CCCD hoặc Hộ chiếu còn hiệu lực (mang theo bản chính để đối chiếu)",
            ("CMND", "CCCD", "Hộ chiếu"),
        ),
        (
            "Bản sao hợp lệ giấy chứng minh nhân dân, thẻ căn cước công dân hoặc hộ chiếu phổ thông.",
            ("giấy chứng minh nhân dân", "thẻ căn cước công dân", "hộ chiếu phổ thông"),
        ),
        ("Con dấu và Giấy chứng nhận đăng ký mẫu con dấu", ("Con dấu", "Giấy chứng nhận đăng ký mẫu con dấu")),
        (
            "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
            ("Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",),
        ),
        ("Đơn đề nghị cấp Giấy phép và Giấy chứng nhận", ("Đơn đề nghị cấp Giấy phép và Giấy chứng nhận",)),
        ("Văn bằng, chứng chỉ chuyên môn", ("Văn bằng, chứng chỉ chuyên môn",)),
        (
            "Bản gốc Giấy chứng nhận đã cấp, trừ trường hợp thực hiện quyết định hoặc bản án của Tòa án nhân dân, "
            "quyết định thi hành án của cơ quan thi hành án đã có hiệu lực thi hành",
            ("Giấy chứng nhận",),
        ),
    ],
)
def test_a_row_is_parted_only_where_another_paper_begins(text: str, names: tuple[str, ...]) -> None:
    assert named_papers(text) == names
    assert len(paper_identities(text)) == len(names)


@pytest.mark.parametrize(
    "text", ["", " ", "---", "...", "(Giấy khai sinh)", "\u200b", "1", ") (", "(" * 300, "Bản sao"]
)
def test_a_row_that_names_nothing_has_a_name_all_the_same(text: str) -> None:
    assert isinstance(paper_name(text), str) and isinstance(paper_identity(text), str)
    assert len(paper_identities(text)) == 1


NAMES = st.sampled_from(
    [
        "Giấy khai sinh",
        "Hộ chiếu",
        "Quyết định công nhận hòa giải viên ở cơ sở",
        "Giấy ủy quyền",
        "Giấy chứng nhận kỹ thuật viên xoa bóp",
        "Chứng chỉ hành nghề quản lý quỹ",
        "Giấy phép xây dựng",
        "Thẻ luật sư",
    ]
)
LEADS = st.sampled_from(
    ["", "- ", "+ ", "• ", "a) ", "1. ", "(2) ", "01 ", "02 bản sao ", "Bản chính ", "- 01 bản sao có chứng thực "]
)
TAILS = st.sampled_from(
    ["", ";", ".", " (nếu có)", " còn hiệu lực", " theo quy định", " (01 bản)", " do cơ quan có thẩm quyền cấp"]
)


@given(NAMES, LEADS, TAILS, st.sampled_from(["NFC", "NFD"]), st.booleans())
def test_an_identity_stays_the_same_under_decorations_case_and_unicode_form(
    name: str, lead: str, tail: str, form: str, upper: bool
) -> None:
    written = unicodedata.normalize(form, f"{lead}{name}{tail}")  # type: ignore[arg-type]
    assert paper_identity(written.upper() if upper else written) == paper_identity(name)


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("hòa giải viên", "hoà giải viên"),
        ("Giấy ủy quyền", "Giấy uỷ quyền"),
        ("kỹ thuật", "kĩ thuật"),
        ("khỏe", "khoẻ"),
    ],
)
def test_an_identity_does_not_depend_on_where_the_tone_stands(early: str, late: str) -> None:
    assert paper_identity(f"Giấy chứng nhận {early}") == paper_identity(f"Giấy chứng nhận {late}")


@given(NAMES, LEADS, TAILS)
def test_a_name_of_a_name_is_itself(name: str, lead: str, tail: str) -> None:
    once = paper_name(f"{lead}{name}{tail}")
    assert paper_name(once) == once
    assert paper_identity(once) == paper_identity(name)


@given(st.text(max_size=200))
def test_any_text_has_an_identity(text: str) -> None:
    assert len(paper_identities(text)) >= 1


def test_a_row_of_five_thousand_characters_is_read() -> None:
    text = "Bản sao Giấy khai sinh hoặc " * 180 + "Hộ chiếu"
    assert len(text) > 5_000
    assert paper_identity(text) == paper_identity("Giấy khai sinh")
    assert paper_identity("Hộ chiếu") in paper_identities(text)
