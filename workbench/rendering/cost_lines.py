"""Costs as lines on the screen: bars before and after, where the money is, and scenarios side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rich.cells import cell_len

from reviews.cost_table import printed_saving
from reviews.cost_words import dong, hours, number, percent
from reviews.costs import Comparison, CostSum, CostTable, Exact, reduction_percent
from reviews.live_totals import LiveTotals
from reviews.scenario import GroupComparison
from workbench.language import N_, ngettext, translate
from workbench.rendering.cost_labels import stamp
from workbench.rendering.lines import Line, Piece, fit, shown, wrapped_lines

_BLOCKS = " ▏▎▍▌▋▊▉█"
_WIDEST_BAR = 60
_NARROWEST_BAR = 8


def bar(value: Exact, most: Exact, width: int) -> str:
    """Return a bar of eighths of a cell, as long as the value is of the most; a value above nothing shows a trace."""
    if most <= 0 or value <= 0 or width <= 0:
        return " " * max(width, 0)
    eighths = max(int(Fraction(value) * width * 8 / most), 1)
    full, rest = divmod(min(eighths, width * 8), 8)
    return ("█" * full + (_BLOCKS[rest] if rest else "")).ljust(width)


def total_lines(comparison: Comparison, width: int) -> Iterator[Line]:
    """Yield the totals of a procedure: a bar before and one after, what is saved, and the parts apart."""
    before, after = comparison.before, comparison.after
    rows = [
        (translate(N_("Today")), before, "bad"),
        (translate(N_("After the marks")), after, "good"),
    ]
    labels = max(cell_len(label) for label, _, _ in rows)
    told = [_amounts(table) for _, table, _ in rows]
    room = min(width - labels - max(cell_len(words) for words in told) - 4, _WIDEST_BAR)
    most = max(before.cost_once, after.cost_once)
    for (label, table, style), words in zip(rows, told, strict=True):
        pieces = [Piece(f" {fit(label, labels)} ", "strong")]
        if room >= _NARROWEST_BAR:
            pieces += [Piece(bar(table.cost_once, most, room), style), Piece(" ")]
        yield Line((*pieces, Piece(words)))
    yield from wrapped_lines((Piece(" "),), _saved(comparison), width, "strong")
    yield from wrapped_lines((Piece(" "),), parts_words(before.once), width, "muted")


def _amounts(table: CostTable) -> str:
    once = translate(N_("{cost} once")).format(cost=dong(table.cost_once))
    year = table.cost_year
    if year is None:
        return once
    said = translate(N_("{cost} a year")).format(cost=dong(year))
    return f"{once} · {said}"


def _saved(comparison: Comparison) -> str:
    total, _ = printed_saving(comparison)
    said = translate(N_("Saved: {cost} đồng ({percent})"))
    return said.format(cost=dong(total), percent=percent(comparison.percent)) + stamp(comparison.is_provisional)


def parts_words(cost: CostSum) -> str:
    """Return a cost with its parts apart, in one sentence."""
    said = N_("{hours} hours worth {time} + hired {hired} + expenses {expenses} + fees {fees}")
    return translate(said).format(
        hours=hours(cost.minutes),
        time=dong(cost.time),
        hired=dong(cost.hired),
        expenses=dong(cost.out_of_pocket),
        fees=dong(cost.fees),
    )


def money_lines(totals: LiveTotals, width: int, most: int = 200) -> Iterator[Line]:
    """Yield where the money is: every procedure's cost with its share, the dearest first, and all up to it."""
    if not len(totals):
        yield from wrapped_lines((Piece(" "),), translate(N_("No procedure carries marks.")), width, "muted")
        return
    said = N_("Cost of a year, đồng") if totals.by_year else N_("Cost of doing each once, đồng")
    counted = ngettext("{count} procedure", "{count} procedures", totals.counted)
    yield Line((Piece(f" {translate(said)} · {counted}{stamp(totals.is_provisional)}", "heading"),))
    words = translate(N_("Today {before} → after the marks {after} ({percent})"))
    cut = percent(reduction_percent(totals.before, totals.after))
    yield Line(
        (Piece(" " + words.format(before=dong(totals.before), after=dong(totals.after), percent=cut), "strong"),)
    )
    yield from _uncounted(len(totals) - totals.counted, width)
    yield Line()
    ranks = list(totals.ranking(most))
    costs = [dong(rank.before) for rank in ranks]
    codes = max((cell_len(shown(rank.cost.address)) for rank in ranks), default=0)
    numbers = max((cell_len(cost) for cost in costs), default=0)
    rest = width - codes - numbers - 24
    bars = min(max(rest // 2, _NARROWEST_BAR), _WIDEST_BAR)
    names = max(rest - bars, 8)
    top = ranks[0].before if ranks else 0
    for rank, cost in zip(ranks, costs, strict=True):
        yield Line(
            (
                Piece(f" {fit(rank.cost.address, codes)} ", "code"),
                Piece(f"{fit(rank.cost.name, names)} "),
                Piece(f"{bar(rank.before, top, bars)} ", "bad"),
                Piece(f"{cost:>{numbers}} "),
                Piece(f"{percent(rank.percent):>8} ", "strong"),
                Piece(f"{percent(rank.together):>8}", "muted"),
            )
        )


def scenario_lines(names: Sequence[str], groups: Sequence[GroupComparison], width: int) -> Iterator[Line]:
    """Yield scenarios side by side: a bar for today and one for each scenario, for every group and for all together."""
    if not groups:
        yield from wrapped_lines((Piece(" "),), translate(N_("No procedure carries marks.")), width, "muted")
        return
    labels = min(max(cell_len(shown(name)) for name in (*names, translate(N_("Today")))), max(width // 3, 10))
    for group in groups:
        by_year = group.without_volume < group.procedures
        heading = group.group or translate(N_("(not named)"))
        count = ngettext("{count} procedure", "{count} procedures", group.procedures)
        unit = translate(N_("a year") if by_year else N_("once"))
        yield Line(
            (Piece(f" {fit(heading, max(width - 30, 20)).rstrip()}", "heading"), Piece(f" · {count}, {unit}", "muted"))
        )
        today = (group.today.year if by_year else group.today.once).total
        costs = [today, *((one.year if by_year else one.once).total for one in group.scenarios)]
        told = [dong(cost) for cost in costs]
        numbers = max(cell_len(words) for words in told)
        room = min(max(width - labels - numbers - 14, 0), _WIDEST_BAR)
        for at, (cost, words) in enumerate(zip(costs, told, strict=True)):
            name = translate(N_("Today")) if at == 0 else names[at - 1]
            share = "" if at == 0 else percent(group.percent(at - 1))
            yield Line(
                (
                    Piece(f"  {fit(name, labels)} ", "strong"),
                    Piece(f"{bar(cost, max(costs), room)} ", "bad" if at == 0 else "good"),
                    Piece(f"{words:>{numbers}} "),
                    Piece(f"{share:>8}", "strong"),
                )
            )
        yield from wrapped_lines((Piece("  "),), _shares_words(names, group), width, "muted")
        yield from _uncounted(group.without_volume if by_year else 0, width)
        yield Line()


def _uncounted(procedures: int, width: int) -> Iterator[Line]:
    """How many procedures are in a group but not in its amounts, where there are any."""
    if procedures:
        said = translate(N_("{count} procedures have no volume and count nothing.")).format(count=procedures)
        yield from wrapped_lines((Piece("  "),), said, width, "bad")


def _shares_words(names: Sequence[str], group: GroupComparison) -> str:
    """How many deal online and in person today, and in each scenario where that differs."""
    told: list[str] = []
    for name, cost in zip((translate(N_("Today")), *names), (group.today, *group.scenarios), strict=True):
        if not told or cost.channels != group.today.channels:
            online, direct = (number(100 * part) for part in (cost.channels.online, cost.channels.direct))
            said = translate(N_("{name}: {online} % online, {direct} % in person"))
            told.append(said.format(name=shown(name), online=online, direct=direct))
    return "; ".join(told)
