"""Slopes: two years, a line per place from one to the other, named at both ends."""

from __future__ import annotations

from html import escape
from math import log10

import numpy as np
import plotly.graph_objects as go

from data.progress.rules import CONSULTED
from layouts.charts import looks, notes, pairs, ranked, scales, steps, template
from layouts.charts.asked import asked_of
from layouts.charts.over_years import THIN_PX, WIDE_PX, alike, tooltip
from layouts.charts.pairs import Pair
from layouts.charts.record import JSON, Chart, Frames, Item, Look, Marks, Takes
from layouts.request.context import Context
from layouts.words.values import Words

TAKES = Takes(
    years="two",
    since=CONSULTED,
    opens=6,
    most=30,
    options=("form", "axis", "total"),
    draws=("estimates", "breaks", "targets", "doubts"),
)
LEAST_PX, MOST_PX, PLACE_PX, FRAME_PX = 360, 720, 26, 160  # height: bounds, of a place, the rest
SIDE_PX, NARROW_SIDE_PX = 210, 104  # room for names
TOP_PX, BOTTOM_PX = 30, 12
LABEL_PX, NAME_CHARS, NARROW_CHARS = 17, 20, 11
OWN_PX, CONTEXT_PX = 9, 5  # size of marks


def marks(ctx: Context) -> Marks:
    """Two rows per place with a value in both years, the highest of the later first."""
    return pairs.marks_of(asked_of(ctx, TAKES))


def figure(marks: Marks, look: Look) -> go.Figure:
    """Lines between two upright axes; dotted where the series breaks in between."""
    asked, drawn = marks.view, pairs.pairs(marks)
    tone, bounds = template.colours(look), ranked.bounds_of((m.drawn for m in marks.each), asked)
    own = [pair for pair in drawn if pair.end.role != "context"]
    height = max(LEAST_PX, min(MOST_PX, len(own) * PLACE_PX + FRAME_PX))
    side = NARROW_SIDE_PX if look.narrow else SIDE_PX
    styles = {pair.end.area_code: _style(i, tone["series"]) for i, pair in enumerate(own)}
    quiet = (tone["quiet"], "circle")
    shapes, labels = ranked.target_across(asked, look)
    for at in (0, 1):
        labels += _names(own, styles, at, marks, bounds, height - TOP_PX - BOTTOM_PX, look)
    layout = {
        "height": height,
        "margin": {"l": side, "r": side, "t": TOP_PX, "b": BOTTOM_PX},
        "xaxis": {
            "range": (-0.02, 1.02),
            "tickvals": [0, 1],
            "ticktext": [f"<b>{asked.base}</b>", f"<b>{asked.year}</b>"],
            "side": "top",
            "showgrid": True,
            "gridcolor": tone["zero"],
        },
        "yaxis": {
            **scales.value_axis(bounds, asked.log, look),
            "showgrid": False,
            "showticklabels": False,
            "zeroline": False,
        },
        "shapes": shapes,
        "annotations": labels,
    }
    traces = [_line(pair, *styles.get(pair.end.area_code, quiet)) for pair in drawn]
    return template.figure(traces, layout, look)


def _style(i: int, series: list[str]) -> tuple[str, str]:
    """Colour and symbol of the i-th place drawn in colour."""
    return series[i % len(series)], looks.place_symbol(i, len(series))


def _line(pair: Pair, colour: str, base: str) -> JSON:
    ends = (pair.start, pair.end)
    own = pair.end.role != "context"
    kinds = [looks.least_sure(mark.kind, mark.kind) for mark in ends]
    dash = "dot" if pair.broken else looks.LOOKS[looks.least_sure(*kinds)].dash
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": pair.end.area,
        "meta": {"role": pair.end.role, "code": pair.end.area_code, "broken": pair.broken},
        "x": np.array([0, 1]),
        "y": np.array([mark.drawn for mark in ends]),
        "text": [tooltip(mark.spoken) for mark in ends],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": colour, "width": WIDE_PX if own else THIN_PX, "dash": dash},
        "marker": {
            "color": colour,
            "size": OWN_PX if own else CONTEXT_PX,
            "symbol": alike([looks.symbol(base, kind) for kind in kinds]),
        },
    }


def _names(
    own: list[Pair],
    styles: dict[str, tuple[str, str]],
    side: int,
    marks: Marks,
    bounds: scales.Range,
    height: float,
    look: Look,
) -> list[JSON]:
    """Names and values beside one of the axes, moved apart where they would overlap."""
    log, words = marks.view.log, Words(look.lang)
    low, high = bounds

    def value(pair: Pair) -> float:
        return (pair.end if side else pair.start).drawn

    def place(pair: Pair) -> float:
        at = log10(value(pair)) if log else value(pair)
        return (high - at) / (high - low) * height

    ordered = sorted(own, key=place)
    room = min(LABEL_PX, height / max(1, len(ordered)))
    places = scales.apart([place(pair) for pair in ordered], room, height)
    made = []
    for pair, at in zip(ordered, places, strict=True):
        most = NARROW_CHARS if look.narrow else NAME_CHARS
        name = escape(scales.short(pair.end.area, most), quote=False)
        number = f"<b>{words.compact(value(pair))}</b>"
        text = f"{number} {name}" if side else f"{name} {number}"
        made.append(_label(text, side, 1 - at / height, styles[pair.end.area_code][0], look))
    return made


def _label(text: str, side: int, y: float, colour: str, look: Look) -> JSON:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 1.015 if side else -0.015,
        "xanchor": "left" if side else "right",
        "y": y,
        "yanchor": "middle",
        "showarrow": False,
        "text": text,
        "font": {"size": 11 if look.narrow else template.size("text"), "color": colour},
    }


def sentence(marks: Marks, words: Words) -> str:
    """How many rose and fell, the largest change, and those of the chosen places."""
    return notes.sentence(marks, words, pairs.told(marks, words))


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """Kinds of values, and breaks in between. Names stand at the lines."""
    kinds = (looks.least_sure(mark.kind, mark.kind) for mark in marks.each)
    return [*looks.legend(kinds, "line", words), *pairs.broken_item(marks, words)]


def frames(marks: Marks, look: Look) -> Frames:
    """Every later year, from the same base."""
    return steps.frames(CHART, marks, look, lambda year: pairs.in_year(marks, year))


CHART = Chart(
    id="slope",
    pages=("compare",),
    order=3,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=pairs.table,
    frames=frames,
)
