"""What was tested for readers who see, hear or move otherwise, what was not, and the keys."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.pieces.components import section, table
from layouts.request.context import Context

# Sentences of each part. What is said to be tested is what these hold: test_accessibility.py and
# test_tab.py of tests/browser, and for charts test_compare.py.
PARTS = {"tested": 6, "untested": 3, "gaps": 5, "wrong": 2}
KEYS = ("tab", "arrows", "ends", "letters", "enter", "escape", "slash")


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("accessibility.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """Nothing: the page has no view of its own in the browser."""
    return {}


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    tested, untested, gaps, wrong = (_part(ctx, name) for name in PARTS)
    return [
        html.Div(
            [
                html.H1(ctx.t("accessibility.title")),
                html.P(ctx.t("accessibility.lead"), className="lead"),
            ],
            className="hero hero-tight",
        ),
        tested,
        untested,
        gaps,
        section(ctx.t("accessibility.keys"), _keys(ctx), id_="keys"),
        wrong,
    ]


def _part(ctx: Context, name: str) -> Component:
    items = [html.Li(ctx.t(f"accessibility.{name}.{i}")) for i in range(1, PARTS[name] + 1)]
    heading = ctx.t(f"accessibility.{name}")
    return section(heading, html.Ul(items, className="plain-list"), id_=name)


def _keys(ctx: Context) -> Component:
    """A row per key, with what it does."""
    rows = [[ctx.t(f"accessibility.key.{k}"), ctx.t(f"accessibility.key.{k}.does")] for k in KEYS]
    head = [ctx.t("accessibility.key"), ctx.t("accessibility.key.does")]
    return table(head, rows, ctx.t("accessibility.keys"), named=True)
