"""The charts of corridors as files: a row for each mark, with where its number comes from."""

from __future__ import annotations

from collections.abc import Iterator

from layouts.charts import charts
from layouts.charts.corridor_lens import LensMarks
from layouts.charts.corridor_mirror import MirrorMarks
from layouts.charts.corridor_rows import CorridorMarks
from layouts.charts.corridor_view import origin_of
from layouts.request.context import Context
from layouts.words.format import plain

Rows = Iterator[tuple[object, ...]]
ORIGIN = ("source", "edition", "retrieved_on", "licence", "attribution", "link")
FLOW_COLUMNS = (
    *("measure", "counted", "side", "origin_code", "origin", "destination_code", "destination"),
    *("year", "value", "unit", "share_pct", "corridors", "statistic", "obs_status", *ORIGIN),
)
MIRROR_COLUMNS = (
    *("measure", "counted", "kind", "origin_code", "origin", "destination_code", "destination"),
    *("year", "value", "per_100_migrants", "migrants_year", "in_cases", "cases_year"),
    *("reported_by", "statistic", *ORIGIN),
)
LENS_COLUMNS = (
    *("indicator_id", "sdg_indicator", "indicator", "area_code", "area", "year", "value"),
    *("unit", "statistic", *ORIGIN),
)


def corridor_csv(ctx: Context, chart: str, link: str) -> tuple[str, tuple[str, ...], Rows]:
    """Name, columns and rows of the file of one of the charts."""
    found = charts()[chart].marks(ctx)
    view = found.view
    where = "-".join(code.replace(":", "") for code in view.ends or (view.place or "world",))
    name = f"throughline-{chart}-{where}-{view.measure}.csv"
    if isinstance(found, MirrorMarks):
        return name, MIRROR_COLUMNS, _mirror(found, link)
    if isinstance(found, LensMarks):
        return name, LENS_COLUMNS, _lens(found, link)
    return name, FLOW_COLUMNS, _flows(found, link)


def _cells(ctx: Context, measure: str) -> tuple[str, ...]:
    origin = origin_of(ctx, measure)
    return tuple(origin.get(name, "") for name in ORIGIN[:-1])


def _number(value: float) -> str:
    return plain(value) if value == value else ""


def _flows(found: CorridorMarks, link: str) -> Rows:
    view = found.view
    origin = _cells(view.ctx, view.measure)
    for mark in found.each:
        yield (
            *(view.measure, view.counted_words, mark.way),
            *(mark.origin_code, mark.origin, mark.destination_code, mark.destination),
            *(mark.year, plain(mark.value), view.unit.text, _number(mark.share)),
            *(mark.corridors, mark.role, mark.status, *origin, link),
        )


def _mirror(found: MirrorMarks, link: str) -> Rows:
    for mark in found.each:
        yield (
            *(mark.measure, mark.counted, mark.kind, mark.origin_code, mark.origin),
            *(mark.destination_code, mark.destination, mark.year or "", _number(mark.value)),
            *(_number(mark.per_100), mark.base_year or "", _number(mark.cases)),
            *(mark.cases_year or "", mark.reported, mark.role),
            *(*_cells(found.view.ctx, mark.measure), link),
        )


def _lens(found: LensMarks, link: str) -> Rows:
    ctx = found.view.ctx
    for mark in found.each:
        info = ctx.store.series_info(mark.indicator_id) or {}
        source = ctx.reference.sources.get(str(info.get("source_id", "")))
        held = ctx.store.catalogue["sources"].get(str(info.get("source_id", "")), {})
        unit = ctx.reference.indicators[mark.indicator_id].unit
        yield (
            *(mark.indicator_id, mark.sdg_indicator, mark.indicator, mark.area_code, mark.area),
            *(mark.year or "", _number(mark.value), unit, mark.role),
            *(source.title if source else "", info.get("edition", "")),
            *(str(held.get("retrieved_at", ""))[:10], info.get("licence", "")),
            *(info.get("attribution", ""), link),
        )
