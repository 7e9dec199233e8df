"""Columns of places on top of each other, one a year, where the values may be added up."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go

from layouts.charts import looks, notes, over_years, scales, tables, template
from layouts.charts.asked import asked_of
from layouts.charts.end_names import ROOM_PX, Name, end_names
from layouts.charts.record import JSON, Chart, Item, Look, Mark, Marks, Takes
from layouts.charts.rows import rows_of
from layouts.request.context import Context
from layouts.words.values import Words

TAKES = Takes(
    years="all",
    opens=8,
    most=12,
    forms=("absolute", "share"),
    axes=("linear",),
    options=("stack",),
    draws=("estimates", "doubts"),
    needs="sum",
    instead="line",
)
WIDEST = 2.5  # of a column, in years
FULL = 0.86  # of the shortest time between two columns that one takes
Sums = dict[int, float]  # by year


def marks(ctx: Context) -> Marks:
    """One row per place and year with a value, as an amount or as a share of the places drawn."""
    return piled(ctx, TAKES)


def piled(ctx: Context, takes: Takes) -> Marks:
    """The same for any chart that puts places on top of each other."""
    asked = asked_of(ctx, takes)
    return Marks(rows_of(asked, lambda code: "value"), asked)


def figure(marks: Marks, look: Look) -> go.Figure:
    """A column a year; values below zero hang from the axis."""
    found, tone = over_years.lines(marks.each), template.colours(look)
    width, bounds = column_width(marks), bounds_of(marks)
    axis = scales.value_axis(bounds, False, look)
    years = marks.view.main.block.years
    across = scales.year_axis(int(years[0]), int(years[-1]), look)
    first, last = across["range"]
    room = 0 if look.narrow else ROOM_PX
    layout = {
        "barmode": "relative",
        "bargap": 0.12,
        "hovermode": "closest",
        "xaxis": across | {"range": (first - width / 2, last + width / 2)},
        "yaxis": axis,
        "margin": {"l": scales.left_margin(axis), "r": room or 14, "t": 16, "b": 28},
        "annotations": _names(found, bounds, look) if room else [],
    }
    traces = [
        _bars(line, _colour(i, tone["series"]), width, tone["paper"])
        for i, line in enumerate(found)
    ]
    return template.figure(traces, layout, look)


def _colour(i: int, series: list[str]) -> str:
    return series[i % len(series)]


def _kind(mark: Mark) -> str:
    """How a part of a column looks. A break is about time: it says nothing of one year."""
    return looks.least_sure(mark.kind, "plain")


def _bars(line: over_years.Line, colour: str, width: float, paper: str) -> JSON:
    kinds = [_kind(mark) for mark in line.marks]
    return {
        "type": "bar",
        "name": line.first.area,
        "meta": {"role": line.first.role, "code": line.first.area_code},
        "width": width,
        "x": np.array([mark.year for mark in line.marks]),
        "y": np.array([mark.drawn for mark in line.marks]),
        "marker": looks.bar_fill([colour] * len(kinds), kinds, paper),
        "text": [over_years.tooltip(mark.spoken) for mark in line.marks],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def column_width(marks: Marks) -> float:
    """Most of the shortest time between two columns; a column of a single date stays narrow."""
    years = sorted({mark.year for mark in marks.each})
    gaps = [later - year for year, later in pairwise(years)]
    return min(WIDEST, FULL * min([WIDEST, *gaps]))


def bounds_of(marks: Marks) -> scales.Range:
    """From the lowest to the highest end of a column, zero between them."""
    high, low = sums(marks)
    return scales.span([0.0, *high.values(), *low.values()], False, True)


def sums(marks: Marks) -> tuple[Sums, Sums]:
    """Top and bottom of the column of every year."""
    high: Sums = defaultdict(float)
    low: Sums = defaultdict(float)
    for mark in marks.each:
        (low if mark.drawn < 0 else high)[mark.year] += mark.drawn
    return high, low


def _names(found: list[over_years.Line], bounds: scales.Range, look: Look) -> list[JSON]:
    """The name of a place beside its part of the last column, or where that part would be."""
    height, (low, high) = template.height(look) - 44.0, bounds
    series = template.colours(look)["series"]
    last = max(line.marks[-1].year for line in found)
    ends: list[Name] = []
    reached = {True: 0.0, False: 0.0}  # up and down
    for i, line in enumerate(found):
        end = line.marks[-1]
        value = end.drawn if end.year == last else 0.0
        middle = reached[value >= 0] + value / 2
        reached[value >= 0] += value
        at = (high - middle) / (high - low) * height
        ends.append((at, line.first.area, _colour(i, series)))
    return end_names(ends, height)


def sentence(marks: Marks, words: Words) -> str:
    """First and last value of the first places; then what a column holds."""
    told = notes.trends(marks, words, over_years.leading(marks.view))
    held = words.t(f"js.compare.note.stacked_{marks.view.ctx.state.option('stack')}")
    return notes.sentence(marks, words, told, [held])


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """Names where the chart has no room for them, and kinds of values."""
    series, items = template.colours(look)["series"], []
    if look.narrow:
        for i, line in enumerate(over_years.lines(marks.each)):
            items.append(Item("block", line.first.area, _colour(i, series)))
    return [*items, *looks.legend(map(_kind, marks.each), "bar", words)]


CHART = Chart(
    id="stacked",
    pages=("compare",),
    order=7,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=tables.by_year,
    traces=("bar",),
)
