"""Areas of places on top of each other over the years, where the values may be added up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import nan

import numpy as np
import plotly.graph_objects as go

from layouts.charts import looks, notes, over_years, scales, stacked, tables, template
from layouts.charts.record import JSON, Chart, Item, Look, Mark, Marks
from layouts.request.context import Context
from layouts.words.values import Words

TAKES = replace(stacked.TAKES, needs="area")
STRONG = 0.82  # of an area, so that the lines of the axis are seen through it
NAME_SHARE = 0.045  # of the axis that an area is thick at least where its name stands in it
NAME_PX = 7.5  # of a letter
DOT_PX = 4  # of a plain value
PLOT_PX = 560.0  # of the narrowest plot that has names in it


def marks(ctx: Context) -> Marks:
    """One row per place and year with a value, as an amount or as a share of the places drawn."""
    return stacked.piled(ctx, TAKES)


@dataclass(frozen=True)
class Layer:
    """One place's part of the pile: its marks by year, and how high each begins."""

    marks: tuple[Mark, ...]
    starts: tuple[float, ...]

    @property
    def tops(self) -> list[float]:
        """How high each mark reaches."""
        return [low + mark.drawn for low, mark in zip(self.starts, self.marks, strict=True)]


def layers(marks: Marks) -> list[Layer]:
    """The pile from below, places in their order."""
    reached: dict[int, float] = {}
    found = []
    for line in over_years.lines(marks.each):
        starts = tuple(reached.get(mark.year, 0.0) for mark in line.marks)
        found.append(Layer(line.marks, starts))
        reached |= {m.year: top for m, top in zip(line.marks, found[-1].tops, strict=True)}
    return found


def pieces(layer: Layer, years: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of marks, first and last, without a year in between in which only others have values."""
    place = {year: i for i, year in enumerate(years)}
    start = 0
    for i in range(1, len(layer.marks) + 1):
        ends = i == len(layer.marks)
        if ends or place[layer.marks[i].year] - place[layer.marks[i - 1].year] > 1:
            yield start, i - 1
            start = i


def figure(marks: Marks, look: Look) -> go.Figure:
    """Areas from below, their values marked on the upper edge, names where there is room."""
    tone, bounds, found = template.colours(look), stacked.bounds_of(marks), layers(marks)
    years = sorted({mark.year for mark in marks.each})
    axis = scales.value_axis(bounds, False, look)
    layout = {
        "xaxis": scales.year_axis(years[0], years[-1], look),
        "yaxis": axis,
        "margin": {"l": scales.left_margin(axis), "r": 14, "t": 16, "b": 28},
        "annotations": [] if look.narrow else list(_names(found, years, bounds[1], tone)),
    }
    traces = [_area(layer, years, _colour(i, tone), tone) for i, layer in enumerate(found)]
    edges = [_edge(layer, years, _colour(i, tone), tone) for i, layer in enumerate(found)]
    return template.figure([*traces, *edges], layout, look)


def _colour(i: int, tone: JSON) -> str:
    series = tone["series"]
    return str(series[i % len(series)])


def _area(layer: Layer, years: list[int], colour: str, tone: JSON) -> JSON:
    x: list[float] = []
    y: list[float] = []
    for first, last in pieces(layer, years):
        own = [float(mark.year) for mark in layer.marks[first : last + 1]]
        x += [*own, *reversed(own), nan]
        y += [*layer.tops[first : last + 1], *reversed(layer.starts[first : last + 1]), nan]
    mark = layer.marks[0]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": mark.area,
        "meta": {"role": "area", "code": mark.area_code},
        "hoverinfo": "skip",
        "x": np.array(x),
        "y": np.array(y),
        "fill": "toself",
        "fillcolor": colour,
        "opacity": STRONG,
        "line": {"color": tone["paper"], "width": 0.75},
    }


def _edge(layer: Layer, years: list[int], colour: str, tone: JSON) -> JSON:
    """The values of a place on the upper edge of its area: seen where less sure or alone."""
    alone = {first for first, last in pieces(layer, years) if first == last}
    kinds = [looks.least_sure(mark.kind, "plain") for mark in layer.marks]
    mark = layer.marks[0]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": mark.area,
        "meta": {"role": mark.role, "code": mark.area_code},
        "x": np.array([mark.year for mark in layer.marks]),
        "y": np.array(layer.tops),
        "text": [over_years.tooltip(mark.spoken) for mark in layer.marks],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": [colour if kind == "plain" else tone["ink"] for kind in kinds],
            "size": [looks.LOOKS[kind].size or DOT_PX for kind in kinds],
            "opacity": [float(kind != "plain" or i in alone) for i, kind in enumerate(kinds)],
            "line": {"width": [float(kind != "plain") for kind in kinds]},
            "symbol": over_years.alike([looks.symbol("circle", kind) for kind in kinds]),
        },
    }


def _names(found: list[Layer], years: list[int], high: float, tone: JSON) -> Iterator[JSON]:
    """The name of a place where most of it fits into its area; none where it fits nowhere."""
    first, last = years[0], years[-1]
    for layer in found:
        area = layer.marks[0].area
        half = len(area) * NAME_PX / PLOT_PX * (last - first) / 2
        bands = [
            (*_band(layer, year - half, year + half), year)
            for year in years
            if first + half <= year <= last - half
        ]
        thick, middle, year = max(bands, default=(0.0, 0.0, first))
        if thick >= high * NAME_SHARE:
            yield {
                "x": year,
                "y": middle,
                "showarrow": False,
                "text": f"<b>{over_years.tooltip(area)}</b>",
                "font": {"color": tone["paper"]},
            }


def _band(layer: Layer, first: float, last: float) -> tuple[float, float]:
    """How thick an area is that lies level within some years, and its middle."""
    ends = zip(layer.marks, layer.starts, layer.tops, strict=True)
    held = [(low, top) for mark, low, top in ends if first - 1 < mark.year < last + 1]
    if len(held) < 2:
        return 0.0, 0.0
    low, top = max(low for low, _ in held), min(top for _, top in held)
    return top - low, (low + top) / 2


def sentence(marks: Marks, words: Words) -> str:
    """First and last value of the first places; then what the pile holds."""
    told = notes.trends(marks, words, marks.view.places.codes)
    held = [words.t(f"charts.area.held.{marks.view.form}")]
    years = sorted({mark.year for mark in marks.each})
    if any(len(layer.marks) < len(years) for layer in layers(marks)):
        held.append(words.t("charts.area.gap"))
    return notes.sentence(marks, words, told, held)


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """Every place from below, and kinds of values."""
    tone = template.colours(look)
    items = [
        Item("block", layer.marks[0].area, _colour(i, tone))
        for i, layer in enumerate(layers(marks))
    ]
    kinds = (looks.least_sure(mark.kind, "plain") for mark in marks.each)
    return [*items, *looks.legend(kinds, "mark", words)]


CHART = Chart(
    id="area",
    pages=("compare",),
    order=11,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=tables.by_year,
)
