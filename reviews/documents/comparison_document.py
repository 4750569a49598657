"""The comparison of two editions as an official report: figures, what became heavier, by field and agency, promises.

The words are those of `comparison_words`; the pages of `compare` (Markdown, HTML, workbook) tell the same with every
changed word marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from catalogue.burden import BurdenTotal, burden_totals, red_list
from catalogue.edition_changes import EditionChanges
from catalogue.editions import Edition, find_entry, list_editions
from catalogue.problems import Problem, ProblemKind
from reviews.documents import comparison_words as words
from reviews.documents.gathering import Gathered, Request
from reviews.pair_book import compare_as_judged
from reviews.promises import PromiseTotal, Verdict, promise_total, promise_totals, promises

_ALL = "Tổng cộng"
_UNCHANGED = "Còn lại (không thay đổi)"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change as a table shows it; `code` and `name` are of its procedure."""

    code: str
    name: str
    part: str
    how: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedProcedure:
    """One procedure that changed, with its codes, and its changes."""

    codes: str
    name: str
    changes: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One line of figures under a name."""

    name: str
    figures: tuple[str, ...]


def comparison_content(request: Request) -> Gathered:
    """Gather the report on what changed between an older edition and the request's.

    Without an older edition it is the one before. Raises `Problem` where there is none, or a procedure is unknown.
    """
    new = request.edition
    old = request.older or _before(request, new)
    if old.id == new.id:
        raise Problem(ProblemKind.EDITION_ITSELF, edition=new.name)
    changes = _only(compare_as_judged(request.store, old, new), request)
    totals = burden_totals(changes.procedures)
    promised = promises(request.store, new, old)
    values = {
        "office": replace(request.office, number=request.office.report_number),
        "old": old,
        "new": new,
        "summary": words.summary_figures(changes),
        "method": words.METHOD,
        "total_headings": words.TOTAL_HEADINGS,
        "fields": _total_rows(totals.fields, totals.everything),
        "agencies": _total_rows(totals.agencies, totals.everything),
        "heavier": tuple(_red_rows(changes)),
        "promise_headings": ("Số cam kết", *words.VERDICTS.values()),
        "promises": _promise_rows([*promise_totals(promised, "agency"), promise_total(promised)] if promised else []),
        "changed": tuple(_changed(changes)),
        "recoded": tuple(words.recoded(changes)),
        "added": changes.added,
        "removed": changes.removed,
    }
    return Gathered(values, f"{old.name} {new.name}")


def _before(request: Request, new: Edition) -> Edition:
    """The edition before one; editions are listed from the newest on."""
    listed = list_editions(request.store)
    older = listed[[edition.id for edition in listed].index(new.id) + 1 :]
    if not older:
        raise Problem(ProblemKind.OLDER_EDITION_MISSING, edition=new.name)
    return older[0]


def _only(changes: EditionChanges, request: Request) -> EditionChanges:
    """The changes of the procedures that were asked for, of all where none was."""
    if not request.codes:
        return changes
    wanted = {find_entry(request.store, request.edition, code).address for code in request.codes}
    return replace(
        changes,
        pairs=tuple(pair for pair in changes.pairs if wanted & {entry.address for entry in pair.new}),
        added=tuple(entry for entry in changes.added if entry.address in wanted),
        removed=(),
    )


def _total_rows(totals: Sequence[BurdenTotal], everything: BurdenTotal) -> tuple[TotalRow, ...]:
    """The lines that say anything, those without a change in one, so that the column adds up, and the sum."""
    rows = [TotalRow(name, tuple(map(_figure, words.total_cells(total)))) for name, total in words.named(totals)]
    same = [words.total_cells(total) for total in totals if not total.changed]
    if same and rows:
        rows.append(TotalRow(_UNCHANGED, tuple(_figure(sum(column)) for column in zip(*same, strict=True))))
    return (*rows, TotalRow(_ALL, tuple(map(_figure, words.total_cells(everything)))))


def _figure(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _red_rows(changes: EditionChanges) -> Iterator[ChangeRow]:
    for line in red_list(changes.procedures):
        before, after = map(words.first_words, words.texts(line.change))
        yield ChangeRow(
            line.procedure.code + words.review_words(line.procedure),
            line.procedure.name,
            words.PARTS[line.change.part],
            words.reason_words(line.change),
            before,
            after,
        )


def _changed(changes: EditionChanges) -> Iterator[ChangedProcedure]:
    for codes, procedure in words.changed_procedures(changes):
        rows = []
        for change in procedure.meant:
            reasons = words.reason_words(change)
            how = f"{words.KINDS[change.kind]}, {words.BURDENS[change.burden]}{f' ({reasons})' if reasons else ''}"
            before, after = map(words.first_words, words.texts(change))
            rows.append(ChangeRow(codes, procedure.name, words.PARTS[change.part], how, before, after))
        yield ChangedProcedure(codes, procedure.name, tuple(rows))


def _promise_rows(totals: Sequence[PromiseTotal]) -> tuple[TotalRow, ...]:
    last = len(totals) - 1
    return tuple(
        TotalRow(
            _ALL if at == last else total.name or words.NOT_NAMED,
            tuple(_figure(count) for count in (total.promises, *(total.counts[verdict] for verdict in Verdict))),
        )
        for at, total in enumerate(totals)
    )
