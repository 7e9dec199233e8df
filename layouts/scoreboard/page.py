"""The scoreboard of migrants' own numbers: how many countries have any, and who has none."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.charts import scoreboard
from layouts.pieces import ids
from layouts.pieces.record_card import record_card
from layouts.request.context import Context
from layouts.words.values import Words


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("scoreboard.document_title")


def part(ctx: Context) -> list[Component]:
    """What the scoreboard says in one sentence."""
    marks = scoreboard.marks(ctx)
    return [html.P(scoreboard.sentence(marks, Words(ctx.lang)), className="finding")]


def data(ctx: Context) -> dict[str, Any]:
    """Nothing: the page has no view of its own in the browser."""
    return {}


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    return [
        html.Div(
            [
                html.H1(ctx.t("scoreboard.title"), className="question"),
                html.Div(part(ctx), id=ids.PART),
                html.P(ctx.t("scoreboard.lead"), className="lead"),
            ],
            className="hero hero-front",
        ),
        html.Div(
            [record_card(ctx, "scoreboard", leads=True), record_card(ctx, "silent_map")],
            className="cards",
        ),
    ]
