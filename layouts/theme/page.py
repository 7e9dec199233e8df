"""One consultation theme: how it fares, its indicators one by one, and its evidence chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Theme
from layouts.charts import chain
from layouts.charts.chain import ChainMark
from layouts.pieces import ids
from layouts.pieces.components import badge, details, evidence_mark, section
from layouts.pieces.explorer import cautions, explorer, page_data
from layouts.progress.of_area import theme_row, verdicts
from layouts.request.context import Context
from layouts.theme.chain import chain_section
from layouts.theme.claim import claim
from layouts.verdicts.indicators import theme_section
from layouts.words.format import day_range


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("theme.document_title", theme=_theme(ctx).text("short", ctx.lang))


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    theme = _theme(ctx)
    paths = chain.marks(ctx)
    return [
        _head(ctx, theme),
        html.Div(part(ctx), id=ids.PART),
        section(
            ctx.t("theme.indicators"),
            *explorer(ctx),
            cautions(ctx),
            id_="explore",
            lead=ctx.t("theme.indicators_lead"),
        ),
        section(
            ctx.t("theme.chain"),
            _thread(ctx, theme, paths.each),
            html.Div(chain_section(ctx, paths), className="chain-folds"),
            id_="chain-section",
            lead=ctx.t("theme.chain_lead"),
        ),
    ]


def part(ctx: Context) -> list[Component]:
    """How the theme and its indicators fare in the area the page speaks of."""
    row = theme_row(ctx, _theme(ctx), verdicts(ctx))
    return [claim(ctx, row), theme_section(ctx, row)]


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs of the page."""
    return page_data(ctx)


def _theme(ctx: Context) -> Theme:
    theme = ctx.reference.theme_by_slug(ctx.state.slug)
    if theme is None:
        raise LookupError(f"no theme has the slug {ctx.state.slug!r}; urls.parse lets none through")
    return theme


def _head(ctx: Context, theme: Theme) -> Component:
    facts = [day_range(theme.start_on, theme.end_on, ctx.lang)] if theme.start_on else []
    facts += [theme.text("venue", ctx.lang)] if theme.text("venue", ctx.lang) else []
    panels = [p for p in ctx.reference.panels if p.theme_id == theme.theme_id]
    siblings = [t for t in ctx.reference.themes.values() if t.kind == theme.kind]
    translated = theme.own("translation_evidence", ctx.lang)
    made = "translation" if translated else "official"
    kicker = ctx.t(f"theme.kicker.{theme.kind}", number=siblings.index(theme) + 1)
    parts: list[Component] = [
        html.P(" \u00b7 ".join([kicker, *facts]), className="kicker"),
        html.H1(theme.text("short", ctx.lang)),
        html.P(
            [
                theme.text("title", ctx.lang),
                " ",
                badge(ctx.t(f"theme.{made}"), "", ctx.t(f"theme.{made}.title")),
                " ",
                evidence_mark(ctx, translated or theme.evidence),
            ],
            className="lead",
        ),
    ]
    told = html.P(theme.text("description", ctx.lang))
    if not (theme.co_chairs or panels):
        parts.append(details(ctx.t("theme.about"), told))
    else:
        parts.append(
            details(
                ctx.t("theme.session_details"),
                told,
                html.Ul(
                    [
                        html.Li([p.text("title", ctx.lang), " ", evidence_mark(ctx, p.evidence)])
                        for p in panels
                    ]
                ),
                html.P(theme.co_chairs, className="muted"),
                html.P(ctx.t("theme.source", source=theme.source), className="muted"),
            )
        )
    return html.Div(parts, className="hero hero-theme")


def _thread(ctx: Context, theme: Theme, paths: Sequence[ChainMark]) -> Component:
    """The throughline: how far the theme reaches, step by step."""
    direct = ctx.state.links == "direct"
    indicators = ctx.reference.theme_counted(theme.theme_id, direct)
    context = set(ctx.reference.theme_indicators(theme.theme_id, direct)) - {*indicators}
    drawn = sum(ctx.store.has_data(i) for i in {*indicators, *context})
    steps = (
        ("theme.step_objectives", len({path.objective_id for path in paths} - {""})),
        ("theme.step_targets", len({path.target_id for path in paths} - {""})),
        ("theme.step_indicators", len(indicators)),
        ("theme.step_context", len(context)),
        ("theme.step_drawn", drawn),
    )
    return html.Ol(
        [html.Li([html.Strong(str(n)), html.Span(ctx.t(key))]) for key, n in steps],
        className="thread",
    )
