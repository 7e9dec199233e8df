"""The card of a chart record, for any page: the browser draws in it without code of the page's own.

Its browser half is assets/app/charts/cards.js, which asks for the chart of the page's address.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.charts import charts
from layouts.charts.record import Chart
from layouts.pieces.components import chart_card, slot
from layouts.pieces.map_buttons import play_button
from layouts.request.context import Context
from layouts.request.pages import PAGES
from layouts.request.state import ViewState

# What charts read of an address beside the options of their own.
COMMON = ("doubted", "publisher", "breakdown", "among", "from", "to", "baseyear")


def record_card(
    ctx: Context,
    chart_id: str,
    *extra: Any,
    card: str = "",
    title: str = "",
    chosen: bool = False,
    leads: bool = False,
    table: Component | None = None,
    heading: type = html.H2,
) -> Component:
    """A chart with its title, legend, summary, source, downloads and table, all still empty.

    Args:
        ctx: of the page.
        chart_id: the record that is drawn.
        extra: what stands below the legend.
        card: with what ids and slots in it begin; by default the chart's id.
        title: its words until the chart has come; by default the chart's name.
        chosen: the address names the chart under the key `chart`; `chart_id` is the first.
        leads: the page counts as drawn once this card is.
        table: stands in the place of the one that comes with the chart.
        heading: of its title; `H3` within a section.
    """
    chart, card = charts()[chart_id], card or chart_id
    steps = [_years(ctx, card)] if chosen or chart.frames else []
    attributes = {"data-chart-card": chart_id, "data-card": card}
    if chosen:
        attributes["data-chart-key"] = "chart"
    else:
        attributes["data-keys"] = " ".join(keys_read(chart, ctx.state.page))
    if leads:
        attributes["data-leads"] = "1"
    return chart_card(
        ctx,
        card,
        *steps,
        slot(f"{card}-legend", className="legend signs"),
        *extra,
        name=title or ctx.t(f"charts.{chart_id}.name"),
        attributes=attributes,
        table=table,
        heading=heading,
    )


def keys_read(chart: Chart, page: str) -> tuple[str, ...]:
    """The keys of a page's address that a chart reads: a change of any other draws nothing anew."""
    read = {*COMMON, *chart.takes.options}
    takes = chart.takes
    whole = {"indicator": takes.indicators, "year": takes.years != "all", "areas": takes.most != 0}
    state = (key for key, wanted in whole.items() if wanted)
    return (*state, *(key for key in PAGES[page].keys if key in read))


def read_of(state: ViewState, chart: Chart) -> ViewState:
    """An address less all that a chart does not read; assets/app/charts/cards.js makes the same."""
    keys = keys_read(chart, state.page)
    kept = {key: value for key, value in state.options.items() if key in keys}
    return replace(
        state,
        indicator=state.indicator if "indicator" in keys else "",
        year=state.year if "year" in keys else None,
        areas=state.areas if "areas" in keys else (),
        options=kept,
    )


def _years(ctx: Context, card: str) -> Component:
    """Slider and button of a chart with years, shown where it has some."""
    return html.Div(
        [
            play_button(ctx, "data-play", card),
            html.Label(ctx.t("chart.year"), htmlFor=f"{card}-year", className="visually-hidden"),
            slot(f"{card}-range", className="year-range"),
            slot(f"{card}-now", html.Output, className="year-now"),
        ],
        className="year-bar",
        hidden=True,
        **{"data-tl": f"{card}-years"},
    )
