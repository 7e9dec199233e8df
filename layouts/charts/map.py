"""The map: one indicator, one year, a class of values a colour, each kind of nothing apart.

The one chart that our own painter draws on the screen (assets/app/map/painter.js), for the
speed of its steps; world_map.py says what that buys, map_frames.py what the painter is sent.
"""

from __future__ import annotations

from layouts.charts import looks
from layouts.charts.map_figure import ESTIMATED, SIGNS, figure, tones
from layouts.charts.map_frames import painted
from layouts.charts.map_rows import MapMarks
from layouts.charts.map_view import view_of
from layouts.charts.map_words import levels, of_places, sentence, table
from layouts.charts.match import NOTHING
from layouts.charts.record import Chart, Item, Look, Takes
from layouts.request.context import Context
from layouts.words.values import Words

TAKES = Takes(
    years="one",
    everyone=True,
    forms=("absolute",),
    axes=("linear",),
    options=(
        *("breakdown", "match", "breaks", "classes", "limits", "palette"),
        *("projection", "region", "layout", "doubted"),
    ),
    draws=("doubts",),
)


def marks(ctx: Context) -> MapMarks:
    """One row per place of the part of the world drawn, with what is shown there."""
    view = view_of(ctx)
    return MapMarks(view, view.series.year)


def legend(marks: MapMarks, look: Look, words: Words) -> list[Item]:
    """Classes and kinds of nothing that occur, what is drawn apart, years in use; with counts."""
    view, scale = marks.view, tones(marks, look)
    classes = len(scale) - len(NOTHING)
    items = []
    for level, text in levels(view, words):
        if not sum(found := marks.of_level(level)):
            continue
        told = f"{text} ({found.short})"
        if level >= 0:
            items.append(Item("block", told, scale[level]))
        else:
            sign = SIGNS[NOTHING[-1 - level]]
            items.append(Item(sign or "block", told, "" if sign else scale[classes - 1 - level]))
    if sum(found := marks.among(marks.estimated)):
        items.append(Item(ESTIMATED, f"{words.t('map.legend.estimate')} ({found.short})"))
    items += looks.legend((p.kind for p in marks.unsure), "mark", words)
    return items


CHART = Chart(
    id="map",
    pages=("theme", "map"),
    order=0,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("choropleth", "scattergeo", "scatter"),
    painted=painted,
    told=of_places,
)
