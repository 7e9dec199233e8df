"""The years of a place as a small drawing in its tooltip: what leads as a line, broken over gaps.

One for each of 250 places travels with the words of a year, so it holds whole numbers only, and no
point of a line that lies between its neighbours anyway. Values that lead nothing are in no line.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from statistics import median_high
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from layouts.charts.map_rows import Place
    from layouts.charts.map_view import MapView

WIDTH, HEIGHT, EDGE = 120, 28, 3
LEAST_RANGE = 0.1  # of the largest value: a hair's breadth is no leap
Point = tuple[int, int]


def rhythm(years: tuple[int, ...]) -> int:
    """Years between two values that still belong together."""
    steps = [b - a for a, b in zip(years, years[1:], strict=False)]
    return median_high(steps) if steps else 1


@dataclass(frozen=True)
class Courses:
    """The years of every place of a map."""

    view: MapView

    @cached_property
    def _steps(self) -> int:
        return rhythm(self.view.years)

    @cached_property
    def _columns(self) -> dict[str, int]:
        return dict(zip(self.view.codes, self.view.columns.tolist(), strict=True))

    def drawn(self, place: Place) -> str:
        """The drawing as SVG, with the value shown as a dot; "" where fewer than two lead."""
        matrix, column = self.view.series.matrix, self._columns[place.area_code]
        rows = np.flatnonzero(self.view.led[:, column]) if column >= 0 else np.array([], dtype=int)
        if len(rows) < 2:
            return ""
        values = matrix.values[rows, column]
        low, high = float(values.min()), float(values.max())
        room = max(high - low, LEAST_RANGE * max(abs(low), abs(high))) or 1.0
        low = (low + high - room) / 2

        def at(row: int, value: float) -> Point:
            wide, tall = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE
            share = min(1.0, max(0.0, (value - low) / room))
            x = EDGE + row / max(1, len(matrix.years) - 1) * wide
            return round(x), round(HEIGHT - EDGE - share * tall)

        lines: list[list[Point]] = []
        before = None
        for row, value in zip(rows.tolist(), values.tolist(), strict=True):
            if before is None or row - before > self._steps:
                lines.append([])
            lines[-1].append(at(row, value))
            before = row
        ways = "".join(_way(line) for line in lines)
        dot = ""
        if place.known and place.year is not None:
            x, y = at(place.year - self.view.first, place.value)
            look = "" if place.leads else ' class="apart"'
            dot = f'<circle{look} cx="{x}" cy="{y}" r="3"/>'
        return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}"><path d="{ways}"/>{dot}</svg>'


def _way(line: list[Point]) -> str:
    """A line without the points that lie between their neighbours; one alone is a short stroke."""
    kept = line[:1]
    for here, after in zip(line[1:], line[2:], strict=False):
        (x0, y0), (x1, y1), (x2, y2) = kept[-1], here, after
        if abs((y2 - y0) * (x1 - x0) - (y1 - y0) * (x2 - x0)) > x2 - x0:
            kept.append(here)
    kept += line[1:][-1:] or [line[0]]
    return "M" + "L".join(f"{x} {y}" for x, y in kept)
