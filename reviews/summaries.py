"""What a whole set of marks comes to, in the sentences of submission and report: how much of what, asked of whom.

Structure: DOMAIN.md sections 3.2 (báo cáo kết quả rà soát) and 3.3 (tờ trình).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from catalogue.elements import Part
from reviews.actions import MarkAction
from reviews.amendments import amendments, cited_article, joined_articles
from reviews.cost_table import PROVISIONAL
from reviews.cost_words import dong
from reviews.documents.content import Amounts, Office
from reviews.documents.templating import counted, listed
from reviews.documents.traced import Sentence
from reviews.marks import Mark
from reviews.procedure_blocks import Case
from reviews.wording import Wording

_NOUNS = {
    Part.STEP: "bước thực hiện",
    Part.PAPER: "thành phần hồ sơ",
    Part.TIME: "thời hạn giải quyết",
    Part.FEE: "mức phí, lệ phí",
    Part.CONDITION: "yêu cầu, điều kiện",
}
_VERBS = {
    MarkAction.REMOVE: "Bỏ",
    MarkAction.REPLACE: "Khai thác dữ liệu thay cho",
    MarkAction.MERGE: "Gộp",
}
_VERBS_OF_PART = {
    (MarkAction.REMOVE, Part.TIME): "Bỏ quy định về",
    (MarkAction.REPLACE, Part.CONDITION): "Khai thác dữ liệu thay cho việc chứng minh",
}
_REDUCTIONS = {
    Part.STEP: "Sửa đổi",
    Part.PAPER: "Giảm số lượng phải nộp của",
    Part.TIME: "Rút ngắn hoặc quy định rõ",
    Part.FEE: "Giảm",
    Part.CONDITION: "Sửa đổi",
}
_WHOLE = {MarkAction.REMOVE: "Bãi bỏ", MarkAction.MERGE: "Gộp"}
_PROCEDURES = "thủ tục hành chính"


def main_changes(cases: Sequence[Case], wording: Wording) -> tuple[Sentence, ...]:
    """Return one sentence for each kind of change, with how many elements of how many procedures it concerns."""
    groups: dict[tuple[Part, MarkAction], list[Mark]] = defaultdict(list)
    for case in cases:
        for mark in case.marks:
            groups[Part(mark.part), MarkAction(mark.action)].append(mark)
    order = (Part.PROCEDURE, *_NOUNS)
    return tuple(
        wording.say(f"changes:{part.value}:{action.value}", f"{_change(part, action, marks)}.", marks)
        for (part, action), marks in sorted(groups.items(), key=lambda group: order.index(group[0][0]))
    )


def _change(part: Part, action: MarkAction, marks: Sequence[Mark]) -> str:
    procedures = counted(len({mark.address for mark in marks}))
    if part is Part.PROCEDURE:
        return f"{_WHOLE[action]} {procedures} {_PROCEDURES}"
    verb = _REDUCTIONS[part] if action is MarkAction.REDUCE else _VERBS_OF_PART.get((action, part), _VERBS[action])
    return f"{verb} {counted(len(marks))} {_NOUNS[part]} của {procedures} {_PROCEDURES}"


def requests(cases: Sequence[Case], office: Office, wording: Wording) -> tuple[Sentence, ...]:
    """Return one sentence for each body that is to amend instruments, with the articles, each once."""
    articles: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    behind: dict[tuple[str, ...], list[Mark]] = defaultdict(list)
    for case in cases:
        bases = case.entry.procedure.legal_bases
        for asked in amendments(case.marks, bases, office):
            if asked.article:
                articles[asked.bodies] |= dict.fromkeys(cited_article(mark.article, bases) for mark in asked.marks)
                behind[asked.bodies] += asked.marks
    return tuple(
        wording.say(
            f"requests:{'+'.join(bodies)}",
            f"{_asked(bodies)} sửa đổi, bổ sung {joined_articles(articles[bodies])}.",
            behind[bodies],
        )
        for bodies in articles
    )


def _asked(bodies: Sequence[str]) -> str:
    asked = listed(bodies) if bodies else "cơ quan có thẩm quyền"
    return f"{asked[0].upper()}{asked[1:]}:"


def benefit(amounts: Amounts | None, wording: Wording) -> Sentence:
    """Return the sentence on what all procedures cost before and after, and what is saved."""
    if amounts is None:
        return wording.say("benefit", "Chi phí tuân thủ thủ tục hành chính: chưa tính.")
    stamp = f" ({PROVISIONAL})" if amounts.provisional else ""
    return wording.say(
        "benefit",
        f"Chi phí tuân thủ của {counted(amounts.counted)} {_PROCEDURES} trước khi đơn giản hóa là "
        f"{dong(amounts.before)} đồng/năm, sau khi đơn giản hóa là {dong(amounts.after)} đồng/năm; tiết kiệm "
        f"{dong(amounts.saved)} đồng/năm, tỷ lệ cắt giảm {amounts.percent}{stamp}.",
    )


def kept_only(marks: Iterable[Mark], changed: Iterable[Case]) -> int:
    """Return how many procedures carry marks of which none changes anything: they are kept as they are."""
    changing = {case.entry.address for case in changed}
    return len({mark.address for mark in marks if mark.action == MarkAction.KEEP} - changing)
