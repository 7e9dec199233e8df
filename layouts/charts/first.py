"""Which chart a page opens with: its picture, its description, what its document asks for."""

from __future__ import annotations

from layouts.charts.corridor_view import chart_of
from layouts.request.context import Context
from layouts.request.keys import KEYS
from layouts.request.pages import PAGES, names_chart
from layouts.request.state import ViewState


def board_chart(state: ViewState) -> str:
    """The chart of the board that the page of coverage shows."""
    return "holdings" if state.option("board") == KEYS["board"].default else "country_matrix"


def first_chart(ctx: Context) -> str:
    """The id of the chart that leads the page of an address; "" of a page that has none."""
    page = ctx.state.page
    if names_chart(page):
        return ctx.state.option("chart")
    return chart_of(ctx) if "shape" in PAGES[page].keys else PAGES[page].first_chart
