"""The file of a comparing chart: one row per value drawn, summaries and trails too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isnan

from layouts.charts import charts
from layouts.charts.drawn import drawn
from layouts.charts.files import COLUMNS, VALUES, csv_rows, file_name
from layouts.charts.record import Mark as Drawn
from layouts.compare.view import TOTAL, View, beside, view_of
from layouts.pieces.explorer import chosen_indicator
from layouts.request.context import Context
from layouts.series.cells import Cells, cells_of
from layouts.series.concepts import capita_unit, label
from layouts.series.doubts import cell_reasons
from layouts.series.groups import MEMBER_COLUMNS, member_cells


@dataclass(frozen=True)
class Mark:
    """One value as it is drawn. `statistic` is value, or the name of a summary."""

    indicator_id: str
    area_code: str
    year: int
    value: float
    status: str
    statistic: str = "value"


def marks(ctx: Context) -> list[Mark]:
    """Everything that the chart of an address draws, each value once; empty without a series."""
    record = charts().get(ctx.state.option("chart"))
    if record and ctx.store.has_data(chosen_indicator(ctx)):
        return [_as_drawn(mark) for mark in record.marks(ctx).each]
    view = view_of(ctx, chosen_indicator(ctx))
    if view is None:
        return []
    return list(
        dict.fromkeys(_scatter(ctx, view) if view.chart == "scatter" else _years(ctx, view))
    )


def _as_drawn(mark: Drawn) -> Mark:
    """A mark of a chart that is a record."""
    statistic = "value" if mark.role in VALUES else mark.role
    return Mark(mark.indicator_id, mark.area_code, mark.year, mark.drawn, mark.status, statistic)


def compare_csv(
    ctx: Context, _: str, link: str
) -> tuple[str, tuple[str, ...], list[tuple[object, ...]]]:
    """File name, columns and rows of a comparing chart.

    Where a group decides which countries are drawn, its list and the day of it stand in each row.
    """
    indicator_id = chosen_indicator(ctx)
    asked = ctx.state.option("chart")
    if asked in charts() and ctx.store.has_data(indicator_id):
        record, own = drawn(ctx, asked)
        return f"{file_name(record, own.view)}.csv", *csv_rows(own, link)
    view = view_of(ctx, indicator_id)
    chart = view.chart if view else ctx.state.option("chart")
    if view is None:
        return f"throughline-{indicator_id}-{chart}.csv", COLUMNS, []
    found = marks(ctx)
    names = {mark.indicator_id for mark in found}
    told = {i: (_told(ctx, view, i), _quality(ctx, view, i)) for i in names}
    year = f"-{view.year}" if chart == "scatter" else ""
    among = member_cells(ctx, ctx.state.option("among"))
    rows = [(*_row(ctx, told[mark.indicator_id], mark), link, *among) for mark in found]
    columns = (*COLUMNS, *MEMBER_COLUMNS) if among else COLUMNS
    return f"throughline-{indicator_id}-{chart}{year}.csv", columns, rows


def _years(ctx: Context, view: View) -> Iterator[Mark]:
    series = [(view.concept.indicator_id, view.cells, view.get, view.codes)]
    if other := beside(ctx, view):
        codes = tuple(c for c in view.codes if c in other[1].column)
        series.append((other[0].indicator_id, other[1], other[2], codes))
    for indicator_id, cells, get, codes in series:
        own = indicator_id == view.concept.indicator_id
        for code in codes:
            for year in range(cells.first, cells.last + 1):
                value = get(code, year)
                if not isnan(value) and (view.chart == "heat" or view.usable(value)):
                    status = view.status(code, year) if own else cells.status(code, year)
                    yield Mark(indicator_id, code, year, value, status, _statistic(view, code))


def _statistic(view: View, code: str) -> str:
    return view.total if code == TOTAL else "value"


def _mark(view: View, code: str, year: int) -> Mark:
    value, status = view.get(code, year), view.status(code, year)
    statistic = _statistic(view, code)
    return Mark(view.concept.indicator_id, code, year, value, status, statistic)


def _scatter_series(ctx: Context) -> tuple[Cells | None, Cells | None]:
    """The series across and the one behind the size of the marks."""
    across, size = ctx.state.option("x"), ctx.state.option("size")
    xs = cells_of(ctx, across) or cells_of(ctx, "ctx-gdp-per-capita")
    return xs, None if size == "none" else cells_of(ctx, size) or cells_of(ctx, "ctx-population")


def _scatter(ctx: Context, view: View) -> Iterator[Mark]:
    """Both values and the size of every country of the year, then the trails of chosen ones."""
    xs, sizes = _scatter_series(ctx)
    if xs is None:
        return
    x_log = ctx.state.option("xaxis") == "log"

    def both(code: str, year: int) -> bool:
        x, y = xs.get(code, year), view.get(code, year)
        return ":" not in code and view.usable(y) and not isnan(x) and (not x_log or x > 0)

    def drawn(code: str, year: int) -> bool:
        return both(code, year) and (sizes is None or sizes.get(code, year) >= 0)

    series = [cells for cells in (xs, sizes) if cells is not None]
    for code in (c for c in view.codes if drawn(c, view.year)):
        yield _mark(view, code, view.year)
        yield from (_plain_mark(cells, code, view.year) for cells in series)
    trails = view.marked if ctx.state.option("trails") == "on" else ()
    for code in trails:
        for year in (y for y in view.cells.years if y <= view.year):
            sure = view.cells.leads(code, year) and xs.leads(code, year)
            if sure and both(code, year) and any(drawn(c, year) for c in view.codes):
                yield _mark(view, code, year)
                yield _plain_mark(xs, code, year)


def _plain_mark(cells: Cells, code: str, year: int) -> Mark:
    value, status = cells.get(code, year), cells.status(code, year)
    return Mark(cells.matrix.indicator_id, code, year, value, status)


Told = tuple[tuple[tuple[object, ...], ...], Callable[[Mark], tuple[str, str]]]


def _told(ctx: Context, view: View, indicator_id: str) -> tuple[tuple[object, ...], ...]:
    """What every row of one indicator says alike: its name, its unit and form, its source."""
    info = ctx.store.series_info(indicator_id) or {}
    source_id = str(info["source_id"])
    of_axis = view.chart != "scatter" or indicator_id == view.concept.indicator_id
    form = view.form if of_axis else "absolute"
    based = view.base if form in ("index", "change") else ""
    part = view.cells.matrix.breakdown if indicator_id == view.concept.indicator_id else ""
    return (
        (indicator_id, label(ctx, indicator_id)),
        (_unit(ctx, view, indicator_id, form), form, based, part),
        (
            ctx.reference.sources[source_id].title,
            info["source_code"],
            info["edition"],
            str(ctx.store.catalogue["sources"][source_id]["retrieved_at"])[:10],
            info["licence"],
            info["attribution"],
        ),
    )


def _quality(ctx: Context, view: View, indicator_id: str) -> Callable[[Mark], tuple[str, str]]:
    """The flags of a drawn value and why in words; a summary has none of its own."""
    part = view.cells.matrix.breakdown if indicator_id == view.concept.indicator_id else ""
    matrix = ctx.store.matrix(indicator_id, breakdown=part)
    reasons = cell_reasons(ctx, indicator_id, breakdown=part)

    def of(mark: Mark) -> tuple[str, str]:
        cell = mark.area_code, mark.year
        if matrix is None or mark.statistic != "value":
            return "", ""
        return matrix.flags_at(*cell), reasons.get(cell, "")

    return of


def _row(ctx: Context, told: Told, mark: Mark) -> tuple[object, ...]:
    (name, unit, source), quality = told
    area = None if mark.area_code == TOTAL else ctx.reference.areas.get(mark.area_code)
    return (
        *name,
        "" if mark.area_code == TOTAL else mark.area_code,
        area.text("name", ctx.lang) if area else "",
        mark.year,
        _plain(mark.value),
        *unit,
        mark.statistic,
        mark.status,
        *quality(mark),
        *source,
    )


def _unit(ctx: Context, view: View, indicator_id: str, form: str) -> str:
    if form == "capita":
        return capita_unit(ctx, view.concept, view.concept.indicator_id)
    if form in ("index", "share"):
        return {"index": "index_100", "share": "percent"}[form]
    matrix = ctx.store.matrix(indicator_id)
    return matrix.unit if matrix else ""


def _plain(value: float) -> str:
    """The shortest text that reads back as the same number; whole numbers without a point."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
