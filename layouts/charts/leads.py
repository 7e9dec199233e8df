"""The chart that a page opens with: what its picture shows, and what is told of its address."""

from __future__ import annotations

from layouts.charts import charts
from layouts.charts.asked import NoNumbers
from layouts.charts.drawn import drawn
from layouts.charts.first import board_chart, first_chart
from layouts.charts.record import Chart, MarksOf
from layouts.request.context import Context
from layouts.request.pages import PAGES

MAP = "map"  # the chart of pages that name no first one


def leading(ctx: Context) -> tuple[Chart, MarksOf] | None:
    """The chart that a page opens with, and its marks; None where it has none to show."""
    page = ctx.state.page
    chart = board_chart(ctx.state) if "board" in PAGES[page].keys else first_chart(ctx)
    chart = chart or (MAP if page in charts()[MAP].pages else "")
    if not chart or (charts()[chart].takes.indicators and not ctx.store.has_data(ctx.indicator)):
        return None
    try:
        return drawn(ctx, chart)
    except NoNumbers:
        return None


def picture(ctx: Context) -> str:
    """Where the picture of a view is, which its address and its build name."""
    query = ctx.href(lang="en").partition("?")[2]
    address = f"/picture/{ctx.store.build_id}/{ctx.lang}.png?page={ctx.state.path}"
    return f"{address}&{query}" if query else address
