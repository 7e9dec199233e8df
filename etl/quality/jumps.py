"""`jump`: a value far from the years before and after, which agree with each other.

There and back, never a change that lasts, so the newest value of an area is never one. Of two
values in a row that both look so, only the one that is farther off is: it makes the other. Only for
indicators that declare `jump` in reference/quality_rules.csv: rates, shares and amounts that do
not move so. Deaths, displacement and other counts of events do, in wars and disasters.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.quality.held import SERIES, Held

NEAR_YEARS = 3  # at most to either neighbour
AGREE = 2.0  # the neighbours are within this factor of each other
# An area whose values usually move by more than the root of the declared jump has none.
USUAL = 0.5
AREA = [*SERIES, "breakdown", "area_code"]


def find(held: Held) -> pd.DataFrame:
    """Values that jump there and back: value, before, before_year, after, after_year."""
    declared = {i: rule for i, rule in held.rules.items() if rule.jump}
    rows = held.numbers[held.numbers["indicator_id"].isin(list(declared))]
    rows = rows[~rows["obs_status"].isin(["F", "P"])].sort_values([*AREA, "year"], kind="stable")
    names = rows["indicator_id"].astype("str")
    jump = names.map({i: r.jump for i, r in declared.items()}).astype("float64")
    limit = pd.Series(np.log(jump), index=rows.index)
    floor = names.map({i: r.jump_floor for i, r in declared.items()}).astype("float64")
    size = _logs(rows["value"], floor)
    by_area = rows.groupby(AREA, observed=True)
    keys = [rows[name] for name in AREA]
    steps = (size - size.groupby(keys, observed=True).shift()).abs()
    usual = steps.groupby(keys, observed=True).transform("median")
    found = pd.DataFrame({"value": rows["value"]})
    near, sizes = pd.Series(True, index=rows.index), {}
    for name, shift in (("before", 1), ("after", -1)):
        found[name] = by_area["value"].shift(shift)
        found[f"{name}_year"] = by_area["year"].shift(shift)
        near &= (found[f"{name}_year"] - rows["year"]).abs() <= NEAR_YEARS
        sizes[name] = _logs(found[name], floor)
    apart = (sizes["before"] - sizes["after"]).abs() <= np.log(AGREE)
    least = pd.concat([(size - s).abs() for s in sizes.values()], axis=1).min(axis=1)
    same_side = np.sign(size - sizes["before"]) == np.sign(size - sizes["after"])
    jumps = near & apart & same_side & (least > limit) & (usual <= limit * USUAL)
    off = least.where(jumps, 0.0).groupby(keys, observed=True)
    jumps &= (off.shift(1, fill_value=0.0) <= least) & (off.shift(-1, fill_value=0.0) < least)
    kinds = {"before_year": "int64", "after_year": "int64"}
    return found[jumps].astype(kinds)


def _logs(values: pd.Series, floor: pd.Series) -> pd.Series:
    """Logarithms of values, none of them smaller than the floor; NaN stays NaN."""
    return pd.Series(np.log(values.mask(values < floor, floor)), index=values.index)
