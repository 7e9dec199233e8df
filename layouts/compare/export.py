"""The file of a comparing chart: one row per value drawn, summaries and trails too."""

from __future__ import annotations

from layouts.charts.drawn import drawn
from layouts.charts.files import COLUMNS, Row, csv_rows, file_name
from layouts.pieces.explorer import chosen_indicator
from layouts.request.context import Context


def compare_csv(ctx: Context, _: str, link: str) -> tuple[str, tuple[str, ...], list[Row]]:
    """File name, columns and rows of a comparing chart; no rows of an indicator without numbers.

    Where a group decides which countries are drawn, its list and the day of it stand in each row.
    """
    chart, indicator_id = ctx.state.option("chart"), chosen_indicator(ctx)
    if not ctx.store.has_data(indicator_id):
        return f"throughline-{indicator_id}-{chart}.csv", COLUMNS, []
    record, marks = drawn(ctx, chart)
    return f"{file_name(record, marks.view)}.csv", *csv_rows(marks, link)
