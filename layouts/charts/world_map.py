"""World map of one year in classes. Use for where, not for order or change over time.

Polygons come from the local 110 m shapes; every area without a polygon there, or with one too
small to see, is a dot at its centroid. The browser code repaints the same two traces year by year.

It does so by hand (assets/app/map/painter.js): a year step sets the fill of 174 shapes and 76
dots, and tells Plotly when steps pause. That buys steps and play without a wait: 27 ms to the
painted frame where `Plotly.restyle` of the same map took 950 ms (medians of 14, in turns on one
busy machine). It leans on what Plotly does not promise: `path.choroplethlocation` and `.scattergeo
path.point`, one element a place in the order of the trace, and `_fullLayout.geo`. Held by
test_private_api.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.reference_lists import Area
from layouts import tokens
from layouts.charts.config import CONFIG
from layouts.charts.projections import globe_scale, middle_latitude, plotly_range
from layouts.charts.record import JSON
from layouts.charts.regions import REGIONS
from layouts.series.classes import MISSING
from layouts.series.series import COUNTRY_KINDS

DOT_PX = 7
PROJECTIONS = {
    "equal-earth": "equal earth",
    "natural-earth": "natural earth",
    "robinson": "robinson",
    "globe": "orthographic",
}
WORLD = (15.0, 12.0)  # where a globe of the whole world looks
COARSE, FINE = 110, 50  # shapes, in millions to one
WIDE = 2.3  # of the whole world in equal-earth: how many times as wide as high
MARGIN = 0.97  # of the room, so that a dot at the edge of the world is whole


def mapped(areas: dict[str, Area]) -> tuple[list[Area], list[Area]]:
    """Areas drawn as shapes and areas drawn as dots, each by code."""
    places = listed(areas)
    return (
        [a for a in places if a.shape == "polygon"],
        [a for a in places if a.shape != "polygon" and a.lat is not None],
    )


def listed(areas: dict[str, Area]) -> list[Area]:
    """Every country and territory, by code; one that lies nowhere on the map is in its list."""
    own = (area for area in areas.values() if area.kind in COUNTRY_KINDS)
    return sorted(own, key=lambda area: area.area_code)


def build(
    areas: dict[str, Area],
    levels: Mapping[str, int],
    colours: list[str],
    dark: bool,
) -> JSON:
    """The figure that a page opens with and the browser then paints; tooltips are its own, too.

    Args:
        areas: every area.
        levels: the class of each place, from 0; below zero, or absent, for those without.
        colours: a colour for each class.
        dark: whether it stands on a dark page.
    """
    shapes, dots = mapped(areas)
    classes = {code: max(MISSING, level) for code, level in levels.items()}
    tone = tokens.colours(dark)
    scale = colour_scale((tone["no_value"], *colours))
    bounds = {"zmin": MISSING - 0.5, "zmax": len(colours) - 0.5}
    shape_trace = {
        "type": "choropleth",
        "locations": [a.area_code for a in shapes],
        "z": [classes.get(a.area_code, MISSING) for a in shapes],
        **bounds,
        "colorscale": scale,
        "showscale": False,
        "marker": {"line": {"width": 0.5, "color": tone["edge"]}},
        "hoverinfo": "none",
    }
    dot_trace = {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [a.lon for a in dots],
        "lat": [a.lat for a in dots],
        "ids": [a.area_code for a in dots],
        "marker": {
            "size": DOT_PX,
            "color": [classes.get(a.area_code, MISSING) for a in dots],
            "cmin": bounds["zmin"],
            "cmax": bounds["zmax"],
            "colorscale": scale,
            "line": {"width": 1, "color": tone["dot_edge"]},
        },
        "hoverinfo": "none",
        "showlegend": False,
    }
    return {"data": [shape_trace, dot_trace], "layout": _layout(dark), "config": CONFIG}


def colour_scale(colours: tuple[str, ...]) -> list[list[Any]]:
    """A stepped Plotly colour scale: one flat band per class."""
    count = len(colours)
    return [[edge / count, colour] for i, colour in enumerate(colours) for edge in (i, i + 1)]


def frame(region: str, projection: str) -> JSON:
    """What plotly's `geo` needs to show a part of the world in a projection.

    Args:
        region: a key of regions.py.
        projection: a key of PROJECTIONS.
    """
    lon, lat = REGIONS[region].lon, REGIONS[region].lat
    world, middle = region == "world", (sum(lon) / 2, sum(lat) / 2)
    scale, turned = MARGIN, (middle[0], 0.0)
    if globe := projection == "globe":
        turned = WORLD if world else middle
        looked_at = turned[1]
        scale = 1.0 if world else MARGIN * globe_scale(lon, lat)
        lon, lats = (turned[0] - 180, turned[0] + 180), [-90.0, 90.0]
    else:
        looked_at, lats = middle_latitude(projection, lat), plotly_range(lon, lat)
    return {
        "projection": {
            "type": PROJECTIONS[projection],
            "scale": scale,
            "rotation": {"lon": turned[0], "lat": turned[1]},
        },
        "resolution": COARSE if world else FINE,
        "lonaxis": {"range": list(lon)},
        "lataxis": {"range": lats},
        "center": {"lon": turned[0], "lat": looked_at},
        "showframe": globe,
        "framecolor": tokens.colours(dark=False)["frame"],
        "framewidth": 1,
    }


def _layout(dark: bool) -> JSON:
    tone = tokens.colours(dark)
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": tone["clear"],
        "plot_bgcolor": tone["clear"],
        "dragmode": "pan",
        "uirevision": "map",
        "geo": ground(dark) | frame("world", "equal-earth") | {"fitbounds": False},
    }


def ground(dark: bool) -> JSON:
    """What plotly's `geo` needs to show land and nothing else."""
    tone = tokens.colours(dark)
    return {
        "showcoastlines": False,
        "showland": True,
        "landcolor": tone["land"],
        "showcountries": False,
        "showlakes": False,
        "bgcolor": tone["clear"],
    }
