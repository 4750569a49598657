"""The Vietnamese words in which documents tell a comparison of two editions, and its texts cut to what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue.burden import BurdenTotal, ProcedureChanges, burden_totals
from catalogue.differences import Burden, Change, ChangedPart, ChangeKind, Reason
from catalogue.edition_changes import EditionChanges
from catalogue.text import one_line
from catalogue.word_diff import SAME, Span, word_diff
from reviews.promises import Verdict

PARTS = {
    ChangedPart.NAME: "Tên thủ tục",
    ChangedPart.FIELD: "Lĩnh vực",
    ChangedPart.LEVEL: "Cấp thực hiện",
    ChangedPart.AGENCY: "Cơ quan thực hiện",
    ChangedPart.SUBJECT: "Đối tượng thực hiện",
    ChangedPart.STEP: "Trình tự thực hiện",
    ChangedPart.CHANNEL: "Cách thức thực hiện",
    ChangedPart.TIME: "Thời hạn giải quyết",
    ChangedPart.FEE: "Phí, lệ phí",
    ChangedPart.DOSSIER: "Trường hợp hồ sơ",
    ChangedPart.PAPER: "Thành phần hồ sơ",
    ChangedPart.RESULT: "Kết quả",
    ChangedPart.CONDITION: "Yêu cầu, điều kiện",
    ChangedPart.LEGAL_BASIS: "Căn cứ pháp lý",
}

KINDS = {
    ChangeKind.ADDED: "thêm",
    ChangeKind.REMOVED: "bỏ",
    ChangeKind.CHANGED: "sửa đổi",
    ChangeKind.MOVED: "chuyển chỗ",
}

BURDENS = {Burden.HEAVIER: "nặng hơn", Burden.LIGHTER: "nhẹ hơn", Burden.NEUTRAL: "không đổi gánh nặng"}

REASONS = {
    Reason.TIME_LONGER: "thời hạn dài hơn",
    Reason.TIME_SHORTER: "thời hạn ngắn hơn",
    Reason.CLOCKS_DIFFER: "một bên tính ngày làm việc, một bên tính ngày thường",
    Reason.CLOCKS_NOT_COMPARABLE: "ngày làm việc và ngày thường, không so sánh được",
    Reason.CASES_NOT_COMPARABLE: "các trường hợp khác nhau, không so sánh được",
    Reason.TIME_NOT_STATED: "một bên không nêu rõ thời hạn",
    Reason.PAPER_ADDED: "thêm giấy tờ",
    Reason.PAPER_REMOVED: "bỏ giấy tờ",
    Reason.PAPER_REWORDED: "nội dung giấy tờ thay đổi",
    Reason.FORM_OTHER: "biểu mẫu khác",
    Reason.MORE_COPIES: "thêm số bản",
    Reason.FEWER_COPIES: "bớt số bản",
    Reason.OTHER_COPIES: "đổi giữa bản chính và bản sao",
    Reason.COPIES_STATED: "số bản chỉ được ghi ở một kỳ",
    Reason.CERTIFICATION_STRICTER: "yêu cầu chứng thực, đối chiếu chặt hơn",
    Reason.CERTIFICATION_LOOSER: "yêu cầu chứng thực, đối chiếu nhẹ hơn",
    Reason.DEMAND_STRICTER: "bắt buộc hơn trước",
    Reason.DEMAND_LOOSER: "ít bắt buộc hơn trước",
    Reason.ALTERNATIVE_CASE: "thuộc trường hợp riêng",
    Reason.OTHER_CASE: "chuyển sang trường hợp khác",
    Reason.NOTE: "ghi chú, không phải giấy tờ",
    Reason.REPEATED: "đã có ở trường hợp khác",
    Reason.FEE_HIGHER: "mức thu cao hơn",
    Reason.FEE_ABOVE_LAW: "mức thu vượt mức pháp luật quy định (đối chiếu văn bản trước khi kết luận)",
    Reason.FEE_LOWER: "mức thu thấp hơn",
    Reason.FEE_NOT_COMPARABLE: "mức thu không so sánh được",
    Reason.VALIDITY_SHORTER: "hiệu lực kết quả ngắn hơn",
    Reason.VALIDITY_LONGER: "hiệu lực kết quả dài hơn",
    Reason.COMPETENCE_MOVED: "thẩm quyền chuyển sang cơ quan khác",
    Reason.COMPETENCE_HIGHER: "thẩm quyền chuyển lên cấp trên",
    Reason.COMPETENCE_LOWER: "thẩm quyền chuyển xuống cấp dưới",
    Reason.BODY_SUCCEEDED: "cơ quan kế nhiệm sau sáp nhập hoặc bỏ cấp, thẩm quyền không chuyển đi",
    Reason.AGENCY_NOT_COMPARABLE: "cơ quan được gọi theo chức năng, không so sánh được",
    Reason.CONDITION_ADDED: "thêm yêu cầu, điều kiện",
    Reason.CONDITION_REMOVED: "bỏ yêu cầu, điều kiện",
    Reason.ORDER: "đổi thứ tự",
    Reason.WORDING: "chỉ khác cách viết",
}

_ELEMENTS = {
    "step": "bước",
    "channel": "cách thức",
    "time": "thời hạn của cách thức",
    "fee": "khoản thu",
    "paper": "giấy tờ",
    "result": "kết quả",
    "condition": "điều kiện",
    "law": "căn cứ",
}
CHANNEL_NAMES = {"direct": "Trực tiếp", "online": "Trực tuyến", "postal": "Dịch vụ bưu chính", "other": "Cách khác"}

VERDICTS = {
    Verdict.DONE: "Đã thực hiện",
    Verdict.PARTLY: "Thực hiện một phần",
    Verdict.NOT_DONE: "Chưa thực hiện",
    Verdict.REVERSED: "Làm ngược lại",
    Verdict.UNCLEAR: "Chưa rõ",
}

NOT_NAMED = "(chưa ghi)"

TOTAL_HEADINGS = (
    "Thủ tục đối chiếu",
    "Có thay đổi",
    "Thủ tục nặng hơn",
    "Thủ tục nhẹ hơn",
    "Thay đổi nặng hơn",
    "Thay đổi nhẹ hơn",
    "Thay đổi khác",
)

METHOD = (
    "Một thay đổi được coi là nặng hơn khi thời hạn giải quyết kéo dài, thêm giấy tờ hoặc điều kiện, giấy tờ phải nộp "
    "nhiều bản hơn, chặt hơn, mức thu cao hơn, kết quả có hiệu lực ngắn hơn, hoặc thẩm quyền chuyển sang cơ quan khác "
    "hay lên cấp trên; chiều ngược lại là nhẹ hơn. Khác biệt chỉ về chính tả, dấu câu, thứ tự, đánh số không tính. "
    "Chỗ nào không so sánh được thì ghi rõ, không suy đoán. Kết quả do máy đối chiếu, cần người có thẩm quyền kiểm tra."
)


def edition_words(changes: EditionChanges) -> str:
    """Return both editions in one phrase."""
    return f"“{changes.old.name}” → “{changes.new.name}”"


def summary_figures(changes: EditionChanges) -> list[tuple[str, str]]:
    """Return the figures that a comparison opens with, each with its label."""
    total = burden_totals(changes.procedures).everything
    kinds = [pair.kind for pair in changes.pairs]
    figures = [
        ("Thủ tục kỳ cũ", changes.old.procedures),
        ("Thủ tục kỳ mới", changes.new.procedures),
        ("Thủ tục đối chiếu được", len(changes.pairs)),
        ("Có thay đổi nội dung", total.changed),
        ("Đổi mã", len(list(recoded(changes)))),
        ("Tách, gộp", kinds.count("split") + kinds.count("merged")),
        ("Thêm mới", len(changes.added)),
        ("Bãi bỏ hoặc không còn", len(changes.removed)),
        ("Cặp cần người xem lại", sum(pair.pair.state == "review" for pair in changes.pairs)),
        ("Thủ tục có điểm nặng hơn", total.heavier_procedures),
        ("Thủ tục có điểm nhẹ hơn", total.lighter_procedures),
    ]
    return [(label, f"{figure:,}".replace(",", ".")) for label, figure in figures]


def total_cells(total: BurdenTotal) -> tuple[int, ...]:
    """Return the figures of a line in the order of `TOTAL_HEADINGS`."""
    return (
        total.procedures,
        total.changed,
        total.heavier_procedures,
        total.lighter_procedures,
        total.heavier,
        total.lighter,
        total.neutral,
    )


def recoded(changes: EditionChanges) -> Iterator[tuple[str, str, str]]:
    """Give the old code, the new code and the name of the procedures that got another code, changed or not."""
    for pair in changes.pairs:
        # The parts of what was split or merged stand with their codes among the changes.
        if pair.pair.recoded and len(pair.old) == len(pair.new) == 1:
            yield pair.old[0].address, pair.new[0].address, pair.procedure.name


def changed_procedures(changes: EditionChanges) -> Iterator[tuple[str, ProcedureChanges]]:
    """Give the procedures with changes of meaning, each with its codes, those with most burdens first."""
    listed = [
        (" + ".join(entry.address for entry in pair.old), " + ".join(entry.address for entry in pair.new), pair)
        for pair in changes.pairs
        if pair.meant
    ]
    listed.sort(key=lambda row: -row[2].procedure.count(Burden.HEAVIER))
    for old, new, pair in listed:
        yield (old if old == new else f"{old} → {new}") + review_words(pair.procedure), pair.procedure


def review_words(procedure: ProcedureChanges) -> str:
    """Return what stands behind the code of a procedure of which a person should say whether it is the same."""
    return " (cần xem lại)" if procedure.review else ""


def reason_words(change: Change) -> str:
    """Return why a change is judged as it is."""
    return "; ".join(REASONS[reason] for reason in change.reasons)


def element_words(change: Change) -> str:
    """Return which element a change is about: "giấy tờ 1.3 → 1.2"."""
    places = [address.partition(":")[2] for address in (change.old_address, change.new_address) if address]
    if not places:
        return ""
    kind = (change.old_address or change.new_address).partition(":")[0]
    return f"{_ELEMENTS.get(kind, kind)} {' → '.join(dict.fromkeys(places))}"


def texts(change: Change) -> tuple[str, str]:
    """Return the old and the new text as documents show them."""
    if change.part is ChangedPart.CHANNEL:
        return CHANNEL_NAMES.get(change.old, change.old), CHANNEL_NAMES.get(change.new, change.new)
    return change.old, change.new


_CONTEXT = 90


def excerpt(change: Change) -> tuple[Span, ...]:
    """Return the words of a change, stayed, gone and come; long stretches that stayed are cut to their ends."""
    spans = word_diff(*texts(change))
    if not any(span.op == SAME for span in spans):
        return spans
    last = len(spans) - 1
    return tuple(_shortened(span, at == 0, at == last) for at, span in enumerate(spans))


def _shortened(span: Span, first: bool, last: bool) -> Span:
    if span.op != SAME or len(span.text) <= 2 * _CONTEXT:
        return span
    head, tail = span.text[:_CONTEXT].rpartition(" ")[0], span.text[-_CONTEXT:].partition(" ")[2]
    if first and not last:
        return Span(SAME, f"… {tail}")
    if last and not first:
        return Span(SAME, f"{head} …")
    return Span(SAME, f"{head} … {tail}")


def first_words(text: str, most: int = 400) -> str:
    """Return the beginning of a text on one line, cut between words where it is longer."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[:most].rpartition(' ')[0]} …"


def named(totals: Sequence[BurdenTotal]) -> list[tuple[str, BurdenTotal]]:
    """Return lines of figures that say anything, each with its name."""
    return [(total.name or NOT_NAMED, total) for total in totals if total.changed]
