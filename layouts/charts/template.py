"""Colours, fonts and margins of every figure, from assets/tokens.json, as plotly templates.

Axes are never zoomed by hand, and a figure that comes again keeps what a reader has done to it.
"""

from __future__ import annotations

from functools import cache
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from layouts import tokens
from layouts.charts.record import JSON, Look

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon")
CONFIG: JSON = {
    "topojsonURL": "/assets/topojson/",
    "showSendToCloud": False,
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "responsive": True,
}
BRIGHT = 0.179  # luminance from which dark words read better than white ones
NOTE_CHARS = 32  # of a line of a note in the place of a chart
SEPARATORS = {"en": ".,", "fr": ",\u202f"}  # decimals, then thousands


def colours(look: Look) -> JSON:
    """The colours of a look by name; `series` is a list of them. Pictures are on white."""
    return tokens.colours(look.dark and not look.printed)


def ink_on(colour: str) -> str:
    """Dark or white words, whichever reads better on a colour `#rrggbb`."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    bright = 0.2126 * red + 0.7152 * green + 0.0722 * blue > BRIGHT
    return str(tokens.colours(dark=False)["on_light" if bright else "on_dark"])


def clear() -> str:
    """The colour of what is not to be seen."""
    return str(tokens.colours(dark=False)["clear"])


def family(name: str = "sans") -> str:
    """The fonts of a family, the first first: `sans` or `serif`."""
    return str(tokens.tokens()["fonts"][name])


def size(name: str) -> int:
    """A size of charts in pixels, by its name in the tokens."""
    return int(tokens.tokens()["chart"][name])


def height(look: Look) -> int:
    """The height of a figure that has no reason for another."""
    if look.printed:
        return size("print_height")
    return size("narrow_height" if look.narrow else "height")


@cache
def template(look: Look) -> JSON:
    """The template of a look as plotly's JSON, checked by plotly."""
    tone, font = colours(look), family()
    soft = {"color": tone["soft"]}
    axis = {
        "fixedrange": True,
        "autorange": False,
        "showline": False,
        "zeroline": False,
        "showgrid": False,
        "gridcolor": tone["grid"],
        "zerolinecolor": tone["zero"],
        "tickfont": soft,
        "tickcolor": tone["clear"],
        "ticklabeloverflow": "allow",
    }
    ground = tone["paper"] if look.printed else tone["clear"]
    layout = {
        "font": {"family": font, "size": size("text"), "color": tone["ink"]},
        "colorway": tone["series"],
        "paper_bgcolor": ground,
        "plot_bgcolor": ground,
        "margin": {"l": 8, "r": 14, "t": 16, "b": 8},
        "hoverlabel": {"align": "left", "font": {"family": font, "size": size("text")}},
        "hovermode": "closest",
        "showlegend": False,
        "separators": SEPARATORS.get(look.lang, SEPARATORS["en"]),
        "xaxis": axis,
        "yaxis": axis,
    }
    made: JSON = go.layout.Template(layout=layout).to_plotly_json()
    return made


def figure(traces: list[JSON], layout: JSON, look: Look) -> go.Figure:
    """A figure of traces and a layout given as plotly's JSON, in the template of a look.

    Checking every property takes ten times as long as making the figure, so that is left to the
    tests: they draw every chart with every option once more, checked.
    """
    whole: dict[str, Any] = {
        "template": template(look),
        "height": height(look),
        "uirevision": "chart",
        **layout,
    }
    return go.Figure({"data": traces, "layout": whole}, _validate=False)


def nothing(text: str, look: Look) -> go.Figure:
    """A figure without a mark: no axes, since there is no scale; it says why."""
    note = {
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "showarrow": False,
        "text": "<br>".join(wrap(escape(text), NOTE_CHARS)),
        "font": {"size": size("text") + 2, "color": colours(look)["soft"]},
    }
    hidden = {"visible": False}
    layout = {"height": size("empty_height"), "xaxis": hidden, "yaxis": hidden}
    return figure([], {**layout, "margin": dict.fromkeys("lrtb", 8), "annotations": [note]}, look)


def plain(figure: go.Figure) -> JSON:
    """A figure as plain data, for orjson. Plotly's own way copies every number twice."""
    return {"data": figure._data, "layout": figure._layout}
