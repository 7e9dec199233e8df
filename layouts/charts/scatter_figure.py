"""How a cloud of countries is drawn: its axes, groups, sizes, trails and names."""

from __future__ import annotations

from math import log10, sqrt

import numpy as np
import plotly.graph_objects as go

from layouts.charts import grouped, looks, markers, names_apart, scales, template
from layouts.charts.asked import Asked
from layouts.charts.clouds import Dot, pairs, part_of, runs_of, sized, trailed, x_log
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Look, Mark, Marks
from layouts.words.values import Words

FROM_ZERO = ("absolute", "capita", "change")
SMALL_PX, LARGE_PX, PLAIN_PX = 5, 46, 9
TRAIL_MARKS = 8
HEIGHT, NARROW_HEIGHT = 560, 420
WIDTH, NARROW_WIDTH = 820, 225  # about, of the plot: where names may stand
TITLE_PX, STANDOFF = 27, 10
TITLE_CHARS, NARROW_CHARS = {"xaxis": 110, "yaxis": 70}, {"xaxis": 38, "yaxis": 46}
Bounds = tuple[scales.Range, scales.Range]  # of both axes, the horizontal first


def dots(marks: Marks) -> list[Dot]:
    """The countries drawn, from their rows."""
    found: dict[str, dict[str, Mark]] = {}
    for mark in marks.of("value"):
        found.setdefault(mark.area_code, {})[mark.series] = mark
    return [Dot(own["main"], own["x"], own.get("size")) for own in found.values()]


def figure(marks: Marks, look: Look) -> go.Figure:
    """Axes fit the year and its trails. Sizes hold for all years."""
    asked, words = marks.view, Words(look.lang)
    values = [mark for mark in marks.each if mark.series != "size"]
    across = [mark.drawn for mark in values if mark.series == "x"]
    bounds = _bounds(asked, across, [m.drawn for m in values if m.series == "main"])
    layout = axes(asked, bounds, look)
    layout |= {
        "height": NARROW_HEIGHT if look.narrow else HEIGHT,
        "margin": {"l": left_margin(layout["yaxis"]), "r": 20, "t": 34, "b": 26 + TITLE_PX},
        "hovermode": "closest",
        "annotations": [year_behind(asked.year, look)],
    }
    if goal := markers.target(asked):
        text = markers.target_text(asked, words, goal)
        shape, label = markers.target_line(goal, text, asked.log, look)
        layout["shapes"] = [shape]
        layout["annotations"].append(label)
    room = NARROW_CHARS if look.narrow else TITLE_CHARS
    for axis, part in (("xaxis", part_of(asked, "x")), ("yaxis", asked.main)):
        title = _on_line(f"{part.told.label} ({part.told.unit.text})", room[axis])
        layout[axis]["title"] = {"text": title, "font": {"size": 13}, "standoff": STANDOFF}
    return template.figure(traces(marks, bounds, look), layout, look)


def left_margin(axis: JSON) -> int:
    """Room for the labels of the vertical axis and its title."""
    return scales.left_margin(axis) + TITLE_PX


def _on_line(text: str, most: int) -> str:
    """A text on one line of a figure, cut to so many characters."""
    return tooltip(scales.short(text, most)).replace("<br>", " ")


def year_behind(year: int, look: Look) -> JSON:
    """The year, large and faint behind the marks."""
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0.985,
        "y": 0.03,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "text": str(year),
        "font": {
            "size": 40 if look.narrow else 64,
            "color": template.colours(look)["context"],
            "family": template.family("serif"),
        },
    }


def _bounds(asked: Asked, across: list[float], up: list[float]) -> Bounds:
    goal = markers.target(asked)
    up = [*up, goal.value] if goal else up
    return (
        scales.span(across, x_log(asked), True),
        scales.span(up, asked.log, asked.form in FROM_ZERO),
    )


def held_bounds(asked: Asked) -> Bounds:
    """The ranges of axes that hold for all years."""
    fit = pairs(asked)
    across, up = part_of(asked, "x").block.drawn[fit], asked.main.block.drawn[fit]
    return _bounds(asked, across.tolist(), up.tolist())


def axes(asked: Asked, bounds: Bounds, look: Look) -> JSON:
    """Both axes of some ranges."""
    across, up = bounds
    return {
        "xaxis": scales.value_axis(across, x_log(asked), look, 3 if look.narrow else 6),
        "yaxis": scales.value_axis(up, asked.log, look),
    }


def largest(asked: Asked) -> float:
    """The size of the largest mark of all years."""
    sizes = part_of(asked, "size").block.drawn[pairs(asked)] if sized(asked) else np.array([])
    return float(sizes.max()) if len(sizes) and sizes.max() > 0 else 1.0


def traces(marks: Marks, bounds: Bounds, look: Look) -> list[JSON]:
    """Trails, a cloud per group in a fixed order, and names: the same traces in every year."""
    asked, found, most = marks.view, dots(marks), largest(marks.view)
    group = grouped.group_of(asked)
    trails = [_trail(marks, code, group.get(code, ""), look) for code in trailed(asked)]
    order = grouped.ORDERS.get(asked.ctx.state.option("colour"), (grouped.WORLD,))
    clouds = [
        _cloud(
            [d for d in found if group.get(d.main.area_code, "") == name], name, asked, most, look
        )
        for name in (*order, grouped.NO_GROUP)
    ]
    chosen = [dot for dot in found if dot.main.area_code in asked.places.marked]
    return [*trails, *clouds, _names(chosen, most, asked, bounds, look)]


def _trail(marks: Marks, code: str, group: str, look: Look) -> JSON:
    asked = marks.view
    found: dict[int, dict[str, Mark]] = {}
    for mark in marks.each:
        sure = mark.role == "trail" or (mark.leads and mark.kind != "doubt")
        if mark.area_code == code and mark.series != "size" and sure:
            found.setdefault(mark.year, {})[mark.series] = mark
    points = [(m["main"], m["x"]) for _, m in sorted(found.items()) if len(m) == 2]
    line = runs_of(points, asked.years)
    colour, _ = grouped.style_of(asked, group, look)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": asked.ctx.reference.areas[code].text("short", look.lang),
        "meta": {"role": "trail", "code": code},
        "x": np.array([x for x, _ in line]),
        "y": np.array([y for _, y in line]),
        "hoverinfo": "skip",
        "connectgaps": False,
        "line": {"color": colour, "width": 1.75},
        "marker": {"size": 4, "color": colour, "maxdisplayed": TRAIL_MARKS},
    }


def _diameter(dot: Dot, most: float) -> float:
    """Of a mark in pixels: its area grows with the size, from the smallest that can be seen."""
    if dot.size is None:
        return PLAIN_PX
    return SMALL_PX + sqrt(dot.size.drawn / most) * (LARGE_PX - SMALL_PX)


def _cloud(own: list[Dot], group: str, asked: Asked, most: float, look: Look) -> JSON:
    """The marks of a group, the largest first, so that no small one hides behind it."""
    own = sorted(own, key=lambda d: (-(d.size.drawn if d.size else 0), d.main.area_code))
    tone, marked = template.colours(look), asked.places.marked
    colour, symbol = grouped.style_of(asked, group, look)
    chosen = [dot.main.area_code in marked for dot in own]
    plain = [dot.kind == "plain" for dot in own]
    edges = [
        tone["ink"] if is_chosen else tone["paper"] if is_plain else colour
        for is_chosen, is_plain in zip(chosen, plain, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": grouped.name_of(asked, group),
        "meta": {"role": "value", "group": group},
        "x": np.array([dot.x.drawn for dot in own]),
        "y": np.array([dot.main.drawn for dot in own]),
        "text": [tooltip(dot.main.spoken) for dot in own],
        "customdata": [dot.main.area_code for dot in own],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "color": colour,
            "symbol": [looks.symbol(symbol, dot.kind) for dot in own],
            "sizemode": "diameter",
            "size": np.array([_diameter(dot, most) for dot in own]),
            "opacity": [0.95 if c else 0.45 for c in chosen] if marked else 0.75,
            "line": {
                "color": edges,
                "width": [
                    2.5 if is_chosen else 0.75 if is_plain else 1.75
                    for is_chosen, is_plain in zip(chosen, plain, strict=True)
                ],
            },
        },
    }


def _free(chosen: list[Dot], most: float, asked: Asked, bounds: Bounds, look: Look) -> list[str]:
    """Where the name of each chosen mark stands; "" where others leave it no room."""
    wide, tall = (NARROW_WIDTH, NARROW_HEIGHT) if look.narrow else (WIDTH, HEIGHT)

    def at(value: float, axis: int, log: bool, room: float) -> float:
        low, high = bounds[axis]
        return ((log10(value) if log else value) - low) / ((high - low) or 1.0) * room

    marks = [
        (
            dot.main.area,
            at(dot.x.drawn, 0, x_log(asked), wide),
            at(dot.main.drawn, 1, asked.log, tall),
            _diameter(dot, most) / 2,
        )
        for dot in chosen
    ]
    return names_apart.around_marks(marks, names_apart.Box(0, 0, wide, tall))


def _names(chosen: list[Dot], most: float, asked: Asked, bounds: Bounds, look: Look) -> JSON:
    """Names at the chosen marks, as a trace of their own: the others need no text."""
    places = _free(chosen, most, asked, bounds, look)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "meta": {"role": "names"},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "x": np.array([dot.x.drawn for dot in chosen]),
        "y": np.array([dot.main.drawn for dot in chosen]),
        "text": [
            tooltip(dot.main.area) if place else ""
            for dot, place in zip(chosen, places, strict=True)
        ],
        "textposition": [place or "top center" for place in places],
        "textfont": {"size": 12.5, "color": template.colours(look)["ink"]},
        "marker": {
            "opacity": 0,
            "sizemode": "diameter",
            "size": np.array([_diameter(dot, most) for dot in chosen]),
        },
    }
