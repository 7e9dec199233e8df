"""Which countries have a value in which year: counts in words, and places for the drawing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from dash import html
from dash.development.base_component import Component

from data.store import Matrix
from layouts.pieces.components import details, slot
from layouts.request.context import Context
from layouts.series.series import Series
from layouts.words.format import number

STATES = {"value": "coverage.value", "reason": "coverage.reason", "none": "coverage.none_short"}


@dataclass(frozen=True)
class Region:
    """Countries and territories of one M49 region; code "" for those that belong to none."""

    code: str
    areas: tuple[str, ...]
    with_values: int


@dataclass(frozen=True)
class Coverage:
    """How much of the world a series covers. Counts are of countries and territories.

    Attributes:
        with_values: those with a value in at least one year.
        total: all of them.
        cells: their cells with a value.
        years: years in which at least one has a value.
        first: the earliest of these years, 0 where there is none.
        newest: the latest.
        in_newest: how many have a value in the newest year.
        fullest: the latest of the years in which most have a value.
        in_fullest: how many these are.
        regions: the same by region.
    """

    with_values: int
    total: int
    cells: int
    years: int
    first: int
    newest: int
    in_newest: int
    fullest: int
    in_fullest: int
    regions: tuple[Region, ...]


def coverage(ctx: Context, matrix: Matrix) -> Coverage:
    """Count the values of a series."""
    countries = {a.area_code: a.region_code for a in ctx.reference.countries()}
    columns = [i for i, code in enumerate(matrix.areas) if code in countries]
    known = ~np.isnan(matrix.values[:, columns])
    per_year = known.sum(axis=1)
    held = {matrix.areas[columns[i]] for i in np.flatnonzero(known.any(axis=0))}
    years = matrix.years[per_year > 0]
    fullest = len(per_year) - 1 - int(np.argmax(per_year[::-1])) if len(years) else 0
    by_region: dict[str, list[str]] = defaultdict(list)
    for code, region in countries.items():
        by_region[region].append(code)
    regions = (
        Region(region, tuple(codes), sum(code in held for code in codes))
        for region, codes in sorted(by_region.items(), key=lambda item: (not item[0], item[0]))
    )
    return Coverage(
        len(held),
        len(countries),
        int(known.sum()),
        len(years),
        int(years[0]) if len(years) else 0,
        int(years[-1]) if len(years) else 0,
        int(per_year[matrix.years == years[-1]][0]) if len(years) else 0,
        int(matrix.years[fullest]),
        int(per_year[fullest]),
        tuple(regions),
    )


def coverage_section(ctx: Context, series: Series) -> list[Component]:
    """The summary, one strip per region that the browser draws, and the table behind them."""
    found = coverage(ctx, series.matrix)
    if not found.with_values:
        return [html.P(ctx.t("coverage.none"), className="summary")]
    legend = [
        html.Span([html.Span(className=f"cover-key cover-{state}"), ctx.t(key)])
        for state, key in STATES.items()
    ]
    return [
        html.P(summary(ctx, found), id="coverage-summary", className="summary"),
        html.Div(legend, className="cover-legend"),
        html.Div(
            [_strip(ctx, series, region, found) for region in found.regions],
            className="covers",
            **{"data-strips": series.indicator.indicator_id},
        ),
        html.P("\u00a0", className="cover-reading", **{"data-tl": "cover-reading"}),
        details(ctx.t("chart.table"), slot("coverage-table"), name="coverage-details"),
    ]


def summary(ctx: Context, found: Coverage) -> str:
    """The coverage in words."""
    return ctx.plural(
        "coverage.summary",
        found.years,
        count=found.with_values,
        total=found.total,
        cells=number(found.cells, ctx.lang),
        years=found.years,
        first=found.first,
        newest=found.newest,
        in_newest=found.in_newest,
        fullest=found.fullest,
        in_fullest=found.in_fullest,
    )


def _strip(ctx: Context, series: Series, region: Region, found: Coverage) -> Component:
    area = ctx.reference.areas.get(region.code)
    name = area.text("short", ctx.lang) if area else ctx.t("coverage.elsewhere")
    label = ctx.plural("coverage.region", region.with_values, total=len(region.areas))
    spoken = f"{name}: {label}. {found.first}\u2013{found.newest}."
    return html.Div(
        [
            html.H3(name),
            html.P(label, className="muted"),
            html.Div(
                className="cover",
                role="img",
                style={"--rows": len(region.areas)},
                **{"aria-label": spoken, "data-strip": ",".join(region.areas)},
            ),
        ],
        className="cover-card",
    )
