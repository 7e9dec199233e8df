"""The course of a large number since 2017 as a small drawing, which words beside it tell, too.

Classes `spark-line`, `spark-dot` and `spark-apart` take their looks from a style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence

from layouts.profile.reading import leading
from layouts.profile.records import Row

WIDTH, HEIGHT, EDGE = 132, 44, 4
LEAST_RANGE = 0.25  # of the largest value: a hair's breadth is no leap
FIRST_YEAR = 2015


def course_svg(course: Sequence[Row], last: int) -> str:
    """The values of a figure up to a year, as SVG; those that may not lead are apart, hollow.

    "" where there are none. Figures that share `last` share their years.
    """
    if not course:
        return ""
    values = [row.number for row in course]
    low, high = min(values), max(values)
    room = max(high - low, LEAST_RANGE * (max(abs(low), abs(high)) or 1.0))
    low = (low + high - room) / 2
    first = min(FIRST_YEAR, *(row.year or last for row in course))

    def at(row: Row) -> str:
        x = EDGE + (WIDTH - 2 * EDGE) * ((row.year or last) - first) / max(1, last - first)
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (row.number - low) / room
        return f"{x:.1f} {y:.1f}"

    known = [row for row in course if leading(row)]
    line = "L".join(at(row) for row in known)
    parts = [f'<path class="spark-line" d="M{line}"/>'] if len(known) > 1 else []
    parts += [_dot(at(row), "spark-apart", 2.4) for row in course if not leading(row)]
    parts += [_dot(at(row), "spark-dot", 3) for row in known[-1:]]
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" focusable="false"'
    return f'<svg {box} class="spark-drawing">{"".join(parts)}</svg>'


def _dot(place: str, name: str, radius: float) -> str:
    x, y = place.split()
    return f'<circle class="{name}" cx="{x}" cy="{y}" r="{radius}"/>'
