"""Which of some old rows became which of some new ones: the assignment with the greatest likeness in all."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def align(likeness: Sequence[Sequence[float]], least: float) -> list[tuple[int, int]]:
    """Return the pairs (row, column) of the assignment with the greatest sum, each at least `least`.

    `likeness` is a matrix of values from 0 to 1. Every row and column is in at most one pair; pairs come in the order
    of their rows. Cost is cubic in the smaller side (Kuhn 1955, with the potentials of Jonker and Volgenant).
    """
    if not likeness or not likeness[0]:
        return []
    if len(likeness) > len(likeness[0]):
        turned = [list(column) for column in zip(*likeness, strict=True)]
        return sorted((row, column) for column, row in align(turned, least))
    # What may not be paired costs as much as staying alone, so that it never pushes out a pair that may.
    costs = [[-value if value >= least else 0.0 for value in row] for row in likeness]
    assigned = _assignment(costs)
    return [(row, column) for row, column in enumerate(assigned) if likeness[row][column] >= least]


def _assignment(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row in the cheapest assignment of all rows; there are at least as many columns."""
    rows, columns = len(costs), len(costs[0])
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        column = 0
        nearest = [inf] * (columns + 1)
        came_from = [0] * (columns + 1)
        done = [False] * (columns + 1)
        while True:
            done[column] = True
            at, step, following = row_of[column], inf, 0
            for other in range(1, columns + 1):
                if done[other]:
                    continue
                reduced = costs[at - 1][other - 1] - row_price[at] - column_price[other]
                if reduced < nearest[other]:
                    nearest[other], came_from[other] = reduced, column
                if nearest[other] < step:
                    step, following = nearest[other], other
            for other in range(columns + 1):
                if done[other]:
                    row_price[row_of[other]] += step
                    column_price[other] -= step
                else:
                    nearest[other] -= step
            column = following
            if row_of[column] == 0:
                break
        while column:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    columns_of = [0] * rows
    for column in range(1, columns + 1):
        if row_of[column]:
            columns_of[row_of[column] - 1] = column - 1
    return columns_of
