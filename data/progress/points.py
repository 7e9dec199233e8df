"""Which points of a series count, and which of them are the base and the latest one.

One row per series of an area, one column per year; a cell without a number is NaN. Nothing is
interpolated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.progress import methods as m
from data.progress.methods import Flags, Floats
from data.progress.settings import BASE_YEARS, COVID_YEARS

Columns = npt.NDArray[np.int64]
MEAN_YEARS, MEAN_POINTS = 5, 3  # event counts: mean of five years, of which three have a value
BREAK, ESTIMATED = ord("B"), ord("E")


@dataclass(frozen=True)
class Grid:
    """Values as published: rows are series of areas, columns are years from `first_year` on.

    `unrecorded` rows had nothing but zeros that say that no record was sent; these are left out.
    """

    first_year: int
    values: Floats
    breaks: Flags
    estimated: Flags
    unrecorded: Flags


def make_grid(
    unit: Columns,
    year: Columns,
    value: Floats,
    status: npt.NDArray[np.uint8],
    leads: Flags,
    unrecorded: Flags,
    since: Columns,
) -> Grid:
    """A grid of the observations that may lead.

    Args:
        unit: number of the series and area of each observation.
        year: its calendar year.
        value: its value, NaN where none was published.
        status: its SDMX letter, as a byte.
        leads: whether it may lead; see data/quality.py.
        unrecorded: for each unit, whether a zero of it says that there is no record.
        since: for each unit, the first year of the definition in use: a break, though the
            provider marks none; 0 for all years.
    """
    units = len(unrecorded)
    nothing = unrecorded[unit] & (value == 0)
    kept = ~np.isnan(value) & leads & ~nothing
    silent = np.zeros(units, dtype=bool)
    silent[unit[nothing]] = True
    silent[unit[kept]] = False
    unit, year, value, status = unit[kept], year[kept], value[kept], status[kept]
    first = int(year.min()) if len(year) else 0
    span = int(year.max()) - first + 1 if len(year) else 1
    values = np.full((units, span), np.nan)
    at = (unit, year.astype(np.int64) - first)
    values[at] = value
    marks = np.zeros((units, span), dtype=np.uint8)
    marks[at] = status
    breaks = marks == BREAK
    declared = np.flatnonzero((since >= first) & (since < first + span))
    breaks[declared, since[declared] - first] = True
    return Grid(first, values, breaks, marks == ESTIMATED, silent)


def before_break(grid: Grid) -> Flags:
    """Cells before the last break of their series: another definition, so not comparable."""
    later = np.flip(np.cumsum(np.flip(grid.breaks, axis=1), axis=1), axis=1)
    return np.greater(later - grid.breaks, 0)


def counting(
    grid: Grid, modelled: str, covid: str, noisy: Flags, parity: Floats, until: Floats
) -> tuple[Floats, Floats]:
    """The values that count under one choice of modelled values.

    Args:
        grid: values as published.
        modelled: "without" drops estimated values (status E).
        covid: "without" drops the years of the pandemic, and means reach over them.
        noisy: rows of event counts: each value becomes the mean of the five years that end with
            it, where at least three of these have a value; a year without its own has none.
        parity: best value of rows that are judged by their distance from it, else NaN.
        until: last year that counts in each row.

    Returns:
        Values as published (or their means), and the same as they are judged: distances from
        parity in parity rows. NaN where nothing counts; both have the same cells.
    """
    years = grid.first_year + np.arange(grid.values.shape[1])
    dropped: Flags = before_break(grid) | (years[None, :] > until[:, None])
    if modelled == "without":
        dropped |= grid.estimated
    left_out = np.isin(years, COVID_YEARS) if covid == "without" else np.zeros(len(years), bool)
    dropped |= left_out[None, :]
    values = np.where(dropped, np.nan, grid.values)
    if noisy.any():
        values[np.ix_(noisy, ~left_out)] = trailing_means(values[np.ix_(noisy, ~left_out)])
    centred = ~np.isnan(parity)
    if not centred.any():
        return values, values
    judged = values.copy()
    judged[centred] = m.from_parity(values[centred], parity[centred, None])
    return np.where(np.isnan(judged), np.nan, values), judged


def trailing_means(values: Floats) -> Floats:
    """The mean of the five years that end with each cell; NaN with fewer than three values."""
    known = ~np.isnan(values)
    total, count = np.where(known, values, 0.0), known.astype(np.int64)
    sums, counts = total.copy(), count.copy()
    for back in range(1, min(MEAN_YEARS, values.shape[1])):
        sums[:, back:] += total[:, :-back]
        counts[:, back:] += count[:, :-back]
    enough = known & (counts >= MEAN_POINTS)
    return np.where(enough, sums / np.maximum(counts, 1), np.nan)


def latest_column(values: Floats) -> Columns:
    """Column of the last value of each row, -1 where it has none."""
    known = ~np.isnan(values)
    last = known.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    return np.where(known.any(axis=1), last, -1)


def base_column(values: Floats, first_year: int, base: str) -> Columns:
    """Column of the base value under a rule of BASE_YEARS, -1 where none of its years has one."""
    wanted = _inside(BASE_YEARS[base], first_year, values.shape[1])
    if not len(wanted):
        return np.full(len(values), -1)
    known = ~np.isnan(values[:, wanted])
    return np.where(known.any(axis=1), wanted[np.argmax(known, axis=1)], -1)


def _inside(years: Sequence[int], first_year: int, span: int) -> Columns:
    columns = np.array(years, dtype=np.int64) - first_year
    return columns[(columns >= 0) & (columns < span)]


def pick(values: Floats, columns: Columns) -> Floats:
    """The value of each row in its column, NaN for column -1."""
    found = values[np.arange(len(values)), columns]
    return np.where(columns < 0, np.nan, found)
