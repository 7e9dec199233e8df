"""A cell per place and year, with its value in it and the colour of its class.

A chart of many years is as wide as its words need: it scrolls, and names its places at both ends.
"""

from __future__ import annotations

from math import isfinite

from layouts.charts import looks, notes, over_years, tables
from layouts.charts.asked import asked_of
from layouts.charts.heat_figure import classes_of, figure
from layouts.charts.record import Chart, Item, Look, Marks, Takes
from layouts.charts.rows import rows_of
from layouts.request.context import Context
from layouts.words.values import NARROW_SPACE, Words

TAKES = Takes(
    years="all",
    opens=12,
    most=60,
    axes=("linear",),
    options=("form", "total"),
    draws=("estimates", "breaks", "doubts"),
)


def marks(ctx: Context) -> Marks:
    """One row per place and year with a value."""
    asked = asked_of(ctx, TAKES)
    return Marks(rows_of(asked, lambda code: "value"), asked)


def sentence(marks: Marks, words: Words) -> str:
    """First and last value of the first places; then what one must know to read them."""
    return notes.sentence(marks, words, notes.trends(marks, words, over_years.leading(marks.view)))


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """The classes by their colours, and kinds of values."""
    if not marks.each:
        return []
    classes, short = (
        classes_of(marks, look.dark and not look.printed),
        marks.view.main.told.unit.short,
    )
    sign = f"{NARROW_SPACE}%" if short.startswith("%") else ""

    def bound(value: float) -> str:
        return words.compact(value) + sign if isfinite(value) else ""

    items = [
        Item(
            "block",
            words.t("legend.over", low=bound(classes.uppers[i - 1]))
            if i
            else words.t("legend.to", high=bound(classes.uppers[0])),
            colour,
        )
        for i, colour in enumerate(classes.colours)
    ]
    return [*items, *looks.legend((mark.kind for mark in marks.each), "cell", words)]


CHART = Chart(
    id="heat",
    pages=("compare",),
    order=9,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=tables.by_year,
    traces=("heatmap", "scatter"),
)
