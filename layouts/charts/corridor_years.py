"""One pair of places over the years, in both directions."""

from __future__ import annotations

from html import escape

import plotly.graph_objects as go

from layouts.charts import scales, template
from layouts.charts.corridor_rows import CorridorMark, CorridorMarks, yearly_marks
from layouts.charts.corridor_view import IN, OUT
from layouts.charts.corridor_words import colour
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Chart, Item, Look, Takes
from layouts.charts.tables import NONE, Table
from layouts.request.context import Context
from layouts.words.values import Words

DASH = {IN: "solid", OUT: "dash"}
SYMBOL = {IN: "circle", OUT: "square"}
SIGN = {IN: "solid", OUT: "longdash"}
HEIGHT = {False: 340, True: 260}


def marks(ctx: Context) -> CorridorMarks:
    """A row per year and direction; see corridor_rows."""
    return yearly_marks(ctx)


def figure(marks: CorridorMarks, look: Look) -> go.Figure:
    """A line per direction, with a mark in each year that has a value."""
    years = [mark.year for mark in marks.each]
    bounds = scales.span([0.0, *(mark.value for mark in marks.each)], False, True)
    axis = scales.value_axis(bounds, False, look)
    layout = {
        "height": HEIGHT[look.narrow],
        "xaxis": scales.year_axis(min(years), max(years), look),
        "yaxis": axis,
        "margin": {"l": scales.left_margin(axis), "r": 20, "t": 16, "b": 28},
    }
    lines = [_line(own, way, look) for way in (IN, OUT) if (own := marks.side(way))]
    return template.figure(lines, layout, look)


def _line(own: list[CorridorMark], way: str, look: Look) -> JSON:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escape(own[0].partner, quote=False),
        "meta": {"role": "value"},
        "x": [mark.year for mark in own],
        "y": [mark.value for mark in own],
        "line": {"color": colour(way, look), "width": 2.25, "dash": DASH[way]},
        "marker": {"symbol": SYMBOL[way], "size": 6, "color": colour(way, look)},
        "text": [tooltip(mark.spoken) for mark in own],
        "hovertemplate": "%{text}<extra></extra>",
    }


def sentence(marks: CorridorMarks, words: Words) -> str:
    """Of each direction the last value and the first; of one without any, that there is none."""
    view, told = marks.view, []
    for way, ends in ((IN, view.ends), (OUT, view.ends[::-1])):
        own = marks.side(way)
        if own:
            told.append(
                words.t(
                    "corridor.years.told",
                    origin=own[0].origin,
                    destination=own[0].destination,
                    value=view.amount(own[-1].value),
                    year=own[-1].year,
                    before=view.amount(own[0].value),
                    first=own[0].year,
                )
            )
        elif ends:
            names = {"origin": view.name(ends[0]), "destination": view.name(ends[1])}
            told.append(words.t("corridor.years.none", **names))
    return " ".join(told) or words.t("corridor.years.one_side")


def legend(marks: CorridorMarks, look: Look, words: Words) -> list[Item]:
    """The two directions."""
    return [
        Item(SIGN[way], own[0].partner, colour(way, look))
        for way in (IN, OUT)
        if (own := marks.side(way))
    ]


def table(marks: CorridorMarks, words: Words) -> Table:
    """A row per year, the newest first; a column per direction."""
    sides = [own for way in (IN, OUT) if (own := marks.side(way))]
    by_year = [{mark.year: marks.view.amount(mark.value) for mark in own} for own in sides]
    years = sorted({mark.year for mark in marks.each}, reverse=True)
    head = [words.t("js.table.year"), *(own[0].partner for own in sides)]
    return head, [[str(y), *(own.get(y, NONE) for own in by_year)] for y in years]


CHART = Chart(
    id="corridor_years",
    pages=("corridors",),
    order=4,
    takes=Takes(
        indicators=0,
        opens=1,
        forms=("absolute",),
        axes=("linear",),
        options=("counted", "sex"),
    ),
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
)
