"""Choose an indicator, see it on a map and over time. The same on every page that has one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from layouts.charts import world_map
from layouts.charts.asked import NoNumbers
from layouts.charts.map import TAKES
from layouts.charts.map_view import view_of
from layouts.charts.record import JSON
from layouts.pieces import ids
from layouts.pieces.components import (
    badge,
    chart_card,
    details,
    doubts_slot,
    missing_reasons,
    phone_fold,
    slot,
)
from layouts.pieces.dropdowns import dropdown_labels
from layouts.pieces.map_buttons import year_bar, zoom_buttons
from layouts.pieces.map_legend import aside, patterns, short_legend
from layouts.pieces.record_card import record_card
from layouts.request.context import Context
from layouts.request.state import ViewState, default_indicator, page_indicators
from layouts.series.series import Series, series_of


def explorer(ctx: Context) -> list[Component]:
    """Indicator chooser, year control, map card and line card for one page."""
    chosen = ctx.indicator
    series = series_of(ctx, chosen) if chosen else None
    return [
        _chooser(ctx, chosen),
        doubts_slot(ctx),
        html.Div(_about(ctx, chosen, series), className="about", **{"data-tl": "about"}),
        html.Div(
            [
                html.Div(missing(ctx, chosen), hidden=series is not None, **{"data-tl": "empty"}),
                phone_fold(
                    ctx.t("explorer.charts"),
                    html.Div(
                        [_map_card(ctx), record_card(ctx, ids.LINE, heading=html.H3)],
                        className="cards",
                    ),
                    hidden=series is None,
                    **{"data-tl": "charts", "data-map-keys": " ".join(TAKES.options)},
                ),
            ],
            className="explorer",
            **{"data-tl": "explorer"},
        ),
    ]


def page_data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs of a page with an explorer."""
    offered = page_indicators(ctx.state, ctx.reference)
    return {
        "page": ctx.state.page,
        "view": "map",
        "slug": ctx.state.slug,
        "indicators": [i for i in offered if ctx.store.has_data(i)],
        "defaultIndicator": default_indicator(ctx.state, ctx.reference, ctx.store),
        "figures": {ids.MAP: _map(ctx)},
    }


def _map(ctx: Context) -> JSON:
    """The map that the page opens with, in its colours, before the browser has its years.

    It is that of a reader who lets no doubted value lead: the browser's follows the address.
    """
    areas, state = ctx.reference.areas, ctx.state
    plain = ViewState(state.page, state.slug, state.lang, state.indicator, state.year)
    try:
        view = view_of(replace(ctx, state=plain))
    except NoNumbers:
        return world_map.build(areas, {}, [], ctx.dark)
    levels = view.levels[view.series.year - view.first].tolist()
    found = dict(zip(view.codes, levels, strict=True))
    return world_map.build(areas, found, view.colours(ctx.dark), ctx.dark)


def _chooser(ctx: Context, chosen: str) -> Component:
    return html.Div(
        [
            html.Label(ctx.t("explorer.indicator"), htmlFor=ids.INDICATOR),
            dcc.Dropdown(
                id=ids.INDICATOR,
                options=_options(ctx),
                value=chosen or None,
                clearable=False,
                optionHeight="auto",
                maxHeight=420,
                placeholder=ctx.t("explorer.indicator_none"),
                labels=dropdown_labels(ctx),
            ),
        ],
        className="chooser",
    )


def _options(ctx: Context) -> list[dict[str, Any]]:
    """Indicators of the page; indirect ones and those without embedded numbers say so."""
    theme = ctx.reference.theme_by_slug(ctx.state.slug)
    direct = ctx.reference.theme_indicators(theme.theme_id) if theme else ()
    options = []
    for indicator_id in page_indicators(ctx.state, ctx.reference):
        indicator = ctx.reference.indicators[indicator_id]
        label = f"{indicator.sdg_indicator} {indicator.text('label', ctx.lang)}".strip()
        if theme and indicator_id not in direct:
            label = ctx.t("explorer.indirect_option", label=label)
        if not ctx.store.has_data(indicator_id):
            label = ctx.t("explorer.no_data_option", label=label)
        options.append({"label": label, "value": indicator_id})
    return options


def _about(ctx: Context, chosen: str, series: Series | None) -> list[Any]:
    """Title, badges and cautions of the indicator; rewritten by the browser when it changes."""
    if not chosen:
        return []
    indicator = ctx.reference.indicators[chosen]
    unit = ctx.t(f"unit.{series.matrix.unit if series else indicator.unit}")
    kind = ctx.t(f"kind.{indicator.kind}")
    return [
        slot(
            "about-title",
            html.P,
            children=indicator.text("title", ctx.lang),
            className="about-title",
        ),
        html.P(
            [
                badge(ctx.t(f"measures.{indicator.measures}"), indicator.measures),
                *(badge(text) for text in dict.fromkeys((unit, kind))),
            ],
            className="badges",
            **{"data-tl": "about-badges"},
        ),
        slot(
            "about-caveat", html.P, children=indicator.text("caveat", ctx.lang), className="caveat"
        ),
    ]


def missing(ctx: Context, chosen: str) -> list[Component]:
    """Why an indicator has no chart: withheld series by reason, or none published to embed."""
    texts = missing_reasons(ctx, chosen) if chosen else []
    reasons = [html.Li(text) for text in texts]
    return [
        html.H3(ctx.t("empty.title")),
        html.P(ctx.t("empty.no_series")),
        html.Ul(reasons) if reasons else html.P(ctx.t("empty.not_held")),
        html.P(ctx.t("empty.what_to_do"), className="muted"),
    ]


def _map_card(ctx: Context) -> Component:
    return chart_card(
        ctx,
        "map",
        year_bar(ctx),
        zoom_buttons(ctx, ctx.t("action.reset_map")),
        short_legend(ctx),
        patterns(),
        aside("map-tip"),
        html.P(_map_notes(ctx), className="map-note"),
        html.P(slot("map-more", html.A, children=ctx.t("map.more"), href=ctx.link_to("map"))),
        heading=html.H3,
    )


def _map_notes(ctx: Context) -> str:
    return " ".join(ctx.t(key) for key in ("count.brackets", "note.map_short", "note.kosovo"))


def cautions(ctx: Context) -> Component:
    """How to read indicators, once per page."""
    return details(
        ctx.t("explorer.reading"),
        html.Ul(
            [
                html.Li(ctx.t("note.general_progress")),
                html.Li(ctx.t("note.missing")),
                html.Li(ctx.t("note.relevance")),
            ]
        ),
    )
