"""Steps, conditions and results compared row by row, and how long results are valid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from catalogue.changes.alignment import align
from catalogue.changes.regrouping import Row, items, keyed, regrouped
from catalogue.changes.values import Burden, Change, ChangedPart, ChangeKind, Reason, judged
from catalogue.changes.wording import meaning_key, same_wording
from catalogue.measures.numbers import read_number_words
from catalogue.records import Procedure, Result
from catalogue.steps import split_steps, split_text
from catalogue.text import clean, one_line, value_or_empty

_LIKE_ENOUGH = 0.6
_RESULTS_LIKE_ENOUGH = 0.7


def row_changes(
    part: ChangedPart,
    old: Sequence[Row],
    new: Sequence[Row],
    least: float = _LIKE_ENOUGH,
    added: tuple[Reason, ...] = (),
    removed: tuple[Reason, ...] = (),
    ordered: bool = False,
) -> Iterator[Change]:
    """Give the changes between two lists of rows; `ordered` tells rows of equal text in another order."""
    before, after = [keyed(row) for row in old], [keyed(row) for row in new]
    before, after = _without_regrouped(before, after)
    pairs = _matched(before, after, least)
    for at, to in pairs:
        yield from _pair_changes(part, before[at], after[to])
    if ordered and [to for _, to in pairs] != sorted(to for _, to in pairs):
        yield from _moved(part, before, after, pairs)
    left, right = {at for at, _ in pairs}, {to for _, to in pairs}
    for at, row in enumerate(before):
        if at not in left and row.key:
            yield Change(
                part, ChangeKind.REMOVED, one_line(row.text), "", judged(removed), False, row.address, "", removed
            )
    for to, row in enumerate(after):
        if to not in right and row.key:
            yield Change(part, ChangeKind.ADDED, "", one_line(row.text), judged(added), False, "", row.address, added)


def _without_regrouped(old: Sequence[Row], new: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of both sides, but those that are said in other portions on the other side."""
    alike = {row.key for row in old} & {row.key for row in new}
    left, right = ([row for row in rows if row.key not in alike] for rows in (old, new))
    rest = regrouped(left, right)
    if (rest[0], rest[1]) == (left, right):
        return list(old), list(new)
    return _in_place(old, alike, rest[0]), _in_place(new, alike, rest[1])


def _in_place(rows: Sequence[Row], alike: set[str], rest: Sequence[Row]) -> list[Row]:
    """The rows that both sides have and what is left of the others, in their order."""
    left = {row.address: row for row in rest}
    kept = (row if row.key in alike else left.pop(row.address, None) for row in rows)
    return [row for row in kept if row is not None]


def _matched(old: Sequence[Row], new: Sequence[Row], least: float) -> list[tuple[int, int]]:
    """The rows that are one: first those of equal meaning, then those most alike in all."""
    waiting: dict[str, list[int]] = {}
    for to in reversed(range(len(new))):
        waiting.setdefault(new[to].key, []).append(to)
    pairs = [(at, waiting[row.key].pop()) for at, row in enumerate(old) if waiting.get(row.key)]
    taken = {at for at, _ in pairs}, {to for _, to in pairs}
    left = [at for at in range(len(old)) if at not in taken[0]]
    right = [to for to in range(len(new)) if to not in taken[1]]
    likeness = [
        [Indel.normalized_similarity(old[at].key, new[to].key) if old[at].key and new[to].key else 0.0 for to in right]
        for at in left
    ]
    pairs += [(left[row], right[column]) for row, column in align(likeness, least)]
    return sorted(pairs)


def _pair_changes(part: ChangedPart, before: Row, after: Row) -> Iterator[Change]:
    if clean(before.text) == clean(after.text):
        return
    same = same_wording(before.text, after.text)
    reasons = (Reason.WORDING,) if same else ()
    texts = one_line(before.text), one_line(after.text)
    yield Change(part, ChangeKind.CHANGED, *texts, Burden.NEUTRAL, same, before.address, after.address, reasons)


def _moved(
    part: ChangedPart, old: Sequence[Row], new: Sequence[Row], pairs: Sequence[tuple[int, int]]
) -> Iterator[Change]:
    """The rows that stand before one which they stood behind."""
    furthest = -1
    for at, to in pairs:
        if to < furthest and old[at].key == new[to].key:
            texts = one_line(old[at].text), one_line(new[to].text)
            addresses = old[at].address, new[to].address
            yield Change(part, ChangeKind.MOVED, *texts, Burden.NEUTRAL, False, *addresses, (Reason.ORDER,))
        furthest = max(furthest, to)


def step_changes(old: Procedure, new: Procedure) -> Iterator[Change]:
    """Give the changes of the steps; texts that say the same as a whole differ in nothing but how they are parted."""
    wholes = ["\n".join(f"{step.name}\n{step.text}" for step in one.steps) for one in (old, new)]
    if same_wording(*wholes):
        if clean(wholes[0]) != clean(wholes[1]):
            yield _wording(ChangedPart.STEP, *wholes)
        return
    changes = tuple(row_changes(ChangedPart.STEP, _steps(old), _steps(new), ordered=True))
    yield from changes or (_wording(ChangedPart.STEP, *wholes),)


def _steps(procedure: Procedure) -> list[Row]:
    return [
        Row(f"step:{at}", "\n".join(filter(None, (step.name, step.text))))
        for at, step in enumerate(split_steps(procedure.steps), 1)
    ]


def _wording(part: ChangedPart, old: str, new: str) -> Change:
    return Change(part, ChangeKind.CHANGED, one_line(old), one_line(new), wording_only=True, reasons=(Reason.WORDING,))


def condition_changes(old: Procedure, new: Procedure) -> Iterator[Change]:
    """Give the changes of the conditions; each one more is something more to fulfil."""
    said = [value_or_empty(procedure.conditions) for procedure in (old, new)]
    if not any(said) or same_wording(old.conditions, new.conditions):
        if clean(old.conditions) != clean(new.conditions):
            yield _wording(ChangedPart.CONDITION, old.conditions, new.conditions)
        return
    changes = row_changes(
        ChangedPart.CONDITION,
        [Row(f"condition:{at}", text) for at, text in enumerate(split_text(said[0]), 1)],
        [Row(f"condition:{at}", text) for at, text in enumerate(split_text(said[1]), 1)],
        added=(Reason.CONDITION_ADDED,),
        removed=(Reason.CONDITION_REMOVED,),
    )
    yield from tuple(changes) or (_wording(ChangedPart.CONDITION, old.conditions, new.conditions),)


_VALIDITY = re.compile(
    r"(?:(?:giá\s+trị|hiệu\s+lực)(?:\s+(?:sử\s+dụng|trong))?|có\s+thời\s+hạn|thời\s+hạn\s+(?:sử\s+dụng|hiệu\s+lực))"
    r"(?P<between>[^.;\n\d]{0,60}?)(?P<figure>\d{1,3}|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))"
    r"\s*(?:\([^()]{1,20}\)\s*)?(?P<unit>năm|tháng|ngày)\b",
    re.IGNORECASE,
)
_DAYS = {"năm": 365, "tháng": 30, "ngày": 1}
_NO_VALIDITY = re.compile(r"giải\s+quyết|nộp|kể\s+từ\s+ngày\s+nhận|trả\s+kết\s+quả|xử\s+lý", re.IGNORECASE)


def result_changes(old: Procedure, new: Procedure) -> Iterator[Change]:
    """Give the changes of what is issued, and of how long it is valid."""
    before, after = _results(old.results), _results(new.results)
    wholes = ["\n".join(sorted(row.key for row in map(keyed, rows))) for rows in (before, after)]
    if wholes[0] != wholes[1] and before and after:
        # Some sources list all results in one row.
        parted = items(before), items(after)
        if len(before) != len(after) and (len(parted[0]) > len(before) or len(parted[1]) > len(after)):
            before, after = parted
        yield from row_changes(ChangedPart.RESULT, before, after, _RESULTS_LIKE_ENOUGH)
    validity = result_validity(old), result_validity(new)
    if validity[0] and validity[1] and validity[0][0] != validity[1][0]:
        reasons = (Reason.VALIDITY_SHORTER if validity[1][0] < validity[0][0] else Reason.VALIDITY_LONGER,)
        texts = validity[0][1], validity[1][1]
        yield Change(ChangedPart.RESULT, ChangeKind.CHANGED, *texts, judged(reasons), reasons=reasons)


def _results(results: Sequence[Result]) -> list[Row]:
    return [Row(f"result:{at}", result.name) for at, result in enumerate(results, 1) if result.name]


def result_validity(procedure: Procedure) -> tuple[int, str] | None:
    """Return for how many days what is issued is valid, with the words that say so; None where nothing does.

    It is looked for in the results, then in the steps and conditions where they name what is issued.
    """
    names = [meaning_key(result.name) for result in procedure.results]
    for text in (result.name for result in procedure.results):
        if found := _validity(text):
            return found
    heads = [" ".join(name.split()[:3]) for name in names if len(name.split()) >= 3]
    texts = [*(step.text for step in procedure.steps), procedure.conditions]
    for sentence in (sentence for text in texts for sentence in re.split(r"[.;\n]", text)):
        if any(head in meaning_key(sentence) for head in heads) and (found := _validity(sentence)):
            return found
    return None


def _validity(text: str) -> tuple[int, str] | None:
    match = _VALIDITY.search(text)
    if match is None or _NO_VALIDITY.search(match["between"]):
        return None
    figure = int(match["figure"]) if match["figure"].isdigit() else int(read_number_words(match["figure"].lower()) or 0)
    days = figure * _DAYS[match["unit"].lower()]
    return (days, one_line(match.group())) if days else None
