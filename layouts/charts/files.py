"""The file of a chart: its marks as rows, each with everything needed to quote it."""

from __future__ import annotations

from layouts.charts.asked import BASED, Asked, Part
from layouts.charts.forms import TOTAL
from layouts.charts.record import Chart, Mark, Marks
from layouts.series.groups import MEMBER_COLUMNS, member_cells
from layouts.words.format import plain

COLUMNS = (
    "indicator_id",
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
    "link",
)
ON_AXIS = ("main", "second")  # series in the form asked for; others are as published
VALUES = ("value", "context", "trail")  # roles of values that a provider publishes
Row = tuple[object, ...]


def file_name(chart: Chart, asked: Asked) -> str:
    """Name of a file of a chart, without its ending."""
    year = () if chart.takes.years == "all" else (str(asked.year),)
    return "-".join(("throughline", asked.indicator_id, chart.id, *year))


def csv_rows(marks: Marks, link: str) -> tuple[tuple[str, ...], list[Row]]:
    """Columns and rows of the file of a chart. `value` is the number drawn, in `unit`.

    Where a group decides which countries are drawn, its list and the day of it stand in each mark.
    """
    asked = marks.view
    among = member_cells(asked.ctx, asked.places.among)
    parts = {part.name: (part, _source(part)) for part in asked.parts}
    rows = [(*_row(mark, marks, *parts[mark.series]), link, *among) for mark in marks.each]
    return (*COLUMNS, *MEMBER_COLUMNS) if among else COLUMNS, rows


def _row(mark: Mark, marks: Marks, part: Part, source: Row) -> Row:
    asked = marks.view
    total = mark.area_code == TOTAL
    form = asked.form if mark.series in ON_AXIS else "absolute"
    area = None if total else asked.ctx.reference.areas.get(mark.area_code)
    return (
        mark.indicator_id,
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
        *source,
    )


def _source(part: Part) -> Row:
    told = part.told
    return (
        told.source_title,
        told.info["source_code"],
        told.info["edition"],
        told.retrieved_on,
        told.info["licence"],
        told.info["attribution"],
    )
