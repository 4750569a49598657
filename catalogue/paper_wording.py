"""What stands around a paper's name in a row: numbering, quantities, copies, certification, conditions, sources, laws.

Rows are written as instructions ("01 bản sao có chứng thực Giấy khai sinh (nếu có), theo Mẫu số 3 …"). Everything
here takes such words off and leaves the name. Patterns are written for text in NFC whose tones stand on the first
vowel of oa, oe and uy; `spelled_evenly` brings any text there without touching its capitals.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from catalogue.text import canonical_spelling, clean

_ANY = re.IGNORECASE


# A row and the name of its procedure are spelled evenly for every question asked of them.
@lru_cache(maxsize=20_000)
def spelled_evenly(text: str) -> str:
    """Return the cleaned text with tones where the patterns expect them, its capitals and line breaks kept."""
    cleaned = unicodedata.normalize("NFC", clean(text))
    even = canonical_spelling(cleaned)
    if even == cleaned.lower() or len(even) != len(cleaned):
        return cleaned
    return "".join(new.upper() if old != old.lower() else new for old, new in zip(cleaned, even, strict=True))


_FILE_NAME = re.compile(
    r"(?:(?<=[)\s;:.,”\"])|(?<=[^\W\d_A-Z])(?=[A-ZĐ0-9]))[^\s()]*\.(?:docx?|xlsx?|pdf|rtf|odt|zip|rar|jpe?g|png)\s*$",
    _ANY,
)
_RECORD_CODE = re.compile(r"\s*(?:\b|(?<=[^\W\d_A-Z]))Mã\s*:\s*[^\s]*?(?=[A-ZĐ][a-zà-ỹ]|\s|$)")
_PAIRED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_UNCLOSED = re.compile(r"[(\[][^()\[\]]*$")
_QUOTES = re.compile(r"[“”\"'`‘’]")


def without_file_name(text: str) -> str:
    """Return the text without the form's file name or the portal's own code that a source glued to its end."""
    return _RECORD_CODE.sub(" ; ", _FILE_NAME.sub("", text))


def without_brackets(text: str) -> str:
    """Return the text without what stands in brackets, closed or cut off, and without quotation marks."""
    for _ in range(3):
        fewer = _PAIRED.sub(" ", text)
        if fewer == text:
            break
        text = fewer
    return _QUOTES.sub("", _UNCLOSED.sub(" ", text))


_BULLET = r"[-–—−+•*●○▪■♦►✓√·.,;:/…_=~>#|&?!]+"
_NUMBER = (
    r"(?:\(?(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[ivx]{1,4}|[a-zđ][0-9]?)[).:/](?![0-9])(?:(?<=[).])|\s)"
    r"|\((?:[0-9]{1,2}|[ivx]{1,4}|[a-zđ])\)|[0-9]{1,2}\.(?:[0-9]{1,2}\.?)+(?=\s))"
)
_COUNT = r"(?:0?[0-9]{1,2}|một|hai|ba|bốn|năm)"
_COUNTED = (
    rf"{_COUNT}\s*(?:\([^()]*\)\s*)?"
    r"(?:(?=bản\s+(?:sao|chính|gốc|chụp|photo|phô|điện|scan))"
    r"|(?:bản|bộ|tờ|cái|quyển|chiếc|tấm|cuốn)\b(?!\s*(?:khai|trình|vẽ|đồ|án|cam|tường|kê|tự|thuyết|thỏa|mô|nhận|ghi))"
    r"|(?=(?:đơn|tờ khai|giấy|ảnh|hồ sơ|phiếu|văn bản|quyết định|thẻ|công văn|bản|hộ chiếu|sổ|bằng|chứng chỉ|trích lục"
    r"|chứng minh|căn cước|hợp đồng|biên bản|báo cáo|danh sách|lý lịch|sơ yếu|cmnd|cccd)\b))"
)
_CERTIFIED = (
    r"(?:(?:có|được|đã|không|phải)\s+)*(?:công\s+chứng(?!\s+viên)|chứng\s+thực|đóng\s+dấu|sao\s+y)(?:\s+(?:điện\s+tử|hợp\s+lệ|của\s+"
    r"(?:cơ\s+quan|ủy\s+ban|công\s+chứng)[^,;]{0,60}?(?=giấy|thẻ|sổ|bằng|hộ\s+chiếu|quyết|văn)))?"
)
_COPY = (
    r"(?:b(?:ản|ảo)\s+(?:sao\s+chụp|sao|chính|gốc|chụp|chứng\s+thực|công\s+chứng|photo(?:\s*copy)?|photocopy|phô\s*tô(?:\s*cop+y)?|scan|điện\s+tử|quét|in|giấy)"
    r"|bản\s+sao\s+y|photo(?:copy)?|phô\s*tô|dữ\s+liệu\s+điện\s+tử|tập\s+tin(?:\s+điện\s+tử)?|file)"
    r"(?![^\W_])(?:\s+(?:điện\s+tử|hợp\s+lệ|màu|y|lục(?=\s*\()))*"
)
_COPY_TAIL = (
    r"(?:\s*(?:(?:,|\()\s*)?(?:"
    + _CERTIFIED
    + r"|hợp\s+lệ|(?:được\s+)?(?:sao\s+)?từ\s+(?:sổ\s+gốc|bản\s+(?:chính|gốc))"
    r"|được\s+cấp\s+từ\s+sổ\s+gốc|(?:và\s+)?(?:kèm|kèm\s+theo|xuất\s+trình|mang\s+theo|có)\s+(?:theo\s+)?bản\s+(?:chính|gốc)"
    r"|(?:để\s+)?(?:đối\s+chiếu|kiểm\s+tra)|được\s+số\s+hóa)\)?)*"
)
_COPIES = rf"{_COPY}{_COPY_TAIL}(?:\s*(?:hoặc|và|/|,|;)\s*(?:{_COUNTED}\s*)?{_COPY}{_COPY_TAIL})*"
_FORM_NUMBER = r"mẫu(?:\s+số)?\s*(?:[0-9]+[a-zđ]?|[a-z]{1,4}[0-9]+[a-z]?|[ivx]+)(?:[./-][0-9a-z]+)*\s*[.:,–-]*(?=\s)"
_ONE_OF = (
    r"(?:một|01|1)\s+trong\s+(?:số\s+)?(?:các\s+|những\s+)?(?:loại\s+)?(?:(?:giấy\s+tờ|văn\s+bản|tài\s+liệu|giấy)"
    r"(?:[,/\s]+(?:tài\s+liệu|văn\s+bản|giấy\s+tờ))*\s*)?(?:sau(?:\s+đây)?|dưới\s+đây|gồm|là|như(?:\s+sau)?)?\s*:?"
)
_ASKING = (
    r"(?:phải\s+|cần\s+|và\s+)?(?:nộp|xuất\s+trình|gửi|cung\s+cấp|bổ\s+sung|kèm(?:\s+theo)?|mang(?:\s+theo)?"
    r"|tải\s+lên|bao\s+gồm|gồm)(?:\s+(?:kèm|thêm|lại|cả|có))*\s+(?:theo\s+)?(?=\S)"
)
_LEADING = re.compile(
    rf"^(?:\s+|{_BULLET}|{_NUMBER}|{_FORM_NUMBER}|{_COPIES}|{_COUNTED}|{_CERTIFIED}\s|{_ONE_OF}|{_ASKING}"
    r"|đối\s+với\s+(?=(?:giấy|thẻ|chứng\s+minh|căn\s+cước|hộ\s+chiếu|quyết\s+định)(?![^\W_]))"
    r"|hoặc\b|và\b|của\b|từ\s+bản\s+chính\b|các\b|những\b|toàn\s+bộ\b|một\b(?!\s+cửa)|có\b|là\b|hồ\s+sơ\s+gồm\b|\?)+",
    _ANY,
)
_LEAD_IN = re.compile(
    r"^(?:(?:đối\s+với|trong\s+trường\s+hợp|trường\s+hợp|nếu|riêng|khi|giấy\s+tờ|các\s+giấy|những\s+giấy|thành\s+phần|hồ\s+sơ|"
    r"người|cơ\s+quan|tổ\s+chức|cá\s+nhân|lưu\s+ý)\b"
    r"[^:;\n]{0,400}?(?::(?!\s*$)|\bthì\s+(?:phải\s+|cần\s+)?(?:nộp|có|xuất\s+trình|gửi|kèm|bổ\s+sung|cung\s+cấp|hồ\s+sơ\s+(?:gồm|có))"
    r"(?:\s+(?:thêm|kèm|theo|kèm\s+theo|lại))*\s))",
    _ANY,
)


_PAPER = (
    r"(?:giấy|thẻ|sổ|bằng|chứng\s+chỉ|quyết\s+định|văn\s+bản|hộ\s+chiếu|hợp\s+đồng|biên\s+bản|đơn|tờ\s+khai|bản"
    r"|báo\s+cáo|trích\s+lục)(?![^\W_])"
)
_OBLIGED = re.compile(
    rf"^(?!\W*{_PAPER})[^:;\n]{{0,300}}?\b(?:thì|phải|cần)\s+(?:nộp|có|xuất\s+trình|gửi|kèm|bổ\s+sung)(?:\s+(?:thêm|kèm|theo|lại))*\s+"
    rf"(?=(?:[0-9]{{1,2}}\s+)?{_PAPER})",
    _ANY,
)


def without_lead(text: str) -> str:
    """Return the text from the first word of its name on, without numbering, quantity, copies and lead-in sentences."""
    for _ in range(6):
        shorter = _LEADING.sub("", text)
        shorter = _OBLIGED.sub("", _LEAD_IN.sub("", shorter))
        if shorter == text or not shorter.strip():
            break
        text = shorter
    return text


_HOLDER = (
    r"của\s+(?:những\s+|các\s+|từng\s+|mỗi\s+|một\s+|bản\s+thân\s+)*(?:người(?!\s+(?:lái|nước\s+ngoài|có\s+công|hoạt\s+động|khuyết))|chủ\b|trẻ|cha|bố|mẹ|con\b|vợ|chồng"
    r"|bên\b|đương\s+sự|thân\s+nhân|học\s+viên|học\s+sinh|sinh\s+viên|thành\s+viên|cổ\s+đông|nhà\s+đầu\s+tư|họ\b|mình\b"
    r"|hộ\s+gia\s+đình|công\s+dân|bệnh\s+nhân|hai\s+bên|nhân\s+sự|cán\s+bộ|nhân\s+viên|nước\s+mà"
    r"|(?:tổ\s+chức|cá\s+nhân|doanh\s+nghiệp|đơn\s+vị|cơ\s+sở|công\s+ty|phương\s+tiện|cơ\s+quan)(?=\s*(?:$|[,;.]|đề\s+nghị|nộp|đăng\s+ký|yêu\s+cầu|xin|được|có|đã|đó|này|là|tham\s+gia|và|hoặc|bị|sau|nơi)))"
)
_NUMBERED_LAW = (
    r"(?:luật|bộ\s+luật|pháp\s+lệnh|nghị\s+định|thông\s+tư|quyết\s+định|nghị\s+quyết|hiệp\s+định|điều\s+ước|công\s+ước)"
)
_TAIL = re.compile(
    r"(?:^|[\s,;.:–-]+)(?:"
    r"(?:thực\s+hiện\s+|lập\s+|quy\s+định\s+|được\s+lập\s+|viết\s+)?theo\s+(?:đúng\s+)?(?:các\s+)?"
    r"(?:biểu\s+mẫu|mẫu|phụ\s+lục|qu[yi]\s+định|nghị|thông|quyết|luật|pháp|hướng|khoản|điểm|điều|thẩm\s+quyền|yêu\s+cầu)\b"
    r"|(?:được\s+)?ban\s+hành\b|(?:được\s+)?qu[yi]\s+định\s+(?:tại|trong|ở|của|theo|bởi)\b|(?:tại|trong)\s+(?:phụ\s+lục|điều|khoản|điểm|nghị\s+định|thông\s+tư)\b"
    r"|mẫu\s+(?:số|đơn|tờ)?\s*[0-9a-z]*[0-9]|phụ\s+lục\s+(?:số\s+)?[0-9ivx]"
    r"|nếu\b|nhưng\b|(?:vẫn\s+|đang\s+|phải\s+)?còn\s+(?:hiệu\s+lực|giá\s+trị|thời\s+hạn|hạn|nguyên)|có\s+(?:hiệu\s+lực|giá\s+trị\s+(?:sử\s+dụng|ít|tối|từ|trong))"
    r"|(?:trong|trên)\s+(?:phạm\s+vi|địa\s+bàn)\b|t[ỷỉ]\s+lệ\s+1\s*/|đối\s+với\b|(?:chỉ\s+)?(?:áp\s+dụng\s+)?(?:trong|cho|các|với|trừ|tùy|những)*\s*trường\s+hợp\b|trừ\s+khi\b|khi\s+(?!có)"
    r"|để\s+(?:đối|quản|kiểm|chứng|làm|xác|bổ|thực|nộp|so|nhận|cấp|đăng)\b|nhằm\b|dùng\s+(?:cho|để)\b"
    r"|(?:và\s+)?(?:kèm|kèm\s+theo|mang\s+theo|xuất\s+trình|đính\s+kèm)\b|(?:và\s+)?(?:bản\s+(?:chính|gốc)\s+(?:để|kèm))"
    r"|(?:đã\s+|phải\s+)?(?:có|được)\s+(?:công\s+chứng|chứng\s+thực|xác\s+nhận|chứng\s+nhận|dán\s+ảnh|đóng|ký|chữ\s+ký|dấu|ảnh|đủ\s+chữ"
    r"|hợp\s+pháp|dịch|lập|thông\s+báo|quy|phê\s+duyệt|thẩm|ghi|nêu|in|thể\s+hiện|nội\s+dung|số\s+hóa|hợp|chuyển|tạo|cơ\s+quan|thẩm)\b"
    r"|đã\s+(?:được\s+)?(?:[^\s,;]+\s+){0,7}?(?:cấp|phê\s+duyệt|ký|nộp|ban\s+hành|hợp|bị|hết|công\s+bố|đăng)\b"
    r"|được\s+(?:[^\s,;]+\s+){0,9}?(?:cấp(?:\s+(?:lại|mới|đổi|trước|từ|lần))?|phê\s+duyệt|điều\s+chỉnh|gia\s+hạn|chỉnh\s+lý|chuyển\s+đổi|bổ\s+sung)\b"
    r"|(?<=,\s)(?:người|tổ\s+chức|cá\s+nhân|cơ\s+quan|thì|chỉ|trong\s+đó|gồm|như)\b|dự\s+kiến(?=\s*(?:$|[,;.]|làm|là|và|sẽ))"
    r"|do\s+(?:[^\s;]+\s+){1,30}?(?:cấp|ban\s+hành|lập|xác\s+nhận|xác\s+lập|thực\s+hiện|phát\s+hành|ký|quy\s+định|chứng\s+nhận|phê\s+duyệt)\b"
    r"|do\s+(?:cơ\s+quan|ủy\s+ban|ubnd|bộ|sở|công\s+an|bệnh\s+viện|người|tổ\s+chức|hết|bị|mất)\b"
    rf"|{_HOLDER}"
    r"|(?:được\s+)?chụp\s+(?:không|trong)|số\s+lượng\b|tổng\s+số\b"
    rf"|[0-9]{{1,2}}\s*(?:\([^()]*\)\s*)?(?:bản|bộ|tờ)\b|(?<!phòng\s)(?<!nghề\s)(?<!động\s)(?:công\s+chứng|chứng\s+thực)(?=\s*(?:$|[,;.]))"
    rf"|(?:bản\s+(?:sao|chính|gốc|chụp)|{_COPY})(?:\s|$|[,;.])"
    rf"|(?:số\s+)?{_NUMBERED_LAW}\s+(?:số\s+)?[0-9]"
    r"|(?:và|hoặc|hay|cùng|,)\s+(?:các\s+|những\s+|một\s+số\s+)*(?:loại\s+)?(?:giấy\s+tờ|tài\s+liệu|văn\s+bản|hồ\s+sơ|chứng\s+từ|thông\s+tin)[,\s]*"
    r"(?:tài\s+liệu\s+)?(?:khác|có\s+liên|liên\s+quan|kèm|tương\s+đương|có\s+giá|thay\s+thế|pháp\s+lý|hợp\s+lệ|chứng\s+minh|nêu|để)"
    r"|(?:đã\s+)?(?:quá|hết)\s+(?:thời\s+)?hạn|cấp\s+lần\s+gần|trước\s+đây|trước\s+đó|hiện\s+hành|hiện\s+có|\(?nếu\s+có|không\s+(?:quá|phải|yêu|bắt\s+buộc)|trong\s+(?:thời\s+hạn|vòng|đó)|tính\s+đến|kể\s+từ"
    r"|bằng\s+(?:tiếng|hình\s+thức|bản)|với\s+nội\s+dung|ghi\s+rõ|nêu\s+rõ|bị\s+(?:mất|hỏng|mờ|nhòe|cháy|ướt|rách|hư|sáp\s+nhập|hợp\s+nhất|chia|tách|thay\s+đổi|thu\s+hồi|hạn)|đang\s+(?:sử|hành|lưu|có|dùng|làm|hoạt)|thuộc\s+(?:một|các|trường|đối)"
    r"|hợp\s+lệ(?=\s*(?:$|[,;.]))|có\s+liên\s+quan|liên\s+quan(?=\s*$)|như\s+sau|sau\s+đây|bao\s+gồm|gồm\b|(?:cũ|cứng)(?=$|[\s,;.])|tương\s+ứng|\(cấp\s"
    r"|ngày\s+[0-9]|sang\s+tên\s+từ"
    r")",
    _ANY,
)
# A name never ends in such a word, so what follows it belongs to the name.
_OPEN_END = re.compile(r"(?:\bvề(?:\s+việc)?|\bcủa(?:\s+các)?|\bcho|\bvà|\bhoặc|\bviệc|\bcác)$", _ANY)
_PHOTO = re.compile(
    r"^(?:tệp\s+tin\s+|file\s+)?ảnh\b.*?(?<![0-9])0?([2-6])\s*(?:cm)?\s*[x×]\s*0?([3-9])(?![0-9])", _ANY
)
_FEWEST_LETTERS = 5
_ENDS = " ,;:.-–—−+•*/&|…\t\n"


def without_tail(text: str) -> str:
    """Return the text up to the first words that only say under which condition, from where or by which law.

    A photograph is told by its size alone.
    """
    if photo := _PHOTO.match(text):
        return f"ảnh {photo[1]} x {photo[2]} cm"
    start = 0
    while found := _TAIL.search(text, start):
        before = text[: found.start()].strip(_ENDS)
        if len(before) >= _FEWEST_LETTERS and " " in before and not _OPEN_END.search(before):
            return before
        start = found.start() + 1
    return text.strip(_ENDS)
