"""What is said of a series in a chart: its name, its unit in the form drawn, its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data.arithmetic.concepts import Concept
from layouts.request.context import Context
from layouts.series.cells import Cells
from layouts.series.concepts import capita_unit
from layouts.series.concepts import label as name_of
from layouts.series.series import header, series_of
from layouts.words.values import Unit

CAPITA_DECIMALS = 2
PERCENT = "%"


@dataclass(frozen=True)
class Told:
    """Words and provenance of one series. `raw` is its unit as published, `unit` as drawn."""

    indicator_id: str
    name: str  # with the number of its SDG indicator
    label: str
    unit: Unit
    raw: Unit
    key: str  # of the unit as drawn, for files
    source: str
    note: str
    info: dict[str, Any]  # its entry in the catalogue
    source_title: str
    retrieved_on: str


def told_of(ctx: Context, cells: Cells, of: Concept, form: str, base: int) -> Told:
    """What a chart says of a series whose values are drawn in a form since a base year."""
    matrix = cells.matrix
    series = series_of(ctx, matrix.indicator_id, matrix.breakdown)
    assert series is not None  # noqa: S101 - its cells are held
    head = header(ctx, series)
    raw = Unit(head["unit"], head["unitShort"], head["decimals"])
    label = ", ".join(filter(None, (head["label"], head["breakdownText"])))
    unit, key = _unit(ctx, of, form, base, raw), _key(ctx, of, form, matrix.unit)
    return Told(
        matrix.indicator_id,
        name_of(ctx, matrix.indicator_id),
        label if matrix.breakdown else head["label"],
        unit,
        raw,
        key,
        head["source"],
        head["note"],
        series.info,
        series.source.title,
        series.retrieved_on,
    )


def _unit(ctx: Context, of: Concept, form: str, base: int, raw: Unit) -> Unit:
    if form == "capita":
        decimals = 0 if of.per == 1 else CAPITA_DECIMALS
        return Unit(capita_unit(ctx, of, of.indicator_id), "", decimals)
    if form == "index":
        return Unit(ctx.t("js.compare.unit_index", base=base), "", 1)
    if form == "share":
        return Unit(ctx.t("js.compare.unit_share"), PERCENT, 1)
    if form != "change":
        return raw
    if raw.short.startswith(PERCENT):
        text = ctx.t("js.compare.unit_points", base=base)
        return Unit(text, ctx.t("js.compare.points"), raw.decimals)
    return Unit(ctx.t("js.compare.unit_change", base=base, unit=raw.text), raw.short, raw.decimals)


def _key(ctx: Context, of: Concept, form: str, unit: str) -> str:
    """The unit of the drawn values in a file."""
    if form == "capita":
        return capita_unit(ctx, of, of.indicator_id)
    return {"index": "index_100", "share": "percent"}.get(form, unit)
