"""The board as a file: a row for each class of each indicator under each theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from layouts.charts.board_rows import board_of
from layouts.progress.of_area import setting_of
from layouts.request.context import Context

COLUMNS = (
    *("theme_id", "theme", "indicator_id", "indicator", "measures", "area_code", "area"),
    *("class", "countries", "of_countries", "in_words"),
    *("method", "base", "modelled", "covid", "links", "link"),
)


def board_csv(
    ctx: Context, chart: str, link: str
) -> tuple[str, tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Name, columns and rows of the file; an empty class is what cannot be judged."""
    marks, setting = board_of(ctx), astuple(setting_of(ctx))
    name = "-".join(("throughline", chart, ctx.state.focus.replace(":", ""), *setting)) + ".csv"
    further = (*setting, ctx.state.links, link)
    rows = (
        (
            *(mark.theme_id, mark.theme, mark.indicator_id, mark.indicator, mark.measures),
            *(mark.area_code, marks.view.area, mark.common, mark.countries, mark.of, mark.spoken),
            *further,
        )
        for mark in marks.each
    )
    return name, COLUMNS, rows
