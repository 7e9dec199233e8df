"""Two providers, one indicator: do they agree? Decides whether a UN SDG series may be shown.

It compares; it never changes a value and never averages two sources.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.catalog import Reference

LIMIT_PCT = 5.0  # a cell or a median beyond this differs
LIMIT_SHARE_PCT = 25.0  # of cells that differ
CELL = ["indicator_id", "area_code", "year"]


def compare(observations: pd.DataFrame, reference: Reference) -> list[dict[str, Any]]:
    """One record per indicator that the registry pairs between UN SDG and the World Bank.

    Compared are the area-years where both give a number, by |a - b| / max(|a|, |b|) in percent
    (0 where both are 0), so that neither side is the truth and a zero on one side counts as 100.

    The verdict is `disagree` where the median exceeds LIMIT_PCT (another definition, unit or
    sub-series throughout) or where more than LIMIT_SHARE_PCT of the cells do (the sub-series
    changes from cell to cell, which a median can hide). It is `agree` otherwise: revised countries
    move a few cells and are no fault of a series. `no_overlap` means that no cell is shared.

    Returns:
        indicator_id, unsdg_code, worldbank_code, cells, median_abs_rel_diff_pct,
        share_over_5pct (of cells, in percent), verdict; sorted by indicator and code.
    """
    numbers = observations[observations["value"].notna() & (observations["breakdown"] == "")]
    records = []
    for indicator_id in reference.indicators:
        series = {s.source_id: s for s in reference.series_for(indicator_id)}
        if not {"unsdg", "worldbank"} <= set(series):
            continue
        rows = numbers[numbers["indicator_id"] == indicator_id]
        un, wb = (rows[rows["source_id"] == s] for s in ("unsdg", "worldbank"))
        if un.empty or wb.empty:
            continue
        codes = {f"{s}_code": series[s].source_code for s in ("unsdg", "worldbank")}
        records.append({"indicator_id": indicator_id} | codes | agreement(un, wb))
    return sorted(records, key=lambda r: (r["indicator_id"], r["unsdg_code"]))


def agreement(left: pd.DataFrame, right: pd.DataFrame) -> dict[str, Any]:
    """Cells shared, median difference, share over the limit, and the verdict; see `compare`."""
    both = left.merge(right, on=CELL, suffixes=("_left", "_right"))
    if both.empty:
        nothing = {"median_abs_rel_diff_pct": None, "share_over_5pct": None}
        return {"cells": 0} | nothing | {"verdict": "no_overlap"}
    a, b = both["value_left"], both["value_right"]
    larger = pd.concat([a.abs(), b.abs()], axis=1).max(axis=1)
    difference = (100 * (a - b).abs() / larger.where(larger > 0)).fillna(0.0)
    median, share = float(difference.median()), float((difference > LIMIT_PCT).mean() * 100)
    differs = median > LIMIT_PCT or share > LIMIT_SHARE_PCT
    return {
        "cells": len(both),
        "median_abs_rel_diff_pct": round(median, 3),
        "share_over_5pct": round(share, 1),
        "verdict": "disagree" if differs else "agree",
    }
