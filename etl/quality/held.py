"""What the rules look at: the numbers of the registry's indicators, and what is declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.quality_rules import QualityRule
from data.reference_lists import Reference
from data.schema.contract import OBSERVATIONS
from etl.read.packed import pack

SERIES = ["indicator_id", "source_id"]
CELL = ["breakdown", "area_code", "year"]
DIGITS = 6  # significant ones of a figure that is computed here


@dataclass(frozen=True)
class Held:
    """The observations of a build and what the reference declares.

    Attributes:
        observations: all rows, packed, numbered from 0.
        reference: indicators, units and rules.
    """

    observations: pd.DataFrame
    reference: Reference

    @property
    def rules(self) -> Mapping[str, QualityRule]:
        """What is declared, by indicator."""
        return self.reference.quality_rules

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """The rows of registry indicators that have a number; the index counts all rows."""
        rows = self.observations
        chosen = rows["indicator_id"].isin(list(self.reference.indicators))
        return pack(rows[chosen & rows["value"].notna()], OBSERVATIONS)

    @cached_property
    def _series(self) -> Mapping[tuple[str, str], pd.DataFrame]:
        groups = self.numbers.groupby(SERIES, observed=True)
        return {(str(i), str(s)): rows for (i, s), rows in groups}

    def series(self, indicator_id: str) -> dict[str, pd.DataFrame]:
        """The numbers of an indicator by source, sorted by source."""
        return {s: rows for (i, s), rows in sorted(self._series.items()) if i == indicator_id}

    def one(self, indicator_id: str, source_id: str) -> pd.DataFrame:
        """The numbers of one series that has some."""
        return self._series[indicator_id, source_id]

    def headline(self, name: str) -> pd.DataFrame:
        """The totals of `source/indicator`, also of the catalogue.

        Returns:
            area_code, year, value, vintage.
        """
        source_id, _, indicator_id = name.partition("/")
        rows = self.observations
        same = (rows["indicator_id"] == indicator_id) & (rows["source_id"] == source_id)
        rows = rows[same & (rows["breakdown"] == "") & rows["value"].notna()]
        columns = ["area_code", "year", "value", "vintage"]
        return rows[columns].astype({"area_code": "str", "vintage": "str"})


def significant(values: pd.Series) -> pd.Series:
    """Numbers with DIGITS significant digits."""
    return values.map(lambda value: float(f"{value:.{DIGITS}g}"))


def series_sizes(rows: pd.DataFrame) -> dict[tuple[str, str], int]:
    """How many rows each indicator and source has."""
    sizes = rows.groupby(SERIES, observed=True).size().reset_index(name="n")
    named = zip(sizes["indicator_id"], sizes["source_id"], sizes["n"], strict=True)
    return {(str(i), str(s)): int(n) for i, s, n in named}
