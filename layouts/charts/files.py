"""The file of a chart: its marks as rows, each with everything needed to quote it."""

from __future__ import annotations

from layouts.charts.around import file_name
from layouts.charts.asked import BASED, NoNumbers, Part
from layouts.charts.drawn import drawn, whole
from layouts.charts.forms import TOTAL
from layouts.charts.record import Mark, Marks
from layouts.request.context import Context
from layouts.series.groups import MEMBER_COLUMNS, member_cells
from layouts.series.series import area_editions, indicator_of
from layouts.series.sums import sum_cell
from layouts.words.format import plain

COLUMNS = (
    "indicator_id",
    "sdg_indicator",
    "indicator",
    "area_code",
    "area",
    "year",
    "value",
    "unit",
    "form",
    "base_year",
    "breakdown",
    "statistic",
    "obs_status",
    "quality",
    "quality_reason",
    "source",
    "source_code",
    "edition",
    "retrieved_on",
    "licence",
    "attribution",
    "summed",
    "link",
)
AS_PUBLISHED = ("x", "size")  # series that are not in the form asked for
VALUES = ("value", "context", "trail")  # roles of values that a provider publishes
Row = tuple[object, ...]


def csv_file(ctx: Context, chart_id: str, link: str) -> tuple[str, tuple[str, ...], list[Row]]:
    """File name, columns and rows of the chart of an address; no rows of a series without numbers.

    Raises:
        KeyError: there is no such chart.
    """
    try:
        chart, marks = drawn(ctx, chart_id)
    except NoNumbers:
        return f"throughline-{ctx.indicator or 'empty'}-{chart_id}.csv", COLUMNS, []
    return f"{file_name(chart, marks.view)}.csv", *csv_rows(whole(chart, marks), link)


def csv_rows(marks: Marks, link: str) -> tuple[tuple[str, ...], list[Row]]:
    """Columns and rows of the file of a chart. `value` is the number drawn, in `unit`.

    Where a group decides which countries are drawn, its list and the day of it stand in each mark.
    """
    asked = marks.view
    group = asked.places.among
    among = member_cells(asked.ctx, group) if group else ()
    parts = {part.name: _Origin(asked.ctx, part) for part in asked.parts}
    rows = [(*_row(mark, marks, parts[mark.series]), link, *among) for mark in marks.each]
    return (*COLUMNS, *MEMBER_COLUMNS) if among else COLUMNS, rows


def _row(mark: Mark, marks: Marks, origin: _Origin) -> Row:
    asked, part = marks.view, origin.part
    total = mark.area_code == TOTAL
    form = "absolute" if mark.series in AS_PUBLISHED else asked.form
    area = None if total else asked.ctx.reference.areas.get(mark.area_code)
    return (
        mark.indicator_id,
        origin.sdg_indicator,
        part.told.name,
        "" if total else mark.area_code,
        area.text("name", asked.ctx.lang) if area else "",
        mark.year,
        plain(mark.drawn),
        part.told.key,
        form,
        asked.base if form in BASED else "",
        part.cells.matrix.breakdown,
        "value" if mark.role in VALUES else mark.role,
        mark.status,
        mark.quality,
        "" if total else mark.reason,
        *origin.cells(mark.area_code, mark.year),
    )


class _Origin:
    """Where the values of one series come from, row by row."""

    def __init__(self, ctx: Context, part: Part) -> None:
        self.ctx, self.part = ctx, part
        self.editions = area_editions(ctx, part.cells.matrix)
        self.sdg_indicator = indicator_of(ctx, part.of.indicator_id).sdg_indicator

    def cells(self, area_code: str, year: int) -> Row:
        """Source, edition of the place, licence, and what its value is a sum of, if of ours."""
        told, source_id = self.part.told, self.part.cells.matrix.source_id
        return (
            told.source_title,
            told.info["source_code"],
            self.editions.get(area_code, told.info["edition"]),
            told.retrieved_on,
            told.info["licence"],
            told.info["attribution"],
            sum_cell(self.ctx, told.indicator_id, source_id, area_code, year),
        )
