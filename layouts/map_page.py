"""The map: any indicator, any breakdown, any year, for every state, as shapes or as tiles."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from data.tiles import read_tiles
from layouts import ids
from layouts.addresses import KEYS
from layouts.components import details, downloads, slot, sort_key
from layouts.context import Context
from layouts.explorer import cautions, chosen_indicator, missing
from layouts.figures import palettes, world_map
from layouts.figures.regions import REGIONS, in_map_order, members
from layouts.series import breakdown_text, indicator_of
from layouts.shell import dropdown_labels
from layouts.urls import default_indicator, page_indicators

SPEEDS = (2, 4, 8)  # years a second


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("map.document_title")


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    return [
        html.Div(
            [html.H1(ctx.t("map.title")), html.P(ctx.t("map.lead"), className="lead")],
            className="map-hero",
        ),
        _chooser(ctx),
        html.Div(
            missing(ctx, chosen_indicator(ctx)),
            hidden=ctx.store.has_data(chosen_indicator(ctx)),
            **{"data-tl": "empty"},
        ),
        html.Article(
            [
                html.Header(
                    [
                        slot("map-title", html.H2, id="map-title", children="\u00a0"),
                        slot("map-subtitle", html.P, className="card-sub", children="\u00a0"),
                    ]
                ),
                _year_bar(ctx),
                _view_bar(ctx),
                _stage(ctx),
                slot("map-legend", className="map-legend"),
                html.P([ctx.t("map.note"), " ", ctx.t("note.kosovo")], className="map-note"),
                slot("map-summary", html.P, id="map-summary", className="summary"),
                slot("map-source", html.P, className="source"),
                downloads(ctx, "map", ctx.t("chart.map")),
                details(ctx.t("chart.table"), slot("map-table"), name="map-details"),
            ],
            className="card card-map map-card",
            hidden=not ctx.store.has_data(chosen_indicator(ctx)),
            **{"data-tl": "charts", "data-chart": "map", "aria-labelledby": "map-title"},
        ),
        cautions(ctx),
    ]


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs of the page."""
    held = _held(ctx)
    shapes, dots = world_map.mapped(ctx.reference.areas)
    places = [*shapes, *dots]
    listed = in_map_order(places)
    return {
        "page": "map",
        "view": "map",
        "slug": "",
        "indicators": held,
        "defaultIndicator": default_indicator(ctx.state, ctx.reference, ctx.store),
        "breakdowns": _breakdowns(ctx, held),
        "assessable": [
            i for i in held if (x := ctx.reference.indicators.get(i)) and x.direction != "none"
        ],
        "palettes": palettes.for_browser(),
        "regions": {
            name: {"lon": r.lon, "lat": r.lat, "codes": members(name, places)}
            for name, r in REGIONS.items()
        },
        "list": [[code, [a.area_code for a in group]] for code, group in listed],
        "places": {a.area_code: [a.lon, a.lat] for a in places},
        "tiles": read_tiles(ctx.store.data_dir / "reference"),
        "figures": {ids.MAP: world_map.build(ctx.reference.areas, None, ctx.dark)},
    }


def _held(ctx: Context) -> list[str]:
    """Every indicator with numbers, those of the reference tables first."""
    return [i for i in page_indicators(ctx.state, ctx.reference) if ctx.store.has_data(i)]


def _breakdowns(ctx: Context, held: list[str]) -> dict[str, list[list[str]]]:
    """Breakdowns (key and words) of the indicators that have any beside the total."""
    found = {i: ctx.store.breakdowns(i) for i in held}
    return {
        i: [[b, breakdown_text(ctx, b) or ctx.t("map.total")] for b in parts]
        for i, parts in found.items()
        if len(parts) > 1
    }


def _chooser(ctx: Context) -> Component:
    return html.Div(
        [
            html.Div(
                [
                    html.Label(ctx.t("explorer.indicator"), htmlFor=ids.INDICATOR),
                    dcc.Dropdown(
                        id=ids.INDICATOR,
                        options=_options(ctx),
                        value=chosen_indicator(ctx) or None,
                        clearable=False,
                        optionHeight="auto",
                        maxHeight=420,
                        placeholder=ctx.t("explorer.indicator_none"),
                        labels=dropdown_labels(ctx),
                    ),
                ],
                className="chooser",
            ),
            html.Div(
                [
                    html.Label(ctx.t("map.breakdown"), htmlFor="map-breakdown"),
                    html.Select(id="map-breakdown", **{"data-key": "breakdown"}),
                ],
                className="map-field",
                hidden=True,
                **{"data-tl": "map-breakdowns"},
            ),
        ],
        className="map-chooser",
    )


def _options(ctx: Context) -> list[dict[str, str]]:
    """Chosen indicators by their code, then the catalogue's by their provider's title."""
    chosen, catalogue = [], []
    for indicator_id in _held(ctx):
        indicator = indicator_of(ctx, indicator_id)
        if indicator.family == "catalogue":
            source = ctx.store.default_source(indicator_id) or ""
            name = ctx.reference.sources[source].producer
            label = ctx.t("map.catalogue_option", title=indicator.title_en, source=name)
            catalogue.append({"value": indicator_id, "label": label, "search": label})
        else:
            label = f"{indicator.sdg_indicator} {indicator.text('label', ctx.lang)}".strip()
            chosen.append({"value": indicator_id, "label": label, "search": label})
    return [*chosen, *sorted(catalogue, key=lambda o: sort_key(o["label"]))]


def _field(ctx: Context, name: str) -> Component:
    """A labelled list of the choices of one key of the address."""
    return html.Div(
        [
            html.Label(ctx.t(f"map.{name}"), htmlFor=f"map-{name}"),
            html.Select(
                [html.Option(_choice(ctx, name, c), value=c) for c in KEYS[name].choices],
                id=f"map-{name}",
                **{"data-key": name},
            ),
        ],
        className="map-field",
    )


def _choice(ctx: Context, name: str, choice: str) -> str:
    return choice if choice.isdecimal() else ctx.t(f"map.{name}.{choice}")


def _year_bar(ctx: Context) -> Component:
    def step(action: str, sign: str) -> Component:
        return html.Button(
            sign,
            type="button",
            className="icon-button",
            **{"data-map": action, "aria-label": ctx.t(f"map.{action}")},
        )

    icon = html.Span(className="play-icon", **{"aria-hidden": "true"})
    return html.Div(
        [
            html.Button(
                icon,
                type="button",
                className="icon-button",
                **{"data-map": "play", "aria-label": ctx.t("action.play")},
            ),
            step("back", "\u2039"),
            html.Label(ctx.t("explorer.year"), htmlFor="map-year", className="visually-hidden"),
            slot("map-range", className="year-range"),
            step("forward", "\u203a"),
            slot("map-now", html.Output, className="year-now", children="\u00a0"),
            html.Div(
                [
                    html.Label(ctx.t("map.speed"), htmlFor="map-speed"),
                    html.Select(
                        [html.Option(ctx.t("map.speed_option", n=n), value=str(n)) for n in SPEEDS],
                        id="map-speed",
                    ),
                ],
                className="map-field map-field-inline",
            ),
        ],
        className="year-bar",
    )


def _view_bar(ctx: Context) -> Component:
    own = html.Div(
        [
            html.Label(ctx.t("map.limits"), htmlFor="map-limits"),
            slot("map-limits"),
            slot("map-limits-note", html.P, className="muted", role="status"),
        ],
        className="map-field",
        hidden=True,
        **{"data-tl": "map-own"},
    )
    return html.Div(
        [
            html.Div(
                [_field(ctx, name) for name in ("match", "region", "layout")],
                className="map-fields",
            ),
            details(
                ctx.t("map.settings"),
                html.Div(
                    [
                        *(_field(ctx, n) for n in ("breaks", "classes")),
                        own,
                        *(_field(ctx, n) for n in ("palette", "projection")),
                    ],
                    className="map-fields",
                ),
                name="map-settings",
            ),
        ],
        className="map-bar",
    )


def _stage(ctx: Context) -> Component:
    zoom = {"zoom-in": "+", "zoom-out": "\u2212", "reset-map": ctx.t("map.reset")}
    return html.Div(
        [
            html.Div(
                [
                    html.Div(
                        html.Div(id=ids.MAP, className="graph graph-map"),
                        className="graph-frame map-frame",
                        role="img",
                        tabIndex="0",
                        **{
                            "data-tl": "map-frame",
                            "aria-labelledby": "map-title",
                            "aria-describedby": "map-summary map-keys",
                        },
                    ),
                    slot("map-tiles", className="map-tiles", hidden=True),
                    html.Div(
                        [
                            html.Button(
                                sign,
                                type="button",
                                className="button-quiet",
                                **{
                                    "data-action": name,
                                    "aria-label": ctx.t(f"action.{name.replace('-', '_')}.label"),
                                },
                            )
                            for name, sign in zoom.items()
                        ],
                        className="zoom",
                        role="group",
                        **{"aria-label": ctx.t("chart.map"), "data-tl": "map-zoom"},
                    ),
                    html.P(ctx.t("map.keys"), id="map-keys", className="visually-hidden"),
                ],
                className="map-main",
            ),
            html.Div(
                [
                    slot("map-panel", html.Section, className="map-panel", hidden=True),
                    html.H3(ctx.t("map.list"), id="map-list-title", className="map-list-title"),
                    slot("map-list", className="map-list"),
                ],
                className="map-side",
            ),
        ],
        className="map-stage",
    )
