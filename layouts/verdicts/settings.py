"""How verdicts are made on this page: the setting in words, and links that change it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from layouts.request.context import Context
from layouts.request.keys import BASES, COVID, LINKS, METHODS, MODELLED
from layouts.request.state import KEYS

CHOICES = {"method": METHODS, "base": BASES, "modelled": MODELLED, "covid": COVID}


def settings(ctx: Context) -> Component:
    """One line that says how verdicts are made, which opens into the choices."""
    changed = [k for k in (*CHOICES, "links") if ctx.state.option(k) != KEYS[k].default]
    now = ctx.t(
        "progress.settings.now",
        **{name: _name(ctx, name, ctx.state.option(name)) for name in CHOICES},
        links=ctx.t(f"links.{ctx.state.links}").lower(),
    )
    reset = html.A(
        ctx.t("progress.settings.reset"),
        href=ctx.href(**{name: KEYS[name].default for name in (*CHOICES, "links")}),
        className="button-quiet",
        **{"data-keep": "1"},
    )
    return html.Details(
        [
            html.Summary(
                [
                    html.Strong(ctx.t("progress.settings.label")),
                    " ",
                    now,
                    " ",
                    html.Span(ctx.t("progress.settings.change"), className="settings-change"),
                ],
                className="settings-now",
            ),
            *([html.P(reset)] if changed else []),
            html.Div(
                [
                    *(_choice(ctx, name, choices) for name, choices in CHOICES.items()),
                    _choice(ctx, "links", LINKS),
                ],
                className="settings-choices",
            ),
        ],
        className="settings",
        open=bool(changed),
    )


def _choice(ctx: Context, name: str, choices: tuple[str, ...]) -> Component:
    chosen = ctx.state.option(name)
    links = [
        html.Li(
            html.A(
                _name(ctx, name, value),
                href=ctx.href(**{name: value}),
                title=_explained(ctx, name, value),
                **{"data-keep": "1"},
                **({"aria-current": "true"} if value == chosen else {}),
            )
        )
        for value in choices
    ]
    return html.Div(
        [
            html.Strong(ctx.t(f"progress.settings.{name}"), id=f"setting-{name}"),
            html.Ul(links, className="pills", **{"aria-labelledby": f"setting-{name}"}),
            html.P(_explained(ctx, name, chosen), className="muted"),
        ]
    )


def _explained(ctx: Context, name: str, value: str) -> str:
    if name == "links":
        return ctx.t(f"progress.links.{value}")
    return _name(ctx, name, f"{value}.title")


def _name(ctx: Context, name: str, value: str) -> str:
    key = f"{name}.{value}"
    return ctx.t(key)
