"""The course of a large number since 2017 as a small drawing: a line without axes, in grey."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.profile.reading import leading
from layouts.profile.records import Row

WIDTH, HEIGHT, EDGE = 96, 28, 3
FEWEST = 2  # values that make a line


def course_svg(rows: Sequence[Row], ink: str = "currentColor") -> str:
    """The values that may lead, joined, the last with a dot; "" where there are too few.

    The drawing says which way it went; the years and values stand in words beside it.
    """
    known = [(row.year, row.number) for row in rows if leading(row) and row.year is not None]
    if len(known) < FEWEST:
        return ""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in _placed(known))
    x, y = _placed(known)[-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}"><polyline points="{points}" fill="none" '
        f'stroke="{ink}" stroke-width="1.6"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" '
        f'fill="{ink}"/></svg>'
    )


def _placed(known: Sequence[tuple[int, float]]) -> list[tuple[float, float]]:
    """Places of years and values: the first year left, the lowest value at the foot."""
    years, values = zip(*known, strict=True)
    wide = years[-1] - years[0]
    low, tall = min(values), max(values) - min(values)
    return [
        (
            EDGE + (WIDTH - 2 * EDGE) * (year - years[0]) / wide,
            HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * ((value - low) / tall if tall else 0.5),
        )
        for year, value in known
    ]
