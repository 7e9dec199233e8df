"""The data table: every published row, filtered, sorted and downloaded. Rows come by themselves.

The browser code (assets/js/90-data.js) asks for rows in blocks; nothing here reads values.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from layouts import ids
from layouts.components import details, slot, sort_key
from layouts.context import Context
from layouts.data_filters import (
    COUNTRIES,
    GROUPS,
    MISSING,
    NARROWING,
    SORTABLE,
    goal_indicators,
    groups,
    known_indicators,
    target_indicators,
)
from layouts.data_rows import area_words, indicator_words, measure_words, source_words
from layouts.series import indicator_of
from layouts.shell import dropdown_labels

Option = tuple[str, str]
# Width in pixels, and whether a reader sees the column before asking for it.
COLUMNS = {
    "observations": {
        "indicator": (330, True),
        "sdg": (90, False),
        "area": (180, True),
        "year": (85, True),
        "value": (170, True),
        "unit": (170, True),
        "breakdown": (110, True),
        "status": (150, True),
        "source": (250, True),
        "vintage": (120, False),
    },
    "flows": {
        "measure": (300, True),
        "origin": (190, True),
        "destination": (190, True),
        "year": (85, True),
        "value": (150, True),
        "unit": (110, True),
        "status": (140, True),
        "source": (250, True),
        "vintage": (120, False),
    },
}
GRID_TEXTS = {
    "loadingOoo": "loading",
    "loadingError": "failed",
    "noRowsToShow": "empty",
    "noMatchingRows": "empty",
    "ariaSortableColumn": "sort",
    "ariaSkeletonCellLoading": "loading",
    "ariaSkeletonCellLoadingFailed": "failed",
}


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("data.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """What the browser code needs: columns, words of the grid, names of filters."""
    table = ctx.state.option("table")
    return {
        "page": "data",
        "view": "data",
        "table": table,
        "indicators": sorted(known_indicators(ctx)),
        "columns": [
            {
                "id": name,
                "title": ctx.t(f"data.column.{name}"),
                "width": width,
                "shown": shown,
                "sortable": name in SORTABLE[table],
            }
            for name, (width, shown) in COLUMNS[table].items()
        ],
        "filters": {key: ctx.t(f"data.filter.{key}") for key in NARROWING},
        "gridTexts": {key: ctx.t(f"data.grid.{name}") for key, name in GRID_TEXTS.items()},
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
                    **({"aria-current": "page"} if name == table else {}),
                )
                for name in COLUMNS
            ],
            className="segmented",
            **{"aria-label": ctx.t("data.tables")},
        ),
        html.Details(
            [html.Summary(ctx.t("data.filters")), html.Div(_controls(ctx), className="filters")],
            open=True,
            className="data-filters",
            **{"data-tl": "data-filters"},
        ),
        html.Div(_results(ctx), className="data-results"),
        html.Div(
            slot("data-grid", id=ids.DATA_GRID, className="data-grid"),
            className="data-frame",
            role="region",
            **{"aria-label": ctx.t(f"data.table.{table}")},
        ),
        slot("data-empty", className="data-empty", hidden=True),
        _reading(ctx),
    ]


def _results(ctx: Context) -> list[Component]:
    """How many rows, and what can be done with them."""
    labels = [
        html.Button(
            ctx.t(f"data.labels.{choice}"),
            type="button",
            **{"data-key": "labels", "data-value": choice, "aria-pressed": "false"},
        )
        for choice in ("names", "codes", "both")
    ]
    return [
        html.Div(
            [
                slot("data-count", html.P, className="data-count", role="status"),
                slot("data-range", html.P, className="muted data-range"),
            ]
        ),
        html.Div(
            [
                html.Div(
                    labels,
                    className="segmented",
                    role="group",
                    **{"aria-label": ctx.t("data.labels")},
                ),
                details(ctx.t("data.columns"), slot("data-columns"), name="data-columns-box"),
                html.A(ctx.t("data.map"), href="/map", hidden=True, **{"data-chart-link": "map"}),
                html.A(
                    ctx.t("data.compare"),
                    href="/compare",
                    hidden=True,
                    **{"data-chart-link": "compare"},
                ),
                html.A(
                    ctx.t("data.csv"), href="/data/rows.csv", download="", **{"data-tl": "data-csv"}
                ),
                html.Button(ctx.t("data.reset"), type="button", **{"data-tl": "data-reset"}),
            ],
            className="data-tools",
        ),
        slot("data-note", html.P, className="data-note", hidden=True),
    ]


def _controls(ctx: Context) -> list[Component]:
    """The form. Its values follow the address in the browser, so none is set here."""
    first, last = _years(ctx)
    years = [(str(year), str(year)) for year in range(last, first - 1, -1)]
    if ctx.state.option("table") == "flows":
        own = [_select(ctx, "measure", _measures(ctx))]
        sources = ctx.store.layout.flow_names["source_id"]
    else:
        own = [
            _indicators(ctx),
            _select(ctx, "theme", _themes(ctx)),
            _select(ctx, "goal", _goals(ctx)),
            _select(ctx, "target", _targets(ctx)),
        ]
        sources = ctx.store.layout.names["source_id"]
    common = [
        _select(ctx, "members", _places(ctx), _groups(ctx)),
        _select(ctx, "source", [(s, source_words(ctx, s)) for s in sources]),
        _select(ctx, "from", years),
        _select(ctx, "to", years),
    ]
    if ctx.state.option("table") == "observations":
        kinds = ("values", "any", *MISSING)
        common += [
            _select(ctx, "missing", [(kind, ctx.t(f"data.missing.{kind}")) for kind in kinds]),
            _select(ctx, "breakdowns", [("all", ctx.t("data.breakdowns.all"))]),
        ]
    return [*own, *common]


def _select(
    ctx: Context,
    key: str,
    options: Iterable[Option],
    grouped: Iterable[tuple[str, Iterable[Option]]] = (),
) -> Component:
    name = f"data-{key}"
    first = html.Option(ctx.t(f"data.any.{key}"), value="")
    parts = [
        html.Optgroup([html.Option(text, value=value) for value, text in members], label=heading)
        for heading, members in grouped
    ]
    plain = [html.Option(text, value=value) for value, text in options]
    return html.Div(
        [
            html.Label(ctx.t(f"data.filter.{key}"), htmlFor=name),
            html.Select([first, *plain, *parts], id=name, **{"data-key": key}),
        ],
        className=f"filter filter-{key}",
    )


def _indicators(ctx: Context) -> Component:
    found = []
    for indicator_id in known_indicators(ctx):
        code = indicator_of(ctx, indicator_id).sdg_indicator
        label = f"{code} {indicator_words(ctx, indicator_id)}".strip()
        found.append({"value": indicator_id, "label": label})
    return html.Div(
        [
            html.Label(ctx.t("data.filter.indicators"), htmlFor=ids.DATA_INDICATORS),
            dcc.Dropdown(
                id=ids.DATA_INDICATORS,
                options=sorted(found, key=lambda option: sort_key(option["label"])),
                multi=True,
                optionHeight="auto",
                maxHeight=420,
                placeholder=ctx.t("data.any.indicators"),
                labels=dropdown_labels(ctx),
            ),
        ],
        className="filter filter-indicators",
    )


def _years(ctx: Context) -> tuple[int, int]:
    layout = ctx.store.layout
    rows = layout.flows if ctx.state.option("table") == "flows" else layout.by_series
    return int(rows["year"].min()), int(rows["year"].max())


def _themes(ctx: Context) -> list[Option]:
    return [(t.slug, t.text("short", ctx.lang)) for t in ctx.reference.themes.values()]


def _goals(ctx: Context) -> list[Option]:
    held = known_indicators(ctx)
    return [
        (g.goal_id, f"{g.goal_id} {g.text('short', ctx.lang)}")
        for g in ctx.reference.goals.values()
        if held & goal_indicators(ctx.reference, ctx.store, g.goal_id)
    ]


def _targets(ctx: Context) -> list[Option]:
    held = known_indicators(ctx)
    return [
        (t.target_id, f"{t.target_id} {t.text('label', ctx.lang)}")
        for t in ctx.reference.targets.values()
        if held & target_indicators(ctx.reference, ctx.store, t.target_id)
    ]


def _measures(ctx: Context) -> list[Option]:
    found = [(m, measure_words(ctx, m)) for m in ctx.store.layout.flow_names["measure"]]
    return sorted(found, key=lambda pair: sort_key(pair[1]))


def _places(ctx: Context) -> list[Option]:
    return [(kind, ctx.t(f"data.members.{kind}")) for kind in (COUNTRIES, GROUPS)]


def _groups(ctx: Context) -> list[tuple[str, list[Option]]]:
    return [
        (ctx.t(f"data.members.{kind}"), [(code, area_words(ctx, code)) for code in codes])
        for kind, codes in groups(ctx.reference, ctx.store.data_dir).items()
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
