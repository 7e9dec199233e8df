"""One series as years x areas: what every page, file and verdict of a series starts from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from data.quality import leading, leads

ENOUGH_COVERAGE = 0.6  # share of the best-covered year an opening year must reach


@dataclass(frozen=True)
class Matrix:
    """One series as years x areas.

    `values` is NaN where there is no number. `status` holds the SDMX letter as a byte, 0 where
    the provider published no cell at all. `years` ascend without gaps; `areas` ascend by code.
    `quality` holds codes of flags, positions in `flags`; 0 stands for none, also without a cell.
    `doubtful` says of each code whether a cell with it is doubted.
    """

    indicator_id: str
    source_id: str
    breakdown: str
    unit: str
    vintage: str
    years: npt.NDArray[np.int16]
    areas: tuple[str, ...]
    values: npt.NDArray[np.float64]
    status: npt.NDArray[np.uint8]
    quality: npt.NDArray[np.int16]
    flags: tuple[str, ...]
    doubtful: npt.NDArray[np.bool_]

    @cached_property
    def leads(self) -> npt.NDArray[np.bool_]:
        """Which cells may be a latest value, a base, an extreme; see data/quality.py."""
        flagged = self.quality.strides != (0, 0)  # see `quality` of `Store.matrix`
        doubted = self.doubtful[self.quality] if flagged else False
        return leading(self.values, self.status, doubted)

    @cached_property
    def leading_values(self) -> npt.NDArray[np.float64]:
        """`values` without those that lead nothing: NaN in their place."""
        return np.where(self.leads, self.values, np.nan)

    def opening_year(self) -> int:
        """The latest year with at least 60 % as many leading values as the fullest year."""
        counts = np.count_nonzero(self.leads, axis=1)
        full = np.nonzero(counts >= max(1, counts.max() * ENOUGH_COVERAGE))[0]
        return int(self.years[full[-1]]) if len(full) else int(self.years[-1])

    def years_with_values(self) -> tuple[int, ...]:
        """Years in which at least one area has a number, ascending."""
        return tuple(int(y) for y in self.years[(~np.isnan(self.values)).any(axis=1)])

    def cell(self, area_code: str, year: int) -> tuple[float | None, str]:
        """Value and status letter of one area and year; (None, "") where nothing was published."""
        if area_code not in self.areas or not self.years[0] <= year <= self.years[-1]:
            return None, ""
        y, a = year - int(self.years[0]), self.areas.index(area_code)
        value = float(self.values[y, a])
        return (None if np.isnan(value) else value), chr(self.status[y, a] or 32).strip()

    def sure(self, area_code: str, year: int) -> float | None:
        """The value of a cell that leads; None for any other."""
        value, letter = self.cell(area_code, year)
        flags = self.flags_at(area_code, year)
        return value if leads(value, letter, flags) else None

    def flags_at(self, area_code: str, year: int) -> str:
        """The flags of one cell, joined by `;`; "" where there are none or no cell."""
        if area_code not in self.areas or not self.years[0] <= year <= self.years[-1]:
            return ""
        return self.flags[self.quality[year - int(self.years[0]), self.areas.index(area_code)]]
