"""`parts`: a published ratio that the published amounts it is made of do not give.

For indicators that declare `part` and `whole` in reference/quality_rules.csv, such as remittances
over GDP. Which of the three figures is wrong cannot be said; the ratio is the one that is shown.
A ratio of an edition much older than that of its parts is left alone: these were revised since.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.quality.editions import OLDER_YEARS, row_times
from etl.quality.held import CELL, Held, significant

TOLERANCE_PCT = 20.0  # of the larger figure, where the indicator declares none


def find(held: Held) -> pd.DataFrame:
    """Ratios apart from their parts: value, computed, part, whole, difference_pct."""
    frames = [compared(held, indicator_id) for indicator_id in sorted(held.rules)]
    frames = [frame[frame["apart"]].drop(columns="apart") for frame in frames if len(frame)]
    return pd.concat(frames) if frames else pd.DataFrame()


def confirmed(held: Held, indicator_id: str) -> pd.Index:
    """Rows of an indicator that their parts give, within the tolerance."""
    frame = compared(held, indicator_id)
    return frame.index[~frame["apart"]] if len(frame) else frame.index


def compared(held: Held, indicator_id: str) -> pd.DataFrame:
    """Every ratio of an indicator whose parts are known, with `apart`; empty where none is.

    Totals only: the parts of a sub-series are not declared.
    """
    rule = held.rules.get(indicator_id)
    if rule is None or not rule.part:
        return pd.DataFrame()
    both = held.headline(rule.part).merge(
        held.headline(rule.whole), on=["area_code", "year"], suffixes=("", "_whole")
    )
    both = both[both["value_whole"] != 0]
    parts = both.rename(columns={"value": "part", "value_whole": "whole"})
    parts = parts.assign(computed=(rule.factor or 1.0) * parts["part"] / parts["whole"])
    parts["newest"] = np.maximum(row_times(both), row_times(both, "vintage_whole"))
    rows = [r[r["breakdown"] == ""] for r in held.series(indicator_id).values()]
    if not rows or parts.empty:
        return pd.DataFrame()
    ratios = pd.concat([r.assign(time=row_times(r)) for r in rows])[[*CELL[1:], "value", "time"]]
    ratios = ratios.astype({"area_code": "str"}).reset_index(names="row")
    found = ratios.merge(parts, on=["area_code", "year"]).set_index("row")
    found = found[~(found["newest"] - found["time"] > OLDER_YEARS)]
    apart, percent = difference(
        found["value"], found["computed"], rule.tolerance_pct or TOLERANCE_PCT, rule.tolerance
    )
    columns = {name: found[name] for name in ("value", "part", "whole")}
    computed = significant(found["computed"])
    return pd.DataFrame(columns | {"computed": computed, "difference_pct": percent, "apart": apart})


def difference(
    one: pd.Series, other: pd.Series, tolerance_pct: float, tolerance: float | None
) -> tuple[pd.Series, pd.Series]:
    """Whether two figures of the same thing differ, and by how many percent of the larger.

    Args:
        one: figures.
        other: figures of the same cells.
        tolerance_pct: percent of the larger that must be exceeded.
        tolerance: and this, in the unit of the figures; None for nothing.
    """
    larger = pd.concat([one.abs(), other.abs()], axis=1).max(axis=1)
    gap = (one - other).abs()
    percent = (100 * gap / larger.where(larger > 0)).fillna(0.0)
    return (percent > tolerance_pct) & (gap > (tolerance or 0.0)), percent.round(1)
