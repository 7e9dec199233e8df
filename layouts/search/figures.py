"""The figure of a result: the latest value of a place with its year, and the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from data.progress.settings import DEFAULT
from data.reference_lists import AS_PUBLISHED, Indicator
from data.store import Flow
from data.verdicts import Verdict
from layouts.progress.words import value_text
from layouts.request.context import Context
from layouts.series.series import indicator_of
from layouts.words.format import number
from layouts.words.units import unit_key

MOST_PLACES = 2  # of which a result tells the figure
# What two places have between them, people first by how many there are.
BETWEEN = ("migrant_stock", "refugees", "asylum_applied", "asylum_seekers", "resettlement")


@dataclass(frozen=True)
class Figure:
    """One figure of one place.

    `place` is its short name, `value` its latest value that leads, in words with its unit; "" where
    the series has none. `verdict` is that of the default setting, None where none was given.
    """

    place: str
    value: str
    year: int = 0
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Between:
    """The latest people counted from one place in another: a measure of the table of flows."""

    measure: str
    origin: str
    destination: str
    value: str
    year: int


def figure_of(ctx: Context, indicator_id: str, area_code: str) -> Figure:
    """The figure of one place; without a value where the series has none that leads."""
    place = ctx.reference.areas[area_code].text("short", ctx.lang)
    matrix = ctx.store.matrix(indicator_id, areas={area_code})
    led = np.flatnonzero(matrix.leads[:, 0]).tolist() if matrix else []
    if matrix is None or not led:
        return Figure(place, "")
    value, year = float(matrix.values[led[-1], 0]), int(matrix.years[led[-1]])
    words = value_text(ctx, _measured(ctx, indicator_id), value)
    found = ctx.store.verdicts.one(indicator_id, area_code, DEFAULT)
    return Figure(place, words, year, found if found and found.band else None)


def _measured(ctx: Context, indicator_id: str) -> Indicator:
    """The indicator with the unit that stands behind its numbers."""
    indicator = indicator_of(ctx, indicator_id)
    if indicator.unit != AS_PUBLISHED:
        return indicator
    info = ctx.store.series_info(indicator_id) or {}
    unit = unit_key(str(info.get("provider_unit", "")), str(info.get("title", "")))
    return replace(indicator, unit=unit)


def between(ctx: Context, origin: str, destination: str) -> list[Between]:
    """What the table of flows holds from one place to another, the last year of each measure."""
    out = []
    for measure in BETWEEN:
        rows = ctx.store.flows(measure, origin=origin, destination=destination)
        known = [flow for flow in rows if flow.value]
        if known:
            last = max(known, key=_year)
            value = number(last.value or 0.0, ctx.lang)
            out.append(Between(measure, origin, destination, value, last.year))
    return out


def _year(flow: Flow) -> int:
    return flow.year
