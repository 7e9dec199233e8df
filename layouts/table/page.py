"""The table page: every published row, filtered, sorted and downloaded. Rows come by themselves.

The browser code (assets/app/table) asks for rows in blocks; nothing here reads values.
"""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.pieces import ids
from layouts.pieces.components import details, slot
from layouts.request.context import Context
from layouts.table.filters import COLUMNS, MISSING, NARROWING, known_indicators
from layouts.table.form import controls
from layouts.table.grid import SCRIPTS, grid


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("table.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs: the grid with its scripts, and the names of filters."""
    table = ctx.state.option("table")
    return {
        "page": "table",
        "view": "table",
        "table": table,
        "indicators": sorted(known_indicators(ctx)),
        "grid": grid(ctx).to_plotly_json(),
        "scripts": SCRIPTS,
        "filters": {key: ctx.t(f"table.filter.{key}") for key in NARROWING},
        "chartTexts": {key: ctx.t(f"table.{key}") for key in ("map", "compare", "against")},
    }


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    table = ctx.state.option("table")
    return [
        html.Div(
            [html.H1(ctx.t("table.title")), html.P(ctx.t("table.lead"), className="lead")],
            className="hero hero-table",
        ),
        html.Nav(
            [
                html.A(
                    ctx.t(f"table.table.{name}"),
                    href=ctx.href(table=name),
                    **{"data-table": name},
                    **({"aria-current": "page"} if name == table else {}),
                )
                for name in COLUMNS
            ],
            className="segmented",
            **{"aria-label": ctx.t("table.tables")},
        ),
        html.Details(
            [html.Summary(ctx.t("table.filters")), html.Div(controls(ctx), className="filters")],
            open=True,
            className="table-filters",
            **{"data-tl": "table-filters"},
        ),
        html.Div(_results(ctx), className="table-results"),
        html.Div(
            html.Div(id=ids.TABLE_PLACE, className="table-place"),
            className="table-frame",
            role="region",
            **{"aria-label": ctx.t(f"table.table.{table}")},
        ),
        slot("table-empty", className="table-empty", hidden=True),
        _reading(ctx),
    ]


def _labels(ctx: Context) -> Component:
    """Names, codes or both in the cells."""
    return html.Div(
        [
            html.Button(
                ctx.t(f"table.labels.{choice}"),
                type="button",
                **{"data-key": "labels", "data-value": choice, "aria-pressed": "false"},
            )
            for choice in ("names", "codes", "both")
        ],
        className="segmented",
        role="group",
        **{"aria-label": ctx.t("table.labels")},
    )


def _results(ctx: Context) -> list[Component]:
    """How many rows, and what can be done with them."""
    return [
        html.Div(
            [
                slot("table-count", html.P, className="table-count", role="status"),
                slot("table-range", html.P, className="muted table-range"),
            ]
        ),
        html.Div(
            [
                _labels(ctx),
                details(ctx.t("table.columns"), slot("table-columns"), name="table-columns-box"),
                html.Details(
                    [html.Summary(ctx.t("table.charts")), slot("table-charts")],
                    hidden=True,
                    **{"data-tl": "table-charts-box"},
                ),
                slot("data-chart", html.Span, hidden=True),
                html.A(
                    ctx.t("table.csv"),
                    href="/table/rows.csv",
                    download="",
                    **{"data-tl": "table-csv"},
                ),
                html.Button(ctx.t("table.reset"), type="button", **{"data-tl": "table-reset"}),
            ],
            className="table-tools",
        ),
        slot("table-differs", html.P, className="muted table-differs", hidden=True),
        slot("table-places", html.P, className="table-places", hidden=True),
        slot("table-note", html.P, className="table-note", hidden=True),
    ]


def _reading(ctx: Context) -> Component:
    kinds = [
        html.Li([html.Strong(ctx.t(f"table.missing.{kind}")), " ", ctx.t(f"table.about.{kind}")])
        for kind in MISSING
    ]
    return details(
        ctx.t("table.reading"),
        html.Ul([*kinds, html.Li(ctx.t("table.about.absent")), html.Li(ctx.t("table.about.keys"))]),
    )
