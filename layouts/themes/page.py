"""All nine themes: how each fares in one area, theme against goal, and when they were raised."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.charts import consultation_map
from layouts.pieces import ids
from layouts.pieces.components import phone_fold, section
from layouts.pieces.record_card import record_card
from layouts.progress.of_area import theme_rows
from layouts.request.context import Context
from layouts.themes.timeline import timeline
from layouts.verdicts.bars import themes_section
from layouts.verdicts.matrix import matrix_section


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("themes.document_title")


def part(ctx: Context) -> list[Component]:
    """How the themes fare in the area the page speaks of."""
    rows = theme_rows(ctx)
    return [themes_section(ctx, rows), matrix_section(ctx, rows)]


def data(ctx: Context) -> dict[str, Any]:
    """Nothing: the page has no view of its own in the browser."""
    return {}


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    return [
        html.Div(
            [html.H1(ctx.t("themes.title")), html.P(ctx.t("themes.lead"), className="lead")],
            className="hero hero-tight",
        ),
        html.Div(part(ctx), id=ids.PART),
        section(
            ctx.t("overview.timeline"),
            *timeline(ctx),
            phone_fold(
                ctx.t("charts.consultation_map.name"),
                record_card(ctx, consultation_map.CHART.id, heading=html.H3),
            ),
            id_="timeline",
            lead=ctx.t("overview.timeline_lead"),
        ),
    ]
