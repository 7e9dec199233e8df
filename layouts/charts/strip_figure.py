"""The drawing of the distribution: bands, countries beside their row's middle, and names."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import inf, log10
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from layouts.charts import grouped, looks, ranked, scales, template
from layouts.charts.over_years import alike, tooltip
from layouts.charts.record import JSON, Look, Mark, Marks

LEAST_PX, ROW_PX = 200, 86  # height of the chart at least, and of a row
SPREAD = 0.3  # how far countries stand from the middle of their row, at most
BAND_PX, BAND_OPACITY = 22, 0.28
COUNTRY_PX, CHOSEN_PX, MEDIAN_PX = 7, 12, 26
CLEAR_SHARE = 0.012  # of the range, kept free before the lowest
# Names of the chosen by turns: how far from the middle of the row, and which edge stands there.
LEVELS = ((-0.16, "bottom"), (0.17, "top"), (-0.38, "bottom"), (0.39, "top"))
LETTER_PX = 7.6
WIDE_PX, NARROW_PX = 680, 240  # of the plot, about: names keep clear of each other
TWO_LINES = 15  # letters of a group's name from which on it is broken on a narrow screen


class Strip(NamedTuple):
    """A group, its countries, and lower quartile, median and upper quartile."""

    group: str
    own: Sequence[Mark]
    summary: tuple[Mark, Mark, Mark]


def figure(rows: Sequence[Strip], marks: Marks, look: Look) -> go.Figure:
    """The figure of some rows, from the top down."""
    asked, tone = marks.view, template.colours(look)
    low, high = ranked.bounds_of((mark.drawn for mark in marks.of("value")), asked)
    bounds = (low - (high - low) * CLEAR_SHARE, high)
    axis = scales.value_axis(bounds, asked.log, look, 3 if look.narrow else 7)
    groups = _groups([row.summary[1].area for row in rows], look)
    layout = ranked.layout_across(asked, axis, groups, look)
    marked, traces = set(asked.places.marked), []
    for i, row in enumerate(rows):
        colour, symbol = grouped.style_of(asked, row.group, look)
        others = [mark for mark in row.own if mark.area_code not in marked]
        chosen = [mark for mark in row.own if mark.area_code in marked]
        traces += [
            _band(row, i, colour),
            _countries(others, i, symbol, colour, tone["paper"]),
            _median(row, i, tone["ink"]),
            _chosen(chosen, i, tone["series"][1], tone["paper"]),
        ]
        layout["annotations"] += _names(chosen, i, bounds, asked.log, look)
    layout["height"] = max(LEAST_PX, len(rows) * ROW_PX + ranked.FRAME_PX)
    return template.figure(traces, layout, look)


def _groups(names: list[str], look: Look) -> JSON:
    """The axis of groups. On a narrow screen a long name stands on two lines."""
    return {
        "range": (len(names) - 0.45, -0.55),
        "tickvals": list(range(len(names))),
        "ticktext": [_broken(name) if look.narrow else escape(name, quote=False) for name in names],
        **scales.CLEAR,
    }


def _broken(name: str) -> str:
    at = name.find(" ", 8)
    text = escape(name, quote=False)
    return text if not 0 < at <= TWO_LINES else f"{escape(name[:at])}<br>{escape(name[at + 1 :])}"


def _band(row: Strip, at: int, colour: str) -> JSON:
    low, _, high = row.summary
    return {
        "type": "scatter",
        "mode": "lines",
        "hoverinfo": "skip",
        "meta": {"role": "quartiles", "group": row.group},
        "x": np.array([low.drawn, high.drawn]),
        "y": np.array([at, at]),
        "line": {"color": colour, "width": BAND_PX},
        "opacity": BAND_OPACITY,
    }


def _median(row: Strip, at: int, ink: str) -> JSON:
    middle = row.summary[1]
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": {"role": "median", "group": row.group},
        "x": np.array([middle.drawn]),
        "y": np.array([at]),
        "text": [tooltip(middle.spoken)],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": "line-ns-open",
            "size": MEDIAN_PX,
            "color": ink,
            "line": {"width": 3, "color": ink},
        },
    }


def _countries(own: list[Mark], at: int, symbol: str, colour: str, paper: str) -> JSON:
    places = [at + jitter(mark.area_code) for mark in own]
    made = _dots(own, places, symbol, (0.75, paper), (1.75, colour))
    made["marker"] |= {"color": colour, "size": COUNTRY_PX, "opacity": 0.75}
    return made


def _chosen(own: list[Mark], at: int, colour: str, paper: str) -> JSON:
    made = _dots(own, [at] * len(own), "circle", (1.5, paper), (2, colour))
    made["marker"] |= {"color": colour, "size": CHOSEN_PX}
    return made


Outline = tuple[float, str]  # width and colour


def _dots(
    own: list[Mark], places: Sequence[float], symbol: str, full: Outline, hollow: Outline
) -> JSON:
    """Countries as marks; the outline of what is less sure than plain is that of a hollow mark."""
    kinds = [looks.least_sure(mark.kind, mark.kind) for mark in own]
    outlines = [full if kind == "plain" else hollow for kind in kinds]
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": {"role": "value"},
        "x": np.array([mark.drawn for mark in own]),
        "y": np.array(places),
        "text": [tooltip(mark.spoken) for mark in own],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": alike([looks.symbol(symbol, kind) for kind in kinds]) if own else symbol,
            "line": {
                "width": [width for width, _ in outlines],
                "color": [colour for _, colour in outlines],
            },
        },
    }


def jitter(code: str) -> float:
    """How far a country stands from the middle of its row: the same on every visit."""
    found = 0
    for letter in code:
        found = (found * 31 + ord(letter)) % 997
    return (found / 996 - 0.5) * 2 * SPREAD


def _names(own: list[Mark], at: int, bounds: scales.Range, log: bool, look: Look) -> list[JSON]:
    """Names of the chosen countries, above and below their row by turns where they would overlap.

    One that finds no room is left to the summary and the table.
    """
    tone, width = template.colours(look), NARROW_PX if look.narrow else WIDE_PX
    low, high = bounds
    ends, made = [-inf] * len(LEVELS), []
    for mark in sorted(own, key=lambda mark: mark.drawn):
        x = log10(mark.drawn) if log else mark.drawn
        px, half = (x - low) / (high - low) * width, len(mark.area) * LETTER_PX / 2
        level = next((i for i, end in enumerate(ends) if px - half > end), None)
        if level is None:
            continue
        ends[level] = px + half
        by, anchor = LEVELS[level]
        made.append(
            {
                "x": x,
                "y": at + by,
                "yanchor": anchor,
                "showarrow": False,
                "text": f"<b>{escape(mark.area, quote=False)}</b>",
                "font": {"color": tone["series"][1], "size": 12.5},
                "bgcolor": tone["paper"],
                "opacity": 0.92,
                "borderpad": 1,
            }
        )
    return made
