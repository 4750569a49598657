"""How far a cost may lie from its middle, and which inputs matter most.

The cost is linear in every single input and falls with none, so that all lows together give its low and all highs its
high; swinging one input at a time, the others at their middle, is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from reviews.costs import CostLine, CostTable, Exact, Figure

_FIELDS = ("minutes", "hired", "out_of_pocket", "fee", "burdened")


@dataclass(frozen=True, slots=True)
class CostRange:
    """A cost in đồng with its bounds."""

    low: Exact
    middle: Exact
    high: Exact


@dataclass(frozen=True, slots=True)
class Swing:
    """What one input does to the cost: the line it stands in ("" for subjects and times), its name, and both ends."""

    key: str
    field: str
    low: Exact
    high: Exact

    @property
    def width(self) -> Exact:
        """How much the cost moves when the input goes from its low to its high."""
        return self.high - self.low


_Chooser = Callable[[Figure], Exact]


def cost_range(table: CostTable) -> CostRange:
    """Return the cost of a year (of once where the subjects are not known) with all inputs low, middle and high.

    The middle is made of the inputs' middles, never of the middle of the results (PEERS.md §6.2).
    """
    return CostRange(_cost(_moved(table, _low)), _cost(table), _cost(_moved(table, _high)))


def swings(table: CostTable) -> tuple[Swing, ...]:
    """Return what every input that is known only within bounds does to the cost, the widest first (a tornado)."""
    found = [
        Swing(key, name, _cost(_with(table, key, name, figure, _low)), _cost(_with(table, key, name, figure, _high)))
        for key, name, figure in _ranges(table)
    ]
    return tuple(sorted(found, key=lambda swing: (-swing.width, swing.key, swing.field)))


def _cost(table: CostTable) -> Exact:
    year = table.cost_year
    return table.cost_once if year is None else year


def _low(figure: Figure) -> Exact:
    return figure.value if figure.low is None else figure.low


def _high(figure: Figure) -> Exact:
    return figure.value if figure.high is None else figure.high


def _set(figure: Figure, choose: _Chooser) -> Figure:
    return replace(figure, value=choose(figure)) if figure.is_range else figure


def _ranges(table: CostTable) -> Iterator[tuple[str, str, Figure]]:
    for line in table.lines:
        for name in _FIELDS:
            figure = getattr(line, name)
            if figure is not None and figure.is_range:
                yield line.key, name, figure
    if table.times.is_range:
        yield "", "times", table.times
    if table.subjects is not None and table.subjects.is_range:
        yield "", "subjects", table.subjects


def _moved(table: CostTable, choose: _Chooser) -> CostTable:
    lines = tuple(_moved_line(line, choose) for line in table.lines)
    subjects = None if table.subjects is None else _set(table.subjects, choose)
    return replace(table, lines=lines, times=_set(table.times, choose), subjects=subjects)


def _moved_line(line: CostLine, choose: _Chooser) -> CostLine:
    ranges = ((name, getattr(line, name)) for name in _FIELDS)
    changed: dict[str, Any] = {
        name: _set(figure, choose) for name, figure in ranges if figure is not None and figure.is_range
    }
    return replace(line, **changed) if changed else line


def _with(table: CostTable, key: str, name: str, figure: Figure, choose: _Chooser) -> CostTable:
    moved = _set(figure, choose)
    if name == "times":
        return replace(table, times=moved)
    if name == "subjects":
        return replace(table, subjects=moved)
    changed: dict[str, Any] = {name: moved}
    lines = tuple(
        replace(line, **changed) if line.key == key and getattr(line, name) is figure else line for line in table.lines
    )
    return replace(table, lines=lines)
