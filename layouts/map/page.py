"""The map: any indicator, any breakdown, any year, for every state, as shapes or as tiles."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.charts import map_words, world_map
from layouts.charts.asked import NoNumbers
from layouts.charts.map import TAKES
from layouts.charts.map_view import view_of
from layouts.map.controls import chooser, held_indicators, stage, view_bar
from layouts.pieces import ids
from layouts.pieces.components import counting_rule, details, doubts_slot, downloads, slot
from layouts.pieces.explorer import cautions, missing
from layouts.pieces.map_buttons import STEPS, year_bar
from layouts.pieces.map_legend import full_legend, patterns
from layouts.request.context import Context
from layouts.request.state import default_indicator
from layouts.series.breakdowns import breakdown_choices
from layouts.words.values import Words


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("map.document_title")


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    name, below = _words(ctx)
    return [
        html.Div(
            [html.H1(ctx.t("map.title")), html.P(ctx.t("map.lead"), className="lead")],
            className="map-hero",
        ),
        chooser(ctx),
        html.Div(
            missing(ctx, ctx.indicator),
            hidden=ctx.store.has_data(ctx.indicator),
            **{"data-tl": "empty"},
        ),
        html.Article(
            [
                html.Header(
                    [
                        slot("map-title", html.H2, id="map-title", children=name),
                        slot("map-subtitle", html.P, className="card-sub", children=below),
                    ]
                ),
                year_bar(ctx, STEPS, "map-keys"),
                view_bar(ctx),
                doubts_slot(ctx),
                stage(ctx),
                full_legend(ctx),
                patterns(),
                html.P([ctx.t("map.note"), " ", ctx.t("note.kosovo")], className="map-note"),
                slot("map-summary", html.P, id="map-summary", className="summary"),
                slot("map-source", html.P, className="source"),
                counting_rule(ctx),
                downloads(ctx, "map", ctx.t("chart.map")),
                details(ctx.t("chart.table"), slot("map-table"), name="map-details"),
            ],
            className="card card-map map-card",
            hidden=not ctx.store.has_data(ctx.indicator),
            **{"data-tl": "charts", "data-chart": "map", "aria-labelledby": "map-title"},
            **{"data-map-keys": " ".join(TAKES.options)},
        ),
        cautions(ctx),
    ]


def _words(ctx: Context) -> tuple[str, str]:
    """Title and subtitle of the map that the page opens with."""
    try:
        view = view_of(ctx)
    except NoNumbers:
        return "\u00a0", "\u00a0"
    year, words = view.series.year, Words(ctx.lang)
    return map_words.title(view, year, words), map_words.subtitle(view, year, words)


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs of the page."""
    held = held_indicators(ctx)
    areas = ctx.reference.areas
    shapes, dots = world_map.mapped(areas)
    return {
        "page": "map",
        "view": "map",
        "slug": "",
        "indicators": held,
        "defaultIndicator": default_indicator(ctx.state, ctx.reference, ctx.store),
        "breakdowns": {i: parts for i in held if (parts := breakdown_choices(ctx, i))},
        "places": {a.area_code: [a.lon, a.lat] for a in (*shapes, *dots)},
        "figures": {ids.MAP: world_map.build(areas, {}, [], ctx.dark)},
    }
