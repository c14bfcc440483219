"""Spaces the rows of a layered map: no box over another, ways as straight as they can be, no wider than needed.

Why: igraph's Sugiyama layout finds a good order within each row, but may lay boxes over one another, and gives a way
that only passes a row as much room as a box.

Source: the rounds of averaging over neighbours of Sugiyama, Tagawa and Toda (1981); each row is fitted by pooling
adjacent violators: Barlow et al., "Statistical inference under order restrictions", 1972.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

#: Least distances between centres in a row, in widths of a box with the space beside it.
BOXES, BOX_AND_WAY, WAYS = 1.0, 0.62, 0.26
ROUNDS = 120


def spread(across: list[float], rows: list[int], lines: list[tuple[int, int]], boxes: int) -> list[float]:
    """Move what stands in a row apart and together, and keep its order.

    Parameters
    ----------
    across : list of float
        Where each thing stands, in widths of a box with the space beside it.
    rows : list of int
        In which row.
    lines : list of (int, int)
        Which thing is joined to which, by number.
    boxes : int
        The first so many things are boxes; the others are ways that pass the row.

    Returns
    -------
    list of float
        Where each thing stands now; the leftmost at 0.
    """
    joined: list[list[int]] = [[] for _ in across]
    for one, other in lines:
        joined[one].append(other)
        joined[other].append(one)
    row_of = [[i for i, at in enumerate(rows) if at == row] for row in range(max(rows) + 1)]
    orders = [sorted(things, key=lambda i: (across[i], i)) for things in row_of]
    fitting = [(order, _least(order, boxes), [max(1, len(joined[i])) for i in order]) for order in orders]
    now = list(across)
    for order, least, _ in fitting:
        # Every row begins around one middle: from far apart, rows would need very many rounds to come together.
        for i, x in zip(order, fit([0.0] * len(order), least), strict=True):
            now[i] = x
    for turn in range(ROUNDS):
        for order, least, weights in fitting if turn % 2 else reversed(fitting):
            wished = [sum(now[j] for j in joined[i]) / len(joined[i]) if joined[i] else now[i] for i in order]
            for i, x in zip(order, fit(wished, least, weights), strict=True):
                now[i] = x
    return [x - min(now) for x in now]


def fit(wished: list[float], least: list[float], weights: list[int] | None = None) -> list[float]:
    """Place things as near as can be to where they wish to stand, in order and with room between them.

    Parameters
    ----------
    wished : list of float
    least : list of float
        The least distance from each thing to the one after it: one fewer than ``wished``.
    weights : list of int, optional
        How much each wish counts.
    """
    starts = list(accumulate(least, initial=0.0))
    pools: list[tuple[float, int, int]] = []  # the sum of the wishes as they count, how much they count, how many they are
    for wish, start, weight in zip(wished, starts, weights or [1] * len(wished), strict=True):
        total, count, many = (wish - start) * weight, weight, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before = pools.pop()
            total, count, many = total + before[0], count + before[1], many + before[2]
        pools.append((total, count, many))
    level = [total / count for total, count, many in pools for _ in range(many)]
    return [x + start for x, start in zip(level, starts, strict=True)]


def _least(order: list[int], boxes: int) -> list[float]:
    def between(one: int, other: int) -> float:
        return (WAYS, BOX_AND_WAY, BOXES)[(one < boxes) + (other < boxes)]

    return [between(one, other) for one, other in pairwise(order)]
