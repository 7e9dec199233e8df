"""Years that pass: figure and words of a chart in each of its years, made at once.

Each is what the address of that year gives, so that stepping and asking cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable

from layouts.charts.record import JSON, Chart, Frames, Look, Marks
from layouts.charts.served import drawing, texts
from layouts.charts.template import plain
from layouts.words.values import Words


def frames(chart: Chart, marks: Marks, look: Look, at: Callable[[int], Marks]) -> Frames:
    """A frame per year of a chart whose order, rows or marks change with the year.

    Args:
        chart: the chart.
        marks: of any year.
        look: where it is seen.
        at: the marks of a year.
    """
    years, words = marks.view.years, Words(look.lang)
    each = [at(year) for year in years]
    figures = tuple(_figure(chart, own, look, words) for own in each)
    told = tuple(texts(chart, own, look, words) for own in each)
    return Frames(years, (), told, figures=figures)


def _figure(chart: Chart, marks: Marks, look: Look, words: Words) -> JSON:
    """What differs between years: traces, and the layout without what is the same in all."""
    made = plain(drawing(chart, marks, look, words))
    layout = {name: value for name, value in made["layout"].items() if name != "template"}
    return {"data": made["data"], "layout": layout}
