"""Two sources, one indicator: do they agree? Found anew by every build, for every such pair.

It compares; it never changes a value, never joins two sources and never averages them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd

from data.providers import LIMIT_PCT, LIMIT_SHARE_PCT
from data.reference_lists import Reference, Series

CELL = ["indicator_id", "area_code", "year"]
DISAGREE = "disagree"


def compare(observations: pd.DataFrame, reference: Reference) -> list[dict[str, Any]]:
    """One record per indicator and two sources that both hold its headline.

    Compared are the area-years where both give a number, by |a - b| / max(|a|, |b|) in percent
    (0 where both are 0), so that neither side is the truth and a zero on one side counts as 100.

    The verdict is `disagree` where the median exceeds LIMIT_PCT (another definition, unit or
    sub-series throughout) or where more than LIMIT_SHARE_PCT of the cells do (the sub-series
    changes from cell to cell, which a median can hide). It is `agree` otherwise: revised countries
    move a few cells and are no fault of a series. `no_overlap` means that no cell is shared.

    A source may hold areas of several editions. Each edition is then compared apart, in
    `editions`, since a change of definition between editions hides in the whole.

    Returns:
        indicator_id, source_ids and source_codes (in the order of the registry), cells,
        median_abs_rel_diff_pct, share_over_5pct (of cells, in percent), verdict, editions (the same
        figures with source_id and vintage), relation (of source_pairs.csv, or ""); sorted by
        indicator and sources.
    """
    numbers = observations[observations["value"].notna() & (observations["breakdown"] == "")]
    records = []
    for indicator_id, held in _held(numbers, reference):
        rows = numbers[numbers["indicator_id"] == indicator_id]
        for one, other in combinations(held, 2):
            left, right = (rows[rows["source_id"] == s.source_id] for s in (one, other))
            both = shared(left, right)
            pair = reference.source_pair(indicator_id, one.source_id, other.source_id)
            records.append(
                {
                    "indicator_id": indicator_id,
                    "source_ids": [one.source_id, other.source_id],
                    "source_codes": [one.source_code, other.source_code],
                    "relation": pair.relation if pair else "",
                    "editions": _editions(both, one.source_id, other.source_id),
                }
                | agreement(both)
            )
    return sorted(records, key=lambda r: (r["indicator_id"], r["source_ids"]))


def _held(numbers: pd.DataFrame, reference: Reference) -> Iterator[tuple[str, list[Series]]]:
    """Indicators with headline numbers of more than one source, and those series."""
    pairs = numbers[["indicator_id", "source_id"]].drop_duplicates()
    present = set(pairs.astype("str").itertuples(index=False, name=None))
    for indicator_id in reference.indicators:
        headlines = {s.source_id: s for s in reversed(reference.series_for(indicator_id))}
        held = [s for s in headlines.values() if (indicator_id, s.source_id) in present]
        if len(held) > 1:
            yield indicator_id, sorted(held, key=lambda s: s.priority)


def shared(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """The cells in which both have a number. One row per CELL.

    Returns:
        CELL, value_left, value_right, vintage_left, vintage_right and `difference`:
        |a - b| / max(|a|, |b|) in percent, 0 where both are 0.
    """
    columns = [*CELL, "value", "vintage"]
    both = left[columns].merge(right[columns], on=CELL, suffixes=("_left", "_right"))
    a, b = both["value_left"], both["value_right"]
    larger = pd.concat([a.abs(), b.abs()], axis=1).max(axis=1)
    return both.assign(difference=(100 * (a - b).abs() / larger.where(larger > 0)).fillna(0.0))


def agreement(both: pd.DataFrame) -> dict[str, Any]:
    """Cells shared, median difference, share over the limit, and the verdict; see `compare`."""
    if both.empty:
        nothing = {"median_abs_rel_diff_pct": None, "share_over_5pct": None}
        return {"cells": 0} | nothing | {"verdict": "no_overlap"}
    difference = both["difference"]
    median, share = float(difference.median()), float((difference > LIMIT_PCT).mean() * 100)
    differs = median > LIMIT_PCT or share > LIMIT_SHARE_PCT
    return {
        "cells": len(both),
        "median_abs_rel_diff_pct": round(median, 3),
        "share_over_5pct": round(share, 1),
        "verdict": DISAGREE if differs else "agree",
    }


def _editions(both: pd.DataFrame, *sources: str) -> list[dict[str, Any]]:
    """The agreement of each edition of a source that shares cells of more than one."""
    found = []
    for source_id, side in zip(sources, ("vintage_left", "vintage_right"), strict=True):
        groups = both.groupby(both[side].astype("str"))
        if len(groups) > 1:
            found += [
                {"source_id": source_id, "vintage": str(name)} | agreement(rows)
                for name, rows in groups
            ]
    return found


def disputed(record: dict[str, Any]) -> bool:
    """Whether a pair disagrees, on the whole or in one edition."""
    verdicts = [record["verdict"], *(edition["verdict"] for edition in record["editions"])]
    return DISAGREE in verdicts
