"""World map of one year in classes. Use for where, not for order or change over time.

Polygons come from the local 110 m shapes; every area without a polygon there, or with one too
small to see, is a dot at its centroid. The browser code repaints the same two traces year by year.

It does so by hand (assets/app/charts/world_map.js): a year step sets the fill of 174 shapes and 76
dots, and tells Plotly when steps pause. That buys steps and play without a wait: 27 ms to the
painted frame where `Plotly.restyle` of the same map took 950 ms (medians of 14, in turns on one
busy machine). It leans on what Plotly does not promise: `path.choroplethlocation` and `.scattergeo
path.point`, one element a place in the order of the trace, and `_fullLayout.geo`. Held by
test_private_api.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from data.catalog import Area
from layouts import tokens
from layouts.charts import template
from layouts.charts.config import CONFIG
from layouts.series.classes import MISSING
from layouts.series.series import COUNTRY_KINDS, Series

DOT_PX = 7


def mapped(areas: dict[str, Area]) -> tuple[list[Area], list[Area]]:
    """Areas drawn as shapes and areas drawn as dots, each by code."""
    places = sorted(
        (a for a in areas.values() if a.kind in COUNTRY_KINDS), key=lambda a: a.area_code
    )
    return (
        [a for a in places if a.shape == "polygon"],
        [a for a in places if a.shape != "polygon" and a.lat is not None],
    )


def build(areas: dict[str, Area], series: Series | None, dark: bool) -> dict[str, Any]:
    """The figure for `series.year`; all areas without a value when there is no series."""
    shapes, dots = mapped(areas)
    classes = _classes_by_area(series)
    tone = tokens.colours(dark)
    colours = series.classes.colours(dark) if series else ()
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
        "hovertemplate": "%{customdata}<extra></extra>",
        "customdata": [a.area_code for a in shapes],
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
        "hovertemplate": "%{customdata}<extra></extra>",
        "customdata": [a.area_code for a in dots],
        "showlegend": False,
    }
    return {"data": [shape_trace, dot_trace], "layout": _layout(dark), "config": CONFIG}


def colour_scale(colours: tuple[str, ...]) -> list[list[Any]]:
    """A stepped Plotly colour scale: one flat band per class."""
    count = len(colours)
    return [[edge / count, colour] for i, colour in enumerate(colours) for edge in (i, i + 1)]


def _classes_by_area(series: Series | None) -> dict[str, int]:
    if series is None:
        return {}
    row = series.matrix.values[series.year - int(series.matrix.years[0])]
    found = series.classes.assign(np.asarray(row))
    return dict(zip(series.matrix.areas, found.tolist(), strict=True))


def _layout(dark: bool) -> dict[str, Any]:
    tone = tokens.colours(dark)
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": tone["clear"],
        "plot_bgcolor": tone["clear"],
        "dragmode": "pan",
        "uirevision": "map",
        "hoverlabel": {"align": "left", "font": {"family": template.family(), "size": 13}},
        "geo": {
            "projection": {"type": "equal earth"},
            "resolution": 110,
            "fitbounds": False,
            "showframe": False,
            "showcoastlines": False,
            "showland": True,
            "landcolor": tone["land"],
            "showcountries": False,
            "showlakes": False,
            "bgcolor": tone["clear"],
            "lataxis": {"range": [-58, 88]},
        },
    }
