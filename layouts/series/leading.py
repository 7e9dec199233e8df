"""Which cells of a series lead on one page: data/quality.py's rule, with the reader's switch."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data import quality
from data.store import Matrix
from layouts.request.context import Context
from layouts.request.keys import KEYS
from layouts.request.pages import PAGES

ON = "on"


def doubted_lead(ctx: Context) -> bool:
    """Whether the address lets doubted values lead; forecasts and part-years never do."""
    known = "doubted" in PAGES[ctx.state.page].keys
    return known and ctx.state.option(KEYS["doubted"].name) == ON


def leads(ctx: Context, matrix: Matrix) -> npt.NDArray[np.bool_]:
    """Which cells of a series lead; of the shape of its values."""
    return quality.leading(matrix.values, matrix.status) if doubted_lead(ctx) else matrix.leads


def leading_values(ctx: Context, matrix: Matrix) -> npt.NDArray[np.float64]:
    """The values that lead, NaN in the place of all others."""
    return np.where(leads(ctx, matrix), matrix.values, np.nan)


def led_by_year(ctx: Context, matrix: Matrix, area_code: str) -> list[tuple[int, float]]:
    """Years and values of one area that lead, by year; none where the series lacks the area."""
    if area_code not in matrix.areas:
        return []
    at = matrix.areas.index(area_code)
    led = leads(ctx, matrix)[:, at]
    return list(zip(matrix.years[led].tolist(), matrix.values[led, at].tolist(), strict=True))
