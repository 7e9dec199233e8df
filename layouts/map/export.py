"""The numbers of a map as rows: what is drawn, with the year of each value in its row."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from layouts.charts.asked import NoNumbers
from layouts.charts.files import Row
from layouts.charts.map import marks as marks_of
from layouts.charts.map_rows import MapMarks, Place
from layouts.request.context import Context
from layouts.series.breakdowns import breakdown_text
from layouts.series.series import area_editions
from layouts.words.format import plain

COLUMNS = (
    *("indicator_id", "sdg_indicator", "indicator", "breakdown", "breakdown_label"),
    *("area_code", "area", "year_asked", "match", "year", "value", "unit"),
    *("shown_as", "shown_as_label", "obs_status", "quality", "quality_reason"),
    *("last_year_before", "class_from", "class_to"),
    *("source", "source_code", "edition", "retrieved_on", "licence", "attribution", "link"),
)


def map_csv(ctx: Context, _: str, link: str) -> tuple[str, tuple[str, ...], Iterator[Row]]:
    """File name, columns and rows: one per place of the region drawn, with or without a value.

    `year` is the year of the value itself; where nothing is drawn, `shown_as` says which kind of
    nothing and `last_year_before` when there was a value last. Bounds of the class of a value are
    those of the legend; the lower one is not included. An indicator without numbers has no rows.
    """
    try:
        marks = marks_of(ctx)
    except NoNumbers:
        return f"throughline-{ctx.indicator or 'empty'}-map.csv", COLUMNS, iter(())
    matrix = marks.view.series.matrix
    part = f"-{matrix.breakdown.replace('=', '-')}" if matrix.breakdown else ""
    name = f"throughline-{matrix.indicator_id}{part}-map-{marks.year}.csv"
    return name, COLUMNS, _rows(marks, link)


def _rows(marks: MapMarks, link: str) -> Iterator[Row]:
    view, ctx = marks.view, marks.view.ctx
    series = view.series
    matrix, info, indicator = series.matrix, series.info, series.indicator
    editions = area_editions(ctx, matrix)
    for place in marks.each:
        code = place.area_code
        yield (
            indicator.indicator_id,
            indicator.sdg_indicator,
            indicator.text("title", ctx.lang),
            matrix.breakdown,
            breakdown_text(ctx, matrix.breakdown),
            code,
            ctx.reference.areas[code].text("name", ctx.lang),
            marks.year,
            ctx.state.option("match"),
            place.year if place.known else "",
            plain(place.value) if place.known else "",
            matrix.unit,
            place.shown_as,
            ctx.t(f"js.map.kind.{place.shown_as}"),
            place.status,
            place.quality,
            place.reason,
            "" if place.known or place.year is None else place.year,
            *_class(marks, place),
            series.source.title,
            info["source_code"],
            editions.get(code, info["edition"]),
            series.retrieved_on,
            info["licence"],
            info["attribution"],
            link,
        )


def _class(marks: MapMarks, place: Place) -> tuple[str, str]:
    """Bounds of the class of a value; open ends and kinds of nothing are empty."""
    if place.level < 0:
        return "", ""
    uppers = marks.view.scheme.uppers
    lower = plain(uppers[place.level - 1]) if place.level else ""
    upper = uppers[place.level]
    return lower, plain(upper) if isfinite(upper) else ""
