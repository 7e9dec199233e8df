"""Buttons that more than one map or chart has: play the years, and zoom without a wheel."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.request.context import Context


def play_button(ctx: Context, attribute: str, value: str = "play") -> Component:
    """Lets the years pass; the browser code knows it by an attribute and its value."""
    return html.Button(
        html.Span(className="play-icon", **{"aria-hidden": "true"}),
        type="button",
        className="icon-button",
        **{attribute: value, "aria-label": ctx.t("action.play")},
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
