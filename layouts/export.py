"""Files for readers: exactly what a chart draws, with everything needed to quote it.

The table is rectangular: source, licence, edition, retrieval date, unit and link are columns of
every row, not lines above the table, so that any program reads it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from layouts.context import Context
from layouts.explorer import chosen_indicator
from layouts.series import Series, series_of

CHARTS = ("map", "line")
COLUMNS = (
    "indicator_id",
    "sdg_indicator",
    "indicator",
    "area_code",
    "area",
    "year",
    "value",
    "unit",
    "obs_status",
    "breakdown",
    "source",
    "source_code",
    "edition",
    "retrieved_on",
    "licence",
    "attribution",
    "link",
)


def csv_file(ctx: Context, chart: str, site: str) -> tuple[str, bytes]:
    """File name and UTF-8 content (with a byte order mark, for spreadsheets) of a chart's data.

    The map gives one row per country or territory with a value in the year; the line chart one
    row per chosen area and year with a value. An indicator without a series gives the header only.
    """
    indicator_id = chosen_indicator(ctx)
    series = series_of(ctx, indicator_id) if indicator_id else None
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    if series:
        writer.writerows(_rows(ctx, series, chart, site + ctx.href()))
    year = f"-{series.year}" if series and chart == "map" else ""
    name = f"throughline-{indicator_id or 'empty'}-{chart}{year}.csv"
    return name, out.getvalue().encode("utf-8-sig")


def _rows(ctx: Context, series: Series, chart: str, link: str) -> Iterator[tuple[object, ...]]:
    matrix, info, indicator = series.matrix, series.info, series.indicator
    if chart == "map":
        cells = [(matrix.areas[i], series.year) for i in series.countries]
    else:
        cells = [(a, int(y)) for a in ctx.state.areas for y in matrix.years]
    for area_code, year in cells:
        value, status = matrix.cell(area_code, year)
        if value is None:
            continue
        yield (
            indicator.indicator_id,
            indicator.sdg_indicator,
            indicator.text("title", ctx.lang),
            area_code,
            ctx.reference.areas[area_code].text("name", ctx.lang),
            year,
            _plain(value),
            matrix.unit,
            status,
            matrix.breakdown,
            series.source.title,
            info["source_code"],
            info["edition"],
            series.retrieved_on,
            info["licence"],
            info["attribution"],
            link,
        )


def _plain(value: float) -> str:
    """The shortest text that reads back as the same number; whole numbers without a point."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
