"""The figure of a map as it is saved and printed: shapes and dots, or the tiles.

Plotly hatches no shape. On the screen the painter does; here the kinds of nothing have a tone and a
sign each, and what leads nothing has the sign that it has in every chart.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import plotly.graph_objects as go

from data.tiles import read_tiles
from layouts.charts import looks, template, world_map
from layouts.charts.map_rows import MapMarks, Place
from layouts.charts.map_words import tooltip
from layouts.charts.match import NOTHING
from layouts.charts.over_years import tooltip as lines_of
from layouts.charts.record import JSON, Look
from layouts.words.values import Words

HEIGHT = {False: 560, True: 330}
SIGNS = {  # of the kinds of nothing; "nothing published" is most of what a sparse map shows: none
    "zero": "circle-open", "M": "x", "L": "square-open", "Q": "diamond-open",
    "old": "triangle-up", "none": "", "O": "cross",
}  # fmt: skip
ESTIMATED = "line-ne-open"  # a stroke, as the hatching on the screen
APART = ("doubt", "part", "forecast")  # kinds that lead nothing
SIGN_PX, DOT_PX, TEXT_PX = 5, 7, 11
SIDE_PX = 64  # beside a printed chart
PLOT_PX = 60  # of the height of a figure, what stands around its plot in a picture


def tones(marks: MapMarks, look: Look) -> list[str]:
    """A colour for each class, then one for each kind of nothing."""
    dark = look.dark and not look.printed
    nothing = template.colours(look)["nothing"]
    return [*marks.view.colours(dark), *(nothing[kind]["ground"] for kind in NOTHING)]


def step(place: Place, classes: int) -> int:
    """Where the colour of a place stands in `tones`."""
    return place.level if place.level >= 0 else classes - 1 - place.level


def figure(marks: MapMarks, look: Look) -> go.Figure:
    """The places of the part of the world drawn, on the map or as tiles."""
    tiled = marks.view.ctx.state.option("layout") == "tiles"
    return _tiles(marks, look) if tiled else _shapes(marks, look)


def _shapes(marks: MapMarks, look: Look) -> go.Figure:
    view, tone = marks.view, template.colours(look)
    areas, scale = view.ctx.reference.areas, tones(marks, look)
    classes = len(scale) - len(NOTHING)
    shapes = [p for p in marks.each if areas[p.area_code].shape == "polygon"]
    located = [p for p in marks.each if areas[p.area_code].lat is not None]
    dots = [p for p in located if areas[p.area_code].shape != "polygon"]
    option = view.ctx.state.option
    shaped = {
        "type": "choropleth",
        "meta": {"role": "value"},
        "locations": [p.area_code for p in shapes],
        "z": [step(p, classes) for p in shapes],
        "zmin": -0.5,
        "zmax": len(scale) - 0.5,
        "colorscale": world_map.colour_scale(tuple(scale)),
        "showscale": False,
        "marker": {"line": {"width": 0.5, "color": tone["paper"]}},
        **_texts(marks, shapes, look),
    }
    dotted = _points(marks, dots) | {
        "meta": {"role": "value"},
        "marker": {
            "size": DOT_PX,
            "color": [scale[step(p, classes)] for p in dots],
            "line": {"width": 0.8, "color": tone["soft"]},
        },
        **_texts(marks, dots, look),
    }
    dark = look.dark and not look.printed
    geo = world_map.ground(dark) | world_map.frame(view.region, option("projection"))
    layout = {"height": HEIGHT[look.narrow], "margin": dict.fromkeys("lrtb", 0), "dragmode": False}
    return template.figure([shaped, dotted, _signs(marks, look)], layout | {"geo": geo}, look)


def _texts(marks: MapMarks, places: Iterable[Place], look: Look) -> JSON:
    words = Words(look.lang)
    texts = [lines_of(tooltip(place, marks.view, words)) for place in places]
    return {"text": texts, "hovertemplate": "%{text}<extra></extra>"}


def _points(marks: MapMarks, places: list[Place]) -> JSON:
    areas = marks.view.ctx.reference.areas
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": np.array([areas[p.area_code].lon for p in places]),
        "lat": np.array([areas[p.area_code].lat for p in places]),
        "customdata": [p.area_code for p in places],
    }


def _signs(marks: MapMarks, look: Look) -> JSON:
    """A sign on what has no class, and on what leads nothing."""
    scale = tones(marks, look)
    areas = marks.view.ctx.reference.areas
    located = (p for p in marks.each if areas[p.area_code].lat is not None)
    signed = [(p, sign) for p in located if (sign := sign_of(p))]
    inks = [_ink(p, scale, look) for p, _ in signed]
    return _points(marks, [p for p, _ in signed]) | {
        "meta": {"role": "sign"},
        "hoverinfo": "skip",
        "marker": {
            "size": [DOT_PX if p.kind in APART else SIGN_PX for p, _ in signed],
            "color": inks,
            "line": {"color": inks},
            "symbol": [sign for _, sign in signed],
        },
    }


def _ink(place: Place, scale: list[str], look: Look) -> str:
    """The colour of a sign: a stroke is read on the class below it, others beside it, too."""
    tone = template.colours(look)
    if place.level < 0:
        return str(tone["soft"])
    return str(tone["ink"]) if place.kind in APART else template.ink_on(scale[place.level])


def sign_of(place: Place) -> str:
    """Plotly's symbol on a place; "" for none."""
    if place.kind in APART:
        return looks.symbol("circle", place.kind)
    if place.kind == "estimate" and place.level >= 0:
        return ESTIMATED
    return "" if place.level >= 0 else SIGNS[NOTHING[-1 - place.level]]


def _tiles(marks: MapMarks, look: Look) -> go.Figure:
    """One equal square a place, with its code; what leads nothing is hollow."""
    scale = tones(marks, look)
    at = read_tiles(marks.view.ctx.store.data_dir / "reference")
    columns, rows = max(c for _, c in at.values()), max(r for r, _ in at.values())
    width = template.size("print_width")
    side = (width - 2 * SIDE_PX) // columns
    places = [p for p in marks.each if p.area_code in at]
    fills = [scale[step(p, len(scale) - len(NOTHING))] for p in places]
    x, y = [at[p.area_code][1] for p in places], [at[p.area_code][0] for p in places]
    traces = [{"type": "scatter", "x": x, "y": y} | t for t in _squares(places, fills, side, look)]
    traces[0] |= {"customdata": [p.area_code for p in places], **_texts(marks, places, look)}
    hidden = {"visible": False, "fixedrange": True, "automargin": False}
    layout = {
        "width": width,
        "height": side * rows + PLOT_PX,
        "margin": dict.fromkeys("lrtb", 0),
        "xaxis": hidden | {"range": [0.5, columns + 0.5]},
        "yaxis": hidden | {"range": [rows + 0.5, 0.5]},
    }
    return template.figure(traces, layout, look)


def _squares(places: list[Place], fills: list[str], side: int, look: Look) -> list[JSON]:
    """The squares, and the codes on them."""
    tone, apart = template.colours(look), [p.kind in APART for p in places]
    pairs = list(zip(fills, apart, strict=True))
    squares = {
        "mode": "markers",
        "meta": {"role": "value"},
        "marker": {
            "symbol": "square",
            "size": side - 3,
            "color": [tone["paper"] if own else fill for fill, own in pairs],
            "line": {"color": fills, "width": [3 if own else 0 for own in apart]},
        },
    }
    inks = [tone["ink"] if own else template.ink_on(fill) for fill, own in pairs]
    codes = {
        "mode": "text",
        "meta": {"role": "name"},
        "hoverinfo": "skip",
        "text": [f"<b>{p.area_code}</b>" for p in places],
        "textfont": {"size": TEXT_PX, "color": inks},
    }
    return [squares, codes]
