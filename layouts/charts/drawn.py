"""Which chart is drawn for an address: the one asked for, or another where its values forbid it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from data.arithmetic.guard import Ruling
from layouts.charts import charts
from layouts.charts.asked import Asked, asked_of
from layouts.charts.forms import TOTAL
from layouts.charts.record import Chart, Marks, MarksOf
from layouts.charts.refusals import Refusal, why_not
from layouts.request.context import Context

K = TypeVar("K", bound=MarksOf[Any, Any])


def drawn(ctx: Context, chart_id: str) -> tuple[Chart, Marks]:
    """A chart and its marks. Where the guard refuses it, its `instead`, which names the refusal.

    Raises:
        KeyError: there is no such chart.
        NoNumbers: no numbers are held of the indicator.
    """
    chart = charts()[chart_id]
    ruling = allowed(chart, asked_of(ctx, chart.takes)) if chart.takes.needs else None
    if ruling is None or ruling.allowed:
        return chart, chart.marks(ctx)
    other = charts()[chart.takes.instead]
    marks = other.marks(ctx)
    refusal = Refusal(chart_id, ruling.reason, ruling.instead)
    view = replace(marks.view, refusals=(refusal, *marks.view.refusals))
    return other, replace(marks, view=view)


def whole(chart: Chart[K], marks: K) -> K:
    """The same marks of every place asked for, also of those that the figure has no room for.

    Table and file hold these: a group is complete in them, whatever is drawn.
    """
    asked = marks.view
    if not isinstance(asked, Asked) or len(asked.places.every) <= drawn_places(asked):
        return marks
    state = replace(asked.ctx.state, year=asked.year)
    return chart.marks(replace(asked.ctx, whole=True, state=state))


def drawn_places(asked: Asked) -> int:
    """How many places the figure draws, a summary of them left out."""
    return sum(code != TOTAL for code in asked.places.codes)


def allowed(chart: Chart, asked: Asked) -> Ruling:
    """Whether a chart may be drawn of the places and values of another, or of its own."""
    needs, main, places = chart.takes.needs, asked.main, asked.places
    if not needs:
        return Ruling(True)
    codes = () if places.picked == "world" else places.every  # it stands for no place chosen
    return why_not(main.of, needs, main.cells, codes)
