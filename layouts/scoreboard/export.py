"""The scoreboard and its map as files: a row per indicator and country, or per country."""

from __future__ import annotations

from collections.abc import Iterator

from data.recency import last_years
from layouts.charts.scoreboard_rows import answered
from layouts.charts.silent_map import silent
from layouts.request.context import Context

Rows = Iterator[tuple[object, ...]]
STATE_COLUMNS = (
    *("indicator_id", "indicator", "sdg_indicator", "state"),
    *("area_code", "area", "latest_year", "link"),
)
SILENT_COLUMNS = ("area_code", "area", "indicators_without_number", "of_indicators", "link")


def scoreboard_csv(ctx: Context, chart: str, link: str) -> tuple[str, tuple[str, ...], Rows]:
    """Name, columns and rows of the file of one of the two charts."""
    name = f"throughline-{chart}-{ctx.state.focus.replace(':', '')}.csv"
    if chart == "silent_map":
        each = silent(answered(ctx)).each
        return name, SILENT_COLUMNS, ((m.area_code, m.area, m.silent, m.of, link) for m in each)
    return name, STATE_COLUMNS, _states(ctx, link)


def _states(ctx: Context, link: str) -> Rows:
    """Latest years are of any number, doubted ones too; empty where there is none."""
    for mark in answered(ctx).each:
        last = last_years(ctx.store, mark.indicator_id)
        for code in mark.area_codes:
            area = ctx.reference.areas[code].text("name", ctx.lang)
            own = (mark.indicator_id, mark.indicator, mark.sdg, mark.state)
            yield (*own, code, area, last.get(code, ""), link)
