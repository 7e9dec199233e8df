"""What more than one map or chart has: controls of years, and zoom without a wheel."""

from __future__ import annotations

from collections.abc import Collection

from dash import html
from dash.development.base_component import Component

from layouts.pieces.components import slot
from layouts.pieces.markup import plain
from layouts.request.context import Context

STEPS = {"back": "\u2039", "forward": "\u203a"}


def play_button(ctx: Context, attribute: str, value: str = "play") -> Component:
    """Lets the years pass; the browser code knows it by an attribute and its value."""
    return html.Button(
        html.Span(className="play-icon", **{"aria-hidden": "true"}),
        type="button",
        className="icon-button",
        **{attribute: value, "aria-label": ctx.t("action.play")},
    )


def year_bar(ctx: Context, steps: Collection[str] = (), described: str | None = None) -> Component:
    """Play, and choose the year; with buttons for some of STEPS, and what tells of keys."""

    def step(name: str) -> list[Component]:
        named = {"data-map": name, "aria-label": ctx.t(f"map.{name}")}
        button = html.Button(STEPS[name], type="button", className="icon-button", **named)
        return [button] if name in steps else []

    slider = plain(
        "input", type="range", id="map-year", min=0, step=1, **{"aria-describedby": described}
    )
    return html.Div(
        [
            play_button(ctx, "data-map"),
            *step("back"),
            html.Label(ctx.t("explorer.year"), htmlFor="map-year", className="visually-hidden"),
            html.Div(slider, className="year-range"),
            *step("forward"),
            slot("map-now", html.Output, className="year-now", children="\u00a0"),
        ],
        className="year-bar",
    )


def zoom_buttons(ctx: Context, reset: str, name: str = "") -> Component:
    """What a wheel or two fingers would do, so that keys can too; `name` is that of a slot."""
    signs = {"zoom-in": "+", "zoom-out": "\u2212", "reset-map": reset}
    return html.Div(
        [
            html.Button(
                sign,
                type="button",
                className="button-quiet",
                **{
                    "data-action": action,
                    "aria-label": ctx.t(f"action.{action.replace('-', '_')}.label"),
                },
            )
            for action, sign in signs.items()
        ],
        className="zoom",
        role="group",
        **{"aria-label": ctx.t("chart.map")},
        **({"data-tl": name} if name else {}),
    )
