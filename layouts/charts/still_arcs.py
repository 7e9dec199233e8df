"""Lines of a map in a still picture: the shortest way around the globe, as plotly draws them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import acos, atan2, cos, degrees, radians, sin, sqrt

from layouts.charts.record import JSON

STEPS = 32  # points of an arc
JUMP = 180.0  # degrees between two points: the line of date lies between them
Place = tuple[float, float]
Projected = Callable[[float, float], Place]


def arcs(trace: JSON, projected: Projected) -> Iterator[str]:
    """A path for each line of a trace; a place that is None ends one."""
    line = trace.get("line", {})
    look = (
        f'fill="none" stroke="{line.get("color")}" stroke-width="{line.get("width", 1)}" '
        f'stroke-opacity="{trace.get("opacity", 1)}"'
    )
    for one, other in pairwise(zip(trace["lon"], trace["lat"], strict=True)):
        if one[0] is None or other[0] is None:
            continue
        for part in _parts(shortest(one, other)):
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (projected(*p) for p in part))
            yield f'<polyline points="{points}" {look}/>'


def shortest(one: Place, other: Place) -> list[Place]:
    """Points of the great circle from one place to another, in degrees east and north."""
    a, b = _upright(one), _upright(other)
    angle = acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(a, b, strict=True)))))
    if angle < 1e-9:
        return [one, other]
    found = []
    for step in range(STEPS + 1):
        share = step / STEPS
        left, right = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
        x, y, z = (left * p + right * q for p, q in zip(a, b, strict=True))
        found.append((degrees(atan2(y, x)), degrees(atan2(z, sqrt(x * x + y * y)))))
    return found


def _upright(place: Place) -> tuple[float, float, float]:
    lon, lat = radians(place[0]), radians(place[1])
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _parts(points: list[Place]) -> Iterator[list[Place]]:
    """The same points, cut where they cross the line of date."""
    part: list[Place] = []
    for point in points:
        if part and abs(point[0] - part[-1][0]) > JUMP:
            yield part
            part = []
        part.append(point)
    yield part
