"""Indicators computed from published ones by a formula of the registry. Pure; nothing is filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from etl.model import EtlError

FORMULA = re.compile(r"(?P<name>[a-z][a-z0-9_]*)\((?P<args>[^()]+)\)")
DEFAULT_SOURCE = "worldbank"
CELL = ["area_code", "year"]


class FormulaError(EtlError):
    """A formula of the registry cannot be read, or asks for a series that is not there."""


@dataclass(frozen=True)
class Formula:
    """A function and what it reads: series as (source_id, source_code), or one measure of flows."""

    name: str
    inputs: tuple[tuple[str, str], ...]

    @property
    def series(self) -> tuple[tuple[str, str], ...]:
        """The series it reads; none where it sums the pairs of a measure."""
        return () if self.name in TOTALS else self.inputs


def parse_formula(text: str) -> Formula:
    """Read `share_pct(A, B)` or `origin_total(unhcr/measure)`.

    A series of another source than the World Bank is `source/code`; a measure is one of the flows.

    Raises:
        FormulaError: not of that form, unknown function, or the wrong number of series.
    """
    match = FORMULA.fullmatch(text.strip())
    if match is None or match["name"] not in {*FUNCTIONS, *TOTALS}:
        known = ", ".join([*(f"{n}(a, b)" for n in FUNCTIONS), *(f"{n}(a)" for n in TOTALS)])
        raise FormulaError(
            f"indicator_series.csv: formula {text!r}; expected one of {known}. "
            "What to do: correct the formula, or add the function to etl/derive.py"
        )
    inputs = []
    for part in match["args"].split(","):
        source_id, slash, code = part.strip().partition("/")
        inputs.append((source_id, code) if slash else (DEFAULT_SOURCE, source_id))
    if len(inputs) != (1 if match["name"] in TOTALS else 2):
        needed = "one measure of flows" if match["name"] in TOTALS else "two series"
        raise FormulaError(f"indicator_series.csv: formula {text!r} needs {needed}")
    return Formula(match["name"], tuple(inputs))


def share_pct(part: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    """`part` as a percentage of `whole`, such as personal remittances as a share of GDP."""
    return _quotient(part, whole, 100.0)


def per_1000(count: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """`count` for every 1,000 people of `population` (persons, mid-year)."""
    return _quotient(count, population, 1000.0)


def per_capita(amount: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """`amount` for every person of `population` (persons, mid-year)."""
    return _quotient(amount, population, 1.0)


def _quotient(part: pd.DataFrame, whole: pd.DataFrame, factor: float) -> pd.DataFrame:
    """`factor` x `part` / `whole`. One row per area_code and year that both have.

    Null with status O where either value is null or `whole` is 0; never filled. Status E where
    either side is estimated.
    """
    both = part.merge(whole, on=CELL, suffixes=("", "_whole"), validate="one_to_one")
    divisor = both["value_whole"].where(both["value_whole"] != 0)
    value = factor * both["value"] / divisor
    estimated = (both["obs_status"] != "A") | (both["obs_status_whole"] != "A")
    status = estimated.map({True: "E", False: "A"}).mask(value.isna(), "O")
    # A quotient is as new as its newest part: the later of two ISO dates.
    vintage = both[["vintage", "vintage_whole"]].max(axis=1)
    return both[CELL].assign(value=value, obs_status=status, vintage=vintage)


def total(pairs: pd.DataFrame, side: str) -> pd.DataFrame:
    """The sum of all pairs of a measure on one side. One row per area_code and year with pairs.

    Args:
        pairs: origin_code, destination_code, year, value, obs_status, vintage of one measure.
        side: the column to keep, origin_code or destination_code.

    Returns:
        area_code, year, value, obs_status, vintage. Null with status O where one of the pairs has
        no number: a sum of the others would be too small. Status E where a pair is not normal.
    """
    cells = pairs.groupby([side, "year"], observed=True)
    sums = cells.agg(value=("value", lambda found: found.sum(skipna=False))).reset_index()
    normal = pairs["obs_status"].eq("A").groupby([pairs[side], pairs["year"]], observed=True).all()
    status = normal.map({True: "A", False: "E"}).to_numpy()
    return sums.rename(columns={side: "area_code"}).assign(
        area_code=sums[side].astype("str"),
        obs_status=pd.Series(status, dtype="str").mask(sums["value"].isna(), "O"),
        vintage=str(pairs["vintage"].astype("str").max()),
    )


TOTALS: Mapping[str, str] = {
    "origin_total": "origin_code",
    "destination_total": "destination_code",
}
FUNCTIONS: Mapping[str, Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]] = {
    "share_pct": share_pct,
    "per_1000": per_1000,
    "per_capita": per_capita,
}


def compute(
    text: str,
    series: Mapping[tuple[str, str], pd.DataFrame],
    flows: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """The rows of one derived indicator: area_code, year, value, obs_status, vintage.

    Args:
        text: the formula of the registry.
        series: published rows by (source_id, source_code): area_code, year, value, obs_status,
            vintage.
        flows: the flows of each source, by source_id.

    Raises:
        FormulaError: the formula is unreadable or one of its series is not there.
    """
    formula = parse_formula(text)
    if formula.name in TOTALS:
        ((source_id, measure),) = formula.inputs
        return total(_pairs(text, source_id, measure, flows or {}), TOTALS[formula.name])
    missing = [f"{s}/{c}" for s, c in formula.inputs if (s, c) not in series]
    if missing:
        raise FormulaError(
            f"formula {text!r}: no rows of {', '.join(missing)}. What to do: fetch that source"
        )
    return FUNCTIONS[formula.name](*(series[key] for key in formula.inputs))


def _pairs(
    text: str, source_id: str, measure: str, flows: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    rows = flows.get(source_id)
    pairs = None if rows is None else rows[rows["measure"] == measure]
    if pairs is None or pairs.empty:
        raise FormulaError(
            f"formula {text!r}: {source_id} has no flows of measure {measure!r}. "
            "What to do: name a measure of data/README.md, or fetch that source"
        )
    return pairs
