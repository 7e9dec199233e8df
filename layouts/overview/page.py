"""Front page: what became of what was asked for, in a sentence and a picture; then where to go."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.area_groups import WORLD
from data.reference_lists import Theme
from layouts.charts.board_rows import board_of
from layouts.pieces import ids
from layouts.pieces.components import section
from layouts.pieces.finding import PARTS, TOTAL, finding, scope
from layouts.pieces.place_page import place_page
from layouts.pieces.record_card import record_card
from layouts.pieces.walk import one_stop
from layouts.progress.words import place
from layouts.request.context import Context

BOARD = "#board-table"  # the table whose rows the numbers count
GROUPS = ("M49:199", "M49:432", "M49:722")  # offered beside the world: LDC, LLDC, SIDS


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("overview.document_title")


def part(ctx: Context) -> list[Component]:
    """The finding of the area that the page speaks of, and the way to another."""
    marks = board_of(ctx)
    rows = dict.fromkeys((*PARTS, TOTAL), BOARD)
    return [
        finding(ctx, marks, f"finding.{place(ctx)}", rows),
        scope(ctx, marks),
        _places(ctx),
        *place_page(ctx),
    ]


def data(ctx: Context) -> dict[str, Any]:
    """Nothing: the page has no view of its own in the browser."""
    return {}


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    themes = ctx.reference.themes.values()
    return [
        html.Div(
            [
                html.H1(ctx.t("overview.title"), className="question"),
                html.Div(part(ctx), id=ids.PART),
            ],
            className="hero hero-front",
        ),
        record_card(ctx, "board", leads=True),
        html.P(
            [
                html.A(ctx.t("overview.all_themes"), href=ctx.link_to("themes")),
                html.A(ctx.t("overview.scoreboard"), href=ctx.link_to("scoreboard")),
                html.A(ctx.t("overview.stories"), href=ctx.link_to("stories")),
            ],
            className="onward",
        ),
        section(
            ctx.t("overview.themes"),
            html.P(ctx.t("overview.lead"), className="section-lead"),
            html.Ul([_theme(ctx, theme) for theme in themes], className="theme-list"),
            id_="themes",
        ),
    ]


def _places(ctx: Context) -> Component:
    """Of whom the page speaks: the world, groups, the reader's own country, any other.

    The browser adds the reader's own, from its language and time zone, of which nothing is sent
    anywhere: assets/app/overview/own_country.js.
    """
    offered = [_chip(ctx, code) for code in dict.fromkeys((WORLD, *GROUPS, ctx.state.focus))]
    places = html.Ul(
        [
            html.Li(ctx.t("overview.for"), className="place-label"),
            html.Li(html.A(className="place-chip own-place"), **{"data-own": "1"}),
            *(html.Li(chip) for chip in offered),
            html.Li(html.A(ctx.t("overview.choose"), href="#areas", className="place-chip")),
        ],
        className="places",
        **{"data-own-country": ctx.state.focus},
    )
    return one_stop(places)


def _chip(ctx: Context, code: str) -> Component:
    """A link to the same page of another area, which becomes the first of those chosen."""
    rest = tuple(other for other in ctx.state.areas if other not in (code, WORLD))
    own = {"aria-current": "true"} if code == ctx.state.focus else {}
    return html.A(
        ctx.reference.areas[code].text("short", ctx.lang),
        href=ctx.href(areas=() if code == WORLD else (code, *rest)),
        className="place-chip",
        **{"data-areas": "1", "data-keep": "1", **own},
    )


def _theme(ctx: Context, theme: Theme) -> Component:
    name = theme.text("short", ctx.lang)
    return html.Li(
        [
            html.H3(html.A(name, href=ctx.link_to("theme", theme.slug))),
            html.P(theme.text("description", ctx.lang)),
        ]
    )
