"""Then and now: a row per place, from its value of the base year to that of another year."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from data.progress.rules import CONSULTED
from layouts.charts import looks, notes, pairs, ranked, scales, steps, template
from layouts.charts.asked import asked_of
from layouts.charts.over_years import tooltip
from layouts.charts.pairs import Pair
from layouts.charts.record import JSON, Chart, Frames, Item, Look, Mark, Marks, Takes
from layouts.request.context import Context
from layouts.words.values import Words

TAKES = Takes(
    years="two",
    since=CONSULTED,
    opens=10,
    most=30,
    options=("form", "axis", "total"),
    draws=("estimates", "breaks", "targets", "doubts"),
)
MARK_PX, OUTLINE_PX, CROSS_PX, LINK_PX = 12, 2.25, 1.5, 3


def marks(ctx: Context) -> Marks:
    """Two rows per place with a value in both years, the highest of the later first."""
    return pairs.marks_of(asked_of(ctx, TAKES))


def figure(marks: Marks, look: Look) -> go.Figure:
    """A hollow mark for then, a full one for now; dotted where partly a change of method."""
    asked, drawn = marks.view, pairs.pairs(marks)
    bounds = ranked.bounds_of((mark.drawn for mark in marks.each), asked)
    axis = scales.value_axis(bounds, asked.log, look, 3 if look.narrow else 6)
    rows = ranked.place_axis([pair.end.area for pair in drawn], look)
    colours = [ranked.colour_of(pair.end, look) for pair in drawn]
    tone = template.colours(look)
    hollow = [tone["paper"]] * len(drawn)
    traces = [
        _links(drawn, False, tone["quiet"]),
        _links(drawn, True, tone["quiet"]),
        _ends([pair.start for pair in drawn], "start", hollow, colours),
        _ends(
            [pair.end for pair in drawn], "end", colours, _outline(drawn, colours, tone["paper"])
        ),
    ]
    layout = {
        **ranked.layout_across(asked, axis, rows, look),
        "height": ranked.tall(len(drawn)),
    }
    return template.figure(traces, layout, look)


def _outline(drawn: list[Pair], colours: list[str], paper: str) -> list[str]:
    """Colour round the later marks: that of their filling, but for a cross that must be seen."""
    return [
        paper if pair.end.kind == "doubt" else colour
        for pair, colour in zip(drawn, colours, strict=True)
    ]


def _links(drawn: list[Pair], loose: bool, colour: str) -> JSON:
    """The lines between two values of a place, of those that are loose or of the others."""
    kept = [(i, pair) for i, pair in enumerate(drawn) if pair.loose == loose]
    x = [v for _, pair in kept for v in (pair.start.drawn, pair.end.drawn, np.nan)]
    return {
        "type": "scatter",
        "mode": "lines",
        "hoverinfo": "skip",
        "meta": {"role": "link", "loose": loose},
        "x": np.array(x),
        "y": np.array([y for i, _ in kept for y in (i, i, np.nan)]),
        "line": {"color": colour, "width": LINK_PX, "dash": "dot" if loose else "solid"},
    }


def _ends(ends: list[Mark], role: str, fill: list[str], outline: list[str]) -> JSON:
    """The marks of one year. Hollow is then, full is now: a kind of value shows in its shape."""
    kinds = [looks.least_sure(mark.kind, mark.kind) for mark in ends]
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "meta": {"role": role},
        "x": np.array([mark.drawn for mark in ends]),
        "y": np.arange(len(ends)),
        "text": [tooltip(mark.spoken) for mark in ends],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "size": MARK_PX,
            "color": fill,
            "symbol": [looks.LOOKS[kind].shape for kind in kinds],
            "line": {
                "color": outline,
                "width": [CROSS_PX if kind == "doubt" else OUTLINE_PX for kind in kinds],
            },
        },
    }


def sentence(marks: Marks, words: Words) -> str:
    """How many rose and fell, the largest change, and those of the chosen places."""
    return notes.sentence(marks, words, pairs.told(marks, words))


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """Which mark is which year, kinds of values, and breaks in between."""
    asked = marks.view
    years = [Item("start", str(asked.base)), Item("end", str(asked.year))]
    kinds = looks.legend((mark.kind for mark in marks.each), "shape", words)
    return [*years, *kinds, *pairs.broken_item(marks, words)] if marks.each else []


def frames(marks: Marks, look: Look) -> Frames:
    """Every later year, from the same base."""
    return steps.frames(CHART, marks, look, lambda year: pairs.in_year(marks, year))


CHART = Chart(
    id="dumbbell",
    pages=("compare",),
    order=4,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=pairs.table,
    frames=frames,
)
