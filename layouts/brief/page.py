"""The brief of a country: what stands in it is chosen by links; it is taken away as PDF."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.brief.content import Brief, brief
from layouts.brief.sheet import sheet
from layouts.pieces import ids
from layouts.request.context import Context

THEMES, MARK = "themes", ","


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("brief.heading", place=_name(ctx))


def data(ctx: Context) -> dict[str, Any]:
    """Nothing: the page has no view of its own in the browser."""
    return {}


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    return [
        html.Div(
            [
                html.P(_back(ctx), className="brief-back"),
                html.P(ctx.t("brief.what"), className="lead"),
            ],
            className="hero",
        ),
        html.Div(part(ctx), id=ids.PART),
    ]


def part(ctx: Context) -> list[Component]:
    """Choices, the file, and the brief itself."""
    made = made_of(ctx)
    choices = [_themes(ctx), html.P(ctx.t("brief.choose_peers")), _files(ctx)]
    return [html.Div(choices, className="brief-choices"), sheet(ctx, made)]


def made_of(ctx: Context, site: str = "") -> Brief:
    """The brief of an address, made today."""
    day = datetime.now(UTC).date().isoformat()
    return brief(ctx, ctx.state.slug, chosen(ctx), day=day, site=site)


def chosen(ctx: Context) -> tuple[str, ...]:
    """Ids of the themes that the address names by their slugs, in the order of the reference."""
    named = ctx.state.option(THEMES).split(MARK)
    return tuple(i for i, theme in ctx.reference.themes.items() if theme.slug in named)


def _themes(ctx: Context) -> Component:
    """A link a theme that takes it in or out."""
    now = chosen(ctx)
    links = [
        html.Li(
            html.A(
                theme.text("short", ctx.lang),
                href=ctx.href(themes=_slugs(ctx, {*now} ^ {i})),
                className="place-chip",
                **({"aria-current": "true"} if i in now else {}),
            )
        )
        for i, theme in ctx.reference.themes.items()
    ]
    every = html.Li(
        html.A(
            ctx.t("brief.every_theme"),
            href=ctx.href(themes=""),
            className="place-chip",
            **({} if now else {"aria-current": "true"}),
        )
    )
    name = ctx.t("brief.choose_themes")
    return html.Nav([html.Span(name), html.Ul([every, *links])], **{"aria-label": name})


def _slugs(ctx: Context, themes: set[str]) -> str:
    return MARK.join(t.slug for i, t in ctx.reference.themes.items() if i in themes)


def _files(ctx: Context) -> Component:
    return html.P(
        [
            html.A(ctx.t("brief.pdf"), href=pdf_address(ctx), className="button", download=""),
            html.A(ctx.t("brief.rows"), href=pdf_address(ctx, "csv"), download=""),
        ],
        className="actions",
    )


def pdf_address(ctx: Context, kind: str = "pdf") -> str:
    """Where the file of the address is."""
    query = ctx.href().partition("?")[2]
    own = f"page={ctx.state.path}{query and f'&{query}'}"
    return f"/brief/{ctx.store.build_id}/{ctx.lang}.{kind}?{own}"


def _back(ctx: Context) -> Component:
    address = ctx.link_to("country", ctx.state.slug)
    return html.A(ctx.t("brief.back", place=_name(ctx)), href=address)


def _name(ctx: Context) -> str:
    return ctx.reference.areas[ctx.state.slug].text("short", ctx.lang)
