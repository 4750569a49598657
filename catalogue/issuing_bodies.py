"""The bodies whose abbreviations stand in the numbers of legal instruments, and the provinces that local ones name.

The abbreviations are those that the bodies use in their own numbers (Decree 34/2016/NĐ-CP, article 57 and the form
of each kind); bodies that no longer exist stay, since their instruments are still cited.
"""

from __future__ import annotations

import re

from catalogue.text import canonical_spelling, fold

GOVERNMENT = "CP"
PRIME_MINISTER = "TTg"
PEOPLES_COMMITTEE = "UBND"
PEOPLES_COUNCIL = "HĐND"
LOCAL = (PEOPLES_COMMITTEE, PEOPLES_COUNCIL)
ASSEMBLY = "Quốc hội"
STANDING_COMMITTEE = "Ủy ban Thường vụ Quốc hội"

BODIES = {
    GOVERNMENT: "Chính phủ",
    PRIME_MINISTER: "Thủ tướng Chính phủ",
    "CTN": "Chủ tịch nước",
    PEOPLES_COMMITTEE: "Ủy ban nhân dân",
    PEOPLES_COUNCIL: "Hội đồng nhân dân",
    "HĐTP": "Hội đồng Thẩm phán Tòa án nhân dân tối cao",
    "TANDTC": "Tòa án nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "VKSTC": "Viện kiểm sát nhân dân tối cao",
    "KTNN": "Kiểm toán nhà nước",
    "VPCP": "Văn phòng Chính phủ",
    "TTCP": "Thanh tra Chính phủ",
    "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "BHXH": "Bảo hiểm xã hội Việt Nam",
    "BCA": "Bộ Công an",
    "BQP": "Bộ Quốc phòng",
    "BNG": "Bộ Ngoại giao",
    "BNV": "Bộ Nội vụ",
    "BTP": "Bộ Tư pháp",
    "BTC": "Bộ Tài chính",
    "BCT": "Bộ Công Thương",
    "BYT": "Bộ Y tế",
    "BXD": "Bộ Xây dựng",
    "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "BGTVT": "Bộ Giao thông vận tải",
    "BKHĐT": "Bộ Kế hoạch và Đầu tư",
    "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "LĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
    "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BNN": "Bộ Nông nghiệp và Phát triển nông thôn",
    "BTNMT": "Bộ Tài nguyên và Môi trường",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "UBDT": "Ủy ban Dân tộc",
    "BTM": "Bộ Thương mại",
    "BCN": "Bộ Công nghiệp",
    "BTS": "Bộ Thủy sản",
    "BVHTT": "Bộ Văn hóa - Thông tin",
    "BBCVT": "Bộ Bưu chính, Viễn thông",
    "BKHCNMT": "Bộ Khoa học, Công nghệ và Môi trường",
    "BGD": "Bộ Giáo dục và Đào tạo",
    "BKH": "Bộ Kế hoạch và Đầu tư",
    "UBTDTT": "Ủy ban Thể dục thể thao",
    "BTCCBCP": "Ban Tổ chức - Cán bộ Chính phủ",
    "TCTK": "Tổng cục Thống kê",
    "TCHQ": "Tổng cục Hải quan",
    "TLĐ": "Tổng Liên đoàn Lao động Việt Nam",
    "UBTƯMTTQVN": "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
    "TU": "Tỉnh ủy, Thành ủy",
    "TW": "Ban Chấp hành Trung ương",
}

# Typed without diacritics and in any case, an abbreviation is still that of the same body.
BY_FOLDED = {fold(abbreviation).upper(): abbreviation for abbreviation in BODIES}

_PROVINCES = [
    "An Giang",
    "Bà Rịa - Vũng Tàu",
    "Bạc Liêu",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Ninh",
    "Bến Tre",
    "Bình Dương",
    "Bình Định",
    "Bình Phước",
    "Bình Thuận",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Đắk Nông",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Giang",
    "Hà Nam",
    "Hà Nội",
    "Hà Tĩnh",
    "Hải Dương",
    "Hải Phòng",
    "Hậu Giang",
    "Hòa Bình",
    "Hồ Chí Minh",
    "Huế",
    "Hưng Yên",
    "Khánh Hòa",
    "Kiên Giang",
    "Kon Tum",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Long An",
    "Nam Định",
    "Nghệ An",
    "Ninh Bình",
    "Ninh Thuận",
    "Phú Thọ",
    "Phú Yên",
    "Quảng Bình",
    "Quảng Nam",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sóc Trăng",
    "Sơn La",
    "Tây Ninh",
    "Thái Bình",
    "Thái Nguyên",
    "Thanh Hóa",
    "Tiền Giang",
    "Trà Vinh",
    "Tuyên Quang",
    "Vĩnh Long",
    "Vĩnh Phúc",
    "Yên Bái",
]

_BY_SPELLING = {canonical_spelling(name): name for name in _PROVINCES}
# Longer names first, so that none hides behind one that it begins with.
_ANY_PROVINCE = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(_BY_SPELLING, key=len, reverse=True)) + r")(?!\w)"
)


def province_in(text: str) -> str:
    """Return the first province or centrally-run city that a text names, the empty string where it names none."""
    found = _ANY_PROVINCE.search(canonical_spelling(text))
    return _BY_SPELLING[found.group()] if found else ""
