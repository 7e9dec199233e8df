"""A figure as a still picture in SVG: at once there, and read without scripts.

It draws what plotly draws of bars, lines, points and cells on axes whose ranges the figure names,
as ours do. Of other figures (maps, flows, names on axes) there is none: their sentence and table
stand alone. It is no second rule: every number, colour and word comes out of the figure.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from layouts.charts import template
from layouts.charts.record import JSON
from layouts.charts.still_axes import axis, note, shape
from layouts.charts.still_frame import Frame, scales
from layouts.charts.still_marks import TYPES, trace


def still_picture(figure: go.Figure, width: float | None = None) -> str:
    """The SVG of a figure; "" where it cannot be drawn plainly.

    Without a `width` in pixels it is as wide as its place: a box whose edges are the margins, with
    a picture of the room between them.
    """
    whole = template.plain(figure)
    data, layout = whole["data"], whole["layout"]
    found = scales(layout) if all(t.get("type", "scatter") in TYPES for t in data) else None
    if not found or not data:
        return ""
    own = {k: v for k, v in layout.get("margin", {}).items() if k in "lrtb"}
    margin = {**layout["template"]["layout"]["margin"], **own}
    across, down = margin["l"] + margin["r"], margin["t"] + margin["b"]
    room = float(layout["height"]) - down
    frame = Frame(room, None if width is None else width - across, found)
    drawn = "".join(_parts(data, layout, frame))
    if width is not None:
        inner = f'x="{margin["l"]}" y="{margin["t"]}" width="{width - across}" height="{room}"'
        outer = f'width="{width}" height="{layout["height"]}"'
        return f'<svg {outer}><svg {inner} overflow="visible">{drawn}</svg></svg>'
    edges = " ".join(f"{margin[side]}px" for side in "trbl")
    wide = f";width:{layout['width']}px" if "width" in layout else ""
    return (
        f'<div class="still-picture" aria-hidden="true" style="padding:{edges}{wide}">'
        f'<svg width="100%" height="{room:g}" overflow="visible">{drawn}</svg></div>'
    )


def _parts(data: list[JSON], layout: JSON, frame: Frame) -> list[str]:
    """From the back to the front, as plotly has it."""
    shapes = layout.get("shapes", ())
    stacks: dict[Any, float] = {}
    return [
        *(shape(told, frame) for told in shapes if told.get("layer") == "below"),
        *(part for name in frame.scales for part in axis(name, layout, frame)),
        *(part for told in data for part in trace(told, frame, layout, stacks)),
        *(shape(told, frame) for told in shapes if told.get("layer") != "below"),
        *(note(told, frame) for told in layout.get("annotations", ())),
    ]
