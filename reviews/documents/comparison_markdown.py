"""A comparison of two editions as Markdown, every text escaped so that it starts none of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from catalogue.burden import BurdenTotal, burden_totals, red_list
from catalogue.differences import Burden, Change
from catalogue.edition_changes import EditionChanges
from catalogue.editions import EntrySummary
from catalogue.word_diff import ADDED, REMOVED, Span
from reviews.documents import comparison_words as words
from reviews.documents.templating import escape_value


def comparison_markdown(changes: EditionChanges) -> str:
    """Return the whole document; what went is struck through, what came is bold."""
    return "\n".join(_lines(changes)).rstrip() + "\n"


def _lines(changes: EditionChanges) -> Iterator[str]:
    yield f"# Đối chiếu hai kỳ danh mục thủ tục hành chính: {_text(words.edition_words(changes))}"
    yield ""
    yield from _table(("Chỉ tiêu", "Số lượng"), words.summary_figures(changes))
    yield words.METHOD
    yield ""
    yield "## Những điểm nặng hơn"
    yield ""
    lines = red_list(changes.procedures)
    if lines:
        rows = (
            (
                line.procedure.code + words.review_words(line.procedure),
                line.procedure.name,
                words.PARTS[line.change.part],
                words.reason_words(line.change),
                words.first_words(words.texts(line.change)[0]),
                words.first_words(words.texts(line.change)[1]),
            )
            for line in lines
        )
        yield from _table(("Mã", "Thủ tục", "Bộ phận", "Vì sao", "Kỳ cũ", "Kỳ mới"), rows)
    else:
        yield "Không có điểm nào nặng hơn."
        yield ""
    totals = burden_totals(changes.procedures)
    yield from _totals("Theo lĩnh vực", "Lĩnh vực", words.named(totals.fields))
    yield from _totals("Theo cơ quan", "Cơ quan", words.named(totals.agencies))
    yield "## Từng thủ tục thay đổi"
    yield ""
    for codes, procedure in words.changed_procedures(changes):
        yield f"### {_text(codes)} – {_text(procedure.name)}"
        yield ""
        yield from (f"- {_change(change)}" for change in procedure.meant)
        yield ""
    yield from _lone("Thủ tục thêm mới", changes.added)
    yield from _lone("Thủ tục bãi bỏ hoặc không còn trong kỳ mới", changes.removed)


def _text(text: str) -> str:
    return str(escape_value(" ".join(text.split())))


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{' --- |' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(_text(cell) for cell in row)} |"
    yield ""


def _totals(title: str, heading: str, lines: Sequence[tuple[str, BurdenTotal]]) -> Iterator[str]:
    if not lines:
        return
    yield f"## {title}"
    yield ""
    rows = ((name, *map(str, words.total_cells(total))) for name, total in lines)
    yield from _table((heading, *words.TOTAL_HEADINGS), rows)


def _change(change: Change) -> str:
    place = words.element_words(change)
    told = f"{words.PARTS[change.part]}{f' ({_text(place)})' if place else ''}, {words.KINDS[change.kind]}"
    if change.burden is not Burden.NEUTRAL:
        told += f", **{words.BURDENS[change.burden]}**"
    reasons = words.reason_words(change)
    return f"{told}{f' ({reasons})' if reasons else ''}: {_marked(words.excerpt(change))}"


def _marked(spans: Iterable[Span]) -> str:
    signs = {REMOVED: "~~", ADDED: "**"}
    parts = []
    for span in spans:
        sign = signs.get(span.op, "")
        text = _text(span.text)
        # Signs take effect only where they touch the words, so the spaces stand outside.
        before = " " if span.text[:1].isspace() else ""
        after = " " if span.text[-1:].isspace() else ""
        parts.append(f"{before}{sign}{text}{sign}{after}" if text else before)
    return "".join(parts).strip()


def _lone(title: str, entries: Sequence[EntrySummary]) -> Iterator[str]:
    if not entries:
        return
    yield f"## {title} ({len(entries)})"
    yield ""
    rows = ((entry.address, entry.name, entry.field, entry.agency) for entry in entries)
    yield from _table(("Mã", "Thủ tục", "Lĩnh vực", "Cơ quan"), rows)
