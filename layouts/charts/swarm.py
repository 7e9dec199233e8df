"""Dots stacked on a line without overlap: the places of a hill of dots, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

GOLDEN = (sqrt(5) - 1) / 2  # its multiples, without their whole part, spread evenly


def hill(at: Sequence[float], apart: float) -> list[float]:
    """How far each dot stands from the line that all belong on, so that none overlap.

    Each takes the lowest place that is free. Dots do so spread over the line, not from one end to
    the other, or the hills would lean.

    Args:
        at: place of each dot along the line.
        apart: between the middles of two dots at least.
    """
    heights: dict[int, float] = {}
    order = sorted(range(len(at)), key=lambda k: (at[k], k))
    for turn in sorted(range(len(at)), key=lambda k: k * GOLDEN % 1):
        i = order[turn]
        gaps = ((at[i] - at[j], height) for j, height in heights.items())
        heights[i] = _lowest([near for near in gaps if abs(near[0]) < apart], apart)
    return [heights[i] for i in range(len(at))]


def _lowest(near: list[tuple[float, float]], apart: float) -> float:
    """The lowest height that keeps clear of dots given by their distance along and their height."""
    reaches = ((height, sqrt(max(0.0, apart**2 - gap**2))) for gap, height in near)
    taken = sorted((height - reach, height + reach) for height, reach in reaches)
    free = 0.0
    for low, high in taken:
        if low >= free - 1e-9:
            break
        free = max(free, high)
    return free


def largest(
    rows: Sequence[Sequence[float]], sizes: Sequence[float], highest: float, clear: float
) -> tuple[float, list[list[float]]]:
    """The largest dots with which no hill is higher than allowed, and the heights of each hill.

    Where even the smallest dots stand too high, they are pressed together and do overlap.

    Args:
        rows: places of the dots along the line, one row a hill.
        sizes: of dots, the largest first.
        highest: what a hill may be.
        clear: room between two dots.
    """
    size, hills = sizes[-1], [[0.0]]
    for size in sizes:
        hills = [hill(row, size + clear) for row in rows]
        if max((h for row in hills for h in row), default=0.0) <= highest:
            return size, hills
    over = max(h for row in hills for h in row) / highest
    return size, [[h / over for h in row] for row in hills]


def between(start: float, end: float, gone: float) -> float:
    """The place of a smooth way from one to another that is gone so far, 0 to 1."""
    return start + (end - start) * gone * gone * (3 - 2 * gone)


def curve(start: float, end: float, steps: int) -> tuple[list[float], list[float]]:
    """A smooth way in so many points: how far it is gone at each, and the place there."""
    gone = [i / (steps - 1) for i in range(steps)]
    return gone, [between(start, end, share) for share in gone]
