"""The largest corridors of a place, or of the world, as bars; what is folded is quiet and last."""

from __future__ import annotations

from html import escape

import plotly.graph_objects as go

from layouts.charts import looks, ranked, scales, template
from layouts.charts.corridor_rows import CorridorMark, CorridorMarks, corridor_marks
from layouts.charts.corridor_view import ALL
from layouts.charts.corridor_words import colour, legend, sentence, table
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Chart, Look, Takes
from layouts.request.context import Context

TAKES = Takes(
    indicators=0,
    years="one",
    opens=1,
    forms=("absolute", "share"),
    axes=("linear",),
    options=("counted", "direction", "sex", "top", "least", "numbers"),
    draws=("estimates",),
)
GAP = 1.4  # rows between the two sides, for the name of the second
TOP_PX, SIDE_PX, BOTTOM_PX = 8, 24, 28
NAME_CHARS, NARROW_CHARS = 34, 17
TWO_LINES_PX = 38


def marks(ctx: Context) -> CorridorMarks:
    """Corridors by size; see corridor_rows."""
    return corridor_marks(ctx)


def figure(marks: CorridorMarks, look: Look) -> go.Figure:
    """Bars from left to right, one side above the other."""
    drawn, view = marks.figured, marks.view
    rows, labels = _rows(marks, drawn, look)
    axis = scales.value_axis(
        scales.span([marks.drawn(m) for m in drawn], False, True), False, look, 4
    )
    if view.as_share:
        axis["ticktext"] = [f"{text} %" for text in axis["ticktext"]]
    named = [_named(mark, look) for mark in drawn]
    tall = ranked.ROW_PX if all(len(lines) == 1 for lines in named) else TWO_LINES_PX
    last = rows[-1] if rows else 0
    names: JSON = {
        "type": "linear",
        "range": (last + 0.6, -0.6),
        "tickvals": rows,
        "ticktext": ["<br>".join(lines) for lines in named],
        **scales.CLEAR,
    }
    top = SIDE_PX if labels else TOP_PX
    wide = scales.left_margin({"ticktext": [line for lines in named for line in lines]})
    layout = {
        "height": max(ranked.LEAST_PX, round(tall * (last + 1)) + top + BOTTOM_PX),
        "bargap": 0.28,
        "xaxis": axis,
        "yaxis": names,
        "annotations": labels,
        "margin": {"l": wide, "r": 16, "t": top, "b": BOTTOM_PX},
    }
    return template.figure([_bars(marks, drawn, rows, look)], layout, look)


def _named(mark: CorridorMark, look: Look) -> list[str]:
    """The lines beside a bar: on a narrow screen the two ends of a corridor have one each."""
    most = NARROW_CHARS if look.narrow else NAME_CHARS
    apart = look.narrow and mark.way == ALL
    lines = (f"{mark.origin} \u2192", mark.destination) if apart else (mark.partner,)
    return [escape(scales.short(line, most), quote=False) for line in lines]


def _rows(
    marks: CorridorMarks, drawn: list[CorridorMark], look: Look
) -> tuple[list[float], list[JSON]]:
    """Where each bar stands, and the names of sides where there are two."""
    view, rows, labels = marks.view, [], []
    at, before = -1.0, ""
    for mark in drawn:
        at += 1 + (GAP if before and mark.way != before else 0)
        if mark.way != before and len(view.ways) > 1:
            text = view.ctx.t(f"corridor.side.{mark.way}", place=view.name(view.place))
            labels.append(_label(text, at, mark.way, look))
        before = mark.way
        rows.append(at)
    return rows, labels


def _label(text: str, at: float, way: str, look: Look) -> JSON:
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": at - 0.55,
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"<b>{escape(text, quote=False)}</b>",
        "font": {"size": template.size("small"), "color": colour(way, look)},
    }


def _bars(marks: CorridorMarks, drawn: list[CorridorMark], rows: list[float], look: Look) -> JSON:
    tone = template.colours(look)
    colours = [colour(m.way, look) if m.role == "value" else str(tone["quiet"]) for m in drawn]
    return {
        "type": "bar",
        "orientation": "h",
        "meta": {"role": "value", "href": [leads(marks, mark) for mark in drawn]},
        "x": [marks.drawn(mark) for mark in drawn],
        "y": rows,
        "marker": looks.bar_fill(colours, [m.kind for m in drawn], str(tone["paper"])),
        "textposition": "none",
        "text": [tooltip(mark.spoken) for mark in drawn],
        "hovertemplate": "%{text}<extra></extra>",
    }


def leads(marks: CorridorMarks, mark: CorridorMark) -> str:
    """The address of a corridor by itself; "" of a folded row or of what is no place."""
    areas = marks.view.ctx.reference.areas
    ends = (mark.origin_code, mark.destination_code)
    if mark.role != "value" or any(areas[code].kind == "other" for code in ends):
        return ""
    return marks.view.ctx.href(areas=ends)


CHART = Chart(
    id="corridor_bars",
    pages=("corridors",),
    order=1,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("bar",),
)
