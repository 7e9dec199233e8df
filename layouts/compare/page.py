"""Comparing page: one indicator, many areas, the charts of layouts/charts.

The controls of a chart come with it (settings.py).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from layouts.charts.controls import controls
from layouts.charts.drawn import drawn
from layouts.compare.peers import peers_panel
from layouts.compare.settings import CHOOSERS, chart_buttons
from layouts.pieces import ids
from layouts.pieces.components import details, doubts_slot, section, slot
from layouts.pieces.dropdowns import dropdown_labels
from layouts.pieces.explorer import missing
from layouts.pieces.record_card import record_card
from layouts.request.context import Context
from layouts.request.state import ViewState, default_indicator
from layouts.series.concepts import label
from layouts.series.groups import days_note
from layouts.series.series import indicator_of
from layouts.words.values import Words

DROPDOWNS = tuple(f"compare-{key}" for key in CHOOSERS)
# What charts are refused by, beside indicator and places.
REFUSING = ("chart", "breakdown", "among")


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("compare.document_title")


def part(ctx: Context) -> list[Component]:
    """Countries alike, of the first chosen country."""
    return peers_panel(ctx)


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs of the page; the list of indicators is fetched apart."""
    store, reference = ctx.store, ctx.reference
    names = (*reference.indicators, *reference.catalogue_series)
    return {
        "page": "compare",
        "view": "compare",
        "indicators": [i for i in names if store.has_data(i)],
        "defaultIndicator": default_indicator(ctx.state, reference, store),
        "figures": {},
    }


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    return [
        html.Div(
            [
                html.H1(ctx.t("compare.title")),
                html.P(ctx.t("compare.lead"), className="lead"),
            ],
            className="hero hero-compare",
        ),
        html.Div(
            [_controls(ctx), *_drawing(ctx)],
            className="compare",
            **{"data-tl": "compare"},
        ),
        section(
            ctx.t("compare.peers"),
            html.Div(part(ctx), id=ids.PART),
            id_="peers",
            lead=ctx.t("compare.peers_lead"),
        ),
        section(
            ctx.t("compare.guard"),
            slot("compare-guard", className="guard-list"),
            details(ctx.t("compare.guard_rules"), _rules(ctx)),
            id_="guard",
            lead=ctx.t("compare.guard_lead"),
        ),
    ]


def _drawing(ctx: Context) -> list[Component]:
    """The chart and what it can be set to; without numbers, why there is none."""
    chosen = ctx.indicator
    if ctx.store.has_data(chosen):
        return [_card(ctx), _options(ctx)]
    name = indicator_of(ctx, chosen).text("label", ctx.lang)
    about = html.A(name, href=ctx.link_to("indicator", chosen))
    return [slot("empty", className="card-empty", children=[html.H2(about), *missing(ctx, chosen)])]


def _controls(ctx: Context) -> Component:
    held = _held(ctx, ctx.indicator)
    return html.Div(
        [
            html.Div(
                [
                    html.Label(ctx.t("explorer.indicator"), htmlFor=ids.INDICATOR),
                    _dropdown(ctx, ids.INDICATOR, held),
                ],
                className="chooser compare-indicator",
            ),
            *([_charts(ctx)] if held else []),
        ],
        className="compare-controls",
    )


def _charts(ctx: Context) -> Component:
    """A button for each chart that may be drawn; the answer of the chart brings them, too."""
    kept = {key: ctx.state.option(key) for key in REFUSING}
    state = ViewState("compare", "", ctx.lang, ctx.state.indicator, None, ctx.state.areas, kept)
    chart, marks = drawn(replace(ctx, state=state), kept["chart"])
    refused = controls(chart, marks.view, Words(ctx.lang))["refused"]["chart"]
    buttons = [chart_buttons(ctx, chart.id, refused)]
    return slot("compare-charts", className="compare-charts", children=buttons)


def _options(ctx: Context) -> Component:
    """What a chart can be set to, and what the guard refuses of it, beside the chart."""
    return html.Section(
        [
            html.H2(ctx.t("compare.options"), className="visually-hidden", id="compare-options"),
            slot("compare-options", className="compare-options"),
            html.Div([_optional(ctx, name) for name in DROPDOWNS], className="compare-more"),
            doubts_slot(ctx),
            html.P(days_note(ctx), className="muted"),
            slot("compare-refusals", className="refusals"),
        ],
        className="compare-aside",
        **{"aria-labelledby": "compare-options"},
    )


def _optional(ctx: Context, name: str) -> Component:
    """A further indicator, shown where the chart has a place for it."""
    state_key = name.removeprefix("compare-")
    known = _held(ctx, ctx.state.option(state_key))
    return html.Div(
        [
            html.Label(ctx.t(f"compare.label.{state_key}"), htmlFor=name),
            _dropdown(ctx, name, known, clearable=state_key != "x"),
        ],
        className="chooser",
        hidden=True,
        **{"data-tl": name},
    )


def _held(ctx: Context, indicator_id: str) -> str:
    """An indicator with numbers; "" for any other."""
    return indicator_id if ctx.store.has_data(indicator_id) else ""


def _dropdown(ctx: Context, id_: str, chosen: str, clearable: bool = False) -> Component:
    """A chooser that holds its own choice; the browser gives it the rest of the list."""
    options = [{"label": label(ctx, chosen), "value": chosen}] if chosen else []
    return dcc.Dropdown(
        id=id_,
        options=options,
        value=chosen or None,
        clearable=clearable,
        optionHeight="auto",
        maxHeight=420,
        placeholder=ctx.t("compare.choose"),
        labels=dropdown_labels(ctx),
    )


def _card(ctx: Context) -> Component:
    return record_card(
        ctx,
        ctx.state.option("chart"),
        html.P(
            slot("compare-open", html.A, children=ctx.t("compare.open"), href="#", target="_blank"),
            className="compare-open",
        ),
        card="compare",
        title=ctx.t("chart.compare"),
        chosen=True,
        leads=True,
    )


def _rules(ctx: Context) -> Component:
    """What is never put together, in plain words."""
    names: tuple[str, ...] = (
        "stock_flow",
        "sum_rates",
        "mean_no_weights",
        "refugees_migrants",
        "sum_twice",
    )
    names += ("axis_units", "capita_rate", "index_grades", "summary_groups")
    return html.Ul([html.Li(ctx.t(f"js.guard.{name}")) for name in names])
