"""The numbers of the map page as rows: what is drawn, with the year of each value in its row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from math import isfinite

from data.store import Matrix
from layouts.charts.breaks import Scheme, read_limits, scheme_of
from layouts.charts.match import OLD, VALUE, ZERO, Match, match
from layouts.charts.regions import members
from layouts.charts.world_map import mapped
from layouts.pieces.explorer import chosen_indicator
from layouts.request.context import Context
from layouts.series.breakdowns import breakdown_text
from layouts.series.doubts import Reasons, cell_reasons
from layouts.series.leading import leading_values, leads
from layouts.series.series import Series, area_editions, series_of
from layouts.words.format import plain

COLUMNS = (
    *("indicator_id", "sdg_indicator", "indicator", "breakdown", "breakdown_label"),
    *("area_code", "area", "year_asked", "match", "year", "value", "unit"),
    *("shown_as", "shown_as_label", "obs_status", "quality", "quality_reason"),
    *("last_year_before", "class_from", "class_to"),
    *("source", "source_code", "edition", "retrieved_on", "licence", "attribution", "link"),
)


def map_series(ctx: Context) -> Series | None:
    """The series and breakdown that an address of the map page shows."""
    indicator_id = chosen_indicator(ctx)
    asked = ctx.state.option("breakdown")
    known = ctx.store.breakdowns(indicator_id)
    return series_of(ctx, indicator_id, asked if asked in known else "") if indicator_id else None


def scheme_for(ctx: Context, series: Series) -> Scheme:
    """The classes an address of the map page asks for."""
    option = ctx.state.option
    return scheme_of(
        leading_values(ctx, series.matrix)[:, list(series.countries)],
        series.indicator.kind,
        option("breaks"),
        int(option("classes")),
        read_limits(option("limits")),
    )


def map_csv(ctx: Context, link: str) -> tuple[str, bytes]:
    """File name and content: one row per place of the region drawn, with or without a value.

    `year` is the year of the value itself; where nothing is drawn, `shown_as` says which kind of
    nothing and `last_year_before` when there was a value last. Bounds of the class of a value are
    those of the legend; the lower one is not included.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    series = map_series(ctx)
    if series:
        writer.writerows(_rows(ctx, series, link))
    part = f"-{series.matrix.breakdown.replace('=', '-')}" if series and _part(series) else ""
    year = f"-{series.year}" if series else ""
    name = f"throughline-{chosen_indicator(ctx) or 'empty'}{part}-map{year}.csv"
    return name, out.getvalue().encode("utf-8-sig")


def _part(series: Series) -> bool:
    return bool(series.matrix.breakdown)


def _rows(ctx: Context, series: Series, link: str) -> Iterator[tuple[object, ...]]:
    scheme, mode = scheme_for(ctx, series), ctx.state.option("match")
    led = leads(ctx, series.matrix)
    matrix, info, indicator = series.matrix, series.info, series.indicator
    reasons = cell_reasons(ctx, indicator.indicator_id, matrix.source_id, matrix.breakdown)
    editions = area_editions(ctx, matrix)
    places = [a for group in mapped(ctx.reference.areas) for a in group]
    for code in sorted(members(ctx.state.option("region"), places)):
        found = match(matrix, code, series.year, mode, led)
        kind = VALUE if found.kind == ZERO and not scheme.zero else found.kind
        known = found.value is not None
        yield (
            indicator.indicator_id,
            indicator.sdg_indicator,
            indicator.text("title", ctx.lang),
            matrix.breakdown,
            breakdown_text(ctx, matrix.breakdown),
            code,
            ctx.reference.areas[code].text("name", ctx.lang),
            series.year,
            mode,
            found.year if known else "",
            "" if found.value is None else plain(found.value),
            matrix.unit,
            kind,
            ctx.t(f"js.map.kind.{kind}"),
            found.status,
            *(_quality(matrix, code, found, reasons) if known else ("", "")),
            "" if known or found.year is None else found.year,
            *_class(scheme, found, kind),
            series.source.title,
            info["source_code"],
            editions.get(code, info["edition"]),
            series.retrieved_on,
            info["licence"],
            info["attribution"],
            link,
        )


def _quality(matrix: Matrix, code: str, found: Match, reasons: Reasons) -> tuple[str, str]:
    """Flags of the value shown, and why in words."""
    year = found.year or 0
    return matrix.flags_at(code, year), reasons.get((code, year), "")


def _class(scheme: Scheme, found: Match, kind: str) -> tuple[str, str]:
    """Bounds of the class of a value; open ends and kinds of nothing are empty."""
    if found.value is None or kind in (ZERO, OLD):
        return "", ""
    k = scheme.class_of(found.value)
    lower = plain(scheme.uppers[k - 1]) if k else ""
    return lower, plain(scheme.uppers[k]) if isfinite(scheme.uppers[k]) else ""
