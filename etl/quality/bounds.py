"""`bounds`: a value that its indicator cannot take. Published all the same, so it is kept.

Bounds are those of reference/quality_rules.csv, else those of the unit (data/schema/contract.py).
For a group of areas a yes/no series counts those that say yes: only a country has its upper bound.
"""

from __future__ import annotations

import pandas as pd

from data.schema.contract import INFINITE, UNIT_BOUNDS
from etl.quality.held import Held


def declared_bounds(held: Held) -> dict[str, tuple[float, float]]:
    """Lowest and highest possible value of every indicator of the registry; infinite for none."""
    found = {}
    for indicator in held.reference.indicators.values():
        low, high = UNIT_BOUNDS.get(indicator.unit, (-INFINITE, INFINITE))
        rule = held.rules.get(indicator.indicator_id)
        if rule:
            low = low if rule.low is None else rule.low
            high = high if rule.high is None else rule.high
        found[indicator.indicator_id] = low, high
    return found


def find(held: Held) -> pd.DataFrame:
    """Rows outside the bounds of their indicator: value, low and high (None for no such end)."""
    rows, ends = held.numbers, declared_bounds(held)
    names = rows["indicator_id"].astype("str")
    low = names.map({i: b[0] for i, b in ends.items()}).astype("float64")
    high = names.map({i: b[1] for i, b in ends.items()}).astype("float64")
    counts = (rows["unit"] == "yes_no") & rows["area_code"].astype("str").str.contains(":")
    outside = (rows["value"] < low) | ((rows["value"] > high) & ~counts)
    found = pd.DataFrame({"value": rows["value"], "low": low, "high": high})[outside]
    return found.astype(object).replace({INFINITE: None, -INFINITE: None})
