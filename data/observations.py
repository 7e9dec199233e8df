"""Cells of the observations table as columns; a record of one is made only when it is asked for.

A record costs about a hundred times what reading the same row of the columns costs, and the cells
of one area are thousands. Must not import pandas: every worker of the app loads this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
import numpy.typing as npt

from data.quality import leads

Codes = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Observation:
    """One published cell. `value` is None where the provider published a reason, not a number.

    `quality` holds the flags of what speaks against the value, joined by `;`.
    """

    indicator_id: str
    source_id: str
    breakdown: str
    area_code: str
    year: int
    value: float | None
    unit: str
    obs_status: str
    vintage: str
    quality: str = ""

    @property
    def leads(self) -> bool:
        """Whether it may be a latest value, a base, an extreme; see data/quality.py."""
        return leads(self.value, self.obs_status, self.quality)


# Field of an observation, and the column of codes that holds it. The order of the fields.
COLUMN_OF = {
    "indicator_id": "indicator",
    "source_id": "source",
    "breakdown": "breakdown",
    "area_code": "area",
    "unit": "unit",
    "obs_status": "status",
    "vintage": "vintage",
    "quality": "quality",
}


@dataclass(frozen=True, eq=False)
class Observations(Sequence[Observation]):
    """Some rows of a laid out table, one array a column. Iterating gives `Observation` records.

    Attributes:
        table: the columns of the whole table, by their short names.
        at: which rows: a slice from a start to a stop (columns are views then), or row numbers.
        names: what the codes mean, by field of `Observation`.
    """

    table: Mapping[str, npt.NDArray]
    at: slice | npt.NDArray[np.intp]
    names: Mapping[str, tuple[str, ...]]

    @property
    def years(self) -> npt.NDArray[np.int16]:
        """The year of each row."""
        return self.table["year"][self.at]

    @property
    def values(self) -> npt.NDArray[np.float64]:
        """The value of each row; NaN where the provider published a reason, not a number."""
        return self.table["value"][self.at]

    def codes(self, field: str) -> Codes:
        """The codes of one field, such as `area_code`; positions in `names[field]`."""
        return self.table[COLUMN_OF[field]][self.at]

    def texts(self, field: str) -> list[str]:
        """One field of every row, in words."""
        return list(map(self.names[field].__getitem__, self.codes(field)))

    def __len__(self) -> int:
        """Number of rows."""
        return len(self.years)

    @overload
    def __getitem__(self, index: int) -> Observation: ...
    @overload
    def __getitem__(self, index: slice) -> Observations: ...
    def __getitem__(self, index: int | slice) -> Observation | Observations:
        """One row as a record, or some rows as columns."""
        if isinstance(index, slice):
            at = self.at
            rows = np.arange(at.start, at.stop) if isinstance(at, slice) else at
            return Observations(self.table, rows[index], self.names)
        value = float(self.values[index])
        return Observation(
            **{field: self.names[field][self.codes(field)[index]] for field in COLUMN_OF},
            year=int(self.years[index]),
            value=None if np.isnan(value) else value,
        )

    def __iter__(self) -> Iterator[Observation]:
        """Every row as a record."""
        values = (None if v != v else v for v in self.values.tolist())
        texts = {field: self.texts(field) for field in COLUMN_OF}
        years = self.years.tolist()
        *keys, units, status, vintages, quality = texts.values()
        yield from map(Observation, *keys, years, values, units, status, vintages, quality)
