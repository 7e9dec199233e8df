"""Lines over the years: the record to copy. Marks, figure, sentence and legend of one chart.

Pages that show a map beside it have its year marked; a picture has no such mark.
"""

from __future__ import annotations

from itertools import chain
from math import log10

import numpy as np
import plotly.graph_objects as go

from layouts.charts import looks, markers, notes, over_years, scales, tables, template
from layouts.charts.asked import Asked, asked_of
from layouts.charts.end_names import ROOM_PX, end_names
from layouts.charts.forms import TOTAL
from layouts.charts.record import JSON, Chart, Item, Look, Marks, Takes
from layouts.charts.rows import names_of, rows_of
from layouts.request.context import Context
from layouts.request.pages import PAGES
from layouts.words.values import Words

TAKES = Takes(
    indicators=2,
    years="all",
    options=("form", "axis", "total", "beside"),
    draws=("estimates", "breaks", "targets", "doubts", "events"),
)
UNIFIED = 8  # lines up to which one tooltip tells of all in a year
MIDDLE = (0.03, 0.97)  # of the values of a group that the axis makes room for
FROM_ZERO = ("absolute", "capita", "change")


def marks(ctx: Context) -> Marks:
    """One row per place and year with a value; the rest of a group has the role `context`."""
    asked = asked_of(ctx, TAKES)
    own = over_years.leading(asked)
    return Marks(rows_of(asked, lambda code: "value" if code in own else "context"), asked)


def figure(marks: Marks, look: Look) -> go.Figure:
    """Lines in colour before a grey group, with names at their ends where there is room."""
    asked, words = marks.view, Words(look.lang)
    context = over_years.lines(marks.of("context"))
    own = over_years.lines(mark for mark in marks.each if mark.role != "context")
    tone, bounds = template.colours(look), bounds_of(marks)
    path = markers.needed_path(asked)
    first, last = _years(asked)
    years = scales.year_axis(first, max([last, *(year for year, _ in path)]), look)
    traces = [over_years.behind(context, tone["context"])] if context else []
    for line in own:
        traces += over_years.traces_of(line, *_style(asked, line.first.area_code, tone["series"]))
    if path:
        traces.append(markers.path_trace(path, path_name(asked, words), look))
    axis = scales.value_axis(bounds, asked.log, look)
    shapes, labels = _beside(asked, words, years["range"], look)
    room = 0 if look.narrow else ROOM_PX
    layout = {
        "xaxis": years,
        "yaxis": axis,
        "shapes": shapes,
        "annotations": [*labels, *(_names(own, asked, bounds, look, tone) if room else [])],
        "margin": {"l": scales.left_margin(axis), "r": room or 14, "t": 24, "b": 28},
        "hovermode": "closest" if context or len(own) > UNIFIED else "x unified",
    }
    return template.figure(traces, layout, look)


def path_name(asked: Asked, words: Words) -> str:
    """What the needed path is called: whose it is."""
    return words.t("charts.path", area=names_of(asked)[markers.path_place(asked)])


def _years(asked: Asked) -> tuple[int, int]:
    """First and last year of all series drawn."""
    blocks = [part.block.years for part in asked.parts]
    return int(min(b[0] for b in blocks)), int(max(b[-1] for b in blocks))


def _style(asked: Asked, code: str, series: list[str]) -> tuple[str, str]:
    """Colour and symbol of a place, the same for both indicators."""
    i = over_years.leading(asked).index(code)
    return series[i % len(series)], looks.place_symbol(i, len(series))


def bounds_of(marks: Marks) -> scales.Range:
    """The range of the value axis. It belongs to the chosen places and most of the others."""
    asked = marks.view
    own = [mark.drawn for mark in marks.each if mark.role != "context"]
    others = np.array([mark.drawn for mark in marks.of("context")])
    if own and len(others):
        low, high = np.quantile(others, MIDDLE)
        others = others[(others >= low) & (others <= high)]
    goal = markers.target(asked)
    values = chain(own, others.tolist(), [goal.value] if goal else [])
    return scales.span(values, asked.log, asked.form in FROM_ZERO)


def beyond(marks: Marks) -> list[str]:
    """Names of places of a group with values outside the axis."""
    low, high = bounds_of(marks)
    if marks.view.log:
        low, high = 10**low, 10**high
    outside = (mark.area for mark in marks.of("context") if not low <= mark.drawn <= high)
    return list(dict.fromkeys(outside))


def _beside(
    asked: Asked, words: Words, years: scales.Range, look: Look
) -> tuple[list[JSON], list[JSON]]:
    """Shapes and labels of events, of the target, and of the year that the page shows."""
    shapes, labels = markers.event_lines(years, words, look)
    if _marks_year(asked, look):
        shapes.append(markers.year_line(asked.year, look))
    if goal := markers.target(asked):
        text = markers.target_text(asked, words, goal)
        shape, label = markers.target_line(goal, text, asked.log, look)
        return [*shapes, shape], [*labels, label]
    return shapes, labels


def _marks_year(asked: Asked, look: Look) -> bool:
    """Whether the year of the page's map is marked; a picture shows no map."""
    return PAGES[asked.ctx.state.page].marks_year and not look.printed


def _names(
    own: list[over_years.Line], asked: Asked, bounds: scales.Range, look: Look, tone: JSON
) -> list[JSON]:
    """Names at the line ends, moved apart where they would overlap."""
    height = template.height(look) - 52.0
    low, high = bounds

    def place(line: over_years.Line) -> float:
        end = line.marks[-1].drawn
        return (high - (log10(end) if asked.log else end)) / (high - low) * height

    second = asked.second.told.label if asked.second else ""
    colours = (_style(asked, line.first.area_code, tone["series"])[0] for line in own)
    named = ((place(o), _name(o, second), c) for o, c in zip(own, colours, strict=True))
    return end_names(named, height)


def _name(line: over_years.Line, second: str) -> str:
    first = line.first
    return f"{first.area}, {second}" if first.series == "second" else first.area


def sentence(marks: Marks, words: Words) -> str:
    """First and last value of each place in colour; then what one must know to read them."""
    told = notes.trends(marks, words, over_years.leading(marks.view))
    if outside := beyond(marks):
        areas = words.first(outside, notes.SAID)
        told.append(words.t("js.compare.note.beyond", areas=areas, count=len(outside)))
    return notes.sentence(marks, words, [*told, *_greyed(marks, words)])


def _greyed(marks: Marks, words: Words) -> list[str]:
    """That some of the places chosen are not in colour."""
    asked = marks.view
    chosen = [code for code in asked.places.codes if code != TOTAL]
    own = [code for code in over_years.leading(asked) if code != TOTAL]
    if asked.places.among or len(chosen) == len(own):
        return []
    return [words.t("js.compare.note.coloured", count=len(own), all=len(chosen), year=asked.year)]


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """Names where the chart has no room for them, both indicators, gaps, and kinds of values."""
    asked, found = marks.view, over_years.lines(marks.each)
    series = template.colours(look)["series"]
    items = []
    if look.narrow:
        for first in (line.first for line in found):
            if first.role != "context" and first.series == "main":
                colour, sign = _style(asked, first.area_code, series)
                items.append(Item(sign, first.area, colour))
    if asked.second:
        items.append(Item("solid", asked.main.told.label))
        items.append(Item("longdash", asked.second.told.label))
    if markers.needed_path(asked):
        items.append(Item("path", path_name(asked, words), template.colours(look)["target"]))
    if _marks_year(asked, look):
        items.append(Item("year", words.t("charts.year_shown"), template.colours(look)["quiet"]))
    if over_years.has_gap(found):
        items.append(Item(looks.GAP_SIGN, words.t("js.compare.legend.gap")))
    if marks.of("context"):
        group = notes.group_name(asked)
        key = "other" if group else "rest"
        items.append(Item("other", words.t(f"js.compare.legend.{key}", group=group)))
    return [*items, *looks.legend((mark.kind for mark in marks.each), "line", words)]


CHART = Chart(
    id="line",
    pages=("compare", "theme", "indicator"),
    order=1,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=tables.by_year,
)
