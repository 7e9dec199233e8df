"""The controls of the map page: what is drawn, of which year, and how."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from layouts.map.places import place_list, tile_grid
from layouts.pieces import ids
from layouts.pieces.components import details, slot
from layouts.pieces.dropdowns import dropdown_labels
from layouts.pieces.map_buttons import zoom_buttons
from layouts.pieces.map_legend import aside
from layouts.pieces.markup import plain
from layouts.request.context import Context
from layouts.request.keys import KEYS
from layouts.request.state import page_indicators
from layouts.series.breakdowns import breakdown_choices
from layouts.series.series import indicator_of
from layouts.words.format import sort_key

SPEEDS = (2, 4, 8)  # years a second


def held_indicators(ctx: Context) -> list[str]:
    """Every indicator with numbers, those of the reference tables first."""
    return [i for i in page_indicators(ctx.state, ctx.reference) if ctx.store.has_data(i)]


def chooser(ctx: Context) -> Component:
    """Which indicator, and which part of the people it counts."""
    parts = breakdown_choices(ctx, ctx.indicator)
    return html.Div(
        [
            html.Div(
                [
                    html.Label(ctx.t("explorer.indicator"), htmlFor=ids.INDICATOR),
                    dcc.Dropdown(
                        id=ids.INDICATOR,
                        options=_options(ctx),
                        value=ctx.indicator or None,
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
                    html.Select(
                        [html.Option(words, value=key) for key, words in parts],
                        id="map-breakdown",
                        **{"data-key": "breakdown"},
                    ),
                ],
                className="map-field",
                hidden=not parts,
                **{"data-tl": "map-breakdowns"},
            ),
        ],
        className="map-chooser",
    )


def _options(ctx: Context) -> list[dict[str, str]]:
    """Chosen indicators by their code, then the catalogue's by their provider's title."""
    chosen, catalogue = [], []
    for indicator_id in held_indicators(ctx):
        indicator = indicator_of(ctx, indicator_id)
        if indicator.family == "catalogue":
            source = ctx.store.default_source(indicator_id) or ""
            name = ctx.reference.sources[source].producer
            label = ctx.t(
                "map.catalogue_option", title=indicator.text("title", ctx.lang), source=name
            )
            catalogue.append({"value": indicator_id, "label": label})
        else:
            label = f"{indicator.sdg_indicator} {indicator.text('label', ctx.lang)}".strip()
            chosen.append({"value": indicator_id, "label": label})
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


def view_bar(ctx: Context) -> Component:
    """Which values, where, drawn how."""
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
                        _limits(ctx),
                        *(_field(ctx, n) for n in ("palette", "projection")),
                        _speed(ctx),
                    ],
                    className="map-fields",
                ),
                name="map-settings",
            ),
        ],
        className="map-bar",
    )


def _limits(ctx: Context) -> Component:
    """Bounds of the classes that a reader types."""
    note = "map-limits-note"
    limits = plain(
        "input",
        type="text",
        id="map-limits",
        autocomplete="off",
        maxlength=120,
        placeholder=ctx.t("map.limits_example"),
        **{"aria-describedby": note},
    )
    return html.Div(
        [
            html.Label(ctx.t("map.limits"), htmlFor="map-limits"),
            limits,
            slot("map-limits-note", html.P, id=note, className="muted", role="status"),
        ],
        className="map-field",
        hidden=True,
        **{"data-tl": "map-own"},
    )


def stage(ctx: Context) -> Component:
    """The map or the tiles, and beside them the panel of a country and the list."""
    return html.Div(
        [
            html.Div(
                [
                    html.Div(
                        [html.Div(id=ids.MAP, className="graph graph-map"), aside("map-ring")],
                        className="graph-frame map-frame",
                        role="img",
                        tabIndex="0",
                        **{
                            "data-tl": "map-frame",
                            "aria-labelledby": "map-title",
                            "aria-describedby": "map-summary map-keys",
                        },
                    ),
                    slot(
                        "map-tiles",
                        className="map-tiles",
                        hidden=True,
                        children=tile_grid(ctx),
                    ),
                    aside("map-tip"),
                    zoom_buttons(ctx, ctx.t("map.reset"), "map-zoom"),
                    html.P(ctx.t("map.keys"), id="map-keys", className="visually-hidden"),
                ],
                className="map-main",
            ),
            _side(ctx),
        ],
        className="map-stage",
    )


def _side(ctx: Context) -> Component:
    named = {"data-tl": "map-panel", "aria-labelledby": "panel-title"}
    return html.Div(
        [
            html.Section(className="map-panel", hidden=True, **named),
            html.H3(ctx.t("map.list"), id="map-list-title", className="map-list-title"),
            slot("map-list", className="map-list", children=place_list(ctx)),
        ],
        className="map-side",
    )


def _speed(ctx: Context) -> Component:
    return html.Div(
        [
            html.Label(ctx.t("map.speed"), htmlFor="map-speed"),
            html.Select(
                [html.Option(ctx.t("map.speed_option", n=n), value=str(n)) for n in SPEEDS],
                id="map-speed",
            ),
        ],
        className="map-field",
    )
