"""The numbers behind a comparing chart: one series by area and year, whole or within some years."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from math import nan

import numpy as np
import numpy.typing as npt

from data.quality import WAITING
from data.store import Matrix
from layouts.request.context import Context
from layouts.series.leading import leads
from layouts.series.series import asked_provider

ENOUGH_COVERAGE = 0.6
Span = tuple[int | None, int | None]  # first and last year; None where there is no limit


class Cells:
    """One series by area and year; NaN where it has no number."""

    def __init__(self, matrix: Matrix, led: npt.NDArray[np.bool_] | None = None) -> None:
        """Index the areas once. `led` says which cells lead, where the rule's own are not meant."""
        self.matrix = matrix
        self.led = matrix.leads if led is None else led
        self.column = {code: i for i, code in enumerate(matrix.areas)}
        self.first, self.last = int(matrix.years[0]), int(matrix.years[-1])
        self.years = matrix.years_with_values()

    def get(self, code: str, year: int) -> float:
        """The value; NaN where there is none."""
        i = self.column.get(code)
        if i is None or not self.first <= year <= self.last:
            return nan
        return float(self.matrix.values[year - self.first, i])

    def status(self, code: str, year: int) -> str:
        """Status letter; "" where nothing was published."""
        i = self.column.get(code)
        if i is None or not self.first <= year <= self.last:
            return ""
        return chr(self.matrix.status[year - self.first, i] or 32).strip()

    def leads(self, code: str, year: int) -> bool:
        """Whether the cell may be highest, a base or part of a summary.

        See layouts/series/leading.py.
        """
        i = self.column.get(code)
        held = i is not None and self.first <= year <= self.last
        return held and bool(self.led[year - self.first, i])

    def kind_of(self, code: str, year: int) -> str:
        """Why a number leads nothing by the rule: `waiting` or `doubted`; "" where it leads.

        Also "" where there is no number.
        """
        i = self.column.get(code)
        if i is None or not self.first <= year <= self.last:
            return ""
        row = year - self.first
        if np.isnan(self.matrix.values[row, i]) or self.matrix.leads[row, i]:
            return ""
        return "waiting" if self.status(code, year) in WAITING else "doubted"

    def lowest(self) -> float:
        """Smallest value of all; 0 for a series without values."""
        known = self.matrix.values[self.matrix.values == self.matrix.values]
        return float(known.min()) if len(known) else 0.0

    def opening_base(self, near: int = 0, before: int = 10_000) -> int:
        """A year with at least 60 % as many leading values as the fullest year.

        Of those before a year the nearest to another, the earlier of two; the first of all where
        `near` is 0.
        """
        counts = self.led.sum(axis=1)
        full = [i for i, n in enumerate(counts) if n and n >= counts.max() * ENOUGH_COVERAGE]
        years = [self.first + i for i in full if self.first + i < before]
        return min(years, key=lambda year: abs(year - near), default=self.first)


def cells_of(
    ctx: Context,
    indicator_id: str,
    breakdown: str = "",
    span: Span = (None, None),
    areas: Collection[str] | None = None,
) -> Cells | None:
    """The shown series of an indicator, or some areas of it; None where the tables hold none.

    It is that of the provider the address asks for, else of the leading one. A breakdown that the
    indicator lacks gives its total, as the page then says.
    """
    part = breakdown if breakdown in ctx.store.breakdowns(indicator_id) else ""
    source = asked_provider(ctx, indicator_id) or None
    matrix = ctx.store.matrix(indicator_id, source, part, areas) if indicator_id else None
    if matrix is None:
        return None
    kept = within(matrix, span)
    return Cells(kept, leads(ctx, kept))


def asked_span(ctx: Context) -> Span:
    """The years that an address asks for, the earlier one first."""
    first, last = (int(text) if (text := ctx.state.option(k)) else None for k in ("from", "to"))
    return (last, first) if first and last and first > last else (first, last)


def within(matrix: Matrix, span: Span) -> Matrix:
    """The same series in some of its years; one year without values where it has none of them."""
    first = max(int(matrix.years[0]), span[0] or 0)
    last = min(int(matrix.years[-1]), span[1] or int(matrix.years[-1]))
    if last < first:
        return replace(
            matrix,
            years=np.array([first], dtype=np.int16),
            values=np.full((1, len(matrix.areas)), nan),
            status=np.zeros((1, len(matrix.areas)), dtype=np.uint8),
            quality=np.zeros((1, len(matrix.areas)), dtype=np.int16),
        )
    kept = slice(first - int(matrix.years[0]), last - int(matrix.years[0]) + 1)
    return replace(
        matrix,
        years=matrix.years[kept],
        values=matrix.values[kept],
        status=matrix.status[kept],
        quality=matrix.quality[kept],
    )
