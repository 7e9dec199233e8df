"""The data table: every published row, filtered, sorted and downloaded. Rows come by themselves.

The browser code (assets/app/data_table) asks for rows in blocks; nothing here reads values.
"""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.data_table.filters import COLUMNS, MISSING, NARROWING, known_indicators
from layouts.data_table.form import controls
from layouts.data_table.grid import SCRIPTS, grid
from layouts.pieces import ids
from layouts.pieces.components import details, slot
from layouts.request.context import Context


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("data.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs: the grid with its scripts, and the names of filters."""
    table = ctx.state.option("table")
    return {
        "page": "data",
        "view": "data",
        "table": table,
        "indicators": sorted(known_indicators(ctx)),
        "grid": grid(ctx).to_plotly_json(),
        "scripts": SCRIPTS,
        "filters": {key: ctx.t(f"data.filter.{key}") for key in NARROWING},
        "chartTexts": {key: ctx.t(f"data.{key}") for key in ("map", "compare", "against")},
    }


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    table = ctx.state.option("table")
    return [
        html.Div(
            [html.H1(ctx.t("data.title")), html.P(ctx.t("data.lead"), className="lead")],
            className="hero hero-data",
        ),
        html.Nav(
            [
                html.A(
                    ctx.t(f"data.table.{name}"),
                    href=ctx.href(table=name),
                    **{"data-table": name},
                    **({"aria-current": "page"} if name == table else {}),
                )
                for name in COLUMNS
            ],
            className="segmented",
            **{"aria-label": ctx.t("data.tables")},
        ),
        html.Details(
            [html.Summary(ctx.t("data.filters")), html.Div(controls(ctx), className="filters")],
            open=True,
            className="data-filters",
            **{"data-tl": "data-filters"},
        ),
        html.Div(_results(ctx), className="data-results"),
        html.Div(
            html.Div(id=ids.DATA_PLACE, className="data-place"),
            className="data-frame",
            role="region",
            **{"aria-label": ctx.t(f"data.table.{table}")},
        ),
        slot("data-empty", className="data-empty", hidden=True),
        _reading(ctx),
    ]


def _labels(ctx: Context) -> Component:
    """Names, codes or both in the cells."""
    return html.Div(
        [
            html.Button(
                ctx.t(f"data.labels.{choice}"),
                type="button",
                **{"data-key": "labels", "data-value": choice, "aria-pressed": "false"},
            )
            for choice in ("names", "codes", "both")
        ],
        className="segmented",
        role="group",
        **{"aria-label": ctx.t("data.labels")},
    )


def _results(ctx: Context) -> list[Component]:
    """How many rows, and what can be done with them."""
    return [
        html.Div(
            [
                slot("data-count", html.P, className="data-count", role="status"),
                slot("data-range", html.P, className="muted data-range"),
            ]
        ),
        html.Div(
            [
                _labels(ctx),
                details(ctx.t("data.columns"), slot("data-columns"), name="data-columns-box"),
                html.Details(
                    [html.Summary(ctx.t("data.charts")), slot("data-charts")],
                    hidden=True,
                    **{"data-tl": "data-charts-box"},
                ),
                slot("data-chart", html.Span, hidden=True),
                html.A(
                    ctx.t("data.csv"), href="/data/rows.csv", download="", **{"data-tl": "data-csv"}
                ),
                html.Button(ctx.t("data.reset"), type="button", **{"data-tl": "data-reset"}),
            ],
            className="data-tools",
        ),
        slot("data-differs", html.P, className="muted data-differs", hidden=True),
        slot("data-places", html.P, className="data-places", hidden=True),
        slot("data-note", html.P, className="data-note", hidden=True),
    ]


def _reading(ctx: Context) -> Component:
    kinds = [
        html.Li([html.Strong(ctx.t(f"data.missing.{kind}")), " ", ctx.t(f"data.about.{kind}")])
        for kind in MISSING
    ]
    return details(
        ctx.t("data.reading"),
        html.Ul([*kinds, html.Li(ctx.t("data.about.absent")), html.Li(ctx.t("data.about.keys"))]),
    )
