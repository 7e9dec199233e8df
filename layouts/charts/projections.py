"""Heights on a map: which latitude stands in the middle of a frame, so that nothing is cut.

Plotly lays a frame of longitudes and latitudes into the room there is, puts `geo.center` in its
middle and cuts what is outside. The mean of two latitudes is not in the middle of what is drawn
between them: with it there, one edge of the frame is cut off and the other left empty.

The heights are those of the projections as d3 draws them: Equal Earth by Savric, Patterson and
Jenny (2018), Natural Earth by the polynomial of Savric and others (2011), Robinson by his table.
"""

from __future__ import annotations

from collections.abc import Callable
from math import asin, atan, cos, degrees, radians, sin, sqrt, tan

import numpy as np

CLOSEST, EDGE = 6.0, 25  # times a globe is enlarged at most; points along an edge of a frame
STEP = 5  # degrees between the rows of Robinson's table
ROBINSON = (
    *(0.0, 0.062, 0.124, 0.186, 0.248, 0.31, 0.372, 0.434, 0.4958, 0.5571),
    *(0.6176, 0.6769, 0.7346, 0.7903, 0.8435, 0.8936, 0.9394, 0.9761, 1.0),
)


def _equal_earth(lat: float) -> float:
    at = asin(sqrt(3) / 2 * sin(radians(lat)))
    square = at * at
    return at * (1.340264 - 0.081106 * square + square**3 * (0.000893 + 0.003796 * square))


def _natural_earth(lat: float) -> float:
    at = radians(lat)
    square = at * at
    high = square**2 * (-0.044475 + 0.028874 * square - 0.005916 * square**2)
    return at * (1.007226 + square * (0.015085 + high))


def _robinson(lat: float) -> float:
    rows = np.arange(len(ROBINSON)) * STEP
    return float(np.copysign(np.interp(abs(lat), rows, ROBINSON), lat))


HEIGHTS: dict[str, Callable[[float], float]] = {
    "equal-earth": _equal_earth,
    "natural-earth": _natural_earth,
    "robinson": _robinson,
}


def middle_latitude(projection: str, lat: tuple[float, float]) -> float:
    """The latitude half way up between two others.

    Args:
        projection: a key of HEIGHTS.
        lat: from south to north.
    """
    height = HEIGHTS[projection]
    low, high = lat
    wanted = (height(low) + height(high)) / 2
    while high - low > 1e-4:
        half = (low + high) / 2
        low, high = (half, high) if height(half) < wanted else (low, half)
    return round(low, 2)


def plotly_range(lon: tuple[float, float], lat: tuple[float, float]) -> list[float]:
    """The latitudes that plotly must be given to show exactly those of a frame.

    Its frame has corners every quarter of its width, with great circles between them, which go
    further polewards than the corners.
    """
    half = radians((lon[1] - lon[0]) / 8)

    def corner(edge: float) -> float:
        return round(degrees(atan(tan(radians(edge)) * cos(half))), 2)

    south, north = lat
    return [corner(south) if south < 0 else south, corner(north) if north > 0 else north]


def globe_scale(lon: tuple[float, float], lat: tuple[float, float]) -> float:
    """How much larger than the whole a globe is drawn that looks at the middle of some degrees.

    The orthographic projection of the frame's edge, seen from its middle, fills the room.
    """
    grid = np.radians(np.linspace(lat[0], lat[1], EDGE))[:, None]
    aside = np.radians(np.linspace(lon[0], lon[1], EDGE) - sum(lon) / 2)[None, :]
    seen = radians(sum(lat) / 2)
    right = np.cos(grid) * np.sin(aside)
    up = cos(seen) * np.sin(grid) - sin(seen) * np.cos(grid) * np.cos(aside)
    return round(min(CLOSEST, 1 / float(np.abs([right, up]).max())), 3)
