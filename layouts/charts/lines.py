"""Values of chosen areas over the years. Use for change over time, a dozen areas at the most.

The browser puts the numbers in; colour, dash and marker differ together, so that no reader needs
the colours alone.
"""

from __future__ import annotations

from typing import Any

from layouts.charts.config import CONFIG

COLOURS = {
    False: ("#0b6e8a", "#b8560f", "#5b4aa8", "#2f7d3b", "#a8285f", "#6f5a12", "#33658a", "#7a3e9d"),
    True: ("#5cc3de", "#f0a05a", "#a99af0", "#7ed08a", "#f08ab5", "#d9c25c", "#8fbce0", "#cf9af0"),
}
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MARKERS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon")


def build() -> dict[str, Any]:
    """The empty chart: axes and style, no data."""
    axis = {"showline": False, "zeroline": True, "automargin": True, "fixedrange": True}
    return {
        "data": [],
        "config": CONFIG,
        "layout": {
            "margin": {"l": 8, "r": 130, "t": 8, "b": 8},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": "Inter, sans-serif", "size": 13},
            "xaxis": {**axis, "tickformat": "d", "showgrid": False},
            "yaxis": {**axis, "rangemode": "tozero", "gridcolor": "rgba(128,128,128,0.25)"},
            "hovermode": "x unified",
            "showlegend": False,
        },
    }


def style(dark: bool) -> dict[str, Any]:
    """Colours, dashes and markers, for the browser code."""
    return {"colours": COLOURS[dark], "dashes": DASHES, "markers": MARKERS}
