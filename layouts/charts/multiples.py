"""One small panel per place, lines over the years in each, on the same axes or each its own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

import plotly.graph_objects as go

from layouts.charts import looks, markers, notes, over_years, scales, tables, template
from layouts.charts.asked import Asked, asked_of
from layouts.charts.record import JSON, Chart, Item, Look, Mark, Marks, Takes
from layouts.charts.rows import names_of, rows_of
from layouts.request.context import Context
from layouts.words.values import Words

TAKES = Takes(
    indicators=2,
    years="all",
    opens=8,
    most=24,
    options=("form", "axis", "total", "beside", "panels"),
    draws=("estimates", "breaks", "targets", "doubts"),
)
OWN = "own"  # each panel has its own axis of values
FROM_ZERO = ("absolute", "capita", "change")
COLUMNS, NARROW_COLUMNS = 4, 2
WIDTH_PX, NARROW_PX = 900, 340  # of a card: what the room between panels is a share of
ROW_PX, LEAST_PX = 168, 240
YEAR_PX, LABELS_PX = 36, 56  # room between panels for years, and for labels of values
TOP, BOTTOM = 0.15, 0.82  # of a panel's height, where its plot begins and ends; its name is above
PANEL_MARKS = 12  # of a line without gaps, breaks and doubts, which needs no mark at every year
LETTER_PX = 8


class Panel(NamedTuple):
    """Where one place stands. `n` is what plotly adds to the names of its axes."""

    code: str
    n: str
    column: int
    left: float
    width: float
    top: float
    height: float


def marks(ctx: Context) -> Marks:
    """One row per place and year with a value."""
    asked = asked_of(ctx, TAKES)
    return Marks(rows_of(asked, lambda code: "value"), asked)


def figure(marks: Marks, look: Look) -> go.Figure:
    """A grid of panels, each under the name of its place."""
    asked, found = marks.view, panels(marks.view, look)
    series = template.colours(look)["series"]
    names, shared = names_of(asked), bounds_of(marks.each, asked)
    traces: list[JSON] = []
    layout: JSON = {"annotations": [], "hovermode": "closest"}
    for i, panel in enumerate(found):
        own = [mark for mark in marks.each if mark.area_code == panel.code]
        colour, sign = series[i % len(series)], looks.place_symbol(i, len(series))
        axes = {"xaxis": f"x{panel.n}", "yaxis": f"y{panel.n}"}
        for line in over_years.lines(own):
            traces += _line(line, colour, sign, axes)
        bounds = bounds_of(own, asked) if _apart(asked) else shared
        layout[f"xaxis{panel.n}"] = _years(asked, panel, look)
        layout[f"yaxis{panel.n}"] = _values(asked, panel, bounds, look)
        layout["annotations"].append(_name(panel, names[panel.code], colour, look))
    first = (layout[f"yaxis{panel.n}"] for panel in found if panel.column == 0)
    layout["margin"] = {"l": max(map(scales.left_margin, first)), "r": 8, "t": 8, "b": 8}
    layout["height"] = _height(found, look)
    return template.figure(traces, layout, look)


def panels(asked: Asked, look: Look) -> list[Panel]:
    """The places of a chart in rows of panels, in their order."""
    codes = asked.places.codes
    columns = max(1, min(len(codes), _columns(look)))
    rows = -(-len(codes) // columns)
    across = max(0.03 if columns > 2 else 0.06, _room(asked) / _width(look))
    down = min(0.05, 0.2 / rows)
    width, height = (1 - across * (columns - 1)) / columns, (1 - down * (rows - 1)) / rows
    return [
        Panel(
            code,
            str(i + 1) if i else "",
            i % columns,
            i % columns * (width + across),
            width,
            1 - i // columns * (height + down),
            height,
        )
        for i, code in enumerate(codes)
    ]


def _columns(look: Look) -> int:
    return NARROW_COLUMNS if look.narrow else COLUMNS


def _width(look: Look) -> int:
    if look.printed:
        return template.size("print_width")
    return NARROW_PX if look.narrow else WIDTH_PX


def _apart(asked: Asked) -> bool:
    """Whether each panel has its own axis of values."""
    return asked.ctx.state.option("panels") == OWN


def _room(asked: Asked) -> int:
    return LABELS_PX if _apart(asked) else YEAR_PX


def _height(found: list[Panel], look: Look) -> int:
    rows = -(-len(found) // max(1, min(len(found), _columns(look))))
    least = template.height(look) if look.printed else LEAST_PX
    return max(least, rows * ROW_PX)


def bounds_of(own: Iterable[Mark], asked: Asked) -> scales.Range:
    """The range of an axis of values. It has room for the target, too."""
    goal = markers.target(asked)
    values = chain((mark.drawn for mark in own), [goal.value] if goal else [])
    return scales.span(values, asked.log, asked.form in FROM_ZERO)


def _line(line: over_years.Line, colour: str, sign: str, axes: JSON) -> list[JSON]:
    traces = over_years.traces_of(line, colour, sign, axes)
    years = [mark.year for mark in line.marks]
    whole = years[-1] - years[0] == len(years) - 1
    if whole and all(mark.kind == "plain" for mark in line.marks):
        traces[-1]["marker"]["maxdisplayed"] = PANEL_MARKS
    return traces


def _years(asked: Asked, panel: Panel, look: Look) -> JSON:
    years = asked.main.block.years
    axis = scales.year_axis(int(years[0]), int(years[-1]), look, most=3)
    return axis | {"domain": [panel.left, panel.left + panel.width], "anchor": f"y{panel.n}"}


def _values(asked: Asked, panel: Panel, bounds: scales.Range, look: Look) -> JSON:
    tone = template.colours(look)
    return scales.value_axis(bounds, asked.log, look, 4) | {
        "domain": [panel.top - panel.height * BOTTOM, panel.top - panel.height * TOP],
        "anchor": f"x{panel.n}",
        "showticklabels": panel.column == 0 or _apart(asked),
        "tickfont": {"size": 11, "color": tone["soft"]},
    }


def _name(panel: Panel, name: str, colour: str, look: Look) -> JSON:
    letters = _width(look) // _columns(look) // LETTER_PX
    return {
        "xref": "paper",
        "yref": "paper",
        "x": panel.left,
        "y": panel.top,
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "text": f"<b>{over_years.tooltip(scales.short(name, letters))}</b>",
        "font": {"size": 13, "color": colour},
    }


def sentence(marks: Marks, words: Words) -> str:
    """First and last value of the first places; then what one must know to read them."""
    return notes.sentence(marks, words, notes.trends(marks, words, over_years.leading(marks.view)))


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """Both indicators, gaps, and kinds of values. The names stand over the panels."""
    asked, items = marks.view, []
    if asked.second:
        items.append(Item("solid", asked.main.told.label))
        items.append(Item("longdash", asked.second.told.label))
    if over_years.has_gap(over_years.lines(marks.each)):
        items.append(Item(looks.GAP_SIGN, words.t("js.compare.legend.gap")))
    return [*items, *looks.legend((mark.kind for mark in marks.each), "line", words)]


CHART = Chart(
    id="multiples",
    pages=("compare",),
    order=6,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=tables.by_year,
)
