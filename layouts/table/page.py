"""The table page: every published row, filtered, sorted and downloaded. Rows come by themselves.

The browser code (assets/app/table) asks for rows in blocks; nothing here reads values.
"""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.pieces import ids
from layouts.pieces.components import details, slot
from layouts.pieces.markup import plain, still
from layouts.request.context import Context
from layouts.request.keys import KEYS
from layouts.table.filters import COLUMNS, MISSING, chosen_indicators
from layouts.table.form import controls
from layouts.table.found import go, reset
from layouts.table.grid import SCRIPTS, grid


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("table.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs: the grid with its scripts, and the indicators chosen."""
    return {
        "page": "table",
        "view": "table",
        "indicators": chosen_indicators(ctx),
        "grid": grid(ctx).to_plotly_json(),
        "scripts": SCRIPTS,
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
            go(ctx.t(f"table.labels.{choice}"), {"labels": choice}, **{"aria-pressed": "false"})
            for choice in KEYS["labels"].choices
        ],
        className="segmented",
        role="group",
        **{"aria-label": ctx.t("table.labels")},
    )


def _panel(ctx: Context) -> Component:
    """For each column whether it is shown and whether it is pinned; ticked in the browser."""
    items = []
    for name in COLUMNS[ctx.state.option("table")]:
        title = ctx.t(f"table.column.{name}")
        pin = {"aria-label": ctx.t("table.pin_label", column=title)}
        boxes = (_box(name, "columns", title), _box(name, "pinned", ctx.t("table.pin"), **pin))
        items.append(html.Li([*boxes]))
    return still(
        details(ctx.t("table.columns"), html.Div(html.Ul(items)), name="table-columns-box")
    )


def _box(column: str, key: str, text: str, **further: str) -> Component:
    own = {"data-of": key, "data-column": column, **further}
    return html.Label([plain("input", type="checkbox", **own), f" {text}"])


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
                _panel(ctx),
                slot("table-charts", html.Details, hidden=True),
                slot("data-chart", html.Span, hidden=True),
                html.A(
                    ctx.t("table.csv"),
                    href="/table/rows.csv",
                    download="",
                    **{"data-tl": "table-csv"},
                ),
                reset(ctx),
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
