"""A map figure as a still picture in SVG, for pictures that are made without a browser.

It draws the shapes and dots of plotly's `choropleth` and `scattergeo` in the Equal Earth projection
(Šavrič, Patterson, Jenny 2018, https://doi.org/10.1080/13658816.2018.1504949), on the shapes that
the browser draws. It is no second rule: classes and colours come out of the figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from numbers import Real
from pathlib import Path
from typing import Any

import orjson
import plotly.graph_objects as go

from layouts.charts import template
from layouts.charts.record import JSON, Look
from layouts.charts.still_arcs import arcs

SHAPES = Path(__file__).parents[2] / "assets" / "topojson" / "world_110m.json"
KINDS = ("choropleth", "scattergeo")
SOUTH = -58.0  # what lies further south is ice, of which no series speaks
EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
HALF = 180.0  # degrees
ICE = "ATA"  # Antarctica, below the edge of every map
UNITS = 200  # of a picture, for a unit of the projection, whose width is about 5.4
NEAREST = 3  # units between two points of a shape: documents hold the shapes of all countries
Ring = list[tuple[float, float]]


def map_parts(figure: go.Figure, width: int, height: int) -> str:
    """A map in a room of some pixels as an SVG element; "" where a figure is no map."""
    return _drawn(figure, f'width="{width}" height="{height}"')


def still_map(figure: go.Figure) -> str:
    """A map as wide as its place, for documents; "" where a figure is none in Equal Earth."""
    projection = template.plain(figure)["layout"].get("geo", {}).get("projection", {})
    if projection.get("type") != "equal earth":
        return ""
    drawn = _drawn(figure, 'width="100%"')
    return drawn and f'<div class="still-picture still-map" aria-hidden="true">{drawn}</div>'


def _drawn(figure: go.Figure, size: str) -> str:
    whole = template.plain(figure)
    data, geo = whole["data"], whole["layout"].get("geo", {})
    if not data or any(t.get("type") not in KINDS or "2" in t.get("geo", "geo") for t in data):
        return ""
    colours = {code: fill for trace in data for code, fill in _fills(trace)}
    tone = template.colours(Look("", printed=True))
    land, line = geo.get("landcolor", tone["land"]), tone["paper"]
    shapes = "".join(
        f'<path d="{path}" fill="{colours.get(code, land)}"/>' for code, path in _paths().items()
    )
    lines = [trace for trace in data if trace.get("mode") == "lines"]
    dots = "".join(arc for trace in lines for arc in arcs(trace, _projected))
    dots += "".join(dot for trace in data if trace not in lines for dot in _dots(trace))
    return (
        f'<svg {size} viewBox="{_view(geo)}">'
        f'<g stroke="{line}" stroke-width="0.8">{shapes}</g>{dots}</svg>'
    )


def _fills(trace: JSON) -> Iterator[tuple[str, str]]:
    """Code and colour of each shape of a trace, whose scale is stepped."""
    if trace["type"] != "choropleth":
        return
    low, high, scale = trace.get("zmin", 0), trace.get("zmax", 1), trace["colorscale"]
    for code, z in zip(trace["locations"], trace["z"], strict=True):
        share = (z - low) / ((high - low) or 1)
        yield code, [colour for edge, colour in scale if edge <= share][-1]


def _dots(trace: JSON) -> Iterator[str]:
    """The dots of a trace; signs upon other marks are left out, since they would be a blot."""
    if trace["type"] != "scattergeo" or trace.get("meta", {}).get("role") == "sign":
        return
    marker = trace.get("marker", {})
    for i, place in enumerate(zip(trace.get("lon", ()), trace.get("lat", ()), strict=False)):
        x, y = _projected(*map(float, place))
        radius, colour = float(_at(marker.get("size", 6), i)) / 2, _at(marker.get("color"), i)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"/>'


def _at(value: Any, i: int) -> Any:
    """The item of a list, or the value that holds for all."""
    return value if value is None or isinstance(value, str | Real) else value[i]


def _view(geo: JSON) -> str:
    """The box of the part of the world that a figure names."""
    west, east = geo.get("lonaxis", {}).get("range", (-180, 180))
    south, north = geo.get("lataxis", {}).get("range", (-90, 90))
    edge = [(lon, lat) for lat in (max(south, SOUTH), 0, north) for lon in (west, east)]
    places = [_projected(lon, min(max(lat, south, SOUTH), north)) for lon, lat in edge]
    xs, ys = zip(*places, strict=True)
    return f"{min(xs):.1f} {min(ys):.1f} {max(xs) - min(xs):.1f} {max(ys) - min(ys):.1f}"


def _projected(lon: float, lat: float) -> tuple[float, float]:
    """Equal Earth: longitude and latitude in degrees to units of a picture, y downwards."""
    a1, a2, a3, a4 = EQUAL_EARTH
    t = asin(sqrt(3) / 2 * sin(radians(lat)))
    t2, t6 = t * t, t**6
    down = 9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1
    x = 2 * sqrt(3) * radians(lon) * cos(t) / (3 * down)
    y = t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    return UNITS * x, -UNITS * y


@cache
def _paths() -> dict[str, str]:
    """Each country of the shapes as an SVG path, projected; about 40 kB."""
    topology = orjson.loads(SHAPES.read_bytes())
    arcs = [[*_unfolded(arc, topology["transform"])] for arc in topology["arcs"]]
    found = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape["id"] == ICE:
            continue
        several = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = (_joined(ring, arcs) for polygon in several for ring in polygon)
        found[shape["id"]] = "".join(_path(ring) for ring in rings)
    return found


def _unfolded(arc: list[list[int]], transform: JSON) -> Iterator[tuple[float, float]]:
    """Places of an arc, which holds differences of whole numbers (TopoJSON)."""
    (kx, ky), (dx, dy), x, y = transform["scale"], transform["translate"], 0, 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * kx + dx, y * ky + dy


def _joined(ring: list[int], arcs: list[Ring]) -> Ring:
    """The arcs of a ring one after the other; a negative one runs backwards (TopoJSON)."""
    found: Ring = []
    for at in ring:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        found += arc[bool(found) :]
    return _whole(found)


def _whole(ring: Ring) -> Ring:
    """A ring that crosses the line of date goes on beyond it, to the east."""
    turn, found = 0.0, list[tuple[float, float]]()
    for lon, lat in ring:
        if found and abs(lon + turn - found[-1][0]) > HALF:
            turn += -2 * HALF if lon + turn > found[-1][0] else 2 * HALF
        found.append((lon + turn, lat))
    shift = 2 * HALF if min(lon for lon, _ in found) < -HALF else 0.0
    return [(lon + shift, lat) for lon, lat in found]


def _path(ring: Ring) -> str:
    """A ring in whole units, each point told from the one before; "" of one too small to see."""
    points: list[tuple[int, int]] = []
    for place in ring:
        x, y = (round(part) for part in _projected(*place))
        if not points or abs(x - points[-1][0]) + abs(y - points[-1][1]) > NEAREST:
            points.append((x, y))
    if len(points) < 3:
        return ""
    steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")
