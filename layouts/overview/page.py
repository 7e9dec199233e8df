"""Front page: what was consulted on, what the world looks like, and when it happened."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Theme
from layouts.overview.timeline import timeline
from layouts.pieces import ids
from layouts.pieces.components import section
from layouts.pieces.explorer import cautions, explorer, page_data
from layouts.progress.of_area import theme_rows
from layouts.request.context import Context
from layouts.verdicts.bars import themes_section
from layouts.verdicts.matrix import matrix_section
from layouts.words.format import day_range


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("overview.document_title")


def part(ctx: Context) -> list[Component]:
    """How the themes fare in the area the page speaks of."""
    rows = theme_rows(ctx)
    return [themes_section(ctx, rows), matrix_section(ctx, rows)]


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs of the page."""
    return page_data(ctx)


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    themes = ctx.reference.themes.values()
    sessions = [t for t in themes if t.kind == "thematic_session"]
    messages = [t for t in themes if t.kind == "key_message"]
    return [
        _hero(ctx),
        html.Div(part(ctx), id=ids.PART),
        section(
            ctx.t("overview.themes"),
            html.Div([_theme_card(ctx, t) for t in sessions], className="theme-cards"),
            id_="themes",
            lead=ctx.t("overview.themes_lead"),
        ),
        section(
            ctx.t("overview.messages"),
            html.Div([_message_card(ctx, t) for t in messages], className="message-cards"),
            id_="messages",
            lead=ctx.t("overview.messages_lead"),
        ),
        section(
            ctx.t("overview.world"),
            *explorer(ctx),
            cautions(ctx),
            id_="world",
            lead=ctx.t("overview.world_lead"),
        ),
        section(
            ctx.t("overview.timeline"),
            *timeline(ctx),
            id_="timeline",
            lead=ctx.t("overview.timeline_lead"),
        ),
    ]


def _hero(ctx: Context) -> Component:
    reference, store = ctx.reference, ctx.store
    drawn = sum(store.has_data(i) for i in reference.indicators)
    reached = {
        link.from_id
        for link in reference.links
        if link.kind == "target_indicator" and store.has_data(link.to_id)
    }
    facts = (
        (len(reference.objectives), "overview.fact_objectives"),
        (len(reference.targets.keys() & reached), "overview.fact_targets"),
        (len(reference.indicators), "overview.fact_indicators"),
        (drawn, "overview.fact_drawn"),
    )
    linked = {"linked": len(reference.targets)}
    return html.Div(
        [
            html.H1(ctx.t("overview.title")),
            html.P(ctx.t("overview.lead"), className="lead"),
            html.Ul(
                [
                    html.Li([html.Strong(str(n)), html.Span(ctx.t(key, **linked))])
                    for n, key in facts
                ],
                className="facts",
            ),
        ],
        className="hero",
    )


def _counts(ctx: Context, theme: Theme) -> str:
    """How many objectives, targets and indicators a theme leads to."""
    rows = ctx.reference.chain(theme.theme_id)
    indicators = ctx.reference.theme_indicators(theme.theme_id)
    return ctx.t(
        "overview.card_counts",
        objectives=ctx.counted("objectives", len({r.objective_id for r in rows if r.objective_id})),
        targets=ctx.counted("targets", len({r.target_id for r in rows if r.target_id})),
        indicators=ctx.counted("indicators", len(indicators)),
        drawn=sum(ctx.store.has_data(i) for i in indicators),
    )


def _theme_card(ctx: Context, theme: Theme) -> Component:
    return html.Article(
        [
            html.P(
                ctx.t(
                    "overview.session",
                    number=theme.order,
                    when=day_range(theme.start_on, theme.end_on, ctx.lang),
                ),
                className="kicker",
            ),
            html.H3(html.A(theme.text("short", ctx.lang), href=ctx.link_to("theme", theme.slug))),
            html.P(theme.text("description", ctx.lang)),
            html.P(_counts(ctx, theme), className="counts"),
        ],
        className="theme-card",
    )


def _message_card(ctx: Context, theme: Theme) -> Component:
    return html.Article(
        [
            html.H3(html.A(theme.text("short", ctx.lang), href=ctx.link_to("theme", theme.slug))),
            html.P(theme.text("description", ctx.lang)),
            html.P(_counts(ctx, theme), className="counts"),
        ],
        className="theme-card message-card",
    )
